//! What the shell notes of its own work on this device: when it wrote backups, where, and by which key.
//!
//! The core seals it and understands nothing of it. It is a local record: no root names it and no vault file keeps it.

use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::Session;
use super::stage::record;
use crate::api::Change;
use crate::error::Result;
use crate::vault::associated::Role;
use crate::vault::id::Id;
use crate::vault::sealed;

/// Key of the record; of this device alone.
pub const BACKUPS_KEY: &str = "local/backups";

impl Session {
    /// Stages another note.
    ///
    /// # Errors
    /// As every change.
    pub fn note_backups(&mut self, note: &[u8], rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Change> {
        let role = Role::Local(Id::of_name(BACKUPS_KEY));
        let bytes = sealed::seal_bytes(&self.keys.local, &self.scope, role, note, rng)?;
        self.stage_local(vec![record(BACKUPS_KEY, bytes)], self.used.clone())
    }

    /// The note, from its stored record.
    ///
    /// # Errors
    /// [`crate::error::Error::NewerVersion`], [`crate::error::Error::Damaged`].
    pub fn backups_note(&self, record: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let role = Role::Local(Id::of_name(BACKUPS_KEY));
        sealed::open_bytes(&self.keys.local, &self.scope, role, record)
    }
}
