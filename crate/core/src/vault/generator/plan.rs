//! All passwords of one length that satisfy what is demanded, counted, and any of them found by its number.
//!
//! A draw is one random number below the count, so every password that satisfies the demands is exactly as likely as
//! every other, and the entropy is the logarithm of the count. Nothing is drawn and mended, shuffled or thrown away.

use std::collections::{BTreeMap, BTreeSet};

use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::uniform::{self, Number};
use crate::error::{Error, Result};

/// Most ways in which demands can be partly satisfied; more is no site's honest rule.
const MAX_PROGRESSES: usize = 4_096;
/// Most counts that are held, about 20 MB of them.
const MAX_COUNTS: usize = 400_000;

/// So many characters at least must be among these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Demand {
    pub(super) among: BTreeSet<char>,
    pub(super) least: usize,
}

/// The passwords from which one is drawn.
pub(super) struct Plan {
    groups: Vec<Group>,
    length: usize,
    /// Most times that a character may follow itself, itself included; 0 for any.
    max_run: usize,
    /// How many ways the demands can be partly satisfied, the last of which is wholly.
    progresses: usize,
    /// By how many characters are still to come, by progress, by what came last: in how many ways it can go on.
    counts: Vec<Number>,
}

/// Characters that count for the same demands.
struct Group {
    characters: Vec<char>,
    /// The progress that one of them leads to, for each progress.
    next: Vec<usize>,
}

impl Group {
    /// How many of its characters are not the one before, if that one is of this group and in a row of `run`.
    fn others(&self, run: Option<usize>) -> u32 {
        let all = u32::try_from(self.characters.len()).unwrap_or(u32::MAX);
        all.saturating_sub(u32::from(run.is_some()))
    }
}

/// What came last: a character of which group, and how often in a row.
type Last = Option<(usize, usize)>;

impl Plan {
    /// Counts.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if no password satisfies the demands, or if they are too many to count.
    pub(super) fn new(
        alphabet: &BTreeSet<char>,
        demands: &[Demand],
        max_run: Option<usize>,
        length: usize,
    ) -> Result<Self> {
        let demands = essential(demands);
        let max_run = max_run.filter(|run| *run < length).unwrap_or(0);
        let progresses = demands
            .iter()
            .try_fold(1_usize, |product, demand| product.checked_mul(demand.least + 1));
        let progresses = progresses
            .filter(|progresses| *progresses <= MAX_PROGRESSES)
            .ok_or(Error::InvalidInput)?;
        let mut plan = Self {
            groups: group(alphabet, &demands, progresses),
            length,
            max_run,
            progresses,
            counts: Vec::new(),
        };
        let level = progresses.checked_mul(plan.lasts()).ok_or(Error::InvalidInput)?;
        let counts = level.checked_mul(length + 1).filter(|counts| *counts <= MAX_COUNTS);
        plan.counts.reserve_exact(counts.ok_or(Error::InvalidInput)?);
        for left in 0..=length {
            plan.count_level(left);
        }
        if plan.total().is_zero() {
            Err(Error::InvalidInput)
        } else {
            Ok(plan)
        }
    }

    /// Binary logarithm of how many there are.
    pub(super) fn bits(&self) -> f64 {
        self.total().bits()
    }

