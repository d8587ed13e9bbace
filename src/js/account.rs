//! The tokens of an account for whoever does the I/O, see [`crate::providers::session`].

use super::client::{Call, Next, Trouble};
use crate::client::Outcome;
use crate::error::{Cause, Error};
use crate::http::Response;
use crate::json::Object;
use crate::providers::session::{Errand, Grant, Session, Step, is_token};
use crate::providers::{Credentials, Provider};
use wasm_bindgen::prelude::*;

/// An account at a provider whose tokens expire. Steps are carried out one after the other; who carries them out sees to it
/// that there is one renewal at a time.
#[wasm_bindgen]
pub struct Account {
    provider: Provider,
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

    /// Whether there is a token that can be used now; else it must be renewed first.
    pub fn ready(&self, now_ms: f64) -> bool {
        self.session.ticket(now_ms).is_some()
    }

    /// Gives a call the token that there is, however old.
    pub fn authorise(&self, call: &mut Call) {
        let Some(ticket) = self.session.latest() else { return };
        if let Some(credentials) = Credentials::new(self.provider, vec![ticket.token.clone()]) {
            call.authorise(credentials, ticket);
        }
    }

    /// The provider refused the token of a call; whether another is worth trying.
    pub fn refused(&mut self, call: &Call) -> bool {
        call.ticket.as_ref().is_some_and(|ticket| self.session.refused(ticket))
    }

    /// Ends an attempt for which there is no token.
    pub fn deny(&self, call: &mut Call, now_ms: f64, random: f64) -> Next {
        let cause = self.failure.clone().unwrap_or(Cause::Internal);
        let of_caller = matches!(cause, Cause::Option { .. });
        let mut error = Error::new(cause);
        if of_caller {
            let option = if self.session.is_signed() { "certificate.sign" } else { "token" };
            error = error.at(&["providers.", self.provider.name(), ".", option].concat());
        }
        error.status = self.status;
        call.after(Outcome::WithoutToken(error), now_ms, random)
    }

    /// Begins a renewal.
    pub fn renew(&mut self) -> Next {
        self.status = None;
        let step = self.session.renew();
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

impl Account {
    fn new(provider: &str, grant: Grant) -> Option<Account> {
        let provider = Provider::from_name(provider)?;
        let session = Session::new(provider, grant)?;
        Some(Account { provider, session, errand: None, text: String::new(), status: None, failure: None })
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
