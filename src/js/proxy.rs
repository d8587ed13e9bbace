//! What the worker asks of [`crate::proxy`].

use super::pairs;
use crate::catalogue;
use crate::error::{Cause, Error};
use crate::http::{Incoming, Response, retry};
use crate::identifiers::Locale;
use crate::operation::{Expected, Operation};
use crate::providers::{Credentials, Provider};
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

pub(super) fn operation_at(route: u32) -> Option<&'static Operation> {
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
    /// The class of the error.
    pub kind: String,
    /// Whether the provider may answer the same question if it is asked again.
    pub passing: bool,
}

impl From<proxy::Problem> for Problem {
    fn from(proxy::Problem { status, body, code, kind }: proxy::Problem) -> Problem {
        Problem { status, body, code, kind: kind.name().to_owned(), passing: false }
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
        let found = proxy::route(&Incoming { method, path, query, ..Incoming::default() });
        let place = found.and_then(|operation| {
            let place = catalogue::position(operation).and_then(|place| u32::try_from(place).ok());
            place.ok_or_else(|| Error::new(Cause::Internal))
        });
        place.map_err(|error| self.write(error))
    }

    /// The question that a request to the operation at that place asks; a [`Problem`] is thrown if it may not be forwarded.
    /// `headers`: names, in lower case, and values in turn; only those of [`caller_headers`] and the type of the body matter.
    #[allow(clippy::too_many_arguments)] // wasm-bindgen takes no structures by value
    pub fn question(
        &self,
        route: u32,
        method: &str,
        path: &str,
        query: &str,
        headers: Vec<String>,
        body: &[u8],
    ) -> Result<Question, Problem> {
        let operation = operation_at(route).ok_or_else(|| self.write(Error::new(Cause::NoSuchRoute)))?;
        let headers = pairs(headers);
        let question = proxy::question(operation, &Incoming { method, path, query, headers: &headers, body });
        question.map(Question).map_err(|error| self.write(error))
    }

    /// The problem for an answer that is no success; nothing for one that is.
    pub fn verdict(&self, question: &Question, status: u16, media_type: &str, body: Vec<u8>) -> Option<Problem> {
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        let response = Response { status, headers, body };
        let operation = question.0.operation;
        let cause = match operation.provider.read(operation, &question.0.request, &response, true) {
            Err(cause) => cause,
            Ok(_) if question.fits(media_type) => return None,
            Ok(_) => Cause::ContentType { found: media_type.to_owned() },
        };
        let mut error = Error::new(cause).of(operation);
        error.status = Some(status);
        let passing = error.cause.passing().unwrap_or_else(|| retry::is_passing(status));
        Some(Problem { passing, ..self.write(error) })
    }

    pub(super) fn write(&self, mut error: Box<Error>) -> Problem {
        error.request_id = Some(self.request_id.clone());
        Problem::from(proxy::problem(&error, self.locale))
    }
}

/// A question that may be forwarded.
#[wasm_bindgen]
pub struct Question(pub(super) proxy::Question);

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

    /// The media type to ask for.
    #[wasm_bindgen(getter)]
    pub fn accept(&self) -> String {
        self.expected().accept().to_owned()
    }

    /// How long the provider may take, in milliseconds.
    #[wasm_bindgen(getter, js_name = timeoutMs)]
    pub fn timeout_ms(&self) -> u32 {
        self.0.operation.timeout_ms
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

    /// Whether a good answer is a file, to be handed on as it comes in.
    #[wasm_bindgen(getter, js_name = isFile)]
    pub fn is_file(&self) -> bool {
        matches!(self.expected(), Expected::Pdf)
    }

    /// Whether a good answer may be of that media type.
    pub fn fits(&self, media_type: &str) -> bool {
        self.expected().fits(media_type, self.0.operation.provider.says_json())
    }

    fn expected(&self) -> Expected {
        self.0.operation.expected(&self.0.request)
    }

    /// The request as the provider gets it, with those credentials in it: a secret. One text, for every crossing costs: a line
    /// each for the method, the target and every header, `name:value`; if there is a body, an empty line and the body.
    pub fn authorised(&self, purse: &Purse) -> String {
        let request = purse.0.authorise(&self.0.request);
        let (body, media_type) = request.body.as_ref().map(|body| body.encoded()).unzip();
        let mut text = [request.method.name(), "\n", &request.target(), "\naccept:", self.expected().accept()].concat();
        let headers = request.headers.iter().map(|(name, value)| (name.as_ref(), value.as_str()));
        for (name, value) in headers.chain(media_type.as_deref().map(|value| ("content-type", value))) {
            for part in ["\n", name, ":", value] {
                text.push_str(part);
            }
        }
        if let Some(body) = body {
            text.push_str("\n\n");
            text.push_str(&body);
        }
        text
    }
}

/// What a provider is paid with: secrets.
#[wasm_bindgen]
pub struct Purse(Credentials);

#[wasm_bindgen]
impl Purse {
    /// The credentials of a provider, in the order of [`credentials`]; nothing when there is a [`credential_fault`].
    pub fn of(provider: &str, credentials: Vec<String>) -> Option<Purse> {
        let provider = Provider::from_name(provider)?;
        let fault = proxy::credential_fault(provider, &credentials);
        Credentials::new(provider, credentials).filter(|_| fault.is_none()).map(Purse)
    }
}

/// What must not be in an answer: secrets.
#[wasm_bindgen]
pub struct Leaks(proxy::Leaks);

#[wasm_bindgen]
impl Leaks {
    /// The secrets in every way in which they may be spelt.
    #[wasm_bindgen(constructor)]
    pub fn new(spellings: Vec<String>) -> Leaks {
        Leaks(proxy::Leaks::of(spellings.iter().map(String::as_str)))
    }

    /// Whether an answer has one of them in it.
    #[wasm_bindgen(js_name = areIn)]
    pub fn are_in(&self, body: &[u8]) -> bool {
        self.0.are_in(body)
    }
}

/// Where a provider is; empty if there is none of that name.
#[wasm_bindgen(js_name = baseUrl)]
pub fn base_url(provider: &str) -> String {
    Provider::from_name(provider).map_or("", Provider::base_url).to_owned()
}

/// The names of the providers.
#[wasm_bindgen]
pub fn providers() -> Vec<String> {
    Provider::ALL.iter().map(|provider| provider.name().to_owned()).collect()
}

/// The names of a provider's credentials, all of them secret.
#[wasm_bindgen]
pub fn credentials(provider: &str) -> Vec<String> {
    let names = Provider::from_name(provider).map_or(&[][..], Provider::credentials);
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Why credentials, in the order of [`credentials`], cannot be the provider's: the name of the one that is at fault, and
/// what it must be.
#[wasm_bindgen(js_name = credentialFault)]
pub fn credential_fault(provider: &str, values: Vec<String>) -> Option<Vec<String>> {
    let (name, fault) = proxy::credential_fault(Provider::from_name(provider)?, &values)?;
    Some(vec![name.to_owned(), fault.to_owned()])
}

/// The headers that callers may send, in lower case.
#[wasm_bindgen(js_name = callerHeaders)]
pub fn caller_headers() -> Vec<String> {
    proxy::caller_headers().into_iter().map(str::to_owned).collect()
}
