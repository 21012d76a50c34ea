//! How vectors tell values: bytes as hex, names as in docs/format.md, enumerations as their numbers; what is empty or
//! absent is left out.

use latchkey_core::vault::wire;
use serde_json::{Map, Value};

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap())
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648 section 4.
pub fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap();
            text.push(if place <= three.len() {
                char::from(BASE64[index])
            } else {
                '='
            });
        }
    }
    text
}

pub fn unbase64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let value = |digit: &u8| u32::try_from(BASE64.iter().position(|known| known == digit).unwrap()).unwrap();
        let bits = four.iter().fold(0, |bits, digit| bits << 6 | value(digit)) << (6 * (4 - four.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}

/// Names of enumerations' values, each at the place of its number.
const NUMBERED: [&[&str]; 4] = [
    &["login", "card", "identity", "note", "custom"],
    &["text", "hidden", "boolean", "date", "url", "linked"],
    &["domain", "host", "starts-with", "exact", "regular-expression", "never"],
    &["other", "sign-in", "sign-up", "change-password", "one-time-code"],
];

/// The JSON that a vector holds, from the JSON of the core's types.
pub fn told(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(told_object(fields)),
        Value::Array(entries) if !entries.is_empty() && entries.iter().all(Value::is_number) => {
            let bytes: Vec<u8> = entries
                .iter()
                .map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap())
                .collect();
            hex(&bytes).into()
        }
        Value::Array(entries) => entries.into_iter().map(told).collect(),
        other => other,
    }
}

fn told_object(fields: Map<String, Value>) -> Map<String, Value> {
    let mut out = Map::new();
    let unknown = fields.get("rest").cloned();
    let is_content = fields.contains_key("notes");
    for (name, value) in fields {
        let mut value = told(value);
        if matches!(name.as_str(), "kind" | "rule" | "purpose") {
            value = number_of(value.as_str().unwrap(), unknown.as_ref(), is_content);
        }
        if !is_empty(&value) && name != "rest" {
            out.insert(snake(&name), value);
        }
    }
    let mut kept = Map::new();
    for (number, bytes) in wire::split_fields(&bytes_of(unknown.as_ref())) {
        // What is told as an enumeration's number is not told again.
        if number != if is_content { 1 } else { 2 } {
            kept.insert(number.to_string(), hex(bytes).into());
        }
    }
    if !kept.is_empty() {
        out.insert("unknown".into(), kept.into());
    }
    out
}

fn bytes_of(rest: Option<&Value>) -> Vec<u8> {
    let entries = rest.and_then(Value::as_array).into_iter().flatten();
    entries
        .map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap())
        .collect()
}

/// The number of an enumeration's value; that of a newer version's lies among the unknown fields.
fn number_of(name: &str, rest: Option<&Value>, is_content: bool) -> Value {
    if name == "unknown" {
        let field = if is_content { 1 } else { 2 };
        let rest = bytes_of(rest);
        let found = wire::split_fields(&rest)
            .into_iter()
            .find(|(number, _)| *number == field);
        return found.unwrap().1[0].into();
    }
    NUMBERED
        .iter()
        .find_map(|names| names.iter().position(|known| *known == name))
        .unwrap()
        .into()
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for each in name.chars() {
        if each.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(each.to_ascii_lowercase());
    }
    out
}

pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(on) => !on,
        Value::Number(number) => number.as_u64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(entries) => entries.is_empty(),
        Value::Object(fields) => fields.is_empty(),
    }
}
