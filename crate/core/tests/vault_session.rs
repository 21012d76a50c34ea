//! What an open vault promises its callers, one promise a test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod vault_fixture;

use latchkey_core::api::{
    Choice, Draft, FieldSnapshot, FillBlock, FormSnapshot, ItemInput, Listing, MatchReason, Offer, OfferEdits,
    OfferKind, PageSnapshot, Purpose, Role, Settings,
};
use latchkey_core::error::Error;
use latchkey_core::session::{self, Session};
use vault_fixture::{Bench, FailingRng, NOW_MS, SeededRng, base, edit, factor, frame, kdf, login};

const NO_EDITS: OfferEdits = OfferEdits {
    title: None,
    username: None,
    password: None,
    as_new: None,
};

fn titles(rows: &[latchkey_core::api::Row]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

fn draft(origin: &str, username: &str, password: &str) -> Draft {
    Draft {
        origin: origin.into(),
        purpose: Purpose::SignIn,
        username: username.into(),
        password: password.into(),
        old_password: String::new(),
        title: "one.example".into(),
        seen_ms: NOW_MS,
    }
}

fn offered(bench: &Bench, draft: &Draft) -> Option<Offer> {
    let sealed = session::seal_draft(&bench.store.records["header"], draft, &mut SeededRng::new(8)).unwrap();
    bench.session.offer_save(&[sealed], NOW_MS).unwrap()
}

fn accept(bench: &mut Bench, offer: &Offer, edits: &OfferEdits) -> String {
    let current = offer.base.as_ref().map(|base| bench.store.item(&base.id).to_vec());
    let accepted = bench
        .session
        .accept(offer, edits, current.as_deref(), NOW_MS + 9, &mut bench.rng)
        .unwrap();
    bench.store.commit(&accepted.change);
    bench.session.commit();
    accepted.id
}

#[test]
fn a_new_vault_is_staged_whole_and_opens_with_its_factor_alone() {
    let (mut session, change) = Session::create(&factor(1), &kdf(), NOW_MS, &mut SeededRng::new(1)).unwrap();
    let mut keys: Vec<&str> = change.writes.iter().map(|record| record.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["header", "root", "settings"]);
    assert!(change.expected_root.is_empty() && change.deletes.is_empty());
    assert_eq!(
        session
            .put(&login("a", "", "", ""), None, 1, &mut SeededRng::new(2))
            .err(),
        Some(Error::ChangePending)
    );
    session.commit();
    let settings = Settings {
        lock_after_minutes: 15,
        clear_clipboard_seconds: 30,
        never_save: Vec::new(),
        no_menu: Vec::new(),
    };
    assert_eq!(session.settings(), settings);
    assert_eq!(session::kdf_params(&change.writes[0].bytes), Ok(kdf()));
    assert!(Session::unlock(&factor(1), change.writes.clone()).is_ok());
    assert_eq!(
        Session::unlock(&factor(2), change.writes).err(),
        Some(Error::WrongPassword)
    );
}

#[test]
fn a_vault_whose_creation_was_discarded_takes_no_change() {
    let (mut session, _) = Session::create(&factor(1), &kdf(), NOW_MS, &mut SeededRng::new(1)).unwrap();
    session.discard();
    let put = session.put(&login("a", "", "", ""), None, NOW_MS, &mut SeededRng::new(2));
    assert_eq!(put.err(), Some(Error::ChangePending));
}

#[test]
fn a_vault_of_a_newer_version_says_so() {
    let mut bench = Bench::new(1);
    let mut header = bench.store.records["header"].clone();
    header[8] = 1;
    assert_eq!(session::kdf_params(&header).err(), Some(Error::NewerVersion));
    bench.store.records.insert("header".into(), header);
    assert_eq!(bench.store.unlock().err(), Some(Error::NewerVersion));
}

#[test]
fn of_two_editors_the_second_is_told() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "one", ""), NOW_MS).unwrap();
    bench
        .put(&edit(&id, 1, login("b", "ada", "two", "")), NOW_MS + 1)
        .unwrap();
    assert_eq!(
        bench
            .put(&edit(&id, 1, login("c", "ada", "three", "")), NOW_MS + 2)
            .err(),
        Some(Error::Conflict)
    );
    assert_eq!(bench.delete(&base(&id, 1), NOW_MS + 2).err(), Some(Error::Conflict));
    assert_eq!(bench.session.item(&id, bench.store.item(&id)).unwrap().title, "b");
    bench.delete(&base(&id, 2), NOW_MS + 3).unwrap();
    assert_eq!(bench.delete(&base(&id, 3), NOW_MS + 4).err(), Some(Error::NotFound));
    let put = bench
        .session
        .put(&edit(&id, 3, login("d", "", "", "")), Some(b""), NOW_MS, &mut bench.rng);
    assert_eq!(put.err(), Some(Error::NotFound));
}

