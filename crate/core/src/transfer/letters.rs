//! Bytes that are written as letters: base64 in both alphabets, hexadecimal, PEM, UUIDs.
//!
//! Reading is forgiving where nothing can be mistaken (padding, blanks, line breaks) and refuses all else.

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const FOR_URLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64 of either alphabet (RFC 4648 sections 4 and 5), with or without padding; `None` if it is none.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    let mut ended = false;
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace()) {
        if letter == b'=' {
            ended = true;
            continue;
        }
        let value = sextet(letter).filter(|_| !ended)?;
        held = (held << 6 | u32::from(value)) & 0x3fff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    (bits < 6).then_some(bytes)
}

fn sextet(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

/// Base64 with padding (RFC 4648 section 4).
pub fn to_base64(bytes: &[u8]) -> String {
    let mut text = encode(bytes, STANDARD);
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// Base64 for addresses, without padding (RFC 4648 section 5).
pub fn to_base64url(bytes: &[u8]) -> String {
    encode(bytes, FOR_URLS)
}

fn encode(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len() / 3 * 4 + 4);
    for chunk in bytes.chunks(3) {
        let held = chunk.iter().fold(0_u32, |held, byte| held << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        let letters = [18, 12, 6, 0].map(|shift| usize::try_from(held >> shift & 63).unwrap_or(0));
        let taken = letters.iter().take(chunk.len() + 1);
        text.extend(taken.filter_map(|at| alphabet.get(*at).copied().map(char::from)));
    }
    text
}

/// Hexadecimal digits, blanks between them allowed; `None` if it is none.
pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|each| !each.is_whitespace())
        .map(|each| each.to_digit(16))
        .collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let byte = |[high, low]: &[u32; 2]| u8::try_from(high << 4 | low).ok();
    if rest.is_empty() {
        pairs.iter().map(byte).collect()
    } else {
        None
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The sixteen bytes of a UUID (RFC 9562 section 4).
pub(super) fn from_uuid(text: &str) -> Option<Vec<u8>> {
    let bare: String = text.chars().filter(|each| *each != '-').collect();
    from_hex(&bare).filter(|bytes| bytes.len() == 16 && text.len() == 36)
}

/// The body of a PEM block (RFC 7468).
pub(super) fn from_pem(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once("-----BEGIN ")?;
    let (_, rest) = rest.split_once("-----")?;
    let (body, _) = rest.split_once("-----END ")?;
    from_base64(body)
}

/// Undoes percent-encoding (RFC 3986 section 2.1).
pub(super) fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        match after
            .split_at_checked(2)
            .and_then(|(digits, rest)| Some((from_hex(digits)?, rest)))
        {
            Some((byte, after)) => {
                bytes.extend(byte);
                rest = after;
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{from_base64, from_hex, from_uuid, to_base64, to_base64url, to_hex};

    #[test]
    fn answers_as_rfc_4648_does() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(to_base64(bytes.as_bytes()), text);
            assert_eq!(from_base64(text).as_deref(), Some(bytes.as_bytes()));
            assert_eq!(
                from_base64(text.trim_end_matches('=')).as_deref(),
                Some(bytes.as_bytes())
            );
        }
        assert_eq!(to_base64url(&[0xfb, 0xff]), "-_8");
        assert_eq!(from_base64("-_8").as_deref(), Some(&[0xfb, 0xff][..]));
        assert_eq!(from_base64("+/8=").as_deref(), Some(&[0xfb, 0xff][..]));
        for none in ["A", "Zg==Zg==", "Z*==", "é"] {
            assert_eq!(from_base64(none), None, "{none}");
        }
    }

    #[test]
    fn reads_hexadecimal_and_uuids() {
        assert_eq!(from_hex("00 fF\n1").as_deref(), None);
        assert_eq!(from_hex("00 fF\n10").as_deref(), Some(&[0, 255, 16][..]));
        assert_eq!(to_hex(&[0, 255, 16]), "00ff10");
        assert_eq!(
            from_uuid("6ed30473-f085-4e00-add9-068b640f0682").map(|bytes| bytes.len()),
            Some(16)
        );
        assert_eq!(from_uuid("6ed30473f0854e00add9068b640f0682"), None);
    }
}
