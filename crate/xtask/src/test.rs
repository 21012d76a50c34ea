//! `test`: installs what it needs, builds, runs every test and ends with one line, `N passed, N failed`.
//!
//! The native tests begin first, since they fail fastest. Beside them what ships is built and the real apps are fetched:
//! each of these leaves a core idle now and then. Then come the wasm modules in Node, then the browsers: the journeys in
//! each of them, and beside both what waits more than it works, the attacks and the real apps. A runner that crashes, hangs,
//! skips a test or runs none counts as a failure. Logs go to `target/test-logs`.

mod tally;

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::build::{self, Mode};
use crate::run::{Result, command, line, text};
use crate::{given, only, tools, tree, vectors};
use tally::{Report, Tally};

/// How long one runner may take before it counts as hanging.
const LIMIT: Duration = Duration::from_secs(45 * 60);
/// How much of a failed log is shown.
const TAIL_LINES: usize = 60;

/// One program that runs tests.
struct Runner {
    name: &'static str,
    report: Report,
    command: Command,
}

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &["--all"])?;
    let all = given(arguments, "--all");
    // All that may be asked is asked at first, before anything takes long.
    tools::wasm_target(root)?;
    tools::npm_packages(root)?;
    let browsers = tools::browsers(root)?;
    tools::python(root)?;
    tools::openssl(root)?;
    let logs = root.join("target/test-logs");
    tree::remove_folder(&logs)?;
    tree::make_folder(&logs)?;

    let begun = Instant::now();
    let mut sum = Tally::default();
    let mut apps = start(&mut real_apps(root), &logs.join("realapps.log"))?;
    let natives = start_all(natives(root, all)?, &logs)?;
    let built = build::build(root, Mode::Release).and_then(|()| build::build(root, Mode::Steps));
    println!("What ships was built after {} s.", begun.elapsed().as_secs());
    if built.is_err() {
        end(&apps)?;
    }
    for tally in conclude_all(natives, built)? {
        sum = sum.and(tally);
    }
    // What could not be fetched is tried again by the tests, which say so.
    wait(&mut apps, Instant::now())?;
    for lines in [vec![vec![wasm(root)?]], in_browsers(root, &browsers, all)] {
        for tally in run_lines(lines, &logs)? {
            sum = sum.and(tally);
        }
    }
    println!(
        "All tests took {} s. Logs are in target/test-logs.",
        begun.elapsed().as_secs()
    );
    println!("{} passed, {} failed", sum.passed, sum.failed);
    // The line above is the last: it says all there is to say.
    if sum.failed == 0 && sum.passed > 0 {
        Ok(())
    } else {
        Err(String::new())
    }
}

/// All that needs no browser and no build of what ships. These tasks are apart from the rest: together with it, all that
/// they are made of would have other features than when they run, and be built a second time.
fn natives(root: &Path, all: bool) -> Result<Vec<Runner>> {
    let cargo = |name, of: &[&str]| {
        let mut command = command("cargo", &[&["test", "--no-fail-fast", "--locked"], of].concat(), root);
        if all {
            command.env("LATCHKEY_ALL", "1");
        }
        Runner {
            name,
            report: Report::Cargo,
            command,
        }
    };
    Ok(vec![
        cargo("native", &["--workspace", "--exclude", "xtask"]),
        cargo("tasks", &["--package", "xtask"]),
        second_implementation(root)?,
    ])
}

/// Fetches the apps that some journeys run on, where they are not there yet.
fn real_apps(root: &Path) -> Command {
    command("node", &["www-tests/realapps/install.mjs"], root)
}

/// The vault's format, opened from its document alone.
fn second_implementation(root: &Path) -> Result<Runner> {
    Ok(Runner {
        name: "vectors",
        report: Report::Tap,
        command: vectors::second_implementation(root)?,
    })
}

/// The modules as they ship, in Node.
fn wasm(root: &Path) -> Result<Runner> {
    let files = tree::files(&root.join("www-tests/wasm"))?;
    let names: Vec<String> = files.iter().map(|file| tree::relative(root, file)).collect();
    let tests = names
        .iter()
        .map(String::as_str)
        .filter(|name| name.ends_with(".test.mjs"));
    let args: Vec<&str> = ["--test", "--test-reporter=tap"].into_iter().chain(tests).collect();
    Ok(Runner {
        name: "wasm",
        report: Report::Tap,
        command: command("node", &args, root),
    })
}

