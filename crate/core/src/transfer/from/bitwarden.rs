//! Bitwarden, JSON in clear: folders or collections, and items of eight types; also inside the zip with attachments.
//!
//! Source: the exports that its clients write; the numbers of types, fields and rules are theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::super::archive::Archive;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{Json, Object};
use super::super::letters;
use super::bitwarden_papers;
use crate::api::{CustomField, CustomFieldKind, ImportedItem, ItemKind, MatchRule, Passkey};

const IDS: [&str; 9] = [
    "object",
    "organizationId",
    "organizationUseTotp",
    "edit",
    "viewPassword",
    "key",
    "creationDate",
    "permissions",
    "secureNote",
];

pub(in crate::transfer) fn read(mut export: Object, archive: Option<Archive<'_>>, found: &mut Found) -> Result<()> {
    let mut folders = BTreeMap::new();
    for name in ["folders", "collections"] {
        for mut folder in export.objects(name) {
            let path = folder.text("name");
            found.push_folder(path.clone())?;
            folders.insert(folder.text("id"), path);
        }
    }
    let mut archive = archive;
    for item in export.objects("items") {
        read_item(item, &folders, archive.as_mut(), found)?;
    }
    Ok(())
}

fn read_item(
    mut source: Object,
    folders: &BTreeMap<String, String>,
    archive: Option<&mut Archive<'_>>,
    found: &mut Found,
) -> Result<()> {
    let title = source.text("name");
    let mut item = match source.take("type").whole() {
        Some(1) => ImportedItem::new(ItemKind::Login, title),
        Some(2) => ImportedItem::new(ItemKind::Note, title),
        Some(3) => ImportedItem::new(ItemKind::Card, title),
        Some(4) => ImportedItem::new(ItemKind::Identity, title),
        Some(5) => ImportedItem::custom("SSH key", title),
        Some(6) => ImportedItem::custom("Bank account", title),
        Some(7 | 8) => ImportedItem::new(ItemKind::Identity, title),
        _ => ImportedItem::custom("", title),
    };
    item.add_notes(source.text("notes"));
    item.content.favourite = source.truth("favorite");
    item.content.guarded = source.truth("reprompt");
    item.created_ms = source.ms("creationDate");
    item.changed_ms = source.ms("revisionDate");
    item.trashed = source.take("deletedDate") != Json::Null;
    item.content.archived = source.take("archivedDate") != Json::Null;
    let path = |id: &str| folders.get(id).cloned();
    item.content.folder = path(&source.text("folderId")).unwrap_or_default();
    let mut seen = BTreeSet::new();
    for id in source.list("collectionIds").into_iter().map(Json::into_text) {
        let path = if seen.contains(&id) { None } else { path(&id) };
        seen.insert(id);
        match path {
            Some(path) if item.content.folder.is_empty() => item.content.folder = path,
            Some(path) if path != item.content.folder => {
                item.keep_as_tag(&path);
            }
            _ => {}
        }
    }
    for mut past in source.objects("passwordHistory") {
        item.add_past(past.text("password"), past.ms("lastUsedDate"));
    }
    for field in source.objects("fields") {
        read_field(&mut item, field);
    }
    read_login(&mut item, source.object("login"));
    read_card(&mut item, source.object("card"));
    read_identity(&mut item, source.object("identity"));
    read_ssh_key(&mut item, source.object("sshKey"));
    bitwarden_papers::read_bank_account(&mut item, source.object("bankAccount"));
    bitwarden_papers::read_paper(&mut item, source.object("driversLicense"));
    bitwarden_papers::read_paper(&mut item, source.object("passport"));
    read_files(&mut item, &source.text("id"), archive)?;
    source.take("attachments");
    source.drop_all(&IDS);
    item.keep_rest(source);
    found.push_told(item)
}

fn read_field(item: &mut ImportedItem, mut field: Object) {
    let (value, linked) = (field.text("value"), field.take("linkedId").whole());
    let (kind, value) = match field.take("type").whole() {
        Some(1) => (CustomFieldKind::Hidden, value),
        Some(2) => (CustomFieldKind::Boolean, value),
        Some(3) => match linked {
            Some(100) => (CustomFieldKind::Linked, "username".to_owned()),
            Some(101) => (CustomFieldKind::Linked, "current-password".to_owned()),
            other => (
                CustomFieldKind::Linked,
                other.map_or(value, |number| number.to_string()),
            ),
        },
        _ => (CustomFieldKind::Text, value),
    };
    let name = field.text("name");
    item.add_field(name, value, kind);
}

