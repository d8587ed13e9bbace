//! What a portfolio's job found, line by line: NDJSON for programs, CSV for people and their spreadsheets.

use crate::error::{Cause, Error};
use crate::json::{Value, write_string};
use crate::model::{Model, Shape, decode};
use crate::operation::{Answer, Operation};
use crate::proxy::whole::item_of;

/// What is known of one company.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The parameter under which it was asked about, such as `inn`; empty when the identifier is none.
    pub param: &'a str,
    /// The identifier as it was given.
    pub value: &'a str,
    /// `found`, `missing` (the provider does not know it), `failed`, `invalid`, `waiting`, or `extra`: items that came along
    /// about a company that was not asked about.
    pub state: &'a str,
    /// The code of the failure, if it is one.
    pub code: &'a str,
    /// The provider's items, a comma between them.
    pub items: &'a [u8],
}

/// Of what was found, that it is the first page of a list that may be longer.
const FIRST_PAGE: &str = "first-page";

/// Writes the rows of an operation's answers.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    operation: &'static Operation,
    model: Option<&'static Model>,
}

impl Table {
    /// The table for an operation's answers.
    pub fn of(operation: &'static Operation) -> Table {
        Table { operation, model: item_of(operation).map(|(_, model)| model) }
    }

    /// A line of JSON: `asked`, `state`, `code` of a failure (or `first-page`), `items` as the client would give them.
    pub fn ndjson(&self, row: &Row<'_>, out: &mut String) {
        let (state, items) = self.read(row);
        let code = match &items {
            Ok(json) if self.operation.paging.is_some() => self.code(&parsed(json)),
            Ok(_) => "",
            Err(code) => code,
        };
        out.push_str("{\"asked\":{");
        write_string(out, if row.param.is_empty() { "text" } else { row.param }, false);
        out.push(':');
        write_string(out, row.value, false);
        out.push_str("},\"state\":");
        write_string(out, state, false);
        if !code.is_empty() {
            out.push_str(",\"code\":");
            write_string(out, code, false);
        }
        if let Ok(items) = &items {
            out.push_str(",\"items\":");
            // The provider's own line breaks between members, if it writes any, would end the line.
            out.extend(items.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
        out.push_str("}\n");
    }

    /// The line with the names of the columns: `asked`, `state`, `code`, then the fields of the model.
    pub fn csv_head(&self, out: &mut String) {
        out.push_str("asked,state,code");
        for name in self.fields() {
            out.push(',');
            cell(out, name);
        }
        out.push_str("\r\n");
    }

    /// A line for every item, one at least. Objects and lists are written as JSON.
    pub fn csv(&self, row: &Row<'_>, out: &mut String) {
        let (state, items) = self.read(row);
        let items = items.map(|json| parsed(&json));
        let (items, code) = match &items {
            Ok(items) => (items.items(), self.code(items)),
            Err(code) => (&[] as &[Value], code.as_str()),
        };
        for position in 0..items.len().max(1) {
            cell(out, row.value);
            out.push(',');
            cell(out, state);
            out.push(',');
            cell(out, code);
            for name in self.fields() {
                out.push(',');
                if let Some(value) = items.get(position).and_then(|item| item.get(name)) {
                    write_cell(out, value);
                }
            }
            out.push_str("\r\n");
        }
    }

    fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.model.into_iter().flat_map(|model| model.table.names())
    }

    /// The state, and the items in our names or the code of why there are none. What does not fit its model is a failure, never a
    /// gap.
    fn read<'r>(&self, row: &Row<'r>) -> (&'r str, Result<String, String>) {
        if !matches!(row.state, "found" | "extra") {
            return (row.state, Err(row.code.to_owned()));
        }
        let shape = match self.operation.answer {
            Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) => shape,
            _ => &Shape::Any,
        };
        match decode(&[b"[", row.items, b"]"].concat(), shape) {
            Ok(decoded) => (row.state, Ok(decoded.json)),
            Err(fault) => ("failed", Err(Error::new(Cause::Decode(fault)).code().to_owned())),
        }
    }

    /// What there is to say of items that were found: whether one has a full page of what the operation gives page by page, of which
    /// a job asks for the first.
    fn code(&self, items: &Value) -> &'static str {
        let Some(paging) = self.operation.paging else { return "" };
        let is_full =
            |item: &Value| item.get(paging.list).is_some_and(|list| list.items().len() >= paging.size as usize);
        if items.items().iter().any(is_full) { FIRST_PAGE } else { "" }
    }
}

/// Items as they were decoded.
fn parsed(json: &str) -> Value {
    Value::parse(json.as_bytes()).unwrap_or(Value::Null)
}

fn write_cell(out: &mut String, value: &Value) {
    match value {
        Value::Null => {}
        Value::Text(text) => cell(out, text),
        // A number cannot be a formula, though it may begin with a minus.
        Value::Number(spelling) => out.push_str(spelling),
        Value::Bool(_) | Value::List(_) | Value::Object(_) => {
            let mut json = String::new();
            value.write(&mut json);
            cell(out, &json);
        }
    }
}

/// A cell of RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises: what
/// registers say is written by the companies themselves.
fn cell(out: &mut String, text: &str) {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let is_formula = text.starts_with(['\t', '\r', '\n']) || text.trim_start_matches(blank).starts_with(FORMULA);
    let quoted = is_formula || text.contains([',', ';', '"', '\n', '\r', '\t']);
    if !quoted {
        out.push_str(text);
        return;
    }
    out.push('"');
    if is_formula {
        out.push('\'');
    }
    for character in text.chars() {
        if character == '"' {
            out.push('"');
        }
        out.push(character);
    }
    out.push('"');
}
