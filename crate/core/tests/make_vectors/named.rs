//! Cases of named records: settings, rules, groups of domains, keyring, and those that a later version knows.

use latchkey_core::api::SiteRule;
use latchkey_core::secret::Secret;
use latchkey_core::vault::associated::Role;
use latchkey_core::vault::id::Id;

use super::bases::Small;
use super::headers::varint;
use super::vault::{Vault, encoded, evolving};
use super::{Base, Cases};

pub fn make(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    named(cases, base, small);
    keyrings(cases, base);
}

fn named(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, (attack, why, expect), forge);
    };
    case(
        "settings-set-back",
        "D18",
        "Older settings, under which the vault locked later.",
        "damaged",
        &|vault| vault.set("settings", small.unsettled["settings"].clone()),
    );
    case("settings-changed", "D18", "A bit of them.", "damaged", &|vault| {
        vault.edit("settings", |bytes| bytes[60] ^= 1)
    });
    case(
        "settings-missing",
        "D18",
        "A record that the root names is gone; nothing takes its place.",
        "damaged",
        &|vault| drop(vault.records.remove("settings")),
    );
    case(
        "settings-and-sites-swapped",
        "D05",
        "One named record in another's place, with its hash.",
        "damaged",
        &|vault| {
            let (settings, sites) = (vault.get("settings"), vault.get("sites"));
            vault.name_record("settings", sites);
            vault.name_record("sites", settings);
        },
    );
    case(
        "settings-not-named",
        "D18",
        "A root that names no settings has empty ones, whatever lies in their place.",
        "opens",
        &|vault| vault.edit_root(|root| root.named.retain(|(name, _)| name != "settings")),
    );
    case(
        "settings-of-a-newer-version",
        "D13",
        "Settings that a newer version wrote.",
        "newer-version",
        &|vault| {
            let mut record = vault.get("settings");
            record[0] = 2;
            vault.name_record("settings", record);
        },
    );
    let mut settings = |name: &str, why: &str, expect: &str, fields: &[(u32, Vec<u8>)]| {
        cases.vault(name, base, ("D18", why, expect), |vault| {
            vault.write_named("settings", &evolving(fields))
        });
    };
    settings(
        "settings-that-lock-after-a-day-and-a-minute",
        "1,441 minutes, which a later version may allow, are taken back to 1,440.",
        "opens",
        &[(1, varint(1_441))],
    );
    settings(
        "settings-at-their-limits",
        "1,440 minutes, 600 seconds and 3,650 days are within.",
        "opens",
        &[(1, varint(1_440)), (4, varint(600)), (5, varint(3_650))],
    );
    settings(
        "settings-that-clear-after-9-seconds",
        "9 seconds become 10.",
        "opens",
        &[(4, vec![9])],
    );
    settings(
        "settings-that-clear-after-601-seconds",
        "601 seconds become 600.",
        "opens",
        &[(4, varint(601))],
    );
    settings(
        "settings-with-passwords-old-after-3651-days",
        "3,651 days become 3,650.",
        "opens",
        &[(5, varint(3_651))],
    );
    settings(
        "settings-with-unknown-fields",
        "Settings of a later minor version.",
        "opens",
        &[(1, vec![5]), (60, vec![1])],
    );

    let rule = |host: &str, never_save: bool| SiteRule {
        host: host.into(),
        never_save,
        ..SiteRule::default()
    };
    let mut sites = |name: &str, attack: &str, why: &str, rules: Vec<SiteRule>| {
        cases.vault(name, base, (attack, why, "opens"), |vault| {
            vault.write_named("sites", &encoded(&rules))
        });
    };
    sites(
        "sites-out-of-order",
        "D20",
        "Rules are read in the order of their hosts.",
        vec![rule("b.example", true), rule("a.example", true)],
    );
    sites(
        "sites-with-a-host-twice",
        "D20",
        "Of two rules for one host the last counts.",
        vec![
            rule("a.example", true),
            rule("a.example", false),
            rule("b.example", true),
        ],
    );
    sites(
        "sites-with-a-rule-that-says-nothing",
        "D20",
        "A rule without an effect is left out.",
        vec![rule("a.example", false)],
    );
    sites(
        "sites-without-a-host",
        "D18",
        "A rule for nobody: rules and groups are read as none.",
        vec![rule("", true), rule("a.example", true)],
    );
    sites(
        "sites-with-a-host-of-256-characters",
        "D18",
        "255 at most: rules and groups are read as none.",
        vec![rule(&"a".repeat(256), true), rule("b.example", true)],
    );
    let mut domains = |name: &str, why: &str, groups: &[&[&str]]| {
        let groups: Vec<Vec<String>> = groups
            .iter()
            .map(|group| group.iter().map(|name| (*name).to_owned()).collect())
            .collect();
        cases.vault(name, base, ("D20", why, "opens"), |vault| {
            vault.write_named("domains", &encoded(&groups))
        });
    };
    domains(
        "domains-with-a-group-of-one",
        "One domain is equivalent to nothing: left out.",
        &[&["a.example"]],
    );
    domains(
        "domains-out-of-order-in-a-group",
        "A group is read in order.",
        &[&["b.example", "a.example"]],
    );
    domains(
        "domains-twice-in-a-group",
        "Each domain once, and then it is a group of one.",
        &[&["a.example", "a.example"], &["b.example", "b.example", "c.example"]],
    );
    domains(
        "domains-with-groups-out-of-order",
        "Groups are read in order.",
        &[&["c.example", "d.example"], &["a.example", "b.example"]],
    );

    let mut case = |name: &str, attack: &str, why: &str, expect: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, (attack, why, expect), forge);
    };
    case(
        "named-record-that-is-not-known",
        "E09",
        "A later version's record: kept, and no obstacle.",
        "opens",
        &|vault| vault.write_named("later", b"what it holds"),
    );
    case(
        "named-record-that-is-not-known-changed",
        "D18",
        "Nobody here knows it, but its hash is held all the same.",
        "damaged",
        &|vault| {
            vault.write_named("later", b"what it holds");
            vault.edit("later", |bytes| bytes[40] ^= 1);
        },
    );
    case(
        "named-record-that-is-not-named",
        "D18",
        "Somebody put a record beside the vault's: it is passed over.",
        "opens",
        &|vault| {
            let record = vault.get("sites");
            vault.set("later", record);
        },
    );
    case(
        "local-records-damaged",
        "E08",
        "Records of this device alone: the vault opens without them.",
        "opens",
        &|vault| vault.edit("local/device", |bytes| bytes[50] ^= 1),
    );
    case(
        "devices-changed",
        "D18",
        "A bit of the list of devices.",
        "damaged",
        &|vault| vault.edit("devices", |bytes| bytes[50] ^= 1),
    );
}

