//! How parameters become requests and are read back by the worker, on operations made up for it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::error::{Cause, Words};
use kontragent::http::{Body, Incoming, Method, Request};
use kontragent::json::Value;
use kontragent::operation::{BodyKind, Checked, Input, Join, Operation, Param, Place, Read, Record};
use kontragent::providers::Provider;

/// A rule that changes nothing but letters: what is sent is in upper case.
fn upper(text: &str) -> Result<String, Cause> {
    let words = Words { en: "letters only", ru: "только буквы" };
    let fits = !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || letter == '.');
    if fits { Ok(text.to_uppercase()) } else { Err(Cause::InputValue { code: "letters", words }) }
}

fn anything(text: &str) -> Result<String, Cause> {
    Ok(text.to_owned())
}

const fn param(name: &'static str, wire: &'static str, input: Input, place: Place, required: bool) -> Param {
    Param {
        name,
        wire,
        input,
        place,
        required,
        #[cfg(feature = "reflect")]
        doc: "",
    }
}

fn not_alone(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    match (checked.text("name"), checked.get("kinds")) {
        (Some("ALONE"), None) => Err((Cause::InputRequired, "kinds")),
        _ => Ok(()),
    }
}

static PLACES: Operation = Operation {
    name: "places",
    path: "/api/{id}/of/{name}",
    fixed: &[("type", "places")],
    params: &[
        param("id", "id", Input::Text(anything), Place::Path, true),
        param("name", "name", Input::Text(upper), Place::Path, true),
        param("kinds", "kind", Input::Choices(&["one", "two"], Join::Repeat), Place::Query, false),
        param("words", "words", Input::Texts(upper, 2, Join::Comma), Place::Query, false),
        param("history", "history", Input::Switch, Place::Query, false),
        param("only", "onlyActual", Input::Flag("1"), Place::Query, false),
        param("page", "page", Input::Count(1), Place::Query, false),
        param("abonent", "abonentid", Input::Text(anything), Place::Header, false),
    ],
    rule: Some(not_alone),
    ..Operation::new(Provider::Focus)
};

static ITEM: Record = Record {
    params: &[
        param("type", "type_1", Input::Choice(&["COMPANY"]), Place::Body, true),
        param("id", "id_1", Input::Text(anything), Place::Body, true),
    ],
    rule: None,
    #[cfg(feature = "reflect")]
    name: "Item",
    #[cfg(feature = "reflect")]
    doc: "",
};

static JSON: Operation = Operation {
    name: "json",
    method: Method::Post,
    path: "/api/json",
    params: &[
        param("items", "list", Input::Records(&ITEM, 2), Place::Body, true),
        param("history", "history", Input::Switch, Place::Body, false),
        param("append", "append", Input::Flag("true"), Place::Query, false),
    ],
    body: BodyKind::Json,
    safe_to_repeat: false,
    ..Operation::new(Provider::Focus)
};

static FORM: Operation = Operation {
    name: "form",
    method: Method::Post,
    path: "/api/form",
    params: &[
        param("email", "recipientEmail", Input::Text(anything), Place::Body, true),
        param("abonent", "abonentId", Input::Text(anything), Place::Query, true),
    ],
    body: BodyKind::Form,
    ..Operation::new(Provider::Focus)
};

static PERSON: Operation = Operation {
    name: "person",
    path: "/api/person.php",
    fixed: &[("type", "physical")],
    params: &[
        param("lastName", "lastname", Input::Text(upper), Place::Query, true),
        param("only", "onlyActual", Input::Flag("1"), Place::Query, false),
    ],
    discreet: true,
    ..Operation::new(Provider::Focus)
};

fn json(text: &str) -> Value {
    Value::parse(text.as_bytes()).expect(text)
}

fn built(operation: &'static Operation, params: &str) -> Request {
    operation.request(&json(params)).unwrap_or_else(|error| panic!("{params}: {error:?}"))
}

fn refused(operation: &'static Operation, params: &str) -> (String, String) {
    let error = operation.request(&json(params)).expect_err(params);
    (error.code().to_owned(), error.path.unwrap_or_default())
}

/// What the worker makes of a request, given as it would arrive.
fn relayed(operation: &'static Operation, sent: &Request) -> Result<Request, String> {
    let (body, media_type) = sent.body.as_ref().map(Body::encoded).unzip();
    let mut headers: Vec<(String, String)> =
        sent.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
    headers.extend(media_type.map(|media_type| ("content-type".to_owned(), media_type.into_owned())));
    let target = sent.target();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    at_worker(operation, sent.method.name(), path, query, &headers, body.unwrap_or_default().as_bytes())
}

