//! Samples of many programs' exports, with what must be found in each.
//!
//! They lie outside the tree, in a folder that `LATCHKEY_IMPORT_SAMPLES` names or that stands beside the checkout's
//! parent; without it this test says so and passes. `LATCHKEY_IMPORT_RESULTS` names a file to write what was read to.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use std::fs;
use std::path::{Path, PathBuf};

use latchkey_core::api::{ImportOptions, MatchRule};
use serde_json::{Map, Value, json};
use transfer_judge::{judge, read_with, shown};

fn samples() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval/imports");
    let farther = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/eval/imports");
    let named = std::env::var_os("LATCHKEY_IMPORT_SAMPLES").map(PathBuf::from);
    let found = named
        .into_iter()
        .chain([beside, farther])
        .find(|folder| folder.join("manifest.json").exists());
    if found.is_none() {
        println!("No samples here; set LATCHKEY_IMPORT_SAMPLES to their folder.");
    }
    found
}

fn options(sample: &Value, folder: &Path) -> ImportOptions {
    ImportOptions {
        password: sample["password"].as_str().map(str::to_owned),
        key_file: sample["keyFile"]
            .as_str()
            .map(|name| fs::read(folder.join(name)).unwrap()),
        ..ImportOptions::default()
    }
}

#[test]
fn every_sample_is_read_right() {
    let Some(folder) = samples() else { return };
    let manifest: Vec<Value> = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let (mut results, mut wrong) = (Map::new(), Vec::new());
    for sample in &manifest {
        let name = sample["file"].as_str().unwrap();
        let bytes = fs::read(folder.join(name)).unwrap();
        let result = match read_with(name, &bytes, &options(sample, &folder)) {
            Ok(import) => {
                let items: Vec<Value> = import.items.iter().map(shown).collect();
                println!(
                    "{name}: {:?}, {} items, remarks {:?}",
                    import.format,
                    items.len(),
                    import.remarks
                );
                for item in &import.items {
                    let remarks: Vec<String> = item
                        .remarks
                        .iter()
                        .map(|r| format!("{:?} {}", r.kind, r.subject))
                        .collect();
                    if !remarks.is_empty() {
                        println!("    {}: {}", item.content.title, remarks.join(", "));
                    }
                }
                json!({ "items": items })
            }
            Err(fault) => json!({ "error": format!("{fault:?}") }),
        };
        if let Some(expected) = sample["expected"].as_str() {
            let expected: Vec<Value> = serde_json::from_slice(&fs::read(folder.join(expected)).unwrap()).unwrap();
            let more = sample["partial"] == true || sample["extra"] == true || name.starts_with("dashlane-json");
            match result["items"].as_array() {
                Some(items) => wrong.extend(
                    judge(&expected, items, more)
                        .into_iter()
                        .map(|line| format!("{name}: {line}")),
                ),
                None => wrong.push(format!("{name}: {}", result["error"])),
            }
        }
        results.insert(name.to_owned(), result);
    }
    if let Some(path) = std::env::var_os("LATCHKEY_IMPORT_RESULTS") {
        fs::write(path, Value::Object(results).to_string()).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn h06_addresses_that_are_no_web_addresses_match_nothing() {
    let Some(folder) = samples() else { return };
    let bytes = fs::read(folder.join("chrome/made-hostile.csv")).unwrap();
    let import = read_with("made-hostile.csv", &bytes, &ImportOptions::default()).unwrap();
    for title in ["js", "data", "file"] {
        let item = import.items.iter().find(|item| item.content.title == title).unwrap();
        assert_eq!(
            item.content.login.as_ref().unwrap().urls[0].rule,
            MatchRule::Never,
            "{title}"
        );
    }
    assert_eq!(
        import.items.len(),
        7,
        "every row is there, the one that is never closed too"
    );
}
