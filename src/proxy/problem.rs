use crate::error::{Cause, Error, ErrorKind};
use crate::identifiers::Locale;
use crate::json::write_string;

/// A refusal as it is sent: `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: String,
    /// The class of the error.
    pub kind: ErrorKind,
    /// The document: `status`, `title`, `detail`, and our members `kind`, `code`, `provider`, `operation`, `path`,
    /// `requestId`, `providerCode` (the provider's own code), `passing` (whether it may help to ask again) and `details` (what
    /// the provider says about the identifiers of the question).
    pub body: String,
}

/// What a problem document says.
pub(super) struct Document<'a> {
    pub(super) status: u16,
    pub(super) kind: ErrorKind,
    pub(super) code: &'a str,
    pub(super) detail: &'a str,
    pub(super) provider: Option<&'a str>,
    pub(super) operation: Option<&'a str>,
    pub(super) path: Option<&'a str>,
    pub(super) request_id: Option<&'a str>,
    pub(super) provider_code: Option<&'a str>,
    pub(super) passing: Option<bool>,
    /// JSON.
    pub(super) details: Option<&'a str>,
}

impl Document<'_> {
    pub(super) fn write(&self) -> Problem {
        let mut body = String::from("{\"status\":");
        body.push_str(&self.status.to_string());
        let members = [
            ("title", Some(self.kind.name())),
            ("detail", Some(self.detail)),
            ("kind", Some(self.kind.name())),
            ("code", Some(self.code)),
            ("provider", self.provider),
            ("operation", self.operation),
            ("path", self.path),
            ("requestId", self.request_id),
            ("providerCode", self.provider_code),
        ];
        for (name, value) in members {
            let Some(value) = value else { continue };
            body.push_str(",\"");
            body.push_str(name);
            body.push_str("\":");
            write_string(&mut body, value, false);
        }
        if let Some(passing) = self.passing {
            body.push_str(if passing { ",\"passing\":true" } else { ",\"passing\":false" });
        }
        if let Some(details) = self.details {
            body.push_str(",\"details\":");
            body.push_str(details);
        }
        body.push('}');
        Problem { status: self.status, code: self.code.to_owned(), kind: self.kind, body }
    }
}

/// Writes an error down for a caller. The provider's own words never get in: they may hold anything.
pub fn problem(error: &Error, locale: Locale) -> Problem {
    Document {
        status: status(error),
        kind: error.kind(),
        code: error.code(),
        detail: &error.message(locale),
        provider: error.provider.map(|provider| provider.name()),
        operation: error.operation.as_deref(),
        path: error.path.as_deref(),
        request_id: error.request_id.as_deref(),
        provider_code: error.cause.own_code().filter(|code| is_code(code)),
        passing: error.cause.passing(),
        details: error.cause.details(),
    }
    .write()
}

/// Whether the provider's own code is one: where a sentence stands in its place, that may hold anything.
fn is_code(code: &str) -> bool {
    const LONGEST: usize = 40;
    code.len() <= LONGEST
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':'))
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
