//! Blanks what is not code in a source file, so that the rules look at code alone.
//!
//! Comments, and if wanted the contents of strings, become spaces; line numbers stay. It knows just enough of Rust's
//! and TypeScript's lexical rules for that, and is no parser.

/// Which lexical rules hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    TypeScript,
}

/// What becomes spaces.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blank {
    Comments,
    CommentsAndStrings,
}

/// The text with everything but code blanked.
pub(crate) fn blank(text: &str, language: Language, blank: Blank) -> String {
    let mut eye = Eye {
        rest: text,
        out: String::with_capacity(text.len()),
        language,
        blank,
        last: ' ',
        depths: Vec::new(),
    };
    while eye.step() {}
    eye.out
}

struct Eye<'a> {
    rest: &'a str,
    out: String,
    language: Language,
    blank: Blank,
    /// The last character of code that is no space: tells a division from a regular expression.
    last: char,
    /// Open braces inside each template literal that is being read.
    depths: Vec<u32>,
}

impl<'a> Eye<'a> {
    fn step(&mut self) -> bool {
        let Some(next) = self.rest.chars().next() else {
            return false;
        };
        let rust = self.language == Language::Rust;
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.skip(end, true);
        } else if self.rest.starts_with("/*") {
            let end = self.rest.find("*/").map_or(self.rest.len(), |at| at + 2);
            self.skip(end, true);
        } else if rust && self.raw_string() {
        } else if next == '"' || (!rust && next == '\'') {
            let end = self.string_end(next);
            self.string(end);
        } else if rust && next == '\'' {
            match self.char_end() {
                1 => self.keep(next),
                end => self.string(end),
            }
        } else if !rust && (next == '`' || (next == '}' && self.depths.last() == Some(&0))) {
            self.template(next);
        } else if !rust && next == '/' && "(,=:[!&|?{};>\n".contains(self.last) {
            let end = self.regex_end();
            self.string(end);
        } else {
            self.count_brace(next);
            self.keep(next);
        }
        true
    }

    fn keep(&mut self, next: char) {
        self.out.push(next);
        if !next.is_whitespace() {
            self.last = next;
        }
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or("");
    }

    fn count_brace(&mut self, next: char) {
        if let Some(depth) = self.depths.last_mut() {
            match next {
                '{' => *depth += 1,
                '}' => *depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Takes `len` bytes, as spaces if `hidden`.
    fn skip(&mut self, len: usize, hidden: bool) {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        if hidden {
            self.out
                .extend(taken.chars().map(|each| if each == '\n' { '\n' } else { ' ' }));
        } else {
            self.out.push_str(taken);
        }
        self.rest = rest;
    }

    fn string(&mut self, len: usize) {
        self.skip(len, self.blank == Blank::CommentsAndStrings);
        self.last = '"';
    }

    /// Bytes to the end of a string that `quote` opens; a TypeScript one ends with its line at the latest.
    fn string_end(&self, quote: char) -> usize {
        let mut escaped = false;
        for (at, each) in self.rest.char_indices().skip(1) {
            match each {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '\n' if self.language == Language::TypeScript => return at,
                _ if each == quote => return at + 1,
                _ => {}
            }
        }
        self.rest.len()
    }

    /// Bytes of a Rust character, or 1 for the mark of a lifetime.
    fn char_end(&self) -> usize {
        let mut chars = self.rest.char_indices().skip(1);
        match chars.next() {
            Some((_, '\\')) => self.string_end('\''),
            Some(_) => chars
                .next()
                .filter(|(_, each)| *each == '\'')
                .map_or(1, |(at, _)| at + 1),
            None => 1,
        }
    }

    /// Takes a raw string, if one starts here.
    fn raw_string(&mut self) -> bool {
        let Some(after) = self.rest.strip_prefix("br").or_else(|| self.rest.strip_prefix('r')) else {
            return false;
        };
        let hashes = after.len() - after.trim_start_matches('#').len();
        let in_word = self
            .out
            .chars()
            .next_back()
            .is_some_and(|each| each.is_alphanumeric() || each == '_');
        if in_word || !after.get(hashes..).is_some_and(|body| body.starts_with('"')) {
            return false;
        }
        let start = self.rest.len() - after.len() + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let body = self.rest.get(start..).unwrap_or("");
        let end = body.find(&close).map_or(self.rest.len(), |at| start + at + close.len());
        self.string(end);
        true
    }

    /// Takes the text of a template literal, from its opening or from the end of a `${…}`.
    fn template(&mut self, opener: char) {
        if opener == '}' {
            self.depths.pop();
        }
        let mut escaped = false;
        let mut previous = ' ';
        for (at, each) in self.rest.char_indices().skip(1) {
            match each {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '`' => return self.string(at + 1),
                '{' if previous == '$' => {
                    self.depths.push(0);
                    self.string(at + 1);
                    self.last = '{';
                    return;
                }
                _ => {}
            }
            previous = each;
        }
        self.string(self.rest.len());
    }

    fn regex_end(&self) -> usize {
        let (mut escaped, mut class) = (false, false);
        for (at, each) in self.rest.char_indices().skip(1) {
            match each {
                '\n' => return 1,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => class = true,
                ']' => class = false,
                '/' if !class => return at + 1,
                _ => {}
            }
        }
        1
    }
}

/// Where a Rust file's inline tests begin, if it has any; by custom they stand last.
pub(crate) fn without_tests(text: &str) -> &str {
    let end = text.match_indices("#[cfg(test)]").find(|(at, mark)| {
        let after = text.get(at + mark.len()..).unwrap_or("").trim_start();
        after.starts_with("mod ") || after.starts_with("pub(crate) mod ")
    });
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, language: Language) -> String {
        blank(text, language, Blank::CommentsAndStrings)
    }

    #[test]
    fn blanks_comments_and_strings_of_rust() {
        let text = "let a = \"x // \\\" y\"; // crate::web\nlet b: &'static str = r#\"a\"b\"#; let c = '\"'; f();";
        let seen = code(text, Language::Rust);
        assert!(seen.contains("let b: &'static str") && seen.contains("f();") && !seen.contains("crate::web"));
        assert!(!seen.contains('x') && !seen.contains("a\"b"));
        assert_eq!(seen.lines().count(), 2);
    }

    #[test]
    fn blanks_comments_and_strings_of_typescript() {
        let text =
            "const a = `one ${two({ b: `in ${deep}` })} class X`; /* class Y */ const r = /['\"]/g; last('class Z');";
        let seen = code(text, Language::TypeScript);
        assert!(seen.contains("two({ b:") && seen.contains("deep") && seen.contains("last("));
        assert!(!seen.contains("class") && !seen.contains("one"));
    }

    #[test]
    fn keeps_strings_if_wanted() {
        let text = "import { a } from './b.js'; // from './c.js'";
        let seen = blank(text, Language::TypeScript, Blank::Comments);
        assert!(seen.contains("'./b.js'") && !seen.contains("c.js"));
    }

    #[test]
    fn finds_where_tests_begin() {
        assert_eq!(without_tests("fn a() {}\n#[cfg(test)]\nmod tests {}"), "fn a() {}\n");
        assert_eq!(
            without_tests("#[cfg(test)]\nfn policy() {}\nfn b() {}"),
            "#[cfg(test)]\nfn policy() {}\nfn b() {}"
        );
    }
}
