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
    if item.title.starts_with(word) {
        Some(0)
    } else if starts_a_word(word, &item.title) {
        Some(1)
    } else if item.title.contains(word) {
        Some(2)
    } else if item.username.contains(word) {
        Some(3)
    } else if item.hosts.contains(word) {
        Some(4)
    } else {
        None
    }
}

fn starts_a_word(word: &str, text: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        text.get(..at)
            .is_some_and(|before| before.ends_with(|c: char| !c.is_alphanumeric()))
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
    fn a_word_never_spans_two_hosts() {
        let item = Searchable::new("t", "u", ["one.example", "two.example"].into_iter());
        assert!(Query::parse("exampletwo").rank(&item).is_none());
        assert!(Query::parse("two").rank(&item).is_some());
    }
}
