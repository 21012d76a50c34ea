//! CSV of our own: a line for each item, columns that every manager knows, and one for what they have no room for.
//!
//! It is exact; for spreadsheets, cells that would be taken for formulas get an apostrophe in front.

use super::super::columns;
use super::super::found::Found;
use super::super::restore;
use super::super::table::{Quotes, Table};
use super::super::time;
use super::with_extra;
use crate::api::ImportedItem;

const HEADER: &str =
    "title,url,username,password,notes,otpauth,folder,tags,favorite,archived,created,modified,Latchkey\r\n";

/// What a spreadsheet takes for a formula, as the first letter of a cell.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes all items.
pub(in crate::transfer) fn write(items: &[ImportedItem], for_spreadsheets: bool) -> String {
    let mut text = HEADER.to_owned();
    for item in items {
        let whole = with_extra(item, |item, found| read_back(item, for_spreadsheets, found));
        text.push_str(&line(&whole, for_spreadsheets));
    }
    text
}

fn read_back(item: &ImportedItem, for_spreadsheets: bool, found: &mut Found) {
    let text = format!("{HEADER}{}", line(item, for_spreadsheets));
    if let Ok(mut table) = Table::open(&text, Quotes::Doubled) {
        let roles = columns::roles(table.header());
        // What cannot be read back is wholly in the last column.
        let _ = columns::read(&mut table, &roles, columns::Kinds::Guessed, &columns::plain, found);
    }
}

fn line(item: &ImportedItem, for_spreadsheets: bool) -> String {
    let content = &item.content;
    let login = content.login.clone().unwrap_or_default();
    let urls: Vec<&str> = login.urls.iter().map(|saved| saved.url.as_str()).collect();
    let extra = content.fields.iter().find(|field| field.name == restore::FIELD);
    let yes = |truth: bool| if truth { "1" } else { "" };
    let cells = [
        content.title.clone(),
        urls.join("\n"),
        login.usernames.first().cloned().unwrap_or_default(),
        login.password,
        content.notes.clone(),
        login.otp,
        content.folder.clone(),
        content.tags.join(";"),
        yes(content.favourite).to_owned(),
        yes(content.archived).to_owned(),
        item.created_ms.map(time::to_iso).unwrap_or_default(),
        item.changed_ms.map(time::to_iso).unwrap_or_default(),
        extra.map(|field| field.value.clone()).unwrap_or_default(),
    ];
    let cells: Vec<String> = cells.iter().map(|cell| quote(cell, for_spreadsheets)).collect();
    format!("{}\r\n", cells.join(","))
}

fn quote(cell: &str, for_spreadsheets: bool) -> String {
    let mark = if for_spreadsheets && cell.starts_with(FORMULA) {
        "'"
    } else {
        ""
    };
    if mark.is_empty() && !cell.contains([',', '"', '\n', '\r', ';', '\t', '|']) && cell.trim() == cell {
        return cell.to_owned();
    }
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}
