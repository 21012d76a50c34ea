//! Rotation: a new root key and a new vault key, so that nobody who had the old ones can open what is written later.
//!
//! It re-wraps the content key of every item and re-encrypts nothing large; all of it becomes true in one transaction,
//! or none. The ways in are exactly those given: a way in whose factors are not at hand cannot go on, for the new key
//! is wrapped by what the factors give. Who had the old keys could already read what was there (see
//! `docs/threat-model.md`).

use rand_core::TryCryptoRng;

use super::Session;
use super::open::{Frame, seal_keyring};
use super::stage::{After, Parts, record};
use crate::api::{Change, FactorProof, NewSlot, Record};
use crate::crypto::{digest, random};
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::vault::associated::{Role, Scope};
use crate::vault::id::{Id, KEYRING_KEY, LOCAL_PREFIX};
use crate::vault::index::{Entry, Overview};
use crate::vault::keys::{self, VaultKeys};
use crate::vault::sorted::{self, Sorted};
use crate::vault::{content, draft, header, item, sealed};

/// A rotation under way.
pub(super) struct Rotation {
    scope: Scope,
    keys: VaultKeys,
    header: Vec<u8>,
    keyring: Record,
    old_guarded: Secret,
    new_guarded: Secret,
    /// Every living item, and whether it was shown to the rotation.
    shown: Sorted<bool>,
    entries: Vec<(Id, Entry)>,
    writes: Vec<Record>,
}

