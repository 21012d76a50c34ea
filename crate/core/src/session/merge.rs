//! Merging: what an import knows more of an item that the vault has already.
//!
//! Nothing of either is lost. What only one of them has is kept; where both differ, the vault's stays and the other
//! goes to the history, to a custom field or to the end of the notes.

use crate::api::{CustomField, CustomFieldKind, ItemContent, PastPassword};
use crate::vault::content::{self, MAX_HISTORY};
use crate::vault::fields::StoredItem;

/// The item with what `more` adds; nothing if it adds nothing.
pub(super) fn merged(before: &StoredItem, more: StoredItem, now_ms: u64) -> Option<StoredItem> {
    let mut item = before.clone();
    merge_content(&mut item.content, &more.content);
    merge_password(&mut item, &more);
    let known: Vec<String> = item.history.iter().map(|past| past.password.clone()).collect();
    let current = content::password(&item.content).to_owned();
    let is_news = |past: &PastPassword| past.password != current && !known.contains(&past.password);
    item.history.extend(more.history.into_iter().filter(is_news));
    item.history
        .sort_unstable_by_key(|past| std::cmp::Reverse(past.replaced_ms));
    item.history.truncate(MAX_HISTORY);
    item.created_ms = item.created_ms.min(more.created_ms);
    item.attachments.extend(more.attachments);
    if item == *before {
        return None;
    }
    item.changed_ms = now_ms;
    Some(item)
}

fn merge_content(into: &mut ItemContent, from: &ItemContent) {
    fill(&mut into.title, &from.title);
    fill(&mut into.label, &from.label);
    fill(&mut into.folder, &from.folder);
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
            if !into.urls.iter().any(|known| known.url == saved.url) {
                into.urls.push(saved.clone());
            }
        }
        if !into.otp.is_empty() && !from.otp.is_empty() && into.otp != from.otp {
            others.push(CustomField {
                name: "One-time code".into(),
                kind: CustomFieldKind::Hidden,
                value: from.otp.clone(),
                ..CustomField::default()
            });
        }
        fill(&mut into.otp, &from.otp);
        for passkey in &from.passkeys {
            if !into.passkeys.contains(passkey) {
                into.passkeys.push(passkey.clone());
            }
        }
    }
    for field in others {
        let is_known = |known: &CustomField| (&known.name, &known.value) == (&field.name, &field.value);
        if !into.fields.iter().any(is_known) {
            into.fields.push(field);
        }
    }
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
