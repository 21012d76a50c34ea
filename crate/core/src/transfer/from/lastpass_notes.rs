//! LastPass's typed notes: lines `label:value` below a first line `NoteType:`.

use super::super::dates;
use super::super::json;
use super::bitwarden_csv::pairs;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

/// Labels whose values are to be covered.
const SECRET: [&str; 10] = [
    "Password",
    "Passphrase",
    "Private Key",
    "PIN",
    "Pin",
    "Security Code",
    "Account Number",
    "License Key",
    "Number",
    "Secret",
];

pub(super) fn read(title: String, extra: String) -> ImportedItem {
    let Some(typed) = extra.strip_prefix("NoteType:") else {
        let mut item = ImportedItem::new(ItemKind::Note, title);
        item.add_notes(extra);
        return item;
    };
    let (kind, lines) = typed.split_once('\n').unwrap_or((typed, ""));
    let (lines, notes) = match lines.strip_prefix("Notes:") {
        Some(notes) => ("", notes),
        None => lines.split_once("\nNotes:").unwrap_or((lines, "")),
    };
    let kind = kind.trim();
    let mut item = match kind {
        "Credit Card" => ImportedItem::new(ItemKind::Card, title),
        "Address" => ImportedItem::new(ItemKind::Identity, title),
        _ => ImportedItem::custom(kind, title),
    };
    for (label, value) in pairs(lines, ":") {
        if !value.trim_matches([',', ' ']).is_empty() {
            read_line(&mut item, &label, value);
        }
    }
    item.add_notes(notes);
    item
}

fn read_line(item: &mut ImportedItem, label: &str, value: String) {
    if label == "Language" {
        return;
    }
    match item.content.kind {
        ItemKind::Card => read_card(item, label, value),
        ItemKind::Identity => read_person(item, label, value),
        _ => {
            let secret = SECRET.iter().any(|secret| label.ends_with(secret));
            item.add_field(
                label,
                value,
                if secret {
                    CustomFieldKind::Hidden
                } else {
                    CustomFieldKind::Text
                },
            );
        }
    }
}

fn read_card(item: &mut ImportedItem, label: &str, value: String) {
    match label {
        "Name on Card" => item.card().name = value,
        "Type" => item.card().brand = value,
        "Number" => item.card().number = value,
        "Security Code" => item.card().security_code = value,
        "Expiration Date" => item.set_expiry(&value),
        "Start Date" => {
            let (month, year) = dates::expiry(&value);
            item.card().valid_from = if month.is_empty() {
                year
            } else {
                format!("{year}-{month}")
            };
        }
        _ => item.keep(label, value),
    }
}

fn read_person(item: &mut ImportedItem, label: &str, value: String) {
    match label {
        "Title" => item.identity().honorific_prefix = value,
        "First Name" => item.identity().given_name = value,
        "Middle Name" => item.identity().additional_name = value,
        "Last Name" => item.identity().family_name = value,
        "Username" => item.identity().username = value,
        "Gender" => item.identity().sex = value,
        "Birthday" => item.identity().birthday = birthday(&value),
        "Company" => item.identity().organization = value,
        "Address 1" | "Address 2" | "Address 3" => item.add_street_line(&value),
        "City / Town" => item.identity().city = value,
        "State" => item.identity().region = value,
        "Zip / Postal Code" => item.identity().postal_code = value,
        "Country" => item.identity().country = value,
        "Email Address" => item.identity().email = value,
        "Phone" | "Mobile Phone" => item.place(|item| &mut item.identity().tel, label, phone(value)),
        "Evening Phone" | "Fax" => item.keep(label, phone(value)),
        _ => item.keep(label, value),
    }
}

/// `December,10,1815` → `1815-12-10`.
fn birthday(text: &str) -> String {
    let parts: Vec<&str> = text.split(',').collect();
    match parts.as_slice() {
        [month, day, year] => match (dates::month(month), day.parse::<u8>()) {
            (Some(month), Ok(day)) => format!("{year}-{month}-{day:02}"),
            _ => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// `{"num":"442079460000","ext":"","cc3l":"GBR"}` → `+442079460000`.
fn phone(text: String) -> String {
    let Ok(json::Json::Object(mut parts)) = json::parse(&text) else {
        return text;
    };
    let (number, extension) = (parts.text("num"), parts.text("ext"));
    let plus = if parts.text("cc3l").is_empty() { "" } else { "+" };
    match (number.as_str(), extension.as_str()) {
        ("", _) => String::new(),
        (number, "") => format!("{plus}{number}"),
        (number, extension) => format!("{plus}{number} ext. {extension}"),
    }
}
