//! What the vault's tests share: a store that commits as the shell must, random bytes that come out the same each
//! time, and inputs.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeMap;
use std::convert::Infallible;

use latchkey_core::api::{
    Change, Draft, FactorInfo, FactorKind, FactorProof, FrameContext, Item, ItemBase, ItemContent, ItemInput,
    KdfParams, NewFactor, NewSlot, PrfParams, Purpose, Record, Row, Settings, Shelf,
};
use latchkey_core::crypto::stream::CHUNK_LEN;
use latchkey_core::error::{Error, Result};
use latchkey_core::secret::Secret;
use latchkey_core::session::{FileStream, Session};
use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};

pub const NOW_MS: u64 = 1_790_000_000_000;

/// SHA-256 in counter mode: random enough, and the same at every run.
pub struct SeededRng {
    seed: u64,
    counter: u64,
}

impl SeededRng {
    pub fn new(seed: u64) -> Self {
        Self { seed, counter: 0 }
    }
}

impl TryRng for SeededRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> std::result::Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> std::result::Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> std::result::Result<(), Infallible> {
        for chunk in dst.chunks_mut(32) {
            self.counter += 1;
            let block = Sha256::digest([self.seed.to_le_bytes(), self.counter.to_le_bytes()].concat());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for SeededRng {}

/// Gives out the bytes that it was given, so that a published vector's nonce or key pair comes out.
pub struct ScriptedRng(pub Vec<u8>);

impl TryRng for ScriptedRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> std::result::Result<u32, Infallible> {
        unreachable!("nothing draws numbers")
    }

    fn try_next_u64(&mut self) -> std::result::Result<u64, Infallible> {
        unreachable!("nothing draws numbers")
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> std::result::Result<(), Infallible> {
        dst.copy_from_slice(&self.0.drain(..dst.len()).collect::<Vec<u8>>());
        Ok(())
    }
}

impl TryCryptoRng for ScriptedRng {}

/// A source that fails after so many draws.
pub struct FailingRng(pub u32);

#[derive(Debug)]
pub struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken")
    }
}

impl std::error::Error for Broken {}

impl TryRng for FailingRng {
    type Error = Broken;

    fn try_next_u32(&mut self) -> std::result::Result<u32, Broken> {
        Err(Broken)
    }

    fn try_next_u64(&mut self) -> std::result::Result<u64, Broken> {
        Err(Broken)
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> std::result::Result<(), Broken> {
        self.0 = self.0.checked_sub(1).ok_or(Broken)?;
        dst.fill(7);
        Ok(())
    }
}

impl TryCryptoRng for FailingRng {}

/// Storage as the shell has it: whole records by key, changed in one transaction.
#[derive(Clone, Default, PartialEq)]
pub struct Store {
    pub records: BTreeMap<String, Vec<u8>>,
}

impl Store {
    /// Commits a change as IndexedDB would, after looking at the root that must still be there; tells whether it was.
    pub fn try_commit(&mut self, change: &Change) -> bool {
        let root = self.records.get("root").cloned().unwrap_or_default();
        if root != change.expected_root {
            return false;
        }
        for key in &change.deletes {
            self.records.remove(key);
        }
        let is_deleted = |key: &String| change.delete_prefixes.iter().any(|prefix| key.starts_with(prefix));
        self.records.retain(|key, _| !is_deleted(key));
        for record in &change.writes {
            self.records.insert(record.key.clone(), record.bytes.clone());
        }
        true
    }

    pub fn commit(&mut self, change: &Change) {
        assert!(self.try_commit(change), "the change was made from another root");
    }

    /// The records that unlocking reads.
    pub fn frame(&self) -> Vec<Record> {
        let is_frame = |key: &str| !key.starts_with("item/") && !key.starts_with("chunk/");
        let frame = self.records.iter().filter(|(key, _)| is_frame(key));
        frame
            .map(|(key, bytes)| Record {
                key: key.clone(),
                bytes: bytes.clone(),
            })
            .collect()
    }

    pub fn header(&self) -> &[u8] {
        &self.records["header"]
    }

    /// An item's record; nothing if it was lost.
    pub fn item(&self, id: &str) -> &[u8] {
        self.records.get(&format!("item/{id}")).map_or(&[], Vec::as_slice)
    }

    pub fn unlock(&self) -> Result<Session> {
        self.unlock_by(&[PASSWORD])
    }

    pub fn unlock_by(&self, factors: &[Factor]) -> Result<Session> {
        Session::unlock(&proofs(factors), self.frame(), None)
    }

    /// The same store with one record replaced.
    pub fn with(&self, key: &str, bytes: Vec<u8>) -> Self {
        let mut changed = self.clone();
        changed.records.insert(key.into(), bytes);
        changed
    }

    pub fn without(&self, key: &str) -> Self {
        let mut changed = self.clone();
        changed.records.remove(key).unwrap();
        changed
    }
}

/// An open vault beside its store.
pub struct Bench {
    pub store: Store,
    pub session: Session,
    pub rng: SeededRng,
}

impl Bench {
    /// A new, empty vault that [`PASSWORD`] opens.
    pub fn new(seed: u64) -> Self {
        Self::with_slots(seed, &[&[PASSWORD]])
    }

