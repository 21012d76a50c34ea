//! The plain model: what a vault should hold, in maps and lists, without a key or a byte of the format.

use std::collections::BTreeMap;

use latchkey_core::api::{Attachment, FactorKind, Item, ItemContent, ItemKind, PastPassword, Settings};
use latchkey_core::error::Error;
use latchkey_core::session::{GUARD_MS, TRASH_MS};

use super::Content;
use crate::vault_fixture::{Factor, PASSWORD};

#[derive(Clone)]
pub(super) struct Model {
    pub(super) items: BTreeMap<String, Item>,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) used: BTreeMap<String, u64>,
    pub(super) settings: Settings,
    pub(super) slots: Vec<Vec<Factor>>,
    pub(super) epoch: u32,
    pub(super) sequence: u64,
    /// Until when guarded items open; nothing that is stored.
    pub(super) guard_until_ms: Option<u64>,
}

impl Content {
    pub(super) fn to_item_content(&self) -> ItemContent {
        let login = ItemContent::login(&self.title, &self.username, &self.password, "https://one.example/");
        ItemContent {
            kind: self.kind,
            login: if self.kind == ItemKind::Login {
                login.login
            } else {
                None
            },
            notes: self.notes.clone(),
            guarded: self.guarded,
            archived: self.archived,
            ..login
        }
    }
}

fn password(content: &ItemContent) -> &str {
    content.login.as_ref().map_or("", |login| &login.password)
}

impl Model {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            items: BTreeMap::new(),
            files: BTreeMap::new(),
            used: BTreeMap::new(),
            settings,
            slots: vec![vec![PASSWORD]],
            epoch: 1,
            sequence: 1,
            guard_until_ms: None,
        }
    }

    /// The item at a place, if there are any.
    pub(super) fn at(&self, at: usize) -> Option<&Item> {
        self.items.values().nth(at % self.items.len().max(1))
    }

    pub(super) fn slot_at(&self, at: usize) -> Vec<Factor> {
        self.slots[at % self.slots.len()].clone()
    }

    pub(super) fn can_open_guarded(&self, now_ms: u64) -> bool {
        let is_open = |until_ms: u64| now_ms < until_ms && until_ms - now_ms <= GUARD_MS;
        self.guard_until_ms.is_some_and(is_open)
    }

    /// Whether an item with this guard can be read and written.
    pub(super) fn may(&self, guarded: bool, now_ms: u64) -> Result<(), Error> {
        if guarded && !self.can_open_guarded(now_ms) {
            Err(Error::Guarded)
        } else {
            Ok(())
        }
    }

    pub(super) fn put(&mut self, id: String, content: ItemContent, now_ms: u64) {
        let item = Item {
            id: id.clone(),
            revision: 1,
            password_set_ms: if password(&content).is_empty() { 0 } else { now_ms },
            content,
            created_ms: now_ms,
            changed_ms: now_ms,
            trashed_ms: None,
            history: Vec::new(),
            attachments: Vec::new(),
        };
        self.items.insert(id, item);
    }

    pub(super) fn edit(&mut self, id: &str, content: ItemContent, now_ms: u64) {
        let item = self.touch(id, now_ms);
        let (old, new) = (password(&item.content).to_owned(), password(&content));
        if old != new {
            item.password_set_ms = if new.is_empty() { 0 } else { now_ms };
            if !old.is_empty() {
                let past = PastPassword {
                    password: old,
                    replaced_ms: now_ms,
                    rest: Vec::new(),
                };
                item.history.insert(0, past);
                item.history.truncate(50);
            }
        }
        item.content = content;
    }

    pub(super) fn touch(&mut self, id: &str, now_ms: u64) -> &mut Item {
        let item = self.items.get_mut(id).unwrap();
        item.revision += 1;
        item.changed_ms = now_ms;
        item
    }

    pub(super) fn attach(&mut self, id: &str, file_id: String, data: Vec<u8>, now_ms: u64) {
        let attachment = Attachment {
            id: file_id.clone(),
            name: "file.bin".into(),
            media_type: "text/plain".into(),
            size: data.len() as u64,
            added_ms: now_ms,
        };
        self.touch(id, now_ms).attachments.push(attachment);
        self.files.insert(file_id, data);
    }

    pub(super) fn delete(&mut self, id: &str) {
        for file in self.items.remove(id).unwrap().attachments {
            self.files.remove(&file.id);
        }
    }

    pub(super) fn overdue(&self, now_ms: u64) -> Vec<String> {
        let is_overdue = |item: &&Item| item.trashed_ms.is_some_and(|ms| now_ms.saturating_sub(ms) >= TRASH_MS);
        self.items
            .values()
            .filter(is_overdue)
            .map(|item| item.id.clone())
            .collect()
    }

    /// Where the first way in with these factors stands.
    pub(super) fn place_of(&self, factors: &[Factor]) -> usize {
        self.slots.iter().position(|slot| slot == factors).unwrap()
    }
}

/// Whether ways in are safe together, said in another way than the vault says it.
pub(super) fn are_safe(slots: &[Vec<Factor>]) -> bool {
    let is_code = |slot: &&Vec<Factor>| matches!(slot.as_slice(), [Factor::Recovery(_)]);
    let has_password = |slot: &Vec<Factor>| slot.iter().any(|factor| factor.kind() == FactorKind::Password);
    let key = |slot: &Vec<Factor>| slot.iter().copied().find(|factor| factor.kind() == FactorKind::Prf);
    let (codes, others): (Vec<_>, Vec<_>) = slots.iter().partition(is_code);
    let Some(pair) = others.iter().find(|slot| has_password(slot) && slot.len() == 2) else {
        return !slots.is_empty();
    };
    let all_ask_for_two = others.iter().all(|slot| has_password(slot) && slot.len() == 2);
    all_ask_for_two && (!codes.is_empty() || others.iter().any(|slot| key(slot) != key(pair)))
}
