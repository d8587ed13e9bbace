//! Астрал.ЭДО («Доки»): counterparties, contacts, invitations and the black list.
//!
//! JSON both ways, a bearer token that expires, and in most operations the abonent who acts, in a header. Success may have
//! no body, an error may have any.

mod auth;
mod errors;
pub mod models;
mod normalise;
mod operations;
mod rules;

pub use operations::OPERATIONS;
pub use rules::is_guid;

use super::{Definition, by_status};
use crate::error::Cause;
use crate::http::{Request, Response};
use crate::operation::{Answer, Operation};
use std::borrow::Cow;

/// Астрал.ЭДО.
pub static DEFINITION: Definition = Definition {
    name: "astral",
    title: "Астрал.ЭДО",
    base_url: "https://api.doc.astral.ru",
    operations: OPERATIONS,
    anything: None,
    credentials: &["token"],
    session: Some(&auth::PROTOCOL),
    defaults: &["abonentId"],
    secret_params: &[],
    authorise,
    read,
    words: errors::words,
    says_json: false,
};

/// A bearer token.
fn authorise(request: &mut Request, credentials: &[String]) {
    let token = credentials.first().map_or("", String::as_str);
    request.headers.push(("authorization".into(), ["Bearer ", token].concat()));
}

/// Statuses say whether it was a success.
fn read<'r>(
    operation: &Operation,
    request: &Request,
    response: &'r Response,
    raw: bool,
) -> Result<Cow<'r, [u8]>, Cause> {
    let body = by_status(response).map_err(|_| errors::refusal(response))?;
    // A page for people, of something that stands before the provider, is no success either.
    if response.media_type() == "text/html" {
        return Err(Cause::ContentType { found: response.media_type() });
    }
    match operation.answer {
        Answer::Value(_) if operation.paging.is_none() && !operation.safe_to_repeat => {
            let sent = normalise::sent(&response.body)?;
            Ok(if raw { body } else { sent })
        }
        // Of a question that was merely accepted nothing is known.
        Answer::Value(_) if response.status != 200 => Err(Cause::UnexpectedStatus),
        Answer::Value(_) if !raw => {
            // What is counted when something is searched for, or of the departments of one, is not documented.
            let narrows = |name: &str| matches!(name, "offset" | "filter" | "departmentId");
            let is_all = !request.query.iter().any(|(name, _)| narrows(name));
            normalise::page(&response.body, is_all)
        }
        _ => Ok(body),
    }
}
