//! Moving in and out, for JavaScript: the vault file, imports and the raw export, piece by piece.
//!
//! It converts and decides nothing, as [`crate`].
#![allow(unreachable_pub, reason = "what JavaScript is to reach must be public here")]

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{Change, ImportedItem, Record, RestorePlan};
use latchkey_core::error::Error;
use latchkey_core::session::{Gathering, Matching, Restoring};
use latchkey_core::vault::file::{self, Entry};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::raw;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::Vault;
use crate::convert::{bytes, list, list_to_js, text, time, to_js, typed};
use crate::fault::{Fault, thrown};
use crate::files::FileStream;

/// Writes a vault file. It holds the file's key until `free()`.
#[wasm_bindgen]
pub struct FileWriter {
    writer: Option<file::FileWriter>,
    /// What was counted so far.
    items: u32,
    files: u32,
    /// The first bytes, until they were handed out.
    begun: Vec<u8>,
}

#[wasm_bindgen]
impl FileWriter {
    /// Begins a file that any of the slots opens.
    pub fn begin(#[wasm_bindgen(unchecked_param_type = "NewSlot[]")] slots: JsValue) -> Fault<Self> {
        let slots: Vec<_> = list(slots)?;
        let (writer, begun) = file::FileWriter::begin(&slots, &mut SysRng).map_err(thrown)?;
        Ok(Self {
            writer: Some(writer),
            items: 0,
            files: 0,
            begun,
        })
    }

    /// The first bytes, what the file says of its vault, and all named records; `records` are the stored ones but items
    /// and chunks. Without them none is named: a file of chosen items holds no settings and no generated passwords.
    pub fn head(
        &mut self,
        vault: &Vault,
        #[wasm_bindgen(unchecked_param_type = "Record[] | undefined")] records: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Vec<u8>> {
        let now_ms = time(now_ms)?;
        let mut out = std::mem::take(&mut self.begun);
        out.extend(self.push(&vault.session.about_entry(now_ms))?);
        if !records.is_undefined() {
            let records: Vec<Record> = list(records)?;
            for entry in vault.session.named_entries(records).map_err(thrown)? {
                out.extend(self.push(&entry)?);
            }
        }
        Ok(out)
    }

    /// Says that a file follows, chunk by chunk.
    pub fn file(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue, size: f64) -> Fault<Vec<u8>> {
        let id = Id::parse(&text(&id)?).map_err(thrown)?;
        self.files = self.files.saturating_add(1);
        self.push(&Entry::File(id, time(size)?))
    }

    /// The next chunk of the file, in clear.
    pub fn chunk(&mut self, data: &Uint8Array) -> Fault<Vec<u8>> {
        self.push(&Entry::Chunk(bytes(data)?.to_vec()))
    }

    /// An item from its stored record, after its files.
    pub fn item(
        &mut self,
        vault: &Vault,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Vec<u8>> {
        let entry = vault.session.item_entry(&text(&id)?, &bytes(record)?, time(now_ms)?);
        let entry = entry.map_err(thrown)?;
        self.items = self.items.saturating_add(1);
        self.push(&entry)
    }

    /// The last bytes.
    pub fn finish(&mut self) -> Fault<Vec<u8>> {
        let mut out = self.push(&Entry::End(self.items, self.files))?;
        let writer = self.writer.take().ok_or(Error::InvalidInput).map_err(thrown)?;
        out.extend(writer.finish().map_err(thrown)?);
        Ok(out)
    }

    fn push(&mut self, entry: &Entry) -> Fault<Vec<u8>> {
        let writer = self.writer.as_mut().ok_or(Error::InvalidInput).map_err(thrown)?;
        writer.push(entry).map_err(thrown)
    }
}

/// The ways into a vault file, from its first bytes.
#[wasm_bindgen(js_name = "fileSlots", unchecked_return_type = "SlotInfo[]")]
pub fn file_slots(start: &Uint8Array) -> Fault<JsValue> {
    list_to_js(&file::slots(&bytes(start)?).map_err(thrown)?.0)
}

/// How long the header of a vault file is, from its first bytes.
#[wasm_bindgen(js_name = "fileHeaderLength")]
pub fn file_header_length(start: &Uint8Array) -> Fault<usize> {
    Ok(file::slots(&bytes(start)?).map_err(thrown)?.1)
}

/// A vault file that is being restored: read once to look, once more to take. It holds the file's key until `free()`.
#[wasm_bindgen]
pub struct Restore {
    restoring: Option<Restoring>,
}

#[wasm_bindgen]
impl Restore {
    /// Opens a file by its header.
    pub fn begin(
        vault: &Vault,
        header: &Uint8Array,
        #[wasm_bindgen(unchecked_param_type = "FactorProof[]")] proofs: JsValue,
    ) -> Fault<Self> {
        let proofs: Vec<_> = list(proofs)?;
        let restoring = Restoring::begin(&vault.session, &bytes(header)?, &proofs).map_err(thrown)?;
        let restoring = Some(restoring);
        Ok(Self { restoring })
    }

