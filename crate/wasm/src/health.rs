//! The vault's health, exposed passwords, and passwords that were generated, for JavaScript.
//!
//! It converts and decides nothing, as [`crate`]. Of a password that is asked for, five hex digits come out.

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{Change, GeneratedPassword, Health, RangeAnswer};
use latchkey_core::session;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::Vault;
use crate::convert::{bytes, list, list_to_js, maybe_bytes, text, time, to_js, typed};
use crate::fault::{Fault, thrown};

/// Passwords that are being asked for, by what their answers will be held against. Never by the passwords themselves.
#[wasm_bindgen]
#[derive(Default)]
pub struct Asking {
    asked: Vec<session::Asked>,
}

#[wasm_bindgen]
impl Asking {
    /// Nothing is asked for yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }
}

#[wasm_bindgen]
impl Vault {
    /// What is wrong with the passwords in use.
    pub fn health(&self, #[wasm_bindgen(js_name = "nowMs")] now_ms: f64) -> Fault<Ts<Health>> {
        to_js(&self.session.health(time(now_ms)?))
    }

    /// Ids of items whose passwords are to be asked for: each password once, none that was asked for within a week.
    #[wasm_bindgen(js_name = "toAsk")]
    pub fn to_ask(&self, #[wasm_bindgen(js_name = "nowMs")] now_ms: f64) -> Fault<Vec<String>> {
        Ok(self.session.to_ask(time(now_ms)?))
    }

    /// The five hex digits to ask the range service for an item's password; `asking` remembers it.
    pub fn ask(
        &self,
        asking: &mut Asking,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<String> {
        let (id, record) = (text(&id)?, bytes(record)?);
        let (prefix, asked) = self.session.ask(&id, &record, time(now_ms)?).map_err(thrown)?;
        asking.asked.push(asked);
        Ok(prefix)
    }

    /// Stages what the range service said.
    #[wasm_bindgen(js_name = "noteExposed")]
    pub fn note_exposed(
        &mut self,
        asking: &Asking,
        #[wasm_bindgen(unchecked_param_type = "RangeAnswer[]")] answers: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let answers: Vec<RangeAnswer> = list(answers)?;
        let change = self
            .session
            .note_exposed(&asking.asked, &answers, time(now_ms)?, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// The passwords that were generated, newest first; `current` is their stored record.
    #[wasm_bindgen(unchecked_return_type = "GeneratedPassword[]")]
    pub fn generated(&self, current: Option<Uint8Array>) -> Fault<JsValue> {
        let current = maybe_bytes(current.as_ref())?;
        let current = current.as_ref().map(|current| current.as_slice());
        list_to_js(&self.session.generated(current).map_err(thrown)?)
    }

    /// Stages that a password was generated.
    #[wasm_bindgen(js_name = "noteGenerated")]
    pub fn note_generated(&mut self, made: Ts<GeneratedPassword>, current: Option<Uint8Array>) -> Fault<Ts<Change>> {
        let (made, current) = (typed(&made)?, maybe_bytes(current.as_ref())?);
        let current = current.as_ref().map(|current| current.as_slice());
        to_js(
            &self
                .session
                .note_generated(&made, current, &mut SysRng)
                .map_err(thrown)?,
        )
    }
}
