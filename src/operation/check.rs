use super::{Input, Operation, Param, Place, Reading, Record};
use crate::error::{Cause, Error};
use crate::identifiers::{self, Kind};
use crate::json::Value;
use crate::model::is_iso_date;

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
type Refusal = (Cause, String);

impl Operation {
    pub(super) fn check(&'static self, params: &Value) -> Result<Checked, Box<Error>> {
        let refuse = |(cause, path): Refusal| self.refuse(cause, &path);
        let checked = members(self.params, params, "").map_err(refuse)?;
        let enough = self.any_of.is_empty() || self.any_of.iter().any(|name| checked.get(name).is_some());
        if !enough {
            return Err(self.refuse(Cause::InputMissing { any_of: self.any_of }, ""));
        }
        hold(self.rule, &checked, "").map_err(refuse)?;
        Ok(checked)
    }
}

fn hold(rule: Option<super::Rule>, checked: &Checked, path: &str) -> Result<(), Refusal> {
    rule.map_or(Ok(()), |rule| rule(checked)).map_err(|(cause, name)| (cause, join(path, name)))
}

/// The place of a member of what is at `path`.
fn join(path: &str, name: &str) -> String {
    if path.is_empty() || name.is_empty() { [path, name].concat() } else { [path, ".", name].concat() }
}

/// Checks the members of an object, those that are named and that no other is there.
fn members(params: &'static [Param], value: &Value, path: &str) -> Result<Checked, Refusal> {
    let Value::Object(members) = value else {
        return Err((Cause::InputType { expected: "object", found: value.type_name() }, path.to_owned()));
    };
    if let Some((name, _)) = members.iter().find(|(name, _)| !params.iter().any(|param| param.name == name)) {
        let known = params.iter().map(|param| param.name).collect();
        return Err((Cause::InputUnknown { known }, join(path, name)));
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
            None if param.required => return Err((Cause::InputRequired, at)),
            None => {}
        }
    }
    Ok(Checked(checked))
}

impl Param {
    /// The value to send, `None` when nothing is, or why not and where.
    pub(super) fn check(&self, value: &Value, path: &str) -> Result<Option<Value>, Refusal> {
        let found = value.type_name();
        let refuse = |expected| Err((Cause::InputType { expected, found }, path.to_owned()));
        match (&self.input, value) {
            (Input::Identifiers(kinds, _), _) => {
                let values = identifiers(kinds, value, path)?;
                Ok(Some(Value::List(values)).filter(|list| !list.items().is_empty()))
            }
            (Input::Flag(word), Value::Bool(flag)) => Ok(flag.then(|| Value::Text((*word).to_owned()))),
            (Input::Switch, Value::Bool(_)) => Ok(Some(value.clone())),
            (Input::Flag(_) | Input::Switch, _) => refuse("boolean"),
            // JavaScript spells large and broken numbers with other characters.
            (Input::Count(least), Value::Number(spelled)) => match count(spelled).filter(|count| count >= least) {
                Some(0) => Ok(None),
                Some(_) => Ok(Some(value.clone())),
                None => refuse(if *least == 0 { "whole number from 0" } else { "whole number from 1" }),
            },
            (Input::Count(_), _) => refuse("whole number"),
            (Input::Date, Value::Text(text)) if text.len() == 10 && is_iso_date(text.as_bytes()) => {
                Ok(Some(value.clone()))
            }
            (Input::Date, _) => refuse("date, YYYY-MM-DD"),
            (Input::Text(reading), _) => self.text(*reading, value, path).map(Some),
            (Input::Texts(reading, least, _), _) => {
                list(value, path, *least, |item, path| self.text(*reading, item, path)).map(Some)
            }
            (Input::Choice(known), _) => choice(known, value, path).map(Some),
            (Input::Choices(known, _), _) => list(value, path, 1, |item, path| choice(known, item, path)).map(Some),
            (Input::Record(record) | Input::Erasable(record), _) => record.check(value, path).map(Some),
            (Input::Records(record, least), Value::List(_)) => {
                list(value, path, *least, |item, path| record.check(item, path)).map(Some)
            }
            (Input::Records(..), _) => refuse("list"),
        }
    }

    fn text(&self, reading: Reading, value: &Value, path: &str) -> Result<Value, Refusal> {
        let refuse = |cause| (cause, path.to_owned());
        let text =
            value.text().ok_or_else(|| refuse(Cause::InputType { expected: "string", found: value.type_name() }))?;
        let text = reading(text).map_err(refuse)?;
        // Nothing that a header or a path could be broken with; a segment of dots would climb up.
        let broken = |text: &str| match self.place {
            Place::Header => text.bytes().any(|byte| !(b' '..=b'~').contains(&byte)),
            Place::Path => text.bytes().all(|byte| byte == b'.') || text.contains(['/', '\\']),
            Place::Query | Place::Body => false,
        };
        if broken(&text) { Err(refuse(Cause::InputUnreadable)) } else { Ok(Value::Text(text)) }
    }
}

impl Record {
    /// The object as it is sent: members under their wire names.
    fn check(&self, value: &Value, path: &str) -> Result<Value, Refusal> {
        let checked = members(self.params, value, path)?;
        hold(self.rule, &checked, path)?;
        Ok(checked.into_object())
    }
}

impl Checked {
    fn into_object(self) -> Value {
        Value::Object(self.0.into_iter().map(|(param, value)| (param.wire.to_owned(), value)).collect())
    }
}

/// A number that is small enough for every provider.
fn count(spelled: &str) -> Option<u32> {
    spelled
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| spelled.parse().ok())?
        .filter(|count| *count <= 0x7FFF_FFFF)
}

fn choice(known: &[&'static str], value: &Value, path: &str) -> Result<Value, Refusal> {
    match value.text() {
        Some(text) if known.contains(&text) => Ok(value.clone()),
        _ => Err((Cause::InputChoice { known: known.to_vec() }, path.to_owned())),
    }
}

/// A list of at least so many items, or one item alone; what is given twice is sent once.
fn list(
    value: &Value,
    path: &str,
    least: usize,
    check: impl Fn(&Value, &str) -> Result<Value, Refusal>,
) -> Result<Value, Refusal> {
    let one = core::slice::from_ref(value);
    let is_list = matches!(value, Value::List(_));
    let mut items: Vec<Value> = Vec::new();
    for (position, item) in if is_list { value.items() } else { one }.iter().enumerate() {
        let item = check(item, &item_path(path, position, is_list))?;
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if items.len() < least { Err((Cause::InputTooFew { least }, path.to_owned())) } else { Ok(Value::List(items)) }
}

fn item_path(path: &str, position: usize, is_list: bool) -> String {
    if is_list { [path, "[", &position.to_string(), "]"].concat() } else { path.to_owned() }
}

fn identifiers(kinds: &[Kind], value: &Value, path: &str) -> Result<Vec<Value>, Refusal> {
    let one = core::slice::from_ref(value);
    let is_list = matches!(value, Value::List(_));
    let items = if is_list { value.items() } else { one };
    let mut seen = Seen::of(items.len());
    let mut values: Vec<Value> = Vec::new();
    for (position, item) in items.iter().enumerate() {
        let text = identifier(kinds, item).map_err(|cause| (cause, item_path(path, position, is_list)))?;
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
