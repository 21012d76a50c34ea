//! Cases of vault files: header, stream and entries.

use latchkey_core::api::{FactorKind, FactorProof};
use latchkey_core::crypto::stream::{CHUNK_LEN, seal_chunk};
use latchkey_core::secret::Secret;
use latchkey_core::vault::associated::{self, Role, Scope};
use latchkey_core::vault::id::Id;
use serde_json::json;

use super::bases::{PASSWORD, RECOVERY, proof, small, with_password};
use super::headers::{SlotParts, password_factor, varint};
use super::vault::{NamedRng, Vault, cut, encoded, evolving};
use super::vector_cases::telling::base64;
use super::{Cases, with};

/// A vault file in parts, each to be written as it is.
pub struct FileParts {
    start: Vec<u8>,
    suite: u8,
    id: Id,
    slots: Vec<SlotParts>,
    count: Option<u64>,
    /// Entries with their lengths.
    plain: Vec<u8>,
    key: Secret,
    /// Whether a stream that ends with a full chunk gets an empty one behind it.
    empty_last: bool,
    rng: NamedRng,
}

/// An entry's kind and what follows, with the length before it.
pub fn entry(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = [&[kind], parts.concat().as_slice()].concat();
    [varint(u64::try_from(body.len()).unwrap()), body].concat()
}

pub struct Entries {
    pub about: Vec<u8>,
    pub settings: Vec<u8>,
    pub sites: Vec<u8>,
    pub file: Vec<u8>,
    pub chunk: Vec<u8>,
    pub login: Vec<u8>,
    pub guarded: Vec<u8>,
    pub end: Vec<u8>,
    pub file_id: Id,
}

impl Entries {
    fn of_small() -> Self {
        let base = small();
        let vault = Vault::of(&base.records, &with_password(), "");
        let item = |id: Id| entry(4, &[&id.0, &encoded(&vault.fields(id))]);
        let named = |name: &str| {
            let length = varint(u64::try_from(name.len()).unwrap());
            entry(5, &[&length, name.as_bytes(), &vault.named(name)])
        };
        Self {
            about: entry(
                1,
                &[&vault.scope.vault_id.0, &[1], &varint(super::vector_cases::NOW_MS)],
            ),
            settings: named("settings"),
            sites: named("sites"),
            file: entry(2, &[&base.file.0, &[5]]),
            chunk: entry(3, &[b"No. 5"]),
            login: item(base.login),
            guarded: item(base.guarded),
            end: entry(6, &[&[2, 1]]),
            file_id: base.file,
        }
    }

    fn all(&self) -> Vec<&[u8]> {
        vec![
            &self.about,
            &self.settings,
            &self.sites,
            &self.file,
            &self.chunk,
            &self.login,
            &self.guarded,
            &self.end,
        ]
    }

    fn plain(&self) -> Vec<u8> {
        self.all().concat()
    }
}

impl FileParts {
    fn new(name: &str, plain: Vec<u8>) -> Self {
        let mut rng = NamedRng::new(name);
        let id = Id::make(&mut rng).unwrap();
        let key = latchkey_core::crypto::random::make_secret(&mut rng).unwrap();
        let mut parts = Self {
            start: b"LATCHFIL\x01".to_vec(),
            suite: 1,
            id,
            slots: Vec::new(),
            count: None,
            plain,
            key,
            empty_last: false,
            rng,
        };
        parts.add_slot(b"file", &password_factor(65_536, 3, 1, 1), &[(1, PASSWORD)]);
        parts
    }

    fn add_slot(&mut self, purpose: &[u8], factors: &[u8], outputs: &[(u8, u8)]) {
        let purpose = [purpose, &[1, 1], &self.id.0, &[0; 4]].concat();
        self.slots
            .push(SlotParts::forge(&self.key, &purpose, factors, outputs, &mut self.rng));
    }

    fn header(&self) -> Vec<u8> {
        let count = self.count.unwrap_or(u64::try_from(self.slots.len()).unwrap());
        let slots: Vec<u8> = self.slots.iter().flat_map(SlotParts::encode).collect();
        let body = [&[self.suite][..], &self.id.0, &varint(count), &slots].concat();
        [self.start.clone(), varint(u64::try_from(body.len()).unwrap()), body].concat()
    }

