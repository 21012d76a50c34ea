//! Search as you type over what lists show: every word must occur, the best places first.
//!
//! It knows texts alone, neither items nor addresses, and never a password or a note. Texts are lowered once, when an
//! item is opened or changed, not at every key press.

/// What of one item is searched, in lower case.
pub struct Searchable {
    title: String,
    username: String,
    hosts: String,
}

/// A query, cut into words in lower case.
pub struct Query {
    words: Vec<String>,
}

/// How good a hit is; smaller is better.
pub type Rank = u32;

impl Searchable {
    /// Lowers the texts of an item.
    pub fn new<'a>(title: &str, username: &str, hosts: impl Iterator<Item = &'a str>) -> Self {
        let mut joined = String::new();
        for host in hosts {
            joined.push_str(host);
            joined.push('\n');
        }
        Self {
            title: lower(title),
            username: lower(username),
            hosts: lower(&joined),
        }
    }
}

impl Query {
    /// Cuts a query at white space; one without words finds everything.
    pub fn parse(text: &str) -> Self {
        Self {
            words: lower(text).split_whitespace().map(String::from).collect(),
        }
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The sum of the words' ranks; `None` if a word does not occur.
    ///
    /// A word ranks 0 at the title's start, 1 at the start of another of its words, 2 elsewhere in it, 3 in the user
    /// name, 4 in a host.
    pub fn rank(&self, item: &Searchable) -> Option<Rank> {
        self.words
            .iter()
            .try_fold(0, |sum: Rank, word| Some(sum.saturating_add(rank_word(word, item)?)))
    }
}

/// Lower case, letter by letter: the rules that look at neighbours would part a query from the text it means.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn rank_word(word: &str, item: &Searchable) -> Option<Rank> {
    let mut is_in_title = false;
    for at in places(word, &item.title) {
        if at == 0 {
            return Some(0);
        }
        let before = item.title.get(..at).unwrap_or("");
        if before.ends_with(|c: char| !c.is_alphanumeric()) {
            return Some(1);
        }
        is_in_title = true;
    }
    if is_in_title {
        Some(2)
    } else if places(word, &item.username).next().is_some() {
        Some(3)
    } else if places(word, &item.hosts).next().is_some() {
        Some(4)
    } else {
        None
    }
}

/// Where a word, which is not empty, occurs. Texts are short and many: to prepare a search, as the standard one does for
/// each text anew, takes longer than to look at every place where the word's first byte stands.
fn places<'a>(word: &'a str, text: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (word, text) = (word.as_bytes(), text.as_bytes());
    let mut from = 0;
    std::iter::from_fn(move || {
        let (first, rest) = word.split_first()?;
        loop {
            let at = from + text.get(from..)?.iter().position(|byte| byte == first)?;
            from = at + 1;
            if text.get(from..)?.starts_with(rest) {
                return Some(at);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(query: &str, title: &str, username: &str, host: &str) -> Option<Rank> {
        Query::parse(query).rank(&Searchable::new(title, username, [host].into_iter()))
    }

    #[test]
    fn a_title_prefix_comes_before_title_user_name_and_host() {
        let ranks = [
            rank("git", "GitHub", "", ""),
            rank("git", "My Git server", "", ""),
            rank("git", "Legit", "", ""),
            rank("git", "Code", "gitta", ""),
            rank("git", "Code", "ada", "git.example"),
        ];
        assert_eq!(ranks, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(rank("git", "Code", "ada", "code.example"), None);
    }

    #[test]
    fn every_word_must_occur_somewhere_in_any_case() {
        assert!(rank("GITHUB ada", "GitHub", "Ada@example.com", "").is_some());
        assert_eq!(rank("github bob", "GitHub", "ada", ""), None);
        assert_eq!(rank("  ", "GitHub", "", ""), Some(0));
        assert!(Query::parse(" \t").is_empty() && !Query::parse("a").is_empty());
        assert!(rank("ÄRZTE", "Die Ärzte", "", "").is_some());
    }

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        assert_eq!(rank("a", "", "", "a"), Some(4));
        assert_eq!(rank("ä", "xä", "", ""), Some(2));
        assert_eq!(rank("b", "ab b", "", ""), Some(1));
        assert_eq!(rank("longer than", "long", "longer tha", "longer"), None);
        assert_eq!(rank("ll", "xlll", "", ""), Some(2));
    }

    #[test]
    fn a_word_never_spans_two_hosts() {
        let item = Searchable::new("t", "u", ["one.example", "two.example"].into_iter());
        assert!(Query::parse("exampletwo").rank(&item).is_none());
        assert!(Query::parse("two").rank(&item).is_some());
    }
}
