//! A zip file whose bytes follow from names and contents alone: one order, one time, two modes, one way to compress.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::run::Result;

/// A file to be packed.
pub(super) struct Entry {
    /// Its path in the archive, with `/`.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Whether it is a program.
    pub(super) runs: bool,
}

/// Packs the entries.
pub(super) fn pack(mut entries: Vec<Entry>) -> Result<Vec<u8>> {
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    let trouble = |error: &dyn std::fmt::Display| format!("Could not pack: {error}.");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in &entries {
        // The first moment that a zip file can tell of, and no system's own marks.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(DateTime::default())
            .unix_permissions(if entry.runs { 0o755 } else { 0o644 });
        zip.start_file(entry.name.as_str(), options)
            .map_err(|error| trouble(&error))?;
        zip.write_all(&entry.bytes).map_err(|error| trouble(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| trouble(&error))
}

/// What an archive holds.
pub(super) fn unpack(bytes: Vec<u8>) -> Result<Vec<Entry>> {
    let trouble = |error: &dyn std::fmt::Display| format!("Could not unpack: {error}.");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| trouble(&error))?;
    let mut entries = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).map_err(|error| trouble(&error))?;
        let mut bytes = Vec::new();
        std::io::copy(&mut file, &mut bytes).map_err(|error| trouble(&error))?;
        let runs = file.unix_mode().is_some_and(|mode| mode & 0o100 != 0);
        entries.push(Entry {
            name: file.name().map_err(|error| trouble(&error))?.into_owned(),
            bytes,
            runs,
        });
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, bytes: &[u8], runs: bool) -> Entry {
        Entry {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
            runs,
        }
    }

    #[test]
    fn the_same_files_give_the_same_bytes_in_whatever_order_and_whenever() -> Result<()> {
        let long = vec![7; 100_000];
        let one = pack(vec![entry("b/c", b"two", true), entry("a", &long, false)])?;
        let other = pack(vec![entry("a", &long, false), entry("b/c", b"two", true)])?;
        assert_eq!(one, other);
        assert!(one.len() < 1_000, "it is compressed");
        // The time and the date of the first file, as zip writes them: midnight, the first of January 1980.
        assert_eq!(one.get(10..14), Some(&[0, 0, 0x21, 0][..]));
        assert_ne!(one, pack(vec![entry("a", &long, false), entry("b/c", b"two", false)])?);
        Ok(())
    }

    #[test]
    fn what_is_packed_comes_out_again() -> Result<()> {
        let out = unpack(pack(vec![entry("b", b"x", true), entry("a/ü", b"", false)])?)?;
        let told: Vec<_> = out
            .iter()
            .map(|each| (each.name.as_str(), each.bytes.as_slice(), each.runs))
            .collect();
        assert_eq!(told, [("a/ü", &b""[..], false), ("b", &b"x"[..], true)]);
        Ok(())
    }
}
