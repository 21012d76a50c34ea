//! Looking: the list, the search, which items belong to a page, and what filling one would write.
//!
//! Rows carry what the overview knows and never a secret. Which address matches a page is decided by
//! [`crate::web::matching`], what is written by [`crate::web::fill`]
//! and [`crate::web::fill_person`].

use std::cmp::Reverse;

use super::{Session, codes};
use crate::api::{
    Choice, FillPlan, FrameContext, ItemKind, Listing, MatchReason, MatchRule, PageSnapshot, Row, SavedUrl, Shelf,
};
use crate::error::{Error, Result};
use crate::vault::id::Id;
use crate::vault::index::{Entry, Overview};
use crate::vault::search::{Query, Rank, Searchable};
use crate::vault::{sorted, wire};
use crate::web::fill::{self, LoginValues};
use crate::web::fill_person::{self, Person};
use crate::web::lookalike;
use crate::web::matching::{self, Near, Page};
use crate::web::origin;

/// What stands for the title of an item that has neither title, address nor user name.
const UNTITLED: &str = "Untitled";

/// What the list needs of an item, made once and not at every key press.
pub(super) struct Card {
    searchable: Searchable,
    row: Row,
    urls: Vec<SavedUrl>,
}

impl Session {
    /// Folders that items in use lie in, in order.
    pub fn folders(&self) -> Vec<String> {
        let mut folders = Vec::new();
        for (_, _, overview) in self.index.overviews() {
            if overview.trashed_ms.is_none() && !overview.folder.is_empty() && !folders.contains(&overview.folder) {
                folders.push(overview.folder.clone());
            }
        }
        folders.sort_unstable();
        folders
    }

    /// Rows of a shelf for the current page and all others, as the query finds them; an empty query finds all.
    pub fn list(&self, query: &str, page: Option<&FrameContext>, shelf: Shelf) -> Listing {
        self.list_first(query, page, shelf, usize::MAX)
    }

    /// The same with no more than the first `most` of the others: nobody sees ten thousand rows at once.
    pub fn list_first(&self, query: &str, page: Option<&FrameContext>, shelf: Shelf, most: usize) -> Listing {
        let query = Query::parse(query);
        let page = page.and_then(|page| self.page_of(page));
        let near = page.as_ref().map(Page::near);
        let mut site: Vec<Ranked<'_>> = Vec::new();
        let mut others: Vec<Ranked<'_>> = Vec::new();
        let (mut total, mut found) = (0_u32, 0_u32);
        // What comes after the last of the best so far is not among them.
        let mut last: Option<Order> = None;
        for (place, (_, card)) in self.cards.iter().enumerate() {
            if card.shelf() != shelf {
                continue;
            }
            total = total.saturating_add(1);
            let Some(rank) = query.rank(&card.searchable) else {
                continue;
            };
            let order = (rank, Reverse(card.row.favourite), Reverse(card.row.changed_ms), place);
            let may_match = near.as_ref().is_some_and(|near| card.may_match(near));
            let matched = page.filter(|_| may_match);
            match matched.and_then(|page| matching::best_match(&card.urls, &page)) {
                Some((reason, saved)) => site.push(((Some(reason), order), card, Some(saved))),
                None => {
                    found = found.saturating_add(1);
                    if last.is_none_or(|last| (None, order) < last) {
                        others.push(((None, order), card, None));
                    }
                    if others.len() >= most.max(1).saturating_mul(2) {
                        keep_best(&mut others, most);
                        last = others.last().map(|(order, ..)| *order);
                    }
                }
            }
        }
        let host = page.map(|page| page.origin.host).filter(|_| shelf == Shelf::Items);
        Listing {
            lookalike: host
                .filter(|_| site.is_empty() && query.is_empty())
                .and_then(|host| lookalike::lookalike(host, self.domains()))
                .map(Into::into),
            site_name: host.and_then(lookalike::unicode_host),
            site: in_order(site, usize::MAX),
            found,
            others: in_order(others, most),
            total,
        }
    }