fn at_worker(
    operation: &'static Operation,
    method: &str,
    path: &str,
    query: &str,
    headers: &[(String, String)],
    body: &[u8],
) -> Result<Request, String> {
    let incoming = Incoming { method, path, query, headers, body };
    let read = Read::new(path, &incoming).map_err(|cause| format!("{cause:?}"))?;
    assert!(read.is_about(operation) && read.has_method_of(operation), "{method} {path}?{query}");
    let params = operation.params_of_wire(read).map_err(|error| error.code().to_owned())?;
    operation.request(&params).map_err(|error| error.code().to_owned())
}

#[test]
fn every_place_is_filled_and_read_back() {
    let params = r#"{"id":"a b/c?","name":"ооо","kinds":["one","two","one"],"words":["a","б"],"history":false,
        "only":true,"page":2,"abonent":"A-1"}"#;
    // A slash in a path is refused, whatever it is encoded as: servers differ in how they read it.
    assert_eq!(refused(&PLACES, params), ("unreadable-parameters".to_owned(), "id".to_owned()));
    let request = built(&PLACES, &params.replace("b/c?", "b?c"));
    assert_eq!(
        request.target(),
        "/api/a%20b%3Fc/of/%D0%9E%D0%9E%D0%9E?type=places&kind=one&kind=two&words=A,%D0%91&history=false&onlyActual=1&page=2"
    );
    assert_eq!(request.headers, [("abonentid".into(), "A-1".to_owned())]);
    assert_eq!(relayed(&PLACES, &PLACES.for_proxy(&request)), Ok(request));
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    for (params, code, path) in [
        (r#"{"name":"A"}"#, "missing-parameter", "id"),
        (r#"{"id":"1","name":""}"#, "letters", "name"),
        (r#"{"id":"1","name":5}"#, "type", "name"),
        (r#"{"id":"..","name":"A"}"#, "unreadable-parameters", "id"),
        (r#"{"id":"1","name":"A","kinds":[]}"#, "too-few-values", "kinds"),
        (r#"{"id":"1","name":"A","kinds":["one","three"]}"#, "unknown-choice", "kinds[1]"),
        (r#"{"id":"1","name":"A","words":"x"}"#, "too-few-values", "words"),
        (r#"{"id":"1","name":"A","words":["x","x"]}"#, "too-few-values", "words"),
        (r#"{"id":"1","name":"A","words":["x","-"]}"#, "letters", "words[1]"),
        (r#"{"id":"1","name":"A","history":"true"}"#, "type", "history"),
        (r#"{"id":"1","name":"A","page":0}"#, "type", "page"),
        (r#"{"id":"1","name":"A","page":2147483648}"#, "type", "page"),
        (r#"{"id":"1","name":"A","page":1.5}"#, "type", "page"),
        (r#"{"id":"1","name":"A","abonent":"a\r\nx: y"}"#, "unreadable-parameters", "abonent"),
        (r#"{"id":"1","name":"A","abonent":"ё"}"#, "unreadable-parameters", "abonent"),
        (r#"{"id":"1","name":"alone"}"#, "missing-parameter", "kinds"),
        (r#"{"id":"1","name":"A","type":"other"}"#, "unknown-parameter", "type"),
    ] {
        assert_eq!(refused(&PLACES, params), (code.to_owned(), path.to_owned()), "{params}");
    }
}

#[test]
fn objects_of_a_body_are_checked_and_renamed_both_ways() {
    let params = r#"{"items":[{"type":"COMPANY","id":"1"},{"type":"COMPANY","id":"2"}],"history":true,"append":true}"#;
    let request = built(&JSON, params);
    let text = r#"{"list":[{"type_1":"COMPANY","id_1":"1"},{"type_1":"COMPANY","id_1":"2"}],"history":true}"#;
    assert_eq!(request.body, Some(Body::Json(text.to_owned())));
    assert_eq!(relayed(&JSON, &JSON.for_proxy(&request)), Ok(request));
    for (params, code, path) in [
        (r#"{"items":[{"type":"COMPANY","id":"1"}]}"#, "too-few-values", "items"),
        (r#"{"items":{"type":"COMPANY","id":"1"}}"#, "type", "items"),
        (r#"{"items":[{"type":"COMPANY","id":"1"},{"type":"PHONE","id":"2"}]}"#, "unknown-choice", "items[1].type"),
        (r#"{"items":[{"type":"COMPANY"},{"type":"COMPANY","id":"2"}]}"#, "missing-parameter", "items[0].id"),
        (r#"{"items":[{"type":"COMPANY","id":"1","x":1},{}]}"#, "unknown-parameter", "items[0].x"),
    ] {
        assert_eq!(refused(&JSON, params), (code.to_owned(), path.to_owned()), "{params}");
    }
    for (body, code) in [
        ("", "unreadable-parameters"),
        ("[]", "unreadable-parameters"),
        (r#"{"list":[],"list":[]}"#, "repeated-parameter"),
        (r#"{"append":true,"list":[]}"#, "repeated-parameter"),
        (r#"{"key":"x","list":[]}"#, "unknown-parameter"),
    ] {
        assert_eq!(
            at_worker(&JSON, "POST", "/api/json", "append=true", &[], body.as_bytes()),
            Err(code.to_owned()),
            "{body}"
        );
    }
}

#[test]
fn a_form_travels_encoded_and_arrives_in_parts() {
    let request = built(&FORM, r#"{"email":"a+b@пример.рф","abonent":"1"}"#);
    let sent = FORM.for_proxy(&request);
    let (text, media_type) = sent.body.as_ref().unwrap().encoded();
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    assert!(text.starts_with("recipientEmail=a%2Bb%40"), "{text}");
    assert!(request.body.as_ref().unwrap().encoded().0.contains("name=\"recipientEmail\"\r\n\r\na+b@пример.рф\r\n"));
    assert_eq!(relayed(&FORM, &sent), Ok(request));
}

#[test]
fn a_question_about_a_person_is_in_no_address() {
    let request = built(&PERSON, r#"{"lastName":"иванова","only":true}"#);
    assert_eq!(PERSON.shown(&request), "/api/person.php?type=physical&lastname=hidden&onlyActual=hidden");
    let sent = PERSON.for_proxy(&request);
    assert_eq!((sent.method, sent.target().as_str()), (Method::Post, "/api/person.php?type=physical"));
    assert_eq!(relayed(&PERSON, &sent), Ok(request));

    let form = [("content-type".to_owned(), "application/x-www-form-urlencoded; charset=utf-8".to_owned())];
    let ask = |query: &str, body: &str| at_worker(&PERSON, "POST", "/api/person.php", query, &form, body.as_bytes());
    assert!(ask("type=physical", "lastname=A").is_ok());
    for (query, body, code) in [
        ("type=physical&lastname=A", "", "person-in-address"),
        ("type=physical&token=x", "lastname=A", "person-in-address"),
        ("type=physical", "lastname=A&lastname=B", "repeated-parameter"),
        ("type=physical", "lastname=A&type=legal", "repeated-parameter"),
        ("type=physical&type=physical", "lastname=A", "repeated-parameter"),
        ("type=physical", "lastname=A&token=x", "unknown-parameter"),
        ("type=physical", "", "missing-parameter"),
    ] {
        assert_eq!(ask(query, body), Err(code.to_owned()), "{query} {body}");
    }
    let incoming = Incoming { method: "GET", path: "/api/person.php", query: "type=physical", ..Incoming::default() };
    assert!(!Read::new(incoming.path, &incoming).unwrap().has_method_of(&PERSON));
}

#[test]
fn only_paths_of_the_form_are_the_operations() {
    for path in ["/api/1/of", "/api//of/A", "/api/1/of/A/", "/api/1/OF/A", "/API/1/of/A", "/api/1/2/of/A", "api/1/of/A"]
    {
        let incoming = Incoming { method: "GET", path, query: "type=places", ..Incoming::default() };
        assert!(!Read::new(path, &incoming).unwrap().is_about(&PLACES), "{path}");
    }
    for query in ["", "type=other", "TYPE=places"] {
        let incoming = Incoming { method: "GET", path: "/api/1/of/A", query, ..Incoming::default() };
        assert!(!Read::new(incoming.path, &incoming).unwrap().is_about(&PLACES), "{query}");
    }
    for (path, code) in [
        ("/api/%2e%2e/of/A", "unreadable-parameters"),
        ("/api/a+b/of/A", "unreadable-parameters"),
        ("/api/a%2fb/of/A", "unreadable-parameters"),
        ("/api/%zz/of/A", "unreadable-parameters"),
    ] {
        assert_eq!(at_worker(&PLACES, "GET", path, "type=places", &[], b""), Err(code.to_owned()), "{path}");
    }
}
