//! The resume value: what a restarted background worker needs to go on, kept in memory that the browser clears.
//!
//! It never holds the root key or the header's key: who steals it can read the vault that lies there, but cannot add a
//! way in or outlive a change of password with rotation. It is bytes in clear and MUST never touch a disk.

use zeroize::Zeroizing;

use super::associated::Scope;
use super::keys::VaultKeys;
use crate::crypto::digest::{HASH_LEN, Hash};
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};

/// Version of this layout; any other is refused and the vault is simply locked.
const RESUME_VERSION: u8 = 0;
/// Length of a resume value, in bytes.
pub const RESUME_LEN: usize = 1 + 16 + 4 + HASH_LEN + 4 * SECRET_LEN;

/// What a resume value says.
pub struct Resume {
    /// Which vault.
    pub scope: Scope,
    /// SHA-256 of the header that was authenticated at unlocking.
    pub header_hash: Hash,
    /// The subkeys.
    pub keys: VaultKeys,
}

/// Encodes a resume value.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of this layout, 0 |
/// | 16 | id of the vault |
/// | 4 | epoch, big-endian |
/// | 32 | SHA-256 of the header |
/// | 32 × 4 | subkeys index, items, settings, inbox |
pub fn encode(scope: &Scope, header_hash: &Hash, keys: &VaultKeys) -> Zeroizing<Vec<u8>> {
    let mut value = Zeroizing::new(Vec::with_capacity(RESUME_LEN));
    value.push(RESUME_VERSION);
    value.extend_from_slice(&scope.vault_id);
    value.extend_from_slice(&scope.epoch.to_be_bytes());
    value.extend_from_slice(header_hash);
    for key in [&keys.index, &keys.items, &keys.settings, &keys.inbox] {
        value.extend_from_slice(key.expose());
    }
    value
}

/// Parses a resume value.
///
/// # Errors
/// [`Error::InvalidInput`] if it is not one of this version.
pub fn parse(value: &[u8]) -> Result<Resume> {
    let rest = value.strip_prefix(&[RESUME_VERSION]).ok_or(Error::InvalidInput)?;
    let (vault_id, rest) = take(rest)?;
    let (epoch, rest) = take(rest)?;
    let (header_hash, rest) = take(rest)?;
    let [index, items, settings, inbox] = rest.as_chunks::<SECRET_LEN>().0 else {
        return Err(Error::InvalidInput);
    };
    if value.len() != RESUME_LEN {
        return Err(Error::InvalidInput);
    }
    let keys = VaultKeys {
        index: Secret::from_slice(index)?,
        items: Secret::from_slice(items)?,
        settings: Secret::from_slice(settings)?,
        inbox: Secret::from_slice(inbox)?,
    };
    let scope = Scope {
        vault_id: *vault_id,
        epoch: u32::from_be_bytes(*epoch),
    };
    Ok(Resume {
        scope,
        header_hash: *header_hash,
        keys,
    })
}

fn take<const N: usize>(bytes: &[u8]) -> Result<(&[u8; N], &[u8])> {
    bytes.split_first_chunk().ok_or(Error::InvalidInput)
}
