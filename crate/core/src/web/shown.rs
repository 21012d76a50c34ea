//! The user name that a page shows where it remembers the account: hidden in the form beside the password, or in words.
//!
//! Nobody typed it, so it is a guess: it names a login only where the user gave no name, and [`crate::web::save`] says
//! how far it counts. It is kept as a step of its own, of a form for no account.

use crate::api::{Draft, FieldSnapshot, FieldValue, PageSnapshot, Purpose, Role};
use crate::web::votes::{self, Vote};
use crate::web::{classify, limits};

/// Longer names, in bytes, are no names.
const MAX_LEN: usize = 100;
/// What stands before the `@` of an address that is the site's own.
const OF_SITES: [&str; 20] = [
    "abuse",
    "accounts",
    "admin",
    "billing",
    "care",
    "contact",
    "feedback",
    "hello",
    "help",
    "info",
    "legal",
    "mail",
    "no-reply",
    "noreply",
    "office",
    "privacy",
    "security",
    "service",
    "support",
    "webmaster",
];
/// Values of a hidden field that says what is done, not who does it.
const OF_FORMS: [&str; 10] = [
    "false", "login", "none", "null", "off", "on", "signin", "submit", "true", "yes",
];

/// Whether a step's user name was typed, and not only shown.
pub fn is_typed(step: &Draft) -> bool {
    step.purpose != Purpose::Other
}

/// The user name that was shown beside the password of `draft`, as a step of its own. `None` where the user gave a name,
/// or left a field for one empty.
pub fn step(snapshot: &PageSnapshot, values: &[FieldValue], draft: &Draft) -> Option<Draft> {
    if !draft.username.is_empty() || draft.password.is_empty() {
        return None;
    }
    limits::check_snapshot(snapshot).ok()?;
    limits::check_values(values, snapshot).ok()?;
    let field_of = |value: &FieldValue| snapshot.fields.get(usize::try_from(value.field).ok()?);
    let sent = || values.iter().filter_map(|value| Some((field_of(value)?, value)));
    let form = sent()
        .find(|(field, value)| value.given && field.input_type == "password")?
        .0
        .form;
    let roles = classify::read(snapshot).roles;
    let asks = |(field, found): (&FieldSnapshot, &crate::api::FieldRole)| {
        field.form == form && field.visible && matches!(found.role, Role::Username | Role::Email)
    };
    if snapshot.fields.iter().zip(&roles).any(asks) {
        return None;
    }
    let here = || sent().filter(|(field, _)| field.form == form);
    let hidden = here()
        .filter(|(field, _)| field.input_type == "hidden")
        .filter(|(field, value)| names_a_user(field, value.value.trim()))
        .map(|(_, value)| value.value.trim())
        .next();
    let words = || {
        here()
            .filter(|(field, _)| field.tag == "output")
            .find_map(|(_, value)| only_address(&value.value))
    };
    Some(Draft {
        purpose: Purpose::Other,
        username: hidden.or_else(words)?.into(),
        password: String::new(),
        old_password: String::new(),
        title: String::new(),
        ..draft.clone()
    })
}

/// Whether a hidden field is called as those for user names are, and holds what could be one.
fn names_a_user(field: &FieldSnapshot, value: &str) -> bool {
    let facts = votes::read_field(field, false);
    let is_called_so = matches!(facts.token, Some(Role::Username | Role::Email))
        || matches!(facts.vote, Some(Vote::Is(Role::Username | Role::Email)));
    let is_of_form = OF_FORMS.iter().any(|word| value.eq_ignore_ascii_case(word));
    let is_sound = |sign: u8| sign > b' ' && !b"/{}<>=".contains(&sign);
    let could_be = !is_of_form
        && (2..=MAX_LEN).contains(&value.len())
        && value.bytes().all(is_sound)
        && (value.len() > 4 || !value.bytes().all(|sign| sign.is_ascii_digit()));
    is_called_so && could_be && (!value.contains('@') || is_address(value))
}

/// The only e-mail address in a text that is not the site's own.
fn only_address(text: &str) -> Option<&str> {
    let is_mark =
        |sign: char| sign.is_ascii_punctuation() && sign != '@' || !sign.is_alphanumeric() && !sign.is_ascii();
    let words = text.split_ascii_whitespace().map(|word| word.trim_matches(is_mark));
    let mut found = words.filter(|word| is_address(word));
    let first = found.next()?;
    let local = first.split('@').next()?;
    let is_of_site = OF_SITES.iter().any(|name| local.eq_ignore_ascii_case(name));
    (!is_of_site && found.all(|word| word == first)).then_some(first)
}

/// Whether a word is an e-mail address, as people write them.
fn is_address(word: &str) -> bool {
    let (mut ats, mut dots, mut last) = (0_usize, 0_usize, b'@');
    for sign in word.bytes() {
        match sign {
            b'@' => (ats, dots) = (ats.saturating_add(1), 0),
            b'.' if last == b'@' || last == b'.' => return false,
            b'.' => dots = dots.saturating_add(1),
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'+' | b'-' | b'_' | b'%' | 0x80.. => {}
            _ => return false,
        }
        last = sign;
    }
    ats == 1 && dots > 0 && last != b'.' && !word.starts_with('@') && word.len() <= MAX_LEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_in_a_text_is_the_users_and_the_sites_own_is_not() {
        assert_eq!(
            only_address("Welcome back, ada@mail.test! Not you?"),
            Some("ada@mail.test")
        );
        assert_eq!(only_address("(ada@mail.test) ada@mail.test."), Some("ada@mail.test"));
        for text in [
            "ada@mail.test bob@mail.test",
            "Write to support@shop.test",
            "Hello, Ada",
            "@ada a@b",
            "",
        ] {
            assert_eq!(only_address(text), None, "{text}");
        }
    }
}
