//! Many items in one change: a vault file restored, an import put, merged and undone; whole or not at all.

use latchkey_core::api::{Change, ImportedItem, Record, Shelf};
use latchkey_core::error::{Error, Result};
use latchkey_core::session::Restoring;
use latchkey_core::vault::file;

use crate::backup::{FILE_PASSWORD, entries, vault, write};
use crate::vault_fixture::Factor::Password;
use crate::vault_fixture::{Bench, NOW_MS, PASSWORD, base, edit, error_of, guarded, login, password, proofs};

/// Restores a file as the shell does, piece by piece; gives how many items it added.
pub(crate) fn restore(bench: &mut Bench, bytes: &[u8], piece_len: usize) -> Result<u32> {
    let (_, header_len) = file::slots(bytes)?;
    let (header, body) = bytes.split_at(header_len);
    let mut restoring = Restoring::begin(&bench.session, header, &proofs(&[FILE_PASSWORD]))?;
    assert_eq!(
        error_of(restoring.plan().cloned()),
        Some(Error::Damaged),
        "not read yet"
    );
    let pieces: Vec<&[u8]> = body.chunks(piece_len).collect();
    let last = pieces.len() - 1;
    for (number, piece) in pieces.iter().enumerate() {
        restoring.look(&bench.session, piece, number == last)?;
    }
    let plan = restoring.plan()?.clone();
    assert!(plan.titles.len() as u32 == plan.adds);
    if plan.guarded {
        bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS)?;
    }
    let mut records = Vec::new();
    bench.change(|session, rng| {
        for (number, piece) in pieces.iter().enumerate() {
            records.extend(restoring.take(session, piece, number == last, NOW_MS, rng)?);
        }
        Ok(joined(restoring.finish(session, NOW_MS, rng)?, records))
    })?;
    Ok(plan.adds)
}

/// A change with the records that gathering gave.
fn joined(change: Change, records: Vec<Record>) -> Change {
    let mut writes = records;
    writes.extend(change.writes);
    Change { writes, ..change }
}

#[test]
fn a_vault_file_restores_in_one_change_and_a_second_time_adds_nothing() {
    let (bench, ids) = vault();
    let bytes = write(&entries(&bench, &ids));
    for piece_len in [999, bytes.len()] {
        let mut empty = Bench::with_slots(2, &[&[PASSWORD]]);
        assert_eq!(restore(&mut empty, &bytes, piece_len), Ok(ids.len() as u32));
        assert_eq!(empty.session.settings(), bench.session.settings());
        empty.reopen();
        empty.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
        for id in &ids {
            let (before, after) = (bench.item(id).unwrap(), empty.item(id).unwrap());
            assert!(after.content == before.content && after.history == before.history);
            assert_eq!(after.trashed_ms, before.trashed_ms);
            for (old, new) in before.attachments.iter().zip(&after.attachments) {
                assert!(bench.read_file(id, &old.id).unwrap() == empty.read_file(id, &new.id).unwrap());
            }
            assert_eq!(after.attachments.len(), before.attachments.len());
        }
        assert_eq!(restore(&mut empty, &bytes, piece_len), Ok(0));
    }
}

#[test]
fn what_an_open_vault_has_and_how_it_is_set_stays() {
    let (bench, ids) = vault();
    let bytes = write(&entries(&bench, &ids));
    let mut other = Bench::with_slots(3, &[&[PASSWORD]]);
    let content = bench.item(&ids[0]).unwrap().content;
    other.put(&crate::vault_fixture::input(content), NOW_MS + 1).unwrap();
    let settings = other.session.settings().clone();
    let all = ids.len() as u32;
    assert_eq!(
        restore(&mut other, &bytes, 77_777),
        Ok(all),
        "a login of its own, alike or not, keeps nothing out"
    );
    assert_eq!(other.session.settings(), &settings);
    // What was deleted comes back under another id, and once only.
    other.delete(&base(&ids[0], 1), NOW_MS + 2).unwrap();
    assert_eq!(restore(&mut other, &bytes, 77_777), Ok(1));
    assert_eq!(restore(&mut other, &bytes, 77_777), Ok(0));
}

