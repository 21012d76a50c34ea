//! Damage: each bit and each cut of every kind of record is noticed, by the index's hashes and by each record's own
//! seal; and what is damaged keeps nothing else from opening that does not hang on it.

use std::collections::BTreeSet;

use latchkey_core::api::{Alarm, GeneratedPassword, RangeAnswer, Settings, Shelf, SiteRule};
use latchkey_core::error::{Error, Result};
use latchkey_core::secret::Secret;
use latchkey_core::session::{self, BACKUPS_KEY, EDITS_KEY, Session};
use latchkey_core::vault::associated::{Role, Scope};
use latchkey_core::vault::header::Header;
use latchkey_core::vault::id::{Id, parse_leaf_key};
use latchkey_core::vault::resume::Resume;
use latchkey_core::vault::root::Root;
use latchkey_core::vault::{draft, item, keys, resume, sealed};

use crate::vault_fixture::Factor::Key;
use crate::vault_fixture::{
    Bench, NOW_MS, PASSWORD, SeededRng, Store, base, draft as seen_draft, edit, error_of, flipped, flips, guarded,
    login, password, proofs,
};

const NOTE: &[u8] = b"where the backups lie";

/// A vault with a record of every kind; gives the ids of its two items, the second of which is guarded.
pub(crate) fn full_vault() -> (Bench, String, String) {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD], &[Key(1)]]);
    let plain = bench
        .put(&login("plain", "ada", "pw", "https://shop.example/"), NOW_MS)
        .unwrap();
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let guarded = bench.put(&guarded("guarded", "secret"), NOW_MS).unwrap();
    bench.reopen();
    bench.attach(&base(&plain, 1), b"a file", NOW_MS).unwrap();
    let settings = Settings {
        sites: vec![SiteRule {
            host: "a.example".into(),
            never_save: true,
            ..SiteRule::default()
        }],
        equivalent_domains: vec![vec!["a.example".into(), "b.example".into()]],
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    let (prefix, asked) = bench.session.ask(&plain, bench.store.item(&plain), NOW_MS).unwrap();
    let answer = RangeAnswer {
        prefix,
        lines: String::new(),
    };
    bench
        .change(|session, rng| session.note_exposed(&[asked], &[answer], NOW_MS, rng))
        .unwrap();
    bench
        .change(|session, rng| session.note_used(&plain, NOW_MS, rng))
        .unwrap();
    let made = GeneratedPassword {
        password: "made".into(),
        origin: "https://one.example".into(),
        made_ms: NOW_MS,
    };
    bench
        .change(|session, rng| session.note_generated(&made, None, rng))
        .unwrap();
    bench
        .change(|session, rng| session.note_local(BACKUPS_KEY, NOTE, rng))
        .unwrap();
    bench
        .change(|session, rng| session.note_local(EDITS_KEY, NOTE, rng))
        .unwrap();
    (bench, plain, guarded)
}

/// Keys of records, without what tells records of one kind apart.
fn kinds(store: &Store) -> BTreeSet<&str> {
    let kind = |key: &'_ String| match key.split_once('/') {
        Some(("local", _)) | None => key.len(),
        Some((kind, _)) => kind.len() + 1,
    };
    store.records.keys().map(|key| &key[..kind(key)]).collect()
}

/// Whoever adds a kind of record adds it to the vault that is damaged here: by its key, which `id.rs` or, of what the
/// core only keeps for the shell, `noted.rs` names, or by its role, without which nothing is sealed.
#[test]
fn a_record_of_every_kind_is_in_the_vault_that_is_damaged() {
    let (bench, plain, _) = full_vault();
    let present = kinds(&bench.store);
    let sources = [
        include_str!("../../src/vault/id.rs"),
        include_str!("../../src/session/noted.rs"),
    ];
    let named: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.strip_prefix("pub const ")?.split_once("_KEY: &str = \""))
        .map(|(_, value)| value.strip_suffix("\";").unwrap())
        .collect();
    assert!(named.len() >= 12, "the constants are found");
    let several: BTreeSet<&str> = present.iter().copied().filter(|kind| kind.ends_with('/')).collect();
    assert_eq!(several, BTreeSet::from(["chunk/", "item/", "leaf/"]));
    assert_eq!(
        named,
        present.difference(&several).copied().collect(),
        "a kind of record is missing here, or has no name there"
    );
    // What every role is damaged by; a new one does not compile.
    let id = Id::parse(&plain).unwrap();
    for role in [
        Role::Root,
        Role::Leaf(0),
        Role::Named(id),
        Role::ItemKey(id),
        Role::ItemFields(id),
        Role::Draft,
        Role::Attachment(id),
        Role::Local(id),
        Role::File,
    ] {
        let record = match role {
            Role::Root => "root",
            Role::Leaf(_) => "leaf/",
            Role::Named(_) => "generated",
            Role::ItemKey(_) | Role::ItemFields(_) => "item/",
            Role::Attachment(_) => "chunk/",
            Role::Local(_) => "local/used",
            // They lie in no store: drafts have a test of their own below, vault files in `damage_files`.
            Role::Draft | Role::File => continue,
        };
        assert!(present.contains(record), "{record}");
    }
}

