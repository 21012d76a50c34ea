//! What a page's forms are for and what its fields are, from a snapshot without values.
//!
//! The purpose of each section first ([`crate::web::purpose`]), then its fields, each by its own words
//! ([`crate::web::votes`]) and by its neighbours. No single signal decides, the page's `autocomplete` no more than any
//! other. It never sees a value. Source of the roles: HTML, "Autofilling form controls".

use crate::api::{FieldRole, FieldSnapshot, PageSnapshot, Purpose, Reading, Role};
use crate::web::around::{self, Around};
use crate::web::codes;
use crate::web::dates::{self, birth_date, card_date, part_of_date};
use crate::web::hints::{CAPTCHA, CONFIRM, CURRENT, FOREIGN, NEW, OTP, PASSWORD, SETTING, TRAP, USER_WEAK};
use crate::web::hints_person::{CARD, MONTH, YEAR};
use crate::web::limits;
use crate::web::names;
use crate::web::parts;
use crate::web::purpose;
use crate::web::sections::{self, Member, Section};
use crate::web::states;
use crate::web::votes::{self, Kind, Vote};
use crate::web::{boxes, cards};

/// A reading with the sections that it came from.
pub struct Understanding {
    /// One role a field, one purpose a form.
    pub reading: Reading,
    /// The section of each field: an index of its own, unique on the page.
    pub section_of: Vec<usize>,
    /// The purpose of each section.
    pub section_purposes: Vec<Purpose>,
    /// Fields that ask for single characters of a password.
    pub parts: Vec<usize>,
}

/// Reads a snapshot: one role a field, one purpose a form. Beyond the bounds of [`limits`] nothing is understood.
pub fn read(snapshot: &PageSnapshot) -> Reading {
    understand(snapshot).reading
}

/// [`read`], with the sections into which forms were parted.
pub fn understand(snapshot: &PageSnapshot) -> Understanding {
    let count = snapshot.fields.len();
    let nothing = |index: usize| FieldRole {
        field: u32::try_from(index).unwrap_or(u32::MAX),
        role: Role::Other,
        confidence: 0.0,
    };
    let mut understood = Understanding {
        reading: Reading {
            roles: (0..count).map(nothing).collect(),
            purposes: vec![Purpose::Other; snapshot.forms.len()],
        },
        section_of: vec![0; count],
        section_purposes: Vec::new(),
        parts: Vec::new(),
    };
    if limits::check_snapshot(snapshot).is_err() {
        return understood;
    }
    let page = around::page_concepts(snapshot);
    for (form, members) in members_by_form(snapshot) {
        let Some(of_form) = snapshot.forms.get(form) else {
            continue;
        };
        let mut parts = sections::part(form, members);
        let around = around::around(of_form, page, parts.len() > 1);
        for section in &mut parts {
            section.purpose = purpose::purpose(section, &around);
        }
        if let Some(purpose) = understood.reading.purposes.get_mut(form) {
            *purpose = main_purpose(&parts);
        }
        for section in &parts {
            let number = understood.section_purposes.len();
            understood.section_purposes.push(section.purpose);
            understood.parts.extend(parts::of_password(section, around.asks_parts));
            for (index, role, confidence) in assign(section, &around) {
                if let (Some(found), Some(of)) = (
                    understood.reading.roles.get_mut(index),
                    understood.section_of.get_mut(index),
                ) {
                    (found.role, found.confidence, *of) = (role, confidence, number);
                }
            }
        }
    }
    leave_decoys(snapshot, &mut understood);
    understood
}

/// An unseen login without a word beside it, where another can be seen, is put there to keep browsers from filling.
fn leave_decoys(snapshot: &PageSnapshot, understood: &mut Understanding) {
    let logins = |section: usize| {
        let roles = understood
            .reading
            .roles
            .iter()
            .zip(&understood.section_of)
            .zip(&snapshot.fields);
        roles.filter_map(move |((found, of), field)| {
            (*of == section && (is_login(found.role) || votes::is_password(found.role))).then_some(field)
        })
    };
    let is_mute = |field: &FieldSnapshot| {
        !field.visible && field.label.is_empty() && field.placeholder.is_empty() && field.nearby.is_empty()
    };
    let sections = 0..understood.section_purposes.len();
    if !sections
        .clone()
        .any(|section| logins(section).any(|field| field.visible))
    {
        return;
    }
    let decoys: Vec<usize> = sections.filter(|section| logins(*section).all(is_mute)).collect();
    for (found, section) in understood.reading.roles.iter_mut().zip(&understood.section_of) {
        if decoys.contains(section) && (is_login(found.role) || votes::is_password(found.role)) {
            found.role = Role::Other;
        }
    }
}

