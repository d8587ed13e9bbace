use super::models;
use crate::http::Method;
use crate::identifiers::Kind;
use crate::model::Shape;
use crate::operation::{Answer, Cost, Input, Operation, Param, Place};
use crate::providers::Provider;

/// The most ИНН, and the most ОГРН, that one request takes.
const MOST_COMPANIES: usize = 100;

const INN: Param = Param {
    name: "inn",
    input: Input::Identifiers(&[Kind::Inn], MOST_COMPANIES),
    place: Place::Query,
    #[cfg(feature = "reflect")]
    doc: "ИНН of organisations (10 digits) and entrepreneurs (12 digits). One request takes 100; more are asked in several.",
};

const OGRN: Param = Param {
    name: "ogrn",
    input: Input::Identifiers(&[Kind::Ogrn, Kind::Ogrnip], MOST_COMPANIES),
    place: Place::Query,
    #[cfg(feature = "reflect")]
    doc: "ОГРН of organisations (13 digits) and ОГРНИП of entrepreneurs (15 digits). One request takes 100; more are asked in several.",
};

/// Everything that Focus is asked.
pub const OPERATIONS: &[Operation] = &[Operation {
    provider: Provider::Focus,
    name: "req",
    method: Method::Get,
    path: "/api3/req",
    params: &[INN, OGRN],
    any_of: &["inn", "ogrn"],
    answer: Answer::Companies(&Shape::List(&Shape::Object(&models::REQ))),
    paging: None,
    safe_to_repeat: true,
    cost: Cost::Company,
    cache_seconds: 24 * 60 * 60,
    // Entrepreneurs and head officers are named in the answers.
    personal: true,
    #[cfg(feature = "reflect")]
    doc: "Requisites of organisations and entrepreneurs: names, address, state, head officers, and their history.",
}];

/// Methods that have no model: everything that Focus has added since.
pub static ANYTHING: Operation = Operation {
    provider: Provider::Focus,
    name: "get",
    method: Method::Get,
    path: "/api3/",
    params: &[],
    any_of: &[],
    answer: Answer::Anything,
    paging: None,
    safe_to_repeat: true,
    cost: Cost::Company,
    cache_seconds: 0,
    personal: true,
    #[cfg(feature = "reflect")]
    doc: "Any other method of Focus by its path, its answer as it is.",
};
