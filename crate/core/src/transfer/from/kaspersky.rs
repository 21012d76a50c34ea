//! Kaspersky Password Manager, text: sections of entries, entries of lines `label: value`, three dashes between.
//!
//! A value may run over several lines and hold blank ones, labels and dashes; it ends where the next label of its section
//! or the next entry stands. Headings and labels are in the language of the program, but their order is the same in all:
//! a title, for websites an address, a name, a login, a password, a comment; for notes a title and a text. The word for
//! the password tells a section of logins. All labels of other sections become fields.

use std::collections::BTreeMap;

use super::super::columns::role_of;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::table::key;
use crate::api::{ColumnRole, CustomFieldKind, ImportedItem, ItemKind};

/// What stands behind a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Title,
    Url,
    Login,
    Password,
    Notes,
    Field,
}

const LOGINS: [&str; 3] = ["Websites", "Applications", "Other Accounts"];
const NOTES: &str = "Notes";
/// In the order of an entry, of which none has all.
const LOGIN_LABELS: [(&str, Role); 9] = [
    ("Website name", Role::Title),
    ("Application", Role::Title),
    ("Account name", Role::Title),
    ("Website URL", Role::Url),
    ("URL", Role::Url),
    ("Login name", Role::Field),
    ("Login", Role::Login),
    ("Password", Role::Password),
    ("Comment", Role::Notes),
];
const NOTE_LABELS: [(&str, Role); 2] = [("Name", Role::Title), ("Text", Role::Notes)];
const DASHES: &str = "---";
/// Labels of a website, which has most.
const MOST_LABELS: usize = 6;
/// What the text of a note is called.
const TEXTS: [&str; 12] = [
    "text",
    "texte",
    "texto",
    "testo",
    "tekst",
    "текст",
    "metin",
    "テキスト",
    "文本",
    "文字",
    "内容",
    "내용",
];

/// What stands between dashes, and the heading that it stands under.
struct Block<'a> {
    heading: &'a str,
    lines: Vec<&'a str>,
}

/// Whether a text looks like such an export.
pub(in crate::transfer) fn is_one(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    let first = lines.next().unwrap_or("").trim();
    if !text.lines().any(|line| line.trim() == DASHES) {
        return false;
    }
    if LOGINS.contains(&first) || first == NOTES {
        return true;
    }
    let is_above_blank = lines.next().is_some_and(|line| line.trim().is_empty());
    if !is_above_blank || first.contains([':', ',', ';', '\t', '|', '：']) {
        return false;
    }
    let blocks = blocks(text);
    if blocks.first().is_none_or(|block| block.heading != first) {
        return false;
    }
    let mut sections = sections(&blocks).into_iter();
    sections.any(|(heading, layout)| match layout.kind {
        ItemKind::Login => true,
        ItemKind::Note => role_of(heading) == Some(ColumnRole::Notes),
        _ => false,
    })
}

pub(in crate::transfer) fn read(text: &str, found: &mut Found) -> Result<()> {
    let blocks = blocks(text);
    let sections = sections(&blocks);
    let mut open: Option<Entry<'_>> = None;
    for block in &blocks {
        let Some(layout) = sections.get(block.heading) else {
            continue;
        };
        let begins = |line: &&str| layout.labelled(line, None).is_some();
        let start = block.lines.iter().position(begins).unwrap_or(block.lines.len());
        let (before, lines) = block.lines.split_at(start);
        match &mut open {
            // The dashes stood in a comment.
            Some(entry) if lines.is_empty() && entry.heading == block.heading => {
                entry.add_dashes();
                before.iter().for_each(|line| entry.add_line(line));
                continue;
            }
            _ => before
                .iter()
                .filter(|line| !line.trim().is_empty())
                .for_each(|line| found.leave_out(line, None)),
        }
        if let Some(entry) = open.take() {
            found.push_told(entry.into_item())?;
        }
        let mut entry = Entry {
            heading: block.heading,
            layout,
            values: Vec::new(),
        };
        lines.iter().for_each(|line| entry.read_line(line));
        open = (!entry.values.is_empty()).then_some(entry);
    }
    open.map_or(Ok(()), |entry| found.push_told(entry.into_item()))
}

/// A line as a label and a value.
fn split(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once([':', '：'])?;
    let value = value.strip_prefix(' ').unwrap_or(value);
    Some((label.trim(), value)).filter(|(label, _)| !label.is_empty())
}

