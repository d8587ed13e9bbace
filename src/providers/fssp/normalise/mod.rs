//! Puts answers in order: pure functions from JSON to JSON. What they make is checked by [`super::models`].
//!
//! A value of the wrong kind (an object where a text should be) is a fault with its path. A text of the right kind that
//! cannot be read (a day that no calendar has) is left in `unread`, and what depends on it is absent.

mod proceeding;
mod regions;
mod sums;
pub(super) mod text;
mod totals;
mod wanted;

use crate::json::{Fault, Value};
use crate::providers::even::{self, As, Table, Tidy};
pub(super) use regions::regions;
use totals::Totals;

const ENVELOPE: &Table = &[
    ("onlyActual", "onlyActual", As::Flag),
    ("count", "count", As::Count),
    ("countAll", "countAll", As::Count),
    ("pagesAll", "pagesAll", As::Count),
    ("totalLoadedPage", "totalLoadedPage", As::Count),
    ("totalLoadedCount", "totalLoadedCount", As::Count),
    ("message", "message", As::Text),
];

const INQUIRY: &Table = &[
    ("price", "price", As::Decimal),
    ("balance", "balance", As::Decimal),
    ("credit", "credit", As::Decimal),
    ("speed", "speed", As::Decimal),
    ("attempts", "attempts", As::Decimal),
];

/// Whether an answer without an error has something, says that there is nothing, or is no answer (a fault).
pub(super) fn has_found(answer: &Value) -> Result<bool, Fault> {
    if !matches!(answer, Value::Object(_)) {
        return Err(even::mistyped("object", answer));
    }
    if let Some(records) = answer.get("records") {
        let count = even::count(records).map_err(|fault| fault.in_member(b"records"))?;
        if count > 0 {
            return Ok(true);
        }
    }
    // Nothing is believed to be found only if it is said: each figure that is there must be a zero. The number of all
    // entries may be another when only those that go on were asked for.
    let only_actual = answer.get("onlyActual").is_some_and(|flag| even::text_of(flag) == "1");
    let mut said = false;
    for name in ["count", "totalLoadedCount", "countAll"] {
        let Some(figure) = answer.get(name) else { continue };
        let figure = even::scalar(figure).map_err(|fault| fault.in_member(name.as_bytes()))?;
        if figure.is_empty() {
            continue;
        }
        if figure.bytes().all(|byte| byte == b'0') {
            said = true;
        } else if name != "countAll" || !only_actual {
            return Err(even::missing("records"));
        }
    }
    let pages = |name: &str| answer.get(name).and_then(|figure| crate::text::count(&even::text_of(figure)));
    // Of pages that were not read nobody knows.
    let is_read = pages("pagesAll").unwrap_or(0) <= pages("totalLoadedPage").unwrap_or(1);
    if said && is_read { Ok(false) } else { Err(even::missing("records")) }
}

/// Lists of proceedings, with what they add up to.
pub(super) fn proceedings(answer: Value) -> Result<Value, Fault> {
    let mut totals = Totals::default();
    let mut answer = list(answer, &mut |record| proceeding::proceeding(record, &mut totals));
    answer.put("totals", totals.written());
    answer.done()
}

/// The register of the wanted.
pub(super) fn wanted(answer: Value) -> Result<Value, Fault> {
    list(answer, &mut wanted::entry).done()
}

/// A number of the bailiffs as an object: the text, and its parts if it has the usual form.
const NUMBER: As = As::Own(|written| {
    let mut parts = Tidy::default();
    if let Some(number) = text::number(written) {
        // The service has been there since 1997.
        let century = if number.year >= "90" { "19" } else { "20" };
        parts.put_number("year", [century, number.year].concat());
        for (name, part) in [
            ("sequence", number.sequence),
            ("department", number.department),
            ("region", number.region),
            ("kind", number.kind),
        ] {
            parts.put_text(name, part);
        }
    }
    parts.put_text("text", written);
    parts.into_value()
});

fn list(answer: Value, record: &mut dyn FnMut(&mut Tidy)) -> Tidy {
    let mut answer = Tidy::of(answer);
    answer.take("status");
    answer.set_right(ENVELOPE);
    let records = answer.items("records");
    let mut asked = answer.take("inquiry");
    let mut found = Vec::new();
    for (position, value) in records.into_iter().enumerate() {
        let mut entry = Tidy::of(value);
        // Some methods have it in the record.
        let inner = entry.take("inquiry");
        if asked == Value::Null {
            asked = inner;
        }
        record(&mut entry);
        match entry.done() {
            Ok(entry) => found.push(entry),
            Err(fault) => answer.fail(fault.in_item(position), "records"),
        }
    }
    coverage(&mut answer, found.len());
    answer.put_text("state", if found.is_empty() { "none" } else { "found" });
    answer.put("found", Value::List(found));
    put_inquiry(&mut answer, asked);
    answer
}

/// Whether there is more at the source than here.
fn coverage(answer: &mut Tidy, here: usize) {
    let filtered = matches!(answer.peek("onlyActual"), Some(Value::Bool(true)));
    let is_less = |name: &str| answer.count(name).is_some_and(|told| told > here);
    let pages = answer.count("pagesAll").zip(answer.count("totalLoadedPage"));
    let left_out = pages.is_some_and(|(pages, read)| pages > read);
    // Where all pages were read, the number of all entries may still be another one: filtered, or from another moment.
    let all_is_more = is_less("countAll");
    let is_read = answer.peek("totalLoadedPage").is_some();
    let truncated =
        left_out || is_less("count") || is_less("totalLoadedCount") || (!is_read && all_is_more && !filtered);
    let known = here == 0 || pages.is_some() || answer.peek("countAll").is_some();
    answer.put("truncated", Value::Bool(truncated));
    answer.reserve("complete");
    if truncated || known {
        answer.put("complete", Value::Bool(!truncated && (filtered || !all_is_more)));
    }
}

/// Price and balance, under their name.
fn put_inquiry(answer: &mut Tidy, asked: Value) {
    answer.reserve("inquiry");
    if asked != Value::Null {
        match inquiry(asked) {
            Ok(inquiry) => answer.put("inquiry", inquiry),
            Err(fault) => answer.fail(fault, "inquiry"),
        }
    }
}

/// Price and balance.
pub(super) fn inquiry(value: Value) -> Result<Value, Fault> {
    let mut inquiry = match value {
        Value::List(items) if items.is_empty() => Tidy::default(),
        value => Tidy::of(value),
    };
    inquiry.set_right(INQUIRY);
    inquiry.done()
}
