//! What has been read so far: items, folders, remarks. Every item passes through here, whole or not at all.

use super::fault::{Result, fault};
use super::{fit, limits, restore};
use crate::api::{ImportFaultKind, ImportRemark, ImportedItem, RemarkKind};

/// All that was read of the files so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) items: Vec<ImportedItem>,
    pub(super) folders: Vec<String>,
    pub(super) remarks: Vec<ImportRemark>,
    /// Bytes of what items share with each other and with folders, of which each has its own copy: paths, tags, remarks.
    shared_len: usize,
}

impl Found {
    /// An item more, unless there is nothing in it. What has nothing of a login is taken for a note.
    pub(super) fn push(&mut self, item: ImportedItem) -> Result<()> {
        self.push_as(item, false)
    }

    /// The same, of a file that says of each item what it is: a login without anything is a login.
    pub(super) fn push_told(&mut self, item: ImportedItem) -> Result<()> {
        self.push_as(item, true)
    }

    fn push_as(&mut self, mut item: ImportedItem, is_told: bool) -> Result<()> {
        if self.items.len() >= limits::MAX_ITEMS {
            return Err(fault(ImportFaultKind::TooMany));
        }
        let tags = item.content.tags.iter().map(String::len);
        let remarks = item.remarks.iter().map(|remark| remark.subject.len());
        self.count(
            tags.chain(remarks)
                .sum::<usize>()
                .saturating_add(item.content.folder.len()),
        )?;
        if item.is_empty() {
            return Ok(());
        }
        item.settle(is_told);
        // What was lost is told by numbers of the lists in their one order.
        fit::arrange(&mut item);
        restore::restore(&mut item);
        fit::fit(&mut item);
        self.items.push(item);
        Ok(())
    }

    /// A folder more.
    pub(super) fn push_folder(&mut self, path: impl Into<String>) -> Result<()> {
        let path = path.into();
        if path.is_empty() {
            return Ok(());
        }
        if self.folders.len() >= limits::MAX_ITEMS {
            return Err(fault(ImportFaultKind::TooMany));
        }
        self.count(path.len())?;
        self.folders.push(path);
        Ok(())
    }

    fn count(&mut self, shared_len: usize) -> Result<()> {
        self.shared_len = self.shared_len.saturating_add(shared_len);
        match self.shared_len > limits::MAX_UNPACKED_LEN {
            true => Err(fault(ImportFaultKind::TooLarge)),
            false => Ok(()),
        }
    }

    /// Something that is no item of the user's.
    pub(super) fn leave_out(&mut self, subject: &str, line: Option<u32>) {
        self.remark(RemarkKind::LeftOut, subject, line);
    }

    /// A remark on no item.
    pub(super) fn remark(&mut self, kind: RemarkKind, subject: &str, line: Option<u32>) {
        if self.remarks.len() < 1_000 {
            self.remarks.push(ImportRemark {
                kind,
                subject: subject.to_owned(),
                line,
            });
        }
    }
}
