//! What becomes of an item when it is put: limits, history, times, and what the index keeps of it.
//!
//! It decides about values alone; nothing is sealed here.

use super::associated::Scope;
use super::fields::{self, StoredItem};
use super::id::Id;
use super::index::Overview;
use super::keys::VaultKeys;
use super::wire::{self, Wire};
use crate::api::{
    CustomField, Identity, ImportedItem, Item, ItemContent, ItemInput, ItemKind, Login, Passkey, PastPassword,
};
use crate::error::{Error, Result};

/// Most earlier passwords that an item keeps; the oldest goes first.
pub const MAX_HISTORY: usize = 50;
/// Most characters of a title, a user name, a name of a field, and of each short field.
pub const MAX_SHORT_CHARS: usize = 1_000;
/// Most characters of a password and of a custom field's value.
pub const MAX_PASSWORD_CHARS: usize = 10_000;
/// Most addresses.
pub const MAX_URLS: usize = 50;
/// Most characters of an address.
pub const MAX_URL_CHARS: usize = 2_000;
/// Most characters of the notes.
pub const MAX_NOTES_CHARS: usize = 100_000;
/// Most user names.
pub const MAX_USERNAMES: usize = 20;
/// Most passkeys, and most tags.
pub const MAX_PASSKEYS: usize = 50;
/// Most custom fields.
pub const MAX_FIELDS: usize = 200;
/// Most bytes of a passkey's private key, user handle or credential id.
pub const MAX_PASSKEY_BYTES: usize = 8 * 1024;

/// A new item from what an editor gives.
///
/// # Errors
/// [`Error::InvalidInput`] if something is too long or too many, or the kind is unknown.
pub fn create(input: &ItemInput, now_ms: u64) -> Result<StoredItem> {
    let mut content: ItemContent = wire::as_read(&input.content)?;
    // Without its number in `rest`, what is unknown would come to be the first of what is known.
    if !unknowns(&content).eq(unknowns(&input.content)) {
        return Err(Error::InvalidInput);
    }
    content.tags.sort_unstable();
    content.tags.dedup();
    check(&content)?;
    let has_password = !password(&content).is_empty();
    Ok(StoredItem {
        password_set_ms: if has_password { now_ms } else { 0 },
        strength: input.strength.filter(|strength| has_password && *strength <= 4),
        content,
        created_ms: now_ms,
        changed_ms: now_ms,
        ..StoredItem::default()
    })
}

/// A new item from what an import read, with the times and earlier passwords that it has; none lies in the future.
///
/// # Errors
/// As [`create`].
pub fn imported(item: &ImportedItem, now_ms: u64) -> Result<StoredItem> {
    let input = ItemInput {
        base: None,
        content: item.content.clone(),
        strength: item.strength,
    };
    let created = create(&input, now_ms)?;
    let known = |ms: Option<u64>| ms.map(|ms| ms.min(now_ms));
    let changed_ms = known(item.changed_ms).or(known(item.created_ms)).unwrap_or(now_ms);
    let password_set_ms = known(item.password_set_ms).unwrap_or(changed_ms);
    Ok(StoredItem {
        created_ms: known(item.created_ms).unwrap_or(changed_ms).min(changed_ms),
        changed_ms,
        password_set_ms: if created.password_set_ms == 0 {
            0
        } else {
            password_set_ms
        },
        trashed_ms: item.trashed.then_some(now_ms),
        history: item.history.iter().take(MAX_HISTORY).cloned().collect(),
        ..created
    })
}

/// An item with what an editor gives in place; a replaced password goes to the history.
///
/// # Errors
/// As [`create`].
pub fn edit(before: &StoredItem, input: &ItemInput, now_ms: u64) -> Result<StoredItem> {
    let mut edited = create(input, now_ms)?;
    edited.created_ms = before.created_ms;
    edited.trashed_ms = before.trashed_ms;
    edited.attachments.clone_from(&before.attachments);
    edited.rest.clone_from(&before.rest);
    edited.history.clone_from(&before.history);
    let (old, new) = (password(&before.content), password(&edited.content));
    if old == new {
        edited.password_set_ms = before.password_set_ms;
        edited.strength = edited.strength.or(before.strength);
    } else if !old.is_empty() {
        let past = PastPassword {
            password: old.into(),
            replaced_ms: now_ms,
            rest: Vec::new(),
        };
        edited.history.insert(0, past);
        edited.history.truncate(MAX_HISTORY);
    }
    Ok(edited)
}

