//! Whatever a page hands over is bounded first, and nothing in it makes the core fail or stall.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests"
)]

mod web_pages;

use std::time::Instant;

use latchkey_core::api::{Choice, FieldSnapshot, FieldValue, FormSnapshot, PageSnapshot, Role, SavedUrl};
use latchkey_core::error::Error;
use latchkey_core::web::fill::{LoginValues, plan};
use latchkey_core::web::limits::{check_snapshot, check_values};
use latchkey_core::web::{classify, save};
use proptest::prelude::*;
use web_pages::{frame, page};

const ONE: &str = "form\ntext name=\"user\"";

fn altered(alter: impl Fn(&mut PageSnapshot)) -> Result<(), Error> {
    let mut snapshot = page(ONE);
    alter(&mut snapshot);
    check_snapshot(&snapshot)
}

#[test]
fn c06_each_bound_holds_to_the_last_character() {
    let text = |chars: usize| "ü".repeat(chars);
    let refused = Err(Error::InvalidInput);
    assert_eq!(altered(|_| ()), Ok(()));
    type Alter = fn(&mut PageSnapshot, String);
    let texts: [Alter; 13] = [
        |page, text| page.title = text,
        |page, text| page.lang = text,
        |page, text| page.headings = vec![text],
        |page, text| page.forms[0].method = text,
        |page, text| page.forms[0].name = text,
        |page, text| page.forms[0].text = text,
        |page, text| page.forms[0].buttons = vec![text],
        |page, text| page.fields[0].name = text,
        |page, text| page.fields[0].label = text,
        |page, text| page.fields[0].host = text,
        |page, text| page.fields[0].input_type = text,
        |page, text| page.fields[0].autocomplete = text,
        |page, text| page.fields[0].options = vec![text],
    ];
    for alter in texts {
        assert_eq!(altered(|page| alter(page, text(500))), Ok(()));
        assert_eq!(altered(|page| alter(page, text(501))), refused);
    }
    assert_eq!(altered(|page| page.title = "x".repeat(50_000_000)), refused);
    assert_eq!(altered(|page| page.forms[0].action = text(2_000)), Ok(()));
    assert_eq!(altered(|page| page.forms[0].action = text(2_001)), refused);
    let count = |fields: usize, forms: usize| {
        altered(|page| {
            page.fields = vec![page.fields[0].clone(); fields];
            page.forms = vec![page.forms[0].clone(); forms];
        })
    };
    assert_eq!(count(500, 200), Ok(()));
    assert_eq!(count(501, 1), refused);
    assert_eq!(count(1, 201), refused);
    assert_eq!(count(1, 0), refused, "a field of no form");
    assert_eq!(altered(|page| page.fields[0].form = 1), refused);
    assert_eq!(altered(|page| page.fields[0].form = u32::MAX), refused);
    assert_eq!(altered(|page| page.headings = vec![String::new(); 9]), refused);
    assert_eq!(altered(|page| page.forms[0].buttons = vec![String::new(); 51]), refused);
    assert_eq!(
        altered(|page| page.fields[0].options = vec![String::new(); 17]),
        refused
    );
}

#[test]
fn c06_values_have_their_bounds() {
    let snapshot = page(ONE);
    let value = |field: u32, chars: usize| FieldValue {
        field,
        value: "ü".repeat(chars),
        given: true,
    };
    assert_eq!(check_values(&[], &snapshot), Ok(()));
    assert_eq!(check_values(&[value(0, 10_000)], &snapshot), Ok(()));
    assert_eq!(check_values(&[value(0, 10_001)], &snapshot), Err(Error::InvalidInput));
    assert_eq!(check_values(&[value(1, 1)], &snapshot), Err(Error::InvalidInput));
    assert_eq!(check_values(&vec![value(0, 1); 20], &snapshot), Ok(()));
    assert_eq!(
        check_values(&vec![value(0, 1); 21], &snapshot),
        Err(Error::InvalidInput)
    );
}

#[test]
fn c06_a_snapshot_beyond_the_bounds_is_not_read() {
    let mut large = page("form buttons=\"Sign in\"\ntext label=\"User name\"\npassword label=\"Password\"");
    large.fields[0].label = "User name ".repeat(100);
    let reading = classify::read(&large);
    assert_eq!(reading.roles.len(), 2);
    assert!(
        reading
            .roles
            .iter()
            .all(|found| found.role == Role::Other && found.confidence == 0.0)
    );
}

/// The largest page that passes: every text full of words that mean something.
fn full_page(fields: usize) -> PageSnapshot {
    let words: String = "password login new e-mail confirm search card number code "
        .repeat(9)
        .chars()
        .take(500)
        .collect();
    let mut snapshot = page(ONE);
    let field = FieldSnapshot {
        name: words.clone(),
        id: words.clone(),
        label: words.clone(),
        placeholder: words.clone(),
        nearby: words.clone(),
        host: words.clone(),
        autocomplete: words.clone(),
        options: vec![words.clone(); 16],
        ..snapshot.fields[0].clone()
    };
    snapshot.fields = (0..fields)
        .map(|at| FieldSnapshot {
            input_type: if at % 3 == 2 { "password".into() } else { "text".into() },
            ..field.clone()
        })
        .collect();
    snapshot.forms = vec![
        FormSnapshot {
            name: words.clone(),
            text: words.clone(),
            buttons: vec![words.clone(); 50],
            ..snapshot.forms[0].clone()
        };
        200
    ];
    snapshot
}

