//! Creating, unlocking and resuming a vault.
//!
//! Whatever way it is opened, every record that the root names must be the one that it names, and the root must bear
//! the signature of a device in its list. A header that is not the one that the root names, a root older than the one
//! that was seen here, or a record that is lost opens the vault for reading only; without the root, nothing opens. Item
//! records are not looked at here.

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts, record};
use crate::api::{Change, FactorProof, NewSlot, Record, Seen, Settings};
use crate::crypto::digest::{self, Hash};
use crate::crypto::{random, sign};
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::vault::associated::{Role, Scope};
use crate::vault::device::{Device, Stamp, StoredDevice, ThisDevice};
use crate::vault::header::{self, Header};
use crate::vault::id::{
    self, DEVICE_KEY, DEVICES_KEY, DOMAINS_KEY, EXPOSED_KEY, HEADER_KEY, Id, KEYRING_KEY, ROOT_KEY, SETTINGS_KEY,
    SITES_KEY, USED_KEY,
};
use crate::vault::index::Index;
use crate::vault::keys::{self, Keyring, RingEntry, VaultKeys};
use crate::vault::root::Root;
use crate::vault::wire::Wire;
use crate::vault::{resume, sealed, settings};

/// The records of the frame, ascending by key.
pub(super) struct Frame(Vec<Record>);

