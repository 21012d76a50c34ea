//! Key derivations of other managers' files: Argon2d and Argon2id, PBKDF2, scrypt, KeePass's AES-KDF, OpenPGP's S2K.
//!
//! Parameters come from the file, so their cost is bounded before any work and before any memory is taken. There is no
//! floor but sense: a weak derivation was the other program's choice, and reading the file betrays nothing to anybody.
//! Sources: RFC 9106; RFC 8018; RFC 7914; KeePass's `AesKdf`; RFC 4880 section 3.7.

use aes::Aes256;
use aes::cipher::{Block, BlockCipherEncrypt, KeyInit};
use argon2::{Algorithm, Argon2, Block as Argon2Block, Params, Version};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use zeroize::{Zeroize, Zeroizing};

use super::foreign::derive_sha256;
use crate::error::{Error, Result};

/// Most memory of Argon2, in KiB: 1 GiB.
pub const MAX_MEMORY_KIB: u32 = 1024 * 1024;
/// Most passes of Argon2.
pub const MAX_PASSES: u32 = 500;
/// Most memory times passes, in KiB: ten passes over 1 GiB.
pub const MAX_COST_KIB: u64 = 10 * 1024 * 1024;
/// Most lanes of Argon2.
pub const MAX_LANES: u32 = 64;
/// Most rounds of PBKDF2.
pub const MAX_PBKDF2_ROUNDS: u32 = 5_000_000;
/// Most memory of scrypt, in bytes: eight times what any known file asks for.
pub const MAX_SCRYPT_BYTES: u64 = 256 * 1024 * 1024;
/// Most memory times lanes of scrypt, in bytes, of all derivations that one file asks for.
pub const MAX_SCRYPT_COST: u64 = 1024 * 1024 * 1024;
/// Most rounds of AES-KDF.
pub const MAX_AES_ROUNDS: u64 = 200_000_000;
/// Most bytes that OpenPGP's S2K hashes; its own encoding ends there.
pub const MAX_S2K_BYTES: usize = 65_011_712;

/// What Argon2 is to do.
#[derive(Clone, Copy, Debug)]
pub struct Argon2Params {
    /// Argon2id; else Argon2d.
    pub is_id: bool,
    /// Version 0x10 or 0x13.
    pub version: u32,
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Argon2Params {
    /// Checks what the derivation would cost, without doing any work.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] if memory, passes, lanes or memory times passes are too many.
    pub fn check(&self) -> Result<()> {
        let cost = u64::from(self.memory_kib).saturating_mul(u64::from(self.passes));
        let in_range = self.memory_kib <= MAX_MEMORY_KIB
            && self.passes <= MAX_PASSES
            && self.lanes <= MAX_LANES
            && cost <= MAX_COST_KIB;
        if in_range { Ok(()) } else { Err(Error::KdfOutOfRange) }
    }
}

/// `Argon2[salt](password)`, 32 bytes.
///
/// # Errors
/// [`Error::KdfOutOfRange`] before any work; [`Error::KdfMemory`] if the memory cannot be had.
pub fn derive_argon2(params: Argon2Params, salt: &[u8], password: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    params.check()?;
    let version = match params.version {
        0x10 => Version::V0x10,
        0x13 => Version::V0x13,
        _ => return Err(Error::KdfOutOfRange),
    };
    let algorithm = if params.is_id {
        Algorithm::Argon2id
    } else {
        Algorithm::Argon2d
    };
    let checked = Params::new(params.memory_kib, params.passes, params.lanes, Some(32));
    let checked = checked.map_err(|_| Error::KdfOutOfRange)?;
    let mut blocks = Vec::new();
    blocks
        .try_reserve_exact(checked.block_count())
        .map_err(|_| Error::KdfMemory)?;
    blocks.resize(checked.block_count(), Argon2Block::new());
    let mut key = Zeroizing::new([0; 32]);
    let derived = Argon2::new(algorithm, version, checked).hash_password_into_with_memory(
        password,
        salt,
        key.as_mut_slice(),
        blocks.as_mut_slice(),
    );
    blocks.iter_mut().for_each(Zeroize::zeroize);
    derived.map_err(|_| Error::KdfOutOfRange)?;
    Ok(key)
}

/// `PBKDF2-HMAC-SHA-256[salt, rounds](password)`, 32 bytes.
///
/// # Errors
/// [`Error::KdfOutOfRange`] for no round or too many.
pub fn derive_pbkdf2(password: &[u8], salt: &[u8], rounds: u32) -> Result<Zeroizing<[u8; 32]>> {
    pbkdf2_bounded(rounds, |key| pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, rounds, key))
}

