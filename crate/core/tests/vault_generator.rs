//! The generator: every result as likely as every other, the bits as they are, wishes kept, fields obeyed.
//!
//! Seeds are fixed, so a test of chance that passes will always pass.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod vault_fixture;

use std::collections::{BTreeMap, BTreeSet};

use latchkey_core::api::{
    CatchAllWish, FieldDemands, GeneratorRequest, PassphraseWish, PasswordWish, PinWish, PlusAddressWish,
    RandomWordWish, Wish,
};
use latchkey_core::error::Error;
use latchkey_core::vault::generator::uniform::{self, Number};
use latchkey_core::vault::generator::{self, Generator};
use proptest::prelude::*;
use vault_fixture::SeededRng;

const SIGNS: &str = "!#$%&*+-.=?@^_";

fn password(length: u32) -> PasswordWish {
    PasswordWish {
        length,
        lower: Some(1),
        upper: Some(1),
        digits: Some(1),
        signs: Some(1),
        exclude_ambiguous: false,
    }
}

fn passphrase(words: u32, separator: &str) -> PassphraseWish {
    PassphraseWish {
        words,
        separator: separator.into(),
        capitals: false,
        number: false,
    }
}

fn field(password_rules: &str) -> FieldDemands {
    FieldDemands {
        password_rules: password_rules.into(),
        min_length: None,
        max_length: None,
        refused: 0,
    }
}

fn prepare(wish: Wish, field: Option<FieldDemands>) -> Result<Generator, Error> {
    generator::prepare(&GeneratorRequest { wish, field })
}

fn draw(wish: Wish, field: Option<FieldDemands>, seed: u64) -> (String, f64) {
    let made = prepare(wish, field).unwrap().draw(&mut SeededRng::new(seed)).unwrap();
    (made.value, made.bits)
}

/// Whether counts that should be alike are: χ² within five standard deviations of its mean, on either side.
fn assert_alike(counts: &[u32], what: &str) {
    let mean = f64::from(counts.iter().sum::<u32>()) / f64::from(u32::try_from(counts.len()).unwrap());
    let chi: f64 = counts
        .iter()
        .map(|count| (f64::from(*count) - mean).powi(2) / mean)
        .sum();
    let freedom = f64::from(u32::try_from(counts.len()).unwrap()) - 1.0;
    assert!(
        (chi - freedom).abs() < 5.0 * (2.0 * freedom).sqrt(),
        "{what}: χ² {chi} of {freedom} degrees"
    );
}

/// Draws so often that each of all values comes up fifty times on average, and checks that they are all there, alike,
/// and as many as the bits say.
fn assert_uniform(made: &Generator, count: u32, is_one: impl Fn(&str) -> bool) {
    let mut rng = SeededRng::new(7);
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for _ in 0..count * 50 {
        let drawn = made.draw(&mut rng).unwrap();
        assert!(is_one(&drawn.value), "{}", drawn.value);
        assert!(
            (drawn.bits - f64::from(count).log2()).abs() < 1e-9,
            "{} bits for {count}",
            drawn.bits
        );
        *seen.entry(drawn.value).or_default() += 1;
    }
    assert_eq!(seen.len(), usize::try_from(count).unwrap());
    assert_alike(&seen.into_values().collect::<Vec<_>>(), "values");
}

#[test]
fn numbers_below_a_bound_are_alike() {
    for bound in [1_u32, 2, 3, 6, 10, 31, 32, 33, 76, 95, 256, 1_000] {
        let mut rng = SeededRng::new(u64::from(bound));
        let mut counts = vec![0_u32; usize::try_from(bound).unwrap()];
        let numbers: Vec<usize> = (0..counts.len()).collect();
        for _ in 0..bound * 100 {
            counts[*uniform::pick(&mut rng, &numbers).unwrap()] += 1;
        }
        if bound > 1 {
            assert_alike(&counts, &format!("below {bound}"));
        }
    }
}

#[test]
fn numbers_of_many_places_are_alike_where_a_remainder_would_not_be() {
    // Below 3 × 2⁹⁵, the lower half of 2⁹⁷ would come up twice as often by a remainder.
    let mut bound = Number::from(3);
    (0..95).for_each(|_| bound.add_times(&bound.clone(), 1));
    let third = {
        let mut third = Number::from(1);
        (0..95).for_each(|_| third.add_times(&third.clone(), 1));
        third
    };
    let mut rng = SeededRng::new(1);
    let mut counts = [0_u32; 3];
    for _ in 0..30_000 {
        let mut drawn = uniform::draw_below(&mut rng, &bound).unwrap();
        let mut at = 0;
        while drawn.take(&third) {
            at += 1;
        }
        counts[at] += 1;
    }
    assert_alike(&counts, "thirds");
}

