//! Expiry dates of cards, as other programs write them, to month and year.
//!
//! What cannot be told apart is kept whole as the year, never guessed.

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `09/31`, `9/2031`, `2031-09`, `203109`, `092031`, `0931`, `September,2031`, `2031-09-30` → `09` and `2031`.
pub(super) fn expiry(text: &str) -> (String, String) {
    let text = text.trim();
    let parts: Vec<&str> = text
        .split(|each: char| !each.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        return (String::new(), String::new());
    }
    let found = match parts.as_slice() {
        [year, month, _] if year.len() == 4 => pair(month, year),
        [first, second] if first.len() == 4 => pair(second, first),
        [first, second] => pair(first, second),
        // `January,` and `,2020`: one of the two was never said.
        [only] if text.contains([',', '/']) => match (month(only), year(only)) {
            (_, Some(year)) if only.len() == 4 => Some((String::new(), year)),
            (Some(month), _) if text.starts_with(only) => Some((month, String::new())),
            _ => None,
        },
        [only] => match (only.len(), only.is_ascii()) {
            (6, true) if only.starts_with("20") => only.split_at_checked(4).and_then(|(year, month)| pair(month, year)),
            (6, true) => only.split_at_checked(2).and_then(|(month, year)| pair(month, year)),
            (4, true) => only.split_at_checked(2).and_then(|(month, year)| pair(month, year)),
            _ => None,
        },
        _ => None,
    };
    found.unwrap_or_else(|| (String::new(), text.to_owned()))
}

fn pair(month: &str, year: &str) -> Option<(String, String)> {
    Some((self::month(month)?, self::year(year)?))
}

/// `9`, `09`, `September` → `09`.
pub(super) fn month(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let by_name = MONTHS
        .iter()
        .zip(1_u8..)
        .find(|(name, _)| text.starts_with(*name))
        .map(|(_, number)| number);
    let number = by_name.or_else(|| text.parse().ok())?;
    (1..=12).contains(&number).then(|| format!("{number:02}"))
}

/// `31`, `2031` → `2031`.
pub(super) fn year(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        4 if digits => Some(text.to_owned()),
        2 if digits => Some(format!("20{text}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::expiry;

    #[test]
    fn reads_every_notation() {
        for text in [
            "09/31",
            "9/2031",
            "09/2031",
            "2031-09",
            "203109",
            "092031",
            "0931",
            "September,2031",
            "2031-09-30",
            "Sep 2031",
            " 09 / 31 ",
        ] {
            assert_eq!(expiry(text), ("09".into(), "2031".into()), "{text}");
        }
        assert_eq!(expiry("January,"), ("01".into(), String::new()));
        assert_eq!(expiry(",2020"), (String::new(), "2020".into()));
        for text in ["", "13/31", "soon", "1/2/3/4", "é1", "soon,"] {
            assert_eq!(expiry(text), (String::new(), text.to_owned()), "{text}");
        }
    }
}
