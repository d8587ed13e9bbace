use super::{Input, Operation, Param, Place, Reading, Record};
use crate::error::{Cause, Error};
use crate::identifiers::{self, Kind};
use crate::json::Value;
use crate::model::is_iso_date;
use crate::text::{self, digits};

/// Parameters that are checked, with their values as they are sent.
#[derive(Debug)]
pub struct Checked(Vec<(&'static Param, Value)>);

impl Checked {
    /// What is sent for the parameter of that name; `None` when it is not.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(param, _)| param.name == name).map(|(_, value)| value)
    }

    /// The text that is sent for the parameter of that name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::text)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &(&'static Param, Value)> {
        self.0.iter()
    }
}

/// Why a value is refused, and where it is.
type Refusal = Box<Error>;

#[cold]
#[inline(never)]
fn refusal(cause: Cause, path: &str) -> Refusal {
    Error::new(cause).at(path)
}

impl Operation {
    pub(super) fn check(&'static self, params: &Value) -> Result<Checked, Box<Error>> {
        self.checked(params).map_err(|refusal| refusal.of(self))
    }

    fn checked(&'static self, params: &Value) -> Result<Checked, Refusal> {
        let checked = members(self.params, params, "")?;
        let enough = self.any_of.is_empty() || self.any_of.iter().any(|name| checked.get(name).is_some());
        if !enough {
            return Err(refusal(Cause::InputMissing { any_of: self.any_of }, ""));
        }
        hold(self.rule, &checked, "")?;
        Ok(checked)
    }
}

fn hold(rule: Option<super::Rule>, checked: &Checked, path: &str) -> Result<(), Refusal> {
    match rule.map(|rule| rule(checked)) {
        Some(Err((cause, name))) => Err(refusal(cause, &join(path, name))),
        _ => Ok(()),
    }
}

/// The place of a member of what is at `path`.
fn join(path: &str, name: &str) -> String {
    let mark = if path.is_empty() || name.is_empty() { "" } else { "." };
    [path, mark, name].concat()
}

/// Checks the members of an object, those that are named and that no other is there.
fn members(params: &'static [Param], value: &Value, path: &str) -> Result<Checked, Refusal> {
    let Value::Object(members) = value else {
        return Err(mistyped("object", value, path));
    };
    if let Some((name, _)) = members.iter().find(|(name, _)| !params.iter().any(|param| param.name == name)) {
        let mut known = Vec::new();
        for param in params {
            known.push(param.name);
        }
        return Err(refusal(Cause::InputUnknown { known }, &join(path, name)));
    }
    let mut checked = Vec::new();
    for param in params {
        let at = join(path, param.name);
        let value = match value.get(param.name) {
            Some(Value::Null) if matches!(param.input, Input::Erasable(_)) => Some(Value::Null),
            None | Some(Value::Null) => None,
            Some(value) => param.check(value, &at)?,
        };
        match value {
            Some(value) => checked.push((param, value)),
            None if param.required => return Err(refusal(Cause::InputRequired, &at)),
            None => {}
        }
    }
    Ok(Checked(checked))
}

/// The value is of another type.
#[cold]
#[inline(never)]
fn mistyped(expected: &'static str, value: &Value, path: &str) -> Refusal {
    refusal(Cause::InputType { expected, found: value.type_name() }, path)
}

impl Param {
    /// The value to send, `None` when nothing is, or why not and where.
    pub(super) fn check(&self, value: &Value, path: &str) -> Result<Option<Value>, Refusal> {
        let expected = match (&self.input, value) {
            (Input::Identifiers(kinds, _), _) => {
                let values = identifiers(kinds, value, path)?;
                return Ok(if values.is_empty() { None } else { Some(Value::List(values)) });
            }
            (Input::Flag(_), Value::Bool(false)) => return Ok(None),
            (Input::Flag(word), Value::Bool(true)) => return Ok(Some(Value::Text((*word).to_owned()))),
            (Input::Switch, Value::Bool(_)) => return Ok(Some(value.clone())),
            (Input::Flag(_) | Input::Switch, _) => "boolean",
            // JavaScript spells large and broken numbers with other characters.
            (Input::Count(least), Value::Number(spelled)) => match count(spelled).filter(|count| count >= least) {
                Some(0) => return Ok(None),
                Some(_) => return Ok(Some(value.clone())),
                None if *least == 0 => "whole number from 0",
                None => "whole number from 1",
            },
            (Input::Count(_), _) => "whole number",
            (Input::Date, Value::Text(text)) if text.len() == 10 && is_iso_date(text.as_bytes()) => {
                return Ok(Some(value.clone()));
            }
            (Input::Date, _) => "date, YYYY-MM-DD",
            (Input::Texts(_, least, _) | Input::Records(_, least), Value::List(_)) | (Input::Texts(_, least, _), _) => {
                return self.list(value, path, *least).map(Some);
            }
            (Input::Choices(..), _) => return self.list(value, path, 1).map(Some),
            (Input::Records(..), _) => "list",
            (Input::Text(_) | Input::Choice(_) | Input::Record(_) | Input::Erasable(_), _) => {
                return self.item(value, path).map(Some);
            }
        };
        Err(mistyped(expected, value, path))
    }

