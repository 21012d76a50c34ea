//! Many items filed otherwise by one change, and the same login under several items made one: nothing is lost, and one
//! change undoes it.

use latchkey_core::api::{Change, ItemBase, Record, Refile, Shelf};
use latchkey_core::error::{Error, Result};
use latchkey_core::session::{Gathering, Session};

use crate::vault_fixture::{Bench, NOW_MS, PASSWORD, SeededRng, error_of, guarded, login, password, proofs, titles};

type Step<'a> = dyn Fn(&Session, &mut Gathering, &mut SeededRng) -> Result<Vec<Record>> + 'a;

/// One change of all that `step` gathers.
fn change(bench: &mut Bench, now_ms: u64, step: &Step<'_>) -> Result<()> {
    bench.change(|session, rng| {
        let mut gathered = session.gather(now_ms)?;
        let mut records = step(session, &mut gathered, rng)?;
        let change = session.put_gathered(gathered, &[], &[], now_ms, rng)?;
        records.extend(change.writes);
        Ok(Change {
            writes: records,
            ..change
        })
    })
}

/// Files items otherwise, each as it is now; gives the records of before.
fn refile(bench: &mut Bench, ids: &[&String], what: Refile, from: &str, to: &str) -> Vec<(String, Vec<u8>)> {
    let then: Vec<(ItemBase, Vec<u8>)> = ids
        .iter()
        .map(|id| (bench.base(id), bench.store.item(id).to_vec()))
        .collect();
    change(bench, NOW_MS + 9, &|session, gathered, rng| {
        let mut records = Vec::new();
        for (base, record) in &then {
            records.extend(session.gather_refiled(gathered, (base, record), what, (from, to), NOW_MS + 9, rng)?);
        }
        Ok(records)
    })
    .unwrap();
    then.into_iter().map(|(base, record)| (base.id, record)).collect()
}

fn filed(title: &str, folder: &str, tags: &[&str]) -> latchkey_core::api::ItemInput {
    let mut input = login(title, "ada", "pw", "");
    input.content.folder = folder.into();
    input.content.tags = tags.iter().map(|tag| (*tag).into()).collect();
    input
}

#[test]
fn a_folder_is_moved_renamed_and_removed_with_those_inside_it_alone() {
    let mut bench = Bench::new(1);
    let mut ids = Vec::new();
    for folder in ["Home", "Home/Bills", "Homely", ""] {
        ids.push(bench.put(&filed(folder, folder, &[]), NOW_MS).unwrap());
    }
    let all: Vec<&String> = ids.iter().collect();
    let folders =
        |bench: &Bench| -> Vec<String> { ids.iter().map(|id| bench.item(id).unwrap().content.folder).collect() };
    refile(&mut bench, &all, Refile::Folder, "Home", "House/Old");
    assert_eq!(folders(&bench), ["House/Old", "House/Old/Bills", "Homely", ""]);
    let revisions: Vec<u32> = ids.iter().map(|id| bench.base(id).revision).collect();
    assert_eq!(revisions, [2, 2, 1, 1], "what is not in it is not written");
    refile(&mut bench, &all, Refile::Folder, "House/Old", "");
    assert_eq!(folders(&bench), ["", "Bills", "Homely", ""]);
    refile(&mut bench, &all, Refile::Folder, "", "Work");
    assert_eq!(folders(&bench), ["Work"; 4]);
    bench.reopen();
    assert_eq!(folders(&bench), ["Work"; 4]);
    assert_eq!(bench.session.folders(), ["Work"]);
}

