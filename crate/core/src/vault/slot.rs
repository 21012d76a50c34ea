//! Slots: the ways into a vault. A slot is a list of factors that are all needed; any one slot opens the vault.
//!
//! Version 0 knows one factor, a password. Its Argon2id parameters are checked before any work: lowered ones would
//! betray the password, raised ones would take the machine down.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};

use super::associated::{FORMAT_VERSION, SUITE, Scope};
use super::codec;
use crate::api::KdfParams;
use crate::crypto::envelope::{self, COMMITMENT_LEN, Envelope, FactorOutput, SALT_LEN, WRAP_LEN};
use crate::crypto::kdf::KdfPolicy;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Number of the password's kind among the factors.
const PASSWORD_KIND: u8 = 1;

/// One factor of a slot and what is needed to ask for it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Factor {
    /// A master password, stretched by Argon2id.
    Password {
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes.
        passes: u32,
        /// Lanes.
        lanes: u32,
        /// Argon2id's salt.
        salt: [u8; SALT_LEN],
    },
}

/// A slot as it stands in the header.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    factors: Vec<Factor>,
    salt: [u8; SALT_LEN],
    commitment: [u8; COMMITMENT_LEN],
    wrapped_key: [u8; 32],
    wrap_tag: [u8; WRAP_LEN - 32],
}

impl Slot {
    /// Makes a slot that `factor` opens: the output of Argon2id under `kdf`.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] before any work; [`Error::NoRandomness`].
    pub fn make_password(
        root_key: &Secret,
        factor: &Secret,
        kdf: &KdfParams,
        scope: &Scope,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Self> {
        KdfPolicy::shipped().check(kdf)?;
        let salt = kdf.salt.as_slice().try_into().map_err(|_| Error::KdfOutOfRange)?;
        let KdfParams {
            memory_kib,
            passes,
            lanes,
            ..
        } = *kdf;
        let factors = vec![Factor::Password {
            memory_kib,
            passes,
            lanes,
            salt,
        }];
        let given = [FactorOutput {
            kind: PASSWORD_KIND,
            secret: factor,
        }];
        let wrapped = envelope::wrap_key(root_key, &given, &encode_context(scope, &factors)?, rng)?;
        let (key, tag) = wrapped.wrap.split_first_chunk().ok_or(Error::Internal)?;
        Ok(Self {
            factors,
            salt: wrapped.salt,
            commitment: wrapped.commitment,
            wrapped_key: *key,
            wrap_tag: tag.try_into().map_err(|_| Error::Internal)?,
        })
    }

    /// Checks what can be checked without a factor.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the list of factors is not one that this version writes, [`Error::KdfOutOfRange`].
    pub fn check(&self) -> Result<()> {
        KdfPolicy::shipped().check(&self.kdf_params()?)
    }

    /// What is needed to make the factor from the master password.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the slot asks for anything but one password.
    pub fn kdf_params(&self) -> Result<KdfParams> {
        let [
            Factor::Password {
                memory_kib,
                passes,
                lanes,
                salt,
            },
        ] = self.factors.as_slice()
        else {
            return Err(Error::Damaged);
        };
        Ok(KdfParams {
            memory_kib: *memory_kib,
            passes: *passes,
            lanes: *lanes,
            salt: salt.to_vec(),
        })
    }

    /// Unwraps the root key.
    ///
    /// # Errors
    /// [`Error::WrongPassword`] if the factor is another, [`Error::Damaged`] if it is right but the wrap is not.
    pub fn unwrap_root_key(&self, factor: &Secret, scope: &Scope) -> Result<Secret> {
        let mut wrap = [0; WRAP_LEN];
        let (key, tag) = wrap.split_at_mut(self.wrapped_key.len());
        key.copy_from_slice(&self.wrapped_key);
        tag.copy_from_slice(&self.wrap_tag);
        let wrapped = Envelope {
            salt: self.salt,
            commitment: self.commitment,
            wrap,
        };
        let given = [FactorOutput {
            kind: PASSWORD_KIND,
            secret: factor,
        }];
        envelope::unwrap_key(&wrapped, &given, &encode_context(scope, &self.factors)?)
    }
}

/// What a wrap is bound to: version ‖ suite ‖ vault id ‖ epoch, big-endian ‖ the encoded factors.
fn encode_context(scope: &Scope, factors: &[Factor]) -> Result<Vec<u8>> {
    let mut context = vec![FORMAT_VERSION, SUITE];
    context.extend_from_slice(&scope.vault_id);
    context.extend_from_slice(&scope.epoch.to_be_bytes());
    context.extend_from_slice(&codec::encode(&factors)?);
    Ok(context)
}
