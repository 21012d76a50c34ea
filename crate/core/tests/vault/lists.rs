//! The list, the search, the direct choice, and what a fill takes from an item.

use latchkey_core::api::{
    Choice, FieldSnapshot, FillBlock, FormSnapshot, FrameContext, ItemContent, Listing, MatchReason, MatchRule,
    PageSnapshot, Role, Row, SavedUrl, Shelf,
};
use latchkey_core::error::Error;

use crate::vault_fixture::{Bench, NOW_MS, base, edit, error_of, frame, input, login, titles};

fn listed(bench: &Bench, query: &str, url: Option<&str>) -> Listing {
    bench.session.list(query, url.map(frame).as_ref(), Shelf::Items)
}

#[test]
fn the_list_puts_the_sites_own_logins_first_and_says_why() {
    let mut bench = Bench::new(1);
    let mut put = |title, username, url, later| {
        bench.put(&login(title, username, "p", url), NOW_MS + later).unwrap();
    };
    put("Other", "", "https://other.example/", 5);
    put("Same site", "", "https://login.shop.example/", 4);
    put("Exact old", "", "https://shop.example/a", 0);
    put("", "ada", "https://shop.example/b", 1);
    put("", "", "", 2);
    let Listing {
        site, others, total, ..
    } = listed(&bench, "", Some("https://shop.example/sign-in"));
    assert_eq!(titles(&site), ["shop.example", "Exact old", "Same site"]);
    assert_eq!(titles(&others), ["Other", "Untitled"]);
    assert_eq!(total, 5);
    assert_eq!(site[0].reason, Some(MatchReason::ThisAddress));
    assert_eq!(
        (site[2].reason, site[2].matched_host.as_deref()),
        (Some(MatchReason::SameSite), Some("login.shop.example"))
    );
    assert_eq!(
        (site[2].host.as_str(), site[2].domain.as_str()),
        ("login.shop.example", "shop.example")
    );
    assert_eq!((others[0].reason, others[0].matched_host.as_deref()), (None, None));
    let opaque = FrameContext {
        origin: "null".into(),
        ..frame("https://shop.example/")
    };
    assert!(bench.session.list("", Some(&opaque), Shelf::Items).site.is_empty());
    let found = listed(&bench, "EXACT", Some("https://shop.example/"));
    assert_eq!(
        (titles(&found.site), titles(&found.others), found.total),
        (vec!["Exact old"], vec![], 5)
    );
}

#[test]
fn search_ranks_title_before_user_name_before_host_and_then_the_newest() {
    let mut bench = Bench::new(1);
    let mut put = |title, username, password, url, later| {
        bench
            .put(&login(title, username, password, url), NOW_MS + later)
            .unwrap();
    };
    put("Forge", "x", "p", "https://git.example/", 9);
    put("Work", "git@example.com", "p", "", 8);
    put("My git", "x", "p", "", 7);
    put("Git old", "x", "p", "", 0);
    put("GitHub", "x", "p", "", 1);
    put("Bank", "x", "git", "", 10);
    assert_eq!(
        titles(&listed(&bench, " git ", None).others),
        ["GitHub", "Git old", "My git", "Work", "Forge"]
    );
    assert!(
        listed(&bench, "git bank", None).others.is_empty(),
        "a password is never searched"
    );
}

#[test]
fn search_finds_folders_tags_and_every_user_name_but_no_notes_and_no_fields() {
    let mut bench = Bench::new(1);
    let mut content = ItemContent {
        folder: "work/servers".into(),
        tags: vec!["urgent".into()],
        notes: "hidden".into(),
        ..ItemContent::login("a", "ada", "pw", "https://one.example/")
    };
    content.login.as_mut().unwrap().usernames.push("lovelace".into());
    bench.put(&input(content), NOW_MS).unwrap();
    for query in [
        "servers",
        "urgent",
        "ada",
        "lovelace",
        "one.example",
        "a servers urgent",
    ] {
        assert_eq!(listed(&bench, query, None).others.len(), 1, "{query}");
    }
    for query in ["hidden", "pw", "https"] {
        assert!(listed(&bench, query, None).others.is_empty(), "{query}");
    }
}

