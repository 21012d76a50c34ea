//! Sealing of what is too large for one piece: STREAM over XChaCha20-Poly1305, chunks of 64 KiB.
//!
//! Chunks may be sealed and opened one by one and in any order, but each is bound to its place and to being the last or
//! not: none can be dropped, repeated, exchanged or taken for the end. A key MUST serve one stream only; so the
//! nonce's prefix is zeros. It never decides when a stream is whole: that is the reader's, at the last chunk.
//! Source: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
//! Misuse-Resistance", CRYPTO 2015; the layout of `StreamBE32` in the crate aead-stream.

use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::Payload;
use zeroize::Zeroizing;

use super::aead::TAG_LEN;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Bytes of data in every chunk but the last, which has 0 to as many.
pub const CHUNK_LEN: usize = 64 * 1024;
/// Bytes of a sealed chunk that is not the last.
pub const SEALED_CHUNK_LEN: usize = CHUNK_LEN + TAG_LEN;

/// Seals the chunk `number`, counted from 0.
///
/// The nonce is 19 zeros ‖ number (4 bytes, big-endian) ‖ 1 for the last chunk, else 0.
///
/// # Errors
/// [`Error::InvalidInput`] if the chunk is longer than [`CHUNK_LEN`], or shorter and not the last.
pub fn seal_chunk(key: &Secret, associated: &[u8], number: u32, last: bool, data: &[u8]) -> Result<Vec<u8>> {
    if data.len() > CHUNK_LEN || (data.len() < CHUNK_LEN && !last) {
        return Err(Error::InvalidInput);
    }
    let payload = Payload {
        msg: data,
        aad: associated,
    };
    stream(key)?.encrypt(number, last, payload).map_err(|_| Error::Internal)
}

/// Opens the chunk `number`.
///
/// # Errors
/// [`Error::Damaged`] if it is not that chunk of that stream, or not last as `last` says.
pub fn open_chunk(
    key: &Secret,
    associated: &[u8],
    number: u32,
    last: bool,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>> {
    if sealed.len() > SEALED_CHUNK_LEN || (sealed.len() < SEALED_CHUNK_LEN && !last) {
        return Err(Error::Damaged);
    }
    let payload = Payload {
        msg: sealed,
        aad: associated,
    };
    let opened = stream(key)?
        .decrypt(number, last, payload)
        .map_err(|_| Error::Damaged)?;
    Ok(Zeroizing::new(opened))
}

fn stream(key: &Secret) -> Result<StreamBE32<XChaCha20Poly1305>> {
    let key = key.expose().as_slice().try_into().map_err(|_| Error::Internal)?;
    Ok(StreamBE32::new(key, &[0; 19].into()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn a_chunk_of_a_length_that_it_cannot_have_is_refused_though_its_seal_is_right() {
        let key = Secret::from_slice(&[1; 32]).unwrap();
        let data = vec![7; CHUNK_LEN + 1];
        let cases = [
            (0, false, false),
            (CHUNK_LEN - 1, false, false),
            (CHUNK_LEN, false, true),
            (CHUNK_LEN + 1, false, false),
            (0, true, true),
            (CHUNK_LEN - 1, true, true),
            (CHUNK_LEN, true, true),
            (CHUNK_LEN + 1, true, false),
        ];
        for (length, last, is_right) in cases {
            let msg = data.get(..length).unwrap();
            let payload = Payload { msg, aad: b"bound" };
            let sealed = stream(&key).unwrap().encrypt(3, last, payload).unwrap();
            let opened = open_chunk(&key, b"bound", 3, last, &sealed);
            let made = seal_chunk(&key, b"bound", 3, last, msg);
            if is_right {
                assert_eq!((opened.unwrap().as_slice(), made), (msg, Ok(sealed)));
            } else {
                assert_eq!((opened.err(), made), (Some(Error::Damaged), Err(Error::InvalidInput)));
            }
        }
    }
}
