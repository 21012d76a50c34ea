//! The ways in: adding one, giving one other factors, and asking again for the master password.
//!
//! What removes a way in, or turns on a second factor, goes by [`super::rotate`]: an old header in a backup would
//! otherwise go on to open everything.

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts};
use crate::api::{Change, FactorInfo, FactorKind, FactorProof, NewFactor, NewSlot};
use crate::error::{Error, Result};
use crate::secret::Secret;
use crate::vault::header::{self, Header, Unlocked};
use crate::vault::keys;
use crate::vault::slot::Slot;

/// How long guarded items may be opened after the master password was given, in milliseconds.
pub const GUARD_MS: u64 = 60_000;

impl Session {
    /// Takes proofs again, so that guarded items may be opened for [`GUARD_MS`].
    ///
    /// # Errors
    /// [`Error::WrongPassword`]; [`Error::Damaged`].
    pub fn unguard(&mut self, proofs: &[FactorProof], now_ms: u64) -> Result<()> {
        let unlocked = self.prove(proofs)?;
        let vault_key = keys::open_keyring(&unlocked.root_key, &self.scope, &self.keyring_record)?;
        let key = keys::derive_guarded_key(&vault_key, &self.scope)?;
        self.guard = Some((key, now_ms.saturating_add(GUARD_MS)));
        Ok(())
    }

    /// The key of guarded items, if it may be used now.
    pub(super) fn guarded_key(&self, now_ms: u64) -> Result<&Secret> {
        match &self.guard {
            // A clock that was set back must not make the time longer.
            Some((key, until_ms)) if now_ms < *until_ms && until_ms.saturating_sub(now_ms) <= GUARD_MS => Ok(key),
            _ => Err(Error::Guarded),
        }
    }

    /// Checks proofs without opening anything: before an export in clear.
    ///
    /// # Errors
    /// [`Error::WrongPassword`]; [`Error::Damaged`].
    pub fn check_proofs(&self, proofs: &[FactorProof]) -> Result<()> {
        self.prove(proofs).map(|_| ())
    }

    /// Stages one more way in.
    ///
    /// # Errors
    /// [`Error::WrongPassword`]; [`Error::SlotRule`] if the ways in would not be safe together, or a recovery code exists
    /// already; [`Error::KdfOutOfRange`], [`Error::InvalidInput`] as [`Slot::make`]; as every change.
    pub fn add_slot(
        &mut self,
        proofs: &[FactorProof],
        slot: &NewSlot,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        let is_recovery = |info: &FactorInfo| info.kind == FactorKind::Recovery;
        let mut present = self.slots()?.into_iter().flat_map(|slot| slot.factors);
        let adds_one = slot.factors.iter().any(|factor| is_recovery(&factor.info));
        if adds_one && present.any(|info| is_recovery(&info)) {
            return Err(Error::SlotRule);
        }
        self.stage_header(proofs, None, slot, now_ms, rng)
    }

    /// Stages the way in that `proofs` open with another password: a change that nobody who knows the old one matters
    /// to, or stronger parameters. Whoever has an old header and the old password can still open the vault.
    ///
    /// # Errors
    /// As [`Session::add_slot`]; [`Error::SlotRule`] if there is no password in it, or another of its factors would
    /// change: that takes a rotation.
    pub fn replace_slot(
        &mut self,
        proofs: &[FactorProof],
        slot: &NewSlot,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        let opened = self.prove(proofs)?.slot;
        let stands = self.slots()?.into_iter().nth(opened).ok_or(Error::Internal)?.factors;
        let is_kept = |((info, proof), new): ((&FactorInfo, &FactorProof), &NewFactor)| {
            let is_password = (info.kind, new.info.kind) == (FactorKind::Password, FactorKind::Password);
            is_password || (*info == new.info && proof.output == new.output)
        };
        let has_password = stands.iter().any(|info| info.kind == FactorKind::Password);
        let mut factors = stands.iter().zip(proofs).zip(&slot.factors);
        if stands.len() != slot.factors.len() || !has_password || !factors.all(is_kept) {
            return Err(Error::SlotRule);
        }
        self.stage_header(proofs, Some(opened), slot, now_ms, rng)
    }

    /// Stages a header with one slot more, and perhaps one less.
    fn stage_header(
        &mut self,
        proofs: &[FactorProof],
        without: Option<usize>,
        slot: &NewSlot,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let unlocked = self.prove(proofs)?;
        let parsed = Header::parse(&self.header_record)?;
        let kept = parsed.slots().iter().enumerate().filter(|(at, _)| Some(*at) != without);
        let kept: Vec<Slot> = kept.map(|(_, slot)| slot.clone()).collect();
        let new = std::slice::from_ref(slot);
        let header = header::make(&self.scope, &unlocked.root_key, kept, new, rng)?;
        let parts = Parts {
            header: Some(header),
            ..Parts::default()
        };
        self.stage(parts, After::default(), self.stamp(now_ms)?, rng)
    }

    /// What the proofs open.
    pub(super) fn prove(&self, proofs: &[FactorProof]) -> Result<Unlocked> {
        Header::parse(&self.header_record)?.unlock(proofs)
    }

    /// The key that wraps the content key of an item.
    pub(super) fn item_key(&self, guarded: bool, now_ms: u64) -> Result<&Secret> {
        if guarded {
            self.guarded_key(now_ms)
        } else {
            Ok(&self.keys.items)
        }
    }
}
