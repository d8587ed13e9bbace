use super::links::{DIRECTIONS, ENTITIES, Entity, TYPES, link};
use super::models;
use super::normalise::is_order_id;
use crate::error::{Cause, Words};
use crate::http::Method;
use crate::identifiers::{self, Context, Kind};
use crate::json::Value;
use crate::model::Shape;
use crate::operation::{
    Answer, At, BodyKind, Checked, Cost, Input, Join, Last, Operation, Paging, Polling, Record, operations, param,
};
use crate::providers::Provider;
use crate::text::{count, parts};

const HOUR: u32 = 60 * 60;
const DAY: u32 = 24 * HOUR;

/// The entries of a page unless said.
const PAGE: u32 = 10;

param! {
    /// ИНН of the organisation, 10 digits.
    INN = "inn", Input::Text(inn), Query
}
param! {
    /// ОГРН of the organisation, 13 digits.
    OGRN = "ogrn", Input::Text(ogrn), Query
}
param! {
    /// ОКПО, 8 digits: the only number that a branch has for itself.
    OKPO = "okpo", Input::Text(okpo), Query
}
param! {
    /// The id in НКБ, digits.
    ID = "id", Input::Text(digits), Query
}
param! {
    /// The name, full or short.
    NAME = "name", Input::Text(name), Query
}
param! {
    /// Whether branches count as well; the provider assumes `true`. With branches, ИНН and ОГРН mean several companies.
    SUBSIDIARY = "subsidiary", Input::Switch, Query
}
param! {
    /// Which page, from 1.
    PAGE_NUMBER = "page", Input::Count(1), Query
}
param! {
    /// How many entries a page has; 10 unless said. The most that the provider allows is not published.
    PAGE_SIZE = "pageSize", Input::Count(1), Query
}
param! {
    /// Organisations, each by one number: ОКПО, ИНН or ОГРН. The number of an organisation with branches means several companies
    /// unless it is an ОКПО, or `subsidiary` is `false`.
    COMPANIES = "companies" as "q", Input::Texts(number, 0, Join::Repeat), Query
}
param! {
    /// People, each by the full name: family name, first name, patronymic. Capitals make no difference.
    INDIVIDUALS = "individuals" as "i", Input::Texts(full_name, 0, Join::Repeat), Query
}
param! {
    /// The id of the company in НКБ, digits.
    required COMPANY_ID = "id", Input::Text(digits), Path
}
param! {
    /// The kind of the object.
    required OBJECT_TYPE = "type", Input::Choice(ENTITIES), Path
}
param! {
    /// The id of the object in НКБ.
    required OBJECT_ID = "id", Input::Text(object_id), Path
}
param! {
    /// The type of the relation.
    required REL_TYPE = "relType", Input::Choice(TYPES), Path
}
param! {
    /// `in`: who points at the object, such as its founders; `out`: at whom it points, such as what it founded.
    required DIRECTION = "direction", Input::Choice(DIRECTIONS), Path
}
param! {
    /// `false`: only what holds; `true`: only what holds no longer. Both when it is left out.
    HISTORY = "history", Input::Switch, Query
}
param! {
    /// The kind of the object at one end.
    required FROM_TYPE = "fromType" as "type_1", Input::Choice(ENTITIES), Path
}
param! {
    /// The id of the object at one end.
    required FROM_ID = "fromId" as "id_1", Input::Text(object_id), Path
}
param! {
    /// The kind of the object at the other end.
    required TO_TYPE = "toType" as "type_2", Input::Choice(ENTITIES), Path
}
param! {
    /// The id of the object at the other end.
    required TO_ID = "toId" as "id_2", Input::Text(object_id), Path
}
param! {
    /// The types of relations that chains may be made of.
    required REL_TYPES = "relTypes" as "relType", Input::Choices(TYPES, Join::Repeat), Query
}
param! {
    /// The most relations of a chain, 2 to 10; the provider assumes 2.
    MAX_DEPTH = "maxDepth", Input::Count(1), Query
}
param! {
    /// The objects, two at least.
    required LIST = "list", Input::Records(&OBJECT, 2), Body
}
param! {
    /// What chains are looked for.
    required CHECK_OPTIONS = "checkOptions", Input::Record(&OPTIONS), Body
}
param! {
    /// The id of the order.
    required ORDER_ID = "orderId", Input::Text(order_id), Query
}
param! {
    /// The kind of the object.
    required LISTED_TYPE = "type", Input::Choice(ENTITIES), Body
}
param! {
    /// The id of the object in НКБ.
    required LISTED_ID = "id", Input::Text(object_id), Body
}
param! {
    /// The types of relations that chains may be made of.
    required OPTION_REL_TYPES = "relTypes", Input::Choices(TYPES, Join::Repeat), Body
}
param! {
    /// The most relations of a chain, 2 to 10; the provider assumes 2.
    OPTION_MAX_DEPTH = "maxDepth", Input::Count(1), Body
}
param! {
    /// `false`: only chains that hold; `true`: only those that hold no longer. Both when it is left out.
    OPTION_HISTORY = "history", Input::Switch, Body
}

