//! What a fill writes of a card or a person's data, and every reason for which it writes nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod web_pages;

use latchkey_core::api::{Card, Choice, FillBlock, FillPlan, FrameContext, Identity, Refusal, Role};
use latchkey_core::web::fill_person::{Person, plan};
use web_pages::{frame, page};

const SHOP: &str = "https://shop.test/pay";
const PIN: &str = "9753";

fn card() -> Card {
    Card {
        name: "Maren Okafor".into(),
        number: "4012 8888 8888 1881".into(),
        expiry_month: "05".into(),
        expiry_year: "2031".into(),
        security_code: "417".into(),
        pin: PIN.into(),
        ..Card::default()
    }
}

fn identity() -> Identity {
    Identity {
        given_name: "Maren".into(),
        family_name: "Okafor".into(),
        birthday: "1987-03-09".into(),
        email: "maren@tideline.test".into(),
        tel: "+44 20 7946 0958".into(),
        street_address: "4 Pier Street\nFlat 2".into(),
        city: "Whitby".into(),
        region: "North Yorkshire".into(),
        postal_code: "YO21 3PU".into(),
        country: "GB".into(),
        organization: "Tideline Ltd".into(),
        username: "maren".into(),
        national_id: "QQ123456C".into(),
        ..Identity::default()
    }
}

fn of_card(text: &str, frame: &FrameContext) -> FillPlan {
    let plan = plan(Person::Card(&card()), &page(text), frame, Choice::Listed);
    assert_eq!(plan.blocked.is_some(), plan.writes.is_empty());
    assert!(plan.writes.iter().all(|write| write.value != PIN), "never a PIN");
    plan
}

fn of_identity(text: &str) -> FillPlan {
    let plan = plan(Person::Identity(&identity()), &page(text), &frame(SHOP), Choice::Listed);
    assert_eq!(plan.blocked.is_some(), plan.writes.is_empty());
    plan
}

fn written(plan: &FillPlan) -> Vec<(Role, &str)> {
    plan.writes
        .iter()
        .map(|write| (write.role, write.value.as_str()))
        .collect()
}

const PAY: &str = r#"
    form name="payment" buttons="Pay now"
    text name="cc-name" label="Name on card" autocomplete="cc-name"
    tel name="cc-number" label="Card number" autocomplete="cc-number"
    text name="cc-exp" label="Expiry date" autocomplete="cc-exp" placeholder="MM / YY"
    password name="cc-csc" label="Security code" autocomplete="cc-csc" maxlength="4"
"#;
const ADDRESS: &str = r#"
    form name="address" buttons="Continue"
    text name="given" label="First name" autocomplete="given-name"
    text name="family" label="Last name" autocomplete="family-name"
    text name="line1" label="Address line 1" autocomplete="address-line1"
    text name="line2" label="Address line 2" autocomplete="address-line2"
    text name="city" label="City" autocomplete="address-level2"
    text name="postcode" label="Postcode" autocomplete="postal-code"
    select name="country" label="Country" autocomplete="country" options="Austria;Germany;United Kingdom"
    tel name="tel" label="Telephone" autocomplete="tel"
    email name="email" label="E-mail" autocomplete="email"
"#;

#[test]
fn control_a_card_is_filled_where_one_pays_its_number_and_code_last() {
    assert_eq!(
        written(&of_card(PAY, &frame(SHOP))),
        [
            (Role::CcName, "Maren Okafor"),
            (Role::CcExp, "05 / 31"),
            (Role::CcNumber, "4012888888881881"),
            (Role::CcCsc, "417"),
        ]
    );
}

#[test]
fn control_an_address_is_filled_the_country_first() {
    assert_eq!(
        written(&of_identity(ADDRESS)),
        [
            (Role::Country, "GB"),
            (Role::GivenName, "Maren"),
            (Role::FamilyName, "Okafor"),
            (Role::AddressLine1, "4 Pier Street"),
            (Role::AddressLine2, "Flat 2"),
            (Role::AddressLevel2, "Whitby"),
            (Role::PostalCode, "YO21 3PU"),
            (Role::Tel, "+44 20 7946 0958"),
            (Role::Email, "maren@tideline.test"),
        ]
    );
}

