//! Gathering: items sealed batch by batch, which one change makes the vault's.
//!
//! An import or a file may bring a hundred thousand items. Each batch gives the records to keep until the end; only
//! what the index needs of them stays here. Nothing is staged, and nothing is true, before [`Session::put_gathered`].

use std::collections::BTreeSet;

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts};
use crate::api::{Change, ItemBase, Record};
use crate::error::{Error, Result};
use crate::vault::associated::Scope;
use crate::vault::device::Stamp;
use crate::vault::fields::{self, Fields, StoredItem};
use crate::vault::id::Id;
use crate::vault::index::Entry;
use crate::vault::item;

/// What one change is to make the vault's.
pub struct Gathering {
    scope: Scope,
    stamp: Stamp,
    entries: Vec<(Id, Entry)>,
    taken: BTreeSet<Id>,
}

impl Gathering {
    /// The items, as they will be.
    pub fn bases(&self) -> Vec<ItemBase> {
        let base = |(id, entry): &(Id, Entry)| ItemBase {
            id: id.to_string(),
            revision: entry.revision,
        };
        self.entries.iter().map(base).collect()
    }
}

impl Session {
    /// Begins to gather.
    ///
    /// # Errors
    /// As every change.
    pub fn gather(&self, now_ms: u64) -> Result<Gathering> {
        self.check_can_stage()?;
        Ok(Gathering {
            scope: self.scope,
            stamp: self.stamp(now_ms)?,
            entries: Vec::new(),
            taken: BTreeSet::new(),
        })
    }

    /// Adds a new item; its id is `wanted` where that was never used here.
    pub(super) fn gather_new(
        &self,
        to: &mut Gathering,
        wanted: Option<Id>,
        item: StoredItem,
        stamps: Vec<(u32, Stamp)>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Record> {
        let is_free = |id: &Id| self.index.get(*id).is_none() && !to.taken.contains(id);
        let id = match wanted.filter(is_free) {
            Some(id) => id,
            None => self.make_id(rng)?,
        };
        let fields = Fields {
            revision: 1,
            stamp: to.stamp,
            stamps,
            item,
        };
        self.gather_fields(to, id, &fields, now_ms, rng)
    }

    /// Adds an item of the vault as `edited` leaves it, if it does; `record` is the stored one.
    pub(super) fn gather_edit(
        &self,
        to: &mut Gathering,
        id: Id,
        record: &[u8],
        edited: impl FnOnce(&StoredItem) -> Result<Option<StoredItem>>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Option<Record>> {
        let before = self.open_fields(id, record, now_ms)?;
        let Some(item) = edited(&before.item)? else {
            return Ok(None);
        };
        self.gather_next(to, id, before, item, now_ms, rng).map(Some)
    }

    /// Adds an item as the revision after `before`. On its own, so that it is compiled once for all ways of editing.
    #[inline(never)]
    fn gather_next(
        &self,
        to: &mut Gathering,
        id: Id,
        before: Fields,
        item: StoredItem,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Record> {
        let fields = Fields {
            revision: before.revision.checked_add(1).ok_or(Error::Internal)?,
            stamp: to.stamp,
            stamps: fields::restamp(&before.item, &item, &before.stamps, to.stamp),
            item,
        };
        self.gather_fields(to, id, &fields, now_ms, rng)
    }

    fn gather_fields(
        &self,
        to: &mut Gathering,
        id: Id,
        fields: &Fields,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Record> {
        if to.scope != self.scope || !to.taken.insert(id) {
            return Err(Error::Conflict);
        }
        let (written, entry) = self.seal_item(id, fields, now_ms, rng)?;
        to.entries.push((id, entry));
        Ok(written)
    }

    /// Adds an item of the vault as it was before its last change; `then` is the record that was stored then.
    ///
    /// # Errors
    /// [`Error::Conflict`] if the item was changed since `base`, or `then` is not of the revision before; [`Error::DamagedItem`]; as [`Session::item`].
    pub fn gather_reverted(
        &self,
        to: &mut Gathering,
        base: &ItemBase,
        (record, then): (&[u8], &[u8]),
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Record> {
        let id = Id::parse(&base.id)?;
        let (entry, _) = self.index.live(id)?;
        if entry.revision != base.revision {
            return Err(Error::Conflict);
        }
        // The change may have been that it is guarded now, or no longer.
        let open = |guarded| item::open(self.item_key(guarded, now_ms)?, &self.scope, id, then);
        let revert = |_: &StoredItem| {
            let then = open(false).or_else(|_| open(true))?;
            if then.revision.checked_add(1) == Some(base.revision) {
                Ok(Some(then.item))
            } else {
                Err(Error::Conflict)
            }
        };
        let reverted = self.gather_edit(to, id, record, revert, now_ms, rng)?;
        reverted.ok_or(Error::Internal)
    }

    /// Stages all that was gathered, and with it named records of a vault file, and the deletion of `gone`. The records
    /// that gathering gave are to be written in the same transaction.
    ///
    /// # Errors
    /// [`Error::Conflict`] if keys or items changed meanwhile; [`Error::Damaged`] if a named record is none; [`Error::InvalidInput`] for a
    /// name that no such record has; as [`Session::delete`].
    pub fn put_gathered(
        &mut self,
        gathered: Gathering,
        named: &[(String, Vec<u8>)],
        gone: &[ItemBase],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let follows = |(id, entry): &(Id, Entry)| {
            let before = self.index.get(*id).map_or(0, |before| before.revision);
            before.checked_add(1) == Some(entry.revision)
        };
        if gathered.scope != self.scope || !gathered.entries.iter().all(follows) {
            return Err(Error::Conflict);
        }
        let stamp = self.stamp(now_ms)?.max(gathered.stamp);
        let (mut parts, mut entries) = (Parts::default(), gathered.entries);
        self.delete_into(gone, now_ms, stamp, &mut parts, &mut entries)?;
        let mut settings = None;
        if !named.is_empty() {
            let (restored, others) = self.restored(named, rng)?;
            parts.named = self.seal_settings(&restored, others, rng)?;
            settings = Some(restored);
        }
        let after = After {
            entries,
            settings,
            ..After::default()
        };
        self.stage(parts, after, stamp, rng)
    }
}
