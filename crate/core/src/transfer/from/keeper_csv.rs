//! Keeper, CSV: folder, title, login, password, address, notes, shared folder, then names and values; most versions write
//! no header.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use super::keeper;
use crate::api::{ImportedItem, ItemKind, RemarkKind};

pub(in crate::transfer) fn begin(row: &mut Row, _: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let is = |at: usize, name: &str| row.cells.get(at).is_some_and(|cell| cell.eq_ignore_ascii_case(name));
    if row.line == 1 && is(1, "title") && is(3, "password") && is(5, "notes") {
        row.cells.clear();
        return Ok(None);
    }
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
        item.remark(RemarkKind::KeptAsTag, &shared);
        item.add_tag(&shared);
    }
    for at in (7..row.cells.len()).step_by(2) {
        let (name, value) = (row.take_at(at), row.take_at(at + 1));
        keeper::read_untyped(&mut item, &name, value);
    }
    Ok(Some(item))
}
