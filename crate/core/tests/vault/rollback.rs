//! Setting back: no part of a vault can be older than the rest, and a whole older vault is noticed by what the device
//! remembers.

use latchkey_core::api::{Alarm, Seen, Settings};
use latchkey_core::error::Error;
use latchkey_core::session::Session;

use crate::vault_fixture::{
    Bench, NOW_MS, PASSWORD, SeededRng, Store, base, edit, error_of, login, password, proofs, slot,
};

/// A vault with two items; gives their ids.
fn small_vault() -> (Bench, String, String) {
    let mut bench = Bench::new(1);
    let mut put = |title, url| bench.put(&login(title, "ada", "old secret", url), NOW_MS).unwrap();
    let (first, second) = (
        put("first", "https://shop.example/"),
        put("second", "https://two.example/"),
    );
    (bench, first, second)
}

/// Opened for reading alone: what was set back is lost, whatever it says.
fn assert_lost(store: &Store, names: &[&str]) {
    let mut session = store.unlock().unwrap();
    assert_eq!(
        (session.alarm(), session.lost()),
        (Some(Alarm::Damaged), names_of(names).as_slice())
    );
    let put = session.put(&login("x", "", "", ""), None, NOW_MS, &mut SeededRng::new(1));
    assert_eq!(error_of(put), Some(Error::ReadOnly));
}

fn names_of(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).into()).collect()
}

fn leaf_of(id: &str) -> String {
    format!("leaf/{}", &id[..2])
}

#[test]
fn d07_an_old_revision_of_an_item_or_of_its_leaf_is_refused() {
    let (mut bench, first, _) = small_vault();
    let old = bench.store.clone();
    bench
        .put(&edit(&first, 1, login("first", "ada", "better", "")), NOW_MS + 1)
        .unwrap();
    let opened = bench.session.item(&first, old.item(&first), NOW_MS);
    assert_eq!(error_of(opened), Some(Error::DamagedItem));
    let set_back = bench.store.with(&format!("item/{first}"), old.item(&first).to_vec());
    let session = set_back.unlock().unwrap();
    assert_eq!(
        error_of(session.item(&first, set_back.item(&first), NOW_MS)),
        Some(Error::DamagedItem)
    );
    let leaf = leaf_of(&first);
    let set_back = set_back.with(&leaf, old.records[&leaf].clone());
    assert_lost(&set_back, &[&leaf]);
    let shown = set_back.unlock().unwrap();
    assert_eq!(
        error_of(shown.item(&first, set_back.item(&first), NOW_MS)),
        Some(Error::NotFound),
        "it shows nothing old"
    );
    let set_back = set_back.with("root", old.records["root"].clone());
    assert!(set_back.unlock().is_ok(), "with its root it is the older vault");
}

