//! Test vectors: how a case is read from its file, opened by the core, and told again as JSON.
//!
//! The test that opens them all and the generator that makes them share it. What a case looks like stands in
//! `vectors/README.md`.
#![allow(dead_code, unreachable_pub, reason = "each of the two uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    missing_docs,
    reason = "a test may fail loudly"
)]

pub mod telling;

use std::collections::BTreeMap;
use std::path::Path;

use latchkey_core::api::{Alarm, FactorInfo, FactorKind, FactorProof, Item, Record, Seen, Shelf, SlotInfo};
use latchkey_core::crypto::digest::derive_hash;
use latchkey_core::crypto::kdf::KdfPolicy;
use latchkey_core::error::Error;
use latchkey_core::session::{self, FileStream, Session};
use latchkey_core::vault::file::{self, Entry, FileReader};
use latchkey_core::vault::header::Header;
use latchkey_core::vault::id::Id;
use latchkey_core::vault::keys::VaultKeys;
use latchkey_core::vault::{content, draft, fields, raw, recovery_code, settings, slot, wire};
use latchkey_core::{crypto::subkey, secret::Secret};
use serde_json::{Map, Value, json};
use telling::{hex, told, unhex};
use unicode_normalization::UnicodeNormalization;

pub const NOW_MS: u64 = 1_790_000_000_000;

/// What a case is opened from.
#[derive(Clone, Default)]
pub struct Inputs {
    pub records: BTreeMap<String, Vec<u8>>,
    pub file: Vec<u8>,
    pub draft: Vec<u8>,
    pub resume: Vec<u8>,
    pub raw: Vec<u8>,
}

/// What came of a case: `opens` or a code, and what is open.
pub type Outcome = (String, Value);

pub fn read_case(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join(format!("{name}.json"))).unwrap()).unwrap()
}

/// That of the case it starts from, and its own in its place; null takes away.
pub fn inputs(folder: &Path, case: &Value) -> Inputs {
    let mut inputs = match case["from"].as_str() {
        Some(from) => self::inputs(folder, &read_case(folder, from)),
        None => Inputs::default(),
    };
    for (key, text) in case["records"].as_object().into_iter().flatten() {
        match text.as_str() {
            Some(text) => drop(inputs.records.insert(key.clone(), telling::unbase64(text))),
            None => drop(inputs.records.remove(key)),
        }
    }
    let Inputs {
        file,
        draft,
        resume,
        raw,
        ..
    } = &mut inputs;
    for (name, bytes) in [("file", file), ("draft", draft), ("resume", resume), ("raw", raw)] {
        if let Some(text) = case[name].as_str() {
            *bytes = telling::unbase64(text);
        }
    }
    inputs
}

/// Opens a case with the core.
pub fn open(case: &Value, inputs: &Inputs) -> Outcome {
    let opened = match case["open"].as_str().unwrap() {
        "vault" => open_vault(case, &inputs.records),
        "file" => open_file(case, &inputs.file),
        "draft" => open_draft(case, inputs),
        "resume" => open_resume(inputs),
        "raw" => open_raw(case, &inputs.raw),
        "code" => open_code(case),
        other => unreachable!("{other}"),
    };
    opened.unwrap_or_else(|error| (code(error), Value::Null))
}

fn code(error: Error) -> String {
    serde_json::to_value(error.code()).unwrap().as_str().unwrap().into()
}

/// What is found open, with what did not open by its code.
#[derive(Default)]
struct Opened {
    items: Map<String, Value>,
    attachments: Map<String, Value>,
    closed: BTreeMap<String, String>,
    settings: Value,
    lost: Vec<String>,
}

impl Opened {
    fn add(&mut self, item: &Item) {
        self.items
            .insert(item.id.clone(), told(serde_json::to_value(item).unwrap()));
    }

    fn finish(self, trouble: Option<String>) -> Outcome {
        let mut codes: Vec<&String> = self.closed.values().collect();
        codes.sort();
        let outcome = trouble.or_else(|| codes.first().map(|code| (*code).clone()));
        let mut content = json!({
            "items": self.items,
            "attachments": self.attachments,
            "closed": self.closed,
            "settings": told(self.settings),
            "lost": self.lost,
        });
        // What is empty is left out here too.
        let fields = content.as_object_mut().unwrap();
        fields.retain(|_, value| !telling::is_empty(value));
        (outcome.unwrap_or_else(|| "opens".into()), content)
    }
}

/// The factor's output, if the case has it at hand.
fn proof(case: &Value, info: &FactorInfo, owner: &Id) -> Option<FactorProof> {
    let with = &case["with"];
    let number = match info.kind {
        FactorKind::Password => "1",
        FactorKind::Prf => "2",
        FactorKind::Recovery => "3",
        FactorKind::Device => "4",
    };
    let output = match (info.kind, with["password"].as_str(), with["recovery_code"].as_str()) {
        (FactorKind::Password, Some(password), _) => {
            let normalised = normalise(password);
            let derived = KdfPolicy::shipped().derive_factor(normalised.as_bytes(), info.kdf.as_ref().unwrap());
            derived.unwrap().expose().to_vec()
        }
        (FactorKind::Recovery, _, Some(text)) => {
            let secret = recovery_code::parse(text).unwrap();
            slot::derive_recovery_output(secret.expose(), owner)
                .unwrap()
                .expose()
                .to_vec()
        }
        _ => unhex(with["outputs"][number].as_str()?),
    };
    Some(FactorProof {
        kind: info.kind,
        output,
    })
}

