//! `bench`: measures what ships and writes it into docs/performance.md, each part between its own markers.
//!
//! It never rewrites what stands outside the markers; a new part adds its own.

use std::path::Path;

use serde_json::Value;

use crate::build::{self, Mode};
use crate::run::{Result, command, text};
use crate::sizes::{self, Size};
use crate::{only, tools, tree};

const PAGE: &str = "docs/performance.md";
const HEAD: &str = "# Size and speed\n\nMeasured by `cargo xtask bench`, which writes the tables below; the words around them are ours.\n";

/// The pages under load, by their name in what is measured, with their attack in the catalogue.
const LOADS: [(&str, &str); 5] = [
    ("I01", "I01: 100,000 inputs"),
    ("I02", "I02: 10,000 nodes made and dropped a second"),
    ("I03", "I03: labels and names of 20,000 signs, 100 fields"),
    ("I04", "I04: 500 frames, while they come"),
    ("I04-stands", "I04: 500 frames, once they stand"),
];

/// One part of the page: the name of its markers, its title, and what measures it.
type Part = (&'static str, &'static str, fn(&Path) -> Result<String>);

const PARTS: [Part; 6] = [
    ("sizes", "Sizes", |root| Ok(table(&sizes::measure(root)?))),
    ("browser", "In Chromium", in_browser),
    ("load", "Pages that are hard on an extension, in Chromium", under_load),
    ("worker", "A vault in the extension's worker, in Chromium", in_worker),
    ("node", "The core as it ships, in Node", in_node),
    ("vault", "The core, natively", native),
];

/// The verb: all parts, or those that are named.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &PARTS.map(|(part, ..)| part))?;
    build::build(root, Mode::Release)?;
    let page = root.join(PAGE);
    let mut written = if page.exists() {
        tree::read(&page)?
    } else {
        HEAD.to_owned()
    };
    for (part, title, measure) in PARTS {
        if !arguments.is_empty() && !arguments.iter().any(|wanted| wanted == part) {
            continue;
        }
        let content = measure(root)?;
        println!("{title}\n{content}");
        written = put(&written, part, title, &content);
    }
    tree::write(&page, written.as_bytes())?;
    println!("Written to {PAGE}.");
    let excesses = sizes::excesses(root)?;
    if excesses.is_empty() {
        Ok(())
    } else {
        Err(format!("Over budget:\n{}", excesses.join("\n")))
    }
}

/// What Latchkey costs a page without fields, and how soon its popup serves, as a table in Markdown.
fn in_browser(root: &Path) -> Result<String> {
    tools::npm_packages(root)?;
    tools::chromium(root)?;
    tools::openssl(root)?;
    println!("Measuring in Chromium; half a minute.");
    let (measured, popup) = (printed(root, "pages")?, printed(root, "popup")?);
    let of = |measured: &Value, what: &str, place: &str, budget: &str| {
        let Times { middle, range, runs } = times(measured, place)?;
        Ok::<_, String>(format!("| {what} | {middle} | {range} | {runs} | {budget} |\n"))
    };
    let row = |what: &str, place: &str, budget: &str| of(&measured, what, place, budget);
    let of_keys = |place: &str| {
        popup
            .pointer(place)
            .map_or(Err("popup.mjs measured no key.".to_owned()), number)
    };
    let (key, screen) = (of_keys("/10000/key_p95_ms")?, of_keys("/10000/screen_p95_ms")?);
    let keys = times(&popup, "/10000/key_ms")?;
    let wakes = measured
        .pointer("/plain_page/background_wakes")
        .and_then(Value::as_u64)
        .ok_or("pages.mjs did not count how often the background was woken.")?;
    Ok([
        "| What | Median | Range | Runs | Budget |\n|---|---:|---:|---:|---:|\n".to_owned(),
        row(
            "script of ours in a page without fields, ms",
            "/plain_page/script_ms",
            "1",
        )?,
        row(
            "of it the decision that there is nothing for us, ms",
            "/plain_page/decision_ms",
            "0.3",
        )?,
        of(&popup, "popup usable with 1,000 logins, ms", "/1000/usable_ms", "")?,
        of(&popup, "popup usable with 10,000 logins, ms", "/10000/usable_ms", "100")?,
        of(&popup, "a key in the search, 10,000 logins, ms", "/10000/key_ms", "")?,
        format!(
            "| a key in the search, p95, 10,000 logins, ms | {key} | | {0} | 16 |\n\
             | the same with the wait for a screen of 60 Hz, ms | {screen} | | {0} |  |\n",
            keys.runs
        ),
        format!("| times such a page wakes the background | {wakes} | | | 0 |\n"),
    ]
    .concat())
}

