//! One enforcement proceeding.

use super::sums::Sums;
use super::text::{self, Writ};
use super::tidy::{self, As, Tidy};
use super::totals::Totals;
use crate::json::{Fault, Value};

const PLAIN: &[(&str, As)] = &[
    ("debtor_name", As::Text),
    ("debtor_address", As::Text),
    ("subject", As::Text),
    ("document_type", As::Text),
    ("officer_name", As::Text),
];

/// What a record may get from us.
const OURS: &[&str] = &[
    "number",
    "startDate",
    "joint",
    "debtorInn",
    "debtorBirthDate",
    "document",
    "closure",
    "statedSum",
    "subjectsSum",
    "department",
    "unread",
];

/// Puts a record in order and adds it to the totals.
pub(super) fn proceeding(mut record: Tidy, totals: &mut Totals) -> Result<Value, Fault> {
    record.reserve(OURS);
    record.set_right(PLAIN)?;
    let department = department(&mut record)?;
    debtor(&mut record)?;
    opening(&mut record)?;
    let sums = Sums::take(&mut record)?;
    document(&mut record)?;
    let is_open = !closure(&mut record)?;
    phones(&mut record)?;
    let [code, title] = ["code", "title"].map(|name| department.peek(name).and_then(Value::text).unwrap_or_default());
    let title =
        if title.is_empty() { department.peek("text").and_then(Value::text).unwrap_or_default() } else { title };
    totals.add(is_open, &sums, code, title);
    record.put_text("state", if is_open { "open" } else { "closed" });
    sums.put(&mut record);
    record.put_unless_empty("department", department);
    Ok(record.done())
}

/// A number of the bailiffs as an object: the text, and its parts if it has the usual form.
pub(super) fn number(written: String) -> Tidy {
    let mut parts = Tidy::new();
    if let Some(number) = text::number(&written) {
        // The service has been there since 1997.
        let century = if number.year >= "90" { "19" } else { "20" };
        parts.put_text("sequence", number.sequence);
        parts.put("year", Value::Number([century, number.year].concat()));
        parts.put_text("department", number.department);
        parts.put_text("region", number.region);
        parts.put_text("kind", number.kind);
    }
    parts.put_text("text", written);
    parts
}

/// The department, with the code that the proceeding's number tells; the number itself is put in order as well.
fn department(record: &mut Tidy) -> Result<Tidy, Fault> {
    let mut department = Tidy::new();
    if let Some(written) = record.take_text("process_title")? {
        if let Some(number) = text::number(&written).filter(|number| !number.kind.is_empty()) {
            department.put_text("code", number.department);
            department.put_text("region", number.region);
        }
        record.put("number", number(written).done());
    }
    for (name, ours) in
        [("department_title", "title"), ("department_address", "address"), ("document_organization", "text")]
    {
        department.put_text(ours, record.take_text(name)?.unwrap_or_default());
    }
    Ok(department)
}

/// Of an organisation the field for the day of birth holds its ИНН.
fn debtor(record: &mut Tidy) -> Result<(), Fault> {
    let Some(written) = record.take_text("debtor_dob")? else { return Ok(()) };
    match text::date(&written) {
        Some(date) => record.put_text("debtorBirthDate", date),
        None if text::is_inn(&written) => record.put_text("debtorInn", written),
        None => record.leave("debtor_dob", written),
    }
    Ok(())
}

/// The day, and the joint proceeding, which older answers write behind it.
fn opening(record: &mut Tidy) -> Result<(), Fault> {
    let mut joint = record.take_text("process_total")?;
    if let Some(written) = record.take_text("process_date")? {
        let (day, behind) = written.split_once(char::is_whitespace).unwrap_or((&written, ""));
        let behind = behind.trim();
        match text::date(day) {
            Some(date) => {
                record.put_text("startDate", date);
                if joint.is_none() && text::number(behind).is_some() {
                    joint = Some(behind.to_owned());
                } else if !behind.is_empty() && joint.as_deref() != Some(behind) {
                    record.leave("process_date", behind.to_owned());
                }
            }
            None => record.leave("process_date", written),
        }
    }
    if let Some(joint) = joint {
        record.put("joint", number(joint).done());
    }
    Ok(())
}

