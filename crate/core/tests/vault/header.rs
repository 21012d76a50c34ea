//! The header: parsed before anyone is known to be right, believed only once the root key vouches for it.

use latchkey_core::api::{Alarm, FactorInfo, KdfParams, NewSlot};
use latchkey_core::error::{Error, Result};
use latchkey_core::session::{self, Session};
use latchkey_core::vault::header::{self, Header};
use latchkey_core::vault::wire;

use crate::slots::assert_read_only;
use crate::vault_fixture::Factor::{Password, Recovery};
use crate::vault_fixture::{
    Bench, Factor, NOW_MS, PASSWORD, SeededRng, draft, error_of, flips, kdf, login, proofs, secret, slot,
};

/// Where the number of slots stands; then come the slots, then the tag of 32 bytes.
const SLOTS_AT: usize = 8 + 1 + 1 + 16 + 1 + 32;

fn small_vault() -> Bench {
    let mut bench = Bench::new(1);
    bench
        .put(&login("a", "ada", "pw", "https://shop.example/"), NOW_MS)
        .unwrap();
    bench
}

/// What a vault says whose header is not the one that was written.
fn is_typed(error: Error) -> bool {
    matches!(
        error,
        Error::WrongPassword
            | Error::Damaged
            | Error::NewerVersion
            | Error::OlderVersion
            | Error::NotAVault
            | Error::KdfOutOfRange
    )
}

fn unlocked(bench: &Bench, header: Vec<u8>) -> Result<Session> {
    bench.store.with("header", header).unlock()
}

#[test]
fn d01_every_bit_flip_of_the_header_is_noticed() {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD], &[Recovery(1)]]);
    bench
        .put(&login("a", "ada", "pw", "https://shop.example/"), NOW_MS)
        .unwrap();
    let mut opened = 0;
    for (bit, flipped) in flips(bench.store.header()).enumerate() {
        let store = bench.store.with("header", flipped);
        match store.unlock() {
            Err(error) => assert!(is_typed(error), "bit {bit} by factor: {error:?}"),
            // The slot that was used is whole, so the vault opens: for reading alone.
            Ok(session) => {
                opened += 1;
                assert_eq!(session.alarm(), Some(Alarm::HeaderChanged), "bit {bit}");
                if bit % 50 == 0 {
                    assert_read_only(&session, &bench);
                }
            }
        }
        let resumed = error_of(bench.resume(&store));
        assert!(resumed.is_some_and(is_typed), "bit {bit} by resume value");
    }
    // Inbox key, the other slot behind its factors, and the tag.
    assert_eq!(opened, (32 + (32 + 32 + 48) + 32) * 8);
}

#[test]
fn d02_every_cut_of_the_header_is_refused() {
    let bench = small_vault();
    let header = bench.store.header();
    for length in 0..header.len() {
        let cut = header[..length].to_vec();
        assert!(error_of(session::slots(&cut)).is_some_and(is_typed), "at {length}");
        let store = bench.store.with("header", cut);
        assert!(error_of(store.unlock()).is_some_and(is_typed), "at {length}");
        assert!(error_of(bench.resume(&store)).is_some_and(is_typed), "at {length}");
    }
}

#[test]
fn d03_bytes_behind_the_header_are_refused() {
    let bench = small_vault();
    let header = bench.store.header();
    for tail in [vec![0], vec![0; 32], header.to_vec(), vec![0; 20_000]] {
        let longer = [header, &tail].concat();
        assert_eq!(error_of(session::slots(&longer)), Some(Error::Damaged));
        assert_eq!(error_of(unlocked(&bench, longer)), Some(Error::Damaged));
    }
}

/// A header whose slot asks for other Argon2id parameters: the first three numbers of its one factor.
fn with_kdf(header: &[u8], memory_kib: &[u8], passes: u8) -> Vec<u8> {
    let floor = [0x80, 0x80, 0x04, 3, 1];
    let at = header.windows(5).position(|bytes| bytes == floor).unwrap();
    [&header[..at], memory_kib, &[passes], &header[at + 4..]].concat()
}

fn assert_out_of_range(changed: Vec<u8>, bench: &Bench) {
    let seen = draft("https://one.example", "ada", "pw");
    let sealed = session::seal_draft(&changed, &seen, &mut SeededRng::new(1));
    assert_eq!(error_of(sealed), Some(Error::KdfOutOfRange));
    assert_eq!(error_of(session::slots(&changed)), Some(Error::KdfOutOfRange));
    assert_eq!(error_of(unlocked(bench, changed)), Some(Error::KdfOutOfRange));
}

