//! What forms are for and what fields are: pages of our own making in twelve languages, and the traps.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod web_pages;

use std::collections::BTreeMap;

use latchkey_core::api::Role;
use latchkey_core::web::classify::{read, understand};
use web_pages::{Case, page, parse};

const LANGUAGES: &str = include_str!("web_pages/languages.txt");
const CONVENTIONS: &str = include_str!("web_pages/conventions.txt");
const KINDS: &str = include_str!("web_pages/kinds.txt");

/// What is not as expected, one line each.
fn failures(cases: &[Case]) -> Vec<String> {
    let mut failures = Vec::new();
    for case in cases {
        let reading = read(&case.snapshot);
        for (at, (found, expected)) in reading.purposes.iter().zip(&case.purposes).enumerate() {
            if expected.is_some_and(|expected| expected != *found) {
                failures.push(format!("{}: form {at} read as {found:?}, not {expected:?}", case.name));
            }
        }
        for (found, expected) in reading.roles.iter().zip(&case.roles) {
            if expected.is_some_and(|expected| expected != found.role) {
                failures.push(format!(
                    "{}: field {} read as {:?}, not {expected:?}",
                    case.name, found.field, found.role
                ));
            }
        }
    }
    failures
}

#[test]
fn forms_of_twelve_languages_are_understood() {
    let cases = parse(LANGUAGES);
    let mut by_language: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        *by_language.entry(case.name.split(' ').next().unwrap()).or_default() += 1;
    }
    assert_eq!(by_language.len(), 12);
    assert!(by_language.values().all(|count| *count >= 4), "{by_language:?}");
    let failures = failures(&cases);
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn kinds_of_forms_and_their_traps_are_understood() {
    let cases = parse(KINDS);
    assert!(cases.len() >= 50, "{} cases", cases.len());
    let failures = failures(&cases);
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_usual_systems_and_further_languages_are_understood() {
    let cases = parse(CONVENTIONS);
    assert!(cases.len() >= 50, "{} cases", cases.len());
    let failures = failures(&cases);
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_field_that_says_more_is_surer() {
    let confidence = |text: &str| read(&page(text)).roles.first().map(|found| found.confidence).unwrap();
    let told = confidence(
        "form buttons=\"Sign in\"\ntext name=\"username\" label=\"User name\" autocomplete=\"username\"\npassword",
    );
    let placed = confidence("form buttons=\"Sign in\"\ntext\npassword");
    assert!(told > placed, "{told} {placed}");
    assert!(placed > 0.0 && told <= 1.0);
}

#[test]
fn each_part_of_a_form_is_a_section_of_its_own() {
    let understood = understand(&page(
        r#"
        form buttons="Log in;Register"
        text label="User name"
        password label="Password"
        email label="E-mail"
        password label="Password"
        password label="Repeat password"
        "#,
    ));
    let [a, b, c, d, e] = understood.section_of.try_into().unwrap();
    assert!(a == b && c == d && d == e && a != c);
}

#[test]
fn the_boxes_of_a_birthday_take_no_code_whatever_the_page_speaks_of() {
    let boxes: String = (1..=8)
        .map(|at| format!("text name=\"dob{at}\" maxlength=\"1\"\n"))
        .collect();
    let reading = read(&page(&format!(
        "page title=\"Verification code\"\nform buttons=\"Continue\"\n{boxes}"
    )));
    assert_eq!(reading.roles.len(), 8);
    assert!(reading.roles.iter().all(|found| found.role != Role::OneTimeCode));
}

#[test]
fn a_page_without_fields_is_nothing() {
    let reading = read(&page("page title=\"Sign in\"\nform buttons=\"Sign in\""));
    assert!(reading.roles.is_empty());
    assert_eq!(reading.purposes.len(), 1);
}

#[test]
fn no_signal_is_trusted_alone() {
    // One form, each signal taken away in turn: the fields stay what they are.
    let full = [
        ("title", "page title=\"Sign in\""),
        ("button", "buttons=\"Sign in\""),
        ("name", "name=\"login\""),
    ];
    for (without, _) in full {
        let keep = |part: &str| {
            full.iter()
                .find(|(name, _)| *name == part)
                .filter(|_| without != part)
                .map_or("", |(_, text)| text)
        };
        let text = format!(
            "{}\nform {} {}\ntext label=\"User name\"\npassword label=\"Password\"",
            if keep("title").is_empty() {
                "page"
            } else {
                keep("title")
            },
            keep("button"),
            keep("name")
        );
        let roles: Vec<Role> = read(&page(&text)).roles.iter().map(|found| found.role).collect();
        assert_eq!(roles, [Role::Username, Role::CurrentPassword], "without {without}");
    }
}
