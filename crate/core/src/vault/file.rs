//! The vault file: a whole vault in one file under a password of its own, for keeping elsewhere.
//!
//! It is a header with slots, as a vault has, and a stream of entries. It is written and read piece by piece and never
//! lies whole in memory. Nothing of a piece is given out before it was verified, and a file is whole only when its last
//! piece was: whoever restores from it keeps nothing of a file that ends early.

use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::associated::{self, FORMAT_VERSION, NO_EPOCH, Role, SUITE, Scope};
use super::fields::Fields;
use super::id::Id;
use super::slot::{self, Label, Slot};
use super::tally::Tally;
use super::wire::{self, Reader, Wire, Writer, fixed};
use crate::api::{FactorProof, NewSlot, SlotInfo};
use crate::crypto::aead::TAG_LEN;
use crate::crypto::random;
use crate::crypto::stream::{self, CHUNK_LEN, SEALED_CHUNK_LEN};
use crate::error::{Error, Result};
use crate::secret::Secret;

/// The first bytes of every vault file of every version.
pub const MAGIC: &[u8; 8] = b"LATCHFIL";
/// No header is larger, in bytes.
pub const MAX_HEADER_LEN: usize = 16 * 1024;
/// No header has more slots.
pub const MAX_SLOTS: usize = 16;
/// No entry is larger, in bytes.
pub const MAX_ENTRY_LEN: usize = 64 * 1024 * 1024;

/// What stands in a header behind the version and the length.
struct Body {
    suite: u8,
    file_id: Id,
    slots: Vec<Slot>,
}

fixed!(Body { suite, file_id, slots });

/// One thing in a vault file.
#[derive(Clone, PartialEq, Eq)]
pub enum Entry {
    /// Comes first: which vault, its epoch, and when the file was made.
    About(Id, u32, u64),
    /// A file follows: its id and length. Its chunks come next, in order, and the item that it belongs to after it.
    File(Id, u64),
    /// A chunk of the file that was announced last.
    Chunk(Vec<u8>),
    /// An item.
    Item(Id, Box<Fields>),
    /// What a record that the root names held: its name and encoding.
    Named(String, Vec<u8>),
    /// Comes last: how many items and files there were.
    End(u32, u32),
    /// An entry of a newer version.
    Unknown,
}

impl Entry {
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Writer::default();
        match self {
            Self::About(vault_id, epoch, made_ms) => {
                out.bytes(&[1]);
                vault_id.write(&mut out);
                epoch.write(&mut out);
                made_ms.write(&mut out);
            }
            Self::File(id, size) => {
                out.bytes(&[2]);
                id.write(&mut out);
                size.write(&mut out);
            }
            Self::Chunk(data) => {
                out.bytes(&[3]);
                out.bytes(data);
            }
            Self::Item(id, fields) => {
                out.bytes(&[4]);
                id.write(&mut out);
                fields.write(&mut out);
            }
            Self::Named(name, encoding) => {
                out.bytes(&[5]);
                name.write(&mut out);
                out.bytes(encoding);
            }
            Self::End(items, files) => {
                out.bytes(&[6]);
                items.write(&mut out);
                files.write(&mut out);
            }
            Self::Unknown => {}
        }
        out.finish()
    }

    fn parse(bytes: &[u8]) -> Result<Self> {
        let (kind, rest) = bytes.split_first().ok_or(Error::Damaged)?;
        let mut from = Reader::new(rest);
        let entry = match kind {
            1 => Self::About(Wire::read(&mut from)?, Wire::read(&mut from)?, Wire::read(&mut from)?),
            2 => Self::File(Wire::read(&mut from)?, Wire::read(&mut from)?),
            3 => Self::Chunk(from.take_rest().to_vec()),
            4 => Self::Item(Wire::read(&mut from)?, Box::new(Wire::read(&mut from)?)),
            5 => Self::Named(Wire::read(&mut from)?, from.take_rest().to_vec()),
            6 => Self::End(Wire::read(&mut from)?, Wire::read(&mut from)?),
            _ => return Ok(Self::Unknown),
        };
        if from.left().is_empty() {
            Ok(entry)
        } else {
            Err(Error::Damaged)
        }
    }
}

/// Whether an entry may be so long.
fn fits(length: usize) -> bool {
    length <= MAX_ENTRY_LEN
}

