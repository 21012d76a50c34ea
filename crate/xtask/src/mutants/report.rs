//! What became of each mutant, kept a line each as it becomes known; and the reasons why some may live.
//!
//! It judges nothing: it reads and writes `target/mutants/results.jsonl`, and reads `docs/mutants.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::list::Mutant;
use crate::run::Result;
use crate::tree;

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The test that failed.
    Caught(String),
    /// The test that did not end.
    Ended(String),
    Unviable,
    /// How many tests met it and passed all the same.
    Survived(usize),
}

/// What is known, and the file to which more is added.
pub(crate) struct Results {
    state: String,
    file: Mutex<File>,
    known: BTreeMap<String, Outcome>,
    /// The test that last noticed a mutant, by its key, whatever the sources were.
    pub(crate) noticed_by: BTreeMap<String, String>,
}

impl Results {
    /// Reads what earlier starts found; only what was found for the same sources counts as known.
    pub(crate) fn open(path: &Path, state: &str) -> Result<Self> {
        let (mut known, mut noticed_by) = (BTreeMap::new(), BTreeMap::new());
        let earlier = if path.exists() {
            tree::read(path)?
        } else {
            String::new()
        };
        for (of, key, outcome) in earlier.lines().filter_map(read) {
            if let Outcome::Caught(test) | Outcome::Ended(test) = &outcome {
                noticed_by.insert(key.clone(), test.clone());
            }
            if of == state {
                known.insert(key, outcome);
            }
        }
        tree::make_folder(path.parent().unwrap_or(path))?;
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file = file.map_err(|error| format!("Could not write {}: {error}.", path.display()))?;
        Ok(Self {
            state: state.to_owned(),
            file: Mutex::new(file),
            known,
            noticed_by,
        })
    }

    pub(crate) fn knows(&self, mutant: &Mutant) -> bool {
        self.known.contains_key(&mutant.key)
    }

    /// Adds what became of a mutant to the file.
    pub(crate) fn note(&self, mutant: &Mutant, outcome: &Outcome) -> Result<()> {
        let (word, test, count) = match outcome {
            Outcome::Caught(test) => ("caught", test.as_str(), 0),
            Outcome::Ended(test) => ("ended", test.as_str(), 0),
            Outcome::Unviable => ("unviable", "", 0),
            Outcome::Survived(count) => ("survived", "", *count),
        };
        let entry = json!({"state": self.state, "key": mutant.key, "outcome": word, "test": test, "met_by": count});
        let mut file = self.file.lock().map_err(|_| "A worker stopped.".to_owned())?;
        writeln!(file, "{entry}").map_err(|error| format!("Could not note a result: {error}."))
    }

    /// Takes note of what was added since, at the end.
    pub(crate) fn add(&mut self, found: Vec<(String, Outcome)>) {
        self.known.extend(found);
    }
}

fn read(line: &str) -> Option<(String, String, Outcome)> {
    let entry: Value = serde_json::from_str(line).ok()?;
    let word = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let outcome = match word("outcome")?.as_str() {
        "caught" => Outcome::Caught(word("test")?),
        "ended" => Outcome::Ended(word("test")?),
        "unviable" => Outcome::Unviable,
        "survived" => Outcome::Survived(usize::try_from(entry.get("met_by")?.as_u64()?).ok()?),
        _ => return None,
    };
    Some((word("state")?, word("key")?, outcome))
}

/// The mutants that may live: keys in list items, each below a heading and a text that says why.
pub(crate) fn reasons(document: &str) -> Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    let mut told = false;
    for line in document.lines() {
        if line.starts_with('#') {
            told = false;
        } else if let Some(key) = line.strip_prefix("- `").and_then(|rest| rest.strip_suffix('`')) {
            if !told {
                return Err(format!("docs/mutants.md gives no reason above `{key}`."));
            }
            if !keys.insert(key.to_owned()) {
                return Err(format!("docs/mutants.md names `{key}` twice."));
            }
        } else if !line.trim().is_empty() {
            told = true;
        }
    }
    Ok(keys)
}

