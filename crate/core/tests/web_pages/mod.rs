//! Pages in a short notation, read into snapshots: what the tests of forms are written in.
//!
//! ```text
//! ## name of the case
//! page lang="de" title="…" heading="…"
//! form name="…" text="…" action="…" buttons="one;two" -> sign-in
//! text name="…" label="…" hidden -> username
//! ```
//! A field's first word is its `type` (or `select`, `textarea`); flags are `hidden disabled readonly focused`.
//! What follows the arrow is the expected purpose or role; without an arrow nothing is expected.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a mistake in the notation is a mistake of the test"
)]

use latchkey_core::api::{FieldSnapshot, FieldValue, FormSnapshot, FrameContext, PageSnapshot, Purpose, Role};

/// One page with what is expected of it.
pub(crate) struct Case {
    /// What the case shows.
    pub(crate) name: String,
    /// The page.
    pub(crate) snapshot: PageSnapshot,
    /// Expected purpose of each form.
    pub(crate) purposes: Vec<Option<Purpose>>,
    /// Expected role of each field.
    pub(crate) roles: Vec<Option<Role>>,
}

/// Reads all cases of a text.
pub(crate) fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
    {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.into(),
                snapshot: empty_page(),
                purposes: Vec::new(),
                roles: Vec::new(),
            });
            continue;
        }
        read_line(cases.last_mut().unwrap(), line);
    }
    cases
}

/// Reads a single page.
pub(crate) fn page(text: &str) -> PageSnapshot {
    parse(&format!("## page\n{text}")).remove(0).snapshot
}

/// A top document at this URL, with the origin that the URL says.
pub(crate) fn frame(url: &str) -> FrameContext {
    let origin = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    FrameContext {
        url: url.into(),
        origin,
        ancestors: Vec::new(),
    }
}

/// Values by field index.
pub(crate) fn values(pairs: &[(u32, &str)]) -> Vec<FieldValue> {
    pairs
        .iter()
        .map(|(field, value)| FieldValue {
            field: *field,
            value: (*value).into(),
            given: true,
        })
        .collect()
}

fn empty_page() -> PageSnapshot {
    PageSnapshot {
        title: String::new(),
        lang: String::new(),
        headings: Vec::new(),
        forms: Vec::new(),
        fields: Vec::new(),
    }
}

fn read_line(case: &mut Case, line: &str) {
    let (told, expected) = line
        .split_once(" -> ")
        .map_or((line, None), |(told, expected)| (told, Some(expected.trim())));
    let (kind, rest) = told.split_once(' ').unwrap_or((told, ""));
    let (attributes, flags) = attributes(rest);
    let get = |name: &str| {
        attributes
            .iter()
            .find(|(key, _)| key == name)
            .map_or(String::new(), |(_, value)| value.clone())
    };
    let list = |name: &str| {
        get(name)
            .split(';')
            .filter(|part| !part.is_empty())
            .map(String::from)
            .collect::<Vec<_>>()
    };
    match kind {
        "page" => {
            case.snapshot.title = get("title");
            case.snapshot.lang = get("lang");
            case.snapshot.headings = list("heading");
        }
        "form" => {
            case.purposes.push(expected.map(named));
            case.snapshot.forms.push(FormSnapshot {
                action: get("action"),
                method: String::from("post"),
                name: get("name"),
                text: get("text"),
                buttons: list("buttons"),
            });
        }
        _ => {
            if case.snapshot.forms.is_empty() {
                read_line(case, "form");
            }
            let has = |flag: &str| flags.iter().any(|known| known == flag);
            let tag = if matches!(kind, "select" | "textarea" | "output") {
                kind
            } else {
                "input"
            };
            case.roles.push(expected.map(named));
            case.snapshot.fields.push(FieldSnapshot {
                form: u32::try_from(case.snapshot.forms.len() - 1).unwrap(),
                tag: tag.into(),
                input_type: if kind == "select" {
                    "select-one".into()
                } else {
                    kind.into()
                },
                name: get("name"),
                id: get("id"),
                autocomplete: get("autocomplete"),
                label: get("label"),
                placeholder: get("placeholder"),
                nearby: get("nearby"),
                host: get("host"),
                max_length: get("maxlength").parse().ok(),
                visible: !has("hidden"),
                enabled: !has("disabled"),
                read_only: has("readonly"),
                focused: has("focused"),
                options: list("options"),
            });
        }
    }
}

/// A role or purpose by its name on the wire.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(serde_json::Value::String(name.into())).unwrap_or_else(|_| panic!("no such name: {name}"))
}

/// `key="value"` pairs, and words without a value.
fn attributes(text: &str) -> (Vec<(String, String)>, Vec<String>) {
    let (mut pairs, mut flags, mut rest) = (Vec::new(), Vec::new(), text.trim());
    while !rest.is_empty() {
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if let Some(quoted) = after.strip_prefix("=\"") {
            let (value, tail) = quoted
                .split_once('"')
                .unwrap_or_else(|| panic!("no closing quote: {text}"));
            pairs.push((word.into(), value.into()));
            rest = tail.trim_start();
        } else {
            flags.push(word.into());
            rest = after.trim_start();
        }
    }
    (pairs, flags)
}
