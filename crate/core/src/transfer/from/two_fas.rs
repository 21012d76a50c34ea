//! 2FAS, JSON: services with one-time codes, in groups; the services in clear or under a password, the groups in clear.

use std::collections::BTreeMap;

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{self, Json, Object};
use super::super::{otp, text};
use super::aegis::new_item;
use super::codes_locked;

/// Whether the services are encrypted.
pub(in crate::transfer) fn is_locked(export: &Object) -> bool {
    !export.peek("servicesEncrypted").is_empty()
}

pub(in crate::transfer) fn read(mut export: Object, password: Option<&str>, found: &mut Found) -> Result<()> {
    let mut services = export.objects("services");
    if is_locked(&export) {
        let (sealed, reference) = (export.text("servicesEncrypted"), export.text("reference"));
        let opened = codes_locked::open_two_fas(&sealed, &reference, password)?;
        let list = json::parse(&text::decode(&opened).text)?.into_list();
        services.extend(list.into_iter().map(Json::into_object));
    }
    let mut groups = BTreeMap::new();
    for mut group in export.objects("groups") {
        groups.insert(group.text("id"), group.text("name"));
    }
    for mut source in services {
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
