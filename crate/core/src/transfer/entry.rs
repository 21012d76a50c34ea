//! Building an item out of what a file says: each kind of thing has one place, and what has none becomes a field.
//!
//! Nothing is trimmed that a person may have meant, and nothing is dropped.

use super::json::{Json, Object};
use super::{address, dates, fit};
use crate::api::{
    Card, CustomField, CustomFieldKind, Identity, ImportRemark, ImportedFile, ImportedItem, ItemContent, ItemKind,
    Login, PastPassword, RemarkKind,
};
use crate::vault::otp;

/// Folders of the file are nested by one of these, ours by a slash, which no name of one may hold.
pub(super) fn folder(path: &str, separator: char) -> String {
    let parts = path.split(separator).map(str::trim).filter(|part| !part.is_empty());
    let names = parts.map(|part| match separator {
        '/' => part.to_owned(),
        _ => part.replace('/', "-"),
    });
    names.collect::<Vec<_>>().join("/")
}

impl ImportedItem {
    /// An empty item of a kind.
    pub(super) fn new(kind: ItemKind, title: impl Into<String>) -> Self {
        let content = ItemContent {
            kind,
            title: title.into(),
            login: (kind == ItemKind::Login).then(Login::default),
            card: (kind == ItemKind::Card).then(Card::default),
            identity: (kind == ItemKind::Identity).then(Identity::default),
            ..ItemContent::default()
        };
        Self {
            content,
            ..Self::default()
        }
    }

    /// An item with fields of the user's own, and what it is called.
    pub(super) fn custom(label: &str, title: impl Into<String>) -> Self {
        let mut item = Self::new(ItemKind::Custom, title);
        label.clone_into(&mut item.content.label);
        item
    }

    /// Its login, made if it has none.
    pub(super) fn login(&mut self) -> &mut Login {
        self.content.login.get_or_insert_with(Login::default)
    }

    /// Its card, made if it has none.
    pub(super) fn card(&mut self) -> &mut Card {
        self.content.card.get_or_insert_with(Card::default)
    }

    /// Its identity, made if it has none.
    pub(super) fn identity(&mut self) -> &mut Identity {
        self.content.identity.get_or_insert_with(Identity::default)
    }

    /// A user name more, unless it is empty or there already.
    pub(super) fn add_username(&mut self, name: impl Into<String>) {
        let name = name.into();
        if !name.is_empty() && !self.login().usernames.contains(&name) {
            self.login().usernames.push(name);
        }
    }

    /// The password; a second one becomes a field.
    pub(super) fn set_password(&mut self, password: impl Into<String>) {
        let password = password.into();
        if password.is_empty() || self.login().password == password {
            return;
        }
        if self.login().password.is_empty() {
            self.login().password = password;
        } else {
            self.add_field("Password", password, CustomFieldKind::Hidden);
        }
    }

    /// An address more, unless it is empty or there already.
    pub(super) fn add_url(&mut self, url: &str) {
        let saved = address::saved(url);
        if !saved.url.is_empty() && self.login().urls.iter().all(|each| each.url != saved.url) {
            self.login().urls.push(saved);
        }
    }

    /// The one-time code, as it is written; a second one becomes a field.
    pub(super) fn set_otp(&mut self, otp: impl Into<String>) {
        let otp = otp.into().trim().to_owned();
        if otp.is_empty() || self.login().otp == otp {
            return;
        }
        if self.login().otp.is_empty() {
            self.login().otp = otp;
        } else {
            self.add_field("One-time code", otp, CustomFieldKind::Hidden);
        }
    }

    /// Notes; a second text goes below the first.
    pub(super) fn add_notes(&mut self, text: impl Into<String>) {
        let text = text.into();
        if self.content.notes.is_empty() {
            self.content.notes = text;
        } else if !text.is_empty() {
            self.content.notes.push_str("\n\n");
            self.content.notes.push_str(&text);
        }
    }

    /// A field of the user's own, unless it is empty.
    pub(super) fn add_field(&mut self, name: impl Into<String>, value: impl Into<String>, kind: CustomFieldKind) {
        self.add_field_under("", name, value, kind);
    }

    /// The same under a heading.
    pub(super) fn add_field_under(
        &mut self,
        section: &str,
        name: impl Into<String>,
        value: impl Into<String>,
        kind: CustomFieldKind,
    ) {
        let value = value.into();
        if !value.is_empty() {
            self.content.fields.push(CustomField {
                name: name.into(),
                kind,
                value,
                section: section.to_owned(),
                rest: Vec::new(),
            });
        }
    }

    /// What has no room of its own: a field of its name, and a remark.
    pub(super) fn keep(&mut self, name: &str, value: impl Into<String>) {
        self.keep_as(CustomFieldKind::Text, name, value);
    }

