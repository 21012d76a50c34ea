//! `vectors`: makes the test vectors of the vault's format anew, and opens them with the second implementation.
//!
//! The generator opens each case with the core as it makes it. The format is frozen: a case that comes out otherwise
//! than before is a change of the format, or of the generator.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Result, command, show};
use crate::{only, tools};

const SCRIPT: &str = "crate/core/tests/open_vectors.py";
const REQUIREMENTS: &str = "crate/core/tests/open_vectors.txt";

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &[])?;
    let generate = [
        "run",
        "--locked",
        "--package",
        "latchkey-core",
        "--example",
        "make_vectors",
    ];
    show(&mut command("cargo", &generate, root))?;
    show(&mut second_implementation(root)?)
}

/// The program that opens all vectors from the document alone, with what it needs installed.
pub(crate) fn second_implementation(root: &Path) -> Result<Command> {
    let python: PathBuf = tools::python_with(root, REQUIREMENTS)?;
    let mut second = command(&python.to_string_lossy(), &[SCRIPT], root);
    // No traces in the tree.
    second.env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(second)
}
