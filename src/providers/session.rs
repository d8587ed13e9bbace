//! Bearer tokens that expire: how they are got, when they are renewed, and what a refused one means.
//!
//! A [`Session`] does no I/O and has no clock. Whoever has a call to make asks it for a [`Ticket`]; when there is none, one
//! of the callers carries out the [`Step`]s of a renewal and tells what came of each, and the others wait for it. What the
//! requests and answers look like is a provider's own affair: [`Protocol`].

use super::Provider;
use super::refusals::Refusals;
use crate::error::Cause;
use crate::http::{Method, Response, retry};
use std::borrow::Cow;

/// How tokens are got. It has no `Debug`: a secret is never printed.
#[derive(Clone, PartialEq, Eq)]
pub enum Grant {
    /// One token, given once and for all.
    Token(String),
    /// By name and password.
    Login {
        /// The name, an e-mail address.
        email: String,
        /// The password.
        password: String,
    },
    /// The caller's own function gives tokens.
    Function,
    /// The caller's own function signs what the provider wants signed.
    Certificate,
}

/// What a provider hands out. It has no `Debug`: a secret is never printed.
#[derive(Clone, PartialEq)]
pub struct Tokens {
    /// The token that goes into requests.
    pub access: String,
    /// What the next token is got for, if the provider gives such a thing.
    pub refresh: Option<String>,
    /// When the token expires, in milliseconds since 1970, if that is known.
    pub expires_ms: Option<f64>,
}

/// A request for a token. It has no `Debug`: a secret is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Errand {
    /// The method.
    pub method: Method,
    /// The path from the provider's root.
    pub path: &'static str,
    /// The media type of the body; empty when there is none.
    pub media_type: Cow<'static, str>,
    /// The body.
    pub body: Vec<u8>,
}

/// How a provider is asked for tokens.
#[derive(Debug)]
pub struct Protocol {
    /// A token for name and password.
    pub login: fn(&str, &str) -> Errand,
    /// A token for what the last one came with.
    pub refresh: fn(&str) -> Errand,
    /// What is to be signed.
    pub challenge: fn() -> Errand,
    /// A token for the signed text: the bytes of the signature.
    pub signed: fn(&[u8]) -> Errand,
    /// Reads a good answer to any of them but `challenge`.
    pub tokens: fn(&Response) -> Result<Tokens, Cause>,
    /// Reads a good answer to `challenge`.
    pub text: fn(&Response) -> Result<String, Cause>,
}

/// What to do next on the way to a token.
pub enum Step {
    /// Send this, without any token, and tell the answer ([`Session::answered`]) or that there is none
    /// ([`Session::failed`]).
    Send(Errand),
    /// Ask the caller's function for a token ([`Session::given`]).
    Ask,
    /// Let the caller's function sign the text ([`Session::signed`]).
    Sign(String),
    /// There is a token.
    Done,
    /// There is none.
    Failed(Cause),
}

/// The right to make a call. It has no `Debug`: a secret is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The token.
    pub token: String,
    /// Which of the session's tokens it is.
    serial: u32,
}

/// For so long before its end a token is not used any more: the clocks differ, and requests take their time.
const MARGIN_MS: f64 = 60_000.0;

/// Where a renewal is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// There is none.
    Idle,
    Refreshing,
    /// Logging in by name, or handing in the signature.
    Granting,
    Challenging,
    Asking,
    Signing,
}

/// The tokens of one account.
pub struct Session {
    protocol: &'static Protocol,
    grant: Grant,
    tokens: Option<Tokens>,
    /// From when on a new token is wanted, in milliseconds since 1970.
    renew_ms: f64,
    serial: u32,
    stage: Stage,
    /// Of name and password. Another signature may be of another certificate, so that nothing is held against it.
    refusals: Refusals,
}

impl Session {
    /// A session that has not begun yet; none for a provider whose secrets do not expire.
    pub fn new(provider: Provider, grant: Grant) -> Option<Session> {
        let tokens = match &grant {
            Grant::Token(token) => Some(Tokens { access: token.clone(), refresh: None, expires_ms: None }),
            _ => None,
        };
        let protocol = provider.session()?;
        let (stage, refusals) = (Stage::Idle, Refusals::default());
        Some(Session { protocol, grant, tokens, renew_ms: f64::INFINITY, serial: 0, stage, refusals })
    }

    /// Whether the caller's function signs.
    pub fn is_signed(&self) -> bool {
        matches!(self.grant, Grant::Certificate)
    }

    /// A token that can be used now; `None`: it must be renewed first.
    pub fn ticket(&self, now_ms: f64) -> Option<Ticket> {
        self.tokens.as_ref().filter(|tokens| now_ms < self.renew_ms && !tokens.access.is_empty())?;
        self.latest()
    }

    /// The token that there is, however old: what a renewal has just brought may be short-lived.
    pub fn latest(&self) -> Option<Ticket> {
        let tokens = self.tokens.as_ref().filter(|tokens| !tokens.access.is_empty())?;
        Some(Ticket { token: tokens.access.clone(), serial: self.serial })
    }

    /// The provider refused the token. Whether the same request is worth sending once more, with another one.
    pub fn refused(&mut self, ticket: &Ticket) -> bool {
        if matches!(self.grant, Grant::Token(_)) {
            return false;
        }
        // Another call was told the same, and the token has been renewed since.
        if let Some(tokens) = self.tokens.as_mut().filter(|_| ticket.serial == self.serial) {
            tokens.access.clear();
        }
        true
    }

    /// For how long the login is not tried again, in milliseconds: the provider refused it.
    pub fn pause_ms(&self, now_ms: f64) -> Option<f64> {
        self.refusals.pause_ms(now_ms)
    }

