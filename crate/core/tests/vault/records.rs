//! Records by themselves, below the session: what a record is bound to, without the index's hashes to help.

use std::collections::BTreeSet;

use latchkey_core::api::{Draft, Purpose};
use latchkey_core::crypto::inbox;
use latchkey_core::error::Error;
use latchkey_core::vault::associated::{self, Role, Scope};
use latchkey_core::vault::content;
use latchkey_core::vault::device::{Device, Stamp, ThisDevice};
use latchkey_core::vault::fields::{Fields, StoredItem};
use latchkey_core::vault::id::{Id, leaf_key, parse_leaf_key};
use latchkey_core::vault::index::{Entry, Index};
use latchkey_core::vault::keys::{self, RingEntry, VaultKeys};
use latchkey_core::vault::root::Root;
use latchkey_core::vault::{draft, item, padding, resume, sealed};
use proptest::prelude::*;

use crate::vault_fixture::{FailingRng, NOW_MS, SeededRng, error_of, login, secret};

pub(crate) const SCOPE: Scope = Scope {
    vault_id: Id([7; 16]),
    epoch: 1,
};

const OTHER_VAULT: Scope = Scope {
    vault_id: Id([8; 16]),
    epoch: 1,
};

const OTHER_EPOCH: Scope = Scope { epoch: 2, ..SCOPE };

pub(crate) fn keys() -> VaultKeys {
    VaultKeys::derive(&secret(1), &secret(2), &SCOPE).unwrap()
}

pub(crate) fn device() -> ThisDevice {
    ThisDevice::make(&mut SeededRng::new(3)).unwrap().0
}

fn fields(password: &str) -> Fields {
    let item = content::create(&login("title", "ada", password, "https://one.example/"), NOW_MS).unwrap();
    let stamp = Stamp {
        ms: NOW_MS,
        counter: 0,
        device: device().id,
    };
    Fields {
        revision: 1,
        stamp,
        stamps: Vec::new(),
        item,
    }
}

