//! The boundary to JavaScript: decode, delegate, encode.
//!
//! Results cross it as JSON text. `JSON.parse` builds thousands of marks faster than calls across the boundary do, a
//! worker hands a string on for the price of a copy, and the module needs no second serialiser. It crosses in pieces, so
//! that the module never holds all of it.
//!
//! A JavaScript string may hold half a surrogate pair. wasm-bindgen hands it over as U+FFFD, which is one UTF-16 unit as
//! well, so all offsets still fit the string that the caller has; only the `text` in the result differs from it there.

use crate::export::{export, page, read, Format};
use crate::model::OffsetUnit;
use wasm_bindgen::prelude::*;

/// The engine, loaded once and used for any number of articles.
#[wasm_bindgen]
pub struct Engine {
    engine: crate::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// Unpacks the built-in tables.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // a JavaScript constructor
    pub fn new() -> Engine {
        Engine { engine: crate::Engine::new() }
    }

    /// Adds the full gazetteer file and returns how many places came to the built-in ones; throws where the bytes are not
    /// one of this version (the engine stays usable).
    #[wasm_bindgen(js_name = loadGazetteer)]
    pub fn load_gazetteer(&mut self, bytes: Vec<u8>) -> Result<usize, JsError> {
        Ok(self.engine.load_gazetteer(bytes)?)
    }

    /// Annotates one article: native JSON with `offset_unit` `utf16`, and `start_cp`, `end_cp` (code points) beside each
    /// mark's `start` and `end`. `document_date` is an ISO date, or undefined to read it from the article.
    #[wasm_bindgen(unchecked_return_type = "string")]
    pub fn annotate(&self, text: String, document_date: Option<String>) -> JsValue {
        let options = crate::Options { document_date, offset_unit: OffsetUnit::Byte, ..Default::default() };
        // JavaScript joins strings by reference; only what reads the whole puts it side by side.
        let mut json = JsValue::from_str("");
        page(self.engine.annotate_owned(text, &options), &mut |piece| json = &json + &JsValue::from_str(piece));
        json
    }
}

/// Writes native JSON (as [`Engine::annotate`] returns it, edited or not) in another format; throws where the JSON is
/// not native or the format unknown.
#[wasm_bindgen(js_name = exportResult)]
pub fn export_result(native: &str, format: &str) -> Result<Vec<u8>, JsError> {
    let format =
        Format::named(format).ok_or_else(|| JsError::new(&format!("there is no export format \"{format}\"")))?;
    Ok(export(&read(native)?, format))
}
