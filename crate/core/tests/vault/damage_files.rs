//! Damage of what leaves the vault as a file: each bit and each cut of a vault file is refused, and of a raw export
//! nothing opens that is not as it was.

use latchkey_core::api::FactorProof;
use latchkey_core::crypto::stream::CHUNK_LEN;
use latchkey_core::error::Error;
use latchkey_core::vault::fields::Fields;
use latchkey_core::vault::file::{self, Entry, FileReader};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::raw;

use crate::backup::{read, write};
use crate::damage::full_vault;
use crate::vault_fixture::Factor::Recovery;
use crate::vault_fixture::{Bench, NOW_MS, PASSWORD, Store, error_of, flipped, login, proofs};

/// Parts of a slot that takes one factor without parameters: count and kind, salt, commitment, wrap.
const SLOT_OF_A_CODE: usize = 2 + 32 + 32 + 48;

/// A small file with an entry of every kind.
fn small_file() -> Vec<u8> {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "pw", ""), NOW_MS).unwrap();
    let mut entries = vec![bench.session.about_entry(NOW_MS)];
    entries.extend(bench.session.named_entries(bench.store.frame()).unwrap());
    entries.push(Entry::File(Id([2; 16]), 3));
    entries.push(Entry::Chunk(vec![1, 2, 3]));
    entries.push(bench.session.item_entry(&id, bench.store.item(&id), NOW_MS).unwrap());
    entries.push(Entry::End(1, 1));
    // A kind that is added and not here does not compile.
    let kind = |entry: &Entry| match entry {
        Entry::About(..) => "about",
        Entry::File(..) => "file",
        Entry::Chunk(_) => "chunk",
        Entry::Item(..) => "item",
        Entry::Named(..) => "named",
        Entry::End(..) => "end",
        Entry::Unknown => "unknown, which is never written",
    };
    let mut kinds: Vec<&str> = entries.iter().map(kind).collect();
    kinds.dedup();
    assert_eq!(kinds, ["about", "named", "file", "chunk", "item", "end"]);
    write(&entries)
}

fn is_refused(bytes: &[u8]) -> bool {
    matches!(
        error_of(read(bytes, 90_000)),
        Some(Error::Damaged | Error::NewerVersion | Error::NotAVault | Error::WrongPassword | Error::KdfOutOfRange)
    )
}

#[test]
fn d01_d02_d03_h09_every_bit_flip_every_cut_and_every_tail_of_a_vault_file_is_refused() {
    let bytes = small_file();
    let (_, header_len) = file::slots(&bytes).unwrap();
    assert!(read(&bytes, 90_000).is_ok_and(|entries| entries.len() >= 6));
    // A slot that is not asked is nobody's concern: only whoever comes by it meets its salt, commitment and wrap.
    let other_slot = header_len - SLOT_OF_A_CODE + 2..header_len;
    for bit in (0..bytes.len() * 8).filter(|bit| !other_slot.contains(&(bit / 8))) {
        assert!(is_refused(&flipped(&bytes, bit)), "bit {bit}");
    }
    let by_code = |bytes: &[u8]| {
        let code = proofs(&[Recovery(9)]);
        error_of(FileReader::begin(bytes, &code))
    };
    assert_eq!(by_code(&bytes), None);
    for bit in other_slot.start * 8..other_slot.end * 8 {
        let error = by_code(&flipped(&bytes, bit));
        assert!(
            matches!(error, Some(Error::WrongPassword | Error::Damaged)),
            "bit {bit}"
        );
    }
    for length in 0..bytes.len() {
        assert!(is_refused(&bytes[..length]), "cut at {length}");
    }
    for tail in [vec![0], vec![0; 16], bytes[header_len..].to_vec(), bytes.clone()] {
        assert!(
            is_refused(&[bytes.as_slice(), &tail].concat()),
            "a tail of {}",
            tail.len()
        );
    }
}

