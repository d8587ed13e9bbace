use super::compose::parameter;
use super::{BodyKind, Input, Join, Operation, Param, Place, Record};
use crate::error::{Cause, Error};
use crate::http::{FORM, Incoming, decode_component, decode_query};
use crate::json::Value;

/// A request to a worker, read as far as it can be without knowing the operation.
pub struct Read<'a> {
    path: &'a str,
    query: Vec<(String, String)>,
    form: Option<Vec<(String, String)>>,
    incoming: &'a Incoming<'a>,
}

impl<'a> Read<'a> {
    /// Reads it; the path is the one from the provider's root.
    ///
    /// # Errors
    /// [`Cause::InputUnreadable`] when query or form are not well formed.
    pub fn new(path: &'a str, incoming: &'a Incoming<'a>) -> Result<Read<'a>, Cause> {
        let query = decode_query(incoming.query).ok_or(Cause::InputUnreadable)?;
        let form = match incoming.media_type() == FORM {
            true => {
                let text = core::str::from_utf8(incoming.body).map_err(|_| Cause::InputUnreadable)?;
                Some(decode_query(text).ok_or(Cause::InputUnreadable)?)
            }
            false => None,
        };
        Ok(Read { path, query, form, incoming })
    }

    /// Whether the path is one of the operation's, and the query has what it always has.
    pub fn is_about(&self, operation: &Operation) -> bool {
        let mut segments = operation.path.split('/');
        let mut given = self.path.split('/');
        let path = loop {
            match (segments.next(), given.next()) {
                (None, None) => break true,
                (Some(segment), Some(given)) if parameter(segment).is_some() && !given.is_empty() => {}
                (Some(segment), Some(given)) if segment == given => {}
                _ => break false,
            }
        };
        let has =
            |(name, value): &(&str, &str)| self.query.iter().any(|(known, given)| known == name && given == value);
        path && operation.fixed.iter().all(has)
    }

    /// The method that the operation has at the worker.
    pub fn has_method_of(&self, operation: &Operation) -> bool {
        self.incoming.method == operation.proxied_method().name()
    }
}

impl Operation {
    /// The parameters that a request to the worker gives. What [`Operation::request`] makes of them is built anew:
    /// nothing is copied.
    ///
    /// # Errors
    /// An invalid-input [`Error`] when they cannot be read, a parameter is named twice, or one that names a person is in
    /// the address.
    pub fn params_of_wire(&'static self, read: Read<'_>) -> Result<Value, Box<Error>> {
        let Read { path, query, mut form, incoming } = read;
        let mut members: Vec<(String, Value)> = Vec::new();
        let mut body = incoming.body;
        self.take_pairs(&mut members, query, Place::Query)?;
        if self.is_reposted() {
            if !members.is_empty() {
                return Err(self.refuse(Cause::PersonInAddress, ""));
            }
            let form = form.take().unwrap_or_default();
            if let Some((name, _)) = self.fixed.iter().find(|(name, _)| form.iter().any(|(given, _)| given == name)) {
                return Err(self.refuse(Cause::InputRepeated, name));
            }
            self.take_pairs(&mut members, form, Place::Query)?;
            body = b"";
        }
        self.take_path(&mut members, path)?;
        for param in self.params.iter().filter(|param| param.place == Place::Header) {
            if let Some(text) = incoming.header(param.wire) {
                members.push((param.name.to_owned(), param.of_wire(text.to_owned())));
            }
        }
        match self.body {
            BodyKind::Form => self.take_pairs(&mut members, form.unwrap_or_default(), Place::Body)?,
            BodyKind::Json => self.take_json(&mut members, body)?,
            BodyKind::List => self.take_list(&mut members, body)?,
            BodyKind::None if body.is_empty() => {}
            BodyKind::None => return Err(self.refuse(Cause::InputUnreadable, "")),
        }
        Ok(Value::Object(members))
    }

    fn take_pairs(
        &'static self,
        members: &mut Vec<(String, Value)>,
        pairs: Vec<(String, String)>,
        place: Place,
    ) -> Result<(), Box<Error>> {
        let mut fixed: Vec<&str> = Vec::new();
        for (wire, text) in pairs {
            if let Some((name, _)) = self.fixed.iter().find(|(name, _)| *name == wire && place == Place::Query) {
                // That it has the right value was a condition of getting here, but not that it has no other.
                if fixed.contains(name) {
                    return Err(self.refuse(Cause::InputRepeated, name));
                }
                fixed.push(name);
                continue;
            }
            let param = self.params.iter().find(|param| param.wire == wire);
            let Some(param) = param else {
                // Left to the check, which says what there is.
                members.push((wire, Value::Text(text)));
                continue;
            };
            if param.place != place {
                return Err(self.refuse(Cause::InputUnreadable, param.name));
            }
            match members.iter_mut().find(|(known, _)| known == param.name) {
                Some((_, Value::List(items))) if param.repeats() => items.push(Value::Text(text)),
                Some(_) => return Err(self.refuse(Cause::InputRepeated, param.name)),
                None => members.push((param.name.to_owned(), param.of_wire(text))),
            }
        }
        Ok(())
    }