#[test]
fn a_source_that_fails_or_never_fits_is_an_error() {
    struct Stuck(Option<u8>);
    impl rand_core::TryRng for Stuck {
        type Error = std::fmt::Error;
        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            Err(std::fmt::Error)
        }
        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            Err(std::fmt::Error)
        }
        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
            bytes.fill(self.0.ok_or(std::fmt::Error)?);
            Ok(())
        }
    }
    impl rand_core::TryCryptoRng for Stuck {}
    for wish in [
        Wish::Password(password(20)),
        Wish::Passphrase(passphrase(5, "-")),
        Wish::Pin(PinWish { length: 4 }),
    ] {
        let made = prepare(wish, None).unwrap();
        assert_eq!(made.draw(&mut Stuck(None)).err(), Some(Error::NoRandomness));
        assert_eq!(made.draw(&mut Stuck(Some(0xff))).err(), Some(Error::NoRandomness));
    }
    let nothing: [u8; 0] = [];
    assert_eq!(uniform::pick(&mut Stuck(Some(0)), &nothing), Err(Error::InvalidInput));
}

#[test]
fn every_password_that_satisfies_the_rules_is_as_likely_as_every_other() {
    let wish = || {
        Wish::Password(PasswordWish {
            lower: Some(0),
            upper: None,
            digits: Some(0),
            signs: None,
            ..password(8)
        })
    };
    let distinct = |text: &str| text.as_bytes().windows(2).all(|pair| pair[0] != pair[1]);
    // Three digits of which no two neighbours are the same: 10 × 9 × 9.
    let pins = prepare(
        Wish::Pin(PinWish { length: 3 }),
        Some(field("allowed: digit; max-consecutive: 1")),
    )
    .unwrap();
    assert_uniform(&pins, 810, |text| text.len() == 3 && distinct(text));
    // Four of a, b, 1 with at least one letter and at least one 1: 3⁴ − 2⁴ − 1⁴.
    let mixed = prepare(wish(), Some(field("maxlength: 4; required: [ab]; required: [1]"))).unwrap();
    assert_uniform(&mixed, 64, |text| text.contains('1') && text.contains(['a', 'b']));
    // The same with two a's demanded, in overlapping sets: of 4 places, a at least twice and 1 at least once.
    let twice = prepare(
        wish(),
        Some(field(
            "maxlength: 4; required: [a]; required: [a]; required: [1]; required: [ab]",
        )),
    );
    assert_uniform(&twice.unwrap(), 6 * 3 + 4, |text| {
        text.matches('a').count() >= 2 && text.contains('1') && text.len() == 4
    });
    // Runs across groups: five of a, b, 1 with no three in a row alike and a 1 among them, counted one by one.
    let all = (0..243_usize).map(|at| {
        (0..5)
            .map(|place| ['a', 'b', '1'][at / 3_usize.pow(place) % 3])
            .collect::<String>()
    });
    let fits = |text: &str| text.contains('1') && !["aaa", "bbb", "111"].iter().any(|run| text.contains(run));
    let count = u32::try_from(all.filter(|text| fits(text)).count()).unwrap();
    let runs = prepare(
        wish(),
        Some(field("maxlength: 5; max-consecutive: 2; allowed: [ab]; required: [1]")),
    )
    .unwrap();
    assert_uniform(&runs, count, fits);
}

#[test]
fn characters_are_alike_at_every_place() {
    let wish = PasswordWish {
        lower: Some(0),
        upper: Some(0),
        digits: Some(0),
        signs: Some(0),
        ..password(12)
    };
    let made = prepare(Wish::Password(wish), None).unwrap();
    let mut rng = SeededRng::new(3);
    let mut counts = vec![BTreeMap::<char, u32>::new(); 12];
    for _ in 0..76 * 100 {
        for (at, each) in made.draw(&mut rng).unwrap().value.chars().enumerate() {
            *counts[at].entry(each).or_default() += 1;
        }
    }
    for (at, counts) in counts.into_iter().enumerate() {
        assert_eq!(counts.len(), 76, "place {at}");
        assert_alike(&counts.into_values().collect::<Vec<_>>(), &format!("place {at}"));
    }
}

