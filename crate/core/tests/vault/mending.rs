//! A vault that lost a record: the rest is shown, the loss has a name, and it is given up only by choice.

use latchkey_core::api::{Alarm, Record, Settings, Shelf};
use latchkey_core::error::{Error, Result};
use latchkey_core::session::{GUARD_MS, Session};

use crate::vault_fixture::Factor::Key;
use crate::vault_fixture::{
    Bench, NOW_MS, PASSWORD, SeededRng, Store, base, edit, error_of, flipped, guarded, login, password, proofs, slot,
};

/// Twelve items, one of them guarded; gives their ids.
fn vault() -> (Bench, Vec<String>) {
    let mut bench = Bench::new(1);
    let mut ids: Vec<String> = (0..11)
        .map(|n| {
            bench
                .put(&login(&n.to_string(), "ada", &format!("pw{n}"), ""), NOW_MS)
                .unwrap()
        })
        .collect();
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    ids.push(bench.put(&guarded("11", "pw11"), NOW_MS).unwrap());
    bench.reopen();
    (bench, ids)
}

fn leaf_of(id: &str) -> String {
    format!("leaf/{}", &id[..2])
}

/// All item records, as the shell hands them in.
fn items(store: &Store) -> Vec<Record> {
    let items = store.records.iter().filter(|(key, _)| key.starts_with("item/"));
    items
        .map(|(key, bytes)| Record {
            key: key.clone(),
            bytes: bytes.clone(),
        })
        .collect()
}

/// Mends and commits.
fn mend(session: &mut Session, store: &mut Store) -> Result<()> {
    let change = session.mend(&items(store), NOW_MS, &mut SeededRng::new(8))?;
    store.commit(&change);
    session.commit();
    Ok(())
}

#[test]
fn e08_the_items_of_a_lost_leaf_are_taken_back_in_from_their_own_records() {
    let (bench, ids) = vault();
    for damaged in [
        bench.store.without(&leaf_of(&ids[3])),
        bench
            .store
            .with(&leaf_of(&ids[3]), flipped(&bench.store.records[&leaf_of(&ids[3])], 777)),
    ] {
        let mut store = damaged;
        let mut session = store.unlock().unwrap();
        assert_eq!(
            (session.alarm(), session.lost()),
            (Some(Alarm::Damaged), [leaf_of(&ids[3])].as_slice())
        );
        let put = session.put(&login("x", "", "", ""), None, NOW_MS, &mut SeededRng::new(1));
        assert_eq!(error_of(put), Some(Error::ReadOnly));
        let lost = session.item(&ids[3], store.item(&ids[3]), NOW_MS);
        assert_eq!(error_of(lost), Some(Error::NotFound));
        assert!(session.item(&ids[4], store.item(&ids[4]), NOW_MS).is_ok());
        let rotated = session.rotate_begin(&proofs(&[PASSWORD]), &[slot(&[PASSWORD])], &mut SeededRng::new(1));
        assert_eq!(
            error_of(rotated),
            Some(Error::ReadOnly),
            "its items would be lost for good"
        );
        mend(&mut session, &mut store).unwrap();
        assert_eq!((session.alarm(), session.lost().len()), (None, 0));
        for session in [&session, &store.unlock().unwrap()] {
            assert_eq!(session.alarm(), None);
            assert_eq!(session.list("", None, Shelf::Items).total, 12);
            let back = session.item(&ids[3], store.item(&ids[3]), NOW_MS).unwrap();
            assert_eq!(password(&back), "pw3");
        }
        let put = session.put(&login("x", "", "", ""), None, NOW_MS, &mut SeededRng::new(1));
        assert!(put.is_ok());
    }
}

/// What an item's own record cannot tell, nobody can: so nothing is taken back in where the leaf is whole.
#[test]
fn d07_d09_only_items_of_a_lost_leaf_are_taken_back_in() {
    let (mut bench, ids) = vault();
    let old = bench.store.clone();
    bench
        .put(&edit(&ids[0], 1, login("edited", "", "new", "")), NOW_MS)
        .unwrap();
    bench.delete(&base(&ids[1], 1), NOW_MS).unwrap();
    let is_apart = |id: &&String| leaf_of(id) != leaf_of(&ids[0]) && leaf_of(id) != leaf_of(&ids[1]);
    let third = ids.iter().find(is_apart).unwrap();
    let mut store = bench.store.without(&leaf_of(third));
    for id in &ids[..2] {
        store = store.with(&format!("item/{id}"), old.item(id).to_vec());
    }
    let mut session = store.unlock().unwrap();
    mend(&mut session, &mut store).unwrap();
    let opened = ids[..2]
        .iter()
        .map(|id| error_of(session.item(id, store.item(id), NOW_MS)));
    assert!(opened.eq([Some(Error::DamagedItem), Some(Error::NotFound)]));
    assert!(session.item(third, store.item(third), NOW_MS).is_ok());
}

