//! Changes: putting and deleting items, and the settings.
//!
//! An edit names the revision that it was made from, so that of two editors the second is told. Every change rewrites
//! at most one item, one leaf and the root, all in one transaction.

use rand_core::TryCryptoRng;

use super::{Effect, Session};
use crate::api::{Change, Item, ItemBase, ItemChange, ItemInput, Record, Settings};
use crate::crypto::digest;
use crate::error::{Error, Result};
use crate::vault::associated::Role;
use crate::vault::id::{ItemId, SETTINGS_KEY, leaf_key};
use crate::vault::index::{Entry, State};
use crate::vault::item::{self, Login};
use crate::vault::root::Root;
use crate::vault::sealed;
use crate::vault::settings::StoredSettings;

impl Session {
    /// Stages a new item, or an edit of the item that `input.base` names and whose stored record is `current`.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if a field is too long or `current` is missing; [`Error::NotFound`];
    /// [`Error::Conflict`] if the item is not at the base's revision; [`Error::DamagedItem`] if `current` is not its
    /// record; [`Error::ChangePending`]; [`Error::NoRandomness`].
    pub fn put(
        &mut self,
        input: &ItemInput,
        current: Option<&[u8]>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        self.check_can_stage()?;
        let (id, revision, login) = match &input.base {
            None => (self.make_id(rng)?, 1, Login::create(input, now_ms)?),
            Some(base) => {
                let (id, revision) = self.check_base(base)?;
                let before = self.open_login(id, current.ok_or(Error::InvalidInput)?)?;
                (id, revision, before.edit(input, now_ms)?)
            }
        };
        let record = item::seal(&self.keys, &self.scope, id, revision, &login, rng)?;
        let overview = login.overview(&self.keys, &self.scope)?;
        let state = State::Live {
            record_hash: digest::derive_hash(&record),
            overview,
        };
        let writes = vec![Record {
            key: id.record_key(),
            bytes: record,
        }];
        let change = self.stage_entry(id, Entry { revision, state }, writes, Vec::new(), rng)?;
        Ok(ItemChange {
            id: id.to_string(),
            change,
        })
    }

    /// Stages the deletion of an item; a tombstone stays in the index.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for a malformed id; [`Error::NotFound`]; [`Error::Conflict`]; [`Error::ChangePending`];
    /// [`Error::NoRandomness`].
    pub fn delete(&mut self, base: &ItemBase, now_ms: u64, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Change> {
        self.check_can_stage()?;
        let (id, revision) = self.check_base(base)?;
        let entry = Entry {
            revision,
            state: State::Deleted { deleted_ms: now_ms },
        };
        self.stage_entry(id, entry, Vec::new(), vec![id.record_key()], rng)
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.settings.to_settings()
    }

    /// Stages other settings.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if one is out of its range; [`Error::ChangePending`]; [`Error::NoRandomness`].
    pub fn put_settings(&mut self, settings: &Settings, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Change> {
        self.check_can_stage()?;
        let settings = StoredSettings::parse(settings)?;
        let record = sealed::seal(&self.keys.settings, &self.scope, Role::Settings, &settings, rng)?;
        let hash = digest::derive_hash(&record);
        let writes = vec![Record {
            key: SETTINGS_KEY.into(),
            bytes: record,
        }];
        let name = |root: &mut Root| {
            root.settings_hash = hash;
            Ok(())
        };
        self.stage(writes, Vec::new(), name, Effect::Settings(settings), rng)
    }

    /// An item with all its fields, from its stored record.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for a malformed id; [`Error::NotFound`]; [`Error::DamagedItem`] if the record is not the
    /// one that the index names.
    pub fn item(&self, id: &str, record: &[u8]) -> Result<Item> {
        let id = ItemId::parse(id)?;
        let (revision, _, _) = self.index.live(id)?;
        Ok(self.open_login(id, record)?.to_item(id, revision))
    }

    /// Opens the record of a living item, if it is the one that the index names.
    pub(super) fn open_login(&self, id: ItemId, record: &[u8]) -> Result<Login> {
        let (revision, record_hash, _) = self.index.live(id)?;
        if digest::derive_hash(record) != *record_hash {
            return Err(Error::DamagedItem);
        }
        item::open(&self.keys, &self.scope, id, revision, record)
    }

    /// The id that `base` names and the revision that follows.
    fn check_base(&self, base: &ItemBase) -> Result<(ItemId, u32)> {
        let id = ItemId::parse(&base.id)?;
        let (revision, _, _) = self.index.live(id)?;
        if revision != base.revision {
            return Err(Error::Conflict);
        }
        Ok((id, revision.checked_add(1).ok_or(Error::Internal)?))
    }

    /// An id that was never used in this vault.
    fn make_id(&self, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<ItemId> {
        let id = ItemId::make(rng)?;
        if self.index.get(id).is_some() {
            Err(Error::NoRandomness)
        } else {
            Ok(id)
        }
    }

    /// Stages an entry of the index with the records that go with it.
    fn stage_entry(
        &mut self,
        id: ItemId,
        entry: Entry,
        mut writes: Vec<Record>,
        deletes: Vec<String>,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        let leaf_record = self
            .index
            .seal_leaf_with(&self.keys.index, &self.scope, id, &entry, rng)?;
        let hash = digest::derive_hash(&leaf_record);
        writes.push(Record {
            key: leaf_key(id.leaf()),
            bytes: leaf_record,
        });
        let name = |root: &mut Root| root.set_leaf_hash(id.leaf(), hash);
        self.stage(writes, deletes, name, Effect::Set(id, entry), rng)
    }
}
