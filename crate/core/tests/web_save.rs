//! What a sent form tells about a login, and what saving it would do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod web_pages;

use latchkey_core::api::{Draft, FrameContext, MatchRule, Offer, OfferKind, Purpose, SavedUrl};
use latchkey_core::web::save::{self, KnownLogin};
use web_pages::{frame, page, values};

const NOW_MS: u64 = 1_800_000_000_000;
const MINUTE_MS: u64 = 60_000;

const SIGN_IN: &str = r#"
    form name="login" buttons="Sign in"
    text name="user" label="User name"
    password name="pass" label="Password"
"#;

fn capture_at(text: &str, sent: &[(u32, &str)], at: &FrameContext) -> Option<Draft> {
    save::capture(&page(text), &values(sent), at, NOW_MS)
}

fn capture(text: &str, sent: &[(u32, &str)]) -> Option<Draft> {
    capture_at(text, sent, &frame("https://www.shop.test/login"))
}

#[test]
fn control_a_sign_in_is_captured() {
    let draft = capture(SIGN_IN, &[(0, " ada "), (1, " pass word ")]).unwrap();
    assert_eq!(
        (draft.username.as_str(), draft.password.as_str()),
        ("ada", " pass word "),
        "only the name is trimmed"
    );
    assert_eq!(
        (draft.origin.as_str(), draft.title.as_str()),
        ("https://www.shop.test/login", "shop.test")
    );
    assert_eq!(
        (draft.purpose, draft.seen_ms, draft.old_password.as_str()),
        (Purpose::SignIn, NOW_MS, "")
    );
}

#[test]
fn the_title_is_the_site_or_the_host() {
    let title = |at: &str| capture_at(SIGN_IN, &[(0, "ada"), (1, "pw")], &frame(at)).unwrap().title;
    assert_eq!(title("https://a.b.x.co.uk/"), "x.co.uk");
    assert_eq!(title("http://127.0.0.1:8080/"), "127.0.0.1");
    assert_eq!(title("http://localhost:3000/"), "localhost");
}

#[test]
fn a_sign_up_keeps_the_chosen_password_if_it_was_confirmed() {
    let form = r#"
        form name="register" buttons="Create account"
        text label="First name"
        email label="E-mail"
        password label="Choose a password"
        password label="Repeat password"
    "#;
    let draft = capture(
        form,
        &[(0, "Ada"), (1, "ada@mail.test"), (2, "new one"), (3, "new one")],
    )
    .unwrap();
    assert_eq!(
        (draft.username.as_str(), draft.password.as_str()),
        ("ada@mail.test", "new one")
    );
    assert_eq!(draft.purpose, Purpose::SignUp);
    assert!(capture(form, &[(1, "ada@mail.test"), (2, "new one"), (3, "new two")]).is_none());
}

#[test]
fn a_change_keeps_the_new_password_and_the_old_one() {
    let form = r#"
        form name="change-password" buttons="Change password"
        password label="Current password"
        password label="New password"
        password label="Confirm new password"
    "#;
    let draft = capture(form, &[(0, "old"), (1, "new"), (2, "new")]).unwrap();
    assert_eq!(
        (
            draft.password.as_str(),
            draft.old_password.as_str(),
            draft.username.as_str()
        ),
        ("new", "old", "")
    );
    assert_eq!(draft.purpose, Purpose::ChangePassword);
}

#[test]
fn a34_a_password_that_the_page_put_in_by_itself_is_no_password() {
    let form = "form buttons=\"Sign in\"\ntext label=\"User name\"\ntext label=\"Password\"";
    let capture = |given: bool| {
        let mut sent = web_pages::values(&[(0, "ada"), (1, "guess")]);
        sent[1].given = given;
        latchkey_core::web::save::capture(&page(form), &sent, &frame("https://bank.test/"), 1)
    };
    assert_eq!(capture(true).unwrap().password, "guess", "control: typed by a person");
    assert!(capture(false).is_none_or(|draft| draft.password.is_empty()));
}

#[test]
fn a_step_with_the_user_name_alone_is_kept_for_the_next() {
    let form = "page title=\"Sign in\"\nform buttons=\"Next\"\ntext name=\"identifier\" label=\"E-mail or phone\" autocomplete=\"username\"";
    let draft = capture(form, &[(0, "ada")]).unwrap();
    assert_eq!((draft.username.as_str(), draft.password.as_str()), ("ada", ""));
}

