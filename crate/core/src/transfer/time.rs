//! Times as other programs write them, to milliseconds since the Unix epoch.
//!
//! It has no clock and no time zones: a time without a zone is taken as UTC.

const DAY_MS: i64 = 86_400_000;
/// 1 January of the year 1 to 1 January 1970, in seconds.
const KEEPASS_EPOCH_SECONDS: i64 = 62_135_596_800;

/// Days since 1 January 1970 of a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1..=9_999).contains(&year) {
        return None;
    }
    // The year begins in March, so that the leap day is its last.
    let years = if month > 2 { year } else { year - 1 };
    let from_march = (month + 9) % 12;
    let before = years * 365 + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    Some(before + (153 * from_march + 2) / 5 + day - 1 - 719_468)
}

/// `2025-01-31T12:34:56.789Z`, `2025-01-31 12:34:56`, `2025/01/31`, with a zone of `Z` or `+01:00`; RFC 3339 and kin.
pub(super) fn from_iso(text: &str) -> Option<u64> {
    let text = text.trim();
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let mut parts = date.split(['-', '/']).map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let (clock, zone_minutes) = split_zone(time)?;
    let mut ms = days(year, month, day)?.checked_mul(DAY_MS)?;
    for (part, unit) in clock
        .split(':')
        .filter(|part| !part.is_empty())
        .zip([3_600_000, 60_000, 1_000])
    {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, ""));
        ms += whole.parse::<u16>().ok().map(i64::from)? * unit;
        let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
        ms += thousandths.parse::<u16>().ok().map(i64::from)?;
    }
    u64::try_from(ms - zone_minutes * 60_000).ok()
}

/// `12:00:00+01:30` → `12:00:00` and 90.
fn split_zone(time: &str) -> Option<(&str, i64)> {
    let time = time.trim().trim_end_matches("UTC").trim_end();
    if let Some(clock) = time.strip_suffix('Z') {
        return Some((clock, 0));
    }
    let Some(at) = time.rfind(['+', '-']) else {
        return Some((time, 0));
    };
    let (clock, zone) = time.split_at_checked(at)?;
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = minutes.parse::<i64>().unwrap_or(0) + hours.parse::<i64>().ok()? * 60;
    Some((clock.trim_end(), if zone.starts_with('-') { -minutes } else { minutes }))
}

/// A count since the epoch in seconds, milliseconds or microseconds: which of them, its size tells.
pub(super) fn from_count(count: i64) -> Option<u64> {
    let count = u64::try_from(count).ok().filter(|count| *count > 0)?;
    Some(match count {
        ..100_000_000_000 => count.checked_mul(1_000)?,
        100_000_000_000..100_000_000_000_000 => count,
        _ => count / 1_000,
    })
}

/// Whatever a cell or a value says: a count, or a date.
pub(super) fn from_any(text: &str) -> Option<u64> {
    let text = text.trim();
    match text.parse::<i64>() {
        Ok(count) => from_count(count),
        Err(_) => from_iso(text).or_else(|| from_day_first(text)).filter(|ms| *ms > 0),
    }
}

/// `31.12.2025 12:34`, `31/12/2025`, `12/31/2025`: the day first, or the month where that is the only reading. What
/// may be either is no date, for nothing is guessed.
fn from_day_first(text: &str) -> Option<u64> {
    let (date, clock) = text.split_once([' ', ',']).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split(['.', '/']).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    if year.len() != 4 {
        return None;
    }
    let (first, second) = (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?);
    let (day, month) = match (first, second) {
        _ if date.contains('.') || first == second || first > 12 => (first, second),
        (month, day) if day > 12 => (day, month),
        _ => return None,
    };
    from_iso(&format!("{year}-{month:02}-{day:02} {}", clock.trim()))
}

/// Seconds since 1 January of the year 1, as KDBX 4 counts them.
pub(super) fn from_keepass(seconds: i64) -> Option<u64> {
    let since_unix = seconds.checked_sub(KEEPASS_EPOCH_SECONDS)?;
    u64::try_from(since_unix).ok()?.checked_mul(1_000)
}

/// The same backwards.
pub(super) fn to_keepass(ms: u64) -> i64 {
    i64::try_from(ms / 1_000)
        .unwrap_or(0)
        .saturating_add(KEEPASS_EPOCH_SECONDS)
}

/// Year, month and day, counted from 1 January 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The day of a time, which may lie before 1970.
pub(super) fn day(ms: i64) -> String {
    let (year, month, day) = date(ms.div_euclid(DAY_MS));
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day of a date that was written as the milliseconds of its midnight somewhere: the nearest one of UTC.
pub(super) fn day_of_midnight(ms: i64) -> String {
    day(ms.saturating_add(DAY_MS / 2))
}

/// `2025-01-31T12:34:56.789Z`.
pub(super) fn to_iso(ms: u64) -> String {
    let (year, month, day) = date(i64::try_from(ms / 86_400_000).unwrap_or(0));
    let in_day = ms % 86_400_000;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        in_day / 3_600_000,
        in_day / 60_000 % 60,
        in_day / 1_000 % 60,
        in_day % 1_000
    )
}

#[cfg(test)]
mod tests {
    use super::{day_of_midnight, from_any, from_iso, from_keepass, to_iso, to_keepass};

    #[test]
    fn reads_dates_as_programs_write_them() {
        let ms = Some(1_735_689_600_000);
        for text in [
            "2025-01-01T00:00:00Z",
            "2025-01-01T00:00:00.000Z",
            "2025-01-01 00:00:00",
            "2025-01-01",
            "2025/1/1",
            "2025-01-01T01:30:00+01:30",
            "2024-12-31T22:00:00-02:00",
            "2025-01-01 00:00:00 UTC",
            "1735689600",
            "1735689600000",
            "1735689600000000",
        ] {
            assert_eq!(from_any(text), ms, "{text}");
        }
        for none in [
            "",
            "0",
            "-1",
            "yesterday",
            "2025-13-01",
            "2025-01",
            "0000-00-00 00:00:00",
            "2025-01-01T99999999:00",
        ] {
            assert_eq!(from_any(none), None, "{none}");
        }
        assert_eq!(from_iso("2024-02-29T12:00:00.5Z"), Some(1_709_208_000_500));
    }

    #[test]
    fn takes_midnights_of_any_zone_for_their_day() {
        for (ms, day) in [
            (0, "1970-01-01"),
            (1_692_050_400_000, "2023-08-15"),
            (1_692_072_000_000, "2023-08-15"),
            (1_692_086_400_000, "2023-08-15"),
            (-86_400_000, "1969-12-31"),
            (-2_208_988_800_000, "1900-01-01"),
        ] {
            assert_eq!(day_of_midnight(ms), day, "{ms}");
        }
    }

    #[test]
    fn comes_back_from_every_notation() {
        for ms in [0, 1_000, 951_782_400_000, 1_709_208_000_500, 4_102_444_799_999] {
            assert_eq!(from_iso(&to_iso(ms)), Some(ms));
        }
        assert_eq!(from_keepass(to_keepass(1_735_689_600_000)), Some(1_735_689_600_000));
    }
}
