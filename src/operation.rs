//! The vocabulary in which an operation of a provider is declared, and the one check of its parameters: the client runs
//! it before anything is sent, the worker before any money is spent.

use crate::error::{Cause, Error};
use crate::http::{Method, Request, decode_query};
use crate::identifiers::{self, Kind};
use crate::json::Value;
use crate::model::{Shape, is_iso_date};
use crate::providers::Provider;
use std::borrow::Cow;

/// One question that a provider answers. Everything that anybody must know of it is here.
#[derive(Debug)]
pub struct Operation {
    /// Who answers.
    pub provider: Provider,
    /// The name of our method, such as `req`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path from the provider's root.
    pub path: &'static str,
    /// The parameters, in the order in which they are sent.
    pub params: &'static [Param],
    /// Names of which at least one must be given; empty when every one may be left out.
    pub any_of: &'static [&'static str],
    /// What a good answer is.
    pub answer: Answer,
    /// How a long answer is cut into pages, if it is.
    pub paging: Option<Paging>,
    /// Whether asking twice is the same as asking once.
    pub safe_to_repeat: bool,
    /// What an answer costs.
    pub cost: Cost,
    /// For how many seconds an answer may be kept and given again.
    pub cache_seconds: u32,
    /// Whether question or answer is about natural persons.
    pub personal: bool,
    /// What it is for.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// What a good answer is.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// A list with one item a company, several for one ИНН that had several ОГРН, and none for a company that the
    /// provider does not know.
    Companies(&'static Shape),
    /// The same, or a PDF if the parameter `pdf` is given.
    CompaniesOrPdf(&'static Shape),
    /// A list that is not about the companies asked about.
    List(&'static Shape),
    /// A PDF.
    Pdf,
    /// Any JSON: there is no model for it.
    Anything,
}

/// Pages of a list inside each item of an answer. There is no total: a page that is not full is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The field of the item that holds the list.
    pub list: &'static str,
    /// How many entries a full page has.
    pub size: u32,
}

/// How an operation is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// By the number of different companies asked about in a period.
    Company,
    /// Nothing.
    Free,
}

/// One parameter of an operation.
#[derive(Debug)]
pub struct Param {
    /// Its name, here and on the wire.
    pub name: &'static str,
    /// What it takes.
    pub input: Input,
    /// Where it is sent.
    pub place: Place,
    /// What it means.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// What a parameter takes.
#[derive(Debug)]
pub enum Input {
    /// Identifiers of these kinds, one or several, at most so many in one request.
    Identifiers(&'static [Kind], usize),
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A whole number from zero.
    Count,
    /// `true` is sent as such; `false` is not sent.
    Flag,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the query, under its name.
    Query,
    /// In the body: a list of values without names.
    Body,
}

/// What a good answer to one request is.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// JSON of that shape.
    Json(&'static Shape),
    /// XML, as it is.
    Xml,
    /// A PDF.
    Pdf,
}

impl Expected {
    /// The media type to ask for.
    pub fn accept(self) -> &'static str {
        self.media_types().first().copied().unwrap_or_default()
    }

    /// Whether an answer may be of that media type; one that says none may be anything.
    pub fn fits(self, media_type: &str) -> bool {
        media_type.is_empty() || self.media_types().contains(&media_type)
    }

    fn media_types(self) -> &'static [&'static str] {
        match self {
            Expected::Json(_) => &["application/json"],
            Expected::Xml => &["application/xml", "text/xml"],
            Expected::Pdf => &["application/pdf", "application/octet-stream"],
        }
    }
}

