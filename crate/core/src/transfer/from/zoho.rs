//! Zoho Vault, CSV: the secret is a cell of lines `label:value`. Its other layout has three columns with names, and user
//! name, password and further values in columns without.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{self, Header, Row};
use super::bitwarden_csv::pairs;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    let mut item = ImportedItem::new(ItemKind::Login, row.take(header, &["passwordname", "secretname"]));
    for (label, value) in pairs(&row.take(header, &["secretdata"]), ":") {
        match table::key(&label).as_str() {
            "secrettype" => item.add_kind(&value),
            "username" | "user" | "login" | "emailid" => item.add_username(value),
            "password" => item.set_password(value),
            _ => item.add_field(label, value, CustomFieldKind::Hidden),
        }
    }
    for (label, value) in pairs(&row.take(header, &["customdata"]), ":") {
        item.add_field(label, value, CustomFieldKind::Text);
    }
    if !header.has(&["secretdata"]) {
        let unnamed = header.names.len();
        item.add_username(row.take_at(unnamed));
        item.set_password(row.take_at(unnamed + 1));
    }
    item.keep("Description", row.take(header, &["description"]));
    // `P` for personal, `E` for enterprise: the account's own affair.
    row.take(header, &["classification"]);
    Ok(Some(item))
}

impl ImportedItem {
    /// A web account is a login, which needs no saying; any other type is worth a field.
    fn add_kind(&mut self, kind: &str) {
        if kind != "Web Account" {
            self.keep("Type", kind);
        }
    }
}
