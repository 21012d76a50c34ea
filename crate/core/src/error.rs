//! The one error type of the core, with a stable code each.
//!
//! A code crosses to TypeScript, where each has a sentence that says what happened, what is safe and what to do.
//! An error never carries a secret, an address or a name.

use crate::api::ErrorCode;

/// Why the core refused or failed. Nothing has been changed when one of these is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The factor opened no slot; usually a mistyped master password.
    WrongPassword,
    /// A sealed record of the vault's frame (header, root, leaf, settings) failed to open or to parse.
    Damaged,
    /// One item's record failed to open, to parse or to match its hash in the index.
    DamagedItem,
    /// The record was written by a newer version of the format.
    NewerVersion,
    /// The vault is of version 0, which was never published and is not read.
    OlderVersion,
    /// The bytes are no vault of any version.
    NotAVault,
    /// Argon2id parameters below the floor or above the ceiling of [`crate::crypto::kdf::KdfPolicy`].
    KdfOutOfRange,
    /// There was not enough memory for the derivation.
    KdfMemory,
    /// No item has this id; usually it was deleted elsewhere.
    NotFound,
    /// The item was changed since the caller read it.
    Conflict,
    /// An argument is malformed or too long.
    InvalidInput,
    /// The source of randomness failed.
    NoRandomness,
    /// The session has a change that is neither committed nor discarded.
    ChangePending,
    /// An alarm is up: the vault can be read, but neither changed nor filled from.
    ReadOnly,
    /// The item is guarded and the master password was not given for it.
    Guarded,
    /// The slots asked for would lock the user out, or let somebody in past a second factor.
    SlotRule,
    /// The recovery code's check characters do not fit it; usually a mistyped one.
    MistypedCode,
    /// Something that cannot happen did; a fault of the program.
    Internal,
}

impl Error {
    /// The stable code that crosses to TypeScript.
    pub fn code(self) -> ErrorCode {
        match self {
            Self::WrongPassword => ErrorCode::WrongPassword,
            Self::Damaged => ErrorCode::Damaged,
            Self::DamagedItem => ErrorCode::DamagedItem,
            Self::NewerVersion => ErrorCode::NewerVersion,
            Self::OlderVersion => ErrorCode::OlderVersion,
            Self::NotAVault => ErrorCode::NotAVault,
            Self::KdfOutOfRange => ErrorCode::KdfOutOfRange,
            Self::KdfMemory => ErrorCode::KdfMemory,
            Self::NotFound => ErrorCode::NotFound,
            Self::Conflict => ErrorCode::Conflict,
            Self::InvalidInput => ErrorCode::InvalidInput,
            Self::ReadOnly => ErrorCode::ReadOnly,
            Self::Guarded => ErrorCode::Guarded,
            Self::SlotRule => ErrorCode::SlotRule,
            Self::MistypedCode => ErrorCode::MistypedCode,
            Self::ChangePending | Self::NoRandomness | Self::Internal => ErrorCode::Internal,
        }
    }
}

impl core::fmt::Display for Error {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::WrongPassword => "the factor opened no slot",
            Self::Damaged => "a record of the vault's frame is damaged",
            Self::DamagedItem => "the item's record is damaged",
            Self::NewerVersion => "the record was written by a newer version",
            Self::OlderVersion => "the vault is of version 0",
            Self::NotAVault => "these bytes are no vault",
            Self::KdfOutOfRange => "Argon2id parameters out of range",
            Self::KdfMemory => "not enough memory for Argon2id",
            Self::NotFound => "no such item",
            Self::Conflict => "the item was changed meanwhile",
            Self::InvalidInput => "malformed or too long",
            Self::NoRandomness => "the source of randomness failed",
            Self::ChangePending => "a staged change awaits its commit",
            Self::ReadOnly => "an alarm is up, nothing may be changed",
            Self::Guarded => "the item is guarded",
            Self::SlotRule => "these slots would not be safe",
            Self::MistypedCode => "the recovery code is mistyped",
            Self::Internal => "internal fault",
        })
    }
}

impl core::error::Error for Error {}

/// `Result` with the core's [`Error`].
pub type Result<T> = core::result::Result<T, Error>;