/// The frame rate of pages that are hard on an extension, beside one that does nothing, as a table in Markdown.
fn under_load(root: &Path) -> Result<String> {
    println!("Measuring pages under load in two browsers; some minutes.");
    let measured = printed(root, "load")?;
    let mut table = "| Page | With Latchkey, frames/s | With an empty extension, frames/s | Quotient, 95 % interval | Pairs | Budget |\n|---|---:|---:|---:|---:|---:|\n".to_owned();
    for (id, what) in LOADS {
        let at = |name: &str| format!("/{id}/{name}");
        let (with, without) = (times(&measured, &at("with"))?, times(&measured, &at("without"))?);
        let part = |name: &str| {
            measured
                .pointer(&at(name))
                .map_or(Err(format!("{id}: no {name}.")), number)
        };
        table.push_str(&format!(
            "| {what} | {} | {} | {} ({} to {}) | {} | 0.950 |\n",
            with.middle,
            without.middle,
            part("quotient")?,
            part("from")?,
            part("to")?,
            with.runs
        ));
    }
    Ok(table)
}

/// What a vault costs in the worker, by the number of its items, as a table in Markdown.
fn in_worker(root: &Path) -> Result<String> {
    println!("Measuring vaults of up to 100,000 items in Chromium; some minutes.");
    by_size(
        &printed(root, "worker")?,
        &[
            ("Unlock to list, ms", "unlock_ms"),
            ("List after the worker's death, ms", "resume_ms"),
            ("Save of one item, ms", "save_ms"),
            ("Health report, ms", "health_ms"),
            ("Restore from a vault file, ms", "restore_ms"),
            ("WebAssembly.Memory, bytes", "wasm_bytes"),
            ("Heap, bytes", "heap_bytes"),
            ("Other buffers, bytes", "buffers_bytes"),
        ],
    )
}

/// The same of the core's module alone, and how fast it seals files.
fn in_node(root: &Path) -> Result<String> {
    println!("Measuring the core in Node; a minute.");
    let measured = printed(root, "core")?;
    let vaults = by_size(
        &measured,
        &[
            ("Unlock to list, ms", "unlock_ms"),
            ("Resume to list, ms", "resume_ms"),
            ("Save of one item, ms", "save_ms"),
            ("Health report, ms", "health_ms"),
            ("Read by unlocking, bytes", "read_bytes"),
            ("Written by a save, bytes", "written_bytes"),
            ("WebAssembly.Memory, bytes", "wasm_bytes"),
        ],
    )?;
    let row = |what: &str, place: &str| {
        let Times { middle, range, runs } = times(&measured, place)?;
        Ok::<_, String>(format!("| {what} | {middle} | {range} | {runs} |\n"))
    };
    Ok([
        vaults,
        "\n| Sealing a file, MB/s | Median | Range | Runs |\n|---|---:|---:|---:|\n".to_owned(),
        row("the core: XChaCha20-Poly1305, WebAssembly", "/files_mb_per_s/core")?,
        row("Node's OpenSSL: ChaCha20-Poly1305, native", "/files_mb_per_s/openssl")?,
    ]
    .concat())
}

/// What a benchmark of `www-tests/bench` prints.
fn printed(root: &Path, name: &str) -> Result<Value> {
    let file = format!("www-tests/bench/{name}.mjs");
    let said = text(&mut command("node", &[&file], root))?;
    serde_json::from_str(&said).map_err(|error| format!("{file}: {error}: {said}"))
}

/// One thing that was measured many times.
struct Times {
    middle: String,
    range: String,
    runs: u64,
}

fn times(measured: &Value, place: &str) -> Result<Times> {
    let of = |name: &str| measured.pointer(&format!("{place}/{name}"));
    match (
        of("median"),
        of("lowest"),
        of("highest"),
        of("runs").and_then(Value::as_u64),
    ) {
        (Some(median), Some(lowest), Some(highest), Some(runs)) => Ok(Times {
            middle: number(median)?,
            range: format!("{} to {}", number(lowest)?, number(highest)?),
            runs,
        }),
        _ => Err(format!("Nothing was measured at {place}.")),
    }
}

