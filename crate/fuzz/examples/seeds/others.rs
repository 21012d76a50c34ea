//! First inputs of what others write: files under a password, pictures of codes, and rules for passwords.

use std::path::Path;

use latchkey_core::transfer::letters::to_base64;
use latchkey_fuzz::{locked, locked_codes, locked_kdb};
use qrcode::{Color, EcLevel, QrCode};

use crate::write;

/// What other managers encrypt, and the same encrypted.
pub(crate) fn write_locked_files() {
    const DOCUMENT: &str = "<KeePassFile><Meta><MemoryProtection/></Meta><Root><Group><Name>Root</Name><Entry>\
        <Tags>a;b</Tags><Times><CreationTime>bHJR3A4AAAA=</CreationTime></Times>\
        <String><Key>Title</Key><Value>One</Value></String>\
        <String><Key>Password</Key><Value Protected=\"True\">AAEC</Value></String>\
        <Binary><Key>a.txt</Key><Value Ref=\"0\"/></Binary></Entry></Group></Root></KeePassFile>";
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/imports");
    let sample = |name: &str| std::fs::read(samples.join(name)).unwrap();
    // Kind and key of the stream, a file, the end; then the document.
    let mut before = Vec::new();
    let fields: [(u8, &[u8]); 4] = [(1, &[3, 0, 0, 0]), (2, &[4; 32]), (3, b"\x00file"), (0, b"")];
    for (id, data) in fields {
        before.push(id);
        before.extend_from_slice(&u32::try_from(data.len()).unwrap().to_le_bytes());
        before.extend_from_slice(data);
    }
    let inside_4 = [before.as_slice(), DOCUMENT.as_bytes()].concat();
    for (choice, inside) in [(0, inside_4.as_slice()), (2, &inside_4), (1, DOCUMENT.as_bytes())] {
        write("inside-kdbx", &choice.to_string(), &[&[choice], inside].concat());
        write(
            "import-locked",
            &format!("{choice}.kdbx"),
            &locked::seal_kdbx(choice, inside),
        );
    }
    let inside_1 = b"\x01\0\x04\0\0\0\x01\0\0\0\x02\0\x06\0\0\0Sport\0\xff\xff\0\0\0\0\
                     \x02\0\x04\0\0\0\x01\0\0\0\x04\0\x04\0\0\0One\0\x0d\0\x02\0\0\0f\0\x0e\0\x01\0\0\0x\
                     \x0c\0\x05\0\0\0\x1f\x7a\x66\0\0\xff\xff\0\0\0\0";
    write("inside-kdb", "0", &[&[1, 1], &inside_1[..]].concat());
    write("import-locked", "1.kdb", &locked_kdb::seal_kdb(1, 1, inside_1));
    let export = sample("bitwarden-newer.json");
    write("inside-bitwarden", "export", &export);
    write("import-locked", "bitwarden.json", &locked::seal_bitwarden(&export));
    write("import-locked", "argon2.json", BITWARDEN_BY_ARGON2.as_bytes());
    let code =
        r#"{"type":"totp","issuer":"One","label":"ada","secret":"JBSWY3DPEHPK3PXP","info":{"secret":"MFRGGZDF"}}"#;
    let (list, database) = (format!("[{code}]"), format!("{{\"version\":3,\"entries\":[{code}]}}"));
    write("inside-codes", "list", list.as_bytes());
    write("inside-codes", "database", database.as_bytes());
    write(
        "import-locked",
        "aegis.json",
        &locked_codes::seal_aegis(database.as_bytes()),
    );
    // A literal packet, and one in a packet that is not compressed.
    let literal = [&[b't', 1, b'a', 0, 0, 0, 0][..], &sample("proton-newer.json")].concat();
    let packet = |tag: u8, body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&[0xc0 | tag, 255], length.as_slice(), body].concat()
    };
    let literal = packet(11, &literal);
    write("inside-openpgp", "literal", &literal);
    write(
        "inside-openpgp",
        "wrapped",
        &packet(8, &[&[0], literal.as_slice()].concat()),
    );
    let message = locked::seal_openpgp(&literal);
    write("import-locked", "message.gpg", &message);
    let armoured = format!(
        "-----BEGIN PGP MESSAGE-----\n\n{}\n-----END PGP MESSAGE-----\n",
        to_base64(&message)
    );
    write("import-locked", "message.asc", armoured.as_bytes());
    write(
        "import-locked",
        "message.zip",
        &zipped("Proton Pass/data.pgp", &message),
    );
}

/// An archive of one file, not packed (PKWARE's APPNOTE 6.3.10, section 4.3).
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        (0..8).for_each(|_| crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 });
    }
    let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let name_len = u16::try_from(name.len()).unwrap().to_le_bytes();
    let common = [
        &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
        &(!crc).to_le_bytes(),
        &length,
        &length,
        &name_len,
        &[0, 0],
    ]
    .concat();
    let local = [b"PK\x03\x04", common.as_slice(), name.as_bytes(), bytes].concat();
    let central = [b"PK\x01\x02", &[20, 0][..], &common, &[0; 14], name.as_bytes()].concat();
    let [at, size] = [local.len(), central.len()].map(|number| u32::try_from(number).unwrap().to_le_bytes());
    let end = [b"PK\x05\x06", &[0, 0, 0, 0, 1, 0, 1, 0][..], &size, &at, &[0, 0]].concat();
    [local, central, end].concat()
}

const BITWARDEN_BY_ARGON2: &str = r#"{"encrypted":true,"passwordProtected":true,"salt":"salt","kdfType":1,
"kdfIterations":1,"kdfMemory":1,"kdfParallelism":1,"encKeyValidation_DO_NOT_EDIT":"2.AAAA|AAAA|AAAA","data":"2."}"#;

/// Codes as bits: the smallest, and one of several blocks.
pub(crate) fn write_pictures() {
    let texts = [
        ("small", "A1"),
        ("address", "otpauth://totp/One:ada?secret=JBSWY3DPEHPK3PXP&issuer=One"),
    ];
    for (name, text) in texts {
        let code = QrCode::with_error_correction_level(text, EcLevel::H).unwrap();
        let modules = code.to_colors();
        let byte = |eight: &[Color]| {
            let bit = |(at, color): (usize, &Color)| u8::from(*color == Color::Dark) << (7 - at);
            eight.iter().enumerate().map(bit).sum::<u8>()
        };
        let bits: Vec<u8> = modules.chunks(8).map(byte).collect();
        for scale in [1, 2] {
            let head = [u8::try_from(code.width()).unwrap(), scale];
            write("qr", &format!("{name}-{scale}"), &[head.as_slice(), &bits].concat());
        }
    }
}

/// Rules as sites write them, before each what is wished for.
pub(crate) fn write_password_rules() {
    let rules = [
        "minlength: 8; maxlength: 20; required: lower; required: upper; required: digit; allowed: [-().&@?'#,/\"+];",
        "required: lower, upper; required: [-~!@#$]; max-consecutive: 2;",
        "allowed: unicode, ascii-printable; required: special",
        "minlength: 30; maxlength: 6; allowed: []",
        "",
    ];
    for (rule, number) in rules.iter().zip(0..) {
        for choice in [0x7a, 0, 1] {
            let head = [choice, if choice == 1 { 4 } else { 12 }, 0, 64, number * 5];
            write(
                "password-rules",
                &format!("{number}-{choice}"),
                &[&head, rule.as_bytes()].concat(),
            );
        }
    }
}
