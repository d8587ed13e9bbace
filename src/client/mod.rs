//! The client's decisions: what to send where, when to ask again, what an answer means. It does no I/O; whoever does
//! (the package's scripts, a test on the host) carries out one [`Step`] after the other and tells the outcome.

mod call;
mod inquiry;
mod partial;
mod problem;
mod route;

pub use call::{Call, Incomplete, Outcome, Policy, Step, Success};
pub use inquiry::{Extent, Inquiry, asked};
pub use route::{Addressed, Route};
