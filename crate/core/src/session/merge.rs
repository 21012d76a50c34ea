//! Merging: what an import knows more of an item that the vault has already.
//!
//! Nothing of either is lost but what the vault calls and files it by. What only one of them has is kept; where both
//! differ, the vault's stays and the other goes to the history, to a custom field or to the end of the notes.

use crate::api::{CustomField, CustomFieldKind, ItemContent, MatchRule, PastPassword, SavedUrl};
use crate::error::{Error, Result};
use crate::vault::content::{self, MAX_HISTORY, MAX_NOTES_CHARS};
use crate::vault::fields::StoredItem;
use crate::vault::wire::{self, Rest};

/// The name of the field for past passwords that the history has no room for.
const EARLIER: &str = "Earlier passwords";

/// The item with what `more` adds; nothing if it adds nothing.
///
/// # Errors
/// [`Error::NewerVersion`] if a newer version wrote what differs, and only that one could merge it.
pub(super) fn merged(before: &StoredItem, more: StoredItem, now_ms: u64) -> Result<Option<StoredItem>> {
    let mut item = before.clone();
    merge_content(&mut item.content, &more.content)?;
    merge_rest(&mut item.rest, &more.rest)?;
    merge_password(&mut item, &more);
    let mut known: Vec<String> = item.history.iter().map(|past| past.password.clone()).collect();
    // What an earlier merge found no room for.
    known.extend(
        item.content
            .fields
            .iter()
            .filter(|field| field.name == EARLIER && field.kind == CustomFieldKind::Hidden)
            .flat_map(|field| field.value.lines().map(str::to_owned)),
    );
    let current = content::password(&item.content).to_owned();
    let is_news = |past: &PastPassword| {
        !past.rest.is_empty() && !before.history.contains(past)
            || past.password != current && !known.contains(&past.password)
    };
    item.history.extend(more.history.into_iter().filter(is_news));
    item.history
        .sort_unstable_by_key(|past| std::cmp::Reverse(past.replaced_ms));
    let oldest = item.history.split_off(item.history.len().min(MAX_HISTORY));
    keep_oldest(&mut item.content.fields, &oldest);
    item.created_ms = item.created_ms.min(more.created_ms);
    item.attachments.extend(more.attachments);
    if item == *before {
        return Ok(None);
    }
    item.changed_ms = now_ms;
    Ok(Some(item))
}

/// Past passwords that the history has no room for, as covered fields, a line each.
fn keep_oldest(fields: &mut Vec<CustomField>, oldest: &[PastPassword]) {
    let mut lines = String::new();
    for past in oldest {
        if lines.len() + past.password.len() >= MAX_NOTES_CHARS {
            fields.push(covered(EARLIER, &std::mem::take(&mut lines)));
        }
        lines.push_str(&past.password);
        lines.push('\n');
    }
    if !lines.is_empty() {
        fields.push(covered(EARLIER, &lines));
    }
}

fn covered(name: &str, value: &str) -> CustomField {
    CustomField {
        name: name.into(),
        kind: CustomFieldKind::Hidden,
        value: value.into(),
        ..CustomField::default()
    }
}

fn merge_content(into: &mut ItemContent, from: &ItemContent) -> Result<()> {
    fill(&mut into.title, &from.title);
    fill(&mut into.label, &from.label);
    fill(&mut into.folder, &from.folder);
    merge_rest(&mut into.rest, &from.rest)?;
    if !from.notes.is_empty() && !into.notes.contains(&from.notes) {
        if !into.notes.is_empty() {
            into.notes.push_str("\n\n");
        }
        into.notes.push_str(&from.notes);
    }
    into.favourite |= from.favourite;
    into.tags.extend(from.tags.iter().cloned());
    into.tags.sort_unstable();
    into.tags.dedup();
    let mut others = from.fields.clone();
    if let (Some(into), Some(from)) = (&mut into.login, &from.login) {
        for name in &from.usernames {
            let is_known = |known: &String| known.eq_ignore_ascii_case(name);
            if !into.usernames.iter().any(is_known) {
                into.usernames.push(name.clone());
            }
        }
        for saved in &from.urls {
            merge_address(&mut into.urls, saved, &mut others)?;
        }
        merge_text("One-time code", &mut into.otp, &from.otp, &mut others);
        into.offers_second_factor |= from.offers_second_factor;
        for passkey in &from.passkeys {
            if !into.passkeys.contains(passkey) {
                into.passkeys.push(passkey.clone());
            }
        }
        merge_rest(&mut into.rest, &from.rest)?;
    }
    merge_card(into, from, &mut others)?;
    merge_identity(into, from, &mut others)?;
    for field in others {
        let is_known = |known: &CustomField| {
            (&known.name, &known.value) == (&field.name, &field.value)
                && (field.rest.is_empty() || known.rest == field.rest)
        };
        if !into.fields.iter().any(is_known) {
            into.fields.push(field);
        }
    }
    Ok(())
}

