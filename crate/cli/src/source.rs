//! A file that holds a vault: a vault file, or the raw export of a damaged vault.
//!
//! A vault file is read piece by piece, first through to its end before anything of it is shown, then once more where
//! its attachments are written out. A raw export is read whole; its attachments are opened chunk by chunk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use latchkey_core::api::{Alarm, FactorProof, Item, Record, Shelf, SlotInfo};
use latchkey_core::error::Error;
use latchkey_core::session::{self, FileStream, Session};
use latchkey_core::vault::file::{self, Entry, FileReader};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::{content, raw};

use crate::asking::{self, Given};
use crate::trouble::{Result, Trouble, explain, of_file};

/// How much is read at once, in bytes.
const PIECE_LEN: usize = 1024 * 1024;

/// A file whose kind is known.
pub(crate) enum Source {
    /// A vault file; its header was read.
    VaultFile { path: PathBuf, header: Vec<u8> },
    /// All records of a vault.
    Raw { records: Vec<Record>, is_whole: bool },
}

/// What a file was found to hold.
#[derive(Default)]
pub(crate) struct Contents {
    /// The items, in the order of the file.
    pub(crate) items: Vec<Item>,
    /// Ids of attachments that are whole.
    pub(crate) whole_files: Vec<String>,
    /// When a vault file was made.
    pub(crate) made_ms: Option<u64>,
    /// What the user should know, each a sentence.
    pub(crate) warnings: Vec<Trouble>,
    /// What is lost, each a sentence.
    pub(crate) losses: Vec<Trouble>,
    /// How attachments of a raw export are opened.
    streams: Vec<(String, FileStream)>,
    /// What opened the file.
    proofs: Vec<FactorProof>,
}

/// Where the bytes of attachments go: told of each chunk with the attachment's id.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(&str, &[u8]) -> Result<()>;

impl Source {
    /// Looks what kind of file it is.
    ///
    /// # Errors
    /// A sentence, if it cannot be read or is none of these.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let trouble = |error: std::io::Error| of_file("read", path, &error);
        let mut start = Vec::new();
        let mut opened = File::open(path).map_err(trouble)?;
        let most = u64::try_from(file::MAX_HEADER_LEN).unwrap_or(u64::MAX);
        opened.by_ref().take(most).read_to_end(&mut start).map_err(trouble)?;
        if start.starts_with(raw::MAGIC) {
            opened.read_to_end(&mut start).map_err(trouble)?;
            let raw::Raw { records, is_whole } = raw::parse(&start).map_err(explain)?;
            return Ok(Self::Raw { records, is_whole });
        }
        let (_, length) = file::slots(&start).map_err(explain)?;
        start.truncate(length);
        Ok(Self::VaultFile {
            path: path.into(),
            header: start,
        })
    }

    /// Asks for what opens it, and reads it through to its end.
    ///
    /// # Errors
    /// A sentence, if it does not open.
    pub(crate) fn contents(&self, by_code: bool, rebuild: bool) -> Result<Contents> {
        let (slots, owner) = self.slots().map_err(explain)?;
        let given = asking::ask(&slots, by_code)?;
        match self {
            Self::VaultFile { .. } if rebuild => {
                Err("--rebuild is for raw exports; a vault file opens whole or not at all.".into())
            }
            Self::VaultFile { path, header } => vault_file(path, header, &given, &slots, &owner),
            Self::Raw { records, is_whole } => {
                let mut contents = match rebuild {
                    true => rebuilt(records, &given, &slots, &owner)?,
                    false => indexed(records, *is_whole, &given, &slots, &owner)?,
                };
                if !is_whole {
                    contents
                        .losses
                        .push("The export ends early: records behind its end are lost.".into());
                }
                contents.check_files(records);
                Ok(contents)
            }
        }
    }

    fn slots(&self) -> latchkey_core::error::Result<(Vec<SlotInfo>, Id)> {
        match self {
            Self::VaultFile { header, .. } => Ok((file::slots(header)?.0, file::file_id(header)?)),
            Self::Raw { records, .. } => {
                let header = records
                    .iter()
                    .find(|record| record.key == "header")
                    .ok_or(Error::Damaged)?;
                Ok((session::slots(&header.bytes)?, session::vault_id(&header.bytes)?))
            }
        }
    }

    /// Gives out the attachments that are whole, chunk by chunk.
    ///
    /// # Errors
    /// A sentence, if one cannot be read any more, and what `sink` returns.
    pub(crate) fn attachments(&self, contents: &Contents, sink: Sink<'_>) -> Result<()> {
        match self {
            Self::VaultFile { path, header } => {
                let mut current = String::new();
                read_entries(path, header, &contents.proofs, &mut |entry| match entry {
                    Entry::File(id, _) => {
                        current = id.to_string();
                        Ok(())
                    }
                    Entry::Chunk(data) => sink(&current, &data),
                    _ => Ok(()),
                })
            }
            Self::Raw { records, .. } => {
                let whole = |id: &String| contents.whole_files.contains(id);
                for (id, stream) in contents.streams.iter().filter(|(id, _)| whole(id)) {
                    read_stream(stream, records, &mut |data| sink(id, data))?;
                }
                Ok(())
            }
        }
    }
}

