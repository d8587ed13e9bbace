//! The data providers: of each its operations, its models, its errors, and how it is paid with a secret.

#[cfg(feature = "astral")]
pub mod astral;
#[cfg(any(feature = "fssp", feature = "nkb", feature = "astral"))]
mod even;
#[cfg(feature = "focus")]
pub mod focus;
#[cfg(feature = "fssp")]
pub mod fssp;
#[cfg(feature = "nkb")]
pub mod nkb;
mod refusals;
pub mod session;

use crate::error::Cause;
use crate::http::{Request, Response};
use crate::operation::Operation;
use crate::text::parts;
use std::borrow::Cow;

/// Everything that anybody must know of a provider.
#[derive(Debug)]
pub struct Definition {
    /// The name in code, in paths of the worker and in configurations.
    pub name: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// Where it is, without a slash at the end.
    pub base_url: &'static str,
    /// What it is asked.
    pub operations: &'static [Operation],
    /// The operation for methods that have no model, if it has methods to reach by a path alone.
    pub anything: Option<&'static Operation>,
    /// The names of the options that hold its credentials, all of them secret.
    pub credentials: &'static [&'static str],
    /// How its credentials are got and renewed, if they expire.
    pub session: Option<&'static session::Protocol>,
    /// Options that stand in for parameters of the same name.
    pub defaults: &'static [&'static str],
    /// Names of parameters that are how it is paid, in lower case, and so never a caller's.
    pub secret_params: &'static [&'static str],
    /// Adds the credentials, in the order of their names, to a request.
    pub authorise: fn(&mut Request, &[String]),
    /// Its verdict, see [`Provider::read`].
    pub read: Read,
    /// Its own words in the body of an answer that is no success; `None` when the body speaks for itself.
    pub words: fn(&[u8]) -> Option<String>,
    /// Whether JSON that it sends always says that it is JSON.
    pub says_json: bool,
}

/// A provider's verdict on an answer, see [`Provider::read`].
pub type Read = for<'r> fn(&Operation, &Request, &'r Response, bool) -> Result<Cow<'r, [u8]>, Cause>;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Контур.Фокус.
    #[cfg(feature = "focus")]
    Focus,
    /// НКБ, «Связи».
    #[cfg(feature = "nkb")]
    Nkb,
    /// ФССП through api-cloud.
    #[cfg(feature = "fssp")]
    Fssp,
    /// Астрал.ЭДО, counterparties.
    #[cfg(feature = "astral")]
    Astral,
}

impl Provider {
    /// Every provider.
    pub const ALL: &'static [Provider] = &[
        #[cfg(feature = "focus")]
        Provider::Focus,
        #[cfg(feature = "nkb")]
        Provider::Nkb,
        #[cfg(feature = "fssp")]
        Provider::Fssp,
        #[cfg(feature = "astral")]
        Provider::Astral,
    ];

    fn definition(self) -> &'static Definition {
        match self {
            #[cfg(feature = "focus")]
            Provider::Focus => &focus::DEFINITION,
            #[cfg(feature = "nkb")]
            Provider::Nkb => &nkb::DEFINITION,
            #[cfg(feature = "fssp")]
            Provider::Fssp => &fssp::DEFINITION,
            #[cfg(feature = "astral")]
            Provider::Astral => &astral::DEFINITION,
        }
    }

    /// The name in code, in paths of the worker and in configurations.
    pub fn name(self) -> &'static str {
        self.definition().name
    }

    /// The provider of that name.
    pub fn from_name(name: &str) -> Option<Provider> {
        Provider::ALL.iter().copied().find(|provider| provider.name() == name)
    }

    /// The provider's name for people.
    pub fn title(self) -> &'static str {
        self.definition().title
    }

    /// Where the provider is, without a slash at the end.
    pub fn base_url(self) -> &'static str {
        self.definition().base_url
    }

    /// What the provider is asked.
    pub fn operations(self) -> &'static [Operation] {
        self.definition().operations
    }

    /// The operation for methods that have no model, if the provider has methods to reach by a path alone.
    pub fn anything(self) -> Option<&'static Operation> {
        self.definition().anything
    }

    /// The names of the options that hold its credentials.
    pub fn credentials(self) -> &'static [&'static str] {
        self.definition().credentials
    }

    /// How its credentials are got and renewed, if they expire.
    pub fn session(self) -> Option<&'static session::Protocol> {
        self.definition().session
    }

    /// The names of the options that stand in for parameters of the same name.
    pub fn defaults(self) -> &'static [&'static str] {
        self.definition().defaults
    }

    /// The provider's own words in the body of an answer that is no success; `None` when the body speaks for itself.
    pub fn words(self, body: &[u8]) -> Option<String> {
        (self.definition().words)(body)
    }

    /// Whether a parameter of that name is how the provider is paid, and so never a caller's.
    pub fn is_secret(self, parameter: &str) -> bool {
        self.definition().secret_params.iter().any(|secret| parameter.eq_ignore_ascii_case(secret))
    }

    /// Whether JSON that the provider sends always says that it is JSON.
    pub fn says_json(self) -> bool {
        self.definition().says_json
    }

    /// The provider's verdict on an answer of any status: what is to be decoded, in the form that the operation's models
    /// describe, or why there is nothing. `raw`: as the provider wrote it.
    ///
    /// # Errors
    /// A [`Cause`] for every answer that is no success; an error must never come out as an empty answer.
    pub fn read<'r>(
        self,
        operation: &Operation,
        request: &Request,
        response: &'r Response,
        raw: bool,
    ) -> Result<Cow<'r, [u8]>, Cause> {
        (self.definition().read)(operation, request, response, raw)
    }
}

