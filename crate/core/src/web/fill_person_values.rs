//! How a card or a person's data is said in one field: digits alone, a year of two or four digits, a date as the field's
//! example has it.
//!
//! It reads a field only for the form that it demands, and cuts nothing: what does not fit is left to the caller to refuse.

use crate::api::{Card, FieldSnapshot, Identity, Role};

/// What an item says for a field.
pub enum Told {
    /// It has no such part.
    Nothing,
    /// It has, but not in a form that the field takes.
    Unfit,
    /// This.
    Value {
        /// As it is typed.
        value: String,
        /// Other ways to say it, for a list.
        others: Vec<String>,
    },
}

fn plain(text: &str) -> Told {
    match text.trim() {
        "" => Told::Nothing,
        text => value(text.into(), Vec::new()),
    }
}

fn value(value: String, others: Vec<String>) -> Told {
    Told::Value { value, others }
}

/// A day, month or year as far as it is known.
#[derive(Clone, Copy, Default)]
struct Date {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
}

/// What a card says for a role. Never its PIN.
pub fn of_card(card: &Card, role: Role, field: &FieldSnapshot) -> Told {
    let month = number(&card.expiry_month).filter(|month| (1..=12).contains(month));
    let year = number(&card.expiry_year).and_then(|year| match year {
        0..=99 => Some(year + 2_000),
        1_000..=9_999 => Some(year),
        _ => None,
    });
    let has_date = !card.expiry_month.trim().is_empty() || !card.expiry_year.trim().is_empty();
    let date = Date { year, month, day: None };
    match role {
        Role::CcName => plain(&card.name),
        Role::CcNumber => plain(
            &card
                .number
                .chars()
                .filter(|sign| !" -\u{a0}".contains(*sign))
                .collect::<String>(),
        ),
        Role::CcCsc => plain(&card.security_code),
        _ if !has_date => Told::Nothing,
        Role::CcExp => expiry(date, field),
        Role::CcExpMonth => part(month, 2),
        Role::CcExpYear => year_in(year, field),
        _ => Told::Nothing,
    }
}

/// What an identity says for a role, by the roles that are filled beside it: without a second line the first one takes the
/// whole street, and without a field for the country's code the telephone number is whole.
pub fn of_identity(identity: &Identity, role: Role, field: &FieldSnapshot, beside: &[Role]) -> Told {
    let lines: Vec<&str> = identity
        .street_address
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let (first, others) = lines
        .split_first()
        .map_or(("", &[][..]), |(first, others)| (*first, others));
    match role {
        Role::Name => {
            let parts = [&identity.given_name, &identity.additional_name, &identity.family_name];
            let parts: Vec<&str> = parts
                .into_iter()
                .map(|part| part.trim())
                .filter(|part| !part.is_empty())
                .collect();
            plain(&parts.join(" "))
        }
        Role::GivenName => plain(&identity.given_name),
        Role::AdditionalName => plain(&identity.additional_name),
        Role::FamilyName => plain(&identity.family_name),
        Role::Email => plain(&identity.email),
        Role::Tel if beside.contains(&Role::TelCountryCode) => {
            number_parts(&identity.tel).map_or(plain(&identity.tel), |(_, national)| {
                // Where a list offers no such code, the number is whole.
                value(national.into(), vec![identity.tel.trim().into()])
            })
        }
        Role::Tel => plain(&identity.tel),
        Role::TelCountryCode => number_parts(&identity.tel).map_or(Told::Nothing, |(code, _)| {
            let mut said = format!("+{code}");
            if field
                .max_length
                .is_some_and(|most| u32::try_from(said.len()).is_ok_and(|len| len > most))
            {
                said.remove(0);
            }
            value(said, vec![identity.country.clone()])
        }),
        Role::AddressLine1 if beside.contains(&Role::AddressLine2) => plain(first),
        Role::AddressLine1 if field.tag == "textarea" => plain(&lines.join("\n")),
        Role::AddressLine1 => plain(&lines.join(", ")),
        Role::AddressLine2 => plain(&others.join(", ")),
        Role::AddressLevel2 => plain(&identity.city),
        Role::AddressLevel1 => plain(&identity.region),
        Role::PostalCode => plain(&identity.postal_code),
        Role::Country => plain(&identity.country),
        Role::Organization => plain(&identity.organization),
        _ if identity.birthday.trim().is_empty() => Told::Nothing,
        role => birthday(&identity.birthday, role, field),
    }
}

