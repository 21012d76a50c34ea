//! Files that are easily mistaken: for another program's, for another alphabet, for all that there is. What they hold is
//! read right, comes along as it is written, or the file is refused.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use latchkey_core::api::{CustomFieldKind, Import, ImportFaultKind, ImportFormat, ImportOptions, RemarkKind};
use transfer_judge::{field, has_remark, imported, password, read_with};

#[test]
fn an_ordinary_table_is_not_taken_for_enpass_and_no_password_of_it_goes() {
    for header in [
        "Titel;Benutzername;Gruppe;Passwort;Bemerkung;Webseite",
        "Eintrag;Benutzername;Ordner;Passwort;Marke;Webseite",
        "Eintrag;Benutzername;Abteilung;Passwort;Marke;Webseite",
        "Eintrag;Benutzername;Abteilung;Passwort;Marke",
    ] {
        let text = format!("{header}\nRowing club;ada;Sport;oar-77;;https://a.example\n");
        let import = imported("a.csv", &text);
        let [item] = import.items.as_slice() else {
            panic!("{} items of {header}", import.items.len())
        };
        assert_eq!(
            (import.format, password(item)),
            (ImportFormat::Csv, "oar-77"),
            "{header}"
        );
    }
    // Whoever says that it is Enpass's loses nothing either.
    let chosen = ImportOptions {
        format: Some(ImportFormat::EnpassCsv),
        ..ImportOptions::default()
    };
    let row = "Rowing club;ada;Sport;oar-77;;https://a.example\n";
    let import = read_with("a.csv", row.as_bytes(), &chosen).unwrap();
    assert_eq!(field(&import.items[0], ""), Some(("oar-77", CustomFieldKind::Hidden)));
}

#[test]
fn a_memo_in_another_alphabet_comes_along_as_it_is_written() {
    let memo = |document: &str| {
        let units = document.encode_utf16().flat_map(u16::to_le_bytes);
        let digits: String = units.map(|byte| format!("{byte:02x}")).collect();
        let text = format!(
            "<root><Database><SecureMemos><SecureMemo Name=\"A\">{digits}</SecureMemo></SecureMemos></Database></root>"
        );
        imported("a.xml", &text).items.remove(0)
    };
    let fonts = "{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}{\\f1\\fnil\\fcharset204 Calibri;}}";
    let cyrillic = format!("{{\\rtf1\\ansi\\deff0\\nouicompat{fonts}\\f1\\lang1049\\'ca\\'eb}}");
    let link = "{\\rtf1{\\field{\\*\\fldinst{HYPERLINK \"https://a.example\"}}{\\fldrslt{here}}}}";
    let half = "{\\rtf1 a\\u-10179?b}";
    for document in [cyrillic.as_str(), link, half] {
        let item = memo(document);
        let file = item.attachments.first().map(|file| file.bytes.as_slice());
        assert_eq!(file, Some(document.as_bytes()));
        assert!(has_remark(&item, RemarkKind::KeptAsFile), "{document}");
    }
    assert_eq!(memo(half).content.notes, "a\u{fffd}b");
    assert!(
        memo("{\\rtf1\\ansi{\\*\\generator Riched20;}caf\\'e9}")
            .attachments
            .is_empty()
    );
}

#[test]
fn a_pin_of_safeincloud_is_no_security_code_and_no_beginning_an_end() {
    let card = |fields: &[(&str, &str, &str)]| {
        let field = |(name, kind, value): &(&str, &str, &str)| {
            format!("<field name=\"{name}\" type=\"{kind}\">{value}</field>")
        };
        let fields: String = fields.iter().map(field).collect();
        imported(
            "a.xml",
            &format!("<database><card title=\"A\">{fields}</card></database>"),
        )
        .items
        .remove(0)
    };
    for pin in ["ПИН-код", "暗証番号", "Code PIN"] {
        let item = card(&[
            ("Valid from", "expiry", "10/21"),
            ("Expires", "expiry", "09/31"),
            ("CVV", "pin", ""),
            (pin, "pin", "4321"),
        ]);
        let parts = item.content.card.clone().unwrap();
        assert_eq!(parts.security_code, "", "{pin}");
        assert!(parts.pin == "4321" || field(&item, pin) == Some(("4321", CustomFieldKind::Hidden)));
        assert_eq!(
            (parts.expiry_month.as_str(), parts.expiry_year.as_str()),
            ("09", "2031")
        );
        assert_eq!(field(&item, "Valid from"), Some(("10/21", CustomFieldKind::Date)));
    }
    let item = card(&[("Expires", "expiry", "09/31"), ("Security code (CVC2)", "pin", "123")]);
    assert_eq!(item.content.card.unwrap().security_code, "123");
}

