//! Контур.Фокус API 3.0: requisites, registry details and the state of Russian companies and entrepreneurs.
//!
//! Answers are JSON lists, errors are plain text, and the key goes in the query; so an address of Focus must never be
//! shown once it is authorised.

pub mod markers;
pub mod models;
mod operations;

pub use operations::{ANYTHING, OPERATIONS};

use crate::error::Cause;
use crate::http::{Request, Response};

/// Where the API is.
pub const BASE_URL: &str = "https://focus-api.kontur.ru";

/// The key is the first parameter of the query.
pub(super) fn authorise(request: &Request, key: &str) -> Request {
    let mut authorised = request.clone();
    authorised.query.insert(0, ("key".into(), key.to_owned()));
    authorised
}

/// Statuses first; then the two bodies that are known to be about the key.
pub(super) fn refusal(response: &Response) -> Cause {
    let says = |text: &str| response.body.trim_ascii().eq_ignore_ascii_case(text.as_bytes());
    match response.status {
        403 if says("No valid key specified") => Cause::KeyRefused,
        400 if says("Param 'key' not specified or invalid") => Cause::KeyRefused,
        status => Cause::of_status(status),
    }
}
