//! KeePass's KDBX 3.1 and 4: a header in clear, a derived key, a body in blocks, and inside it XML.
//!
//! Nothing is worked on before its tag was verified, where the version has one. Costs are bounded before any work.
//! Source: KeePass 2's own `KdbxFile`, and [its description](https://keepass.info/help/kb/kdbx.html).

use zeroize::Zeroizing;

use super::super::fault::{Result, fault, malformed};
use super::super::xml::{self, Element};
use super::super::{archive, letters, limits};
use super::kdbx_header::{Header, fields};
use super::{kdbx_key, keepass_xml};
use crate::api::ImportFaultKind;
use crate::crypto::foreign::{self, Cbc, Keystream};

use super::super::found::Found;

/// How every file begins.
pub(in crate::transfer) const SIGNATURE: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];

/// Whether bytes are such a file.
pub(in crate::transfer) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE[..4])
}

pub(in crate::transfer) fn read(
    bytes: &[u8],
    password: Option<&str>,
    key_file: Option<&[u8]>,
    found: &mut Found,
) -> Result<()> {
    let rest = bytes
        .strip_prefix(&SIGNATURE)
        .ok_or_else(|| fault(ImportFaultKind::Unsupported))?;
    let (version, rest) = rest.split_first_chunk::<4>().ok_or_else(malformed)?;
    let [_, _, major, _] = *version;
    if password.is_none() && key_file.is_none() {
        return Err(fault(ImportFaultKind::PasswordNeeded));
    }
    let composite = kdbx_key::composite(password, key_file)?;
    let (header, after) = Header::parse(major, rest)?;
    let header_len = bytes.len() - after.len();
    let clear = bytes.get(..header_len).ok_or_else(malformed)?;
    let key = header.kdf.derive(&composite)?;
    let inside = match major {
        4 => open_4(&header, clear, after, &key)?,
        _ => open_3(&header, after, &key)?,
    };
    let (stream, binaries, document) = if major == 4 {
        inner_header(&inside)?
    } else {
        (header.stream()?, Vec::new(), inside.as_slice())
    };
    let text = core::str::from_utf8(document).map_err(|_| malformed())?;
    let mut root = xml::parse(text)?;
    let mut stream = stream;
    unprotect(&mut root, &mut stream)?;
    keepass_xml::read(root, binaries, found)
}

/// KDBX 4: hash and tag of the header, then blocks with a tag each.
fn open_4(header: &Header, clear: &[u8], after: &[u8], key: &[u8; 32]) -> Result<Zeroizing<Vec<u8>>> {
    let (hash, after) = after.split_first_chunk::<32>().ok_or_else(malformed)?;
    let (tag, mut blocks) = after.split_first_chunk::<32>().ok_or_else(malformed)?;
    if *foreign::derive_sha256(&[clear]) != *hash {
        return Err(malformed());
    }
    let tagging = foreign::derive_sha512(&[&header.main_seed, key, &[1]]);
    let block_key = |number: u64| foreign::derive_sha512(&[&number.to_le_bytes(), tagging.as_slice()]);
    foreign::verify_mac(block_key(u64::MAX).as_slice(), &[clear], tag)
        .map_err(|_| fault(ImportFaultKind::WrongPassword))?;
    let mut sealed = Vec::new();
    for number in 0.. {
        let (tag, rest) = blocks.split_first_chunk::<32>().ok_or_else(malformed)?;
        let (len, rest) = rest.split_first_chunk::<4>().ok_or_else(malformed)?;
        let block_len = usize::try_from(u32::from_le_bytes(*len)).map_err(|_| malformed())?;
        let (block, rest) = rest.split_at_checked(block_len).ok_or_else(malformed)?;
        foreign::verify_mac(block_key(number).as_slice(), &[&number.to_le_bytes(), len, block], tag)?;
        if block.is_empty() {
            break;
        }
        sealed.extend_from_slice(block);
        blocks = rest;
    }
    let opened = decrypt(header, key, sealed)?;
    unpack(header, opened)
}

