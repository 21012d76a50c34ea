//! The generator where wish and site just meet, and where they just do not.

use latchkey_core::api::{
    CatchAllWish, FieldDemands, Generated, GeneratorRequest, PassphraseWish, PasswordWish, PinWish, Wish,
};
use latchkey_core::error::Error;
use latchkey_core::vault::generator;

use crate::vault_fixture::SeededRng;

fn field(password_rules: &str, min_length: Option<u32>, max_length: Option<u32>) -> FieldDemands {
    FieldDemands {
        password_rules: password_rules.into(),
        min_length,
        max_length,
        refused: 0,
    }
}

fn made(wish: Wish, field: Option<FieldDemands>) -> Result<Generated, Error> {
    generator::generate(&GeneratorRequest { wish, field }, &mut SeededRng::new(1))
}

/// Many that satisfy the same.
fn many(wish: Wish, field: FieldDemands) -> Vec<String> {
    let request = GeneratorRequest {
        wish,
        field: Some(field),
    };
    let made = generator::prepare(&request).unwrap();
    let mut rng = SeededRng::new(1);
    (0..300).map(|_| made.draw(&mut rng).unwrap().value).collect()
}

/// Eight characters with so many of each class at least: lower case, upper case, digits, signs.
fn password(leasts: [Option<u32>; 4]) -> PasswordWish {
    let [lower, upper, digits, signs] = leasts;
    PasswordWish {
        length: 8,
        lower,
        upper,
        digits,
        signs,
        exclude_ambiguous: false,
    }
}

fn phrase(words: u32, separator: &str, number: bool) -> Wish {
    Wish::Passphrase(PassphraseWish {
        words,
        separator: separator.into(),
        capitals: false,
        number,
    })
}

#[test]
fn lengths_of_zero_demand_nothing() {
    let wish = || Wish::Password(password([Some(1); 4]));
    for demands in [
        field("", Some(0), Some(0)),
        field("minlength: 0; maxlength: 0; max-consecutive: 0", None, None),
    ] {
        let made = made(wish(), Some(demands)).unwrap();
        let limits = made.limits.unwrap();
        assert_eq!(
            (made.value.len(), limits.min_length, limits.max_length),
            (8, None, None)
        );
    }
}

#[test]
fn five_of_a_class_can_be_demanded_and_a_site_that_has_no_room_goes_before_the_wish() {
    let five = || Wish::Password(password([Some(5), Some(0), Some(0), Some(0)]));
    let value = made(five(), None).unwrap().value;
    assert!(value.chars().filter(char::is_ascii_lowercase).count() >= 5, "{value}");
    let all = || Wish::Password(password([Some(5); 4]));
    assert_eq!(made(all(), None).err(), Some(Error::InvalidInput));
    assert_eq!(made(all(), Some(field("", None, Some(8)))).unwrap().value.len(), 8);
}

#[test]
fn what_a_site_demands_beyond_the_wish_is_taken_of_what_is_usual_then_of_what_can_be_seen() {
    let digits = || password([None, None, Some(1), None]);
    let cases = [
        ("required: [~!]; allowed: digit", '!', '~'),
        ("required: [ ~]; allowed: digit", '~', ' '),
        ("required: [ ]; allowed: digit", ' ', '~'),
        ("required: [~A]; allowed: digit", 'A', '~'),
    ];
    for (rules, taken, never) in cases {
        for value in many(Wish::Password(digits()), field(rules, None, None)) {
            assert!(value.contains(taken) && !value.contains(never), "{rules}: {value}");
        }
    }
    let plain = PasswordWish {
        exclude_ambiguous: true,
        ..digits()
    };
    for value in many(
        Wish::Password(plain),
        field("required: upper; allowed: digit", None, None),
    ) {
        assert!(!value.contains(['O', 'I', '0', '1']), "{value}");
    }
}

#[test]
fn a_set_that_a_site_demands_twice_is_there_twice_whatever_smaller_set_is_wished_for() {
    let wish = password([Some(0), None, Some(1), None]);
    let rules = "required: digit, [!]; required: digit, [!]; allowed: lower";
    for value in many(Wish::Password(wish), field(rules, None, None)) {
        let count = value
            .chars()
            .filter(|each| each.is_ascii_digit() || *each == '!')
            .count();
        assert!(count >= 2, "{value}");
    }
}

