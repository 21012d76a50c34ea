//! What is written: it comes back whole, other programs open it, and no cell runs in a spreadsheet.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use std::io::Write;
use std::process::{Command, Stdio};

use getrandom::SysRng;
use latchkey_core::api::{
    Card, CustomField, CustomFieldKind, ExportFormat, Identity, ImportFaultKind, ImportOptions, ImportedFile,
    ImportedItem, ItemContent, ItemKind, Login, MatchRule, Passkey, PastPassword, SavedUrl,
};
use latchkey_core::transfer::export;
use proptest::prelude::*;
use transfer_judge::read_with;

const PASSWORD: &str = "correct horse 🔑";
const CLEAR: [ExportFormat; 5] = [
    ExportFormat::Csv,
    ExportFormat::CsvForSpreadsheets,
    ExportFormat::BitwardenJson,
    ExportFormat::BitwardenZip,
    ExportFormat::FidoCxf,
];
const LOCKED: [ExportFormat; 2] = [ExportFormat::BitwardenJsonLocked, ExportFormat::KeePassKdbx];

fn written(items: &[ImportedItem], format: ExportFormat) -> Vec<u8> {
    export(items, format, Some(PASSWORD), 1_735_689_600_000, &mut SysRng).unwrap().bytes
}

fn back(items: &[ImportedItem], format: ExportFormat) -> Vec<ImportedItem> {
    let options = ImportOptions {
        password: Some(PASSWORD.into()),
        ..ImportOptions::default()
    };
    let mut items = read_with("x", &written(items, format), &options).unwrap().items;
    for item in &mut items {
        item.remarks.clear();
        item.attachments.sort_by(|one, other| one.name.cmp(&other.name));
    }
    items
}

/// What must be equal: all but the order of items, and files where the format takes none.
fn comparable(mut items: Vec<ImportedItem>, with_files: bool) -> Vec<String> {
    let mut texts: Vec<String> = items
        .iter_mut()
        .map(|item| {
            if !with_files {
                item.attachments.clear();
            }
            serde_json::to_string(item).unwrap()
        })
        .collect();
    texts.sort();
    texts
}

fn takes_files(format: ExportFormat) -> bool {
    matches!(format, ExportFormat::BitwardenZip | ExportFormat::KeePassKdbx)
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9 .@_-]{0,12}",
        2 => "[=+@\t\r\n'\",;:/\\\\|<>&{}\\[\\]\\x00-\\x1fé🏦\u{202e}0-9-]{0,12}",
        1 => Just("Latchkey".to_owned()),
        1 => Just("https://a.example/?q=1,2;3".to_owned()),
    ]
}

fn any_field() -> impl Strategy<Value = CustomField> {
    let kinds = [CustomFieldKind::Text, CustomFieldKind::Hidden, CustomFieldKind::Boolean, CustomFieldKind::Date, CustomFieldKind::Url, CustomFieldKind::Linked];
    // The name of our own field is the one that no field of the user's may have.
    let names = any_text().prop_filter("our own", |name| !name.eq_ignore_ascii_case("latchkey"));
    (names, any_text(), any_text(), prop::sample::select(kinds.to_vec())).prop_map(|(name, value, section, kind)| CustomField {
        name,
        value,
        section,
        kind,
        rest: Vec::new(),
    })
}

fn any_url() -> impl Strategy<Value = SavedUrl> {
    let rules = [MatchRule::Domain, MatchRule::Host, MatchRule::StartsWith, MatchRule::Exact, MatchRule::RegularExpression, MatchRule::Never];
    let urls = prop_oneof![any_text(), "https://[a-z]{1,8}\\.example/[a-z?=&,]{0,8}"];
    (urls, prop::sample::select(rules.to_vec())).prop_map(|(url, rule)| SavedUrl { url, rule, rest: Vec::new() })
}

fn any_passkey() -> impl Strategy<Value = Passkey> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..40);
    (bytes(), bytes(), bytes(), any_text(), any_text(), any::<i32>(), any::<u32>(), any::<bool>(), prop::collection::vec(any_field(), 0..2)).prop_map(
        |(credential_id, user_handle, private_key, rp_id, user_name, algorithm, counter, discoverable, others)| Passkey {
            credential_id,
            user_handle,
            private_key,
            rp_id,
            user_name,
            algorithm,
            counter,
            discoverable,
            others,
            created_ms: 1_700_000_000_000,
            ..Passkey::default()
        },
    )
}

