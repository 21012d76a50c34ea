//! Cases of drafts, resume values, raw exports, recovery codes and really derived passwords.

use latchkey_core::api::{Draft, Purpose};
use latchkey_core::crypto::inbox;
use latchkey_core::session::{self, Session};
use latchkey_core::vault::associated::{self, Role};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::recovery_code::{self, RecoverySecret};
use latchkey_core::vault::{padding, raw, slot};
use serde_json::{Value, json};

use super::bases::{self, REAL_PASSWORD, Small, with_password};
use super::vault::{NamedRng, Records, Vault, cut};
use super::vector_cases::NOW_MS;
use super::vector_cases::telling::base64;
use super::{About, Cases, all, with};

pub fn make(cases: &mut Cases, small: &Small) {
    drafts(cases, small);
    resume_values(cases, small);
    raw_exports(cases, small);
    recovery_codes(cases);
    derived(cases);
}

fn drafts(cases: &mut Cases, small: &Small) {
    let vault = Vault::of(&small.records, &with_password(), "draft");
    let draft = Draft {
        origin: "https://new.example".into(),
        purpose: Purpose::SignUp,
        username: "ada".into(),
        password: "just-typed".into(),
        old_password: String::new(),
        title: "New".into(),
        seen_ms: NOW_MS,
    };
    let sealed = session::seal_draft(&small.records["header"], &draft, &mut NamedRng::new("draft")).unwrap();
    let header = base64(&small.records["header"]);
    let mut add = |name: &str, about: About<'_>, bytes: &[u8]| {
        let records = json!({ "header": header });
        cases.add(
            name,
            about,
            json!({
                "open": "draft", "with": with(&with_password()), "records": records, "draft": base64(bytes),
            }),
        );
    };
    add(
        "draft",
        (
            "G05",
            "A login seen being sent, sealed to the inbox by somebody who has the header alone.",
            "opens",
        ),
        &sealed,
    );
    let mut bytes = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut changed = sealed.clone();
        change(&mut changed);
        add(name, (attack, why, expect), &changed);
    };
    bytes(
        "draft-of-version-2",
        "D13",
        "A newer version.",
        "newer-version",
        &|bytes| bytes[0] = 2,
    );
    bytes(
        "draft-of-version-0",
        "D13",
        "There is no version 0.",
        "damaged",
        &|bytes| bytes[0] = 0,
    );
    bytes(
        "draft-encapsulated-key-changed",
        "D01",
        "A bit of the encapsulated key.",
        "damaged",
        &|bytes| bytes[1] ^= 1,
    );
    bytes(
        "draft-ciphertext-changed",
        "D01",
        "A bit of the ciphertext.",
        "damaged",
        &|bytes| bytes[50] ^= 1,
    );
    bytes("draft-cut", "D02", "The last byte is missing.", "damaged", &|bytes| {
        cut(bytes)
    });
    bytes(
        "draft-cut-in-its-key",
        "D02",
        "It ends within the encapsulated key.",
        "damaged",
        &|bytes| bytes.truncate(20),
    );
    bytes("draft-empty", "D02", "Nothing.", "damaged", &|bytes| bytes.clear());
    bytes("draft-with-a-byte-behind", "D03", "A byte more.", "damaged", &|bytes| {
        bytes.push(0)
    });
    bytes(
        "draft-with-a-key-of-small-order",
        "G10",
        "An encapsulated key of zeros gives a shared secret of zeros, which RFC 9180 refuses.",
        "damaged",
        &|bytes| bytes[1..33].fill(0),
    );

    // Forged with the right key, as anyone can who has the header.
    let public = inbox::derive_public(&vault.keys.inbox).unwrap();
    let value = |purpose: u8, behind: &[u8]| {
        let text = |text: &str| [vec![u8::try_from(text.len()).unwrap()], text.into()].concat();
        let texts = [text("ada"), text("pw"), text(""), text("")].concat();
        [
            text("https://a.example"),
            vec![purpose],
            texts,
            vec![1],
            behind.to_vec(),
        ]
        .concat()
    };
    let mut forge =
        |name: &str, attack: &str, why: &str, expect: &str, info: &[u8], role: Role, epoch: u32, padded: &[u8]| {
            let mut scope = vault.scope;
            scope.epoch = epoch;
            let bound = associated::encode(&scope, role);
            let sealed = inbox::seal(&public, info, &bound, padded, &mut NamedRng::new(name)).unwrap();
            add(name, (attack, why, expect), &[vec![1], sealed].concat());
        };
    let info: &[u8] = b"latchkey/1/draft";
    let pad = |value: &[u8]| padding::pad(value).unwrap().to_vec();
    forge(
        "draft-of-a-stranger",
        "G05",
        "Anyone can seal one: it is secret, not authentic.",
        "opens",
        info,
        Role::Draft,
        1,
        &pad(&value(1, &[])),
    );
    forge(
        "draft-of-another-epoch",
        "D24",
        "Sealed for epoch 2.",
        "damaged",
        info,
        Role::Draft,
        2,
        &pad(&value(1, &[])),
    );
    forge(
        "draft-bound-as-a-root",
        "D05",
        "Bound to another role.",
        "damaged",
        info,
        Role::Root,
        1,
        &pad(&value(1, &[])),
    );
    forge(
        "draft-with-other-info",
        "D05",
        "HPKE with another protocol's info.",
        "damaged",
        b"another/1/draft",
        Role::Draft,
        1,
        &pad(&value(1, &[])),
    );
    forge(
        "draft-of-an-unknown-purpose",
        "D20",
        "Purposes are numbered 0 to 4.",
        "damaged",
        info,
        Role::Draft,
        1,
        &pad(&value(5, &[])),
    );
    forge(
        "draft-with-a-byte-behind-its-value",
        "D03",
        "A byte behind the value, inside the seal.",
        "damaged",
        info,
        Role::Draft,
        1,
        &pad(&value(1, &[1])),
    );
    forge(
        "draft-without-padding",
        "D21",
        "Its length would tell the password's.",
        "damaged",
        info,
        Role::Draft,
        1,
        &value(1, &[]),
    );
}