/// RFC 8265's OpaqueString without its refusals.
pub fn normalise(password: &str) -> String {
    let is_space = |each: char| {
        matches!(
            each,
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
        )
    };
    let spaced = password.chars().map(|each| if is_space(each) { ' ' } else { each });
    spaced.nfc().collect()
}

/// Tries the slots whose factors are all at hand, in order.
fn try_slots<T>(
    case: &Value,
    slots: &[SlotInfo],
    owner: &Id,
    open: impl Fn(&[FactorProof]) -> Result<T, Error>,
) -> Result<T, Error> {
    for slot in slots {
        let proofs: Option<Vec<FactorProof>> = slot.factors.iter().map(|info| proof(case, info, owner)).collect();
        match proofs.map(|proofs| open(&proofs)) {
            None | Some(Err(Error::WrongPassword)) => {}
            Some(opened) => return opened,
        }
    }
    Err(Error::WrongPassword)
}

fn frame(records: &BTreeMap<String, Vec<u8>>) -> Vec<Record> {
    let is_frame = |key: &str| !key.starts_with("item/") && !key.starts_with("chunk/");
    let framed = records.iter().filter(|(key, _)| is_frame(key));
    framed
        .map(|(key, bytes)| Record {
            key: key.clone(),
            bytes: bytes.clone(),
        })
        .collect()
}

fn seen(case: &Value) -> Option<Seen> {
    case["seen"].as_object().map(|seen| Seen {
        vault_id: seen["vault_id"].as_str().unwrap().into(),
        sequence: seen["sequence"].as_u64().unwrap(),
        root_hash: unhex(seen["root_hash"].as_str().unwrap()),
    })
}

fn open_vault(case: &Value, records: &BTreeMap<String, Vec<u8>>) -> Result<Outcome, Error> {
    let header = records.get("header").ok_or(Error::NotAVault)?;
    let (slots, id) = (session::slots(header)?, session::vault_id(header)?);
    let session = try_slots(case, &slots, &id, |proofs| {
        let mut session = Session::unlock(proofs, frame(records), seen(case).as_ref())?;
        session.unguard(proofs, NOW_MS)?;
        Ok(session)
    })?;
    Ok(open_items(&session, records).finish(alarm(&session)))
}

/// What an open vault ends with where something is wrong with all of it.
fn alarm(session: &Session) -> Option<String> {
    session.alarm().map(|alarm| match alarm {
        Alarm::Damaged => code(Error::Damaged),
        Alarm::HeaderChanged | Alarm::OlderVault => code(Error::ReadOnly),
    })
}

fn open_items(session: &Session, records: &BTreeMap<String, Vec<u8>>) -> Opened {
    let mut lost = session.lost().to_vec();
    lost.sort();
    let mut opened = Opened {
        settings: serde_json::to_value(session.settings()).unwrap(),
        lost,
        ..Opened::default()
    };
    for shelf in [Shelf::Items, Shelf::Archive, Shelf::Trash] {
        for row in session.list("", None, shelf).others {
            let record = records.get(&format!("item/{}", row.id));
            let item = record
                .ok_or(Error::DamagedItem)
                .and_then(|record| session.item(&row.id, record, NOW_MS));
            match item {
                Ok(item) => {
                    opened.add(&item);
                    for attachment in &item.attachments {
                        let stream = session.open_file(&row.id, record.unwrap(), &attachment.id, NOW_MS);
                        open_attachment(&mut opened, &attachment.id, stream, records);
                    }
                }
                Err(error) => drop(opened.closed.insert(row.id, code(error))),
            }
        }
    }
    opened
}

fn open_attachment(
    opened: &mut Opened,
    id: &str,
    stream: Result<FileStream, Error>,
    records: &BTreeMap<String, Vec<u8>>,
) {
    let whole = stream.and_then(|stream| {
        let mut whole = Vec::new();
        for number in 0..stream.chunks() {
            let chunk = records.get(&stream.chunk_key(number)).ok_or(Error::DamagedItem)?;
            whole.extend_from_slice(&stream.open_chunk(number, chunk)?);
        }
        Ok(whole)
    });
    match whole {
        Ok(whole) => drop(opened.attachments.insert(id.into(), hex(&derive_hash(&whole)).into())),
        Err(error) => drop(opened.closed.insert(id.into(), code(error))),
    }
}

fn open_resume(inputs: &Inputs) -> Result<Outcome, Error> {
    let session = Session::resume(&inputs.resume, frame(&inputs.records), None)?;
    Ok(open_items(&session, &inputs.records).finish(alarm(&session)))
}

