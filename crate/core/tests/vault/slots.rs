//! The ways in: which may be together, how one is added and changed, and that each opens all.

use latchkey_core::api::{Alarm, FactorInfo, FactorKind, FactorProof, KdfParams, NewFactor, NewSlot};
use latchkey_core::error::{Error, Result};
use latchkey_core::session::{self, Session};
use latchkey_core::vault::header::MAX_SLOTS;

use crate::vault_fixture::Factor::{Key, Password, Recovery};
use crate::vault_fixture::{
    Bench, Factor, NOW_MS, PASSWORD, SeededRng, error_of, flipped, kdf, login, password, proofs, slot,
};

fn create(slots: &[NewSlot]) -> Result<Session> {
    Session::create(slots, "Mine", NOW_MS, &mut SeededRng::new(1)).map(|(session, _)| session)
}

fn kinds(bench: &Bench) -> Vec<Vec<FactorKind>> {
    let slots = bench.session.slots().unwrap();
    let kinds = |factors: &[FactorInfo]| factors.iter().map(|factor| factor.kind).collect();
    slots.iter().map(|slot| kinds(&slot.factors)).collect()
}

fn add(bench: &mut Bench, by: &[Factor], factors: &[Factor]) -> Result<()> {
    bench.change(|session, rng| session.add_slot(&proofs(by), &slot(factors), NOW_MS, rng))
}

fn replace(bench: &mut Bench, by: &[Factor], factors: &[Factor]) -> Result<()> {
    bench.change(|session, rng| session.replace_slot(&proofs(by), &slot(factors), NOW_MS, rng))
}

#[test]
fn every_way_in_opens_the_whole_vault_and_no_part_of_one_does() {
    let ways: [&[Factor]; 3] = [&[Password(1), Key(2)], &[Password(1), Key(3)], &[Recovery(4)]];
    let mut bench = Bench::with_slots(1, &ways);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    for way in ways {
        let session = bench.store.unlock_by(way).unwrap();
        assert_eq!(session.alarm(), None);
        assert_eq!(
            password(&session.item(&id, bench.store.item(&id), NOW_MS).unwrap()),
            "pw"
        );
    }
    let refused: [&[Factor]; 9] = [
        &[],
        &[Password(1)],
        &[Key(2)],
        &[Password(2), Key(2)],
        &[Password(1), Key(1)],
        &[Key(2), Password(1)],
        &[Password(1), Key(2), Recovery(4)],
        &[Recovery(1)],
        &[Password(1), Recovery(4)],
    ];
    for way in refused {
        assert_eq!(
            error_of(bench.store.unlock_by(way)),
            Some(Error::WrongPassword),
            "{way:?}"
        );
    }
}

#[test]
fn an_output_that_is_not_thirty_two_bytes_is_refused() {
    let bench = Bench::new(1);
    for length in [0, 31, 33, 64] {
        let proof = FactorProof {
            kind: FactorKind::Password,
            output: vec![1; length],
        };
        let opened = Session::unlock(&[proof], bench.store.frame(), None);
        assert_eq!(error_of(opened), Some(Error::InvalidInput));
        let mut new = slot(&[PASSWORD]);
        new.factors[0].output = vec![1; length];
        assert_eq!(error_of(create(&[new])), Some(Error::InvalidInput));
    }
}

#[test]
fn ways_in_that_would_not_be_safe_together_are_refused() {
    let safe: [&[&[Factor]]; 7] = [
        &[&[Password(1)]],
        &[&[Key(1)]],
        &[&[Password(1)], &[Key(1)]],
        &[&[Password(1)], &[Recovery(1)]],
        &[&[Password(1)], &[Key(1)], &[Key(2)], &[Recovery(1)]],
        &[&[Password(1), Key(1)], &[Recovery(1)]],
        &[&[Password(1), Key(1)], &[Password(1), Key(2)]],
    ];
    for ways in safe {
        let slots: Vec<NewSlot> = ways.iter().map(|way| slot(way)).collect();
        assert!(create(&slots).is_ok(), "{ways:?}");
    }
    let unsafe_ones: [&[&[Factor]]; 9] = [
        &[],
        &[&[Password(1), Key(1)], &[Key(2)], &[Recovery(1)]],
        &[&[Password(1), Key(1)], &[Password(2), Key(1)]],
        &[&[Password(1), Recovery(1)]],
        &[&[Password(1), Key(1)], &[Key(2), Recovery(1)]],
        &[&[Password(1), Key(1)]],
        &[&[Password(1), Key(1)], &[Password(1)]],
        &[&[Password(1), Key(1)], &[Password(2)], &[Recovery(1)]],
        &[&[Password(1), Recovery(1)], &[Password(1)]],
    ];
    for ways in unsafe_ones {
        let slots: Vec<NewSlot> = ways.iter().map(|way| slot(way)).collect();
        assert_eq!(error_of(create(&slots)), Some(Error::SlotRule), "{ways:?}");
        let mut bench = Bench::new(1);
        let begun = bench.session.rotate_begin(&proofs(&[PASSWORD]), &slots, &mut bench.rng);
        assert_eq!(error_of(begun), Some(Error::SlotRule), "{ways:?}");
        assert!(
            bench.put(&login("a", "", "", ""), NOW_MS).is_ok(),
            "no rotation is left"
        );
    }
}

