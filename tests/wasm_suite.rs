//! The crate on its real target, in Node and in Chrome: pointers of 32 bits, no threads, the engine's own stack.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::client::{Call, Outcome, Policy, Route, Step, Success};
use kontragent::http::Response;
use kontragent::identifiers::{Context, Kind, Locale, check, find, is_valid, normalize};
use kontragent::json::{FaultKind, Value};
use kontragent::model::decode;
use kontragent::operation::Expected;
use kontragent::providers::{Credentials, Provider};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn identifiers_are_checked_found_and_cleaned() {
    assert!(is_valid(Kind::Inn, b"7707083893") && is_valid(Kind::Ogrnip, b"304500116000157"));
    let failure = check(Kind::Inn, "7707083894", &Context::default()).unwrap_err();
    assert_eq!(failure.code.as_str(), "checksum");
    assert!(failure.message(Locale::Ru).to_string().starts_with("ИНН"));
    assert_eq!(normalize(Kind::Inn, "ИНН: 7707 083893"), "7707083893");
    assert_eq!(find("😀 ИНН/КПП 7707083893/773601001").len(), 2);
}

#[wasm_bindgen_test]
fn an_answer_is_decoded_and_a_hostile_one_is_refused() {
    let req = catalogue::find(Provider::Focus, "req").unwrap();
    let request = req.request(&Value::parse(br#"{"inn":"6663003127"}"#).unwrap()).unwrap();
    let Expected::Json(shape) = req.expected(&request) else { panic!("no JSON") };
    let decoded = decode(r#"[{"ogrn":"1026605606620","UL":{"heads":[{"fio":"Пётр"}]}}]"#.as_bytes(), shape).unwrap();
    assert!(decoded.json.contains(r#""heads":[{"fio":"Пётр","isInaccuracy":false"#));
    // The stack of the engine is smaller than that of a thread: the limit of depth must come first.
    for open in ["[", "{\"a\":"] {
        let nested = open.repeat(1_000_000);
        assert_eq!(Value::parse(nested.as_bytes()).unwrap_err().kind, FaultKind::TooDeep);
        let body = [r#"[{"ogrn":"1","new":"#, &nested].concat();
        assert_eq!(decode(body.as_bytes(), shape).unwrap_err().kind, FaultKind::TooDeep);
    }
}

#[wasm_bindgen_test]
fn a_call_goes_through_its_steps() {
    let req = catalogue::find(Provider::Focus, "req").unwrap();
    let request = req.request(&Value::parse(br#"{"inn":"6663003127"}"#).unwrap()).unwrap();
    let credentials = Credentials::new(Provider::Focus, vec!["secret".into()]).expect("complete");
    let route = Route::Direct { base: "https://focus.example".into(), credentials };
    let mut call = Call::new(req, request.into(), route.into(), Locale::En, Policy::of(req), false, 0.0);
    assert!(matches!(call.resume(0.0), Step::Attempt));
    let Step::Pause { ms } = call.after(Outcome::Disconnected, 10.0, 0.5) else { panic!("no pause") };
    assert!(matches!(call.resume(10.0 + ms), Step::Attempt));
    let headers = vec![("content-type".into(), "application/json".into())];
    let answer = Response { status: 200, headers, body: b"[]".to_vec() };
    let Step::Finish(Ok(Success::Json(decoded))) = call.after(Outcome::Response(answer), 20.0, 0.5) else {
        panic!("no answer")
    };
    assert_eq!(decoded.json, "[]");
}