/// A record under another's key, or of another vault, makes no entry.
#[test]
fn d04_a_record_out_of_place_is_not_taken_back_in() {
    let (bench, ids) = vault();
    let (mut other, _) = vault();
    other.rng = SeededRng::new(99);
    let foreign = Bench::new(5).put(&login("foreign", "", "", ""), NOW_MS).unwrap();
    let mut store = bench.store.without(&leaf_of(&ids[3]));
    let moved = store.item(&ids[3]).to_vec();
    let other_id = format!("{}{}", &ids[3][..2], &foreign[2..]);
    store = store
        .without(&format!("item/{}", ids[3]))
        .with(&format!("item/{other_id}"), moved);
    let mut session = store.unlock().unwrap();
    mend(&mut session, &mut store).unwrap();
    assert_eq!(
        session.list("", None, Shelf::Items).total,
        store.unlock().unwrap().list("", None, Shelf::Items).total
    );
    for id in [&ids[3], &other_id] {
        assert_eq!(
            error_of(session.item(id, store.item(id), NOW_MS)),
            Some(Error::NotFound)
        );
    }
}

#[test]
fn a_guarded_item_is_taken_back_in_once_the_password_was_given() {
    let (bench, ids) = vault();
    let guarded = &ids[11];
    let mut store = bench.store.without(&leaf_of(guarded));
    let mut session = store.unlock().unwrap();
    session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    mend(&mut session, &mut store).unwrap();
    assert_eq!(
        password(&session.item(guarded, store.item(guarded), NOW_MS).unwrap()),
        "pw11"
    );
    assert_eq!(
        error_of(session.item(guarded, store.item(guarded), NOW_MS + GUARD_MS)),
        Some(Error::Guarded)
    );
    // Without the password it stays out; its record lies there still.
    let mut store = bench.store.without(&leaf_of(guarded));
    let mut session = store.unlock().unwrap();
    mend(&mut session, &mut store).unwrap();
    assert_eq!(
        error_of(session.item(guarded, store.item(guarded), NOW_MS)),
        Some(Error::NotFound)
    );
    assert!(!store.item(guarded).is_empty());
}

#[test]
fn a_damaged_item_of_a_lost_leaf_stops_no_mending() {
    let (bench, ids) = vault();
    let key = format!("item/{}", ids[3]);
    let damaged = flipped(bench.store.item(&ids[3]), 900);
    let mut store = bench.store.without(&leaf_of(&ids[3])).with(&key, damaged);
    let mut session = store.unlock().unwrap();
    mend(&mut session, &mut store).unwrap();
    assert_eq!(session.alarm(), None);
    assert_eq!(
        error_of(session.item(&ids[3], store.item(&ids[3]), NOW_MS)),
        Some(Error::NotFound)
    );
    assert_eq!(store.unlock().unwrap().alarm(), None);
}

