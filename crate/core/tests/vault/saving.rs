//! Drafts, what is offered for them, and what an accepted offer changes.

use latchkey_core::api::{Draft, ItemContent, Offer, OfferEdits, OfferKind, Settings, SiteRule};
use latchkey_core::error::Error;
use latchkey_core::session::{self, Session};

use crate::vault_fixture::{
    Bench, Factor, NOW_MS, PASSWORD, SeededRng, base, draft, edit, error_of, input, login, password, proofs, slot,
};

const NO_EDITS: OfferEdits = OfferEdits {
    title: None,
    username: None,
    password: None,
    folder: None,
    strength: None,
    as_new: None,
};

fn seal(bench: &Bench, draft: &Draft) -> Vec<u8> {
    session::seal_draft(bench.store.header(), draft, &mut SeededRng::new(8)).unwrap()
}

fn offered(bench: &Bench, draft: &Draft) -> Option<Offer> {
    bench.session.offer_save(&[seal(bench, draft)], NOW_MS).unwrap()
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

fn usernames(bench: &Bench, id: &str) -> Vec<String> {
    bench.item(id).unwrap().content.login.unwrap().usernames
}

fn urls(bench: &Bench, id: &str) -> Vec<String> {
    let login = bench.item(id).unwrap().content.login.unwrap();
    login.urls.into_iter().map(|saved| saved.url).collect()
}

#[test]
fn a_draft_sealed_while_locked_becomes_an_item_after_a_resume() {
    let mut bench = Bench::new(1);
    let sealed = seal(&bench, &draft("https://one.example", "ada", "secret"));
    bench.session = bench.resume(&bench.store).unwrap();
    let offer = bench.session.offer_save(&[sealed], NOW_MS).unwrap().unwrap();
    assert_eq!((offer.kind, offer.base.is_none()), (OfferKind::New, true));
    let edits = OfferEdits {
        title: Some("Mine".into()),
        ..NO_EDITS
    };
    let id = accept(&mut bench, &offer, &edits);
    bench.reopen();
    let item = bench.item(&id).unwrap();
    assert_eq!((item.content.title.as_str(), password(&item)), ("Mine", "secret"));
    assert_eq!(usernames(&bench, &id), ["ada"]);
    assert_eq!(urls(&bench, &id), ["https://one.example/"]);
    let again = offered(&bench, &draft("https://one.example", "ada", "secret"));
    assert!(again.is_none(), "it is known now");
}

#[test]
fn an_accepted_update_changes_the_password_alone_and_keeps_the_old_one() {
    let mut bench = Bench::new(1);
    let content = ItemContent {
        notes: "note".into(),
        ..ItemContent::login("One", "ada", "old", "https://one.example/start")
    };
    let id = bench.put(&input(content), NOW_MS).unwrap();
    let offer = offered(&bench, &draft("https://one.example", "ada", "new")).unwrap();
    assert_eq!(
        (offer.kind, offer.base.as_ref().map(|base| base.id.as_str())),
        (OfferKind::Update, Some(id.as_str()))
    );
    assert_eq!(accept(&mut bench, &offer, &NO_EDITS), id);
    let item = bench.item(&id).unwrap();
    assert_eq!(
        (item.content.title.as_str(), item.content.notes.as_str(), item.revision),
        ("One", "note", 2)
    );
    assert_eq!((password(&item), item.history[0].password.as_str()), ("new", "old"));
    assert_eq!(urls(&bench, &id), ["https://one.example/start"]);
    let stale = bench
        .session
        .accept(&offer, &NO_EDITS, Some(bench.store.item(&id)), NOW_MS, &mut bench.rng);
    assert_eq!(
        error_of(stale),
        Some(Error::Conflict),
        "the offer was made from revision 1"
    );
}

#[test]
fn an_update_can_be_kept_as_a_new_item_instead() {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("One", "ada", "old", "https://one.example/"), NOW_MS)
        .unwrap();
    let offer = offered(&bench, &draft("https://one.example", "ada", "new")).unwrap();
    let as_new = OfferEdits {
        as_new: Some(true),
        ..NO_EDITS
    };
    let other = accept(&mut bench, &offer, &as_new);
    assert_ne!(id, other);
    assert_eq!(password(&bench.item(&id).unwrap()), "old");
    assert_eq!(password(&bench.item(&other).unwrap()), "new");
}