fn created_with(kdf: KdfParams) -> Option<Error> {
    let mut slot = slot(&[PASSWORD]);
    slot.factors[0].info.kdf = Some(kdf);
    error_of(Session::create(&[slot], "Mine", NOW_MS, &mut SeededRng::new(1)))
}

#[test]
fn d11_argon2_parameters_below_the_floor_are_refused_before_any_work() {
    let bench = small_vault();
    let header = bench.store.header();
    let eight_mib = [0x80, 0x40];
    assert_out_of_range(with_kdf(header, &eight_mib, 3), &bench);
    assert_out_of_range(with_kdf(header, &[0x80, 0x80, 0x04], 2), &bench);
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
        assert_eq!(created_with(weak), Some(Error::KdfOutOfRange));
    }
}

#[test]
fn d12_argon2_parameters_above_the_ceiling_are_refused_before_any_work() {
    let bench = small_vault();
    let header = bench.store.header();
    let four_gib = [0x80, 0x80, 0x80, 0x02];
    assert_out_of_range(with_kdf(header, &four_gib, 3), &bench);
    assert_out_of_range(with_kdf(header, &[0x80, 0x80, 0x04], 127), &bench);
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
        assert_eq!(created_with(heavy), Some(Error::KdfOutOfRange));
    }
}

/// A slot with parameters out of range stops the header even where another slot would be used.
#[test]
fn d11_no_slot_of_a_header_may_be_weak() {
    let bench = Bench::with_slots(1, &[&[PASSWORD], &[Recovery(1)]]);
    let changed = with_kdf(bench.store.header(), &[0x80, 0x40], 3);
    let opened = bench.store.with("header", changed).unlock_by(&[Recovery(1)]);
    assert_eq!(error_of(opened), Some(Error::KdfOutOfRange));
}

#[test]
fn d13_another_suite_epoch_version_or_factor_is_refused() {
    let bench = small_vault();
    let header = bench.store.header();
    let changed = |at: usize, value: u8| {
        let mut changed = header.to_vec();
        changed[at] = value;
        error_of(unlocked(&bench, changed))
    };
    for suite in [0, 2, 255] {
        assert_eq!(changed(9, suite), Some(Error::Damaged), "suite {suite}");
    }
    assert_eq!(changed(26, 0), Some(Error::Damaged), "epoch 0");
    let other_epoch = changed(26, 2);
    assert_eq!(other_epoch, Some(Error::WrongPassword), "no slot was made for epoch 2");
    for version in [2, 3, 255] {
        assert_eq!(changed(8, version), Some(Error::NewerVersion));
    }
    assert_eq!(changed(8, 0), Some(Error::OlderVersion));
    let factor_at = SLOTS_AT + 2;
    assert_eq!(header[factor_at], 1, "a password");
    for factor in [0, 2, 3, 4, 5, 255] {
        assert_eq!(changed(factor_at, factor), Some(Error::Damaged), "factor {factor}");
    }
    assert_eq!(error_of(session::slots(b"PK\x03\x04 no vault")), Some(Error::NotAVault));
    assert_eq!(error_of(session::slots(b"")), Some(Error::NotAVault));
    assert_eq!(error_of(session::slots(b"LATCHKEY")), Some(Error::Damaged));
}

#[test]
fn d14_slots_and_salts_of_another_vault_are_refused() {
    let (bench, other) = (small_vault(), Bench::new(2));
    let (header, foreign) = (bench.store.header(), other.store.header());
    assert_eq!(header.len(), foreign.len());
    let mut exchanged = header.to_vec();
    exchanged[SLOTS_AT..].copy_from_slice(&foreign[SLOTS_AT..]);
    assert_eq!(error_of(unlocked(&bench, exchanged)), Some(Error::WrongPassword));
    // The whole header of another vault opens with that vault's factor, but its root key opens nothing here.
    assert_eq!(error_of(unlocked(&bench, foreign.to_vec())), Some(Error::Damaged));
    let argon2_salt = header.windows(32).position(|bytes| bytes == [9; 32]).unwrap();
    for at in [argon2_salt, argon2_salt + 32] {
        let mut changed = header.to_vec();
        changed[at] ^= 1;
        assert_eq!(error_of(unlocked(&bench, changed)), Some(Error::WrongPassword));
    }
}

