//! Attacks on a stored vault: whoever can write to the disk can break it, but never read it, change it unseen or set
//! parts of it back. Each test bears the number of the attack in the threat model.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod vault_fixture;

use latchkey_core::api::{Draft, KdfParams, Purpose, Settings};
use latchkey_core::crypto::digest;
use latchkey_core::error::{Error, Result};
use latchkey_core::session::{self, Session};
use latchkey_core::vault::associated::Role;
use latchkey_core::vault::header::{self, Header};
use latchkey_core::vault::keys::VaultKeys;
use latchkey_core::vault::root::Root;
use latchkey_core::vault::settings::StoredSettings;
use latchkey_core::vault::{codec, sealed};
use vault_fixture::{Bench, NOW_MS, SeededRng, Store, base, edit, factor, kdf, login};

const FIRST: &str = "first";

/// A vault with two items; returns their ids.
fn small_vault() -> (Bench, String, String) {
    let mut bench = Bench::new(1);
    let first = bench
        .put(&login(FIRST, "ada", "secret one", "https://one.example/"), NOW_MS)
        .unwrap();
    let second = bench
        .put(&login("second", "bob", "secret two", "https://two.example/"), NOW_MS)
        .unwrap();
    (bench, first, second)
}

/// What a vault says whose records are not the ones that were written.
fn is_typed(error: Error) -> bool {
    matches!(
        error,
        Error::WrongPassword | Error::Damaged | Error::NewerVersion | Error::NotAVault | Error::KdfOutOfRange
    )
}

fn error_of<T>(result: Result<T>) -> Option<Error> {
    result.err()
}

/// The vault opened by its resume value: the quick way to open it thousands of times.
fn resume(bench: &Bench, store: &Store) -> Result<Session> {
    Session::resume(&bench.session.resume_value(), store.frame())
}

fn draft() -> Draft {
    Draft {
        origin: "https://one.example".into(),
        purpose: Purpose::SignIn,
        username: "ada".into(),
        password: "secret three".into(),
        old_password: String::new(),
        title: "one.example".into(),
        seen_ms: NOW_MS,
    }
}

fn flips(record: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..record.len() * 8).map(|bit| {
        let mut flipped = record.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        flipped
    })
}

#[test]
fn d01_every_bit_flip_of_the_header_is_noticed() {
    let (bench, _, _) = small_vault();
    for (bit, flipped) in flips(&bench.store.records["header"]).enumerate() {
        let store = bench.store.with("header", flipped);
        assert!(error_of(store.unlock()).is_some_and(is_typed), "bit {bit} by factor");
        assert!(
            error_of(resume(&bench, &store)).is_some_and(is_typed),
            "bit {bit} by resume value"
        );
    }
}

#[test]
fn d01_every_bit_flip_of_root_leaf_and_settings_is_noticed() {
    let (bench, first, _) = small_vault();
    let leaf = format!("leaf/{}", &first[..2]);
    for key in ["settings", &leaf, "root"] {
        for (bit, flipped) in flips(&bench.store.records[key]).enumerate() {
            let opened = resume(&bench, &bench.store.with(key, flipped));
            assert!(
                matches!(opened.err(), Some(Error::Damaged | Error::NewerVersion)),
                "bit {bit} of {key}"
            );
        }
    }
}

#[test]
fn d01_every_bit_flip_of_an_item_is_noticed_and_the_other_items_stay() {
    let (bench, first, second) = small_vault();
    for (bit, flipped) in flips(bench.store.item(&first)).enumerate() {
        assert_eq!(
            error_of(bench.session.item(&first, &flipped)),
            Some(Error::DamagedItem),
            "bit {bit}"
        );
    }
    assert_eq!(
        bench.session.item(&second, bench.store.item(&second)).unwrap().password,
        "secret two"
    );
}

#[test]
fn d01_every_bit_flip_of_a_draft_is_noticed_and_the_other_drafts_stay() {
    let (bench, _, _) = small_vault();
    let sealed = session::seal_draft(&bench.store.records["header"], &draft(), &mut SeededRng::new(5)).unwrap();
    for (bit, flipped) in flips(&sealed).enumerate() {
        assert!(
            bench.session.offer_save(&[flipped], NOW_MS).unwrap().is_none(),
            "bit {bit}"
        );
    }
    let offer = bench
        .session
        .offer_save(&[vec![1, 2, 3], sealed, Vec::new()], NOW_MS)
        .unwrap();
    assert_eq!(offer.unwrap().password, "secret three");
}

