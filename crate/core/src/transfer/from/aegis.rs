//! Aegis, JSON: one-time codes alone, in clear or under a password.

use std::collections::BTreeMap;

use super::super::fault::{Result, malformed};
use super::super::found::Found;
use super::super::json::{self, Json, Object};
use super::super::{otp, text};
use super::codes_locked;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind, RemarkKind};

/// Whether the database is encrypted.
pub(in crate::transfer) fn is_locked(export: &Object) -> bool {
    matches!(export.peek("db"), Json::Text(_))
}

pub(in crate::transfer) fn read(mut export: Object, password: Option<&str>, found: &mut Found) -> Result<()> {
    match export.take("db") {
        Json::Object(database) => read_database(database, found),
        Json::Text(sealed) => {
            let opened = codes_locked::open_aegis(export.object("header"), &sealed, password)?;
            read_database(json::parse(&text::decode(&opened).text)?.into_object(), found)
        }
        _ => Err(malformed()),
    }
}

fn read_database(mut database: Object, found: &mut Found) -> Result<()> {
    let mut groups = BTreeMap::new();
    for mut group in database.objects("groups") {
        groups.insert(group.text("uuid"), group.text("name"));
    }
    for mut source in database.objects("entries") {
        let (issuer, account) = (source.text("issuer"), source.text("name"));
        let mut info = source.object("info");
        let mut item = new_item(&otp::Parts {
            kind: source.text("type"),
            issuer,
            account,
            secret: info.text("secret"),
            algorithm: info.text("algo"),
            digits: info.text("digits"),
            period: info.text("period"),
            counter: info.text("counter"),
        });
        item.add_field("PIN", info.text("pin"), CustomFieldKind::Hidden);
        item.add_notes(source.text("note"));
        item.content.favourite = source.truth("favorite");
        for group in source.list("groups") {
            let id = group.into_text();
            item.add_tag(groups.get(&id).unwrap_or(&id));
        }
        let group = source.text("group");
        item.add_tag(&group);
        source.drop_all(&["uuid", "icon", "icon_mime", "icon_hash"]);
        item.keep_rest(source);
        item.keep_rest(info);
        found.push(item)?;
    }
    Ok(())
}

/// A login that has a one-time code alone.
pub(super) fn new_item(parts: &otp::Parts) -> ImportedItem {
    let title = if parts.issuer.is_empty() {
        &parts.account
    } else {
        &parts.issuer
    };
    let mut item = ImportedItem::new(ItemKind::Login, title.as_str());
    item.add_username(parts.account.as_str());
    if ["", "totp", "hotp", "steam"].contains(&parts.kind.to_lowercase().as_str()) {
        item.set_otp(otp::address(parts));
    } else {
        // Made into an address it would give codes, and all of them wrong.
        item.remark(RemarkKind::KeptAsField, &parts.kind);
        item.add_field(parts.kind.as_str(), parts.secret.as_str(), CustomFieldKind::Hidden);
    }
    item
}
