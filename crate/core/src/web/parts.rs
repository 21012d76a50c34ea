//! Fields that ask for single characters of a password: "enter characters 2, 5 and 7".
//!
//! Nothing is filled there and nothing is learnt: one that is taken for a password would get all of it, or be saved as
//! one. It finds the fields and says nothing of what they hold.

use crate::web::sections::Section;
use crate::web::votes::Kind;
use crate::web::words::fold;

/// How words for a character or its place begin, folded.
const CHARACTER: &str = "character|letter|digit|zeichen|buchstabe|stelle|ziffer|caract|lettre|chiffre|letra|posici|posizion|caratter|lettera|cifr|teken|znak|liter|cyfr|karakter|harf|rakam|символ|букв|цифр";
/// What may stand between numbers, or before the first.
const JOINS: &str = " number numbers no nr and und et y e i en ve и й ";

/// The fields of a section that ask for a character each, or one that asks for several; `asks_parts` if the text around
/// them does.
pub fn of_password(section: &Section<'_>, asks_parts: bool) -> Vec<usize> {
    let (mut is_told, mut each, mut boxes) = (asks_parts, 0_u32, 0);
    let (mut single, mut own, mut lists) = (Vec::new(), Vec::new(), Vec::new());
    for member in &section.members {
        if member.facts.kind == Kind::Other || !member.seen {
            continue;
        }
        let field = member.field;
        let said = positions(&field.label) | positions(&field.placeholder) | positions(&field.nearby);
        let is_secret = member.facts.kind == Kind::Password;
        is_told |= said.count_ones() > 1;
        each |= said;
        if field.max_length == Some(1) {
            boxes += i32::from(is_secret);
            single.push(member.index);
        } else if is_secret || member.facts.kind == Kind::Select {
            // A whole password may stand beside these.
            if said != 0 {
                own.push(member.index);
            }
            lists.push(member.index);
        }
    }
    // Boxes from the first one on are those of a whole code.
    let is_whole = each.count_ones() > 3 && (each >> 1).wrapping_add(1).is_power_of_two();
    let is_each_told = each.count_ones() > 1 && !is_whole;
    // Four and more boxes alike may be a whole code; two or three that cover what is typed are no password's.
    if !is_told && !is_each_told && boxes != 2 && boxes != 3 {
        return Vec::new();
    }
    if !single.is_empty() {
        single
    } else if own.is_empty() && asks_parts {
        lists
    } else {
        own
    }
}

/// Which characters a text asks for, each a bit: the most numbers in a row behind a word for characters, or ordinals
/// before one. "8 to 20 characters" asks for none.
pub fn positions(text: &str) -> u32 {
    // Most texts name no number.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let (mut most, mut run, mut ordinals) = (0_u32, 0_u32, 0);
    let (mut is_behind, mut is_asked) = (false, false);
    for word in fold(text, false).split(' ') {
        let number = word.trim_start_matches('第');
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, suffix) = number.split_at_checked(digits).unwrap_or_default();
        let is_of_it = ["文字目", "桁目", "番目"].contains(&suffix) || number.len() < word.len();
        if let Some(bit) = digits.parse().ok().and_then(|place| 1_u32.checked_shl(place))
            && (is_of_it || suffix.len() <= 4)
        {
            is_asked = is_asked && run != 0 || is_behind && run == 0 || is_of_it;
            ordinals += i32::from(!suffix.is_empty());
            run |= bit;
        } else if !word.is_empty() && !(JOINS.contains(word) && (run != 0 || is_behind)) {
            let is_character = CHARACTER.split('|').any(|known| word.starts_with(known));
            // A row of three before the word is one of places, too: no rule has so many numbers.
            is_asked |=
                is_character && (ordinals > 1 || run.count_ones() > 2 || ordinals == 1 && run.count_ones() == 1);
            if is_asked && run.count_ones() > most.count_ones() {
                most = run;
            }
            (run, ordinals, is_asked, is_behind) = (0, 0, false, is_character);
        }
    }
    if is_asked && run.count_ones() > most.count_ones() {
        run
    } else {
        most
    }
}

#[cfg(test)]
mod tests {
    use super::positions;

    fn asked(text: &str) -> Vec<u32> {
        (0..32).filter(|bit| positions(text) >> bit & 1 == 1).collect()
    }

    #[test]
    fn places_of_characters_are_read_in_many_languages() {
        for text in [
            "Please enter characters 2, 5 and 7 of your password",
            "Enter the 2nd, 5th and 7th characters of your memorable word:",
            "Password characters numbers 2, 5, 7",
            "Digits 2/5/7",
            "Geben Sie die Zeichen 2, 5 und 7 Ihres Passworts ein.",
            "Bitte die 2., 5. und 7. Stelle Ihrer PIN",
            "Saisissez les caractères 2, 5 et 7 de votre mot de passe",
            "Les 2e, 5e et 7e chiffres",
            "Introduzca los caracteres 2, 5 y 7",
            "Insira os caracteres 2, 5 e 7 da sua senha",
            "Inserisci i caratteri 2, 5 e 7",
            "Vul tekens 2, 5 en 7 van uw wachtwoord in",
            "Wpisz znaki 2, 5 i 7 hasła",
            "Şifrenizin 2., 5. ve 7. karakterleri",
            "Введите 2-й, 5-й и 7-й символы пароля",
            "パスワードの 2文字目、5文字目、7文字目",
            "请输入密码的 第2位、第5位、第7位",
        ] {
            assert_eq!(asked(text), [2, 5, 7], "{text}");
        }
        assert_eq!(asked("Character 2"), [2]);
        assert_eq!(asked("3rd letter"), [3]);
    }

    #[test]
    fn rules_for_passwords_name_no_places() {
        for text in [
            "8 to 20 characters",
            "8-20 characters, 1 digit and 1 capital letter",
            "At least 8 characters with 2 numbers",
            "Between 6 and 12 letters and digits",
            "Minimum 8 characters",
            "Enter the 6 digit code",
            "6, 7 or 8 characters",
            "Die letzten 4 Ziffern der Karte",
            "Mindestens 8 Zeichen, 1 Ziffer",
            "3-digit number on the back",
            "12 Harbour Street",
            "Last 4 digits",
            "",
        ] {
            assert!(positions(text).count_ones() < 2, "{text}: {:?}", asked(text));
        }
    }
}
