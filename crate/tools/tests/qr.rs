//! Pictures of QR codes, drawn by another library, are read; anything else is refused or gives nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use latchkey_tools::qr::{MAX_PIXELS, read};
use qrcode::{Color, EcLevel, QrCode};

const TEXT: &str = "otpauth://totp/Harbour%20Bank:maren?secret=JBSWY3DPEHPK3PXP&issuer=Harbour%20Bank";

/// A code with its quiet zone, `scale` pixels a module, at a place in a larger picture of one shade.
fn drawn(text: &str, level: EcLevel, scale: usize, ground: u8, ink: u8) -> (Vec<u8>, usize, usize) {
    let code = QrCode::with_error_correction_level(text, level).unwrap();
    let (modules, colors) = (code.width(), code.to_colors());
    let (width, height) = (modules * scale + 300, modules * scale + 200);
    let mut grey = vec![ground; width * height];
    for y in 0..modules * scale {
        for x in 0..modules * scale {
            if colors[y / scale * modules + x / scale] == Color::Dark {
                grey[(y + 60) * width + x + 90] = ink;
            }
        }
    }
    (grey, width, height)
}

#[test]
fn codes_of_every_level_size_and_shade_are_read() {
    for level in [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H] {
        for scale in [2, 3, 5, 9] {
            for (ground, ink) in [(255, 0), (230, 60), (0, 255), (30, 220)] {
                let (grey, width, height) = drawn(TEXT, level, scale, ground, ink);
                assert_eq!(
                    read(&grey, width, height).unwrap(),
                    [TEXT],
                    "{level:?} {scale} {ground} {ink}"
                );
            }
        }
    }
}

#[test]
fn a_picture_without_a_code_gives_nothing() {
    assert_eq!(read(&[255; 10_000], 100, 100).unwrap(), Vec::<String>::new());
    let noise: Vec<u8> = (0..90_000_u32)
        .map(|n| u8::try_from((n.wrapping_mul(2_654_435_761) >> 24) & 255).unwrap())
        .collect();
    assert_eq!(read(&noise, 300, 300).unwrap(), Vec::<String>::new());
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    assert_eq!(read(&[], 0, 0), None);
    assert_eq!(read(&[0; 10], 3, 3), None);
    assert_eq!(read(&[0; 10], usize::MAX, 2), None);
    assert_eq!(read(&vec![0; MAX_PIXELS + 1], 1, MAX_PIXELS + 1), None);
}

#[test]
fn hostile_pictures_take_it_nowhere() {
    let (good, width, height) = drawn(TEXT, EcLevel::M, 4, 255, 0);
    let mut state = 0x9e37_79b9_u32;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        usize::try_from(state).unwrap() % below
    };
    for _ in 0..300 {
        let mut grey = good.clone();
        for _ in 0..=next(40) {
            let (x, y, wide, high) = (next(width), next(height), next(60) + 1, next(60) + 1);
            let shade = u8::try_from(next(256)).unwrap();
            for row in y..(y + high).min(height) {
                grey[row * width + x..row * width + (x + wide).min(width)].fill(shade);
            }
        }
        let cut = next(height) + 1;
        assert!(read(&grey[..cut * width], width, cut).is_some());
    }
}
