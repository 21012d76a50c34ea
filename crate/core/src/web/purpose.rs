//! What a section of a form is for, weighed from the texts around it and from its fields.
//!
//! Buttons, names, titles and fields each give points; no single one decides, and what speaks for two purposes speaks
//! for none. The weights were found by reading many pages; change one and run the pages of `tests/web_classify.rs`.
//! It names no roles: that is [`crate::web::classify`]'s part.

use crate::api::{Purpose, Role};
use crate::web::around::Around;
use crate::web::codes::{digits_of_code, is_one_time};
use crate::web::hints::*;
use crate::web::hints_person::CARD;
use crate::web::parts;
use crate::web::sections::{Member, Section, is_code, is_login_id, shown};
use crate::web::votes::{Kind, Vote};

/// What a section is for.
pub fn purpose(section: &Section<'_>, around: &Around) -> Purpose {
    if !parts::of_password(section, around.asks_parts).is_empty() {
        return Purpose::SignIn;
    }
    let mut passwords = shown(section, |member| {
        // Banks sign in by a card's number and a code that they call so.
        let is_of_card = member.facts.vote == Some(Vote::SecurityCode)
            && pays(section)
            && around.all_buttons() & (SIGN_IN | SIGN_UP) != SIGN_IN;
        member.facts.kind == Kind::Password && !is_code(member) && !is_of_card && !is_scrap(member)
    });
    let asks_for_user = |member: &Member<'_>| member.facts.kind == Kind::Text && is_login_id(&member.facts);
    if passwords.is_empty() {
        // Some forms show the password while it is typed, in a field for text.
        let plain = |member: &&Member<'_>| {
            member.facts.kind == Kind::Text && member.facts.vote == Some(Vote::Password) && member.seen
        };
        let shown: Vec<&Member<'_>> = section.members.iter().filter(plain).collect();
        if shown.len() >= 2 || section.members.iter().any(asks_for_user) {
            passwords = shown;
        }
    }
    if passwords.is_empty() {
        match step_purpose(section, around) {
            Purpose::Other => purpose_apart(section, around),
            found => found,
        }
    } else {
        password_purpose(section, &passwords, around)
    }
}

/// Whether a field has no room for a password: what banks ask of one in passing.
pub fn is_scrap(member: &Member<'_>) -> bool {
    matches!(member.field.max_length, Some(1 | 2))
}

/// Points for signing in, signing up and changing a password.
#[derive(Default)]
struct Points {
    sign_in: i32,
    sign_up: i32,
    change: i32,
}

/// What stands around the fields says.
fn weigh_around(around: &Around) -> Points {
    let mut points = Points::default();
    let mut add = |found: Concepts, weight: i32| {
        let has = |concepts: Concepts| found & concepts != 0;
        if has(CHANGE) {
            points.change += weight + 1;
        } else if has(RESET) && !has(SIGN_IN | SIGN_UP) {
            points.change += weight;
        }
        match (has(SIGN_IN), has(SIGN_UP)) {
            (true, false) => points.sign_in += weight,
            (false, true) => points.sign_up += weight,
            // A sign-in offers to make an account beside it more often than the other way round.
            (true, true) => points.sign_in += 1,
            (false, false) => {}
        }
        if has(FORGOT) {
            points.sign_in += 1;
        }
    };
    let buttons = around.all_buttons();
    add(buttons & !FORGOT, 4);
    // The first button that speaks of either is the form's own more often than the second.
    let first = around.buttons.iter().find(|button| **button & (SIGN_IN | SIGN_UP) != 0);
    if !around.shared && buttons & SIGN_IN != 0 && buttons & SIGN_UP != 0 {
        match first.map(|found| (found & SIGN_IN != 0, found & SIGN_UP != 0)) {
            Some((true, false)) => add(SIGN_IN, 2),
            Some((false, true)) => add(SIGN_UP, 1),
            _ => {}
        }
    }
    add(around.names, 3);
    add(around.text, 3);
    add(around.page, 2);
    if buttons & FORGOT != 0 {
        points.sign_in += 2;
    }
    points
}