#[test]
fn a_telephone_number_leaves_its_country_code_to_the_field_that_asks_for_it() {
    let list = r#"select name="dial" label="Phone" options="+33;+39;+44;+49;+353""#;
    let said_beside = |list: &str, tel: &str| {
        let identity = Identity {
            tel: tel.into(),
            ..identity()
        };
        let text = format!("form buttons=\"Continue\"\n{list}\ntel name=\"number\" label=\"Phone number\"");
        let plan = plan(Person::Identity(&identity), &page(&text), &frame(SHOP), Choice::Listed);
        let of = |role: Role| {
            let write = plan.writes.iter().find(|write| write.role == role);
            write.map(|write| write.value.clone())
        };
        (of(Role::TelCountryCode), of(Role::Tel))
    };
    let said = |tel: &str| said_beside(list, tel);
    let parts = |code: &str, national: &str| (Some(code.to_owned()), Some(national.to_owned()));
    assert_eq!(said("+44 20 7946 0958"), parts("+44", "20 7946 0958"));
    assert_eq!(said("0044-20-79460958"), parts("+44", "20-79460958"));
    assert_eq!(said("+49 (0) 30 123456"), parts("+49", "30 123456"));
    assert_eq!(said("+3531234567"), parts("+353", "1234567"));
    assert_eq!(said("+1 (212) 555-0100"), parts("+1", "(212) 555-0100"));
    assert_eq!(said("+7 495 123-45-67"), parts("+7", "495 123-45-67"));
    assert_eq!(said("+39 06 1234567"), parts("+39", "06 1234567"));
    assert_eq!(said("+1.212.555.0100"), parts("+1", "212.555.0100"));
    assert_eq!(said("(+44) 20 7946 0958"), parts("+44", "20 7946 0958"));
    // Of a number without its country nothing is guessed, and a list that nobody sees takes nothing away.
    assert_eq!(said("020 7946 0958"), (None, Some("020 7946 0958".to_owned())));
    assert_eq!(said("+4"), (None, Some("+4".to_owned())));
    // A field with room for the digits alone gets them; one with less takes nothing from the number.
    let field = |room: u32| {
        format!("text name=\"dial\" label=\"Country code\" autocomplete=\"tel-country-code\" maxlength=\"{room}\"")
    };
    assert_eq!(said_beside(&field(3), "+353 1 234567"), parts("353", "1 234567"));
    assert_eq!(
        said_beside(&field(2), "+353 1 234567"),
        (None, Some("+353 1 234567".to_owned()))
    );
    let whole = (None, Some("+44 20 7946 0958".to_owned()));
    assert_eq!(said_beside(&format!("{list} hidden"), "+44 20 7946 0958"), whole);
}

#[test]
fn an_expiry_takes_the_form_that_the_field_asks_for() {
    let said = |attributes: &str| {
        let text = format!(
            "form buttons=\"Pay\"\ntel label=\"Card number\" autocomplete=\"cc-number\"\n{attributes} label=\"Expiry\" autocomplete=\"cc-exp\""
        );
        let plan = of_card(&text, &frame(SHOP));
        let found = plan.writes.iter().find(|write| write.role == Role::CcExp);
        found.map(|write| write.value.clone()).unwrap_or_default()
    };
    for (attributes, expected) in [
        ("text", "05/31"),
        ("text placeholder=\"MM/YYYY\"", "05/2031"),
        ("text placeholder=\"MM/JJ\"", "05/31"),
        ("text placeholder=\"mm-aaaa\"", "05-2031"),
        ("text placeholder=\"ММ/ГГ\"", "05/31"),
        ("text placeholder=\"12/34\"", "05/31"),
        ("text maxlength=\"4\"", "0531"),
        ("text maxlength=\"7\"", "05/2031"),
        ("month", "2031-05"),
    ] {
        assert_eq!(said(attributes), expected, "{attributes}");
    }
}

#[test]
fn month_and_year_go_apart_with_what_a_list_may_call_them() {
    let text = |year: &str| {
        format!(
            "form buttons=\"Pay\"\ntel label=\"Card number\" autocomplete=\"cc-number\"\nselect label=\"Month\" autocomplete=\"cc-exp-month\"\n{year} label=\"Year\" autocomplete=\"cc-exp-year\""
        )
    };
    let plan = of_card(&text("select"), &frame(SHOP));
    let month = plan.writes.iter().find(|write| write.role == Role::CcExpMonth).unwrap();
    assert_eq!(
        (month.value.as_str(), month.others.as_slice()),
        ("05", &["5".to_owned()][..])
    );
    let year = |field: &str| {
        let plan = of_card(&text(field), &frame(SHOP));
        let year = plan
            .writes
            .into_iter()
            .find(|write| write.role == Role::CcExpYear)
            .unwrap();
        (year.value, year.others)
    };
    assert_eq!(year("select"), ("2031".into(), vec!["31".into()]));
    assert_eq!(year("text maxlength=\"2\"").0, "31");
    assert_eq!(year("text placeholder=\"YY\"").0, "31");
    assert_eq!(year("text maxlength=\"4\"").0, "2031");
}

