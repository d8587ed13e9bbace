//! One request on its way: carries out the steps of [`crate::client::Call`].

use super::events::{About, tell};
use super::foreign::get;
use super::gate::Gate;
use super::options::{Call as CallOptions, Config};
use super::session::Denied;
use super::transport::{self, Attempt, Question};
use super::watch::{Fired, Watch};
use crate::client::{Call, Outcome, Step, Success};
use crate::error::{Cause, Error};
use crate::http::Request;
use crate::operation::Operation;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// A good answer, and the file if it is one.
#[derive(Clone)]
pub(super) struct Answered {
    pub(super) success: Success,
    pub(super) file: JsValue,
}

/// An error, and the foreign value behind it.
#[derive(Clone)]
pub(super) struct Failed {
    pub(super) error: Box<Error>,
    pub(super) thrown: JsValue,
}

impl From<Box<Error>> for Failed {
    fn from(error: Box<Error>) -> Self {
        Failed { error, thrown: JsValue::UNDEFINED }
    }
}

impl Failed {
    /// The caller's signal fired, or the time was up before anything else could be said.
    pub(super) fn of(fired: Fired, operation: &Operation, signal: &JsValue) -> Failed {
        match fired {
            Fired::Time => Error::new(Cause::Deadline).of(operation).into(),
            Fired::Signal => {
                let thrown = get(signal, "reason").unwrap_or_default();
                Failed { error: Error::new(Cause::Aborted).of(operation), thrown }
            }
        }
    }
}

/// What a request needs on its way.
pub(super) struct Way {
    pub(super) config: Rc<Config>,
    pub(super) gate: Rc<Gate>,
    pub(super) operation: &'static Operation,
    pub(super) options: CallOptions,
    /// The number of the caller's call, for events.
    pub(super) number: u32,
}

/// Sends a request until it is answered or given up. Boxed, or every place that awaits it would hold its whole code.
pub(super) fn carry_out(way: Way, request: Request) -> Pin<Box<dyn Future<Output = Result<Answered, Failed>>>> {
    Box::pin(steps(way, request))
}

async fn steps(way: Way, request: Request) -> Result<Answered, Failed> {
    let Way { config, gate, operation, options, number } = way;
    let name = operation.provider.name();
    let route = config.route(operation.provider).ok_or_else(|| Error::new(Cause::NotConfigured).of(operation))?;
    let mut call = Call::new(operation, &request, route, config.locale, options.policy, options.raw, now());
    let account = config.account(operation.provider);
    let observer = config.on_event.as_ref();
    // A token that is refused is replaced once.
    let mut replaced = false;
    let mut thrown = JsValue::UNDEFINED;
    let mut file = JsValue::UNDEFINED;
    let mut step = call.resume(now());
    loop {
        let attempt = call.attempts();
        let about = About { call: number, provider: name, operation: operation.name, attempt };
        step = match step {
            Step::Finish(Ok(success)) => return Ok(Answered { success, file }),
            Step::Finish(Err(error)) if matches!(error.cause, Cause::Aborted) => {
                return Err(Failed { error, ..Failed::of(Fired::Signal, operation, &options.signal) });
            }
            Step::Finish(Err(error)) => return Err(Failed { error, thrown }),
            Step::Attempt => match gate.enter(&options.signal, call.left_ms(now())).await {
                Err(Fired::Time) => call.after(Outcome::TimedOut, now(), 0.0),
                Err(Fired::Signal) => call.after(Outcome::Aborted, now(), 0.0),
                Ok(_permit) => {
                    let ticket = match account {
                        None => None,
                        Some(account) => match account.ticket(&options.signal, call.left_ms(now())).await {
                            Ok(ticket) => {
                                account.credentials(&ticket).into_iter().for_each(|new| call.authorise(new));
                                Some((account, ticket))
                            }
                            Err(denied) => {
                                let outcome = match denied {
                                    Denied::Fired(Fired::Time) => Outcome::TimedOut,
                                    Denied::Fired(Fired::Signal) => Outcome::Aborted,
                                    Denied::Failed(failed) => {
                                        thrown = failed.thrown;
                                        Outcome::WithoutToken(failed.error)
                                    }
                                };
                                step = call.after(outcome, now(), js_sys::Math::random());
                                continue;
                            }
                        },
                    };
                    let addressed = call.addressed();
                    let question = Question {
                        fetch: &config.fetch,
                        addressed: &addressed,
                        bytes: None,
                        signal: &options.signal,
                        file: call.wants_file(),
                    };
                    let (method, url) = (addressed.method, addressed.shown.as_str());
                    tell(observer, about, "request", &[("method", method.into()), ("url", url.into())]);
                    let started = now();
                    let received = |done: f64, total: Option<f64>| {
                        let members = [("unit", "bytes".into()), ("done", done.into()), ("total", total.into())];
                        tell(observer, about, "progress", &members);
                    };
                    let done = transport::send(&question, call.timeout_ms(started), &received).await;
                    let Attempt { outcome, thrown: value, file: kept } = done;
                    (thrown, file) = (value, kept);
                    let status = match &outcome {
                        Outcome::Response(response) | Outcome::TooLarge(response) => Some(response.status),
                        _ => None,
                    };
                    let members = [("status", status.into()), ("durationMs", (now() - started).into())];
                    tell(observer, about, "response", &members);
                    if let (Some(_), Outcome::Response(response)) = (observer, &outcome)
                        && let Some(charge) = operation.provider.charge(response)
                    {
                        let charge = js_sys::JSON::parse(&charge).unwrap_or_default();
                        let told = |name| (name, get(&charge, name).unwrap_or_default());
                        let members = ["price", "balance", "credit", "speed", "attempts"].map(told);
                        tell(observer, about, "charge", &members);
                    }
                    match ticket {
                        Some((account, ticket)) if !replaced && status == Some(401) && account.refused(&ticket) => {
                            replaced = true;
                            tell(observer, about, "retry", &[("pauseMs", 0.into())]);
                            call.resume(now())
                        }
                        _ => call.after(outcome, now(), js_sys::Math::random()),
                    }
                }
            },
            Step::Pause { ms } => {
                tell(observer, about, "retry", &[("pauseMs", ms.into())]);
                let fired = match Watch::new(&options.signal, ms) {
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

fn now() -> f64 {
    js_sys::Date::now()
}
