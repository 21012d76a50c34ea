//! One-time codes: HOTP, TOTP and Steam's.
//!
//! It has no clock: a code is made for the moment that the caller names, and says for which moments it holds. The secret
//! is erased when dropped and never printed.
//! Sources: HOTP, [RFC 4226](https://www.rfc-editor.org/rfc/rfc4226); TOTP,
//! [RFC 6238](https://www.rfc-editor.org/rfc/rfc6238), with T0 = 0.

mod base32;
mod uri;

use zeroize::{Zeroize, Zeroizing};

use crate::api::{OtpAlgorithm, OtpCode, OtpDetails, OtpKind, OtpReading};
use crate::crypto::otp_mac;
use crate::error::{Error, Result};

pub use uri::{encode, parse};

/// Fewest digits of a code; RFC 4226 section 5.3 demands six.
pub const MIN_DIGITS: u8 = 6;
/// Most digits of a code: 31 bits have no more.
pub const MAX_DIGITS: u8 = 10;
/// Longest period, in seconds.
pub const MAX_PERIOD_SECONDS: u32 = 3_600;
/// Largest counter that JavaScript's numbers count exactly.
pub const MAX_COUNTER: u64 = 9_007_199_254_740_991;

const STEAM_ALPHABET: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";
const STEAM_DIGITS: u8 = 5;
const STEAM_PERIOD_SECONDS: u32 = 30;

/// A secret shared with a site, and how to make codes from it.
pub struct Otp {
    issuer: String,
    account: String,
    secret: Zeroizing<Vec<u8>>,
    scheme: Scheme,
}

/// How codes follow one another, and how they look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Totp {
        algorithm: OtpAlgorithm,
        digits: u8,
        period_seconds: u32,
    },
    Hotp {
        algorithm: OtpAlgorithm,
        digits: u8,
        counter: u64,
    },
    Steam,
}

impl core::fmt::Debug for Otp {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Otp(..)")
    }
}

impl Drop for Otp {
    fn drop(&mut self) {
        self.issuer.zeroize();
        self.account.zeroize();
    }
}

/// The code that holds at `now_ms`; for a counter, the code of its number, whatever the time.
///
/// # Errors
/// None that can be met; the primitive's type demands one.
pub fn code(otp: &Otp, now_ms: u64) -> Result<OtpCode> {
    let (period_seconds, algorithm) = match otp.scheme {
        Scheme::Totp {
            algorithm,
            period_seconds,
            ..
        } => (period_seconds, algorithm),
        Scheme::Steam => (STEAM_PERIOD_SECONDS, OtpAlgorithm::Sha1),
        Scheme::Hotp { algorithm, counter, .. } => {
            return Ok(OtpCode {
                code: write(otp, truncated(otp, algorithm, counter)?)?,
                valid_from_ms: None,
                valid_until_ms: None,
            });
        }
    };
    let period_ms = u64::from(period_seconds) * 1_000;
    let step = now_ms.checked_div(period_ms).ok_or(Error::Internal)?;
    let valid_from_ms = step.saturating_mul(period_ms);
    Ok(OtpCode {
        code: write(otp, truncated(otp, algorithm, step)?)?,
        valid_from_ms: Some(valid_from_ms),
        valid_until_ms: Some(valid_from_ms.saturating_add(period_ms)),
    })
}

/// After the code of a counter was used: the same with the next number. A code of time stays what it is.
///
/// # Errors
/// [`Error::InvalidInput`] if the counter has reached [`MAX_COUNTER`].
pub fn advance(otp: &mut Otp) -> Result<()> {
    if let Scheme::Hotp { counter, .. } = &mut otp.scheme {
        if *counter >= MAX_COUNTER {
            return Err(Error::InvalidInput);
        }
        *counter += 1;
    }
    Ok(())
}

/// All that it says, for JavaScript, with the secret in the canonical address.
pub fn details(otp: &Otp) -> OtpDetails {
    let (kind, algorithm, digits, period_seconds, counter) = match otp.scheme {
        Scheme::Totp {
            algorithm,
            digits,
            period_seconds,
        } => (OtpKind::Totp, algorithm, digits, period_seconds, 0),
        Scheme::Hotp {
            algorithm,
            digits,
            counter,
        } => (OtpKind::Hotp, algorithm, digits, 0, counter),
        Scheme::Steam => (
            OtpKind::Steam,
            OtpAlgorithm::Sha1,
            STEAM_DIGITS,
            STEAM_PERIOD_SECONDS,
            0,
        ),
    };
    OtpDetails {
        kind,
        issuer: otp.issuer.clone(),
        account: otp.account.clone(),
        algorithm,
        digits,
        period_seconds,
        counter,
        uri: encode(otp).to_string(),
    }
}

/// Reads a text and tells what it says, or what is wrong with it.
pub fn read(text: &str) -> OtpReading {
    match parse(text) {
        Ok(otp) => OtpReading {
            otp: Some(details(&otp)),
            fault: None,
        },
        Err(fault) => OtpReading {
            otp: None,
            fault: Some(fault),
        },
    }
}

/// RFC 4226 section 5.3: the 31 bits of the tag to which its own last four point.
fn truncated(otp: &Otp, algorithm: OtpAlgorithm, counter: u64) -> Result<u32> {
    let tag = otp_mac::derive_otp_tag(algorithm, &otp.secret, &counter.to_be_bytes())?;
    let offset = usize::from(tag.last().ok_or(Error::Internal)? & 0x0f);
    let bytes = tag.get(offset..).and_then(<[u8]>::first_chunk).ok_or(Error::Internal)?;
    Ok(u32::from_be_bytes(*bytes) & 0x7fff_ffff)
}

/// The number as the site wants it typed: its last digits, or Steam's letters, least first.
fn write(otp: &Otp, number: u32) -> Result<String> {
    let digits = match otp.scheme {
        Scheme::Totp { digits, .. } | Scheme::Hotp { digits, .. } => digits,
        Scheme::Steam => {
            let mut rest = usize::try_from(number).map_err(|_| Error::Internal)?;
            return (0..STEAM_DIGITS)
                .map(|_| {
                    let letter = STEAM_ALPHABET.get(rest % STEAM_ALPHABET.len());
                    rest /= STEAM_ALPHABET.len();
                    letter.map(|letter| char::from(*letter)).ok_or(Error::Internal)
                })
                .collect();
        }
    };
    let shown = u64::from(number) % 10_u64.pow(u32::from(digits));
    Ok(format!("{shown:0width$}", width = usize::from(digits)))
}
