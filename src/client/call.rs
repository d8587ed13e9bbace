use super::route::{Addressed, Route};
use super::{partial, problem};
use crate::error::{Cause, Error};
use crate::http::{Request, Response, excerpt, retry};
use crate::identifiers::Locale;
use crate::model::{Decoded, Shape, decode};
use crate::operation::{Expected, Operation};
use crate::providers::Credentials;
use crate::xml;
use std::rc::Rc;

/// How long and how often to try.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// The time of one attempt, headers and body together, in milliseconds.
    pub timeout_ms: f64,
    /// The time of all attempts and the pauses between them, in milliseconds.
    pub deadline_ms: f64,
    /// How many attempts may follow the first.
    pub retries: u32,
}

impl Policy {
    /// The patience that the operation needs unless somebody says otherwise: time for three attempts.
    pub fn of(operation: &Operation) -> Policy {
        let timeout_ms = f64::from(operation.timeout_ms);
        Policy { timeout_ms, deadline_ms: 3.0 * timeout_ms, retries: 2 }
    }
}

/// What to do next.
#[derive(Debug)]
pub enum Step {
    /// Send the request and tell what came of it ([`Call::after`]). It may take [`Call::timeout_ms`].
    Attempt,
    /// Wait, then go on ([`Call::resume`]).
    Pause {
        /// For how long.
        ms: f64,
    },
    /// The call is over.
    Finish(Result<Success, Box<Error>>),
}

/// A good answer.
#[derive(Clone, Debug)]
pub enum Success {
    /// JSON that fits its model.
    Json(Decoded),
    /// A part of it.
    Part(Box<Incomplete>),
    /// A document as it is.
    Text(String),
    /// A file, which whoever does the I/O has kept: bytes of files are not read here.
    File,
    /// Done, and nothing to tell.
    Nothing,
}

/// What the worker knew of some companies, and why it could not ask about the others.
#[derive(Clone, Debug)]
pub struct Incomplete {
    /// JSON that fits its model.
    pub found: Decoded,
    /// The question about the companies that it is about.
    pub answered: Request,
    /// The question about the others.
    pub failed: Request,
    /// Why there is no answer to it.
    pub error: Box<Error>,
}

/// What came of an attempt.
#[derive(Debug)]
pub enum Outcome {
    /// An answer, whole.
    Response(Response),
    /// The file that was asked for, which whoever does the I/O has looked at and kept: it is a PDF.
    File(Response),
    /// Headers came, but a body larger than is read.
    TooLarge(Response),
    /// No connection, or one that broke before the answer was whole.
    Disconnected,
    /// What `fetch` gave is no response.
    NotAResponse,
    /// Nothing whole in the time given.
    TimedOut,
    /// The caller gave up.
    Aborted,
    /// Nothing was sent: there is no token, and this is why.
    WithoutToken(Box<Error>),
}

/// One request on its way through attempts and pauses.
pub struct Call {
    operation: &'static Operation,
    request: Rc<Request>,
    route: Rc<Route>,
    locale: Locale,
    policy: Policy,
    raw: bool,
    started_ms: f64,
    attempts: u32,
}

impl Call {
    /// A call that begins now; `raw`: the answer is wanted as it is.
    pub fn new(
        operation: &'static Operation,
        request: Rc<Request>,
        route: Rc<Route>,
        locale: Locale,
        policy: Policy,
        raw: bool,
        now_ms: f64,
    ) -> Self {
        Call { operation, request, route, locale, policy, raw, started_ms: now_ms, attempts: 0 }
    }

    /// From now on it goes with this token, which was just got: the provider's, or the worker's.
    pub fn authorise(&mut self, token: String) {
        let route = match &*self.route {
            Route::Proxy { base, .. } => Some(Route::Proxy { base: base.clone(), token: Some(token) }),
            Route::Direct { base, .. } => Credentials::new(self.operation.provider, vec![token])
                .map(|credentials| Route::Direct { base: base.clone(), credentials }),
        };
        self.route = route.map_or_else(|| Rc::clone(&self.route), Rc::new);
    }