    fn chunks(&self) -> Vec<Vec<u8>> {
        let scope = Scope {
            vault_id: self.id,
            epoch: 0,
        };
        let role = associated::encode(&scope, Role::File);
        let mut pieces: Vec<&[u8]> = self.plain.chunks(CHUNK_LEN).collect();
        if pieces.is_empty() || self.empty_last {
            pieces.push(&[]);
        }
        let last = pieces.len() - 1;
        let sealed = pieces.iter().enumerate();
        sealed
            .map(|(at, piece)| seal_chunk(&self.key, &role, u32::try_from(at).unwrap(), at == last, piece).unwrap())
            .collect()
    }

    fn encode(&self) -> Vec<u8> {
        [self.header(), self.chunks().concat()].concat()
    }
}

/// The small vault in a file that a really derived password opens, and a recovery code.
pub fn derived(cases: &mut Cases, password: [u8; 32], code_output: impl Fn(&Id) -> Vec<u8>) {
    let name = "vault-file-derived";
    let mut parts = FileParts::new(name, Entries::of_small().plain());
    parts.slots.clear();
    let code = code_output(&parts.id).try_into().unwrap();
    let purpose = [b"file", [1, 1].as_slice(), &parts.id.0, &[0; 4]].concat();
    for (factors, output) in [
        (password_factor(65_536, 3, 1, 9), (1, password)),
        (vec![1, 3], (3, code)),
    ] {
        let slot = SlotParts::forge_with(&parts.key, &purpose, &factors, &[output], &mut parts.rng);
        parts.slots.push(slot);
    }
    let why = "A vault file under a master password that is really derived, as the command `latchkey` opens it.";
    cases.add(
        name,
        ("D28", why, "opens"),
        json!({ "open": "file", "with": { "password": super::bases::REAL_PASSWORD }, "file": base64(&parts.encode()) }),
    );
}

pub fn make(cases: &mut Cases) {
    let entries = Entries::of_small();
    headers(cases, &entries);
    streams(cases, &entries);
    sequences(cases, &entries);
    values(cases, &entries);
}

fn add(cases: &mut Cases, name: &str, about: super::About<'_>, bytes: &[u8], proofs: &[FactorProof]) {
    cases.add(
        name,
        about,
        json!({ "open": "file", "with": with(proofs), "file": base64(bytes) }),
    );
}