#[test]
fn d02_every_truncation_is_refused() {
    let (bench, first, _) = small_vault();
    for (key, record) in &bench.store.records {
        for length in 0..record.len() {
            let cut = record[..length].to_vec();
            if key.starts_with("item/") {
                let id = key.trim_start_matches("item/");
                assert_eq!(
                    error_of(bench.session.item(id, &cut)),
                    Some(Error::DamagedItem),
                    "{key} at {length}"
                );
            } else {
                let store = bench.store.with(key, cut);
                assert!(
                    error_of(resume(&bench, &store)).is_some_and(is_typed),
                    "{key} at {length}"
                );
                if key == "header" {
                    assert!(error_of(store.unlock()).is_some_and(is_typed), "{key} at {length}");
                }
            }
        }
    }
    let sealed = session::seal_draft(&bench.store.records["header"], &draft(), &mut SeededRng::new(5)).unwrap();
    for length in 0..sealed.len() {
        assert!(
            bench
                .session
                .offer_save(&[sealed[..length].to_vec()], NOW_MS)
                .unwrap()
                .is_none()
        );
    }
    assert!(!first.is_empty());
}

#[test]
fn d03_trailing_bytes_are_refused() {
    let (bench, _, _) = small_vault();
    for (key, record) in &bench.store.records {
        for tail in [vec![0], vec![0; 16], vec![0; 256], record.clone()] {
            let longer = [record.clone(), tail].concat();
            if let Some(id) = key.strip_prefix("item/") {
                assert_eq!(
                    error_of(bench.session.item(id, &longer)),
                    Some(Error::DamagedItem),
                    "{key}"
                );
            } else {
                assert!(
                    error_of(bench.store.with(key, longer).unlock()).is_some_and(is_typed),
                    "{key}"
                );
            }
        }
    }
    let resume_value = bench.session.resume_value();
    for longer in [
        [resume_value.as_slice(), &[0]].concat(),
        [resume_value.as_slice(), &[0; 32]].concat(),
    ] {
        assert_eq!(
            error_of(Session::resume(&longer, bench.store.frame())),
            Some(Error::InvalidInput)
        );
    }
}

#[test]
fn d04_two_items_swapped_are_refused() {
    let (bench, first, second) = small_vault();
    assert_eq!(
        error_of(bench.session.item(&first, bench.store.item(&second))),
        Some(Error::DamagedItem)
    );
    assert_eq!(
        error_of(bench.session.item(&second, bench.store.item(&first))),
        Some(Error::DamagedItem)
    );
}

#[test]
fn d05_no_record_stands_in_for_another() {
    let (bench, _, _) = small_vault();
    for (key, own) in &bench.store.records {
        for (other_key, other) in &bench.store.records {
            if own != other && !key.starts_with("item/") {
                let opened = bench.store.with(key, other.clone()).unlock();
                assert!(error_of(opened).is_some_and(is_typed), "{other_key} as {key}");
            }
        }
    }
}

#[test]
fn d06_wrapped_keys_of_two_items_swapped_are_refused() {
    let (bench, first, second) = small_vault();
    let mut mixed = bench.store.item(&first).to_vec();
    mixed[22..94].copy_from_slice(&bench.store.item(&second)[22..94]);
    assert_eq!(error_of(bench.session.item(&first, &mixed)), Some(Error::DamagedItem));
}

#[test]
fn d07_an_old_revision_of_an_item_or_of_its_leaf_is_refused() {
    let (mut bench, first, _) = small_vault();
    let old = bench.store.clone();
    bench
        .put(
            &edit(&first, 1, login(FIRST, "ada", "a better one", "https://one.example/")),
            NOW_MS + 1,
        )
        .unwrap();
    assert_eq!(
        error_of(bench.session.item(&first, old.item(&first))),
        Some(Error::DamagedItem)
    );
    let leaf = format!("leaf/{}", &first[..2]);
    assert_eq!(
        error_of(bench.store.with(&leaf, old.records[&leaf].clone()).unlock()),
        Some(Error::Damaged)
    );
}

