//! `start`: installs what is missing, builds, and does the main job before one's eyes on the demo site.
//!
//! With a display it opens Chromium with Latchkey loaded; without one, or with `--headless`, the same journey runs
//! unseen and leaves screenshots in `target/journey`. The journey itself, and what is said at its end, is
//! `www-tests/start.mjs`.

use std::os::unix::process::CommandExt;
use std::path::Path;

use crate::build::{self, Mode};
use crate::run::{Result, command};
use crate::{given, only, tools};

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &["--headless", "--keep-open"])?;
    // All that may be asked is asked at first, before anything takes long.
    tools::wasm_target(root)?;
    tools::npm_packages(root)?;
    let chromium = tools::chromium(root)?;
    tools::openssl(root)?;
    build::build(root, Mode::Release)?;

    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    let mut args = vec!["www-tests/start.mjs"];
    if display && !given(arguments, "--headless") {
        args.push("--headed");
    }
    if given(arguments, "--keep-open") {
        args.push("--keep-open");
    }
    // From here on the terminal is its own: a person who presses Ctrl+C ends it, and is still told how to go on.
    let error = command("node", &args, root).env("CHROMIUM", &chromium).exec();
    Err(format!("`node` could not be started: {error}."))
}
