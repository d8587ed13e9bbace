//! Астрал.ЭДО («Доки»): counterparties, contacts, invitations and the black list.

use super::{Definition, by_status};
use crate::http::Request;
use crate::operation::Operation;

/// Астрал.ЭДО.
pub static DEFINITION: Definition = Definition {
    name: "astral",
    title: "Астрал.ЭДО",
    base_url: "https://api.doc.astral.ru",
    operations: OPERATIONS,
    anything: None,
    credentials: &["token"],
    secret_params: &[],
    authorise,
    read: |_, _, response, _| by_status(response),
    says_json: false,
};

/// Everything that it is asked.
pub const OPERATIONS: &[Operation] = &[];

/// A bearer token.
fn authorise(request: &mut Request, credentials: &[String]) {
    let token = credentials.first().map_or("", String::as_str);
    request.headers.push(("authorization".into(), ["Bearer ", token].concat()));
}