#[test]
fn bits_are_those_of_the_count() {
    let plain = PasswordWish {
        lower: Some(0),
        upper: Some(0),
        digits: Some(0),
        signs: Some(0),
        ..password(128)
    };
    let close = |bits: f64, expected: f64| assert!((bits - expected).abs() < 1e-9, "{bits} for {expected}");
    close(draw(Wish::Password(plain), None, 1).1, 128.0 * 76.0_f64.log2());
    // At least one of each class: by inclusion and exclusion over the classes that are missing.
    let mut count = 0.0;
    for missing in 0..16_u32 {
        let sizes = [26.0, 26.0, 10.0, 14.0];
        let rest: f64 = (0..4).filter(|at| missing >> at & 1 == 0).map(|at| sizes[at]).sum();
        count += if missing.count_ones() % 2 == 0 { 1.0 } else { -1.0 } * rest.powi(20);
    }
    close(draw(Wish::Password(password(20)), None, 1).1, count.log2());
    close(
        draw(Wish::Pin(PinWish { length: 6 }), None, 1).1,
        1_000_000.0_f64.log2(),
    );
    close(
        draw(Wish::Passphrase(passphrase(6, "-")), None, 1).1,
        6.0 * 7_772.0_f64.log2(),
    );
    let numbered = PassphraseWish {
        number: true,
        capitals: true,
        ..passphrase(6, "-")
    };
    close(
        draw(Wish::Passphrase(numbered), None, 1).1,
        6.0 * 7_772.0_f64.log2() + 60.0_f64.log2(),
    );
    let word = RandomWordWish {
        capitals: true,
        number: true,
    };
    close(
        draw(Wish::RandomWord(word), None, 1).1,
        7_772.0_f64.log2() + 10_000.0_f64.log2(),
    );
    close(
        draw(
            Wish::CatchAll(CatchAllWish {
                domain: "mail.example".into(),
            }),
            None,
            1,
        )
        .1,
        40.0,
    );
}

#[test]
fn the_same_randomness_makes_the_same_password() {
    assert_eq!(
        draw(Wish::Password(password(20)), None, 5),
        draw(Wish::Password(password(20)), None, 5)
    );
    assert_ne!(
        draw(Wish::Password(password(20)), None, 5).0,
        draw(Wish::Password(password(20)), None, 6).0
    );
}

#[test]
fn words_come_from_the_list_and_are_told_apart_in_every_form() {
    let list: BTreeSet<&str> = diceware_wordlists::EFF_LONG_WORDLIST.iter().copied().collect();
    for seed in 0..200 {
        for (separator, capitals, number) in [
            ("-", false, false),
            ("", true, true),
            (" . ", true, false),
            ("", false, true),
        ] {
            let wish = PassphraseWish {
                capitals,
                number,
                ..passphrase(5, separator)
            };
            let (phrase, _) = draw(Wish::Passphrase(wish), None, seed);
            assert_eq!(
                phrase.chars().filter(char::is_ascii_digit).count(),
                usize::from(number),
                "{phrase}"
            );
            assert_eq!(
                phrase.chars().filter(char::is_ascii_uppercase).count(),
                usize::from(capitals) * 5,
                "{phrase}"
            );
            let mut rest = phrase.to_lowercase();
            let mut words = 0;
            while !rest.is_empty() {
                let word = list
                    .iter()
                    .find(|word| rest.starts_with(**word))
                    .unwrap_or_else(|| panic!("{phrase}"));
                rest = rest.split_off(word.len());
                rest = rest.trim_start_matches(|each: char| each.is_ascii_digit()).to_owned();
                rest = rest.strip_prefix(separator).map(str::to_owned).unwrap_or(rest);
                words += 1;
            }
            assert_eq!(words, 5, "{phrase}");
        }
    }
}

