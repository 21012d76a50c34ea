//! Cases of the header: its shape, its parameters, and what its tag notices.

use latchkey_core::crypto::digest::derive_tag;
use latchkey_core::crypto::envelope::{FactorOutput, wrap_key};
use latchkey_core::secret::Secret;
use latchkey_core::vault::keys::derive_header_key;
use latchkey_core::vault::wire::{Reader, Writer};

use super::bases::{PASSWORD, Small, with_password};
use super::vault::{NamedRng, Vault, cut};
use super::{Base, Cases};

/// A header in parts, each to be written as it is.
#[derive(Clone)]
pub struct Head {
    pub start: Vec<u8>,
    pub suite: u8,
    pub id: [u8; 16],
    pub epoch: Vec<u8>,
    pub inbox: Vec<u8>,
    pub count: Option<u64>,
    pub slots: Vec<SlotParts>,
    pub tag: Vec<u8>,
}

/// A slot in parts; `factors` is the encoded list.
#[derive(Clone)]
pub struct SlotParts {
    pub factors: Vec<u8>,
    pub salt: [u8; 32],
    pub commitment: [u8; 32],
    pub wrap: [u8; 48],
}

pub fn varint(number: u64) -> Vec<u8> {
    let mut out = Writer::default();
    out.varint(number);
    out.finish().to_vec()
}

impl Head {
    pub fn of(record: &[u8]) -> Self {
        let mut from = Reader::new(record);
        let start = from.take(9).unwrap().to_vec();
        let suite = from.take(1).unwrap()[0];
        let id = from.take(16).unwrap().try_into().unwrap();
        let epoch = varint(from.varint().unwrap());
        let inbox = from.take(32).unwrap().to_vec();
        let slots = (0..from.varint().unwrap())
            .map(|_| SlotParts::read(&mut from))
            .collect();
        let tag = from.take_rest().to_vec();
        Self {
            start,
            suite,
            id,
            epoch,
            inbox,
            count: None,
            slots,
            tag,
        }
    }

    fn before_tag(&self) -> Vec<u8> {
        let count = self.count.unwrap_or(u64::try_from(self.slots.len()).unwrap());
        let head = [
            &self.start,
            &[self.suite][..],
            &self.id,
            &self.epoch,
            &self.inbox,
            &varint(count),
        ]
        .concat();
        let slots = self.slots.iter().flat_map(SlotParts::encode);
        head.into_iter().chain(slots).collect()
    }

    pub fn encode(&self) -> Vec<u8> {
        [self.before_tag(), self.tag.clone()].concat()
    }

    /// With the tag that this root key's owner would give it.
    pub fn tagged(mut self, vault: &Vault, root_key: &Secret) -> Vec<u8> {
        let key = derive_header_key(root_key, &vault.scope).unwrap();
        self.tag = derive_tag(&key, &self.before_tag()).unwrap().to_vec();
        self.encode()
    }
}

impl SlotParts {
    pub fn read(from: &mut Reader<'_>) -> Self {
        let start = from.left();
        for _ in 0..from.varint().unwrap() {
            match from.take(1).unwrap()[0] {
                1 => {
                    for _ in 0..3 {
                        from.varint().unwrap();
                    }
                    from.take(32).unwrap();
                }
                2 => {
                    for _ in 0..2 {
                        from.prefixed().unwrap();
                    }
                    from.take(32).unwrap();
                    from.prefixed().unwrap();
                }
                4 => drop(from.take(16).unwrap()),
                _ => {}
            }
        }
        let factors = start[..start.len() - from.left().len()].to_vec();
        Self {
            factors,
            salt: from.take(32).unwrap().try_into().unwrap(),
            commitment: from.take(32).unwrap().try_into().unwrap(),
            wrap: from.take(48).unwrap().try_into().unwrap(),
        }
    }

    pub fn encode(&self) -> Vec<u8> {
        [self.factors.as_slice(), &self.salt, &self.commitment, &self.wrap].concat()
    }

    /// A slot of any factors, each with its number and what its output repeats, that wraps `key`.
    pub fn forge(key: &Secret, purpose: &[u8], factors: &[u8], outputs: &[(u8, u8)], rng: &mut NamedRng) -> Self {
        let outputs: Vec<(u8, [u8; 32])> = outputs.iter().map(|(kind, output)| (*kind, [*output; 32])).collect();
        Self::forge_with(key, purpose, factors, &outputs, rng)
    }

