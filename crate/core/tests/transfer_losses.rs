//! Files that are almost what they seem: what is read of them is neither lost, nor moved, nor shown where it was hidden;
//! and long runs of signs that begin something are passed over in one go.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use latchkey_core::api::{CustomFieldKind, ImportFile, ImportFormat, ImportOptions, ItemKind, RemarkKind};
use latchkey_core::transfer::survey;
use transfer_judge::{field, has_remark, imported, password, read, read_with};

#[test]
fn signs_that_begin_something_are_passed_over_in_one_go() {
    // Any of these would take hours if each sign were followed to the end of the text.
    let signs = "&".repeat(4_000_000);
    let page = format!("<html>RoboForm<td class=caption>a<td class=wordbreakfield>{signs}&#65;&amp;</table>");
    let import = imported("list.htm", &page);
    assert_eq!(import.items[0].attachments[0].bytes.len(), 4_000_002);

    let string = |key: &str, value: &str| format!("<String><Key>{key}</Key><Value>{value}</Value></String>");
    let entry = string("Title", "a") + &string("Notes", &"{REF:".repeat(2_000_000));
    let tree = format!(
        "<KeePassFile><Root><Group><Name>Root</Name><Entry><UUID>AQEBAQEBAQEBAQEBAQEBAQ==</UUID>{entry}</Entry></Group></Root></KeePassFile>"
    );
    let import = imported("a.xml", &tree);
    assert_eq!(import.items[0].attachments[0].bytes.len(), 10_000_000);

    // Looking at it is enough, for what is no export of Kaspersky's as well.
    drop(read(
        "a.txt",
        format!("a\n\n{}---\n", "b\n".repeat(1_000_000)).as_bytes(),
    ));

    let lines = "a: b\n".repeat(300_000);
    let table = format!(
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n\
         ,,login,a,,\"key: -----BEGIN KEY-----\n{lines}-----END KEY-----\nlast: one\",,,u,p,\n"
    );
    let import = imported("a.csv", &table);
    assert_eq!(import.items.len(), 1);
    assert_eq!(field(&import.items[0], "last"), Some(("one", CustomFieldKind::Text)));
    assert_eq!(field(&import.items[0], "a"), None);
}

#[test]
fn short_rows_of_lastpass_are_rows_of_their_own_unless_a_note_was_broken() {
    const HEADER: &str = "url,username,password,totp,extra,name,grouping,fav";
    for scheme in ["https://", "http://", ""] {
        let rows: String = (1..4).map(|at| format!("{scheme}{at}.example,u{at},p{at}\n")).collect();
        let import = imported("a.csv", &format!("{HEADER}\n{rows}"));
        let passwords: Vec<&str> = import.items.iter().map(password).collect();
        assert_eq!(passwords, ["p1", "p2", "p3"], "{scheme}");
    }
    let rows = "https://a.example,u,p,,first\nhttps://b.example,u2,p2\n";
    let import = imported("a.csv", &format!("{HEADER}\n{rows}"));
    assert_eq!(import.items.len(), 2, "an address among more begins a row");
    assert!(import.items.iter().all(|item| item.remarks.is_empty()));

    let rows = "https://a.example,u,p,,first\nhttps://b.example\nlast,A,,0\n";
    let import = imported("a.csv", &format!("{HEADER}\n{rows}"));
    let [item] = import.items.as_slice() else {
        panic!("{} items", import.items.len())
    };
    assert_eq!(item.content.notes, "first\nhttps://b.example\nlast");
    assert!(
        has_remark(item, RemarkKind::KeptInNotes),
        "what was put together is said"
    );
}

#[test]
fn keepers_columns_are_read_by_place_only_where_they_stand_in_it() {
    let moved = "Title,Folder,Login,Password,Notes,Website Address,Shared Folder\nA,Sport,ada,p,n,https://a.example,\n";
    let header = "Folder,Title,Login,Password,Website Address,Notes,Shared Folder,Custom Fields\n";
    let usual = format!("{header}Sport,A,ada,p,https://a.example,n,,Boat,Swan\n");
    let chosen = ImportOptions {
        format: Some(ImportFormat::KeeperCsv),
        ..ImportOptions::default()
    };
    for text in [
        moved.to_owned(),
        usual.clone(),
        format!("\n{usual}"),
        format!("sep=,\n{usual}"),
        format!("\u{feff}sep=,\r\n{}", usual.replace('\n', "\r\n")),
    ] {
        for options in [&ImportOptions::default(), &chosen] {
            let import = read_with("a.csv", text.as_bytes(), options).unwrap();
            let [item] = import.items.as_slice() else {
                panic!("{} items of {text}", import.items.len())
            };
            let login = item.content.login.as_ref().unwrap();
            assert_eq!(
                (item.content.title.as_str(), item.content.folder.as_str()),
                ("A", "Sport")
            );
            assert_eq!((item.content.notes.as_str(), login.password.as_str()), ("n", "p"));
            assert_eq!((login.usernames[0].as_str(), login.urls.len()), ("ada", 1));
        }
    }
    // Without a header the first row is an item, whatever the line it stands on.
    let bare = "\nSport,A,ada,p,https://a.example,n,\nSport,Title,ada,Password,https://a.example,Notes,\n";
    assert_eq!(imported("a.csv", bare).items.len(), 2);
}

