//! Cases of the root: what its seal, its signature, its hashes and the one encoding notice.

use latchkey_core::crypto::sign;
use latchkey_core::vault::associated::{self, Role};
use latchkey_core::vault::device::{Device, ThisDevice};
use latchkey_core::vault::id::{Id, leaf_key};
use latchkey_core::vault::padding;
use latchkey_core::vault::wire;
use latchkey_core::{crypto::aead, crypto::digest::derive_hash};
use serde_json::json;

use super::bases::{PASSWORD, Shelf, Small, password, slot, with_password};
use super::vault::{Records, Vault, cut, encoded, evolving, fields_of};
use super::vector_cases::NOW_MS;
use super::{Base, Cases, difference, with};

pub fn make(cases: &mut Cases, small: &Small) {
    let base = Base {
        name: "small",
        records: &small.records,
        proofs: with_password(),
    };
    root_as_bytes(cases, &base);
    root_as_a_value(cases, &base);
    signatures(cases, &base);
    padding_and_encoding(cases, &base);
    older(cases, small);
    super::index::make(cases, &base, small);
    super::named::make(cases, &base, small);
}

fn root_as_bytes(cases: &mut Cases, base: &Base<'_>) {
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Vec<u8>)| {
        cases.vault(name, base, (attack, why, expect), |vault| vault.edit("root", change));
    };
    case(
        "root-version-2",
        "D13",
        "A root of a newer version: this vault is to be opened by a newer program.",
        "newer-version",
        &|bytes| bytes[0] = 2,
    );
    case(
        "root-version-0",
        "D13",
        "No record was ever of version 0.",
        "damaged",
        &|bytes| bytes[0] = 0,
    );
    case(
        "root-nonce-changed",
        "D01",
        "A bit of the nonce.",
        "damaged",
        &|bytes| bytes[1] ^= 1,
    );
    case(
        "root-ciphertext-changed",
        "D01",
        "A bit of the ciphertext.",
        "damaged",
        &|bytes| bytes[300] ^= 0x10,
    );
    case("root-tag-changed", "D01", "The last bit of all.", "damaged", &|bytes| {
        *bytes.last_mut().unwrap() ^= 0x80
    });
    case("root-cut", "D02", "The last byte is missing.", "damaged", &|bytes| {
        cut(bytes)
    });
    case(
        "root-cut-in-the-nonce",
        "D02",
        "It ends within its nonce.",
        "damaged",
        &|bytes| bytes.truncate(20),
    );
    case("root-empty", "D02", "An empty record.", "damaged", &|bytes| {
        bytes.clear()
    });
    case("root-with-a-byte-behind", "D03", "A byte more.", "damaged", &|bytes| {
        bytes.push(0)
    });
    cases.vault(
        "root-missing",
        base,
        ("D02", "Header and leaves without a root.", "damaged"),
        |vault| {
            vault.records.remove("root");
        },
    );
    let other = Shelf::create("other", &[slot(vec![password(1, PASSWORD)])], &with_password());
    cases.vault(
        "root-of-another-vault",
        base,
        ("D04", "Another vault's root, under another key.", "damaged"),
        |vault| {
            vault.set("root", other.records["root"].clone());
        },
    );
    cases.vault(
        "root-in-a-leafs-place",
        base,
        (
            "D05",
            "Same key, but a root is not a leaf: the role is bound.",
            "damaged",
        ),
        |vault| {
            let root = vault.get("root");
            let number = vault
                .root()
                .leaf_hashes
                .iter()
                .position(|hash| *hash != [0; 32])
                .unwrap();
            vault.name_leaf(u8::try_from(number).unwrap(), root);
        },
    );
    cases.vault(
        "leaf-in-the-roots-place",
        base,
        ("D05", "Nor is a leaf a root.", "damaged"),
        |vault| {
            let number = vault
                .root()
                .leaf_hashes
                .iter()
                .position(|hash| *hash != [0; 32])
                .unwrap();
            vault.set("root", vault.get(&leaf_key(u8::try_from(number).unwrap())));
        },
    );
    cases.vault(
        "root-of-another-epoch",
        base,
        ("D13", "Right key, right content, but bound to epoch 2.", "damaged"),
        |vault| {
            let body = vault.root_encoding();
            vault.scope.epoch = 2;
            vault.write_root(&body);
        },
    );
    cases.vault(
        "root-of-another-vault-id",
        base,
        ("D04", "Right key, but bound to another vault's id.", "damaged"),
        |vault| {
            let body = vault.root_encoding();
            vault.scope.vault_id.0[0] ^= 1;
            vault.write_root(&body);
        },
    );
}

