//! Items of every kind: what goes in comes out, history, times, limits, trash.

use latchkey_core::api::{
    Card, CustomField, CustomFieldKind, Identity, ItemContent, ItemInput, ItemKind, Login, MatchRule, Passkey,
    SavedUrl, Shelf,
};
use latchkey_core::error::Error;
use latchkey_core::session::TRASH_MS;

use crate::vault_fixture::{Bench, NOW_MS, base, edit, error_of, input, login, password, titles};

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

fn field(name: &str, kind: CustomFieldKind, value: &str) -> CustomField {
    CustomField {
        name: name.into(),
        kind,
        value: value.into(),
        section: "Section".into(),
        rest: Vec::new(),
    }
}

fn saved(url: &str, rule: MatchRule) -> SavedUrl {
    SavedUrl {
        rule,
        ..SavedUrl::from(String::from(url))
    }
}

fn passkey() -> Passkey {
    Passkey {
        credential_id: vec![1, 0, 255],
        rp_id: "one.example".into(),
        rp_name: "One".into(),
        user_handle: vec![0; 64],
        user_name: "ada".into(),
        user_display_name: "Ada".into(),
        private_key: vec![0x30, 0x81],
        algorithm: -257,
        counter: u32::MAX,
        discoverable: true,
        created_ms: u64::MAX,
        others: vec![field("largeBlob", CustomFieldKind::Hidden, "…")],
        rest: Vec::new(),
    }
}

/// One item of each kind with every field set.
pub(crate) fn one_of_each() -> Vec<ItemContent> {
    let full_login = ItemContent {
        title: "Everything".into(),
        notes: "Line\nline\r\n\u{0}\u{1f511}".into(),
        folder: "work/servers".into(),
        tags: vec!["a".into(), "b".into()],
        favourite: true,
        archived: true,
        fields: vec![
            field("pin", CustomFieldKind::Hidden, "1234"),
            field("pin", CustomFieldKind::Text, "the same name twice"),
            field("yes", CustomFieldKind::Boolean, "true"),
            field("on", CustomFieldKind::Date, "2026-02-30"),
            field("at", CustomFieldKind::Url, "https://one.example/"),
            field("as", CustomFieldKind::Linked, "username"),
        ],
        login: Some(Login {
            usernames: vec!["ada".into(), "ada@mail.example".into()],
            password: "correct horse".into(),
            urls: vec![
                saved("https://one.example/", MatchRule::Domain),
                saved("https://two.example/", MatchRule::Host),
                saved("https://three.example/a", MatchRule::StartsWith),
                saved("https://four.example/a?b", MatchRule::Exact),
                saved("^https://five", MatchRule::RegularExpression),
                saved("raw text", MatchRule::Never),
            ],
            otp: "otpauth://totp/One?secret=JBSWY3DPEHPK3PXP".into(),
            passkeys: vec![passkey(), Passkey::default()],
            offers_second_factor: true,
            rest: Vec::new(),
        }),
        ..ItemContent::default()
    };
    let card = ItemContent {
        kind: ItemKind::Card,
        title: "Card".into(),
        card: Some(Card {
            name: "Ada Lovelace".into(),
            number: "4111 1111 1111 1111".into(),
            expiry_month: "02".into(),
            expiry_year: "2030".into(),
            security_code: "123".into(),
            pin: "0000".into(),
            brand: "visa".into(),
            issuer: "Bank".into(),
            valid_from: "2020-01".into(),
            rest: Vec::new(),
        }),
        ..ItemContent::default()
    };
    let text = |n: u8| format!("value {n}");
    let identity = ItemContent {
        kind: ItemKind::Identity,
        identity: Some(Identity {
            honorific_prefix: text(1),
            given_name: "Ada".into(),
            additional_name: "King".into(),
            family_name: "Lovelace".into(),
            birthday: text(5),
            sex: text(6),
            organization: text(7),
            organization_title: text(8),
            email: text(9),
            tel: text(10),
            street_address: "1 Street\n2nd floor".into(),
            city: text(12),
            region: text(13),
            postal_code: text(14),
            country: text(15),
            username: text(16),
            national_id: text(17),
            passport: text(18),
            driving_licence: text(19),
            rest: Vec::new(),
        }),
        ..ItemContent::default()
    };
    let note = ItemContent {
        kind: ItemKind::Note,
        title: "Note".into(),
        notes: "text".into(),
        ..ItemContent::default()
    };
    let custom = ItemContent {
        kind: ItemKind::Custom,
        label: "SSH key".into(),
        title: "Server".into(),
        fields: vec![field("key", CustomFieldKind::Hidden, "----BEGIN")],
        ..ItemContent::default()
    };
    vec![full_login, card, identity, note, custom]
}

