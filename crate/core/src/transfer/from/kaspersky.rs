//! Kaspersky Password Manager, text: sections of entries, entries of lines `label: value`, three dashes between.
//!
//! A value may run over several lines and hold blank ones; it ends where the next label or the dashes stand. A section of
//! another name is read as well: all its labels become fields.

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
    let lines: Vec<&str> = text.lines().collect();
    let is_blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| line.trim().is_empty())
    };
    let is_above_entry = |at: usize| {
        let mut below = lines.iter().skip(at + 1).filter(|line| !line.trim().is_empty());
        below.next().is_some_and(|line| line.contains(':') && *line != "---")
    };
    for (at, line) in lines.iter().copied().enumerate() {
        let at_start = entry.is_empty();
        // A heading stands alone above an entry.
        let is_alone = || is_blank(at.checked_sub(1)) && is_blank(Some(at + 1)) && is_above_entry(at);
        let is_text = !line.trim().is_empty() && !line.contains(':');
        let is_heading = at_start && (SECTIONS.contains(&line.trim()) || is_text && is_alone());
        if is_heading && line != "---" {
            section = line.trim();
        } else if line == "---" {
            finish(section, core::mem::take(&mut entry), found)?;
        } else if let Some((label, value)) = labelled(line, section, entry.last().map(|(label, _)| *label)) {
            entry.push((label, value.to_owned()));
        } else if let Some((_, value)) = entry.last_mut() {
            value.push('\n');
            value.push_str(line);
        } else if !line.trim().is_empty() {
            found.leave_out(line, None);
        }
    }
    finish(section, entry, found)
}

fn finish(section: &str, entry: Vec<(&str, String)>, found: &mut Found) -> Result<()> {
    match entry.is_empty() {
        true => Ok(()),
        false => found.push_told(item(section, entry)),
    }
}

/// A line that begins a value. Labels come in one order, so that what reads like one inside a comment is none.
fn labelled<'a>(line: &'a str, section: &str, last: Option<&str>) -> Option<(&'a str, &'a str)> {
    let (label, rest) = line.split_once(':')?;
    let value = rest.strip_prefix(' ').unwrap_or(rest);
    if !SECTIONS.contains(&section) {
        return Some((label, value));
    }
    let place = |wanted: &str| LABELS.iter().position(|each| *each == wanted);
    let at = place(label)?;
    let is_of_section = (section == "Notes") == (at >= NOTE_LABELS);
    let is_next = last.and_then(place).is_none_or(|last| last < at);
    (is_next && is_of_section).then_some((label, value))
}

fn item(section: &str, entry: Vec<(&str, String)>) -> ImportedItem {
    let mut item = match section {
        "Notes" => ImportedItem::new(ItemKind::Note, ""),
        known if SECTIONS.contains(&known) => ImportedItem::new(ItemKind::Login, ""),
        other => ImportedItem::custom(other, ""),
    };
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
