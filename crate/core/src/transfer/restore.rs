//! What another format has no room for, kept in one field of ours, so that an export of ours comes back whole.
//!
//! The field holds JSON: of the item, those members alone that the other format would lose. What it says is as untrusted
//! as the rest of the file, and is bounded like it.

use serde_json::{Map, Value};

use super::json;
use crate::api::{ImportedItem, RemarkKind};

/// Name of the field, and of the column of a table.
pub(super) const FIELD: &str = "Latchkey";

/// What `back` lacks of `original`, as the field's text; `None` if it lacks nothing. Files are not looked at.
pub(super) fn lost(original: &ImportedItem, back: &ImportedItem) -> Option<String> {
    let (original, back) = (comparable(original)?, comparable(back)?);
    let mut lost = difference(&original, &back)?;
    // The field itself can make an item of another kind where the kind is guessed from what is there.
    if let (Some(kind), Some(lost)) = (original.pointer("/content/kind"), lost.as_object_mut()) {
        let content = lost.entry("content").or_insert_with(|| Value::Object(Map::new()));
        if let Some(content) = content.as_object_mut() {
            content.insert("kind".to_owned(), kind.clone());
        }
    }
    Some(lost.to_string())
}

/// Puts back what the field says, and takes it out.
pub(super) fn restore(item: &mut ImportedItem) {
    let fields = &item.content.fields;
    let Some(at) = fields.iter().position(|field| field.name.eq_ignore_ascii_case(FIELD)) else {
        return;
    };
    let Some(lost) = fields.get(at).and_then(|field| parse(&field.value)) else {
        return;
    };
    let mut bare = item.clone();
    bare.content.fields.remove(at);
    bare.remarks
        .retain(|remark| remark.kind != RemarkKind::KeptAsField || !remark.subject.eq_ignore_ascii_case(FIELD));
    let Ok(mut whole) = serde_json::to_value(&bare) else {
        return;
    };
    overlay(&mut whole, lost);
    if let Ok(whole) = serde_json::from_value(whole) {
        *item = whole;
    }
}

fn parse(text: &str) -> Option<Value> {
    json::parse(text).ok()?;
    serde_json::from_str(text).ok().filter(Value::is_object)
}

/// As JSON, without files and remarks, and with times in whole seconds, which is what most formats know.
fn comparable(item: &ImportedItem) -> Option<Value> {
    let mut item = item.clone();
    item.attachments.clear();
    item.remarks.clear();
    for time in [&mut item.created_ms, &mut item.changed_ms, &mut item.password_set_ms] {
        *time = time.map(seconds);
    }
    item.history
        .iter_mut()
        .for_each(|past| past.replaced_ms = seconds(past.replaced_ms));
    for passkey in item.content.login.iter_mut().flat_map(|login| &mut login.passkeys) {
        passkey.created_ms = seconds(passkey.created_ms);
    }
    serde_json::to_value(item).ok()
}

fn seconds(ms: u64) -> u64 {
    ms / 1_000 * 1_000
}

/// The members of `original` that are others in `back`; of lists of one length, by number.
fn difference(original: &Value, back: &Value) -> Option<Value> {
    if original == back {
        return None;
    }
    let pairs: Vec<(String, &Value, &Value)> = match (original, back) {
        (Value::Object(original), Value::Object(back)) => {
            let pair = |(name, value)| Some((String::clone(name), value, back.get(name)?));
            original.iter().filter_map(pair).collect()
        }
        (Value::Array(original), Value::Array(back)) if original.len() == back.len() && !is_bytes(original) => {
            let pairs = original.iter().zip(back).enumerate();
            pairs
                .map(|(at, (value, other))| (at.to_string(), value, other))
                .collect()
        }
        _ => return Some(original.clone()),
    };
    let members = pairs.into_iter();
    let others = members.filter_map(|(name, value, other)| Some((name, difference(value, other)?)));
    Some(Value::Object(others.collect::<Map<_, _>>()))
}

fn is_bytes(list: &[Value]) -> bool {
    list.first().is_some_and(Value::is_number)
}

fn overlay(target: &mut Value, lost: Value) {
    match (target, lost) {
        (Value::Object(target), Value::Object(lost)) => {
            // What a newer version wrote is never taken from a file.
            for (name, value) in lost.into_iter().filter(|(name, _)| name != "rest") {
                match target.get_mut(&name) {
                    Some(there) => overlay(there, value),
                    None => continue,
                }
            }
        }
        (Value::Array(target), Value::Object(lost)) => {
            for (name, value) in lost {
                if let Some(there) = name.parse().ok().and_then(|at: usize| target.get_mut(at)) {
                    overlay(there, value);
                }
            }
        }
        (target, lost) => *target = lost,
    }
}
