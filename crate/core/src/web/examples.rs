//! Examples that stand in fields to show what is asked for: an address, a card's number, a shape.
//!
//! It looks at the shape of a text; what its words say is [`crate::web::words`]' part.

use crate::web::hints::{CODE, Concepts};
use crate::web::hints_person::CARD;

/// One address and nothing else: "you@example.test".
pub fn is_address(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(' '))
}

/// Nothing but the shape of what is asked for, which leaves the word for it to other texts: "08", "MM/YY", "dd-mm-jjjj".
pub fn is_shape(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric()).all(|part| {
        let is_first = |sign: char| part.starts_with(sign);
        part.bytes().all(|byte| byte.is_ascii_digit()) || part.chars().nth(1).is_some() && part.chars().all(is_first)
    })
}

/// Sixteen digits or signs in their place, as examples of a card's number have them: "1234 5678 9012 3456". Licences,
/// keys and codes for emergencies are written so too: signs alone are a card's only beside a word for it.
pub fn is_of_card(text: &str, spoken: Concepts) -> bool {
    let (mut signs, mut digits) = (0_u32, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => (signs, digits) = (signs.saturating_add(1), digits.saturating_add(1)),
            // The last byte of a bullet, whose first two tell nothing.
            b'x' | b'X' | b'*' | b'#' | b'_' | 0xA2 => signs = signs.saturating_add(1),
            b' ' | b'-' | 0xE2 | 0x80 => {}
            _ if signs == 16 => break,
            _ => (signs, digits) = (0, 0),
        }
    }
    signs == 16 && (spoken & CARD != 0 || digits != 0 && spoken & CODE == 0)
}
