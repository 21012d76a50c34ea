//! Texts from a vault where they meet a terminal or a file system: neither is to obey them.

/// Most characters of a file's name.
const MAX_NAME_CHARS: usize = 100;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The text without what would move a terminal's cursor, colour it or turn its direction.
pub(crate) fn printable(text: &str) -> String {
    let shown = |each: char| {
        let turns = matches!(each, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
        if each.is_control() || turns { '\u{fffd}' } else { each }
    };
    text.chars().map(shown).collect()
}

/// A file's name that stays in its folder, on every system.
pub(crate) fn safe_file_name(name: &str) -> String {
    let kept = |each: char| {
        if each.is_alphanumeric() || " -_.()".contains(each) {
            each
        } else {
            '_'
        }
    };
    let safe: String = name.chars().take(MAX_NAME_CHARS).map(kept).collect();
    let safe = safe.trim_matches([' ', '.']);
    let stem = safe.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let is_device = DEVICES.contains(&stem.as_str()) || port.is_some_and(|number| number.chars().count() == 1);
    match (safe.is_empty(), is_device) {
        (true, _) => "attachment".into(),
        (false, true) => format!("_{safe}"),
        (false, false) => safe.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_never_leaves_its_folder() {
        let cases = [
            ("card.txt", "card.txt"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\autoexec.bat", "C__autoexec.bat"),
            ("..", "attachment"),
            ("", "attachment"),
            (" .hidden ", "hidden"),
            ("nul", "_nul"),
            ("NUL.txt", "_NUL.txt"),
            ("com1.log", "_com1.log"),
            ("community.txt", "community.txt"),
            ("a\0b\nc", "a_b_c"),
            ("Zwei Stücke (1).pdf", "Zwei Stücke (1).pdf"),
        ];
        for (name, safe) in cases {
            assert_eq!(safe_file_name(name), safe, "of {name:?}");
        }
        assert_eq!(safe_file_name(&"é".repeat(300)).chars().count(), 100);
    }

    #[test]
    fn a_title_cannot_move_the_cursor() {
        assert_eq!(
            printable("a\u{1b}[2Jb\u{202e}c\u{9b}d\ne"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e"
        );
        assert_eq!(printable("Käse 🧀"), "Käse 🧀");
    }
}
