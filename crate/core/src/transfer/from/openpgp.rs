//! OpenPGP messages under a password, armoured or not, as Proton Pass writes them: nothing else of OpenPGP is read.
//!
//! A message is a session key, or the password's own, and data encrypted with it and closed by a hash; inside lie,
//! perhaps compressed, literal data. Source: [RFC 4880](https://www.rfc-editor.org/rfc/rfc4880), sections 4 to 6.

use zeroize::Zeroizing;

use super::super::fault::{Result, fault, malformed};
use super::super::{archive, letters, limits};
use crate::api::ImportFaultKind;
use crate::crypto::{foreign, foreign_kdf};

const ARMOUR: &str = "-----BEGIN PGP MESSAGE-----";
const SYMMETRIC_SESSION_KEY: u8 = 3;
const COMPRESSED: u8 = 8;
const MARKER: u8 = 10;
const LITERAL: u8 = 11;
const PROTECTED: u8 = 18;
/// A tag of 20 bytes behind two that name it.
const HASH_LEN: usize = 22;
const BLOCK_LEN: usize = 16;

/// Whether bytes are such a message.
pub(in crate::transfer) fn is_one(bytes: &[u8]) -> bool {
    let first = bytes.first().copied().unwrap_or(0);
    bytes.trim_ascii_start().starts_with(ARMOUR.as_bytes())
        || matches!(tag_of(first), Some((SYMMETRIC_SESSION_KEY, _)))
            && next_packet(bytes).is_ok_and(|(_, body, _)| body.first() == Some(&4))
}

/// The literal data of a message.
pub(in crate::transfer) fn open(bytes: &[u8], password: Option<&str>) -> Result<Zeroizing<Vec<u8>>> {
    let password = password.ok_or_else(|| fault(ImportFaultKind::PasswordNeeded))?;
    let binary = dearmour(bytes)?;
    let mut rest: &[u8] = &binary;
    let mut key_packets = Vec::new();
    while !rest.is_empty() {
        let (tag, body, after) = next_packet(rest)?;
        rest = after;
        match tag {
            SYMMETRIC_SESSION_KEY => key_packets.push(body),
            PROTECTED => return unseal(&key_packets, &body, password),
            MARKER => {}
            _ => return Err(fault(ImportFaultKind::Unsupported)),
        }
    }
    Err(malformed())
}

fn dearmour(bytes: &[u8]) -> Result<Vec<u8>> {
    let Ok(text) = core::str::from_utf8(bytes) else {
        return Ok(bytes.to_vec());
    };
    let Some((_, rest)) = text.split_once(ARMOUR) else {
        return Ok(bytes.to_vec());
    };
    let mut lines = rest.lines().skip(1).skip_while(|line| line.contains(": "));
    let body: String = lines
        .by_ref()
        .take_while(|line| !line.starts_with("-----END"))
        .filter(|line| !line.starts_with('='))
        .collect();
    letters::from_base64(&body).ok_or_else(malformed)
}

/// Tag and whether the packet is of the new format.
fn tag_of(first: u8) -> Option<(u8, bool)> {
    match (first & 0x80 != 0, first & 0x40 != 0) {
        (true, true) => Some((first & 0x3f, true)),
        (true, false) => Some((first >> 2 & 0x0f, false)),
        (false, _) => None,
    }
}

/// Tag and body of the first packet, and what follows it.
fn next_packet(bytes: &[u8]) -> Result<(u8, Vec<u8>, &[u8])> {
    let (first, rest) = bytes.split_first().ok_or_else(malformed)?;
    let (tag, is_new) = tag_of(*first).ok_or_else(malformed)?;
    if !is_new {
        let (body, after) = match first & 3 {
            0 => sized(rest, 1)?,
            1 => sized(rest, 2)?,
            2 => sized(rest, 4)?,
            _ => (rest, &[][..]),
        };
        return Ok((tag, body.to_vec(), after));
    }
    let mut body = Vec::new();
    let mut rest = rest;
    loop {
        let (len, is_last, after) = new_length(rest)?;
        let (part, after) = after.split_at_checked(len).ok_or_else(malformed)?;
        body.extend_from_slice(part);
        rest = after;
        if is_last {
            return Ok((tag, body, rest));
        }
    }
}

fn sized(bytes: &[u8], len_len: usize) -> Result<(&[u8], &[u8])> {
    let (len, rest) = bytes.split_at_checked(len_len).ok_or_else(malformed)?;
    let len = len.iter().fold(0_usize, |len, byte| len << 8 | usize::from(*byte));
    rest.split_at_checked(len).ok_or_else(malformed)
}

