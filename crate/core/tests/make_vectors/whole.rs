//! The vault with every kind of item and every field.

use latchkey_core::api::{
    Card, CustomField, CustomFieldKind, Identity, ItemContent, ItemKind, Login, MatchRule, Passkey, SavedUrl,
};
use latchkey_core::vault::id::Id;

use super::bases::{PASSWORD, Shelf, password, slot, with_password};
use super::vault::Records;
use super::vector_cases::NOW_MS;

/// A vault with every kind of item, and a file of two chunks.
pub fn whole() -> (Records, Id, Id) {
    let slots = [slot(vec![password(2, PASSWORD)])];
    let mut shelf = Shelf::create("whole", &slots, &with_password());
    let holder = shelf.put(login_of_all_fields());
    shelf.edit(holder, 1, 1_000, |content| {
        content.login.as_mut().unwrap().password = "neu: ßñ漢字🔑".into()
    });
    let data: Vec<u8> = (0..65_541_u32).map(|at| at.to_le_bytes()[0]).collect();
    let file = shelf.attach(holder, 2, "zwei Stücke.bin", &data);
    shelf.attach(holder, 3, "empty.txt", b"");
    shelf.put(ItemContent {
        kind: ItemKind::Card,
        title: "Everyday card".into(),
        folder: "Money/Cards".into(),
        favourite: true,
        card: Some(Card {
            name: "ADA LOVELACE".into(),
            number: "4111 1111 1111 1111".into(),
            expiry_month: "04".into(),
            expiry_year: "2031".into(),
            security_code: "123".into(),
            pin: "9876".into(),
            brand: "Visa".into(),
            issuer: "Bank".into(),
            valid_from: "2026-04".into(),
            ..Card::default()
        }),
        ..ItemContent::default()
    });
    shelf.put(identity());
    let note = shelf.put(ItemContent {
        kind: ItemKind::Note,
        title: "A note".into(),
        notes: "Two lines\nof a note.".into(),
        ..ItemContent::default()
    });
    shelf.trash(note, 1);
    shelf.put(ItemContent {
        kind: ItemKind::Custom,
        label: "Key of a server".into(),
        title: "build host".into(),
        archived: true,
        guarded: true,
        fields: custom_fields(),
        ..ItemContent::default()
    });
    (shelf.records, holder, file)
}

fn custom_fields() -> Vec<CustomField> {
    let kinds = [
        (CustomFieldKind::Text, "host", "build.example"),
        (CustomFieldKind::Hidden, "passphrase", "under the mat"),
        (CustomFieldKind::Boolean, "agent", "true"),
        (CustomFieldKind::Date, "until", "2030-01-31"),
        (CustomFieldKind::Url, "manual", "https://docs.example/"),
        (CustomFieldKind::Linked, "user", "username"),
    ];
    let field = |(kind, name, value): (CustomFieldKind, &str, &str)| CustomField {
        name: name.into(),
        kind,
        value: value.into(),
        section: "Access".into(),
        ..CustomField::default()
    };
    kinds.into_iter().map(field).collect()
}

fn login_of_all_fields() -> ItemContent {
    let rules = [
        MatchRule::Domain,
        MatchRule::Host,
        MatchRule::StartsWith,
        MatchRule::Exact,
        MatchRule::RegularExpression,
        MatchRule::Never,
    ];
    let urls = rules.into_iter().map(|rule| SavedUrl {
        url: "https://shop.example/a".into(),
        rule,
        ..SavedUrl::default()
    });
    let passkey = Passkey {
        credential_id: vec![1, 2, 3],
        rp_id: "shop.example".into(),
        rp_name: "The Shop".into(),
        user_handle: vec![4, 5],
        user_name: "ada".into(),
        user_display_name: "Ada".into(),
        private_key: vec![48, 1, 0],
        algorithm: -7,
        counter: 300,
        discoverable: true,
        created_ms: NOW_MS,
        others: custom_fields().into_iter().take(1).collect(),
        ..Passkey::default()
    };
    ItemContent {
        title: "Shop".into(),
        notes: "n".repeat(300),
        folder: "Home".into(),
        tags: vec!["a".into(), "b".into(), "é".into()],
        login: Some(Login {
            usernames: vec!["ada".into(), "ada@mail.example".into()],
            password: "alt".into(),
            urls: urls.collect(),
            otp: "otpauth://totp/Shop?secret=GEZDGNBVGY3TQOJQ".into(),
            passkeys: vec![passkey],
            offers_second_factor: true,
            ..Login::default()
        }),
        fields: custom_fields(),
        ..ItemContent::default()
    }
}

fn identity() -> ItemContent {
    let text = |name: &str| format!("{name} of Ada");
    ItemContent {
        kind: ItemKind::Identity,
        title: "Ada".into(),
        identity: Some(Identity {
            honorific_prefix: "Dr".into(),
            given_name: "Ada".into(),
            additional_name: "King".into(),
            family_name: "Lovelace".into(),
            birthday: "1815-12-10".into(),
            sex: text("sex"),
            organization: text("organization"),
            organization_title: text("title"),
            email: "ada@mail.example".into(),
            tel: "+44 20 0000".into(),
            street_address: "1 Square\nFlat 2".into(),
            city: "London".into(),
            region: text("region"),
            postal_code: "W1".into(),
            country: "GB".into(),
            username: "ada".into(),
            national_id: text("national id"),
            passport: text("passport"),
            driving_licence: text("licence"),
            ..Identity::default()
        }),
        ..ItemContent::default()
    }
}
