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

use latchkey_core::api::{Change, FrameContext, ItemBase, ItemInput, KdfParams, Record};
use latchkey_core::error::Result;
use latchkey_core::secret::Secret;
use latchkey_core::session::Session;
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
#[derive(Clone, Default)]
pub struct Store {
    pub records: BTreeMap<String, Vec<u8>>,
}

impl Store {
    /// Commits a change as IndexedDB would, after looking at the root that must still be there.
    pub fn commit(&mut self, change: &Change) {
        let root = self.records.get("root").cloned().unwrap_or_default();
        assert_eq!(root, change.expected_root, "the change was made from another root");
        for record in &change.writes {
            self.records.insert(record.key.clone(), record.bytes.clone());
        }
        for key in &change.deletes {
            self.records.remove(key).unwrap();
        }
    }

    /// The records that unlocking reads.
    pub fn frame(&self) -> Vec<Record> {
        let frame = self.records.iter().filter(|(key, _)| !key.starts_with("item/"));
        frame
            .map(|(key, bytes)| Record {
                key: key.clone(),
                bytes: bytes.clone(),
            })
            .collect()
    }

    pub fn item(&self, id: &str) -> &[u8] {
        &self.records[&format!("item/{id}")]
    }

    pub fn unlock(&self) -> Result<Session> {
        Session::unlock(&factor(1), self.frame())
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
    /// A new, empty vault that `factor(1)` opens.
    pub fn new(seed: u64) -> Self {
        let mut rng = SeededRng::new(seed);
        let (mut session, change) = Session::create(&factor(1), &kdf(), NOW_MS, &mut rng).unwrap();
        let mut store = Store::default();
        store.commit(&change);
        session.commit();
        Self { store, session, rng }
    }

    /// Puts and commits.
    pub fn put(&mut self, input: &ItemInput, now_ms: u64) -> Result<String> {
        let current = input.base.as_ref().map(|base| self.store.item(&base.id).to_vec());
        let put = self.session.put(input, current.as_deref(), now_ms, &mut self.rng)?;
        self.store.commit(&put.change);
        self.session.commit();
        Ok(put.id)
    }

    /// Deletes and commits.
    pub fn delete(&mut self, base: &ItemBase, now_ms: u64) -> Result<()> {
        let change = self.session.delete(base, now_ms, &mut self.rng)?;
        self.store.commit(&change);
        self.session.commit();
        Ok(())
    }
}

pub fn factor(byte: u8) -> Secret {
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

pub fn login(title: &str, username: &str, password: &str, url: &str) -> ItemInput {
    ItemInput {
        base: None,
        title: title.into(),
        username: username.into(),
        password: password.into(),
        urls: if url.is_empty() { Vec::new() } else { vec![url.into()] },
        notes: String::new(),
    }
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

pub fn frame(url: &str) -> FrameContext {
    let origin = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    FrameContext {
        url: url.into(),
        origin,
        ancestors: Vec::new(),
    }
}

pub fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
