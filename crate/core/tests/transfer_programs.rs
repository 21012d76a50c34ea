//! Small exports of many programs and versions, one a file, with what must be found in each: `tests/imports`.
//!
//! All of them were made for this; whatever is encrypted has the password `pässword`.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use std::fs;
use std::path::{Path, PathBuf};

use latchkey_core::api::{
    ColumnRole, CustomFieldKind, ImportFaultKind, ImportFile, ImportFormat, ImportOptions, MatchRule, RemarkKind,
};
use latchkey_core::transfer::survey;
use serde_json::Value;
use transfer_judge::{judge, read, read_with, shown};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn with_password(password: &str) -> ImportOptions {
    ImportOptions {
        password: Some(password.into()),
        ..ImportOptions::default()
    }
}

fn file(name: &str, bytes: &[u8]) -> ImportFile {
    ImportFile {
        name: name.into(),
        bytes: bytes.to_vec(),
    }
}

#[test]
fn every_export_is_read_right() {
    let mut wrong = Vec::new();
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".expected.json"))
        .collect();
    names.sort();
    for name in &names {
        let expected: Vec<Value> = serde_json::from_slice(&sample(&format!("{name}.expected.json"))).unwrap();
        match read_with(name, &sample(name), &with_password("pässword")) {
            Ok(import) => {
                println!("{name}: {:?}, {} items", import.format, import.items.len());
                let items: Vec<Value> = import.items.iter().map(shown).collect();
                wrong.extend(
                    judge(&expected, &items, false)
                        .into_iter()
                        .map(|line| format!("{name}: {line}")),
                );
            }
            Err(fault) => wrong.push(format!("{name}: {fault:?}")),
        }
    }
    assert!(names.len() > 30, "the samples are there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_password_and_none_are_told_apart() {
    for name in [
        "keepass-1.kdb",
        "version-3.kdbx",
        "aes-kdf.kdbx",
        "twofish.kdbx",
        "bitwarden-locked.json",
        "proton-locked.zip",
        "proton-locked.gpg",
        "aegis-locked.json",
        "2fas-locked.2fas",
        "andotp-locked.json.aes",
        "andotp-older.json.aes",
    ] {
        let kind = |options: &ImportOptions| read_with(name, &sample(name), options).err().map(|fault| fault.kind);
        assert_eq!(
            kind(&ImportOptions::default()),
            Some(ImportFaultKind::PasswordNeeded),
            "{name}"
        );
        assert_eq!(
            kind(&with_password("password")),
            Some(ImportFaultKind::WrongPassword),
            "{name}"
        );
    }
}

#[test]
fn what_is_bound_to_an_account_is_refused_with_that_reason() {
    let bound = br#"{"encrypted":true,"encKeyValidation_DO_NOT_EDIT":"2.a|b|c","folders":[],"items":[]}"#;
    let fault = read_with("x.json", bound, &with_password("pässword")).err().unwrap();
    assert_eq!(fault.kind, ImportFaultKind::AccountBound);
    // Slots that only the telephone's own key store opens.
    let bound = br#"{"version":1,"header":{"slots":[{"type":2}]},"db":"AAAA"}"#;
    let fault = read_with("x.json", bound, &with_password("pässword")).err().unwrap();
    assert_eq!(fault.kind, ImportFaultKind::AccountBound);
}

#[test]
fn any_table_is_read_as_its_columns_are_mapped() {
    let text = b"Dienst;Konto;Geheimnis;Notiz;Farbe\nGitHub;ada;p@ss;n;blau\n";
    let looked = survey(&[file("x.csv", text)], &ImportOptions::default()).unwrap();
    assert_eq!(looked.format, ImportFormat::Csv);
    assert_eq!(looked.columns, ["Dienst", "Konto", "Geheimnis", "Notiz", "Farbe"]);
    assert_eq!(looked.rows, [["GitHub", "ada", "p@ss", "n", "blau"]]);
    assert_eq!(read("x.csv", text).err().unwrap().kind, ImportFaultKind::UnknownFormat);
    let options = ImportOptions {
        format: Some(ImportFormat::Csv),
        columns: vec![
            ColumnRole::Title,
            ColumnRole::Username,
            ColumnRole::Password,
            ColumnRole::Notes,
            ColumnRole::HiddenField,
        ],
        ..ImportOptions::default()
    };
    let import = read_with("x.csv", text, &options).unwrap();
    let content = &import.items[0].content;
    assert_eq!((content.title.as_str(), content.notes.as_str()), ("GitHub", "n"));
    assert_eq!(content.login.as_ref().unwrap().password, "p@ss");
    assert_eq!(
        (content.fields[0].name.as_str(), content.fields[0].kind),
        ("Farbe", CustomFieldKind::Hidden)
    );
}

