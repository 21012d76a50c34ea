//! What the tests of imports share: an item in the words of the samples' expected lists, and how the two are compared.
//!
//! Only the members that stand in an expected item are judged; the order of items is not.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "shared by test binaries that may fail loudly"
)]

use latchkey_core::api::{CustomFieldKind, Import, ImportFile, ImportOptions, ImportedItem, ItemKind, RemarkKind};
use latchkey_core::transfer::letters::to_base64url;
use latchkey_core::transfer::{Result, import};
use serde_json::{Value, json};

/// Imports one file of this name and content.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Import> {
    read_with(name, bytes, &ImportOptions::default())
}

/// The same with options.
pub(crate) fn read_with(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Import> {
    let file = ImportFile {
        name: name.into(),
        bytes: bytes.to_vec(),
    };
    import(vec![file], options)
}

/// Imports a text that is read.
pub(crate) fn imported(name: &str, text: &str) -> Import {
    read(name, text.as_bytes()).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

/// A field of an item by its name: what it holds, and of which kind it is.
pub(crate) fn field<'a>(item: &'a ImportedItem, name: &str) -> Option<(&'a str, CustomFieldKind)> {
    let mut fields = item.content.fields.iter();
    fields
        .find(|field| field.name == name)
        .map(|field| (field.value.as_str(), field.kind))
}

/// The password of an item; empty if it has none.
pub(crate) fn password(item: &ImportedItem) -> &str {
    item.content.login.as_ref().map_or("", |login| login.password.as_str())
}

/// Whether an item has a remark of a kind.
pub(crate) fn has_remark(item: &ImportedItem, kind: RemarkKind) -> bool {
    item.remarks.iter().any(|remark| remark.kind == kind)
}

/// An item as the expected lists write it.
pub(crate) fn shown(item: &ImportedItem) -> Value {
    let content = &item.content;
    let login = content.login.clone().unwrap_or_default();
    let urls: Vec<&str> = login.urls.iter().map(|saved| saved.url.as_str()).collect();
    let fields: Vec<Value> = content.fields.iter().map(|field| {
        json!({ "name": field.name, "value": field.value, "hidden": format!("{:?}", field.kind) == "Hidden" })
    }).collect();
    let passkeys: Vec<Value> = login
        .passkeys
        .iter()
        .map(|passkey| {
            json!({
                "rpId": passkey.rp_id, "rpName": passkey.rp_name, "userName": passkey.user_name,
                "userDisplayName": passkey.user_display_name, "credentialId": to_base64url(&passkey.credential_id),
                "userHandle": to_base64url(&passkey.user_handle), "privateKey": to_base64url(&passkey.private_key),
            })
        })
        .collect();
    let missing = item
        .remarks
        .iter()
        .filter(|remark| remark.kind == RemarkKind::FileMissing);
    let attachments: Vec<Value> = item
        .attachments
        .iter()
        .map(|file| json!({ "name": file.name, "size": file.bytes.len(), "sha256": hex(&file.bytes) }))
        .chain(missing.map(|remark| json!({ "name": remark.subject, "missing": true })))
        .collect();
    let history: Vec<Value> = item
        .history
        .iter()
        .map(|past| json!({ "password": past.password }))
        .collect();
    json!({
        "type": kind(content.kind), "title": content.title, "username": login.usernames.first(),
        "usernames": login.usernames, "password": login.password, "urls": urls, "notes": content.notes,
        "totp": login.otp, "folder": content.folder, "favorite": content.favourite, "tags": content.tags,
        "fields": fields, "card": card(item), "identity": identity(item), "passkeys": passkeys,
        "attachments": attachments, "history": history, "trashed": item.trashed, "archived": content.archived,
        "reprompt": content.guarded,
    })
}

fn hex(bytes: &[u8]) -> String {
    let hash = latchkey_core::crypto::digest::derive_hash(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Login => "login",
        ItemKind::Card => "card",
        ItemKind::Identity => "identity",
        ItemKind::Note => "note",
        ItemKind::Custom | ItemKind::Unknown => "custom",
    }
}

fn card(item: &ImportedItem) -> Value {
    item.content.card.as_ref().map_or(Value::Null, |card| {
        json!({
            "holder": card.name, "number": card.number, "exp": format!("{}-{}", card.expiry_year, card.expiry_month),
            "cvv": card.security_code, "pin": card.pin, "brand": card.brand,
        })
    })
}

fn identity(item: &ImportedItem) -> Value {
    item.content.identity.as_ref().map_or(Value::Null, |person| {
        let name = [&person.given_name, &person.additional_name, &person.family_name];
        let name: Vec<&str> = name
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let mut lines = person.street_address.lines();
        json!({
            "title": person.honorific_prefix, "firstName": person.given_name, "middleName": person.additional_name,
            "lastName": person.family_name, "fullName": name.join(" "), "company": person.organization,
            "email": person.email, "phone": person.tel, "address1": lines.next().unwrap_or(""),
            "address2": lines.next().unwrap_or(""), "city": person.city, "state": person.region,
            "zip": person.postal_code, "country": person.country, "ssn": person.national_id,
            "passport": person.passport, "license": person.driving_licence, "username": person.username,
        })
    })
}

/// What is wrong: a line for each expected item that has no match, and for each item too many.
pub(crate) fn judge(expected: &[Value], read: &[Value], more_allowed: bool) -> Vec<String> {
    let mut left: Vec<&Value> = read.iter().collect();
    let mut wrong = Vec::new();
    for item in expected {
        let best = left
            .iter()
            .enumerate()
            .map(|(at, other)| (differing(item, other).len(), at))
            .min();
        match best {
            Some((0, at)) => {
                left.remove(at);
            }
            Some((_, at)) => wrong.push(format!("{}: {:?}", item["title"], differing(item, left[at]))),
            None => wrong.push(format!("{}: not there", item["title"])),
        }
    }
    if !more_allowed && left.len() > wrong.len() {
        wrong.push(format!("{} too many", left.len() - wrong.len()));
    }
    wrong
}

fn differing(expected: &Value, read: &Value) -> Vec<String> {
    let members = expected.as_object().unwrap();
    members
        .iter()
        .filter(|(name, value)| !agrees(name, value, read))
        .map(|(name, _)| name.clone())
        .collect()
}

fn agrees(name: &str, value: &Value, read: &Value) -> bool {
    let there = &read[name];
    match name {
        // Told by the sample, judged by nobody.
        "urlMatch" | "expires" => true,
        "notes" => text(value).trim() == text(there).trim(),
        "urls" => list(value).map(url).eq(list(there).map(url)),
        "totp" => secret(&text(value)) == secret(&text(there)),
        "usernames" => value == there,
        // How many fields there are, so that nothing is kept twice.
        "fieldCount" => value.as_u64() == u64::try_from(list(&read["fields"]).count()).ok(),
        "vault" => text(value) == text(&read["folder"]),
        "favorite" | "reprompt" | "trashed" | "archived" => value.as_bool() == there.as_bool(),
        "tags" => value.as_array() == there.as_array(),
        "fields" => {
            list(value).all(|field| list(there).any(|other| field_agrees(field, other)) || is_anywhere(field, read))
        }
        "card" | "identity" => value
            .as_object()
            .unwrap()
            .iter()
            .all(|(part, value)| text(value).to_lowercase() == text(&there[part]).to_lowercase()),
        "passkeys" => {
            list(value).count() == list(there).count()
                && list(value).zip(list(there)).all(|(key, other)| {
                    key.as_object()
                        .unwrap()
                        .iter()
                        .all(|(part, value)| *value == other[part])
                })
        }
        "attachments" => list(value).all(|file| {
            list(there).any(|other| {
                file["name"] == other["name"] && (file["missing"] == true || file["sha256"] == other["sha256"])
            })
        }),
        "history" => list(value).all(|past| list(there).any(|other| past["password"] == other["password"])),
        _ => text(value) == text(there),
    }
}

fn field_agrees(field: &Value, other: &Value) -> bool {
    ["name", "value", "hidden"]
        .iter()
        .all(|part| field[part].is_null() || field[part] == other[part])
}

fn is_anywhere(field: &Value, read: &Value) -> bool {
    field["name"].is_null() && field["value"].is_string() && read.to_string().contains(&field["value"].to_string())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").replace("\r\n", "\n").replace('\r', "\n")
}

fn url(value: &Value) -> String {
    text(value).trim_end_matches('/').to_owned()
}

fn secret(otp: &str) -> String {
    let (_, rest) = otp.split_once("secret=").unwrap_or(("", otp));
    rest.split('&').next().unwrap_or("").to_uppercase()
}