/// Length of a body or of a part of one, and whether it is the last (section 4.2.2).
fn new_length(bytes: &[u8]) -> Result<(usize, bool, &[u8])> {
    let (first, rest) = bytes.split_first().ok_or_else(malformed)?;
    let first = usize::from(*first);
    match first {
        ..192 => Ok((first, true, rest)),
        192..224 => {
            let (second, rest) = rest.split_first().ok_or_else(malformed)?;
            Ok((((first - 192) << 8) + usize::from(*second) + 192, true, rest))
        }
        224..255 => Ok((1 << (first & 0x1f), false, rest)),
        _ => {
            let (len, rest) = rest.split_first_chunk::<4>().ok_or_else(malformed)?;
            let len = usize::try_from(u32::from_be_bytes(*len)).map_err(|_| malformed())?;
            Ok((len, true, rest))
        }
    }
}

fn unseal(key_packets: &[Vec<u8>], body: &[u8], password: &str) -> Result<Zeroizing<Vec<u8>>> {
    let (version, sealed) = body.split_first().ok_or_else(malformed)?;
    if *version != 1 || key_packets.is_empty() {
        return Err(fault(ImportFaultKind::Unsupported));
    }
    for packet in key_packets.iter().take(8) {
        let key = session_key(packet, password)?;
        let mut data = Zeroizing::new(sealed.to_vec());
        if foreign::decrypt_cfb(&key, &mut data).is_err() {
            continue;
        }
        let Some(end) = data.len().checked_sub(HASH_LEN) else {
            return Err(malformed());
        };
        // The second and third to last byte of the random block stand twice: a quick look before the hash.
        let (before, closing) = data.split_at(end);
        let named = closing.starts_with(&[0xd3, 0x14]);
        let hashed = data.get(..end + 2).map(foreign::derive_sha1);
        if !named || hashed.as_ref().map(<[u8; 20]>::as_slice) != closing.get(2..) {
            continue;
        }
        return literal(before.get(BLOCK_LEN + 2..).ok_or_else(malformed)?, 0);
    }
    Err(fault(ImportFaultKind::WrongPassword))
}

/// Section 5.3: the password's key, or the one that it encrypts.
fn session_key(packet: &[u8], password: &str) -> Result<Zeroizing<Vec<u8>>> {
    let unsupported = || fault(ImportFaultKind::Unsupported);
    let [4, cipher, kind, hash, rest @ ..] = packet else {
        return Err(unsupported());
    };
    let (salt, count, sealed): (&[u8], usize, &[u8]) = match (kind, rest) {
        (0, rest) => (&[], 0, rest),
        (1, rest) => {
            let (salt, rest) = rest.split_at_checked(8).ok_or_else(malformed)?;
            (salt, 0, rest)
        }
        (3, rest) => {
            let (salt, rest) = rest.split_at_checked(8).ok_or_else(malformed)?;
            let (count, rest) = rest.split_first().ok_or_else(malformed)?;
            (
                salt,
                (16 + usize::from(count & 15)) << (usize::from(count >> 4) + 6),
                rest,
            )
        }
        _ => return Err(unsupported()),
    };
    let key_len = key_len(*cipher).ok_or_else(unsupported)?;
    let key = foreign_kdf::derive_s2k(*hash, salt, count, password.as_bytes(), key_len)?;
    if sealed.is_empty() {
        return Ok(key);
    }
    let mut opened = Zeroizing::new(sealed.to_vec());
    foreign::decrypt_cfb(&key, &mut opened)?;
    let (_, inner) = opened.split_first().ok_or_else(malformed)?;
    Ok(Zeroizing::new(inner.to_vec()))
}

/// Bytes of a cipher's key, by its number in section 9.2: AES alone.
fn key_len(cipher: u8) -> Option<usize> {
    match cipher {
        7 => Some(16),
        8 => Some(24),
        9 => Some(32),
        _ => None,
    }
}

fn literal(bytes: &[u8], depth: usize) -> Result<Zeroizing<Vec<u8>>> {
    let (tag, body, _) = next_packet(bytes)?;
    let body = Zeroizing::new(body);
    match tag {
        COMPRESSED if depth < 2 => {
            let (algorithm, packed) = body.split_first().ok_or_else(malformed)?;
            let unpacked = match algorithm {
                0 => packed.to_vec(),
                1 => archive::inflate(packed, limits::MAX_ENTRY_LEN)?,
                2 => archive::unzlib(packed, limits::MAX_ENTRY_LEN)?,
                _ => return Err(fault(ImportFaultKind::Unsupported)),
            };
            literal(&Zeroizing::new(unpacked), depth + 1)
        }
        LITERAL => {
            let name_len = usize::from(*body.get(1).ok_or_else(malformed)?);
            let data = body.get(2 + name_len + 4..).ok_or_else(malformed)?;
            Ok(Zeroizing::new(data.to_vec()))
        }
        _ => Err(fault(ImportFaultKind::Unsupported)),
    }
}
