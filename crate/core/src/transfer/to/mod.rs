//! The formats that are written, one a file.
//!
//! Each item is written, read back, and what got lost on the way is added as [`super::restore`] has it.

pub(super) mod bitwarden;
pub(super) mod csv;
pub(super) mod cxf;
pub(super) mod kdbx;
pub(super) mod kdbx_entry;
pub(super) mod zip;

use super::found::Found;
use super::restore;
use crate::api::{CustomField, CustomFieldKind, ImportedItem};

/// The item with a field more for what the format loses of it; `read_back` writes and reads it.
fn with_extra(item: &ImportedItem, read_back: impl Fn(&ImportedItem, &mut Found)) -> ImportedItem {
    let mut found = Found::default();
    read_back(item, &mut found);
    let back = found.items.pop().unwrap_or_default();
    let mut item = item.clone();
    if let Some(lost) = restore::lost(&item, &back) {
        item.content.fields.push(CustomField {
            name: restore::FIELD.to_owned(),
            kind: CustomFieldKind::Hidden,
            value: lost,
            ..CustomField::default()
        });
    }
    item
}
