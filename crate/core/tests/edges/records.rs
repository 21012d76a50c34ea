//! Records: at their largest and larger, in an order that is none, and from hands that hold the keys but not our code.

use latchkey_core::api::{ItemContent, Purpose};
use latchkey_core::crypto::{aead, inbox, sign, stream};
use latchkey_core::error::{Error, Result};
use latchkey_core::secret::Secret;
use latchkey_core::vault::associated::{self, FORMAT_VERSION, Role, SUITE, Scope};
use latchkey_core::vault::attachment::{FileStream, MAX_FILE_LEN};
use latchkey_core::vault::device::{Stamp, ThisDevice};
use latchkey_core::vault::fields::{Fields, StoredAttachment, StoredItem};
use latchkey_core::vault::file::Entry;
use latchkey_core::vault::id::Id;
use latchkey_core::vault::index::{Entry as Listed, Index, Overview};
use latchkey_core::vault::root::Root;
use latchkey_core::vault::tally::Tally;
use latchkey_core::vault::wire::Wire as _;
use latchkey_core::vault::{draft, item, padding, sealed, settings, wire};

use crate::vault_fixture::{NOW_MS, SeededRng, draft as some_draft, secret};

const SCOPE: Scope = Scope {
    vault_id: Id([1; 16]),
    epoch: 1,
};
const MIB: usize = 1024 * 1024;

fn rng() -> SeededRng {
    SeededRng::new(1)
}

fn seal_raw(key: &Secret, role: Role, data: &[u8]) -> Vec<u8> {
    aead::seal(key, &associated::encode(&SCOPE, role), data, &mut rng()).unwrap()
}

#[test]
fn a_record_of_the_frame_may_have_two_mib_and_more() {
    let encoded = vec![7; 2 * MIB];
    let record = sealed::seal_bytes(&secret(1), &SCOPE, Role::Root, &encoded, &mut rng()).unwrap();
    let opened = sealed::open_bytes(&secret(1), &SCOPE, Role::Root, &record).unwrap();
    assert!(*opened == encoded);
}

fn noted(length: usize) -> Fields {
    Fields {
        revision: 1,
        item: StoredItem {
            content: ItemContent {
                notes: "x".repeat(length),
                ..ItemContent::default()
            },
            ..StoredItem::default()
        },
        ..Fields::default()
    }
}

#[test]
fn an_items_record_beyond_8_mib_is_neither_made_nor_opened_and_a_smaller_one_is() {
    let id = Id([9; 16]);
    let small = noted(2 * MIB);
    let record = item::seal(&secret(1), &SCOPE, id, &small, &mut rng()).unwrap();
    assert!(item::open(&secret(1), &SCOPE, id, &record).unwrap() == small);
    let fields = noted(8 * MIB);
    let made = item::seal(&secret(1), &SCOPE, id, &fields, &mut rng());
    assert_eq!(made.err(), Some(Error::InvalidInput));
    let padded = padding::pad(&wire::encode(&fields)).unwrap();
    let mut record = vec![FORMAT_VERSION, SUITE, 0, 0, 0, 1];
    record.extend(id.0);
    record.extend(seal_raw(&secret(1), Role::ItemKey(id), secret(2).expose()));
    record.extend(seal_raw(&secret(2), Role::ItemFields(id), &padded));
    let opened = item::open(&secret(1), &SCOPE, id, &record);
    assert_eq!(opened.err(), Some(Error::DamagedItem));
}

#[test]
fn a_draft_beyond_256_kib_is_neither_made_nor_opened_and_a_smaller_one_is() {
    let public = inbox::derive_public(&secret(1)).unwrap();
    let mut large = some_draft("https://one.example", "ada", "pw");
    large.title = "x".repeat(200 * 1024);
    let made = draft::seal(&public, &SCOPE, &large, &mut rng()).unwrap();
    assert!(draft::open(&secret(1), &SCOPE, &made).unwrap() == large);
    large.title = "x".repeat(256 * 1024);
    let made = draft::seal(&public, &SCOPE, &large, &mut rng());
    assert_eq!(made.err(), Some(Error::InvalidInput));
    // The layout that docs/format.md gives.
    let mut encoded = wire::Writer::default();
    large.origin.write(&mut encoded);
    1_u8.write(&mut encoded);
    for text in [&large.username, &large.password, &large.old_password, &large.title] {
        text.write(&mut encoded);
    }
    large.seen_ms.write(&mut encoded);
    let open = |encoded: &[u8]| {
        let bound_to = associated::encode(&SCOPE, Role::Draft);
        let padded = padding::pad(encoded).unwrap();
        let mut record = vec![FORMAT_VERSION];
        record.extend(inbox::seal(&public, b"latchkey/1/draft", &bound_to, &padded, &mut rng()).unwrap());
        draft::open(&secret(1), &SCOPE, &record)
    };
    let encoded = encoded.finish();
    assert_eq!(open(&encoded).err(), Some(Error::Damaged));
    // What was too large was only the title.
    large.title.clear();
    let mut shorter = encoded[..encoded.len() - 256 * 1024 - 3 - wire::encode(&large.seen_ms).len()].to_vec();
    shorter.push(0);
    shorter.extend_from_slice(&wire::encode(&large.seen_ms));
    assert!(open(&shorter).unwrap() == large);
}

