//! Kaspersky Password Manager, text: sections of entries, entries of lines `label: value`, three dashes between.
//!
//! A value may run over several lines and hold blank ones; it ends where the next label or the dashes stand.

use super::super::fault::Result;
use super::super::found::Found;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

const SECTIONS: [&str; 4] = ["Websites", "Applications", "Other Accounts", "Notes"];
const LABELS: [&str; 11] = [
    "Website name",
    "Website URL",
    "Application",
    "Account name",
    "Login name",
    "Login",
    "Password",
    "Comment",
    "Name",
    "Text",
    "URL",
];

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
        } else if let Some((label, value)) = labelled(line) {
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

fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(':')?;
    let label = LABELS.iter().find(|each| **each == label)?;
    Some((label, rest.strip_prefix(' ').unwrap_or(rest)))
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
