//! The recovery code: 160 random bits as a person can write them down, with a check that finds what was mistyped.
//!
//! The check is of the code as it was typed and needs no vault, so a slip is told before any work is done; it says
//! nothing of whether the code is the right one. The secret is erased when dropped and never printed.
//! Sources: Crockford's base 32; BCH codes as in BIP 173, with a generator of our own.
//!
//! | characters | what |
//! |---|---|
//! | 32 | the secret's bits, five a character, most significant first |
//! | 4 | the check: the remainder of the 32, followed by four zeros, modulo g, plus `KEYS` |
//!
//! The characters are elements of GF(32) = GF(2)\[a\]/(a⁵ + a² + 1), the first the coefficient of the highest power, and
//! g = x⁴ + x³ + 3x² + x + 1 (3 is a + 1). Its roots are of order 1025 = 32² + 1. Any two codes differ in at least four
//! characters: every error of up to three is noticed, so is every swap of two, and where a single one is wrong, it is
//! found. The tests below go through all of them.

use rand_core::TryCryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::crypto::random;
use crate::error::Result;

/// Length of the secret, in bytes.
pub const RECOVERY_SECRET_LEN: usize = 20;
/// Characters of a code, without dashes.
pub const CODE_CHARS: usize = DATA_CHARS + CHECK_CHARS;

const DATA_CHARS: usize = 32;
const CHECK_CHARS: usize = 4;
const GROUP_CHARS: usize = 4;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// `KEYS`, so that not even the code of nothing but zeros checks by itself.
const OFFSET: [u8; CHECK_CHARS] = [19, 14, 30, 25];

/// The 160 bits that a recovery code stands for.
pub struct RecoverySecret(Box<[u8; RECOVERY_SECRET_LEN]>);

impl RecoverySecret {
    /// Its bytes, for a key derivation.
    pub fn expose(&self) -> &[u8; RECOVERY_SECRET_LEN] {
        &self.0
    }
}

impl Drop for RecoverySecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for RecoverySecret {}

impl core::fmt::Debug for RecoverySecret {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("RecoverySecret(..)")
    }
}

/// Why a text is no recovery code. Places count the code's characters from 0, without dashes and spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryFault {
    /// There is a character that no code has.
    Character {
        /// Where it stands.
        at: usize,
    },
    /// There are not 36 characters.
    Length {
        /// How many there are.
        found: usize,
    },
    /// The check fails: something was mistyped or swapped.
    Mistyped {
        /// The place, if it is a single character.
        at: Option<usize>,
    },
}