    /// Takes the next bytes, of which `last` are the file's end, to see what it holds.
    pub fn look(&mut self, vault: &Vault, data: &Uint8Array, last: bool) -> Fault<()> {
        let data = bytes(data)?;
        self.inner()?.look(&vault.session, &data, last).map_err(thrown)
    }

    /// What restoring would do, once the file was read to its end.
    pub fn plan(&mut self) -> Fault<Ts<RestorePlan>> {
        to_js(self.inner()?.plan().map_err(thrown)?)
    }

    /// Takes the same bytes once more; gives records: those of chunks to be stored at once, those of items for the end.
    #[wasm_bindgen(unchecked_return_type = "Record[]")]
    pub fn take(
        &mut self,
        vault: &Vault,
        data: &Uint8Array,
        last: bool,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<JsValue> {
        let (data, now_ms) = (bytes(data)?, time(now_ms)?);
        let taken = self.inner()?.take(&vault.session, &data, last, now_ms, &mut SysRng);
        list_to_js(&taken.map_err(thrown)?)
    }

    /// Stages all that was taken.
    pub fn finish(&mut self, vault: &mut Vault, #[wasm_bindgen(js_name = "nowMs")] now_ms: f64) -> Fault<Ts<Change>> {
        let restoring = self.restoring.take().ok_or(Error::InvalidInput).map_err(thrown)?;
        let change = restoring.finish(&mut vault.session, time(now_ms)?, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    fn inner(&mut self) -> Fault<&mut Restoring> {
        self.restoring.as_mut().ok_or(Error::InvalidInput).map_err(thrown)
    }
}

/// An import: matched batch by batch, then gathered batch by batch, then staged.
#[wasm_bindgen]
pub struct Gather {
    /// What is known of items, once one is matched.
    matching: Option<Matching>,
    pub(crate) gathering: Option<Gathering>,
    /// Files whose chunks are stored and whose item is still to come.
    files: Vec<latchkey_core::session::FileStream>,
}

#[wasm_bindgen]
impl Gather {
    /// Begins.
    pub fn begin(vault: &Vault, #[wasm_bindgen(js_name = "nowMs")] now_ms: f64) -> Fault<Self> {
        let gathering = vault.session.gather(time(now_ms)?).map_err(thrown)?;
        Ok(Self {
            matching: None,
            gathering: Some(gathering),
            files: Vec::new(),
        })
    }

    /// What the next items are beside those of the vault and those before them.
    #[wasm_bindgen(js_name = "match", unchecked_return_type = "ImportMatch[]")]
    pub fn match_more(
        &mut self,
        vault: &Vault,
        #[wasm_bindgen(unchecked_param_type = "ImportedItem[]")] items: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<JsValue> {
        let (items, now_ms): (Vec<ImportedItem>, _) = (list(items)?, time(now_ms)?);
        let matching = self.matching.get_or_insert_with(|| vault.session.begin_matching());
        let matches = vault.session.match_more(matching, &items, now_ms);
        list_to_js(&matches.map_err(thrown)?)
    }

    /// Takes a file whose chunks are stored, for the next item that has files.
    pub fn file(&mut self, stream: FileStream) {
        self.files.push(stream.stream);
    }

    /// Gathers new items; gives their records.
    #[wasm_bindgen(unchecked_return_type = "Record[]")]
    pub fn add(
        &mut self,
        vault: &Vault,
        #[wasm_bindgen(unchecked_param_type = "ImportedItem[]")] items: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<JsValue> {
        let (items, now_ms): (Vec<ImportedItem>, _) = (list(items)?, time(now_ms)?);
        let mut files = Vec::new();
        for item in &items {
            files.push(self.next_files(item)?);
        }
        let gathering = self.gathering.as_mut().ok_or(Error::InvalidInput).map_err(thrown)?;
        let records = vault
            .session
            .gather_imported(gathering, &items, &files, now_ms, &mut SysRng);
        list_to_js(&records.map_err(thrown)?)
    }

    /// Gathers what the import knows more of an item of the vault, if it does; gives its record.
    pub fn merge(
        &mut self,
        vault: &Vault,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
        item: Ts<ImportedItem>,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Option<Ts<Record>>> {
        let (id, record, item) = (text(&id)?, bytes(record)?, typed(&item)?);
        let (files, now_ms) = (self.next_files(&item)?, time(now_ms)?);
        let gathering = self.gathering.as_mut().ok_or(Error::InvalidInput).map_err(thrown)?;
        let merged = vault
            .session
            .gather_merged(gathering, (&id, &record), &item, files, now_ms, &mut SysRng);
        merged.map_err(thrown)?.as_ref().map(to_js).transpose()
    }

    /// Gathers an item as it was before an import; `then` is the record that was stored then.
    pub fn revert(
        &mut self,
        vault: &Vault,
        base: Ts<latchkey_core::api::ItemBase>,
        record: &Uint8Array,
        then: &Uint8Array,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Record>> {
        let (base, record, then) = (typed(&base)?, bytes(record)?, bytes(then)?);
        let gathering = self.gathering.as_mut().ok_or(Error::InvalidInput).map_err(thrown)?;
        let reverted = vault
            .session
            .gather_reverted(gathering, &base, (&record, &then), time(now_ms)?, &mut SysRng);
        to_js(&reverted.map_err(thrown)?)
    }

    /// The gathered items, as they will be.
    #[wasm_bindgen(unchecked_return_type = "ItemBase[]")]
    pub fn bases(&self) -> Fault<JsValue> {
        list_to_js(&self.gathering.as_ref().map_or_else(Vec::new, Gathering::bases))
    }

    /// Stages all that was gathered, and the deletion of `gone`.
    pub fn finish(
        &mut self,
        vault: &mut Vault,
        #[wasm_bindgen(unchecked_param_type = "ItemBase[]")] gone: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<Change>> {
        let (gone, now_ms): (Vec<_>, _) = (list(gone)?, time(now_ms)?);
        let gathering = self.gathering.take().ok_or(Error::InvalidInput).map_err(thrown)?;
        let change = vault.session.put_gathered(gathering, &[], &gone, now_ms, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// The files of the next item, in their order.
    fn next_files(&mut self, item: &ImportedItem) -> Fault<Vec<latchkey_core::session::FileStream>> {
        if item.attachments.len() > self.files.len() {
            return Err(thrown(Error::InvalidInput));
        }
        let rest = self.files.split_off(item.attachments.len());
        Ok(std::mem::replace(&mut self.files, rest))
    }
}

/// The first bytes of a raw export of `count` records.
#[wasm_bindgen(js_name = "rawBegin")]
pub fn raw_begin(count: u32) -> Vec<u8> {
    raw::begin(count)
}

/// A record of a raw export.
#[wasm_bindgen(js_name = "rawRecord")]
pub fn raw_record(
    #[wasm_bindgen(unchecked_param_type = "string")] key: JsValue,
    record: &Uint8Array,
) -> Fault<Vec<u8>> {
    Ok(raw::encode_record(&text(&key)?, &bytes(record)?))
}
