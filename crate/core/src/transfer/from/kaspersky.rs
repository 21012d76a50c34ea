//! Kaspersky Password Manager, text: sections of entries, entries of lines `label: value`, three dashes between.
//!
//! A value may run over several lines and hold blank ones; it ends where the next label or the dashes stand.

use super::super::fault::Result;
use super::super::found::Found;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

const SECTIONS: [&str; 4] = ["Websites", "Applications", "Other Accounts", "Notes"];
/// In the order of an entry, those of notes last.
const LABELS: [&str; 11] = [
    "Website name",
    "Application",
    "Account name",
    "Website URL",
    "URL",
    "Login name",
    "Login",
    "Password",
    "Comment",
    "Name",
    "Text",
];
/// Where those of notes begin.
const NOTE_LABELS: usize = 9;

/// Whether a text looks like such an export.
pub(in crate::transfer) fn is_one(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    first.is_some_and(|first| SECTIONS.contains(&first)) && text.lines().any(|line| line.trim() == "---")
}

pub(in crate::transfer) fn read(text: &str, found: &mut Found) -> Result<()> {
    let mut section = "";
    let mut entry: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        let at_start = entry.is_empty();
        if at_start && SECTIONS.contains(&line.trim()) {
            section = line.trim();
        } else if line == "---" {
            found.push(item(section, core::mem::take(&mut entry)))?;
        } else if let Some((label, value)) = labelled(line, section, entry.last().map(|(label, _)| *label)) {
            entry.push((label, value.to_owned()));
        } else if let Some((_, value)) = entry.last_mut() {
            value.push('\n');
            value.push_str(line);
        } else if !line.trim().is_empty() {
            found.leave_out(line, None);
        }
    }
    found.push(item(section, entry))
}

/// A line that begins a value. Labels come in one order, so that what reads like one inside a comment is none.
fn labelled<'a>(line: &'a str, section: &str, last: Option<&str>) -> Option<(&'a str, &'a str)> {
    let (label, rest) = line.split_once(':')?;
    let place = |wanted: &str| LABELS.iter().position(|each| *each == wanted);
    let at = place(label)?;
    let in_note = section == "Notes" && at < NOTE_LABELS;
    let is_next = last.and_then(place).is_none_or(|last| last < at);
    (is_next && !in_note).then(|| (label, rest.strip_prefix(' ').unwrap_or(rest)))
}

fn item(section: &str, entry: Vec<(&str, String)>) -> ImportedItem {
    let kind = if section == "Notes" {
        ItemKind::Note
    } else {
        ItemKind::Login
    };
    let mut item = ImportedItem::new(kind, "");
    for (label, value) in entry {
        // A blank line stands between the last value and the dashes.
        let value = value.trim_end_matches('\n');
        match label {
            "Website name" | "Application" | "Account name" | "Name" => item.content.title = value.to_owned(),
            "Website URL" | "URL" => item.add_url(value),
            "Login" => item.add_username(value),
            "Password" => item.set_password(value),
            "Comment" | "Text" => item.add_notes(value),
            _ => item.add_field(label, value, CustomFieldKind::Text),
        }
    }
    item
}
