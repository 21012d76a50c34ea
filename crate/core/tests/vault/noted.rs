//! What a device notes of its backups and its unfinished edits: sealed, of this device alone, and gone from no rotation.

use latchkey_core::error::Error;
use latchkey_core::session::{BACKUPS_KEY, EDITS_KEY};

use crate::vault_fixture::Factor::Password;
use crate::vault_fixture::{Bench, NOW_MS, PASSWORD, error_of, flipped, login};

const NOTE: &[u8] = b"the key of a file, and where it lies";

#[test]
fn a_note_is_sealed_and_comes_back_also_in_a_resumed_vault() {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD]]);
    let root = bench.session.seen().root_hash;
    bench
        .change(|session, rng| session.note_local(BACKUPS_KEY, NOTE, rng))
        .unwrap();
    let stored = &bench.store.records[BACKUPS_KEY];
    assert!(!stored.windows(8).any(|part| NOTE.starts_with(part)));
    assert_eq!(bench.session.local_note(BACKUPS_KEY, stored).unwrap().as_slice(), NOTE);
    let resumed = bench.resume(&bench.store).unwrap();
    assert_eq!(resumed.local_note(BACKUPS_KEY, stored).unwrap().as_slice(), NOTE);
    assert_eq!(bench.session.seen().root_hash, root, "no root names it");
}

#[test]
fn d05_no_other_record_passes_for_a_note() {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD]]);
    bench
        .change(|session, rng| session.note_local(BACKUPS_KEY, NOTE, rng))
        .unwrap();
    let stored = bench.store.records[BACKUPS_KEY].clone();
    assert_eq!(
        error_of(bench.session.local_note(BACKUPS_KEY, &flipped(&stored, 40))),
        Some(Error::Damaged)
    );
    let device = &bench.store.records["local/device"];
    assert_eq!(
        error_of(bench.session.local_note(BACKUPS_KEY, device)),
        Some(Error::Damaged)
    );
}

#[test]
fn a_note_comes_through_a_rotation_and_leaves_what_was_used_as_it_was() {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD]]);
    let id = bench.put(&login("one", "ada", "pw", ""), NOW_MS).unwrap();
    bench
        .change(|session, rng| session.note_used(&id, NOW_MS, rng))
        .unwrap();
    bench
        .change(|session, rng| session.note_local(BACKUPS_KEY, NOTE, rng))
        .unwrap();
    let old = bench.store.records[BACKUPS_KEY].clone();
    bench.rotate(&[PASSWORD], &[&[Password(2)]]).unwrap();
    let stored = &bench.store.records[BACKUPS_KEY];
    assert_eq!(bench.session.local_note(BACKUPS_KEY, stored).unwrap().as_slice(), NOTE);
    assert_eq!(
        error_of(bench.session.local_note(BACKUPS_KEY, &old)),
        Some(Error::Damaged),
        "the old keys are gone"
    );
    let rows = bench.session.list("", None, latchkey_core::api::Shelf::Items).others;
    assert_eq!(rows.first().map(|row| row.used_ms), Some(NOW_MS));
}

#[test]
fn notes_of_two_keys_are_two_and_no_other_key_is_written() {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD]]);
    bench
        .change(|session, rng| session.note_local(BACKUPS_KEY, NOTE, rng))
        .unwrap();
    bench
        .change(|session, rng| session.note_local(EDITS_KEY, b"half a password", rng))
        .unwrap();
    let read = |key: &str, stored: &str| bench.session.local_note(key, &bench.store.records[stored]);
    assert_eq!(read(BACKUPS_KEY, BACKUPS_KEY).unwrap().as_slice(), NOTE);
    assert_eq!(read(EDITS_KEY, EDITS_KEY).unwrap().as_slice(), b"half a password");
    assert_eq!(error_of(read(EDITS_KEY, BACKUPS_KEY)), Some(Error::Damaged));
    assert_eq!(error_of(read("local/device", BACKUPS_KEY)), Some(Error::InvalidInput));
    let other = bench.change(|session, rng| session.note_local("local/device", NOTE, rng));
    assert_eq!(error_of(other), Some(Error::InvalidInput));
}