/// What is to be said of these mutants, and whether all is well: nothing lives without a reason, and no reason is stale.
pub(crate) fn conclude(all: &[&Mutant], results: &Results, reasons: &BTreeSet<String>) -> (String, bool) {
    let mut text = String::new();
    let (mut caught, mut ended, mut unviable, mut excused, mut living) = (0, 0, 0, 0, 0);
    for mutant in all {
        let reason = reasons.contains(&mutant.key);
        match results.known.get(&mutant.key) {
            Some(Outcome::Survived(_)) if reason => excused += 1,
            Some(Outcome::Survived(met_by)) => {
                living += 1;
                text.push_str(&format!("Lives, met by {met_by} tests: {}\n", mutant.name));
            }
            Some(_) if reason => text.push_str(&format!(
                "Has a reason in docs/mutants.md and does not live: {}\n",
                mutant.key
            )),
            _ => {}
        }
        match results.known.get(&mutant.key) {
            Some(Outcome::Caught(_)) => caught += 1,
            Some(Outcome::Ended(_)) => ended += 1,
            Some(Outcome::Unviable) => unviable += 1,
            Some(Outcome::Survived(_)) => {}
            None => text.push_str(&format!("Not judged: {}\n", mutant.name)),
        }
    }
    let well = text.is_empty();
    text.push_str(&format!(
        "{} mutants: {caught} caught, {ended} did not end, {unviable} unviable, {excused} live with a reason, {living} live without",
        all.len()
    ));
    (text, well)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use super::super::list::Genre;
    use super::*;

    fn mutant(key: &str) -> Mutant {
        Mutant {
            name: format!("{key} at line 1"),
            key: key.to_owned(),
            file: String::new(),
            genre: Genre::Body,
            span: 0..0,
            replacement: String::new(),
            opaque: false,
        }
    }

    #[test]
    fn a_reason_is_a_text_above_a_list() {
        let document = "# Title\n\n## Equal\n\nNobody can tell.\n\n- `a.rs: x`\n- `a.rs: y`\n";
        assert_eq!(
            reasons(document).unwrap().into_iter().collect::<Vec<_>>(),
            ["a.rs: x", "a.rs: y"]
        );
        assert!(reasons("## Equal\n\n- `a.rs: x`\n").is_err());
        assert!(reasons("Why.\n- `a`\n- `a`\n").is_err());
    }

    #[test]
    fn results_outlive_a_start_but_not_a_change() {
        let folder = std::env::temp_dir().join(format!("mutants-{}", std::process::id()));
        let path = folder.join("results.jsonl");
        let (one, other) = (mutant("one"), mutant("other"));
        let first = Results::open(&path, "state").unwrap();
        first.note(&one, &Outcome::Caught("t".to_owned())).unwrap();
        first.note(&other, &Outcome::Survived(3)).unwrap();
        let again = Results::open(&path, "state").unwrap();
        assert!(again.knows(&one) && again.known.get("other") == Some(&Outcome::Survived(3)));
        let changed = Results::open(&path, "changed").unwrap();
        assert!(!changed.knows(&one) && changed.noticed_by.get("one").is_some_and(|test| test == "t"));
        tree::remove_folder(&folder).unwrap();
    }

    #[test]
    fn what_lives_without_a_reason_and_a_stale_reason_are_told() {
        let folder = std::env::temp_dir().join(format!("mutants-told-{}", std::process::id()));
        let mutants = ["lives", "excused", "stale", "unknown"].map(mutant);
        let mut results = Results::open(&folder.join("results.jsonl"), "").unwrap();
        let outcomes = [Outcome::Survived(2), Outcome::Survived(0), Outcome::Unviable];
        results.add(
            ["lives", "excused", "stale"]
                .map(str::to_owned)
                .into_iter()
                .zip(outcomes)
                .collect(),
        );
        let reasons = BTreeSet::from(["excused", "stale"].map(str::to_owned));
        let (text, well) = conclude(&mutants.iter().collect::<Vec<_>>(), &results, &reasons);
        assert!(!well);
        assert_eq!(
            text,
            "Lives, met by 2 tests: lives at line 1\nHas a reason in docs/mutants.md and does not live: stale\n\
             Not judged: unknown at line 1\n\
             4 mutants: 0 caught, 0 did not end, 1 unviable, 1 live with a reason, 1 live without"
        );
        assert!(conclude(&[&mutants[1]], &results, &reasons).1);
        tree::remove_folder(&folder).unwrap();
    }
}
