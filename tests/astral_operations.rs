//! What is sent to Астрал.ЭДО, what is refused before anything is sent, and what its answers mean.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::client::{Call, Outcome, Policy, Route, Step, Success};
use kontragent::error::{Error, ErrorKind};
use kontragent::http::{Incoming, Request, Response};
use kontragent::identifiers::{Kind, Locale, is_valid};
use kontragent::json::{FaultKind, Value};
use kontragent::model::{Model, Shape, decode};
use kontragent::operation::{Answer, Operation};
use kontragent::providers::astral::{is_guid, models};
use kontragent::providers::{Credentials, Provider};
use kontragent::proxy;
use proptest::prelude::*;
use std::collections::BTreeSet;

mod coverage;

const ABONENT: &str = "28f6abfc-546a-4efa-ad43-6f8db8738875";
const ID: &str = "B53E7790-A772-465F-A8C0-95A5E9BD1C9D";
const TOKEN: &str = "header.payload.signature";

fn operation(name: &str) -> &'static Operation {
    catalogue::find(Provider::Astral, name).unwrap_or_else(|| panic!("no {name}"))
}

fn parse(json: &str) -> Value {
    Value::parse(json.as_bytes()).unwrap_or_else(|fault| panic!("{json}: {fault:?}"))
}

/// `$ABONENT` and `$ID` stand for the GUIDs.
fn filled(text: &str) -> String {
    text.replace("$ABONENT", ABONENT).replace("$ID", ID)
}

fn request(name: &str, params: &str) -> Result<Request, Box<Error>> {
    operation(name).request(&parse(&filled(params)))
}

fn refusal(name: &str, params: &str) -> (String, String) {
    let error = request(name, params).expect_err(params);
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{name} {params}");
    assert!(!error.message(Locale::Ru).is_empty() && !error.message(Locale::En).is_empty());
    (error.code().to_owned(), error.path.unwrap_or_default())
}

fn direct() -> Route {
    let credentials = Credentials::new(Provider::Astral, vec![TOKEN.into()]).unwrap();
    Route::Direct { base: "https://astral.example".into(), credentials }
}

fn response(status: u16, media_type: &str, body: &str) -> Response {
    let headers = if media_type.is_empty() { Vec::new() } else { vec![("content-type".into(), media_type.into())] };
    Response { status, headers, body: body.as_bytes().to_vec() }
}

/// What one attempt with that answer comes to.
fn answered(name: &str, params: &str, raw: bool, response: Response) -> Result<Success, Box<Error>> {
    let (request, route) = (request(name, params).unwrap(), direct());
    let policy = Policy { timeout_ms: 1000.0, deadline_ms: 1000.0, retries: 0 };
    let mut call = Call::new(operation(name), request.into(), route.into(), Locale::En, policy, raw, 0.0);
    assert!(matches!(call.resume(0.0), Step::Attempt));
    match call.after(Outcome::Response(response), 0.0, 0.0) {
        Step::Finish(result) => result,
        other => panic!("{other:?}"),
    }
}

fn json(result: Result<Success, Box<Error>>) -> String {
    match result {
        Ok(Success::Json(decoded)) => decoded.json,
        other => panic!("{other:?}"),
    }
}

/// An operation: its parameters, the method and target that are sent, and the body.
struct Case {
    name: &'static str,
    params: &'static str,
    sent: &'static str,
    body: &'static str,
}

