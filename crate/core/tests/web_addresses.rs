//! Which saved address matches which page: the promises against lookalikes, neighbours and other doors.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use latchkey_core::api::{FrameContext, MatchReason, MatchRule, SavedUrl};
use latchkey_core::web::matching::{Page, match_saved};
use latchkey_core::web::origin::{document_origin, parse_origin, parse_url, registrable_domain};

const THIS: Option<MatchReason> = Some(MatchReason::ThisAddress);
const SITE: Option<MatchReason> = Some(MatchReason::SameSite);

fn match_by(rule: MatchRule, saved: &str, page: &str, equivalents: &[Vec<String>]) -> Option<MatchReason> {
    let saved = SavedUrl {
        rule,
        ..SavedUrl::from(String::from(saved))
    };
    let page = Page {
        origin: parse_url(page)?,
        url: Some(page),
        equivalents,
    };
    match_saved(&saved, &page)
}

/// By the rule that an address has unless the user chooses another.
fn match_address(saved: &str, page: &str) -> Option<MatchReason> {
    match_by(MatchRule::Domain, saved, page, &[])
}

fn check(table: &[(&str, &str, Option<MatchReason>)]) {
    for (saved, page, expected) in table {
        assert_eq!(match_address(saved, page), *expected, "saved {saved}, page {page}");
    }
}

#[test]
fn control_saved_addresses_match_their_own_pages() {
    check(&[
        ("https://bank.test/", "https://bank.test/", THIS),
        (
            "https://bank.test/login?next=1#top",
            "https://bank.test/account/overview",
            THIS,
        ),
        ("https://bank.test", "https://bank.test/", THIS),
        ("https://bank.test:8443/a", "https://bank.test:8443/b", THIS),
        ("http://router.test/", "http://router.test/admin", THIS),
        ("https://www.shop.test/", "https://login.shop.test/", SITE),
        ("https://shop.test/", "https://login.shop.test/", SITE),
        ("https://login.shop.test:8443/", "https://www.shop.test:8443/", SITE),
        ("http://a.shop.test/", "http://b.shop.test/", SITE),
        ("https://a.b.c.shop.test/", "https://x.y.shop.test/", SITE),
    ]);
}

#[test]
fn a01_lookalikes_match_nothing() {
    check(&[
        ("https://bank.test/", "https://bank.test.evil.test/", None),
        ("https://bank.test/", "https://evilbank.test/", None),
        ("https://bank.test/", "https://bank.test@evil.test/", None),
        ("https://bank.test/", "https://bank.test:443@evil.test/", None),
        ("https://bank.test@evil.test/", "https://evil.test/", None),
        ("https://bank.test/", "https://bank-test.evil.test/", None),
        ("https://bank.test/", "https://bank.testing/", None),
        ("https://bank.test/", "https://ban.test/", None),
        ("https://bank.test/", "https://evil.test/bank.test/", None),
        ("https://bank.test/", "https://evil.test/?https://bank.test/", None),
        ("https://bank.test/", "https://evil.test#https://bank.test/", None),
        ("https://bank.test/", "https://evil.test\\@bank.test/", None),
        ("https://bank.test/", "https://bank.test%2eevil.test/", None),
        ("bank.test", "https://bank.test/", None),
        ("*.bank.test", "https://a.bank.test/", None),
        ("test", "https://bank.test/", None),
        ("", "https://bank.test/", None),
        ("https://", "https://bank.test/", None),
        ("https:///", "https:///", None),
    ]);
}

#[test]
fn a02_neighbours_under_one_public_suffix_match_nothing() {
    check(&[
        ("https://a.github.io/", "https://b.github.io/", None),
        ("https://a.github.io/", "https://a.github.io/", THIS),
        ("https://x.a.github.io/", "https://a.github.io/", SITE),
        ("https://x.co.uk/", "https://y.co.uk/", None),
        ("https://www.x.co.uk/", "https://login.x.co.uk/", SITE),
        ("https://github.io/", "https://a.github.io/", None),
        ("https://co.uk/", "https://x.co.uk/", None),
        ("https://a.blogspot.com/", "https://b.blogspot.com/", None),
        ("https://a.s3.amazonaws.com/", "https://b.s3.amazonaws.com/", None),
        ("https://a.vercel.app/", "https://b.vercel.app/", None),
        ("https://a.b.kawasaki.jp/", "https://c.b.kawasaki.jp/", None),
        ("https://a.city.kawasaki.jp/", "https://b.city.kawasaki.jp/", SITE),
    ]);
}