    pub fn with_slots(seed: u64, slots: &[&[Factor]]) -> Self {
        let mut rng = SeededRng::new(seed);
        let slots: Vec<NewSlot> = slots.iter().map(|factors| slot(factors)).collect();
        let (mut session, change) = Session::create(&slots, "This device", NOW_MS, &mut rng).unwrap();
        let mut store = Store::default();
        store.commit(&change);
        session.commit();
        Self { store, session, rng }
    }

    /// Stages a change and commits it.
    pub fn change(&mut self, stage: impl FnOnce(&mut Session, &mut SeededRng) -> Result<Change>) -> Result<()> {
        let change = stage(&mut self.session, &mut self.rng)?;
        self.store.commit(&change);
        self.session.commit();
        Ok(())
    }

    /// Puts and commits.
    pub fn put(&mut self, input: &ItemInput, now_ms: u64) -> Result<String> {
        let current = input.base.as_ref().map(|base| self.store.item(&base.id).to_vec());
        let put = self.session.put(input, current.as_deref(), now_ms, &mut self.rng)?;
        self.store.commit(&put.change);
        self.session.commit();
        Ok(put.id)
    }

    /// Puts it into the trash, or takes it out, and commits.
    pub fn set_trashed(&mut self, base: &ItemBase, trashed: bool, now_ms: u64) -> Result<()> {
        let current = self.store.item(&base.id).to_vec();
        self.change(|session, rng| Ok(session.set_trashed(base, &current, trashed, now_ms, rng)?.change))
    }

    /// Deletes and commits.
    pub fn delete(&mut self, base: &ItemBase, now_ms: u64) -> Result<()> {
        let bases = std::slice::from_ref(base);
        self.change(|session, rng| session.delete(bases, now_ms, rng))
    }

    pub fn put_settings(&mut self, settings: &Settings) -> Result<()> {
        self.change(|session, rng| session.put_settings(settings, NOW_MS, rng))
    }

    /// Seals a file chunk by chunk, stores it and makes it the item's; gives its id.
    pub fn attach(&mut self, base: &ItemBase, data: &[u8], now_ms: u64) -> Result<String> {
        let file = self.store_file(data)?;
        let current = self.store.item(&base.id).to_vec();
        self.change(|session, rng| {
            let attached = session.attach(base, &current, &file, "file.bin", "text/plain", now_ms, rng)?;
            Ok(attached.change)
        })?;
        let item = self.item_at(&base.id, now_ms)?;
        Ok(item.attachments.last().unwrap().id.clone())
    }

    /// The chunks of a file, stored, that belongs to no item yet.
    pub fn store_file(&mut self, data: &[u8]) -> Result<FileStream> {
        let mut file = self.session.make_file(data.len() as u64, &mut self.rng)?;
        for (number, chunk) in (0..file.chunks()).zip(data.chunks(CHUNK_LEN).chain([&[] as &[u8]])) {
            let sealed = file.seal_chunk(number, chunk)?;
            self.store.records.insert(file.chunk_key(number), sealed);
        }
        Ok(file)
    }

    /// All of a file, as a download would read it.
    pub fn read_file(&self, id: &str, file_id: &str) -> Result<Vec<u8>> {
        let file = self.session.open_file(id, self.store.item(id), file_id, NOW_MS)?;
        let lost: Vec<u8> = Vec::new();
        let chunk = |number| {
            let stored = self.store.records.get(&file.chunk_key(number)).unwrap_or(&lost);
            file.open_chunk(number, stored).map(|chunk| chunk.to_vec())
        };
        let chunks: Vec<Vec<u8>> = (0..file.chunks()).map(chunk).collect::<Result<_>>()?;
        Ok(chunks.concat())
    }

    pub fn item(&self, id: &str) -> Result<Item> {
        self.item_at(id, NOW_MS)
    }

    pub fn item_at(&self, id: &str, now_ms: u64) -> Result<Item> {
        self.session.item(id, self.store.item(id), now_ms)
    }

    /// The item with the revision that it is at.
    pub fn base(&self, id: &str) -> ItemBase {
        let rows = [Shelf::Items, Shelf::Archive, Shelf::Trash].map(|shelf| self.session.list("", None, shelf).others);
        let row = rows.iter().flatten().find(|row| row.id == id).unwrap();
        base(id, row.revision)
    }

    /// Rotates to other slots and commits.
    pub fn rotate(&mut self, factors: &[Factor], slots: &[&[Factor]]) -> Result<()> {
        let change = stage_rotation(&mut self.session, &self.store, factors, slots, &mut self.rng)?;
        self.store.commit(&change);
        self.session.commit();
        Ok(())
    }

    /// Whether no change waits for its commit.
    pub fn is_idle(&mut self) -> bool {
        error_of(self.session.make_file(0, &mut self.rng)) != Some(Error::ChangePending)
    }

