use super::query::encode_component;
use std::borrow::Cow;

/// The methods that the providers use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Sends a body, or starts something.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// Names and values in the order in which they are sent, not yet encoded.
pub type Pairs = Vec<(Cow<'static, str>, String)>;

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Plain text.
    Text(String),
    /// JSON.
    Json(String),
    /// A form, as `multipart/form-data`.
    Multipart(Pairs),
    /// A form, encoded like a query: on the way to the worker only.
    Form(Pairs),
}

impl Body {
    /// The text as it is sent, and its `content-type`.
    pub fn encoded(&self) -> (String, Cow<'static, str>) {
        match self {
            Body::Text(text) => (text.clone(), "text/plain; charset=utf-8".into()),
            Body::Json(text) => (text.clone(), "application/json".into()),
            Body::Form(pairs) => (encode_pairs(pairs), FORM.into()),
            Body::Multipart(pairs) => multipart(pairs),
        }
    }
}

/// The media type of a form that is encoded like a query.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// One question to a provider, without host and without credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path from the provider's root, such as `/api3/req`, encoded.
    pub path: Cow<'static, str>,
    /// Names and values of the query.
    pub query: Pairs,
    /// Names, in lower case, and values of headers.
    pub headers: Pairs,
    /// The body; `None` for a request without one.
    pub body: Option<Body>,
}

impl Request {
    /// A `GET` of that path, encoded, with nothing else.
    pub fn to(path: &'static str) -> Request {
        Request { method: Method::Get, path: Cow::Borrowed(path), query: Vec::new(), headers: Vec::new(), body: None }
    }

    /// Path and query, encoded.
    pub fn target(&self) -> String {
        if self.query.is_empty() {
            self.path.to_string()
        } else {
            [&self.path, "?", &encode_pairs(&self.query)].concat()
        }
    }
}

fn encode_pairs(pairs: &Pairs) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        encode_component(&mut out, name);
        out.push('=');
        encode_component(&mut out, value);
    }
    out
}

/// RFC 7578. The names are ours and need no escapes; the boundary is made longer until no value holds it.
fn multipart(pairs: &Pairs) -> (String, Cow<'static, str>) {
    let mut boundary = String::from("kontragent-form-data");
    let holds =
        |value: &str, boundary: &str| value.as_bytes().windows(boundary.len()).any(|at| at == boundary.as_bytes());
    while pairs.iter().any(|(_, value)| holds(value, &boundary)) {
        boundary.push('-');
    }
    let mut out = String::new();
    for (name, value) in pairs {
        for piece in ["--", &boundary, "\r\ncontent-disposition: form-data; name=\"", name, "\"\r\n\r\n", value, "\r\n"]
        {
            out.push_str(piece);
        }
    }
    for piece in ["--", &boundary, "--\r\n"] {
        out.push_str(piece);
    }
    (out, ["multipart/form-data; boundary=", &boundary].concat().into())
}

/// A request as it arrives, at the worker or at a provider's sandbox: nothing of it is to be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Incoming<'a> {
    /// The method's name.
    pub method: &'a str,
    /// The path, still encoded, from the first slash.
    pub path: &'a str,
    /// The query, still encoded, without its `?`.
    pub query: &'a str,
    /// Names, in lower case, and values of the headers.
    pub headers: &'a [(String, String)],
    /// The body; empty when there is none.
    pub body: &'a [u8],
}

impl<'a> Incoming<'a> {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The media type of the body without its parameters, in lower case; empty when there is none.
    pub fn media_type(&self) -> String {
        super::response::media_type(self.header("content-type").unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &'static str, value: &str) -> (Cow<'static, str>, String) {
        (name.into(), value.to_owned())
    }

    #[test]
    fn the_boundary_of_a_form_is_in_none_of_its_values() {
        let (text, media_type) = Body::Multipart(vec![pair("a", "kontragent-form-data"), pair("b", "")]).encoded();
        assert_eq!(media_type, "multipart/form-data; boundary=kontragent-form-data-");
        assert_eq!(
            text,
            "--kontragent-form-data-\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nkontragent-form-data\r\n\
             --kontragent-form-data-\r\ncontent-disposition: form-data; name=\"b\"\r\n\r\n\r\n--kontragent-form-data---\r\n"
        );
    }
}
