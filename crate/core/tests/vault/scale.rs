//! Size: what a vault of very many items costs, counted in records and bytes, which are the same on every machine.

use latchkey_core::api::{Change, ItemInput, Shelf};

use crate::vault_fixture::{Bench, NOW_MS, PASSWORD, base, edit, frame, login, password, titles};

fn nth(n: usize) -> ItemInput {
    login(
        &format!("Site {n}"),
        &format!("user{n}@mail.example"),
        &format!("password {n}"),
        &format!("https://site{n}.example/login"),
    )
}

/// A vault of so many items, all imported in one change; gives their ids.
fn vault_of(count: usize) -> (Bench, Vec<String>) {
    let mut bench = Bench::new(1);
    let inputs: Vec<ItemInput> = (0..count).map(nth).collect();
    let (ids, change) = bench.session.put_new(&inputs, NOW_MS, &mut bench.rng).unwrap();
    bench.store.commit(&change);
    bench.session.commit();
    (bench, ids)
}

/// Records and bytes that a change writes.
fn written(change: &Change) -> (usize, usize) {
    (
        change.writes.len(),
        change.writes.iter().map(|record| record.bytes.len()).sum(),
    )
}

/// Stages the same change and gives it up.
fn cost_of_an_edit(bench: &mut Bench, id: &str) -> (usize, usize) {
    let record = bench.store.item(id).to_vec();
    let changed = edit(
        id,
        1,
        login("Edited", "user", "another password", "https://one.example/"),
    );
    let staged = bench
        .session
        .put(&changed, Some(&record), NOW_MS, &mut bench.rng)
        .unwrap();
    bench.session.discard();
    written(&staged.change)
}

#[test]
fn a_save_among_ten_thousand_items_writes_three_records_and_less_than_64_kb() {
    let (mut bench, ids) = vault_of(10_000);
    let edits: Vec<(usize, usize)> = ids
        .iter()
        .step_by(97)
        .map(|id| cost_of_an_edit(&mut bench, id))
        .collect();
    let most = edits.iter().map(|(_, bytes)| *bytes).max().unwrap();
    assert!(edits.iter().all(|(records, _)| *records == 3), "item, leaf, root");
    assert!(most <= 64_000, "{most} bytes");
    let new = bench.session.put(&nth(1), None, NOW_MS, &mut bench.rng).unwrap();
    bench.session.discard();
    assert!(written(&new.change).0 == 3 && written(&new.change).1 <= 64_000);
    let used = bench.session.note_used(&ids[0], NOW_MS, &mut bench.rng).unwrap();
    bench.session.discard();
    assert!(written(&used).0 == 1 && written(&used).1 <= 1_000);
    let settings = bench.session.settings().clone();
    let settings = bench.session.put_settings(&settings, NOW_MS, &mut bench.rng).unwrap();
    bench.session.discard();
    assert!(
        written(&settings).0 == 2 && written(&settings).1 <= 16_000,
        "{:?}",
        written(&settings)
    );
}

/// What stays the same however many items there are: how many records are touched; what grows: one leaf of 256.
#[test]
fn i05_a_hundred_thousand_items_are_unlocked_searched_and_saved_within_their_budget() {
    const COUNT: usize = 100_000;
    let (mut bench, ids) = vault_of(COUNT);
    let stored = |bench: &Bench| -> usize { bench.store.records.values().map(Vec::len).sum() };
    assert!(stored(&bench) <= 120_000_000, "{} bytes for all", stored(&bench));
    // Unlocking reads the frame alone: no item, and no more than so many bytes of each.
    let frame_bytes: usize = bench.store.frame().iter().map(|record| record.bytes.len()).sum();
    assert!(
        bench.store.frame().len() <= 264,
        "{} records",
        bench.store.frame().len()
    );
    assert!(frame_bytes <= 400 * COUNT, "{frame_bytes} bytes");
    bench.reopen();
    let listing = bench.session.list("", None, Shelf::Items);
    assert_eq!((listing.total as usize, listing.others.len()), (COUNT, COUNT));
    let page = frame("https://site77777.example/");
    let found = bench.session.list("site 77777", Some(&page), Shelf::Items);
    assert_eq!((titles(&found.site), found.others.len()), (vec!["Site 77777"], 0));
    assert_eq!(bench.session.direct_choice(&page), Some(ids[77_777].clone()));
    assert_eq!(password(&bench.item(&ids[99_999]).unwrap()), "password 99999");
    let (records, bytes) = cost_of_an_edit(&mut bench, &ids[50_000]);
    assert!(records == 3 && bytes <= 250_000, "{records} records, {bytes} bytes");
    bench.delete(&base(&ids[3], 1), NOW_MS).unwrap();
    bench.put(&edit(&ids[4], 1, nth(4)), NOW_MS).unwrap();
    assert!(bench.resume(&bench.store).is_ok());
    bench.rotate(&[PASSWORD], &[&[PASSWORD]]).unwrap();
    assert_eq!(password(&bench.item(&ids[99_999]).unwrap()), "password 99999");
    assert_eq!(bench.session.list("", None, Shelf::Items).total as usize, COUNT - 1);
}