#[test]
fn a_first_step_is_kept_where_only_the_token_says_what_it_is() {
    let form = "page title=\"Online banking\"\nform buttons=\"Continue\"\ntext name=\"customer\" label=\"Customer number\" autocomplete=\"username\"";
    let draft = capture(form, &[(0, "204817")]).unwrap();
    assert_eq!((draft.username.as_str(), draft.password.as_str()), ("204817", ""));
}

#[test]
fn codes_cards_searches_newsletters_and_empty_forms_are_never_captured() {
    for (form, sent) in [
        (
            "form text=\"Verification code\" buttons=\"Continue\"\ntext label=\"Verification code\" autocomplete=\"one-time-code\"",
            "123456",
        ),
        (
            "form text=\"Verification code\" buttons=\"Continue\"\npassword label=\"One-time code\" autocomplete=\"one-time-code\"",
            "123456",
        ),
        (
            "form text=\"Payment\" buttons=\"Pay\"\ntext label=\"Card number\"",
            "4111111111111111",
        ),
        (
            "form text=\"Payment\" buttons=\"Pay\"\npassword label=\"CVC\" autocomplete=\"cc-csc\"",
            "123",
        ),
        ("form buttons=\"Search\"\nsearch name=\"q\" label=\"Search\"", "shoes"),
        (
            "form name=\"newsletter\" buttons=\"Subscribe\"\nemail label=\"E-mail\"",
            "ada@mail.test",
        ),
        (
            "form buttons=\"Send\"\nemail label=\"E-mail\"\ntextarea label=\"Message\"",
            "ada@mail.test",
        ),
        ("form buttons=\"Sign in\"\npassword label=\"Password\"", ""),
    ] {
        assert!(capture(form, &[(0, sent)]).is_none(), "{form}");
    }
    assert!(capture(SIGN_IN, &[]).is_none());
}

#[test]
fn a13_nothing_is_captured_from_an_opaque_document() {
    for (url, origin) in [
        ("https://shop.test/", "null"),
        ("about:blank", "https://shop.test"),
        ("blob:https://shop.test/1", "https://shop.test"),
        ("file:///login.html", "null"),
        ("https://shop.test/", "https://evil.test"),
    ] {
        let at = FrameContext {
            url: url.into(),
            origin: origin.into(),
            ancestors: Vec::new(),
        };
        assert!(
            capture_at(SIGN_IN, &[(0, "ada"), (1, "pw")], &at).is_none(),
            "{url} of {origin}"
        );
    }
}

#[test]
fn a23_the_saved_origin_is_the_sending_documents() {
    let form = r#"
        form action="https://evil.test/collect" buttons="Sign in"
        text label="User name"
        password label="Password"
    "#;
    let draft = capture_at(form, &[(0, "ada"), (1, "pw")], &frame("https://bank.test/login")).unwrap();
    assert_eq!(draft.origin, "https://bank.test/login");
    assert_eq!(offer(&[draft], &[]).unwrap().origin, "https://bank.test");
    let long = capture_at(
        form,
        &[(0, "ada"), (1, "pw")],
        &frame(&format!("https://bank.test/{}", "x".repeat(8_000))),
    );
    assert_eq!(
        long.unwrap().origin,
        "https://bank.test",
        "no more of an address than patterns take"
    );
}

#[test]
fn c06_values_beyond_the_bounds_are_refused() {
    assert!(capture(SIGN_IN, &[(0, "ada"), (7, "pw")]).is_none(), "no such field");
    assert!(capture(SIGN_IN, &[(0, "ada"), (1, &"x".repeat(10_001))]).is_none());
    assert!(capture(SIGN_IN, &[(0, &"x".repeat(1_001)), (1, "pw")]).is_none());
    let many: Vec<(u32, &str)> = (0..21).map(|_| (0, "ada")).collect();
    assert!(capture(SIGN_IN, &many).is_none());
}

// What to offer.

fn draft(origin: &str, username: &str, password: &str) -> Draft {
    Draft {
        origin: origin.into(),
        purpose: Purpose::SignIn,
        username: username.into(),
        password: password.into(),
        old_password: String::new(),
        title: "shop.test".into(),
        seen_ms: NOW_MS,
    }
}

struct Saved {
    id: &'static str,
    username: &'static str,
    password: &'static str,
    urls: Vec<SavedUrl>,
}

fn saved(id: &'static str, url: &str, username: &'static str, password: &'static str) -> Saved {
    Saved {
        id,
        username,
        password,
        urls: vec![SavedUrl::from(String::from(url))],
    }
}

