//! Cases of leaves and their entries.

use latchkey_core::vault::id::leaf_key;

use super::bases::Small;
use super::headers::varint;
use super::vault::{Vault, encoded, evolving, fields_of};
use super::{Base, Cases};

pub fn make(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    leaves(cases, base, small);
    entries(cases, base, small);
}

fn leaves(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    let key = leaf_key(small.login.leaf());
    let other = leaf_key(small.guarded.leaf());
    let (number, other_number) = (small.login.leaf(), small.guarded.leaf());
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, (attack, why, expect), forge);
    };
    case(
        "leaf-missing",
        "D08",
        "The leaf of an item is gone.",
        "damaged",
        &|vault| drop(vault.records.remove(&key)),
    );
    case(
        "leaf-too-many",
        "D08",
        "A leaf that the root does not name.",
        "damaged",
        &|vault| {
            let free = (0..=255)
                .find(|number| !vault.records.contains_key(&leaf_key(*number)))
                .unwrap();
            let record = vault.get(&key);
            vault.set(&leaf_key(free), record);
        },
    );
    case(
        "leaf-set-back",
        "D07",
        "The leaf from before an edit.",
        "damaged",
        &|vault| vault.set(&key, small.earlier[&key].clone()),
    );
    case(
        "leaf-and-item-set-back",
        "D07",
        "Leaf and item from before an edit, but the root knows.",
        "damaged",
        &|vault| {
            vault.set(&key, small.earlier[&key].clone());
            let item = small.login.record_key();
            vault.set(&item, small.earlier[&item].clone());
        },
    );
    case(
        "leaf-from-before-a-deletion",
        "D09",
        "The leaf and the item from before it was deleted.",
        "damaged",
        &|vault| {
            let key = leaf_key(small.deleted.leaf());
            vault.set(&key, small.undeleted[&key].clone());
            let item = small.deleted.record_key();
            vault.set(&item, small.undeleted[&item].clone());
        },
    );
    case(
        "leaves-swapped",
        "D04",
        "Two leaves in each other's place.",
        "damaged",
        &|vault| {
            let (one, two) = (vault.get(&key), vault.get(&other));
            vault.set(&key, two);
            vault.set(&other, one);
        },
    );
    case(
        "leaves-swapped-and-named",
        "D04",
        "The same with their hashes swapped too: the number is bound.",
        "damaged",
        &|vault| {
            let (one, two) = (vault.get(&key), vault.get(&other));
            vault.name_leaf(number, two);
            vault.name_leaf(other_number, one);
        },
    );
    case("leaf-changed", "D01", "A bit of a leaf.", "damaged", &|vault| {
        vault.edit(&key, |bytes| bytes[99] ^= 4)
    });
    case(
        "leaf-version-changed",
        "D01",
        "A bit of its version: its hash is compared first, so this is damage.",
        "damaged",
        &|vault| vault.edit(&key, |bytes| bytes[0] = 3),
    );
    case(
        "leaf-of-a-newer-version",
        "D13",
        "A leaf that a newer version wrote and its root names.",
        "newer-version",
        &|vault| {
            let mut record = vault.get(&key);
            record[0] = 2;
            vault.name_leaf(number, record);
        },
    );
    case(
        "leaf-that-says-another-number",
        "D04",
        "Sealed as one leaf, it says that it is another.",
        "damaged",
        &|vault| {
            let (_, entries) = vault.leaf(number);
            vault.write_leaf(number, &encoded(&(number ^ 1, entries)));
        },
    );
    case(
        "leaf-without-entries",
        "D20",
        "An empty leaf is not written.",
        "damaged",
        &|vault| vault.write_leaf(number, &[number, 0]),
    );
    case(
        "leaf-with-a-count-too-high",
        "D20",
        "More entries than there are bytes.",
        "damaged",
        &|vault| {
            let (_, entries) = vault.leaf(number);
            let all = encoded(&entries);
            vault.write_leaf(number, &[&[number][..], &varint(1 << 30), &all[1..]].concat());
        },
    );
}

