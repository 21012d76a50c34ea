//! Changes: putting, trashing and deleting items, and the settings.
//!
//! An edit names the revision that it was made from, so that of two editors the second is told. A change rewrites the
//! items that it is about, their leaves and the root, all in one transaction.

use std::collections::BTreeSet;

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts, record};
use crate::api::{Change, Item, ItemBase, ItemChange, ItemInput, Record, Settings};
use crate::crypto::digest;
use crate::error::{Error, Result};
use crate::vault::content;
use crate::vault::device::Stamp;
use crate::vault::fields::{self, Fields, StoredItem};
use crate::vault::id::{DOMAINS_KEY, Id, SETTINGS_KEY, SITES_KEY};
use crate::vault::index::Entry;
use crate::vault::{item, settings};
use crate::web::origin;

/// How long an item stays in the trash, in milliseconds: 30 days.
pub const TRASH_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

impl Session {
    /// Stages a new item, or an edit of the item that `input.base` names and whose stored record is `current`.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if a field is too long or `current` is missing; [`Error::NotFound`];
    /// [`Error::Conflict`] if the item is not at the base's revision; [`Error::DamagedItem`] if `current` is not its
    /// record; [`Error::Guarded`]; [`Error::ReadOnly`]; [`Error::ChangePending`]; [`Error::NoRandomness`].
    pub fn put(
        &mut self,
        input: &ItemInput,
        current: Option<&[u8]>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        let Some(base) = &input.base else {
            let (mut ids, change) = self.put_new(std::slice::from_ref(input), now_ms, rng)?;
            return Ok(ItemChange {
                id: ids.pop().ok_or(Error::Internal)?,
                change,
            });
        };
        self.change_item(base, current.ok_or(Error::InvalidInput)?, now_ms, rng, |item| {
            *item = content::edit(item, input, now_ms)?;
            Ok(Vec::new())
        })
    }

