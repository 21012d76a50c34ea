//! Proton Pass, CSV: the note of a card or an identity is JSON.

use super::super::address;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::json;
use super::super::table::{Header, Row};
use super::proton;
use crate::api::ImportedItem;

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let kind = row.take(header, &["type"]);
    let mut item = proton::new_item(&kind, row.take(header, &["name"]));
    for url in address::several(&row.take(header, &["url"])) {
        item.add_url(&url);
    }
    // A login's user name comes first, then its e-mail address; both stand in columns of their own.
    if kind == "login" || kind == "alias" {
        item.add_username(row.take(header, &["username"]));
        item.add_username(row.take(header, &["email"]));
    }
    let note = row.take(header, &["note"]);
    match json::parse(&note) {
        Ok(json::Json::Object(mut content)) if kind != "login" && kind != "note" => {
            item.add_notes(content.text("note"));
            proton::read_content(&mut item, &kind, content);
        }
        _ => item.add_notes(note),
    }
    Ok(Some(item))
}
