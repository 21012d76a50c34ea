//! Mending: what is lost is given up by the user's choice, and what its items still tell is taken back in.
//!
//! An item whose leaf is lost says in its own sealed fields what the leaf said of it. Whether it is its newest revision,
//! or was deleted since, nobody can tell any more: the user is told so.

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts};
use crate::api::{Change, Record};
use crate::crypto::digest;
use crate::error::{Error, Result};
use crate::vault::id::{DEVICES_KEY, DOMAINS_KEY, EXPOSED_KEY, Id, KEYRING_KEY, SETTINGS_KEY, SITES_KEY, leaf_key};
use crate::vault::index::Entry;
use crate::vault::{content, item};

impl Session {
    /// Stages a vault without what is lost; `items` are all stored item records, of which those without a leaf are
    /// taken back in where they open. Guarded ones need [`Session::unguard`] before.
    ///
    /// # Errors
    /// [`Error::NotFound`] if nothing is lost; [`Error::Damaged`] if the keyring is: then nothing of it can be mended;
    /// as every change.
    pub fn mend(&mut self, items: &[Record], now_ms: u64, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Change> {
        self.check_can_repair()?;
        if self.lost.is_empty() {
            return Err(Error::NotFound);
        }
        let stamp = self.stamp(now_ms)?;
        let mut root = self.root.next(digest::derive_hash(&self.root_record), stamp)?;
        let made = (&self.scope, &self.keys);
        let (mut named, mut deletes, mut devices) = (Vec::new(), Vec::new(), None);
        for name in &self.lost {
            match name.as_str() {
                KEYRING_KEY => return Err(Error::Damaged),
                DEVICES_KEY => {
                    let own = vec![self.device()?.to_listed("", now_ms)?];
                    named.push(Self::seal_named(made, name, &own, rng)?);
                    devices = Some(own);
                }
                SETTINGS_KEY => named.push(Self::seal_named(made, name, &self.settings, rng)?),
                SITES_KEY => named.push(Self::seal_named(made, name, &self.settings.sites, rng)?),
                DOMAINS_KEY => named.push(Self::seal_named(made, name, &self.settings.equivalent_domains, rng)?),
                EXPOSED_KEY => named.push(Self::seal_named(made, name, &self.exposures, rng)?),
                _ if name.starts_with("leaf/") => {}
                _ => {
                    root.clear_named(name);
                    deletes.push(name.clone());
                }
            }
        }
        let is_orphan = |id: &Id| self.index.get(*id).is_none() && self.lost.contains(&leaf_key(id.leaf()));
        let found = items
            .iter()
            .filter_map(|stored| self.rebuild_entry(stored, now_ms).ok());
        let mut entries: Vec<(Id, Entry)> = found.filter(|(id, _)| is_orphan(id)).collect();
        entries.sort_unstable_by_key(|(id, _)| *id);
        entries.dedup_by_key(|(id, _)| *id);
        let parts = Parts {
            named,
            deletes,
            ..Parts::default()
        };
        let after = After {
            entries,
            devices,
            mended: true,
            ..After::default()
        };
        self.stage_under(root, parts, after, rng)
    }

    /// What the index said of an item, by the item's own record.
    fn rebuild_entry(&self, stored: &Record, now_ms: u64) -> Result<(Id, Entry)> {
        let Record { key, bytes: stored } = stored;
        let id = item::claimed_id(stored)?;
        if *key != id.record_key() {
            return Err(Error::DamagedItem);
        }
        let opened = item::open(&self.keys.items, &self.scope, id, stored);
        let fields = opened.or_else(|_| item::open(self.guarded_key(now_ms)?, &self.scope, id, stored))?;
        let overview = content::overview(&fields.item, &self.keys, &self.scope)?;
        let entry = Entry {
            revision: fields.revision,
            stamp: fields.stamp,
            record_hash: digest::derive_hash(stored),
            overview: Some(overview),
            ..Entry::default()
        };
        Ok((id, entry))
    }
}
