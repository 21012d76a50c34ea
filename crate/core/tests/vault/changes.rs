//! How changes are staged, committed and let go, and what two writers see of one another.

use latchkey_core::api::ItemContent;
use latchkey_core::error::Error;
use latchkey_core::session::Session;

use crate::vault_fixture::{
    Bench, FailingRng, NOW_MS, PASSWORD, SeededRng, base, edit, error_of, frame, guarded, input, login, password, slot,
};

#[test]
fn a_new_vault_is_staged_whole_and_opens_with_its_factor_alone() {
    let slots = [slot(&[PASSWORD])];
    let (mut session, change) = Session::create(&slots, "Mine", NOW_MS, &mut SeededRng::new(1)).unwrap();
    let mut keys: Vec<&str> = change.writes.iter().map(|record| record.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        ["devices", "header", "keyring", "local/device", "root", "settings"]
    );
    assert!(change.expected_root.is_empty() && change.deletes.is_empty() && change.delete_prefixes.is_empty());
    let early = session.put(&login("a", "", "", ""), None, 1, &mut SeededRng::new(2));
    assert_eq!(error_of(early), Some(Error::ChangePending));
    session.commit();
    assert_eq!(
        (session.epoch(), session.needs_device(), session.alarm()),
        (1, false, None)
    );
    assert_eq!((session.seen().sequence, session.vault_id().len()), (1, 32));
    let bench = Bench::new(1);
    assert!(bench.store.unlock().is_ok());
    let other = bench.store.unlock_by(&[crate::vault_fixture::Factor::Password(2)]);
    assert_eq!(error_of(other), Some(Error::WrongPassword));
}

#[test]
fn a_vault_whose_creation_was_discarded_takes_no_change() {
    let slots = [slot(&[PASSWORD])];
    let (mut session, _) = Session::create(&slots, "Mine", NOW_MS, &mut SeededRng::new(1)).unwrap();
    session.discard();
    let put = session.put(&login("a", "", "", ""), None, NOW_MS, &mut SeededRng::new(2));
    assert_eq!(error_of(put), Some(Error::ChangePending));
}

#[test]
fn e04_of_two_editors_of_one_item_the_second_is_told() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "one", ""), NOW_MS).unwrap();
    bench
        .put(&edit(&id, 1, login("b", "ada", "two", "")), NOW_MS + 1)
        .unwrap();
    let second = bench.put(&edit(&id, 1, login("c", "ada", "three", "")), NOW_MS + 2);
    assert_eq!(error_of(second), Some(Error::Conflict));
    assert_eq!(error_of(bench.delete(&base(&id, 1), NOW_MS + 2)), Some(Error::Conflict));
    let trashed = bench.set_trashed(&base(&id, 1), true, NOW_MS + 2);
    assert_eq!(error_of(trashed), Some(Error::Conflict));
    let item = bench.item(&id).unwrap();
    assert_eq!((item.content.title.as_str(), password(&item)), ("b", "two"));
    bench.delete(&base(&id, 2), NOW_MS + 3).unwrap();
    assert_eq!(error_of(bench.delete(&base(&id, 3), NOW_MS + 4)), Some(Error::NotFound));
    let put = bench.put(&edit(&id, 3, login("d", "", "", "")), NOW_MS);
    assert_eq!(error_of(put), Some(Error::NotFound));
}

/// Two tabs each hold the vault; storage takes the first change and refuses the second, which is made anew.
#[test]
fn e04_of_two_tabs_writing_at_once_storage_refuses_the_second_and_both_edits_survive() {
    let mut bench = Bench::new(1);
    let [first_id, second_id] = ["a", "b"].map(|title| bench.put(&login(title, "", "", ""), NOW_MS).unwrap());
    let mut other = bench.store.unlock().unwrap();
    let mut rng = SeededRng::new(4);
    let changed = |id: &str, title: &str| edit(id, 1, login(title, "", "", ""));
    let first = bench.session.put(
        &changed(&first_id, "A"),
        Some(bench.store.item(&first_id)),
        NOW_MS + 1,
        &mut bench.rng,
    );
    let second = other.put(
        &changed(&second_id, "B"),
        Some(bench.store.item(&second_id)),
        NOW_MS + 1,
        &mut rng,
    );
    assert!(bench.store.try_commit(&first.unwrap().change));
    bench.session.commit();
    assert!(
        !bench.store.try_commit(&second.unwrap().change),
        "made from an older root"
    );
    // The shell opens the vault anew and does the same edit again: nobody's is lost.
    let mut other = bench.store.unlock().unwrap();
    let again = other.put(
        &changed(&second_id, "B"),
        Some(bench.store.item(&second_id)),
        NOW_MS + 2,
        &mut rng,
    );
    assert!(bench.store.try_commit(&again.unwrap().change));
    bench.reopen();
    let title = |id: &str| bench.item(id).unwrap().content.title;
    assert_eq!((title(&first_id), title(&second_id)), ("A".into(), "B".into()));
}