#[test]
fn a_table_without_a_header_loses_no_row() {
    let text = b"https://a.example;GitHub;p@ss;x\nhttps://b.example;GitLab;p@ss-2;y\n";
    let looked = survey(&[file("x.csv", text)], &ImportOptions::default()).unwrap();
    assert_eq!(looked.columns, ["Column 1", "Column 2", "Column 3", "Column 4"]);
    assert_eq!((looked.roles[0], looked.rows.len()), (ColumnRole::Url, 2));
    let options = ImportOptions {
        format: Some(ImportFormat::Csv),
        columns: vec![
            ColumnRole::Url,
            ColumnRole::Title,
            ColumnRole::Password,
            ColumnRole::Notes,
        ],
        ..ImportOptions::default()
    };
    let import = read_with("x.csv", text, &options).unwrap();
    let titles: Vec<&str> = import.items.iter().map(|item| item.content.title.as_str()).collect();
    assert_eq!(titles, ["GitHub", "GitLab"]);
}

#[test]
fn a_survey_says_what_is_still_needed() {
    for (name, format, needs_password, takes_key_file) in [
        ("version-3.kdbx", ImportFormat::KeePassKdbx, true, true),
        ("keepass-1.kdb", ImportFormat::KeePassKdbx, true, true),
        ("kaspersky-german.txt", ImportFormat::KasperskyText, false, false),
        ("bitwarden-locked.json", ImportFormat::BitwardenJson, true, false),
        ("bitwarden-newer.json", ImportFormat::BitwardenJson, false, false),
        ("proton-locked.zip", ImportFormat::ProtonPassJson, true, false),
        ("aegis-locked.json", ImportFormat::AegisJson, true, false),
        ("aegis.json", ImportFormat::AegisJson, false, false),
        ("2fas-locked.2fas", ImportFormat::TwoFasJson, true, false),
        ("2fas.json", ImportFormat::TwoFasJson, false, false),
        ("andotp-locked.json.aes", ImportFormat::AndOtpJson, true, false),
        ("roboform-list.htm", ImportFormat::RoboFormCsv, false, false),
        ("opera.csv", ImportFormat::ChromiumCsv, false, false),
        ("password-safe.xml", ImportFormat::PasswordSafeXml, false, false),
        (
            "google-authenticator.txt",
            ImportFormat::GoogleAuthenticator,
            false,
            false,
        ),
        ("lastpass.html", ImportFormat::LastPassCsv, false, false),
        ("folder.zip", ImportFormat::PassText, false, false),
    ] {
        let looked = survey(&[file(name, &sample(name))], &ImportOptions::default()).unwrap();
        assert_eq!(
            (looked.format, looked.needs_password, looked.takes_key_file),
            (format, needs_password, takes_key_file),
            "{name}"
        );
    }
}

#[test]
fn what_enpass_says_was_deleted_is_said_to_be_kept() {
    let import = read("x.json", &sample("enpass-deleted.json")).unwrap();
    let item = &import.items[0];
    let said: Vec<&str> = item.remarks.iter().map(|remark| remark.subject.as_str()).collect();
    assert_eq!(said, ["Old password", "Old website", "Old code"]);
    assert!(item.remarks.iter().all(|remark| remark.kind == RemarkKind::KeptAsField));
    let headings: Vec<&str> = item.content.fields.iter().map(|field| field.section.as_str()).collect();
    assert_eq!(headings, ["Deleted", "Deleted", "Deleted", ""]);
}

#[test]
fn a_memo_of_sticky_password_with_a_picture_comes_along_whole() {
    let import = read("x.xml", &sample("sticky-password.xml")).unwrap();
    let files = |title: &str| {
        let item = import.items.iter().find(|item| item.content.title == title).unwrap();
        let names = item.attachments.iter().map(|file| file.name.clone());
        let is_said = item.remarks.iter().any(|remark| remark.kind == RemarkKind::KeptAsFile);
        (names.collect::<Vec<_>>(), is_said)
    };
    assert_eq!(files("A memo"), (vec![], false));
    assert_eq!(
        files("One with a picture"),
        (vec!["One with a picture.rtf".to_owned()], true)
    );
    assert_eq!(import.items[0].created_ms, Some(1_735_689_600_000));
}

#[test]
fn rules_of_matching_and_times_come_along() {
    let import = read("x.json", &sample("bitwarden-newer.json")).unwrap();
    let item = &import.items[1];
    let urls = &item.content.login.as_ref().unwrap().urls;
    assert_eq!(
        urls.iter().map(|saved| saved.rule).collect::<Vec<_>>(),
        [MatchRule::RegularExpression, MatchRule::Never]
    );
    assert_eq!(item.password_set_ms, Some(1_735_689_600_000));
    assert_eq!(import.items[0].created_ms, Some(1_735_689_600_000));
    assert_eq!(import.folders, ["All", "Team/Ops"]);
    let kept = item.remarks.iter().find(|remark| remark.subject == "newThing").unwrap();
    assert_eq!(kept.kind, RemarkKind::KeptAsField);
}
