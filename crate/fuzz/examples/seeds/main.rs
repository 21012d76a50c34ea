//! Makes the first inputs of each target from a vault with a record of every kind. It is run by hand, when a record
//! changes its form: `cargo run -p latchkey-fuzz --example seeds`; `cargo xtask fuzz --keep` thins them out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a tool of ours may fail loudly"
)]

mod others;

use std::collections::BTreeMap;
use std::path::Path;

use latchkey_core::api::{
    Change, Draft, FactorInfo, FactorKind, ItemBase, ItemContent, ItemInput, KdfParams, Login, MatchRule, NewFactor,
    NewSlot, Passkey, PrfParams, Purpose, SavedUrl, Settings, SiteRule,
};
use latchkey_core::crypto::{random, stream};
use latchkey_core::session::Session;
use latchkey_core::vault::associated::{self, Role, Scope};
use latchkey_core::vault::fields::Fields;
use latchkey_core::vault::file::{Entry, FileWriter};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::{draft, header, item, padding, raw, resume, sealed, wire};
use latchkey_fuzz::Counter;

const NOW_MS: u64 = 1_790_000_000_000;

fn factor(kind: FactorKind) -> NewFactor {
    let kdf = KdfParams {
        memory_kib: 65_536,
        passes: 3,
        lanes: 1,
        salt: vec![9; 32],
    };
    let prf = PrfParams {
        rp_id: "latchkey".into(),
        credential_id: vec![5; 16],
        salt: vec![6; 32],
        browser: "chromium".into(),
    };
    let info = FactorInfo {
        kind,
        kdf: (kind == FactorKind::Password).then_some(kdf),
        prf: (kind == FactorKind::Prf).then_some(prf),
    };
    let output = vec![1; 32];
    NewFactor { info, output }
}

fn slot(kinds: &[FactorKind]) -> NewSlot {
    NewSlot {
        factors: kinds.iter().map(|kind| factor(*kind)).collect(),
    }
}

fn content() -> ItemContent {
    let url = SavedUrl {
        url: "https://one.example/".into(),
        rule: MatchRule::Unknown,
        rest: vec![2, 1, 77, 200, 1, 1, 3],
    };
    ItemContent {
        tags: vec!["a".into(), "b".into()],
        notes: "note".into(),
        login: Some(Login {
            usernames: vec!["ada".into()],
            password: "pw".into(),
            urls: vec![url],
            otp: "otpauth://totp/One?secret=JBSWY3DPEHPK3PXP".into(),
            passkeys: vec![Passkey {
                credential_id: vec![1],
                algorithm: -7,
                ..Passkey::default()
            }],
            ..Login::default()
        }),
        card: Some(Default::default()),
        identity: Some(Default::default()),
        fields: vec![Default::default()],
        ..ItemContent::default()
    }
}

fn commit(store: &mut BTreeMap<String, Vec<u8>>, session: &mut Session, change: &Change) {
    store.extend(
        change
            .writes
            .iter()
            .map(|record| (record.key.clone(), record.bytes.clone())),
    );
    session.commit();
}

fn write(target: &str, name: &str, bytes: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}

/// The smaller samples of what other managers write.
fn write_other_managers_files() {
    const MOST_LEN: u64 = 4_000;
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/imports");
    for entry in std::fs::read_dir(samples).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if !name.ends_with(".expected.json") && entry.metadata().unwrap().len() <= MOST_LEN {
            write("import", &name, &std::fs::read(entry.path()).unwrap());
        }
    }
}

