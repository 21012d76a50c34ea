//! The text of a document in the Rich Text Format, as Windows' own editor writes it: paragraphs, letters, nothing of looks.
//!
//! Source: Microsoft's Rich Text Format Specification 1.9.1. Of bytes above ASCII those of Windows-1252 are known. What is
//! passed over without being a matter of looks is said, so that the document itself can be kept.

use super::super::text;

/// What was read of a document.
#[derive(Default)]
pub(super) struct Read {
    /// Its text.
    pub(super) text: String,
    /// There is more in it than the text tells: a picture, an object, an address, letters of another code page.
    pub(super) holds_more: bool,
}

/// Whether a text is such a document.
pub(super) fn is_one(text: &str) -> bool {
    text.starts_with("{\\rtf")
}

/// Parts of a document that are none of its text, and hold nothing but its looks.
const LOOKS: [&str; 20] = [
    "fonttbl",
    "colortbl",
    "expandedcolortbl",
    "stylesheet",
    "info",
    "generator",
    "listtable",
    "listoverridetable",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "rsidtbl",
    "mmathPr",
    "xmlnstbl",
    "pntext",
    "pn",
    "pnseclvl",
    "defchp",
    "defpap",
    "panose",
];
/// Parts that are none of its text, and hold something.
const ASIDE: [&str; 11] = [
    "pict", "object", "bin", "fldinst", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
];
/// The Windows-1252 of a font, and what says no alphabet: of symbols, or the writer's own.
const WESTERN_FONTS: [Option<i32>; 3] = [Some(0), Some(1), Some(2)];
/// How many braces inside each other are told apart.
const MAX_OPEN: usize = 1_000;

/// What holds inside a pair of braces.
#[derive(Clone, Copy)]
struct State {
    is_aside: bool,
    /// A star stands before the next word: who does not know the word is to pass over what follows.
    is_starred: bool,
    /// How many signs stand in for a letter that was given by its number.
    stand_ins: usize,
}

struct Reader {
    state: State,
    outer: Vec<State>,
    /// How many braces are open beyond those that are told apart.
    beyond: usize,
    read: Read,
    /// Signs to pass over.
    passed: usize,
    /// The first half of a letter that takes two numbers.
    half: Option<u16>,
    is_western: bool,
}

/// Reads a document.
pub(super) fn read(document: &str) -> Read {
    let mut reader = Reader {
        state: State {
            is_aside: false,
            is_starred: false,
            stand_ins: 1,
        },
        outer: Vec::new(),
        beyond: 0,
        read: Read::default(),
        passed: 0,
        half: None,
        is_western: true,
    };
    let mut rest = document;
    while let Some(letter) = rest.chars().next() {
        rest = rest.get(letter.len_utf8()..).unwrap_or("");
        match letter {
            '{' => reader.open(),
            '}' => reader.close(),
            '\\' => rest = reader.control(rest),
            '\r' | '\n' | '\0' => {}
            other => reader.letter(other),
        }
    }
    reader.end_half();
    let len = reader.read.text.trim_end_matches('\n').len();
    reader.read.text.truncate(len);
    reader.read
}

impl Reader {
    fn open(&mut self) {
        if self.outer.len() < MAX_OPEN {
            self.outer.push(self.state);
        } else {
            self.beyond += 1;
            self.read.holds_more = true;
        }
    }

    fn close(&mut self) {
        self.passed = 0;
        match self.beyond.checked_sub(1) {
            Some(beyond) => self.beyond = beyond,
            None => self.state = self.outer.pop().unwrap_or(self.state),
        }
    }

    /// A letter of the text, unless it stands in for one that is there already.
    fn letter(&mut self, letter: char) {
        if self.passed > 0 {
            self.passed -= 1;
        } else {
            self.put(letter);
        }
    }

    fn put(&mut self, letter: char) {
        if !self.state.is_aside {
            self.end_half();
            self.read.text.push(letter);
        }
    }

    /// Half a letter that the other half does not follow.
    fn end_half(&mut self) {
        if self.half.take().is_some() {
            self.read.holds_more = true;
            self.read.text.push(char::REPLACEMENT_CHARACTER);
        }
    }