#[test]
fn a_page_that_could_be_taken_for_a_saved_site_is_told_of() {
    let mut bench = Bench::new(1);
    for url in ["https://www.paypal.com/", "https://xn--bcher-kva.example/"] {
        bench.put(&login("", "ada", "pw", url), NOW_MS).unwrap();
    }
    let on = |page: &str| {
        let listing = listed(&bench, "", Some(page));
        (listing.lookalike, listing.site_name)
    };
    assert_eq!(on("https://login.paypa1.com/"), (Some("paypal.com".into()), None));
    assert_eq!(
        on("https://bucher.example/").0.as_deref(),
        Some("xn--bcher-kva.example")
    );
    assert_eq!(
        on("https://xn--bcher-kva.example/"),
        (None, Some("bücher.example".into()))
    );
    assert_eq!(on("https://other.example/"), (None, None));
    let row = &listed(&bench, "bücher", None).others[0];
    assert_eq!(row.host, "bücher.example (xn--bcher-kva.example)");
}

#[test]
fn equivalent_domains_stand_last_under_a_site_and_are_filled_from_a_list_alone() {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("Shop", "ada", "pw", "https://www.shop.example/"), NOW_MS)
        .unwrap();
    bench
        .put(&login("Here", "ada", "pw", "https://shop.test/"), NOW_MS)
        .unwrap();
    let mut settings = bench.session.settings().clone();
    settings.equivalent_domains = vec![vec!["shop.example".into(), "shop.test".into()]];
    bench.put_settings(&settings).unwrap();
    let page = "https://shop.test/in";
    let site = listed(&bench, "", Some(page)).site;
    let reasons: Vec<_> = site.iter().map(|row| (row.title.as_str(), row.reason)).collect();
    assert_eq!(
        reasons,
        [
            ("Here", Some(MatchReason::ThisAddress)),
            ("Shop", Some(MatchReason::Equivalent))
        ]
    );
    assert_eq!(site[1].matched_host.as_deref(), Some("www.shop.example"));
    for (choice, expected) in [
        (Choice::Listed, None),
        (Choice::Direct, Some(FillBlock::OtherSite)),
        (Choice::InPage, Some(FillBlock::OtherSite)),
    ] {
        let record = bench.store.item(&id);
        let mut form = sign_in();
        form.forms[0].action = String::new();
        let plan = bench
            .session
            .plan_fill(&id, record, &form, &frame(page), choice, NOW_MS);
        assert_eq!(plan.unwrap().blocked, expected, "{choice:?}");
    }
}

#[test]
fn favourites_come_first_and_archive_and_trash_are_apart() {
    let mut bench = Bench::new(1);
    let with = |title: &str, favourite, archived| {
        input(ItemContent {
            favourite,
            archived,
            ..ItemContent::login(title, "", "", "https://one.example/")
        })
    };
    bench.put(&with("plain", false, false), NOW_MS + 2).unwrap();
    bench.put(&with("loved", true, false), NOW_MS + 1).unwrap();
    bench.put(&with("away", true, true), NOW_MS + 3).unwrap();
    let id = bench.put(&with("gone", false, true), NOW_MS + 4).unwrap();
    bench.set_trashed(&base(&id, 1), true, NOW_MS + 5).unwrap();
    let on = |shelf| {
        let listing = bench.session.list("", Some(&frame("https://one.example/")), shelf);
        titles(&listing.site).into_iter().map(String::from).collect::<Vec<_>>()
    };
    assert_eq!(on(Shelf::Items), ["loved", "plain"]);
    assert_eq!(on(Shelf::Archive), ["away"]);
    assert_eq!(on(Shelf::Trash), ["gone"]);
}

#[test]
fn what_was_used_is_known_at_once_and_after_every_way_of_opening() {
    let mut bench = Bench::new(1);
    let ids = ["a", "b"].map(|title| bench.put(&login(title, "", "", ""), NOW_MS).unwrap());
    let used = |session: &latchkey_core::session::Session| {
        let rows = session.list("", None, Shelf::Items).others;
        ids.each_ref()
            .map(|id| rows.iter().find(|row| row.id == **id).unwrap().used_ms)
    };
    bench
        .change(|session, rng| session.note_used(&ids[1], NOW_MS + 5, rng))
        .unwrap();
    assert_eq!(used(&bench.session), [0, NOW_MS + 5]);
    bench
        .change(|session, rng| session.note_used(&ids[0], NOW_MS + 6, rng))
        .unwrap();
    bench
        .change(|session, rng| session.note_used(&ids[1], NOW_MS + 7, rng))
        .unwrap();
    let expected = [NOW_MS + 6, NOW_MS + 7];
    assert_eq!(used(&bench.session), expected);
    assert_eq!(used(&bench.store.unlock().unwrap()), expected);
    assert_eq!(used(&bench.resume(&bench.store).unwrap()), expected);
    // An edit keeps it, and it rewrites neither item nor root.
    bench.put(&edit(&ids[0], 1, login("c", "", "", "")), NOW_MS).unwrap();
    assert_eq!(used(&bench.session), expected);
    let change = bench.session.note_used(&ids[0], NOW_MS + 8, &mut bench.rng).unwrap();
    let keys: Vec<&str> = change.writes.iter().map(|record| record.key.as_str()).collect();
    assert_eq!(keys, ["local/used"]);
    bench.session.discard();
    assert_eq!(used(&bench.session), expected);
    let unknown = bench.session.note_used(&"0".repeat(32), NOW_MS, &mut bench.rng);
    assert_eq!(error_of(unknown), Some(Error::NotFound));
    let no_id = bench.session.note_used("x", NOW_MS, &mut bench.rng);
    assert_eq!(error_of(no_id), Some(Error::InvalidInput));
}

