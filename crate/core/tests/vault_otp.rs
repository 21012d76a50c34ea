//! One-time codes: the standards' own vectors, the edges of a period, and texts good and bad.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use latchkey_core::api::{OtpAlgorithm, OtpFault, OtpFlaw, OtpKind, OtpPart};
use latchkey_core::vault::otp::{self, Otp};
use proptest::prelude::*;

/// "12345678901234567890" in base32, the secret of RFC 4226 appendix D.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn parse(text: &str) -> Otp {
    otp::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

fn code(text: &str, now_ms: u64) -> String {
    otp::code(&parse(text), now_ms).unwrap().code
}

fn fault(text: &str) -> (OtpPart, OtpFlaw) {
    let OtpFault { part, flaw } = otp::parse(text).err().unwrap_or_else(|| panic!("{text} was read"));
    (part, flaw)
}

#[test]
fn hotp_agrees_with_rfc_4226_appendix_d() {
    let expected = [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
    ];
    let mut counted = parse(&format!("otpauth://hotp/?secret={SECRET}&counter=0"));
    for (counter, expected) in expected.into_iter().enumerate() {
        let made = otp::code(&counted, 0).unwrap();
        assert_eq!(made.code, expected, "counter {counter}");
        assert_eq!((made.valid_from_ms, made.valid_until_ms), (None, None));
        otp::advance(&mut counted).unwrap();
    }
    assert_eq!(otp::details(&counted).counter, 10);
}

/// Seconds, then the codes by SHA-1, SHA-256 and SHA-512.
const RFC_6238: [(u64, [&str; 3]); 6] = [
    (59, ["94287082", "46119246", "90693936"]),
    (1_111_111_109, ["07081804", "68084774", "25091201"]),
    (1_111_111_111, ["14050471", "67062674", "99943326"]),
    (1_234_567_890, ["89005924", "91819424", "93441116"]),
    (2_000_000_000, ["69279037", "90698825", "38618901"]),
    (20_000_000_000, ["65353130", "77737706", "47863826"]),
];

#[test]
fn totp_agrees_with_rfc_6238_appendix_b_for_all_three_hashes() {
    // The appendix repeats the twenty digits until they fill the hash, as its program and its errata say.
    let sha256 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA";
    let sha512 = format!("{SECRET}{SECRET}{SECRET}GEZDGNA");
    let secrets = [("SHA1", SECRET), ("SHA256", sha256), ("SHA512", &sha512)];
    for (seconds, expected) in RFC_6238 {
        for ((algorithm, secret), expected) in secrets.into_iter().zip(expected) {
            let text = format!("otpauth://totp/?secret={secret}&algorithm={algorithm}&digits=8");
            assert_eq!(code(&text, seconds * 1_000), expected, "{seconds} s by {algorithm}");
        }
    }
}

#[test]
fn e11_codes_change_at_the_edge_of_a_period_and_a_wrong_clock_gives_a_neighbours() {
    for period_seconds in [1, 29, 30, 60, 3_600] {
        let text = format!("otpauth://totp/?secret={SECRET}&period={period_seconds}");
        let otp = parse(&text);
        let period_ms = period_seconds * 1_000;
        for step in [0, 1, 37_037_036, 66_666_666] {
            let (start_ms, next_ms) = (step * period_ms, (step + 1) * period_ms);
            let (first, last) = (
                otp::code(&otp, start_ms).unwrap(),
                otp::code(&otp, next_ms - 1).unwrap(),
            );
            assert_eq!(first.code, last.code, "{period_seconds} s, step {step}");
            // The window is what lets a reader see how far a code is from now, however wrong the clock is.
            assert_eq!(
                (first.valid_from_ms, first.valid_until_ms),
                (Some(start_ms), Some(next_ms))
            );
            assert_eq!(last.valid_until_ms, Some(next_ms));
            let after = otp::code(&otp, next_ms).unwrap();
            assert_ne!(after.code, first.code, "{period_seconds} s, step {step}");
            assert_eq!(after.valid_from_ms, Some(next_ms));
            // A clock that is one period slow shows at `next_ms` what was right before it.
            assert_eq!(otp::code(&otp, next_ms - period_ms).unwrap().code, first.code);
        }
    }
}

#[test]
fn a_clock_at_the_end_of_time_gives_a_code_and_no_panic() {
    let made = otp::code(&parse(SECRET), u64::MAX).unwrap();
    assert_eq!(made.code.len(), 6);
    assert!(made.valid_from_ms.unwrap() <= made.valid_until_ms.unwrap());
}