#[test]
fn d08_a_leaf_dropped_added_or_doubled_is_refused() {
    let (bench, first, _) = small_vault();
    let leaf = format!("leaf/{}", &first[..2]);
    assert_eq!(error_of(bench.store.without(&leaf).unlock()), Some(Error::Damaged));
    let unused = (0..=255)
        .map(|number| format!("leaf/{number:02x}"))
        .find(|key| !bench.store.records.contains_key(key));
    let added = bench.store.with(&unused.unwrap(), bench.store.records[&leaf].clone());
    assert_eq!(error_of(added.unlock()), Some(Error::Damaged));
    let mut doubled = bench.store.frame();
    doubled.extend(bench.store.frame().into_iter().filter(|record| record.key == leaf));
    assert_eq!(error_of(Session::unlock(&factor(1), doubled)), Some(Error::Damaged));
    for key in ["root", "settings"] {
        assert_eq!(error_of(bench.store.without(key).unlock()), Some(Error::Damaged));
    }
    assert_eq!(error_of(bench.store.without("header").unlock()), Some(Error::NotAVault));
}

#[test]
fn d09_a_deleted_item_stays_deleted() {
    let (mut bench, first, _) = small_vault();
    let old = bench.store.clone();
    bench.delete(&base(&first, 1), NOW_MS + 1).unwrap();
    let reopened = bench.store.unlock().unwrap();
    assert_eq!(error_of(reopened.item(&first, old.item(&first))), Some(Error::NotFound));
    let leaf = format!("leaf/{}", &first[..2]);
    assert_eq!(
        error_of(bench.store.with(&leaf, old.records[&leaf].clone()).unlock()),
        Some(Error::Damaged)
    );
}

/// A header whose slot asks for other Argon2id parameters: the first three numbers of its one factor.
fn with_kdf(header: &[u8], memory_kib: &[u8], passes: u8) -> Vec<u8> {
    let at = header
        .windows(5)
        .position(|bytes| bytes == [0x80, 0x80, 0x04, 3, 1])
        .unwrap();
    [&header[..at], memory_kib, &[passes], &header[at + 4..]].concat()
}

#[test]
fn d11_argon2_parameters_below_the_floor_are_refused_before_any_work() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    let eight_mib = [0x80, 0x40];
    for changed in [
        with_kdf(header, &eight_mib, 3),
        with_kdf(header, &[0x80, 0x80, 0x04], 2),
    ] {
        assert_eq!(error_of(session::kdf_params(&changed)), Some(Error::KdfOutOfRange));
        assert_eq!(
            error_of(session::seal_draft(&changed, &draft(), &mut SeededRng::new(1))),
            Some(Error::KdfOutOfRange)
        );
        assert_eq!(
            error_of(bench.store.with("header", changed).unlock()),
            Some(Error::KdfOutOfRange)
        );
    }
    for weak in [
        KdfParams {
            memory_kib: 65_535,
            ..kdf()
        },
        KdfParams { passes: 2, ..kdf() },
        KdfParams { lanes: 0, ..kdf() },
        KdfParams {
            salt: vec![9; 31],
            ..kdf()
        },
    ] {
        let created = Session::create(&factor(1), &weak, NOW_MS, &mut SeededRng::new(1));
        assert_eq!(error_of(created), Some(Error::KdfOutOfRange));
    }
}

#[test]
fn d12_argon2_parameters_above_the_ceiling_are_refused_before_any_work() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    let four_gib = [0x80, 0x80, 0x80, 0x02];
    for changed in [
        with_kdf(header, &four_gib, 3),
        with_kdf(header, &[0x80, 0x80, 0x04], 127),
    ] {
        assert_eq!(error_of(session::kdf_params(&changed)), Some(Error::KdfOutOfRange));
        assert_eq!(
            error_of(bench.store.with("header", changed).unlock()),
            Some(Error::KdfOutOfRange)
        );
    }
    for heavy in [
        KdfParams {
            memory_kib: 1_048_577,
            ..kdf()
        },
        KdfParams { passes: 11, ..kdf() },
        KdfParams { lanes: 5, ..kdf() },
        KdfParams {
            salt: vec![9; 33],
            ..kdf()
        },
    ] {
        let created = Session::create(&factor(1), &heavy, NOW_MS, &mut SeededRng::new(1));
        assert_eq!(error_of(created), Some(Error::KdfOutOfRange));
    }
}

