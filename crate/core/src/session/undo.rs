//! Undoing the last change of an item: what was just saved is taken out again, what was just changed is as it was.
//!
//! An undo is a change like any other, and only of the revision that it is about: an item that was changed since is left
//! alone. It knows nothing of why an item was changed.

use rand_core::TryCryptoRng;

use super::Session;
use crate::api::{Change, ItemBase};
use crate::error::Result;

impl Session {
    /// Stages that the change which made `base` was never made. `then` holds the item's stored record and the one of the
    /// revision before; without it the item was new, and goes.
    ///
    /// # Errors
    /// [`Error::Conflict`](crate::error::Error::Conflict) if the item was changed since; as [`Session::delete`] and
    /// [`Session::gather_reverted`].
    pub fn undo(
        &mut self,
        base: &ItemBase,
        then: Option<(&[u8], &[u8])>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        let Some(then) = then else {
            return self.delete(std::slice::from_ref(base), now_ms, rng);
        };
        let mut gathered = self.gather(now_ms)?;
        let record = self.gather_reverted(&mut gathered, base, then, now_ms, rng)?;
        let mut change = self.put_gathered(gathered, &[], &[], now_ms, rng)?;
        change.writes.insert(0, record);
        Ok(change)
    }
}
