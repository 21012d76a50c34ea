//! Writes the notices of the software that ships inside `dist/`: each package with its licence and the licence's text.
//!
//! Where a package offers a choice with MIT, its MIT text is given; where it stands under several at once, all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::packages::{Package, Shipped};
use crate::run::Result;
use crate::tree;

/// The whole file.
pub(super) fn text(root: &Path, shipped: &Shipped) -> Result<String> {
    let mut page = String::from(
        "Latchkey contains the following software and data of others, each under the licence that stands with it.\n\
         Which file contains which of it, and the hashes of what was built in, stand in sbom.cdx.json.\n",
    );
    for data in data_notices(root)? {
        page.push_str(&section(&data));
    }
    let rust = super::sbom::rust_version(root)?;
    page.push_str(&section(&format!(
        "Rust's standard library {rust} ({})\n\nIt is used under the Apache License 2.0, whose text is LICENSE-APACHE.",
        super::sbom::RUST_LICENCE
    )));
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in shipped.packages.values() {
        let label = format!("{} {} ({})", package.name, package.version, package.licence);
        texts.entry(licence_text(root, package)?).or_default().push(label);
    }
    for (licence, labels) in &texts {
        page.push_str(&section(&format!("{}\n\n{}", labels.join("\n"), licence.trim())));
    }
    Ok(page)
}

fn section(text: &str) -> String {
    format!("\n{}\n\n{}\n", "=".repeat(80), text.trim())
}

/// The licence files of the package: the MIT one where there is a choice, all where several hold at once.
fn licence_text(root: &Path, package: &Package) -> Result<String> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&package.folder)
        .map_err(|error| format!("Could not read {}: {error}.", package.folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file() && is_licence(path))
        .collect();
    paths.sort_by_key(|path| (!name_of(path).contains("mit"), path.clone()));
    if paths.is_empty() {
        return without_file(root, package);
    }
    if !package.licence.contains(" AND ") {
        paths.truncate(1);
    }
    let texts: Result<Vec<String>> = paths.iter().map(|path| tree::read(path)).collect();
    Ok(texts?.join("\n\n").replace("\r\n", "\n"))
}

/// A package that carries no text of its own stands under the words of the MIT licence that stand with ours.
fn without_file(root: &Path, package: &Package) -> Result<String> {
    let ours = tree::read(&root.join("LICENSE-MIT"))?;
    let (_, words) = ours
        .split_once("\n\nPermission is hereby granted")
        .ok_or("LICENSE-MIT does not read as the MIT licence does.")?;
    if !package.licence.contains("MIT") {
        return Err(format!(
            "{} carries no text of its licence, {}. Put one where the notices find it.",
            package.name, package.licence
        ));
    }
    Ok(format!(
        "The package carries no text of its own.\n\nCopyright (c) {}\n\nPermission is hereby granted{words}",
        package.authors.join(", ")
    ))
}

fn is_licence(path: &Path) -> bool {
    let name = name_of(path);
    ["licen", "copying", "unlicense"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default()
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