impl Contents {
    /// Finds out which attachments are whole.
    fn check_files(&mut self, records: &[Record]) {
        for (id, stream) in &self.streams {
            match read_stream(stream, records, &mut |_| Ok(())) {
                Ok(()) => self.whole_files.push(id.clone()),
                Err(_) => self
                    .losses
                    .push(format!("The attachment {id} is damaged or not whole.")),
            }
        }
    }
}

/// The first outcome that is not a wrong password.
fn first_that_fits<T>(
    given: &Given,
    slots: &[SlotInfo],
    owner: &Id,
    open: impl Fn(&[FactorProof]) -> latchkey_core::error::Result<T>,
) -> Result<(T, Vec<FactorProof>)> {
    for proofs in asking::proofs(given, slots, owner) {
        let proofs = proofs.map_err(explain)?;
        match open(&proofs) {
            Err(Error::WrongPassword) => {}
            opened => return Ok((opened.map_err(explain)?, proofs)),
        }
    }
    Err(explain(Error::WrongPassword))
}

fn vault_file(path: &Path, header: &[u8], given: &Given, slots: &[SlotInfo], owner: &Id) -> Result<Contents> {
    let (_, proofs) = first_that_fits(given, slots, owner, |proofs| {
        FileReader::begin(header, proofs).map(drop)
    })?;
    let mut contents = Contents::default();
    let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
    read_entries(path, header, &proofs, &mut |entry| {
        match entry {
            Entry::About(_, _, made_ms) => contents.made_ms = Some(made_ms),
            Entry::File(id, size) => drop(sizes.insert(id.to_string(), size)),
            Entry::Item(id, fields) => {
                let item = content::to_item(&fields.item, id, fields.revision);
                let is_there = |file: &latchkey_core::api::Attachment| sizes.get(&file.id) == Some(&file.size);
                if !item.attachments.iter().all(is_there) {
                    return Err(explain(Error::Damaged));
                }
                contents.items.push(item);
            }
            _ => {}
        }
        Ok(())
    })?;
    contents.whole_files = sizes.into_keys().collect();
    contents.proofs = proofs;
    Ok(contents)
}

/// Reads a vault file from its header to its end.
fn read_entries(
    path: &Path,
    header: &[u8],
    proofs: &[FactorProof],
    take: &mut dyn FnMut(Entry) -> Result<()>,
) -> Result<()> {
    let trouble = |error: std::io::Error| of_file("read", path, &error);
    let mut reader = FileReader::begin(header, proofs).map_err(explain)?;
    let mut opened = File::open(path).map_err(trouble)?;
    let start = u64::try_from(header.len()).unwrap_or(u64::MAX);
    opened.seek(SeekFrom::Start(start)).map_err(trouble)?;
    let most = u64::try_from(PIECE_LEN).unwrap_or(u64::MAX);
    loop {
        let mut piece = Vec::with_capacity(PIECE_LEN);
        opened.by_ref().take(most).read_to_end(&mut piece).map_err(trouble)?;
        let is_last = piece.len() < PIECE_LEN;
        for entry in reader.push(&piece, is_last).map_err(explain)? {
            take(entry)?;
        }
        if is_last {
            return Ok(());
        }
    }
}

