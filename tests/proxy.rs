//! What the worker may forward, and above all what it may not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::error::Error;
use kontragent::http::{Body, Incoming};
use kontragent::identifiers::Locale;
use kontragent::json::Value;
use kontragent::proxy::{Question, admit, problem};

mod examples;

fn ask(method: &str, path: &str, query: &str) -> Result<Question, Box<Error>> {
    admit(&Incoming { method, path, query, ..Incoming::default() })
}

fn refused(method: &str, path: &str, query: &str) -> String {
    ask(method, path, query).expect_err(query).code().to_owned()
}

#[test]
fn what_the_client_sends_to_the_worker_is_what_the_provider_gets() {
    for operation in catalogue::operations() {
        let request = operation.request(&examples::params(operation)).unwrap_or_else(|error| panic!("{error:?}"));
        let sent = operation.for_proxy(&request);
        let target = format!("/{}{}", operation.provider.name(), sent.target());
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let (body, media_type) = sent.body.as_ref().map(|body| body.encoded()).unzip();
        let mut headers: Vec<(String, String)> =
            sent.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        headers.extend(media_type.map(|media_type| ("content-type".to_owned(), media_type.into_owned())));
        let body = body.unwrap_or_default();
        let (method, body) = (sent.method.name(), body.as_bytes());
        let incoming = Incoming { method, path, query, headers: &headers, body };
        let question = admit(&incoming).unwrap_or_else(|error| panic!("{target}: {error:?}"));
        assert_eq!(question.operation.id(), operation.id());
        assert_eq!(question.request, request, "{target}");
    }
}

/// For `tests/worker/secrets.test.mjs`, which asks the worker everything that there is to ask.
#[test]
#[ignore = "prints, and checks nothing"]
fn print_a_question_for_every_operation() {
    for operation in catalogue::operations() {
        let request = operation.request(&examples::params(operation)).expect("an example");
        let sent = operation.for_proxy(&request);
        let (body, media_type) = sent.body.as_ref().map(|body| body.encoded()).unzip();
        let text = |text: &str| Value::Text(text.to_owned());
        let mut headers: Vec<(String, Value)> =
            sent.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        headers.extend(media_type.map(|media_type| ("content-type".to_owned(), text(&media_type))));
        let mut line = String::new();
        Value::Object(vec![
            ("operation".to_owned(), text(&operation.id())),
            ("method".to_owned(), text(sent.method.name())),
            ("path".to_owned(), text(&format!("/{}{}", operation.provider.name(), sent.target()))),
            ("headers".to_owned(), Value::Object(headers)),
            ("body".to_owned(), body.map_or(Value::Null, |body| text(&body))),
            ("discreet".to_owned(), Value::Bool(operation.discreet)),
        ])
        .write(&mut line);
        println!("\nQUESTION {line}");
    }
}

#[test]
fn a_body_is_for_the_operations_that_have_one() {
    let with_body = |method, path, query, body| {
        admit(&Incoming { method, path, query, body, ..Incoming::default() })
            .map(|question| question.request)
            .map_err(|error| error.code().to_owned())
    };
    let list = "/focus/api3/monList";
    let request = with_body("POST", list, "append=true", b"1026605606620,6663003127,,304500116000157").unwrap();
    assert_eq!(request.target(), "/api3/monList?append=true");
    assert_eq!(request.body, Some(Body::Text("6663003127,1026605606620,304500116000157".into())));
    for (query, body, code) in [
        ("", &b""[..], "missing-parameter"),
        ("inn=6663003127", b"", "unreadable-parameters"),
        ("", b"6663003128", "checksum"),
        ("", b"key=6663003127", "characters"),
        ("", b"\xff", "unreadable-parameters"),
        ("append=yes", b"6663003127", "type"),
    ] {
        assert_eq!(with_body("POST", list, query, body), Err(code.to_owned()), "{query}");
    }
    assert_eq!(with_body("GET", "/focus/api3/req", "inn=6663003127", b"x"), Err("unreadable-parameters".to_owned()));
}

#[test]
fn dates_counts_and_flags_are_what_they_are() {
    for (path, query, code) in [
        ("/focus/api3/req/mon", "date=2026-10-30", ""),
        ("/focus/api3/req/mon", "", "missing-parameter"),
        ("/focus/api3/req/mon", "date=30.10.2026", "type"),
        ("/focus/api3/req/mon", "date=2026-10-30T00:00:00", "type"),
        ("/focus/api3/fssp", "inn=6663003127&skip=1000", ""),
        ("/focus/api3/fssp", "inn=6663003127&skip=-1", "type"),
        ("/focus/api3/fssp", "inn=6663003127&skip=1e3", "type"),
        ("/focus/api3/fssp", "inn=6663003127&skip=", "type"),
        ("/focus/api3/fssp", "inn=6663003127,7708503727", "too-many-identifiers"),
        ("/focus/api3/req", "inn=6663003127&xml=true", ""),
        ("/focus/api3/req", "inn=6663003127&xml=false", ""),
        ("/focus/api3/req", "inn=6663003127&xml", "type"),
        ("/focus/api3/excerpt", "inn=6663003127&xml=true", "unknown-parameter"),
        ("/focus/api3/stat", "", ""),
        ("/focus/api3/stat", "key=stolen", "unknown-parameter"),
    ] {
        let result = ask("GET", path, query).map_or_else(|error| error.code().to_owned(), |_| String::new());
        assert_eq!(result, code, "{path}?{query}");
    }
}