fn resume_values(cases: &mut Cases, small: &Small) {
    let frame = small
        .records
        .iter()
        .filter(|(key, _)| !key.starts_with("item/") && !key.starts_with("chunk/"));
    let frame = frame.map(|(key, bytes)| latchkey_core::api::Record {
        key: key.clone(),
        bytes: bytes.clone(),
    });
    let session = Session::unlock(&with_password(), frame.collect(), None).unwrap();
    let value = session.resume_value().unwrap().to_vec();
    let mut add = |name: &str, about: About<'_>, records: Value, change: &dyn Fn(&mut Vec<u8>)| {
        let mut changed = value.clone();
        change(&mut changed);
        cases.add(
            name,
            about,
            json!({ "open": "resume", "from": "small", "records": records, "resume": base64(&changed) }),
        );
    };
    let rehash = |bytes: &mut Vec<u8>| {
        bytes.truncate(293);
        let hash = latchkey_core::crypto::digest::derive_hash(bytes);
        bytes.extend(hash);
    };
    let none = || json!(null);
    add(
        "resume",
        (
            "E05",
            "A vault opened again without a factor. Its guarded item stays closed.",
            "guarded",
        ),
        none(),
        &|_| {},
    );
    add(
        "resume-of-version-2",
        ("D13", "Another layout: the vault stays locked.", "invalid-input"),
        none(),
        &|bytes| {
            bytes[0] = 2;
            rehash(bytes);
        },
    );
    add(
        "resume-cut",
        ("D02", "The last byte is missing.", "invalid-input"),
        none(),
        &|bytes| cut(bytes),
    );
    add(
        "resume-with-a-byte-behind",
        ("D03", "A byte more.", "invalid-input"),
        none(),
        &|bytes| bytes.push(0),
    );
    add(
        "resume-changed",
        (
            "D01",
            "A bit of a key: it would seal what nobody opens again.",
            "invalid-input",
        ),
        none(),
        &|bytes| bytes[200] ^= 1,
    );
    add(
        "resume-with-another-key",
        ("D06", "Another index key, with the hash made to fit.", "damaged"),
        none(),
        &|bytes| {
            bytes[133] ^= 1;
            rehash(bytes);
        },
    );
    add(
        "resume-of-another-header",
        ("D25", "The header that was there at unlocking is another.", "damaged"),
        none(),
        &|bytes| {
            bytes[21] ^= 1;
            rehash(bytes);
        },
    );
    add(
        "resume-of-another-vault",
        ("D04", "Another vault's id.", "damaged"),
        none(),
        &|bytes| {
            bytes[1] ^= 1;
            rehash(bytes);
        },
    );
    add(
        "resume-of-another-epoch",
        ("D24", "Another epoch.", "damaged"),
        none(),
        &|bytes| {
            bytes[20] = 2;
            rehash(bytes);
        },
    );
    let mut header = small.records["header"].clone();
    *header.last_mut().unwrap() ^= 1;
    add(
        "resume-beside-a-changed-header",
        (
            "D16",
            "The header was changed since: no factor is asked for, so this is refused and not shown.",
            "damaged",
        ),
        json!({ "header": base64(&header) }),
        &|_| {},
    );
}