#[test]
fn a_birthday_goes_whole_or_in_parts_and_never_in_a_form_that_is_guessed() {
    let said = |fields: &str| {
        let text = format!(
            "form name=\"person\" buttons=\"Continue\"\ntext label=\"First name\" autocomplete=\"given-name\"\ntext label=\"Last name\" autocomplete=\"family-name\"\n{fields}"
        );
        let plan = of_identity(&text);
        let values: Vec<String> = plan.writes.iter().skip(2).map(|write| write.value.clone()).collect();
        (values, plan.refused.first().map(|refusal| refusal.reason))
    };
    let whole = |attributes: &str| said(&format!("{attributes} label=\"Date of birth\" autocomplete=\"bday\""));
    assert_eq!(whole("date"), (vec!["1987-03-09".into()], None));
    assert_eq!(
        whole("text placeholder=\"TT.MM.JJJJ\""),
        (vec!["09.03.1987".into()], None)
    );
    assert_eq!(whole("text"), (vec![], Some(Refusal::Unfit)));
    let parts = "select label=\"Day\" autocomplete=\"bday-day\"\nselect label=\"Month\" autocomplete=\"bday-month\"\ntext label=\"Year\" autocomplete=\"bday-year\"";
    assert_eq!(said(parts).0, ["09", "03", "1987"]);
}

#[test]
fn a_street_without_a_second_line_takes_all_of_it() {
    let one = "form name=\"address\" buttons=\"Continue\"\ntext label=\"Street\" autocomplete=\"address-line1\"\ntext label=\"Postcode\" autocomplete=\"postal-code\"";
    assert_eq!(written(&of_identity(one))[0].1, "4 Pier Street, Flat 2");
}

/// A17, the other way round: neither goes into a form where one signs in, whatever it asks for.
#[test]
fn a17_a_sign_in_gets_no_card_and_no_identity() {
    let greedy = r#"
        form buttons="Sign in"
        email name="email" label="E-mail" autocomplete="username"
        password name="pass" label="Password"
        text name="cc" autocomplete="cc-number"
        text name="csc" autocomplete="cc-csc"
        text name="n" autocomplete="name"
        text name="t" autocomplete="tel"
    "#;
    assert_eq!(of_card(greedy, &frame(SHOP)).blocked, Some(FillBlock::NoFields));
    assert_eq!(of_identity(greedy).blocked, Some(FillBlock::NoFields));
    let both = format!("{PAY}{ADDRESS}");
    assert!(of_card(&both, &frame(SHOP)).writes.iter().all(|write| write.field < 4));
    assert!(of_identity(&both).writes.iter().all(|write| write.field >= 4));
}

#[test]
fn only_a_choice_in_the_popup_releases_it() {
    for choice in [Choice::Direct, Choice::InPage] {
        let plan = plan(Person::Card(&card()), &page(PAY), &frame(SHOP), choice);
        assert_eq!(plan.blocked, Some(FillBlock::OtherSite));
    }
}

#[test]
fn only_encrypted_pages_and_this_computer_get_it() {
    let block = |url: &str| of_card(PAY, &frame(url)).blocked;
    assert_eq!(block("http://shop.test/"), Some(FillBlock::InsecurePage));
    assert_eq!(block("http://localhost.evil.test/"), Some(FillBlock::InsecurePage));
    for url in [
        "http://localhost:8080/",
        "http://127.0.0.1/",
        "http://shop.localhost/",
        SHOP,
    ] {
        assert_eq!(block(url), None, "{url}");
    }
    let sandboxed = FrameContext {
        origin: "null".into(),
        ..frame(SHOP)
    };
    assert_eq!(of_card(PAY, &sandboxed).blocked, Some(FillBlock::OpaqueOrigin));
}

#[test]
fn a_foreign_page_around_it_or_a_foreign_target_gets_nothing() {
    let inside = FrameContext {
        ancestors: vec!["https://evil.test".into()],
        ..frame(SHOP)
    };
    assert_eq!(of_card(PAY, &inside).blocked, Some(FillBlock::ForeignAncestor));
    let away = PAY.replace("form ", "form action=\"https://evil.test/\" ");
    assert_eq!(of_card(&away, &frame(SHOP)).blocked, Some(FillBlock::ForeignAction));
}

