//! Which mutants there are: cargo-mutants says, and each gets a key that outlives edits elsewhere in its file.
//!
//! It never changes a source and runs no test.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde_json::Value;

use crate::run::{Result, command, text};
use crate::tree;

/// One small change to one source file.
#[derive(Clone, Debug)]
pub(crate) struct Mutant {
    /// What the person sees, with the line.
    pub(crate) name: String,
    /// The name without its line, and with a number where a function has several that read alike.
    pub(crate) key: String,
    pub(crate) file: String,
    pub(crate) genre: Genre,
    /// The bytes of the file that are replaced.
    pub(crate) span: Range<usize>,
    pub(crate) replacement: String,
    /// Whether its function returns a type that only the body names.
    pub(crate) opaque: bool,
}

/// Kinds of change, as cargo-mutants tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Genre {
    /// The whole body gives a plain value.
    Body,
    /// An operator between two operands is another.
    Binary,
    /// An operator before an operand is gone.
    Unary,
    /// An arm is gone.
    Arm,
    /// A guard always or never holds.
    Guard,
    /// A field is left to the default.
    Field,
}

/// All mutants of the folders, in the order of files and lines.
pub(crate) fn list(root: &Path, folders: &[&str]) -> Result<Vec<Mutant>> {
    let mut cargo = command(
        "cargo",
        &["mutants", "--list", "--json", "--package", "latchkey-core"],
        root,
    );
    for folder in folders {
        cargo.args(["--file", &format!("{folder}/**")]);
    }
    let said: Value =
        serde_json::from_str(&text(&mut cargo)?).map_err(|error| format!("cargo-mutants gave no JSON: {error}."))?;
    let entries = said.as_array().ok_or("cargo-mutants gave no list.")?;
    let mut sources = BTreeMap::new();
    let mut mutants = Vec::new();
    for entry in entries {
        let file = entry.get("file").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !sources.contains_key(&file) {
            sources.insert(file.clone(), tree::read(&root.join(&file))?);
        }
        let source = sources.get(&file).map(String::as_str).unwrap_or_default();
        let mutant =
            read(entry, file, source).ok_or_else(|| format!("cargo-mutants wrote what is unknown: {entry}"))?;
        mutants.push(mutant);
    }
    mutants.sort_by(|one, other| (&one.file, one.span.start).cmp(&(&other.file, other.span.start)));
    number(&mut mutants);
    Ok(mutants)
}

fn read(entry: &Value, file: String, source: &str) -> Option<Mutant> {
    let word = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let genre = match word("genre")?.as_str() {
        "FnValue" => Genre::Body,
        "BinaryOperator" => Genre::Binary,
        "UnaryOperator" => Genre::Unary,
        "MatchArm" => Genre::Arm,
        "MatchArmGuard" => Genre::Guard,
        "StructField" => Genre::Field,
        _ => return None,
    };
    let end = |which: &str| {
        let place = entry.get("span")?.get(which)?;
        let number = |key: &str| usize::try_from(place.get(key)?.as_u64()?).ok();
        offset(source, number("line")?, number("column")?)
    };
    let name = word("name")?;
    let what = name.strip_prefix(&file)?.splitn(4, ':').last()?.trim().to_owned();
    let returns = entry
        .pointer("/function/return_type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    Some(Mutant {
        key: format!("{file}: {what}"),
        name,
        file,
        genre,
        span: end("start")?..end("end")?,
        replacement: word("replacement")?,
        opaque: returns.contains("impl "),
    })
}

/// Where a line and a column, both counted from one and in characters, stand in the text.
fn offset(source: &str, line: usize, column: usize) -> Option<usize> {
    let before = source.split_inclusive('\n').take(line.checked_sub(1)?);
    let start = before.map(str::len).sum();
    let rest = source.get(start..)?;
    let within = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    Some(start + within.take(column).last()?)
}

/// Tells apart what has one key: from the second on, a number is added.
fn number(mutants: &mut [Mutant]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for mutant in mutants {
        let count = seen.entry(mutant.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            mutant.key.push_str(&format!(" ({count})"));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use super::*;

    fn entry(line: u64, column: u64) -> Value {
        serde_json::json!({
            "file": "a.rs", "name": format!("a.rs:{line}:{column}: replace + with - in sum"), "genre": "BinaryOperator",
            "replacement": "-", "function": {"return_type": "-> usize"},
            "span": {"start": {"line": line, "column": column}, "end": {"line": line, "column": column + 1}},
        })
    }

    #[test]
    fn finds_the_bytes_of_a_place_and_counts_characters() {
        let source = "é + a\nb + ü + c\n";
        let spans = [(1, 3), (2, 3), (2, 7)].map(|(line, column)| read(&entry(line, column), "a.rs".into(), source));
        for mutant in spans {
            assert_eq!(source.get(mutant.unwrap().span), Some("+"));
        }
    }

    #[test]
    fn a_key_has_no_line_and_is_of_one_mutant() {
        let source = "a + b\nc + d";
        let mut mutants = [1, 2].map(|line| read(&entry(line, 3), "a.rs".into(), source).unwrap());
        number(&mut mutants);
        let keys = mutants.map(|mutant| mutant.key);
        assert_eq!(
            keys,
            ["a.rs: replace + with - in sum", "a.rs: replace + with - in sum (2)"]
        );
    }
}
