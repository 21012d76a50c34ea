//! Hashes of records and keyed tags.
//!
//! Sources: SHA-256, FIPS 180-4; HMAC, [RFC 2104](https://www.rfc-editor.org/rfc/rfc2104).

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::secret::Secret;

/// Length of a hash or a whole tag, in bytes.
pub const HASH_LEN: usize = 32;

/// SHA-256 of a record's bytes.
pub type Hash = [u8; HASH_LEN];

/// `SHA-256(bytes)`.
pub fn derive_hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// `HMAC-SHA-256[key](bytes)`.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_tag(key: &Secret, bytes: &[u8]) -> Result<Hash> {
    let mut mac = mac(key)?;
    mac.update(bytes);
    Ok(mac.finalize().into_bytes().into())
}

/// Compares `tag` with the one of `bytes` in constant time.
///
/// # Errors
/// [`Error::Damaged`] if it is another.
pub fn verify_tag(key: &Secret, bytes: &[u8], tag: &[u8]) -> Result<()> {
    let mut mac = mac(key)?;
    mac.update(bytes);
    mac.verify_slice(tag).map_err(|_| Error::Damaged)
}

fn mac(key: &Secret) -> Result<Hmac<Sha256>> {
    Hmac::new_from_slice(key.expose()).map_err(|_| Error::Internal)
}
