//! User names that say nothing of who uses them: a random word, a tag on the user's address, an address of a domain.

use rand_core::TryCryptoRng;

use super::field::Site;
use super::uniform::{self, Number};
use super::words;
use crate::api::{CatchAllWish, PlusAddressWish, RandomWordWish};
use crate::error::{Error, Result};

/// Characters of a random tag; 32 of them, each five bits.
const TAG_CHARACTERS: &str = "abcdefghijkmnpqrstuvwxyz23456789";
const TAG_LEN: usize = 8;
const WORD_DIGITS: usize = 4;
/// Longest address that can receive mail, RFC 5321 section 4.5.3.1.
const MAX_ADDRESS_LEN: usize = 254;

/// What a user name is made of, apart from what is drawn.
pub(super) enum Names {
    /// Words, perhaps with digits behind.
    Word {
        words: Vec<&'static str>,
        capitals: bool,
        number: bool,
    },
    /// A tag between two fixed parts.
    Tag { before: String, after: String },
}

/// A random word that fits.
///
/// # Errors
/// [`Error::InvalidInput`] if none fits.
pub(super) fn word(wish: &RandomWordWish, site: &Site) -> Result<Names> {
    let digits = if wish.number { WORD_DIGITS } else { 0 };
    let words: Vec<&str> = words::list()
        .filter(|word| site.takes_length(word.len() + digits))
        .collect();
    if words.is_empty() {
        return Err(Error::InvalidInput);
    }
    Ok(Names::Word {
        words,
        capitals: wish.capitals,
        number: wish.number,
    })
}

/// `alice@mail.example` → `alice+` tag `@mail.example`.
///
/// # Errors
/// [`Error::InvalidInput`] if it is no address or becomes too long.
pub(super) fn plus_address(wish: &PlusAddressWish, site: &Site) -> Result<Names> {
    let (local, domain) = wish.address.trim().rsplit_once('@').ok_or(Error::InvalidInput)?;
    let local = local.split_once('+').map_or(local, |(before, _)| before);
    let is_plain = |each: char| !each.is_whitespace() && !each.is_control() && each != '@' && each != '"';
    if local.is_empty() || !local.chars().all(is_plain) || !is_domain(domain) {
        return Err(Error::InvalidInput);
    }
    tag(format!("{local}+"), format!("@{domain}"), site)
}

/// Tag `@mail.example`.
///
/// # Errors
/// [`Error::InvalidInput`] if it is no domain or becomes too long.
pub(super) fn catch_all(wish: &CatchAllWish, site: &Site) -> Result<Names> {
    let domain = wish.domain.trim();
    let domain = domain.strip_prefix('@').unwrap_or(domain);
    if !is_domain(domain) {
        return Err(Error::InvalidInput);
    }
    tag(String::new(), format!("@{domain}"), site)
}

fn tag(before: String, after: String, site: &Site) -> Result<Names> {
    let length = before.len() + TAG_LEN + after.len();
    if length > MAX_ADDRESS_LEN || !site.takes_length(length) {
        return Err(Error::InvalidInput);
    }
    Ok(Names::Tag { before, after })
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_plain = label.chars().all(|each| each.is_alphanumeric() || each == '-');
        !label.is_empty() && is_plain && !label.starts_with('-') && !label.ends_with('-')
    };
    text.split('.').all(is_label)
}

impl Names {
    /// Binary logarithm of how many there are.
    pub(super) fn bits(&self) -> f64 {
        let mut count = Number::from(1);
        let mut times = |times: usize| {
            let one = count.clone();
            count = Number::default();
            count.add_times(&one, u32::try_from(times).unwrap_or(u32::MAX));
        };
        match self {
            Self::Word { words, number, .. } => {
                times(words.len());
                (0..WORD_DIGITS).filter(|_| *number).for_each(|_| times(10));
            }
            Self::Tag { .. } => (0..TAG_LEN).for_each(|_| times(TAG_CHARACTERS.len())),
        }
        count.bits()
    }

    /// Draws one.
    ///
    /// # Errors
    /// [`Error::NoRandomness`].
    pub(super) fn draw(&self, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<String> {
        let mut name = String::new();
        match self {
            Self::Word {
                words,
                capitals,
                number,
            } => {
                words::push_word(&mut name, uniform::pick(rng, words)?, *capitals);
                for _ in (0..WORD_DIGITS).filter(|_| *number) {
                    name.push(words::digit(rng)?);
                }
            }
            Self::Tag { before, after } => {
                let characters: Vec<char> = TAG_CHARACTERS.chars().collect();
                name.push_str(before);
                for _ in 0..TAG_LEN {
                    name.push(*uniform::pick(rng, &characters)?);
                }
                name.push_str(after);
            }
        }
        Ok(name)
    }
}
