//! What a stored vault tells whoever reads the disk: nothing of what is in it, and as little as can be of how long it is.

use std::collections::BTreeSet;

use getrandom::SysRng;
use latchkey_core::api::{Alarm, CustomField, ItemContent, Settings, SiteRule};
use latchkey_core::crypto::aead::{self, NONCE_LEN};
use latchkey_core::error::Error;
use latchkey_core::session;
use latchkey_core::vault::header::Header;

use crate::vault_fixture::Factor::{Key, Password, Recovery};
use crate::vault_fixture::{
    Bench, Factor, NOW_MS, PASSWORD, base, draft, edit, error_of, flipped, input, login, proofs, secret,
};

#[test]
fn d19_a_million_encryptions_use_a_million_nonces() {
    let key = secret(1);
    let mut nonces: Vec<[u8; NONCE_LEN]> = (0..1_000_000)
        .map(|_| {
            let sealed = aead::seal(&key, b"", b"", &mut SysRng).unwrap();
            *sealed.first_chunk().unwrap()
        })
        .collect();
    nonces.sort_unstable();
    assert!(nonces.is_sorted_by(|first, second| first < second));
}

/// Where a nonce is zeros or a number, its key is fresh: every wrap has a salt of its own, every file a key of its own,
/// every write of an item a content key of its own.
#[test]
fn d19_nothing_random_comes_twice_in_a_thousand_writes() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let mut seen: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut note = |bytes: &[u8]| assert!(seen.insert(bytes.to_vec()));
    for revision in 1..=300 {
        bench
            .put(&edit(&id, revision, login("a", "", "pw", "")), NOW_MS)
            .unwrap();
        let record = bench.store.item(&id);
        note(&record[22..46]);
        note(&record[94..118]);
        note(&bench.store.records["root"][1..25]);
        note(&bench.store.records[&format!("leaf/{}", &id[..2])][1..25]);
    }
    for turn in 0..100 {
        let (from, to) = (Password(turn), Password(turn + 1));
        let by = if turn == 0 { PASSWORD } else { from };
        bench
            .change(|session, rng| {
                session.replace_slot(&proofs(&[by]), &crate::vault_fixture::slot(&[to]), NOW_MS, rng)
            })
            .unwrap();
        let header = bench.store.header();
        // Salt, commitment and wrap of its one slot.
        let slot = header.len() - 32 - (32 + 32 + 48);
        note(&header[slot..slot + 32]);
        note(&header[slot + 32..slot + 64]);
        note(&header[slot + 64..slot + 112]);
    }
}

#[test]
fn d21_a_short_password_and_a_long_one_make_records_of_one_length() {
    let lengths: BTreeSet<Vec<usize>> = [1, 8, 20, 40, 64]
        .iter()
        .map(|length| {
            let mut bench = Bench::new(1);
            bench
                .put(&login("a", "ada", &"x".repeat(*length), "https://one.example/"), NOW_MS)
                .unwrap();
            bench.store.records.values().map(Vec::len).collect()
        })
        .collect();
    assert_eq!(lengths.len(), 1);
    // With a score, a second user name and notes of a line the bucket is still the same.
    let sizes: BTreeSet<usize> = ["", "a note", &"n".repeat(120)]
        .iter()
        .map(|notes| {
            let mut bench = Bench::new(1);
            let content = ItemContent {
                notes: (*notes).into(),
                ..ItemContent::login("a", "ada", "pw", "")
            };
            let id = bench.put(&input(content), NOW_MS).unwrap();
            bench.store.item(&id).len()
        })
        .collect();
    assert_eq!(sizes.len(), 1);
    // Drafts too.
    let header = Bench::new(1).store.header().to_vec();
    let draft_lengths: BTreeSet<usize> = [1, 40]
        .iter()
        .map(|length| {
            let seen = draft("https://one.example", "ada", &"x".repeat(*length));
            let sealed = latchkey_core::session::seal_draft(&header, &seen, &mut SysRng).unwrap();
            sealed.len()
        })
        .collect();
    assert_eq!(draft_lengths.len(), 1);
}

