//! The subkeys of a vault, one a purpose.
//!
//! The root key derives them and is dropped; whoever holds these can read and write items but cannot make a header,
//! add a slot or learn the root key.

use super::associated::Scope;
use crate::crypto::digest::{self, HASH_LEN};
use crate::crypto::subkey::derive_subkey;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Length of the tag by which equal passwords are known, in bytes.
pub const PASSWORD_TAG_LEN: usize = 16;

/// What an open vault holds, and what the resume value carries.
pub struct VaultKeys {
    /// Seals root and leaves.
    pub index: Secret,
    /// Wraps the items' content keys.
    pub items: Secret,
    /// Seals the settings.
    pub settings: Secret,
    /// Seed of the inbox's key pair.
    pub inbox: Secret,
}

impl VaultKeys {
    /// Derives them from the root key.
    ///
    /// # Errors
    /// None that can be met; the primitive's type demands one.
    pub fn derive(root_key: &Secret, scope: &Scope) -> Result<Self> {
        let derive = |label| derive_subkey(root_key, &scope.vault_id, label);
        Ok(Self {
            index: derive("index")?,
            items: derive("items")?,
            settings: derive("settings")?,
            inbox: derive("inbox")?,
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
        let key = derive_subkey(&self.index, &scope.vault_id, "password tag")?;
        let tag: [u8; HASH_LEN] = digest::derive_tag(&key, password.as_bytes())?;
        tag.first_chunk().copied().map(Some).ok_or(Error::Internal)
    }
}

/// The key that authenticates the header; it lives only while a header is made or checked.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_header_key(root_key: &Secret, scope: &Scope) -> Result<Secret> {
    derive_subkey(root_key, &scope.vault_id, "header")
}
