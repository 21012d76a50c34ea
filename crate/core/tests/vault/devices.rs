//! Devices: who may write, and what becomes of a vault whose device record was lost.

use latchkey_core::api::Alarm;
use latchkey_core::error::Error;
use latchkey_core::session::Session;
use latchkey_core::vault::device::{Stamp, ThisDevice};
use latchkey_core::vault::id::Id;

use crate::vault_fixture::{Bench, Factor, NOW_MS, PASSWORD, SeededRng, Store, error_of, flipped, login, proofs, slot};

/// As the shell does where a vault says that it needs a device.
fn register(session: &mut Session, store: &mut Store) {
    let change = session.register_device("New", NOW_MS, &mut SeededRng::new(77)).unwrap();
    store.commit(&change);
    session.commit();
}

#[test]
fn without_its_device_record_a_vault_opens_and_takes_no_change_until_the_device_is_registered() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let mut store = bench.store.without("local/device");
    let mut session = store.unlock().unwrap();
    assert!(session.needs_device() && session.alarm().is_none());
    assert!(session.item(&id, store.item(&id), NOW_MS).is_ok());
    assert_eq!(error_of(session.resume_value()), Some(Error::NotFound));
    let put = session.put(&login("b", "", "", ""), None, NOW_MS, &mut SeededRng::new(1));
    assert_eq!(error_of(put), Some(Error::NotFound));
    register(&mut session, &mut store);
    assert!(!session.needs_device() && session.resume_value().is_ok());
    let put = session
        .put(&login("b", "", "", ""), None, NOW_MS, &mut SeededRng::new(1))
        .unwrap();
    store.commit(&put.change);
    session.commit();
    let reopened = store.unlock().unwrap();
    assert!(!reopened.needs_device());
    assert_eq!(reopened.list("", None, Default::default()).total, 2);
    // The old device's own copy is still listed and goes on as well.
    let old = store.with("local/device", bench.store.records["local/device"].clone());
    assert!(!old.unlock().unwrap().needs_device());
}

#[test]
fn a_device_record_of_another_vault_is_none() {
    let (bench, other) = (Bench::new(1), Bench::new(2));
    let foreign = bench
        .store
        .with("local/device", other.store.records["local/device"].clone());
    assert!(foreign.unlock().unwrap().needs_device());
}

/// A restored vault goes to a device that the list does not know: its record is of a device that joined later.
#[test]
fn a_device_that_is_not_in_the_list_is_none() {
    let bench = Bench::new(1);
    let older = bench.store.clone();
    let mut store = bench.store.without("local/device");
    let mut session = store.unlock().unwrap();
    register(&mut session, &mut store);
    let restored = older.with("local/device", store.records["local/device"].clone());
    assert!(restored.unlock().unwrap().needs_device());
}

/// Whoever takes the device's record away and turns a bit of the header must not have closed the vault for good.
#[test]
fn d16_a_changed_header_and_a_lost_device_can_both_be_mended() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let last = bench.store.header().len() * 8 - 1;
    let header = flipped(bench.store.header(), last);
    let mut store = bench.store.without("local/device").with("header", header);
    let mut session = store.unlock().unwrap();
    assert_eq!(
        (session.alarm(), session.needs_device()),
        (Some(Alarm::HeaderChanged), true)
    );
    register(&mut session, &mut store);
    assert_eq!(session.alarm(), Some(Alarm::HeaderChanged), "that alone mends nothing");
    let put = session.put(&login("b", "", "", ""), None, NOW_MS, &mut SeededRng::new(1));
    assert_eq!(error_of(put), Some(Error::ReadOnly));
    let mut rng = SeededRng::new(5);
    session
        .rotate_begin(&proofs(&[PASSWORD]), &[slot(&[Factor::Password(2)])], &mut rng)
        .unwrap();
    assert_eq!(session.rotate_item(&id, store.item(&id), &mut rng), Ok(true));
    let change = session.rotate_finish(store.frame(), NOW_MS, &mut rng).unwrap();
    store.commit(&change);
    session.commit();
    assert_eq!(session.alarm(), None);
    let reopened = store.unlock_by(&[Factor::Password(2)]).unwrap();
    assert_eq!((reopened.alarm(), reopened.needs_device()), (None, false));
    assert!(reopened.item(&id, store.item(&id), NOW_MS).is_ok());
}

#[test]
fn a_name_too_long_is_cut() {
    let (device, _) = ThisDevice::make(&mut SeededRng::new(1)).unwrap();
    let listed = device.to_listed(&"ü".repeat(1_000), NOW_MS).unwrap();
    assert_eq!(
        (listed.name.chars().count(), listed.added_ms, listed.removed_ms),
        (100, NOW_MS, None)
    );
    assert_eq!(device.to_listed("Mine", 0).unwrap().name, "Mine");
}

/// A device's keys come from one seed, and each serves one purpose.
#[test]
fn the_two_key_pairs_of_a_device_differ() {
    let (device, stored) = ThisDevice::make(&mut SeededRng::new(1)).unwrap();
    assert_ne!(device.signing.expose(), device.agreement.expose());
    assert!(device.signing.expose() != &stored.1 && device.agreement.expose() != &stored.1);
    let again = ThisDevice::derive(&stored).unwrap();
    assert_eq!(again.signing.expose(), device.signing.expose());
    let other = ThisDevice::derive(&(Id([9; 16]), stored.1)).unwrap();
    assert_ne!(other.signing.expose(), device.signing.expose(), "the id is in it");
}

#[test]
fn stamps_go_forward_whatever_the_clock_does() {
    let device = Id([1; 16]);
    let mut stamp = Stamp::default();
    for now_ms in [5, 5, 5, 3, 0, u64::MAX, 7, u64::MAX] {
        let next = stamp.next(now_ms, device).unwrap();
        assert!(next > stamp, "at {now_ms}");
        assert_eq!(next.ms, stamp.ms.max(now_ms));
        stamp = next;
    }
    let last = Stamp {
        ms: 5,
        counter: u32::MAX,
        device,
    };
    assert_eq!(error_of(last.next(5, device)), Some(Error::Internal));
    assert_eq!(last.next(6, device).unwrap().counter, 0);
    // Of two devices in the same millisecond one is always later.
    let (one, two) = (last.next(9, Id([1; 16])).unwrap(), last.next(9, Id([2; 16])).unwrap());
    assert!(one < two);
}
