//! What each parser of the core promises of hostile bytes, one target a parser: it neither panics nor takes more memory
//! than the bytes warrant, it refuses with a typed error, and what it accepts is written again as it was.
//!
//! A target is a plain function. `cargo xtask fuzz` runs them under libFuzzer; the tests run them over the corpora in
//! the tree and over changed copies of these. Nothing here is shipped.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a target fails by panicking"
)]

mod imports;
pub mod locked;
pub mod locked_codes;
pub mod locked_kdb;
mod pictures;
mod records;
mod rules;
mod texts;
mod values;

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

/// A target.
pub type Act = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Act); 23] = [
    ("draft", records::draft),
    ("header", records::header),
    ("import", imports::import),
    ("import-locked", locked::import_locked),
    ("inside-bitwarden", locked::inside_bitwarden),
    ("inside-codes", locked_codes::inside_codes),
    ("inside-kdb", locked_kdb::inside_kdb),
    ("inside-kdbx", locked::inside_kdbx),
    ("inside-openpgp", locked::inside_openpgp),
    ("item", records::item),
    ("leaf", records::leaf),
    ("padding", records::padding),
    ("password-rules", rules::rules),
    ("qr", pictures::qr),
    ("raw-export", records::raw_export),
    ("resume", records::resume),
    ("root", records::root),
    ("sealed", records::sealed),
    ("settings", values::settings),
    ("text", texts::text),
    ("vault-file", records::vault_file),
    ("vault-file-entries", records::vault_file_entries),
    ("wire", values::wire),
];

/// The target of a name.
///
/// # Panics
/// If there is none.
pub fn find(name: &str) -> Act {
    let found = TARGETS.iter().find(|(listed, _)| *listed == name);
    found.expect("LATCHKEY_TARGET names a target").1
}

/// The same bytes each time, so that a failure comes again.
pub struct Counter(pub u8);

impl TryRng for Counter {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(7)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(7)
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        for byte in dst {
            self.0 = self.0.wrapping_mul(5).wrapping_add(1);
            *byte = self.0;
        }
        Ok(())
    }
}

impl TryCryptoRng for Counter {}