/// Every text and every time of a vault, looked for in all bytes that are stored, in every spelling that a leak would
/// have.
#[test]
fn d22_no_address_user_name_password_or_time_lies_in_clear() {
    const CANARIES: [&str; 14] = [
        "canary-title",
        "canary-user",
        "canary-password",
        "canary-site.example",
        "canary-notes",
        "canary-folder",
        "canary-tag",
        "canary-field",
        "canary-host.example",
        "canary-one.example",
        "canary-old",
        "canary-draft",
        "canary-file",
        "This device",
    ];
    const TIME_MS: u64 = 1_790_123_456_789;
    let mut bench = Bench::with_slots(1, &[&[PASSWORD], &[Recovery(1)]]);
    let content = ItemContent {
        notes: "canary-notes".into(),
        folder: "canary-folder".into(),
        tags: vec!["canary-tag".into()],
        fields: vec![CustomField {
            name: "canary-field".into(),
            ..CustomField::default()
        }],
        ..ItemContent::login(
            "canary-title",
            "canary-user",
            "canary-old",
            "https://canary-site.example/",
        )
    };
    let id = bench.put(&input(content.clone()), TIME_MS).unwrap();
    let mut changed = content;
    changed.login.as_mut().unwrap().password = "canary-password".into();
    bench.put(&edit(&id, 1, input(changed)), TIME_MS).unwrap();
    bench.attach(&base(&id, 2), b"canary-file", TIME_MS).unwrap();
    let gone = bench
        .put(&login("canary-title", "canary-user", "", ""), TIME_MS)
        .unwrap();
    bench.delete(&base(&gone, 1), TIME_MS).unwrap();
    let settings = Settings {
        sites: vec![SiteRule {
            host: "canary-host.example".into(),
            never_save: true,
            ..SiteRule::default()
        }],
        equivalent_domains: vec![vec!["canary-one.example".into(), "two.example".into()]],
        ..bench.session.settings().clone()
    };
    bench
        .change(|session, rng| session.put_settings(&settings, TIME_MS, rng))
        .unwrap();
    bench
        .change(|session, rng| session.note_used(&id, TIME_MS, rng))
        .unwrap();
    let seen = latchkey_core::api::Draft {
        seen_ms: TIME_MS,
        ..draft("https://canary-site.example", "canary-user", "canary-draft")
    };
    let draft = latchkey_core::session::seal_draft(bench.store.header(), &seen, &mut bench.rng).unwrap();
    bench.store.records.insert("draft".into(), draft);

    let mut canaries: Vec<Vec<u8>> = CANARIES.iter().map(|canary| canary.as_bytes().to_vec()).collect();
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    canaries.extend(CANARIES.map(utf16));
    canaries.push(TIME_MS.to_le_bytes()[..6].to_vec());
    canaries.push(TIME_MS.to_be_bytes()[2..].to_vec());
    canaries.push((TIME_MS / 1_000).to_le_bytes()[..4].to_vec());
    canaries.push(TIME_MS.to_string().into_bytes());
    canaries.push(latchkey_core::vault::wire::encode(&TIME_MS).to_vec());
    // The factors' outputs.
    canaries.push(vec![1; 8]);
    for (key, record) in &bench.store.records {
        for canary in &canaries {
            let found = record.windows(canary.len()).any(|bytes| bytes == canary.as_slice());
            assert!(!found, "{canary:?} in {key}");
        }
        let named = key.contains("canary") || (key.contains(&bench.session.vault_id()));
        assert!(!named, "{key}");
    }
    // The same search finds them where they are in clear.
    let value = bench.session.item(&id, bench.store.item(&id), TIME_MS).unwrap();
    let clear = serde_json::to_vec(&value).unwrap();
    for canary in &canaries[..8] {
        assert!(clear.windows(canary.len()).any(|bytes| bytes == canary.as_slice()));
    }
}

/// Whoever mistypes hears that, whoever has a damaged vault hears that; and no part of the vault is opened for either.
#[test]
fn d23_a_wrong_password_and_damage_are_told_apart_where_that_is_safe() {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD], &[Recovery(1)]]);
    bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let by = |key: &str, factor: Factor| {
        let mut record = bench.store.records[key].clone();
        let at = record.len() - 1;
        record[at] ^= 1;
        error_of(bench.store.with(key, record).unlock_by(&[factor]))
    };
    for key in ["root", "keyring"] {
        assert_eq!(by(key, PASSWORD), Some(Error::Damaged), "{key}");
        // The wrong password is just that, whatever else is damaged.
        assert_eq!(by(key, Password(2)), Some(Error::WrongPassword), "{key}");
        assert_eq!(by(key, Recovery(1)), Some(Error::Damaged), "{key}");
    }
    // A slot that was damaged cannot be told from a wrong password, but the other ways in still open.
    let mut header = bench.store.header().to_vec();
    header[59 + 1 + 2 + 5 + 32 + 32] ^= 1;
    let store = bench.store.with("header", header);
    assert_eq!(error_of(store.unlock()), Some(Error::WrongPassword));
    assert!(store.unlock_by(&[Recovery(1)]).is_ok());
}