#[test]
fn a_changed_kdb_file_loses_no_item_and_costs_no_more_than_it_may() {
    let kdb = include_bytes!("imports/keepass-1.kdb");
    let options = ImportOptions {
        password: Some("pässword".into()),
        ..ImportOptions::default()
    };
    let fault = |bytes: &[u8]| read_with("x.kdb", bytes, &options).err().map(|fault| fault.kind);
    let whole = read_with("x.kdb", kdb, &options).unwrap();
    let contents = |import: &Import| import.items.iter().map(|item| item.content.clone()).collect::<Vec<_>>();
    let count = |at: usize, change: fn(u32) -> u32| {
        let mut changed = kdb.to_vec();
        let bytes: [u8; 4] = kdb[at..at + 4].try_into().unwrap();
        changed[at..at + 4].copy_from_slice(&change(u32::from_le_bytes(bytes)).to_le_bytes());
        changed
    };
    // The header is in clear and no hash covers it: groups, entries, and one for the other.
    let fewer: fn(u32) -> u32 = |count| count - 1;
    let more: fn(u32) -> u32 = |count| count + 1;
    for at in [48, 52] {
        assert_eq!(fault(&count(at, fewer)), Some(ImportFaultKind::Malformed), "{at}");
        assert_eq!(fault(&count(at, more)), Some(ImportFaultKind::Malformed), "{at}");
    }
    for (groups, entries) in [(fewer, more), (more, fewer)] {
        let mut changed = count(48, groups);
        changed[52..56].copy_from_slice(&count(52, entries)[52..56]);
        assert_eq!(fault(&changed), Some(ImportFaultKind::Malformed));
    }
    assert_eq!(fault(&count(120, |_| u32::MAX)), Some(ImportFaultKind::KdfOutOfRange));
    // A password that can be written in two ways costs twice.
    assert_eq!(
        fault(&count(120, |_| 150_000_000)),
        Some(ImportFaultKind::KdfOutOfRange)
    );
    for end in [124, 125, kdb.len() - 1] {
        assert_eq!(fault(&kdb[..end]), Some(ImportFaultKind::Malformed), "cut at {end}");
    }
    for at in (0..120).chain((124..kdb.len()).step_by(37)) {
        let mut changed = kdb.to_vec();
        changed[at] ^= 0x10;
        if let Ok(import) = read_with("x.kdb", &changed, &options) {
            assert!(at < 124, "byte {at}");
            assert!(contents(&import) == contents(&whole), "byte {at}");
        }
    }
}

#[test]
fn a_line_behind_dashes_is_no_part_of_a_pin() {
    let text = "Websites\n\nWebsite name: A\nWebsite URL: a.example\nLogin: ada\nPassword: p\nComment: c\n\n---\n\n\
                Bank cards\n\nCard name: Visa\nPIN: 1\n\n---\n\nbye\n\n---\n";
    let card = &imported("a.txt", text).items[1];
    assert_eq!(field(card, "PIN"), Some(("1", CustomFieldKind::Hidden)));
    assert_eq!(card.content.notes, "---\n\nbye");
}

#[test]
fn of_two_logins_with_one_number_and_two_papers_of_one_item_none_is_written_over() {
    let logins = "<Login ID=\"1\" Name=\"ada\" Password=\"p\"/><Login ID=\"1\" Name=\"bea\" Password=\"q\"/>";
    let text = format!("<root><Database><Logins>{logins}</Logins></Database></root>");
    let import = imported("a.xml", &text);
    let passwords: Vec<&str> = import.items.iter().map(password).collect();
    assert_eq!(passwords, ["p", "q"]);

    let text = r#"{"encrypted":false,"items":[{"type":7,"name":"A","driversLicense":{"firstName":"Ada"},
                   "passport":{"givenName":"Augusta"}}]}"#;
    let item = imported("a.json", text).items.remove(0);
    assert_eq!(item.content.identity.as_ref().unwrap().given_name, "Ada");
    assert_eq!(field(&item, "First name"), Some(("Augusta", CustomFieldKind::Text)));
}

#[test]
fn a_first_row_whose_words_end_like_a_secret_is_no_header() {
    for (title, secret) in [
        ("Rowing club", "mypassword1"),
        ("Rowing club", "pin1234"),
        ("Rowing club", "passphrase"),
        ("1Password", "oar-77"),
    ] {
        let text = format!(
            "\"{title}\",\"https://rowing.example\",\"ada\",\"{secret}\",\"\"\n\"Desk\",\"https://desk.example\",\"bo\",\"ink-5\",\"\"\n"
        );
        let import = imported("a.csv", &text);
        let found: Vec<(&str, &str)> = import
            .items
            .iter()
            .map(|item| (item.content.title.as_str(), password(item)))
            .collect();
        assert_eq!(found, [(title, secret), ("Desk", "ink-5")]);
    }
}

#[test]
fn an_entry_of_buttercup_without_a_name_is_no_group() {
    let header = "!type,!group_id,!group_name,!group_parent,title,username,password,URL,Notes,boat\n";
    for (kind, address, notes, boat) in [
        ("entry", "https://a.example", "", ""),
        ("entry", "", "by the door", ""),
        ("entry", "", "", "Swan"),
        ("", "https://a.example", "", ""),
        ("", "", "by the door", ""),
        ("", "", "", "Swan"),
    ] {
        let text = format!("{header}{kind},g1,Sport,0,,,,{address},{notes},{boat}\n");
        let import = imported("a.csv", &text);
        let [item] = import.items.as_slice() else {
            panic!("{} items of {text}", import.items.len())
        };
        let content = &item.content;
        let urls = content.login.iter().flat_map(|login| &login.urls);
        let urls: Vec<&str> = urls.map(|saved| saved.url.as_str()).collect();
        assert_eq!(
            (content.folder.as_str(), urls.concat().as_str(), content.notes.as_str()),
            ("Sport", address, notes),
            "{text}"
        );
        assert_eq!(field(item, "boat").map_or("", |(value, _)| value), boat, "{text}");
    }
    // A row with nothing but a group is one, whether it says so or not.
    let import = imported("a.csv", &format!("{header},g1,Sport,0,,,,,,\n,g2,Boats,g1,,,,,,\n"));
    assert_eq!(
        (import.items.len(), import.folders),
        (0, vec!["Sport".into(), "Sport/Boats".into()])
    );
}