#[test]
fn tags_are_added_renamed_and_taken_off_in_order_and_never_twice() {
    let mut bench = Bench::new(1);
    let first = bench.put(&filed("a", "", &["b", "tax"]), NOW_MS).unwrap();
    let second = bench.put(&filed("b", "", &["z"]), NOW_MS).unwrap();
    let ids = [&first, &second];
    let tags = |bench: &Bench, id: &str| bench.item(id).unwrap().content.tags;
    refile(&mut bench, &ids, Refile::Tag, "", "b");
    assert_eq!(
        (tags(&bench, &first), bench.base(&first).revision),
        (vec!["b".into(), "tax".into()], 1)
    );
    assert_eq!(tags(&bench, &second), ["b", "z"]);
    refile(&mut bench, &ids, Refile::Tag, "tax", "a");
    assert_eq!(
        (tags(&bench, &first), tags(&bench, &second)),
        (vec!["a".into(), "b".into()], vec!["b".into(), "z".into()])
    );
    refile(&mut bench, &ids, Refile::Tag, "b", "");
    assert_eq!(
        (tags(&bench, &first), tags(&bench, &second)),
        (vec!["a".to_owned()], vec!["z".to_owned()])
    );
}

#[test]
fn many_items_go_to_the_trash_and_come_back_as_favourites_or_archived_by_one_change_each() {
    let mut bench = Bench::new(1);
    let ids: Vec<String> = (0..300)
        .map(|n| bench.put(&login(&format!("{n:03}"), "ada", "pw", ""), NOW_MS).unwrap())
        .collect();
    let all: Vec<&String> = ids.iter().collect();
    let total = |bench: &Bench, shelf| bench.session.list("", None, shelf).total;
    let then = refile(&mut bench, &all, Refile::Trashed, "", "on");
    assert_eq!((total(&bench, Shelf::Items), total(&bench, Shelf::Trash)), (0, 300));
    refile(&mut bench, &all[..1], Refile::Trashed, "", "on");
    assert_eq!(bench.base(&ids[0]).revision, 2, "it is there already");
    // One change undoes it all.
    let now: Vec<(ItemBase, Vec<u8>)> = ids
        .iter()
        .map(|id| (bench.base(id), bench.store.item(id).to_vec()))
        .collect();
    change(&mut bench, NOW_MS + 10, &|session, gathered, rng| {
        let undone = now.iter().zip(&then).map(|((base, record), (_, then))| {
            session.gather_reverted(gathered, base, (record, then), NOW_MS + 10, rng)
        });
        undone.collect()
    })
    .unwrap();
    assert_eq!((total(&bench, Shelf::Items), total(&bench, Shelf::Trash)), (300, 0));
    refile(&mut bench, &all, Refile::Favourite, "", "on");
    refile(&mut bench, &all, Refile::Archived, "", "on");
    bench.reopen();
    let archive = bench.session.list("", None, Shelf::Archive).others;
    assert!(archive.len() == 300 && archive.iter().all(|row| row.favourite));
}

#[test]
fn a_stale_base_a_guarded_item_and_a_name_that_is_too_long_are_refused() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "pw", ""), NOW_MS).unwrap();
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let bank = bench.put(&guarded("Bank", "pw"), NOW_MS).unwrap();
    let try_it = |bench: &mut Bench, base: ItemBase, to: &str, now_ms: u64| {
        let record = bench.store.item(&base.id).to_vec();
        error_of(change(bench, now_ms, &|session, gathered, rng| {
            let refiled = session.gather_refiled(gathered, (&base, &record), Refile::Folder, ("", to), now_ms, rng)?;
            Ok(refiled.into_iter().collect())
        }))
    };
    let stale = ItemBase {
        revision: 2,
        ..bench.base(&id)
    };
    assert_eq!(try_it(&mut bench, stale, "x", NOW_MS), Some(Error::Conflict));
    let base = bench.base(&id);
    assert_eq!(
        try_it(&mut bench, base, &"x".repeat(1_001), NOW_MS),
        Some(Error::InvalidInput)
    );
    let base = bench.base(&bank);
    assert_eq!(
        try_it(&mut bench, base.clone(), "x", NOW_MS + 3_600_000),
        Some(Error::Guarded)
    );
    assert_eq!(try_it(&mut bench, base, "x", NOW_MS), None);
    assert!(bench.is_idle());
}

