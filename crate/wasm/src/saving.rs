//! What stands around an offer to save: the folders it may go to, its undoing, and the name that a page only showed.
//!
//! It converts and decides nothing, as [`crate`].
#![allow(unreachable_pub, reason = "what JavaScript is to reach must be public here")]

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{Change, Draft, FieldValue, ItemBase, PageSnapshot};
use latchkey_core::web;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::Vault;
use crate::convert::{list, maybe_bytes, time, to_js, typed};
use crate::fault::{Fault, thrown};

#[wasm_bindgen]
impl Vault {
    /// Folders that items in use lie in, in order.
    pub fn folders(&self) -> Vec<String> {
        self.session.folders()
    }

    /// Stages that the item's last change was never made; without the records of now and before, it was new and goes.
    pub fn undo(
        &mut self,
        base: Ts<ItemBase>,
        current: Option<Uint8Array>,
        before: Option<Uint8Array>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (base, current, before) = (
            typed(&base)?,
            maybe_bytes(current.as_ref())?,
            maybe_bytes(before.as_ref())?,
        );
        let then = current.as_ref().zip(before.as_ref());
        let then = then.map(|(current, before)| (current.as_slice(), before.as_slice()));
        to_js(
            &self
                .session
                .undo(&base, then, time(now_ms)?, &mut SysRng)
                .map_err(thrown)?,
        )
    }
}

/// The user name that the page showed beside the password of a draft, as a step of its own, if it did.
#[wasm_bindgen(js_name = "captureShown")]
pub fn capture_shown(
    snapshot: Ts<PageSnapshot>,
    #[wasm_bindgen(unchecked_param_type = "FieldValue[]")] values: JsValue,
    draft: Ts<Draft>,
) -> Fault<Option<Ts<Draft>>> {
    let values: Vec<FieldValue> = list(values)?;
    let step = web::shown::step(&typed(&snapshot)?, &values, &typed(&draft)?);
    step.as_ref().map(to_js).transpose()
}