/// The other writer edited the very same item: its revision is another, so the conflict is seen, not overwritten.
#[test]
fn e04_two_tabs_editing_one_item_end_in_a_visible_conflict() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "one", ""), NOW_MS).unwrap();
    let mut other = bench.store.unlock().unwrap();
    let stale = bench.store.item(&id).to_vec();
    bench.put(&edit(&id, 1, login("a", "", "two", "")), NOW_MS + 1).unwrap();
    let mine = edit(&id, 1, login("a", "", "three", ""));
    let staged = other
        .put(&mine, Some(&stale), NOW_MS + 2, &mut SeededRng::new(4))
        .unwrap();
    assert!(!bench.store.try_commit(&staged.change));
    let mut other = bench.store.unlock().unwrap();
    let again = other.put(&mine, Some(bench.store.item(&id)), NOW_MS + 3, &mut SeededRng::new(5));
    assert_eq!(error_of(again), Some(Error::Conflict));
    assert_eq!(password(&bench.item(&id).unwrap()), "two");
}

#[test]
fn an_edit_needs_the_stored_record_and_refuses_a_damaged_one_but_can_delete_it() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "one", ""), NOW_MS).unwrap();
    let changed = edit(&id, 1, login("b", "ada", "two", ""));
    let without = bench.session.put(&changed, None, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(without), Some(Error::InvalidInput));
    let mut damaged = bench.store.item(&id).to_vec();
    damaged[100] ^= 1;
    let put = bench.session.put(&changed, Some(&damaged), NOW_MS, &mut bench.rng);
    assert_eq!(error_of(put), Some(Error::DamagedItem));
    bench.delete(&base(&id, 1), NOW_MS).unwrap();
    assert_eq!(bench.session.list("", None, latchkey_core::api::Shelf::Items).total, 0);
}

#[test]
fn of_many_new_items_all_are_written_in_one_change_or_none() {
    let mut bench = Bench::new(1);
    let inputs: Vec<_> = (0..300).map(|n| login(&format!("{n:03}"), "", "pw", "")).collect();
    let (ids, change) = bench.session.put_new(&inputs, NOW_MS, &mut bench.rng).unwrap();
    assert_eq!(ids.len(), 300);
    bench.session.discard();
    assert_eq!(bench.session.list("", None, Default::default()).total, 0);
    let (ids, second) = bench.session.put_new(&inputs, NOW_MS, &mut bench.rng).unwrap();
    assert_eq!(second.expected_root, change.expected_root);
    bench.store.commit(&second);
    bench.session.commit();
    for (n, id) in ids.iter().enumerate() {
        assert_eq!(
            bench.item(id).unwrap().content.title,
            format!("{n:03}"),
            "ids are in order"
        );
    }
    let reopened = bench.store.unlock().unwrap();
    for session in [&bench.session, &reopened] {
        let listing = session.list("", None, Default::default());
        assert_eq!((listing.total, listing.others.len()), (300, 300));
    }
    let one_bad = [login("good", "", "", ""), login(&"x".repeat(1_001), "", "", "")];
    let put = bench.session.put_new(&one_bad, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(put), Some(Error::InvalidInput));
    assert!(bench.is_idle());
}

#[test]
fn of_many_deletions_all_are_in_one_change_and_none_twice() {
    let mut bench = Bench::new(1);
    let ids: Vec<String> = (0..5)
        .map(|n| bench.put(&login(&n.to_string(), "", "", ""), NOW_MS).unwrap())
        .collect();
    let bases: Vec<_> = ids[..4].iter().map(|id| base(id, 1)).collect();
    let twice = [bases[0].clone(), bases[0].clone()];
    let deleted = bench.session.delete(&twice, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(deleted), Some(Error::InvalidInput));
    bench
        .change(|session, rng| session.delete(&bases, NOW_MS + 1, rng))
        .unwrap();
    assert_eq!(bench.session.list("", None, Default::default()).total, 1);
    let kept = bench.store.records.keys().filter(|key| key.starts_with("item/"));
    assert_eq!(kept.count(), 1);
}

