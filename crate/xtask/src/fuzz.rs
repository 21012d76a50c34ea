//! `fuzz`: hostile bytes for every parser of the core, under libFuzzer, a minute each.
//!
//! What it learns lies in `target/fuzz/learnt`; `--keep` thins that out into `crate/fuzz/corpus`, which the tests run
//! over every time. It needs a C++ compiler and no nightly Rust: the counters come by stable options of the compiler,
//! and memory errors need no watching in a core without unsafe code.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::run::{Result, command, show, text};
use crate::{tools, tree};

/// What the compiler puts into every branch.
const COUNTERS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1";
/// One folder a target.
const CORPORA: &str = "crate/fuzz/corpus";
/// How much of a failed log is shown.
const TAIL_LINES: usize = 30;
const SECONDS: u32 = 60;
/// Largest input, in bytes: a root is 8 KiB.
const MAX_LEN: u32 = 16_000;

/// The verb: all targets, or those that are named.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let mut seconds = SECONDS;
    let mut keep = false;
    let mut chosen = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--keep" => keep = true,
            "--seconds" => seconds = parse_seconds(words.next())?,
            name => chosen.push(name.to_owned()),
        }
    }
    let names = targets(root)?;
    if let Some(unknown) = chosen.iter().find(|name| !names.contains(name)) {
        return Err(format!(
            "There is no target `{unknown}`. There are: {}.",
            names.join(", ")
        ));
    }
    let chosen = if chosen.is_empty() { names } else { chosen };
    let program = build(root)?;
    let mut failures = Vec::new();
    // Two at once: the machines that this runs on have two cores at least.
    for pair in chosen.chunks(2) {
        let running = pair.iter().map(|name| start(root, &program, name, seconds));
        let running: Vec<(PathBuf, Child)> = running.collect::<Result<_>>()?;
        for (name, (log, mut child)) in pair.iter().zip(running) {
            let ended = child
                .wait()
                .map_err(|error| format!("Could not wait for {name}: {error}."))?;
            let said = String::from_utf8_lossy(&tree::read_bytes(&log)?).into_owned();
            if ended.success() {
                println!("{name}: {}", summary(&said));
            } else {
                failures.push(format!(
                    "{name} failed; see {}.\n{}",
                    tree::relative(root, &log),
                    tail(&said)
                ));
            }
        }
    }
    if !failures.is_empty() {
        return Err(failures.join("\n\n"));
    }
    if keep {
        chosen.iter().try_for_each(|name| thin_out(root, &program, name))?;
    }
    Ok(())
}

fn parse_seconds(word: Option<&String>) -> Result<u32> {
    let seconds = word.and_then(|word| word.parse().ok()).filter(|seconds| *seconds > 0);
    seconds.ok_or_else(|| "`--seconds` wants a number of seconds.".to_owned())
}

/// Targets are the folders of the corpora; a test of the crate holds them against its table.
fn targets(root: &Path) -> Result<Vec<String>> {
    let corpora = root.join(CORPORA);
    let mut names: Vec<String> = tree::files(&corpora)?
        .iter()
        .filter_map(|file| Some(tree::relative(&corpora, file).split_once('/')?.0.to_owned()))
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}

fn build(root: &Path) -> Result<PathBuf> {
    tools::cpp_compiler(root)?;
    let version = text(&mut command("rustc", &["-vV"], root))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("rustc does not say what machine this is.")?;
    let args = [
        "build",
        "--release",
        "--locked",
        "--package",
        "latchkey-fuzz",
        "--features",
        "libfuzzer",
        "--target",
        host,
        "--target-dir",
        "target/fuzz",
    ];
    let mut cargo = command("cargo", &args, root);
    cargo.env("RUSTFLAGS", COUNTERS);
    show(&mut cargo)?;
    Ok(root.join(format!("target/fuzz/{host}/release/fuzz")))
}

fn learnt(root: &Path, name: &str) -> PathBuf {
    root.join("target/fuzz/learnt").join(name)
}

fn corpus(root: &Path, name: &str) -> PathBuf {
    root.join(CORPORA).join(name)
}

/// Starts a target on what was learnt before and on the corpus in the tree; gives its log with it.
fn start(root: &Path, program: &Path, name: &str, seconds: u32) -> Result<(PathBuf, Child)> {
    let (learnt, found) = (learnt(root, name), root.join("target/fuzz/found"));
    tree::make_folder(&learnt)?;
    tree::make_folder(&found)?;
    let log = root.join(format!("target/fuzz/{name}.log"));
    let trouble = |error: std::io::Error| format!("Could not start {name}: {error}.");
    let out = File::create(&log).map_err(trouble)?;
    let errors = out.try_clone().map_err(trouble)?;
    println!("{name}: {seconds} s, log in {}.", tree::relative(root, &log));
    let child = target(root, program, name)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/{name}-", found.display()))
        .args(["-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"])
        .args([learnt, corpus(root, name)])
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(errors)
        .spawn()
        .map_err(trouble)?;
    Ok((log, child))
}

fn target(root: &Path, program: &Path, name: &str) -> Command {
    let mut run = command(&program.to_string_lossy(), &[], root);
    run.env("LATCHKEY_TARGET", name).arg(format!("-max_len={MAX_LEN}"));
    run
}

/// The fewest inputs that reach all that was reached, from what was learnt and from the tree, become the tree's.
fn thin_out(root: &Path, program: &Path, name: &str) -> Result<()> {
    let (kept, corpus) = (root.join("target/fuzz/kept").join(name), corpus(root, name));
    tree::remove_folder(&kept)?;
    tree::make_folder(&kept)?;
    let mut merge = target(root, program, name);
    merge
        .arg("-set_cover_merge=1")
        .args([&kept, &learnt(root, name), &corpus]);
    text(&mut merge)?;
    let files = tree::files(&kept)?;
    tree::remove_folder(&corpus)?;
    for file in &files {
        tree::copy(file, &corpus.join(file.file_name().unwrap_or_default()))?;
    }
    println!("{name}: {} inputs are kept.", files.len());
    Ok(())
}

/// What libFuzzer says at its end: how often it ran, how many branches it reached.
fn summary(said: &str) -> String {
    let number = |key: &str| {
        let line = said.lines().rev().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_whitespace().last()).unwrap_or("?")
    };
    let reached = said.lines().rev().find_map(|line| line.split_once(" cov: "));
    let reached = reached.and_then(|(_, rest)| rest.split(' ').next()).unwrap_or("?");
    format!(
        "{} runs, {} a second, {reached} branches, {} MiB at most",
        number("stat::number_of_executed_units:"),
        number("stat::average_exec_per_sec:"),
        number("stat::peak_rss_mb:"),
    )
}

fn tail(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    lines
        .get(lines.len().saturating_sub(TAIL_LINES)..)
        .unwrap_or_default()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_libfuzzer_says() {
        let said = "#8\tINITED cov: 12 ft: 13\n#9\tDONE   cov: 345 ft: 400 corp: 2/3b\n\
                    stat::number_of_executed_units: 900\nstat::average_exec_per_sec:     15\nstat::peak_rss_mb: 44";
        assert_eq!(summary(said), "900 runs, 15 a second, 345 branches, 44 MiB at most");
        assert_eq!(summary(""), "? runs, ? a second, ? branches, ? MiB at most");
    }

    #[test]
    fn reads_seconds() {
        let parse = |word: &str| parse_seconds(Some(&word.to_owned()));
        assert_eq!(parse("5"), Ok(5));
        assert!(parse("0").is_err() && parse("x").is_err() && parse_seconds(None).is_err());
    }
}