fn any_login() -> impl Strategy<Value = Login> {
    let otp = prop_oneof![Just(String::new()), Just("JBSWY3DPEHPK3PXP".into()), Just("otpauth://totp/A%20B:ada?secret=JBSWY3DPEHPK3PXP&issuer=A%20B&digits=8".into()), Just("steam://JBSWY3DPEHPK3PXP".into()), any_text()];
    (prop::collection::vec(any_text(), 0..3), any_text(), prop::collection::vec(any_url(), 0..3), otp, prop::collection::vec(any_passkey(), 0..3), any::<bool>()).prop_map(
        |(usernames, password, urls, otp, passkeys, offers_second_factor)| Login {
            usernames,
            password,
            urls,
            otp,
            passkeys,
            offers_second_factor,
            rest: Vec::new(),
        },
    )
}

fn any_content() -> impl Strategy<Value = ItemContent> {
    let card = (any_text(), any_text(), any_text(), any_text(), any_text()).prop_map(|(name, number, expiry_month, expiry_year, pin)| Card {
        name, number, expiry_month, expiry_year, pin, ..Card::default()
    });
    let identity = (any_text(), any_text(), any_text(), any_text(), any_text()).prop_map(|(given_name, family_name, street_address, sex, passport)| Identity {
        given_name, family_name, street_address, sex, passport, ..Identity::default()
    });
    let parts = (any_login(), card, identity, 0..5_u8, any_text());
    let shared = (any_text(), any_text(), any_text(), prop::collection::btree_set(any_text(), 0..3), any::<[bool; 3]>(), prop::collection::vec(any_field(), 0..4));
    (parts, shared).prop_map(|((login, card, identity, kind, label), (title, notes, folder, tags, flags, fields))| {
        let kind = [ItemKind::Login, ItemKind::Card, ItemKind::Identity, ItemKind::Note, ItemKind::Custom][usize::from(kind)];
        let [favourite, archived, guarded] = flags;
        ItemContent {
            kind,
            label,
            title,
            notes,
            folder,
            tags: tags.into_iter().collect(),
            favourite,
            archived,
            guarded,
            login: (kind == ItemKind::Login).then_some(login),
            card: (kind == ItemKind::Card).then_some(card),
            identity: (kind == ItemKind::Identity).then_some(identity),
            fields,
            rest: Vec::new(),
        }
    })
}

fn any_item() -> impl Strategy<Value = ImportedItem> {
    let past = (any_text(), 1_600_000_000_u64..1_735_000_000).prop_map(|(password, replaced)| PastPassword {
        password,
        replaced_ms: replaced * 1_000,
        rest: Vec::new(),
    });
    let file = ("[a-z]{1,6}\\.txt", prop::collection::vec(any::<u8>(), 0..50)).prop_map(|(name, bytes)| ImportedFile {
        name,
        media_type: String::new(),
        bytes,
    });
    (any_content(), any::<bool>(), prop::collection::vec(past, 0..3), prop::collection::btree_map("[a-z]{1,6}", file, 0..2)).prop_map(|(content, trashed, mut history, files)| {
        history.sort_by_key(|past| core::cmp::Reverse(past.replaced_ms));
        ImportedItem {
            content,
            created_ms: Some(1_700_000_000_000),
            changed_ms: Some(1_735_689_600_000),
            password_set_ms: None,
            trashed,
            history,
            attachments: files.into_values().collect(),
            remarks: Vec::new(),
        }
    })
}

