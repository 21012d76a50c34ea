//! KeePass and its kin, XML: the inside of every KDBX file, and an export of its own.
//!
//! Groups are folders, the root has no name; the bin is a group that the file names. Of an entry's earlier versions the
//! passwords are kept.

use core::cell::Cell;
use std::collections::BTreeMap;

use super::super::archive;
use super::super::fault::{Result, fault};
use super::super::found::Found;
use super::super::json::says_yes;
use super::super::letters;
use super::super::limits;
use super::super::time;
use super::super::xml::Element;
use super::keepass_fields;
use super::keepass_refs::{self, References};
use crate::api::{CustomFieldKind, ImportFaultKind, ImportedItem, ItemKind, RemarkKind};

/// What holds for the whole file.
struct Database {
    bin_id: String,
    references: References,
    /// By their numbers.
    binaries: BTreeMap<String, Vec<u8>>,
    /// How many bytes of them entries may still hold, for several may name the same.
    left: Cell<usize>,
}

/// `binaries` are those of a KDBX 4 file, which lie outside the XML.
pub(in crate::transfer) fn read(mut root: Element, binaries: Vec<Vec<u8>>, found: &mut Found) -> Result<()> {
    let mut meta = root.child("Meta");
    let has_bin = meta.child_text("RecycleBinEnabled").to_lowercase() != "false";
    let mut database = Database {
        references: keepass_refs::gather(root.children.iter().find(|child| child.name == "Root").unwrap_or(&root)),
        bin_id: if has_bin {
            meta.child_text("RecycleBinUUID")
        } else {
            String::new()
        },
        binaries: (0..).map(|number: usize| number.to_string()).zip(binaries).collect(),
        left: Cell::new(limits::MAX_UNPACKED_LEN),
    };
    for mut binary in meta.child("Binaries").take_all("Binary") {
        let bytes = letters::from_base64(&binary.text).unwrap_or_default();
        let bytes = if says_yes(&binary.attribute("Compressed")) {
            archive::gunzip(&bytes, limits::MAX_ENTRY_LEN)?
        } else {
            bytes
        };
        database.binaries.insert(binary.attribute("ID"), bytes);
    }
    for group in root.child("Root").take_all("Group") {
        read_group(group, "", false, &database, found)?;
    }
    Ok(())
}

/// Reads the group that stands for `path`, whose own name is not part of it.
fn read_group(mut group: Element, path: &str, trashed: bool, database: &Database, found: &mut Found) -> Result<()> {
    if !path.is_empty() && !trashed {
        found.push_folder(path)?;
    }
    let notes = group.child_text("Notes");
    if !notes.trim().is_empty() {
        let mut item = ImportedItem::new(ItemKind::Note, group.child_text("Name"));
        path.clone_into(&mut item.content.folder);
        item.trashed = trashed;
        item.add_notes(notes);
        found.push(item)?;
    }
    for entry in group.take_all("Entry") {
        let mut item = read_entry(entry, database)?;
        path.clone_into(&mut item.content.folder);
        item.trashed = trashed;
        found.push(item)?;
    }
    for mut child in group.take_all("Group") {
        let is_bin = !database.bin_id.is_empty() && child.peek_child("UUID") == database.bin_id;
        let name = child.peek_child("Name").replace('/', "-");
        let below = match (is_bin, path) {
            (true, _) => String::new(),
            (false, path) if name.trim().is_empty() => path.to_owned(),
            (false, "") => name,
            (false, path) => format!("{path}/{name}"),
        };
        child.child("UUID");
        read_group(child, &below, trashed || is_bin, database, found)?;
    }
    Ok(())
}