#[test]
fn factors_that_are_none_or_not_in_order_are_refused() {
    let with = |change: fn(&mut NewFactor)| {
        let mut slot = slot(&[Key(1)]);
        change(&mut slot.factors[0]);
        slot
    };
    let mut refused = vec![
        slot(&[]),
        slot(&[Key(1), Password(1)]),
        slot(&[Password(1), Password(2)]),
        with(|factor| factor.info.kdf = Some(kdf())),
        with(|factor| factor.info.prf = None),
        with(|factor| factor.info.kind = FactorKind::Recovery),
        with(|factor| factor.info.kind = FactorKind::Password),
        with(|factor| factor.info.prf.as_mut().unwrap().rp_id = "x".repeat(256)),
        with(|factor| factor.info.prf.as_mut().unwrap().browser = "x".repeat(101)),
        with(|factor| factor.info.prf.as_mut().unwrap().credential_id.clear()),
        with(|factor| factor.info.prf.as_mut().unwrap().credential_id = vec![1; 1_024]),
        with(|factor| factor.info.prf.as_mut().unwrap().salt = vec![1; 31]),
        with(|factor| factor.info.prf.as_mut().unwrap().salt = vec![1; 33]),
    ];
    let device = FactorInfo {
        kind: FactorKind::Device,
        kdf: None,
        prf: None,
    };
    let output = vec![1; 32];
    refused.push(NewSlot {
        factors: vec![NewFactor { info: device, output }],
    });
    for (at, slot) in refused.into_iter().enumerate() {
        assert_eq!(error_of(create(&[slot])), Some(Error::InvalidInput), "case {at}");
    }
    let largest = with(|factor| {
        let prf = factor.info.prf.as_mut().unwrap();
        prf.rp_id = "ü".repeat(255);
        prf.browser = "ü".repeat(100);
        prf.credential_id = vec![1; 1_023];
    });
    assert!(create(&[largest]).is_ok());
}

#[test]
fn a_way_in_is_added_with_a_proof_and_opens_all() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    for wrong in [&[Password(2)] as &[Factor], &[], &[Key(1)]] {
        assert_eq!(error_of(add(&mut bench, wrong, &[Key(1)])), Some(Error::WrongPassword));
    }
    add(&mut bench, &[PASSWORD], &[Key(1)]).unwrap();
    add(&mut bench, &[Key(1)], &[Recovery(1)]).unwrap();
    assert_eq!(
        kinds(&bench),
        [[FactorKind::Password], [FactorKind::Prf], [FactorKind::Recovery]]
    );
    for way in [PASSWORD, Key(1), Recovery(1)] {
        let session = bench.store.unlock_by(&[way]).unwrap();
        assert_eq!(session.alarm(), None);
        assert!(session.item(&id, bench.store.item(&id), NOW_MS).is_ok());
    }
    assert!(bench.resume(&bench.store).is_ok());
    assert_eq!(bench.session.epoch(), 1, "adding rotates nothing");
    // A second recovery code is a replacement, and the password alone beside a second factor is none.
    assert_eq!(
        error_of(add(&mut bench, &[PASSWORD], &[Recovery(2)])),
        Some(Error::SlotRule)
    );
    assert_eq!(
        error_of(add(&mut bench, &[PASSWORD], &[PASSWORD, Key(2)])),
        Some(Error::SlotRule)
    );
    assert_eq!(kinds(&bench).len(), 3);
    assert_eq!(
        session::slots(bench.store.header()).unwrap(),
        bench.session.slots().unwrap()
    );
}

