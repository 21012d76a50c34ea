//! What an open vault costs: unlocking, listing, opening and putting, with 100, 1,000 and 10,000 items.
//!
//! `cargo bench -p latchkey-core --bench vault` prints one line a case: the median of the runs in microseconds.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a measurement may fail loudly"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use getrandom::SysRng;
use latchkey_core::api::{Change, FrameContext, ItemBase, ItemInput, KdfParams, Record};
use latchkey_core::secret::Secret;
use latchkey_core::session::Session;

const RUNS: usize = 21;
const NOW_MS: u64 = 1_790_000_000_000;

fn main() {
    for count in [100, 1_000, 10_000] {
        measure(count);
    }
}

fn measure(count: usize) {
    let factor = Secret::from_slice(&[1; 32]).unwrap();
    let kdf = KdfParams {
        memory_kib: 65_536,
        passes: 3,
        lanes: 1,
        salt: vec![9; 32],
    };
    let mut store = BTreeMap::new();
    let (mut session, change) = Session::create(&factor, &kdf, NOW_MS, &mut SysRng).unwrap();
    commit(&mut store, &change);
    session.commit();
    let mut last = String::new();
    for number in 0..count {
        let put = session.put(&input(number, None), None, NOW_MS, &mut SysRng).unwrap();
        commit(&mut store, &put.change);
        session.commit();
        last = put.id;
    }
    let frame: Vec<Record> = store
        .iter()
        .filter(|(key, _)| !key.starts_with("item/"))
        .map(|(key, bytes)| Record {
            key: key.clone(),
            bytes: bytes.clone(),
        })
        .collect();
    let record = store[&format!("item/{last}")].clone();
    let resume_value = session.resume_value();
    let page = FrameContext {
        url: "https://site7.example/login".into(),
        origin: "https://site7.example".into(),
        ancestors: Vec::new(),
    };
    let base = Some(ItemBase {
        id: last.clone(),
        revision: 1,
    });
    report(count, "unlock", || {
        drop(black_box(Session::unlock(&factor, frame.clone()).unwrap()))
    });
    report(count, "resume", || {
        drop(black_box(Session::resume(&resume_value, frame.clone()).unwrap()))
    });
    report(count, "list all", || drop(black_box(session.list("", Some(&page)))));
    report(count, "search", || {
        drop(black_box(session.list("site77 user", Some(&page))))
    });
    report(count, "open one item", || {
        drop(black_box(session.item(&last, &record).unwrap()))
    });
    report(count, "edit one item", || {
        drop(black_box(
            session
                .put(&input(7, base.clone()), Some(&record), NOW_MS, &mut SysRng)
                .unwrap(),
        ));
        session.discard();
    });
}

fn report(count: usize, name: &str, mut run: impl FnMut()) {
    let mut times: Vec<u128> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    println!("{count:>6} items  {name:<14} {:>8} µs", times[RUNS / 2]);
}

fn commit(store: &mut BTreeMap<String, Vec<u8>>, change: &Change) {
    store.extend(
        change
            .writes
            .iter()
            .map(|record| (record.key.clone(), record.bytes.clone())),
    );
}

fn input(number: usize, base: Option<ItemBase>) -> ItemInput {
    ItemInput {
        base,
        title: format!("Site {number}"),
        username: format!("user{number}@example.com"),
        password: format!("password {number} of the bench"),
        urls: vec![format!("https://site{number}.example/login")],
        notes: String::new(),
    }
}
