//! Weaves mutants into a source file, each behind a question to `crate::mutant`, so that one build holds them all.
//!
//! An expression becomes a choice between its variants and itself; a body begins with an early return; an arm gets one
//! more condition. It reads and gives text, and touches no file.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use syn::visit::Visit;

use super::list::{Genre, Mutant};
use super::sites::{Map, Site};
use crate::run::Result;

/// A file with its mutants.
pub(crate) struct Woven {
    pub(crate) text: String,
    pub(crate) places: Vec<Place>,
    /// Those for which there was no place.
    pub(crate) left_out: Vec<usize>,
    /// Those that rustc refuses whatever else the file says: `||` never stands in a chain with `let`.
    pub(crate) refused: Vec<usize>,
}

/// Bytes of the woven text, and the mutants that they are there for: an error there is theirs.
pub(crate) struct Place {
    pub(crate) range: Range<usize>,
    pub(crate) ids: Vec<usize>,
    /// Whether the mutants share them with the source as it is.
    pub(crate) shared: bool,
}

/// Weaves in the mutants of one file; each comes with its number.
pub(crate) fn weave(source: &str, mutants: &[(usize, &Mutant)]) -> Result<Woven> {
    let file = syn::parse_file(source).map_err(|error| format!("A source is not valid Rust: {error}."))?;
    let mut map = Map::default();
    map.visit_file(&file);
    let mut sites: BTreeMap<Site, Vec<(usize, &Mutant)>> = BTreeMap::new();
    let (mut left_out, mut refused) = (Vec::new(), Vec::new());
    for (id, mutant) in mutants {
        if mutant.genre == Genre::Binary && map.chains.contains(&mutant.span.start) {
            refused.push(*id);
            continue;
        }
        match map.site(mutant) {
            Some(site) => sites.entry(site).or_default().push((*id, mutant)),
            None => left_out.push(*id),
        }
    }
    let mut pieces: Vec<Piece> = sites
        .iter()
        .flat_map(|(site, mutants)| pieces(source, site, mutants))
        .collect();
    pieces.sort_by_key(|piece| piece.order);
    let (text, places) = merge(source, &pieces);
    Ok(Woven {
        text,
        places,
        left_out,
        refused,
    })
}

/// Text that goes in at one byte of the source, and the mutants that it is there for.
struct Piece {
    order: Order,
    site: Site,
    text: String,
    ids: Vec<usize>,
}

/// The byte; then what ends there before what begins there, inner ends first, outer beginnings first.
type Order = (usize, bool, Reverse<usize>, isize);

fn pieces(source: &str, site: &Site, mutants: &[(usize, &Mutant)]) -> Vec<Piece> {
    let Site { start, end, genre } = *site;
    // What has no width stands outside of all that begins behind it.
    let reach = if start == end { usize::MAX } else { end };
    let rank = OUTER_FIRST
        .iter()
        .position(|other| *other == genre)
        .map_or(0, usize::cast_signed);
    let piece = |order: Order, text: String, ids: &[usize]| Piece {
        order,
        site: *site,
        text,
        ids: ids.to_vec(),
    };
    let opening = |text: String, ids: &[usize]| piece((start, true, Reverse(reach), rank), text, ids);
    let guarded = start != end;
    let (before, after, closing) = match genre {
        Genre::Body => ("", "", ""),
        Genre::Arm if guarded => ("", "(", ")"),
        Genre::Arm => (" if true", "", ""),
        Genre::Guard => ("(", "(", "))"),
        Genre::Binary | Genre::Unary | Genre::Field => ("(", "{ ", " })"),
    };
    let mut pieces = vec![opening(before.to_owned(), &[])];
    for (id, mutant) in mutants {
        let (on, new) = (format!("crate::mutant::is({id})"), &mutant.replacement);
        let text = match genre {
            Genre::Body => format!("\nif {on} {{ return {new}; }}\n"),
            Genre::Arm if guarded => format!("!{on} && "),
            Genre::Arm => format!(" && !{on}"),
            Genre::Guard if new == "true" => format!("{on} || "),
            Genre::Guard => format!("!{on} && "),
            Genre::Binary | Genre::Unary | Genre::Field => {
                format!("if {on} {{ ({}) }} else ", variant(source, start..end, mutant))
            }
        };
        pieces.push(opening(text, &[*id]));
    }
    pieces.push(opening(after.to_owned(), &[]));
    if start != end {
        pieces.push(piece((end, false, Reverse(start), -rank), closing.to_owned(), &[]));
    }
    pieces
}

/// Which site is the outer one where two are of the same bytes.
const OUTER_FIRST: [Genre; 6] = [
    Genre::Body,
    Genre::Arm,
    Genre::Guard,
    Genre::Field,
    Genre::Binary,
    Genre::Unary,
];

/// A part of the source as the mutant has it.
fn variant(source: &str, range: Range<usize>, mutant: &Mutant) -> String {
    let before = source.get(range.start..mutant.span.start).unwrap_or_default();
    let after = source.get(mutant.span.end..range.end).unwrap_or_default();
    [before, &mutant.replacement, after].concat()
}

