//! The vault file from an open vault, and back into one.
//!
//! Items keep their ids where these are free, so that restoring twice into an empty vault gives the same; times,
//! history and what a newer version wrote come along. Files are sealed anew under keys of their own.

use rand_core::TryCryptoRng;

use super::Session;
use super::open::Frame;
use super::stage::{After, Parts, record};
use crate::api::{Change, ItemChange, Record, Settings};
use crate::crypto::digest::{self, Hash};
use crate::error::{Error, Result};
use crate::vault::associated::Role;
use crate::vault::fields::{Fields, StoredAttachment};
use crate::vault::file::Entry;
use crate::vault::generated::StoredGenerated;
use crate::vault::id::{
    self, DEVICES_KEY, DOMAINS_KEY, EXPOSED_KEY, GENERATED_KEY, Id, KEYRING_KEY, SETTINGS_KEY, SITES_KEY,
};
use crate::vault::{attachment, content, sealed, settings, wire};

/// Named records that no vault file keeps.
const STAYS_BEHIND: [&str; 2] = [KEYRING_KEY, DEVICES_KEY];

impl Session {
    /// What a vault file begins with.
    pub fn about_entry(&self, now_ms: u64) -> Entry {
        Entry::About(self.scope.vault_id, self.scope.epoch, now_ms)
    }

    /// What a vault file keeps of the records that the root names; `records` are the stored ones but items and chunks.
    /// Keyring and devices stay behind: they are of this vault.
    ///
    /// # Errors
    /// [`Error::Damaged`] if a record is not the one that the root names.
    pub fn named_entries(&self, records: Vec<Record>) -> Result<Vec<Entry>> {
        let frame = Frame::collect(records)?;
        let kept = self
            .root
            .named
            .iter()
            .filter(|(name, _)| !STAYS_BEHIND.contains(&name.as_str()));
        let entry = |(name, hash): &(String, Hash)| {
            let stored = frame.get(name).filter(|stored| digest::derive_hash(stored) == *hash);
            let role = Role::Named(Id::of_name(name));
            let opened = sealed::open_bytes(&self.keys.named, &self.scope, role, stored.ok_or(Error::Damaged)?)?;
            Ok(Entry::Named(name.clone(), opened.to_vec()))
        };
        kept.map(entry).collect()
    }

    /// What a vault file keeps of an item, without its files.
    ///
    /// # Errors
    /// As [`Session::item`].
    pub fn item_entry(&self, id: &str, record: &[u8], now_ms: u64) -> Result<Entry> {
        let id = Id::parse(id)?;
        Ok(Entry::Item(id, Box::new(self.open_fields(id, record, now_ms)?)))
    }

    /// Stages an item of a vault file; `files` are its files as they were stored here, in the item's order. An item
    /// whose id is taken gets another.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the number of files is not the item's, or a field is too long; [`Error::Guarded`] for a guarded item while the
    /// master password was not given; as every change.
    pub fn restore_item(
        &mut self,
        id: Id,
        fields: &Fields,
        files: &[attachment::FileStream],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        self.check_can_stage()?;
        if fields.item.attachments.len() != files.len() {
            return Err(Error::InvalidInput);
        }
        content::check_stored(&fields.item)?;
        let stamp = self.stamp(now_ms)?;
        let mut item = fields.item.clone();
        let renewed = item.attachments.iter().zip(files).map(|(before, file)| {
            let stored = file.to_stored(&before.name, &before.media_type, before.added_ms)?;
            Ok(StoredAttachment {
                rest: before.rest.clone(),
                ..stored
            })
        });
        item.attachments = renewed.collect::<Result<_>>()?;
        let id = if self.index.get(id).is_some() {
            self.make_id(rng)?
        } else {
            id
        };
        let fields = Fields {
            revision: 1,
            stamp,
            stamps: fields.stamps.clone(),
            item,
        };
        let (written, entry) = self.seal_item(id, &fields, now_ms, rng)?;
        let parts = Parts {
            writes: vec![written],
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

    /// Stages what a vault file kept of named records, over what this vault has of the same names.
    ///
    /// # Errors
    /// [`Error::Damaged`] if one of them is none; [`Error::InvalidInput`] for a name that no such record has; as every
    /// change.
    pub fn restore_named(
        &mut self,
        entries: &[(String, Vec<u8>)],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let (settings, named) = self.restored(entries, rng)?;
        self.stage_settings(&settings, named, now_ms, rng)
    }

    /// Settings as a vault file kept them, and the other records that the root is to name.
    pub(super) fn restored(
        &self,
        entries: &[(String, Vec<u8>)],
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<(Settings, Vec<Record>)> {
        let (mut settings, mut named) = (self.settings.clone(), Vec::new());
        for (name, encoding) in entries
            .iter()
            .filter(|(name, _)| !STAYS_BEHIND.contains(&name.as_str()))
        {
            match name.as_str() {
                SETTINGS_KEY => {
                    let restored: Settings = wire::parse(encoding)?;
                    settings = Settings {
                        sites: settings.sites,
                        equivalent_domains: settings.equivalent_domains,
                        ..restored
                    };
                }
                SITES_KEY => settings.sites = wire::parse(encoding)?,
                DOMAINS_KEY => settings.equivalent_domains = wire::parse(encoding)?,
                // Its tags are of another vault's key.
                EXPOSED_KEY => {}
                _ if !id::is_plain_name(name) => return Err(Error::InvalidInput),
                _ => {
                    if name == GENERATED_KEY {
                        wire::parse::<Vec<StoredGenerated>>(encoding)?;
                    }
                    let role = Role::Named(Id::of_name(name));
                    let sealed = sealed::seal_bytes(&self.keys.named, &self.scope, role, encoding, rng)?;
                    named.push(record(name.clone(), sealed));
                }
            }
        }
        Ok((settings::as_read(settings), named))
    }
}
