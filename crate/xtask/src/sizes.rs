//! Measures what ships and holds it against the budgets.
//!
//! A budget is for the file as it lies in `dist/`, not compressed; the compressed size is told beside it.

use std::path::Path;

use crate::build::content_scripts;
use crate::run::{Result, text};
use crate::{tools, tree};

/// Budgets in bytes for single files of `dist/`. The other modules are loaded lazily and only listed.
const BUDGETS: [(&str, u64); 2] = [("core_bg.wasm", 1_001_000), ("kdf_bg.wasm", 60_000)];
/// The budget in bytes for all scripts that the manifest puts into every page.
const EVERY_PAGE: u64 = 10_000;

/// One measured file.
pub(crate) struct Size {
    pub(crate) file: String,
    pub(crate) bytes: u64,
    pub(crate) gzip_bytes: u64,
    pub(crate) max_bytes: Option<u64>,
}

/// Every wasm module and script of `dist/`, sorted by name.
pub(crate) fn measure(root: &Path) -> Result<Vec<Size>> {
    let dist = root.join("dist");
    let names: Vec<String> = tree::files(&dist)?
        .iter()
        .filter(|file| tree::has_extension(file, &["wasm", "js"]))
        .map(|file| tree::relative(&dist, file))
        .collect();
    let gzip = gzip_bytes(root, &names)?;
    let everywhere = content_scripts(root)?;
    let sizes = names.into_iter().zip(gzip).map(|(file, gzip_bytes)| {
        let bytes = std::fs::metadata(dist.join(&file))
            .map_err(|error| format!("dist/{file}: {error}."))?
            .len();
        let max_bytes = match BUDGETS.iter().find(|(name, _)| *name == file) {
            Some((_, max_bytes)) => Some(*max_bytes),
            None => everywhere.contains(&file).then_some(EVERY_PAGE),
        };
        Ok(Size {
            file,
            bytes,
            gzip_bytes,
            max_bytes,
        })
    });
    sizes.collect()
}

/// Compressed sizes, by Node's zlib.
fn gzip_bytes(root: &Path, names: &[String]) -> Result<Vec<u64>> {
    tools::npm_packages(root)?;
    let script = "const { readFileSync } = require('node:fs'); const { gzipSync } = require('node:zlib');\
                  for (const name of process.argv.slice(1)) console.log(gzipSync(readFileSync(name), { level: 9 }).length);";
    let mut node = std::process::Command::new("node");
    node.arg("-e").arg(script).args(names).current_dir(root.join("dist"));
    let printed = text(&mut node)?;
    Ok(printed.lines().filter_map(|line| line.trim().parse().ok()).collect())
}

/// What is missing or exceeds its budget.
pub(crate) fn excesses(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (file, max_bytes) in BUDGETS {
        match std::fs::metadata(root.join("dist").join(file)) {
            Err(_) => found.push(format!("dist/{file} is missing.")),
            Ok(about) => found.extend(excess(&format!("dist/{file}"), about.len(), max_bytes)),
        }
    }
    let mut everywhere = 0;
    for file in content_scripts(root)? {
        everywhere += std::fs::metadata(root.join("dist").join(&file)).map_or(0, |about| about.len());
    }
    found.extend(excess("what runs in every page", everywhere, EVERY_PAGE));
    Ok(found)
}

fn excess(what: &str, bytes: u64, max_bytes: u64) -> Option<String> {
    (bytes > max_bytes).then(|| format!("{what}: {bytes} bytes, {max_bytes} are allowed."))
}

#[cfg(test)]
mod tests {
    use super::excess;

    #[test]
    fn refuses_what_is_too_large() {
        assert_eq!(excess("a", 400_000, 400_000), None);
        assert!(excess("a", 400_001, 400_000).is_some());
    }
}