    /// The row of one item, on whatever shelf it lies.
    pub fn row(&self, id: &str) -> Option<Row> {
        sorted::find(&self.cards, Id::parse(id).ok()?).map(|card| card.row.clone())
    }

    /// The one item that was saved for exactly this address; `None` if there is none, or more than one.
    pub fn direct_choice(&self, page: &FrameContext) -> Option<String> {
        let page = self.page_of(page)?;
        let is_exact = |card: &&Card| {
            let matched = matching::best_match(&card.urls, &page);
            card.shelf() == Shelf::Items && matched.is_some_and(|(reason, _)| reason == MatchReason::ThisAddress)
        };
        let mut exact = self.cards.iter().map(|(_, card)| card).filter(is_exact);
        match (exact.next(), exact.next()) {
            (Some(card), None) => Some(card.row.id.clone()),
            _ => None,
        }
    }

    /// What to write into a document to fill the item whose stored record is `record`.
    ///
    /// # Errors
    /// As [`Session::item`]; [`Error::ReadOnly`] while an alarm is up. That nothing may be filled is no error: the plan
    /// says why.
    pub fn plan_fill(
        &self,
        id: &str,
        record: &[u8],
        snapshot: &PageSnapshot,
        page: &FrameContext,
        choice: Choice,
        now_ms: u64,
    ) -> Result<FillPlan> {
        if self.alarm().is_some() {
            return Err(Error::ReadOnly);
        }
        let fields = self.open_fields(Id::parse(id)?, record, now_ms)?;
        let content = fields.item.content;
        let person = match (content.kind, &content.card, &content.identity) {
            (ItemKind::Card, Some(card), _) => Some(Person::Card(card)),
            (ItemKind::Identity, _, Some(identity)) => Some(Person::Identity(identity)),
            _ => None,
        };
        if let Some(person) = person {
            return Ok(fill_person::plan(person, snapshot, page, choice));
        }
        let login = content.login.unwrap_or_default();
        let code = codes::code_of_time(&login.otp, now_ms);
        let values = LoginValues {
            username: login.usernames.first().map_or("", String::as_str),
            password: &login.password,
            one_time_code: code.as_deref().map_or("", String::as_str),
            urls: &login.urls,
            equivalents: &self.settings.equivalent_domains,
        };
        Ok(fill::plan(&values, snapshot, page, choice))
    }

    /// A document as what addresses are held against.
    fn page_of<'a>(&'a self, frame: &'a FrameContext) -> Option<Page<'a>> {
        Page::of(frame, &self.settings.equivalent_domains)
    }

    /// Registrable domains of the addresses of all items in use; of a host that has none, the host.
    fn domains(&self) -> impl Iterator<Item = &str> {
        let in_use = self.cards.iter().filter(|(_, card)| card.shelf() == Shelf::Items);
        // Of the first address it is known.
        in_use.flat_map(|(_, card)| {
            let more = card
                .urls
                .iter()
                .skip(1)
                .filter_map(|saved| origin::parse_url(&saved.url));
            more.map(|origin| origin.site()).chain([card.row.domain.as_str()])
        })
    }

    /// Makes all cards anew.
    pub(super) fn make_cards(&mut self) {
        let mut cards: Vec<(Id, Card)> = self
            .index
            .overviews()
            .map(|(id, entry, overview)| (id, Card::new(id, entry, overview)))
            .collect();
        for (id, used_ms) in &self.used {
            if let Some(card) = sorted::find_mut(&mut cards, *id) {
                card.row.used_ms = *used_ms;
            }
        }
        self.cards = cards;
    }

    /// Brings one card up to date with the index.
    pub(super) fn refresh_card(&mut self, id: Id) {
        let card = self
            .index
            .live(id)
            .map(|(entry, overview)| Card::new(id, entry, overview));
        match card {
            Ok(mut card) => {
                card.row.used_ms = self.used_ms(id);
                sorted::place(&mut self.cards, id, card);
            }
            Err(_) => sorted::remove(&mut self.cards, id),
        }
    }
}

