//! The key of a KDBX file: what the user knows and has, joined; the derivation that the header asks for; and the stream
//! that protects single values.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::super::fault::{Result, fault, malformed};
use super::super::{letters, text, xml};
use crate::api::ImportFaultKind;
use crate::crypto::foreign::{self, Keystream};
use crate::crypto::foreign_kdf::{self, Argon2Params};

const AES_KDF: [&[u8]; 2] = [
    b"\xc9\xd9\xf3\x9a\x62\x8a\x44\x60\xbf\x74\x0d\x08\xc1\x8a\x4f\xea",
    b"\x7c\x02\xbb\x82\x79\xa7\x4a\xc0\x92\x7d\x11\x4a\x00\x64\x82\x38",
];
const ARGON2D: &[u8] = b"\xef\x63\x6d\xdf\x8c\x29\x44\x4b\x91\xf7\xa9\xa4\x03\xe3\x0a\x0c";
pub(in crate::transfer) const ARGON2ID: &[u8] = b"\x9e\x29\x8b\x19\x56\xdb\x47\x73\xb2\x3d\xfc\x3e\xc6\xf0\xa1\xe6";

/// How the key is derived.
pub(super) enum Kdf {
    /// KeePass's own.
    Aes {
        /// Key of the cipher.
        seed: Vec<u8>,
        /// Rounds.
        rounds: u64,
    },
    /// Argon2.
    Argon2 {
        /// Its parameters.
        params: Argon2Params,
        /// Its salt.
        salt: Vec<u8>,
    },
}

/// `SHA-256(SHA-256(password) ‖ key file)`, either of which may be absent.
pub(in crate::transfer) fn composite(password: Option<&str>, key_file: Option<&[u8]>) -> Result<Zeroizing<[u8; 32]>> {
    let password = password.map(|password| foreign::derive_sha256(&[password.as_bytes()]));
    let key_file = key_file.map(read_key_file).transpose()?;
    let parts: Vec<&[u8]> = password.iter().chain(&key_file).map(|part| part.as_slice()).collect();
    Ok(foreign::derive_sha256(&parts))
}

/// XML of version 1 or 2, 32 bytes, 64 hexadecimal digits, or the hash of any file.
fn read_key_file(bytes: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    let as_key = |bytes: Vec<u8>| bytes.try_into().ok().map(Zeroizing::<[u8; 32]>::new);
    if let Ok(mut root) = xml::parse(&text::decode(bytes).text)
        && root.name == "KeyFile"
    {
        let is_second = root.child("Meta").child_text("Version").trim().starts_with("2");
        let mut data = root.child("Key").child("Data");
        if !is_second {
            return letters::from_base64(&data.text).and_then(as_key).ok_or_else(malformed);
        }
        let hash = letters::from_hex(&data.attribute("Hash")).ok_or_else(malformed)?;
        let key = letters::from_hex(&data.text).and_then(as_key).ok_or_else(malformed)?;
        if !foreign::derive_sha256(&[key.as_slice()]).starts_with(&hash) {
            return Err(malformed());
        }
        return Ok(key);
    }
    let by_digits = || {
        core::str::from_utf8(bytes)
            .ok()
            .filter(|text| text.len() == 64)
            .and_then(letters::from_hex)
    };
    let key = match bytes.len() {
        32 => as_key(bytes.to_vec()),
        64 => by_digits().and_then(as_key),
        _ => None,
    };
    Ok(key.unwrap_or_else(|| foreign::derive_sha256(&[bytes])))
}

impl Kdf {
    /// Reads KDBX 4's dictionary of parameters.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        let values = dictionary(bytes).ok_or_else(malformed)?;
        let bytes_of = |name: &str| values.get(name).copied().unwrap_or_default();
        let number_of = |name: &str| {
            let value = bytes_of(name);
            let wide = value.first_chunk().map(|value| u64::from_le_bytes(*value));
            let narrow = || value.first_chunk().map(|value| u64::from(u32::from_le_bytes(*value)));
            wide.or_else(narrow).ok_or_else(malformed)
        };
        let id = bytes_of("$UUID");
        if AES_KDF.contains(&id) {
            return Ok(Self::Aes {
                seed: bytes_of("S").to_vec(),
                rounds: number_of("R")?,
            });
        }
        if id != ARGON2D && id != ARGON2ID {
            return Err(fault(ImportFaultKind::Unsupported));
        }
        let small = |value: u64| u32::try_from(value).map_err(|_| fault(ImportFaultKind::KdfOutOfRange));
        let params = Argon2Params {
            is_id: id == ARGON2ID,
            version: small(number_of("V")?)?,
            memory_kib: small(number_of("M")? / 1_024)?,
            passes: small(number_of("I")?)?,
            lanes: small(number_of("P")?)?,
        };
        Ok(Self::Argon2 {
            params,
            salt: bytes_of("S").to_vec(),
        })
    }

    /// Derives the key, which is what takes time.
    pub(super) fn derive(&self, composite: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>> {
        Ok(match self {
            Self::Aes { seed, rounds } => foreign_kdf::derive_aes_kdf(composite, seed, *rounds)?,
            Self::Argon2 { params, salt } => foreign_kdf::derive_argon2(*params, salt, composite)?,
        })
    }
}

/// KDBX's dictionary: a version, then a type, a name and a value each, with their lengths.
fn dictionary(bytes: &[u8]) -> Option<BTreeMap<String, &[u8]>> {
    let (version, mut rest) = bytes.split_first_chunk::<2>()?;
    let mut values = BTreeMap::new();
    if version.get(1) != Some(&1) {
        return None;
    }
    loop {
        let (kind, after) = rest.split_first()?;
        if *kind == 0 {
            return Some(values);
        }
        let (name, after) = sized(after)?;
        let (value, after) = sized(after)?;
        values.insert(String::from_utf8(name.to_vec()).ok()?, value);
        rest = after;
    }
}

fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)
}

/// The stream that protects values: Salsa20 or ChaCha20.
pub(in crate::transfer) fn stream(kind: u32, key: &[u8]) -> Result<Keystream> {
    match kind {
        2 => Ok(Keystream::salsa20(
            foreign::derive_sha256(&[key]).as_slice(),
            &[0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a],
        )?),
        3 => {
            let both = foreign::derive_sha512(&[key]);
            let (key, rest) = both.split_first_chunk::<32>().ok_or_else(malformed)?;
            let nonce = rest.first_chunk::<12>().ok_or_else(malformed)?;
            Ok(Keystream::chacha20(key, nonce)?)
        }
        _ => Err(fault(ImportFaultKind::Unsupported)),
    }
}
