//! The committed envelope: a key wrapped under factors that a person holds.
//!
//! XChaCha20-Poly1305 does not commit to its key: one ciphertext can be made to open under many, and a vault that opens
//! under many guesses lets an attacker test them all at once. So a commitment to the factors is compared first, in
//! constant time, and only then is anything opened. The envelope knows nothing of slots or headers.
//! Sources: [RFC 5869](https://www.rfc-editor.org/rfc/rfc5869), draft-irtf-cfrg-xchacha-03; the attack: Len, Grubbs,
//! Ristenpart, "Partitioning Oracle Attacks", USENIX Security 2021.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use rand_core::TryCryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{random, subkey};
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};

/// Length of the salt, in bytes.
pub const SALT_LEN: usize = 32;
/// Length of the commitment, in bytes.
pub const COMMITMENT_LEN: usize = 32;
/// Length of a wrapped key with its tag, in bytes.
pub const WRAP_LEN: usize = 48;

const LABEL: &[u8] = b"latchkey/1/envelope";

/// A key, wrapped, with the commitment to what opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Fresh for every wrap, so that a key-encryption key is never used twice.
    pub salt: [u8; SALT_LEN],
    /// Compared before anything is opened.
    pub commitment: [u8; COMMITMENT_LEN],
    /// The key's ciphertext and its tag.
    pub wrap: [u8; WRAP_LEN],
}

/// One 32-byte output of a factor, with the number of its kind.
pub struct FactorOutput<'a> {
    /// The kind's number; factors are given in ascending order of it.
    pub kind: u8,
    /// What the factor gave: for a password, Argon2id's output.
    pub secret: &'a Secret,
}

/// Wraps `key` so that all of `factors` together open it.
///
/// `KEK ‖ commitment = HKDF-SHA-256[ikm = (kind ‖ output) of each factor, salt, info = "latchkey/1/envelope" ‖ context]`,
/// 64 bytes. The nonce of the wrap is 24 zeros: salt and therefore KEK are fresh.
///
/// # Errors
/// [`Error::NoRandomness`].
pub fn wrap_key(
    key: &Secret,
    factors: &[FactorOutput<'_>],
    context: &[u8],
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Envelope> {
    let salt = random::make_bytes::<SALT_LEN>(rng)?;
    let (kek, commitment) = derive_kek(factors, &salt, context)?;
    let mut body = Zeroizing::new(*key.expose());
    let tag = cipher(&kek)?
        .encrypt_inout_detached(&XNonce::default(), context, body.as_mut_slice().into())
        .map_err(|_| Error::Internal)?;
    let mut wrap = [0; WRAP_LEN];
    let (front, back) = wrap.split_at_mut(SECRET_LEN);
    front.copy_from_slice(body.as_slice());
    back.copy_from_slice(&tag);
    Ok(Envelope { salt, commitment, wrap })
}

/// Unwraps the key if `factors` are those that it was wrapped with.
///
/// # Errors
/// [`Error::WrongPassword`] if the commitment is another; [`Error::Damaged`] if it is right but the wrap does not open.
pub fn unwrap_key(envelope: &Envelope, factors: &[FactorOutput<'_>], context: &[u8]) -> Result<Secret> {
    let (kek, commitment) = derive_kek(factors, &envelope.salt, context)?;
    if !bool::from(commitment.ct_eq(&envelope.commitment)) {
        return Err(Error::WrongPassword);
    }
    let (body, tag) = envelope.wrap.split_first_chunk::<SECRET_LEN>().ok_or(Error::Internal)?;
    let tag = Tag::try_from(tag).map_err(|_| Error::Internal)?;
    let mut key = Secret::zeroed();
    key.expose_mut().copy_from_slice(body);
    cipher(&kek)?
        .decrypt_inout_detached(
            &XNonce::default(),
            context,
            key.expose_mut().as_mut_slice().into(),
            &tag,
        )
        .map_err(|_| Error::Damaged)?;
    Ok(key)
}

fn derive_kek(
    factors: &[FactorOutput<'_>],
    salt: &[u8; SALT_LEN],
    context: &[u8],
) -> Result<(Secret, [u8; COMMITMENT_LEN])> {
    let mut ikm = Zeroizing::new(Vec::with_capacity(factors.len() * (1 + SECRET_LEN)));
    for factor in factors {
        ikm.push(factor.kind);
        ikm.extend_from_slice(factor.secret.expose());
    }
    let mut okm = Zeroizing::new([0; SECRET_LEN + COMMITMENT_LEN]);
    subkey::derive_bytes(&ikm, salt, &[LABEL, context], okm.as_mut_slice())?;
    let (kek, commitment) = okm.split_first_chunk::<SECRET_LEN>().ok_or(Error::Internal)?;
    Ok((
        Secret::from_slice(kek)?,
        commitment.try_into().map_err(|_| Error::Internal)?,
    ))
}

fn cipher(key: &Secret) -> Result<XChaCha20Poly1305> {
    XChaCha20Poly1305::new_from_slice(key.expose()).map_err(|_| Error::Internal)
}
