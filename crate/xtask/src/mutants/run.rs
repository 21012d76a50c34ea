//! Runs tests, each in a process of its own: once without a mutant to learn what it meets, then with one.
//!
//! It knows programs and their tests, and nothing of sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::compile::{cargo, is_refused, told};
use crate::run::{Result, command, line, output, text};
use crate::tree;

/// The tests that cryptography and vault have to pass, beside those in their own files.
pub(crate) const TARGETS: [&str; 11] = [
    "edges",
    "envelope_commitment",
    "known_answers",
    "transfer_exports",
    "transfer_hostile",
    "transfer_programs",
    "vault",
    "vault_generator",
    "vault_otp",
    "vault_recovery_code",
    "vectors",
];
/// A mutant may make a test so many times slower, and then some, before it counts as noticed.
const SLOWER: u32 = 20;
const PATIENCE: Duration = Duration::from_secs(4);
/// What a test may take of memory, in pages of 4 KiB: a mutant may fill all there is before its time is over.
const PAGES: u64 = 1_000_000;
/// Tests that take longer come last, and judge only what no quicker one notices.
const SLOW: Duration = Duration::from_secs(8);

/// One test.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    /// The target and the path: what the person sees.
    pub(crate) name: String,
    program: PathBuf,
    path: String,
    /// How long it takes when all is well.
    pub(crate) takes: Duration,
    /// The numbers of the mutants that it meets.
    pub(crate) meets: BTreeSet<usize>,
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Passed,
    Failed,
    /// It took too long or too much memory.
    Ended,
}

/// Targets and the programs of their tests.
pub(crate) type Programs = Vec<(String, PathBuf)>;

/// Builds tests in a copy of the tree, those in the sources among them; an error holds what cargo said.
pub(crate) fn build(root: &Path, copy: &Path, targets: &[&str]) -> Result<Programs> {
    let mut cargo = building(root, copy, targets);
    let built = output(&mut cargo)?;
    programs(&cargo, &built)
}

/// The same of a copy in which a mutant stands; `None` if rustc refuses it. What fails for another reason is an error,
/// for it says nothing of the mutant.
pub(crate) fn build_mutant(root: &Path, copy: &Path, targets: &[&str]) -> Result<Option<Programs>> {
    let mut cargo = building(root, copy, targets);
    let built = output(&mut cargo)?;
    if is_refused(&built) {
        return Ok(None);
    }
    programs(&cargo, &built).map(Some)
}

fn building(root: &Path, copy: &Path, targets: &[&str]) -> Command {
    let mut cargo = cargo(root, copy, &["test", "--no-run", "--lib"]);
    cargo.args(targets.iter().flat_map(|name| ["--test", name]));
    cargo
}

fn programs(cargo: &Command, built: &Output) -> Result<Programs> {
    if !built.status.success() {
        return Err(format!("`{}` failed.\n{}", line(cargo), told(built)));
    }
    let printed = String::from_utf8_lossy(&built.stdout).into_owned();
    let messages = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let program = |message: Value| {
        let path = PathBuf::from(message.get("executable")?.as_str()?);
        let name = message.pointer("/target/name")?.as_str()?.to_owned();
        Some((name, path))
    };
    Ok(messages.filter_map(program).collect())
}

/// The tests of all programs, measured, with the mutants that each meets; the shortest first.
pub(crate) fn learn(copy: &Path, programs: &[(String, PathBuf)], folder: &Path) -> Result<Vec<Test>> {
    let mut tests = Vec::new();
    for (target, program) in programs {
        let list = text(&mut command(
            &program.to_string_lossy(),
            &["--list", "--format", "terse"],
            copy,
        ))?;
        tests.extend(
            list.lines()
                .filter_map(|line| line.strip_suffix(": test"))
                .map(|path| Test {
                    name: format!("{target}: {path}"),
                    program: program.clone(),
                    path: path.to_owned(),
                    takes: Duration::ZERO,
                    meets: BTreeSet::new(),
                }),
        );
    }
    tree::remove_folder(folder)?;
    tree::make_folder(folder)?;
    let measured = in_parallel(&tests, |at, test| {
        let trace = folder.join(at.to_string());
        let mut run = start(test, copy);
        run.env("MUTANT", "trace").env("MUTANT_TRACE", &trace);
        let begun = Instant::now();
        if wait(&mut run, Duration::from_secs(1200))? != End::Passed {
            return Err(format!("{} fails without a mutant.", test.name));
        }
        let takes = begun.elapsed();
        let met = tree::read(&trace).unwrap_or_default();
        Ok(Test {
            takes,
            meets: met.lines().filter_map(|line| line.parse().ok()).collect(),
            ..test.clone()
        })
    })?;
    let mut tests = measured;
    tests.sort_by_key(|test| test.takes);
    Ok(tests)
}

/// Those of the tests that judge a mutant, all that meet it or all there are: the quick ones, and the slow ones. On a
/// busy machine a test is slow that is quick on another, so what no quick one notices is not known to live.
pub(crate) fn judges(tests: &[Test], id: Option<usize>) -> (Vec<&Test>, Vec<&Test>) {
    let meeting = tests.iter().filter(|test| id.is_none_or(|id| test.meets.contains(&id)));
    meeting.partition(|test| test.takes <= SLOW)
}

/// Runs tests in turn, with a mutant on or in a copy that is one, until the first that does not pass.
pub(crate) fn judge<'a>(copy: &Path, tests: &[&'a Test], id: Option<usize>) -> Result<Option<(&'a Test, End)>> {
    for test in tests {
        let mut run = start(test, copy);
        if let Some(id) = id {
            run.env("MUTANT", id.to_string());
        }
        let end = wait(&mut run, test.takes * SLOWER + PATIENCE)?;
        if end != End::Passed {
            return Ok(Some((test, end)));
        }
    }
    Ok(None)
}

