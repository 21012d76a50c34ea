//! The last step of an import: what is longer than the vault takes is kept whole elsewhere.
//!
//! A short field that is too long goes to a field, a field that is too long to a file, and so do notes. Nothing is cut.

use crate::api::{CustomField, CustomFieldKind, ImportedItem, RemarkKind};
use crate::vault::{attachment, content};

/// Brings what has an order into it: tags ascending, past passwords from the latest on.
pub(super) fn arrange(item: &mut ImportedItem) {
    item.content.tags.sort_unstable();
    item.content.tags.dedup();
    item.history.sort_by_key(|past| core::cmp::Reverse(past.replaced_ms));
}

/// Makes an item fit the vault's limits.
pub(super) fn fit(item: &mut ImportedItem) {
    arrange(item);
    let tags = item
        .content
        .tags
        .split_off(item.content.tags.len().min(content::MAX_PASSKEYS));
    if !tags.is_empty() {
        item.keep("Tags", tags.join(", "));
    }
    fit_short(item);
    fit_login(item);
    fit_fields(item);
    fit_notes(item);
    fit_files(item);
    let old = item.history.split_off(item.history.len().min(content::MAX_HISTORY));
    if !old.is_empty() {
        let lines: String = old.iter().map(|past| format!("{}\n", past.password)).collect();
        keep_as_file(item, "Earlier passwords", lines);
    }
}

fn fits(text: &str, most_chars: usize) -> bool {
    text.len() <= most_chars || text.chars().nth(most_chars).is_none()
}

/// Takes a text out if it is too long.
fn take_long(text: &mut String, most_chars: usize) -> Option<String> {
    (!fits(text, most_chars)).then(|| core::mem::take(text))
}

