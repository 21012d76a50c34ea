//! Passphrases and words: from EFF's large list, without its four hyphenated words.
//!
//! No word of the list begins another, so a passphrase tells which words it was made of whatever stands between them,
//! and the entropy is exactly that of the draws. A test goes through the list.
//! Source: Electronic Frontier Foundation, "EFF's New Wordlists for Random Passphrases", 2016, CC BY 3.0 US.

use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::field::Site;
use super::plan::Demand;
use super::uniform::{self, Number};
use crate::api::PassphraseWish;
use crate::error::{Error, Result};

/// How many words can be wished for.
pub const WORDS: core::ops::RangeInclusive<u32> = 3..=12;
/// Most characters between two words.
pub const MAX_SEPARATOR_LEN: usize = 3;
/// What stands between words if the site demands a sign and the wish has none.
const USUAL_SEPARATORS: &str = "-_.!@#$%&*+=?^";

/// The passphrases from which one is drawn.
pub(super) struct Phrases {
    words: usize,
    separator: String,
    capitals: bool,
    number: bool,
    /// The list's words by their lengths, in characters.
    by_length: Vec<(usize, Vec<&'static str>)>,
    /// Letters that all words may have together, at least and at most.
    letters: (usize, usize),
    /// By how many words are still to come, by letters so far: in how many ways it can go on.
    counts: Vec<Vec<Number>>,
}

/// All words of letters alone.
pub(super) fn list() -> impl Iterator<Item = &'static str> {
    let words = diceware_wordlists::EFF_LONG_WORDLIST.iter().copied();
    words.filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

impl Phrases {
    /// Counts the passphrases that satisfy the wish and the site. Capitals, a number and a sign are added where the
    /// site demands them.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if the wish is out of range or no passphrase satisfies the site.
    pub(super) fn new(wish: &PassphraseWish, site: &Site) -> Result<Self> {
        let is_separator = |each: char| each == ' ' || each.is_ascii_punctuation();
        if !WORDS.contains(&wish.words)
            || wish.separator.len() > MAX_SEPARATOR_LEN
            || !wish.separator.chars().all(is_separator)
        {
            return Err(Error::InvalidInput);
        }
        let mut phrases = Self {
            words: usize::try_from(wish.words).map_err(|_| Error::InvalidInput)?,
            separator: wish.separator.clone(),
            capitals: wish.capitals,
            number: wish.number,
            by_length: Vec::new(),
            letters: (0, 0),
            counts: Vec::new(),
        };
        phrases.adapt(site);
        if !phrases.satisfies(site) {
            return Err(Error::InvalidInput);
        }
        phrases.gather(site.max_run.unwrap_or(usize::MAX));
        phrases.count(site)?;
        if phrases.total().is_zero() {
            Err(Error::InvalidInput)
        } else {
            Ok(phrases)
        }
    }

    /// Adds what the site demands.
    fn adapt(&mut self, site: &Site) {
        let is_allowed = |each: char| site.allowed.as_ref().is_none_or(|allowed| allowed.contains(&each));
        let unusable = !self.separator.chars().all(is_allowed);
        if unusable || (self.separator.is_empty() && site.max_run.is_some()) {
            self.separator = USUAL_SEPARATORS
                .chars()
                .find(|each| is_allowed(*each))
                .into_iter()
                .collect();
        }
        for demand in &site.required {
            if self.has(demand) {
                continue;
            }
            self.capitals |= ('A'..='Z').all(|each| demand.among.contains(&each));
            self.number |= ('0'..='9').all(|each| demand.among.contains(&each));
            let sign = USUAL_SEPARATORS.chars().find(|each| demand.among.contains(each));
            if let Some(sign) = sign.filter(|_| !self.has(demand)) {
                self.separator = sign.into();
            }
        }
    }

    /// Whether every passphrase has what is demanded.
    fn has(&self, demand: &Demand) -> bool {
        let all = |mut range: core::ops::RangeInclusive<char>| range.all(|each| demand.among.contains(&each));
        let capitals = usize::from(self.capitals && all('A'..='Z')) * self.words;
        let others = usize::from(all('a'..='z')) * self.words;
        let number = usize::from(self.number && all('0'..='9'));
        let separators = self
            .separator
            .chars()
            .filter(|each| demand.among.contains(each))
            .count()
            * (self.words - 1);
        capitals + others + number + separators >= demand.least
    }

    /// Whether every passphrase satisfies all but the length.
    fn satisfies(&self, site: &Site) -> bool {
        let allows = |mut range: core::ops::RangeInclusive<char>| {
            site.allowed
                .as_ref()
                .is_none_or(|allowed| range.all(|each| allowed.contains(&each)))
        };
        let separators_allowed = self.separator.chars().all(|each| allows(each..=each));
        let runs = |most: usize| !self.separator.is_empty() && longest_run(&self.separator) <= most;
        allows('a'..='z')
            && (!self.capitals || allows('A'..='Z'))
            && (!self.number || allows('0'..='9'))
            && separators_allowed
            && site.required.iter().all(|demand| self.has(demand))
            && site.max_run.is_none_or(runs)
    }

