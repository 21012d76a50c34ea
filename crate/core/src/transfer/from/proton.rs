//! Proton Pass, JSON: vaults of items, each with content by its type and extra fields; vaults become folders.
//!
//! A passkey's private key lies in Proton's own serialisation, which is kept as it is for an export.

use super::super::archive::Archive;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{Json, Object};
use super::super::{letters, time};
use crate::api::{CustomField, CustomFieldKind, ImportedItem, ItemKind, Passkey, RemarkKind};

/// Where the export lies in its zip.
pub(in crate::transfer) const DATA: &str = "Proton Pass/data.json";
const FILES: &str = "Proton Pass/files/";

pub(in crate::transfer) fn read(mut export: Object, mut archive: Option<Archive<'_>>, found: &mut Found) -> Result<()> {
    for (_, vault) in export.object("vaults").into_rest() {
        let mut vault = vault.into_object();
        let name = vault.text("name");
        found.push_folder(name.clone())?;
        for item in vault.objects("items") {
            read_item(item, &name, archive.as_mut(), found)?;
        }
    }
    Ok(())
}

fn read_item(mut source: Object, vault: &str, archive: Option<&mut Archive<'_>>, found: &mut Found) -> Result<()> {
    let mut data = source.object("data");
    let mut metadata = data.object("metadata");
    let kind = data.text("type");
    let mut item = new_item(&kind, metadata.text("name"));
    vault.clone_into(&mut item.content.folder);
    item.add_notes(metadata.text("note"));
    item.trashed = source.take("state").whole() == Some(2);
    item.content.favourite = source.truth("pinned");
    item.created_ms = source.ms("createTime");
    item.changed_ms = source.ms("modifyTime");
    read_content(&mut item, &kind, data.object("content"));
    let alias = source.text("aliasEmail");
    item.add_username(alias);
    for field in data.objects("extraFields") {
        read_extra(&mut item, "", field);
    }
    read_files(&mut item, source.list("files"), archive)?;
    data.drop_all(&["platformSpecific"]);
    item.keep_rest(data);
    metadata.drop_all(&["itemUuid"]);
    item.keep_rest(metadata);
    source.drop_all(&["itemId", "shareId", "contentFormatVersion", "shareCount"]);
    item.keep_rest(source);
    found.push_told(item)
}

/// An empty item of Proton's type.
pub(super) fn new_item(kind: &str, title: String) -> ImportedItem {
    match kind {
        "login" | "alias" => ImportedItem::new(ItemKind::Login, title),
        "note" => ImportedItem::new(ItemKind::Note, title),
        "creditCard" => ImportedItem::new(ItemKind::Card, title),
        "identity" => ImportedItem::new(ItemKind::Identity, title),
        "sshKey" => ImportedItem::custom("SSH key", title),
        "wifi" => ImportedItem::custom("Wi-Fi", title),
        _ => ImportedItem::custom("", title),
    }
}

/// Reads what belongs to the type.
pub(super) fn read_content(item: &mut ImportedItem, kind: &str, mut content: Object) {
    match kind {
        "login" => {
            for name in ["itemUsername", "username", "itemEmail"] {
                item.add_username(content.text(name));
            }
            item.set_password(content.text("password"));
            content
                .list("urls")
                .into_iter()
                .for_each(|url| item.add_url(&url.into_text()));
            for mut url in content.objects("autofillUrls") {
                item.add_url(&url.text("url"));
            }
            item.set_otp(content.text("totpUri"));
            for passkey in content.objects("passkeys") {
                read_passkey(item, passkey);
            }
        }
        "creditCard" => read_card(item, &mut content),
        "identity" => read_identity(item, &mut content),
        "wifi" | "sshKey" => {
            for (name, label, kind) in [
                ("ssid", "Network", CustomFieldKind::Text),
                ("password", "Password", CustomFieldKind::Hidden),
                ("privateKey", "Private key", CustomFieldKind::Hidden),
                ("publicKey", "Public key", CustomFieldKind::Text),
            ] {
                item.add_field(label, content.text(name), kind);
            }
        }
        _ => {}
    }
    for section in content
        .objects("sections")
        .into_iter()
        .chain(content.objects("extraSections"))
    {
        read_section(item, section);
    }
    item.keep_rest(content);
}

fn read_card(item: &mut ImportedItem, content: &mut Object) {
    let number = content.text("number");
    // The export's number for the type says less than the card's own number.
    content.take("cardType");
    let card = item.card();
    brand(&number).clone_into(&mut card.brand);
    card.number = number;
    card.name = content.text("cardholderName");
    card.security_code = content.text("verificationNumber");
    card.pin = content.text("pin");
    item.set_expiry(&content.text("expirationDate"));
}

