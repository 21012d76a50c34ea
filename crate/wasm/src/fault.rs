//! Errors as JavaScript meets them: an `Error` whose `code` says which, one of `ErrorCode`.
//!
//! The message is for developers; pages have a sentence of their own for each code. Neither carries a secret.

use js_sys::{Error as JsError, Reflect};
use latchkey_core::error::Error;
use wasm_bindgen::JsValue;

/// A result that throws.
pub(crate) type Fault<T> = Result<T, JsValue>;

/// The value to throw for an error of the core.
pub(crate) fn thrown(error: Error) -> JsValue {
    let thrown = JsValue::from(JsError::new(&error.to_string()));
    let code = serde_wasm_bindgen::to_value(&error.code()).unwrap_or(JsValue::UNDEFINED);
    // Setting a property of a fresh object fails for no reason that could be acted on; the message still tells.
    let _ = Reflect::set(&thrown, &JsValue::from_str("code"), &code);
    thrown
}
