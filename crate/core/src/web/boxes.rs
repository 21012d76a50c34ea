//! Which fields take one value parted into boxes: a card's number, a telephone number, a postal code.
//!
//! It reads the fields' own words, their room and their place; what is written into them is
//! [`crate::web::fill_person`]'s part.

use std::ops::RangeInclusive;

use crate::api::Role;
use crate::web::cards;
use crate::web::sections::{Member, Section};
use crate::web::votes::{Kind, Vote};

/// What is parted, the room of each box, and of all boxes together.
const PARTED: [(Role, RangeInclusive<u32>, RangeInclusive<u32>); 3] = [
    (Role::CcNumber, 3..=6, 12..=19),
    (Role::Tel, 2..=5, 7..=13),
    (Role::PostalCode, 2..=5, 5..=9),
];

/// Fields that take the parts of one value, with its role: in a row, with room for a part each, of which the first asks
/// for it and no other asks for anything else.
pub fn of_values(section: &Section<'_>) -> Vec<(usize, Role)> {
    let mut found = Vec::new();
    for (role, each, all) in PARTED {
        let mut row: Vec<&Member<'_>> = Vec::new();
        let mut room = 0;
        for member in &section.members {
            let more = member.field.max_length.unwrap_or(0);
            let is_box = each.contains(&more);
            // A value that is whole has no further box.
            let follows = row
                .last()
                .is_some_and(|last| last.index.saturating_add(1) == member.index)
                && row.first().is_some_and(|first| may_follow(role, first, member))
                && room + more <= *all.end();
            if is_box && (follows || row.len() < 2 && asks(role, section, member)) {
                if !follows {
                    row.clear();
                    room = 0;
                }
                row.push(member);
                room += more;
            } else if row.len() < 2 {
                row.clear();
                room = 0;
            }
        }
        if row.len() > 1 && room >= *all.start() {
            found.extend(row.iter().map(|member| (member.index, role)));
        }
    }
    found
}

fn asks(role: Role, section: &Section<'_>, member: &Member<'_>) -> bool {
    is_typed(role, member)
        && member.facts.vote == Some(Vote::Is(role))
        && !(role == Role::CcNumber && cards::is_members(section, member))
}

fn is_typed(role: Role, member: &Member<'_>) -> bool {
    member.facts.kind == Kind::Text || role == Role::CcNumber && member.facts.kind == Kind::Password
}

/// Whether a field says nothing, or nothing else than the first of its row.
fn may_follow(role: Role, first: &Member<'_>, member: &Member<'_>) -> bool {
    let is_alike = role == Role::CcNumber || member.field.label.is_empty() || member.field.label == first.field.label;
    is_typed(role, member)
        && match member.facts.vote {
            Some(Vote::Is(Role::Tel)) if role == Role::CcNumber => true,
            Some(Vote::Is(voted)) => voted == role,
            None | Some(Vote::Weak | Vote::Code) => is_alike,
            _ => false,
        }
}
