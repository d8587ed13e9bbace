//! Questions and answers of HTTP as plain values, and the decisions about them: nothing here does any I/O.
//!
//! A [`Request`] never holds a secret: providers add their credentials to a copy at the last moment
//! ([`crate::providers::authorise`]), so that whatever is shown, logged or kept is made from a value that has none.

mod query;
mod request;
mod response;
pub mod retry;
mod time;

pub use query::{decode_component, decode_query, encode_component};
pub use request::{Body, FORM, Incoming, Method, Pairs, Request};
pub use response::{Response, excerpt};
pub use time::iso_ms;
#[cfg(feature = "sandbox")]
pub use time::iso_text;
