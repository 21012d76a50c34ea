//! Texts that carry a secret for one-time codes: `otpauth://totp/…`, `otpauth://hotp/…`, `steam://…`, or base32 alone.
//!
//! What is read is always written back in one canonical form, which is what an item stores. A parameter that is there
//! twice or is not what it must be is an error that names it, never a guess; parameters that nobody knows are passed over.
//! Source: "Key Uri Format" of Google Authenticator; percent-encoding, [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986).

use core::fmt::Write;

use zeroize::Zeroizing;

use super::{MAX_COUNTER, MAX_DIGITS, MAX_PERIOD_SECONDS, MIN_DIGITS, Otp, Scheme, base32};
use super::{STEAM_DIGITS, STEAM_PERIOD_SECONDS};
use crate::api::{OtpAlgorithm, OtpFault, OtpFlaw, OtpPart};

/// Most bytes of a text that is looked at.
const MAX_TEXT_LEN: usize = 4_096;
/// Most bytes of a secret; HMAC hashes a longer key than 128 anyway.
const MAX_SECRET_LEN: usize = 256;
/// Most bytes of issuer and of account. With these bounds a canonical text is never too long to be read again.
const MAX_NAME_LEN: usize = 300;
/// A secret alone, in an address of no kind, has at least so many characters: less is more likely a word.
const MIN_BARE_CHARS: usize = 8;
const DEFAULT_DIGITS: u8 = 6;
const DEFAULT_PERIOD_SECONDS: u32 = 30;

type Read<T> = Result<T, OtpFault>;

fn missing(part: OtpPart) -> OtpFault {
    let flaw = OtpFlaw::Missing;
    OtpFault { part, flaw }
}

fn malformed(part: OtpPart) -> OtpFault {
    let flaw = OtpFlaw::Malformed;
    OtpFault { part, flaw }
}

/// Reads a scanned, pasted or typed text.
///
/// # Errors
/// The first part that is missing, malformed or there twice.
pub fn parse(text: &str) -> Read<Otp> {
    let text = text.trim();
    if text.is_empty() {
        return Err(missing(OtpPart::Text));
    }
    if text.len() > MAX_TEXT_LEN {
        return Err(malformed(OtpPart::Text));
    }
    match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("otpauth") => parse_otpauth(rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("steam") => {
            let secret = decode(rest.trim_end_matches('/'), OtpPart::Secret, false)?;
            nameless(secret_of(&secret)?, Scheme::Steam)
        }
        Some(_) => Err(malformed(OtpPart::Text)),
        None => {
            let is_long = text.chars().filter(char::is_ascii_alphanumeric).count() >= MIN_BARE_CHARS;
            let secret = secret_of(text).ok().filter(|_| is_long);
            nameless(secret.ok_or(malformed(OtpPart::Text))?, DEFAULT_SCHEME)
        }
    }
}

const DEFAULT_SCHEME: Scheme = Scheme::Totp {
    algorithm: OtpAlgorithm::Sha1,
    digits: DEFAULT_DIGITS,
    period_seconds: DEFAULT_PERIOD_SECONDS,
};

fn nameless(secret: Zeroizing<Vec<u8>>, scheme: Scheme) -> Read<Otp> {
    Ok(Otp {
        issuer: String::new(),
        account: String::new(),
        secret,
        scheme,
    })
}

/// What follows `otpauth://`.
fn parse_otpauth(rest: &str) -> Read<Otp> {
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (kind, label) = path.split_once('/').unwrap_or((path, ""));
    let label = decode(label, OtpPart::Label, false)?;
    let issuer = parameter(query, "issuer", OtpPart::Issuer)?;
    let secret = parameter(query, "secret", OtpPart::Secret)?.ok_or(missing(OtpPart::Secret))?;
    let secret = secret_of(&secret)?;
    let scheme = scheme(kind, query)?;
    let (issuer, account) = names(&label, issuer.as_deref().map_or("", String::as_str));
    for (name, part) in [(issuer, OtpPart::Issuer), (account, OtpPart::Label)] {
        if name.len() > MAX_NAME_LEN {
            return Err(malformed(part));
        }
    }
    Ok(Otp {
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        secret,
        scheme,
    })
}