#[test]
fn two_tabs_writing_at_once_name_the_same_root_so_that_storage_refuses_the_second() {
    let mut bench = Bench::new(1);
    let mut other = bench.store.unlock().unwrap();
    let first = bench
        .session
        .put(&login("a", "", "", ""), None, NOW_MS, &mut bench.rng)
        .unwrap();
    let second = other
        .put(&login("b", "", "", ""), None, NOW_MS, &mut SeededRng::new(4))
        .unwrap();
    bench.store.commit(&first.change);
    assert_ne!(bench.store.records["root"], second.change.expected_root);
}

#[test]
fn an_edit_needs_the_stored_record_and_refuses_a_damaged_one_but_can_delete_it() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "one", ""), NOW_MS).unwrap();
    let input = edit(&id, 1, login("b", "ada", "two", ""));
    assert_eq!(
        bench.session.put(&input, None, NOW_MS, &mut bench.rng).err(),
        Some(Error::InvalidInput)
    );
    let mut damaged = bench.store.item(&id).to_vec();
    damaged[100] ^= 1;
    let put = bench.session.put(&input, Some(&damaged), NOW_MS, &mut bench.rng);
    assert_eq!(put.err(), Some(Error::DamagedItem));
    bench.delete(&base(&id, 1), NOW_MS).unwrap();
    assert_eq!(bench.session.list("", None).total, 0);
}

#[test]
fn a_failed_change_leaves_nothing_staged() {
    let mut bench = Bench::new(1);
    for draws in 0..6 {
        let put = bench
            .session
            .put(&login("a", "", "pw", ""), None, NOW_MS, &mut FailingRng(draws));
        assert_eq!(put.err(), Some(Error::NoRandomness), "after {draws} draws");
        assert!(bench.session.pending_change().is_none());
    }
    assert!(bench.put(&login("a", "", "pw", ""), NOW_MS).is_ok());
}

#[test]
fn replaced_passwords_go_to_the_history_newest_first_and_at_most_fifty() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "", "", ""), NOW_MS).unwrap();
    for turn in 0..55_u32 {
        let now_ms = NOW_MS + u64::from(turn);
        bench
            .put(&edit(&id, 1 + turn, login("a", "", &format!("pw{turn}"), "")), now_ms)
            .unwrap();
    }
    bench
        .put(&edit(&id, 56, login("new title", "", "pw54", "")), NOW_MS + 100)
        .unwrap();
    let item = bench.session.item(&id, bench.store.item(&id)).unwrap();
    assert_eq!(
        (item.history.len(), item.created_ms, item.changed_ms),
        (50, NOW_MS, NOW_MS + 100)
    );
    assert_eq!(
        (item.history[0].password.as_str(), item.history[0].replaced_ms),
        ("pw53", NOW_MS + 54)
    );
    assert_eq!(item.history[49].password, "pw4");
}

