//! Encoding of values: postcard, in its one canonical form.
//!
//! Trailing bytes and any other spelling of the same value are refused, so that a value has one encoding and one hash.
//! Source: the postcard wire format, version 1.

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Encodes a value into a buffer of exactly its size, so that nothing secret is left behind by a growing one.
///
/// # Errors
/// [`Error::Internal`] if the value cannot be encoded, which no type of ours does.
pub fn encode(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>> {
    let size = postcard::experimental::serialized_size(value).map_err(|_| Error::Internal)?;
    let mut encoded = Zeroizing::new(vec![0; size]);
    postcard::to_slice(value, &mut encoded).map_err(|_| Error::Internal)?;
    Ok(encoded)
}

/// Parses a value from all of `bytes`.
///
/// # Errors
/// [`Error::Damaged`] if they are not the canonical encoding of a value of this type.
pub fn parse<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let (value, rest) = postcard::take_from_bytes::<T>(bytes).map_err(|_| Error::Damaged)?;
    if rest.is_empty() && encode(&value)?.as_slice() == bytes {
        Ok(value)
    } else {
        Err(Error::Damaged)
    }
}
