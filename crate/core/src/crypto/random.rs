//! Randomness, from whatever generator the caller hands in.
//!
//! The core never chooses a source of its own. A source that fails is an error, never a panic and never zeros.

use core::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use zeroize::Zeroize;

use crate::error::{Error, Result};
use crate::secret::Secret;

/// Draws `N` random bytes that are no secret: nonces, salts, ids.
///
/// # Errors
/// [`Error::NoRandomness`] if the source fails.
pub fn make_bytes<const N: usize>(rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    rng.try_fill_bytes(&mut bytes).map_err(|_| Error::NoRandomness)?;
    Ok(bytes)
}

/// Draws a random secret.
///
/// # Errors
/// [`Error::NoRandomness`] if the source fails.
pub fn make_secret(rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Secret> {
    let mut secret = Secret::zeroed();
    rng.try_fill_bytes(secret.expose_mut())
        .map_err(|_| Error::NoRandomness)?;
    Ok(secret)
}

/// Lets a crate that knows no failing generator draw from one that may fail; the caller MUST ask `finish` afterwards
/// and throw the result away if it says so.
pub(super) struct Watched<'a, R: ?Sized> {
    rng: &'a mut R,
    failed: bool,
}

impl<'a, R: TryCryptoRng + ?Sized> Watched<'a, R> {
    pub(super) fn new(rng: &'a mut R) -> Self {
        Self { rng, failed: false }
    }

    /// Whether all that was drawn was random.
    pub(super) fn finish(self) -> Result<()> {
        if self.failed { Err(Error::NoRandomness) } else { Ok(()) }
    }
}

impl<R: TryCryptoRng + ?Sized> TryRng for Watched<'_, R> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> core::result::Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> core::result::Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> core::result::Result<(), Infallible> {
        if self.rng.try_fill_bytes(dst).is_err() {
            dst.zeroize();
            self.failed = true;
        }
        Ok(())
    }
}

impl<R: TryCryptoRng + ?Sized> TryCryptoRng for Watched<'_, R> {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    /// Counts up, and fails once it has given so many bytes.
    struct Counting(u8, usize);

    impl TryRng for Counting {
        type Error = core::fmt::Error;

        fn try_next_u32(&mut self) -> core::result::Result<u32, Self::Error> {
            Err(core::fmt::Error)
        }

        fn try_next_u64(&mut self) -> core::result::Result<u64, Self::Error> {
            Err(core::fmt::Error)
        }

        fn try_fill_bytes(&mut self, dst: &mut [u8]) -> core::result::Result<(), Self::Error> {
            self.1 = self.1.checked_sub(dst.len()).ok_or(core::fmt::Error)?;
            for byte in dst {
                self.0 += 1;
                *byte = self.0;
            }
            Ok(())
        }
    }

    impl TryCryptoRng for Counting {}

    #[test]
    fn a_watched_source_gives_numbers_of_its_bytes_in_turn() {
        let mut source = Counting(0, 12);
        let mut watched = Watched::new(&mut source);
        assert_eq!(watched.try_next_u32(), Ok(0x0403_0201));
        assert_eq!(watched.try_next_u64(), Ok(0x0c0b_0a09_0807_0605));
        assert_eq!(watched.finish(), Ok(()));
    }

    #[test]
    fn a_watched_source_that_failed_gives_zeros_and_tells() {
        let mut source = Counting(0, 4);
        let mut watched = Watched::new(&mut source);
        let mut bytes = [7; 8];
        watched.try_fill_bytes(&mut bytes).unwrap();
        assert_eq!(bytes, [0; 8]);
        assert_eq!(watched.finish(), Err(Error::NoRandomness));
    }
}