    /// Draws one.
    ///
    /// # Errors
    /// [`Error::NoRandomness`].
    pub(super) fn draw(&self, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<String> {
        let mut number = uniform::draw_below(rng, self.total())?;
        let mut password = Zeroizing::new(String::with_capacity(self.length));
        let (mut progress, mut last, mut before) = (0, None, None);
        for left in (0..self.length).rev() {
            let found = self.go_on(&mut number, left, progress, last, before);
            let (character, next, step) = found.ok_or(Error::Internal)?;
            password.push(character);
            (progress, last, before) = (next, step, Some(character));
        }
        Ok(core::mem::take(&mut *password))
    }

    /// The character that comes next in the password of this number, and what it leads to; the number becomes that of
    /// the password among those that go on so. First come those that go on with a character of the first group, first
    /// of these the ones that repeat the character before, and so on.
    fn go_on(
        &self,
        number: &mut Number,
        left: usize,
        progress: usize,
        last: Last,
        before: Option<char>,
    ) -> Option<(char, usize, Last)> {
        for (at, group) in self.groups.iter().enumerate() {
            let next = *group.next.get(progress)?;
            let run = run_in(last, at);
            if let Some(longer) = run.filter(|run| *run < self.max_run).map(|run| self.last(at, run + 1))
                && !number.take(self.count(left, next, longer))
            {
                return Some((before?, next, longer));
            }
            let first = self.last(at, 1);
            let each = self.count(left, next, first);
            let mut all = Number::default();
            all.add_times(each, group.others(run));
            if !number.take(&all) {
                let mut others = group
                    .characters
                    .iter()
                    .filter(|other| run.is_none() || before != Some(**other));
                return others.find(|_| !number.take(each)).map(|other| (*other, next, first));
            }
        }
        None
    }

    /// Counts, for each progress and each last character, the ways with `left` more.
    fn count_level(&mut self, left: usize) {
        let lasts: Vec<Last> = core::iter::once(None)
            .chain((0..self.groups.len()).flat_map(|at| (1..=self.max_run).map(move |run| Some((at, run)))))
            .collect();
        for progress in 0..self.progresses {
            for last in &lasts {
                let count = match left.checked_sub(1) {
                    Some(left) => self.count_ways(left, progress, *last),
                    None => Number::from(u32::from(progress + 1 == self.progresses)),
                };
                self.counts.push(count);
            }
        }
    }

    fn count_ways(&self, left: usize, progress: usize, last: Last) -> Number {
        let mut sum = Number::default();
        for (at, group) in self.groups.iter().enumerate() {
            let Some(next) = group.next.get(progress) else { continue };
            let run = run_in(last, at);
            if let Some(run) = run.filter(|run| *run < self.max_run) {
                sum.add_times(self.count(left, *next, self.last(at, run + 1)), 1);
            }
            sum.add_times(self.count(left, *next, self.last(at, 1)), group.others(run));
        }
        sum
    }

    fn total(&self) -> &Number {
        self.count(self.length, 0, None)
    }

    fn count(&self, left: usize, progress: usize, last: Last) -> &Number {
        static ZERO: Number = Number::ZERO;
        let last = last.map_or(0, |(at, run)| 1 + at * self.max_run + run - 1);
        let place = (left * self.progresses + progress) * self.lasts() + last;
        self.counts.get(place).unwrap_or(&ZERO)
    }

    /// What is remembered of the last character: nothing, unless runs are bounded.
    fn last(&self, group: usize, run: usize) -> Last {
        (self.max_run > 0).then_some((group, run))
    }

    fn lasts(&self) -> usize {
        1 + self.groups.len() * self.max_run
    }
}

/// How often in a row the last character stands, if it is of this group.
fn run_in(last: Last, group: usize) -> Option<usize> {
    last.filter(|(last, _)| *last == group).map(|(_, run)| run)
}

/// The demands without those that others imply.
fn essential(demands: &[Demand]) -> Vec<Demand> {
    let mut essential: Vec<Demand> = Vec::new();
    for demand in demands.iter().filter(|demand| demand.least > 0) {
        let implies = |one: &Demand, other: &Demand| one.least >= other.least && one.among.is_subset(&other.among);
        if !essential.iter().any(|other| implies(other, demand)) {
            essential.retain(|other| !implies(demand, other));
            essential.push(demand.clone());
        }
    }
    essential
}

/// Parts the alphabet by the demands that each character counts for.
fn group(alphabet: &BTreeSet<char>, demands: &[Demand], progresses: usize) -> Vec<Group> {
    let mut parted: BTreeMap<Vec<bool>, Vec<char>> = BTreeMap::new();
    for character in alphabet {
        let counts_for = demands.iter().map(|demand| demand.among.contains(character)).collect();
        parted.entry(counts_for).or_default().push(*character);
    }
    let next = |counts_for: &[bool], progress: usize| {
        // A progress is a number whose places are the demands, each from zero to its least.
        let (mut next, mut weight) = (progress, 1);
        for (demand, counts) in demands.iter().zip(counts_for) {
            let places = demand.least + 1;
            if *counts && progress / weight % places < demand.least {
                next += weight;
            }
            weight *= places;
        }
        next
    };
    let groups = parted.into_iter().map(|(counts_for, characters)| Group {
        characters,
        next: (0..progresses).map(|progress| next(&counts_for, progress)).collect(),
    });
    groups.collect()
}