fn headers(cases: &mut Cases, entries: &Entries) {
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut FileParts)| {
        let mut parts = FileParts::new(name, entries.plain());
        change(&mut parts);
        add(cases, name, (attack, why, expect), &parts.encode(), &with_password());
    };
    case(
        "vault-file",
        "E08",
        "The small vault in a file: settings, an attachment and two items, one of them guarded.",
        "opens",
        &|_| {},
    );
    case(
        "vault-file-of-another-magic",
        "D13",
        "Another magic is no vault file.",
        "not-a-vault",
        &|parts| parts.start[5] = b'X',
    );
    case(
        "vault-file-of-version-2",
        "D13",
        "A newer version is named before anything else is read.",
        "newer-version",
        &|parts| parts.start[8] = 2,
    );
    case(
        "vault-file-of-version-0",
        "D13",
        "No vault file was ever of version 0.",
        "damaged",
        &|parts| parts.start[8] = 0,
    );
    case(
        "vault-file-of-suite-2",
        "D13",
        "There is one suite.",
        "damaged",
        &|parts| parts.suite = 2,
    );
    case(
        "vault-file-without-slots",
        "H09",
        "Nobody can open it.",
        "damaged",
        &|parts| parts.slots.clear(),
    );
    case("vault-file-with-17-slots", "H09", "16 at most.", "damaged", &|parts| {
        parts.slots = vec![parts.slots[0].clone(); 17];
    });
    case(
        "vault-file-with-a-weak-kdf",
        "H09",
        "Below the floor: refused before any work.",
        "kdf-out-of-range",
        &|parts| parts.slots[0].factors = password_factor(1_024, 1, 1, 1),
    );
    case(
        "vault-file-with-a-hostile-kdf",
        "H09",
        "4 TiB: refused before memory is taken.",
        "kdf-out-of-range",
        &|parts| parts.slots[0].factors = password_factor(u64::from(u32::MAX), 10, 4, 1),
    );
    case(
        "vault-file-with-a-count-of-slots-too-high",
        "H09",
        "More slots than bytes.",
        "damaged",
        &|parts| parts.count = Some(1 << 40),
    );
    case(
        "vault-file-with-a-slot-of-a-vault",
        "D06",
        "A slot made for a vault opens no file: its purpose is in the context.",
        "wrong-password",
        &|parts| {
            parts.slots.clear();
            parts.add_slot(b"vault", &password_factor(65_536, 3, 1, 1), &[(1, PASSWORD)]);
        },
    );
    case(
        "vault-file-of-another-id",
        "D04",
        "Its id is in every slot's context.",
        "wrong-password",
        &|parts| parts.id.0[3] ^= 1,
    );
    case(
        "vault-file-wrap-changed",
        "D23",
        "The commitment fits, the wrap does not.",
        "damaged",
        &|parts| parts.slots[0].wrap[9] ^= 1,
    );
    case(
        "vault-file-with-a-slot-more",
        "D16",
        "Slots of a file are not held together by a tag: a copy of one changes nothing.",
        "opens",
        &|parts| parts.slots.push(parts.slots[0].clone()),
    );
    let mut parts = FileParts::new("vault-file-by-a-recovery-code", entries.plain());
    parts.add_slot(b"file", &[1, 3], &[(3, RECOVERY)]);
    add(
        cases,
        "vault-file-by-a-recovery-code",
        ("D17", "Any slot opens.", "opens"),
        &parts.encode(),
        &proof(FactorKind::Recovery, RECOVERY),
    );
    add(
        cases,
        "vault-file-by-a-wrong-password",
        ("D23", "No commitment fits.", "wrong-password"),
        &parts.encode(),
        &proof(FactorKind::Password, 0x12),
    );
    let header = FileParts::new("vault-file-cut-in-its-header", entries.plain()).header();
    add(
        cases,
        "vault-file-cut-in-its-header",
        ("D02", "It ends within a slot.", "damaged"),
        &header[..90],
        &with_password(),
    );
    add(
        cases,
        "vault-file-of-a-header-alone",
        ("D02", "There is no stream.", "damaged"),
        &header,
        &with_password(),
    );
}

fn streams(cases: &mut Cases, entries: &Entries) {
    let name = "vault-file-changed";
    let sealed = FileParts::new(name, entries.plain()).encode();
    let mut bytes = |name: &str, attack: &str, why: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut changed = sealed.clone();
        change(&mut changed);
        add(cases, name, (attack, why, "damaged"), &changed, &with_password());
    };
    bytes(name, "D01", "A bit of the stream.", &|bytes| {
        *bytes.iter_mut().rev().nth(99).unwrap() ^= 1
    });
    bytes("vault-file-tag-changed", "D01", "A bit of its tag.", &|bytes| {
        *bytes.last_mut().unwrap() ^= 1
    });
    bytes("vault-file-cut", "D02", "The last byte is missing.", &|bytes| {
        cut(bytes)
    });
    bytes("vault-file-with-a-byte-behind", "D03", "A byte more.", &|bytes| {
        bytes.push(0)
    });

    // A stream of two chunks: an entry that nobody knows fills the first.
    let filler = entry(200, &[&vec![0x5a; 65_600]]);
    let long = [entries.about.as_slice(), &filler, &entry(6, &[&[0, 0]])].concat();
    let name = "vault-file-of-two-chunks";
    let parts = FileParts::new(name, long);
    let (header, chunks) = (parts.header(), parts.chunks());
    add(
        cases,
        name,
        (
            "D27",
            "A stream of two chunks, with an entry of a later kind that is passed over.",
            "opens",
        ),
        &parts.encode(),
        &with_password(),
    );
    let mut order = |name: &str, why: &str, order: &[usize]| {
        let stream = order.iter().flat_map(|at| chunks[*at].clone());
        let file: Vec<u8> = header.iter().copied().chain(stream).collect();
        add(cases, name, ("D27", why, "damaged"), &file, &with_password());
    };
    order(
        "vault-file-cut-at-a-chunk",
        "The last chunk is gone: the first is not the last.",
        &[0],
    );
    order("vault-file-without-its-first-chunk", "The first chunk is gone.", &[1]);
    order("vault-file-with-chunks-swapped", "The short one first.", &[1, 0]);
    order("vault-file-with-a-chunk-repeated", "The last chunk twice.", &[0, 1, 1]);

    let fill = |length: usize| {
        let end = entry(6, &[&[0, 0]]);
        let around = entries.about.len() + end.len() + 1 + 3;
        let filler = entry(200, &[&vec![0; length - around]]);
        let plain = [entries.about.as_slice(), &filler, &end].concat();
        assert_eq!(plain.len(), length);
        plain
    };
    let name = "vault-file-of-a-full-chunk";
    let parts = FileParts::new(name, fill(65_536));
    add(
        cases,
        name,
        (
            "D27",
            "What fills a chunk exactly is one chunk, and it is the last.",
            "opens",
        ),
        &parts.encode(),
        &with_password(),
    );
    let name = "vault-file-with-an-empty-last-chunk";
    let mut parts = FileParts::new(name, fill(65_536));
    parts.empty_last = true;
    add(
        cases,
        name,
        (
            "D27",
            "The same with an empty chunk behind it is another form of the same stream.",
            "damaged",
        ),
        &parts.encode(),
        &with_password(),
    );
    let name = "vault-file-of-an-empty-stream";
    let parts = FileParts::new(name, Vec::new());
    add(
        cases,
        name,
        ("D27", "A stream of nothing is a stream, but no vault file.", "damaged"),
        &parts.encode(),
        &with_password(),
    );
}