const CASES: &[Case] = &[
    Case {
        name: "blockedOrganizations",
        params: r#"{"abonentId":"$ABONENT","filter":" ООО & Ко ","offset":15,"count":30}"#,
        sent: "GET /api/v1/blockedOrganizations?filter=%D0%9E%D0%9E%D0%9E%20%26%20%D0%9A%D0%BE&offset=15&count=30",
        body: "",
    },
    Case {
        name: "unblockOrganization",
        params: r#"{"abonentId":"$ABONENT","inn":"9632018827","kpp":"999901001"}"#,
        sent: "DELETE /api/v1/blockedOrganizations",
        body: r#"{"inn":"9632018827","kpp":"999901001"}"#,
    },
    Case {
        name: "blockOrganization",
        params: r#"{"abonentId":"$ABONENT","inn":"9632018827"}"#,
        sent: "POST /api/v1/blockedOrganizations",
        body: r#"{"inn":"9632018827"}"#,
    },
    Case {
        name: "globalIds",
        params: r#"{"inn":"9632018827","kpp":"999901001"}"#,
        sent: "GET /api/v1/counterparties/globalIds?inn=9632018827&kpp=999901001",
        body: "",
    },
    Case {
        name: "contacts",
        params: r#"{"abonentId":"$ABONENT"}"#,
        sent: "GET /api/v1/counterparties/contacts",
        body: "",
    },
    Case {
        name: "deleteContact",
        params: r#"{"abonentId":"$ABONENT","contactId":"$ID"}"#,
        sent: "DELETE /api/v1/counterparties/contacts/$ID",
        body: "",
    },
    Case {
        name: "replaceContactCard",
        params: r#"{"abonentId":"$ABONENT","counterpartyId":"$ID","legalAddress":{"regionCode":"77","city":"Москва","house":"1/2"},"actualAddress":null}"#,
        sent: "PUT /api/v1/counterparties/$ID/contact",
        body: r#"{"legalAddress":{"regionCode":"77","city":"Москва","house":"1/2"},"actualAddress":null}"#,
    },
    Case {
        name: "updateContactCard",
        params: r#"{"abonentId":"$ABONENT","counterpartyId":"$ID","newEmployees":[{"fullName":"Примеров Пример","email":"p@primer.example"}]}"#,
        sent: "PATCH /api/v1/counterparties/$ID/contact",
        body: r#"{"newEmployees":[{"fullName":"Примеров Пример","email":"p@primer.example"}]}"#,
    },
    Case {
        name: "departments",
        params: r#"{"counterpartyId":"$ID","departmentId":"$ABONENT","offset":0,"limit":100}"#,
        sent: "GET /api/v1/counterparties/$ID/departments?departmentId=$ABONENT&limit=100",
        body: "",
    },
    Case {
        name: "sendInvitation",
        params: r#"{"abonentId":"$ABONENT","recipientGlobalId":"2AE28F6ABFC-546A-4EFA-AD43-6F8DB8738875"}"#,
        sent: "POST /api/v1/invitations",
        body: r#"{"recipientGlobalId":"2AE28F6ABFC-546A-4EFA-AD43-6F8DB8738875"}"#,
    },
    Case {
        name: "outgoingInvitations",
        params: r#"{"abonentId":"$ABONENT","filter":"9632"}"#,
        sent: "GET /api/v1/invitations/outgoing?filter=9632",
        body: "",
    },
    Case {
        name: "incomingInvitations",
        params: r#"{"abonentId":"$ABONENT","count":1}"#,
        sent: "GET /api/v1/invitations/incoming?count=1",
        body: "",
    },
    Case {
        name: "invitation",
        params: r#"{"abonentId":"$ABONENT","invitationId":"$ID"}"#,
        sent: "GET /api/v1/invitations/$ID",
        body: "",
    },
    Case {
        name: "acceptInvitation",
        params: r#"{"abonentId":"$ABONENT","invitationId":"$ID"}"#,
        sent: "PUT /api/v1/invitations/$ID/acceptance",
        body: "",
    },
    Case {
        name: "rejectInvitation",
        params: r#"{"abonentId":"$ABONENT","invitationId":"$ID"}"#,
        sent: "PUT /api/v1/invitations/$ID/rejection",
        body: "",
    },
    Case {
        name: "sendEmailInvite",
        params: r#"{"abonentId":"$ABONENT","recipientEmail":"buh@primer.example","recipientInn":"9632018827","recipientKpp":"999901001"}"#,
        sent: "POST /api/v1/invitations/SendEmailInvite?abonentId=$ABONENT",
        body: "--kontragent-form-data\r\ncontent-disposition: form-data; name=\"recipientEmail\"\r\n\r\nbuh@primer.example\r\n\
               --kontragent-form-data\r\ncontent-disposition: form-data; name=\"recipientInn\"\r\n\r\n9632018827\r\n\
               --kontragent-form-data\r\ncontent-disposition: form-data; name=\"recipientKpp\"\r\n\r\n999901001\r\n\
               --kontragent-form-data--\r\n",
    },
];