/// `PBKDF2-HMAC-SHA-1[salt, rounds](password)`, 32 bytes.
///
/// # Errors
/// [`Error::KdfOutOfRange`] for no round or too many.
pub fn derive_pbkdf2_sha1(password: &[u8], salt: &[u8], rounds: u32) -> Result<Zeroizing<[u8; 32]>> {
    pbkdf2_bounded(rounds, |key| pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, rounds, key))
}

/// Has a key derived, if it takes no more rounds than anybody should wait for.
fn pbkdf2_bounded(rounds: u32, derive: impl FnOnce(&mut [u8])) -> Result<Zeroizing<[u8; 32]>> {
    if !(1..=MAX_PBKDF2_ROUNDS).contains(&rounds) {
        return Err(Error::KdfOutOfRange);
    }
    let mut key = Zeroizing::new([0; 32]);
    derive(key.as_mut_slice());
    Ok(key)
}

/// What scrypt is to do, by the names of RFC 7914.
#[derive(Clone, Copy, Debug)]
pub struct ScryptParams {
    /// N, a power of two.
    pub n: u64,
    /// r.
    pub r: u32,
    /// p.
    pub p: u32,
}

impl ScryptParams {
    /// All memory that the derivation takes, in bytes: RFC 7914's V of N blocks, its B of p, and one to work in.
    fn memory(&self) -> u64 {
        let blocks = self.n.saturating_add(u64::from(self.p)).saturating_add(1);
        blocks.saturating_mul(128).saturating_mul(u64::from(self.r))
    }

    /// Checks what the derivation would cost, without doing any work; gives its memory times its lanes, in bytes.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] if a parameter is none, N is no power of two above one, or the cost is too high.
    pub fn check(&self) -> Result<u64> {
        let mixed = self.n.saturating_mul(128).saturating_mul(u64::from(self.r));
        let cost = mixed.saturating_mul(u64::from(self.p));
        let is_sound = self.n > 1 && self.n.is_power_of_two() && self.r > 0 && self.p > 0;
        match is_sound && self.memory() <= MAX_SCRYPT_BYTES && cost <= MAX_SCRYPT_COST {
            true => Ok(cost),
            false => Err(Error::KdfOutOfRange),
        }
    }
}

/// `scrypt[salt](password)`, 32 bytes.
///
/// # Errors
/// [`Error::KdfOutOfRange`] before any work; [`Error::KdfMemory`] if the memory cannot be had.
pub fn derive_scrypt(params: ScryptParams, salt: &[u8], password: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    params.check()?;
    let log_n = u8::try_from(params.n.trailing_zeros()).map_err(|_| Error::KdfOutOfRange)?;
    let checked = scrypt::Params::new(log_n, params.r, params.p).map_err(|_| Error::KdfOutOfRange)?;
    // The primitive takes its memory without asking, which would end the whole module if there were none.
    let bytes = usize::try_from(params.memory()).map_err(|_| Error::KdfMemory)?;
    Vec::<u8>::new()
        .try_reserve_exact(bytes)
        .map_err(|_| Error::KdfMemory)?;
    let mut key = Zeroizing::new([0; 32]);
    scrypt::scrypt(password, salt, &checked, key.as_mut_slice()).map_err(|_| Error::Internal)?;
    Ok(key)
}