#[test]
fn inputs_beyond_their_limits_are_refused_and_at_their_limits_taken() {
    let long = |count: usize| "ä".repeat(count);
    let most = || ItemInput {
        base: None,
        title: long(1_000),
        username: long(1_000),
        password: long(10_000),
        urls: vec![long(2_000); 50],
        notes: long(100_000),
    };
    let mut bench = Bench::new(1);
    let id = bench.put(&most(), NOW_MS).unwrap();
    assert_eq!(
        bench
            .session
            .item(&id, bench.store.item(&id))
            .unwrap()
            .notes
            .chars()
            .count(),
        100_000
    );
    let too_much = [
        ItemInput {
            title: long(1_001),
            ..most()
        },
        ItemInput {
            username: long(1_001),
            ..most()
        },
        ItemInput {
            password: long(10_001),
            ..most()
        },
        ItemInput {
            urls: vec![String::new(); 51],
            ..most()
        },
        ItemInput {
            urls: vec![long(2_001)],
            ..most()
        },
        ItemInput {
            notes: long(100_001),
            ..most()
        },
        ItemInput {
            base: Some(base("no id", 1)),
            ..most()
        },
        ItemInput {
            base: Some(base(&id.to_uppercase(), 1)),
            ..most()
        },
    ];
    for input in too_much {
        let put = bench.session.put(&input, Some(&[]), NOW_MS, &mut bench.rng);
        assert_eq!(put.err(), Some(Error::InvalidInput));
    }
    assert_eq!(bench.session.item("00", b"").err(), Some(Error::InvalidInput));
    assert_eq!(bench.session.item(&"0".repeat(32), b"").err(), Some(Error::NotFound));
}

#[test]
fn settings_are_checked_and_their_hosts_brought_in_order() {
    let mut bench = Bench::new(1);
    let settings = |lock_after_minutes, clear_clipboard_seconds, hosts: &[&str]| Settings {
        lock_after_minutes,
        clear_clipboard_seconds,
        never_save: hosts.iter().map(|host| String::from(*host)).collect(),
        no_menu: hosts.iter().rev().map(|host| String::from(*host)).collect(),
    };
    let many: Vec<String> = (0..1_001).map(|number| format!("{number}.example")).collect();
    let refused = [
        settings(1_441, 30, &[]),
        settings(5, 9, &[]),
        settings(5, 601, &[]),
        settings(5, 30, &[""]),
        settings(5, 30, &["x".repeat(256).as_str()]),
        Settings {
            never_save: many.clone(),
            ..settings(5, 30, &[])
        },
        Settings {
            no_menu: many.clone(),
            ..settings(5, 30, &[])
        },
    ];
    for refused in refused {
        assert_eq!(
            bench.session.put_settings(&refused, &mut bench.rng).err(),
            Some(Error::InvalidInput)
        );
    }
    let taken = [
        settings(0, 0, &[]),
        settings(1_440, 600, &[]),
        settings(1, 10, &["b.example", "a.example", "b.example"]),
    ];
    for taken in taken {
        let change = bench.session.put_settings(&taken, &mut bench.rng).unwrap();
        assert_eq!(
            change
                .writes
                .iter()
                .map(|record| record.key.as_str())
                .collect::<Vec<_>>(),
            ["settings", "root"]
        );
        bench.store.commit(&change);
        bench.session.commit();
    }
    let kept = bench.store.unlock().unwrap().settings();
    assert_eq!(kept.never_save, ["a.example", "b.example"]);
    assert_eq!(kept.no_menu, ["a.example", "b.example"]);
    let most = Settings {
        never_save: many[..1_000].to_vec(),
        ..settings(5, 30, &[])
    };
    assert!(bench.session.put_settings(&most, &mut bench.rng).is_ok());
}

#[test]
fn the_list_puts_the_sites_own_logins_first_and_says_why() {
    let mut bench = Bench::new(1);
    bench
        .put(&login("Other", "", "p", "https://other.example/"), NOW_MS + 5)
        .unwrap();
    bench
        .put(&login("Same site", "", "p", "https://login.shop.example/"), NOW_MS + 4)
        .unwrap();
    bench
        .put(&login("Exact old", "", "p", "https://shop.example/a"), NOW_MS)
        .unwrap();
    bench
        .put(&login("", "ada", "p", "https://shop.example/b"), NOW_MS + 1)
        .unwrap();
    bench.put(&login("", "", "p", ""), NOW_MS + 2).unwrap();
    let Listing { site, others, total } = bench.session.list("", Some(&frame("https://shop.example/sign-in")));
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
    let opaque = latchkey_core::api::FrameContext {
        origin: "null".into(),
        ..frame("https://shop.example/")
    };
    assert!(bench.session.list("", Some(&opaque)).site.is_empty());
    let found = bench.session.list("EXACT", Some(&frame("https://shop.example/")));
    assert_eq!(
        (titles(&found.site), titles(&found.others), found.total),
        (vec!["Exact old"], vec![], 5)
    );
}

