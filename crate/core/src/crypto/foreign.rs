//! Ciphers and hashes that other managers' files are made with. Nothing of ours is.
//!
//! Bytes in, bytes out; which file wants what is known above. Of the ciphers GCM alone authenticates: whoever opens a
//! file with another verifies its tag first, where the format has one.
//! Sources: AES, FIPS 197; CBC and CFB, NIST SP 800-38A; GCM, NIST SP 800-38D; Twofish, Schneier et al. 1998; ChaCha20,
//! RFC 8439; Salsa20, Bernstein 2007; SHA-1 and SHA-2, FIPS 180-4; HMAC, RFC 2104; HKDF, RFC 5869.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{
    Block, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, BlockSizeUser, KeyInit, KeyIvInit, StreamCipher,
};
use aes::{Aes128, Aes192, Aes256};
use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, Nonce, Tag};
use chacha20::ChaCha20;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use salsa20::Salsa20;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use twofish::Twofish;
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// A block cipher in CBC mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cbc {
    /// AES with a key of 256 bits.
    Aes256,
    /// Twofish with a key of 256 bits.
    Twofish,
}

/// Decrypts in CBC mode and takes PKCS #7's padding off.
///
/// # Errors
/// [`Error::InvalidInput`] for a key that is not of 32 or an IV that is not of 16 bytes; [`Error::Damaged`] if the
/// padding is none.
pub fn decrypt_cbc(cipher: Cbc, key: &[u8], iv: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
    let opened = match cipher {
        Cbc::Aes256 => cbc::Decryptor::<Aes256>::new_from_slices(key, iv)
            .map_err(|_| Error::InvalidInput)?
            .decrypt_padded_vec::<Pkcs7>(bytes),
        Cbc::Twofish => cbc::Decryptor::<Twofish>::new_from_slices(key, iv)
            .map_err(|_| Error::InvalidInput)?
            .decrypt_padded_vec::<Pkcs7>(bytes),
    };
    opened.map_err(|_| Error::Damaged)
}

/// Pads as PKCS #7 does and encrypts with AES-256 in CBC mode.
///
/// # Errors
/// [`Error::InvalidInput`] for a key that is not of 32 or an IV that is not of 16 bytes.
pub fn encrypt_cbc(key: &[u8], iv: &[u8], bytes: &[u8]) -> Result<Vec<u8>> {
    let encryptor = cbc::Encryptor::<Aes256>::new_from_slices(key, iv).map_err(|_| Error::InvalidInput)?;
    Ok(encryptor.encrypt_padded_vec::<Pkcs7>(bytes))
}

/// Opens what AES-256 in Galois/Counter Mode sealed, without associated data; nothing comes out before the tag was verified.
///
/// # Errors
/// [`Error::InvalidInput`] for a key that is not of 32, a nonce that is not of 12 or a tag that is not of 16 bytes;
/// [`Error::Damaged`] if the key or any byte is another than it was sealed with.
pub fn open_gcm(key: &[u8], nonce: &[u8], ciphertext: &[u8], tag: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let cipher = Aes256Gcm::new_from_slice(key).map_err(|_| Error::InvalidInput)?;
    let nonce = Nonce::try_from(nonce).map_err(|_| Error::InvalidInput)?;
    let tag = Tag::try_from(tag).map_err(|_| Error::InvalidInput)?;
    let mut opened = Zeroizing::new(ciphertext.to_vec());
    cipher
        .decrypt_inout_detached(&nonce, &[], opened.as_mut_slice().into(), &tag)
        .map_err(|_| Error::Damaged)?;
    Ok(opened)
}

/// Decrypts in CFB mode of whole blocks, with an IV of zeros, as OpenPGP does (RFC 4880 section 13.9).
///
/// # Errors
/// [`Error::InvalidInput`] for a key that is not of 16, 24 or 32 bytes.
pub fn decrypt_cfb(key: &[u8], bytes: &mut [u8]) -> Result<()> {
    match key.len() {
        16 => cfb(&Aes128::new_from_slice(key).map_err(|_| Error::InvalidInput)?, bytes),
        24 => cfb(&Aes192::new_from_slice(key).map_err(|_| Error::InvalidInput)?, bytes),
        32 => cfb(&Aes256::new_from_slice(key).map_err(|_| Error::InvalidInput)?, bytes),
        _ => return Err(Error::InvalidInput),
    }
    Ok(())
}

