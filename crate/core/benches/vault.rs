//! What an open vault costs: unlocking without the derivation, resuming, listing, searching, opening, saving and the
//! health report, with 100 to 100,000 items.
//!
//! `cargo bench -p latchkey-core --bench vault` prints one line a case: the median of the runs in microseconds, or
//! bytes.
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
use latchkey_core::api::{
    Change, FactorInfo, FactorKind, FactorProof, FrameContext, ItemBase, ItemContent, ItemInput, KdfParams, NewFactor,
    NewSlot, Record, Shelf,
};
use latchkey_core::session::Session;

const NOW_MS: u64 = 1_790_000_000_000;

fn main() {
    for count in [100, 1_000, 10_000, 100_000] {
        measure(count);
    }
}

fn password_slot() -> NewSlot {
    let kdf = KdfParams {
        memory_kib: 65_536,
        passes: 3,
        lanes: 1,
        salt: vec![9; 32],
    };
    let info = FactorInfo {
        kind: FactorKind::Password,
        kdf: Some(kdf),
        prf: None,
    };
    let output = vec![1; 32];
    NewSlot {
        factors: vec![NewFactor { info, output }],
    }
}

fn measure(count: usize) {
    let proofs = [FactorProof {
        kind: FactorKind::Password,
        output: vec![1; 32],
    }];
    let mut store = BTreeMap::new();
    let (mut session, change) = Session::create(&[password_slot()], "Bench", NOW_MS, &mut SysRng).unwrap();
    commit(&mut store, &mut session, &change);
    let inputs: Vec<ItemInput> = (0..count).map(|number| input(number, None)).collect();
    let started = Instant::now();
    let (ids, change) = session.put_new(&inputs, NOW_MS, &mut SysRng).unwrap();
    let imported = started.elapsed().as_micros();
    commit(&mut store, &mut session, &change);
    let id = ids[count / 2].clone();
    let frame: Vec<Record> = store
        .iter()
        .filter(|(key, _)| !key.starts_with("item/"))
        .map(|(key, bytes)| Record {
            key: key.clone(),
            bytes: bytes.clone(),
        })
        .collect();
    let record = store[&format!("item/{id}")].clone();
    let resume_value = session.resume_value().unwrap();
    let page = FrameContext {
        url: "https://site7.example/login".into(),
        origin: "https://site7.example".into(),
        ancestors: Vec::new(),
    };
    let base = Some(ItemBase {
        id: id.clone(),
        revision: 1,
    });
    let report = |name, run: &mut dyn FnMut()| println!("{count:>6} items  {name:<18} {:>9} µs", median(count, run));
    report("unlock", &mut || {
        drop(black_box(Session::unlock(&proofs, frame.clone(), None).unwrap()));
    });
    report("resume", &mut || {
        drop(black_box(Session::resume(&resume_value, frame.clone(), None).unwrap()));
    });
    report("list all", &mut || {
        drop(black_box(session.list("", Some(&page), Shelf::Items)));
    });
    report("search", &mut || {
        drop(black_box(session.list("site77 user", Some(&page), Shelf::Items)));
    });
    report("health", &mut || drop(black_box(session.health(NOW_MS))));
    report("open one item", &mut || {
        drop(black_box(session.item(&id, &record, NOW_MS).unwrap()));
    });
    let mut written = 0;
    report("save one item", &mut || {
        let changed = input(7, base.clone());
        let put = session.put(&changed, Some(&record), NOW_MS, &mut SysRng).unwrap();
        written = put.change.writes.iter().map(|record| record.bytes.len()).sum();
        session.discard();
    });
    println!("{count:>6} items  import             {imported:>9} µs");
    println!("{count:>6} items  written by a save  {written:>9} bytes");
    let read: usize = frame.iter().map(|record| record.bytes.len()).sum();
    println!("{count:>6} items  read by an unlock  {read:>9} bytes");
}

/// The median of many runs, or of few where one takes long.
fn median(count: usize, run: &mut dyn FnMut()) -> u128 {
    let runs = if count > 10_000 { 7 } else { 21 };
    let mut times: Vec<u128> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

fn commit(store: &mut BTreeMap<String, Vec<u8>>, session: &mut Session, change: &Change) {
    let writes = change.writes.iter();
    store.extend(writes.map(|record| (record.key.clone(), record.bytes.clone())));
    session.commit();
}

fn input(number: usize, base: Option<ItemBase>) -> ItemInput {
    let content = ItemContent::login(
        &format!("Site {number}"),
        &format!("user{number}@mail.example"),
        &format!("password {number} of the bench"),
        &format!("https://site{number}.example/login"),
    );
    ItemInput {
        base,
        content,
        strength: Some(3),
    }
}