/// The records that the root names, itself, and the leaves.
fn named_by_root(store: &Store) -> Vec<String> {
    let keys = store.frame().into_iter().map(|record| record.key);
    keys.filter(|key| key != "header" && !key.starts_with("local/"))
        .collect()
}

fn is_damage(error: Option<Error>) -> bool {
    matches!(error, Some(Error::Damaged | Error::NewerVersion))
}

/// The vault opens for reading alone, names just this record as lost, and shows nothing of it.
fn assert_named_lost(bench: &Bench, key: &str, bytes: Vec<u8>) {
    let session = bench.resume(&bench.store.with(key, bytes)).unwrap();
    assert_eq!(
        (session.alarm(), session.lost()),
        (Some(Alarm::Damaged), [key.to_owned()].as_slice())
    );
    let own = |session: &Session| (session.settings().clone(), session.list("", None, Shelf::Items).total);
    let ((settings, total), (expected, all)) = (own(&session), own(&bench.session));
    let expected = match key {
        "settings" => Settings {
            sites: expected.sites,
            equivalent_domains: expected.equivalent_domains,
            ..latchkey_core::vault::settings::initial()
        },
        "sites" => Settings {
            sites: Vec::new(),
            ..expected
        },
        "domains" => Settings {
            equivalent_domains: Vec::new(),
            ..expected
        },
        _ => expected,
    };
    assert_eq!(settings, expected, "{key}");
    assert_eq!(total < all, key.starts_with("leaf/"), "{key}");
}

/// Of each byte one bit goes the long way; all of them are turned below.
#[test]
fn d01_a_bit_flip_in_every_byte_of_every_record_that_the_root_names_is_noticed() {
    let (bench, _, _) = full_vault();
    for key in named_by_root(&bench.store).iter().filter(|key| *key != "root") {
        let record = &bench.store.records[key];
        for byte in 0..record.len() {
            assert_named_lost(&bench, key, flipped(record, byte * 8 + byte % 8));
        }
    }
}

/// Without the keyring no vault key is to be had: by the password nothing opens.
#[test]
fn d01_d02_every_bit_flip_and_every_cut_of_the_keyring_is_noticed() {
    let (bench, _, _) = full_vault();
    let keyring = &bench.store.records["keyring"];
    let cuts = (0..keyring.len()).map(|length| keyring[..length].to_vec());
    for changed in flips(keyring).chain(cuts) {
        let error = error_of(bench.store.with("keyring", changed).unlock());
        assert!(is_damage(error), "{error:?}");
    }
}

/// The same of the root, without which nothing opens.
#[test]
fn d01_a_bit_flip_in_every_byte_of_the_root_is_noticed() {
    let (bench, _, _) = full_vault();
    let root = &bench.store.records["root"];
    for byte in 0..root.len() {
        let flipped = flipped(root, byte * 8 + byte % 8);
        let opened = bench.resume(&bench.store.with("root", flipped));
        assert!(is_damage(error_of(opened)), "byte {byte}");
    }
}

/// The key and the role of a sealed record by its name.
fn sealed_as<'a>(key: &str, resumed: &'a Resume, keyring_key: &'a Secret) -> (&'a Secret, Role) {
    let keys = &resumed.keys;
    let name = Id::of_name(key);
    match key {
        "root" => (&keys.index, Role::Root),
        "keyring" => (keyring_key, Role::Named(name)),
        _ if key.starts_with("leaf/") => (&keys.index, Role::Leaf(parse_leaf_key(key).unwrap())),
        _ if key.starts_with("local/") => (&keys.local, Role::Local(name)),
        _ => (&keys.named, Role::Named(name)),
    }
}

