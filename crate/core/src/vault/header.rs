//! The header: the one record that lies in clear, with the slots and the inbox's public key.
//!
//! It is parsed before anyone is known to be right, so its sizes and its Argon2id parameters are checked before any
//! work. It is believed only once its tag has been verified under a subkey of the root key that a slot gave.

use rand_core::TryCryptoRng;

use super::associated::{FORMAT_VERSION, SUITE, Scope};
use super::id::Id;
use super::keys::derive_header_key;
use super::slot::{self, Label, Slot};
use super::wire::{self, fixed};
use crate::api::{FactorProof, NewSlot, SlotInfo};
use crate::crypto::digest::{self, HASH_LEN, Hash};
use crate::crypto::inbox;
use crate::crypto::subkey::derive_subkey;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// The first bytes of every vault of every version.
pub const MAGIC: &[u8; 8] = b"LATCHKEY";
/// No header is larger, in bytes.
pub const MAX_HEADER_LEN: usize = 16 * 1024;
/// No header has more slots.
pub const MAX_SLOTS: usize = 16;

/// What stands between the version and the tag.
struct Body {
    suite: u8,
    vault_id: Id,
    epoch: u32,
    inbox_public: [u8; inbox::PUBLIC_LEN],
    slots: Vec<Slot>,
}

fixed!(Body {
    suite,
    vault_id,
    epoch,
    inbox_public,
    slots,
});

/// A header that was parsed and whose parameters are in range; not yet authenticated.
pub struct Header<'a> {
    body: Body,
    authenticated: &'a [u8],
    tag: &'a [u8; HASH_LEN],
    hash: Hash,
}

/// Makes a header: `kept` slots that wrap `root_key` already, and `new` ones.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `LATCHKEY` |
/// | 1 | version of the format |
/// | varies | body: suite, vault id, epoch, public key of the inbox, slots |
/// | 32 | HMAC-SHA-256 of all before, under the subkey `header` |
///
/// # Errors
/// [`Error::KdfOutOfRange`] before any work; [`Error::SlotRule`] if the slots together are not safe or too many;
/// [`Error::InvalidInput`] as [`Slot::make`]; [`Error::NoRandomness`].
pub fn make(
    scope: &Scope,
    root_key: &Secret,
    kept: Vec<Slot>,
    new: &[NewSlot],
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let mut slots = kept;
    for slot in new {
        slots.push(Slot::make(root_key, slot, Label::Vault(scope), rng)?);
    }
    let infos: Vec<SlotInfo> = slots.iter().map(Slot::to_info).collect();
    slot::check_rules(&infos)?;
    let inbox_seed = derive_subkey(root_key, &scope.vault_id.0, "inbox")?;
    let count = slots.len();
    let body = Body {
        suite: SUITE,
        vault_id: scope.vault_id,
        epoch: scope.epoch,
        inbox_public: inbox::derive_public(&inbox_seed)?,
        slots,
    };
    let mut header = MAGIC.to_vec();
    header.push(FORMAT_VERSION);
    header.extend_from_slice(&wire::encode(&body));
    let tag = digest::derive_tag(&derive_header_key(root_key, scope)?, &header)?;
    header.extend_from_slice(&tag);
    if count > MAX_SLOTS || header.len() > MAX_HEADER_LEN {
        Err(Error::SlotRule)
    } else {
        Ok(header)
    }
}

/// What a set of factors opened.
pub struct Unlocked {
    /// The root key.
    pub root_key: Secret,
    /// Whether the header is the one that the root key's owner wrote.
    pub is_authentic: bool,
    /// Which slot opened.
    pub slot: usize,
}

impl<'a> Header<'a> {
    /// Parses a header and checks everything that can be checked without a factor.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::OlderVersion`], [`Error::NewerVersion`], [`Error::Damaged`],
    /// [`Error::KdfOutOfRange`].
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        let versioned = bytes.strip_prefix(MAGIC).ok_or(Error::NotAVault)?;
        let (&version, rest) = versioned.split_first().ok_or(Error::Damaged)?;
        match version {
            FORMAT_VERSION => {}
            0 => return Err(Error::OlderVersion),
            _ => return Err(Error::NewerVersion),
        }
        if bytes.len() > MAX_HEADER_LEN {
            return Err(Error::Damaged);
        }
        let (encoded, tag) = rest.split_last_chunk().ok_or(Error::Damaged)?;
        let (authenticated, _) = bytes.split_last_chunk::<HASH_LEN>().ok_or(Error::Damaged)?;
        let body: Body = wire::parse(encoded)?;
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

    /// Opens the first slot whose commitment the proofs meet, and tells whether the root key vouches for the header.
    ///
    /// # Errors
    /// [`Error::WrongPassword`] if they open none; [`Error::Damaged`] if they open one but its wrap is damaged.
    pub fn unlock(&self, proofs: &[FactorProof]) -> Result<Unlocked> {
        let scope = self.scope();
        for (slot, found) in self.body.slots.iter().enumerate() {
            let root_key = match found.unwrap_key(proofs, Label::Vault(&scope)) {
                Err(Error::WrongPassword) => continue,
                decided => decided?,
            };
            let header_key = derive_header_key(&root_key, &scope)?;
            let is_authentic = digest::verify_tag(&header_key, self.authenticated, self.tag).is_ok();
            return Ok(Unlocked {
                root_key,
                is_authentic,
                slot,
            });
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

    /// The ways in.
    pub fn slots(&self) -> &[Slot] {
        &self.body.slots
    }
}
