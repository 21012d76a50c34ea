//! Imports: what of it the vault knows already, and putting the rest.
//!
//! Nothing of a file is read here; that is the affair of a module that sees no vault. An import is a change like any
//! other: staged whole, written whole, and undone by deleting the ids that it gave.

use std::collections::BTreeMap;

use rand_core::TryCryptoRng;

use super::{Gathering, Session, merge};
use crate::api::{ImportMatch, ImportVerdict, ImportedItem, Record};
use crate::error::{Error, Result};
use crate::vault::attachment::{FileStream, MAX_ATTACHMENTS};
use crate::vault::content;
use crate::vault::fields::StoredItem;
use crate::vault::id::Id;
use crate::vault::index::Overview;
use crate::vault::keys::PASSWORD_TAG_LEN;
use crate::web::origin;

/// Which item: one of the vault, or one that was read before.
#[derive(Clone)]
struct Known {
    id: Option<String>,
    number: Option<u32>,
}

/// What is known of items by what tells them, while an import is matched.
#[derive(Default)]
pub struct Matching {
    /// The first that is told by a key, and the first by it and a password: what is looked at never grows with how many
    /// are alike.
    known: BTreeMap<(String, Option<[u8; PASSWORD_TAG_LEN]>), Known>,
    /// How many of the import were matched.
    count: u32,
}

impl Session {
    /// Begins to match an import that comes in batches.
    pub fn begin_matching(&self) -> Matching {
        let mut matching = Matching::default();
        let overviews = self.index.overviews();
        for (id, _, overview) in overviews.filter(|(_, _, overview)| overview.trashed_ms.is_none()) {
            matching.note(overview, Some(id.to_string()), None);
        }
        matching
    }

    /// What each item of the next batch is beside those of the vault and those before it in any batch. Whether a guarded
    /// item's password is the same is told without opening it.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if an item is beyond the vault's limits.
    pub fn match_more(&self, so_far: &mut Matching, items: &[ImportedItem], now_ms: u64) -> Result<Vec<ImportMatch>> {
        let mut matches = Vec::new();
        for item in items {
            let stored = content::imported(item, now_ms)?;
            let overview = content::overview(&stored, &self.keys, &self.scope)?;
            matches.push(so_far.best(&overview));
            so_far.note(&overview, None, Some(so_far.count));
            so_far.count = so_far.count.saturating_add(1);
        }
        Ok(matches)
    }

    /// Gathers items as new ones; gives their records. `files` holds, for each item, the streams of its attachments, in
    /// their order, all of whose chunks are stored.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if an item is beyond the vault's limits or its files are not those given; as
    /// [`Session::put`].
    pub fn gather_imported(
        &self,
        to: &mut Gathering,
        items: &[ImportedItem],
        files: &[Vec<FileStream>],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Vec<Record>> {
        let mut records = Vec::new();
        for stored in with_files(items, files, now_ms)? {
            records.push(self.gather_new(to, None, stored, Vec::new(), now_ms, rng)?);
        }
        Ok(records)
    }

    /// Gathers what an import knows more of an item of the vault, whose stored record is `record`; gives no record if it
    /// knows nothing more. Nothing of the item is lost: of two passwords the one that was set last holds, the vault's if
    /// the import does not say when; the other goes to the history.
    ///
    /// # Errors
    /// As [`Session::gather_imported`] and [`Session::item`].
    #[allow(
        clippy::too_many_arguments,
        reason = "an item, what is added to it, a time and a source"
    )]
    pub fn gather_merged(
        &self,
        to: &mut Gathering,
        (id, record): (&str, &[u8]),
        item: &ImportedItem,
        files: Vec<FileStream>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Option<Record>> {
        let id = Id::parse(id)?;
        let items = with_files(std::slice::from_ref(item), &[files], now_ms)?;
        let mut more = items.into_iter().next().ok_or(Error::Internal)?;
        if item.password_set_ms.or(item.changed_ms).is_none() {
            more.password_set_ms = 0;
        }
        if item.created_ms.or(item.changed_ms).is_none() {
            more.created_ms = now_ms;
        }
        let merge = |before: &StoredItem| {
            let merged = merge::merged(before, more, now_ms)?;
            merged.as_ref().map_or(Ok(()), content::check_stored)?;
            Ok(merged)
        };
        self.gather_edit(to, id, record, merge, now_ms, rng)
    }
}

