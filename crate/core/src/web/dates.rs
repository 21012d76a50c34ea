//! The parts of dates: which day, month or year a field takes, of a card or of a birthday.
//!
//! Such fields often say only "month", or nothing but the options of their list; the neighbours tell of what. It reads
//! no field that says something else of itself.

use crate::api::Role;
use crate::web::hints::FOREIGN;
use crate::web::hints_person::{BIRTH, DAY, EXPIRY, MONTH, YEAR};
use crate::web::purpose;
use crate::web::sections::{Member, Section};
use crate::web::votes::{Kind, Vote};
use crate::web::words::fold;

/// Month or year of a card, or a part of a birthday, where the field itself names only the part.
pub fn part_of_date(section: &Section<'_>, member: &Member<'_>, card: bool) -> Role {
    let parts = |of: &Member<'_>| (of.facts.shown | of.facts.named) & (DAY | MONTH | YEAR);
    let said = parts(member) != 0;
    let follows_month = |other: &Member<'_>| other.index.checked_add(1) == Some(member.index) && parts(other) == MONTH;
    let is_open = card && member.facts.vote.is_none() && member.facts.kind == Kind::Text;
    if is_open && parts_of_example(member) == 2 {
        return Role::CcExp;
    }
    if is_open && !said && section.members.iter().any(follows_month) {
        return Role::CcExpYear;
    }
    if member.facts.vote == Some(Vote::Is(Role::Other)) || (!said && member.facts.kind != Kind::Select) {
        return Role::Other;
    }
    let near = |concept| section.members.iter().any(|other| other.facts.spoken & concept != 0);
    let found = if near(BIRTH) || (purpose::is_of_an_account(section.purpose) && is_in_full_date(section, member)) {
        birth_date(member)
    } else if card || near(EXPIRY) {
        card_date(member)
    } else {
        None
    };
    found.unwrap_or(Role::Other)
}

/// Whether day, month and year stand together: an account asks for no other date.
fn is_in_full_date(section: &Section<'_>, member: &Member<'_>) -> bool {
    [DAY, MONTH, YEAR].into_iter().all(|part| {
        let mut near = section
            .members
            .iter()
            .filter(|other| other.index.abs_diff(member.index) <= 2);
        near.any(|other| date_part(other) == Some(part))
    }) && section
        .members
        .iter()
        .all(|other| other.facts.spoken & FOREIGN == 0 || other.index.abs_diff(member.index) > 2)
}

/// The part that a field takes in a row of boxes or lists of which only the first says what the row asks for.
pub fn part_of_row(section: &Section<'_>, position: usize) -> Option<Role> {
    (0..3).find_map(|behind| {
        let (before, row) = section.members.split_at_checked(position.checked_sub(behind)?)?;
        let parts = match row {
            [first, second, ..] if behind < 2 && is_card_pair(first, second) => {
                [Role::CcExpMonth, Role::CcExpYear, Role::Other]
            }
            // Where each of them says it, the row begins with the first of all.
            [first, second, third, ..] if !before.last().is_some_and(asks_for_birthday) => {
                parts_of_birthday(first, second, third)?
            }
            _ => return None,
        };
        parts.get(behind).copied()
    })
}

/// Whether a field has room for one part of a date.
fn has_room_for_part(member: &Member<'_>) -> bool {
    matches!(member.field.max_length, Some(2 | 4))
}

fn asks_for_birthday(member: &Member<'_>) -> bool {
    member.facts.vote == Some(Vote::Is(Role::Bday))
}

