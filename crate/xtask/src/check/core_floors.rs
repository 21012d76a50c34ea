//! The floors of the core: a module may use only what stands below it, and modules of one floor form no circle.
//!
//! It reads `crate::` and `super::` paths of the code outside its tests; doc links may point anywhere.

use std::collections::BTreeMap;
use std::path::Path;

use super::blank::{Blank, Language, blank, without_tests};
use super::refuse;
use crate::run::Result;
use crate::tree;

/// Modules of the core from the ground up. Two on one height know nothing of each other.
const FLOORS: [(&str, u8); 8] = [
    ("api", 0),
    ("error", 1),
    ("secret", 2),
    ("crypto", 3),
    ("vault", 4),
    ("web", 5),
    ("transfer", 5),
    ("session", 6),
];

/// The rule over `crate/core/src`.
pub(super) fn check(root: &Path) -> Result<()> {
    let source = root.join("crate/core/src");
    let mut found = Vec::new();
    let mut edges = BTreeMap::<String, Vec<String>>::new();
    for file in tree::files(&source)?
        .iter()
        .filter(|file| tree::has_extension(file, &["rs"]))
    {
        let module = module_of(&tree::relative(&source, file));
        let text = tree::read(file)?;
        found.extend(
            upward(&module, &text)
                .iter()
                .map(|line| format!("{}: {line}", tree::relative(root, file))),
        );
        note_edges(&module, &text, &mut edges);
    }
    found.extend(circles(&edges));
    refuse(
        &found,
        "Move what is shared to a lower floor, or hand it in as an argument.",
    )
}

/// `web/mod.rs` → `[web]`, `web/fill.rs` → `[web, fill]`, `lib.rs` → `[]`.
fn module_of(path: &str) -> Vec<String> {
    let path = path
        .trim_end_matches(".rs")
        .trim_end_matches("mod")
        .trim_end_matches("lib")
        .trim_end_matches('/');
    path.split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn floor(name: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(floor, _)| *floor == name)
        .map(|(_, height)| *height)
}

/// Paths in `text` that lead to the same floor or a higher one.
fn upward(module: &[String], text: &str) -> Vec<String> {
    let Some(own) = module.first() else { return Vec::new() };
    let Some(height) = floor(own) else {
        return vec![format!(
            "`{own}` has no floor. Give it one in crate/xtask/src/check/core_floors.rs."
        )];
    };
    let complain = |target: &Vec<String>| match target.first() {
        Some(name) if name != own && floor(name).is_some_and(|other| other >= height) => Some(format!(
            "`{own}` stands on floor {height} and may not use `crate::{name}` above or beside it."
        )),
        _ => None,
    };
    let mut found: Vec<String> = targets(module, text).iter().filter_map(complain).collect();
    found.dedup();
    found
}

/// Every module path that the code names, from the crate's root.
fn targets(module: &[String], text: &str) -> Vec<Vec<String>> {
    let code = blank(without_tests(text), Language::Rust, Blank::CommentsAndStrings);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        found.extend(tails(&code, at + "crate::".len()));
    }
    for (at, _) in code.match_indices("super::") {
        let before = code.get(..at).unwrap_or("");
        if before.ends_with("super::") {
            continue;
        }
        let supers = code
            .get(at..)
            .unwrap_or("")
            .split("::")
            .take_while(|part| *part == "super")
            .count();
        let base: Vec<String> = module
            .iter()
            .take(module.len().saturating_sub(supers))
            .cloned()
            .collect();
        let rest = tails(&code, at + supers * "super::".len());
        found.extend(rest.into_iter().map(|tail| base.iter().cloned().chain(tail).collect()));
    }
    found
}

/// The paths that follow at `start`: one, or several in braces. Two names deep, which is as deep as the floors are.
fn tails(code: &str, start: usize) -> Vec<Vec<String>> {
    expand(code.get(start..).unwrap_or("").trim_start())
}