    /// The same with outputs as they are.
    pub fn forge_with(
        key: &Secret,
        purpose: &[u8],
        factors: &[u8],
        outputs: &[(u8, [u8; 32])],
        rng: &mut NamedRng,
    ) -> Self {
        let secrets = outputs.iter().map(|(_, output)| Secret::from_slice(output).unwrap());
        let secrets: Vec<Secret> = secrets.collect();
        let given = outputs.iter().zip(&secrets);
        let given: Vec<FactorOutput<'_>> = given
            .map(|((kind, _), secret)| FactorOutput { kind: *kind, secret })
            .collect();
        let made = wrap_key(key, &given, &[purpose, factors].concat(), rng).unwrap();
        Self {
            factors: factors.to_vec(),
            salt: made.salt,
            commitment: made.commitment,
            wrap: made.wrap,
        }
    }
}

/// What stands before the factors in a slot's context.
pub fn purpose(vault: &Vault) -> Vec<u8> {
    let epoch = vault.scope.epoch.to_be_bytes();
    [b"vault", [1, 1].as_slice(), &vault.scope.vault_id.0, &epoch].concat()
}

/// The encoded list of one password factor.
pub fn password_factor(memory_kib: u64, passes: u64, lanes: u64, salt: u8) -> Vec<u8> {
    [
        vec![1, 1],
        varint(memory_kib),
        varint(passes),
        varint(lanes),
        vec![salt; 32],
    ]
    .concat()
}

/// The encoded list of one security key.
pub fn key_factor(rp_id: &str, credential_len: usize, browser: &str) -> Vec<u8> {
    let length = |length: usize| varint(u64::try_from(length).unwrap());
    let credential = [length(credential_len), vec![7; credential_len]].concat();
    let (rp_id, browser) = (
        [length(rp_id.len()), rp_id.into()].concat(),
        [length(browser.len()), browser.into()].concat(),
    );
    [vec![1, 2], rp_id, credential, vec![8; 32], browser].concat()
}

pub fn make(cases: &mut Cases, small: &Small) {
    let base = Base {
        name: "small",
        records: &small.records,
        proofs: with_password(),
    };
    shapes(cases, &base);
    parameters(cases, &base);
    super::slots::make(cases, &base);
}

/// Changes the header's parts and leaves its tag as it was.
pub fn parts(vault: &mut Vault, change: impl FnOnce(&mut Head)) {
    let mut head = Head::of(&vault.records["header"]);
    change(&mut head);
    vault.set("header", head.encode());
}

