//! Subkeys: one independent key a purpose, derived from one parent.
//!
//! A label is never used for two purposes and a parent never encrypts anything itself.
//! Source: HKDF-SHA-256, [RFC 5869](https://www.rfc-editor.org/rfc/rfc5869).

use hkdf::Hkdf;
use sha2::Sha256;

use crate::error::{Error, Result};
use crate::secret::Secret;

/// Stands before every label, so that no other protocol derives the same keys.
const LABEL_PREFIX: &[u8] = b"latchkey/1/";

/// `HKDF-SHA-256[ikm = parent, salt, info = "latchkey/1/" ‖ label]`, 32 bytes.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_subkey(parent: &Secret, salt: &[u8], label: &str) -> Result<Secret> {
    let mut subkey = Secret::zeroed();
    derive_bytes(
        parent.expose(),
        salt,
        &[LABEL_PREFIX, label.as_bytes()],
        subkey.expose_mut(),
    )?;
    Ok(subkey)
}

/// `HKDF-SHA-256[ikm, salt, info = the parts, joined]` into `out`.
///
/// # Errors
/// [`Error::Internal`] if `out` is longer than 8,160 bytes.
pub fn derive_bytes(ikm: &[u8], salt: &[u8], info: &[&[u8]], out: &mut [u8]) -> Result<()> {
    Hkdf::<Sha256>::new(Some(salt), ikm)
        .expand_multi_info(info, out)
        .map_err(|_| Error::Internal)
}
