//! `connect` and calls.

use super::events::{Event, tell};
use super::failure;
use super::foreign::{data_of, get, object};
use super::options::{Call as CallOptions, Config};
use super::transport::{self, Attempt};
use super::watch::{Fired, Watch};
use crate::catalogue;
use crate::client::{Call, Outcome, Part, Step, assemble};
use crate::error::{Cause, Error};
use crate::http::Request;
use crate::identifiers::Locale;
use crate::model::Decoded;
use crate::operation::Operation;
use crate::providers::Provider;
use js_sys::{Array, Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

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

/// A configured client. It is never freed while a call is under way: every call holds its configuration.
#[wasm_bindgen]
pub struct Client {
    config: Rc<Config>,
    calls: Cell<u32>,
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
            Ok(config) => Ok(Client { config: Rc::new(config), calls: Cell::new(0) }),
            Err(error) => Err(failure::to_js(&error, locale, JsValue::UNDEFINED)),
        }
    }

    /// Carries out an operation. The promise resolves to `{ value, errors }`, where `value.failed[].error` is a position
    /// in `errors`, or rejects with a plain object that describes the error.
    pub fn call(&self, provider: &str, operation: &str, params: JsValue, options: JsValue) -> Promise {
        let config = Rc::clone(&self.config);
        let number = self.calls.get().wrapping_add(1);
        self.calls.set(number);
        let operation = Provider::from_name(provider).and_then(|provider| catalogue::find(provider, operation));
        future_to_promise(async move {
            let reject = |failed: Failed| failure::to_js(&failed.error, config.locale, failed.thrown);
            // The facade makes its methods from the catalogue, so it cannot name an operation that is not there.
            let Some(operation) = operation else { return Err(reject(Error::new(Cause::Internal).into())) };
            let options = config.call(options).map_err(|error| reject(error.of(operation).into()))?;
            let run = Run { config: &config, operation, options, number };
            run.all(&params).await.map_err(reject)
        })
    }
}

/// An error, and the foreign value behind it.
struct Failed {
    error: Error,
    thrown: JsValue,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed { error, thrown: JsValue::UNDEFINED }
    }
}

/// One call of an operation.
struct Run<'c> {
    config: &'c Config,
    operation: &'static Operation,
    options: CallOptions,
    number: u32,
}

impl Run<'_> {
    /// All the requests that the parameters need, put together.
    async fn all(&self, params: &JsValue) -> Result<JsValue, Failed> {
        let unreadable = || Error::new(Cause::InputUnreadable).of(self.operation);
        let params = data_of(params, 0).ok_or_else(unreadable)?;
        let requests = self.operation.requests(&params)?;
        let mut parts = Vec::new();
        let mut thrown = Vec::new();
        for request in requests {
            let result = self.one(&request).await;
            let result = result.map_err(|failed| {
                thrown.push(failed.thrown);
                failed.error
            });
            let over = matches!(&result, Err(error) if matches!(error.cause, Cause::Aborted | Cause::NotConfigured));
            parts.push(Part { request, result });
            if over {
                break;
            }
        }
        let mut thrown = thrown.into_iter();
        if self.options.raw {
            let json = crate::client::concatenate(parts)
                .map_err(|error| Failed { error, thrown: thrown.next().unwrap_or_default() })?;
            return Ok(object(&[("value", parsed(&json)), ("errors", Array::new().into())]).into());
        }
        match assemble(parts) {
            Ok((json, errors)) => {
                let list = Array::new();
                for error in &errors {
                    list.push(&failure::to_js(error, self.config.locale, thrown.next().unwrap_or_default()));
                }
                Ok(object(&[("value", parsed(&json)), ("errors", list.into())]).into())
            }
            Err(error) => Err(Failed { error, thrown: thrown.next().unwrap_or_default() }),
        }
    }

    /// One request: carries out its steps.
    async fn one(&self, request: &Request) -> Result<Decoded, Failed> {
        let (config, operation) = (self.config, self.operation);
        let provider = operation.provider;
        let route = config.route(provider).ok_or_else(|| Error::new(Cause::NotConfigured).of(operation))?;
        let mut call =
            Call::new(operation, request, route, config.locale, self.options.policy, self.options.raw, now());
        let addressed = call.addressed();
        let names = (provider.name(), operation.name);
        let observer = config.on_event.as_ref();
        let mut thrown = JsValue::UNDEFINED;
        let mut step = call.resume(now());
        loop {
            step = match step {
                Step::Finish(Ok(decoded)) => return Ok(decoded),
                Step::Finish(Err(error)) => {
                    if matches!(error.cause, Cause::Aborted) {
                        thrown = get(&self.options.signal, "reason").unwrap_or_default();
                    }
                    return Err(Failed { error, thrown });
                }
                Step::Attempt { timeout_ms } => {
                    let (provider, operation, attempt) = (names.0, names.1, call.attempts());
                    let (call_id, method, url) = (self.number, request.method.name(), addressed.shown.as_str());
                    tell(observer, &Event::Request { call: call_id, provider, operation, attempt, method, url });
                    let started = now();
                    let Attempt { outcome, thrown: value } =
                        transport::send(&config.fetch, request.method, &addressed, &self.options.signal, timeout_ms)
                            .await;
                    thrown = value;
                    let status = match &outcome {
                        Outcome::Response(response) | Outcome::TooLarge(response) => Some(response.status),
                        _ => None,
                    };
                    let duration_ms = now() - started;
                    tell(
                        observer,
                        &Event::Response { call: call_id, provider, operation, attempt, status, duration_ms },
                    );
                    call.after(outcome, now(), js_sys::Math::random())
                }
                Step::Pause { ms } => {
                    let (provider, operation, attempt) = (names.0, names.1, call.attempts());
                    tell(observer, &Event::Retry { call: self.number, provider, operation, attempt, pause_ms: ms });
                    let fired = match Watch::new(&self.options.signal, ms) {
                        Some(watch) => watch.wait().await,
                        None => Fired::Time,
                    };
                    match fired {
                        Fired::Time => call.resume(now()),
                        Fired::Signal => call.after(Outcome::Aborted, now(), 0.0),
                    }
                }
            };
        }
    }
}

fn now() -> f64 {
    js_sys::Date::now()
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
