//! The core stays pure: no crate of the browser or of randomness among its dependencies, no clock in its code.

use std::path::Path;

use super::blank::{Blank, Language, blank, without_tests};
use super::refuse;
use crate::run::{Result, command, text};
use crate::tree;

const FOREIGN_CRATES: [&str; 4] = ["wasm-bindgen", "js-sys", "web-sys", "getrandom"];
const IMPURE_NAMES: [&str; 6] = ["SystemTime", "Instant::", "std::fs", "std::net", "std::env", "println!"];

/// What the core links with its default features.
pub(super) fn check_dependencies(root: &Path) -> Result<()> {
    let args = [
        "tree",
        "--package",
        "latchkey-core",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let tree = text(&mut command("cargo", &args, root))?;
    let found = foreign(&tree)
        .into_iter()
        .map(|name| format!("latchkey-core depends on {name}."))
        .collect::<Vec<_>>();
    refuse(
        &found,
        "Hand the value in instead (`now_ms`, an `rng`), or put the crate behind the feature `wasm`.",
    )
}

fn foreign(tree: &str) -> Vec<&'static str> {
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    FOREIGN_CRATES.into_iter().filter(|name| names.contains(name)).collect()
}

/// What the core's code names, outside its tests.
pub(super) fn check_names(root: &Path) -> Result<()> {
    let mut found = Vec::new();
    for file in tree::files(&root.join("crate/core/src"))?
        .iter()
        .filter(|file| tree::has_extension(file, &["rs"]))
    {
        let path = tree::relative(root, file);
        found.extend(
            impure(&tree::read(file)?)
                .into_iter()
                .map(|name| format!("{path}: `{name}`")),
        );
    }
    refuse(
        &found,
        "The core has no clock, no I/O and no environment: time comes in as `now_ms`, bytes as arguments.",
    )
}

fn impure(text: &str) -> Vec<&'static str> {
    let code = blank(without_tests(text), Language::Rust, Blank::CommentsAndStrings);
    IMPURE_NAMES.into_iter().filter(|name| code.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{foreign, impure};

    #[test]
    fn names_foreign_crates() {
        assert!(foreign("latchkey-core v0.1.0 (/x)\nargon2 v0.6.0\nrand_core v0.10.1").is_empty());
        assert_eq!(
            foreign("latchkey-core v0.1.0\ngetrandom v0.4.3\njs-sys v0.3.107"),
            ["js-sys", "getrandom"]
        );
    }

    #[test]
    fn names_clocks() {
        assert_eq!(impure("let now = std::time::SystemTime::now();"), ["SystemTime"]);
        assert_eq!(impure("let now = Instant::now();"), ["Instant::"]);
        assert!(
            impure("// SystemTime is not used.\n#[cfg(test)]\nmod tests { use std::time::SystemTime; }").is_empty()
        );
    }
}
