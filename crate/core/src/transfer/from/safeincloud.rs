//! SafeInCloud, XML: labels, and cards of typed fields; templates are cards too, but no items.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{self, Json, says_yes};
use super::super::table::key;
use super::super::xml::Element;
use super::super::{dates, letters, time};
use crate::api::{CustomFieldKind, ImportedItem, ItemKind, RemarkKind};

const LOOKS: [&str; 9] = [
    "prev_stamp",
    "id",
    "symbol",
    "color",
    "icon",
    "autofill",
    "first_stamp",
    "custom_icon",
    "history",
];

/// What the security code of a card is called: abbreviations, anywhere in a name, and whole names.
const SHORT_CODES: [&str; 4] = ["cvv", "cvc", "cvn", "csc"];
const CODES: [&str; 9] = [
    "code",
    "securitycode",
    "verificationcode",
    "sicherheitscode",
    "prüfnummer",
    "kartenprüfnummer",
    "codedesécurité",
    "códigodeseguridad",
    "codicedisicurezza",
];

pub(in crate::transfer) fn read(mut root: Element, found: &mut Found) -> Result<()> {
    let mut labels = BTreeMap::new();
    for mut label in root.take_all("label") {
        let name = label.attribute("name");
        found.push_folder(name.clone())?;
        labels.insert(label.attribute("id"), name);
    }
    for mut card in root.take_all("card") {
        if !says_yes(&card.attribute("template")) {
            found.push(read_card(card, &labels))?;
        }
    }
    Ok(())
}

fn read_card(mut source: Element, labels: &BTreeMap<String, String>) -> ImportedItem {
    let fields = source.take_all("field");
    let of_type = |kind: &str| fields.iter().any(|field| field.has_attribute("type", kind));
    let title = source.attribute("title");
    // A passport expires on a day, a card at the end of a month; newer files say what is filled into pages.
    let is_card = fields.iter().any(|field| {
        let in_month = field.has_attribute("type", "expiry") && field.text.split('/').count() == 2;
        in_month || field.has_attribute("autofill", "cc-number")
    });
    let is_card = is_card && !of_type("password");
    let kind = match source.attribute("type").as_str() {
        "note" => ItemKind::Note,
        _ if is_card => ItemKind::Card,
        _ => ItemKind::Login,
    };
    let mut item = ImportedItem::new(kind, title);
    item.content.favourite = says_yes(&source.attribute("star"));
    item.trashed = says_yes(&source.attribute("deleted"));
    item.content.archived = says_yes(&source.attribute("archived"));
    item.changed_ms = time::from_any(&source.attribute("time_stamp"));
    let mut seen = BTreeSet::new();
    for label in source.take_all("label_id") {
        let name = labels.get(label.text.trim()).map_or("", String::as_str);
        if seen.is_empty() {
            name.clone_into(&mut item.content.folder);
        } else if !seen.contains(label.text.trim()) {
            item.keep_as_tag(name);
        }
        seen.insert(label.text.trim().to_owned());
    }
    let expiry = last_expiry(&fields);
    for mut field in fields {
        let (name, kind, past) = (
            field.attribute("name"),
            field.attribute("type"),
            field.attribute("history"),
        );
        read_history(&mut item, &name, &kind, &past);
        let kind = match expiry.as_ref() == Some(&field.text) {
            false if kind == "expiry" => "date",
            _ => kind.as_str(),
        };
        read_field(&mut item, name, kind, field.text);
    }
    item.add_notes(source.child_text("notes"));
    for name in ["file", "image"] {
        for mut file in source.take_all(name) {
            let file_name = file.attribute("name");
            let file_name = if file_name.is_empty() {
                format!("{name}.jpg")
            } else {
                file_name
            };
            match letters::from_base64(&file.text) {
                Some(bytes) => item.add_file(file_name, "", bytes),
                None => item.remark(RemarkKind::FileMissing, &file_name),
            }
        }
    }
    for (name, value) in source.into_rest() {
        if !LOOKS.contains(&name.as_str()) {
            item.keep(&name, value);
        }
    }
    item
}

/// When a card expires: of several dates the last, for others tell from when it holds.
fn last_expiry(fields: &[Element]) -> Option<String> {
    let expiries = fields.iter().filter(|field| field.has_attribute("type", "expiry"));
    let texts = expiries
        .map(|field| field.text.as_str())
        .filter(|text| !text.is_empty());
    let dated = texts.map(|text| {
        let (month, year) = dates::expiry(text);
        (year, month, text)
    });
    let last = dated.reduce(|last, next| match (&next.0, &next.1) > (&last.0, &last.1) {
        true => next,
        false => last,
    });
    last.map(|(.., text)| text.to_owned())
}

/// Whether a card's covered number is called its security code; what it is called in other words stays a field.
fn is_security_code(name: &str) -> bool {
    let key = key(name);
    !key.contains("pin") && (CODES.contains(&key.as_str()) || SHORT_CODES.iter().any(|code| key.contains(code)))
}

/// Earlier values by the times at which they were replaced, as JSON; those of passwords are kept.
fn read_history(item: &mut ImportedItem, name: &str, kind: &str, past: &str) {
    if past.trim().is_empty() {
        return;
    }
    let Ok(Json::Object(past)) = json::parse(past) else {
        return item.remark(RemarkKind::Unreadable, &format!("{name} (History)"));
    };
    for (time, value) in past.into_rest() {
        match kind {
            "password" => item.add_past(value.into_text(), time::from_any(&time)),
            _ => item.remark(RemarkKind::LeftOut, &format!("{name} (History)")),
        }
    }
}

fn read_field(item: &mut ImportedItem, name: String, kind: &str, value: String) {
    let is_card = item.content.kind == ItemKind::Card;
    let is_pin = name.to_lowercase().contains("pin");
    match kind {
        "login" => item.add_username(value),
        "password"
            if item
                .content
                .login
                .as_ref()
                .is_some_and(|login| login.password.is_empty()) =>
        {
            item.set_password(value);
        }
        "website" => item.add_url(&value),
        "one_time_password" => item.set_otp(value),
        "expiry" if is_card && item.card().expiry_year.is_empty() => item.set_expiry(&value),
        "number" if is_card && item.card().number.is_empty() => item.card().number = value,
        "pin" if is_card && is_pin && item.card().pin.is_empty() => item.card().pin = value,
        "pin" if is_card && is_security_code(&name) && item.card().security_code.is_empty() => {
            item.card().security_code = value;
        }
        "text" if is_card && item.card().name.is_empty() => item.card().name = value,
        "password" | "pin" | "secret" => item.add_field(name, value, CustomFieldKind::Hidden),
        "date" | "expiry" => item.add_field(name, value, CustomFieldKind::Date),
        _ => item.add_field(name, value, CustomFieldKind::Text),
    }
}
