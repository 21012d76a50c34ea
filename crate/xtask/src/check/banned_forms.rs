//! Forms of TypeScript that the house does without, and how a word is found in blanked code.
//!
//! It works on code whose comments and strings are blanked; each finding is a line and a sentence. The tests of these
//! rules stand with those of the walls, in `walls.rs`.

/// Classes that are no errors.
pub(super) fn classes(code: &str) -> Vec<(usize, String)> {
    code.match_indices("class ")
        .filter(|(at, _)| stands_alone(code, *at, "class"))
        .filter(|(at, _)| {
            // A declaration or an expression; a word of a text in JSX has no body after it.
            let head = code
                .get(*at..)
                .unwrap_or("")
                .split(['{', ';', '<', '\n'])
                .next()
                .unwrap_or("");
            let opens = code
                .get(at + head.len()..)
                .is_some_and(|rest| rest.starts_with(['{', '<']));
            let words: Vec<&str> = head.split_whitespace().collect();
            let reads = matches!(
                words.as_slice(),
                [_] | [_, _] | [_, _, "extends" | "implements", ..] | [_, "extends", ..]
            );
            opens && reads && !head.contains("extends Error")
        })
        .map(|(at, _)| {
            (
                line_of(code, at),
                "a class may only extend Error. Write functions over plain objects.".to_owned(),
            )
        })
        .collect()
}

/// Other names for `browser`, or for its storage: with them the walls could not be checked.
pub(super) fn aliases(code: &str) -> Vec<(usize, String)> {
    let hides = |at: &usize| {
        let before = code.get(..*at).unwrap_or("").trim_end();
        let names = before.strip_suffix('}').and_then(|before| before.rsplit_once('{'));
        names.is_none_or(|(_, names)| names.split([',', ':', ' ']).any(|name| name == "storage"))
    };
    code.match_indices("= browser;")
        .map(|(at, _)| at)
        .filter(hides)
        .map(|at| {
            (
                line_of(code, at),
                "write `browser.…` in full, so that the walls can be checked.".to_owned(),
            )
        })
        .collect()
}

/// Uses of `chrome` as a value. Its types (`chrome.tabs.Tab`) are the types of `browser` and end in a capital name.
pub(super) fn chrome_values(code: &str) -> Vec<(usize, String)> {
    let is_value = |at: &usize| {
        let path = code.get(*at..).unwrap_or("");
        let end = path
            .find(|each: char| !(each.is_alphanumeric() || each == '.'))
            .unwrap_or(path.len());
        let last = path.get(..end).and_then(|path| path.rsplit('.').next()).unwrap_or("");
        !last.starts_with(char::is_uppercase) || last.chars().all(|each| each.is_uppercase())
    };
    code.match_indices("chrome.")
        .filter(|(at, _)| stands_alone(code, *at, "chrome") && !code.get(..*at).unwrap_or("").ends_with('.'))
        .map(|(at, _)| at)
        .filter(is_value)
        .map(|at| {
            (
                line_of(code, at),
                "both browsers know `browser`; `chrome` gives its types only.".to_owned(),
            )
        })
        .collect()
}

/// Whether the match is a word of its own and no part of a longer one.
pub(super) fn stands_alone(code: &str, at: usize, word: &str) -> bool {
    let part = |each: char| each.is_alphanumeric() || each == '_' || each == '$';
    let goes_on_before = code
        .get(..at)
        .and_then(|text| text.chars().next_back())
        .is_some_and(part);
    let goes_on_after = code
        .get(at + word.len()..)
        .and_then(|text| text.chars().next())
        .is_some_and(part);
    let free_before = !word.starts_with(part) || !goes_on_before;
    let free_after = !word.ends_with(part) || !goes_on_after;
    free_before && free_after
}

pub(super) fn line_of(code: &str, at: usize) -> usize {
    code.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
}