#[test]
fn a_seventeenth_way_in_and_a_header_too_large_are_refused() {
    let mut bench = Bench::new(1);
    for n in 1..MAX_SLOTS {
        add(&mut bench, &[PASSWORD], &[Key(n as u8)]).unwrap();
    }
    assert_eq!(kinds(&bench).len(), MAX_SLOTS);
    assert_eq!(
        error_of(add(&mut bench, &[PASSWORD], &[Key(99)])),
        Some(Error::SlotRule)
    );
    assert!(bench.store.unlock_by(&[Key(15)]).is_ok());
    let mut bench = Bench::new(2);
    let large = |n: u8| {
        let mut new = slot(&[Key(n)]);
        new.factors[0].info.prf.as_mut().unwrap().credential_id = vec![n; 1_023];
        new.factors[0].info.prf.as_mut().unwrap().rp_id = "\u{1f511}".repeat(255);
        new
    };
    let added: Vec<Result<()>> = (0..10)
        .map(|n| bench.change(|session, rng| session.add_slot(&proofs(&[PASSWORD]), &large(n), NOW_MS, rng)))
        .collect();
    assert_eq!(
        added.iter().filter(|added| added.is_ok()).count(),
        7,
        "of about 2.2 KiB each"
    );
    assert_eq!(added[7], Err(Error::SlotRule));
    assert!(bench.store.unlock().is_ok() && bench.store.header().len() <= 16 * 1024);
}

#[test]
fn a_changed_password_opens_all_the_old_one_nothing_and_other_ways_go_on() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    add(&mut bench, &[PASSWORD], &[Recovery(1)]).unwrap();
    replace(&mut bench, &[PASSWORD], &[Password(2)]).unwrap();
    assert_eq!(kinds(&bench), [[FactorKind::Recovery], [FactorKind::Password]]);
    assert_eq!(error_of(bench.store.unlock_by(&[PASSWORD])), Some(Error::WrongPassword));
    for way in [Password(2), Recovery(1)] {
        let session = bench.store.unlock_by(&[way]).unwrap();
        assert_eq!((session.alarm(), session.epoch()), (None, 1));
        assert!(session.item(&id, bench.store.item(&id), NOW_MS).is_ok());
    }
    assert_eq!(
        error_of(replace(&mut bench, &[PASSWORD], &[Password(3)])),
        Some(Error::WrongPassword)
    );
    // Stronger parameters for the same password are such a change too.
    let mut stronger = slot(&[Password(2)]);
    stronger.factors[0].info.kdf = Some(KdfParams { passes: 4, ..kdf() });
    bench
        .change(|session, rng| session.replace_slot(&proofs(&[Password(2)]), &stronger, NOW_MS, rng))
        .unwrap();
    let passes = bench.session.slots().unwrap()[1].factors[0]
        .kdf
        .as_ref()
        .unwrap()
        .passes;
    assert_eq!(passes, 4);
    assert!(bench.store.unlock_by(&[Password(2)]).is_ok());
}

/// Whatever takes a way in away goes by a rotation, for an old header would go on to open everything.
#[test]
fn d24_d26_without_a_rotation_nothing_but_a_password_can_be_replaced() {
    let refused: [(&[Factor], &[Factor]); 3] = [
        (&[Recovery(1)], &[Recovery(2)]),
        (&[Recovery(1)], &[PASSWORD]),
        (&[Key(9)], &[Key(8)]),
    ];
    let mut bench = Bench::with_slots(1, &[&[PASSWORD], &[Key(9)], &[Recovery(1)]]);
    for (by, factors) in refused
        .into_iter()
        .chain([(&[Key(9)] as &[Factor], &[Key(9)] as &[Factor])])
    {
        assert_eq!(
            error_of(replace(&mut bench, by, factors)),
            Some(Error::SlotRule),
            "{by:?} by {factors:?}"
        );
    }
    let mut bench = Bench::with_slots(1, &[&[PASSWORD, Key(1)], &[Recovery(1)]]);
    let refused: [&[Factor]; 4] = [&[PASSWORD, Key(2)], &[PASSWORD], &[Key(1)], &[PASSWORD, Recovery(1)]];
    for factors in refused {
        let replaced = replace(&mut bench, &[PASSWORD, Key(1)], factors);
        assert_eq!(error_of(replaced), Some(Error::SlotRule), "by {factors:?}");
    }
    // The same key with another output would open no more.
    let mut lying = slot(&[Password(2), Key(1)]);
    lying.factors[1].output = vec![77; 32];
    let replaced = bench
        .session
        .replace_slot(&proofs(&[PASSWORD, Key(1)]), &lying, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(replaced), Some(Error::SlotRule));
    replace(&mut bench, &[PASSWORD, Key(1)], &[Password(2), Key(1)]).unwrap();
    assert!(bench.store.unlock_by(&[Password(2), Key(1)]).is_ok());
    assert_eq!(
        error_of(bench.store.unlock_by(&[PASSWORD, Key(1)])),
        Some(Error::WrongPassword)
    );
}

