//! The client's decisions for whoever does the I/O (`pkg-template/lib/client`): values in, values out, and nothing waits here.
//! What has members travels as JSON; an error is thrown as the JSON of [`crate::error::Error::json`].

use super::step::{Next, Trouble};
use crate::catalogue;
use crate::client::{Call as Steps, Extent, Inquiry as Asked, Outcome, Policy, Route, Step, Success, asked};
use crate::error::{Cause, Error};
use crate::http::Response;
use crate::identifiers::Locale;
use crate::json::{Object, Value};
use crate::operation::Operation;
use crate::providers::{Credentials, Provider};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The ways to the providers, and the language of errors.
#[wasm_bindgen]
pub struct Client {
    locale: Locale,
    proxy: Option<Rc<Route>>,
    direct: Vec<(Provider, Rc<Route>)>,
    /// What stands in for parameters that are not given.
    defaults: Vec<(Provider, String, String)>,
}

/// How many requests a question may need: as many as it needs; the same, of answers with pages; one, of an answer with pages.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Span {
    /// As many as it needs.
    Any = 0,
    /// The same, of answers that have pages.
    Pages = 1,
    /// One, of an answer that has pages.
    One = 2,
}

/// What may go wrong with a question as a whole.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Fault {
    /// The time was up.
    Deadline = 0,
    /// The caller gave up.
    Aborted = 1,
    /// The provider gave the same page twice.
    RepeatedPage = 2,
    /// The provider does not know the company whose list was asked for.
    UnknownCompany = 3,
}

impl From<Trouble> for Outcome {
    fn from(trouble: Trouble) -> Outcome {
        match trouble {
            Trouble::Disconnected => Outcome::Disconnected,
            Trouble::NotAResponse => Outcome::NotAResponse,
            Trouble::TimedOut => Outcome::TimedOut,
            Trouble::Aborted => Outcome::Aborted,
        }
    }
}

#[wasm_bindgen]
impl Client {
    /// A client that knows no way to any provider yet.
    #[wasm_bindgen(constructor)]
    pub fn new(russian: bool) -> Client {
        let locale = if russian { Locale::Ru } else { Locale::En };
        Client { locale, proxy: None, direct: Vec::new(), defaults: Vec::new() }
    }

    /// The way through the worker; the address has no slash at its end.
    pub fn proxy(&mut self, base: String, token: Option<String>) {
        self.proxy = Some(Rc::new(Route::Proxy { base, token }));
    }

    /// The way straight to a provider: `credentials` is a list of texts, an empty one for a provider whose secrets are got
    /// when they are needed.
    pub fn direct(&mut self, provider: &str, base: String, credentials: &str) -> Result<(), String> {
        let known = Provider::from_name(provider).ok_or_else(|| self.json(Error::new(Cause::Internal)))?;
        let list = Value::parse(credentials.as_bytes()).unwrap_or(Value::Null);
        let values: Vec<String> = list.items().iter().filter_map(Value::text).map(str::to_owned).collect();
        let credentials = if values.is_empty() && known.session().is_some() {
            Credentials::pending(known)
        } else {
            if let Some((name, why)) = known.fault_of(&values) {
                let place = ["providers.", provider, ".", name].concat();
                return Err(self.json(Error::new(Cause::Option { why: why.to_owned() }).at(&place)));
            }
            Credentials::new(known, values).ok_or_else(|| self.json(Error::new(Cause::Internal)))?
        };
        self.direct.push((known, Rc::new(Route::Direct { base, credentials })));
        Ok(())
    }

    /// What stands in for a parameter of a provider's operations that is not given.
    pub fn default(&mut self, provider: &str, name: String, value: String) {
        self.defaults.extend(Provider::from_name(provider).map(|provider| (provider, name, value)));
    }

    /// A question: the parameters are JSON.
    pub fn inquiry(
        &self,
        provider: &str,
        operation: &str,
        params: &str,
        span: Span,
        raw: bool,
    ) -> Result<Inquiry, String> {
        let operation = Provider::from_name(provider).and_then(|provider| catalogue::find(provider, operation));
        let operation = operation.ok_or_else(|| self.json(Error::new(Cause::Internal)))?;
        let extent = match span {
            Span::Any => Extent::Any,
            Span::Pages => Extent::Pages,
            Span::One => Extent::One,
        };
        let mut params = self.params(operation, params)?;
        self.complete(operation, &mut params);
        let inquiry = Asked::new(operation, &params, extent, self.way(operation), Policy::of(operation), raw);
        inquiry.map(Inquiry).map_err(|error| self.json(error))
    }

