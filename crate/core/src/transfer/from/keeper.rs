//! Keeper, JSON: records with typed custom fields, whose names read `$type:label:number`.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{Json, Object};
use super::super::letters;
use super::super::time;
use crate::api::{CustomField, CustomFieldKind, ImportedItem, ItemKind, Passkey, RemarkKind};

const HIDDEN: [&str; 7] = [
    "secret",
    "pinCode",
    "password",
    "accountNumber",
    "licenseNumber",
    "cardNumber",
    "cardSecurityCode",
];

pub(in crate::transfer) fn read(mut export: Object, found: &mut Found) -> Result<()> {
    for mut shared in export.objects("shared_folders") {
        found.push_folder(path(&shared.text("path")))?;
    }
    for record in export.objects("records") {
        // Records of before there were types may be anything.
        let is_typed = record.has("$type");
        let item = read_record(record);
        if is_typed {
            found.push_told(item)?
        } else {
            found.push(item)?
        }
    }
    Ok(())
}

/// Folders are nested by a backslash; one in a name is written twice.
pub(super) fn path(text: &str) -> String {
    const INNER: &str = "\u{0}";
    folder(&text.replace("\\\\", INNER), '\\').replace(INNER, "\\")
}

fn read_record(mut source: Object) -> ImportedItem {
    let title = source.text("title");
    let kind = source.text("$type");
    let mut item = match kind.as_str() {
        "login" | "" => ImportedItem::new(ItemKind::Login, title),
        "bankCard" => ImportedItem::new(ItemKind::Card, title),
        "encryptedNotes" => ImportedItem::new(ItemKind::Note, title),
        "address" | "contact" => ImportedItem::new(ItemKind::Identity, title),
        other => ImportedItem::custom(other, title),
    };
    item.add_username(source.text("login"));
    item.set_password(source.text("password"));
    item.add_url(&source.text("login_url"));
    item.add_notes(source.text("notes"));
    item.changed_ms = source.ms("last_modified");
    for mut place in source.objects("folders") {
        let path = path(&place.first_text(&["folder", "shared_folder"]));
        if item.content.folder.is_empty() {
            item.content.folder = path;
        } else if !path.is_empty() {
            item.keep_as_tag(&path);
        }
    }
    match source.take("custom_fields") {
        Json::Object(fields) => fields
            .into_rest()
            .for_each(|(name, value)| read_field(&mut item, &name, value)),
        Json::List(fields) => fields.into_iter().for_each(|field| {
            let mut field = field.into_object();
            let name = field.first_text(&["name", "label", "type"]);
            read_field(&mut item, &name, field.take("value"));
        }),
        _ => {}
    }
    source.drop_all(&["uid", "schema", "references", "links"]);
    item.keep_rest(source);
    item
}

fn read_field(item: &mut ImportedItem, name: &str, value: Json) {
    let Some(typed) = name.strip_prefix('$') else {
        return read_untyped(item, name, value.into_text());
    };
    let (kind, rest) = typed.split_once(':').unwrap_or((typed, ""));
    let numbered = rest
        .rsplit_once(':')
        .filter(|(_, number)| number.parse::<u16>().is_ok());
    let label = numbered.map_or(rest, |(label, _)| label);
    let name = if label.is_empty() { kind } else { label };
    match (kind, value) {
        (_, Json::List(values)) => {
            for value in values {
                read_value(item, kind, label, name, value);
            }
        }
        (_, value) => read_value(item, kind, label, name, value),
    }
}

/// A field of a record that has no types, as Keeper wrote them before and still writes them into its CSV.
pub(super) fn read_untyped(item: &mut ImportedItem, name: &str, value: String) {
    let kind = match name.starts_with("Hidden Field") {
        true => CustomFieldKind::Hidden,
        false => CustomFieldKind::Text,
    };
    match name {
        "TFC:Keeper" => item.set_otp(value),
        _ => item.add_field(name, value, kind),
    }
}

