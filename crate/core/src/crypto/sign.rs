//! Signatures of devices: Ed25519, verified strictly.
//!
//! Strict verification refuses small-order keys and every spelling of a signature but one. It never says who a key
//! belongs to. Source: [RFC 8032](https://www.rfc-editor.org/rfc/rfc8032).

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::error::{Error, Result};
use crate::secret::Secret;

/// Length of a public key, in bytes.
pub const PUBLIC_LEN: usize = 32;
/// Length of a signature, in bytes.
pub const SIGNATURE_LEN: usize = 64;

/// The public key of the key pair that `seed` stands for (RFC 8032 section 5.1.5).
pub fn derive_public(seed: &Secret) -> [u8; PUBLIC_LEN] {
    SigningKey::from_bytes(seed.expose()).verifying_key().to_bytes()
}

/// `Ed25519[seed](message)`, 64 bytes.
pub fn derive_signature(seed: &Secret, message: &[u8]) -> [u8; SIGNATURE_LEN] {
    SigningKey::from_bytes(seed.expose()).sign(message).to_bytes()
}

/// Verifies a signature.
///
/// # Errors
/// [`Error::Damaged`] if the key is none, or the signature is not its own over this message.
pub fn verify_signature(public: &[u8; PUBLIC_LEN], message: &[u8], signature: &[u8; SIGNATURE_LEN]) -> Result<()> {
    VerifyingKey::from_bytes(public)
        .and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature)))
        .map_err(|_| Error::Damaged)
}