impl Session {
    /// Creates a vault that any of `slots` opens; its first change is staged, and `expected_root` is empty: no vault may
    /// be there.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] before any work; [`Error::SlotRule`], [`Error::InvalidInput`] for slots that cannot be;
    /// [`Error::NoRandomness`].
    pub fn create(
        slots: &[NewSlot],
        device_name: &str,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<(Self, Change)> {
        let scope = Scope {
            vault_id: Id::make(rng)?,
            epoch: 1,
        };
        let root_key = random::make_secret(rng)?;
        let vault_key = random::make_secret(rng)?;
        let header = header::make(&scope, &root_key, Vec::new(), slots, rng)?;
        let vault_keys = VaultKeys::derive(&root_key, &vault_key, &scope)?;
        let (device, stored_device) = ThisDevice::make(rng)?;
        let devices = vec![device.to_listed(device_name, now_ms)?];
        let stamp = Stamp {
            ms: now_ms,
            counter: 0,
            device: device.id,
        };
        let mut session = Self {
            scope,
            keys: vault_keys,
            header_record: Vec::new(),
            keyring_record: Vec::new(),
            root: Root::first(now_ms, stamp),
            root_record: Vec::new(),
            device: Some(device),
            devices: Vec::new(),
            index: Index::default(),
            settings: Settings::default(),
            used: Vec::new(),
            exposures: Vec::new(),
            cards: Vec::new(),
            is_older: false,
            header_changed: false,
            lost: Vec::new(),
            guard: None,
            staged: None,
            rotation: None,
        };
        let made = (&session.scope, &session.keys);
        let settings = settings::initial();
        let parts = Parts {
            writes: vec![session.seal_device(made, &stored_device, rng)?],
            named: vec![
                seal_keyring(&root_key, &vault_key, &scope, rng)?,
                Self::seal_named(made, DEVICES_KEY, &devices, rng)?,
                Self::seal_named(made, SETTINGS_KEY, &settings, rng)?,
            ],
            header: Some(header),
            ..Parts::default()
        };
        let after = After {
            settings: Some(settings),
            devices: Some(devices),
            ..After::default()
        };
        let change = session.stage_under(session.root.clone(), parts, after, rng)?;
        Ok((session, change))
    }

    /// Unlocks a vault from all its records but items and chunks; `seen` is what this device remembers of it.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::OlderVersion`], [`Error::NewerVersion`], [`Error::KdfOutOfRange`] before any work;
    /// [`Error::WrongPassword`] if the proofs open no slot; [`Error::Damaged`] if a record is missing or not the one
    /// that was written.
    pub fn unlock(proofs: &[FactorProof], records: Vec<Record>, seen: Option<&Seen>) -> Result<Self> {
        let frame = Frame::collect(records)?;
        let header = Header::parse(frame.get(HEADER_KEY).ok_or(Error::NotAVault)?)?;
        let unlocked = header.unlock(proofs)?;
        let scope = header.scope();
        let keyring = frame.get(KEYRING_KEY).ok_or(Error::Damaged)?;
        let vault_key = keys::open_keyring(&unlocked.root_key, &scope, keyring)?;
        let keys = VaultKeys::derive(&unlocked.root_key, &vault_key, &scope)?;
        frame.open(scope, keys, None, unlocked.is_authentic, seen)
    }

    /// Opens a vault again from a resume value, without a factor.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the resume value is none of this version; [`Error::Damaged`] if the header is not the
    /// one that was there at unlocking; else as [`Session::unlock`].
    pub fn resume(resume_value: &[u8], records: Vec<Record>, seen: Option<&Seen>) -> Result<Self> {
        let resumed = resume::parse(resume_value)?;
        let frame = Frame::collect(records)?;
        let header = Header::parse(frame.get(HEADER_KEY).ok_or(Error::NotAVault)?)?;
        if header.hash() != resumed.header_hash || header.scope() != resumed.scope {
            return Err(Error::Damaged);
        }
        frame.open(resumed.scope, resumed.keys, Some(resumed.device), true, seen)
    }

    /// Whether this device is not in the vault's list yet: it must be registered before anything is changed.
    pub fn needs_device(&self) -> bool {
        self.device.is_none()
    }

    /// Stages this device's entry in the list of devices: after a restore, or where its own record was lost. A changed
    /// header does not hinder it, for the way out of that takes a device.
    ///
    /// # Errors
    /// As every change.
    pub fn register_device(
        &mut self,
        name: &str,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_repair()?;
        let (device, stored) = ThisDevice::make(rng)?;
        let stamp = self.root.stamp.next(now_ms, device.id)?;
        let mut devices = self.devices.clone();
        devices.push(device.to_listed(name, now_ms)?);
        let made = (&self.scope, &self.keys);
        let parts = Parts {
            writes: vec![self.seal_device(made, &stored, rng)?],
            named: vec![Self::seal_named(made, DEVICES_KEY, &devices, rng)?],
            ..Parts::default()
        };
        let root = self.root.next(digest::derive_hash(&self.root_record), stamp)?;
        let after = After {
            devices: Some(devices),
            device: Some(device),
            ..After::default()
        };
        self.stage_under(root, parts, after, rng)
    }

    fn seal_device(
        &self,
        (scope, keys): (&Scope, &VaultKeys),
        stored: &StoredDevice,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Record> {
        let role = Role::Local(Id::of_name(DEVICE_KEY));
        Ok(record(DEVICE_KEY, sealed::seal(&keys.local, scope, role, stored, rng)?))
    }
}

/// Seals the keyring with the personal vault's key as its one entry.
pub(super) fn seal_keyring(
    root_key: &Secret,
    vault_key: &Secret,
    scope: &Scope,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Record> {
    let own = RingEntry {
        vault_id: scope.vault_id,
        epoch: scope.epoch,
        vault_key: *vault_key.expose(),
    };
    let keyring: Keyring = vec![own];
    let key = keys::derive_keyring_key(root_key, scope)?;
    let role = Role::Named(Id::of_name(KEYRING_KEY));
    Ok(record(KEYRING_KEY, sealed::seal(&key, scope, role, &keyring, rng)?))
}

impl Frame {
    /// Sorts records by their keys; none may come twice.
    pub(super) fn collect(mut records: Vec<Record>) -> Result<Self> {
        records.sort_unstable_by(|first, second| first.key.cmp(&second.key));
        if records.is_sorted_by(|first, second| first.key < second.key) {
            Ok(Self(records))
        } else {
            Err(Error::Damaged)
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&[u8]> {
        let at = self.0.binary_search_by(|record| record.key.as_str().cmp(key)).ok()?;
        self.0.get(at).map(|record| record.bytes.as_slice())
    }

    /// All records whose keys begin so.
    pub(super) fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Record> {
        self.0.iter().filter(move |record| record.key.starts_with(prefix))
    }

    /// Opens every record and holds it against its hash.
    fn open(
        self,
        scope: Scope,
        keys: VaultKeys,
        device: Option<ThisDevice>,
        is_authentic: bool,
        seen: Option<&Seen>,
    ) -> Result<Session> {
        let root_record = self.get(ROOT_KEY).ok_or(Error::Damaged)?.to_vec();
        let opened = Root::open(&keys.index, &scope, &root_record)?;
        opened.root.named_hash(KEYRING_KEY).ok_or(Error::Damaged)?;
        let is_lost = |name: &str, hash: Hash| self.get(name).map(digest::derive_hash) != Some(hash);
        let named = opened.root.named.iter();
        let mut lost: Vec<String> = named
            .filter(|(name, hash)| is_lost(name, *hash))
            .map(|(name, _)| name.clone())
            .collect();
        let devices: Vec<Device> = self.open_named(&opened.root, &keys, &scope, DEVICES_KEY, &mut lost)?;
        let has_devices = !lost.iter().any(|name| name == DEVICES_KEY);
        if has_devices {
            opened.check_signature(&devices)?;
        }
        let root = opened.root;
        let mut settings: Settings = self.open_named(&root, &keys, &scope, SETTINGS_KEY, &mut lost)?;
        if lost.iter().any(|name| name == SETTINGS_KEY) {
            settings = settings::initial();
        }
        settings.sites = self.open_named(&root, &keys, &scope, SITES_KEY, &mut lost)?;
        settings.equivalent_domains = self.open_named(&root, &keys, &scope, DOMAINS_KEY, &mut lost)?;
        let settings = settings::as_read(settings);
        let mut index = Index::default();
        for number in 0..=u8::MAX {
            let name = id::leaf_key(number);
            let is_whole = match (root.leaf_hash(number), self.get(&name)) {
                (None, found) => found.is_none(),
                (Some(hash), Some(record)) if !is_lost(&name, hash) => index
                    .add_leaf(&keys.index, &scope, number, record)
                    .map_or_else(as_lost, |()| Ok(true))?,
                (Some(_), _) => false,
            };
            if !is_whole {
                lost.push(name);
            }
        }
        let exposures = self.open_named(&root, &keys, &scope, EXPOSED_KEY, &mut lost)?;
        let header_record = self.get(HEADER_KEY).ok_or(Error::NotAVault)?.to_vec();
        let is_named = root.header_hash == digest::derive_hash(&header_record);
        let device = device.or_else(|| self.open_device(&keys, &scope));
        let is_listed = |device: &ThisDevice| {
            let signing_public = sign::derive_public(&device.signing);
            let mut listed = devices.iter().filter(|listed| listed.removed_ms.is_none());
            listed.any(|listed| (listed.id, listed.signing_public) == (device.id, signing_public))
        };
        let mut session = Session {
            is_older: is_older(&scope, &root, &root_record, seen),
            header_changed: !(is_authentic && is_named),
            lost,
            device: device.filter(|device| !has_devices || is_listed(device)),
            scope,
            header_record,
            keyring_record: self.get(KEYRING_KEY).ok_or(Error::Damaged)?.to_vec(),
            root,
            root_record,
            devices,
            index,
            settings,
            // Lost or damaged, it is forgotten: nothing else hangs on it.
            used: self.open_local(&keys, &scope, USED_KEY).unwrap_or_default(),
            exposures,
            keys,
            cards: Vec::new(),
            guard: None,
            staged: None,
            rotation: None,
        };
        session.make_cards();
        Ok(session)
    }

    /// The value of a record that the root names; the default if it names none or it is lost.
    fn open_named<T: Wire + Default>(
        &self,
        root: &Root,
        keys: &VaultKeys,
        scope: &Scope,
        name: &str,
        lost: &mut Vec<String>,
    ) -> Result<T> {
        let is_lost = root.named_hash(name).is_none() || lost.iter().any(|listed| listed == name);
        let Some(record) = self.get(name).filter(|_| !is_lost) else {
            return Ok(T::default());
        };
        match sealed::open(&keys.named, scope, Role::Named(Id::of_name(name)), record) {
            Err(error) => {
                as_lost(error)?;
                lost.push(name.into());
                Ok(T::default())
            }
            opened => opened,
        }
    }

    fn open_local<T: Wire>(&self, keys: &VaultKeys, scope: &Scope, name: &str) -> Option<T> {
        sealed::open(&keys.local, scope, Role::Local(Id::of_name(name)), self.get(name)?).ok()
    }

    fn open_device(&self, keys: &VaultKeys, scope: &Scope) -> Option<ThisDevice> {
        let stored: StoredDevice = self.open_local(keys, scope, DEVICE_KEY)?;
        ThisDevice::derive(&stored).ok()
    }
}

/// Damage costs one record; that a newer version wrote it costs the vault.
fn as_lost(error: Error) -> Result<bool> {
    if error == Error::Damaged { Ok(false) } else { Err(error) }
}

/// Whether a root is older than the one that was seen here, another of the same age, or parted from it.
fn is_older(scope: &Scope, root: &Root, root_record: &[u8], seen: Option<&Seen>) -> bool {
    seen.is_some_and(|seen| {
        let is_other = |hash: &[u8]| seen.root_hash != hash;
        seen.vault_id != scope.vault_id.to_string()
            || root.sequence < seen.sequence
            || (root.sequence == seen.sequence && is_other(&digest::derive_hash(root_record)))
            || (root.sequence == seen.sequence.saturating_add(1) && is_other(&root.previous_hash))
    })
}
