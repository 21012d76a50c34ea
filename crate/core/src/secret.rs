//! Secrets of 32 bytes: keys, subkeys and factors.
//!
//! A secret lies on the heap, so that moving it leaves no copy behind, is erased when dropped and prints nothing of
//! itself. It never implements `Clone`, `PartialEq` or serialisation: whoever needs its bytes says so by `expose`.

use zeroize::Zeroize;

use crate::error::{Error, Result};

/// Length of every secret, in bytes.
pub const SECRET_LEN: usize = 32;

/// Thirty-two secret bytes.
pub struct Secret(Box<[u8; SECRET_LEN]>);

impl Secret {
    /// Copies a secret from `bytes`; the caller erases its own copy.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if there are not exactly 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Self> {
        if bytes.len() != SECRET_LEN {
            return Err(Error::InvalidInput);
        }
        let mut secret = Self::zeroed();
        secret.expose_mut().copy_from_slice(bytes);
        Ok(secret)
    }

    /// A place for a secret that is about to be written.
    pub(crate) fn zeroed() -> Self {
        Self(Box::new([0; SECRET_LEN]))
    }

    /// Its bytes, for a cryptographic primitive.
    pub fn expose(&self) -> &[u8; SECRET_LEN] {
        &self.0
    }

    /// Its bytes, to be written by whoever makes or derives it.
    pub(crate) fn expose_mut(&mut self) -> &mut [u8; SECRET_LEN] {
        &mut self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl zeroize::ZeroizeOnDrop for Secret {}

impl core::fmt::Debug for Secret {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Secret(..)")
    }
}