#[test]
fn i01_the_largest_page_is_read_quickly_and_in_linear_time() {
    let time = |fields: usize| {
        let snapshot = full_page(fields);
        assert_eq!(check_snapshot(&snapshot), Ok(()));
        let best = (0..5).map(|_| {
            let started = Instant::now();
            assert_eq!(classify::read(&snapshot).roles.len(), fields);
            started.elapsed()
        });
        best.min().unwrap()
    };
    let (small, large) = (time(50), time(500));
    // The build of tests is many times slower than what ships, and the machine may be busy.
    assert!(large.as_secs() < 10, "{large:?}");
    // Ten times the fields; a square law would take a hundred times as long.
    assert!(
        large.as_secs_f64() < 50.0 * small.as_secs_f64().max(0.001),
        "{small:?} then {large:?}"
    );
}

/// What a failing property prints of a page.
#[derive(Clone)]
struct Shown<T>(T);

impl<T: serde::Serialize> core::fmt::Debug for Shown<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&serde_json::to_string_pretty(&self.0).unwrap())
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let words = "(password|login|user|e-?mail|new |confirm|code|search|パスワード|登录|имя|şifre|card number|mm/yy|[a-zA-Z0-9_\\[\\] ]{0,6}){0,4}";
    prop_oneof![3 => words, 1 => "\\PC{0,30}", 1 => Just(String::new())]
}

prop_compose! {
    fn any_field()(
        texts in prop::collection::vec(any_text(), 7),
        kind in prop::sample::select(vec!["text", "password", "email", "tel", "number", "search", "", "checkbox", "hidden"]),
        tag in prop::sample::select(vec!["input", "input", "input", "select", "textarea", "x-y"]),
        token in prop::sample::select(vec!["", "off", "username", "new-password", "current-password", "one-time-code", "cc-number", "section-a billing tel"]),
        flags in any::<[bool; 4]>(),
        form in 0_u32..3,
        max_length in prop::option::of(0_u32..30),
    ) -> Shown<FieldSnapshot> {
        let [name, id, label, placeholder, nearby, host, option] = texts.try_into().unwrap();
        Shown(FieldSnapshot {
            form, tag: tag.into(), input_type: kind.into(), name, id, autocomplete: token.into(), label, placeholder, nearby,
            host, max_length, visible: flags[0], enabled: flags[1], read_only: flags[2], focused: flags[3], options: vec![option],
        })
    }
}

prop_compose! {
    fn any_page()(
        title in any_text(),
        headings in prop::collection::vec(any_text(), 0..4),
        texts in prop::collection::vec(prop::collection::vec(any_text(), 5), 3),
        fields in prop::collection::vec(any_field(), 0..12),
    ) -> Shown<PageSnapshot> {
        let fields = fields.into_iter().map(|shown| shown.0).collect();
        let form = |texts: Vec<String>| {
            let [action, name, text, one, two] = texts.try_into().unwrap();
            FormSnapshot { action, method: String::new(), name, text, buttons: vec![one, two] }
        };
        Shown(PageSnapshot { title, lang: String::new(), headings, forms: texts.into_iter().map(form).collect(), fields })
    }
}

proptest! {
    #[test]
    fn i03_no_page_makes_the_core_panic_or_break_its_promises(Shown(snapshot) in any_page(), sent in any_text()) {
        prop_assert!(check_snapshot(&snapshot).is_ok());
        let understood = classify::understand(&snapshot);
        let reading = &understood.reading;
        prop_assert_eq!(reading.roles.len(), snapshot.fields.len());
        prop_assert_eq!(reading.purposes.len(), snapshot.forms.len());
        for (at, (found, field)) in reading.roles.iter().zip(&snapshot.fields).enumerate() {
            prop_assert_eq!(found.field as usize, at);
            prop_assert!((0.0..=1.0).contains(&found.confidence));
            if matches!(found.role, Role::Username | Role::Email) {
                prop_assert!(field.tag == "input" && field.input_type != "password");
            }
        }
        let urls = [SavedUrl::from(String::from("https://bank.test/"))];
        let login = LoginValues { username: "ada", password: "correct horse", one_time_code: "287082", urls: &urls, equivalents: &[] };
        let plan = plan(&login, &snapshot, &frame("https://bank.test/"), Choice::Listed);
        prop_assert_eq!(plan.blocked.is_some(), plan.writes.is_empty());
        let mut sections: Vec<usize> = Vec::new();
        for write in &plan.writes {
            let field = &snapshot.fields[write.field as usize];
            prop_assert!(field.visible && field.enabled && (!field.read_only || field.focused));
            if write.role == Role::OneTimeCode {
                prop_assert!("287082".contains(write.value.as_str()));
            } else {
                prop_assert_eq!(write.value == "correct horse", field.input_type == "password");
                prop_assert!(matches!(write.role, Role::Username | Role::Email | Role::CurrentPassword));
            }
            sections.push(understood.section_of[write.field as usize]);
        }
        sections.dedup();
        prop_assert!(sections.len() <= 1, "one section only");
        let values: Vec<FieldValue> =
            (0..snapshot.fields.len()).map(|field| FieldValue { field: field as u32, value: sent.clone(), given: true }).collect();
        if let Some(draft) = save::capture(&snapshot, &values, &frame("https://bank.test/"), 1) {
            prop_assert_eq!(draft.origin, "https://bank.test/");
            prop_assert!(!draft.username.is_empty() || !draft.password.is_empty());
        }
    }
}
