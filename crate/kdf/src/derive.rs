//! The checks and the derivation, apart from JavaScript so that they are tested natively.
//!
//! [`derive_factor`] checks every length and cost before it allocates or computes; [`argon2id`] below it takes any
//! parameters and is private to this file, because only the published vectors need weaker ones.
//! Source: RFC 9106; the floor and the ceiling are those of `docs/format.md`.

use core::ops::RangeInclusive;

use argon2::{Algorithm, Argon2, AssociatedData, Block, Params, ParamsBuilder, Version};
use zeroize::{Zeroize, Zeroizing};

/// Length of the derived factor in bytes.
pub(crate) const FACTOR_LEN: usize = 32;
const SALT_LEN: usize = 32;
const PASSWORD_LEN: RangeInclusive<usize> = 1..=1024;
const MEMORY_KIB: RangeInclusive<u32> = 65_536..=1_048_576;
const PASSES: RangeInclusive<u32> = 3..=10;
const LANES: RangeInclusive<u32> = 1..=4;

/// What a derivation costs; the ranges are checked by [`derive_factor`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Memory in KiB.
    pub(crate) memory_kib: u32,
    /// Passes over the memory.
    pub(crate) passes: u32,
    /// Lanes of the memory.
    pub(crate) lanes: u32,
}

/// Why nothing was derived. Its codes are those of the core's `ErrorCode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// A cost is below the floor or above the ceiling.
    OutOfRange,
    /// The password or the salt has a wrong length.
    InvalidInput,
    /// The working memory could not be had.
    Memory,
    /// The recovery code's check characters do not fit it.
    MistypedCode,
    /// The system gave no randomness.
    Randomness,
}

impl Failure {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::OutOfRange => "kdf-out-of-range",
            Self::InvalidInput => "invalid-input",
            Self::Memory => "kdf-memory",
            Self::MistypedCode => "mistyped-code",
            Self::Randomness => "internal",
        }
    }

    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::OutOfRange => "Argon2id parameters out of range",
            Self::InvalidInput => "password or salt of a wrong length",
            Self::Memory => "not enough memory for Argon2id",
            Self::MistypedCode => "the recovery code is mistyped",
            Self::Randomness => "the source of randomness failed",
        }
    }
}

/// Checks everything, then derives.
pub(crate) fn derive_factor(password: &[u8], salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; FACTOR_LEN]>, Failure> {
    if !(MEMORY_KIB.contains(&cost.memory_kib) && PASSES.contains(&cost.passes) && LANES.contains(&cost.lanes)) {
        return Err(Failure::OutOfRange);
    }
    if salt.len() != SALT_LEN || !PASSWORD_LEN.contains(&password.len()) {
        return Err(Failure::InvalidInput);
    }
    argon2id(password, salt, cost, None)
}

/// Inputs that Latchkey does not use and the vector of RFC 9106 does.
#[derive(Clone, Copy)]
struct Extra<'a> {
    secret: &'a [u8],
    data: &'a [u8],
}

/// Argon2id, version 0x13, with whatever parameters the algorithm allows.
fn argon2id(
    password: &[u8],
    salt: &[u8],
    cost: Cost,
    extra: Option<Extra<'_>>,
) -> Result<Zeroizing<[u8; FACTOR_LEN]>, Failure> {
    let mut params = ParamsBuilder::new();
    params
        .m_cost(cost.memory_kib)
        .t_cost(cost.passes)
        .p_cost(cost.lanes)
        .output_len(FACTOR_LEN);
    if let Some(extra) = extra {
        params.data(AssociatedData::new(extra.data).map_err(|_| Failure::InvalidInput)?);
    }
    let params: Params = params.build().map_err(|_| Failure::OutOfRange)?;
    let block_count = params.block_count();
    let argon2 = match extra {
        Some(extra) => Argon2::new_with_secret(extra.secret, Algorithm::Argon2id, Version::V0x13, params)
            .map_err(|_| Failure::InvalidInput)?,
        None => Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
    };

    // Reserved first, so that a lack of memory is an error and not the end of the module.
    let mut blocks: Vec<Block> = Vec::new();
    blocks.try_reserve_exact(block_count).map_err(|_| Failure::Memory)?;
    blocks.resize(block_count, Block::new());

    let mut factor = Zeroizing::new([0; FACTOR_LEN]);
    let outcome = argon2.hash_password_into_with_memory(password, salt, factor.as_mut_slice(), &mut blocks);
    blocks.zeroize();
    outcome.map_err(|_| Failure::OutOfRange)?;
    Ok(factor)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // A test fails by panicking.

    use super::*;

    const FLOOR: Cost = Cost {
        memory_kib: 65_536,
        passes: 3,
        lanes: 1,
    };

    /// RFC 9106, section 5.3.
    #[test]
    fn derives_the_vector_of_rfc_9106() {
        let cost = Cost {
            memory_kib: 32,
            passes: 3,
            lanes: 4,
        };
        let extra = Extra {
            secret: &[3; 8],
            data: &[4; 12],
        };
        let tag = argon2id(&[1; 32], &[2; 16], cost, Some(extra)).unwrap();
        let expected = [
            0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9, 0xd0, 0x1e,
            0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59,
        ];
        assert_eq!(*tag, expected);
    }

    #[test]
    fn derives_at_the_floor_and_again_the_same() {
        let one = derive_factor(b"correct horse", &[7; 32], FLOOR).unwrap();
        let two = derive_factor(b"correct horse", &[7; 32], FLOOR).unwrap();
        assert_eq!(*one, *two);
        assert_ne!(*one, *derive_factor(b"correct horse", &[8; 32], FLOOR).unwrap());
    }

    #[test]
    fn refuses_costs_out_of_range() {
        for cost in [
            Cost {
                memory_kib: 8_192,
                ..FLOOR
            },
            Cost {
                memory_kib: 65_535,
                ..FLOOR
            },
            Cost {
                memory_kib: 1_048_577,
                ..FLOOR
            },
            Cost {
                memory_kib: u32::MAX,
                ..FLOOR
            },
            Cost { passes: 0, ..FLOOR },
            Cost { passes: 2, ..FLOOR },
            Cost { passes: 11, ..FLOOR },
            Cost { lanes: 0, ..FLOOR },
            Cost { lanes: 5, ..FLOOR },
        ] {
            assert_eq!(
                derive_factor(b"p", &[7; 32], cost).unwrap_err(),
                Failure::OutOfRange,
                "{cost:?}"
            );
        }
    }

    #[test]
    fn refuses_wrong_lengths() {
        assert_eq!(derive_factor(b"", &[7; 32], FLOOR).unwrap_err(), Failure::InvalidInput);
        assert_eq!(
            derive_factor(&[b'a'; 1025], &[7; 32], FLOOR).unwrap_err(),
            Failure::InvalidInput
        );
        assert_eq!(derive_factor(b"p", &[7; 31], FLOOR).unwrap_err(), Failure::InvalidInput);
        assert_eq!(derive_factor(b"p", &[7; 33], FLOOR).unwrap_err(), Failure::InvalidInput);
    }
}