/// The parts of a birthday that three neighbours take: what is not told stands in the order of the example, else the
/// day before the month, but behind a year the other way round.
fn parts_of_birthday(first: &Member<'_>, second: &Member<'_>, third: &Member<'_>) -> Option<[Role; 3]> {
    let fits = |member: &Member<'_>| {
        (asks_for_birthday(member) || member.facts.vote.is_none())
            && member.facts.kind == first.facts.kind
            && (member.facts.kind == Kind::Select || has_room_for_part(member))
    };
    if !asks_for_birthday(first) || ![first, second, third].into_iter().all(fits) {
        return None;
    }
    Some(if first.field.max_length == Some(4) || date_part(first) == Some(YEAR) {
        [Role::BdayYear, Role::BdayMonth, Role::BdayDay]
    } else if fold(&first.field.label, false).contains(" mm dd ") || date_part(second) == Some(DAY) {
        [Role::BdayMonth, Role::BdayDay, Role::BdayYear]
    } else {
        [Role::BdayDay, Role::BdayMonth, Role::BdayYear]
    })
}

/// Whether two neighbours together ask for the end of a card's validity.
fn is_card_pair(first: &Member<'_>, second: &Member<'_>) -> bool {
    let asks = |member: &Member<'_>| member.facts.vote == Some(Vote::Is(Role::CcExp));
    // Who names both parts and has room for them asks for the whole.
    let whole = |member: &Member<'_>| {
        let parts = member.facts.shown & (MONTH | YEAR);
        let room = member.field.max_length;
        room.is_some_and(|most| most > 4) || parts == MONTH | YEAR && room != Some(2)
    };
    asks(first)
        && second.facts.kind == Kind::Text
        && first.seen == second.seen
        && ![first, second].into_iter().any(whole)
        && (asks(second) || (second.facts.vote.is_none() && has_room_for_part(first) && has_room_for_part(second)))
}

/// Month or year of a card's validity.
pub fn card_date(member: &Member<'_>) -> Option<Role> {
    match date_part(member)? {
        MONTH => Some(Role::CcExpMonth),
        YEAR => Some(Role::CcExpYear),
        _ => None,
    }
}

/// Day, month or year of a birthday.
pub fn birth_date(member: &Member<'_>) -> Option<Role> {
    match date_part(member)? {
        DAY => Some(Role::BdayDay),
        MONTH => Some(Role::BdayMonth),
        _ => Some(Role::BdayYear),
    }
}

/// How many parts an example names in capitals or figures: three in "TT.MM.JJJJ", two in "AA/YY"; 0 if it is none.
fn parts_of_example(member: &Member<'_>) -> usize {
    let example = member.field.placeholder.trim();
    let parts = example.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty());
    match (parts.count(), example.split_whitespace().count()) {
        _ if example.chars().any(char::is_lowercase) => 0,
        (2, _) if example.contains('/') => 2,
        (3, words) if words != 2 => 3,
        _ => 0,
    }
}

/// Which part of a date a field takes: by its words, else by the options of its list.
fn date_part(member: &Member<'_>) -> Option<u64> {
    if parts_of_example(member) != 0 {
        return None;
    }
    let single = |found: u64| Some(found & (DAY | MONTH | YEAR)).filter(|told| told.count_ones() == 1);
    if let Some(told) = single(member.facts.named)
        .or_else(|| single(member.facts.shown))
        .or_else(|| single(member.facts.spoken))
    {
        return Some(told);
    }
    let number = |option: &String| {
        option
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty())?
            .parse()
            .ok()
    };
    let numbers: Vec<u32> = member.field.options.iter().filter_map(number).collect();
    // Twelve names, and perhaps a word that asks to choose, are months.
    if numbers.is_empty() && (12..=13).contains(&member.field.options.len()) {
        return Some(MONTH);
    }
    let most = numbers.iter().copied().max()?;
    if numbers.len() >= 2 && numbers.iter().all(|number| (1900..2100).contains(number)) {
        return Some(YEAR);
    }
    if numbers.len() < 10 {
        return None;
    }
    // Only the first options are known: days and months both begin with one, but months end with twelve.
    match most {
        1..=12 => Some(MONTH),
        13..=31 if numbers.contains(&1) => Some(DAY),
        _ => Some(YEAR),
    }
}
