//! Encrypted exports of one-time codes, with anything at all inside what opens rightly.

use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use latchkey_core::api::ImportFaultKind;
use latchkey_core::crypto::foreign;
use latchkey_core::crypto::foreign_kdf::{self, ScryptParams};
use latchkey_core::transfer::letters::to_base64;

use crate::locked::{PASSWORD, imported_as};

/// The name by which a file of andOTP is told.
pub const AND_OTP_NAME: &str = "codes.json.aes";
const NONCE: [u8; 12] = [7; 12];

/// What Aegis and andOTP encrypt.
pub(crate) fn inside_codes(bytes: &[u8]) {
    assert!(imported_as("file", &seal_aegis(bytes)) != Some(ImportFaultKind::WrongPassword));
    assert!(imported_as(AND_OTP_NAME, &seal_and_otp(bytes)) != Some(ImportFaultKind::WrongPassword));
}

fn seal(key: &[u8], bytes: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let cipher = Aes256Gcm::new_from_slice(key).expect("a key of 32 bytes");
    let mut sealed = bytes.to_vec();
    let tag = cipher.encrypt_inout_detached(&Nonce::from(NONCE), &[], sealed.as_mut_slice().into());
    (sealed, tag.expect("it is sealed").to_vec())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A vault of Aegis around a database, by the cheapest scrypt there is.
pub fn seal_aegis(inside: &[u8]) -> Vec<u8> {
    let key = [9; 32];
    let least = ScryptParams { n: 2, r: 1, p: 1 };
    let wrapping = foreign_kdf::derive_scrypt(least, &[5; 32], PASSWORD.as_bytes()).expect("a key");
    let (wrapped, wrapped_tag) = seal(wrapping.as_slice(), &key);
    let (sealed, tag) = seal(&key, inside);
    format!(
        "{{\"version\":1,\"header\":{{\"slots\":[{{\"type\":1,\"key\":\"{}\",\"key_params\":{{\"nonce\":\"{nonce}\",\"tag\":\"{}\"}},\
         \"n\":2,\"r\":1,\"p\":1,\"salt\":\"{}\"}}],\"params\":{{\"nonce\":\"{nonce}\",\"tag\":\"{}\"}}}},\"db\":\"{}\"}}",
        hex(&wrapped),
        hex(&wrapped_tag),
        hex(&[5; 32]),
        hex(&tag),
        to_base64(&sealed),
        nonce = hex(&NONCE),
    )
    .into_bytes()
}

/// A list of andOTP as its first versions sealed it: by the password's hash alone.
pub fn seal_and_otp(inside: &[u8]) -> Vec<u8> {
    let (sealed, tag) = seal(foreign::derive_sha256(&[PASSWORD.as_bytes()]).as_slice(), inside);
    [NONCE.as_slice(), &sealed, &tag].concat()
}
