//! Cases of items and their files: each record is one item's, of one revision, in one form.

use latchkey_core::vault::associated::Role;
use latchkey_core::vault::id::Id;
use serde_json::json;

use super::bases::{Small, with_password};
use super::headers::varint;
use super::vault::{Vault, cut, encoded, evolving, fields_of};
use super::{Base, Cases, all, whole, with};

type Fields = Vec<(u32, Vec<u8>)>;

pub fn make(cases: &mut Cases, small: &Small) {
    let base = Base {
        name: "small",
        records: &small.records,
        proofs: with_password(),
    };
    as_bytes(cases, &base, small);
    in_places(cases, &base, small);
    as_values(cases, &base, small);
    small_files(cases, &base, small);
    large_files(cases);
}

fn as_bytes(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    let key = small.login.record_key();
    let mut case = |name: &str, attack: &str, why: &str, change: &dyn Fn(&mut Vec<u8>)| {
        cases.vault(name, base, (attack, why, "damaged-item"), |vault| {
            vault.edit(&key, change)
        });
    };
    case(
        "item-version-changed",
        "D13",
        "A bit of its version: the hash is compared first, so this is damage.",
        &|bytes| bytes[0] = 2,
    );
    case("item-suite-changed", "D13", "Another suite.", &|bytes| bytes[1] = 0);
    case("item-epoch-changed", "D13", "Another epoch.", &|bytes| bytes[5] = 0);
    case("item-id-changed", "D04", "Another id in clear.", &|bytes| bytes[6] ^= 1);
    case(
        "item-wrap-changed",
        "D01",
        "A bit of the wrapped content key.",
        &|bytes| bytes[60] ^= 1,
    );
    case(
        "item-fields-changed",
        "D01",
        "A bit of the sealed fields. The others open.",
        &|bytes| bytes[200] ^= 1,
    );
    case("item-cut", "D02", "The last byte is missing.", &|bytes| cut(bytes));
    case(
        "item-cut-in-its-wrap",
        "D02",
        "It ends within the wrapped key.",
        &|bytes| bytes.truncate(50),
    );
    case("item-empty", "D02", "Nothing is left of it.", &|bytes| bytes.clear());
    case("item-with-a-byte-behind", "D03", "A byte more.", &|bytes| bytes.push(0));
    // The same with the index's hash made to fit, as only somebody with keys could.
    let mut named = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Vec<u8>)| {
        cases.vault(name, base, (attack, why, expect), |vault| {
            let mut record = vault.get(&key);
            change(&mut record);
            vault.name_item(small.login, record);
        });
    };
    let damaged = "damaged-item";
    named(
        "item-of-a-newer-version",
        "D13",
        "An item that a newer version wrote and its index names. The others open.",
        "newer-version",
        &|bytes| bytes[0] = 2,
    );
    named(
        "item-of-version-0",
        "D13",
        "No item was ever of version 0.",
        damaged,
        &|bytes| bytes[0] = 0,
    );
    named("item-of-suite-2", "D13", "There is one suite.", damaged, &|bytes| {
        bytes[1] = 2
    });
    named(
        "item-of-epoch-2",
        "D13",
        "Its epoch in clear is not the vault's.",
        damaged,
        &|bytes| bytes[5] = 2,
    );
    named(
        "item-of-another-id-in-clear",
        "D04",
        "Its id in clear is not its name's.",
        damaged,
        &|bytes| bytes[6] ^= 1,
    );
    named(
        "item-wrap-changed-and-named",
        "D01",
        "The wrap's tag notices.",
        damaged,
        &|bytes| bytes[60] ^= 1,
    );
    named(
        "item-fields-changed-and-named",
        "D01",
        "The fields' tag notices.",
        damaged,
        &|bytes| bytes[200] ^= 1,
    );
    named(
        "item-with-a-byte-behind-and-named",
        "D03",
        "So it does for a byte more.",
        damaged,
        &|bytes| bytes.push(0),
    );
}