    /// The same as a field of a kind.
    pub(super) fn keep_as(&mut self, kind: CustomFieldKind, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.remark(RemarkKind::KeptAsField, name);
            self.add_field(name, value, kind);
        }
    }

    /// What is left of an object.
    pub(super) fn keep_rest(&mut self, rest: Object) {
        for (name, value) in rest.into_rest() {
            match value {
                Json::Object(inner) if inner.len() < 30 => self.keep_rest_under(&name, inner),
                Json::Truth(false) => {}
                value => self.keep(&name, value.into_text()),
            }
        }
    }

    fn keep_rest_under(&mut self, path: &str, rest: Object) {
        for (name, value) in rest.into_rest() {
            if value != Json::Truth(false) {
                self.keep(&format!("{path}/{name}"), value.into_text());
            }
        }
    }

    /// Fills a place that is empty; what stands there already keeps it, and the other becomes a field.
    pub(super) fn place(&mut self, place: fn(&mut Self) -> &mut String, name: &str, value: impl Into<String>) {
        let value = value.into();
        let there = place(self);
        if there.is_empty() {
            *there = value;
        } else if *there != value {
            self.keep(name, value);
        }
    }

    /// Whether one of its places or fields holds this very text.
    pub(super) fn says(&mut self, text: &str) -> bool {
        let in_parts = fit::PARTS
            .iter()
            .any(|(_, place)| place(self).is_some_and(|part| part == text));
        let content = &self.content;
        let in_login = |login: &Login| {
            login.password == text || login.otp == text || login.usernames.iter().any(|name| name == text)
        };
        in_parts
            || content.notes == text
            || content.login.as_ref().is_some_and(in_login)
            || content.fields.iter().any(|field| field.value == text)
    }

    /// A tag more.
    pub(super) fn add_tag(&mut self, tag: &str) {
        self.push_new_tag(tag.trim());
    }

    /// A folder more than the one that an item has: a tag, and a remark unless it was there.
    pub(super) fn keep_as_tag(&mut self, path: &str) {
        if self.push_new_tag(path.trim()) {
            self.remark(RemarkKind::KeptAsTag, path);
        }
    }

    fn push_new_tag(&mut self, tag: &str) -> bool {
        let is_new = !tag.is_empty() && !self.content.tags.iter().any(|each| each == tag);
        if is_new {
            self.content.tags.push(tag.to_owned());
        }
        is_new
    }

    /// An earlier password.
    pub(super) fn add_past(&mut self, password: impl Into<String>, replaced_ms: Option<u64>) {
        let password = password.into();
        if !password.is_empty() {
            self.history.push(PastPassword {
                password,
                replaced_ms: replaced_ms.unwrap_or(0),
                rest: Vec::new(),
            });
        }
    }

    /// A file.
    pub(super) fn add_file(&mut self, name: impl Into<String>, media_type: impl Into<String>, bytes: Vec<u8>) {
        self.attachments.push(ImportedFile {
            name: name.into(),
            media_type: media_type.into(),
            bytes,
        });
    }

    /// A remark on it.
    pub(super) fn remark(&mut self, kind: RemarkKind, subject: &str) {
        self.remarks.push(ImportRemark {
            kind,
            subject: subject.to_owned(),
            line: None,
        });
    }

    /// A card's expiry, in whatever form.
    pub(super) fn set_expiry(&mut self, text: &str) {
        let (month, year) = dates::expiry(text);
        self.card().expiry_month = month;
        self.card().expiry_year = year;
    }

    /// A person's whole name, where the parts are not known.
    pub(super) fn set_full_name(&mut self, full_name: &str) {
        let identity = self.identity();
        let known = [&identity.given_name, &identity.additional_name, &identity.family_name];
        let joined: Vec<&str> = known
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if joined.join(" ") == full_name {
            return;
        }
        let words: Vec<&str> = full_name.split(' ').collect();
        if !joined.is_empty() || words.contains(&"") {
            self.keep("Full name", full_name);
            return;
        }
        match words.as_slice() {
            [only] => identity.given_name = (*only).to_owned(),
            [given, middle @ .., family] => {
                identity.given_name = (*given).to_owned();
                identity.additional_name = middle.join(" ");
                identity.family_name = (*family).to_owned();
            }
            [] => {}
        }
    }

    /// A line more of the street address.
    pub(super) fn add_street_line(&mut self, line: &str) {
        let street = &mut self.identity().street_address;
        if !line.is_empty() {
            if !street.is_empty() {
                street.push('\n');
            }
            street.push_str(line);
        }
    }

    /// A login that has nothing of a login is a note, unless the file told that it is one; and a bare secret of one-time
    /// codes is an address.
    pub(super) fn settle(&mut self, is_told: bool) {
        if let Some(login) = &mut self.content.login
            && !login.otp.contains("://")
            && let Ok(code) = otp::parse(&login.otp)
        {
            login.otp = otp::encode(&code).to_string();
        }
        let content = &mut self.content;
        if !is_told
            && content.kind == ItemKind::Login
            && content.login.as_ref().is_none_or(|login| *login == Login::default())
        {
            content.kind = ItemKind::Note;
        }
        match content.kind {
            ItemKind::Login => {}
            _ if content.login.as_ref().is_some_and(|login| *login == Login::default()) => content.login = None,
            _ => {}
        }
    }

    /// Whether there is nothing in it at all.
    pub(super) fn is_empty(&self) -> bool {
        let content = &self.content;
        let bare = ItemContent {
            kind: content.kind,
            folder: content.folder.clone(),
            login: content.login.as_ref().map(|_| Login::default()),
            card: content.card.as_ref().map(|_| Card::default()),
            identity: content.identity.as_ref().map(|_| Identity::default()),
            ..ItemContent::default()
        };
        *content == bare && self.attachments.is_empty() && self.history.is_empty()
    }
}
