//! The generator against the password rules of real sites: Apple's list of "quirks", which is not part of this tree.
//!
//! The list is read from the file that `LATCHKEY_APPLE_RULES` names, or from beside the project. What satisfies a rule is
//! decided here by a reader of its own, not by the crate that the generator uses.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod vault_fixture;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use latchkey_core::api::{FieldDemands, GeneratorRequest, PasswordWish, Wish};
use latchkey_core::vault::generator;
use vault_fixture::SeededRng;

const DRAWS: usize = 1_000;

/// What a rule asks for, as read here.
#[derive(Default)]
struct Rule {
    least: usize,
    most: Option<usize>,
    run: Option<usize>,
    required: Vec<BTreeSet<char>>,
    allowed: BTreeSet<char>,
}

fn read(text: &str) -> Rule {
    let mut rule = Rule::default();
    for (name, value) in statements(text) {
        let number = || value.trim().parse::<usize>().ok();
        match name.as_str() {
            "minlength" => rule.least = rule.least.max(number().unwrap_or(0)),
            "maxlength" => rule.most = number().into_iter().chain(rule.most).min(),
            "max-consecutive" => rule.run = number().into_iter().chain(rule.run).min(),
            "required" => rule.required.push(set(&value)),
            "allowed" => rule.allowed.extend(set(&value)),
            other => panic!("{other} in {text}"),
        }
    }
    rule.required.retain(|set| !set.is_empty());
    if rule.allowed.is_empty() && rule.required.is_empty() {
        rule.allowed.extend(' '..='~');
    }
    rule.allowed.extend(rule.required.iter().flatten().copied());
    rule
}

/// Name and value of each statement; a semicolon in brackets ends none.
fn statements(text: &str) -> Vec<(String, String)> {
    let mut parts = vec![String::new()];
    let mut brackets = false;
    let mut characters = text.chars().peekable();
    while let Some(each) = characters.next() {
        match each {
            '[' if !brackets => brackets = true,
            // A closing bracket that is meant as a character stands right before the one that closes.
            ']' if characters.peek() != Some(&']') => brackets = false,
            ';' if !brackets => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(each);
    }
    let named = parts.iter().filter_map(|part| part.split_once(':'));
    named
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
        .collect()
}

fn set(value: &str) -> BTreeSet<char> {
    let mut set = BTreeSet::new();
    let mut rest = value.trim();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let end = inside.find(']').unwrap();
            let end = if inside[end + 1..].starts_with(']') {
                end + 1
            } else {
                end
            };
            set.extend(inside[..end].chars().filter(|each| (' '..='~').contains(each)));
            rest = &inside[end + 1..];
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            match rest[..end].trim().to_lowercase().as_str() {
                "lower" => set.extend('a'..='z'),
                "upper" => set.extend('A'..='Z'),
                "digit" => set.extend('0'..='9'),
                "special" => set.extend((' '..='~').filter(|each| !each.is_ascii_alphanumeric())),
                "ascii-printable" | "unicode" => set.extend(' '..='~'),
                other => panic!("{other} in {value}"),
            }
            rest = &rest[end..];
        }
        rest = rest.trim_start().trim_start_matches(',').trim_start();
    }
    set
}

/// What is wrong with a password, if anything is.
fn broken(rule: &Rule, password: &str) -> Option<&'static str> {
    let characters: Vec<char> = password.chars().collect();
    let longest = characters.chunk_by(|one, other| one == other).map(<[char]>::len).max();
    let has = |set: &BTreeSet<char>| characters.iter().filter(|each| set.contains(each)).count();
    // A set that is asked for twice must have two.
    let times = |set: &BTreeSet<char>| rule.required.iter().filter(|other| *other == set).count();
    if characters.len() < rule.least {
        Some("too short")
    } else if rule.most.is_some_and(|most| characters.len() > most) {
        Some("too long")
    } else if longest > rule.run.or(longest) {
        Some("too many in a row")
    } else if characters.iter().any(|each| !rule.allowed.contains(each)) {
        Some("a character that is not allowed")
    } else if rule.required.iter().any(|set| has(set) < times(set)) {
        Some("a required character is missing")
    } else {
        None
    }
}

fn request(rules: &str, signs: Option<u32>) -> GeneratorRequest {
    GeneratorRequest {
        wish: Wish::Password(PasswordWish {
            length: 20,
            lower: Some(1),
            upper: Some(1),
            digits: Some(1),
            signs,
            exclude_ambiguous: signs.is_some(),
        }),
        field: Some(FieldDemands {
            password_rules: rules.into(),
            min_length: None,
            max_length: None,
            refused: 0,
        }),
    }
}

/// The list: from the variable, or from beside this project, which may itself lie one folder deeper.
fn list() -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let beside = "shared/eval/data/fetched/apple-password-rules.json";
    let named = std::env::var_os("LATCHKEY_APPLE_RULES").map(PathBuf::from);
    let places = named.map_or_else(
        || vec![root.join("..").join(beside), root.join("../..").join(beside)],
        |path| vec![path],
    );
    places.iter().find_map(|path| std::fs::read_to_string(path).ok())
}

#[test]
fn every_rule_of_apples_list_is_satisfied_a_thousand_times() {
    let Some(text) = list() else {
        println!("Skipped: Apple's list of password rules is not here. LATCHKEY_APPLE_RULES may name it.");
        return;
    };
    let sites: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(&text).unwrap();
    assert!(sites.len() >= 434);
    // Many sites share a rule; each rule is tried once.
    let rules: BTreeSet<&str> = sites.values().map(|entry| entry["password-rules"].as_str()).collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    let lanes = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for lane in 0..lanes {
            let own = rules.iter().skip(lane).step_by(lanes);
            scope.spawn(|| own.for_each(|rules| satisfy(rules)));
        }
    });
}

fn satisfy(rules: &str) {
    let rule = read(rules);
    for (signs, draws) in [(Some(1), DRAWS), (None, 20)] {
        let made = generator::prepare(&request(rules, signs)).unwrap_or_else(|error| panic!("{rules}: {error:?}"));
        let mut rng = SeededRng::new(u64::try_from(rules.len()).unwrap());
        for _ in 0..draws {
            let drawn = made.draw(&mut rng).unwrap();
            assert!(!drawn.limits.unwrap().unreadable, "{rules}");
            assert_eq!(broken(&rule, &drawn.value), None, "{rules}: {}", drawn.value);
            assert!(drawn.bits > 9.0, "{rules}: {} bits", drawn.bits);
        }
    }
}

#[test]
fn the_reader_of_this_test_knows_a_broken_rule() {
    let rule =
        read("minlength: 4; maxlength: 6; max-consecutive: 2; required: upper; required: digit, [-;]]; allowed: lower");
    for (password, expected) in [
        ("aB1", Some("too short")),
        ("aB1aaaa", Some("too long")),
        ("aaaB1", Some("too many in a row")),
        ("aB1!", Some("a character that is not allowed")),
        ("ab11", Some("a required character is missing")),
        ("aBcd", Some("a required character is missing")),
        ("aBc]", None),
        ("aBc;", None),
        ("aaB1", None),
    ] {
        assert_eq!(broken(&rule, password), expected, "{password}");
    }
}
