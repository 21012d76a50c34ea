//! Cases of slots: which factors open, and what somebody without them changed, added or put back.

use latchkey_core::api::FactorKind;
use latchkey_core::crypto::subkey::derive_bytes;
use latchkey_core::secret::Secret;
use serde_json::json;

use super::bases::{self, KEY, PASSWORD, RECOVERY, Shelf, password, proof, recovery, slot, with_password};
use super::headers::{Head, SlotParts, key_factor, parts, password_factor, purpose, rehead};
use super::vault::{Records, Vault};
use super::{Base, Cases, all, difference, key_collision, with};

pub fn make(cases: &mut Cases, base: &Base<'_>) {
    slots(cases, base);
    strangers(cases, base);
    ways(cases, base);
}

fn slots(cases: &mut Cases, base: &Base<'_>) {
    let mut case = |name: &str, about, change: &dyn Fn(&mut Head)| {
        cases.vault(name, base, about, |vault| parts(vault, change));
    };
    case(
        "slot-salt-changed",
        ("D14", "Another salt, another commitment.", "wrong-password"),
        &|head| head.slots[0].salt[0] ^= 1,
    );
    case(
        "slot-commitment-changed",
        ("D15", "Without its commitment nothing is opened.", "wrong-password"),
        &|head| head.slots[0].commitment[31] ^= 0x80,
    );
    case(
        "slot-wrap-changed",
        (
            "D23",
            "The commitment says that the password was right, so this is damage and not a wrong password.",
            "damaged",
        ),
        &|head| head.slots[0].wrap[0] ^= 1,
    );
    case("slot-wrap-tag-changed", ("D23", "So does this.", "damaged"), &|head| {
        head.slots[0].wrap[47] ^= 1
    });
    case(
        "slots-with-wraps-swapped",
        ("D06", "A wrap is bound to its own factors.", "damaged"),
        &|head| {
            let wrap = head.slots[0].wrap;
            head.slots[0].wrap = std::mem::replace(&mut head.slots[1].wrap, wrap);
        },
    );
    case(
        "slots-with-salts-swapped",
        ("D14", "A commitment is of its own salt.", "wrong-password"),
        &|head| {
            let salt = head.slots[0].salt;
            head.slots[0].salt = std::mem::replace(&mut head.slots[1].salt, salt);
        },
    );
    case(
        "slots-with-factors-swapped",
        ("D14", "A slot is bound to what its factors are.", "wrong-password"),
        &|head| {
            let factors = head.slots[0].factors.clone();
            head.slots[0].factors = std::mem::replace(&mut head.slots[1].factors, factors);
        },
    );
    case(
        "slots-in-another-order",
        (
            "D14",
            "Both still open, but the header is not the one that was written.",
            "read-only",
        ),
        &|head| head.slots.swap(0, 1),
    );
    case(
        "slot-removed",
        (
            "D17",
            "The recovery code's slot is gone: noticed when the password opens.",
            "read-only",
        ),
        &|head| drop(head.slots.pop()),
    );
    case(
        "slot-twice",
        ("D16", "A slot more, even the same, is noticed.", "read-only"),
        &|head| head.slots.push(head.slots[0].clone()),
    );
    two_keys(cases, base);
    cases.add(
        "password-wrong",
        (
            "D23",
            "No commitment fits: a wrong password and no damage.",
            "wrong-password",
        ),
        json!({
            "open": "vault", "from": "small", "with": with(&proof(FactorKind::Password, 0x12)),
        }),
    );
    cases.add(
        "recovery-code-in-the-passwords-place",
        (
            "D14",
            "The output of one kind of factor opens no slot of another.",
            "wrong-password",
        ),
        json!({
            "open": "vault", "from": "small", "with": with(&proof(FactorKind::Password, RECOVERY)),
        }),
    );
    cases.add(
        "small-by-the-recovery-code",
        ("D17", "Any slot opens the whole vault, guarded items too.", "opens"),
        json!({
            "open": "vault", "from": "small", "with": with(&proof(FactorKind::Recovery, RECOVERY)),
        }),
    );
}

