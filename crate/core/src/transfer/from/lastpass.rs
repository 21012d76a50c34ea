//! LastPass, CSV: logins, and notes that are marked by an address of their own.
//!
//! A note whose first line is `NoteType:` has a type and lines `label:value`; see [`super::lastpass_notes`].

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use super::lastpass_notes;
use crate::api::{ImportedItem, ItemKind, RemarkKind};

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, found: &mut Found) -> Result<Option<ImportedItem>> {
    let (url, title) = (row.take(header, &["url"]), row.take(header, &["name"]));
    let path = folder(&row.take(header, &["grouping"]), '\\');
    let extra = row.take(header, &["extra"]);
    let mut item = match url.as_str() {
        "http://group" => {
            found.push_folder(path)?;
            return Ok(None);
        }
        "http://sn" => lastpass_notes::read(title, extra),
        _ => {
            let mut item = ImportedItem::new(ItemKind::Login, title);
            item.add_url(&url);
            item.add_notes(extra);
            item
        }
    };
    item.content.folder = path;
    if row.joined {
        item.remark(RemarkKind::KeptInNotes, "extra");
    }
    Ok(Some(item))
}

/// Some versions show the export inside a page of HTML.
pub(in crate::transfer) fn out_of_page(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("<pre")?;
    let (_, rest) = rest.split_once('>')?;
    let (table, _) = rest.split_once("</pre>")?;
    Some(unescaped(table).trim_start().to_owned())
}

/// Signs that HTML cannot hold, as it writes them; the ampersand last, of which the others are made.
const ENTITIES: [(&str, &str); 6] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&amp;", "&"),
];

fn unescaped(text: &str) -> String {
    ENTITIES
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Whether a table was written as HTML all through, as the extension did: such signs stand in it, and none is bare.
pub(in crate::transfer) fn is_escaped(text: &str) -> bool {
    let mut ampersands = text.match_indices('&').peekable();
    let is_entity = |at: usize| {
        let rest = text.get(at..).unwrap_or("");
        ENTITIES.iter().any(|(entity, _)| rest.starts_with(entity))
    };
    !text.contains(['<', '>']) && ampersands.peek().is_some() && ampersands.all(|(at, _)| is_entity(at))
}

/// Undoes that in every cell of a row.
pub(in crate::transfer) fn unescape(row: &mut Row) {
    for cell in &mut row.cells {
        if cell.contains('&') {
            *cell = unescaped(cell);
        }
    }
}
