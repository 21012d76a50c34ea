//! Sealing of data: XChaCha20-Poly1305 with a random nonce of 24 bytes.
//!
//! It never chooses what is authenticated beside the data: the caller gives canonical associated data, and never a key
//! that a person chose, for XChaCha20-Poly1305 does not commit to its key ([`super::envelope`] is for those).
//! Source: draft-irtf-cfrg-xchacha-03 over [RFC 8439](https://www.rfc-editor.org/rfc/rfc8439).

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use rand_core::TryCryptoRng;
use zeroize::{Zeroize, Zeroizing};

use super::random;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Length of the nonce before the ciphertext, in bytes.
pub const NONCE_LEN: usize = 24;
/// Length of the tag behind the ciphertext, in bytes.
pub const TAG_LEN: usize = 16;
/// What sealing adds to the length of the data, in bytes.
pub const OVERHEAD_LEN: usize = NONCE_LEN + TAG_LEN;

/// Seals `data` under `key` and authenticates `associated` with it.
///
/// | bytes | what |
/// |---|---|
/// | 24 | random nonce |
/// | as long as the data | ciphertext |
/// | 16 | tag |
///
/// # Errors
/// [`Error::NoRandomness`]; [`Error::Internal`] for data of 256 GiB and more.
pub fn seal(key: &Secret, associated: &[u8], data: &[u8], rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Vec<u8>> {
    let nonce = random::make_bytes::<NONCE_LEN>(rng)?;
    let mut sealed = Vec::with_capacity(data.len() + OVERHEAD_LEN);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(data);
    let body = sealed.get_mut(NONCE_LEN..).ok_or(Error::Internal)?;
    match cipher(key)?.encrypt_inout_detached(&XNonce::from(nonce), associated, body.into()) {
        Ok(tag) => sealed.extend_from_slice(&tag),
        Err(_) => {
            sealed.zeroize();
            return Err(Error::Internal);
        }
    }
    Ok(sealed)
}

/// Opens what [`seal`] made; nothing is returned before the tag was verified.
///
/// # Errors
/// [`Error::Damaged`] if the key, the associated data or any byte of `sealed` is not the one it was sealed with.
pub fn open(key: &Secret, associated: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(Error::Damaged)?;
    let (ciphertext, tag) = rest.split_last_chunk::<TAG_LEN>().ok_or(Error::Damaged)?;
    let mut data = Zeroizing::new(ciphertext.to_vec());
    cipher(key)?
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            associated,
            data.as_mut_slice().into(),
            &Tag::from(*tag),
        )
        .map_err(|_| Error::Damaged)?;
    Ok(data)
}

/// The primitive under a key; it erases its own copy of the key.
fn cipher(key: &Secret) -> Result<XChaCha20Poly1305> {
    XChaCha20Poly1305::new_from_slice(key.expose()).map_err(|_| Error::Internal)
}
