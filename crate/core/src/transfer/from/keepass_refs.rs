//! KeePass's references: `{REF:P@I:46C9…}` stands for the password of the entry of that id.
//!
//! They are followed one step, from id to text; what refers in another way, or to nothing, stays as it is written. How
//! much text they may make is bounded for a whole file, for a short reference may stand for a long text.

use core::cell::Cell;
use std::collections::BTreeMap;

use super::super::letters;
use super::super::xml::Element;

const BEGIN: &str = "{REF:";
/// Most bytes between a reference's beginning and its end; one to an id has 36.
const MAX_INNER_LEN: usize = 64;
/// Most bytes that all references of a file become.
const MAX_MADE_LEN: usize = 32 * 1024 * 1024;
const PASSWORD: &str = "P";
/// What may be referred to: its letter, and the name of the string.
const PARTS: [(&str, &str); 5] = [
    ("T", "Title"),
    ("U", "UserName"),
    (PASSWORD, "Password"),
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
    /// A text with what its references stand for, and whether a password is among that. In a text that is shown to
    /// anybody, references to passwords stay as they are written.
    pub(super) fn resolve(&self, text: String, is_shown: bool) -> (String, bool) {
        if self.texts.is_empty() || !text.contains(BEGIN) {
            return (text, false);
        }
        let mut resolved = String::new();
        let mut is_secret = false;
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(BEGIN) {
            resolved.push_str(before);
            // Only the next few bytes are looked at, or many beginnings would cost the square of their number.
            let end = after.bytes().take(MAX_INNER_LEN + 1).position(|byte| byte == b'}');
            let split = end.and_then(|end| after.split_at_checked(end));
            match split.and_then(|(inner, behind)| Some((self.find(inner, is_shown)?, behind.strip_prefix('}')?))) {
                Some(((letter, found), behind)) => {
                    is_secret |= letter == PASSWORD;
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
        (resolved, is_secret)
    }

    /// `P@I:46C9…` → the letter and the password of that entry, as long as there is room and it may be there.
    fn find(&self, inner: &str, is_shown: bool) -> Option<(&'static str, &str)> {
        let (letter, id) = inner.split_once("@I:")?;
        let (letter, _) = PARTS.iter().find(|(each, _)| each.eq_ignore_ascii_case(letter))?;
        if is_shown && *letter == PASSWORD {
            return None;
        }
        let found = self.texts.get(&(id.to_ascii_lowercase(), *letter))?;
        self.left.set(self.left.get().checked_sub(found.len())?);
        Some((letter, found))
    }
}
