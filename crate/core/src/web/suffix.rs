//! The Public Suffix List, its private section included, as a compact automaton.
//!
//! The table `data/public-suffixes.bin` is made by `cargo xtask suffixes`; its shape is told in `data/README.md`.
//! A lookup walks the host once from its end and allocates nothing. It never reads a host that is not in serialised
//! form: the caller has checked that. Source: publicsuffix.org, "The algorithm".

/// The automaton, its root first.
static TABLE: &[u8] = include_bytes!("../../data/public-suffixes.bin");

/// A rule ends here.
const PLAIN: u8 = 1;
/// A rule with `*` as its next label ends here.
const WILDCARD: u8 = 2;
/// An exception from a wildcard rule ends here.
const EXCEPTION: u8 = 4;
/// Symbols below this are sets of the marks above; the others are characters.
const FIRST_CHARACTER: u8 = 8;
/// The symbol of a dot.
const DOT: u8 = 9;
/// The last branch of its node.
const LAST: u8 = 0x40;
/// The node that it leads to follows at once; without it, the distance to that node does.
const FOLLOWS: u8 = 0x80;

/// The symbol of a character of a host; `None` if no rule holds it.
fn symbol(character: u8) -> Option<u8> {
    match character {
        b'-' => Some(8),
        b'.' => Some(DOT),
        b'0'..=b'9' => character.checked_sub(b'0')?.checked_add(10),
        b'a'..=b'z' => character.checked_sub(b'a')?.checked_add(20),
        _ => None,
    }
}

/// A branch of a node: what it stands for, where it leads to, and whether it is the last one.
struct Branch {
    symbol: u8,
    target: usize,
    last: bool,
    next: usize,
}

fn branch(table: &[u8], at: usize) -> Option<Branch> {
    let head = *table.get(at)?;
    let mut next = at.checked_add(1)?;
    let symbol = head & 0x3f;
    let mut target = next;
    if symbol >= FIRST_CHARACTER && head & FOLLOWS == 0 {
        let mut distance = 0_usize;
        loop {
            let byte = *table.get(next)?;
            next = next.checked_add(1)?;
            distance = (distance << 7) | usize::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                break;
            }
        }
        target = next.checked_add(distance)?;
    }
    Some(Branch {
        symbol,
        target,
        last: head & LAST != 0,
        next,
    })
}

/// Follows one character from a node.
fn step(table: &[u8], node: usize, wanted: u8) -> Option<usize> {
    let mut at = node;
    loop {
        let branch = branch(table, at)?;
        if branch.symbol == wanted {
            return Some(branch.target);
        }
        if branch.last {
            return None;
        }
        at = branch.next;
    }
}

/// The marks of a node; they stand first in it.
fn marks(table: &[u8], node: usize) -> u8 {
    branch(table, node).map_or(0, |branch| {
        if branch.symbol < FIRST_CHARACTER {
            branch.symbol
        } else {
            0
        }
    })
}

/// How many labels of the host its public suffix has; at least one, by the default rule `*`.
fn suffix_labels(host: &str) -> usize {
    let mut node = Some(0);
    let mut labels = 0_usize;
    let mut longest = 1_usize;
    let mut wildcard = false;
    for label in host.rsplit('.') {
        if labels > 0 {
            node = node.and_then(|node| step(TABLE, node, DOT));
        }
        labels = labels.saturating_add(1);
        if wildcard {
            longest = longest.max(labels);
        }
        for character in label.bytes().rev() {
            node = node.and_then(|node| step(TABLE, node, symbol(character)?));
        }
        let Some(node) = node else { break };
        let marks = marks(TABLE, node);
        if marks & EXCEPTION != 0 {
            return labels.saturating_sub(1);
        }
        if marks & PLAIN != 0 {
            longest = longest.max(labels);
        }
        wildcard = marks & WILDCARD != 0;
    }
    longest
}

