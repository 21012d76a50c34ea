//! Files that belong to items.
//!
//! A file's chunks are sealed and stored one by one first; then one change makes them the item's. What lies there
//! without belonging to an item (a crash came between) is found by [`Session::attachment_ids`] and may be deleted.

use rand_core::TryCryptoRng;

use super::Session;
use crate::api::{ItemBase, ItemChange};
use crate::error::{Error, Result};
use crate::vault::attachment::MAX_ATTACHMENTS;
use crate::vault::id::Id;

pub use crate::vault::attachment::FileStream;

impl Session {
    /// The stream of a new file of `size` bytes.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if it is too large; [`Error::NoRandomness`].
    pub fn make_file(&self, size: u64, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<FileStream> {
        self.check_can_stage()?;
        FileStream::make(self.scope.vault_id, size, rng)
    }

    /// Stages that a file, all of whose chunks are stored, belongs to an item.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if a name is too long, the item has too many files, the file belongs to an item already or
    /// was not sealed to its end; as [`Session::put`].
    #[allow(
        clippy::too_many_arguments,
        reason = "an item, a file's two names, a time and a source"
    )]
    pub fn attach(
        &mut self,
        base: &ItemBase,
        current: &[u8],
        file: &FileStream,
        name: &str,
        media_type: &str,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        let attachment = file.to_stored(name, media_type, now_ms)?;
        let mut overviews = self.index.overviews();
        if overviews.any(|(_, _, overview)| overview.attachments.contains(&attachment.id)) {
            return Err(Error::InvalidInput);
        }
        drop(overviews);
        self.change_item(base, current, now_ms, rng, |item| {
            if item.attachments.len() >= MAX_ATTACHMENTS {
                return Err(Error::InvalidInput);
            }
            item.attachments.push(attachment);
            Ok(Vec::new())
        })
    }

    /// Stages that a file goes.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the item has no such file; as [`Session::put`].
    pub fn detach(
        &mut self,
        base: &ItemBase,
        current: &[u8],
        file_id: &str,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        let file_id = Id::parse(file_id)?;
        self.change_item(base, current, now_ms, rng, |item| {
            let before = item.attachments.len();
            item.attachments.retain(|attachment| attachment.id != file_id);
            if item.attachments.len() == before {
                return Err(Error::NotFound);
            }
            Ok(vec![file_id.chunk_prefix()])
        })
    }

    /// The stream of a file of an item, to open its chunks by.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the item has no such file; as [`Session::item`].
    pub fn open_file(&self, id: &str, record: &[u8], file_id: &str, now_ms: u64) -> Result<FileStream> {
        let file_id = Id::parse(file_id)?;
        let fields = self.open_fields(Id::parse(id)?, record, now_ms)?;
        let found = fields
            .item
            .attachments
            .iter()
            .find(|attachment| attachment.id == file_id);
        FileStream::of(self.scope.vault_id, found.ok_or(Error::NotFound)?)
    }

    /// Ids of all files that belong to items: chunks of any other may be deleted.
    pub fn attachment_ids(&self) -> Vec<String> {
        let overviews = self.index.overviews().map(|(_, _, overview)| overview);
        overviews
            .flat_map(|overview| &overview.attachments)
            .map(Id::to_string)
            .collect()
    }
}
