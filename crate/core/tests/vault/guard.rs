//! Guarded items: the password is asked for again, and what the resume value holds does not open them.

use latchkey_core::error::Error;
use latchkey_core::session::GUARD_MS;
use latchkey_core::vault::{item, keys, resume};

use crate::vault_fixture::{
    Bench, Factor, NOW_MS, PASSWORD, base, edit, error_of, guarded, login, password, proofs, secret,
};

/// A vault with one guarded item, its minute over.
fn guarded_vault() -> (Bench, String) {
    let mut bench = Bench::new(1);
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let id = bench.put(&guarded("a", "secret"), NOW_MS).unwrap();
    bench.reopen();
    (bench, id)
}

#[test]
fn a_guarded_item_opens_for_a_minute_after_the_password_was_given() {
    let (mut bench, id) = guarded_vault();
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
    let wrong = bench.session.unguard(&proofs(&[Factor::Password(2)]), NOW_MS);
    assert_eq!(wrong, Err(Error::WrongPassword));
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    for (now_ms, opens) in [
        (NOW_MS, true),
        (NOW_MS + GUARD_MS - 1, true),
        (NOW_MS + GUARD_MS, false),
        (u64::MAX, false),
        // A clock that was set back must not make the minute longer.
        (NOW_MS - 1, false),
        (0, false),
    ] {
        assert_eq!(bench.item_at(&id, now_ms).is_ok(), opens, "at {now_ms}");
    }
    assert_eq!(password(&bench.item(&id).unwrap()), "secret");
    bench.reopen();
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
}

#[test]
fn a_guarded_item_is_neither_changed_filled_nor_taken_out_of_its_guard_without_the_password() {
    let (mut bench, id) = guarded_vault();
    let record = bench.store.item(&id).to_vec();
    let open = edit(&id, 1, login("a", "ada", "secret", "https://one.example/"));
    assert_eq!(error_of(bench.put(&open, NOW_MS)), Some(Error::Guarded));
    assert_eq!(
        error_of(bench.set_trashed(&base(&id, 1), true, NOW_MS)),
        Some(Error::Guarded)
    );
    assert_eq!(
        error_of(bench.attach(&base(&id, 1), b"data", NOW_MS)),
        Some(Error::Guarded)
    );
    let (page, snapshot) = (
        crate::vault_fixture::frame("https://one.example/"),
        crate::lists::sign_in(),
    );
    let choice = latchkey_core::api::Choice::Listed;
    let plan = bench.session.plan_fill(&id, &record, &snapshot, &page, choice, NOW_MS);
    assert_eq!(error_of(plan), Some(Error::Guarded));
    // With the password it comes out of its guard and stays out.
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    bench.put(&open, NOW_MS).unwrap();
    bench.reopen();
    assert_eq!(password(&bench.item(&id).unwrap()), "secret");
    // And an open one goes under guard.
    let closed = edit(&id, 2, guarded("a", "secret"));
    assert_eq!(error_of(bench.put(&closed, NOW_MS)), Some(Error::Guarded));
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    bench.put(&closed, NOW_MS).unwrap();
    bench.reopen();
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
    // A damaged one can be deleted without it: there is nothing to see.
    bench.delete(&base(&id, 3), NOW_MS).unwrap();
}

#[test]
fn neither_a_resume_nor_its_value_opens_a_guarded_item() {
    let (mut bench, id) = guarded_vault();
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    let value = bench.session.resume_value().unwrap();
    bench.session = bench.resume(&bench.store).unwrap();
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
    let resumed = resume::parse(&value).unwrap();
    let item_id = latchkey_core::vault::id::Id::parse(&id).unwrap();
    let keys = &resumed.keys;
    for key in [&keys.index, &keys.named, &keys.local, &keys.inbox, &keys.items] {
        let opened = item::open(key, &resumed.scope, item_id, bench.store.item(&id));
        assert_eq!(error_of(opened), Some(Error::DamagedItem));
    }
    bench.session.unguard(&proofs(&[PASSWORD]), NOW_MS).unwrap();
    assert_eq!(password(&bench.item(&id).unwrap()), "secret");
    let vault_key = secret(7);
    let guarded = keys::derive_guarded_key(&vault_key, &resumed.scope).unwrap();
    let derived = keys::VaultKeys::derive(&secret(8), &vault_key, &resumed.scope).unwrap();
    assert_ne!(guarded.expose(), derived.items.expose());
}

#[test]
fn proofs_can_be_checked_without_opening_anything() {
    let (bench, id) = guarded_vault();
    assert_eq!(bench.session.check_proofs(&proofs(&[PASSWORD])), Ok(()));
    for wrong in [&[Factor::Password(2)] as &[Factor], &[Factor::Recovery(1)], &[]] {
        assert_eq!(bench.session.check_proofs(&proofs(wrong)), Err(Error::WrongPassword));
    }
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
}

#[test]
fn a_guarded_item_goes_through_a_rotation_without_being_shown() {
    let (mut bench, id) = guarded_vault();
    bench.rotate(&[PASSWORD], &[&[Factor::Password(2)]]).unwrap();
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
    bench.session = bench.store.unlock_by(&[Factor::Password(2)]).unwrap();
    assert_eq!(error_of(bench.item(&id)), Some(Error::Guarded));
    bench.session.unguard(&proofs(&[Factor::Password(2)]), NOW_MS).unwrap();
    assert_eq!(password(&bench.item(&id).unwrap()), "secret");
}
