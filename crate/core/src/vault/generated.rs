//! Passwords that were generated, kept from the moment they were inserted, so that a sign-up that was never noticed
//! costs nobody an account. Newest first; the oldest goes when there are too many.

use super::wire::{Rest, evolving};
use crate::api::GeneratedPassword;

/// Most passwords that are kept.
pub const MAX_GENERATED: usize = 200;
/// Most characters of a password, and of an origin.
pub const MAX_CHARS: usize = 2_000;

/// A generated password as it is kept.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct StoredGenerated {
    /// The password.
    pub password: String,
    /// Origin of the page it was inserted into; empty if it was copied.
    pub origin: String,
    /// When.
    pub made_ms: u64,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(StoredGenerated {
    1 password,
    2 origin,
    3 made_ms,
});

impl StoredGenerated {
    /// What the user sees of it.
    pub fn to_generated(&self) -> GeneratedPassword {
        GeneratedPassword {
            password: self.password.clone(),
            origin: self.origin.clone(),
            made_ms: self.made_ms,
        }
    }
}
