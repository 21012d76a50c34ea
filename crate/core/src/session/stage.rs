//! Staging: how every change becomes a list of records to write, and the truth once it was written.
//!
//! Whatever a change is about, the root names what it wrote, this device signs the root, and all goes in one
//! transaction that fails if the stored root is another.

use rand_core::TryCryptoRng;

use super::Session;
use super::used::Used;
use crate::api::{Change, Record, Settings};
use crate::crypto::digest;
use crate::error::{Error, Result};
use crate::vault::associated::{Role, Scope};
use crate::vault::device::{Device, Stamp, ThisDevice};
use crate::vault::exposed::Exposure;
use crate::vault::id::{HEADER_KEY, Id, KEYRING_KEY, ROOT_KEY, leaf_key};
use crate::vault::index::Entry;
use crate::vault::keys::VaultKeys;
use crate::vault::root::Root;
use crate::vault::sealed;

/// What will be true once the change that was handed out is committed.
pub(super) struct Staged {
    header: Option<Vec<u8>>,
    keyring: Option<Vec<u8>>,
    root: Root,
    root_record: Vec<u8>,
    after: After,
}

/// What a change does to the vault in memory; what it says nothing of stays.
#[derive(Default)]
pub(super) struct After {
    pub(super) entries: Vec<(Id, Entry)>,
    pub(super) settings: Option<Settings>,
    pub(super) devices: Option<Vec<Device>>,
    pub(super) device: Option<ThisDevice>,
    pub(super) used: Option<Used>,
    pub(super) exposures: Option<Vec<Exposure>>,
    pub(super) keys: Option<(Scope, VaultKeys)>,
    /// What was lost is given up.
    pub(super) mended: bool,
}

/// What a change writes beside the leaves and the root.
#[derive(Default)]
pub(super) struct Parts {
    /// Records that the root does not name itself: items, and those of this device alone.
    pub(super) writes: Vec<Record>,
    pub(super) deletes: Vec<String>,
    pub(super) delete_prefixes: Vec<String>,
    /// Records that the root names.
    pub(super) named: Vec<Record>,
    pub(super) header: Option<Vec<u8>>,
}

/// A record by its key.
pub(super) fn record(key: impl Into<String>, bytes: Vec<u8>) -> Record {
    Record { key: key.into(), bytes }
}

impl Session {
    /// The staged change was committed: it is the truth now. Does nothing if none is staged.
    pub fn commit(&mut self) {
        let Some(staged) = self.staged.take() else { return };
        self.header_record = staged.header.unwrap_or_else(|| std::mem::take(&mut self.header_record));
        self.keyring_record = staged
            .keyring
            .unwrap_or_else(|| std::mem::take(&mut self.keyring_record));
        self.root = staged.root;
        self.root_record = staged.root_record;
        let After {
            entries,
            settings,
            devices,
            device,
            used,
            exposures,
            keys,
            mended,
        } = staged.after;
        if mended {
            self.lost = Vec::new();
        }
        if let Some((scope, keys)) = keys {
            (self.scope, self.keys) = (scope, keys);
            (self.header_changed, self.guard, self.rotation) = (false, None, None);
        }
        self.settings = settings.unwrap_or_else(|| std::mem::take(&mut self.settings));
        self.devices = devices.unwrap_or_else(|| std::mem::take(&mut self.devices));
        self.exposures = exposures.unwrap_or_else(|| std::mem::take(&mut self.exposures));
        self.device = device.or_else(|| self.device.take());
        let mut changed: Vec<Id> = entries.iter().map(|(id, _)| *id).collect();
        for (id, entry) in entries {
            self.index.set(id, entry);
        }
        if let Some(used) = used {
            changed.extend(used.first().map(|(id, _)| *id));
            self.used = used;
        }
        // One by one, each new card would move all that stand behind it.
        if changed.len() > 100 {
            self.make_cards();
        } else {
            changed.into_iter().for_each(|id| self.refresh_card(id));
        }
    }

    /// The staged change was not committed: it never was. Does nothing if none is staged.
    pub fn discard(&mut self) {
        self.staged = None;
        self.rotation = None;
    }

    /// Refuses a second change while one is staged, any change while an alarm is up, and any change to a vault that was
    /// never written.
    pub(super) fn check_can_stage(&self) -> Result<()> {
        if self.header_changed || !self.lost.is_empty() {
            return Err(Error::ReadOnly);
        }
        self.check_can_repair()
    }

