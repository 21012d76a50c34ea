//! Zip archives, read out of memory: the central directory first, then the entries that somebody asks for.
//!
//! It writes no file and follows no path. Sizes, numbers and ratios are bounded before anything is unpacked; archives in
//! archives are never opened. Source: PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.4.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::Crc;
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::fault::{Result, fault, malformed, number};
use super::{limits, text};
use crate::api::ImportFaultKind;

const END: [u8; 4] = *b"PK\x05\x06";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";
const END_LEN: usize = 22;
const CENTRAL_LEN: usize = 46;
const LOCAL_LEN: usize = 30;
/// What a field holds whose value is in the zip64 extension.
const IN_ZIP64: u32 = u32::MAX;

/// An archive whose directory was read.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    by_name: BTreeMap<String, usize>,
    /// How much more may be unpacked, in bytes.
    left: usize,
}

struct Entry {
    flags: u16,
    method: u16,
    crc: u32,
    packed_len: usize,
    len: usize,
    offset: usize,
}

/// Whether the bytes begin as an archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(&LOCAL) || bytes.starts_with(&END)
}

impl<'a> Archive<'a> {
    /// Reads the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        let end = (0..=bytes.len().saturating_sub(END_LEN).min(usize::from(u16::MAX)))
            .filter_map(|back| bytes.len().checked_sub(END_LEN + back))
            .find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(&END)))
            .and_then(|at| bytes.get(at..))
            .ok_or_else(malformed)?;
        let count = usize::from(u16_at(end, 10)?);
        let start = u32_at(end, 16)?;
        if count > limits::MAX_ENTRIES || count == usize::from(u16::MAX) {
            return Err(fault(ImportFaultKind::TooMany));
        }
        let mut rest = usize::try_from(start)
            .ok()
            .and_then(|start| bytes.get(start..))
            .ok_or_else(malformed)?;
        let (mut entries, mut by_name) = (Vec::new(), BTreeMap::new());
        for at in 0..count {
            let (name, entry, after) = entry(rest).map_err(|fault| fault.in_entry(number(at)))?;
            entries.push(entry);
            if !name.ends_with('/') {
                by_name.insert(name, at);
            }
            rest = after;
        }
        Ok(Self {
            bytes,
            entries,
            by_name,
            left: limits::MAX_UNPACKED_LEN,
        })
    }

    /// Names of all files, with their numbers, in the order of their names.
    pub(super) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.by_name.iter().map(|(name, at)| (*at, name.as_str()))
    }

    /// The number of the file of this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Files whose names begin so, with the rest of their names.
    pub(super) fn under(&self, beginning: &str) -> Vec<(usize, String)> {
        let from = self.by_name.range(beginning.to_owned()..);
        from.map_while(|(name, at)| Some((*at, name.strip_prefix(beginning)?.to_owned())))
            .collect()
    }

    /// Unpacks an entry.
    pub(super) fn read(&mut self, number_of_entry: usize) -> Result<Vec<u8>> {
        let entry = self.entries.get(number_of_entry).ok_or_else(malformed)?;
        let unpacked = unpack(self.bytes, entry).and_then(|bytes| {
            self.left = self
                .left
                .checked_sub(bytes.len())
                .ok_or_else(|| fault(ImportFaultKind::TooLarge))?;
            Ok(bytes)
        });
        unpacked.map_err(|fault| fault.in_entry(number(number_of_entry)))
    }
}

fn entry(rest: &[u8]) -> Result<(String, Entry, &[u8])> {
    if !rest.starts_with(&CENTRAL) {
        return Err(malformed());
    }
    let name_len = usize::from(u16_at(rest, 28)?);
    let others_len = usize::from(u16_at(rest, 30)?) + usize::from(u16_at(rest, 32)?);
    let name = rest.get(CENTRAL_LEN..CENTRAL_LEN + name_len).ok_or_else(malformed)?;
    let name = text::decode(name).text.into_owned();
    if name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..") {
        return Err(malformed());
    }
    let sizes = [u32_at(rest, 20)?, u32_at(rest, 24)?, u32_at(rest, 42)?];
    if sizes.contains(&IN_ZIP64) {
        return Err(fault(ImportFaultKind::TooLarge));
    }
    let [packed_len, len, offset] = sizes.map(|size| usize::try_from(size).unwrap_or(usize::MAX));
    if len > limits::MAX_ENTRY_LEN || (len > 1 << 20 && len / limits::MAX_RATIO > packed_len) {
        return Err(fault(ImportFaultKind::TooLarge));
    }
    let entry = Entry {
        flags: u16_at(rest, 8)?,
        method: u16_at(rest, 10)?,
        crc: u32_at(rest, 16)?,
        packed_len,
        len,
        offset,
    };
    let after = rest.get(CENTRAL_LEN + name_len + others_len..).ok_or_else(malformed)?;
    Ok((name, entry, after))
}

fn unpack(bytes: &[u8], entry: &Entry) -> Result<Vec<u8>> {
    let local = bytes.get(entry.offset..).ok_or_else(malformed)?;
    if !local.starts_with(&LOCAL) {
        return Err(malformed());
    }
    let start = LOCAL_LEN + usize::from(u16_at(local, 26)?) + usize::from(u16_at(local, 28)?);
    let packed = local.get(start..).and_then(|rest| rest.get(..entry.packed_len));
    let packed = packed.ok_or_else(malformed)?;
    let unpacked = match (entry.flags & 1, entry.method) {
        (0, 0) => packed.to_vec(),
        (0, 8) => read_at_most(DeflateDecoder::new(packed), entry.len)?,
        _ => return Err(fault(ImportFaultKind::Unsupported)),
    };
    let mut crc = Crc::new();
    crc.update(&unpacked);
    if unpacked.len() != entry.len || crc.sum() != entry.crc {
        return Err(malformed());
    }
    Ok(unpacked)
}

/// Unpacks gzip, to at most so many bytes.
pub(super) fn gunzip(bytes: &[u8], most: usize) -> Result<Vec<u8>> {
    read_at_most(GzDecoder::new(bytes), most)
}

/// Unpacks a raw deflate stream, to at most so many bytes.
pub(super) fn inflate(bytes: &[u8], most: usize) -> Result<Vec<u8>> {
    read_at_most(DeflateDecoder::new(bytes), most)
}

/// Unpacks a zlib stream, to at most so many bytes.
pub(super) fn unzlib(bytes: &[u8], most: usize) -> Result<Vec<u8>> {
    read_at_most(ZlibDecoder::new(bytes), most)
}

fn read_at_most(reader: impl Read, most: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(limit).read_to_end(&mut bytes).map_err(|_| malformed())?;
    if bytes.len() > most {
        return Err(fault(ImportFaultKind::TooLarge));
    }
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16> {
    let field = bytes.get(at..).and_then(<[u8]>::first_chunk);
    field.map(|field| u16::from_le_bytes(*field)).ok_or_else(malformed)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32> {
    let field = bytes.get(at..).and_then(<[u8]>::first_chunk);
    field.map(|field| u32::from_le_bytes(*field)).ok_or_else(malformed)
}