fn keyrings(cases: &mut Cases, base: &Base<'_>) {
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, (attack, why, expect), forge);
    };
    let entry =
        |vault: &Vault, epoch: u64| [&vault.scope.vault_id.0[..], &varint(epoch), vault.vault_key.expose()].concat();
    case("keyring-changed", "D06", "A bit of the keyring.", "damaged", &|vault| {
        vault.edit("keyring", |bytes| bytes[77] ^= 1)
    });
    case(
        "keyring-missing",
        "D06",
        "No keyring, no vault key.",
        "damaged",
        &|vault| drop(vault.records.remove("keyring")),
    );
    case(
        "keyring-empty",
        "D06",
        "A keyring without the personal vault.",
        "damaged",
        &|vault| vault.write_named("keyring", &[0]),
    );
    case(
        "keyring-of-another-vault",
        "D16",
        "Its first entry is another vault's.",
        "damaged",
        &|vault| {
            let mut entry = entry(vault, 1);
            entry[0] ^= 1;
            vault.write_named("keyring", &[vec![1], entry].concat());
        },
    );
    case(
        "keyring-of-another-epoch",
        "D24",
        "Its first entry is of another epoch.",
        "damaged",
        &|vault| {
            let entry = entry(vault, 2);
            vault.write_named("keyring", &[vec![1], entry].concat());
        },
    );
    case(
        "keyring-with-another-key",
        "D06",
        "A key that wraps nothing here: no item opens.",
        "damaged-item",
        &|vault| {
            let entry = [&vault.scope.vault_id.0[..], &[1], &[5; 32]].concat();
            vault.write_named("keyring", &[vec![1], entry].concat());
        },
    );
    case(
        "keyring-with-a-second-vault",
        "G01",
        "A shared vault's key behind the personal one's.",
        "opens",
        &|vault| {
            let entry = entry(vault, 1);
            vault.write_named("keyring", &[vec![2], entry, vec![9; 16], vec![4], vec![5; 32]].concat());
        },
    );
    case(
        "keyring-under-another-key",
        "D06",
        "Sealed under the key of the other named records.",
        "damaged",
        &|vault| {
            let value = [vec![1], entry(vault, 1)].concat();
            let key = Secret::from_slice(vault.keys.named.expose()).unwrap();
            let record = vault.seal(&key, Role::Named(Id::of_name("keyring")), &value);
            vault.name_record("keyring", record);
        },
    );
    case(
        "keyring-with-a-byte-behind",
        "D03",
        "A byte behind its value.",
        "damaged",
        &|vault| {
            let value = [vec![1], entry(vault, 1), vec![0]].concat();
            vault.write_named("keyring", &value);
        },
    );
}