fn read_entry(mut source: Element, database: &Database) -> Result<ImportedItem> {
    let mut item = ImportedItem::new(ItemKind::Login, "");
    let mut times = source.child("Times");
    item.created_ms = moment(&times.child_text("CreationTime"));
    item.changed_ms = moment(&times.child_text("LastModificationTime"));
    let expiry = times.child_text("ExpiryTime");
    for tag in source.child_text("Tags").split([',', ';']) {
        item.add_tag(tag);
    }
    keepass_fields::read(&mut item, strings(&mut source, database));
    if says_yes(&times.child_text("Expires"))
        && let Some(ms) = moment(&expiry)
    {
        let day: String = time::to_iso(ms).chars().take(10).collect();
        item.add_field("Expires", day, CustomFieldKind::Date);
    }
    for mut binary in source.take_all("Binary") {
        let name = binary.child_text("Key");
        let mut value = binary.child("Value");
        let found = database.binaries.get(&value.attribute("Ref"));
        let left = database.left.get().checked_sub(found.map_or(0, Vec::len));
        database.left.set(left.ok_or_else(|| fault(ImportFaultKind::TooLarge))?);
        match found.cloned().or_else(|| inline(&mut value)) {
            Some(bytes) => item.add_file(name, "", bytes),
            None => item.remark(RemarkKind::FileMissing, &name),
        }
    }
    read_history(&mut item, source.child("History"), database);
    for name in ["OverrideURL", "AutoType"] {
        let mut element = source.child(name);
        let windows = element.take_all("Association");
        if windows
            .into_iter()
            .any(|mut window| !window.child_text("Window").is_empty())
        {
            item.remark(RemarkKind::LeftOut, "Auto-Type");
        }
        if name == "OverrideURL" {
            item.keep(name, element.text);
        }
    }
    Ok(item)
}

/// Names and values, and whether each is protected, as what refers to a password is as well.
fn strings(source: &mut Element, database: &Database) -> Vec<(String, String, bool)> {
    let strings = source.take_all("String").into_iter();
    strings
        .map(|mut string| {
            let mut value = string.child("Value");
            let protected = ["Protected", "ProtectInMemory"]
                .iter()
                .any(|name| says_yes(&value.attribute(name)));
            let name = string.child_text("Key");
            let is_shown = keepass_fields::is_shown(&name);
            let (text, is_secret) = database.references.resolve(value.text, is_shown);
            (name, text, protected || is_secret)
        })
        .collect()
}

/// A file that stands in the entry itself.
fn inline(value: &mut Element) -> Option<Vec<u8>> {
    let bytes = letters::from_base64(&value.text).filter(|bytes| !bytes.is_empty())?;
    if says_yes(&value.attribute("Compressed")) {
        return archive::gunzip(&bytes, limits::MAX_ENTRY_LEN).ok();
    }
    Some(bytes)
}

/// Of the versions, oldest first, each password that a later one replaced, and when.
fn read_history(item: &mut ImportedItem, mut history: Element, database: &Database) {
    let mut versions: Vec<(Option<u64>, String)> = Vec::new();
    let mut others_differ = false;
    for mut version in history.take_all("Entry") {
        let changed_ms = moment(&version.child("Times").child_text("LastModificationTime"));
        let mut password = String::new();
        let mut earlier = ImportedItem::new(ItemKind::Login, "");
        let strings = strings(&mut version, database);
        for (name, value, _) in &strings {
            if name == "Password" {
                value.clone_into(&mut password);
            }
        }
        keepass_fields::read(
            &mut earlier,
            strings.into_iter().filter(|(name, ..)| name != "Password").collect(),
        );
        others_differ |= differ(&earlier, item);
        versions.push((changed_ms, password));
    }
    if others_differ {
        item.remark(RemarkKind::LeftOut, "History");
    }
    versions.push((item.changed_ms, item.login().password.clone()));
    for ((_, before), (replaced_ms, after)) in versions.iter().zip(versions.iter().skip(1)) {
        if before != after {
            item.add_past(before.as_str(), *replaced_ms);
        }
    }
}

/// Whether an earlier version says something that the password alone does not tell.
fn differ(earlier: &ImportedItem, item: &ImportedItem) -> bool {
    let (before, after) = (&earlier.content, &item.content);
    let login = |item: &ImportedItem| {
        let login = item.content.login.clone().unwrap_or_default();
        (login.usernames, login.urls, login.otp)
    };
    before.title != after.title || before.notes != after.notes || login(earlier) != login(item)
}

/// ISO 8601, or base64 of eight bytes that count seconds since the year 1.
fn moment(text: &str) -> Option<u64> {
    let text = text.trim();
    time::from_iso(text).or_else(|| {
        let bytes = letters::from_base64(text)?;
        let seconds = i64::from_le_bytes(*bytes.first_chunk::<8>().filter(|_| bytes.len() == 8)?);
        time::from_keepass(seconds)
    })
}
