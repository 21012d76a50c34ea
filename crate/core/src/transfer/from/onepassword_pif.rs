//! 1Password up to version 7, 1PIF: one JSON object a line, lines of stars between.

use std::collections::BTreeMap;

use super::super::fault::{Result, number};
use super::super::found::Found;
use super::super::json::{self, Object};
use super::onepassword::new_item;
use super::onepassword_fields::{Field, category_of, put};
use crate::api::{CustomFieldKind, ImportedItem};

const IDS: [&str; 12] = [
    "uuid",
    "locationKey",
    "securityLevel",
    "contentsHash",
    "keyID",
    "typeName",
    "scope",
    "usernameHash",
    "passwordStrength",
    "autosubmit",
    "htmlForm",
    "createdAt",
];

/// Whether a text is such an export.
pub(in crate::transfer) fn is_one(text: &str) -> bool {
    text.starts_with('{') && text.lines().any(|line| line.starts_with("***"))
}

pub(in crate::transfer) fn read(text: &str, found: &mut Found) -> Result<()> {
    let mut objects = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| line.starts_with('{')) {
        let parsed = json::parse(line).map_err(|mut fault| {
            fault.line = Some(number(at + 1));
            fault
        });
        objects.push(parsed?.into_object());
    }
    let mut folders = BTreeMap::new();
    for object in &mut objects {
        if object.peek("typeName").clone().into_text().starts_with("system.folder") {
            folders.insert(object.text("uuid"), object.text("title"));
            object.take("typeName");
        }
    }
    folders.values().for_each(|name| found.push_folder(name.clone()));
    for object in objects.into_iter().filter(|object| object.has("typeName")) {
        found.push(read_item(object, &folders))?;
    }
    Ok(())
}

fn read_item(mut source: Object, folders: &BTreeMap<String, String>) -> ImportedItem {
    let mut item = new_item(category_of(&source.text("typeName")), source.text("title"));
    let (mut secure, mut open) = (source.object("secureContents"), source.object("openContents"));
    item.content.folder = folders.get(&source.text("folderUuid")).cloned().unwrap_or_default();
    item.created_ms = source.ms("createdAt");
    item.changed_ms = source.ms("updatedAt");
    item.trashed = source.truth("trashed");
    item.content.favourite = open.take("faveIndex").whole().is_some();
    for tag in open.list("tags") {
        item.add_tag(&tag.into_text());
    }
    let location = source.text("location");
    for mut url in secure.objects("URLs") {
        item.add_url(&url.text("url"));
    }
    item.add_url(&location);
    item.add_notes(secure.text("notesPlain"));
    item.set_password(secure.text("password"));
    for mut field in secure.objects("fields") {
        let value = field.text("value");
        match (field.text("designation").as_str(), field.text("type").as_str()) {
            ("username", _) => item.add_username(value),
            ("password", _) => item.set_password(value),
            (_, "P") => item.add_field(field.text("name"), value, CustomFieldKind::Hidden),
            (_, "C" | "I" | "B") => {}
            _ => item.add_field(field.text("name"), value, CustomFieldKind::Text),
        }
    }
    for mut section in secure.objects("sections") {
        let title = section.text("title");
        for mut field in section.objects("fields") {
            let (id, name, kind) = (field.text("n"), field.text("t"), field.text("k"));
            let about = Field {
                section: &title,
                id: &id,
                title: &name,
                kind: &kind,
            };
            put(&mut item, &about, field.take("v"));
        }
    }
    for mut past in secure.objects("passwordHistory") {
        item.add_past(past.text("value"), past.ms("time"));
    }
    for mut rest in [secure, open, source] {
        rest.drop_all(&IDS);
        item.keep_rest(rest);
    }
    item
}
