//! Devices: who wrote what, and when, so that histories can be told apart and merged.
//!
//! Each device has a key pair of its own and signs every root that it writes. The list of all devices is sealed and
//! named by the root; a device's private seed lies in a record of that device alone. The clock is a hybrid logical one:
//! it never goes back, whatever the wall clock does, so it decides which of two writes came later.
//! Source: Kulkarni et al., "Logical Physical Clocks", OPODIS 2014.

use rand_core::TryCryptoRng;

use super::id::Id;
use super::wire::{Rest, evolving, fixed};
use crate::crypto::{inbox, random, sign, subkey};
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};

/// When something was written, and by whom; later is greater, and no two devices' are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Milliseconds since the Unix epoch, of the clock that was ahead.
    pub ms: u64,
    /// Counts writes within one millisecond.
    pub counter: u32,
    /// The device.
    pub device: Id,
}

fixed!(Stamp { ms, counter, device });

impl Stamp {
    /// The stamp after this one, at `now_ms` by the wall clock of `device`.
    ///
    /// # Errors
    /// [`Error::Internal`] after 2³² writes within a millisecond.
    pub fn next(self, now_ms: u64, device: Id) -> Result<Self> {
        let counter = match now_ms > self.ms {
            true => 0,
            false => self.counter.checked_add(1).ok_or(Error::Internal)?,
        };
        Ok(Self {
            ms: self.ms.max(now_ms),
            counter,
            device,
        })
    }
}

/// A device in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Random.
    pub id: Id,
    /// What the user calls it.
    pub name: String,
    /// Ed25519 public key.
    pub signing_public: [u8; sign::PUBLIC_LEN],
    /// X25519 public key.
    pub agreement_public: [u8; inbox::PUBLIC_LEN],
    /// When it was added.
    pub added_ms: u64,
    /// When it was removed; absent while it belongs.
    pub removed_ms: Option<u64>,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(Device {
    1 id,
    2 name,
    3 signing_public,
    4 agreement_public,
    5 added_ms,
    6 removed_ms,
});

/// The device that this is: what its own record holds.
pub struct ThisDevice {
    /// Its id in the list.
    pub id: Id,
    /// Seed of its Ed25519 key pair.
    pub signing: Secret,
    /// Seed of its X25519 key pair.
    pub agreement: Secret,
}

/// [`ThisDevice`] as it is sealed: the id and the seed that both key pairs are derived from.
pub type StoredDevice = (Id, [u8; SECRET_LEN]);

impl ThisDevice {
    /// Makes a device; gives also what its record holds.
    ///
    /// # Errors
    /// [`Error::NoRandomness`].
    pub fn make(rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<(Self, StoredDevice)> {
        let stored = (Id::make(rng)?, random::make_bytes(rng)?);
        Ok((Self::derive(&stored)?, stored))
    }

    /// The device that a record tells of.
    ///
    /// # Errors
    /// None that can be met; the primitive's type demands one.
    pub fn derive((id, seed): &StoredDevice) -> Result<Self> {
        let seed = Secret::from_slice(seed)?;
        Ok(Self {
            id: *id,
            signing: subkey::derive_subkey(&seed, &id.0, "device signing")?,
            agreement: subkey::derive_subkey(&seed, &id.0, "device agreement")?,
        })
    }

    /// Its entry in the list.
    ///
    /// # Errors
    /// None that can be met; the primitive's type demands one.
    pub fn to_listed(&self, name: &str, now_ms: u64) -> Result<Device> {
        Ok(Device {
            id: self.id,
            name: name.chars().take(MAX_NAME_CHARS).collect(),
            signing_public: sign::derive_public(&self.signing),
            agreement_public: inbox::derive_public(&self.agreement)?,
            added_ms: now_ms,
            ..Device::default()
        })
    }
}

/// Most characters of a device's name; the rest is cut.
pub const MAX_NAME_CHARS: usize = 100;