#[test]
fn codes_have_as_many_digits_as_were_asked_for() {
    for digits in 6..=10 {
        let text = format!("otpauth://totp/?secret={SECRET}&digits={digits}");
        for minute in 0..200 {
            let made = code(&text, minute * 60_000);
            assert_eq!(made.len(), digits);
            assert!(made.ends_with(&code(SECRET, minute * 60_000)));
        }
    }
}

#[test]
fn steam_codes_are_steams() {
    let secret = "63BEDWCQZKTQWPESARIERL5DTTQFCJTK";
    for (seconds, expected) in [(1_511_200_518, "FR8RV"), (1_511_200_714, "9P3VP")] {
        for text in [
            format!("steam://{secret}"),
            format!("otpauth://steam/Steam:gaben?secret={secret}&issuer=Steam&digits=5&period=30"),
            format!("otpauth://totp/Steam:gaben?secret={secret}&encoder=steam"),
        ] {
            assert_eq!(code(&text, seconds * 1_000), expected, "{text}");
        }
    }
    assert!(parse_kind(&format!("steam://{secret}")) == OtpKind::Steam);
}

fn parse_kind(text: &str) -> OtpKind {
    otp::details(&parse(text)).kind
}

#[test]
fn reads_an_address_with_everything_in_it() {
    let text = "otpauth://totp/ACME%20Co:john%40mail.example?secret=hxdm vjec jjws rb3h wizr 4ifu gftm xboz&issuer=ACME+Co\
                &algorithm=HmacSHA512&digits=7&period=60&image=https%3A%2F%2Facme.example%2Flogo.png";
    let details = otp::details(&parse(text));
    assert_eq!(
        (details.issuer.as_str(), details.account.as_str()),
        ("ACME Co", "john@mail.example")
    );
    assert!(details.kind == OtpKind::Totp && details.algorithm == OtpAlgorithm::Sha512);
    assert_eq!((details.digits, details.period_seconds, details.counter), (7, 60, 0));
    assert_eq!(
        details.uri,
        "otpauth://totp/ACME%20Co:john@mail.example?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=ACME%20Co\
         &algorithm=SHA512&digits=7&period=60"
    );
}

#[test]
fn writes_one_canonical_form() {
    for (text, canonical) in [
        (
            "gezd gnbv gy3t qojq",
            "otpauth://totp/?secret=GEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30",
        ),
        (
            "OTPAUTH://HOTP/alice?SECRET=GEZDGNBV%3D&Counter=007",
            "otpauth://hotp/alice?secret=GEZDGNBV&algorithm=SHA1&digits=6&counter=7",
        ),
        (
            "steam://GEZDGNBVGY3TQOJQ/",
            "otpauth://totp/?secret=GEZDGNBVGY3TQOJQ&encoder=steam",
        ),
    ] {
        assert_eq!(*otp::encode(&parse(text)), canonical, "{text}");
    }
}

#[test]
fn tells_issuer_from_account() {
    for (label, issuer, expected) in [
        ("alice", None, ("", "alice")),
        ("Shop:alice", None, ("Shop", "alice")),
        ("Shop%3A%20alice", None, ("Shop", "alice")),
        ("Shop:alice", Some("Shop"), ("Shop", "alice")),
        ("Shop:alice", Some("Shop%20Ltd"), ("Shop Ltd", "alice")),
        ("alice", Some("Shop"), ("Shop", "alice")),
        ("Shop:a:b", Some("Shop"), ("Shop", "a:b")),
        ("x:y:alice", Some("x:y"), ("x:y", "alice")),
        (
            "alice+tag@mail.example",
            Some("A%2BB"),
            ("A+B", "alice+tag@mail.example"),
        ),
        (":alice", Some(""), ("", "alice")),
        ("", Some("Shop"), ("Shop", "")),
        ("", None, ("", "")),
    ] {
        let issuer = issuer.map_or_else(String::new, |issuer| format!("&issuer={issuer}"));
        let details = otp::details(&parse(&format!("otpauth://totp/{label}?secret={SECRET}{issuer}")));
        assert_eq!(
            (details.issuer.as_str(), details.account.as_str()),
            expected,
            "{label} {issuer}"
        );
    }
}

