//! One enforcement proceeding.

use super::NUMBER;
use super::sums::Sums;
use super::text;
use super::totals::Totals;
use crate::json::Value;
use crate::providers::even::text::{date, first_word, halves, without};
use crate::providers::even::{self, As, Table, Tidy};
use crate::text::{count, digits};

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
    if let Some(number) = record.peek("number").filter(|number| number.get("kind").is_some()) {
        for (ours, part) in [("code", "department"), ("region", "region")] {
            department.put_text(ours, number.get(part).and_then(Value::text).unwrap_or_default());
        }
    }
    record.move_to(&mut department, DEPARTMENT);
    department
}

/// Of an organisation the field for the day of birth holds its ИНН.
fn debtor(record: &mut Tidy) {
    let (table, other) = match text::is_inn(&record.text_of("debtor_dob")) {
        true => (("debtor_dob", "debtorInn", As::Text), "debtorBirthDate"),
        false => (("debtor_dob", "debtorBirthDate", As::Date), "debtorInn"),
    };
    record.reserve(other);
    record.set_right(&[table]);
}

/// The day, and the joint proceeding, which older answers write behind it.
fn opening(record: &mut Tidy) {
    let written = record.text("process_date");
    let (day, behind) = first_word(&written);
    let date = date(day).unwrap_or_default();
    let joint = record.text_of("process_total");
    let mut unread = behind;
    if date.is_empty() {
        unread = &written;
    } else if behind == joint {
        unread = "";
    } else if joint.is_empty() && text::number(behind).is_some() {
        record.take("process_total");
        record.put_text("process_total", behind);
        unread = "";
    }
    record.put_text("startDate", &date);
    record.leave("process_date", unread);
    record.set_right(&[("process_total", "joint", NUMBER)]);
}

/// The writ: its parts where they are given, else what the text tells.
fn document(record: &mut Tidy) {
    let whole = record.text("recIspDoc");
    let kind = record.text("document_type");
    let mut detail = Vec::new();
    match record.take("recIspDocDetail") {
        // A list written as an object has numbers for names.
        Value::Object(members) => detail = members,
        other => {
            for (place, item) in record.list(other, "recIspDocDetail").into_iter().enumerate() {
                detail.push((digits(place as u64), item));
            }
        }
    }
    for (name, _) in &mut detail {
        if let Some((own, ..)) = count(name).and_then(|place| WRIT.get(place as usize)) {
            *name = (*own).to_owned();
        }
    }
    let mut document = Tidy::of(Value::Object(detail));
    document.set_right(WRIT);
    document.reserve("text");
    document.reserve("derived");
    let is_given = WRIT.iter().any(|(_, ours, _)| document.peek(ours).is_some());
    if !is_given && let Some(writ) = text::writ(&whole) {
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
    let whole = record.text("stopIP");
    let mut day = record.text("stopIPDate");
    let mut reason = record.text("stopIPReason");
    record.reserve("closure");
    if whole.is_empty() && day.is_empty() && reason.is_empty() {
        return false;
    }
    let (first, rest) = match halves(&whole, ",").unwrap_or((&whole, "")) {
        (first, rest) if date(first).is_some() => (first, rest.trim()),
        _ => ("", whole.as_str()),
    };
    if day.is_empty() {
        day.push_str(first);
    }
    if reason.is_empty() {
        reason.push_str(rest);
    }
    record.put_text("stopIPDate", &day);
    let mut closure = Tidy::default();
    record.move_to(&mut closure, &[("stopIPDate", "date", As::Date)]);
    let cited = text::citation(&reason);
    for (name, value) in ["article", "part", "point"].into_iter().zip(cited) {
        closure.put_text(name, value.unwrap_or_default());
    }
    closure.put_text("outcome", text::outcome(cited).unwrap_or_default());
    closure.put_text("reason", &reason);
    // It is there even if nothing of it is known.
    let closure = closure.into_value();
    record.put("closure", closure);
    true
}

/// Telephones, out of lists in lists, without the marks before them.
fn phones(record: &mut Tidy) {
    let mut phones = Vec::new();
    let value = record.take("officer_phones");
    add_phones(record, &value, 0, &mut phones);
    record.put("officerPhones", Value::List(phones));
}

fn add_phones(record: &mut Tidy, value: &Value, depth: u32, phones: &mut Vec<Value>) {
    match value {
        Value::List(items) if depth < 4 => {
            for item in items {
                add_phones(record, item, depth + 1, phones);
            }
        }
        Value::Object(members) if depth < 4 && even::is_list(members) => {
            for (_, item) in members {
                add_phones(record, item, depth + 1, phones);
            }
        }
        other => match even::scalar(other) {
            Ok(text) => {
                let phone = without(&text, b"*\\ ");
                if !phone.is_empty() {
                    phones.push(Value::Text(phone.to_owned()));
                }
            }
            Err(fault) => record.fail(fault, "officer_phones"),
        },
    }
}
