//! Where a fill writes a login's one-time code, whole or box by box, and where it does not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod web_pages;

use latchkey_core::api::{Choice, FillBlock, FillPlan, FrameContext, Refusal, Role, SavedUrl};
use latchkey_core::web::fill::{LoginValues, plan};
use web_pages::{frame, page};

const SITE: &str = "https://bank.test/";

fn fill_in(text: &str, code: &str, frame: &FrameContext) -> FillPlan {
    fill_by(Choice::Listed, text, code, frame)
}

fn fill_by(choice: Choice, text: &str, code: &str, frame: &FrameContext) -> FillPlan {
    let urls = [SavedUrl::from(String::from(SITE))];
    let login = LoginValues {
        username: "ada",
        password: "correct horse",
        one_time_code: code,
        urls: &urls,
        equivalents: &[],
    };
    let plan = plan(&login, &page(text), frame, choice);
    assert_eq!(plan.blocked.is_some(), plan.writes.is_empty());
    plan
}

fn fill(text: &str, code: &str) -> FillPlan {
    fill_in(text, code, &frame(SITE))
}

fn written(plan: &FillPlan) -> Vec<(u32, &str)> {
    plan.writes
        .iter()
        .map(|write| (write.field, write.value.as_str()))
        .collect()
}

fn boxes(count: usize, attributes: &str) -> String {
    let mut text = String::from("form text=\"Enter the verification code\" buttons=\"Continue\"\n");
    for number in 0..count {
        text.push_str(&format!("text name=\"code{number}\" maxlength=\"1\" {attributes}\n"));
    }
    text
}

const BESIDE: &str = r#"
    form name="login" buttons="Sign in"
    text name="user" label="User name"
    password name="pass" label="Password"
    text name="otp" label="One-time code" autocomplete="one-time-code"
"#;
const STEP: &str = r#"
    form text="Enter the verification code" buttons="Continue"
    text name="code" autocomplete="one-time-code"
"#;

#[test]
fn beside_user_name_and_password_it_comes_last() {
    assert_eq!(
        written(&fill(BESIDE, "287082")),
        [(0, "ada"), (1, "correct horse"), (2, "287082")]
    );
}

#[test]
fn a_step_of_its_own_takes_the_code_alone() {
    let plan = fill(STEP, "287082");
    assert_eq!(written(&plan), [(0, "287082")]);
    assert_eq!(plan.writes[0].role, Role::OneTimeCode);
}

/// A26: a choice in a page releases one thing.
#[test]
fn a_choice_in_the_page_fills_a_code_alone_and_none_beside_a_login() {
    let chosen = |text: &str| fill_by(Choice::InPage, text, "287082", &frame(SITE));
    assert_eq!(written(&chosen(STEP)), [(0, "287082")]);
    assert_eq!(written(&chosen(BESIDE)), [(0, "ada"), (1, "correct horse")]);
    let name_too = STEP.replace(
        "    text name",
        "    text name=\"user\" autocomplete=\"username\"\n    text name",
    );
    assert_eq!(written(&chosen(&name_too)), [(1, "287082")]);
    let two_forms = format!(
        "{}\n{STEP}",
        BESIDE.replace("text name=\"otp\"", "text name=\"nick\" hidden")
    );
    assert!(
        chosen(&two_forms)
            .writes
            .iter()
            .all(|write| write.role != Role::OneTimeCode)
    );
}

#[test]
fn a_login_without_a_code_leaves_the_field_alone() {
    let plan = fill(BESIDE, "");
    assert_eq!(written(&plan), [(0, "ada"), (1, "correct horse")]);
    assert!(plan.refused.is_empty());
    assert_eq!(fill(STEP, "").blocked, Some(FillBlock::NoFields));
}

#[test]
fn boxes_take_one_sign_each() {
    for code in ["1234", "287082", "28708211"] {
        let plan = fill(&boxes(code.len(), ""), code);
        let signs: String = plan.writes.iter().map(|write| write.value.as_str()).collect();
        assert_eq!(signs, code);
        assert!(plan.writes.iter().all(|write| write.value.len() == 1));
    }
    let numbered = r#"
        form text="Enter the verification code" buttons="Continue"
        tel name="digit-1" label="Digit 1"
        tel name="digit-2" label="Digit 2"
        tel name="digit-3" label="Digit 3"
        tel name="digit-4" label="Digit 4"
        tel name="digit-5" label="Digit 5"
        tel name="digit-6" label="Digit 6"
    "#;
    assert_eq!(fill(numbered, "287082").writes.len(), 6, "boxes that say no length");
}

