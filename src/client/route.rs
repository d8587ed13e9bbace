use crate::http::Request;
use crate::identifiers::Locale;
use crate::providers::{Credentials, Provider};

/// The way to a provider.
#[derive(Clone, PartialEq, Eq)]
pub enum Route {
    /// Through the worker, which holds the keys.
    Proxy {
        /// The worker's address, without a slash at the end.
        base: String,
        /// What the worker wants to know the caller by.
        token: Option<String>,
    },
    /// Straight to the provider.
    Direct {
        /// The provider's address, without a slash at the end.
        base: String,
        /// What it is paid with.
        credentials: Credentials,
    },
}

/// A request that is ready to be sent.
pub struct Addressed {
    /// The address as it is sent. It may hold a secret.
    pub url: String,
    /// The address as it may be shown.
    pub shown: String,
    /// The headers. They may hold a secret.
    pub headers: Vec<(&'static str, String)>,
}

impl Route {
    /// Addresses a request to the provider.
    pub fn address(&self, provider: Provider, request: &Request, accept: &str, locale: Locale) -> Addressed {
        let mut headers = vec![("accept", accept.to_owned())];
        if request.body.is_some() {
            headers.push(("content-type", "text/plain; charset=utf-8".to_owned()));
        }
        match self {
            Route::Proxy { base, token } => {
                // The worker writes its refusals in the caller's language.
                let language = match locale {
                    Locale::En => "en",
                    Locale::Ru => "ru",
                };
                headers.push(("accept-language", language.to_owned()));
                if let Some(token) = token {
                    headers.push(("authorization", ["Bearer ", token].concat()));
                }
                let url = [base, "/", provider.name(), &request.target()].concat();
                Addressed { shown: url.clone(), url, headers }
            }
            Route::Direct { base, credentials } => Addressed {
                url: [base.as_str(), &credentials.authorise(request).target()].concat(),
                shown: [base.as_str(), &request.target()].concat(),
                headers,
            },
        }
    }

    /// The text with every secret of this route, plain or percent-encoded, made unreadable.
    pub fn without_secrets(&self, text: &str) -> String {
        let secrets = match self {
            Route::Proxy { token, .. } => token.iter().map(String::as_str).collect(),
            Route::Direct { credentials, .. } => credentials.secrets(),
        };
        secrets.into_iter().filter(|secret| !secret.is_empty()).fold(text.to_owned(), |text, secret| {
            let mut encoded = String::new();
            crate::http::encode_component(&mut encoded, secret);
            hide(&hide(&text, secret), &encoded)
        })
    }
}

/// The text with every occurrence of the secret replaced. Bytes are compared one by one: the searcher of the standard
/// library is 2 KB of the compressed module, and this runs over excerpts only.
fn hide(text: &str, secret: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match rest.strip_prefix(secret) {
            Some(after) => {
                out.push_str("***");
                rest = after;
            }
            None => {
                out.push(character);
                rest = rest.strip_prefix(character).unwrap_or_default();
            }
        }
    }
    out
}
