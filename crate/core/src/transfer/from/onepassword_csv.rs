//! 1Password, CSV: eight columns since version 8, before that a column for every field there is.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use crate::api::{ImportedItem, ItemKind};

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let title = row.take(header, &["title"]);
    let kind = match row.take(header, &["type", "category"]).to_lowercase().as_str() {
        "secure note" | "note" => ItemKind::Note,
        _ => ItemKind::Login,
    };
    let mut item = ImportedItem::new(kind, title);
    for tag in row.take(header, &["tags"]).split([';', ',']) {
        item.add_tag(tag);
    }
    row.take(header, &["uuid"]);
    row.take(header, &["scope"]);
    row.take(header, &["autosubmit"]);
    Ok(Some(item))
}