#[test]
fn lost_settings_are_those_of_a_new_vault_and_lost_lists_are_empty() {
    let mut bench = Bench::new(1);
    let settings = Settings {
        lock_after_minutes: 1,
        sites: vec![latchkey_core::api::SiteRule {
            host: "a.example".into(),
            never_save: true,
            ..Default::default()
        }],
        equivalent_domains: vec![vec!["a.example".into(), "b.example".into()]],
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    let initial = Bench::new(2).session.settings().clone();
    let mut store = bench.store.without("settings").without("sites").without("domains");
    let mut session = store.unlock().unwrap();
    assert_eq!(session.lost(), ["domains", "settings", "sites"]);
    assert_eq!(*session.settings(), initial);
    mend(&mut session, &mut store).unwrap();
    let reopened = store.unlock().unwrap();
    assert_eq!((reopened.alarm(), reopened.settings()), (None, &initial));
}

#[test]
fn lost_devices_are_this_one_alone_from_then_on() {
    let (bench, _) = vault();
    let mut store = bench.store.without("devices");
    let mut session = store.unlock().unwrap();
    assert_eq!(
        (session.lost(), session.needs_device()),
        (["devices".to_owned()].as_slice(), false)
    );
    mend(&mut session, &mut store).unwrap();
    let reopened = store.unlock().unwrap();
    assert_eq!((reopened.alarm(), reopened.needs_device()), (None, false));
    // With its own record lost as well, a new device joins first.
    let mut store = bench.store.without("devices").without("local/device");
    let mut session = store.unlock().unwrap();
    assert!(session.needs_device());
    assert_eq!(error_of(mend(&mut session, &mut store)), Some(Error::NotFound));
    let change = session.register_device("New", NOW_MS, &mut SeededRng::new(4)).unwrap();
    store.commit(&change);
    session.commit();
    if session.alarm().is_some() {
        mend(&mut session, &mut store).unwrap();
    }
    let reopened = store.unlock().unwrap();
    assert_eq!((reopened.alarm(), reopened.needs_device()), (None, false));
}

#[test]
fn a_lost_record_of_another_name_is_given_up_and_a_lost_keyring_cannot_be() {
    let mut bench = Bench::new(1);
    let id = crate::wire::plant(&mut bench, &crate::wire::newer_item());
    let mut store = bench.store.without("newer");
    let mut session = store.unlock().unwrap();
    assert_eq!(session.lost(), ["newer"]);
    mend(&mut session, &mut store).unwrap();
    let reopened = store.unlock().unwrap();
    assert!(reopened.alarm().is_none() && reopened.item(&id, store.item(&id), NOW_MS).is_ok());
    // By the resume value the vault still opens; then there is still time for an export.
    let mut store = bench.store.with("keyring", vec![1; 40]);
    let mut session = bench.resume(&store).unwrap();
    assert_eq!(session.lost(), ["keyring"]);
    assert!(session.item(&id, store.item(&id), NOW_MS).is_ok());
    assert_eq!(error_of(mend(&mut session, &mut store)), Some(Error::Damaged));
}

/// A changed header and a lost record together leave ways out: first the one, then the other.
#[test]
fn d16_a_vault_with_a_changed_header_and_a_lost_record_can_be_mended_and_rotated() {
    let (bench, ids) = vault();
    let last = bench.store.header().len() * 8 - 1;
    let header = flipped(bench.store.header(), last);
    let mut store = bench.store.without(&leaf_of(&ids[3])).with("header", header);
    let mut session = store.unlock().unwrap();
    assert_eq!(session.alarm(), Some(Alarm::HeaderChanged));
    session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    mend(&mut session, &mut store).unwrap();
    assert_eq!((session.alarm(), session.lost().len()), (Some(Alarm::HeaderChanged), 0));
    let rng = &mut SeededRng::new(3);
    session
        .rotate_begin(&proofs(&[PASSWORD]), &[slot(&[Key(1)])], rng)
        .unwrap();
    for id in &ids {
        assert_eq!(session.rotate_item(id, store.item(id), rng), Ok(true));
    }
    let change = session.rotate_finish(store.frame(), NOW_MS, rng).unwrap();
    store.commit(&change);
    session.commit();
    let reopened = store.unlock_by(&[Key(1)]).unwrap();
    assert_eq!(
        (reopened.alarm(), reopened.list("", None, Shelf::Items).total),
        (None, 12)
    );
}

#[test]
fn d10_an_older_vault_is_not_mended_before_it_was_accepted() {
    let (mut bench, ids) = vault();
    let older = bench.store.without(&leaf_of(&ids[3]));
    bench.put(&login("x", "", "", ""), NOW_MS).unwrap();
    let seen = bench.session.seen();
    let mut store = older;
    let mut session = Session::unlock(&proofs(&[PASSWORD]), store.frame(), Some(&seen)).unwrap();
    assert_eq!(session.alarm(), Some(Alarm::OlderVault));
    assert_eq!(error_of(mend(&mut session, &mut store)), Some(Error::ReadOnly));
    session.accept_older();
    assert_eq!(session.alarm(), Some(Alarm::Damaged));
    mend(&mut session, &mut store).unwrap();
    assert_eq!(session.alarm(), None);
}

#[test]
fn a_vault_that_lost_nothing_is_not_mended() {
    let (mut bench, _) = vault();
    assert_eq!(
        error_of(mend(&mut bench.session, &mut bench.store)),
        Some(Error::NotFound)
    );
    assert!(bench.is_idle());
}