/// Writes a vault file.
pub struct FileWriter {
    stream: Stream,
    pending: Zeroizing<Vec<u8>>,
}

impl FileWriter {
    /// Begins a file that any of `slots` opens; gives its first bytes.
    ///
    /// | bytes | what |
    /// |---|---|
    /// | 8 | `LATCHFIL` |
    /// | 1 | version of the format |
    /// | varies | length of the body, as a varint |
    /// | varies | body: suite, the file's id, slots |
    ///
    /// # Errors
    /// As the slots of a vault: [`Error::KdfOutOfRange`], [`Error::SlotRule`], [`Error::InvalidInput`];
    /// [`Error::NoRandomness`].
    pub fn begin(slots: &[NewSlot], rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<(Self, Vec<u8>)> {
        let file_id = Id::make(rng)?;
        let key = random::make_secret(rng)?;
        let made = slots
            .iter()
            .map(|slot| Slot::make(&key, slot, Label::File(&file_id), rng));
        let slots: Vec<Slot> = made.collect::<Result<_>>()?;
        let infos: Vec<SlotInfo> = slots.iter().map(Slot::to_info).collect();
        slot::check_rules(&infos)?;
        let count = slots.len();
        let body = wire::encode(&Body {
            suite: SUITE,
            file_id,
            slots,
        });
        let mut header = Writer::default();
        header.bytes(MAGIC);
        header.bytes(&[FORMAT_VERSION]);
        header.length(body.len());
        header.bytes(&body);
        let header = header.finish().to_vec();
        if count > MAX_SLOTS || header.len() > MAX_HEADER_LEN {
            return Err(Error::SlotRule);
        }
        Ok((
            Self {
                stream: Stream::new(file_id, key),
                pending: Zeroizing::default(),
            },
            header,
        ))
    }

    /// Adds an entry; gives the bytes that are ready.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the entry is too large, or unknown.
    pub fn push(&mut self, entry: &Entry) -> Result<Vec<u8>> {
        let encoded = entry.encode();
        if encoded.is_empty() || !fits(encoded.len()) {
            return Err(Error::InvalidInput);
        }
        let mut joined = Writer::default();
        joined.bytes(&self.pending);
        joined.length(encoded.len());
        joined.bytes(&encoded);
        self.pending = joined.finish();
        self.seal_full()
    }

    /// Ends the file; gives its last bytes.
    ///
    /// # Errors
    /// None that can be met; the primitive's type demands one.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let mut sealed = self.seal_full()?;
        sealed.extend(self.stream.seal(&self.pending, true)?);
        Ok(sealed)
    }

    /// Seals all full chunks but one that may turn out to be the last.
    fn seal_full(&mut self) -> Result<Vec<u8>> {
        let mut sealed = Vec::new();
        let mut rest = self.pending.as_slice();
        while rest.len() > CHUNK_LEN {
            let (full, behind) = rest.split_at(CHUNK_LEN);
            sealed.extend(self.stream.seal(full, false)?);
            rest = behind;
        }
        self.pending = Zeroizing::new(rest.to_vec());
        Ok(sealed)
    }
}

/// The ways into a vault file, and how long its header is.
///
/// # Errors
/// [`Error::NotAVault`], [`Error::NewerVersion`], [`Error::Damaged`]; [`Error::KdfOutOfRange`] before any work.
pub fn slots(bytes: &[u8]) -> Result<(Vec<SlotInfo>, usize)> {
    let (body, length) = parse_header(bytes)?;
    Ok((body.slots.iter().map(Slot::to_info).collect(), length))
}

/// The file's id, which a recovery code's output is bound to.
///
/// # Errors
/// As [`slots`].
pub fn file_id(bytes: &[u8]) -> Result<Id> {
    Ok(parse_header(bytes)?.0.file_id)
}

fn parse_header(bytes: &[u8]) -> Result<(Body, usize)> {
    let versioned = bytes.strip_prefix(MAGIC).ok_or(Error::NotAVault)?;
    let (&version, rest) = versioned.split_first().ok_or(Error::Damaged)?;
    if version > FORMAT_VERSION {
        return Err(Error::NewerVersion);
    }
    let mut from = Reader::new(rest);
    let body: Body = wire::parse(from.prefixed()?)?;
    let length = bytes.len() - from.left().len();
    let in_range = version == FORMAT_VERSION && body.suite == SUITE && (1..=MAX_SLOTS).contains(&body.slots.len());
    if !in_range || length > MAX_HEADER_LEN {
        return Err(Error::Damaged);
    }
    body.slots.iter().try_for_each(Slot::check)?;
    Ok((body, length))
}

