//! A vault file into an open vault: adds what is missing, all of it in one change.
//!
//! The file is read twice. The first time verifies it to its end and tells what restoring would add; only the second
//! seals anything. Items keep their ids where these are free; times, history and what a newer version wrote come along,
//! and files are sealed anew under keys of their own. An item is missing unless the vault has its id, or one that is alike to the millisecond: what was
//! deleted and restored before has another id.

use std::collections::{BTreeMap, BTreeSet};

use rand_core::TryCryptoRng;

use super::look::display_title;
use super::{FileStream, Gathering, Session};
use crate::api::{Change, FactorProof, Record, RestorePlan};
use crate::error::{Error, Result};
use crate::vault::content;
use crate::vault::fields::{Fields, StoredAttachment};
use crate::vault::file::{Entry, FileReader};
use crate::vault::id::Id;
use crate::vault::index::Overview;

/// Most titles that a plan names.
const MAX_TITLES: usize = 200;

/// A vault file that is being restored.
pub struct Restoring {
    header: Vec<u8>,
    proofs: Vec<FactorProof>,
    reader: FileReader,
    /// Whether the file was read to its end once, and twice.
    is_verified: bool,
    is_taken: bool,
    /// What the vault's items are like.
    known: BTreeSet<String>,
    plan: RestorePlan,
    /// Items that are missing, and files that are theirs.
    missing: BTreeSet<Id>,
    wanted: BTreeSet<Id>,
    /// Sizes of the files that came so far.
    sizes: BTreeMap<Id, u64>,
    named: Vec<(String, Vec<u8>)>,
    /// The file whose chunks come, and how many came; files whose item is still to come.
    current: Option<(Id, FileStream, u32)>,
    stored: Vec<(Id, FileStream)>,
    gathered: Option<Gathering>,
}

impl Restoring {
    /// Opens a file by its header.
    ///
    /// # Errors
    /// As [`FileReader::begin`]; as every change.
    pub fn begin(session: &Session, header: &[u8], proofs: &[FactorProof]) -> Result<Self> {
        session.check_can_stage()?;
        Ok(Self {
            header: header.to_vec(),
            proofs: proofs.to_vec(),
            reader: FileReader::begin(header, proofs)?,
            is_verified: false,
            is_taken: false,
            known: session
                .index
                .overviews()
                .map(|(_, _, overview)| likeness(overview))
                .collect(),
            plan: RestorePlan {
                into_empty: session.index.overviews().next().is_none(),
                ..RestorePlan::default()
            },
            missing: BTreeSet::new(),
            wanted: BTreeSet::new(),
            sizes: BTreeMap::new(),
            named: Vec::new(),
            current: None,
            stored: Vec::new(),
            gathered: None,
        })
    }

    /// Takes the next bytes behind the header, of which `last` are the file's end, to see what it holds.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the file is not whole or contradicts itself; [`Error::InvalidInput`] if it holds an item that
    /// no vault takes.
    pub fn look(&mut self, session: &Session, bytes: &[u8], last: bool) -> Result<()> {
        for entry in self.reader.push(bytes, last)? {
            match entry {
                Entry::About(_, _, made_ms) => self.plan.made_ms = made_ms,
                Entry::File(id, size) => drop(self.sizes.insert(id, size)),
                Entry::Named(name, encoding) => self.named.push((name, encoding)),
                Entry::Item(id, fields) => self.look_at(session, id, &fields)?,
                Entry::Chunk(_) | Entry::End(..) | Entry::Unknown => {}
            }
        }
        if last {
            self.reader = FileReader::begin(&self.header, &self.proofs)?;
            self.is_verified = true;
        }
        Ok(())
    }