#[test]
fn d13_another_suite_epoch_or_version_is_refused() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    let changed = |at: usize, value: u8| {
        let mut changed = header.clone();
        changed[at] = value;
        error_of(bench.store.with("header", changed).unlock())
    };
    for suite in [0, 2, 255] {
        assert_eq!(changed(9, suite), Some(Error::Damaged), "suite {suite}");
    }
    assert_eq!(changed(26, 0), Some(Error::Damaged), "epoch 0");
    assert_eq!(
        changed(26, 2),
        Some(Error::WrongPassword),
        "epoch 2: no slot was made for it"
    );
    for version in [1, 2, 255] {
        assert_eq!(changed(8, version), Some(Error::NewerVersion));
    }
    for (key, record) in &bench.store.records {
        let newer = [&[1], &record[1..]].concat();
        match key.as_str() {
            "header" => {}
            "root" => assert_eq!(
                error_of(bench.store.with(key, newer).unlock()),
                Some(Error::NewerVersion)
            ),
            _ if key.starts_with("item/") => assert!(bench.session.item(&key[5..], &newer).is_err()),
            _ => assert_eq!(error_of(bench.store.with(key, newer).unlock()), Some(Error::Damaged)),
        }
    }
    assert_eq!(
        error_of(session::kdf_params(b"PK\x03\x04 not a vault")),
        Some(Error::NotAVault)
    );
    assert_eq!(error_of(session::kdf_params(b"")), Some(Error::NotAVault));
}

/// Where the list of slots starts: its length, then the slots, then the tag of 32 bytes.
const SLOTS_AT: usize = 8 + 1 + 1 + 16 + 1 + 32;

#[test]
fn d14_slots_and_salts_of_another_vault_are_refused() {
    let (bench, _, _) = small_vault();
    let other = Bench::new(2);
    let (header, foreign) = (&bench.store.records["header"], &other.store.records["header"]);
    assert_eq!(header.len(), foreign.len());
    let mut exchanged = header.clone();
    exchanged[SLOTS_AT..].copy_from_slice(&foreign[SLOTS_AT..]);
    assert_eq!(
        error_of(bench.store.with("header", exchanged).unlock()),
        Some(Error::WrongPassword)
    );
    // The whole header of another vault opens with that vault's factor, but its root key opens nothing here.
    assert_eq!(
        error_of(bench.store.with("header", foreign.clone()).unlock()),
        Some(Error::Damaged)
    );
    let argon2_salt = header.windows(32).position(|bytes| bytes == [9; 32]).unwrap();
    for at in [argon2_salt, argon2_salt + 32] {
        let mut changed = header.clone();
        changed[at] ^= 1;
        assert_eq!(
            error_of(bench.store.with("header", changed).unlock()),
            Some(Error::WrongPassword)
        );
    }
}

#[test]
fn d15_a_wrap_changed_under_the_right_commitment_is_damage_and_no_key() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    let wrap = header.len() - 32 - 48;
    for at in [wrap, wrap + 31, wrap + 32, wrap + 47] {
        let mut changed = header.clone();
        changed[at] ^= 1;
        assert_eq!(
            error_of(bench.store.with("header", changed).unlock()),
            Some(Error::Damaged)
        );
    }
    let mut changed = header.clone();
    changed[wrap - 1] ^= 1;
    assert_eq!(
        error_of(bench.store.with("header", changed).unlock()),
        Some(Error::WrongPassword),
        "the commitment"
    );
}

#[test]
fn d16_a_slot_that_an_attacker_adds_opens_nothing() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    // The attacker makes a slot for a factor of their own, with a root key of their own, for this very vault.
    let scope = Header::parse(header).unwrap().scope();
    let (root_key, own) = (factor(77), factor(66));
    let forged = header::make(&scope, &root_key, &own, &kdf(), &mut SeededRng::new(3)).unwrap();
    let (slots, end) = (SLOTS_AT + 1, header.len() - 32);
    let both = [&header[..SLOTS_AT], &[2], &header[slots..end], &forged[slots..end]].concat();
    for tag in [&header[end..], &forged[end..]] {
        let store = bench.store.with("header", [both.as_slice(), tag].concat());
        assert_eq!(error_of(store.unlock()), Some(Error::Damaged), "to the owner");
        assert_eq!(
            error_of(Session::unlock(&own, store.frame())),
            Some(Error::Damaged),
            "to the attacker"
        );
    }
    // A header all of their own, with this vault's id, opens, but nothing in the store was sealed under its root key.
    let store = bench.store.with("header", forged);
    assert_eq!(error_of(Session::unlock(&own, store.frame())), Some(Error::Damaged));
    assert_eq!(error_of(store.unlock()), Some(Error::WrongPassword));
    assert_eq!(error_of(resume(&bench, &store)), Some(Error::Damaged));
}

