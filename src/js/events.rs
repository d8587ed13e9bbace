//! What an observer is told. No event holds a secret: addresses are those of [`crate::client::Addressed::shown`].

use super::foreign::object;
use js_sys::Function;
use wasm_bindgen::JsValue;

/// What all events of a call have in common.
#[derive(Clone, Copy)]
pub(super) struct About {
    /// The number of the call in its client.
    pub(super) call: u32,
    pub(super) provider: &'static str,
    pub(super) operation: &'static str,
    /// The attempt, from 1; 0 for the call as a whole.
    pub(super) attempt: u32,
}

/// Tells the observer that something happened: `kind` is `request`, `response`, `charge`, `retry` or
/// `progress`. What it throws is its
/// own affair.
pub(super) fn tell(observer: Option<&Function>, about: About, kind: &str, members: &[(&str, JsValue)]) {
    let Some(observer) = observer else { return };
    let event = object(&[
        ("type", kind.into()),
        ("call", about.call.into()),
        ("provider", about.provider.into()),
        ("operation", about.operation.into()),
        ("attempt", about.attempt.into()),
    ]);
    super::foreign::add(&event, members);
    let _ = observer.call1(&JsValue::UNDEFINED, &event);
}
