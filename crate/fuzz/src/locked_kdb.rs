//! KeePass 1's files, with anything at all inside what opens rightly.

use latchkey_core::api::ImportFaultKind;
use latchkey_core::crypto::{foreign, foreign_kdf};

use crate::locked::{PASSWORD, imported_as};

/// How every file begins.
pub(crate) const KDB: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5];

/// Whether a file asks for no more rounds than these.
pub(crate) fn kdb_costs_little(bytes: &[u8], most: u64) -> bool {
    let rounds = bytes.get(120..).and_then(<[u8]>::first_chunk);
    rounds.is_none_or(|rounds| u64::from(u32::from_le_bytes(*rounds)) <= most)
}

/// What KeePass 1 encrypts; the first byte is how many groups there are, the second how many entries.
pub(crate) fn inside_kdb(bytes: &[u8]) {
    if let [groups, entries, inside @ ..] = bytes {
        let fault = imported_as("file", &seal_kdb(*groups, *entries, inside));
        assert!(fault != Some(ImportFaultKind::WrongPassword), "the hash agrees");
    }
}

/// A KDB file under AES, by one round.
///
/// # Panics
/// If a primitive refuses what fits it.
pub fn seal_kdb(groups: u8, entries: u8, inside: &[u8]) -> Vec<u8> {
    let (seed, iv, own_seed) = ([6; 16], [7; 16], [5; 32]);
    let composite = foreign::derive_sha256(&[PASSWORD.as_bytes()]);
    let key = foreign_kdf::derive_aes_kdf(&composite, &own_seed, 1).expect("one round");
    let sealing = foreign::derive_sha256(&[&seed, key.as_slice()]);
    let sealed = foreign::encrypt_cbc(sealing.as_slice(), &iv, inside).expect("it is sealed");
    let numbers = |numbers: [u32; 2]| numbers.map(u32::to_le_bytes).concat();
    [
        &KDB[..],
        &numbers([3, 0x0003_0004]),
        &seed,
        &iv,
        &numbers([u32::from(groups), u32::from(entries)]),
        foreign::derive_sha256(&[inside]).as_slice(),
        &own_seed,
        &1_u32.to_le_bytes(),
        &sealed,
    ]
    .concat()
}
