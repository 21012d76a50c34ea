//! NordPass, CSV: one table for logins, cards, identities, notes and folders.
//!
//! Older exports have no column `type`; what a row is, its cells tell.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json;
use super::super::table::{Header, Row};
use super::super::time;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

const CARD: [&str; 4] = ["cardnumber", "cardholdername", "cvc", "expirydate"];
const PERSON: [&str; 7] = [
    "fullname",
    "phonenumber",
    "address1",
    "address2",
    "city",
    "country",
    "state",
];
const LOGIN: [&str; 3] = ["url", "username", "password"];

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, found: &mut Found) -> Result<Option<ImportedItem>> {
    let kind = row.take(header, &["type"]);
    let title = row.take(header, &["name"]);
    let filled = |keys: &[&str]| {
        let cells = header.keys().iter().zip(&row.cells);
        cells
            .filter(|(key, _)| keys.contains(&key.as_str()))
            .any(|(_, cell)| !cell.is_empty())
    };
    let empty = row.cells.iter().all(String::is_empty);
    let kind = match kind.as_str() {
        "folder" => "folder",
        "password" => "password",
        "credit_card" => "credit_card",
        "identity" => "identity",
        "note" => "note",
        "" if empty => "folder",
        "" if filled(&CARD) => "credit_card",
        "" if filled(&LOGIN) => "password",
        "" if filled(&PERSON) => "identity",
        "" => "note",
        other => other,
    };
    let mut item = match kind {
        "folder" => {
            found.push_folder(title)?;
            return Ok(None);
        }
        "password" => ImportedItem::new(ItemKind::Login, title),
        "credit_card" => ImportedItem::new(ItemKind::Card, title),
        "identity" => ImportedItem::new(ItemKind::Identity, title),
        "note" => ImportedItem::new(ItemKind::Note, title),
        other => ImportedItem::custom(&other.replace('_', " "), title),
    };
    let mut take = |key: &str| row.take(header, &[key]);
    match item.content.kind {
        ItemKind::Card => {
            let card = item.card();
            card.name = take("cardholdername");
            card.number = take("cardnumber");
            card.security_code = take("cvc");
            card.pin = take("pin");
            item.set_expiry(&take("expirydate"));
        }
        ItemKind::Identity => {
            item.set_full_name(&take("fullname"));
            item.add_street_line(&take("address1"));
            item.add_street_line(&take("address2"));
            let identity = item.identity();
            identity.tel = take("phonenumber");
            identity.email = take("email");
            identity.city = take("city");
            identity.country = take("country");
            identity.region = take("state");
            identity.postal_code = take("zipcode");
        }
        _ => {}
    }
    item.add_url(&take("url"));
    let urls = take("additionalurls");
    match json::parse(&urls) {
        Ok(list) => list
            .into_list()
            .into_iter()
            .for_each(|url| item.add_url(&url.into_text())),
        Err(_) => item.keep("additional_urls", urls),
    }
    let fields = take("customfields");
    match json::parse(&fields) {
        Ok(list) => list
            .into_list()
            .into_iter()
            .for_each(|field| add_field(&mut item, field)),
        Err(_) => item.keep("custom_fields", fields),
    }
    Ok(Some(item))
}

fn add_field(item: &mut ImportedItem, field: json::Json) {
    let mut field = field.into_object();
    let value = field.text("value");
    let (kind, value) = match field.text("type").as_str() {
        "hidden" => (CustomFieldKind::Hidden, value),
        "date" => match time::from_any(&value) {
            Some(ms) => (CustomFieldKind::Date, time::to_iso(ms).chars().take(10).collect()),
            None => (CustomFieldKind::Date, value),
        },
        _ => (CustomFieldKind::Text, value),
    };
    let name = field.text("label");
    item.add_field(name, value, kind);
    item.keep_rest(field);
}
