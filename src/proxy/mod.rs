//! What the worker may forward: decisions about values. The worker does the rest: bindings, `fetch`, streams.
//!
//! The table of routes is the catalogue, and what it does not list is refused. Nothing of a request is copied: its
//! parameters are read, checked as the client checks them, and composed into a new request.

pub mod breaker;
mod finding;
pub mod keep;
mod leaks;
pub mod portfolio;
mod problem;
mod routes;
pub mod table;
mod whole;

pub use finding::{codes, found};
pub use leaks::Leaks;
pub use problem::{Problem, problem};
pub use routes::routes;

use crate::catalogue;
use crate::error::{Cause, Error};
use crate::http::{Body, Incoming, Request};
use crate::operation::{Input, Operation, Param, Place, Read};
use crate::providers::Provider;

/// A question that may be forwarded.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub operation: &'static Operation,
    /// The request to the provider, without credentials.
    pub request: Request,
}

impl Question {
    /// How many companies it is about: what providers charge by. A question that names its company in another way is about
    /// one.
    pub fn companies(&self) -> usize {
        self.identifiers().count().max(1)
    }

    /// The whole question, without credentials: method, path, query and body.
    pub fn told(&self) -> String {
        let body = self.request.body.as_ref().map(|body| body.encoded().0).unwrap_or_default();
        let gap = if body.is_empty() { "" } else { " " };
        [self.request.method.name(), " ", &self.request.target(), gap, &body].concat()
    }

    /// About whom it is, as a log may have it: the first few identifiers, those of natural persons masked, and how many
    /// more there are. Of parameters that are no identifiers nothing is said.
    pub fn masked(&self) -> String {
        const SHOWN: usize = 3;
        let shown: Vec<String> = self.identifiers().take(SHOWN).map(masked).collect();
        let more = self.identifiers().count().saturating_sub(SHOWN);
        shown.join(",") + &if more > 0 { [" +", &more.to_string()].concat() } else { String::new() }
    }

    fn identifiers(&self) -> impl Iterator<Item = &str> {
        let is_list = |wire: &str| {
            let is = |param: &Param| param.wire == wire && matches!(param.input, Input::Identifiers(..));
            self.operation.params.iter().any(is)
        };
        let query = &self.request.query;
        let in_query = query.iter().filter(move |(name, _)| is_list(name)).map(|(_, value)| value.as_str());
        let in_body = match &self.request.body {
            Some(Body::Text(list)) if !list.is_empty() => Some(list.as_str()),
            _ => None,
        };
        in_query.chain(in_body).flat_map(|list| list.split(','))
    }
}

/// The identifier of a company as it is; of one that may be a person's only where it was registered.
fn masked(identifier: &str) -> String {
    // ИНН and ОГРН of companies have 10 and 13 digits; ИНН, ОГРНИП and СНИЛС of people 12, 15 and 11.
    if matches!(identifier.len(), 10 | 13) {
        return identifier.to_owned();
    }
    identifier.chars().enumerate().map(|(position, digit)| if position < 4 { digit } else { '*' }).collect()
}

/// The operation that a request is for. Paths are `/{provider}{path of the provider}`, to the letter; the body does not
/// matter, so that it need not be read before it is known who asks.
///
/// # Errors
/// An [`Error`] when the catalogue has no such operation.
pub fn route(incoming: &Incoming<'_>) -> Result<&'static Operation, Box<Error>> {
    let (read, provider) = read(incoming)?;
    let routes = || provider.operations().iter().filter(|operation| read.is_about(operation));
    routes().find(|operation| read.has_method_of(operation)).ok_or_else(|| {
        Error::new(match routes().next() {
            Some(operation) if operation.discreet && incoming.method == operation.method.name() => {
                Cause::PersonInAddress
            }
            Some(_) => Cause::MethodNotAllowed,
            None => Cause::NoSuchRoute,
        })
    })
}

/// The request as far as it can be read without its operation, and the provider that it is for.
fn read<'a>(incoming: &'a Incoming<'a>) -> Result<(Read<'a>, Provider), Box<Error>> {
    let no_route = || Error::new(Cause::NoSuchRoute);
    let (provider, path) =
        incoming.path.strip_prefix('/').and_then(|path| path.split_at_checked(path.find('/')?)).ok_or_else(no_route)?;
    let provider = Provider::from_name(provider).ok_or_else(no_route)?;
    Ok((Read::new(path, incoming).map_err(Error::new)?, provider))
}

/// Reads the question that a request to that operation asks, and checks it as the client does.
///
/// # Errors
/// An [`Error`] that says why it may not be forwarded.
pub fn question(operation: &'static Operation, incoming: &Incoming<'_>) -> Result<Question, Box<Error>> {
    let (read, _) = read(incoming)?;
    let params = operation.params_of_wire(read)?;
    Ok(Question { operation, request: operation.request(&params)? })
}

/// Decides whether a request may be forwarded: [`route`] and [`question`] in one.
///
/// # Errors
/// An [`Error`] that says why not.
pub fn admit(incoming: &Incoming<'_>) -> Result<Question, Box<Error>> {
    question(route(incoming)?, incoming)
}

/// Why credentials, in the order of the provider's, cannot be what it is asked with: the name of the one that is at fault,
/// and what it must be.
pub fn credential_fault(provider: Provider, values: &[String]) -> Option<(&'static str, &'static str)> {
    // It would end the header that it is sent in.
    let is_broken = |(_, value): &(&&str, &String)| value.contains(['\n', '\r']);
    let broken = || provider.credentials().iter().zip(values).find(is_broken);
    provider.fault_of(values).or_else(|| broken().map(|(name, _)| (*name, "must be one line")))
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
