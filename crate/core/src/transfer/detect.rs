//! Which program wrote a file: by its content, never by its name.
//!
//! A table is told by the names of its columns, JSON and XML by the members and elements that only one program writes.

use super::columns;
use super::from::{
    bitwarden, cxf, dashlane_csv, enpass_csv, google, kaspersky, keeper_csv, onepassword, onepassword_pif, pass,
    roboform_page,
};
use super::json::{Json, Object};
use super::table::Header;
use super::xml::Element;
use crate::api::ImportFormat;

/// How a text is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Json,
    Xml,
    /// A table inside a page of HTML.
    Page,
    /// A format of lines that is none of the others.
    Lines(ImportFormat),
    Table,
}

/// Tells how a text is built.
pub(super) fn shape(text: &str) -> Shape {
    let text = text.trim_start();
    if text.starts_with('<') && roboform_page::is_one(text) {
        Shape::Lines(ImportFormat::RoboFormCsv)
    } else if text.starts_with('<') && text.contains("<pre") {
        Shape::Page
    } else if text.starts_with('<') {
        Shape::Xml
    } else if onepassword_pif::is_one(text) {
        Shape::Lines(ImportFormat::OnePasswordPif)
    } else if text.starts_with(['{', '[']) {
        Shape::Json
    } else if text.starts_with(google::MIGRATION) {
        Shape::Lines(ImportFormat::GoogleAuthenticator)
    } else if text.starts_with("otpauth://") {
        Shape::Lines(ImportFormat::OtpAddresses)
    } else if kaspersky::is_one(text) {
        Shape::Lines(ImportFormat::KasperskyText)
    } else {
        Shape::Table
    }
}

/// Columns that only one program writes, the more telling first.
const TABLES: &[(ImportFormat, &[&str])] = &[
    (
        ImportFormat::NordPassCsv,
        &["name", "username", "password", "note", "cardholdername", "cardnumber"],
    ),
    (
        ImportFormat::BitwardenCsv,
        &["name", "type", "loginuri", "loginusername", "loginpassword"],
    ),
    (
        ImportFormat::LastPassCsv,
        &["url", "username", "password", "extra", "name", "grouping"],
    ),
    (
        ImportFormat::ProtonPassCsv,
        &["type", "name", "url", "username", "password", "note", "totp"],
    ),
    (ImportFormat::FirefoxCsv, &["username", "password", "httprealm"]),
    (ImportFormat::RoboFormCsv, &["name", "url", "login", "pwd", "note"]),
    (ImportFormat::ZohoCsv, &["passwordname", "secretdata"]),
    (ImportFormat::ZohoCsv, &["secretname", "secretdata"]),
    (ImportFormat::ZohoCsv, &["secretname", "secreturl", "notes"]),
    (
        ImportFormat::ButtercupCsv,
        &["groupid", "groupname", "title", "password"],
    ),
    (
        ImportFormat::KeePassCsv,
        &["group", "title", "username", "password", "url", "notes"],
    ),
    (
        ImportFormat::KeePassCsv,
        &["account", "loginname", "password", "website", "comments"],
    ),
    (
        ImportFormat::OnePasswordCsv,
        &["title", "url", "username", "password", "archived"],
    ),
    (
        ImportFormat::OnePasswordCsv,
        &["title", "username", "password", "archivedstatus"],
    ),
    (ImportFormat::OnePasswordCsv, &["title", "username", "password", "uuid"]),
    // Up to version 7, where no login may be among the items.
    (ImportFormat::OnePasswordCsv, &["title", "scope", "uuid"]),
    (ImportFormat::OnePasswordCsv, &["title", "scope", "type"]),
    (
        ImportFormat::AviraCsv,
        &["name", "website", "username", "secondaryusername", "password"],
    ),
    (ImportFormat::AppleCsv, &["title", "url", "username", "password"]),
    (ImportFormat::ChromiumCsv, &["name", "url", "username", "password"]),
];

