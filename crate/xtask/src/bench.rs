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

/// The verb.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    only(arguments, &[])?;
    build::build(root, Mode::Release)?;
    let parts = [
        ("sizes", "Sizes", table(&sizes::measure(root)?)),
        ("browser", "In Chromium", in_browser(root)?),
        ("vault", "The core, natively", native(root)?),
    ];
    let page = root.join(PAGE);
    let mut written = if page.exists() {
        tree::read(&page)?
    } else {
        HEAD.to_owned()
    };
    for (part, title, content) in &parts {
        println!("{title}\n{content}");
        written = put(&written, part, title, content);
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
    let printed = text(&mut command("node", &["www-tests/bench.mjs"], root))?;
    let measured: Value = serde_json::from_str(&printed).map_err(|error| format!("bench.mjs: {error}: {printed}"))?;
    let row = |what: &str, place: &str, budget: &str| {
        let of = |name: &str| measured.pointer(&format!("{place}/{name}")).and_then(Value::as_f64);
        match (of("median"), of("lowest"), of("highest"), of("runs")) {
            (Some(median), Some(lowest), Some(highest), Some(runs)) => Ok(format!(
                "| {what} | {median} | {lowest} to {highest} | {runs} | {budget} |\n"
            )),
            _ => Err(format!("bench.mjs measured nothing at {place}.")),
        }
    };
    let wakes = measured
        .pointer("/plain_page/background_wakes")
        .and_then(Value::as_u64)
        .ok_or("bench.mjs did not count how often the background was woken.")?;
    Ok([
        "| What | Median | Range | Runs | Budget |\n|---|---:|---:|---:|---:|\n".to_owned(),
        row(
            "script of ours in a page without fields, ms",
            "/plain_page/script_ms",
            "1",
        )?,
        row("popup usable with 1,000 logins, ms", "/popup/interactive_ms", "150")?,
        format!("| times such a page wakes the background | {wakes} | | | 0 |\n"),
    ]
    .concat())
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
    fn writes_between_markers_only() {
        let once = put("# Head\n\nWords.\n", "sizes", "Sizes", "| a |\n");
        assert!(once.starts_with("# Head\n\nWords.\n\n## Sizes\n"));
        let more = format!("{once}\nMore words.\n");
        let twice = put(&more, "sizes", "Sizes", "| b |\n");
        assert!(twice.contains("| b |") && !twice.contains("| a |") && twice.ends_with("\nMore words.\n"));
        assert_eq!(twice.matches("## Sizes").count(), 1);
    }
}
