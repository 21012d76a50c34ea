//! The vault's health, from the overview alone: no item is opened to make the report.
//!
//! What the service of exposed passwords says comes in by [`Session::note_exposed`]; asking it is the shell's, and only
//! where the user wants it. Of a password, five hex digits of its hash leave the core, never more.

use rand_core::TryCryptoRng;

use super::Session;
use super::stage::{After, Parts};
use crate::api::{Change, ExposedLogin, Health, HealthPoint, RangeAnswer};
use crate::crypto::exposure;
use crate::error::{Error, Result};
use crate::vault::content;
use crate::vault::exposed::{self, Exposure, KEEP_MS, MAX_ANSWER_LEN, PREFIX_CHARS};
use crate::vault::id::{EXPOSED_KEY, Id};
use crate::vault::index::Overview;
use crate::vault::keys::PASSWORD_TAG_LEN;

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
/// Scores up to this one are weak.
const WEAK_UP_TO: u8 = 2;
/// Stands in the plot for a password that nobody scored.
const UNSCORED: u8 = u8::MAX;

type Tag = [u8; PASSWORD_TAG_LEN];

/// A password that is about to be asked for.
pub struct Asked {
    tag: Tag,
    name: zeroize::Zeroizing<String>,
}

impl Session {
    /// The report.
    pub fn health(&self, now_ms: u64) -> Health {
        let mut health = Health::default();
        let mut by_tag: Vec<(Tag, Id)> = Vec::new();
        let old_ms = u64::from(self.settings.old_after_days) * DAY_MS;
        for (id, overview) in self.in_use() {
            let Some(tag) = overview.password_tag else { continue };
            health.counted = health.counted.saturating_add(1);
            by_tag.push((tag, id));
            match overview.strength {
                None => health.unscored.push(id.to_string()),
                Some(strength) if strength <= WEAK_UP_TO => health.weak.push(id.to_string()),
                Some(_) => {}
            }
            let age_ms = now_ms.saturating_sub(overview.password_set_ms);
            if old_ms > 0 && age_ms > old_ms {
                health.old.push(id.to_string());
            }
            if overview.urls.iter().any(|saved| saved.url.starts_with("http://")) {
                health.insecure_address.push(id.to_string());
            }
            if overview.lacks_second_factor {
                health.lacks_second_factor.push(id.to_string());
            }
            if let Some(count) = self.known_count(&tag).filter(|count| *count > 0) {
                health.exposed.push(ExposedLogin {
                    id: id.to_string(),
                    count,
                });
            }
            health.points.push(HealthPoint {
                id: id.to_string(),
                strength: overview.strength.unwrap_or(UNSCORED),
                age_days: u32::try_from(age_ms / DAY_MS).unwrap_or(u32::MAX),
            });
        }
        by_tag.sort_unstable();
        for group in by_tag
            .chunk_by(|(first, _), (second, _)| first == second)
            .filter(|group| group.len() > 1)
        {
            health.reused.push(group.iter().map(|(_, id)| id.to_string()).collect());
        }
        health
    }

    /// Ids of items whose passwords are to be asked for: each password once, none that was asked for within a week.
    pub fn to_ask(&self, now_ms: u64) -> Vec<String> {
        let mut seen: Vec<Tag> = self
            .exposures
            .iter()
            .filter(|known| now_ms.saturating_sub(known.checked_ms) < KEEP_MS && known.checked_ms <= now_ms)
            .map(|known| known.tag)
            .collect();
        seen.sort_unstable();
        let mut ids = Vec::new();
        for (id, overview) in self.in_use() {
            let Some(tag) = overview.password_tag else { continue };
            if let Err(at) = seen.binary_search(&tag) {
                seen.insert(at, tag);
                ids.push(id.to_string());
            }
        }
        ids
    }

    /// What to ask the service for an item's password, and what its answer will be held against.
    ///
    /// # Errors
    /// As [`Session::item`]; [`Error::NotFound`] if it has no password.
    pub fn ask(&self, id: &str, record: &[u8], now_ms: u64) -> Result<(String, Asked)> {
        let id = Id::parse(id)?;
        let fields = self.open_fields(id, record, now_ms)?;
        let password = content::password(&fields.item.content);
        let tag = self
            .keys
            .derive_password_tag(&self.scope, password)?
            .ok_or(Error::NotFound)?;
        let name = exposure::derive_list_name(password.as_bytes());
        let prefix = name.get(..PREFIX_CHARS).ok_or(Error::Internal)?.to_owned();
        Ok((prefix, Asked { tag, name }))
    }

    /// Stages what the service said. Answers that are too long, and passwords without an answer, are passed over.
    ///
    /// # Errors
    /// As every change.
    pub fn note_exposed(
        &mut self,
        asked: &[Asked],
        answers: &[RangeAnswer],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Change> {
        self.check_can_stage()?;
        let mut exposures: Vec<Exposure> = Vec::new();
        for Asked { tag, name } in asked {
            let Some((prefix, suffix)) = name.split_at_checked(PREFIX_CHARS) else {
                continue;
            };
            let answer = answers.iter().find(|answer| answer.prefix.eq_ignore_ascii_case(prefix));
            let Some(answer) = answer.filter(|answer| answer.lines.len() <= MAX_ANSWER_LEN) else {
                continue;
            };
            exposures.push(Exposure {
                tag: *tag,
                count: exposed::count_in(&answer.lines, suffix),
                checked_ms: now_ms,
                rest: Vec::new(),
            });
        }
        // Of one tag the newest comes first and stays; what no item has any more goes.
        exposures.extend(self.exposures.iter().cloned());
        exposures.sort_by_key(|known| known.tag);
        exposures.dedup_by_key(|known| known.tag);
        let mut in_use: Vec<Tag> = self
            .in_use()
            .filter_map(|(_, overview)| overview.password_tag)
            .collect();
        in_use.sort_unstable();
        exposures.retain(|known| in_use.binary_search(&known.tag).is_ok());
        let named = vec![Self::seal_named(
            (&self.scope, &self.keys),
            EXPOSED_KEY,
            &exposures,
            rng,
        )?];
        let after = After {
            exposures: Some(exposures),
            ..After::default()
        };
        let stamp = self.stamp(now_ms)?;
        self.stage(
            Parts {
                named,
                ..Parts::default()
            },
            after,
            stamp,
            rng,
        )
    }

    /// What the service said of a password, if it was asked.
    fn known_count(&self, tag: &Tag) -> Option<u64> {
        let at = self.exposures.binary_search_by_key(tag, |known| known.tag).ok()?;
        self.exposures.get(at).map(|known| known.count)
    }

    /// Items in use, neither archived nor in the trash.
    fn in_use(&self) -> impl Iterator<Item = (Id, &Overview)> {
        let overviews = self.index.overviews().map(|(id, _, overview)| (id, overview));
        overviews.filter(|(_, overview)| !overview.archived && overview.trashed_ms.is_none())
    }
}