/// What stands between the dashes. A heading stands alone above an entry.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let is_blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| line.trim().is_empty())
    };
    let is_above_entry = |at: usize| {
        let mut below = lines.iter().skip(at + 1).filter(|line| !line.trim().is_empty());
        below.next().is_some_and(|line| split(line).is_some())
    };
    let mut blocks = Vec::new();
    // Behind a label no heading stands in a block.
    let mut has_label = false;
    let mut block = Block {
        heading: "",
        lines: Vec::new(),
    };
    for (at, line) in lines.iter().copied().enumerate() {
        let is_alone = || is_blank(at.checked_sub(1)) && is_blank(Some(at + 1)) && is_above_entry(at);
        let is_text = !line.trim().is_empty() && !line.contains([':', '：']);
        let is_known = LOGINS.contains(&line.trim()) || line.trim() == NOTES;
        if line.trim() == DASHES {
            let heading = block.heading;
            let lines = core::mem::take(&mut block.lines);
            blocks.push(Block { heading, lines });
            has_label = false;
        } else if is_text && !has_label && (is_known || is_alone()) {
            block.heading = line.trim();
        } else {
            has_label |= split(line).is_some();
            block.lines.push(line);
        }
    }
    blocks.push(block);
    blocks.retain(|block| block.lines.iter().any(|line| !line.trim().is_empty()));
    blocks
}

/// The labels of a section.
struct Layout<'a> {
    kind: ItemKind,
    /// In their order; none where all labels become fields.
    labels: Vec<(&'a str, Role)>,
}

/// How each section is laid out.
fn sections<'a>(blocks: &[Block<'a>]) -> BTreeMap<&'a str, Layout<'a>> {
    let mut entries: BTreeMap<&str, Vec<&Block<'a>>> = BTreeMap::new();
    for block in blocks {
        entries.entry(block.heading).or_default().push(block);
    }
    let is_known = |block: &Block<'a>| {
        let of_english = english(block.heading, &[block]).is_some();
        of_english || labels_of(block).iter().any(|label| is_password(label))
    };
    let is_known = blocks.iter().any(is_known);
    let layouts = entries.into_iter();
    layouts
        .map(|(heading, entries)| (heading, layout(heading, &entries, is_known)))
        .collect()
}

/// The layout of a section of the English program; some of its headings are those of other languages as well.
fn english(heading: &str, entries: &[&Block<'_>]) -> Option<Layout<'static>> {
    let (kind, labels): (_, &[(&str, Role)]) = match heading {
        NOTES => (ItemKind::Note, &NOTE_LABELS),
        _ if LOGINS.contains(&heading) => (ItemKind::Login, &LOGIN_LABELS),
        _ => return None,
    };
    let is_label = |label: &&str| labels.iter().any(|(each, _)| each == label);
    let mut firsts = entries.iter().filter_map(|block| labels_of(block).first().copied());
    firsts.any(|label| is_label(&label)).then(|| Layout {
        kind,
        labels: labels.to_vec(),
    })
}

fn is_password(label: &str) -> bool {
    role_of(label) == Some(ColumnRole::Password)
}

/// The labels that an entry begins with; a comment may go on with lines that look like more of them.
fn labels_of<'a>(block: &Block<'a>) -> Vec<&'a str> {
    let lines = block.lines.iter().skip_while(|line| split(line).is_none());
    let labels = lines.map_while(|line| split(line)).map(|(label, _)| label);
    labels.take(MOST_LABELS).collect()
}

/// `is_known` tells that the words of the language are known.
fn layout<'a>(heading: &str, entries: &[&Block<'a>], is_known: bool) -> Layout<'a> {
    if let Some(layout) = english(heading, entries) {
        return layout;
    }
    let all: Vec<Vec<&str>> = entries.iter().map(|block| labels_of(block)).collect();
    let first = all.first().cloned().unwrap_or_default();
    let by_word = first.iter().position(|label| is_password(label));
    let by_place = || (!is_known).then(|| password_by_place(&all, entries)).flatten();
    let password = by_word.or_else(by_place);
    if let Some(password) = password.filter(|at| (2..=4).contains(at) && at + 1 < first.len()) {
        let labels = first.into_iter().take(password + 2).enumerate();
        let labels = labels.map(|(at, label)| (label, role(at, password, label, entries)));
        return Layout {
            kind: ItemKind::Login,
            labels: labels.collect(),
        };
    }
    match first.as_slice() {
        [title, text, ..] if role_of(heading) == Some(ColumnRole::Notes) || TEXTS.contains(&key(text).as_str()) => {
            Layout {
                kind: ItemKind::Note,
                labels: vec![(title, Role::Title), (text, Role::Notes)],
            }
        }
        _ => Layout {
            kind: ItemKind::Custom,
            labels: Vec::new(),
        },
    }
}

