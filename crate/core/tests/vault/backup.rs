//! The vault file and the raw export: all of a vault in one file, and back; whole or not at all.

use latchkey_core::api::{ItemContent, Settings, Shelf, SiteRule};
use latchkey_core::crypto::stream::CHUNK_LEN;
use latchkey_core::error::{Error, Result};
use latchkey_core::vault::file::{self, Entry, FileReader, FileWriter};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::raw;

use crate::gathering::restore;
use crate::vault_fixture::Factor::{Password, Recovery};
use crate::vault_fixture::{
    Bench, NOW_MS, PASSWORD, SeededRng, base, edit, error_of, flipped, guarded, input, login, password, proofs, slot,
};

pub(crate) const FILE_PASSWORD: crate::vault_fixture::Factor = Password(50);

/// A vault with items of several kinds, a file of two chunks, settings and a generated password.
pub(crate) fn vault() -> (Bench, Vec<String>) {
    let mut bench = Bench::new(1);
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let mut contents = crate::items::one_of_each();
    contents.push(guarded("guarded", "secret").content);
    let ids: Vec<String> = contents
        .into_iter()
        .map(|content| bench.put(&input(content), NOW_MS).unwrap())
        .collect();
    bench
        .attach(&base(&ids[0], 1), &vec![7; CHUNK_LEN + 9], NOW_MS)
        .unwrap();
    bench.attach(&base(&ids[0], 2), b"", NOW_MS).unwrap();
    bench
        .put(&edit(&ids[3], 1, login("was a note", "", "pw", "")), NOW_MS + 1)
        .unwrap();
    bench
        .put(&edit(&ids[3], 2, login("was a note", "", "new", "")), NOW_MS + 2)
        .unwrap();
    bench.set_trashed(&base(&ids[3], 3), true, NOW_MS + 3).unwrap();
    let settings = Settings {
        lock_after_minutes: 3,
        sites: vec![SiteRule {
            host: "a.example".into(),
            never_save: true,
            ..SiteRule::default()
        }],
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    let made = latchkey_core::api::GeneratedPassword {
        password: "generated".into(),
        origin: "https://one.example".into(),
        made_ms: NOW_MS,
    };
    bench
        .change(|session, rng| session.note_generated(&made, None, rng))
        .unwrap();
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    (bench, ids)
}

/// All entries of a vault's file, as the shell gathers them.
pub(crate) fn entries(bench: &Bench, ids: &[String]) -> Vec<Entry> {
    let mut entries = vec![bench.session.about_entry(NOW_MS)];
    entries.extend(bench.session.named_entries(bench.store.frame()).unwrap());
    let mut files = 0;
    for id in ids {
        for attachment in bench.item(id).unwrap().attachments {
            files += 1;
            entries.push(Entry::File(Id::parse(&attachment.id).unwrap(), attachment.size));
            let data = bench.read_file(id, &attachment.id).unwrap();
            let chunks: Vec<&[u8]> = if data.is_empty() {
                vec![&[]]
            } else {
                data.chunks(CHUNK_LEN).collect()
            };
            entries.extend(chunks.iter().map(|chunk| Entry::Chunk(chunk.to_vec())));
        }
        entries.push(bench.session.item_entry(id, bench.store.item(id), NOW_MS).unwrap());
    }
    entries.push(Entry::End(ids.len() as u32, files));
    entries
}

pub(crate) fn write(entries: &[Entry]) -> Vec<u8> {
    let slots = [slot(&[FILE_PASSWORD]), slot(&[Recovery(9)])];
    let (mut writer, mut bytes) = FileWriter::begin(&slots, &mut SeededRng::new(4)).unwrap();
    for entry in entries {
        bytes.extend(writer.push(entry).unwrap());
    }
    bytes.extend(writer.finish().unwrap());
    bytes
}

/// Reads a file in pieces of some length.
pub(crate) fn read(bytes: &[u8], piece_len: usize) -> Result<Vec<Entry>> {
    let (_, header_len) = file::slots(bytes)?;
    let (header, body) = bytes.split_at(header_len);
    let mut reader = FileReader::begin(header, &proofs(&[FILE_PASSWORD]))?;
    let mut entries = Vec::new();
    for piece in body.chunks(piece_len) {
        entries.extend(reader.push(piece, false)?);
    }
    entries.extend(reader.push(&[], true)?);
    Ok(entries)
}

#[test]
fn a_vault_file_restores_everything_into_an_empty_vault() {
    let (bench, ids) = vault();
    let bytes = write(&entries(&bench, &ids));
    for piece_len in [1_000, 77_777, bytes.len()] {
        let mut empty = Bench::with_slots(2, &[&[PASSWORD]]);
        restore(&mut empty, &bytes, piece_len).unwrap();
        empty.reopen();
        empty.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
        for id in &ids {
            let (before, after) = (bench.item(id).unwrap(), empty.item(id).unwrap());
            assert!(after.content == before.content && after.history == before.history);
            let times = |item: &latchkey_core::api::Item| {
                (item.created_ms, item.changed_ms, item.password_set_ms, item.trashed_ms)
            };
            assert_eq!(times(&after), times(&before));
            assert_eq!((after.revision, after.attachments.len()), (1, before.attachments.len()));
            for (old, new) in before.attachments.iter().zip(&after.attachments) {
                assert_ne!(old.id, new.id, "sealed anew, under a key of its own");
                assert_eq!((&old.name, old.size, old.added_ms), (&new.name, new.size, new.added_ms));
                assert!(bench.read_file(id, &old.id).unwrap() == empty.read_file(id, &new.id).unwrap());
            }
        }
        assert_eq!(empty.session.settings(), bench.session.settings());
        let generated = empty
            .session
            .generated(Some(&empty.store.records["generated"]))
            .unwrap();
        assert_eq!(generated[0].password, "generated");
        assert_eq!(
            empty.session.list("", None, Shelf::Items).total,
            bench.session.list("", None, Shelf::Items).total
        );
    }
}

#[test]
fn a_vault_file_opens_by_its_own_ways_in_alone() {
    let (bench, ids) = vault();
    let bytes = write(&entries(&bench, &ids));
    let (slots, header_len) = file::slots(&bytes).unwrap();
    assert_eq!(slots.len(), 2);
    for (by, opens) in [
        (FILE_PASSWORD, true),
        (Recovery(9), true),
        (PASSWORD, false),
        (Recovery(8), false),
    ] {
        let reader = FileReader::begin(&bytes[..header_len], &proofs(&[by]));
        assert_eq!(error_of(reader), if opens { None } else { Some(Error::WrongPassword) });
    }
    // A slot of the vault's is none of the file's, and the other way round: each is bound to what it is for.
    assert_eq!(error_of(file::slots(bench.store.header())), Some(Error::NotAVault));
    assert_eq!(error_of(latchkey_core::session::slots(&bytes)), Some(Error::NotAVault));
}

/// Chunks are missing, too many, or out of place: an error, and never the end of the file. Each bit and each cut is in
/// `damage_files`.
#[test]
fn d02_d03_h09_a_vault_file_whose_chunks_are_not_in_their_places_is_refused() {
    let (bench, ids) = vault();
    let bytes = write(&entries(&bench, &ids));
    let (_, header_len) = file::slots(&bytes).unwrap();
    assert!(read(&bytes, bytes.len()).is_ok());
    let refused = |bytes: &[u8], what: &str| {
        assert_eq!(error_of(read(bytes, 90_000)), Some(Error::Damaged), "{what}");
    };
    let sealed_len = CHUNK_LEN + 16;
    for chunks in 0..=(bytes.len() - header_len) / sealed_len {
        refused(
            &bytes[..header_len + chunks * sealed_len],
            &format!("cut after chunk {chunks}"),
        );
    }
    for tail in [vec![0], vec![0; 16], bytes[header_len..].to_vec()] {
        refused(&[bytes.as_slice(), &tail].concat(), "a tail");
    }
    let (first, rest) = bytes[header_len..].split_at(sealed_len);
    refused(&[&bytes[..header_len], rest].concat(), "the first chunk dropped");
    refused(
        &[&bytes[..header_len], first, first, rest].concat(),
        "the first chunk doubled",
    );
    let (second, _) = rest.split_at(sealed_len.min(rest.len()));
    refused(&[&bytes[..header_len], second, first].concat(), "two chunks exchanged");
}

/// Entries out of their turn, or not what was announced.
#[test]
fn h09_a_vault_file_that_contradicts_itself_is_refused() {
    let about = || Entry::About(Id([1; 16]), 1, NOW_MS);
    let (file, chunk) = (
        |size| Entry::File(Id([2; 16]), size),
        |length| Entry::Chunk(vec![1; length]),
    );
    let end = |items, files| Entry::End(items, files);
    let good = [
        vec![about(), end(0, 0)],
        vec![about(), file(0), chunk(0), end(0, 1)],
        vec![about(), file(5), chunk(5), end(0, 1)],
        vec![
            about(),
            file(CHUNK_LEN as u64 + 1),
            chunk(CHUNK_LEN),
            chunk(1),
            end(0, 1),
        ],
    ];
    for entries in good {
        assert!(read(&write(&entries), 999).unwrap() == entries);
    }
    let bad = [
        vec![],
        vec![about()],
        vec![end(0, 0)],
        vec![about(), about(), end(0, 0)],
        vec![about(), end(1, 0)],
        vec![about(), end(0, 1)],
        vec![about(), end(0, 0), end(0, 0)],
        vec![about(), chunk(5), end(0, 0)],
        vec![about(), file(5), end(0, 1)],
        vec![about(), file(5), chunk(4), end(0, 1)],
        vec![about(), file(5), chunk(6), end(0, 1)],
        vec![about(), file(5), chunk(5), chunk(5), end(0, 1)],
        vec![
            about(),
            file(CHUNK_LEN as u64 + 1),
            chunk(1),
            chunk(CHUNK_LEN),
            end(0, 1),
        ],
        vec![about(), file(u64::MAX), chunk(CHUNK_LEN), end(0, 1)],
        vec![file(0), about(), chunk(0), end(0, 1)],
    ];
    for (at, entries) in bad.iter().enumerate() {
        assert_eq!(error_of(read(&write(entries), 999)), Some(Error::Damaged), "case {at}");
    }
    let slots = [slot(&[FILE_PASSWORD])];
    let (mut writer, _) = FileWriter::begin(&slots, &mut SeededRng::new(4)).unwrap();
    assert_eq!(error_of(writer.push(&Entry::Unknown)), Some(Error::InvalidInput));
}

/// Puts named records of a file, as the end of a restoring does.
fn put_named(bench: &mut Bench, named: &[(String, Vec<u8>)]) -> Result<()> {
    bench.change(|session, rng| {
        let gathered = session.gather(NOW_MS)?;
        session.put_gathered(gathered, named, &[], NOW_MS, rng)
    })
}

/// Somebody gives a file, and its password with it: it may bring items, but overwrite nothing.
#[test]
fn h09_a_hostile_vault_file_overwrites_no_record() {
    let (mut bench, ids) = vault();
    let before = bench.store.clone();
    let item = format!("item/{}", ids[0]);
    let names = [
        "header",
        "root",
        "local/device",
        "leaf/00",
        item.as_str(),
        "chunk/x/0",
        "",
        "A",
        "a b",
        "ä",
    ];
    for name in names {
        let named = [(name.to_owned(), vec![0])];
        assert_eq!(put_named(&mut bench, &named), Err(Error::InvalidInput), "{name}");
    }
    for name in ["settings", "sites", "domains", "generated"] {
        let named = [(name.to_owned(), vec![9, 9, 9])];
        assert_eq!(put_named(&mut bench, &named), Err(Error::Damaged), "{name}");
    }
    assert!(bench.store == before && bench.is_idle());
    // What stays behind is passed over; what a newer version named is kept.
    for name in ["keyring", "devices", "exposed", "newer-thing"] {
        let named = [(name.to_owned(), vec![9, 9, 9])];
        put_named(&mut bench, &named).unwrap();
        assert_eq!(bench.store.unlock().unwrap().alarm(), None, "{name}");
    }
    assert!(bench.store.records.contains_key("newer-thing"));
}

#[test]
fn an_item_of_a_file_is_checked_as_if_it_were_typed() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let Entry::Item(id, fields) = bench.session.item_entry(&id, bench.store.item(&id), NOW_MS).unwrap() else {
        panic!("an item gives an item");
    };
    let with = |content: ItemContent| {
        let mut fields = fields.clone();
        fields.item.content = content;
        fields
    };
    bench.attach(&base(&id.to_string(), 1), b"one", NOW_MS).unwrap();
    let with_file = bench
        .session
        .item_entry(&id.to_string(), bench.store.item(&id.to_string()), NOW_MS)
        .unwrap();
    bench.delete(&base(&id.to_string(), 2), NOW_MS).unwrap();
    let long = ItemContent::login(&"x".repeat(1_001), "", "", "");
    let unsorted = ItemContent {
        tags: vec!["b".into(), "a".into()],
        ..ItemContent::default()
    };
    for (content, refusal) in [(long, Error::InvalidInput), (unsorted, Error::Damaged)] {
        let file = write(&[
            bench.session.about_entry(NOW_MS),
            Entry::Item(id, with(content)),
            Entry::End(1, 0),
        ]);
        assert_eq!(restore(&mut bench, &file, file.len()), Err(refusal));
    }
    let lacking = write(&[bench.session.about_entry(NOW_MS), with_file, Entry::End(1, 0)]);
    assert_eq!(
        restore(&mut bench, &lacking, lacking.len()),
        Err(Error::Damaged),
        "the item names a file that the other does not hold"
    );
}

