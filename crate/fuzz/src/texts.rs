//! Texts that people and other programs write: codes, addresses, ids, lists of exposed passwords, queries.

use latchkey_core::api::{MatchRule, SavedUrl};
use latchkey_core::vault::id::{Id, is_plain_name, leaf_key, parse_leaf_key};
use latchkey_core::vault::search::{Query, Searchable};
use latchkey_core::vault::{exposed, otp, recovery_code};
use latchkey_core::web::matching::{self, Page};
use latchkey_core::web::{lookalike, origin};

pub(crate) fn text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(parsed) = otp::parse(text) {
        let written = otp::encode(&parsed);
        let again = otp::parse(&written).unwrap_or_else(|_| panic!("what is written is read"));
        assert!(*otp::encode(&again) == *written);
        for now_ms in [0, 1_790_000_000_000, u64::MAX] {
            let _ = otp::code(&parsed, now_ms);
        }
    }
    if let Ok(secret) = recovery_code::parse(text) {
        let written = recovery_code::encode(&secret);
        assert!(recovery_code::parse(&written).is_ok_and(|again| again.expose() == secret.expose()));
    }
    if let Ok(id) = Id::parse(text) {
        assert_eq!(id.to_string(), text);
    }
    if let Some(number) = parse_leaf_key(text) {
        assert_eq!(leaf_key(number), text);
    }
    assert!(!is_plain_name(text) || text.is_ascii());
    if let Some(found) = origin::parse_url(text) {
        assert!(text.contains(found.host) && text.contains(found.site()));
    }
    let _ = origin::parse_origin(text);
    let _ = origin::registrable_domain(text);
    let _ = lookalike::lookalike(text, std::iter::once("bank.test"));
    let saved = SavedUrl {
        rule: MatchRule::RegularExpression,
        ..SavedUrl::from(String::from(text))
    };
    if let Some(here) = origin::parse_url(text) {
        let page = Page {
            origin: here,
            url: Some(text),
            equivalents: &[],
        };
        let _ = matching::match_saved(&saved, &page);
        assert!(matching::match_saved(&SavedUrl::from(String::from(text)), &page).is_some());
    }
    let _ = exposed::count_in(text, "00D4F6E8FA6EECAD2A3AA415EEC418D38EC");
    let (query, item) = (Query::parse(text), Searchable::new(text, text, std::iter::once(text)));
    assert!(
        text.trim().is_empty() || query.is_empty() || query.rank(&item).is_some(),
        "a text finds itself"
    );
}
