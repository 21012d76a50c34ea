//! What the columns of a CSV file hold, by the names that programs give them.
//!
//! A column that is not known here holds a custom field.

use super::address;
use super::column_names::TRANSLATED;
use super::entry::folder;
use super::fault::Result;
use super::found::Found;
use super::json::says_yes;
use super::table::{self, Header, Row, Table};
use super::time;
use crate::api::{ColumnRole, CustomFieldKind, ImportedItem, ItemKind, RemarkKind};

const NAMES: &[(ColumnRole, &[&str])] = &[
    (
        ColumnRole::Title,
        &[
            "name",
            "title",
            "account",
            "accountname",
            "itemname",
            "passwordname",
            "secretname",
            "displayname",
            "nickname",
            "grouptitle",
            "sitename",
            "websitename",
            "label",
            "entry",
            "custname",
            "entryname",
            "recordname",
            "service",
            "servicename",
        ],
    ),
    (
        ColumnRole::Url,
        &[
            "url",
            "uri",
            "website",
            "web",
            "websiteurl",
            "websiteaddress",
            "website1",
            "loginuri",
            "loginurl",
            "loginurls",
            "passwordurl",
            "secreturl",
            "webaddress",
            "siteurl",
            "itemurl",
            "weburl",
            "link",
            "urls",
            "site",
            "domain",
            "hostname",
            "host",
            "location",
            "origin",
        ],
    ),
    (
        ColumnRole::Username,
        &[
            "username",
            "user",
            "login",
            "loginname",
            "loginusername",
            "userid",
            "username2",
            "username3",
            "secondaryusername",
            "email",
            "emailaddress",
            "mail",
            "accountid",
            "usernameemail",
            "emailusername",
            "usernameoremail",
            "emailorusername",
            "loginemail",
            "loginid",
        ],
    ),
    (
        ColumnRole::Password,
        &["password", "pwd", "pass", "passwd", "loginpassword", "pw", "secret"],
    ),
    (
        ColumnRole::Notes,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "notesplain",
            "extra",
            "remark",
            "remarks",
            "memo",
            "loginnote",
            "additionalinfo",
        ],
    ),
    (
        ColumnRole::Otp,
        &[
            "totp",
            "otp",
            "otpauth",
            "otpurl",
            "otpsecret",
            "logintotp",
            "totpsecret",
            "onetimepassword",
            "onetimecode",
            "2fa",
            "twofactor",
            "authenticatorkey",
            "authenticatorkeytotp",
            "mfa",
            "twofactorsecret",
            "twofasecret",
            "twofactorkey",
            "otpkey",
            "totpuri",
            "otpuri",
        ],
    ),
    (
        ColumnRole::Folder,
        &[
            "folder",
            "group",
            "grouping",
            "foldername",
            "chambername",
            "vault",
            "category",
            "groupname",
            "path",
            "grouppath",
            "folderpath",
            "collections",
            "collection",
        ],
    ),
    (ColumnRole::Tags, &["tags", "tag", "labels", "keywords"]),
    (
        ColumnRole::Favourite,
        &[
            "favorite",
            "favourite",
            "fav",
            "starred",
            "pinned",
            "favorites",
            "favoritestatus",
        ],
    ),
    (
        ColumnRole::Archived,
        &["archived", "archive", "isarchived", "archivedstatus"],
    ),
    (
        ColumnRole::Created,
        &[
            "created",
            "createdat",
            "createtime",
            "creationtime",
            "creationdate",
            "timecreated",
            "datecreated",
            "createdtime",
            "createddate",
        ],
    ),
    (
        ColumnRole::Changed,
        &[
            "modified",
            "modifiedat",
            "modifytime",
            "lastmodified",
            "updated",
            "updatedat",
            "lastupdated",
            "revisiondate",
            "changed",
            "datemodified",
            "modifieddate",
            "modificationdate",
        ],
    ),
    (
        ColumnRole::PasswordSet,
        &[
            "timepasswordchanged",
            "passwordchanged",
            "passwordmodified",
            "passwordmodifiedtime",
        ],
    ),
];

/// Keys of columns whose cells are to be covered.
const SECRETS: [&str; 9] = [
    "pin",
    "pincode",
    "cvv",
    "cvc",
    "cvn",
    "securitycode",
    "cardnumber",
    "securityanswer",
    "passphrase",
];

/// Keys of columns of user names that are addresses of mail: the first name is another's, if there is one.
const MAILS: [&str; 3] = ["email", "emailaddress", "mail"];

/// What each column seems to hold.
pub(super) fn roles(header: &Header) -> Vec<ColumnRole> {
    let keys = header.keys().iter();
    keys.map(|key| role_of_key(key).unwrap_or_else(|| role_of_unknown(key)))
        .collect()
}

/// A column that is not known holds a field, and a covered one if it is called like a secret: `PIN`, `Old password`.
fn role_of_unknown(key: &str) -> ColumnRole {
    let bare = key.trim_end_matches(|each: char| each.is_ascii_digit());
    let all = NAMES.iter().chain(TRANSLATED);
    let mut passwords = all
        .filter(|(role, _)| *role == ColumnRole::Password)
        .flat_map(|(_, names)| names.iter());
    // Short names end words of other meanings.
    let is_password = passwords.any(|name| name.chars().count() > 4 && bare.ends_with(name));
    match is_password || SECRETS.contains(&bare) {
        true => ColumnRole::HiddenField,
        false => ColumnRole::Field,
    }
}

/// What a name tells, if it is known.
pub(super) fn role_of(name: &str) -> Option<ColumnRole> {
    role_of_key(&table::key(name))
}

