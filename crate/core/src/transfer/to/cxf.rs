//! FIDO Credential Exchange Format 1.0, as plain JSON: one account, folders as collections.
//!
//! Source: as [`super::super::from::cxf`].

use std::collections::BTreeMap;

use super::super::found::Found;
use super::super::json::{Json, Object};
use super::super::letters::to_base64url;
use super::super::{fit, from, otp};
use super::with_extra;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind, Passkey};

/// The export of all items.
pub(in crate::transfer) fn write(items: &[ImportedItem], now_ms: u64) -> String {
    let written = items
        .iter()
        .enumerate()
        .map(|(at, item)| write_item(&with_extra(item, read_back), at));
    let written: Vec<Object> = written.collect();
    export(written, items, now_ms).to_string()
}

fn read_back(item: &ImportedItem, found: &mut Found) {
    let whole = export(vec![write_item(item, 0)], core::slice::from_ref(item), 0);
    // What cannot be read back is wholly in the extra field.
    let _ = from::cxf::read(whole.into_object(), found);
}

fn export(written: Vec<Object>, items: &[ImportedItem], now_ms: u64) -> Json {
    let mut root = Collection::default();
    for (at, item) in items.iter().enumerate() {
        let mut collection = &mut root;
        for name in item.content.folder.split('/').filter(|name| !name.is_empty()) {
            collection = collection.inner.entry(name.to_owned()).or_default();
        }
        collection.items.push(at);
    }
    let mut number = 0;
    let collections: Vec<Object> = root
        .inner
        .into_iter()
        .map(|(name, inner)| inner.write(&name, &mut number))
        .collect();
    let account = Object::default()
        .with("id", id("account", 0))
        .with("username", "")
        .with("email", "")
        .with("collections", collections)
        .with("items", written);
    let export = Object::default()
        .with("version", Object::default().with("major", 1).with("minor", 0))
        .with("exporterRpId", "latchkey.example")
        .with("exporterDisplayName", "Latchkey")
        .with("timestamp", seconds(now_ms))
        .with("accounts", vec![account]);
    Json::from(export)
}

#[derive(Default)]
struct Collection {
    items: Vec<usize>,
    inner: BTreeMap<String, Collection>,
}

impl Collection {
    fn write(self, title: &str, number: &mut usize) -> Object {
        *number += 1;
        let own = id("collection", *number);
        let items: Vec<Object> = self
            .items
            .iter()
            .map(|at| Object::default().with("item", id("item", *at)))
            .collect();
        let inner: Vec<Object> = self
            .inner
            .into_iter()
            .map(|(name, inner)| inner.write(&name, number))
            .collect();
        Object::default()
            .with("id", own)
            .with("title", title)
            .with("items", items)
            .with("subCollections", inner)
    }
}

fn id(kind: &str, at: usize) -> String {
    to_base64url(format!("{kind}-{at}").as_bytes())
}

fn seconds(ms: u64) -> i64 {
    i64::try_from(ms / 1_000).unwrap_or(0)
}

fn string(value: &str) -> Json {
    field(value, "string")
}

fn field(value: &str, kind: &str) -> Json {
    Json::from(Object::default().with("fieldType", kind).with("value", value))
}

fn write_item(item: &ImportedItem, at: usize) -> Object {
    let content = &item.content;
    let login = content.login.clone().unwrap_or_default();
    let urls: Vec<&str> = login.urls.iter().map(|saved| saved.url.as_str()).collect();
    Object::default()
        .with("id", id("item", at))
        .with("creationAt", item.created_ms.map(seconds))
        .with("modifiedAt", item.changed_ms.map(seconds))
        .with("title", content.title.as_str())
        .with("favorite", content.favourite)
        .with(
            "scope",
            Object::default()
                .with("urls", urls)
                .with("androidApps", Vec::<Object>::new()),
        )
        .with("tags", content.tags.iter().map(String::as_str).collect::<Vec<_>>())
        .with("credentials", credentials(item))
}

