//! The tokens of an account for whoever does the I/O, see [`crate::providers::session`].

#[cfg(feature = "calls")]
use super::client::Call;
use super::step::{Next, Trouble};
#[cfg(feature = "calls")]
use crate::client::Outcome;
use crate::error::Cause;
#[cfg(feature = "calls")]
use crate::error::Error;
use crate::http::Response;
use crate::json::Object;
use crate::providers::Provider;
use crate::providers::session::{Errand, Grant, Session, Step, is_token};
use wasm_bindgen::prelude::*;

/// An account at a provider whose tokens expire. Steps are carried out one after the other; who carries them out sees to it
/// that there is one renewal at a time.
#[wasm_bindgen]
#[cfg_attr(not(feature = "calls"), allow(dead_code))]
pub struct Account {
    session: Session,
    errand: Option<Errand>,
    text: String,
    status: Option<u16>,
    failure: Option<Cause>,
}

#[wasm_bindgen]
impl Account {
    /// An account whose token is given once and for all; nothing when it cannot be one, and for a provider without such accounts.
    #[wasm_bindgen(js_name = ofToken)]
    pub fn of_token(provider: &str, token: String) -> Option<Account> {
        is_token(&token).then(|| Account::new(provider, Grant::Token(token)))?
    }

    /// An account by name and password.
    #[wasm_bindgen(js_name = ofLogin)]
    pub fn of_login(provider: &str, email: String, password: String) -> Option<Account> {
        Account::new(provider, Grant::Login { email, password })
    }

    /// An account whose tokens a function of the caller's gives.
    #[wasm_bindgen(js_name = ofFunction)]
    pub fn of_function(provider: &str) -> Option<Account> {
        Account::new(provider, Grant::Function)
    }

    /// An account by a certificate that a function of the caller's signs with.
    #[wasm_bindgen(js_name = ofCertificate)]
    pub fn of_certificate(provider: &str) -> Option<Account> {
        Account::new(provider, Grant::Certificate)
    }

    /// A token that can be used now: a secret. Nothing when it must be renewed first.
    pub fn token(&self, now_ms: f64) -> Option<String> {
        self.session.ticket(now_ms).map(|ticket| ticket.token)
    }

    /// The token that there is, however old: a secret.
    pub fn latest(&self) -> Option<String> {
        self.session.latest().map(|ticket| ticket.token)
    }

    /// The provider refused that token; whether another is worth trying. Nothing happens if it has been renewed since.
    pub fn refused(&mut self, token: &str) -> bool {
        let ticket = self.session.latest().filter(|ticket| ticket.token == token);
        ticket.is_none_or(|ticket| self.session.refused(&ticket))
    }

    /// Begins a renewal.
    pub fn renew(&mut self, now_ms: f64) -> Next {
        self.failure = None;
        // While the login is not tried again, it is still that answer that refused it.
        self.status = self.status.filter(|_| self.session.pause_ms(now_ms).is_some());
        let step = self.session.renew(now_ms);
        self.next(step)
    }

    /// What is to be sent, without its body: `method`, `path` from the provider's root, and the `type` of the body.
    pub fn sent(&self) -> String {
        let mut sent = Object::new();
        if let Some(errand) = &self.errand {
            sent.text("method", Some(errand.method.name()));
            sent.text("path", Some(errand.path));
            sent.text("type", Some(&errand.media_type).filter(|media_type| !media_type.is_empty()).map(|name| &**name));
        }
        sent.end()
    }

    /// The body of what is to be sent: a secret. Nothing when there is none.
    pub fn body(&mut self) -> Option<Vec<u8>> {
        let body = std::mem::take(&mut self.errand.as_mut()?.body);
        Some(body).filter(|body| !body.is_empty())
    }

    /// What is to be signed.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// The answer to what was sent; without a body it was too large.
    pub fn answered(&mut self, status: u16, body: Option<Vec<u8>>, now_ms: f64) -> Next {
        self.status = Some(status);
        let step = match body {
            Some(body) => self.session.answered(&Response { status, headers: Vec::new(), body }, now_ms),
            None => self.session.failed(Cause::TooLarge, now_ms),
        };
        self.next(step)
    }

    /// What was sent has no answer.
    pub fn failed(&mut self, trouble: Trouble, now_ms: f64) -> Next {
        self.status = None;
        let cause = match trouble {
            Trouble::Disconnected => Cause::Connection,
            Trouble::NotAResponse => Cause::NotAResponse,
            Trouble::TimedOut => Cause::AttemptTimeout,
            Trouble::Aborted => Cause::Aborted,
        };
        let step = self.session.failed(cause, now_ms);
        self.next(step)
    }

    /// What the caller's function gave.
    pub fn given(&mut self, token: Option<String>, now_ms: f64) -> Next {
        let step = self.session.given(token, now_ms);
        self.next(step)
    }

    /// What the caller's function made of the text.
    pub fn signed(&mut self, signature: Option<Vec<u8>>, now_ms: f64) -> Next {
        let step = self.session.signed(signature.as_deref(), now_ms);
        self.next(step)
    }
}

#[cfg(feature = "proxy")]
#[wasm_bindgen]
impl Account {
    /// Whether the provider refused what tokens are got with.
    #[wasm_bindgen(getter, js_name = isRefused)]
    pub fn is_refused(&self) -> bool {
        matches!(self.failure, Some(Cause::KeyRefused))
    }

    /// For how long the login is not tried again, see [`Session::pause_ms`].
    #[wasm_bindgen(js_name = pauseMs)]
    pub fn pause_ms(&self, now_ms: f64) -> Option<f64> {
        self.session.pause_ms(now_ms)
    }

    /// For how long the session's end would be the end of something worth knowing, see [`Session::remembered_ms`].
    #[wasm_bindgen(js_name = rememberedMs)]
    pub fn remembered_ms(&self, now_ms: f64) -> Option<f64> {
        self.session.remembered_ms(now_ms)
    }
}

#[cfg(feature = "calls")]
#[wasm_bindgen]
impl Account {
    /// Ends an attempt for which there is no token.
    pub fn deny(&self, call: &mut Call, now_ms: f64, random: f64) -> Next {
        let cause = self.failure.clone().unwrap_or(Cause::Internal);
        let of_caller = matches!(cause, Cause::Option { .. });
        let mut error = Error::new(cause);
        if of_caller {
            let option = if self.session.is_signed() { "certificate.sign" } else { "token" };
            error = error.at(&["providers.", call.provider().name(), ".", option].concat());
        }
        error.status = self.status;
        error.retry_after_ms = self.session.pause_ms(now_ms).filter(|_| error.cause == Cause::KeyRefused);
        call.after(Outcome::WithoutToken(error), now_ms, random)
    }
}

impl Account {
    fn new(provider: &str, grant: Grant) -> Option<Account> {
        let session = Session::new(Provider::from_name(provider)?, grant)?;
        Some(Account { session, errand: None, text: String::new(), status: None, failure: None })
    }

    fn next(&mut self, step: Step) -> Next {
        match step {
            Step::Send(errand) => {
                self.errand = Some(errand);
                Next::Send
            }
            Step::Ask => Next::Ask,
            Step::Sign(text) => {
                self.text = text;
                Next::Sign
            }
            Step::Done => Next::Done,
            Step::Failed(cause) => {
                self.failure = Some(cause);
                Next::Failed
            }
        }
    }
}