/// Reads a vault file.
pub struct FileReader {
    stream: Stream,
    /// Sealed bytes that are not opened yet.
    sealed: Vec<u8>,
    /// Opened bytes that do not make an entry yet.
    opened: Zeroizing<Vec<u8>>,
    tally: Tally,
}

impl FileReader {
    /// Opens a file by its first bytes, which hold the header whole; what follows the header goes to
    /// [`FileReader::push`].
    ///
    /// # Errors
    /// As [`slots`]; [`Error::WrongPassword`] if the proofs open none.
    pub fn begin(header: &[u8], proofs: &[FactorProof]) -> Result<Self> {
        let (body, _) = parse_header(header)?;
        for slot in &body.slots {
            match slot.unwrap_key(proofs, Label::File(&body.file_id)) {
                Err(Error::WrongPassword) => {}
                key => {
                    let stream = Stream::new(body.file_id, key?);
                    return Ok(Self {
                        stream,
                        sealed: Vec::new(),
                        opened: Zeroizing::default(),
                        tally: Tally::default(),
                    });
                }
            }
        }
        Err(Error::WrongPassword)
    }

    /// Takes the next bytes, of which `last` are the file's end; gives the entries that are whole.
    ///
    /// # Errors
    /// [`Error::Damaged`] if something is missing, too much or not what was written.
    pub fn push(&mut self, bytes: &[u8], last: bool) -> Result<Vec<Entry>> {
        self.sealed.extend_from_slice(bytes);
        let mut joined = Writer::default();
        joined.bytes(&self.opened);
        let mut rest = self.sealed.as_slice();
        while rest.len() > SEALED_CHUNK_LEN {
            let (chunk, behind) = rest.split_at(SEALED_CHUNK_LEN);
            joined.bytes(&self.stream.open(chunk, false)?);
            rest = behind;
        }
        if last {
            joined.bytes(&self.stream.open(rest, true)?);
            rest = &[];
        }
        self.sealed = rest.to_vec();
        let joined = joined.finish();
        let mut entries = Vec::new();
        let mut from = Reader::new(&joined);
        let behind = loop {
            let before = from.left();
            match from.prefixed() {
                Ok(entry) if fits(entry.len()) => {
                    let entry = Entry::parse(entry)?;
                    self.tally.count(&entry)?;
                    entries.push(entry);
                }
                Ok(_) => return Err(Error::Damaged),
                // Not whole yet.
                Err(_) if !last && fits(before.len()) => break before,
                Err(_) if before.is_empty() => break before,
                Err(_) => return Err(Error::Damaged),
            }
        };
        self.opened = Zeroizing::new(behind.to_vec());
        if last && !self.tally.ended {
            Err(Error::Damaged)
        } else {
            Ok(entries)
        }
    }
}

/// The sealed stream of a file and how far it is.
struct Stream {
    key: Secret,
    associated: Vec<u8>,
    next: u32,
}

impl Stream {
    fn new(file_id: Id, key: Secret) -> Self {
        let scope = Scope {
            vault_id: file_id,
            epoch: NO_EPOCH,
        };
        Self {
            key,
            associated: associated::encode(&scope, Role::File),
            next: 0,
        }
    }

    fn step(&mut self) -> Result<u32> {
        let number = self.next;
        self.next = number.checked_add(1).ok_or(Error::InvalidInput)?;
        Ok(number)
    }

    fn seal(&mut self, data: &[u8], last: bool) -> Result<Vec<u8>> {
        let number = self.step()?;
        stream::seal_chunk(&self.key, &self.associated, number, last, data)
    }

    fn open(&mut self, sealed: &[u8], last: bool) -> Result<Zeroizing<Vec<u8>>> {
        let number = self.step()?;
        // No chunk is empty, so that a stream has one form; an empty stream is no file, for it lacks its last entry.
        if sealed.len() <= TAG_LEN {
            return Err(Error::Damaged);
        }
        stream::open_chunk(&self.key, &self.associated, number, last, sealed)
    }
}

#[cfg(test)]
mod tests;
