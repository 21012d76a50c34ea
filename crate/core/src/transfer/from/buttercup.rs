//! Buttercup, CSV: rows of groups, then rows of entries that name their group's number.
//!
//! A group is called by its path, or by its last name alone beside the number of the group that it lies in.

use std::collections::BTreeMap;

use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use crate::api::{ImportedItem, ItemKind};

/// Paths of the groups so far, by their numbers.
pub(in crate::transfer) type Groups = BTreeMap<String, String>;

pub(in crate::transfer) fn begin(
    row: &mut Row,
    header: &Header,
    groups: &mut Groups,
    found: &mut Found,
) -> Result<Option<ImportedItem>> {
    let name = row.take(header, &["groupname"]);
    let kind = row.take(header, &["type"]);
    let (id, parent) = (row.take(header, &["groupid"]), row.take(header, &["groupparent"]));
    let group = match (groups.get(&id), groups.get(&parent)) {
        (Some(path), _) => path.clone(),
        (None, Some(above)) if !name.is_empty() => format!("{above}/{name}"),
        _ => name,
    };
    let is_bare = ["username", "password"]
        .iter()
        .all(|key| row.peek(header, key).is_empty());
    let is_group = kind == "--" && row.peek(header, "title") == "--" && is_bare;
    let is_bare_group = kind.is_empty() && !parent.is_empty() && row.cells.iter().all(String::is_empty);
    if kind == "group" || is_group || is_bare_group {
        if !id.is_empty() {
            groups.insert(id, group.clone());
        }
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