#[test]
fn an_address_is_as_long_as_one_may_be_and_as_the_field_takes_it() {
    // 8 characters of the tag, and the at sign.
    let domain = |length: usize| {
        let label = "a".repeat(60);
        let domain = vec![label; 4].join(".");
        Wish::CatchAll(CatchAllWish {
            domain: format!("{}.{}", domain, "b".repeat(length - domain.len() - 1)),
        })
    };
    assert_eq!(made(domain(245), None).unwrap().value.len(), 254);
    assert_eq!(made(domain(246), None).err(), Some(Error::InvalidInput));
    let small = || {
        Wish::CatchAll(CatchAllWish {
            domain: "b.example".into(),
        })
    };
    for (least, most, fits) in [
        (18, 18, true),
        (1, 18, true),
        (18, 100, true),
        (19, 100, false),
        (1, 17, false),
    ] {
        let made = made(small(), Some(field("", Some(least), Some(most))));
        assert_eq!(made.is_ok(), fits, "{least} to {most}");
    }
}

#[test]
fn a_passphrase_counts_every_separator_and_its_number_among_its_characters() {
    let list = || {
        diceware_wordlists::EFF_LONG_WORDLIST
            .iter()
            .filter(|word| !word.contains('-'))
    };
    let of = |length: usize| list().filter(|word| word.len() == length).count() as f64;
    let (shortest, longest) = (3, 9);
    // Four words, three separators of two characters, a digit at one of four places.
    let fixed = 3 * 2 + 1;
    for (words_of, min, max) in [(shortest, 1, 4 * shortest + fixed), (longest, 4 * longest + fixed, 100)] {
        let length = |length: usize| u32::try_from(length).ok();
        let made = made(phrase(4, "--", true), Some(field("", length(min), length(max)))).unwrap();
        let bits = 4.0 * of(words_of).log2() + 40_f64.log2();
        assert!((made.bits - bits).abs() < 1e-9, "{} bits for {bits}", made.bits);
        assert_eq!(made.value.len(), 4 * words_of + fixed);
    }
    let shorter = Some(field("", None, u32::try_from(4 * shortest + fixed - 1).ok()));
    assert_eq!(made(phrase(4, "--", true), shorter).err(), Some(Error::InvalidInput));
}

#[test]
fn a_passphrase_has_as_many_signs_as_it_has_places_between_words() {
    let demands = |times: usize| {
        let rules = format!("{}allowed: lower", "required: [-]; ".repeat(times));
        Some(field(&rules, None, None))
    };
    assert!(made(phrase(3, "-", false), demands(2)).is_ok());
    assert_eq!(made(phrase(3, "-", false), demands(3)).err(), Some(Error::InvalidInput));
}

#[test]
fn a_separator_that_the_site_takes_is_kept_and_none_becomes_one_only_where_runs_are_bounded() {
    let runs = || Some(field("max-consecutive: 2; allowed: ascii-printable", None, None));
    let value = made(phrase(3, "_", false), runs()).unwrap().value;
    assert_eq!(value.matches('_').count(), 2, "{value}");
    let value = made(phrase(3, "", false), runs()).unwrap().value;
    assert_eq!(value.matches('-').count(), 2, "{value}");
    let value = made(phrase(3, "", false), None).unwrap().value;
    assert!(value.chars().all(|each| each.is_ascii_lowercase()), "{value}");
}

/// All texts of `length` characters of `among`.
fn texts(length: usize, among: &str) -> Vec<String> {
    (0..length).fold(vec![String::new()], |shorter, _| {
        let longer = |text: &String| among.chars().map(|each| format!("{text}{each}")).collect::<Vec<_>>();
        shorter.iter().flat_map(longer).collect()
    })
}

#[test]
fn pins_under_rules_are_as_many_as_trying_all_of_them_finds() {
    let runs = |text: &str, most: usize| {
        "123"
            .chars()
            .all(|each| !text.contains(&each.to_string().repeat(most + 1)))
    };
    for length in 3..=6 {
        for most in 1..=3 {
            for (rules, needs) in [
                ("", ""),
                ("required: [1];", "1"),
                ("required: [1]; required: [2];", "12"),
            ] {
                let rules = format!("{rules} allowed: [123]; max-consecutive: {most}");
                let wish = Wish::Pin(PinWish {
                    length: u32::try_from(length).unwrap(),
                });
                let fits = |text: &String| runs(text, most) && needs.chars().all(|each| text.contains(each));
                let count = texts(length, "123").iter().filter(|text| fits(text)).count() as f64;
                let made = made(wish, Some(field(&rules, None, None))).unwrap();
                assert!((made.bits - count.log2()).abs() < 1e-9, "{length} under {rules}");
                assert!(fits(&made.value), "{} under {rules}", made.value);
            }
        }
    }
}
