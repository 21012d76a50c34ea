//! Enpass, CSV: a title, then names and values in turn, then the note; no header, or one that names no column.
//!
//! A name with an asterisk in front is of a value to be covered. Names are in the language of the program.

use super::super::columns::{role_of, role_of_translated};
use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row, key};
use crate::api::{ColumnRole, CustomFieldKind, ImportedItem, ItemKind};

const SECRETS: [&str; 5] = ["password", "pin", "cvc", "securityanswer", "transactionpassword"];

/// Whether a first row is one of Enpass's: names in its even cells, and nothing that names a column where a title, a value
/// or the note stands, as in the header of any other table.
pub(in crate::transfer) fn is_one(header: &Header) -> bool {
    let keys = header.keys();
    if is_header(keys) {
        return true;
    }
    let Some((note, pairs)) = keys
        .split_last()
        .filter(|_| keys.len() >= 4 && keys.len().is_multiple_of(2))
    else {
        return false;
    };
    let names = pairs.iter().skip(1).step_by(2).filter(|key| name_of(key).is_some());
    let mut others = pairs.iter().step_by(2).chain([note]);
    names.count() >= 2 && others.all(|key| role_of(key).is_none())
}

/// Whether cells are `Title`, then `Field` and `Value` in turn, in whatever language.
fn is_header(keys: &[String]) -> bool {
    match keys {
        [title, field, value, again, ..] if role_of(title) == Some(ColumnRole::Title) => {
            field == "field" || field == again && field != value
        }
        [title, field, ..] => title == "title" && field == "field",
        _ => false,
    }
}

/// What a name of Enpass's says, in its own word.
fn name_of(key: &str) -> Option<&str> {
    match (key, role_of_translated(key)) {
        ("username" | "email" | "password" | "url" | "website" | "number", _) => Some(key),
        (_, Some(ColumnRole::Username)) => Some("username"),
        (_, Some(ColumnRole::Password)) => Some("password"),
        (_, Some(ColumnRole::Url)) => Some("url"),
        _ => None,
    }
}

pub(in crate::transfer) fn begin(row: &mut Row, _: &Header, found: &mut Found) -> Result<Option<ImportedItem>> {
    let title = row.take_at(0);
    let pairs_end = row
        .cells
        .len()
        .saturating_sub(usize::from(row.cells.len().is_multiple_of(2)));
    let mut pairs = Vec::new();
    for at in (1..pairs_end).step_by(2) {
        pairs.push((row.take_at(at), row.take_at(at + 1)));
    }
    let keys = pairs.iter().flat_map(|(name, value)| [key(name), key(value)]);
    if is_header(&[key(&title)].into_iter().chain(keys).collect::<Vec<_>>()) {
        // Further down it may be an item that is called so.
        if row.line > 1 {
            found.leave_out(&title, Some(row.line));
        }
        row.cells.clear();
        return Ok(None);
    }
    let notes = row.cells.last_mut().map(core::mem::take).unwrap_or_default();
    let has = |name: &str| pairs.iter().any(|(each, _)| key(each) == name);
    let kind = match has("cardholder") || has("cardholdername") {
        true => ItemKind::Card,
        false => ItemKind::Login,
    };
    let mut item = ImportedItem::new(kind, title);
    // Where no name is known these may be no pairs, and what looks like a name without a value may be a password.
    let is_told = pairs.iter().any(|(name, _)| name_of(&key(name)).is_some());
    for (name, value) in pairs {
        match value.is_empty() {
            true if is_told => {}
            true => item.add_field("", name, CustomFieldKind::Hidden),
            false => put(&mut item, &name, value),
        }
    }
    item.add_notes(notes);
    Ok(Some(item))
}

fn put(item: &mut ImportedItem, name: &str, value: String) {
    let is_login = item.content.kind == ItemKind::Login;
    let (label, covered) = match name.strip_prefix('*') {
        Some(rest) => (rest, true),
        None => (name, false),
    };
    let key = key(label);
    match name_of(&key).unwrap_or(&key) {
        "username" | "email" | "login" if is_login => item.add_username(value),
        "password" if is_login => item.set_password(value),
        "url" | "website" if is_login => item.add_url(&value),
        "totp" | "onetimecode" | "onetimepassword" if is_login => item.set_otp(value),
        "cardholder" | "cardholdername" => item.card().name = value,
        "number" | "cardnumber" if !is_login => item.card().number = value,
        "cvc" if !is_login => item.card().security_code = value,
        "pin" if !is_login => item.card().pin = value,
        "type" if !is_login => item.card().brand = value,
        "expirydate" if !is_login => item.set_expiry(&value),
        secret if covered || SECRETS.contains(&secret) => item.add_field(label, value, CustomFieldKind::Hidden),
        _ => item.add_field(label, value, CustomFieldKind::Text),
    }
}
