//! What a sent form tells about a login, and what saving it would do.
//!
//! It decides from values that the user sent and from logins that the caller opened; it writes nothing and shows
//! nothing. It never keeps one-time codes, cards or searches, and never takes the page's word for where it came from.

use crate::api::{
    Draft, FieldValue, FrameContext, ItemBase, MatchReason, MatchRule, Offer, OfferKind, PageSnapshot, Purpose, Role,
    SavedUrl,
};
use crate::web::matching::{self, Page};
use crate::web::origin::{self, Origin};
use crate::web::{classify, limits, naming, shown, votes};

/// How long an earlier step of the same sign-in can lend its user name.
pub const STEP_WINDOW_MS: u64 = 10 * 60 * 1000;

/// Most characters of a user name that is kept; a longer one is no user name.
pub const MAX_USERNAME_CHARS: usize = 1_000;

/// Longest address that a draft keeps, in bytes; patterns are held against no longer one.
const MAX_ADDRESS_LEN: usize = 8_000;

/// A login of the vault, as far as an offer needs it.
pub struct KnownLogin<'a> {
    /// 32 hex digits.
    pub id: &'a str,
    /// Its revision.
    pub revision: u32,
    /// Its title.
    pub title: &'a str,
    /// Its user name.
    pub username: &'a str,
    /// Its addresses.
    pub urls: &'a [SavedUrl],
}

/// Reads the login out of a sent form. `None` if there is none, or the document has no origin that a login can be
/// saved for. A step that asks for the user name alone gives a draft with an empty password.
pub fn capture(snapshot: &PageSnapshot, values: &[FieldValue], frame: &FrameContext, now_ms: u64) -> Option<Draft> {
    let page = origin::document_origin(frame)?;
    limits::check_snapshot(snapshot).ok()?;
    limits::check_values(values, snapshot).ok()?;
    let understood = classify::understand(snapshot);
    let sent = values
        .iter()
        .filter(|value| !value.value.is_empty())
        .filter_map(|value| {
            let index = usize::try_from(value.field).ok()?;
            let (found, section) = (understood.reading.roles.get(index)?, understood.section_of.get(index)?);
            // A page may not try guesses of its own and watch what comes of them (A34).
            let counts = value.given || !votes::is_password(found.role);
            counts.then_some((*section, found.role, value.value.as_str()))
        });
    let sent: Vec<(usize, Role, &str)> = sent.collect();
    let is_login_id = |role: Role| matches!(role, Role::Username | Role::Email);
    let section = sent
        .iter()
        .find(|(_, role, _)| votes::is_password(*role))
        .or_else(|| sent.iter().find(|(_, role, _)| is_login_id(*role)))?
        .0;
    let purpose = understood.section_purposes.get(section).copied()?;
    let of = |wanted: Role| {
        sent.iter()
            .filter(move |(part, role, _)| *part == section && *role == wanted)
            .map(|(_, _, value)| *value)
    };
    let chosen = of(Role::NewPassword).next();
    if of(Role::NewPassword).any(|value| Some(value) != chosen) {
        // The confirmation differs: the site will refuse it, so there is nothing to keep.
        return None;
    }
    let current = of(Role::CurrentPassword).next();
    // Where nothing else is asked for, the number is the name.
    let names = of(Role::Username).chain(of(Role::Email)).chain(of(Role::Tel));
    let username = names.map(str::trim).find(|name| !name.is_empty()).unwrap_or("");
    let password = chosen.or(current).unwrap_or("");
    // A user name alone is a step of something where one signs in or up, or where the site itself calls the field so;
    // a newsletter's address is not.
    let named = of(Role::Username).next().is_some();
    let is_step = !username.is_empty() && (named || matches!(purpose, Purpose::SignIn | Purpose::SignUp));
    if (password.is_empty() && !is_step) || username.chars().count() > MAX_USERNAME_CHARS {
        return None;
    }
    Some(Draft {
        origin: address_of(frame).into(),
        purpose,
        username: username.into(),
        password: password.into(),
        old_password: if chosen.is_some() {
            current.unwrap_or("").into()
        } else {
            String::new()
        },
        title: naming::title(page, &snapshot.title),
        seen_ms: now_ms,
    })
}

/// The document's whole address, which patterns are held against; its origin alone where that is too long.
fn address_of(frame: &FrameContext) -> &str {
    if frame.url.len() > MAX_ADDRESS_LEN {
        &frame.origin
    } else {
        &frame.url
    }
}

/// The origin that an address begins with.
fn origin_of(address: &str) -> &str {
    let path = address.match_indices('/').nth(2).map_or(address.len(), |(at, _)| at);
    address.get(..path).unwrap_or(address)
}