/// Writes the root anew with other fields, signed as it should be.
fn reroot(vault: &mut Vault, change: impl FnOnce(&mut Vec<(u32, Vec<u8>)>)) {
    let mut fields = fields_of(&vault.root_encoding());
    change(&mut fields);
    vault.write_root(&evolving(&fields));
}

fn root_as_a_value(cases: &mut Cases, base: &Base<'_>) {
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Vec<(u32, Vec<u8>)>)| {
        cases.vault(name, base, (attack, why, expect), |vault| reroot(vault, change));
    };
    case(
        "root-with-unknown-fields",
        "E09",
        "Fields of a later minor version are passed over, and kept.",
        "opens",
        &|fields| {
            fields.push((8, vec![1]));
            fields.push((900, b"later".to_vec()));
        },
    );
    case(
        "root-with-an-unknown-field-of-zeros",
        "D20",
        "A field that says what its absence says is another spelling, also where it is not known.",
        "damaged",
        &|fields| fields.push((8, vec![0])),
    );
    case(
        "root-with-an-unknown-field-of-many-zeros",
        "D20",
        "So is one of several zeros.",
        "damaged",
        &|fields| fields.push((8, vec![0; 16])),
    );
    case(
        "root-with-an-unknown-field-of-nothing",
        "D20",
        "No value has an encoding of no bytes.",
        "damaged",
        &|fields| fields.push((8, Vec::new())),
    );
    case(
        "root-with-fields-out-of-order",
        "D20",
        "Fields ascend.",
        "damaged",
        &|fields| fields.swap(0, 1),
    );
    case(
        "root-with-a-field-twice",
        "D20",
        "Each field once.",
        "damaged",
        &|fields| fields.insert(1, fields[0].clone()),
    );
    case(
        "root-with-field-0",
        "D20",
        "Fields are numbered from 1.",
        "damaged",
        &|fields| fields.insert(0, (0, vec![1])),
    );
    case(
        "root-of-sequence-0",
        "D20",
        "Changes are counted from 1; 0 is an absent field.",
        "damaged",
        &|fields| drop(fields.remove(0)),
    );
    case(
        "root-sequence-spelt-long",
        "D20",
        "A varint of three bytes where one does.",
        "damaged",
        &|fields| fields[0].1 = vec![0x85, 0x80, 0],
    );
    case(
        "root-sequence-over-64-bits",
        "D20",
        "2^64 fits in ten bytes of a varint but in no u64.",
        "damaged",
        &|fields| fields[0].1 = [vec![0x80; 9], vec![2]].concat(),
    );
    case(
        "root-with-a-byte-behind-a-field",
        "D03",
        "A field holds one value and nothing behind it.",
        "damaged",
        &|fields| fields[0].1.push(1),
    );
    case(
        "root-with-255-leaf-hashes",
        "D08",
        "There are 256 leaves.",
        "damaged",
        &|fields| {
            let hashes = fields.iter_mut().find(|(number, _)| *number == 6).unwrap();
            hashes.1.truncate(2 + 255 * 32);
            hashes.1[0] = 0xff;
            hashes.1[1] = 1;
        },
    );
    case(
        "root-without-leaf-hashes",
        "D08",
        "None is not 256 of zeros.",
        "damaged",
        &|fields| fields.retain(|(number, _)| *number != 6),
    );
    cases.vault(
        "root-previous-hash-of-zeros",
        base,
        (
            "D20",
            "A hash of zeros is left out: written out, the same root would have two hashes.",
            "damaged",
        ),
        |vault| {
            reroot(vault, |fields| {
                fields.iter_mut().find(|(number, _)| *number == 7).unwrap().1 = vec![0; 32]
            });
        },
    );
    let mut named = |name: &str, why: &str, change: &dyn Fn(&mut Vec<(String, [u8; 32])>)| {
        cases.vault(name, base, ("D20", why, "damaged"), |vault| {
            vault.edit_root(|root| change(&mut root.named))
        });
    };
    named("root-with-names-out-of-order", "Names ascend.", &|named| {
        named.swap(0, 1)
    });
    named(
        "root-with-a-name-twice",
        "Each name once, or two records could claim it.",
        &|named| named.insert(1, named[0].clone()),
    );
    named(
        "root-without-the-keyring",
        "A keyring that no hash holds could be another.",
        &|named| named.retain(|(name, _)| name != "keyring"),
    );
    named(
        "root-without-devices",
        "Without the list of devices nobody's signature counts.",
        &|named| named.retain(|(name, _)| name != "devices"),
    );
    named(
        "root-that-names-what-is-missing",
        "A record that the root names is not there.",
        &|named| named.push(("zzz".into(), [7; 32])),
    );
}

