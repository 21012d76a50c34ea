//! The report on the vault's health: which passwords are old. What is weak or shared is tested where it comes about, in
//! `items`, `saving` and `undoing`.

use latchkey_core::api::{ItemContent, Settings};

use crate::vault_fixture::{Bench, NOW_MS, base, edit, input, login};

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

/// What is old `days` days and `extra_ms` after the passwords were set.
fn old(bench: &Bench, days: u64, extra_ms: u64) -> Vec<String> {
    bench.session.health(NOW_MS + days * DAY_MS + extra_ms).old
}

fn set_days(bench: &mut Bench, old_after_days: u32) {
    let settings = Settings {
        old_after_days,
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
}

#[test]
fn a_password_is_old_once_it_is_older_than_the_days_of_the_settings_and_never_by_none() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "pw", ""), NOW_MS).unwrap();
    bench.put(&login("without a password", "ada", "", ""), NOW_MS).unwrap();
    assert!(old(&bench, 90, 0).is_empty(), "ninety days, to the millisecond");
    assert_eq!(old(&bench, 90, 1), [id.as_str()]);
    assert_eq!(old(&bench, 91, 0), [id.as_str()]);
    set_days(&mut bench, 30);
    assert!(old(&bench, 30, 0).is_empty());
    assert_eq!(old(&bench, 31, 0), [id.as_str()]);
    set_days(&mut bench, 3_650);
    assert!(old(&bench, 3_650, 0).is_empty());
    assert_eq!(old(&bench, 3_651, 0), [id.as_str()]);
    set_days(&mut bench, 0);
    assert!(old(&bench, 100_000, 0).is_empty(), "0 is never");
    // The age stays in the plot all the same; a clock that was set back makes nothing old.
    assert_eq!(bench.session.health(NOW_MS + 400 * DAY_MS).points[0].age_days, 400);
    set_days(&mut bench, 1);
    assert!(bench.session.health(NOW_MS - 400 * DAY_MS).old.is_empty());
}

#[test]
fn the_age_is_that_of_the_password_and_not_of_the_last_edit() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "pw", ""), NOW_MS).unwrap();
    let later_ms = NOW_MS + 80 * DAY_MS;
    bench
        .put(&edit(&id, 1, login("renamed", "ada", "pw", "")), later_ms)
        .unwrap();
    assert_eq!(
        old(&bench, 91, 0),
        [id.as_str()],
        "the same password is as old as before"
    );
    bench
        .put(&edit(&id, 2, login("renamed", "ada", "another", "")), later_ms)
        .unwrap();
    assert!(old(&bench, 170, 0).is_empty());
    assert_eq!(old(&bench, 171, 0), [id.as_str()]);
}

#[test]
fn what_is_archived_or_in_the_trash_is_neither_old_nor_counted() {
    let mut bench = Bench::new(1);
    let in_use = bench.put(&login("in use", "ada", "one", ""), NOW_MS).unwrap();
    let archived = ItemContent {
        archived: true,
        ..ItemContent::login("archived", "ada", "two", "")
    };
    bench.put(&input(archived), NOW_MS).unwrap();
    let trashed = bench.put(&login("trashed", "ada", "three", ""), NOW_MS).unwrap();
    bench.set_trashed(&base(&trashed, 1), true, NOW_MS).unwrap();
    assert_eq!(old(&bench, 91, 0), [in_use.as_str()]);
    assert_eq!(bench.session.health(NOW_MS).counted, 1);
    bench.set_trashed(&base(&trashed, 2), false, NOW_MS).unwrap();
    let mut both = [in_use, trashed];
    both.sort_unstable();
    let mut found = old(&bench, 91, 0);
    found.sort_unstable();
    assert_eq!(found, both, "out of the trash it counts again");
}