/// Found by fuzzing: a field that takes nothing below 129 characters was given 128.
#[test]
fn a_field_that_wants_more_than_is_ever_made_is_refused_rather_than_given_less() {
    let limits = |rules: &str, min_length| {
        Some(FieldDemands {
            min_length,
            ..field(rules)
        })
    };
    for (wish, rules, least) in [
        (Wish::Password(password(20)), "", Some(129)),
        (Wish::Password(password(128)), "", Some(129)),
        (Wish::Password(password(20)), "minlength: 129", None),
        (Wish::Password(password(20)), "", Some(u32::MAX)),
        (Wish::Pin(PinWish { length: 4 }), "", Some(129)),
    ] {
        assert!(prepare(wish, limits(rules, least)).is_err(), "{rules} {least:?}");
    }
    for (wish, rules, least) in [
        (Wish::Password(password(20)), "", Some(128)),
        (Wish::Password(password(20)), "minlength: 128", None),
        (Wish::Pin(PinWish { length: 4 }), "", Some(128)),
        (Wish::Password(password(20)), "maxlength: 128", Some(129)),
    ] {
        let made = draw(wish, limits(rules, least), 1).0;
        assert_eq!(made.chars().count(), 128, "{rules} {least:?}");
    }
}

#[test]
fn passphrases_obey_lengths_and_their_bits_count_only_what_fits() {
    let limits = |min_length, max_length| {
        Some(FieldDemands {
            min_length,
            max_length,
            ..field("")
        })
    };
    let free = draw(Wish::Passphrase(passphrase(3, "-")), None, 1).1;
    for (least, most) in [(None, Some(16)), (Some(27), None), (Some(20), Some(20))] {
        let made = prepare(Wish::Passphrase(passphrase(3, "-")), limits(least, most)).unwrap();
        for seed in 0..300 {
            let drawn = made.draw(&mut SeededRng::new(seed)).unwrap();
            let length = u32::try_from(drawn.value.len()).unwrap();
            assert!(
                least.is_none_or(|least| length >= least) && most.is_none_or(|most| length <= most),
                "{}",
                drawn.value
            );
            assert!(drawn.bits < free && drawn.bits > 20.0, "{}", drawn.bits);
        }
    }
    // Three words of three letters: as many as there are such words, to the third power.
    let shortest = draw(Wish::Passphrase(passphrase(3, "-")), limits(None, Some(11)), 1).1;
    let short = diceware_wordlists::EFF_LONG_WORDLIST
        .iter()
        .filter(|word| word.len() == 3)
        .count();
    assert!((shortest - 3.0 * f64::from(u32::try_from(short).unwrap()).log2()).abs() < 1e-9);
    assert!(prepare(Wish::Passphrase(passphrase(3, "-")), limits(None, Some(10))).is_err());
    assert!(prepare(Wish::Passphrase(passphrase(12, "")), limits(None, Some(35))).is_err());
}

#[test]
fn passphrases_take_on_what_a_site_demands() {
    let made = |rules: &str| draw(Wish::Passphrase(passphrase(4, " ")), Some(field(rules)), 2).0;
    let all = made("required: lower; required: upper; required: digit; required: [!@_]; allowed: ascii-printable");
    assert!(all.contains(|each: char| each.is_ascii_uppercase()) && all.contains(|each: char| each.is_ascii_digit()));
    assert_eq!(all.matches('_').count(), 3, "{all}");
    assert!(made("allowed: lower, [.]").matches('.').count() == 3);
    assert!(made("allowed: lower").chars().all(|each| each.is_ascii_lowercase()));
    let single = made("max-consecutive: 1; allowed: lower, [-]");
    assert!(single.as_bytes().windows(2).all(|pair| pair[0] != pair[1]), "{single}");
    for impossible in [
        "allowed: digit",
        "allowed: upper",
        "required: [q]; allowed: lower",
        "max-consecutive: 2; allowed: lower",
    ] {
        assert!(
            prepare(Wish::Passphrase(passphrase(4, "-")), Some(field(impossible))).is_err(),
            "{impossible}"
        );
    }
}

