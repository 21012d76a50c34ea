//! Hostile files: bombs, circles, lies about length. Every one is refused with a reason and a place, cheaply.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use std::io::Write;
use std::time::Instant;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use latchkey_core::api::{ImportFaultKind, ImportFormat, ImportOptions, RemarkKind};
use latchkey_core::transfer::limits;
use latchkey_core::vault::content;
use proptest::prelude::*;
use transfer_judge::{read, read_with};

/// An archive of these names and contents, packed; `lie` changes the directory's entry before it is written.
fn zip(entries: &[(&str, &[u8])], lie: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let mut about = Vec::new();
        about.extend_from_slice(&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
        about.extend_from_slice(&crc.sum().to_le_bytes());
        about.extend_from_slice(&(packed.len() as u32).to_le_bytes());
        about.extend_from_slice(&(content.len() as u32).to_le_bytes());
        about.extend_from_slice(&(name.len() as u16).to_le_bytes());
        about.extend_from_slice(&[0, 0]);
        let mut entry = [
            b"PK\x01\x02\x14\x00".as_slice(),
            &about,
            &[0; 10],
            &(archive.len() as u32).to_le_bytes(),
        ]
        .concat();
        lie(&mut entry);
        directory.extend_from_slice(&entry);
        directory.extend_from_slice(name.as_bytes());
        archive.extend_from_slice(b"PK\x03\x04");
        archive.extend_from_slice(&about);
        archive.extend_from_slice(name.as_bytes());
        archive.extend_from_slice(&packed);
    }
    let count = (entries.len() as u16).to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0".as_slice(),
        &count,
        &count,
        &(directory.len() as u32).to_le_bytes(),
        &(archive.len() as u32).to_le_bytes(),
        &[0, 0],
    ]
    .concat();
    [archive, directory, end].concat()
}

fn refused(bytes: &[u8]) -> Option<ImportFaultKind> {
    read("x", bytes).err().map(|fault| fault.kind)
}

const CSV: &[u8] = b"name,url,username,password\nGitHub,https://github.com,ada,p\n";

#[test]
fn h02_archives_are_bounded() {
    let honest = zip(&[("a.csv", CSV)], |_| {});
    assert_eq!(read("x.zip", &honest).unwrap().items.len(), 1);

    let bomb = zip(&[("a.csv", &vec![b'x'; 32 << 20])], |_| {});
    assert!(bomb.len() < 100_000);
    assert_eq!(refused(&bomb), Some(ImportFaultKind::TooLarge), "a thousandfold");

    let understated = zip(&[("a.csv", &vec![b'x'; 32 << 20])], |entry| {
        entry[24..28].copy_from_slice(&[1, 0, 0, 0])
    });
    assert_eq!(
        refused(&understated),
        Some(ImportFaultKind::TooLarge),
        "longer than it says"
    );

    let overstated = zip(&[("a.csv", CSV)], |entry| {
        entry[24..28].copy_from_slice(&u32::MAX.to_le_bytes())
    });
    assert_eq!(refused(&overstated), Some(ImportFaultKind::TooLarge));

    let nested = zip(&[("inner.zip", &honest)], |_| {});
    let fault = read("x.zip", &nested).err().unwrap();
    assert_eq!((fault.kind, fault.entry), (ImportFaultKind::NestedArchive, Some(0)));

    for name in ["../../etc/passwd.csv", "/etc/a.csv", "a\\b.csv"] {
        assert_eq!(
            refused(&zip(&[(name, CSV)], |_| {})),
            Some(ImportFaultKind::Malformed),
            "{name}"
        );
    }
    let wrong_sum = zip(&[("a.csv", CSV)], |entry| entry[16] ^= 1);
    assert_eq!(refused(&wrong_sum), Some(ImportFaultKind::Malformed));

    let many: Vec<(String, &[u8])> = (0..limits::MAX_ENTRIES + 1)
        .map(|at| (format!("{at}.csv"), b"".as_slice()))
        .collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    assert_eq!(refused(&zip(&many, |_| {})), Some(ImportFaultKind::TooMany));
}

