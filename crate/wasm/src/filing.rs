//! Filing many items at once and uniting those that are the same, for JavaScript.
//!
//! It converts and decides nothing, as [`crate`].

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{ItemBase, Record, Refile};
use latchkey_core::error::Error;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::Vault;
use crate::convert::{bytes, list, list_of_bytes, list_to_js, text, time, to_js, typed};
use crate::fault::{Fault, thrown};
use crate::moving::Gather;

#[wasm_bindgen]
impl Gather {
    /// Gathers an item filed otherwise, from its stored record; gives no record if that changes nothing of it.
    #[allow(clippy::too_many_arguments, reason = "an item, what is changed of it and a time")]
    pub fn refile(
        &mut self,
        vault: &Vault,
        base: Ts<ItemBase>,
        record: &Uint8Array,
        what: Ts<Refile>,
        #[wasm_bindgen(unchecked_param_type = "string")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] to: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Option<Ts<Record>>> {
        let (base, record, what): (ItemBase, _, _) = (typed(&base)?, bytes(record)?, typed(&what)?);
        let (from, to, now_ms) = (text(&from)?, text(&to)?, time(now_ms)?);
        let gathering = self.gathering.as_mut().ok_or(Error::InvalidInput).map_err(thrown)?;
        let refiled =
            vault
                .session
                .gather_refiled(gathering, (&base, &record), what, (&from, &to), now_ms, &mut SysRng);
        refiled.map_err(thrown)?.as_ref().map(to_js).transpose()
    }

    /// Gathers the first of these items with what the others know more, and the others in the trash; gives their records.
    #[wasm_bindgen(unchecked_return_type = "Record[]")]
    pub fn unite(
        &mut self,
        vault: &Vault,
        #[wasm_bindgen(unchecked_param_type = "ItemBase[]")] bases: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array[]")] records: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<JsValue> {
        let (bases, records, now_ms): (Vec<ItemBase>, _, _) = (list(bases)?, list_of_bytes(&records)?, time(now_ms)?);
        let gathering = self.gathering.as_mut().ok_or(Error::InvalidInput).map_err(thrown)?;
        let united = vault
            .session
            .gather_united(gathering, &bases, &records, now_ms, &mut SysRng);
        list_to_js(&united.map_err(thrown)?)
    }
}
