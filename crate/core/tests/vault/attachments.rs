//! Files of items: sealed in chunks, none of which can be dropped, repeated, exchanged or taken for the end.

use latchkey_core::crypto::stream::{self, CHUNK_LEN};
use latchkey_core::error::Error;
use latchkey_core::session::FileStream;
use latchkey_core::vault::attachment::{MAX_ATTACHMENTS, MAX_FILE_LEN};

use crate::vault_fixture::{Bench, FailingRng, NOW_MS, PASSWORD, Store, base, edit, error_of, flips, login, secret};

/// Bytes that differ at every place that matters.
fn data(length: usize, seed: u8) -> Vec<u8> {
    (0..length)
        .map(|at| (at / 251) as u8 ^ (at % 256) as u8 ^ seed)
        .collect()
}

/// A vault with an item that has a file of these bytes; gives the ids of both.
fn vault_with(file: &[u8]) -> (Bench, String, String) {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let file_id = bench.attach(&base(&id, 1), file, NOW_MS + 1).unwrap();
    (bench, id, file_id)
}

fn chunk_keys(store: &Store) -> Vec<String> {
    store
        .records
        .keys()
        .filter(|key| key.starts_with("chunk/"))
        .cloned()
        .collect()
}

#[test]
fn a_file_of_any_length_comes_back_as_it_was() {
    let lengths = [
        (0, 1),
        (1, 1),
        (CHUNK_LEN - 1, 1),
        (CHUNK_LEN, 1),
        (CHUNK_LEN + 1, 2),
        (2 * CHUNK_LEN, 2),
        (3 * CHUNK_LEN + 77, 4),
    ];
    for (length, chunks) in lengths {
        let (mut bench, id, file_id) = vault_with(&data(length, 0));
        assert_eq!(chunk_keys(&bench.store).len(), chunks);
        let item = bench.item(&id).unwrap();
        let file = &item.attachments[0];
        assert_eq!(
            (file.size as usize, file.name.as_str(), file.added_ms),
            (length, "file.bin", NOW_MS + 1)
        );
        assert_eq!(
            (file.id.as_str(), file.media_type.as_str(), item.revision),
            (file_id.as_str(), "text/plain", 2)
        );
        bench.reopen();
        assert!(
            bench.read_file(&id, &file_id).unwrap() == data(length, 0),
            "{length} bytes"
        );
    }
}

/// Reading stops with an error at the chunk that is not as it was; nothing of that chunk was given out.
fn assert_refused(bench: &Bench, id: &str, file_id: &str, store: Store) {
    let file = bench.session.open_file(id, store.item(id), file_id, NOW_MS).unwrap();
    let read: Vec<Result<_, Error>> = (0..file.chunks())
        .map(|number| {
            let stored = store.records.get(&file.chunk_key(number));
            file.open_chunk(number, stored.map_or(&[], Vec::as_slice))
        })
        .collect();
    let refused = read.iter().filter(|chunk| chunk.is_err()).count();
    assert!(refused > 0);
    assert!(
        read.into_iter()
            .all(|chunk| chunk.is_ok() || chunk.err() == Some(Error::DamagedItem))
    );
}

#[test]
fn d27_a_chunk_dropped_repeated_or_reordered_is_refused() {
    let (bench, id, file_id) = vault_with(&data(3 * CHUNK_LEN, 0));
    let keys = chunk_keys(&bench.store);
    let chunk = |at: usize| bench.store.records[&keys[at]].clone();
    for dropped in &keys {
        assert_refused(&bench, &id, &file_id, bench.store.without(dropped));
    }
    for (to, from) in [(0, 1), (1, 0), (2, 1), (1, 2), (0, 2), (2, 0)] {
        assert_refused(&bench, &id, &file_id, bench.store.with(&keys[to], chunk(from)));
    }
    let swapped = bench.store.with(&keys[0], chunk(1)).with(&keys[1], chunk(0));
    assert_refused(&bench, &id, &file_id, swapped);
}