#[test]
fn a_fault_names_its_part() {
    use OtpFlaw::{Malformed, Missing, Repeated};
    let totp = |rest: &str| format!("otpauth://totp/a?secret={SECRET}{rest}");
    let hotp = |rest: &str| format!("otpauth://hotp/a?secret={SECRET}{rest}");
    for (text, expected) in [
        (String::new(), (OtpPart::Text, Missing)),
        ("   ".into(), (OtpPart::Text, Missing)),
        ("a word, then 1".into(), (OtpPart::Text, Malformed)),
        ("GEZDGNB".into(), (OtpPart::Text, Malformed)),
        ("https://shop.example/".into(), (OtpPart::Text, Malformed)),
        ("otpauth-migration://offline?data=x".into(), (OtpPart::Text, Malformed)),
        ("A".repeat(5_000), (OtpPart::Text, Malformed)),
        (format!("otpauth://motp/a?secret={SECRET}"), (OtpPart::Kind, Malformed)),
        (format!("otpauth://?secret={SECRET}"), (OtpPart::Kind, Malformed)),
        (
            format!("otpauth://totp/%zz?secret={SECRET}"),
            (OtpPart::Label, Malformed),
        ),
        (
            format!("otpauth://totp/%e9?secret={SECRET}"),
            (OtpPart::Label, Malformed),
        ),
        (
            format!("otpauth://totp/%00?secret={SECRET}"),
            (OtpPart::Label, Malformed),
        ),
        ("otpauth://totp/a".into(), (OtpPart::Secret, Missing)),
        ("otpauth://totp/a?secret=".into(), (OtpPart::Secret, Malformed)),
        ("otpauth://totp/a?secret=GEZD8".into(), (OtpPart::Secret, Malformed)),
        ("steam://".into(), (OtpPart::Secret, Malformed)),
        (totp("&secret=GEZD"), (OtpPart::Secret, Repeated)),
        (totp(&format!("&SECRET={SECRET}")), (OtpPart::Secret, Repeated)),
        (totp("&issuer=a&issuer=a"), (OtpPart::Issuer, Repeated)),
        (totp("&issuer=%f"), (OtpPart::Issuer, Malformed)),
        (totp("&algorithm=MD5"), (OtpPart::Algorithm, Malformed)),
        (totp("&algorithm="), (OtpPart::Algorithm, Malformed)),
        (totp("&digits=5"), (OtpPart::Digits, Malformed)),
        (totp("&digits=11"), (OtpPart::Digits, Malformed)),
        (totp("&digits=262"), (OtpPart::Digits, Malformed)),
        (totp("&digits=six"), (OtpPart::Digits, Malformed)),
        (totp("&digits=6&digits=6"), (OtpPart::Digits, Repeated)),
        (totp("&period=0"), (OtpPart::Period, Malformed)),
        (totp("&period=3601"), (OtpPart::Period, Malformed)),
        (totp("&period=%2b30"), (OtpPart::Period, Malformed)),
        (totp("&period=-30"), (OtpPart::Period, Malformed)),
        (totp("&period=30&period=60"), (OtpPart::Period, Repeated)),
        (totp("&encoder=yandex"), (OtpPart::Encoder, Malformed)),
        (totp("&encoder=steam&digits=6"), (OtpPart::Digits, Malformed)),
        (totp("&encoder=steam&period=60"), (OtpPart::Period, Malformed)),
        (totp("&encoder=steam&algorithm=SHA256"), (OtpPart::Algorithm, Malformed)),
        (hotp(""), (OtpPart::Counter, Missing)),
        (hotp("&counter=9007199254740992"), (OtpPart::Counter, Malformed)),
        (hotp("&counter=1e3"), (OtpPart::Counter, Malformed)),
        (hotp("&counter=1&counter=1"), (OtpPart::Counter, Repeated)),
    ] {
        assert_eq!(fault(&text), expected, "{text}");
    }
}

#[test]
fn a_counter_ends_where_javascript_can_count_no_further() {
    let mut counted = parse(&format!("otpauth://hotp/?secret={SECRET}&counter=9007199254740990"));
    otp::advance(&mut counted).unwrap();
    assert!(otp::advance(&mut counted).is_err());
    assert_eq!(otp::details(&counted).counter, otp::MAX_COUNTER);
}