#[test]
fn boxes_that_do_not_fit_get_no_part_of_it() {
    for count in [4, 5, 8] {
        let plan = fill(&boxes(count, ""), "287082");
        assert_eq!(plan.blocked, Some(FillBlock::NoFields), "{count}");
        assert_eq!(plan.refused[0].reason, Refusal::Unfit);
    }
    let hidden = boxes(5, "") + "text name=\"code5\" maxlength=\"1\" hidden";
    let plan = fill(&hidden, "287082");
    assert!(plan.writes.is_empty());
    assert_eq!(plan.refused[0].reason, Refusal::Hidden);
}

#[test]
fn each_refusal_of_the_field_has_its_reason() {
    let reason = |attributes: &str| {
        let text = format!(
            "form text=\"Enter the verification code\" buttons=\"Continue\"\ntext name=\"code\" autocomplete=\"one-time-code\" {attributes}"
        );
        let plan = fill(&text, "287082");
        plan.refused.first().map(|refusal| refusal.reason)
    };
    assert_eq!(reason(""), None);
    assert_eq!(reason("maxlength=\"5\""), Some(Refusal::TooLong));
    assert_eq!(reason("hidden"), Some(Refusal::Hidden));
    assert_eq!(reason("disabled"), Some(Refusal::Disabled));
    assert_eq!(reason("readonly"), Some(Refusal::ReadOnly));
}

#[test]
fn the_guards_of_a_login_hold_for_it() {
    let block = |frame: &FrameContext| fill_in(STEP, "287082", frame).blocked;
    assert_eq!(block(&frame("https://bank.evil.test/")), Some(FillBlock::OtherSite));
    assert_eq!(block(&frame("http://bank.test/")), Some(FillBlock::InsecurePage));
    let inside = FrameContext {
        ancestors: vec!["https://evil.test".into()],
        ..frame(SITE)
    };
    assert_eq!(block(&inside), Some(FillBlock::ForeignAncestor));
    let away = STEP.replace("form ", "form action=\"https://evil.test/\" ");
    assert_eq!(fill(&away, "287082").blocked, Some(FillBlock::ForeignAction));
}

/// A27: a code goes by the rules of the password, so by a shortcut not to a sibling host.
#[test]
fn a27_a_sibling_host_only_by_a_list_that_shows_both() {
    let urls = [SavedUrl::from(String::from(SITE))];
    let login = LoginValues {
        username: "ada",
        password: "correct horse",
        one_time_code: "287082",
        urls: &urls,
        equivalents: &[],
    };
    let sibling = frame("https://ugc.bank.test/");
    let direct = plan(&login, &page(STEP), &sibling, Choice::Direct);
    assert_eq!(direct.blocked, Some(FillBlock::OtherSite));
    let listed = plan(&login, &page(STEP), &sibling, Choice::Listed);
    assert_eq!(written(&listed), [(0, "287082")]);
}

#[test]
fn never_into_a_second_form_nor_where_an_account_is_made() {
    let two = format!(
        "{}\n{STEP}",
        BESIDE.replace("text name=\"otp\"", "text name=\"nick\" hidden")
    );
    let plan = fill(&two, "287082");
    assert!(plan.writes.iter().all(|write| write.field < 3), "{:?}", written(&plan));
    let sign_up = r#"
        form name="register" buttons="Create account"
        email label="E-mail"
        password label="Choose a password" autocomplete="new-password"
        password label="Repeat password" autocomplete="new-password"
        text name="otp" label="Verification code" autocomplete="one-time-code"
    "#;
    assert_eq!(fill(sign_up, "287082").blocked, Some(FillBlock::NoFields));
}

#[test]
fn a_cards_code_is_not_a_one_time_code() {
    let pay = r#"
        form buttons="Pay"
        text label="Card number" autocomplete="cc-number"
        text label="Security code" autocomplete="cc-csc"
    "#;
    assert_eq!(fill(pay, "287082").blocked, Some(FillBlock::NoFields));
}