/// A file longer than one chunk: a bit of every byte, and every cut in the second chunk and at the end of the first.
#[test]
fn d01_d02_h09_a_bit_flip_in_every_byte_of_a_vault_file_of_two_chunks_is_refused() {
    let data = vec![5; CHUNK_LEN];
    let size = data.len() as u64;
    let entries = [
        Entry::About(Id([1; 16]), 1, NOW_MS),
        Entry::File(Id([2; 16]), size),
        Entry::Chunk(data),
        Entry::End(0, 1),
    ];
    let mut bytes = write(&entries);
    let (_, header_len) = file::slots(&bytes).unwrap();
    assert!(read(&bytes, bytes.len()).is_ok_and(|found| found == entries));
    assert!(bytes.len() - header_len > CHUNK_LEN + 16, "two chunks");
    for at in header_len..bytes.len() {
        bytes[at] ^= 1 << (at % 8);
        assert_eq!(error_of(read(&bytes, bytes.len())), Some(Error::Damaged), "byte {at}");
        bytes[at] ^= 1 << (at % 8);
    }
    let boundary = header_len + CHUNK_LEN + 16;
    for length in boundary - 99..bytes.len() {
        let cut = read(&bytes[..length], bytes.len());
        assert_eq!(error_of(cut), Some(Error::Damaged), "cut at {length}");
    }
}

/// A raw export of a store, with the place of each record's bytes in it.
fn export(store: &Store) -> (Vec<u8>, Vec<(String, std::ops::Range<usize>)>) {
    let mut bytes = raw::begin(store.records.len() as u32);
    let mut places = Vec::new();
    for (key, record) in &store.records {
        bytes.extend(raw::encode_record(key, record));
        places.push((key.clone(), bytes.len() - record.len()..bytes.len()));
    }
    (bytes, places)
}

/// What opens of an export is what was put in: nothing else, and nothing under another id.
fn opened_of(bytes: &[u8], by: &[FactorProof], whole: &[(Id, Fields)]) -> Result<(usize, Vec<String>), Error> {
    let parsed = raw::parse(bytes)?;
    let rebuilt = raw::rebuild(&parsed.records, by)?;
    assert!(rebuilt.items.iter().all(|item| whole.contains(item)));
    Ok((rebuilt.items.len(), rebuilt.closed))
}

/// Every bit of what the export adds, and a bit of every byte of the records: all of theirs are turned in `damage`.
#[test]
fn d01_d02_of_a_raw_export_with_any_bit_flip_or_cut_only_what_is_whole_opens() {
    let (bench, _, _) = full_vault();
    let (bytes, places) = export(&bench.store);
    let by = proofs(&[PASSWORD]);
    let whole = raw::rebuild(&raw::parse(&bytes).unwrap().records, &by).unwrap();
    assert!(whole.is_authentic && whole.closed.is_empty() && whole.items.len() == 2);
    for bit in 0..bytes.len() * 8 {
        let at = bit / 8;
        let record = places.iter().find(|(_, place)| place.contains(&at));
        if record.is_some() && bit % 8 != at % 8 {
            continue;
        }
        let opened = opened_of(&flipped(&bytes, bit), &by, &whole.items);
        match record.map(|(key, _)| key.as_str()) {
            // Magic, version, number of records, or a record's key or length.
            None => assert!(opened.is_err() || at >= 9, "bit {bit}"),
            // A slot that is not asked is nobody's concern, and the export proves nothing of the rest; what opens is right.
            Some("header") => {}
            Some("keyring") => {
                assert!(
                    matches!(opened, Err(Error::Damaged | Error::NewerVersion)),
                    "bit {bit}: {opened:?}"
                );
            }
            // The item is told as one that does not open, and the other one opens.
            Some(key) if key.starts_with("item/") => assert_eq!(opened, Ok((1, vec![key.to_owned()])), "bit {bit}"),
            // On nothing else hangs whether an item opens.
            Some(_) => assert_eq!(opened, Ok((2, Vec::new())), "bit {bit}"),
        }
    }
    for length in 0..bytes.len() {
        match opened_of(&bytes[..length], &by, &whole.items) {
            Ok((items, closed)) => {
                let behind =
                    |(key, place): &&(String, std::ops::Range<usize>)| key.starts_with("item/") && place.end <= length;
                assert_eq!(
                    (items, closed.len()),
                    (places.iter().filter(behind).count(), 0),
                    "cut at {length}"
                );
            }
            // Without its keys nothing opens.
            Err(error) => assert!(
                matches!(error, Error::NotAVault | Error::Damaged),
                "cut at {length}: {error:?}"
            ),
        }
    }
}
