//! Portfolios: one operation about up to a hundred thousand companies, asked in questions of the provider's size.

use super::Question;
use crate::catalogue;
use crate::error::{Cause, Error};
use crate::identifiers::{self, Kind};
use crate::json::{Value, write_string};
use crate::operation::{Answer, Input, Operation};
use crate::providers::Provider;
use std::collections::HashSet;

/// The most companies of one portfolio.
pub const MOST_COMPANIES: usize = 100_000;

/// The longest text that is remembered: no identifier is as long, and what is not one might be as long as the whole order.
const LONGEST: usize = 100;

/// What is to be asked about whom.
#[derive(Debug)]
pub struct Portfolio {
    /// The operation.
    pub operation: &'static Operation,
    /// The companies in the order given, each once.
    pub companies: Vec<Company>,
}

/// A line of a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// What was given, without white space around it: the beginning of it, if it is much longer than any identifier.
    pub text: String,
    /// The wire name of the parameter that it is a value of, or the code of what is wrong with it.
    pub param: Result<&'static str, String>,
}

impl Portfolio {
    /// Reads an order: JSON, `{"operation":"focus.req","companies":["6663003127"]}`, or, with the operation's name given,
    /// text with one ИНН or ОГРН a line (commas, semicolons and white space part them as well).
    ///
    /// An identifier that is none does not spoil the others: it becomes a line that says so and is not asked about.
    ///
    /// # Errors
    /// An invalid-input [`Error`] when it cannot be read, has no or too many companies, or no operation about companies.
    pub fn read(operation: Option<&str>, body: &[u8]) -> Result<Portfolio, Box<Error>> {
        let (name, texts) = match operation {
            Some(name) => (name.to_owned(), of_text(body)?),
            None => of_json(body)?,
        };
        let operation = operation_of(&name)?;
        let kinds: Vec<(&'static str, &[Kind])> =
            identifiers_of(operation).map(|(_, wire, kinds)| (wire, kinds)).collect();
        let mut seen = HashSet::new();
        let mut companies = Vec::new();
        for mut text in texts {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(end);
            }
            if text.is_empty() || !seen.insert(text.clone()) {
                continue;
            }
            if companies.len() == MOST_COMPANIES {
                return Err(Error::new(Cause::InputTooMany { most: MOST_COMPANIES, given: seen.len() }).at("companies"));
            }
            let param = param_of(&kinds, &text);
            companies.push(Company { text, param });
        }
        if companies.is_empty() {
            return Err(Error::new(Cause::InputMissing { any_of: &["companies"] }));
        }
        Ok(Portfolio { operation, companies })
    }
}

/// The question about these companies: wire names of parameters, each with a value.
///
/// # Errors
/// An [`Error`] when they are more than one question holds.
pub fn question(operation: &'static Operation, companies: &[(&str, &str)]) -> Result<Question, Box<Error>> {
    let of = |name: &'static str, wire: &'static str| {
        let values = companies.iter().filter(move |(param, _)| *param == wire);
        let values: Vec<Value> = values.map(|(_, value)| Value::Text((*value).to_owned())).collect();
        (!values.is_empty()).then(|| (name.to_owned(), Value::List(values)))
    };
    let params = identifiers_of(operation).filter_map(|(name, wire, _)| of(name, wire)).collect();
    Ok(Question { operation, request: operation.request(&Value::Object(params))? })
}

/// How many companies of one parameter one question of the operation holds.
pub fn most(operation: &Operation) -> usize {
    let sizes = operation.params.iter().filter_map(|param| match param.input {
        Input::Identifiers(_, most) => Some(most),
        _ => None,
    });
    sizes.min().unwrap_or(1).max(1)
}

/// Texts as a JSON list.
pub fn line_json(texts: [&str; 3]) -> String {
    let mut out = String::from("[");
    for (position, text) in texts.into_iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write_string(&mut out, text, false);
    }
    out.push(']');
    out
}

/// The operations that a portfolio may ask: those about companies that need nothing but the companies.
fn operation_of(name: &str) -> Result<&'static Operation, Box<Error>> {
    let (provider, operation) = name.split_once('.').unwrap_or((name, ""));
    let found = Provider::from_name(provider).and_then(|provider| catalogue::find(provider, operation));
    found
        .filter(|found| {
            matches!(found.answer, Answer::Companies(_) | Answer::CompaniesOrPdf(_)) && found.safe_to_repeat
        })
        .ok_or_else(|| Error::new(Cause::NoSuchRoute).at("operation"))
}

fn identifiers_of(
    operation: &Operation,
) -> impl Iterator<Item = (&'static str, &'static str, &'static [Kind])> + use<> {
    let params = operation.params;
    params.iter().filter_map(|param| match param.input {
        Input::Identifiers(kinds, _) => Some((param.name, param.wire, kinds)),
        _ => None,
    })
}

/// The parameter that takes the identifier, or the code of why none does: that of the kind that it looks most like.
fn param_of(params: &[(&'static str, &[Kind])], text: &str) -> Result<&'static str, String> {
    let mut failure = None;
    for (name, kind) in params.iter().flat_map(|(name, kinds)| kinds.iter().map(move |kind| (*name, *kind))) {
        match identifiers::check(kind, text, &identifiers::Context::default()) {
            Ok(_) => return Ok(name),
            Err(this) if failure.is_none() || this.code != identifiers::Code::Length => failure = Some(this.code),
            Err(_) => {}
        }
    }
    Err(failure.map_or("characters", |code| code.as_str()).to_owned())
}

fn unreadable(path: &str) -> Box<Error> {
    Error::new(Cause::InputUnreadable).at(path)
}

fn of_text(body: &[u8]) -> Result<Vec<String>, Box<Error>> {
    let text = core::str::from_utf8(body).map_err(|_| unreadable("companies"))?;
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '\u{FEFF}');
    Ok(text.split(parts).map(|part| part.trim_matches('"').to_owned()).collect())
}

fn of_json(body: &[u8]) -> Result<(String, Vec<String>), Box<Error>> {
    let order = Value::parse(body).map_err(|_| unreadable("body"))?;
    let Value::Object(members) = &order else { return Err(unreadable("body")) };
    if let Some((name, _)) = members.iter().find(|(name, _)| !matches!(name.as_str(), "operation" | "companies")) {
        return Err(Error::new(Cause::InputUnknown { known: vec!["operation", "companies"] }).at(name));
    }
    let operation = order.get("operation").and_then(Value::text).ok_or_else(|| unreadable("operation"))?;
    let Some(companies @ Value::List(_)) = order.get("companies") else { return Err(unreadable("companies")) };
    let text = |(position, item): (usize, &Value)| {
        // A number is refused: an identifier that begins with a zero would have lost it.
        let path = || ["companies[", &position.to_string(), "]"].concat();
        item.text().map(|text| text.trim().to_owned()).ok_or_else(|| unreadable(&path()))
    };
    let companies: Result<Vec<String>, Box<Error>> = companies.items().iter().enumerate().map(text).collect();
    Ok((operation.to_owned(), companies?))
}