    /// The value alone, or one of a list.
    fn item(&self, value: &Value, path: &str) -> Result<Value, Refusal> {
        match &self.input {
            Input::Text(reading) | Input::Texts(reading, ..) => self.text(*reading, value, path),
            Input::Choice(known) | Input::Choices(known, _) => choice(known, value, path),
            Input::Record(record) | Input::Erasable(record) | Input::Records(record, _) => record.check(value, path),
            // Checked where they stand.
            Input::Identifiers(..) | Input::Date | Input::Count(_) | Input::Flag(_) | Input::Switch => {
                Ok(value.clone())
            }
        }
    }

    /// A list of at least so many items, or one item alone; what is given twice is sent once.
    fn list(&self, value: &Value, path: &str, least: usize) -> Result<Value, Refusal> {
        let one = core::slice::from_ref(value);
        let is_list = matches!(value, Value::List(_));
        let mut items: Vec<Value> = Vec::new();
        for (position, item) in if is_list { value.items() } else { one }.iter().enumerate() {
            let item = self.item(item, &item_path(path, position, is_list))?;
            if !items.contains(&item) {
                items.push(item);
            }
        }
        if items.len() < least { Err(refusal(Cause::InputTooFew { least }, path)) } else { Ok(Value::List(items)) }
    }

    fn text(&self, reading: Reading, value: &Value, path: &str) -> Result<Value, Refusal> {
        let Value::Text(text) = value else { return Err(mistyped("string", value, path)) };
        let text = reading(text).map_err(|cause| refusal(cause, path))?;
        // Nothing that a header or a path could be broken with; a segment of dots would climb up.
        let is_broken = match self.place {
            Place::Header => text.bytes().any(|byte| !(b' '..=b'~').contains(&byte)),
            Place::Path => {
                text.bytes().all(|byte| byte == b'.') || text.bytes().any(|byte| matches!(byte, b'/' | b'\\'))
            }
            Place::Query | Place::Body => false,
        };
        if is_broken { Err(refusal(Cause::InputUnreadable, path)) } else { Ok(Value::Text(text)) }
    }
}

impl Record {
    /// The object as it is sent: members under their wire names.
    fn check(&self, value: &Value, path: &str) -> Result<Value, Refusal> {
        let checked = members(self.params, value, path)?;
        hold(self.rule, &checked, path)?;
        let mut members = Vec::new();
        for (param, value) in checked.0 {
            members.push((param.wire.to_owned(), value));
        }
        Ok(Value::Object(members))
    }
}

/// A number that is small enough for every provider.
fn count(spelled: &str) -> Option<u32> {
    text::count(spelled).filter(|count| *count <= 0x7FFF_FFFF)
}

fn choice(known: &[&'static str], value: &Value, path: &str) -> Result<Value, Refusal> {
    match value {
        Value::Text(text) if known.contains(&text.as_str()) => Ok(value.clone()),
        _ => Err(refusal(Cause::InputChoice { known: known.to_vec() }, path)),
    }
}

fn item_path(path: &str, position: usize, is_list: bool) -> String {
    if is_list { [path, "[", &digits(position as u64), "]"].concat() } else { path.to_owned() }
}

fn identifiers(kinds: &[Kind], value: &Value, path: &str) -> Result<Vec<Value>, Refusal> {
    let one = core::slice::from_ref(value);
    let is_list = matches!(value, Value::List(_));
    let items = if is_list { value.items() } else { one };
    let mut seen = Seen::of(items.len());
    let mut values: Vec<Value> = Vec::new();
    for (position, item) in items.iter().enumerate() {
        let text = identifier(kinds, item).map_err(|cause| refusal(cause, &item_path(path, position, is_list)))?;
        if seen.is_new(text) {
            values.push(Value::Text(text.to_owned()));
        }
    }
    Ok(values)
}

/// The identifiers met so far. Portfolios have a hundred thousand, too many to compare each with each; a tree or a hash
/// table of the standard library is 2 KB of the compressed module.
struct Seen<'v>(Vec<Vec<&'v str>>);

impl<'v> Seen<'v> {
    /// Room for so many; most questions are about one company, and should not pay for a portfolio's shelves.
    fn of(most: usize) -> Seen<'v> {
        const SHELVES: usize = 4096;
        let mut shelves = Vec::new();
        shelves.resize_with(most.clamp(1, SHELVES), Vec::new);
        Seen(shelves)
    }

    fn is_new(&mut self, text: &'v str) -> bool {
        // Identifiers are digits, and the last but one vary most evenly.
        let sum = text.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
        let place = sum % self.0.len().max(1);
        let Some(shelf) = self.0.get_mut(place) else { return true };
        let new = !shelf.contains(&text);
        if new {
            shelf.push(text);
        }
        new
    }
}

/// The identifier if it is one of these kinds; else why it is not one of the kind that it looks most like.
pub(super) fn identifier<'v>(kinds: &[Kind], value: &'v Value) -> Result<&'v str, Cause> {
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
