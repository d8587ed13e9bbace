//! `connect` and calls.

use super::call::{Answered, Failed, Way, carry_out};
use super::events::{About, tell};
use super::failure;
use super::foreign::{data_of, get, object};
use super::gate::Gate;
use super::options::{Call as CallOptions, Config};
use super::share::InFlight;
use crate::catalogue;
use crate::client::{Cursor, Incomplete, Part, Success, assemble, concatenate, file_name};
use crate::error::{Cause, Error};
use crate::http::Request;
use crate::identifiers::Locale;
use crate::model::Decoded;
use crate::operation::{Answer, Operation};
use crate::providers::Provider;
use crate::totals::Summing;
use js_sys::{Array, Function, Promise};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

thread_local! {
    /// Whom to tell of a panic.
    static ON_PANIC: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Sets whom to tell of a panic, with its message. There is none that we know of; but on this target one leaves its call
/// unanswered for ever, so that somebody else must answer.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(callback: Function) {
    ON_PANIC.with(|known| known.replace(Some(callback)));
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        let callback = ON_PANIC.with(|known| known.borrow().clone());
        if let Some(callback) = callback {
            let _ = callback.call1(&JsValue::UNDEFINED, &message.into());
        }
    }));
}

/// A configured client. It is never freed while a call is under way: every call holds what it needs of it.
#[wasm_bindgen]
pub struct Client {
    shared: Rc<Shared>,
    calls: Cell<u32>,
}

/// What the calls of a client have in common.
struct Shared {
    config: Rc<Config>,
    gates: Vec<(Provider, Rc<Gate>)>,
    in_flight: Rc<InFlight>,
}

#[wasm_bindgen]
impl Client {
    /// Takes the argument of `connect`; throws a plain object that describes the error.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Client, JsValue> {
        let locale = match get(&options, "locale").and_then(|locale| locale.as_string()).as_deref() {
            Some("ru") => Locale::Ru,
            _ => Locale::En,
        };
        match Config::read(options, in_browser()) {
            Ok(config) => {
                let gates = Provider::ALL.iter().map(|provider| (*provider, Gate::new(config.concurrency))).collect();
                let shared = Shared { config: Rc::new(config), gates, in_flight: Rc::default() };
                Ok(Client { shared: Rc::new(shared), calls: Cell::new(0) })
            }
            Err(error) => Err(failure::to_js(&error, locale, JsValue::UNDEFINED)),
        }
    }

    /// Carries out an operation. The promise resolves to `{ value, errors }`, where `value.failed[].error` is a position
    /// in `errors`, or rejects with a plain object that describes the error.
    pub fn call(&self, provider: &str, operation: &str, params: JsValue, options: JsValue) -> Promise {
        self.start(find(provider, operation), options, Box::new(|run| Box::pin(async move { run.all(&params).await })))
    }

    /// One page of a paged operation, and in `next` the cursor of the page after it; none after the last. Of several
    /// companies each has its pages, one company after the other.
    pub fn page(
        &self,
        provider: &str,
        operation: &str,
        params: JsValue,
        options: JsValue,
        cursor: Option<PageCursor>,
    ) -> Promise {
        let PageCursor(company, cursor) = cursor.unwrap_or(PageCursor(0, None));
        self.start(
            find(provider, operation),
            options,
            Box::new(move |run| Box::pin(async move { run.page(&params, company, cursor).await })),
        )
    }

    /// The totals over all pages of one list, of which no more than `limit` entries are counted.
    pub fn totals(
        &self,
        provider: &str,
        operation: &str,
        params: JsValue,
        options: JsValue,
        limit: Option<u32>,
    ) -> Promise {
        let limit = limit.unwrap_or(u32::MAX);
        self.start(
            find(provider, operation),
            options,
            Box::new(move |run| Box::pin(async move { run.totals(&params, limit).await })),
        )
    }

    /// Asks something for which there is no model: `path` is a method of the provider, the answer is given as it is.
    pub fn get(&self, provider: &str, path: String, params: JsValue, options: JsValue) -> Promise {
        let operation = Provider::from_name(provider).and_then(Provider::anything);
        self.start(operation, options, Box::new(|run| Box::pin(async move { run.anything(path, &params).await })))
    }

    /// Boxed, or every kind of call would have the whole code of starting one.
    fn start(
        &self,
        operation: Option<&'static Operation>,
        options: JsValue,
        run: Box<dyn FnOnce(Run) -> Running>,
    ) -> Promise {
        let shared = Rc::clone(&self.shared);
        let number = self.calls.get().wrapping_add(1);
        self.calls.set(number);
        future_to_promise(async move {
            let locale = shared.config.locale;
            let reject = |failed: Failed| failure::to_js(&failed.error, locale, failed.thrown);
            // The facade makes its methods from the catalogue, so it cannot name an operation that is not there.
            let Some(operation) = operation else { return Err(reject(Error::new(Cause::Internal).into())) };
            let options = shared.config.call(options, operation).map_err(|error| reject(error.of(operation).into()))?;
            run(Run { shared, operation, options, number }).await.map_err(reject)
        })
    }
}

