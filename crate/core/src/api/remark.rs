//! What the reader of another program's file says of what has no room of its own, or was not read as it stands.
//! A remark names a field, a column or a file; never a value.

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// What became of something that has no room of its own.
    pub enum RemarkKind {
        /// It is kept as a custom field.
        KeptAsField,
        /// It is kept in the notes.
        KeptInNotes,
        /// It is kept as a tag.
        KeptAsTag,
        /// It was too long, and is kept as a file.
        KeptAsFile,
        /// The export names a file but does not hold it.
        FileMissing,
        /// It is no item of the user's, and was left out.
        LeftOut,
        /// Bytes that are no text of the file's encoding were replaced or read in the letters of Windows.
        OddBytes,
        /// Signs that were written as HTML were read back, in every cell.
        Unescaped,
        /// A quotation mark is never closed: the rest of the file went into this cell.
        QuoteNotClosed,
        /// It could not be read, and was left out.
        Unreadable,
    }
}

crossing! {
    /// One remark.
    #[derive(Debug, PartialEq, Eq)]
    pub struct ImportRemark {
        /// What became of it.
        pub kind: RemarkKind,
        /// What it is: the name of a field, a column, a file.
        pub subject: String,
        /// The line of the file that it stands on, from 1.
        pub line: Option<u32>,
    }
}
