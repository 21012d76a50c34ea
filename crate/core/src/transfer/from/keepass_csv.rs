//! KeePass and KeePassXC, CSV: the first group is the root, and has no name in a folder.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use crate::api::{ImportedItem, ItemKind};

/// What KeePassXC calls its bin, in the languages that it is used in most.
pub(in crate::transfer) const BINS: [&str; 10] = [
    "Recycle Bin",
    "Papierkorb",
    "Corbeille",
    "Papelera de reciclaje",
    "Cestino",
    "Prullenbak",
    "Lixeira",
    "Kosz",
    "Корзина",
    "回收站",
];

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let mut item = ImportedItem::new(ItemKind::Login, "");
    let path = folder(&row.take(header, &["group"]), '/');
    let below_root = path.split_once('/').map_or("", |(_, rest)| rest);
    let (top, rest) = below_root.split_once('/').unwrap_or((below_root, ""));
    item.trashed = BINS.contains(&top);
    item.content.folder = if item.trashed { rest } else { below_root }.to_owned();
    row.take(header, &["icon"]);
    Ok(Some(item))
}
