use crate::identifiers::Failure;
use crate::json::{Fault, FaultKind};

/// The classes of errors, as the package exports them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The question is wrong; nothing was sent.
    InvalidInput,
    /// The key or the caller was refused.
    Auth,
    /// The limit is used up or the money is.
    Payment,
    /// There is no such thing.
    NotFound,
    /// Too many questions at once.
    RateLimit,
    /// The provider is in trouble or refused for a reason of its own.
    Provider,
    /// The answer is not what it should be.
    Decode,
    /// The provider could not be reached.
    Network,
    /// No answer in time.
    Timeout,
    /// The caller gave up.
    Abort,
    /// A defect of this library.
    Internal,
}

impl ErrorKind {
    const NAMES: [(ErrorKind, &'static str); 11] = [
        (ErrorKind::InvalidInput, "InvalidInputError"),
        (ErrorKind::Auth, "AuthError"),
        (ErrorKind::Payment, "PaymentError"),
        (ErrorKind::NotFound, "NotFoundError"),
        (ErrorKind::RateLimit, "RateLimitError"),
        (ErrorKind::Provider, "ProviderError"),
        (ErrorKind::Decode, "DecodeError"),
        (ErrorKind::Network, "NetworkError"),
        (ErrorKind::Timeout, "TimeoutError"),
        (ErrorKind::Abort, "AbortError"),
        (ErrorKind::Internal, "InternalError"),
    ];

    /// The name of the class in JavaScript.
    pub fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(kind, _)| *kind == self).map_or("InternalError", |(_, name)| name)
    }

    /// The class of that name.
    pub fn from_name(name: &str) -> Option<ErrorKind> {
        Self::NAMES.into_iter().find(|(_, known)| *known == name).map(|(kind, _)| kind)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// None of these parameters is given.
    InputMissing {
        /// Their names.
        any_of: &'static [&'static str],
    },
    /// A parameter that must be given is not.
    InputRequired,
    /// A word that is none of those that can be meant.
    InputChoice {
        /// Them.
        known: Vec<&'static str>,
    },
    /// A list with fewer different values than make sense.
    InputTooFew {
        /// How many it needs.
        least: usize,
    },
    /// A value that breaks a rule of the provider.
    InputValue {
        /// The stable code of the rule.
        code: &'static str,
        /// The rule.
        words: Words,
    },
    /// A parameter that names a person stands in an address, where logs would keep it.
    PersonInAddress,
    /// There is no such parameter.
    InputUnknown {
        /// The names that there are.
        known: Vec<&'static str>,
    },
    /// A parameter is given twice.
    InputRepeated,
    /// A query that cannot be read.
    InputUnreadable,
    /// A parameter of another type.
    InputType {
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// More identifiers than one request takes.
    InputTooMany {
        /// How many it takes.
        most: usize,
        /// How many were given.
        given: usize,
    },
    /// An identifier that is none.
    Identifier(Failure),
    /// An option that is not as it must be.
    Option {
        /// What it must be.
        why: String,
    },
    /// There is neither a proxy nor a key for the provider.
    NotConfigured,
    /// The provider does not know the key.
    KeyRefused,
    /// The key does not open this.
    AccessRefused,
    /// A limit that was paid for is used up.
    PaymentRequired,
    /// The provider has no such thing.
    NotFound,
    /// The provider does not know the company, and so there is nothing to sum up.
    UnknownCompany,
    /// Too many requests.
    TooManyRequests,
    /// The provider says that something is wrong with the question.
    Refused,
    /// The provider is in trouble.
    ProviderTrouble,
    /// What the provider says in a code of its own.
    Said {
        /// The class.
        kind: ErrorKind,
        /// The stable code of ours.
        code: &'static str,
        /// The provider's own code.
        own: String,
        /// What it means.
        words: Words,
        /// Whether the same question may be answered if asked again.
        passing: bool,
    },
    /// Any of these, and what the provider says about it in detail.
    Detailed {
        /// What happened.
        cause: Box<Cause>,
        /// JSON. It may name people, so that it belongs into no log.
        details: String,
    },
    /// An answer with a status that is none of the above, a redirect for instance.
    UnexpectedStatus,
    /// The body is of another type.
    ContentType {
        /// Its media type.
        found: String,
    },
    /// The body is larger than we read.
    TooLarge,
    /// The body is not as it should be.
    Decode(Fault),
    /// A document that is not what it says it is: no XML, no PDF.
    NotTheDocument,
    /// The provider gave the same page twice.
    RepeatedPage,
    /// No connection, or one that broke.
    Connection,
    /// What `fetch` gave is no response.
    NotAResponse,
    /// What answers at the proxy's address is not our worker.
    NotTheProxy,
    /// One attempt took too long.
    AttemptTimeout,
    /// All attempts together took too long.
    Deadline,
    /// The caller's signal.
    Aborted,
    /// A defect of this library.
    Internal,
    /// The worker forwards no such thing.
    NoSuchRoute,
    /// The worker forwards this, but not with that method.
    MethodNotAllowed,
    /// The worker does not serve pages of that origin.
    OriginRefused,
    /// The worker has no secret for the provider.
    SecretMissing,
    /// What the worker says of a failure of its own, or of the provider's.
    Relayed {
        /// The class.
        kind: ErrorKind,
        /// The code.
        code: String,
        /// The sentence that came with it.
        detail: String,
        /// The provider's own code.
        own: Option<String>,
        /// Whether the same question may be answered if asked again; what the status says where that is not told.
        passing: Option<bool>,
    },
}

