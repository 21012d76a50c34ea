//! Argon2id alone, as a wasm module that lives for one derivation: the page that asked drops it afterwards, and the
//! memory returns to the system.
//!
//! It never derives below the shipped floor, whoever asks and whatever a header says; no feature or build flag lowers
//! it. It keeps nothing: password, salt, key and working memory are erased before it returns. Source: [RFC 9106].
//!
//! [RFC 9106]: https://www.rfc-editor.org/rfc/rfc9106
#![forbid(unsafe_code)]

mod derive;

use js_sys::{Error, Reflect, Uint8Array};
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

/// A JavaScript `Error` that carries the code of `failure`.
fn thrown(failure: derive::Failure) -> JsValue {
    let error = Error::new(failure.sentence());
    // Setting a property of a fresh Error cannot fail; if it did, the caller would read a missing code as internal.
    let _ = Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(failure.code()));
    error.into()
}