/// What a guess costs is Argon2id, whose parameters the header tells in clear; so that must be the same whatever else is
/// damaged, and the same for every guess: a shape of the header in which a wrong password costs less would be a way to
/// guess cheaply, one in which it costs more a way to see how near a guess was.
#[test]
fn d23_what_a_password_costs_hangs_on_nothing_but_the_parameters_of_its_way_in() {
    let bench = Bench::with_slots(1, &[&[PASSWORD], &[Key(1)], &[Recovery(1)]]);
    let told = session::slots(bench.store.header()).unwrap();
    let header = bench.store.header();
    // Salt, commitment and wrap of the slot of the password; behind them the other slots, and the tag.
    let own = 59 + 1 + 2 + 5 + 32..59 + 1 + 2 + 5 + 32 + 32 + 32 + 48;
    let others = header.len() - 32 - 114..header.len();
    for bit in own.start * 8..own.end * 8 {
        let changed = flipped(header, bit);
        assert_eq!(session::slots(&changed).unwrap(), told, "bit {bit}");
        let store = bench.store.with("header", changed);
        assert_eq!(error_of(store.unlock_by(&[Password(2)])), Some(Error::WrongPassword));
    }
    // The last slot is the recovery code's, whose two first bytes say so.
    for bit in (others.start + 2) * 8..others.end * 8 {
        let changed = flipped(header, bit);
        assert_eq!(session::slots(&changed).unwrap(), told, "bit {bit}");
        let store = bench.store.with("header", changed);
        assert_eq!(error_of(store.unlock_by(&[Password(2)])), Some(Error::WrongPassword));
        // What is damaged is another's: the right password opens, and hears that the header changed.
        assert_eq!(store.unlock().unwrap().alarm(), Some(Alarm::HeaderChanged), "bit {bit}");
    }
}

/// Behind a wrong password nothing else is looked at: whether all of the vault is there, none of it, or a newer
/// version's, it is answered from the header alone, whatever ways in stand there.
#[test]
fn d23_a_wrong_password_is_answered_from_the_header_alone_whatever_ways_in_there_are() {
    let ways: [&[&[Factor]]; 6] = [
        &[&[PASSWORD]],
        &[&[PASSWORD], &[Recovery(1)]],
        &[&[Key(1)], &[PASSWORD]],
        &[&[PASSWORD], &[Key(1)], &[Key(2)], &[Recovery(1)]],
        &[&[PASSWORD, Key(1)], &[PASSWORD, Key(2)]],
        &[&[PASSWORD, Key(1)], &[Recovery(1)]],
    ];
    for ways in ways {
        let mut bench = Bench::with_slots(1, ways);
        bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
        let changed = |change: fn(&str, &mut Vec<u8>) -> bool| {
            let mut store = bench.store.clone();
            store
                .records
                .retain(|key, record| key == "header" || change(key, record));
            store
        };
        let stores = [
            bench.store.clone(),
            changed(|_, _| false),
            changed(|_, record| {
                record.clear();
                true
            }),
            changed(|_, record| {
                record.fill(7);
                true
            }),
            changed(|key, _| key == "root"),
        ];
        for (at, store) in stores.iter().enumerate() {
            for way in ways {
                // One factor of them is another's.
                let wrong: Vec<Factor> = way
                    .iter()
                    .enumerate()
                    .map(|(n, factor)| match factor {
                        Password(byte) if n == 0 => Password(byte + 100),
                        Key(byte) if n == 0 => Key(byte + 100),
                        Recovery(byte) => Recovery(byte + 100),
                        right => *right,
                    })
                    .collect();
                let opened = error_of(store.unlock_by(&wrong));
                assert_eq!(opened, Some(Error::WrongPassword), "{way:?} of {ways:?}, store {at}");
                // Only whoever is right hears of damage.
                let opened = error_of(store.unlock_by(way));
                let expected = (at > 0).then_some(Error::Damaged);
                let is_newer = at == 3 && opened == Some(Error::NewerVersion);
                assert!(opened == expected || is_newer, "{way:?}, store {at}: {opened:?}");
            }
        }
    }
}

/// A damaged slot stops nobody at another one, wherever it stands: all are tried, and the order says nothing.
#[test]
fn d23_every_way_in_of_a_kind_is_tried_whatever_is_damaged_before_it() {
    let (first, second) = ([PASSWORD, Key(1)], [PASSWORD, Key(2)]);
    let bench = Bench::with_slots(1, &[&first, &second, &[Recovery(1)]]);
    let opens = |header: &[u8], by: &[Factor]| {
        let slots = Header::parse(header).unwrap();
        slots.unlock(&proofs(by)).map(|unlocked| unlocked.slot)
    };
    let header = bench.store.header();
    assert_eq!([opens(header, &first), opens(header, &second)], [Ok(0), Ok(1)]);
    let wrong = [Password(9), Key(2)];
    assert_eq!(opens(header, &wrong), Err(Error::WrongPassword));
    // Salt, commitment and wrap are the last bytes of a slot; the first two slots are equally long.
    let slot_len = (header.len() - 32 - 60 - 114) / 2;
    let end = |slot: usize| 60 + (slot + 1) * slot_len;
    for bit in (end(0) - 112) * 8..end(0) * 8 {
        let changed = flipped(header, bit);
        assert_eq!(opens(&changed, &second), Ok(1), "bit {bit}");
        assert_eq!(opens(&changed, &wrong), Err(Error::WrongPassword), "bit {bit}");
        // Whose wrap alone is damaged has met the commitment, so this tells a guesser nothing.
        let own = if bit / 8 < end(0) - 48 {
            Error::WrongPassword
        } else {
            Error::Damaged
        };
        assert_eq!(opens(&changed, &first), Err(own), "bit {bit}");
    }
}
