//! When a saved address matches a page, and why.
//!
//! It holds addresses of the vault against the browser's word on a document, and never reads the page itself.
//! It never guesses: what is no address matches nothing, but by a pattern of the user's own.

use regex_lite::{Regex, RegexBuilder};

use crate::api::{FrameContext, MatchReason, MatchRule, SavedUrl};
use crate::web::origin::{self, Origin, Scheme};

/// Longest page address that patterns are held against, in bytes; a longer one matches none.
const MAX_PATTERN_INPUT_LEN: usize = 8_000;
/// Most memory of one compiled pattern, in bytes. Matching takes time in proportion to it and to the address.
const MAX_PATTERN_MEMORY: usize = 1 << 16;

/// A page that saved addresses are held against.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// Its origin.
    pub origin: Origin<'a>,
    /// Its whole address, where that is known. Without it, rules about more than the host match what they might match;
    /// patterns match nothing.
    pub url: Option<&'a str>,
    /// Groups of registrable domains that share their logins, as the user wrote them.
    pub equivalents: &'a [Vec<String>],
}

impl<'a> Page<'a> {
    /// The page of a document; `None` if it has no origin that an address could match.
    pub fn of(frame: &'a FrameContext, equivalents: &'a [Vec<String>]) -> Option<Self> {
        let origin = origin::document_origin(frame)?;
        let url = Some(frame.url.as_str());
        Some(Self {
            origin,
            url,
            equivalents,
        })
    }

    /// The sites whose addresses may match it.
    pub fn near(&self) -> Near<'a> {
        let site = self.origin.site();
        let lists = |group: &&[String]| group.iter().any(|domain| domain == site);
        Near {
            site,
            equivalents: self.equivalents.iter().map(Vec::as_slice).filter(lists).collect(),
        }
    }

    /// The same page by https, of which only the host and what stands before it are known.
    pub fn by_https(self) -> Self {
        let port = if self.origin.port == 80 { 443 } else { self.origin.port };
        let scheme = Scheme::Https;
        let origin = Origin {
            scheme,
            port,
            ..self.origin
        };
        Self {
            origin,
            url: None,
            ..self
        }
    }
}

/// Sites whose saved addresses may match a page; those of all others cannot, but by a pattern.
pub struct Near<'a> {
    site: &'a str,
    equivalents: Vec<&'a [String]>,
}

impl Near<'_> {
    /// Whether a site is one of them.
    pub fn has(&self, site: &str) -> bool {
        let lists = |group: &&[String]| group.iter().any(|domain| domain == site);
        self.site == site || self.equivalents.iter().any(lists)
    }
}

/// How a saved address matches a page by its rule; `None` if it does not.
///
/// The same scheme, host and port is this address; so is the https page of a host saved for http, both on default ports
/// (never the reverse). Another host of the same registrable domain by the same scheme, on default or equal ports, is
/// the same site, and so is one of a domain that the user called equivalent. An address saved for another port matches
/// nothing. A pattern must match the page's whole address.
pub fn match_saved(saved: &SavedUrl, page: &Page<'_>) -> Option<MatchReason> {
    if saved.rule == MatchRule::RegularExpression {
        let matches = may_be_of(&saved.url, page.origin.scheme) && match_pattern(&saved.url, page.url?);
        return matches.then_some(MatchReason::Pattern);
    }
    let reason = match_origins(origin::parse_url(&saved.url)?, page)?;
    let is_address = reason == MatchReason::ThisAddress;
    let matches = match saved.rule {
        MatchRule::Domain => true,
        MatchRule::Host => is_address,
        MatchRule::StartsWith => is_address && page.url.is_none_or(|url| url.starts_with(&saved.url)),
        MatchRule::Exact => {
            is_address
                && page
                    .url
                    .is_none_or(|url| without_fragment(url) == without_fragment(&saved.url))
        }
        // A rule that this version cannot follow releases nothing.
        MatchRule::RegularExpression | MatchRule::Never | MatchRule::Unknown => false,
    };
    matches.then_some(reason)
}

/// The best match among an item's addresses, with the address that matched.
pub fn best_match<'a>(urls: &'a [SavedUrl], page: &Page<'_>) -> Option<(MatchReason, &'a SavedUrl)> {
    let matched = |saved| Some((match_saved(saved, page)?, saved));
    urls.iter().filter_map(matched).min_by_key(|(reason, _)| *reason)
}

fn match_origins(saved: Origin<'_>, page: &Page<'_>) -> Option<MatchReason> {
    let here = page.origin;
    let default_ports = saved.has_default_port() && here.has_default_port();
    if saved.host == here.host {
        let upgraded = saved.scheme == Scheme::Http && here.scheme == Scheme::Https && default_ports;
        return (saved == here || upgraded).then_some(MatchReason::ThisAddress);
    }
    if saved.scheme != here.scheme || !(default_ports || saved.port == here.port) {
        return None;
    }
    let (site, here) = (
        origin::registrable_domain(saved.host)?,
        origin::registrable_domain(here.host)?,
    );
    let share = |group: &&Vec<String>| [site, here].iter().all(|one| group.iter().any(|domain| domain == one));
    if site == here {
        Some(MatchReason::SameSite)
    } else {
        page.equivalents.iter().find(share).map(|_| MatchReason::Equivalent)
    }
}

fn without_fragment(url: &str) -> &str {
    url.split_once('#').map_or(url, |(before, _)| before)
}

/// Whether a pattern may match pages of this scheme: what is sent by http can be read on its way, so only a pattern that
/// says http itself matches such a page.
fn may_be_of(pattern: &str, scheme: Scheme) -> bool {
    let says_http = || {
        let begin = pattern.trim_start_matches('^');
        ["http:", "https?:", "http(s)?:"]
            .iter()
            .any(|http| begin.starts_with(http))
    };
    scheme == Scheme::Https || says_http()
}

/// Whether a pattern matches a whole address. One that is none, or too large, matches nothing.
fn match_pattern(pattern: &str, url: &str) -> bool {
    let compile =
        |pattern: &str| -> Option<Regex> { RegexBuilder::new(pattern).size_limit(MAX_PATTERN_MEMORY).build().ok() };
    // By itself first: the brackets around it must not make a pattern of what is none, such as `a)|(b`.
    url.len() <= MAX_PATTERN_INPUT_LEN
        && compile(pattern).is_some()
        && compile(&format!("^(?:{pattern})$")).is_some_and(|whole| whole.is_match(url))
}