/// Two slots of one vault in the other order, or with the salts of each other.
#[test]
fn d14_slots_of_one_vault_exchanged_are_noticed() {
    let mut bench = Bench::with_slots(1, &[&[Recovery(1)], &[Recovery(2)]]);
    bench
        .put(&login("a", "", "pw", "https://shop.example/"), NOW_MS)
        .unwrap();
    let header = bench.store.header();
    let (slots, end) = (SLOTS_AT + 1, header.len() - 32);
    let (first, second) = header[slots..end].split_at((end - slots) / 2);
    let swapped = [&header[..slots], second, first, &header[end..]].concat();
    for way in [Recovery(1), Recovery(2)] {
        let session = bench.store.with("header", swapped.clone()).unlock_by(&[way]).unwrap();
        assert_read_only(&session, &bench);
    }
    let mixed = [&first[..2], &second[2..34], &first[34..]].concat();
    let mixed = [&header[..slots], &mixed, second, &header[end..]].concat();
    let store = bench.store.with("header", mixed);
    assert_eq!(error_of(store.unlock_by(&[Recovery(1)])), Some(Error::WrongPassword));
    assert_read_only(&store.unlock_by(&[Recovery(2)]).unwrap(), &bench);
}

#[test]
fn d15_a_wrap_changed_under_the_right_commitment_is_damage_and_no_key() {
    let bench = small_vault();
    let header = bench.store.header();
    let wrap = header.len() - 32 - 48;
    let changed = |at: usize| {
        let mut changed = header.to_vec();
        changed[at] ^= 1;
        error_of(unlocked(&bench, changed))
    };
    for at in [wrap, wrap + 31, wrap + 32, wrap + 47] {
        assert_eq!(changed(at), Some(Error::Damaged));
    }
    assert_eq!(changed(wrap - 1), Some(Error::WrongPassword), "the commitment");
}

/// What an attacker's slot looks like: made for this very vault, with a root key of their own.
fn forged(header: &[u8], factors: &[&[Factor]]) -> Vec<u8> {
    let scope = Header::parse(header).unwrap().scope();
    let slots: Vec<NewSlot> = factors.iter().map(|factors| slot(factors)).collect();
    header::make(&scope, &secret(77), Vec::new(), &slots, &mut SeededRng::new(3)).unwrap()
}

#[test]
fn d16_a_slot_that_an_attacker_adds_opens_nothing_and_is_noticed() {
    let bench = small_vault();
    let header = bench.store.header();
    let forged = forged(header, &[&[Password(66)]]);
    let (slots, end) = (SLOTS_AT + 1, header.len() - 32);
    let both = [&header[..SLOTS_AT], &[2], &header[slots..end], &forged[slots..end]].concat();
    for tag in [&header[end..], &forged[end..]] {
        let store = bench.store.with("header", [both.as_slice(), tag].concat());
        assert_read_only(&store.unlock().unwrap(), &bench);
        let attacker = store.unlock_by(&[Password(66)]);
        assert_eq!(error_of(attacker), Some(Error::Damaged), "to the attacker");
        assert_eq!(error_of(bench.resume(&store)), Some(Error::Damaged));
    }
    // A header all of their own, with this vault's id, opens, but nothing in the store was sealed under its root key.
    let store = bench.store.with("header", forged);
    assert_eq!(error_of(store.unlock_by(&[Password(66)])), Some(Error::Damaged));
    assert_eq!(error_of(store.unlock()), Some(Error::WrongPassword));
    assert_eq!(error_of(bench.resume(&store)), Some(Error::Damaged));
}

/// The attacker knows the user's password from elsewhere and slips in a header of their own that it opens.
#[test]
fn d16_another_root_key_under_the_right_password_opens_nothing() {
    let bench = small_vault();
    let store = bench.store.with("header", forged(bench.store.header(), &[&[PASSWORD]]));
    assert_eq!(error_of(store.unlock()), Some(Error::Damaged));
}

#[test]
fn d16_a_whole_vault_of_the_attackers_does_not_open_with_the_users_password() {
    let attackers = Bench::with_slots(9, &[&[Password(66)]]);
    assert_eq!(error_of(attackers.store.unlock()), Some(Error::WrongPassword));
}

#[test]
fn d16_the_inbox_key_cannot_be_exchanged_unseen() {
    let bench = small_vault();
    let mut changed = bench.store.header().to_vec();
    changed[SLOTS_AT - 32..SLOTS_AT].copy_from_slice(&Bench::new(2).store.header()[SLOTS_AT - 32..SLOTS_AT]);
    let store = bench.store.with("header", changed);
    assert_read_only(&store.unlock().unwrap(), &bench);
    assert_eq!(error_of(bench.resume(&store)), Some(Error::Damaged));
}

