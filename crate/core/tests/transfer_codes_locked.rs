//! Encrypted exports of one-time codes that are damaged, hostile or not what they seem. That whole ones open, and what
//! must be found in them, stands with the other samples; those were sealed by Python's hashlib and cryptography.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use std::path::Path;

use latchkey_core::api::{ImportFaultKind, ImportFile, ImportFormat, ImportOptions};
use latchkey_core::transfer::survey;
use serde_json::{Value, json};
use transfer_judge::read_with;

const AND_OTP: &str = "andotp-locked.json.aes";

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports").join(name)).unwrap()
}

fn options(format: Option<ImportFormat>) -> ImportOptions {
    ImportOptions {
        format,
        password: Some("pässword".into()),
        ..ImportOptions::default()
    }
}

fn fault_of(name: &str, bytes: &[u8]) -> Option<ImportFaultKind> {
    read_with(name, bytes, &options(None)).err().map(|fault| fault.kind)
}

/// The sample of a name, with something changed.
fn changed(name: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut export = serde_json::from_slice(&sample(name)).unwrap();
    change(&mut export);
    export.to_string().into_bytes()
}

/// A text with one letter of its inside changed.
fn bent(text: &Value) -> Value {
    let text = text.as_str().unwrap();
    let (at, letter) = text.char_indices().nth(10).unwrap();
    let other = if letter == 'A' { 'B' } else { 'A' };
    json!([&text[..at], &text[at + 1..]].join(&other.to_string()))
}

#[test]
fn what_is_damaged_is_told_from_a_wrong_password_where_the_file_can_tell() {
    let name = "aegis-locked.json";
    let database = changed(name, |export| export["db"] = bent(&export["db"]));
    assert_eq!(fault_of(name, &database), Some(ImportFaultKind::Malformed));
    let short = changed(name, |export| export["header"]["params"]["tag"] = json!("00"));
    assert_eq!(fault_of(name, &short), Some(ImportFaultKind::Malformed));
    let no_salt = changed(name, |export| export["header"]["slots"][2]["salt"] = json!("zz"));
    assert_eq!(fault_of(name, &no_salt), Some(ImportFaultKind::Malformed));
    let name = "2fas-locked.2fas";
    let services = changed(name, |export| {
        export["servicesEncrypted"] = bent(&export["servicesEncrypted"])
    });
    assert_eq!(fault_of(name, &services), Some(ImportFaultKind::Malformed));
    let alone = changed(name, |export| {
        export["servicesEncrypted"] = bent(&export["servicesEncrypted"]);
        export.as_object_mut().unwrap().remove("reference");
    });
    assert_eq!(fault_of(name, &alone), Some(ImportFaultKind::WrongPassword));
    let cut = changed(name, |export| export["servicesEncrypted"] = json!("AAAA:AAAA"));
    assert_eq!(fault_of(name, &cut), Some(ImportFaultKind::Malformed));
    // andOTP has nothing to tell by, unless it is shorter than its own frame.
    let whole = sample(AND_OTP);
    assert_eq!(
        fault_of(AND_OTP, &whole[..whole.len() - 1]),
        Some(ImportFaultKind::WrongPassword)
    );
    for len in [0, 15, 16, 27, 28, 43] {
        let fault = fault_of(AND_OTP, &whole[..len]);
        assert_eq!(fault, Some(ImportFaultKind::Malformed), "{len} bytes");
    }
}

#[test]
fn h09_what_would_take_the_machine_down_is_refused_before_any_work() {
    let name = "aegis-locked.json";
    for (part, value) in [
        ("n", json!(1_u64 << 40)),
        ("n", json!(0)),
        ("n", json!(12_345)),
        ("n", json!(-2)),
        ("n", json!("many")),
        ("r", json!(4_294_967_296_u64)),
        ("r", json!(0)),
        ("p", json!(1_000_000)),
    ] {
        let dear = changed(name, |export| export["header"]["slots"][1][part] = value.clone());
        assert_eq!(
            fault_of(name, &dear),
            Some(ImportFaultKind::KdfOutOfRange),
            "{part}: {value}"
        );
    }
    // Each of them might be, all together are too many.
    let many = changed(name, |export| {
        let mut slot = export["header"]["slots"][1].clone();
        slot["n"] = json!(1 << 17);
        export["header"]["slots"] = json!(vec![slot; 9]);
    });
    assert_eq!(fault_of(name, &many), Some(ImportFaultKind::KdfOutOfRange));
    // Of andOTP it might as well be an older file, where other bytes stand in this place.
    for rounds in [0_u32, 5_000_001, u32::MAX] {
        let dear = [&rounds.to_be_bytes(), &sample(AND_OTP)[4..]].concat();
        assert_eq!(
            fault_of(AND_OTP, &dear),
            Some(ImportFaultKind::WrongPassword),
            "{rounds}"
        );
    }
}

#[test]
fn what_andotp_encrypts_is_told_by_its_name_or_by_the_user_and_never_guessed() {
    let (locked, clear) = (sample(AND_OTP), sample("andotp.json"));
    let looked = |name: &str, bytes: &[u8], format| {
        let file = ImportFile {
            name: name.into(),
            bytes: bytes.to_vec(),
        };
        survey(&[file], &options(format))
    };
    let of_and_otp = Some(ImportFormat::AndOtpJson);
    assert_eq!(fault_of("noise.bin", &locked), Some(ImportFaultKind::UnknownFormat));
    assert!(looked("noise.bin", &locked, None).is_err());
    assert!(read_with("noise.bin", &locked, &options(of_and_otp)).is_ok());
    assert!(looked("noise.bin", &locked, of_and_otp).unwrap().needs_password);
    assert!(looked("OTP.JSON.AES", &locked, None).unwrap().needs_password);
    // The user's word for another program stands, and a list in clear needs no password whatever its name.
    let as_table = read_with(AND_OTP, &locked, &options(Some(ImportFormat::Csv)));
    assert!(as_table.is_ok_and(|import| import.format == ImportFormat::Csv));
    assert!(!looked("clear.json", &clear, of_and_otp).unwrap().needs_password);
    assert!(read_with("clear.json.aes", &clear, &ImportOptions::default()).is_ok());
}
