//! The client's decisions: what to send where, when to ask again, what an answer means. It does no I/O; whoever does
//! ([`crate::js`] in WebAssembly, a test on the host) carries out one [`Step`] after the other and tells the outcome.

mod call;
mod companies;
mod problem;
mod route;

pub use call::{Call, Outcome, Policy, Step};
pub use companies::{Part, assemble, concatenate};
pub use route::{Addressed, Route};
