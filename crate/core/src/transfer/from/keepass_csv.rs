//! KeePass and KeePassXC, CSV: the first group is the root where all rows lie below it, and has no name in a folder.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::table::{Header, Quotes, Row, Table};
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

/// What the programs call the root of a new database.
const ROOTS: [&str; 6] = [
    "Root",
    "Passwords",
    "Passwörter",
    "Database",
    "NewDatabase",
    "Datenbank",
];

/// Whether the groups of all rows begin with one and the same, which then is the root; one that has no group below it is
/// the root by its name alone.
pub(in crate::transfer) fn has_root(text: &str) -> Result<bool> {
    let mut table = Table::open(text, Quotes::Doubled)?;
    let mut root: Option<String> = None;
    let mut is_parted = false;
    while let Some(mut row) = table.next_row()? {
        let path = folder(&row.take(table.header(), &["group"]), '/');
        let first = path.split('/').next().unwrap_or_default();
        is_parted |= first.len() < path.len();
        match &root {
            _ if first.is_empty() => {}
            Some(root) if root != first => return Ok(false),
            Some(_) => {}
            None => root = Some(first.to_owned()),
        }
    }
    Ok(is_parted || root.is_some_and(|root| ROOTS.contains(&root.as_str())))
}

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, has_root: bool) -> Option<ImportedItem> {
    let mut item = ImportedItem::new(ItemKind::Login, "");
    let path = folder(&row.take(header, &["group"]), '/');
    let below_root = match has_root {
        true => path.split_once('/').map_or("", |(_, rest)| rest),
        false => path.as_str(),
    };
    let (top, rest) = below_root.split_once('/').unwrap_or((below_root, ""));
    item.trashed = BINS.contains(&top);
    item.content.folder = if item.trashed { rest } else { below_root }.to_owned();
    row.take(header, &["icon"]);
    Some(item)
}