/// All records as one file.
fn export(records: &Records) -> Vec<u8> {
    let entries = records.iter().flat_map(|(key, bytes)| raw::encode_record(key, bytes));
    raw::begin(u32::try_from(records.len()).unwrap())
        .into_iter()
        .chain(entries)
        .collect()
}

fn raw_exports(cases: &mut Cases, small: &Small) {
    let whole = &small.records;
    let mut add = |name: &str, about: About<'_>, rebuild: bool, bytes: &[u8]| {
        let rebuild = if rebuild { json!(true) } else { json!(null) };
        cases.add(
            name,
            about,
            json!({
                "open": "raw", "with": with(&with_password()), "rebuild": rebuild, "raw": base64(bytes),
            }),
        );
    };
    // Without root and leaves it is small: what is rebuilt needs neither.
    let mut bare = whole.clone();
    bare.retain(|key, _| !key.starts_with("leaf/") && key != "root");
    let file = export(&bare);
    add(
        "raw-export",
        (
            "E08",
            "All records of an undamaged vault in one file: it opens like any vault.",
            "opens",
        ),
        false,
        &export(whole),
    );
    add(
        "raw-export-without-root",
        ("E08", "Root and leaves are lost: the vault does not open.", "damaged"),
        false,
        &file,
    );
    add(
        "raw-export-rebuilt",
        (
            "E08",
            "But every item does, the guarded one too; of unproven freshness.",
            "opens",
        ),
        true,
        &file,
    );
    let mut changed = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Records)| {
        let mut records = bare.clone();
        change(&mut records);
        add(name, (attack, why, expect), true, &export(&records));
    };
    let login = small.login.record_key();
    changed(
        "raw-export-rebuilt-with-an-item-set-back",
        "D07",
        "Nothing proves that this is the newest revision.",
        "opens",
        &|records| drop(records.insert(login.clone(), small.earlier[&login].clone())),
    );
    changed(
        "raw-export-rebuilt-with-a-deleted-item",
        "D09",
        "Nor that it was not deleted.",
        "opens",
        &|records| {
            let deleted = small.deleted.record_key();
            records.insert(deleted.clone(), small.undeleted[&deleted].clone());
        },
    );
    changed(
        "raw-export-rebuilt-with-a-damaged-item",
        "E08",
        "One bad record leaves the others open, and is named.",
        "damaged-item",
        &|records| records.get_mut(&login).unwrap()[150] ^= 1,
    );
    changed(
        "raw-export-rebuilt-with-items-swapped",
        "D04",
        "Still, no item stands in for another.",
        "damaged-item",
        &|records| {
            let guarded = small.guarded.record_key();
            let (one, two) = (records[&login].clone(), records[&guarded].clone());
            records.insert(login.clone(), two);
            records.insert(guarded, one);
        },
    );
    changed(
        "raw-export-rebuilt-without-a-chunk",
        "D27",
        "Its file is lost, the item opens.",
        "damaged-item",
        &|records| records.retain(|key, _| !key.starts_with("chunk/")),
    );
    changed(
        "raw-export-rebuilt-with-a-changed-tag",
        "D16",
        "Somebody changed the header: what opens is shown all the same.",
        "read-only",
        &|records| *records.get_mut("header").unwrap().last_mut().unwrap() ^= 1,
    );
    changed(
        "raw-export-rebuilt-without-keyring",
        "D06",
        "Without the keyring nothing opens.",
        "damaged",
        &|records| drop(records.remove("keyring")),
    );
    changed(
        "raw-export-rebuilt-without-header",
        "D02",
        "Nor without the header.",
        "not-a-vault",
        &|records| drop(records.remove("header")),
    );
    changed(
        "raw-export-rebuilt-with-a-damaged-wrap",
        "D23",
        "The only wrap that this password opens is damaged.",
        "damaged",
        &|records| {
            let header = records.get_mut("header").unwrap();
            let mut head = super::headers::Head::of(header);
            head.slots[0].wrap[1] ^= 1;
            *header = head.encode();
        },
    );
    let mut bytes = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut changed = file.clone();
        change(&mut changed);
        add(name, (attack, why, expect), true, &changed);
    };
    bytes(
        "raw-export-cut",
        "D02",
        "It ends early: what is whole opens, and the cut is told.",
        "damaged",
        &|bytes| bytes.truncate(bytes.len() - 300),
    );
    bytes(
        "raw-export-with-a-byte-behind",
        "D03",
        "A byte more: told, and all opens.",
        "damaged",
        &|bytes| bytes.push(7),
    );
    bytes(
        "raw-export-of-another-magic",
        "D13",
        "Another magic is none.",
        "not-a-vault",
        &|bytes| bytes[7] = b'X',
    );
    bytes(
        "raw-export-of-version-2",
        "D13",
        "A newer version.",
        "newer-version",
        &|bytes| bytes[8] = 2,
    );
    bytes(
        "raw-export-with-a-count-too-high",
        "D02",
        "It says more records than it holds.",
        "damaged",
        &|bytes| bytes[9] += 1,
    );
    let twice = [
        raw::encode_record("header", &whole["header"]),
        raw::encode_record("header", &whole["header"]),
    ]
    .concat();
    let twice = [raw::begin(2), twice].concat();
    add(
        "raw-export-with-a-record-twice",
        ("D08", "Two records of one name.", "damaged"),
        true,
        &twice,
    );
    add(
        "raw-export-with-a-record-twice-unbuilt",
        ("D08", "The same, opened like any vault.", "damaged"),
        false,
        &twice,
    );
}