/// An object of an order.
static OBJECT: Record = Record {
    params: &[LISTED_TYPE, LISTED_ID],
    rule: None,
    #[cfg(feature = "reflect")]
    name: "NkbOrderedObject",
    #[cfg(feature = "reflect")]
    doc: "An object of an order.",
};

/// What an order looks for.
static OPTIONS: Record = Record {
    params: &[OPTION_REL_TYPES, OPTION_MAX_DEPTH, OPTION_HISTORY],
    rule: Some(depth),
    #[cfg(feature = "reflect")]
    name: "NkbCheckOptions",
    #[cfg(feature = "reflect")]
    doc: "What chains an order looks for.",
};

fn identifier(kind: Kind, text: &str) -> Result<String, Cause> {
    match identifiers::check(kind, text, &Context::default()) {
        Ok(_) => Ok(text.to_owned()),
        Err(failure) => Err(Cause::Identifier(failure)),
    }
}

/// НКБ knows people by their names, not by their ИНН.
fn inn(text: &str) -> Result<String, Cause> {
    let checked = identifier(Kind::Inn, text)?;
    if checked.len() == 10 { Ok(checked) } else { Err(ORGANISATIONS_ONLY) }
}

fn ogrn(text: &str) -> Result<String, Cause> {
    identifier(Kind::Ogrn, text)
}

fn okpo(text: &str) -> Result<String, Cause> {
    let checked = identifier(Kind::Okpo, text)?;
    if checked.len() == 8 { Ok(checked) } else { Err(ORGANISATIONS_ONLY) }
}

/// ОКПО, ИНН or ОГРН, told apart by their lengths.
fn number(text: &str) -> Result<String, Cause> {
    match text.len() {
        13 => ogrn(text),
        10 => inn(text),
        _ => okpo(text),
    }
}

fn digits(text: &str) -> Result<String, Cause> {
    let is_id = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_id { Ok(text.to_owned()) } else { Err(NOT_AN_ID) }
}

/// Hexadecimal digits of names and addresses, digits of companies and purchases, and what telephone numbers are made of.
fn object_id(text: &str) -> Result<String, Cause> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_id = (1..=100).contains(&text.len()) && text.bytes().all(plain);
    if is_id { Ok(text.to_owned()) } else { Err(NOT_AN_ID) }
}

fn order_id(text: &str) -> Result<String, Cause> {
    if is_order_id(text) { Ok(text.to_owned()) } else { Err(NOT_AN_ID) }
}

fn name(text: &str) -> Result<String, Cause> {
    let trimmed = text.trim();
    let is_name = !trimmed.is_empty() && trimmed.len() <= 1_000 && !trimmed.bytes().any(|byte| byte < b' ');
    if is_name { Ok(trimmed.to_owned()) } else { Err(NOT_A_NAME) }
}

/// Two words at least, of letters: several values in one are separated by line feeds, which must not be made by a caller.
fn full_name(text: &str) -> Result<String, Cause> {
    let mut words = 0;
    let mut name = String::new();
    for word in parts(text, b' ') {
        if word.is_empty() {
            continue;
        }
        if words > 0 {
            name.push(' ');
        }
        name.push_str(word);
        words += 1;
    }
    // Whatever is no ASCII counts as a letter.
    let is_letter = |byte: u8| byte >= 0x80 || byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'\'' | b'.');
    if words >= 2 && name.len() <= 300 && name.bytes().all(is_letter) { Ok(name) } else { Err(NOT_A_FULL_NAME) }
}

const ORGANISATIONS_ONLY: Cause = Cause::InputValue {
    code: "organisations-only",
    words: Words {
        en: "only organisations are known by this number: ИНН of 10 digits, ОКПО of 8; people are known by their full names",
        ru: "по номеру ищут только организации: ИНН из 10 цифр, ОКПО из 8; людей — по ФИО",
    },
};
const NOT_AN_ID: Cause = Cause::InputValue {
    code: "id",
    words: Words { en: "is no id of НКБ", ru: "это не идентификатор НКБ" },
};
const NOT_A_NAME: Cause = Cause::InputValue {
    code: "name",
    words: Words {
        en: "is no name: it must be one line of at most 1000 bytes",
        ru: "это не наименование: нужна одна непустая строка не длиннее 1000 байт",
    },
};
const NOT_A_FULL_NAME: Cause = Cause::InputValue {
    code: "full-name",
    words: Words {
        en: "is no full name: give family name, first name and, if there is one, patronymic",
        ru: "это не ФИО: нужны фамилия, имя и, если есть, отчество",
    },
};

