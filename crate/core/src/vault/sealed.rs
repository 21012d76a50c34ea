//! Sealed records of the vault's frame: root, leaves, settings.
//!
//! A value is encoded, padded, sealed and bound to what it is; on the way back each step is checked before the next.

use rand_core::TryCryptoRng;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::associated::{self, FORMAT_VERSION, Role, Scope};
use super::{codec, padding};
use crate::crypto::aead;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// No record of the frame is larger, in bytes; a leaf of the largest vault stays far below.
pub const MAX_RECORD_LEN: usize = 64 * 1024 * 1024;

/// Seals a value as a record.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of the format |
/// | the rest | the padded encoding, sealed by [`aead::seal`] |
///
/// # Errors
/// [`Error::NoRandomness`]; [`Error::InvalidInput`] if the value is too large.
pub fn seal(
    key: &Secret,
    scope: &Scope,
    role: Role,
    value: &impl Serialize,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let padded = padding::pad(&codec::encode(value)?)?;
    let sealed = aead::seal(key, &associated::encode(scope, role), &padded, rng)?;
    let mut record = Vec::with_capacity(1 + sealed.len());
    record.push(FORMAT_VERSION);
    record.extend_from_slice(&sealed);
    if record.len() > MAX_RECORD_LEN {
        Err(Error::InvalidInput)
    } else {
        Ok(record)
    }
}

/// Opens what [`seal`] made.
///
/// # Errors
/// [`Error::NewerVersion`] if a newer version wrote it, [`Error::Damaged`] if it is not what it must be.
pub fn open<T: Serialize + DeserializeOwned>(key: &Secret, scope: &Scope, role: Role, record: &[u8]) -> Result<T> {
    let sealed = strip_version(record)?;
    if record.len() > MAX_RECORD_LEN {
        return Err(Error::Damaged);
    }
    let padded = aead::open(key, &associated::encode(scope, role), sealed)?;
    codec::parse(padding::unpad(&padded)?)
}

/// Takes the version off a record.
///
/// # Errors
/// [`Error::NewerVersion`] for a later version, [`Error::Damaged`] for an empty record.
pub fn strip_version(record: &[u8]) -> Result<&[u8]> {
    match record.split_first() {
        Some((&FORMAT_VERSION, rest)) => Ok(rest),
        Some(_) => Err(Error::NewerVersion),
        None => Err(Error::Damaged),
    }
}
