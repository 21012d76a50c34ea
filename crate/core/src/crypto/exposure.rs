//! The hash by which lists of exposed passwords are kept: SHA-1.
//!
//! It protects nothing here: it is how the public lists name a password, and only its first five hex digits ever leave.
//! Source: SHA-1, FIPS 180-4.

use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

/// `SHA-1(password)` in 40 upper-case hex digits.
pub fn derive_list_name(password: &[u8]) -> Zeroizing<String> {
    let digits = Sha1::digest(password);
    let mut name = Zeroizing::new(String::with_capacity(2 * digits.len()));
    for byte in digits {
        for nibble in [byte >> 4, byte & 15] {
            name.extend(char::from_digit(u32::from(nibble), 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
    name
}
