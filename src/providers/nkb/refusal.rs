//! What an answer that is no success means. There are two families: objects, often empty, and bare codes in plain text.

use super::normalise::problems;
use crate::error::{Cause, ErrorKind, Words};
use crate::http::Response;
use crate::json::Value;
use crate::operation::Operation;

/// A code of the provider, the class and code that we give it, and what it means.
type Known = (&'static str, ErrorKind, &'static str, Words);

const fn known(own: &'static str, kind: ErrorKind, code: &'static str, en: &'static str, ru: &'static str) -> Known {
    (own, kind, code, Words { en, ru })
}

static CODES: &[Known] = &[
    known(
        "error.access.denied",
        ErrorKind::Auth,
        "access-refused",
        "НКБ: the login has no right to ask this",
        "НКБ: у логина нет права на этот запрос",
    ),
    known(
        "error.billing.product.not.possible",
        ErrorKind::Payment,
        "product-not-in-contract",
        "НКБ: the contract does not include this",
        "НКБ: этого нет в договоре",
    ),
    known(
        "error.billing.product.limit",
        ErrorKind::Payment,
        "product-limit",
        "НКБ: the limit of the contract is used up",
        "НКБ: лимит по договору исчерпан",
    ),
    known(
        "error.billing.balance.insufficient",
        ErrorKind::Payment,
        "balance-insufficient",
        "НКБ: there is not enough money on the account",
        "НКБ: на счёте недостаточно денег",
    ),
];

/// Why there is no answer. Only 502 and 503 are worth another attempt: the server is being updated, or overloaded.
pub(super) fn refusal(operation: &Operation, response: &Response) -> Cause {
    let text = core::str::from_utf8(&response.body).unwrap_or_default().trim();
    let own = if is_code(text) { text } else { "" };
    if response.status == 401 {
        return Cause::KeyRefused;
    }
    if let Some((_, kind, code, words)) = CODES.iter().find(|(known, ..)| *known == own) {
        return said(*kind, code, own, *words);
    }
    let object = Value::parse(&response.body).ok().filter(|value| matches!(value, Value::Object(_)));
    match (response.status, object) {
        (404, Some(Value::Object(members))) if members.is_empty() && operation.name == "related" => said(
            ErrorKind::NotFound,
            "nothing-known",
            own,
            Words {
                en: "НКБ knows no such object, or no relations of it at all",
                ru: "НКБ не знает такого объекта, или у него нет никаких связей",
            },
        ),
        (400, Some(object)) => too_few(operation, object),
        (404, _) => said(
            ErrorKind::NotFound,
            "not-found",
            own,
            Words {
                en: "НКБ has no such object or order", ru: "НКБ: такого объекта или заказа нет"
            },
        ),
        (400, _) => said(
            ErrorKind::Provider,
            "refused",
            own,
            Words { en: "НКБ does not understand the question", ru: "НКБ: запрос не понят" },
        ),
        (502 | 503, _) => Cause::ProviderTrouble,
        (500..=599, _) => said(
            ErrorKind::Provider,
            "provider-trouble",
            own,
            Words { en: "НКБ is in trouble", ru: "НКБ: сбой на стороне поставщика" },
        ),
        (status, _) if own.is_empty() => Cause::of_status(status),
        (status, _) => {
            let words = Words { en: "НКБ refuses the question", ru: "НКБ: запрос отклонён" };
            said(Cause::of_status(status).kind(), "refused", own, words)
        }
    }
}

/// An order that failed.
pub(super) fn failed() -> Cause {
    let words = Words { en: "НКБ could not carry out the order", ru: "НКБ: заказ не выполнен" };
    said(ErrorKind::Provider, "order-failed", "ERROR", words)
}

/// Not enough to go on; of a check of affiliation with what is wrong with each identifier.
fn too_few(operation: &Operation, object: Value) -> Cause {
    let cause = said(
        ErrorKind::Provider,
        "too-few-usable",
        "",
        Words {
            en: "НКБ: too few of the identifiers can be used; see `details`",
            ru: "НКБ: слишком мало пригодных идентификаторов; см. `details`",
        },
    );
    let validation = object.get("validation").filter(|_| operation.name == "connections").cloned();
    match validation.map(problems) {
        Some(Ok(problems)) => {
            let mut details = String::new();
            problems.write(&mut details);
            Cause::Detailed { cause: Box::new(cause), details }
        }
        _ => cause,
    }
}

fn said(kind: ErrorKind, code: &'static str, own: &str, words: Words) -> Cause {
    Cause::Said { kind, code, own: own.to_owned(), words, passing: false }
}

/// `error.some.thing`: nothing else of a body that is not understood is taken for a code.
fn is_code(text: &str) -> bool {
    text.starts_with("error.")
        && text.len() <= 80
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_' | b'-'))
}
