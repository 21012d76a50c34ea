//! The fields of 1Password's sections: by their ids where an item of ours has a place for them, else as custom fields.

use super::super::dates;
use super::super::json::Json;
use super::super::table::key;
use super::super::time;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

/// A field as both 1PUX and 1PIF know it.
pub(super) struct Field<'a> {
    pub(super) section: &'a str,
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) kind: &'a str,
}

pub(super) fn put(item: &mut ImportedItem, field: &Field<'_>, value: Json) {
    if value.is_empty() {
        return;
    }
    let name = if field.title.is_empty() { field.id } else { field.title };
    if field.kind == "address" {
        return put_address(item, field, name, value);
    }
    if field.kind == "sshKey" {
        return put_ssh_key(item, value);
    }
    let text = match (field.kind, value) {
        ("email", Json::Object(mut email)) => email.first_text(&["email_address", "address"]),
        // Seconds, which lie before 1970 for many a birthday.
        ("date", value) => match value.whole() {
            Some(seconds) => time::day(seconds.saturating_mul(1_000)),
            None => value.into_text(),
        },
        ("monthYear", value) => {
            let text = value.into_text();
            match dates::expiry(&text) {
                (month, year) if !month.is_empty() && !year.is_empty() => format!("{year}-{month}"),
                _ => text,
            }
        }
        (_, value) => value.into_text(),
    };
    if field.kind == "totp" || field.id.starts_with("TOTP_") {
        return if item.content.kind == ItemKind::Login {
            item.set_otp(text);
        } else {
            item.add_field_under(field.section, name, text, CustomFieldKind::Hidden);
        };
    }
    let placed = match item.content.kind {
        ItemKind::Card => put_card(item, field.id, &text),
        ItemKind::Identity => put_person(item, field.id, name, &text),
        _ => false,
    };
    if placed {
        return;
    }
    let kind = match field.kind {
        "concealed" => CustomFieldKind::Hidden,
        "date" => CustomFieldKind::Date,
        "url" | "URL" => CustomFieldKind::Url,
        _ => CustomFieldKind::Text,
    };
    item.add_field_under(field.section, name, text, kind);
}

fn put_card(item: &mut ImportedItem, id: &str, text: &str) -> bool {
    let card = item.card();
    let place = match id {
        "cardholder" => &mut card.name,
        "type" => &mut card.brand,
        "ccnum" => &mut card.number,
        "cvv" => &mut card.security_code,
        "pin" => &mut card.pin,
        "bank" => &mut card.issuer,
        "validFrom" => &mut card.valid_from,
        "expiry" => {
            item.set_expiry(text);
            return true;
        }
        _ => return false,
    };
    text.clone_into(place);
    true
}

fn put_person(item: &mut ImportedItem, id: &str, name: &str, text: &str) -> bool {
    let place: fn(&mut ImportedItem) -> &mut String = match id {
        "firstname" => |item| &mut item.identity().given_name,
        "initial" => |item| &mut item.identity().additional_name,
        "lastname" => |item| &mut item.identity().family_name,
        "gender" | "sex" => |item| &mut item.identity().sex,
        "birthdate" => |item| &mut item.identity().birthday,
        "company" => |item| &mut item.identity().organization,
        "jobtitle" => |item| &mut item.identity().organization_title,
        "defphone" | "cellphone" | "homephone" | "busphone" => |item| &mut item.identity().tel,
        "username" => |item| &mut item.identity().username,
        "email" => |item| &mut item.identity().email,
        "address" | "address1" => |item| &mut item.identity().street_address,
        "zip" => |item| &mut item.identity().postal_code,
        "city" => |item| &mut item.identity().city,
        "state" => |item| &mut item.identity().region,
        "country" => |item| &mut item.identity().country,
        _ => return false,
    };
    item.place(place, name, text);
    true
}

fn put_address(item: &mut ImportedItem, field: &Field<'_>, name: &str, value: Json) {
    let Json::Object(mut address) = value else {
        return item.add_field_under(field.section, name, value.into_text(), CustomFieldKind::Text);
    };
    if item.content.kind != ItemKind::Identity || !item.identity().street_address.is_empty() {
        let parts = ["street", "zip", "city", "state", "country"].map(|part| address.text(part));
        let lines: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        return item.add_field_under(field.section, name, lines.join("\n"), CustomFieldKind::Text);
    }
    let identity = item.identity();
    identity.street_address = address.text("street");
    identity.city = address.text("city");
    identity.region = address.text("state");
    identity.postal_code = address.text("zip");
    identity.country = address.text("country").to_uppercase();
    item.keep_rest(address);
}

fn put_ssh_key(item: &mut ImportedItem, value: Json) {
    let mut key = value.into_object();
    let mut about = key.object("metadata");
    item.add_field("Private key", key.text("privateKey"), CustomFieldKind::Hidden);
    item.add_field("Public key", about.text("publicKey"), CustomFieldKind::Text);
    item.add_field("Fingerprint", about.text("fingerprint"), CustomFieldKind::Text);
    about.drop_all(&["privateKey", "keyType"]);
    item.keep_rest(about);
    item.keep_rest(key);
}

/// 1PIF's names of types, by the categories of 1PUX.
pub(super) fn category_of(type_name: &str) -> &'static str {
    match type_name.rsplit('.').next().map(key).unwrap_or_default().as_str() {
        "webform" => "001",
        "creditcard" => "002",
        "securenote" => "003",
        "identity" => "004",
        "password" => "005",
        "license" => "100",
        "bankaccountus" | "bankaccountca" | "bankaccountuk" => "101",
        "database" => "102",
        "driverslicense" => "103",
        "huntinglicense" => "104",
        "membership" => "105",
        "passport" => "106",
        "rewardprogram" => "107",
        "ssnus" => "108",
        "wirelessrouter" | "router" => "109",
        "unixserver" => "110",
        "v2" | "email" => "111",
        _ => "",
    }
}