#[test]
fn an_item_of_every_kind_comes_back_with_every_field() {
    let mut bench = Bench::new(1);
    let contents = one_of_each();
    let ids: Vec<String> = contents
        .iter()
        .map(|content| bench.put(&input(content.clone()), NOW_MS).unwrap())
        .collect();
    bench.reopen();
    for (content, id) in contents.iter().zip(&ids) {
        let item = bench.item(id).unwrap();
        assert!(item.content == *content, "{:?}", content.kind);
        assert_eq!((item.created_ms, item.changed_ms, item.revision), (NOW_MS, NOW_MS, 1));
        // The same content edited in place stays the same, and no field is taken for a changed password.
        bench.put(&edit(id, 1, input(content.clone())), NOW_MS + 1).unwrap();
        let item = bench.item(id).unwrap();
        assert!(item.content == *content && item.history.is_empty());
    }
    let rows = bench.session.list("", None, Shelf::Items).others;
    let mut names: Vec<(ItemKind, &str)> = rows.iter().map(|row| (row.kind, row.username.as_str())).collect();
    names.sort_unstable();
    let expected = [
        (ItemKind::Card, "•••• 1111"),
        (ItemKind::Identity, "Ada King Lovelace"),
        (ItemKind::Note, ""),
        (ItemKind::Custom, ""),
    ];
    assert_eq!(names, expected);
    assert_eq!(
        bench.session.list("", None, Shelf::Archive).others[0].kind,
        ItemKind::Login
    );
}

#[test]
fn a_card_number_shows_its_last_digits_only_where_there_are_more() {
    let mut bench = Bench::new(1);
    let names: Vec<String> = ["4111-1111-1111-1111", "1234", "12345", "", "none"]
        .iter()
        .map(|number| {
            let card = Card {
                number: (*number).into(),
                ..Card::default()
            };
            let content = ItemContent {
                kind: ItemKind::Card,
                card: Some(card),
                ..ItemContent::default()
            };
            let id = bench.put(&input(content), NOW_MS).unwrap();
            let rows = bench.session.list("", None, Shelf::Items).others;
            rows.into_iter().find(|row| row.id == id).unwrap().username
        })
        .collect();
    assert_eq!(names, ["•••• 1111", "", "•••• 2345", "", ""]);
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
    let item = bench.item(&id).unwrap();
    assert_eq!(
        (
            item.history.len(),
            item.created_ms,
            item.changed_ms,
            item.password_set_ms
        ),
        (50, NOW_MS, NOW_MS + 100, NOW_MS + 54)
    );
    assert_eq!(
        (item.history[0].password.as_str(), item.history[0].replaced_ms),
        ("pw53", NOW_MS + 54)
    );
    assert_eq!(item.history[49].password, "pw4");
    // A password that is taken away goes there too, and is set no more.
    bench.put(&edit(&id, 57, login("a", "", "", "")), NOW_MS + 101).unwrap();
    let item = bench.item(&id).unwrap();
    assert_eq!((item.history[0].password.as_str(), item.password_set_ms), ("pw54", 0));
    let note = ItemContent {
        kind: ItemKind::Note,
        ..ItemContent::default()
    };
    bench
        .put(&edit(&id, 58, login("a", "", "last", "")), NOW_MS + 102)
        .unwrap();
    bench.put(&edit(&id, 59, input(note)), NOW_MS + 103).unwrap();
    assert_eq!(
        bench.item(&id).unwrap().history[0].password,
        "last",
        "another kind loses none"
    );
}

