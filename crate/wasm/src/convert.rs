//! Conversions between JavaScript's values and the core's, each checked before it is used.
//!
//! A value of a wrong shape is an error with the code `invalid-input`. Nothing is borrowed from JavaScript: secrets are
//! copied into memory that is erased when freed.

use js_sys::{Array, Uint8Array};
use latchkey_core::error::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

use crate::fault::{Fault, thrown};

/// The largest time that JavaScript's numbers count exactly.
const MAX_TIME_MS: f64 = 9_007_199_254_740_991.0;

/// A value of a type of the core's.
pub(crate) fn typed<T>(value: &Ts<T>) -> Fault<T>
where
    T: Tsify + DeserializeOwned,
    T::JsType: Clone,
{
    value.to_rust().map_err(|_| thrown(Error::InvalidInput))
}

/// A value for JavaScript.
pub(crate) fn to_js<T: Tsify + Serialize>(value: &T) -> Fault<Ts<T>> {
    value.into_ts().map_err(|_| thrown(Error::Internal))
}

/// A value of a type of the core's, or nothing.
pub(crate) fn maybe_typed<T>(value: Option<Ts<T>>) -> Fault<Option<T>>
where
    T: Tsify + DeserializeOwned,
    T::JsType: Clone,
{
    value.as_ref().map(typed).transpose()
}

/// A list for JavaScript.
pub(crate) fn list_to_js<T: Serialize>(values: &[T]) -> Fault<JsValue> {
    serde_wasm_bindgen::to_value(values).map_err(|_| thrown(Error::Internal))
}

/// A list of a type of the core's.
pub(crate) fn list<T: DeserializeOwned>(value: JsValue) -> Fault<Vec<T>> {
    serde_wasm_bindgen::from_value(value).map_err(|_| thrown(Error::InvalidInput))
}

/// Bytes.
pub(crate) fn bytes(value: &JsValue) -> Fault<Zeroizing<Vec<u8>>> {
    let array: &Uint8Array = value.dyn_ref().ok_or_else(|| thrown(Error::InvalidInput))?;
    Ok(Zeroizing::new(array.to_vec()))
}

/// Bytes, or nothing.
pub(crate) fn maybe_bytes(value: Option<&Uint8Array>) -> Fault<Option<Zeroizing<Vec<u8>>>> {
    value.map(|value| bytes(value)).transpose()
}

/// A list of bytes.
pub(crate) fn list_of_bytes(value: &JsValue) -> Fault<Vec<Vec<u8>>> {
    let array: &Array = value.dyn_ref().ok_or_else(|| thrown(Error::InvalidInput))?;
    array
        .iter()
        .map(|entry| bytes(&entry).map(|bytes| bytes.to_vec()))
        .collect()
}

/// A text. The glue's own conversion would trap on anything else.
pub(crate) fn text(value: &JsValue) -> Fault<String> {
    value.as_string().ok_or_else(|| thrown(Error::InvalidInput))
}

/// Milliseconds since the Unix epoch.
pub(crate) fn time(now_ms: f64) -> Fault<u64> {
    if !(0.0..=MAX_TIME_MS).contains(&now_ms) {
        return Err(thrown(Error::InvalidInput));
    }
    #[allow(
        clippy::as_conversions,
        reason = "no checked conversion exists; the range was checked above"
    )]
    Ok(now_ms as u64)
}
