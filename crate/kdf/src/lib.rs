//! What makes a factor's output of what a person types: Argon2id for the master password, HKDF for the recovery code.
//!
//! A wasm module that lives for one derivation: the page that asked drops it afterwards, and the memory returns to the
//! system.
//!
//! It never derives below the shipped floor, whoever asks and whatever a header says; no feature or build flag lowers
//! it. It keeps nothing: password, salt, key and working memory are erased before it returns. Source: [RFC 9106].
//!
//! [RFC 9106]: https://www.rfc-editor.org/rfc/rfc9106
#![forbid(unsafe_code)]

mod derive;

use getrandom::SysRng;
use js_sys::{Error, Reflect, Uint8Array};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::{recovery_code, slot};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use zeroize::Zeroizing;

use derive::{Cost, derive_factor};

/// Derives the 32-byte factor of a password by Argon2id, version 0x13.
///
/// - `password`: 1 to 1,024 bytes.
/// - `salt`: exactly 32 bytes.
/// - `memory_kib`: 65,536 (64 MiB) to 1,048,576 (1 GiB).
/// - `passes`: 3 to 10.
/// - `lanes`: 1 to 4.
///
/// # Errors
/// Throws an `Error` whose `code` is `kdf-out-of-range` (a cost outside its range, usually a damaged or forged header),
/// `invalid-input` (a password or salt of a wrong length) or `kdf-memory` (the system has not enough memory free). All
/// lengths and costs are checked before any work is done.
#[wasm_bindgen]
pub fn derive(
    password: Vec<u8>,
    salt: Vec<u8>,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
) -> Result<Uint8Array, JsValue> {
    let password = Zeroizing::new(password);
    let salt = Zeroizing::new(salt);
    let cost = Cost {
        memory_kib,
        passes,
        lanes,
    };
    // The copy that JavaScript gets is made here, so that the one in this module's memory can be erased.
    derive_factor(&password, &salt, cost)
        .map(|factor| Uint8Array::from(factor.as_slice()))
        .map_err(thrown)
}

/// Makes a new recovery code: nine groups of four characters, to be shown once.
///
/// # Errors
/// Throws an `Error` with the code `internal` if the system gives no randomness.
#[wasm_bindgen(js_name = "makeRecoveryCode")]
pub fn make_recovery_code() -> Result<String, JsValue> {
    let secret = recovery_code::make(&mut SysRng).map_err(|_| thrown(derive::Failure::Randomness))?;
    Ok(recovery_code::encode(&secret).to_string())
}

/// Derives the 32-byte output of a recovery code for the vault of this id (16 bytes; of a vault file, the file's).
///
/// # Errors
/// Throws an `Error` whose `code` is `mistyped-code` (its check characters do not fit: told before any work) or
/// `invalid-input` (the id has a wrong length).
#[wasm_bindgen(js_name = "recoveryOutput")]
pub fn recovery_output(
    code: String,
    #[wasm_bindgen(js_name = "vaultId")] vault_id: Vec<u8>,
) -> Result<Uint8Array, JsValue> {
    let code = Zeroizing::new(code);
    let secret = recovery_code::parse(&code).map_err(|_| thrown(derive::Failure::MistypedCode))?;
    let vault_id = vault_id.try_into().map_err(|_| thrown(derive::Failure::InvalidInput))?;
    slot::derive_recovery_output(secret.expose(), &Id(vault_id))
        .map(|output| Uint8Array::from(output.expose().as_slice()))
        .map_err(|_| thrown(derive::Failure::InvalidInput))
}

/// A JavaScript `Error` that carries the code of `failure`.
fn thrown(failure: derive::Failure) -> JsValue {
    let error = Error::new(failure.sentence());
    // Setting a property of a fresh Error cannot fail; if it did, the caller would read a missing code as internal.
    let _ = Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(failure.code()));
    error.into()
}
