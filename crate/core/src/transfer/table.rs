//! Tables of text: CSV with commas, semicolons or tabs, with a header; read by the names of columns, never by place.
//!
//! A row may be shorter or longer than the header. What nobody takes out of a row is left in it, to be kept elsewhere.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::fault::{Result, fault, malformed, number};
use super::limits;
use crate::api::ImportFaultKind;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How quotation marks are written inside a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Twice, as in RFC 4180.
    Doubled,
    /// After a backslash, which itself is written twice.
    Escaped,
}

/// A table whose header was read.
pub(super) struct Table<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    header: Header,
    /// Lines before the table.
    skipped: u32,
    address_at: Option<usize>,
    /// The column amid which rows were broken and are put together again, and the row after the last.
    broken_at: Option<usize>,
    ahead: Option<Row>,
}

/// The names of the columns.
#[derive(Default)]
pub(super) struct Header {
    /// As they are written.
    pub(super) names: Vec<String>,
    keys: Vec<String>,
}

/// A row.
pub(super) struct Row {
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// The line on which it ends.
    end_line: u32,
    /// Its last cell is in quotation marks that are never closed.
    pub(super) never_closed: bool,
    /// It stands in the file as several.
    pub(super) joined: bool,
    pub(super) cells: Vec<String>,
}

impl<'a> Table<'a> {
    /// Reads the header.
    pub(super) fn open(text: &'a str, quotes: Quotes) -> Result<Self> {
        let mut table = Self::without_header(text, quotes);
        let first = table.next_row()?.ok_or_else(|| fault(ImportFaultKind::NothingInIt))?;
        table.header = Header::new(first.cells);
        Ok(table)
    }

    /// A table whose first row is no header but data, which an address in it tells; its columns have no names. A first
    /// row of one cell above longer ones is no header either.
    pub(super) fn of_data(text: &'a str) -> Result<Option<Self>> {
        let mut rows = Self::without_header(text, Quotes::Doubled);
        let mut cells = rows.next_row()?.map(|row| row.cells).unwrap_or_default();
        if let ([_], Some(second)) = (cells.as_slice(), rows.next_row()?) {
            cells = second.cells;
        }
        if !cells.iter().any(|cell| cell.contains("://")) {
            return Ok(None);
        }
        let mut table = Self::without_header(text, Quotes::Doubled);
        table.header = Header::new(vec![String::new(); cells.len()]);
        table.address_at = cells.iter().position(|cell| cell.contains("://"));
        Ok(Some(table))
    }

    /// In which column the first row of a table without a header has an address.
    pub(super) fn address_at(&self) -> Option<usize> {
        self.address_at
    }