#[test]
fn search_ranks_title_before_user_name_before_host_and_then_the_newest() {
    let mut bench = Bench::new(1);
    bench
        .put(&login("Forge", "x", "p", "https://git.example/"), NOW_MS + 9)
        .unwrap();
    bench
        .put(&login("Work", "git@example.com", "p", ""), NOW_MS + 8)
        .unwrap();
    bench.put(&login("My git", "x", "p", ""), NOW_MS + 7).unwrap();
    bench.put(&login("Git old", "x", "p", ""), NOW_MS).unwrap();
    bench.put(&login("GitHub", "x", "p", ""), NOW_MS + 1).unwrap();
    bench.put(&login("Bank", "x", "git", ""), NOW_MS + 10).unwrap();
    let listing = bench.session.list(" git ", None);
    assert_eq!(
        titles(&listing.others),
        ["GitHub", "Git old", "My git", "Work", "Forge"]
    );
    assert!(
        bench.session.list("git bank", None).others.is_empty(),
        "a password is never searched"
    );
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
    assert_eq!(bench.session.direct_choice(&page), Some(id));
    bench
        .put(&login("Two", "", "p", "https://shop.example/"), NOW_MS)
        .unwrap();
    assert_eq!(bench.session.direct_choice(&page), None);
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

#[test]
fn a_plan_comes_from_the_items_own_record_and_only_for_its_own_site() {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("One", "ada", "secret", "https://shop.example/"), NOW_MS)
        .unwrap();
    let form = FormSnapshot {
        action: "https://shop.example/session".into(),
        method: "post".into(),
        name: "login".into(),
        text: "Sign in".into(),
        buttons: vec!["Sign in".into()],
    };
    let snapshot = PageSnapshot {
        title: "Sign in".into(),
        lang: "en".into(),
        headings: vec!["Sign in".into()],
        forms: vec![form],
        fields: vec![
            field("username", "text", "username"),
            field("password", "password", "current-password"),
        ],
    };
    let plan = |url: &str| {
        let record = bench.store.item(&id);
        bench
            .session
            .plan_fill(&id, record, &snapshot, &frame(url), Choice::Listed)
            .unwrap()
    };
    let writes: Vec<(Role, String)> = plan("https://shop.example/")
        .writes
        .into_iter()
        .map(|write| (write.role, write.value))
        .collect();
    assert_eq!(
        writes,
        [(Role::Username, "ada".into()), (Role::CurrentPassword, "secret".into())]
    );
    let foreign = plan("https://evil.example/");
    assert!(foreign.writes.is_empty() && foreign.blocked == Some(FillBlock::OtherSite));
    let damaged = bench
        .session
        .plan_fill(&id, b"x", &snapshot, &frame("https://shop.example/"), Choice::Listed);
    assert_eq!(damaged.err(), Some(Error::DamagedItem));
}

#[test]
fn a_draft_sealed_while_locked_becomes_an_item_after_a_resume() {
    let mut bench = Bench::new(1);
    let header = bench.store.records["header"].clone();
    let sealed = session::seal_draft(
        &header,
        &draft("https://one.example", "ada", "secret"),
        &mut SeededRng::new(3),
    );
    bench.session = Session::resume(&bench.session.resume_value(), bench.store.frame()).unwrap();
    let offer = bench.session.offer_save(&[sealed.unwrap()], NOW_MS).unwrap().unwrap();
    assert_eq!((offer.kind, offer.base.is_none()), (OfferKind::New, true));
    let id = accept(
        &mut bench,
        &offer,
        &OfferEdits {
            title: Some("Mine".into()),
            ..NO_EDITS
        },
    );
    let item = bench.store.unlock().unwrap().item(&id, bench.store.item(&id)).unwrap();
    assert_eq!(
        (item.title.as_str(), item.username.as_str(), item.password.as_str()),
        ("Mine", "ada", "secret")
    );
    assert_eq!(item.urls, ["https://one.example/"]);
    assert!(
        offered(&bench, &draft("https://one.example", "ada", "secret")).is_none(),
        "it is known now"
    );
}