/// The source with all pieces, and which bytes belong to which mutants: first single pieces, then whole sites.
fn merge(source: &str, pieces: &[Piece]) -> (String, Vec<Place>) {
    let mut text = String::new();
    let mut places: Vec<Place> = Vec::new();
    let mut whole: BTreeMap<Site, Place> = BTreeMap::new();
    let mut at = 0;
    for piece in pieces {
        text.push_str(source.get(at..piece.order.0).unwrap_or_default());
        at = piece.order.0;
        let from = text.len();
        text.push_str(&piece.text);
        if !piece.ids.is_empty() {
            places.push(Place {
                range: from..text.len(),
                ids: piece.ids.clone(),
                shared: false,
            });
        }
        let site = whole.entry(piece.site).or_insert_with(|| Place {
            range: from..from,
            ids: Vec::new(),
            shared: true,
        });
        site.range.end = text.len();
        site.ids.extend(&piece.ids);
    }
    text.push_str(source.get(at..).unwrap_or_default());
    places.extend(whole.into_values());
    (text, places)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]
    use super::*;

    /// Weaves one mutant, number 7, that puts `new` in place of `old`.
    fn woven(genre: Genre, source: &str, old: &str, new: &str) -> String {
        let start = source.find(old).unwrap();
        let mutant = mutant(genre, start..start + old.len(), new);
        let woven = weave(source, &[(7, &mutant)]).unwrap();
        assert!(woven.left_out.is_empty());
        syn::parse_file(&woven.text).unwrap();
        let mut places = woven
            .places
            .iter()
            .map(|place| woven.text.get(place.range.clone()).unwrap());
        assert!(places.all(|place| place.contains("is(7)")));
        woven.text.replace("crate::mutant::", "")
    }

    fn mutant(genre: Genre, span: Range<usize>, replacement: &str) -> Mutant {
        Mutant {
            name: String::new(),
            key: String::new(),
            file: String::new(),
            genre,
            span,
            replacement: replacement.to_owned(),
            opaque: false,
        }
    }

    #[test]
    fn every_genre_leaves_the_source_as_it_was_beside_its_mutant() {
        let cases = [
            (
                Genre::Body,
                "fn f() -> u8 { fn g() {} 3 }",
                "fn g() {} 3",
                "0",
                "fn f() -> u8 {\nif is(7) { return 0; }\n fn g() {} 3 }",
            ),
            (
                Genre::Binary,
                "fn f() { if a < b {} }",
                "<",
                "<=",
                "fn f() { if (if is(7) { (a <= b) } else { a < b }) {} }",
            ),
            (
                Genre::Binary,
                "fn f() { a += b; }",
                "+=",
                "-=",
                "fn f() { (if is(7) { (a -= b) } else { a += b }); }",
            ),
            (
                Genre::Unary,
                "fn f() { g(!a) }",
                "!",
                "",
                "fn f() { g((if is(7) { (a) } else { !a })) }",
            ),
            (
                Genre::Arm,
                "fn f() { match a { 1 => b, _ => c } }",
                "1 => b,",
                "",
                "fn f() { match a { 1 if true && !is(7) => b, _ => c } }",
            ),
            (
                Genre::Arm,
                "fn f() { match a { 1 if d || e => b, _ => c } }",
                "1 if d || e => b,",
                "",
                "fn f() { match a { 1 if !is(7) && (d || e) => b, _ => c } }",
            ),
            (
                Genre::Guard,
                "fn f() { match a { 1 if d || e => b, _ => c } }",
                "d || e",
                "true",
                "fn f() { match a { 1 if (is(7) || (d || e)) => b, _ => c } }",
            ),
            (
                Genre::Guard,
                "fn f() { match a { 1 if d || e => b, _ => c } }",
                "d || e",
                "false",
                "fn f() { match a { 1 if (!is(7) && (d || e)) => b, _ => c } }",
            ),
            (
                Genre::Field,
                "fn f() { A { b: 1, ..c } }",
                "b: 1,",
                "",
                "fn f() { (if is(7) { (A {  ..c }) } else { A { b: 1, ..c } }) }",
            ),
        ];
        for (genre, source, old, new, wanted) in cases {
            assert_eq!(woven(genre, source, old, new), wanted);
        }
    }

    #[test]
    fn mutants_within_mutants_stand_only_in_what_is_unchanged() {
        let source = "fn f() { match x { 1 if a == b && c == d => {} _ => {} } }";
        let at = |genre, old: &str, new: &str| {
            let start = source.find(old).unwrap();
            mutant(genre, start..start + old.len(), new)
        };
        let mutants = [
            at(Genre::Binary, "&&", "||"),
            at(Genre::Binary, "==", "!="),
            at(Genre::Guard, "a == b && c == d", "true"),
            at(Genre::Guard, "a == b && c == d", "false"),
            at(Genre::Arm, "1 if a == b && c == d => {}", ""),
        ];
        let numbered: Vec<(usize, &Mutant)> = mutants.iter().enumerate().collect();
        let woven = weave(source, &numbered).unwrap();
        syn::parse_file(&woven.text).unwrap();
        assert_eq!(
            woven.text.replace("crate::mutant::", ""),
            "fn f() { match x { 1 if !is(4) && ((is(2) || !is(3) && ((if is(0) { (a == b || c == d) } else { \
             (if is(1) { (a != b) } else { a == b }) && c == d })))) => {} _ => {} } }"
        );
    }

    #[test]
    fn a_chain_with_let_is_known_for_one() {
        let source = "fn f() { if let Some(a) = b && c && d < e {} }";
        let at = |old: &str, new: &str| {
            let start = source.find(old).unwrap();
            mutant(Genre::Binary, start..start + old.len() - 2, new)
        };
        let (first, second, third) = (at("&& c", "||"), at("&& d", "||"), at("< e", "<="));
        let woven = weave(source, &[(0, &first), (1, &second), (2, &third)]).unwrap();
        assert_eq!(woven.refused, [0, 1]);
        assert!(woven.left_out.is_empty() && woven.text.contains("is(2)"));
    }
}
