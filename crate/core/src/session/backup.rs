//! The vault file from an open vault, and back into one.
//!
//! Items keep their ids where these are free, so that restoring twice into an empty vault gives the same; times,
//! history and what a newer version wrote come along. Files are sealed anew under keys of their own.

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts};
use crate::api::{Change, ItemChange};
use crate::error::{Error, Result};
use crate::vault::fields::{Fields, StoredAttachment};
use crate::vault::file::Entry;
use crate::vault::id::{DOMAINS_KEY, Id, SETTINGS_KEY, SITES_KEY};
use crate::vault::{attachment, settings, wire};

impl Session {
    /// What a vault file begins with.
    pub fn about_entry(&self, now_ms: u64) -> Entry {
        Entry::About(self.scope.vault_id, self.scope.epoch, now_ms)
    }

    /// What a vault file keeps of the settings.
    pub fn settings_entries(&self) -> Vec<Entry> {
        let named = |name: &str, encoding: &[u8]| Entry::Named(name.into(), encoding.to_vec());
        vec![
            named(SETTINGS_KEY, &wire::encode(&self.settings)),
            named(SITES_KEY, &wire::encode(&self.settings.sites)),
            named(DOMAINS_KEY, &wire::encode(&self.settings.equivalent_domains)),
        ]
    }

    /// What a vault file keeps of an item, without its files.
    ///
    /// # Errors
    /// As [`Session::item`].
    pub fn item_entry(&self, id: &str, record: &[u8], now_ms: u64) -> Result<Entry> {
        let id = Id::parse(id)?;
        Ok(Entry::Item(id, self.open_fields(id, record, now_ms)?))
    }

    /// Stages an item of a vault file; `files` are its files as they were stored here, in the item's order. An item
    /// whose id is taken gets another.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the number of files is not the item's; [`Error::Guarded`] for a guarded item while the
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

    /// Stages the settings of a vault file; what is not a setting is passed over.
    ///
    /// # Errors
    /// [`Error::Damaged`] if they are none; as every change.
    pub fn restore_settings(
        &mut self,
        entries: &[Entry],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        let encoding_of = |wanted: &str| {
            entries.iter().find_map(|entry| match entry {
                Entry::Named(name, encoding) if name == wanted => Some(encoding.as_slice()),
                _ => None,
            })
        };
        let mut restored = match encoding_of(SETTINGS_KEY) {
            Some(encoding) => wire::parse(encoding)?,
            None => settings::initial(),
        };
        restored.sites = encoding_of(SITES_KEY).map_or_else(|| Ok(Vec::new()), wire::parse)?;
        restored.equivalent_domains = encoding_of(DOMAINS_KEY).map_or_else(|| Ok(Vec::new()), wire::parse)?;
        self.put_settings(&restored, now_ms, rng)
    }
}
