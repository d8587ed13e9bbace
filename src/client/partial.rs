//! The worker's answers that have a part of what was asked only: it knew some companies, and could not ask about the others.
//! They have a media type of their own, so that nobody takes one for a whole answer.

use super::problem;
use crate::error::Cause;
use crate::http::Request;
use crate::json::{Scanner, Token, Value};
use crate::text::{join, parts};

/// The media type of such an answer.
pub(super) const MEDIA_TYPE: &str = "application/vnd.kontragent.partial+json";

/// What such an answer says.
pub(super) struct Partial<'a> {
    /// The provider's list about the companies that are known.
    pub(super) found: &'a [u8],
    /// The question about these companies only.
    pub(super) answered: Request,
    /// The question about the others.
    pub(super) failed: Request,
    /// Why they could not be asked about.
    pub(super) cause: Cause,
}

/// Reads the answer to a request; `None` when it is none, or names companies that were not asked about.
pub(super) fn read<'a>(request: &Request, body: &'a [u8]) -> Option<Partial<'a>> {
    let mut scanner = Scanner::new(body);
    let mut found = None;
    let mut failed = None;
    let mut cause = None;
    if scanner.token().ok()? != Token::Object {
        return None;
    }
    let mut more = !scanner.open(b'}').ok()?;
    while more {
        let name = scanner.name().ok()?;
        scanner.token().ok()?;
        let start = scanner.at();
        scanner.skip().ok()?;
        let value = scanner.since(start);
        match name {
            b"found" => found = Some(value),
            b"failed" => failed = Value::parse(value).ok(),
            b"problem" => cause = problem::read_document(value),
            _ => {}
        }
        more = scanner.next(b'}').ok()?;
    }
    scanner.end().ok()?;
    let (answered, failed) = split(request, &failed?)?;
    Some(Partial { found: found?, answered, failed, cause: cause?.0 })
}

/// The request about the companies that are not named, and the one about those that are.
fn split(request: &Request, named: &Value) -> Option<(Request, Request)> {
    let Value::Object(members) = named else { return None };
    let mut answered = request.clone();
    let mut failed = request.clone();
    let mut count = 0;
    for (name, list) in members {
        let is_named = |identifier: &&str| list.items().iter().any(|item| item.text() == Some(*identifier));
        let keep = |request: &mut Request, wanted: bool| {
            let (_, values) = request.query.iter_mut().find(|(known, _)| known == name)?;
            let mut kept = parts(values, b',');
            kept.retain(|identifier| is_named(identifier) == wanted);
            let left = kept.len();
            *values = join(&kept, ",");
            Some(left)
        };
        keep(&mut answered, false)?;
        if keep(&mut failed, true)? != list.items().len() {
            return None;
        }
        count += list.items().len();
    }
    // Parameters of which none failed are in the answered part alone.
    failed.query.retain(|(known, _)| {
        !matches!(known.as_ref(), "inn" | "ogrn") || members.iter().any(|(name, _)| known == name)
    });
    for request in [&mut answered, &mut failed] {
        request.query.retain(|(_, values)| !values.is_empty());
    }
    (count > 0).then_some((answered, failed))
}
