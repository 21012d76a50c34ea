//! What a fill writes, and every reason for which it writes nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod web_pages;

use latchkey_core::api::{Choice, FillBlock, FillPlan, FrameContext, PageSnapshot, Refusal, Role, SavedUrl};
use latchkey_core::web::fill::{LoginValues, plan};
use web_pages::{frame, page};

const SIGN_IN: &str = r#"
    form name="login" action="https://bank.test/session" buttons="Sign in"
    text name="user" label="User name"
    password name="pass" label="Password"
"#;

fn fill(saved: &[&str], snapshot: &PageSnapshot, frame: &FrameContext, choice: Choice) -> FillPlan {
    let urls: Vec<SavedUrl> = saved.iter().map(|url| SavedUrl::from(String::from(*url))).collect();
    let login = LoginValues {
        username: "ada@mail.test",
        password: "correct horse",
        one_time_code: "",
        urls: &urls,
        equivalents: &[],
    };
    let plan = plan(&login, snapshot, frame, choice);
    // Either or, whatever comes in; and a secret only ever goes into a password field, after all else.
    assert_eq!(plan.blocked.is_some(), plan.writes.is_empty());
    for write in &plan.writes {
        let field = &snapshot.fields[usize::try_from(write.field).unwrap()];
        assert_eq!(write.value == login.password, field.input_type == "password");
        assert!(field.visible && field.enabled);
    }
    let secrets: Vec<bool> = plan.writes.iter().map(|write| write.value == login.password).collect();
    assert!(secrets.is_sorted(), "secrets come last");
    plan
}

fn listed(saved: &str, snapshot: &str, at: &str) -> FillPlan {
    fill(&[saved], &page(snapshot), &frame(at), Choice::Listed)
}

fn written(plan: &FillPlan) -> Vec<(u32, Role)> {
    plan.writes.iter().map(|write| (write.field, write.role)).collect()
}

fn within(at: &str, ancestors: &[&str]) -> FrameContext {
    FrameContext {
        ancestors: ancestors.iter().map(|origin| (*origin).into()).collect(),
        ..frame(at)
    }
}

#[test]
fn control_a_login_is_filled_on_its_own_page() {
    for choice in [Choice::Listed, Choice::Direct] {
        let plan = fill(
            &["https://bank.test/"],
            &page(SIGN_IN),
            &frame("https://bank.test/login"),
            choice,
        );
        assert_eq!(written(&plan), [(0, Role::Username), (1, Role::CurrentPassword)]);
        assert_eq!(plan.writes[0].value, "ada@mail.test");
        assert!(plan.refused.is_empty());
    }
}

#[test]
fn a01_a_lookalike_gets_nothing() {
    for at in [
        "https://bank.test.evil.test/",
        "https://evilbank.test/",
        "https://bank.evil.test/",
    ] {
        assert_eq!(
            listed("https://bank.test/", SIGN_IN, at).blocked,
            Some(FillBlock::OtherSite),
            "{at}"
        );
    }
    assert_eq!(
        listed("bank.test", SIGN_IN, "https://bank.test/").blocked,
        Some(FillBlock::OtherSite),
        "no URL"
    );
}

#[test]
fn a02_a_neighbour_under_a_public_suffix_gets_nothing() {
    let form = r#"password label="Password""#;
    assert_eq!(
        listed("https://a.github.io/", form, "https://b.github.io/").blocked,
        Some(FillBlock::OtherSite)
    );
}