    /// The request as it is sent.
    pub fn addressed(&self) -> Addressed {
        self.route.address(self.operation, &self.request, self.expected().accept(), self.locale)
    }

    fn expected(&self) -> Expected {
        match self.operation.expected(&self.request) {
            Expected::Json(Shape::List(_)) if self.raw => Expected::Json(&Shape::List(&Shape::Any)),
            Expected::Json(_) if self.raw => Expected::Json(&Shape::Any),
            expected => expected,
        }
    }

    /// Whether a good answer is a file.
    pub fn wants_file(&self) -> bool {
        matches!(self.expected(), Expected::Pdf)
    }

    /// How long an attempt that begins now may take.
    pub fn timeout_ms(&self, now_ms: f64) -> f64 {
        self.policy.timeout_ms.min(self.left_ms(now_ms))
    }

    /// Which operation it is about.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The name for a file that answers it, such as `excerpt-6663003127.pdf`.
    pub fn file_name(&self) -> String {
        let about = self.request.query.iter().find(|(name, _)| matches!(name.as_ref(), "inn" | "ogrn"));
        let about = about.map_or("", |(_, value)| value.as_str());
        [self.operation.name, "-", about, ".pdf"].concat()
    }

    /// How many attempts were begun.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The first step, and the one after a pause.
    pub fn resume(&mut self, now_ms: f64) -> Step {
        if self.left_ms(now_ms) <= 0.0 {
            return self.fail(Error::new(Cause::Deadline));
        }
        self.attempts += 1;
        Step::Attempt
    }

    /// The step after an attempt, with a random number from 0 to 1 for the length of a pause.
    pub fn after(&mut self, outcome: Outcome, now_ms: f64, random: f64) -> Step {
        let is_file = matches!(outcome, Outcome::File(_));
        let error = match outcome {
            Outcome::Response(response) | Outcome::File(response) => match self.read(&response, is_file, now_ms) {
                Ok(success) => return Step::Finish(Ok(success)),
                Err(error) => error,
            },
            Outcome::TooLarge(response) => self.about(Cause::TooLarge, &response),
            Outcome::Disconnected => Error::new(Cause::Connection),
            Outcome::NotAResponse => Error::new(Cause::NotAResponse),
            Outcome::TimedOut if self.left_ms(now_ms) <= 0.0 => Error::new(Cause::Deadline),
            Outcome::TimedOut => Error::new(Cause::AttemptTimeout),
            Outcome::Aborted => Error::new(Cause::Aborted),
            Outcome::WithoutToken(error) => error,
        };
        if !self.may_pass(&error) || self.attempts > self.policy.retries {
            return self.fail(error);
        }
        match retry::pause_before_next_ms(self.attempts, error.retry_after_ms, self.left_ms(now_ms), random) {
            Some(ms) => Step::Pause { ms },
            None => self.fail(error),
        }
    }

    /// How much time is left for everything together.
    pub fn left_ms(&self, now_ms: f64) -> f64 {
        self.started_ms + self.policy.deadline_ms - now_ms
    }

    /// Whether the same question may be answered if asked again, and asking again does no harm.
    fn may_pass(&self, error: &Error) -> bool {
        let passing = error.cause.passing().unwrap_or_else(|| error.status.is_some_and(retry::is_passing));
        passing && self.operation.safe_to_repeat
    }

    fn fail(&self, error: Box<Error>) -> Step {
        let mut error = error.of(self.operation);
        error.attempts = self.attempts;
        error.excerpt = error.excerpt.map(|excerpt| self.route.without_secrets(&excerpt));
        Step::Finish(Err(error))
    }

    fn about(&self, cause: Cause, response: &Response) -> Box<Error> {
        let mut error = Error::new(cause);
        error.status = Some(response.status);
        error.request_id = response.header("x-request-id").map(str::to_owned);
        error
    }

