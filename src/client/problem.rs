//! The worker's refusals: `application/problem+json` (RFC 9457) with our own members.

use crate::error::{Cause, ErrorKind};
use crate::http::Response;
use crate::json::Value;

/// The media type of a problem document.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// What a problem document says, and the place that it is about.
pub(super) fn read(response: &Response) -> Option<(Cause, Option<String>)> {
    read_document(&response.body)
}

/// The same of the document itself.
pub(super) fn read_document(document: &[u8]) -> Option<(Cause, Option<String>)> {
    let document = Value::parse(document).ok()?;
    let kind = ErrorKind::from_name(document.get("kind")?.text()?)?;
    let code = document.get("code")?.text()?.to_owned();
    let detail = document.get("detail").and_then(Value::text).unwrap_or_default().to_owned();
    let path = document.get("path").and_then(Value::text).map(str::to_owned);
    let own = document.get("providerCode").and_then(Value::text).map(str::to_owned);
    let passing = match document.get("passing") {
        Some(Value::Bool(passing)) => Some(*passing),
        _ => None,
    };
    let cause = Cause::Relayed { kind, code, detail, own, passing };
    let cause = match document.get("details") {
        Some(value) => {
            let mut details = String::new();
            value.write(&mut details);
            Cause::Detailed { cause: Box::new(cause), details }
        }
        None => cause,
    };
    Some((cause, path))
}