    fn take_path(&'static self, members: &mut Vec<(String, Value)>, path: &str) -> Result<(), Box<Error>> {
        for (segment, given) in self.path.split('/').zip(path.split('/')) {
            let Some(wire) = parameter(segment) else { continue };
            let Some(param) = self.params.iter().find(|param| param.place == Place::Path && param.wire == wire) else {
                continue;
            };
            // A plus is no space in a path, and we never write one.
            let text = Some(given).filter(|given| !given.contains('+')).and_then(decode_component);
            let text = text.ok_or_else(|| self.refuse(Cause::InputUnreadable, param.name))?;
            members.push((param.name.to_owned(), param.of_wire(text)));
        }
        Ok(())
    }

    fn take_json(&'static self, members: &mut Vec<(String, Value)>, body: &[u8]) -> Result<(), Box<Error>> {
        let value = Value::parse(body).map_err(|_| self.refuse(Cause::InputUnreadable, ""))?;
        let Value::Object(given) = value else { return Err(self.refuse(Cause::InputUnreadable, "")) };
        for (wire, value) in given {
            let param = self.params.iter().find(|param| param.wire == wire && param.place == Place::Body);
            let name = param.map_or(wire.as_str(), |param| param.name).to_owned();
            if members.iter().any(|(known, _)| *known == name) {
                return Err(self.refuse(Cause::InputRepeated, &name));
            }
            members.push((name, param.map_or_else(|| value.clone(), |param| param.of_json(value.clone()))));
        }
        Ok(())
    }

    fn take_list(&'static self, members: &mut Vec<(String, Value)>, body: &[u8]) -> Result<(), Box<Error>> {
        let body = core::str::from_utf8(body).map_err(|_| self.refuse(Cause::InputUnreadable, ""))?;
        let in_body = || self.params.iter().filter(|param| param.place == Place::Body);
        for item in body.split(',').filter(|item| !item.is_empty()) {
            let value = Value::Text(item.to_owned());
            // Told apart by what they are: no identifier is of two kinds that share a body.
            let param = in_body().find(|param| param.check(&value, "").is_ok()).or(in_body().next());
            let Some(param) = param else { return Err(self.refuse(Cause::InputUnreadable, "")) };
            match members.iter_mut().find(|(name, _)| name == param.name) {
                Some((_, Value::List(items))) => items.push(value),
                _ => members.push((param.name.to_owned(), Value::List(vec![value]))),
            }
        }
        Ok(())
    }
}

impl Param {
    fn repeats(&self) -> bool {
        matches!(self.input, Input::Texts(_, _, Join::Repeat) | Input::Choices(_, Join::Repeat))
    }

    /// The value as the client would have been given it.
    fn of_wire(&self, text: String) -> Value {
        let list = |text: &str| Value::List(text.split(',').map(|item| Value::Text(item.to_owned())).collect());
        match self.input {
            Input::Identifiers(..) | Input::Texts(_, _, Join::Comma) | Input::Choices(_, Join::Comma) => list(&text),
            Input::Texts(_, _, Join::Repeat) | Input::Choices(_, Join::Repeat) => Value::List(vec![Value::Text(text)]),
            Input::Flag(word) if text == word => Value::Bool(true),
            Input::Flag(_) | Input::Switch if text == "true" => Value::Bool(true),
            Input::Flag(_) | Input::Switch if text == "false" => Value::Bool(false),
            Input::Count(_) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                Value::Number(text)
            }
            _ => Value::Text(text),
        }
    }

    /// The value of a JSON body as the client would have been given it: members under our names.
    fn of_json(&self, value: Value) -> Value {
        match (&self.input, value) {
            (Input::Record(record) | Input::Erasable(record), value) => record.of_json(value),
            (Input::Records(record, _), Value::List(items)) => {
                Value::List(items.into_iter().map(|item| record.of_json(item)).collect())
            }
            (_, value) => value,
        }
    }
}

impl Record {
    fn of_json(&self, value: Value) -> Value {
        let Value::Object(members) = value else { return value };
        let renamed =
            members.into_iter().map(|(wire, value)| match self.params.iter().find(|param| param.wire == wire) {
                Some(param) => (param.name.to_owned(), param.of_json(value)),
                None => (wire, value),
            });
        Value::Object(renamed.collect())
    }
}
