//! Evening out: an object of an answer while it is put in order, by tables of what becomes of its members where that will do.
//! For providers whose answers are too odd for a model to describe.
//!
//! The first fault is kept and told at the end: code that would leave at every field is several times as large.

pub(crate) mod text;

use crate::json::{Fault, FaultKind, Value};
use crate::text::digits;

/// What a scalar of the provider's becomes. All of them may come as text or number; empty and `null` are absent.
#[derive(Clone, Copy)]
pub(crate) enum As {
    Text,
    /// ISO.
    Date,
    Count,
    Decimal,
    Flag,
    /// What a provider makes of it.
    Own(fn(&str) -> Value),
}

/// The members of an object.
pub(crate) type Members = Vec<(String, Value)>;

/// Names of the provider, our names, and what becomes of the values.
pub(crate) type Table = [(&'static str, &'static str, As)];

/// The members of an object, and those of them that could not be read.
#[derive(Default)]
pub(crate) struct Tidy {
    pub(crate) members: Members,
    unread: Vec<Value>,
    fault: Option<Fault>,
}

impl Tidy {
    /// Anything but an object is a fault.
    pub(crate) fn of(value: Value) -> Tidy {
        match value {
            Value::Object(members) => Tidy { members, ..Tidy::default() },
            other => Tidy { fault: Some(mistyped("object", &other)), ..Tidy::default() },
        }
    }

    /// Keeps a fault of the member of that name, if it is the first.
    pub(crate) fn fail(&mut self, fault: Fault, name: &str) {
        if self.fault.is_none() {
            self.fault = Some(fault.in_member(name.as_bytes()));
        }
    }

    /// Keeps a fault that tells its own place, if it is the first.
    pub(crate) fn keep(&mut self, fault: Fault) {
        if self.fault.is_none() {
            self.fault = Some(fault);
        }
    }

    pub(crate) fn take_fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    pub(crate) fn peek(&self, name: &str) -> Option<&Value> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The text of a member of ours; empty when there is none.
    pub(crate) fn peek_text(&self, name: &str) -> &str {
        self.peek(name).and_then(Value::text).unwrap_or_default()
    }

    /// `null` when it is absent. Of two of that name either could be meant, which is a fault.
    pub(crate) fn take(&mut self, name: &str) -> Value {
        let Some(place) = self.members.iter().position(|(known, _)| known == name) else { return Value::Null };
        let (_, value) = self.members.remove(place);
        if self.peek(name).is_some() {
            self.fail(Fault::new(FaultKind::Duplicate, 0), name);
        }
        value
    }

    /// Takes a scalar as text, trimmed; empty when it is absent.
    pub(crate) fn text(&mut self, name: &str) -> String {
        let value = self.take(name);
        scalar(&value).unwrap_or_else(|fault| {
            self.fail(fault, name);
            String::new()
        })
    }

    /// A scalar that stays where it is, as text; empty when there is none.
    pub(crate) fn text_of(&self, name: &str) -> String {
        self.peek(name).map(text_of).unwrap_or_default()
    }

    /// Takes a list; empty when it is absent.
    pub(crate) fn items(&mut self, name: &str) -> Vec<Value> {
        let value = self.take(name);
        self.list(value, name)
    }

    /// The items of what was taken under that name.
    pub(crate) fn list(&mut self, value: Value, name: &str) -> Vec<Value> {
        items(value).unwrap_or_else(|fault| {
            self.fail(fault, name);
            Vec::new()
        })
    }

    /// Takes a list that nothing but a list may be; empty when it is absent.
    pub(crate) fn plain_items(&mut self, name: &str) -> Vec<Value> {
        match self.take(name) {
            Value::List(items) => return items,
            Value::Null => {}
            other => self.fail(mistyped("list", &other), name),
        }
        Vec::new()
    }

    /// Gives members to another object, in the form that each is to have; what cannot be read stays here as unread.
    pub(crate) fn move_to(&mut self, other: &mut Tidy, table: &Table) {
        for (name, ours, form) in table {
            let text = self.text(name);
            if text.is_empty() {
                continue;
            }
            match read(*form, &text) {
                Some(value) => other.put(ours, value),
                None => self.leave(name, &text),
            }
        }
    }

    /// Puts members in the form that each is to have, under our names.
    pub(crate) fn set_right(&mut self, table: &Table) {
        let mut right = Tidy::default();
        self.move_to(&mut right, table);
        table.iter().for_each(|(_, ours, _)| self.reserve(ours));
        self.members.append(&mut right.members);
    }

    /// Keeps a name for a member of ours, also one that is absent. If the provider one day has one of that name, it gets
    /// another: both are kept.
    pub(crate) fn reserve(&mut self, name: &str) {
        for (known, _) in self.members.iter_mut().filter(|(known, _)| known == name) {
            known.push('_');
        }
    }

    /// Adds a member of ours.
    pub(crate) fn put(&mut self, name: &str, value: Value) {
        self.reserve(name);
        self.members.push((name.to_owned(), value));
    }

    /// Adds a text unless it is empty.
    pub(crate) fn put_text(&mut self, name: &str, text: &str) {
        self.reserve(name);
        if !text.is_empty() {
            self.put(name, Value::Text(text.to_owned()));
        }
    }

    /// Adds a number that is spelled as JSON does.
    pub(crate) fn put_number(&mut self, name: &str, spelled: String) {
        self.put(name, Value::Number(spelled));
    }