const CODE_BYTES: [u8; 20] = [
    0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf, 0x84, 0x65, 0x3a, 0x56, 0xd7, 0xc6, 0x75, 0xbe, 0x77,
    0xdf,
];

/// A secret of known bytes, by the generator that gives just these.
fn code_secret() -> RecoverySecret {
    struct Given;
    impl rand_core::TryRng for Given {
        type Error = std::convert::Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            unreachable!("only bytes are drawn")
        }
        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            unreachable!("only bytes are drawn")
        }
        fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Self::Error> {
            dst.copy_from_slice(&CODE_BYTES);
            Ok(())
        }
    }
    impl rand_core::TryCryptoRng for Given {}
    recovery_code::make(&mut Given).unwrap()
}

fn recovery_codes(cases: &mut Cases) {
    let code = recovery_code::encode(&code_secret()).to_string();
    let mut add = |name: &str, why: &str, expect: &str, text: String| {
        cases.add(name, ("G14", why, expect), json!({ "open": "code", "text": text }));
    };
    let mistyped = "mistyped-code";
    let with_at = |at: usize, by: &str| format!("{}{by}{}", &code[..at], &code[at + 1..]);
    add("code", "Nine groups of four, as it is printed.", "opens", code.clone());
    add(
        "code-in-lower-case",
        "Lower case without hyphens.",
        "opens",
        code.to_lowercase().replace('-', ""),
    );
    add(
        "code-with-letters-for-digits",
        "O for 0, I and L for 1, blanks for hyphens.",
        "opens",
        code.replace('0', "O")
            .replacen('1', "I", 1)
            .replace('1', "l")
            .replace('-', "  "),
    );
    add(
        "code-with-one-character-wrong",
        "One character wrong.",
        mistyped,
        with_at(5, if &code[5..6] == "X" { "Y" } else { "X" }),
    );
    add(
        "code-with-its-check-wrong",
        "The last character wrong.",
        mistyped,
        with_at(code.len() - 1, if code.ends_with('2') { "3" } else { "2" }),
    );
    let at = code
        .as_bytes()
        .windows(2)
        .position(|two| two[0] != two[1] && two[0] != b'-' && two[1] != b'-')
        .unwrap();
    let swapped = format!(
        "{}{}{}{}",
        &code[..at],
        &code[at + 1..at + 2],
        &code[at..at + 1],
        &code[at + 2..]
    );
    add(
        "code-with-two-characters-swapped",
        "Two neighbours swapped.",
        mistyped,
        swapped,
    );
    add(
        "code-with-a-character-less",
        "35 characters.",
        mistyped,
        code[..code.len() - 1].to_owned(),
    );
    add(
        "code-with-a-character-more",
        "37 characters.",
        mistyped,
        format!("{code}0"),
    );
    add(
        "code-with-a-foreign-character",
        "U is no character of the alphabet.",
        mistyped,
        with_at(5, "U"),
    );
    add("code-empty", "Nothing.", mistyped, String::new());
    add(
        "code-of-zeros",
        "36 zeros do not check: a check of nothing is not nothing.",
        mistyped,
        "0".repeat(36),
    );
}

