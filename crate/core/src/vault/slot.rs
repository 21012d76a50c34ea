//! Slots: the ways into a vault. A slot is a list of factors that are all needed; any one slot opens the vault.
//!
//! Parameters come from a header that anyone may have written, so they are checked before any work: lowered ones would
//! betray the password, raised ones would take the machine down.

use rand_core::TryCryptoRng;

use super::associated::{FORMAT_VERSION, SUITE, Scope};
use super::id::Id;
use super::wire::{self, Wire, fixed};
use crate::api::{FactorInfo, FactorKind, FactorProof, KdfParams, NewSlot, PrfParams, SlotInfo};
use crate::crypto::envelope::{self, COMMITMENT_LEN, Envelope, FactorOutput, SALT_LEN, WRAP_LEN};
use crate::crypto::kdf::KdfPolicy;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Most characters of a relying party's id.
const MAX_RP_ID_CHARS: usize = 255;
/// Most bytes of a credential id (WebAuthn level 3, section 4).
const MAX_CREDENTIAL_LEN: usize = 1_023;
/// Most characters of a browser's name.
const MAX_BROWSER_CHARS: usize = 100;

/// One factor of a slot and what is needed to ask for it.
#[derive(Clone, PartialEq, Eq)]
pub enum Factor {
    /// A master password, stretched by Argon2id.
    Password(KdfParams),
    /// A passkey or security key, asked by WebAuthn's PRF extension.
    Prf(PrfParams),
    /// The recovery code.
    Recovery,
    /// A secret that stays on the device of this id.
    Device(Id),
}

impl Factor {
    fn number(&self) -> u8 {
        match self {
            Self::Password(_) => 1,
            Self::Prf(_) => 2,
            Self::Recovery => 3,
            Self::Device(_) => 4,
        }
    }

    fn check(&self) -> Result<()> {
        match self {
            Self::Password(kdf) => KdfPolicy::shipped().check(kdf),
            Self::Prf(prf) => {
                let fits = prf.rp_id.chars().nth(MAX_RP_ID_CHARS).is_none()
                    && (1..=MAX_CREDENTIAL_LEN).contains(&prf.credential_id.len())
                    && prf.browser.chars().nth(MAX_BROWSER_CHARS).is_none()
                    && prf.salt.len() == SALT_LEN;
                if fits { Ok(()) } else { Err(Error::Damaged) }
            }
            Self::Recovery | Self::Device(_) => Ok(()),
        }
    }

    fn to_info(&self) -> FactorInfo {
        let (kind, kdf, prf) = match self {
            Self::Password(kdf) => (FactorKind::Password, Some(kdf.clone()), None),
            Self::Prf(prf) => (FactorKind::Prf, None, Some(prf.clone())),
            Self::Recovery => (FactorKind::Recovery, None, None),
            Self::Device(_) => (FactorKind::Device, None, None),
        };
        FactorInfo { kind, kdf, prf }
    }

    fn parse_info(info: &FactorInfo) -> Result<Self> {
        match (info.kind, &info.kdf, &info.prf) {
            (FactorKind::Password, Some(kdf), None) => Ok(Self::Password(kdf.clone())),
            (FactorKind::Prf, None, Some(prf)) => Ok(Self::Prf(prf.clone())),
            (FactorKind::Recovery, None, None) => Ok(Self::Recovery),
            _ => Err(Error::InvalidInput),
        }
    }
}

impl Wire for Factor {
    fn write(&self, out: &mut wire::Writer) {
        self.number().write(out);
        match self {
            Self::Password(kdf) => {
                kdf.memory_kib.write(out);
                kdf.passes.write(out);
                kdf.lanes.write(out);
                out.bytes(&kdf.salt);
            }
            Self::Prf(prf) => {
                prf.rp_id.write(out);
                prf.credential_id.write(out);
                out.bytes(&prf.salt);
                prf.browser.write(out);
            }
            Self::Recovery => {}
            Self::Device(id) => id.write(out),
        }
    }

    fn read(from: &mut wire::Reader<'_>) -> Result<Self> {
        Ok(match u8::read(from)? {
            1 => Self::Password(KdfParams {
                memory_kib: Wire::read(from)?,
                passes: Wire::read(from)?,
                lanes: Wire::read(from)?,
                salt: from.take(SALT_LEN)?.to_vec(),
            }),
            2 => Self::Prf(PrfParams {
                rp_id: Wire::read(from)?,
                credential_id: Wire::read(from)?,
                salt: from.take(SALT_LEN)?.to_vec(),
                browser: Wire::read(from)?,
            }),
            3 => Self::Recovery,
            4 => Self::Device(Wire::read(from)?),
            _ => return Err(Error::Damaged),
        })
    }
}

/// A slot as it stands in the header.
#[derive(Clone, PartialEq, Eq)]
pub struct Slot {
    factors: Vec<Factor>,
    salt: [u8; SALT_LEN],
    commitment: [u8; COMMITMENT_LEN],
    wrap: [u8; WRAP_LEN],
}

fixed!(Slot {
    factors,
    salt,
    commitment,
    wrap,
});

