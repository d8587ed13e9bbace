//! An object of an answer while it is put in order.

use super::text;
use crate::json::{Fault, FaultKind, Value};

/// What a scalar of the provider's becomes. All of them may come as text or number; empty and `null` are absent.
#[derive(Clone, Copy)]
pub(super) enum As {
    Text,
    /// ISO.
    Date,
    Count,
    Decimal,
    Flag,
}

/// The members of an object, and those of them that could not be read.
pub(super) struct Tidy {
    members: Vec<(String, Value)>,
    unread: Vec<Value>,
}

impl Tidy {
    pub(super) fn of(value: Value) -> Result<Tidy, Fault> {
        match value {
            Value::Object(members) => Ok(Tidy { members, unread: Vec::new() }),
            other => Err(mistyped("object", &other)),
        }
    }

    /// An empty one.
    pub(super) fn new() -> Tidy {
        Tidy { members: Vec::new(), unread: Vec::new() }
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        let place = self.members.iter().position(|(known, _)| known == name)?;
        Some(self.members.remove(place).1)
    }

    pub(super) fn peek(&self, name: &str) -> Option<&Value> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Takes a scalar as text, trimmed; `None` when it is absent or empty.
    pub(super) fn take_text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        self.take(name).map_or(Ok(None), |value| scalar(&value).map_err(|fault| fault.in_member(name.as_bytes())))
    }

    /// Puts members of these names in the form that each is to have, or among the unread.
    pub(super) fn set_right(&mut self, table: &[(&'static str, As)]) -> Result<(), Fault> {
        for (name, form) in table {
            let Some(text) = self.take_text(name)? else { continue };
            let value = match form {
                As::Text => Some(Value::Text(text.clone())),
                As::Date => text::date(&text).map(Value::Text),
                As::Count => text.parse::<u32>().ok().map(|count| Value::Number(count.to_string())),
                As::Decimal => text::decimal(&text).map(Value::Number),
                As::Flag => Some(Value::Bool(matches!(text.as_str(), "1" | "true"))),
            };
            match value {
                Some(value) => self.put(name, value),
                None => self.leave(name, text),
            }
        }
        Ok(())
    }

    /// Keeps these names for members of ours that may be absent; see [`Tidy::put`].
    pub(super) fn reserve(&mut self, names: &[&str]) {
        for (known, _) in self.members.iter_mut().filter(|(known, _)| names.contains(&known.as_str())) {
            known.push('_');
        }
    }

    /// Adds a member of ours. If the provider one day has one of that name, it gets another: both are kept.
    pub(super) fn put(&mut self, name: &str, value: Value) {
        self.reserve(&[name]);
        self.members.push((name.to_owned(), value));
    }

    pub(super) fn put_text(&mut self, name: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.put(name, Value::Text(text));
        }
    }

    /// Keeps what could not be read.
    pub(super) fn leave(&mut self, field: &str, text: String) {
        let field = ("field".to_owned(), Value::Text(field.to_owned()));
        self.unread.push(Value::Object(vec![field, ("text".to_owned(), Value::Text(text))]));
    }

    /// The count that was set right before.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        match self.peek(name)? {
            Value::Number(count) => count.parse().ok(),
            _ => None,
        }
    }

    /// Adds an object of ours if there is anything in it.
    pub(super) fn put_unless_empty(&mut self, name: &str, object: Tidy) {
        if !object.members.is_empty() || !object.unread.is_empty() {
            self.put(name, object.done());
        }
    }

    /// Takes every member whose name is of that kind.
    pub(super) fn take_all(&mut self, is_it: fn(&str) -> bool) -> Vec<(String, Value)> {
        let (taken, kept) = core::mem::take(&mut self.members).into_iter().partition(|(name, _)| is_it(name));
        self.members = kept;
        taken
    }

    pub(super) fn done(mut self) -> Value {
        if !self.unread.is_empty() {
            let unread = Value::List(core::mem::take(&mut self.unread));
            self.put("unread", unread);
        }
        Value::Object(self.members)
    }
}

/// A scalar as text, trimmed; `None` when it is empty, in whatever way PHP writes that.
pub(in super::super) fn scalar(value: &Value) -> Result<Option<String>, Fault> {
    let text = match value {
        Value::Null | Value::Bool(false) => "",
        Value::Bool(true) => "true",
        Value::Text(text) | Value::Number(text) => text.trim(),
        Value::List(items) if items.is_empty() => "",
        other => return Err(mistyped("text", other)),
    };
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}

/// The items of a list. PHP writes a list with gaps as an object whose names are numbers.
pub(super) fn items(value: Value) -> Result<Vec<Value>, Fault> {
    match value {
        Value::Null | Value::Bool(false) => Ok(Vec::new()),
        Value::Text(text) if text.trim().is_empty() => Ok(Vec::new()),
        Value::List(items) => Ok(items),
        Value::Object(members) if members.iter().all(|(name, _)| text::is_digits(name)) => {
            Ok(members.into_iter().map(|(_, value)| value).collect())
        }
        other => Err(mistyped("list", &other)),
    }
}

pub(super) fn mistyped(expected: &'static str, found: &Value) -> Fault {
    let found = match found {
        Value::Text(_) => "text",
        Value::Bool(_) => "true or false",
        Value::List(_) => "list",
        other => other.type_name(),
    };
    Fault::new(FaultKind::Type { expected, found }, 0)
}
