//! Starts other programs and says in plain words when one fails.
//!
//! It never goes through a shell, and it never shows the output of a program that succeeded quietly.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What went wrong, in sentences for the person who started the task.
pub(crate) type Result<T> = std::result::Result<T, String>;

/// A command to run in `dir`.
pub(crate) fn command(program: &str, args: &[&str], dir: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(dir);
    command
}

/// Runs it with the terminal as its own.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status}).", line(command)))
    }
}

/// Runs it and gives what it printed; an error holds the output.
pub(crate) fn text(command: &mut Command) -> Result<String> {
    let output = output(command)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!(
            "`{}` failed ({}).\n{}",
            line(command),
            output.status,
            both(&output)
        ))
    }
}

/// Runs it to its end, whatever that is, without the terminal.
pub(crate) fn output(command: &mut Command) -> Result<Output> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot_start(command, &error))
}

/// Whether the program can be started and ends well.
pub(crate) fn works(command: &mut Command) -> bool {
    output(command).is_ok_and(|output| output.status.success())
}

/// Everything that a program printed.
pub(crate) fn both(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    if !errors.trim().is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(errors.trim_end());
    }
    text
}

/// The command as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!(
        "`{}` could not be started: {error}.",
        command.get_program().to_string_lossy()
    )
}
