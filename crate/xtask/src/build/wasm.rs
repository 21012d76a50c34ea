//! Builds the wasm modules: rustc, wasm-bindgen, wasm-opt; one module after the other, each with its own stamp.
//!
//! Paths of the building machine never reach a module. The JavaScript glue never looks for its module by itself: its
//! `init` must be told where it is.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use super::stamp::Stamp;
use super::{Mode, WASM_RECIPE};
use crate::run::{Result, both, command, text};
use crate::{tools, tree};

/// One wasm module.
pub(crate) struct Module {
    /// Its name in `extension/generated` and `dist/`.
    pub(crate) name: &'static str,
    pub(crate) package: &'static str,
    /// Folders of the crates that it is made of.
    crates: &'static [&'static str],
    /// How hard wasm-opt tries, and for what.
    optimise: &'static str,
}

/// All modules; `core` and `tools` run in the background, the others in pages.
pub(crate) const MODULES: [Module; 5] = [
    Module {
        name: "core",
        package: "latchkey-wasm",
        crates: &[
            "crate/core/Cargo.toml",
            "crate/core/src",
            "crate/core/data",
            "crate/wasm",
        ],
        optimise: "-Oz",
    },
    Module {
        name: "kdf",
        package: "latchkey-kdf",
        crates: &["crate/kdf"],
        optimise: "-O3",
    },
    Module {
        name: "strength",
        package: "latchkey-strength",
        crates: &["crate/strength"],
        optimise: "-Oz",
    },
    Module {
        name: "tools",
        package: "latchkey-tools",
        crates: &[
            "crate/core/Cargo.toml",
            "crate/core/src",
            "crate/core/data",
            "crate/wasm/src",
            "crate/tools",
        ],
        optimise: "-Oz",
    },
    Module {
        name: "transfer",
        package: "latchkey-transfer",
        crates: &[
            "crate/core/Cargo.toml",
            "crate/core/src",
            "crate/core/data",
            "crate/wasm/src",
            "crate/transfer",
        ],
        optimise: "-Oz",
    },
];

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds every module that is out of date; says whether one was. A module that fails does not keep the others.
pub(crate) fn build(root: &Path, mode: Mode) -> Result<bool> {
    let outcomes: Vec<Result<bool>> = MODULES
        .iter()
        .map(|module| build_if_stale(root, module, mode))
        .collect();
    let built = outcomes.contains(&Ok(true));
    let failures: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() {
        Ok(built)
    } else {
        Err(failures.join("\n"))
    }
}

fn build_if_stale(root: &Path, module: &Module, mode: Mode) -> Result<bool> {
    let stamp = Stamp::of(root, module.name, mode, &inputs(root, module), outputs(root, module))?;
    if stamp.is_fresh()? {
        return Ok(false);
    }
    println!("Building {}.wasm.", module.name);
    build_one(root, module, mode)?;
    stamp.set()?;
    Ok(true)
}

fn inputs(root: &Path, module: &Module) -> Vec<PathBuf> {
    let shared = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];
    let files = shared.iter().chain(module.crates).chain(&WASM_RECIPE);
    files.map(|path| root.join(path)).collect()
}

fn outputs(root: &Path, module: &Module) -> Vec<PathBuf> {
    ["_bg.wasm", ".js", ".d.ts"]
        .iter()
        .map(|end| generated(root).join(format!("{}{end}", module.name)))
        .collect()
}

fn generated(root: &Path) -> PathBuf {
    root.join("extension/generated")
}

fn build_one(root: &Path, module: &Module, mode: Mode) -> Result<()> {
    let compiled = compile(root, module, mode)?;
    let folder = root.join("target/wasm/bindgen");
    bind(&compiled, module.name, &folder)?;

    let bound = folder.join(format!("{}_bg.wasm", module.name));
    let shipped = generated(root).join(format!("{}_bg.wasm", module.name));
    tree::make_folder(&generated(root))?;
    match mode {
        Mode::Dev => tree::copy(&bound, &shipped)?,
        Mode::Release | Mode::Steps => optimise(root, module, &bound, &shipped)?,
    }
    for end in [".js", ".d.ts"] {
        let name = format!("{}{end}", module.name);
        tree::write(&generated(root).join(&name), &tree::read_bytes(&folder.join(&name))?)?;
    }
    Ok(())
}

fn compile(root: &Path, module: &Module, mode: Mode) -> Result<PathBuf> {
    let profile = if mode == Mode::Dev { "dev" } else { "wasm" };
    let folder = root.join("target/wasm");
    let place = folder.to_string_lossy().into_owned();
    let mut cargo = command(
        "cargo",
        &[
            "build",
            "--quiet",
            "--package",
            module.package,
            "--profile",
            profile,
            "--target",
            TARGET,
            "--target-dir",
            &place,
        ],
        root,
    );
    cargo
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", without_paths(root)?);
    text(&mut cargo).map_err(|error| format!("{}.wasm could not be built.\n{error}", module.name))?;
    let profile_folder = if mode == Mode::Dev { "debug" } else { "wasm" };
    Ok(folder
        .join(TARGET)
        .join(profile_folder)
        .join(format!("{}.wasm", module.package.replace('-', "_"))))
}

/// Flags that write short neutral names for this machine's folders into the messages of panics.
fn without_paths(root: &Path) -> Result<String> {
    let home = std::env::var("HOME").map_err(|_| "HOME is not set; it names the folder of Cargo's registry.")?;
    let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let mut flags = vec![
        format!("--remap-path-prefix={cargo}=cargo"),
        format!("--remap-path-prefix={}/=", root.display()),
    ];
    // Of several prefixes that fit, the last one counts. The folder bears the registry's name.
    if let Ok(registries) = std::fs::read_dir(format!("{cargo}/registry/src")) {
        let mut folders: Vec<PathBuf> = registries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        folders.sort();
        flags.extend(
            folders
                .iter()
                .map(|folder| format!("--remap-path-prefix={}/=", folder.display())),
        );
    }
    Ok(flags.join("\u{1f}"))
}

fn bind(compiled: &Path, name: &str, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(name)
        .typescript(true)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .map_err(|error| format!("wasm-bindgen could not bind {name}.wasm: {error:#}"))
}

fn optimise(root: &Path, module: &Module, from: &Path, to: &Path) -> Result<()> {
    let (from, to) = (from.to_string_lossy().into_owned(), to.to_string_lossy().into_owned());
    let features = [
        "bulk-memory",
        "sign-ext",
        "nontrapping-float-to-int",
        "mutable-globals",
        "reference-types",
        "multivalue",
    ];
    let features: Vec<String> = features.iter().map(|feature| format!("--enable-{feature}")).collect();
    let mut args = vec![
        module.optimise,
        "--strip-debug",
        "--strip-producers",
        from.as_str(),
        "-o",
        to.as_str(),
    ];
    args.extend(features.iter().map(String::as_str));
    let output = tools::node_tool(root, "node_modules/binaryen/bin/wasm-opt", &args)?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("wasm-opt failed on {}.wasm.\n{}", module.name, both(&output)))
    }
}
