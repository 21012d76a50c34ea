//! Sticky Password and the Kaspersky Password Manager that was built on it, XML: accounts, logins and groups, linked by
//! numbers, memos, and people with their cards and bank accounts. A line break in comments is written `/n`.
//!
//! Several accounts may share a login, and an account may have several: each pair is an item.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fault::{Result, fault};
use super::super::found::Found;
use super::super::xml::Element;
use super::super::{letters, limits, text, time};
use super::{rtf, sticky_people};
use crate::api::{CustomFieldKind, ImportFaultKind, ImportedItem, ItemKind, RemarkKind};

const IDS: [&str; 4] = ["ID", "ParentID", "SourceLoginID", "LinkDriveSerialNumber"];

pub(in crate::transfer) fn read(mut root: Element, found: &mut Found) -> Result<()> {
    let mut database = root.child("Database");
    let mut groups = BTreeMap::new();
    for list in ["Groups", "SecureMemoGroups"] {
        for mut group in database.child(list).take_all("Group") {
            let place = (group.attribute("Name"), group.attribute("ParentID"));
            groups.insert(group.attribute("ID"), place);
        }
    }
    for id in groups.keys() {
        found.push_folder(path(&groups, id))?;
    }
    read_accounts(&mut database, &groups, found)?;
    for mut source in database.child("SecureMemos").take_all("SecureMemo") {
        let mut item = ImportedItem::new(ItemKind::Note, source.attribute("Name"));
        item.content.folder = path(&groups, &source.attribute("ParentID"));
        read_memo(&mut item, core::mem::take(&mut source.text));
        finish(&mut item, source);
        found.push(item)?;
    }
    for source in database.child("Identities").take_all("Identity") {
        sticky_people::read(source, |id| path(&groups, id), found)?;
    }
    for list in database.children.into_iter().chain(root.children) {
        for mut source in list.children {
            let title = source.attribute("Name");
            let mut item = ImportedItem::custom(&source.name, title);
            item.content.folder = path(&groups, &source.attribute("ParentID"));
            if !source.text.trim().is_empty() {
                item.keep("Text", core::mem::take(&mut source.text));
            }
            finish(&mut item, source);
            found.push(item)?;
        }
    }
    Ok(())
}

fn read_accounts(database: &mut Element, groups: &BTreeMap<String, (String, String)>, found: &mut Found) -> Result<()> {
    let mut logins = BTreeMap::new();
    for mut login in database.child("Logins").take_all("Login") {
        // Of two with one number, or none, the links mean only one; the other is an item as well.
        if let Some(other) = logins.insert(login.attribute("ID"), read_login(login)) {
            found.push(other)?;
        }
    }
    // What accounts share is copied, and a copy costs as much as the first.
    let mut left = limits::MAX_UNPACKED_LEN;
    let mut linked = BTreeSet::new();
    for mut account in database.child("Accounts").take_all("Account") {
        let links = account.child("LoginLinks").take_all("Login");
        let mut about = ImportedItem::new(ItemKind::Login, account.attribute("Name"));
        about.content.folder = path(groups, &account.attribute("ParentID"));
        about.add_url(&account.attribute("Link"));
        about.add_notes(account.attribute("Comments").replace("/n", "\n"));
        finish(&mut about, account);
        let ids: Vec<String> = links
            .into_iter()
            .map(|mut link| link.attribute("SourceLoginID"))
            .collect();
        let ids: Vec<String> = ids.into_iter().filter(|id| logins.contains_key(id)).collect();
        if ids.is_empty() {
            found.push(about)?;
            continue;
        }
        for id in ids {
            let Some(login) = logins.get(&id) else { continue };
            let cost = size(&about).saturating_add(size(login));
            left = left.checked_sub(cost).ok_or_else(|| fault(ImportFaultKind::TooLarge))?;
            found.push(joined(&about, login))?;
            linked.insert(id);
        }
    }
    for (_, login) in logins.into_iter().filter(|(id, _)| !linked.contains(id)) {
        found.push(login)?;
    }
    Ok(())
}

