//! The inbox: anyone who knows the vault's public key can put something in; only the open vault can read it.
//!
//! What lies in it is secret but not authentic: whoever can write to the browser's storage can put something in, so
//! nothing in it is believed without the user's yes. HPKE in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and
//! ChaCha20Poly1305. Source: [RFC 9180](https://www.rfc-editor.org/rfc/rfc9180).

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, setup_receiver, setup_sender_with_rng};
use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::random::Watched;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Length of a public key and of an encapsulated key, in bytes.
pub const PUBLIC_LEN: usize = 32;

type Aead = ChaCha20Poly1305;
type Kdf = HkdfSha256;
type X25519 = X25519HkdfSha256;

/// The public key of the key pair that `seed` stands for (RFC 9180 section 7.1.3, DeriveKeyPair).
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_public(seed: &Secret) -> Result<[u8; PUBLIC_LEN]> {
    let (_, public) = X25519::derive_keypair(seed.expose());
    public.to_bytes().as_slice().try_into().map_err(|_| Error::Internal)
}

/// Seals `data` to `public`.
///
/// | bytes | what |
/// |---|---|
/// | 32 | encapsulated key |
/// | as long as the data | ciphertext |
/// | 16 | tag |
///
/// # Errors
/// [`Error::Damaged`] if `public` is no point to seal to; [`Error::NoRandomness`].
pub fn seal(
    public: &[u8; PUBLIC_LEN],
    info: &[u8],
    associated: &[u8],
    data: &[u8],
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let public = <X25519 as Kem>::PublicKey::from_bytes(public).map_err(|_| Error::Damaged)?;
    let mut watched = Watched::new(rng);
    let set_up = setup_sender_with_rng::<Aead, Kdf, X25519>(&OpModeS::Base, &public, info, &mut watched);
    watched.finish()?;
    let (encapsulated, mut context) = set_up.map_err(|_| Error::Damaged)?;
    let mut sealed = encapsulated.to_bytes().to_vec();
    sealed.extend(context.seal(data, associated).map_err(|_| Error::Internal)?);
    Ok(sealed)
}

/// Opens what [`seal`] made for the key pair of `seed`.
///
/// # Errors
/// [`Error::Damaged`] if it was sealed to another key, or with other info or associated data, or was changed since.
pub fn open(seed: &Secret, info: &[u8], associated: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (encapsulated, body) = sealed.split_first_chunk::<PUBLIC_LEN>().ok_or(Error::Damaged)?;
    let encapsulated = <X25519 as Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| Error::Damaged)?;
    let (private, _) = X25519::derive_keypair(seed.expose());
    let mut context = setup_receiver::<Aead, Kdf, X25519>(&OpModeR::Base, &private, &encapsulated, info)
        .map_err(|_| Error::Damaged)?;
    context
        .open(body, associated)
        .map(Zeroizing::new)
        .map_err(|_| Error::Damaged)
}
