//! Password Safe, XML: entries whose groups are parted by dots, and notes whose line breaks are a letter of their own.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::otp;
use super::super::time;
use super::super::xml::Element;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

const IDS: [&str; 4] = ["id", "uuid", "normal", "status"];

/// A time: in newer files under its name with an `x` behind, as ISO 8601 has it; in older ones date and time apart.
fn moment(source: &mut Element, name: &str) -> Option<u64> {
    let whole = source.child_text(&format!("{name}x"));
    let mut parts = source.child(name);
    let (date, time) = (parts.child_text("date"), parts.child_text("time"));
    time::from_iso(&whole).or_else(|| time::from_iso(&format!("{}T{}", date.trim(), time.trim())))
}

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
        item.created_ms = moment(&mut source, "ctime");
        item.changed_ms = moment(&mut source, "rmtime");
        item.password_set_ms = moment(&mut source, "pmtime");
        let expires = moment(&mut source, "xtime").or_else(|| moment(&mut source, "ltime"));
        if let Some(ms) = expires {
            let day: String = time::to_iso(ms).chars().take(10).collect();
            item.add_field("Expires", day, CustomFieldKind::Date);
        }
        item.set_otp(otp::address(&otp::Parts {
            secret: source.child_text("twofactorkey"),
            digits: source.child_text("totplength"),
            period: source.child_text("totptimestep"),
            ..otp::Parts::default()
        }));
        let mut history = source.child("pwhistory");
        for mut past in history.child("history_entries").take_all("history_entry") {
            let replaced_ms = moment(&mut past, "changed");
            item.add_past(past.child_text("oldpassword"), replaced_ms);
        }
        moment(&mut source, "atime");
        for (name, value) in source.into_rest() {
            if !IDS.contains(&name.as_str()) {
                item.keep(&name, value);
            }
        }
        found.push(item)?;
    }
    Ok(())
}