#[test]
fn a_score_belongs_to_its_password() {
    let mut bench = Bench::new(1);
    let scored = |strength, password: &str| ItemInput {
        strength,
        ..login("a", "", password, "")
    };
    let weak = |bench: &Bench| {
        let health = bench.session.health(NOW_MS);
        (health.weak.len(), health.unscored.len())
    };
    let id = bench.put(&scored(Some(1), "pw"), NOW_MS).unwrap();
    assert_eq!(weak(&bench), (1, 0));
    bench.put(&edit(&id, 1, scored(None, "pw")), NOW_MS).unwrap();
    assert_eq!(weak(&bench), (1, 0), "the same password keeps its score");
    bench.put(&edit(&id, 2, scored(None, "other")), NOW_MS).unwrap();
    assert_eq!(weak(&bench), (0, 1), "another has none");
    bench.put(&edit(&id, 3, scored(Some(5), "other")), NOW_MS).unwrap();
    assert_eq!(weak(&bench), (0, 1), "there is no score of 5");
    bench.put(&edit(&id, 4, scored(Some(0), "")), NOW_MS).unwrap();
    assert_eq!(bench.session.health(NOW_MS).counted, 0, "no password, no score");
}

/// The content with every part filled to its limit, which alone stays within a record.
fn most() -> ItemContent {
    let long = |count: usize| "ä".repeat(count);
    ItemContent {
        title: long(1_000),
        folder: long(1_000),
        label: long(1_000),
        notes: long(100_000),
        tags: (0..50).map(|n| format!("{n:02}{}", long(998))).collect(),
        fields: vec![
            CustomField {
                name: long(1_000),
                section: long(1_000),
                value: long(1_000),
                ..CustomField::default()
            };
            200
        ],
        login: Some(Login {
            usernames: vec![long(1_000); 20],
            password: long(10_000),
            otp: long(10_000),
            urls: vec![saved(&long(2_000), MatchRule::Domain); 50],
            passkeys: vec![
                Passkey {
                    credential_id: vec![1; 8 * 1024],
                    private_key: vec![1; 8 * 1024],
                    user_handle: vec![1; 8 * 1024],
                    rp_id: long(1_000),
                    ..Passkey::default()
                };
                50
            ],
            ..Login::default()
        }),
        ..ItemContent::default()
    }
}