/// Of two rules for one address, one that somebody chose holds against the usual one; of two such the other is told.
fn merge_address(into: &mut Vec<SavedUrl>, saved: &SavedUrl, others: &mut Vec<CustomField>) -> Result<()> {
    let Some(known) = into.iter_mut().find(|known| known.url == saved.url) else {
        into.push(saved.clone());
        return Ok(());
    };
    merge_rest(&mut known.rest, &saved.rest)?;
    let rule = match saved.rule {
        rule if rule == known.rule || rule == MatchRule::Domain => return Ok(()),
        rule if known.rule == MatchRule::Domain => {
            known.rule = rule;
            return Ok(());
        }
        MatchRule::Host => "host",
        MatchRule::StartsWith => "starts with",
        MatchRule::Exact => "exact",
        MatchRule::RegularExpression => "regular expression",
        MatchRule::Never => "never",
        MatchRule::Domain | MatchRule::Unknown => return Err(Error::NewerVersion),
    };
    others.push(CustomField {
        kind: CustomFieldKind::Text,
        ..covered("Address", &format!("{} ({rule})", saved.url))
    });
    Ok(())
}

fn merge_card(into: &mut ItemContent, from: &ItemContent, others: &mut Vec<CustomField>) -> Result<()> {
    let (Some(into), Some(from)) = (&mut into.card, &from.card) else {
        return Ok(());
    };
    for (name, into, from) in [
        ("Name on card", &mut into.name, &from.name),
        ("Card number", &mut into.number, &from.number),
        ("Expiry month", &mut into.expiry_month, &from.expiry_month),
        ("Expiry year", &mut into.expiry_year, &from.expiry_year),
        ("Security code", &mut into.security_code, &from.security_code),
        ("PIN", &mut into.pin, &from.pin),
        ("Brand", &mut into.brand, &from.brand),
        ("Issuer", &mut into.issuer, &from.issuer),
        ("Valid from", &mut into.valid_from, &from.valid_from),
    ] {
        merge_text(name, into, from, others);
    }
    merge_rest(&mut into.rest, &from.rest)
}

fn merge_identity(into: &mut ItemContent, from: &ItemContent, others: &mut Vec<CustomField>) -> Result<()> {
    let (Some(into), Some(from)) = (&mut into.identity, &from.identity) else {
        return Ok(());
    };
    for (name, into, from) in [
        ("Title of honour", &mut into.honorific_prefix, &from.honorific_prefix),
        ("Given name", &mut into.given_name, &from.given_name),
        ("Additional name", &mut into.additional_name, &from.additional_name),
        ("Family name", &mut into.family_name, &from.family_name),
        ("Birthday", &mut into.birthday, &from.birthday),
        ("Sex", &mut into.sex, &from.sex),
        ("Organization", &mut into.organization, &from.organization),
        ("Job title", &mut into.organization_title, &from.organization_title),
        ("E-mail", &mut into.email, &from.email),
        ("Telephone", &mut into.tel, &from.tel),
        ("Street address", &mut into.street_address, &from.street_address),
        ("City", &mut into.city, &from.city),
        ("Region", &mut into.region, &from.region),
        ("Postal code", &mut into.postal_code, &from.postal_code),
        ("Country", &mut into.country, &from.country),
        ("User name", &mut into.username, &from.username),
        ("National id", &mut into.national_id, &from.national_id),
        ("Passport", &mut into.passport, &from.passport),
        ("Driving licence", &mut into.driving_licence, &from.driving_licence),
    ] {
        merge_text(name, into, from, others);
    }
    merge_rest(&mut into.rest, &from.rest)
}

/// What differs is kept as a covered field.
#[inline(never)]
fn merge_text(name: &str, into: &mut String, from: &str, others: &mut Vec<CustomField>) {
    if !into.is_empty() && !from.is_empty() && into != from {
        others.push(covered(name, from));
    }
    fill(into, from);
}

fn merge_rest(into: &mut Rest, from: &[u8]) -> Result<()> {
    if !from.is_empty() && *into != from {
        *into = wire::joined(into, from).ok_or(Error::NewerVersion)?;
    }
    Ok(())
}

fn fill(into: &mut String, from: &str) {
    if into.is_empty() {
        from.clone_into(into);
    }
}

