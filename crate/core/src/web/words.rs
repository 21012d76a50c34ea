//! Folding text and finding the words of [`crate::web::hints`] in it.
//!
//! Folded text is lower case, without the marks of Latin letters, with one blank for any run of other signs and a blank
//! at either end; identifiers are also parted where the case changes. One walk finds all words, in time linear in the
//! text. It never weighs what it finds.

use std::sync::LazyLock;

use crate::web::hints::{
    ALREADY, CAPTCHA, CUSTOMER, Concepts, ELSEWHERE, ENTER_CODE, LOGIN_WORDS, SIGN_IN, SIGN_UP, THING, USERNAME,
};
use crate::web::hints_person::{
    CARD, CARD_NUMBER, CITY, EITHER_STATE, FAMILY, GIVEN, NAME, PERSON_WORDS, POSTAL, STREET, STREET_2, TEL,
};

/// Longer texts are no names of fields; their ends say nothing, but those of identifiers everything.
const MAX_CHARS: usize = 160;

/// All words, in 256 drawers by their first two bytes.
static INDEX: LazyLock<Vec<Vec<(&'static str, Concepts)>>> = LazyLock::new(|| {
    let mut drawers = vec![Vec::new(); 256];
    for (concept, words) in LOGIN_WORDS.iter().chain(PERSON_WORDS) {
        for word in words.split('|') {
            if let Some(drawer) = drawer(word.as_bytes()).and_then(|number| drawers.get_mut(number)) {
                drawer.push((word, *concept));
            }
        }
    }
    drawers
});

/// The drawer of what begins here; `None` for fewer than two bytes.
fn drawer(bytes: &[u8]) -> Option<usize> {
    let [first, second] = *bytes.first_chunk::<2>()?;
    Some(usize::from(first.wrapping_mul(31) ^ second))
}

/// What a text for people speaks of.
pub fn concepts(text: &str) -> Concepts {
    find(&fold(text, false))
}

/// The last part of an identifier that is a path: `lastName` of `order.address[lastName]`. Numbers are no part.
pub fn leaf(identifier: &str) -> &str {
    identifier
        .rsplit(['.', '[', ']', '$', ':', '/'])
        .find(|part| part.chars().any(char::is_alphabetic))
        .unwrap_or(identifier)
}

/// What an identifier (`name`, `id`, `class`, part of a URL) speaks of.
pub fn identifier_concepts(text: &str) -> Concepts {
    find(&fold(text, true))
}

fn find(folded: &str) -> Concepts {
    let bytes = folded.as_bytes();
    let mut found = 0;
    for at in 0..bytes.len() {
        let Some(rest) = bytes.get(at..) else { continue };
        let Some(words) = drawer(rest).and_then(|number| INDEX.get(number)) else {
            continue;
        };
        for (word, concept) in words {
            if rest.starts_with(word.as_bytes()) {
                found |= concept;
            }
        }
    }
    // Towns in Turkish, Danish and Norwegian and a card's number in Vietnamese, if nothing else is said: elsewhere an
    // article and the like.
    match folded {
        " il " | " by " | " sted " => found |= CITY,
        " so the " => found |= CARD_NUMBER,
        // The state or the country in Italian, Czech and Slovak, but not "stato civile".
        " stato " | " stat " => found |= EITHER_STATE,
        _ => {}
    }
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    // Not "num" alone, which is a name in Romanian; and not every number of a card or a payment is the card's.
    let is_number = holds(&["numb", "numm", "numer", "numar", " num ", " nr ", "номер "])
        && !holds(&[" issue ", " pin ", "street"])
        && (found & TEL == 0 && !holds(&["payment"]) || holds(&["card num", "number on card"]));
    if found & CARD != 0 && is_number {
        found |= CARD_NUMBER;
    }
    // "Address 2", but neither "2 rue de la Paix" nor "step 2 of 3".
    if found & STREET != 0 && folded.contains(" 2 ") && !folded.starts_with(" 2 ") && !holds(&[" 2 of "]) {
        found |= STREET_2;
    }
    // The name in Turkish; behind another word it is that one's.
    if folded.starts_with(" adi ") {
        found |= GIVEN;
    }
    // Where one part of a name is asked for and the name too, it is the whole: "Vor- und Nachname", "nom et prénom".
    let joins = [
        " and ", " und ", " et ", " y ", " e ", " si ", " og ", " och ", " en ", " и ", " та ",
    ];
    if found & NAME != 0 && found & (GIVEN | FAMILY) != 0 && holds(&joins) {
        found |= GIVEN | FAMILY;
    }
    // "Already registered? Sign in" asks for neither, and "your registered address" is one to sign in with.
    if found & ELSEWHERE != 0 {
        found &= !(SIGN_IN | SIGN_UP);
    }
    if found & ALREADY != 0 {
        found &= !SIGN_UP;
    }
    // "Enter the code" speaks of any: of a coupon, a picture, a town, a customer.
    if found & (CAPTCHA | CUSTOMER | POSTAL | THING | USERNAME) != 0 {
        found &= !ENTER_CODE;
    }
    found
}