    /// A question for which there is no model: `path` is a method of the provider, the answer is given as it is.
    pub fn anything(&self, provider: &str, path: &str, params: &str) -> Result<Inquiry, String> {
        let operation = Provider::from_name(provider).and_then(Provider::anything);
        let operation = operation.ok_or_else(|| self.json(Error::new(Cause::Internal)))?;
        let request = operation.request_anything(path, &self.params(operation, params)?);
        let inquiry = request
            .and_then(|request| Asked::of(operation, vec![request], self.way(operation), Policy::of(operation), false));
        inquiry.map(Inquiry).map_err(|error| self.json(error))
    }
}

impl Client {
    #[allow(clippy::boxed_local)] // As errors come.
    fn json(&self, error: Box<Error>) -> String {
        error.json(self.locale)
    }

    fn params(&self, operation: &'static Operation, params: &str) -> Result<Value, String> {
        Value::parse(params.as_bytes()).map_err(|_| self.json(Error::new(Cause::InputUnreadable).of(operation)))
    }

    /// A key of the caller's own goes before the proxy.
    fn way(&self, operation: &'static Operation) -> (Option<Rc<Route>>, Locale) {
        let own = self.direct.iter().find(|(known, _)| *known == operation.provider);
        (own.map(|(_, route)| route).or(self.proxy.as_ref()).cloned(), self.locale)
    }

    fn complete(&self, operation: &'static Operation, params: &mut Value) {
        let Value::Object(members) = params else { return };
        for (_, name, value) in self.defaults.iter().filter(|(provider, ..)| *provider == operation.provider) {
            let is_given = members.iter().any(|(known, value)| known == name && *value != Value::Null);
            if !is_given && operation.params.iter().any(|param| param.name == name) {
                members.retain(|(known, _)| known != name);
                members.push((name.clone(), Value::Text(value.clone())));
            }
        }
    }
}

/// What a caller wants to know, as the requests that it needs.
#[wasm_bindgen]
pub struct Inquiry(Asked);

#[wasm_bindgen]
impl Inquiry {
    /// What the caller says of time and number, where anything is said.
    pub fn limit(&mut self, timeout_ms: Option<f64>, deadline_ms: Option<f64>, retries: Option<u32>) {
        let policy = &mut self.0.policy;
        policy.timeout_ms = timeout_ms.unwrap_or(policy.timeout_ms);
        policy.deadline_ms = deadline_ms.unwrap_or(policy.deadline_ms);
        policy.retries = retries.unwrap_or(policy.retries);
    }

    /// How many requests it needs.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.requests.len()
    }

    /// How long it may take, in milliseconds.
    #[wasm_bindgen(getter, js_name = deadlineMs)]
    pub fn deadline_ms(&self) -> f64 {
        self.0.policy.deadline_ms
    }

    /// What makes a request the same as another; nothing where each must be sent.
    pub fn key(&self, at: usize) -> Option<String> {
        self.0.key(at)
    }

    /// The identifiers that a request asks about: `[{"inn":"…"}]`.
    pub fn asked(&self, at: usize) -> String {
        self.0.requests.get(at).map_or_else(|| "[]".to_owned(), |request| asked(request))
    }

    /// Sets out with a request.
    pub fn call(&self, at: usize, now_ms: f64) -> Option<Call> {
        let (steps, locale) = (self.0.call(at, now_ms)?, self.0.locale);
        Some(Call { steps, locale, pause_ms: 0.0, ended: None, charge: None })
    }

    /// What went wrong with the question as a whole, as the JSON of an error.
    pub fn error(&self, fault: Fault) -> String {
        let cause = match fault {
            Fault::Deadline => Cause::Deadline,
            Fault::Aborted => Cause::Aborted,
            Fault::RepeatedPage => Cause::RepeatedPage,
            Fault::UnknownCompany => Cause::UnknownCompany,
        };
        Error::new(cause).of(self.0.operation).json(self.0.locale)
    }
}

/// One request on its way, see [`Steps`].
#[wasm_bindgen]
pub struct Call {
    steps: Steps,
    locale: Locale,
    pause_ms: f64,
    ended: Option<Result<Success, Box<Error>>>,
    charge: Option<String>,
}

#[wasm_bindgen]
impl Call {
    /// The first step, and the one after a pause.
    pub fn resume(&mut self, now_ms: f64) -> Next {
        let step = self.steps.resume(now_ms);
        self.next(step)
    }

