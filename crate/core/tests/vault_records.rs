//! Records by themselves, below the session: what a record is bound to, without the index's hashes to help.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod vault_fixture;

use latchkey_core::api::{Draft, Purpose};
use latchkey_core::crypto::inbox;
use latchkey_core::error::Error;
use latchkey_core::vault::associated::{self, Role, Scope};
use latchkey_core::vault::id::{ItemId, leaf_key, parse_leaf_key};
use latchkey_core::vault::item::{self, Login};
use latchkey_core::vault::keys::VaultKeys;
use latchkey_core::vault::{codec, draft, padding, resume, sealed};
use proptest::prelude::*;
use vault_fixture::{FailingRng, NOW_MS, SeededRng, factor, login};

const SCOPE: Scope = Scope {
    vault_id: [7; 16],
    epoch: 1,
};

fn keys() -> VaultKeys {
    VaultKeys::derive(&factor(1), &SCOPE).unwrap()
}

fn stored(password: &str) -> Login {
    Login::create(&login("title", "ada", password, "https://one.example/"), NOW_MS).unwrap()
}

fn seal(id: ItemId, revision: u32, login: &Login) -> Vec<u8> {
    item::seal(&keys(), &SCOPE, id, revision, login, &mut SeededRng::new(1)).unwrap()
}

