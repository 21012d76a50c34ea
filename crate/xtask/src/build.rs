//! `build`: from the sources to `dist/`, in two steps that are skipped when nothing they read has changed.
//!
//! `wasm` makes the modules and their glue in `extension/generated`; `bundle` makes the scripts and copies the rest.
//! The same sources always give the same bytes. Only one build runs at a time.

mod bundle;
mod notices;
mod packages;
mod sbom;
mod sheets;
mod stamp;
mod wasm;

use std::fs::File;
use std::path::Path;

use crate::run::Result;
use crate::{given, only, tools, tree};

pub(crate) use bundle::content_scripts;
pub(crate) use wasm::MODULES;

/// For use, or for looking into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Small and fast; what ships.
    Release,
    /// Not minified and not optimised: quicker to build, readable in the browser's tools.
    Dev,
    /// What ships, and besides it tells tests of each step of storage; made in `target/steps`, never in `dist/`.
    Steps,
}

impl Mode {
    /// How the wasm modules are built: those of the build that tells its steps are those that ship.
    fn of_modules(self) -> Mode {
        if self == Mode::Steps { Mode::Release } else { self }
    }

    /// Where the extension is made.
    fn folder(self) -> &'static str {
        if self == Mode::Steps { "target/steps" } else { "dist" }
    }
}

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &["--dev", "--steps"])?;
    let mode = match (given(arguments, "--dev"), given(arguments, "--steps")) {
        (_, true) => Mode::Steps,
        (true, false) => Mode::Dev,
        (false, false) => Mode::Release,
    };
    build(root, mode)
}

/// Installs what is needed and builds what is out of date.
pub(crate) fn build(root: &Path, mode: Mode) -> Result<()> {
    tools::wasm_target(root)?;
    tools::npm_packages(root)?;
    let _lock = lock(root)?;
    let wasm = wasm::build(root, mode.of_modules())?;
    let bundle = bundle::build(root, mode)?;
    if !wasm && !bundle {
        println!("{}/ is up to date.", mode.folder());
    }
    Ok(())
}

/// Waits until no other build runs in this folder; the lock ends with the file's handle.
fn lock(root: &Path) -> Result<File> {
    let path = root.join("target/build.lock");
    tree::make_folder(&root.join("target"))?;
    let file = File::create(&path).map_err(|error| format!("Could not write {}: {error}.", path.display()))?;
    if file.try_lock().is_err() {
        println!("Waiting for another build in this folder to end.");
        file.lock()
            .map_err(|error| format!("Could not wait for {}: {error}.", path.display()))?;
    }
    Ok(file)
}

/// The files that shape how the wasm modules are built, which takes longest.
const WASM_RECIPE: [&str; 3] = [
    "crate/xtask/src/build.rs",
    "crate/xtask/src/build/stamp.rs",
    "crate/xtask/src/build/wasm.rs",
];
/// The files that shape how everything else is.
const RECIPE: [&str; 2] = ["crate/xtask/src/build.rs", "crate/xtask/src/build"];
