//! Passwords and PINs: what is wished for, brought together with what the site demands. The site goes first.
//!
//! A wish that leaves the site nothing is widened by what the site demands, a length is moved into the site's bounds,
//! and spaces stand only where nothing else will do.

use std::collections::BTreeSet;

use super::field::Site;
use super::plan::{Demand, Plan};
use crate::api::{PasswordWish, PinWish};
use crate::error::{Error, Result};

/// Lengths of a password that can be wished for; a site may demand less or more.
pub const LENGTHS: core::ops::RangeInclusive<u32> = 8..=128;
/// Lengths of a PIN.
pub const PIN_LENGTHS: core::ops::RangeInclusive<u32> = 3..=12;
/// Most characters of one class that can be demanded.
pub const MAX_LEAST: u32 = 5;

const LONGEST: usize = 128;
/// Signs that nearly every site takes and every keyboard has.
const SIGNS: &str = "!#$%&*+-.=?@^_";
const AMBIGUOUS: &str = "0Oo1Il";

/// Ways to make later candidates for a pattern that is not known: at most so long, and with which signs. A length of
/// four or six is for PINs, and only there are letters left out.
const WAYS: [(usize, &str, bool); 12] = [
    (20, "", true),
    (16, "!@#$%^&*", true),
    (16, "", true),
    (12, "!@#$%^&*", true),
    (12, "", true),
    (8, "!@#$", true),
    (8, "", true),
    (10, "-_.", true),
    (16, "-_", true),
    (8, "", false),
    (6, "", false),
    (4, "", false),
];
/// Candidates that are made as wished before other ways are tried.
const AS_WISHED: u32 = 16;

/// What is to be drawn from: characters, and of some sets so many at least.
struct Shape {
    length: usize,
    characters: BTreeSet<char>,
    leasts: Vec<Demand>,
    exclude_ambiguous: bool,
}

/// The passwords that satisfy the wish and the site.
///
/// # Errors
/// [`Error::InvalidInput`] if the wish is out of range or nothing satisfies the site.
pub(super) fn plan(wish: &PasswordWish, site: &Site, refused: u32) -> Result<Plan> {
    if !LENGTHS.contains(&wish.length) {
        return Err(Error::InvalidInput);
    }
    let way = refused
        .checked_sub(AS_WISHED)
        .and_then(|late| usize::try_from(late).ok());
    let way = way.and_then(|late| WAYS.get(late % WAYS.len()));
    let (most, signs, letters) = way.copied().unwrap_or((LONGEST, SIGNS, true));
    let lower: String = ('a'..='z').filter(|_| letters).collect();
    let upper: String = ('A'..='Z').filter(|_| letters).collect();
    let classes = [
        (wish.lower, lower.as_str()),
        (wish.upper, &upper),
        (wish.digits, "0123456789"),
        (wish.signs, signs),
    ];
    let mut shape = Shape {
        length: to_len(wish.length)?.min(most),
        characters: BTreeSet::new(),
        leasts: Vec::new(),
        exclude_ambiguous: wish.exclude_ambiguous,
    };
    for (least, class) in classes {
        let Some(least) = least else { continue };
        if least > MAX_LEAST {
            return Err(Error::InvalidInput);
        }
        let among: BTreeSet<char> = class.chars().filter(|each| !shape.leaves_out(*each)).collect();
        shape.characters.extend(among.iter().copied());
        let least = to_len(least)?;
        shape.leasts.push(Demand { among, least });
    }
    if classes.iter().all(|(least, _)| least.is_none()) {
        return Err(Error::InvalidInput);
    }
    shape.plan(site)
}

/// The PINs that satisfy the wish and the site.
///
/// # Errors
/// [`Error::InvalidInput`] if the wish is out of range or nothing satisfies the site.
pub(super) fn plan_pin(wish: &PinWish, site: &Site) -> Result<Plan> {
    if !PIN_LENGTHS.contains(&wish.length) {
        return Err(Error::InvalidInput);
    }
    let shape = Shape {
        length: to_len(wish.length)?,
        characters: ('0'..='9').collect(),
        leasts: Vec::new(),
        exclude_ambiguous: false,
    };
    shape.plan(site)
}

fn to_len(number: u32) -> Result<usize> {
    usize::try_from(number).map_err(|_| Error::InvalidInput)
}

impl Shape {
    fn leaves_out(&self, each: char) -> bool {
        self.exclude_ambiguous && AMBIGUOUS.contains(each)
    }

    fn plan(&self, site: &Site) -> Result<Plan> {
        let is_allowed = |each: &char| site.allowed.as_ref().is_none_or(|allowed| allowed.contains(each));
        let mut alphabet: BTreeSet<char> = self.characters.iter().copied().filter(is_allowed).collect();
        for demand in &site.required {
            if alphabet.is_disjoint(&demand.among) {
                alphabet.extend(self.best(&demand.among));
            }
        }
        if alphabet.is_empty() {
            alphabet.extend(
                site.allowed
                    .as_ref()
                    .map(|allowed| self.best(allowed))
                    .unwrap_or_default(),
            );
        }
        let most = site.max_length.unwrap_or(LONGEST).min(LONGEST);
        let least = site.min_length.unwrap_or(0);
        // A field takes no text that is shorter, so one that is cut there would be none of its passwords.
        if least > most {
            return Err(Error::InvalidInput);
        }
        let length = self.length.clamp(least, most);
        let within = |demand: &Demand| Demand {
            among: demand.among.intersection(&alphabet).copied().collect(),
            least: demand.least,
        };
        let required: Vec<Demand> = site.required.iter().map(within).collect();
        let wished = self.leasts.iter().map(within).filter(|demand| !demand.among.is_empty());
        let all: Vec<Demand> = required.iter().cloned().chain(wished).collect();
        let as_wished = Plan::new(&alphabet, &all, site.max_run, length);
        // What cannot be had along with the site's demands is given up; without a site it is the wish that is wrong.
        match as_wished {
            Err(_) if *site != Site::default() => Plan::new(&alphabet, &required, site.max_run, length),
            other => other,
        }
    }

    /// What is taken of a set that the site demands and the wish does not have: characters that are wished for in
    /// passwords at large, or else any but the space, or else all.
    fn best(&self, among: &BTreeSet<char>) -> BTreeSet<char> {
        let usual = |each: &char| (each.is_ascii_alphanumeric() || SIGNS.contains(*each)) && !self.leaves_out(*each);
        let written = |each: &char| *each != ' ';
        let kept = |is_kept: &dyn Fn(&char) -> bool| -> BTreeSet<char> {
            among.iter().copied().filter(|each| is_kept(each)).collect()
        };
        [kept(&usual), kept(&written), among.clone()]
            .into_iter()
            .find(|kept| !kept.is_empty())
            .unwrap_or_default()
    }
}
