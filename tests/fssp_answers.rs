//! What api-cloud ФССП answers: the four families of bodies, their oddities, and that no error passes for «nothing found».
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::error::{Cause, Error, ErrorKind};
use kontragent::http::{Request, Response};
use kontragent::identifiers::Locale;
use kontragent::json::{FaultKind, Value};
use kontragent::model::{Need, decode};
use kontragent::operation::{Answer, Operation};
use kontragent::providers::Provider;
use kontragent::providers::fssp::models;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

mod coverage;

const SEARCHES: [&str; 7] = ["physical", "legal", "inn", "ip", "id", "alim", "wanted"];

fn operation(name: &str) -> &'static Operation {
    catalogue::find(Provider::Fssp, name).unwrap()
}

fn response(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response { status, headers: Vec::new(), body: body.into() }
}

/// What the client makes of an answer: the verdict, then the model.
fn understand(name: &str, status: u16, body: &str) -> Result<Value, Cause> {
    let operation = operation(name);
    let Answer::Value(shape) = operation.answer else { panic!("{name} has one value") };
    let response = response(status, body);
    let read = Provider::Fssp.read(operation, &Request::to("/"), &response, false)?;
    let decoded = decode(&read, shape).map_err(Cause::Decode)?;
    Ok(Value::parse(decoded.json.as_bytes()).unwrap())
}

fn good(name: &str, body: &str) -> Value {
    understand(name, 200, body).unwrap_or_else(|cause| panic!("{body}: {cause:?}"))
}

/// Path and kind of the fault that an answer has.
fn fault(name: &str, body: &str) -> (String, FaultKind) {
    match understand(name, 200, body) {
        Err(Cause::Decode(fault)) => (fault.path(), fault.kind),
        other => panic!("{body}: {other:?}"),
    }
}

/// What an error is: class, our code, the provider's, and whether it passes.
fn said(cause: Cause) -> (ErrorKind, String, String, bool) {
    let Cause::Said { own, passing, .. } = &cause else { panic!("{cause:?}") };
    let (own, passing) = (own.clone(), *passing);
    let error = Error::new(cause);
    (error.kind(), error.code().to_owned(), own, passing)
}

/// Members in the order of their names: which of them comes first is nobody's business.
fn sorted(value: Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(sorted).collect()),
        Value::Object(members) => {
            let members: BTreeMap<_, _> = members.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Value::Object(members.into_iter().collect())
        }
        other => other,
    }
}

fn written(value: Value) -> String {
    let mut out = String::new();
    sorted(value).write(&mut out);
    out
}

/// The value at a path such as `found.0.sum`.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, step| match step.parse::<usize>() {
        Ok(place) => value.items().get(place),
        Err(_) => value.get(step),
    })
}

fn plain(value: &Value, path: &str) -> String {
    match at(value, path) {
        None => "-".to_owned(),
        Some(Value::Text(text) | Value::Number(text)) => text.clone(),
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(other) => written(other.clone()),
    }
}