fn with_keys(bench: &Bench) -> (Resume, Secret) {
    let resumed = resume::parse(&bench.session.resume_value().unwrap()).unwrap();
    let header = Header::parse(bench.store.header()).unwrap();
    let root_key = header.unlock(&proofs(&[PASSWORD])).unwrap().root_key;
    let keyring_key = keys::derive_keyring_key(&root_key, &resumed.scope).unwrap();
    (resumed, keyring_key)
}

/// Without the hashes of index and root: each record's own seal notices every bit.
#[test]
fn d01_every_bit_flip_of_every_sealed_record_fails_authentication_by_itself() {
    let (bench, _, _) = full_vault();
    let (resumed, keyring_key) = with_keys(&bench);
    for record in bench.store.frame().iter().filter(|record| record.key != "header") {
        let (key, role) = sealed_as(&record.key, &resumed, &keyring_key);
        assert!(sealed::open_bytes(key, &resumed.scope, role, &record.bytes).is_ok());
        for bit in 0..record.bytes.len() * 8 {
            let changed = flipped(&record.bytes, bit);
            let opened = error_of(sealed::open_bytes(key, &resumed.scope, role, &changed));
            // The first byte is the version: above 1 is newer, 0 was never.
            let expected = if bit < 8 && changed[0] > 1 {
                Error::NewerVersion
            } else {
                Error::Damaged
            };
            assert_eq!(opened, Some(expected), "bit {bit} of {}", record.key);
        }
    }
}

/// Each cut and a tail, by the record's own seal.
#[test]
fn d02_d03_every_cut_and_every_tail_of_every_sealed_record_fails_by_itself() {
    let (bench, _, _) = full_vault();
    let (resumed, keyring_key) = with_keys(&bench);
    for record in bench.store.frame().iter().filter(|record| record.key != "header") {
        let (key, role) = sealed_as(&record.key, &resumed, &keyring_key);
        let refused = |bytes: &[u8]| error_of(sealed::open_bytes(key, &resumed.scope, role, bytes));
        for length in 0..record.bytes.len() {
            assert_eq!(
                refused(&record.bytes[..length]),
                Some(Error::Damaged),
                "{} at {length}",
                record.key
            );
        }
        for tail in [1, 16, 256] {
            let longer = [record.bytes.as_slice(), &vec![0; tail]].concat();
            assert_eq!(refused(&longer), Some(Error::Damaged), "{}", record.key);
        }
    }
}

#[test]
fn d02_d03_every_cut_and_every_tail_of_every_record_that_the_root_names_is_refused() {
    let (bench, _, _) = full_vault();
    for key in named_by_root(&bench.store) {
        let record = &bench.store.records[&key];
        let cuts = (0..record.len()).map(|length| record[..length].to_vec());
        let tails = [vec![0], vec![0; 16], vec![0; 256], record.clone()];
        let tails = tails.map(|tail| [record.clone(), tail].concat());
        for changed in cuts.chain(tails) {
            if key == "root" {
                let opened = bench.resume(&bench.store.with(&key, changed));
                assert_eq!(error_of(opened), Some(Error::Damaged));
            } else {
                assert_named_lost(&bench, &key, changed);
            }
        }
    }
}

/// The one record that is handed in when it is asked for, by whoever reads storage then.
#[test]
fn d01_d02_every_bit_flip_and_every_cut_of_the_generated_passwords_is_noticed() {
    let (mut bench, _, _) = full_vault();
    let record = &bench.store.records["generated"];
    let listed = bench.session.generated(Some(record)).unwrap();
    assert_eq!(listed.first().map(|made| made.password.as_str()), Some("made"));
    let cuts = (0..record.len()).map(|length| record[..length].to_vec());
    let tails = [vec![0], vec![0; 256], record.clone()].map(|tail| [record.as_slice(), &tail].concat());
    for changed in flips(record).chain(cuts).chain(tails) {
        assert_eq!(error_of(bench.session.generated(Some(&changed))), Some(Error::Damaged));
    }
    assert_eq!(error_of(bench.session.generated(None)), Some(Error::Damaged), "lost");
    // Nor is a new password noted on top of what was damaged: the rest would be lost for good.
    let (made, damaged) = (listed.first().unwrap(), flipped(record, 777));
    let noted = bench.session.note_generated(made, Some(&damaged), &mut bench.rng);
    assert_eq!(error_of(noted), Some(Error::Damaged));
    assert!(bench.is_idle());
}

