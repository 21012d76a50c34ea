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
    export(items, format, Some(PASSWORD), 1_735_689_600_000, &mut SysRng)
        .unwrap()
        .bytes
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

/// Items of every kind, made of a seed: proptest cannot print what holds secrets, but it prints the seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        let at = self.roll(of.len());
        of[at].clone()
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.roll(most + 1)).map(|_| make(self)).collect()
    }

    fn text(&mut self) -> String {
        const LETTERS: [char; 40] = [
            'a', 'b', 'Z', '0', '9', ' ', ' ', '.', '@', '_', '-', '=', '+', '\t', '\r', '\n', '\'', '"', ',', ';',
            ':', '/', '\\', '|', '<', '>', '&', '{', '}', '[', ']', '\0', '\u{1f}', 'é', '🏦', '\u{202e}', '#', '%',
            '$', '*',
        ];
        match self.roll(8) {
            0 => String::new(),
            1 => "https://a.example/?q=1,2;3".into(),
            2 => self
                .one(&[
                    "Latchkey",
                    "Title",
                    "Password",
                    "otp",
                    "URL",
                    "TOTP Seed",
                    "true",
                    "null",
                    "1",
                ])
                .into(),
            _ => (0..self.roll(12)).map(|_| self.one(&LETTERS)).collect(),
        }
    }

    fn field(&mut self) -> CustomField {
        // The name of our own field is the one that no field of the user's may have.
        let name = Some(self.text()).filter(|name| !name.eq_ignore_ascii_case("latchkey"));
        CustomField {
            name: name.unwrap_or_default(),
            kind: self.one(&[
                CustomFieldKind::Text,
                CustomFieldKind::Hidden,
                CustomFieldKind::Boolean,
                CustomFieldKind::Date,
                CustomFieldKind::Url,
                CustomFieldKind::Linked,
            ]),
            value: self.text(),
            section: self.text(),
            rest: Vec::new(),
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        self.some(40, |dice| u8::try_from(dice.roll(256)).unwrap())
    }

    fn login(&mut self) -> Login {
        let otps = [
            "",
            "JBSWY3DPEHPK3PXP",
            "otpauth://totp/A%20B:ada?secret=JBSWY3DPEHPK3PXP&issuer=A%20B&digits=8",
            "steam://JBSWY3DPEHPK3PXP",
            "no code",
        ];
        let rules = [
            MatchRule::Domain,
            MatchRule::Host,
            MatchRule::StartsWith,
            MatchRule::Exact,
            MatchRule::RegularExpression,
            MatchRule::Never,
        ];
        Login {
            usernames: self.some(2, Self::text),
            password: self.text(),
            urls: self.some(3, |dice| SavedUrl {
                url: dice.text(),
                rule: dice.one(&rules),
                rest: Vec::new(),
            }),
            otp: self.one(&otps).into(),
            passkeys: self.some(2, |dice| Passkey {
                credential_id: dice.bytes(),
                user_handle: dice.bytes(),
                private_key: dice.bytes(),
                rp_id: dice.text(),
                user_name: dice.text(),
                algorithm: dice.one(&[0, -7, -8, -257]),
                counter: dice.one(&[0, 7, u32::MAX]),
                discoverable: dice.roll(2) == 0,
                others: dice.some(2, Self::field),
                created_ms: 1_700_000_000_000,
                ..Passkey::default()
            }),
            offers_second_factor: self.roll(2) == 0,
            rest: Vec::new(),
        }
    }

    fn card(&mut self) -> Card {
        Card {
            name: self.text(),
            number: self.text(),
            expiry_month: self.one(&["", "09", "soon"]).into(),
            expiry_year: self.one(&["", "2031", "x"]).into(),
            pin: self.text(),
            issuer: self.text(),
            ..Card::default()
        }
    }

    fn identity(&mut self) -> Identity {
        Identity {
            given_name: self.text(),
            family_name: self.text(),
            street_address: self.text(),
            sex: self.text(),
            passport: self.text(),
            email: self.text(),
            ..Identity::default()
        }
    }

    fn item(&mut self) -> ImportedItem {
        let kind = self.one(&[
            ItemKind::Login,
            ItemKind::Card,
            ItemKind::Identity,
            ItemKind::Note,
            ItemKind::Custom,
        ]);
        let mut tags = self.some(3, Self::text);
        tags.sort();
        tags.dedup();
        let content = ItemContent {
            kind,
            label: self.text(),
            // An item with nothing in it is none, and an import leaves it out.
            title: format!("T{}", self.text()),
            notes: self.text(),
            folder: self.text(),
            tags,
            favourite: self.roll(2) == 0,
            archived: self.roll(2) == 0,
            guarded: self.roll(2) == 0,
            login: (kind == ItemKind::Login).then(|| self.login()),
            card: (kind == ItemKind::Card).then(|| self.card()),
            identity: (kind == ItemKind::Identity).then(|| self.identity()),
            fields: self.some(4, Self::field),
            rest: Vec::new(),
        };
        let mut history = self.some(3, |dice| PastPassword {
            password: dice.text(),
            replaced_ms: 1_600_000_000_000 + u64::try_from(dice.roll(100_000)).unwrap() * 1_000_000,
            rest: Vec::new(),
        });
        history.sort_by_key(|past| core::cmp::Reverse(past.replaced_ms));
        // Two of one moment have no order that a file could keep.
        history.dedup_by_key(|past| past.replaced_ms);
        let files = self.some(2, |dice| dice.bytes()).into_iter().enumerate();
        ImportedItem {
            content,
            created_ms: Some(1_500_000_000_000),
            changed_ms: Some(1_735_689_600_000),
            trashed: self.roll(3) == 0,
            history,
            attachments: files
                .map(|(at, bytes)| ImportedFile {
                    name: format!("{at}.txt"),
                    media_type: String::new(),
                    bytes,
                })
                .collect(),
            ..ImportedItem::default()
        }
    }
}