fn read_login(item: &mut ImportedItem, mut login: Object) {
    for mut uri in login.objects("uris") {
        let address = uri.text("uri");
        if address.trim().is_empty() {
            continue;
        }
        item.add_url(&address);
        let rule = match uri.take("match").whole() {
            Some(1) => MatchRule::Host,
            Some(2) => MatchRule::StartsWith,
            Some(3) => MatchRule::Exact,
            Some(4) => MatchRule::RegularExpression,
            Some(5) => MatchRule::Never,
            _ => continue,
        };
        if let Some(saved) = item.login().urls.last_mut() {
            saved.rule = rule;
            // A pattern that is anchored at both ends is the whole address's, as ours are.
            let whole = saved.url.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$"));
            if let (MatchRule::RegularExpression, Some(whole)) = (rule, whole) {
                saved.url = whole.into();
            }
        }
    }
    item.add_url(&login.text("uri"));
    item.add_username(login.text("username"));
    item.set_password(login.text("password"));
    item.set_otp(login.text("totp"));
    item.password_set_ms = login.ms("passwordRevisionDate");
    for passkey in login.objects("fido2Credentials") {
        let passkey = read_passkey(passkey);
        item.login().passkeys.push(passkey);
    }
    login.drop_all(&["autofillOnPageLoad"]);
    item.keep_rest(login);
}

fn read_passkey(mut source: Object) -> Passkey {
    let id = source.text("credentialId");
    let credential_id = match id.strip_prefix("b64.") {
        Some(rest) => letters::from_base64(rest),
        None => letters::from_uuid(&id).or_else(|| letters::from_base64(&id)),
    };
    let mut passkey = Passkey {
        credential_id: credential_id.unwrap_or_else(|| id.into_bytes()),
        rp_id: source.text("rpId"),
        rp_name: source.text("rpName"),
        user_handle: bytes(source.text("userHandle")),
        user_name: source.text("userName"),
        user_display_name: source.text("userDisplayName"),
        private_key: bytes(source.text("keyValue")),
        algorithm: 0,
        counter: source
            .take("counter")
            .whole()
            .and_then(|count| count.try_into().ok())
            .unwrap_or(0),
        discoverable: source.truth("discoverable"),
        created_ms: source.ms("creationDate").unwrap_or(0),
        ..Passkey::default()
    };
    if source.peek("keyCurve") == &Json::from("P-256") {
        passkey.algorithm = -7;
    }
    for (name, value) in source.into_rest() {
        passkey.others.push(CustomField {
            name,
            value: value.into_text(),
            ..CustomField::default()
        });
    }
    passkey
}

fn bytes(text: String) -> Vec<u8> {
    letters::from_base64(&text).unwrap_or_else(|| text.into_bytes())
}

fn read_card(item: &mut ImportedItem, mut source: Object) {
    if source.len() == 0 {
        return;
    }
    let card = item.card();
    card.name = source.text("cardholderName");
    card.brand = source.text("brand");
    card.number = source.text("number");
    card.security_code = source.text("code");
    let (month, year) = (source.text("expMonth"), source.text("expYear"));
    card.expiry_month = super::super::dates::month(&month).unwrap_or(month);
    card.expiry_year = super::super::dates::year(&year).unwrap_or(year);
    item.keep_rest(source);
}

fn read_identity(item: &mut ImportedItem, mut source: Object) {
    if source.len() == 0 {
        return;
    }
    for name in ["address1", "address2", "address3"] {
        item.add_street_line(&source.text(name));
    }
    let identity = item.identity();
    identity.honorific_prefix = source.text("title");
    identity.given_name = source.text("firstName");
    identity.additional_name = source.text("middleName");
    identity.family_name = source.text("lastName");
    identity.city = source.text("city");
    identity.region = source.text("state");
    identity.postal_code = source.text("postalCode");
    identity.country = source.text("country");
    identity.organization = source.text("company");
    identity.email = source.text("email");
    identity.tel = source.text("phone");
    identity.national_id = source.text("ssn");
    identity.username = source.text("username");
    identity.passport = source.text("passportNumber");
    identity.driving_licence = source.text("licenseNumber");
    item.keep_rest(source);
}

fn read_ssh_key(item: &mut ImportedItem, mut source: Object) {
    item.add_field("Private key", source.text("privateKey"), CustomFieldKind::Hidden);
    item.add_field("Public key", source.text("publicKey"), CustomFieldKind::Text);
    item.add_field(
        "Fingerprint",
        source.first_text(&["keyFingerprint", "fingerprint"]),
        CustomFieldKind::Text,
    );
    item.keep_rest(source);
}

/// Attachments lie in `attachments/`, the item's id, and their names.
fn read_files(item: &mut ImportedItem, id: &str, archive: Option<&mut Archive<'_>>) -> Result<()> {
    let Some(archive) = archive else { return Ok(()) };
    let folder = format!("attachments/{id}/");
    for (at, name) in archive.under(&folder).into_iter().filter(|_| !id.is_empty()) {
        item.add_file(name, "", archive.read(at)?);
    }
    Ok(())
}

/// Whether an export says that it is encrypted, and how.
pub(in crate::transfer) fn is_locked(export: &Object) -> bool {
    export.peek("encrypted").is_true()
}
