//! Creating, unlocking and resuming a vault.
//!
//! Whatever way it is opened, every record of the frame must be the one that the root names, and the root must name the
//! header that was authenticated; else nothing is opened. Item records are not looked at here.

use rand_core::TryCryptoRng;

use super::{Effect, Session, Staged};
use crate::api::{Change, KdfParams, Record};
use crate::crypto::digest::{self, Hash};
use crate::crypto::random;
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::vault::associated::{Role, Scope};
use crate::vault::header::{self, Header};
use crate::vault::id::{self, HEADER_KEY, ROOT_KEY, SETTINGS_KEY};
use crate::vault::index::Index;
use crate::vault::keys::VaultKeys;
use crate::vault::root::Root;
use crate::vault::settings::StoredSettings;
use crate::vault::{resume, sealed};

/// The records of the frame, by what their keys say they are.
#[derive(Default)]
struct Frame {
    header: Option<Vec<u8>>,
    root: Option<Vec<u8>>,
    settings: Option<Vec<u8>>,
    leaves: Vec<(u8, Vec<u8>)>,
}

impl Session {
    /// Creates a vault that `factor` opens; its first change is staged, and `expected_root` is empty: no vault may be
    /// there. `factor` is what Argon2id under `kdf` made of the master password.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] before any work; [`Error::NoRandomness`].
    pub fn create(
        factor: &Secret,
        kdf: &KdfParams,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<(Self, Change)> {
        let root_key = random::make_secret(rng)?;
        let scope = header::make_scope(rng)?;
        let header = header::make(&scope, &root_key, factor, kdf, rng)?;
        let keys = VaultKeys::derive(&root_key, &scope)?;
        let settings = StoredSettings::initial();
        let settings_record = sealed::seal(&keys.settings, &scope, Role::Settings, &settings, rng)?;
        let header_hash = digest::derive_hash(&header);
        let root = Root::first(now_ms, header_hash, digest::derive_hash(&settings_record));
        let root_record = sealed::seal(&keys.index, &scope, Role::Root, &root, rng)?;
        let write = |key: &str, bytes: &[u8]| Record {
            key: key.into(),
            bytes: bytes.to_vec(),
        };
        let writes = vec![
            write(HEADER_KEY, &header),
            write(SETTINGS_KEY, &settings_record),
            write(ROOT_KEY, &root_record),
        ];
        let change = Change {
            writes,
            deletes: Vec::new(),
            expected_root: Vec::new(),
        };
        let staged = Staged {
            change: change.clone(),
            root: root.clone(),
            root_record,
            effect: Effect::Create,
        };
        let session = Self {
            scope,
            header_hash,
            keys,
            root,
            root_record: Vec::new(),
            index: Index::default(),
            settings,
            cards: Vec::new(),
            staged: Some(staged),
        };
        Ok((session, change))
    }

    /// Unlocks a vault from its header, root, settings and leaves; records of other keys are left alone.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::NewerVersion`], [`Error::KdfOutOfRange`] before any work;
    /// [`Error::WrongPassword`] if the factor opens no slot; [`Error::Damaged`] if a record is missing, too many or not
    /// the one that was written.
    pub fn unlock(factor: &Secret, records: Vec<Record>) -> Result<Self> {
        let frame = Frame::collect(records)?;
        let header = Header::parse(frame.header.as_deref().ok_or(Error::NotAVault)?)?;
        let keys = header.unlock(factor)?;
        let (scope, hash) = (header.scope(), header.hash());
        frame.open(scope, hash, keys)
    }

    /// Opens a vault again from a resume value, without the master password.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the resume value is none of this version; [`Error::Damaged`] if the header is not the
    /// one that was authenticated at unlocking; else as [`Session::unlock`].
    pub fn resume(resume_value: &[u8], records: Vec<Record>) -> Result<Self> {
        let resumed = resume::parse(resume_value)?;
        let frame = Frame::collect(records)?;
        let header = Header::parse(frame.header.as_deref().ok_or(Error::NotAVault)?)?;
        if header.hash() != resumed.header_hash || header.scope() != resumed.scope {
            return Err(Error::Damaged);
        }
        frame.open(resumed.scope, resumed.header_hash, resumed.keys)
    }
}

impl Frame {
    /// Sorts records by their keys; none may come twice.
    fn collect(records: Vec<Record>) -> Result<Self> {
        let mut frame = Self::default();
        for Record { key, bytes } in records {
            let before = match (key.as_str(), id::parse_leaf_key(&key)) {
                (HEADER_KEY, _) => frame.header.replace(bytes),
                (ROOT_KEY, _) => frame.root.replace(bytes),
                (SETTINGS_KEY, _) => frame.settings.replace(bytes),
                (_, Some(number)) => {
                    let before = frame.leaf(number).map(<[u8]>::to_vec);
                    frame.leaves.push((number, bytes));
                    before
                }
                _ => None,
            };
            if before.is_some() {
                return Err(Error::Damaged);
            }
        }
        Ok(frame)
    }

    fn leaf(&self, number: u8) -> Option<&[u8]> {
        let found = self.leaves.iter().find(|(other, _)| *other == number);
        found.map(|(_, bytes)| bytes.as_slice())
    }

    /// Opens every record and holds it against its hash.
    fn open(self, scope: Scope, header_hash: Hash, keys: VaultKeys) -> Result<Session> {
        let root_record = self.root.clone().ok_or(Error::Damaged)?;
        let root: Root = sealed::open(&keys.index, &scope, Role::Root, &root_record)?;
        root.check()?;
        let settings_record = self.settings.as_deref().ok_or(Error::Damaged)?;
        if root.header_hash != header_hash || root.settings_hash != digest::derive_hash(settings_record) {
            return Err(Error::Damaged);
        }
        let settings: StoredSettings = sealed::open(&keys.settings, &scope, Role::Settings, settings_record)?;
        settings.check()?;
        let mut index = Index::default();
        for number in 0..=u8::MAX {
            match (root.leaf_hash(number), self.leaf(number)) {
                (None, None) => {}
                (Some(hash), Some(record)) if hash == digest::derive_hash(record) => {
                    index.add_leaf(&keys.index, &scope, number, record)?;
                }
                _ => return Err(Error::Damaged),
            }
        }
        let mut session = Session {
            scope,
            header_hash,
            keys,
            root,
            root_record,
            index,
            settings,
            cards: Vec::new(),
            staged: None,
        };
        session.make_cards();
        Ok(session)
    }
}
