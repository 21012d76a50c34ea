//! What stands around an offer to save: what was sent, sealed at once; the folders it may go to, and its undoing.
//!
//! It converts and decides nothing, as [`crate`].
#![allow(unreachable_pub, reason = "what JavaScript is to reach must be public here")]

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{Captured, Change, FieldValue, FrameContext, ItemBase, PageSnapshot};
use latchkey_core::session;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::Vault;
use crate::convert::{bytes, list, maybe_bytes, time, to_js, typed};
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

/// Reads the login out of a sent form, if there is one, and seals it to the vault's inbox, from a stored header; the vault
/// may be locked. What was read never leaves the core in clear.
#[wasm_bindgen]
pub fn capture(
    header: &Uint8Array,
    snapshot: Ts<PageSnapshot>,
    #[wasm_bindgen(unchecked_param_type = "FieldValue[]")] values: JsValue,
    frame: Ts<FrameContext>,
    #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
) -> Fault<Option<Ts<Captured>>> {
    let (values, snapshot): (Vec<FieldValue>, PageSnapshot) = (list(values)?, typed(&snapshot)?);
    let (header, frame) = (bytes(header)?, typed(&frame)?);
    let captured = session::capture(&header, (&snapshot, &values), &frame, time(now_ms)?, &mut SysRng);
    captured.map_err(thrown)?.as_ref().map(to_js).transpose()
}
