//! What of a vault file was read, held against what the file says of itself: which entry may come next, how many
//! chunks of which length a file has, and how many items and files there were. It never holds any of them.

use super::attachment::MAX_FILE_LEN;
use super::file::Entry;
use crate::error::{Error, Result};

/// Bytes of every chunk of a file but its last.
const FULL_CHUNK: u64 = 65_536;

/// What of a file was read, held against what its last entry says.
#[derive(Default)]
pub struct Tally {
    begun: bool,
    items: u32,
    files: u32,
    /// What is still to come of the file that was announced last: chunks, and bytes.
    chunks_left: u64,
    bytes_left: u64,
    /// Whether the last entry was read.
    pub ended: bool,
}

impl Tally {
    /// Takes the next entry into account.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is out of its turn, or not what was announced.
    pub fn count(&mut self, entry: &Entry) -> Result<()> {
        if self.ended || self.begun == matches!(entry, Entry::About(..)) {
            return Err(Error::Damaged);
        }
        self.begun = true;
        let is_out_of_turn = matches!(entry, Entry::Chunk(_)) == (self.chunks_left == 0);
        if is_out_of_turn && *entry != Entry::Unknown {
            return Err(Error::Damaged);
        }
        match entry {
            Entry::Item(..) => self.items = self.items.saturating_add(1),
            Entry::File(_, size) if *size > MAX_FILE_LEN => return Err(Error::Damaged),
            Entry::File(_, size) => {
                self.files = self.files.saturating_add(1);
                self.bytes_left = *size;
                self.chunks_left = size.div_ceil(FULL_CHUNK).max(1);
            }
            Entry::Chunk(data) => {
                let length = self.bytes_left.min(FULL_CHUNK);
                if u64::try_from(data.len()) != Ok(length) {
                    return Err(Error::Damaged);
                }
                self.bytes_left -= length;
                self.chunks_left -= 1;
            }
            Entry::End(items, files) if (*items, *files) != (self.items, self.files) => return Err(Error::Damaged),
            Entry::End(..) => self.ended = true,
            _ => {}
        }
        Ok(())
    }
}
