//! The walls of the extension: which folder may import which, and which names may stand in which file only.
//!
//! Biome and tsc check what is general (`any`, `enum`, `namespace`, unused code); here stands what is this project's own.

use std::path::Path;

use super::banned_forms::{aliases, chrome_values, classes, line_of, stands_alone};
use super::blank::{Blank, Language, blank};
use super::refuse;
use crate::run::Result;
use crate::tree;

/// Folders that never import one another; what they say to each other goes through messages.ts.
const AREAS: [&str; 3] = ["background", "content", "pages"];

/// The only file that may import each wasm module's functions. Types may be imported anywhere.
const DOORS: [(&str, &str); 5] = [
    ("generated/core.js", "background/vault.ts"),
    ("generated/kdf.js", "pages/kdf-worker.ts"),
    ("generated/strength.js", "pages/strength.ts"),
    ("generated/tools.js", "background/tools.ts"),
    ("generated/transfer.js", "pages/transfer-worker.ts"),
];

/// Names that may stand in some files only, and what to do instead.
const NAMES: [Name; 16] = [
    storage("browser.storage"),
    storage("indexedDB"),
    storage("navigator.storage"),
    storage("localStorage"),
    storage("sessionStorage"),
    Name {
        name: "onMessage",
        // The three last speak over a port: our pages' line, and the background with the offscreen document that it made.
        homes: &[
            "background/router.ts",
            "content/fields.ts",
            "pages/line.ts",
            "background/offscreen.ts",
            "pages/offscreen.ts",
        ],
        advice: "Add the message to messages.ts and its handler to the router.",
    },
    never("onMessageExternal", "Nobody outside may talk to Latchkey."),
    never("onConnectExternal", "Nobody outside may talk to Latchkey."),
    Name {
        name: "onConnect",
        homes: &["background/router.ts", "background/offscreen.ts"],
        advice: "Use a message of messages.ts.",
    },
    Name {
        name: "browser.downloads",
        homes: &["background/downloads.ts"],
        advice: "Only what a backup wrote may be removed, and only there is that known.",
    },
    never("innerHTML", "Build the nodes, or use textContent."),
    never("outerHTML", "Build the nodes, or use textContent."),
    never("insertAdjacentHTML", "Build the nodes, or use textContent."),
    never("dangerouslySetInnerHTML", "Build the nodes with Preact."),
    never("document.write", "Build the nodes."),
    never("new Function", "Say it in code."),
];

struct Name {
    name: &'static str,
    homes: &'static [&'static str],
    advice: &'static str,
}

const fn storage(name: &'static str) -> Name {
    Name {
        name,
        homes: &["background/storage.ts"],
        advice: "Ask background/storage.ts, the only door to storage.",
    }
}

const fn never(name: &'static str, advice: &'static str) -> Name {
    Name {
        name,
        homes: &[],
        advice,
    }
}

/// The rule over `extension/`.
pub(super) fn check(root: &Path) -> Result<()> {
    let extension = root.join("extension");
    let mut found = Vec::new();
    for file in tree::files(&extension)?
        .iter()
        .filter(|file| tree::has_extension(file, &["ts", "tsx"]))
    {
        let path = tree::relative(&extension, file);
        if !path.starts_with("generated/") && !path.ends_with(".d.ts") {
            let complaints = complaints(&path, &tree::read(file)?);
            found.extend(
                complaints
                    .into_iter()
                    .map(|(line, text)| format!("extension/{path}:{line}: {text}")),
            );
        }
    }
    refuse(&found, "docs/architecture.md tells what each folder is for.")
}

/// Everything wrong with one file: line and sentence.
fn complaints(path: &str, text: &str) -> Vec<(usize, String)> {
    let with_strings = blank(text, Language::TypeScript, Blank::Comments);
    let code = blank(text, Language::TypeScript, Blank::CommentsAndStrings);
    let mut found: Vec<(usize, String)> = imports(&with_strings)
        .iter()
        .filter_map(|import| import_complaint(path, import).map(|text| (line_of(&with_strings, import.at), text)))
        .collect();
    for name in NAMES.iter().filter(|name| !name.homes.contains(&path)) {
        let hits = code
            .match_indices(name.name)
            .filter(|(at, word)| stands_alone(&code, *at, word));
        found.extend(hits.map(|(at, word)| {
            let only = if name.homes.is_empty() {
                String::new()
            } else {
                format!(" outside {}", name.homes.join(" and "))
            };
            (
                line_of(&code, at),
                format!("`{word}` may not be named{only}. {}", name.advice),
            )
        }));
    }
    found.extend(classes(&code));
    found.extend(aliases(&code));
    found.extend(chrome_values(&code));
    found.sort();
    found
}

/// One import: where it stands, what it names, and whether only types come with it.
struct Import {
    at: usize,
    from: String,
    types: bool,
}

/// Static imports, re-exports and dynamic imports.
fn imports(code: &str) -> Vec<Import> {
    let mut found = Vec::new();
    for word in ["from", "import"] {
        for (at, _) in code
            .match_indices(word)
            .filter(|(at, word)| stands_alone(code, *at, word))
        {
            let after = code
                .get(at + word.len()..)
                .unwrap_or("")
                .trim_start()
                .trim_start_matches('(')
                .trim_start();
            let quote = after.chars().next().filter(|quote| ['\'', '"', '`'].contains(quote));
            if let Some((from, _)) = quote.and_then(|quote| after.get(1..)?.split_once(quote)) {
                found.push(Import {
                    at,
                    from: from.to_owned(),
                    types: word == "from" && types_only(code, at),
                });
            }
        }
    }
    found
}

