//! Buttercup, CSV: rows of groups, then rows of entries that name their group's number.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use crate::api::{ImportedItem, ItemKind};

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, found: &mut Found) -> Result<Option<ImportedItem>> {
    let group = row.take(header, &["groupname"]);
    let kind = row.take(header, &["type"]);
    row.take(header, &["groupid"]);
    row.take(header, &["groupparent"]);
    let is_bare = ["username", "password"]
        .iter()
        .all(|key| row.peek(header, key).is_empty());
    let is_group = kind == "--" && row.peek(header, "title") == "--" && is_bare;
    if kind == "group" || is_group {
        found.push_folder(group)?;
        return Ok(None);
    }
    let kind = match row.take(header, &["entrytype"]).as_str() {
        "note" => ItemKind::Note,
        _ => ItemKind::Login,
    };
    let mut item = ImportedItem::new(kind, row.take(header, &["title"]));
    item.content.folder = group;
    row.take(header, &["id"]);
    Ok(Some(item))
}