/// KDBX 3.1: the first bytes tell whether the key fits, then blocks with a hash each.
fn open_3(header: &Header, after: &[u8], key: &[u8; 32]) -> Result<Zeroizing<Vec<u8>>> {
    let wrong = || fault(ImportFaultKind::WrongPassword);
    let opened = decrypt(header, key, after.to_vec()).map_err(|_| wrong())?;
    let mut blocks = opened.strip_prefix(header.stream_start.as_slice()).ok_or_else(wrong)?;
    if header.stream_start.len() != 32 {
        return Err(malformed());
    }
    let mut whole = Zeroizing::new(Vec::new());
    loop {
        let (_, rest) = blocks.split_first_chunk::<4>().ok_or_else(malformed)?;
        let (hash, rest) = rest.split_first_chunk::<32>().ok_or_else(malformed)?;
        let (len, rest) = rest.split_first_chunk::<4>().ok_or_else(malformed)?;
        let len = usize::try_from(u32::from_le_bytes(*len)).map_err(|_| malformed())?;
        let (block, rest) = rest.split_at_checked(len).ok_or_else(malformed)?;
        if block.is_empty() {
            break;
        }
        if *foreign::derive_sha256(&[block]) != *hash {
            return Err(malformed());
        }
        whole.extend_from_slice(block);
        blocks = rest;
    }
    unpack(header, whole)
}

fn decrypt(header: &Header, key: &[u8; 32], mut sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>> {
    let sealing = foreign::derive_sha256(&[&header.main_seed, key]);
    let sealing = sealing.as_slice();
    use super::kdbx_header::Cipher;
    Ok(Zeroizing::new(match header.cipher {
        Cipher::Aes256 => foreign::decrypt_cbc(Cbc::Aes256, sealing, &header.iv, &sealed)?,
        Cipher::Twofish => foreign::decrypt_cbc(Cbc::Twofish, sealing, &header.iv, &sealed)?,
        Cipher::ChaCha20 => {
            Keystream::chacha20(sealing, &header.iv)?.apply(&mut sealed)?;
            sealed
        }
    }))
}

fn unpack(header: &Header, bytes: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>> {
    if header.is_packed {
        return Ok(Zeroizing::new(archive::gunzip(&bytes, limits::MAX_ENTRY_LEN)?));
    }
    Ok(bytes)
}

/// What stands before the XML, and the XML.
type Inside<'a> = (Keystream, Vec<Vec<u8>>, &'a [u8]);

/// KDBX 4: the stream's key and the binaries stand before the XML.
fn inner_header(inside: &[u8]) -> Result<Inside<'_>> {
    let (mut kind, mut key, mut binaries) = (0, &[][..], Vec::new());
    let mut rest = inside;
    for field in fields(4, inside) {
        let (id, data, after) = field?;
        rest = after;
        match id {
            0 => break,
            1 => kind = u32::from_le_bytes(*data.first_chunk().ok_or_else(malformed)?),
            2 => key = data,
            3 => binaries.push(data.get(1..).ok_or_else(malformed)?.to_vec()),
            _ => {}
        }
    }
    Ok((kdbx_key::stream(kind, key)?, binaries, rest))
}

/// Decrypts protected values, in the order of the document.
fn unprotect(element: &mut Element, stream: &mut Keystream) -> Result<()> {
    if element.has_attribute("Protected", "True") {
        let mut bytes = Zeroizing::new(letters::from_base64(&element.text).ok_or_else(malformed)?);
        stream.apply(&mut bytes)?;
        let text = core::str::from_utf8(&bytes).map_err(|_| malformed())?;
        text.clone_into(&mut element.text);
    }
    element
        .children
        .iter_mut()
        .try_for_each(|child| unprotect(child, stream))
}
