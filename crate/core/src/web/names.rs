//! Whose name a field takes, and which part of it: a person's, whole or in parts, or that of a card's holder.
//!
//! The word alone says little; the neighbours tell. It reads no field that does not ask for a name.

use crate::api::{Purpose, Role};
use crate::web::hints_person::{CARD, CARD_NAME};
use crate::web::purpose;
use crate::web::sections::{Member, Section};
use crate::web::votes::{Kind, Vote};
use crate::web::words::fold;

/// A "name" beside a first name is the last one, and the other way round, as many languages have it.
pub fn role(section: &Section<'_>, member: &Member<'_>) -> Role {
    let near = |role: Role| {
        section
            .members
            .iter()
            .any(|other| other.index.abs_diff(member.index) <= 2 && other.facts.vote == Some(Vote::Is(role)))
    };
    match (near(Role::GivenName), near(Role::FamilyName)) {
        (true, false) => Role::FamilyName,
        (false, true) => Role::GivenName,
        _ if is_account(section, member) => Role::Username,
        _ => Role::Name,
    }
}

/// Whether a name is that of the account: it is asked for in one word, and nothing else beside the password can be.
fn is_account(section: &Section<'_>, member: &Member<'_>) -> bool {
    let texts = [&member.field.label, &member.field.placeholder, &member.field.nearby];
    section.purpose == Purpose::SignUp
        && texts.iter().all(|text| !fold(text, false).trim().contains(' '))
        && section
            .members
            .iter()
            .all(|other| other.index == member.index || !other.seen || other.facts.kind == Kind::Password)
}

/// Whether a name beside a card's number is its holder's: it speaks of a card, or no person is asked for otherwise.
pub fn is_holder(section: &Section<'_>, member: &Member<'_>) -> bool {
    let of_another = |other: &Member<'_>| {
        let Some(Vote::Is(role)) = other.facts.vote else {
            return false;
        };
        other.index != member.index
            && matches!(
                role,
                Role::Name
                    | Role::GivenName
                    | Role::FamilyName
                    | Role::Email
                    | Role::Tel
                    | Role::AddressLine1
                    | Role::PostalCode
            )
    };
    let speaks = member.facts.vote == Some(Vote::Is(Role::Name)) && member.facts.spoken & (CARD | CARD_NAME) != 0;
    purpose::pays(section) && (speaks || !section.members.iter().any(of_another))
}