fn find(provider: &str, operation: &str) -> Option<&'static Operation> {
    Provider::from_name(provider).and_then(|provider| catalogue::find(provider, operation))
}

/// Where a page begins: the position of its request among those of several companies, and where in the company's list;
/// `None` at its beginning.
#[wasm_bindgen]
pub struct PageCursor(usize, Option<Cursor>);

/// One call of an operation.
#[derive(Clone)]
struct Run {
    shared: Rc<Shared>,
    operation: &'static Operation,
    options: CallOptions,
    number: u32,
}

/// A call under way.
type Running = Pin<Box<dyn Future<Output = Result<JsValue, Failed>>>>;

/// Where the result of a request will be.
type Place = Option<Result<Answered, Failed>>;

/// An answer, and the errors of the parts that have none.
fn answer(value: JsValue, errors: Array, next: JsValue) -> JsValue {
    object(&[("value", value), ("errors", errors.into()), ("next", next)]).into()
}

impl Run {
    fn params(&self, params: &JsValue) -> Result<crate::json::Value, Box<Error>> {
        let unreadable = || Error::new(Cause::InputUnreadable).of(self.operation);
        let mut params = data_of(params, 0).ok_or_else(unreadable)?;
        self.shared.config.complete(self.operation, &mut params);
        Ok(params)
    }

    /// All the requests that the parameters need, put together.
    async fn all(&self, params: &JsValue) -> Result<JsValue, Failed> {
        let requests = self.operation.requests(&self.params(params)?)?;
        let (mut parts, mut thrown) = self.parts(requests).await;
        let file = match parts.first() {
            Some(Part { result: Ok(Answered { success: Success::Json(_), .. }), .. }) => None,
            Some(Part { result: Ok(_), .. }) => parts.pop(),
            _ => None,
        };
        if let Some(Part { request, result: Ok(Answered { success, file }) }) = file {
            let document = match success {
                Success::Text(text) => text.into(),
                Success::Nothing | Success::Json(_) | Success::Part(_) => JsValue::UNDEFINED,
                Success::File => {
                    let name = file_name(self.operation.name, &request);
                    let media_type = get(&file, "type").unwrap_or_default();
                    object(&[("blob", file), ("name", name.into()), ("type", media_type)]).into()
                }
            };
            return Ok(answer(document, Array::new(), JsValue::UNDEFINED));
        }
        self.together(decoded(parts), &mut thrown, JsValue::UNDEFINED, false)
    }

    /// One page, and where the next begins. A company that fails among several is told as failed, and the next one follows.
    async fn page(&self, params: &JsValue, company: usize, cursor: Option<Cursor>) -> Result<JsValue, Failed> {
        let Some(paging) = self.operation.paging else { return Err(self.failed(Cause::Internal)) };
        let mut requests = self.operation.requests(&self.params(params)?)?.into_iter().skip(company);
        let Some(mut request) = requests.next() else { return Err(self.failed(Cause::Internal)) };
        let is_last = requests.next().is_none();
        self.only_json(&request)?;
        let cursor = cursor.unwrap_or_else(|| Cursor::of(&request, paging));
        cursor.apply(&mut request, paging);
        let (parts, mut thrown) = self.parts(vec![request]).await;
        let parts = decoded(parts);
        let of_several = company > 0 || !is_last;
        let next = match parts.first() {
            Some(Part { request, result: Ok(page) }) => {
                cursor.after(page, request, paging).map_err(|cause| self.failed(cause))?
            }
            // Whoever gave up wants none of the others either.
            Some(Part { result: Err(error), .. }) if of_several && matches!(error.cause, Cause::Aborted) => {
                return Err(Failed { error: error.clone(), thrown: thrown.next().unwrap_or_default() });
            }
            _ => None,
        };
        let next = match next {
            Some(cursor) => PageCursor(company, Some(cursor)).into(),
            None if is_last => JsValue::UNDEFINED,
            None => PageCursor(company + 1, None).into(),
        };
        self.together(parts, &mut thrown, next, of_several)
    }

