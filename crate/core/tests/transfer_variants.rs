//! One table of each program, written in every way that programs and spreadsheets write tables: what is read is the same.
//!
//! Encodings, marks, separators, line ends, the case and order of columns, columns more and columns fewer. A cell holds
//! all that may stand in one: separators, quotation marks, line breaks, blanks at both ends, letters of other scripts.

#![cfg(feature = "transfer")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod transfer_judge;

use latchkey_core::api::ImportFormat;
use serde_json::{Value, json};
use transfer_judge::{read, shown};

const PASSWORD: &str = " p,a;s\ts|\"w\"'ö🏦\\";
const NOTE: &str = "first; line\n\n\"second\", ligne\ttrois";

/// A program, and the names of its columns with what a login has in each.
type Program = (ImportFormat, &'static [(&'static str, &'static str)]);

/// `$p` stands for the password, `$n` for the note.
const PROGRAMS: &[Program] = &[
    (
        ImportFormat::NordPassCsv,
        &[
            ("name", "Rowing club"),
            ("url", "https://rowing.example"),
            ("additional_urls", ""),
            ("username", "ada"),
            ("password", "$p"),
            ("note", "$n"),
            ("cardholdername", ""),
            ("cardnumber", ""),
            ("cvc", ""),
            ("pin", ""),
            ("expirydate", ""),
            ("zipcode", ""),
            ("folder", "Sport"),
            ("full_name", ""),
            ("type", "password"),
            ("custom_fields", ""),
        ],
    ),
    (
        ImportFormat::BitwardenCsv,
        &[
            ("folder", "Sport"),
            ("favorite", ""),
            ("type", "login"),
            ("name", "Rowing club"),
            ("notes", "$n"),
            ("fields", ""),
            ("reprompt", "0"),
            ("login_uri", "https://rowing.example"),
            ("login_username", "ada"),
            ("login_password", "$p"),
            ("login_totp", ""),
        ],
    ),
    (
        ImportFormat::LastPassCsv,
        &[
            ("url", "https://rowing.example"),
            ("username", "ada"),
            ("password", "$p"),
            ("totp", ""),
            ("extra", "$n"),
            ("name", "Rowing club"),
            ("grouping", "Sport"),
            ("fav", "0"),
        ],
    ),
    (
        ImportFormat::DashlaneCsv,
        &[
            ("username", "ada"),
            ("username2", ""),
            ("username3", ""),
            ("title", "Rowing club"),
            ("password", "$p"),
            ("note", "$n"),
            ("url", "https://rowing.example"),
            ("category", "Sport"),
            ("otpUrl", ""),
        ],
    ),
    (
        ImportFormat::ProtonPassCsv,
        &[
            ("type", "login"),
            ("name", "Rowing club"),
            ("url", "https://rowing.example"),
            ("email", ""),
            ("username", "ada"),
            ("password", "$p"),
            ("note", "$n"),
            ("totp", ""),
            ("createTime", "1707735320"),
            ("modifyTime", "1707735320"),
            ("vault", "Sport"),
        ],
    ),
    (
        ImportFormat::KeePassCsv,
        &[
            ("Group", "Root/Sport"),
            ("Title", "Rowing club"),
            ("Username", "ada"),
            ("Password", "$p"),
            ("URL", "https://rowing.example"),
            ("Notes", "$n"),
            ("TOTP", ""),
            ("Icon", "0"),
            ("Last Modified", "2025-01-31T12:00:00Z"),
            ("Created", "2025-01-31T12:00:00Z"),
        ],
    ),
    (
        ImportFormat::OnePasswordCsv,
        &[
            ("Title", "Rowing club"),
            ("Url", "https://rowing.example"),
            ("Username", "ada"),
            ("Password", "$p"),
            ("OTPAuth", ""),
            ("Favorite", "false"),
            ("Archived", "false"),
            ("Tags", ""),
            ("Notes", "$n"),
        ],
    ),
    (
        ImportFormat::ChromiumCsv,
        &[
            ("name", "Rowing club"),
            ("url", "https://rowing.example"),
            ("username", "ada"),
            ("password", "$p"),
            ("note", "$n"),
        ],
    ),
    (
        ImportFormat::FirefoxCsv,
        &[
            ("url", "https://rowing.example"),
            ("username", "ada"),
            ("password", "$p"),
            ("httpRealm", ""),
            ("formActionOrigin", "https://rowing.example"),
            ("guid", "{a}"),
            ("timeCreated", "1707735320000"),
            ("timeLastUsed", "1707735320000"),
            ("timePasswordChanged", "1707735320000"),
        ],
    ),
    (
        ImportFormat::AppleCsv,
        &[
            ("Title", "Rowing club"),
            ("URL", "https://rowing.example"),
            ("Username", "ada"),
            ("Password", "$p"),
            ("Notes", "$n"),
            ("OTPAuth", ""),
        ],
    ),
    (
        ImportFormat::AviraCsv,
        &[
            ("name", "Rowing club"),
            ("website", "https://rowing.example"),
            ("username", "ada"),
            ("secondary_username", ""),
            ("password", "$p"),
        ],
    ),
    (
        ImportFormat::ZohoCsv,
        &[
            ("Password Name", "Rowing club"),
            ("Description", ""),
            ("Password URL", "https://rowing.example"),
            ("SecretData", "SecretType:Web Account\nUser Name:ada\nPassword:$p"),
            ("Notes", "$n"),
            ("CustomData", ""),
            ("Tags", ""),
            ("Classification", "P"),
            ("Favorite", "0"),
            ("login_totp", ""),
            ("Folder Name", "Sport"),
        ],
    ),
    (
        ImportFormat::ButtercupCsv,
        &[
            ("!group_id", "g"),
            ("!group_name", "Sport"),
            ("!type", "entry"),
            ("!entry_type", "login"),
            ("title", "Rowing club"),
            ("username", "ada"),
            ("password", "$p"),
            ("URL", "https://rowing.example"),
            ("Notes", "$n"),
            ("id", "e"),
        ],
    ),
];

/// How a table is written.
#[derive(Clone, Copy, Debug)]
struct Way {
    separator: char,
    line_end: &'static str,
    all_quoted: bool,
    reversed: bool,
    upper: bool,
    more: bool,
    encoding: Encoding,
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Le,
    Utf16Be,
}

const PLAIN: Way = Way {
    separator: ',',
    line_end: "\n",
    all_quoted: false,
    reversed: false,
    upper: false,
    more: false,
    encoding: Encoding::Utf8,
};

fn written(columns: &[(&str, &str)], way: Way) -> Vec<u8> {
    let mut columns: Vec<(String, String)> = columns
        .iter()
        .map(|(name, cell)| {
            let name = if way.upper {
                name.to_uppercase()
            } else {
                (*name).to_owned()
            };
            (name, cell.replace("$p", PASSWORD).replace("$n", NOTE))
        })
        .collect();
    if way.more {
        columns.push(("Locker".to_owned(), "left, 7".to_owned()));
    }
    if way.reversed {
        columns.reverse();
    }
    let cell = |text: &String| {
        let needs = text.contains(['"', '\n', '\r', ',', ';', '\t', '|']) || text.trim() != text;
        match needs || way.all_quoted {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.clone(),
        }
    };
    let line = |cells: Vec<String>| cells.join(&way.separator.to_string()) + way.line_end;
    let header = line(columns.iter().map(|(name, _)| cell(name)).collect());
    let row = line(columns.iter().map(|(_, value)| cell(value)).collect());
    let text = header + &row;
    let utf16 = |unit: fn(u16) -> [u8; 2]| {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect()
    };
    match way.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8Marked => format!("\u{feff}{text}").into_bytes(),
        Encoding::Utf16Le => utf16(u16::to_le_bytes),
        Encoding::Utf16Be => utf16(u16::to_be_bytes),
    }
}