/// A local record is a convenience: damaged, the vault opens as if it were not there, and nothing of it is believed.
#[test]
fn d01_d02_every_bit_flip_and_every_cut_of_a_local_record_is_as_if_it_were_lost() {
    let (bench, plain, _) = full_vault();
    let damaged = |key: &str| {
        let record = bench.store.records[key].clone();
        let cuts: Vec<Vec<u8>> = (0..record.len()).map(|length| record[..length].to_vec()).collect();
        let tail = [record.clone(), vec![0]].concat();
        flips(&record).collect::<Vec<_>>().into_iter().chain(cuts).chain([tail])
    };
    for changed in damaged("local/device") {
        let session = bench.store.with("local/device", changed).unlock().unwrap();
        assert!(session.needs_device() && session.alarm().is_none());
    }
    let used_ms = |session: &Session| {
        let rows = session.list("", None, Shelf::Items).others;
        rows.into_iter().find(|row| row.id == plain).unwrap().used_ms
    };
    assert_eq!(used_ms(&bench.store.unlock().unwrap()), NOW_MS);
    for changed in damaged("local/used") {
        let session = bench.resume(&bench.store.with("local/used", changed)).unwrap();
        assert_eq!((used_ms(&session), session.needs_device()), (0, false));
    }
    // Handed in by the shell when it asks; the vault opens without a look at it.
    for key in [BACKUPS_KEY, EDITS_KEY] {
        let read = |bytes: &[u8]| bench.session.local_note(key, bytes);
        assert_eq!(read(&bench.store.records[key]).unwrap().as_slice(), NOTE);
        for changed in damaged(key) {
            assert!(is_damage(error_of(read(&changed))));
        }
        let session = bench.store.with(key, Vec::new()).unlock().unwrap();
        assert_eq!(
            (session.alarm(), used_ms(&session), session.needs_device()),
            (None, NOW_MS, false)
        );
    }
}

#[test]
fn d01_d02_every_bit_flip_and_every_cut_of_an_item_is_noticed_and_the_other_items_stay() {
    let (mut bench, plain, guarded) = full_vault();
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    for id in [&plain, &guarded] {
        let record = bench.store.item(id);
        let opened = |bytes: &[u8]| error_of(bench.session.item(id, bytes, NOW_MS));
        for (bit, flipped) in flips(record).enumerate() {
            assert_eq!(opened(&flipped), Some(Error::DamagedItem), "bit {bit}");
        }
        for length in 0..record.len() {
            assert_eq!(opened(&record[..length]), Some(Error::DamagedItem), "at {length}");
        }
        for tail in [vec![0], vec![0; 256], record.to_vec()] {
            assert_eq!(opened(&[record, &tail].concat()), Some(Error::DamagedItem));
        }
    }
    let opened = [&plain, &guarded].map(|id| bench.item(id).unwrap());
    assert_eq!(opened.each_ref().map(password), ["pw", "secret"]);
}

#[test]
fn d01_every_bit_flip_and_d02_every_cut_of_an_item_fail_authentication_by_themselves() {
    let (bench, plain, _) = full_vault();
    let (resumed, _) = with_keys(&bench);
    let (id, record) = (Id::parse(&plain).unwrap(), bench.store.item(&plain));
    let opened = |bytes: &[u8]| error_of(item::open(&resumed.keys.items, &resumed.scope, id, bytes));
    assert_eq!(opened(record), None);
    for bit in 0..record.len() * 8 {
        let changed = flipped(record, bit);
        let expected = if bit < 8 && changed[0] > 1 {
            Error::NewerVersion
        } else {
            Error::DamagedItem
        };
        assert_eq!(opened(&changed), Some(expected), "bit {bit}");
    }
    for length in 0..record.len() {
        assert_eq!(opened(&record[..length]), Some(Error::DamagedItem), "at {length}");
    }
    assert_eq!(opened(&[record, &[0]].concat()), Some(Error::DamagedItem));
}

