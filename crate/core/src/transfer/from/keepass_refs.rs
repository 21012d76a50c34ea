//! KeePass's references: `{REF:P@I:46C9…}` stands for the password of the entry of that id.
//!
//! They are followed one step, from id to text; what refers in another way, or to nothing, stays as it is written. How
//! much text they may make is bounded for a whole file, for a short reference may stand for a long text.

use core::cell::Cell;
use std::collections::BTreeMap;

use super::super::letters;
use super::super::xml::Element;

const BEGIN: &str = "{REF:";
/// Most bytes that all references of a file become.
const MAX_MADE_LEN: usize = 32 * 1024 * 1024;
/// What may be referred to: its letter, and the name of the string.
const PARTS: [(&str, &str); 5] = [
    ("T", "Title"),
    ("U", "UserName"),
    ("P", "Password"),
    ("A", "URL"),
    ("N", "Notes"),
];

/// What references stand for, by the entry's id and the letter of the part.
pub(super) struct References {
    texts: BTreeMap<(String, &'static str), String>,
    left: Cell<usize>,
}

/// Gathers what may be referred to below a root, if anything there refers to anything.
pub(super) fn gather(root: &Element) -> References {
    let mut references = References {
        texts: BTreeMap::new(),
        left: Cell::new(MAX_MADE_LEN),
    };
    if refers(root) {
        gather_from(root, &mut references.texts);
    }
    references
}

fn refers(element: &Element) -> bool {
    let here = element.name == "Value" && element.text.contains(BEGIN);
    here || element.children.iter().any(refers)
}

fn gather_from(element: &Element, texts: &mut BTreeMap<(String, &'static str), String>) {
    for child in &element.children {
        match child.name.as_str() {
            "Group" => gather_from(child, texts),
            "Entry" => gather_entry(child, texts),
            _ => {}
        }
    }
}

fn gather_entry(entry: &Element, texts: &mut BTreeMap<(String, &'static str), String>) {
    let Some(id) = letters::from_base64(entry.peek_child("UUID")) else {
        return;
    };
    let id = letters::to_hex(&id);
    for string in entry.children.iter().filter(|child| child.name == "String") {
        let key = string.peek_child("Key");
        if let Some((letter, _)) = PARTS.iter().find(|(_, name)| *name == key) {
            texts.insert((id.clone(), letter), string.peek_child("Value").to_owned());
        }
    }
}

impl References {
    /// A text with what its references stand for.
    pub(super) fn resolve(&self, text: String) -> String {
        if self.texts.is_empty() || !text.contains(BEGIN) {
            return text;
        }
        let mut resolved = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(BEGIN) {
            resolved.push_str(before);
            match after
                .split_once('}')
                .and_then(|(inner, behind)| Some((self.find(inner)?, behind)))
            {
                Some((found, behind)) => {
                    resolved.push_str(found);
                    rest = behind;
                }
                None => {
                    resolved.push_str(BEGIN);
                    rest = after;
                }
            }
        }
        resolved.push_str(rest);
        resolved
    }

    /// `P@I:46C9…` → the password of that entry, as long as there is room.
    fn find(&self, inner: &str) -> Option<&str> {
        let (letter, id) = inner.split_once("@I:")?;
        let (letter, _) = PARTS.iter().find(|(each, _)| each.eq_ignore_ascii_case(letter))?;
        let found = self.texts.get(&(id.to_ascii_lowercase(), *letter))?;
        self.left.set(self.left.get().checked_sub(found.len())?);
        Some(found)
    }
}