#[test]
fn quotation_marks_of_roboforms_values_are_kept_unless_they_stand_around_the_whole() {
    let header = "Name,Url,MatchUrl,Login,Pwd,Note,Folder,RfFieldsV2\n";
    for (raw, name, value) in [
        ("Password 2$,,,pwd,\"7up", "Password 2", "\"7up"),
        ("Note$,,,txt,\"hello\" he said", "Note", "\"hello\" he said"),
        ("Note$,,,txt,he said \"hello\"", "Note", "he said \"hello\""),
        ("Note$,,,txt,\"a\" and \"b\"", "Note", "\"a\" and \"b\""),
        ("Note$,,,txt,\"", "Note", "\""),
        ("Note$,,,txt,\"a, \"\"b\"\"\"", "Note", "a, \"b\""),
        ("Note$,,,txt,a, b", "Note", "a, b"),
        ("\"Boat, name\",,,txt,\"7up", "Boat, name", "\"7up"),
        ("\"Boat, name\",,,txt,\"Swan, white\"", "Boat, name", "Swan, white"),
    ] {
        let cell = raw.replace('"', "\"\"");
        let text = format!("{header}A,https://a.example,,ada,p,,,\"{cell}\"\n");
        let import = imported("a.csv", &text);
        let found = field(&import.items[0], name).map(|(value, _)| value);
        assert_eq!(found, Some(value), "{raw}");
    }
}

#[test]
fn a_clear_list_of_andotp_needs_no_password_whatever_its_encoding() {
    let list = r#"[{"secret":"JBSWY3DPEHPK3PXP","label":"ada","type":"TOTP","issuer":"Rowing club"}]"#;
    let utf16 = |unit: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{list}");
    for bytes in [
        marked.clone().into_bytes(),
        utf16(u16::to_le_bytes, &marked),
        utf16(u16::to_be_bytes, &marked),
        utf16(u16::to_le_bytes, list),
        format!("\n {list}").into_bytes(),
    ] {
        for (name, format) in [("a.json", Some(ImportFormat::AndOtpJson)), ("otp.json.aes", None)] {
            let options = ImportOptions {
                format,
                ..ImportOptions::default()
            };
            let file = ImportFile {
                name: name.into(),
                bytes: bytes.clone(),
            };
            assert!(!survey(&[file], &options).unwrap().needs_password, "{bytes:?}");
            assert_eq!(read_with(name, &bytes, &options).unwrap().items.len(), 1, "{bytes:?}");
        }
    }
}

