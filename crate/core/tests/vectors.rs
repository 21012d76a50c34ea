//! Opens every test vector with the core: each must end as it says, and hold what it says.
//!
//! `open_vectors.py` does the same from docs/format.md alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod vector_cases;

use std::path::Path;

use vector_cases::{inputs, open, read_case};

#[test]
fn every_vector_ends_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".json")?.to_owned()))
        .collect();
    names.sort();
    let (mut opening, mut wrong) = (0, Vec::new());
    for name in &names {
        let case = read_case(&folder, name);
        let (outcome, content) = open(&case, &inputs(&folder, &case));
        opening += usize::from(case["expect"] == "opens");
        if case["expect"] != outcome.as_str() {
            wrong.push(format!("{name}: {outcome}, where the case expects {}", case["expect"]));
        } else if case.get("content").is_some_and(|expected| *expected != content) {
            wrong.push(format!(
                "{name}: it holds {content:#}, where the case has {:#}",
                case["content"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        names.len(),
        wrong.join("\n")
    );
    assert!(
        names.len() >= 120 && opening * 2 < names.len(),
        "at least 120, and most of them fail"
    );
}
