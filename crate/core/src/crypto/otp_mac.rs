//! The keyed tags that one-time codes are cut from.
//!
//! The only place where SHA-1 is used, because the standard of one-time codes asks for it; inside HMAC its known
//! collisions do no harm. Nothing else may be authenticated with these.
//! Sources: HMAC, [RFC 2104](https://www.rfc-editor.org/rfc/rfc2104); SHA-1 and SHA-2, FIPS 180-4.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use crate::api::OtpAlgorithm;
use crate::error::{Error, Result};

/// `HMAC-algorithm[key](message)`: 20, 32 or 64 bytes. The key may have any length.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_otp_tag(algorithm: OtpAlgorithm, key: &[u8], message: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    match algorithm {
        OtpAlgorithm::Sha1 => derive::<Hmac<Sha1>>(key, message),
        OtpAlgorithm::Sha256 => derive::<Hmac<Sha256>>(key, message),
        OtpAlgorithm::Sha512 => derive::<Hmac<Sha512>>(key, message),
    }
}

fn derive<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let mut mac = <M as KeyInit>::new_from_slice(key).map_err(|_| Error::Internal)?;
    mac.update(message);
    Ok(Zeroizing::new(mac.finalize().into_bytes().to_vec()))
}