#[test]
fn a03_a_sibling_host_is_only_of_the_same_site() {
    // A direct choice fills this-address only (see web_fill.rs); same-site is for lists that show both hosts.
    check(&[
        ("https://www.shop.test/", "https://ugc.shop.test/", SITE),
        ("https://shop.test/", "https://ugc.shop.test/", SITE),
    ]);
}

#[test]
fn a04_https_never_matches_http() {
    check(&[
        ("https://bank.test/", "http://bank.test/", None),
        ("https://bank.test:8080/", "http://bank.test:8080/", None),
        ("https://bank.test/", "http://www.bank.test/", None),
        ("http://bank.test/", "https://bank.test/", THIS),
        ("http://bank.test:8080/", "https://bank.test:8080/", None),
        ("http://bank.test:8080/", "https://bank.test/", None),
        ("http://www.bank.test/", "https://login.bank.test/", None),
    ]);
}

#[test]
fn a05_another_port_is_another_address() {
    check(&[
        ("https://bank.test/", "https://bank.test:8443/", None),
        ("https://bank.test:8443/", "https://bank.test/", None),
        ("https://bank.test:8443/", "https://bank.test:9443/", None),
        ("https://a.bank.test:8443/", "https://b.bank.test/", None),
        ("https://a.bank.test/", "https://b.bank.test:8443/", None),
        ("http://127.0.0.1:3000/", "http://127.0.0.1:3001/", None),
        ("http://localhost:3000/", "http://localhost:3000/", THIS),
    ]);
}

#[test]
fn a06_one_table_of_host_forms() {
    check(&[
        // IDN arrives in its xn-- form; what a person typed does not match and is not guessed at.
        ("https://xn--bcher-kva.test/", "https://xn--bcher-kva.test/", THIS),
        ("https://xn--bcher-kva.test/", "https://shop.xn--bcher-kva.test/", SITE),
        ("https://bücher.test/", "https://xn--bcher-kva.test/", None),
        ("https://bücher.test/", "https://bücher.test/", None),
        ("https://xn--bcher-kva.test/", "https://bucher.test/", None),
        // Browsers write hosts in lower case.
        ("https://BANK.test/", "https://bank.test/", None),
        ("HTTPS://bank.test/", "https://bank.test/", None),
        ("https://bank.test/", "https://BANK.test/", None),
        // A trailing dot is another host, and of no site.
        ("https://bank.test./", "https://bank.test/", None),
        ("https://bank.test/", "https://bank.test./", None),
        ("https://bank.test./", "https://bank.test./", THIS),
        ("https://a.bank.test./", "https://b.bank.test./", None),
        ("https://bank.test../", "https://bank.test../", None),
        ("https://a..test/", "https://a..test/", None),
        ("https://.test/", "https://.test/", None),
        // IP addresses match themselves.
        ("http://[::1]/", "http://[::1]/", THIS),
        ("http://[::1]:8080/", "http://[::1]:8080/", THIS),
        ("http://[::1]/", "http://[::2]/", None),
        ("http://[::1]/", "http://127.0.0.1/", None),
        ("http://[::1/", "http://[::1/", None),
        ("http://[fe80::1%25eth0]/", "http://[fe80::1%25eth0]/", None),
        ("http://[::FFFF]/", "http://[::FFFF]/", None),
        ("http://127.0.0.1/", "http://127.0.0.1/", THIS),
        ("http://127.0.0.1/", "http://127.0.0.2/", None),
        ("http://10.0.0.1/", "http://1.0.0.1/", None),
        ("http://127.1/", "http://127.1/", None),
        ("http://2130706433/", "http://2130706433/", None),
        ("http://0x7f.0.0.1/", "http://0x7f.0.0.1/", None),
        ("http://a.0x7f/", "http://a.0x7f/", None),
        ("http://127.0.0.1/", "http://localhost/", None),
        ("http://01.2.3.4/", "http://01.2.3.4/", None),
        ("http://1.2.3.256/", "http://1.2.3.256/", None),
        // Single labels match themselves.
        ("http://localhost/", "http://localhost/", THIS),
        ("http://localhost/", "http://a.localhost/", None),
        ("http://nas/", "http://nas/", THIS),
        ("http://nas/", "http://b.nas/", None),
        ("http://a_b.bank.test/", "http://a_b.bank.test/", THIS),
        // Ports in their shortest form, and never the scheme's own.
        ("https://bank.test:443/", "https://bank.test/", None),
        ("https://bank.test:08443/", "https://bank.test:8443/", None),
        ("https://bank.test:/", "https://bank.test/", None),
        ("https://bank.test:65536/", "https://bank.test:65536/", None),
        ("https://bank.test:+1/", "https://bank.test:+1/", None),
        ("https://bank.test:80/", "https://bank.test:80/", THIS),
        // Other schemes and spellings never.
        ("file:///home/me/bank.html", "file:///home/me/bank.html", None),
        ("data:text/html,hello", "data:text/html,hello", None),
        ("blob:https://bank.test/1-2", "blob:https://bank.test/1-2", None),
        ("blob:https://bank.test/1-2", "https://bank.test/", None),
        ("about:blank", "about:blank", None),
        ("about:srcdoc", "about:srcdoc", None),
        ("ftp://bank.test/", "ftp://bank.test/", None),
        ("javascript:alert(1)", "javascript:alert(1)", None),
        ("chrome-extension://abc/", "chrome-extension://abc/", None),
        ("android://hash@com.bank/", "android://hash@com.bank/", None),
        ("https:/bank.test/", "https:/bank.test/", None),
        ("https:\\\\bank.test\\", "https:\\\\bank.test\\", None),
        (" https://bank.test/", "https://bank.test/", None),
        ("https://bank.test /", "https://bank.test /", None),
        ("https://bank.test?x", "https://bank.test?x", None),
        ("https://ba\u{0}nk.test/", "https://ba\u{0}nk.test/", None),
    ]);
}

