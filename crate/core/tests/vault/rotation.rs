//! Rotation: whoever had the old keys opens nothing that is written later, and nobody loses an item by it.

use latchkey_core::api::{Alarm, Change, ItemContent, Settings, Shelf, SiteRule};
use latchkey_core::error::Error;
use latchkey_core::session::Session;
use latchkey_core::vault::associated::Role;
use latchkey_core::vault::id::Id;
use latchkey_core::vault::{item, resume, sealed};

use crate::vault_fixture::Factor::{Key, Password, Recovery};
use crate::vault_fixture::{
    Bench, FailingRng, NOW_MS, PASSWORD, SeededRng, Store, base, edit, error_of, flipped, guarded, input, login,
    password, proofs, slot, stage_rotation,
};

/// A vault with something of everything; gives the ids of its three items.
fn full_vault() -> (Bench, [String; 3]) {
    let mut bench = Bench::with_slots(1, &[&[PASSWORD], &[Recovery(1)]]);
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let plain = bench
        .put(&login("plain", "ada", "pw", "https://shop.example/"), NOW_MS)
        .unwrap();
    let guarded = bench.put(&guarded("guarded", "secret"), NOW_MS).unwrap();
    let archived = ItemContent {
        archived: true,
        ..ItemContent::login("archived", "", "pw", "")
    };
    let archived = bench.put(&input(archived), NOW_MS).unwrap();
    bench.attach(&base(&plain, 1), b"a file", NOW_MS).unwrap();
    let settings = Settings {
        lock_after_minutes: 7,
        sites: vec![SiteRule {
            host: "a.example".into(),
            never_save: true,
            ..SiteRule::default()
        }],
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    bench
        .change(|session, rng| session.note_used(&plain, NOW_MS, rng))
        .unwrap();
    let gone = bench.put(&login("gone", "", "", ""), NOW_MS).unwrap();
    bench.delete(&base(&gone, 1), NOW_MS).unwrap();
    (bench, [plain, guarded, archived])
}

fn assert_whole(session: &mut Session, store: &Store, ids: &[String; 3], by: crate::vault_fixture::Factor) {
    session.unguard(&proofs(&[by]), NOW_MS).unwrap();
    let opened = ids
        .each_ref()
        .map(|id| session.item(id, store.item(id), NOW_MS).unwrap());
    assert_eq!(opened.each_ref().map(password), ["pw", "secret", "pw"]);
    assert_eq!(session.settings().lock_after_minutes, 7);
    assert_eq!(session.settings().sites[0].host, "a.example");
    let row = session.list("plain", None, Shelf::Items).others.remove(0);
    assert_eq!(row.used_ms, NOW_MS);
    let file_id = &opened[0].attachments[0].id;
    let file = session
        .open_file(&ids[0], store.item(&ids[0]), file_id, NOW_MS)
        .unwrap();
    let chunk = file.open_chunk(0, &store.records[&file.chunk_key(0)]).unwrap();
    assert_eq!(chunk.as_slice(), b"a file");
    assert_eq!(session.list("gone", None, Shelf::Items).others.len(), 0);
}

#[test]
fn a_rotation_keeps_everything_and_changes_every_key() {
    let (mut bench, ids) = full_vault();
    let old = bench.store.clone();
    let old_resume = bench.session.resume_value().unwrap();
    bench.rotate(&[PASSWORD], &[&[Password(2)], &[Recovery(2)]]).unwrap();
    assert_eq!((bench.session.epoch(), bench.session.alarm()), (2, None));
    assert_whole(&mut bench.session, &bench.store, &ids, Password(2));
    let mut resumed = bench.resume(&bench.store).unwrap();
    assert_whole(&mut resumed, &bench.store, &ids, Password(2));
    for way in [Password(2), Recovery(2)] {
        let mut session = bench.store.unlock_by(&[way]).unwrap();
        assert_eq!(session.alarm(), None);
        assert_whole(&mut session, &bench.store, &ids, way);
    }
    for way in [PASSWORD, Recovery(1)] {
        assert_eq!(error_of(bench.store.unlock_by(&[way])), Some(Error::WrongPassword));
    }
    // Every record of the frame and of the items is another; what is large and under a key of its own is not.
    for (key, bytes) in &old.records {
        assert_eq!(bench.store.records[key] == *bytes, key.starts_with("chunk/"), "{key}");
    }
    assert_eq!(old.records.len(), bench.store.records.len());
    let (before, after) = (
        resume::parse(&old_resume).unwrap(),
        resume::parse(&bench.session.resume_value().unwrap()).unwrap(),
    );
    let keys = |keys: &latchkey_core::vault::keys::VaultKeys| {
        [&keys.index, &keys.named, &keys.local, &keys.inbox, &keys.items].map(|key| *key.expose())
    };
    for (old, new) in keys(&before.keys).iter().zip(keys(&after.keys)) {
        assert_ne!(*old, new);
    }
    assert_eq!(
        before.device.signing.expose(),
        after.device.signing.expose(),
        "the device is the same"
    );
    // And the vault goes on.
    bench
        .put(&edit(&ids[0], 2, login("plain", "ada", "new", "")), NOW_MS)
        .unwrap();
    bench.rotate(&[Password(2)], &[&[Password(3)]]).unwrap();
    assert_eq!(bench.store.unlock_by(&[Password(3)]).unwrap().epoch(), 3);
}

/// The old header is put back, with the old password's slot in it: it opens nothing of the rotated vault.
#[test]
fn d24_an_old_slot_opens_nothing_after_a_change_of_password_with_rotation() {
    let (mut bench, ids) = full_vault();
    let old = bench.store.clone();
    let old_keys = resume::parse(&bench.session.resume_value().unwrap()).unwrap();
    bench.rotate(&[PASSWORD], &[&[Password(2)]]).unwrap();
    let fresh = bench.put(&login("fresh", "", "new secret", ""), NOW_MS).unwrap();
    let restored = bench.store.with("header", old.header().to_vec());
    assert_eq!(error_of(restored.unlock()), Some(Error::Damaged));
    assert_eq!(error_of(restored.unlock_by(&[Recovery(1)])), Some(Error::Damaged));
    assert_eq!(error_of(bench.resume(&restored)), Some(Error::Damaged));
    // With the old keyring too, and with every other old record one by one: never a mix.
    for key in ["keyring", "root", "devices", "settings", "sites"] {
        let mixed = restored.with(key, old.records[key].clone());
        assert_eq!(error_of(mixed.unlock()), Some(Error::Damaged), "{key}");
    }
    // Nor do the old keys themselves open a record that was written since.
    let scopes = [
        old_keys.scope,
        latchkey_core::vault::associated::Scope {
            epoch: 2,
            ..old_keys.scope
        },
    ];
    for scope in scopes {
        for id in ids.iter().chain([&fresh]) {
            let opened = item::open(
                &old_keys.keys.items,
                &scope,
                Id::parse(id).unwrap(),
                bench.store.item(id),
            );
            assert_eq!(error_of(opened), Some(Error::DamagedItem));
        }
        let roles = [("root", Role::Root), ("settings", Role::Named(Id::of_name("settings")))];
        for (key, role) in roles {
            for old_key in [&old_keys.keys.index, &old_keys.keys.named] {
                let opened = sealed::open_bytes(old_key, &scope, role, &bench.store.records[key]);
                assert_eq!(error_of(opened), Some(Error::Damaged));
            }
        }
    }
    let old_resume = Session::resume(&bench.session.resume_value().unwrap(), old.frame(), None);
    assert_eq!(
        error_of(old_resume),
        Some(Error::Damaged),
        "the new keys open nothing of the old"
    );
}

#[test]
fn d26_the_password_alone_opens_nothing_once_a_second_factor_was_turned_on() {
    let (mut bench, ids) = full_vault();
    let old = bench.store.clone();
    let ways: [&[crate::vault_fixture::Factor]; 2] = [&[PASSWORD, Key(1)], &[Recovery(2)]];
    bench.rotate(&[PASSWORD], &ways).unwrap();
    assert_eq!(error_of(bench.store.unlock()), Some(Error::WrongPassword));
    let restored = bench.store.with("header", old.header().to_vec());
    for by in [PASSWORD, Recovery(1)] {
        assert_eq!(error_of(restored.unlock_by(&[by])), Some(Error::Damaged));
    }
    assert_eq!(
        error_of(restored.unlock_by(&[PASSWORD, Key(1)])),
        Some(Error::WrongPassword)
    );
    let session = bench.store.unlock_by(&[PASSWORD, Key(1)]).unwrap();
    assert!(session.item(&ids[0], bench.store.item(&ids[0]), NOW_MS).is_ok());
    // Turning it off again is a rotation as well, and the old pair is dead then.
    bench.rotate(&[PASSWORD, Key(1)], &[&[PASSWORD]]).unwrap();
    assert_eq!(
        error_of(bench.store.unlock_by(&[PASSWORD, Key(1)])),
        Some(Error::WrongPassword)
    );
    assert!(bench.store.unlock().is_ok());
}

/// A new recovery code kills the old one.
#[test]
fn d24_a_replaced_recovery_code_opens_nothing() {
    let (mut bench, _) = full_vault();
    let old = bench.store.header().to_vec();
    bench.rotate(&[PASSWORD], &[&[PASSWORD], &[Recovery(2)]]).unwrap();
    assert_eq!(
        error_of(bench.store.unlock_by(&[Recovery(1)])),
        Some(Error::WrongPassword)
    );
    let restored = bench.store.with("header", old);
    assert_eq!(error_of(restored.unlock_by(&[Recovery(1)])), Some(Error::Damaged));
    assert!(bench.store.unlock_by(&[Recovery(2)]).is_ok());
}

/// Until the one transaction is committed the old ways open all of it, and from then on the new ones do.
#[test]
fn e02_a_rotation_that_is_cut_off_leaves_the_old_vault_or_the_new_one() {
    let (mut bench, ids) = full_vault();
    let old = bench.store.clone();
    let slots = [slot(&[Password(2)])];
    // Given up after every step.
    for steps in 0..5 {
        bench
            .session
            .rotate_begin(&proofs(&[PASSWORD]), &slots, &mut bench.rng)
            .unwrap();
        for id in ids.iter().take(steps) {
            bench.session.rotate_item(id, old.item(id), &mut bench.rng).unwrap();
        }
        if steps == 4 {
            let change = bench.session.rotate_finish(old.frame(), NOW_MS, &mut bench.rng);
            assert!(change.is_ok() && !bench.is_idle());
        }
        // The worker died: what is stored is what there was.
        assert!(bench.store == old);
        assert_whole(&mut bench.resume(&old).unwrap(), &old, &ids, PASSWORD);
        bench.session.discard();
        assert_whole(&mut bench.session, &old, &ids, PASSWORD);
        assert_eq!(bench.session.epoch(), 1);
    }
    // Committed, although the worker died before it heard of it.
    let change = stage_rotation(&mut bench.session, &old, &[PASSWORD], &[&[Password(2)]], &mut bench.rng).unwrap();
    bench.store.commit(&change);
    assert_eq!(
        error_of(bench.resume(&bench.store)),
        Some(Error::Damaged),
        "the old value is of the old header"
    );
    let mut session = bench.store.unlock_by(&[Password(2)]).unwrap();
    assert_whole(&mut session, &bench.store, &ids, Password(2));
}

/// Two contexts rotate at once: storage takes one of them, whole.
#[test]
fn e02_of_two_rotations_at_once_one_is_refused() {
    let (mut bench, ids) = full_vault();
    let mut other = bench.store.unlock().unwrap();
    let mut rng = SeededRng::new(9);
    let first = stage_rotation(
        &mut bench.session,
        &bench.store,
        &[PASSWORD],
        &[&[Password(2)]],
        &mut bench.rng,
    );
    let second = stage_rotation(&mut other, &bench.store, &[PASSWORD], &[&[Password(3)]], &mut rng).unwrap();
    bench.store.commit(&first.unwrap());
    let taken = bench.store.clone();
    assert!(!bench.store.try_commit(&second) && bench.store == taken);
    let mut session = bench.store.unlock_by(&[Password(2)]).unwrap();
    assert_whole(&mut session, &bench.store, &ids, Password(2));
}

#[test]
fn while_a_rotation_is_under_way_nothing_else_is_changed() {
    let (mut bench, ids) = full_vault();
    let slots = [slot(&[Password(2)])];
    let rng = &mut SeededRng::new(3);
    bench.session.rotate_begin(&proofs(&[PASSWORD]), &slots, rng).unwrap();
    let refused = [
        error_of(bench.session.put(&login("x", "", "", ""), None, NOW_MS, rng)),
        error_of(bench.session.delete(&[base(&ids[0], 2)], NOW_MS, rng)),
        error_of(bench.session.note_used(&ids[0], NOW_MS, rng)),
        error_of(bench.session.rotate_begin(&proofs(&[PASSWORD]), &slots, rng)),
    ];
    assert!(refused.iter().all(|refused| *refused == Some(Error::ChangePending)));
    bench.session.discard();
    assert!(bench.put(&login("x", "", "", ""), NOW_MS).is_ok());
    let (session, store) = (&mut bench.session, &bench.store);
    let none = [
        error_of(session.rotate_item(&ids[0], store.item(&ids[0]), rng)),
        error_of(session.rotate_finish(store.frame(), NOW_MS, rng)),
    ];
    assert_eq!(
        none,
        [Some(Error::NotFound), Some(Error::NotFound)],
        "no rotation is under way"
    );
    for wrong in [&[Password(2)] as &[crate::vault_fixture::Factor], &[], &[Recovery(2)]] {
        let begun = session.rotate_begin(&proofs(wrong), &slots, rng);
        assert_eq!(begun, Err(Error::WrongPassword));
    }
}

/// An item that is not shown to the rotation would be under a key that is gone.
#[test]
fn a_rotation_that_was_not_shown_every_item_once_is_refused() {
    let (mut bench, ids) = full_vault();
    let rng = &mut SeededRng::new(3);
    let begin = |bench: &mut Bench, rng: &mut SeededRng| {
        let slots = [slot(&[Password(2)])];
        bench.session.rotate_begin(&proofs(&[PASSWORD]), &slots, rng).unwrap();
    };
    for left_out in 0..3 {
        begin(&mut bench, rng);
        for (at, id) in ids.iter().enumerate().filter(|(at, _)| *at != left_out) {
            let record = bench.store.item(id);
            assert_eq!(bench.session.rotate_item(id, record, rng), Ok(true), "{at}");
            let twice = bench.session.rotate_item(id, record, rng);
            assert_eq!(twice, Err(Error::InvalidInput));
        }
        let unknown = bench.session.rotate_item(&"0".repeat(32), b"", rng);
        assert_eq!(unknown, Err(Error::NotFound));
        let finished = bench.session.rotate_finish(bench.store.frame(), NOW_MS, rng);
        assert_eq!(error_of(finished), Some(Error::Conflict));
        assert!(bench.is_idle(), "it is given up");
        assert!(bench.put(&login("x", "", "", ""), NOW_MS).is_ok());
        let id = bench.session.list("x", None, Shelf::Items).others[0].id.clone();
        bench.delete(&base(&id, 1), NOW_MS).unwrap();
    }
}

#[test]
fn e08_a_damaged_or_lost_item_is_told_and_stops_no_rotation() {
    let (mut bench, ids) = full_vault();
    let lost = bench.put(&login("lost", "", "pw", ""), NOW_MS).unwrap();
    let damaged = flipped(bench.store.item(&ids[0]), 900);
    let rng = &mut SeededRng::new(3);
    let slots = [slot(&[Password(2)])];
    bench.session.rotate_begin(&proofs(&[PASSWORD]), &slots, rng).unwrap();
    let outcomes = [
        bench.session.rotate_item(&ids[0], &damaged, rng),
        bench.session.rotate_item(&lost, b"", rng),
        bench.session.rotate_item(&ids[1], bench.store.item(&ids[1]), rng),
        bench.session.rotate_item(&ids[2], bench.store.item(&ids[2]), rng),
    ];
    assert_eq!(outcomes, [Ok(false), Ok(false), Ok(true), Ok(true)]);
    let change = bench.session.rotate_finish(bench.store.frame(), NOW_MS, rng).unwrap();
    bench.store.commit(&change);
    bench.session.commit();
    bench.session = bench.store.unlock_by(&[Password(2)]).unwrap();
    let opened = [&ids[0], &lost, &ids[2]].map(|id| error_of(bench.item(id)));
    assert_eq!(opened, [Some(Error::DamagedItem), Some(Error::DamagedItem), None]);
    bench.delete(&base(&lost, 1), NOW_MS).unwrap();
    bench.delete(&base(&ids[0], 2), NOW_MS).unwrap();
    assert_eq!(
        bench
            .store
            .unlock_by(&[Password(2)])
            .unwrap()
            .list("", None, Shelf::Items)
            .total,
        1
    );
}

#[test]
fn a_rotation_needs_the_stored_records_as_they_are() {
    let (mut bench, ids) = full_vault();
    let frames: [fn(&Store) -> Store; 3] = [
        |store| store.without("settings"),
        |store| store.with("devices", flipped(&store.records["devices"], 300)),
        |store| store.with("sites", store.records["settings"].clone()),
    ];
    for frame in frames {
        let rng = &mut SeededRng::new(3);
        let slots = [slot(&[Password(2)])];
        bench.session.rotate_begin(&proofs(&[PASSWORD]), &slots, rng).unwrap();
        for id in &ids {
            bench.session.rotate_item(id, bench.store.item(id), rng).unwrap();
        }
        let finished = bench.session.rotate_finish(frame(&bench.store).frame(), NOW_MS, rng);
        assert_eq!(error_of(finished), Some(Error::Damaged));
    }
    assert_eq!(bench.session.epoch(), 1);
    // A local record that was lost or damaged stops nothing: it is forgotten.
    let store = bench.store.with("local/used", b"x".to_vec());
    bench.store = store;
    bench.rotate(&[PASSWORD], &[&[Password(2)]]).unwrap();
    assert!(!bench.store.unlock_by(&[Password(2)]).unwrap().needs_device());
}

#[test]
fn d16_a_rotation_is_the_way_out_of_a_changed_header_but_not_past_an_older_vault() {
    let (mut bench, ids) = full_vault();
    let older = bench.store.clone();
    bench.put(&login("later", "", "", ""), NOW_MS).unwrap();
    let seen = bench.session.seen();
    let changed = |store: &Store| store.with("header", flipped(store.header(), store.header().len() * 8 - 1));
    let open = |store: &Store| Session::unlock(&proofs(&[PASSWORD]), store.frame(), Some(&seen)).unwrap();
    let rotate = |session: &mut Session, store: &Store| -> latchkey_core::error::Result<Change> {
        stage_rotation(session, store, &[PASSWORD], &[&[Password(2)]], &mut SeededRng::new(4))
    };
    let mut store = changed(&bench.store);
    let mut session = open(&store);
    assert_eq!(session.alarm(), Some(Alarm::HeaderChanged));
    let change = rotate(&mut session, &store).unwrap();
    store.commit(&change);
    session.commit();
    assert_eq!(session.alarm(), None);
    assert_whole(&mut store.unlock_by(&[Password(2)]).unwrap(), &store, &ids, Password(2));
    // Set back as a whole and its header changed besides: the user is told of both, one after the other.
    let mut store = changed(&older);
    let mut session = open(&store);
    assert_eq!(session.alarm(), Some(Alarm::OlderVault));
    assert_eq!(error_of(rotate(&mut session, &store)), Some(Error::ReadOnly));
    session.accept_older();
    assert_eq!(session.alarm(), Some(Alarm::HeaderChanged));
    let change = rotate(&mut session, &store).unwrap();
    store.commit(&change);
    session.commit();
    assert_eq!(session.alarm(), None);
}

#[test]
fn a_rotation_without_randomness_leaves_nothing_behind() {
    let (mut bench, ids) = full_vault();
    let slots = [slot(&[Password(2)])];
    let mut failed = 0;
    for draws in 0..100 {
        let rng = &mut FailingRng(draws);
        let session = &mut bench.session;
        let store = &bench.store;
        let rotated = session.rotate_begin(&proofs(&[PASSWORD]), &slots, rng).and_then(|()| {
            ids.iter()
                .try_for_each(|id| session.rotate_item(id, store.item(id), rng).map(|_| ()))?;
            session.rotate_finish(store.frame(), NOW_MS, rng).map(|_| ())
        });
        match rotated {
            Ok(()) => break,
            Err(error) => assert_eq!(error, Error::NoRandomness),
        }
        failed += 1;
        session.discard();
        assert!(bench.is_idle());
    }
    assert!(failed > 12, "{failed} draws");
}