#[test]
fn every_operation_is_sent_as_documented() {
    let names: BTreeSet<_> = CASES.iter().map(|case| case.name).collect();
    let declared: BTreeSet<_> = Provider::Astral.operations().iter().map(|operation| operation.name).collect();
    assert_eq!(names, declared);
    assert_eq!(names.len(), 16);
    for Case { name, params, sent, body } in CASES {
        let request = request(name, params).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let addressed = direct().address(operation(name), &request, "application/json", Locale::En);
        assert_eq!(
            format!("{} {}", addressed.method, addressed.url),
            filled(sent).replace(" /", " https://astral.example/"),
            "{name}"
        );
        assert_eq!(addressed.body.as_deref().unwrap_or_default(), *body, "{name}");
        let header = |name: &str| {
            let mut values =
                addressed.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
            let value = values.next();
            assert_eq!(values.next(), None, "two headers {name}");
            value
        };
        assert_eq!(header("authorization"), Some("Bearer header.payload.signature"), "{name}");
        let in_header = !matches!(*name, "globalIds" | "departments" | "sendEmailInvite");
        assert_eq!(header("abonentid"), in_header.then_some(ABONENT), "{name}");
        let media_type = match *name {
            "sendEmailInvite" => Some("multipart/form-data; boundary=kontragent-form-data"),
            _ if body.is_empty() => None,
            _ => Some("application/json"),
        };
        assert_eq!(header("content-type"), media_type, "{name}");
    }
}

#[test]
fn the_worker_admits_what_the_client_sends_and_composes_the_same() {
    let route = Route::Proxy { base: String::new(), token: None };
    for Case { name, params, .. } in CASES {
        let request = request(name, params).unwrap();
        let addressed = route.address(operation(name), &request, "application/json", Locale::En);
        let headers: Vec<_> = addressed.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        let (path, query) = addressed.url.split_once('?').unwrap_or((&addressed.url, ""));
        let body = addressed.body.as_deref().unwrap_or_default().as_bytes();
        let incoming = Incoming { method: addressed.method, path, query, headers: &headers, body };
        let question = proxy::admit(&incoming).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!((question.operation.name, &question.request), (*name, &request), "{name}");
    }
    assert!(proxy::caller_headers().contains(&"abonentid"));
}

#[test]
fn only_questions_are_safe_to_repeat_and_only_global_ids_are_kept() {
    for operation in Provider::Astral.operations() {
        assert_eq!(operation.safe_to_repeat, operation.method.name() == "GET", "{}", operation.name);
        assert_eq!(operation.cache_seconds > 0, operation.name == "globalIds", "{}", operation.name);
        assert_eq!(operation.paging.is_some(), operation.params.iter().any(|param| param.name == "offset"));
    }
}

