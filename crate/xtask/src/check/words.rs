//! The words of the extension: all in `extension/_locales`, each used, and each in every language with its values and in
//! the forms that the language has for a count. The files are sorted, so that they can be read side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::blank::{Blank, Language, blank};
use super::refuse;
use crate::run::Result;
use crate::tree;

const FOLDER: &str = "extension/_locales";

/// The languages, and the plural categories of each (CLDR) that its messages have; the first is the original.
const LANGUAGES: [(&str, &[&str]); 6] = [
    ("en", &["one", "other"]),
    ("ar", &CATEGORIES),
    ("de", &["one", "other"]),
    ("es", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("ja", &["other"]),
];

/// All that CLDR has.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Endings that `say.ts` appends to a key.
const PARTS: [&str; 5] = ["_one", "_other", "_what", "_safe", "_next"];

/// Sentences that no user reads: what a browser's store or its developers are told.
const UNREAD: [&str; 1] = ["extension/background/offscreen.ts"];

type Messages = BTreeMap<String, String>;

/// The rule over `extension/` and the manifest.
pub(super) fn check(root: &Path) -> Result<()> {
    let english = messages(root, "en")?;
    let mut found = Vec::new();
    for (language, categories) in LANGUAGES {
        found.extend(differences(&english, &messages(root, language)?, language, categories));
        if let Some(key) = misplaced(&text_of(root, language)?) {
            found.push(format!("{language}: {key} stands out of order."));
        }
    }
    let mut code = tree::read(&root.join("manifest.json"))?;
    for file in tree::files(&root.join("extension"))? {
        let path = tree::relative(root, &file);
        if !tree::has_extension(&file, &["ts", "tsx"]) || path.starts_with("extension/generated/") {
            continue;
        }
        let text = blank(&tree::read(&file)?, Language::TypeScript, Blank::Comments);
        if !UNREAD.contains(&path.as_str()) {
            found.extend(sentences(&text).map(|text| format!("{path}: “{text}” is a sentence in code.")));
        }
        found.extend(unknown(&text, &english).map(|key| format!("{path}: there is no message {key}.")));
        code.push_str(&text);
    }
    found.extend(unknown(&code, &english).map(|key| format!("manifest.json: there is no message {key}.")));
    found.extend(unused(&english, &code).map(|key| format!("en: {key} is used nowhere.")));
    refuse(
        &found,
        &format!("Words stand in {FOLDER}/*/messages.json alone, the same keys in every language."),
    )
}

fn text_of(root: &Path, language: &str) -> Result<String> {
    tree::read(&root.join(format!("{FOLDER}/{language}/messages.json")))
}

/// The keys of a file in their order, as it is laid out: each on a line of its own, two blanks in.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split_once('"').map(|(key, _)| key))
}

/// The first key that comes before the one above it, small letters and capitals alike.
fn misplaced(text: &str) -> Option<&str> {
    let sorted = |key: &str| key.to_lowercase();
    keys(text)
        .zip(keys(text).skip(1))
        .find(|(one, next)| sorted(one) > sorted(next))
        .map(|(_, next)| next)
}

/// The messages of a language by their keys.
fn messages(root: &Path, language: &str) -> Result<Messages> {
    let path = format!("{FOLDER}/{language}/messages.json");
    let text = text_of(root, language)?;
    let json: BTreeMap<String, Value> =
        serde_json::from_str(&text).map_err(|error| format!("{path} is not valid: {error}."))?;
    json.into_iter()
        .map(|(key, entry)| match entry.get("message").and_then(Value::as_str) {
            Some(message) => Ok((key, message.to_owned())),
            None => Err(format!("{path}: {key} has no message.")),
        })
        .collect()
}

/// A key without the category of a count, if the original has it in several.
fn base<'a>(english: &Messages, key: &'a str) -> Option<&'a str> {
    let (base, category) = key.rsplit_once('_')?;
    (CATEGORIES.contains(&category)
        && english.contains_key(&format!("{base}_one"))
        && english.contains_key(&format!("{base}_other")))
    .then_some(base)
}

fn differences(english: &Messages, theirs: &Messages, language: &str, categories: &[&str]) -> Vec<String> {
    let mut wanted = BTreeSet::new();
    for key in english.keys() {
        match base(english, key) {
            Some(base) => wanted.extend(categories.iter().map(|category| format!("{base}_{category}"))),
            None => {
                wanted.insert(key.clone());
            }
        }
    }
    let mut found = Vec::new();
    found.extend(
        wanted
            .iter()
            .filter(|key| !theirs.contains_key(*key))
            .map(|key| format!("{language}: {key} is missing.")),
    );
    for (key, message) in theirs {
        if !wanted.contains(key) {
            found.push(format!("{language}: {key} is none of the original."));
            continue;
        }
        let counted = base(english, key);
        let original = counted.map_or_else(|| key.clone(), |base| format!("{base}_other"));
        let (mut have, mut want) = (
            values(message),
            values(english.get(&original).map_or("", String::as_str)),
        );
        if counted.is_some() {
            // A form may say its count in a word.
            have.remove(&'1');
            want.remove(&'1');
        }
        // A form for so few may say all of it in words.
        let is_few = ["_zero", "_one", "_two"].iter().any(|end| key.ends_with(end));
        let fits = have == want || (counted.is_some() && is_few && have.is_subset(&want));
        if !fits || message.trim().is_empty() {
            found.push(format!("{language}: {key} has not the values of the original."));
        }
    }
    found
}

