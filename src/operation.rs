//! The vocabulary in which an operation of a provider is declared, and the one check of its parameters: the client runs
//! it before anything is sent, the worker before any money is spent.

use crate::error::{Cause, Error};
use crate::http::{Method, Request, decode_query};
use crate::identifiers::{self, Kind};
use crate::json::Value;
use crate::model::Shape;
use crate::providers::Provider;

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
}

/// How an operation is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// By the number of different companies asked about in a period.
    Company,
}

/// One parameter of an operation.
#[derive(Debug)]
pub struct Param {
    /// Its name, here and on the wire.
    pub name: &'static str,
    /// What it takes.
    pub input: Input,
    /// What it means.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// What a parameter takes.
#[derive(Debug)]
pub enum Input {
    /// Identifiers of these kinds, one or several, at most so many in one request.
    Identifiers(&'static [Kind], usize),
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
    pub fn request(&'static self, params: &Value) -> Result<Request, Error> {
        let checked = self.check(params)?;
        for (param, values) in &checked {
            let most = param.most();
            if values.len() > most {
                let cause = Cause::InputTooMany { most, given: values.len() };
                return Err(Error::new(cause).of(self).at(param.name));
            }
        }
        Ok(self.compose(&checked))
    }

    /// Checks the parameters and builds as many requests as their identifiers need.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that names the parameter, such as `inn[3]`.
    pub fn requests(&'static self, params: &Value) -> Result<Vec<Request>, Error> {
        let checked = self.check(params)?;
        let pages = checked.iter().map(|(param, values)| values.len().div_ceil(param.most())).max().unwrap_or(1);
        let page = |number: usize| -> Vec<Checked> {
            let part = |values: &[String], most: usize| values.chunks(most).nth(number).unwrap_or_default().to_vec();
            checked.iter().map(|(param, values)| (*param, part(values, param.most()))).collect()
        };
        Ok((0..pages).map(|number| self.compose(&page(number))).collect())
    }

    fn check(&'static self, params: &Value) -> Result<Vec<Checked>, Error> {
        let refuse = |cause, path: &str| Error::new(cause).of(self).at(path);
        let Value::Object(members) = params else {
            return Err(refuse(Cause::InputType { expected: "object", found: params.type_name() }, ""));
        };
        if let Some((name, _)) = members.iter().find(|(name, _)| !self.params.iter().any(|param| param.name == name)) {
            return Err(refuse(
                Cause::InputUnknown { known: self.params.iter().map(|param| param.name).collect() },
                name,
            ));
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

    /// Reads the parameters from a query string, as a proxy gets them. What [`Operation::request`] makes of them is built
    /// anew: nothing of the query is copied.
    ///
    /// # Errors
    /// An invalid-input [`Error`] when the query cannot be read or names a parameter twice.
    pub fn params_of_query(&'static self, query: &str) -> Result<Value, Error> {
        let refuse = |cause, path: &str| Error::new(cause).of(self).at(path);
        let pairs = decode_query(query).ok_or_else(|| refuse(Cause::InputUnreadable, ""))?;
        let mut members: Vec<(String, Value)> = Vec::new();
        for (name, value) in pairs {
            if members.iter().any(|(known, _)| *known == name) {
                return Err(refuse(Cause::InputRepeated, &name));
            }
            let value = match self.params.iter().find(|param| param.name == name).map(|param| &param.input) {
                Some(Input::Identifiers(..)) => {
                    Value::List(value.split(',').map(|item| Value::Text(item.to_owned())).collect())
                }
                None => Value::Text(value),
            };
            members.push((name, value));
        }
        Ok(Value::Object(members))
    }

    fn compose(&self, checked: &[Checked]) -> Request {
        let given = checked.iter().filter(|(_, values)| !values.is_empty());
        let query = given.map(|(param, values)| (param.name, values.join(","))).collect();
        Request { method: self.method, path: self.path, query }
    }
}

impl Param {
    /// How many values one request takes.
    fn most(&self) -> usize {
        match self.input {
            Input::Identifiers(_, most) => most.max(1),
        }
    }

    /// The values to send, or why not and where.
    fn check(&self, value: &Value) -> Result<Vec<String>, (Cause, String)> {
        match &self.input {
            Input::Identifiers(kinds, _) => {
                let one = core::slice::from_ref(value);
                let is_list = matches!(value, Value::List(_));
                let mut values: Vec<String> = Vec::new();
                for (position, item) in if is_list { value.items() } else { one }.iter().enumerate() {
                    let path = || if is_list { item_path(self.name, position) } else { self.name.to_owned() };
                    let text = identifier(kinds, item).map_err(|cause| (cause, path()))?;
                    if !values.iter().any(|known| known == text) {
                        values.push(text.to_owned());
                    }
                }
                Ok(values)
            }
        }
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