#[test]
fn an_accepted_update_changes_the_password_alone_and_keeps_the_old_one() {
    let mut bench = Bench::new(1);
    let input = ItemInput {
        notes: "note".into(),
        ..login("One", "ada", "old", "https://one.example/start")
    };
    let id = bench.put(&input, NOW_MS).unwrap();
    let offer = offered(&bench, &draft("https://one.example", "ada", "new")).unwrap();
    assert_eq!(
        (offer.kind, offer.base.as_ref().map(|base| base.id.as_str())),
        (OfferKind::Update, Some(id.as_str()))
    );
    assert_eq!(accept(&mut bench, &offer, &NO_EDITS), id);
    let item = bench.session.item(&id, bench.store.item(&id)).unwrap();
    assert_eq!(
        (item.title.as_str(), item.notes.as_str(), item.urls.len(), item.revision),
        ("One", "note", 1, 2)
    );
    assert_eq!(
        (item.password.as_str(), item.history[0].password.as_str()),
        ("new", "old")
    );
    let stale = bench
        .session
        .accept(&offer, &NO_EDITS, Some(bench.store.item(&id)), NOW_MS, &mut bench.rng);
    assert_eq!(stale.err(), Some(Error::Conflict), "the offer was made from revision 1");
}

#[test]
fn an_update_can_be_kept_as_a_new_item_instead() {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("One", "ada", "old", "https://one.example/"), NOW_MS)
        .unwrap();
    let offer = offered(&bench, &draft("https://one.example", "ada", "new")).unwrap();
    let other = accept(
        &mut bench,
        &offer,
        &OfferEdits {
            as_new: Some(true),
            ..NO_EDITS
        },
    );
    assert_ne!(id, other);
    assert_eq!(bench.session.item(&id, bench.store.item(&id)).unwrap().password, "old");
    assert_eq!(
        bench.session.item(&other, bench.store.item(&other)).unwrap().password,
        "new"
    );
}

#[test]
fn a_login_known_elsewhere_gets_the_address_once() {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("One", "ada", "secret", "https://one.example/"), NOW_MS)
        .unwrap();
    let offer = offered(&bench, &draft("https://two.example", "ada", "secret")).unwrap();
    assert_eq!(offer.kind, OfferKind::AddAddress);
    assert_eq!(accept(&mut bench, &offer, &NO_EDITS), id);
    let item = bench.session.item(&id, bench.store.item(&id)).unwrap();
    assert_eq!(item.urls, ["https://one.example/", "https://two.example/"]);
    assert!(item.history.is_empty() && item.password == "secret");
    assert!(offered(&bench, &draft("https://two.example", "ada", "secret")).is_none());
}

#[test]
fn nothing_is_offered_where_the_user_said_never() {
    let mut bench = Bench::new(1);
    assert!(offered(&bench, &draft("https://one.example:8443", "ada", "secret")).is_some());
    let never_save = vec!["one.example".into()];
    let settings = Settings {
        never_save,
        ..bench.session.settings()
    };
    let change = bench.session.put_settings(&settings, &mut bench.rng).unwrap();
    bench.store.commit(&change);
    bench.session.commit();
    assert!(offered(&bench, &draft("https://one.example:8443", "ada", "secret")).is_none());
    assert!(offered(&bench, &draft("https://sub.one.example", "ada", "secret")).is_some());
}

#[test]
fn a_resume_value_of_an_older_header_or_another_vault_resumes_nothing() {
    let (bench, other) = (Bench::new(1), Bench::new(2));
    let resumed = Session::resume(&other.session.resume_value(), bench.store.frame());
    assert_eq!(resumed.err(), Some(Error::Damaged));
    assert_eq!(
        Session::resume(b"", bench.store.frame()).err(),
        Some(Error::InvalidInput)
    );
}

#[test]
fn a_draft_beyond_all_bounds_is_refused() {
    let bench = Bench::new(1);
    let huge = Draft {
        password: "x".repeat(300_000),
        ..draft("https://one.example", "ada", "")
    };
    let sealed = session::seal_draft(&bench.store.records["header"], &huge, &mut SeededRng::new(1));
    assert_eq!(sealed.err(), Some(Error::InvalidInput));
}
