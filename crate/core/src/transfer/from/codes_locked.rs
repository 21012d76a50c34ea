//! Encrypted exports of one-time codes: those of Aegis, 2FAS and andOTP. All seal with AES-256-GCM; what the key comes
//! from, each says in its own way.
//!
//! Sources: Aegis's `docs/vault.md`; the backups that 2FAS and andOTP write.

use zeroize::Zeroizing;

use super::super::fault::{Result, fault, malformed};
use super::super::json::Object;
use super::super::letters;
use crate::api::{ImportFault, ImportFaultKind};
use crate::crypto::foreign;
use crate::crypto::foreign_kdf::{self, MAX_SCRYPT_COST, ScryptParams};
use crate::error::Error;

/// Of a slot that a password opens; others are opened by a telephone's own key store.
const PASSWORD_SLOT: i64 = 1;
/// Rounds of PBKDF2 in every version of 2FAS.
const TWO_FAS_ROUNDS: u32 = 10_000;
const NONCE_LEN: usize = 12;
const TAG_LEN: usize = 16;
/// andOTP: the salt behind the number of rounds.
const SALT_LEN: usize = 12;
/// How andOTP names what it encrypts with a password; nothing in the file itself tells.
const AND_OTP_ENDING: &str = ".json.aes";

fn needed(password: Option<&str>) -> Result<&[u8]> {
    let password = password.ok_or_else(|| fault(ImportFaultKind::PasswordNeeded))?;
    Ok(password.as_bytes())
}

/// A tag that does not fit, where the password is what is likely to be wrong.
fn wrong(error: Error) -> ImportFault {
    match error {
        Error::Damaged => fault(ImportFaultKind::WrongPassword),
        other => other.into(),
    }
}

