//! A vault against a plain model in memory: whatever is put, edited, deleted, committed, discarded and reopened, both
//! hold the same.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod vault_fixture;

use std::collections::BTreeMap;

use latchkey_core::api::{Item, ItemInput, Settings};
use latchkey_core::error::Error;
use latchkey_core::session::Session;
use proptest::prelude::*;
use vault_fixture::{Bench, NOW_MS, base, edit, login};

/// One act of a user or of the browser.
#[derive(Clone, Debug)]
enum Act {
    Put(ItemFields),
    Edit(usize, ItemFields),
    Delete(usize),
    Settings(u32, Vec<String>),
    /// As a restarted browser would.
    Unlock,
    /// As a restarted worker would.
    Resume,
}

#[derive(Clone, Debug)]
struct ItemFields {
    title: String,
    username: String,
    password: String,
    notes: String,
}

impl ItemFields {
    fn input(&self) -> ItemInput {
        ItemInput {
            notes: self.notes.clone(),
            ..login(&self.title, &self.username, &self.password, "https://one.example/")
        }
    }
}

fn fields() -> impl Strategy<Value = ItemFields> {
    ("[a-c]{0,3}", "[a-c]{0,3}", "[a-c]{0,2}", ".{0,300}").prop_map(|(title, username, password, notes)| ItemFields {
        title,
        username,
        password,
        notes,
    })
}

fn acts() -> impl Strategy<Value = Vec<(Act, bool)>> {
    let act = prop_oneof![
        4 => fields().prop_map(Act::Put),
        4 => (any::<usize>(), fields()).prop_map(|(at, fields)| Act::Edit(at, fields)),
        2 => any::<usize>().prop_map(Act::Delete),
        1 => (1..1_440_u32, proptest::collection::vec("[a-z]{1,9}\\.example", 0..4))
            .prop_map(|(minutes, hosts)| Act::Settings(minutes, hosts)),
        1 => Just(Act::Unlock),
        1 => Just(Act::Resume),
    ];
    proptest::collection::vec((act, proptest::bool::weighted(0.8)), 1..25)
}

/// What the vault must hold.
#[derive(Clone)]
struct Model {
    items: BTreeMap<String, Item>,
    settings: Settings,
}

impl Model {
    fn edit(&self, id: &str, input: &ItemInput, now_ms: u64) -> Item {
        let before = self.items[id].clone();
        let mut history = before.history.clone();
        if before.password != input.password && !before.password.is_empty() {
            let past = latchkey_core::api::PastPassword {
                password: before.password.clone(),
                replaced_ms: now_ms,
            };
            history.insert(0, past);
            history.truncate(50);
        }
        Item {
            revision: before.revision + 1,
            title: input.title.clone(),
            username: input.username.clone(),
            password: input.password.clone(),
            notes: input.notes.clone(),
            changed_ms: now_ms,
            history,
            ..before
        }
    }
}

fn as_json(item: &Item) -> String {
    serde_json::to_string(item).unwrap()
}

fn assert_same(bench: &Bench, session: &Session, model: &Model) {
    for (id, item) in &model.items {
        assert_eq!(as_json(&session.item(id, bench.store.item(id)).unwrap()), as_json(item));
    }
    let listing = session.list("", None);
    assert_eq!(usize::try_from(listing.total), Ok(model.items.len()));
    let mut listed: Vec<(u64, String)> = listing
        .others
        .iter()
        .map(|row| (row.changed_ms, row.id.clone()))
        .collect();
    assert!(
        listed.is_sorted_by_key(|(changed_ms, _)| std::cmp::Reverse(*changed_ms)),
        "by time of change"
    );
    listed.sort_by(|first, second| first.1.cmp(&second.1));
    let expected: Vec<(u64, String)> = model
        .items
        .values()
        .map(|item| (item.changed_ms, item.id.clone()))
        .collect();
    assert_eq!(listed, expected);
    assert_eq!(session.settings(), model.settings);
    let stored = bench
        .store
        .records
        .keys()
        .filter(|key| key.starts_with("item/"))
        .count();
    assert_eq!(stored, model.items.len(), "deleted records are gone");
}

/// Does one act, and commits it or lets it go.
fn perform(bench: &mut Bench, model: &mut Model, act: &Act, commits: bool, now_ms: u64) {
    let mut next = model.clone();
    let target = |at: usize| model.items.keys().nth(at % model.items.len().max(1)).cloned();
    let change = match act {
        Act::Put(fields) => {
            let input = fields.input();
            let put = bench.session.put(&input, None, now_ms, &mut bench.rng).unwrap();
            let item = Item {
                id: put.id.clone(),
                revision: 1,
                title: input.title,
                username: input.username,
                password: input.password,
                urls: input.urls,
                notes: input.notes,
                created_ms: now_ms,
                changed_ms: now_ms,
                history: Vec::new(),
            };
            next.items.insert(put.id, item);
            put.change
        }
        Act::Edit(at, fields) => {
            let Some(id) = target(*at) else { return };
            let input = edit(&id, model.items[&id].revision, fields.input());
            let current = bench.store.item(&id).to_vec();
            let put = bench
                .session
                .put(&input, Some(&current), now_ms, &mut bench.rng)
                .unwrap();
            next.items.insert(id.clone(), model.edit(&id, &input, now_ms));
            put.change
        }
        Act::Delete(at) => {
            let Some(id) = target(*at) else { return };
            let item = next.items.remove(&id).unwrap();
            bench
                .session
                .delete(&base(&id, item.revision), now_ms, &mut bench.rng)
                .unwrap()
        }
        Act::Settings(minutes, hosts) => {
            let mut never_save = hosts.clone();
            next.settings = Settings {
                lock_after_minutes: *minutes,
                clear_clipboard_seconds: 60,
                never_save: hosts.clone(),
                no_menu: Vec::new(),
            };
            never_save.sort();
            never_save.dedup();
            let change = bench.session.put_settings(&next.settings, &mut bench.rng).unwrap();
            next.settings.never_save = never_save;
            change
        }
        Act::Unlock => {
            bench.session = bench.store.unlock().unwrap();
            return;
        }
        Act::Resume => {
            bench.session = Session::resume(&bench.session.resume_value(), bench.store.frame()).unwrap();
            return;
        }
    };
    assert_same(bench, &bench.session, model);
    let second = bench.session.put(&login("x", "", "", ""), None, now_ms, &mut bench.rng);
    assert_eq!(second.err(), Some(Error::ChangePending));
    assert_eq!(
        bench.session.pending_change().unwrap().writes.len(),
        change.writes.len()
    );
    if commits {
        bench.store.commit(&change);
        bench.session.commit();
        *model = next;
    } else {
        bench.session.discard();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_vault_holds_what_a_plain_model_holds(acts in acts(), seed: u64) {
        let mut bench = Bench::new(seed);
        let mut model = Model { items: BTreeMap::new(), settings: bench.session.settings() };
        for (step, (act, commits)) in (1..).zip(&acts) {
            perform(&mut bench, &mut model, act, *commits, NOW_MS + step);
            assert_same(&bench, &bench.session, &model);
        }
        assert_same(&bench, &bench.store.unlock().unwrap(), &model);
        let resumed = Session::resume(&bench.session.resume_value(), bench.store.frame()).unwrap();
        assert_same(&bench, &resumed, &model);
    }
}
