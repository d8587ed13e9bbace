use super::{BodyKind, Checked, Input, Join, Operation, Param, Place};
use crate::error::{Cause, Error};
use crate::http::{Body, Method, Pairs, Request, encode_component};
use crate::json::Value;
use crate::text::parts;
use std::borrow::Cow;

impl Operation {
    /// As many requests as the identifiers need. Where one request takes one company, each has its own.
    pub(super) fn compose(&'static self, checked: &Checked) -> Result<Vec<Request>, Box<Error>> {
        let mut requests = Vec::new();
        let mut most = 1;
        let mut is_single = false;
        for (param, value) in checked.values() {
            most = most.max(param.pages(value));
            is_single |= param.is_split() && param.most() == 1;
        }
        if !is_single {
            for number in 0..most {
                requests.push(self.one(&part(checked, number, None))?);
            }
            return Ok(requests);
        }
        for (param, value) in checked.values() {
            if param.is_split() {
                for number in 0..param.pages(value) {
                    requests.push(self.one(&part(checked, number, Some(param.name)))?);
                }
            }
        }
        Ok(requests)
    }

    #[inline(never)]
    fn one(&'static self, values: &[(&'static Param, Value)]) -> Result<Request, Box<Error>> {
        let mut query: Pairs = Vec::new();
        let mut headers = Vec::new();
        for (name, value) in self.fixed {
            query.push(((*name).into(), (*value).to_owned()));
        }
        for (param, value) in values {
            match param.place {
                Place::Query => add(&mut query, param, value),
                Place::Header => add(&mut headers, param, value),
                Place::Path | Place::Body => {}
            }
        }
        Ok(Request { method: self.method, path: self.filled(values)?, query, headers, body: self.body_of(values) })
    }

    fn body_of(&self, values: &[(&'static Param, Value)]) -> Option<Body> {
        let mut pairs: Pairs = Vec::new();
        let mut members = Vec::new();
        let mut lists = Vec::new();
        for (param, value) in values {
            match self.body {
                _ if param.place != Place::Body => {}
                BodyKind::None => {}
                BodyKind::List => lists.push(value.clone()),
                BodyKind::Json => members.push((param.wire.to_owned(), value.clone())),
                BodyKind::Form => add(&mut pairs, param, value),
            }
        }
        match self.body {
            BodyKind::None => None,
            BodyKind::List => Some(Body::Text(joined(&Value::List(lists)))),
            BodyKind::Json => {
                let mut text = String::new();
                Value::Object(members).write(&mut text);
                Some(Body::Json(text))
            }
            BodyKind::Form => Some(Body::Multipart(pairs)),
        }
    }

    /// The path with its parameters in it.
    fn filled(&'static self, values: &[(&'static Param, Value)]) -> Result<Cow<'static, str>, Box<Error>> {
        if !self.path.as_bytes().contains(&b'{') {
            return Ok(Cow::Borrowed(self.path));
        }
        let mut out = String::new();
        for (position, segment) in parts(self.path, b'/').into_iter().enumerate() {
            if position > 0 {
                out.push('/');
            }
            match parameter(segment) {
                None => out.push_str(segment),
                Some(wire) => {
                    let known = values.iter().find(|(param, _)| param.place == Place::Path && param.wire == wire);
                    let (_, value) = known.ok_or_else(|| self.refuse(Cause::InputRequired, wire))?;
                    encode_component(&mut out, &joined(value));
                }
            }
        }
        Ok(Cow::Owned(out))
    }

    /// The request as the worker gets it. What names a person travels in a body, which no server writes into its log, and a
    /// form in the encoding that is easiest to read safely.
    pub fn for_proxy(&self, request: &Request) -> Request {
        let mut request = request.clone();
        if let Some(Body::Multipart(pairs)) = request.body {
            request.body = Some(Body::Form(pairs));
        } else if self.is_reposted() {
            let mut named = Vec::new();
            for pair in core::mem::take(&mut request.query) {
                if self.is_fixed(&pair.0) { &mut request.query } else { &mut named }.push(pair);
            }
            request.method = Method::Post;
            request.body = Some(Body::Form(named));
        }
        request
    }

    /// Path and query as they may be shown to an observer.
    pub fn shown(&self, request: &Request) -> String {
        let mut request = request.clone();
        if self.discreet {
            for (name, value) in &mut request.query {
                if !self.is_fixed(name) {
                    *value = "hidden".into();
                }
            }
        }
        request.target()
    }

    /// The method at the worker: a question that names a person is posted.
    pub fn proxied_method(&self) -> Method {
        if self.is_reposted() { Method::Post } else { self.method }
    }

    pub(super) fn is_reposted(&self) -> bool {
        self.discreet && self.method == Method::Get
    }

    fn is_fixed(&self, name: &str) -> bool {
        self.fixed.iter().any(|(fixed, _)| *fixed == name)
    }

    /// The request for a method of the provider that has no model. `path` is what follows the root of the provider's
    /// methods, such as `finanValues`, or a whole path from the first slash.
    ///
    /// # Errors
    /// An invalid-input [`Error`] when the path or a parameter is not plain.
    pub fn request_anything(&'static self, path: &str, params: &Value) -> Result<Request, Box<Error>> {
        let whole = if path.starts_with('/') { path.to_owned() } else { [self.path, path].concat() };
        let plain = |segment: &&str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !parts(&whole, b'/').iter().skip(1).all(plain) {
            return Err(self.refuse(Cause::InputUnreadable, "path"));
        }
        let Value::Object(members) = params else {
            return Err(self.refuse(Cause::InputType { expected: "object", found: params.type_name() }, "params"));
        };
        let mut query = Vec::new();
        for (name, value) in members {
            if self.provider.is_secret(name) {
                return Err(self.refuse(Cause::InputUnknown { known: Vec::new() }, name));
            }
            let expected = match value {
                Value::Null => continue,
                Value::Object(_) => "string",
                Value::List(items) if items.iter().any(|item| item.text().is_none()) => "list of strings",
                plain => {
                    query.push((Cow::Owned(name.clone()), joined(plain)));
                    continue;
                }
            };
            return Err(self.refuse(Cause::InputType { expected, found: value.type_name() }, name));
        }
        Ok(Request { method: self.method, path: Cow::Owned(whole), query, headers: Vec::new(), body: None })
    }
}

