//! Files that belong to items, for JavaScript: one chunk at a time, sealed or opened.
//!
//! It converts and decides nothing, as [`crate`].

use getrandom::SysRng;
use js_sys::Uint8Array;
use latchkey_core::api::{ItemBase, ItemChange};
use latchkey_core::session;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::Vault;
use crate::convert::{bytes, text, time, to_js, typed};
use crate::fault::{Fault, thrown};

/// A file as a stream of chunks of 64 KiB. It holds the file's key until `free()`.
#[wasm_bindgen]
pub struct FileStream {
    pub(crate) stream: session::FileStream,
}

#[wasm_bindgen]
impl FileStream {
    /// How many chunks the file has: at least one.
    pub fn chunks(&self) -> u32 {
        self.stream.chunks()
    }

    /// Key of the record of a chunk.
    #[wasm_bindgen(js_name = "chunkKey")]
    pub fn chunk_key(&self, number: u32) -> String {
        self.stream.chunk_key(number)
    }

    /// Seals the next chunk; each once, in order.
    #[wasm_bindgen(js_name = "sealChunk")]
    pub fn seal_chunk(&mut self, number: u32, data: &Uint8Array) -> Fault<Vec<u8>> {
        self.stream.seal_chunk(number, &bytes(data)?).map_err(thrown)
    }

    /// Opens a chunk.
    #[wasm_bindgen(js_name = "openChunk")]
    pub fn open_chunk(&self, number: u32, sealed: &Uint8Array) -> Fault<Vec<u8>> {
        let opened = self.stream.open_chunk(number, &bytes(sealed)?).map_err(thrown)?;
        Ok(opened.to_vec())
    }
}

#[wasm_bindgen]
impl Vault {
    /// The stream of a new file of `size` bytes.
    #[wasm_bindgen(js_name = "makeFile")]
    pub fn make_file(&self, size: f64) -> Fault<FileStream> {
        let stream = self.session.make_file(time(size)?, &mut SysRng).map_err(thrown)?;
        Ok(FileStream { stream })
    }

    /// Stages that a file, all of whose chunks are stored, belongs to an item.
    pub fn attach(
        &mut self,
        base: Ts<ItemBase>,
        current: &Uint8Array,
        file: &FileStream,
        #[wasm_bindgen(unchecked_param_type = "string")] name: JsValue,
        #[wasm_bindgen(js_name = "mediaType", unchecked_param_type = "string")] media_type: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<ItemChange>> {
        let (base, current, now_ms) = (typed(&base)?, bytes(current)?, time(now_ms)?);
        let (name, media_type, stream) = (text(&name)?, text(&media_type)?, &file.stream);
        let session = &mut self.session;
        let change = session.attach(&base, &current, stream, &name, &media_type, now_ms, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// Stages that a file goes.
    pub fn detach(
        &mut self,
        base: Ts<ItemBase>,
        current: &Uint8Array,
        #[wasm_bindgen(js_name = "fileId", unchecked_param_type = "string")] file_id: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<Ts<ItemChange>> {
        let (base, current, now_ms) = (typed(&base)?, bytes(current)?, time(now_ms)?);
        let change = self
            .session
            .detach(&base, &current, &text(&file_id)?, now_ms, &mut SysRng);
        to_js(&change.map_err(thrown)?)
    }

    /// The stream of a file of an item, to open its chunks by.
    #[wasm_bindgen(js_name = "openFile")]
    pub fn open_file(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        record: &Uint8Array,
        #[wasm_bindgen(js_name = "fileId", unchecked_param_type = "string")] file_id: JsValue,
        #[wasm_bindgen(js_name = "nowMs")] now_ms: f64,
    ) -> Fault<FileStream> {
        let (id, record, file_id) = (text(&id)?, bytes(record)?, text(&file_id)?);
        let stream = self.session.open_file(&id, &record, &file_id, time(now_ms)?);
        stream.map(|stream| FileStream { stream }).map_err(thrown)
    }

    /// Ids of all files that belong to items: chunks of any other may be deleted.
    #[wasm_bindgen(js_name = "attachmentIds")]
    pub fn attachment_ids(&self) -> Vec<String> {
        self.session.attachment_ids()
    }
}
