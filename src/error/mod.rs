//! What can go wrong with a call, as one value: what happened, where, and what to tell people.

mod cause;
mod messages;
#[cfg(feature = "calls")]
mod written;

pub use cause::{Cause, ErrorKind, Words, fault_code};
pub use messages::fault_message;

use crate::identifiers::Locale;
use crate::operation::Operation;
use crate::providers::Provider;

/// A call that did not give an answer. It never holds a secret.
#[derive(Clone, Debug)]
pub struct Error {
    /// What happened.
    pub cause: Cause,
    /// Whom the question was for.
    pub provider: Option<Provider>,
    /// The name of the operation.
    pub operation: Option<String>,
    /// The parameter (`inn[3]`) or the place in the answer (`$[0].UL.kpp`) that it is about.
    pub path: Option<String>,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// The id under which provider or worker know the request.
    pub request_id: Option<String>,
    /// How many times the provider was asked.
    pub attempts: u32,
    /// After how many milliseconds it makes sense to ask again.
    pub retry_after_ms: Option<f64>,
    /// The beginning of an answer that was not understood.
    pub excerpt: Option<String>,
}

impl Error {
    /// An error about nothing in particular yet. It is boxed wherever it goes: moved about by value it made the client's
    /// module larger by a tenth.
    pub fn new(cause: Cause) -> Box<Self> {
        Box::new(Error {
            cause,
            provider: None,
            operation: None,
            path: None,
            status: None,
            request_id: None,
            attempts: 0,
            retry_after_ms: None,
            excerpt: None,
        })
    }

    /// The same error, about that operation.
    pub fn of(mut self: Box<Self>, operation: &Operation) -> Box<Self> {
        self.provider = Some(operation.provider);
        self.operation = Some(operation.name.to_owned());
        self
    }

    /// The same error, at that place; an empty one says nothing.
    pub fn at(mut self: Box<Self>, path: &str) -> Box<Self> {
        self.path = Some(path.to_owned()).filter(|path| !path.is_empty());
        self
    }

    /// The class of errors that it belongs to.
    pub fn kind(&self) -> ErrorKind {
        self.cause.kind()
    }

    /// The stable, machine-readable code.
    pub fn code(&self) -> &str {
        self.cause.code()
    }

    /// One or two sentences for people.
    pub fn message(&self, locale: Locale) -> String {
        messages::message(self, locale)
    }
}