fn signatures(cases: &mut Cases, base: &Base<'_>) {
    let mut case = |name: &str, attack: &str, why: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, (attack, why, "damaged"), forge);
    };
    case("signature-changed", "G10", "A bit of the signature.", &|vault| {
        let body = vault.root_encoding();
        let mut signature = vault.sign(&body);
        signature[5] ^= 1;
        vault.write_signed_root(&body, &signature);
    });
    case("signature-of-zeros", "G10", "None at all.", &|vault| {
        let body = vault.root_encoding();
        vault.write_signed_root(&body, &[0; 64]);
    });
    case(
        "signature-of-another-root",
        "G10",
        "A true signature, but of the root before.",
        &|vault| {
            let before = vault.root_encoding();
            let signature = vault.sign(&before);
            vault.edit_root(|root| root.sequence += 1);
            let body = vault.root_encoding();
            vault.write_signed_root(&body, &signature);
        },
    );
    case(
        "signature-without-its-label",
        "G10",
        "Signed without the label and the associated data, as another protocol's message would be.",
        &|vault| {
            let body = vault.root_encoding();
            let signature = sign::derive_signature(&vault.device.signing, &body);
            vault.write_signed_root(&body, &signature);
        },
    );
    case(
        "signature-of-a-stranger",
        "G10",
        "A device that is in no list.",
        &|vault| {
            vault.device = ThisDevice::make(&mut vault.rng).unwrap().0;
            let id = vault.device.id;
            vault.edit_root(|root| root.stamp.device = id);
        },
    );
    case(
        "signature-of-a-stranger-in-the-devices-name",
        "G10",
        "Another key in the name of a listed device.",
        &|vault| {
            let id = vault.device.id;
            vault.device = ThisDevice::make(&mut vault.rng).unwrap().0;
            vault.device.id = id;
            let body = vault.root_encoding();
            vault.write_root(&body);
        },
    );
    case(
        "signature-of-a-removed-device",
        "G10",
        "A device that was removed signs nothing.",
        &|vault| {
            edit_devices(vault, |devices| devices[0].removed_ms = Some(NOW_MS));
        },
    );
    case(
        "signature-with-s-plus-the-order",
        "G10",
        "The same signature spelt with S + L: strict verification takes one spelling only.",
        &|vault| {
            let body = vault.root_encoding();
            let mut signature = vault.sign(&body);
            let order = [
                0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10_u8,
            ];
            let mut carry = 0;
            for (byte, add) in signature[32..].iter_mut().zip(order) {
                let sum = u16::from(*byte) + u16::from(add) + carry;
                *byte = sum.to_le_bytes()[0];
                carry = sum >> 8;
            }
            vault.write_signed_root(&body, &signature);
        },
    );
    case(
        "signature-under-a-small-order-key",
        "G10",
        "The neutral point for a key and R, and 0 for S: it would verify any message.",
        &|vault| {
            let mut neutral = [0; 32];
            neutral[0] = 1;
            edit_devices(vault, |devices| devices[0].signing_public = neutral);
            let body = vault.root_encoding();
            let signature = [neutral, [0; 32]].concat().try_into().unwrap();
            vault.write_signed_root(&body, &signature);
        },
    );
    case(
        "signature-under-a-key-of-order-8",
        "G10",
        "A key of order 8 would verify one message in eight.",
        &|vault| {
            let small =
                super::vector_cases::telling::unhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
            edit_devices(vault, |devices| devices[0].signing_public = small.try_into().unwrap());
            let body = vault.root_encoding();
            let mut signature = [0; 64];
            signature[0] = 1;
            vault.write_signed_root(&body, &signature);
        },
    );
}

fn edit_devices(vault: &mut Vault, change: impl FnOnce(&mut Vec<Device>)) {
    let mut devices: Vec<Device> = wire::parse(&vault.named("devices")).unwrap();
    change(&mut devices);
    vault.write_named("devices", &encoded(&devices));
}

