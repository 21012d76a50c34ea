//! What is in `dist/`: exactly the files that are meant to ship, as web-ext wants them, within their budgets.
//!
//! Both lists are data in `crate/xtask/data`, one entry a line, so that a change of them is seen in review.

use std::path::Path;

use serde_json::Value;

use super::refuse;
use crate::run::{Result, both};
use crate::{sizes, tools, tree};

const FILES: &str = "crate/xtask/data/dist-files.txt";
const WARNINGS: &str = "crate/xtask/data/web-ext-warnings.txt";

/// `dist/` holds exactly the listed files.
pub(super) fn check_files(root: &Path) -> Result<()> {
    let dist = root.join("dist");
    let present: Vec<String> = tree::files(&dist)?
        .iter()
        .map(|file| tree::relative(&dist, file))
        .collect();
    let list = tree::read(&root.join(FILES))?;
    refuse(
        &file_differences(&present, &listed(&list)),
        &format!("If the change is meant, add or remove the line in {FILES}; else look why the build made it."),
    )
}

fn file_differences(present: &[String], listed: &[&str]) -> Vec<String> {
    let extra = present.iter().filter(|file| !listed.contains(&file.as_str()));
    let missing = listed.iter().filter(|file| !present.iter().any(|have| have == *file));
    extra
        .map(|file| format!("dist/{file} is not in the list."))
        .chain(missing.map(|file| format!("dist/{file} is in the list and was not built.")))
        .collect()
}

/// Lines that are no remarks.
fn listed(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// web-ext finds no errors, and no warnings but those with a reason.
pub(super) fn check_lint(root: &Path) -> Result<()> {
    let args = [
        "lint",
        "--source-dir",
        "dist",
        "--output",
        "json",
        "--boring",
        "--no-config-discovery",
    ];
    let output = tools::node_tool(root, "node_modules/web-ext/bin/web-ext.js", &args)?;
    let said = String::from_utf8_lossy(&output.stdout);
    let report: Value =
        serde_json::from_str(&said).map_err(|_| format!("web-ext gave no report.\n{}", both(&output)))?;
    let list = tree::read(&root.join(WARNINGS))?;
    refuse(
        &lint_findings(&report, &listed(&list)),
        &format!("Correct the cause. A warning that cannot be avoided goes into {WARNINGS} as `CODE | file | reason`."),
    )
}

fn lint_findings(report: &Value, listed: &[&str]) -> Vec<String> {
    let allowed: Vec<(&str, &str)> = listed
        .iter()
        .filter_map(|line| {
            let mut parts = line.splitn(3, '|').map(str::trim);
            let (code, file, reason) = (parts.next()?, parts.next()?, parts.next()?);
            (!reason.is_empty()).then_some((code, file))
        })
        .collect();
    let word = |finding: &Value, key: &str| finding.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    let mut used = Vec::new();
    for kind in ["errors", "warnings"] {
        for finding in report.get(kind).and_then(Value::as_array).into_iter().flatten() {
            let (code, file) = (word(finding, "code"), word(finding, "file"));
            if kind == "warnings" && allowed.contains(&(code.as_str(), file.as_str())) {
                used.push((code, file));
            } else {
                found.push(format!("{code} in {file}: {}", word(finding, "message")));
            }
        }
    }
    let stale = allowed
        .iter()
        .filter(|(code, file)| !used.iter().any(|(have, place)| have == code && place == file));
    found.extend(
        stale.map(|(code, file)| format!("{code} | {file} is allowed in the list but no longer found; remove it.")),
    );
    found
}

/// Nothing that ships tells tests of its steps: the hook of `extension/background/steps.ts` is gone, its name with it.
pub(super) fn check_no_steps(root: &Path) -> Result<()> {
    let source = tree::read(&root.join("extension/background/steps.ts"))?;
    if !source.contains(STEPS_CHANNEL) {
        return Err(format!(
            "{STEPS_CHANNEL} is no longer the hook's name: correct it here."
        ));
    }
    let dist = root.join("dist");
    let mut telling = Vec::new();
    for file in tree::files(&dist)? {
        if tree::has_extension(&file, &["js"]) && tree::read(&file)?.contains(STEPS_CHANNEL) {
            telling.push(format!("dist/{} tells its steps.", tree::relative(&dist, &file)));
        }
    }
    refuse(
        &telling,
        "What ships is built with STEPS_ARE_TOLD=false, which leaves nothing of the hook.",
    )
}

/// The name under which a test build tells its steps.
const STEPS_CHANNEL: &str = "latchkey-steps";

/// What ships stays within its budgets.
pub(super) fn check_sizes(root: &Path) -> Result<()> {
    refuse(
        &sizes::excesses(root)?,
        "Find what grew (`cargo xtask bench` lists all sizes). The budgets are promises: code has to become smaller.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_files_both_ways() {
        let present = ["background.js", "extra.map"].map(str::to_owned);
        let list = listed("# What ships\nbackground.js\n\ncontent.js\n");
        assert_eq!(
            file_differences(&present, &list),
            [
                "dist/extra.map is not in the list.",
                "dist/content.js is in the list and was not built."
            ]
        );
    }

    #[test]
    fn allows_only_warnings_with_reasons() {
        let report = serde_json::json!({
            "errors": [{ "code": "BAD", "file": "a.js", "message": "Bad." }],
            "warnings": [{ "code": "EVAL", "file": "a.js", "message": "x" }, { "code": "OTHER", "file": "b.js", "message": "y" }],
        });
        let found = lint_findings(
            &report,
            &["EVAL | a.js | A reason.", "OTHER | b.js |", "GONE | c.js | Old."],
        );
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|line| !line.starts_with("EVAL")));
    }

    #[test]
    fn never_allows_errors() {
        let report =
            serde_json::json!({ "errors": [{ "code": "BAD", "file": "a.js", "message": "Bad." }], "warnings": [] });
        assert_eq!(lint_findings(&report, &["BAD | a.js | No reason is enough."]).len(), 2);
    }
}