fn password_purpose(section: &Section<'_>, passwords: &[&Member<'_>], around: &Around) -> Purpose {
    let mut points = weigh_around(around);
    let any = |concepts: Concepts| passwords.iter().any(|member| member.facts.spoken & concepts != 0);
    let token = |role: Role| passwords.iter().any(|member| member.facts.token == Some(role));
    let texts = shown(section, |member| member.facts.kind == Kind::Text && !is_code(member));
    let seen: Vec<&&Member<'_>> = texts.iter().filter(|member| member.seen).collect();
    let person = person_points(section);
    let count = passwords.len();
    if any(CONFIRM) {
        points.sign_up += 4;
        points.change += 4;
    } else if count >= 2 {
        points.sign_up += 2;
        points.change += 2;
    }
    if count == 1 {
        points.sign_in += 2;
    }
    if count >= 2 && (any(CURRENT) || token(Role::CurrentPassword)) {
        points.change += 5;
    } else if any(CURRENT) || (token(Role::CurrentPassword) && !any(NEW | CONFIRM)) {
        points.sign_in += 3;
    }
    if token(Role::NewPassword) {
        points.sign_up += 2;
        points.change += 2;
    }
    if any(NEW) {
        points.sign_up += 2;
        points.change += 3;
    }
    // One alone that asks for something new is set anew, whatever the button says.
    if count == 1 && seen.is_empty() && passwords.iter().any(|member| member.facts.shown & NEW != 0) {
        points.change += 2;
    }
    // Who ends an account shows once more who they are.
    if (around.text | around.names | around.all_buttons()) & ENDING != 0 {
        points.sign_in += 4;
    }
    if any(STRENGTH) {
        points.sign_up += 2;
        points.change += 1;
    }
    if any(SIGN_UP) || texts.iter().any(|member| member.facts.spoken & SIGN_UP != 0) {
        points.sign_up += 2;
    }
    if any(FORGOT) {
        points.sign_in += 2;
    }
    // Where the button plainly signs in, planted fields for persons do not make a sign-up of it.
    let buttons = around.all_buttons();
    let plain_sign_in = count == 1 && buttons & SIGN_IN != 0 && buttons & SIGN_UP == 0;
    points.sign_up += if plain_sign_in { person.min(3) } else { person };
    match seen.len() {
        0 => {
            points.change += 2;
            points.sign_up -= 3;
        }
        1 => points.sign_in += 1,
        2 | 3 => {}
        _ => points.sign_up += 2,
    }
    let login_ids = |role: Role| {
        seen.iter()
            .filter(|member| member.facts.vote == Some(Vote::Is(role)))
            .count()
    };
    if (login_ids(Role::Email) > 0 && login_ids(Role::Username) > 0) || login_ids(Role::Email) > 1 {
        points.sign_up += 2;
    }
    // Nobody confirms an address to sign in.
    if seen
        .iter()
        .any(|member| member.facts.vote == Some(Vote::Is(Role::Email)) && member.facts.spoken & CONFIRM != 0)
    {
        points.sign_up += 3;
    }
    // A change needs a reason of its own: a lone password field is rarely one.
    points.change -= 3;
    if points.change > points.sign_in && points.change >= points.sign_up {
        Purpose::ChangePassword
    } else if points.sign_up > points.sign_in {
        Purpose::SignUp
    } else {
        Purpose::SignIn
    }
}

/// How much the visible fields ask who one is or where one lives, 0 to 5. A telephone number and its country alone
/// may be a login.
fn person_points(section: &Section<'_>) -> i32 {
    let count = |asks: &dyn Fn(Role, u32) -> bool| {
        let seen = section
            .members
            .iter()
            .filter(|member| member.seen && member.facts.kind != Kind::Password);
        seen.filter(|member| matches!(member.facts.vote, Some(Vote::Is(role)) if asks(role, member.facts.weight)))
            .count()
    };
    let plain = count(&|role, weight| match role {
        Role::GivenName | Role::FamilyName | Role::AdditionalName => true,
        Role::AddressLine1 | Role::AddressLevel2 | Role::AddressLevel1 | Role::PostalCode => true,
        Role::Bday | Role::BdayDay | Role::BdayMonth | Role::BdayYear => true,
        Role::Name => weight >= 7,
        _ => false,
    });
    let reachable = count(&|role, _| matches!(role, Role::Tel | Role::Country));
    let ids = count(&|role, _| matches!(role, Role::Username | Role::Email));
    match (plain, reachable) {
        (0, 0) => 0,
        (0, _) => i32::from(ids > 0),
        (1, _) => 3,
        _ => 5,
    }
}

