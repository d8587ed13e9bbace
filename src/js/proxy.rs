//! What the worker asks of [`crate::proxy`].

use crate::catalogue;
use crate::error::{Cause, Error};
use crate::http::{Incoming, Response};
use crate::identifiers::Locale;
use crate::operation::{Expected, Operation};
use crate::providers::Credentials;
use crate::proxy;
use wasm_bindgen::prelude::*;

/// What there is to ask: a JSON list with a member for every operation, see [`proxy::routes`].
#[wasm_bindgen]
pub fn routes() -> String {
    proxy::routes()
}

/// The codes of everything that the worker can find, separated by spaces.
#[wasm_bindgen]
pub fn findings() -> String {
    proxy::codes().collect::<Vec<_>>().join(" ")
}

fn operation_at(route: u32) -> Option<&'static Operation> {
    catalogue::at(usize::try_from(route).ok()?)
}

/// A refusal: the HTTP status and the body of an `application/problem+json`.
#[wasm_bindgen(getter_with_clone)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The document.
    pub body: String,
    /// The stable code, for the log.
    pub code: String,
}

impl From<proxy::Problem> for Problem {
    fn from(proxy::Problem { status, body, code }: proxy::Problem) -> Problem {
        Problem { status, body, code }
    }
}

/// Who asks, as far as answers depend on it.
#[wasm_bindgen]
pub struct Caller {
    locale: Locale,
    request_id: String,
}

#[wasm_bindgen]
impl Caller {
    /// `russian`: the language of messages; `request_id`: the id to put into them.
    #[wasm_bindgen(constructor)]
    pub fn new(russian: bool, request_id: String) -> Caller {
        Caller { locale: if russian { Locale::Ru } else { Locale::En }, request_id }
    }

    /// The problem for something that the worker itself found, by its code, about the operation at that place of [`routes`]
    /// if it is known yet.
    pub fn problem(&self, code: &str, route: Option<u32>) -> Problem {
        Problem::from(proxy::found(code, route.and_then(operation_at), self.locale, &self.request_id))
    }

    /// The place in [`routes`] of the operation that a request is for; a [`Problem`] is thrown if there is none.
    pub fn route(&self, method: &str, path: &str, query: &str) -> Result<u32, Problem> {
        let found = proxy::route(&Incoming { method, path, query, body: b"" });
        let place = found.and_then(|operation| {
            let place = catalogue::position(operation).and_then(|place| u32::try_from(place).ok());
            place.ok_or_else(|| Error::new(Cause::Internal))
        });
        place.map_err(|error| self.write(error))
    }

    /// The question that a request to the operation at that place asks; a [`Problem`] is thrown if it may not be forwarded.
    pub fn question(
        &self,
        route: u32,
        method: &str,
        path: &str,
        query: &str,
        body: &[u8],
    ) -> Result<Question, Problem> {
        let operation = operation_at(route).ok_or_else(|| self.write(Error::new(Cause::NoSuchRoute)))?;
        let question = proxy::question(operation, &Incoming { method, path, query, body });
        question.map(Question).map_err(|error| self.write(error))
    }

    /// The problem for an answer that is no success.
    pub fn refusal(&self, question: &Question, status: u16, body: Vec<u8>) -> Problem {
        let response = Response { status, headers: Vec::new(), body };
        let operation = question.0.operation;
        let mut error = Error::new(operation.provider.refusal(&response)).of(operation);
        error.status = Some(status);
        self.write(error)
    }

    fn write(&self, mut error: Box<Error>) -> Problem {
        error.request_id = Some(self.request_id.clone());
        Problem::from(proxy::problem(&error, self.locale))
    }
}

/// A question that may be forwarded.
#[wasm_bindgen]
pub struct Question(proxy::Question);

#[wasm_bindgen]
impl Question {
    /// The provider's name.
    #[wasm_bindgen(getter)]
    pub fn provider(&self) -> String {
        self.0.operation.provider.name().to_owned()
    }

    /// The operation's name.
    #[wasm_bindgen(getter)]
    pub fn operation(&self) -> String {
        self.0.operation.name.to_owned()
    }

    /// The method to ask the provider with.
    #[wasm_bindgen(getter)]
    pub fn method(&self) -> String {
        self.0.request.method.name().to_owned()
    }

    /// The media type to ask for.
    #[wasm_bindgen(getter)]
    pub fn accept(&self) -> String {
        self.expected().accept().to_owned()
    }

    /// How many companies it is about.
    #[wasm_bindgen(getter)]
    pub fn companies(&self) -> usize {
        self.0.companies()
    }

    /// The whole question as it is put to the provider, for the audit trail.
    #[wasm_bindgen(getter)]
    pub fn told(&self) -> String {
        self.0.told()
    }

    /// About whom it is, as a log may have it.
    #[wasm_bindgen(getter)]
    pub fn masked(&self) -> String {
        self.0.masked()
    }

    /// The body to send, if there is one.
    #[wasm_bindgen(getter)]
    pub fn body(&self) -> Option<String> {
        self.0.request.body.clone()
    }

    /// Whether a good answer may be of that media type.
    pub fn fits(&self, media_type: &str) -> bool {
        self.expected().fits(media_type)
    }

    fn expected(&self) -> Expected {
        self.0.operation.expected(&self.0.request)
    }

    /// The provider's own address.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        self.0.operation.provider.base_url().to_owned()
    }

    /// Path and query with Focus' key in it: a secret.
    #[wasm_bindgen(js_name = focusTarget)]
    pub fn focus_target(&self, key: String) -> String {
        Credentials::Focus { key }.authorise(&self.0.request).target()
    }
}