/// What one item must be, whatever the way; what a program has no column for is left out.
fn expected(columns: &[(&str, &str)]) -> Value {
    let has = |wanted: &str| columns.iter().any(|(_, cell)| cell.contains(wanted));
    json!({
        "title": if has("Rowing club") { "Rowing club" } else { "" },
        "username": "ada",
        "password": PASSWORD,
        "urls": ["https://rowing.example"],
        "notes": if has("$n") { NOTE } else { "" },
        "folder": if has("Sport") { "Sport" } else { "" },
    })
}

#[test]
fn h05_a_table_is_read_the_same_in_every_way_that_it_is_written() {
    let mut ways = Vec::new();
    for separator in [',', ';', '\t'] {
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf8Marked,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
        ] {
            for (line_end, all_quoted) in [("\n", false), ("\r\n", true)] {
                ways.push(Way {
                    separator,
                    encoding,
                    line_end,
                    all_quoted,
                    ..PLAIN
                });
            }
        }
    }
    ways.push(Way {
        reversed: true,
        ..PLAIN
    });
    ways.push(Way { upper: true, ..PLAIN });
    ways.push(Way { more: true, ..PLAIN });
    ways.push(Way {
        more: true,
        reversed: true,
        upper: true,
        all_quoted: true,
        separator: ';',
        ..PLAIN
    });
    for (format, columns) in PROGRAMS {
        for way in &ways {
            let import =
                read("table", &written(columns, *way)).unwrap_or_else(|fault| panic!("{format:?}, {way:?}: {fault:?}"));
            assert_eq!(import.format, *format, "{way:?}");
            let [item] = import.items.as_slice() else {
                panic!("{format:?}, {way:?}: {} items", import.items.len())
            };
            let found = shown(item);
            let wanted = expected(columns);
            for (name, value) in wanted.as_object().unwrap() {
                assert_eq!(found[name], *value, "{name} of {format:?}, {way:?}");
            }
            let fields = if way.more {
                json!([{ "name": "Locker", "value": "left, 7", "hidden": false }])
            } else {
                json!([])
            };
            assert_eq!(found["fields"], fields, "{format:?}, {way:?}");
        }
    }
}