/// What a guess costs rises where the password opens only beside a key, too: each such way in by itself, for whoever has
/// its key at hand, with the same password and the same key.
#[test]
fn dearer_parameters_are_taken_for_each_way_in_that_asks_for_a_password_beside_a_key() {
    let ways: [&[Factor]; 3] = [&[PASSWORD, Key(1)], &[PASSWORD, Key(2)], &[Recovery(1)]];
    let mut bench = Bench::with_slots(1, &ways);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let before = bench.store.header().to_vec();
    // Dearer parameters give the same password another output.
    let dear = |factors: &[Factor]| {
        let mut new = slot(factors);
        new.factors[0].info.kdf = Some(KdfParams {
            memory_kib: 262_144,
            passes: 5,
            salt: vec![8; 32],
            ..kdf()
        });
        new.factors[0].output = vec![44; 32];
        new
    };
    let by_dear = |key: Factor| {
        let mut given = proofs(&[PASSWORD, key]);
        given[0].output = vec![44; 32];
        given
    };
    let costs = |bench: &Bench| {
        let slots = session::slots(bench.store.header()).unwrap();
        let kdfs = slots
            .iter()
            .flat_map(|slot| &slot.factors)
            .filter_map(|info| info.kdf.as_ref());
        let mut costs: Vec<(u32, u32)> = kdfs.map(|kdf| (kdf.memory_kib, kdf.passes)).collect();
        costs.sort_unstable();
        costs
    };
    let (low, high) = ((65_536, 3), (262_144, 5));
    assert_eq!(costs(&bench), [low, low]);
    let opens = |bench: &Bench, by: &[FactorProof]| {
        let session = Session::unlock(by, bench.store.frame(), None)?;
        assert_eq!((session.alarm(), session.epoch()), (None, 1), "nothing was rotated");
        session.item(&id, bench.store.item(&id), NOW_MS).map(|_| ())
    };
    // Only by its own proofs, only with its own key, and not to a password alone.
    for (by, new) in [
        (proofs(&[Password(9), Key(1)]), dear(&[PASSWORD, Key(1)])),
        (proofs(&[PASSWORD]), dear(&[PASSWORD, Key(1)])),
        (proofs(&[Key(1)]), dear(&[PASSWORD, Key(1)])),
    ] {
        let refused = bench.session.replace_slot(&by, &new, NOW_MS, &mut bench.rng);
        assert_eq!(error_of(refused), Some(Error::WrongPassword));
    }
    for new in [dear(&[PASSWORD, Key(2)]), dear(&[PASSWORD])] {
        let refused = bench
            .session
            .replace_slot(&proofs(&[PASSWORD, Key(1)]), &new, NOW_MS, &mut bench.rng);
        assert_eq!(error_of(refused), Some(Error::SlotRule));
    }
    bench
        .change(|session, rng| session.replace_slot(&proofs(&ways_of(1)), &dear(&ways_of(1)), NOW_MS, rng))
        .unwrap();
    assert_eq!(costs(&bench), [low, high], "the other waits for its own key");
    assert_eq!(opens(&bench, &by_dear(Key(1))), Ok(()));
    assert_eq!(opens(&bench, &proofs(&ways_of(1))), Err(Error::WrongPassword));
    assert_eq!(opens(&bench, &proofs(&ways_of(2))), Ok(()));
    bench
        .change(|session, rng| session.replace_slot(&proofs(&ways_of(2)), &dear(&ways_of(2)), NOW_MS, rng))
        .unwrap();
    assert_eq!(costs(&bench), [high, high]);
    for key in [Key(1), Key(2)] {
        assert_eq!(opens(&bench, &by_dear(key)), Ok(()));
        let part = by_dear(key);
        assert_eq!(
            opens(&bench, &part[..1]),
            Err(Error::WrongPassword),
            "the password alone opens nothing"
        );
        assert_eq!(opens(&bench, &part[1..]), Err(Error::WrongPassword), "nor the key");
    }
    assert_eq!(opens(&bench, &proofs(&[Recovery(1)])), Ok(()));
    assert_eq!(kinds(&bench).len(), 3);
    // Whoever puts the cheap header back is noticed.
    let cheap = bench.store.with("header", before);
    let session = cheap.unlock_by(&ways_of(1)).unwrap();
    assert_eq!(session.alarm(), Some(Alarm::HeaderChanged));
}

