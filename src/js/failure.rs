//! Errors on their way out: plain objects that the package turns into its classes.

use super::foreign::{add, object};
use crate::error::Error;
use crate::identifiers::Locale;
use wasm_bindgen::JsValue;

/// The error as a plain object; `cause` is the foreign value behind it.
pub(super) fn to_js(error: &Error, locale: Locale, cause: JsValue) -> JsValue {
    let failure = object(&[
        ("name", error.kind().name().into()),
        ("code", error.code().into()),
        ("message", error.message(locale).into()),
        ("attempts", error.attempts.into()),
        ("cause", cause),
    ]);
    add(
        &failure,
        &[
            ("provider", error.provider.map(|provider| provider.name()).into()),
            ("operation", error.operation.as_deref().into()),
            ("path", error.path.as_deref().into()),
            ("status", error.status.into()),
            ("requestId", error.request_id.as_deref().into()),
            ("retryAfterMs", error.retry_after_ms.into()),
            ("providerCode", error.cause.own_code().into()),
            ("excerpt", error.excerpt.as_deref().into()),
        ],
    );
    if let Some(details) = error.cause.details().and_then(|details| js_sys::JSON::parse(details).ok()) {
        add(&failure, &[("details", details)]);
    }
    failure.into()
}
