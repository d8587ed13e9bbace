use super::query::encode_component;
use std::borrow::Cow;

/// The methods that the providers use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Sends a body, or starts something.
    Post,
}

impl Method {
    /// The method's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// One question to a provider, without host and without credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path from the provider's root, such as `/api3/req`.
    pub path: Cow<'static, str>,
    /// Names and values of the query, not yet encoded, in the order in which they are sent.
    pub query: Vec<(Cow<'static, str>, String)>,
    /// The body, plain text; `None` for a request without one.
    pub body: Option<String>,
}

impl Request {
    /// Path and query, encoded.
    pub fn target(&self) -> String {
        let mut out = self.path.to_string();
        for (position, (name, value)) in self.query.iter().enumerate() {
            out.push(if position == 0 { '?' } else { '&' });
            encode_component(&mut out, name);
            out.push('=');
            encode_component(&mut out, value);
        }
        out
    }
}

/// A request as it arrives, at the worker or at a provider's sandbox: nothing of it is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incoming<'a> {
    /// The method's name.
    pub method: &'a str,
    /// The path, still encoded, from the first slash.
    pub path: &'a str,
    /// The query, still encoded, without its `?`.
    pub query: &'a str,
    /// The body; empty when there is none.
    pub body: &'a [u8],
}