fn seal(id: Id, fields: &Fields) -> Vec<u8> {
    item::seal(&keys().items, &SCOPE, id, fields, &mut SeededRng::new(1)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_item_comes_back_as_it_was_sealed(id: [u8; 16], seed: u64) {
        let fields = crate::wire::Dice::new(seed).fields();
        let record = item::seal(&keys().items, &SCOPE, Id(id), &fields, &mut SeededRng::new(seed)).unwrap();
        prop_assert!(item::open(&keys().items, &SCOPE, Id(id), &record).unwrap() == fields);
        prop_assert_eq!(item::claimed_id(&record), Ok(Id(id)));
        // And under other keys, without the fields being touched.
        let (new, other) = (secret(9), SeededRng::new(seed ^ 1));
        let rewrapped = item::rewrap((&keys().items, &SCOPE), (&new, &OTHER_EPOCH), Id(id), &record, &mut { other }).unwrap();
        prop_assert!(item::open(&new, &OTHER_EPOCH, Id(id), &rewrapped).unwrap() == fields);
        prop_assert_eq!(&rewrapped[94..], &record[94..]);
    }

    #[test]
    fn padding_comes_off_again(data in proptest::collection::vec(any::<u8>(), 0..9_000)) {
        let padded = padding::pad(&data).unwrap();
        prop_assert_eq!(padding::unpad(&padded).unwrap(), data.as_slice());
        prop_assert!(padded.len().is_multiple_of(256));
    }

    #[test]
    fn arbitrary_bytes_are_no_record(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let versioned = [&[1], bytes.as_slice()].concat();
        for bytes in [&bytes, &versioned] {
            prop_assert!(item::open(&keys().items, &SCOPE, Id([1; 16]), bytes).is_err());
            prop_assert!(sealed::open::<u32>(&keys().index, &SCOPE, Role::Root, bytes).is_err());
            prop_assert!(draft::open(&keys().inbox, &SCOPE, bytes).is_err());
            prop_assert!(resume::parse(bytes).is_err());
            prop_assert!(latchkey_core::session::slots(bytes).is_err());
            prop_assert!(latchkey_core::session::slots(&[b"LATCHKEY", bytes.as_slice()].concat()).is_err());
        }
    }

    #[test]
    fn an_id_is_written_and_read(id: [u8; 16]) {
        let text = Id(id).to_string();
        prop_assert_eq!(text.len(), 32);
        prop_assert_eq!(Id::parse(&text), Ok(Id(id)));
        let upper = text.to_uppercase();
        prop_assert!(upper == text || Id::parse(&upper).is_err());
        let longer = text.clone() + "0";
        prop_assert!(Id::parse(&text[1..]).is_err() && Id::parse(&longer).is_err());
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
        for scope in [OTHER_EPOCH, OTHER_VAULT] {
            prop_assert!(draft::open(&keys().inbox, &scope, &record).is_err());
        }
    }
}

#[test]
fn d04_d06_d07_an_item_is_bound_to_its_id_its_keys_and_its_vault() {
    let (id, other_id) = (Id([3; 16]), Id([4; 16]));
    let (record, other) = (seal(id, &fields("one")), seal(other_id, &fields("two")));
    let refused = |record: &[u8], id, scope: &Scope| {
        let opened = item::open(&keys().items, scope, id, record);
        assert_eq!(error_of(opened), Some(Error::DamagedItem));
    };
    refused(&record, other_id, &SCOPE);
    refused(&record, id, &OTHER_EPOCH);
    refused(&record, id, &OTHER_VAULT);
    // Another epoch in clear as well, so that the seal alone stands against it.
    let renamed = [&record[..2], &2_u32.to_be_bytes(), &record[6..]].concat();
    refused(&renamed, id, &OTHER_EPOCH);
    // Another item under this id in clear; then with this item's wrapped key; then the other way round.
    refused(&[&record[..22], &other[22..]].concat(), id, &SCOPE);
    refused(&[&record[..94], &other[94..]].concat(), id, &SCOPE);
    refused(&[&record[..22], &other[22..94], &record[94..]].concat(), id, &SCOPE);
    // Another suite.
    refused(&[&record[..1], &[2], &record[2..]].concat(), id, &SCOPE);
    for key in [
        &keys().index,
        &keys().named,
        &keys().local,
        &keys().inbox,
        &secret(1),
        &secret(2),
    ] {
        assert_eq!(error_of(item::open(key, &SCOPE, id, &record)), Some(Error::DamagedItem));
    }
}

#[test]
fn d05_each_role_has_associated_data_of_its_own() {
    let id = Id([0; 16]);
    let roles = [
        Role::Root,
        Role::Leaf(0),
        Role::Leaf(1),
        Role::Leaf(255),
        Role::Named(Id::of_name("settings")),
        Role::Named(Id::of_name("sites")),
        Role::ItemKey(id),
        Role::ItemFields(id),
        Role::ItemFields(Id([1; 16])),
        Role::Draft,
        Role::Attachment(id),
        Role::Attachment(Id([1; 16])),
        Role::Local(Id::of_name("local/device")),
        Role::Local(Id::of_name("local/used")),
        Role::File,
    ];
    let mut encoded: BTreeSet<Vec<u8>> = BTreeSet::new();
    for role in roles {
        let own = associated::encode(&SCOPE, role);
        assert_eq!(own.len(), 47);
        assert_ne!(own, associated::encode(&OTHER_VAULT, role), "{role:?}");
        let is_bound_to_epoch = own != associated::encode(&OTHER_EPOCH, role);
        let has_own_key = matches!(role, Role::ItemFields(_) | Role::Attachment(_) | Role::File);
        assert_ne!(is_bound_to_epoch, has_own_key, "{role:?}");
        assert!(encoded.insert(own), "{role:?}");
    }
    let key = keys().index;
    let record = sealed::seal(&key, &SCOPE, Role::Leaf(0), &5_u32, &mut SeededRng::new(1)).unwrap();
    for role in roles {
        let opened = sealed::open::<u32>(&key, &SCOPE, role, &record);
        let expected = if role == Role::Leaf(0) {
            Ok(5)
        } else {
            Err(Error::Damaged)
        };
        assert_eq!(opened, expected, "as {role:?}");
    }
}

#[test]
fn a_root_is_believed_only_with_the_signature_of_the_device_that_it_names() {
    let (keys, device) = (keys(), device());
    let stranger = ThisDevice::make(&mut SeededRng::new(4)).unwrap().0;
    let listed = |device: &ThisDevice| device.to_listed("x", NOW_MS).unwrap();
    let root_by = |named: &ThisDevice, signer: &ThisDevice| {
        let stamp = Stamp {
            ms: NOW_MS,
            counter: 0,
            device: named.id,
        };
        let sealed = Root::first(NOW_MS, stamp).seal(&keys.index, &SCOPE, signer, &mut SeededRng::new(1));
        Root::open(&keys.index, &SCOPE, &sealed.unwrap()).unwrap()
    };
    let own = root_by(&device, &device);
    assert_eq!(own.check_signature(&[listed(&stranger), listed(&device)]), Ok(()));
    assert_eq!(
        own.check_signature(&[listed(&stranger)]),
        Err(Error::Damaged),
        "not in the list"
    );
    assert_eq!(own.check_signature(&[]), Err(Error::Damaged));
    let swapped = Device {
        signing_public: listed(&stranger).signing_public,
        ..listed(&device)
    };
    assert_eq!(own.check_signature(&[swapped]), Err(Error::Damaged), "another key");
    let removed = Device {
        removed_ms: Some(NOW_MS),
        ..listed(&device)
    };
    assert_eq!(own.check_signature(&[removed]), Err(Error::Damaged), "removed");
    let forged = root_by(&device, &stranger);
    assert_eq!(
        forged.check_signature(&[listed(&device), listed(&stranger)]),
        Err(Error::Damaged)
    );
    // A key of small order signs everything for everyone.
    let small_order = Device {
        signing_public: [0; 32],
        ..listed(&device)
    };
    assert_eq!(own.check_signature(&[small_order]), Err(Error::Damaged));
}

/// Only what the root, a leaf and the keyring can be is taken, even where the seal is right.
#[test]
fn d20_a_root_leaf_or_keyring_in_another_form_is_refused() {
    let (keys, device) = (keys(), device());
    let stamp = Stamp {
        ms: NOW_MS,
        counter: 0,
        device: device.id,
    };
    let root = |change: &dyn Fn(&mut Root)| {
        let mut root = Root::first(NOW_MS, stamp);
        change(&mut root);
        let sealed = root.seal(&keys.index, &SCOPE, &device, &mut SeededRng::new(1)).unwrap();
        error_of(Root::open(&keys.index, &SCOPE, &sealed))
    };
    let named = |names: &[&str]| names.iter().map(|name| ((*name).into(), [1; 32])).collect();
    assert_eq!(root(&|root| root.named = named(&["a", "b"])), None);
    for refused in [
        root(&|root| root.sequence = 0),
        root(&|root| root.leaf_hashes.truncate(255)),
        root(&|root| root.leaf_hashes.push([0; 32])),
        root(&|root| root.named = named(&["b", "a"])),
        root(&|root| root.named = named(&["a", "a"])),
    ] {
        assert_eq!(refused, Some(Error::Damaged));
    }
    let living = Entry {
        revision: 1,
        overview: Some(Default::default()),
        ..Entry::default()
    };
    let leaf = |number: u8, entries: &[(Id, Entry)]| {
        let index = Index::default();
        let sealed = index
            .seal_leaf(&keys.index, &SCOPE, number, entries, &mut SeededRng::new(1))
            .unwrap();
        error_of(Index::default().add_leaf(&keys.index, &SCOPE, number, &sealed.unwrap()))
    };
    assert_eq!(leaf(5, &[(Id([5; 16]), living.clone())]), None);
    let entries: [Entry; 3] = [
        Entry {
            revision: 0,
            ..living.clone()
        },
        Entry {
            overview: None,
            ..living.clone()
        },
        Entry {
            deleted_ms: Some(1),
            ..living.clone()
        },
    ];
    for entry in entries {
        assert_eq!(leaf(5, &[(Id([5; 16]), entry)]), Some(Error::Damaged));
    }
    let none = Index::default().seal_leaf(&keys.index, &SCOPE, 5, &[(Id([6; 16]), living)], &mut SeededRng::new(1));
    assert!(none.unwrap().is_none(), "of another leaf");
    let own = |vault_id, epoch| {
        let entry = RingEntry {
            vault_id,
            epoch,
            vault_key: [2; 32],
        };
        error_of(keys::own_vault_key(&vec![entry], &SCOPE))
    };
    assert_eq!(own(SCOPE.vault_id, 1), None);
    assert_eq!(own(OTHER_VAULT.vault_id, 1), Some(Error::Damaged));
    assert_eq!(own(SCOPE.vault_id, 2), Some(Error::Damaged));
    assert_eq!(error_of(keys::own_vault_key(&Vec::new(), &SCOPE)), Some(Error::Damaged));
}

#[test]
fn the_subkeys_and_the_password_tag_differ_and_depend_on_the_vault() {
    let (keys, other) = (keys(), VaultKeys::derive(&secret(1), &secret(2), &OTHER_VAULT).unwrap());
    let (root_key, vault_key) = (secret(1), secret(2));
    let more = [
        keys::derive_header_key(&root_key, &SCOPE).unwrap(),
        keys::derive_keyring_key(&root_key, &SCOPE).unwrap(),
        keys::derive_guarded_key(&vault_key, &SCOPE).unwrap(),
        root_key,
        vault_key,
    ];
    let all = [&keys, &other].into_iter().flat_map(|keys| {
        let VaultKeys {
            index,
            named,
            local,
            inbox,
            items,
        } = keys;
        [index, named, local, inbox, items]
    });
    let distinct: BTreeSet<[u8; 32]> = all.chain(&more).map(|key| *key.expose()).collect();
    assert_eq!(distinct.len(), 15);
    let tag = |keys: &VaultKeys, password| keys.derive_password_tag(&SCOPE, password).unwrap();
    assert_eq!(tag(&keys, "secret"), tag(&keys, "secret"));
    assert_ne!(tag(&keys, "secret"), tag(&keys, "Secret"));
    assert_ne!(tag(&keys, "secret"), tag(&other, "secret"));
    assert_eq!(tag(&keys, ""), None);
}

#[test]
fn a_resume_value_comes_back_and_holds_neither_root_key_nor_vault_key_nor_their_guarded_subkeys() {
    let value = resume::encode(&SCOPE, &[5; 32], &keys(), &device());
    assert_eq!(value.len(), resume::RESUME_LEN);
    let back = resume::parse(&value).unwrap();
    assert_eq!((back.scope, back.header_hash), (SCOPE, [5; 32]));
    assert_eq!(
        resume::encode(&back.scope, &back.header_hash, &back.keys, &back.device),
        value
    );
    let (root_key, vault_key) = (secret(1), secret(2));
    let kept_out = [
        keys::derive_header_key(&root_key, &SCOPE).unwrap(),
        keys::derive_keyring_key(&root_key, &SCOPE).unwrap(),
        keys::derive_guarded_key(&vault_key, &SCOPE).unwrap(),
        root_key,
        vault_key,
    ];
    for key in &kept_out {
        assert!(!value.windows(32).any(|bytes| bytes == key.expose()));
    }
    assert!(
        value.windows(32).any(|bytes| bytes == keys().items.expose()),
        "the search finds what is there"
    );
    let mut newer = value.to_vec();
    newer[0] = 2;
    assert_eq!(error_of(resume::parse(&newer)), Some(Error::InvalidInput));
}

#[test]
fn a_source_of_randomness_that_fails_is_an_error_at_every_draw() {
    let (id, fields, keys) = (Id([3; 16]), fields("secret"), keys());
    for draws in 0..3 {
        let sealed = item::seal(&keys.items, &SCOPE, id, &fields, &mut FailingRng(draws));
        assert_eq!(error_of(sealed), Some(Error::NoRandomness), "after {draws}");
    }
    let public = inbox::derive_public(&keys.inbox).unwrap();
    let sealed = inbox::seal(&public, b"", b"", b"data", &mut FailingRng(0));
    assert_eq!(error_of(sealed), Some(Error::NoRandomness));
}

/// The history keeps its fifty largest passwords beside a full login.
#[test]
fn a_login_with_a_full_history_still_fits_its_record() {
    let key_glyphs = |count: usize| "\u{1f511}".repeat(count);
    let full = login(
        &key_glyphs(content::MAX_SHORT_CHARS),
        &key_glyphs(content::MAX_SHORT_CHARS),
        &key_glyphs(content::MAX_PASSWORD_CHARS),
        &key_glyphs(content::MAX_URL_CHARS),
    );
    let past = latchkey_core::api::PastPassword {
        password: key_glyphs(content::MAX_PASSWORD_CHARS),
        replaced_ms: u64::MAX,
        rest: Vec::new(),
    };
    let mut item = content::create(&full, NOW_MS).unwrap();
    item.content.notes = key_glyphs(content::MAX_NOTES_CHARS);
    item.history = vec![past; content::MAX_HISTORY];
    let fields = Fields { item, ..fields("") };
    let record = seal(Id([3; 16]), &fields);
    assert!(item::open(&keys().items, &SCOPE, Id([3; 16]), &record).unwrap() == fields);
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
    let printed = [
        format!("{:?}", secret(42)),
        format!("{:?}", StoredItem::default()),
        format!("{:?}", latchkey_core::vault::index::Overview::default()),
    ];
    assert_eq!(printed, ["Secret(..)", "StoredItem(..)", "Overview(..)"]);
}