fn in_places(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    let (login, guarded) = (small.login, small.guarded);
    let (key, other) = (login.record_key(), guarded.record_key());
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, (attack, why, expect), forge);
    };
    let damaged = "damaged-item";
    case(
        "item-missing",
        "D08",
        "The index names it, but it is gone.",
        damaged,
        &|vault| drop(vault.records.remove(&key)),
    );
    case(
        "items-swapped",
        "D04",
        "Two items in each other's place.",
        damaged,
        &|vault| {
            let (one, two) = (vault.get(&key), vault.get(&other));
            vault.set(&key, two);
            vault.set(&other, one);
        },
    );
    case(
        "item-under-another-id",
        "D04",
        "A copy of one item in another's place, hash and all; its id in clear made to fit.",
        damaged,
        &|vault| {
            let mut copy = vault.get(&key);
            copy[6..22].copy_from_slice(&guarded.0);
            vault.edit_entry(guarded, |entry| entry.overview.as_mut().unwrap().guarded = false);
            vault.name_item(guarded, copy);
        },
    );
    case(
        "item-set-back",
        "D07",
        "Its record from before an edit.",
        damaged,
        &|vault| vault.set(&key, small.earlier[&key].clone()),
    );
    case(
        "item-set-back-and-named",
        "D07",
        "The same with the index's hash made to fit: the revision inside is older.",
        damaged,
        &|vault| vault.name_item(login, small.earlier[&key].clone()),
    );
    case(
        "item-of-another-revision",
        "D07",
        "Its revision is not the index's.",
        damaged,
        &|vault| vault.edit_entry(login, |entry| entry.revision += 1),
    );
    case(
        "item-of-another-stamp",
        "D07",
        "Its stamp is not the index's.",
        damaged,
        &|vault| vault.edit_entry(login, |entry| entry.stamp.counter += 1),
    );
    case(
        "item-that-no-index-names",
        "D08",
        "A copy of a record under a free id: passed over.",
        "opens",
        &|vault| {
            let copy = vault.get(&key);
            vault.set(&format!("item/{}", "0f".repeat(16)), copy);
        },
    );
    case(
        "item-back-from-the-dead",
        "D09",
        "The record of a deleted item is put back: the index knows that it is gone.",
        "opens",
        &|vault| {
            let dead = small.deleted.record_key();
            vault.set(&dead, small.undeleted[&dead].clone());
        },
    );
    case(
        "item-wrapped-content-key-of-another",
        "D06",
        "Another item's wrapped key before these fields, hash and all.",
        damaged,
        &|vault| {
            let (own, foreign) = (vault.get(&key), vault.get(&other));
            vault.name_item(login, [&own[..22], &foreign[22..94], &own[94..]].concat());
        },
    );
    case(
        "item-fields-of-another",
        "D05",
        "Another item's sealed fields behind this wrap.",
        damaged,
        &|vault| {
            let (own, foreign) = (vault.get(&key), vault.get(&other));
            vault.name_item(login, [&own[..94], &foreign[94..]].concat());
        },
    );
    case(
        "item-whose-fields-are-bound-to-another",
        "D05",
        "Right keys, but the fields were sealed for another item.",
        damaged,
        &|vault| {
            let fields = encoded(&vault.fields(login));
            let record = vault.item_record(login, &fields, Role::ItemKey(login), Role::ItemFields(guarded));
            vault.name_item(login, record);
        },
    );
    case(
        "item-whose-wrap-is-bound-as-fields",
        "D05",
        "The content key was sealed as if it were fields.",
        damaged,
        &|vault| {
            let fields = encoded(&vault.fields(login));
            let record = vault.item_record(login, &fields, Role::ItemFields(login), Role::ItemFields(login));
            vault.name_item(login, record);
        },
    );
    case(
        "item-guarded-in-the-index-alone",
        "D18",
        "The index says guarded, but it is wrapped under the key of the others.",
        damaged,
        &|vault| {
            vault.edit_entry(login, |entry| entry.overview.as_mut().unwrap().guarded = true);
        },
    );
    case(
        "item-guarded-no-longer-in-the-index",
        "D18",
        "The index says that it is not guarded: that opens nothing.",
        damaged,
        &|vault| {
            vault.edit_entry(guarded, |entry| entry.overview.as_mut().unwrap().guarded = false);
        },
    );
}

/// Writes the login anew with other fields of its content.
fn recontent(vault: &mut Vault, id: Id, change: impl FnOnce(&mut Fields)) {
    reitem(vault, id, |item| {
        let place = item.iter_mut().find(|(number, _)| *number == 1).unwrap();
        let mut content = fields_of(&place.1);
        change(&mut content);
        place.1 = evolving(&content);
    });
}

fn reitem(vault: &mut Vault, id: Id, change: impl FnOnce(&mut Fields)) {
    let fields = vault.fields(id);
    let mut item = fields_of(&encoded(&fields.item));
    change(&mut item);
    let stamps = encoded(&fields.stamps);
    let value = [
        varint(fields.revision.into()),
        encoded(&fields.stamp),
        stamps,
        evolving(&item),
    ]
    .concat();
    vault.write_item(id, &value);
}

fn place(fields: &mut Fields, wanted: u32) -> &mut Vec<u8> {
    &mut fields.iter_mut().find(|(number, _)| *number == wanted).unwrap().1
}

