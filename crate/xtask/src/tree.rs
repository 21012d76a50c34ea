//! The files of the project: where it stands, what it holds, and how they are read, written and hashed.
//!
//! It never looks into what is built or installed (`target`, `dist`, `node_modules`).

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::run::Result;

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// The folder of the project.
pub(crate) fn root() -> Result<PathBuf> {
    // Cargo sets it for `cargo xtask`; the value from the build serves when the binary is started by hand.
    let own = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&own)
        .ancestors()
        .nth(2)
        .filter(|root| root.join("Cargo.toml").exists())
        .map(Path::to_path_buf)
        .ok_or_else(|| "Start this in the project's folder with `cargo xtask`.".to_owned())
}

/// All files under `start` (a file or a folder), sorted; none if it does not exist.
pub(crate) fn files(start: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(start, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        found.push(path.to_path_buf());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|error| trouble("read", path, &error))? {
            let entry = entry.map_err(|error| trouble("read", path, &error))?;
            let name = entry.file_name();
            if !FOREIGN.iter().any(|foreign| name == *foreign) {
                collect(&entry.path(), found)?;
            }
        }
    }
    Ok(())
}

/// The path as it reads from the project's folder, with `/` between its parts.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether the name ends in one of these.
pub(crate) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension()
        .is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
}

/// A text file's content.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| trouble("read", path, &error))
}

/// A file's bytes.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| trouble("read", path, &error))
}

/// Writes a file and the folders above it; leaves it alone if it already holds just that.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    make_parent(path)?;
    fs::write(path, bytes).map_err(|error| trouble("write", path, &error))
}

/// Copies a file, making the folders above its target.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    make_parent(to)?;
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| trouble("copy", from, &error))
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| trouble("make", path, &error))
}

/// Removes a folder with all it holds, if it exists.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).map_err(|error| trouble("remove", path, &error))
    } else {
        Ok(())
    }
}

fn make_parent(path: &Path) -> Result<()> {
    path.parent().map_or(Ok(()), make_folder)
}

fn trouble(verb: &str, path: &Path, error: &std::io::Error) -> String {
    format!("Could not {verb} {}: {error}.", path.display())
}

/// SHA-256 in hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// One hash over the names and contents of files and folders; missing ones count as missing.
pub(crate) fn hash(root: &Path, paths: &[PathBuf]) -> Result<String> {
    let mut hasher = Sha256::new();
    for path in paths {
        for file in files(path)? {
            let bytes = read_bytes(&file)?;
            hasher.update(format!("{}\0{}\0", relative(root, &file), bytes.len()));
            hasher.update(&bytes);
        }
        hasher.update([0]);
    }
    Ok(hex(&hasher.finalize()))
}

/// Bytes as lower-case digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
