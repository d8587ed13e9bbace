use crate::http::{Pairs, Request};
use crate::identifiers::Locale;
use crate::json::Object;
use crate::operation::Operation;
use crate::providers::Credentials;

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
    /// The method.
    pub method: &'static str,
    /// The headers. They may hold a secret.
    pub headers: Pairs,
    /// The body.
    pub body: Option<String>,
}

impl Addressed {
    /// The same as JSON: `url`, `shown`, `method`, `headers` and `body`.
    pub fn json(&self) -> String {
        let mut headers = Object::new();
        self.headers.iter().for_each(|(name, value)| headers.text(name, Some(value)));
        let mut object = Object::new();
        object.text("url", Some(&self.url));
        object.text("shown", Some(&self.shown));
        object.text("method", Some(self.method));
        object.json("headers", &headers.end());
        object.text("body", self.body.as_deref());
        object.end()
    }
}

impl Route {
    /// Addresses a request to the provider.
    pub fn address(&self, operation: &Operation, request: &Request, accept: &str, locale: Locale) -> Addressed {
        let mut own: Pairs = vec![("accept".into(), accept.to_owned())];
        let (base, sent) = match self {
            Route::Proxy { base, token } => {
                // The worker writes its refusals in the caller's language.
                let language = match locale {
                    Locale::En => "en",
                    Locale::Ru => "ru",
                };
                own.push(("accept-language".into(), language.to_owned()));
                if let Some(token) = token {
                    own.push(("authorization".into(), ["Bearer ", token].concat()));
                }
                ([base, "/", operation.provider.name()].concat(), operation.for_proxy(request))
            }
            Route::Direct { base, credentials } => (base.clone(), credentials.authorise(request)),
        };
        let body = sent.body.as_ref().map(|body| body.encoded());
        let shown = match self {
            Route::Proxy { .. } => sent.target(),
            Route::Direct { .. } => operation.shown(request),
        };
        own.extend(sent.headers.iter().cloned());
        let (body, media_type) = body.unzip();
        own.extend(media_type.map(|media_type| ("content-type".into(), media_type.into_owned())));
        Addressed {
            url: [base.as_str(), &sent.target()].concat(),
            shown: [base.as_str(), &shown].concat(),
            method: sent.method.name(),
            headers: own,
            body,
        }
    }

    /// The text with every secret of this route, plain or percent-encoded, made unreadable.
    pub fn without_secrets(&self, text: &str) -> String {
        let secrets: Vec<String> = match self {
            Route::Proxy { token, .. } => token.iter().cloned().collect(),
            Route::Direct { credentials, .. } => credentials.secrets(),
        };
        secrets.iter().filter(|secret| !secret.is_empty()).fold(text.to_owned(), |text, secret| {
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
