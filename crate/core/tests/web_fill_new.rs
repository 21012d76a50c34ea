//! Where a password that was just made is written, and where it is not.
#![allow(clippy::unwrap_used, reason = "tests")]

mod web_pages;

use latchkey_core::api::{FillBlock, FillPlan, FrameContext, Refusal};
use latchkey_core::web::fill_new::plan;
use web_pages::{frame, page};

const SITE: &str = "https://club.test/join";
const MADE: &str = "made-by-chance-7Q";

const SIGN_UP: &str = r#"
    form text="Create your account" buttons="Sign up"
    text name="email" label="E-mail" autocomplete="email"
    password name="password" label="Choose a password" autocomplete="new-password"
    password name="again" label="Password again" autocomplete="new-password"
"#;
const CHANGE: &str = r#"
    form text="Change your password" buttons="Change"
    password name="old" label="Current password" autocomplete="current-password"
    password name="new" label="New password" autocomplete="new-password"
"#;

fn fill_in(text: &str, frame: &FrameContext) -> FillPlan {
    let plan = plan(MADE, &page(text), frame);
    assert_eq!(plan.blocked.is_some(), plan.writes.is_empty());
    assert!(plan.writes.iter().all(|write| write.value == MADE));
    plan
}

fn written(text: &str) -> Vec<u32> {
    let plan = fill_in(text, &frame(SITE));
    plan.writes.iter().map(|write| write.field).collect()
}

#[test]
fn a_made_password_goes_into_the_new_one_and_its_repetition_alone() {
    assert_eq!(written(SIGN_UP), [1, 2]);
    assert_eq!(written(CHANGE), [1]);
}

#[test]
fn of_two_sections_the_one_where_the_user_is_takes_it_else_the_first() {
    assert_eq!(written(&format!("{SIGN_UP}{CHANGE}")), [1, 2]);
    let there = CHANGE.replace("name=\"new\"", "name=\"new\" focused");
    assert_eq!(written(&format!("{SIGN_UP}{there}")), [4]);
}

#[test]
fn a_made_password_is_never_written_where_it_would_be_read() {
    let shown = SIGN_UP.replace("password name", "text name");
    assert_eq!(fill_in(&shown, &frame(SITE)).blocked, Some(FillBlock::NoFields));
    let login = r#"
        form text="Sign in" buttons="Sign in"
        text name="user" autocomplete="username"
        password name="pass" autocomplete="current-password"
    "#;
    assert_eq!(fill_in(login, &frame(SITE)).blocked, Some(FillBlock::NoFields));
}

#[test]
fn a_field_too_short_for_it_says_so() {
    let short = CHANGE.replace("name=\"new\"", "name=\"new\" maxlength=\"8\"");
    let plan = fill_in(&short, &frame(SITE));
    assert_eq!(plan.refused.first().unwrap().reason, Refusal::TooLong);
}

#[test]
fn a10_a13_a14_no_made_password_for_foreign_surroundings_or_forms() {
    let framed = FrameContext {
        ancestors: vec!["https://evil.test".into()],
        ..frame(SITE)
    };
    assert_eq!(fill_in(SIGN_UP, &framed).blocked, Some(FillBlock::ForeignAncestor));
    let opaque = FrameContext {
        origin: "null".into(),
        ..frame(SITE)
    };
    assert_eq!(fill_in(SIGN_UP, &opaque).blocked, Some(FillBlock::OpaqueOrigin));
    let elsewhere = SIGN_UP.replace("form text", "form action=\"https://evil.test/\" text");
    assert_eq!(
        fill_in(&elsewhere, &frame(SITE)).blocked,
        Some(FillBlock::ForeignAction)
    );
}
