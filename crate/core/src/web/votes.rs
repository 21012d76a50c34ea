//! What one field says of itself: its autocomplete token, and a vote for what its words mean.
//!
//! Each text of a field (label, placeholder, name, id and so on) votes once, by the most telling word in it; the votes
//! are weighed and the best wins. It looks at one field alone: the form around it is the next floor's business
//! ([`crate::web::classify`]).

use crate::api::{FieldSnapshot, Role};
use crate::web::examples;
use crate::web::hints::*;
use crate::web::hints_person::*;
use crate::web::options;
use crate::web::tokens;
use crate::web::words::{concepts, identifier_concepts, leaf};

/// What kind of control a field is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A password field.
    Password,
    /// A field for a line of text, an address, a number.
    Text,
    /// A list to choose from.
    Select,
    /// Anything that no login, code, card or identity goes into.
    #[default]
    Other,
}

/// What the words of a field mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// This role.
    Is(Role),
    /// A number of the customer, member or account: a user name where one signs in.
    Customer,
    /// A word that goes with user names, but with other things too.
    Weak,
    /// A password, although perhaps not in a password field.
    Password,
    /// A security code, of a card or of a sign-in.
    SecurityCode,
    /// Some code.
    Code,
}

/// A field's own signals.
#[derive(Default)]
pub struct Facts {
    /// Kind of control.
    pub kind: Kind,
    /// The role that its autocomplete tokens name, if any.
    pub token: Option<Role>,
    /// Everything that its texts speak of.
    pub spoken: Concepts,
    /// Everything that its label and placeholder (or the text before it) speak of.
    pub shown: Concepts,
    /// Everything that its name and id speak of.
    pub named: Concepts,
    /// The winning vote.
    pub vote: Option<Vote>,
    /// Weight of the winning vote, 0 to about 12.
    pub weight: u32,
}

/// Reads one field, in a form that says it `signs_in` or in one that does not.
pub fn read_field(field: &FieldSnapshot, signs_in: bool) -> Facts {
    let kind = kind_of(field);
    if kind == Kind::Other {
        return Facts::default();
    }
    let bare = field.label.is_empty() && examples::is_shape(&field.placeholder);
    // A label around a list holds its options too, and the text before a field may hold those of another one.
    let label = if kind == Kind::Select {
        start_of(&field.label, 40)
    } else {
        &field.label
    };
    let nearby_weight = if bare && field.nearby.len() <= 80 { 8 } else { 2 };
    let texts = [
        (shown_text(label), 8),
        (shown_text(&field.placeholder), 7),
        (shown_text(&field.nearby), nearby_weight),
        (identifier_concepts(&field.host), 4),
    ];
    let named = identifier_concepts(&field.name) | identifier_concepts(&field.id);
    let mut spoken = texts.iter().fold(named, |all, (found, _)| all | found);
    let shown = texts
        .iter()
        .take(if bare { 3 } else { 2 })
        .fold(0, |all, (found, _)| all | found);
    let token = tokens::role_of(&field.autocomplete);
    let mut votes: Vec<(Vote, u32)> = Vec::new();
    let mut cast = |vote: Option<Vote>, weight: u32| {
        let Some(vote) = vote else { return };
        // A weak word never outvotes a telling one.
        let weight = if matches!(vote, Vote::Weak | Vote::Code) {
            weight / 3
        } else {
            weight
        };
        match votes.iter_mut().find(|(known, _)| *known == vote) {
            Some((_, sum)) => *sum = sum.saturating_add(weight),
            None => votes.push((vote, weight)),
        }
    };
    cast(token.filter(|role| !is_password(*role)).map(Vote::Is), 10);
    for (found, weight) in texts {
        cast(meaning(found, kind), weight);
    }
    for (identifier, weight) in [(&field.name, 4), (&field.id, 3)] {
        let meant = identifier_meaning(identifier, kind);
        // Nobody names anything else so; labels and titles are mistaken for their neighbours' more often.
        let weight = if meant == Some(Vote::Is(Role::CcCsc)) && shown & CITY == 0 {
            weight * 2
        } else {
            weight
        };
        cast(meant, weight);
    }
    let mut examples = [label, &field.placeholder].into_iter();
    if kind != Kind::Select && examples.any(|text| examples::is_of_card(text, spoken)) {
        cast(Some(Vote::Is(Role::CcNumber)), 6);
    }
    match field.input_type.as_str() {
        "email" => cast(Some(Vote::Is(Role::Email)), 4),
        // Dates and security codes are typed into such fields too, for the sake of the keyboard.
        "tel" if field.max_length.is_none_or(|most| most > 5) => cast(Some(Vote::Is(Role::Tel)), 2),
        "search" => cast(Some(Vote::Is(Role::Search)), 12),
        _ => {}
    }
    let is_of_tel = token == Some(Role::TelCountryCode) || named & TEL != 0;
    if let Some((role, weight)) = options::role_of(&field.options, is_of_tel) {
        cast(Some(Vote::Is(role)), weight);
    }
    // On a tie the earlier text wins.
    // A password is not an address, a day or a page, and a day nobody's name.
    votes.retain(|(vote, _)| match field.input_type.as_str() {
        "date" | "month" => !matches!(vote, Vote::Password | Vote::Weak | Vote::Customer),
        "email" | "url" | "search" => *vote != Vote::Password,
        _ => true,
    });
    let best = votes.into_iter().rev().max_by_key(|(_, weight)| *weight);
    let (vote, weight) = best.map_or((None, 0), |(vote, weight)| (Some(vote), weight));
    // Webmail signs in with what a program would be set to: there its label must name the program, and the form not say
    // what it does.
    let [(label, _), (placeholder, _), ..] = texts;
    let by_name = named & SETTING != 0 && (shown & (USERNAME | EMAIL | PASSWORD) == 0 || named & THING != 0);
    if signs_in || !by_name && (label | placeholder) & SETTING == 0 {
        spoken &= !SETTING;
    }
    let said = named | shown;
    let is_other = match vote {
        _ if spoken & SETTING != 0 => true,
        // A riddle in a picture is often called a code, and so is what a coupon has.
        Some(Vote::Is(Role::OneTimeCode)) if said & (THING | ONE_TIME) == THING && token.is_none() => true,
        Some(Vote::Is(Role::OneTimeCode) | Vote::Code) => said & CAPTCHA != 0,
        _ => false,
    };
    let vote = if is_other { Some(Vote::Is(Role::Other)) } else { vote };
    // A row that says "address" holds all its parts, and each has its own name.
    let part =
        || identifier_meaning(&field.name, kind).filter(|meant| named & STREET == 0 && is_part_of_address(*meant));
    let vote = match vote {
        Some(Vote::Is(Role::AddressLine1)) if bare => part().or(vote),
        _ => vote,
    };
    // Of what takes several lines, only the street's are known.
    if field.tag == "textarea" && vote != Some(Vote::Is(Role::AddressLine1)) {
        return Facts::default();
    }
    Facts {
        kind,
        token,
        spoken,
        shown,
        named,
        vote,
        weight,
    }
}

