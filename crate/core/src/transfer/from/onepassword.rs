//! 1Password, 1PUX: accounts of vaults of items, and files beside them; vaults become folders.

use super::super::archive::Archive;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{Json, Object};
use super::onepassword_fields::{self, Field};
use crate::api::{CustomFieldKind, ImportedItem, ItemKind, RemarkKind};

/// Where the export lies in its zip.
pub(in crate::transfer) const DATA: &str = "export.data";

const NAMES: [(&str, &str); 16] = [
    ("100", "Software licence"),
    ("101", "Bank account"),
    ("102", "Database"),
    ("103", "Driving licence"),
    ("104", "Outdoor licence"),
    ("105", "Membership"),
    ("106", "Passport"),
    ("107", "Reward program"),
    ("108", "Social security number"),
    ("109", "Wireless router"),
    ("110", "Server"),
    ("111", "E-mail account"),
    ("112", "API credential"),
    ("113", "Medical record"),
    ("114", "SSH key"),
    ("115", "Crypto wallet"),
];
const IDS: [&str; 8] = [
    "uuid",
    "categoryUuid",
    "ps",
    "pbe",
    "pgrng",
    "subtitle",
    "icons",
    "watchtowerExclusions",
];

pub(in crate::transfer) fn read(mut export: Object, mut archive: Option<Archive<'_>>, found: &mut Found) -> Result<()> {
    for mut account in export.objects("accounts") {
        for mut vault in account.objects("vaults") {
            let name = vault.object("attrs").text("name");
            found.push_folder(name.clone())?;
            for mut item in vault.objects("items") {
                // The first version of the format wrapped each item once more.
                let item = if item.has("item") { item.object("item") } else { item };
                read_item(item, &name, archive.as_mut(), found)?;
            }
        }
    }
    Ok(())
}

/// An empty item of a category.
pub(super) fn new_item(category: &str, title: String) -> ImportedItem {
    match category {
        "001" | "005" => ImportedItem::new(ItemKind::Login, title),
        "002" => ImportedItem::new(ItemKind::Card, title),
        "003" => ImportedItem::new(ItemKind::Note, title),
        "004" => ImportedItem::new(ItemKind::Identity, title),
        "006" => ImportedItem::custom("Document", title),
        other => {
            let label = NAMES.iter().find(|(category, _)| *category == other);
            ImportedItem::custom(label.map_or("", |(_, label)| label), title)
        }
    }
}

fn read_item(mut source: Object, vault: &str, archive: Option<&mut Archive<'_>>, found: &mut Found) -> Result<()> {
    let (mut details, mut overview) = (source.object("details"), source.object("overview"));
    let mut item = new_item(&source.text("categoryUuid"), overview.text("title"));
    vault.clone_into(&mut item.content.folder);
    item.content.favourite = source.take("favIndex").whole().is_some_and(|index| index != 0);
    item.created_ms = source.ms("createdAt");
    item.changed_ms = source.ms("updatedAt");
    match source.text("state").as_str() {
        "archived" => item.content.archived = true,
        "trashed" | "deleted" => item.trashed = true,
        _ => {}
    }
    item.trashed |= source.truth("trashed");
    for tag in overview.list("tags") {
        item.add_tag(&tag.into_text());
    }
    let first = overview.text("url");
    item.add_url(&first);
    for mut url in overview.objects("urls") {
        item.add_url(&url.text("url"));
    }
    item.add_notes(details.text("notesPlain"));
    item.set_password(details.text("password"));
    for field in details.objects("loginFields") {
        read_login_field(&mut item, field);
    }
    let mut files = Vec::new();
    let document = details.object("documentAttributes");
    if document.len() > 0 {
        files.push(document);
    }
    for mut section in details.objects("sections") {
        let title = section.text("title");
        for field in section.objects("fields") {
            read_section_field(&mut item, &title, field, &mut files);
        }
    }
    for mut past in details.objects("passwordHistory") {
        item.add_past(past.text("value"), past.ms("time"));
    }
    read_files(&mut item, files, archive)?;
    source.drop_all(&IDS);
    overview.drop_all(&IDS);
    for rest in [details, overview, source] {
        item.keep_rest(rest);
    }
    found.push_told(item)
}

fn read_login_field(item: &mut ImportedItem, mut field: Object) {
    let value = field.text("value");
    let name = field.first_text(&["name", "id"]);
    match (field.text("designation").as_str(), field.text("fieldType").as_str()) {
        ("username", _) => item.add_username(value),
        ("password", _) => item.set_password(value),
        (_, "P") => item.add_field(name, value, CustomFieldKind::Hidden),
        // A box that a page once had ticked says nothing later.
        (_, "C" | "I" | "B") => {}
        _ => item.add_field(name, value, CustomFieldKind::Text),
    }
}

fn read_section_field(item: &mut ImportedItem, section: &str, mut field: Object, files: &mut Vec<Object>) {
    let (id, title) = (field.text("id"), field.text("title"));
    for (kind, value) in field.object("value").into_rest() {
        if kind == "file" {
            files.push(value.into_object());
            continue;
        }
        let field = Field {
            section,
            id: &id,
            title: &title,
            kind: &kind,
        };
        onepassword_fields::put(item, &field, value);
    }
}

fn read_files(item: &mut ImportedItem, files: Vec<Object>, mut archive: Option<&mut Archive<'_>>) -> Result<()> {
    for mut file in files {
        let (name, id) = (file.text("fileName"), file.text("documentId"));
        let at = archive
            .as_ref()
            .and_then(|archive| archive.find(&format!("files/{id}__{name}")));
        match (at, archive.as_deref_mut()) {
            (Some(at), Some(archive)) => {
                let bytes = archive.read(at)?;
                item.add_file(name, "", bytes);
            }
            _ => item.remark(RemarkKind::FileMissing, &name),
        }
    }
    Ok(())
}

/// Whether an object is the inside of a 1PUX file.
pub(in crate::transfer) fn is_one(export: &Object) -> bool {
    match export.peek("accounts") {
        Json::List(accounts) => accounts
            .iter()
            .any(|account| account.clone().into_object().has("vaults")),
        _ => false,
    }
}
