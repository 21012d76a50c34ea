//! Bitwarden's JSON under a password: PBKDF2 or Argon2id, then AES-256-CBC with HMAC-SHA-256.
//!
//! What was encrypted for the account instead can be opened only there, and is refused with that reason.

use zeroize::Zeroizing;

use super::super::fault::{Result, fault, malformed};
use super::super::json::Object;
use super::super::letters;
use crate::api::ImportFaultKind;
use crate::crypto::foreign::{self, Cbc};
use crate::crypto::foreign_kdf::{self, Argon2Params};
use crate::error::Error;

/// AES-256-CBC with HMAC-SHA-256, in Bitwarden's notation `2.iv|ciphertext|tag`.
const TYPE: &str = "2.";

/// The export inside.
pub(in crate::transfer) fn open(mut export: Object, password: Option<&str>) -> Result<Zeroizing<Vec<u8>>> {
    if !export.truth("passwordProtected") {
        return Err(fault(ImportFaultKind::AccountBound));
    }
    let password = password.ok_or_else(|| fault(ImportFaultKind::PasswordNeeded))?;
    let key = derive(&mut export, password)?;
    // The check value opens under the right password; where it does not, nothing else will.
    unseal(&key, &export.text("encKeyValidation_DO_NOT_EDIT")).map_err(|fault| match fault.kind {
        ImportFaultKind::Malformed => super::super::fault::fault(ImportFaultKind::WrongPassword),
        _ => fault,
    })?;
    unseal(&key, &export.text("data"))
}

fn derive(export: &mut Object, password: &str) -> Result<Zeroizing<[u8; 32]>> {
    let mut count = |name: &str| {
        let whole = export.take(name).whole();
        whole
            .and_then(|whole| u32::try_from(whole).ok())
            .ok_or(Error::KdfOutOfRange)
    };
    let (kind, rounds) = (count("kdfType")?, count("kdfIterations")?);
    let (memory_mib, lanes) = (count("kdfMemory"), count("kdfParallelism"));
    let salt = export.text("salt");
    Ok(match kind {
        0 => foreign_kdf::derive_pbkdf2(password.as_bytes(), salt.as_bytes(), rounds)?,
        1 => {
            let params = Argon2Params {
                is_id: true,
                version: 0x13,
                memory_kib: memory_mib?.saturating_mul(1_024),
                passes: rounds,
                lanes: lanes?,
            };
            let salt = foreign::derive_sha256(&[salt.as_bytes()]);
            foreign_kdf::derive_argon2(params, salt.as_slice(), password.as_bytes())?
        }
        _ => return Err(fault(ImportFaultKind::Unsupported)),
    })
}

fn unseal(key: &[u8; 32], sealed: &str) -> Result<Zeroizing<Vec<u8>>> {
    let body = sealed
        .strip_prefix(TYPE)
        .ok_or_else(|| fault(ImportFaultKind::Unsupported))?;
    let mut parts = body.splitn(3, '|').map(letters::from_base64);
    let mut next = || parts.next().flatten().ok_or_else(malformed);
    let (iv, ciphertext, tag) = (next()?, next()?, next()?);
    let (sealing, tagging) = (foreign::expand(key, b"enc")?, foreign::expand(key, b"mac")?);
    foreign::verify_mac(tagging.as_slice(), &[&iv, &ciphertext], &tag)?;
    Ok(Zeroizing::new(foreign::decrypt_cbc(
        Cbc::Aes256,
        sealing.as_slice(),
        &iv,
        &ciphertext,
    )?))
}