fn as_values(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    let id = small.login;
    let mut content = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Fields)| {
        cases.vault(name, base, (attack, why, expect), |vault| recontent(vault, id, change));
    };
    let damaged = "damaged-item";
    content(
        "content-with-unknown-fields",
        "E09",
        "A later minor version's fields, in the content and in the login: kept.",
        "opens",
        &|content| {
            let login = place(content, 9);
            let mut inner = fields_of(&login[1..]);
            inner.push((50, b"x".to_vec()));
            *login = [vec![1], evolving(&inner)].concat();
            content.push((99, vec![1, 2, 3]));
        },
    );
    content(
        "content-of-an-unknown-kind",
        "E09",
        "Kind 9 is a later version's: shown as unknown, and the number is kept.",
        "opens",
        &|content| content.insert(0, (1, vec![9])),
    );
    content(
        "content-with-the-first-kind-written-out",
        "D20",
        "Kind 0 is left out.",
        damaged,
        &|content| content.insert(0, (1, vec![0])),
    );
    content(
        "content-with-a-kind-of-two-bytes",
        "D20",
        "A kind is one byte.",
        damaged,
        &|content| content.insert(0, (1, vec![1, 1])),
    );
    content(
        "content-with-a-rule-of-a-later-version",
        "E09",
        "An address with rule 7: it matches no page, and is kept.",
        "opens",
        &|content| {
            let address = evolving(&[(1, [vec![9], b"a.example".to_vec()].concat()), (2, vec![7])]);
            let login = place(content, 9);
            let mut inner = fields_of(&login[1..]);
            *place(&mut inner, 3) = [vec![1], address].concat();
            *login = [vec![1], evolving(&inner)].concat();
        },
    );
    content(
        "content-with-a-field-of-a-later-kind",
        "E09",
        "A custom field of kind 6.",
        "opens",
        &|content| {
            content.push((
                12,
                [
                    vec![1],
                    evolving(&[(1, vec![1, b'n']), (2, vec![6]), (3, vec![1, b'v'])]),
                ]
                .concat(),
            ));
        },
    );
    content(
        "content-with-tags-out-of-order",
        "D20",
        "Tags ascend.",
        damaged,
        &|content| *place(content, 5) = [vec![2, 1], b"b".to_vec(), vec![1], b"a".to_vec()].concat(),
    );
    content(
        "content-with-a-tag-twice",
        "D20",
        "Each tag once.",
        damaged,
        &|content| *place(content, 5) = [vec![2, 1], b"a".to_vec(), vec![1], b"a".to_vec()].concat(),
    );
    content(
        "content-with-an-empty-login",
        "D20",
        "A login without fields, but a login: an optional that is there.",
        "opens",
        &|content| *place(content, 9) = vec![1, 0],
    );
    content(
        "content-with-a-count-too-high",
        "D20",
        "More user names than bytes.",
        damaged,
        &|content| {
            let login = place(content, 9);
            let mut inner = fields_of(&login[1..]);
            place(&mut inner, 1)[0] = 0x7f;
            *login = [vec![1], evolving(&inner)].concat();
        },
    );
    let mut item = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Fields)| {
        cases.vault(name, base, (attack, why, expect), |vault| reitem(vault, id, change));
    };
    item(
        "item-with-unknown-fields",
        "E09",
        "A later minor version's field beside the content.",
        "opens",
        &|item| item.push((31, vec![7])),
    );
    item(
        "item-with-fields-out-of-order",
        "D20",
        "Fields ascend.",
        damaged,
        &|item| item.swap(0, 1),
    );
    item(
        "item-with-a-time-over-64-bits",
        "D20",
        "No time is that late.",
        damaged,
        &|item| *place(item, 2) = [vec![0xff; 9], vec![2]].concat(),
    );
    cases.vault(
        "item-with-stamps-out-of-order",
        base,
        ("D20", "Stamps ascend by path.", damaged),
        |vault| {
            let mut fields = vault.fields(id);
            assert!(fields.stamps.len() > 1);
            fields.stamps.reverse();
            vault.write_item(id, &encoded(&fields));
        },
    );
    cases.vault(
        "item-with-a-stamp-twice",
        base,
        ("D20", "One stamp a path.", damaged),
        |vault| {
            let mut fields = vault.fields(id);
            fields.stamps.insert(0, fields.stamps[0]);
            vault.write_item(id, &encoded(&fields));
        },
    );
    cases.vault(
        "item-with-a-byte-behind-its-fields",
        base,
        ("D03", "A byte behind the value, inside the seal.", damaged),
        |vault| {
            let fields = [encoded(&vault.fields(id)), vec![1]].concat();
            vault.write_item(id, &fields);
        },
    );
}

