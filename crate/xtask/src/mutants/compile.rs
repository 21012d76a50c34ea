//! The copy of the tree that holds all mutants: made, compiled, and rid of those that rustc refuses.
//!
//! It writes under `target/mutants` alone. What it decides is a mutant's fate: woven, refused, or to be built by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::list::Mutant;
use super::weave::{Place, Woven, weave};
use crate::run::{Result, command, output};
use crate::tree;

/// Where a mutant is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Woven,
    /// rustc says that it is no program.
    Unviable,
    /// It cannot be switched on in a program that runs; it needs a build of its own.
    Alone,
}

/// What a copy of the tree needs.
const PARTS: [&str; 5] = ["Cargo.toml", "Cargo.lock", ".cargo", "rust-toolchain.toml", "crate"];
/// The file at which mutants ask whether they are on.
const SWITCH: &str = include_str!("switch.rs.txt");
/// Where the switch is declared.
const LIB: &str = "crate/core/src/lib.rs";
/// Errors of types and names: the same change would meet them in a build of its own.
const REFUSALS: [&str; 14] = [
    "E0023", "E0061", "E0107", "E0277", "E0308", "E0369", "E0368", "E0425", "E0433", "E0423", "E0599", "E0600",
    "E0614", "E0618",
];

/// Copies the sources to `to`, with other texts where `changed` has one; what is not in the tree goes away there.
pub(crate) fn copy(root: &Path, to: &Path, changed: &BTreeMap<String, String>) -> Result<()> {
    let mut wanted = BTreeSet::new();
    for part in PARTS {
        for file in tree::files(&root.join(part))? {
            let name = tree::relative(root, &file);
            let there = to.join(&name);
            // Unchanged files keep their age, so that cargo builds no more than it must.
            let same = || tree::read_bytes(&file).ok() == tree::read_bytes(&there).ok();
            if !changed.contains_key(&name) && !same() {
                tree::copy(&file, &there)?;
            }
            wanted.insert(name);
        }
    }
    for (name, text) in changed {
        tree::write(&to.join(name), text.as_bytes())?;
        wanted.insert(name.clone());
    }
    let gone = tree::files(to)?
        .into_iter()
        .filter(|file| !wanted.contains(&tree::relative(to, file)));
    for file in gone {
        std::fs::remove_file(&file).map_err(|error| format!("Could not remove {}: {error}.", file.display()))?;
    }
    Ok(())
}