#[test]
fn keepers_second_card_stays_hidden_and_no_part_is_written_over() {
    let record = |kind: &str, fields: &str| {
        let text = format!(r#"{{"records":[{{"title":"A","$type":"{kind}","custom_fields":{{{fields}}}}}]}}"#);
        imported("a.json", &text).items.remove(0)
    };
    let two = record(
        "bankCard",
        r#""$paymentCard::1":{"cardNumber":"4111","cardSecurityCode":"123"},
           "$paymentCard::2":{"cardNumber":"4222","cardSecurityCode":"456","cardExpirationDate":"01/2030"}"#,
    );
    assert_eq!(two.content.card.as_ref().unwrap().number, "4111");
    assert_eq!(field(&two, "cardNumber"), Some(("4222", CustomFieldKind::Hidden)));
    assert_eq!(field(&two, "cardSecurityCode"), Some(("456", CustomFieldKind::Hidden)));

    let bare = record(
        "bankCard",
        r#""$paymentCard::1":{"cardNumber":"","cardSecurityCode":"123"},
           "$paymentCard::2":{"cardNumber":"4222","cardSecurityCode":"456"},
           "$pinCode::1":"1","$pinCode::2":"2",
           "$text:cardholderName:1":"Ada","$text:cardholderName:2":"Bea""#,
    );
    let card = bare.content.card.as_ref().unwrap();
    assert_eq!((card.number.as_str(), card.security_code.as_str()), ("", "123"));
    assert_eq!((card.pin.as_str(), card.name.as_str()), ("1", "Ada"));
    assert_eq!(field(&bare, "cardNumber"), Some(("4222", CustomFieldKind::Hidden)));
    assert_eq!(field(&bare, "pinCode"), Some(("2", CustomFieldKind::Hidden)));
    assert_eq!(field(&bare, "cardholderName"), Some(("Bea", CustomFieldKind::Text)));

    let places = record(
        "address",
        r#""$address::1":{"city":"Bern","zip":"3000"},"$address::2":{"street1":"Quai 1","city":"Genf"}"#,
    );
    let identity = places.content.identity.as_ref().unwrap();
    assert_eq!((identity.city.as_str(), identity.street_address.as_str()), ("Bern", ""));
    assert_eq!(field(&places, "city").map(|(value, _)| value), Some("Genf"));
}

#[test]
fn a_password_that_keepass_refers_to_is_shown_nowhere() {
    let string = |key: &str, value: &str| format!("<String><Key>{key}</Key><Value>{value}</Value></String>");
    let reference = "{REF:P@I:46C9B1FFBD4ABC4BBB260C6190BAD20C}";
    let named = "{REF:U@I:46C9B1FFBD4ABC4BBB260C6190BAD20C}";
    let shown = ["Title", "Notes", "URL", "KP2A_URL_1"].map(|key| string(key, &format!("{named}.example/{reference}")));
    let others = [
        string("Password", reference),
        string("Door", reference),
        string("Name", named),
    ];
    let text = format!(
        "<KeePassFile><Root><Group><Name>Root</Name>\
         <Entry><UUID>AQEBAQEBAQEBAQEBAQEBAQ==</UUID>{}{}</Entry>\
         <Entry><UUID>Rsmx/71KvEu7JgxhkLrSDA==</UUID>{}{}{}</Entry>\
         </Group></Root></KeePassFile>",
        shown.concat(),
        others.concat(),
        string("Title", "Swan"),
        string("UserName", "ada"),
        string("Password", "oar-77"),
    );
    let import = imported("a.xml", &text);
    let item = &import.items[0];
    let login = item.content.login.as_ref().unwrap();
    assert_eq!(login.password, "oar-77");
    assert_eq!(field(item, "Door"), Some(("oar-77", CustomFieldKind::Hidden)));
    assert_eq!(field(item, "Name"), Some(("ada", CustomFieldKind::Text)));
    let as_written = format!("ada.example/{reference}");
    assert_eq!((&item.content.title, &item.content.notes), (&as_written, &as_written));
    assert!(!login.urls.iter().any(|saved| saved.url.contains("oar-77")));
    assert_eq!(item.content.fields.len(), 2);
}

#[test]
fn a_lone_line_behind_dashes_in_a_comment_of_kaspersky_is_no_heading() {
    let login =
        |name: &str| format!("Website name: {name}\nWebsite URL: a.example\nLogin: ada\nPassword: p\nComment: c\n");
    let text = format!(
        "Websites\n\n{}---\n\nBest wishes\n\n---\n\n{}\n---\n\nbye\n\nat last\n\n---\n\n{}\n---\n\nBank cards\n\nCard name: Visa\nCode: 1\n\n---\n",
        login("A"),
        login("B"),
        login("C"),
    );
    let import = imported("a.txt", &text);
    let kinds: Vec<(ItemKind, &str)> = import
        .items
        .iter()
        .map(|item| (item.content.kind, item.content.title.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [
            (ItemKind::Login, "A"),
            (ItemKind::Login, "B"),
            (ItemKind::Login, "C"),
            (ItemKind::Custom, "")
        ]
    );
    assert_eq!(import.items[3].content.label, "Bank cards");
    let notes: Vec<&str> = import.items.iter().map(|item| item.content.notes.as_str()).collect();
    assert_eq!(
        notes,
        ["c\n---\n\nBest wishes", "c\n\n---\n\nbye\n\nat last", "c", ""],
        "what stands behind dashes is of the comment"
    );
    assert!(import.remarks.is_empty());
    let stray = imported("a.txt", &format!("Websites\n\nstray\nmore\n\n{}\n---\n", login("A")));
    let left: Vec<&str> = stray.remarks.iter().map(|remark| remark.subject.as_str()).collect();
    assert_eq!(
        (stray.items.len(), left),
        (1, vec!["stray", "more"]),
        "what is left out is said"
    );
}

#[test]
fn dashes_that_part_nothing_are_kept_or_said() {
    let text = "oar-77\n---\nlogin: ada\nfirst\n---\nlast\n";
    let item = imported("a.txt", text).items.remove(0);
    assert_eq!(
        (password(&item), item.content.notes.as_str()),
        ("oar-77", "first\n---\nlast")
    );

    let rows = "\"!group_id\",\"!group_name\",\"!type\",\"title\",\"username\",\"password\",\"URL\",\"id\"\n\
                1,Sport,--,--,,,,1\n1,Sport,--,Boat,,,https://a.example,2\n";
    let import = imported("a.csv", rows);
    assert_eq!(import.folders, ["Sport"]);
    let titles: Vec<&str> = import.items.iter().map(|item| item.content.title.as_str()).collect();
    assert_eq!(titles, ["Boat"]);

    for (history, is_said) in [("not JSON", true), ("[1]", true), ("", false), ("{}", false)] {
        let text = format!(
            "<database><card title=\"A\"><field name=\"Password\" type=\"password\" history=\"{history}\">p</field></card></database>"
        );
        let item = imported("a.xml", &text).items.remove(0);
        let said = item
            .remarks
            .iter()
            .find(|remark| remark.subject == "Password (History)");
        assert_eq!(
            said.map(|remark| remark.kind),
            is_said.then_some(RemarkKind::Unreadable),
            "{history}"
        );
    }
}
