//! How a host looks: in letters of its own alphabet, and which saved domain it could be taken for.
//!
//! It compares names by what eyes make of them (after Unicode's UTS 39, "confusable detection"), and never decides what
//! is filled: a lookalike matches nothing anyway.

use crate::web::origin;

/// A line for each letter or digit: itself, then the letters of other alphabets, or with marks, that pass for it.
const LOOKALIKES: &str = include_str!("../../data/lookalikes.txt");
/// Pairs that pass for one letter.
const PAIRS: [(&str, &str); 3] = [("rn", "m"), ("vv", "w"), ("cl", "d")];

/// The first of the saved domains that the page's host could be taken for, though it is another.
pub fn lookalike<'a>(host: &str, saved: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let domain = origin::registrable_domain(host)?;
    let seen = skeleton(domain);
    let mut least = None;
    for other in saved {
        if other == domain {
            return None;
        }
        if may_look(other, &seen) && least.is_none_or(|least| other < least) && skeleton(other) == seen {
            least = Some(other);
        }
    }
    least
}

/// What a host is called in letters of its own, where that differs from how it is written in addresses (RFC 5891).
pub fn unicode_host(host: &str) -> Option<String> {
    let labels: Vec<String> = host.split('.').map(unicode_label).collect();
    let shown = labels.join(".");
    (shown != host).then_some(shown)
}

/// A host as it is shown: both ways to write it, where there are two.
pub fn shown(host: &str) -> String {
    unicode_host(host).map_or_else(|| host.into(), |name| format!("{name} ({host})"))
}

/// A label in letters of its own; one that is no Punycode (RFC 3492) stays as it is.
fn unicode_label(label: &str) -> String {
    let decoded = label
        .strip_prefix("xn--")
        .and_then(|encoded| punycode::decode(encoded).ok());
    // A label that decodes to nothing but ASCII, or to what no name may hold, is shown as it is written.
    let is_name =
        |text: &String| !text.is_ascii() && text.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    decoded.filter(is_name).unwrap_or_else(|| label.into())
}

/// Whether a domain can have a skeleton, as its length and its first letter say: most cannot, and of those none is made.
fn may_look(domain: &str, skeleton: &str) -> bool {
    let begins = match domain.bytes().next() {
        // Alone or with the next one these pass for another.
        Some(b'0' | b'1' | b'i' | b'r' | b'v' | b'c') => true,
        first => first == skeleton.bytes().next(),
    };
    domain.contains("xn--") || (begins && domain.len() >= skeleton.len())
}

/// What eyes make of a domain: two of the same skeleton can be taken for each other.
fn skeleton(domain: &str) -> String {
    let shown = unicode_host(domain);
    let plain: String = shown.as_deref().unwrap_or(domain).chars().map(plain).collect();
    let joined = PAIRS.iter().fold(plain, |text, (pair, one)| text.replace(pair, one));
    // Last, so that a `1` is an `l` in none of the pairs.
    joined
        .chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' | 'i' => 'l',
            other => other,
        })
        .collect()
}

/// The letter of the line that a letter stands in, or itself.
fn plain(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let line = LOOKALIKES.lines().find(|line| line.contains(letter));
    line.and_then(|line| line.chars().next()).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    use unicode_security::confusable_detection::skeleton as unicode_skeleton;

    #[test]
    fn a01_a_domain_that_passes_for_a_saved_one_is_known() {
        let saved = [
            "paypal.com",
            "bank.example",
            "modern.org",
            "apple.com",
            "xn--bcher-kva.example",
        ];
        for (host, expected) in [
            ("www.paypa1.com", Some("paypal.com")),
            ("paypai.com", Some("paypal.com")),
            ("rnodern.org", Some("modern.org")),
            // Cyrillic letters all, and a Latin one with a dot below.
            ("xn--80ak6aa92e.com", Some("apple.com")),
            ("xn--bnk-sgz.example", Some("bank.example")),
            ("bucher.example", Some("xn--bcher-kva.example")),
            ("www.paypal.com", None),
            ("paypal.org", None),
            ("paypals.com", None),
            ("other.example", None),
            ("127.0.0.1", None),
            ("localhost", None),
        ] {
            assert_eq!(lookalike(host, saved.into_iter()), expected, "{host}");
        }
    }

    #[test]
    fn a_host_is_shown_in_letters_of_its_own_where_it_has_such() {
        assert_eq!(unicode_host("xn--bcher-kva.example").as_deref(), Some("bücher.example"));
        assert_eq!(unicode_host("www.bank.example"), None);
        // No Punycode, and plain ASCII in disguise.
        for host in [
            "xn--\u{e4}.example",
            "xn--99999999.example",
            "xn--abc-.example",
            "xn--a.example",
        ] {
            assert!(unicode_host(host).is_none_or(|shown| !shown.is_ascii()), "{host}");
        }
        assert_eq!(
            unicode_host("xn--ab-r13a.example"),
            None,
            "it holds U+3002, which browsers read as a dot"
        );
    }

    #[test]
    fn every_letter_that_unicode_takes_for_an_ascii_one_is_known() {
        let letters = LOOKALIKES.lines().flat_map(|line| line.chars().skip(1));
        let known: Vec<char> = letters.collect();
        // The alphabets whose letters such domains are made of: up to Armenian, and Latin and Greek with marks.
        for letter in ('\u{e0}'..='\u{58f}')
            .chain('\u{1e00}'..='\u{1fff}')
            .filter(|one| one.is_lowercase())
        {
            let stays = letter.nfkc().eq([letter]);
            let alike: String = unicode_skeleton(&letter.to_string()).collect();
            let bare: Vec<char> = alike.nfd().filter(|one| !is_combining_mark(*one)).collect();
            if let ([one], true) = (bare.as_slice(), stays)
                && one.is_ascii_alphanumeric()
            {
                assert!(known.contains(&letter), "{letter} is like {one}");
            }
        }
    }
}