fn secret_of(text: &str) -> Read<Zeroizing<Vec<u8>>> {
    let secret = base32::parse(text).filter(|secret| secret.len() <= MAX_SECRET_LEN);
    secret.ok_or(malformed(OtpPart::Secret))
}

/// Issuer and account. The parameter goes before the label's first part, which should be the same and sometimes is not.
fn names<'a>(label: &'a str, issuer: &'a str) -> (&'a str, &'a str) {
    let ignored = |each: char| each == ':' || each.is_whitespace();
    let label = label.trim_start_matches(ignored).trim_end();
    let issuer = issuer.trim_start_matches(ignored).trim_end();
    let own = label.strip_prefix(issuer).and_then(|rest| rest.strip_prefix(':'));
    match (own.filter(|_| !issuer.is_empty()), label.split_once(':')) {
        (Some(account), _) => (issuer, account.trim()),
        (None, Some((_, account))) if !issuer.is_empty() => (issuer, account.trim()),
        (None, Some((first, account))) => (first.trim(), account.trim()),
        (None, None) => (issuer, label),
    }
}

fn scheme(kind: &str, query: &str) -> Read<Scheme> {
    let algorithm = parameter(query, "algorithm", OtpPart::Algorithm)?;
    let algorithm = algorithm.map_or(Ok(OtpAlgorithm::Sha1), |name| algorithm_of(&name))?;
    let digits = number(query, "digits", OtpPart::Digits)?;
    let period = number(query, "period", OtpPart::Period)?;
    let counter = number(query, "counter", OtpPart::Counter)?;
    let is_steam = match parameter(query, "encoder", OtpPart::Encoder)? {
        None => kind.eq_ignore_ascii_case("steam"),
        Some(name) if name.eq_ignore_ascii_case("steam") => true,
        Some(_) => return Err(malformed(OtpPart::Encoder)),
    };
    let is_totp = kind.eq_ignore_ascii_case("totp");
    if is_steam && (is_totp || kind.eq_ignore_ascii_case("steam")) {
        return steam(algorithm, digits, period);
    }
    let digits = match digits.map_or(Ok(DEFAULT_DIGITS), u8::try_from) {
        Ok(digits @ MIN_DIGITS..=MAX_DIGITS) if !is_steam => digits,
        _ => return Err(malformed(OtpPart::Digits)),
    };
    if is_totp {
        return match period.map_or(Ok(DEFAULT_PERIOD_SECONDS), u32::try_from) {
            Ok(period_seconds @ 1..=MAX_PERIOD_SECONDS) => Ok(Scheme::Totp {
                algorithm,
                digits,
                period_seconds,
            }),
            _ => Err(malformed(OtpPart::Period)),
        };
    }
    if !kind.eq_ignore_ascii_case("hotp") {
        return Err(malformed(OtpPart::Kind));
    }
    match counter {
        Some(counter @ 0..=MAX_COUNTER) => Ok(Scheme::Hotp {
            algorithm,
            digits,
            counter,
        }),
        Some(_) => Err(malformed(OtpPart::Counter)),
        None => Err(missing(OtpPart::Counter)),
    }
}

/// Steam's codes have one form; a parameter that says another is a mistake.
fn steam(algorithm: OtpAlgorithm, digits: Option<u64>, period: Option<u64>) -> Read<Scheme> {
    if algorithm != OtpAlgorithm::Sha1 {
        Err(malformed(OtpPart::Algorithm))
    } else if digits.is_some_and(|digits| digits != u64::from(STEAM_DIGITS)) {
        Err(malformed(OtpPart::Digits))
    } else if period.is_some_and(|period| period != u64::from(STEAM_PERIOD_SECONDS)) {
        Err(malformed(OtpPart::Period))
    } else {
        Ok(Scheme::Steam)
    }
}