#[test]
fn d14_d16_the_headers_own_tag_is_verified() {
    let bench = small_vault();
    let header = bench.store.header();
    let authentic = |header: &[u8]| {
        let unlocked = Header::parse(header).unwrap().unlock(&proofs(&[PASSWORD])).unwrap();
        (unlocked.is_authentic, unlocked.slot)
    };
    assert_eq!(authentic(header), (true, 0));
    for at in [SLOTS_AT - 1, header.len() - 32, header.len() - 1] {
        let mut changed = header.to_vec();
        changed[at] ^= 1;
        assert_eq!(authentic(&changed), (false, 0), "at {at}");
    }
}

/// The header's tag and the root's hash say the same in two ways; each is enough. Here the owner's own older header
/// comes back, whose tag is right.
#[test]
fn d25_an_old_authentic_header_beside_a_newer_index_is_noticed() {
    let mut bench = small_vault();
    let old = bench.store.header().to_vec();
    bench
        .change(|session, rng| session.add_slot(&proofs(&[PASSWORD]), &slot(&[Recovery(1)]), NOW_MS, rng))
        .unwrap();
    let unlocked = Header::parse(&old).unwrap().unlock(&proofs(&[PASSWORD])).unwrap();
    assert!(unlocked.is_authentic);
    let store = bench.store.with("header", old);
    assert_read_only(&store.unlock().unwrap(), &bench);
    assert_eq!(error_of(bench.resume(&store)), Some(Error::Damaged));
}

/// After "only a change" of the password the old header still opens, as the user was told; but never unseen.
#[test]
fn d25_an_old_password_by_its_old_header_opens_for_reading_alone() {
    let mut bench = small_vault();
    let old = bench.store.header().to_vec();
    bench
        .change(|session, rng| session.replace_slot(&proofs(&[PASSWORD]), &slot(&[Password(2)]), NOW_MS, rng))
        .unwrap();
    let store = bench.store.with("header", old);
    assert_read_only(&store.unlock_by(&[PASSWORD]).unwrap(), &bench);
    assert_eq!(error_of(store.unlock_by(&[Password(2)])), Some(Error::WrongPassword));
}

#[test]
fn a_header_with_more_slots_or_bytes_than_allowed_is_refused() {
    let bench = small_vault();
    let header = bench.store.header();
    let end = header.len() - 32;
    let slot = &header[SLOTS_AT + 1..end];
    let with_slots = |count: u8| {
        let slots = slot.repeat(usize::from(count));
        let header = [&header[..SLOTS_AT], &[count], &slots, &header[end..]].concat();
        error_of(session::slots(&header))
    };
    assert_eq!(with_slots(1), None);
    assert_eq!(with_slots(16), None);
    for count in [0, 17, 120] {
        assert_eq!(with_slots(count), Some(Error::Damaged), "{count}");
    }
}

#[test]
fn d20_a_header_spelled_otherwise_is_refused() {
    let bench = small_vault();
    let header = bench.store.header();
    // The epoch, 1, as a number of two bytes: the same value, but not its shortest form.
    assert_eq!(header[26], 1);
    let longer = [&header[..26], &[0x81, 0x00], &header[27..]].concat();
    assert_eq!(error_of(session::slots(&longer)), Some(Error::Damaged));
    assert_eq!(error_of(unlocked(&bench, longer)), Some(Error::Damaged));
    let slots = [&header[..SLOTS_AT], &[0x81, 0x00], &header[SLOTS_AT + 1..]].concat();
    assert_eq!(error_of(session::slots(&slots)), Some(Error::Damaged));
    assert_eq!(error_of(wire::parse::<u32>(&[0x81, 0x00])), Some(Error::Damaged));
    assert_eq!(wire::parse::<u32>(&[0x01]), Ok(1));
}

#[test]
fn what_a_locked_vault_tells_is_how_to_ask_and_no_more() {
    let bench = Bench::with_slots(1, &[&[PASSWORD], &[Factor::Key(7)], &[Recovery(1)]]);
    let told = session::slots(bench.store.header()).unwrap();
    let factors: Vec<&FactorInfo> = told.iter().flat_map(|slot| &slot.factors).collect();
    assert_eq!(factors, [&PASSWORD.info(), &Factor::Key(7).info(), &Recovery(1).info()]);
    let id = session::vault_id(bench.store.header()).unwrap();
    assert_eq!(id.to_string(), bench.session.vault_id());
}