fn read_value(item: &mut ImportedItem, kind: &str, label: &str, name: &str, value: Json) {
    let item_kind = item.content.kind;
    match (kind, value) {
        ("oneTimeCode" | "otp", value) => item.set_otp(value.into_text()),
        ("url", value) if label.is_empty() => item.add_url(&value.into_text()),
        ("note", value) if item_kind == ItemKind::Note => item.add_notes(value.into_text()),
        ("pinCode", value) if item_kind == ItemKind::Card && item.card().pin.is_empty() => {
            item.card().pin = value.into_text();
        }
        (_, value) if label == "cardholderName" && item.card().name.is_empty() => item.card().name = value.into_text(),
        ("paymentCard", Json::Object(mut card)) if has_no_card(item) => {
            item.card().number = card.text("cardNumber");
            item.card().security_code = card.text("cardSecurityCode");
            item.set_expiry(&card.text("cardExpirationDate"));
            item.keep_rest(card);
        }
        ("name", Json::Object(mut person)) if item_kind == ItemKind::Identity => {
            item.place(
                |item| &mut item.identity().given_name,
                "Given name",
                person.text("first"),
            );
            item.place(
                |item| &mut item.identity().additional_name,
                "Additional name",
                person.text("middle"),
            );
            item.place(
                |item| &mut item.identity().family_name,
                "Family name",
                person.text("last"),
            );
            item.keep_rest(person);
        }
        ("address", Json::Object(mut place)) if item_kind == ItemKind::Identity && has_no_address(item) => {
            item.add_street_line(&place.text("street1"));
            item.add_street_line(&place.text("street2"));
            let identity = item.identity();
            identity.city = place.text("city");
            identity.region = place.text("state");
            identity.postal_code = place.text("zip");
            identity.country = place.text("country");
            item.keep_rest(place);
        }
        ("text", value) if item_kind == ItemKind::Identity && label == "company" => {
            item.place(|item| &mut item.identity().organization, "Company", value.into_text());
        }
        ("email", value) if item_kind == ItemKind::Identity => {
            item.place(|item| &mut item.identity().email, "E-mail", value.into_text());
        }
        ("phone", Json::Object(mut phone)) => {
            let parts = [phone.text("region"), phone.text("number"), phone.text("ext")];
            let number = parts
                .iter()
                .filter(|part| !part.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" ");
            if item_kind == ItemKind::Identity {
                item.place(|item| &mut item.identity().tel, "Telephone", number);
            } else {
                item.add_field(name, number, CustomFieldKind::Text);
            }
            read_parts(item, name, phone);
        }
        ("keyPair", Json::Object(mut pair)) => {
            item.add_field("Public key", pair.text("publicKey"), CustomFieldKind::Text);
            item.add_field("Private key", pair.text("privateKey"), CustomFieldKind::Hidden);
            item.keep_rest(pair);
        }
        ("passkey", Json::Object(passkey)) => read_passkey(item, passkey),
        (_, Json::Object(parts)) => read_parts(item, name, parts),
        ("date" | "birthDate" | "expirationDate", value) => {
            let day = value.whole().map(time::day_of_midnight);
            item.add_field(name, day.unwrap_or_else(|| value.into_text()), CustomFieldKind::Date);
        }
        (kind, value) if HIDDEN.contains(&kind) => item.add_field(name, value.into_text(), CustomFieldKind::Hidden),
        (_, value) => item.add_field(name, value.into_text(), CustomFieldKind::Text),
    }
}

/// Whether nothing stands there yet that a card of the file would write over.
fn has_no_card(item: &mut ImportedItem) -> bool {
    let card = item.card();
    let parts = [&card.number, &card.security_code, &card.expiry_month, &card.expiry_year];
    parts.into_iter().all(String::is_empty)
}

/// The same of an address.
fn has_no_address(item: &mut ImportedItem) -> bool {
    let place = item.identity();
    let parts = [
        &place.street_address,
        &place.city,
        &place.region,
        &place.postal_code,
        &place.country,
    ];
    parts.into_iter().all(String::is_empty)
}

/// What a value of several parts has no place for: fields under its name.
fn read_parts(item: &mut ImportedItem, name: &str, parts: Object) {
    for (part, value) in parts.into_rest() {
        let kind = match HIDDEN.contains(&part.as_str()) {
            true => CustomFieldKind::Hidden,
            false => CustomFieldKind::Text,
        };
        item.add_field_under(name, part, value.into_text(), kind);
    }
}

fn read_passkey(item: &mut ImportedItem, mut source: Object) {
    let mut bytes = |name: &str| letters::from_base64(&source.text(name)).unwrap_or_default();
    let mut passkey = Passkey {
        credential_id: bytes("credentialId"),
        user_handle: bytes("userId"),
        rp_id: source.text("relyingParty"),
        user_name: source.text("username"),
        counter: source
            .take("signCount")
            .whole()
            .and_then(|count| count.try_into().ok())
            .unwrap_or(0),
        created_ms: source.ms("createdDate").unwrap_or(0),
        ..Passkey::default()
    };
    for (name, value) in source.into_rest() {
        passkey.others.push(CustomField {
            name,
            kind: CustomFieldKind::Hidden,
            value: value.into_text(),
            ..CustomField::default()
        });
    }
    item.remark(RemarkKind::Unreadable, "Passkey");
    item.login().passkeys.push(passkey);
}
