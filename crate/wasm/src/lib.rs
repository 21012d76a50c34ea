//! The facade between latchkey-core and JavaScript.
//!
//! It converts and decides nothing: bytes are `Uint8Array`, times are milliseconds as numbers, everything else is a
//! type of [`latchkey_core::api`]. Arguments of a wrong shape and errors of the core are thrown as an `Error` with a
//! `code`; nothing traps. `free()` locks the vault: its keys are erased from memory.

mod convert;
mod erasing;
mod fault;
mod files;
mod filing;
mod health;
mod moving;
mod noted;
mod saving;
mod ways;

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{
    Alarm, Change, Choice, FillPlan, FrameContext, Item, ItemBase, ItemChange, ItemInput, Listing, Offer, OfferEdits,
    OtpCode, PageSnapshot, Reading, Row, Seen, Settings, Shelf, SlotInfo,
};
use latchkey_core::error::Error;
use latchkey_core::session::{self, Session};
use latchkey_core::web;
use tsify::Ts;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use convert::{bytes, list, list_of_bytes, list_to_js, maybe_bytes, maybe_typed, text, time, to_js, typed};
use fault::{Fault, thrown};

/// An open vault. A change is staged, handed out as records to write, and true once `commit` was called.
#[wasm_bindgen]
pub struct Vault {
    session: Session,
    /// What a new vault consists of, until it was handed out.
    created: Option<Change>,
}

#[wasm_bindgen]
impl Vault {
    /// Creates a vault that any of the slots opens; `created` says what to write.
    pub fn create(
        #[wasm_bindgen(unchecked_param_type = "NewSlot[]")] slots: JsValue,
        #[wasm_bindgen(js_name = "deviceName", unchecked_param_type = "string")] device_name: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Self> {
        let slots: Vec<_> = list(slots)?;
        let created = Session::create(&slots, &text(&device_name)?, time(now_ms)?, &mut SysRng);
        let (session, change) = created.map_err(thrown)?;
        let created = Some(change);
        Ok(Self { session, created })
    }

    /// Unlocks a vault from all its records but items and chunks; `seen` is what this device remembers of it.
    pub fn unlock(
        #[wasm_bindgen(unchecked_param_type = "FactorProof[]")] proofs: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Record[]")] records: JsValue,
        seen: Option<Ts<Seen>>,
    ) -> Fault<Self> {
        let (proofs, seen): (Vec<_>, _) = (list(proofs)?, maybe_typed(seen)?);
        let session = Session::unlock(&proofs, list(records)?, seen.as_ref()).map_err(thrown)?;
        Ok(Self { session, created: None })
    }

    /// Opens a vault again after the worker died; any error means: locked.
    pub fn resume(
        #[wasm_bindgen(js_name = "resumeValue")] resume_value: &Uint8Array,
        #[wasm_bindgen(unchecked_param_type = "Record[]")] records: JsValue,
        seen: Option<Ts<Seen>>,
    ) -> Fault<Self> {
        let (value, seen) = (bytes(resume_value)?, maybe_typed(seen)?);
        let session = Session::resume(&value, list(records)?, seen.as_ref()).map_err(thrown)?;
        Ok(Self { session, created: None })
    }

    /// What `resume` needs: keys in clear, for `storage.session` and nothing else. Throws `not-found` until this device
    /// was registered.
    #[wasm_bindgen(js_name = "resumeValue")]
    pub fn resume_value(&self) -> Fault<Vec<u8>> {
        Ok(self.session.resume_value().map_err(thrown)?.to_vec())
    }

    /// What this device should remember outside the vault.
    pub fn seen(&self) -> Fault<Ts<Seen>> {
        to_js(&self.session.seen())
    }

    /// Why nothing can be changed, if so.
    pub fn alarm(&self) -> Fault<Option<Ts<Alarm>>> {
        self.session.alarm().as_ref().map(to_js).transpose()
    }

    /// The user takes the vault as it is, although it is older than what was seen here; gives what to remember.
    #[wasm_bindgen(js_name = "acceptOlder")]
    pub fn accept_older(&mut self) -> Fault<Ts<Seen>> {
        to_js(&self.session.accept_older())
    }