fn offer(drafts: &[Draft], vault: &[Saved]) -> Option<Offer> {
    let known = |one| {
        let Saved { id, username, urls, .. }: &Saved = one;
        KnownLogin {
            id,
            revision: 3,
            title: "The shop",
            username,
            urls,
        }
    };
    let known: Vec<KnownLogin<'_>> = vault.iter().map(known).collect();
    let same = |id: &str, password: &str| vault.iter().any(|one| one.id == id && one.password == password);
    save::offer(drafts, &known, &[], &same, NOW_MS)
}

fn verdict(drafts: &[Draft], vault: &[Saved]) -> Option<(OfferKind, Option<String>, String)> {
    offer(drafts, vault).map(|offer| (offer.kind, offer.base.map(|base| base.id), offer.username))
}

#[test]
fn control_an_unknown_login_is_offered_as_new() {
    let offer = offer(&[draft("https://www.shop.test", "ada", "pw")], &[]).unwrap();
    assert_eq!(
        (offer.kind, offer.title.as_str(), offer.username.as_str()),
        (OfferKind::New, "shop.test", "ada")
    );
    assert_eq!(
        (offer.password.as_str(), offer.origin.as_str()),
        ("pw", "https://www.shop.test")
    );
    assert!(offer.base.is_none());
}

#[test]
fn a_known_login_is_not_offered_again() {
    let drafts = [draft("https://www.shop.test", "ada", "pw")];
    assert!(verdict(&drafts, &[saved("1", "https://www.shop.test/", "ada", "pw")]).is_none());
    assert!(
        verdict(&drafts, &[saved("1", "https://login.shop.test/", "ada", "pw")]).is_none(),
        "the same site"
    );
    assert!(
        verdict(&drafts, &[saved("1", "https://www.shop.test/", "ADA", "pw")]).is_none(),
        "names in another case"
    );
}

#[test]
fn another_password_is_offered_as_an_update_of_the_nearest() {
    let drafts = [draft("https://www.shop.test", "ada", "new")];
    let vault = [
        saved("1", "https://login.shop.test/", "ada", "old"),
        saved("2", "https://www.shop.test/", "ada", "old"),
    ];
    assert_eq!(
        verdict(&drafts, &vault),
        Some((OfferKind::Update, Some("2".into()), "ada".into()))
    );
    let base = offer(&drafts, &vault).unwrap().base.unwrap();
    assert_eq!((base.id.as_str(), base.revision), ("2", 3));
    assert_eq!(offer(&drafts, &vault).unwrap().title, "The shop");
}

#[test]
fn another_user_of_the_site_is_new() {
    let vault = [saved("1", "https://www.shop.test/", "bob", "pw")];
    assert_eq!(
        verdict(&[draft("https://www.shop.test", "ada", "pw")], &vault),
        Some((OfferKind::New, None, "ada".into()))
    );
}

#[test]
fn a_telephone_number_is_the_name_where_nothing_else_is_asked_for() {
    let form = r#"
        form buttons="Sign up"
        tel name="phone" label="Mobile phone"
        password label="Choose a password"
    "#;
    assert_eq!(capture(form, &[(0, "+47 900"), (1, "pw")]).unwrap().username, "+47 900");
}

#[test]
fn a_login_that_a_pattern_leads_to_is_known_on_the_pages_of_the_pattern() {
    let mut vault = [saved("1", r"https://[a-z]+\.shop\.test/in.*", "ada", "pw")];
    vault[0].urls[0].rule = MatchRule::RegularExpression;
    let at = |address: &str, user: &str, password: &str| {
        verdict(&[draft(address, user, password)], &vault).map(|(kind, base, _)| (kind, base.is_some()))
    };
    assert_eq!(
        at("https://www.shop.test/in", "ada", "pw"),
        None,
        "it is the login of this page"
    );
    assert_eq!(
        at("https://www.shop.test/in?a=1", "ada", "new"),
        Some((OfferKind::Update, true))
    );
    assert_eq!(
        at("https://www.shop.test/in", "grace", "pw"),
        Some((OfferKind::New, false))
    );
    assert_eq!(
        at("https://www.shop.test/out", "ada", "pw"),
        Some((OfferKind::AddAddress, true))
    );
    assert_eq!(
        at("https://www.shop.test/out", "ada", "new"),
        Some((OfferKind::New, false))
    );
    assert_eq!(at("https://evil.test/in", "ada", "new"), Some((OfferKind::New, false)));
}

/// Passwords are changed on other pages than the one that was saved.
#[test]
fn a_login_saved_for_one_page_is_updated_from_the_others_of_its_host() {
    let mut vault = [saved("1", "https://www.shop.test/login", "ada", "old")];
    for rule in [MatchRule::Exact, MatchRule::StartsWith] {
        vault[0].urls[0].rule = rule;
        let found = offer(&[draft("https://www.shop.test/account/password", "ada", "new")], &vault).unwrap();
        assert_eq!(
            (found.kind, found.origin.as_str()),
            (OfferKind::Update, "https://www.shop.test")
        );
    }
}