#[test]
fn the_forwarded_request_is_composed_anew() {
    let question =
        ask("GET", "/focus/api3/req", "&ogrn=1026605606620&&inn=6663003127%2C7708503727,6663003127").unwrap();
    assert_eq!(question.request.target(), "/api3/req?inn=6663003127,7708503727&ogrn=1026605606620");
}

#[test]
fn what_is_not_in_the_table_is_refused() {
    for path in [
        "",
        "/",
        "/focus",
        "/focus/",
        "/focus/api3",
        "/focus/api3/req/",
        "/focus/api3/Req",
        "/FOCUS/api3/req",
        "//focus/api3/req",
        "/focus//api3/req",
        "/focus/api3/%72eq",
        "/focus/api3/../api3/req",
        "/focus/api3/req%00",
        "/focus/api3/req;x",
        "/nkb/api3/req",
        "/focus/api3/finanValues",
        "/focus/api3/",
        "/focus/api2/search",
        "/http://focus-api.kontur.ru/api3/req",
        "focus/api3/req",
    ] {
        assert_eq!(refused("GET", path, "inn=6663003127"), "no-such-route", "{path}");
    }
    for method in ["POST", "HEAD", "PUT", "DELETE", "OPTIONS", "get", "GET ", "", "CONNECT"] {
        assert_eq!(refused(method, "/focus/api3/req", "inn=6663003127"), "method-not-allowed", "{method}");
    }
}

#[test]
fn parameters_are_checked_as_the_client_checks_them() {
    for (query, code) in [
        ("", "missing-parameter"),
        ("inn=", "empty"),
        ("inn=6663003127&key=stolen", "unknown-parameter"),
        ("key=stolen&inn=6663003127", "unknown-parameter"),
        ("inn=6663003127&KEY=x", "unknown-parameter"),
        ("inn=6663003127&pdf=true", "unknown-parameter"),
        ("inn=6663003127&inn=7708503727", "repeated-parameter"),
        ("inn=6663003127&%69nn=7708503727", "repeated-parameter"),
        ("inn=6663003127%26key=x", "characters"),
        ("inn=6663003127%00", "unreadable-parameters"),
        ("inn=6663003127%0d%0aHost:x", "unreadable-parameters"),
        ("inn=%zz", "unreadable-parameters"),
        ("inn=%f", "unreadable-parameters"),
        ("inn=%ff", "unreadable-parameters"),
        ("inn=6663003127,", "empty"),
        ("inn=6663003128", "checksum"),
        ("inn=6663003127+", "characters"),
        ("inn[]=6663003127", "unknown-parameter"),
    ] {
        assert_eq!(refused("GET", "/focus/api3/req", query), code, "{query}");
    }
    let hundred_and_one = (0..101).map(|_| "6663003127").collect::<Vec<_>>().join(",");
    assert!(ask("GET", "/focus/api3/req", &format!("inn={hundred_and_one}")).is_ok(), "the same company counts once");
}

#[test]
fn problems_are_documents_in_the_callers_language() {
    let mut error = ask("GET", "/focus/api3/req", "inn=6663003127,6663003128").expect_err("a wrong digit");
    error.request_id = Some("r-1".into());
    for (locale, words) in [(Locale::En, "inn[1]: "), (Locale::Ru, "inn[1]: ")] {
        let problem = problem(&error, locale);
        assert_eq!(problem.status, 400);
        let document = Value::parse(problem.body.as_bytes()).unwrap();
        let member = |name: &str| document.get(name).and_then(Value::text).unwrap_or_default().to_owned();
        assert_eq!(document.get("status"), Some(&Value::Number("400".into())));
        assert!(member("detail").starts_with(words));
        assert_eq!(
            ["kind", "code", "provider", "operation", "path", "requestId"].map(member),
            ["InvalidInputError", "checksum", "focus", "req", "inn[1]", "r-1"]
        );
    }
    assert_eq!(problem(&ask("GET", "/x", "").expect_err("no route"), Locale::En).status, 404);
    assert_eq!(problem(&ask("PUT", "/focus/api3/req", "").expect_err("method"), Locale::En).status, 405);
}

#[test]
fn what_writes_is_known() {
    let writing = catalogue::operations().filter(|operation| operation.writes()).map(|operation| operation.id());
    let expected = "focus.monList nkb.orderBatch astral.unblockOrganization astral.blockOrganization astral.deleteContact \
        astral.replaceContactCard astral.updateContactCard astral.sendInvitation astral.acceptInvitation \
        astral.rejectInvitation astral.sendEmailInvite";
    assert_eq!(writing.collect::<Vec<_>>(), expected.split_whitespace().collect::<Vec<_>>());
    // What may be something else the second time changes something the first time.
    assert!(catalogue::operations().all(|operation| operation.safe_to_repeat || operation.writes()));
}