    /// Names of records that are lost or damaged.
    pub fn lost(&self) -> Vec<String> {
        self.session.lost().to_vec()
    }

    /// Stages a vault without what is lost; `items` are all stored item records.
    pub fn mend(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Record[]")] items: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (items, now_ms): (Vec<_>, _) = (list(items)?, time(now_ms)?);
        to_js(&self.session.mend(&items, now_ms, &mut SysRng).map_err(thrown)?)
    }

    /// The vault's id: 32 hex digits.
    #[wasm_bindgen(js_name = "vaultId")]
    pub fn vault_id(&self) -> String {
        self.session.vault_id()
    }

    /// Counts rotations from 1.
    pub fn epoch(&self) -> u32 {
        self.session.epoch()
    }

    /// Whether this device must be registered before anything is changed.
    #[wasm_bindgen(js_name = "needsDevice")]
    pub fn needs_device(&self) -> bool {
        self.session.needs_device()
    }

    /// Stages this device's entry in the list of devices.
    #[wasm_bindgen(js_name = "registerDevice")]
    pub fn register_device(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] name: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (name, now_ms) = (text(&name)?, time(now_ms)?);
        let change = self.session.register_device(&name, now_ms, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// What to write of a new vault; throws `not-found` for any other, and when asked again.
    pub fn created(&mut self) -> Fault<Ts<Change>> {
        to_js(&self.created.take().ok_or(Error::NotFound).map_err(thrown)?)
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
        let (input, current, now_ms) = (typed(&input)?, maybe_bytes(current.as_ref())?, time(now_ms)?);
        let current = current.as_ref().map(|current| current.as_slice());
        to_js(&self.session.put(&input, current, now_ms, &mut SysRng).map_err(thrown)?)
    }

    /// Stages that an item goes into the trash, or comes back out of it.
    #[wasm_bindgen(js_name = "setTrashed")]
    pub fn set_trashed(
        &mut self,
        base: Ts<ItemBase>,
        current: &Uint8Array,
        trashed: bool,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<ItemChange>> {
        let (base, current, now_ms) = (typed(&base)?, bytes(current)?, time(now_ms)?);
        let change = self.session.set_trashed(&base, &current, trashed, now_ms, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// Stages that items are deleted for good.
    pub fn delete(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "ItemBase[]")] bases: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (bases, now_ms): (Vec<_>, _) = (list(bases)?, time(now_ms)?);
        to_js(&self.session.delete(&bases, now_ms, &mut SysRng).map_err(thrown)?)
    }

    /// Items whose time in the trash is over.
    #[wasm_bindgen(js_name = "overdueTrash", unchecked_return_type = "ItemBase[]")]
    pub fn overdue_trash(&self, #[wasm_bindgen(js_name = "nowMs")] now_ms: f64) -> Fault<JsValue> {
        list_to_js(&self.session.overdue_trash(time(now_ms)?))
    }

    /// The settings.
    pub fn settings(&self) -> Fault<Ts<Settings>> {
        to_js(self.session.settings())
    }

    /// Stages other settings.
    #[wasm_bindgen(js_name = "putSettings")]
    pub fn put_settings(
        &mut self,
        settings: Ts<Settings>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (settings, now_ms) = (typed(&settings)?, time(now_ms)?);
        let change = self.session.put_settings(&settings, now_ms, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// An item with all its fields, from its stored record.
    pub fn item(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Item>> {
        let item = self.session.item(&text(&id)?, &bytes(record)?, time(now_ms)?);
        to_js(&item.map_err(thrown)?)
    }

    /// The one-time code of an item that holds now.
    #[wasm_bindgen(js_name = "otpCode")]
    pub fn otp_code(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<OtpCode>> {
        let code = self.session.otp_code(&text(&id)?, &bytes(record)?, time(now_ms)?);
        to_js(&code.map_err(thrown)?)
    }

    /// Stages that the code of a counter was used.
    #[wasm_bindgen(js_name = "advanceOtp")]
    pub fn advance_otp(
        &mut self,
        base: Ts<ItemBase>,
        current: &Uint8Array,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<ItemChange>> {
        let (base, current, now_ms) = (typed(&base)?, bytes(current)?, time(now_ms)?);
        let change = self.session.advance_otp(&base, &current, now_ms, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// Rows of a shelf for the page and all others, as the query finds them; of the others the first `most`, or all.
    pub fn list(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] query: JsValue,
        page: Option<Ts<FrameContext>>,
        shelf: Ts<Shelf>,
        most: Option<u32>,
    ) -> Fault<Ts<Listing>> {
        let (query, page) = (text(&query)?, maybe_typed(page)?);
        let most = most.and_then(|most| most.try_into().ok()).unwrap_or(usize::MAX);
        to_js(&self.session.list_first(&query, page.as_ref(), typed(&shelf)?, most))
    }

    /// The row of one item, on whatever shelf it lies.
    pub fn row(&self, #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue) -> Fault<Option<Ts<Row>>> {
        self.session.row(&text(&id)?).as_ref().map(to_js).transpose()
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
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<FillPlan>> {
        let (id, record, choice, now_ms) = (text(&id)?, bytes(record)?, typed(&choice)?, time(now_ms)?);
        let (snapshot, page) = (typed(&snapshot)?, typed(&page)?);
        let plan = self.session.plan_fill(&id, &record, &snapshot, &page, choice, now_ms);
        to_js(&plan.map_err(thrown)?)
    }

    /// Stages that an item was filled or copied.
    #[wasm_bindgen(js_name = "noteUsed")]
    pub fn note_used(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let change = self.session.note_used(&text(&id)?, time(now_ms)?, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// What saving the sealed drafts of one tab, oldest first, would do.
    #[wasm_bindgen(js_name = "offerSave")]
    pub fn offer_save(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array[]")] drafts: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Option<Ts<Offer>>> {
        let offer = self.session.offer_save(&list_of_bytes(&drafts)?, time(now_ms)?);
        offer.map_err(thrown)?.as_ref().map(to_js).transpose()
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
        let change = self.session.accept(&offer, &edits, current, time(now_ms)?, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }
}

/// The ways into a vault, from a stored header.
#[wasm_bindgen(unchecked_return_type = "SlotInfo[]")]
pub fn slots(header: &Uint8Array) -> Fault<JsValue> {
    let slots: Vec<SlotInfo> = session::slots(&bytes(header)?).map_err(thrown)?;
    list_to_js(&slots)
}

/// The vault's id, 32 hex digits, from a stored header: what a recovery code is derived with.
#[wasm_bindgen(js_name = "vaultId")]
pub fn vault_id(header: &Uint8Array) -> Fault<String> {
    Ok(session::vault_id(&bytes(header)?).map_err(thrown)?.to_string())
}

/// What to write into a document to fill a password that was just made into its fields for a new one.
#[wasm_bindgen(js_name = "planNew")]
pub fn plan_new(
    #[wasm_bindgen(unchecked_param_type = "string")] password: JsValue,
    snapshot: Ts<PageSnapshot>,
    page: Ts<FrameContext>,
) -> Fault<Ts<FillPlan>> {
    let password = Zeroizing::new(text(&password)?);
    to_js(&web::fill_new::plan(&password, &typed(&snapshot)?, &typed(&page)?))
}

/// Whether the words of a page say that the sign-in before it failed.
#[wasm_bindgen(js_name = "saysFailed")]
pub fn says_failed(#[wasm_bindgen(unchecked_param_type = "string")] words: JsValue) -> Fault<bool> {
    Ok(web::said::says_failed(&text(&words)?))
}

/// Whether the words of a page say that the password was changed.
#[wasm_bindgen(js_name = "saysChanged")]
pub fn says_changed(#[wasm_bindgen(unchecked_param_type = "string")] words: JsValue) -> Fault<bool> {
    Ok(web::said::says_changed(&text(&words)?))
}

/// What a page is for and what its fields are.
#[wasm_bindgen]
pub fn classify(snapshot: Ts<PageSnapshot>) -> Fault<Ts<Reading>> {
    to_js(&web::classify::read(&typed(&snapshot)?))
}
