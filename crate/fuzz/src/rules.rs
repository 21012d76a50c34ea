//! Apple's language of password rules, as pages write it into `passwordrules`, and the generator behind it.

use std::convert::Infallible;

use latchkey_core::api::{FieldDemands, GeneratorRequest, PassphraseWish, PasswordWish, PinWish, Wish};
use latchkey_core::crypto::digest;
use latchkey_core::error::Error;
use latchkey_core::vault::generator;
use rand_core::{TryCryptoRng, TryRng};

/// Hashes of a number that counts: a draw among many passes over much, so the bytes must not come in a small circle.
struct Hashes(u64);

impl TryRng for Hashes {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(7)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(7)
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        for chunk in dst.chunks_mut(32) {
            self.0 += 1;
            let hash = digest::derive_hash(&self.0.to_le_bytes());
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Hashes {}

/// The first bytes are the wish and the field's own limits; what follows are the rules.
pub(crate) fn rules(bytes: &[u8]) {
    let Some(([choice, length, least, most, refused], text)) = bytes.split_first_chunk() else {
        return;
    };
    let field = FieldDemands {
        password_rules: String::from_utf8_lossy(text).into_owned(),
        min_length: limit(*least),
        max_length: limit(*most),
        refused: u32::from(*refused),
    };
    let request = GeneratorRequest {
        wish: wish(*choice, u32::from(*length)),
        field: Some(field),
    };
    let prepared = match generator::prepare(&request) {
        Ok(prepared) => prepared,
        Err(error) => return assert_eq!(error, Error::InvalidInput),
    };
    let made = prepared.draw(&mut Hashes(u64::from(*length))).expect("it can be drawn");
    let limits = made.limits.as_ref().expect("there is a field");
    let count = u32::try_from(made.value.chars().count()).expect("a few characters");
    assert!(count > 0 && limits.min_length.is_none_or(|least| count >= least));
    assert!(limits.max_length.is_none_or(|most| count <= most));
    assert!(
        limits.max_length <= limit(*most).or(limits.max_length),
        "the field's own limit goes first"
    );
    assert!(made.bits >= 0.0 && made.bits.is_finite());
    if let Some(signs) = &limits.signs {
        let mut used = made.value.chars().filter(char::is_ascii_punctuation);
        assert!(used.all(|sign| signs.contains(sign)), "a sign that the site refuses");
    }
    let again = prepared.draw(&mut Hashes(u64::from(*length))).expect("it was drawn");
    assert!(again.value == made.value, "the draw hangs on the randomness alone");
}

fn limit(byte: u8) -> Option<u32> {
    (byte > 0).then(|| u32::from(byte))
}

fn wish(choice: u8, length: u32) -> Wish {
    let class = |bit: u8| (choice >> bit & 1 == 1).then_some(u32::from(choice >> 6));
    match choice % 8 {
        0 => Wish::Pin(PinWish { length }),
        1 => Wish::Passphrase(PassphraseWish {
            words: length,
            separator: "-".into(),
            capitals: choice & 16 > 0,
            number: choice & 32 > 0,
        }),
        _ => Wish::Password(PasswordWish {
            length,
            lower: class(1),
            upper: class(3),
            digits: class(4),
            signs: class(5),
            exclude_ambiguous: choice & 4 > 0,
        }),
    }
}
