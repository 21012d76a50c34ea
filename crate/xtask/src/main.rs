//! The project's own tasks, started as `cargo xtask <verb>`.
//!
//! Every verb installs what it needs first. This file is the table of verbs; each verb has a module of its own.
#![forbid(unsafe_code)]

mod bench;
mod build;
mod check;
mod eval;
mod fuzz;
mod gallery;
mod mutants;
mod package;
mod run;
mod sizes;
mod start;
mod suffixes;
mod test;
mod tools;
mod tree;
mod vectors;

use std::path::Path;
use std::process::ExitCode;

use run::Result;

/// One verb: how it is used (its name first), what it does, and the function that does it.
struct Verb {
    usage: &'static str,
    purpose: &'static str,
    act: fn(&Path, &[String]) -> Result<()>,
}

const VERBS: &[Verb] = &[
    Verb {
        usage: "start [--headless] [--keep-open]",
        purpose: "builds, then does the main job in Chromium on a demo site (--headless: unseen, with screenshots)",
        act: start::run,
    },
    Verb {
        usage: "test [--all]",
        purpose: "runs every test: native, wasm, and journeys in both browsers (--all: every step and scenario, every case in both, and every way on every real app)",
        act: test::run,
    },
    Verb {
        usage: "build [--dev | --steps]",
        purpose: "builds the extension into dist/ (--dev: quickly, readable, not for use; --steps: for crash tests)",
        act: build::run,
    },
    Verb {
        usage: "package [--again]",
        purpose: "makes what the stores take, and the source archive (--again: builds a second time from that, and compares)",
        act: package::run,
    },
    Verb {
        usage: "check [--update-hashes]",
        purpose: "checks every rule of the house (--update-hashes: docs/format.md was read against the code)",
        act: check::run,
    },
    Verb {
        usage: "bench [PART …]",
        purpose: "measures what ships and writes docs/performance.md",
        act: bench::run,
    },
    Verb {
        usage: "eval forms --dir DIR [--split open|heldout] --out FILE",
        purpose: "reads a folder of labelled pages in Chromium and writes what it makes of their fields",
        act: eval::run,
    },
    Verb {
        usage: "eval imports --dir DIR --out FILE",
        purpose: "reads a folder of other managers' files through the shipped importer and writes what it finds",
        act: eval::run,
    },
    Verb {
        usage: "gallery [--docs | --only PATTERN]",
        purpose: "photographs every view and looks for faults in it (--docs: renews the pictures of README and stores)",
        act: gallery::run,
    },
    Verb {
        usage: "vectors",
        purpose: "makes the test vectors of the vault's format anew, and has both implementations open them",
        act: vectors::run,
    },
    Verb {
        usage: "fuzz [--seconds N] [--keep] [target …]",
        purpose: "feeds hostile bytes to every parser of the core, a minute each (--keep: thins the corpora out)",
        act: fuzz::run,
    },
    Verb {
        usage: "mutants [part of a file's path …]",
        purpose: "changes crypto and vault in every small way and tells which changes no test notices",
        act: mutants::run,
    },
    Verb {
        usage: "suffixes",
        purpose: "makes the core's compact Public Suffix List anew from its pinned source",
        act: suffixes,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match act(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            if !message.is_empty() {
                eprintln!("{}", message.trim_end());
            }
            ExitCode::FAILURE
        }
    }
}

fn act(arguments: &[String]) -> Result<()> {
    let (name, rest) = arguments.split_first().ok_or_else(usage)?;
    let verb = VERBS
        .iter()
        .find(|verb| verb.usage.split(' ').next() == Some(name.as_str()))
        .ok_or_else(usage)?;
    (verb.act)(&tree::root()?, rest)
}

fn usage() -> String {
    let width = VERBS.iter().map(|verb| verb.usage.len()).max().unwrap_or(0);
    let lines = VERBS
        .iter()
        .map(|verb| format!("  cargo xtask {:width$}  {}\n", verb.usage, verb.purpose));
    format!("Usage:\n{}", lines.collect::<String>())
}

fn suffixes(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &[])?;
    suffixes::run(root)
}

/// Refuses words that the verb does not know.
fn only(arguments: &[String], known: &[&str]) -> Result<()> {
    match arguments.iter().find(|argument| !known.contains(&argument.as_str())) {
        Some(unknown) => Err(format!("`{unknown}` is not understood here.\n{}", usage())),
        None => Ok(()),
    }
}

/// Whether a word was given.
fn given(arguments: &[String], word: &str) -> bool {
    arguments.iter().any(|argument| argument == word)
}
