//! What a device notes of its own work, sealed: its backups, and edits that are not saved yet; for JavaScript.
//!
//! It converts and decides nothing, as [`crate`].

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::Change;
use tsify::Ts;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::Vault;
use crate::convert::{bytes, text, to_js};
use crate::fault::{Fault, thrown};

#[wasm_bindgen]
impl Vault {
    /// Stages what this device notes under one of its own keys, such as `local/backups`; nothing here understands it.
    #[wasm_bindgen(js_name = "noteLocal")]
    pub fn note_local(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        note: &Uint8Array,
    ) -> Fault<Ts<Change>> {
        to_js(
            &self
                .session
                .note_local(&text(&key)?, &bytes(note)?, &mut SysRng)
                .map_err(thrown)?,
        )
    }

    /// What this device noted under a key, from the stored record.
    #[wasm_bindgen(js_name = "localNote")]
    pub fn local_note(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
        record: &Uint8Array,
    ) -> Fault<Vec<u8>> {
        Ok(self
            .session
            .local_note(&text(&key)?, &bytes(record)?)
            .map_err(thrown)?
            .to_vec())
    }
}