/// What a `name` or an `id` means: by its last part, else by the whole path to it.
fn identifier_meaning(identifier: &str, kind: Kind) -> Option<Vote> {
    let last = leaf(identifier);
    // Alone, and for a line of text, these words leave nothing open.
    let alone = [
        ("user", Role::Username),
        ("login", Role::Username),
        ("account", Role::Username),
        ("nick", Role::Username),
        ("usr", Role::Username),
        ("first", Role::GivenName),
        ("last", Role::FamilyName),
        ("cid", Role::CcCsc),
    ];
    if kind == Kind::Text
        && let Some((_, role)) = alone.iter().find(|(word, _)| last.eq_ignore_ascii_case(word))
    {
        return Some(Vote::Is(*role));
    }
    // The second of a row of numbered lines: `street[1]`, counted from nothing.
    if last.len() < identifier.len() && identifier.ends_with("[1]") && identifier_concepts(last) & STREET != 0 {
        return Some(Vote::Is(Role::AddressLine2));
    }
    let of_last = if last.len() < identifier.len() {
        meaning(identifier_concepts(last), kind)
    } else {
        None
    };
    of_last.or_else(|| meaning(identifier_concepts(identifier), kind))
}

/// What a text beside a field speaks of; an example of an address says what is asked for.
fn shown_text(text: &str) -> Concepts {
    let found = concepts(text);
    if found & (USERNAME | SEARCH) == 0 && examples::is_address(text) {
        found & !NAME | EMAIL
    } else {
        found
    }
}

