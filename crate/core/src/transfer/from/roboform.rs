//! RoboForm, CSV: rows are longer than the header, each further field one more cell.
//!
//! A value that a spreadsheet would take for a formula carries an apostrophe in front, which is taken off again.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{self, Header, Row};
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let mut item = ImportedItem::new(ItemKind::Login, bare(&row.take(header, &["name"])));
    item.content.folder = folder(&row.take(header, &["folder"]), '/');
    item.add_url(&row.take(header, &["url"]));
    let match_url = row.take(header, &["matchurl"]);
    item.add_url(&match_url);
    item.add_username(bare(&row.take(header, &["login"])));
    item.set_password(bare(&row.take(header, &["pwd"])));
    item.add_notes(bare(&row.take(header, &["note"])));
    let fields = header.keys().iter().position(|key| key.starts_with("rffields"));
    for at in fields.unwrap_or(usize::MAX)..row.cells.len() {
        let cell = row.take_at(at);
        add_field(&mut item, &cell);
    }
    Ok(Some(item))
}

/// `name,,,type,value`, itself a row of a table, and `name:type:value` in older exports.
fn add_field(item: &mut ImportedItem, cell: &str) {
    if cell.is_empty() {
        return;
    }
    // Not every version quotes a value that has a comma or a quotation mark.
    let row = table::only_row(cell).filter(|row| row.len() == 5);
    let row = row.unwrap_or_else(|| cell.splitn(5, ',').map(str::to_owned).collect());
    let older: Vec<&str> = cell.splitn(3, ':').collect();
    let (name, kind, value) = match (row.as_slice(), older.as_slice()) {
        ([name, _, _, kind, value], _) => (name.as_str(), kind.as_str(), value.as_str()),
        (_, [name, kind, value]) => (*name, *kind, *value),
        _ => return item.keep("RfFields", cell),
    };
    let (name, value) = (name.trim_end_matches('$'), bare(value));
    match (name, kind) {
        ("TOTP KEY", _) => item.set_otp(value),
        (_, "pwd") if item.login().password == value => {}
        _ if item.login().usernames.contains(&value) => {}
        (_, "pwd") => item.add_field(name, value, CustomFieldKind::Hidden),
        _ => item.add_field(name, value, CustomFieldKind::Text),
    }
}

fn bare(text: &str) -> String {
    let rest = text
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\'']));
    rest.unwrap_or(text).to_owned()
}
