//! Items: a login's fields in one sealed blob under a content key of their own.
//!
//! Every write makes a fresh content key, wrapped in the record, so that rotating the vault's keys need not touch what
//! is large. A record is believed only if the index names its hash. It never tells in clear what it holds.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::associated::{self, FORMAT_VERSION, Role, SUITE, Scope};
use super::id::{ID_LEN, ItemId};
use super::index::Overview;
use super::keys::VaultKeys;
use super::{codec, padding, sealed};
use crate::api::{Item, ItemInput, PastPassword};
use crate::crypto::{aead, random};
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};

/// No item's record is larger, in bytes; every input within the limits fits.
pub const MAX_RECORD_LEN: usize = 8 * 1024 * 1024;
/// Most earlier passwords that an item keeps; the oldest goes first.
pub const MAX_HISTORY: usize = 50;
/// Most characters of a title.
pub const MAX_TITLE_CHARS: usize = 1_000;
/// Most characters of a user name.
pub const MAX_USERNAME_CHARS: usize = 1_000;
/// Most characters of a password.
pub const MAX_PASSWORD_CHARS: usize = 10_000;
/// Most addresses.
pub const MAX_URLS: usize = 50;
/// Most characters of an address.
pub const MAX_URL_CHARS: usize = 2_000;
/// Most characters of the notes.
pub const MAX_NOTES_CHARS: usize = 100_000;

const WRAPPED_KEY_LEN: usize = SECRET_LEN + aead::OVERHEAD_LEN;

/// What an item is; version 0 knows logins.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    Login(Login),
}

/// An item's sealed fields.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Fields {
    revision: u32,
    kind: Kind,
}

/// A login's fields.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct Login {
    /// Its name in the list; may be empty.
    pub title: String,
    /// User name or e-mail address.
    pub username: String,
    /// Password.
    pub password: String,
    /// Addresses.
    pub urls: Vec<String>,
    /// Free text.
    pub notes: String,
    /// When it was created.
    pub created_ms: u64,
    /// When it was last changed.
    pub changed_ms: u64,
    /// Earlier passwords with the time of their replacement, newest first.
    pub history: Vec<(String, u64)>,
}

impl core::fmt::Debug for Login {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Login(..)")
    }
}

impl Login {
    /// A new login from what an editor gives.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if a text or the list of addresses is too long.
    pub fn create(input: &ItemInput, now_ms: u64) -> Result<Self> {
        check_input(input)?;
        Ok(Self {
            title: input.title.clone(),
            username: input.username.clone(),
            password: input.password.clone(),
            urls: input.urls.clone(),
            notes: input.notes.clone(),
            created_ms: now_ms,
            changed_ms: now_ms,
            history: Vec::new(),
        })
    }

    /// This login with what an editor gives in place; a replaced password goes to the history.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if a text or the list of addresses is too long.
    pub fn edit(&self, input: &ItemInput, now_ms: u64) -> Result<Self> {
        let mut edited = Self::create(input, now_ms)?;
        edited.created_ms = self.created_ms;
        if !self.password.is_empty() && self.password != input.password {
            edited.history.reserve_exact(MAX_HISTORY);
            edited.history.push((self.password.clone(), now_ms));
        }
        let room = MAX_HISTORY - edited.history.len();
        edited.history.extend(self.history.iter().take(room).cloned());
        Ok(edited)
    }

    /// What the index keeps of it.
    ///
    /// # Errors
    /// None that can be met; the primitive's type demands one.
    pub fn overview(&self, keys: &VaultKeys, scope: &Scope) -> Result<Overview> {
        Ok(Overview {
            title: self.title.clone(),
            username: self.username.clone(),
            urls: self.urls.clone(),
            created_ms: self.created_ms,
            changed_ms: self.changed_ms,
            password_tag: keys.derive_password_tag(scope, &self.password)?,
        })
    }

    /// The login as the user sees it.
    pub fn to_item(&self, id: ItemId, revision: u32) -> Item {
        let history = self.history.iter();
        Item {
            id: id.to_string(),
            revision,
            title: self.title.clone(),
            username: self.username.clone(),
            password: self.password.clone(),
            urls: self.urls.clone(),
            notes: self.notes.clone(),
            created_ms: self.created_ms,
            changed_ms: self.changed_ms,
            history: history
                .map(|(password, replaced_ms)| PastPassword {
                    password: password.clone(),
                    replaced_ms: *replaced_ms,
                })
                .collect(),
        }
    }
}

