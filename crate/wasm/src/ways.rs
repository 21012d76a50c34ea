//! The ways into a vault, for JavaScript: slots, rotation, and asking again for what opens it.
//!
//! It converts and decides nothing, as [`crate`].

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{Change, NewSlot};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::Vault;
use crate::convert::{bytes, list, list_to_js, text, time, to_js, typed};
use crate::fault::{Fault, thrown};

#[wasm_bindgen]
impl Vault {
    /// The ways into this vault.
    #[wasm_bindgen(unchecked_return_type = "SlotInfo[]")]
    pub fn slots(&self) -> Fault<JsValue> {
        list_to_js(&self.session.slots().map_err(thrown)?)
    }

    /// Stages one more way in.
    #[wasm_bindgen(js_name = "addSlot")]
    pub fn add_slot(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "FactorProof[]")] proofs: JsValue,
        slot: Ts<NewSlot>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (proofs, slot): (Vec<_>, _) = (list(proofs)?, typed(&slot)?);
        let change = self.session.add_slot(&proofs, &slot, time(now_ms)?, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// Stages the way in that the proofs open with other factors of the same kinds.
    #[wasm_bindgen(js_name = "replaceSlot")]
    pub fn replace_slot(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "FactorProof[]")] proofs: JsValue,
        slot: Ts<NewSlot>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (proofs, slot): (Vec<_>, _) = (list(proofs)?, typed(&slot)?);
        let change = self.session.replace_slot(&proofs, &slot, time(now_ms)?, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// Begins a rotation to exactly these ways in; `discard` ends it.
    #[wasm_bindgen(js_name = "rotateBegin")]
    pub fn rotate_begin(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "FactorProof[]")] proofs: JsValue,
        #[wasm_bindgen(unchecked_param_type = "NewSlot[]")] slots: JsValue,
    ) -> Fault<()> {
        let (proofs, slots): (Vec<_>, Vec<_>) = (list(proofs)?, list(slots)?);
        self.session.rotate_begin(&proofs, &slots, &mut SysRng).map_err(thrown)
    }

    /// Takes an item's stored record through the rotation; tells whether it could be.
    #[wasm_bindgen(js_name = "rotateItem")]
    pub fn rotate_item(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
    ) -> Fault<bool> {
        let (id, record) = (text(&id)?, bytes(record)?);
        self.session.rotate_item(&id, &record, &mut SysRng).map_err(thrown)
    }

    /// A waiting draft, sealed anew to the inbox that comes with the rotation; nothing if it does not open.
    #[wasm_bindgen(js_name = "rotateDraft")]
    pub fn rotate_draft(&self, draft: &Uint8Array) -> Fault<Option<Vec<u8>>> {
        self.session.rotate_draft(&bytes(draft)?, &mut SysRng).map_err(thrown)
    }

    /// Stages the rotation; `records` are the stored ones but items and chunks.
    #[wasm_bindgen(js_name = "rotateFinish")]
    pub fn rotate_finish(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Record[]")] records: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let change = self.session.rotate_finish(list(records)?, time(now_ms)?, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// Opens guarded items for a minute.
    pub fn unguard(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "FactorProof[]")] proofs: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<()> {
        let proofs: Vec<_> = list(proofs)?;
        self.session.unguard(&proofs, time(now_ms)?).map_err(thrown)
    }

    /// Checks proofs and opens nothing; throws `wrong-password`.
    #[wasm_bindgen(js_name = "checkProofs")]
    pub fn check_proofs(&self, #[wasm_bindgen(unchecked_param_type = "FactorProof[]")] proofs: JsValue) -> Fault<()> {
        let proofs: Vec<_> = list(proofs)?;
        self.session.check_proofs(&proofs).map_err(thrown)
    }
}