/// Two different ones at least.
fn two(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    let count = |name: &str| checked.get(name).map_or(0, |values| values.items().len());
    if count("companies") + count("individuals") >= 2 {
        return Ok(());
    }
    Err((Cause::InputTooFew { least: 2 }, "companies"))
}

/// The object must be what the relation has at that end: the server takes any direction that it does not know for `in`, and
/// answers that there is nothing.
fn end(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    let text = |name| checked.text(name).unwrap_or_default();
    let entity = Entity::from_name(text("type"));
    let is_end =
        link(text("relType")).zip(entity).is_some_and(|(link, entity)| link.allows(entity, text("direction") == "out"));
    if is_end {
        return Ok(());
    }
    let words = Words {
        en: "objects of this type have no such relation in this direction",
        ru: "у объектов этого типа нет такой связи в этом направлении",
    };
    Err((Cause::InputValue { code: "direction", words }, "direction"))
}

fn depth(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    let given = match checked.get("maxDepth") {
        Some(Value::Number(digits)) => count(digits).unwrap_or(0),
        _ => 2,
    };
    if (2..=10).contains(&given) {
        return Ok(());
    }
    let words = Words { en: "must be from 2 to 10", ru: "должно быть от 2 до 10" };
    Err((Cause::InputValue { code: "depth", words }, "maxDepth"))
}

/// What most operations have in common.
const ANSWERED: Operation = Operation {
    cost: Cost::Request,
    cache_seconds: DAY,
    // People are named in most answers.
    personal: true,
    ..Operation::new(Provider::Nkb)
};

const PAGES: Paging = Paging {
    list: "list",
    at: At::Page("page"),
    size_param: Some("pageSize"),
    size: PAGE,
    last: Last::Counted { pages: "pageCount", entries: "total" },
};

/// One object of that model.
macro_rules! one {
    ($model:ident) => {
        Answer::Value(&Shape::Object(&models::$model))
    };
}

/// Everything that НКБ is asked.
pub const OPERATIONS: &[Operation] = operations! {
    /// Companies that fit all criteria. Nobody is an answer, with `missing`; the number of a company with branches finds the
    /// branches too, unless `subsidiary` is `false`.
    "company", "/api/company", ANSWERED {
        params: &[INN, OGRN, OKPO, ID, NAME, SUBSIDIARY, PAGE_NUMBER, PAGE_SIZE],
        any_of: &["inn", "ogrn", "okpo", "id", "name"],
        answer: one!(COMPANIES),
        paging: Some(PAGES),
    }
    /// Who of several companies and people is affiliated with whom. Two at least must be known; when fewer are, the error's
    /// `details` say what is wrong with the others.
    "connections", "/api/connections", ANSWERED {
        params: &[COMPANIES, INDIVIDUALS, SUBSIDIARY],
        rule: Some(two),
        answer: one!(CONNECTIONS),
        discreet: true,
    }
    /// Balances of a company, by years.
    "balance", "/api/balance/{id}", ANSWERED {
        params: &[COMPANY_ID],
        answer: one!(BALANCE),
        personal: false,
    }
    /// Objects that are related with one in one way. An object that is unknown, or has no relations at all, is a
    /// `NotFoundError`; one that has others has an empty list, with `none`.
    "related", "/api/{type}/{id}/related/{relType}/{direction}", ANSWERED {
        params: &[OBJECT_TYPE, OBJECT_ID, REL_TYPE, DIRECTION, HISTORY, PAGE_NUMBER, PAGE_SIZE],
        rule: Some(end),
        answer: one!(RELATED),
        paging: Some(PAGES),
    }
    /// Chains of relations between two objects.
    "relations", "/api/{type_1}/{id_1}/relations/{type_2}/{id_2}", ANSWERED {
        params: &[FROM_TYPE, FROM_ID, TO_TYPE, TO_ID, REL_TYPES, MAX_DEPTH, HISTORY],
        rule: Some(depth),
        answer: one!(RELATIONS),
    }
    /// Orders a check of many objects, each with each; `waitBatch` waits for it. Asking twice orders twice, so that it is not
    /// tried again by itself.
    "orderBatch", "/api/connections/batch", ANSWERED {
        method: Method::Post,
        params: &[LIST, CHECK_OPTIONS],
        body: BodyKind::Json,
        answer: one!(ORDERED),
        safe_to_repeat: false,
        cache_seconds: 0,
        polling: Some(Polling { wait: "waitBatch", poll: "batch", id: "orderId", ready: "pairs" }),
    }
    /// What became of an order. One that failed is a `ProviderError`.
    "batch", "/api/connections/batch", ANSWERED {
        params: &[ORDER_ID],
        answer: one!(BATCH),
        cost: Cost::Free,
        cache_seconds: 0,
    }
};