#[test]
fn inputs_at_their_limits_are_taken_and_beyond_them_refused() {
    let long = |count: usize| "ä".repeat(count);
    let mut bench = Bench::new(1);
    let id = bench.put(&input(most()), NOW_MS).unwrap();
    assert!(bench.item(&id).unwrap().content == most());
    let in_login = |change: fn(&mut Login)| {
        let mut content = most();
        change(content.login.as_mut().unwrap());
        content
    };
    let one_more = |change: fn(&mut ItemContent)| {
        let mut content = most();
        change(&mut content);
        content
    };
    let with_card = |change: fn(&mut Card)| {
        let mut card = Card::default();
        change(&mut card);
        ItemContent {
            card: Some(card),
            ..ItemContent::default()
        }
    };
    let with_identity = |change: fn(&mut Identity)| {
        let mut identity = Identity::default();
        change(&mut identity);
        ItemContent {
            identity: Some(identity),
            ..ItemContent::default()
        }
    };
    let too_much = [
        one_more(|content| content.title.push('x')),
        one_more(|content| content.folder.push('x')),
        one_more(|content| content.label.push('x')),
        one_more(|content| content.notes.push('x')),
        one_more(|content| content.tags.push("one more".into())),
        one_more(|content| content.tags[0].push('x')),
        one_more(|content| content.fields.push(CustomField::default())),
        one_more(|content| content.fields[199].name.push('x')),
        one_more(|content| content.fields[199].section.push('x')),
        one_more(|content| content.fields[0].value = "x".repeat(100_001)),
        one_more(|content| content.kind = ItemKind::Unknown),
        in_login(|login| login.usernames.push(String::new())),
        in_login(|login| login.usernames[19].push('x')),
        in_login(|login| login.password.push('x')),
        in_login(|login| login.otp.push('x')),
        in_login(|login| login.urls.push(SavedUrl::default())),
        in_login(|login| login.urls[49].url.push('x')),
        in_login(|login| login.passkeys.push(Passkey::default())),
        in_login(|login| login.passkeys[49].private_key.push(1)),
        in_login(|login| login.passkeys[49].credential_id.push(1)),
        in_login(|login| login.passkeys[49].user_handle.push(1)),
        in_login(|login| login.passkeys[49].rp_id.push('x')),
        in_login(|login| login.passkeys[0].rp_name = "x".repeat(1_001)),
        in_login(|login| login.passkeys[0].user_name = "x".repeat(1_001)),
        in_login(|login| login.passkeys[0].user_display_name = "x".repeat(1_001)),
        in_login(|login| login.passkeys[0].others = vec![CustomField::default(); 201]),
        in_login(|login| {
            login.passkeys[0].others = vec![CustomField::default()];
            login.passkeys[0].others[0].name = "x".repeat(1_001);
        }),
        with_card(|card| card.name = "x".repeat(1_001)),
        with_card(|card| card.number = "x".repeat(1_001)),
        with_card(|card| card.expiry_month = "x".repeat(1_001)),
        with_card(|card| card.expiry_year = "x".repeat(1_001)),
        with_card(|card| card.security_code = "x".repeat(1_001)),
        with_card(|card| card.pin = "x".repeat(1_001)),
        with_card(|card| card.brand = "x".repeat(1_001)),
        with_card(|card| card.issuer = "x".repeat(1_001)),
        with_card(|card| card.valid_from = "x".repeat(1_001)),
        with_identity(|identity| identity.given_name = "x".repeat(1_001)),
        with_identity(|identity| identity.street_address = "x".repeat(1_001)),
        with_identity(|identity| identity.driving_licence = "x".repeat(1_001)),
    ];
    for (at, content) in too_much.into_iter().enumerate() {
        let put = bench.put(&input(content), NOW_MS);
        assert_eq!(error_of(put), Some(Error::InvalidInput), "case {at}");
    }
    for id in ["no id", "", &id.to_uppercase(), &id[1..], &format!("{id}0")] {
        assert_eq!(
            error_of(bench.put(&edit(id, 1, login(&long(1), "", "", "")), NOW_MS)),
            Some(Error::InvalidInput)
        );
        assert_eq!(error_of(bench.item(id)), Some(Error::InvalidInput));
        assert_eq!(error_of(bench.delete(&base(id, 1), NOW_MS)), Some(Error::InvalidInput));
    }
    assert_eq!(error_of(bench.item(&"0".repeat(32))), Some(Error::NotFound));
}

/// Every field within its limit but all of them together too large for a record: refused, and nothing is lost.
#[test]
fn an_item_too_large_as_a_whole_is_refused() {
    let mut bench = Bench::new(1);
    let mut content = most();
    for field in &mut content.fields {
        field.value = "x".repeat(100_000);
    }
    assert_eq!(error_of(bench.put(&input(content), NOW_MS)), Some(Error::InvalidInput));
    assert!(bench.is_idle());
    assert!(bench.put(&login("a", "", "", ""), NOW_MS).is_ok());
}

#[test]
fn tags_are_kept_in_order_and_once() {
    let mut bench = Bench::new(1);
    let content = ItemContent {
        tags: ["b", "a", "b"].map(String::from).to_vec(),
        ..ItemContent::default()
    };
    let id = bench.put(&input(content), NOW_MS).unwrap();
    assert_eq!(bench.item(&id).unwrap().content.tags, ["a", "b"]);
}