fn ways_of(key: u8) -> [Factor; 2] {
    [PASSWORD, Key(key)]
}

/// Somebody takes the recovery code's slot away: the header is not the one that the root names.
#[test]
fn d17_a_way_in_that_was_taken_away_is_noticed() {
    let mut bench = Bench::new(1);
    bench
        .put(&login("a", "", "pw", "https://shop.example/"), NOW_MS)
        .unwrap();
    let without_recovery = bench.store.header().to_vec();
    add(&mut bench, &[PASSWORD], &[Recovery(1)]).unwrap();
    let store = bench.store.with("header", without_recovery);
    assert_read_only(&store.unlock().unwrap(), &bench);
    assert_eq!(error_of(store.unlock_by(&[Recovery(1)])), Some(Error::WrongPassword));
    // Cut out of the newest header, it is noticed too: neither tag nor hash are right.
    let header = bench.store.header();
    let end = header.len() - 32;
    let cut = [&header[..59], &[1], &header[60..end - SLOT_OF_A_CODE], &header[end..]].concat();
    let store = bench.store.with("header", cut);
    assert_read_only(&store.unlock().unwrap(), &bench);
}

/// One factor without parameters, salt, commitment and wrap.
const SLOT_OF_A_CODE: usize = 2 + 32 + 32 + 48;

/// An open vault that tells of a changed header: it can be read, and neither changed nor filled from.
pub(crate) fn assert_read_only(session: &Session, bench: &Bench) {
    assert_eq!(session.alarm(), Some(Alarm::HeaderChanged));
    let row = session.list("", None, Default::default()).others.remove(0);
    let record = bench.store.item(&row.id);
    assert!(session.item(&row.id, record, NOW_MS).is_ok());
    let page = crate::vault_fixture::frame("https://shop.example/");
    let choice = latchkey_core::api::Choice::Listed;
    let plan = session.plan_fill(&row.id, record, &crate::lists::sign_in(), &page, choice, NOW_MS);
    assert_eq!(error_of(plan), Some(Error::ReadOnly));
}

/// While the header is not the one that the root names, every change but the repair is refused.
#[test]
fn d16_a_changed_header_stops_every_change() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let record = bench.store.item(&id).to_vec();
    let last = bench.store.header().len() * 8 - 1;
    let store = bench.store.with("header", flipped(bench.store.header(), last));
    let mut session = store.unlock().unwrap();
    session.accept_older();
    let base = crate::vault_fixture::base(&id, 1);
    let settings = session.settings().clone();
    let rng = &mut SeededRng::new(3);
    let (by, new) = (proofs(&[PASSWORD]), slot(&[Key(1)]));
    let refused = [
        error_of(session.put(&login("y", "", "", ""), None, NOW_MS, rng)),
        error_of(session.put_new(&[login("y", "", "", "")], NOW_MS, rng)),
        error_of(session.set_trashed(&base, &record, true, NOW_MS, rng)),
        error_of(session.delete(&[base], NOW_MS, rng)),
        error_of(session.put_settings(&settings, NOW_MS, rng)),
        error_of(session.note_used(&id, NOW_MS, rng)),
        error_of(session.note_exposed(&[], &[], NOW_MS, rng)),
        error_of(session.make_file(1, rng)),
        error_of(session.add_slot(&by, &new, NOW_MS, rng)),
        error_of(session.replace_slot(&by, &slot(&[PASSWORD]), NOW_MS, rng)),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert_eq!(refused, Some(Error::ReadOnly), "case {at}");
    }
    // It outlives the worker.
    let resumed = Session::resume(&session.resume_value().unwrap(), store.frame(), None);
    assert_eq!(resumed.unwrap().alarm(), Some(Alarm::HeaderChanged));
}
