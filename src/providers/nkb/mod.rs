//! Национальное кредитное бюро, «nkbrelation»: companies, their balances, and who is related with whom.
//!
//! Answers are JSON, with masked values where the login has no right to see them; refusals are JSON objects, often empty, or
//! bare codes such as `error.access.denied`. The login goes in the header `authorization` (HTTP Basic).

pub mod links;
pub mod models;
pub mod normalise;
mod operations;
mod refusal;

pub use operations::OPERATIONS;

use super::Definition;
use crate::error::Cause;
use crate::http::{Request, Response};
use crate::json::{Fault, Value, write_string};
use crate::operation::Operation;
use crate::text::parts;
use std::borrow::Cow;

/// НКБ.
pub static DEFINITION: Definition = Definition {
    name: "nkb",
    title: "НКБ",
    base_url: "https://www.creditnet.ru/nkbrelation",
    operations: OPERATIONS,
    anything: None,
    credentials: &["login", "password"],
    session: None,
    defaults: &[],
    secret_params: &[],
    authorise,
    read,
    words: |_| None,
    says_json: false,
};

/// The verdict: refusals by status and body, an order that failed by its answer; everything else is evened out, unless it is
/// wanted as it is.
fn read<'r>(
    operation: &Operation,
    request: &Request,
    response: &'r Response,
    raw: bool,
) -> Result<Cow<'r, [u8]>, Cause> {
    let body = &response.body;
    // An order is made by a POST; of a question that was merely accepted nothing is known.
    let is_good = response.status == 200 || operation.name == "orderBatch" && matches!(response.status, 201..=299);
    if !is_good {
        return Err(refusal::refusal(operation, response));
    }
    // A page for people is refused by its type.
    if response.media_type() == "text/html" {
        return Ok(Cow::Borrowed(body));
    }
    match evened(operation.name, request, body) {
        Ok(None) => Err(refusal::failed()),
        Ok(Some(order)) if raw && operation.name == "orderBatch" => Ok(as_json(body, &order)),
        _ if raw => Ok(Cow::Borrowed(body)),
        Ok(Some(value)) => {
            let mut out = String::with_capacity(body.len() + 64);
            value.write(&mut out);
            Ok(Cow::Owned(out.into_bytes()))
        }
        Err(fault) => Err(Cause::Decode(fault)),
    }
}

/// The answer as our models describe it; `None` for an order that failed.
fn evened(operation: &str, request: &Request, body: &[u8]) -> Result<Option<Value>, Fault> {
    if operation == "orderBatch" {
        return normalise::ordered(body).map(Some);
    }
    let value = Value::parse(body)?;
    match operation {
        "batch" => normalise::batch(value),
        "connections" => normalise::connections(value).map(Some),
        "balance" => normalise::balance(value).map(Some),
        "relations" => normalise::relations(value).map(Some),
        "company" => normalise::companies(value).map(Some),
        _ => {
            // `/api/{type}/{id}/related/{relType}/{direction}`, and no value of them has anything to encode.
            let segments = parts(&request.path, b'/');
            let at = |place: usize| segments.get(place).copied().unwrap_or_default();
            let asked = normalise::Asked { entity: at(2), id: at(3), rel_type: at(5), direction: at(6) };
            normalise::related(value, asked).map(Some)
        }
    }
}

/// An order's id may come as bare text, which is no JSON.
fn as_json<'r>(body: &'r [u8], order: &Value) -> Cow<'r, [u8]> {
    match order.get("orderId").and_then(Value::text) {
        Some(id) if Value::parse(body).is_err() => {
            let mut out = String::new();
            write_string(&mut out, id, false);
            Cow::Owned(out.into_bytes())
        }
        _ => Cow::Borrowed(body),
    }
}

/// HTTP Basic: login and password, UTF-8, in Base64.
fn authorise(request: &mut Request, credentials: &[String]) {
    if let [login, password] = credentials {
        request.headers.push(("authorization".into(), basic(login, password)));
    }
}

/// The header that a login is sent as.
pub fn basic(login: &str, password: &str) -> String {
    ["Basic ", &base64([login, ":", password].concat().as_bytes())].concat()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0, |group: u32, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = usize::try_from(group >> (18 - 6 * place) & 63).ok().and_then(|digit| DIGITS.get(digit));
            out.push(digit.filter(|_| place <= chunk.len()).map_or('=', |digit| char::from(*digit)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (text, encoded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }
}