fn read_login(mut login: Element) -> ImportedItem {
    let mut item = ImportedItem::new(ItemKind::Login, "");
    // Where the name is only what a person calls the login, what is typed stands beside it.
    let (real, name) = (login.attribute("RealLogin"), login.attribute("Name"));
    if real.is_empty() {
        item.add_username(name);
    } else {
        if name != real {
            item.keep("Name", name);
        }
        item.add_username(real);
    }
    item.set_password(login.attribute("Password"));
    finish(&mut item, login);
    item
}

/// An account with one of its logins.
fn joined(about: &ImportedItem, login: &ImportedItem) -> ImportedItem {
    let mut item = about.clone();
    if let Some(known) = &login.content.login {
        known.usernames.clone_into(&mut item.login().usernames);
        known.password.clone_into(&mut item.login().password);
    }
    item.content.fields.extend(login.content.fields.iter().cloned());
    item.remarks.extend(login.remarks.iter().cloned());
    item.created_ms = item.created_ms.or(login.created_ms);
    item.changed_ms = item.changed_ms.max(login.changed_ms);
    item
}

/// About how many bytes a field or a remark takes beside its letters.
const PART_LEN: usize = 128;

/// How many bytes are copied with an item.
fn size(item: &ImportedItem) -> usize {
    let content = &item.content;
    let login = content.login.iter();
    let login = login.map(|login| {
        let names = login.usernames.iter().chain(login.urls.iter().map(|saved| &saved.url));
        names.map(String::len).sum::<usize>() + login.password.len()
    });
    let fields = content
        .fields
        .iter()
        .map(|field| PART_LEN + field.name.len() + field.value.len());
    let remarks = item.remarks.iter().map(|remark| PART_LEN + remark.subject.len());
    let parts = login.chain(fields).chain(remarks).sum::<usize>();
    content.title.len() + content.folder.len() + content.notes.len() + parts
}

/// A memo is a document or a text, its UTF-16 as hexadecimal digits.
fn read_memo(item: &mut ImportedItem, digits: String) {
    let Some(bytes) = letters::from_hex(&digits).filter(|bytes| !bytes.is_empty()) else {
        item.add_notes(digits.trim());
        return;
    };
    let bytes = [&[0xff, 0xfe], bytes.as_slice()].concat();
    let decoded = text::decode(&bytes);
    let document = decoded.text.trim_start_matches('\u{feff}').trim_end_matches('\0');
    let title = item.content.title.clone();
    let mut keep = |name: String, media_type: &str, bytes: Vec<u8>| {
        item.remark(RemarkKind::KeptAsFile, &name);
        item.add_file(name, media_type, bytes);
    };
    let notes = match rtf::is_one(document) {
        true => {
            let read = rtf::read(document);
            if read.holds_more || decoded.odd {
                keep(format!("{title}.rtf"), "application/rtf", document.as_bytes().to_vec());
            }
            read.text
        }
        false => {
            if decoded.odd {
                keep(format!("{title}.txt"), "text/plain", bytes.clone());
            }
            document.to_owned()
        }
    };
    item.add_notes(notes);
}

/// Takes out when a thing was made, changed and expires; what else a person may want of it becomes fields.
pub(super) fn finish(item: &mut ImportedItem, mut source: Element) {
    let mut moment = |item: &mut ImportedItem, name: &str| {
        let text = source.attribute(name);
        let moment = time::from_iso(&text);
        if moment.is_none() {
            item.keep(name, text);
        }
        moment
    };
    item.created_ms = moment(item, "CreatedDate");
    item.changed_ms = moment(item, "ModifiedDate");
    if let Some(ms) = moment(item, "ExpirationDate") {
        let day: String = time::to_iso(ms).chars().take(10).collect();
        item.add_field("Expires", day, CustomFieldKind::Date);
    }
    for (name, value) in source.into_rest() {
        if !IDS.contains(&name.as_str()) {
            item.keep(&name, value);
        }
    }
}

fn path(groups: &BTreeMap<String, (String, String)>, id: &str) -> String {
    let mut names = Vec::new();
    let mut at = id;
    // A circle of groups ends here as well.
    for _ in 0..32 {
        let Some((name, parent)) = groups.get(at) else { break };
        names.insert(0, name.as_str());
        at = parent;
    }
    names.join("/")
}
