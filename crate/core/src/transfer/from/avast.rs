//! Avast Passwords, JSON: logins, notes and cards.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::Object;
use crate::api::{ImportedItem, ItemKind};

pub(in crate::transfer) fn read(mut export: Object, found: &mut Found) -> Result<()> {
    for mut source in export.objects("logins") {
        let mut item = ImportedItem::new(ItemKind::Login, source.text("custName"));
        item.add_url(&source.text("url"));
        item.add_username(source.text("loginName"));
        item.set_password(source.text("pwd"));
        item.add_notes(source.text("note"));
        item.keep_rest(source);
        found.push_told(item)?;
    }
    for mut source in export.objects("notes") {
        let mut item = ImportedItem::new(ItemKind::Note, source.text("label"));
        item.add_notes(source.text("text"));
        item.keep_rest(source);
        found.push(item)?;
    }
    for mut source in export.objects("cards") {
        let mut item = ImportedItem::new(ItemKind::Card, source.text("custName"));
        item.card().number = source.text("cardNumber");
        item.card().name = source.text("holderName");
        item.card().security_code = source.text("cvv");
        let mut expiry = source.object("expirationDate");
        item.set_expiry(&format!("{}/{}", expiry.text("month"), expiry.text("year")));
        item.add_notes(source.text("note"));
        item.keep_rest(source);
        found.push(item)?;
    }
    Ok(())
}
