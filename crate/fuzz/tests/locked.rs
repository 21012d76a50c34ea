//! What this crate seals as other managers do opens as theirs: a target that seals wrongly would try nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use latchkey_core::api::{Import, ImportFaultKind, ImportFile, ImportOptions};
use latchkey_core::transfer;
use latchkey_fuzz::locked::{PASSWORD, seal_bitwarden, seal_kdbx, seal_openpgp};
use latchkey_fuzz::locked_codes::{AND_OTP_NAME, seal_aegis, seal_and_otp};
use latchkey_fuzz::locked_kdb::seal_kdb;

const XML: &str = "<KeePassFile><Root><Group><Name>Root</Name><Entry><String><Key>Title</Key><Value>One</Value></String>\
    <String><Key>Password</Key><Value>pw</Value></String></Entry></Group></Root></KeePassFile>";

fn read(name: &str, bytes: Vec<u8>, password: &str) -> transfer::Result<Import> {
    let file = ImportFile {
        name: name.into(),
        bytes,
    };
    let options = ImportOptions {
        password: Some(password.into()),
        ..ImportOptions::default()
    };
    transfer::import(vec![file], &options)
}

fn opens(bytes: &[u8]) {
    opens_as("file", bytes);
}

fn opens_as(name: &str, bytes: &[u8]) {
    let found = read(name, bytes.to_vec(), PASSWORD);
    let titles: Vec<String> = found
        .unwrap()
        .items
        .into_iter()
        .map(|item| item.content.title)
        .collect();
    assert_eq!(titles, ["One"]);
    let wrong = read(name, bytes.to_vec(), "another").err().unwrap();
    assert!(wrong.kind == ImportFaultKind::WrongPassword);
}

#[test]
fn a_kdbx_file_of_either_version_and_cipher_opens() {
    // Kind and key of the stream, and the end of what stands before the document.
    let before = [
        &[1, 4, 0, 0, 0, 3, 0, 0, 0][..],
        &[2, 3, 0, 0, 0, 7, 7, 7],
        &[0, 0, 0, 0, 0],
    ]
    .concat();
    for choice in [0, 2] {
        opens(&seal_kdbx(choice, &[before.as_slice(), XML.as_bytes()].concat()));
        opens(&seal_kdbx(choice | 1, XML.as_bytes()));
    }
}

#[test]
fn a_kdb_file_opens() {
    // A group of the number 1, and an entry in it: fields of a number and a length.
    let group = b"\x01\0\x04\0\0\0\x01\0\0\0\x02\0\x06\0\0\0Sport\0\xff\xff\0\0\0\0";
    let entry = b"\x02\0\x04\0\0\0\x01\0\0\0\x04\0\x04\0\0\0One\0\x07\0\x03\0\0\0pw\0\xff\xff\0\0\0\0";
    opens(&seal_kdb(1, 1, &[&group[..], entry].concat()));
}

#[test]
fn bitwarden_s_json_and_an_openpgp_message_open() {
    let export = br#"{"encrypted":false,"items":[{"type":1,"name":"One","login":{"password":"pw"}}]}"#;
    opens(&seal_bitwarden(export));
    let mut literal = vec![0xc0 | 11, 255, 0, 0, 0, 0, b't', 0, 0, 0, 0, 0];
    literal.extend_from_slice(b"name,url,username,password\nOne,https://one.example/,ada,pw\n");
    literal[5] = u8::try_from(literal.len() - 6).unwrap();
    opens(&seal_openpgp(&literal));
}

#[test]
fn the_codes_of_aegis_and_and_otp_open() {
    let code = br#"{"issuer":"One","secret":"JBSWY3DPEHPK3PXP","info":{"secret":"JBSWY3DPEHPK3PXP"}}"#;
    opens(&seal_aegis(&[br#"{"entries":["#.as_slice(), code, b"]}"].concat()));
    opens_as(AND_OTP_NAME, &seal_and_otp(&[b"[".as_slice(), code, b"]"].concat()));
}
