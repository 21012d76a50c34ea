//! The raw export: all records of a damaged vault as they lie in storage, in one file, and what still opens of them.
//!
//! It is no backup: it says nothing of what is missing. Items can be rebuilt from it without the index, but then
//! nothing proves that they are the newest, that they were not deleted, or that none is missing. It never writes a
//! vault.

use super::associated::FORMAT_VERSION;
use super::fields::Fields;
use super::header::Header;
use super::id::{HEADER_KEY, Id, KEYRING_KEY};
use super::item;
use super::keys::{self, VaultKeys};
use super::wire::{Reader, Wire, Writer};
use crate::api::{FactorProof, Record};
use crate::error::{Error, Result};

/// The first bytes of every raw export of every version.
pub const MAGIC: &[u8; 8] = b"LATCHRAW";

/// What the keys of items' records begin with.
const ITEM_PREFIX: &str = "item/";

/// The first bytes of an export of `count` records; each follows by [`encode_record`], ascending by key.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `LATCHRAW` |
/// | 1 | version of the format |
/// | varint | number of records |
pub fn begin(count: u32) -> Vec<u8> {
    let mut out = Writer::default();
    out.bytes(MAGIC);
    FORMAT_VERSION.write(&mut out);
    count.write(&mut out);
    out.finish().to_vec()
}

/// One record of an export: its key as a string, its bytes with their length before them.
pub fn encode_record(key: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Writer::default();
    out.length(key.len());
    out.bytes(key.as_bytes());
    out.length(bytes.len());
    out.bytes(bytes);
    out.finish().to_vec()
}

/// What a raw export holds.
pub struct Raw {
    /// The records, ascending by key; those before the fault if there is one.
    pub records: Vec<Record>,
    /// Whether it is all that was written.
    pub is_whole: bool,
}

/// Parses an export as far as it goes.
///
/// # Errors
/// [`Error::NotAVault`], [`Error::NewerVersion`]; [`Error::Damaged`] for version 0.
pub fn parse(bytes: &[u8]) -> Result<Raw> {
    let versioned = bytes.strip_prefix(MAGIC).ok_or(Error::NotAVault)?;
    let mut from = Reader::new(super::sealed::strip_version(versioned)?);
    let mut raw = Raw {
        records: Vec::new(),
        is_whole: false,
    };
    let Ok(count) = u32::read(&mut from) else {
        return Ok(raw);
    };
    for _ in 0..count {
        let Ok((key, bytes)) = <(String, Vec<u8>)>::read(&mut from) else {
            return Ok(raw);
        };
        if raw.records.last().is_some_and(|last| last.key >= key) {
            return Ok(raw);
        }
        raw.records.push(Record { key, bytes });
    }
    raw.is_whole = from.left().is_empty();
    Ok(raw)
}

/// What opened without the index.
pub struct Rebuilt {
    /// Which vault it was; attachments are bound to it.
    pub vault_id: Id,
    /// Whether the header is the one that the root key's owner wrote.
    pub is_authentic: bool,
    /// Items that opened, guarded ones too; of unproven freshness.
    pub items: Vec<(Id, Fields)>,
    /// Keys of items' records that did not open.
    pub closed: Vec<String>,
}

/// Opens what opens without root and leaves: every item's record that is sealed under the vault's keys.
///
/// # Errors
/// As [`Header::parse`] and [`Header::unlock`]; [`Error::NotAVault`] without a header, [`Error::Damaged`] without the
/// keyring: then nothing can be opened.
pub fn rebuild(records: &[Record], proofs: &[FactorProof]) -> Result<Rebuilt> {
    let find = |key: &str| records.iter().find(|record| record.key == key);
    let header = Header::parse(&find(HEADER_KEY).ok_or(Error::NotAVault)?.bytes)?;
    let unlocked = header.unlock(proofs)?;
    let scope = header.scope();
    let keyring = find(KEYRING_KEY).ok_or(Error::Damaged)?;
    let vault_key = keys::open_keyring(&unlocked.root_key, &scope, &keyring.bytes)?;
    let open_keys = VaultKeys::derive(&unlocked.root_key, &vault_key, &scope)?;
    let guarded_key = keys::derive_guarded_key(&vault_key, &scope)?;
    let mut rebuilt = Rebuilt {
        vault_id: scope.vault_id,
        is_authentic: unlocked.is_authentic,
        items: Vec::new(),
        closed: Vec::new(),
    };
    for record in records {
        let Some(name) = record.key.strip_prefix(ITEM_PREFIX) else {
            continue;
        };
        let opened = Id::parse(name).and_then(|id| {
            let open = |key| item::open(key, &scope, id, &record.bytes);
            Ok((id, open(&open_keys.items).or_else(|_| open(&guarded_key))?))
        });
        match opened {
            Ok(item) => rebuilt.items.push(item),
            Err(_) => rebuilt.closed.push(record.key.clone()),
        }
    }
    Ok(rebuilt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_gives_the_records_before_the_cut_and_says_so() {
        let whole = [begin(2), encode_record("header", b"one"), encode_record("root", b"two")].concat();
        for length in 9..whole.len() {
            let cut = parse(whole.get(..length).unwrap_or_default());
            assert!(cut.is_ok_and(|raw| !raw.is_whole && raw.records.len() < 2));
        }
        assert!(parse(&whole).is_ok_and(|raw| raw.is_whole && raw.records.len() == 2));
        let longer = [whole.as_slice(), &[0]].concat();
        assert!(parse(&longer).is_ok_and(|raw| !raw.is_whole && raw.records.len() == 2));
    }

    #[test]
    fn a_record_comes_once_and_in_order() {
        let wrong = [begin(2), encode_record("root", b"two"), encode_record("root", b"one")].concat();
        assert!(parse(&wrong).is_ok_and(|raw| !raw.is_whole && raw.records.len() == 1));
    }
}
