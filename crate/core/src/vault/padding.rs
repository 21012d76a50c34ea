//! Padding, so that the length of a sealed record tells little of what is in it.
//!
//! Multiples of 256 bytes up to 4 KiB, then Padmé, which leaks O(log log L) bits and costs at most 12 %.
//! Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
//! PoPETs 2019, section 4.

use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Length of the length before the data, in bytes.
const PREFIX_LEN: usize = 4;
const STEP: u32 = 256;
const STEPPED_TO: u32 = 4096;

/// Pads `data`.
///
/// | bytes | what |
/// |---|---|
/// | 4 | length of the data, little-endian |
/// | as long | data |
/// | the rest | zeros |
///
/// # Errors
/// [`Error::InvalidInput`] for data of 2 GiB and more.
pub fn pad(data: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let length = u32::try_from(data.len()).map_err(|_| Error::InvalidInput)?;
    let padded_len = usize::try_from(padded_len(length)?).map_err(|_| Error::InvalidInput)?;
    let mut padded = Zeroizing::new(Vec::with_capacity(padded_len));
    padded.extend_from_slice(&length.to_le_bytes());
    padded.extend_from_slice(data);
    padded.resize(padded_len, 0);
    Ok(padded)
}

/// The data within padded bytes.
///
/// # Errors
/// [`Error::Damaged`] if the length is not the one that [`pad`] would have chosen or the rest is not zeros.
pub fn unpad(padded: &[u8]) -> Result<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<PREFIX_LEN>().ok_or(Error::Damaged)?;
    let length = u32::from_le_bytes(*length);
    let canonical = padded_len(length).is_ok_and(|wanted| u32::try_from(padded.len()) == Ok(wanted));
    let length = usize::try_from(length).map_err(|_| Error::Damaged)?;
    let (data, zeros) = rest.split_at_checked(length).ok_or(Error::Damaged)?;
    if canonical && zeros.iter().all(|&byte| byte == 0) {
        Ok(data)
    } else {
        Err(Error::Damaged)
    }
}

/// Length of `length` bytes of data with their prefix, padded.
fn padded_len(length: u32) -> Result<u32> {
    if length >= 1 << 31 {
        return Err(Error::InvalidInput);
    }
    let total = length + 4;
    if total <= STEPPED_TO {
        return Ok(total.next_multiple_of(STEP));
    }
    let exponent = total.ilog2();
    let mantissa_bits = exponent.ilog2() + 1;
    Ok(total.next_multiple_of(1 << (exponent - mantissa_bits)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn lengths_step_by_256_and_then_by_padme() {
        let cases = [
            (0, 256),
            (252, 256),
            (253, 512),
            (4092, 4096),
            (4093, 4352),
            (9999, 10240),
            (1_000_000, 1_015_808),
        ];
        for (data, padded) in cases {
            assert_eq!(padded_len(data), Ok(padded), "of {data}");
        }
        assert_eq!(padded_len(1 << 31), Err(Error::InvalidInput));
        assert!(padded_len((1 << 31) - 1).unwrap() > 1 << 31);
    }

    #[test]
    fn padding_costs_at_most_an_eighth_above_4_kib() {
        for data in (4_093..2_000_000).step_by(997) {
            let padded = padded_len(data).unwrap();
            assert!(padded >= data + 4 && padded - data - 4 <= (data + 4) / 8, "of {data}");
        }
    }

    #[test]
    fn any_byte_of_the_padding_changed_is_refused() {
        let padded = pad(b"hello").unwrap();
        assert_eq!(unpad(&padded), Ok(b"hello".as_slice()));
        for index in (0..4).chain(9..padded.len()) {
            let mut changed = padded.to_vec();
            if let Some(byte) = changed.get_mut(index) {
                *byte ^= 1;
            }
            assert_ne!(unpad(&changed), Ok(b"hello".as_slice()));
            assert!(index < 4 || unpad(&changed) == Err(Error::Damaged), "at {index}");
        }
        assert_eq!(unpad(padded.get(..255).unwrap()), Err(Error::Damaged));
        assert_eq!(unpad(&[padded.as_slice(), &[0; 256]].concat()), Err(Error::Damaged));
        assert_eq!(unpad(&[]), Err(Error::Damaged));
    }
}
