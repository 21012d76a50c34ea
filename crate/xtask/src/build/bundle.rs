//! Bundles the scripts with esbuild and copies everything else that ships into `dist/`.
//!
//! What is bundled follows from the tree: the background, the content scripts, the script that each page's HTML
//! names, and every `pages/*-worker.ts`. No source map ships. `dist/` is replaced as a whole or not at all.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::stamp::Stamp;
use super::wasm::MODULES;
use super::{Mode, RECIPE, notices, packages, sbom, sheets};
use crate::run::{Result, both};
use crate::{tools, tree};

/// The browsers of the manifest; decided in docs/decisions.
const TARGETS: &str = "chrome148,firefox150";
/// What is copied as it is.
const ASSETS: [&str; 4] = ["png", "svg", "woff2", "txt"];

/// A script of `dist/` (without `.js`) and its source.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    name: String,
    source: String,
}

impl Entry {
    fn new(name: &str, source: &str) -> Entry {
        Entry {
            name: name.to_owned(),
            source: source.to_owned(),
        }
    }
}

/// Makes `dist/` if it is out of date; says whether it was. Builds what is there before it tells what is missing.
pub(crate) fn build(root: &Path, mode: Mode) -> Result<bool> {
    let dist = root.join(mode.folder());
    let inputs = [
        "extension",
        "manifest.json",
        "package-lock.json",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "LICENSE",
        "Cargo.lock",
        "rust-toolchain.toml",
        "crate/core/data",
    ];
    let inputs: Vec<PathBuf> = inputs.iter().chain(&RECIPE).map(|path| root.join(path)).collect();
    let stamp = Stamp::of(
        root,
        if mode == Mode::Steps { "steps" } else { "bundle" },
        mode,
        &inputs,
        vec![dist.clone()],
    )?;
    if stamp.is_fresh()? {
        return Ok(false);
    }
    println!("Bundling {}/.", mode.folder());
    let fresh = root.join("target/dist");
    tree::remove_folder(&fresh)?;
    let missing = fill(root, mode, &fresh)?;
    tree::remove_folder(&dist)?;
    std::fs::rename(&fresh, &dist)
        .map_err(|error| format!("Could not move {} to {}/: {error}.", fresh.display(), mode.folder()))?;
    if missing.is_empty() {
        stamp.set()?;
        Ok(true)
    } else {
        Err(format!(
            "{}/ is incomplete. Missing:\n  {}",
            mode.folder(),
            missing.join("\n  ")
        ))
    }
}

/// Puts everything into `dist`; gives the sources that should be there and are not.
fn fill(root: &Path, mode: Mode, dist: &Path) -> Result<Vec<String>> {
    let (modules, content) = (module_entries(root)?, content_entries(root)?);
    let is_missing = |entry: &&Entry| !root.join(&entry.source).exists();
    let missing = modules
        .iter()
        .chain(&content)
        .filter(is_missing)
        .map(|entry| entry.source.clone())
        .collect();
    let metas = [
        esbuild(
            root,
            mode,
            dist,
            "esm",
            modules.iter().filter(|entry| !is_missing(entry)),
        )?,
        esbuild(
            root,
            mode,
            dist,
            "iife",
            content.iter().filter(|entry| !is_missing(entry)),
        )?,
    ];
    for file in tree::files(&root.join("extension"))? {
        if ships_as_it_is(root, &file) {
            tree::copy(&file, &dist.join(tree::relative(&root.join("extension"), &file)))?;
        }
    }
    sheets::join(root, dist)?;
    for module in &MODULES {
        let name = format!("{}_bg.wasm", module.name);
        tree::copy(&root.join("extension/generated").join(&name), &dist.join(&name))?;
    }
    for name in ["manifest.json", "LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        if root.join(name).exists() {
            tree::copy(&root.join(name), &dist.join(name))?;
        }
    }
    let shipped = packages::shipped(root, dist, &metas)?;
    tree::write(&dist.join("THIRD-PARTY.txt"), notices::text(root, &shipped)?.as_bytes())?;
    tree::write(
        &dist.join("sbom.cdx.json"),
        sbom::text(root, dist, &shipped)?.as_bytes(),
    )?;
    Ok(missing)
}

fn ships_as_it_is(root: &Path, file: &Path) -> bool {
    let path = tree::relative(root, file);
    tree::has_extension(file, &ASSETS)
        || path == "extension/managed-schema.json"
        || (path.starts_with("extension/_locales/") && tree::has_extension(file, &["json"]))
}