/// The public suffix of a DNS name with one label more; `None` if the name is a public suffix or has a single label.
pub fn registrable_domain(host: &str) -> Option<&str> {
    if host.split('.').any(str::is_empty) {
        return None;
    }
    let suffix = suffix_labels(host);
    let mut dots = host.rmatch_indices('.').skip(suffix.saturating_sub(1));
    dots.next()?;
    match dots.next() {
        Some((dot, _)) => host.get(dot.checked_add(1)?..),
        None => Some(host),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    /// Every name that a rule ends at, with its marks, read back from the table.
    fn names() -> Vec<(String, u8)> {
        let mut found = Vec::new();
        let mut waiting = vec![(0, Vec::new())];
        while let Some((node, path)) = waiting.pop() {
            let mut at = node;
            loop {
                let branch = branch(TABLE, at).unwrap();
                if branch.symbol < FIRST_CHARACTER {
                    let name: Vec<u8> = path.iter().rev().copied().collect();
                    found.push((String::from_utf8(name).unwrap(), branch.symbol));
                } else {
                    let mut longer = path.clone();
                    longer
                        .push(b"-.0123456789abcdefghijklmnopqrstuvwxyz"[usize::from(branch.symbol - FIRST_CHARACTER)]);
                    waiting.push((branch.target, longer));
                }
                if branch.last {
                    break;
                }
                at = branch.next;
            }
        }
        found
    }

    #[test]
    fn the_table_is_whole() {
        let names = names();
        assert!(names.len() > 10_000, "{} names", names.len());
        assert!(TABLE.len() < 60_000, "{} bytes", TABLE.len());
        let has = |name: &str, mark: u8| names.iter().any(|(known, marks)| known == name && marks & mark != 0);
        assert!(has("com", PLAIN) && has("co.uk", PLAIN) && has("github.io", PLAIN));
        assert!(has("ck", WILDCARD) && has("www.ck", EXCEPTION) && has("city.kobe.jp", EXCEPTION));
        assert!(has("xn--fiqs8s", PLAIN) && has("xn--55qx5d.cn", PLAIN));
    }

    #[test]
    fn it_agrees_with_another_reader_of_the_list() {
        let mut hosts = Vec::new();
        for (name, _) in names() {
            for host in [
                name.clone(),
                format!("a.{name}"),
                format!("b.a.{name}"),
                format!("c.b.a.{name}"),
                format!("x{name}"),
            ] {
                hosts.push(host);
            }
        }
        assert!(hosts.len() > 20_000, "{} hosts", hosts.len());
        let differing: Vec<&String> = hosts
            .iter()
            .filter(|host| registrable_domain(host) != psl::domain_str(host))
            .collect();
        // Where `*.run.app` and `*.mtls.run.app` are both listed, the first makes `mtls.run.app` a public suffix; the
        // other reader overlooks that. Nothing else may differ but the rules of another day's list.
        let names = names();
        let below = |host: &str| host.split_once('.').map(|(_, rest)| String::from(rest));
        let wildcard = |host: &str| names.iter().any(|(name, marks)| name == host && marks & WILDCARD != 0);
        let overlooked = |host: &&String| wildcard(host) && below(host).is_some_and(|rest| wildcard(&rest));
        let (overlooked, other): (Vec<&String>, Vec<&String>) = differing.into_iter().partition(overlooked);
        assert!(overlooked.len() <= 40 && overlooked.iter().all(|host| registrable_domain(host).is_none()));
        assert!(other.len() <= 100, "{} of {}: {other:?}", other.len(), hosts.len());
    }

    #[test]
    fn the_rules_of_the_list_hold() {
        for (host, domain) in [
            // Listed once, and not listed at all: the default rule takes one label.
            ("biz", None),
            ("firm.biz", Some("firm.biz")),
            ("www.firm.biz", Some("firm.biz")),
            ("unlisted", None),
            ("firm.unlisted", Some("firm.unlisted")),
            ("www.firm.unlisted", Some("firm.unlisted")),
            // Rules of two labels below a rule of one.
            ("com", None),
            ("firm.com", Some("firm.com")),
            ("a.b.firm.com", Some("firm.com")),
            ("uk.com", None),
            ("firm.uk.com", Some("firm.uk.com")),
            ("www.firm.uk.com", Some("firm.uk.com")),
            ("firm.ac", Some("firm.ac")),
            // A wildcard alone.
            ("mm", None),
            ("any.mm", None),
            ("firm.any.mm", Some("firm.any.mm")),
            ("www.firm.any.mm", Some("firm.any.mm")),
            // Rules of all lengths, wildcards and exceptions side by side.
            ("jp", None),
            ("firm.jp", Some("firm.jp")),
            ("www.firm.jp", Some("firm.jp")),
            ("ac.jp", None),
            ("firm.ac.jp", Some("firm.ac.jp")),
            ("kyoto.jp", None),
            ("firm.kyoto.jp", Some("firm.kyoto.jp")),
            ("ide.kyoto.jp", None),
            ("firm.ide.kyoto.jp", Some("firm.ide.kyoto.jp")),
            ("www.firm.ide.kyoto.jp", Some("firm.ide.kyoto.jp")),
            ("kobe.jp", Some("kobe.jp")),
            ("any.kobe.jp", None),
            ("firm.any.kobe.jp", Some("firm.any.kobe.jp")),
            ("city.kobe.jp", Some("city.kobe.jp")),
            ("www.city.kobe.jp", Some("city.kobe.jp")),
            ("ck", None),
            ("any.ck", None),
            ("firm.any.ck", Some("firm.any.ck")),
            ("www.ck", Some("www.ck")),
            ("a.www.ck", Some("www.ck")),
            ("us", None),
            ("firm.us", Some("firm.us")),
            ("ak.us", None),
            ("firm.ak.us", Some("firm.ak.us")),
            ("k12.ak.us", None),
            ("school.k12.ak.us", Some("school.k12.ak.us")),
            ("www.school.k12.ak.us", Some("school.k12.ak.us")),
            // Other scripts in their xn-- form.
            ("xn--85x722f.com.cn", Some("xn--85x722f.com.cn")),
            ("xn--55qx5d.cn", None),
            ("xn--85x722f.xn--55qx5d.cn", Some("xn--85x722f.xn--55qx5d.cn")),
            ("www.xn--85x722f.xn--55qx5d.cn", Some("xn--85x722f.xn--55qx5d.cn")),
            ("xn--fiqs8s", None),
            ("firm.xn--fiqs8s", Some("firm.xn--fiqs8s")),
            // No names at all.
            ("", None),
            (".com", None),
            (".firm.com", None),
            ("firm..com", None),
        ] {
            assert_eq!(registrable_domain(host), domain, "{host}");
        }
    }
}
