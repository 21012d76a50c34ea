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

use latchkey_core::api::{
    CustomFieldKind, Import, ImportFile, ImportFormat, ImportOptions, ImportedItem, ItemKind, RemarkKind,
};
use latchkey_core::transfer::survey;
use transfer_judge::{read, read_with};

fn imported(name: &str, text: &str) -> Import {
    read(name, text.as_bytes()).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

fn field<'a>(item: &'a ImportedItem, name: &str) -> Option<(&'a str, CustomFieldKind)> {
    let mut fields = item.content.fields.iter();
    fields
        .find(|field| field.name == name)
        .map(|field| (field.value.as_str(), field.kind))
}

fn password(item: &ImportedItem) -> &str {
    item.content.login.as_ref().map_or("", |login| login.password.as_str())
}

fn has_remark(item: &ImportedItem, kind: RemarkKind) -> bool {
    item.remarks.iter().any(|remark| remark.kind == kind)
}

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