#[test]
fn one_section_only_and_that_where_the_user_is() {
    let two = format!("{PAY}{}", PAY.replace("cc-name\" label", "cc-name\" focused label"));
    assert!(
        of_card(&format!("{PAY}{PAY}"), &frame(SHOP))
            .writes
            .iter()
            .all(|write| write.field < 4)
    );
    assert!(of_card(&two, &frame(SHOP)).writes.iter().all(|write| write.field >= 4));
}

#[test]
fn each_refusal_has_its_reason() {
    let reason = |attributes: &str| {
        let text = PAY.replace(
            "autocomplete=\"cc-number\"",
            &format!("autocomplete=\"cc-number\" {attributes}"),
        );
        let plan = of_card(&text, &frame(SHOP));
        plan.refused.first().map(|refusal| (refusal.role, refusal.reason))
    };
    assert_eq!(reason(""), None);
    assert_eq!(reason("hidden"), Some((Role::CcNumber, Refusal::Hidden)));
    assert_eq!(reason("disabled"), Some((Role::CcNumber, Refusal::Disabled)));
    assert_eq!(reason("readonly"), Some((Role::CcNumber, Refusal::ReadOnly)));
    assert_eq!(reason("maxlength=\"4\""), Some((Role::CcNumber, Refusal::TooLong)));
    let bare = Card {
        expiry_month: "May".into(),
        name: String::new(),
        ..card()
    };
    let plan = plan(Person::Card(&bare), &page(PAY), &frame(SHOP), Choice::Listed);
    let reasons: Vec<_> = plan
        .refused
        .iter()
        .map(|refusal| (refusal.role, refusal.reason))
        .collect();
    assert_eq!(reasons, [(Role::CcName, Refusal::Empty), (Role::CcExp, Refusal::Unfit)]);
}

/// A row of boxes for the number, each with such room.
fn boxes(rooms: &[u32]) -> String {
    let row = rooms.iter().enumerate().map(|(at, room)| {
        let label = if at == 0 { "label=\"Card number\"" } else { "" };
        format!("tel name=\"n{at}\" {label} maxlength=\"{room}\"\n")
    });
    format!(
        "form buttons=\"Pay now\"\ntext label=\"Name on card\"\n{}tel label=\"CVC\" maxlength=\"4\"",
        row.collect::<String>()
    )
}