/// Of several user names the one that the offer is about is changed, and none is lost.
#[test]
fn an_edited_user_name_takes_the_place_of_the_offered_one() {
    let cases = [
        ("ada", None, ["ada", "bob"]),
        ("bob", None, ["ada", "bob"]),
        ("bob", Some("bob"), ["ada", "bob"]),
        ("bob", Some("ada"), ["ada", "bob"]),
        ("bob", Some("carol"), ["ada", "carol"]),
        ("ada", Some("carol"), ["carol", "bob"]),
        ("ada", Some(""), ["ada", "bob"]),
    ];
    for (seen, typed, expected) in cases {
        let mut bench = Bench::new(1);
        let mut content = ItemContent::login("One", "ada", "old", "https://one.example/");
        content.login.as_mut().unwrap().usernames.push("bob".into());
        let id = bench.put(&input(content), NOW_MS).unwrap();
        let offer = offered(&bench, &draft("https://one.example", seen, "new")).unwrap();
        assert_eq!((offer.kind, offer.username.as_str()), (OfferKind::Update, seen));
        let edits = OfferEdits {
            username: typed.map(String::from),
            ..NO_EDITS
        };
        accept(&mut bench, &offer, &edits);
        assert_eq!(usernames(&bench, &id), expected, "{seen} typed as {typed:?}");
    }
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
    assert_eq!(urls(&bench, &id), ["https://one.example/", "https://two.example/"]);
    let item = bench.item(&id).unwrap();
    assert!(item.history.is_empty() && password(&item) == "secret");
    assert!(offered(&bench, &draft("https://two.example", "ada", "secret")).is_none());
}

#[test]
fn nothing_is_offered_where_the_user_said_never_or_at_all() {
    let mut bench = Bench::new(1);
    let (port, sub) = (
        draft("https://one.example:8443", "ada", "secret"),
        draft("https://sub.one.example", "ada", "secret"),
    );
    assert!(offered(&bench, &port).is_some());
    let initial = bench.session.settings().clone();
    let with_rule = |never_save, no_menu| Settings {
        sites: vec![SiteRule {
            host: "one.example".into(),
            never_save,
            no_menu,
            rest: Vec::new(),
        }],
        ..initial.clone()
    };
    bench.put_settings(&with_rule(false, true)).unwrap();
    assert!(offered(&bench, &port).is_some(), "no menu says nothing of saving");
    bench.put_settings(&with_rule(true, false)).unwrap();
    assert!(offered(&bench, &port).is_none());
    assert!(offered(&bench, &sub).is_some());
    let never = Settings {
        no_offers: true,
        ..initial.clone()
    };
    bench.put_settings(&never).unwrap();
    assert!(offered(&bench, &sub).is_none());
}

/// A password is known again after a rotation, although its tag is made under other keys.
#[test]
fn what_is_known_stays_known_through_a_rotation() {
    let mut bench = Bench::new(1);
    bench
        .put(&login("One", "ada", "secret", "https://one.example/"), NOW_MS)
        .unwrap();
    bench
        .put(&login("Two", "bob", "secret", "https://two.example/"), NOW_MS)
        .unwrap();
    assert_eq!(bench.session.health(NOW_MS).reused.len(), 1);
    bench.rotate(&[PASSWORD], &[&[PASSWORD]]).unwrap();
    for _ in 0..2 {
        assert!(offered(&bench, &draft("https://one.example", "ada", "secret")).is_none());
        let offer = offered(&bench, &draft("https://one.example", "ada", "new")).unwrap();
        assert_eq!(offer.kind, OfferKind::Update);
        assert_eq!(bench.session.health(NOW_MS).reused.len(), 1);
        bench.reopen();
    }
    bench
        .put(&login("Three", "eve", "secret", "https://three.example/"), NOW_MS)
        .unwrap();
    assert_eq!(
        bench.session.health(NOW_MS).reused[0].len(),
        3,
        "old tags and new are of one key"
    );
}

