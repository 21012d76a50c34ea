//! `eval`: has what ships read data that lies elsewhere, and writes what it makes of it.
//!
//! `eval forms` reads labelled pages in Chromium, `eval imports` other managers' files. It never opens a label: each
//! set's own scorer compares. The data stays where it is.

use std::path::Path;

use crate::build::{self, Mode};
use crate::run::{Result, command, show};
use crate::{tools, usage};

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    match arguments
        .split_first()
        .map(|(subject, options)| (subject.as_str(), options))
    {
        Some(("forms", options)) => forms(root, options),
        Some(("imports", options)) => imports(root, options),
        _ => Err(usage()),
    }
}

/// Other managers' files, as a folder's `manifest.json` names them, through the shipped importer.
fn imports(root: &Path, options: &[String]) -> Result<()> {
    let [dir_word, dir, out_word, out] = options else {
        return Err(usage());
    };
    if dir_word != "--dir" || out_word != "--out" {
        return Err(usage());
    }
    let absolute = |path: &String| std::path::absolute(path).map_err(|error| format!("{path}: {error}."));
    let (dir, out) = (
        absolute(dir)?.display().to_string(),
        absolute(out)?.display().to_string(),
    );
    build::build(root, Mode::Release)?;
    show(&mut command("node", &["www-tests/eval/imports.mjs", &dir, &out], root))
}

/// Labelled pages.
fn forms(root: &Path, options: &[String]) -> Result<()> {
    // Relative paths are the caller's, whose folder need not be the project's root.
    let here = std::env::current_dir().map_err(|error| format!("There is no current folder: {error}."))?;
    let value = |name: &str| {
        let at = options.iter().position(|option| option == name)?;
        options.get(at + 1)
    };
    let (Some(dir), Some(out)) = (value("--dir"), value("--out")) else {
        return Err(usage());
    };
    let split = value("--split").map_or("open", String::as_str);
    let dir = here.join(dir);
    if !dir.join(split).join("index.json").is_file() {
        return Err(format!(
            "{} holds no {split}/index.json; the pages of the set are not part of this tree.",
            dir.display()
        ));
    }
    build::build(root, Mode::Release)?;
    tools::npm_packages(root)?;
    tools::chromium(root)?;
    tools::openssl(root)?;
    let (dir, out) = (dir.display().to_string(), here.join(out).display().to_string());
    let script = "www-tests/eval/forms.mjs";
    let words = [script, "--dir", &dir, "--split", split, "--out", &out];
    show(&mut command("node", &words, root))
}
