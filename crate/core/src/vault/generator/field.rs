//! What a field and its site demand of a password: `minlength`, `maxlength` and Apple's language of password rules.
//!
//! All of it comes from a page: it is bounded before it is read, and what cannot be read is passed over and told.
//! Source: Apple, "Customizing Password AutoFill Rules".

use std::collections::BTreeSet;

use password_rules_parser::{CharacterClass, parse_password_rules};

use super::plan::Demand;
use crate::api::{FieldDemands, FieldLimits};

/// Most bytes of rules that are read.
const MAX_RULES_LEN: usize = 2_000;

/// What must be kept.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    /// The characters that may stand in it; any if absent.
    pub(super) allowed: Option<BTreeSet<char>>,
    /// Sets of which each must have some; a set that was demanded twice must have two.
    pub(super) required: Vec<Demand>,
    pub(super) max_run: Option<usize>,
    unreadable: bool,
}

impl Site {
    /// Whether a text of this length fits.
    pub(super) fn takes_length(&self, length: usize) -> bool {
        self.min_length.is_none_or(|least| length >= least) && self.max_length.is_none_or(|most| length <= most)
    }

    /// What can be shown of it.
    pub(super) fn limits(&self) -> FieldLimits {
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let signs = |allowed: &BTreeSet<char>| allowed.iter().filter(|each| each.is_ascii_punctuation()).collect();
        FieldLimits {
            min_length: self.min_length.map(number),
            max_length: self.max_length.map(number),
            signs: self.allowed.as_ref().map(signs),
            unreadable: self.unreadable,
        }
    }
}

/// Reads what a field says. Where it contradicts itself, the longest length goes before the shortest.
pub(super) fn read(field: &FieldDemands) -> Site {
    let mut site = rules(&field.password_rules);
    let length = |length: Option<u32>| {
        length
            .and_then(|length| usize::try_from(length).ok())
            .filter(|length| *length > 0)
    };
    let most = length(field.max_length);
    site.max_length = most.into_iter().chain(site.max_length).min();
    let least = length(field.min_length).into_iter().chain(site.min_length).max();
    site.min_length = least.map(|least| site.max_length.map_or(least, |most| least.min(most)));
    site
}

fn rules(text: &str) -> Site {
    if text.trim().is_empty() {
        return Site::default();
    }
    let rules = (text.len() <= MAX_RULES_LEN).then(|| parse_password_rules(text, true));
    let Some(Ok(rules)) = rules else {
        return Site {
            unreadable: true,
            ..Site::default()
        };
    };
    let length = |length: Option<u32>| {
        length
            .and_then(|length| usize::try_from(length).ok())
            .filter(|length| *length > 0)
    };
    let mut required: Vec<Demand> = Vec::new();
    for among in rules.required.iter().map(|classes| characters(classes)) {
        match required.iter_mut().find(|demand| demand.among == among) {
            Some(demand) => demand.least += 1,
            None => required.push(Demand { among, least: 1 }),
        }
    }
    let mut allowed = characters(&rules.allowed);
    allowed.extend(required.iter().flat_map(|demand| demand.among.iter().copied()));
    Site {
        min_length: length(rules.min_length),
        max_length: length(rules.max_length),
        allowed: Some(allowed),
        required,
        max_run: length(rules.max_consecutive),
        unreadable: false,
    }
}

fn characters(classes: &[CharacterClass]) -> BTreeSet<char> {
    classes.iter().flat_map(CharacterClass::chars).collect()
}