#[test]
fn d27_a_file_cut_at_a_chunk_boundary_or_grown_by_a_chunk_is_refused() {
    let (bench, id, file_id) = vault_with(&data(3 * CHUNK_LEN, 0));
    let keys = chunk_keys(&bench.store);
    let file = bench
        .session
        .open_file(&id, bench.store.item(&id), &file_id, NOW_MS)
        .unwrap();
    // The item says how long the file is, so the last chunk cannot be another than the last.
    assert_eq!(file.chunks(), 3);
    for (number, key) in (0..).zip(&keys) {
        let chunk = &bench.store.records[key];
        for other in [number + 1, number + 2, 3, u32::MAX] {
            assert_eq!(
                error_of(file.open_chunk(other, chunk)),
                Some(Error::DamagedItem),
                "{number} as {other}"
            );
        }
    }
    assert_refused(&bench, &id, &file_id, bench.store.without(&keys[2]));
    // Behind the end there is nothing to read, whatever lies there.
    let more = bench.store.with(
        &format!("chunk/{file_id}/00000003"),
        bench.store.records[&keys[2]].clone(),
    );
    let read = Bench { store: more, ..bench };
    assert!(read.read_file(&id, &file_id).unwrap() == data(3 * CHUNK_LEN, 0));
}

#[test]
fn d27_the_last_flag_cannot_be_moved() {
    let key = secret(5);
    let full = data(CHUNK_LEN, 0);
    let first = stream::seal_chunk(&key, b"file", 0, false, &full).unwrap();
    let last = stream::seal_chunk(&key, b"file", 1, true, &full).unwrap();
    assert!(stream::open_chunk(&key, b"file", 0, false, &first).is_ok());
    assert!(stream::open_chunk(&key, b"file", 1, true, &last).is_ok());
    for (number, is_last, chunk) in [
        (0, true, &first),
        (1, false, &last),
        (1, true, &first),
        (0, false, &last),
    ] {
        let opened = stream::open_chunk(&key, b"file", number, is_last, chunk);
        assert_eq!(error_of(opened), Some(Error::Damaged), "{number} {is_last}");
    }
    // Only the last may be short, and none may be long.
    assert_eq!(
        error_of(stream::seal_chunk(&key, b"file", 0, false, &full[1..])),
        Some(Error::InvalidInput)
    );
    let long = [full.as_slice(), &[0]].concat();
    assert_eq!(
        error_of(stream::seal_chunk(&key, b"file", 0, true, &long)),
        Some(Error::InvalidInput)
    );
    assert_eq!(
        error_of(stream::open_chunk(
            &key,
            b"file",
            0,
            true,
            &[&first, &first[..1]].concat()
        )),
        Some(Error::Damaged)
    );
}

#[test]
fn d27_a_chunk_of_another_file_or_another_vault_is_refused() {
    let (mut bench, id, file_id) = vault_with(&data(2 * CHUNK_LEN, 0));
    let other_id = bench.attach(&base(&id, 2), &data(2 * CHUNK_LEN, 0), NOW_MS).unwrap();
    let (mine, other) = (
        format!("chunk/{file_id}/00000000"),
        format!("chunk/{other_id}/00000000"),
    );
    assert_ne!(
        bench.store.records[&mine], bench.store.records[&other],
        "equal files are sealed apart"
    );
    let mixed = bench.store.with(&mine, bench.store.records[&other].clone());
    assert_refused(&bench, &id, &file_id, mixed);
    let mut foreign = Bench::new(2);
    let foreign_item = foreign.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    foreign
        .attach(&base(&foreign_item, 1), &data(2 * CHUNK_LEN, 0), NOW_MS)
        .unwrap();
    let foreign_chunk = foreign.store.records[&chunk_keys(&foreign.store)[0]].clone();
    assert_refused(&bench, &id, &file_id, bench.store.with(&mine, foreign_chunk));
}