/// A parameter's value once it is checked.
type Checked = (&'static Param, Vec<String>);

impl Operation {
    /// `focus.req`: the name by which the operation is called.
    pub fn id(&self) -> String {
        [self.provider.name(), ".", self.name].concat()
    }

    /// Checks the parameters and builds the one request that they ask for: identifiers in the order given, each once.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that names the parameter, such as `inn[3]`, also when one request cannot hold them all.
    pub fn request(&'static self, params: &Value) -> Result<Request, Box<Error>> {
        let checked = self.check(params)?;
        let mut requests = self.split(&checked).into_iter();
        match (requests.next(), requests.next()) {
            (Some(request), None) => Ok(request),
            _ => Err(self.too_many(&checked)),
        }
    }

    /// Checks the parameters and builds as many requests as their identifiers need.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that names the parameter, such as `inn[3]`.
    pub fn requests(&'static self, params: &Value) -> Result<Vec<Request>, Box<Error>> {
        let checked = self.check(params)?;
        let requests = self.split(&checked);
        // Documents of several requests cannot be put together.
        let document = requests.first().is_some_and(|request| !matches!(self.expected(request), Expected::Json(_)));
        if document && requests.len() > 1 { Err(self.too_many(&checked)) } else { Ok(requests) }
    }

    /// The request for a method of the provider that has no model. `path` is what follows the root of the provider's
    /// methods, such as `finanValues`, or a whole path from the first slash.
    ///
    /// # Errors
    /// An invalid-input [`Error`] when the path or a parameter is not plain.
    pub fn request_anything(&'static self, path: &str, params: &Value) -> Result<Request, Box<Error>> {
        let refuse = |cause, path: &str| Error::new(cause).of(self).at(path);
        let whole = if path.starts_with('/') { path.to_owned() } else { [self.path, path].concat() };
        let plain = |segment: &str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !whole.split('/').skip(1).all(plain) {
            return Err(refuse(Cause::InputUnreadable, "path"));
        }
        let Value::Object(members) = params else {
            return Err(refuse(Cause::InputType { expected: "object", found: params.type_name() }, "params"));
        };
        let mut query = Vec::new();
        for (name, value) in members {
            if self.provider.is_secret(name) {
                return Err(refuse(Cause::InputUnknown { known: Vec::new() }, name));
            }
            let text = match value {
                Value::Null => continue,
                Value::Text(text) | Value::Number(text) => text.clone(),
                Value::Bool(flag) => flag.to_string(),
                Value::List(items) => {
                    let texts: Option<Vec<&str>> = items.iter().map(Value::text).collect();
                    let expected = Cause::InputType { expected: "list of strings", found: value.type_name() };
                    texts.ok_or_else(|| refuse(expected, name))?.join(",")
                }
                Value::Object(_) => {
                    let cause = Cause::InputType { expected: "string", found: value.type_name() };
                    return Err(refuse(cause, name));
                }
            };
            query.push((Cow::Owned(name.clone()), text));
        }
        Ok(Request { method: self.method, path: Cow::Owned(whole), query, body: None })
    }

    fn too_many(&'static self, checked: &[Checked]) -> Box<Error> {
        let largest = checked.iter().max_by_key(|(param, values)| values.len().div_ceil(param.most()));
        let (name, most, given) =
            largest.map_or(("", 1, 0), |(param, values)| (param.name, param.most(), values.len()));
        Error::new(Cause::InputTooMany { most, given }).of(self).at(name)
    }

    /// What a good answer to the request is.
    pub fn expected(&self, request: &Request) -> Expected {
        let asked = |name: &str| request.query.iter().any(|(known, value)| known == name && value == "true");
        match self.answer {
            Answer::Pdf => Expected::Pdf,
            Answer::CompaniesOrPdf(_) if asked("pdf") => Expected::Pdf,
            _ if self.params.iter().any(|param| param.name == "xml") && asked("xml") => Expected::Xml,
            Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) | Answer::List(shape) => Expected::Json(shape),
            Answer::Anything => Expected::Json(&Shape::Any),
        }
    }

    fn check(&'static self, params: &Value) -> Result<Vec<Checked>, Box<Error>> {
        let refuse = |cause, path: &str| Error::new(cause).of(self).at(path);
        let Value::Object(members) = params else {
            return Err(refuse(Cause::InputType { expected: "object", found: params.type_name() }, ""));
        };
        if let Some((name, _)) = members.iter().find(|(name, _)| !self.params.iter().any(|param| param.name == name)) {
            let known = self.params.iter().map(|param| param.name).collect();
            return Err(refuse(Cause::InputUnknown { known }, name));
        }
        let mut checked = Vec::new();
        for param in self.params {
            let values = match params.get(param.name) {
                None | Some(Value::Null) => Vec::new(),
                Some(value) => param.check(value).map_err(|(cause, path)| refuse(cause, &path))?,
            };
            if !values.is_empty() {
                checked.push((param, values));
            }
        }
        let enough = self.any_of.is_empty() || checked.iter().any(|(param, _)| self.any_of.contains(&param.name));
        if !enough {
            return Err(refuse(Cause::InputMissing { any_of: self.any_of }, ""));
        }
        Ok(checked)
    }

    /// As many requests as the identifiers need. Where one request takes one company, each has its own.
    fn split(&'static self, checked: &[Checked]) -> Vec<Request> {
        let single = checked.iter().any(|(param, _)| param.most() == 1 && param.is_list());
        let mut requests = Vec::new();
        let mut page = |number: usize, only: Option<&str>| {
            let part = |(param, values): &Checked| match only {
                _ if !param.is_list() => Some((*param, values.clone())),
                Some(name) if name != param.name => None,
                _ => Some((*param, values.chunks(param.most()).nth(number)?.to_vec())),
            };
            requests.push(self.compose(&checked.iter().filter_map(part).collect::<Vec<_>>()));
        };
        let pages = |(param, values): &Checked| if param.is_list() { values.len().div_ceil(param.most()) } else { 1 };
        if single {
            for each in checked.iter().filter(|(param, _)| param.is_list()) {
                (0..pages(each)).for_each(|number| page(number, Some(each.0.name)));
            }
        } else {
            (0..checked.iter().map(pages).max().unwrap_or(1)).for_each(|number| page(number, None));
        }
        requests
    }

    fn compose(&self, checked: &[Checked]) -> Request {
        let of = |place| checked.iter().filter(move |(param, _)| param.place == place);
        let query = of(Place::Query).map(|(param, values)| (Cow::Borrowed(param.name), values.join(","))).collect();
        let body = of(Place::Body).map(|(_, values)| values.join(",")).collect::<Vec<_>>().join(",");
        let has_body = self.params.iter().any(|param| param.place == Place::Body);
        Request { method: self.method, path: Cow::Borrowed(self.path), query, body: has_body.then_some(body) }
    }

    /// Reads the parameters from a query string and a body, as a proxy gets them. What [`Operation::request`] makes of them
    /// is built anew: nothing is copied.
    ///
    /// # Errors
    /// An invalid-input [`Error`] when they cannot be read, or a parameter is named twice.
    pub fn params_of_wire(&'static self, query: &str, body: &[u8]) -> Result<Value, Box<Error>> {
        let refuse = |cause, path: &str| Error::new(cause).of(self).at(path);
        let pairs = decode_query(query).ok_or_else(|| refuse(Cause::InputUnreadable, ""))?;
        let mut members: Vec<(String, Value)> = Vec::new();
        for (name, value) in pairs {
            if members.iter().any(|(known, _)| *known == name) {
                return Err(refuse(Cause::InputRepeated, &name));
            }
            let value = match self.params.iter().find(|param| param.name == name) {
                Some(param) if param.place == Place::Query => param.of_wire(value),
                Some(_) => return Err(refuse(Cause::InputUnreadable, &name)),
                None => Value::Text(value),
            };
            members.push((name, value));
        }
        let body = core::str::from_utf8(body).map_err(|_| refuse(Cause::InputUnreadable, ""))?;
        for item in body.split(',').filter(|item| !item.is_empty()) {
            let in_body = || self.params.iter().filter(|param| param.place == Place::Body);
            // Told apart by what they are: no identifier is of two kinds that share a body.
            let param = in_body().find(|param| param.check(&Value::Text(item.to_owned())).is_ok()).or(in_body().next());
            let Some(param) = param else { return Err(refuse(Cause::InputUnreadable, "")) };
            let value = Value::Text(item.to_owned());
            match members.iter_mut().find(|(name, _)| name == param.name) {
                Some((_, Value::List(items))) => items.push(value),
                _ => members.push((param.name.to_owned(), Value::List(vec![value]))),
            }
        }
        Ok(Value::Object(members))
    }
}

