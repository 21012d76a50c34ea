//! Writes the notices of the software that ships inside `dist/`: each package with its licence and the licence's text.
//!
//! Crates come from cargo's own account of what the wasm modules link, npm packages from esbuild's of what it bundled.
//! Where a package offers a choice with MIT, its MIT text is given.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::build::MODULES;
use crate::run::{Result, command, text as run_text};
use crate::tree;

/// A package that ships, and where its licence can be read.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
}

/// The whole file. `metas` are esbuild's metafiles.
pub(super) fn text(root: &Path, metas: &[String]) -> Result<String> {
    let mut packages = crates(root)?;
    packages.extend(npm_packages(root, metas)?);
    let mut page = String::from(
        "Latchkey contains the following software and data of others, each under the licence that stands with it.\n",
    );
    for data in data_notices(root)? {
        page.push_str(&format!("\n{}\n\n{}\n", "=".repeat(80), data.trim()));
    }
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in &packages {
        let label = format!("{} {} ({})", package.name, package.version, package.licence);
        texts.entry(licence_text(package)?).or_default().push(label);
    }
    for (licence, labels) in &texts {
        page.push_str(&format!(
            "\n{}\n\n{}\n\n{}\n",
            "=".repeat(80),
            labels.join("\n"),
            licence.trim()
        ));
    }
    Ok(page)
}

/// Every crate of another author that a wasm module links.
fn crates(root: &Path) -> Result<BTreeSet<Package>> {
    let metadata = run_text(&mut command(
        "cargo",
        &["metadata", "--format-version", "1", "--quiet"],
        root,
    ))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}."))?;
    let mut linked = BTreeSet::new();
    for module in &MODULES {
        let args = [
            "tree",
            "-p",
            module.package,
            "--target",
            "wasm32-unknown-unknown",
            "-e",
            "normal,no-proc-macro",
        ];
        let tree = run_text(&mut command(
            "cargo",
            &[&args[..], &["--prefix", "none", "-f", "{p}"]].concat(),
            root,
        ))?;
        linked.extend(
            tree.lines()
                .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")),
        );
    }
    let word = |package: &Value, key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let all = metadata
        .get("packages")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let foreign = all
        .iter()
        .filter(|package| package.get("source").is_some_and(Value::is_string));
    Ok(foreign
        .map(|package| Package {
            name: word(package, "name"),
            version: word(package, "version"),
            licence: word(package, "license"),
            folder: Path::new(&word(package, "manifest_path"))
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default(),
        })
        .filter(|package| linked.contains(&format!("{} v{}", package.name, package.version)))
        .collect())
}

/// Every npm package of which something was bundled.
fn npm_packages(root: &Path, metas: &[String]) -> Result<BTreeSet<Package>> {
    let mut found = BTreeSet::new();
    for meta in metas {
        let meta: Value = serde_json::from_str(meta).map_err(|error| format!("esbuild's metafile: {error}."))?;
        let inputs = meta
            .get("inputs")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        found.extend(inputs.keys().filter_map(|path| npm_name(path)));
    }
    found.iter().map(|name| npm_package(root, name)).collect()
}

/// `node_modules/@scope/name/…` → `@scope/name`.
fn npm_name(path: &str) -> Option<String> {
    let (_, inside) = path.rsplit_once("node_modules/")?;
    let parts = if inside.starts_with('@') { 2 } else { 1 };
    Some(inside.split('/').take(parts).collect::<Vec<_>>().join("/"))
}

fn npm_package(root: &Path, name: &str) -> Result<Package> {
    let folder = root.join("node_modules").join(name);
    let about: Value = serde_json::from_str(&tree::read(&folder.join("package.json"))?)
        .map_err(|error| format!("{name}/package.json: {error}."))?;
    let word = |key: &str| about.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Package {
        name: name.to_owned(),
        version: word("version"),
        licence: word("license"),
        folder,
    })
}

/// The licence file of the package, the MIT one where there are several.
fn licence_text(package: &Package) -> Result<String> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(&package.folder)
        .map_err(|error| format!("Could not read {}: {error}.", package.folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file() && is_licence(path))
        .collect();
    names.sort_by_key(|path| (!path.to_string_lossy().to_lowercase().contains("mit"), path.clone()));
    match names.first() {
        Some(path) => Ok(tree::read(path)?.replace("\r\n", "\n")),
        None => Ok(format!(
            "Licensed under {}; the package carries no text of its own.",
            package.licence
        )),
    }
}

fn is_licence(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    ["licen", "copying", "unlicense"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// What is said of data that the core is built with, and its licence; both stand beside it.
fn data_notices(root: &Path) -> Result<Vec<String>> {
    let files = tree::files(&root.join("crate/core/data"))?;
    files
        .iter()
        .filter(|file| tree::has_extension(file, &["md", "txt"]))
        .map(|file| tree::read(file))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::npm_name;

    #[test]
    fn names_npm_packages() {
        assert_eq!(
            npm_name("node_modules/preact/dist/preact.module.js").as_deref(),
            Some("preact")
        );
        assert_eq!(
            npm_name("node_modules/@preact/signals/dist/signals.js").as_deref(),
            Some("@preact/signals")
        );
        assert_eq!(npm_name("extension/pages/popup.tsx"), None);
    }
}
