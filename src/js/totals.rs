//! What the package asks of [`crate::totals`]: pages in, totals out.

use crate::catalogue;
use crate::error::{fault_code, fault_message};
use crate::identifiers::Locale;
use crate::json::write_string;
use crate::totals;
use wasm_bindgen::prelude::*;

/// The totals over one list, as far as its pages were added.
#[wasm_bindgen]
pub struct Summing {
    totals: totals::Summing,
    locale: Locale,
}

/// Begins to sum up the list of that operation, of which no more than `limit` entries are counted; nothing when the operation
/// has no totals. `russian`: the language of messages.
#[wasm_bindgen]
pub fn summing(provider: &str, operation: &str, limit: u32, russian: bool) -> Option<Summing> {
    let totals = catalogue::totals(provider, operation)?;
    let locale = if russian { Locale::Ru } else { Locale::En };
    Some(Summing { totals: totals::Summing::new(totals, limit), locale })
}

#[wasm_bindgen]
impl Summing {
    /// Adds a page, which is as the client decoded it. What cannot be added is a `DecodeError`, whose `code`, `path` and
    /// `message` are given as JSON; nothing when all is well.
    pub fn add(&mut self, page: &[u8]) -> Option<String> {
        let fault = self.totals.add(page).err()?;
        let path = fault.path();
        let message = [&path, ": ", &fault_message(&fault, self.locale)].concat();
        let mut out = String::new();
        for (label, text) in
            [("{\"code\":", fault_code(&fault.kind)), (",\"path\":", &path), (",\"message\":", &message)]
        {
            out.push_str(label);
            write_string(&mut out, text, false);
        }
        out.push('}');
        Some(out)
    }

    /// Whether any item was met: without one the provider does not know the company.
    #[wasm_bindgen(getter, js_name = hasAny)]
    pub fn has_any(&self) -> bool {
        self.totals.has_any()
    }

    /// How many pages were added.
    #[wasm_bindgen(getter)]
    pub fn pages(&self) -> u32 {
        self.totals.pages()
    }

    /// How many entries the last page had, counted or not.
    #[wasm_bindgen(getter)]
    pub fn entries(&self) -> u32 {
        self.totals.entries()
    }

    /// Whether as many entries were counted as may be.
    #[wasm_bindgen(getter, js_name = isFull)]
    pub fn is_full(&self) -> bool {
        self.totals.is_full()
    }

    /// Whether entries were left out because of that.
    #[wasm_bindgen(getter, js_name = isCut)]
    pub fn is_cut(&self) -> bool {
        self.totals.is_cut()
    }

    /// The totals as JSON. `complete`: nothing was left out.
    pub fn write(&self, complete: bool) -> String {
        self.totals.write(complete)
    }
}
