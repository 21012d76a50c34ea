//! Writes `sbom.cdx.json`, the bill of materials inside `dist/`: CycloneDX 1.6, the same bytes from the same sources.
//!
//! A file depends on every package that is in it, whichever way it came there; a package on those that it uses itself.
//! There is no time of making and no random serial number: the number is made from the content.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::packages::{Package, Shipped};
use crate::run::Result;
use crate::tree;

/// Rust's own library is in every module; no lock file names it.
pub(super) const RUST_LICENCE: &str = "MIT OR Apache-2.0";
/// Data of others that the core is built with: its file, its name and its licence.
const DATA: [(&str, &str, &str); 2] = [
    ("public-suffixes.bin", "Public Suffix List", "MPL-2.0"),
    ("lookalikes.txt", "Unicode confusables.txt, in part", "Unicode-3.0"),
];
/// The one module that has a use for them; the linker leaves them out of all others.
const WITH_DATA: &str = "core_bg.wasm";
const SELF: &str = "latchkey";

/// The whole file. `dist` holds the files already.
pub(super) fn text(root: &Path, dist: &Path, shipped: &Shipped) -> Result<String> {
    let manifest: Value = serde_json::from_str(&tree::read(&root.join("manifest.json"))?)
        .map_err(|error| format!("manifest.json is not valid JSON: {error}."))?;
    let rust = format!("pkg:generic/rust-std@{}", rust_version(root)?);
    let mut components = Vec::new();
    let mut dependencies = vec![depends(SELF, shipped.files.keys().map(|file| file_name(file)))];
    for (file, packages) in &shipped.files {
        let hash = tree::sha256(&tree::read_bytes(&dist.join(file))?);
        components.push(json!({
            "type": "file", "bom-ref": file_name(file), "name": file,
            "hashes": [{ "alg": "SHA-256", "content": hash }],
        }));
        let mut all: BTreeSet<String> = packages.clone();
        if tree::has_extension(Path::new(file), &["wasm"]) {
            all.insert(rust.clone());
        }
        if file == WITH_DATA {
            all.extend(DATA.iter().map(|(data, ..)| data_name(data)));
        }
        dependencies.push(depends(&file_name(file), all.into_iter()));
    }
    for (data, name, licence) in DATA {
        let hash = tree::sha256(&tree::read_bytes(&root.join("crate/core/data").join(data))?);
        components.push(json!({
            "type": "data", "bom-ref": data_name(data), "name": name,
            "hashes": [{ "alg": "SHA-256", "content": hash }],
            "licenses": [{ "expression": licence }],
        }));
    }
    components.push(json!({
        "type": "library", "bom-ref": rust, "purl": rust, "name": "rust-std",
        "version": rust_version(root)?, "licenses": [{ "expression": RUST_LICENCE }],
    }));
    for package in shipped.packages.values() {
        components.push(component(package)?);
        let uses = shipped.uses.get(&package.url()).into_iter().flatten().cloned();
        dependencies.push(depends(&package.url(), uses));
    }
    let version = manifest.get("version").and_then(Value::as_str).unwrap_or_default();
    let mut bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": SELF, "name": "Latchkey", "version": version,
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        } },
        "components": components,
        "dependencies": dependencies,
    });
    let serial = serial_number(&tree::sha256(bill.to_string().as_bytes()));
    if let Value::Object(bill) = &mut bill {
        bill.insert("serialNumber".to_owned(), Value::String(serial));
    }
    let text = serde_json::to_string_pretty(&bill).map_err(|error| format!("The bill of materials: {error}."))?;
    Ok(text + "\n")
}

/// The version of Rust, which the tree pins.
pub(super) fn rust_version(root: &Path) -> Result<String> {
    let text = tree::read(&root.join("rust-toolchain.toml"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("channel = \""));
    line.and_then(|rest| rest.split_once('"'))
        .map(|(version, _)| version.to_owned())
        .ok_or_else(|| "rust-toolchain.toml names no channel.".to_owned())
}

fn component(package: &Package) -> Result<Value> {
    let (algorithm, hash) = &package.hash;
    if hash.is_empty() || package.licence.is_empty() {
        return Err(format!(
            "{} has no hash in its lock file, or no licence.",
            package.url()
        ));
    }
    // npm's scope is CycloneDX's group.
    let (group, name) = match package.name.split_once('/') {
        Some((group, name)) => (Some(group), name),
        None => (None, package.name.as_str()),
    };
    let mut component = json!({
        "type": "library", "bom-ref": package.url(), "purl": package.url(),
        "name": name, "version": package.version,
        "hashes": [{ "alg": algorithm, "content": hash }],
        "licenses": [{ "expression": package.licence }],
    });
    if let (Some(group), Value::Object(component)) = (group, &mut component) {
        component.insert("group".to_owned(), Value::String(group.to_owned()));
    }
    Ok(component)
}

fn depends(who: &str, on: impl Iterator<Item = String>) -> Value {
    json!({ "ref": who, "dependsOn": on.collect::<Vec<_>>() })
}

fn file_name(file: &str) -> String {
    format!("file:{file}")
}

fn data_name(file: &str) -> String {
    format!("data:{file}")
}

/// A UUID of version 8, which leaves its bits to whoever makes it, from a hash in hex.
fn serial_number(hash: &str) -> String {
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    let parts = [part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32)];
    let [a, b, c, d, e] = parts;
    format!("urn:uuid:{a}-{b}-8{c}-8{d}-{e}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_a_serial_number_of_the_content() {
        let hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        assert_eq!(serial_number(hash), "urn:uuid:01234567-89ab-8def-8123-456789abcdef");
    }

    #[test]
    fn splits_the_scope_of_an_npm_package_and_refuses_what_has_no_hash() {
        let mut package = Package {
            name: "@preact/signals".to_owned(),
            version: "2.0.0".to_owned(),
            licence: "MIT".to_owned(),
            authors: Vec::new(),
            kind: "npm",
            hash: ("SHA-512", "00".to_owned()),
            folder: std::path::PathBuf::new(),
        };
        let made = component(&package).unwrap_or_default();
        assert_eq!(made.get("group"), Some(&json!("@preact")));
        assert_eq!(made.get("purl"), Some(&json!("pkg:npm/%40preact/signals@2.0.0")));
        package.hash.1.clear();
        assert!(component(&package).is_err());
    }
}
