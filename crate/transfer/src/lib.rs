//! The facade to import and export, loaded only when somebody moves in or out.
//!
//! It converts and decides nothing, holds nothing between two calls, and never sees a vault or its keys. It is meant for
//! a worker of our own page: a derivation takes its time and its memory, and ending the worker cancels it and gives
//! both back. Conversions, errors and the allocator that erases are those of `crate/wasm`.

#[path = "../../wasm/src/convert.rs"]
#[allow(dead_code, reason = "the other facade uses the rest")]
mod convert;
#[path = "../../wasm/src/erasing.rs"]
mod erasing;
#[path = "../../wasm/src/fault.rs"]
mod fault;

use getrandom::SysRng;
use js_sys::{Error as JsError, Reflect};
use latchkey_core::api::{Export, ExportFormat, Import, ImportFault, ImportOptions, ImportSurvey};
use latchkey_core::transfer;
use tsify::Ts;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use convert::{list, text, time, to_js, typed};
use fault::Fault;

/// What files seem to be, and what is still needed to read them.
#[wasm_bindgen]
pub fn survey(
    #[wasm_bindgen(unchecked_param_type = "ImportFile[]")] files: JsValue,
    options: Ts<ImportOptions>,
) -> Fault<Ts<ImportSurvey>> {
    to_js(&transfer::survey(&list(files)?, &typed(&options)?).map_err(refused)?)
}

/// Reads files of another manager, all or none; throws an error whose `fault` says why and where.
#[wasm_bindgen(js_name = "importFiles")]
pub fn import_files(
    #[wasm_bindgen(unchecked_param_type = "ImportFile[]")] files: JsValue,
    options: Ts<ImportOptions>,
) -> Fault<Ts<Import>> {
    to_js(&transfer::import(list(files)?, &typed(&options)?).map_err(refused)?)
}

/// Writes items as another manager reads them.
#[wasm_bindgen(js_name = "exportItems")]
pub fn export_items(
    #[wasm_bindgen(unchecked_param_type = "ImportedItem[]")] items: JsValue,
    format: Ts<ExportFormat>,
    #[wasm_bindgen(unchecked_param_type = "string | undefined")] password: JsValue,
    #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
) -> Fault<Ts<Export>> {
    let password = match password.is_undefined() {
        true => None,
        false => Some(Zeroizing::new(text(&password)?)),
    };
    let password = password.as_ref().map(|password| password.as_str());
    let exported = transfer::export(&list(items)?, typed(&format)?, password, time(now_ms)?, &mut SysRng);
    to_js(&exported.map_err(refused)?)
}

/// The value to throw for a fault of a file.
fn refused(fault: ImportFault) -> JsValue {
    let thrown = JsValue::from(JsError::new("the file could not be read or written"));
    let fault = serde_wasm_bindgen::to_value(&fault).unwrap_or(JsValue::UNDEFINED);
    // Setting a property of a fresh object fails for no reason that could be acted on; the message still tells.
    let _ = Reflect::set(&thrown, &JsValue::from_str("fault"), &fault);
    thrown
}