/// KeePass's AES-KDF: both halves of 32 bytes through so many rounds of AES-256, then SHA-256.
///
/// # Errors
/// [`Error::KdfOutOfRange`] for no round or too many; [`Error::InvalidInput`] for a seed that is not of 32 bytes.
pub fn derive_aes_kdf(composite: &[u8; 32], seed: &[u8], rounds: u64) -> Result<Zeroizing<[u8; 32]>> {
    if !(1..=MAX_AES_ROUNDS).contains(&rounds) {
        return Err(Error::KdfOutOfRange);
    }
    let cipher = Aes256::new_from_slice(seed).map_err(|_| Error::InvalidInput)?;
    let (halves, _) = composite.as_chunks::<16>();
    let mut blocks: Vec<Block<Aes256>> = halves.iter().map(|half| (*half).into()).collect();
    for _ in 0..rounds {
        cipher.encrypt_blocks(&mut blocks);
    }
    let parts: Vec<&[u8]> = blocks.iter().map(|block| block.as_slice()).collect();
    let key = derive_sha256(&parts);
    blocks.iter_mut().for_each(|block| block.as_mut_slice().zeroize());
    Ok(key)
}

/// The hash of an OpenPGP S2K, by its number in RFC 4880 section 9.4.
///
/// # Errors
/// [`Error::NewerVersion`] for another hash; [`Error::KdfOutOfRange`] for a count that its encoding cannot say.
pub fn derive_s2k(hash: u8, salt: &[u8], count: usize, password: &[u8], key_len: usize) -> Result<Zeroizing<Vec<u8>>> {
    if count > MAX_S2K_BYTES || key_len > 64 {
        return Err(Error::KdfOutOfRange);
    }
    match hash {
        2 => Ok(s2k::<Sha1>(salt, count, password, key_len)),
        8 => Ok(s2k::<Sha256>(salt, count, password, key_len)),
        10 => Ok(s2k::<Sha512>(salt, count, password, key_len)),
        _ => Err(Error::NewerVersion),
    }
}

