//! Tables that spreadsheets wrote in the letters of Windows elsewhere than in the West: which they are is told by the
//! names of the columns, and where these are plain by how the letters stand.
//!
//! A text that is UTF-8 or UTF-16 never comes here, and what tells nothing stays Western.

use std::borrow::Cow;

use super::text::{self, Decoded};
use super::{columns, table};

/// The upper halves of windows-1250 (Central European), windows-1251 (Cyrillic) and windows-1254 (Turkish) as the
/// WHATWG Encoding Standard has them.
const PAGES: [&str; 3] = [
    concat!(
        "€\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź",
        "\u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż",
        "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß",
        "ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    ),
    concat!(
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ",
        "\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї",
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    ),
    concat!(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}\u{8e}\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}\u{9e}Ÿ",
        "\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿",
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß",
        "àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
    ),
];
const CYRILLIC: usize = 1;

/// Bytes of the names of columns that are looked at.
const LONGEST_LINE: usize = 8_192;

/// Fewest letters beyond ASCII that tell of an alphabet.
const FEWEST: usize = 20;

/// The text of a file that may be a table.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let western = text::decode(bytes);
    if !western.bytewise {
        return western;
    }
    let (_, is_second) = table::skip_separator_line(&western.text);
    let line = line_of_names(bytes, is_second);
    let known = |line: &str| {
        let names = line.split([',', ';', '\t', '|']).map(table::key);
        names.filter(|key| columns::is_known(key)).count()
    };
    let of_western = known(&text::decode(line).text);
    let scores = PAGES.iter().map(|page| (known(&in_page(line, page)), *page));
    // Of two with the same count the first wins.
    let best = scores.rev().max_by_key(|(count, _)| *count);
    let by_columns = best.filter(|(count, _)| *count > of_western).map(|(_, page)| page);
    let by_letters = || is_cyrillic(bytes).then_some(PAGES[CYRILLIC]);
    match by_columns.or_else(by_letters) {
        Some(page) => Decoded {
            text: Cow::Owned(in_page(bytes, page)),
            ..western
        },
        None => western,
    }
}

fn line_of_names(bytes: &[u8], is_second: bool) -> &[u8] {
    let begin = bytes.get(..LONGEST_LINE).unwrap_or(bytes);
    begin
        .split(|byte| *byte == b'\n')
        .nth(usize::from(is_second))
        .unwrap_or(begin)
}

fn in_page(bytes: &[u8], page: &str) -> String {
    let upper: Vec<char> = page.chars().collect();
    let letter = |byte: &u8| match usize::from(*byte).checked_sub(0x80) {
        Some(at) => upper.get(at).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

/// Whether most letters beyond ASCII stand in words of such letters, which in Western languages they hardly do.
fn is_cyrillic(bytes: &[u8]) -> bool {
    let words = bytes.split(|byte| *byte < 0xc0).map(<[u8]>::len);
    let (mut all, mut in_words) = (0, 0);
    for len in words {
        all += len;
        in_words += if len >= 3 { len } else { 0 };
    }
    all >= FEWEST && in_words * 4 >= all * 3
}
