//! The list of regions, of which no example is known: whatever has codes with names is taken for it.

use super::put_inquiry;
use crate::json::{Fault, FaultKind, Value};
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
    let held = PLACES.into_iter().find(|name| answer.peek(name).is_some_and(is_there)).map(|name| answer.take(name));
    let mut found = Vec::new();
    match held {
        Some(Value::List(items)) => found.extend(items.into_iter().filter_map(region)),
        Some(Value::Object(members)) => found.extend(members.into_iter().filter_map(named)),
        Some(other) => answer.fail(even::mistyped("list", &other), "records"),
        // The answer itself may be the table.
        None => found.extend(answer.take_all(is_code).into_iter().filter_map(named)),
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
fn named((name, value): (String, Value)) -> Option<Value> {
    match value {
        Value::Text(_) | Value::Number(_) => pair(Tidy::default(), &[Value::Text(name), value]),
        whole => region(whole),
    }
}

/// Of a list: an object or a list with a code and a name in it.
fn region(entry: Value) -> Option<Value> {
    match entry {
        Value::Object(members) => {
            let values: Vec<Value> = members.iter().map(|(_, value)| value.clone()).collect();
            pair(Tidy::of(Value::Object(members)), &values)
        }
        Value::List(items) => pair(Tidy::default(), &items),
        _ => None,
    }
}

/// The first that looks like a code and the first that does not, with whatever else is known of the region.
fn pair(mut region: Tidy, values: &[Value]) -> Option<Value> {
    let texts = || values.iter().filter_map(|value| even::scalar(value).ok().flatten());
    let code = texts().find(|text| is_code(text))?;
    let name = texts().find(|text| !is_code(text))?;
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