    /// The same for a table that has none.
    pub(super) fn without_header(text: &'a str, quotes: Quotes) -> Self {
        let (text, skipped) = skip_separator_line(text);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(text))
            .double_quote(quotes == Quotes::Doubled)
            .escape((quotes == Quotes::Escaped).then_some(b'\\'))
            .from_reader(text.as_bytes());
        Self {
            text,
            reader,
            header: Header::default(),
            skipped: u32::from(skipped),
            address_at: None,
            broken_at: None,
            ahead: None,
        }
    }

    /// From now on puts rows together again that a program broke because it wrote cells of several lines bare, which
    /// only those of one column are.
    pub(super) fn join_broken_rows(&mut self, key: &str) {
        self.broken_at = self.header.keys.iter().position(|each| each == key);
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    /// The next row that is not empty.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>> {
        let ahead = self.ahead.take();
        let Some(mut row) = ahead.map_or_else(|| self.read_row(), |row| Ok(Some(row)))? else {
            return Ok(None);
        };
        let wanted = self.header.names.len();
        while row.cells.len() < wanted && self.broken_at.is_some_and(|at| row.cells.len() == at + 1) {
            let Some(next) = self.read_row()? else { break };
            // A cell in two pieces is one: what would be more than a row is a row of its own.
            if row.cells.len() + next.cells.len() > wanted + 1 || next.begins_with_address() {
                self.ahead = Some(next);
                break;
            }
            row.join(next);
        }
        Ok(Some(row))
    }

    fn read_row(&mut self) -> Result<Option<Row>> {
        let mut record = StringRecord::new();
        while self.reader.read_record(&mut record).map_err(|_| malformed())? {
            let position = record.position();
            let start = position.and_then(|position| usize::try_from(position.byte()).ok());
            let line = position.map_or(0, |position| number(position.line())) + self.lines_before(start);
            if record.len() > limits::MAX_COLUMNS {
                return Err(fault(ImportFaultKind::TooMany).at_line(line));
            }
            if record.iter().all(str::is_empty) {
                continue;
            }
            let breaks = record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count();
            return Ok(Some(Row {
                line,
                end_line: line.saturating_add(number(breaks)),
                never_closed: start.is_some_and(|start| self.never_closed(start)),
                joined: false,
                cells: record.iter().map(str::to_owned).collect(),
            }));
        }
        Ok(None)
    }

    /// Lines that stand before the record but are not counted by its position: empty ones, and that of the separator.
    fn lines_before(&self, start: Option<usize>) -> u32 {
        let record = start.and_then(|start| self.text.get(start..)).unwrap_or("");
        let empty = record.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        number(empty.filter(|byte| *byte == b'\n').count()) + self.skipped
    }

    /// Whether the record that begins there reaches to the end and has an odd number of quotation marks.
    fn never_closed(&self, start: usize) -> bool {
        let at_end = usize::try_from(self.reader.position().byte()) == Ok(self.text.len());
        let record = self.text.get(start..).filter(|_| at_end).unwrap_or("");
        record.replace("\\\"", "").bytes().filter(|byte| *byte == b'"').count() % 2 == 1
    }
}

impl Header {
    fn new(names: Vec<String>) -> Self {
        Self {
            keys: names.iter().map(|name| key(name)).collect(),
            names,
        }
    }

    /// Whether all of these columns are there.
    pub(super) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.keys.iter().any(|each| each == key))
    }

    /// The keys, in order.
    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }

    /// How a column is to be called.
    pub(super) fn name(&self, at: usize) -> String {
        let name = self.names.get(at).map_or("", |name| name.trim());
        if name.is_empty() {
            format!("Column {}", at + 1)
        } else {
            name.to_owned()
        }
    }
}

impl Row {
    /// Takes the first cell that is not empty out of the columns of these keys.
    pub(super) fn take(&mut self, header: &Header, keys: &[&str]) -> String {
        let columns = keys.iter().flat_map(|key| {
            let all = header.keys.iter().enumerate();
            all.filter(move |(_, each)| each == key).map(|(at, _)| at)
        });
        let mut columns = columns.collect::<Vec<_>>().into_iter();
        let found = columns.find(|at| self.cells.get(*at).is_some_and(|cell| !cell.is_empty()));
        let taken = found.map(|at| self.take_at(at)).unwrap_or_default();
        // Some programs write a column twice; what says the same goes with the first.
        for at in columns {
            if self.cells.get(at).is_some_and(|cell| *cell == taken) {
                self.take_at(at);
            }
        }
        taken
    }

    /// The first cell of a column's key, left where it is.
    pub(super) fn peek(&self, header: &Header, key: &str) -> &str {
        let at = header.keys.iter().position(|each| each == key);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// Takes out the cell of a column.
    pub(super) fn take_at(&mut self, at: usize) -> String {
        self.cells.get_mut(at).map(core::mem::take).unwrap_or_default()
    }

    /// Adds the row that begins amid its last cell.
    fn join(&mut self, next: Self) {
        let breaks = next.line.saturating_sub(self.end_line).max(1);
        self.end_line = next.end_line;
        let mut cells = next.cells.into_iter();
        if let (Some(last), Some(first)) = (self.cells.last_mut(), cells.next()) {
            (0..breaks).for_each(|_| last.push('\n'));
            last.push_str(&first);
        }
        self.cells.extend(cells);
        self.never_closed |= next.never_closed;
        self.joined = true;
    }

    /// Whether it is a row of its own by its looks, though it is short: an address and more.
    fn begins_with_address(&self) -> bool {
        let is_address = |cell: &String| ["http://", "https://"].iter().any(|scheme| cell.starts_with(scheme));
        self.cells.len() > 1 && self.cells.first().is_some_and(is_address)
    }

    /// What is left, with the number of its column.
    pub(super) fn into_rest(self) -> impl Iterator<Item = (usize, String)> {
        self.cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty())
    }
}