/// The same of a key in another language than English.
pub(super) fn role_of_translated(key: &str) -> Option<ColumnRole> {
    let mut known = TRANSLATED.iter().filter(|(_, names)| names.contains(&key));
    known.next().map(|(role, _)| *role)
}

/// Whether a key is that of a known column.
pub(super) fn is_known(key: &str) -> bool {
    role_of_key(key).is_some()
}

fn role_of_key(key: &str) -> Option<ColumnRole> {
    let names = NAMES.iter().chain(TRANSLATED);
    let mut known = names.filter(|(_, names)| names.contains(&key));
    known.next().map(|(role, _)| *role)
}

/// Whether any column has a name that is known.
pub(super) fn names_any(header: &Header) -> bool {
    header.keys().iter().any(|key| is_known(key))
}

/// Whether a table of such columns is one of logins.
pub(super) fn look_like_logins(header: &Header) -> bool {
    let roles = roles(header);
    let has = |role: ColumnRole| roles.contains(&role);
    (has(ColumnRole::Password) || has(ColumnRole::Otp))
        && (has(ColumnRole::Username) || has(ColumnRole::Url) || has(ColumnRole::Title))
}

/// What a format makes of a row before its columns are read by their roles: it takes out what is its own.
pub(super) type Begin<'a> = &'a dyn Fn(&mut Row, &Header, &mut Found) -> Result<Option<ImportedItem>>;

/// Whether the rows of a format say what they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinds {
    /// They do not: only what is in them tells.
    Guessed,
    /// In a column `type`, where it is filled.
    InColumn,
    /// Always.
    Told,
}

/// Reads all rows; `begin` gives `None` for a row that is no item.
pub(super) fn read(
    table: &mut Table<'_>,
    roles: &[ColumnRole],
    kinds: Kinds,
    begin: Begin<'_>,
    found: &mut Found,
) -> Result<()> {
    while let Some(mut row) = table.next_row()? {
        let line = row.line;
        let is_told = match kinds {
            Kinds::Guessed => false,
            Kinds::InColumn => !row.peek(table.header(), "type").is_empty(),
            Kinds::Told => true,
        };
        let started = begin(&mut row, table.header(), found).map_err(|fault| fault.at_line(line))?;
        let Some(mut item) = started else { continue };
        if row.never_closed {
            item.remark(RemarkKind::QuoteNotClosed, "");
        }
        let role_at = |at: usize| roles.get(at).copied().unwrap_or(ColumnRole::Field);
        let is_mail = |at: usize| {
            let key = table.header().keys().get(at).map_or("", String::as_str);
            role_at(at) == ColumnRole::Username && MAILS.contains(&key)
        };
        let (mails, others): (Vec<_>, Vec<_>) = row.into_rest().partition(|(at, _)| is_mail(*at));
        for (at, cell) in others.into_iter().chain(mails) {
            put(&mut item, role_at(at), table.header(), at, cell);
        }
        for remark in &mut item.remarks {
            remark.line = Some(line);
        }
        let pushed = if is_told {
            found.push_told(item)
        } else {
            found.push(item)
        };
        pushed.map_err(|fault| fault.at_line(line))?;
    }
    Ok(())
}

/// Begins a login with nothing of its own.
pub(super) fn plain(_: &mut Row, _: &Header, _: &mut Found) -> Result<Option<ImportedItem>> {
    Ok(Some(ImportedItem::new(ItemKind::Login, "")))
}

fn put(item: &mut ImportedItem, role: ColumnRole, header: &Header, at: usize, cell: String) {
    match role {
        ColumnRole::Title if item.content.title.is_empty() => item.content.title = cell,
        ColumnRole::Url => address::several(&cell).iter().for_each(|url| item.add_url(url)),
        ColumnRole::Username => item.add_username(cell),
        ColumnRole::Password => item.set_password(cell),
        ColumnRole::Notes => item.add_notes(cell),
        ColumnRole::Otp => item.set_otp(cell),
        ColumnRole::Folder if item.content.folder.is_empty() => put_folders(item, &cell),
        ColumnRole::Tags => cell.split([',', ';']).for_each(|tag| item.add_tag(tag)),
        ColumnRole::Favourite => item.content.favourite |= says_yes(&cell),
        ColumnRole::Archived => item.content.archived |= says_yes(&cell),
        ColumnRole::Created => put_time(item, |item| &mut item.created_ms, &header.name(at), cell),
        ColumnRole::Changed => put_time(item, |item| &mut item.changed_ms, &header.name(at), cell),
        ColumnRole::PasswordSet => put_time(item, |item| &mut item.password_set_ms, &header.name(at), cell),
        ColumnRole::Ignored => {}
        ColumnRole::HiddenField => item.keep_as(CustomFieldKind::Hidden, &header.name(at), cell),
        ColumnRole::Field | ColumnRole::Title | ColumnRole::Folder => item.keep(&header.name(at), cell),
    }
}

/// Several folders stand one a line; the first is the item's.
fn put_folders(item: &mut ImportedItem, cell: &str) {
    let mut paths = cell
        .lines()
        .map(|line| folder(line, '/'))
        .filter(|path| !path.is_empty());
    item.content.folder = paths.next().unwrap_or_default();
    for path in paths {
        item.keep_as_tag(&path);
    }
}

/// A time that cannot be read stays as the text that it is.
fn put_time(item: &mut ImportedItem, place: fn(&mut ImportedItem) -> &mut Option<u64>, name: &str, cell: String) {
    match time::from_any(&cell) {
        Some(ms) => *place(item) = Some(ms),
        None if cell.trim() == "0" => {}
        None => item.keep(name, cell),
    }
}