/// The database of Aegis: a key of its own seals it, and lies in a slot for each password, sealed by what scrypt makes.
pub(super) fn open_aegis(mut header: Object, db: &str, password: Option<&str>) -> Result<Zeroizing<Vec<u8>>> {
    let password = needed(password)?;
    let mut slots = header.objects("slots");
    slots.retain(|slot| slot.peek("type").whole() == Some(PASSWORD_SLOT));
    if slots.is_empty() {
        return Err(fault(ImportFaultKind::AccountBound));
    }
    let slots = slots.into_iter().map(slot).collect::<Result<Vec<_>>>()?;
    // All slots together may cost as much as one, and are asked before any of them is tried.
    let costs = slots.iter().map(|slot| slot.params.check());
    let cost = costs.sum::<core::result::Result<u64, Error>>()?;
    if cost > MAX_SCRYPT_COST {
        return Err(fault(ImportFaultKind::KdfOutOfRange));
    }
    let sealing = sealing(header.object("params"))?;
    let db = letters::from_base64(db).ok_or_else(malformed)?;
    for slot in slots {
        let wrapping = foreign_kdf::derive_scrypt(slot.params, &slot.salt, password)?;
        match sealing_open(&slot.sealing, wrapping.as_slice(), &slot.key) {
            Ok(key) => return Ok(sealing_open(&sealing, &key, &db)?),
            Err(Error::Damaged) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(fault(ImportFaultKind::WrongPassword))
}

/// A slot of Aegis.
struct Slot {
    params: ScryptParams,
    salt: Vec<u8>,
    key: Vec<u8>,
    sealing: Sealing,
}

/// What Aegis writes beside the bytes that it sealed.
struct Sealing {
    nonce: Vec<u8>,
    tag: Vec<u8>,
}

fn slot(mut source: Object) -> Result<Slot> {
    let count = |name: &str| source.peek(name).whole().ok_or(Error::KdfOutOfRange);
    let narrow = |count: i64| u32::try_from(count).map_err(|_| Error::KdfOutOfRange);
    let params = ScryptParams {
        n: u64::try_from(count("n")?).map_err(|_| Error::KdfOutOfRange)?,
        r: narrow(count("r")?)?,
        p: narrow(count("p")?)?,
    };
    Ok(Slot {
        params,
        salt: hex(&mut source, "salt")?,
        key: hex(&mut source, "key")?,
        sealing: sealing(source.object("key_params"))?,
    })
}

fn sealing(mut source: Object) -> Result<Sealing> {
    Ok(Sealing {
        nonce: hex(&mut source, "nonce")?,
        tag: hex(&mut source, "tag")?,
    })
}

fn hex(source: &mut Object, name: &str) -> Result<Vec<u8>> {
    letters::from_hex(&source.text(name)).ok_or_else(malformed)
}

fn sealing_open(sealing: &Sealing, key: &[u8], bytes: &[u8]) -> core::result::Result<Zeroizing<Vec<u8>>, Error> {
    foreign::open_gcm(key, &sealing.nonce, bytes, &sealing.tag)
}

/// The services of 2FAS: `sealed:salt:nonce` in base64. The reference is sealed under the same password, and tells one
/// that does not fit from services that are damaged.
pub(super) fn open_two_fas(services: &str, reference: &str, password: Option<&str>) -> Result<Zeroizing<Vec<u8>>> {
    let password = needed(password)?;
    if reference.is_empty() {
        return two_fas_part(services, password)?.map_err(wrong);
    }
    two_fas_part(reference, password)?.map_err(wrong)?;
    Ok(two_fas_part(services, password)??)
}

fn two_fas_part(text: &str, password: &[u8]) -> Result<core::result::Result<Zeroizing<Vec<u8>>, Error>> {
    let mut parts = text.splitn(3, ':').map(letters::from_base64);
    let mut next = || parts.next().flatten().ok_or_else(malformed);
    let (sealed, salt, nonce) = (next()?, next()?, next()?);
    let (sealed, tag) = sealed.split_last_chunk::<TAG_LEN>().ok_or_else(malformed)?;
    let key = foreign_kdf::derive_pbkdf2(password, &salt, TWO_FAS_ROUNDS)?;
    Ok(foreign::open_gcm(key.as_slice(), &nonce, sealed, tag))
}

/// Whether a file's name says that andOTP encrypted it.
pub(in crate::transfer) fn is_named_by_and_otp(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(AND_OTP_ENDING)
}

/// The list of andOTP: the number of rounds, the salt, the nonce, what is sealed, and its tag. Before version 0.6.3 it
/// began with the nonce, and the key was the password's hash; a tag that fits tells which it is.
pub(in crate::transfer) fn open_and_otp(bytes: &[u8], password: Option<&str>) -> Result<Zeroizing<Vec<u8>>> {
    let password = needed(password)?;
    let (head, tag) = bytes.split_last_chunk::<TAG_LEN>().ok_or_else(malformed)?;
    let hashed = foreign::derive_sha256(&[password]);
    let (nonce, sealed) = head.split_at_checked(NONCE_LEN).ok_or_else(malformed)?;
    match foreign::open_gcm(hashed.as_slice(), nonce, sealed, tag) {
        Err(Error::Damaged) => {}
        other => return Ok(other?),
    }
    let (rounds, head) = head.split_first_chunk::<4>().ok_or_else(malformed)?;
    let (salt, head) = head.split_at_checked(SALT_LEN).ok_or_else(malformed)?;
    let (nonce, sealed) = head.split_at_checked(NONCE_LEN).ok_or_else(malformed)?;
    // A number that is out of range is the nonce of an older file, whose password is another.
    let key = match foreign_kdf::derive_pbkdf2_sha1(password, salt, u32::from_be_bytes(*rounds)) {
        Err(Error::KdfOutOfRange) => return Err(fault(ImportFaultKind::WrongPassword)),
        derived => derived?,
    };
    foreign::open_gcm(key.as_slice(), nonce, sealed, tag).map_err(wrong)
}