impl Provider {
    /// What an answer says that the question cost, as a JSON object of numbers: of `price`, `balance`, `credit`, `speed` and
    /// `attempts` those that are told. `None` when the provider tells nothing of the kind.
    #[cfg_attr(not(feature = "fssp"), allow(unused_variables))]
    pub fn charge(self, response: &Response) -> Option<String> {
        match self {
            #[cfg(feature = "fssp")]
            Provider::Fssp => fssp::charge(response),
            #[allow(unreachable_patterns)]
            _ => None,
        }
    }

    /// Why credentials cannot be the provider's: the name of the one that is at fault, and what it must be.
    pub fn fault_of(self, credentials: &[String]) -> Option<(&'static str, &'static str)> {
        let missing = |(place, name): (usize, &&'static str)| {
            credentials.get(place).is_none_or(String::is_empty).then_some((*name, "is missing"))
        };
        if let Some(fault) = self.credentials().iter().enumerate().find_map(missing) {
            return Some(fault);
        }
        match self {
            #[cfg(feature = "fssp")]
            Provider::Fssp => {
                (!credentials.iter().all(|token| fssp::is_token(token))).then_some(("token", "must have 32 characters"))
            }
            #[allow(unreachable_patterns)]
            _ => None,
        }
    }
}

/// What a provider wants to be paid with. It has no `Debug`: a secret is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    provider: Provider,
    values: Vec<String>,
}

impl Credentials {
    /// The values in the order of [`Provider::credentials`]; `None` when [`Provider::fault_of`] finds a fault.
    pub fn new(provider: Provider, values: Vec<String>) -> Option<Credentials> {
        provider.fault_of(&values).is_none().then_some(Credentials { provider, values })
    }

    /// None yet: those of a session are got when they are needed.
    pub fn pending(provider: Provider) -> Credentials {
        Credentials { provider, values: Vec::new() }
    }

    /// The strings that must never be shown: the values, and what they are sent as.
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = self.values.clone();
        for (_, value) in self.authorise(&Request::to("")).headers {
            // What follows the scheme of an authorization.
            secrets.extend(parts(&value, b' ').pop().map(str::to_owned));
        }
        secrets
    }

    /// The request as the provider gets it.
    pub fn authorise(&self, request: &Request) -> Request {
        let mut authorised = request.clone();
        (self.provider.definition().authorise)(&mut authorised, &self.values);
        authorised
    }
}

/// The usual verdict: a status of 2xx is a success, and any other says what is wrong.
pub(crate) fn by_status(response: &Response) -> Result<Cow<'_, [u8]>, Cause> {
    match response.status {
        200..=299 => Ok(Cow::Borrowed(&response.body)),
        status => Err(Cause::of_status(status)),
    }
}