#[test]
fn a03_a_sibling_host_only_by_a_list_that_shows_both() {
    let here = frame("https://ugc.shop.test/");
    let form = page(r#"password label="Password""#);
    let direct = fill(&["https://www.shop.test/"], &form, &here, Choice::Direct);
    assert_eq!(direct.blocked, Some(FillBlock::OtherSite));
    let chosen = fill(&["https://www.shop.test/"], &form, &here, Choice::Listed);
    assert_eq!(written(&chosen), [(0, Role::CurrentPassword)]);
}

#[test]
fn a04_saved_for_https_is_not_filled_on_http() {
    let plan = listed("https://bank.test/", SIGN_IN, "http://bank.test/");
    assert_eq!(plan.blocked, Some(FillBlock::InsecurePage));
    assert_eq!(
        listed("https://bank.test/", SIGN_IN, "http://www.bank.test/").blocked,
        Some(FillBlock::InsecurePage),
        "another host of the site"
    );
    let both = fill(
        &["https://bank.test/", "http://bank.test/"],
        &page(r#"password label="Password""#),
        &frame("http://bank.test/"),
        Choice::Listed,
    );
    assert_eq!(both.blocked, None, "the user saved it for http too");
    assert_eq!(
        listed("http://bank.test/", SIGN_IN, "https://bank.test/").blocked,
        None,
        "the better way is allowed"
    );
}

#[test]
fn a05_another_port_gets_nothing() {
    let plan = listed(
        "https://bank.test/",
        r#"password label="Password""#,
        "https://bank.test:8443/",
    );
    assert_eq!(plan.blocked, Some(FillBlock::OtherSite));
}

#[test]
fn a07_a_form_that_sends_elsewhere_is_not_filled() {
    let sent_to = |action: &str, at: &str| {
        let form = format!(
            "form action=\"{action}\" buttons=\"Sign in\"\ntext label=\"User name\"\npassword label=\"Password\""
        );
        fill(
            &["https://bank.test/", "http://bank.test/"],
            &page(&form),
            &frame(at),
            Choice::Listed,
        )
        .blocked
    };
    for action in [
        "https://evil.test/",
        "http://bank.test/session",
        "mailto:evil@evil.test",
        "data:text/html,x",
        "file:///x",
        "https://bank.test@evil.test/",
        "https://bank.test.evil.test/",
        "ftp://bank.test/",
        "nonsense",
    ] {
        assert_eq!(
            sent_to(action, "https://bank.test/login"),
            Some(FillBlock::ForeignAction),
            "{action}"
        );
    }
    for action in [
        "",
        "https://bank.test/session",
        "https://login.bank.test/",
        "https://bank.test:8443/",
        "javascript:void(0)",
    ] {
        assert_eq!(sent_to(action, "https://bank.test/login"), None, "{action}");
    }
    assert_eq!(sent_to("http://bank.test/session", "http://bank.test/"), None);
    assert_eq!(sent_to("https://bank.test/session", "http://bank.test/"), None);
}

#[test]
fn a10_a_frame_inside_another_site_gets_nothing() {
    let form = page(SIGN_IN);
    let inside = |ancestors: &[&str]| {
        fill(
            &["https://bank.test/"],
            &form,
            &within("https://bank.test/login", ancestors),
            Choice::Listed,
        )
        .blocked
    };
    assert_eq!(inside(&["https://evil.test"]), Some(FillBlock::ForeignAncestor));
    assert_eq!(inside(&["null"]), Some(FillBlock::ForeignAncestor));
    assert_eq!(inside(&[""]), Some(FillBlock::ForeignAncestor));
    assert_eq!(inside(&["file://"]), Some(FillBlock::ForeignAncestor));
    assert_eq!(inside(&["https://www.bank.test"]), None, "its own site");
    assert_eq!(
        inside(&["https://bank.test:8443"]),
        None,
        "its own site by another port"
    );
}

#[test]
fn a11_a_foreign_frame_inside_the_bank_gets_nothing() {
    let frame = within("https://evil.test/widget", &["https://bank.test"]);
    let plan = fill(
        &["https://bank.test/"],
        &page(r#"password label="Password""#),
        &frame,
        Choice::Listed,
    );
    assert_eq!(plan.blocked, Some(FillBlock::OtherSite));
}

#[test]
fn a12_a_sandboxed_frame_gets_nothing() {
    let sandboxed = FrameContext {
        origin: "null".into(),
        ..within("https://bank.test/login", &["https://bank.test"])
    };
    let plan = fill(&["https://bank.test/"], &page(SIGN_IN), &sandboxed, Choice::Listed);
    assert_eq!(plan.blocked, Some(FillBlock::OpaqueOrigin));
}

#[test]
fn a13_a_sandboxed_top_document_gets_nothing() {
    let sandboxed = FrameContext {
        origin: "null".into(),
        ..frame("https://bank.test/login")
    };
    let plan = fill(&["https://bank.test/"], &page(SIGN_IN), &sandboxed, Choice::Direct);
    assert_eq!(plan.blocked, Some(FillBlock::OpaqueOrigin));
}

#[test]
fn a14_documents_without_an_address_of_their_own_get_nothing() {
    for url in [
        "about:blank",
        "about:srcdoc",
        "data:text/html,x",
        "blob:https://bank.test/1-2",
        "file:///x",
        "",
    ] {
        // The browser gives the embedder's origin to some of these.
        let document = FrameContext {
            url: url.into(),
            origin: "https://bank.test".into(),
            ancestors: Vec::new(),
        };
        let plan = fill(&["https://bank.test/"], &page(SIGN_IN), &document, Choice::Listed);
        assert_eq!(plan.blocked, Some(FillBlock::OpaqueOrigin), "{url}");
    }
}

#[test]
fn a15_a_secret_never_goes_into_a_field_that_shows_it() {
    // The page's script has turned its password field into text.
    let turned = r#"
        form buttons="Sign in"
        text name="user" label="User name"
        text name="password" label="Password" autocomplete="current-password"
    "#;
    let plan = listed("https://bank.test/", turned, "https://bank.test/");
    assert!(plan.writes.iter().all(|write| write.value != "correct horse"));
    let twins = r#"
        form buttons="Sign in"
        text label="User name"
        password label="Password"
        text label="Password" name="password-shown"
    "#;
    let plan = listed("https://bank.test/", twins, "https://bank.test/");
    assert_eq!(written(&plan), [(0, Role::Username), (1, Role::CurrentPassword)]);
}

#[test]
fn a16_hidden_fields_get_nothing_and_are_named() {
    let harvest = r#"
        form buttons="Sign in"
        text name="user" label="User name"
        password name="pass" label="Password"
        text name="email" label="E-mail" hidden
        password name="pass2" label="Password" hidden
        text name="cardnumber" label="Card number" hidden
    "#;
    let plan = listed("https://bank.test/", harvest, "https://bank.test/");
    assert_eq!(written(&plan), [(0, Role::Username), (1, Role::CurrentPassword)]);
    let hidden = listed(
        "https://bank.test/",
        r#"password label="Password" hidden"#,
        "https://bank.test/",
    );
    assert_eq!(hidden.blocked, Some(FillBlock::NoFields));
    assert_eq!(hidden.refused.len(), 1);
    assert_eq!(hidden.refused[0].reason, Refusal::Hidden);
}

#[test]
fn a17_cards_and_identities_in_a_sign_in_get_nothing() {
    let greedy = r#"
        form buttons="Sign in"
        email name="email" label="E-mail" autocomplete="username"
        password name="pass" label="Password"
        text name="cc" autocomplete="cc-number"
        text name="csc" autocomplete="cc-csc"
        text name="n" autocomplete="name"
        text name="t" autocomplete="tel"
        text name="a" autocomplete="street-address"
        text name="otp" autocomplete="one-time-code"
        password name="csc2" autocomplete="cc-csc"
    "#;
    let plan = listed("https://bank.test/", greedy, "https://bank.test/");
    assert_eq!(plan.writes.iter().map(|write| write.field).collect::<Vec<_>>(), [0, 1]);
    assert!(plan.refused.is_empty());
}

#[test]
fn a30_every_ancestor_counts() {
    let inside = |ancestors: &[&str]| {
        fill(
            &["https://bank.test/"],
            &page(SIGN_IN),
            &within("https://bank.test/", ancestors),
            Choice::Listed,
        )
        .blocked
    };
    assert_eq!(
        inside(&["https://evil.test", "https://bank.test"]),
        Some(FillBlock::ForeignAncestor)
    );
    assert_eq!(
        inside(&["https://bank.test", "https://evil.test"]),
        Some(FillBlock::ForeignAncestor)
    );
    assert_eq!(
        inside(&["https://bank.test", "null", "https://bank.test"]),
        Some(FillBlock::ForeignAncestor)
    );
    assert_eq!(inside(&["https://a.bank.test", "https://bank.test"]), None);
}

#[test]
fn a33_an_https_frame_inside_an_http_page_gets_nothing() {
    let inside = within("https://bank.test/", &["http://bank.test"]);
    let plan = fill(&["https://bank.test/"], &page(SIGN_IN), &inside, Choice::Listed);
    assert_eq!(plan.blocked, Some(FillBlock::ForeignAncestor));
}

#[test]
fn one_form_only_and_that_where_the_user_is() {
    let two = |focused: &str| {
        let text = format!(
            r#"
            form name="login-header" buttons="Sign in"
            text name="user" label="User name"
            password name="pass" label="Password"
            form name="login-main" buttons="Sign in"
            text name="user" label="User name" {focused}
            password name="pass" label="Password"
            "#
        );
        listed("https://bank.test/", &text, "https://bank.test/")
    };
    assert_eq!(written(&two("")), [(0, Role::Username), (1, Role::CurrentPassword)]);
    assert_eq!(
        written(&two("focused")),
        [(2, Role::Username), (3, Role::CurrentPassword)]
    );
}

#[test]
fn a_visible_form_wins_over_a_hidden_one_before_it() {
    let text = r#"
        form name="login-drawer" buttons="Sign in"
        text label="User name" hidden
        password label="Password" hidden
        form name="login" buttons="Sign in"
        text label="User name"
        password label="Password"
    "#;
    assert_eq!(
        written(&listed("https://bank.test/", text, "https://bank.test/")),
        [(2, Role::Username), (3, Role::CurrentPassword)]
    );
}

#[test]
fn side_by_side_in_one_form_a_sign_up_is_left_alone() {
    let text = r#"
        form buttons="Sign in;Create account"
        email name="login_email" label="E-mail"
        password name="login_password" label="Password"
        text name="reg_name" label="First name"
        email name="reg_email" label="E-mail"
        password name="reg_password" label="Choose a password"
        password name="reg_password2" label="Repeat password"
    "#;
    let plan = listed("https://bank.test/", text, "https://bank.test/");
    assert_eq!(plan.writes.iter().map(|write| write.field).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_new_password_is_never_filled_with_a_saved_one() {
    let change = r#"
        form name="change-password" buttons="Change password"
        password label="Current password"
        password label="New password"
        password label="Confirm new password"
    "#;
    assert_eq!(
        written(&listed("https://bank.test/", change, "https://bank.test/")),
        [(0, Role::CurrentPassword)]
    );
    let sign_up = r#"
        form name="register" buttons="Create account"
        email label="E-mail"
        password label="Password" autocomplete="new-password"
        password label="Repeat password" autocomplete="new-password"
    "#;
    assert_eq!(
        listed("https://bank.test/", sign_up, "https://bank.test/").blocked,
        Some(FillBlock::NoFields)
    );
}

#[test]
fn the_first_of_two_steps_gets_the_user_name() {
    let step = r#"
        page title="Sign in"
        form name="identifier" buttons="Next"
        text name="identifier" label="Email or phone" autocomplete="username"
    "#;
    assert_eq!(
        written(&listed("https://bank.test/", step, "https://bank.test/")),
        [(0, Role::Username)]
    );
}

#[test]
fn one_user_name_and_one_password_at_most() {
    let text = r#"
        form buttons="Log in;Subscribe"
        text name="user" placeholder="User name"
        password name="pass" placeholder="Password"
        password name="pin" placeholder="PIN"
        email name="news" placeholder="E-mail for our newsletter"
    "#;
    let plan = listed("https://bank.test/", text, "https://bank.test/");
    assert_eq!(written(&plan), [(0, Role::Username), (1, Role::CurrentPassword)]);
}

#[test]
fn newsletters_searches_and_codes_get_nothing() {
    for text in [
        "form name=\"newsletter\" buttons=\"Subscribe\"\nemail label=\"E-mail\"",
        "form buttons=\"Search\"\nsearch name=\"q\"",
        "form text=\"Enter the verification code\" buttons=\"Continue\"\ntext name=\"code\" autocomplete=\"one-time-code\"",
        "form buttons=\"Send\"\nemail label=\"E-mail\"\ntextarea label=\"Your message\"",
    ] {
        assert_eq!(
            listed("https://bank.test/", text, "https://bank.test/").blocked,
            Some(FillBlock::NoFields),
            "{text}"
        );
    }
}

#[test]
fn each_refusal_has_its_reason() {
    let reasons = |user: &str, password: &str| {
        let text = format!(
            "form buttons=\"Sign in\"\ntext label=\"User name\" {user}\npassword label=\"Password\" {password}"
        );
        let plan = listed("https://bank.test/", &text, "https://bank.test/");
        plan.refused
            .iter()
            .map(|refusal| (refusal.field, refusal.reason))
            .collect::<Vec<_>>()
    };
    assert_eq!(reasons("", ""), []);
    assert_eq!(reasons("disabled", ""), [(0, Refusal::Disabled)]);
    assert_eq!(reasons("readonly", ""), [(0, Refusal::ReadOnly)]);
    assert_eq!(reasons("readonly focused", ""), [], "it opens when it has the focus");
    assert_eq!(reasons("", "maxlength=\"12\""), [(1, Refusal::TooLong)]);
    assert_eq!(reasons("", "maxlength=\"13\""), []);
    assert_eq!(reasons("hidden", ""), [(0, Refusal::Hidden)]);
    let urls = [SavedUrl::from(String::from("https://bank.test/"))];
    let nameless = LoginValues {
        username: "",
        password: "correct horse",
        one_time_code: "",
        urls: &urls,
        equivalents: &[],
    };
    let plan = plan(&nameless, &page(SIGN_IN), &frame("https://bank.test/"), Choice::Listed);
    assert_eq!(written(&plan), [(1, Role::CurrentPassword)]);
    assert_eq!(plan.refused[0].reason, Refusal::Empty);
}

#[test]
fn a_snapshot_beyond_the_bounds_gets_nothing() {
    let mut large = page(SIGN_IN);
    large.title = "x".repeat(501);
    let plan = fill(
        &["https://bank.test/"],
        &large,
        &frame("https://bank.test/"),
        Choice::Listed,
    );
    assert_eq!(plan.blocked, Some(FillBlock::NoFields));
}

#[test]
fn a_first_step_that_only_its_token_explains_takes_the_user_name() {
    let form = "page title=\"Online banking\"\nform buttons=\"Continue\"\ntext name=\"customer\" label=\"Customer number\" autocomplete=\"username\"";
    let plan = listed("https://bank.test/", form, "https://bank.test/");
    assert_eq!(written(&plan), [(0, Role::Username)]);
}

#[test]
fn single_characters_of_a_password_are_filled_by_nobody() {
    let boxes = "password maxlength=\"1\"\n".repeat(3);
    let form = "form action=\"https://bank.test/session\" buttons=\"Continue\"";
    for (text, filled) in [
        (format!("{form}\ntext label=\"User name\"\n{boxes}"), 1),
        (format!("{form} text=\"Enter characters 2, 5 and 7\"\n{boxes}"), 0),
        (
            format!("{form}\npassword label=\"The 2nd, 5th and 7th letter of your password\""),
            0,
        ),
        (
            format!("{form}\ntext label=\"User name\"\npassword label=\"Character 2\"\npassword label=\"Character 5\""),
            1,
        ),
    ] {
        let plan = listed("https://bank.test/", &text, "https://bank.test/");
        assert_eq!(plan.writes.len(), filled, "{text}");
        assert!(plan.writes.iter().all(|write| write.role == Role::Username));
        let refused: Vec<_> = plan.refused.iter().map(|one| (one.role, one.reason)).collect();
        assert_eq!(refused, [(Role::CurrentPassword, Refusal::Part)], "{text}");
    }
}

#[test]
fn a_whole_password_beside_single_characters_is_filled() {
    let text = "form action=\"https://bank.test/session\" buttons=\"Log in\"\ntext label=\"User name\"\npassword label=\"Password\"\n\
        select label=\"Character 2 of your word\" options=\"-;a;b\"\nselect label=\"Character 5 of your word\" options=\"-;a;b\"";
    let plan = listed("https://bank.test/", text, "https://bank.test/");
    assert_eq!(written(&plan), [(0, Role::Username), (1, Role::CurrentPassword)]);
    assert_eq!(plan.refused, []);
}