/// The name in a segment `{name}` of a path.
pub(super) fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// What goes into one request: everything that is not split, and of what is split the part of that number; `only` of the
/// parameter of that name, if one is given.
fn part(checked: &Checked, number: usize, only: Option<&str>) -> Vec<(&'static Param, Value)> {
    let mut values = Vec::new();
    for (param, value) in checked.values() {
        if !param.is_split() {
            values.push((*param, value.clone()));
        } else if only.is_none_or(|name| name == param.name)
            && let Some(items) = value.items().chunks(param.most()).nth(number)
        {
            values.push((*param, Value::List(items.to_vec())));
        }
    }
    values
}

fn add(pairs: &mut Pairs, param: &Param, value: &Value) {
    let name = Cow::Borrowed(param.wire);
    match param.input {
        Input::Texts(_, _, Join::Repeat) | Input::Choices(_, Join::Repeat) => {
            for item in value.items() {
                pairs.push((name.clone(), joined(item)));
            }
        }
        _ => pairs.push((name, joined(value))),
    }
}

/// A value as the text of a query.
fn joined(value: &Value) -> String {
    let mut out = String::new();
    write_joined(&mut out, value);
    out
}

fn write_joined(out: &mut String, value: &Value) {
    match value {
        Value::Null | Value::Object(_) => {}
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Text(text) | Value::Number(text) => out.push_str(text),
        Value::List(items) => {
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_joined(out, item);
            }
        }
    }
}
