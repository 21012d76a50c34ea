//! What a new login is called: by the site's own name where its title tells one that fits its address, else by the
//! address. The user may always change it. A title is the page's word, so it never stands for a site it does not match.

use crate::web::hints::{PASSWORD, SIGN_IN, SIGN_UP};
use crate::web::origin::{self, Origin};
use crate::web::words;

/// Longer names, in bytes, are sentences.
const MAX_LEN: usize = 60;
/// A shorter label of a domain is in too many words by chance.
const MIN_LABEL_LEN: usize = 3;

/// A title for a login of this page.
pub fn title(page: Origin<'_>, document_title: &str) -> String {
    let mut parts = document_title
        .split(|sign| "|·–—•›»«‹:-".contains(sign))
        .map(str::trim)
        .filter(|part| !part.is_empty() && part.len() <= MAX_LEN);
    let site = page.site();
    let named = if origin::registrable_domain(page.host).is_some() {
        let label = letters(site.split('.').next().unwrap_or(site));
        parts.find(|part| label.len() >= MIN_LABEL_LEN && letters(part).contains(&label))
    } else {
        // An address without a domain names nobody; there the title is all there is to tell two of them apart.
        parts.rfind(|part| words::concepts(part) & (SIGN_IN | SIGN_UP | PASSWORD) == 0)
    };
    named.unwrap_or(site).into()
}

fn letters(text: &str) -> String {
    let mut folded = words::fold(text, false);
    folded.retain(|sign| sign != ' ');
    folded
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn named(address: &str, document_title: &str) -> String {
        title(origin::parse_origin(address).unwrap(), document_title)
    }

    #[test]
    fn a_site_is_called_by_its_own_name_where_that_fits_its_address() {
        assert_eq!(
            named("https://tallgrass.test", "Sign in | Tallgrass Market"),
            "Tallgrass Market"
        );
        assert_eq!(
            named("https://id.harbour-bank.co.uk", "Harbour Bank - Log in"),
            "Harbour Bank"
        );
        assert_eq!(named("https://tallgrass.test", "Sign in"), "tallgrass.test");
    }

    #[test]
    fn a_page_cannot_call_its_login_by_the_name_of_another_site() {
        assert_eq!(named("https://evil.test", "Harbour Bank - Log in"), "evil.test");
        assert_eq!(named("https://a.co.uk", "A bank"), "a.co.uk");
    }

    #[test]
    fn what_has_no_domain_is_called_by_its_title() {
        assert_eq!(
            named("http://localhost:3000", "Sign in · Pier Street Goods"),
            "Pier Street Goods"
        );
        assert_eq!(named("http://127.0.0.1:8080", "Sign in"), "127.0.0.1");
        assert_eq!(named("http://localhost", ""), "localhost");
    }
}
