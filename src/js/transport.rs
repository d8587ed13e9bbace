//! One attempt: the only place that touches `fetch`.

use super::foreign::{bytes_of, call, construct, get, method, object, promise_of};
use super::watch::{Fired, Watch};
use crate::client::{Addressed, FILE_HEAD, Outcome};
use crate::http::Response;
use js_sys::{Array, Function};
use wasm_bindgen::JsValue;

/// The largest body that is read into memory. Files are not: they stay with the engine.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// The headers that anybody asks for.
const HEADERS: [&str; 3] = ["content-type", "retry-after", "x-request-id"];

/// What is sent, and how.
pub(super) struct Question<'q> {
    pub(super) fetch: &'q Function,
    pub(super) addressed: &'q Addressed,
    /// The body, where it is no text.
    pub(super) bytes: Option<&'q [u8]>,
    pub(super) signal: &'q JsValue,
    /// A good answer is a file.
    pub(super) file: bool,
}

/// What came of an attempt.
pub(super) struct Attempt {
    pub(super) outcome: Outcome,
    /// The value that was thrown, if one was.
    pub(super) thrown: JsValue,
    /// The file, if one came.
    pub(super) file: JsValue,
}

impl Attempt {
    fn new(outcome: Outcome) -> Attempt {
        Attempt { outcome, thrown: JsValue::UNDEFINED, file: JsValue::UNDEFINED }
    }
}

impl From<Fired> for Attempt {
    fn from(fired: Fired) -> Self {
        Attempt::new(match fired {
            Fired::Time => Outcome::TimedOut,
            Fired::Signal => Outcome::Aborted,
        })
    }
}

fn disconnected(thrown: JsValue) -> Attempt {
    Attempt { thrown, ..Attempt::new(Outcome::Disconnected) }
}

fn not_a_response() -> Attempt {
    Attempt::new(Outcome::NotAResponse)
}

/// Who is told of the bytes received so far and, if known, of their total.
type Received<'r> = &'r dyn Fn(f64, Option<f64>);

/// Sends the request and reads the whole answer. Time and signal hold for both, also against a `fetch` that heeds neither.
pub(super) async fn send(question: &Question<'_>, timeout_ms: f64, received: Received<'_>) -> Attempt {
    let Some(watch) = Watch::new(question.signal, timeout_ms) else { return not_a_response() };
    match exchange(question, &watch, received).await {
        Ok(attempt) => attempt,
        Err(attempt) => {
            // Lets go of a connection whose answer nobody reads to its end.
            watch.give_up();
            attempt
        }
    }
}

async fn exchange(question: &Question<'_>, watch: &Watch, received: Received<'_>) -> Result<Attempt, Attempt> {
    let Question { fetch, addressed, bytes, file, .. } = question;
    let text = addressed.body.as_deref().map(JsValue::from_str);
    let sent = text.or_else(|| bytes.map(|bytes| js_sys::Uint8Array::from(bytes).into()));
    let headers: Vec<_> =
        addressed.headers.iter().map(|(name, value)| (name.as_ref(), JsValue::from_str(value))).collect();
    let init = object(&[
        ("method", addressed.method.into()),
        ("headers", object(&headers).into()),
        // A redirect could carry a key to somebody else, and no provider needs one.
        ("redirect", "manual".into()),
        ("signal", watch.signal().into()),
        ("body", sent.unwrap_or_default()),
    ]);
    // `undefined` as this: the global fetch refuses to be called as a method of something else.
    let started = fetch.call2(&JsValue::UNDEFINED, &addressed.url.as_str().into(), &init).map_err(disconnected)?;
    let answer = watch.race(&promise_of(&started)).await?.map_err(disconnected)?;
    let status = get(&answer, "status").and_then(|status| status.as_f64()).ok_or_else(not_a_response)?;
    if status.fract() != 0.0 || !(0.0..=999.0).contains(&status) {
        return Err(not_a_response());
    }
    let mut response = Response { status: status as u16, headers: headers_of(&answer), body: Vec::new() };
    if *file && response.status == 200 {
        let kept;
        (response.body, kept) = keep(&answer, &response.media_type(), watch, received).await?;
        return Ok(Attempt { file: kept, ..Attempt::new(Outcome::Response(response)) });
    }
    match body(&answer, watch).await? {
        Some(bytes) => response.body = bytes,
        None => return Err(Attempt::new(Outcome::TooLarge(response))),
    }
    Ok(Attempt::new(Outcome::Response(response)))
}