fn any_login() -> impl Strategy<Value = Login> {
    let past = proptest::collection::vec((".{0,40}", any::<u64>()), 0..5);
    let urls = proptest::collection::vec(".{0,80}", 0..5);
    (
        ".{0,60}",
        ".{0,60}",
        ".{0,90}",
        urls,
        ".{0,3000}",
        any::<(u64, u64)>(),
        past,
    )
        .prop_map(
            |(title, username, password, urls, notes, (created_ms, changed_ms), history)| Login {
                title,
                username,
                password,
                urls,
                notes,
                created_ms,
                changed_ms,
                history,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_item_comes_back_as_it_was_sealed(login in any_login(), id in any::<[u8; 16]>(), revision: u32, seed: u64) {
        let record = item::seal(&keys(), &SCOPE, ItemId(id), revision, &login, &mut SeededRng::new(seed)).unwrap();
        prop_assert!(item::open(&keys(), &SCOPE, ItemId(id), revision, &record).unwrap() == login);
        let padded_len = record.len() - 22 - 72 - 40;
        prop_assert!(padded_len % 256 == 0, "{padded_len} bytes");
    }

    #[test]
    fn padding_comes_off_again(data in proptest::collection::vec(any::<u8>(), 0..9_000)) {
        let padded = padding::pad(&data).unwrap();
        prop_assert_eq!(padding::unpad(&padded).unwrap(), data.as_slice());
    }

    #[test]
    fn arbitrary_bytes_are_no_record(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(item::open(&keys(), &SCOPE, ItemId([1; 16]), 1, &bytes).is_err());
        prop_assert!(sealed::open::<u32>(&keys().index, &SCOPE, Role::Root, &bytes).is_err());
        prop_assert!(draft::open(&keys().inbox, &SCOPE, &bytes).is_err());
        prop_assert!(resume::parse(&bytes).is_err());
        prop_assert!(latchkey_core::session::kdf_params(&bytes).is_err());
        prop_assert!(latchkey_core::session::kdf_params(&[b"LATCHKEY\0", bytes.as_slice()].concat()).is_err());
    }

    #[test]
    fn a_value_has_one_encoding(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
        if let Ok(value) = codec::parse::<(u32, Vec<u64>, Option<String>)>(&bytes) {
            let encoded = codec::encode(&value).unwrap();
            prop_assert_eq!(encoded.as_slice(), bytes.as_slice());
        }
    }

    #[test]
    fn an_id_is_written_and_read(id in any::<[u8; 16]>()) {
        let text = ItemId(id).to_string();
        prop_assert_eq!(text.len(), 32);
        prop_assert_eq!(ItemId::parse(&text), Ok(ItemId(id)));
        let upper = text.to_uppercase();
        prop_assert!(upper == text || ItemId::parse(&upper).is_err());
        let longer = text.clone() + "0";
        prop_assert!(ItemId::parse(&text[1..]).is_err() && ItemId::parse(&longer).is_err());
    }

    #[test]
    fn a_draft_comes_back_as_it_was_sealed(username in ".{0,60}", password in ".{0,300}", seen_ms: u64, seed: u64) {
        let seen = Draft {
            origin: "https://one.example".into(),
            purpose: Purpose::ChangePassword,
            username,
            password,
            old_password: "before".into(),
            title: "one.example".into(),
            seen_ms,
        };
        let public = inbox::derive_public(&keys().inbox).unwrap();
        let record = draft::seal(&public, &SCOPE, &seen, &mut SeededRng::new(seed)).unwrap();
        prop_assert!(draft::open(&keys().inbox, &SCOPE, &record).unwrap() == seen);
        prop_assert!(draft::open(&keys().index, &SCOPE, &record).is_err());
        let rotated = Scope { epoch: 2, ..SCOPE };
        prop_assert!(draft::open(&keys().inbox, &rotated, &record).is_err());
    }
}

#[test]
fn d01_every_bit_flip_of_an_item_fails_authentication_by_itself() {
    let id = ItemId([3; 16]);
    let record = seal(id, 1, &stored("secret"));
    for bit in 0..record.len() * 8 {
        let mut flipped = record.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let expected = if bit < 8 {
            Error::NewerVersion
        } else {
            Error::DamagedItem
        };
        assert_eq!(
            item::open(&keys(), &SCOPE, id, 1, &flipped).err(),
            Some(expected),
            "bit {bit}"
        );
    }
}

#[test]
fn d04_d06_d07_an_item_is_bound_to_its_id_its_keys_its_revision_and_its_vault() {
    let (id, other_id) = (ItemId([3; 16]), ItemId([4; 16]));
    let (record, other) = (seal(id, 1, &stored("one")), seal(other_id, 1, &stored("two")));
    let refused = |record: &[u8], id, revision, scope: &Scope| {
        assert_eq!(
            item::open(&keys(), scope, id, revision, record).err(),
            Some(Error::DamagedItem)
        );
    };
    refused(&record, other_id, 1, &SCOPE);
    refused(&record, id, 2, &SCOPE);
    refused(&record, id, 1, &Scope { epoch: 2, ..SCOPE });
    refused(
        &record,
        id,
        1,
        &Scope {
            vault_id: [8; 16],
            ..SCOPE
        },
    );
    // Another item under this id in clear; then with this item's wrapped key; then the other way round.
    let renamed = [&record[..22], &other[22..]].concat();
    refused(&renamed, id, 1, &SCOPE);
    refused(&[&record[..94], &other[94..]].concat(), id, 1, &SCOPE);
    refused(&[&record[..22], &other[22..94], &record[94..]].concat(), id, 1, &SCOPE);
}

#[test]
fn d05_each_role_has_associated_data_of_its_own() {
    let id = ItemId([0; 16]);
    let roles = [
        Role::Root,
        Role::Leaf(0),
        Role::Leaf(1),
        Role::Settings,
        Role::ItemKey(id),
        Role::ItemFields(id),
        Role::ItemFields(ItemId([1; 16])),
        Role::Draft,
    ];
    let encoded: std::collections::BTreeSet<Vec<u8>> =
        roles.iter().map(|role| associated::encode(&SCOPE, *role)).collect();
    assert_eq!(encoded.len(), roles.len());
    assert!(encoded.iter().all(|bytes| bytes.len() == 47));
    let record = sealed::seal(&keys().index, &SCOPE, Role::Leaf(0), &5_u32, &mut SeededRng::new(1)).unwrap();
    for role in roles {
        let opened = sealed::open::<u32>(&keys().index, &SCOPE, role, &record);
        assert_eq!(
            opened,
            if role == Role::Leaf(0) {
                Ok(5)
            } else {
                Err(Error::Damaged)
            },
            "as {role:?}"
        );
    }
}

#[test]
fn sealing_the_same_twice_gives_other_bytes_of_the_same_length() {
    let id = ItemId([3; 16]);
    let login = stored("secret");
    let mut rng = SeededRng::new(9);
    let mut records = (0..200).map(|_| item::seal(&keys(), &SCOPE, id, 1, &login, &mut rng).unwrap());
    let first = records.next().unwrap();
    let mut nonces = std::collections::BTreeSet::from([first[22..46].to_vec(), first[94..118].to_vec()]);
    for record in records {
        assert_eq!(record.len(), first.len());
        assert!(
            nonces.insert(record[22..46].to_vec()) && nonces.insert(record[94..118].to_vec()),
            "d19: nonces differ"
        );
    }
    assert_eq!(
        seal(id, 1, &stored("1234")).len(),
        seal(id, 1, &stored("a much longer password")).len()
    );
}

#[test]
fn the_subkeys_and_the_password_tag_differ_and_depend_on_the_vault() {
    let (keys, other) = (
        keys(),
        VaultKeys::derive(
            &factor(1),
            &Scope {
                vault_id: [8; 16],
                ..SCOPE
            },
        )
        .unwrap(),
    );
    let all = [
        &keys.index,
        &keys.items,
        &keys.settings,
        &keys.inbox,
        &other.index,
        &other.items,
    ];
    let distinct: std::collections::BTreeSet<&[u8; 32]> = all.iter().map(|key| key.expose()).collect();
    assert_eq!(distinct.len(), all.len());
    let tag = |keys: &VaultKeys, password| keys.derive_password_tag(&SCOPE, password).unwrap();
    assert_eq!(tag(&keys, "secret"), tag(&keys, "secret"));
    assert_ne!(tag(&keys, "secret"), tag(&keys, "Secret"));
    assert_ne!(tag(&keys, "secret"), tag(&other, "secret"));
    assert_eq!(tag(&keys, ""), None);
}

#[test]
fn a_resume_value_comes_back_and_never_holds_the_root_key() {
    let value = resume::encode(&SCOPE, &[5; 32], &keys());
    assert_eq!(value.len(), resume::RESUME_LEN);
    let back = resume::parse(&value).unwrap();
    assert_eq!(resume::encode(&back.scope, &back.header_hash, &back.keys), value);
    assert!(!value.windows(32).any(|bytes| bytes == factor(1).expose()));
    let header_key = latchkey_core::vault::keys::derive_header_key(&factor(1), &SCOPE).unwrap();
    assert!(!value.windows(32).any(|bytes| bytes == header_key.expose()));
    let mut newer = value.to_vec();
    newer[0] = 1;
    assert_eq!(resume::parse(&newer).err(), Some(Error::InvalidInput));
}

#[test]
fn a_source_of_randomness_that_fails_is_an_error_at_every_draw() {
    let (id, login, keys) = (ItemId([3; 16]), stored("secret"), keys());
    for draws in 0..3 {
        let sealed = item::seal(&keys, &SCOPE, id, 1, &login, &mut FailingRng(draws));
        assert_eq!(sealed.err(), Some(Error::NoRandomness), "after {draws}");
    }
    let public = inbox::derive_public(&keys.inbox).unwrap();
    let sealed = inbox::seal(&public, b"", b"", b"data", &mut FailingRng(0));
    assert_eq!(sealed.err(), Some(Error::NoRandomness));
}

#[test]
fn the_largest_item_with_a_full_history_still_fits_its_record() {
    let key_glyphs = |count: usize| "\u{1f511}".repeat(count);
    let largest = Login {
        title: key_glyphs(item::MAX_TITLE_CHARS),
        username: key_glyphs(item::MAX_USERNAME_CHARS),
        password: key_glyphs(item::MAX_PASSWORD_CHARS),
        urls: vec![key_glyphs(item::MAX_URL_CHARS); item::MAX_URLS],
        notes: key_glyphs(item::MAX_NOTES_CHARS),
        history: vec![(key_glyphs(item::MAX_PASSWORD_CHARS), u64::MAX); item::MAX_HISTORY],
        ..stored("")
    };
    let record = seal(ItemId([3; 16]), u32::MAX, &largest);
    assert_eq!(
        item::open(&keys(), &SCOPE, ItemId([3; 16]), u32::MAX, &record),
        Ok(largest)
    );
}

#[test]
fn a_leaf_key_names_a_leaf_in_lower_case_only() {
    assert!((0..=255).all(|number| parse_leaf_key(&leaf_key(number)) == Some(number)));
    assert!(
        ["leaf/", "leaf/0", "leaf/000", "leaf/0A", "leaf/g0", "item/00"]
            .iter()
            .all(|key| parse_leaf_key(key).is_none())
    );
}

#[test]
fn secrets_print_nothing_of_themselves() {
    assert_eq!(format!("{:?}", factor(42)), "Secret(..)");
}