/// A page with a password field alone that shows a name: hidden in its form, or in words.
fn shown(field: &str, value: &str, extra: &str) -> Option<String> {
    let form = format!("form buttons=\"Sign in\"\n{extra}\npassword label=\"Password\"\n{field}");
    let snapshot = page(&form);
    let at = u32::try_from(snapshot.fields.len() - 1).unwrap();
    let mut sent = values(&[(at - 1, "pw"), (at, value)]);
    sent[1].given = false;
    let draft = save::capture(&snapshot, &sent, &frame("https://www.shop.test/in"), NOW_MS).unwrap();
    assert_eq!(draft.username, "", "{field}");
    let step = latchkey_core::web::shown::step(&snapshot, &sent, &draft)?;
    assert_eq!((step.password.as_str(), step.purpose), ("", Purpose::Other));
    Some(step.username)
}

#[test]
fn the_account_that_a_page_remembers_is_read_out_of_what_it_hides_and_says() {
    for (field, value) in [
        ("hidden name=\"username\"", "ada"),
        ("hidden name=\"user[email]\"", "ada@mail.test"),
        ("hidden id=\"login-id\" autocomplete=\"username\"", "204817"),
        ("output", "Welcome back ada@mail.test Not you? Password Sign in"),
    ] {
        let name = shown(field, value, "");
        assert!(name.is_some_and(|name| value.contains(&name)), "{field} {value}");
    }
    for (field, value, extra) in [
        ("hidden name=\"csrf_token\"", "f00ba4", ""),
        ("hidden name=\"login\"", "1", ""),
        ("hidden name=\"login\"", "true", ""),
        ("hidden name=\"username\"", "https://a.test/", ""),
        ("output", "Questions? support@shop.test", ""),
        ("output", "ada@mail.test or bob@mail.test", ""),
        ("output", "ada@mail.test", "text name=\"user\" label=\"User name\""),
    ] {
        assert_eq!(shown(field, value, extra), None, "{field} {value} {extra}");
    }
}

/// What the page showed is a guess.
#[test]
fn a_shown_name_tells_logins_apart_and_never_makes_a_twin() {
    let at = "https://www.shop.test";
    let verdict_of = |name: &str, password: &str, vault: &[Saved]| {
        let mut step = draft(at, name, "");
        step.purpose = Purpose::Other;
        verdict(&[step, draft(at, "", password)], vault)
    };
    assert_eq!(
        verdict_of("ada@mail.test", "pw", &[]),
        Some((OfferKind::New, None, "ada@mail.test".into()))
    );
    let ada = || saved("1", "https://www.shop.test/", "ada", "pw");
    assert_eq!(
        verdict_of("ada@mail.test", "pw", &[ada()]),
        None,
        "greeted by the address, signed in by the name"
    );
    assert_eq!(
        verdict_of("ada@mail.test", "new", &[ada()]),
        Some((OfferKind::Update, Some("1".into()), "ada".into()))
    );
    let other = || saved("2", "https://www.shop.test/", "bob", "pw");
    assert_eq!(
        verdict_of("bob", "new", &[ada(), other()]),
        Some((OfferKind::Update, Some("2".into()), "bob".into()))
    );
    assert_eq!(
        verdict_of("eve", "new", &[ada()]),
        Some((OfferKind::New, None, "eve".into())),
        "another account"
    );
    let mut typed = draft(at, "eve", "");
    typed.purpose = Purpose::SignIn;
    let mut step = draft(at, "ada", "");
    step.purpose = Purpose::Other;
    assert_eq!(
        verdict(&[typed, step, draft(at, "", "new")], &[ada()]),
        Some((OfferKind::New, None, "eve".into())),
        "a typed step is worth more"
    );
}

#[test]
fn the_same_login_elsewhere_is_offered_the_address() {
    let vault = [saved("1", "https://shop-abroad.test/", "ada", "pw")];
    let drafts = [draft("https://www.shop.test", "ada", "pw")];
    assert_eq!(
        verdict(&drafts, &vault),
        Some((OfferKind::AddAddress, Some("1".into()), "ada".into()))
    );
    let other = [saved("1", "https://shop-abroad.test/", "ada", "other")];
    assert_eq!(
        verdict(&drafts, &other).unwrap().0,
        OfferKind::New,
        "another password elsewhere is another login"
    );
}