/// The brand that a card's first digits tell (ISO/IEC 7812).
fn brand(number: &str) -> &'static str {
    let digits: String = number.chars().filter(char::is_ascii_digit).take(4).collect();
    match digits.parse::<u16>().unwrap_or(0) {
        4_000..5_000 => "Visa",
        5_100..5_600 | 2_221..2_721 => "Mastercard",
        3_400..3_500 | 3_700..3_800 => "American Express",
        6_011 | 6_440..6_600 => "Discover",
        3_528..3_590 => "JCB",
        3_600..3_700 | 3_800..4_000 | 3_000..3_060 => "Diners Club",
        6_200..6_300 => "UnionPay",
        _ => "",
    }
}

fn read_identity(item: &mut ImportedItem, content: &mut Object) {
    let identity = item.identity();
    identity.given_name = content.text("firstName");
    identity.additional_name = content.text("middleName");
    identity.family_name = content.text("lastName");
    identity.email = content.text("email");
    identity.tel = content.text("phoneNumber");
    identity.birthday = content.text("birthdate");
    identity.sex = content.text("gender");
    identity.street_address = content.text("streetAddress");
    identity.postal_code = content.text("zipOrPostalCode");
    identity.city = content.text("city");
    identity.region = content.text("stateOrProvince");
    identity.country = content.text("countryOrRegion");
    identity.national_id = content.text("socialSecurityNumber");
    identity.passport = content.text("passportNumber");
    identity.driving_licence = content.text("licenseNumber");
    identity.organization = content.text("company");
    identity.organization_title = content.text("jobTitle");
    let organization = content.text("organization");
    item.place(|item| &mut item.identity().organization, "Organization", organization);
    let full_name = content.text("fullName");
    if !full_name.is_empty() {
        item.set_full_name(&full_name);
    }
    for name in [
        "extraPersonalDetails",
        "extraAddressDetails",
        "extraContactDetails",
        "extraWorkDetails",
    ] {
        for field in content.objects(name) {
            read_extra(item, "", field);
        }
    }
}

fn read_section(item: &mut ImportedItem, mut section: Object) {
    let name = section.text("sectionName");
    for field in section.objects("sectionFields") {
        read_extra(item, &name, field);
    }
}

fn read_extra(item: &mut ImportedItem, section: &str, mut field: Object) {
    let (name, kind) = (field.text("fieldName"), field.text("type"));
    let mut data = field.object("data");
    let value = data.first_text(&["content", "totpUri", "timestamp"]);
    let name = if name.is_empty() { kind.clone() } else { name };
    match kind.as_str() {
        "totp" if item.content.kind == ItemKind::Login => item.set_otp(value),
        "hidden" | "totp" => item.add_field_under(section, name, value, CustomFieldKind::Hidden),
        "timestamp" => match time::from_any(&value) {
            Some(ms) => {
                let day: String = time::to_iso(ms).chars().take(10).collect();
                item.add_field_under(section, name, day, CustomFieldKind::Date);
            }
            None => item.add_field_under(section, name, value, CustomFieldKind::Date),
        },
        _ => item.add_field_under(section, name, value, CustomFieldKind::Text),
    }
}

fn read_passkey(item: &mut ImportedItem, mut source: Object) {
    let mut bytes = |name: &str| letters::from_base64(&source.text(name)).unwrap_or_default();
    let mut passkey = Passkey {
        credential_id: bytes("credentialId"),
        user_handle: bytes("userHandle"),
        rp_id: source.text("rpId"),
        rp_name: source.text("rpName"),
        user_name: source.text("userName"),
        user_display_name: source.text("userDisplayName"),
        created_ms: source.ms("createTime").unwrap_or(0),
        discoverable: true,
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

/// Files lie beside the export; an item names them.
fn read_files(item: &mut ImportedItem, files: Vec<Json>, mut archive: Option<&mut Archive<'_>>) -> Result<()> {
    for file in files {
        let name = match file {
            Json::Object(mut file) => file.first_text(&["name", "fileName"]),
            other => other.into_text(),
        };
        let at = archive
            .as_ref()
            .and_then(|archive| archive.find(&format!("{FILES}{name}")));
        match (at, archive.as_deref_mut()) {
            (Some(at), Some(archive)) => {
                let bytes = archive.read(at)?;
                item.add_file(name, "", bytes);
            }
            _ => item.remark(RemarkKind::FileMissing, &name),
        }
    }
    Ok(())
}