/// Items as they are kept, with their files.
fn with_files(items: &[ImportedItem], files: &[Vec<FileStream>], now_ms: u64) -> Result<Vec<StoredItem>> {
    let mut stored = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let streams = files.get(number).map_or(&[][..], Vec::as_slice);
        if streams.len() != item.attachments.len() || streams.len() > MAX_ATTACHMENTS {
            return Err(Error::InvalidInput);
        }
        let mut new = content::imported(item, now_ms)?;
        for (stream, file) in streams.iter().zip(&item.attachments) {
            new.attachments
                .push(stream.to_stored(&file.name, &file.media_type, now_ms)?);
        }
        stored.push(new);
    }
    Ok(stored)
}

impl Matching {
    fn note(&mut self, overview: &Overview, id: Option<String>, number: Option<u32>) {
        let known = Known { id, number };
        for key in keys(overview) {
            if overview.password_tag.is_some() {
                let entry = self.known.entry((key.clone(), overview.password_tag));
                entry.or_insert_with(|| known.clone());
            }
            self.known.entry((key, None)).or_insert_with(|| known.clone());
        }
    }

    fn best(&self, overview: &Overview) -> ImportMatch {
        let keys = keys(overview);
        let first = |tag| keys.iter().find_map(|key| self.known.get(&(key.clone(), tag)));
        let same = overview.password_tag.and_then(|tag| first(Some(tag)));
        let (verdict, other) = match (same, first(None)) {
            (Some(same), _) => (ImportVerdict::Same, Some(same)),
            (None, Some(similar)) => (ImportVerdict::Similar, Some(similar)),
            (None, None) => (ImportVerdict::New, None),
        };
        ImportMatch {
            verdict,
            id: other.and_then(|other| other.id.clone()),
            twin: other.and_then(|other| other.number),
        }
    }
}

