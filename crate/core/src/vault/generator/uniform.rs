//! Whole numbers without end, and drawing one below a bound so that all are equally likely.
//!
//! A number that does not lie below the bound is thrown away and another is drawn. There is no other way: [`Number`] has
//! neither remainder nor quotient, and raw random bits never leave this file, so no draw can favour small numbers.
//!
//! ```compile_fail,E0369
//! use latchkey_core::vault::generator::uniform::Number;
//! let biased = Number::from(1_000_003) % Number::from(6);
//! ```

use core::cmp::Ordering;

use rand_core::TryCryptoRng;
use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Result};

/// So many draws in a row lie above the bound for no random source: each does with a chance of less than one half.
const MAX_DRAWS: usize = 1_000;

/// A natural number: 32 bits a place, the least first, the last not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Zeroize)]
pub struct Number(Vec<u32>);

impl From<u32> for Number {
    fn from(small: u32) -> Self {
        let mut number = Self(vec![small]);
        number.trim();
        number
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Number {
    pub(super) const ZERO: Self = Self(Vec::new());

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds `other`, `times` over.
    pub fn add_times(&mut self, other: &Self, times: u32) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        let mut carry = 0;
        let more = other.0.iter().copied().chain(core::iter::repeat(0));
        for (place, more) in self.0.iter_mut().zip(more) {
            carry += u64::from(*place) + u64::from(more) * u64::from(times);
            *place = low(carry);
            carry >>= u32::BITS;
        }
        self.0.push(low(carry));
        self.trim();
    }

    /// Takes `other` away if it is not more; says whether it did.
    pub fn take(&mut self, other: &Self) -> bool {
        if *self < *other {
            return false;
        }
        let mut borrowed = false;
        let less = other.0.iter().copied().chain(core::iter::repeat(0));
        for (place, less) in self.0.iter_mut().zip(less) {
            let (once, first) = place.overflowing_sub(less);
            let (twice, second) = once.overflowing_sub(u32::from(borrowed));
            *place = twice;
            borrowed = first || second;
        }
        self.trim();
        true
    }

    /// Its binary logarithm; minus infinity for zero.
    pub fn bits(&self) -> f64 {
        let places = self.0.iter().rev();
        places
            .fold(0.0, |sum, place| sum * 4_294_967_296.0 + f64::from(*place))
            .log2()
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

fn low(wide: u64) -> u32 {
    let [a, b, c, d, ..] = wide.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Draws a number below `bound`, every one as likely as the others.
///
/// # Errors
/// [`Error::NoRandomness`] if the source fails; [`Error::InvalidInput`] if `bound` is zero.
pub fn draw_below(rng: &mut (impl TryCryptoRng + ?Sized), bound: &Number) -> Result<Zeroizing<Number>> {
    let top = bound.0.last().ok_or(Error::InvalidInput)?;
    let mask = u32::MAX >> top.leading_zeros();
    let mut bytes = Zeroizing::new(vec![0; bound.0.len() * 4]);
    for _ in 0..MAX_DRAWS {
        rng.try_fill_bytes(&mut bytes).map_err(|_| Error::NoRandomness)?;
        let (places, _) = bytes.as_chunks();
        let mut drawn = Zeroizing::new(Number(places.iter().map(|place| u32::from_le_bytes(*place)).collect()));
        if let Some(top) = drawn.0.last_mut() {
            *top &= mask;
        }
        drawn.trim();
        if *drawn < *bound {
            return Ok(drawn);
        }
    }
    Err(Error::NoRandomness)
}

/// Draws one of `choices`, each as likely as the others.
///
/// # Errors
/// [`Error::NoRandomness`] if the source fails; [`Error::InvalidInput`] if there is nothing to choose from.
pub fn pick<'a, T>(rng: &mut (impl TryCryptoRng + ?Sized), choices: &'a [T]) -> Result<&'a T> {
    let count = u32::try_from(choices.len()).map_err(|_| Error::InvalidInput)?;
    let drawn = draw_below(rng, &Number::from(count))?;
    let place = usize::try_from(drawn.0.first().copied().unwrap_or(0)).map_err(|_| Error::Internal)?;
    choices.get(place).ok_or(Error::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: u128) -> Number {
        let mut number = Number(
            value
                .to_le_bytes()
                .as_chunks()
                .0
                .iter()
                .map(|place| u32::from_le_bytes(*place))
                .collect(),
        );
        number.trim();
        number
    }

    const SAMPLES: [u128; 8] = [
        0,
        1,
        6,
        0xffff_ffff,
        0x1_0000_0000,
        0xffff_ffff_ffff_ffff,
        1 << 64,
        (95 * 95) << 90,
    ];

    #[test]
    fn reckons_as_numbers_do() {
        for left in SAMPLES {
            for right in SAMPLES {
                assert_eq!(number(left).cmp(&number(right)), left.cmp(&right));
                for times in [0, 1, 26, 4_095] {
                    let mut sum = number(left);
                    sum.add_times(&number(right), times);
                    assert_eq!(
                        sum,
                        number(left + right * u128::from(times)),
                        "{left} + {right} × {times}"
                    );
                }
                let mut rest = number(left);
                assert_eq!(rest.take(&number(right)), left >= right);
                assert_eq!(
                    rest,
                    number(left.checked_sub(right).unwrap_or(left)),
                    "{left} − {right}"
                );
            }
        }
    }

    #[test]
    fn counts_bits() {
        assert_eq!(Number::from(1).bits().to_bits(), 0.0_f64.to_bits());
        assert!((number(1 << 100).bits() - 100.0).abs() < 1e-12);
        assert!((number(7_776).bits() - 12.924_812_503_605_78).abs() < 1e-12);
        let mut most = Number::from(1);
        for _ in 0..128 {
            let one = most.clone();
            most.add_times(&one, 94);
        }
        assert!((most.bits() - 128.0 * 95.0_f64.log2()).abs() < 1e-9);
    }
}