/// A sentence for people, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Russian.
    pub ru: &'static str,
}

impl Cause {
    /// What a status says by itself.
    pub fn of_status(status: u16) -> Cause {
        match status {
            401 | 403 => Cause::AccessRefused,
            402 => Cause::PaymentRequired,
            404 => Cause::NotFound,
            429 => Cause::TooManyRequests,
            400..=499 => Cause::Refused,
            500..=599 => Cause::ProviderTrouble,
            _ => Cause::UnexpectedStatus,
        }
    }

    /// The provider's own code, if it gave one.
    pub fn own_code(&self) -> Option<&str> {
        match self {
            Cause::Said { own, .. } => Some(own.as_str()).filter(|own| !own.is_empty()),
            Cause::Relayed { own, .. } => own.as_deref(),
            Cause::Detailed { cause, .. } => cause.own_code(),
            _ => None,
        }
    }

    /// What the provider says in detail: JSON, which may name people.
    pub fn details(&self) -> Option<&str> {
        match self {
            Cause::Detailed { details, .. } => Some(details),
            _ => None,
        }
    }

    /// Whether the same question may be answered if asked again, where that is known by more than a status.
    pub fn passing(&self) -> Option<bool> {
        match self {
            Cause::Connection | Cause::AttemptTimeout => Some(true),
            Cause::Decode(_) | Cause::TooLarge | Cause::ContentType { .. } => Some(false),
            Cause::Said { passing, .. } => Some(*passing),
            Cause::Relayed { passing, .. } => *passing,
            Cause::Detailed { cause, .. } => cause.passing(),
            _ => None,
        }
    }

