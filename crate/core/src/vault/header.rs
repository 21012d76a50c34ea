//! The header: the one record that lies in clear, with the slots and the inbox's public key.
//!
//! It is parsed before anyone is known to be right, so its sizes and its Argon2id parameters are checked before any
//! work. It is believed only once its tag has been verified under a subkey of the root key that a slot gave.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};

use super::associated::{FORMAT_VERSION, SUITE, Scope};
use super::codec;
use super::id::VaultId;
use super::keys::{VaultKeys, derive_header_key};
use super::slot::Slot;
use crate::api::KdfParams;
use crate::crypto::digest::{self, HASH_LEN, Hash};
use crate::crypto::{inbox, random};
use crate::error::{Error, Result};
use crate::secret::Secret;

/// The first bytes of every vault of every version.
pub const MAGIC: &[u8; 8] = b"LATCHKEY";
/// No header is larger, in bytes.
pub const MAX_HEADER_LEN: usize = 16 * 1024;
/// No header has more slots.
pub const MAX_SLOTS: usize = 16;

/// What stands between the version and the tag.
#[derive(Serialize, Deserialize)]
struct Body {
    suite: u8,
    vault_id: VaultId,
    epoch: u32,
    inbox_public: [u8; inbox::PUBLIC_LEN],
    slots: Vec<Slot>,
}

/// A header that was parsed and whose parameters are in range; not yet authenticated.
pub struct Header<'a> {
    body: Body,
    authenticated: &'a [u8],
    tag: &'a [u8; HASH_LEN],
    hash: Hash,
}

/// Makes the header of a new vault with one password slot.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `LATCHKEY` |
/// | 1 | version of the format |
/// | varies | body: suite, vault id, epoch, public key of the inbox, slots |
/// | 32 | HMAC-SHA-256 of all before, under the subkey `header` |
///
/// # Errors
/// [`Error::KdfOutOfRange`] before any work; [`Error::NoRandomness`].
pub fn make(
    scope: &Scope,
    root_key: &Secret,
    factor: &Secret,
    kdf: &KdfParams,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let slot = Slot::make_password(root_key, factor, kdf, scope, rng)?;
    let body = Body {
        suite: SUITE,
        vault_id: scope.vault_id,
        epoch: scope.epoch,
        inbox_public: inbox::derive_public(&VaultKeys::derive(root_key, scope)?.inbox)?,
        slots: vec![slot],
    };
    let mut header = MAGIC.to_vec();
    header.push(FORMAT_VERSION);
    header.extend_from_slice(&codec::encode(&body)?);
    let tag = digest::derive_tag(&derive_header_key(root_key, scope)?, &header)?;
    header.extend_from_slice(&tag);
    Ok(header)
}

/// Makes the scope of a new vault.
///
/// # Errors
/// [`Error::NoRandomness`].
pub fn make_scope(rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Scope> {
    Ok(Scope {
        vault_id: random::make_bytes(rng)?,
        epoch: 1,
    })
}

impl<'a> Header<'a> {
    /// Parses a header and checks everything that can be checked without a factor.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::NewerVersion`], [`Error::Damaged`], [`Error::KdfOutOfRange`].
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        let versioned = bytes.strip_prefix(MAGIC).ok_or(Error::NotAVault)?;
        let (&version, rest) = versioned.split_first().ok_or(Error::Damaged)?;
        if version != FORMAT_VERSION {
            return Err(Error::NewerVersion);
        }
        if bytes.len() > MAX_HEADER_LEN {
            return Err(Error::Damaged);
        }
        let (encoded, tag) = rest.split_last_chunk().ok_or(Error::Damaged)?;
        let (authenticated, _) = bytes.split_last_chunk::<HASH_LEN>().ok_or(Error::Damaged)?;
        let body: Body = codec::parse(encoded)?;
        if body.suite != SUITE || body.epoch == 0 || body.slots.is_empty() || body.slots.len() > MAX_SLOTS {
            return Err(Error::Damaged);
        }
        body.slots.iter().try_for_each(Slot::check)?;
        Ok(Self {
            body,
            authenticated,
            tag,
            hash: digest::derive_hash(bytes),
        })
    }

    /// Opens the vault: the keys, once a slot gave the root key and the root key vouched for the header.
    ///
    /// # Errors
    /// [`Error::WrongPassword`] if the factor opens no slot; [`Error::Damaged`] if it opens one but the header is not
    /// the one that the vault's owner wrote.
    pub fn unlock(&self, factor: &Secret) -> Result<VaultKeys> {
        let scope = self.scope();
        let root_key = self.unwrap_root_key(factor, &scope)?;
        digest::verify_tag(&derive_header_key(&root_key, &scope)?, self.authenticated, self.tag)?;
        VaultKeys::derive(&root_key, &scope)
    }

    /// The first slot whose commitment is right decides.
    fn unwrap_root_key(&self, factor: &Secret, scope: &Scope) -> Result<Secret> {
        for slot in &self.body.slots {
            match slot.unwrap_root_key(factor, scope) {
                Err(Error::WrongPassword) => {}
                decided => return decided,
            }
        }
        Err(Error::WrongPassword)
    }

    /// Which vault it is.
    pub fn scope(&self) -> Scope {
        Scope {
            vault_id: self.body.vault_id,
            epoch: self.body.epoch,
        }
    }

    /// SHA-256 of the whole record, as the root names it.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The key that drafts are sealed to.
    pub fn inbox_public(&self) -> &[u8; inbox::PUBLIC_LEN] {
        &self.body.inbox_public
    }

    /// Argon2id parameters of the first password slot.
    ///
    /// # Errors
    /// [`Error::Damaged`] if there is none.
    pub fn kdf_params(&self) -> Result<KdfParams> {
        self.body.slots.first().ok_or(Error::Damaged)?.kdf_params()
    }
}