#[test]
fn a06_labels_and_names_have_their_lengths() {
    let label = "a".repeat(63);
    assert!(parse_url(&format!("https://{label}.test/")).is_some());
    assert!(parse_url(&format!("https://{label}a.test/")).is_none());
    let long = format!("{label}.{label}.{label}.{}", "a".repeat(61));
    assert!(parse_url(&format!("https://{long}/")).is_some());
    assert!(parse_url(&format!("https://{long}a/")).is_none());
}

#[test]
fn origins_are_read_without_a_path_and_null_is_none() {
    assert!(parse_origin("https://bank.test").is_some());
    assert!(parse_origin("https://bank.test/").is_none());
    for text in [
        "null",
        "",
        "file://",
        "https://",
        "about:blank",
        "chrome-extension://abc",
    ] {
        assert!(parse_origin(text).is_none(), "{text}");
    }
}

#[test]
fn a14_a_document_whose_url_does_not_say_its_origin_has_none() {
    let document = |url: &str, origin: &str| FrameContext {
        url: url.into(),
        origin: origin.into(),
        ancestors: Vec::new(),
    };
    assert!(document_origin(&document("https://bank.test/a", "https://bank.test")).is_some());
    for (url, origin) in [
        ("about:blank", "https://bank.test"),
        ("about:srcdoc", "https://bank.test"),
        ("blob:https://bank.test/1", "https://bank.test"),
        ("https://bank.test/", "null"),
        ("https://bank.test/", "https://evil.test"),
        ("https://bank.test/", "http://bank.test"),
        ("https://bank.test:8443/", "https://bank.test"),
        ("data:text/html,x", "null"),
        ("file:///a", "null"),
        ("https://bank.test/", ""),
    ] {
        let document = document(url, origin);
        assert!(document_origin(&document).is_none(), "{url} of {origin}");
        assert!(Page::of(&document, &[]).is_none(), "{url} of {origin}");
    }
}

#[test]
fn a_pattern_matches_whole_addresses_and_nothing_else() {
    let by = |pattern: &str, page: &str| match_by(MatchRule::RegularExpression, pattern, page, &[]).is_some();
    let shops = r"https://[a-z]+\.shop\.test/.*";
    assert!(by(shops, "https://login.shop.test/in?a=1"));
    for page in [
        "https://login.shop.test.evil.test/",
        "https://evil.test/?https://login.shop.test/",
        "http://login.shop.test/",
    ] {
        assert!(!by(shops, page), "{page}");
    }
    // What could be read on its way is matched by a pattern that says so alone.
    for (pattern, matches) in [
        (".*", false),
        (r".*shop\.test/", false),
        ("https?://shop.test/", true),
        ("^http://.*", true),
    ] {
        assert_eq!(by(pattern, "http://shop.test/"), matches, "{pattern}");
    }
    // A part of an address, brackets that only those around it would close, and what is no pattern.
    let here = "https://bank.test/";
    for pattern in ["bank", "x)|(?:https:.*", "(", "(?=h).*", "", r"https://bank\.test"] {
        assert!(!by(pattern, here), "{pattern}");
    }
    assert!(by("(?i)HTTPS://BANK.TEST/", here) && by("https://bank.test/|x", here));
}