/// Cargo, in a copy of the tree, with one folder for all that it builds.
pub(crate) fn cargo(root: &Path, copy: &Path, args: &[&str]) -> Command {
    let mut cargo = command("cargo", args, copy);
    cargo
        .args([
            "--locked",
            "--package",
            "latchkey-core",
            "--features",
            "transfer",
            "--message-format=json",
        ])
        .env("CARGO_TARGET_DIR", root.join("target/mutants/build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        // A change that only makes for a warning is a change.
        .env("RUSTFLAGS", "--cap-lints=allow");
    cargo
}

/// Makes the copy with all mutants that it can hold, and tells the fate of each.
pub(crate) fn weave_all(root: &Path, from: &Path, copy_to: &Path, mutants: &[Mutant]) -> Result<Vec<Fate>> {
    // A body that alone names its type cannot have two.
    let first = |mutant: &Mutant| if mutant.opaque { Fate::Alone } else { Fate::Woven };
    let mut fates: Vec<Fate> = mutants.iter().map(first).collect();
    let mut files: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
    for (id, mutant) in mutants.iter().enumerate() {
        files.entry(&mutant.file).or_default().push((id, mutant));
    }
    loop {
        let mut changed = BTreeMap::new();
        let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for (file, theirs) in &files {
            let in_it: Vec<(usize, &Mutant)> = theirs
                .iter()
                .filter(|(id, _)| fates.get(*id) == Some(&Fate::Woven))
                .copied()
                .collect();
            let Woven {
                text,
                places: own,
                left_out,
                refused,
            } = weave(&tree::read(&from.join(file))?, &in_it)?;
            settle(&mut fates, &left_out, Fate::Alone);
            settle(&mut fates, &refused, Fate::Unviable);
            changed.insert((*file).to_owned(), text);
            places.insert((*file).to_owned(), own);
        }
        changed.insert(
            LIB.to_owned(),
            format!("{}\npub mod mutant;\n", tree::read(&from.join(LIB))?),
        );
        changed.insert(
            "crate/core/src/mutant.rs".to_owned(),
            SWITCH.replace("COUNT_OF_ALL", &mutants.len().to_string()),
        );
        copy(from, copy_to, &changed)?;
        let checked = output(&mut cargo(root, copy_to, &["check", "--lib"]))?;
        if checked.status.success() {
            return Ok(fates);
        }
        let errors = errors(&String::from_utf8_lossy(&checked.stdout));
        let mut accused = 0;
        for error in &errors {
            let Some(place) = error.place(&places) else { continue };
            accused += place.ids.len();
            let alone = place.shared || !REFUSALS.contains(&error.code.as_str());
            settle(&mut fates, &place.ids, if alone { Fate::Alone } else { Fate::Unviable });
        }
        if accused == 0 {
            return Err(format!("The woven tree does not compile.\n{}", told(&checked)));
        }
        println!("{accused} errors name mutants that do not compile here; the rest is tried again.");
    }
}

fn settle(fates: &mut [Fate], ids: &[usize], fate: Fate) {
    for id in ids {
        if let Some(place) = fates.get_mut(*id) {
            *place = fate;
        }
    }
}

/// An error of rustc: its code, and the bytes that it points at.
struct CompileError {
    code: String,
    spans: Vec<(String, usize, usize)>,
    rendered: String,
}

impl CompileError {
    /// The last error of a crate says only that there were some.
    fn is_sum(&self) -> bool {
        self.spans.is_empty() && self.code.is_empty() && self.rendered.starts_with("error: aborting due to")
    }

    /// The fewest bytes with mutants that hold what it points at.
    fn place<'a>(&self, places: &'a BTreeMap<String, Vec<Place>>) -> Option<&'a Place> {
        let holding = self.spans.iter().flat_map(|(file, start, end)| {
            let places = places.get(file).into_iter().flatten();
            places.filter(|place| place.range.start <= *start && *end <= place.range.end)
        });
        holding.min_by_key(|place| place.range.len())
    }
}

/// Codes of errors that are of libraries which could not be found or read: a full disk makes them, a change never.
const OF_LIBRARIES: [&str; 12] = [
    "E0457", "E0458", "E0459", "E0460", "E0461", "E0462", "E0463", "E0464", "E0514", "E0519", "E0523", "E0786",
];
/// Where the crate lies whose sources are changed.
const MUTATED: &str = "crate/core/";

/// Whether a build failed because rustc says of the changed crate that it is no program, and for nothing else: not for
/// a full disk, a lock, a linker or a compiler that was ended.
pub(crate) fn is_refused(built: &Output) -> bool {
    let errors = errors(&String::from_utf8_lossy(&built.stdout));
    let mut named = errors.iter().filter(|error| !error.is_sum()).peekable();
    let is_of_the_change = |error: &CompileError| {
        error.spans.iter().any(|(file, _, _)| file.starts_with(MUTATED)) && !OF_LIBRARIES.contains(&error.code.as_str())
    };
    named.peek().is_some() && named.all(is_of_the_change)
}

/// What a person reads of a build that failed.
pub(crate) fn told(built: &Output) -> String {
    let errors = errors(&String::from_utf8_lossy(&built.stdout));
    let told: String = errors.into_iter().map(|error| error.rendered).collect();
    told + &String::from_utf8_lossy(&built.stderr)
}