#[test]
fn the_same_login_under_several_items_becomes_one_without_loss_and_comes_apart_again() {
    let mut bench = Bench::new(1);
    let mut kept = login("Shop", "ada", "pw", "https://shop.example/");
    kept.content.notes = "kept".into();
    let mut other = login("Shop 2", "Ada", "pw", "https://www.shop.example/login");
    (other.content.notes, other.content.tags) = ("other".into(), vec!["tax".into()]);
    let ids = [
        bench.put(&kept, NOW_MS).unwrap(),
        bench.put(&other, NOW_MS + 1).unwrap(),
        bench
            .put(&login("Shop 3", "ada", "pw", "https://shop.example/"), NOW_MS + 2)
            .unwrap(),
    ];
    let file = bench.attach(&bench.base(&ids[1]), b"contract", NOW_MS + 3).unwrap();
    let then: Vec<Vec<u8>> = ids.iter().map(|id| bench.store.item(id).to_vec()).collect();
    let bases: Vec<ItemBase> = ids.iter().map(|id| bench.base(id)).collect();
    let unite = |bench: &mut Bench, records: &[Vec<u8>]| {
        change(bench, NOW_MS + 9, &|session, gathered, rng| {
            session.gather_united(gathered, &bases, records, NOW_MS + 9, rng)
        })
    };
    assert_eq!(
        unite(&mut bench, &then[..2]),
        Err(Error::InvalidInput),
        "a record is missing"
    );
    unite(&mut bench, &then).unwrap();
    bench.reopen();
    assert_eq!(titles(&bench.session.list("", None, Shelf::Items).others), ["Shop"]);
    assert_eq!(bench.session.list("", None, Shelf::Trash).total, 2);
    let united = bench.item(&ids[0]).unwrap();
    let of = united.content.login.as_ref().unwrap();
    assert_eq!((password(&united), of.urls.len(), of.usernames.len()), ("pw", 2, 1));
    assert_eq!(
        (united.content.notes.as_str(), united.content.tags[0].as_str()),
        ("kept\n\nother", "tax")
    );
    // The file is the first one's: what goes from the trash for good takes no chunk of it along.
    let trashed = bench.base(&ids[1]);
    let mut emptied = Bench {
        store: bench.store.clone(),
        ..Bench::new(1)
    };
    emptied.session = emptied.store.unlock().unwrap();
    emptied.delete(&trashed, NOW_MS + 10).unwrap();
    assert_eq!(emptied.read_file(&ids[0], &file).unwrap(), b"contract");

    let now: Vec<(ItemBase, Vec<u8>)> = ids
        .iter()
        .map(|id| (bench.base(id), bench.store.item(id).to_vec()))
        .collect();
    change(&mut bench, NOW_MS + 11, &|session, gathered, rng| {
        let undone = now
            .iter()
            .zip(&then)
            .map(|((base, record), then)| session.gather_reverted(gathered, base, (record, then), NOW_MS + 11, rng));
        undone.collect()
    })
    .unwrap();
    bench.reopen();
    assert_eq!(bench.session.list("", None, Shelf::Items).total, 3);
    assert!(bench.item(&ids[0]).unwrap().content.notes == "kept");
    assert_eq!(bench.read_file(&ids[1], &file).unwrap(), b"contract");
}

#[test]
fn what_becomes_part_of_a_guarded_item_or_takes_one_in_is_guarded() {
    let mut bench = Bench::new(1);
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let open = bench.put(&login("Bank", "", "pw", ""), NOW_MS).unwrap();
    let secret = bench.put(&guarded("Bank", "pw"), NOW_MS).unwrap();
    let bases = [bench.base(&open), bench.base(&secret)];
    let records = [bench.store.item(&open).to_vec(), bench.store.item(&secret).to_vec()];
    change(&mut bench, NOW_MS + 1, &|session, gathered, rng| {
        session.gather_united(gathered, &bases, &records, NOW_MS + 1, rng)
    })
    .unwrap();
    let rows = bench.session.list("", None, Shelf::Items).others;
    assert!(rows.len() == 1 && rows[0].guarded);
}
