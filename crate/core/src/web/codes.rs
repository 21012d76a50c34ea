//! Which fields take a one-time code, whole or one digit each.
//!
//! A field's own words say so, or the words around it where it says nothing; a code may also be parted into boxes.
//! It never takes a card's code for one.

use crate::api::Purpose;
use crate::api::Role;
use crate::web::around::Around;
use crate::web::hints::{CODE_OR_RIDDLE, CONFIRM, OTP, SENT, SIGN_UP, SPARE_CODE};
use crate::web::sections::{Member, Section, is_code};
use crate::web::votes::{Kind, Vote};

/// Whether a field takes a one-time code: by its own words, by a word for any code among words of verification, or by
/// such words alone if it says nothing itself.
pub fn is_one_time(member: &Member<'_>, around: &Around) -> bool {
    let context = around.all();
    match member.facts.vote {
        Some(Vote::Is(Role::CcCsc | Role::CcNumber)) => false,
        _ if is_code(member) => true,
        Some(Vote::Code) => context & (OTP | CONFIRM) != 0,
        // Codes are typed into telephone fields for the sake of the keyboard.
        None | Some(Vote::Weak) => says_code(around),
        Some(Vote::Is(Role::Tel)) if member.facts.weight <= 2 => says_code(around),
        _ => false,
    }
}

/// Whether a field leaves room for a one-time code where the form asks for one.
pub fn has_room(section: &Section<'_>, member: &Member<'_>) -> bool {
    let vote = member.facts.vote;
    let room = matches!(vote, None | Some(Vote::Weak | Vote::Code | Vote::Is(Role::Tel)));
    room && section.purpose == Purpose::OneTimeCode
}

/// Whether a field takes the code for who has no device, beside one that takes the device's: alone it may take either.
pub fn is_spare(section: &Section<'_>, member: &Member<'_>) -> bool {
    let is_code = |of: &Member<'_>| matches!(of.facts.vote, Some(Vote::Code | Vote::Is(Role::OneTimeCode)));
    let is_spare = |of: &Member<'_>| of.facts.spoken & SPARE_CODE != 0;
    is_code(member) && is_spare(member) && section.members.iter().any(|other| is_code(other) && !is_spare(other))
}

/// Whether what is called a code is read off a picture: so it is in Chinese beside a password, unless it is sent.
pub fn is_riddle(section: &Section<'_>, member: &Member<'_>, around: &Around) -> bool {
    section.purpose == Purpose::SignIn
        && member.facts.shown & CODE_OR_RIDDLE != 0
        && (member.facts.spoken | around.all_buttons()) & SENT == 0
        && member.facts.token.is_none()
        && section
            .members
            .iter()
            .any(|other| other.facts.vote == Some(Vote::Password))
}

fn says_code(around: &Around) -> bool {
    (around.text | around.page) & OTP != 0 && around.all() & SIGN_UP == 0
}

/// Fields that are the single digits of one code: four to ten in a row that take one character each, or that differ
/// only in a number where a code is spoken of. Empty if there is no such row.
pub fn digits_of_code(section: &Section<'_>, around: &Around) -> Vec<usize> {
    let stem = |member: &Member<'_>| {
        let name = if member.field.name.is_empty() {
            &member.field.id
        } else {
            &member.field.name
        };
        name.trim_end_matches(|sign: char| sign.is_ascii_digit() || "-_[]".contains(sign))
            .to_owned()
    };
    let spoken = section
        .members
        .iter()
        .any(|member| member.facts.spoken & OTP != 0 || member.facts.token == Some(Role::OneTimeCode))
        || around.all() & OTP != 0;
    let mut row: Vec<&Member<'_>> = Vec::new();
    let mut rows: Vec<Vec<&Member<'_>>> = Vec::new();
    for member in &section.members {
        let single = member.field.max_length == Some(1);
        let plain = member.facts.kind == Kind::Text || (member.facts.kind == Kind::Password && single);
        let free = matches!(
            member.facts.vote,
            None | Some(
                Vote::Weak | Vote::Code | Vote::SecurityCode | Vote::Password | Vote::Is(Role::OneTimeCode | Role::Tel)
            )
        );
        let alike = row.last().is_none_or(|last| {
            last.index.saturating_add(1) == member.index
                && last.field.input_type == member.field.input_type
                && last.field.max_length == member.field.max_length
                && (single || stem(last) == stem(member))
        });
        // Boxes for one sign each may be named after their order ("first"): no birthday's and no riddle's is.
        let ordinal =
            single && spoken && matches!(member.facts.vote, Some(Vote::Is(Role::GivenName | Role::FamilyName)));
        let fits = plain && (single || spoken) && (free || ordinal);
        if !(fits && alike) {
            rows.push(core::mem::take(&mut row));
        }
        if fits {
            row.push(member);
        }
    }
    rows.push(row);
    rows.into_iter()
        .filter(|row| (4..=10).contains(&row.len()))
        .flatten()
        .map(|member| member.index)
        .collect()
}
