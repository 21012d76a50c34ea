//! Makes the test vectors: `cargo xtask vectors`. The same bytes come out at every run.
//!
//! Each case is opened by the core as it is made, and must end as it says. Cases are made from vaults whose keys are
//! known, so that what an attacker with keys, or a faulty program, would write can be written too.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    missing_docs,
    clippy::type_complexity,
    clippy::too_many_arguments,
    unreachable_pub,
    dead_code,
    reason = "a generator may fail loudly"
)]

mod bases;
mod files;
mod frame;
mod headers;
mod index;
mod items;
#[path = "../key_collision/mod.rs"]
mod key_collision;
mod named;
mod others;
mod slots;
mod vault;
#[path = "../vector_cases/mod.rs"]
mod vector_cases;
mod whole;

use std::path::{Path, PathBuf};

use latchkey_core::api::FactorProof;
use serde_json::{Map, Value, json};
use vault::{Records, Vault};
use vector_cases::telling::{base64, hex};

/// Where the cases go, and how many there are.
pub struct Cases {
    folder: PathBuf,
    wrong: Vec<String>,
    made: usize,
    opening: usize,
}

/// What a case says of itself: attack, reason, and how it must end.
pub type About<'a> = (&'a str, &'a str, &'a str);

/// The base that a case starts from.
pub struct Base<'a> {
    pub name: &'a str,
    pub records: &'a Records,
    pub proofs: Vec<FactorProof>,
}

impl Cases {
    /// Opens a case with the core, holds it against what it says, and writes it with what was open.
    pub fn add(&mut self, name: &str, (attack, why, expect): About<'_>, body: Value) {
        let mut case = Map::new();
        case.insert("attack".into(), attack.into());
        case.insert("why".into(), why.into());
        case.insert("expect".into(), expect.into());
        for (key, value) in body.as_object().unwrap() {
            if !value.is_null() {
                case.insert(key.clone(), value.clone());
            }
        }
        let mut case = Value::Object(case);
        let (outcome, content) = vector_cases::open(&case, &vector_cases::inputs(&self.folder, &case));
        if outcome != expect {
            self.wrong.push(format!("{name}: {outcome}, not {expect}"));
        }
        if !content.is_null() {
            case["content"] = content;
        }
        self.made += 1;
        self.opening += usize::from(expect == "opens");
        let text = format!("{}\n", serde_json::to_string_pretty(&case).unwrap());
        std::fs::write(self.folder.join(format!("{name}.json")), text).unwrap();
    }

    /// A vault that `forge` changes.
    pub fn vault(&mut self, name: &str, base: &Base<'_>, about: About<'_>, forge: impl FnOnce(&mut Vault)) {
        self.vault_by(name, base, &base.proofs, about, forge);
    }

    /// The same, opened by other factors.
    pub fn vault_by(
        &mut self,
        name: &str,
        base: &Base<'_>,
        proofs: &[FactorProof],
        about: About<'_>,
        forge: impl FnOnce(&mut Vault),
    ) {
        let mut forged = Vault::of(base.records, &base.proofs, name);
        forge(&mut forged);
        self.add(
            name,
            about,
            json!({
                "open": "vault",
                "from": base.name,
                "with": with(proofs),
                "records": difference(base.records, &forged.records),
            }),
        );
    }
}

/// The factors' outputs as a case tells them.
pub fn with(proofs: &[FactorProof]) -> Value {
    let outputs: Map<String, Value> = proofs
        .iter()
        .map(|proof| ((proof.kind as u8 + 1).to_string(), hex(&proof.output).into()))
        .collect();
    json!({ "outputs": outputs })
}

/// What must be put over one vault's records to get another's.
pub fn difference(from: &Records, to: &Records) -> Value {
    let mut changed = Map::new();
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        changed.insert(key.clone(), Value::Null);
    }
    for (key, bytes) in to.iter().filter(|(key, bytes)| from.get(*key) != Some(bytes)) {
        changed.insert(key.clone(), base64(bytes).into());
    }
    changed.into()
}

/// All records, for a case that others start from.
pub fn all(records: &Records) -> Value {
    difference(&Records::new(), records)
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let mut cases = Cases {
        folder,
        wrong: Vec::new(),
        made: 0,
        opening: 0,
    };
    let small = bases::small();
    cases.add(
        "small",
        (
            "D01",
            "A vault with a login and its file, a guarded login, a deleted one and settings. Most \
         cases start from it.",
            "opens",
        ),
        json!({
            "open": "vault",
            "with": with(&bases::with_password()),
            "records": all(&small.records),
        }),
    );
    headers::make(&mut cases, &small);
    frame::make(&mut cases, &small);
    items::make(&mut cases, &small);
    files::make(&mut cases);
    others::make(&mut cases, &small);
    println!("{} cases, {} of which open.", cases.made, cases.opening);
    assert!(cases.wrong.is_empty(), "{}", cases.wrong.join("\n"));
}
