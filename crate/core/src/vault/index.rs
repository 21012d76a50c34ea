//! The index: for every item what lists, search and health need, its revision and the hash of its record.
//!
//! It lies in up to 256 leaves by the first byte of the id, so that a save rewrites one small record. A deleted item
//! leaves a tombstone, so that its old record cannot be put back. It never holds a password.

use rand_core::TryCryptoRng;

use super::associated::{Role, Scope};
use super::device::Stamp;
use super::id::Id;
use super::keys::PASSWORD_TAG_LEN;
use super::sealed;
use super::sorted::{self, Sorted};
use super::wire::{Rest, evolving, fixed};
use crate::api::SavedUrl;
use crate::crypto::digest::Hash;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// What the index knows of one id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Counts the item's writes from 1; a deletion counts.
    pub revision: u32,
    /// When and by which device it was written last.
    pub stamp: Stamp,
    /// SHA-256 of its record; zeros once it was deleted.
    pub record_hash: Hash,
    /// What lists and search need; absent once it was deleted.
    pub overview: Option<Overview>,
    /// When it was deleted; the entry is kept for good.
    pub deleted_ms: Option<u64>,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(Entry {
    1 revision,
    2 stamp,
    3 record_hash,
    4 overview,
    5 deleted_ms,
});

/// What lists, search, matching and health need of an item.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Number of its kind, as in its content.
    pub kind: u8,
    /// Its name.
    pub title: String,
    /// User names; of a card its last digits, of an identity its name.
    pub usernames: Vec<String>,
    /// Addresses.
    pub urls: Vec<SavedUrl>,
    /// Folder.
    pub folder: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Stands first.
    pub favourite: bool,
    /// Neither listed nor filled.
    pub archived: bool,
    /// Its content key is wrapped under the subkey `guarded items`.
    pub guarded: bool,
    /// When it was put into the trash.
    pub trashed_ms: Option<u64>,
    /// When it was created.
    pub created_ms: u64,
    /// When it was last changed.
    pub changed_ms: u64,
    /// Equal for equal passwords of one vault; absent for none.
    pub password_tag: Option<[u8; PASSWORD_TAG_LEN]>,
    /// When its password was set; 0 for none.
    pub password_set_ms: u64,
    /// Strength of its password, 0 to 4; absent if nobody scored it.
    pub strength: Option<u8>,
    /// It gives one-time codes.
    pub has_otp: bool,
    /// It holds a passkey.
    pub has_passkey: bool,
    /// The site offers a second factor, and the item has none.
    pub lacks_second_factor: bool,
    /// Ids of its files, so that chunks that belong to none are found.
    pub attachments: Vec<Id>,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(Overview {
    1 kind,
    2 title,
    3 usernames,
    4 urls,
    5 folder,
    6 tags,
    7 favourite,
    8 archived,
    9 guarded,
    10 trashed_ms,
    11 created_ms,
    12 changed_ms,
    13 password_tag,
    14 password_set_ms,
    15 strength,
    16 has_otp,
    17 has_passkey,
    18 lacks_second_factor,
    19 attachments,
});

impl core::fmt::Debug for Overview {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Overview(..)")
    }
}

/// One leaf's contents.
struct Leaf {
    number: u8,
    entries: Sorted<Entry>,
}

fixed!(Leaf { number, entries });

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
        let own = leaf.entries.iter().all(|(id, entry)| {
            id.leaf() == number && entry.revision > 0 && entry.overview.is_some() != entry.deleted_ms.is_some()
        });
        if leaf.number != number || leaf.entries.is_empty() || !ordered || !own {
            return Err(Error::Damaged);
        }
        *self.leaf_mut(number)? = leaf.entries;
        Ok(())
    }

    /// Seals the leaf `number` as it would be with `changes` in place; `None` if it would be empty.
    ///
    /// # Errors
    /// [`Error::NoRandomness`]; [`Error::InvalidInput`] if the leaf would grow beyond all bounds.
    pub fn seal_leaf(
        &self,
        key: &Secret,
        scope: &Scope,
        number: u8,
        changes: &[(Id, Entry)],
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Option<Vec<u8>>> {
        let mut entries = self.leaf(number).to_vec();
        for (id, entry) in changes.iter().filter(|(id, _)| id.leaf() == number) {
            sorted::place(&mut entries, *id, entry.clone());
        }
        if entries.is_empty() {
            return Ok(None);
        }
        sealed::seal(key, scope, Role::Leaf(number), &Leaf { number, entries }, rng).map(Some)
    }

    /// Puts an entry in place.
    pub fn set(&mut self, id: Id, entry: Entry) {
        if let Ok(leaf) = self.leaf_mut(id.leaf()) {
            sorted::place(leaf, id, entry);
        }
    }

    /// The entry of an id, living or deleted.
    pub fn get(&self, id: Id) -> Option<&Entry> {
        sorted::find(self.leaf(id.leaf()), id)
    }

    fn leaf(&self, number: u8) -> &[(Id, Entry)] {
        self.leaves.get(usize::from(number)).map_or(&[], Vec::as_slice)
    }

    fn leaf_mut(&mut self, number: u8) -> Result<&mut Sorted<Entry>> {
        self.leaves.get_mut(usize::from(number)).ok_or(Error::Internal)
    }

    /// Entry and overview of a living item.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none.
    pub fn live(&self, id: Id) -> Result<(&Entry, &Overview)> {
        let entry = self.get(id).ok_or(Error::NotFound)?;
        entry
            .overview
            .as_ref()
            .map(|overview| (entry, overview))
            .ok_or(Error::NotFound)
    }

    /// All living items, by id.
    pub fn overviews(&self) -> impl Iterator<Item = (Id, &Entry, &Overview)> {
        self.leaves
            .iter()
            .flatten()
            .filter_map(|(id, entry)| Some((*id, entry, entry.overview.as_ref()?)))
    }
}