#[test]
fn a02_a_neighbour_under_a_public_suffix_is_never_updated() {
    let vault = [saved("1", "https://a.github.io/", "ada", "old")];
    assert_eq!(
        verdict(&[draft("https://b.github.io", "ada", "new")], &vault)
            .unwrap()
            .0,
        OfferKind::New
    );
}

#[test]
fn a04_an_http_page_never_updates_a_login_saved_for_https() {
    let vault = [saved("1", "https://shop.test/", "ada", "old")];
    assert_eq!(
        verdict(&[draft("http://shop.test", "ada", "new")], &vault).unwrap().0,
        OfferKind::New
    );
}

#[test]
fn a_change_without_a_user_name_updates_the_login_that_it_can_only_mean() {
    let mut change = draft("https://www.shop.test", "", "new");
    change.old_password = "old".into();
    let one = [saved("1", "https://www.shop.test/", "ada", "anything")];
    assert_eq!(
        verdict(&[change.clone()], &one),
        Some((OfferKind::Update, Some("1".into()), "ada".into()))
    );
    let two = [
        saved("1", "https://www.shop.test/", "ada", "old"),
        saved("2", "https://www.shop.test/", "bob", "other"),
    ];
    assert_eq!(
        verdict(&[change.clone()], &two),
        Some((OfferKind::Update, Some("1".into()), "ada".into())),
        "by the old password"
    );
    let unclear = [
        saved("1", "https://www.shop.test/", "ada", "x"),
        saved("2", "https://www.shop.test/", "bob", "y"),
    ];
    assert_eq!(
        verdict(&[change.clone()], &unclear),
        Some((OfferKind::New, None, String::new()))
    );
    let done = [saved("1", "https://www.shop.test/", "ada", "new")];
    assert_eq!(verdict(&[change], &done), None, "already so");
}

#[test]
fn steps_are_joined_within_ten_minutes_and_one_site() {
    let step = |origin: &str, age_ms: u64| Draft {
        seen_ms: NOW_MS - age_ms,
        ..draft(origin, "ada", "")
    };
    let password = || draft("https://login.shop.test", "", "pw");
    let name = |first: Draft| offer(&[first, password()], &[]).unwrap().username;
    assert_eq!(name(step("https://www.shop.test", MINUTE_MS)), "ada");
    assert_eq!(name(step("https://www.shop.test", 10 * MINUTE_MS)), "ada");
    assert_eq!(name(step("https://www.shop.test", 10 * MINUTE_MS + 1)), "");
    assert_eq!(name(step("https://other.test", MINUTE_MS)), "");
    assert_eq!(
        offer(&[step("https://www.shop.test", 0)], &[]).map(|offer| offer.username),
        None,
        "no password yet"
    );
}

#[test]
fn the_latest_step_and_the_latest_password_count() {
    let first = Draft {
        seen_ms: NOW_MS - 2 * MINUTE_MS,
        ..draft("https://shop.test", "bob", "")
    };
    let second = Draft {
        seen_ms: NOW_MS - MINUTE_MS,
        ..draft("https://shop.test", "ada", "")
    };
    let drafts = [first, second, draft("https://shop.test", "", "pw")];
    assert_eq!(offer(&drafts, &[]).unwrap().username, "ada");
    let mistyped = draft("https://shop.test", "ada", "wrong");
    let right = draft("https://shop.test", "ada", "right");
    assert_eq!(offer(&[mistyped, right], &[]).unwrap().password, "right");
}

#[test]
fn a_login_kept_without_a_user_name_learns_it() {
    let vault = [saved("1", "https://www.shop.test/", "", "pw")];
    let drafts = [draft("https://www.shop.test", "ada", "pw")];
    assert_eq!(
        verdict(&drafts, &vault),
        Some((OfferKind::Update, Some("1".into()), "ada".into()))
    );
}

#[test]
fn a_draft_without_a_sound_origin_offers_nothing() {
    for origin in [
        "null",
        "",
        "file://",
        "https://SHOP.test",
        "https://ada@shop.test/",
        "https://shop.test?path",
    ] {
        assert!(offer(&[draft(origin, "ada", "pw")], &[]).is_none(), "{origin}");
    }
    assert!(offer(&[], &[]).is_none());
}

#[test]
fn single_characters_of_a_password_are_never_captured() {
    let text = "form buttons=\"Log in\"\ntext label=\"User name\"\npassword maxlength=\"1\"\npassword maxlength=\"1\"\npassword maxlength=\"1\"";
    let draft = capture(text, &[(0, "ada"), (1, "o"), (2, "e"), (3, "t")]);
    assert!(draft.is_none_or(|draft| draft.password.is_empty()));
}
