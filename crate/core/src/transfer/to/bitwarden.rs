//! Bitwarden's JSON: in clear, under a password, or in a zip with attachments.

use rand_core::TryCryptoRng;

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::{Json, Object};
use super::super::letters::{to_base64, to_base64url, to_hex};
use super::super::{from, time};
use super::with_extra;
use super::zip::Archive;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind, MatchRule, Passkey};
use crate::crypto::foreign_kdf::{self, Argon2Params};
use crate::crypto::{foreign, random};

/// What Bitwarden itself offers as its stronger derivation: 64 MiB, three passes, four lanes.
const KDF: Argon2Params = Argon2Params {
    is_id: true,
    version: 0x13,
    memory_kib: 64 * 1_024,
    passes: 3,
    lanes: 4,
};

/// The export in clear.
pub(in crate::transfer) fn write(items: &[ImportedItem]) -> String {
    export(items).to_string()
}

/// The export under a password.
pub(in crate::transfer) fn write_locked(
    items: &[ImportedItem],
    password: &str,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<String> {
    let salt = to_base64(&random::make_bytes::<16>(rng)?);
    let hashed = foreign::derive_sha256(&[salt.as_bytes()]);
    let key = foreign_kdf::derive_argon2(KDF, hashed.as_slice(), password.as_bytes())?;
    let mut seal = |bytes: &[u8]| -> Result<String> {
        let iv = random::make_bytes::<16>(rng)?;
        let sealed = foreign::encrypt_cbc(foreign::expand(key.as_slice(), b"enc")?.as_slice(), &iv, bytes)?;
        let tag = foreign::derive_mac(foreign::expand(key.as_slice(), b"mac")?.as_slice(), &[&iv, &sealed])?;
        Ok(format!(
            "2.{}|{}|{}",
            to_base64(&iv),
            to_base64(&sealed),
            to_base64(&tag)
        ))
    };
    let check = seal(to_hex(hashed.get(..16).unwrap_or_default()).as_bytes())?;
    let data = seal(write(items).as_bytes())?;
    let whole = Object::default()
        .with("encrypted", true)
        .with("passwordProtected", true)
        .with("salt", salt)
        .with("kdfType", 1)
        .with("kdfIterations", i64::from(KDF.passes))
        .with("kdfMemory", i64::from(KDF.memory_kib / 1_024))
        .with("kdfParallelism", i64::from(KDF.lanes))
        .with("encKeyValidation_DO_NOT_EDIT", check)
        .with("data", data);
    Ok(Json::from(whole).to_string())
}

/// The export in clear with all files, in a zip.
pub(in crate::transfer) fn write_zip(items: &[ImportedItem]) -> Result<Vec<u8>> {
    let mut archive = Archive::default();
    archive.add("data.json", write(items).as_bytes())?;
    for (at, item) in items.iter().enumerate() {
        for file in &item.attachments {
            archive.add(&format!("attachments/{}/{}", id(at), file.name), &file.bytes)?;
        }
    }
    archive.finish()
}

fn export(items: &[ImportedItem]) -> Json {
    let mut folders: Vec<&str> = items.iter().map(|item| item.content.folder.as_str()).collect();
    folders.retain(|folder| !folder.is_empty());
    folders.sort_unstable();
    folders.dedup();
    let list: Vec<Object> = folders
        .iter()
        .enumerate()
        .map(|(at, name)| Object::default().with("id", folder_id(at)).with("name", *name))
        .collect();
    let written: Vec<Object> = items
        .iter()
        .enumerate()
        .map(|(at, item)| write_item(&with_extra(item, read_back), at, &folders))
        .collect();
    let export = Object::default()
        .with("encrypted", false)
        .with("folders", list)
        .with("items", written);
    Json::from(export)
}

fn read_back(item: &ImportedItem, found: &mut Found) {
    let folder = item.content.folder.as_str();
    let export = Object::default()
        .with(
            "folders",
            vec![Object::default().with("id", folder_id(0)).with("name", folder)],
        )
        .with("items", vec![write_item(item, 0, &[folder])]);
    // What cannot be read back is wholly in the extra field.
    let _ = from::bitwarden::read(export, None, found);
}

fn id(at: usize) -> String {
    format!("00000000-0000-4000-8000-{at:012x}")
}

fn folder_id(at: usize) -> String {
    format!("00000000-0000-4000-9000-{at:012x}")
}

fn text(text: &str) -> Json {
    if text.is_empty() { Json::Null } else { Json::from(text) }
}

fn write_item(item: &ImportedItem, at: usize, folders: &[&str]) -> Object {
    let content = &item.content;
    let kind = match (content.kind, &content.login) {
        (ItemKind::Login, _) | (ItemKind::Custom, Some(_)) => 1,
        (ItemKind::Card, _) => 3,
        (ItemKind::Identity, _) => 4,
        _ => 2,
    };
    let folder = folders
        .binary_search(&content.folder.as_str())
        .ok()
        .filter(|_| !content.folder.is_empty());
    let moment = item.changed_ms.or(item.created_ms).unwrap_or(0);
    let fields: Vec<Object> = content
        .fields
        .iter()
        .map(|field| {
            let (kind, linked) = match (field.kind, field.value.as_str()) {
                (CustomFieldKind::Hidden, _) => (1, None),
                (CustomFieldKind::Boolean, _) => (2, None),
                (CustomFieldKind::Linked, "username") => (3, Some(100)),
                (CustomFieldKind::Linked, "current-password") => (3, Some(101)),
                _ => (0, None),
            };
            let value = linked.map_or_else(|| Json::from(field.value.as_str()), |_| Json::Null);
            let object = Object::default().with("name", field.name.as_str()).with("value", value);
            object.with("type", kind).with("linkedId", linked)
        })
        .collect();
    let history: Vec<Object> = item
        .history
        .iter()
        .map(|past| {
            Object::default()
                .with("lastUsedDate", time::to_iso(past.replaced_ms))
                .with("password", past.password.as_str())
        })
        .collect();
    let mut written = Object::default()
        .with("id", id(at))
        .with("organizationId", Json::Null)
        .with("folderId", folder.map(folder_id))
        .with("type", kind)
        .with("reprompt", i64::from(content.guarded))
        .with("name", content.title.as_str())
        .with("notes", text(&content.notes))
        .with("favorite", content.favourite)
        .with("fields", fields)
        .with("passwordHistory", history)
        .with("creationDate", item.created_ms.map(time::to_iso))
        .with("revisionDate", item.changed_ms.map(time::to_iso))
        .with("deletedDate", item.trashed.then(|| time::to_iso(moment)))
        .with("archivedDate", content.archived.then(|| time::to_iso(moment)));
    written = match kind {
        1 => written.with("login", login(item)),
        3 => written.with("card", card(item)),
        4 => written.with("identity", identity(item)),
        _ => written.with("secureNote", Object::default().with("type", 0)),
    };
    written
}

fn login(item: &ImportedItem) -> Object {
    let login = item.content.login.clone().unwrap_or_default();
    let uris: Vec<Object> = login
        .urls
        .iter()
        .map(|saved| {
            let rule = match saved.rule {
                MatchRule::Domain => None,
                MatchRule::Host => Some(1),
                MatchRule::StartsWith => Some(2),
                MatchRule::Exact => Some(3),
                MatchRule::RegularExpression => Some(4),
                MatchRule::Never | MatchRule::Unknown => Some(5),
            };
            // Bitwarden looks for a pattern anywhere in an address; ours matches the whole of one.
            let uri = match saved.rule {
                MatchRule::RegularExpression => format!("^(?:{})$", saved.url),
                _ => saved.url.clone(),
            };
            Object::default().with("match", rule).with("uri", uri)
        })
        .collect();
    let passkeys: Vec<Object> = login.passkeys.iter().map(passkey).collect();
    Object::default()
        .with("uris", uris)
        .with("username", text(login.usernames.first().map_or("", String::as_str)))
        .with("password", text(&login.password))
        .with("totp", text(&login.otp))
        .with("passwordRevisionDate", item.password_set_ms.map(time::to_iso))
        .with("fido2Credentials", passkeys)
}

fn passkey(passkey: &Passkey) -> Object {
    let credential_id = match <[u8; 16]>::try_from(passkey.credential_id.as_slice()) {
        Ok(bytes) => uuid(&bytes),
        Err(_) => format!("b64.{}", to_base64url(&passkey.credential_id)),
    };
    Object::default()
        .with("credentialId", credential_id)
        .with("keyType", "public-key")
        .with("keyAlgorithm", "ECDSA")
        .with("keyCurve", "P-256")
        .with("keyValue", to_base64url(&passkey.private_key))
        .with("rpId", passkey.rp_id.as_str())
        .with("userHandle", to_base64url(&passkey.user_handle))
        .with("userName", passkey.user_name.as_str())
        .with("counter", passkey.counter.to_string())
        .with("rpName", passkey.rp_name.as_str())
        .with("userDisplayName", passkey.user_display_name.as_str())
        .with("discoverable", passkey.discoverable.to_string())
        .with("creationDate", time::to_iso(passkey.created_ms))
}

fn uuid(bytes: &[u8; 16]) -> String {
    let digits = to_hex(bytes);
    let ends = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    let parts: Vec<&str> = ends.iter().filter_map(|(from, to)| digits.get(*from..*to)).collect();
    parts.join("-")
}

fn card(item: &ImportedItem) -> Object {
    let card = item.content.card.clone().unwrap_or_default();
    Object::default()
        .with("cardholderName", text(&card.name))
        .with("brand", text(&card.brand))
        .with("number", text(&card.number))
        .with("expMonth", text(card.expiry_month.trim_start_matches('0')))
        .with("expYear", text(&card.expiry_year))
        .with("code", text(&card.security_code))
}

fn identity(item: &ImportedItem) -> Object {
    let person = item.content.identity.clone().unwrap_or_default();
    let mut lines = person.street_address.splitn(3, '\n');
    let mut line = || text(lines.next().unwrap_or(""));
    Object::default()
        .with("title", text(&person.honorific_prefix))
        .with("firstName", text(&person.given_name))
        .with("middleName", text(&person.additional_name))
        .with("lastName", text(&person.family_name))
        .with("address1", line())
        .with("address2", line())
        .with("address3", line())
        .with("city", text(&person.city))
        .with("state", text(&person.region))
        .with("postalCode", text(&person.postal_code))
        .with("country", text(&person.country))
        .with("company", text(&person.organization))
        .with("email", text(&person.email))
        .with("phone", text(&person.tel))
        .with("ssn", text(&person.national_id))
        .with("username", text(&person.username))
        .with("passportNumber", text(&person.passport))
        .with("licenseNumber", text(&person.driving_licence))
}