    /// The step after an answer: `headers` is an object with names in lower case; without a body it was too large, or it is the
    /// file that was asked for. `random` is a number from 0 to 1.
    pub fn answered(
        &mut self,
        status: u16,
        headers: &str,
        body: Option<Vec<u8>>,
        is_file: bool,
        now_ms: f64,
        random: f64,
    ) -> Next {
        let headers = match Value::parse(headers.as_bytes()) {
            Ok(Value::Object(members)) => {
                members.into_iter().filter_map(|(name, value)| Some((name, value.text()?.to_owned()))).collect()
            }
            _ => Vec::new(),
        };
        let is_whole = body.is_some();
        let response = Response { status, headers, body: body.unwrap_or_default() };
        self.charge = self.steps.operation().provider.charge(&response);
        let outcome = match (is_file, is_whole) {
            (true, _) => Outcome::File(response),
            (_, true) => Outcome::Response(response),
            _ => Outcome::TooLarge(response),
        };
        self.after(outcome, now_ms, random)
    }

    /// The step after an attempt without an answer.
    pub fn failed(&mut self, trouble: Trouble, now_ms: f64, random: f64) -> Next {
        self.after(trouble.into(), now_ms, random)
    }

    /// What is to be sent, see [`crate::client::Addressed::json`]: it may hold secrets.
    pub fn sent(&self) -> String {
        self.steps.addressed().json()
    }

    /// From now on it goes with that token.
    pub fn authorise(&mut self, token: String) {
        self.steps.authorise(token);
    }

    /// Whether a good answer is a file.
    #[wasm_bindgen(getter, js_name = wantsFile)]
    pub fn wants_file(&self) -> bool {
        self.steps.wants_file()
    }

    /// How long an attempt that begins now may take.
    #[wasm_bindgen(js_name = timeoutMs)]
    pub fn timeout_ms(&self, now_ms: f64) -> f64 {
        self.steps.timeout_ms(now_ms)
    }

    /// How much time is left for everything together.
    #[wasm_bindgen(js_name = leftMs)]
    pub fn left_ms(&self, now_ms: f64) -> f64 {
        self.steps.left_ms(now_ms)
    }

    /// How many attempts were begun.
    #[wasm_bindgen(getter)]
    pub fn attempts(&self) -> u32 {
        self.steps.attempts()
    }

    /// How long to wait.
    #[wasm_bindgen(getter, js_name = pauseMs)]
    pub fn pause_ms(&self) -> f64 {
        self.pause_ms
    }

    /// What the last answer says that the question cost, see [`Provider::charge`].
    #[wasm_bindgen(getter)]
    pub fn charge(&self) -> Option<String> {
        self.charge.clone()
    }

    /// The answer's text, once: JSON in our names, or the document; nothing for a file, and where there is nothing to tell.
    pub fn text(&mut self) -> Option<String> {
        match self.ended.as_mut()?.as_mut().ok()? {
            Success::Json(decoded) => Some(std::mem::take(&mut decoded.json)),
            Success::Part(incomplete) => Some(std::mem::take(&mut incomplete.found.json)),
            Success::Text(text) => Some(std::mem::take(text)),
            Success::File | Success::Nothing => None,
        }
    }

    /// The same as bytes, for another module.
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        self.text().map(String::into_bytes)
    }

    /// What the answer is: JSON with the `kind` `json`, `text`, `file` or `nothing`; with the `name` of a file; and, when it is
    /// a part only, with the identifiers that it is about, `asked`, and those that it lacks, `failed`, with the `error` why.
    pub fn about(&self) -> String {
        let mut about = Object::new();
        let kind = match &self.ended {
            Some(Ok(Success::Json(_))) => "json",
            Some(Ok(Success::Part(incomplete))) => {
                about.json("asked", &asked(&incomplete.answered));
                about.json("failed", &asked(&incomplete.failed));
                about.json("error", &incomplete.error.json(self.locale));
                "json"
            }
            Some(Ok(Success::Text(_))) => "text",
            Some(Ok(Success::File)) => {
                about.text("name", Some(&self.steps.file_name()));
                "file"
            }
            _ => "nothing",
        };
        about.text("kind", Some(kind));
        about.end()
    }

    /// Why there is no answer.
    pub fn error(&self) -> String {
        match &self.ended {
            Some(Err(error)) => error.json(self.locale),
            _ => Error::new(Cause::Internal).json(self.locale),
        }
    }
}

impl Call {
    #[cfg(feature = "sessions")]
    pub(super) fn provider(&self) -> Provider {
        self.steps.operation().provider
    }

    pub(super) fn after(&mut self, outcome: Outcome, now_ms: f64, random: f64) -> Next {
        let step = self.steps.after(outcome, now_ms, random);
        self.next(step)
    }

    fn next(&mut self, step: Step) -> Next {
        match step {
            Step::Attempt => Next::Send,
            Step::Pause { ms } => {
                self.pause_ms = ms;
                Next::Pause
            }
            Step::Finish(result) => {
                let next = if result.is_ok() { Next::Done } else { Next::Failed };
                self.ended = Some(result);
                next
            }
        }
    }
}