/// The fields of each form that has any, with their signals, in document order.
fn members_by_form(snapshot: &PageSnapshot) -> Vec<(usize, Vec<Member<'_>>)> {
    let mut forms: Vec<(usize, Vec<Member<'_>>)> = (0..snapshot.forms.len()).map(|form| (form, Vec::new())).collect();
    let signs_in: Vec<bool> = snapshot.forms.iter().map(around::signs_in).collect();
    for (index, field) in snapshot
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| sections::is_for_a_person(field))
    {
        let form = usize::try_from(field.form).ok();
        let form = form.and_then(|form| Some((forms.get_mut(form)?, *signs_in.get(form)?)));
        if let Some(((_, members), signs_in)) = form {
            members.push(Member {
                index,
                field,
                seen: field.visible,
                facts: votes::read_field(field, signs_in),
            });
        }
    }
    forms.retain(|(_, members)| !members.is_empty());
    forms
}

/// The purpose of a form of several sections: that of the first with a visible field which is for anything at all.
fn main_purpose(parts: &[Section<'_>]) -> Purpose {
    let seen = |section: &&Section<'_>| section.members.iter().any(|member| member.field.visible);
    let telling = |section: &&Section<'_>| section.purpose != Purpose::Other;
    let found = parts
        .iter()
        .filter(telling)
        .find(seen)
        .or_else(|| parts.iter().find(telling));
    found.map_or(Purpose::Other, |section| section.purpose)
}

/// The roles of one section's fields: index, role, confidence.
fn assign(section: &Section<'_>, around: &Around) -> Vec<(usize, Role, f32)> {
    let card = around.all() & CARD != 0 && section.purpose != Purpose::SignIn
        || section
            .members
            .iter()
            .any(|member| member.facts.vote == Some(Vote::Is(Role::CcNumber)));
    let digits = codes::digits_of_code(section, around);
    let boxes = boxes::of_values(section);
    let parts = parts::of_password(section, around.asks_parts);
    let login_id = chosen_login_id(section);
    section
        .members
        .iter()
        .enumerate()
        .map(|(position, member)| {
            let role = match member.facts.kind {
                _ if parts.contains(&member.index) => Role::Other,
                _ if digits.contains(&member.index) => Role::OneTimeCode,
                _ if let Some((_, role)) = boxes.iter().find(|(index, _)| *index == member.index) => *role,
                Kind::Other => Role::Other,
                Kind::Password => password_role(section, position, member, card),
                _ if let Some(part) = dates::part_of_row(section, position) => part,
                Kind::Select => select_role(section, member),
                Kind::Text if login_id == Some(member.index) => match member.facts.vote {
                    Some(Vote::Is(Role::Email)) => Role::Email,
                    _ => Role::Username,
                },
                Kind::Text => text_role(section, position, around, card),
            };
            (member.index, role, confidence(member, role))
        })
        .collect()
}

/// How sure a role is: the more the field itself says it, the surer.
fn confidence(member: &Member<'_>, role: Role) -> f32 {
    let told = match member.facts.vote {
        Some(Vote::Is(voted)) if voted == role => member.facts.weight,
        Some(Vote::Password) if votes::is_password(role) => member.facts.weight,
        _ if member.facts.token == Some(role) => 6,
        _ => 0,
    };
    let base = if member.facts.kind == Kind::Password && votes::is_password(role) {
        0.7
    } else {
        0.4
    };
    let more = match told {
        0 => 0.0,
        1..=5 => 0.1,
        6..=11 => 0.2,
        _ => 0.3,
    };
    base + more
}

fn password_role(section: &Section<'_>, position: usize, member: &Member<'_>, card: bool) -> Role {
    if sections::is_code(member) {
        return match member.facts.vote {
            Some(Vote::Is(role @ (Role::CcCsc | Role::CcNumber))) => role,
            _ => Role::OneTimeCode,
        };
    }
    match member.facts.vote {
        Some(Vote::SecurityCode) => return cards::security_code(section, card),
        _ if member.facts.spoken & SETTING != 0 || purpose::is_scrap(member) => return Role::Other,
        Some(Vote::Is(Role::Other)) if member.facts.spoken & PASSWORD == 0 => return Role::Other,
        _ => {}
    }
    let says = |concepts| member.facts.spoken & concepts != 0;
    let is_current = says(CURRENT) && member.facts.shown & NEW == 0
        || (member.facts.token == Some(Role::CurrentPassword) && !says(NEW | CONFIRM));
    // One that nobody sees is a password all the same, unless it says that it is a trap; the plan leaves it alone.
    if !member.field.visible && says(TRAP) {
        return Role::Other;
    }
    match section.purpose {
        Purpose::SignUp if is_current && says(CURRENT) => Role::CurrentPassword,
        Purpose::SignUp => Role::NewPassword,
        Purpose::ChangePassword if is_current || is_first_of_three(section, position) => Role::CurrentPassword,
        Purpose::ChangePassword => Role::NewPassword,
        _ => Role::CurrentPassword,
    }
}

/// In a row of three passwords that do not say which is which, the first is the one until now.
fn is_first_of_three(section: &Section<'_>, position: usize) -> bool {
    let passwords = || {
        section
            .members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.facts.kind == Kind::Password)
    };
    let told = passwords()
        .any(|(_, member)| member.facts.spoken & CURRENT != 0 || member.facts.token == Some(Role::CurrentPassword));
    !told && passwords().count() >= 3 && passwords().next().is_some_and(|(first, _)| first == position)
}