    /// As [`Session::check_can_stage`], for what leads out of a changed header or of damage.
    pub(super) fn check_can_repair(&self) -> Result<()> {
        if self.is_older {
            return Err(Error::ReadOnly);
        }
        if self.staged.is_some() || self.rotation.is_some() || self.root_record.is_empty() {
            return Err(Error::ChangePending);
        }
        Ok(())
    }

    /// This device.
    pub(super) fn device(&self) -> Result<&ThisDevice> {
        self.device.as_ref().ok_or(Error::NotFound)
    }

    /// The stamp of a change that is made now.
    pub(super) fn stamp(&self, now_ms: u64) -> Result<Stamp> {
        self.root.stamp.next(now_ms, self.device()?.id)
    }

    /// Stages a change at `stamp`.
    pub(super) fn stage(
        &mut self,
        parts: Parts,
        after: After,
        stamp: Stamp,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let root = self.root.next(digest::derive_hash(&self.root_record), stamp)?;
        self.stage_under(root, parts, after, rng)
    }

    /// Stages a change with the root that is to name it; the caller has checked that it may be staged.
    pub(super) fn stage_under(
        &mut self,
        mut root: Root,
        parts: Parts,
        mut after: After,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        // Stable, and in order, so that many new entries are appended to their leaves and not squeezed in.
        after.entries.sort_by_key(|(id, _)| *id);
        let (scope, keys) = after
            .keys
            .as_ref()
            .map_or((&self.scope, &self.keys), |(scope, keys)| (scope, keys));
        let device = after.device.as_ref().or(self.device.as_ref()).ok_or(Error::NotFound)?;
        let Parts {
            mut writes,
            mut deletes,
            delete_prefixes,
            named,
            header,
        } = parts;
        // Leaf after leaf: an import changes every one, and each looks at its own changes alone.
        let mut rest = after.entries.as_slice();
        for number in 0..=u8::MAX {
            let (changes, others) = rest.split_at(rest.partition_point(|(id, _)| id.leaf() <= number));
            rest = others;
            let name = leaf_key(number);
            let is_given_up = after.mended && self.lost.contains(&name);
            if after.keys.is_none() && !is_given_up && changes.is_empty() {
                continue;
            }
            match self.index.seal_leaf(&keys.index, scope, number, changes, rng)? {
                Some(leaf) => {
                    root.set_leaf(number, &leaf)?;
                    writes.push(record(name, leaf));
                }
                None if is_given_up => {
                    root.clear_leaf(number)?;
                    deletes.push(name);
                }
                None => {}
            }
        }
        let mut keyring = None;
        for Record { key, bytes } in named {
            root.set_named(&key, &bytes);
            if key == KEYRING_KEY {
                keyring = Some(bytes.clone());
            }
            writes.push(record(key, bytes));
        }
        if let Some(header) = &header {
            root.header_hash = digest::derive_hash(header);
            writes.push(record(HEADER_KEY, header.clone()));
        }
        let root_record = root.seal(&keys.index, scope, device, rng)?;
        writes.push(record(ROOT_KEY, root_record.clone()));
        let change = Change {
            writes,
            deletes,
            delete_prefixes,
            expected_root: self.root_record.clone(),
        };
        self.staged = Some(Staged {
            header,
            keyring,
            root,
            root_record,
            after,
        });
        Ok(change)
    }

    /// Stages records of this device alone, which no root names.
    pub(super) fn stage_local(&mut self, writes: Vec<Record>, used: Used) -> Result<Change> {
        self.check_can_stage()?;
        let change = Change {
            writes,
            deletes: Vec::new(),
            delete_prefixes: Vec::new(),
            expected_root: self.root_record.clone(),
        };
        let after = After {
            used: Some(used),
            ..After::default()
        };
        let (root, root_record) = (self.root.clone(), self.root_record.clone());
        self.staged = Some(Staged {
            header: None,
            keyring: None,
            root,
            root_record,
            after,
        });
        Ok(change)
    }

    /// Seals a value as a record that the root is to name.
    pub(super) fn seal_named(
        (scope, keys): (&Scope, &VaultKeys),
        name: &str,
        value: &impl crate::vault::wire::Wire,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Record> {
        let bytes = sealed::seal(&keys.named, scope, Role::Named(Id::of_name(name)), value, rng)?;
        Ok(record(name, bytes))
    }
}