/// The errors among what cargo prints as JSON, a line each.
fn errors(printed: &str) -> Vec<CompileError> {
    let messages = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors = messages.filter(|message| message.pointer("/message/level").is_some_and(|level| level == "error"));
    let read = |message: Value| {
        let word = |pointer: &str| message.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let number = |span: &Value, key: &str| usize::try_from(span.get(key)?.as_u64()?).ok();
        let spans = message.pointer("/message/spans").and_then(Value::as_array);
        let primary = spans
            .into_iter()
            .flatten()
            .filter(|span| span.get("is_primary") == Some(&Value::Bool(true)));
        CompileError {
            code: word("/message/code/code").unwrap_or_default(),
            spans: primary
                .filter_map(|span| {
                    let file = span.get("file_name")?.as_str()?.to_owned();
                    Some((file, number(span, "byte_start")?, number(span, "byte_end")?))
                })
                .collect(),
            rendered: word("/message/rendered").unwrap_or_default(),
        }
    };
    errors.map(read).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use std::process::ExitStatus;

    use serde_json::json;

    use super::*;

    #[test]
    fn an_error_is_of_the_fewest_bytes_that_hold_it() {
        let printed = r#"{"reason":"compiler-message","message":{"level":"error","code":{"code":"E0308"},"rendered":"no",
            "spans":[{"is_primary":false,"file_name":"a.rs","byte_start":0,"byte_end":1},
            {"is_primary":true,"file_name":"a.rs","byte_start":5,"byte_end":9}]}}"#;
        let found = errors(&printed.replace('\n', ""));
        let place = |range, id, shared| Place {
            range,
            ids: vec![id],
            shared,
        };
        let places = vec![place(0..20, 1, true), place(4..9, 2, false), place(6..20, 3, false)];
        let places = BTreeMap::from([("a.rs".to_owned(), places)]);
        let error = found.first().unwrap();
        assert_eq!((found.len(), error.code.as_str()), (1, "E0308"));
        assert_eq!(error.place(&places).unwrap().ids, [2]);
        assert!(error.place(&BTreeMap::new()).is_none());
    }

    /// A line as cargo prints it for an error.
    fn said(code: &str, file: Option<&str>, text: &str) -> String {
        let code = if code.is_empty() {
            Value::Null
        } else {
            json!({"code": code})
        };
        let spans: Vec<Value> = file
            .iter()
            .map(|file| json!({"is_primary": true, "file_name": file, "byte_start": 1, "byte_end": 2}))
            .collect();
        let message = json!({"level": "error", "code": code, "spans": spans, "rendered": text});
        format!("{}\n", json!({"reason": "compiler-message", "message": message}))
    }

    fn refused(stdout: &str) -> bool {
        is_refused(&Output {
            status: ExitStatus::default(),
            stdout: stdout.as_bytes().to_vec(),
            stderr: b"error: could not compile `latchkey-core`".to_vec(),
        })
    }

    #[test]
    fn only_what_rustc_says_of_the_changed_crate_is_a_refusal() {
        let source = Some("crate/core/src/vault/id.rs");
        let mismatch = said("E0308", source, "error[E0308]: mismatched types");
        // What borrows wrongly may have no code.
        let borrow = said("", source, "error: lifetime may not live long enough");
        let sum = said("", None, "error: aborting due to 2 previous errors");
        for whole in [&mismatch, &borrow, &[mismatch.as_str(), &borrow, &sum].concat()] {
            assert!(refused(whole), "{whole}");
        }
        let others = [
            said("", None, "error: linking with `cc` failed: exit status: 1"),
            said(
                "",
                None,
                "error: failed to write to lib.rmeta: No space left on device (os error 28)",
            ),
            said("E0463", source, "error[E0463]: can't find crate for `serde`"),
            said(
                "E0786",
                source,
                "error[E0786]: found invalid metadata files for crate `serde`",
            ),
            said(
                "E0308",
                Some("/registry/serde/src/lib.rs"),
                "error[E0308]: mismatched types",
            ),
        ];
        for other in others {
            assert!(!refused(&other), "{other}");
            assert!(!refused(&[mismatch.as_str(), &other, &sum].concat()), "{other}");
        }
        // Cargo waits for a lock in vain, or the compiler was ended: no error of rustc at all.
        assert!(!refused("") && !refused(&sum));
    }

    #[test]
    fn warnings_are_no_errors() {
        assert!(errors(r#"{"reason":"compiler-message","message":{"level":"warning","spans":[]}}"#).is_empty());
    }
}