impl Slot {
    /// Wraps `key` so that all factors of `new` together open it.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] before any work; [`Error::InvalidInput`] if the factors are not in order, or one's
    /// parameters or output are not what they must be; [`Error::NoRandomness`].
    pub fn make(key: &Secret, new: &NewSlot, label: Label<'_>, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Self> {
        let factors = new.factors.iter().map(|factor| Factor::parse_info(&factor.info));
        let factors: Vec<Factor> = factors.collect::<Result<_>>()?;
        check_factors(&factors).map_err(|error| match error {
            Error::Damaged => Error::InvalidInput,
            other => other,
        })?;
        let outputs = new.factors.iter().map(|factor| Secret::from_slice(&factor.output));
        let outputs: Vec<Secret> = outputs.collect::<Result<_>>()?;
        let given = factors.iter().zip(&outputs);
        let given: Vec<FactorOutput<'_>> = given
            .map(|(factor, secret)| FactorOutput {
                kind: factor.number(),
                secret,
            })
            .collect();
        let Envelope { salt, commitment, wrap } = envelope::wrap_key(key, &given, &label.context(&factors), rng)?;
        Ok(Self {
            factors,
            salt,
            commitment,
            wrap,
        })
    }

    /// Checks what can be checked without a factor.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the list of factors is not one that is ever written, [`Error::KdfOutOfRange`].
    pub fn check(&self) -> Result<()> {
        check_factors(&self.factors)
    }

    /// What is needed to ask for its factors.
    pub fn to_info(&self) -> SlotInfo {
        SlotInfo {
            factors: self.factors.iter().map(Factor::to_info).collect(),
        }
    }

    /// Unwraps the key.
    ///
    /// # Errors
    /// [`Error::WrongPassword`] if the proofs are not of these factors, or another's; [`Error::Damaged`] if they are
    /// right but the wrap is not.
    pub fn unwrap_key(&self, proofs: &[FactorProof], label: Label<'_>) -> Result<Secret> {
        let kinds = self.factors.iter().map(|factor| factor.to_info().kind);
        if !kinds.eq(proofs.iter().map(|proof| proof.kind)) {
            return Err(Error::WrongPassword);
        }
        let outputs = proofs.iter().map(|proof| Secret::from_slice(&proof.output));
        let outputs: Vec<Secret> = outputs.collect::<Result<_>>()?;
        let given = self.factors.iter().zip(&outputs);
        let given: Vec<FactorOutput<'_>> = given
            .map(|(factor, secret)| FactorOutput {
                kind: factor.number(),
                secret,
            })
            .collect();
        let envelope = Envelope {
            salt: self.salt,
            commitment: self.commitment,
            wrap: self.wrap,
        };
        envelope::unwrap_key(&envelope, &given, &label.context(&self.factors))
    }
}

/// What a wrap is for, and so what it is bound to.
#[derive(Clone, Copy)]
pub enum Label<'a> {
    /// The root key of a vault.
    Vault(&'a Scope),
    /// The key of a vault file, by the file's id.
    File(&'a Id),
}

impl Label<'_> {
    /// `vault` or `file` ‖ version ‖ suite ‖ id ‖ epoch, big-endian (0 for a file) ‖ the encoded factors.
    fn context(self, factors: &[Factor]) -> Vec<u8> {
        let (name, id, epoch): (&[u8], &Id, u32) = match self {
            Self::Vault(scope) => (b"vault", &scope.vault_id, scope.epoch),
            Self::File(id) => (b"file", id, 0),
        };
        let mut out = wire::Writer::default();
        out.length(factors.len());
        factors.iter().for_each(|factor| factor.write(&mut out));
        let head = [name, &[FORMAT_VERSION, SUITE], &id.0, &epoch.to_be_bytes()].concat();
        [head.as_slice(), &out.finish()].concat()
    }
}

/// One factor at least, in ascending order of kind, each kind once, each within its limits.
fn check_factors(factors: &[Factor]) -> Result<()> {
    if factors.is_empty() || !factors.is_sorted_by(|first, second| first.number() < second.number()) {
        return Err(Error::Damaged);
    }
    factors.iter().try_for_each(Factor::check)
}

/// Whether slots together are safe to have. Where one asks for a second factor besides the password, every other but
/// the recovery code's asks for the password and a second factor too, and there is another way in should that second
/// factor be lost.
///
/// # Errors
/// [`Error::SlotRule`] if not, or if there are none that a person can open.
pub fn check_rules(slots: &[SlotInfo]) -> Result<()> {
    let has = |slot: &SlotInfo, kind: FactorKind| slot.factors.iter().any(|factor| factor.kind == kind);
    let is_two_factor = |slot: &SlotInfo| has(slot, FactorKind::Password) && slot.factors.len() > 1;
    let is_recovery = |slot: &SlotInfo| has(slot, FactorKind::Recovery) && slot.factors.len() == 1;
    let second_factor = slots.iter().find(|slot| is_two_factor(slot));
    let is_safe = match second_factor {
        None => slots.iter().any(|slot| !has(slot, FactorKind::Device)),
        Some(first) => {
            let is_spare = |slot: &SlotInfo| is_recovery(slot) || credential(slot) != credential(first);
            slots.iter().all(|slot| is_recovery(slot) || is_two_factor(slot)) && slots.iter().any(is_spare)
        }
    };
    if is_safe { Ok(()) } else { Err(Error::SlotRule) }
}

/// The passkey or security key that a slot asks for.
fn credential(slot: &SlotInfo) -> Option<&[u8]> {
    slot.factors
        .iter()
        .find_map(|factor| factor.prf.as_ref())
        .map(|prf| prf.credential_id.as_slice())
}

/// The output of the recovery code: HKDF of its 20 bytes.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_recovery_output(code: &[u8], vault_id: &Id) -> Result<Secret> {
    let mut output = Secret::zeroed();
    crate::crypto::subkey::derive_bytes(code, &vault_id.0, &[b"latchkey/1/recovery"], output.expose_mut())?;
    Ok(output)
}
