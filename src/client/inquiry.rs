use super::{Call, Policy, Route};
use crate::error::{Cause, Error};
use crate::http::Request;
use crate::identifiers::Locale;
use crate::json::{Object, Value};
use crate::operation::{Expected, Operation};
use crate::text::parts;
use std::rc::Rc;

/// How many requests a question may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// As many as its identifiers need.
    Any,
    /// The same, for answers that have pages: documents have none.
    Pages,
    /// One, for an answer that has pages.
    One,
}

/// What a caller wants to know: one operation, its parameters checked, as the requests that they need.
pub struct Inquiry {
    /// Which operation it is about.
    pub operation: &'static Operation,
    /// The requests, in the order of the identifiers.
    pub requests: Vec<Rc<Request>>,
    /// The way that they go.
    pub route: Rc<Route>,
    /// The language of errors.
    pub locale: Locale,
    /// How long and how often to try each.
    pub policy: Policy,
    /// The answers are wanted as they are.
    pub raw: bool,
}

impl Inquiry {
    /// Checks the parameters; `raw`: the answers are wanted as they are.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that names the parameter, such as `inn[3]`.
    pub fn new(
        operation: &'static Operation,
        params: &Value,
        extent: Extent,
        way: (Option<Rc<Route>>, Locale),
        policy: Policy,
        raw: bool,
    ) -> Result<Inquiry, Box<Error>> {
        let requests = match extent {
            Extent::One => vec![operation.request(params)?],
            Extent::Any | Extent::Pages => operation.requests(params)?,
        };
        let inquiry = Inquiry::of(operation, requests, way, policy, raw)?;
        if extent != Extent::Any {
            inquiry.only_json()?;
        }
        Ok(inquiry)
    }

    /// A question that its requests are known of.
    ///
    /// # Errors
    /// There is no way to the provider.
    pub fn of(
        operation: &'static Operation,
        requests: Vec<Request>,
        (route, locale): (Option<Rc<Route>>, Locale),
        policy: Policy,
        raw: bool,
    ) -> Result<Inquiry, Box<Error>> {
        let route = route.ok_or_else(|| Error::new(Cause::NotConfigured).of(operation))?;
        let requests = requests.into_iter().map(Rc::new).collect();
        Ok(Inquiry { operation, requests, route, locale, policy, raw })
    }

    fn only_json(&self) -> Result<(), Box<Error>> {
        let Some(request) = self.requests.first() else { return Ok(()) };
        let asked = |name: &&str| request.query.iter().any(|(known, _)| known == name);
        let Some(document) = ["xml", "pdf"].into_iter().find(asked) else { return Ok(()) };
        let known = self.operation.params.iter().map(|param| param.name).filter(|known| *known != document).collect();
        Err(Error::new(Cause::InputUnknown { known }).of(self.operation).at(document))
    }

    /// Sets out with the request at that place.
    pub fn call(&self, at: usize, now_ms: f64) -> Option<Call> {
        let request = Rc::clone(self.requests.get(at)?);
        let Inquiry { operation, locale, policy, raw, .. } = *self;
        Some(Call::new(operation, request, Rc::clone(&self.route), locale, policy, raw, now_ms))
    }

    /// What makes a request the same as another: what it asks, and how long it would try. `None` where each must be sent:
    /// one that does something, and one for a file, whose progress is told to who asked.
    pub fn key(&self, at: usize) -> Option<String> {
        let request = self.requests.get(at)?;
        if !self.operation.safe_to_repeat || matches!(self.operation.expected(request), Expected::Pdf) {
            return None;
        }
        let mut key = [&self.operation.id(), " ", &request.target()].concat();
        for (name, value) in &request.headers {
            [" ", name, ":", value].iter().for_each(|part| key.push_str(part));
        }
        if let Some(body) = &request.body {
            key.push(' ');
            key.push_str(&body.encoded().0);
        }
        let Policy { timeout_ms, deadline_ms, retries } = self.policy;
        for number in [timeout_ms as u64, deadline_ms as u64, u64::from(retries), u64::from(self.raw)] {
            key.push(' ');
            key.push_str(&number.to_string());
        }
        Some(key)
    }
}

/// The identifiers that a request asks about, as JSON: `[{"inn":"…"},{"ogrn":"…"}]`.
pub fn asked(request: &Request) -> String {
    let mut list = "[".to_owned();
    for (name, values) in request.query.iter().filter(|(name, _)| matches!(name.as_ref(), "inn" | "ogrn")) {
        for value in parts(values, b',') {
            if list.len() > 1 {
                list.push(',');
            }
            let mut identifier = Object::new();
            identifier.text(name, Some(value));
            list.push_str(&identifier.end());
        }
    }
    list.push(']');
    list
}