/// The field of a sign-in that takes the user name, where its own words leave that open: by its place.
fn chosen_login_id(section: &Section<'_>) -> Option<usize> {
    if section.purpose != Purpose::SignIn {
        return None;
    }
    let texts = || section.members.iter().filter(|member| member.facts.kind == Kind::Text);
    let seen = || texts().filter(|member| member.seen);
    if let Some(told) = seen().find(|member| sections::is_login_id(&member.facts)) {
        return Some(told.index);
    }
    let open = |member: &&Member<'_>| {
        let person = matches!(
            member.facts.vote,
            None | Some(Vote::Weak | Vote::Is(Role::Tel | Role::Name))
        );
        person && member.facts.spoken & (CAPTCHA | FOREIGN | SETTING) == 0 && member.field.enabled
    };
    let password = section
        .members
        .iter()
        .find(|member| member.facts.kind == Kind::Password)
        .map(|member| member.index);
    let Some(password) = password else {
        // A step of its own: words for persons and numbers will do.
        return seen()
            .find(|member| purpose::is_step_id(member))
            .map(|member| member.index);
    };
    let before = seen()
        .filter(open)
        .rfind(|member| member.index < password && !purpose::is_scrap(member));
    // The only field before the password is the login, whatever it calls itself.
    let only = || {
        let mut all = seen().filter(|member| member.index < password && !sections::is_code(member));
        all.next()
            .filter(|member| member.facts.spoken & SETTING == 0)
            .filter(|member| all.next().is_none() && member.facts.vote != Some(Vote::Is(Role::Search)))
    };
    let hidden = || texts().find(|member| sections::is_login_id(&member.facts));
    let after = || seen().filter(open).find(|member| member.index > password);
    before
        .or_else(only)
        .or_else(hidden)
        .or_else(after)
        .map(|member| member.index)
}

