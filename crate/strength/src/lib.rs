//! Estimates how many guesses a password withstands, by the word lists and patterns of zxcvbn.
//!
//! A large module, loaded only on the page where a password is chosen and only once something is typed. It never keeps
//! or sends a password; its copy of the argument is erased, and the estimator's own working copies where they are freed.
//! Source: Wheeler, "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016.

#[path = "../../wasm/src/erasing.rs"]
mod erasing;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use zeroize::{Zeroize, Zeroizing};
use zxcvbn::feedback::Warning;
use zxcvbn::{Entropy, zxcvbn};

/// What the user typed around the password, such as a name: more of it than this is ignored.
const USER_INPUTS_MAX: usize = 32;
/// Characters of each such input that are looked at.
const USER_INPUT_CHARS_MAX: usize = 100;

/// The TypeScript types of the answer.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What makes a password weak. The pages hold one sentence for each. */
export type StrengthWarning =
  | "keyboard-row"
  | "keyboard-pattern"
  | "repeated-character"
  | "repeated-pattern"
  | "top-10"
  | "top-100"
  | "common"
  | "similar-to-common"
  | "sequence"
  | "recent-year"
  | "single-word"
  | "date"
  | "single-name"
  | "common-name";

/** How strong a password is. */
export interface Strength {
  /** 0 (falls to a few guesses) to 4 (withstands ten thousand million). */
  score: 0 | 1 | 2 | 3 | 4;
  /** Decimal logarithm of the guesses needed; 0 for an empty password. */
  guessesLog10: number;
  /** The main weakness, where there is one; only up to score 2. */
  warning?: StrengthWarning;
}
"#;

/// Estimates the strength of `password`.
///
/// `user_inputs` are texts that an attacker would try first, such as the name of the product or the user: at most 32
/// are used, and 100 characters of each. Only the first 100 characters of the password are looked at.
#[wasm_bindgen(unchecked_return_type = "Strength")]
pub fn estimate(password: String, mut user_inputs: Vec<String>) -> JsValue {
    let password = Zeroizing::new(password);
    let strength = measure(&password, &user_inputs);
    user_inputs.zeroize();
    let answer = Object::new();
    set(&answer, "score", JsValue::from(strength.score));
    set(&answer, "guessesLog10", JsValue::from(strength.guesses_log10));
    if let Some(warning) = strength.warning {
        set(&answer, "warning", JsValue::from_str(warning));
    }
    answer.into()
}

/// Sets a property of a fresh object, which cannot fail.
fn set(object: &Object, key: &str, value: JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(key), &value);
}

/// The answer before it crosses to JavaScript.
struct Strength {
    score: u8,
    guesses_log10: f64,
    warning: Option<&'static str>,
}

fn measure(password: &str, user_inputs: &[String]) -> Strength {
    let inputs: Vec<Zeroizing<String>> = user_inputs
        .iter()
        .take(USER_INPUTS_MAX)
        .map(|text| Zeroizing::new(text.chars().take(USER_INPUT_CHARS_MAX).collect()))
        .collect();
    let inputs: Vec<&str> = inputs.iter().map(|text| text.as_str()).collect();
    let entropy = zxcvbn(password, &inputs);
    Strength {
        score: u8::from(entropy.score()),
        guesses_log10: entropy.guesses_log10().max(0.0),
        warning: warning_code(&entropy),
    }
}

fn warning_code(entropy: &Entropy) -> Option<&'static str> {
    entropy.feedback()?.warning().map(|warning| match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess => "keyboard-row",
        Warning::ShortKeyboardPatternsAreEasyToGuess => "keyboard-pattern",
        Warning::RepeatsLikeAaaAreEasyToGuess => "repeated-character",
        Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "repeated-pattern",
        Warning::ThisIsATop10Password => "top-10",
        Warning::ThisIsATop100Password => "top-100",
        Warning::ThisIsACommonPassword => "common",
        Warning::ThisIsSimilarToACommonlyUsedPassword => "similar-to-common",
        Warning::SequencesLikeAbcAreEasyToGuess => "sequence",
        Warning::RecentYearsAreEasyToGuess => "recent-year",
        Warning::AWordByItselfIsEasyToGuess => "single-word",
        Warning::DatesAreOftenEasyToGuess => "date",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess => "single-name",
        Warning::CommonNamesAndSurnamesAreEasyToGuess => "common-name",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(password: &str, inputs: &[&str]) -> u8 {
        measure(
            password,
            &inputs.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>(),
        )
        .score
    }

    #[test]
    fn tells_weak_from_strong() {
        assert_eq!(score("", &[]), 0);
        assert_eq!(score("password", &[]), 0);
        assert_eq!(score("qwertyuiop", &[]), 0);
        assert_eq!(score("vellum otter brisk canoe tangerine", &[]), 4);
    }

    /// As the yearly counts of leaked passwords tell them, and what people make of them to please a rule.
    const COMMONEST: &str = "
        123456 123456789 12345678 12345 1234567 1234567890 1234 123123 111111 000000 654321 666666 112233 123321 121212
        987654321 11111111 555555 777777 qwerty qwerty1 qwerty123 qwertyuiop 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qazwsx zxcvbnm
        asdfghjkl abc123 a123456 aa123456 password password1 password123 Password1 P@ssw0rd passw0rd admin admin123
        welcome Welcome1 letmein iloveyou princess sunshine dragon monkey football baseball superman batman master shadow
        michael charlie secret killer trustno1 hello";

    /// The report on the vault's health thus knows them without asking anyone.
    #[test]
    fn the_commonest_passwords_score_at_most_one() {
        let passwords: Vec<&str> = COMMONEST.split_whitespace().collect();
        assert!(passwords.len() >= 50);
        for password in passwords {
            assert!(score(password, &[]) <= 1, "{password}");
        }
    }

    #[test]
    fn names_the_weakness() {
        assert_eq!(measure("password", &[]).warning, Some("top-10"));
        assert_eq!(measure("aaaaaaaa", &[]).warning, Some("repeated-character"));
        assert_eq!(measure("vellum otter brisk canoe tangerine", &[]).warning, None);
    }

    #[test]
    fn counts_what_the_user_is_called() {
        let name = "Wilhelmina Featherstonehaugh";
        assert!(score(name, &[name]) < score(name, &[]));
    }

    #[test]
    fn gives_a_finite_number_for_an_empty_password() {
        assert!(measure("", &[]).guesses_log10.abs() < f64::EPSILON);
    }

    #[test]
    fn bounds_what_it_looks_at() {
        let long = "é".repeat(100_000);
        let inputs = vec![long.clone(); 1_000];
        assert!(measure(&long, &inputs).score <= 4);
    }
}
