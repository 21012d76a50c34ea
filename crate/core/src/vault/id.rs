//! Names of things: ids, and the keys of records in storage.
//!
//! An id is 128 random bits and says nothing of what it names.

use super::wire::{self, Wire};
use crate::crypto::{digest, random};
use crate::error::{Error, Result};
use rand_core::TryCryptoRng;

/// Length of an id, in bytes.
pub const ID_LEN: usize = 16;

/// Key of the header record.
pub const HEADER_KEY: &str = "header";
/// Key of the root record.
pub const ROOT_KEY: &str = "root";
/// Key of the keyring record, which the root names.
pub const KEYRING_KEY: &str = "keyring";
/// Key of the list of devices, which the root names.
pub const DEVICES_KEY: &str = "devices";
/// Key of the settings record, which the root names.
pub const SETTINGS_KEY: &str = "settings";
/// Key of the site rules, which the root names.
pub const SITES_KEY: &str = "sites";
/// Key of the equivalent domains, which the root names.
pub const DOMAINS_KEY: &str = "domains";
/// Key of the passwords that were generated, which the root names.
pub const GENERATED_KEY: &str = "generated";
/// Key of what the range service answered, which the root names.
pub const EXPOSED_KEY: &str = "exposed";
/// Key of this device's own keys; of this device alone.
pub const DEVICE_KEY: &str = "local/device";
/// Key of what was used when; of this device alone.
pub const USED_KEY: &str = "local/used";
/// What the keys of all records of this device alone begin with.
pub const LOCAL_PREFIX: &str = "local/";

/// Id of a vault, an item, an attachment or a device: 16 random bytes; written as 32 lower-case hex digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub [u8; ID_LEN]);

impl Id {
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

    /// What the keys of the attachment's chunks begin with: `chunk/`, the id and a slash.
    pub fn chunk_prefix(self) -> String {
        format!("chunk/{self}/")
    }

    /// What stands for a name in associated data: the first half of its SHA-256.
    pub fn of_name(name: &str) -> Self {
        let hash = digest::derive_hash(name.as_bytes());
        Self(hash.first_chunk().copied().unwrap_or_default())
    }
}

impl Wire for Id {
    fn write(&self, out: &mut wire::Writer) {
        self.0.write(out);
    }

    fn read(from: &mut wire::Reader<'_>) -> Result<Self> {
        Wire::read(from).map(Self)
    }
}

impl core::fmt::Display for Id {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Whether a record that the root names may be called so: lower-case letters and hyphens, and not as another record is.
/// Whoever chooses the names in a file could else have the header overwritten.
pub fn is_plain_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    !name.is_empty() && name.bytes().all(is_plain) && name != HEADER_KEY && name != ROOT_KEY
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
