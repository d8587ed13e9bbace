//! What the worker may forward, and above all what it may not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::error::Error;
use kontragent::http::Incoming;
use kontragent::identifiers::Locale;
use kontragent::json::Value;
use kontragent::proxy::{Question, admit, problem};

fn ask(method: &str, path: &str, query: &str) -> Result<Question, Error> {
    admit(&Incoming { method, path, query, body: b"" })
}

fn refused(method: &str, path: &str, query: &str) -> String {
    ask(method, path, query).expect_err(query).code().to_owned()
}

#[test]
fn every_operation_of_the_catalogue_has_its_route() {
    for operation in catalogue::operations() {
        let path = format!("/{}{}", operation.provider.name(), operation.path);
        let question = ask(operation.method.name(), &path, "inn=6663003127").unwrap();
        assert_eq!(question.operation.id(), operation.id());
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
        "/focus/api3/stat",
        "/focus/api2/search",
        "/http://focus-api.kontur.ru/api3/req",
        "focus/api3/req",
    ] {
        assert_eq!(refused("GET", path, "inn=6663003127"), "no-such-route", "{path}");
    }
    for method in ["POST", "HEAD", "PUT", "DELETE", "OPTIONS", "get", "GET ", "", "CONNECT"] {
        assert_eq!(refused(method, "/focus/api3/req", "inn=6663003127"), "method-not-allowed", "{method}");
    }
    let with_body = admit(&Incoming { method: "GET", path: "/focus/api3/req", query: "inn=6663003127", body: b"x" });
    assert_eq!(with_body.expect_err("a body").code(), "unreadable-parameters");
}

#[test]
fn parameters_are_checked_as_the_client_checks_them() {
    for (query, code) in [
        ("", "missing-parameter"),
        ("inn=", "empty"),
        ("inn=6663003127&key=stolen", "unknown-parameter"),
        ("key=stolen&inn=6663003127", "unknown-parameter"),
        ("inn=6663003127&KEY=x", "unknown-parameter"),
        ("inn=6663003127&xml=true", "unknown-parameter"),
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