/// What an import drops for good reason: an item with nothing in it.
fn is_something(item: &ImportedItem) -> bool {
    !item.content.title.trim().is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn h11_whatever_is_written_in_clear_comes_back_whole(items in prop::collection::vec(any_item().prop_filter("empty", is_something), 1..4)) {
        for format in CLEAR {
            let files = takes_files(format);
            prop_assert_eq!(comparable(back(&items, format), files), comparable(items.clone(), files), "{:?}", format);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn h11_whatever_is_written_under_a_password_comes_back_whole(items in prop::collection::vec(any_item().prop_filter("empty", is_something), 40..60)) {
        for format in LOCKED {
            let files = takes_files(format);
            prop_assert_eq!(comparable(back(&items, format), files), comparable(items.clone(), files), "{:?}", format);
        }
    }
}

fn login() -> ImportedItem {
    let mut content = ItemContent::login("GitHub", "ada", "p@ss <&>", "https://github.com");
    content.folder = "Work/Dev".into();
    content.notes = "two\nlines".into();
    content.tags = vec!["dev".into()];
    content.login.as_mut().unwrap().otp = "otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&issuer=GitHub".into();
    content.fields = vec![CustomField {
        name: "Recovery".into(),
        kind: CustomFieldKind::Hidden,
        value: "abcd".into(),
        ..CustomField::default()
    }];
    ImportedItem {
        content,
        created_ms: Some(1_700_000_000_000),
        changed_ms: Some(1_735_689_600_000),
        history: vec![PastPassword {
            password: "old".into(),
            replaced_ms: 1_735_689_600_000,
            rest: Vec::new(),
        }],
        attachments: vec![ImportedFile {
            name: "a.txt".into(),
            media_type: String::new(),
            bytes: b"hi".to_vec(),
        }],
        ..ImportedItem::default()
    }
}

#[test]
fn what_a_format_has_room_for_needs_no_field_of_ours() {
    for format in [ExportFormat::BitwardenJson, ExportFormat::FidoCxf, ExportFormat::Csv] {
        let mut item = login();
        (item.content.fields, item.content.tags, item.history) = (Vec::new(), Vec::new(), Vec::new());
        let text = String::from_utf8(written(&[item], format)).unwrap();
        let expected = usize::from(format == ExportFormat::Csv) + usize::from(format == ExportFormat::FidoCxf);
        assert_eq!(text.matches("Latchkey").count(), expected, "only where the program or the column is named: {text}");
    }
}

#[test]
fn h01_no_cell_for_spreadsheets_is_a_formula_and_the_exact_mode_is_exact() {
    let hostile = ["=HYPERLINK(\"http://evil.example\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1"];
    let items: Vec<ImportedItem> = hostile
        .iter()
        .map(|text| ImportedItem {
            content: ItemContent::login(text, text, text, ""),
            ..ImportedItem::default()
        })
        .collect();
    let safe = String::from_utf8(written(&items, ExportFormat::CsvForSpreadsheets)).unwrap();
    let exact = String::from_utf8(written(&items, ExportFormat::Csv)).unwrap();
    let cells = |text: &str| -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        rows.iter().flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    assert!(cells(&safe).iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{safe}");
    assert!(hostile.iter().all(|text| cells(&exact).contains(&(*text).to_owned())), "{exact}");
    assert_eq!(comparable(back(&items, ExportFormat::CsvForSpreadsheets), true), comparable(items, true));
}

#[test]
fn a_password_is_asked_for_where_one_is_needed_and_files_that_stay_behind_are_named() {
    for format in LOCKED {
        for password in [None, Some("")] {
            let fault = export(&[login()], format, password, 0, &mut SysRng).err().unwrap();
            assert_eq!(fault.kind, ImportFaultKind::PasswordNeeded);
        }
    }
    let export = export(&[login()], ExportFormat::FidoCxf, None, 0, &mut SysRng).unwrap();
    assert_eq!(export.without_files, ["GitHub"]);
}

/// Runs KeePassXC's own program, where it is installed.
fn keepassxc(arguments: &[&str]) -> Option<String> {
    let mut child = Command::new("keepassxc-cli").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    child.stdin.take()?.write_all(format!("{PASSWORD}\n").as_bytes()).ok()?;
    Some(String::from_utf8(child.wait_with_output().ok()?.stdout).unwrap())
}

#[test]
fn keepassxc_opens_what_is_written() {
    let path = std::env::temp_dir().join(format!("latchkey-{}.kdbx", std::process::id()));
    let mut gone = login();
    gone.trashed = true;
    gone.content.title = "Gone".into();
    std::fs::write(&path, written(&[login(), gone], ExportFormat::KeePassKdbx)).unwrap();
    let file = path.to_str().unwrap();
    let Some(list) = keepassxc(&["ls", "-q", "-R", file]) else {
        println!("keepassxc-cli is not installed here.");
        return;
    };
    for name in ["GitHub", "Recycle Bin/", "Gone", "Work/", "Dev/"] {
        assert!(list.contains(name), "{list}");
    }
    let shown = keepassxc(&["show", "-q", "-s", "--all", file, "Work/Dev/GitHub"]).unwrap();
    for line in ["UserName: ada", "Password: p@ss <&>", "URL: https://github.com", "Notes: two", "Recovery: abcd", "Tags: dev"] {
        assert!(shown.contains(line), "{shown}");
    }
    let attached = keepassxc(&["attachment-export", "-q", "--stdout", file, "Work/Dev/GitHub", "a.txt"]).unwrap();
    assert_eq!(attached, "hi");
    assert_eq!(keepassxc(&["show", "-q", "-t", file, "Work/Dev/GitHub"]).unwrap().trim().len(), 6, "a one-time code");
    std::fs::remove_file(path).unwrap();
}