/// A column's name without case, blanks and punctuation: `Login_Name` → `loginname`.
pub(super) fn key(name: &str) -> String {
    name.chars()
        .filter(|each| each.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many rows do not have as many cells as the header, if quotation marks are written so.
pub(super) fn misfits(text: &str, quotes: Quotes) -> Result<usize> {
    let mut table = Table::open(text, quotes)?;
    let (columns, mut misfits) = (table.header.names.len(), 0);
    while let Some(row) = table.next_row()? {
        misfits += usize::from(row.cells.len() != columns || row.never_closed);
    }
    Ok(misfits)
}

/// Spreadsheets write `sep=;` into the first line to tell each other; a program or two, a remark after `#`.
/// Gives what follows, and whether there was such a line.
pub(super) fn skip_separator_line(text: &str) -> (&str, bool) {
    let is_one = |first: &str| {
        let first = first.trim_matches(['"', '\r']).to_ascii_lowercase();
        first.starts_with("sep=") || first.starts_with("# ")
    };
    match text.split_once('\n') {
        Some((first, rest)) if is_one(first) => (rest, true),
        _ => (text, false),
    }
}

/// The delimiter that the first line has most of, outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = DELIMITERS.map(|delimiter| (0_usize, delimiter));
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            other => counts
                .iter_mut()
                .filter(|(_, delimiter)| *delimiter == other)
                .for_each(|(count, _)| *count += 1),
        }
    }
    // Of two with the same count the first wins: the comma.
    let most = counts.iter().rev().max_by_key(|(count, _)| *count);
    most.map_or(b',', |(_, delimiter)| *delimiter)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test may fail loudly")]
    use super::{Quotes, Table};

    fn rows(text: &str, quotes: Quotes) -> Vec<Vec<String>> {
        let mut table = Table::without_header(text, quotes);
        let mut rows = Vec::new();
        while let Some(row) = table.next_row().expect("no row is too long") {
            rows.push(row.cells);
        }
        rows
    }

    #[test]
    fn tells_delimiters_by_the_first_line() {
        for text in [
            "a,b;,c\n1,2,3",
            "a;b,;c\n1;2;3",
            "a\tb,\tc\n1\t2\t3",
            "sep=;\na;b;c\n1;2;3",
            "\"a,b\";b;c\n1;2;3",
        ] {
            assert_eq!(
                rows(text, Quotes::Doubled).last(),
                Some(&vec!["1".into(), "2".into(), "3".into()]),
                "{text}"
            );
        }
    }

    #[test]
    fn h05_names_the_line_of_a_quotation_mark_that_is_never_closed() {
        let mut table = Table::open("a,b\n1,2\n\n3,\"x\ny", Quotes::Doubled).expect("a header");
        assert!(!table.next_row().expect("a row").expect("a row").never_closed);
        let last = table.next_row().expect("a row").expect("a row");
        assert_eq!((last.line, last.never_closed), (4, true));
        assert!(table.next_row().expect("the end").is_none());
    }

    #[test]
    fn reads_both_kinds_of_quotation_marks() {
        assert_eq!(rows("\"a\"\"b\\\",c", Quotes::Doubled), [["a\"b\\", "c"]]);
        assert_eq!(rows("\"a\\\"b\\\\\",c", Quotes::Escaped), [["a\"b\\", "c"]]);
    }
}