    /// The totals over all pages. A page that fails fails them all: they would be wrong without it.
    async fn totals(mut self, params: &JsValue, limit: u32) -> Result<JsValue, Failed> {
        let (Some(paging), Some(totals)) = (self.operation.paging, self.operation.totals) else {
            return Err(self.failed(Cause::Internal));
        };
        let mut request = self.operation.request(&self.params(params)?)?;
        self.only_json(&request)?;
        // What is summed must be what the model says.
        self.options.raw = false;
        let until = js_sys::Date::now() + self.options.policy.deadline_ms;
        let mut cursor = Cursor::of(&request, paging);
        let from_first = cursor.is_first(paging);
        let mut summing = Summing::new(totals, paging.list, limit);
        let complete = loop {
            cursor.apply(&mut request, paging);
            self.options.policy.deadline_ms = until - js_sys::Date::now();
            if self.options.policy.deadline_ms <= 0.0 {
                return Err(self.failed(Cause::Deadline));
            }
            let Success::Json(page) = self.one(&request).await?.success else {
                return Err(self.failed(Cause::Internal));
            };
            summing.add(&page.json).map_err(|fault| {
                let path = fault.path();
                Error::new(Cause::Decode(fault)).of(self.operation).at(&path)
            })?;
            self.tell_progress(summing.pages(), None);
            match cursor.after(&page, &request, paging).map_err(|cause| self.failed(cause))? {
                Some(next) if !summing.is_full() => cursor = next,
                next => break next.is_none() && !summing.is_cut() && from_first,
            }
        };
        if !summing.has_any() {
            return Err(self.failed(Cause::UnknownCompany));
        }
        Ok(answer(parsed(&summing.write(complete)), Array::new(), JsValue::UNDEFINED))
    }

    fn failed(&self, cause: Cause) -> Failed {
        Error::new(cause).of(self.operation).into()
    }

    /// Documents have no pages.
    fn only_json(&self, request: &Request) -> Result<(), Failed> {
        let document = ["xml", "pdf"].into_iter().find(|name| request.query.iter().any(|(known, _)| known == name));
        match document {
            Some(name) => {
                let known =
                    self.operation.params.iter().map(|param| param.name).filter(|known| *known != name).collect();
                Err(Error::new(Cause::InputUnknown { known }).of(self.operation).at(name).into())
            }
            None => Ok(()),
        }
    }

    /// A method without a model.
    async fn anything(&self, path: String, params: &JsValue) -> Result<JsValue, Failed> {
        let request = self.operation.request_anything(&path, &self.params(params)?)?;
        let (parts, mut thrown) = self.parts(vec![request]).await;
        self.together(decoded(parts), &mut thrown, JsValue::UNDEFINED, false)
    }

    /// Asks every request, as many at once as the gate lets through, and tells how far it is.
    async fn parts(&self, requests: Vec<Request>) -> (Vec<Part<Answered>>, std::vec::IntoIter<JsValue>) {
        let total = requests.len();
        let done = Rc::new(Cell::new(0_u32));
        let results: Rc<RefCell<Vec<Place>>> = Rc::default();
        results.borrow_mut().resize_with(total, || None);
        let all = Array::new();
        for (position, request) in requests.iter().cloned().enumerate() {
            let (run, done, results) = (self.clone(), Rc::clone(&done), Rc::clone(&results));
            let part = async move {
                let result = run.one(&request).await;
                done.set(done.get() + 1);
                if total > 1 {
                    run.tell_progress(done.get(), u32::try_from(total).ok());
                }
                if let Some(place) = results.borrow_mut().get_mut(position) {
                    *place = Some(result);
                }
                Ok(JsValue::UNDEFINED)
            };
            all.push(&future_to_promise(part));
        }
        // None of these promises rejects.
        let _ = JsFuture::from(Promise::all(&all)).await;
        let mut parts = Vec::new();
        let mut thrown = Vec::new();
        for (request, result) in requests.into_iter().zip(results.take()) {
            let result = result.unwrap_or_else(|| Err(Error::new(Cause::Internal).of(self.operation).into()));
            let result = result.map_err(|failed| {
                thrown.push(failed.thrown);
                failed.error
            });
            if let Ok(Answered { success: Success::Part(incomplete), file }) = result {
                let Incomplete { found, answered, failed, error } = *incomplete;
                parts.push(Part { request: answered, result: Ok(Answered { success: Success::Json(found), file }) });
                thrown.push(JsValue::UNDEFINED);
                parts.push(Part { request: failed, result: Err(error) });
                continue;
            }
            parts.push(Part { request, result });
        }
        (parts, thrown.into_iter())
    }