/// The test in another build of the same tests.
pub(crate) fn moved(test: &Test, programs: &[(String, PathBuf)]) -> Option<Test> {
    let (target, _) = test.name.split_once(": ")?;
    let (_, program) = programs.iter().find(|(name, _)| name == target)?;
    Some(Test {
        program: program.clone(),
        ..test.clone()
    })
}

fn start(test: &Test, copy: &Path) -> Command {
    let mut run = command(
        &test.program.to_string_lossy(),
        &[&test.path, "--exact", "--test-threads=1"],
        &copy.join("crate/core"),
    );
    // The same cases each time, and no search for the smallest that fails.
    run.env("PROPTEST_RNG_SEED", "1")
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env_remove("RUST_BACKTRACE");
    run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    run
}

fn wait(run: &mut Command, limit: Duration) -> Result<End> {
    let mut child = run
        .spawn()
        .map_err(|error| format!("`{}` could not be started: {error}.", line(run)))?;
    let begun = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        let ended = child
            .try_wait()
            .map_err(|error| format!("Could not wait for a test: {error}."))?;
        if let Some(status) = ended {
            return Ok(if status.success() { End::Passed } else { End::Failed });
        }
        if begun.elapsed() > limit || pages(&child) > PAGES {
            let stopped = child.kill().and_then(|()| child.wait());
            return stopped
                .map(|_| End::Ended)
                .map_err(|error| format!("Could not end a test: {error}."));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

/// How much memory it takes, where the system says so in a file.
fn pages(child: &Child) -> u64 {
    let said = std::fs::read_to_string(format!("/proc/{}/statm", child.id())).unwrap_or_default();
    said.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0)
}

/// Does it for all, on every core; the results are in the order of what was given.
pub(crate) fn in_parallel<I: Sync, O: Send>(all: &[I], act: impl Fn(usize, &I) -> Result<O> + Sync) -> Result<Vec<O>> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = all.get(at) else { return };
                    let result = act(at, one);
                    if result.is_err() {
                        next.store(all.len(), Ordering::Relaxed);
                    }
                    if let Ok(mut done) = done.lock() {
                        done.push((at, result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().map_err(|_| "A worker stopped.".to_owned())?;
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Keeps what was learnt, under the state of the sources that it was learnt from.
pub(crate) fn keep(file: &Path, state: &str, tests: &[Test]) -> Result<()> {
    let tests: Vec<Value> = tests
        .iter()
        .map(|test| {
            json!({
                "name": test.name, "program": test.program, "path": test.path,
                "micros": u64::try_from(test.takes.as_micros()).unwrap_or(u64::MAX), "meets": test.meets,
            })
        })
        .collect();
    tree::write(file, json!({"state": state, "tests": tests}).to_string().as_bytes())
}

/// What was learnt, if it was from the same sources.
pub(crate) fn kept(file: &Path, state: &str) -> Option<Vec<Test>> {
    let kept: Value = serde_json::from_str(&tree::read(file).ok()?).ok()?;
    if kept.get("state")?.as_str()? != state {
        return None;
    }
    let read = |test: &Value| {
        let word = |key: &str| test.get(key).and_then(Value::as_str).map(str::to_owned);
        let meets = test.get("meets")?.as_array()?.iter();
        Some(Test {
            name: word("name")?,
            program: PathBuf::from(word("program")?),
            path: word("path")?,
            takes: Duration::from_micros(test.get("micros")?.as_u64()?),
            meets: meets.filter_map(|id| usize::try_from(id.as_u64()?).ok()).collect(),
        })
    };
    kept.get("tests")?.as_array()?.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use super::*;

    fn test(name: &str, seconds: u64, meets: &[usize]) -> Test {
        Test {
            name: name.to_owned(),
            program: PathBuf::from("p"),
            path: name.to_owned(),
            takes: Duration::from_secs(seconds),
            meets: meets.iter().copied().collect(),
        }
    }

    #[test]
    fn slow_tests_come_last() {
        let tests = [test("a", 1, &[1]), test("b", 2, &[1, 2]), test("c", 99, &[1, 2, 3])];
        let names = |id| {
            let (quick, slow) = judges(&tests, id);
            let names = |tests: Vec<&Test>| tests.iter().map(|test| test.name.clone()).collect::<String>();
            (names(quick), names(slow))
        };
        let expected = |quick: &str, slow: &str| (quick.to_owned(), slow.to_owned());
        assert_eq!(names(Some(1)), expected("ab", "c"));
        assert_eq!(names(Some(3)), expected("", "c"));
        assert_eq!(names(Some(4)), expected("", ""));
        assert_eq!(names(None), expected("ab", "c"));
    }

    #[test]
    fn a_test_that_hangs_or_fails_is_noticed() {
        let end = |program: &str, args: &[&str]| {
            wait(&mut command(program, args, Path::new("/")), Duration::from_millis(300))
        };
        assert_eq!(end("true", &[]), Ok(End::Passed));
        assert_eq!(end("false", &[]), Ok(End::Failed));
        assert_eq!(end("sleep", &["60"]), Ok(End::Ended));
    }

    #[test]
    fn work_in_parallel_keeps_its_order_and_its_errors() {
        let all: Vec<usize> = (0..100).collect();
        assert_eq!(in_parallel(&all, |at, one| Ok(at + one)).unwrap().last(), Some(&198));
        assert!(in_parallel(&all, |_, one| if *one == 50 { Err("no".to_owned()) } else { Ok(()) }).is_err());
    }
}
