//! The resume value: what a restarted background worker needs to go on, kept in memory that the browser clears.
//!
//! It never holds the root key, the header's key or the key of guarded items: who steals it can read what is not
//! guarded, but cannot add a way in or outlive a rotation. It is bytes in clear and MUST never touch a disk.

use zeroize::Zeroizing;

use super::associated::Scope;
use super::device::ThisDevice;
use super::id::{ID_LEN, Id};
use super::keys::VaultKeys;
use crate::crypto::digest::{self, HASH_LEN, Hash};
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};

/// Version of this layout; any other is refused and the vault is simply locked.
const RESUME_VERSION: u8 = 1;
/// Length of a resume value, in bytes.
pub const RESUME_LEN: usize = 1 + ID_LEN + 4 + HASH_LEN + ID_LEN + 7 * SECRET_LEN + HASH_LEN;

/// What a resume value says.
pub struct Resume {
    /// Which vault.
    pub scope: Scope,
    /// SHA-256 of the header that was there at unlocking.
    pub header_hash: Hash,
    /// The subkeys.
    pub keys: VaultKeys,
    /// This device.
    pub device: ThisDevice,
}

/// Encodes a resume value.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of this layout, 1 |
/// | 16 | id of the vault |
/// | 4 | epoch, big-endian |
/// | 32 | SHA-256 of the header |
/// | 16 | id of this device |
/// | 32 × 2 | this device's seeds: signing, agreement |
/// | 32 × 5 | subkeys index, named, local, inbox, items |
/// | 32 | SHA-256 of all before: a key that changed by chance would seal what nobody opens again |
pub fn encode(scope: &Scope, header_hash: &Hash, keys: &VaultKeys, device: &ThisDevice) -> Zeroizing<Vec<u8>> {
    let mut value = Zeroizing::new(Vec::with_capacity(RESUME_LEN));
    value.push(RESUME_VERSION);
    value.extend_from_slice(&scope.vault_id.0);
    value.extend_from_slice(&scope.epoch.to_be_bytes());
    value.extend_from_slice(header_hash);
    value.extend_from_slice(&device.id.0);
    let VaultKeys {
        index,
        named,
        local,
        inbox,
        items,
    } = keys;
    for key in [&device.signing, &device.agreement, index, named, local, inbox, items] {
        value.extend_from_slice(key.expose());
    }
    let hash = digest::derive_hash(&value);
    value.extend_from_slice(&hash);
    value
}

/// Parses a resume value.
///
/// # Errors
/// [`Error::InvalidInput`] if it is not one of this version, whole.
pub fn parse(value: &[u8]) -> Result<Resume> {
    let (hashed, hash) = value.split_last_chunk().ok_or(Error::InvalidInput)?;
    if value.len() != RESUME_LEN || digest::derive_hash(hashed) != *hash {
        return Err(Error::InvalidInput);
    }
    let rest = hashed.strip_prefix(&[RESUME_VERSION]).ok_or(Error::InvalidInput)?;
    let (vault_id, rest) = take(rest)?;
    let (epoch, rest) = take(rest)?;
    let (header_hash, rest) = take(rest)?;
    let (device_id, rest) = take(rest)?;
    let [signing, agreement, index, named, local, inbox, items] = rest.as_chunks::<SECRET_LEN>().0 else {
        return Err(Error::InvalidInput);
    };
    let secret = |bytes: &[u8; SECRET_LEN]| Secret::from_slice(bytes);
    Ok(Resume {
        scope: Scope {
            vault_id: Id(*vault_id),
            epoch: u32::from_be_bytes(*epoch),
        },
        header_hash: *header_hash,
        keys: VaultKeys {
            index: secret(index)?,
            named: secret(named)?,
            local: secret(local)?,
            inbox: secret(inbox)?,
            items: secret(items)?,
        },
        device: ThisDevice {
            id: Id(*device_id),
            signing: secret(signing)?,
            agreement: secret(agreement)?,
        },
    })
}

fn take<const N: usize>(bytes: &[u8]) -> Result<(&[u8; N], &[u8])> {
    bytes.split_first_chunk().ok_or(Error::InvalidInput)
}
