//! Builds a wrap that XChaCha20-Poly1305 opens under two keys.
//!
//! Poly1305's tag is linear in the ciphertext's blocks once the keys are known. A wrap has two blocks, so one ciphertext
//! can satisfy two keys at once: two equations, two unknowns, modulo 2¹³⁰ − 5. The blocks must stay below 2¹²⁸, which one
//! try in 16 does. Source: Len, Grubbs, Ristenpart, "Partitioning Oracle Attacks", USENIX Security 2021, section 3.
#![allow(
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]

/// A number modulo 2¹³⁰ − 5, in three limbs of 64 bits, least first.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Field([u64; 3]);

const PRIME: Field = Field([u64::MAX - 4, u64::MAX, 3]);

impl Field {
    fn of(bytes: &[u8]) -> Self {
        let mut padded = [0; 24];
        padded[..bytes.len()].copy_from_slice(bytes);
        let limb = |at: usize| u64::from_le_bytes(padded[at..at + 8].try_into().unwrap());
        Self([limb(0), limb(8), limb(16)])
    }

    /// A block of 16 bytes as Poly1305 reads it: with 2¹²⁸ added.
    fn block(bytes: &[u8]) -> Self {
        Self::of(&[bytes, &[1]].concat())
    }

    fn bit(self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    fn plus_raw(self, other: Self) -> Self {
        let (low, carry) = self.0[0].overflowing_add(other.0[0]);
        let (middle, first) = self.0[1].overflowing_add(other.0[1]);
        let (middle, second) = middle.overflowing_add(carry.into());
        Self([
            low,
            middle,
            self.0[2] + other.0[2] + u64::from(first) + u64::from(second),
        ])
    }

    fn minus_raw(self, other: Self) -> Self {
        let (low, borrow) = self.0[0].overflowing_sub(other.0[0]);
        let (middle, first) = self.0[1].overflowing_sub(other.0[1]);
        let (middle, second) = middle.overflowing_sub(borrow.into());
        Self([
            low,
            middle,
            self.0[2] - other.0[2] - u64::from(first) - u64::from(second),
        ])
    }

    fn is_below(self, other: Self) -> bool {
        self.0.iter().rev().lt(other.0.iter().rev())
    }

    fn plus(self, other: Self) -> Self {
        let sum = self.plus_raw(other);
        if sum.is_below(PRIME) { sum } else { sum.minus_raw(PRIME) }
    }

    fn minus(self, other: Self) -> Self {
        self.plus(PRIME.minus_raw(other))
    }

    fn times(self, other: Self) -> Self {
        (0..130).rev().fold(Self([0; 3]), |sum, at| {
            let doubled = sum.plus(sum);
            if other.bit(at) { doubled.plus(self) } else { doubled }
        })
    }

    fn power(self, exponent: Self) -> Self {
        (0..130).rev().fold(Self([1, 0, 0]), |product, at| {
            let squared = product.times(product);
            if exponent.bit(at) { squared.times(self) } else { squared }
        })
    }

    fn inverse(self) -> Self {
        self.power(PRIME.minus_raw(Self([2, 0, 0])))
    }
}

/// The one-time key of Poly1305 (RFC 8439 section 2.6).
pub struct OneTimeKey {
    r: Field,
    s: u128,
}

/// The AEAD never gives its one-time key out, so it is made here from the permutation: HChaCha20, then block 0 of
/// ChaCha20, both with zeros for a nonce (draft-irtf-cfrg-xchacha-03 section 2.2; RFC 8439 section 2.3).
pub fn one_time_key(kek: &[u8; 32]) -> OneTimeKey {
    let permuted = chacha_rounds(&chacha_state(kek, [0; 4]));
    let subkey_words: Vec<u32> = permuted[..4].iter().chain(&permuted[12..]).copied().collect();
    let inner: Vec<u8> = subkey_words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let state = chacha_state(&inner.try_into().unwrap(), [0; 4]);
    let rounds = chacha_rounds(&state);
    let stream: Vec<u8> = state
        .iter()
        .zip(&rounds)
        .flat_map(|(a, b)| a.wrapping_add(*b).to_le_bytes())
        .collect();
    let clamp = 0x0ffffffc_0ffffffc_0ffffffc_0fffffff_u128;
    let r = u128::from_le_bytes(stream[..16].try_into().unwrap()) & clamp;
    OneTimeKey {
        r: Field::of(&r.to_le_bytes()),
        s: u128::from_le_bytes(stream[16..32].try_into().unwrap()),
    }
}

fn chacha_state(key: &[u8; 32], rest: [u32; 4]) -> [u32; 16] {
    let mut state = [0; 16];
    state[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
    for (word, bytes) in state[4..12].iter_mut().zip(key.chunks(4)) {
        *word = u32::from_le_bytes(bytes.try_into().unwrap());
    }
    state[12..].copy_from_slice(&rest);
    state
}

fn chacha_rounds(state: &[u32; 16]) -> [u32; 16] {
    let mut x = *state;
    let mut quarter = |a: usize, b: usize, c: usize, d: usize| {
        for (turn_d, turn_b) in [(16, 12), (8, 7)] {
            x[a] = x[a].wrapping_add(x[b]);
            x[d] = (x[d] ^ x[a]).rotate_left(turn_d);
            x[c] = x[c].wrapping_add(x[d]);
            x[b] = (x[b] ^ x[c]).rotate_left(turn_b);
        }
    };
    for _ in 0..10 {
        (0..4).for_each(|i| quarter(i, 4 + i, 8 + i, 12 + i));
        (0..4).for_each(|i| quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4));
    }
    x
}

/// The tag's polynomial without the two unknown blocks: the context's blocks and the block of lengths.
fn known_part(r: Field, context: &[u8]) -> Field {
    let mut padded = context.to_vec();
    padded.resize(context.len().next_multiple_of(16), 0);
    let lengths = [(context.len() as u64).to_le_bytes(), 32_u64.to_le_bytes()].concat();
    let start = padded
        .chunks(16)
        .fold(Field([0; 3]), |sum, block| sum.plus(Field::block(block)).times(r));
    let cubed = r.times(r).times(r);
    start.times(cubed).plus(Field::block(&lengths).times(r))
}

/// Two blocks and a tag that both keys accept.
pub fn collide(keys: [&OneTimeKey; 2], context: &[u8]) -> ([u8; 32], [u8; 16]) {
    for tag in 1_u128.. {
        // c1 · r³ + c2 · r² = tag − s − known, for each key.
        let [(a, b, first), (c, d, second)] = keys.map(|key| {
            let squared = key.r.times(key.r);
            let wanted = Field::of(&tag.wrapping_sub(key.s).to_le_bytes());
            (squared.times(key.r), squared, wanted.minus(known_part(key.r, context)))
        });
        let inverse = a.times(d).minus(b.times(c)).inverse();
        let blocks = [
            first.times(d).minus(second.times(b)).times(inverse),
            second.times(a).minus(first.times(c)).times(inverse),
        ];
        // Poly1305 adds 2¹²⁸ to each block, so only numbers from 2¹²⁸ up to 2¹²⁹ can be blocks.
        if blocks.iter().all(|block| block.0[2] == 1) {
            let bytes: Vec<u8> = blocks
                .iter()
                .flat_map(|block| [block.0[0].to_le_bytes(), block.0[1].to_le_bytes()].concat())
                .collect();
            return (bytes.try_into().unwrap(), tag.to_le_bytes());
        }
    }
    unreachable!("one tag in sixteen gives blocks")
}
