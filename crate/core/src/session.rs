//! The open vault: the one object that the facade holds.
//!
//! It is made by creating, unlocking or resuming a vault, and locked by being dropped. It never writes: each change is
//! staged and handed out as the list of records to write in one transaction, and becomes the truth in memory only when
//! the caller says that it was committed. Item records stay in storage and are handed in one by one.

mod backup;
mod codes;
mod edit;
mod files;
mod filing;
mod gather;
mod generated;
mod health;
mod importing;
mod look;
mod mend;
mod merge;
mod noted;
mod open;
mod restoring;
mod rotate;
mod saving;
mod slots;
mod stage;
mod undo;
mod used;

use zeroize::Zeroizing;

use crate::api::{Alarm, Draft, Seen, Settings, SlotInfo};
use crate::crypto::digest::{self, Hash};
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::vault::associated::Scope;
use crate::vault::device::{Device, ThisDevice};
use crate::vault::exposed::Exposure;
use crate::vault::header::Header;
use crate::vault::id::Id;
use crate::vault::index::Index;
use crate::vault::keys::VaultKeys;
use crate::vault::root::Root;
use crate::vault::slot::Slot;
use crate::vault::sorted::Sorted;
use crate::vault::{draft, resume};
use look::Card;
use rand_core::TryCryptoRng;
use rotate::Rotation;
use stage::Staged;
use used::Used;

pub use edit::TRASH_MS;
pub use files::FileStream;
pub use gather::Gathering;
pub use health::Asked;
pub use importing::Matching;
pub use noted::{BACKUPS_KEY, EDITS_KEY};
pub use restoring::Restoring;
pub use saving::capture;
pub use slots::GUARD_MS;

/// An open vault.
pub struct Session {
    scope: Scope,
    keys: VaultKeys,
    /// Header and keyring as they lie in storage: what asking again for the master password needs.
    header_record: Vec<u8>,
    keyring_record: Vec<u8>,
    root: Root,
    /// The root's record as it lies in storage; empty until a new vault's creation was committed.
    root_record: Vec<u8>,
    /// Absent until this device was registered: then nothing else can be changed.
    device: Option<ThisDevice>,
    devices: Vec<Device>,
    index: Index,
    settings: Settings,
    used: Used,
    exposures: Vec<Exposure>,
    cards: Sorted<Card>,
    /// The vault is older than what was seen here, and the user did not accept it.
    is_older: bool,
    /// The header is not the one that the root names.
    header_changed: bool,
    /// Names of records that are missing or not the ones that the root names.
    lost: Vec<String>,
    /// The key of guarded items, and until when it may be used.
    guard: Option<(Secret, u64)>,
    staged: Option<Staged>,
    rotation: Option<Rotation>,
}

impl Session {
    /// What a restarted worker resumes from: subkeys in clear, for memory that the browser clears, never for a disk.
    ///
    /// # Errors
    /// [`Error::NotFound`] until this device was registered.
    pub fn resume_value(&self) -> Result<Zeroizing<Vec<u8>>> {
        let device = self.device.as_ref().ok_or(Error::NotFound)?;
        Ok(resume::encode(&self.scope, &self.header_hash(), &self.keys, device))
    }

    /// What this device should remember outside the vault, to notice an older one in its place.
    pub fn seen(&self) -> Seen {
        Seen {
            vault_id: self.vault_id(),
            sequence: self.root.sequence,
            root_hash: digest::derive_hash(&self.root_record).to_vec(),
        }
    }

    /// Why nothing can be changed, if so; of two reasons, the one to look at first.
    pub fn alarm(&self) -> Option<Alarm> {
        if self.is_older {
            Some(Alarm::OlderVault)
        } else if self.header_changed {
            Some(Alarm::HeaderChanged)
        } else {
            (!self.lost.is_empty()).then_some(Alarm::Damaged)
        }
    }

    /// The user looked and takes the vault as it is, although it is older than what was seen here; gives what to remember
    /// from now on. A changed header is not to be accepted: that takes a rotation.
    pub fn accept_older(&mut self) -> Seen {
        self.is_older = false;
        self.seen()
    }

    /// Names of records that are lost or damaged: what [`Alarm::Damaged`] is about.
    pub fn lost(&self) -> &[String] {
        &self.lost
    }

    /// The ways into the vault.
    ///
    /// # Errors
    /// None that can be met: the header was parsed before.
    pub fn slots(&self) -> Result<Vec<SlotInfo>> {
        slots(&self.header_record)
    }

    /// The vault's id: 32 hex digits.
    pub fn vault_id(&self) -> String {
        self.scope.vault_id.to_string()
    }

    /// The vault's generation: counts rotations from 1.
    pub fn epoch(&self) -> u32 {
        self.scope.epoch
    }

    fn header_hash(&self) -> Hash {
        digest::derive_hash(&self.header_record)
    }
}

/// The ways into a vault, from a header of which nothing is known yet.
///
/// # Errors
/// [`Error::NotAVault`], [`Error::OlderVersion`], [`Error::NewerVersion`], [`Error::Damaged`];
/// [`Error::KdfOutOfRange`] if the header asks for less than the floor or more than the ceiling.
pub fn slots(header: &[u8]) -> Result<Vec<SlotInfo>> {
    Ok(Header::parse(header)?.slots().iter().map(Slot::to_info).collect())
}

/// The vault's id, from a header of which nothing is known yet.
///
/// # Errors
/// As [`slots`].
pub fn vault_id(header: &[u8]) -> Result<Id> {
    Ok(Header::parse(header)?.scope().vault_id)
}

/// Seals a draft to the vault's inbox; the vault may be locked.
///
/// # Errors
/// As [`slots`]; [`Error::InvalidInput`] if the draft is too large; [`Error::NoRandomness`].
pub fn seal_draft(header: &[u8], draft: &Draft, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Vec<u8>> {
    let header = Header::parse(header)?;
    draft::seal(header.inbox_public(), &header.scope(), draft, rng)
}