/// A raw export as any vault: each record held against what names it.
fn indexed(records: &[Record], is_whole: bool, given: &Given, slots: &[SlotInfo], owner: &Id) -> Result<Contents> {
    let is_frame = |record: &&Record| !record.key.starts_with("item/") && !record.key.starts_with("chunk/");
    let frame: Vec<Record> = records.iter().filter(is_frame).cloned().collect();
    let opened = first_that_fits(given, slots, owner, |proofs| {
        let mut session = Session::unlock(proofs, frame.clone(), None)?;
        session.unguard(proofs, 0)?;
        Ok(session)
    });
    let (session, proofs) = opened.map_err(|trouble| match is_whole {
        true => trouble,
        false => format!("{trouble}\nThe export ends early, too."),
    })?;
    let mut contents = Contents {
        proofs,
        ..Contents::default()
    };
    let lost = session
        .lost()
        .iter()
        .map(|name| format!("The record {} is lost.", crate::names::printable(name)));
    contents.losses.extend(lost);
    if session.alarm() == Some(Alarm::HeaderChanged) {
        contents.warnings.push(changed_header());
    }
    for shelf in [Shelf::Items, Shelf::Archive, Shelf::Trash] {
        for row in session.list("", None, shelf).others {
            let key = format!("item/{}", row.id);
            let record = records
                .iter()
                .find(|record| record.key == key)
                .map(|record| &record.bytes);
            let item = record.ok_or(Error::DamagedItem).and_then(|record| {
                let item = session.item(&row.id, record, 0)?;
                for attachment in &item.attachments {
                    let stream = session.open_file(&row.id, record, &attachment.id, 0)?;
                    contents.streams.push((attachment.id.clone(), stream));
                }
                Ok(item)
            });
            match item {
                Ok(item) => contents.items.push(item),
                Err(_) => {
                    let title = crate::names::printable(&row.title);
                    contents
                        .losses
                        .push(format!("The item {} ({title}) is damaged.", row.id));
                }
            }
        }
    }
    Ok(contents)
}

/// A raw export without its index: whatever items open.
fn rebuilt(records: &[Record], given: &Given, slots: &[SlotInfo], owner: &Id) -> Result<Contents> {
    let (rebuilt, proofs) = first_that_fits(given, slots, owner, |proofs| raw::rebuild(records, proofs))?;
    let mut contents = Contents {
        proofs,
        ..Contents::default()
    };
    contents.warnings.push(
        "Rebuilt without the index, so freshness is unproven: items may be older than the last that you saved, deleted \
         ones may be back, and others may be missing."
            .into(),
    );
    if !rebuilt.is_authentic {
        contents.warnings.push(changed_header());
    }
    for (id, fields) in &rebuilt.items {
        contents
            .items
            .push(content::to_item(&fields.item, *id, fields.revision));
        for attachment in &fields.item.attachments {
            match FileStream::of(rebuilt.vault_id, attachment) {
                Ok(stream) => contents.streams.push((attachment.id.to_string(), stream)),
                Err(_) => contents
                    .losses
                    .push(format!("The attachment {} is damaged.", attachment.id)),
            }
        }
    }
    let lost = rebuilt
        .closed
        .iter()
        .map(|key| format!("The record {} does not open.", crate::names::printable(key)));
    contents.losses.extend(lost);
    Ok(contents)
}

fn changed_header() -> Trouble {
    "Somebody changed the ways into this vault: a password, key or recovery code was added, removed or exchanged by \
     somebody who did not have the vault open. Look, but do not go on using it; change your passwords."
        .into()
}

fn read_stream(stream: &FileStream, records: &[Record], take: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    for number in 0..stream.chunks() {
        let key = stream.chunk_key(number);
        let at = records.binary_search_by(|record| record.key.cmp(&key));
        let record = at
            .ok()
            .and_then(|at| records.get(at))
            .ok_or_else(|| explain(Error::DamagedItem))?;
        take(&stream.open_chunk(number, &record.bytes).map_err(explain)?)?;
    }
    Ok(())
}