/// What runs in browsers, in lines side by side.
fn in_browsers(root: &Path, browsers: &tools::Browsers, all: bool) -> Vec<Vec<Runner>> {
    let runner = |name: &'static str, browser: &str, folders: &str| {
        let words = ["www-tests/run.mjs", "--browser", browser, "--folders", folders];
        let mut command = command("node", &words, root);
        if all {
            command.arg("--all");
        }
        command
            .env("CHROMIUM", &browsers.chromium)
            .env("FIREFOX", &browsers.firefox)
            // The native tests have built it.
            .env("LATCHKEY", root.join("target/debug/latchkey"));
        Runner {
            name,
            report: Report::Tap,
            command,
        }
    };
    vec![
        vec![runner("chromium-journeys", "chromium", "journeys")],
        vec![runner("firefox-journeys", "firefox", "journeys")],
        vec![
            runner("chromium-attacks", "chromium", "attacks,realapps"),
            runner("firefox-attacks", "firefox", "attacks,realapps"),
        ],
    ]
}

/// One program that runs tests, while it does.
struct Running {
    runner: Runner,
    log: PathBuf,
    child: Child,
}

/// Starts all of them at once.
fn start_all(runners: Vec<Runner>, logs: &Path) -> Result<Vec<Running>> {
    let mut running = Vec::new();
    for mut runner in runners {
        println!("Running the {} tests: {}", runner.name, line(&runner.command));
        let log = logs.join(format!("{}.log", runner.name));
        let child = start(&mut runner.command, &log)?;
        running.push(Running { runner, log, child });
    }
    Ok(running)
}

/// Waits for each and tells what came of it; if what went on beside them failed, ends them and says that.
fn conclude_all(running: Vec<Running>, beside: Result<()>) -> Result<Vec<Tally>> {
    if let Err(error) = beside {
        for Running { child, .. } in &running {
            end(child)?;
        }
        return Err(error);
    }
    running.into_iter().map(conclude).collect()
}

/// Runs the lines side by side, and of each line one runner after the other.
fn run_lines(lines: Vec<Vec<Runner>>, logs: &Path) -> Result<Vec<Tally>> {
    let run = |line: Vec<Runner>| -> Result<Vec<Tally>> {
        let tallies = line
            .into_iter()
            .map(|runner| conclude_all(start_all(vec![runner], logs)?, Ok(())));
        Ok(tallies.collect::<Result<Vec<_>>>()?.concat())
    };
    let tallies = std::thread::scope(|scope| {
        let working: Vec<_> = lines.into_iter().map(|line| scope.spawn(|| run(line))).collect();
        let ends = working.into_iter().map(|thread| {
            let ended = thread.join();
            ended.unwrap_or_else(|_| Err("A runner of tests could not be watched to its end.".to_owned()))
        });
        ends.collect::<Result<Vec<_>>>()
    });
    Ok(tallies?.concat())
}

fn start(command: &mut Command, log: &Path) -> Result<Child> {
    let trouble = |error: std::io::Error| format!("Could not write {}: {error}.", log.display());
    let out = File::create(log).map_err(trouble)?;
    let errors = out.try_clone().map_err(trouble)?;
    // A group of its own, so that a hanging runner ends with all that it started.
    let command = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(errors)
        .env("NO_COLOR", "1")
        .process_group(0);
    command
        .spawn()
        .map_err(|error| format!("`{}` could not be started: {error}.", line(command)))
}

fn conclude(running: Running) -> Result<Tally> {
    let Running { runner, log, mut child } = running;
    let start = Instant::now();
    let ended_well = wait(&mut child, start)?;
    let said = String::from_utf8_lossy(&tree::read_bytes(&log)?).into_owned();
    let tally = tally::judge(runner.report, &said, ended_well);
    println!("{}: {} passed, {} failed", runner.name, tally.passed, tally.failed);
    if tally.failed > 0 {
        println!("{}", shown(&said, ended_well, &log));
    }
    Ok(tally)
}

/// Ends it with all that it started.
fn end(child: &Child) -> Result<()> {
    let group = format!("-{}", child.id());
    text(&mut command("kill", &["-KILL", "--", &group], &PathBuf::from("/"))).map(|_| ())
}

/// Whether it ended by itself and well; ends it when its time is over.
fn wait(child: &mut Child, start: Instant) -> Result<bool> {
    loop {
        if let Some(status) = child
            .try_wait()
            .map_err(|error| format!("Could not wait for a test runner: {error}."))?
        {
            return Ok(status.success());
        }
        if start.elapsed() > LIMIT {
            println!("Still running after {} minutes: ended.", LIMIT.as_secs() / 60);
            end(child)?;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The failures that a log tells of; or its end, where it tells of none.
fn shown(said: &str, ended_well: bool, log: &Path) -> String {
    let failures = tally::failures(said);
    if !failures.is_empty() {
        return failures.join("\n");
    }
    let lines: Vec<&str> = said.lines().collect();
    let tail = lines
        .get(lines.len().saturating_sub(TAIL_LINES)..)
        .unwrap_or_default()
        .join("\n");
    let ended = if ended_well {
        ""
    } else {
        "The runner did not end well.\n"
    };
    format!("{ended}The end of {}:\n{tail}\n", log.display())
}
