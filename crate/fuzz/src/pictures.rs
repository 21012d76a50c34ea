//! Pictures of QR codes: grey values as they come, and modules, a bit each, drawn as a screen would show them.

#[allow(unreachable_pub, dead_code, reason = "it is another crate's")]
#[path = "../../tools/src/qr.rs"]
mod reader;

/// Modules of white around a code: the standard demands four.
const QUIET: usize = 4;
/// Of a side. The largest code has 177, but no other parts than one of 61.
const MOST_MODULES: usize = 64;

/// The first byte is the width; the second says whether bits or grey values follow, and how large a module is.
pub(crate) fn qr(bytes: &[u8]) {
    let [width, form, rest @ ..] = bytes else {
        assert!(reader::read(bytes, 0, bytes.len()).is_none(), "a picture without width");
        return;
    };
    let width = usize::from(*width).clamp(1, MOST_MODULES);
    if form & 4 == 0 {
        let (grey, wide, high) = drawn(rest, width, usize::from(form % 2) + 1);
        return tried(&grey, wide, high);
    }
    let high = rest.len() / width;
    if high > 0 {
        tried(rest.get(..width * high).expect("so many there are"), width, high);
    }
}

fn tried(grey: &[u8], width: usize, height: usize) {
    let texts = reader::read(grey, width, height).expect("the numbers fit");
    // A code of the largest size holds 7,089 digits.
    assert!(texts.iter().all(|text| text.chars().count() <= 7_089));
    for (width, height) in [(width, height + 1), (width + 1, height), (0, height), (usize::MAX, 2)] {
        assert!(reader::read(grey, width, height).is_none());
    }
}

/// Bits, most significant first, as squares of black on white; gives width and height too.
fn drawn(bits: &[u8], columns: usize, scale: usize) -> (Vec<u8>, usize, usize) {
    let rows = (bits.len() * 8 / columns).min(MOST_MODULES);
    let (wide, high) = ((columns + 2 * QUIET) * scale, (rows + 2 * QUIET) * scale);
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(QUIET)?, y.checked_sub(QUIET)?);
        let at = (x < columns && y < rows).then_some(y * columns + x)?;
        Some(bits.get(at / 8)? >> (7 - at % 8) & 1 == 1)
    };
    let pixel = |at: usize| {
        let dark = is_dark(at % wide / scale, at / wide / scale).unwrap_or(false);
        if dark { 0 } else { u8::MAX }
    };
    ((0..wide * high).map(pixel).collect(), wide, high)
}

#[cfg(test)]
mod tests {
    use qrcode::{Color, QrCode};

    use super::*;

    #[test]
    fn a_code_that_is_given_as_bits_is_read() {
        let code = QrCode::new("otpauth://totp/One?secret=JBSWY3DPEHPK3PXP").expect("a short text");
        let mut bits = vec![0; code.width() * code.width() / 8 + 1];
        for (at, color) in code.to_colors().iter().enumerate() {
            bits[at / 8] |= u8::from(*color == Color::Dark) << (7 - at % 8);
        }
        for scale in [1, 2] {
            let (grey, wide, high) = drawn(&bits, code.width(), scale);
            let texts = reader::read(&grey, wide, high).expect("the numbers fit");
            assert_eq!(texts, ["otpauth://totp/One?secret=JBSWY3DPEHPK3PXP"], "{scale}");
        }
    }
}
