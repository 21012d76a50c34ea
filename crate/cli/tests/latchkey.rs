//! Drives the command on files of the test vectors: what it says, what it hides, and what it writes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "../../core/tests/vector_cases/telling.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "a part of it is used")]
mod telling;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The password of the vectors that are really derived, decomposed and with other spaces than they were made with.
const PASSWORD: &str = "Ka\u{308}se\u{3000}und Brot e\u{301}\n";

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    /// Writes the file of a vector.
    fn vector(&self, name: &str) -> String {
        let case = case(name);
        let text = ["file", "raw"].iter().find_map(|field| case[*field].as_str()).unwrap();
        let path = self.path(name);
        std::fs::write(&path, telling::unbase64(text)).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/vectors")
}

fn case(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(vectors().join(format!("{name}.json"))).unwrap()).unwrap()
}

fn run(arguments: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_latchkey"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that refuses before it asks has closed its end.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

/// What it says where it succeeds.
fn says(arguments: &[&str], typed: &str) -> String {
    let output = run(arguments, typed);
    let (out, errors) = said(&output);
    assert!(output.status.success(), "{errors}");
    out
}

/// What it says where it fails; nothing may be shown then.
fn complains(arguments: &[&str], typed: &str) -> String {
    let output = run(arguments, typed);
    let (out, errors) = said(&output);
    assert_eq!(output.status.code(), Some(1), "{out}{errors}");
    assert_eq!(out, "");
    errors
}

#[test]
fn a_vault_file_is_verified_listed_and_shown_with_secrets_covered() {
    let folder = Folder::new("shown");
    let file = folder.vector("vault-file-derived");
    let verified = says(&["verify", &file], PASSWORD);
    assert!(verified.contains("made on 2026-09-21"), "{verified}");
    assert!(verified.contains("2 items and 1 whole attachment"), "{verified}");
    let list = says(&["list", &file], PASSWORD);
    assert!(list.contains("Library  ada") && list.contains("Bank  ada"), "{list}");
    assert!(list.find("Bank") < list.find("Library"));
    let covered = says(&["show", &file, "library"], PASSWORD);
    assert!(
        covered.contains("password: ••••••••") && !covered.contains("second-password"),
        "{covered}"
    );
    assert!(covered.contains("attachment: card.txt"), "{covered}");
    let id = list
        .lines()
        .find(|line| line.contains("Bank"))
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    let revealed = says(&["show", &file, id, "--reveal"], PASSWORD);
    assert!(revealed.contains("password: guarded-password"), "{revealed}");
}

#[test]
fn the_recovery_code_opens_it_too_and_a_slip_is_told_first() {
    let folder = Folder::new("code");
    let file = folder.vector("vault-file-derived");
    let code = case("code")["text"].as_str().unwrap().to_lowercase();
    let list = says(&["list", &file, "--recovery-code"], &format!("{code}\n"));
    assert!(list.contains("Library"), "{list}");
    let slip = code.replacen('0', "1", 1);
    let told = complains(&["list", &file, "--recovery-code"], &slip);
    assert!(told.contains("mistyped"), "{told}");
}

#[test]
fn everything_is_exported_in_clear_and_says_so() {
    let folder = Folder::new("export");
    let file = folder.vector("vault-file-derived");
    let out = folder.path("all.json");
    let output = run(&["export", &file, "--format", "json", "--out", &out], PASSWORD);
    let (_, errors) = said(&output);
    assert!(output.status.success() && errors.contains("in clear"), "{errors}");
    let all: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let items = all["items"].as_array().unwrap();
    let library = items.iter().find(|item| item["content"]["title"] == "Library").unwrap();
    assert_eq!(library["content"]["login"]["password"], "second-password");
    assert_eq!(library["history"][0]["password"], "first-password");
    assert_eq!(library["attachments"][0]["file"], "card.txt");
    let attachment = folder.0.join("all.json-attachments/card.txt");
    assert_eq!(std::fs::read(&attachment).unwrap(), b"No. 5");
    #[cfg(unix)]
    for path in [Path::new(&out), &attachment] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(path).unwrap().permissions().mode() & 0o77,
            0,
            "for the user's eyes alone"
        );
    }
    let again = complains(&["export", &file, "--format", "json", "--out", &out], PASSWORD);
    assert!(again.contains("is there already"), "{again}");
    let csv = complains(
        &["export", &file, "--format", "csv", "--out", &folder.path("b")],
        PASSWORD,
    );
    assert!(csv.contains("json"), "{csv}");
}

#[test]
fn e08_what_is_damaged_is_named_and_nothing_is_written() {
    let folder = Folder::new("damaged");
    let file = folder.vector("vault-file-derived");
    let wrong = complains(&["list", &file], "another\n");
    assert!(wrong.contains("Wrong password"), "{wrong}");
    assert!(complains(&["list", &file], "\n").contains("No password"));
    let whole = std::fs::read(&file).unwrap();
    let cut = folder.path("cut");
    std::fs::write(&cut, &whole[..whole.len() - 1]).unwrap();
    let out = folder.path("out.json");
    for arguments in [
        vec!["verify", &cut],
        vec!["export", &cut, "--format", "json", "--out", &out],
    ] {
        let told = complains(&arguments, PASSWORD);
        assert!(told.contains("damaged or not whole"), "{told}");
    }
    assert!(!Path::new(&out).exists());
    assert!(complains(&["verify", &folder.path("none")], PASSWORD).contains("Could not read"));
}

#[test]
fn h09_files_that_are_refused_before_a_password_is_asked_for() {
    let folder = Folder::new("refused");
    let sentences = [
        ("not-a-vault", "neither a vault file"),
        ("newer-version", "newer `latchkey`"),
        ("kdf-out-of-range", "Do not trust it"),
    ];
    let mut tried = 0;
    for entry in std::fs::read_dir(vectors()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let case = case(&name);
        let sentence = sentences.iter().find(|(code, _)| case["expect"] == *code);
        if let (Some((_, sentence)), "file") = (sentence, case["open"].as_str().unwrap()) {
            let told = complains(&["verify", &folder.vector(&name)], "");
            assert!(told.contains(sentence), "{name}: {told}");
            tried += 1;
        }
    }
    assert!(tried >= 4);
}

#[test]
fn d07_a_damaged_vault_is_rebuilt_from_its_raw_export_and_its_freshness_is_unproven() {
    let folder = Folder::new("rebuilt");
    let file = folder.vector("raw-export-derived");
    let told = complains(&["verify", &file], PASSWORD);
    assert!(told.contains("--rebuild"), "{told}");
    let output = run(&["verify", &file, "--rebuild"], PASSWORD);
    let (out, errors) = said(&output);
    assert!(
        output.status.success() && errors.contains("freshness is unproven"),
        "{errors}"
    );
    assert!(out.contains("1 item"), "{out}");
    let shown = says(&["show", &file, "Dairy", "--reveal", "--rebuild"], PASSWORD);
    assert!(shown.contains("password: cheese"), "{shown}");
}

#[test]
fn what_is_not_understood_gets_the_usage() {
    for arguments in [
        vec![],
        vec!["open", "x"],
        vec!["list"],
        vec!["list", "a", "b"],
        vec!["show", "a"],
        vec!["list", "a", "--all"],
        vec!["export", "a", "--format", "json"],
        vec!["export", "a", "--out"],
    ] {
        let output = run(&arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).1.starts_with("Usage:"));
    }
}