#[test]
fn prints_nothing_of_its_secret() {
    let printed = format!("{:?}", parse(&format!("otpauth://totp/Shop:alice?secret={SECRET}")));
    assert_eq!(printed, "Otp(..)");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_and_what_is_read_is_canonical_at_once(text in texts()) {
        if let Ok(read) = otp::parse(&text) {
            let canonical = otp::encode(&read);
            let again = otp::parse(&canonical).map_err(|fault| TestCaseError::fail(format!("{canonical:?} {fault:?}")))?;
            prop_assert_eq!(&*otp::encode(&again), &*canonical);
            prop_assert_eq!(
                otp::code(&again, 1_790_000_000_000).unwrap().code,
                otp::code(&read, 1_790_000_000_000).unwrap().code
            );
        }
    }

    #[test]
    fn what_was_said_comes_back(
        issuer in "[^:\\s\\p{Cc}]([^:\\p{Cc}]{0,20}[^:\\s\\p{Cc}])?",
        account in "[^:\\s\\p{Cc}]([^\\p{Cc}]{0,20}[^\\s\\p{Cc}])?",
        secret in "([A-Z2-7]{8}){1,8}",
        algorithm in 1..3_usize,
        digits in 6..=10_u8,
        period_seconds in 1..=3_600_u32,
    ) {
        let escape = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
        let (algorithm_name, algorithm) =
            [("sha1", OtpAlgorithm::Sha1), ("sha256", OtpAlgorithm::Sha256), ("sha512", OtpAlgorithm::Sha512)]
                .into_iter().nth(algorithm).unwrap();
        let text = format!(
            "otpauth://totp/{0}:{1}?issuer={0}&secret={secret}&algorithm={algorithm_name}&digits={digits}&period={period_seconds}",
            escape(&issuer), escape(&account)
        );
        let details = otp::details(&parse(&text));
        prop_assert_eq!(details.issuer, issuer);
        prop_assert_eq!(details.account, account);
        prop_assert!(details.algorithm == algorithm);
        prop_assert_eq!((details.digits, details.period_seconds), (digits, period_seconds));
        let needle = format!("secret={secret}&");
        prop_assert!(details.uri.contains(&needle));
    }
}

/// Anything, and things that look like what is read.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("secret=GEZDGNBVGY3TQOJQ".to_owned()),
        Just("issuer=".to_owned()),
        Just("digits=8".to_owned()),
        Just("counter=5".to_owned()),
        Just("encoder=steam".to_owned()),
        "[a-z]{0,6}=[A-Za-z0-9%:+ ]{0,8}",
        "\\PC{0,6}",
    ];
    let kind = prop_oneof![Just("totp"), Just("hotp"), Just("steam"), Just("")];
    prop_oneof![
        any::<String>(),
        "[A-Za-z2-7 =-]{0,40}",
        (kind, "[A-Za-z:%2030é ]{0,12}", prop::collection::vec(piece, 0..6))
            .prop_map(|(kind, label, pieces)| format!("otpauth://{kind}/{label}?{}", pieces.join("&"))),
    ]
}

#[test]
fn texts_and_names_are_read_at_their_longest_and_not_beyond() {
    let padded = |length: usize| {
        let text = format!("otpauth://totp/?secret={SECRET}&unknown=");
        format!("{text}{}", "x".repeat(length - text.len()))
    };
    assert!(otp::parse(&padded(4_096)).is_ok());
    for longer in [4_097, 5_000] {
        assert_eq!(fault(&padded(longer)), (OtpPart::Text, OtpFlaw::Malformed));
    }
    let named = |issuer: usize, account: usize| {
        let (issuer, account) = ("i".repeat(issuer), "a".repeat(account));
        format!("otpauth://totp/{issuer}:{account}?secret={SECRET}&issuer={issuer}")
    };
    assert!(otp::parse(&named(300, 300)).is_ok());
    for longer in [301, 400] {
        assert_eq!(fault(&named(longer, 1)), (OtpPart::Issuer, OtpFlaw::Malformed));
        assert_eq!(fault(&named(1, longer)), (OtpPart::Label, OtpFlaw::Malformed));
    }
}

#[test]
fn names_begin_behind_what_separates_them() {
    for text in [
        "otpauth://totp/:%20Site:ada?secret=MFRGG&issuer=%20:Site",
        "otpauth://totp/%20:Site:ada?secret=MFRGG&issuer=:%20Site",
    ] {
        let read = otp::details(&parse(text));
        assert_eq!((read.issuer.as_str(), read.account.as_str()), ("Site", "ada"), "{text}");
    }
}

#[test]
fn steams_encoder_goes_with_codes_of_time_alone() {
    let text = format!("otpauth://hotp/?secret={SECRET}&counter=1&encoder=steam");
    assert_eq!(fault(&text), (OtpPart::Digits, OtpFlaw::Malformed));
}
