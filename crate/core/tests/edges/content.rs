//! Items: what the index keeps of them, what another program may have written, and which of their fields changed.

use latchkey_core::api::{ItemContent, Login, Passkey, PastPassword};
use latchkey_core::error::Error;
use latchkey_core::vault::associated::Scope;
use latchkey_core::vault::content::{self, MAX_HISTORY, MAX_PASSWORD_CHARS};
use latchkey_core::vault::device::Stamp;
use latchkey_core::vault::fields::{self, Fields, StoredItem};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::keys::VaultKeys;
use latchkey_core::vault::wire::{self, Writer};

use crate::vault_fixture::secret;

const SCOPE: Scope = Scope {
    vault_id: Id([1; 16]),
    epoch: 1,
};

fn item(content: ItemContent) -> StoredItem {
    StoredItem {
        content,
        ..StoredItem::default()
    }
}

fn stamp(ms: u64) -> Stamp {
    Stamp { ms, ..Stamp::default() }
}

#[test]
fn the_index_tells_which_second_factor_a_login_has_or_lacks() {
    let keys = VaultKeys::derive(&secret(1), &secret(2), &SCOPE).unwrap();
    let cases = [
        // otp, passkey, offered: has_otp, has_passkey, lacks.
        ((false, false, false), (false, false, false)),
        ((false, false, true), (false, false, true)),
        ((true, false, false), (true, false, false)),
        ((true, false, true), (true, false, false)),
        ((false, true, false), (false, true, false)),
        ((false, true, true), (false, true, false)),
        ((true, true, true), (true, true, false)),
    ];
    for ((otp, passkey, offers_second_factor), wanted) in cases {
        let login = Login {
            otp: if otp { "otpauth://totp/?secret=AA" } else { "" }.into(),
            passkeys: vec![Passkey::default(); usize::from(passkey)],
            offers_second_factor,
            ..Login::default()
        };
        let stored = item(ItemContent {
            login: Some(login),
            ..ItemContent::default()
        });
        let overview = content::overview(&stored, &keys, &SCOPE).unwrap();
        let found = (overview.has_otp, overview.has_passkey, overview.lacks_second_factor);
        assert_eq!(found, wanted, "{otp} {passkey} {offers_second_factor}");
    }
}

#[test]
fn an_item_that_another_program_wrote_is_taken_at_each_limit_and_refused_beyond() {
    let past = |length: usize| PastPassword {
        password: "ä".repeat(length),
        ..PastPassword::default()
    };
    let tagged = |tags: &[&str]| {
        item(ItemContent {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..ItemContent::default()
        })
    };
    let with_history = |history: Vec<PastPassword>| StoredItem {
        history,
        ..StoredItem::default()
    };
    let scored = |strength: u8| StoredItem {
        strength: Some(strength),
        ..StoredItem::default()
    };
    let cases = [
        (tagged(&["a", "b"]), true),
        (tagged(&["a", "a"]), false),
        (tagged(&["b", "a"]), false),
        (scored(0), true),
        (scored(4), true),
        (scored(5), false),
        (with_history(vec![past(1); MAX_HISTORY]), true),
        (with_history(vec![past(1); MAX_HISTORY + 1]), false),
        (with_history(vec![past(MAX_PASSWORD_CHARS)]), true),
        (with_history(vec![past(1), past(MAX_PASSWORD_CHARS + 1)]), false),
    ];
    for (at, (stored, is_taken)) in cases.iter().enumerate() {
        let wanted = if *is_taken { Ok(()) } else { Err(Error::InvalidInput) };
        assert_eq!(content::check_stored(stored), wanted, "case {at}");
    }
}

#[test]
fn fields_that_are_stamped_twice_or_tagged_twice_are_no_encoding() {
    let fields = |paths: &[u32], tags: &[&str]| Fields {
        stamps: paths.iter().map(|path| (*path, stamp(1))).collect(),
        item: item(ItemContent {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..ItemContent::default()
        }),
        ..Fields::default()
    };
    let is_read = |fields: &Fields| wire::parse::<Fields>(&wire::encode(fields)).is_ok();
    assert!(is_read(&fields(&[1, 2], &["a", "b"])));
    for wrong in [
        fields(&[2, 2], &[]),
        fields(&[2, 1], &[]),
        fields(&[], &["a", "a"]),
        fields(&[], &["b", "a"]),
    ] {
        assert!(!is_read(&wrong));
    }
}

#[test]
fn a_change_is_stamped_at_its_own_field_whatever_its_value_looks_like() {
    let before = item(ItemContent {
        title: "a".into(),
        ..ItemContent::default()
    });
    // A text of one character is encoded as a part is: with a one in front.
    let mut after = before.clone();
    after.content.title = "b".into();
    assert_eq!(fields::restamp(&before, &after, &[], stamp(5)), [(2, stamp(5))]);
    // Fields of a newer version share the last place of their part.
    let newer = |number: u64| {
        let mut rest = Writer::default();
        rest.varint(number);
        rest.length(1);
        rest.bytes(&[7]);
        item(ItemContent {
            login: Some(Login {
                rest: rest.finish().to_vec(),
                ..Login::default()
            }),
            ..ItemContent::default()
        })
    };
    let without = item(ItemContent {
        login: Some(Login::default()),
        ..ItemContent::default()
    });
    for (number, path) in [(998, 9_998), (999, 9_999), (1_000, 9_999), (70_000, 9_999)] {
        let stamps = fields::restamp(&without, &newer(number), &[], stamp(5));
        assert_eq!(stamps, [(path, stamp(5))], "field {number}");
    }
}