/// The partitioning oracle: one wrap that two passwords open, were it not for the commitment.
fn two_keys(cases: &mut Cases, base: &Base<'_>) {
    for (name, output, expect, why) in [
        (
            "wrap-of-two-keys-by-the-uncommitted",
            0x12,
            "wrong-password",
            "The wrap opens under this key as well as under the committed one. The commitment is compared first.",
        ),
        (
            "wrap-of-two-keys-by-the-committed",
            PASSWORD,
            "damaged",
            "The committed key opens the wrap, but what comes out is no root key of this vault.",
        ),
    ] {
        cases.vault_by(
            name,
            base,
            &proof(FactorKind::Password, output),
            ("D15", why, expect),
            |vault| {
                let mut head = Head::of(&vault.records["header"]);
                let slot = &mut head.slots[0];
                let context = [purpose(vault), slot.factors.clone()].concat();
                let derived = [PASSWORD, 0x12].map(|output| {
                    let mut okm = [0; 64];
                    let ikm = [&[1][..], &[output; 32]].concat();
                    derive_bytes(&ikm, &slot.salt, &[b"latchkey/1/envelope", &context], &mut okm).unwrap();
                    okm
                });
                let keys = derived.map(|okm| key_collision::one_time_key(&okm[..32].try_into().unwrap()));
                let (body, tag) = key_collision::collide([&keys[0], &keys[1]], &context);
                slot.wrap = [body.as_slice(), &tag].concat().try_into().unwrap();
                vault.set("header", head.encode());
            },
        );
    }
}

fn strangers(cases: &mut Cases, base: &Base<'_>) {
    let added = |vault: &mut Vault| {
        // The attacker knows neither root key nor password, and wraps a root key of their own.
        let own = Secret::from_slice(&[0x66; 32]).unwrap();
        let mut head = Head::of(&vault.records["header"]);
        let purpose = purpose(vault);
        let factors = password_factor(65_536, 3, 1, 6);
        head.slots
            .push(SlotParts::forge(&own, &purpose, &factors, &[(1, 0x66)], &mut vault.rng));
        let record = head.tagged(vault, &own);
        vault.set("header", record);
    };
    cases.vault(
        "slot-added-by-a-stranger",
        base,
        (
            "D16",
            "The user's password still opens; the tag is under another root key.",
            "read-only",
        ),
        added,
    );
    cases.vault_by(
        "slot-added-by-a-stranger-who-opens-it",
        base,
        &proof(FactorKind::Password, 0x66),
        ("D16", "The stranger's root key opens nothing of this vault.", "damaged"),
        added,
    );

    let other = Shelf::create("other", &[slot(vec![password(1, PASSWORD)])], &with_password());
    cases.vault(
        "header-of-another-vault",
        base,
        (
            "D16",
            "Another vault's header, same password: its root key opens nothing here.",
            "damaged",
        ),
        |vault| {
            vault.set("header", other.records["header"].clone());
        },
    );

    let mut replaced = Shelf::create("replaced", &[slot(vec![password(1, PASSWORD)])], &with_password());
    let old = replaced.records["header"].clone();
    replaced.replace(&with_password(), &slot(vec![password(5, 0x15)]));
    let new = proof(FactorKind::Password, 0x15);
    cases.add(
        "replaced",
        ("D24", "A vault after its password was changed.", "opens"),
        json!({
            "open": "vault", "with": with(&new), "records": all(&replaced.records),
        }),
    );
    let replaced_base = Base {
        name: "replaced",
        records: &replaced.records,
        proofs: new,
    };
    cases.add(
        "replaced-by-the-old-password",
        (
            "D24",
            "The old password opens no slot of the new header.",
            "wrong-password",
        ),
        json!({
            "open": "vault", "from": "replaced", "with": with(&with_password()),
        }),
    );
    cases.vault_by(
        "header-old-beside-a-newer-root",
        &replaced_base,
        &with_password(),
        (
            "D25",
            "The header from before the change is authentic, but not the one that the root names.",
            "read-only",
        ),
        |vault| {
            vault.set("header", old);
        },
    );

    rotated(cases);
}

