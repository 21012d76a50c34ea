//! Why a file could not be read, and where: made where it is noticed, completed on the way up.
//!
//! It carries numbers alone; no name, no address, nothing that the file holds.

use crate::api::{ImportFault, ImportFaultKind};
use crate::error::Error;

/// `Result` with an [`ImportFault`].
pub type Result<T> = core::result::Result<T, ImportFault>;

/// A fault of a kind, not yet placed.
pub(super) fn fault(kind: ImportFaultKind) -> ImportFault {
    ImportFault {
        kind,
        file: 0,
        entry: None,
        line: None,
        column: None,
    }
}

/// A file that is damaged, or not what it says it is.
pub(super) fn malformed() -> ImportFault {
    fault(ImportFaultKind::Malformed)
}

impl ImportFault {
    /// The same, on a line.
    pub(super) fn at_line(mut self, line: u32) -> Self {
        self.line = self.line.or(Some(line));
        self
    }

    /// The same, in a column.
    pub(super) fn at_column(mut self, column: u32) -> Self {
        self.column = self.column.or(Some(column));
        self
    }

    /// The same, in an entry of an archive.
    pub(super) fn in_entry(mut self, entry: u32) -> Self {
        self.entry = self.entry.or(Some(entry));
        self
    }

    /// The same, in a file.
    pub(super) fn in_file(mut self, file: u32) -> Self {
        self.file = file;
        self
    }
}

/// What the primitives say, in the words of an import.
impl From<Error> for ImportFault {
    fn from(error: Error) -> Self {
        fault(match error {
            Error::WrongPassword => ImportFaultKind::WrongPassword,
            Error::KdfOutOfRange => ImportFaultKind::KdfOutOfRange,
            Error::KdfMemory => ImportFaultKind::KdfMemory,
            Error::NewerVersion => ImportFaultKind::Unsupported,
            _ => ImportFaultKind::Malformed,
        })
    }
}

/// A number for a fault or a remark, where a larger one than fits says as much as the largest.
pub(super) fn number(value: impl TryInto<u32>) -> u32 {
    value.try_into().unwrap_or(u32::MAX)
}
