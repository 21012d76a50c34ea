//! What the fields of a card are that do not say it: its security code by other names, and the number of a member's card.
//!
//! It reads the fields' own words, their room and their place; what is written into them is
//! [`crate::web::fill_person`]'s part.

use crate::api::{Purpose, Role};
use crate::web::hints::{ONE_TIME, SENT};
use crate::web::hints_person::{BIRTH, CARD, MONTH, YEAR};
use crate::web::purpose;
use crate::web::sections::{Member, Section};
use crate::web::votes::{Kind, Vote};
use crate::web::words::fold;

/// What a "security code" is: a card's, one that was sent, or what one signs in with beside the number of a card.
pub fn security_code(section: &Section<'_>, card: bool) -> Role {
    let is_secret = |member: &&Member<'_>| member.facts.kind == Kind::Password;
    match (card, section.purpose) {
        (false, _) => Role::OneTimeCode,
        (true, Purpose::SignIn) if section.members.iter().filter(is_secret).count() == 1 => Role::CurrentPassword,
        (true, _) => Role::CcCsc,
    }
}

/// Whether a card is verified by what is called a verification code. One that is sent is none, nor one that its token
/// says to be sent.
pub fn is_verified_by(section: &Section<'_>, member: &Member<'_>) -> bool {
    let says = |concept| member.facts.spoken & concept != 0;
    says(ONE_TIME)
        && !says(SENT)
        && member.facts.token != Some(Role::OneTimeCode)
        && (says(CARD) && purpose::pays(section) || lacks_code(section) && is_near_card(section, member))
}

/// Whether a field of a card, or a date that may be its end, is one of the two before.
fn is_near_card(section: &Section<'_>, member: &Member<'_>) -> bool {
    let at = section
        .members
        .iter()
        .position(|each| each.index == member.index)
        .unwrap_or(0);
    let near = section.members.get(at.saturating_sub(2)..at);
    near.is_some_and(|near| near.iter().any(is_of_card))
}

fn is_of_card(of: &Member<'_>) -> bool {
    let is_date = of.facts.spoken & (MONTH | YEAR) != 0 && of.facts.spoken & BIRTH == 0;
    is_date
        || matches!(
            of.facts.vote,
            Some(Vote::Is(
                Role::CcNumber | Role::CcExp | Role::CcExpMonth | Role::CcExpYear
            ))
        )
}

/// Whether a form that pays asks for a security code by no word of its own.
fn lacks_code(section: &Section<'_>) -> bool {
    let is_told = |member: &Member<'_>| matches!(member.facts.vote, Some(Vote::SecurityCode | Vote::Is(Role::CcCsc)));
    section.purpose == Purpose::Checkout && !section.members.iter().any(is_told)
}

/// Whether a field takes a card's security code by its room and place: for three or four digits, or for what is called
/// a code, and at most one field behind the card's number or end. The first such field is meant.
pub fn is_unnamed_code(section: &Section<'_>, member: &Member<'_>) -> bool {
    let fits = |of: &&Member<'_>| match of.facts.vote {
        // The cash card's own secret is asked for in another place, or by a thief.
        Some(Vote::Code) => ![&of.field.label, &of.field.placeholder, &of.field.nearby, &of.field.name]
            .iter()
            .any(|text| fold(text, true).contains(" pin ")),
        None => of.seen && matches!(of.field.max_length, Some(3 | 4)) && !is_of_card(of),
        _ => false,
    };
    let mut all = section.members.iter();
    lacks_code(section)
        && all
            .find(|of| of.facts.kind == Kind::Text && fits(of) && is_near_card(section, of))
            .is_some_and(|first| first.index == member.index)
}

/// Whether a card's number stands alone in a form of an account, and no token says that it pays.
pub fn is_members(section: &Section<'_>, member: &Member<'_>) -> bool {
    let pays = |other: &Member<'_>| {
        matches!(
            other.facts.vote,
            Some(Vote::Is(Role::CcCsc | Role::CcExp | Role::CcExpMonth | Role::CcExpYear))
        )
    };
    purpose::is_of_an_account(section.purpose)
        && member.facts.token != Some(Role::CcNumber)
        && !section.members.iter().any(pays)
}
