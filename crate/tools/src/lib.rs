//! The second facade between latchkey-core and JavaScript: what is needed now and then, and loaded only then.
//!
//! It converts and decides nothing, holds nothing between two calls, and never sees a vault or its keys. It is a module
//! apart so that the word list and the rule language do not weigh on the one that opens the vault. Conversions, errors
//! and the allocator that erases are those of `crate/wasm`.

#[path = "../../wasm/src/convert.rs"]
#[allow(dead_code, reason = "the other facade uses the rest")]
mod convert;
#[path = "../../wasm/src/erasing.rs"]
mod erasing;
#[path = "../../wasm/src/fault.rs"]
mod fault;
pub mod qr;

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{Generated, GeneratorRequest, OtpReading};
use latchkey_core::error::Error;
use latchkey_core::vault::{generator, otp};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use convert::{bytes, text, to_js, typed};
use fault::{Fault, thrown};

/// Makes a password, passphrase, PIN or user name; throws `invalid-input` if nothing satisfies wish and field.
#[wasm_bindgen]
pub fn generate(request: Ts<GeneratorRequest>) -> Fault<Ts<Generated>> {
    to_js(&generator::generate(&typed(&request)?, &mut SysRng).map_err(thrown)?)
}

/// Reads a text for one-time codes: an `otpauth` or `steam` address, or a secret alone.
#[wasm_bindgen(js_name = "parseOtp")]
pub fn parse_otp(
    #[wasm_bindgen(unchecked_param_type = "string", js_name = "text")] scanned: JsValue,
) -> Fault<Ts<OtpReading>> {
    to_js(&otp::read(&text(&scanned)?))
}

/// Texts of all QR codes in a picture of grey values, one byte a pixel; throws `invalid-input` if the numbers do not fit.
#[wasm_bindgen(js_name = "readQr")]
pub fn read_qr(grey: &Uint8Array, width: u32, height: u32) -> Fault<Vec<String>> {
    let side = |length: u32| usize::try_from(length).map_err(|_| thrown(Error::InvalidInput));
    qr::read(&bytes(grey)?, side(width)?, side(height)?).ok_or_else(|| thrown(Error::InvalidInput))
}