#[test]
fn h08_a_file_that_ends_early_changes_nothing() {
    let (bench, ids) = vault();
    let bytes = write(&entries(&bench, &ids));
    for cut in [bytes.len() - 1, bytes.len() / 2] {
        let mut empty = Bench::with_slots(2, &[&[PASSWORD]]);
        let before = empty.store.clone();
        assert_eq!(restore(&mut empty, &bytes[..cut], 5_000), Err(Error::Damaged));
        assert!(empty.store == before && empty.is_idle());
    }
}

#[test]
fn h08_a_file_that_was_not_taken_to_its_end_is_not_put() {
    let (bench, ids) = vault();
    let bytes = write(&entries(&bench, &ids));
    let (header, body) = bytes.split_at(file::slots(&bytes).unwrap().1);
    for taken in [0, 9, body.len() - 1, body.len()] {
        let mut empty = Bench::with_slots(2, &[&[PASSWORD]]);
        empty.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
        let mut restoring = Restoring::begin(&empty.session, header, &proofs(&[FILE_PASSWORD])).unwrap();
        restoring.look(&empty.session, body, true).unwrap();
        let put = empty.change(|session, rng| {
            let (piece, last) = (&body[..taken], taken == body.len());
            let records = restoring.take(session, piece, last, NOW_MS, rng)?;
            Ok(joined(restoring.finish(session, NOW_MS, rng)?, records))
        });
        let expected = if taken == body.len() {
            Ok(())
        } else {
            Err(Error::Damaged)
        };
        assert_eq!(put, expected);
        assert!(empty.is_idle());
    }
}

fn imported(username: &str, password: &str) -> ImportedItem {
    ImportedItem {
        content: login("Shop", username, password, "https://shop.example/").content,
        ..ImportedItem::default()
    }
}

#[test]
fn h07_an_import_is_merged_without_loss_and_undone_as_a_whole() {
    let mut bench = Bench::new(1);
    let known = bench
        .put(&login("Shop", "ada", "kept", "https://shop.example/"), NOW_MS)
        .unwrap();
    let (content, then) = (bench.item(&known).unwrap().content, bench.store.item(&known).to_vec());
    let undated = imported("ada", "kept");
    let mut more = imported("ada", "newer");
    more.content.notes = "from the other program".into();
    more.changed_ms = Some(NOW_MS + 5);
    let mut bases = Vec::new();
    bench
        .change(|session, rng| {
            let mut gathered = session.gather(NOW_MS + 9)?;
            let nothing = session.gather_merged(&mut gathered, (&known, &then), &undated, vec![], NOW_MS + 9, rng)?;
            assert!(
                nothing.is_none() && gathered.bases().is_empty(),
                "it knows nothing more"
            );
            let merged = session.gather_merged(&mut gathered, (&known, &then), &more, vec![], NOW_MS + 9, rng)?;
            let twice = session.gather_merged(&mut gathered, (&known, &then), &more, vec![], NOW_MS + 9, rng);
            assert_eq!(error_of(twice), Some(Error::Conflict), "an item is merged once");
            let new = [imported("eve", "x"), imported("bob", "y")];
            let mut records = session.gather_imported(&mut gathered, &new, &[], NOW_MS + 9, rng)?;
            records.extend(merged);
            bases = gathered.bases();
            Ok(joined(
                session.put_gathered(gathered, &[], &[], NOW_MS + 9, rng)?,
                records,
            ))
        })
        .unwrap();
    let merged = bench.item(&known).unwrap();
    assert_eq!(
        (password(&merged), merged.history[0].password.as_str()),
        ("newer", "kept")
    );
    assert_eq!(
        (merged.content.notes.as_str(), merged.revision),
        ("from the other program", 2)
    );
    assert_eq!(bench.session.list("", None, Shelf::Items).total, 3);
    bench.reopen();

    let (changed, gone) = bases.split_first().unwrap();
    let now = bench.store.item(&known).to_vec();
    bench
        .change(|session, rng| {
            let mut gathered = session.gather(NOW_MS + 10)?;
            let record = session.gather_reverted(&mut gathered, changed, (&now, &then), NOW_MS + 10, rng)?;
            Ok(joined(
                session.put_gathered(gathered, &[], gone, NOW_MS + 10, rng)?,
                vec![record],
            ))
        })
        .unwrap();
    bench.reopen();
    let undone = bench.item(&known).unwrap();
    assert!(undone.content == content && undone.history.is_empty() && undone.revision == 3);
    assert_eq!(bench.session.list("", None, Shelf::Items).total, 1);
}

