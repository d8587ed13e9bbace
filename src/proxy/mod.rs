//! What the worker may forward: decisions about values. The worker does the rest: bindings, `fetch`, streams.
//!
//! The table of routes is the catalogue, and what it does not list is refused. Nothing of a request is copied: its
//! parameters are read, checked as the client checks them, and composed into a new request.

pub mod breaker;
pub mod keep;
mod problem;

pub use problem::{Problem, problem};

use crate::catalogue;
use crate::error::{Cause, Error};
use crate::http::{Incoming, Request};
use crate::operation::Operation;
use crate::providers::Provider;

/// A question that may be forwarded.
#[derive(Debug)]
pub struct Question {
    /// What is asked.
    pub operation: &'static Operation,
    /// The request to the provider, without credentials.
    pub request: Request,
}

/// Decides whether a request may be forwarded. Paths are `/{provider}{path of the provider}`, to the letter.
///
/// # Errors
/// An [`Error`] that says why not.
pub fn admit(incoming: &Incoming<'_>) -> Result<Question, Box<Error>> {
    let no_route = || Error::new(Cause::NoSuchRoute);
    let (provider, path) =
        incoming.path.strip_prefix('/').and_then(|path| path.split_at_checked(path.find('/')?)).ok_or_else(no_route)?;
    let provider = Provider::from_name(provider).ok_or_else(no_route)?;
    let routes =
        || catalogue::operations().filter(|operation| operation.provider == provider && operation.path == path);
    let Some(operation) = routes().find(|operation| operation.method.name() == incoming.method) else {
        let cause = if routes().next().is_some() { Cause::MethodNotAllowed } else { Cause::NoSuchRoute };
        return Err(Error::new(cause));
    };
    let params = operation.params_of_wire(incoming.query, incoming.body)?;
    Ok(Question { operation, request: operation.request(&params)? })
}
