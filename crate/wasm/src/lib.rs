//! The facade between latchkey-core and JavaScript.
//!
//! It converts and decides nothing: bytes are `Uint8Array`, times are milliseconds as numbers, everything else is a
//! type of [`latchkey_core::api`]. Arguments of a wrong shape and errors of the core are thrown as an `Error` with a
//! `code`; nothing traps. `free()` locks the vault: its keys are erased from memory.

mod convert;
mod erasing;
mod fault;

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{
    Change, Choice, Draft, FieldValue, FillPlan, FrameContext, Item, ItemBase, ItemChange, ItemInput, KdfParams,
    Listing, Offer, OfferEdits, PageSnapshot, Reading, Settings,
};
use latchkey_core::error::Error;
use latchkey_core::session::{self, Session};
use latchkey_core::web;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use convert::{bytes, list, list_of_bytes, maybe_bytes, secret, text, time, to_js, typed};
use fault::{Fault, thrown};

/// An open vault. A change is staged, handed out as records to write, and true once `commit` was called.
#[wasm_bindgen]
pub struct Vault {
    session: Session,
}

#[wasm_bindgen]
impl Vault {
    /// Creates a vault that the 32-byte factor opens; `pendingChange` says what to write.
    pub fn create(
        factor: &Uint8Array,
        kdf: Ts<KdfParams>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Self> {
        let created = Session::create(&secret(factor)?, &typed(&kdf)?, time(now_ms)?, &mut SysRng);
        created.map(|(session, _)| Self { session }).map_err(thrown)
    }

    /// Unlocks a vault from its header, root, leaves and settings.
    pub fn unlock(
        factor: &Uint8Array,
        #[wasm_bindgen(unchecked_param_type = "Record[]")] records: JsValue,
    ) -> Fault<Self> {
        Session::unlock(&secret(factor)?, list(records)?)
            .map(|session| Self { session })
            .map_err(thrown)
    }

    /// Opens a vault again after the worker died; any error means: locked.
    pub fn resume(
        #[wasm_bindgen(js_name = "resumeValue")] resume_value: &Uint8Array,
        #[wasm_bindgen(unchecked_param_type = "Record[]")] records: JsValue,
    ) -> Fault<Self> {
        Session::resume(&bytes(resume_value)?, list(records)?)
            .map(|session| Self { session })
            .map_err(thrown)
    }

    /// What `resume` needs: keys in clear, for `storage.session` and nothing else.
    #[wasm_bindgen(js_name = "resumeValue")]
    pub fn resume_value(&self) -> Vec<u8> {
        self.session.resume_value().to_vec()
    }

    /// The staged change; throws `not-found` if there is none.
    #[wasm_bindgen(js_name = "pendingChange")]
    pub fn pending_change(&self) -> Fault<Ts<Change>> {
        to_js(self.session.pending_change().ok_or(Error::NotFound).map_err(thrown)?)
    }

    /// The staged change was committed; it is the truth now.
    pub fn commit(&mut self) {
        self.session.commit();
    }

    /// The staged change was not committed; it never was.
    pub fn discard(&mut self) {
        self.session.discard();
    }

    /// Stages a new item or an edit; `current` is the stored record of the item that `input.base` names.
    pub fn put(
        &mut self,
        input: Ts<ItemInput>,
        current: Option<Uint8Array>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<ItemChange>> {
        let current = maybe_bytes(current.as_ref())?;
        let current = current.as_ref().map(|current| current.as_slice());
        to_js(
            &self
                .session
                .put(&typed(&input)?, current, time(now_ms)?, &mut SysRng)
                .map_err(thrown)?,
        )
    }

    /// Stages the deletion of an item.
    pub fn delete(&mut self, base: Ts<ItemBase>, #[wasm_bindgen(js_name = "nowMs")] now_ms: f64) -> Fault<Ts<Change>> {
        to_js(
            &self
                .session
                .delete(&typed(&base)?, time(now_ms)?, &mut SysRng)
                .map_err(thrown)?,
        )
    }

    /// The settings.
    pub fn settings(&self) -> Fault<Ts<Settings>> {
        to_js(&self.session.settings())
    }

    /// Stages other settings.
    #[wasm_bindgen(js_name = "putSettings")]
    pub fn put_settings(&mut self, settings: Ts<Settings>) -> Fault<Ts<Change>> {
        to_js(
            &self
                .session
                .put_settings(&typed(&settings)?, &mut SysRng)
                .map_err(thrown)?,
        )
    }

    /// An item with all its fields, from its stored record.
    pub fn item(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
    ) -> Fault<Ts<Item>> {
        to_js(&self.session.item(&text(&id)?, &bytes(record)?).map_err(thrown)?)
    }

    /// Rows for the page and all others, as the query finds them.
    pub fn list(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] query: JsValue,
        page: Option<Ts<FrameContext>>,
    ) -> Fault<Ts<Listing>> {
        let page = page.as_ref().map(typed).transpose()?;
        to_js(&self.session.list(&text(&query)?, page.as_ref()))
    }

    /// The one item that was saved for exactly this address, if it is one.
    #[wasm_bindgen(js_name = "directChoice")]
    pub fn direct_choice(&self, page: Ts<FrameContext>) -> Fault<Option<String>> {
        Ok(self.session.direct_choice(&typed(&page)?))
    }

    /// What to write into a document to fill an item from its stored record.
    #[wasm_bindgen(js_name = "planFill")]
    pub fn plan_fill(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
        snapshot: Ts<PageSnapshot>,
        page: Ts<FrameContext>,
        choice: Ts<Choice>,
    ) -> Fault<Ts<FillPlan>> {
        let (record, snapshot, page) = (bytes(record)?, typed(&snapshot)?, typed(&page)?);
        to_js(
            &self
                .session
                .plan_fill(&text(&id)?, &record, &snapshot, &page, typed(&choice)?)
                .map_err(thrown)?,
        )
    }

    /// What saving the sealed drafts of one tab, oldest first, would do.
    #[wasm_bindgen(js_name = "offerSave")]
    pub fn offer_save(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array[]")] drafts: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Option<Ts<Offer>>> {
        let offer = self
            .session
            .offer_save(&list_of_bytes(&drafts)?, time(now_ms)?)
            .map_err(thrown)?;
        offer.as_ref().map(to_js).transpose()
    }

    /// Stages what the user accepted; `current` is the stored record of the offer's base.
    pub fn accept(
        &mut self,
        offer: Ts<Offer>,
        edits: Ts<OfferEdits>,
        current: Option<Uint8Array>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<ItemChange>> {
        let (offer, edits, current) = (typed(&offer)?, typed(&edits)?, maybe_bytes(current.as_ref())?);
        let current = current.as_ref().map(|current| current.as_slice());
        to_js(
            &self
                .session
                .accept(&offer, &edits, current, time(now_ms)?, &mut SysRng)
                .map_err(thrown)?,
        )
    }
}

/// What is needed to make the factor from the master password, from a stored header.
#[wasm_bindgen(js_name = "kdfParams")]
pub fn kdf_params(header: &Uint8Array) -> Fault<Ts<KdfParams>> {
    to_js(&session::kdf_params(&bytes(header)?).map_err(thrown)?)
}

/// Seals a draft to the vault's inbox, from a stored header; the vault may be locked.
#[wasm_bindgen(js_name = "sealDraft")]
pub fn seal_draft(header: &Uint8Array, draft: Ts<Draft>) -> Fault<Vec<u8>> {
    session::seal_draft(&bytes(header)?, &typed(&draft)?, &mut SysRng).map_err(thrown)
}

/// Reads the login out of a sent form, if there is one.
#[wasm_bindgen]
pub fn capture(
    snapshot: Ts<PageSnapshot>,
    #[wasm_bindgen(unchecked_param_type = "FieldValue[]")] values: JsValue,
    frame: Ts<FrameContext>,
    #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
) -> Fault<Option<Ts<Draft>>> {
    let values: Vec<FieldValue> = list(values)?;
    let draft = web::save::capture(&typed(&snapshot)?, &values, &typed(&frame)?, time(now_ms)?);
    draft.as_ref().map(to_js).transpose()
}

/// What a page is for and what its fields are.
#[wasm_bindgen]
pub fn classify(snapshot: Ts<PageSnapshot>) -> Fault<Ts<Reading>> {
    to_js(&web::classify::read(&typed(&snapshot)?))
}
