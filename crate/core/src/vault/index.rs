//! The index: for every item what lists and search need, its revision and the hash of its record.
//!
//! It lies in up to 256 leaves by the first byte of the id, so that a save rewrites one small record. A deleted item
//! leaves a tombstone, so that its old record cannot be put back. It never holds a password.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};

use super::associated::{Role, Scope};
use super::id::ItemId;
use super::keys::PASSWORD_TAG_LEN;
use super::sealed;
use super::sorted::{self, Sorted};
use crate::crypto::digest::Hash;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// What the index knows of one id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts the item's writes from 1; a deletion counts.
    pub revision: u32,
    /// Whether it lives.
    pub state: State,
}

/// Whether an item lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// It does.
    Live {
        /// SHA-256 of its record.
        record_hash: Hash,
        /// What lists and search need.
        overview: Overview,
    },
    /// It was deleted; kept for good.
    Deleted {
        /// When.
        deleted_ms: u64,
    },
}

/// What lists and search need of an item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Its name.
    pub title: String,
    /// User name.
    pub username: String,
    /// Addresses.
    pub urls: Vec<String>,
    /// When it was created.
    pub created_ms: u64,
    /// When it was last changed.
    pub changed_ms: u64,
    /// Equal for equal passwords of one vault; absent for none.
    pub password_tag: Option<[u8; PASSWORD_TAG_LEN]>,
}

impl core::fmt::Debug for Overview {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Overview(..)")
    }
}

/// One leaf's contents.
#[derive(Serialize, Deserialize)]
struct Leaf {
    number: u8,
    entries: Sorted<Entry>,
}

/// All leaves, opened.
pub struct Index {
    /// By number; each in the order of ids.
    leaves: Vec<Sorted<Entry>>,
}

impl Default for Index {
    fn default() -> Self {
        let leaves = (0..=u8::MAX).map(|_| Sorted::new()).collect();
        Self { leaves }
    }
}

impl Index {
    /// Opens a leaf's record and takes its entries in.
    ///
    /// # Errors
    /// [`Error::NewerVersion`]; [`Error::Damaged`] if it is not the leaf `number` or not in canonical order.
    pub fn add_leaf(&mut self, key: &Secret, scope: &Scope, number: u8, record: &[u8]) -> Result<()> {
        let leaf: Leaf = sealed::open(key, scope, Role::Leaf(number), record)?;
        let ordered = leaf.entries.is_sorted_by(|(first, _), (second, _)| first < second);
        let own = leaf
            .entries
            .iter()
            .all(|(id, entry)| id.leaf() == number && entry.revision > 0);
        if leaf.number != number || leaf.entries.is_empty() || !ordered || !own {
            return Err(Error::Damaged);
        }
        *self.leaf_mut(number)? = leaf.entries;
        Ok(())
    }

    /// Seals the leaf of `id` as it would be with `entry` in place.
    ///
    /// # Errors
    /// [`Error::NoRandomness`]; [`Error::InvalidInput`] if the leaf would grow beyond all bounds.
    pub fn seal_leaf_with(
        &self,
        key: &Secret,
        scope: &Scope,
        id: ItemId,
        entry: &Entry,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Vec<u8>> {
        let number = id.leaf();
        let mut entries = self.leaf(number).to_vec();
        sorted::place(&mut entries, id, entry.clone());
        let leaf = Leaf { number, entries };
        sealed::seal(key, scope, Role::Leaf(number), &leaf, rng)
    }

    /// Puts an entry in place.
    pub fn set(&mut self, id: ItemId, entry: Entry) {
        if let Ok(leaf) = self.leaf_mut(id.leaf()) {
            sorted::place(leaf, id, entry);
        }
    }

    /// The entry of an id, living or deleted.
    pub fn get(&self, id: ItemId) -> Option<&Entry> {
        sorted::find(self.leaf(id.leaf()), id)
    }

    fn leaf(&self, number: u8) -> &[(ItemId, Entry)] {
        self.leaves.get(usize::from(number)).map_or(&[], Vec::as_slice)
    }

    fn leaf_mut(&mut self, number: u8) -> Result<&mut Sorted<Entry>> {
        self.leaves.get_mut(usize::from(number)).ok_or(Error::Internal)
    }

    /// Revision, record hash and overview of a living item.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none.
    pub fn live(&self, id: ItemId) -> Result<(u32, &Hash, &Overview)> {
        match self.get(id) {
            Some(Entry {
                revision,
                state: State::Live { record_hash, overview },
            }) => Ok((*revision, record_hash, overview)),
            _ => Err(Error::NotFound),
        }
    }

    /// All living items, by id, with revision and overview.
    pub fn overviews(&self) -> impl Iterator<Item = (ItemId, u32, &Overview)> {
        self.leaves
            .iter()
            .flatten()
            .filter_map(|(id, entry)| match &entry.state {
                State::Live { overview, .. } => Some((*id, entry.revision, overview)),
                State::Deleted { .. } => None,
            })
    }
}