    fn look_at(&mut self, session: &Session, id: Id, fields: &Fields) -> Result<()> {
        let is_there = |file: &StoredAttachment| self.sizes.get(&file.id) == Some(&file.size);
        if !fields.item.attachments.iter().all(is_there) {
            return Err(Error::Damaged);
        }
        content::check_stored(&fields.item)?;
        let overview = content::overview(&fields.item, &session.keys, &session.scope)?;
        let is_known = session.index.live(id).is_ok() || self.known.contains(&likeness(&overview));
        if is_known || !self.missing.insert(id) {
            self.plan.there = self.plan.there.saturating_add(1);
            return Ok(());
        }
        self.plan.adds = self.plan.adds.saturating_add(1);
        self.plan.guarded |= overview.guarded;
        let files = fields.item.attachments.iter().map(|file| file.id);
        self.wanted.extend(files);
        self.plan.files = u32::try_from(self.wanted.len()).unwrap_or(u32::MAX);
        if self.plan.titles.len() < MAX_TITLES {
            self.plan.titles.push(display_title(&overview).into());
        }
        Ok(())
    }

    /// What restoring would do.
    ///
    /// # Errors
    /// [`Error::Damaged`] until the file was read to its end.
    pub fn plan(&self) -> Result<&RestorePlan> {
        if self.is_verified {
            Ok(&self.plan)
        } else {
            Err(Error::Damaged)
        }
    }

    /// Takes the same bytes once more; gives the records that they become. Those of chunks may be stored at once, those
    /// of items are for the transaction of the change.
    ///
    /// # Errors
    /// As [`Restoring::look`], as every change, and [`Error::Guarded`].
    pub fn take(
        &mut self,
        session: &Session,
        bytes: &[u8],
        last: bool,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Vec<Record>> {
        self.plan()?;
        if self.gathered.is_none() {
            self.gathered = Some(session.gather(now_ms)?);
        }
        let mut records = Vec::new();
        for entry in self.reader.push(bytes, last)? {
            if !matches!(entry, Entry::Chunk(_) | Entry::Unknown) {
                self.store_current();
            }
            match entry {
                Entry::File(id, size) if self.wanted.contains(&id) => {
                    self.current = Some((id, session.make_file(size, rng)?, 0));
                }
                Entry::Chunk(data) => {
                    if let Some((_, stream, number)) = &mut self.current {
                        let key = stream.chunk_key(*number);
                        let bytes = stream.seal_chunk(*number, &data)?;
                        *number = number.saturating_add(1);
                        records.push(Record { key, bytes });
                    }
                }
                Entry::Item(id, fields) if self.missing.remove(&id) => {
                    let gathered = self.gathered.as_mut().ok_or(Error::Internal)?;
                    let mut item = fields.item;
                    for file in &mut item.attachments {
                        let at = self
                            .stored
                            .iter()
                            .position(|(id, _)| *id == file.id)
                            .ok_or(Error::Damaged)?;
                        let (_, stream) = self.stored.swap_remove(at);
                        let stored = stream.to_stored(&file.name, &file.media_type, file.added_ms)?;
                        *file = StoredAttachment {
                            rest: std::mem::take(&mut file.rest),
                            ..stored
                        };
                    }
                    records.push(session.gather_new(gathered, Some(id), item, fields.stamps, now_ms, rng)?);
                }
                _ => {}
            }
        }
        self.is_taken = last;
        Ok(records)
    }

    fn store_current(&mut self) {
        if let Some((id, stream, _)) = self.current.take() {
            self.stored.push((id, stream));
        }
    }

    /// Stages all that was taken. Into an empty vault its settings come along.
    ///
    /// # Errors
    /// [`Error::Damaged`] unless the file was taken to its end; as [`Session::put_gathered`].
    pub fn finish(self, session: &mut Session, now_ms: u64, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Change> {
        let gathered = self
            .gathered
            .filter(|_| self.is_taken && self.missing.is_empty())
            .ok_or(Error::Damaged)?;
        let named: &[(String, Vec<u8>)] = if self.plan.into_empty { &self.named } else { &[] };
        session.put_gathered(gathered, named, &[], now_ms, rng)
    }
}

/// What two items have in common only if one was restored from the other.
fn likeness(overview: &Overview) -> String {
    let Overview {
        kind,
        created_ms,
        changed_ms,
        ..
    } = overview;
    let names = overview.usernames.join("\0");
    let files = overview.attachments.len();
    format!("{kind} {created_ms} {changed_ms} {files} {}\0{names}", overview.title)
}