    /// Adds an object unless it is empty, and what could not be read of it.
    pub(crate) fn put_object(&mut self, name: &str, mut object: Tidy) {
        self.reserve(name);
        self.unread.append(&mut object.unread);
        if let Some(fault) = object.fault.take() {
            self.fail(fault, name);
        }
        if !object.members.is_empty() {
            self.put(name, Value::Object(object.members));
        }
    }

    /// Keeps what could not be read, if there is anything.
    pub(crate) fn leave(&mut self, field: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut unread = Tidy::default();
        unread.put_text("field", field);
        unread.put_text("text", text);
        self.unread.push(Value::Object(unread.members));
    }

    /// The count that was set right before.
    pub(crate) fn count(&self, name: &str) -> Option<usize> {
        match self.peek(name)? {
            Value::Number(count) => crate::text::count(count).map(|count| count as usize),
            _ => None,
        }
    }

    /// Takes every member whose name is of that kind.
    pub(crate) fn take_all(&mut self, is_it: fn(&str) -> bool) -> Vec<(String, Value)> {
        let (taken, kept) = core::mem::take(&mut self.members).into_iter().partition(|(name, _)| is_it(name));
        self.members = kept;
        taken
    }

    /// An object that is all ours.
    pub(crate) fn into_value(self) -> Value {
        Value::Object(self.members)
    }

    /// The object, with what could not be read, unless there was a fault.
    pub(crate) fn done(mut self) -> Result<Value, Fault> {
        self.reserve("unread");
        if !self.unread.is_empty() {
            let unread = Value::List(core::mem::take(&mut self.unread));
            self.put("unread", unread);
        }
        self.whole()
    }

    /// The object of which everything was read, unless there was a fault.
    pub(crate) fn whole(self) -> Result<Value, Fault> {
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(Value::Object(self.members)),
        }
    }
}

/// A dictionary of objects as a list of them; each begins with its key, under the name that is given.
pub(crate) fn dictionary(value: Value, key: &str, each: &mut dyn FnMut(&mut Tidy)) -> Result<Value, Fault> {
    let mut dictionary = Tidy::of(value);
    let mut list = Vec::new();
    for (name, value) in core::mem::take(&mut dictionary.members) {
        let mut one = Tidy::of(value);
        each(&mut one);
        if let Some(fault) = one.take_fault() {
            dictionary.fail(fault, &name);
        }
        one.members.insert(0, (key.to_owned(), Value::Text(name)));
        list.push(one.into_value());
    }
    match dictionary.fault {
        Some(fault) => Err(fault),
        None => Ok(Value::List(list)),
    }
}

fn read(form: As, text: &str) -> Option<Value> {
    match form {
        As::Text => Some(Value::Text(text.to_owned())),
        As::Date => text::date(text).map(Value::Text),
        As::Count => crate::text::count(text).map(|count| Value::Number(digits(count.into()))),
        As::Decimal => text::decimal(text).map(Value::Number),
        As::Flag => Some(Value::Bool(matches!(text, "1" | "true"))),
        As::Own(read) => Some(read(text)),
    }
}

/// A scalar as text, trimmed; empty when it is, in whatever way PHP writes that.
pub(crate) fn scalar(value: &Value) -> Result<String, Fault> {
    Ok(match value {
        Value::Null | Value::Bool(false) => "",
        Value::Bool(true) => "true",
        Value::Text(text) | Value::Number(text) => text.trim(),
        Value::List(items) if items.is_empty() => "",
        other => return Err(mistyped("text", other)),
    }
    .to_owned())
}

/// A scalar as text; empty when it is none.
pub(crate) fn text_of(value: &Value) -> String {
    scalar(value).unwrap_or_default()
}

/// Whether an object is a list: PHP writes one with gaps so, with numbers for names.
pub(crate) fn is_list(members: &[(String, Value)]) -> bool {
    members.iter().all(|(name, _)| text::is_digits(name))
}

/// How many items a list has; none when there is nothing, in whatever way PHP writes that.
pub(crate) fn count(value: &Value) -> Result<usize, Fault> {
    match value {
        Value::Null | Value::Bool(false) => Ok(0),
        Value::Text(text) if text.trim().is_empty() => Ok(0),
        Value::List(items) => Ok(items.len()),
        Value::Object(members) if is_list(members) => Ok(members.len()),
        other => Err(mistyped("list", other)),
    }
}

/// The items of a list.
pub(crate) fn items(value: Value) -> Result<Vec<Value>, Fault> {
    count(&value)?;
    let mut list = Vec::new();
    match value {
        Value::List(items) => list = items,
        Value::Object(members) => {
            for (_, value) in members {
                list.push(value);
            }
        }
        _ => {}
    }
    Ok(list)
}

/// A fault: there is no member of that name.
pub(crate) fn missing(name: &str) -> Fault {
    Fault::new(FaultKind::Missing, 0).in_member(name.as_bytes())
}

/// A fault: a value of another type.
pub(crate) fn mistyped(expected: &'static str, found: &Value) -> Fault {
    let found = match found {
        Value::Text(_) => "text",
        Value::Bool(_) => "true or false",
        Value::List(_) => "list",
        other => other.type_name(),
    };
    Fault::new(FaultKind::Type { expected, found }, 0)
}