#[test]
fn h07_an_item_that_changed_since_is_not_undone_over_the_change() {
    let mut bench = Bench::new(1);
    let known = bench.put(&login("Shop", "ada", "old", ""), NOW_MS).unwrap();
    let then = bench.store.item(&known).to_vec();
    bench
        .put(&edit(&known, 1, login("Shop", "ada", "new", "")), NOW_MS + 1)
        .unwrap();
    let session = &bench.session;
    let mut gathered = session.gather(NOW_MS).unwrap();
    let now = bench.store.item(&known);
    let mut rng = crate::vault_fixture::SeededRng::new(3);
    let reverted = session.gather_reverted(&mut gathered, &base(&known, 1), (now, &then), NOW_MS, &mut rng);
    assert_eq!(error_of(reverted), Some(Error::Conflict));
}

#[test]
fn what_was_gathered_before_an_edit_or_a_rotation_is_not_put_after_it() {
    let mut bench = Bench::new(1);
    let known = bench.put(&login("Shop", "ada", "old", ""), NOW_MS).unwrap();
    let then = bench.store.item(&known).to_vec();
    let mut rng = crate::vault_fixture::SeededRng::new(3);
    let merged = |bench: &Bench, rng: &mut crate::vault_fixture::SeededRng| {
        let mut gathered = bench.session.gather(NOW_MS).unwrap();
        let (record, item) = (bench.store.item(&known), imported("ada", "x"));
        let done = bench
            .session
            .gather_merged(&mut gathered, (&known, record), &item, vec![], NOW_MS, rng);
        assert!(done.is_ok());
        gathered
    };
    let gathered = merged(&bench, &mut rng);
    bench
        .put(&edit(&known, 1, login("Shop", "ada", "new", "")), NOW_MS + 1)
        .unwrap();
    let put = bench.session.put_gathered(gathered, &[], &[], NOW_MS + 2, &mut rng);
    assert_eq!(error_of(put), Some(Error::Conflict));
    let gathered = merged(&bench, &mut rng);
    bench.rotate(&[PASSWORD], &[&[Password(7)]]).unwrap();
    let put = bench.session.put_gathered(gathered, &[], &[], NOW_MS + 2, &mut rng);
    assert_eq!(error_of(put), Some(Error::Conflict));
    assert!(!then.is_empty());
}

#[test]
fn a_guarded_item_comes_in_only_while_the_master_password_was_given() {
    let mut bench = Bench::new(1);
    let item = ImportedItem {
        content: guarded("Bank", "secret").content,
        ..ImportedItem::default()
    };
    let mut rng = crate::vault_fixture::SeededRng::new(3);
    let mut gathered = bench.session.gather(NOW_MS).unwrap();
    let items = [item];
    let refused = bench
        .session
        .gather_imported(&mut gathered, &items, &[], NOW_MS, &mut rng);
    assert_eq!(error_of(refused), Some(Error::Guarded));
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let mut gathered = bench.session.gather(NOW_MS).unwrap();
    assert!(
        bench
            .session
            .gather_imported(&mut gathered, &items, &[], NOW_MS, &mut rng)
            .is_ok()
    );
}