fn shapes(cases: &mut Cases, base: &Base<'_>) {
    let mut case = |name: &str, about, change: &dyn Fn(&mut Head)| {
        cases.vault(name, base, about, |vault| parts(vault, change));
    };
    case(
        "header-of-another-magic",
        ("D13", "Another magic is no vault of any version.", "not-a-vault"),
        &|head| head.start[7] = b'X',
    );
    case(
        "header-version-0",
        ("D13", "Version 0 was never published.", "older-version"),
        &|head| head.start[8] = 0,
    );
    case(
        "header-version-2",
        (
            "D13",
            "A newer version is named before anything else is read.",
            "newer-version",
        ),
        &|head| head.start[8] = 2,
    );
    case(
        "header-suite-2",
        (
            "D13",
            "There is one suite a version; another is never negotiated.",
            "damaged",
        ),
        &|head| head.suite = 2,
    );
    case(
        "header-suite-0",
        ("D13", "There is no suite without encryption.", "damaged"),
        &|head| head.suite = 0,
    );
    case("header-epoch-0", ("D20", "Epochs count from 1.", "damaged"), &|head| {
        head.epoch = vec![0]
    });
    case(
        "header-epoch-raised",
        (
            "D13",
            "The epoch is part of every slot's context, so no commitment fits.",
            "wrong-password",
        ),
        &|head| head.epoch = vec![2],
    );
    case(
        "header-epoch-too-long",
        (
            "D20",
            "1 as a varint of two bytes is another spelling of the same header.",
            "damaged",
        ),
        &|head| head.epoch = vec![0x81, 0],
    );
    case(
        "header-epoch-too-large",
        ("D20", "2^32 + 1 is no u32, and must not be cut down to 1.", "damaged"),
        &|head| head.epoch = vec![0x81, 0x80, 0x80, 0x80, 0x10],
    );
    case(
        "header-of-another-vault-id",
        (
            "D13",
            "The vault's id is part of every slot's context.",
            "wrong-password",
        ),
        &|head| head.id[0] ^= 1,
    );
    case(
        "header-without-slots",
        (
            "D02",
            "A vault nobody can open is none that is ever written.",
            "damaged",
        ),
        &|head| head.slots.clear(),
    );
    case(
        "header-with-17-slots",
        ("D12", "At most 16 slots: each costs a derivation.", "damaged"),
        &|head| head.slots = vec![head.slots[0].clone(); 17],
    );
    case(
        "header-over-16-kib",
        ("D12", "A header is at most 16 KiB, whatever is in it.", "damaged"),
        &|head| {
            head.slots.extend(vec![
                SlotParts {
                    factors: key_factor("a.example", 1_023, ""),
                    ..head.slots[0].clone()
                };
                14
            ]);
            head.slots
                .iter_mut()
                .skip(2)
                .for_each(|slot| slot.factors = key_factor(&"a".repeat(255), 1_023, &"b".repeat(100)));
        },
    );
    case(
        "header-count-of-slots-too-high",
        (
            "D20",
            "No memory is taken for a count before the bytes are there.",
            "damaged",
        ),
        &|head| head.count = Some(1 << 31),
    );
    case(
        "header-with-a-byte-behind",
        ("D03", "A byte behind the tag.", "damaged"),
        &|head| head.tag.push(0),
    );
    case(
        "header-cut-in-the-tag",
        ("D02", "The last byte is missing.", "damaged"),
        &|head| cut(&mut head.tag),
    );
    case(
        "header-tag-changed",
        (
            "D16",
            "The tag is not the root key's over these bytes: it may be looked at, nothing more.",
            "read-only",
        ),
        &|head| head.tag[0] ^= 1,
    );
    case(
        "header-inbox-changed",
        (
            "D25",
            "Somebody put their own key in the inbox's place, to read what is saved next.",
            "read-only",
        ),
        &|head| head.inbox[0] ^= 1,
    );
    cases.vault(
        "header-cut-in-a-slot",
        base,
        ("D02", "The header ends within a slot.", "damaged"),
        |vault| {
            vault.edit("header", |bytes| bytes.truncate(120));
        },
    );
    cases.vault(
        "header-of-magic-alone",
        base,
        ("D02", "It ends before its version.", "damaged"),
        |vault| {
            vault.edit("header", |bytes| bytes.truncate(8));
        },
    );
    cases.vault(
        "header-empty",
        base,
        ("D02", "An empty record is no header.", "not-a-vault"),
        |vault| vault.edit("header", Vec::clear),
    );
    cases.vault(
        "header-missing",
        base,
        ("D02", "Without its header there is no vault to open.", "not-a-vault"),
        |vault| {
            vault.records.remove("header");
        },
    );
}

