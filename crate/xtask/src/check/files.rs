//! How files are named, how long they may be, and words that must not stand in any of them.

use std::path::Path;

use super::refuse;
use crate::run::Result;
use crate::tree;

const LINES_MAX: usize = 400;
const TEST_LINES_MAX: usize = 800;
const CODE: [&str; 10] = ["rs", "ts", "tsx", "js", "mjs", "cjs", "css", "html", "py", "sh"];

/// Names that say nothing of what a file is for.
const EMPTY_NAMES: [&str; 9] = [
    "util", "utils", "helper", "helpers", "manager", "service", "services", "common", "misc",
];

/// Names of the machine that something was made on, or of a registry. Written in halves: this file is looked at too.
const FOREIGN_WORDS: [&str; 9] = [
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/ho", "me/"),
    concat!("/Use", "rs/"),
    concat!("registry.npm", "js.org"),
    concat!("registry.ya", "rnpkg.com"),
    concat!("index.cra", "tes.io"),
    concat!("static.cra", "tes.io"),
    concat!("files.python", "hosted.org"),
];

/// Long files.
pub(super) fn check_lengths(root: &Path) -> Result<()> {
    let mut found = Vec::new();
    for file in ours(root)?.iter().filter(|file| tree::has_extension(file, &CODE)) {
        let path = tree::relative(root, file);
        let lines = tree::read(file)?.lines().count();
        let max = lines_max(&path);
        if lines > max && !path.starts_with("extension/generated/") {
            found.push(format!("{path}: {lines} lines, {max} are allowed."));
        }
    }
    refuse(&found, "Split the file by purpose.")
}

fn lines_max(path: &str) -> usize {
    let is_test = path.starts_with("www-tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
        || path.contains(".test.");
    if is_test { TEST_LINES_MAX } else { LINES_MAX }
}

/// Names that say nothing.
pub(super) fn check_names(root: &Path) -> Result<()> {
    let files = ours(root)?;
    let found: Vec<String> = files
        .iter()
        .map(|file| tree::relative(root, file))
        .filter(|path| is_empty_name(path))
        .collect();
    refuse(&found, "Name the file or folder after the one thing that it is for.")
}

fn is_empty_name(path: &str) -> bool {
    path.to_lowercase()
        .split(['/', '.', '-', '_'])
        .any(|word| EMPTY_NAMES.contains(&word))
}

/// Words of other places.
pub(super) fn check_words(root: &Path) -> Result<()> {
    let mut found = Vec::new();
    for file in ours(root)? {
        // What is no text has no words.
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let path = tree::relative(root, &file);
        let lines = text.lines().enumerate();
        found.extend(lines.flat_map(|(at, line)| {
            foreign_words(line)
                .into_iter()
                .map(|word| format!("{path}:{}: `{word}`", at + 1))
                .collect::<Vec<_>>()
        }));
    }
    refuse(
        &found,
        "Paths of a machine and names of registries have no place in the tree. Use relative paths, or a setting.",
    )
}

fn foreign_words(line: &str) -> Vec<&'static str> {
    let stands = |at: usize, word: &str| {
        // In `https://shop.example/home/` it is part of an address; a route ends right after it.
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !word.starts_with('/')
            || (!before.is_some_and(|each| each.is_alphanumeric() || "-_./}".contains(each))
                && after.is_some_and(char::is_alphanumeric))
    };
    FOREIGN_WORDS
        .into_iter()
        .filter(|word| line.match_indices(word).any(|(at, word)| stands(at, word)))
        .collect()
}

/// All files of the project, but for what is built.
fn ours(root: &Path) -> Result<Vec<std::path::PathBuf>> {
    let generated = |path: &str| path.starts_with("extension/generated/") && !path.ends_with(".d.ts");
    Ok(tree::files(root)?
        .into_iter()
        .filter(|file| !generated(&tree::relative(root, file)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_how_long_a_file_may_be() {
        assert_eq!(lines_max("extension/background/fill.ts"), 400);
        assert_eq!(lines_max("crate/core/src/vault/slot.rs"), 400);
        assert_eq!(lines_max("crate/core/tests/vectors.rs"), 800);
        assert_eq!(lines_max("www-tests/journeys/main.test.mjs"), 800);
    }

    #[test]
    fn refuses_empty_names() {
        for path in [
            "extension/pages/utils.ts",
            "crate/core/src/common/a.rs",
            "www-tests/login-helper.mjs",
            "a/FormManager.ts",
        ] {
            assert_eq!(is_empty_name(path), path != "a/FormManager.ts", "{path}");
        }
        assert!(!is_empty_name("extension/background/router.ts"));
        assert!(!is_empty_name("docs/decisions/0001-minimum-browsers.md"));
    }

    #[test]
    fn refuses_words_of_other_places() {
        assert_eq!(foreign_words(concat!("const a = '/ro", "ot/project/x';")).len(), 1);
        assert_eq!(
            foreign_words(concat!("\"resolved\": \"https://registry.npm", "js.org/x\"")).len(),
            1
        );
        assert!(foreign_words(concat!("https://shop.example/ho", "me/basket")).is_empty());
        assert!(foreign_words(concat!("app.get('/ho", "me/', show)")).is_empty());
    }
}
