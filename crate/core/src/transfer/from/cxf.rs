//! FIDO Credential Exchange Format 1.0: accounts of collections and items, an item of credentials of many types.
//!
//! A file's bytes lie outside the JSON; where they are not given, its name is kept.
//! Source: [CXF 1.0](https://fidoalliance.org/specs/cx/cxf-v1.0-ps-20250814.html), section 2.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{Json, Object};
use super::cxf_parts;
use crate::api::{ImportedItem, ItemKind};

const LOGIN: [&str; 3] = ["basic-auth", "passkey", "totp"];
const PERSON: [&str; 5] = [
    "address",
    "person-name",
    "passport",
    "drivers-license",
    "identity-document",
];

/// Whether an object is such an export.
pub(in crate::transfer) fn is_one(export: &Object) -> bool {
    export.has("exporterRpId") || export.has("exporterDisplayName") && export.has("accounts")
}

pub(in crate::transfer) fn read(mut export: Object, found: &mut Found) -> Result<()> {
    for mut account in export.objects("accounts") {
        let mut places = BTreeMap::new();
        for collection in account.objects("collections") {
            read_collection(collection, "", &mut places, found)?;
        }
        for item in account.objects("items") {
            found.push_told(read_item(item, &mut places))?;
        }
    }
    Ok(())
}

/// The paths of the collections that each item lies in; items share them.
type Places = BTreeMap<String, Vec<Rc<str>>>;

/// Notes for each item the collections that it lies in; JSON's own depth bounds this.
fn read_collection(mut source: Object, above: &str, places: &mut Places, found: &mut Found) -> Result<()> {
    let title = source.text("title");
    let path = if above.is_empty() {
        title
    } else {
        format!("{above}/{title}")
    };
    found.push_folder(path.clone())?;
    let shared: Rc<str> = path.as_str().into();
    for mut link in source.objects("items") {
        let paths = places.entry(link.text("item")).or_default();
        // An item that a collection links twice lies in it once.
        if paths.last().is_none_or(|last| !Rc::ptr_eq(last, &shared)) {
            paths.push(Rc::clone(&shared));
        }
    }
    for inner in source.objects("subCollections") {
        read_collection(inner, &path, places, found)?;
    }
    Ok(())
}

fn read_item(mut source: Object, places: &mut Places) -> ImportedItem {
    let credentials = source.objects("credentials");
    let title = source.text("title");
    let mut item = match kind_of(&credentials) {
        (ItemKind::Custom, label) => ImportedItem::custom(&label, title),
        (kind, _) => ImportedItem::new(kind, title),
    };
    for (at, path) in places
        .remove(&source.text("id"))
        .unwrap_or_default()
        .into_iter()
        .enumerate()
    {
        if at == 0 {
            (*path).clone_into(&mut item.content.folder);
        } else {
            item.keep_as_tag(&path);
        }
    }
    item.created_ms = source.ms("creationAt");
    item.changed_ms = source.ms("modifiedAt");
    item.content.favourite = source.truth("favorite");
    for tag in source.list("tags") {
        item.add_tag(&tag.into_text());
    }
    let mut scope = source.object("scope");
    for url in scope.list("urls") {
        item.add_url(&url.into_text());
    }
    for mut app in scope.objects("androidApps") {
        item.add_url(&format!("androidapp://{}", app.text("bundleId")));
        app.drop_all(&["certificate", "name"]);
        item.keep_rest(app);
    }
    for credential in credentials {
        cxf_parts::read(&mut item, credential);
    }
    item.keep_rest(source);
    item
}

fn kind_of(credentials: &[Object]) -> (ItemKind, String) {
    let types: Vec<String> = credentials
        .iter()
        .map(|each| each.peek("type").clone().into_text())
        .collect();
    let has = |some: &[&str]| types.iter().any(|each| some.contains(&each.as_str()));
    if has(&LOGIN) {
        (ItemKind::Login, String::new())
    } else if has(&["credit-card"]) {
        (ItemKind::Card, String::new())
    } else if has(&PERSON) {
        (ItemKind::Identity, String::new())
    } else if has(&["api-key", "ssh-key", "wifi", "generated-password"]) {
        (
            ItemKind::Custom,
            types.first().cloned().unwrap_or_default().replace('-', " "),
        )
    } else if types.iter().all(|each| each == "note") {
        (ItemKind::Note, String::new())
    } else {
        (ItemKind::Custom, String::new())
    }
}

/// The value of a field, which is an object that says its type, or a bare text.
pub(super) fn value_of(field: Json) -> (String, String) {
    match field {
        Json::Object(mut field) => (field.text("fieldType"), field.text("value")),
        other => (String::new(), other.into_text()),
    }
}