/// The writ: its parts where they are given, else what the text tells.
fn document(record: &mut Tidy) -> Result<(), Fault> {
    /// Names of the parts, in the order in which they come when they come as a list.
    const PARTS: [&str; 5] = ["doc_organization", "doc_claimer_inn", "doc_type", "doc_date", "document_num"];
    let whole = record.take_text("recIspDoc")?.unwrap_or_default();
    let kind = record.take_text("document_type")?.unwrap_or_default();
    let in_detail = |fault: Fault| fault.in_member(b"recIspDocDetail");
    let mut detail = match record.take("recIspDocDetail").unwrap_or(Value::Null) {
        Value::Object(members) => Value::Object(members),
        list => {
            let items = tidy::items(list).map_err(in_detail)?;
            Value::Object(PARTS.map(str::to_owned).into_iter().zip(items).collect())
        }
    };
    if let Value::Object(members) = &mut detail {
        // A list written as an object has numbers for names.
        for (place, name) in PARTS.into_iter().enumerate() {
            let as_number = place.to_string();
            members.iter_mut().filter(|(known, _)| *known == as_number).for_each(|(known, _)| *known = name.to_owned());
        }
    }
    let mut document = Tidy::of(detail)?;
    document.reserve(&["text", "kind", "date", "number", "organization", "claimantInn", "derived"]);
    let mut given = [const { String::new() }; 5];
    for (name, slot) in PARTS.into_iter().zip(&mut given) {
        *slot = document.take_text(name).map_err(in_detail)?.unwrap_or_default();
    }
    let is_given = given.iter().any(|part| !part.is_empty());
    let read = if is_given { None } else { text::writ(&whole) };
    let is_derived = read.is_some();
    let [organization, claimant, own_kind, date, number] = &given;
    let writ = read.unwrap_or(Writ { kind: own_kind, date, number, organization, claimant });
    match text::date(writ.date) {
        Some(date) => document.put_text("date", date),
        None if !writ.date.is_empty() => record.leave("doc_date", writ.date.to_owned()),
        None => {}
    }
    document.put_text("kind", if writ.kind.is_empty() { kind.as_str() } else { writ.kind });
    document.put_text("number", writ.number);
    document.put_text("organization", writ.organization);
    document.put_text("claimantInn", writ.claimant);
    document.put_text("text", whole.as_str());
    if is_derived {
        document.put("derived", Value::Bool(true));
    }
    record.put_unless_empty("document", document);
    Ok(())
}

/// The end, if there is one; whether there is.
fn closure(record: &mut Tidy) -> Result<bool, Fault> {
    let [whole, date, reason] = ["stopIP", "stopIPDate", "stopIPReason"].map(|name| record.take_text(name));
    let [whole, date, reason] = [whole?, date?, reason?].map(Option::unwrap_or_default);
    if [&whole, &date, &reason].into_iter().all(|text| text.is_empty()) {
        return Ok(false);
    }
    let (first, rest) = whole.split_once(',').unwrap_or((&whole, ""));
    let (first, rest) = if text::date(first).is_some() { (first, rest.trim()) } else { ("", whole.as_str()) };
    let day = if date.is_empty() { first } else { &date };
    let reason = if reason.is_empty() { rest } else { &reason };
    let mut closure = Tidy::new();
    match text::date(day) {
        Some(date) => closure.put_text("date", date),
        None if !day.is_empty() => record.leave("stopIPDate", day.to_owned()),
        None => {}
    }
    let cited = text::citation(reason);
    for (name, value) in ["article", "part", "point"].into_iter().zip(cited) {
        closure.put_text(name, value.unwrap_or_default());
    }
    closure.put_text("outcome", text::outcome(cited).unwrap_or_default());
    closure.put_text("reason", reason);
    record.put("closure", closure.done());
    Ok(true)
}

/// Telephones, out of lists in lists, without the marks before them.
fn phones(record: &mut Tidy) -> Result<(), Fault> {
    let mut phones = Vec::new();
    if let Some(value) = record.take("officer_phones") {
        flatten(value, 0, &mut phones).map_err(|fault| fault.in_member(b"officer_phones"))?;
    }
    record.put("officerPhones", Value::List(phones));
    Ok(())
}

fn flatten(value: Value, depth: u32, phones: &mut Vec<Value>) -> Result<(), Fault> {
    if matches!(value, Value::List(_) | Value::Object(_)) && depth < 4 {
        return tidy::items(value)?.into_iter().try_for_each(|item| flatten(item, depth + 1, phones));
    }
    if let Some(phone) = tidy::scalar(&value)? {
        let phone = phone.trim_start_matches(['*', '\\', ' ']);
        if !phone.is_empty() {
            phones.push(Value::Text(phone.to_owned()));
        }
    }
    Ok(())
}
