//! 2FAS, JSON in clear: services with one-time codes, in groups.

use std::collections::BTreeMap;

use super::super::fault::{Result, fault};
use super::super::found::Found;
use super::super::json::Object;
use super::super::otp;
use super::aegis::new_item;
use crate::api::ImportFaultKind;

pub(in crate::transfer) fn read(mut export: Object, found: &mut Found) -> Result<()> {
    if export.has("servicesEncrypted") {
        return Err(fault(ImportFaultKind::Unsupported));
    }
    let mut groups = BTreeMap::new();
    for mut group in export.objects("groups") {
        groups.insert(group.text("id"), group.text("name"));
    }
    for mut source in export.objects("services") {
        let name = source.text("name");
        let mut code = source.object("otp");
        let issuer = code.text("issuer");
        let mut item = new_item(&otp::Parts {
            kind: code.text("tokenType"),
            issuer: if issuer.is_empty() { name.clone() } else { issuer },
            account: code.first_text(&["account", "label"]),
            secret: source.text("secret"),
            algorithm: code.text("algorithm"),
            digits: code.text("digits"),
            period: code.text("period"),
            counter: code.text("counter"),
        });
        if !name.is_empty() {
            item.content.title = name;
        }
        item.content.folder = groups.get(&source.text("groupId")).cloned().unwrap_or_default();
        source.drop_all(&["order", "icon", "updatedAt", "serviceTypeID", "badge", "type"]);
        item.keep_rest(source);
        code.drop_all(&["link", "source", "label"]);
        item.keep_rest(code);
        found.push(item)?;
    }
    Ok(())
}