    /// The class of errors that it belongs to.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Cause::InputMissing { .. }
            | Cause::InputRequired
            | Cause::InputChoice { .. }
            | Cause::InputTooFew { .. }
            | Cause::InputValue { .. }
            | Cause::PersonInAddress
            | Cause::InputUnknown { .. }
            | Cause::InputRepeated
            | Cause::InputUnreadable
            | Cause::InputType { .. }
            | Cause::InputTooMany { .. }
            | Cause::Identifier(_)
            | Cause::Option { .. }
            | Cause::NotConfigured
            | Cause::MethodNotAllowed => ErrorKind::InvalidInput,
            Cause::KeyRefused | Cause::AccessRefused | Cause::OriginRefused => ErrorKind::Auth,
            Cause::PaymentRequired => ErrorKind::Payment,
            Cause::NotFound | Cause::UnknownCompany | Cause::NoSuchRoute => ErrorKind::NotFound,
            Cause::TooManyRequests => ErrorKind::RateLimit,
            Cause::Refused | Cause::ProviderTrouble | Cause::UnexpectedStatus => ErrorKind::Provider,
            Cause::ContentType { .. }
            | Cause::TooLarge
            | Cause::Decode(_)
            | Cause::NotTheDocument
            | Cause::RepeatedPage => ErrorKind::Decode,
            Cause::Connection | Cause::NotAResponse | Cause::NotTheProxy => ErrorKind::Network,
            Cause::AttemptTimeout | Cause::Deadline => ErrorKind::Timeout,
            Cause::Aborted => ErrorKind::Abort,
            Cause::SecretMissing | Cause::Internal => ErrorKind::Internal,
            Cause::Said { kind, .. } | Cause::Relayed { kind, .. } => *kind,
            Cause::Detailed { cause, .. } => cause.kind(),
        }
    }

    pub(super) fn code(&self) -> &str {
        match self {
            Cause::InputMissing { .. } | Cause::InputRequired => "missing-parameter",
            Cause::InputChoice { .. } => "unknown-choice",
            Cause::InputTooFew { .. } => "too-few-values",
            Cause::InputValue { code, .. } | Cause::Said { code, .. } => code,
            Cause::Detailed { cause, .. } => cause.code(),
            Cause::PersonInAddress => "person-in-address",
            Cause::InputUnknown { .. } => "unknown-parameter",
            Cause::InputRepeated => "repeated-parameter",
            Cause::InputUnreadable => "unreadable-parameters",
            Cause::InputType { .. } => "type",
            Cause::InputTooMany { .. } => "too-many-identifiers",
            Cause::Identifier(failure) => failure.code.as_str(),
            Cause::Option { .. } => "option",
            Cause::NotConfigured => "provider-not-configured",
            Cause::KeyRefused => "key-refused",
            Cause::AccessRefused => "access-refused",
            Cause::PaymentRequired => "payment-required",
            Cause::NotFound => "not-found",
            Cause::UnknownCompany => "unknown-company",
            Cause::TooManyRequests => "too-many-requests",
            Cause::Refused => "refused",
            Cause::ProviderTrouble => "provider-trouble",
            Cause::UnexpectedStatus => "unexpected-status",
            Cause::ContentType { .. } => "content-type",
            Cause::TooLarge => "too-large",
            Cause::Decode(fault) => fault_code(&fault.kind),
            Cause::NotTheDocument => "not-the-document",
            Cause::RepeatedPage => "repeated-page",
            Cause::Connection => "connection",
            Cause::NotAResponse => "not-a-response",
            Cause::NotTheProxy => "not-the-proxy",
            Cause::AttemptTimeout => "attempt-timeout",
            Cause::Deadline => "deadline",
            Cause::Aborted => "aborted",
            Cause::Internal => "internal",
            Cause::NoSuchRoute => "no-such-route",
            Cause::MethodNotAllowed => "method-not-allowed",
            Cause::OriginRefused => "origin-refused",
            Cause::SecretMissing => "secret-missing",
            Cause::Relayed { code, .. } => code,
        }
    }
}

/// The code of an answer that is not as it should be.
pub fn fault_code(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::Syntax => "json-syntax",
        FaultKind::Truncated => "json-truncated",
        FaultKind::TooDeep => "json-too-deep",
        FaultKind::NotUtf8 => "not-utf8",
        FaultKind::Type { .. } => "json-type",
        FaultKind::Date => "json-date",
        FaultKind::Missing => "json-missing",
        FaultKind::Duplicate => "json-duplicate",
    }
}
