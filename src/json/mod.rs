//! JSON as bytes: a strict scanner, and a small tree for what is read as a whole.

#[cfg(any(feature = "calls", feature = "sessions"))]
mod object;
mod scan;
mod value;
mod walk;

#[cfg(any(feature = "calls", feature = "sessions"))]
pub(crate) use object::Object;
pub use scan::{Details as FaultDetails, Fault, FaultKind, MAX_DEPTH};
pub(crate) use scan::{Scanner, Token};
pub(crate) use value::unescape;
pub use value::{Value, write_string};
pub(crate) use walk::{each_item, each_member, members, text_of};
