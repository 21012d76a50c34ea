//! Remembers what a step was made from and what it made, so that it runs again only when either has changed.
//!
//! A stamp is a hash of contents, never of times: a fresh checkout and a touched file cost nothing.

use std::path::{Path, PathBuf};

use super::Mode;
use crate::run::Result;
use crate::tree;

/// One step's memory in `target/stamps`.
pub(crate) struct Stamp<'a> {
    root: &'a Path,
    path: PathBuf,
    outputs: Vec<PathBuf>,
    made_from: String,
}

impl<'a> Stamp<'a> {
    /// Hashes what the step reads now. `outputs` are files or folders that the step makes.
    pub(crate) fn of(
        root: &'a Path,
        name: &str,
        mode: Mode,
        inputs: &[PathBuf],
        outputs: Vec<PathBuf>,
    ) -> Result<Stamp<'a>> {
        let mode = match mode {
            Mode::Release => "release",
            Mode::Dev => "dev",
            Mode::Steps => "steps",
        };
        let made_from = format!("{mode} {}", tree::hash(root, inputs)?);
        Ok(Stamp {
            root,
            path: root.join("target/stamps").join(name),
            outputs,
            made_from,
        })
    }

    /// Whether the outputs are those that the step made from these inputs.
    pub(crate) fn is_fresh(&self) -> Result<bool> {
        Ok(self.path.exists() && tree::read(&self.path)? == self.text()?)
    }

    /// Remembers the outputs as they are now.
    pub(crate) fn set(&self) -> Result<()> {
        tree::write(&self.path, self.text()?.as_bytes())
    }

    fn text(&self) -> Result<String> {
        Ok(format!(
            "{}\n{}\n",
            self.made_from,
            tree::hash(self.root, &self.outputs)?
        ))
    }
}