/// Kind, user name and each site; without a site, the title.
fn keys(overview: &Overview) -> Vec<String> {
    let username = overview.usernames.first().map_or("", String::as_str).to_lowercase();
    let key = |place: &str| format!("{}\0{username}\0{place}", overview.kind);
    let site = |url: &str| {
        let host = origin::host_of(url)?;
        Some(origin::registrable_domain(host).unwrap_or(host).to_owned())
    };
    let mut keys: Vec<String> = overview
        .urls
        .iter()
        .filter_map(|saved| site(&saved.url))
        .map(|site| key(&site))
        .collect();
    if keys.is_empty() {
        keys.push(key(&format!("\0{}", overview.title)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use super::*;
    use crate::api::{FactorInfo, FactorKind, ImportedFile, ItemContent, KdfParams, NewFactor, NewSlot, PastPassword};
    use getrandom::SysRng;

    const NOW_MS: u64 = 1_790_000_000_000;

    fn vault() -> Session {
        let kdf = KdfParams {
            memory_kib: 65_536,
            passes: 3,
            lanes: 1,
            salt: vec![9; 32],
        };
        let factor = NewFactor {
            info: FactorInfo {
                kind: FactorKind::Password,
                kdf: Some(kdf),
                prf: None,
            },
            output: vec![1; 32],
        };
        let (mut session, _) =
            Session::create(&[NewSlot { factors: vec![factor] }], "here", NOW_MS, &mut SysRng).unwrap();
        session.commit();
        session
    }

    fn login(username: &str, password: &str, url: &str) -> ImportedItem {
        ImportedItem {
            content: ItemContent::login("Shop", username, password, url),
            created_ms: Some(1_000),
            changed_ms: Some(2_000),
            history: vec![PastPassword {
                password: "old".into(),
                replaced_ms: 1_500,
                rest: Vec::new(),
            }],
            strength: Some(3),
            ..ImportedItem::default()
        }
    }

    /// Puts items as the shell does; gives their ids and records.
    fn put(session: &mut Session, items: &[ImportedItem]) -> Result<(Vec<String>, Vec<Vec<u8>>)> {
        let mut gathered = session.gather(NOW_MS)?;
        let records = session.gather_imported(&mut gathered, items, &[], NOW_MS, &mut SysRng)?;
        let ids = gathered.bases().into_iter().map(|base| base.id).collect();
        session.put_gathered(gathered, &[], &[], NOW_MS, &mut SysRng)?;
        Ok((ids, records.into_iter().map(|record| record.bytes).collect()))
    }

    #[test]
    fn an_import_is_put_whole_with_its_times_and_history() {
        let mut session = vault();
        let mut gone = login("eve", "x", "https://b.example");
        gone.trashed = true;
        gone.changed_ms = Some(u64::MAX);
        let items = [login("ada", "p", "https://shop.example/login"), gone];
        let (ids, records) = put(&mut session, &items).unwrap();
        session.commit();
        let first = session.item(&ids[0], &records[0], NOW_MS).unwrap();
        assert_eq!(
            (first.created_ms, first.changed_ms, first.password_set_ms),
            (1_000, 2_000, 2_000)
        );
        assert_eq!(first.history[0].password, "old");
        let points = session.health(NOW_MS).points;
        let strengths: Vec<_> = points.iter().map(|point| (point.id.as_str(), point.strength)).collect();
        assert_eq!(
            strengths,
            [(ids[0].as_str(), 3)],
            "as it was judged; what lies in the trash is not told"
        );
        let second = session.item(&ids[1], &records[1], NOW_MS).unwrap();
        assert_eq!(
            (second.trashed_ms, second.changed_ms),
            (Some(NOW_MS), NOW_MS),
            "nothing lies in the future"
        );
    }

    #[test]
    fn h07_what_is_there_already_is_known_and_twins_are_told() {
        let mut session = vault();
        let items = [login("ada", "p", "https://shop.example/login")];
        let (ids, _) = put(&mut session, &items).unwrap();
        session.commit();
        let read = [
            login("ada", "p", "https://www.shop.example"),
            login("Ada", "other", "https://shop.example"),
            login("bob", "p", "https://shop.example"),
            login("bob", "p", "https://shop.example"),
            login("bob", "q", "https://shop.example"),
            login("bob", "q", "https://shop.example"),
        ];
        let matches = session
            .match_more(&mut session.begin_matching(), &read, NOW_MS)
            .unwrap();
        let told: Vec<_> = matches
            .iter()
            .map(|each| (each.verdict, each.id.clone(), each.twin))
            .collect();
        let known = Some(ids[0].clone());
        assert_eq!(told[0], (ImportVerdict::Same, known.clone(), None));
        assert_eq!(told[1], (ImportVerdict::Similar, known, None));
        assert_eq!(told[2], (ImportVerdict::New, None, None));
        assert_eq!(told[3], (ImportVerdict::Same, None, Some(2)));
        assert_eq!(told[4], (ImportVerdict::Similar, None, Some(2)));
        assert_eq!(told[5], (ImportVerdict::Same, None, Some(4)));
    }

    #[test]
    fn h08_an_item_that_cannot_be_kept_keeps_the_whole_import_out() {
        let mut session = vault();
        let mut without_file = login("ada", "p", "");
        without_file.attachments.push(ImportedFile {
            name: "a.txt".into(),
            media_type: String::new(),
            bytes: Vec::new(),
        });
        let items = [login("bob", "p", ""), without_file];
        assert_eq!(put(&mut session, &items).err(), Some(Error::InvalidInput));
        assert!(session.staged.is_none());
        let mut too_long = login("ada", "p", "");
        too_long.content.title = "x".repeat(2_000);
        assert!(put(&mut session, &[too_long]).is_err());
        assert!(session.staged.is_none());
    }
}
