use super::{BodyKind, Checked, Input, Join, Operation, Param, Place};
use crate::error::{Cause, Error};
use crate::http::{Body, Method, Pairs, Request, encode_component};
use crate::json::Value;
use std::borrow::Cow;

impl Operation {
    /// As many requests as the identifiers need. Where one request takes one company, each has its own.
    pub(super) fn compose(&'static self, checked: &Checked) -> Result<Vec<Request>, Box<Error>> {
        let single = checked.values().any(|(param, _)| param.most() == 1 && param.is_split());
        let pages = |(param, value): &(&Param, Value)| {
            if param.is_split() { value.items().len().div_ceil(param.most()) } else { 1 }
        };
        let mut parts: Vec<(usize, Option<&str>)> = Vec::new();
        if single {
            for each in checked.values().filter(|(param, _)| param.is_split()) {
                parts.extend((0..pages(each)).map(|number| (number, Some(each.0.name))));
            }
        } else {
            parts.extend((0..checked.values().map(pages).max().unwrap_or(1)).map(|number| (number, None)));
        }
        parts.into_iter().map(|(number, only)| self.one(&part(checked, number, only))).collect()
    }

    fn one(&'static self, values: &[(&'static Param, Value)]) -> Result<Request, Box<Error>> {
        let of = |place| values.iter().filter(move |(param, _)| param.place == place);
        let mut query: Pairs = self.fixed.iter().map(|(name, value)| ((*name).into(), (*value).to_owned())).collect();
        of(Place::Query).for_each(|(param, value)| add(&mut query, param, value));
        let mut headers = Vec::new();
        of(Place::Header).for_each(|(param, value)| add(&mut headers, param, value));
        Ok(Request { method: self.method, path: self.filled(values)?, query, headers, body: self.body_of(values) })
    }

    fn body_of(&self, values: &[(&'static Param, Value)]) -> Option<Body> {
        let mut pairs: Pairs = Vec::new();
        let in_body = || values.iter().filter(|(param, _)| param.place == Place::Body);
        match self.body {
            BodyKind::None => None,
            BodyKind::List => {
                let lists: Vec<String> = in_body().map(|(_, value)| joined(value)).collect();
                Some(Body::Text(lists.join(",")))
            }
            BodyKind::Json => {
                let members = in_body().map(|(param, value)| (param.wire.to_owned(), value.clone())).collect();
                let mut text = String::new();
                Value::Object(members).write(&mut text);
                Some(Body::Json(text))
            }
            BodyKind::Form => {
                in_body().for_each(|(param, value)| add(&mut pairs, param, value));
                Some(Body::Multipart(pairs))
            }
        }
    }

    /// The path with its parameters in it.
    fn filled(&'static self, values: &[(&'static Param, Value)]) -> Result<Cow<'static, str>, Box<Error>> {
        if !self.path.contains('{') {
            return Ok(Cow::Borrowed(self.path));
        }
        let mut out = String::new();
        for segment in self.path.split('/').skip(1) {
            out.push('/');
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
            let (fixed, named) = request.query.into_iter().partition(|(name, _)| self.is_fixed(name));
            request.method = Method::Post;
            request.query = fixed;
            request.body = Some(Body::Form(named));
        }
        request
    }

    /// Path and query as they may be shown to an observer.
    pub fn shown(&self, request: &Request) -> String {
        let mut request = request.clone();
        if self.discreet {
            request
                .query
                .iter_mut()
                .filter(|(name, _)| !self.is_fixed(name))
                .for_each(|(_, value)| *value = "hidden".into());
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
        let plain = |segment: &str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !whole.split('/').skip(1).all(plain) {
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
            let text = match value {
                Value::Null => continue,
                Value::Object(_) => {
                    let cause = Cause::InputType { expected: "string", found: value.type_name() };
                    return Err(self.refuse(cause, name));
                }
                Value::List(items) if items.iter().any(|item| item.text().is_none()) => {
                    let cause = Cause::InputType { expected: "list of strings", found: value.type_name() };
                    return Err(self.refuse(cause, name));
                }
                plain => joined(plain),
            };
            query.push((Cow::Owned(name.clone()), text));
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
    let part = |(param, value): &(&'static Param, Value)| match only {
        _ if !param.is_split() => Some((*param, value.clone())),
        Some(name) if name != param.name => None,
        _ => Some((*param, Value::List(value.items().chunks(param.most()).nth(number)?.to_vec()))),
    };
    checked.values().filter_map(part).collect()
}

fn add(pairs: &mut Pairs, param: &Param, value: &Value) {
    let name = Cow::Borrowed(param.wire);
    match param.input {
        Input::Texts(_, _, Join::Repeat) | Input::Choices(_, Join::Repeat) => {
            pairs.extend(value.items().iter().map(|item| (name.clone(), joined(item))));
        }
        _ => pairs.push((name, joined(value))),
    }
}

/// A value as the text of a query.
fn joined(value: &Value) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::Bool(flag) => if *flag { "true" } else { "false" }.to_owned(),
        Value::Text(text) | Value::Number(text) => text.clone(),
        Value::List(items) => items.iter().map(joined).collect::<Vec<_>>().join(","),
    }
}
