//! What the worker may forward: decisions about values. The worker does the rest: bindings, `fetch`, streams.
//!
//! The table of routes is the catalogue, and what it does not list is refused. Nothing of a request is copied: its
//! parameters are read, checked as the client checks them, and composed into a new request.

mod problem;

pub use problem::{Problem, problem};

use crate::catalogue;
use crate::error::{Cause, Error};
use crate::http::{Incoming, Request};
use crate::operation::{Operation, Place, Read};
use crate::providers::Provider;

/// A question that may be forwarded.
#[derive(Debug)]
pub struct Question {
    /// What is asked.
    pub operation: &'static Operation,
    /// The request to the provider, without credentials.
    pub request: Request,
}

/// Decides whether a request may be forwarded. Paths are `/{provider}{path of the provider}`, to the letter; a question
/// that names a person is posted as a form, see [`crate::http::Request::for_proxy`].
///
/// # Errors
/// An [`Error`] that says why not.
pub fn admit(incoming: &Incoming<'_>) -> Result<Question, Box<Error>> {
    let no_route = || Error::new(Cause::NoSuchRoute);
    let (provider, path) =
        incoming.path.strip_prefix('/').and_then(|path| path.split_at_checked(path.find('/')?)).ok_or_else(no_route)?;
    let provider = Provider::from_name(provider).ok_or_else(no_route)?;
    let read = Read::new(path, incoming).map_err(Error::new)?;
    let routes = || provider.operations().iter().filter(|operation| read.is_about(operation));
    let Some(operation) = routes().find(|operation| read.has_method_of(operation)) else {
        return Err(Error::new(match routes().next() {
            Some(operation) if operation.discreet => Cause::PersonInAddress,
            Some(_) => Cause::MethodNotAllowed,
            None => Cause::NoSuchRoute,
        }));
    };
    let params = operation.params_of_wire(read)?;
    Ok(Question { operation, request: operation.request(&params)? })
}

/// The headers that a caller may send: everything that is a parameter of some operation.
pub fn caller_headers() -> Vec<&'static str> {
    let mut names = Vec::new();
    let params = catalogue::operations().flat_map(|operation| operation.params);
    for param in params.filter(|param| param.place == Place::Header) {
        if !names.contains(&param.wire) {
            names.push(param.wire);
        }
    }
    names
}