    /// What follows a backslash; gives the rest.
    fn control<'a>(&mut self, rest: &'a str) -> &'a str {
        let word_len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, after) = rest.split_at_checked(word_len).unwrap_or(("", rest));
        if word.is_empty() {
            let Some(sign) = rest.chars().next() else { return "" };
            let after = rest.get(sign.len_utf8()..).unwrap_or("");
            return self.sign(sign, after);
        }
        let number_len = after
            .bytes()
            .enumerate()
            .take_while(|(at, byte)| byte.is_ascii_digit() || *at == 0 && *byte == b'-')
            .count();
        let (number, after) = after.split_at_checked(number_len).unwrap_or(("", after));
        let number: Option<i32> = number.parse().ok();
        let after = after.strip_prefix(' ').unwrap_or(after);
        self.word(word, number);
        match (word, number) {
            ("bin", Some(len)) => usize::try_from(len)
                .ok()
                .and_then(|len| after.get(len..))
                .unwrap_or(after),
            _ => after,
        }
    }

    fn sign<'a>(&mut self, sign: char, after: &'a str) -> &'a str {
        match sign {
            '\\' | '{' | '}' => self.letter(sign),
            '~' => self.letter('\u{a0}'),
            '_' => self.letter('\u{2011}'),
            '*' => (self.state.is_aside, self.state.is_starred) = (true, true),
            '\r' | '\n' => self.put('\n'),
            '\'' => {
                let Some((digits, rest)) = after.split_at_checked(2) else {
                    return after;
                };
                if let Ok(byte) = u8::from_str_radix(digits, 16) {
                    self.read.holds_more |= !self.is_western && !byte.is_ascii() && self.passed == 0;
                    self.letter(text::windows_1252(byte));
                }
                return rest;
            }
            _ => {}
        }
        after
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_starred = core::mem::take(&mut self.state.is_starred);
        self.read.holds_more |= is_starred && !LOOKS.contains(&word);
        match word {
            "par" | "line" | "sect" | "page" | "row" => self.put('\n'),
            "tab" | "cell" => self.put('\t'),
            "emdash" => self.put('—'),
            "endash" => self.put('–'),
            "lquote" => self.put('‘'),
            "rquote" => self.put('’'),
            "ldblquote" => self.put('“'),
            "rdblquote" => self.put('”'),
            "bullet" => self.put('•'),
            "ansicpg" => self.is_western &= number == Some(1252),
            "fcharset" => self.is_western &= WESTERN_FONTS.contains(&number),
            "uc" => self.state.stand_ins = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            "u" => self.numbered(number),
            _ => {
                let holds_more = ASIDE.contains(&word);
                self.read.holds_more |= holds_more;
                self.state.is_aside |= holds_more && word != "bin" || LOOKS.contains(&word);
            }
        }
    }

    /// A letter by its number in UTF-16, which is written as a signed one.
    fn numbered(&mut self, number: Option<i32>) {
        self.passed = self.state.stand_ins;
        let Some(unit) = number.and_then(|number| u16::try_from(number & 0xffff).ok()) else {
            return;
        };
        let is_low = (0xdc00..0xe000).contains(&unit);
        let half = if is_low { self.half.take() } else { None };
        for letter in char::decode_utf16(half.into_iter().chain([unit])) {
            match letter {
                Ok(letter) => self.put(letter),
                Err(_) if self.state.is_aside => {}
                Err(_) => {
                    self.end_half();
                    self.half = Some(unit);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};

    #[test]
    fn reads_the_text_and_leaves_the_looks() {
        let document = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil Arial;}}\r\n{\\*\\generator Riched20;}\
                        \\viewkind4\\uc1\\pard\\f0\\fs20 first \\{line\\}\\par\r\ncaf\\'e9 \\u1087?\\u-10179?\\u-9198?\\par\r\n\
                        \\b bold\\b0 , a\\tab b\\\\c\\par\r\n}\r\n";
        assert!(is_one(document));
        let found = read(document);
        assert_eq!(found.text, "first {line}\ncafé п🐒\nbold, a\tb\\c");
        assert!(!found.holds_more);
    }

    #[test]
    fn says_that_there_is_more_than_the_text() {
        assert!(read("{\\rtf1 a{\\pict\\pngblip 8950}}").holds_more);
        assert!(read("{\\rtf1\\ansicpg1251 \\'ef}").holds_more);
        assert!(
            !read("{\\rtf1\\ansicpg1251 \\u1087\\'ef}").holds_more,
            "the number tells it"
        );
        assert_eq!(read("{\\rtf1\\uc2\\u8364ab!}").text, "€!");
        for document in [
            // As Windows' own editor writes it: the font tells the alphabet, the head does not.
            "{\\rtf1\\ansi\\deff0\\nouicompat{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}{\\f1\\fnil\\fcharset204 Calibri;}}\
             \\f1\\lang1049\\'ca\\'eb}",
            "{\\rtf1 {\\field{\\*\\fldinst{HYPERLINK \"https://a.example\"}}{\\fldrslt a}}}",
            "{\\rtf1 a{\\*\\newer b}}",
            "{\\rtf1 a{\\header b}}",
            "{\\rtf1 a\\bin1 b}",
            "{\\rtf1 a\\u-10179?b}",
        ] {
            assert!(read(document).holds_more, "{document}");
        }
        assert_eq!(read("{\\rtf1 \\u-10179?b\\u-9198?c}").text, "\u{fffd}b\u{fffd}c");
        assert_eq!(read("{\\rtf1 \\u-10179?\\u-10179?\\u-9198?}").text, "\u{fffd}🐒");
        let deep = format!("{}a{}", "{\\b ".repeat(5_000), "}".repeat(5_000));
        assert_eq!(read(&deep).text, "a");
    }

    #[test]
    fn no_broken_document_breaks_it() {
        for broken in [
            "",
            "{\\rtf",
            "{\\rtf1 \\",
            "\\'",
            "\\'e",
            "\\'zz",
            "}}}",
            "\\u",
            "\\u-",
            "\\bin99999 a",
            "\\ué",
            "\\'é",
        ] {
            read(broken);
        }
    }
}
