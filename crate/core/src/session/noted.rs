//! What the shell notes of its own work on this device: when it wrote backups, where, and by which key; and edits that
//! are not saved yet.
//!
//! The core seals it and understands nothing of it. Each is a local record: no root names it and no vault file keeps it.

use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::Session;
use super::stage::record;
use crate::api::Change;
use crate::error::{Error, Result};
use crate::vault::associated::Role;
use crate::vault::id::Id;
use crate::vault::sealed;

/// Key of the note of backups; of this device alone.
pub const BACKUPS_KEY: &str = "local/backups";
/// Key of the note of unfinished edits; of this device alone.
pub const EDITS_KEY: &str = "local/edits";

fn role(key: &str) -> Result<Role> {
    if key == BACKUPS_KEY || key == EDITS_KEY {
        Ok(Role::Local(Id::of_name(key)))
    } else {
        Err(Error::InvalidInput)
    }
}

impl Session {
    /// Stages another note under one of the keys above.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for any other key; else as every change.
    pub fn note_local(&mut self, key: &str, note: &[u8], rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Change> {
        let bytes = sealed::seal_bytes(&self.keys.local, &self.scope, role(key)?, note, rng)?;
        self.stage_local(vec![record(key, bytes)], self.used.clone())
    }

    /// The note under a key, from its stored record.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for any other key, [`Error::NewerVersion`], [`Error::Damaged`].
    pub fn local_note(&self, key: &str, record: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        sealed::open_bytes(&self.keys.local, &self.scope, role(key)?, record)
    }
}