fn text_role(section: &Section<'_>, position: usize, around: &Around, card: bool) -> Role {
    let Some(member) = section.members.get(position) else {
        return Role::Other;
    };
    let signs_in = section.purpose == Purpose::SignIn;
    let found = match member.facts.vote {
        _ if codes::is_spare(section, member) => Role::Other,
        _ if codes::has_room(section, member) && codes::is_one_time(member, around) => Role::OneTimeCode,
        Some(Vote::Is(Role::Username))
            if !purpose::is_of_an_account(section.purpose) && member.facts.token != Some(Role::Username) =>
        {
            if member.field.input_type == "email" {
                Role::Email
            } else {
                Role::Other
            }
        }
        // A card is never told by its number alone where an account is: then it is a member's card.
        Some(Vote::Is(Role::CcNumber)) if cards::is_members(section, member) => {
            if signs_in {
                Role::Username
            } else {
                Role::Other
            }
        }
        Some(Vote::Is(Role::Bday)) => birth_date(member).unwrap_or(Role::Bday),
        Some(Vote::Is(Role::CcExp)) if member.facts.shown & MONTH == 0 || member.facts.shown & YEAR == 0 => {
            card_date(member).unwrap_or(Role::CcExp)
        }
        Some(Vote::Is(Role::OneTimeCode)) if codes::is_riddle(section, member, around) => Role::Other,
        Some(Vote::Is(Role::OneTimeCode)) if cards::is_verified_by(section, member) => Role::CcCsc,
        Some(Vote::Is(Role::Name | Role::GivenName | Role::FamilyName)) if names::is_holder(section, member) => {
            Role::CcName
        }
        Some(Vote::Is(Role::Name)) => names::role(section, member),
        Some(Vote::Is(Role::Country)) if states::is_part_of_country(section, member) => Role::AddressLevel1,
        Some(Vote::Is(Role::PostalCode)) if states::is_place_to_find(section, member) => Role::Other,
        Some(Vote::Is(Role::Tel)) if signs_in && member.facts.named & USER_WEAK != 0 => Role::Username,
        // What is asked for beside a login to find the account is a tenant's, not the person's own.
        Some(Vote::Is(Role::Organization)) if signs_in => Role::Other,
        Some(Vote::Is(role)) => role,
        // Who sets a password anew was sent a code for it.
        Some(Vote::Code) if around.all() & OTP != 0 || section.purpose == Purpose::ChangePassword => Role::OneTimeCode,
        Some(Vote::Customer) if signs_in => Role::Username,
        Some(Vote::SecurityCode) => cards::security_code(section, card),
        Some(Vote::Password) if member.seen => twin_role(section, member),
        // A sign-up that names no user otherwise means one by such a word.
        Some(Vote::Weak) if section.purpose == Purpose::SignUp && !sections::has_login_id(section) => Role::Username,
        _ => Role::Other,
    };
    // A card's dates and a birthday's parts may say only "month": the neighbours tell which.
    match found {
        Role::Other => match part_of_date(section, member, card) {
            Role::Other if cards::is_unnamed_code(section, member) => Role::CcCsc,
            part => part,
        },
        found => found,
    }
}

fn is_login(role: Role) -> bool {
    matches!(role, Role::Username | Role::Email)
}

/// A text field that speaks of a password shows the password beside or instead of the hidden one.
fn twin_role(section: &Section<'_>, member: &Member<'_>) -> Role {
    match section.purpose {
        Purpose::SignIn => Role::CurrentPassword,
        Purpose::SignUp => Role::NewPassword,
        Purpose::ChangePassword if member.facts.spoken & CURRENT != 0 => Role::CurrentPassword,
        Purpose::ChangePassword => Role::NewPassword,
        _ => Role::Other,
    }
}

fn select_role(section: &Section<'_>, member: &Member<'_>) -> Role {
    let card = section
        .members
        .iter()
        .any(|other| other.facts.vote == Some(Vote::Is(Role::CcNumber)));
    match member.facts.vote {
        Some(Vote::Is(Role::CcExp)) => card_date(member).unwrap_or(Role::CcExp),
        Some(Vote::Is(Role::Bday)) => birth_date(member).unwrap_or(Role::Bday),
        Some(Vote::Is(Role::Tel)) => Role::Other,
        Some(Vote::Is(Role::Country)) if states::is_part_of_country(section, member) => Role::AddressLevel1,
        // Where one signs in, it belongs to the telephone number.
        Some(Vote::Is(Role::Country)) if section.purpose == Purpose::SignIn => Role::Other,
        Some(Vote::Is(role)) if !is_login(role) && !votes::is_password(role) && role != Role::Search => role,
        _ => part_of_date(section, member, card),
    }
}
