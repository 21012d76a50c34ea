//! The recovery code as it is written, typed, mistyped and swapped. The proof that its check notices them all stands in
//! the module; here whole codes go through the front door.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod vault_fixture;

use latchkey_core::error::Error;
use latchkey_core::vault::recovery_code::{self, CODE_CHARS, RECOVERY_SECRET_LEN, RecoveryFault, RecoverySecret};
use proptest::prelude::*;
use vault_fixture::{ScriptedRng, SeededRng};

fn secret(bytes: [u8; RECOVERY_SECRET_LEN]) -> RecoverySecret {
    recovery_code::make(&mut ScriptedRng(bytes.to_vec())).unwrap()
}

fn fault(text: &str) -> RecoveryFault {
    recovery_code::parse(text)
        .err()
        .unwrap_or_else(|| panic!("{text} was taken"))
}

/// A code without its dashes.
fn characters(seed: u64) -> Vec<char> {
    let made = recovery_code::make(&mut SeededRng::new(seed)).unwrap();
    recovery_code::encode(&made)
        .chars()
        .filter(|each| *each != '-')
        .collect()
}

#[test]
fn writes_known_answers() {
    // Worked out apart from the code under test.
    for (bytes, code) in [
        ([0; 20], "0000-0000-0000-0000-0000-0000-0000-0000-KEYS"),
        ([0xff; 20], "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-H9DP"),
        (
            std::array::from_fn(|at| u8::try_from(at).unwrap()),
            "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-5C8Z",
        ),
    ] {
        assert_eq!(*recovery_code::encode(&secret(bytes)), code);
        assert_eq!(*recovery_code::parse(code).unwrap().expose(), bytes);
    }
}

#[test]
fn takes_what_people_type() {
    let code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-HVGC";
    let expected = *recovery_code::parse(code).unwrap().expose();
    for typed in [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', "  "),
        code.replace('-', "\u{2013}"),
        code.replace('-', "\u{2011}").replace('0', "o"),
        code.replace('0', "O").replace('1', "l"),
        code.replace('1', "I"),
        format!("\n {code}\t"),
        code.chars().map(|each| format!("{each}-")).collect(),
    ] {
        assert_eq!(*recovery_code::parse(&typed).unwrap().expose(), expected, "{typed}");
    }
}

#[test]
fn g14_one_wrong_character_is_an_error_before_any_work_and_is_found() {
    let right = characters(1);
    for at in 0..CODE_CHARS {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
            .chars()
            .filter(|other| *other != right[at])
        {
            let mut typed = right.clone();
            typed[at] = other;
            assert_eq!(
                fault(&typed.iter().collect::<String>()),
                RecoveryFault::Mistyped { at: Some(at) }
            );
        }
    }
}

#[test]
fn g14_two_swapped_characters_are_an_error_wherever_they_stand() {
    for seed in 0..5 {
        let right = characters(seed);
        for first in 0..CODE_CHARS {
            for second in (first + 1..CODE_CHARS).filter(|second| right[first] != right[*second]) {
                let mut typed = right.clone();
                typed.swap(first, second);
                assert_eq!(
                    fault(&typed.iter().collect::<String>()),
                    RecoveryFault::Mistyped { at: None }
                );
            }
        }
    }
}

#[test]
fn tells_where_a_strange_character_stands_and_how_many_there_are() {
    let code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-HVGC";
    assert_eq!(fault(""), RecoveryFault::Length { found: 0 });
    assert_eq!(fault(&code[..43]), RecoveryFault::Length { found: 35 });
    assert_eq!(fault(&format!("{code}0")), RecoveryFault::Length { found: 37 });
    for strange in ["U", "u", "!", "é", "_", "\u{0}", "\u{1f511}"] {
        assert_eq!(
            fault(&code.replace('4', strange)),
            RecoveryFault::Character { at: 4 },
            "{strange}"
        );
    }
}

#[test]
fn a_source_that_fails_makes_no_code() {
    assert_eq!(recovery_code::make(&mut FailingRng).err(), Some(Error::NoRandomness));
}

struct FailingRng;

impl rand_core::TryRng for FailingRng {
    type Error = std::fmt::Error;
    fn try_next_u32(&mut self) -> Result<u32, std::fmt::Error> {
        Err(std::fmt::Error)
    }
    fn try_next_u64(&mut self) -> Result<u64, std::fmt::Error> {
        Err(std::fmt::Error)
    }
    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), std::fmt::Error> {
        Err(std::fmt::Error)
    }
}

impl rand_core::TryCryptoRng for FailingRng {}

#[test]
fn prints_nothing_of_its_secret() {
    assert_eq!(format!("{:?}", secret([7; 20])), "RecoverySecret(..)");
}

proptest! {
    #[test]
    fn what_was_written_is_read(bytes in any::<[u8; RECOVERY_SECRET_LEN]>()) {
        let code = recovery_code::encode(&secret(bytes));
        prop_assert_eq!(code.len(), 44);
        prop_assert!(code.split('-').count() == 9 && code.split('-').all(|group| group.len() == 4));
        prop_assert_eq!(*recovery_code::parse(&code).unwrap().expose(), bytes);
    }

    #[test]
    fn any_text_is_taken_or_refused(text in any::<String>()) {
        prop_assert!(recovery_code::parse(&text).is_err());
    }
}
