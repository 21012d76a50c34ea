//! Enpass, JSON: folders that form a tree, items with typed fields, attachments in base64.
//!
//! Fields that a person deleted stay in the file for its devices' sake; they are kept apart, under a heading of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::Object;
use super::super::letters;
use super::super::table::key;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind, RemarkKind};

const IDS: [&str; 14] = [
    "uuid",
    "icon",
    "auto_submit",
    "subtitle",
    "template_type",
    "category",
    "wearable",
    "last_used",
    "field_updated_at",
    "key",
    "hash",
    "share_item_uuid",
    "metadata",
    "usage_count",
];

/// Kinds of fields that are covered whatever the file says of them.
const SECRETS: [&str; 7] = ["password", "pin", "totp", "ccNumber", "ccCvc", "ccPin", "ccTxnpassword"];
/// The heading of what was deleted.
const DELETED: &str = "Deleted";

pub(in crate::transfer) fn read(mut export: Object, found: &mut Found) -> Result<()> {
    let folders: BTreeMap<String, Folder> = export.objects("folders").into_iter().map(folder).collect();
    for id in folders.keys() {
        found.push_folder(path(&folders, id))?;
    }
    for item in export.objects("items") {
        found.push_told(read_item(item, &folders))?;
    }
    Ok(())
}

/// A folder, and the id of the one that it lies in.
struct Folder {
    parent: String,
    name: String,
}

fn folder(mut source: Object) -> (String, Folder) {
    let folder = Folder {
        parent: source.text("parent_uuid"),
        name: source.text("title"),
    };
    (source.text("uuid"), folder)
}

fn path(folders: &BTreeMap<String, Folder>, id: &str) -> String {
    let mut names = Vec::new();
    let mut at = id;
    // A circle of folders ends here as well.
    for _ in 0..32 {
        let Some(folder) = folders.get(at) else { break };
        names.insert(0, folder.name.as_str());
        at = &folder.parent;
    }
    names.join("/")
}

fn read_item(mut source: Object, folders: &BTreeMap<String, Folder>) -> ImportedItem {
    let title = source.text("title");
    let category = source.text("category");
    let mut item = match category.as_str() {
        "login" | "password" | "computer" => ImportedItem::new(ItemKind::Login, title),
        "creditcard" => ImportedItem::new(ItemKind::Card, title),
        "identity" => ImportedItem::new(ItemKind::Identity, title),
        "note" => ImportedItem::new(ItemKind::Note, title),
        other => ImportedItem::custom(other, title),
    };
    item.add_notes(source.text("note"));
    item.content.favourite = source.truth("favorite");
    item.trashed = source.truth("trashed");
    item.content.archived = source.truth("archived");
    item.created_ms = source.ms("createdAt");
    item.changed_ms = source.ms("updated_at");
    let mut seen = BTreeSet::new();
    for id in source.list("folders") {
        let id = id.into_text();
        if seen.is_empty() {
            item.content.folder = path(folders, &id);
        } else if !seen.contains(&id) {
            item.keep_as_tag(&path(folders, &id));
        }
        seen.insert(id);
    }
    let mut section = String::new();
    for mut field in source.objects("fields") {
        let is_deleted = field.truth("deleted");
        match (is_deleted, field.peek("type").clone().into_text().as_str()) {
            // A heading holds nothing.
            (true, "section") => {}
            (false, "section") => section = field.text("label"),
            (true, _) => read_field(&mut item, DELETED, field, true),
            (false, _) => read_field(&mut item, &section, field, false),
        }
    }
    for mut file in source.objects("attachments") {
        let (name, kind) = (file.text("name"), file.text("kind"));
        match letters::from_base64(&file.text("data")) {
            Some(bytes) => item.add_file(name, kind, bytes),
            None => item.remark(RemarkKind::FileMissing, &name),
        }
    }
    source.drop_all(&IDS);
    item.keep_rest(source);
    item
}

fn read_field(item: &mut ImportedItem, section: &str, mut field: Object, is_deleted: bool) {
    let (kind, label, value) = (field.text("type"), field.text("label"), field.text("value"));
    let hidden = field.truth("sensitive") || SECRETS.contains(&kind.as_str());
    if kind == "password" {
        if !is_deleted {
            item.password_set_ms = item.password_set_ms.or(field.ms("value_updated_at"));
        }
        for mut past in field.objects("history") {
            let replaced_ms = past.ms("updated_at");
            item.add_past(past.text("value"), replaced_ms);
        }
    } else if !field.objects("history").is_empty() && !item.remarks.iter().any(|remark| remark.subject == "History") {
        item.remark(RemarkKind::LeftOut, "History");
    }
    if value.is_empty() {
        return;
    }
    let shown_as = match kind.as_str() {
        _ if hidden => CustomFieldKind::Hidden,
        "date" => CustomFieldKind::Date,
        _ => CustomFieldKind::Text,
    };
    if is_deleted {
        item.remark(RemarkKind::KeptAsField, &label);
        return item.add_field_under(section, label, value, shown_as);
    }
    let is_login = item.content.kind == ItemKind::Login;
    if let Some(place) = place_in_card(&kind) {
        match place(item).is_empty() {
            true => *place(item) = value,
            false => item.add_field_under(section, label, value, shown_as),
        }
        return;
    }
    match kind.as_str() {
        "username" | "email" if is_login => item.add_username(value),
        "password" if is_login && item.login().password.is_empty() => item.set_password(value),
        "url" => item.add_url(&value),
        "totp" if is_login => item.set_otp(value),
        "ccExpiry" if item.card().expiry_year.is_empty() => item.set_expiry(&value),
        _ if item.content.kind == ItemKind::Identity && place_of(&label).is_some() => {
            if let Some(place) = place_of(&label) {
                item.place(place, &label, value);
            }
        }
        _ => item.add_field_under(section, label, value, shown_as),
    }
}

/// Where a field of a card belongs, by its kind.
fn place_in_card(kind: &str) -> Option<fn(&mut ImportedItem) -> &mut String> {
    Some(match kind {
        "ccName" => |item| &mut item.card().name,
        "ccNumber" => |item| &mut item.card().number,
        "ccCvc" => |item| &mut item.card().security_code,
        "ccPin" => |item| &mut item.card().pin,
        "ccType" => |item| &mut item.card().brand,
        "ccBankname" => |item| &mut item.card().issuer,
        "ccValidfrom" => |item| &mut item.card().valid_from,
        _ => return None,
    })
}

/// Where a field of an identity belongs, by its label.
fn place_of(label: &str) -> Option<fn(&mut ImportedItem) -> &mut String> {
    Some(match key(label).as_str() {
        "title" => |item| &mut item.identity().honorific_prefix,
        "firstname" => |item| &mut item.identity().given_name,
        "middlename" | "initial" => |item| &mut item.identity().additional_name,
        "lastname" => |item| &mut item.identity().family_name,
        "gender" => |item| &mut item.identity().sex,
        "birthdate" | "dateofbirth" => |item| &mut item.identity().birthday,
        "email" => |item| &mut item.identity().email,
        "phone" | "homephone" | "mobile" | "cell" => |item| &mut item.identity().tel,
        "street" | "address" => |item| &mut item.identity().street_address,
        "city" => |item| &mut item.identity().city,
        "state" => |item| &mut item.identity().region,
        "zip" | "zipcode" | "postalcode" => |item| &mut item.identity().postal_code,
        "country" => |item| &mut item.identity().country,
        "company" => |item| &mut item.identity().organization,
        "jobtitle" => |item| &mut item.identity().organization_title,
        "username" => |item| &mut item.identity().username,
        _ => return None,
    })
}