/// Tells a table by its columns.
pub(super) fn table(header: &Header) -> Option<ImportFormat> {
    let by_columns = TABLES
        .iter()
        .find(|(_, keys)| header.has(keys))
        .map(|(format, _)| *format);
    let of_dashlane = || dashlane_csv::kind_of(header).map(|_| ImportFormat::DashlaneCsv);
    // Dashlane's columns are all of Apple's and more.
    let by_columns = of_dashlane().or(by_columns);
    let of_enpass = || enpass_csv::is_one(header).then_some(ImportFormat::EnpassCsv);
    let of_keeper = || keeper_csv::is_one(header).then_some(ImportFormat::KeeperCsv);
    let by_columns = by_columns.or_else(of_keeper).or_else(of_enpass);
    by_columns.or_else(|| columns::look_like_logins(header).then_some(ImportFormat::Csv))
}

/// Whether a first row that is no header is one of Keeper's: folder, title, login, password, address, notes, folder.
pub(super) fn is_keeper_row(cells: &[String]) -> bool {
    let is_url = cells
        .get(4)
        .is_some_and(|url| url.is_empty() || url.contains("://") || url.contains('.'));
    // The address of any other table without a header stands before the password.
    let is_other = cells.iter().take(4).any(|cell| cell.contains("://"));
    !is_other && cells.len() >= 6 && (cells.len() == 6 || cells.len() % 2 == 1) && is_url
}

/// Tells JSON by its members.
pub(super) fn json(value: &Json) -> Option<ImportFormat> {
    match value {
        Json::Object(object) => of_object(object),
        Json::List(list) => match list.first() {
            Some(Json::Object(first)) if first.has("secret") => Some(ImportFormat::AndOtpJson),
            _ => None,
        },
        _ => None,
    }
}

fn of_object(object: &Object) -> Option<ImportFormat> {
    let has = |names: &[&str]| names.iter().all(|name| object.has(name));
    let of_dashlane = [
        "AUTHENTIFIANT",
        "SECURENOTE",
        "PAYMENTMEANS_CREDITCARD",
        "IDENTITY",
        "ADDRESS",
    ];
    Some(if has(&["vaults"]) && (has(&["userId"]) || has(&["version"])) {
        ImportFormat::ProtonPassJson
    } else if has(&["encrypted"]) && (has(&["items"]) || bitwarden::is_locked(object)) {
        ImportFormat::BitwardenJson
    } else if cxf::is_one(object) {
        ImportFormat::FidoCxf
    } else if onepassword::is_one(object) {
        ImportFormat::OnePasswordPux
    } else if of_dashlane.iter().any(|name| object.has(name)) {
        ImportFormat::DashlaneJson
    } else if has(&["services", "schemaVersion"]) || has(&["servicesEncrypted"]) {
        ImportFormat::TwoFasJson
    } else if has(&["db", "header"]) {
        ImportFormat::AegisJson
    } else if has(&["records"]) {
        ImportFormat::KeeperJson
    } else if has(&["logins"]) {
        ImportFormat::AvastJson
    } else if has(&["items"]) && !has(&["encrypted"]) && is_enpass(object) {
        ImportFormat::EnpassJson
    } else if has(&["items"]) {
        ImportFormat::BitwardenJson
    } else {
        return None;
    })
}

fn is_enpass(object: &Object) -> bool {
    match object.peek("items") {
        Json::List(items) => match items.first() {
            Some(Json::Object(first)) => first.has("template_type") || first.has("category"),
            _ => object.has("folders"),
        },
        _ => false,
    }
}

/// Tells XML by its root.
pub(super) fn xml(root: &Element) -> Option<ImportFormat> {
    let has_child = |name: &str| root.children.iter().any(|child| child.name == name);
    match root.name.as_str() {
        "KeePassFile" => Some(ImportFormat::KeePassXml),
        "pwlist" => Some(ImportFormat::KeePassXml),
        "database" if has_child("group") => Some(ImportFormat::KeePassXml),
        "passwordsafe" => Some(ImportFormat::PasswordSafeXml),
        "database" if has_child("card") || has_child("label") => Some(ImportFormat::SafeInCloudXml),
        "root" if has_child("Database") => Some(ImportFormat::StickyPasswordXml),
        _ => None,
    }
}

/// Tells a text that is no table after all.
pub(super) fn lines(text: &str) -> Option<ImportFormat> {
    pass::is_one(text).then_some(ImportFormat::PassText)
}