#[test]
fn a_draft_keeps_what_it_was_for_if_it_was_for_an_account() {
    let public = inbox::derive_public(&secret(1)).unwrap();
    let kept = |purpose: Purpose| {
        let draft = latchkey_core::api::Draft {
            purpose,
            ..some_draft("https://one.example", "ada", "pw")
        };
        let record = draft::seal(&public, &SCOPE, &draft, &mut rng()).unwrap();
        draft::open(&secret(1), &SCOPE, &record).unwrap().purpose
    };
    for purpose in [
        Purpose::SignIn,
        Purpose::SignUp,
        Purpose::ChangePassword,
        Purpose::OneTimeCode,
        Purpose::Other,
    ] {
        assert_eq!(kept(purpose), purpose);
    }
    assert_eq!(kept(Purpose::Newsletter), Purpose::Other);
}

#[test]
fn d07_a_leaf_that_is_not_in_canonical_order_is_refused_whoever_sealed_it() {
    let id = |second: u8| Id(std::array::from_fn(|at| if at == 0 { 5 } else { second }));
    let living = Listed {
        revision: 1,
        overview: Some(Overview::default()),
        ..Listed::default()
    };
    let deleted = Listed {
        revision: 2,
        deleted_ms: Some(NOW_MS),
        ..Listed::default()
    };
    let unwritten = Listed {
        revision: 0,
        ..living.clone()
    };
    let both = Listed {
        deleted_ms: Some(NOW_MS),
        ..living.clone()
    };
    let neither = Listed {
        overview: None,
        ..living.clone()
    };
    let two = vec![(id(1), living.clone()), (id(2), deleted.clone())];
    let cases = [
        (5_u8, two.clone(), true),
        (6, two.clone(), false),
        (5, vec![], false),
        (5, two.into_iter().rev().collect(), false),
        (5, vec![(id(1), living.clone()), (id(1), living.clone())], false),
        (5, vec![(Id([6; 16]), living)], false),
        (5, vec![(id(1), unwritten)], false),
        (5, vec![(id(1), both)], false),
        (5, vec![(id(1), neither)], false),
    ];
    for (at, (number, entries, is_taken)) in cases.into_iter().enumerate() {
        let record = sealed::seal(&secret(1), &SCOPE, Role::Leaf(5), &(number, entries), &mut rng()).unwrap();
        let mut index = Index::default();
        let wanted = if is_taken { Ok(()) } else { Err(Error::Damaged) };
        assert_eq!(index.add_leaf(&secret(1), &SCOPE, 5, &record), wanted, "case {at}");
        assert_eq!(index.get(id(1)).is_some(), is_taken, "case {at}");
    }
}

#[test]
fn a_devices_signature_is_over_the_label_the_place_and_the_whole_root() {
    let (device, _) = ThisDevice::make(&mut rng()).unwrap();
    let stamp = Stamp {
        ms: 7,
        counter: 0,
        device: device.id,
    };
    let root = Root::first(NOW_MS, stamp);
    assert_eq!((root.created_ms, root.sequence), (NOW_MS, 1));
    let record = root.seal(&secret(1), &SCOPE, &device, &mut rng()).unwrap();
    let opened = sealed::open_bytes(&secret(1), &SCOPE, Role::Root, &record).unwrap();
    let (body, signature): (Vec<u8>, [u8; 64]) = wire::parse(&opened).unwrap();
    assert_eq!(body, wire::encode(&root).to_vec());
    let message = [
        b"latchkey/1/root".as_slice(),
        &associated::encode(&SCOPE, Role::Root),
        &body,
    ]
    .concat();
    let public = sign::derive_public(&device.signing);
    assert_eq!(sign::verify_signature(&public, &message, &signature), Ok(()));
}

