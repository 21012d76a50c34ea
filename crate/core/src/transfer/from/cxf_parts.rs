//! The credentials of an item of the Credential Exchange Format, each to its place in an item of ours.

use super::super::json::Object;
use super::super::letters;
use super::super::otp;
use super::cxf::value_of;
use crate::api::{CustomField, CustomFieldKind, ImportedItem, ItemKind, Passkey, RemarkKind};

pub(super) fn read(item: &mut ImportedItem, mut source: Object) {
    let kind = source.text("type");
    match kind.as_str() {
        "basic-auth" => {
            item.add_username(take(&mut source, "username"));
            item.set_password(take(&mut source, "password"));
            for url in source.list("urls") {
                item.add_url(&url.into_text());
            }
        }
        "generated-password" if item.content.kind == ItemKind::Login => item.set_password(source.text("password")),
        "totp" => item.set_otp(code(&mut source)),
        "note" => item.add_notes(take(&mut source, "content")),
        "passkey" => {
            let passkey = read_passkey(core::mem::take(&mut source));
            item.login().passkeys.push(passkey);
        }
        "credit-card" if item.content.kind == ItemKind::Card => read_card(item, &mut source),
        "custom-fields" => {
            let section = source.text("label");
            for field in source.objects("fields") {
                read_field(item, &section, field);
            }
            source.take("id");
        }
        "file" => {
            item.remark(RemarkKind::FileMissing, &source.text("name"));
            source.drop_all(&["id", "decryptedSize", "integrityHash"]);
        }
        _ if item.content.kind == ItemKind::Identity => read_person(item, &mut source),
        _ => {}
    }
    keep_rest(item, &kind, source);
}

fn take(source: &mut Object, name: &str) -> String {
    value_of(source.take(name)).1
}

/// What is left of a credential: fields under a heading of its type.
fn keep_rest(item: &mut ImportedItem, kind: &str, source: Object) {
    for (name, field) in source.into_rest() {
        let (field_type, value) = value_of(field);
        item.add_field_under(kind, name, value, kind_of(&field_type));
    }
}

fn kind_of(field_type: &str) -> CustomFieldKind {
    match field_type {
        "concealed-string" => CustomFieldKind::Hidden,
        "boolean" => CustomFieldKind::Boolean,
        "date" => CustomFieldKind::Date,
        _ => CustomFieldKind::Text,
    }
}

fn read_field(item: &mut ImportedItem, section: &str, mut field: Object) {
    let kind = kind_of(&field.text("fieldType"));
    let (label, value) = (field.text("label"), field.text("value"));
    item.add_field_under(section, label, value, kind);
}

fn code(source: &mut Object) -> String {
    otp::address(&otp::Parts {
        issuer: source.text("issuer"),
        account: source.text("username"),
        secret: source.text("secret"),
        algorithm: source.text("algorithm"),
        digits: source.text("digits"),
        period: source.text("period"),
        ..otp::Parts::default()
    })
}

fn read_passkey(mut source: Object) -> Passkey {
    let mut bytes = |name: &str| letters::from_base64(&source.text(name)).unwrap_or_default();
    let mut passkey = Passkey {
        credential_id: bytes("credentialId"),
        user_handle: bytes("userHandle"),
        private_key: bytes("key"),
        rp_id: source.text("rpId"),
        user_name: source.text("username"),
        user_display_name: source.text("userDisplayName"),
        discoverable: true,
        ..Passkey::default()
    };
    for (name, value) in source.into_rest() {
        passkey.others.push(CustomField {
            name,
            value: value.into_text(),
            ..CustomField::default()
        });
    }
    passkey
}

fn read_card(item: &mut ImportedItem, source: &mut Object) {
    let card = item.card();
    card.number = take(source, "number");
    card.name = take(source, "fullName");
    card.brand = take(source, "cardType");
    card.security_code = take(source, "verificationNumber");
    card.pin = take(source, "pin");
    card.valid_from = take(source, "validFrom");
    item.set_expiry(&take(source, "expiryDate"));
}

fn read_person(item: &mut ImportedItem, source: &mut Object) {
    type Place = fn(&mut ImportedItem) -> &mut String;
    let places: [(&str, Place); 13] = [
        ("title", |item| &mut item.identity().honorific_prefix),
        ("given", |item| &mut item.identity().given_name),
        ("given2", |item| &mut item.identity().additional_name),
        ("surname", |item| &mut item.identity().family_name),
        ("streetAddress", |item| &mut item.identity().street_address),
        ("city", |item| &mut item.identity().city),
        ("territory", |item| &mut item.identity().region),
        ("postalCode", |item| &mut item.identity().postal_code),
        ("country", |item| &mut item.identity().country),
        ("tel", |item| &mut item.identity().tel),
        ("passportNumber", |item| &mut item.identity().passport),
        ("licenseNumber", |item| &mut item.identity().driving_licence),
        ("birthDate", |item| &mut item.identity().birthday),
    ];
    for (name, place) in places {
        let value = take(source, name);
        if !value.is_empty() {
            item.place(place, name, value);
        }
    }
    let full_name = take(source, "fullName");
    if !full_name.is_empty() {
        item.set_full_name(&full_name);
    }
}
