use crate::error::{Cause, Error, ErrorKind};
use crate::identifiers::Locale;
use crate::json::write_string;

/// A refusal as it is sent: `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The document: `status`, `title`, `detail`, and our members `kind`, `code`, `provider`, `operation`, `path`,
    /// `requestId`, `providerCode` (the provider's own code) and `passing` (whether it may help to ask again).
    pub body: String,
}

/// Writes an error down for a caller. The provider's own words never get in: they may hold anything.
pub fn problem(error: &Error, locale: Locale) -> Problem {
    let status = status(error);
    let mut body = String::from("{\"status\":");
    body.push_str(&status.to_string());
    let mut member = |name: &str, value: &str| {
        body.push_str(",\"");
        body.push_str(name);
        body.push_str("\":");
        write_string(&mut body, value, false);
    };
    member("title", error.kind().name());
    member("detail", &error.message(locale));
    member("kind", error.kind().name());
    member("code", error.code());
    if let Some(provider) = error.provider {
        member("provider", provider.name());
    }
    for (name, value) in [("operation", &error.operation), ("path", &error.path), ("requestId", &error.request_id)] {
        if let Some(value) = value {
            member(name, value);
        }
    }
    if let Some(own) = error.cause.own_code() {
        member("providerCode", own);
    }
    if let Some(passing) = error.cause.passing() {
        body.push_str(if passing { ",\"passing\":true" } else { ",\"passing\":false" });
    }
    body.push('}');
    Problem { status, body }
}

/// The status that tells most about the error. A refusal of our key is not the caller's to mend, yet asking again does not
/// help, so it must not look like a passing failure of the gateway.
fn status(error: &Error) -> u16 {
    match error.cause {
        Cause::MethodNotAllowed => 405,
        Cause::SecretMissing => 500,
        // The source behind the provider, which may answer another time.
        Cause::Said { kind: ErrorKind::Provider, passing: true, .. } => 503,
        _ => match error.kind() {
            ErrorKind::InvalidInput => 400,
            ErrorKind::Auth => 403,
            ErrorKind::Payment => 402,
            ErrorKind::NotFound => 404,
            ErrorKind::RateLimit => 429,
            ErrorKind::Provider | ErrorKind::Decode | ErrorKind::Network => 502,
            ErrorKind::Timeout => 504,
            ErrorKind::Abort | ErrorKind::Internal => 500,
        },
    }
}
