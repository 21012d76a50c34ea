//! The four verbs.

use std::path::Path;

use latchkey_core::api::Item;

use crate::Wishes;
use crate::names::printable;
use crate::source::{Contents, Source};
use crate::trouble::{Result, Trouble};
use crate::{export, shown};

/// Fewest characters of an id that stand for it.
const MIN_ID_CHARS: usize = 4;

/// Does what was asked for.
///
/// # Errors
/// A sentence for the user.
pub(crate) fn act(wishes: &Wishes) -> Result<()> {
    let path = Path::new(wishes.words.first().map_or("", String::as_str));
    let source = Source::open(path)?;
    if wishes.verb == "export" {
        export::check_wishes(wishes)?;
    }
    let contents = source.contents(wishes.recovery_code, wishes.rebuild)?;
    for warning in &contents.warnings {
        eprintln!("Warning: {warning}");
    }
    match wishes.verb.as_str() {
        "verify" => verify(&source, &contents),
        "list" => list(&contents),
        "show" => show(&contents, wishes)?,
        _ => export::write(&source, &contents, wishes)?,
    }
    match contents.losses.len() {
        0 => Ok(()),
        1 => Err(format!("One thing is lost:\n{}", contents.losses.join("\n"))),
        count => Err(format!("{count} things are lost:\n{}", contents.losses.join("\n"))),
    }
}

fn verify(source: &Source, contents: &Contents) {
    match source {
        Source::VaultFile { .. } => {
            let made = contents
                .made_ms
                .map_or_else(String::new, |ms| format!(", made on {}", date(ms)));
            println!("A vault file of format 1{made}. Every byte of it was verified.");
        }
        Source::Raw { .. } => println!("A raw export of format 1."),
    }
    let count = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    println!(
        "It holds {} and {}.",
        count(contents.items.len(), "item", "items"),
        count(contents.whole_files.len(), "whole attachment", "whole attachments")
    );
}

fn list(contents: &Contents) {
    let mut items: Vec<&Item> = contents.items.iter().collect();
    items.sort_by_key(|item| (title(item).to_lowercase(), item.id.clone()));
    for item in items {
        let username = item.content.login.as_ref().and_then(|login| login.usernames.first());
        let place = match (item.trashed_ms, item.content.archived) {
            (Some(_), _) => "  (in the trash)",
            (None, true) => "  (archived)",
            (None, false) => "",
        };
        let username = username.map_or_else(String::new, |name| format!("  {}", printable(name)));
        let kind = shown::kind_name(item.content.kind);
        println!("{}  {kind:8}  {}{username}{place}", short_id(item), title(item));
    }
}

fn show(contents: &Contents, wishes: &Wishes) -> Result<()> {
    let wanted = wishes.words.get(1).map_or("", String::as_str);
    let item = find(&contents.items, wanted)?;
    for line in shown::lines(item, wishes.reveal) {
        println!("{line}");
    }
    Ok(())
}

/// The one item of this id, beginning of an id, or title.
fn find<'a>(items: &'a [Item], wanted: &str) -> Result<&'a Item> {
    let folded = wanted.to_lowercase();
    let is_id = |item: &&Item| wanted.len() >= MIN_ID_CHARS && item.id.starts_with(&folded);
    let is_title = |item: &&Item| title(item).to_lowercase() == folded;
    let is_like = |item: &&Item| title(item).to_lowercase().contains(&folded);
    for found in [
        items.iter().filter(is_id).collect::<Vec<_>>(),
        items.iter().filter(is_title).collect(),
        items.iter().filter(is_like).collect(),
    ] {
        match found.as_slice() {
            [] => {}
            [item] => return Ok(item),
            several => return Err(ambiguous(several)),
        }
    }
    Err("No item has this id or title. `latchkey list` shows all.".into())
}

fn ambiguous(items: &[&Item]) -> Trouble {
    let lines: Vec<String> = items
        .iter()
        .map(|item| format!("  {}  {}", short_id(item), title(item)))
        .collect();
    format!("Several items fit; name one by its id:\n{}", lines.join("\n"))
}

/// The title, or what best stands for it.
fn title(item: &Item) -> String {
    let login = item.content.login.as_ref();
    let address = login
        .and_then(|login| login.urls.first())
        .map_or("", |saved| saved.url.as_str());
    let username = login
        .and_then(|login| login.usernames.first())
        .map_or("", String::as_str);
    let names = [item.content.title.as_str(), address, username, "Untitled"];
    printable(
        names
            .into_iter()
            .find(|name| !name.trim().is_empty())
            .unwrap_or_default(),
    )
}

fn short_id(item: &Item) -> &str {
    item.id.get(..8).unwrap_or(&item.id)
}

/// The day of a time, in UTC. Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn date(ms: u64) -> String {
    let days = ms / 86_400_000 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(951_782_400_000), "2000-02-29");
        assert_eq!(date(1_790_000_000_000), "2026-09-21");
        assert_eq!(date(4_107_542_399_999), "2100-02-28");
    }
}