    /// Stages new items, all in one change; gives their ids.
    ///
    /// # Errors
    /// As [`Session::put`].
    pub fn put_new(
        &mut self,
        inputs: &[ItemInput],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<(Vec<String>, Change)> {
        let mut gathered = self.gather(now_ms)?;
        let mut writes = Vec::new();
        for input in inputs {
            let item = content::create(input, now_ms)?;
            writes.push(self.gather_new(&mut gathered, None, item, Vec::new(), now_ms, rng)?);
        }
        let ids = gathered.bases().into_iter().map(|base| base.id).collect();
        let change = self.put_gathered(gathered, &[], &[], now_ms, rng)?;
        writes.extend(change.writes);
        Ok((ids, Change { writes, ..change }))
    }

    /// Stages that an item goes into the trash, or comes back out of it.
    ///
    /// # Errors
    /// As [`Session::put`].
    pub fn set_trashed(
        &mut self,
        base: &ItemBase,
        current: &[u8],
        trashed: bool,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        self.change_item(base, current, now_ms, rng, |item| {
            // Its days are counted from the first time.
            item.trashed_ms = trashed.then(|| item.trashed_ms.unwrap_or(now_ms));
            Ok(Vec::new())
        })
    }

    /// Stages that items are deleted for good; a tombstone of each stays in the index.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for a malformed id; [`Error::NotFound`]; [`Error::Conflict`]; as every change.
    pub fn delete(
        &mut self,
        bases: &[ItemBase],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let stamp = self.stamp(now_ms)?;
        let (mut parts, mut entries) = (Parts::default(), Vec::new());
        self.delete_into(bases, now_ms, stamp, &mut parts, &mut entries)?;
        self.stage(
            parts,
            After {
                entries,
                ..After::default()
            },
            stamp,
            rng,
        )
    }

    /// What deleting items writes; none of them may be in `entries` already.
    pub(super) fn delete_into(
        &self,
        bases: &[ItemBase],
        now_ms: u64,
        stamp: Stamp,
        parts: &mut Parts,
        entries: &mut Vec<(Id, Entry)>,
    ) -> Result<()> {
        let mut taken: BTreeSet<Id> = entries.iter().map(|(id, _)| *id).collect();
        for base in bases {
            let (id, revision) = self.check_base(base)?;
            if !taken.insert(id) {
                return Err(Error::InvalidInput);
            }
            let (entry, overview) = self.index.live(id)?;
            parts.deletes.push(id.record_key());
            parts
                .delete_prefixes
                .extend(overview.attachments.iter().map(|file| file.chunk_prefix()));
            let rest = entry.rest.clone();
            let entry = Entry {
                revision,
                stamp,
                deleted_ms: Some(now_ms),
                rest,
                ..Entry::default()
            };
            entries.push((id, entry));
        }
        Ok(())
    }

    /// Items that have been in the trash for [`TRASH_MS`].
    pub fn overdue_trash(&self, now_ms: u64) -> Vec<ItemBase> {
        let is_overdue = |trashed_ms: u64| now_ms.saturating_sub(trashed_ms) >= TRASH_MS;
        let overviews = self.index.overviews();
        overviews
            .filter(|(_, _, overview)| overview.trashed_ms.is_some_and(is_overdue))
            .map(|(id, entry, _)| ItemBase {
                id: id.to_string(),
                revision: entry.revision,
            })
            .collect()
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Stages other settings.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if one is out of its range; as every change.
    pub fn put_settings(
        &mut self,
        settings: &Settings,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        let settings = settings::normalise(&with_domains(settings))?;
        self.check_can_stage()?;
        let named = self.seal_settings(&settings, Vec::new(), rng)?;
        let parts = Parts {
            named,
            ..Parts::default()
        };
        let stamp = self.stamp(now_ms)?;
        let after = After {
            settings: Some(settings),
            ..After::default()
        };
        self.stage(parts, after, stamp, rng)
    }

    /// Settings as records beside others that the root is to name.
    pub(super) fn seal_settings(
        &self,
        settings: &Settings,
        mut named: Vec<Record>,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Vec<Record>> {
        let made = (&self.scope, &self.keys);
        named.push(Self::seal_named(made, SETTINGS_KEY, settings, rng)?);
        if settings.sites != self.settings.sites {
            named.push(Self::seal_named(made, SITES_KEY, &settings.sites, rng)?);
        }
        if settings.equivalent_domains != self.settings.equivalent_domains {
            named.push(Self::seal_named(made, DOMAINS_KEY, &settings.equivalent_domains, rng)?);
        }
        Ok(named)
    }

    /// An item with all its fields, from its stored record.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for a malformed id; [`Error::NotFound`]; [`Error::Guarded`]; [`Error::DamagedItem`] if
    /// the record is not the one that the index names.
    pub fn item(&self, id: &str, record: &[u8], now_ms: u64) -> Result<Item> {
        let id = Id::parse(id)?;
        let fields = self.open_fields(id, record, now_ms)?;
        Ok(content::to_item(&fields.item, id, fields.revision))
    }

    /// Opens the record of a living item, if it is the one that the index names.
    pub(super) fn open_fields(&self, id: Id, record: &[u8], now_ms: u64) -> Result<Fields> {
        let (entry, overview) = self.index.live(id)?;
        if digest::derive_hash(record) != entry.record_hash {
            return Err(Error::DamagedItem);
        }
        let fields = item::open(self.item_key(overview.guarded, now_ms)?, &self.scope, id, record)?;
        if fields.revision == entry.revision && fields.stamp == entry.stamp {
            Ok(fields)
        } else {
            Err(Error::DamagedItem)
        }
    }

    /// Stages an item as `edit` leaves it; `edit` also names what else is to be deleted.
    pub(super) fn change_item(
        &mut self,
        base: &ItemBase,
        current: &[u8],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
        edit: impl FnOnce(&mut StoredItem) -> Result<Vec<String>>,
    ) -> Result<ItemChange> {
        self.check_can_stage()?;
        let (id, revision) = self.check_base(base)?;
        let before = self.open_fields(id, current, now_ms)?;
        let stamp = self.stamp(now_ms)?;
        let mut item = before.item.clone();
        let delete_prefixes = edit(&mut item)?;
        item.changed_ms = now_ms;
        let stamps = fields::restamp(&before.item, &item, &before.stamps, stamp);
        let after = Fields {
            revision,
            stamp,
            stamps,
            item,
        };
        let (written, entry) = self.seal_item(id, &after, now_ms, rng)?;
        let parts = Parts {
            writes: vec![written],
            delete_prefixes,
            ..Parts::default()
        };
        let after = After {
            entries: vec![(id, entry)],
            ..After::default()
        };
        let change = self.stage(parts, after, stamp, rng)?;
        Ok(ItemChange {
            id: id.to_string(),
            change,
        })
    }

    /// An item's record, and its entry in the index.
    pub(super) fn seal_item(
        &self,
        id: Id,
        fields: &Fields,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<(Record, Entry)> {
        let key = self.item_key(fields.item.content.guarded, now_ms)?;
        let bytes = item::seal(key, &self.scope, id, fields, rng)?;
        let (revision, stamp): (u32, Stamp) = (fields.revision, fields.stamp);
        let before = self.index.get(id);
        let mut overview = content::overview(&fields.item, &self.keys, &self.scope)?;
        if let Some(known) = before.and_then(|before| before.overview.as_ref()) {
            overview.rest.clone_from(&known.rest);
        }
        let entry = Entry {
            revision,
            stamp,
            record_hash: digest::derive_hash(&bytes),
            overview: Some(overview),
            deleted_ms: None,
            rest: before.map_or_else(Vec::new, |before| before.rest.clone()),
        };
        Ok((record(id.record_key(), bytes), entry))
    }

    /// The id that `base` names and the revision that follows.
    pub(super) fn check_base(&self, base: &ItemBase) -> Result<(Id, u32)> {
        let id = Id::parse(&base.id)?;
        let (entry, _) = self.index.live(id)?;
        if entry.revision != base.revision {
            return Err(Error::Conflict);
        }
        Ok((id, entry.revision.checked_add(1).ok_or(Error::Internal)?))
    }

    /// An id that was never used in this vault.
    pub(super) fn make_id(&self, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Id> {
        let id = Id::make(rng)?;
        if self.index.get(id).is_some() {
            Err(Error::NoRandomness)
        } else {
            Ok(id)
        }
    }
}

/// The settings with each equivalent host as its registrable domain: what people type is rarely just that.
fn with_domains(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    for domain in settings.equivalent_domains.iter_mut().flatten() {
        if let Some(site) = origin::registrable_domain(domain) {
            *domain = site.into();
        }
    }
    settings
}