    /// The words in which no letter stands more than `max_run` times in a row.
    fn gather(&mut self, max_run: usize) {
        for word in list().filter(|word| longest_run(word) <= max_run) {
            match self.by_length.iter_mut().find(|(length, _)| *length == word.len()) {
                Some((_, words)) => words.push(word),
                None => self.by_length.push((word.len(), vec![word])),
            }
        }
    }

    fn count(&mut self, site: &Site) -> Result<()> {
        let longest = self
            .by_length
            .iter()
            .map(|(length, _)| *length)
            .max()
            .ok_or(Error::Internal)?;
        let all = longest * self.words;
        let others = self.separator.len() * (self.words - 1) + usize::from(self.number);
        let most = site
            .max_length
            .map_or(Some(all), |most| most.checked_sub(others))
            .ok_or(Error::InvalidInput)?;
        self.letters = (site.min_length.unwrap_or(0).saturating_sub(others), most.min(all));
        let end =
            (0..=all).map(|letters| Number::from(u32::from(self.letters.0 <= letters && letters <= self.letters.1)));
        self.counts.push(end.collect());
        for left in 0..self.words {
            let level = (0..=all).map(|letters| {
                let mut sum = Number::default();
                for (length, words) in &self.by_length {
                    sum.add_times(
                        self.ways(left, letters + length),
                        u32::try_from(words.len()).unwrap_or(u32::MAX),
                    );
                }
                sum
            });
            let level = level.collect();
            self.counts.push(level);
        }
        Ok(())
    }

    /// In how many ways it can go on with `left` words after so many letters.
    fn ways(&self, left: usize, letters: usize) -> &Number {
        static ZERO: Number = Number::ZERO;
        self.counts
            .get(left)
            .and_then(|level| level.get(letters))
            .unwrap_or(&ZERO)
    }

    fn total(&self) -> &Number {
        self.ways(self.words, 0)
    }

    /// Binary logarithm of how many there are.
    pub(super) fn bits(&self) -> f64 {
        let mut total = Number::default();
        let places = u32::try_from(self.words).unwrap_or(u32::MAX);
        total.add_times(self.total(), if self.number { places.saturating_mul(10) } else { 1 });
        total.bits()
    }

    /// Draws one.
    ///
    /// # Errors
    /// [`Error::NoRandomness`].
    pub(super) fn draw(&self, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<String> {
        let places: Vec<usize> = (0..self.words).collect();
        let numbered = if self.number {
            Some((*uniform::pick(rng, &places)?, digit(rng)?))
        } else {
            None
        };
        let mut number = uniform::draw_below(rng, self.total())?;
        let mut phrase = Zeroizing::new(String::with_capacity(
            self.letters.1 + self.words * (MAX_SEPARATOR_LEN + 1),
        ));
        let mut letters = 0;
        for place in 0..self.words {
            let left = self.words - place - 1;
            let words = self.by_length.iter().flat_map(|(_, words)| words.iter().copied());
            let mut words = words.filter(|word| !number.take(self.ways(left, letters + word.len())));
            let word = words.next().ok_or(Error::Internal)?;
            letters += word.len();
            if place > 0 {
                phrase.push_str(&self.separator);
            }
            push_word(&mut phrase, word, self.capitals);
            phrase.extend(numbered.filter(|(at, _)| *at == place).map(|(_, digit)| digit));
        }
        Ok(core::mem::take(&mut *phrase))
    }
}

/// A digit, each as likely as the others.
pub(super) fn digit(rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<char> {
    let digits: Vec<char> = ('0'..='9').collect();
    uniform::pick(rng, &digits).copied()
}

/// Writes a word, with a capital if asked for.
pub(super) fn push_word(text: &mut String, word: &str, capital: bool) {
    let mut characters = word.chars();
    let first = characters
        .next()
        .map(|first| if capital { first.to_ascii_uppercase() } else { first });
    text.extend(first);
    text.push_str(characters.as_str());
}

/// How often in a row the same character stands.
fn longest_run(text: &str) -> usize {
    let (mut longest, mut run, mut before) = (0, 0, None);
    for each in text.chars() {
        run = if before == Some(each) { run + 1 } else { 1 };
        longest = longest.max(run);
        before = Some(each);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_list_begins_another_and_none_is_there_twice() {
        let mut words: Vec<&str> = list().collect();
        assert_eq!(words.len(), 7_772);
        words.sort_unstable();
        for pair in words.windows(2) {
            if let [first, second] = pair {
                assert!(!second.starts_with(first), "{first} and {second}");
            }
        }
    }

    #[test]
    fn counts_runs() {
        assert_eq!([longest_run(""), longest_run("abab"), longest_run("abbbcc")], [0, 1, 3]);
    }
}