#[test]
fn d01_d02_every_bit_flip_and_every_cut_of_a_draft_is_noticed_and_the_other_drafts_stay() {
    let (bench, _, _) = full_vault();
    let (resumed, _) = with_keys(&bench);
    let seen = seen_draft("https://one.example", "ada", "secret three");
    let sealed = session::seal_draft(bench.store.header(), &seen, &mut SeededRng::new(5)).unwrap();
    let opened = |bytes: &[u8]| error_of(draft::open(&resumed.keys.inbox, &resumed.scope, bytes));
    assert_eq!(opened(&sealed), None);
    for (bit, changed) in flips(&sealed).enumerate() {
        let expected = if bit < 8 && changed[0] > 1 {
            Error::NewerVersion
        } else {
            Error::Damaged
        };
        let found = opened(&changed);
        // The last bit of an X25519 point is ignored by the curve but not by the seal.
        assert_eq!(found, Some(expected), "bit {bit}");
    }
    for length in 0..sealed.len() {
        assert_eq!(opened(&sealed[..length]), Some(Error::Damaged), "at {length}");
    }
    assert_eq!(opened(&[sealed.as_slice(), &[0]].concat()), Some(Error::Damaged));
    let drafts = [vec![1, 2, 3], flipped(&sealed, 999), sealed, Vec::new()];
    let offer = bench.session.offer_save(&drafts, NOW_MS).unwrap();
    assert_eq!(offer.unwrap().password, "secret three");
}

/// A key that changed by chance would seal what nobody opens again: the vault is locked instead.
#[test]
fn d01_d02_every_bit_flip_and_every_cut_of_a_resume_value_locks_the_vault() {
    let (bench, _, _) = full_vault();
    let value = bench.session.resume_value().unwrap();
    let resumed = |value: &[u8]| error_of(Session::resume(value, bench.store.frame(), None));
    assert_eq!(resumed(&value), None);
    for (bit, changed) in flips(&value).enumerate() {
        assert_eq!(resumed(&changed), Some(Error::InvalidInput), "bit {bit}");
    }
    for length in 0..value.len() {
        assert_eq!(resumed(&value[..length]), Some(Error::InvalidInput), "at {length}");
    }
    for tail in [1, 32, value.len()] {
        let longer = [value.as_slice(), &value[..tail]].concat();
        assert_eq!(resumed(&longer), Some(Error::InvalidInput));
    }
}

#[test]
fn d04_two_items_swapped_are_refused() {
    let mut bench = Bench::new(1);
    let [first, second] = ["a", "b"].map(|title| bench.put(&login(title, "", "pw", ""), NOW_MS).unwrap());
    for (id, other) in [(&first, &second), (&second, &first)] {
        let opened = bench.session.item(id, bench.store.item(other), NOW_MS);
        assert_eq!(error_of(opened), Some(Error::DamagedItem));
    }
    let (resumed, _) = with_keys(&bench);
    let opened = item::open(
        &resumed.keys.items,
        &resumed.scope,
        Id::parse(&first).unwrap(),
        bench.store.item(&second),
    );
    assert_eq!(error_of(opened), Some(Error::DamagedItem), "by itself");
}

/// A password cannot be made an address, nor any record any other: each in the place of each.
#[test]
fn d05_no_record_stands_in_for_another() {
    let (bench, _, _) = full_vault();
    for (key, own) in bench.store.records.iter().filter(|(key, _)| !key.starts_with("chunk/")) {
        for (other_key, other) in &bench.store.records {
            if own == other || key.starts_with("item/") {
                continue;
            }
            let opened = bench.store.with(key, other.clone()).unlock();
            let what = format!("{other_key} as {key}");
            match key.as_str() {
                "header" | "root" | "keyring" => {
                    let error = error_of(opened);
                    assert!(is_damage(error) || error == Some(Error::NotAVault), "{what}: {error:?}");
                }
                "local/device" => assert!(opened.unwrap().needs_device(), "{what}"),
                "local/used" => assert!(opened.is_ok(), "{what}"),
                BACKUPS_KEY | EDITS_KEY => {
                    let read = opened.unwrap().local_note(key, other);
                    assert!(is_damage(error_of(read)), "{what}");
                }
                _ => assert_eq!(opened.unwrap().lost(), std::slice::from_ref(key), "{what}"),
            }
        }
    }
}