#[test]
fn a_direct_choice_is_the_one_login_of_exactly_this_address() {
    let mut bench = Bench::new(1);
    let page = frame("https://shop.example/");
    assert_eq!(bench.session.direct_choice(&page), None);
    bench
        .put(&login("Same site", "", "p", "https://login.shop.example/"), NOW_MS)
        .unwrap();
    assert_eq!(bench.session.direct_choice(&page), None);
    let id = bench
        .put(&login("One", "", "p", "https://shop.example/"), NOW_MS)
        .unwrap();
    assert_eq!(bench.session.direct_choice(&page), Some(id.clone()));
    let second = bench
        .put(&login("Two", "", "p", "https://shop.example/"), NOW_MS)
        .unwrap();
    assert_eq!(bench.session.direct_choice(&page), None);
    bench.set_trashed(&base(&second, 1), true, NOW_MS).unwrap();
    assert_eq!(bench.session.direct_choice(&page), Some(id), "the trash does not count");
}

fn field(name: &str, input_type: &str, autocomplete: &str) -> FieldSnapshot {
    FieldSnapshot {
        form: 0,
        tag: "input".into(),
        input_type: input_type.into(),
        name: name.into(),
        id: name.into(),
        autocomplete: autocomplete.into(),
        label: name.into(),
        placeholder: String::new(),
        nearby: String::new(),
        host: String::new(),
        max_length: None,
        visible: true,
        enabled: true,
        read_only: false,
        focused: false,
        options: Vec::new(),
    }
}

/// A page with a sign-in form.
pub(crate) fn sign_in() -> PageSnapshot {
    let form = FormSnapshot {
        action: "https://shop.example/session".into(),
        method: "post".into(),
        name: "login".into(),
        text: "Sign in".into(),
        buttons: vec!["Sign in".into()],
    };
    PageSnapshot {
        title: "Sign in".into(),
        lang: "en".into(),
        headings: vec!["Sign in".into()],
        forms: vec![form],
        fields: vec![
            field("username", "text", "username"),
            field("password", "password", "current-password"),
        ],
    }
}

#[test]
fn a_plan_comes_from_the_items_own_record_and_only_for_its_own_site() {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("One", "ada", "secret", "https://shop.example/"), NOW_MS)
        .unwrap();
    let plan = |record: &[u8], url: &str| {
        let page = frame(url);
        bench
            .session
            .plan_fill(&id, record, &sign_in(), &page, Choice::Listed, NOW_MS)
    };
    let own = plan(bench.store.item(&id), "https://shop.example/").unwrap();
    let writes: Vec<(Role, String)> = own.writes.into_iter().map(|write| (write.role, write.value)).collect();
    assert_eq!(
        writes,
        [(Role::Username, "ada".into()), (Role::CurrentPassword, "secret".into())]
    );
    let foreign = plan(bench.store.item(&id), "https://evil.example/").unwrap();
    assert!(foreign.writes.is_empty() && foreign.blocked == Some(FillBlock::OtherSite));
    let damaged = plan(b"x", "https://shop.example/");
    assert_eq!(error_of(damaged), Some(Error::DamagedItem));
}

/// A rule that says never, and a pattern that is none or matches a part, release nothing.
#[test]
fn an_address_that_matches_nothing_fills_nothing() {
    let mut bench = Bench::new(1);
    let addresses = [
        (MatchRule::Never, "https://shop.example/"),
        (MatchRule::RegularExpression, "(?=https)shop"),
        (MatchRule::RegularExpression, "https://shop"),
    ];
    for (rule, address) in addresses {
        let mut content = ItemContent::login("One", "ada", "secret", "");
        let url = SavedUrl {
            rule,
            ..SavedUrl::from(String::from(address))
        };
        content.login.as_mut().unwrap().urls = vec![url];
        let id = bench.put(&input(content), NOW_MS).unwrap();
        let page = frame("https://shop.example/");
        assert_eq!(bench.session.direct_choice(&page), None);
        assert!(listed(&bench, "", Some("https://shop.example/")).site.is_empty());
        let record = bench.store.item(&id);
        let plan = bench
            .session
            .plan_fill(&id, record, &sign_in(), &page, Choice::Listed, NOW_MS);
        assert_eq!(plan.unwrap().blocked, Some(FillBlock::OtherSite));
    }
}

