//! Bytes to text: byte-order marks, UTF-8, UTF-16, and Windows-1252 for what is neither.
//!
//! Nothing is lost: what is no UTF-8 is read byte by byte, and said so.

use std::borrow::Cow;

/// A text, and whether its bytes were odd.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// It was no valid text of its encoding.
    pub(super) odd: bool,
    /// Each byte was read as a letter, and no mark says that it is none: they may be letters of another code page.
    pub(super) bytewise: bool,
}

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return Decoded {
            bytewise: false,
            ..utf8(rest)
        };
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    match bytes {
        // What begins with a letter of ASCII in two bytes is UTF-16 that lost its mark.
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => utf16(bytes, u16::from_le_bytes),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => utf16(bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    match core::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: Cow::Borrowed(text),
            odd: false,
            bytewise: false,
        },
        Err(_) => Decoded {
            text: Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
            odd: true,
            bytewise: !bytes.contains(&0),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let (units, rest) = bytes.as_chunks::<2>();
    let mut odd = !rest.is_empty();
    let text = char::decode_utf16(units.iter().map(|pair| unit(*pair)))
        .map(|each| {
            each.unwrap_or_else(|_| {
                odd = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Decoded {
        text: Cow::Owned(text),
        odd,
        bytewise: false,
    }
}

/// The WHATWG Encoding Standard's index windows-1252 for 0x80 to 0x9f; all else is Latin-1.
const HIGH_CONTROLS: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}',
    '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}',
    '\u{17e}', '\u{178}',
];

/// A byte as Windows writes Western letters.
pub(super) fn windows_1252(byte: u8) -> char {
    let high = usize::from(byte).checked_sub(0x80);
    high.and_then(|at| HIGH_CONTROLS.get(at))
        .copied()
        .unwrap_or_else(|| char::from(byte))
}

/// A text as Windows writes Western letters, if it has no others.
pub(super) fn to_windows_1252(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| (0..=u8::MAX).find(|byte| windows_1252(*byte) == letter);
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, to_windows_1252};

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn h05_reads_every_encoding_that_spreadsheets_write() {
        let text = "name,url\r\nÜnïcødé 🏦,x";
        let forms = [
            text.as_bytes().to_vec(),
            [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
            utf16(text, u16::to_le_bytes, true),
            utf16(text, u16::to_be_bytes, true),
            utf16(text, u16::to_le_bytes, false),
            utf16(text, u16::to_be_bytes, false),
        ];
        for form in forms {
            let decoded = decode(&form);
            assert_eq!(
                (decoded.text.as_ref(), decoded.odd, decoded.bytewise),
                (text, false, false)
            );
        }
        let old = decode(b"caf\xe9 \x80 5");
        assert_eq!((old.text.as_ref(), old.odd, old.bytewise), ("café € 5", true, true));
        // What is torn or binary is odd, but of no code page.
        for torn in [b"\xef\xbb\xbfcaf\xe9".as_slice(), b"caf\xe9\0", b"\xff\xfec\0\x01"] {
            let torn = decode(torn);
            assert_eq!((torn.odd, torn.bytewise), (true, false));
        }
        assert_eq!(to_windows_1252("café € 5").as_deref(), Some(&b"caf\xe9 \x80 5"[..]));
        assert_eq!(to_windows_1252("п"), None);
    }
}