#[test]
fn d06_wrapped_keys_of_two_items_swapped_are_refused() {
    let mut bench = Bench::new(1);
    let [first, second] = ["a", "b"].map(|title| bench.put(&login(title, "", "pw", ""), NOW_MS).unwrap());
    let mut mixed = bench.store.item(&first).to_vec();
    mixed[22..94].copy_from_slice(&bench.store.item(&second)[22..94]);
    let (resumed, _) = with_keys(&bench);
    let id = Id::parse(&first).unwrap();
    let opened = item::open(&resumed.keys.items, &resumed.scope, id, &mixed);
    assert_eq!(error_of(opened), Some(Error::DamagedItem));
    assert_eq!(
        error_of(bench.session.item(&first, &mixed, NOW_MS)),
        Some(Error::DamagedItem)
    );
}

#[test]
fn e08_one_bad_item_of_a_thousand_leaves_the_others_open_and_itself_there_to_be_exported() {
    let mut bench = Bench::new(1);
    let inputs: Vec<_> = (0..1_000)
        .map(|n| login(&format!("item {n}"), "ada", &format!("pw{n}"), "https://one.example/"))
        .collect();
    let (ids, change) = bench.session.put_new(&inputs, NOW_MS, &mut bench.rng).unwrap();
    bench.store.commit(&change);
    bench.session.commit();
    let bad = &ids[617];
    let damaged = flipped(bench.store.item(bad), 2_000);
    bench.store = bench.store.with(&format!("item/{bad}"), damaged.clone());
    bench.reopen();
    assert_eq!(
        (bench.session.alarm(), bench.session.list("", None, Shelf::Items).total),
        (None, 1_000)
    );
    for (n, id) in ids.iter().enumerate() {
        match bench.item(id) {
            Ok(item) => assert_eq!(password(&item), format!("pw{n}")),
            Err(error) => assert_eq!((error, n), (Error::DamagedItem, 617)),
        }
    }
    // Its loss has a name, its bytes are there as they are, and their owner can be told from them.
    let row = bench.session.list("item 617", None, Shelf::Items).others.remove(0);
    assert_eq!((row.title.as_str(), row.id.as_str()), ("item 617", bad.as_str()));
    assert!(bench.store.item(bad) == damaged);
    assert_eq!(item::claimed_id(&damaged).unwrap().to_string(), *bad);
    // Work goes on: others are changed, this one is neither edited nor lost unasked.
    bench
        .put(&edit(&ids[0], 1, login("edited", "", "", "")), NOW_MS)
        .unwrap();
    let edited = bench.put(&edit(bad, 1, login("edited", "", "", "")), NOW_MS);
    assert_eq!(error_of(edited), Some(Error::DamagedItem));
    bench.delete(&base(bad, 1), NOW_MS).unwrap();
    assert_eq!(bench.session.list("", None, Shelf::Items).total, 999);
}

/// A root that names `record` under `key`, as a newer version's upgrade would leave it.
fn upgraded(bench: &Bench, key: &str, record: Vec<u8>) -> Store {
    let (resumed, _) = with_keys(bench);
    let (index, scope): (&Secret, &Scope) = (&resumed.keys.index, &resumed.scope);
    let mut root = Root::open(index, scope, &bench.store.records["root"]).unwrap().root;
    match parse_leaf_key(key) {
        Some(number) => root.set_leaf(number, &record).unwrap(),
        None => root.set_named(key, &record),
    }
    let sealed = root
        .seal(index, scope, &resumed.device, &mut SeededRng::new(6))
        .unwrap();
    bench.store.with(key, record).with("root", sealed)
}

