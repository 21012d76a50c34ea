//! The keys of a vault: the root key's subkeys, one a purpose, and the vault key's.
//!
//! The root key derives them and is dropped; whoever holds these can read and write items but cannot make a header,
//! add a slot, open a guarded item or learn the root key.

use super::associated::{Role, Scope};
use super::id::{Id, KEYRING_KEY};
use super::sealed;
use super::wire::fixed;
use crate::crypto::digest::{self, HASH_LEN};
use crate::crypto::subkey::derive_subkey;
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Length of the tag by which equal passwords are known, in bytes.
pub const PASSWORD_TAG_LEN: usize = 16;

/// What an open vault holds, and what the resume value carries.
pub struct VaultKeys {
    /// Seals root and leaves.
    pub index: Secret,
    /// Seals the records that the root names, but for the keyring.
    pub named: Secret,
    /// Seals the records of this device alone.
    pub local: Secret,
    /// Seed of the inbox's key pair.
    pub inbox: Secret,
    /// Wraps the content keys of items that are not guarded.
    pub items: Secret,
}

impl VaultKeys {
    /// Derives them from the root key and the vault key.
    ///
    /// # Errors
    /// None that can be met; the primitive's type demands one.
    pub fn derive(root_key: &Secret, vault_key: &Secret, scope: &Scope) -> Result<Self> {
        let derive = |label| derive_subkey(root_key, &scope.vault_id.0, label);
        Ok(Self {
            index: derive("index")?,
            named: derive("named")?,
            local: derive("local")?,
            inbox: derive("inbox")?,
            items: derive_subkey(vault_key, &scope.vault_id.0, "items")?,
        })
    }

    /// The tag of a password, equal for equal passwords of this vault; `None` for the empty one.
    ///
    /// # Errors
    /// None that can be met; the primitive's type demands one.
    pub fn derive_password_tag(&self, scope: &Scope, password: &str) -> Result<Option<[u8; PASSWORD_TAG_LEN]>> {
        if password.is_empty() {
            return Ok(None);
        }
        let key = derive_subkey(&self.index, &scope.vault_id.0, "password tag")?;
        let tag: [u8; HASH_LEN] = digest::derive_tag(&key, password.as_bytes())?;
        tag.first_chunk().copied().map(Some).ok_or(Error::Internal)
    }
}

/// The key that authenticates the header; it lives only while a header is made or checked.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_header_key(root_key: &Secret, scope: &Scope) -> Result<Secret> {
    derive_subkey(root_key, &scope.vault_id.0, "header")
}

/// The key that seals the keyring; it lives only while the vault is being opened.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_keyring_key(root_key: &Secret, scope: &Scope) -> Result<Secret> {
    derive_subkey(root_key, &scope.vault_id.0, "keyring")
}

/// The key that wraps the content keys of guarded items; it is in no resume value.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_guarded_key(vault_key: &Secret, scope: &Scope) -> Result<Secret> {
    derive_subkey(vault_key, &scope.vault_id.0, "guarded items")
}

/// One vault's key in the keyring.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RingEntry {
    /// The vault.
    #[zeroize(skip)]
    pub vault_id: Id,
    /// Counts that vault's rotations from 1.
    pub epoch: u32,
    /// Its key.
    pub vault_key: [u8; SECRET_LEN],
}

fixed!(RingEntry {
    vault_id,
    epoch,
    vault_key,
});

/// The keys of all vaults that the root key opens; the personal one comes first.
pub type Keyring = Vec<RingEntry>;

/// The personal vault's key, from the keyring's record.
///
/// # Errors
/// [`Error::NewerVersion`]; [`Error::Damaged`] if it is not the keyring of this vault and epoch.
pub fn open_keyring(root_key: &Secret, scope: &Scope, record: &[u8]) -> Result<Secret> {
    let key = derive_keyring_key(root_key, scope)?;
    let role = Role::Named(Id::of_name(KEYRING_KEY));
    own_vault_key(&sealed::open(&key, scope, role, record)?, scope)
}

/// The personal vault's key.
///
/// # Errors
/// [`Error::Damaged`] if the first entry is not the personal vault's of this epoch.
pub fn own_vault_key(keyring: &Keyring, scope: &Scope) -> Result<Secret> {
    match keyring.first() {
        Some(own) if own.vault_id == scope.vault_id && own.epoch == scope.epoch => Secret::from_slice(&own.vault_key),
        _ => Err(Error::Damaged),
    }
}