fn expand(text: &str) -> Vec<Vec<String>> {
    let end = text
        .find(|each: char| !(each.is_alphanumeric() || each == '_' || each == ':'))
        .unwrap_or(text.len());
    let (head, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let names: Vec<String> = head
        .split("::")
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let tails = match rest.strip_prefix('{') {
        Some(group) => parts(group).iter().flat_map(|part| expand(part.trim())).collect(),
        None => vec![Vec::new()],
    };
    let join = |tail: Vec<String>| names.iter().cloned().chain(tail).take(2).collect::<Vec<_>>();
    tails.into_iter().map(join).filter(|path| !path.is_empty()).collect()
}

/// What stands between the commas of a group, up to its closing brace.
fn parts(group: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let mut parts = vec![String::new()];
    for each in group.chars() {
        match each {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if each != ',' || depth > 0 => part.push(each),
            _ => parts.push(String::new()),
        }
    }
    parts
}

/// Notes which sibling module uses which, inside one floor.
fn note_edges(module: &[String], text: &str, edges: &mut BTreeMap<String, Vec<String>>) {
    let [floor, own] = module else { return };
    for target in targets(module, text) {
        if let [other_floor, other] = target.as_slice()
            && other_floor == floor
            && other != own
            && other.chars().next().is_some_and(char::is_lowercase)
        {
            edges
                .entry(format!("{floor}::{own}"))
                .or_default()
                .push(format!("{floor}::{other}"));
        }
    }
}

/// A circle for every pair of modules that reach each other.
fn circles(edges: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let reach = |from: &String| {
        let mut seen: Vec<String> = Vec::new();
        let mut open = edges.get(from).cloned().unwrap_or_default();
        while let Some(next) = open.pop() {
            if !seen.contains(&next) {
                open.extend(edges.get(&next).cloned().unwrap_or_default());
                seen.push(next);
            }
        }
        seen
    };
    let reached: BTreeMap<&String, Vec<String>> = edges.keys().map(|from| (from, reach(from))).collect();
    let mut found = Vec::new();
    for (from, seen) in &reached {
        for to in seen.iter().filter(|to| to > from) {
            if reached.get(to).is_some_and(|back| back.contains(from)) {
                found.push(format!(
                    "crate/core/src: `{from}` and `{to}` use each other, perhaps by way of others."
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(path: &str) -> Vec<String> {
        module_of(path)
    }

    #[test]
    fn knows_modules_by_their_files() {
        assert_eq!(module("web/mod.rs"), ["web"]);
        assert_eq!(module("web/fill.rs"), ["web", "fill"]);
        assert_eq!(module("session.rs"), ["session"]);
        assert!(module("lib.rs").is_empty());
    }

    #[test]
    fn allows_paths_downward() {
        assert!(
            upward(
                &module("web/fill.rs"),
                "use crate::vault::item; use crate::{api::Role, error::Result};"
            )
            .is_empty()
        );
        assert!(
            upward(
                &module("session.rs"),
                "use crate::web::fill; fn f() { crate::vault::put() }"
            )
            .is_empty()
        );
        assert!(upward(&module("error.rs"), "use crate::api::ErrorCode;").is_empty());
        assert!(
            upward(
                &module("api.rs"),
                "//! See [`crate::web::limits`].\nuse serde::Serialize;"
            )
            .is_empty()
        );
        assert!(upward(&module("vault/item.rs"), "use super::index; use crate::vault::header;").is_empty());
    }

    #[test]
    fn refuses_paths_upward() {
        for (file, text) in [
            ("vault/item.rs", "use crate::web::origin;"),
            ("vault/item.rs", "use crate::{error::Result, session::Session};"),
            ("vault/item.rs", "fn f() { crate::web::origin::host() }"),
            ("vault/item.rs", "use super::super::web::origin;"),
            ("vault/mod.rs", "use super::web;"),
            ("web/fill.rs", "use crate::session;"),
            ("web/fill.rs", "use crate::transfer::csv;"),
            ("crypto/kdf.rs", "use crate::vault::slot;"),
            ("api.rs", "use crate::error::Error;"),
            ("attic/mod.rs", "use crate::api;"),
        ] {
            assert_eq!(upward(&module(file), text).len(), 1, "{file}: {text}");
        }
    }

    #[test]
    fn looks_away_from_tests() {
        assert!(
            upward(
                &module("vault/item.rs"),
                "fn f() {}\n#[cfg(test)]\nmod tests { use crate::session; }"
            )
            .is_empty()
        );
    }

    #[test]
    fn finds_circles_of_a_floor() {
        let mut edges = BTreeMap::new();
        note_edges(&module("vault/a.rs"), "use super::b;", &mut edges);
        note_edges(&module("vault/b.rs"), "use crate::vault::c::Thing;", &mut edges);
        assert!(circles(&edges).is_empty());
        note_edges(&module("vault/c.rs"), "use crate::vault::{a::Other};", &mut edges);
        assert_eq!(circles(&edges).len(), 3);
    }
}
