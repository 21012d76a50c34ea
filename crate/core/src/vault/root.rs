//! The root: one sealed record that names every other by its hash, so that none can be dropped, swapped or set back.
//!
//! It is rewritten with every change, in the same transaction. It names items only through the leaves.
//! A whole older vault put back cannot be seen from within; that needs something kept outside.

use serde::{Deserialize, Serialize};

use crate::crypto::digest::{HASH_LEN, Hash};
use crate::error::{Error, Result};

/// Number of leaves.
pub const LEAVES: usize = 256;
/// Stands for a leaf that has never been written.
pub const NO_LEAF: Hash = [0; HASH_LEN];

/// The root's contents.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Counts changes from 1.
    pub sequence: u64,
    /// When the vault was created, in milliseconds since the Unix epoch.
    pub created_ms: u64,
    /// SHA-256 of the header record.
    pub header_hash: Hash,
    /// SHA-256 of the settings record.
    pub settings_hash: Hash,
    /// SHA-256 of each leaf record, in order; zeros for one that does not exist.
    pub leaf_hashes: Vec<Hash>,
    /// SHA-256 of the root record before this one; zeros for the first.
    pub previous_hash: Hash,
}

impl Root {
    /// The root of a new vault.
    pub fn first(created_ms: u64, header_hash: Hash, settings_hash: Hash) -> Self {
        let leaf_hashes = vec![NO_LEAF; LEAVES];
        Self {
            sequence: 1,
            created_ms,
            header_hash,
            settings_hash,
            leaf_hashes,
            previous_hash: [0; HASH_LEN],
        }
    }

    /// The root that follows this one, whose record has the hash `previous_hash`.
    ///
    /// # Errors
    /// [`Error::Internal`] after 2⁶⁴ changes.
    pub fn next(&self, previous_hash: Hash) -> Result<Self> {
        let sequence = self.sequence.checked_add(1).ok_or(Error::Internal)?;
        Ok(Self {
            sequence,
            previous_hash,
            ..self.clone()
        })
    }

    /// Checks what the type does not say.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the number of leaves or the sequence is not one that is ever written.
    pub fn check(&self) -> Result<()> {
        if self.leaf_hashes.len() == LEAVES && self.sequence > 0 {
            Ok(())
        } else {
            Err(Error::Damaged)
        }
    }

    /// The hash of a leaf's record; `None` if the leaf does not exist.
    pub fn leaf_hash(&self, number: u8) -> Option<Hash> {
        self.leaf_hashes
            .get(usize::from(number))
            .copied()
            .filter(|hash| *hash != NO_LEAF)
    }

    /// Names another record as the leaf `number`.
    ///
    /// # Errors
    /// [`Error::Internal`] if the root was never checked.
    pub fn set_leaf_hash(&mut self, number: u8, hash: Hash) -> Result<()> {
        *self.leaf_hashes.get_mut(usize::from(number)).ok_or(Error::Internal)? = hash;
        Ok(())
    }
}
