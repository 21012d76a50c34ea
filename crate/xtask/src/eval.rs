//! `eval forms`: has the shipped extension read a folder of labelled pages in Chromium, and writes what it makes of them.
//!
//! It never opens a label: the set's own scorer compares. The pages are others' work and stay where they are.

use std::path::Path;

use crate::build::{self, Mode};
use crate::run::{Result, command, show};
use crate::{tools, usage};

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let Some(("forms", options)) = arguments
        .split_first()
        .map(|(subject, options)| (subject.as_str(), options))
    else {
        return Err(usage());
    };
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