fn credentials(item: &ImportedItem) -> Vec<Object> {
    let content = &item.content;
    let of = |kind: &str| Object::default().with("type", kind);
    let mut all = Vec::new();
    if let Some(login) = &content.login {
        let mut basic = of("basic-auth");
        if let Some(name) = login.usernames.first() {
            basic = basic.with("username", string(name));
        }
        if !login.password.is_empty() {
            basic = basic.with("password", field(&login.password, "concealed-string"));
        }
        all.push(basic);
        all.extend(totp(&login.otp));
        all.extend(login.passkeys.iter().map(passkey));
    }
    if let Some(card) = &content.card {
        let expiry = format!("{}-{}", card.expiry_year, card.expiry_month);
        let parts = [
            ("number", card.number.as_str(), "concealed-string"),
            ("fullName", &card.name, "string"),
            ("cardType", &card.brand, "string"),
            ("verificationNumber", &card.security_code, "concealed-string"),
            ("pin", &card.pin, "concealed-string"),
            ("expiryDate", expiry.trim_matches('-'), "year-month"),
            ("validFrom", &card.valid_from, "year-month"),
        ];
        let filled = parts.into_iter().filter(|(_, value, _)| !value.is_empty());
        all.push(filled.fold(of("credit-card"), |object, (name, value, kind)| {
            object.with(name, field(value, kind))
        }));
    }
    if content.kind == ItemKind::Identity {
        all.extend(person(item));
    }
    if !content.notes.is_empty() {
        all.push(of("note").with("content", string(&content.notes)));
    }
    let mut sections: Vec<(&str, Vec<Object>)> = Vec::new();
    for each in &content.fields {
        let kind = match each.kind {
            CustomFieldKind::Hidden => "concealed-string",
            CustomFieldKind::Boolean => "boolean",
            CustomFieldKind::Date => "date",
            _ => "string",
        };
        let object = field(&each.value, kind).into_object().with("label", each.name.as_str());
        match sections.last_mut().filter(|(section, _)| *section == each.section) {
            Some((_, fields)) => fields.push(object),
            None => sections.push((&each.section, vec![object])),
        }
    }
    all.extend(
        sections
            .into_iter()
            .map(|(label, fields)| of("custom-fields").with("label", label).with("fields", fields)),
    );
    all
}

fn totp(address: &str) -> Option<Object> {
    let parts = otp::parts(address)?;
    let number = |text: &str, usual: i64| text.parse().unwrap_or(usual);
    let algorithm = if parts.algorithm.is_empty() {
        "sha1".to_owned()
    } else {
        parts.algorithm.to_lowercase()
    };
    Some(
        Object::default()
            .with("type", "totp")
            .with("secret", parts.secret.as_str())
            .with("period", number(&parts.period, 30))
            .with("digits", number(&parts.digits, 6))
            .with("username", parts.account.as_str())
            .with("algorithm", algorithm)
            .with("issuer", parts.issuer.as_str()),
    )
}

fn passkey(passkey: &Passkey) -> Object {
    Object::default()
        .with("type", "passkey")
        .with("credentialId", to_base64url(&passkey.credential_id))
        .with("rpId", passkey.rp_id.as_str())
        .with("username", passkey.user_name.as_str())
        .with("userDisplayName", passkey.user_display_name.as_str())
        .with("userHandle", to_base64url(&passkey.user_handle))
        .with("key", to_base64url(&passkey.private_key))
}

/// A person's name, address and papers; what the format has no credential for goes to custom fields.
fn person(item: &ImportedItem) -> Vec<Object> {
    const PLACES: [(&str, &str, &str); 13] = [
        ("Title of honour", "person-name", "title"),
        ("Given name", "person-name", "given"),
        ("Additional name", "person-name", "given2"),
        ("Family name", "person-name", "surname"),
        ("Street address", "address", "streetAddress"),
        ("City", "address", "city"),
        ("Region", "address", "territory"),
        ("Postal code", "address", "postalCode"),
        ("Country", "address", "country"),
        ("Telephone", "address", "tel"),
        ("Passport", "passport", "passportNumber"),
        ("Driving licence", "drivers-license", "licenseNumber"),
        ("Birthday", "passport", "birthDate"),
    ];
    let mut item = item.clone();
    let mut credentials: BTreeMap<&str, Object> = BTreeMap::new();
    // Without a name there would be nothing that tells a person.
    credentials.insert("person-name", Object::default().with("type", "person-name"));
    let mut others = Vec::new();
    for (name, place) in fit::PARTS {
        let Some(value) = place(&mut item).filter(|value| !value.is_empty()).cloned() else {
            continue;
        };
        match PLACES.iter().find(|(each, ..)| each == name) {
            Some((_, kind, member)) => {
                let object = credentials
                    .remove(kind)
                    .unwrap_or_else(|| Object::default().with("type", *kind));
                credentials.insert(kind, object.with(member, string(&value)));
            }
            None => others.push(string(&value).into_object().with("label", *name)),
        }
    }
    let mut all: Vec<Object> = credentials.into_values().collect();
    if !others.is_empty() {
        all.push(
            Object::default()
                .with("type", "custom-fields")
                .with("label", "Person")
                .with("fields", others),
        );
    }
    all
}
