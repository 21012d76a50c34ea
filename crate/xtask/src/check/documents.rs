//! Documents that must agree with the code: the format's hash, and the tables of permissions and of the CSP.
//!
//! docs/format.md bears a hash of the code that writes the format, so that the format cannot change in silence;
//! docs/threat-model.md gives a reason for everything that the manifest asks for.

use std::path::Path;

use serde_json::Value;

use super::refuse;
use crate::run::Result;
use crate::tree;

const FORMAT: &str = "docs/format.md";
const THREATS: &str = "docs/threat-model.md";
const CODE_LINE: &str = "Format code: ";
const HASH_LINE: &str = "Format hash: ";
const PERMISSIONS_HEADING: &str = "## Permissions";
const CSP_HEADING: &str = "## Content security policy";

/// The hash in format.md is that of the files it names.
pub(super) fn check_format(root: &Path) -> Result<()> {
    let text = present(root, FORMAT)?;
    let (written, now) = (lines(&text, HASH_LINE), format_hash(root, &text)?);
    if written == [now.as_str()] {
        return Ok(());
    }
    Err(format!(
        "The code that writes the format has changed since {FORMAT} was last looked through, or its head lacks the line.\n\
         Read the document against the code. Once both agree, run `cargo xtask check --update-hashes`, or write:\n\
         {HASH_LINE}{now}"
    ))
}

/// Writes the present hash into format.md.
pub(super) fn update_format_hash(root: &Path) -> Result<()> {
    let text = present(root, FORMAT)?;
    let now = format_hash(root, &text)?;
    let line = |line: &str| {
        if line.starts_with(HASH_LINE) {
            format!("{HASH_LINE}{now}\n")
        } else {
            format!("{line}\n")
        }
    };
    if lines(&text, HASH_LINE).len() != 1 {
        return Err(format!("{FORMAT} needs exactly one line `{HASH_LINE}…` in its head."));
    }
    tree::write(
        &root.join(FORMAT),
        text.lines().map(line).collect::<String>().as_bytes(),
    )
}

fn format_hash(root: &Path, text: &str) -> Result<String> {
    let files = lines(text, CODE_LINE);
    if files.is_empty() {
        return Err(format!(
            "{FORMAT} names no code. Its head needs a line `{CODE_LINE}<path>` for each file that writes the format."
        ));
    }
    let mut bytes = Vec::new();
    for file in files {
        bytes.extend(tree::read_bytes(&root.join(file))?);
    }
    Ok(tree::sha256(&bytes))
}

/// What follows `start` on each line that begins with it, without backticks.
fn lines<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    text.lines()
        .filter_map(|line| line.strip_prefix(start))
        .map(|rest| rest.trim().trim_matches('`'))
        .collect()
}

/// The manifest asks for exactly what the threat model gives reasons for.
pub(super) fn check_permissions(root: &Path) -> Result<()> {
    let text = present(root, THREATS)?;
    let manifest: Value = serde_json::from_str(&tree::read(&root.join("manifest.json"))?)
        .map_err(|error| format!("manifest.json is not valid JSON: {error}."))?;
    let found = permission_differences(&asked(&manifest), &reasons(&text));
    let advice = format!(
        "Each permission stands in the table under `{PERMISSIONS_HEADING}` of {THREATS}, as a row | `name` | reason |."
    );
    refuse(&found, &advice)?;

    let csp = manifest
        .pointer("/content_security_policy/extension_pages")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if documented_csp(&text) == Some(csp) {
        return Ok(());
    }
    Err(format!(
        "The content security policy of manifest.json is not the one in {THREATS}.\n\
         Under `{CSP_HEADING}` there, a line in backticks must read exactly:\n`{csp}`"
    ))
}