/// Scripts that are modules: the background, and those of our pages.
fn module_entries(root: &Path) -> Result<Vec<Entry>> {
    let mut entries = vec![Entry::new("background", "extension/background/main.ts")];
    for file in tree::files(&root.join("extension/pages"))? {
        let path = tree::relative(root, &file);
        if tree::has_extension(&file, &["html"]) {
            entries.extend(
                scripts(&tree::read(&file)?)
                    .iter()
                    .map(|script| page_entry(root, &path, script)),
            );
        } else if let Some(stem) = path
            .strip_prefix("extension/")
            .and_then(|path| path.strip_suffix(".ts"))
            && stem.ends_with("-worker")
        {
            entries.push(Entry::new(stem, &path));
        }
    }
    entries.sort();
    entries.dedup();
    Ok(entries)
}

/// The entry that a page's HTML names by the file name of the built script.
fn page_entry(root: &Path, html: &str, script: &str) -> Entry {
    let folder = html.rsplit_once('/').map_or("", |(folder, _)| folder);
    let stem = format!("{folder}/{}", script.trim_start_matches("./").trim_end_matches(".js"));
    let tsx = format!("{stem}.tsx");
    let source = if root.join(&tsx).exists() {
        tsx
    } else {
        format!("{stem}.ts")
    };
    Entry {
        name: stem.trim_start_matches("extension/").to_owned(),
        source,
    }
}

/// Values of `src` of the script tags in a page of ours.
fn scripts(html: &str) -> Vec<&str> {
    html.split("<script")
        .skip(1)
        .filter_map(|tag| tag.split_once('>').map(|(attributes, _)| attributes))
        .filter_map(|attributes| attributes.split_once("src=\"").map(|(_, value)| value))
        .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
        .collect()
}

/// Scripts that run in pages of others, where there is no module system: what the manifest names, and what the background
/// puts there, `fields.js` where fields are and `hello.js` while an offer waits.
fn content_entries(root: &Path) -> Result<Vec<Entry>> {
    let mut names = content_scripts(root)?;
    names.extend(["fields.js", "hello.js"].map(str::to_owned));
    names.sort();
    names.dedup();
    let entry = |name: &String| {
        let stem = name.trim_end_matches(".js");
        let source = if stem == "content" { "main" } else { stem };
        Entry::new(stem, &format!("extension/content/{source}.ts"))
    };
    Ok(names.iter().map(entry).collect())
}

/// The scripts that the manifest puts into every page.
pub(crate) fn content_scripts(root: &Path) -> Result<Vec<String>> {
    let manifest: Value = serde_json::from_str(&tree::read(&root.join("manifest.json"))?)
        .map_err(|error| format!("manifest.json is not valid JSON: {error}."))?;
    let lists = manifest
        .get("content_scripts")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let names = lists
        .filter_map(|list| list.get("js").and_then(Value::as_array))
        .flatten()
        .filter_map(Value::as_str);
    Ok(names.map(str::to_owned).collect())
}

/// Bundles the entries in one format; gives esbuild's account of what went in.
fn esbuild<'a>(
    root: &Path,
    mode: Mode,
    dist: &Path,
    format: &str,
    entries: impl Iterator<Item = &'a Entry>,
) -> Result<String> {
    let meta = root.join(format!("target/esbuild-{format}.json"));
    let mut args = Vec::new();
    for Entry { name, source } in entries {
        args.push(format!("{name}={source}"));
        // What runs before a page's script stays a file of its own where that script takes what it has.
        if let Some((_, file)) = name.rsplit_once('/')
            && file.ends_with("-first")
        {
            args.push(format!("--external:./{file}.js"));
        }
    }
    if args.is_empty() {
        return Ok("{}".to_owned());
    }
    args.extend([
        format!("--format={format}"),
        format!("--outdir={}", dist.display()),
        format!("--metafile={}", meta.display()),
        format!("--target={TARGETS}"),
        "--tsconfig=extension/tsconfig.json".to_owned(),
        format!("--define:STEPS_ARE_TOLD={}", mode == Mode::Steps),
    ]);
    let fixed = [
        "--bundle",
        "--legal-comments=none",
        "--log-level=warning",
        "--define:process.env.NODE_ENV=\"production\"",
    ];
    args.extend(fixed.map(str::to_owned));
    args.push(
        if mode == Mode::Dev {
            "--sourcemap=inline"
        } else {
            "--minify"
        }
        .to_owned(),
    );
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = tools::node_tool(root, "node_modules/esbuild/bin/esbuild", &words)?;
    let said = both(&output);
    if !output.status.success() {
        return Err(format!("esbuild could not bundle the scripts.\n{said}"));
    }
    if !said.is_empty() {
        println!("{said}");
    }
    tree::read(&meta)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_scripts_of_a_page() {
        let html = r#"<head><script type="module" src="popup.js"></script></head><script src="./more.js" defer></script><script></script>"#;
        assert_eq!(scripts(html), ["popup.js", "./more.js"]);
    }

    #[test]
    fn names_entries_after_their_pages() {
        let entry = page_entry(Path::new("/nowhere"), "extension/pages/popup.html", "popup.js");
        assert_eq!(entry, Entry::new("pages/popup", "extension/pages/popup.ts"));
    }
}