#[test]
fn a_field_goes_before_the_wish() {
    let made = |demands: FieldDemands| draw(Wish::Password(password(20)), Some(demands), 4).0;
    assert_eq!(
        made(FieldDemands {
            max_length: Some(12),
            ..field("")
        })
        .len(),
        12
    );
    assert_eq!(
        made(FieldDemands {
            min_length: Some(32),
            ..field("")
        })
        .len(),
        32
    );
    assert_eq!(
        made(FieldDemands {
            max_length: Some(12),
            ..field("maxlength: 10")
        })
        .len(),
        10
    );
    assert_eq!(
        made(FieldDemands {
            max_length: Some(6),
            ..field("minlength: 8")
        })
        .len(),
        6
    );
    assert_eq!(
        made(FieldDemands {
            max_length: Some(100_000),
            ..field("")
        })
        .len(),
        20
    );
    // What cannot be had in three characters is given up, what the site demands is not.
    let three = made(FieldDemands {
        max_length: Some(3),
        ..field("required: upper; allowed: lower, digit")
    });
    assert!(three.len() == 3 && three.contains(|each: char| each.is_ascii_uppercase()));
    assert!(
        made(field("allowed: [é§]; required: digit"))
            .chars()
            .all(|each| each.is_ascii_digit())
    );
    // Spaces stand only where nothing else will do.
    assert!(!made(field("required: special; allowed: ascii-printable")).contains(' '));
    assert!(made(field("required: [ ]; allowed: lower")).contains(' '));
}

#[test]
fn tells_what_a_field_takes() {
    let limits = |demands| {
        prepare(Wish::Password(password(20)), Some(demands))
            .unwrap()
            .draw(&mut SeededRng::new(1))
            .unwrap()
            .limits
    };
    let told = limits(field(
        "minlength: 8; maxlength: 20; required: lower; required: [-!_.]; allowed: digit",
    ))
    .unwrap();
    assert_eq!(
        (told.min_length, told.max_length, told.unreadable),
        (Some(8), Some(20), false)
    );
    assert_eq!(told.signs.as_deref(), Some("!-._"));
    let unreadable = limits(FieldDemands {
        max_length: Some(9),
        ..field("minlength = 8, please")
    })
    .unwrap();
    assert!(unreadable.unreadable && unreadable.max_length == Some(9) && unreadable.signs.is_none());
    assert!(
        limits(field(&format!("allowed: [{}]", "a".repeat(3_000))))
            .unwrap()
            .unreadable
    );
}

#[test]
fn later_candidates_for_a_pattern_are_made_in_other_ways() {
    let candidates: Vec<String> = (0..100)
        .map(|refused| {
            draw(
                Wish::Password(password(20)),
                Some(FieldDemands { refused, ..field("") }),
                u64::from(refused),
            )
            .0
        })
        .collect();
    assert!(candidates[..16].iter().all(|candidate| candidate.len() == 20));
    let alphanumeric = |text: &String| text.chars().all(|each| each.is_ascii_alphanumeric());
    assert!(
        candidates.iter().any(|each| alphanumeric(each) && each.len() == 20),
        "[A-Za-z0-9]{{20,}}"
    );
    assert!(
        candidates.iter().any(|each| alphanumeric(each) && each.len() == 8),
        "[A-Za-z0-9]{{6,8}}"
    );
    assert!(
        candidates
            .iter()
            .any(|each| each.len() == 4 && each.chars().all(|digit| digit.is_ascii_digit())),
        "\\d{{4}}"
    );
}

#[test]
fn user_names_are_built_on_what_is_given() {
    let plus = |address: &str| {
        draw(
            Wish::PlusAddress(PlusAddressWish {
                address: address.into(),
            }),
            None,
            9,
        )
        .0
    };
    for address in ["alice@mail.example", " alice+old@mail.example "] {
        let made = plus(address);
        let tag = made
            .strip_prefix("alice+")
            .and_then(|rest| rest.strip_suffix("@mail.example"))
            .unwrap_or_else(|| panic!("{made}"));
        assert!(
            tag.len() == 8
                && tag
                    .chars()
                    .all(|each| each.is_ascii_lowercase() || each.is_ascii_digit()),
            "{made}"
        );
    }
    let (made, _) = draw(
        Wish::CatchAll(CatchAllWish {
            domain: "@bücher.example".into(),
        }),
        None,
        9,
    );
    assert!(
        made.ends_with("@bücher.example") && made.chars().count() == 8 + 15,
        "{made}"
    );
    let (word, _) = draw(
        Wish::RandomWord(RandomWordWish {
            capitals: true,
            number: true,
        }),
        None,
        9,
    );
    assert!(
        word.starts_with(|each: char| each.is_ascii_uppercase())
            && word[word.len() - 4..].chars().all(|each| each.is_ascii_digit())
    );
    let short = FieldDemands {
        max_length: Some(4),
        ..field("")
    };
    let (word, _) = draw(
        Wish::RandomWord(RandomWordWish {
            capitals: false,
            number: false,
        }),
        Some(short.clone()),
        9,
    );
    assert!(word.len() <= 4, "{word}");
    let long = Wish::CatchAll(CatchAllWish {
        domain: "mail.example".into(),
    });
    assert!(prepare(long, Some(short)).is_err());
}

