//! Filing: one thing done to many items, and items that are the same made one. All of it is gathered, so one change makes
//! it the vault's and one undoes it.
//!
//! Nothing is deleted here: an item that became part of another goes to the trash.

use rand_core::TryCryptoRng;

use super::{Gathering, Session, merge};
use crate::api::{ItemBase, ItemKind, Record, Refile};
use crate::error::{Error, Result};
use crate::vault::attachment::MAX_ATTACHMENTS;
use crate::vault::content;
use crate::vault::fields::StoredItem;

impl Session {
    /// Gathers an item filed otherwise; gives no record if that changes nothing of it, or if a newer version made it.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the item would be beyond the vault's limits; as [`Session::put`].
    #[allow(
        clippy::too_many_arguments,
        reason = "an item, what is changed of it, a time and a source"
    )]
    pub fn gather_refiled(
        &self,
        into: &mut Gathering,
        (base, record): (&ItemBase, &[u8]),
        what: Refile,
        (from, to): (&str, &str),
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Option<Record>> {
        let (id, _) = self.check_base(base)?;
        let edit = |before: &StoredItem| refiled(before, what, from, to, now_ms);
        self.gather_edit(into, id, record, edit, now_ms, rng)
    }

    /// Gathers the first item with what all others know more, and the others in the trash without their files, which are
    /// the first one's now; gives their records.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if that would be beyond the vault's limits; as [`Session::put`].
    pub fn gather_united(
        &self,
        into: &mut Gathering,
        bases: &[ItemBase],
        records: &[Vec<u8>],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Vec<Record>> {
        let mut united: Option<StoredItem> = None;
        for (base, record) in bases.iter().zip(records) {
            let (id, _) = self.check_base(base)?;
            let item = self.open_fields(id, record, now_ms)?.item;
            united = Some(match united {
                None => item,
                Some(mut before) => {
                    before.content.guarded |= item.content.guarded;
                    merge::merged(&before, item, now_ms)?.unwrap_or(before)
                }
            });
        }
        let mut united =
            united.filter(|item| bases.len() == records.len() && item.attachments.len() <= MAX_ATTACHMENTS);
        content::check_stored(united.as_ref().ok_or(Error::InvalidInput)?)?;
        let mut written = Vec::new();
        for (base, record) in bases.iter().zip(records) {
            let (id, _) = self.check_base(base)?;
            let edit = |before: &StoredItem| {
                let mut item = united.take().unwrap_or_else(|| {
                    let mut other = before.clone();
                    (other.attachments, other.trashed_ms) = (Vec::new(), Some(now_ms));
                    other
                });
                item.changed_ms = now_ms;
                Ok(Some(item))
            };
            written.extend(self.gather_edit(into, id, record, edit, now_ms, rng)?);
        }
        Ok(written)
    }
}

/// An item filed otherwise, if that changes it.
fn refiled(before: &StoredItem, what: Refile, from: &str, to: &str, now_ms: u64) -> Result<Option<StoredItem>> {
    let (mut item, on) = (before.clone(), !to.is_empty());
    let content = &mut item.content;
    if content.kind == ItemKind::Unknown && what != Refile::Trashed {
        return Ok(None);
    }
    match what {
        Refile::Folder if from.is_empty() => to.clone_into(&mut content.folder),
        Refile::Folder => match content.folder.strip_prefix(from) {
            Some("") => to.clone_into(&mut content.folder),
            Some(inside) if inside.starts_with('/') => {
                content.folder = [to, inside].concat().trim_start_matches('/').to_owned();
            }
            _ => {}
        },
        Refile::Tag => {
            let has_it = from.is_empty() || content.tags.iter().any(|tag| tag == from);
            if has_it {
                content.tags.retain(|tag| tag != from);
                content.tags.extend(on.then(|| to.to_owned()));
                content.tags.sort_unstable();
                content.tags.dedup();
            }
        }
        Refile::Favourite => content.favourite = on,
        Refile::Archived => content.archived = on,
        // Its days are counted from the first time.
        Refile::Trashed => item.trashed_ms = on.then(|| item.trashed_ms.unwrap_or(now_ms)),
    }
    if item == *before {
        return Ok(None);
    }
    if what == Refile::Folder || what == Refile::Tag {
        content::check_stored(&item)?;
    }
    item.changed_ms = now_ms;
    Ok(Some(item))
}