fn derived(cases: &mut Cases) {
    let output = |id: &Id| slot::derive_recovery_output(&CODE_BYTES, id).unwrap().expose().to_vec();
    let records = bases::real(output);
    super::files::derived(cases, bases::real_output(), output);
    let mut bare = records.clone();
    bare.retain(|key, _| !key.starts_with("leaf/") && key != "root");
    let why = "A raw export without root and leaves, as the command `latchkey` rebuilds it.";
    let raw =
        json!({ "open": "raw", "rebuild": true, "with": { "password": REAL_PASSWORD }, "raw": base64(&export(&bare)) });
    cases.add("raw-export-derived", ("E08", why, "opens"), raw);
    let code = recovery_code::encode(&code_secret()).to_string();
    let mut add = |name: &str, why: &str, expect: &str, with: Value| {
        let is_base = name == "derived";
        cases.add(
            name,
            ("D28", why, expect),
            json!({
                "open": "vault", "with": with,
                "from": if is_base { json!(null) } else { json!("derived") },
                "records": if is_base { all(&records) } else { json!(null) },
            }),
        );
    };
    add(
        "derived",
        "A master password, really derived at the floor: é and ä composed, a no-break space.",
        "opens",
        json!({ "password": REAL_PASSWORD }),
    );
    add(
        "derived-from-a-decomposed-password",
        "The same, decomposed, with an ideographic and a usual space.",
        "opens",
        json!({ "password": "Ka\u{308}se\u{3000}und Brot e\u{301}" }),
    );
    add(
        "derived-from-another-password",
        "Without its accent it is another password.",
        "wrong-password",
        json!({ "password": "Käse und Brot e" }),
    );
    add(
        "derived-from-a-trimmed-password",
        "A blank at the end is part of a password.",
        "wrong-password",
        json!({ "password": format!("{REAL_PASSWORD} ") }),
    );
    add(
        "derived-from-compatible-characters",
        "NFC, not NFKC: ﬀ is not ff, so no ligature is folded away.",
        "wrong-password",
        json!({ "password": "Käse und Brot é".replace('s', "ſ") }),
    );
    add(
        "derived-from-the-recovery-code",
        "The recovery code opens the same vault.",
        "opens",
        json!({ "recovery_code": code }),
    );
}
