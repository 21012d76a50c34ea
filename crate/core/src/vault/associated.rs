//! Associated data: what every sealed record is bound to, so that none can stand in for another.
//!
//! Canonical, of fixed length, and never stored: whoever opens a record says what it must be.

use super::id::{ID_LEN, Id};

/// Version of the format.
pub const FORMAT_VERSION: u8 = 1;
/// The one suite of this version: Argon2id, HKDF-SHA-256, XChaCha20-Poly1305, HPKE with X25519, Ed25519.
pub const SUITE: u8 = 1;
/// The epoch of what is sealed under a key of its own, which rotation re-wraps and does not replace.
pub const NO_EPOCH: u32 = 0;

const PREFIX: &[u8; 8] = b"latchkey";
const ASSOCIATED_LEN: usize = 47;

/// Which vault, and which generation of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The vault.
    pub vault_id: Id,
    /// Counts rotations of the keys from 1.
    pub epoch: u32,
}

/// What sealed bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The root record.
    Root,
    /// A leaf of the index, by its number.
    Leaf(u8),
    /// A record that the root names, by the first half of its name's hash.
    Named(Id),
    /// The content key of an item.
    ItemKey(Id),
    /// The fields of an item.
    ItemFields(Id),
    /// A draft in the inbox.
    Draft,
    /// A chunk of an attachment, by the attachment's id.
    Attachment(Id),
    /// A record of this device alone, by the first half of its name's hash.
    Local(Id),
    /// A chunk of a vault file.
    File,
}

/// Encodes the associated data of `role` within `scope`.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `latchkey` |
/// | 1 | version of the format |
/// | 1 | suite |
/// | 16 | id of the vault, or of the vault file |
/// | 4 | epoch, big-endian; 0 for item fields, attachments and files |
/// | 1 | role: 1 root, 2 leaf, 3 named, 4 item key, 5 item fields, 6 draft, 7 attachment, 8 local, 9 file |
/// | 16 | object: an id, the first half of a name's hash, the leaf's number and 15 zeros, or zeros |
pub fn encode(scope: &Scope, role: Role) -> Vec<u8> {
    let (number, object, epoch) = match role {
        Role::Root => (1, [0; ID_LEN], scope.epoch),
        Role::Leaf(leaf) => (2, u128::from(leaf).to_le_bytes(), scope.epoch),
        Role::Named(name) => (3, name.0, scope.epoch),
        Role::ItemKey(id) => (4, id.0, scope.epoch),
        Role::ItemFields(id) => (5, id.0, NO_EPOCH),
        Role::Draft => (6, [0; ID_LEN], scope.epoch),
        Role::Attachment(id) => (7, id.0, NO_EPOCH),
        Role::Local(name) => (8, name.0, scope.epoch),
        Role::File => (9, [0; ID_LEN], NO_EPOCH),
    };
    let mut encoded = Vec::with_capacity(ASSOCIATED_LEN);
    encoded.extend_from_slice(PREFIX);
    encoded.extend_from_slice(&[FORMAT_VERSION, SUITE]);
    encoded.extend_from_slice(&scope.vault_id.0);
    encoded.extend_from_slice(&epoch.to_be_bytes());
    encoded.push(number);
    encoded.extend_from_slice(&object);
    encoded
}
