//! What of others ships, found once for the notices and for the bill of materials: each crate and npm package, with its
//! licence, its hash in the lock file, and the files of `dist/` that contain it.
//!
//! Crates come from cargo's own account of what each wasm module links, npm packages from esbuild's of which bytes it put
//! into which script. It asks no server: all of it lies in the lock files and beside the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding};
use serde_json::Value;

use crate::build::MODULES;
use crate::run::{Result, command, text as run_text};
use crate::tree;

/// A package that ships, and where its licence can be read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// An SPDX expression.
    pub(super) licence: String,
    pub(super) authors: Vec<String>,
    /// `cargo` or `npm`, as package URLs call them.
    pub(super) kind: &'static str,
    /// The algorithm as CycloneDX calls it, and the hash of the published archive in hex.
    pub(super) hash: (&'static str, String),
    pub(super) folder: PathBuf,
}

/// All that ships and is not Latchkey's own, by package URL.
#[derive(Default)]
pub(super) struct Shipped {
    pub(super) packages: BTreeMap<String, Package>,
    /// Files of `dist/` and what each contains.
    pub(super) files: BTreeMap<String, BTreeSet<String>>,
    /// Which package uses which others.
    pub(super) uses: BTreeMap<String, BTreeSet<String>>,
}

impl Package {
    /// Its package URL.
    pub(super) fn url(&self) -> String {
        format!("pkg:{}/{}@{}", self.kind, self.name.replace('@', "%40"), self.version)
    }
}

/// Finds everything. `metas` are esbuild's metafiles, `dist` the folder that it wrote to.
pub(super) fn shipped(root: &Path, dist: &Path, metas: &[String]) -> Result<Shipped> {
    let mut shipped = Shipped::default();
    let known = crates(root)?;
    for module in &MODULES {
        let tree = linked(root, module.package)?;
        let contained: BTreeSet<String> = tree
            .iter()
            .filter_map(|(_, each)| known.get(each))
            .map(Package::url)
            .collect();
        for (user, used) in edges(&tree) {
            if let (Some(user), Some(used)) = (known.get(&user), known.get(&used)) {
                shipped.uses.entry(user.url()).or_default().insert(used.url());
            }
        }
        let packages = tree.iter().filter_map(|(_, each)| known.get(each));
        shipped
            .packages
            .extend(packages.map(|package| (package.url(), package.clone())));
        shipped.files.insert(format!("{}_bg.wasm", module.name), contained);
    }
    let lock: Value = serde_json::from_str(&tree::read(&root.join("package-lock.json"))?)
        .map_err(|error| format!("package-lock.json: {error}."))?;
    let place = tree::relative(root, dist);
    for (file, names) in bundled(metas)? {
        for name in names {
            let package = npm_package(root, &lock, &name)?;
            let file = file.trim_start_matches(&place).trim_start_matches('/').to_owned();
            shipped.files.entry(file).or_default().insert(package.url());
            shipped.packages.insert(package.url(), package);
        }
    }
    Ok(shipped)
}

/// What a module links: each crate as `name vVersion` with its depth, in the order of cargo's tree.
fn linked(root: &Path, package: &str) -> Result<Vec<(usize, String)>> {
    let args = [
        "tree",
        "--locked",
        "-p",
        package,
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal,no-proc-macro",
        "--prefix",
        "depth",
        "-f",
        " {p}",
    ];
    Ok(depths(&run_text(&mut command("cargo", &args, root))?))
}

/// Lines `2 name vVersion …`.
fn depths(tree: &str) -> Vec<(usize, String)> {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let depth = words.next()?.parse().ok()?;
        Some((depth, format!("{} {}", words.next()?, words.next()?)))
    };
    tree.lines().filter_map(line).collect()
}

/// Who uses whom, from a tree in its order. Cargo tells what a crate uses where it names it first.
fn edges(tree: &[(usize, String)]) -> BTreeSet<(String, String)> {
    let mut above: Vec<&String> = Vec::new();
    let mut found = BTreeSet::new();
    for (depth, name) in tree {
        above.truncate(*depth);
        if let Some(user) = above.last() {
            found.insert(((*user).clone(), name.clone()));
        }
        above.push(name);
    }
    found
}

/// Every crate of another author that the workspace knows, as `name vVersion`.
fn crates(root: &Path) -> Result<BTreeMap<String, Package>> {
    let args = ["metadata", "--format-version", "1", "--quiet", "--locked"];
    let metadata: Value = serde_json::from_str(&run_text(&mut command("cargo", &args, root))?)
        .map_err(|error| format!("cargo metadata: {error}."))?;
    let sums = checksums(&tree::read(&root.join("Cargo.lock"))?);
    let all = metadata.get("packages").and_then(Value::as_array);
    let foreign = all
        .into_iter()
        .flatten()
        .filter(|package| package.get("source").is_some_and(Value::is_string));
    let package = |about: &Value| {
        let (name, version) = (word(about, "name"), word(about, "version"));
        let label = format!("{name} v{version}");
        let sum = sums.get(&label).cloned().unwrap_or_default();
        let authors = about.get("authors").and_then(Value::as_array).into_iter().flatten();
        let authors = authors.filter_map(Value::as_str).map(str::to_owned).collect();
        let folder = Path::new(&word(about, "manifest_path")).parent().map(Path::to_path_buf);
        (
            label,
            Package {
                name,
                version,
                // The older way to write a choice.
                licence: word(about, "license").replace('/', " OR "),
                authors,
                kind: "cargo",
                hash: ("SHA-256", sum),
                folder: folder.unwrap_or_default(),
            },
        )
    };
    Ok(foreign.map(package).collect())
}

