//! Whether a field that asks for a "state" means the country, as in Czech, or a part of it, as many translated shops do.
//!
//! The word alone does not tell; a field for the country beside it does. It reads no field that names neither.

use crate::api::Role;
use crate::web::hints::SEARCH;
use crate::web::hints_person::{CITY, EITHER_STATE, POSTAL};
use crate::web::sections::{Member, Section};
use crate::web::votes::Vote;

/// Whether what may name a state of either kind stands beside a field that names the country.
pub fn is_part_of_country(section: &Section<'_>, member: &Member<'_>) -> bool {
    let is_either = |of: &Member<'_>| of.facts.shown & EITHER_STATE != 0;
    is_either(member)
        && section.members.iter().any(|other| {
            other.index.abs_diff(member.index) <= 3
                && other.facts.vote == Some(Vote::Is(Role::Country))
                && !is_either(other)
        })
}

/// Whether what names a town or its postal code stands where something is looked for: no address is asked for there.
pub fn is_place_to_find(section: &Section<'_>, member: &Member<'_>) -> bool {
    member.facts.shown & (CITY | POSTAL) == CITY | POSTAL
        && section.members.iter().any(|other| other.facts.spoken & SEARCH != 0)
}
