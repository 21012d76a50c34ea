//! Asking for what opens a file: the master password, or the recovery code.
//!
//! Passwords are normalised as everywhere in Latchkey (RFC 8265's OpaqueString without its refusals), so that the same
//! one opens on every system. What is typed is erased after use and never shown.

use std::io::{BufRead, IsTerminal};

use latchkey_core::api::{FactorKind, FactorProof, SlotInfo};
use latchkey_core::crypto::kdf::KdfPolicy;
use latchkey_core::error::Error;
use latchkey_core::vault::id::Id;
use latchkey_core::vault::{recovery_code, slot};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::trouble::{Result, explain};

/// Longest master password, in bytes.
const MAX_PASSWORD_LEN: usize = 1_024;

/// What was typed.
pub(crate) enum Given {
    /// The master password, normalised.
    Password(Zeroizing<String>),
    /// The recovery code.
    Code(recovery_code::RecoverySecret),
}

/// Asks for the factor that is to open one of these slots.
///
/// # Errors
/// A sentence, if no slot opens by it alone, or it cannot be one.
pub(crate) fn ask(slots: &[SlotInfo], by_code: bool) -> Result<Given> {
    let kind = if by_code {
        FactorKind::Recovery
    } else {
        FactorKind::Password
    };
    if !slots.iter().any(|slot| opens_by(slot, kind)) {
        return Err(if by_code {
            "This opens by no recovery code. Try without --recovery-code."
        } else {
            "The master password alone does not open this: it asks for a security key too, which works in the browser \
             only. If there is a recovery code, use --recovery-code."
        }
        .into());
    }
    if by_code {
        let typed = read("Recovery code: ")?;
        return match recovery_code::parse(&typed) {
            Ok(secret) => Ok(Given::Code(secret)),
            Err(_) => Err(explain(Error::MistypedCode)),
        };
    }
    let password = normalise(&read("Master password: ")?);
    match password.len() {
        1..=MAX_PASSWORD_LEN => Ok(Given::Password(password)),
        0 => Err("No password was given.".into()),
        _ => Err("No master password is that long.".into()),
    }
}

/// What each slot that it may open makes of it, in turn: a derivation costs time, so one by one.
pub(crate) fn proofs<'a>(
    given: &'a Given,
    slots: &'a [SlotInfo],
    owner: &'a Id,
) -> impl Iterator<Item = latchkey_core::error::Result<Vec<FactorProof>>> + 'a {
    let kind = match given {
        Given::Password(_) => FactorKind::Password,
        Given::Code(_) => FactorKind::Recovery,
    };
    slots.iter().filter(move |slot| opens_by(slot, kind)).map(move |slot| {
        let secret = match (given, slot.factors.first().and_then(|factor| factor.kdf.as_ref())) {
            (Given::Password(password), Some(kdf)) => KdfPolicy::shipped().derive_factor(password.as_bytes(), kdf)?,
            (Given::Code(code), _) => slot::derive_recovery_output(code.expose(), owner)?,
            (Given::Password(_), None) => return Err(Error::Damaged),
        };
        Ok(vec![FactorProof {
            kind,
            output: secret.expose().to_vec(),
        }])
    })
}

fn opens_by(slot: &SlotInfo, kind: FactorKind) -> bool {
    matches!(slot.factors.as_slice(), [only] if only.kind == kind)
}

/// Every space becomes U+0020, then NFC.
fn normalise(password: &str) -> Zeroizing<String> {
    let is_space = |each: char| {
        matches!(
            each,
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
        )
    };
    let spaced = password.chars().map(|each| if is_space(each) { ' ' } else { each });
    Zeroizing::new(spaced.nfc().collect())
}

fn read(prompt: &str) -> Result<Zeroizing<String>> {
    let failed = |error: std::io::Error| format!("Could not read what was typed: {error}.");
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(failed);
    }
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line).map_err(failed)?;
    let typed = line.strip_suffix('\n').unwrap_or(&line);
    Ok(Zeroizing::new(typed.strip_suffix('\r').unwrap_or(typed).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn d28_the_same_password_is_the_same_however_it_was_typed() {
        assert_eq!(normalise("Ka\u{308}se\u{a0}1").as_str(), "Käse 1");
        assert_eq!(normalise(" a\u{3000}\u{2003}").as_str(), " a  ");
        assert_eq!(normalise("\u{fb00}\u{200b}").as_str(), "\u{fb00}\u{200b}");
    }
}