impl Param {
    fn is_list(&self) -> bool {
        matches!(self.input, Input::Identifiers(..))
    }

    /// How many values one request takes.
    fn most(&self) -> usize {
        match self.input {
            Input::Identifiers(_, most) => most.max(1),
            Input::Date | Input::Count | Input::Flag => 1,
        }
    }

    /// The value as the client would have been given it.
    fn of_wire(&self, value: String) -> Value {
        match self.input {
            Input::Identifiers(..) => Value::List(value.split(',').map(|item| Value::Text(item.to_owned())).collect()),
            Input::Flag if value == "true" => Value::Bool(true),
            Input::Flag if value == "false" => Value::Bool(false),
            Input::Count if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                Value::Number(value)
            }
            Input::Date | Input::Count | Input::Flag => Value::Text(value),
        }
    }

    /// The values to send, or why not and where.
    fn check(&self, value: &Value) -> Result<Vec<String>, (Cause, String)> {
        let refuse = |expected| Err((Cause::InputType { expected, found: value.type_name() }, self.name.to_owned()));
        match (&self.input, value) {
            (Input::Identifiers(kinds, _), _) => self.identifiers(kinds, value),
            (Input::Flag, Value::Bool(flag)) => Ok(flag.then(|| "true".to_owned()).into_iter().collect()),
            (Input::Flag, _) => refuse("boolean"),
            // JavaScript spells large and broken numbers with other characters.
            (Input::Count, Value::Number(spelled)) if spelled.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(if spelled == "0" { Vec::new() } else { vec![spelled.clone()] })
            }
            (Input::Count, _) => refuse("whole number from 0"),
            (Input::Date, Value::Text(text)) if text.len() == 10 && is_iso_date(text.as_bytes()) => {
                Ok(vec![text.clone()])
            }
            (Input::Date, _) => refuse("date, YYYY-MM-DD"),
        }
    }

    fn identifiers(&self, kinds: &[Kind], value: &Value) -> Result<Vec<String>, (Cause, String)> {
        let one = core::slice::from_ref(value);
        let is_list = matches!(value, Value::List(_));
        let mut seen = Seen::default();
        let mut values: Vec<String> = Vec::new();
        for (position, item) in if is_list { value.items() } else { one }.iter().enumerate() {
            let path = || if is_list { item_path(self.name, position) } else { self.name.to_owned() };
            let text = identifier(kinds, item).map_err(|cause| (cause, path()))?;
            if seen.is_new(text) {
                values.push(text.to_owned());
            }
        }
        Ok(values)
    }
}

