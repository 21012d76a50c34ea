//! Addresses as other programs write them, to what is saved.
//!
//! What is no address of the web is kept as it stands and matches no page, so that it is never opened or filled.

use crate::api::{MatchRule, SavedUrl};

/// An address to save; empty for none. One without a scheme gets `https:`.
pub(super) fn saved(text: &str) -> SavedUrl {
    let text = text.trim();
    let bare = text.split(['/', '?', '#']).next().unwrap_or(text);
    if scheme(text).is_none() && looks_like_host(bare) {
        return SavedUrl::from(format!("https://{text}"));
    }
    let of_web = scheme(text).is_some_and(|scheme| ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()));
    SavedUrl {
        url: text.to_owned(),
        rule: if of_web { MatchRule::Domain } else { MatchRule::Never },
        rest: Vec::new(),
    }
}

/// `https://a.example` → `https`; `a.example:8080` has none.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let mut letters = scheme.chars();
    let is_name = letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|each| each.is_ascii_alphanumeric() || "+-.".contains(each));
    let is_port = rest.chars().next().is_some_and(|first| first.is_ascii_digit());
    (is_name && !is_port).then_some(scheme)
}

/// `a.example`, `localhost:8080`, `192.168.1.1`.
fn looks_like_host(text: &str) -> bool {
    let (host, port) = text.split_once(':').unwrap_or((text, "0"));
    let is_name = (host.contains('.') && !host.starts_with('.') && !host.ends_with('.')) || host == "localhost";
    let is_plain = host.chars().all(|each| each.is_alphanumeric() || ".-_".contains(each));
    is_name && is_plain && port.chars().all(|each| each.is_ascii_digit())
}

/// Several addresses in one text: parted by line breaks, or by commas before a scheme.
pub(super) fn several(text: &str) -> Vec<String> {
    let mut urls: Vec<String> = Vec::new();
    for part in text.lines().flat_map(|line| line.split(',')) {
        let begins = scheme(part.trim()).is_some() || looks_like_host(part.trim().split('/').next().unwrap_or(""));
        match urls.last_mut() {
            Some(last) if !begins => {
                last.push(',');
                last.push_str(part);
            }
            _ => urls.push(part.to_owned()),
        }
    }
    urls.iter()
        .map(|url| url.trim().to_owned())
        .filter(|url| !url.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{saved, several};
    use crate::api::MatchRule;

    #[test]
    fn h06_keeps_what_is_no_web_address_as_text_that_matches_nothing() {
        for text in [
            "javascript:alert(1)",
            "data:text/html,<b>",
            "file:///etc/passwd",
            "JavaScript:x",
            "androidapp://a.b",
            "some words",
        ] {
            assert_eq!(
                (saved(text).url.as_str(), saved(text).rule),
                (text, MatchRule::Never),
                "{text}"
            );
        }
    }

    #[test]
    fn completes_bare_hosts() {
        for (text, url) in [
            ("github.com", "https://github.com"),
            ("a.example:8443/x?y", "https://a.example:8443/x?y"),
            ("localhost:3000", "https://localhost:3000"),
            (" http://a.example ", "http://a.example"),
            ("https://bank.example/путь", "https://bank.example/путь"),
        ] {
            assert_eq!(
                (saved(text).url.as_str(), saved(text).rule),
                (url, MatchRule::Domain),
                "{text}"
            );
        }
    }

    #[test]
    fn parts_several() {
        assert_eq!(
            several("https://a.example/?q=1,2, https://b.example,c.example"),
            ["https://a.example/?q=1,2", "https://b.example", "c.example"]
        );
        assert!(several("").is_empty());
    }
}