fn open_draft(case: &Value, inputs: &Inputs) -> Result<Outcome, Error> {
    let record = inputs.records.get("header").ok_or(Error::NotAVault)?;
    let header = Header::parse(record)?;
    let (slots, scope) = (session::slots(record)?, header.scope());
    let unlocked = try_slots(case, &slots, &scope.vault_id, |proofs| header.unlock(proofs))?;
    let seed = subkey::derive_subkey(&unlocked.root_key, &scope.vault_id.0, "inbox")?;
    let draft = draft::open(&seed, &scope, &inputs.draft)?;
    let outcome = if unlocked.is_authentic { "opens" } else { "read-only" };
    Ok((outcome.into(), told(serde_json::to_value(draft).unwrap())))
}

fn open_code(case: &Value) -> Result<Outcome, Error> {
    let secret = recovery_code::parse(case["text"].as_str().unwrap()).map_err(|_| Error::MistypedCode)?;
    Ok(("opens".into(), json!({ "recovery_code": hex(secret.expose()) })))
}

fn open_file(case: &Value, bytes: &[u8]) -> Result<Outcome, Error> {
    let (slots, length) = file::slots(bytes)?;
    let (header, sealed) = bytes.split_at(length);
    let id = file::file_id(header)?;
    let mut reader = try_slots(case, &slots, &id, |proofs| FileReader::begin(header, proofs))?;
    // In uneven pieces, as a disk may give it.
    let mut entries = Vec::new();
    let mut pieces = sealed.chunks(50_021).peekable();
    if pieces.peek().is_none() {
        entries.extend(reader.push(&[], true)?);
    }
    while let Some(piece) = pieces.next() {
        entries.extend(reader.push(piece, pieces.peek().is_none())?);
    }
    tell_entries(entries)
}

fn tell_entries(entries: Vec<Entry>) -> Result<Outcome, Error> {
    let mut opened = Opened::default();
    let mut restored = latchkey_core::api::Settings::default();
    let mut files: BTreeMap<String, (u64, Vec<u8>)> = BTreeMap::new();
    let mut current = String::new();
    for entry in entries {
        match entry {
            Entry::File(id, size) => {
                current = id.to_string();
                files.insert(current.clone(), (size, Vec::new()));
            }
            Entry::Chunk(data) => files.get_mut(&current).unwrap().1.extend(data),
            Entry::Item(id, fields) => {
                let item = content::to_item(&fields.item, id, fields.revision);
                let all_there = item.attachments.iter().all(|attachment| {
                    let file = files.get(&attachment.id);
                    file.is_some_and(|(size, _)| *size == attachment.size)
                });
                if !all_there {
                    return Err(Error::Damaged);
                }
                opened.add(&item);
            }
            Entry::Named(name, encoding) => match name.as_str() {
                "settings" => restored = wire::parse(&encoding)?,
                "sites" => restored.sites = wire::parse(&encoding)?,
                "domains" => restored.equivalent_domains = wire::parse(&encoding)?,
                _ => {}
            },
            Entry::About(..) | Entry::End(..) | Entry::Unknown => {}
        }
    }
    opened.settings = serde_json::to_value(settings::as_read(restored)).unwrap();
    for (id, (_, data)) in files {
        opened.attachments.insert(id, hex(&derive_hash(&data)).into());
    }
    Ok(opened.finish(None))
}

fn open_raw(case: &Value, bytes: &[u8]) -> Result<Outcome, Error> {
    let raw = raw::parse(bytes)?;
    let records: BTreeMap<String, Vec<u8>> = raw
        .records
        .iter()
        .map(|record| (record.key.clone(), record.bytes.clone()))
        .collect();
    let cut = (!raw.is_whole).then(|| code(Error::Damaged));
    if case["rebuild"] != true {
        return match cut {
            Some(_) => Err(Error::Damaged),
            None => open_vault(case, &records),
        };
    }
    let header = records.get("header").ok_or(Error::NotAVault)?;
    let (slots, id) = (session::slots(header)?, session::vault_id(header)?);
    let rebuilt = try_slots(case, &slots, &id, |proofs| raw::rebuild(&raw.records, proofs))?;
    let mut opened = Opened::default();
    for (id, stored) in &rebuilt.items {
        opened.add(&content::to_item(&stored.item, *id, stored.revision));
        for attachment in &stored.item.attachments {
            let stream = FileStream::of(rebuilt.vault_id, attachment);
            open_attachment(&mut opened, &attachment.id.to_string(), stream, &records);
        }
    }
    for key in rebuilt.closed {
        opened.closed.insert(key.replace("item/", ""), code(Error::DamagedItem));
    }
    let alarm = (!rebuilt.is_authentic).then(|| code(Error::ReadOnly));
    Ok(opened.finish(cut.or(alarm)))
}

/// Keys of a vault by its header and keyring, for those who forge.
pub fn keys_of(root_key: &Secret, vault_key: &Secret, header: &[u8]) -> VaultKeys {
    VaultKeys::derive(root_key, vault_key, &Header::parse(header).unwrap().scope()).unwrap()
}

/// An item as it is sealed, in the form that vectors tell it.
pub type Stored = fields::Fields;