#[test]
fn h05_what_spreadsheets_and_people_do_to_a_table_is_read_right_or_named_by_its_line() {
    let nul = read(
        "x.csv",
        b"name,url,username,password\nnul,https://nul.example,a\0b,c\0d\n",
    )
    .unwrap();
    assert_eq!(nul.items[0].content.login.as_ref().unwrap().usernames, ["a\0b"]);

    let mixed = b"name,url,username,password\r\na,https://a.example,u,\"p\r\nq\"\rb,https://b.example,u,p\nc,https://c.example,u,p";
    assert_eq!(read("x.csv", mixed).unwrap().items.len(), 3);

    let open = read(
        "x.csv",
        b"name,url,username,password\na,,u,p\nb,,u,\"never closed\nc,,u,p\n",
    )
    .unwrap();
    let last = &open.items[1];
    assert_eq!(last.content.login.as_ref().unwrap().password, "never closed\nc,,u,p\n");
    let remark = last
        .remarks
        .iter()
        .find(|remark| remark.kind == RemarkKind::QuoteNotClosed)
        .unwrap();
    assert_eq!(remark.line, Some(3));

    let odd = read("x.csv", b"name,url,username,password\n\xff\xfe,,u,p\n").unwrap();
    assert_eq!(odd.remarks[0].kind, RemarkKind::OddBytes);

    let wide = [CSV, ",".repeat(limits::MAX_COLUMNS).as_bytes(), b"x\n"].concat();
    let fault = read("x.csv", &wide).err().unwrap();
    assert_eq!((fault.kind, fault.line), (ImportFaultKind::TooMany, Some(3)));

    let fault = read("x.json", b"{\"encrypted\": false,\n\"items\": [\n{]}")
        .err()
        .unwrap();
    assert_eq!((fault.kind, fault.line), (ImportFaultKind::Malformed, Some(3)));
}

#[test]
fn h09_encrypted_files_that_ask_for_too_much_are_refused_before_any_work() {
    let options = ImportOptions {
        password: Some("x".into()),
        ..ImportOptions::default()
    };
    let locked = |kdf: &str| {
        format!(
            r#"{{"encrypted":true,"passwordProtected":true,"salt":"AAAA",{kdf},"encKeyValidation_DO_NOT_EDIT":"2.a|b|c","data":"2.a|b|c"}}"#
        )
    };
    let started = Instant::now();
    for kdf in [
        r#""kdfType":0,"kdfIterations":0"#,
        r#""kdfType":0,"kdfIterations":4000000000"#,
        r#""kdfType":0,"kdfIterations":-1"#,
        r#""kdfType":1,"kdfIterations":3,"kdfMemory":4096,"kdfParallelism":4"#,
        r#""kdfType":1,"kdfIterations":1000,"kdfMemory":64,"kdfParallelism":4"#,
        r#""kdfType":1,"kdfIterations":3,"kdfMemory":64,"kdfParallelism":0"#,
        r#""kdfType":1,"kdfIterations":3,"kdfMemory":4294967295,"kdfParallelism":1"#,
        r#""kdfType":1,"kdfIterations":3"#,
    ] {
        let fault = read_with("x.json", locked(kdf).as_bytes(), &options).err().unwrap();
        assert_eq!(fault.kind, ImportFaultKind::KdfOutOfRange, "{kdf}");
    }
    let kdbx = include_bytes!("imports/chacha20-argon2id.kdbx");
    for (name, value) in [("M", u64::MAX), ("M", 8 << 30), ("I", 1_000_000), ("I", 0)] {
        let mut changed = kdbx.to_vec();
        let entry = [5_u8, 1, 0, 0, 0, name.as_bytes()[0], 8, 0, 0, 0];
        let at = changed
            .windows(entry.len())
            .position(|window| window == entry)
            .expect(name)
            + entry.len();
        changed[at..at + 8].copy_from_slice(&value.to_le_bytes());
        let fault = read_with("x.kdbx", &changed, &options).err().unwrap();
        assert_eq!(fault.kind, ImportFaultKind::KdfOutOfRange, "{name} {value}");
    }
    assert!(started.elapsed().as_secs() < 5, "refused without deriving");
}

