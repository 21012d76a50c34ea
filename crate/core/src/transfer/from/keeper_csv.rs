//! Keeper, CSV: folder, title, login, password, address, notes, shared folder, then names and values; most versions write
//! no header, and what comes after the seventh column has no name of its own anyway: cells are known by their place.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use super::keeper;
use crate::api::{ImportedItem, ItemKind};

/// Whether a table is told by its header to be Keeper's.
pub(in crate::transfer) fn is_one(header: &Header) -> bool {
    is_header(header) && header.keys().get(6).is_some_and(|key| key == "sharedfolder")
}

/// Whether a first row has the names of the columns, each in its place; not every version has the last.
pub(in crate::transfer) fn is_header(header: &Header) -> bool {
    let is_at = |at: usize, key: &str| header.keys().get(at).is_some_and(|each| each == key);
    let places = [(0, "folder"), (1, "title"), (2, "login"), (3, "password"), (5, "notes")];
    places.into_iter().all(|(at, key)| is_at(at, key))
}

/// Whether it has them in any order, where cells are known by the names.
pub(in crate::transfer) fn is_moved_header(header: &Header) -> bool {
    !is_header(header) && header.has(&["folder", "title", "login", "password", "notes", "sharedfolder"])
}

pub(in crate::transfer) fn begin(row: &mut Row, _: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let mut item = ImportedItem::new(ItemKind::Login, row.take_at(1));
    item.content.folder = keeper::path(&row.take_at(0));
    item.add_username(row.take_at(2));
    item.set_password(row.take_at(3));
    item.add_url(&row.take_at(4));
    item.add_notes(row.take_at(5));
    let shared = keeper::path(&row.take_at(6));
    if item.content.folder.is_empty() {
        item.content.folder = shared;
    } else if !shared.is_empty() {
        item.keep_as_tag(&shared);
    }
    for at in (7..row.cells.len()).step_by(2) {
        let (name, value) = (row.take_at(at), row.take_at(at + 1));
        keeper::read_untyped(&mut item, &name, value);
    }
    Ok(Some(item))
}