#[test]
fn an_item_in_the_trash_can_be_restored_for_thirty_days_and_is_overdue_then() {
    let mut bench = Bench::new(1);
    let id = bench.put(&login("a", "ada", "pw", ""), NOW_MS).unwrap();
    let kept = bench.put(&login("b", "", "", ""), NOW_MS).unwrap();
    bench.set_trashed(&base(&id, 1), true, NOW_MS + 5).unwrap();
    let shelf = |bench: &Bench, shelf| {
        let listing = bench.session.list("", None, shelf);
        assert_eq!(listing.total as usize, listing.others.len());
        titles(&listing.others)
            .into_iter()
            .map(String::from)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (shelf(&bench, Shelf::Items), shelf(&bench, Shelf::Trash)),
        (vec!["b".into()], vec!["a".into()])
    );
    assert_eq!(bench.item(&id).unwrap().trashed_ms, Some(NOW_MS + 5));
    assert!(bench.session.overdue_trash(NOW_MS + 5 + TRASH_MS - 1).is_empty());
    assert!(bench.session.overdue_trash(0).is_empty(), "a clock that was set back");
    assert_eq!(bench.session.overdue_trash(NOW_MS + 5 + 30 * DAY_MS), [base(&id, 2)]);
    bench
        .put(&edit(&id, 2, login("a2", "ada", "pw", "")), NOW_MS + 6)
        .unwrap();
    assert_eq!(
        bench.item(&id).unwrap().trashed_ms,
        Some(NOW_MS + 5),
        "an edit leaves it there"
    );
    bench.set_trashed(&base(&id, 3), false, NOW_MS + 7).unwrap();
    bench.reopen();
    let item = bench.item(&id).unwrap();
    assert_eq!((item.trashed_ms, password(&item), item.revision), (None, "pw", 4));
    assert_eq!(shelf(&bench, Shelf::Items), ["a2", "b"]);
    bench.set_trashed(&base(&id, 4), true, NOW_MS + 8).unwrap();
    bench.set_trashed(&base(&id, 5), true, NOW_MS + 900).unwrap();
    assert_eq!(
        bench.item(&id).unwrap().trashed_ms,
        Some(NOW_MS + 8),
        "its days count from the first time"
    );
    let overdue = bench.session.overdue_trash(NOW_MS + 8 + TRASH_MS);
    bench
        .change(|session, rng| session.delete(&overdue, NOW_MS + 8 + TRASH_MS, rng))
        .unwrap();
    assert_eq!(error_of(bench.item(&id)), Some(Error::NotFound));
    assert!(bench.item(&kept).is_ok() && bench.store.item(&id).is_empty());
}

/// What a newer version made: shown as unknown, moved and deleted, never edited, and whole when that version looks.
#[test]
fn an_item_of_a_newer_kind_keeps_its_kind_in_the_trash_and_back() {
    let mut bench = Bench::new(1);
    let unknown = crate::wire::newer_item();
    let id = crate::wire::plant(&mut bench, &unknown);
    let row = |bench: &Bench, shelf| bench.session.list("", None, shelf).others.into_iter().next().unwrap();
    assert_eq!(row(&bench, Shelf::Items).kind, ItemKind::Unknown);
    let edited = edit(&id, 1, input(bench.item(&id).unwrap().content));
    assert_eq!(error_of(bench.put(&edited, NOW_MS)), Some(Error::InvalidInput));
    bench.set_trashed(&base(&id, 1), true, NOW_MS).unwrap();
    assert_eq!(row(&bench, Shelf::Trash).kind, ItemKind::Unknown);
    bench.set_trashed(&base(&id, 2), false, NOW_MS).unwrap();
    bench
        .rotate(&[crate::vault_fixture::PASSWORD], &[&[crate::vault_fixture::PASSWORD]])
        .unwrap();
    bench.reopen();
    assert!(bench.item(&id).unwrap().content == unknown.content);
    assert_eq!(row(&bench, Shelf::Items).kind, ItemKind::Unknown);
    bench.delete(&base(&id, 3), NOW_MS).unwrap();
}
