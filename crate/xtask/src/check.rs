//! `check`: every rule of the house, each a function of its own; all of them run, and every failure is told.
//!
//! Two lanes run side by side: what cargo does, which takes the longest, and all else. No rule changes a file, but for
//! the build before them, which writes the generated TypeScript declarations anew.

mod banned_forms;
mod blank;
mod core_floors;
mod documents;
mod files;
mod package;
mod programs;
mod purity;
mod walls;
mod words;

use std::path::Path;
use std::time::Instant;

use crate::build::{self, MODULES, Mode};
use crate::run::Result;
use crate::{given, only, tree};

/// A rule: what it is called, and the function that finds nothing wrong or says what to do.
struct Rule {
    name: &'static str,
    check: fn(&Path) -> Result<()>,
}

const fn rule(name: &'static str, check: fn(&Path) -> Result<()>) -> Rule {
    Rule { name, check }
}

const CARGO_RULES: [Rule; 5] = [
    rule("Rust is formatted", programs::rustfmt),
    rule("clippy has nothing to say", programs::clippy),
    rule("documentation is complete", programs::rustdoc),
    rule("the core links nothing of a browser", purity::check_dependencies),
    rule("dependencies are allowed", programs::cargo_deny),
];

const OTHER_RULES: [Rule; 16] = [
    rule(
        "TypeScript, scripts and styles are formatted and clean",
        programs::biome,
    ),
    rule("TypeScript types agree", programs::tsc),
    rule("the core's floors", core_floors::check),
    rule("the core has no clock and no I/O", purity::check_names),
    rule("the extension's walls", walls::check),
    rule("words stand in every language, and nowhere else", words::check),
    rule("files are short", files::check_lengths),
    rule("files are named for a purpose", files::check_names),
    rule("no word of another place", files::check_words),
    rule("format.md and the code that writes the format", documents::check_format),
    rule("permissions and CSP have their reasons", documents::check_permissions),
    rule("one version everywhere", documents::check_versions),
    rule("dist/ holds what it should", package::check_files),
    rule("nothing that ships tells its steps", package::check_no_steps),
    rule("web-ext accepts dist/", package::check_lint),
    rule("sizes are within their budgets", package::check_sizes),
];

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &["--update-hashes"])?;
    if given(arguments, "--update-hashes") {
        return documents::update_format_hash(root);
    }
    let start = Instant::now();
    let build = declarations_fresh(root);
    let (cargo, others) = std::thread::scope(|scope| {
        let cargo = scope.spawn(|| apply(root, &CARGO_RULES));
        let others = apply(root, &OTHER_RULES);
        (cargo.join(), others)
    });
    let mut failures = Vec::new();
    failures.extend(
        build
            .err()
            .map(|message| told("the build, and its TypeScript declarations", &message)),
    );
    failures.extend(cargo.map_err(|_| "A rule of cargo's lane ended by itself.".to_owned())?);
    failures.extend(others);
    let seconds = start.elapsed().as_secs();
    if failures.is_empty() {
        println!(
            "All {} rules hold ({seconds} s).",
            CARGO_RULES.len() + OTHER_RULES.len() + 1
        );
        return Ok(());
    }
    Err(format!(
        "{}\n\n{} of the rules failed ({seconds} s).",
        failures.join("\n\n"),
        failures.len()
    ))
}

fn apply(root: &Path, rules: &[Rule]) -> Vec<String> {
    let mut failures = Vec::new();
    for rule in rules {
        let start = Instant::now();
        let outcome = (rule.check)(root);
        let mark = if outcome.is_ok() { "ok  " } else { "FAIL" };
        println!("{mark} {} ({:.1} s)", rule.name, start.elapsed().as_secs_f32());
        failures.extend(outcome.err().map(|message| told(rule.name, &message)));
    }
    failures
}

fn told(name: &str, message: &str) -> String {
    let indented: Vec<String> = message.trim().lines().map(|line| format!("  {line}")).collect();
    format!("FAIL {name}\n{}", indented.join("\n"))
}

/// Builds, and finds out whether the declarations in the tree were those that the build makes.
fn declarations_fresh(root: &Path) -> Result<()> {
    let paths = MODULES.map(|module| root.join(format!("extension/generated/{}.d.ts", module.name)));
    let before = paths.clone().map(|path| tree::read(&path).ok());
    build::build(root, Mode::Release)?;
    let stale = paths
        .iter()
        .zip(before)
        .filter(|(path, before)| tree::read(path).ok() != *before);
    let stale: Vec<String> = stale.map(|(path, _)| tree::relative(root, path)).collect();
    refuse(
        &stale,
        "These declarations were out of date and have now been written anew: commit them.",
    )
}

/// An error that lists what was found and says what to do, if anything was.
fn refuse(found: &[String], advice: &str) -> Result<()> {
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{advice}", found.join("\n")))
    }
}
