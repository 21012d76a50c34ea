//! Moving in and moving out: files of other managers, read and written.
//!
//! Files are untrusted. Each is bounded in size, depth, number and cost before it is worked on; a fault says where; and
//! nothing is dropped in silence: what has no room of its own becomes a field, a tag, notes or a file, and a remark says
//! so. Only the ids, icons and counters by which a program knows its own things are left out without a word.
//!
//! Nothing here touches a vault: what is read is handed back, and what is written is handed in.
//!
//! | what | modules |
//! |---|---|
//! | the ways of packing and writing | `archive`, `text`, `code_page`, `letters`, `json`, `xml`, `table`, `time`, `dates`, `address`, `otp` |
//! | which program it was | `detect`, `columns`, `read` |
//! | the programs, one a file | `from`, `to` |
//! | items as they come to be | `entry`, `fit`, `found`, `restore` |

mod address;
mod archive;
mod code_page;
mod column_names;
mod columns;
mod dates;
mod detect;
mod entry;
mod export;
mod fault;
mod fit;
mod found;
mod from;
mod json;
pub mod letters;
pub mod limits;
mod otp;
mod read;
mod restore;
mod survey;
mod table;
mod text;
mod time;
mod to;
mod xml;

pub use export::export;
pub use fault::Result;
pub use survey::survey;

use crate::api::{Import, ImportFaultKind, ImportFile, ImportOptions};
use fault::{fault, number};
use found::Found;
use read::Source;

/// Reads files of another manager, all or none.
///
/// # Errors
/// A fault that says why and where; usually a file that is damaged, encrypted or of no known program.
pub fn import(files: Vec<ImportFile>, options: &ImportOptions) -> Result<Import> {
    check_len(&files)?;
    let (mut found, mut format) = (Found::default(), None);
    for (at, file) in files.into_iter().enumerate() {
        let source = Source {
            name: &file.name,
            bytes: &file.bytes,
            unpacked: false,
        };
        let read = read::read(&source, options, &mut found).map_err(|fault| fault.in_file(number(at)))?;
        format = format.or(Some(read));
    }
    let nothing = found.items.is_empty() && found.folders.is_empty() && found.remarks.is_empty();
    let format = format
        .filter(|_| !nothing)
        .ok_or_else(|| fault(ImportFaultKind::NothingInIt))?;
    let mut folders = found.folders;
    folders.extend(found.items.iter().map(|item| item.content.folder.clone()));
    folders.retain(|folder| !folder.is_empty());
    folders.sort_unstable();
    folders.dedup();
    Ok(Import {
        format,
        items: found.items,
        folders,
        remarks: found.remarks,
    })
}

/// All files together are bounded as one is.
fn check_len(files: &[ImportFile]) -> Result<()> {
    let mut left = limits::MAX_FILE_LEN;
    for (at, file) in files.iter().enumerate() {
        let less = left.checked_sub(file.bytes.len());
        left = less.ok_or_else(|| fault(ImportFaultKind::TooLarge).in_file(number(at)))?;
    }
    Ok(())
}
