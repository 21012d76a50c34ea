//! One-time codes of items: what code an item gives, and that a counter's number goes on, once a use and never back.

use latchkey_core::api::{ItemContent, ItemInput};
use latchkey_core::error::Error;

use crate::vault_fixture::{Bench, FailingRng, NOW_MS, base, edit, error_of, input, login};

/// RFC 4226's own secret, whose codes its appendix D lists.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const CODES: [&str; 10] = [
    "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
];

fn with_code(otp: &str) -> ItemInput {
    let mut content = ItemContent::login("One", "ada", "secret", "https://one.example/");
    content.login.as_mut().unwrap().otp = otp.into();
    input(content)
}

fn counter(number: u64) -> String {
    format!("otpauth://hotp/One:ada?secret={SECRET}&issuer=One&counter={number}")
}

fn code(bench: &Bench, id: &str) -> String {
    bench.session.otp_code(id, bench.store.item(id), NOW_MS).unwrap().code
}

fn advance(bench: &mut Bench, id: &str, revision: u32) -> Result<(), Error> {
    let record = bench.store.item(id).to_vec();
    bench.change(|session, rng| Ok(session.advance_otp(&base(id, revision), &record, NOW_MS, rng)?.change))
}

#[test]
fn each_use_of_a_counter_gives_the_next_code_and_nothing_else_of_the_item_changes() {
    let mut bench = Bench::new(1);
    let id = bench.put(&with_code(&counter(0)), NOW_MS - 5).unwrap();
    let before = bench.item(&id).unwrap();
    for (expected, revision) in CODES.into_iter().zip(1..) {
        assert_eq!(code(&bench, &id), expected);
        assert_eq!(code(&bench, &id), expected, "looking at it uses none");
        advance(&mut bench, &id, revision).unwrap();
        // Written, not only remembered: the vault opens with the next number.
        bench.reopen();
    }
    let after = bench.item(&id).unwrap();
    let mut expected = before.content.clone();
    expected.login.as_mut().unwrap().otp = bench.item(&id).unwrap().content.login.unwrap().otp;
    assert!(after.content == expected && after.history == before.history);
    assert!(expected.login.unwrap().otp.contains("counter=10"));
    assert_eq!((after.revision, after.password_set_ms), (11, before.password_set_ms));
}

/// Two windows look at the same code: the second use is refused, and no number is passed over or given twice.
#[test]
fn a_counter_goes_on_once_for_what_two_saw() {
    let mut bench = Bench::new(1);
    let id = bench.put(&with_code(&counter(0)), NOW_MS).unwrap();
    let seen = bench.store.item(&id).to_vec();
    advance(&mut bench, &id, 1).unwrap();
    assert_eq!(advance(&mut bench, &id, 1), Err(Error::Conflict));
    assert_eq!(code(&bench, &id), CODES[1]);
    // Nor does the record of before bring the number back.
    let stale = bench.session.advance_otp(&base(&id, 1), &seen, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(stale), Some(Error::Conflict));
    let stale = bench.session.advance_otp(&base(&id, 2), &seen, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(stale), Some(Error::DamagedItem));
    assert_eq!(
        error_of(bench.session.otp_code(&id, &seen, NOW_MS)),
        Some(Error::DamagedItem)
    );
    assert!(bench.is_idle());
    // An edit of what the code does not hang on keeps the number.
    let mut edited = bench.item(&id).unwrap().content;
    edited.title = "Renamed".into();
    bench.put(&edit(&id, 2, input(edited)), NOW_MS).unwrap();
    assert_eq!(code(&bench, &id), CODES[1]);
}

/// Without the change written, the number stays: a code that was not counted is given again rather than lost.
#[test]
fn a_counter_that_could_not_be_written_stays_where_it_was() {
    let mut bench = Bench::new(1);
    let id = bench.put(&with_code(&counter(3)), NOW_MS).unwrap();
    let record = bench.store.item(&id).to_vec();
    let failed = bench
        .session
        .advance_otp(&base(&id, 1), &record, NOW_MS, &mut FailingRng(0));
    assert_eq!(error_of(failed), Some(Error::NoRandomness));
    let staged = bench
        .session
        .advance_otp(&base(&id, 1), &record, NOW_MS, &mut bench.rng);
    assert!(staged.is_ok());
    bench.session.discard();
    assert_eq!(code(&bench, &id), CODES[3]);
    bench.reopen();
    assert_eq!(code(&bench, &id), CODES[3]);
    advance(&mut bench, &id, 1).unwrap();
    assert_eq!(code(&bench, &id), CODES[4]);
}

#[test]
fn a_counter_at_its_end_and_items_without_one_are_refused_or_stay() {
    let mut bench = Bench::new(1);
    let last = bench.put(&with_code(&counter(9_007_199_254_740_991)), NOW_MS).unwrap();
    assert_eq!(advance(&mut bench, &last, 1), Err(Error::InvalidInput));
    for (otp, error) in [("", Error::NotFound), ("no code", Error::InvalidInput)] {
        let id = bench.put(&with_code(otp), NOW_MS).unwrap();
        assert_eq!(advance(&mut bench, &id, 1), Err(error), "{otp}");
        let asked = bench.session.otp_code(&id, bench.store.item(&id), NOW_MS);
        assert_eq!(error_of(asked), Some(error), "{otp}");
    }
    let note = bench.put(&input(ItemContent::default()), NOW_MS).unwrap();
    assert_eq!(advance(&mut bench, &note, 1), Err(Error::NotFound));
    let timed = format!("otpauth://totp/One:ada?secret={SECRET}&issuer=One");
    let timed_id = bench.put(&with_code(&timed), NOW_MS).unwrap();
    let before = code(&bench, &timed_id);
    advance(&mut bench, &timed_id, 1).unwrap();
    assert_eq!(code(&bench, &timed_id), before, "a code of time has no number");
    let plain = bench.put(&login("a", "", "pw", ""), NOW_MS).unwrap();
    let unknown = base(&plain.replace(|_: char| true, "0"), 1);
    let record = bench.store.item(&plain).to_vec();
    let advanced = bench.session.advance_otp(&unknown, &record, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(advanced), Some(Error::NotFound));
    assert!(bench.is_idle());
}