    /// For how long it still matters that the provider refused the login, in milliseconds; `None`: it did not, or long ago.
    pub fn remembered_ms(&self, now_ms: f64) -> Option<f64> {
        self.refusals.remembered_ms(now_ms)
    }

    /// Begins a renewal; one that was given up half-way is forgotten.
    pub fn renew(&mut self, now_ms: f64) -> Step {
        match self.tokens.as_ref().and_then(|tokens| tokens.refresh.as_deref()) {
            Some(refresh) => {
                self.stage = Stage::Refreshing;
                Step::Send((self.protocol.refresh)(refresh))
            }
            None => self.begin(now_ms),
        }
    }

    /// Gets a token from nothing.
    fn begin(&mut self, now_ms: f64) -> Step {
        if self.pause_ms(now_ms).is_some() {
            return self.failed(Cause::KeyRefused, now_ms);
        }
        let (stage, step) = match &self.grant {
            // It was refused, and there is no other.
            Grant::Token(_) => (Stage::Idle, Step::Failed(Cause::KeyRefused)),
            Grant::Login { email, password } => (Stage::Granting, Step::Send((self.protocol.login)(email, password))),
            Grant::Function => (Stage::Asking, Step::Ask),
            Grant::Certificate => (Stage::Challenging, Step::Send((self.protocol.challenge)())),
        };
        self.stage = stage;
        step
    }

    /// The answer to what was sent.
    pub fn answered(&mut self, response: &Response, now_ms: f64) -> Step {
        let good = (200..300).contains(&response.status);
        match self.stage {
            Stage::Refreshing | Stage::Granting if good => match (self.protocol.tokens)(response) {
                Ok(tokens) => self.take(tokens, now_ms),
                Err(cause) => self.failed(cause, now_ms),
            },
            Stage::Challenging if good => match (self.protocol.text)(response) {
                Ok(text) => {
                    self.stage = Stage::Signing;
                    Step::Sign(text)
                }
                Err(cause) => self.failed(cause, now_ms),
            },
            // What the last token came with is spent or forgotten.
            Stage::Refreshing if (400..500).contains(&response.status) && !retry::is_passing(response.status) => {
                if let Some(tokens) = &mut self.tokens {
                    tokens.refresh = None;
                }
                self.begin(now_ms)
            }
            Stage::Granting if matches!(response.status, 400 | 401 | 403 | 404) => {
                if matches!(self.grant, Grant::Login { .. }) {
                    self.refusals.add(now_ms);
                }
                self.failed(Cause::KeyRefused, now_ms)
            }
            Stage::Refreshing | Stage::Granting | Stage::Challenging => {
                self.failed(Cause::of_status(response.status), now_ms)
            }
            Stage::Idle | Stage::Asking | Stage::Signing => self.failed(Cause::Internal, now_ms),
        }
    }

    /// What was sent has no answer, or not one that can be used.
    pub fn failed(&mut self, cause: Cause, now_ms: f64) -> Step {
        self.stage = Stage::Idle;
        // What is still good for a minute is better than nothing.
        match &self.tokens {
            Some(tokens) if !tokens.access.is_empty() && tokens.expires_ms.is_some_and(|end| now_ms < end) => {
                self.renew_ms = tokens.expires_ms.unwrap_or(now_ms);
                Step::Done
            }
            _ => Step::Failed(cause),
        }
    }

    /// What the caller's function gave; `None` when that is no token.
    pub fn given(&mut self, token: Option<String>, now_ms: f64) -> Step {
        match token.filter(|token| self.stage == Stage::Asking && is_token(token)) {
            Some(access) => self.take(Tokens { access, refresh: None, expires_ms: None }, now_ms),
            None => self.failed(Cause::Option { why: "must give a token".to_owned() }, now_ms),
        }
    }

    /// What the caller's function made of the text; `None` when that are no bytes.
    pub fn signed(&mut self, signature: Option<&[u8]>, now_ms: f64) -> Step {
        match signature.filter(|bytes| self.stage == Stage::Signing && !bytes.is_empty()) {
            Some(bytes) => {
                self.stage = Stage::Granting;
                Step::Send((self.protocol.signed)(bytes))
            }
            None => self.failed(Cause::Option { why: "must give the signed text".to_owned() }, now_ms),
        }
    }

    fn take(&mut self, tokens: Tokens, now_ms: f64) -> Step {
        (self.stage, self.refusals) = (Stage::Idle, Refusals::default());
        self.serial = self.serial.wrapping_add(1);
        // A clock that is wrong, or a very short life: then the provider's refusal says when to renew.
        let renew_ms = tokens.expires_ms.map(|end| end - MARGIN_MS).filter(|renew| *renew > now_ms);
        self.renew_ms = renew_ms.unwrap_or(f64::INFINITY);
        // Some give what to refresh with only once.
        let refresh = tokens.refresh.or_else(|| self.tokens.take().and_then(|former| former.refresh));
        self.tokens = Some(Tokens { refresh, ..tokens });
        Step::Done
    }

    /// The strings that must never be shown.
    pub fn secrets(&self) -> Vec<&str> {
        let mut secrets = Vec::new();
        if let Grant::Login { password, .. } = &self.grant {
            secrets.push(password.as_str());
        }
        if let Some(tokens) = &self.tokens {
            secrets.push(tokens.access.as_str());
            secrets.extend(tokens.refresh.as_deref());
        }
        secrets.retain(|secret| !secret.is_empty());
        secrets
    }
}

/// Whether it can stand in a header: anything else would be thrown back by `fetch`, with the token in the message.
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}
