//! Sealed records: version, then a padded value, sealed and bound to what it is.
//!
//! On the way back each step is checked before the next.

use rand_core::TryCryptoRng;

use super::associated::{self, FORMAT_VERSION, Role, Scope};
use super::padding;
use super::wire::{self, Wire};
use crate::crypto::aead;
use crate::error::{Error, Result};
use crate::secret::Secret;
use zeroize::Zeroizing;

/// No record of the frame is larger, in bytes; a leaf of the largest vault stays far below.
pub const MAX_RECORD_LEN: usize = 64 * 1024 * 1024;

/// Seals a value as a record.
///
/// # Errors
/// As [`seal_bytes`].
pub fn seal(
    key: &Secret,
    scope: &Scope,
    role: Role,
    value: &impl Wire,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    seal_bytes(key, scope, role, &wire::encode(value), rng)
}

/// Seals an encoding as a record.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of the format |
/// | the rest | the padded encoding, sealed by [`aead::seal`] |
///
/// # Errors
/// [`Error::NoRandomness`]; [`Error::InvalidInput`] if the value is too large.
pub fn seal_bytes(
    key: &Secret,
    scope: &Scope,
    role: Role,
    encoded: &[u8],
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let sealed = aead::seal(key, &associated::encode(scope, role), &padding::pad(encoded)?, rng)?;
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
/// As [`open_bytes`].
pub fn open<T: Wire>(key: &Secret, scope: &Scope, role: Role, record: &[u8]) -> Result<T> {
    wire::parse(&open_bytes(key, scope, role, record)?)
}

/// Opens what [`seal_bytes`] made.
///
/// # Errors
/// [`Error::NewerVersion`] if a newer version wrote it, [`Error::Damaged`] if it is not what it must be.
pub fn open_bytes(key: &Secret, scope: &Scope, role: Role, record: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let sealed = strip_version(record)?;
    if record.len() > MAX_RECORD_LEN {
        return Err(Error::Damaged);
    }
    let padded = aead::open(key, &associated::encode(scope, role), sealed)?;
    Ok(Zeroizing::new(padding::unpad(&padded)?.to_vec()))
}

/// Takes the version off a record.
///
/// # Errors
/// [`Error::NewerVersion`] for a later version, [`Error::Damaged`] for an earlier one or an empty record.
pub fn strip_version(record: &[u8]) -> Result<&[u8]> {
    match record.split_first() {
        Some((&FORMAT_VERSION, rest)) => Ok(rest),
        Some((0, _)) | None => Err(Error::Damaged),
        Some(_) => Err(Error::NewerVersion),
    }
}