/// An upgrade to version 2 was cut off anywhere, then this version starts: it refuses and overwrites nothing.
#[test]
fn e09_d13_a_vault_that_a_newer_version_began_to_upgrade_is_refused_and_left_alone() {
    let (bench, plain, _) = full_vault();
    let newer = |key: &str, at: usize| {
        let mut record = bench.store.records[key].clone();
        record[at] = 2;
        record
    };
    let refused = |store: &Store| {
        assert_eq!(error_of(store.unlock()), Some(Error::NewerVersion));
    };
    let not_resumed = |store: &Store| assert!(is_damage(error_of(bench.resume(store))));
    let header = bench.store.with("header", newer("header", 8));
    refused(&header);
    not_resumed(&header);
    assert_eq!(error_of(session::slots(header.header())), Some(Error::NewerVersion));
    let seen = seen_draft("https://one.example", "ada", "pw");
    let draft = session::seal_draft(header.header(), &seen, &mut SeededRng::new(1));
    assert_eq!(error_of(draft), Some(Error::NewerVersion));
    refused(&bench.store.with("root", newer("root", 0)));
    not_resumed(&bench.store.with("root", newer("root", 0)));
    for key in named_by_root(&bench.store).iter().filter(|key| *key != "root") {
        let store = upgraded(&bench, key, newer(key, 0));
        // It is opened only when it is asked for, and then refused.
        if key == "generated" {
            let session = store.unlock().unwrap();
            assert_eq!(
                error_of(session.generated(store.records.get(key).map(Vec::as_slice))),
                Some(Error::NewerVersion)
            );
            continue;
        }
        refused(&store);
        // The keyring is not looked at by who has its keys already.
        if key != "keyring" {
            not_resumed(&store);
        }
    }
    // A vault must not be there for a new one to be made: storage refuses to overwrite it.
    let slots = [crate::vault_fixture::slot(&[PASSWORD])];
    let (_, change) = Session::create(&slots, "Mine", NOW_MS, &mut SeededRng::new(8)).unwrap();
    let mut store = header.clone();
    assert!(!store.try_commit(&change) && store == header);
    // An item of its own version.
    let item = newer(&format!("item/{plain}"), 0);
    let (resumed, _) = with_keys(&bench);
    let opened: Result<_> = item::open(&resumed.keys.items, &resumed.scope, Id::parse(&plain).unwrap(), &item);
    assert_eq!(error_of(opened), Some(Error::NewerVersion));
}

/// A value that is sealed rightly but not one that is ever written is lost as if it were damaged. What is only beyond
/// this version's limits is brought back into them.
#[test]
fn d20_what_is_sealed_but_not_in_its_one_form_is_refused() {
    let (bench, plain, _) = full_vault();
    let (resumed, _) = with_keys(&bench);
    let (scope, keys) = (&resumed.scope, &resumed.keys);
    let reseal = |key: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let (sealing, role) = match parse_leaf_key(key) {
            Some(number) => (&keys.index, Role::Leaf(number)),
            None => (&keys.named, Role::Named(Id::of_name(key))),
        };
        let mut encoded = sealed::open_bytes(sealing, scope, role, &bench.store.records[key])
            .unwrap()
            .to_vec();
        change(&mut encoded);
        let record = sealed::seal_bytes(sealing, scope, role, &encoded, &mut SeededRng::new(7)).unwrap();
        upgraded(&bench, key, record).unlock().unwrap()
    };
    let leaf = format!("leaf/{}", &plain[..2]);
    type Change<'a> = &'a dyn Fn(&mut Vec<u8>);
    let cases: [(&str, Change<'_>); 6] = [
        (&leaf, &|encoded| encoded[0] ^= 1),
        (&leaf, &|encoded| encoded[2] ^= 1),
        (&leaf, &|encoded| encoded.truncate(2)),
        (&leaf, &|encoded| encoded.push(0)),
        ("settings", &|encoded| encoded.push(0)),
        ("settings", &|encoded| encoded.clear()),
    ];
    for (at, (key, change)) in cases.into_iter().enumerate() {
        let session = reseal(key, change);
        assert_eq!(
            (session.alarm(), session.lost()),
            (Some(Alarm::Damaged), [key.to_owned()].as_slice()),
            "case {at}"
        );
    }
    assert_eq!(reseal("settings", &|_| {}).alarm(), None, "sealed anew as it was");
    // Two rules the wrong way round, a group of one domain, a lock after 5,000 minutes.
    let two = [2, 7, 1, 2, 1, b'b', 2, 1, 1, 7, 1, 2, 1, b'a', 2, 1, 1];
    let session = reseal("sites", &|encoded| *encoded = two.to_vec());
    let hosts: Vec<&str> = session.settings().sites.iter().map(|rule| rule.host.as_str()).collect();
    assert_eq!((session.alarm(), hosts), (None, vec!["a", "b"]));
    let session = reseal("domains", &|encoded| *encoded = vec![1, 1, 1, b'a']);
    assert!(session.alarm().is_none() && session.settings().equivalent_domains.is_empty());
    let session = reseal("settings", &|encoded| *encoded = vec![4, 1, 2, 0x88, 0x27]);
    assert_eq!((session.alarm(), session.settings().lock_after_minutes), (None, 1_440));
}
