//! Attachments: files sealed in chunks under a key of their own, which the item's sealed fields hold.
//!
//! Chunks are written before the item that names them and deleted after it, so a crash leaves chunks without an item,
//! never an item without its chunks. Nothing of a file is given out before its chunk was verified, and a file is whole
//! only when its last chunk was. It never holds more than one chunk.

use rand_core::TryCryptoRng;

use super::associated::{self, NO_EPOCH, Role, Scope};
use super::fields::StoredAttachment;
use super::id::Id;
use crate::crypto::{random, stream};
use crate::error::{Error, Result};
use crate::secret::Secret;
use zeroize::Zeroizing;

/// Largest file, in bytes.
pub const MAX_FILE_LEN: u64 = 100 * 1024 * 1024;
/// Most characters of a file's name and of its media type.
pub const MAX_NAME_CHARS: usize = 255;
/// Most files of one item.
pub const MAX_ATTACHMENTS: usize = 100;

/// The stream that a file is sealed into, or opened from.
pub struct FileStream {
    id: Id,
    key: Secret,
    associated: Vec<u8>,
    size: u64,
    /// How many chunks were sealed: each place's nonce serves once.
    sealed: u32,
}

impl FileStream {
    /// The stream of a new file of `size` bytes.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if it is too large; [`Error::NoRandomness`].
    pub fn make(vault_id: Id, size: u64, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Self> {
        if size > MAX_FILE_LEN {
            return Err(Error::InvalidInput);
        }
        Ok(Self::new(vault_id, Id::make(rng)?, random::make_secret(rng)?, size, 0))
    }

    /// The stream of a file that an item names.
    ///
    /// # Errors
    /// [`Error::DamagedItem`] if the item names a size that no file has.
    pub fn of(vault_id: Id, attachment: &StoredAttachment) -> Result<Self> {
        if attachment.size > MAX_FILE_LEN {
            return Err(Error::DamagedItem);
        }
        Ok(Self::new(
            vault_id,
            attachment.id,
            Secret::from_slice(&attachment.key)?,
            attachment.size,
            u32::MAX,
        ))
    }

    fn new(vault_id: Id, id: Id, key: Secret, size: u64, sealed: u32) -> Self {
        let scope = Scope {
            vault_id,
            epoch: NO_EPOCH,
        };
        Self {
            id,
            key,
            associated: associated::encode(&scope, Role::Attachment(id)),
            size,
            sealed,
        }
    }

    /// How many chunks the file has: at least one.
    pub fn chunks(&self) -> u32 {
        let full = u64::try_from(stream::CHUNK_LEN).unwrap_or(u64::MAX);
        u32::try_from(self.size.div_ceil(full).max(1)).unwrap_or(u32::MAX)
    }

    /// Key of the record of a chunk: `chunk/`, the file's id, a slash, the number in eight hex digits.
    pub fn chunk_key(&self, number: u32) -> String {
        format!("{}{number:08x}", self.id.chunk_prefix())
    }

    /// Seals the chunk `number` of a new file: the first, then the next, each once, for a second text under the same
    /// nonce would betray both. Whoever has to begin again begins with a new stream.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if another chunk is next, or it is not as long as that chunk of that file must be.
    pub fn seal_chunk(&mut self, number: u32, data: &[u8]) -> Result<Vec<u8>> {
        if number != self.sealed || Some(data.len()) != self.chunk_len(number) {
            return Err(Error::InvalidInput);
        }
        self.sealed = number.saturating_add(1);
        stream::seal_chunk(&self.key, &self.associated, number, self.is_last(number), data)
    }

    /// Opens the chunk `number`.
    ///
    /// # Errors
    /// [`Error::DamagedItem`] if it is not that chunk of that file.
    pub fn open_chunk(&self, number: u32, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let opened = stream::open_chunk(&self.key, &self.associated, number, self.is_last(number), sealed);
        let opened = opened.map_err(|_| Error::DamagedItem)?;
        if Some(opened.len()) == self.chunk_len(number) {
            Ok(opened)
        } else {
            Err(Error::DamagedItem)
        }
    }

    /// What an item keeps of the file.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if its name or media type is too long, or not all of its chunks were sealed.
    pub fn to_stored(&self, name: &str, media_type: &str, now_ms: u64) -> Result<StoredAttachment> {
        let fits = |text: &str| text.chars().nth(MAX_NAME_CHARS).is_none();
        if !fits(name) || !fits(media_type) || self.sealed != self.chunks() {
            return Err(Error::InvalidInput);
        }
        Ok(StoredAttachment {
            id: self.id,
            name: name.into(),
            media_type: media_type.into(),
            size: self.size,
            key: *self.key.expose(),
            added_ms: now_ms,
            rest: Vec::new(),
        })
    }

    fn is_last(&self, number: u32) -> bool {
        number.checked_add(1) == Some(self.chunks())
    }

    fn chunk_len(&self, number: u32) -> Option<usize> {
        let full = u64::try_from(stream::CHUNK_LEN).ok()?;
        let before = u64::from(number).checked_mul(full)?;
        let left = self.size.checked_sub(before)?;
        (number < self.chunks()).then_some(usize::try_from(left.min(full)).ok()?)
    }
}