/// What saving the newest draft would do; `None` if there is nothing to save.
///
/// `drafts` are of one tab, oldest first; `same_password(id, password)` tells whether the login has this password.
pub fn offer(
    drafts: &[Draft],
    entries: &[KnownLogin<'_>],
    equivalents: &[Vec<String>],
    same_password: &dyn Fn(&str, &str) -> bool,
    now_ms: u64,
) -> Option<Offer> {
    let (position, draft) = drafts
        .iter()
        .enumerate()
        .rev()
        .find(|(_, draft)| !draft.password.is_empty())?;
    let page = origin::parse_url(&draft.origin)?;
    let steps = drafts.get(..position).unwrap_or_default();
    let of_step = |is_typed: bool| {
        let of_kind = steps.iter().rev().filter(|step| shown::is_typed(step) == is_typed);
        of_kind
            .filter_map(|step| step_username(step, draft, page, now_ms))
            .next()
    };
    let typed = if draft.username.is_empty() {
        of_step(true).unwrap_or("")
    } else {
        &draft.username
    };
    let page_of = |url| Page {
        origin: page,
        url,
        equivalents,
    };
    let (here, whole) = (page_of(None), page_of(Some(draft.origin.as_str())));
    let entries_here = entries
        .iter()
        .filter_map(|entry| Some((best_match(entry, &here, &whole)?, entry)));
    let mut matching: Vec<(MatchReason, &KnownLogin<'_>)> = entries_here.collect();
    matching.sort_by_key(|(reason, _)| *reason);
    let matching: Vec<&KnownLogin<'_>> = matching.into_iter().map(|(_, entry)| entry).collect();
    let shown = if typed.is_empty() {
        of_step(false).unwrap_or("")
    } else {
        ""
    };
    let (username, (kind, base)) = decide_shown(draft, (typed, shown), &matching, entries, same_password)?;
    Some(Offer {
        kind,
        title: base.map_or(draft.title.as_str(), |entry| entry.title).into(),
        username: if username.is_empty() {
            base.map_or("", |entry| entry.username).into()
        } else {
            username.into()
        },
        password: draft.password.clone(),
        origin: origin_of(&draft.origin).into(),
        folder: String::new(),
        base: base.map(|entry| ItemBase {
            id: entry.id.into(),
            revision: entry.revision,
        }),
    })
}

/// The user name of an earlier step of the same sign-in.
fn step_username<'a>(step: &'a Draft, draft: &Draft, page: Origin<'_>, now_ms: u64) -> Option<&'a str> {
    let fresh = draft.seen_ms.saturating_sub(step.seen_ms) <= STEP_WINDOW_MS && step.seen_ms <= now_ms;
    let same_site = origin::parse_url(&step.origin)?.site() == page.site();
    (fresh && same_site && !step.username.is_empty()).then_some(step.username.as_str())
}

/// How a login matches. One that was saved for a page of a host is meant on its others too, where passwords are changed;
/// a pattern says itself which pages those are.
fn best_match(entry: &KnownLogin<'_>, here: &Page<'_>, whole: &Page<'_>) -> Option<MatchReason> {
    let matched = |saved: &SavedUrl| match saved.rule {
        MatchRule::RegularExpression => matching::match_saved(saved, whole),
        _ => matching::match_saved(saved, here),
    };
    entry.urls.iter().filter_map(matched).min()
}

type Decision<'a, 'b> = (OfferKind, Option<&'b KnownLogin<'a>>);

/// Decides by the name that the user gave; one that the page only showed counts where it is the name of a login that is
/// known there, or where none is that could be meant. Gives the name that it decided by.
fn decide_shown<'a, 'b, 'n>(
    draft: &Draft,
    (typed, shown): (&'n str, &'n str),
    matching: &[&'b KnownLogin<'a>],
    entries: &'b [KnownLogin<'a>],
    same_password: &dyn Fn(&str, &str) -> bool,
) -> Option<(&'n str, Decision<'a, 'b>)> {
    let by = |name: &'n str| Some((name, decide(draft, name, matching, entries, same_password)?));
    let is_known = || matching.iter().any(|entry| entry.username.eq_ignore_ascii_case(shown));
    if shown.is_empty() || matching.is_empty() || is_known() {
        return by(if shown.is_empty() { typed } else { shown });
    }
    // People sign in by a name and are greeted by their address; of two addresses each is an account of its own.
    match by("")? {
        (_, (OfferKind::Update, Some(entry))) if entry.username.contains('@') == shown.contains('@') => by(shown),
        (_, (OfferKind::New, _)) => by(shown),
        nameless => Some(nameless),
    }
}

fn decide<'a, 'b>(
    draft: &Draft,
    username: &str,
    matching: &[&'b KnownLogin<'a>],
    entries: &'b [KnownLogin<'a>],
    same_password: &dyn Fn(&str, &str) -> bool,
) -> Option<Decision<'a, 'b>> {
    let same_name = |entry: &KnownLogin<'_>| entry.username.eq_ignore_ascii_case(username);
    let has_password =
        |entry: &KnownLogin<'_>, password: &str| !password.is_empty() && same_password(entry.id, password);
    if username.is_empty() {
        if matching.iter().any(|entry| has_password(entry, &draft.password)) {
            return None;
        }
        let mut holders = matching.iter().filter(|entry| has_password(entry, &draft.old_password));
        return match (holders.next(), holders.next(), matching) {
            (Some(entry), None, _) | (None, _, [entry]) => Some((OfferKind::Update, Some(*entry))),
            _ => Some((OfferKind::New, None)),
        };
    }
    if matching
        .iter()
        .any(|entry| same_name(entry) && has_password(entry, &draft.password))
    {
        return None;
    }
    if let Some(entry) = matching.iter().find(|entry| same_name(entry)) {
        return Some((OfferKind::Update, Some(*entry)));
    }
    // A login kept without a user name learns it now.
    if let Some(entry) = matching
        .iter()
        .find(|entry| entry.username.is_empty() && has_password(entry, &draft.password))
    {
        return Some((OfferKind::Update, Some(*entry)));
    }
    let elsewhere = entries
        .iter()
        .find(|entry| same_name(entry) && has_password(entry, &draft.password));
    Some(elsewhere.map_or((OfferKind::New, None), |entry| (OfferKind::AddAddress, Some(entry))))
}
