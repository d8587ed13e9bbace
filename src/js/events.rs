//! What an observer is told. No event holds a secret: addresses are those of [`crate::client::Addressed::shown`].

use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// One event of a call. A struct with optional fields rather than an enum: tagged or flattened enums go through serde's
/// maps, which cost 2 KB of the compressed module.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event<'e> {
    /// `request`, `response`, `retry` or `progress`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// The number of the call in its client.
    pub(super) call: u32,
    pub(super) provider: &'static str,
    pub(super) operation: &'static str,
    /// The attempt, from 1; 0 before the first.
    pub(super) attempt: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) duration_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pause_ms: Option<f64>,
    /// What progress is counted in: `requests` or `bytes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) done: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<f64>,
}

/// Tells the observer. What it throws is its own affair.
pub(super) fn tell(observer: Option<&Function>, event: &Event<'_>) {
    if let (Some(observer), Ok(event)) = (observer, serde_wasm_bindgen::to_value(event)) {
        let _ = observer.call1(&JsValue::UNDEFINED, &event);
    }
}