/// Seals a login as the record of `id`.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of the format |
/// | 1 | suite |
/// | 4 | epoch, big-endian |
/// | 16 | id of the item |
/// | 72 | content key, sealed under the subkey `items` |
/// | the rest | padded fields, sealed under the content key |
///
/// # Errors
/// [`Error::NoRandomness`].
pub fn seal(
    keys: &VaultKeys,
    scope: &Scope,
    id: ItemId,
    revision: u32,
    login: &Login,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let content_key = random::make_secret(rng)?;
    let key_bound_to = associated::encode(scope, Role::ItemKey(id));
    let wrapped_key = aead::seal(&keys.items, &key_bound_to, content_key.expose(), rng)?;
    let fields = codec::encode(&Fields {
        revision,
        kind: Kind::Login(login.clone()),
    })?;
    let fields_bound_to = associated::encode(scope, Role::ItemFields(id));
    let sealed_fields = aead::seal(&content_key, &fields_bound_to, &padding::pad(&fields)?, rng)?;
    let mut record = encode_clear(scope, id);
    record.extend_from_slice(&wrapped_key);
    record.extend_from_slice(&sealed_fields);
    if record.len() > MAX_RECORD_LEN {
        Err(Error::InvalidInput)
    } else {
        Ok(record)
    }
}

/// Opens the record of `id`, which the index says to hold `revision`.
///
/// # Errors
/// [`Error::DamagedItem`] if it is anything else; [`Error::NewerVersion`].
pub fn open(keys: &VaultKeys, scope: &Scope, id: ItemId, revision: u32, record: &[u8]) -> Result<Login> {
    open_fields(keys, scope, id, record)
        .and_then(|fields| {
            let Fields {
                revision: found,
                kind: Kind::Login(login),
            } = fields;
            if found == revision {
                Ok(login)
            } else {
                Err(Error::Damaged)
            }
        })
        .map_err(|error| {
            if error == Error::Damaged {
                Error::DamagedItem
            } else {
                error
            }
        })
}

fn open_fields(keys: &VaultKeys, scope: &Scope, id: ItemId, record: &[u8]) -> Result<Fields> {
    sealed::strip_version(record)?;
    let rest = record
        .strip_prefix(encode_clear(scope, id).as_slice())
        .ok_or(Error::Damaged)?;
    if record.len() > MAX_RECORD_LEN {
        return Err(Error::Damaged);
    }
    let (wrapped_key, sealed_fields) = rest.split_first_chunk::<WRAPPED_KEY_LEN>().ok_or(Error::Damaged)?;
    let content_key = aead::open(&keys.items, &associated::encode(scope, Role::ItemKey(id)), wrapped_key)?;
    let content_key = Secret::from_slice(&content_key).map_err(|_| Error::Damaged)?;
    let padded = aead::open(
        &content_key,
        &associated::encode(scope, Role::ItemFields(id)),
        sealed_fields,
    )?;
    codec::parse(padding::unpad(&padded)?)
}

fn encode_clear(scope: &Scope, id: ItemId) -> Vec<u8> {
    let mut clear = Vec::with_capacity(6 + ID_LEN);
    clear.extend_from_slice(&[FORMAT_VERSION, SUITE]);
    clear.extend_from_slice(&scope.epoch.to_be_bytes());
    clear.extend_from_slice(&id.0);
    clear
}

fn check_input(input: &ItemInput) -> Result<()> {
    let fits = |text: &str, most: usize| text.chars().nth(most).is_none();
    let all_fit = fits(&input.title, MAX_TITLE_CHARS)
        && fits(&input.username, MAX_USERNAME_CHARS)
        && fits(&input.password, MAX_PASSWORD_CHARS)
        && fits(&input.notes, MAX_NOTES_CHARS)
        && input.urls.len() <= MAX_URLS
        && input.urls.iter().all(|url| fits(url, MAX_URL_CHARS));
    if all_fit { Ok(()) } else { Err(Error::InvalidInput) }
}
