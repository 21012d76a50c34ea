//! Base32 as secrets of one-time codes are written.
//!
//! It reads what people and sites write: lower case, padding or none, spaces and dashes between groups. What is left
//! over after the last whole byte is dropped, whatever it is, as the apps do against which sites test their codes.
//! Source: [RFC 4648](https://www.rfc-editor.org/rfc/rfc4648#section-6), section 6.

use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS: u32 = 5;

/// The bytes of `text`; nothing if it has another character, padding before its end, or not one whole byte.
pub(super) fn parse(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    // As long as it can become, so that no copy is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let (mut held, mut held_bits) = (0_u32, 0);
    let written = text.trim().trim_end_matches('=');
    for each in written.chars().filter(|each| !each.is_whitespace() && *each != '-') {
        let symbol = u8::try_from(each).ok()?.to_ascii_uppercase();
        let value = ALPHABET.iter().position(|letter| *letter == symbol)?;
        held = (held << BITS) | u32::try_from(value).ok()?;
        held_bits += BITS;
        if held_bits >= u8::BITS {
            held_bits -= u8::BITS;
            bytes.push(u8::try_from(held >> held_bits).ok()?);
            held &= (1 << held_bits) - 1;
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

/// Writes `bytes` in upper case, without padding.
pub(super) fn encode(bytes: &[u8], into: &mut String) {
    let (mut held, mut held_bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << u8::BITS) | u32::from(*byte);
        held_bits += u8::BITS;
        while held_bits >= BITS {
            held_bits -= BITS;
            into.extend(letter(held >> held_bits));
            held &= (1 << held_bits) - 1;
        }
    }
    if held_bits > 0 {
        into.extend(letter(held << (BITS - held_bits)));
    }
}

fn letter(value: u32) -> Option<char> {
    let letter = usize::try_from(value).ok().and_then(|value| ALPHABET.get(value));
    letter.map(|letter| char::from(*letter))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    /// RFC 4648 section 10.
    const VECTORS: [(&str, &str); 6] = [
        ("f", "MY======"),
        ("fo", "MZXQ===="),
        ("foo", "MZXW6==="),
        ("foob", "MZXW6YQ="),
        ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI======"),
    ];

    #[test]
    fn agrees_with_the_standards_vectors() {
        for (plain, written) in VECTORS {
            assert_eq!(*parse(written).unwrap(), plain.as_bytes(), "{written}");
            let mut text = String::new();
            encode(plain.as_bytes(), &mut text);
            assert_eq!(text, written.trim_end_matches('='), "{plain}");
        }
    }

    #[test]
    fn reads_what_people_write() {
        for written in ["mzxw 6ytb oi", " MZXW-6YTB-OI== ", "MZXW6YTBOI", "mzxw6ytboi======"] {
            assert_eq!(*parse(written).unwrap(), b"foobar", "{written}");
        }
    }

    #[test]
    fn drops_what_is_no_whole_byte() {
        for written in ["MZXW6YTBO", "MZXW6YTBA", "MZXW6YTB7"] {
            assert_eq!(*parse(written).unwrap(), b"fooba", "{written}");
        }
    }

    #[test]
    fn refuses_what_is_no_base32() {
        for written in ["", "=", "M", "MZXW1", "MZXW8", "MZ=XW6YTB", "MZXW6é", "MZXW6!"] {
            assert!(parse(written).is_none(), "{written}");
        }
    }
}
