//! Looking: the list, the search, which items belong to a page, and what filling one would write.
//!
//! Rows carry what the overview knows and never a secret. Which address matches a page is decided by
//! [`crate::web::origin`], what is written by [`crate::web::fill`].

use std::cmp::Reverse;

use super::Session;
use crate::api::{Choice, FillPlan, FrameContext, Listing, MatchReason, PageSnapshot, Row};
use crate::error::Result;
use crate::vault::id::ItemId;
use crate::vault::index::Overview;
use crate::vault::search::{Query, Rank, Searchable};
use crate::vault::sorted;
use crate::web::fill::{self, LoginValues};
use crate::web::origin::{self, Origin};

/// What stands for the title of an item that has neither title, address nor user name.
const UNTITLED: &str = "Untitled";

/// What the list needs of an item, made once and not at every key press.
pub(super) struct Card {
    searchable: Searchable,
    row: Row,
    urls: Vec<String>,
}

impl Session {
    /// Rows for the current page and all others, as the query finds them; an empty query finds all.
    pub fn list(&self, query: &str, page: Option<&FrameContext>) -> Listing {
        let query = Query::parse(query);
        let page = page.and_then(origin::document_origin);
        let mut site: Vec<Ranked> = Vec::new();
        let mut others: Vec<Ranked> = Vec::new();
        for card in self.cards.iter().map(|(_, card)| card) {
            let Some(rank) = query.rank(&card.searchable) else {
                continue;
            };
            let newest = Reverse(card.row.changed_ms);
            match page.and_then(|page| best_match(&card.urls, page)) {
                Some((reason, host)) => {
                    let row = Row {
                        reason: Some(reason),
                        matched_host: Some(host.into()),
                        ..card.row.clone()
                    };
                    site.push(((Some(reason), rank, newest), row));
                }
                None => others.push(((None, rank, newest), card.row.clone())),
            }
        }
        Listing {
            site: in_order(site),
            others: in_order(others),
            total: u32::try_from(self.cards.len()).unwrap_or(u32::MAX),
        }
    }

    /// The one item that was saved for exactly this address; `None` if there is none, or more than one.
    pub fn direct_choice(&self, page: &FrameContext) -> Option<String> {
        let page = origin::document_origin(page)?;
        let is_exact =
            |card: &&Card| best_match(&card.urls, page).map(|(reason, _)| reason) == Some(MatchReason::ThisAddress);
        let mut exact = self.cards.iter().map(|(_, card)| card).filter(is_exact);
        match (exact.next(), exact.next()) {
            (Some(card), None) => Some(card.row.id.clone()),
            _ => None,
        }
    }

    /// What to write into a document to fill the item whose stored record is `record`.
    ///
    /// # Errors
    /// As [`Session::item`]. That nothing may be filled is no error: the plan says why.
    pub fn plan_fill(
        &self,
        id: &str,
        record: &[u8],
        snapshot: &PageSnapshot,
        page: &FrameContext,
        choice: Choice,
    ) -> Result<FillPlan> {
        let login = self.open_login(ItemId::parse(id)?, record)?;
        let values = LoginValues {
            username: &login.username,
            password: &login.password,
            urls: &login.urls,
        };
        Ok(fill::plan(&values, snapshot, page, choice))
    }

    /// Makes all cards anew.
    pub(super) fn make_cards(&mut self) {
        self.cards = self
            .index
            .overviews()
            .map(|(id, _, overview)| (id, Card::new(id, overview)))
            .collect();
    }

    /// Brings one card up to date with the index.
    pub(super) fn refresh_card(&mut self, id: ItemId) {
        match self.index.live(id) {
            Ok((_, _, overview)) => {
                let card = Card::new(id, overview);
                sorted::place(&mut self.cards, id, card);
            }
            Err(_) => {
                sorted::remove(&mut self.cards, id);
            }
        }
    }
}

/// A row with what it is ordered by: exact addresses first, then the better match, then the newer change.
type Ranked = ((Option<MatchReason>, Rank, Reverse<u64>), Row);

fn in_order(mut rows: Vec<Ranked>) -> Vec<Row> {
    rows.sort_unstable_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| row).collect()
}

impl Card {
    fn new(id: ItemId, overview: &Overview) -> Self {
        let title = display_title(overview);
        let first = overview.urls.iter().find_map(|url| origin::parse_url(url));
        let hosts = overview.urls.iter().map(|url| origin::host_of(url).unwrap_or(url));
        let searchable = Searchable::new(title, &overview.username, hosts);
        let row = Row {
            id: id.to_string(),
            title: title.into(),
            username: overview.username.clone(),
            host: first.map_or("", |first| first.host).into(),
            domain: first.map_or("", |first| first.site()).into(),
            reason: None,
            matched_host: None,
            changed_ms: overview.changed_ms,
        };
        Self {
            searchable,
            row,
            urls: overview.urls.clone(),
        }
    }
}

/// The title, or what best stands for it.
pub(super) fn display_title(overview: &Overview) -> &str {
    let host = overview.urls.iter().find_map(|url| origin::host_of(url)).unwrap_or("");
    let address = overview.urls.first().map_or("", String::as_str);
    let candidates = [overview.title.as_str(), host, address, overview.username.as_str()];
    candidates
        .into_iter()
        .map(str::trim)
        .find(|text| !text.is_empty())
        .unwrap_or(UNTITLED)
}

/// The best match among an item's addresses, and the host that matched.
fn best_match<'a>(urls: &'a [String], page: Origin<'_>) -> Option<(MatchReason, &'a str)> {
    let parsed = urls.iter().filter_map(|url| origin::parse_url(url));
    parsed
        .filter_map(|saved| Some((origin::match_origins(saved, page)?, saved.host)))
        .min_by_key(|(reason, _)| *reason)
}