/// The identifiers met so far. Portfolios have a hundred thousand, too many to compare each with each; a tree or a hash
/// table of the standard library is 2 KB of the compressed module.
#[derive(Default)]
struct Seen<'v>(Vec<Vec<&'v str>>);

impl<'v> Seen<'v> {
    fn is_new(&mut self, text: &'v str) -> bool {
        const SHELVES: usize = 4096;
        self.0.resize_with(SHELVES, Vec::new);
        // Identifiers are digits, and the last but one vary most evenly.
        let sum = text.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
        let Some(shelf) = self.0.get_mut(sum % SHELVES) else { return true };
        let new = !shelf.contains(&text);
        if new {
            shelf.push(text);
        }
        new
    }
}

fn item_path(name: &str, position: usize) -> String {
    [name, "[", &position.to_string(), "]"].concat()
}

/// The identifier if it is one of these kinds; else why it is not one of the kind that it looks most like.
fn identifier<'v>(kinds: &[Kind], value: &'v Value) -> Result<&'v str, Cause> {
    // A number is refused: an identifier that begins with a zero would have lost it.
    let text = value.text().ok_or(Cause::InputType { expected: "string", found: value.type_name() })?;
    let mut failure = None;
    for kind in kinds {
        match identifiers::check(*kind, text, &identifiers::Context::default()) {
            Ok(_) => return Ok(text),
            Err(this) if failure.is_none() || this.code != identifiers::Code::Length => failure = Some(this),
            Err(_) => {}
        }
    }
    Err(failure.map_or(Cause::InputUnreadable, Cause::Identifier))
}
