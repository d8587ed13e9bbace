//! The data providers: of each its operations, its models, its errors, and how it is paid with a secret.

pub mod focus;
pub mod nkb;

use crate::error::Cause;
use crate::http::{Request, Response};
use crate::operation::Operation;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Контур.Фокус.
    Focus,
}

impl Provider {
    /// Every provider.
    pub const ALL: [Provider; 1] = [Provider::Focus];

    /// The name in code, in paths of the worker and in configurations.
    pub fn name(self) -> &'static str {
        match self {
            Provider::Focus => "focus",
        }
    }

    /// The provider of that name.
    pub fn from_name(name: &str) -> Option<Provider> {
        Provider::ALL.into_iter().find(|provider| provider.name() == name)
    }

    /// The provider's name for people.
    pub fn title(self) -> &'static str {
        match self {
            Provider::Focus => "Контур.Фокус",
        }
    }

    /// Where the provider is, without a slash at the end.
    pub fn base_url(self) -> &'static str {
        match self {
            Provider::Focus => focus::BASE_URL,
        }
    }

    /// The operation for methods that have no model, if the provider has methods to reach by a path alone.
    pub fn anything(self) -> Option<&'static Operation> {
        match self {
            Provider::Focus => Some(&focus::ANYTHING),
        }
    }

    /// Whether a parameter of that name is how the provider is paid, and so never a caller's.
    pub fn is_secret(self, parameter: &str) -> bool {
        match self {
            Provider::Focus => parameter.eq_ignore_ascii_case("key"),
        }
    }

    /// What an answer that is not a success means.
    pub fn refusal(self, response: &Response) -> Cause {
        match self {
            Provider::Focus => focus::refusal(response),
        }
    }
}

/// What a provider wants to be paid with. It has no `Debug`: a secret is never printed.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Контур.Фокус: an access key.
    Focus {
        /// «Ключ доступа», an opaque string.
        key: String,
    },
}

impl Credentials {
    /// The strings that must never be shown.
    pub fn secrets(&self) -> Vec<&str> {
        match self {
            Credentials::Focus { key } => vec![key],
        }
    }

    /// The request as the provider gets it.
    pub fn authorise(&self, request: &Request) -> Request {
        match self {
            Credentials::Focus { key } => focus::authorise(request, key),
        }
    }
}