/// A26: what stands in a page gives no code beside a password; a counter's code is only copied.
#[test]
fn a_code_of_time_is_filled_beside_the_password_by_our_own_ways_only_and_one_of_a_counter_never() {
    let mut bench = Bench::new(1);
    let mut fill = |otp: &str, choice: Choice| {
        let mut content = ItemContent::login("One", "ada", "secret", "https://shop.example/");
        content.login.as_mut().unwrap().otp = otp.into();
        let input = latchkey_core::api::ItemInput {
            base: None,
            content,
            strength: None,
        };
        let id = bench.put(&input, NOW_MS).unwrap();
        let mut form = sign_in();
        form.fields.push(field("otp", "text", "one-time-code"));
        let page = frame("https://shop.example/");
        let record = bench.store.item(&id);
        let plan = bench
            .session
            .plan_fill(&id, record, &form, &page, choice, NOW_MS)
            .unwrap();
        plan.writes.into_iter().map(|write| write.role).collect::<Vec<_>>()
    };
    let both = [Role::Username, Role::CurrentPassword];
    let all = [Role::Username, Role::CurrentPassword, Role::OneTimeCode];
    let time = "otpauth://totp/Harbour:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let counter = "otpauth://hotp/Harbour:maren?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=3";
    assert_eq!(fill(time, Choice::Listed), all);
    assert_eq!(fill(time, Choice::Direct), all);
    assert_eq!(fill(time, Choice::InPage), both);
    assert_eq!(fill(counter, Choice::Listed), both);
    assert_eq!(fill("0189!", Choice::Listed), both);
}

#[test]
fn a_short_list_begins_as_the_whole_one_and_says_how_many_there_are() {
    let mut bench = Bench::new(1);
    let page = frame("https://shop.example/");
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    for number in 0..40 {
        // Many of one time, as an import leaves them.
        let url = if number % 20 == 0 {
            "https://shop.example/"
        } else {
            "https://other.example/"
        };
        bench
            .put(&login(&format!("Item {number}"), "", "", url), NOW_MS + number % 3)
            .unwrap();
    }
    for query in ["", "item 1", "nothing"] {
        let whole = bench.session.list(query, Some(&page), Shelf::Items);
        for most in [0, 1, 7, 100] {
            let short = bench.session.list_first(query, Some(&page), Shelf::Items, most);
            assert_eq!(
                ids(&short.others),
                ids(&whole.others[..most.min(whole.others.len())]),
                "{query} {most}"
            );
            assert_eq!((short.found as usize, short.total), (whole.others.len(), 40));
            assert_eq!(ids(&short.site), ids(&whole.site));
        }
    }
    let row = bench.session.list("", None, Shelf::Items).others.remove(0);
    assert_eq!(bench.session.row(&row.id).unwrap().title, row.title);
    assert!(bench.session.row(&"0".repeat(32)).is_none() && bench.session.row("no id").is_none());
}

#[test]
fn what_may_match_a_page_is_never_passed_over() {
    let mut bench = Bench::new(1);
    let with = |title: &str, urls: &[(&str, MatchRule)]| {
        let mut content = ItemContent::login(title, "", "", "");
        content.login.as_mut().unwrap().urls = urls
            .iter()
            .map(|(url, rule)| SavedUrl {
                url: (*url).into(),
                rule: *rule,
                rest: Default::default(),
            })
            .collect();
        input(content)
    };
    for (title, urls) in [
        (
            "second",
            &[
                ("https://far.example/", MatchRule::Domain),
                ("https://shop.example/", MatchRule::Domain),
            ][..],
        ),
        (
            "pattern",
            &[("https://shop\\.example/.*", MatchRule::RegularExpression)],
        ),
        ("alike", &[("https://market.example/", MatchRule::Domain)]),
        ("none", &[("https://far.example/", MatchRule::Domain)]),
    ] {
        bench.put(&with(title, urls), NOW_MS).unwrap();
    }
    let mut settings = bench.session.settings().clone();
    settings.equivalent_domains = vec![vec!["shop.example".into(), "market.example".into()]];
    bench.put_settings(&settings).unwrap();
    let listing = listed(&bench, "", Some("https://shop.example/x"));
    let mut site = titles(&listing.site);
    site.sort_unstable();
    assert_eq!(site, ["alike", "pattern", "second"]);
}