/// Folds a text; an `identifier` is also parted where its case changes.
pub fn fold(text: &str, identifier: bool) -> String {
    let mut folded = String::with_capacity(text.len().min(MAX_CHARS).saturating_add(2));
    folded.push(' ');
    let mut after_lower = false;
    // What an identifier names stands at its end, behind the path to it.
    let skipped = if identifier {
        text.chars().count().saturating_sub(MAX_CHARS)
    } else {
        0
    };
    for character in text.chars().skip(skipped).take(MAX_CHARS) {
        if identifier && after_lower && character.is_uppercase() {
            folded.push(' ');
        }
        after_lower = character.is_lowercase() || character.is_numeric();
        for lower in character.to_lowercase() {
            match unmarked(lower) {
                Some(plain) => folded.push_str(plain),
                None if lower.is_alphanumeric() => folded.push(lower),
                // A combining mark belongs to the letter before it and says nothing of its own.
                None if matches!(lower, '\u{300}'..='\u{36f}') => {}
                None if folded.ends_with(' ') => {}
                None => folded.push(' '),
            }
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// A marked Latin letter in lower case, without its mark.
fn unmarked(character: char) -> Option<&'static str> {
    Some(match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' | 'ĩ' | 'ỉ'..='ị' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'º' | 'ō' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ũ' | 'ư' | 'ụ'..='ự' => "u",
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ё' => "е",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::hints::*;

    #[test]
    fn every_word_is_written_as_text_is_folded() {
        for (_, words) in LOGIN_WORDS.iter().chain(PERSON_WORDS) {
            for word in words.split('|') {
                assert_eq!(fold(word, false).trim(), word.trim(), "this word can never be found");
                assert!(
                    word.len() >= 2 && !word.trim().is_empty(),
                    "`{word}` is too short to be found"
                );
            }
        }
    }

    #[test]
    fn no_word_holds_another_that_says_the_same() {
        for (_, words) in LOGIN_WORDS.iter().chain(PERSON_WORDS) {
            let words: Vec<&str> = words.split('|').collect();
            for (at, word) in words.iter().enumerate() {
                let shorter = words
                    .iter()
                    .enumerate()
                    .find(|(other, known)| *other != at && word.contains(**known));
                assert_eq!(shorter, None, "`{word}` is found by the shorter word already");
            }
        }
    }

    #[test]
    fn marks_case_and_signs_do_not_hide_a_word() {
        assert_eq!(concepts("CONTRASEÑA") & PASSWORD, PASSWORD);
        assert_eq!(concepts("Şifre") & PASSWORD, PASSWORD);
        assert_eq!(concepts("S\u{327}ifre") & PASSWORD, PASSWORD, "decomposed");
        assert_eq!(concepts("E-Mail*") & EMAIL, EMAIL);
        assert_eq!(concepts("GİRİŞ YAP") & SIGN_IN, SIGN_IN);
        assert_eq!(identifier_concepts("txtUserName") & USERNAME, USERNAME);
        assert_eq!(identifier_concepts("user[e_mail]") & EMAIL, EMAIL);
    }

    #[test]
    fn a_word_with_a_blank_is_found_only_at_its_border() {
        assert_eq!(concepts("compass rose") & PASSWORD, 0);
        assert_eq!(concepts("mailing address") & EMAIL, 0);
        assert_eq!(concepts("pass") & PASSWORD, PASSWORD);
    }
}
