//! An item's record: its fields in one sealed blob under a content key of their own.
//!
//! Every write makes a fresh content key, wrapped in the record, so that rotating the vault's keys re-wraps 72 bytes and
//! leaves what is large alone. A record is believed only if the index names its hash. It tells nothing in clear but
//! its id and the epoch of its wrap.

use rand_core::TryCryptoRng;

use super::associated::{self, FORMAT_VERSION, Role, SUITE, Scope};
use super::fields::Fields;
use super::id::{ID_LEN, Id};
use super::{padding, sealed, wire};
use crate::crypto::{aead, random};
use crate::error::{Error, Result};
use crate::secret::{SECRET_LEN, Secret};

/// No item's record is larger, in bytes; whoever fills every field to its limit does not fit.
pub const MAX_RECORD_LEN: usize = 8 * 1024 * 1024;

const WRAPPED_KEY_LEN: usize = SECRET_LEN + aead::OVERHEAD_LEN;

/// Seals fields as the record of `id`; `key` is the subkey `items`, or `guarded items`.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of the format |
/// | 1 | suite |
/// | 4 | epoch, big-endian |
/// | 16 | id of the item |
/// | 72 | content key, sealed under `key` |
/// | the rest | padded fields, sealed under the content key |
///
/// # Errors
/// [`Error::NoRandomness`]; [`Error::InvalidInput`] if they are too large.
pub fn seal(
    key: &Secret,
    scope: &Scope,
    id: Id,
    fields: &Fields,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let content_key = random::make_secret(rng)?;
    let padded = padding::pad(&wire::encode(fields))?;
    let sealed_fields = aead::seal(
        &content_key,
        &associated::encode(scope, Role::ItemFields(id)),
        &padded,
        rng,
    )?;
    join(key, scope, id, &content_key, &sealed_fields, rng)
}

/// Opens the record of `id`.
///
/// # Errors
/// [`Error::DamagedItem`] if it is none of this item's; [`Error::NewerVersion`].
pub fn open(key: &Secret, scope: &Scope, id: Id, record: &[u8]) -> Result<Fields> {
    let opened = split(key, scope, id, record).and_then(|(content_key, sealed_fields)| {
        let padded = aead::open(
            &content_key,
            &associated::encode(scope, Role::ItemFields(id)),
            sealed_fields,
        )?;
        wire::parse(padding::unpad(&padded)?)
    });
    opened.map_err(as_item_damage)
}

/// The same record with its content key wrapped under other keys; the fields are not touched.
///
/// # Errors
/// As [`open`], and [`Error::NoRandomness`].
pub fn rewrap(
    (old_key, old_scope): (&Secret, &Scope),
    (new_key, new_scope): (&Secret, &Scope),
    id: Id,
    record: &[u8],
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let (content_key, sealed_fields) = split(old_key, old_scope, id, record).map_err(as_item_damage)?;
    join(new_key, new_scope, id, &content_key, sealed_fields, rng)
}

/// The id that a record bears in clear, for finding items without their index.
///
/// # Errors
/// [`Error::DamagedItem`] if it is no item's record; [`Error::NewerVersion`].
pub fn claimed_id(record: &[u8]) -> Result<Id> {
    let rest = sealed::strip_version(record).map_err(as_item_damage)?;
    let id = rest.get(5..5 + ID_LEN).and_then(|id| id.try_into().ok());
    id.map(Id).ok_or(Error::DamagedItem)
}

fn join(
    key: &Secret,
    scope: &Scope,
    id: Id,
    content_key: &Secret,
    sealed_fields: &[u8],
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let bound_to = associated::encode(scope, Role::ItemKey(id));
    let wrapped_key = aead::seal(key, &bound_to, content_key.expose(), rng)?;
    let record = [encode_clear(scope, id).as_slice(), &wrapped_key, sealed_fields].concat();
    if record.len() > MAX_RECORD_LEN {
        Err(Error::InvalidInput)
    } else {
        Ok(record)
    }
}

fn split<'a>(key: &Secret, scope: &Scope, id: Id, record: &'a [u8]) -> Result<(Secret, &'a [u8])> {
    sealed::strip_version(record)?;
    let rest = record
        .strip_prefix(encode_clear(scope, id).as_slice())
        .ok_or(Error::Damaged)?;
    if record.len() > MAX_RECORD_LEN {
        return Err(Error::Damaged);
    }
    let (wrapped_key, sealed_fields) = rest.split_first_chunk::<WRAPPED_KEY_LEN>().ok_or(Error::Damaged)?;
    let content_key = aead::open(key, &associated::encode(scope, Role::ItemKey(id)), wrapped_key)?;
    let content_key = Secret::from_slice(&content_key).map_err(|_| Error::Damaged)?;
    Ok((content_key, sealed_fields))
}

fn encode_clear(scope: &Scope, id: Id) -> Vec<u8> {
    let mut clear = Vec::with_capacity(6 + ID_LEN);
    clear.extend_from_slice(&[FORMAT_VERSION, SUITE]);
    clear.extend_from_slice(&scope.epoch.to_be_bytes());
    clear.extend_from_slice(&id.0);
    clear
}

fn as_item_damage(error: Error) -> Error {
    if error == Error::Damaged {
        Error::DamagedItem
    } else {
        error
    }
}