/// Country code and national number of a telephone number that begins with a plus or two noughts (ITU-T E.164: no code
/// begins another).
fn number_parts(tel: &str) -> Option<(u32, &str)> {
    let tel = tel.trim_start_matches([' ', '(']);
    let mut rest = tel.strip_prefix('+').or_else(|| tel.strip_prefix("00"))?.chars();
    let mut code = 0;
    while !matches!(code, 1 | 7 | 20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98 | 100..)
    {
        code = code * 10 + rest.next()?.to_digit(10)?;
    }
    let begin = |text: &'_ str| text.find(|sign: char| sign == '(' || sign.is_ascii_digit());
    let national = rest.as_str();
    let national = national.get(begin(national)?..)?;
    // What is dialled inside the country alone.
    let national = national.strip_prefix("(0)").unwrap_or(national);
    Some((code, national.get(begin(national)?..)?.trim_end()))
}

/// Whether a value may be parted into boxes.
pub fn is_parted(role: Role) -> bool {
    matches!(role, Role::CcNumber | Role::Tel | Role::PostalCode)
}

/// A value in pieces for boxes with such room: its own groups if there are as many, else as much as each box takes. None
/// if it does not come out even; only of a postal code the last boxes may stay empty.
pub fn pieces(role: Role, value: &str, rooms: &[usize]) -> Option<Vec<String>> {
    let is_card = role == Role::CcNumber;
    if let ([room], false) = (rooms, is_card) {
        return (value.len() <= *room).then(|| vec![value.into()]);
    }
    if !value.is_ascii() {
        return None;
    }
    let (mut said, mut text, mut groups) = (value, String::new(), Vec::new());
    let mut is_apart = true;
    if let Some((code, national)) = number_parts(value).filter(|_| role == Role::Tel) {
        said = national;
        // Within these countries the number is dialled as it is; within most others a nought is dialled before it.
        if !matches!(
            code,
            1 | 7 | 30 | 34 | 39 | 45 | 47 | 48 | 52 | 55
                ..=57 | 65 | 351 | 352 | 354 | 356 | 357 | 371 | 372 | 420 | 852 | 853
        ) {
            text.push('0');
            groups.push(1);
            is_apart = false;
        }
    }
    for sign in said.chars() {
        if sign.is_ascii_alphanumeric() {
            match groups.last_mut() {
                Some(last) if !is_apart => *last += 1,
                _ => groups.push(1_usize),
            }
            text.push(sign);
        }
        is_apart = !sign.is_ascii_alphanumeric();
    }
    if is_card || groups.len() != rooms.len() {
        groups = rooms.to_vec();
        // What a mobile telephone's number in Japan and Korea has, where the boxes would take more.
        if let ([first, _, _], Role::Tel, 11) = (&mut *groups, role, text.len()) {
            *first = 3;
        }
    }
    let mut rest = text.as_str();
    let mut pieces = Vec::new();
    for (group, room) in groups.iter().zip(rooms) {
        let (piece, more) = rest.split_at(rest.len().min(*group));
        let is_short = piece.len() < *group && !(is_card && more.is_empty());
        match role {
            Role::PostalCode if piece.is_empty() => break,
            _ if piece.is_empty() || is_short || group > room => return None,
            _ => pieces.push(piece.into()),
        }
        rest = more;
    }
    rest.is_empty().then_some(pieces)
}

fn birthday(text: &str, role: Role, field: &FieldSnapshot) -> Told {
    let mut parts = text.trim().splitn(3, '-').map(number);
    let mut next = || parts.next().flatten();
    let date = Date {
        year: next().filter(|year| (1_000..=9_999).contains(year)),
        month: next().filter(|month| (1..=12).contains(month)),
        day: next().filter(|day| (1..=31).contains(day)),
    };
    match role {
        Role::BdayDay => part(date.day, 2),
        Role::BdayMonth => part(date.month, 2),
        Role::BdayYear => year_in(date.year, field),
        _ if field.input_type == "date" => by_example("YYYY-MM-DD", date),
        _ => by_example(&field.placeholder, date),
    }
}

/// A card's date in one field: as the example has it, else by the room that there is.
fn expiry(date: Date, field: &FieldSnapshot) -> Told {
    if field.input_type == "month" {
        return by_example("YYYY-MM", date);
    }
    if let told @ Told::Value { .. } = by_example(&field.placeholder, date) {
        return told;
    }
    let form = match field.max_length {
        Some(4) => "MMYY",
        Some(6) => "MMYYYY",
        Some(7) => "MM/YYYY",
        _ => "MM/YY",
    };
    let Told::Value { value: first, .. } = by_example(form, date) else {
        return Told::Unfit;
    };
    let others = ["MM/YYYY", "MM / YY", "MM / YYYY", "YYYY-MM", "MMYY"];
    let others = others.into_iter().filter_map(|form| match by_example(form, date) {
        Told::Value { value, .. } => Some(value),
        _ => None,
    });
    value(first, others.collect())
}

/// A date in the form of an example such as `MM/YY` or `TT.MM.JJJJ`, whose other signs stay as they are. Languages say
/// year and day by other letters, but month by an M: four letters are a year, and so are two where no day is known.
fn by_example(example: &str, date: Date) -> Told {
    let example: Vec<char> = example.trim().to_uppercase().chars().collect();
    let mut said = String::new();
    let mut parts = 0_u8;
    for run in example.chunk_by(|one, other| one == other) {
        let (Some(sign), len) = (run.first(), run.len()) else {
            continue;
        };
        if !sign.is_alphabetic() {
            said.extend(run);
            continue;
        }
        let found = match (sign, len) {
            ('M' | 'М', 2) => date.month.map(|month| format!("{month:02}")),
            (_, 4) => date.year.map(|year| format!("{year:04}")),
            (_, 2) => match date.day {
                Some(day) => Some(format!("{day:02}")),
                None => date.year.map(|year| format!("{:02}", year % 100)),
            },
            _ => None,
        };
        let Some(found) = found else {
            return Told::Unfit;
        };
        said.push_str(&found);
        parts = parts.saturating_add(1);
    }
    let wanted = if date.day.is_some() { 3 } else { 2 };
    // An example in digits, such as "12/34", says no form.
    if parts == wanted && !said.is_empty() && !example.iter().any(char::is_ascii_digit) {
        value(said, Vec::new())
    } else {
        Told::Unfit
    }
}

/// A day or a month, with a nought before it and without.
fn part(part: Option<u32>, width: usize) -> Told {
    part.map_or(Told::Unfit, |part| {
        value(format!("{part:0width$}"), vec![part.to_string()])
    })
}

/// A year of two digits where the field has room for no more, or its example or its list says so.
fn year_in(year: Option<u32>, field: &FieldSnapshot) -> Told {
    let Some(year) = year else {
        return Told::Unfit;
    };
    let (long, short) = (format!("{year:04}"), format!("{:02}", year % 100));
    let example = field.placeholder.trim();
    let is_short = field.max_length.is_some_and(|most| most < 4)
        || (example.chars().count() == 2 && example.chars().all(char::is_alphanumeric));
    if is_short && field.tag != "select" {
        value(short, Vec::new())
    } else {
        value(long, vec![short])
    }
}

fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}