fn parameters(cases: &mut Cases, base: &Base<'_>) {
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, factors: Vec<u8>| {
        cases.vault(name, base, (attack, why, expect), |vault| {
            parts(vault, |head| head.slots[0].factors = factors)
        });
    };
    let refused = "kdf-out-of-range";
    case(
        "kdf-memory-below-the-floor",
        "D11",
        "One KiB less than the floor: a guess would cost less.",
        refused,
        password_factor(65_535, 3, 1, 1),
    );
    case(
        "kdf-memory-of-8-kib",
        "D11",
        "Argon2's own least would betray the password.",
        refused,
        password_factor(8, 3, 1, 1),
    );
    case(
        "kdf-passes-below-the-floor",
        "D11",
        "Two passes.",
        refused,
        password_factor(65_536, 2, 1, 1),
    );
    case(
        "kdf-memory-above-the-ceiling",
        "D12",
        "One KiB above 1 GiB is refused before memory is taken.",
        refused,
        password_factor(1_048_577, 3, 1, 1),
    );
    case(
        "kdf-memory-of-4-tib",
        "D12",
        "As much as a u32 can ask for.",
        refused,
        password_factor(u64::from(u32::MAX), 3, 1, 1),
    );
    case(
        "kdf-passes-above-the-ceiling",
        "D12",
        "Eleven passes.",
        refused,
        password_factor(65_536, 11, 1, 1),
    );
    case(
        "kdf-passes-of-a-year",
        "D12",
        "2^32 - 1 passes would never end.",
        refused,
        password_factor(65_536, u64::from(u32::MAX), 1, 1),
    );
    case(
        "kdf-without-lanes",
        "D11",
        "No lane at all.",
        refused,
        password_factor(65_536, 3, 0, 1),
    );
    case(
        "kdf-with-5-lanes",
        "D12",
        "More lanes than a phone has.",
        refused,
        password_factor(65_536, 3, 5, 1),
    );
    case(
        "kdf-memory-spelt-long",
        "D20",
        "65,536 in four bytes instead of three.",
        "damaged",
        [vec![1, 1, 0x80, 0x80, 0x84, 0, 3, 1], vec![1; 32]].concat(),
    );
    case(
        "kdf-memory-raised-within-range",
        "D14",
        "Parameters are part of the context: another commitment comes out.",
        "wrong-password",
        password_factor(65_537, 3, 1, 1),
    );
    case(
        "kdf-salt-changed",
        "D14",
        "So is the salt.",
        "wrong-password",
        password_factor(65_536, 3, 1, 2),
    );
    case(
        "slot-without-factors",
        "D16",
        "A slot that asks for nothing would open for everybody.",
        "damaged",
        vec![0],
    );
    case(
        "slot-of-an-unknown-factor",
        "D14",
        "Factors are numbered 1 to 4; none is passed over.",
        "damaged",
        vec![1, 5],
    );
    case(
        "slot-of-factor-0",
        "D14",
        "There is no factor 0.",
        "damaged",
        vec![1, 0],
    );
    case(
        "slot-with-a-factor-twice",
        "D20",
        "Each factor once.",
        "damaged",
        vec![2, 3, 3],
    );
    case(
        "slot-with-factors-descending",
        "D20",
        "Factors ascend, so that a slot has one form.",
        "damaged",
        [vec![2, 3], key_factor("a.example", 9, "b")[1..].to_vec()].concat(),
    );
    case(
        "slot-turned-into-another-kind",
        "D14",
        "The password's slot says that it is a recovery code's: its commitment does not fit.",
        "wrong-password",
        vec![1, 3],
    );
    case(
        "key-without-credential",
        "D14",
        "A credential id has 1 to 1,023 bytes.",
        "damaged",
        key_factor("a.example", 0, "b"),
    );
    case(
        "key-with-a-long-credential",
        "D14",
        "1,024 bytes are one too many.",
        "damaged",
        key_factor("a.example", 1_024, "b"),
    );
    case(
        "key-with-a-long-relying-party",
        "D14",
        "256 characters are one too many.",
        "damaged",
        key_factor(&"a".repeat(256), 9, "b"),
    );
    case(
        "key-with-a-long-browser",
        "D14",
        "101 characters are one too many.",
        "damaged",
        key_factor("a.example", 9, &"b".repeat(101)),
    );
    case(
        "key-with-a-relying-party-of-bad-utf-8",
        "D20",
        "Texts are UTF-8.",
        "damaged",
        {
            let mut factors = key_factor("a.example", 9, "b");
            factors[3] = 0xff;
            factors
        },
    );
    cases.vault(
        "kdf-second-slot-below-the-floor",
        base,
        (
            "D11",
            "Every slot is checked before any is tried, also one nobody asked for.",
            "kdf-out-of-range",
        ),
        |vault| {
            parts(vault, |head| head.slots[1].factors = password_factor(1_024, 1, 1, 1));
        },
    );
    for (name, why, factors) in [
        (
            "kdf-at-the-ceiling",
            "1 GiB, ten passes and four lanes are within range. The output is given, so nothing is derived.",
            password_factor(1_048_576, 10, 4, 1),
        ),
        (
            "kdf-at-the-floor",
            "So are 64 MiB, three passes and one lane.",
            password_factor(65_536, 3, 1, 3),
        ),
    ] {
        cases.vault(name, base, ("D12", why, "opens"), |vault| {
            let mut head = Head::of(&vault.records["header"]);
            let purpose = purpose(vault);
            head.slots[0] = SlotParts::forge(&vault.root_key, &purpose, &factors, &[(1, PASSWORD)], &mut vault.rng);
            rehead(vault, head);
        });
    }
}

/// Puts a header in place as the vault's owner would, and names it.
pub fn rehead(vault: &mut Vault, head: Head) {
    let record = head.tagged(vault, &Secret::from_slice(vault.root_key.expose()).unwrap());
    vault.edit_root(|root| root.header_hash = latchkey_core::crypto::digest::derive_hash(&record));
    vault.set("header", record);
}
