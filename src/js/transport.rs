//! One attempt: the only place that touches `fetch`.

use super::foreign::{bytes_of, call, get, method, object, promise_of};
use super::watch::{Fired, Watch};
use crate::client::{Addressed, Outcome};
use crate::http::{Method, Response};
use js_sys::Function;
use wasm_bindgen::JsValue;

/// The largest body that is read into memory.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// The headers that anybody asks for.
const HEADERS: [&str; 3] = ["content-type", "retry-after", "x-request-id"];

/// What came of an attempt, and the value that was thrown if one was.
pub(super) struct Attempt {
    pub(super) outcome: Outcome,
    pub(super) thrown: JsValue,
}

impl From<Fired> for Attempt {
    fn from(fired: Fired) -> Self {
        let outcome = match fired {
            Fired::Time => Outcome::TimedOut,
            Fired::Signal => Outcome::Aborted,
        };
        Attempt { outcome, thrown: JsValue::UNDEFINED }
    }
}

fn disconnected(thrown: JsValue) -> Attempt {
    Attempt { outcome: Outcome::Disconnected, thrown }
}

fn not_a_response() -> Attempt {
    Attempt { outcome: Outcome::NotAResponse, thrown: JsValue::UNDEFINED }
}

/// Sends the request and reads the whole answer. Time and signal hold for both, also against a `fetch` that heeds neither.
pub(super) async fn send(
    fetch: &Function,
    request_method: Method,
    addressed: &Addressed,
    signal: &JsValue,
    timeout_ms: f64,
) -> Attempt {
    let Some(watch) = Watch::new(signal, timeout_ms) else { return not_a_response() };
    match exchange(fetch, request_method, addressed, &watch).await {
        Ok(response) => Attempt { outcome: Outcome::Response(response), thrown: JsValue::UNDEFINED },
        Err(attempt) => {
            // Lets go of a connection whose answer nobody reads to its end.
            watch.give_up();
            attempt
        }
    }
}

async fn exchange(
    fetch: &Function,
    request_method: Method,
    addressed: &Addressed,
    watch: &Watch,
) -> Result<Response, Attempt> {
    let headers: Vec<_> = addressed.headers.iter().map(|(name, value)| (*name, JsValue::from_str(value))).collect();
    let init = object(&[
        ("method", request_method.name().into()),
        ("headers", object(&headers).into()),
        // A redirect could carry a key to somebody else, and no provider needs one.
        ("redirect", "manual".into()),
        ("signal", watch.signal().into()),
    ]);
    // `undefined` as this: the global fetch refuses to be called as a method of something else.
    let started = fetch.call2(&JsValue::UNDEFINED, &addressed.url.as_str().into(), &init).map_err(disconnected)?;
    let answer = watch.race(&promise_of(&started)).await?.map_err(disconnected)?;
    let status = get(&answer, "status").and_then(|status| status.as_f64()).ok_or_else(not_a_response)?;
    if status.fract() != 0.0 || !(0.0..=999.0).contains(&status) {
        return Err(not_a_response());
    }
    let mut response = Response { status: status as u16, headers: headers_of(&answer), body: Vec::new() };
    match body(&answer, watch).await? {
        Some(bytes) => response.body = bytes,
        None => return Err(Attempt { outcome: Outcome::TooLarge(response), thrown: JsValue::UNDEFINED }),
    }
    Ok(response)
}

fn headers_of(answer: &JsValue) -> Vec<(String, String)> {
    let Some(headers) = get(answer, "headers") else { return Vec::new() };
    let value = |name: &str| match method(&headers, "get") {
        Some(_) => call(&headers, "get", &[&name.into()]).ok()?.as_string(),
        None => get(&headers, name)?.as_string(),
    };
    HEADERS.iter().filter_map(|name| Some(((*name).to_owned(), value(name)?))).collect()
}

/// The body's bytes, `None` when there are too many. Mocks have been seen with any one of the ways to read a body.
async fn body(answer: &JsValue, watch: &Watch) -> Result<Option<Vec<u8>>, Attempt> {
    let within = |bytes: Vec<u8>| Some(bytes).filter(|bytes| bytes.len() <= MOST_BYTES);
    if let Some(stream) = get(answer, "body").filter(|stream| method(stream, "getReader").is_some()) {
        return chunks(&stream, watch).await;
    }
    if method(answer, "arrayBuffer").is_some() {
        let buffer = called(answer, "arrayBuffer", watch).await?;
        return bytes_of(&buffer).map(within).ok_or_else(not_a_response);
    }
    if method(answer, "text").is_some() {
        let text = called(answer, "text", watch).await?;
        return text.as_string().map(|text| within(text.into_bytes())).ok_or_else(not_a_response);
    }
    if method(answer, "json").is_some() {
        let value = called(answer, "json", watch).await?;
        let text = js_sys::JSON::stringify(&value).ok().and_then(|text| text.as_string());
        return text.map(|text| within(text.into_bytes())).ok_or_else(not_a_response);
    }
    Err(not_a_response())
}

async fn called(answer: &JsValue, name: &str, watch: &Watch) -> Result<JsValue, Attempt> {
    let started = call(answer, name, &[]).map_err(disconnected)?;
    watch.race(&promise_of(&started)).await?.map_err(disconnected)
}

async fn chunks(stream: &JsValue, watch: &Watch) -> Result<Option<Vec<u8>>, Attempt> {
    let reader = call(stream, "getReader", &[]).map_err(disconnected)?;
    let mut bytes = Vec::new();
    loop {
        let part = called(&reader, "read", watch).await?;
        if get(&part, "done").is_some_and(|done| done.is_truthy()) {
            return Ok(Some(bytes));
        }
        let chunk = get(&part, "value").as_ref().and_then(bytes_of).ok_or_else(not_a_response)?;
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
}
