//! `gallery`: photographs every view in Chromium, in both themes and two languages, and fails on one that is empty, cut or
//! too wide.
//!
//! The views, and what counts as a fault, stand in `www-tests/gallery`; the pictures go to `target/gallery`.

use std::path::Path;

use crate::build::{self, Mode};
use crate::run::{Result, command, show};
use crate::{tools, usage};

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let options = match arguments {
        [] => true,
        [docs] => docs == "--docs",
        [only, _] => only == "--only",
        _ => false,
    };
    if !options {
        return Err(usage());
    }
    tools::wasm_target(root)?;
    tools::npm_packages(root)?;
    let chromium = tools::chromium(root)?;
    tools::openssl(root)?;
    build::build(root, Mode::Release)?;
    let words = arguments.iter().map(String::as_str);
    let words: Vec<&str> = ["www-tests/gallery/run.mjs"].into_iter().chain(words).collect();
    show(command("node", &words, root).env("CHROMIUM", &chromium))
}