#[test]
fn a_changed_kdbx_file_is_refused_whatever_was_changed() {
    let options = ImportOptions {
        password: Some("pässword".into()),
        ..ImportOptions::default()
    };
    for kdbx in [
        include_bytes!("imports/aes-kdf.kdbx").as_slice(),
        include_bytes!("imports/version-3.kdbx"),
    ] {
        for at in (0..kdbx.len()).step_by(97) {
            let mut changed = kdbx.to_vec();
            changed[at] ^= 0x10;
            if let Ok(import) = read_with("x.kdbx", &changed, &options) {
                // Version 3.1 does not authenticate its header: what a change there may reach are the protected values.
                assert!(kdbx[8 + 2] == 3, "byte {at} of version 4");
                assert_eq!(import.items.len(), 2, "byte {at}");
            }
        }
        for end in (0..kdbx.len()).step_by(113) {
            assert!(read_with("x.kdbx", &kdbx[..end], &options).is_err(), "cut at {end}");
        }
    }
}

#[test]
fn what_is_too_long_is_kept_whole_elsewhere() {
    let long = |len: usize| "ä".repeat(len);
    let url = format!("https://a.example/{}", "x".repeat(content::MAX_URL_CHARS));
    let text = format!(
        "name,url,username,password,note,{}\n{},{url},{},{},{},{}\n",
        "more,".repeat(300),
        long(2_000),
        long(2_000),
        long(20_000),
        long(200_000),
        "v,".repeat(300)
    );
    let import = read("x.csv", text.as_bytes()).unwrap();
    let item = &import.items[0];
    let login = item.content.login.as_ref().unwrap();
    assert!(login.urls.is_empty() && login.usernames.is_empty() && login.password.is_empty());
    assert_eq!(item.content.title.chars().count(), content::MAX_SHORT_CHARS);
    let value = |name: &str| {
        item.content
            .fields
            .iter()
            .find(|field| field.name == name)
            .map(|field| field.value.clone())
    };
    assert!(item.content.fields.len() <= content::MAX_FIELDS);
    let files: Vec<(&str, usize)> = item
        .attachments
        .iter()
        .map(|file| (file.name.as_str(), file.bytes.len()))
        .collect();
    assert!(files.contains(&("Notes.txt", 400_000)), "{files:?}");
    let all = item
        .attachments
        .iter()
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect::<String>();
    for (name, whole) in [
        ("Title", long(2_000)),
        ("User name", long(2_000)),
        ("Password", long(20_000)),
        ("Address", url),
    ] {
        assert!(value(name) == Some(whole.clone()) || all.contains(&whole), "{name}");
    }
}

#[test]
fn what_many_items_share_is_bounded_in_all() {
    let long = "a".repeat(40_000_000);
    let groups = "<Group><Name>b</Name><Entry><Tags>c</Tags></Entry></Group>".repeat(20);
    let tree =
        format!("<KeePassFile><Root><Group><Group><Name>{long}</Name>{groups}</Group></Group></Root></KeePassFile>");
    let links = "<Login SourceLoginID=\"1\"/>".repeat(20);
    let accounts = format!(
        "<root><Database><Logins><Login ID=\"1\" Name=\"{long}\"/></Logins>\
         <Accounts><Account Name=\"A\"><LoginLinks>{links}</LoginLinks></Account></Accounts></Database></root>"
    );
    let labels = |name: &str, cards: &str| {
        format!("<database><label name=\"a\" id=\"1\"/><label name=\"{name}\" id=\"2\"/>{cards}</database>")
    };
    let cards = "<card title=\"A\"><label_id>1</label_id><label_id>2</label_id></card>".repeat(20);
    let (name, parts) = ("b".repeat(100_000), "<c>d</c>".repeat(40_000));
    let paths = format!("<database><card title=\"A\"><{name}>{parts}</{name}></card></database>");
    for text in [tree, accounts, labels(&long, &cards), paths] {
        let begin = text.get(..60);
        assert_eq!(refused(text.as_bytes()), Some(ImportFaultKind::TooLarge), "{begin:?}");
    }
    let again = "<label_id>2</label_id>".repeat(1_000);
    let card = format!("<card title=\"A\"><label_id>1</label_id>{again}</card>");
    let remarks = &read("x.xml", labels("b", &card).as_bytes()).unwrap().items[0].remarks;
    assert_eq!(remarks.len(), 1, "a label that is there again is none more");
}

