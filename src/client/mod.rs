//! The client's decisions: what to send where, when to ask again, what an answer means. It does no I/O; whoever does
//! ([`crate::js`] in WebAssembly, a test on the host) carries out one [`Step`] after the other and tells the outcome.

mod call;
mod companies;
mod pages;
mod partial;
mod problem;
mod route;

pub use call::{Call, FILE_HEAD, Incomplete, Outcome, Policy, Step, Success};
pub use companies::{assemble, concatenate};
pub use pages::Cursor;
pub use route::{Addressed, Route};

use crate::error::Error;
use crate::http::Request;

/// One request of several and what came of it.
pub struct Part<T> {
    /// The request.
    pub request: Request,
    /// Its answer, or why there is none.
    pub result: Result<T, Box<Error>>,
}

/// The name for a file that answers a request, such as `excerpt-6663003127.pdf`.
pub fn file_name(operation: &str, request: &Request) -> String {
    let about = request.query.iter().find(|(name, _)| matches!(name.as_ref(), "inn" | "ogrn"));
    let about = about.map_or("", |(_, value)| value.as_str());
    [operation, "-", about, ".pdf"].concat()
}
