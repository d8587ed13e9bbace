//! One enforcement proceeding.

use super::NUMBER;
use super::sums::Sums;
use super::text;
use super::totals::Totals;
use crate::json::{Fault, Value};
use crate::providers::even::{self, As, Table, Tidy};

const PLAIN: &Table = &[
    ("process_title", "number", NUMBER),
    ("debtor_name", "debtorName", As::Text),
    ("debtor_address", "debtorAddress", As::Text),
    ("subject", "subject", As::Text),
    ("officer_name", "officerName", As::Text),
];

const DEPARTMENT: &Table = &[
    ("department_title", "title", As::Text),
    ("department_address", "address", As::Text),
    ("document_organization", "text", As::Text),
];

/// The parts of a writ, in the order in which they come when they come as a list.
const WRIT: &Table = &[
    ("doc_organization", "organization", As::Text),
    ("doc_claimer_inn", "claimantInn", As::Text),
    ("doc_type", "kind", As::Text),
    ("doc_date", "date", As::Date),
    ("document_num", "number", As::Text),
];

/// Puts a record in order and adds it to the totals.
pub(super) fn proceeding(record: &mut Tidy, totals: &mut Totals) {
    record.set_right(PLAIN);
    debtor(record);
    opening(record);
    let sums = Sums::take(record);
    document(record);
    let is_open = !closure(record);
    phones(record);
    record.put_text("state", if is_open { "open" } else { "closed" });
    let department = department(record);
    let title = match department.peek_text("title") {
        "" => department.peek_text("text"),
        title => title,
    };
    totals.add(is_open, &sums, department.peek_text("code"), title);
    record.put_object("department", department);
    sums.put(record);
}

/// The department, with the code that the proceeding's number tells.
fn department(record: &mut Tidy) -> Tidy {
    let mut department = Tidy::default();
    let number = record.peek("number").filter(|number| number.get("kind").is_some());
    for (ours, part) in [("code", "department"), ("region", "region")] {
        department.put_text(ours, number.and_then(|number| number.get(part)?.text()).unwrap_or_default());
    }
    record.move_to(&mut department, DEPARTMENT);
    department
}

/// Of an organisation the field for the day of birth holds its ИНН.
fn debtor(record: &mut Tidy) {
    let written = record.text("debtor_dob");
    let date = even::text::date(&written).unwrap_or_default();
    let inn = if text::is_inn(&written) { written.as_str() } else { "" };
    record.put_text("debtorBirthDate", &date);
    record.put_text("debtorInn", inn);
    if date.is_empty() && inn.is_empty() && !written.is_empty() {
        record.leave("debtor_dob", &written);
    }
}

/// The day, and the joint proceeding, which older answers write behind it.
fn opening(record: &mut Tidy) {
    let written = record.text("process_date");
    let (day, behind) = written.split_once(char::is_whitespace).unwrap_or((&written, ""));
    let date = even::text::date(day);
    let mut unread = behind.trim();
    if date.is_none() {
        unread = &written;
    } else if unread == scalar_of(record, "process_total") {
        unread = "";
    } else if text::number(unread).is_some() && scalar_of(record, "process_total").is_empty() {
        record.take("process_total");
        record.put_text("process_total", unread);
        unread = "";
    }
    record.put_text("startDate", &date.unwrap_or_default());
    if !unread.is_empty() {
        record.leave("process_date", unread);
    }
    record.set_right(&[("process_total", "joint", NUMBER)]);
}

/// A scalar that stays where it is.
fn scalar_of(record: &Tidy, name: &str) -> String {
    record.peek(name).and_then(|value| even::scalar(value).ok().flatten()).unwrap_or_default()
}

/// The writ: its parts where they are given, else what the text tells.
fn document(record: &mut Tidy) {
    let whole = record.text("recIspDoc");
    let kind = record.text("document_type");
    let mut detail = record.take("recIspDocDetail");
    if let Value::Object(members) = &mut detail {
        // A list written as an object has numbers for names.
        for (place, (name, ..)) in WRIT.iter().enumerate() {
            let as_number = place.to_string();
            members
                .iter_mut()
                .filter(|(known, _)| *known == as_number)
                .for_each(|(known, _)| *known = (*name).to_owned());
        }
    } else {
        let items = even::items(detail).unwrap_or_else(|fault| {
            record.fail(fault, "recIspDocDetail");
            Vec::new()
        });
        let named = WRIT.iter().zip(items).map(|((name, ..), item)| ((*name).to_owned(), item));
        detail = Value::Object(named.collect());
    }
    let mut document = Tidy::of(detail);
    document.set_right(WRIT);
    ["text", "derived"].iter().for_each(|name| document.reserve(name));
    let is_given = WRIT.iter().any(|(_, ours, _)| document.peek(ours).is_some());
    if let Some(writ) = text::writ(&whole).filter(|_| !is_given) {
        for ((name, ..), part) in WRIT.iter().zip(writ) {
            document.put_text(name, part);
        }
        document.set_right(WRIT);
        document.put("derived", Value::Bool(true));
    }
    if document.peek("kind").is_none() {
        document.put_text("kind", &kind);
    }
    document.put_text("text", &whole);
    // Faults are those of the provider's member.
    if let Some(fault) = document.take_fault() {
        record.fail(fault, "recIspDocDetail");
    }
    record.put_object("document", document);
}

/// The end, if there is one; whether there is.
fn closure(record: &mut Tidy) -> bool {
    let [whole, mut date, mut reason] = ["stopIP", "stopIPDate", "stopIPReason"].map(|name| record.text(name));
    record.reserve("closure");
    let is_closed = ![&whole, &date, &reason].into_iter().all(|text| text.is_empty());
    if !is_closed {
        return false;
    }
    let (first, rest) = whole.split_once(',').unwrap_or((&whole, ""));
    let (first, rest) = if even::text::date(first).is_some() { (first, rest.trim()) } else { ("", whole.as_str()) };
    if date.is_empty() {
        date = first.to_owned();
    }
    if reason.is_empty() {
        reason = rest.to_owned();
    }
    record.put_text("stopIPDate", &date);
    let mut closure = Tidy::default();
    record.move_to(&mut closure, &[("stopIPDate", "date", As::Date)]);
    let cited = text::citation(&reason);
    for (name, value) in ["article", "part", "point"].into_iter().zip(cited) {
        closure.put_text(name, value.unwrap_or_default());
    }
    closure.put_text("outcome", text::outcome(cited).unwrap_or_default());
    closure.put_text("reason", &reason);
    // It is there even if nothing of it is known.
    record.put_object("closure", closure);
    if record.peek("closure").is_none() {
        record.put("closure", Value::Object(Vec::new()));
    }
    true
}

/// Telephones, out of lists in lists, without the marks before them.
fn phones(record: &mut Tidy) {
    let mut phones = Vec::new();
    let value = record.take("officer_phones");
    if let Err(fault) = flatten(value, 0, &mut phones) {
        record.fail(fault, "officer_phones");
    }
    record.put("officerPhones", Value::List(phones));
}

fn flatten(value: Value, depth: u32, phones: &mut Vec<Value>) -> Result<(), Fault> {
    if matches!(value, Value::List(_) | Value::Object(_)) && depth < 4 {
        return even::items(value)?.into_iter().try_for_each(|item| flatten(item, depth + 1, phones));
    }
    if let Some(phone) = even::scalar(&value)? {
        let phone = phone.trim_start_matches(['*', '\\', ' ']);
        if !phone.is_empty() {
            phones.push(Value::Text(phone.to_owned()));
        }
    }
    Ok(())
}