/// Every permission and host pattern of the manifest, required or optional.
fn asked(manifest: &Value) -> Vec<String> {
    let keys = [
        "permissions",
        "optional_permissions",
        "host_permissions",
        "optional_host_permissions",
    ];
    let lists = keys
        .iter()
        .filter_map(|key| manifest.get(key).and_then(Value::as_array));
    lists.flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Rows of the permissions' table: name and reason.
fn reasons(text: &str) -> Vec<(String, String)> {
    section(text, PERMISSIONS_HEADING)
        .lines()
        .filter_map(|line| line.trim().strip_prefix('|'))
        .filter_map(|row| row.split_once('|'))
        .filter_map(|(names, reason)| Some((names.trim().strip_prefix('`')?.strip_suffix('`')?, reason)))
        .map(|(name, reason)| (name.to_owned(), reason.trim().trim_end_matches('|').trim().to_owned()))
        .collect()
}

fn permission_differences(asked: &[String], reasons: &[(String, String)]) -> Vec<String> {
    let has_reason = |name: &String| reasons.iter().any(|(row, reason)| row == name && !reason.is_empty());
    let missing = asked
        .iter()
        .filter(|name| !has_reason(name))
        .map(|name| format!("`{name}` has no reason."));
    let extra = reasons.iter().filter(|(row, _)| !asked.contains(row));
    missing
        .chain(extra.map(|(row, _)| format!("`{row}` has a reason, but manifest.json does not ask for it.")))
        .collect()
}

fn documented_csp(text: &str) -> Option<&str> {
    let lines = section(text, CSP_HEADING).lines();
    lines
        .filter_map(|line| line.trim().strip_prefix('`')?.strip_suffix('`'))
        .find(|line| line.contains("-src"))
}

/// The text under a heading, up to the next of the same level.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let from = text
        .match_indices(heading)
        .find(|(at, _)| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with('\n')));
    let body = from
        .and_then(|(at, heading)| text.get(at + heading.len()..))
        .unwrap_or("");
    body.split_once("\n## ").map_or(body, |(body, _)| body)
}

fn present(root: &Path, path: &str) -> Result<String> {
    if root.join(path).exists() {
        tree::read(&root.join(path))
    } else {
        Err(format!("{path} is missing. Write it."))
    }
}

/// Cargo, npm and the manifest name one version.
pub(super) fn check_versions(root: &Path) -> Result<()> {
    let workspace = tree::read(&root.join("Cargo.toml"))?;
    let cargo = workspace
        .lines()
        .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .unwrap_or("none");
    let mut found = Vec::new();
    for file in ["manifest.json", "package.json", "package-lock.json"] {
        let json: Value =
            serde_json::from_str(&tree::read(&root.join(file))?).map_err(|error| format!("{file}: {error}."))?;
        let version = json.get("version").and_then(Value::as_str).unwrap_or("none");
        if version != cargo {
            found.push(format!("{file} says {version}, Cargo.toml says {cargo}."));
        }
    }
    refuse(&found, "Give all of them the same version.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Threats\n\n## Permissions\n\n| Permission | Reason |\n|---|---|\n| `storage` | To keep the vault. |\n| `alarms` | |\n| `tabs` | Old. |\n\n## Content security policy\n\nIt is:\n\n`default-src 'none'; script-src 'self'`\n\n## Next\n\n| `other` | x |\n";

    #[test]
    fn compares_permissions_both_ways() {
        let asked = ["storage", "alarms", "idle"].map(str::to_owned);
        let found = permission_differences(&asked, &reasons(TEXT));
        assert_eq!(found.len(), 3, "{found:?}");
        let rows = reasons(TEXT);
        assert!(permission_differences(&["storage".to_owned()], rows.get(..1).unwrap_or_default()).is_empty());
    }

    #[test]
    fn finds_the_policy() {
        assert_eq!(documented_csp(TEXT), Some("default-src 'none'; script-src 'self'"));
        assert_eq!(documented_csp("no heading"), None);
    }

    #[test]
    fn reads_the_head_of_the_format() {
        let text =
            "# Format\n\nFormat code: `crate/core/src/a.rs`\nFormat code: crate/core/src/b.rs\nFormat hash: 00\n";
        assert_eq!(lines(text, CODE_LINE), ["crate/core/src/a.rs", "crate/core/src/b.rs"]);
        assert_eq!(lines(text, HASH_LINE), ["00"]);
    }

    #[test]
    fn lists_all_that_a_manifest_asks() {
        let manifest = serde_json::json!({ "permissions": ["a"], "host_permissions": ["https://*/*"], "optional_permissions": ["b"] });
        assert_eq!(asked(&manifest), ["a", "b", "https://*/*"]);
    }
}
