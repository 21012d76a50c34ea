//! `start`: installs what is missing, builds, and does the main job before one's eyes on the demo site.
//!
//! With a display it opens Chromium with Latchkey loaded; without one, or with `--headless`, the same journey runs
//! unseen and leaves screenshots in `target/journey`. The journey itself is `www-tests/start.mjs`.

use std::path::Path;

use crate::build::{self, Mode};
use crate::run::{Result, command, show};
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
    show(command("node", &args, root).env("CHROMIUM", &chromium))?;
    println!("{}", advice(&root.join("dist")));
    Ok(())
}

/// How to load the extension by hand.
fn advice(dist: &Path) -> String {
    let dist = dist.display();
    format!(
        "\nTo use it in your own browser, load {dist}\n\
         \n  Chrome   chrome://extensions   turn on Developer mode, Load unpacked, choose that folder\
         \n  Edge     edge://extensions     turn on Developer mode, Load unpacked, choose that folder\
         \n  Brave    brave://extensions    turn on Developer mode, Load unpacked, choose that folder\
         \n  Firefox  about:debugging#/runtime/this-firefox   Load Temporary Add-on, choose manifest.json in that folder\
         \n\nFirefox forgets a temporary add-on when it closes; the vault in your profile stays."
    )
}
