//! `latchkey`: reads vault files and raw exports, so that nobody depends on a browser to reach their data.
//!
//! It reads with the same core as the extension. It never changes the file that it reads, never writes a vault, and
//! shows no secret that was not asked for. What is freed is erased.

mod asking;
#[path = "../../wasm/src/erasing.rs"]
mod erasing;
mod export;
mod names;
mod shown;
mod source;
mod trouble;
mod verbs;

use std::process::ExitCode;

/// What the command line asks for.
pub(crate) struct Wishes {
    verb: String,
    words: Vec<String>,
    /// Show secrets.
    reveal: bool,
    /// Open items without the index.
    rebuild: bool,
    /// Open by the recovery code.
    recovery_code: bool,
    format: Option<String>,
    out: Option<String>,
}

const USAGE: &str = "Usage:
  latchkey verify FILE                            checks every byte of a vault file
  latchkey list FILE                              lists its items
  latchkey show FILE ID|TITLE [--reveal]          shows one item (--reveal: with its secrets)
  latchkey export FILE --format json --out FILE   writes everything in clear, attachments into a folder beside it

  --recovery-code   opens by the recovery code instead of the master password
  --rebuild         of the raw export of a damaged vault: opens whatever items still open without their index

FILE is a vault file or a raw export, as the vault page writes them. The password is asked for; where no terminal is,
it is the first line of the standard input.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(wishes) = understand(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match verbs::act(&wishes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

/// The wishes, if they are understood.
fn understand(arguments: &[String]) -> Option<Wishes> {
    let (verb, rest) = arguments.split_first()?;
    let mut wishes = Wishes {
        verb: verb.clone(),
        words: Vec::new(),
        reveal: false,
        rebuild: false,
        recovery_code: false,
        format: None,
        out: None,
    };
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        match word.as_str() {
            "--reveal" => wishes.reveal = true,
            "--rebuild" => wishes.rebuild = true,
            "--recovery-code" => wishes.recovery_code = true,
            "--format" => wishes.format = Some(rest.next()?.clone()),
            "--out" => wishes.out = Some(rest.next()?.clone()),
            other if other.starts_with("--") => return None,
            _ => wishes.words.push(word.clone()),
        }
    }
    let expected = match verb.as_str() {
        "verify" | "list" => 1,
        "show" => 2,
        "export" if wishes.format.is_some() && wishes.out.is_some() => 1,
        _ => return None,
    };
    (wishes.words.len() == expected).then_some(wishes)
}