/// Every draw of every change fails once; nothing is ever left staged, and nothing was changed.
#[test]
fn a_failed_change_leaves_nothing_staged() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let base = base(&id, 1);
    let mut drawn = [0; 7];
    for draws in 0..40 {
        let rng = &mut FailingRng(draws);
        let record = bench.store.item(&id).to_vec();
        let session = &mut bench.session;
        let changed = edit(&id, 1, login("b", "", "pw", ""));
        let outcomes = [
            session.put(&login("a", "", "pw", ""), None, NOW_MS, rng).map(|_| ()),
            session.put(&changed, Some(&record), NOW_MS, rng).map(|_| ()),
            session.set_trashed(&base, &record, true, NOW_MS, rng).map(|_| ()),
            session.delete(std::slice::from_ref(&base), NOW_MS, rng).map(|_| ()),
            session
                .put_settings(&session.settings().clone(), NOW_MS, rng)
                .map(|_| ()),
            session.register_device("Other", NOW_MS, rng).map(|_| ()),
            session.note_used(&id, NOW_MS, rng).map(|_| ()),
        ];
        for (count, outcome) in drawn.iter_mut().zip(outcomes) {
            match outcome {
                Err(Error::NoRandomness) => *count += 1,
                outcome => assert!(matches!(outcome, Ok(()) | Err(Error::ChangePending)), "{outcome:?}"),
            }
        }
        bench.session.discard();
    }
    assert!(drawn.iter().all(|count| *count > 0), "each draws: {drawn:?}");
    assert_eq!(password(&bench.item(&id).unwrap()), "pw");
    assert!(bench.put(&login("c", "", "pw", ""), NOW_MS).is_ok());
}

/// No change is possible while another waits, whatever it is; looking is.
#[test]
fn while_a_change_waits_for_its_commit_none_can_be_made() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let record = bench.store.item(&id).to_vec();
    let settings = bench.session.settings().clone();
    let (session, rng) = (&mut bench.session, &mut bench.rng);
    session.put(&login("x", "", "", ""), None, NOW_MS, rng).unwrap();
    let base = base(&id, 1);
    let slots = [slot(&[PASSWORD])];
    let proofs = crate::vault_fixture::proofs(&[PASSWORD]);
    let refused = [
        error_of(session.put(&login("y", "", "", ""), None, NOW_MS, rng)),
        error_of(session.put(&edit(&id, 1, login("b", "", "", "")), Some(&record), NOW_MS, rng)),
        error_of(session.set_trashed(&base, &record, true, NOW_MS, rng)),
        error_of(session.delete(&[base], NOW_MS, rng)),
        error_of(session.put_settings(&settings, NOW_MS, rng)),
        error_of(session.note_used(&id, NOW_MS, rng)),
        error_of(session.register_device("Other", NOW_MS, rng)),
        error_of(session.make_file(1, rng)),
        error_of(session.add_slot(&proofs, &slots[0], NOW_MS, rng)),
        error_of(session.replace_slot(&proofs, &slots[0], NOW_MS, rng)),
        error_of(session.rotate_begin(&proofs, &slots, rng)),
    ];
    for refused in refused {
        assert_eq!(refused, Some(Error::ChangePending));
    }
    assert_eq!(password(&session.item(&id, &record, NOW_MS).unwrap()), "pw");
    assert!(session.item(&id, &record, NOW_MS).is_ok());
    let page = frame("https://one.example/");
    assert_eq!(
        session.list("", Some(&page), Default::default()).total,
        1,
        "not yet true"
    );
}

/// `rest` comes back from a page. What it says must be fields of a newer version, else the record could be sealed but
/// never opened again.
#[test]
fn what_could_not_be_read_again_is_not_sealed() {
    let mut bench = Bench::new(1);
    let with_rest = |rest: &[u8]| {
        input(ItemContent {
            rest: rest.to_vec(),
            ..ItemContent::login("a", "ada", "pw", "https://one.example/")
        })
    };
    let unreadable: [&[u8]; 4] = [
        // Field 10, the card, that is none.
        &[10, 2, 1, 0x80],
        // Field 2, the title, over the title that stands there.
        &[2, 2, 1, b'x'],
        // No fields at all.
        &[0xff; 9],
        &[99, 5, 1],
    ];
    for rest in unreadable {
        match bench.put(&with_rest(rest), NOW_MS) {
            Ok(id) => assert_eq!(bench.item(&id).unwrap().content.title, "a", "{rest:?}"),
            Err(error) => assert_eq!(error, Error::InvalidInput, "{rest:?}"),
        }
    }
    let mut listed = bench.session.settings().clone();
    listed.rest = vec![1, 2, 0x80, 0x80];
    let put = bench.put_settings(&listed);
    assert!(matches!(put, Ok(()) | Err(Error::InvalidInput)));
    assert!(bench.store.unlock().is_ok());
    let id = bench.put(&with_rest(&[99, 1, 7]), NOW_MS).unwrap();
    assert_eq!(
        bench.item(&id).unwrap().content.rest,
        [99, 1, 7],
        "a newer version's field"
    );
}

#[test]
fn a_guarded_item_is_written_only_after_the_password_was_given_again() {
    let mut bench = Bench::new(1);
    let put = bench.put(&guarded("a", "pw"), NOW_MS);
    assert_eq!(error_of(put), Some(Error::Guarded));
    assert!(bench.is_idle());
}