fn items(seed: u64, count: usize) -> Vec<ImportedItem> {
    let mut dice = Dice(seed | 1);
    (0..count).map(|_| dice.item()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn h11_whatever_is_written_in_clear_comes_back_whole(seed in any::<u64>()) {
        let items = items(seed, 2);
        for format in CLEAR {
            let files = takes_files(format);
            prop_assert_eq!(comparable(back(&items, format), files), comparable(items.clone(), files), "{:?}", format);
        }
    }
}

#[test]
fn h11_whatever_is_written_under_a_password_comes_back_whole() {
    let items = items(0x1234_5678_9abc_def1, 200);
    for format in LOCKED {
        let files = takes_files(format);
        let (back, items) = (
            comparable(back(&items, format), files),
            comparable(items.clone(), files),
        );
        for (back, item) in back.iter().zip(&items) {
            assert_eq!(back, item, "{format:?}");
        }
        assert_eq!(back.len(), items.len());
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
        assert_eq!(
            text.matches("Latchkey").count(),
            expected,
            "only where the program or the column is named: {text}"
        );
    }
}

/// Bitwarden looks for a pattern anywhere in an address: bare, ours would match pages of others there.
#[test]
fn a_pattern_goes_to_bitwarden_bound_at_both_ends() {
    let mut item = login();
    let urls = &mut item.content.login.as_mut().unwrap().urls;
    urls[0].url = "https://a|b".into();
    urls[0].rule = MatchRule::RegularExpression;
    let text = String::from_utf8(written(&[item], ExportFormat::BitwardenJson)).unwrap();
    assert!(text.contains("^(?:https://a|b)$"), "{text}");
}

#[test]
fn h01_no_cell_for_spreadsheets_is_a_formula_and_the_exact_mode_is_exact() {
    let hostile = [
        "=HYPERLINK(\"http://evil.example\")",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
    ];
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
        rows.iter()
            .flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    assert!(
        cells(&safe)
            .iter()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])),
        "{safe}"
    );
    assert!(
        hostile.iter().all(|text| cells(&exact).contains(&(*text).to_owned())),
        "{exact}"
    );
    assert_eq!(
        comparable(back(&items, ExportFormat::CsvForSpreadsheets), true),
        comparable(items, true)
    );
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
    let mut child = Command::new("keepassxc-cli")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
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
    for line in [
        "UserName: ada",
        "Password: p@ss <&>",
        "URL: https://github.com",
        "Notes: two",
        "Recovery: abcd",
        "Tags: dev",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
    let attached = keepassxc(&["attachment-export", "-q", "--stdout", file, "Work/Dev/GitHub", "a.txt"]).unwrap();
    assert_eq!(attached, "hi");
    assert_eq!(
        keepassxc(&["show", "-q", "-t", file, "Work/Dev/GitHub"])
            .unwrap()
            .trim()
            .len(),
        6,
        "a one-time code"
    );
    std::fs::remove_file(path).unwrap();
}
