//! The generator: passwords, passphrases, PINs and user names.
//!
//! First all that satisfy the wish and the site are counted, then one of them is drawn, each as likely as the others;
//! so the bits that are told are exactly those of the draw. It has no randomness of its own and keeps nothing. A field's
//! `pattern` it cannot know: the browser tests a candidate and, if it is refused, asks for the next.

mod field;
mod password;
mod plan;
pub mod uniform;
mod username;
mod words;

use rand_core::TryCryptoRng;

use crate::api::{FieldLimits, Generated, GeneratorRequest, Wish};
use crate::error::Result;

pub use password::{LENGTHS, MAX_LEAST, PIN_LENGTHS};
pub use words::{MAX_SEPARATOR_LEN, WORDS};

/// All that satisfies one request, counted and ready to be drawn from.
pub struct Generator {
    choice: Choice,
    limits: Option<FieldLimits>,
}

enum Choice {
    Characters(plan::Plan),
    Words(words::Phrases),
    Names(username::Names),
}

/// Counts what satisfies a request.
///
/// # Errors
/// [`crate::error::Error::InvalidInput`] if the wish is out of range, or nothing satisfies what the field demands.
pub fn prepare(request: &GeneratorRequest) -> Result<Generator> {
    let site = request.field.as_ref().map(field::read);
    let limits = site.as_ref().map(field::Site::limits);
    let site = site.unwrap_or_default();
    let refused = request.field.as_ref().map_or(0, |field| field.refused);
    let choice = match &request.wish {
        Wish::Password(wish) => Choice::Characters(password::plan(wish, &site, refused)?),
        Wish::Passphrase(wish) => Choice::Words(words::Phrases::new(wish, &site)?),
        Wish::Pin(wish) => Choice::Characters(password::plan_pin(wish, &site)?),
        Wish::RandomWord(wish) => Choice::Names(username::word(wish, &site)?),
        Wish::PlusAddress(wish) => Choice::Names(username::plus_address(wish, &site)?),
        Wish::CatchAll(wish) => Choice::Names(username::catch_all(wish, &site)?),
    };
    Ok(Generator { choice, limits })
}

/// Makes one candidate.
///
/// # Errors
/// As [`prepare`]; [`crate::error::Error::NoRandomness`].
pub fn generate(request: &GeneratorRequest, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Generated> {
    prepare(request)?.draw(rng)
}

impl Generator {
    /// Draws one.
    ///
    /// # Errors
    /// [`crate::error::Error::NoRandomness`].
    pub fn draw(&self, rng: &mut (impl TryCryptoRng + ?Sized)) -> Result<Generated> {
        let (value, bits) = match &self.choice {
            Choice::Characters(plan) => (plan.draw(rng)?, plan.bits()),
            Choice::Words(phrases) => (phrases.draw(rng)?, phrases.bits()),
            Choice::Names(names) => (names.draw(rng)?, names.bits()),
        };
        Ok(Generated {
            value,
            bits,
            limits: self.limits.clone(),
        })
    }
}
