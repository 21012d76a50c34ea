//! What the service of exposed passwords said, kept sealed for a week so that it is asked seldom.
//!
//! It knows passwords by their keyed tags alone. Source of the protocol: Have I Been Pwned, "Searching by range".

use super::keys::PASSWORD_TAG_LEN;
use super::wire::{Rest, evolving};

/// How long an answer counts, in milliseconds: a week.
pub const KEEP_MS: u64 = 7 * 24 * 60 * 60 * 1_000;
/// Hex digits that are asked for.
pub const PREFIX_CHARS: usize = 5;
/// No answer is longer, in bytes; the longest seen is about 60 kB.
pub const MAX_ANSWER_LEN: usize = 1024 * 1024;

/// What was said of one password.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Exposure {
    /// The password's tag.
    pub tag: [u8; PASSWORD_TAG_LEN],
    /// In how many breaches it was; 0 if in none.
    pub count: u64,
    /// When that was said.
    pub checked_ms: u64,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(Exposure {
    1 tag,
    2 count,
    3 checked_ms,
});

/// How often the password named by `suffix` was seen, by the lines of an answer; 0 if it is not there.
pub fn count_in(lines: &str, suffix: &str) -> u64 {
    let mut found = lines.lines().filter_map(|line| line.trim().split_once(':'));
    let count = found
        .find(|(listed, _)| listed.eq_ignore_ascii_case(suffix))
        .map(|(_, count)| count.trim());
    count.and_then(|count| count.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_found_in_any_case_and_padding_counts_for_nothing() {
        let lines = "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2\n\
                     011053FD0102E94D6AE2F8B83D76FAF94F6:0\n012A7CA357541F0AC487871FEEC1891C49C:many\nnonsense";
        assert_eq!(count_in(lines, "00D4F6E8FA6EECAD2A3AA415EEC418D38EC"), 2);
        assert_eq!(count_in(lines, "00d4f6e8fa6eecad2a3aa415eec418d38ec"), 2);
        assert_eq!(count_in(lines, "011053FD0102E94D6AE2F8B83D76FAF94F6"), 0);
        assert_eq!(count_in(lines, "012A7CA357541F0AC487871FEEC1891C49C"), 0);
        assert_eq!(count_in(lines, "FFFF"), 0);
        assert_eq!(count_in("", "00D4F6E8FA6EECAD2A3AA415EEC418D38EC"), 0);
    }
}