#[test]
fn a_draft_that_waits_goes_along_with_a_rotation_and_its_old_seal_opens_no_more() {
    let mut bench = Bench::new(1);
    let sealed = seal(&bench, &draft("https://one.example", "ada", "secret"));
    bench
        .session
        .rotate_begin(&proofs(&[PASSWORD]), &[slot(&[Factor::Password(2)])], &mut bench.rng)
        .unwrap();
    let again = bench.session.rotate_draft(&sealed, &mut bench.rng).unwrap().unwrap();
    assert_eq!(bench.session.rotate_draft(b"junk", &mut bench.rng), Ok(None));
    let change = bench
        .session
        .rotate_finish(bench.store.frame(), NOW_MS, &mut bench.rng)
        .unwrap();
    bench.store.commit(&change);
    bench.session.commit();
    let offer = |sealed: &[u8]| bench.session.offer_save(&[sealed.to_vec()], NOW_MS).unwrap();
    assert!(offer(&sealed).is_none());
    assert_eq!(offer(&again).unwrap().password, "secret");
    let none = bench.session.rotate_draft(&again, &mut bench.rng);
    assert_eq!(error_of(none), Some(Error::NotFound), "no rotation is under way");
}

#[test]
fn an_offer_for_an_item_that_went_away_is_refused() {
    let mut bench = Bench::new(1);
    let id = bench
        .put(&login("One", "ada", "old", "https://one.example/"), NOW_MS)
        .unwrap();
    let offer = offered(&bench, &draft("https://one.example", "ada", "new")).unwrap();
    let record = bench.store.item(&id).to_vec();
    let without = bench.session.accept(&offer, &NO_EDITS, None, NOW_MS, &mut bench.rng);
    assert_eq!(error_of(without), Some(Error::InvalidInput));
    bench
        .put(&edit(&id, 1, login("One", "ada", "other", "")), NOW_MS)
        .unwrap();
    let stale = bench
        .session
        .accept(&offer, &NO_EDITS, Some(&record), NOW_MS, &mut bench.rng);
    assert_eq!(
        error_of(stale),
        Some(Error::DamagedItem),
        "it is not that record any more"
    );
    bench.delete(&base(&id, 2), NOW_MS).unwrap();
    let gone = bench
        .session
        .accept(&offer, &NO_EDITS, Some(&record), NOW_MS, &mut bench.rng);
    assert_eq!(error_of(gone), Some(Error::NotFound));
}

#[test]
fn a_draft_of_another_vault_is_passed_over_and_one_beyond_all_bounds_is_refused() {
    let (bench, other) = (Bench::new(1), Bench::new(2));
    let seen = draft("https://one.example", "ada", "secret");
    let foreign = seal(&other, &seen);
    assert!(
        bench
            .session
            .offer_save(std::slice::from_ref(&foreign), NOW_MS)
            .unwrap()
            .is_none()
    );
    let both = bench.session.offer_save(&[foreign, seal(&bench, &seen)], NOW_MS);
    assert_eq!(both.unwrap().unwrap().username, "ada");
    let huge = Draft {
        password: "x".repeat(300_000),
        ..seen
    };
    let sealed = session::seal_draft(bench.store.header(), &huge, &mut SeededRng::new(1));
    assert_eq!(error_of(sealed), Some(Error::InvalidInput));
}

#[test]
fn a_resume_value_of_an_older_header_or_another_vault_resumes_nothing() {
    let (mut bench, other) = (Bench::new(1), Bench::new(2));
    let foreign = other.resume(&bench.store);
    assert_eq!(error_of(foreign), Some(Error::Damaged));
    let none = Session::resume(b"", bench.store.frame(), None);
    assert_eq!(error_of(none), Some(Error::InvalidInput));
    let older = bench.session.resume_value().unwrap();
    bench
        .change(|session, rng| session.add_slot(&proofs(&[PASSWORD]), &slot(&[Factor::Key(1)]), NOW_MS, rng))
        .unwrap();
    let resumed = Session::resume(&older, bench.store.frame(), None);
    assert_eq!(error_of(resumed), Some(Error::Damaged));
    assert!(bench.resume(&bench.store).is_ok());
}