fn sequences(cases: &mut Cases, entries: &Entries) {
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, order: &[&[u8]]| {
        let parts = FileParts::new(name, order.concat());
        add(cases, name, (attack, why, expect), &parts.encode(), &with_password());
    };
    let Entries {
        about,
        settings,
        file,
        chunk,
        login,
        guarded,
        end,
        ..
    } = entries;
    let bare = entry(6, &[&[0, 0]]);
    let file_only = entry(6, &[&[0, 1]]);
    case(
        "vault-file-without-its-end",
        "D27",
        "Whole chunks, but the last entry is missing: whoever wrote it was interrupted.",
        "damaged",
        &[about, file, chunk, login, guarded],
    );
    case(
        "vault-file-without-its-beginning",
        "D27",
        "It does not say which vault it is.",
        "damaged",
        &[settings, &bare],
    );
    case(
        "vault-file-with-two-beginnings",
        "D27",
        "It says so twice.",
        "damaged",
        &[about, about, &bare],
    );
    case(
        "vault-file-with-an-entry-behind-its-end",
        "D03",
        "Something follows the last entry.",
        "damaged",
        &[about, &bare, settings],
    );
    case(
        "vault-file-with-an-unknown-entry-behind-its-end",
        "D03",
        "Even something unknown.",
        "damaged",
        &[about, &bare, &entry(99, &[])],
    );
    case(
        "vault-file-with-two-ends",
        "D03",
        "Another end follows it.",
        "damaged",
        &[about, &bare, &bare],
    );
    case(
        "vault-file-with-an-item-less",
        "D08",
        "It says two items and holds one.",
        "damaged",
        &[about, file, chunk, login, end],
    );
    case(
        "vault-file-with-an-item-more",
        "D08",
        "It says none and holds one.",
        "damaged",
        &[about, guarded, &bare],
    );
    case(
        "vault-file-with-an-attachment-less",
        "D08",
        "It says one file and holds none.",
        "damaged",
        &[about, guarded, &entry(6, &[&[1, 1]])],
    );
    case(
        "vault-file-with-an-item-before-its-attachment",
        "D27",
        "An item whose attachment did not come before it.",
        "damaged",
        &[about, login, file, chunk, guarded, end],
    );
    case(
        "vault-file-without-an-items-attachment",
        "D27",
        "It never comes.",
        "damaged",
        &[about, login, &entry(6, &[&[1, 0]])],
    );
    case(
        "vault-file-with-a-chunk-missing",
        "D27",
        "A file is announced, its chunk is not there.",
        "damaged",
        &[about, file, login, guarded, end],
    );
    case(
        "vault-file-with-a-chunk-too-many",
        "D27",
        "A chunk more than the size asks for.",
        "damaged",
        &[about, file, chunk, chunk, login, guarded, end],
    );
    case(
        "vault-file-with-a-chunk-of-no-file",
        "D27",
        "A chunk that no file announced.",
        "damaged",
        &[about, chunk, guarded, &entry(6, &[&[1, 0]])],
    );
    case(
        "vault-file-with-a-chunk-too-short",
        "D27",
        "Four bytes of five.",
        "damaged",
        &[about, file, &entry(3, &[b"No. "]), login, guarded, end],
    );
    case(
        "vault-file-with-a-chunk-too-long",
        "D27",
        "Six bytes of five.",
        "damaged",
        &[about, file, &entry(3, &[b"No. 55"]), login, guarded, end],
    );
    case(
        "vault-file-with-a-file-over-100-mib",
        "H09",
        "No file is that large.",
        "damaged",
        &[about, &entry(2, &[&[1; 16], &varint(104_857_601)]), &file_only],
    );
    case(
        "vault-file-with-a-file-of-16-eib",
        "H09",
        "Nor that.",
        "damaged",
        &[about, &entry(2, &[&[1; 16], &varint(u64::MAX)]), &file_only],
    );
    case(
        "vault-file-with-an-empty-file",
        "D27",
        "A file of no bytes has one chunk of none.",
        "opens",
        &[about, &entry(2, &[&[1; 16], &[0]]), &entry(3, &[]), &file_only],
    );
    case(
        "vault-file-with-an-empty-file-without-chunk",
        "D27",
        "Without that chunk it is not whole.",
        "damaged",
        &[about, &entry(2, &[&[1; 16], &[0]]), &file_only],
    );
    case(
        "vault-file-with-entries-of-later-kinds",
        "E09",
        "Kinds and names that are not known are passed over, even between a file and its chunk.",
        "opens",
        &[
            about,
            &entry(77, &[b"x"]),
            &entry(5, &[&[5], b"later", b"what"]),
            file,
            &entry(255, &[]),
            chunk,
            login,
            guarded,
            end,
        ],
    );
}

