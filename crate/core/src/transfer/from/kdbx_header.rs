//! The header of a KDBX file: which cipher, which key derivation, and their parameters.

use super::super::fault::{Result, fault, malformed};
use super::kdbx_key::{self, Kdf};
use crate::api::ImportFaultKind;
use crate::crypto::foreign::Keystream;

/// What the body is encrypted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cipher {
    Aes256,
    Twofish,
    ChaCha20,
}

pub(in crate::transfer) const AES256_ID: [u8; 16] =
    *b"\x31\xc1\xf2\xe6\xbf\x71\x43\x50\xbe\x58\x05\x21\x6a\xfc\x5a\xff";
const TWOFISH_ID: [u8; 16] = *b"\xad\x68\xf2\x9f\x57\x6f\x4b\xb9\xa3\x6a\xd4\x7a\xf9\x65\x34\x6c";
const CHACHA20_ID: [u8; 16] = *b"\xd6\x03\x8a\x2b\x8b\x6f\x4c\xb5\xa5\x24\x33\x9a\x31\xdb\xb5\x9a";

/// The fields of a header that matter.
pub(super) struct Header {
    pub(super) cipher: Cipher,
    pub(super) is_packed: bool,
    pub(super) main_seed: Vec<u8>,
    pub(super) iv: Vec<u8>,
    pub(super) kdf: Kdf,
    /// KDBX 3.1: how the body begins.
    pub(super) stream_start: Vec<u8>,
    stream_key: Vec<u8>,
    stream_kind: u32,
}

impl Header {
    /// Reads a header; gives what follows it.
    pub(super) fn parse(major: u8, bytes: &[u8]) -> Result<(Self, &[u8])> {
        if !(3..=4).contains(&major) {
            return Err(fault(ImportFaultKind::Unsupported));
        }
        let mut cipher = None;
        let mut header = Self {
            cipher: Cipher::Aes256,
            is_packed: false,
            main_seed: Vec::new(),
            iv: Vec::new(),
            kdf: Kdf::Aes {
                seed: Vec::new(),
                rounds: 0,
            },
            stream_start: Vec::new(),
            stream_key: Vec::new(),
            stream_kind: 0,
        };
        let (mut seed, mut rounds, mut rest) = (Vec::new(), 0, bytes);
        for field in fields(major, bytes) {
            let (id, data, after) = field?;
            rest = after;
            match id {
                0 => break,
                2 => cipher = Some(cipher_of(data)?),
                3 => header.is_packed = data.first() == Some(&1),
                4 => header.main_seed = data.to_vec(),
                5 => seed = data.to_vec(),
                6 => rounds = u64::from_le_bytes(*data.first_chunk().ok_or_else(malformed)?),
                7 => header.iv = data.to_vec(),
                8 => header.stream_key = data.to_vec(),
                9 => header.stream_start = data.to_vec(),
                10 => header.stream_kind = u32::from_le_bytes(*data.first_chunk().ok_or_else(malformed)?),
                11 => header.kdf = Kdf::parse(data)?,
                _ => {}
            }
        }
        if major == 3 {
            header.kdf = Kdf::Aes { seed, rounds };
        }
        header.cipher = cipher.ok_or_else(malformed)?;
        if header.main_seed.len() != 32 {
            return Err(malformed());
        }
        Ok((header, rest))
    }

    /// KDBX 3.1: the stream that protects values.
    pub(super) fn stream(&self) -> Result<Keystream> {
        kdbx_key::stream(self.stream_kind, &self.stream_key)
    }
}

fn cipher_of(id: &[u8]) -> Result<Cipher> {
    [
        (AES256_ID, Cipher::Aes256),
        (TWOFISH_ID, Cipher::Twofish),
        (CHACHA20_ID, Cipher::ChaCha20),
    ]
    .into_iter()
    .find(|(each, _)| each == id)
    .map(|(_, cipher)| cipher)
    .ok_or_else(|| fault(ImportFaultKind::Unsupported))
}

/// The fields that begin there: number, data, and what follows. Lengths are of two bytes in version 3, else of four.
pub(super) fn fields(major: u8, bytes: &[u8]) -> impl Iterator<Item = Result<(u8, &[u8], &[u8])>> {
    let mut rest = Some(bytes);
    core::iter::from_fn(move || {
        let taken = rest.take().filter(|rest| !rest.is_empty())?;
        let field = field(major, taken).ok_or_else(malformed);
        rest = field.as_ref().ok().map(|(_, _, after)| *after);
        Some(field)
    })
}

fn field(major: u8, bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (id, rest) = bytes.split_first()?;
    let (len, rest) = if major == 3 {
        let (len, rest) = rest.split_first_chunk::<2>()?;
        (u32::from(u16::from_le_bytes(*len)), rest)
    } else {
        let (len, rest) = rest.split_first_chunk::<4>()?;
        (u32::from_le_bytes(*len), rest)
    };
    let (data, after) = rest.split_at_checked(usize::try_from(len).ok()?)?;
    Some((*id, data, after))
}
