//! RoboForm, CSV: rows are longer than the header, each further field one more cell.
//!
//! A value that a spreadsheet would take for a formula carries an apostrophe in front, which is taken off again.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
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
    let row = parts(cell);
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

/// The five parts of a field, or fewer. Not every version quotes a value that has a comma or a quotation mark, so that
/// the last part is all the rest, and quoted only if quotation marks stand around the whole and nowhere inside it alone.
fn parts(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = cell;
    while parts.len() < 4
        && let Some((part, behind)) = first_part(rest)
    {
        parts.push(part);
        rest = behind;
    }
    parts.push(unquoted(rest).unwrap_or_else(|| rest.to_owned()));
    parts
}

/// What stands before the first comma outside quotation marks, and what behind it.
fn first_part(text: &str) -> Option<(String, &str)> {
    let bare = || text.split_once(',').map(|(part, behind)| (part.to_owned(), behind));
    quoted_part(text).or_else(bare)
}

fn quoted_part(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut marks = inner.match_indices('"').map(|(at, _)| at).peekable();
    let mut end = marks.next()?;
    // Two are one of the text's own.
    while marks.next_if_eq(&(end + 1)).is_some() {
        end = marks.next()?;
    }
    let behind = inner.get(end + 1..)?.strip_prefix(',')?;
    Some((inner.get(..end)?.replace("\"\"", "\""), behind))
}

/// What stands in quotation marks, if those inside are all doubled.
fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_sound = !inner.replace("\"\"", "").contains('"');
    is_sound.then(|| inner.replace("\"\"", "\""))
}

fn bare(text: &str) -> String {
    let rest = text
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\'']));
    rest.unwrap_or(text).to_owned()
}