/// What the index keeps of an item.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn overview(item: &StoredItem, keys: &VaultKeys, scope: &Scope) -> Result<Overview> {
    let content = &item.content;
    let login = content.login.as_ref();
    let usernames = match (login, &content.card) {
        (Some(login), _) => login.usernames.clone(),
        (None, Some(card)) => vec![last_digits(&card.number)],
        (None, None) => content.identity.iter().map(full_name).collect(),
    };
    Ok(Overview {
        kind: kind_number(content),
        title: content.title.clone(),
        usernames: usernames.into_iter().filter(|name| !name.is_empty()).collect(),
        urls: login.map_or_else(Vec::new, |login| login.urls.clone()),
        folder: content.folder.clone(),
        tags: content.tags.clone(),
        favourite: content.favourite,
        archived: content.archived,
        guarded: content.guarded,
        trashed_ms: item.trashed_ms,
        created_ms: item.created_ms,
        changed_ms: item.changed_ms,
        password_tag: keys.derive_password_tag(scope, password(content))?,
        password_set_ms: item.password_set_ms,
        strength: item.strength,
        has_otp: login.is_some_and(|login| !login.otp.is_empty()),
        has_passkey: login.is_some_and(|login| !login.passkeys.is_empty()),
        lacks_second_factor: login
            .is_some_and(|login| login.offers_second_factor && login.otp.is_empty() && login.passkeys.is_empty()),
        attachments: item.attachments.iter().map(|attachment| attachment.id).collect(),
        rest: Vec::new(),
    })
}

/// The item as the user sees it.
pub fn to_item(item: &StoredItem, id: Id, revision: u32) -> Item {
    Item {
        id: id.to_string(),
        revision,
        content: item.content.clone(),
        created_ms: item.created_ms,
        changed_ms: item.changed_ms,
        password_set_ms: item.password_set_ms,
        trashed_ms: item.trashed_ms,
        history: item.history.clone(),
        attachments: item
            .attachments
            .iter()
            .map(super::fields::StoredAttachment::to_attachment)
            .collect(),
    }
}

/// The password of a login; empty for all else.
pub fn password(content: &ItemContent) -> &str {
    content.login.as_ref().map_or("", |login| login.password.as_str())
}

/// The number of its kind, also of one that a newer version made.
fn kind_number(content: &ItemContent) -> u8 {
    let encoded = wire::encode(content);
    let mut fields = wire::split_fields(wire::without_length(&encoded)).into_iter();
    let kind = fields.find(|(number, _)| *number == fields::KIND);
    kind.map_or(0, |(_, value)| value.first().copied().unwrap_or(u8::MAX))
}

/// For each value that a newer version may know more of, whether it does.
fn unknowns(content: &ItemContent) -> impl Iterator<Item = bool> {
    let urls = content.login.iter().flat_map(|login| &login.urls);
    let rules = urls.map(|saved| saved.rule.is_unknown());
    let kinds = content.fields.iter().map(|field| field.kind.is_unknown());
    rules.chain(kinds).chain([content.kind.is_unknown()])
}

/// What tells one card from another: dots and its last four digits.
fn last_digits(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    match digits.last_chunk::<4>() {
        Some(last) if digits.len() > 4 => format!("•••• {}", last.iter().collect::<String>()),
        _ => String::new(),
    }
}

fn full_name(identity: &Identity) -> String {
    let parts = [&identity.given_name, &identity.additional_name, &identity.family_name];
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

fn fits(text: &str, most_chars: usize) -> bool {
    text.chars().nth(most_chars).is_none()
}

fn all_fit<'a>(texts: impl IntoIterator<Item = &'a String>, most_chars: usize) -> bool {
    texts.into_iter().all(|text| fits(text, most_chars))
}

