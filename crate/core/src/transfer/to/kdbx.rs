//! KeePass's KDBX 4: AES-256 and Argon2id, which every program of its kin opens.
//!
//! Source: as [`super::super::from::kdbx`].

use flate2::Compression;
use flate2::write::GzEncoder;
use rand_core::TryCryptoRng;
use std::io::Write;
use zeroize::Zeroizing;

use super::super::fault::{Result, fault, malformed};
use super::super::from::{kdbx, kdbx_header, kdbx_key};
use super::kdbx_entry::{self, Writer};
use crate::api::{ImportFaultKind, ImportedItem};
use crate::crypto::foreign_kdf::{self, Argon2Params};
use crate::crypto::{foreign, random};

const KDF: Argon2Params = Argon2Params {
    is_id: true,
    version: 0x13,
    memory_kib: 64 * 1_024,
    passes: 3,
    lanes: 4,
};
const BLOCK_LEN: usize = 1 << 20;

/// The database under a password.
pub(in crate::transfer) fn write(
    items: &[ImportedItem],
    password: &str,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let inside = inside(items, rng)?;
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(&inside).map_err(|_| malformed())?;
    let packed = Zeroizing::new(packer.finish().map_err(|_| malformed())?);

    let (main_seed, salt) = (random::make_bytes::<32>(rng)?, random::make_bytes::<32>(rng)?);
    let iv = random::make_bytes::<16>(rng)?;
    let composite = kdbx_key::composite(Some(password), None)?;
    let key = foreign_kdf::derive_argon2(KDF, &salt, composite.as_slice())?;

    let mut file = [kdbx::SIGNATURE.as_slice(), &[0, 0, 4, 0]].concat();
    for (id, data) in [
        (2, kdbx_header::AES256_ID.as_slice()),
        (3, &1_u32.to_le_bytes()),
        (4, &main_seed),
        (7, &iv),
        (11, &dictionary(&salt)),
        (0, b"\r\n\r\n"),
    ] {
        field(&mut file, id, data)?;
    }
    let tagging = foreign::derive_sha512(&[&main_seed, key.as_slice(), &[1]]);
    let block_key = |number: u64| foreign::derive_sha512(&[&number.to_le_bytes(), tagging.as_slice()]);
    let hash = foreign::derive_sha256(&[&file]);
    let tag = foreign::derive_mac(block_key(u64::MAX).as_slice(), &[&file])?;
    file.extend_from_slice(hash.as_slice());
    file.extend_from_slice(&tag);

    let sealing = foreign::derive_sha256(&[&main_seed, key.as_slice()]);
    let sealed = foreign::encrypt_cbc(sealing.as_slice(), &iv, &packed)?;
    for (number, block) in (0..).zip(sealed.chunks(BLOCK_LEN).chain([[].as_slice()])) {
        let number: u64 = number;
        let len = size(block.len())?;
        let tag = foreign::derive_mac(block_key(number).as_slice(), &[&number.to_le_bytes(), &len, block])?;
        file.extend_from_slice(&tag);
        file.extend_from_slice(&len);
        file.extend_from_slice(block);
    }
    Ok(file)
}

/// The inner header, with the key of the stream and all files, and the XML.
fn inside(items: &[ImportedItem], rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Zeroizing<Vec<u8>>> {
    let stream_key = Zeroizing::new(random::make_bytes::<64>(rng)?);
    let mut inside = Zeroizing::new(Vec::new());
    field(&mut inside, 1, &3_u32.to_le_bytes())?;
    field(&mut inside, 2, stream_key.as_slice())?;
    for file in items.iter().flat_map(|item| &item.attachments) {
        field(&mut inside, 3, &[&[0], file.bytes.as_slice()].concat())?;
    }
    field(&mut inside, 0, &[])?;
    let stream = kdbx_key::stream(3, stream_key.as_slice())?;
    let document = Zeroizing::new(kdbx_entry::document(items, Writer::new(stream), rng)?);
    inside.extend_from_slice(document.as_bytes());
    Ok(inside)
}

fn field(bytes: &mut Vec<u8>, id: u8, data: &[u8]) -> Result<()> {
    bytes.push(id);
    bytes.extend_from_slice(&size(data.len())?);
    bytes.extend_from_slice(data);
    Ok(())
}

fn size(len: usize) -> Result<[u8; 4]> {
    let len = u32::try_from(len).map_err(|_| fault(ImportFaultKind::TooLarge))?;
    Ok(len.to_le_bytes())
}

/// The parameters of the derivation.
fn dictionary(salt: &[u8]) -> Vec<u8> {
    let memory = (u64::from(KDF.memory_kib) * 1_024).to_le_bytes();
    let mut bytes = vec![0, 1];
    for (kind, name, value) in [
        (0x42, "$UUID", kdbx_key::ARGON2ID),
        (0x42, "S", salt),
        (4, "P", &KDF.lanes.to_le_bytes()),
        (5, "M", &memory),
        (5, "I", &u64::from(KDF.passes).to_le_bytes()),
        (4, "V", &KDF.version.to_le_bytes()),
    ] {
        bytes.push(kind);
        for part in [name.as_bytes(), value] {
            bytes.extend_from_slice(&u32::try_from(part.len()).unwrap_or(0).to_le_bytes());
            bytes.extend_from_slice(part);
        }
    }
    bytes.push(0);
    bytes
}
