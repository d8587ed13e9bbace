//! One call from its parameters to its answer, step by step, without a network.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::client::{Call, Extent, Incomplete, Inquiry, Outcome, Policy, Route, Step, Success, asked};
use kontragent::error::{Error, ErrorKind};
use kontragent::http::{Request, Response};
use kontragent::identifiers::Locale;
use kontragent::json::Value;
use kontragent::operation::Operation;
use kontragent::providers::{Credentials, Provider};

const KEY: &str = "3208d29d/secret key";
const POLICY: Policy = Policy { timeout_ms: 1_000.0, deadline_ms: 10_000.0, retries: 2 };

fn req() -> &'static Operation {
    catalogue::find(Provider::Focus, "req").unwrap()
}

fn params(json: &str) -> Value {
    Value::parse(json.as_bytes()).unwrap()
}

fn request() -> Request {
    req().request(&params(r#"{"inn":"6663003127"}"#)).unwrap()
}

fn direct() -> Route {
    let credentials = Credentials::new(Provider::Focus, vec![KEY.into()]).unwrap();
    Route::Direct { base: "https://focus.example".into(), credentials }
}

fn proxy() -> Route {
    Route::Proxy { base: "https://proxy.example".into(), token: Some("caller-token".into()) }
}

fn response(status: u16, media_type: &str, body: &str) -> Response {
    Response { status, headers: vec![("content-type".into(), media_type.into())], body: body.as_bytes().to_vec() }
}

fn with(mut response: Response, name: &str, value: &str) -> Response {
    response.headers.push((name.into(), value.into()));
    response
}

/// Runs a call whose attempts have these outcomes, at a clock that only pauses move. Gives the result and the pauses.
fn run(route: &Route, outcomes: Vec<Outcome>) -> (Result<Success, Box<Error>>, Vec<f64>) {
    let request = request();
    let mut outcomes = outcomes.into_iter();
    let (mut now, mut pauses) = (0.0, Vec::new());
    let mut call = Call::new(req(), request.into(), route.clone().into(), Locale::En, POLICY, false, now);
    let mut step = call.resume(now);
    loop {
        step = match step {
            Step::Attempt => {
                let outcome = outcomes.next().expect("one attempt too many");
                if matches!(outcome, Outcome::TimedOut) {
                    now += call.timeout_ms(now);
                }
                call.after(outcome, now, 1.0)
            }
            Step::Pause { ms } => {
                pauses.push(ms);
                now += ms;
                call.resume(now)
            }
            Step::Finish(result) => {
                assert_eq!(outcomes.count(), 0, "one attempt too few");
                return (result, pauses);
            }
        };
    }
}

fn fails(route: &Route, outcomes: Vec<Outcome>) -> Box<Error> {
    run(route, outcomes).0.expect_err("no answer")
}

fn ok() -> Outcome {
    Outcome::Response(response(
        200,
        "application/json; charset=utf-8",
        r#"[{"inn":"6663003127","ogrn":"1026605606620"}]"#,
    ))
}

#[test]
fn a_request_lists_each_identifier_once_in_the_order_given() {
    let request =
        req().request(&params(r#"{"ogrn":"1026605606620","inn":["7708503727","6663003127","7708503727"]}"#)).unwrap();
    assert_eq!(request.target(), "/api3/req?inn=7708503727,6663003127&ogrn=1026605606620");
}

#[test]
fn wrong_parameters_are_told_with_their_place_before_anything_is_sent() {
    for (json, code, path) in [
        ("{}", "missing-parameter", None),
        (r#"{"inn":null,"ogrn":[]}"#, "missing-parameter", None),
        (r#"["6663003127"]"#, "type", None),
        (r#"{"inn":6663003127}"#, "type", Some("inn")),
        (r#"{"inn":["6663003127",true]}"#, "type", Some("inn[1]")),
        (r#"{"inn":"6663003127","key":"x"}"#, "unknown-parameter", Some("key")),
        (r#"{"inn":["6663003127","666300312"]}"#, "length", Some("inn[1]")),
        (r#"{"inn":"6663003128"}"#, "checksum", Some("inn")),
        (r#"{"inn":" 6663003127"}"#, "characters", Some("inn")),
        (r#"{"inn":"666300312x"}"#, "characters", Some("inn")),
        (r#"{"inn":""}"#, "empty", Some("inn")),
        (r#"{"ogrn":"2026605606620"}"#, "prefix", Some("ogrn")),
        (r#"{"ogrn":"304500116000158"}"#, "checksum", Some("ogrn")),
    ] {
        let error = req().request(&params(json)).expect_err(json);
        assert_eq!(
            (error.kind(), error.code(), error.path.as_deref()),
            (ErrorKind::InvalidInput, code, path),
            "{json}"
        );
        assert_eq!(error.operation.as_deref(), Some("req"));
        for locale in [Locale::En, Locale::Ru] {
            assert!(error.message(locale).starts_with(path.unwrap_or("")), "{json}");
        }
    }
}

/// Valid ИНН of organisations, all different.
fn many(count: usize) -> Vec<String> {
    let weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    let inn = |number: usize| {
        let nine = format!("77{number:07}");
        let sum: u32 = nine.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        format!("{nine}{}", sum % 11 % 10)
    };
    (0..count).map(inn).collect()
}

#[test]
fn more_than_a_hundred_companies_are_asked_in_several_requests() {
    let list = |inns: &[String]| format!("[\"{}\"]", inns.join("\",\""));
    let inns = many(250);
    let json = format!(r#"{{"inn":{},"ogrn":"1026605606620"}}"#, list(&inns));
    let requests = req().requests(&params(&json)).unwrap();
    let sizes: Vec<Vec<(&str, usize)>> = requests
        .iter()
        .map(|request| request.query.iter().map(|(name, values)| (name.as_ref(), values.split(',').count())).collect())
        .collect();
    assert_eq!(sizes, [vec![("inn", 100), ("ogrn", 1)], vec![("inn", 100)], vec![("inn", 50)]]);
    let asked: Vec<&str> = requests.iter().flat_map(|request| request.query[0].1.split(',')).collect();
    assert_eq!(asked, inns);
    let error = req().request(&params(&json)).expect_err("one request cannot hold them");
    assert_eq!((error.code(), error.path.as_deref()), ("too-many-identifiers", Some("inn")));
    assert!(req().request(&params(&format!(r#"{{"inn":{}}}"#, list(&many(100))))).is_ok());
}

#[test]
fn the_key_is_sent_but_never_shown() {
    let (route, request) = (direct(), request());
    let call = Call::new(req(), request.into(), route.clone().into(), Locale::En, POLICY, false, 0.0);
    let addressed = call.addressed();
    assert_eq!(addressed.url, "https://focus.example/api3/req?key=3208d29d%2Fsecret%20key&inn=6663003127");
    assert_eq!(addressed.shown, "https://focus.example/api3/req?inn=6663003127");
    let body = format!("no such page: /api3/req?key={KEY} or key=3208d29d%2Fsecret%20key");
    let error = fails(&route, vec![Outcome::Response(response(404, "text/plain", &body))]);
    assert_eq!(error.excerpt.as_deref(), Some("no such page: /api3/req?key=*** or key=***"));
    assert!(!format!("{error:?}").contains("secret"));
}

#[test]
fn the_worker_is_told_who_asks_and_in_which_language() {
    let (route, request) = (proxy(), request());
    let call = Call::new(req(), request.into(), route.into(), Locale::Ru, POLICY, false, 0.0);
    let addressed = call.addressed();
    assert_eq!(addressed.url, "https://proxy.example/focus/api3/req?inn=6663003127");
    assert_eq!(addressed.url, addressed.shown);
    assert!(addressed.headers.contains(&("authorization".into(), "Bearer caller-token".into())));
    assert!(addressed.headers.contains(&("accept-language".into(), "ru".into())));
}

#[test]
fn statuses_and_the_two_known_bodies_have_their_classes() {
    for (status, body, kind, code) in [
        (400, "inn/ogrn param is not specified", ErrorKind::Provider, "refused"),
        (400, "Param 'key' not specified or invalid", ErrorKind::Auth, "key-refused"),
        (403, "No valid key specified", ErrorKind::Auth, "key-refused"),
        (403, "", ErrorKind::Auth, "access-refused"),
        (401, "", ErrorKind::Auth, "access-refused"),
        (402, "", ErrorKind::Payment, "payment-required"),
        (404, "", ErrorKind::NotFound, "not-found"),
        (418, "", ErrorKind::Provider, "refused"),
        (301, "", ErrorKind::Provider, "unexpected-status"),
        (204, "", ErrorKind::Provider, "unexpected-status"),
        (0, "", ErrorKind::Provider, "unexpected-status"),
    ] {
        let error = fails(&direct(), vec![Outcome::Response(response(status, "text/plain; charset=utf-8", body))]);
        assert_eq!((error.kind(), error.code(), error.status), (kind, code, Some(status)), "{status} {body}");
        assert_eq!(error.attempts, 1, "{status} is final");
    }
}

#[test]
fn an_error_is_never_an_empty_answer() {
    for (media_type, body, code) in [
        ("text/html", "<html>Bad gateway</html>", "content-type"),
        ("application/json", "", "json-truncated"),
        ("application/json", "[", "json-truncated"),
        ("application/json", "null", "json-type"),
        ("application/json", "{}", "json-type"),
        ("application/json", r#"{"error":"no"}"#, "json-type"),
        ("application/json", "<html>", "json-syntax"),
        ("application/json", r#"[{"inn":"6663003127"}]"#, "json-missing"),
        ("application/json", r#"[{"ogrn":"1","UL":{"heads":[{"fio":["A"]}]}}]"#, "json-type"),
    ] {
        let error = fails(&direct(), vec![Outcome::Response(response(200, media_type, body))]);
        assert_eq!((error.kind(), error.code()), (ErrorKind::Decode, code), "{body}");
    }
    let deep = r#"[{"ogrn":"1","UL":{"heads":[{"fio":["A"]}]}}]"#;
    let error = fails(&direct(), vec![Outcome::Response(response(200, "application/json", deep))]);
    assert_eq!(error.path.as_deref(), Some("$[0].UL.heads[0].fio"));
    assert_eq!(error.message(Locale::En), "$[0].UL.heads[0].fio: expected text, got list");
    assert_eq!(error.excerpt, None, "a good answer may be about people");
}

#[test]
fn what_may_pass_is_asked_again_and_nothing_else() {
    let busy = |status| Outcome::Response(response(status, "text/plain", ""));
    let (result, pauses) = run(&direct(), vec![busy(503), Outcome::Disconnected, ok()]);
    assert!(result.is_ok());
    assert_eq!(pauses, [500.0, 1000.0]);
    let error = fails(&direct(), vec![busy(500), busy(502), busy(503)]);
    assert_eq!((error.kind(), error.attempts, error.status), (ErrorKind::Provider, 3, Some(503)));
    let error = fails(&direct(), vec![Outcome::TimedOut, Outcome::TimedOut, Outcome::TimedOut]);
    assert_eq!((error.kind(), error.code()), (ErrorKind::Timeout, "attempt-timeout"));
    for (outcome, code) in [(Outcome::Aborted, "aborted"), (Outcome::NotAResponse, "not-a-response")] {
        let error = fails(&direct(), vec![outcome]);
        assert_eq!((error.code(), error.attempts), (code, 1));
    }
    let error = fails(&direct(), vec![Outcome::TooLarge(response(200, "application/json", ""))]);
    assert_eq!((error.code(), error.attempts), ("too-large", 1));
    // A body that is no JSON does not get better, even from a gateway that says 200.
    assert_eq!(fails(&direct(), vec![Outcome::Response(response(200, "application/json", "["))]).attempts, 1);
}

#[test]
fn retry_after_is_obeyed_within_reason() {
    let asked = |value| Outcome::Response(with(response(429, "text/plain", ""), "retry-after", value));
    let (result, pauses) = run(&direct(), vec![asked("3"), ok()]);
    assert!(result.is_ok());
    assert_eq!(pauses, [3500.0]);
    for unreasonable in ["61", "86400"] {
        let error = fails(&direct(), vec![asked(unreasonable)]);
        assert_eq!((error.kind(), error.attempts), (ErrorKind::RateLimit, 1));
        assert_eq!(error.retry_after_ms, Some(unreasonable.parse::<f64>().unwrap() * 1000.0));
    }
    // Within the cap, but past the deadline of ten seconds.
    assert_eq!(fails(&direct(), vec![asked("20")]).retry_after_ms, Some(20_000.0));
}

#[test]
fn the_deadline_holds_for_everything_together() {
    let request = request();
    let route = direct();
    let policy = Policy { timeout_ms: 4_000.0, deadline_ms: 10_000.0, retries: 100 };
    let mut call = Call::new(req(), request.into(), route.into(), Locale::En, policy, false, 0.0);
    let (mut now, mut steps, mut step) = (0.0, 0, call.resume(0.0));
    let error = loop {
        steps += 1;
        assert!(steps < 50);
        step = match step {
            Step::Attempt => {
                let timeout_ms = call.timeout_ms(now);
                assert!(now + timeout_ms <= 10_000.0);
                now += timeout_ms;
                call.after(Outcome::TimedOut, now, 0.5)
            }
            Step::Pause { ms } => {
                now += ms;
                call.resume(now)
            }
            Step::Finish(result) => break result.expect_err("no answer"),
        };
    };
    assert_eq!((error.kind(), error.code(), now), (ErrorKind::Timeout, "deadline", 10_000.0));
}

#[test]
fn the_workers_problems_keep_class_code_and_words() {
    let body =
        r#"{"status":400,"kind":"InvalidInputError","code":"checksum","detail":"inn[0]: wrong","path":"inn[0]"}"#;
    let refused = with(response(400, "application/problem+json", body), "x-request-id", "r-1");
    let error = fails(&proxy(), vec![Outcome::Response(refused)]);
    assert_eq!(
        (error.kind(), error.code(), error.path.as_deref()),
        (ErrorKind::InvalidInput, "checksum", Some("inn[0]"))
    );
    assert_eq!((error.message(Locale::En).as_str(), error.request_id.as_deref()), ("inn[0]: wrong", Some("r-1")));
    // A gateway before a worker that is down, or a wrong address: nothing is known of the provider.
    for body in ["", "{}", r#"{"kind":"Nonsense","code":"x"}"#] {
        let error = fails(&proxy(), vec![Outcome::Response(response(403, "application/problem+json", body))]);
        assert_eq!((error.kind(), error.code(), error.status), (ErrorKind::Network, "not-the-proxy", Some(403)));
    }
    let gateway = || Outcome::Response(response(502, "text/html", "<html>Bad gateway</html>"));
    let error = fails(&proxy(), vec![gateway(), gateway(), gateway()]);
    assert_eq!((error.kind(), error.attempts), (ErrorKind::Network, 3));
    // A web server that answers every path with its page, as those of single-page applications do. What has a request id came
    // through the worker.
    let page = || response(200, "text/html; charset=utf-8", "<!doctype html><title>Shop</title>");
    let error = fails(&proxy(), vec![Outcome::Response(page())]);
    assert_eq!((error.kind(), error.code(), error.attempts), (ErrorKind::Network, "not-the-proxy", 1));
    let relayed = with(page(), "x-request-id", "r-1");
    for (route, answer) in [(proxy(), relayed), (direct(), page())] {
        let error = fails(&route, vec![Outcome::Response(answer)]);
        assert_eq!((error.kind(), error.code()), (ErrorKind::Decode, "content-type"));
    }
}

#[test]
fn a_part_of_an_answer_is_taken_for_no_more() {
    let list = r#"[{"inn":"6663003127","ogrn":"1026605606620"}]"#;
    let partial = |found: &str, failed: &str, problem: &str| {
        let request = req().request(&params(r#"{"inn":["6663003127","7708503727"],"ogrn":"1037739877295"}"#)).unwrap();
        let body = [r#"{"found":"#, found, r#","failed":"#, failed, r#","problem":"#, problem, "}"].concat();
        let answer = response(200, "application/vnd.kontragent.partial+json", &body);
        let route = proxy();
        let mut call = Call::new(req(), request.into(), route.into(), Locale::En, POLICY, false, 0.0);
        call.resume(0.0);
        match call.after(Outcome::Response(answer), 1.0, 0.5) {
            Step::Finish(result) => result,
            other => panic!("{other:?}"),
        }
    };
    let problem = r#"{"kind":"RateLimitError","code":"quota-used-up","detail":"used up","requestId":"r"}"#;
    let Ok(Success::Part(part)) = partial(list, r#"{"inn":["7708503727"],"ogrn":["1037739877295"]}"#, problem) else {
        panic!("a part")
    };
    let Incomplete { found, answered, failed, error } = *part;
    assert!(found.json.contains("1026605606620"));
    assert_eq!(answered.target(), "/api3/req?inn=6663003127");
    assert_eq!(failed.target(), "/api3/req?inn=7708503727&ogrn=1037739877295");
    assert_eq!((error.kind(), error.code(), error.status), (ErrorKind::RateLimit, "quota-used-up", None));
    let Ok(Success::Part(part)) = partial("[]", r#"{"inn":["6663003127"]}"#, problem) else { panic!("a part") };
    let Incomplete { answered, failed, .. } = *part;
    assert_eq!(answered.target(), "/api3/req?inn=7708503727&ogrn=1037739877295");
    assert_eq!(failed.target(), "/api3/req?inn=6663003127");
    for (found, failed, problem, code) in [
        (list, "{}", problem, "not-the-proxy"),
        (list, r#"{"inn":[]}"#, problem, "not-the-proxy"),
        (list, r#"{"inn":["7736050003"]}"#, problem, "not-the-proxy"),
        (list, r#"{"kpp":["7708503727"]}"#, problem, "not-the-proxy"),
        (list, r#"{"inn":["7708503727"]}"#, "{}", "not-the-proxy"),
        ("{}", r#"{"inn":["7708503727"]}"#, problem, "json-type"),
        ("[", r#"{"inn":["7708503727"]}"#, problem, "not-the-proxy"),
    ] {
        let error = partial(found, failed, problem).expect_err(failed);
        assert_eq!(error.code(), code, "{found} {failed} {problem}");
    }
}

fn question(operation: &'static Operation, json: &str, extent: Extent, raw: bool) -> Result<Inquiry, Box<Error>> {
    Inquiry::new(operation, &params(json), extent, (Some(direct().into()), Locale::En), POLICY, raw)
}

#[test]
fn a_question_is_the_same_as_another_by_what_it_asks_and_how_long_it_would_try() {
    let one = r#"{"inn":"6663003127"}"#;
    let key = |json: &str, raw: bool| question(req(), json, Extent::Any, raw).unwrap().key(0);
    assert_eq!(key(one, false), key(r#"{"inn":["6663003127"]}"#, false));
    assert_ne!(key(one, false), key(one, true));
    assert_ne!(key(one, false), key(r#"{"inn":"7708503727"}"#, false));
    let mut patient = question(req(), one, Extent::Any, false).unwrap();
    patient.policy.retries += 1;
    assert_ne!(patient.key(0), key(one, false));
    assert_eq!(patient.key(1), None);
    // What does something is done as often as it is asked for, and a file is told of to who asked.
    let focus = |name| catalogue::find(Provider::Focus, name).unwrap();
    assert_eq!(question(focus("excerpt"), one, Extent::Any, false).unwrap().key(0), None);
    let monitored = question(focus("monList"), r#"{"inn":["6663003127"],"append":true}"#, Extent::Any, false).unwrap();
    assert_eq!(monitored.key(0).is_some(), focus("monList").safe_to_repeat);
    assert!(!key(one, false).unwrap().contains("secret"));
}

#[test]
fn a_question_about_pages_takes_no_documents_and_one_about_one_list_no_second() {
    let fssp = catalogue::find(Provider::Focus, "fssp").unwrap();
    let two = r#"{"inn":["6663003127","7708503727"],"ogrn":"1026605606620"}"#;
    let pages = question(fssp, two, Extent::Pages, false).unwrap();
    let asked: Vec<String> = pages.requests.iter().map(|request| asked(request)).collect();
    assert_eq!(asked, [r#"[{"inn":"6663003127"}]"#, r#"[{"inn":"7708503727"}]"#, r#"[{"ogrn":"1026605606620"}]"#]);
    let code = |json: &str, extent| question(fssp, json, extent, false).err().map(|error| error.code().to_owned());
    assert_eq!(code(two, Extent::One).as_deref(), Some("too-many-identifiers"));
    let document = r#"{"inn":"6663003127","xml":true}"#;
    assert_eq!(code(document, Extent::Any), None);
    for extent in [Extent::Pages, Extent::One] {
        assert_eq!(code(document, extent).as_deref(), Some("unknown-parameter"));
    }
    let nowhere = Inquiry::new(req(), &params(two), Extent::Any, (None, Locale::En), POLICY, false);
    assert_eq!(nowhere.err().map(|error| error.code().to_owned()).as_deref(), Some("provider-not-configured"));
}

#[test]
fn an_error_is_written_with_what_is_known_of_it() {
    let mut error = Error::new(kontragent::error::Cause::Connection).of(req()).at("inn[\"0\"]");
    assert_eq!(
        error.json(Locale::En),
        r#"{"name":"NetworkError","code":"connection","message":"inn[\"0\"]: the connection failed","attempts":0,"provider":"focus","operation":"req","path":"inn[\"0\"]"}"#
    );
    error.retry_after_ms = Some(1500.0);
    error.status = Some(503);
    assert!(error.json(Locale::Ru).ends_with(r#""status":503,"retryAfterMs":1500}"#), "{}", error.json(Locale::Ru));
}
