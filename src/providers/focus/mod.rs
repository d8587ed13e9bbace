//! Контур.Фокус API 3.0: requisites, registry details and the state of Russian companies and entrepreneurs.
//!
//! Answers are JSON lists, errors are plain text, and the key goes in the query; so an address of Focus must never be
//! shown once it is authorised.

pub mod markers;
pub mod models;
mod operations;
mod totals;

pub use operations::{ANYTHING, OPERATIONS};
pub use totals::TOTALS;

use super::{Definition, Read, by_status};
use crate::error::Cause;
use crate::http::Request;

/// The name in code.
pub const NAME: &str = "focus";

/// Контур.Фокус.
pub static DEFINITION: Definition = Definition {
    name: NAME,
    title: "Контур.Фокус",
    base_url: "https://focus-api.kontur.ru",
    operations: OPERATIONS,
    anything: Some(&ANYTHING),
    credentials: &["key"],
    session: None,
    defaults: &[],
    secret_params: &["key"],
    authorise,
    read: READ,
    words: |_| None,
    says_json: true,
};

/// The key is the first parameter of the query.
fn authorise(request: &mut Request, credentials: &[String]) {
    if let Some(key) = credentials.first() {
        request.query.insert(0, ("key".into(), key.clone()));
    }
}

/// Statuses first; then the two bodies that are known to be about the key.
const READ: Read = |_, _, response, _| {
    let says = |text: &str| response.body.trim_ascii().eq_ignore_ascii_case(text.as_bytes());
    match response.status {
        403 if says("No valid key specified") => Err(Cause::KeyRefused),
        400 if says("Param 'key' not specified or invalid") => Err(Cause::KeyRefused),
        // No other success is known.
        status @ 201..=299 => Err(Cause::of_status(status)),
        _ => by_status(response),
    }
};