fn cfb<C: BlockCipherEncrypt + BlockSizeUser>(cipher: &C, bytes: &mut [u8]) {
    let mut register = Block::<C>::default();
    for chunk in bytes.chunks_mut(register.len()) {
        cipher.encrypt_block(&mut register);
        for (mask, byte) in register.iter_mut().zip(chunk) {
            let sealed = *byte;
            *byte ^= *mask;
            *mask = sealed;
        }
    }
}

/// A stream of bytes that are mixed into others.
pub struct Keystream(Kind);

enum Kind {
    ChaCha20(Box<ChaCha20>),
    Salsa20(Box<Salsa20>),
}

impl Keystream {
    /// ChaCha20 with a key of 32 and a nonce of 12 bytes.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for other lengths.
    pub fn chacha20(key: &[u8], nonce: &[u8]) -> Result<Self> {
        let cipher = ChaCha20::new_from_slices(key, nonce).map_err(|_| Error::InvalidInput)?;
        Ok(Self(Kind::ChaCha20(Box::new(cipher))))
    }

    /// Salsa20 with a key of 32 and a nonce of 8 bytes.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for other lengths.
    pub fn salsa20(key: &[u8], nonce: &[u8]) -> Result<Self> {
        let cipher = Salsa20::new_from_slices(key, nonce).map_err(|_| Error::InvalidInput)?;
        Ok(Self(Kind::Salsa20(Box::new(cipher))))
    }

    /// Encrypts or decrypts the next bytes.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the stream has ended.
    pub fn apply(&mut self, bytes: &mut [u8]) -> Result<()> {
        let applied = match &mut self.0 {
            Kind::ChaCha20(cipher) => cipher.try_apply_keystream(bytes),
            Kind::Salsa20(cipher) => cipher.try_apply_keystream(bytes),
        };
        applied.map_err(|_| Error::InvalidInput)
    }
}

/// `SHA-256` of several parts, one after the other.
pub fn derive_sha256(parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(hash::<Sha256>(parts).into())
}

/// `SHA-512` of several parts, one after the other.
pub fn derive_sha512(parts: &[&[u8]]) -> Zeroizing<[u8; 64]> {
    Zeroizing::new(hash::<Sha512>(parts).into())
}

/// `SHA-1`, which OpenPGP appends to what it encrypts (RFC 4880 section 5.14).
pub fn derive_sha1(bytes: &[u8]) -> [u8; 20] {
    hash::<Sha1>(&[bytes]).into()
}

fn hash<D: Digest>(parts: &[&[u8]]) -> aes::cipher::array::Array<u8, D::OutputSize> {
    let mut digest = D::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize()
}

/// `HMAC-SHA-256[key]` of several parts, one after the other.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn derive_mac(key: &[u8], parts: &[&[u8]]) -> Result<[u8; 32]> {
    Ok(mac(key, parts)?.finalize().into_bytes().into())
}

/// Compares a tag with `HMAC-SHA-256[key]` of several parts, in constant time.
///
/// # Errors
/// [`Error::Damaged`] if it is another.
pub fn verify_mac(key: &[u8], parts: &[&[u8]], tag: &[u8]) -> Result<()> {
    mac(key, parts)?.verify_slice(tag).map_err(|_| Error::Damaged)
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Result<Hmac<Sha256>> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).map_err(|_| Error::InvalidInput)?;
    parts.iter().for_each(|part| mac.update(part));
    Ok(mac)
}

/// `HKDF-Expand-SHA-256(key, info)`, 32 bytes.
///
/// # Errors
/// [`Error::InvalidInput`] if the key is shorter than 32 bytes.
pub fn expand(key: &[u8], info: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    let mut expanded = Zeroizing::new([0; 32]);
    let hkdf = Hkdf::<Sha256>::from_prk(key).map_err(|_| Error::InvalidInput)?;
    hkdf.expand(info, expanded.as_mut_slice())
        .map_err(|_| Error::InvalidInput)?;
    Ok(expanded)
}
