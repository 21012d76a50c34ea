//! Drafts: logins seen being sent, sealed to the vault's inbox, locked or not.
//!
//! Sealing needs the header alone; opening needs the vault. A draft is secret but not authentic, so it only ever
//! becomes an offer that the user may accept.

use rand_core::TryCryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::associated::{self, FORMAT_VERSION, Role, Scope};
use super::wire::{self, fixed};
use super::{padding, sealed};
use crate::api::{Draft, Purpose};
use crate::crypto::inbox;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// No sealed draft is larger, in bytes.
pub const MAX_DRAFT_LEN: usize = 256 * 1024;
/// HPKE's info; what the draft is bound to stands in its associated data.
const INFO: &[u8] = b"latchkey/1/draft";

/// A draft as it is sealed.
#[derive(Zeroize, ZeroizeOnDrop)]
struct StoredDraft {
    origin: String,
    purpose: u8,
    username: String,
    password: String,
    old_password: String,
    title: String,
    seen_ms: u64,
}

fixed!(StoredDraft {
    origin,
    purpose,
    username,
    password,
    old_password,
    title,
    seen_ms,
});

/// Seals a draft.
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of the format |
/// | 32 | HPKE's encapsulated key |
/// | the rest | padded encoding, sealed |
///
/// # Errors
/// [`Error::InvalidInput`] if it is too large; [`Error::NoRandomness`].
pub fn seal(
    public: &[u8; inbox::PUBLIC_LEN],
    scope: &Scope,
    draft: &Draft,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Vec<u8>> {
    let stored = StoredDraft {
        origin: draft.origin.clone(),
        purpose: purpose_number(draft.purpose),
        username: draft.username.clone(),
        password: draft.password.clone(),
        old_password: draft.old_password.clone(),
        title: draft.title.clone(),
        seen_ms: draft.seen_ms,
    };
    let padded = padding::pad(&wire::encode(&stored))?;
    let mut record = vec![FORMAT_VERSION];
    record.extend(inbox::seal(
        public,
        INFO,
        &associated::encode(scope, Role::Draft),
        &padded,
        rng,
    )?);
    if record.len() > MAX_DRAFT_LEN {
        Err(Error::InvalidInput)
    } else {
        Ok(record)
    }
}

/// Opens a draft with the inbox's seed.
///
/// # Errors
/// [`Error::Damaged`] if it is none of this vault's; [`Error::NewerVersion`].
pub fn open(seed: &Secret, scope: &Scope, record: &[u8]) -> Result<Draft> {
    let body = sealed::strip_version(record)?;
    if record.len() > MAX_DRAFT_LEN {
        return Err(Error::Damaged);
    }
    let padded = inbox::open(seed, INFO, &associated::encode(scope, Role::Draft), body)?;
    let stored: StoredDraft = wire::parse(padding::unpad(&padded)?)?;
    Ok(Draft {
        origin: stored.origin.clone(),
        purpose: parse_purpose(stored.purpose)?,
        username: stored.username.clone(),
        password: stored.password.clone(),
        old_password: stored.old_password.clone(),
        title: stored.title.clone(),
        seen_ms: stored.seen_ms,
    })
}

/// Numbers of their own, so that the order of the type that crosses to TypeScript may change.
fn purpose_number(purpose: Purpose) -> u8 {
    match purpose {
        // What is for no account tells nothing that a draft would keep.
        Purpose::Other
        | Purpose::Recovery
        | Purpose::Checkout
        | Purpose::Address
        | Purpose::Newsletter
        | Purpose::Search
        | Purpose::Contact => 0,
        Purpose::SignIn => 1,
        Purpose::SignUp => 2,
        Purpose::ChangePassword => 3,
        Purpose::OneTimeCode => 4,
    }
}

fn parse_purpose(number: u8) -> Result<Purpose> {
    match number {
        0 => Ok(Purpose::Other),
        1 => Ok(Purpose::SignIn),
        2 => Ok(Purpose::SignUp),
        3 => Ok(Purpose::ChangePassword),
        4 => Ok(Purpose::OneTimeCode),
        _ => Err(Error::Damaged),
    }
}