/// Makes a new secret.
///
/// # Errors
/// [`crate::error::Error::NoRandomness`].
pub fn make(rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<RecoverySecret> {
    let bytes = Zeroizing::new(random::make_bytes(rng)?);
    Ok(RecoverySecret(Box::new(*bytes)))
}

/// Writes the code: nine groups of four, joined by dashes.
pub fn encode(secret: &RecoverySecret) -> Zeroizing<String> {
    let mut symbols = Zeroizing::new([0; CODE_CHARS]);
    spread(secret.expose(), symbols.as_mut());
    let check = add(residue(symbols.as_ref()), OFFSET);
    for (symbol, check) in symbols.iter_mut().skip(DATA_CHARS).zip(check) {
        *symbol = check;
    }
    let mut text = Zeroizing::new(String::with_capacity(CODE_CHARS + CODE_CHARS / GROUP_CHARS));
    for group in symbols.chunks(GROUP_CHARS) {
        if !text.is_empty() {
            text.push('-');
        }
        let letters = group.iter().filter_map(|symbol| ALPHABET.get(usize::from(*symbol)));
        text.extend(letters.map(|letter| char::from(*letter)));
    }
    text
}

/// Reads a code as a person types it: in any case, I and L for 1, O for 0, dashes and spaces anywhere.
///
/// # Errors
/// What is wrong with it, and where.
pub fn parse(text: &str) -> core::result::Result<RecoverySecret, RecoveryFault> {
    let mut symbols = Zeroizing::new([0; CODE_CHARS]);
    let mut found = 0;
    for each in text.chars().filter(|each| !is_between(*each)) {
        let symbol = symbol_of(each).ok_or(RecoveryFault::Character { at: found })?;
        if let Some(place) = symbols.get_mut(found) {
            *place = symbol;
        }
        found += 1;
    }
    if found != CODE_CHARS {
        return Err(RecoveryFault::Length { found });
    }
    let error = add(residue(symbols.as_ref()), OFFSET);
    if error != [0; CHECK_CHARS] {
        return Err(RecoveryFault::Mistyped { at: locate(error) });
    }
    Ok(RecoverySecret(gather(symbols.as_ref())))
}

/// Spaces, and every dash that a word processor may have made of ours.
fn is_between(each: char) -> bool {
    each.is_whitespace() || each == '-' || each == '\u{2212}' || ('\u{2010}'..='\u{2015}').contains(&each)
}

fn symbol_of(each: char) -> Option<u8> {
    let letter = match u8::try_from(each).ok()?.to_ascii_uppercase() {
        b'I' | b'L' => b'1',
        b'O' => b'0',
        other => other,
    };
    let value = ALPHABET.iter().position(|known| *known == letter)?;
    u8::try_from(value).ok()
}

/// Five bytes become eight symbols.
fn spread(bytes: &[u8], symbols: &mut [u8]) {
    for (five, eight) in bytes.chunks_exact(5).zip(symbols.chunks_exact_mut(8)) {
        let held = five.iter().fold(0_u64, |held, byte| (held << 8) | u64::from(*byte));
        for (place, symbol) in (0_u32..).zip(eight.iter_mut().rev()) {
            let [.., low] = (held >> (5 * place)).to_be_bytes();
            *symbol = low & 31;
        }
    }
}

/// Eight symbols become five bytes; the check is left out.
fn gather(symbols: &[u8]) -> Box<[u8; RECOVERY_SECRET_LEN]> {
    let mut bytes = Box::new([0; RECOVERY_SECRET_LEN]);
    for (five, eight) in bytes.chunks_exact_mut(5).zip(symbols.chunks_exact(8)) {
        let held = eight
            .iter()
            .fold(0_u64, |held, symbol| (held << 5) | u64::from(*symbol));
        let [_, _, _, held @ ..] = held.to_be_bytes();
        five.copy_from_slice(&held);
    }
    bytes
}

/// The remainder of the symbols modulo g, the coefficient of x³ first.
fn residue(symbols: &[u8]) -> [u8; CHECK_CHARS] {
    symbols
        .iter()
        .fold([0; CHECK_CHARS], |rest, symbol| step(rest, *symbol))
}

/// The remainder after one more symbol: times x, plus the symbol, modulo g.
fn step([top, x2, x1, x0]: [u8; CHECK_CHARS], symbol: u8) -> [u8; CHECK_CHARS] {
    add([x2, x1, x0, symbol], [top, double(top) ^ top, top, top])
}

/// Where a single wrong character leads to this error, if one does. By the distance of four there is one such place at
/// most, and none if exactly two characters are wrong.
fn locate(error: [u8; CHECK_CHARS]) -> Option<usize> {
    (1..32).find_map(|by| {
        let mut single = [0, 0, 0, by];
        (0..CODE_CHARS).rev().find(|_| {
            let is_here = single == error;
            single = step(single, 0);
            is_here
        })
    })
}

fn add(left: [u8; CHECK_CHARS], right: [u8; CHECK_CHARS]) -> [u8; CHECK_CHARS] {
    let [l3, l2, l1, l0] = left;
    let [r3, r2, r1, r0] = right;
    [l3 ^ r3, l2 ^ r2, l1 ^ r1, l0 ^ r0]
}

/// Twice an element of GF(32), which is to say: times a.
fn double(each: u8) -> u8 {
    (each << 1) ^ if each & 0b1_0000 == 0 { 0 } else { 0b10_0101 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    type Word = [u8; CHECK_CHARS];

    /// The errors of one character at each place, for every way in which it can be wrong.
    fn singles() -> Vec<(usize, u8, Word)> {
        let error = |at, by| {
            let mut symbols = [0; CODE_CHARS];
            symbols[at] = by;
            residue(&symbols)
        };
        let place = |at| (1..32).map(move |by| (at, by, error(at, by)));
        (0..CODE_CHARS).flat_map(place).collect()
    }

    #[test]
    fn the_powers_of_a_are_all_elements_but_zero() {
        let mut power = 1;
        let powers: BTreeSet<u8> = std::iter::from_fn(|| {
            power = double(power);
            Some(power)
        })
        .take(31)
        .collect();
        assert_eq!(powers, (1..32).collect());
        assert_eq!(power, 1);
    }

    // The code is linear: whether an error is noticed depends on the error alone, never on the code. So what follows is
    // a proof for all 2¹⁶⁰ codes.

    #[test]
    fn g14_every_single_wrong_character_is_noticed_and_found() {
        for (at, _, error) in singles() {
            assert_ne!(error, Word::default(), "place {at}");
            assert_eq!(locate(error), Some(at));
        }
    }

    #[test]
    fn g14_every_two_wrong_characters_are_noticed_and_so_is_every_swap() {
        // Two errors are noticed if their sum is not zero, which is to say if they are not the same. A swap of two
        // characters is the case in which both are wrong by the same, their difference.
        let mut seen = BTreeMap::new();
        for (at, by, error) in singles() {
            assert_eq!(seen.insert(error, (at, by)), None, "place {at}, wrong by {by}");
        }
        assert_eq!(seen.len(), CODE_CHARS * 31);
    }

    #[test]
    fn every_three_wrong_characters_are_noticed_and_two_are_never_taken_for_one() {
        // Both hold if no sum of two errors is a third.
        let singles = singles();
        let known: BTreeSet<Word> = singles.iter().map(|(_, _, error)| *error).collect();
        for (at, by, error) in &singles {
            // All errors are multiples of those with a first one of 1, so these stand for all.
            for (other, _, second) in singles.iter().filter(|(other, _, _)| *by == 1 && other > at) {
                assert!(!known.contains(&add(*error, *second)), "places {at} and {other}");
            }
        }
    }

    #[test]
    fn one_character_repeated_is_no_code() {
        for symbol in 0..32 {
            assert_ne!(residue(&[symbol; CODE_CHARS]), OFFSET);
        }
    }
}