fn values(cases: &mut Cases, entries: &Entries) {
    let mut case = |name: &str, attack: &str, why: &str, order: &[&[u8]]| {
        let parts = FileParts::new(name, order.concat());
        add(cases, name, (attack, why, "damaged"), &parts.encode(), &with_password());
    };
    let Entries { about, end, .. } = entries;
    let bare = entry(6, &[&[0, 0]]);
    case(
        "vault-file-with-an-entry-of-no-bytes",
        "D20",
        "Every entry has a kind.",
        &[about, &[0], &bare],
    );
    case(
        "vault-file-with-an-entry-over-64-mib",
        "H09",
        "An entry that says it is larger than any is.",
        &[about, &varint(67_108_865), &bare],
    );
    case(
        "vault-file-with-an-entry-beyond-its-end",
        "D02",
        "An entry longer than what is left.",
        &[about, &varint(300), end],
    );
    case(
        "vault-file-with-a-length-spelt-long",
        "D20",
        "An entry's length in two bytes where one does.",
        &[about, &[0x83, 0], &[6, 0, 0]],
    );
    case(
        "vault-file-with-a-byte-behind-its-counts",
        "D03",
        "A byte more in the last entry.",
        &[about, &entry(6, &[&[0, 0, 0]])],
    );
    case(
        "vault-file-with-a-name-of-bad-utf-8",
        "D20",
        "Names are UTF-8.",
        &[about, &entry(5, &[&[1, 0xff]]), &bare],
    );
    case(
        "vault-file-with-settings-of-another-form",
        "D20",
        "They are read as if they were the record: `false` is left out.",
        &[
            about,
            &entry(5, &[&[8], b"settings", &evolving(&[(2, vec![0])])]),
            &bare,
        ],
    );
    case(
        "vault-file-with-an-item-of-no-fields",
        "D02",
        "An id and nothing behind it.",
        &[about, &entry(4, &[&[1; 16]]), &entry(6, &[&[1, 0]])],
    );
    let mut login = entries.guarded.clone();
    login.push(1);
    let longer = [varint(u64::try_from(login.len()).unwrap() - 2), login[2..].to_vec()].concat();
    case(
        "vault-file-with-a-byte-behind-an-item",
        "D03",
        "A byte behind an item's fields.",
        &[about, &longer, &entry(6, &[&[1, 0]])],
    );
}
