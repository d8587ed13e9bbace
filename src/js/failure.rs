//! Errors on their way out: plain objects that the package turns into its classes.

use crate::error::Error;
use crate::identifiers::Locale;
use serde::Serialize;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure<'e> {
    name: &'static str,
    code: &'e str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'e str>,
    attempts: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<&'e str>,
    #[serde(with = "serde_wasm_bindgen::preserve", skip_serializing_if = "JsValue::is_undefined")]
    cause: JsValue,
}

/// The error as a plain object; `cause` is the foreign value behind it.
pub(super) fn to_js(error: &Error, locale: Locale, cause: JsValue) -> JsValue {
    let failure = Failure {
        name: error.kind().name(),
        code: error.code(),
        message: error.message(locale),
        provider: error.provider.map(|provider| provider.name()),
        operation: error.operation.as_deref(),
        path: error.path.as_deref(),
        status: error.status,
        request_id: error.request_id.as_deref(),
        attempts: error.attempts,
        retry_after_ms: error.retry_after_ms,
        excerpt: error.excerpt.as_deref(),
        cause,
    };
    // Serialising plain data cannot fail; were it to, the package makes an internal error of what it gets.
    serde_wasm_bindgen::to_value(&failure).unwrap_or(JsValue::UNDEFINED)
}