/// `SHA1`, `sha-256`, `HmacSHA512`: all are in use.
fn algorithm_of(name: &str) -> Read<OtpAlgorithm> {
    let name = name.to_ascii_lowercase().replace('-', "");
    match name.strip_prefix("hmac").unwrap_or(&name) {
        "sha1" => Ok(OtpAlgorithm::Sha1),
        "sha256" => Ok(OtpAlgorithm::Sha256),
        "sha512" => Ok(OtpAlgorithm::Sha512),
        _ => Err(malformed(OtpPart::Algorithm)),
    }
}

fn number(query: &str, name: &str, part: OtpPart) -> Read<Option<u64>> {
    let Some(text) = parameter(query, name, part)? else {
        return Ok(None);
    };
    // Rust's own parser would take a plus sign.
    let is_plain = text.chars().all(|each| each.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_plain);
    number.map(Some).ok_or(malformed(part))
}

/// The decoded value of a parameter.
fn parameter(query: &str, name: &str, part: OtpPart) -> Read<Option<Zeroizing<String>>> {
    let mut values = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value);
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        let flaw = OtpFlaw::Repeated;
        return Err(OtpFault { part, flaw });
    }
    decode(value, part, true).map(Some)
}

/// Undoes percent-encoding, in a query also the plus signs of HTML forms. Control characters are refused.
fn decode(text: &str, part: OtpPart, is_query: bool) -> Read<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
                let value = digit().zip(digit()).map(|(high, low)| high * 16 + low);
                let value = value.and_then(|value| u8::try_from(value).ok());
                value.ok_or(malformed(part))?
            }
            b'+' if is_query => b' ',
            _ => byte,
        });
    }
    let decoded = core::str::from_utf8(&bytes).map_err(|_| malformed(part))?;
    if decoded.chars().any(char::is_control) {
        return Err(malformed(part));
    }
    Ok(Zeroizing::new(decoded.to_owned()))
}

/// The canonical text, which [`parse`] reads back as it was.
///
/// `otpauth://totp/Issuer:account?secret=…&issuer=Issuer&algorithm=SHA1&digits=6&period=30`; with `counter` in place of
/// `period` for HOTP; with `encoder=steam` and nothing else for Steam.
pub fn encode(otp: &Otp) -> Zeroizing<String> {
    // As long as it can become, so that no copy is left behind by growing: nine for each escaped character, three bytes
    // of text for each byte of a name and two for each of the secret.
    let (issuer, account, secret) = (otp.issuer.len(), otp.account.len(), otp.secret.len());
    let mut text = Zeroizing::new(String::with_capacity(128 + 3 * (2 * issuer + account) + 2 * secret));
    let is_hotp = matches!(otp.scheme, Scheme::Hotp { .. });
    text.push_str(if is_hotp { "otpauth://hotp/" } else { "otpauth://totp/" });
    if !otp.issuer.is_empty() {
        escape(&otp.issuer, &mut text);
        text.push(':');
    }
    escape(&otp.account, &mut text);
    text.push_str("?secret=");
    base32::encode(&otp.secret, &mut text);
    if !otp.issuer.is_empty() {
        text.push_str("&issuer=");
        escape(&otp.issuer, &mut text);
    }
    let name = |algorithm| match algorithm {
        OtpAlgorithm::Sha1 => "SHA1",
        OtpAlgorithm::Sha256 => "SHA256",
        OtpAlgorithm::Sha512 => "SHA512",
    };
    // Writing to a string never fails.
    let _ = match otp.scheme {
        Scheme::Totp {
            algorithm,
            digits,
            period_seconds,
        } => write!(
            text,
            "&algorithm={}&digits={digits}&period={period_seconds}",
            name(algorithm)
        ),
        Scheme::Hotp {
            algorithm,
            digits,
            counter,
        } => write!(text, "&algorithm={}&digits={digits}&counter={counter}", name(algorithm)),
        Scheme::Steam => text.write_str("&encoder=steam"),
    };
    text
}

/// Percent-encodes all but RFC 3986's unreserved characters and the at sign, which a path and a query may hold.
fn escape(name: &str, into: &mut String) {
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "%{byte:02X}");
        }
    }
}
