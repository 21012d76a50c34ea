//! What was used when: a record of this device alone, so that a fill rewrites no item.
//!
//! It is a convenience: lost or set back, the vault says the same of everything but the order of use.

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::record;
use crate::api::Change;
use crate::error::Result;
use crate::vault::associated::Role;
use crate::vault::id::{Id, USED_KEY};
use crate::vault::sealed;

/// Most items that are remembered; the one used longest ago goes first.
const MAX_USED: usize = 1_000;

/// Items with the time of their last use, the latest first.
pub(super) type Used = Vec<(Id, u64)>;

impl Session {
    /// Stages that an item was filled or copied.
    ///
    /// # Errors
    /// [`crate::error::Error::InvalidInput`] for a malformed id; [`crate::error::Error::NotFound`]; as every change.
    pub fn note_used(&mut self, id: &str, now_ms: u64, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Change> {
        let id = Id::parse(id)?;
        self.index.live(id)?;
        let mut used: Used = self.used.iter().filter(|(other, _)| *other != id).copied().collect();
        used.insert(0, (id, now_ms));
        used.truncate(MAX_USED);
        let bytes = sealed::seal(
            &self.keys.local,
            &self.scope,
            Role::Local(Id::of_name(USED_KEY)),
            &used,
            rng,
        )?;
        self.stage_local(vec![record(USED_KEY, bytes)], used)
    }

    /// When an item was last used here; 0 if never.
    pub(super) fn used_ms(&self, id: Id) -> u64 {
        self.used
            .iter()
            .find(|(other, _)| *other == id)
            .map_or(0, |(_, used_ms)| *used_ms)
    }
}
