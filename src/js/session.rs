//! An account whose token expires: carries out the steps of [`crate::providers::session::Session`].

use super::call::{Answered, Failed};
use super::foreign::{bytes_of, call, method, promise_of};
use super::share::InFlight;
use super::transport::{self, Attempt, Question};
use super::watch::{Fired, Watch};
use crate::client::{Addressed, Outcome, Success};
use crate::error::{Cause, Error};
use crate::providers::session::{Errand, Grant, Session, Step, Ticket};
use crate::providers::{Credentials, Provider};
use js_sys::Function;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// An account, and the caller's functions that its tokens come from.
pub(super) struct Account {
    provider: Provider,
    /// Where the provider is, without a slash at the end.
    base: String,
    session: RefCell<Session>,
    fetch: Function,
    token: Option<Function>,
    certificate: JsValue,
    renewals: Rc<InFlight>,
}

/// Where tokens come from.
pub(super) struct Source {
    pub(super) grant: Grant,
    /// Gives tokens, for [`Grant::Function`].
    pub(super) token: Option<Function>,
    /// Has a method `sign`, for [`Grant::Certificate`].
    pub(super) certificate: JsValue,
}

impl From<Grant> for Source {
    fn from(grant: Grant) -> Self {
        Source { grant, token: None, certificate: JsValue::UNDEFINED }
    }
}

/// How long one step of a renewal may take.
const STEP_MS: f64 = 30_000.0;

impl Account {
    /// `None` for a provider whose secrets do not expire.
    pub(super) fn new(provider: Provider, base: String, source: Source, fetch: Function) -> Option<Rc<Account>> {
        let Source { grant, token, certificate } = source;
        let session = RefCell::new(Session::new(provider, grant)?);
        Some(Rc::new(Account { provider, base, session, fetch, token, certificate, renewals: Rc::default() }))
    }

    /// A token to use now, renewed first where that is needed: once, for all who wait for it.
    pub(super) async fn ticket(self: &Rc<Self>, signal: &JsValue, ms: f64) -> Result<Ticket, Denied> {
        if let Some(ticket) = self.session.borrow().ticket(now()) {
            return Ok(ticket);
        }
        let renew = |signal: JsValue| self.renew(signal);
        match self.renewals.join(String::new(), signal, ms, renew).await {
            Err(fired) => Err(Denied::Fired(fired)),
            Ok(Err(failed)) => Err(Denied::Failed(failed)),
            Ok(Ok(_)) => {
                let latest = self.session.borrow().latest();
                latest.ok_or_else(|| Denied::Failed(Error::new(Cause::Internal).into()))
            }
        }
    }

    /// The provider refused the token; whether another is worth trying.
    pub(super) fn refused(&self, ticket: &Ticket) -> bool {
        self.session.borrow_mut().refused(ticket)
    }

    /// What a request is paid with.
    pub(super) fn credentials(&self, ticket: &Ticket) -> Option<Credentials> {
        Credentials::new(self.provider, vec![ticket.token.clone()])
    }

    fn renew(self: &Rc<Self>, signal: JsValue) -> Pin<Box<dyn Future<Output = Result<Answered, Failed>>>> {
        let account = Rc::clone(self);
        Box::pin(async move { account.steps(&signal).await })
    }

    async fn steps(&self, signal: &JsValue) -> Result<Answered, Failed> {
        let mut status = None;
        let mut thrown = JsValue::UNDEFINED;
        let mut step = self.session.borrow_mut().renew();
        loop {
            step = match step {
                Step::Done => return Ok(Answered { success: Success::Nothing, file: JsValue::UNDEFINED }),
                Step::Failed(cause) => {
                    let option = if self.token.is_some() { "token" } else { "certificate.sign" };
                    let place = ["providers.", self.provider.name(), ".", option].concat();
                    let mut error = match cause {
                        Cause::Option { .. } => Error::new(cause).at(&place),
                        _ => Error::new(cause),
                    };
                    error.status = status;
                    return Err(Failed { error, thrown });
                }
                Step::Send(errand) => {
                    let Attempt { outcome, thrown: value, .. } = self.send(&errand, signal).await;
                    thrown = value;
                    status = match &outcome {
                        Outcome::Response(response) => Some(response.status),
                        _ => None,
                    };
                    let mut session = self.session.borrow_mut();
                    match outcome {
                        Outcome::Response(response) => session.answered(&response, now()),
                        Outcome::TooLarge(_) => session.failed(Cause::TooLarge, now()),
                        Outcome::NotAResponse => session.failed(Cause::NotAResponse, now()),
                        Outcome::TimedOut => session.failed(Cause::AttemptTimeout, now()),
                        Outcome::Aborted => session.failed(Cause::Aborted, now()),
                        Outcome::Disconnected | Outcome::WithoutToken(_) => session.failed(Cause::Connection, now()),
                    }
                }
                Step::Ask => {
                    let given = match &self.token {
                        Some(token) => settled(token.call0(&JsValue::UNDEFINED), signal).await,
                        None => Err(JsValue::UNDEFINED),
                    };
                    let token = given.map_err(|value| thrown = value).ok().and_then(|value| value.as_string());
                    self.session.borrow_mut().given(token, now())
                }
                Step::Sign(text) => {
                    let called = call(&self.certificate, "sign", &[&JsValue::from_str(&text)]);
                    let signature = match settled(called, signal).await {
                        // A `Blob` gives its bytes when asked.
                        Ok(blob) if method(&blob, "arrayBuffer").is_some() => {
                            settled(call(&blob, "arrayBuffer", &[]), signal).await
                        }
                        other => other,
                    };
                    let bytes = signature.map_err(|value| thrown = value).ok().and_then(|value| bytes_of(&value));
                    self.session.borrow_mut().signed(bytes.as_deref(), now())
                }
            }
        }
    }

    async fn send(&self, errand: &Errand, signal: &JsValue) -> Attempt {
        let mut headers = vec![("accept".into(), "application/json".to_owned())];
        if !errand.media_type.is_empty() {
            headers.push(("content-type".into(), errand.media_type.to_string()));
        }
        let url = [self.base.as_str(), errand.path].concat();
        let addressed = Addressed { shown: url.clone(), url, method: errand.method.name(), headers, body: None };
        let bytes = Some(errand.body.as_slice()).filter(|bytes| !bytes.is_empty());
        let question = Question { fetch: &self.fetch, addressed: &addressed, bytes, signal, file: false };
        transport::send(&question, STEP_MS, &|_, _| {}).await
    }
}

/// Why there is no token.
pub(super) enum Denied {
    /// The caller does not wait any longer.
    Fired(Fired),
    Failed(Failed),
}

/// What a function of the caller's comes to: its value or what it throws, now or later; `undefined` when it takes too long.
async fn settled(called: Result<JsValue, JsValue>, signal: &JsValue) -> Result<JsValue, JsValue> {
    let value = called?;
    let Some(watch) = Watch::new(signal, STEP_MS) else { return Err(JsValue::UNDEFINED) };
    watch.race(&promise_of(&value)).await.unwrap_or(Err(JsValue::UNDEFINED))
}

fn now() -> f64 {
    js_sys::Date::now()
}