/// Every record of the frame, set back by itself after a change that touched it.
#[test]
fn d07_d18_no_record_of_the_frame_can_be_set_back_by_itself() {
    let (mut bench, first, _) = small_vault();
    let old = bench.store.clone();
    bench
        .put(&edit(&first, 1, login("first", "ada", "better", "")), NOW_MS + 1)
        .unwrap();
    let settings = Settings {
        lock_after_minutes: 1,
        equivalent_domains: vec![vec!["a.example".into(), "b.example".into()]],
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    bench
        .change(|session, rng| {
            session.add_slot(
                &proofs(&[PASSWORD]),
                &slot(&[crate::vault_fixture::Factor::Key(1)]),
                NOW_MS,
                rng,
            )
        })
        .unwrap();
    let mut set_back = 0;
    for (key, bytes) in old
        .records
        .iter()
        .filter(|(key, bytes)| bench.store.records[*key] != **bytes)
    {
        set_back += 1;
        let store = bench.store.with(key, bytes.clone());
        match key.as_str() {
            "header" => assert_eq!(store.unlock().unwrap().alarm(), Some(Alarm::HeaderChanged)),
            "root" => assert_eq!(store.unlock().unwrap().alarm(), Some(Alarm::HeaderChanged)),
            key if key.starts_with("item/") => {}
            key => assert_lost(&store, &[key]),
        }
        if key == "header" {
            assert_eq!(error_of(bench.resume(&store)), Some(Error::Damaged));
        }
    }
    assert_eq!(set_back, 5, "header, root, leaf, settings, item");
    // A record that was not there before cannot be taken away again.
    assert_lost(&bench.store.without("domains"), &["domains"]);
}

#[test]
fn d18_older_settings_are_refused() {
    let (mut bench, _, _) = small_vault();
    let old = bench.store.records["settings"].clone();
    let settings = Settings {
        lock_after_minutes: 1,
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    assert_eq!(bench.store.unlock().unwrap().settings().lock_after_minutes, 1);
    let set_back = bench.store.with("settings", old);
    assert_lost(&set_back, &["settings"]);
    let shown = set_back.unlock().unwrap().settings().lock_after_minutes;
    assert_eq!(shown, 15, "what a new vault has, and not what was set back");
}

#[test]
fn d08_a_record_dropped_added_or_doubled_is_refused() {
    let (bench, first, _) = small_vault();
    let leaf = leaf_of(&first);
    let unused = (0..=255)
        .map(|number| format!("leaf/{number:02x}"))
        .find(|key| !bench.store.records.contains_key(key))
        .unwrap();
    let added = bench.store.with(&unused, bench.store.records[&leaf].clone());
    assert_lost(&added, &[&unused]);
    for record in bench.store.frame() {
        let store = bench.store.without(&record.key);
        match record.key.as_str() {
            "header" => assert_eq!(error_of(store.unlock()), Some(Error::NotAVault)),
            "root" | "keyring" => assert_eq!(error_of(store.unlock()), Some(Error::Damaged), "{}", record.key),
            "local/device" => assert!(store.unlock().unwrap().needs_device()),
            key => assert_lost(&store, &[key]),
        }
        let mut doubled = bench.store.frame();
        doubled.push(record);
        let doubled = Session::unlock(&proofs(&[PASSWORD]), doubled, None);
        assert_eq!(error_of(doubled), Some(Error::Damaged));
    }
    // An item that the list names but storage lost is a damaged item, and the others open.
    let lost = bench.session.item(&first, b"", NOW_MS);
    assert_eq!(error_of(lost), Some(Error::DamagedItem));
}

#[test]
fn d09_a_deleted_item_stays_deleted() {
    let (mut bench, first, second) = small_vault();
    let old = bench.store.clone();
    bench.delete(&base(&first, 1), NOW_MS + 1).unwrap();
    let put_back = bench.store.with(&format!("item/{first}"), old.item(&first).to_vec());
    let reopened = put_back.unlock().unwrap();
    assert_eq!(
        error_of(reopened.item(&first, old.item(&first), NOW_MS)),
        Some(Error::NotFound)
    );
    assert_eq!(reopened.list("", None, Default::default()).total, 1);
    let leaf = leaf_of(&first);
    let with_leaf = bench.store.with(&leaf, old.records[&leaf].clone());
    assert_lost(&with_leaf, &[&leaf]);
    let shown = with_leaf.unlock().unwrap();
    assert_eq!(
        error_of(shown.item(&first, old.item(&first), NOW_MS)),
        Some(Error::NotFound)
    );
    // A tombstone outlives later changes and a rotation, and its id is never given again.
    bench.delete(&base(&second, 1), NOW_MS + 2).unwrap();
    bench.rotate(&[PASSWORD], &[&[PASSWORD]]).unwrap();
    bench.reopen();
    assert!(bench.store.records.contains_key(&leaf));
    assert_eq!(error_of(bench.item(&first)), Some(Error::NotFound));
    let again = bench.put(&edit(&first, 2, login("first", "", "", "")), NOW_MS);
    assert_eq!(error_of(again), Some(Error::NotFound));
}

fn open(store: &Store, seen: &Seen) -> Session {
    Session::unlock(&proofs(&[PASSWORD]), store.frame(), Some(seen)).unwrap()
}

#[test]
fn d10_a_whole_older_vault_raises_an_alarm_and_nothing_is_written_until_the_user_accepts_it() {
    let (mut bench, first, _) = small_vault();
    let old = bench.store.clone();
    let value = bench.session.resume_value().unwrap();
    bench
        .put(&edit(&first, 1, login("first", "ada", "better", "")), NOW_MS + 1)
        .unwrap();
    let seen = bench.session.seen();
    let mut session = open(&old, &seen);
    assert_eq!(session.alarm(), Some(Alarm::OlderVault));
    // It can be looked at.
    let record = old.item(&first).to_vec();
    assert_eq!(password(&session.item(&first, &record, NOW_MS).unwrap()), "old secret");
    assert_eq!(session.list("", None, Default::default()).total, 2);
    // It is neither changed nor filled from.
    let rng = &mut SeededRng::new(3);
    let settings = session.settings().clone();
    let (by, key) = (proofs(&[PASSWORD]), slot(&[crate::vault_fixture::Factor::Key(1)]));
    let refused = [
        error_of(session.put(&login("y", "", "", ""), None, NOW_MS, rng)),
        error_of(session.put(&edit(&first, 1, login("b", "", "", "")), Some(&record), NOW_MS, rng)),
        error_of(session.set_trashed(&base(&first, 1), &record, true, NOW_MS, rng)),
        error_of(session.delete(&[base(&first, 1)], NOW_MS, rng)),
        error_of(session.put_settings(&settings, NOW_MS, rng)),
        error_of(session.note_used(&first, NOW_MS, rng)),
        error_of(session.register_device("x", NOW_MS, rng)),
        error_of(session.make_file(1, rng)),
        error_of(session.add_slot(&by, &key, NOW_MS, rng)),
        error_of(session.replace_slot(&by, &slot(&[PASSWORD]), NOW_MS, rng)),
        error_of(session.rotate_begin(&by, &[slot(&[PASSWORD])], rng)),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert_eq!(refused, Some(Error::ReadOnly), "case {at}");
    }
    let (page, choice) = (
        crate::vault_fixture::frame("https://shop.example/"),
        latchkey_core::api::Choice::Listed,
    );
    let plan = session.plan_fill(&first, &record, &crate::lists::sign_in(), &page, choice, NOW_MS);
    assert_eq!(error_of(plan), Some(Error::ReadOnly));
    // A restarted worker says the same.
    let resumed = Session::resume(&value, old.frame(), Some(&seen)).unwrap();
    assert_eq!(resumed.alarm(), Some(Alarm::OlderVault));
    // The user takes it as it is.
    let accepted = session.accept_older();
    assert_eq!(session.alarm(), None);
    assert_eq!(
        (accepted.sequence, open(&old, &accepted).alarm()),
        (seen.sequence - 1, None),
        "what to remember from now on"
    );
    assert!(session.put(&login("y", "", "", ""), None, NOW_MS, rng).is_ok());
}

#[test]
fn d10_the_same_vault_and_a_newer_one_raise_no_alarm_and_another_of_the_same_age_does() {
    let (mut bench, first, second) = small_vault();
    let seen = bench.session.seen();
    assert_eq!(open(&bench.store, &seen).alarm(), None);
    // The vault parts: two devices change the same state, each for itself.
    let mut parted = Bench {
        store: bench.store.clone(),
        session: bench.store.unlock().unwrap(),
        rng: SeededRng::new(99),
    };
    bench.delete(&base(&first, 1), NOW_MS).unwrap();
    parted.delete(&base(&second, 1), NOW_MS).unwrap();
    assert_eq!(open(&bench.store, &seen).alarm(), None, "newer");
    let seen = bench.session.seen();
    assert_eq!(seen.sequence, parted.session.seen().sequence);
    assert_eq!(open(&bench.store, &seen).alarm(), None);
    assert_eq!(open(&parted.store, &seen).alarm(), Some(Alarm::OlderVault));
    // One change later it still shows, for its root names another before it.
    let later = parted.put(&login("later", "", "", ""), NOW_MS);
    assert!(later.is_ok() && parted.session.seen().sequence == seen.sequence + 1);
    assert_eq!(open(&parted.store, &seen).alarm(), Some(Alarm::OlderVault));
    // Another vault of the same person's in this one's place, with the same password and more changes.
    let mut other = Bench::new(7);
    for _ in 0..9 {
        other.put(&login("x", "", "", ""), NOW_MS).unwrap();
    }
    assert_eq!(open(&other.store, &seen).alarm(), Some(Alarm::OlderVault));
    // A use is no change of the vault.
    bench
        .change(|session, rng| session.note_used(&second, NOW_MS, rng))
        .unwrap();
    assert_eq!(bench.session.seen(), seen);
}

#[test]
fn every_change_counts_one_and_names_the_root_before_it() {
    let (mut bench, first, _) = small_vault();
    let mut sequences = vec![bench.session.seen().sequence];
    let mut hashes = vec![bench.session.seen().root_hash];
    let mut note = |bench: &Bench| {
        sequences.push(bench.session.seen().sequence);
        hashes.push(bench.session.seen().root_hash);
    };
    bench.put(&login("x", "", "", ""), NOW_MS).unwrap();
    note(&bench);
    let settings = bench.session.settings().clone();
    bench.put_settings(&settings).unwrap();
    note(&bench);
    bench.rotate(&[PASSWORD], &[&[PASSWORD]]).unwrap();
    note(&bench);
    bench.delete(&base(&first, 1), NOW_MS).unwrap();
    note(&bench);
    assert_eq!(sequences, [3, 4, 5, 6, 7]);
    hashes.dedup();
    assert_eq!(hashes.len(), 5);
    let expected = latchkey_core::crypto::digest::derive_hash(&bench.store.records["root"]);
    assert_eq!(hashes[4], expected);
}