#[test]
fn d14_d16_the_headers_own_tag_is_verified() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    assert!(Header::parse(header).unwrap().unlock(&factor(1)).is_ok());
    for at in [SLOTS_AT - 1, header.len() - 32, header.len() - 1] {
        let mut changed = header.clone();
        changed[at] ^= 1;
        let unlocked = Header::parse(&changed).unwrap().unlock(&factor(1));
        assert_eq!(error_of(unlocked), Some(Error::Damaged), "at {at}");
    }
}

/// The owner's own older header, put back after a change of password: its tag is right and its slot opens.
#[test]
fn d17_an_older_header_of_the_same_vault_is_refused() {
    let mut rng = SeededRng::new(6);
    let (scope, root_key) = (header::make_scope(&mut rng).unwrap(), factor(50));
    let [older, newer] = [1, 2].map(|own| header::make(&scope, &root_key, &factor(own), &kdf(), &mut rng).unwrap());
    let keys = VaultKeys::derive(&root_key, &scope).unwrap();
    let settings = StoredSettings::initial();
    let settings = sealed::seal(&keys.settings, &scope, Role::Settings, &settings, &mut rng).unwrap();
    let root = Root::first(NOW_MS, digest::derive_hash(&newer), digest::derive_hash(&settings));
    let root = sealed::seal(&keys.index, &scope, Role::Root, &root, &mut rng).unwrap();
    let mut store = Store::default();
    store.records.extend([
        ("header".into(), newer),
        ("root".into(), root),
        ("settings".into(), settings),
    ]);
    assert!(Session::unlock(&factor(2), store.frame()).is_ok());
    assert_eq!(
        error_of(Session::unlock(&factor(1), store.with("header", older).frame())),
        Some(Error::Damaged)
    );
}

#[test]
fn d16_the_inbox_key_cannot_be_exchanged() {
    let (bench, _, _) = small_vault();
    let mut changed = bench.store.records["header"].clone();
    changed[SLOTS_AT - 32..SLOTS_AT].copy_from_slice(&Bench::new(2).store.records["header"][SLOTS_AT - 32..SLOTS_AT]);
    let store = bench.store.with("header", changed);
    assert_eq!(error_of(store.unlock()), Some(Error::Damaged));
    assert_eq!(error_of(resume(&bench, &store)), Some(Error::Damaged));
}

#[test]
fn d18_older_settings_are_refused() {
    let (mut bench, _, _) = small_vault();
    let old = bench.store.records["settings"].clone();
    let settings = Settings {
        lock_after_minutes: 1,
        clear_clipboard_seconds: 10,
        never_save: Vec::new(),
        no_menu: Vec::new(),
    };
    let change = bench.session.put_settings(&settings, &mut bench.rng).unwrap();
    bench.store.commit(&change);
    bench.session.commit();
    assert_eq!(bench.store.unlock().unwrap().settings(), settings);
    assert_eq!(
        error_of(bench.store.with("settings", old).unlock()),
        Some(Error::Damaged)
    );
}

#[test]
fn a_header_with_more_slots_or_bytes_than_allowed_is_refused() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    let end = header.len() - 32;
    let slot = &header[SLOTS_AT + 1..end];
    let with_slots = |count: u8| {
        let slots = slot.repeat(usize::from(count));
        [&header[..SLOTS_AT], &[count], &slots, &header[end..]].concat()
    };
    assert_eq!(error_of(session::kdf_params(&with_slots(16))), None);
    assert_eq!(error_of(session::kdf_params(&with_slots(17))), Some(Error::Damaged));
    assert_eq!(error_of(session::kdf_params(&with_slots(0))), Some(Error::Damaged));
    assert_eq!(error_of(session::kdf_params(&with_slots(127))), Some(Error::Damaged));
}

#[test]
fn a_header_spelled_otherwise_is_refused() {
    let (bench, _, _) = small_vault();
    let header = &bench.store.records["header"];
    // The epoch, 1, as a number of two bytes: the same value in postcard, but not its shortest form.
    assert_eq!(header[26], 1);
    let longer = [&header[..26], &[0x81, 0x00], &header[27..]].concat();
    assert_eq!(
        error_of(bench.store.with("header", longer.clone()).unlock()),
        Some(Error::Damaged)
    );
    assert_eq!(error_of(session::kdf_params(&longer)), Some(Error::Damaged));
    assert_eq!(error_of(codec::parse::<u32>(&[0x81, 0x00])), Some(Error::Damaged));
    assert_eq!(codec::parse::<u32>(&[0x01]), Ok(1));
}
