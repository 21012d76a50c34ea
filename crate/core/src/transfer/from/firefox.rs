//! Firefox, CSV: no titles; its own account's key is no login of the user's.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::{Header, Row};
use crate::api::{ImportedItem, ItemKind};

pub(in crate::transfer) fn begin(row: &mut Row, header: &Header, found: &mut Found) -> Result<Option<ImportedItem>> {
    let url = row.take(header, &["url", "hostname"]);
    if url.starts_with("chrome://") {
        found.leave_out(&url, Some(row.line));
        return Ok(None);
    }
    let mut item = ImportedItem::new(ItemKind::Login, "");
    item.add_url(&url);
    item.keep("HTTP realm", row.take(header, &["httprealm"]));
    // Where the form was sent and when the login was last used are the browser's own affair.
    row.take(header, &["formactionorigin", "formsubmiturl"]);
    row.take(header, &["guid"]);
    row.take(header, &["timelastused"]);
    Ok(Some(item))
}
