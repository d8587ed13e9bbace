//! The list of regions, of which no example is known: whatever has codes with names is taken for it.

use super::put_inquiry;
use crate::json::Value;
use crate::json::{Fault, FaultKind};
use crate::providers::even::{self, Tidy};

/// Where sister methods of the provider have their lists.
const PLACES: [&str; 5] = ["records", "regions", "result", "data", "list"];

/// `{found: [{code, name}]}`, with everything else kept.
pub(in super::super) fn regions(answer: Value) -> Result<Value, Fault> {
    let mut answer = match answer {
        Value::List(_) => {
            let mut bare = Tidy::default();
            bare.put("records", answer);
            bare
        }
        other => Tidy::of(other),
    };
    let is_there = |held: &Value| match held {
        Value::Null => false,
        Value::List(items) => !items.is_empty(),
        _ => true,
    };
    let mut found = Vec::new();
    match PLACES.into_iter().find(|name| answer.peek(name).is_some_and(is_there)).map(|name| answer.take(name)) {
        Some(Value::List(items)) => {
            for item in items {
                found.extend(region(item));
            }
        }
        Some(Value::Object(members)) => named(members, &mut found),
        Some(other) => answer.fail(even::mistyped("list", &other), "records"),
        // The answer itself may be the table.
        None => named(answer.take_all(is_code), &mut found),
    }
    if found.is_empty() {
        answer.fail(Fault::new(FaultKind::Missing, 0), "records");
    }
    answer.take("status");
    let asked = answer.take("inquiry");
    put_inquiry(&mut answer, asked);
    answer.put("found", Value::List(found));
    answer.done()
}

/// Of a table: a code as the name of a name, or the other way round; or numbers as the names of whole entries.
fn named(members: Vec<(String, Value)>, found: &mut Vec<Value>) {
    for (name, value) in members {
        found.extend(match value {
            Value::Text(_) | Value::Number(_) => pair(Tidy::default(), &[&Value::Text(name), &value]),
            whole => region(whole),
        });
    }
}

/// Of a list: an object or a list with a code and a name in it.
fn region(entry: Value) -> Option<Value> {
    let mut values = Vec::new();
    match &entry {
        Value::Object(members) => members.iter().for_each(|(_, value)| values.push(value)),
        Value::List(items) => items.iter().for_each(|value| values.push(value)),
        _ => {}
    }
    let whole = match &entry {
        Value::Object(_) => Tidy::of(entry.clone()),
        _ => Tidy::default(),
    };
    pair(whole, &values)
}

/// The first that looks like a code and the first that does not, with whatever else is known of the region.
fn pair(mut region: Tidy, values: &[&Value]) -> Option<Value> {
    let (mut code, mut name) = (String::new(), String::new());
    for value in values {
        let text = even::text_of(value);
        let slot = if is_code(&text) { &mut code } else { &mut name };
        if slot.is_empty() {
            *slot = text;
        }
    }
    if code.is_empty() || name.is_empty() {
        return None;
    }
    for (ours, text) in [("code", code), ("name", name)] {
        region.take(ours);
        region.put_text(ours, &text);
    }
    Some(region.into_value())
}

fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    even::text::is_digits(digits) && digits.len() <= 3
}