fn header(answer: &JsValue, name: &str) -> Option<String> {
    let headers = get(answer, "headers")?;
    match method(&headers, "get") {
        Some(_) => call(&headers, "get", &[&name.into()]).ok()?.as_string(),
        None => get(&headers, name)?.as_string(),
    }
}

fn headers_of(answer: &JsValue) -> Vec<(String, String)> {
    HEADERS.iter().filter_map(|name| Some(((*name).to_owned(), header(answer, name)?))).collect()
}

/// The file as a `Blob`, and its first bytes. Its chunks go from the stream into the `Blob` without being copied here.
async fn keep(
    answer: &JsValue,
    media_type: &str,
    watch: &Watch,
    received: Received<'_>,
) -> Result<(Vec<u8>, JsValue), Attempt> {
    let chunks = Array::new();
    let mut head = Vec::new();
    let mut take = |chunk: &JsValue| -> Option<f64> {
        let length = get(chunk, "byteLength")?.as_f64()?;
        if head.len() < FILE_HEAD {
            let wanted = (FILE_HEAD - head.len()) as f64;
            let part = call(chunk, "slice", &[&0.into(), &wanted.into()]).ok()?;
            head.extend_from_slice(&bytes_of(&part)?);
        }
        chunks.push(chunk);
        Some(length)
    };
    match get(answer, "body").filter(|stream| method(stream, "getReader").is_some()) {
        Some(stream) => {
            let total = header(answer, "content-length").and_then(|length| length.trim().parse::<u32>().ok());
            let reader = call(&stream, "getReader", &[]).map_err(disconnected)?;
            let mut done = 0.0;
            while let Some(chunk) = next_chunk(&reader, watch).await? {
                done += take(&chunk).ok_or_else(not_a_response)?;
                received(done, total.map(f64::from));
            }
        }
        None => {
            let buffer = called(answer, "arrayBuffer", watch).await?;
            let length = take(&buffer).ok_or_else(not_a_response)?;
            received(length, Some(length));
        }
    }
    let options = object(&[("type", if media_type.is_empty() { "application/pdf" } else { media_type }.into())]);
    let blob = construct("Blob", &[&chunks, &options]).ok_or_else(not_a_response)?;
    Ok((head, blob))
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

/// The next chunk of a stream; `None` at its end.
async fn next_chunk(reader: &JsValue, watch: &Watch) -> Result<Option<JsValue>, Attempt> {
    let part = called(reader, "read", watch).await?;
    if get(&part, "done").is_some_and(|done| done.is_truthy()) {
        return Ok(None);
    }
    get(&part, "value").map(Some).ok_or_else(not_a_response)
}

async fn called(answer: &JsValue, name: &str, watch: &Watch) -> Result<JsValue, Attempt> {
    let started = call(answer, name, &[]).map_err(disconnected)?;
    watch.race(&promise_of(&started)).await?.map_err(disconnected)
}

async fn chunks(stream: &JsValue, watch: &Watch) -> Result<Option<Vec<u8>>, Attempt> {
    let reader = call(stream, "getReader", &[]).map_err(disconnected)?;
    let mut bytes = Vec::new();
    while let Some(chunk) = next_chunk(&reader, watch).await? {
        let chunk = bytes_of(&chunk).ok_or_else(not_a_response)?;
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}
