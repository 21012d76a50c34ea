//! Performing a history on a vault and on the model beside it, and comparing the two.

use std::collections::BTreeSet;

use latchkey_core::api::{
    Alarm, Change, FactorKind, ItemBase, ItemContent, ItemInput, OfferEdits, OfferKind, Seen, Settings, Shelf, SiteRule,
};
use latchkey_core::error::{Error, Result};
use latchkey_core::session::{self, FileStream, Session};

use super::plain::{Model, are_safe};
use super::{Act, Content, Fate};
use crate::vault_fixture::{
    Bench, Factor, NOW_MS, PASSWORD, SeededRng, Store, draft, error_of, input, login, proofs, slot, stage_rotation,
};

const NO_EDITS: OfferEdits = OfferEdits {
    title: None,
    username: None,
    password: None,
    folder: None,
    strength: None,
    as_new: None,
};

/// A vault, its store, what the shell keeps beside it, and the model.
pub(super) struct World {
    bench: Bench,
    model: Model,
    now_ms: u64,
    /// What the shell keeps outside the vault: the resume value, and what was seen last.
    resume_value: Vec<u8>,
    seen: Seen,
    first: Store,
}

/// What a change is to do to the model, once it is committed.
type Then = Box<dyn FnOnce(&mut Model)>;

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let bench = Bench::new(seed);
        Self {
            model: Model::new(bench.session.settings().clone()),
            resume_value: bench.session.resume_value().unwrap().to_vec(),
            seen: bench.session.seen(),
            first: bench.store.clone(),
            bench,
            now_ms: NOW_MS,
        }
    }

    pub(super) fn perform(&mut self, act: &Act, fate: Fate) {
        self.now_ms += 1;
        match act {
            Act::Unguard(at, right) => self.unguard(*at, *right),
            Act::Wait(ms) => self.now_ms = self.now_ms.checked_add_signed((*ms).into()).unwrap(),
            Act::Overtaken(content) => self.overtaken(content),
            Act::Sweep => self.sweep(),
            Act::SetBack => self.set_back(),
            Act::Lock(at) => self.unlock(*at),
            Act::Resume => self.resume(),
            _ => match self.stage(act) {
                Some((change, then)) => self.meet(&change, then, fate),
                None => assert!(self.bench.is_idle()),
            },
        }
    }

    /// Lets a staged change be committed, given up or cut off.
    fn meet(&mut self, change: &Change, then: Then, fate: Fate) {
        // Nothing is true before it was committed, and nothing else can be staged.
        self.assert_same();
        let rng = &mut SeededRng::new(1);
        let second = self.bench.session.put(&login("x", "", "", ""), None, self.now_ms, rng);
        assert_eq!(error_of(second), Some(Error::ChangePending));
        let counts = change.writes.iter().any(|record| record.key == "root");
        match fate {
            Fate::Discard => self.bench.session.discard(),
            Fate::CrashBefore => self.reopen(),
            Fate::Commit | Fate::CrashAfter => {
                self.bench.store.commit(change);
                then(&mut self.model);
                self.model.sequence += u64::from(counts);
            }
        }
        if fate == Fate::CrashAfter {
            self.reopen();
        } else if fate == Fate::Commit {
            self.bench.session.commit();
            self.remember();
        }
    }

    /// What the shell writes down after a commit and after an unlock.
    fn remember(&mut self) {
        self.resume_value = self.bench.session.resume_value().unwrap().to_vec();
        self.seen = self.bench.session.seen();
    }

    /// Stages an act; `None` if it is refused, as the model says it must be, or has nothing to be about.
    fn stage(&mut self, act: &Act) -> Option<(Change, Then)> {
        match act {
            Act::Put(content) => self.put(content.to_item_content()),
            Act::PutMany(contents) => self.put_many(contents),
            Act::Edit(at, content) => self.edit(*at, content),
            Act::Trash(at, trashed) => self.trash(*at, *trashed),
            Act::Delete(at) => {
                let id = self.model.at(*at)?.id.clone();
                self.delete(vec![id])
            }
            Act::DeleteOverdue => {
                let overdue = self.model.overdue(self.now_ms);
                let told = self.bench.session.overdue_trash(self.now_ms);
                let told: BTreeSet<String> = told.into_iter().map(|base| base.id).collect();
                assert_eq!(told, overdue.iter().cloned().collect());
                self.delete(overdue)
            }
            Act::Attach(at, length) => self.attach(*at, *length),
            Act::Detach(at) => self.detach(*at),
            Act::Use(at) => self.note_used(*at),
            Act::Settings(minutes, hosts) => self.put_settings(*minutes, hosts),
            Act::AcceptDraft(password) => self.accept_draft(password),
            Act::AddSlot(at, factor) => self.add_slot(*at, *factor),
            Act::ReplaceSlot(at, byte) => self.replace_slot(*at, *byte),
            Act::Rotate(at, slots) => self.rotate(*at, slots),
            _ => None,
        }
    }

    fn put(&mut self, content: ItemContent) -> Option<(Change, Then)> {
        let now_ms = self.now_ms;
        let put = self
            .bench
            .session
            .put(&input(content.clone()), None, now_ms, &mut self.bench.rng);
        let put = self.expect(put, self.model.may(content.guarded, now_ms))?;
        Some((put.change, Box::new(move |model| model.put(put.id, content, now_ms))))
    }

    fn put_many(&mut self, contents: &[Content]) -> Option<(Change, Then)> {
        let now_ms = self.now_ms;
        let contents: Vec<ItemContent> = contents.iter().map(Content::to_item_content).collect();
        let inputs: Vec<ItemInput> = contents.iter().cloned().map(input).collect();
        let put = self.bench.session.put_new(&inputs, now_ms, &mut self.bench.rng);
        let any_guarded = contents.iter().any(|content| content.guarded);
        let (ids, change) = self.expect(put, self.model.may(any_guarded, now_ms))?;
        let then = move |model: &mut Model| {
            for (id, content) in ids.into_iter().zip(contents) {
                model.put(id, content, now_ms);
            }
        };
        Some((change, Box::new(then)))
    }

    fn edit(&mut self, at: usize, content: &Content) -> Option<(Change, Then)> {
        let (now_ms, content) = (self.now_ms, content.to_item_content());
        let (base, record, guarded) = self.target(at)?;
        let input = ItemInput {
            base: Some(base.clone()),
            ..input(content.clone())
        };
        let put = self
            .bench
            .session
            .put(&input, Some(&record), now_ms, &mut self.bench.rng);
        let put = self.expect(put, self.model.may(guarded || content.guarded, now_ms))?;
        Some((put.change, Box::new(move |model| model.edit(&base.id, content, now_ms))))
    }

    fn trash(&mut self, at: usize, trashed: bool) -> Option<(Change, Then)> {
        let now_ms = self.now_ms;
        let (base, record, guarded) = self.target(at)?;
        let staged = self
            .bench
            .session
            .set_trashed(&base, &record, trashed, now_ms, &mut self.bench.rng);
        let staged = self.expect(staged, self.model.may(guarded, now_ms))?;
        let then = move |model: &mut Model| {
            let item = model.touch(&base.id, now_ms);
            item.trashed_ms = if trashed {
                item.trashed_ms.or(Some(now_ms))
            } else {
                None
            };
        };
        Some((staged.change, Box::new(then)))
    }

    fn delete(&mut self, ids: Vec<String>) -> Option<(Change, Then)> {
        let bases: Vec<ItemBase> = ids.iter().map(|id| self.base(id)).collect();
        let staged = self.bench.session.delete(&bases, self.now_ms, &mut self.bench.rng);
        let then = move |model: &mut Model| ids.iter().for_each(|id| model.delete(id));
        Some((staged.unwrap(), Box::new(then)))
    }

    fn attach(&mut self, at: usize, length: usize) -> Option<(Change, Then)> {
        let now_ms = self.now_ms;
        let (base, record, guarded) = self.target(at)?;
        let data = vec![length as u8; length];
        let file: FileStream = self.bench.store_file(&data).unwrap();
        let staged = self.bench.session.attach(
            &base,
            &record,
            &file,
            "file.bin",
            "text/plain",
            now_ms,
            &mut self.bench.rng,
        );
        let staged = self.expect(staged, self.model.may(guarded, now_ms))?;
        let file_id = file.chunk_key(0).split('/').nth(1).unwrap().to_owned();
        let then = move |model: &mut Model| model.attach(&base.id, file_id, data, now_ms);
        Some((staged.change, Box::new(then)))
    }

    fn detach(&mut self, at: usize) -> Option<(Change, Then)> {
        let now_ms = self.now_ms;
        let (base, record, guarded) = self.target(at)?;
        let file_id = self.model.at(at)?.attachments.first()?.id.clone();
        let staged = self
            .bench
            .session
            .detach(&base, &record, &file_id, now_ms, &mut self.bench.rng);
        let staged = self.expect(staged, self.model.may(guarded, now_ms))?;
        let then = move |model: &mut Model| {
            model.touch(&base.id, now_ms).attachments.remove(0);
            model.files.remove(&file_id);
        };
        Some((staged.change, Box::new(then)))
    }

    fn note_used(&mut self, at: usize) -> Option<(Change, Then)> {
        let (id, now_ms) = (self.model.at(at)?.id.clone(), self.now_ms);
        let staged = self.bench.session.note_used(&id, now_ms, &mut self.bench.rng).unwrap();
        let then = move |model: &mut Model| {
            model.used.insert(id, now_ms);
        };
        Some((staged, Box::new(then)))
    }

    fn put_settings(&mut self, minutes: u32, hosts: &[String]) -> Option<(Change, Then)> {
        let rule = |host: &String| SiteRule {
            host: host.clone(),
            never_save: true,
            ..SiteRule::default()
        };
        let mut settings = Settings {
            lock_after_minutes: minutes,
            sites: hosts.iter().map(rule).collect(),
            ..self.model.settings.clone()
        };
        let staged = self
            .bench
            .session
            .put_settings(&settings, self.now_ms, &mut self.bench.rng);
        settings.sites.sort_by(|first, second| first.host.cmp(&second.host));
        settings.sites.dedup();
        Some((staged.unwrap(), Box::new(move |model| model.settings = settings)))
    }

    /// A login nobody knows yet is seen, offered and accepted.
    fn accept_draft(&mut self, password: &str) -> Option<(Change, Then)> {
        let now_ms = self.now_ms;
        let username = format!("new{now_ms}");
        let seen = draft("https://drafts.example", &username, password);
        let sealed = session::seal_draft(self.bench.store.header(), &seen, &mut self.bench.rng).unwrap();
        let offer = self.bench.session.offer_save(&[sealed], now_ms).unwrap().unwrap();
        assert_eq!(offer.kind, OfferKind::New);
        let accepted = self
            .bench
            .session
            .accept(&offer, &NO_EDITS, None, now_ms, &mut self.bench.rng)
            .unwrap();
        let content = ItemContent::login(&offer.title, &username, password, "https://drafts.example/");
        let then = move |model: &mut Model| model.put(accepted.id, content, now_ms);
        Some((accepted.change, Box::new(then)))
    }

    fn add_slot(&mut self, at: usize, factor: Factor) -> Option<(Change, Then)> {
        let by = self.model.slot_at(at);
        let new = [factor];
        let staged = self
            .bench
            .session
            .add_slot(&proofs(&by), &slot(&new), self.now_ms, &mut self.bench.rng);
        let mut slots = self.model.slots.clone();
        slots.push(new.to_vec());
        let is_code = |factor: &Factor| factor.kind() == FactorKind::Recovery;
        let second_code = is_code(&factor) && self.model.slots.iter().flatten().any(is_code);
        let allowed = if are_safe(&slots) && !second_code {
            Ok(())
        } else {
            Err(Error::SlotRule)
        };
        let change = self.expect(staged, allowed)?;
        Some((change, Box::new(move |model| model.slots = slots)))
    }

    fn replace_slot(&mut self, at: usize, byte: u8) -> Option<(Change, Then)> {
        let by = self.model.slot_at(at);
        let new = by.iter().map(|factor| match factor {
            Factor::Password(_) => Factor::Password(byte),
            other => *other,
        });
        let new: Vec<Factor> = new.collect();
        let staged = self
            .bench
            .session
            .replace_slot(&proofs(&by), &slot(&new), self.now_ms, &mut self.bench.rng);
        let has_password = by.iter().any(|factor| factor.kind() == FactorKind::Password);
        let change = self.expect(staged, if has_password { Ok(()) } else { Err(Error::SlotRule) })?;
        let then = move |model: &mut Model| {
            let place = model.place_of(&by);
            model.slots.remove(place);
            model.slots.push(new);
        };
        Some((change, Box::new(then)))
    }

    fn rotate(&mut self, at: usize, slots: &[Vec<Factor>]) -> Option<(Change, Then)> {
        let (by, slots) = (self.model.slot_at(at), slots.to_vec());
        let given: Vec<&[Factor]> = slots.iter().map(Vec::as_slice).collect();
        let (session, store) = (&mut self.bench.session, &self.bench.store);
        let staged = stage_rotation(session, store, &by, &given, &mut self.bench.rng);
        let twice = |slot: &Vec<Factor>| slot.windows(2).any(|pair| pair[0].kind() == pair[1].kind());
        let allowed = match (slots.iter().any(twice), are_safe(&slots)) {
            (true, _) => Err(Error::InvalidInput),
            (false, true) => Ok(()),
            (false, false) => Err(Error::SlotRule),
        };
        let change = self.expect(staged, allowed)?;
        let then = move |model: &mut Model| {
            model.slots = slots;
            model.epoch += 1;
            model.guard_until_ms = None;
        };
        Some((change, Box::new(then)))
    }

    /// The value of what went well; nothing of what was refused, as the model says it must be.
    fn expect<T>(&self, result: Result<T>, allowed: Result<()>) -> Option<T> {
        match (result, allowed) {
            (Ok(value), Ok(())) => Some(value),
            (Ok(_), Err(error)) => panic!("not refused as {error:?}"),
            (Err(error), allowed) => {
                assert_eq!(Err(error), allowed);
                None
            }
        }
    }

    fn base(&self, id: &str) -> ItemBase {
        ItemBase {
            id: id.into(),
            revision: self.model.items[id].revision,
        }
    }

    /// The item at a place: its base, its record and its guard.
    fn target(&self, at: usize) -> Option<(ItemBase, Vec<u8>, bool)> {
        let item = self.model.at(at)?;
        let record = self.bench.store.item(&item.id).to_vec();
        Some((self.base(&item.id), record, item.content.guarded))
    }

    fn unguard(&mut self, at: usize, right: bool) {
        let by = self.model.slot_at(at);
        if right {
            self.bench.session.unguard(&proofs(&by), self.now_ms).unwrap();
            self.model.guard_until_ms = Some(self.now_ms + session::GUARD_MS);
        } else {
            let wrong = [Factor::Password(99)];
            let refused = self.bench.session.unguard(&proofs(&wrong), self.now_ms);
            assert_eq!(refused, Err(Error::WrongPassword));
        }
    }

    /// Another tab, which holds the vault too, writes first; storage refuses ours, and the vault is read anew.
    fn overtaken(&mut self, content: &Content) {
        let content = ItemContent {
            guarded: false,
            ..content.to_item_content()
        };
        let mut other = self.open(0).unwrap();
        let rng = &mut SeededRng::new(self.now_ms);
        let theirs = other.put(&input(content.clone()), None, self.now_ms, rng).unwrap();
        let ours = self
            .bench
            .session
            .put(&login("ours", "", "", ""), None, self.now_ms, &mut self.bench.rng)
            .unwrap();
        self.bench.store.commit(&theirs.change);
        self.model.put(theirs.id, content, self.now_ms);
        self.model.sequence += 1;
        assert!(!self.bench.store.try_commit(&ours.change));
        self.bench.session.discard();
        self.reopen();
    }

    /// Chunks that a crash left behind go, and no others.
    fn sweep(&mut self) {
        let owned = self.bench.session.attachment_ids();
        let is_owned = |key: &str| owned.iter().any(|id| key.starts_with(&format!("chunk/{id}/")));
        self.bench
            .store
            .records
            .retain(|key, _| !key.starts_with("chunk/") || is_owned(key));
        let left = self.bench.store.records.keys().filter(|key| key.starts_with("chunk/"));
        assert_eq!(left.count(), self.model.files.len(), "each file is one chunk");
    }

    /// The vault as it was at first is noticed by what was seen, and takes nothing.
    fn set_back(&mut self) {
        let mut first = Session::unlock(&proofs(&[PASSWORD]), self.first.frame(), Some(&self.seen)).unwrap();
        let is_older = self.seen.sequence > 1;
        assert_eq!(first.alarm(), is_older.then_some(Alarm::OlderVault));
        let put = first.put(&login("x", "", "", ""), None, self.now_ms, &mut SeededRng::new(1));
        assert_eq!(error_of(put), is_older.then_some(Error::ReadOnly));
    }

    fn open(&self, at: usize) -> Result<Session> {
        let by = self.model.slot_at(at);
        Session::unlock(&proofs(&by), self.bench.store.frame(), Some(&self.seen))
    }

    fn unlock(&mut self, at: usize) {
        self.bench.session = self.open(at).unwrap();
        self.model.guard_until_ms = None;
        self.remember();
    }

    fn resume(&mut self) {
        self.bench.session = Session::resume(&self.resume_value, self.bench.store.frame(), Some(&self.seen)).unwrap();
        self.model.guard_until_ms = None;
    }

    /// After a crash: by the resume value if the header is still the one it knows, else by a way in.
    fn reopen(&mut self) {
        match Session::resume(&self.resume_value, self.bench.store.frame(), Some(&self.seen)) {
            Ok(session) => {
                self.bench.session = session;
                self.model.guard_until_ms = None;
                self.seen = self.bench.session.seen();
            }
            Err(error) => {
                assert_eq!(error, Error::Damaged, "only ever for another header");
                self.unlock(0);
            }
        }
    }

    pub(super) fn assert_same(&self) {
        self.assert_session_same(&self.bench.session, self.model.can_open_guarded(self.now_ms));
    }

    fn assert_session_same(&self, session: &Session, opens_guarded: bool) {
        let (model, store) = (&self.model, &self.bench.store);
        assert_eq!((session.alarm(), session.needs_device()), (None, false));
        assert_eq!(
            (session.epoch(), session.seen().sequence),
            (model.epoch, model.sequence)
        );
        assert_eq!(*session.settings(), model.settings);
        let kinds = |factors: &[Factor]| factors.iter().map(|factor| factor.kind()).collect::<Vec<_>>();
        let told = session.slots().unwrap();
        let told = told
            .iter()
            .map(|slot| slot.factors.iter().map(|info| info.kind).collect::<Vec<_>>());
        assert!(told.eq(model.slots.iter().map(|slot| kinds(slot))));
        let mut rows = Vec::new();
        for shelf in [Shelf::Items, Shelf::Archive, Shelf::Trash] {
            let listing = session.list("", None, shelf);
            assert_eq!(listing.total as usize, listing.others.len());
            assert!(listing.others.is_sorted_by_key(|row| std::cmp::Reverse(row.changed_ms)));
            rows.extend(listing.others.into_iter().map(|row| (shelf, row)));
        }
        assert_eq!(rows.len(), model.items.len());
        for (shelf, row) in rows {
            let item = &model.items[&row.id];
            let expected_shelf = match (item.trashed_ms, item.content.archived) {
                (Some(_), _) => Shelf::Trash,
                (None, true) => Shelf::Archive,
                (None, false) => Shelf::Items,
            };
            let used_ms = model.used.get(&row.id).copied().unwrap_or(0);
            assert!(shelf == expected_shelf && row.kind == item.content.kind);
            assert_eq!(
                (row.revision, row.changed_ms, row.used_ms),
                (item.revision, item.changed_ms, used_ms)
            );
            let opened = session.item(&row.id, store.item(&row.id), self.now_ms);
            if item.content.guarded && !opens_guarded {
                assert_eq!(error_of(opened), Some(Error::Guarded));
            } else {
                assert!(opened.unwrap() == *item);
            }
        }
        let stored = store.records.keys().filter(|key| key.starts_with("item/")).count();
        assert_eq!(stored, model.items.len(), "deleted records are gone");
        let owned: BTreeSet<String> = session.attachment_ids().into_iter().collect();
        assert!(owned.iter().eq(model.files.keys()));
    }

    /// Whichever way the vault is opened, it holds the same, files included.
    pub(super) fn assert_same_after_every_way_of_opening(&mut self) {
        for at in 0..self.model.slots.len() {
            let mut session = self.open(at).unwrap();
            self.assert_session_same(&session, false);
            let by = self.model.slot_at(at);
            session.unguard(&proofs(&by), self.now_ms).unwrap();
            self.assert_session_same(&session, true);
            for item in self.model.items.values() {
                for file in &item.attachments {
                    let record = self.bench.store.item(&item.id);
                    let opened = session.open_file(&item.id, record, &file.id, self.now_ms).unwrap();
                    let chunk = opened.open_chunk(0, &self.bench.store.records[&opened.chunk_key(0)]);
                    assert!(*chunk.unwrap() == self.model.files[&file.id]);
                }
            }
        }
        self.resume();
        self.assert_session_same(&self.bench.session, false);
    }
}
