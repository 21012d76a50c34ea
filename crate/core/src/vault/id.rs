//! Names of things: the vault's id, items' ids, and the keys of records in storage.
//!
//! An id is 128 random bits and says nothing of what it names.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};

use crate::crypto::random;
use crate::error::{Error, Result};

/// Length of an id, in bytes.
pub const ID_LEN: usize = 16;

/// Key of the header record.
pub const HEADER_KEY: &str = "header";
/// Key of the root record.
pub const ROOT_KEY: &str = "root";
/// Key of the settings record.
pub const SETTINGS_KEY: &str = "settings";

/// Id of a vault, 16 random bytes.
pub type VaultId = [u8; ID_LEN];

/// Id of an item, 16 random bytes; written as 32 lower-case hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemId(pub [u8; ID_LEN]);

impl ItemId {
    /// Makes a new id.
    ///
    /// # Errors
    /// [`Error::NoRandomness`].
    pub fn make(rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Self> {
        random::make_bytes(rng).map(Self)
    }

    /// Parses 32 lower-case hex digits.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let mut digits = text.bytes().map(hex_value);
        let mut id = [0; ID_LEN];
        for byte in &mut id {
            let high = digits.next().flatten().ok_or(Error::InvalidInput)?;
            let low = digits.next().flatten().ok_or(Error::InvalidInput)?;
            *byte = high << 4 | low;
        }
        if digits.next().is_some() {
            Err(Error::InvalidInput)
        } else {
            Ok(Self(id))
        }
    }

    /// The leaf of the index that holds the item: its first byte.
    pub fn leaf(self) -> u8 {
        let [first, ..] = self.0;
        first
    }

    /// Key of the item's record: `item/` and the id.
    pub fn record_key(self) -> String {
        format!("item/{self}")
    }
}

impl core::fmt::Display for ItemId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Key of a leaf record: `leaf/` and two lower-case hex digits.
pub fn leaf_key(number: u8) -> String {
    format!("leaf/{number:02x}")
}

/// The number in a leaf's key; `None` if it is no key of a leaf.
pub fn parse_leaf_key(key: &str) -> Option<u8> {
    let mut digits = key.strip_prefix("leaf/")?.bytes();
    let number = hex_value(digits.next()?)? << 4 | hex_value(digits.next()?)?;
    digits.next().is_none().then_some(number)
}

fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
