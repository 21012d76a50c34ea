//! From a master password to its 32-byte factor: Argon2id, version 0x13.
//!
//! Parameters come from files that an attacker may have written, so they are checked before any work and before any
//! memory is taken: too little would betray the password, too much would take the machine down.
//! Source: [RFC 9106](https://www.rfc-editor.org/rfc/rfc9106).

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroize;

use crate::api::KdfParams;
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};

/// Length of the salt, in bytes.
pub const SALT_LEN: usize = 32;

/// The least and the most that a slot may ask for.
///
/// The only public constructor is what ships; no build feature weakens it, because Cargo unifies features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KdfPolicy {
    memory_floor_kib: u32,
    memory_ceiling_kib: u32,
    passes_floor: u32,
    passes_ceiling: u32,
    lanes_ceiling: u32,
}

impl KdfPolicy {
    /// 64 MiB to 1 GiB, 3 to 10 passes, 1 to 4 lanes.
    pub const fn shipped() -> Self {
        Self {
            memory_floor_kib: 64 * 1024,
            memory_ceiling_kib: 1024 * 1024,
            passes_floor: 3,
            passes_ceiling: 10,
            lanes_ceiling: 4,
        }
    }

    /// A floor for tests that derive often; it exists in no build that ships.
    #[cfg(test)]
    pub(crate) const fn lowered() -> Self {
        Self {
            memory_floor_kib: 32,
            passes_floor: 1,
            ..Self::shipped()
        }
    }

    /// Checks parameters without doing any work.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] if memory, passes, lanes or the length of the salt is out of range.
    pub fn check(&self, params: &KdfParams) -> Result<()> {
        let in_range = (self.memory_floor_kib..=self.memory_ceiling_kib).contains(&params.memory_kib)
            && (self.passes_floor..=self.passes_ceiling).contains(&params.passes)
            && (1..=self.lanes_ceiling).contains(&params.lanes)
            && params.salt.len() == SALT_LEN;
        if in_range { Ok(()) } else { Err(Error::KdfOutOfRange) }
    }

    /// `Argon2id[salt, memory_kib, passes, lanes](password)`, 32 bytes.
    ///
    /// The password's form (normalisation, length) is the caller's affair.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] before any work; [`Error::KdfMemory`] if the memory cannot be had.
    pub fn derive_factor(&self, password: &[u8], params: &KdfParams) -> Result<Secret> {
        self.check(params)?;
        let checked = Params::new(params.memory_kib, params.passes, params.lanes, Some(SECRET_LEN))
            .map_err(|_| Error::KdfOutOfRange)?;
        let mut blocks = Vec::new();
        blocks
            .try_reserve_exact(checked.block_count())
            .map_err(|_| Error::KdfMemory)?;
        blocks.resize(checked.block_count(), Block::new());
        let mut factor = Secret::zeroed();
        let derived = Argon2::new(Algorithm::Argon2id, Version::V0x13, checked).hash_password_into_with_memory(
            password,
            &params.salt,
            factor.expose_mut(),
            blocks.as_mut_slice(),
        );
        blocks.iter_mut().for_each(Zeroize::zeroize);
        derived.map_err(|_| Error::InvalidInput)?;
        Ok(factor)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    const LEAST: KdfParams = KdfParams {
        memory_kib: 32,
        passes: 1,
        lanes: 1,
        salt: Vec::new(),
    };

    fn params(salt: u8) -> KdfParams {
        KdfParams {
            salt: vec![salt; SALT_LEN],
            ..LEAST
        }
    }

    fn derive(password: &str, params: &KdfParams) -> [u8; SECRET_LEN] {
        *KdfPolicy::lowered()
            .derive_factor(password.as_bytes(), params)
            .unwrap()
            .expose()
    }

    #[test]
    fn every_input_changes_the_factor() {
        let first = derive("password", &params(1));
        assert_eq!(first, derive("password", &params(1)));
        let others = [
            derive("Password", &params(1)),
            derive("password ", &params(1)),
            derive("", &params(1)),
            derive("password", &params(2)),
            derive(
                "password",
                &KdfParams {
                    memory_kib: 40,
                    ..params(1)
                },
            ),
            derive("password", &KdfParams { passes: 2, ..params(1) }),
            derive("password", &KdfParams { lanes: 2, ..params(1) }),
        ];
        assert!(others.iter().all(|other| *other != first));
    }

    #[test]
    fn memory_that_the_lanes_cannot_share_out_is_refused_or_rounded_but_never_traps() {
        for memory_kib in 32..80 {
            for lanes in 1..=4 {
                let tried = KdfPolicy::lowered().derive_factor(
                    b"x",
                    &KdfParams {
                        memory_kib,
                        lanes,
                        ..params(1)
                    },
                );
                assert!(tried.is_ok(), "{memory_kib} KiB, {lanes} lanes");
            }
        }
    }

    #[test]
    fn d11_d12_the_shipped_policy_refuses_what_is_outside_its_range_before_any_work() {
        let shipped = KdfPolicy::shipped();
        let floor = KdfParams {
            memory_kib: 65_536,
            passes: 3,
            ..params(1)
        };
        let ceiling = KdfParams {
            memory_kib: 1_048_576,
            passes: 10,
            lanes: 4,
            ..params(1)
        };
        assert_eq!((shipped.check(&floor), shipped.check(&ceiling)), (Ok(()), Ok(())));
        let refused = [
            params(1),
            KdfParams {
                memory_kib: 65_535,
                ..floor.clone()
            },
            KdfParams {
                memory_kib: u32::MAX,
                ..floor.clone()
            },
            KdfParams {
                memory_kib: 1_048_577,
                ..ceiling.clone()
            },
            KdfParams {
                passes: 2,
                ..floor.clone()
            },
            KdfParams {
                passes: 0,
                ..floor.clone()
            },
            KdfParams {
                passes: 11,
                ..ceiling.clone()
            },
            KdfParams {
                passes: 1_000,
                ..ceiling.clone()
            },
            KdfParams {
                lanes: 0,
                ..floor.clone()
            },
            KdfParams { lanes: 5, ..ceiling },
            KdfParams {
                salt: vec![1; 16],
                ..floor.clone()
            },
            KdfParams {
                salt: vec![1; 64],
                ..floor
            },
        ];
        for params in refused {
            assert_eq!(shipped.check(&params), Err(Error::KdfOutOfRange));
            assert_eq!(shipped.derive_factor(b"x", &params).err(), Some(Error::KdfOutOfRange));
        }
    }
}