/// The hashes in Cargo.lock, by `name vVersion`.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let value = |entry: &str, key: &str| {
        let line = entry
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    lock.split("[[package]]")
        .filter_map(|entry| {
            let label = format!("{} v{}", value(entry, "name")?, value(entry, "version")?);
            Some((label, value(entry, "checksum")?))
        })
        .collect()
}

/// The scripts that esbuild made, with the npm packages of which bytes are in each.
fn bundled(metas: &[String]) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for meta in metas {
        let meta: Value = serde_json::from_str(meta).map_err(|error| format!("esbuild's metafile: {error}."))?;
        let outputs = meta.get("outputs").and_then(Value::as_object).into_iter().flatten();
        for (file, output) in outputs {
            let inputs = output.get("inputs").and_then(Value::as_object).into_iter().flatten();
            let present = inputs.filter(|(_, input)| input.get("bytesInOutput").and_then(Value::as_u64) > Some(0));
            let names: BTreeSet<String> = present.filter_map(|(path, _)| npm_name(path)).collect();
            if !names.is_empty() {
                found.entry(file.clone()).or_default().extend(names);
            }
        }
    }
    Ok(found)
}

/// `node_modules/@scope/name/…` → `@scope/name`.
fn npm_name(path: &str) -> Option<String> {
    let (_, inside) = path.rsplit_once("node_modules/")?;
    let parts = if inside.starts_with('@') { 2 } else { 1 };
    Some(inside.split('/').take(parts).collect::<Vec<_>>().join("/"))
}

fn npm_package(root: &Path, lock: &Value, name: &str) -> Result<Package> {
    let folder = root.join("node_modules").join(name);
    let about: Value = serde_json::from_str(&tree::read(&folder.join("package.json"))?)
        .map_err(|error| format!("{name}/package.json: {error}."))?;
    let locked = lock
        .get("packages")
        .and_then(|packages| packages.get(format!("node_modules/{name}")))
        .map(|entry| word(entry, "integrity"))
        .unwrap_or_default();
    let author = match about.get("author") {
        Some(Value::Object(author)) => author.get("name").and_then(Value::as_str),
        author => author.and_then(Value::as_str),
    };
    Ok(Package {
        name: name.to_owned(),
        version: word(&about, "version"),
        licence: word(&about, "license"),
        authors: author.map(str::to_owned).into_iter().collect(),
        kind: "npm",
        hash: (
            "SHA-512",
            integrity(&locked).ok_or_else(|| format!("package-lock.json has no SHA-512 of {name}."))?,
        ),
        folder,
    })
}

/// `sha512-<base64>` → hex.
fn integrity(word: &str) -> Option<String> {
    let bytes = Base64::decode_vec(word.strip_prefix("sha512-")?).ok()?;
    (bytes.len() == 64).then(|| tree::hex(&bytes))
}

fn word(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn tells_who_uses_whom() {
        let tree = depths("0 own v0.1.0 (path)\n1 a v1.0.0\n2 b v2.0.0\n2 c v3.0.0\n1 c v3.0.0 (*)\n");
        let pair = |user: &str, used: &str| (user.to_owned(), used.to_owned());
        let expected = [
            pair("own v0.1.0", "a v1.0.0"),
            pair("own v0.1.0", "c v3.0.0"),
            pair("a v1.0.0", "b v2.0.0"),
            pair("a v1.0.0", "c v3.0.0"),
        ];
        assert_eq!(edges(&tree), expected.into());
    }

    #[test]
    fn reads_the_lock_files() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        assert_eq!(checksums(lock), [("a v1.0.0".to_owned(), "00ff".to_owned())].into());
        let zeros = format!("sha512-{}==", "A".repeat(86));
        assert_eq!(integrity(&zeros), Some("00".repeat(64)));
        assert_eq!(integrity("sha1-AAAA"), None);
    }

    #[test]
    fn counts_only_packages_with_bytes_in_a_script() {
        let meta = serde_json::json!({ "outputs": { "d/a.js": { "inputs": {
            "node_modules/in/x.js": { "bytesInOutput": 3 }, "node_modules/out/x.js": { "bytesInOutput": 0 } } } } });
        let found = bundled(&[meta.to_string()]);
        assert_eq!(found, Ok([("d/a.js".to_owned(), ["in".to_owned()].into())].into()));
    }
}