/// The digits of `$1`, `$2` and so on; `$$` is a dollar sign.
fn values(message: &str) -> BTreeSet<char> {
    let text = message.replace("$$", "");
    let digits = text.split('$').skip(1).filter_map(|after| after.chars().next());
    digits.filter(char::is_ascii_digit).collect()
}

/// Keys that the code or the manifest names and that are no messages. `say` is checked by its type.
fn unknown<'a>(text: &'a str, english: &'a Messages) -> impl Iterator<Item = &'a str> {
    let named = [("getMessage('", "'"), ("__MSG_", "__\"")];
    named.into_iter().flat_map(move |(before, after)| {
        let rest = text
            .split(before)
            .skip(1)
            .filter_map(move |rest| rest.split_once(after));
        rest.map(|(key, _)| key)
            .filter(|key| !key.starts_with("@@") && !english.contains_key(*key))
    })
}

/// Keys that stand nowhere between quotation marks, whole or without an ending, nor in the manifest's form.
fn unused<'a>(english: &'a Messages, code: &'a str) -> impl Iterator<Item = &'a String> {
    let mut named: BTreeSet<&str> = code.split('\'').collect();
    named.extend(
        code.split("__MSG_")
            .skip(1)
            .filter_map(|rest| rest.split_once("__").map(|(key, _)| key)),
    );
    english.keys().filter(move |key| {
        let bases = PARTS.iter().filter_map(|part| key.strip_suffix(part));
        !named.contains(key.as_str()) && !bases.into_iter().any(|base| named.contains(base))
    })
}

/// Texts in quotation marks that begin with a capital and go on with a word in small letters.
fn sentences(code: &str) -> impl Iterator<Item = &str> {
    ['\'', '"', '`'].into_iter().flat_map(move |mark| {
        code.lines()
            .flat_map(move |line| line.split(mark).skip(1).step_by(2))
            .filter(|text| is_sentence(text))
    })
}

fn is_sentence(text: &str) -> bool {
    let mut words = text.split(' ');
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let is_small = |word: &str| word.len() > 1 && word.chars().all(|each| each.is_lowercase());
    first.starts_with(char::is_uppercase)
        && first.chars().skip(1).all(char::is_lowercase)
        && is_small(second.trim_end_matches(['.', ',', ':', '…']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages_of(pairs: &[(&str, &str)]) -> Messages {
        pairs
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn compares_languages() {
        let english = messages_of(&[("a", "Hi $1"), ("n_one", "$1 item"), ("n_other", "$1 items of $2")]);
        let japanese = messages_of(&[("a", "$1 さん"), ("n_other", "$2: $1")]);
        assert!(differences(&english, &japanese, "ja", &["other"]).is_empty());
        let lacking = messages_of(&[("a", "Hallo"), ("n_one", "ein $2"), ("b", "?")]);
        assert_eq!(
            differences(&english, &lacking, "de", &["one", "other"]),
            [
                "de: n_other is missing.",
                "de: a has not the values of the original.",
                "de: b is none of the original.",
            ]
        );
    }

    #[test]
    fn finds_what_stands_out_of_order() {
        let file = |keys: [&str; 3]| {
            let lines = keys.map(|key| format!("  \"{key}\": {{\n    \"message\": \"\"\n  }}"));
            format!("{{\n{}\n}}", lines.join(",\n"))
        };
        assert_eq!(misplaced(&file(["a", "Ab", "ac"])), None);
        assert_eq!(misplaced(&file(["a", "c", "b"])), Some("b"));
    }

    #[test]
    fn finds_keys_that_are_not_there_or_not_used() {
        let english = messages_of(&[("a", ""), ("b_what", ""), ("c", ""), ("d", "")]);
        let code = "say('a') sentences('b') getMessage('x') \"__MSG_c__\" \"__MSG_y__\"";
        assert_eq!(unused(&english, code).collect::<Vec<_>>(), ["d"]);
        assert_eq!(unknown(code, &english).collect::<Vec<_>>(), ["x", "y"]);
    }

    #[test]
    fn knows_a_sentence_from_a_name() {
        let code =
            "const a = 'Nothing changed.'; const b = \"Shift\"; const c = `Dashlane (JSON)`; import x from 'a b';";
        assert_eq!(sentences(code).collect::<Vec<_>>(), ["Nothing changed."]);
    }
}
