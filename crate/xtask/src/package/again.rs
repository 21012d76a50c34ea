//! Makes everything a second time, from nothing but the source archive, as a reviewer would, and compares.
//!
//! It takes as long as a first build. The second tree lies in `target/again` and borrows nothing from the first.

use std::path::{Path, PathBuf};

use super::archive;
use crate::run::{Result, command, show};
use crate::tree;

/// Builds from the archive among `made`, and compares its extension with the one among `made`.
pub(super) fn compare(root: &Path, made: &[PathBuf]) -> Result<()> {
    let [extension, source] = made else {
        return Err("There is no source archive to build from.".to_owned());
    };
    let folder = root.join("target/again");
    tree::remove_folder(&folder)?;
    for entry in archive::unpack(tree::read_bytes(source)?)? {
        let path = folder.join(&entry.name);
        tree::write(&path, &entry.bytes)?;
        if entry.runs {
            make_program(&path)?;
        }
    }
    println!("Building all of it again from {}.", tree::relative(root, source));
    let mut cargo = command("cargo", &["xtask", "package"], &folder);
    for own in ["CARGO_MANIFEST_DIR", "CARGO_TARGET_DIR", "CARGO_ENCODED_RUSTFLAGS"] {
        cargo.env_remove(own);
    }
    show(&mut cargo)?;
    let second = folder.join(tree::relative(root, extension));
    if tree::read_bytes(&second)? == tree::read_bytes(extension)? {
        println!("The same, byte for byte.");
        return Ok(());
    }
    Err(format!(
        "{} and {} differ:\n  {}",
        tree::relative(root, extension),
        tree::relative(root, &second),
        differences(extension, &second)?.join("\n  ")
    ))
}

/// The files in which two archives differ.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let list = |path: &Path| -> Result<std::collections::BTreeMap<String, Vec<u8>>> {
        let entries = archive::unpack(tree::read_bytes(path)?)?;
        Ok(entries.into_iter().map(|entry| (entry.name, entry.bytes)).collect())
    };
    let (one, other) = (list(one)?, list(other)?);
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    Ok(names
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect())
}

#[cfg(unix)]
fn make_program(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .map_err(|error| format!("Could not make {} a program: {error}.", path.display()))
}

#[cfg(not(unix))]
fn make_program(_path: &Path) -> Result<()> {
    Ok(())
}
