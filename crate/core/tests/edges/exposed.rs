//! What the service of exposed passwords said: how long it counts, and how long it may be.

use latchkey_core::api::RangeAnswer;

use crate::vault_fixture::{Bench, NOW_MS, login};

const WEEK_MS: u64 = 604_800_000;

/// A vault with one login, after the service answered with so many bytes; and the login's id.
fn answered(length: usize) -> (Bench, String) {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("a", "ada", "password", "https://one.example/"), NOW_MS)
        .unwrap();
    assert_eq!(bench.session.to_ask(NOW_MS), [id.as_str()]);
    let (prefix, asked) = bench.session.ask(&id, bench.store.item(&id), NOW_MS).unwrap();
    // SHA-1 of `password`, in two parts.
    assert_eq!(prefix, "5BAA6");
    let lines = "1E4C9B93F3F0682250B6CF8331B7EE68FD8:42\r\n";
    let answer = RangeAnswer {
        prefix,
        lines: format!("{lines}{}", "0".repeat(length - lines.len())),
    };
    bench
        .change(|session, rng| session.note_exposed(&[asked], &[answer], NOW_MS, rng))
        .unwrap();
    (bench, id)
}

#[test]
fn an_answer_counts_for_a_week() {
    let (bench, id) = answered(100);
    for now_ms in [NOW_MS, NOW_MS + WEEK_MS - 1] {
        assert!(bench.session.to_ask(now_ms).is_empty());
    }
    // Also one from the future of a clock that was set back is asked for again.
    for now_ms in [NOW_MS + WEEK_MS, NOW_MS - 1] {
        assert_eq!(bench.session.to_ask(now_ms), [id.as_str()]);
    }
}

#[test]
fn an_answer_of_a_mebibyte_is_read_and_a_longer_one_is_passed_over() {
    let (bench, _) = answered(1_048_576);
    assert!(bench.session.to_ask(NOW_MS).is_empty());
    let (bench, id) = answered(1_048_577);
    assert_eq!(bench.session.to_ask(NOW_MS), [id.as_str()]);
}