/// Checks an item that another program may have written.
///
/// # Errors
/// As [`create`].
pub fn check_stored(item: &StoredItem) -> Result<()> {
    let tags_in_order = item.content.tags.is_sorted_by(|first, second| first < second);
    let is_right = tags_in_order && item.history.len() <= MAX_HISTORY && item.strength.is_none_or(|score| score <= 4);
    if !is_right || !item.history.iter().all(|past| fits(&past.password, MAX_PASSWORD_CHARS)) {
        return Err(Error::InvalidInput);
    }
    check(&item.content)
}

fn check(content: &ItemContent) -> Result<()> {
    let fits_all = content.kind != ItemKind::Unknown
        && all_fit([&content.title, &content.folder, &content.label], MAX_SHORT_CHARS)
        && fits(&content.notes, MAX_NOTES_CHARS)
        && content.tags.len() <= MAX_PASSKEYS
        && all_fit(&content.tags, MAX_SHORT_CHARS)
        && content.fields.len() <= MAX_FIELDS
        && content.fields.iter().all(field_fits)
        && content.login.as_ref().is_none_or(login_fits)
        && content.card.as_ref().is_none_or(|card| {
            let texts = [
                &card.name,
                &card.number,
                &card.expiry_month,
                &card.expiry_year,
                &card.security_code,
            ];
            let others = [&card.pin, &card.brand, &card.issuer, &card.valid_from];
            all_fit(texts, MAX_SHORT_CHARS) && all_fit(others, MAX_SHORT_CHARS)
        })
        && content.identity.as_ref().is_none_or(identity_fits);
    if fits_all { Ok(()) } else { Err(Error::InvalidInput) }
}

fn field_fits(field: &CustomField) -> bool {
    all_fit([&field.name, &field.section], MAX_SHORT_CHARS) && fits(&field.value, MAX_NOTES_CHARS)
}

fn login_fits(login: &Login) -> bool {
    login.usernames.len() <= MAX_USERNAMES
        && all_fit(&login.usernames, MAX_SHORT_CHARS)
        && all_fit([&login.password, &login.otp], MAX_PASSWORD_CHARS)
        && login.urls.len() <= MAX_URLS
        && login.urls.iter().all(|saved| fits(&saved.url, MAX_URL_CHARS))
        && login.passkeys.len() <= MAX_PASSKEYS
        && login.passkeys.iter().all(passkey_fits)
}

/// Whether a passkey is within the limits.
pub fn passkey_fits(passkey: &Passkey) -> bool {
    let bytes = [&passkey.credential_id, &passkey.user_handle, &passkey.private_key];
    let texts = [
        &passkey.rp_id,
        &passkey.rp_name,
        &passkey.user_name,
        &passkey.user_display_name,
    ];
    bytes.iter().all(|bytes| bytes.len() <= MAX_PASSKEY_BYTES)
        && all_fit(texts, MAX_SHORT_CHARS)
        && passkey.others.len() <= MAX_FIELDS
        && passkey.others.iter().all(field_fits)
}

fn identity_fits(identity: &Identity) -> bool {
    let Identity {
        honorific_prefix,
        given_name,
        additional_name,
        family_name,
        birthday,
        sex,
        organization,
        organization_title,
        email,
        tel,
        street_address,
        city,
        region,
        postal_code,
        country,
        username,
        national_id,
        passport,
        driving_licence,
        rest: _,
    } = identity;
    let person = [
        honorific_prefix,
        given_name,
        additional_name,
        family_name,
        birthday,
        sex,
        email,
        tel,
        username,
    ];
    let place = [
        street_address,
        city,
        region,
        postal_code,
        country,
        organization,
        organization_title,
    ];
    let papers = [national_id, passport, driving_licence];
    all_fit(person.into_iter().chain(place).chain(papers), MAX_SHORT_CHARS)
}