/// Of two passwords the one that was set last holds; the other is history.
fn merge_password(item: &mut StoredItem, more: &StoredItem) {
    let (Some(into), Some(from)) = (&mut item.content.login, &more.content.login) else {
        return;
    };
    if from.password.is_empty() || into.password == from.password {
        return;
    }
    if into.password.is_empty() {
        into.password.clone_from(&from.password);
        (item.password_set_ms, item.strength) = (more.password_set_ms, more.strength);
        return;
    }
    let is_newer = more.password_set_ms > item.password_set_ms;
    let (old, set_ms) = match is_newer {
        true => (
            std::mem::replace(&mut into.password, from.password.clone()),
            more.password_set_ms,
        ),
        false => (from.password.clone(), item.password_set_ms),
    };
    let past = PastPassword {
        password: old,
        replaced_ms: set_ms,
        rest: Vec::new(),
    };
    item.history.insert(0, past);
    if is_newer {
        (item.password_set_ms, item.strength) = (more.password_set_ms, more.strength);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use super::*;
    use crate::api::{Card, ItemKind};

    fn stored(content: ItemContent) -> StoredItem {
        StoredItem {
            content,
            ..StoredItem::default()
        }
    }

    fn login(rule: MatchRule) -> StoredItem {
        let mut content = ItemContent::login("Shop", "ada", "p", "https://shop.example/");
        content.login.as_mut().unwrap().urls[0].rule = rule;
        stored(content)
    }

    fn field(number: u32, value: &[u8]) -> Rest {
        let mut out = wire::Writer::default();
        wire::write_field(&mut out, number, value);
        out.finish().to_vec()
    }

    fn values(item: &StoredItem) -> Vec<(&str, &str)> {
        let pairs = item.content.fields.iter();
        pairs.map(|field| (field.name.as_str(), field.value.as_str())).collect()
    }

    #[test]
    fn what_a_newer_version_wrote_is_joined_or_nothing_is_merged() {
        let (mut first, mut second) = (login(MatchRule::Domain), login(MatchRule::Domain));
        first.rest = field(100, b"a");
        second.rest = field(101, b"b");
        second.content.login.as_mut().unwrap().rest = field(100, b"c");
        let both = merged(&first, second, 1).unwrap().unwrap();
        assert_eq!(both.rest, [field(100, b"a"), field(101, b"b")].concat());
        assert_eq!(both.content.login.unwrap().rest, field(100, b"c"));
        let mut other = login(MatchRule::Domain);
        other.rest = field(100, b"x");
        assert_eq!(merged(&first, other, 1).err(), Some(Error::NewerVersion));
    }

    #[test]
    fn of_two_rules_for_one_address_none_is_lost_and_none_reaches_further() {
        let rule = |item: &StoredItem| item.content.login.as_ref().unwrap().urls[0].rule;
        let (exact, host, usual) = (MatchRule::Exact, MatchRule::Host, MatchRule::Domain);
        assert!(merged(&login(exact), login(usual), 1).unwrap().is_none());
        let chosen = merged(&login(usual), login(exact), 1).unwrap().unwrap();
        assert!(rule(&chosen) == exact && chosen.content.fields.is_empty());
        let told = merged(&login(exact), login(host), 1).unwrap().unwrap();
        assert!(rule(&told) == exact);
        assert_eq!(values(&told), [("Address", "https://shop.example/ (host)")]);
    }

    #[test]
    fn passwords_beyond_the_history_become_covered_fields() {
        let mut first = login(MatchRule::Domain);
        let past = |number: u64| PastPassword {
            password: format!("old-{number}"),
            replaced_ms: number,
            rest: Vec::new(),
        };
        first.history = (10..60).rev().map(past).collect();
        let mut second = login(MatchRule::Domain);
        second.history = (0..10).rev().map(past).collect();
        let both = merged(&first, second.clone(), 1).unwrap().unwrap();
        assert!(both.history == first.history, "the latest stay");
        assert!(
            merged(&both, second, 2).unwrap().is_none(),
            "the same again adds nothing"
        );
        let lines = "old-9\nold-8\nold-7\nold-6\nold-5\nold-4\nold-3\nold-2\nold-1\nold-0\n";
        assert_eq!(values(&both), [("Earlier passwords", lines)]);
        assert!(both.content.fields[0].kind == CustomFieldKind::Hidden);
    }

    #[test]
    fn what_a_card_has_more_or_otherwise_is_kept() {
        let card = |number: &str, pin: &str| {
            let card = Card {
                number: number.into(),
                pin: pin.into(),
                ..Card::default()
            };
            stored(ItemContent {
                kind: ItemKind::Card,
                card: Some(card),
                ..ItemContent::default()
            })
        };
        let both = merged(&card("4111 1", ""), card("4111 2", "1234"), 1).unwrap().unwrap();
        assert_eq!(values(&both), [("Card number", "4111 2")]);
        let kept = both.content.card.unwrap();
        assert_eq!((kept.number.as_str(), kept.pin.as_str()), ("4111 1", "1234"));
    }
}
