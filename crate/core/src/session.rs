//! The open vault: the one object that the facade holds.
//!
//! It is made by creating, unlocking or resuming a vault, and locked by being dropped. It never writes: each change is
//! staged and handed out as the list of records to write in one transaction, and becomes the truth in memory only when
//! the caller says that it was committed. Item records stay in storage and are handed in one by one.

mod edit;
mod look;
mod open;
mod saving;

use zeroize::Zeroizing;

use crate::api::{Change, Draft, KdfParams, Record};
use crate::crypto::digest::{self, Hash};
use crate::error::{Error, Result};
use crate::vault::associated::{Role, Scope};
use crate::vault::header::Header;
use crate::vault::id::{ItemId, ROOT_KEY};
use crate::vault::index::{Entry, Index};
use crate::vault::keys::VaultKeys;
use crate::vault::root::Root;
use crate::vault::settings::StoredSettings;
use crate::vault::sorted::Sorted;
use crate::vault::{draft, resume, sealed};
use look::Card;
use rand_core::TryCryptoRng;

/// An open vault.
pub struct Session {
    scope: Scope,
    header_hash: Hash,
    keys: VaultKeys,
    root: Root,
    /// The root's record as it lies in storage; empty until a new vault's creation was committed.
    root_record: Vec<u8>,
    index: Index,
    settings: StoredSettings,
    cards: Sorted<Card>,
    staged: Option<Staged>,
}

/// A change that awaits its commit, and what will be true then.
struct Staged {
    change: Change,
    root: Root,
    root_record: Vec<u8>,
    effect: Effect,
}

/// What a change does to the vault in memory.
enum Effect {
    Create,
    Set(ItemId, Entry),
    Settings(StoredSettings),
}

impl Session {
    /// What a restarted worker resumes from: subkeys in clear, for memory that the browser clears, never for a disk.
    pub fn resume_value(&self) -> Zeroizing<Vec<u8>> {
        resume::encode(&self.scope, &self.header_hash, &self.keys)
    }

    /// The change that awaits its commit.
    pub fn pending_change(&self) -> Option<&Change> {
        self.staged.as_ref().map(|staged| &staged.change)
    }

    /// The staged change was committed: it is the truth now. Does nothing if none is staged.
    pub fn commit(&mut self) {
        let Some(staged) = self.staged.take() else { return };
        self.root = staged.root;
        self.root_record = staged.root_record;
        match staged.effect {
            Effect::Create => {}
            Effect::Settings(settings) => self.settings = settings,
            Effect::Set(id, entry) => {
                self.index.set(id, entry);
                self.refresh_card(id);
            }
        }
    }

    /// The staged change was not committed: it never was. Does nothing if none is staged.
    pub fn discard(&mut self) {
        self.staged = None;
    }

    /// Refuses a second change while one is staged, and any change to a vault that was never written.
    fn check_can_stage(&self) -> Result<()> {
        if self.staged.is_some() || self.root_record.is_empty() {
            Err(Error::ChangePending)
        } else {
            Ok(())
        }
    }

    /// Stages `writes` and `deletes` together with a root that names what was written.
    fn stage(
        &mut self,
        mut writes: Vec<Record>,
        deletes: Vec<String>,
        name: impl FnOnce(&mut Root) -> Result<()>,
        effect: Effect,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let mut root = self.root.next(digest::derive_hash(&self.root_record))?;
        name(&mut root)?;
        let root_record = sealed::seal(&self.keys.index, &self.scope, Role::Root, &root, rng)?;
        writes.push(Record {
            key: ROOT_KEY.into(),
            bytes: root_record.clone(),
        });
        let change = Change {
            writes,
            deletes,
            expected_root: self.root_record.clone(),
        };
        self.staged = Some(Staged {
            change: change.clone(),
            root,
            root_record,
            effect,
        });
        Ok(change)
    }
}

/// What is needed to make the factor from the master password, from a header of which nothing is known yet.
///
/// # Errors
/// [`Error::NotAVault`], [`Error::NewerVersion`], [`Error::Damaged`]; [`Error::KdfOutOfRange`] if the header asks for
/// less than the floor or more than the ceiling.
pub fn kdf_params(header: &[u8]) -> Result<KdfParams> {
    Header::parse(header)?.kdf_params()
}

/// Seals a draft to the vault's inbox; the vault may be locked.
///
/// # Errors
/// As [`kdf_params`]; [`Error::InvalidInput`] if the draft is too large; [`Error::NoRandomness`].
pub fn seal_draft(header: &[u8], draft: &Draft, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Vec<u8>> {
    let header = Header::parse(header)?;
    draft::seal(header.inbox_public(), &header.scope(), draft, rng)
}
