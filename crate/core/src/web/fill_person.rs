//! What to write of a card or of a person's data into a document, or why nothing is written.
//!
//! Such an item belongs to no site: the user's own choice in the popup alone releases it, on encrypted pages only, and
//! into one section. It never plans a card's PIN, never fills a form in which one signs in, and knows no login.

use crate::api::{
    Card, Choice, FieldRefusal, FieldSnapshot, FieldWrite, FillBlock, FillPlan, FrameContext, Identity, PageSnapshot,
    Purpose, Refusal, Role,
};
use crate::web::classify;
use crate::web::fill_guards::{self as guards, blocked};
use crate::web::fill_person_values::{self as values, Told};
use crate::web::limits;
use crate::web::origin::{self, Origin, Scheme};

/// What is filled.
#[derive(Clone, Copy)]
pub enum Person<'a> {
    /// A payment card.
    Card(&'a Card),
    /// A person's data.
    Identity(&'a Identity),
}

/// Plans a fill of one document. The snapshot may be hostile; the frame is the browser's word.
pub fn plan(person: Person<'_>, snapshot: &PageSnapshot, frame: &FrameContext, choice: Choice) -> FillPlan {
    let page = match check_document(frame, choice) {
        Ok(page) => page,
        Err(block) => return blocked(block, Vec::new()),
    };
    if limits::check_snapshot(snapshot).is_err() {
        return blocked(FillBlock::NoFields, Vec::new());
    }
    let candidates = candidates(person, snapshot);
    let Some(chosen) = choose(&candidates) else {
        return blocked(FillBlock::NoFields, Vec::new());
    };
    let section: Vec<&Candidate<'_>> = candidates.iter().filter(|one| one.section == chosen).collect();
    if !section.iter().all(|one| guards::sends_home(one.field, snapshot, page)) {
        return blocked(FillBlock::ForeignAction, Vec::new());
    }
    let (writes, refused) = plan_fields(person, &section);
    guards::planned(writes, refused)
}

/// Whether anything of a person may go to this document at all; its origin if so.
fn check_document(frame: &FrameContext, choice: Choice) -> Result<Origin<'_>, FillBlock> {
    let page = origin::document_origin(frame).ok_or(FillBlock::OpaqueOrigin)?;
    if choice != Choice::Listed {
        return Err(FillBlock::OtherSite);
    }
    if page.scheme == Scheme::Http && !is_this_computer(page.host) {
        return Err(FillBlock::InsecurePage);
    }
    if guards::are_own_ancestors(frame, page) {
        Ok(page)
    } else {
        Err(FillBlock::ForeignAncestor)
    }
}

/// Hosts to which nothing travels by a network.
fn is_this_computer(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "[::1]"
}

/// A field that takes a part of the item.
struct Candidate<'a> {
    index: u32,
    field: &'a FieldSnapshot,
    role: Role,
    section: usize,
}

fn candidates<'a>(person: Person<'_>, snapshot: &'a PageSnapshot) -> Vec<Candidate<'a>> {
    let understood = classify::understand(snapshot);
    let fields = snapshot
        .fields
        .iter()
        .zip(&understood.reading.roles)
        .zip(&understood.section_of);
    let found = fields.filter_map(|((field, found), section)| {
        let purpose = understood.section_purposes.get(*section)?;
        let is_taken = is_of(person, found.role) && !is_of_an_account(*purpose) && takes_words(field, found.role);
        is_taken.then_some(Candidate {
            index: found.field,
            field,
            role: found.role,
            section: *section,
        })
    });
    found.collect()
}

/// Forms in which a part of a person would be a login or a code. Making an account is not among them: it asks for names.
fn is_of_an_account(purpose: Purpose) -> bool {
    matches!(
        purpose,
        Purpose::SignIn | Purpose::ChangePassword | Purpose::OneTimeCode | Purpose::Recovery
    )
}

/// Only a card's number and code may be covered by the page; all else there is a password.
fn takes_words(field: &FieldSnapshot, role: Role) -> bool {
    field.input_type != "password" || matches!(role, Role::CcNumber | Role::CcCsc)
}

fn is_of(person: Person<'_>, role: Role) -> bool {
    match person {
        Person::Card(_) => matches!(
            role,
            Role::CcName | Role::CcNumber | Role::CcExp | Role::CcExpMonth | Role::CcExpYear | Role::CcCsc
        ),
        Person::Identity(_) => matches!(
            role,
            Role::Name
                | Role::GivenName
                | Role::AdditionalName
                | Role::FamilyName
                | Role::Email
                | Role::Tel
                | Role::TelCountryCode
                | Role::AddressLine1
                | Role::AddressLine2
                | Role::AddressLevel2
                | Role::AddressLevel1
                | Role::PostalCode
                | Role::Country
                | Role::Organization
                | Role::Bday
                | Role::BdayDay
                | Role::BdayMonth
                | Role::BdayYear
        ),
    }
}

