//! `package`: from `dist/` to what the stores take, in `target/package`, the same bytes each time.
//!
//! One file serves all three stores. It is packed twice before it is told of, and with `--again` everything is made a
//! second time from nothing but the source archive. It signs nothing and uploads nothing.

mod again;
mod archive;
mod source;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::build::{self, Mode};
use crate::run::Result;
use crate::{given, only, tree};
use archive::Entry;

/// Who takes the file as it is.
const STORES: [&str; 3] = ["Chrome Web Store", "Edge Add-ons", "Firefox Add-ons (AMO)"];

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &["--again"])?;
    build::build(root, Mode::Release)?;
    let version = version(root)?;
    let folder = root.join("target/package");
    tree::remove_folder(&folder)?;
    let mut made = Vec::new();

    let extension = folder.join(format!("latchkey-{version}.zip"));
    pack(&extension, || extension_entries(root))?;
    made.push((extension.clone(), format!("{}: one file for all", STORES.join(", "))));
    if source::is_checkout(root) {
        let archive = folder.join(format!("latchkey-{version}-source.zip"));
        pack(&archive, || source::entries(root))?;
        made.push((
            archive,
            "for AMO's reviewers; docs/store/building.md says how to build".to_owned(),
        ));
        for file in source::changed(root)? {
            println!("Not as it was committed: {file}");
        }
    } else {
        println!("This is no checkout of git, so there is no source archive to be made.");
    }

    let mut sums = String::new();
    for (path, purpose) in &made {
        let bytes = tree::read_bytes(path)?;
        let (name, sum) = (tree::relative(root, path), tree::sha256(&bytes));
        println!("{name}\n  {purpose}\n  {} bytes\n  SHA-256 {sum}", bytes.len());
        sums.push_str(&format!("{sum}  {}\n", tree::relative(&folder, path)));
    }
    tree::write(&folder.join("SHA256SUMS"), sums.as_bytes())?;
    if given(arguments, "--again") {
        again::compare(
            root,
            &made.iter().map(|(path, _)| path.clone()).collect::<Vec<PathBuf>>(),
        )?;
    }
    Ok(())
}

/// Packs twice, reading everything anew, and writes the file only if both are the same.
fn pack(path: &Path, entries: impl Fn() -> Result<Vec<Entry>>) -> Result<()> {
    let bytes = archive::pack(entries()?)?;
    if bytes != archive::pack(entries()?)? {
        return Err(format!(
            "{} came out differently the second time; something changes its files meanwhile.",
            path.display()
        ));
    }
    tree::write(path, &bytes)
}

/// All of `dist/`, with the manifest that stores take.
fn extension_entries(root: &Path) -> Result<Vec<Entry>> {
    let dist = root.join("dist");
    let entry = |file: &PathBuf| {
        let name = tree::relative(&dist, file);
        let bytes = if name == "manifest.json" {
            for_stores(&tree::read(file)?)?.into_bytes()
        } else {
            tree::read_bytes(file)?
        };
        Ok(Entry {
            name,
            bytes,
            runs: false,
        })
    };
    tree::files(&dist)?.iter().map(entry).collect()
}

/// The manifest without `key`: it gives an unpacked extension the same address everywhere, and the Chrome Web Store, which
/// gives the address itself, refuses it. Edge and Firefox have no use for it.
fn for_stores(manifest: &str) -> Result<String> {
    let without: String = manifest
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("  \"key\": "))
        .collect();
    let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| format!("manifest.json: {error}."));
    let (mut wanted, made) = (parse(manifest)?, parse(&without)?);
    if let Value::Object(wanted) = &mut wanted {
        wanted.remove("key");
    }
    if wanted == made {
        Ok(without)
    } else {
        Err("manifest.json does not hold `key` on a line of its own.".to_owned())
    }
}

fn version(root: &Path) -> Result<String> {
    let manifest: Value = serde_json::from_str(&tree::read(&root.join("manifest.json"))?)
        .map_err(|error| format!("manifest.json is not valid JSON: {error}."))?;
    let version = manifest.get("version").and_then(Value::as_str);
    version
        .map(str::to_owned)
        .ok_or_else(|| "manifest.json names no version.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::for_stores;

    #[test]
    fn takes_the_key_out_and_nothing_else() {
        let manifest = "{\n  \"name\": \"x\",\n  \"key\": \"MII\",\n  \"deep\": { \"key\": 1 }\n}\n";
        assert_eq!(
            for_stores(manifest).as_deref(),
            Ok("{\n  \"name\": \"x\",\n  \"deep\": { \"key\": 1 }\n}\n")
        );
        assert!(for_stores("{ \"key\": \"MII\" }").is_err(), "not on a line of its own");
        assert!(for_stores("{\n  \"key\": {\n    \"a\": 1 } }").is_err());
    }
}
