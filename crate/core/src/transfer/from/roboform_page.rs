//! RoboForm up to version 8, the printed list as a page of HTML: a table for each entry, whose cells say by their class
//! what they are.
//!
//! Nothing of the page is run or fetched; tags are passed over, and of attributes the class alone is looked at.

use super::super::entry::folder;
use super::super::fault::{Result, fault};
use super::super::found::Found;
use super::super::limits;
use crate::api::{CustomFieldKind, ImportFaultKind, ImportedItem, ItemKind};

/// Names of fields that hold a login's parts, in lower case and without the colon behind.
const USERNAMES: [&str; 7] = ["user id", "userid", "username", "user name", "login", "email", "e-mail"];
const PASSWORDS: [&str; 4] = ["password", "pass", "passwd", "pwd"];
/// Most bytes of a reference to a letter, without the signs at its ends.
const MAX_NAME_LEN: usize = 10;

/// Whether a page is such a list.
pub(in crate::transfer) fn is_one(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("roboform") && text.contains("wordbreakfield") && text.contains("caption")
}

pub(in crate::transfer) fn read(text: &str, found: &mut Found) -> Result<()> {
    let mut entry = Entry::default();
    for (class, text) in cells(text)? {
        match class.as_str() {
            "caption" => {
                finish(core::mem::take(&mut entry), found)?;
                entry.item = Some(titled(&text));
            }
            "subcaption" => entry.item().add_url(&text),
            "field" => entry.name = text.trim_end_matches(':').to_owned(),
            "wordbreakfield" => entry.value(text),
            _ => {}
        }
    }
    finish(entry, found)
}

/// What was read of an entry so far, and the name of a field whose value comes next.
#[derive(Default)]
struct Entry {
    item: Option<ImportedItem>,
    name: String,
}

impl Entry {
    fn item(&mut self) -> &mut ImportedItem {
        self.item.get_or_insert_with(|| titled(""))
    }

    fn value(&mut self, value: String) {
        let name = core::mem::take(&mut self.name);
        let key = key(&name);
        let item = self.item();
        match key.as_str() {
            "" => item.add_notes(value),
            key if USERNAMES.contains(&key) => item.add_username(value),
            key if PASSWORDS.contains(&key) => item.set_password(value),
            key if key.contains("password") => item.add_field(name, value, CustomFieldKind::Hidden),
            _ => item.add_field(name, value, CustomFieldKind::Text),
        }
    }
}

fn key(name: &str) -> String {
    name.trim_end_matches(['$', ':']).trim().to_lowercase()
}

/// The folder stands before the title, both parted by backslashes.
fn titled(caption: &str) -> ImportedItem {
    let (path, title) = caption.rsplit_once('\\').unwrap_or(("", caption));
    let mut item = ImportedItem::new(ItemKind::Login, title);
    item.content.folder = folder(path, '\\');
    item
}

fn finish(entry: Entry, found: &mut Found) -> Result<()> {
    entry.item.map_or(Ok(()), |item| found.push(item))
}

/// The cells of all tables: class and text, line breaks as such.
fn cells(text: &str) -> Result<Vec<(String, String)>> {
    let mut cells: Vec<(String, String)> = Vec::new();
    let mut is_in_cell = false;
    let mut rest = text;
    while let Some((before, tag_on)) = rest.split_once('<') {
        if let (true, Some((_, cell))) = (is_in_cell, cells.last_mut()) {
            // A line break of the page's own text is a blank, and none after a break that is meant.
            let text = before.split(['\r', '\n']).filter(|line| !line.is_empty());
            let text = text.collect::<Vec<_>>().join(" ");
            cell.push_str(if cell.ends_with('\n') { text.trim_start() } else { &text });
        }
        let (tag, behind) = tag_on.split_once('>').unwrap_or((tag_on, ""));
        rest = behind;
        let tag = tag.trim_end_matches('/');
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        match name.to_ascii_lowercase().as_str() {
            "td" if cells.len() >= limits::MAX_NODES => return Err(fault(ImportFaultKind::TooMany)),
            "td" => {
                is_in_cell = true;
                cells.push((class_of(attributes), String::new()));
            }
            "/td" | "/tr" | "/table" => is_in_cell = false,
            "br" if is_in_cell => cells.last_mut().into_iter().for_each(|(_, cell)| cell.push('\n')),
            _ => {}
        }
    }
    for (_, cell) in &mut cells {
        *cell = unescape(cell.trim());
        // An empty cell holds a blank that does not break.
        if cell.trim().is_empty() {
            cell.clear();
        }
    }
    Ok(cells)
}

fn class_of(attributes: &str) -> String {
    let lower = attributes.to_ascii_lowercase();
    let class = lower.split_once("class=").map_or("", |(_, value)| value);
    let class = class.trim_start_matches(['"', '\'']);
    let ends = |each: char| each.is_whitespace() || each == '"' || each == '\'';
    class.split(ends).next().unwrap_or_default().to_owned()
}

/// The few references to letters that such lists have; any other stays as it is.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        // Only the next few bytes are looked at, or many signs would cost the square of their number.
        let mut next = after.bytes().take(MAX_NAME_LEN + 1);
        let end = next.position(|byte| matches!(byte, b';' | b'&'));
        let split = end.and_then(|end| after.split_at_checked(end));
        let found = split.and_then(|(name, rest)| Some((letter(name)?, rest.strip_prefix(';')?)));
        match found {
            Some((letter, behind)) => {
                plain.push(letter);
                rest = behind;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        number => char::from_u32(number.strip_prefix('#')?.parse().ok()?)?,
    })
}