#[test]
fn i03_a_pattern_takes_time_in_proportion_to_the_address() {
    // Backtracking would need more steps than there are atoms; one that is too large is refused.
    let page = format!("https://bank.test/{}", "a".repeat(2_000));
    let by = |pattern: &str| match_by(MatchRule::RegularExpression, pattern, &page, &[]);
    assert_eq!(by("https://bank.test/(a*)*(a*)*(a*)*b"), None);
    assert_eq!(by("(?:https|(a{1,900}){1,900}).*"), None);
    let long = format!("https://bank.test/{}", "a".repeat(9_000));
    assert_eq!(match_by(MatchRule::RegularExpression, ".*", &long, &[]), None);
}

#[test]
fn equivalent_domains_share_logins_by_the_same_door() {
    let groups = [vec![
        String::from("shop.test"),
        String::from("shop.example"),
        String::from("co.uk"),
    ]];
    let by = |rule: MatchRule, saved: &str, page: &str| match_by(rule, saved, page, &groups);
    let equivalent = Some(MatchReason::Equivalent);
    assert_eq!(
        by(
            MatchRule::Domain,
            "https://www.shop.test/",
            "https://login.shop.example/"
        ),
        equivalent
    );
    assert_eq!(
        by(MatchRule::Domain, "https://shop.example/", "https://shop.test/"),
        equivalent
    );
    assert_eq!(
        by(MatchRule::Domain, "https://www.shop.test/", "https://shop.test/"),
        SITE
    );
    for (rule, saved, page) in [
        (MatchRule::Host, "https://shop.test/", "https://shop.example/"),
        (MatchRule::Domain, "https://shop.test/", "http://shop.example/"),
        (MatchRule::Domain, "http://shop.test/", "https://shop.example/"),
        (MatchRule::Domain, "https://shop.test:8443/", "https://shop.example/"),
        (MatchRule::Domain, "https://shop.test/", "https://other.example/"),
        // A public suffix in a group makes no site of its own.
        (MatchRule::Domain, "https://shop.test/", "https://evil.co.uk/"),
        (MatchRule::Domain, "https://a.co.uk/", "https://b.co.uk/"),
    ] {
        assert_eq!(by(rule, saved, page), None, "{rule:?} {saved} {page}");
    }
}

#[test]
fn registrable_domains_of_hosts() {
    for (host, expected) in [
        ("www.bank.test", Some("bank.test")),
        ("bank.test", Some("bank.test")),
        ("a.b.x.co.uk", Some("x.co.uk")),
        ("co.uk", None),
        ("github.io", None),
        ("test", None),
        ("localhost", None),
        ("127.0.0.1", None),
        ("[::1]", None),
        ("bank.test.", None),
        ("", None),
        (".", None),
        ("..bank.test", None),
    ] {
        assert_eq!(registrable_domain(host), expected, "{host}");
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,80}", port in ".{0,8}") {
            let _ = parse_url(&text);
            let _ = parse_url(&format!("https://{text}:{port}/"));
            let _ = registrable_domain(&text);
            prop_assert_eq!(match_address(&text, &format!("https://{text}.bank.test/")), None);
        }

        #[test]
        fn a_match_never_leaves_the_registrable_domain(
            saved in "https?://([a-c]{1,2}\\.){0,3}(co\\.uk|com|github\\.io|test)(:8080)?/",
            page in "https?://([a-c]{1,2}\\.){0,3}(co\\.uk|com|github\\.io|test)(:8080)?/",
        ) {
            let (from, to) = (parse_url(&saved).unwrap(), parse_url(&page).unwrap());
            match match_address(&saved, &page) {
                Some(MatchReason::ThisAddress) => prop_assert_eq!(from.host, to.host),
                Some(MatchReason::SameSite) => {
                    prop_assert_eq!(registrable_domain(from.host), registrable_domain(to.host));
                    prop_assert!(registrable_domain(from.host).is_some());
                    prop_assert_eq!(from.scheme, to.scheme);
                }
                None => prop_assert!(from != to),
                reason => prop_assert!(false, "{:?} without a rule or a group", reason),
            }
        }
    }
}