#[test]
fn a_hundred_thousand_rows_are_read_in_seconds() {
    let rows: String = (0..100_000)
        .map(|at| format!("Site {at},https://site-{at}.example/login,user{at},pass-{at},note\n"))
        .collect();
    let started = Instant::now();
    let import = read("x.csv", format!("name,url,username,password,note\n{rows}").as_bytes()).unwrap();
    assert_eq!(import.items.len(), 100_000);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn rows_that_are_broken_at_every_line_take_no_longer_than_others() {
    let rows = "a line without an end\n".repeat(100_000);
    let text = format!("url,username,password,extra,name,grouping,fav\n,,,{rows}");
    let started = Instant::now();
    assert_eq!(read("x.csv", text.as_bytes()).unwrap().items.len(), 1);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

fn formats() -> impl Strategy<Value = Option<ImportFormat>> {
    prop_oneof![
        Just(None),
        Just(Some(ImportFormat::Csv)),
        Just(Some(ImportFormat::KeeperCsv)),
        Just(Some(ImportFormat::PassText)),
        Just(Some(ImportFormat::NordPassCsv)),
        Just(Some(ImportFormat::LastPassCsv)),
        Just(Some(ImportFormat::RoboFormCsv)),
        Just(Some(ImportFormat::ZohoCsv)),
    ]
}

/// Beginnings that lead into every reader.
fn beginnings() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&[u8]> = vec![
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\0\0\x04\0",
        b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\x01\0\x03\0",
        b"-----BEGIN PGP MESSAGE-----\n\n",
        b"\x8c\x0d\x04\x09\x03\x08",
        b"{\"encrypted\":true,\"passwordProtected\":true,",
        b"{\"items\":[",
        b"{\"accounts\":[{\"vaults\":",
        b"<KeePassFile><Root><Group>",
        b"<passwordsafe>",
        b"<html>RoboForm wordbreakfield<td class=caption>",
        b"{\"header\":{\"slots\":[{\"type\":1,\"n\":2,\"r\":1,\"p\":1,",
        b"{\"servicesEncrypted\":\"",
        b"<database><card ",
        b"<root><Database>",
        b"otpauth-migration://offline?data=",
        b"Websites\n\n---\n",
        b"name,url,username,password\n",
        b"<pre>",
        b"\xff\xfe",
        b"\0a\0b",
        b"url,username,password,extra,name,grouping\nhttp://sn,,,NoteType:",
        b"{\"a\":1}\n***\n",
    ];
    prop::sample::select(known).prop_map(<[u8]>::to_vec)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_take_it_down(begin in beginnings(), rest in prop::collection::vec(any::<u8>(), 0..600), format in formats()) {
        let options = ImportOptions { format, password: Some("x".into()), ..ImportOptions::default() };
        let _ = read_with("x", &[begin, rest].concat(), &options);
    }

    #[test]
    fn no_text_takes_it_down(begin in beginnings(), rest in "[\\x00-\\x7fé\u{202e}🏦<>&;\"'{}\\[\\],:\n\t0-9a-c]{0,300}", format in formats()) {
        let options = ImportOptions { format, password: Some("x".into()), ..ImportOptions::default() };
        if let Ok(import) = read_with("x", &[begin, rest.into_bytes()].concat(), &options) {
            for item in &import.items {
                prop_assert!(item.content.title.chars().count() <= content::MAX_SHORT_CHARS);
                prop_assert!(item.content.fields.len() <= content::MAX_FIELDS);
            }
        }
    }

    #[test]
    fn no_change_to_a_good_file_takes_it_down(
        name in prop::sample::select(vec!["folder.zip", "proton-locked.gpg", "password-safe.xml", "bitwarden-newer.json", "data.1pif", "keeper-newer.json", "cxf-newer.json", "google-authenticator.txt", "any.csv", "lastpass.html"]),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports").join(name)).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let options = ImportOptions { password: Some("pässword".into()), ..ImportOptions::default() };
        let _ = read_with(name, &bytes, &options);
    }
}