fn start_of(text: &str, chars: usize) -> &str {
    text.char_indices()
        .nth(chars)
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

/// What an address has beside its street.
fn is_part_of_address(vote: Vote) -> bool {
    matches!(
        vote,
        Vote::Is(Role::PostalCode | Role::AddressLevel2 | Role::AddressLevel1 | Role::Country)
    )
}

/// Whether the role is one of a password.
pub fn is_password(role: Role) -> bool {
    matches!(role, Role::CurrentPassword | Role::NewPassword)
}

fn kind_of(field: &FieldSnapshot) -> Kind {
    match (field.tag.as_str(), field.input_type.as_str()) {
        ("select", _) => Kind::Select,
        ("textarea", _) => Kind::Text,
        ("input", "password") => Kind::Password,
        ("input", "" | "hidden" | "text" | "email" | "tel" | "number" | "url" | "search" | "date" | "month") => {
            Kind::Text
        }
        _ => Kind::Other,
    }
}

/// The most telling meaning of one text. The order is the knowledge: earlier lines are special cases of later ones.
fn meaning(mut found: Concepts, kind: Kind) -> Option<Vote> {
    // No list holds all streets or names.
    if kind == Kind::Select {
        found &= !(STREET | STREET_2 | NAME);
    }
    let has = |concepts: Concepts| found & concepts != 0;
    let login = has(USERNAME | EMAIL);
    let is = |role| Some(Vote::Is(role));
    if found == 0 {
        return None;
    }
    // Of a company its name is asked for, if nothing more is said.
    if has(ORGANIZATION) && kind == Kind::Text && found & !(ORGANIZATION | NAME) == 0 {
        return is(Role::Organization);
    }
    if has(CAPTCHA | RIDDLE | TRAP) || (has(FOREIGN) && !login && !has(GIVEN | FAMILY)) {
        return is(Role::Other);
    }
    if kind == Kind::Select && has(COUNTRY) {
        return is(Role::Country);
    }
    if has(SEARCH) && !has(POSTAL | STREET) && kind != Kind::Password {
        return is(Role::Search);
    }
    // "DD/MM/YYYY" looks like a card's end; what is said to be a birthday is one.
    if let Some(role) = birth(found).or_else(|| card(found)) {
        return is(role);
    }
    if has(SECURITY_CODE) {
        return Some(Vote::SecurityCode);
    }
    if has(ONE_TIME) || has(ENTER_CODE) && !has(CARD) {
        return is(Role::OneTimeCode);
    }
    if has(PASSWORD) && (!login || kind == Kind::Password) {
        return Some(Vote::Password);
    }
    // Post of either kind has one word in Russian.
    if has(EMAIL) && !has(POSTAL) {
        return is(if has(USERNAME | TEL | CUSTOMER) {
            Role::Username
        } else {
            Role::Email
        });
    }
    if has(USERNAME) {
        return is(Role::Username);
    }
    if has(CUSTOMER) {
        return Some(Vote::Customer);
    }
    // The number of a house is a part of what an address says in one line; with a street it is that line.
    if has(HOUSE) && (has(STREET) || !has(STREET_2)) {
        return is(if has(STREET) { Role::AddressLine1 } else { Role::Other });
    }
    // A user's name, an account's name or a nickname may be a login; it is not the name of a person.
    if let Some(role) = person(found).filter(|role| *role != Role::Name || !has(USER_WEAK)) {
        return is(role);
    }
    if has(CODE) {
        return Some(Vote::Code);
    }
    has(USER_WEAK).then_some(Vote::Weak)
}

fn card(found: Concepts) -> Option<Role> {
    let has = |concepts: Concepts| found & concepts != 0;
    if has(CSC) {
        Some(Role::CcCsc)
    } else if has(EXPIRY) {
        Some(match (has(MONTH), has(YEAR)) {
            (true, false) => Role::CcExpMonth,
            (false, true) => Role::CcExpYear,
            _ => Role::CcExp,
        })
    } else if has(CARD_NAME) && !has(CUSTOMER) {
        Some(Role::CcName)
    } else if has(CARD_NUMBER) && !has(USERNAME | CUSTOMER) {
        Some(Role::CcNumber)
    } else {
        None
    }
}

fn birth(found: Concepts) -> Option<Role> {
    let has = |concepts: Concepts| found & concepts != 0;
    if !has(BIRTH) {
        return None;
    }
    Some(match (has(DAY), has(MONTH), has(YEAR)) {
        (true, false, false) => Role::BdayDay,
        (false, true, false) => Role::BdayMonth,
        (false, false, true) => Role::BdayYear,
        _ if has(FAMILY) => Role::FamilyName,
        _ => Role::Bday,
    })
}

fn person(found: Concepts) -> Option<Role> {
    // The first that is spoken of; where two names are asked for in one field, it is the whole name.
    if found & GIVEN != 0 && found & FAMILY != 0 {
        return Some(Role::Name);
    }
    [
        (GIVEN, Role::GivenName),
        (MIDDLE, Role::AdditionalName),
        (FAMILY, Role::FamilyName),
        (TEL, Role::Tel),
        (POSTAL, Role::PostalCode),
        (CITY, Role::AddressLevel2),
        (COUNTRY, Role::Country),
        (STATE, Role::AddressLevel1),
        (EITHER_STATE, Role::Country),
        (STREET_2, Role::AddressLine2),
        (STREET, Role::AddressLine1),
        (NAME, Role::Name),
    ]
    .into_iter()
    .find_map(|(concept, role)| (found & concept != 0).then_some(role))
}
