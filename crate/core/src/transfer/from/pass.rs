//! pass, the standard Unix password manager, and what is written as it is: the password, then lines `name: value`.
//!
//! The file's name is the title, its folder the folder. Lines without a name are notes. gopass parts the lines with names
//! off by three dashes, and for a while wrote the password as one of them below a first line of its own.

use super::super::table::key;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

/// gopass's first line.
const GOPASS: &str = "GOPASS-SECRET-1.0";

/// Whether a text looks like one: a first line, and a line below that names a login's part.
pub(in crate::transfer) fn is_one(text: &str) -> bool {
    let known = ["login", "user", "username", "url", "email", "otpauth", "website"];
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    first == GOPASS
        || !first.trim().is_empty()
            && lines.any(|line| {
                line.split_once(':')
                    .is_some_and(|(name, _)| known.contains(&key(name).as_str()))
            })
}

pub(in crate::transfer) fn read(file_name: &str, text: &str) -> ImportedItem {
    let bare = file_name
        .trim_end_matches(".txt")
        .trim_end_matches(".gpg")
        .trim_end_matches(".pass");
    let (folder, title) = bare.rsplit_once('/').unwrap_or(("", bare));
    let mut item = ImportedItem::new(ItemKind::Login, title);
    folder.clone_into(&mut item.content.folder);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let is_gopass = first == GOPASS;
    if !is_gopass {
        item.set_password(first);
    }
    let mut notes = Vec::new();
    let mut is_parted = false;
    for line in lines {
        if line.starts_with("otpauth://") {
            item.set_otp(line);
            continue;
        }
        // Only the first dashes are gopass's own.
        if line == "---" && !is_parted {
            is_parted = true;
            continue;
        }
        let Some((name, value)) = line
            .split_once(':')
            .filter(|(name, _)| !name.is_empty() && name.len() < 40)
        else {
            notes.push(line);
            continue;
        };
        let value = value.strip_prefix(' ').unwrap_or(value);
        match key(name).as_str() {
            "login" | "user" | "username" | "email" => item.add_username(value),
            "url" | "website" | "site" => item.add_url(value),
            "otp" | "totp" | "otpauth" => item.set_otp(value),
            "password" if is_gopass => item.set_password(value),
            "notes" | "comments" | "comment" => notes.push(value),
            _ => item.add_field(name, value, CustomFieldKind::Text),
        }
    }
    item.add_notes(notes.join("\n").trim_matches('\n'));
    item
}
