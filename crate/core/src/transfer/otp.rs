//! `otpauth:` addresses made of the parts that authenticators keep apart (Google's Key URI Format).
//!
//! It reads none and makes no code; that is [`crate::vault`]'s affair.

use super::letters;

/// What an authenticator knows of a code. Empty parts are left out.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) kind: String,
    pub(super) issuer: String,
    pub(super) account: String,
    /// Base32.
    pub(super) secret: String,
    pub(super) algorithm: String,
    pub(super) digits: String,
    pub(super) period: String,
    pub(super) counter: String,
}

/// The address; empty without a secret.
pub(super) fn address(parts: &Parts) -> String {
    if parts.secret.is_empty() {
        return String::new();
    }
    let kind = parts.kind.to_lowercase();
    if kind == "steam" {
        return format!("steam://{}", parts.secret);
    }
    let is_counter = kind == "hotp";
    let label = match parts.issuer.as_str() {
        "" => escape(&parts.account),
        issuer => format!("{}:{}", escape(issuer), escape(&parts.account)),
    };
    let algorithm = parts.algorithm.to_uppercase().replace('-', "");
    let mut address = format!(
        "otpauth://{}/{label}?secret={}",
        if is_counter { "hotp" } else { "totp" },
        escape(&parts.secret)
    );
    let counter = if is_counter && parts.counter.is_empty() {
        "0"
    } else {
        &parts.counter
    };
    for (name, value, usual) in [
        ("issuer", parts.issuer.as_str(), ""),
        ("algorithm", algorithm.as_str(), "SHA1"),
        ("digits", parts.digits.as_str(), "6"),
        ("period", if is_counter { "" } else { parts.period.as_str() }, "30"),
        ("counter", if is_counter { counter } else { "" }, ""),
    ] {
        if !value.is_empty() && value != usual {
            address.push_str(&format!("&{name}={}", escape(value)));
        }
    }
    address
}

/// The parts of an `otpauth:` address or of a bare secret; `None` for anything else.
pub(super) fn parts(address: &str) -> Option<Parts> {
    let Some(rest) = address.strip_prefix("otpauth://totp/") else {
        let is_secret = address
            .chars()
            .all(|each| each.is_ascii_alphanumeric() || each == '=' || each == ' ');
        return (is_secret && !address.is_empty()).then(|| Parts {
            secret: address.to_owned(),
            ..Parts::default()
        });
    };
    let (label, query) = rest.split_once('?')?;
    let label = letters::unescape(label);
    let (issuer, account) = label.split_once(':').unwrap_or(("", &label));
    let mut parts = Parts {
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        ..Parts::default()
    };
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        let place = match name.to_ascii_lowercase().as_str() {
            "secret" => &mut parts.secret,
            "issuer" => &mut parts.issuer,
            "algorithm" => &mut parts.algorithm,
            "digits" => &mut parts.digits,
            "period" => &mut parts.period,
            _ => continue,
        };
        *place = letters::unescape(value);
    }
    (!parts.secret.is_empty()).then_some(parts)
}

/// Percent-encodes all but RFC 3986's unreserved letters.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// Base32 (RFC 4648 section 6) without padding.
pub(super) fn to_base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for chunk in bytes.chunks(5) {
        let held = chunk.iter().fold(0_u64, |held, byte| held << 8 | u64::from(*byte)) << (8 * (5 - chunk.len()));
        let letters = [35, 30, 25, 20, 15, 10, 5, 0].map(|shift| usize::try_from(held >> shift & 31).unwrap_or(0));
        let taken = letters.iter().take((chunk.len() * 8).div_ceil(5));
        text.extend(taken.filter_map(|at| LETTERS.get(*at).copied().map(char::from)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Parts, address, to_base32};

    #[test]
    fn makes_addresses() {
        let mut parts = Parts {
            issuer: "A & B".into(),
            account: "ada".into(),
            secret: "JBSWY3DPEHPK3PXP".into(),
            digits: "6".into(),
            ..Parts::default()
        };
        assert_eq!(
            address(&parts),
            "otpauth://totp/A%20%26%20B:ada?secret=JBSWY3DPEHPK3PXP&issuer=A%20%26%20B"
        );
        parts.kind = "HOTP".into();
        parts.algorithm = "SHA-256".into();
        assert!(
            address(&parts).starts_with("otpauth://hotp/") && address(&parts).ends_with("&algorithm=SHA256&counter=0")
        );
        assert_eq!(to_base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(to_base32(b"f"), "MY");
    }
}