/// `Hash(0…0 ‖ (salt ‖ password) repeated up to count)`, with one zero more in front for each further piece of the key.
fn s2k<D: Digest>(salt: &[u8], count: usize, password: &[u8], key_len: usize) -> Zeroizing<Vec<u8>> {
    let unit = Zeroizing::new([salt, password].concat());
    // The whole is hashed at least once, however small the count.
    let count = count.max(unit.len());
    let mut key = Zeroizing::new(Vec::new());
    for zeros in 0..key_len.div_ceil(<D as Digest>::output_size()) {
        let mut digest = D::new();
        digest.update(vec![0; zeros]);
        let mut left = count;
        while left > 0 && !unit.is_empty() {
            let part = unit.get(..left.min(unit.len())).unwrap_or(&unit);
            digest.update(part);
            left -= part.len();
        }
        key.extend_from_slice(&digest.finalize());
    }
    key.truncate(key_len);
    key
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use super::*;

    const LEAST: Argon2Params = Argon2Params {
        is_id: true,
        version: 0x13,
        memory_kib: 32,
        passes: 3,
        lanes: 4,
    };

    #[test]
    fn h09_refuses_parameters_that_would_take_the_machine_down() {
        for params in [
            Argon2Params {
                memory_kib: MAX_MEMORY_KIB + 1,
                ..LEAST
            },
            Argon2Params {
                memory_kib: u32::MAX,
                ..LEAST
            },
            Argon2Params { passes: 1_000, ..LEAST },
            Argon2Params {
                memory_kib: MAX_MEMORY_KIB,
                passes: 11,
                ..LEAST
            },
            Argon2Params { lanes: 1_000, ..LEAST },
            Argon2Params { passes: 0, ..LEAST },
            Argon2Params { memory_kib: 0, ..LEAST },
            Argon2Params { version: 0x14, ..LEAST },
        ] {
            assert_eq!(
                derive_argon2(params, b"saltsalt", b"x").err(),
                Some(Error::KdfOutOfRange),
                "{params:?}"
            );
        }
        for rounds in [0, MAX_PBKDF2_ROUNDS + 1, u32::MAX] {
            assert_eq!(derive_pbkdf2(b"x", b"salt", rounds).err(), Some(Error::KdfOutOfRange));
            assert_eq!(
                derive_pbkdf2_sha1(b"x", b"salt", rounds).err(),
                Some(Error::KdfOutOfRange)
            );
        }
        for (n, r, p) in [
            (0, 8, 1),
            (1, 8, 1),
            (3, 8, 1),
            (1 << 15, 0, 1),
            (1 << 15, 8, 0),
            (1 << 19, 8, 1),
            (1 << 62, 8, 1),
            (1 << 63, u32::MAX, u32::MAX),
            (1 << 15, 8, 33),
            (2, 1, u32::MAX),
            (2, 1, 4_194_304),
            (2, 1_048_576, 1),
        ] {
            let params = ScryptParams { n, r, p };
            assert_eq!(
                derive_scrypt(params, b"salt", b"x").err(),
                Some(Error::KdfOutOfRange),
                "{params:?}"
            );
        }
        for rounds in [0, MAX_AES_ROUNDS + 1, u64::MAX] {
            assert_eq!(
                derive_aes_kdf(&[0; 32], &[0; 32], rounds).err(),
                Some(Error::KdfOutOfRange)
            );
        }
        assert_eq!(
            derive_s2k(8, b"", usize::MAX, b"x", 32).err(),
            Some(Error::KdfOutOfRange)
        );
    }

    #[test]
    fn pbkdf2_answers_as_in_the_draft_of_its_vectors() {
        // RFC 7914 section 11, the first 32 bytes.
        let key = derive_pbkdf2(b"passwd", b"salt", 1).unwrap();
        assert_eq!(key[..8], [0x55, 0xac, 0x04, 0x6e, 0x56, 0xe3, 0x08, 0x9f]);
    }

    #[test]
    fn pbkdf2_with_sha1_and_scrypt_answer_as_their_standards_say() {
        // RFC 6070 section 2, the 25 bytes of it; RFC 7914 section 12, the first 32 bytes.
        let key = derive_pbkdf2_sha1(
            b"passwordPASSWORDpassword",
            b"saltSALTsaltSALTsaltSALTsaltSALTsalt",
            4_096,
        )
        .unwrap();
        assert_eq!(key[..8], [0x3d, 0x2e, 0xec, 0x4f, 0xe4, 0x1c, 0x84, 0x9b]);
        let least = ScryptParams { n: 16, r: 1, p: 1 };
        let key = derive_scrypt(least, b"", b"").unwrap();
        assert_eq!(key[..8], [0x77, 0xd6, 0x57, 0x62, 0x38, 0x65, 0x7b, 0x20]);
        let usual = ScryptParams { n: 1_024, r: 8, p: 16 };
        let key = derive_scrypt(usual, b"NaCl", b"password").unwrap();
        assert_eq!(key[..8], [0xfd, 0xba, 0xbe, 0x1c, 0x9d, 0x34, 0x72, 0x00]);
    }

    #[test]
    fn s2k_hashes_the_whole_at_least_once() {
        let once = derive_s2k(8, b"saltsalt", 0, b"password", 32).unwrap();
        assert_eq!(once.as_slice(), derive_sha256(&[b"saltsaltpassword"]).as_slice());
        assert_eq!(derive_s2k(8, b"saltsalt", 0, b"password", 48).unwrap().len(), 48);
        assert_eq!(derive_s2k(1, b"", 0, b"", 16).err(), Some(Error::NewerVersion));
    }
}