#[test]
fn d01_d02_every_bit_flip_and_every_cut_of_a_chunk_is_refused() {
    let (bench, id, file_id) = vault_with(&data(CHUNK_LEN + 100, 0));
    let file = bench
        .session
        .open_file(&id, bench.store.item(&id), &file_id, NOW_MS)
        .unwrap();
    let (full, last) = (
        &bench.store.records[&file.chunk_key(0)],
        &bench.store.records[&file.chunk_key(1)],
    );
    for (bit, flipped) in flips(last).enumerate() {
        assert_eq!(
            error_of(file.open_chunk(1, &flipped)),
            Some(Error::DamagedItem),
            "bit {bit}"
        );
    }
    for length in 0..last.len() {
        assert_eq!(
            error_of(file.open_chunk(1, &last[..length])),
            Some(Error::DamagedItem),
            "at {length}"
        );
    }
    // Of a full chunk, whose every try costs 64 KiB, a bit of every byte.
    let mut changed = full.clone();
    for at in 0..full.len() {
        changed[at] ^= 1 << (at % 8);
        assert_eq!(
            error_of(file.open_chunk(0, &changed)),
            Some(Error::DamagedItem),
            "byte {at}"
        );
        changed[at] ^= 1 << (at % 8);
    }
    assert!(file.open_chunk(0, &changed).is_ok(), "it was the bits");
    for length in 0..full.len() {
        assert_eq!(
            error_of(file.open_chunk(0, &full[..length])),
            Some(Error::DamagedItem),
            "at {length}"
        );
    }
    for tail in [&[0][..], full] {
        let longer = [full.as_slice(), tail].concat();
        assert_eq!(error_of(file.open_chunk(0, &longer)), Some(Error::DamagedItem));
    }
    assert_eq!(
        error_of(file.open_chunk(1, &[last.as_slice(), &[0]].concat())),
        Some(Error::DamagedItem)
    );
}

/// A second text under the nonce of a first would betray both.
#[test]
fn d19_no_chunk_is_sealed_twice() {
    let mut bench = Bench::new(1);
    let mut file = bench.session.make_file(2 * CHUNK_LEN as u64, &mut bench.rng).unwrap();
    let chunk = data(CHUNK_LEN, 0);
    assert_eq!(
        error_of(file.seal_chunk(1, &chunk)),
        Some(Error::InvalidInput),
        "the first comes first"
    );
    assert_eq!(
        error_of(file.seal_chunk(0, &chunk[1..])),
        Some(Error::InvalidInput),
        "too short"
    );
    assert!(file.seal_chunk(0, &chunk).is_ok());
    assert_eq!(error_of(file.seal_chunk(0, &chunk)), Some(Error::InvalidInput));
    assert!(file.seal_chunk(1, &chunk).is_ok());
    for number in [0, 1, 2] {
        assert_eq!(error_of(file.seal_chunk(number, &chunk)), Some(Error::InvalidInput));
    }
    // Nor can a stored file be written on.
    let (bench, id, file_id) = vault_with(&chunk);
    let mut stored = bench
        .session
        .open_file(&id, bench.store.item(&id), &file_id, NOW_MS)
        .unwrap();
    for number in [0, 1, u32::MAX] {
        assert_eq!(error_of(stored.seal_chunk(number, &chunk)), Some(Error::InvalidInput));
    }
}

fn attached(bench: &mut Bench, id: &str, file: &FileStream) -> Option<Error> {
    let record = bench.store.item(id).to_vec();
    let base = bench.base(id);
    let staged = bench
        .session
        .attach(&base, &record, file, "n", "", NOW_MS, &mut bench.rng);
    bench.session.discard();
    error_of(staged)
}

#[test]
fn a_file_belongs_to_one_item_and_only_once_it_is_whole() {
    let mut bench = Bench::new(1);
    let [id, other] = ["a", "b"].map(|title| bench.put(&login(title, "", "", ""), NOW_MS).unwrap());
    let unfinished = bench.session.make_file(1, &mut bench.rng).unwrap();
    assert_eq!(attached(&mut bench, &id, &unfinished), Some(Error::InvalidInput));
    let file = bench.store_file(b"data").unwrap();
    assert_eq!(attached(&mut bench, &id, &file), None);
    let record = bench.store.item(&id).to_vec();
    bench
        .change(|session, rng| {
            let staged = session.attach(&base(&id, 1), &record, &file, "n", "", NOW_MS, rng)?;
            Ok(staged.change)
        })
        .unwrap();
    for id in [&id, &other] {
        assert_eq!(
            attached(&mut bench, id, &file),
            Some(Error::InvalidInput),
            "it has an owner"
        );
    }
    let long = "ä".repeat(256);
    let second = bench.store_file(b"data").unwrap();
    for (name, media_type) in [(long.as_str(), ""), ("", long.as_str())] {
        let base = bench.base(&id);
        let record = bench.store.item(&id).to_vec();
        let staged = bench
            .session
            .attach(&base, &record, &second, name, media_type, NOW_MS, &mut bench.rng);
        assert_eq!(error_of(staged), Some(Error::InvalidInput));
    }
}