#[test]
fn refuses_wishes_out_of_range() {
    let none = PasswordWish {
        lower: None,
        upper: None,
        digits: None,
        signs: None,
        ..password(20)
    };
    for wish in [
        Wish::Password(password(7)),
        Wish::Password(password(129)),
        Wish::Password(none),
        Wish::Password(PasswordWish {
            digits: Some(6),
            ..password(20)
        }),
        Wish::Password(PasswordWish {
            lower: Some(5),
            digits: Some(4),
            ..password(10)
        }),
        Wish::Passphrase(passphrase(2, "-")),
        Wish::Passphrase(passphrase(13, "-")),
        Wish::Passphrase(passphrase(5, "----")),
        Wish::Passphrase(passphrase(5, "1")),
        Wish::Passphrase(passphrase(5, "é")),
        Wish::Pin(PinWish { length: 2 }),
        Wish::Pin(PinWish { length: 13 }),
        Wish::PlusAddress(PlusAddressWish {
            address: "alice".into(),
        }),
        Wish::PlusAddress(PlusAddressWish {
            address: "+tag@mail.example".into(),
        }),
        Wish::PlusAddress(PlusAddressWish {
            address: "a b@mail.example".into(),
        }),
        Wish::PlusAddress(PlusAddressWish {
            address: "alice@mail..example".into(),
        }),
        Wish::CatchAll(CatchAllWish { domain: String::new() }),
        Wish::CatchAll(CatchAllWish { domain: "a@b".into() }),
        Wish::CatchAll(CatchAllWish {
            domain: "a".repeat(250),
        }),
    ] {
        assert_eq!(prepare(wish.clone(), None).err(), Some(Error::InvalidInput), "{wish:?}");
    }
}

proptest! {
    #[test]
    fn every_wish_within_its_ranges_is_kept(
        length in 8..=128_u32,
        leasts in prop::array::uniform4(prop::option::of(0..=2_u32)),
        exclude_ambiguous in any::<bool>(),
        seed in any::<u64>(),
    ) {
        prop_assume!(leasts.iter().any(Option::is_some));
        let [lower, upper, digits, signs] = leasts;
        let wish = PasswordWish { length, lower, upper, digits, signs, exclude_ambiguous };
        let (made, bits) = draw(Wish::Password(wish), None, seed);
        prop_assert_eq!(made.len(), usize::try_from(length).unwrap());
        let classes: [fn(char) -> bool; 4] =
            [|each| each.is_ascii_lowercase(), |each| each.is_ascii_uppercase(), |each| each.is_ascii_digit(), |each| SIGNS.contains(each)];
        let mut counted = 0;
        for (least, class) in leasts.into_iter().zip(classes) {
            let count = made.chars().filter(|each| class(*each)).count();
            counted += count;
            prop_assert!(least.map_or(count == 0, |least| count >= usize::try_from(least).unwrap()));
        }
        prop_assert_eq!(counted, made.len());
        prop_assert!(!exclude_ambiguous || !made.contains(['0', 'O', 'o', '1', 'I', 'l']));
        prop_assert!(bits > f64::from(length) * 2.0 && bits < f64::from(length) * 76.0_f64.log2() + 1e-9);
    }

    #[test]
    fn whatever_a_page_says_there_is_a_password_or_an_error(
        rules in "((required|allowed|minlength|maxlength|max-consecutive)[:; ]{1,2}(lower|upper|digit|special|\\[[ -~]{0,6}\\]|[0-9]{1,11}|\\PC{0,4})[,;]?){0,6}",
        min_length in prop::option::of(any::<u32>()),
        max_length in prop::option::of(0..200_u32),
        refused in 0..200_u32,
        seed in any::<u64>(),
    ) {
        let demands = FieldDemands { password_rules: rules, min_length, max_length, refused };
        if let Ok(made) = prepare(Wish::Password(password(20)), Some(demands.clone())) {
            let drawn = made.draw(&mut SeededRng::new(seed)).unwrap();
            prop_assert!(max_length.is_none_or(|most| most == 0 || drawn.value.len() <= usize::try_from(most).unwrap()));
        }
        let _ = prepare(Wish::Passphrase(passphrase(4, "-")), Some(demands));
    }
}