    /// The vault opened by its resume value: the quick way to open it thousands of times.
    pub fn resume(&self, store: &Store) -> Result<Session> {
        Session::resume(&self.session.resume_value()?, store.frame(), None)
    }

    /// Closes the vault and opens it again with the password.
    pub fn reopen(&mut self) {
        self.session = self.store.unlock().unwrap();
    }
}

/// A rotation as the shell does it: every item in the list goes through.
pub fn stage_rotation(
    session: &mut Session,
    store: &Store,
    factors: &[Factor],
    slots: &[&[Factor]],
    rng: &mut SeededRng,
) -> Result<Change> {
    let slots: Vec<NewSlot> = slots.iter().map(|factors| slot(factors)).collect();
    session.rotate_begin(&proofs(factors), &slots, rng)?;
    for shelf in [Shelf::Items, Shelf::Archive, Shelf::Trash] {
        for row in session.list("", None, shelf).others {
            session.rotate_item(&row.id, store.item(&row.id), rng)?;
        }
    }
    session.rotate_finish(store.frame(), NOW_MS, rng)
}

/// What a person holds; equal bytes give equal outputs. Real outputs cost a second of Argon2id each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    Password(u8),
    Key(u8),
    Recovery(u8),
}

/// What opens a vault of [`Bench::new`].
pub const PASSWORD: Factor = Factor::Password(1);

impl Factor {
    pub fn kind(self) -> FactorKind {
        match self {
            Self::Password(_) => FactorKind::Password,
            Self::Key(_) => FactorKind::Prf,
            Self::Recovery(_) => FactorKind::Recovery,
        }
    }

    pub fn info(self) -> FactorInfo {
        let prf = |byte| PrfParams {
            rp_id: "latchkey".into(),
            credential_id: vec![byte; 16],
            salt: vec![byte; 32],
            browser: "chromium".into(),
        };
        FactorInfo {
            kind: self.kind(),
            kdf: matches!(self, Self::Password(_)).then(kdf),
            prf: if let Self::Key(byte) = self {
                Some(prf(byte))
            } else {
                None
            },
        }
    }

    fn output(self) -> Vec<u8> {
        let (Self::Password(byte) | Self::Key(byte) | Self::Recovery(byte)) = self;
        vec![byte; 32]
    }
}

/// A slot that takes all of `factors`.
pub fn slot(factors: &[Factor]) -> NewSlot {
    let factor = |factor: &Factor| NewFactor {
        info: factor.info(),
        output: factor.output(),
    };
    NewSlot {
        factors: factors.iter().map(factor).collect(),
    }
}

/// What `factors` give.
pub fn proofs(factors: &[Factor]) -> Vec<FactorProof> {
    let proof = |factor: &Factor| FactorProof {
        kind: factor.kind(),
        output: factor.output(),
    };
    factors.iter().map(proof).collect()
}

pub fn secret(byte: u8) -> Secret {
    Secret::from_slice(&[byte; 32]).unwrap()
}

pub fn kdf() -> KdfParams {
    KdfParams {
        memory_kib: 65_536,
        passes: 3,
        lanes: 1,
        salt: vec![9; 32],
    }
}

pub fn input(content: ItemContent) -> ItemInput {
    ItemInput {
        base: None,
        content,
        strength: None,
    }
}

pub fn login(title: &str, username: &str, password: &str, url: &str) -> ItemInput {
    input(ItemContent::login(title, username, password, url))
}

/// A login that asks for the password again.
pub fn guarded(title: &str, password: &str) -> ItemInput {
    input(ItemContent {
        guarded: true,
        ..ItemContent::login(title, "ada", password, "https://one.example/")
    })
}

pub fn edit(id: &str, revision: u32, input: ItemInput) -> ItemInput {
    ItemInput {
        base: Some(base(id, revision)),
        ..input
    }
}

pub fn base(id: &str, revision: u32) -> ItemBase {
    ItemBase {
        id: id.into(),
        revision,
    }
}

pub fn password(item: &Item) -> &str {
    item.content.login.as_ref().map_or("", |login| &login.password)
}

pub fn frame(url: &str) -> FrameContext {
    let origin = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    FrameContext {
        url: url.into(),
        origin,
        ancestors: Vec::new(),
    }
}

pub fn draft(origin: &str, username: &str, password: &str) -> Draft {
    Draft {
        origin: origin.into(),
        purpose: Purpose::SignIn,
        username: username.into(),
        password: password.into(),
        old_password: String::new(),
        title: "one.example".into(),
        seen_ms: NOW_MS,
    }
}

/// Titles of the rows of a list.
pub fn titles(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

/// The bytes with each of their bits turned, one after another.
pub fn flips(record: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..record.len() * 8).map(|bit| flipped(record, bit))
}

pub fn flipped(record: &[u8], bit: usize) -> Vec<u8> {
    let mut flipped = record.to_vec();
    flipped[bit / 8] ^= 1 << (bit % 8);
    flipped
}

/// The error alone: an open vault cannot be printed.
pub fn error_of<T>(result: Result<T>) -> Option<Error> {
    result.err()
}

pub fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