#[test]
fn files_too_large_or_too_many_are_refused() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "", ""), NOW_MS).unwrap();
    let largest = bench.session.make_file(MAX_FILE_LEN, &mut bench.rng).unwrap();
    assert_eq!(largest.chunks(), 1_600);
    for size in [MAX_FILE_LEN + 1, u64::MAX] {
        let file = bench.session.make_file(size, &mut bench.rng);
        assert_eq!(error_of(file), Some(Error::InvalidInput));
    }
    for count in 0..MAX_ATTACHMENTS {
        bench
            .attach(&base(&id, count as u32 + 1), &[count as u8], NOW_MS)
            .unwrap();
    }
    let one_more = bench.attach(&base(&id, 101), b"x", NOW_MS);
    assert_eq!(error_of(one_more), Some(Error::InvalidInput));
    assert_eq!(bench.item(&id).unwrap().attachments.len(), MAX_ATTACHMENTS);
    for draws in 0..2 {
        let file = bench.session.make_file(1, &mut FailingRng(draws));
        assert_eq!(error_of(file), Some(Error::NoRandomness));
    }
}

#[test]
fn chunks_go_with_their_file_and_a_file_with_its_item() {
    let (mut bench, id, first) = vault_with(&data(CHUNK_LEN + 1, 0));
    let second = bench.attach(&base(&id, 2), b"second", NOW_MS).unwrap();
    assert_eq!(chunk_keys(&bench.store).len(), 3);
    bench
        .put(&edit(&id, 3, login("edited", "", "other", "")), NOW_MS)
        .unwrap();
    assert_eq!(bench.item(&id).unwrap().attachments.len(), 2, "an edit keeps them");
    let record = bench.store.item(&id).to_vec();
    bench
        .change(|session, rng| Ok(session.detach(&base(&id, 4), &record, &first, NOW_MS, rng)?.change))
        .unwrap();
    assert_eq!(chunk_keys(&bench.store), [format!("chunk/{second}/00000000")]);
    let record = bench.store.item(&id).to_vec();
    for (file_id, error) in [(first.as_str(), Error::NotFound), ("x", Error::InvalidInput)] {
        let again = bench
            .session
            .detach(&base(&id, 5), &record, file_id, NOW_MS, &mut bench.rng);
        assert_eq!(error_of(again), Some(error));
        let opened = bench.session.open_file(&id, &record, file_id, NOW_MS);
        assert_eq!(error_of(opened), Some(error));
    }
    assert_eq!(bench.read_file(&id, &second).unwrap(), b"second");
    bench.set_trashed(&base(&id, 5), true, NOW_MS).unwrap();
    assert_eq!(
        bench.read_file(&id, &second).unwrap(),
        b"second",
        "the trash keeps them"
    );
    bench.delete(&base(&id, 6), NOW_MS).unwrap();
    assert!(chunk_keys(&bench.store).is_empty());
}

/// A crash between the chunks and the item leaves chunks that belong to none; they are found, and no others.
#[test]
fn chunks_without_an_item_are_found() {
    let (mut bench, id, file_id) = vault_with(b"data");
    bench.store_file(b"orphan").unwrap();
    bench.reopen();
    assert_eq!(bench.session.attachment_ids(), std::slice::from_ref(&file_id));
    let is_orphan = |key: &String| {
        !bench
            .session
            .attachment_ids()
            .iter()
            .any(|id| key.contains(id.as_str()))
    };
    let orphans: Vec<String> = chunk_keys(&bench.store).into_iter().filter(is_orphan).collect();
    assert_eq!(orphans.len(), 1);
    bench.store.records.remove(&orphans[0]);
    assert_eq!(bench.read_file(&id, &file_id).unwrap(), b"data");
    bench.rotate(&[PASSWORD], &[&[PASSWORD]]).unwrap();
    assert_eq!(bench.read_file(&id, &file_id).unwrap(), b"data");
}
