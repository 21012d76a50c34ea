//! Password Safe, XML: entries whose groups are parted by dots, and notes whose line breaks are a letter of their own.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::time;
use super::super::xml::Element;
use crate::api::{ImportedItem, ItemKind};

const IDS: [&str; 4] = ["id", "uuid", "normal", "status"];

pub(in crate::transfer) fn read(mut root: Element, found: &mut Found) -> Result<()> {
    let delimiter = root.attribute("delimiter");
    for mut source in root.take_all("entry") {
        let mut item = ImportedItem::new(ItemKind::Login, source.child_text("title"));
        item.content.folder = folder(&source.child_text("group"), '.');
        item.add_username(source.child_text("username"));
        item.set_password(source.child_text("password"));
        item.add_url(&source.child_text("url"));
        item.add_username(source.child_text("email"));
        let notes = source.child_text("notes");
        item.add_notes(if delimiter.is_empty() {
            notes
        } else {
            notes.replace(&delimiter, "\n")
        });
        item.created_ms = time::from_iso(&source.child_text("ctimex"));
        item.changed_ms = time::from_iso(&source.child_text("rmtimex"));
        item.password_set_ms = time::from_iso(&source.child_text("pmtimex"));
        let mut history = source.child("pwhistory");
        for mut past in history.child("history_entries").take_all("history_entry") {
            let replaced_ms = time::from_iso(&past.child_text("changedx"));
            item.add_past(past.child_text("oldpassword"), replaced_ms);
        }
        // The same times once more, for people.
        for name in ["ctime", "atime", "atimex", "rmtime", "pmtime", "ltime"] {
            source.child(name);
        }
        for (name, value) in source.into_rest() {
            if !IDS.contains(&name.as_str()) {
                item.keep(&name, value);
            }
        }
        found.push(item)?;
    }
    Ok(())
}