/// Whether the statement that ends at this `from` begins with `import type` or `export type`.
fn types_only(code: &str, from: usize) -> bool {
    let before = code.get(..from).unwrap_or("");
    let start = ["import ", "export "]
        .iter()
        .filter_map(|word| before.rfind(word))
        .max()
        .unwrap_or(0);
    let statement = before.get(start + "import ".len()..).unwrap_or("").trim_start();
    statement.starts_with("type ") || statement.starts_with("type{")
}

fn import_complaint(path: &str, import: &Import) -> Option<String> {
    let target = resolve(path, &import.from)?;
    let area = |path: &str| AREAS.into_iter().find(|area| path.starts_with(&format!("{area}/")));
    if let (Some(own), Some(other)) = (area(path), area(&target))
        && own != other
    {
        return Some(format!(
            "`{own}/` may not import from `{other}/`. Send a message, or move what is shared to messages.ts."
        ));
    }
    if area(path).is_none() && area(&target).is_some() {
        return Some(format!(
            "what all folders share may not import `{target}` of one of them."
        ));
    }
    let (_, door) = DOORS.iter().find(|(module, _)| *module == target)?;
    (path != *door && !import.types)
        .then(|| format!("only {door} may import functions of `{target}`; import its types with `import type`."))
}

/// The path from `extension/` of a relative import.
fn resolve(path: &str, from: &str) -> Option<String> {
    if !from.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in from.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_what_the_house_allows() {
        for (path, text) in [
            (
                "background/fill.ts",
                "import { take } from './tickets.js';\nimport type { Reply } from '../messages.js';",
            ),
            (
                "background/vault.ts",
                "import init, { Vault } from '../generated/core.js';",
            ),
            (
                "pages/popup/list.tsx",
                "import type { Item } from '../../generated/core.js';",
            ),
            (
                "pages/kdf-worker.ts",
                "import init, { derive } from '../generated/kdf.js';",
            ),
            (
                "pages/strength.ts",
                "const module = await import('../generated/strength.js');",
            ),
            (
                "background/storage.ts",
                "browser.storage.session.get(); indexedDB.open('vault');",
            ),
            ("background/router.ts", "browser.runtime.onMessage.addListener(handle);"),
            ("background/failure.ts", "export class Failure extends Error {\n}"),
            (
                "pages/popup/list.tsx",
                "const a = <p class=\"row\">A class of its own, from 'there'</p>; // innerHTML",
            ),
            ("pages/popup/list.tsx", "const a = 'innerHTML';"),
            (
                "background/fill.ts",
                "storage.read('vault'); import * as storage from './storage.js';",
            ),
        ] {
            assert_eq!(complaints(path, text), [], "{path}: {text}");
        }
    }

    #[test]
    fn refuses_what_the_house_refuses() {
        for (path, text) in [
            ("background/fill.ts", "import { mark } from '../pages/mark.js';"),
            ("background/fill.ts", "import type { Mark } from '../pages/mark.js';"),
            ("content/main.ts", "import {\n  seal,\n} from '../background/vault.js';"),
            (
                "content/main.ts",
                "const late = await import('../background/vault.js');",
            ),
            ("pages/popup/list.tsx", "export { go } from '../../content/frame.js';"),
            ("messages.ts", "import { go } from './content/frame.js';"),
            (
                "background/fill.ts",
                "import init, { Vault } from '../generated/core.js';",
            ),
            ("background/fill.ts", "import '../generated/core.js';"),
            (
                "pages/popup/create.tsx",
                "import { derive } from '../../generated/kdf.js';",
            ),
            (
                "pages/popup/create.tsx",
                "void import(\"../../generated/strength.js\");",
            ),
            ("background/vault.ts", "await browser.storage.session.set({});"),
            ("background/vault.ts", "const { storage } = browser;"),
            ("background/vault.ts", "const b = browser;"),
            ("background/backups.ts", "await browser.downloads.erase({});"),
            ("pages/popup/list.tsx", "localStorage.setItem('a', 'b');"),
            (
                "content/bootstrap.ts",
                "browser.runtime.onMessage.addListener(() => {});",
            ),
            (
                "background/main.ts",
                "browser.runtime.onMessageExternal.addListener(() => {});",
            ),
            ("content/frame.ts", "host.innerHTML = text;"),
            ("pages/popup/list.tsx", "<p dangerouslySetInnerHTML={{ __html: a }} />"),
            ("content/frame.ts", "chrome.runtime.sendMessage({});"),
            ("background/vault.ts", "export class Session {\n}"),
            ("background/vault.ts", "const make = class Inner<T> extends Base {\n};"),
        ] {
            assert_eq!(
                complaints(path, text).len(),
                1,
                "{path}: {text}: {:?}",
                complaints(path, text)
            );
        }
    }

    #[test]
    fn names_the_line() {
        assert_eq!(
            complaints("content/frame.ts", "const a = 1;\n\na.innerHTML = '';")
                .first()
                .map(|(line, _)| *line),
            Some(3)
        );
    }
}
