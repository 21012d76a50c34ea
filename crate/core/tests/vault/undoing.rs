//! Undoing the last change of an item, and accepting an offer with a folder and a score.

use latchkey_core::api::{ItemBase, ItemContent, ItemInput, OfferEdits, Shelf};
use latchkey_core::error::Error;
use latchkey_core::session;

use crate::vault_fixture::{Bench, NOW_MS, SeededRng, base, draft, error_of, input, password};

const LATER_MS: u64 = NOW_MS + 60_000;

/// Undoes what made `base`; with `before`, the record of the revision before.
fn undo(bench: &mut Bench, base: &ItemBase, before: Option<&[u8]>) -> Result<(), Error> {
    let current = before.map(|_| bench.store.item(&base.id).to_vec());
    let then = current.as_deref().zip(before);
    let change = bench.session.undo(base, then, LATER_MS, &mut bench.rng)?;
    bench.store.commit(&change);
    bench.session.commit();
    Ok(())
}

fn change(bench: &mut Bench, of: &ItemBase, content: ItemContent) -> ItemBase {
    let input = ItemInput {
        base: Some(of.clone()),
        content,
        strength: None,
    };
    let current = bench.store.item(&of.id).to_vec();
    let put = bench
        .session
        .put(&input, Some(&current), NOW_MS + 1, &mut bench.rng)
        .unwrap();
    bench.store.commit(&put.change);
    bench.session.commit();
    base(&put.id, of.revision + 1)
}

fn one(password: &str) -> ItemContent {
    ItemContent::login("One", "ada", password, "https://one.example/")
}

#[test]
fn a_new_item_that_is_undone_was_never_saved() {
    let mut bench = Bench::new(1);
    let id = bench.put(&input(one("secret")), NOW_MS).unwrap();
    undo(&mut bench, &base(&id, 1), None).unwrap();
    bench.reopen();
    assert_eq!(error_of(bench.item(&id)), Some(Error::NotFound));
    for shelf in [Shelf::Items, Shelf::Archive, Shelf::Trash] {
        assert_eq!(bench.session.list("", None, shelf).total, 0, "it is on no shelf");
    }
    assert_eq!(
        error_of(undo(&mut bench, &base(&id, 1), None)),
        Some(Error::NotFound),
        "and cannot be undone twice"
    );
}

#[test]
fn a_change_that_is_undone_leaves_the_item_as_it_was_with_its_times_and_history() {
    let mut bench = Bench::new(1);
    let id = bench.put(&input(one("first")), NOW_MS).unwrap();
    let second = change(&mut bench, &base(&id, 1), one("second"));
    let (record, before) = (bench.store.item(&id).to_vec(), bench.item(&id).unwrap());
    let third = change(&mut bench, &second, one("third"));
    assert_eq!(bench.item(&id).unwrap().history.len(), 2);
    undo(&mut bench, &third, Some(&record)).unwrap();
    bench.reopen();
    let after = bench.item(&id).unwrap();
    assert_eq!(after.revision, 4, "an undo is a change like any other");
    assert_eq!((password(&after), after.history.len()), ("second", 1));
    assert_eq!(
        (after.changed_ms, after.password_set_ms),
        (before.changed_ms, before.password_set_ms)
    );
    assert!(after.content == before.content && after.history == before.history);
}

#[test]
fn an_item_that_was_changed_since_is_not_undone() {
    let mut bench = Bench::new(1);
    let id = bench.put(&input(one("first")), NOW_MS).unwrap();
    let record = bench.store.item(&id).to_vec();
    let second = change(&mut bench, &base(&id, 1), one("second"));
    let third = change(&mut bench, &second, one("third"));
    for (of, before) in [(&base(&id, 1), None), (&second, Some(record.as_slice()))] {
        assert_eq!(error_of(undo(&mut bench, of, before)), Some(Error::Conflict));
    }
    // A record that is older than the revision before is none to go back to.
    assert_eq!(error_of(undo(&mut bench, &third, Some(&record))), Some(Error::Conflict));
    assert_eq!(password(&bench.item(&id).unwrap()), "third");
}

#[test]
fn another_items_record_and_one_that_is_damaged_bring_nothing_back() {
    let mut bench = Bench::new(1);
    let id = bench.put(&input(one("first")), NOW_MS).unwrap();
    let other = bench.put(&input(one("other")), NOW_MS).unwrap();
    let second = change(&mut bench, &base(&id, 1), one("second"));
    let mut damaged = bench.store.item(&id).to_vec();
    if let Some(last) = damaged.last_mut() {
        *last ^= 1;
    }
    for before in [bench.store.item(&other).to_vec(), damaged] {
        // What opens by no key that is at hand may be a guarded one's.
        assert_eq!(error_of(undo(&mut bench, &second, Some(&before))), Some(Error::Guarded));
    }
    assert_eq!(password(&bench.item(&id).unwrap()), "second");
}

#[test]
fn the_trash_gives_back_what_was_put_there_a_moment_ago() {
    let mut bench = Bench::new(1);
    let id = bench.put(&input(one("first")), NOW_MS).unwrap();
    let record = bench.store.item(&id).to_vec();
    let trashed = bench
        .session
        .set_trashed(&base(&id, 1), &record, true, NOW_MS, &mut bench.rng)
        .unwrap();
    bench.store.commit(&trashed.change);
    bench.session.commit();
    undo(&mut bench, &base(&id, 2), Some(&record)).unwrap();
    assert_eq!(bench.item(&id).unwrap().trashed_ms, None);
}

#[test]
fn an_offer_is_accepted_with_a_folder_and_the_score_of_its_password() {
    let mut bench = Bench::new(1);
    let offered = |bench: &Bench, password: &str| {
        let draft = draft("https://one.example/login", "ada", password);
        let sealed = session::seal_draft(bench.store.header(), &draft, &mut SeededRng::new(8)).unwrap();
        bench.session.offer_save(&[sealed], NOW_MS).unwrap().unwrap()
    };
    let edits = |folder: &str, strength| OfferEdits {
        title: None,
        username: None,
        password: None,
        folder: Some(folder.into()),
        strength: Some(strength),
        as_new: None,
    };
    let offer = offered(&bench, "weak");
    let accepted = bench
        .session
        .accept(&offer, &edits("Work", 0), None, NOW_MS, &mut bench.rng)
        .unwrap();
    bench.store.commit(&accepted.change);
    bench.session.commit();
    let item = bench.item(&accepted.id).unwrap();
    assert_eq!(item.content.folder, "Work");
    assert_eq!(
        item.content.login.unwrap().urls[0].url,
        "https://one.example/",
        "its origin's own page"
    );
    assert_eq!(bench.session.health(NOW_MS).weak.len(), 1);

    let update = offered(&bench, "a far stronger one");
    assert_eq!(update.folder, "Work", "where it lies now");
    let current = bench.store.item(&accepted.id).to_vec();
    let changed = bench
        .session
        .accept(&update, &edits("", 4), Some(&current), NOW_MS, &mut bench.rng)
        .unwrap();
    bench.store.commit(&changed.change);
    bench.session.commit();
    assert_eq!(bench.item(&accepted.id).unwrap().content.folder, "");
    assert_eq!(bench.session.health(NOW_MS).weak.len(), 0);
}