    /// An answer that is understood, or why not.
    fn read(&self, response: &Response, is_file: bool, now_ms: f64) -> Result<Success, Box<Error>> {
        let media_type = response.media_type();
        let mut path = None;
        let cause = match self.understand(response, &media_type, is_file, &mut path) {
            Ok(success) => return Ok(success),
            Err(cause) => cause,
        };
        if let Cause::Decode(fault) = &cause {
            path = Some(fault.path());
        }
        let mut error = self.about(cause, response);
        error.path = path;
        error.retry_after_ms = response.header("retry-after").and_then(|value| retry::retry_after_ms(value, now_ms));
        // The beginning of an error's body helps; that of a good answer may be about people, and so may be the words of a
        // provider about a question that names one.
        if !matches!(error.cause, Cause::Decode(_) | Cause::Relayed { .. } | Cause::Detailed { .. })
            && !self.operation.discreet
        {
            let words =
                self.operation.provider.words(&response.body).filter(|_| !(200..300).contains(&response.status));
            let words = words.as_ref().map_or(response.body.as_slice(), |words| words.as_bytes());
            error.excerpt = Some(excerpt(words)).filter(|excerpt| !excerpt.is_empty());
        }
        Err(error)
    }

    /// What an answer says, or why nothing; `path` is the place that this is about, where the answer says one.
    fn understand(
        &self,
        response: &Response,
        media_type: &str,
        is_file: bool,
        path: &mut Option<String>,
    ) -> Result<Success, Cause> {
        if let Route::Proxy { .. } = &*self.route
            && (!matches!(response.status, 200..=299) || is_page(response, media_type))
        {
            let relayed = Some(response).filter(|_| media_type == problem::MEDIA_TYPE).and_then(problem::read);
            // Whatever else answers there, it is not our worker, and nothing is known of the provider.
            let (cause, place) = relayed.unwrap_or((Cause::NotTheProxy, None));
            *path = place;
            return Err(cause);
        }
        if let Route::Proxy { .. } = &*self.route
            && media_type == partial::MEDIA_TYPE
        {
            return self.part(response);
        }
        let provider = self.operation.provider;
        let body = provider.read(self.operation, &self.request, response, self.raw)?;
        let expected = self.expected();
        if !expected.fits(media_type, provider.says_json()) {
            return Err(Cause::ContentType { found: media_type.to_owned() });
        }
        match expected {
            Expected::Nothing => Ok(Success::Nothing),
            Expected::Json(shape) => decode(&body, shape).map(Success::Json).map_err(Cause::Decode),
            // workerd ends a body that breaks off as if it were whole.
            Expected::Xml if xml::inside(&body).is_none() => Err(Cause::NotTheDocument),
            Expected::Xml => String::from_utf8(body.into_owned()).map(Success::Text).map_err(|_| Cause::NotTheDocument),
            Expected::Pdf if is_file => Ok(Success::File),
            Expected::Pdf => Err(Cause::NotTheDocument),
        }
    }

    /// What a part of an answer says.
    fn part(&self, response: &Response) -> Result<Success, Cause> {
        let Expected::Json(shape) = self.expected() else { return Err(Cause::NotTheDocument) };
        let partial = partial::read(&self.request, &response.body).ok_or(Cause::NotTheProxy)?;
        let found = decode(partial.found, shape).map_err(Cause::Decode)?;
        let mut error = self.about(partial.cause, response).of(self.operation);
        error.status = None;
        error.attempts = self.attempts;
        let partial::Partial { answered, failed, .. } = partial;
        Ok(Success::Part(Box::new(Incomplete { found, answered, failed, error })))
    }
}

/// Whether a web server answered with a page, as those do that give theirs for every path: what our worker says, and what it
/// hands on, has a request id.
fn is_page(response: &Response, media_type: &str) -> bool {
    media_type == "text/html" && response.header("x-request-id").is_none()
}