/// The section to fill: where the user is, if anything there is open; else one that asks for a card's number; else the
/// one with the most open fields, the first of equals.
fn choose(candidates: &[Candidate<'_>]) -> Option<usize> {
    let open = || candidates.iter().filter(|one| guards::is_open(one.field));
    let count = |section: usize| open().filter(|one| one.section == section).count();
    let is_here = |section: usize| candidates.iter().any(|one| one.section == section && one.field.focused);
    let pays = |section: usize| open().any(|one| one.section == section && one.role == Role::CcNumber);
    let sections = candidates.iter().map(|one| one.section);
    sections.rev().max_by_key(|section| {
        (
            count(*section) > 0 && is_here(*section),
            pays(*section),
            count(*section),
        )
    })
}

/// Writes and refusals. The country comes first, because lists of provinces follow it; a card's number and code last.
fn plan_fields(person: Person<'_>, section: &[&Candidate<'_>]) -> (Vec<FieldWrite>, Vec<FieldRefusal>) {
    let mut picked: Vec<&Candidate<'_>> = Vec::new();
    for one in section {
        // One field a role: what else looks like one is another's address, or a trap.
        match picked.iter_mut().find(|other| other.role == one.role) {
            Some(other) if !guards::is_open(other.field) && guards::is_open(one.field) => *other = one,
            Some(_) => {}
            None => picked.push(one),
        }
    }
    let rank = |role: Role| match role {
        Role::Country | Role::TelCountryCode => 0,
        Role::CcNumber => 2,
        Role::CcCsc => 3,
        _ => 1,
    };
    picked.sort_by_key(|one| (rank(one.role), one.index));
    let open = picked.iter().filter(|one| guards::is_open(one.field));
    let mut beside: Vec<Role> = open.map(|one| one.role).collect();
    let mut writes = Vec::new();
    let mut refused = Vec::new();
    for Candidate { index, field, role, .. } in picked {
        let told = match person {
            Person::Card(card) => values::of_card(card, *role, field),
            Person::Identity(identity) => values::of_identity(identity, *role, field, &beside),
        };
        let reason = match &told {
            // What the field itself forbids is told before what the item lacks.
            Told::Nothing => guards::refusal(field, ""),
            Told::Unfit => guards::refusal(field, "0").or(Some(Refusal::Unfit)),
            Told::Value { value, .. } if values::is_parted(*role) && field.max_length.is_some_and(|most| most <= 6) => {
                match in_boxes(section, *index, *role, value) {
                    Ok(pieces) => {
                        writes.extend(pieces);
                        continue;
                    }
                    Err(reason) => Some(reason),
                }
            }
            Told::Value { value, .. } => guards::refusal(field, value),
        };
        match (reason, told) {
            (None, Told::Value { value, others }) => writes.push(FieldWrite {
                field: *index,
                role: *role,
                value,
                others,
            }),
            (reason, _) => {
                // What it does not take, others must: the country's code goes with the number.
                beside.retain(|other| other != role);
                refused.push(FieldRefusal {
                    field: *index,
                    role: *role,
                    reason: reason.unwrap_or(Refusal::Unfit),
                });
            }
        }
    }
    (writes, refused)
}

/// A value piece by piece, from its first box on; or why no part of it goes anywhere.
fn in_boxes(section: &[&Candidate<'_>], first: u32, role: Role, value: &str) -> Result<Vec<FieldWrite>, Refusal> {
    let mut boxes: Vec<(&FieldSnapshot, usize)> = Vec::new();
    let mut writes = Vec::new();
    let mut next = first;
    for one in section {
        let Some(room) = one.field.max_length.filter(|_| one.index == next && one.role == role) else {
            continue;
        };
        next = next.saturating_add(1);
        boxes.push((one.field, usize::try_from(room).unwrap_or(0)));
    }
    let rooms: Vec<usize> = boxes.iter().map(|(_, room)| *room).collect();
    let unfit = if rooms.len() > 1 {
        Refusal::Unfit
    } else {
        Refusal::TooLong
    };
    let pieces = values::pieces(role, value, &rooms).ok_or(unfit)?;
    for (index, ((field, _), piece)) in (first..).zip(boxes.iter().zip(pieces)) {
        if let Some(reason) = guards::refusal(field, &piece) {
            return Err(reason);
        }
        writes.push(FieldWrite {
            field: index,
            role,
            value: piece,
            others: Vec::new(),
        });
    }
    Ok(writes)
}