/// All records as they lie there, in one file; items open from it without index or root, of unproven freshness.
#[test]
fn e08_a_raw_export_gives_back_every_item_that_opens() {
    let (bench, ids) = vault();
    let damaged = flipped(bench.store.item(&ids[0]), 2_000);
    let store = bench
        .store
        .with(&format!("item/{}", ids[0]), damaged)
        .without("root")
        .without("devices");
    assert_eq!(
        error_of(store.unlock()),
        Some(Error::Damaged),
        "the vault itself opens no more"
    );
    let mut bytes = raw::begin(store.records.len() as u32);
    for (key, record) in &store.records {
        bytes.extend(raw::encode_record(key, record));
    }
    let parsed = raw::parse(&bytes).unwrap();
    assert!(parsed.is_whole && parsed.records.len() == store.records.len());
    let rebuilt = raw::rebuild(&parsed.records, &proofs(&[PASSWORD])).unwrap();
    assert!(rebuilt.is_authentic && rebuilt.vault_id.to_string() == bench.session.vault_id());
    assert_eq!(rebuilt.items.len(), ids.len() - 1);
    assert_eq!(rebuilt.closed, [format!("item/{}", ids[0])]);
    for (id, fields) in &rebuilt.items {
        assert!(
            fields.item.content == bench.item(&id.to_string()).unwrap().content,
            "guarded ones too"
        );
    }
    let wrong = raw::rebuild(&parsed.records, &proofs(&[Password(2)]));
    assert_eq!(error_of(wrong), Some(Error::WrongPassword));
    // Cut anywhere, what came before the cut is there.
    let mut before = 0;
    for length in 9..bytes.len() {
        let cut = raw::parse(&bytes[..length]).unwrap();
        assert!(!cut.is_whole && (before..store.records.len()).contains(&cut.records.len()));
        before = cut.records.len();
    }
    assert_eq!(before, store.records.len() - 1, "the last record ends with the file");
    for (bytes, error) in [
        (&b"LATCHKEY\x01"[..], Error::NotAVault),
        (&b"LATCHRAW\x02"[..], Error::NewerVersion),
        (&b"LATCHRAW\x00"[..], Error::Damaged),
        (&b""[..], Error::NotAVault),
    ] {
        assert_eq!(error_of(raw::parse(bytes)), Some(error));
    }
    assert_eq!(password(&bench.item(&ids[3]).unwrap()), "new");
}