/// A whole number in groups; a broken one as it is if it is small, else whole.
fn number(value: &Value) -> Result<String> {
    match (value.as_u64(), value.as_f64()) {
        (Some(whole), _) => Ok(grouped(whole)),
        // Digits beyond these are noise.
        (None, Some(broken)) if broken < 10.0 => Ok(format!("{broken:.3}")),
        (None, Some(broken)) if broken < 1_000.0 => Ok(format!("{broken:.1}")),
        (None, Some(broken)) => Ok(grouped(
            format!("{broken:.0}")
                .parse()
                .map_err(|_| format!("{broken} is no time."))?,
        )),
        (None, None) => Err(format!("{value} is no number.")),
    }
}

/// A row for each vault, a column for each of `columns`: its title and its name in what was measured.
fn by_size(measured: &Value, columns: &[(&str, &str)]) -> Result<String> {
    let vaults = measured.get("vaults").and_then(Value::as_array);
    let mut table = format!(
        "| Items | {} |\n|---:{}|\n",
        columns.iter().map(|(title, _)| *title).collect::<Vec<_>>().join(" | "),
        "|---:".repeat(columns.len())
    );
    for vault in vaults.ok_or("No vault was measured.")? {
        let items = vault.get("items").ok_or("A vault without a number of items.")?;
        table.push_str(&format!("| {} |", number(items)?));
        for (_, name) in columns {
            let value = vault.get(name).ok_or(format!("{name} was not measured."))?;
            let cell = if value.is_object() {
                let Times { middle, range, .. } = times(vault, &format!("/{name}"))?;
                format!("{middle} ({range})")
            } else {
                number(value)?
            };
            table.push_str(&format!(" {cell} |"));
        }
        table.push('\n');
    }
    Ok(table)
}

/// The core's own benchmark, as it prints itself.
fn native(root: &Path) -> Result<String> {
    println!("Measuring the core; a minute.");
    let cargo = &["bench", "--quiet", "--package", "latchkey-core", "--bench", "vault"];
    Ok(format!(
        "```text\n{}\n```\n",
        text(&mut command("cargo", cargo, root))?.trim_end()
    ))
}

/// Sizes as a table in Markdown.
fn table(sizes: &[Size]) -> String {
    let rows = sizes.iter().map(|size| {
        let budget = size.max_bytes.map_or_else(String::new, grouped);
        format!(
            "| `{}` | {} | {} | {budget} |\n",
            size.file,
            grouped(size.bytes),
            grouped(size.gzip_bytes)
        )
    });
    format!(
        "| File | Bytes | Compressed by gzip | Budget |\n|---|---:|---:|---:|\n{}",
        rows.collect::<String>()
    )
}

/// 1234567 → 1,234,567
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The text with `content` between the markers of `part`; adds a section for it if it has none yet.
fn put(text: &str, part: &str, title: &str, content: &str) -> String {
    let (open, close) = (format!("<!-- {part}: begin -->"), format!("<!-- {part}: end -->"));
    let block = format!("{open}\n{content}{close}");
    let found = text
        .split_once(&open)
        .and_then(|(before, rest)| Some((before, rest.split_once(&close)?.1)));
    match found {
        Some((before, after)) => format!("{before}{block}{after}"),
        None => format!("{}\n\n## {title}\n\n{block}\n", text.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits() {
        assert_eq!(
            ["7", "999", "1,000", "1,234,567"],
            [7, 999, 1_000, 1_234_567].map(grouped).each_ref().map(String::as_str)
        );
    }

    #[test]
    fn makes_a_row_of_each_vault() {
        let times = serde_json::json!({ "median": 12.34, "lowest": 1.5, "highest": 2345.6, "runs": 5 });
        let measured = serde_json::json!({ "vaults": [{ "items": 1000, "took": times, "bytes": 1_234_567 }] });
        let table = by_size(&measured, &[("Time, ms", "took"), ("Bytes", "bytes")]);
        assert_eq!(
            table.as_deref(),
            Ok("| Items | Time, ms | Bytes |\n|---:|---:|---:|\n| 1,000 | 12.3 (1.500 to 2,346) | 1,234,567 |\n")
        );
        assert!(by_size(&measured, &[("Else", "else")]).is_err());
    }

    #[test]
    fn writes_between_markers_only() {
        let once = put("# Head\n\nWords.\n", "sizes", "Sizes", "| a |\n");
        assert!(once.starts_with("# Head\n\nWords.\n\n## Sizes\n"));
        let more = format!("{once}\nMore words.\n");
        let twice = put(&more, "sizes", "Sizes", "| b |\n");
        assert!(twice.contains("| b |") && !twice.contains("| a |") && twice.ends_with("\nMore words.\n"));
        assert_eq!(twice.matches("## Sizes").count(), 1);
    }
}