#[test]
fn h05_a_column_that_a_version_does_not_have_costs_nothing_but_itself() {
    /// What a format is told by, or what a login cannot be without.
    const NEEDED: [&str; 5] = ["$p", "ada", "Rowing club", "https://rowing.example", "login"];
    for (format, columns) in PROGRAMS {
        for (at, (name, cell)) in columns.iter().enumerate() {
            let told = NEEDED.iter().any(|needed| cell.contains(needed)) || told_by(*format).contains(name);
            if told {
                continue;
            }
            let fewer: Vec<(&str, &str)> = [&columns[..at], &columns[at + 1..]].concat();
            let import = read("table", &written(&fewer, PLAIN))
                .unwrap_or_else(|fault| panic!("{format:?} without {name}: {fault:?}"));
            assert_eq!(import.format, *format, "without {name}");
            let found = import.items.first().map(shown).unwrap_or_default();
            assert_eq!(found["password"], PASSWORD, "{format:?} without {name}");
            assert_eq!(found["fields"], json!([]), "{format:?} without {name}");
        }
    }
}

/// Columns by which alone a program is told from others.
fn told_by(format: ImportFormat) -> &'static [&'static str] {
    match format {
        ImportFormat::NordPassCsv => &["note", "cardholdername", "cardnumber"],
        ImportFormat::LastPassCsv => &["extra", "grouping"],
        ImportFormat::DashlaneCsv => &["username2"],
        ImportFormat::ProtonPassCsv => &["note", "totp"],
        ImportFormat::KeePassCsv => &["Group", "Notes"],
        ImportFormat::OnePasswordCsv => &["Archived"],
        ImportFormat::FirefoxCsv => &["httpRealm"],
        ImportFormat::AviraCsv => &["secondary_username"],
        ImportFormat::ButtercupCsv => &["!group_id", "!group_name"],
        _ => &[],
    }
}
