//! Associated data: what every sealed record is bound to, so that none can stand in for another.
//!
//! Canonical, of fixed length, and never stored: whoever opens a record says what it must be.

use super::id::{ID_LEN, ItemId, VaultId};

/// Version of the format. 0 may change without notice; a later version refuses it.
pub const FORMAT_VERSION: u8 = 0;
/// The one suite of this version: Argon2id, HKDF-SHA-256, XChaCha20-Poly1305, HPKE with X25519.
pub const SUITE: u8 = 1;

const PREFIX: &[u8; 8] = b"latchkey";
const ASSOCIATED_LEN: usize = 47;

/// Which vault, and which generation of its root key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The vault.
    pub vault_id: VaultId,
    /// Counts rotations of the root key from 1.
    pub epoch: u32,
}

/// What sealed bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The root record.
    Root,
    /// A leaf of the index, by its number.
    Leaf(u8),
    /// The settings.
    Settings,
    /// The content key of an item.
    ItemKey(ItemId),
    /// The fields of an item.
    ItemFields(ItemId),
    /// A draft in the inbox.
    Draft,
}

/// Encodes the associated data of `role` within `scope`.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `latchkey` |
/// | 1 | version of the format |
/// | 1 | suite |
/// | 16 | id of the vault |
/// | 4 | epoch, big-endian |
/// | 1 | role: 1 root, 2 leaf, 3 settings, 4 item key, 5 item fields, 6 draft |
/// | 16 | object: the item's id; or the leaf's number and 15 zeros; or zeros |
pub fn encode(scope: &Scope, role: Role) -> Vec<u8> {
    let (number, object) = match role {
        Role::Root => (1, [0; ID_LEN]),
        Role::Leaf(leaf) => (2, u128::from(leaf).to_le_bytes()),
        Role::Settings => (3, [0; ID_LEN]),
        Role::ItemKey(id) => (4, id.0),
        Role::ItemFields(id) => (5, id.0),
        Role::Draft => (6, [0; ID_LEN]),
    };
    let mut encoded = Vec::with_capacity(ASSOCIATED_LEN);
    encoded.extend_from_slice(PREFIX);
    encoded.extend_from_slice(&[FORMAT_VERSION, SUITE]);
    encoded.extend_from_slice(&scope.vault_id);
    encoded.extend_from_slice(&scope.epoch.to_be_bytes());
    encoded.push(number);
    encoded.extend_from_slice(&object);
    encoded
}