fn padding_and_encoding(cases: &mut Cases, base: &Base<'_>) {
    // The settings' record, sealed over a padding of any form.
    let mut case = |name: &str, attack: &str, why: &str, change: &dyn Fn(&mut Vec<u8>)| {
        cases.vault(name, base, (attack, why, "damaged"), |vault| {
            let mut padded = padding::pad(&vault.named("settings")).unwrap().to_vec();
            change(&mut padded);
            let role = associated::encode(&vault.scope, Role::Named(Id::of_name("settings")));
            let sealed = aead::seal(&vault.keys.named, &role, &padded, &mut vault.rng).unwrap();
            vault.name_record("settings", [vec![1], sealed].concat());
        });
    };
    case(
        "padding-not-of-zeros",
        "D21",
        "What pads is zeros: nothing hides there.",
        &|padded| *padded.last_mut().unwrap() = 1,
    );
    case(
        "padding-a-step-too-long",
        "D21",
        "512 bytes where 256 do: the length would tell of something else.",
        &|padded| padded.resize(512, 0),
    );
    case("padding-too-short", "D21", "No padding at all.", &|padded| {
        let length = usize::from(padded[0]) + 4;
        padded.truncate(length);
    });
    case(
        "padding-length-beyond-the-record",
        "D02",
        "The length says more than there is.",
        &|padded| padded[1] = 0xff,
    );
    case(
        "padding-length-of-4-gib",
        "D02",
        "The length says as much as it can.",
        &|padded| padded[..4].fill(0xff),
    );
    case(
        "padding-without-a-length",
        "D02",
        "Three bytes hold no length.",
        &|padded| padded.truncate(3),
    );
    let mut value = |name: &str, attack: &str, why: &str, change: &dyn Fn(&mut Vec<u8>)| {
        cases.vault(name, base, (attack, why, "damaged"), |vault| {
            let mut settings = vault.named("settings");
            change(&mut settings);
            vault.write_named("settings", &settings);
        });
    };
    value(
        "settings-with-a-byte-behind",
        "D03",
        "A byte behind the value, inside the seal.",
        &|settings| settings.push(1),
    );
    value(
        "settings-cut",
        "D02",
        "The value ends too early, inside the seal.",
        &|settings| cut(settings),
    );
    value("settings-of-no-bytes", "D02", "Not even a length.", &|settings| {
        settings.clear()
    });
    value("settings-with-a-bool-of-2", "D20", "A bool is 0 or 1.", &|settings| {
        let at = settings.windows(3).position(|window| window == [2, 1, 1]).unwrap();
        settings[at + 2] = 2;
    });
    value(
        "settings-with-a-length-spelt-long",
        "D20",
        "A length as a varint of two bytes where one does.",
        &|settings| {
            let length = settings[0];
            settings.splice(0..1, [length | 0x80, 0]);
        },
    );
    value(
        "settings-with-an-empty-field",
        "D20",
        "A number field of no bytes.",
        &|settings| {
            settings.extend([6, 0]);
            settings[0] += 2;
        },
    );
}

fn older(cases: &mut Cases, small: &Small) {
    let base = Base {
        name: "small",
        records: &small.records,
        proofs: with_password(),
    };
    let now = Vault::of(&small.records, &base.proofs, "").root().sequence;
    let vault_id = Vault::of(&small.records, &base.proofs, "").scope.vault_id.to_string();
    let hash = |records: &Records| super::vector_cases::telling::hex(&derive_hash(&records["root"]));
    let mut add = |name: &str, why: &str, expect: &str, records: &Records, sequence: u64, root_hash: String| {
        cases.add(
            name,
            ("D10", why, expect),
            json!({
                "open": "vault", "from": "small", "with": with(&base.proofs),
                "records": difference(&small.records, records),
                "seen": { "vault_id": vault_id, "sequence": sequence, "root_hash": root_hash },
            }),
        );
    };
    add(
        "vault-as-last-seen",
        "This device saw just this root.",
        "opens",
        &small.records,
        now,
        hash(&small.records),
    );
    add(
        "vault-newer-than-last-seen",
        "This device saw an older root.",
        "opens",
        &small.records,
        now - 1,
        hash(&small.unsettled),
    );
    add(
        "vault-older-than-last-seen",
        "A whole older vault was put back; every hash in it is right.",
        "read-only",
        &small.unsettled,
        now,
        hash(&small.records),
    );
    add(
        "vault-parted-from-last-seen",
        "As many changes, but others: two vaults that parted.",
        "read-only",
        &small.records,
        now,
        "00".repeat(32),
    );
    let before = hash(&small.unsettled);
    add(
        "vault-parted-one-change-ago",
        "One change more than this device saw, but made from another root.",
        "read-only",
        &small.records,
        now - 1,
        "00".repeat(32),
    );
    let parted = json!({ "vault_id": "11".repeat(16), "sequence": now - 1, "root_hash": before });
    let another = json!({ "open": "vault", "from": "small", "with": with(&base.proofs), "seen": parted });
    let why = "Another vault lies where this device saw one.";
    cases.add("vault-of-another-id-than-last-seen", ("D10", why, "read-only"), another);
    cases.vault(
        "root-older-beside-newer-leaves",
        &base,
        ("D07", "The root alone was set back.", "damaged"),
        |vault| vault.set("root", small.undeleted["root"].clone()),
    );
}