#[test]
fn what_breaks_a_rule_is_refused_before_anything_is_sent() {
    let own = r#""abonentId":"$ABONENT""#;
    let card = |rest: &str| format!(r#"{{{own},"counterpartyId":"$ID"{rest}}}"#);
    let of = |rest: &str| format!("{{{own}{rest}}}");
    for (name, params, code, path) in [
        ("contacts", "{}".to_owned(), "missing-parameter", ""),
        (
            "sendEmailInvite",
            r#"{"recipientEmail":"a@b.example","recipientInn":"9632018827"}"#.into(),
            "missing-parameter",
            "",
        ),
        ("contacts", r#"{"abonentId":"28f6abfc546a4efaad436f8db8738875"}"#.into(), "guid", "abonentId"),
        ("contacts", r#"{"abonentId":"{28f6abfc-546a-4efa-ad43-6f8db8738875}"}"#.into(), "guid", "abonentId"),
        ("contacts", r#"{"abonentId":""}"#.into(), "guid", "abonentId"),
        ("contacts", r#"{"abonentId":5}"#.into(), "type", "abonentId"),
        ("contacts", of(r#","offset":-1"#), "type", "offset"),
        ("contacts", of(r#","count":0"#), "type", "count"),
        ("contacts", of(r#","count":1.5"#), "type", "count"),
        ("contacts", of(r#","count":2147483648"#), "type", "count"),
        ("contacts", of(r#","limit":5"#), "unknown-parameter", "limit"),
        ("departments", r#"{"counterpartyId":"$ID","count":5}"#.into(), "unknown-parameter", "count"),
        ("departments", r#"{"abonentId":"$ABONENT","counterpartyId":"$ID"}"#.into(), "unknown-parameter", "abonentId"),
        ("departments", "{}".into(), "missing-parameter", "counterpartyId"),
        ("departments", r#"{"counterpartyId":"$ID","departmentId":"x"}"#.into(), "guid", "departmentId"),
        ("globalIds", r#"{"kpp":"999901001"}"#.into(), "missing-parameter", "inn"),
        ("globalIds", r#"{"inn":"9632018827"}"#.into(), "missing-parameter", "kpp"),
        ("globalIds", r#"{"inn":"9632018828","kpp":"999901001"}"#.into(), "checksum", "inn"),
        ("globalIds", r#"{"inn":"9632018827","kpp":"99990100"}"#.into(), "length", "kpp"),
        ("globalIds", r#"{"inn":"770000000156","kpp":"999901001"}"#.into(), "kpp-of-person", "kpp"),
        ("globalIds", r#"{"inn":["9632018827"],"kpp":"999901001"}"#.into(), "type", "inn"),
        ("blockOrganization", of(r#","inn":"770000000156","kpp":"999901001""#), "kpp-of-person", "kpp"),
        ("unblockOrganization", of(""), "missing-parameter", "inn"),
        ("deleteContact", of(""), "missing-parameter", "contactId"),
        ("deleteContact", of(r#","contactId":"../contacts""#), "guid", "contactId"),
        ("sendInvitation", of(r#","recipientGlobalId":"""#), "global-id", "recipientGlobalId"),
        ("sendInvitation", of(r#","recipientGlobalId":"2AE""#), "global-id", "recipientGlobalId"),
        ("sendInvitation", of(r#","recipientGlobalId":"-AE28F6""#), "global-id", "recipientGlobalId"),
        ("sendInvitation", of(r#","recipientGlobalId":"2AE 28F6""#), "global-id", "recipientGlobalId"),
        ("sendInvitation", of(r#","recipientGlobalId":"2ЯЖ28F6""#), "global-id", "recipientGlobalId"),
        ("sendEmailInvite", of(r#","recipientEmail":"нет","recipientInn":"9632018827""#), "email", "recipientEmail"),
        ("sendEmailInvite", of(r#","recipientEmail":"a@b","recipientInn":"9632018827""#), "email", "recipientEmail"),
        (
            "sendEmailInvite",
            of(r#","recipientEmail":"a@b.c@d.e","recipientInn":"9632018827""#),
            "email",
            "recipientEmail",
        ),
        (
            "sendEmailInvite",
            of(r#","recipientEmail":"a@b.example, c@d.example","recipientInn":"9632018827""#),
            "email",
            "recipientEmail",
        ),
        (
            "sendEmailInvite",
            of(r#","recipientEmail":"a@b.example\r\nbcc: x","recipientInn":"9632018827""#),
            "email",
            "recipientEmail",
        ),
        ("sendEmailInvite", of(r#","recipientEmail":"a@b.example""#), "missing-parameter", "recipientInn"),
        (
            "sendEmailInvite",
            of(r#","recipientEmail":"a@b.example","recipientInn":"770000000156","recipientKpp":"999901001""#),
            "kpp-of-person",
            "recipientKpp",
        ),
        ("updateContactCard", card(""), "missing-parameter", ""),
        ("updateContactCard", card(r#","newEmployees":[]"#), "too-few-values", "newEmployees"),
        ("updateContactCard", card(r#","legalAddress":null"#), "missing-parameter", ""),
        (
            "updateContactCard",
            card(r#","legalAddress":{"city":"Москва"}"#),
            "missing-parameter",
            "legalAddress.regionCode",
        ),
        (
            "updateContactCard",
            card(r#","legalAddress":{"regionCode":" ","city":"Москва"}"#),
            "blank",
            "legalAddress.regionCode",
        ),
        ("updateContactCard", card(r#","legalAddress":{"regionCode":"77"}"#), "missing-parameter", "legalAddress"),
        (
            "updateContactCard",
            card(r#","actualAddress":{"regionCode":"77","city":" "}"#),
            "blank",
            "actualAddress.city",
        ),
        (
            "updateContactCard",
            card(r#","actualAddress":{"regionCode":"77","town":"Москва"}"#),
            "unknown-parameter",
            "actualAddress.town",
        ),
        ("updateContactCard", card(r#","actualAddress":"Москва""#), "type", "actualAddress"),
        (
            "updateContactCard",
            card(r#","newEmployees":[{"position":"Директор"}]"#),
            "missing-parameter",
            "newEmployees[0].fullName",
        ),
        (
            "updateContactCard",
            card(r#","newEmployees":[{"fullName":"А"},{"fullName":"Б","email":"б"}]"#),
            "email",
            "newEmployees[1].email",
        ),
        ("replaceContactCard", card(""), "missing-parameter", "legalAddress"),
        ("replaceContactCard", card(r#","newEmployees":[{"fullName":"А"}]"#), "missing-parameter", "legalAddress"),
        ("replaceContactCard", card(r#","legalAddress":null"#), "missing-parameter", "actualAddress"),
        ("replaceContactCard", card(r#","actualAddress":null"#), "missing-parameter", "legalAddress"),
    ] {
        assert_eq!(refusal(name, &params), (code.to_owned(), path.to_owned()), "{name} {params}");
    }
}

#[test]
fn losing_both_addresses_must_be_said() {
    let card = |rest: &str| format!(r#"{{"abonentId":"$ABONENT","counterpartyId":"$ID",{rest}}}"#);
    let address = r#"{"regionCode":"77","settlement":"Вымыслово"}"#;
    for (params, body) in [
        (
            r#""legalAddress":null,"actualAddress":null"#.to_owned(),
            r#"{"legalAddress":null,"actualAddress":null}"#.to_owned(),
        ),
        (format!(r#""legalAddress":{address}"#), format!(r#"{{"legalAddress":{address}}}"#)),
        (format!(r#""actualAddress":{address}"#), format!(r#"{{"actualAddress":{address}}}"#)),
        (
            format!(r#""actualAddress":{address},"legalAddress":null"#),
            format!(r#"{{"legalAddress":null,"actualAddress":{address}}}"#),
        ),
    ] {
        let request =
            request("replaceContactCard", &card(&params)).unwrap_or_else(|error| panic!("{params}: {error:?}"));
        assert_eq!(request.body.unwrap().encoded().0, body);
    }
}

#[test]
fn look_alikes_in_the_prefix_become_latin_and_nothing_else_is_touched() {
    let sent = |id: &str| {
        let params = Value::Object(vec![
            ("abonentId".into(), Value::Text(ABONENT.into())),
            ("recipientGlobalId".into(), Value::Text(id.into())),
        ]);
        operation("sendInvitation").request(&params).map(|request| request.body.unwrap().encoded().0)
    };
    let of = |id: &str| format!(r#"{{"recipientGlobalId":"{id}"}}"#);
    // А and Е are Cyrillic.
    assert_eq!(sent("2\u{410}\u{415}28F6").unwrap(), of("2AE28F6"));
    assert_eq!(sent(" 2BM-96\u{410} ").err().map(|error| error.code().to_owned()), None);
    assert_eq!(sent("2BM-96\u{410}").unwrap(), of("2BM-96\u{410}"));
    assert_eq!(sent("2be6b1").unwrap(), of("2be6b1"));
}

// What is answered ---------------------------------------------------------------------------------------------------

macro_rules! answers {
    ($($file:literal $operation:literal $model:ident),+ $(,)?) => {
        const ANSWERS: &[(&str, &str, &str, &str, &Shape)] = &[$((
            $file,
            $operation,
            include_str!(concat!("fixtures/astral/", $file, ".json")),
            include_str!(concat!("fixtures/astral/", $file, ".expected.json")),
            &Shape::Object(&models::$model),
        )),+];
    };
}

answers! {
    "blockedOrganizations" "blockedOrganizations" BLOCKED_LIST,
    "globalIds" "globalIds" GLOBAL_IDS,
    "contacts" "contacts" CONTACTS,
    "departments" "departments" DEPARTMENTS,
    "sent" "sendInvitation" SENT,
    "invitations" "outgoingInvitations" INVITATIONS,
    "invitations" "incomingInvitations" INVITATIONS,
    "invitation" "invitation" INVITATION,
}

fn params_of(name: &str) -> &'static str {
    CASES.iter().find(|case| case.name == name).map(|case| case.params).unwrap()
}

fn written(value: &Value) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

fn reached() -> Vec<&'static Model> {
    coverage::reached(ANSWERS.iter().map(|(.., shape)| *shape))
}

#[test]
fn every_answer_is_read_as_expected() {
    for (file, name, wire, expected, shape) in ANSWERS {
        let Answer::Value(declared) = operation(name).answer else { panic!("{name}") };
        assert!(std::ptr::eq(declared, *shape) || format!("{declared:?}") == format!("{shape:?}"), "{name}");
        let body = written(&parse(wire));
        let actual =
            json(answered(name, params_of(name), false, response(200, "application/json; charset=utf-8", &body)));
        assert_eq!(actual, written(&parse(expected)), "{file}");
        // And once more what was made of it.
        assert_eq!(decode(actual.as_bytes(), shape).unwrap().json, actual, "{file}");
        let raw = json(answered(name, params_of(name), true, response(200, "", &body)));
        assert_eq!(raw, body, "{file}");
    }
}

#[test]
fn every_field_of_every_model_is_in_a_fixture_and_has_a_name_of_its_own() {
    let mut seen = BTreeSet::new();
    ANSWERS
        .iter()
        .for_each(|(_, _, wire, _, shape)| coverage::walk(shape, &parse(wire), |field| field.wire, &mut seen));
    let models = reached();
    let declared = coverage::declared(&models, |field| field.wire);
    assert_eq!(declared.difference(&seen).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
    assert!(models.iter().all(|model| model.name.starts_with("Astral")));
    let names: BTreeSet<_> = models.iter().map(|model| model.name).collect();
    assert_eq!(names.len(), models.len());
}

#[test]
fn the_identifiers_of_the_fixtures_are_valid() {
    fn walk(value: &Value, count: &mut usize) {
        value.items().iter().for_each(|item| walk(item, count));
        let Value::Object(members) = value else { return };
        for (name, value) in members {
            match (name.as_str(), value.text()) {
                ("inn", Some(text)) => assert!(is_valid(Kind::Inn, text.as_bytes()), "{text}"),
                ("kpp", Some(text)) => assert!(is_valid(Kind::Kpp, text.as_bytes()), "{text}"),
                ("id" | "blockedBy", Some(text)) => assert!(is_guid(text), "{text}"),
                _ => *count -= 1,
            }
            *count += 1;
            walk(value, count);
        }
    }
    let mut count = 0_usize;
    // One more than there are, so that counting down never falls below zero.
    ANSWERS.iter().for_each(|(_, _, wire, ..)| {
        count += 1;
        walk(&parse(wire), &mut count);
    });
    assert!(count > 40, "{count}");
}

#[test]
fn success_without_anything_to_tell_may_have_any_status_of_success_and_any_body() {
    for name in [
        "unblockOrganization",
        "blockOrganization",
        "deleteContact",
        "replaceContactCard",
        "updateContactCard",
        "acceptInvitation",
        "rejectInvitation",
        "sendEmailInvite",
    ] {
        for (status, media_type, body) in [
            (200, "", ""),
            (204, "", ""),
            (201, "application/json", "{}"),
            (202, "text/plain", "Success"),
            (200, "application/json", "null"),
        ] {
            let result = answered(name, params_of(name), false, response(status, media_type, body));
            assert!(matches!(result, Ok(Success::Nothing)), "{name} {status} {body}");
        }
        // The page of something that stands before the provider is not its answer, and a redirect is none at all.
        for (status, media_type, code) in
            [(200, "text/html", "content-type"), (302, "", "unexpected-status"), (304, "", "unexpected-status")]
        {
            let error = answered(name, params_of(name), false, response(status, media_type, "<html>")).unwrap_err();
            assert_eq!(error.code(), code, "{name}");
        }
    }
}

#[test]
fn an_error_never_comes_out_as_an_empty_answer() {
    let lists =
        ["blockedOrganizations", "globalIds", "contacts", "departments", "outgoingInvitations", "incomingInvitations"];
    for name in lists {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"data":null}"#,
            r#"{"count":null,"data":null}"#,
            r#"{"count":1}"#,
            r#"{"error":"нельзя"}"#,
            r#"{"title":"Forbidden","status":403}"#,
            r#"{"count":0,"data":{}}"#,
            r#"{"count":0,"data":"#,
        ] {
            let error = answered(name, params_of(name), false, response(200, "application/json", body)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{name} {body}");
            assert_eq!(error.excerpt, None, "what may be about people is not quoted");
        }
        // There are some, and the first page has none; a later one, and one that is searched for, may have none.
        for body in
            [r#"{"count":2,"data":[]}"#, r#"{"totalCount":5,"count":0,"data":[]}"#, r#"{"totalCount":5,"count":0}"#]
        {
            let ask = |more: Option<(&str, Value)>| {
                let Ok(Value::Object(mut params)) = Value::parse(params_of(name).as_bytes()) else { panic!("{name}") };
                params.retain(|(name, _)| !matches!(name.as_str(), "filter" | "offset" | "departmentId"));
                params.extend(more.map(|(name, value)| (name.to_owned(), value)));
                let mut text = String::new();
                Value::Object(params).write(&mut text);
                answered(name, &text, false, response(200, "application/json", body))
            };
            let error = ask(None).unwrap_err();
            assert_eq!((error.code(), error.path.as_deref()), ("json-missing", Some("$.data")), "{name} {body}");
            let later = ("offset", Value::Number("15".into()));
            assert!(name == "globalIds" || ask(Some(later)).is_ok(), "{name} {body}");
            let children = ("departmentId", Value::Text("$ABONENT".into()));
            assert!(name != "departments" || ask(Some(children)).is_ok(), "{name} {body}");
        }
        for (body, expected) in [
            (r#"{"count":0,"data":[]}"#, r#"{"count":0,"data":[]}"#),
            (r#"{"count":0,"data":null}"#, r#"{"count":0,"data":[]}"#),
            (r#"{"data":[]}"#, r#"{"data":[]}"#),
        ] {
            assert_eq!(json(answered(name, params_of(name), false, response(200, "application/json", body))), expected);
        }
        let html = answered(name, params_of(name), false, response(200, "text/html; charset=utf-8", "<html>"));
        assert_eq!(html.unwrap_err().code(), "content-type", "{name}");
    }
    for body in ["", "OK", "{}", "null", r#"{"error":"нельзя"}"#] {
        let error =
            answered("sendInvitation", params_of("sendInvitation"), false, response(200, "", body)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        let error = answered("invitation", params_of("invitation"), false, response(200, "", body)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[test]
fn the_guid_of_a_new_invitation_comes_in_any_form() {
    let expected = format!(r#"{{"id":"{ID}"}}"#);
    for (media_type, body) in [
        ("application/json; charset=utf-8", format!("\"{ID}\"")),
        ("text/plain", ID.to_owned()),
        ("", format!("{ID}\n")),
        ("application/json", expected.clone()),
    ] {
        for status in [200, 201] {
            let result =
                answered("sendInvitation", params_of("sendInvitation"), false, response(status, media_type, &body));
            assert_eq!(json(result), expected, "{body}");
        }
    }
    let raw = answered("sendInvitation", params_of("sendInvitation"), true, response(200, "", &format!("\"{ID}\"")));
    assert_eq!(json(raw), format!("\"{ID}\""));
}

/// Questions that may name a person: what is said of them is not quoted.
const SEARCHES: &[&str] = &["contacts", "outgoingInvitations", "incomingInvitations"];

#[test]
fn every_status_has_its_class_and_the_providers_words_are_quoted_without_secrets() {
    for Case { name, params, .. } in CASES {
        for (status, kind, code) in [
            (400, ErrorKind::Provider, "refused"),
            (401, ErrorKind::Auth, "key-refused"),
            (403, ErrorKind::Auth, "access-refused"),
            (404, ErrorKind::NotFound, "not-found"),
            (409, ErrorKind::Provider, "refused"),
            (429, ErrorKind::RateLimit, "too-many-requests"),
            (500, ErrorKind::Provider, "provider-trouble"),
            (503, ErrorKind::Provider, "provider-trouble"),
        ] {
            let problem =
                format!(r#"{{"title":"Нельзя","detail":"токен {TOKEN}","errors":{{"inn":["Неверный ИНН"]}}}}"#);
            for (media_type, body, excerpt) in [
                ("", "", None),
                ("application/problem+json", problem.as_str(), Some("Нельзя; токен ***; inn: Неверный ИНН")),
                ("application/json", r#"{"message":"Нет доступа"}"#, Some("Нет доступа")),
                (
                    "application/json",
                    r#"{"error":"access_denied","error_description":"Нет"}"#,
                    Some("access_denied; Нет"),
                ),
                ("text/plain", "Внутренняя\nошибка", Some("Внутренняя ошибка")),
                ("text/html", "<html>", Some("<html>")),
            ] {
                let error = answered(name, params, false, response(status, media_type, body)).unwrap_err();
                assert_eq!((error.kind(), error.code()), (kind, code), "{name} {status}");
                assert_eq!(error.status, Some(status));
                let quoted = excerpt.filter(|_| !SEARCHES.contains(name));
                assert_eq!(error.excerpt.as_deref(), quoted, "{name} {status}");
                assert!(!format!("{error:?} {}", error.message(Locale::Ru)).contains(TOKEN));
            }
        }
    }
    let long = format!(r#"{{"message":"{}"}}"#, "я".repeat(5000));
    let error =
        answered("invitation", params_of("invitation"), false, response(500, "application/json", &long)).unwrap_err();
    assert_eq!(error.excerpt.unwrap().chars().count(), 200);
}

#[test]
fn a_missing_member_is_named_by_its_place() {
    for (name, body, path) in [
        ("invitation", r#"{"id":"1"}"#, "$.sentDate"),
        ("contacts", r#"{"data":[{"id":"1","owner":{"id":"2"}}]}"#, "$.data[0].owner.globalId"),
        ("blockedOrganizations", r#"{"data":[{"id":"1","blockedBy":null}]}"#, "$.data[0].blockedBy"),
    ] {
        let error = answered(name, params_of(name), false, response(200, "application/json", body)).unwrap_err();
        assert_eq!(error.path.as_deref(), Some(path), "{name}");
    }
    assert_eq!(
        decode(br#"{"data":[1]}"#, &Shape::Object(&models::GLOBAL_IDS)).map_err(|fault| (fault.path(), fault.kind)),
        Err(("$.data[0]".to_owned(), FaultKind::Type { expected: "text", found: "number" }))
    );
}

proptest! {
    #[test]
    fn whatever_comes_is_an_answer_or_an_error(status in 100_u16..600, body in "\\PC{0,80}") {
        for name in ["contacts", "departments", "sendInvitation", "invitation", "acceptInvitation"] {
            for raw in [false, true] {
                let result = answered(name, params_of(name), raw, response(status, "application/json", &body));
                prop_assert!(result.is_err() || (200..300).contains(&status));
            }
        }
    }

    #[test]
    fn a_guid_is_told_from_everything_else(text in "[0-9a-fA-F-]{30,40}") {
        let groups: Vec<usize> = text.split('-').map(str::len).collect();
        prop_assert_eq!(is_guid(&text), groups == [8, 4, 4, 4, 12]);
    }

    #[test]
    fn a_form_never_has_its_boundary_in_a_value(email in "[a-z-]{1,40}@kontragent-form-data[.][a-z]{2,5}") {
        let params = format!(r#"{{"abonentId":"$ABONENT","recipientEmail":"{email}","recipientInn":"9632018827"}}"#);
        let (text, media_type) = request("sendEmailInvite", &params).unwrap().body.unwrap().encoded();
        let boundary = media_type.split_once("boundary=").unwrap().1.to_owned();
        prop_assert_eq!(text.matches(&boundary).count(), 3);
    }
}