#[test]
fn a_device_is_listed_with_both_of_its_public_keys() {
    let (device, _) = ThisDevice::make(&mut rng()).unwrap();
    let listed = device.to_listed("at home", NOW_MS).unwrap();
    assert_eq!(listed.signing_public, sign::derive_public(&device.signing));
    assert_eq!(
        listed.agreement_public,
        inbox::derive_public(&device.agreement).unwrap()
    );
    assert_eq!((listed.name.as_str(), listed.added_ms), ("at home", NOW_MS));
}

#[test]
fn an_attachment_of_100_mib_is_begun_read_and_told_of_and_a_longer_one_is_not() {
    let named = |size: u64| StoredAttachment {
        size,
        ..StoredAttachment::default()
    };
    let told = |size: u64| -> Result<()> {
        let mut tally = Tally::default();
        tally.count(&Entry::About(Id([1; 16]), 1, NOW_MS)).unwrap();
        tally.count(&Entry::File(Id([2; 16]), size))
    };
    assert_eq!(MAX_FILE_LEN, 104_857_600);
    for size in [0, 1, 104_857_600] {
        assert!(FileStream::make(Id([1; 16]), size, &mut rng()).is_ok());
        assert!(FileStream::of(Id([1; 16]), &named(size)).is_ok());
        assert_eq!(told(size), Ok(()));
    }
    for size in [104_857_601, 104_857_700, u64::MAX] {
        let begun = FileStream::make(Id([1; 16]), size, &mut rng());
        assert_eq!(begun.err(), Some(Error::InvalidInput));
        let read = FileStream::of(Id([1; 16]), &named(size));
        assert_eq!(read.err(), Some(Error::DamagedItem));
        assert_eq!(told(size), Err(Error::Damaged));
    }
}

#[test]
fn an_attachment_takes_just_its_own_chunks_and_only_the_last_is_sealed_as_the_last() {
    let full = vec![7; stream::CHUNK_LEN];
    for (size, lengths) in [
        (0, vec![0]),
        (1, vec![1]),
        (65_536, vec![65_536]),
        (131_072, vec![65_536, 65_536]),
        (131_073, vec![65_536, 65_536, 1]),
    ] {
        let mut file = FileStream::make(SCOPE.vault_id, size, &mut rng()).unwrap();
        let mut records = Vec::new();
        for (number, length) in (0..).zip(&lengths) {
            records.push(file.seal_chunk(number, &full[..*length]).unwrap());
        }
        let beyond = u32::try_from(lengths.len()).unwrap();
        assert_eq!(
            file.seal_chunk(beyond, b"").err(),
            Some(Error::InvalidInput),
            "of {size}"
        );
        let stored = file.to_stored("name", "type", NOW_MS).unwrap();
        let key = Secret::from_slice(&stored.key).unwrap();
        let bound_to = Scope {
            epoch: associated::NO_EPOCH,
            ..SCOPE
        };
        let bound_to = associated::encode(&bound_to, Role::Attachment(stored.id));
        for (number, record) in (0..).zip(&records) {
            let last = number + 1 == beyond;
            let opened = stream::open_chunk(&key, &bound_to, number, last, record);
            assert_eq!(opened.unwrap().len(), lengths[number as usize], "of {size}");
        }
    }
}

#[test]
fn settings_of_a_newer_version_are_brought_back_into_range() {
    let read = |clear_clipboard_seconds: u32| {
        let settings = latchkey_core::api::Settings {
            clear_clipboard_seconds,
            ..latchkey_core::api::Settings::default()
        };
        settings::as_read(settings).clear_clipboard_seconds
    };
    for (written, followed) in [
        (0, 0),
        (1, 10),
        (9, 10),
        (10, 10),
        (600, 600),
        (601, 600),
        (u32::MAX, 600),
    ] {
        assert_eq!(read(written), followed);
    }
}

#[test]
fn a_truth_value_is_one_of_two_bytes() {
    assert_eq!(wire::parse::<bool>(&[0]), Ok(false));
    assert_eq!(wire::parse::<bool>(&[1]), Ok(true));
    assert_eq!(wire::parse::<bool>(&[2]), Err(Error::Damaged));
}