/// The purpose of a section without a password field.
fn step_purpose(section: &Section<'_>, around: &Around) -> Purpose {
    let texts = shown(section, |member| member.facts.kind == Kind::Text || is_code(member));
    let all = around.all();
    if pays(section) {
        return Purpose::Other;
    }
    // A code beside a telephone number may be how one signs in.
    let buttons = around.all_buttons();
    let by_code = buttons & SIGN_IN != 0
        && buttons & SIGN_UP == 0
        && texts
            .iter()
            .any(|member| !is_one_time(member, around) && is_step_id(member));
    if by_code && texts.iter().any(|member| is_one_time(member, around)) {
        return Purpose::SignIn;
    }
    if texts.iter().any(|member| is_one_time(member, around)) || !digits_of_code(section, around).is_empty() {
        return Purpose::OneTimeCode;
    }
    // A form that speaks of what was forgotten, and not of signing in, helps to find it again.
    let says = around.text | around.all_buttons();
    if (around.names | around.text) & (FORGOT | RESET) != 0
        && says & SIGN_IN == 0
        && texts.iter().any(|member| is_step_id(member))
    {
        return Purpose::Recovery;
    }
    let ids: Vec<&&Member<'_>> = texts.iter().filter(|member| is_step_id(member)).collect();
    if ids.is_empty() || texts.len() > 3 || person_points(section) >= 3 {
        return Purpose::Other;
    }
    let points = weigh_around(around);
    let (mut sign_in, mut sign_up) = (points.sign_in, points.sign_up);
    let mut against = 0;
    let near = around.names | around.text | around.all_buttons();
    for (concept, weight) in [
        (NEWSLETTER, 6),
        (CONTACT, 3),
        (FORGOT | RESET, 3),
        (SEARCH, 2),
        (CARD, 2),
    ] {
        if near & concept != 0 {
            against += weight;
        }
    }
    for member in &ids {
        if member.facts.token == Some(Role::Username) {
            sign_in += 3;
        } else if matches!(member.facts.vote, Some(Vote::Is(Role::Username) | Vote::Customer)) {
            sign_in += 2;
        }
        if member.facts.spoken & SIGN_UP != 0 {
            sign_up += 2;
        } else if member.facts.spoken & SIGN_IN != 0 {
            sign_in += 1;
        }
        if member.facts.spoken & (NEWSLETTER | CONTACT) != 0 {
            against += 3;
        }
    }
    if texts.len() == 1 && all & NEXT != 0 {
        sign_in += 1;
    }
    if section
        .members
        .iter()
        .any(|member| member.field.tag == "textarea" && member.seen)
    {
        against += 4;
    }
    if sign_up > sign_in && sign_up - against >= 3 {
        Purpose::SignUp
    } else if sign_in - against >= 3 && sign_in >= sign_up {
        Purpose::SignIn
    } else {
        Purpose::Other
    }
}

/// Whether a card's number is asked for.
pub fn pays(section: &Section<'_>) -> bool {
    section
        .members
        .iter()
        .any(|member| member.facts.vote == Some(Vote::Is(Role::CcNumber)))
}

/// What a form is for that has to do with no account.
fn purpose_apart(section: &Section<'_>, around: &Around) -> Purpose {
    let near = around.names | around.text | around.all_buttons();
    let votes = |role: Role| {
        section
            .members
            .iter()
            .any(|member| member.facts.vote == Some(Vote::Is(role)))
    };
    let writes = section
        .members
        .iter()
        .any(|member| member.field.tag == "textarea" && member.seen);
    if pays(section) {
        Purpose::Checkout
    } else if votes(Role::AddressLine1) || votes(Role::PostalCode) || (person_points(section) >= 3 && !writes) {
        Purpose::Address
    } else if votes(Role::Email) && near & NEWSLETTER != 0 {
        Purpose::Newsletter
    } else if writes && (near & CONTACT != 0 || votes(Role::Email)) {
        Purpose::Contact
    } else if votes(Role::Search) {
        Purpose::Search
    } else {
        Purpose::Other
    }
}

/// Whether a field could take the user name of a sign-in in steps.
pub fn is_step_id(member: &Member<'_>) -> bool {
    is_login_id(&member.facts) || matches!(member.facts.vote, Some(Vote::Weak | Vote::Is(Role::Tel)))
}

/// Whether a form has to do with an account.
pub fn is_of_an_account(purpose: Purpose) -> bool {
    matches!(
        purpose,
        Purpose::SignIn | Purpose::SignUp | Purpose::ChangePassword | Purpose::OneTimeCode | Purpose::Recovery
    )
}
