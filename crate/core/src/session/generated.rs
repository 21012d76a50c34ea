//! Passwords that were generated, in a record of their own that is opened only when it is asked for.

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts};
use crate::api::{Change, GeneratedPassword};
use crate::crypto::digest;
use crate::error::{Error, Result};
use crate::vault::associated::Role;
use crate::vault::generated::{MAX_CHARS, MAX_GENERATED, StoredGenerated};
use crate::vault::id::{GENERATED_KEY, Id};
use crate::vault::sealed;

impl Session {
    /// The passwords that were generated, newest first; `current` is the stored record, absent if there is none.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the record is not the one that the root names.
    pub fn generated(&self, current: Option<&[u8]>) -> Result<Vec<GeneratedPassword>> {
        let stored = self.open_generated(current)?;
        Ok(stored.iter().map(StoredGenerated::to_generated).collect())
    }

    /// Stages that a password was generated.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if it is too long; as [`Session::generated`] and every change.
    pub fn note_generated(
        &mut self,
        made: &GeneratedPassword,
        current: Option<&[u8]>,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let fits = |text: &str| text.chars().nth(MAX_CHARS).is_none();
        if !fits(&made.password) || !fits(&made.origin) {
            return Err(Error::InvalidInput);
        }
        let mut stored = self.open_generated(current)?;
        stored.retain(|known| known.password != made.password);
        let newest = StoredGenerated {
            password: made.password.clone(),
            origin: made.origin.clone(),
            made_ms: made.made_ms,
            rest: Vec::new(),
        };
        stored.insert(0, newest);
        stored.truncate(MAX_GENERATED);
        let named = vec![Self::seal_named(
            (&self.scope, &self.keys),
            GENERATED_KEY,
            &stored,
            rng,
        )?];
        let parts = Parts {
            named,
            ..Parts::default()
        };
        self.stage(parts, After::default(), self.stamp(made.made_ms)?, rng)
    }

    fn open_generated(&self, current: Option<&[u8]>) -> Result<Vec<StoredGenerated>> {
        match (self.root.named_hash(GENERATED_KEY), current) {
            (None, _) => Ok(Vec::new()),
            (Some(hash), Some(record)) if hash == digest::derive_hash(record) => {
                let role = Role::Named(Id::of_name(GENERATED_KEY));
                sealed::open(&self.keys.named, &self.scope, role, record)
            }
            (Some(_), _) => Err(Error::Damaged),
        }
    }
}