#[test]
fn a_number_goes_into_its_boxes_piece_by_piece() {
    let number = |rooms: &[u32]| {
        let plan = of_card(&boxes(rooms), &frame(SHOP));
        let found = plan.writes.iter().filter(|write| write.role == Role::CcNumber);
        found.map(|write| write.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(number(&[4, 4, 4, 4]), ["4012", "8888", "8888", "1881"]);
    assert_eq!(number(&[4, 6, 6]), ["4012", "888888", "881881"]);
    assert_eq!(number(&[4, 4, 4, 4, 3]), [""; 0], "the last box would stay empty");
    assert_eq!(number(&[4, 6, 5]), [""; 0], "one digit has no place");
}

#[test]
fn a_number_that_does_not_fit_its_boxes_goes_into_none() {
    for (text, reason) in [
        (boxes(&[4, 6, 5]), Refusal::Unfit),
        (
            boxes(&[4, 4, 4, 4]).replace("name=\"n2\"", "name=\"n2\" disabled"),
            Refusal::Disabled,
        ),
        (
            boxes(&[4, 4, 4, 4]).replace("name=\"n3\"", "name=\"n3\" hidden"),
            Refusal::Hidden,
        ),
    ] {
        let plan = of_card(&text, &frame(SHOP));
        assert!(plan.writes.iter().all(|write| write.role != Role::CcNumber), "{text}");
        let refused: Vec<_> = plan.refused.iter().map(|one| (one.role, one.reason)).collect();
        assert_eq!(refused, [(Role::CcNumber, reason)], "{text}");
    }
}

#[test]
fn a_company_is_filled_where_one_says_who_one_is() {
    let text = format!("{ADDRESS}\n    text name=\"company\" label=\"Company\" autocomplete=\"organization\"\n");
    let plan = of_identity(&text);
    assert!(written(&plan).contains(&(Role::Organization, "Tideline Ltd")));
}

/// What is written into a row of boxes of one value, each with such room; or why nothing is.
fn parted(identity: &Identity, role: Role, first: &str, rooms: &[u32]) -> Result<Vec<String>, Refusal> {
    let row = rooms.iter().enumerate().map(|(at, room)| {
        let label = if at == 0 { first } else { "" };
        format!("text name=\"box{at}\" {label} maxlength=\"{room}\"\n")
    });
    let text = format!(
        "form buttons=\"Continue\"\ntext label=\"First name\"\n{}",
        row.collect::<String>()
    );
    let plan = plan(Person::Identity(identity), &page(&text), &frame(SHOP), Choice::Listed);
    if let Some(refused) = plan.refused.iter().find(|one| one.role == role) {
        return Err(refused.reason);
    }
    let found = plan.writes.iter().filter(|write| write.role == role);
    Ok(found.map(|write| write.value.clone()).collect())
}

#[test]
fn a_street_of_several_lines_is_not_said_twice() {
    let text = ADDRESS.replace("text name=\"line1\"", "textarea name=\"line1\"");
    let plan = of_identity(&text);
    let lines = written(&plan);
    assert!(lines.contains(&(Role::AddressLine1, "4 Pier Street")), "{lines:?}");
    assert!(lines.contains(&(Role::AddressLine2, "Flat 2")));
}

#[test]
fn a_telephone_number_goes_into_its_boxes_by_its_own_groups() {
    let said = |tel: &str, rooms: &[u32]| {
        let identity = Identity {
            tel: tel.into(),
            ..identity()
        };
        parted(&identity, Role::Tel, "label=\"Phone number\"", rooms)
    };
    let pieces = |all: [&str; 3]| Ok(all.map(String::from).to_vec());
    assert_eq!(said("+1 (212) 555-0100", &[3, 3, 4]), pieces(["212", "555", "0100"]));
    assert_eq!(said("2125550100", &[3, 3, 4]), pieces(["212", "555", "0100"]));
    assert_eq!(said("03-1234-5678", &[5, 4, 4]), pieces(["03", "1234", "5678"]));
    assert_eq!(said("+81 90-1234-5678", &[4, 4, 4]), pieces(["090", "1234", "5678"]));
    assert_eq!(said("+819012345678", &[5, 4, 4]), pieces(["090", "1234", "5678"]));
    // Not everywhere a nought is dialled within the country.
    assert_eq!(said("+34 612 345 678", &[3, 3, 3]), pieces(["612", "345", "678"]));
    assert_eq!(said("+351 912 345 678", &[3, 3, 3]), pieces(["912", "345", "678"]));
    // Where its groups part is not known of a number for fixed lines.
    assert_eq!(said("0312345678", &[5, 4, 4]), Err(Refusal::Unfit));
    assert_eq!(said("+44 20 7946 0958 77", &[3, 3, 4]), Err(Refusal::Unfit));
}

#[test]
fn a_postal_code_goes_into_its_boxes() {
    let said = |code: &str, rooms: &[u32]| {
        let identity = Identity {
            postal_code: code.into(),
            ..identity()
        };
        parted(&identity, Role::PostalCode, "label=\"Postal code\"", rooms)
    };
    let pieces = |all: &[&str]| Ok(all.iter().copied().map(String::from).collect::<Vec<_>>());
    assert_eq!(said("100-0001", &[3, 4]), pieces(&["100", "0001"]));
    assert_eq!(said("1000001", &[3, 4]), pieces(&["100", "0001"]));
    assert_eq!(said("00-950", &[2, 3]), pieces(&["00", "950"]));
    assert_eq!(
        said("94105", &[5, 4]),
        pieces(&["94105"]),
        "what follows may stay empty"
    );
    assert_eq!(said("94105-1234", &[5, 4]), pieces(&["94105", "1234"]));
    assert_eq!(said("94105", &[5]), pieces(&["94105"]));
    assert_eq!(said("110 00", &[6]), pieces(&["110 00"]));
    assert_eq!(said("YO21 3PU", &[3, 4]), Err(Refusal::Unfit));
    assert_eq!(said("YO21 3PU", &[5]), Err(Refusal::TooLong));
}

#[test]
fn a_box_that_asks_for_something_else_is_none_of_a_postal_code() {
    let text = "form buttons=\"Continue\"\ntext label=\"First name\"\ntext label=\"Postal code\" maxlength=\"5\"\ntext label=\"Floor\" maxlength=\"3\"";
    let plan = of_identity(text);
    let codes = plan
        .writes
        .iter()
        .chain([])
        .filter(|write| write.role == Role::PostalCode);
    assert_eq!(codes.count(), 0, "one box alone, and too small");
    assert!(
        plan.refused
            .iter()
            .any(|one| one.role == Role::PostalCode && one.reason == Refusal::TooLong)
    );
}