/// An answer with one record of these members.
fn one(members: &str) -> String {
    format!(r#"{{"status":200,"count":1,"records":[{{{members}}}]}}"#)
}

macro_rules! fixtures {
    ($($file:literal $method:literal),+ $(,)?) => {
        /// Method, answer, and what is made of it.
        const FIXTURES: &[(&str, &str, &str, &str)] = &[$((
            $file,
            $method,
            include_str!(concat!("fixtures/fssp/", $file, ".json")),
            include_str!(concat!("fixtures/fssp/", $file, ".expected.json")),
        )),+];
    };
}

fixtures! {
    "physical" "physical",
    "legal" "legal",
    "ip" "ip",
    "before-2025" "alim",
    "wanted" "wanted",
    "none" "inn",
    "regions" "regionsList",
}

#[test]
fn every_documented_answer_is_read_as_expected() {
    for (file, method, wire, expected) in FIXTURES {
        let expected = Value::parse(expected.as_bytes()).unwrap_or_else(|fault| panic!("{file}: {}", fault.path()));
        assert_eq!(written(good(method, wire)), written(expected), "{file}");
    }
}

#[test]
fn the_original_is_handed_over_untouched() {
    for (file, method, wire, _) in FIXTURES {
        let response = response(200, *wire);
        let raw = Provider::Fssp.read(operation(method), &Request::to("/"), &response, true).unwrap();
        assert_eq!(raw.as_ref(), wire.as_bytes(), "{file}");
    }
    // An error is one, however it is wanted.
    let error = response(200, r#"{"error":"503","message":"TOKEN_NOT_REGISTERED_IN_THE_SYSTEM"}"#);
    let odd = response(200, r#"{"status":200}"#);
    for name in SEARCHES {
        assert!(Provider::Fssp.read(operation(name), &Request::to("/"), &error, true).is_err());
        assert!(Provider::Fssp.read(operation(name), &Request::to("/"), &odd, true).is_err());
    }
}

#[test]
fn every_field_of_every_model_is_in_a_fixture() {
    let mut seen = BTreeSet::new();
    let mut shapes = Vec::new();
    let nobody = ("wanted", include_str!("fixtures/fssp/none.json"));
    for (method, wire) in FIXTURES.iter().map(|(_, method, wire, _)| (*method, *wire)).chain([nobody]) {
        let Answer::Value(shape) = operation(method).answer else { panic!("{method} has one value") };
        coverage::walk(shape, &good(method, wire), |field| field.name, &mut seen);
        shapes.push(shape);
    }
    let reached = coverage::reached(shapes);
    let declared = coverage::declared(&reached, |field| field.name);
    let unseen: Vec<_> = declared.difference(&seen).collect();
    assert!(unseen.is_empty(), "no fixture has {unseen:?}");
    assert!(reached.iter().any(|model| std::ptr::eq(*model, &models::WANTED)));
}

#[test]
fn nothing_found_must_be_said() {
    for name in SEARCHES {
        for none in [
            include_str!("fixtures/fssp/none.json"),
            r#"{"status":200,"count":0}"#,
            r#"{"status":"200","count":"0","records":[]}"#,
            r#"{"status":200,"count":0,"records":null,"error":"0"}"#,
            r#"{"status":200,"countAll":0,"totalLoadedCount":0,"records":[],"error":""}"#,
            r#"{"status":200,"count":0,"countAll":"7","onlyActual":1,"records":[],"error":null}"#,
            r#"{"status":200,"count":0,"records":{},"error":0}"#,
            r#"{"status":200,"count":0,"pagesAll":"1","totalLoadedPage":1,"records":[]}"#,
        ] {
            let answer = good(name, none);
            assert_eq!((plain(&answer, "state").as_str(), plain(&answer, "found").as_str()), ("none", "[]"), "{none}");
            assert_eq!(plain(&answer, "complete"), "true", "{none}");
        }
        let missing = |path: &str| (path.to_owned(), FaultKind::Missing);
        for (body, path) in [
            // Success, and neither records nor a zero.
            (r#"{"status":200}"#, "$.records"),
            (r#"{"status":200,"records":[]}"#, "$.records"),
            (r#"{"status":200,"message":"В базе ФССП отсутствует"}"#, "$.records"),
            (r#"{"status":200,"count":null,"records":null}"#, "$.records"),
            // Figures that contradict each other.
            (r#"{"status":200,"count":3,"records":[]}"#, "$.records"),
            (r#"{"status":200,"count":"3"}"#, "$.records"),
            (r#"{"status":200,"count":0,"countAll":"7","records":[]}"#, "$.records"),
            (r#"{"status":200,"count":0,"countAll":"7","onlyActual":0,"records":[]}"#, "$.records"),
            (r#"{"status":200,"count":"none","records":[]}"#, "$.records"),
            (r#"{"status":200,"count":-1,"records":[]}"#, "$.records"),
            // Pages that were not read.
            (r#"{"status":200,"count":0,"pagesAll":"3","totalLoadedPage":0,"records":[]}"#, "$.records"),
            (r#"{"status":200,"count":0,"pagesAll":40,"totalLoadedPage":25,"onlyActual":1}"#, "$.records"),
            (r#"{"status":200,"count":0,"pagesAll":2}"#, "$.records"),
            // Not even a success.
            (r#"{"count":0}"#, "$.status"),
            (r#"{"count":0,"records":[]}"#, "$.status"),
            (r#"{"status":null,"count":0}"#, "$.status"),
            (r#"{"status":"OK","count":0}"#, "$.status"),
            (r#"{}"#, "$.status"),
        ] {
            assert_eq!(fault(name, body), missing(path), "{body}");
        }
        let of = |expected, found| FaultKind::Type { expected, found };
        for (body, path, kind) in [
            ("[]", "$", of("object", "list")),
            ("null", "$", of("object", "null")),
            ("\"\"", "$", of("object", "text")),
            ("0", "$", of("object", "number")),
            (r#"{"status":200,"count":0,"records":"нет"}"#, "$.records", of("list", "text")),
            (r#"{"status":200,"count":1,"records":{"debtor_name":"А"}}"#, "$.records", of("list", "object")),
            (r#"{"status":200,"count":1,"records":["А"]}"#, "$.records[0]", of("object", "text")),
            (r#"{"status":200,"count":{},"records":[]}"#, "$.count", of("text", "object")),
            (r#"{"status":[200],"count":0}"#, "$.status", of("text", "list")),
        ] {
            assert_eq!(fault(name, body), (path.to_owned(), kind), "{body}");
        }
        for twice in [
            r#"{"status":200,"count":0,"records":[],"records":[{"debtor_name":"А"}]}"#,
            r#"{"status":200,"count":0,"count":1}"#,
            r#"{"status":200,"status":404,"count":0}"#,
            r#"{"status":200,"count":1,"records":[{"inquiry":null,"inquiry":{"price":1}}]}"#,
            r#"{"status":200,"count":1,"records":[{}],"pagesAll":3,"pagesAll":1}"#,
        ] {
            assert_eq!(fault(name, twice).1, FaultKind::Duplicate, "{twice}");
        }
    }
}

#[test]
fn what_is_no_json_is_no_answer() {
    for name in SEARCHES.into_iter().chain(["regionsList"]) {
        for body in [
            "",
            "<html>",
            "{\"status\":200,\"count\":0",
            "<br />\n<b>Warning</b>: {\"status\":200,\"count\":0}",
            "{\"count\":0}}",
        ] {
            assert!(matches!(understand(name, 200, body), Err(Cause::Decode(_))), "{body}");
        }
        let not_utf8 = response(200, b"{\"status\":200,\"count\":0,\"message\":\"\xd0\"}".as_slice());
        assert!(matches!(
            Provider::Fssp.read(operation(name), &Request::to("/"), &not_utf8, false),
            Err(Cause::Decode(fault)) if fault.kind == FaultKind::NotUtf8
        ));
    }
}

#[test]
fn a_status_that_is_no_success_never_is_one() {
    let none = include_str!("fixtures/fssp/none.json");
    for name in SEARCHES.into_iter().chain(["regionsList"]) {
        for body in [none, "", "<html>502</html>", include_str!("fixtures/fssp/regions.json")] {
            for (status, cause) in [
                (500, Cause::ProviderTrouble),
                (502, Cause::ProviderTrouble),
                (429, Cause::TooManyRequests),
                (403, Cause::AccessRefused),
                (402, Cause::PaymentRequired),
                // «Not found» would look like a debtor without debts.
                (404, Cause::UnexpectedStatus),
                (301, Cause::UnexpectedStatus),
                (204, Cause::UnexpectedStatus),
                (206, Cause::UnexpectedStatus),
            ] {
                assert_eq!(understand(name, status, body), Err(cause), "{status} {body}");
            }
        }
        // The provider's own words count for more than the status.
        let words = r#"{"error":"498","message":"TOKEN_NO_MONEY"}"#;
        assert_eq!(said(understand(name, 500, words).unwrap_err()).0, ErrorKind::Payment);
    }
}

/// Every error of the provider's list.
const KNOWN: &[(&str, &str, ErrorKind, &str, bool)] = &[
    ("1", "API_SUSPENDED", ErrorKind::Provider, "source-unavailable", true),
    ("2", "TOKEN_TEHBLOCK", ErrorKind::Auth, "access-refused", false),
    ("3", "TOKEN_BLOCKED_BY_QUALITY_SERVICE", ErrorKind::Auth, "access-refused", false),
    ("5", "TEST_TIME_OFF", ErrorKind::Payment, "payment-required", false),
    ("15", "DATE_ERROR", ErrorKind::Provider, "question-refused", false),
    ("100", "MISSING_REQUIRED_firstname_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("101", "MISSING_REQUIRED_lastname_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("102", "MISSING_REQUIRED_number_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("103", "MISSING_REQUIRED_region_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("104", "MISSING_REQUIRED_birthdate_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("105", "MISSING_REQUIRED_nameLegal_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("106", "MISSING_REQUIRED_number_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("107", "TYPEID_NOT_CORRECTED", ErrorKind::Provider, "question-refused", false),
    ("107", "CONFLICT_LASTNAME_FIRSTNAME", ErrorKind::Provider, "question-refused", false),
    ("111", "PARAMETER_CONFLICT", ErrorKind::Provider, "question-refused", false),
    ("123", "IP_NOT_REGISTERED_IN_THE_SYSTEM", ErrorKind::Auth, "access-refused", false),
    ("404", "TIME_MAX_CONNECT", ErrorKind::Provider, "source-unavailable", true),
    ("456", "MAX_LIMIT", ErrorKind::RateLimit, "too-many-requests", true),
    ("460", "NO_REQUIRED_PARAMETERS", ErrorKind::Provider, "question-refused", false),
    ("498", "TOKEN_NO_MONEY", ErrorKind::Payment, "payment-required", false),
    ("499", "WRONG_TOKEN_KEY", ErrorKind::Auth, "key-refused", false),
    ("500", "MISSING_REQUIRED_TYPE_PARAMETER", ErrorKind::Provider, "question-refused", false),
    ("502", "MISSING_REQUIRED_TOKEN_PARAMETER", ErrorKind::Auth, "key-refused", false),
    ("503", "TOKEN_NOT_REGISTERED_IN_THE_SYSTEM", ErrorKind::Auth, "key-refused", false),
    ("504", "TOKEN_LOCKED_IN_THE_SYSTEM", ErrorKind::Auth, "access-refused", false),
    ("602", "TOKEN_NO_ACCESS", ErrorKind::Auth, "access-refused", false),
    ("766", "MISSING_MANDATORY_PARAMETER", ErrorKind::Provider, "question-refused", false),
];

#[test]
fn every_error_of_the_list_is_known_in_every_spelling() {
    for (code, name, kind, ours, passing) in KNOWN {
        let right = (*kind, (*ours).to_owned(), (*code).to_owned(), *passing);
        for body in [
            format!(r#"{{"error":"{code}","message":"{name}"}}"#),
            format!(r#"{{"error":{code},"message":"{name}"}}"#),
            format!(r#"{{"error":"{code:0>4}","message":"{name}"}}"#),
            format!(r#"{{"error":" {code} ","message":"{name}","status":200,"count":0,"records":[]}}"#),
            format!(r#"{{"status":{code},"error":"{code}","errormsg":"{name}"}}"#),
            // Records do not make a success of an error.
            format!(r#"{{"error":"{code}","message":"{name}","status":200,"count":1,"records":[{{}}]}}"#),
            format!(r#"{{"error":"0","error":"{code}","message":"{name}","status":200,"count":0}}"#),
            format!(r#"{{"status":{code},"message":"{name}"}}"#),
        ] {
            for method in SEARCHES.into_iter().chain(["regionsList"]) {
                assert_eq!(said(understand(method, 200, &body).unwrap_err()), right, "{body}");
            }
        }
        // Code and name in each other's place, or the name alone; two codes share one name.
        let own = if *code == "106" { "102" } else { code };
        for body in [
            format!(r#"{{"status":404,"error":"{name}","message":"{code}"}}"#),
            format!(r#"{{"error":"{name}","errormsg":"что-то ещё"}}"#),
        ] {
            let said = said(understand("inn", 200, &body).unwrap_err());
            assert_eq!(said, (*kind, (*ours).to_owned(), own.to_owned(), *passing), "{body}");
        }
    }
}

#[test]
fn one_code_with_two_meanings_is_told_apart_by_its_message() {
    let message = |message: &str, locale| {
        let body = format!(r#"{{"error":"107","message":"{message}"}}"#);
        Error::new(understand("physical", 200, &body).unwrap_err()).message(locale)
    };
    assert!(message("TYPEID_NOT_CORRECTED", Locale::En).contains("typeid"));
    assert!(message("CONFLICT_LASTNAME_FIRSTNAME", Locale::Ru).contains("совпадают"));
    let unknown = message("SOMETHING_ELSE", Locale::En);
    assert!(unknown.contains("contradict") && !unknown.contains("typeid"), "{unknown}");
}

#[test]
fn failures_of_the_source_are_one() {
    for (body, own) in [
        (
            r#"{"status":404,"error":"TIME_MAX_CONNECT","errormsg":"Достигнуто максимальное количество коннектов"}"#,
            "404",
        ),
        (r#"{"status":404,"error":9000,"message":"Ресурс источник недоступен"}"#, "9000 Ресурс источник недоступен"),
        (r#"{"status":"404","message":"Ресурс источник недоступен"}"#, "404"),
        (r#"{"status":404}"#, "404"),
        (r#"{"error":"404","message":"TIME_MAX_CONNECT"}"#, "404"),
        (r#"{"status":500,"count":0}"#, "500"),
        (r#"{"status":201,"count":0,"records":[]}"#, "201"),
        (r#"{"status":0,"count":0}"#, ""),
    ] {
        for method in SEARCHES.into_iter().chain(["regionsList"]) {
            let (kind, code, told, passing) = said(understand(method, 200, body).unwrap_err());
            if told.starts_with("500") {
                // A code of the provider's list, in the place of the status.
                assert_eq!(code, "question-refused");
                continue;
            }
            assert_eq!((kind, code.as_str(), passing), (ErrorKind::Provider, "source-unavailable", true), "{body}");
            assert!(told.starts_with(own), "{body}: {told}");
        }
    }
}

#[test]
fn an_error_without_a_code_is_one_still() {
    for (body, code) in [
        (r#"{"status":200,"count":0,"message":"API_SUSPENDED"}"#, "source-unavailable"),
        (r#"{"status":200,"count":0,"message":"TOKEN_NO_MONEY","records":[]}"#, "payment-required"),
        (r#"{"status":200,"count":0,"errormsg":"Достигнуто максимальное количество коннектов"}"#, "source-unavailable"),
        (r#"{"status":200,"count":0,"error":"0","message":"нет","errormsg":"Сбой"}"#, "source-unavailable"),
    ] {
        assert_eq!(said(understand("inn", 200, body).unwrap_err()).1, code, "{body}");
    }
}

#[test]
fn unknown_errors_pass_through_with_their_words() {
    for (body, own) in [
        (r#"{"error":"331","message":"inn: entered incorrectly"}"#, "331 inn: entered incorrectly"),
        (r#"{"error":"00331","message":"inn:  entered\nincorrectly"}"#, "331 inn: entered incorrectly"),
        (r#"{"error":"SOMETHING_NEW"}"#, "SOMETHING_NEW"),
        (
            r#"{"error":"888","message":"firstname: forbidden symbols present"}"#,
            "888 firstname: forbidden symbols present",
        ),
        (r#"{"error":"firstname: forbidden symbols present"}"#, "firstname: forbidden symbols present"),
        (r#"{"error":true,"message":"да"}"#, "true да"),
        (r#"{"error":{"code":5},"status":200,"count":0}"#, r#"{"code":5}"#),
        (r#"{"error":["x"],"status":200,"count":0}"#, r#"["x"]"#),
    ] {
        let (kind, code, told, passing) = said(understand("inn", 200, body).unwrap_err());
        assert_eq!((kind, told.as_str(), passing), (ErrorKind::Provider, own, false), "{body}");
        assert!(code == "refused" || code == "question-refused", "{body}: {code}");
    }
    let long = format!(r#"{{"error":"331","message":"{}"}}"#, "ы".repeat(10_000));
    assert_eq!(said(understand("inn", 200, &long).unwrap_err()).2.chars().count(), 200);
}

#[test]
fn figures_may_be_texts_and_tell_whether_all_is_here() {
    let record = r#""records":[{"sum":"5"}]"#;
    for (figures, truncated, complete) in [
        (r#""countAll":"1","pagesAll":"1","count":1,"totalLoadedPage":1"#, "false", "true"),
        (r#""countAll":1,"pagesAll":1,"count":"1","totalLoadedPage":"1""#, "false", "true"),
        (r#""countAll":"530","pagesAll":"27","count":1,"totalLoadedPage":25"#, "true", "false"),
        (r#""countAll":"53","pagesAll":"3","count":1,"totalLoadedPage":3"#, "false", "false"),
        (r#""countAll":"53","pagesAll":"3","count":1,"totalLoadedPage":3,"onlyActual":1"#, "false", "true"),
        (r#""countAll":"53","pagesAll":"3","count":1,"totalLoadedPage":3,"onlyActual":"1""#, "false", "true"),
        (r#""countAll":"2","count":1"#, "true", "false"),
        (r#""countAll":"1","count":1"#, "false", "true"),
        (r#""count":1"#, "false", "-"),
        (r#""count":2"#, "true", "false"),
        (r#""count":0"#, "false", "-"),
        ("\"x\":1", "false", "-"),
        (r#""countAll":"много","pagesAll":"","count":null"#, "false", "-"),
    ] {
        let answer = good("inn", &format!(r#"{{"status":200,{figures},{record}}}"#));
        assert_eq!(plain(&answer, "state"), "found");
        assert_eq!(
            (plain(&answer, "truncated").as_str(), plain(&answer, "complete").as_str()),
            (truncated, complete),
            "{figures}"
        );
    }
    let odd = good("inn", &format!(r#"{{"status":200,"countAll":"много",{record}}}"#));
    assert_eq!(plain(&odd, "unread"), r#"[{"field":"countAll","text":"много"}]"#);
    let wanted = r#"{"status":200,"countAll":2,"totalLoadedCount":2,"totalLoadedPage":1,"pagesAll":1,"records":[{}]}"#;
    assert_eq!(plain(&good("wanted", wanted), "truncated"), "true", "one of two is missing");
}

#[test]
fn what_a_question_cost_is_found_at_the_top_or_in_a_record() {
    let cost = r#"{"price":"0.80","balance":"-706,62","credit":"20 000.00","speed":"42","attempts":1,"new":[1]}"#;
    let right = r#"{"attempts":1,"balance":-706.62,"credit":20000.00,"new":[1],"price":0.80,"speed":42,"unread":[]}"#;
    for body in [
        format!(r#"{{"status":200,"records":[{{}}],"inquiry":{cost}}}"#),
        format!(r#"{{"status":200,"records":[{{"inquiry":{cost}}}]}}"#),
        format!(r#"{{"status":200,"records":[{{}},{{"inquiry":{cost}}}]}}"#),
        format!(r#"{{"status":200,"records":[{{"inquiry":{{"price":9}}}}],"inquiry":{cost}}}"#),
    ] {
        let answer = good("ip", &body);
        assert_eq!(plain(&answer, "inquiry"), right, "{body}");
        assert_eq!(plain(&answer, "found.0.inquiry"), "-");
    }
    for none in [r#"{"status":200,"records":[{}]}"#, r#"{"status":200,"records":[{}],"inquiry":null}"#] {
        assert_eq!(plain(&good("ip", none), "inquiry"), "-", "{none}");
    }
    let empty = good("ip", r#"{"status":200,"records":[{}],"inquiry":[]}"#);
    assert_eq!(plain(&empty, "inquiry"), r#"{"unread":[]}"#);
    let odd = good("ip", r#"{"status":200,"records":[{}],"inquiry":{"price":"даром"}}"#);
    assert_eq!(plain(&odd, "inquiry.unread"), r#"[{"field":"price","text":"даром"}]"#);
    let wrong = fault("ip", r#"{"status":200,"records":[{}],"inquiry":"0.8"}"#);
    assert_eq!(wrong, ("$.inquiry".to_owned(), FaultKind::Type { expected: "object", found: "text" }));
}

#[test]
fn a_list_with_gaps_is_a_list() {
    let answer = good("inn", r#"{"status":200,"count":2,"records":{"0":{"sum":"1"},"2":{"sum":"2"}}}"#);
    assert_eq!((plain(&answer, "found.1.sum").as_str(), plain(&answer, "totals.open.count").as_str()), ("2.00", "2"));
}

#[test]
fn the_parts_of_a_writ_come_in_many_forms() {
    let object = r#"{"doc_organization":"СУД","doc_claimer_inn":"6663003127","doc_type":"Приказ","doc_date":"01.02.2024","document_num":"5"}"#;
    let parts = |detail: &str| {
        let answer = good("inn", &one(&format!(r#""recIspDocDetail":{detail}"#)));
        let names = ["kind", "date", "number", "organization", "claimantInn"];
        names.map(|name| plain(&answer, &format!("found.0.document.{name}"))).join(" ")
    };
    let right = "Приказ 2024-02-01 5 СУД 6663003127";
    assert_eq!(parts(object), right);
    assert_eq!(parts(r#"["СУД","6663003127","Приказ","01.02.2024","5"]"#), right);
    assert_eq!(parts(r#"{"0":"СУД","1":6663003127,"2":"Приказ","3":"2024-02-01","4":5}"#), right);
    assert_eq!(parts(r#"["СУД","","Приказ"]"#), "Приказ - - СУД -");
    let longer = good("inn", &one(r#""recIspDocDetail":["СУД","","Приказ","","","больше"]"#));
    let document = plain(&longer, "found.0.document");
    assert!(document.contains(r#""5":"больше""#), "{document}");
    for none in ["[]", "{}", "null", "\"\"", "false"] {
        assert_eq!(parts(none), "- - - - -", "{none}");
    }
    let new = good("inn", &one(r#""recIspDocDetail":{"doc_type":"Приказ","doc_new":"7"},"document_type":"Лист""#));
    assert_eq!(plain(&new, "found.0.document"), r#"{"derived":false,"doc_new":"7","kind":"Приказ"}"#);
    let kind = good("inn", &one(r#""document_type":"Исполнительный лист""#));
    assert_eq!(plain(&kind, "found.0.document.kind"), "Исполнительный лист");
    let day = good("inn", &one(r#""recIspDocDetail":{"doc_date":"31.02.2024"}"#));
    assert_eq!(plain(&day, "found.0.unread"), r#"[{"field":"doc_date","text":"31.02.2024"}]"#);
    let text = fault("inn", &one(r#""recIspDocDetail":"Приказ""#));
    assert_eq!(text.0, "$.records[0].recIspDocDetail");
    let inner = fault("inn", &one(r#""recIspDocDetail":{"doc_type":{"a":1}}"#));
    assert_eq!(inner.0, "$.records[0].recIspDocDetail.doc_type");
}

#[test]
fn a_proceeding_is_open_unless_something_says_that_it_ended() {
    let closure = |members: &str| {
        let answer = good("inn", &one(members));
        let names = ["state", "closure.date", "closure.article", "closure.part", "closure.point", "closure.outcome"];
        names.map(|name| plain(&answer, &format!("found.0.{name}"))).join(" ")
    };
    for open in [
        "",
        r#""stopIP":"""#,
        r#""stopIP":null,"stopIPDate":"","stopIPReason":" ""#,
        r#""stopIP":false"#,
        r#""stopIP":[]"#,
    ] {
        assert_eq!(closure(open), "open - - - - -", "{open}");
    }
    for (members, right) in [
        (r#""stopIP":"23.08.2024, ст. 46, ч. 1, п. 3""#, "closed 2024-08-23 46 1 3 returned"),
        (
            r#""stopIP":"","stopIPDate":"23.08.2024","stopIPReason":"ст. 47, ч. 1, п. 1""#,
            "closed 2024-08-23 47 1 1 fulfilled",
        ),
        (r#""stopIP":"23.08.2024""#, "closed 2024-08-23 - - - -"),
        (r#""stopIPDate":"2024-08-23""#, "closed 2024-08-23 - - - -"),
        (r#""stopIPReason":"ст. 43, ч. 2, п. 7""#, "closed - 43 2 7 terminated"),
        (r#""stopIP":"окончено""#, "closed - - - - -"),
        (r#""stopIP":"ст. 31, ч. 1""#, "closed - 31 1 - -"),
        (r#""stopIP":1"#, "closed - - - - -"),
    ] {
        assert_eq!(closure(members), right, "{members}");
    }
    let odd = good("inn", &one(r#""stopIP":"45.08.2024, ст. 46","stopIPDate":"45.08.2024""#));
    assert_eq!(plain(&odd, "found.0.state"), "closed");
    assert_eq!(plain(&odd, "found.0.unread"), r#"[{"field":"stopIPDate","text":"45.08.2024"}]"#);
    let object = fault("inn", &one(r#""stopIP":{"date":"23.08.2024"}"#));
    assert_eq!(object.0, "$.records[0].stopIP");
}

#[test]
fn the_joint_proceeding_may_stand_behind_the_day() {
    let joint = |members: &str| {
        let answer = good("inn", &one(members));
        ["startDate", "joint.text", "unread"].map(|name| plain(&answer, &format!("found.0.{name}")))
    };
    let both = r#""process_date":"18.05.2017 1555/19/23072-СД","process_total":"1555/19/23072-СД""#;
    assert_eq!(joint(both), ["2017-05-18", "1555/19/23072-СД", "[]"]);
    assert_eq!(joint(r#""process_date":"18.05.2017  1555/19/23072-СД""#), ["2017-05-18", "1555/19/23072-СД", "[]"]);
    assert_eq!(joint(r#""process_date":"18.05.2017","process_total":"не номер""#), ["2017-05-18", "не номер", "[]"]);
    let other = r#""process_date":"18.05.2017 1/19/23072-СД","process_total":"2/19/23072-СД""#;
    assert_eq!(joint(other), ["2017-05-18", "2/19/23072-СД", r#"[{"field":"process_date","text":"1/19/23072-СД"}]"#]);
    assert_eq!(joint(r#""process_date":"вчера""#), ["-", "-", r#"[{"field":"process_date","text":"вчера"}]"#]);
}

#[test]
fn telephones_are_taken_out_of_whatever_they_are_in() {
    let phones =
        |value: &str| plain(&good("inn", &one(&format!(r#""officer_phones":{value}"#))), "found.0.officerPhones");
    for (value, right) in [
        (r#"[[" +7(862)261-18-60","+7(862)261-34-76"]]"#, r#"["+7(862)261-18-60","+7(862)261-34-76"]"#),
        (r#"["*+7(862)261-18-60",["\\+7(862)261-34-76"]]"#, r#"["+7(862)261-18-60","+7(862)261-34-76"]"#),
        (r#"{"0":{"0":"+7"},"1":[]}"#, r#"["+7"]"#),
        (r#""+7(862)261-18-60""#, r#"["+7(862)261-18-60"]"#),
        ("79001112233", r#"["79001112233"]"#),
        (r#"[[null,""," ","*"]]"#, "[]"),
        ("[]", "[]"),
        ("null", "[]"),
    ] {
        assert_eq!(phones(value), right, "{value}");
    }
    assert_eq!(plain(&good("inn", &one("")), "found.0.officerPhones"), "[]");
    assert_eq!(fault("inn", &one(r#""officer_phones":[{"a":"+7"}]"#)).0, "$.records[0].officer_phones");
    assert_eq!(fault("inn", &one(r#""officer_phones":[[[[[["+7"]]]]]]"#)).0, "$.records[0].officer_phones");
}

#[test]
fn a_debtor_is_a_person_or_an_organisation() {
    for (value, right) in [
        (r#""31.03.1980""#, ["1980-03-31", "-", "[]"]),
        (r#""6663003127""#, ["-", "6663003127", "[]"]),
        ("6663003127", ["-", "6663003127", "[]"]),
        (r#""500100732259""#, ["-", "500100732259", "[]"]),
        (r#""0""#, ["-", "-", r#"[{"field":"debtor_dob","text":"0"}]"#]),
        (r#"" ""#, ["-", "-", "[]"]),
    ] {
        let answer = good("inn", &one(&format!(r#""debtor_dob":{value}"#)));
        let read = ["debtorBirthDate", "debtorInn", "unread"].map(|name| plain(&answer, &format!("found.0.{name}")));
        assert_eq!(read, right, "{value}");
    }
}

/// Basis, sum, the stated one, that of the subjects, and which subjects are counted.
fn sums(members: &str) -> String {
    let answer = good("inn", &one(members));
    let names = ["sumBasis", "sum", "statedSum", "subjectsSum"];
    let mut parts: Vec<String> = names.iter().map(|name| plain(&answer, &format!("found.0.{name}"))).collect();
    let subjects = at(&answer, "found.0.subjects").unwrap().items();
    parts.push(subjects.iter().map(|subject| if plain(subject, "counted") == "true" { '+' } else { '-' }).collect());
    parts.join(" ")
}

#[test]
fn nothing_is_counted_twice_and_the_basis_is_told() {
    let subjects = |rows: &[(&str, &str)]| {
        let rows: Vec<_> = rows.iter().map(|(title, sum)| format!(r#"{{"title":"{title}","sum":"{sum}"}}"#)).collect();
        format!(r#""subjectArray":[{}]"#, rows.join(","))
    };
    let rest = "Остаток долга по исполнительному документу";
    let fee = "Исполнительский сбор";
    for (members, right) in [
        (format!(r#""sum":"30",{}"#, subjects(&[("А", "10"), (fee, "20")])), "stated 30.00 - - ++"),
        (subjects(&[("А", "10"), (fee, "20")]), "subjects 30.00 - - ++"),
        (format!(r#""sum":"0",{}"#, subjects(&[("А", "10")])), "subjects 10.00 0.00 - +"),
        (format!(r#""sum":"","subject":"А",{}"#, subjects(&[("А", "10 руб.")])), "subjects 10.00 - - +"),
        // The provider's total contains what is in the remainder.
        (
            format!(r#""sum":"60",{}"#, subjects(&[("А", "30"), (rest, "10"), (fee, "20")])),
            "remainder 30.00 60.00 60.00 -++",
        ),
        (
            format!(r#""sum":"30",{}"#, subjects(&[("А", "30"), (rest, "10"), (fee, "20")])),
            "remainder 30.00 - 60.00 -++",
        ),
        (
            subjects(&[("ОСТАТОК ДОЛГА ПО ИСПОЛНИТЕЛЬНОМУ ДОКУМЕНТУ", "10"), (fee, "1"), (fee, "2")]),
            "remainder 13.00 - - +++",
        ),
        // A remainder without a sum explains nothing.
        (format!(r#""sum":"30",{}"#, subjects(&[("А", "30"), (rest, "")])), "stated 30.00 - - ++"),
        // The subjects do not add up: whose the rest is, is not known.
        (format!(r#""sum":"100",{}"#, subjects(&[("А", "10"), ("Б", "20")])), "stated 100.00 - 30.00 --"),
        (format!(r#""sum":"20",{}"#, subjects(&[("А", "10"), ("Б", "20")])), "stated 20.00 - 30.00 --"),
        (r#""sum":"100","subject":"А""#.to_owned(), "stated 100.00 - - +"),
        (format!(r#""sum":"100",{}"#, subjects(&[("А", "")])), "stated 100.00 - - +"),
        (format!(r#""sum":"100",{}"#, subjects(&[("А", ""), ("Б", "")])), "stated 100.00 - - --"),
        (r#""sum":20028.12"#.to_owned(), "stated 20028.12 - - "),
        (r#""sum":0"#.to_owned(), "stated 0.00 - - "),
        (r#""subject":"Наложение ареста""#.to_owned(), "absent - - - +"),
        (String::new(), "absent - - - "),
        (r#""sum":"много""#.to_owned(), "unread - - - "),
        (r#""sum":-5"#.to_owned(), "unread - - - "),
        (r#""sum":1e3"#.to_owned(), "unread - - - "),
        (format!(r#""sum":"много",{}"#, subjects(&[("А", "10")])), "subjects 10.00 - - +"),
        (subjects(&[("А", "10"), ("Б", "много")]), "unread - - - ++"),
        (format!(r#""sum":"10",{}"#, subjects(&[("А", "10"), ("Б", "много")])), "stated 10.00 - - --"),
        (subjects(&[(rest, "много"), (fee, "5")]), "unread - - - ++"),
        (r#""document_type":"Исполнительский сбор: 142.12 руб.""#.to_owned(), "subjects 142.12 - - +"),
    ] {
        assert_eq!(sums(&members), right, "{members}");
    }
    let kept = good("inn", &one(r#""subjectArray":[{"title":"А","sum":"много","new":1}],"sum":"1,234""#));
    assert_eq!(plain(&kept, "found.0.subjects.0.new"), "1");
    assert_eq!(
        plain(&kept, "found.0.unread"),
        r#"[{"field":"sum","text":"1,234"},{"field":"subjectArray.sum","text":"много"}]"#
    );
    for (members, path) in [
        (r#""sum":{"rub":5}"#, "$.records[0].sum"),
        (r#""subjectArray":"нет""#, "$.records[0].subjectArray"),
        (r#""subjectArray":["А"]"#, "$.records[0].subjectArray[0]"),
        (r#""subjectArray":[{},{"sum":[5]}]"#, "$.records[0].subjectArray[1].sum"),
    ] {
        assert_eq!(fault("inn", &one(members)).0, path, "{members}");
    }
}

#[test]
fn totals_are_never_too_small() {
    let records = r#"
        {"process_title":"1/24/23072-ИП","sum":"0.10","subject":"А","department_title":"ОСП"},
        {"process_title":"2/24/23072-ИП","sum":"0.20","subject":"А"},
        {"process_title":"3/24/77001-ИП","sum":"много","subject":"А"},
        {"sum":"5","subject":"Б","document_organization":"Отдел без номера"},
        {"subject":"Наложение ареста"},
        {"process_title":"4/24/23072-ИП","sum":"7","stopIP":"23.08.2024, ст. 46"}"#;
    let answer = good("inn", &format!(r#"{{"status":200,"count":6,"records":[{records}]}}"#));
    let total = |path: &str| {
        ["count", "sum", "atLeast", "withoutSum", "unreadSums"]
            .map(|name| plain(&answer, &format!("{path}.{name}")))
            .join(" ")
    };
    assert_eq!(total("totals.open"), "5 - 5.30 1 1");
    assert_eq!(total("totals.closed"), "1 7.00 7.00 0 0");
    let groups = |list: &str| {
        let groups = at(&answer, list).unwrap().items().iter();
        groups.map(|group| format!("{} {}", plain(group, "code"), plain(group, "title"))).collect::<Vec<_>>()
    };
    assert_eq!(groups("totals.bySubject"), ["- А", "- Б", "- Наложение ареста", "- -"]);
    assert_eq!(groups("totals.byDepartment"), ["23072 ОСП", "77001 -", "- Отдел без номера", "- -"]);
    assert_eq!(total("totals.bySubject.0.open"), "3 - 0.30 0 1");
    assert_eq!(total("totals.byDepartment.0.open"), "2 0.30 0.30 0 0");
    assert_eq!(total("totals.byDepartment.0.closed"), "1 7.00 7.00 0 0");
}

#[test]
fn the_provider_may_one_day_use_our_names() {
    let answer = good(
        "inn",
        r#"{"status":200,"count":1,"state":"их","truncated":7,"totals":{},"records":[{"state":"x","number":5,"sumBasis":"y"}]}"#,
    );
    for (path, right) in [
        ("state", "found"),
        ("state_", "их"),
        ("truncated_", "7"),
        ("totals_", "{}"),
        ("found.0.state", "open"),
        ("found.0.state_", "x"),
        ("found.0.number_", "5"),
        ("found.0.number", "-"),
    ] {
        assert_eq!(plain(&answer, path), right, "{path}");
    }
}

#[test]
fn whatever_has_codes_with_names_is_a_list_of_regions() {
    for body in [
        r#"{"status":200,"records":[{"region":"23","name":"Краснодарский край"}]}"#,
        r#"{"status":200,"regions":[{"id":23,"title":"Краснодарский край"}]}"#,
        r#"{"status":200,"result":{"23":"Краснодарский край"}}"#,
        r#"{"status":200,"data":{"Краснодарский край":23}}"#,
        r#"{"status":200,"data":{"0":{"code":"23","name":"Краснодарский край"}}}"#,
        r#"{"status":200,"list":[["23","Краснодарский край"]]}"#,
        r#"{"status":200,"23":"Краснодарский край"}"#,
        r#"{"23":"Краснодарский край"}"#,
        r#"[{"value":"23","text":"Краснодарский край"}]"#,
    ] {
        let answer = good("regionsList", body);
        assert_eq!(
            (plain(&answer, "found.0.code").as_str(), plain(&answer, "found.0.name").as_str()),
            ("23", "Краснодарский край"),
            "{body}"
        );
    }
    for none in [
        r#"{"status":200}"#,
        r#"{"status":200,"records":[]}"#,
        r#"{"status":200,"count":0}"#,
        "[]",
        r#"{"status":200,"records":[{"a":1},["x"],5]}"#,
    ] {
        assert_eq!(fault("regionsList", none), ("$.records".to_owned(), FaultKind::Missing), "{none}");
    }
    for odd in [r#"{"status":200,"records":"все"}"#, "5", "null"] {
        assert!(matches!(fault("regionsList", odd).1, FaultKind::Type { .. }), "{odd}");
    }
}

/// JSON that may be anything, in the provider's words.
fn anything() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just(String::new()),
        "[0-9]{1,4}",
        "[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}",
        " [0-9]{1,6}[.,][0-9]{2} руб\\.",
        "[0-9]{1,5}/[0-9]{2}/[0-9]{5}-(ИП|СД)",
        "\\PC{0,12}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-9_999_i32..99_999).prop_map(|number| Value::Number(number.to_string())),
        text.prop_map(Value::Text),
    ];
    let names = prop::sample::select(vec![
        "status",
        "count",
        "countAll",
        "pagesAll",
        "totalLoadedPage",
        "onlyActual",
        "records",
        "inquiry",
        "error",
        "message",
        "debtor_dob",
        "process_title",
        "process_date",
        "process_total",
        "recIspDoc",
        "recIspDocDetail",
        "stopIP",
        "stopIPDate",
        "subject",
        "subjectArray",
        "title",
        "sum",
        "document_type",
        "officer_phones",
        "price",
        "0",
        "1",
        "найдено",
    ]);
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::vec((names.clone(), inner), 0..8).prop_map(|members| {
                let mut seen = BTreeSet::new();
                let unique = members.into_iter().filter(|(name, _)| seen.insert(*name));
                Value::Object(unique.map(|(name, value)| (name.to_owned(), value)).collect())
            }),
        ]
    })
}

fn kopecks(spelled: &str) -> u64 {
    spelled.replace('.', "").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever comes is read or refused, never trapped; and what is read fits its model.
    #[test]
    fn nothing_traps(value in anything(), method in prop::sample::select(vec!["inn", "wanted", "regionsList"])) {
        let mut body = String::new();
        value.write(&mut body);
        if let Ok(answer) = understand(method, 200, &body) && method != "regionsList" {
            let found = at(&answer, "found").unwrap().items().len();
            prop_assert_eq!(plain(&answer, "state") == "none", found == 0);
            // A zero was said, and no error.
            let zero = |name: &str| value.get(name).is_some_and(|count| matches!(count, Value::Number(text) | Value::Text(text) if text.trim().parse() == Ok(0)));
            prop_assert!(found > 0 || zero("count") || zero("countAll"));
        }
    }

    /// An error of whatever code is an error beside whatever else there is.
    #[test]
    fn an_error_is_never_an_answer(value in anything(), code in "[1-9][0-9]{0,4}|[A-Z_]{1,20}", place in 0_usize..4) {
        let mut members = match value {
            Value::Object(members) => members,
            other => vec![("records".to_owned(), other)],
        };
        members.retain(|(name, _)| name != "error");
        members.insert(place.min(members.len()), ("error".to_owned(), Value::Text(code)));
        let mut body = String::new();
        Value::Object(members).write(&mut body);
        for method in SEARCHES.into_iter().chain(["regionsList"]) {
            let is_said = matches!(understand(method, 200, &body), Err(Cause::Said { .. }));
            prop_assert!(is_said, "{}", body);
        }
    }

    /// The groups add up to the whole, to the kopeck.
    #[test]
    fn groups_add_up(rows in prop::collection::vec(
        (any::<bool>(), prop::collection::vec((0_usize..4, 0_u64..1_000_000_000), 0..4), prop::option::of(0_u64..1_000_000_000), 0_usize..3), 1..12,
    )) {
        const TITLES: [&str; 4] = ["А", "Б", "Исполнительский сбор", "Остаток долга по исполнительному документу"];
        let spelled = |sum: u64| format!("{}.{:02}", sum / 100, sum % 100);
        let records: Vec<String> = rows.iter().map(|(closed, subjects, stated, department)| {
            let subjects: Vec<String> = subjects.iter().map(|(title, sum)| format!(r#"{{"title":"{}","sum":" {} руб."}}"#, TITLES[*title], spelled(*sum))).collect();
            let stated = stated.map(spelled).unwrap_or_default();
            let stop = if *closed { "23.08.2024" } else { "" };
            format!(r#"{{"process_title":"1/24/2307{department}-ИП","stopIP":"{stop}","sum":"{stated}","subjectArray":[{}]}}"#, subjects.join(","))
        }).collect();
        let answer = good("inn", &format!(r#"{{"status":200,"count":{},"records":[{}]}}"#, rows.len(), records.join(",")));
        for state in ["open", "closed"] {
            let own = |group: &Value| kopecks(&plain(group, &format!("{state}.sum")));
            let whole = kopecks(&plain(&answer, &format!("totals.{state}.sum")));
            for list in ["totals.bySubject", "totals.byDepartment"] {
                prop_assert_eq!(at(&answer, list).unwrap().items().iter().map(own).sum::<u64>(), whole);
            }
            let found = at(&answer, "found").unwrap().items().iter().filter(|one| plain(one, "state") == state);
            let sum: u64 = found.map(|one| plain(one, "sum")).filter(|sum| sum != "-").map(|sum| kopecks(&sum)).sum();
            prop_assert_eq!(sum, whole);
        }
    }
}

#[test]
fn models_require_only_what_the_normaliser_always_makes() {
    for shape in [&models::PROCEEDINGS, &models::WANTED] {
        for field in shape.fields.iter().filter(|field| field.need == Need::Required) {
            assert!(matches!(field.name, "state" | "totals"), "{}", field.name);
        }
    }
}

#[test]
fn a_hostile_answer_takes_no_longer_than_a_good_one() {
    let records: Vec<String> = (0..3_000)
        .map(|number| format!(r#"{{"subject":"{number}","document_organization":"{number}","sum":"1"}}"#))
        .collect();
    let started = std::time::Instant::now();
    let answer = good("inn", &format!(r#"{{"status":200,"count":3000,"records":[{}]}}"#, records.join(",")));
    assert_eq!(plain(&answer, "totals.open.sum"), "3000.00");
    assert_eq!(at(&answer, "totals.bySubject").unwrap().items().len(), 1001);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
