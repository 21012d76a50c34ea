//! 1Password, CSV: eight columns since version 8, before that a column for every field there is.
//!
//! The Mac named those columns `label(id)`, Windows `SECTION 2: LABEL` with the section's title in a column of its own.

use std::collections::BTreeMap;

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::Json;
use super::super::table::{Header, Row, key};
use super::onepassword_fields::{Field, put};
use crate::api::{ImportedItem, ItemKind};

/// Labels of Windows, by the ids that they have elsewhere.
const IDS: [(&str, &str); 16] = [
    ("cardholder name", "cardholder"),
    ("number", "ccnum"),
    ("verification number", "cvv"),
    ("expiry date", "expiry"),
    ("valid from", "validFrom"),
    ("issuing bank", "bank"),
    ("first name", "firstname"),
    ("initial", "initial"),
    ("last name", "lastname"),
    ("birth date", "birthdate"),
    ("company", "company"),
    ("job title", "jobtitle"),
    ("default phone", "defphone"),
    ("address", "address"),
    ("username", "username"),
    ("email", "email"),
];
const SECRETS: [&str; 8] = ["password", "pin", "cvv", "secret", "key", "answer", "reg_code", "sid"];

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let title = row.take(header, &["title"]);
    let kind = row.take(header, &["type", "category"]);
    let typed = take_typed(row, header);
    let has = |id: &str| typed.iter().any(|field| field.id == id);
    let mut item = match kind.to_lowercase().as_str() {
        "secure note" | "note" => ImportedItem::new(ItemKind::Note, title),
        "credit card" => ImportedItem::new(ItemKind::Card, title),
        "identity" => ImportedItem::new(ItemKind::Identity, title),
        "" if has("cardholder") || has("ccnum") && has("cvv") => ImportedItem::new(ItemKind::Card, title),
        "" if has("firstname") || has("lastname") => ImportedItem::new(ItemKind::Identity, title),
        "" | "login" | "logins" | "password" | "passwords" => ImportedItem::new(ItemKind::Login, title),
        _ if row.peek(header, "password").is_empty() => ImportedItem::custom(&kind, title),
        _ => {
            let mut item = ImportedItem::new(ItemKind::Login, title);
            item.keep("Type", kind);
            item
        }
    };
    if item.content.kind == ItemKind::Identity {
        // The same once more, beside the columns of its sections.
        let name = row.take(header, &["username"]);
        item.place(|item| &mut item.identity().username, "Username", name);
    }
    for Typed {
        section,
        id,
        label,
        value,
    } in typed
    {
        let is_secret = SECRETS
            .iter()
            .any(|secret| id.contains(secret) || label.contains(secret));
        let field = Field {
            section: &section,
            id: &id,
            title: &label,
            kind: if is_secret { "concealed" } else { "" },
        };
        if !item.says(&value) {
            put(&mut item, &field, Json::Text(value));
        }
    }
    let tags = row.take(header, &["tags"]);
    // The Mac writes a list as `{(`, quoted lines, `)}`.
    match tags.trim().strip_prefix("{(").and_then(|list| list.strip_suffix(")}")) {
        Some(list) => {
            for tag in list.split([',', '\n']) {
                item.add_tag(tag.trim().trim_matches('"'));
            }
        }
        None => {
            for tag in tags.split([';', ',']) {
                item.add_tag(tag);
            }
        }
    }
    row.take(header, &["uuid"]);
    row.take(header, &["scope"]);
    row.take(header, &["autosubmit"]);
    Ok(Some(item))
}

/// A cell of a column that was made for one kind of field.
struct Typed {
    section: String,
    id: String,
    label: String,
    value: String,
}

/// Takes out the cells of all such columns.
fn take_typed(row: &mut Row, header: &Header) -> Vec<Typed> {
    let (mut sections, mut typed) = (BTreeMap::new(), Vec::new());
    for (at, name) in header.names.iter().enumerate() {
        if let Some((label, id)) = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
            let (label, id) = (label.to_lowercase(), id.to_owned());
            typed.push((at, String::new(), label, id));
        } else if let Some((before, label)) = name.split_once(": ") {
            let (section, number) = before.rsplit_once(' ').unwrap_or(("", before));
            if number.parse::<u16>().is_err() {
                continue;
            }
            if section == "SECTION" {
                sections.insert(label.to_owned(), row.take_at(at));
                continue;
            }
            let label = label.to_lowercase();
            let id = IDS.iter().find(|(name, _)| *name == label).map(|(_, id)| *id);
            let id = id.map_or_else(|| key(&label), str::to_owned);
            typed.push((at, section.to_owned(), label, id));
        }
    }
    let cells = typed.into_iter().map(|(at, section, label, id)| Typed {
        section: sections.get(&section).cloned().unwrap_or_default(),
        id,
        label,
        value: row.take_at(at),
    });
    cells.filter(|field| !field.value.is_empty()).collect()
}