fn small_files(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    let chunk = format!("chunk/{}/00000000", small.file);
    let mut case = |name: &str, why: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, ("D27", why, "damaged-item"), forge);
    };
    case(
        "file-chunk-missing",
        "The only chunk of a file is gone. Its item opens.",
        &|vault| drop(vault.records.remove(&chunk)),
    );
    case("file-chunk-changed", "A bit of it.", &|vault| {
        vault.edit(&chunk, |bytes| bytes[0] ^= 1)
    });
    case("file-chunk-cut", "Its last byte is missing.", &|vault| {
        vault.edit(&chunk, cut)
    });
    case("file-chunk-empty", "Nothing is left of it.", &|vault| {
        vault.edit(&chunk, Vec::clear)
    });
    let mut attachment = |name: &str, why: &str, change: &dyn Fn(&mut Fields)| {
        cases.vault(name, base, ("D27", why, "damaged-item"), |vault| {
            reitem(vault, small.login, |item| {
                let files = place(item, 6);
                let mut inner = fields_of(&files[1..]);
                change(&mut inner);
                *files = [vec![1], evolving(&inner)].concat();
            });
        });
    };
    attachment(
        "file-size-too-small",
        "The item says 4 bytes, the chunk holds 5.",
        &|file| *place(file, 4) = vec![4],
    );
    attachment(
        "file-size-too-large",
        "The item says 6 bytes, the chunk holds 5.",
        &|file| *place(file, 4) = vec![6],
    );
    attachment(
        "file-size-of-two-chunks",
        "The item says one chunk more: the first is then not the last, and the second is missing.",
        &|file| *place(file, 4) = varint(65_541),
    );
    attachment("file-size-over-100-mib", "No file is that large.", &|file| {
        *place(file, 4) = varint(104_857_601)
    });
    attachment("file-key-of-another", "Another file's key.", &|file| {
        place(file, 5)[0] ^= 1
    });
}

fn large_files(cases: &mut Cases) {
    let (records, holder, file) = whole::whole();
    cases.add(
        "whole",
        (
            "E08",
            "Every kind of item with every field, a file of two chunks and an empty one.",
            "opens",
        ),
        json!({
            "open": "vault", "with": with(&with_password()), "records": all(&records),
        }),
    );
    let base = Base {
        name: "whole",
        records: &records,
        proofs: with_password(),
    };
    let chunk = |number: u32| format!("chunk/{file}/{number:08x}");
    let mut case = |name: &str, why: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, &base, ("D27", why, "damaged-item"), forge);
    };
    case(
        "file-chunk-dropped",
        "The first of two chunks is gone, and the second moved up.",
        &|vault| {
            let last = vault.records.remove(&chunk(1)).unwrap();
            vault.set(&chunk(0), last);
        },
    );
    case(
        "file-cut-at-a-chunk",
        "The last chunk is gone: the first is not the last, so this is no whole file.",
        &|vault| drop(vault.records.remove(&chunk(1))),
    );
    case(
        "file-chunk-repeated",
        "The first chunk in the second's place too.",
        &|vault| {
            let first = vault.get(&chunk(0));
            vault.set(&chunk(1), first);
        },
    );
    case(
        "file-cut-at-a-chunk-and-said-so",
        "The item says 65,536 bytes: then the first chunk would be the last, which it is not.",
        &|vault| {
            reitem(vault, holder, |item| {
                let mut stored = vault_files(item);
                *place(&mut stored[0], 4) = varint(65_536);
                set_files(item, &stored);
            });
        },
    );
    case(
        "file-chunks-of-another-file",
        "The empty file's chunk in the other's last place.",
        &|vault| {
            let empty = vault
                .records
                .keys()
                .find(|key| key.starts_with("chunk/") && !key.contains(&file.to_string()))
                .unwrap()
                .clone();
            let chunk_of_other = vault.get(&empty);
            vault.set(&chunk(1), chunk_of_other);
        },
    );
    case(
        "files-with-keys-swapped",
        "Each file's key in the other's place.",
        &|vault| {
            reitem(vault, holder, |item| {
                let mut stored = vault_files(item);
                let key = place(&mut stored[0], 5).clone();
                let other = std::mem::replace(place(&mut stored[1], 5), key);
                *place(&mut stored[0], 5) = other;
                set_files(item, &stored);
            });
        },
    );
}

fn vault_files(item: &mut Fields) -> Vec<Fields> {
    let list = place(item, 6).clone();
    let mut from = latchkey_core::vault::wire::Reader::new(&list[1..]);
    let mut files = Vec::new();
    while !from.left().is_empty() {
        let fields = latchkey_core::vault::wire::split_fields(from.prefixed().unwrap());
        files.push(
            fields
                .into_iter()
                .map(|(number, value)| (number, value.to_vec()))
                .collect(),
        );
    }
    files
}

fn set_files(item: &mut Fields, files: &[Fields]) {
    let encoded = files.iter().flat_map(|file| evolving(file));
    let count = u8::try_from(files.len()).unwrap();
    *place(item, 6) = [count].into_iter().chain(encoded).collect();
}
