//! What an observer is told. No event holds a secret: addresses are those of [`crate::client::Addressed::shown`].

use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// One event of a call.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(super) enum Event<'e> {
    /// An attempt begins.
    Request {
        call: u32,
        provider: &'static str,
        operation: &'static str,
        attempt: u32,
        method: &'static str,
        url: &'e str,
    },
    /// An attempt is over, with an answer (then it has a status) or without.
    Response {
        call: u32,
        provider: &'static str,
        operation: &'static str,
        attempt: u32,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        duration_ms: f64,
    },
    /// There will be another attempt, after a pause.
    Retry { call: u32, provider: &'static str, operation: &'static str, attempt: u32, pause_ms: f64 },
}

/// Tells the observer. What it throws is its own affair.
pub(super) fn tell(observer: Option<&Function>, event: &Event<'_>) {
    if let (Some(observer), Ok(event)) = (observer, serde_wasm_bindgen::to_value(event)) {
        let _ = observer.call1(&JsValue::UNDEFINED, &event);
    }
}
