//! Addresses: the strict reading of a URL. Which saved address matches which page is [`super::matching`]'s to say.
//!
//! It reads URLs as a browser's `URL` serialises them and nothing else; whatever deviates (upper case, user names,
//! a written default port, other schemes) is no address. IDNA is the browser's work, done before.
//! It never guesses: IP addresses, single labels and public suffixes have no registrable domain.
//! Source: WHATWG URL, "URL serializing" and "host parsing"; HTML, "same site".

use core::net::{Ipv4Addr, Ipv6Addr};

use crate::api::FrameContext;
use crate::web::suffix;

/// The two schemes that a login may be filled on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Without encryption.
    Http,
    /// With encryption.
    Https,
}

impl Scheme {
    /// 80 or 443.
    fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// `http` or `https`.
    pub scheme: Scheme,
    /// A DNS name in lower case (`xn--` for IDN), an IPv4 address, or an IPv6 address in brackets.
    pub host: &'a str,
    /// The port, the scheme's default where the URL names none.
    pub port: u16,
}

impl<'a> Origin<'a> {
    /// Whether the port is the scheme's own.
    pub fn has_default_port(&self) -> bool {
        self.port == self.scheme.default_port()
    }

    /// The registrable domain, or the host itself where there is none: what must be equal for two hosts to be of one site.
    pub fn site(&self) -> &'a str {
        registrable_domain(self.host).unwrap_or(self.host)
    }
}

/// Reads the origin of an `http` or `https` URL in serialised form; `None` for all else.
pub fn parse_url(url: &str) -> Option<Origin<'_>> {
    let (scheme, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (Scheme::Https, rest),
        (_, Some(rest)) => (Scheme::Http, rest),
        _ => return None,
    };
    let authority = match rest.find(['/', '?', '#', '\\', '@']) {
        None => rest,
        // After the authority of a serialised URL comes a slash: all else (a user name above all) is refused.
        Some(end) => {
            let (authority, path) = rest.split_at_checked(end)?;
            if !path.starts_with('/') {
                return None;
            }
            authority
        }
    };
    let (host, port) = split_port(authority)?;
    let port = match port {
        None => scheme.default_port(),
        Some(digits) => parse_port(digits).filter(|port| *port != scheme.default_port())?,
    };
    is_host(host).then_some(Origin { scheme, host, port })
}

/// Reads an origin as a browser serialises it (`https://host:port`, no path); `None` for `null` and all else.
pub fn parse_origin(text: &str) -> Option<Origin<'_>> {
    let slashes = text.bytes().filter(|byte| *byte == b'/').count();
    if slashes == 2 { parse_url(text) } else { None }
}

/// The document's origin, if it has one that a login may be filled on or saved from: http(s), not opaque, and the one
/// that its URL says. `about:blank`, `srcdoc`, `blob:` and sandboxed documents have none.
pub fn document_origin(frame: &FrameContext) -> Option<Origin<'_>> {
    let origin = parse_origin(&frame.origin)?;
    (parse_url(&frame.url) == Some(origin)).then_some(origin)
}

/// The host of a saved address; `None` if the text is no address.
pub fn host_of(url: &str) -> Option<&str> {
    parse_url(url).map(|origin| origin.host)
}

/// The part of a host that one owner registers: a label and the public suffix above it.
/// `None` for IP addresses, single labels, hosts with a trailing dot, and public suffixes themselves.
pub fn registrable_domain(host: &str) -> Option<&str> {
    if host.ends_with('.') || is_ip(host) {
        None
    } else {
        suffix::registrable_domain(host)
    }
}

/// Host and port, apart; the colon of a port comes after the bracket of an IPv6 address.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    if authority.starts_with('[') {
        let end = authority.find(']')?.checked_add(1)?;
        let (host, rest) = authority.split_at_checked(end)?;
        return if rest.is_empty() {
            Some((host, None))
        } else {
            Some((host, Some(rest.strip_prefix(':')?)))
        };
    }
    Some(match authority.split_once(':') {
        None => (authority, None),
        Some((host, port)) => (host, Some(port)),
    })
}

/// A port in its shortest decimal form.
fn parse_port(digits: &str) -> Option<u16> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let shortest = digits == "0" || !digits.starts_with('0');
    if plain && shortest { digits.parse().ok() } else { None }
}

fn is_ip(host: &str) -> bool {
    host.starts_with('[') || ends_in_number(host)
}

/// Whether the browser would have read the host as an IPv4 address.
fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    !last.is_empty() && (last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x"))
}

/// Whether this is a host in serialised form.
fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let plain = inner
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b':'));
        return plain && inner.parse::<Ipv6Addr>().is_ok();
    }
    if ends_in_number(host) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
    };
    name.len() <= 253 && name.split('.').all(label)
}