fn rotated(cases: &mut Cases) {
    let mut shelf = Shelf::create("rotated", &[slot(vec![password(1, PASSWORD)])], &with_password());
    let id = shelf.put(latchkey_core::api::ItemContent::login(
        "Tide",
        "ada",
        "before-rotation",
        "",
    ));
    let before = shelf.records.clone();
    let vault_id = shelf.session.vault_id();
    let slots = [
        slot(vec![password(6, 0x16), bases::security_key(KEY)]),
        slot(vec![recovery(RECOVERY)]),
    ];
    shelf.rotate(&with_password(), &slots);
    let proofs = proof(FactorKind::Recovery, RECOVERY);
    cases.add(
        "rotated",
        (
            "D26",
            "A vault after a second factor was turned on: new keys, epoch 2.",
            "opens",
        ),
        json!({
            "open": "vault", "with": with(&proofs), "records": all(&shelf.records),
        }),
    );
    let base = Base {
        name: "rotated",
        records: &shelf.records,
        proofs,
    };
    let old = |cases: &mut Cases, name: &str, why: &str, expect: &str, keys: &[&str], by_password: bool| {
        let proofs = if by_password {
            with_password()
        } else {
            proof(FactorKind::Recovery, RECOVERY)
        };
        cases.vault_by(name, &base, &proofs, ("D26", why, expect), |vault| {
            for key in keys {
                vault.set(key, before[*key].clone());
            }
        });
    };
    old(
        cases,
        "header-from-before-the-second-factor",
        "The password-only header opens, but the old root key opens nothing sealed since.",
        "damaged",
        &["header"],
        true,
    );
    old(
        cases,
        "header-and-keyring-from-before-the-second-factor",
        "Nor does it with the old keyring: the root is sealed under new keys.",
        "damaged",
        &["header", "keyring"],
        true,
    );
    old(
        cases,
        "header-keyring-and-root-from-before",
        "Nor with the old root: its leaves are of the new epoch.",
        "damaged",
        &["header", "keyring", "root"],
        true,
    );
    old(
        cases,
        "keyring-from-before-the-rotation",
        "The old keyring is not the one that the root names, nor under its key.",
        "damaged",
        &["keyring"],
        false,
    );
    let item = id.record_key();
    old(
        cases,
        "item-from-before-the-rotation",
        "An item's record of the old epoch beside the new index.",
        "damaged-item",
        &[item.as_str()],
        false,
    );
    let leaf = latchkey_core::vault::id::leaf_key(id.leaf());
    old(
        cases,
        "leaf-from-before-the-rotation",
        "A leaf of the old epoch.",
        "damaged",
        &[leaf.as_str()],
        false,
    );
    cases.vault(
        "epoch-lowered-in-a-rotated-header",
        &base,
        ("D26", "Epoch 1 again, over slots of epoch 2.", "wrong-password"),
        |vault| {
            parts(vault, |head| head.epoch = vec![1]);
        },
    );
    let whole_older: Records = before.clone();
    cases.add(
        "whole-vault-from-before-the-rotation",
        (
            "D10",
            "The whole older vault put back opens: from within it cannot be seen. This device remembers a later one.",
            "read-only",
        ),
        json!({
            "open": "vault", "from": "rotated", "with": with(&with_password()),
            "records": difference(&shelf.records, &whole_older),
            "seen": { "vault_id": vault_id, "sequence": 3, "root_hash": "ab".repeat(32) },
        }),
    );
}

fn ways(cases: &mut Cases, small: &Base<'_>) {
    let records = bases::ways();
    let mut both = proof(FactorKind::Password, PASSWORD);
    both.extend(proof(FactorKind::Prf, KEY));
    let mut add = |name: &str, why: &str, expect: &str, proofs: &[latchkey_core::api::FactorProof]| {
        let records = if name == "two-factors" {
            all(&records)
        } else {
            json!(null)
        };
        let from = if name == "two-factors" {
            json!(null)
        } else {
            json!("two-factors")
        };
        cases.add(
            name,
            ("D26", why, expect),
            json!({ "open": "vault", "from": from, "with": with(proofs), "records": records }),
        );
    };
    add(
        "two-factors",
        "Password and security key together open.",
        "opens",
        &both,
    );
    add(
        "two-factors-by-the-password-alone",
        "The password alone opens no slot.",
        "wrong-password",
        &both[..1],
    );
    add(
        "two-factors-by-the-key-alone",
        "Nor does the key.",
        "wrong-password",
        &both[1..],
    );
    add(
        "two-factors-by-the-recovery-code",
        "The recovery code is a way of its own.",
        "opens",
        &proof(FactorKind::Recovery, RECOVERY),
    );
    let mut wrong = proof(FactorKind::Password, PASSWORD);
    wrong.extend(proof(FactorKind::Prf, 0x23));
    add(
        "two-factors-with-another-key",
        "The right password with a wrong key is told from nothing else.",
        "wrong-password",
        &wrong,
    );

    for (name, factors, outputs, why) in [
        (
            "slot-of-a-device-secret",
            [vec![1, 4], vec![9; 16]].concat(),
            vec![(4, 0x44)],
            "A device's secret is a factor as any other.",
        ),
        (
            "slot-of-a-security-key",
            key_factor("latchkey.example", 64, "Firefox"),
            vec![(2, KEY)],
            "A security key alone opens.",
        ),
        (
            "slot-of-a-key-at-its-limits",
            key_factor(&"a".repeat(255), 1_023, &"é".repeat(100)),
            vec![(2, KEY)],
            "255 and 100 characters, not bytes, and 1,023 bytes are still within the limits.",
        ),
    ] {
        let mut proofs = Vec::new();
        for (kind, output) in &outputs {
            let kind = if *kind == 4 {
                FactorKind::Device
            } else {
                FactorKind::Prf
            };
            proofs.extend(proof(kind, *output));
        }
        cases.vault_by(name, small, &proofs, ("D14", why, "opens"), |vault| {
            let mut head = Head::of(&vault.records["header"]);
            let purpose = purpose(vault);
            head.slots[1] = SlotParts::forge(&vault.root_key, &purpose, &factors, &outputs, &mut vault.rng);
            rehead(vault, head);
        });
    }
}
