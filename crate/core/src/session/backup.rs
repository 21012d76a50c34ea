//! What a vault file keeps of an open vault, and what it brings back of the records that the root names.
//!
//! How its items come back stands in `restoring`.

use rand_core::TryCryptoRng;

use super::Session;
use super::open::Frame;
use super::stage::record;
use crate::api::{Record, Settings};
use crate::crypto::digest::{self, Hash};
use crate::error::{Error, Result};
use crate::vault::associated::Role;
use crate::vault::file::Entry;
use crate::vault::generated::StoredGenerated;
use crate::vault::id::{
    self, DEVICES_KEY, DOMAINS_KEY, EXPOSED_KEY, GENERATED_KEY, Id, KEYRING_KEY, SETTINGS_KEY, SITES_KEY,
};
use crate::vault::{sealed, settings, wire};

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