/// Where the password of a login stands in a language of which no word is known: before the last label, where all
/// entries have the same five or six.
fn password_by_place(all: &[Vec<&str>], entries: &[&Block<'_>]) -> Option<usize> {
    let first = all.first()?;
    let same = |labels: &Vec<&str>| first.iter().zip(labels).take_while(|(one, other)| one == other).count();
    let shared = all.iter().map(same).min()?;
    // A website alone is told by its address.
    let values = entries.first()?.lines.iter().filter_map(|line| split(line));
    let second = values.map(|(_, value)| value).nth(1)?;
    let is_website = second.contains("://") || second.contains('.') && !second.contains(' ');
    match (all.len(), shared) {
        (_, 6) if is_website => Some(4),
        (2.., 5) => Some(3),
        _ => None,
    }
}

/// What the label at a place of a login holds, where the password's is known.
fn role(at: usize, password: usize, label: &str, entries: &[&Block<'_>]) -> Role {
    let is_address = |line: &str| split(line).is_some_and(|(each, value)| each == label && value.contains("://"));
    let mut lines = entries.iter().flat_map(|block| &block.lines);
    match at {
        0 => Role::Title,
        _ if at + 1 == password => Role::Login,
        _ if at == password => Role::Password,
        _ if at > password => Role::Notes,
        1 if password == 4 => Role::Url,
        _ if key(label).contains("url") || role_of(label) == Some(ColumnRole::Url) => Role::Url,
        _ if lines.any(|line| is_address(line)) => Role::Url,
        _ => Role::Field,
    }
}

impl<'a> Layout<'a> {
    /// A line that begins a value. Labels come in one order, so that what reads like one inside a comment is none.
    fn labelled<'b>(&self, line: &'b str, last: Option<&str>) -> Option<(&'b str, &'b str, Role)> {
        let (label, value) = split(line)?;
        if self.labels.is_empty() {
            let is_comment = role_of(label) == Some(ColumnRole::Notes);
            return Some((label, value, if is_comment { Role::Notes } else { Role::Field }));
        }
        let place = |wanted: &str| self.labels.iter().position(|(each, _)| *each == wanted);
        let at = place(label)?;
        let is_next = last.and_then(place).is_none_or(|last| last < at);
        let role = self.labels.get(at).map(|(_, role)| *role)?;
        is_next.then_some((label, value, role))
    }
}

/// An entry, and what was read of it.
struct Entry<'a> {
    heading: &'a str,
    layout: &'a Layout<'a>,
    values: Vec<(&'a str, Role, String)>,
}

impl<'a> Entry<'a> {
    fn read_line(&mut self, line: &'a str) {
        let last = self.values.last().map(|(label, ..)| *label);
        match self.layout.labelled(line, last) {
            Some((label, value, role)) => self.values.push((label, role, value.to_owned())),
            None => self.add_line(line),
        }
    }

    /// What stands behind dashes is of the comment, be there one or not, and of no other value.
    fn add_dashes(&mut self) {
        match self.values.last() {
            Some((_, Role::Notes, _)) => self.add_line(DASHES),
            _ => self.values.push(("", Role::Notes, DASHES.to_owned())),
        }
    }

    fn add_line(&mut self, line: &str) {
        if let Some((_, _, value)) = self.values.last_mut() {
            value.push('\n');
            value.push_str(line);
        }
    }

    fn into_item(self) -> ImportedItem {
        let mut item = match self.layout.kind {
            ItemKind::Custom => ImportedItem::custom(self.heading, ""),
            kind => ImportedItem::new(kind, ""),
        };
        for (label, role, value) in self.values {
            // A blank line stands between the last value and the dashes.
            let value = value.trim_end_matches('\n');
            match role {
                Role::Title => item.content.title = value.to_owned(),
                Role::Url => item.add_url(value),
                Role::Login => item.add_username(value),
                Role::Password => item.set_password(value),
                Role::Notes => item.add_notes(value),
                Role::Field if is_secret(label) => item.add_field(label, value, CustomFieldKind::Hidden),
                Role::Field => item.add_field(label, value, CustomFieldKind::Text),
            }
        }
        item
    }
}

/// Whether what a label of a card or the like names is to be covered.
fn is_secret(label: &str) -> bool {
    is_password(label) || matches!(key(label).as_str(), "pin" | "pincode" | "cvv" | "cvc" | "cvv2" | "cvc2")
}
