//! What a file may cost: sizes, counts, depths. A file that asks for more is refused before it is worked on.
//!
//! What an item may hold stands in [`crate::vault::content`]; what is longer is kept elsewhere, see `fit.rs`.

/// Largest file, in bytes, and all files of one import together.
pub const MAX_FILE_LEN: usize = 256 * 1024 * 1024;
/// Largest entry of an archive, unpacked, in bytes.
pub const MAX_ENTRY_LEN: usize = 128 * 1024 * 1024;
/// All entries of an archive, unpacked, in bytes.
pub const MAX_UNPACKED_LEN: usize = 512 * 1024 * 1024;
/// Most entries of an archive.
pub const MAX_ENTRIES: usize = 20_000;
/// How many times larger than its packed form an entry may be, once it is over a mebibyte.
pub const MAX_RATIO: usize = 200;
/// Most items of one import.
pub const MAX_ITEMS: usize = 200_000;
/// Most columns of a row.
pub const MAX_COLUMNS: usize = 1_000;
/// Most values of a JSON file, and most elements and attributes of an XML file.
pub const MAX_NODES: usize = 8_000_000;
/// Deepest nesting of JSON and XML.
pub const MAX_DEPTH: usize = 64;
/// Longest name in JSON and XML, in bytes.
pub const MAX_NAME_LEN: usize = 100_000;