/// What rows are ordered by: exact addresses first, then the better match, favourites, the newer change. What is equal in
/// all of these stands as the cards do, so that a longer list begins as a shorter one.
type Order = (Option<MatchReason>, (Rank, Reverse<bool>, Reverse<u64>, usize));
/// With the address that matches the page, if one does.
type Ranked<'a> = (Order, &'a Card, Option<&'a SavedUrl>);

/// Puts them in order, and drops all but the first so many.
fn keep_best(ranked: &mut Vec<Ranked<'_>>, most: usize) {
    ranked.sort_unstable_by_key(|(order, ..)| *order);
    ranked.truncate(most);
}

/// The rows of the first so many.
fn in_order(mut ranked: Vec<Ranked<'_>>, most: usize) -> Vec<Row> {
    keep_best(&mut ranked, most);
    let rows = ranked.into_iter().map(|((reason, _), card, saved)| Row {
        reason,
        matched_host: saved.map(shown_host),
        ..card.row.clone()
    });
    rows.collect()
}

impl Card {
    fn new(id: Id, entry: &Entry, overview: &Overview) -> Self {
        let title = display_title(overview);
        let first = overview.urls.iter().find_map(|saved| origin::parse_url(&saved.url));
        let hosts: Vec<String> = overview.urls.iter().map(shown_host).collect();
        let labels = overview.tags.iter().chain([&overview.folder]).map(String::as_str);
        let usernames = overview.usernames.join("\n");
        let searchable = Searchable::new(title, &usernames, hosts.iter().map(String::as_str).chain(labels));
        let row = Row {
            id: id.to_string(),
            revision: entry.revision,
            kind: wire::parse(&[overview.kind]).unwrap_or(ItemKind::Unknown),
            title: title.into(),
            username: overview.usernames.first().cloned().unwrap_or_default(),
            host: first.map_or_else(String::new, |first| lookalike::shown(first.host)),
            domain: first.map_or("", |first| first.site()).into(),
            folder: overview.folder.clone(),
            tags: overview.tags.clone(),
            favourite: overview.favourite,
            archived: overview.archived,
            guarded: overview.guarded,
            has_otp: overview.has_otp,
            has_passkey: overview.has_passkey,
            trashed_ms: overview.trashed_ms,
            reason: None,
            matched_host: None,
            changed_ms: overview.changed_ms,
            used_ms: 0,
        };
        Self {
            searchable,
            row,
            urls: overview.urls.clone(),
        }
    }

    /// Whether an address may match the page: by far the most cannot, and this is told by what is known of them.
    fn may_match(&self, near: &Near<'_>) -> bool {
        match self.urls.as_slice() {
            [only] if only.rule != MatchRule::RegularExpression => near.has(&self.row.domain),
            urls => !urls.is_empty(),
        }
    }

    fn shelf(&self) -> Shelf {
        match (self.row.trashed_ms, self.row.archived) {
            (Some(_), _) => Shelf::Trash,
            (None, true) => Shelf::Archive,
            (None, false) => Shelf::Items,
        }
    }
}

/// The title, or what best stands for it.
pub(super) fn display_title(overview: &Overview) -> &str {
    let host = overview
        .urls
        .iter()
        .find_map(|saved| origin::host_of(&saved.url))
        .unwrap_or("");
    let address = overview.urls.first().map_or("", |saved| saved.url.as_str());
    let username = overview.usernames.first().map_or("", String::as_str);
    let candidates = [overview.title.as_str(), host, address, username];
    candidates
        .into_iter()
        .map(str::trim)
        .find(|text| !text.is_empty())
        .unwrap_or(UNTITLED)
}

/// The host of a saved address as it is shown, or the text where it is none.
fn shown_host(saved: &SavedUrl) -> String {
    origin::host_of(&saved.url).map_or_else(|| saved.url.clone(), lookalike::shown)
}