    fn tell_progress(&self, done: u32, total: Option<u32>) {
        let (provider, operation) = (self.operation.provider.name(), self.operation.name);
        let about = About { call: self.number, provider, operation, attempt: 0 };
        let members = [("unit", "requests".into()), ("done", done.into()), ("total", total.into())];
        tell(self.shared.config.on_event.as_ref(), about, "progress", &members);
    }

    /// One request, alone or together with others who ask the same.
    async fn one(&self, request: &Request) -> Result<Answered, Failed> {
        let Shared { config, gates, in_flight } = &*self.shared;
        let gate = gates.iter().find(|(provider, _)| *provider == self.operation.provider);
        let gate =
            gate.map(|(_, gate)| Rc::clone(gate)).ok_or_else(|| Error::new(Cause::Internal).of(self.operation))?;
        let way = |options: CallOptions| {
            let (config, operation, number) = (Rc::clone(config), self.operation, self.number);
            Way { config, gate, operation, options, number }
        };
        // Files are not shared: progress is told to who asked.
        let file = matches!(self.operation.expected(request), crate::operation::Expected::Pdf);
        if !self.operation.safe_to_repeat || file {
            return carry_out(way(self.options.clone()), request.clone()).await;
        }
        let key = self.options.key(&self.operation.id(), request);
        let (signal, deadline_ms) = (&self.options.signal, self.options.policy.deadline_ms);
        let ask = |signal: JsValue| carry_out(way(CallOptions { signal, ..self.options.clone() }), request.clone());
        match in_flight.join(key, signal, deadline_ms, ask).await {
            Ok(answered) => answered,
            Err(fired) => Err(Failed::of(fired, self.operation, signal)),
        }
    }

    /// The parts as one value; `some`: others follow.
    fn together(
        &self,
        parts: Vec<Part<Decoded>>,
        thrown: &mut std::vec::IntoIter<JsValue>,
        next: JsValue,
        some: bool,
    ) -> Result<JsValue, Failed> {
        let mut first = |error| Failed { error, thrown: thrown.next().unwrap_or_default() };
        let json = match self.operation.answer {
            Answer::Companies(_) | Answer::CompaniesOrPdf(_) if !self.options.raw => {
                let (json, errors) = assemble(parts, some).map_err(first)?;
                let list = Array::new();
                for error in &errors {
                    list.push(&failure::to_js(error, self.shared.config.locale, thrown.next().unwrap_or_default()));
                }
                return Ok(answer(parsed(&json), list, next));
            }
            Answer::List(_) if !self.options.raw => {
                ["{\"items\":", &concatenate(parts).map_err(&mut first)?, "}"].concat()
            }
            Answer::Anything | Answer::Value(_) => {
                let only = parts.into_iter().next().map(|part| part.result.map(|decoded| decoded.json));
                only.unwrap_or_else(|| Ok("null".to_owned())).map_err(&mut first)?
            }
            _ => concatenate(parts).map_err(&mut first)?,
        };
        Ok(answer(parsed(&json), Array::new(), next))
    }
}

/// The parts of a question whose answers are JSON.
fn decoded(parts: Vec<Part<Answered>>) -> Vec<Part<Decoded>> {
    let json = |Part { request, result }: Part<Answered>| {
        let result = result.and_then(|answered| match answered.success {
            Success::Json(decoded) => Ok(decoded),
            // All requests of a question expect the same; documents were taken out and parts cut up before.
            Success::Text(_) | Success::File | Success::Nothing | Success::Part(_) => Err(Error::new(Cause::Internal)),
        });
        Part { request, result }
    };
    parts.into_iter().map(json).collect()
}

/// Our own JSON, read by the engine.
fn parsed(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
}

/// A page or one of its workers: whatever has a document, or was made by `importScripts` or `WorkerGlobalScope` and is
/// neither Node, Deno, Bun nor workerd.
fn in_browser() -> bool {
    let global: JsValue = js_sys::global().into();
    let has = |name: &str| get(&global, name).is_some();
    let agent = get(&global, "navigator").and_then(|navigator| get(&navigator, "userAgent"));
    let agent = agent.and_then(|agent| agent.as_string()).unwrap_or_default();
    let on_server = has("process") && !has("document") || has("Deno") || has("Bun") || agent == "Cloudflare-Workers";
    !on_server && (has("document") || has("importScripts") || has("WorkerGlobalScope"))
}
