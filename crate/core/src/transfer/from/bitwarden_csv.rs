//! Bitwarden, CSV: logins and notes alone, fields as lines `name: value`.

use super::super::address;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let title = row.take(header, &["name"]);
    let mut item = match row.take(header, &["type"]).as_str() {
        "note" => ImportedItem::new(ItemKind::Note, title),
        _ => ImportedItem::new(ItemKind::Login, title),
    };
    for url in address::several(&row.take(header, &["loginuri"])) {
        item.add_url(&url);
    }
    for (name, value) in pairs(&row.take(header, &["fields"]), ": ") {
        item.add_field(name, value, CustomFieldKind::Text);
    }
    item.content.guarded = row.take(header, &["reprompt"]) == "1";
    item.content.archived = !row.take(header, &["archiveddate"]).is_empty();
    Ok(Some(item))
}

/// Lines `name: value`; a line without the sign belongs to the value before it, and so does each line of a PEM block
/// (RFC 7468), whose headers have the sign.
pub(in crate::transfer) fn pairs(text: &str, sign: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    // Blocks of the last value that begin, and those that end.
    let mut blocks = (0_usize, 0_usize);
    for line in text.lines() {
        let split = line.split_once(sign).filter(|_| blocks.0 <= blocks.1);
        if split.is_some() {
            blocks = (0, 0);
        }
        let value = split.map_or(line, |(_, value)| value);
        blocks.0 += value.matches("-----BEGIN ").count();
        blocks.1 += value.matches("-----END ").count();
        match (split, pairs.last_mut()) {
            (Some((name, value)), _) => pairs.push((name.to_owned(), value.to_owned())),
            (None, Some((_, value))) => {
                value.push('\n');
                value.push_str(line);
            }
            (None, None) if line.is_empty() => {}
            (None, None) => pairs.push((String::new(), line.to_owned())),
        }
    }
    pairs
}