impl Session {
    /// Begins a rotation; then every item goes through [`Session::rotate_item`], and [`Session::rotate_finish`] stages
    /// it. Until then nothing has changed, and [`Session::discard`] ends it. It is also the way out of
    /// [`crate::api::Alarm::HeaderChanged`].
    ///
    /// # Errors
    /// [`Error::WrongPassword`]; [`Error::SlotRule`], [`Error::KdfOutOfRange`], [`Error::InvalidInput`] for slots that
    /// cannot be; [`Error::ReadOnly`] for a vault that is older than it should be or damaged; [`Error::ChangePending`].
    pub fn rotate_begin(
        &mut self,
        proofs: &[FactorProof],
        slots: &[NewSlot],
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<()> {
        self.check_can_repair()?;
        if !self.lost.is_empty() {
            return Err(Error::ReadOnly);
        }
        let old_root_key = self.prove(proofs)?.root_key;
        let old_vault_key = keys::open_keyring(&old_root_key, &self.scope, &self.keyring_record)?;
        let epoch = self.scope.epoch.checked_add(1).ok_or(Error::Internal)?;
        let scope = Scope {
            vault_id: self.scope.vault_id,
            epoch,
        };
        let (root_key, vault_key) = (random::make_secret(rng)?, random::make_secret(rng)?);
        self.rotation = Some(Rotation {
            header: header::make(&scope, &root_key, Vec::new(), slots, rng)?,
            keyring: seal_keyring(&root_key, &vault_key, &scope, rng)?,
            keys: VaultKeys::derive(&root_key, &vault_key, &scope)?,
            old_guarded: keys::derive_guarded_key(&old_vault_key, &self.scope)?,
            new_guarded: keys::derive_guarded_key(&vault_key, &scope)?,
            scope,
            shown: self.index.overviews().map(|(id, _, _)| (id, false)).collect(),
            entries: Vec::new(),
            writes: Vec::new(),
        });
        Ok(())
    }

    /// Takes an item through the rotation, and tells whether it could: a damaged one, or a lost one (no bytes), stays as
    /// it is, and after the rotation not even an old copy of it will open.
    ///
    /// # Errors
    /// [`Error::NotFound`] if no rotation is under way or no item has this id; [`Error::InvalidInput`] if it was taken
    /// already; [`Error::NewerVersion`] if a newer version wrote it; [`Error::NoRandomness`].
    pub fn rotate_item(&mut self, id: &str, stored: &[u8], rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<bool> {
        let id = Id::parse(id)?;
        let (entry, overview) = self.index.live(id)?;
        let rotation = self.rotation.as_mut().ok_or(Error::NotFound)?;
        let (old_key, new_key) = if overview.guarded {
            (&rotation.old_guarded, &rotation.new_guarded)
        } else {
            (&self.keys.items, &rotation.keys.items)
        };
        match sorted::find_mut(&mut rotation.shown, id) {
            Some(shown) if !*shown => *shown = true,
            _ => return Err(Error::InvalidInput),
        }
        if digest::derive_hash(stored) != entry.record_hash {
            return Ok(false);
        }
        let rewrapped = match item::rewrap((old_key, &self.scope), (new_key, &rotation.scope), id, stored, rng) {
            Err(Error::DamagedItem) => return Ok(false),
            rewrapped => rewrapped?,
        };
        // Tags of passwords hang on keys that go, so they are made anew; what cannot be read here has none.
        let password_tag = match item::open(new_key, &rotation.scope, id, &rewrapped) {
            Ok(fields) => {
                let password = content::password(&fields.item.content);
                rotation.keys.derive_password_tag(&rotation.scope, password)?
            }
            Err(_) => None,
        };
        let overview = Overview {
            password_tag,
            ..overview.clone()
        };
        let entry = Entry {
            record_hash: digest::derive_hash(&rewrapped),
            overview: Some(overview),
            ..entry.clone()
        };
        rotation.entries.push((id, entry));
        rotation.writes.push(record(id.record_key(), rewrapped));
        Ok(true)
    }

    /// A draft that waits, sealed anew to the inbox that comes with the rotation. One that does not open is dropped.
    ///
    /// # Errors
    /// [`Error::NotFound`] if no rotation is under way; [`Error::NoRandomness`].
    pub fn rotate_draft(&self, sealed_draft: &[u8], rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Option<Vec<u8>>> {
        let rotation = self.rotation.as_ref().ok_or(Error::NotFound)?;
        let Ok(opened) = draft::open(&self.keys.inbox, &self.scope, sealed_draft) else {
            return Ok(None);
        };
        let public = crate::crypto::inbox::derive_public(&rotation.keys.inbox)?;
        draft::seal(&public, &rotation.scope, &opened, rng).map(Some)
    }

    /// Stages the rotation; `records` are the stored ones but items and chunks.
    ///
    /// # Errors
    /// [`Error::NotFound`] if none is under way; [`Error::Conflict`] if an item was not shown to it, and so would be
    /// lost; [`Error::Damaged`] if a record is not the one that the root names.
    pub fn rotate_finish(
        &mut self,
        records: Vec<Record>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        let Rotation {
            scope,
            keys,
            header,
            keyring,
            shown,
            entries,
            mut writes,
            ..
        } = self.rotation.take().ok_or(Error::NotFound)?;
        if shown.iter().any(|(_, shown)| !shown) {
            return Err(Error::Conflict);
        }
        let stamp = self.stamp(now_ms)?;
        let frame = Frame::collect(records)?;
        let mut named = vec![keyring];
        for (name, hash) in self.root.named.iter().filter(|(name, _)| name != KEYRING_KEY) {
            let stored = frame.get(name).filter(|stored| digest::derive_hash(stored) == *hash);
            let role = Role::Named(Id::of_name(name));
            let opened = sealed::open_bytes(&self.keys.named, &self.scope, role, stored.ok_or(Error::Damaged)?)?;
            named.push(record(
                name.clone(),
                sealed::seal_bytes(&keys.named, &scope, role, &opened, rng)?,
            ));
        }
        for Record { key, bytes } in frame.with_prefix(LOCAL_PREFIX) {
            let role = Role::Local(Id::of_name(key));
            if let Ok(opened) = sealed::open_bytes(&self.keys.local, &self.scope, role, bytes) {
                let resealed = sealed::seal_bytes(&keys.local, &scope, role, &opened, rng)?;
                writes.push(record(key.clone(), resealed));
            }
        }
        let root = self.root.next(digest::derive_hash(&self.root_record), stamp)?;
        let parts = Parts {
            writes,
            named,
            header: Some(header),
            ..Parts::default()
        };
        let after = After {
            entries,
            keys: Some((scope, keys)),
            ..After::default()
        };
        self.stage_under(root, parts, after, rng)
    }
}