fn write_the_first_inputs() {
    let rng = &mut Counter(3);
    let slots = [
        slot(&[FactorKind::Password, FactorKind::Prf]),
        slot(&[FactorKind::Recovery]),
    ];
    let mut store = BTreeMap::new();
    let (mut session, change) = Session::create(&slots, "Mine", NOW_MS, rng).unwrap();
    commit(&mut store, &mut session, &change);
    let put = ItemInput {
        base: None,
        content: content(),
        strength: Some(3),
    };
    let put = session.put(&put, None, NOW_MS, rng).unwrap();
    commit(&mut store, &mut session, &put.change);
    let base = ItemBase {
        id: put.id.clone(),
        revision: 1,
    };
    let record = store[&format!("item/{}", put.id)].clone();
    let trashed = session.set_trashed(&base, &record, true, NOW_MS + 5, rng).unwrap();
    commit(&mut store, &mut session, &trashed.change);
    let settings = Settings {
        sites: vec![SiteRule {
            host: "a.example".into(),
            never_save: true,
            ..SiteRule::default()
        }],
        equivalent_domains: vec![vec!["a.example".into(), "b.example".into()]],
        ..session.settings().clone()
    };
    let change = session.put_settings(&settings, NOW_MS, rng).unwrap();
    commit(&mut store, &mut session, &change);

    let value = session.resume_value().unwrap();
    let parsed = resume::parse(&value).unwrap();
    let (keys, scope) = (&parsed.keys, &parsed.scope);
    let open = |key, role, name: &str| sealed::open_bytes(key, scope, role, &store[name]).unwrap().to_vec();
    let named = |name: &str| open(&keys.named, Role::Named(Id::of_name(name)), name);
    let leaf = format!("leaf/{}", &put.id[..2]);
    let number = u8::from_str_radix(&put.id[..2], 16).unwrap();
    let id = Id::parse(&put.id).unwrap();
    let fields: Fields = item::open(&keys.items, scope, id, &store[&format!("item/{}", put.id)]).unwrap();

    write("header", "whole", &store["header"]);
    write("header", "body", &store["header"][9..store["header"].len() - 32]);
    // Without the length before it and the signature behind it.
    let signed = open(&keys.index, Role::Root, "root");
    write("root", "whole", &signed);
    write("root", "encoding", &signed[2..signed.len() - 64]);
    write("leaf", "leaf", &open(&keys.index, Role::Leaf(number), &leaf));
    write("item", "fields", &wire::encode(&fields));
    write("item", "record", &store[&format!("item/{}", put.id)]);
    write("resume", "whole", &value);
    write("resume", "unhashed", &value[..value.len() - 32]);
    write("sealed", "root", &store["settings"]);
    write("padding", "short", &padding::pad(b"data").unwrap());
    write("padding", "long", &padding::pad(&[7; 5_000]).unwrap());
    let seen = Draft {
        origin: "https://one.example".into(),
        purpose: Purpose::SignIn,
        username: "ada".into(),
        password: "pw".into(),
        old_password: String::new(),
        title: "one".into(),
        seen_ms: NOW_MS,
    };
    let header = header::Header::parse(&store["header"]).unwrap();
    let record = draft::seal(header.inbox_public(), scope, &seen, rng).unwrap();
    write("draft", "record", &record);
    let encoding = [
        &[19][..],
        b"https://one.example",
        &[1, 3],
        b"ada",
        &[2],
        b"pw",
        &[0, 3],
        b"one",
        &[5],
    ]
    .concat();
    write("draft", "encoding", &encoding);
    for (choice, name) in [(0, "settings"), (1, "sites"), (2, "domains")] {
        write("settings", name, &[&[choice], named(name).as_slice()].concat());
    }
    let values: [(u8, &str, Vec<u8>); 8] = [
        (
            7,
            "url",
            wire::encode(&fields.item.content.login.as_ref().unwrap().urls[0]).to_vec(),
        ),
        (10, "content", wire::encode(&fields.item.content).to_vec()),
        (11, "item", wire::encode(&fields.item).to_vec()),
        (12, "fields", wire::encode(&fields).to_vec()),
        (
            14,
            "entries",
            open(&keys.index, Role::Leaf(number), &leaf)[1..].to_vec(),
        ),
        (16, "devices", named("devices")),
        (
            3,
            "strings",
            wire::encode(&vec![String::from("a"), String::new()]).to_vec(),
        ),
        (1, "number", wire::encode(&-77_777_i32).to_vec()),
    ];
    for (choice, name, encoding) in values {
        write("wire", name, &[&[choice], encoding.as_slice()].concat());
    }
    let texts = [
        (
            "otp",
            "otpauth://hotp/One:ada?secret=JBSWY3DPEHPK3PXP&issuer=One&digits=8&counter=7&algorithm=SHA256",
        ),
        ("steam", "steam://JBSWY3DPEHPK3PXP"),
        ("bare", "JBSW Y3DP EHPK 3PXP"),
        ("address", "https://user@login.one.example:8443/a?b#c"),
        ("ip", "http://[::1]:80/"),
        ("leaf", "leaf/0a"),
        ("id", put.id.as_str()),
        (
            "range",
            "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2",
        ),
    ];
    for (name, text) in texts {
        write("text", name, text.as_bytes());
    }
    let secret = latchkey_core::vault::recovery_code::make(rng).unwrap();
    write(
        "text",
        "code",
        latchkey_core::vault::recovery_code::encode(&secret).as_bytes(),
    );
    let (_, file) = FileWriter::begin(&slots, rng).unwrap();
    write("vault-file", "header", &file);
    let entries = [
        session.about_entry(NOW_MS),
        Entry::Named("settings".into(), named("settings")),
        Entry::File(Id([4; 16]), 3),
        Entry::Chunk(vec![1, 2, 3]),
        Entry::Item(id, Box::new(fields)),
        Entry::End(1, 1),
    ];
    write(
        "vault-file-entries",
        "whole",
        &[&[50], encoded(&entries).as_slice()].concat(),
    );
    let mut export = raw::begin(u32::try_from(store.len()).unwrap());
    for (key, record) in &store {
        export.extend(raw::encode_record(key, record));
    }
    write("raw-export", "whole", &export);
}

/// Entries as they stand in a stream: sealed by a writer and opened again under the key that the counter gave it.
fn encoded(entries: &[Entry]) -> Vec<u8> {
    let (mut writer, _) = FileWriter::begin(&[slot(&[FactorKind::Recovery])], &mut Counter(1)).unwrap();
    let mut sealed: Vec<u8> = entries.iter().flat_map(|entry| writer.push(entry).unwrap()).collect();
    sealed.extend(writer.finish().unwrap());
    let mut drawn = Counter(1);
    let scope = Scope {
        vault_id: Id::make(&mut drawn).unwrap(),
        epoch: 0,
    };
    let key = random::make_secret(&mut drawn).unwrap();
    let opened = stream::open_chunk(&key, &associated::encode(&scope, Role::File), 0, true, &sealed);
    opened.unwrap().to_vec()
}

fn main() {
    write_the_first_inputs();
    write_other_managers_files();
    others::write_locked_files();
    others::write_pictures();
    others::write_password_rules();
}
