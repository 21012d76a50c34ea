//! Reads QR codes out of a grey picture (ISO/IEC 18004), by the crate `rqrr`.
//!
//! A picture comes from a page or a file, so nothing of it is trusted: its size is bounded before any work, and what a
//! code says is a text like any other.

use rqrr::PreparedImage;

/// Most pixels of a picture: a screen of 4K has half as many.
pub const MAX_PIXELS: usize = 16_777_216;

/// Texts of all codes in a picture of `width` times `height` grey values, black on white first, then white on black;
/// `None` if the numbers do not fit.
pub fn read(grey: &[u8], width: usize, height: usize) -> Option<Vec<String>> {
    let fits = width.checked_mul(height) == Some(grey.len()) && (1..=MAX_PIXELS).contains(&grey.len());
    fits.then(|| {
        let dark = codes(width, height, |at| grey.get(at).copied().unwrap_or(u8::MAX));
        if dark.is_empty() {
            codes(width, height, |at| u8::MAX - grey.get(at).copied().unwrap_or_default())
        } else {
            dark
        }
    })
}

fn codes(width: usize, height: usize, value: impl Fn(usize) -> u8) -> Vec<String> {
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, |x, y| value(y * width + x));
    let grids = picture.detect_grids();
    grids
        .iter()
        .filter_map(|grid| grid.decode().ok())
        .map(|(_, text)| text)
        .collect()
}