fn begin(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

fn fit_short(item: &mut ImportedItem) {
    let most = content::MAX_SHORT_CHARS;
    if let Some(title) = take_long(&mut item.content.title, most) {
        item.content.title = begin(&title, most);
        item.keep("Title", title);
    }
    for (name, place) in SHORT {
        if let Some(long) = place(item).and_then(|text| take_long(text, most)) {
            item.keep(name, long);
        }
    }
    for tag in core::mem::take(&mut item.content.tags) {
        if fits(&tag, most) {
            item.content.tags.push(tag);
        } else {
            item.keep("Tag", tag);
        }
    }
}

/// Where a text lies in an item, if the item has such a part.
pub(super) type Place = fn(&mut ImportedItem) -> Option<&mut String>;

macro_rules! places {
    ($($name:literal: $part:ident.$field:ident),* $(,)?) => {
        &[$(($name, |item| item.content.$part.as_mut().map(|part| &mut part.$field))),*]
    };
}

const SHORT: &[(&str, Place)] = &[
    ("Folder", |item| Some(&mut item.content.folder)),
    ("Label", |item| Some(&mut item.content.label)),
];

/// Parts of cards and identities that are to be covered where they become fields.
pub(super) const SECRET_PARTS: [&str; 5] = ["Card number", "Security code", "PIN", "National id", "Passport"];

/// The parts of cards and identities, by the names that they have as fields.
pub(super) const PARTS: &[(&str, Place)] = places! {
    "Name on card": card.name, "Card number": card.number, "Expiry month": card.expiry_month,
    "Expiry year": card.expiry_year, "Security code": card.security_code, "PIN": card.pin, "Brand": card.brand,
    "Issuer": card.issuer, "Valid from": card.valid_from,
    "Title of honour": identity.honorific_prefix, "Given name": identity.given_name,
    "Additional name": identity.additional_name, "Family name": identity.family_name, "Birthday": identity.birthday,
    "Sex": identity.sex, "Organization": identity.organization, "Job title": identity.organization_title,
    "E-mail": identity.email, "Telephone": identity.tel, "Street address": identity.street_address,
    "City": identity.city, "Region": identity.region, "Postal code": identity.postal_code,
    "Country": identity.country, "User name": identity.username, "National id": identity.national_id,
    "Passport": identity.passport, "Driving licence": identity.driving_licence,
};

fn fit_login(item: &mut ImportedItem) {
    for (name, place) in PARTS {
        if let Some(long) = place(item).and_then(|text| take_long(text, content::MAX_SHORT_CHARS)) {
            item.keep(name, long);
        }
    }
    let Some(login) = &mut item.content.login else { return };
    let password = take_long(&mut login.password, content::MAX_PASSWORD_CHARS);
    let otp = take_long(&mut login.otp, content::MAX_PASSWORD_CHARS);
    let usernames = part(&mut login.usernames, content::MAX_USERNAMES, |name| {
        fits(name, content::MAX_SHORT_CHARS)
    });
    let urls = part(&mut login.urls, content::MAX_URLS, |saved| {
        fits(&saved.url, content::MAX_URL_CHARS)
    });
    let passkeys = part(&mut login.passkeys, content::MAX_PASSKEYS, content::passkey_fits);
    for (name, secret) in [("Password", password), ("One-time code", otp)] {
        if let Some(secret) = secret {
            item.remark(RemarkKind::KeptAsField, name);
            item.add_field(name, secret, CustomFieldKind::Hidden);
        }
    }
    usernames.into_iter().for_each(|name| item.keep("User name", name));
    urls.into_iter().for_each(|saved| item.keep("Address", saved.url));
    for passkey in passkeys {
        item.remark(RemarkKind::KeptAsField, "Passkey");
        let key = super::letters::to_base64url(&passkey.private_key);
        item.add_field(format!("Passkey of {}", passkey.rp_id), key, CustomFieldKind::Hidden);
    }
}

/// Parts off what does not fit, or is too many.
fn part<T>(all: &mut Vec<T>, most: usize, fits: impl Fn(&T) -> bool) -> Vec<T> {
    let (mut keep, mut others): (Vec<T>, Vec<T>) = core::mem::take(all).into_iter().partition(fits);
    others.extend(keep.split_off(keep.len().min(most)));
    *all = keep;
    others
}

fn fit_fields(item: &mut ImportedItem) {
    for field in &mut item.content.fields {
        if !fits(&field.name, content::MAX_SHORT_CHARS) {
            field.value = format!("{}\n{}", field.name, field.value);
            field.name = begin(&field.name, 100);
        }
        field.section = begin(&field.section, content::MAX_SHORT_CHARS);
    }
    let fits = |field: &CustomField| fits(&field.value, content::MAX_NOTES_CHARS);
    let others = part(&mut item.content.fields, content::MAX_FIELDS, fits);
    if !others.is_empty() {
        let lines = others.iter().map(|field| format!("{}: {}\n", field.name, field.value));
        keep_as_file(item, "Fields", lines.collect());
    }
}

fn fit_notes(item: &mut ImportedItem) {
    if let Some(notes) = take_long(&mut item.content.notes, content::MAX_NOTES_CHARS) {
        item.content.notes = begin(&notes, 1_000);
        keep_as_file(item, "Notes", notes);
    }
}

fn keep_as_file(item: &mut ImportedItem, name: &str, text: String) {
    item.remark(RemarkKind::KeptAsFile, name);
    item.add_file(format!("{name}.txt"), "text/plain", text.into_bytes());
}

fn fit_files(item: &mut ImportedItem) {
    for file in &mut item.attachments {
        // A name is a name, never a path.
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        file.name = begin(name, attachment::MAX_NAME_CHARS);
        if !fits(&file.media_type, attachment::MAX_NAME_CHARS) {
            file.media_type.clear();
        }
    }
    let others = part(&mut item.attachments, attachment::MAX_ATTACHMENTS, |file| {
        u64::try_from(file.bytes.len()).is_ok_and(|len| len <= attachment::MAX_FILE_LEN)
    });
    for file in others {
        item.remark(RemarkKind::Unreadable, &file.name);
    }
}
