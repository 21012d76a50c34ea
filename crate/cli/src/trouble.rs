//! What went wrong, in sentences that say what the user can do. They never hold a secret.

use latchkey_core::error::Error;

/// A sentence or two for the user.
pub(crate) type Trouble = String;
/// `Result` with a [`Trouble`].
pub(crate) type Result<T> = std::result::Result<T, Trouble>;

/// What an error of the core means to somebody who opens a file.
pub(crate) fn explain(error: Error) -> Trouble {
    match error {
        Error::WrongPassword => {
            "Wrong password. The file is as it was. A vault file opens with the password that was chosen when it was \
             made, which need not be today's master password."
        }
        Error::MistypedCode => {
            "The recovery code is mistyped: its check does not fit. Compare it with the printed page, character by \
             character."
        }
        Error::NotAVault => {
            "This is neither a vault file nor a raw export. Look for the file that the vault page wrote; its first \
             letters are LATCHFIL or LATCHRAW."
        }
        Error::NewerVersion => {
            "This was written by a newer Latchkey. Get a newer `latchkey` to open it; nothing is lost."
        }
        Error::OlderVersion => "This was written before the format was fixed, and is not read any more.",
        Error::KdfOutOfRange => {
            "The file asks for a password check that is too weak or too heavy to be honest, so it was not tried. Do \
             not trust it; take another copy."
        }
        Error::KdfMemory => "There is not enough memory to check the password. Close other programs and try again.",
        Error::DamagedItem => "One item is damaged. Take another copy of the file if there is one.",
        Error::Damaged => {
            "The file is damaged or not whole, so nothing of it is shown. Take another copy. From the raw export of a \
             damaged vault, --rebuild opens what still opens."
        }
        _ => "The file could not be read, by a fault of this program. Please report it.",
    }
    .into()
}

/// What the system said of a file.
pub(crate) fn of_file(what: &str, path: &std::path::Path, error: &std::io::Error) -> Trouble {
    format!("Could not {what} {}: {error}.", path.display())
}