fn entries(cases: &mut Cases, base: &Base<'_>, small: &Small) {
    let id = small.login;
    let mut case = |name: &str, attack: &str, why: &str, expect: &str, forge: &dyn Fn(&mut Vault)| {
        cases.vault(name, base, (attack, why, expect), forge);
    };
    case("entry-twice", "D08", "An item listed twice.", "damaged", &|vault| {
        vault.edit_leaf(id.leaf(), |entries| entries.push(entries[0].clone()))
    });
    case(
        "entries-out-of-order",
        "D20",
        "Entries ascend by id.",
        "damaged",
        &|vault| {
            vault.edit_leaf(id.leaf(), |entries| {
                let mut later = entries[0].clone();
                later.0.0[15] ^= 1;
                entries.push(later);
                entries.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
            })
        },
    );
    case(
        "entry-in-a-foreign-leaf",
        "D04",
        "Its id begins with another leaf's number.",
        "damaged",
        &|vault| vault.edit_leaf(id.leaf(), |entries| entries[0].0.0[0] ^= 1),
    );
    case(
        "entry-of-revision-0",
        "D20",
        "Revisions are counted from 1.",
        "damaged",
        &|vault| vault.edit_entry(id, |entry| entry.revision = 0),
    );
    case(
        "entry-alive-and-deleted",
        "D09",
        "Both an overview and a time of deletion.",
        "damaged",
        &|vault| vault.edit_entry(id, |entry| entry.deleted_ms = Some(1)),
    );
    case(
        "entry-neither-alive-nor-deleted",
        "D09",
        "Neither.",
        "damaged",
        &|vault| vault.edit_entry(id, |entry| entry.overview = None),
    );
    let mut raw = |name: &str, attack: &str, why: &str, expect: &str, change: &dyn Fn(&mut Vec<(u32, Vec<u8>)>)| {
        cases.vault(name, base, (attack, why, expect), |vault| {
            let (number, entries) = vault.leaf(id.leaf());
            assert_eq!(entries.len(), 1);
            let mut fields = fields_of(&encoded(&entries[0].1));
            change(&mut fields);
            let leaf = [&[number, 1][..], &entries[0].0.0, &evolving(&fields)].concat();
            vault.write_leaf(number, &leaf);
        });
    };
    let in_overview = |fields: &mut Vec<(u32, Vec<u8>)>, change: &dyn Fn(&mut Vec<(u32, Vec<u8>)>)| {
        let place = fields.iter_mut().find(|(number, _)| *number == 4).unwrap();
        let mut inner = fields_of(&place.1[1..]);
        change(&mut inner);
        place.1 = [vec![1], evolving(&inner)].concat();
    };
    raw(
        "entry-with-unknown-fields",
        "E09",
        "A later minor version knows more of an item: kept.",
        "opens",
        &|fields| {
            in_overview(fields, &|inner| inner.push((77, vec![9])));
            fields.push((40, vec![1, 2]));
        },
    );
    raw(
        "entry-with-an-optional-of-2",
        "D20",
        "An optional begins with 0 or 1.",
        "damaged",
        &|fields| {
            fields.iter_mut().find(|(number, _)| *number == 4).unwrap().1[0] = 2;
        },
    );
    raw(
        "entry-with-an-absent-optional-written-out",
        "D20",
        "An absent optional is left out.",
        "damaged",
        &|fields| fields.push((5, vec![0])),
    );
    raw(
        "overview-with-a-title-of-bad-utf-8",
        "D20",
        "Texts are UTF-8.",
        "damaged",
        &|fields| {
            in_overview(fields, &|inner| {
                inner.iter_mut().find(|(number, _)| *number == 2).unwrap().1[1] = 0xc0
            });
        },
    );
    raw(
        "overview-with-a-surrogate",
        "D20",
        "U+D800 has no UTF-8, whatever some encoders write.",
        "damaged",
        &|fields| {
            in_overview(fields, &|inner| {
                inner.iter_mut().find(|(number, _)| *number == 2).unwrap().1 = vec![3, 0xed, 0xa0, 0x80]
            });
        },
    );
    raw(
        "overview-with-false-written-out",
        "D20",
        "`false` is left out.",
        "damaged",
        &|fields| {
            in_overview(fields, &|inner| {
                let at = inner.iter().position(|(number, _)| *number > 9).unwrap();
                inner.insert(at, (9, vec![0]));
            })
        },
    );
    raw(
        "overview-with-a-string-beyond-its-field",
        "D02",
        "A text longer than the field it lies in.",
        "damaged",
        &|fields| {
            in_overview(fields, &|inner| {
                inner.iter_mut().find(|(number, _)| *number == 2).unwrap().1[0] = 0x7f
            });
        },
    );
}
