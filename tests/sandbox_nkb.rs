//! НКБ asked and played back: requests as they are sent, answers as they are read, refusals as they are told, over the sandbox's
//! companies.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::error::{Cause, ErrorKind};
use kontragent::graph::{Graph, History};
use kontragent::http::{Body, Incoming, Request, Response};
use kontragent::json::{FaultKind, Value};
use kontragent::model::decode;
use kontragent::operation::{Expected, Operation};
use kontragent::providers::nkb::links::{ENTITIES, Entity, TYPES, link};
use kontragent::providers::{Credentials, Provider};
use kontragent::sandbox::{KEY, Memory, Played, Switches, companies, magic, nkb, ogrns, respond};
use std::collections::BTreeSet;

fn operation(name: &str) -> &'static Operation {
    catalogue::find(Provider::Nkb, name).unwrap()
}

fn parse(json: &str) -> Value {
    Value::parse(json.as_bytes()).unwrap_or_else(|fault| panic!("{json}: {fault:?}"))
}

fn written(value: &Value) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

fn request(name: &str, params: &str) -> Result<Request, (String, String)> {
    let told = |error: Box<kontragent::error::Error>| (error.code().to_owned(), error.path.clone().unwrap_or_default());
    operation(name).request(&parse(params)).map_err(told)
}

fn login(name: &str, password: &str) -> Credentials {
    Credentials::new(Provider::Nkb, vec![name.to_owned(), password.to_owned()]).unwrap()
}

fn send(request: &Request, switches: &nkb::Switches, memory: &Memory) -> Played {
    let target = request.target();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let body = request.body.as_ref().map(|body| body.encoded().0).unwrap_or_default();
    let headers: Vec<(String, String)> =
        request.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
    let incoming = Incoming { method: request.method.name(), path, query, headers: &headers, body: body.as_bytes() };
    respond(Provider::Nkb, &incoming, &Switches { nkb: switches.clone(), ..Switches::default() }, memory)
}

/// What the client makes of an answer.
fn read(name: &str, request: &Request, response: &Response) -> Result<Value, Cause> {
    let operation = operation(name);
    let body = Provider::Nkb.read(operation, request, response, false)?;
    let Expected::Json(shape) = operation.expected(request) else { panic!("{name} is JSON") };
    decode(&body, shape).map(|decoded| parse(&decoded.json)).map_err(Cause::Decode)
}

fn ask_as(name: &str, params: &str, switches: &nkb::Switches) -> Result<Value, Cause> {
    let request = request(name, params).unwrap_or_else(|told| panic!("{name} {params} {told:?}"));
    let request = login(KEY, KEY).authorise(&request);
    read(name, &request, &send(&request, switches, &Memory::default()).response)
}

fn ask(name: &str, params: &str) -> Result<Value, Cause> {
    ask_as(name, params, &nkb::Switches::default())
}

fn told(cause: &Cause) -> (ErrorKind, &str) {
    (
        cause.kind(),
        match cause {
            Cause::Said { code, .. } => code,
            other => panic!("{other:?}"),
        },
    )
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::text).unwrap_or_else(|| panic!("no {name} in {}", written(value)))
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).unwrap_or_else(|| panic!("no {name} in {}", written(value))).items()
}

fn number(value: &Value, name: &str) -> u64 {
    match value.get(name) {
        Some(Value::Number(digits)) => digits.parse().unwrap(),
        other => panic!("{name}: {other:?}"),
    }
}

/// The id in НКБ of an organisation.
fn id_of(ogrn: &str) -> String {
    let found = ask("company", &format!(r#"{{"ogrn":"{ogrn}","subsidiary":false}}"#)).unwrap();
    text(&list(&found, "list")[0], "id").to_owned()
}

/// Everything that is related with an object in one way, page by page.
fn all_related(entity: &str, id: &str, rel_type: &str, direction: &str, more: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for page in 1.. {
        let params = format!(
            r#"{{"type":"{entity}","id":"{id}","relType":"{rel_type}","direction":"{direction}","page":{page},"pageSize":50{more}}}"#
        );
        let answer = ask("related", &params).unwrap();
        all.extend(list(&answer, "list").to_vec());
        if number(&answer, "pageNumber") >= number(&answer, "pageCount") {
            assert_eq!(number(&answer, "total"), all.len() as u64);
            return all;
        }
    }
    panic!("no last page")
}

/// Organisations with something to look at.
fn interesting() -> Vec<String> {
    companies().into_iter().filter(|company| company.ogrn.len() == 13).map(|company| company.ogrn).collect()
}

#[test]
fn requests_are_sent_as_the_document_says() {
    let target = |name: &str, params: &str| request(name, params).unwrap().target();
    assert_eq!(
        target("company", r#"{"inn":"7707083893","name":"ЗАО \"А\"","subsidiary":false,"page":2,"pageSize":5}"#),
        "/api/company?inn=7707083893&name=%D0%97%D0%90%D0%9E%20%22%D0%90%22&subsidiary=false&page=2&pageSize=5"
    );
    assert_eq!(
        target("company", r#"{"okpo":"00044428","subsidiary":true}"#),
        "/api/company?okpo=00044428&subsidiary=true"
    );
    assert_eq!(
        target("connections", r#"{"companies":["00044428","7707083893"],"individuals":" Вымыслов  Пётр Ильич"}"#),
        "/api/connections?q=00044428&q=7707083893&i=%D0%92%D1%8B%D0%BC%D1%8B%D1%81%D0%BB%D0%BE%D0%B2%20%D0%9F%D1%91%D1%82%D1%80%20%D0%98%D0%BB%D1%8C%D0%B8%D1%87"
    );
    assert_eq!(target("balance", r#"{"id":"981308"}"#), "/api/balance/981308");
    assert_eq!(
        target("related", r#"{"type":"COMPANY","id":"1","relType":"FOUNDER_COMPANY","direction":"in","history":true}"#),
        "/api/COMPANY/1/related/FOUNDER_COMPANY/in?history=true"
    );
    assert_eq!(
        target(
            "relations",
            r#"{"fromType":"COMPANY","fromId":"1","toType":"INDIVIDUAL","toId":"ab","relTypes":["ADDRESS","PHONE"],"maxDepth":3,"history":false}"#
        ),
        "/api/COMPANY/1/relations/INDIVIDUAL/ab?relType=ADDRESS&relType=PHONE&maxDepth=3&history=false"
    );
    let order = request(
        "orderBatch",
        r#"{"list":[{"type":"COMPANY","id":"1"},{"id":"ab","type":"INDIVIDUAL"}],"checkOptions":{"relTypes":["ADDRESS"],"maxDepth":3,"history":false}}"#,
    )
    .unwrap();
    assert_eq!((order.method.name(), order.target().as_str()), ("POST", "/api/connections/batch"));
    let Some(Body::Json(body)) = &order.body else { panic!("{order:?}") };
    assert_eq!(
        parse(body),
        parse(
            r#"{"list":[{"type":"COMPANY","id":"1"},{"type":"INDIVIDUAL","id":"ab"}],"checkOptions":{"relTypes":["ADDRESS"],"maxDepth":3,"history":false}}"#
        )
    );
    assert_eq!(target("batch", r#"{"orderId":"54f0"}"#), "/api/connections/batch?orderId=54f0");
    // The login, UTF-8.
    let sent = login("имя", "пароль:1").authorise(&order);
    assert_eq!(sent.headers, [("authorization".into(), "Basic 0LjQvNGPOtC/0LDRgNC+0LvRjDox".to_owned())]);
    assert!(order.headers.is_empty());
}

#[test]
fn what_is_wrong_is_not_sent() {
    for (name, params, code, path) in [
        ("company", "{}", "missing-parameter", ""),
        ("company", r#"{"subsidiary":true}"#, "missing-parameter", ""),
        ("company", r#"{"inn":"7707083894"}"#, "checksum", "inn"),
        ("company", r#"{"inn":7707083893}"#, "type", "inn"),
        ("company", r#"{"inn":"500100732259"}"#, "organisations-only", "inn"),
        ("company", r#"{"okpo":"0044428"}"#, "length", "okpo"),
        ("company", r#"{"okpo":"0000444283"}"#, "checksum", "okpo"),
        ("company", r#"{"id":"1a"}"#, "id", "id"),
        ("company", r#"{"id":""}"#, "id", "id"),
        ("company", r#"{"name":"  "}"#, "name", "name"),
        ("company", r#"{"name":"a\nb"}"#, "name", "name"),
        ("company", r#"{"id":"1","page":0}"#, "type", "page"),
        ("company", r#"{"id":"1","pageSize":0}"#, "type", "pageSize"),
        ("company", r#"{"id":"1","lang":"en"}"#, "unknown-parameter", "lang"),
        ("connections", r#"{"companies":["7707083893"]}"#, "too-few-values", "companies"),
        ("connections", r#"{"companies":["7707083893","7707083893"]}"#, "too-few-values", "companies"),
        ("connections", r#"{"individuals":["Вымыслов"]}"#, "full-name", "individuals[0]"),
        ("connections", r#"{"individuals":["Вымыслов Пётр\nМакетова Анна","А Б"]}"#, "full-name", "individuals[0]"),
        ("connections", r#"{"companies":["7707083893","123"]}"#, "length", "companies[1]"),
        ("balance", "{}", "missing-parameter", "id"),
        ("balance", r#"{"id":"../1"}"#, "id", "id"),
        (
            "related",
            r#"{"type":"COMPANY","id":"1","relType":"FOUNDER_COMPANY","direction":"up"}"#,
            "unknown-choice",
            "direction",
        ),
        ("related", r#"{"type":"COMPANY","id":"1","relType":"FOUNDER","direction":"in"}"#, "unknown-choice", "relType"),
        (
            "related",
            r#"{"type":"COMPANY","id":"1","relType":"FOUNDER_INDIVIDUAL","direction":"out"}"#,
            "direction",
            "direction",
        ),
        ("related", r#"{"type":"COMPANY","id":"a/b","relType":"ADDRESS","direction":"in"}"#, "id", "id"),
        (
            "related",
            r#"{"type":"COMPANY","id":"1","relType":"ADDRESS","direction":"in","history":"true"}"#,
            "type",
            "history",
        ),
        (
            "relations",
            r#"{"fromType":"COMPANY","fromId":"1","toType":"COMPANY","toId":"2","relTypes":[]}"#,
            "too-few-values",
            "relTypes",
        ),
        (
            "relations",
            r#"{"fromType":"COMPANY","fromId":"1","toType":"COMPANY","toId":"2","relTypes":["ADDRESS"],"maxDepth":1}"#,
            "depth",
            "maxDepth",
        ),
        (
            "relations",
            r#"{"fromType":"COMPANY","fromId":"1","toType":"COMPANY","toId":"2","relTypes":["ADDRESS"],"maxDepth":11}"#,
            "depth",
            "maxDepth",
        ),
        (
            "orderBatch",
            r#"{"list":[{"type":"COMPANY","id":"1"}],"checkOptions":{"relTypes":["ADDRESS"]}}"#,
            "too-few-values",
            "list",
        ),
        (
            "orderBatch",
            r#"{"list":[{"type":"COMPANY","id":"1"},{"type":"COMPANY"}],"checkOptions":{"relTypes":["ADDRESS"]}}"#,
            "missing-parameter",
            "list[1].id",
        ),
        (
            "orderBatch",
            r#"{"list":[{"type":"COMPANY","id":"1"},{"type":"COMPANY","id":"2"}],"checkOptions":{"relTypes":[]}}"#,
            "too-few-values",
            "checkOptions.relTypes",
        ),
        (
            "orderBatch",
            r#"{"list":[{"type":"COMPANY","id":"1"},{"type":"COMPANY","id":"2"}],"checkOptions":{"relTypes":["ADDRESS"],"maxDepth":11}}"#,
            "depth",
            "checkOptions.maxDepth",
        ),
        (
            "orderBatch",
            r#"{"list":[{"type":"COMPANY","id":"1"},{"type":"COMPANY","id":"2"}]}"#,
            "missing-parameter",
            "checkOptions",
        ),
        ("batch", r#"{"orderId":"a b"}"#, "id", "orderId"),
    ] {
        assert_eq!(
            request(name, params).map(|request| request.target()),
            Err((code.to_owned(), path.to_owned())),
            "{name} {params}"
        );
    }
}

#[test]
fn of_160_ways_to_ask_for_related_objects_32_make_sense() {
    let mut sent = 0;
    for entity in ENTITIES {
        for rel_type in TYPES {
            for direction in ["in", "out"] {
                let params =
                    format!(r#"{{"type":"{entity}","id":"1","relType":"{rel_type}","direction":"{direction}"}}"#);
                let right = link(rel_type).unwrap().allows(Entity::from_name(entity).unwrap(), direction == "out");
                assert_eq!(request("related", &params).is_ok(), right, "{params}");
                sent += u32::from(right);
            }
        }
    }
    assert_eq!(sent, 32);
}

#[test]
fn every_relation_of_every_object_can_be_asked_for_and_its_counts_agree() {
    // The examples, and two steps from there; purchases by the hundred are asked about by their first page.
    let mut open: Vec<(String, String)> =
        interesting().iter().map(|ogrn| ("COMPANY".to_owned(), id_of(ogrn))).collect();
    open.truncate(12);
    let mut seen: BTreeSet<(String, String)> = open.iter().cloned().collect();
    let mut types: BTreeSet<(String, String)> = BTreeSet::new();
    let mut depth = 0;
    while depth < 2 {
        let mut next = Vec::new();
        for (entity, id) in open {
            for rel_type in TYPES {
                for direction in ["in", "out"] {
                    let (known, out) = (link(rel_type).unwrap(), direction == "out");
                    if !known.allows(Entity::from_name(&entity).unwrap(), out) {
                        continue;
                    }
                    let ask = |history: &str| {
                        let params = format!(
                            r#"{{"type":"{entity}","id":"{id}","relType":"{rel_type}","direction":"{direction}","pageSize":20{history}}}"#
                        );
                        ask("related", &params).unwrap_or_else(|cause| panic!("{params} {cause:?}"))
                    };
                    let (all, actual, outdated) = (ask(""), ask(r#","history":false"#), ask(r#","history":true"#));
                    assert_eq!(number(&all, "total"), number(&actual, "total") + number(&outdated, "total"));
                    assert_eq!(all.get("none"), Some(&Value::Bool(number(&all, "total") == 0)));
                    assert!(known.history || number(&outdated, "total") == 0);
                    for item in list(&all, "list") {
                        assert_eq!(text(item, "type"), known.other_end(out).name());
                        let records = list(item, "relations");
                        assert!(!records.is_empty() && (known.history || records.len() == 1));
                        assert!(records.iter().all(|record| text(record, "relType") == *rel_type
                            && record.get("outdated").is_some() == known.history));
                        // What the other end says of itself.
                        let back = if out { "in" } else { "out" };
                        let count = list(item, "info")
                            .iter()
                            .find(|count| text(count, "relType") == *rel_type && text(count, "direction") == back);
                        assert!(count.is_some_and(|count| number(count, "actual") + number(count, "outdated") > 0));
                        types.insert(((*rel_type).to_owned(), direction.to_owned()));
                        let object = (text(item, "type").to_owned(), text(item, "id").to_owned());
                        if depth == 0 && next.len() < 40 && seen.insert(object.clone()) {
                            next.push(object);
                        }
                    }
                }
            }
        }
        open = next;
        depth += 1;
    }
    let missing: Vec<_> = TYPES
        .iter()
        .flat_map(|name| [((*name).to_owned(), "in".to_owned()), ((*name).to_owned(), "out".to_owned())])
        .filter(|way| !types.contains(way))
        .collect();
    // Purchases and people are more than two steps from some.
    assert!(missing.len() < 12, "{missing:?}");
}

#[test]
fn companies_are_found_by_everything_that_they_have() {
    let mut found = 0;
    for ogrn in ogrns().filter(|ogrn| ogrn.len() == 13) {
        let magic: Vec<String> = magic().into_iter().map(|company| company.ogrn).collect();
        if magic.iter().any(|known| known == ogrn) {
            continue;
        }
        let by_ogrn = ask("company", &format!(r#"{{"ogrn":"{ogrn}","subsidiary":false}}"#)).unwrap();
        assert_eq!((number(&by_ogrn, "total"), by_ogrn.get("missing")), (1, Some(&Value::Bool(false))), "{ogrn}");
        let company = &list(&by_ogrn, "list")[0];
        assert_eq!((text(company, "type"), text(company, "ogrn")), ("COMPANY", ogrn));
        assert!(company.get("relations").is_none() && company.get("info").is_some());
        let id = text(company, "id");
        let by_id = ask("company", &format!(r#"{{"id":"{id}"}}"#)).unwrap();
        assert_eq!(list(&by_id, "list"), list(&by_ogrn, "list"));
        if let Some(okpo) = company.get("okpo").and_then(Value::text) {
            assert_eq!(number(&ask("company", &format!(r#"{{"okpo":"{okpo}","id":"{id}"}}"#)).unwrap(), "total"), 1);
        }
        found += 1;
    }
    assert!(found > 150, "{found}");
}

#[test]
fn branches_have_the_numbers_of_their_head() {
    let ogrn = interesting()
        .into_iter()
        .find(|ogrn| number(&ask("company", &format!(r#"{{"ogrn":"{ogrn}"}}"#)).unwrap(), "total") > 2);
    let ogrn = ogrn.expect("one with branches");
    let all = ask("company", &format!(r#"{{"ogrn":"{ogrn}","pageSize":2}}"#)).unwrap();
    assert_eq!(
        [number(&all, "total"), number(&all, "pageCount"), number(&all, "firstNumber"), number(&all, "lastNumber")],
        [4, 2, 1, 2]
    );
    let beyond = ask("company", &format!(r#"{{"ogrn":"{ogrn}","pageSize":2,"page":9}}"#)).unwrap();
    assert_eq!([number(&beyond, "total"), number(&beyond, "firstNumber"), number(&beyond, "lastNumber")], [4, 0, 0]);
    assert_eq!((list(&beyond, "list").len(), beyond.get("missing")), (0, Some(&Value::Bool(false))));
    let head = id_of(&ogrn);
    let branches = all_related("COMPANY", &head, "HEAD_COMPANY", "out", "");
    assert_eq!(branches.len(), 3);
    let okpos: BTreeSet<&str> = branches.iter().map(|branch| text(branch, "okpo")).collect();
    assert_eq!(okpos.len(), 3);
    let back = all_related("COMPANY", text(&branches[0], "id"), "HEAD_COMPANY", "in", "");
    assert_eq!(text(&back[0], "id"), head);
    // The document's own advice.
    let other = interesting().into_iter().find(|other| *other != ogrn).unwrap();
    let refused = ask("connections", &format!(r#"{{"companies":["{ogrn}","{other}"]}}"#)).unwrap_err();
    let Cause::Detailed { cause, details } = &refused else { panic!("{refused:?}") };
    assert_eq!(told(cause), (ErrorKind::Provider, "too-few-usable"));
    assert_eq!(details, &format!(r#"[{{"id":"{ogrn}","status":"MULTIPLE","count":4}}]"#));
    assert!(ask("connections", &format!(r#"{{"companies":["{ogrn}","{other}"],"subsidiary":false}}"#)).is_ok());
}

#[test]
fn nobody_is_an_answer_and_nothing_known_is_none() {
    let nobody = ask("company", r#"{"inn":"7707083893"}"#).unwrap();
    assert_eq!((nobody.get("missing"), list(&nobody, "list").len()), (Some(&Value::Bool(true)), 0));
    let unknown =
        ask("related", r#"{"type":"COMPANY","id":"1","relType":"FOUNDER_COMPANY","direction":"in"}"#).unwrap_err();
    assert_eq!(told(&unknown), (ErrorKind::NotFound, "nothing-known"));
    assert_eq!(ask("balance", r#"{"id":"1"}"#).unwrap(), parse(r#"{"missing":true,"years":[]}"#));
}

#[test]
fn balances_are_in_roubles() {
    let id = interesting().iter().map(|ogrn| id_of(ogrn)).find(|id| {
        let balance = ask("balance", &format!(r#"{{"id":"{id}"}}"#)).unwrap();
        balance.get("missing") == Some(&Value::Bool(false))
    });
    let balance = ask("balance", &format!(r#"{{"id":"{}"}}"#, id.expect("one with accounts"))).unwrap();
    let years = list(&balance, "years");
    assert!(years.len() > 2);
    for year in years {
        let value = |code: &str| {
            let line = list(year, "values").iter().find(|line| text(line, "code") == code);
            line.map_or(0, |line| match line.get("value") {
                Some(Value::Number(digits)) => digits.parse::<i64>().unwrap(),
                _ => panic!("{line:?}"),
            })
        };
        // Both sides of the sheet are equal, at the beginning and at the end.
        assert_eq!((value("13003"), value("13004")), (value("17003"), value("17004")));
        assert!(value("13004") > 0 && value("13004") % 1000 == 0);
    }
}

#[test]
fn who_is_affiliated() {
    let companies = interesting();
    // Two that one person leads or founded, found through their relations.
    let pair = companies.iter().find_map(|ogrn| {
        let id = id_of(ogrn);
        let people = all_related("COMPANY", &id, "EXECUTIVE_INDIVIDUAL", "in", "");
        people.iter().find_map(|person| {
            let others = all_related("INDIVIDUAL", text(person, "id"), "EXECUTIVE_INDIVIDUAL", "out", "");
            let other = others.iter().find(|other| text(other, "id") != id && other.get("okpo").is_some())?;
            Some((ogrn.clone(), text(other, "okpo").to_owned(), text(person, "name").to_owned()))
        })
    });
    let (ogrn, okpo, name) = pair.expect("a pair");
    let params = format!(
        r#"{{"companies":["{ogrn}","{okpo}","1027700132195"],"individuals":["{}"],"subsidiary":false}}"#,
        name.to_uppercase()
    );
    let answer = ask("connections", &params).unwrap();
    assert_eq!(answer.get("affiliated"), Some(&Value::Bool(true)));
    assert_eq!(written(&list(&answer, "groups")[0]), format!(r#"["{ogrn}","{okpo}","{}"]"#, name.to_uppercase()));
    assert_eq!(written(answer.get("validation").unwrap()), r#"[{"id":"1027700132195","status":"NOT_FOUND"}]"#);
    // The same company by another number.
    let found = ask("company", &format!(r#"{{"ogrn":"{ogrn}","subsidiary":false}}"#)).unwrap();
    let inn = text(&list(&found, "list")[0], "inn").to_owned();
    let answer =
        ask("connections", &format!(r#"{{"companies":["{ogrn}","{okpo}","{inn}"],"subsidiary":false}}"#)).unwrap();
    let alias = format!(r#"{{"id":"{inn}","status":"ALIAS","aliasOf":"{ogrn}"}}"#);
    assert!(written(answer.get("validation").unwrap()).contains(&alias) || companies.len() < 2, "{}", written(&answer));
}

#[test]
fn nobody_is_affiliated() {
    let companies = interesting();
    let apart = companies.iter().enumerate().find_map(|(place, one)| {
        companies.iter().skip(place + 1).find_map(|other| {
            let answer =
                ask("connections", &format!(r#"{{"companies":["{one}","{other}"],"subsidiary":false}}"#)).ok()?;
            (answer.get("affiliated") == Some(&Value::Bool(false))).then_some(answer)
        })
    });
    assert_eq!(written(&apart.expect("two that are apart")), r#"{"affiliated":false,"groups":[],"validation":[]}"#);
    let request =
        login(KEY, KEY).authorise(&request("connections", r#"{"companies":["7707083893","1027700132195"]}"#).unwrap());
    let refused = send(&request, &nkb::Switches::default(), &Memory::default()).response;
    assert_eq!((refused.status, refused.body.is_empty()), (400, false));
}

/// Two that are two relations apart, and the person between them.
fn neighbours() -> (String, String, String) {
    for ogrn in interesting() {
        let id = id_of(&ogrn);
        for person in all_related("COMPANY", &id, "EXECUTIVE_INDIVIDUAL", "in", "") {
            let person = text(&person, "id").to_owned();
            let others = all_related("INDIVIDUAL", &person, "EXECUTIVE_INDIVIDUAL", "out", "");
            if let Some(other) = others.iter().find(|other| text(other, "id") != id) {
                return (id, text(other, "id").to_owned(), person);
            }
        }
    }
    panic!("no neighbours")
}

#[test]
fn chains_between_two() {
    let (one, other, person) = neighbours();
    let params = format!(
        r#"{{"fromType":"COMPANY","fromId":"{one}","toType":"COMPANY","toId":"{other}","relTypes":["EXECUTIVE_INDIVIDUAL"]}}"#
    );
    let answer = ask("relations", &params).unwrap();
    assert_eq!(answer.get("found"), Some(&Value::Bool(true)));
    let nodes = list(&answer, "nodes");
    let edges = list(&answer, "edges");
    let mut through = BTreeSet::new();
    for chain in list(&answer, "chains") {
        let places: Vec<usize> = list(chain, "nodes").iter().map(|place| written(place).parse().unwrap()).collect();
        assert_eq!(places.len(), 3);
        assert_eq!((text(&nodes[places[0]], "id"), text(&nodes[places[2]], "id")), (one.as_str(), other.as_str()));
        through.insert(text(&nodes[places[1]], "id"));
        for (step, pair) in list(chain, "edges").iter().zip(places.windows(2)) {
            assert!(!step.items().is_empty());
            for edge in step.items() {
                let edge = &edges[written(edge).parse::<usize>().unwrap()];
                let ends = [number(edge, "source") as usize, number(edge, "target") as usize];
                assert!(ends == [pair[0], pair[1]] || ends == [pair[1], pair[0]]);
                // A person leads a company, never the other way.
                assert_eq!(text(&nodes[ends[0]], "type"), "INDIVIDUAL");
                assert_eq!(edge.get("undirected"), Some(&Value::Bool(false)));
            }
        }
    }
    assert!(through.contains(person.as_str()));
    // Nothing found, which the provider tells by `null`.
    let none = format!(
        r#"{{"fromType":"COMPANY","fromId":"{one}","toType":"COMPANY","toId":"{other}","relTypes":["PREDECESSOR_COMPANY"]}}"#
    );
    assert_eq!(ask("relations", &none).unwrap(), parse(r#"{"found":false,"chains":[],"nodes":[],"edges":[]}"#));
    let unknown =
        ask("relations", r#"{"fromType":"COMPANY","fromId":"1","toType":"COMPANY","toId":"2","relTypes":["ADDRESS"]}"#)
            .unwrap_err();
    assert_eq!(told(&unknown), (ErrorKind::NotFound, "not-found"));
    // Deeper finds no less.
    let deeper = params.replace(r#""relTypes""#, r#""maxDepth":4,"relTypes""#);
    let deeper = ask("relations", &deeper).unwrap();
    assert!(list(&deeper, "chains").len() >= list(&answer, "chains").len());
}

#[test]
fn a_graph_of_all_answers() {
    let (one, other, person) = neighbours();
    let heads = ask(
        "related",
        &format!(r#"{{"type":"COMPANY","id":"{one}","relType":"EXECUTIVE_INDIVIDUAL","direction":"in"}}"#),
    )
    .unwrap();
    let led = ask("related", &format!(r#"{{"type":"INDIVIDUAL","id":"{person}","relType":"EXECUTIVE_INDIVIDUAL","direction":"out","pageSize":100}}"#)).unwrap();
    let found = ask("company", &format!(r#"{{"id":"{one}"}}"#)).unwrap();
    let chains = ask("relations", &format!(r#"{{"fromType":"COMPANY","fromId":"{one}","toType":"COMPANY","toId":"{other}","relTypes":["EXECUTIVE_INDIVIDUAL"]}}"#)).unwrap();
    let graph = Graph::build([&heads, &led, &found, &chains]).unwrap();
    let by_pages = Graph::build([&chains, &found, &led, &heads]).unwrap();
    assert_eq!(graph, by_pages);
    let chain = graph.shortest_chain(&format!("COMPANY:{one}"), &format!("COMPANY:{other}")).unwrap();
    assert_eq!(chain.nodes.len(), 3);
    assert_eq!(graph.groups(2).len(), 1);
    // The chains tell of relations that the pages have; none is there twice.
    let ids: BTreeSet<String> = graph.edges().iter().map(|edge| edge.id()).collect();
    assert_eq!(ids.len(), graph.edges().len());
    let (actual, historical) = (graph.filter(History::Actual), graph.filter(History::Historical));
    assert_eq!(actual.edges().len() + historical.edges().len(), graph.edges().len());
}

#[test]
fn orders_are_ready_after_a_while() {
    let (one, other, person) = neighbours();
    let order = format!(
        r#"{{"list":[{{"type":"COMPANY","id":"{one}"}},{{"type":"COMPANY","id":"{other}"}},{{"type":"INDIVIDUAL","id":"{person}"}},{{"type":"COMPANY","id":"1"}}],"checkOptions":{{"relTypes":["EXECUTIVE_INDIVIDUAL"]}}}}"#
    );
    for form in ["text", "string", "id", "orderId"] {
        let switches = nkb::Switches { order_form: form.to_owned(), ..nkb::Switches::default() };
        let ordering = login(KEY, KEY).authorise(&request("orderBatch", &order).unwrap());
        let played = send(&ordering, &switches, &Memory::default());
        let id = read("orderBatch", &ordering, &played.response).unwrap();
        let id = text(&id, "orderId").to_owned();
        let mut memory = Memory { state: played.state, ..Memory::default() };
        let polling = login(KEY, KEY).authorise(&request("batch", &format!(r#"{{"orderId":"{id}"}}"#)).unwrap());
        let mut statuses = Vec::new();
        let answer = loop {
            let played = send(&polling, &switches, &memory);
            memory.state = played.state.or(memory.state);
            let answer = read("batch", &polling, &played.response).unwrap();
            statuses.push(text(&answer, "status").to_owned());
            if answer.get("pairs").is_some() {
                break answer;
            }
        };
        assert_eq!(statuses, ["PROGRESS", "PROGRESS", "READY"], "{form}");
        let pairs: Vec<(u64, u64)> =
            list(&answer, "pairs").iter().map(|pair| (number(pair, "first"), number(pair, "second"))).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)], "nothing about whom nobody knows");
        assert!(Graph::build([&answer]).unwrap().edges().len() >= 2);
        // Another login knows nothing of it.
        let unknown = send(&polling, &switches, &Memory::default()).response;
        assert_eq!(told(&read("batch", &polling, &unknown).unwrap_err()), (ErrorKind::NotFound, "not-found"));
    }
}

#[test]
fn the_document_s_own_form_of_an_order_is_taken_too() {
    let body = r#"{"list":[{"type_1":"COMPANY","id_1":"501000"},{"type_2":"COMPANY","id_2":"501001"}],"checkOptions":{"relTypes":["ADDRESS"],"maxDepth":2,"history":"false"}}"#;
    let mut ordering = request("batch", r#"{"orderId":"x"}"#).unwrap();
    ordering.method = kontragent::http::Method::Post;
    ordering.query.clear();
    ordering.body = Some(Body::Json(body.to_owned()));
    let status = |body: &str| {
        let mut ordering = login(KEY, KEY).authorise(&ordering);
        ordering.body = Some(Body::Json(body.to_owned()));
        send(&ordering, &nkb::Switches::default(), &Memory::default()).response.status
    };
    assert_eq!(status(body), 200);
    for (right, wrong) in [
        ("ADDRESS", "NOTHING"),
        ("\"maxDepth\":2", "\"maxDepth\":1"),
        ("\"false\"", "\"maybe\""),
        ("type_2", "type_3"),
        ("COMPANY", "SHIP"),
    ] {
        assert_eq!(status(&body.replace(right, wrong)), 400, "{wrong}");
    }
    assert_eq!(status("{"), 400);
}

#[test]
fn an_order_may_fail() {
    let failing = magic().into_iter().find(|company| company.en.starts_with("500")).unwrap();
    let number: u32 = 500;
    let order = format!(
        r#"{{"list":[{{"type":"COMPANY","id":"{}"}},{{"type":"COMPANY","id":"501000"}}],"checkOptions":{{"relTypes":["ADDRESS"]}}}}"#,
        500_000 + number
    );
    assert!(!failing.ogrn.is_empty());
    let switches = nkb::Switches { progress: 0, ..nkb::Switches::default() };
    let ordering = login(KEY, KEY).authorise(&request("orderBatch", &order).unwrap());
    let played = send(&ordering, &switches, &Memory::default());
    let id = text(&read("orderBatch", &ordering, &played.response).unwrap(), "orderId").to_owned();
    let polling = login(KEY, KEY).authorise(&request("batch", &format!(r#"{{"orderId":"{id}"}}"#)).unwrap());
    let played = send(&polling, &switches, &Memory { state: played.state, ..Memory::default() });
    let failed = read("batch", &polling, &played.response).unwrap_err();
    assert_eq!(told(&failed), (ErrorKind::Provider, "order-failed"));
    // Raw is the provider's own answer only where there is one.
    assert!(Provider::Nkb.read(operation("batch"), &polling, &played.response, true).is_err());
}

#[test]
fn logins() {
    let asking = request("company", &format!(r#"{{"ogrn":"{}"}}"#, interesting()[0])).unwrap();
    let switches =
        nkb::Switches { restricted: vec![("guest".to_owned(), "пароль".to_owned())], ..nkb::Switches::default() };
    // A wrong login: no body, and the same for every wrong one.
    for wrong in [login(KEY, "x"), login("x", KEY), login("guest", "x")] {
        let asking = wrong.authorise(&asking);
        let refused = send(&asking, &switches, &Memory::default()).response;
        assert_eq!((refused.status, refused.body.len()), (401, 0));
        assert_eq!(refused.header("www-authenticate"), Some("Basic realm=\"connections\""));
        assert_eq!(read("company", &asking, &refused), Err(Cause::KeyRefused));
    }
    // Nobody, and one who may see little: masked.
    for asking in [asking.clone(), login("guest", "пароль").authorise(&asking)] {
        let answer = read("company", &asking, &send(&asking, &switches, &Memory::default()).response).unwrap();
        let company = &list(&answer, "list")[0];
        let hidden: BTreeSet<&str> = list(company, "hidden").iter().filter_map(Value::text).collect();
        assert!(
            ["inn", "ogrn", "okpo", "fullName", "shortName", "chiefName", "address"]
                .iter()
                .all(|name| hidden.contains(name)),
            "{hidden:?}"
        );
        assert!(hidden.iter().all(|name| company.get(name).is_none()));
        assert!(company.get("regDate").is_none() && company.get("okved").is_some());
        assert!(!written(&answer).contains('\u{2591}'));
    }
    let with_people = interesting().iter().map(|ogrn| id_of(ogrn)).find(|id| {
        all_related("COMPANY", id, "FOUNDER_INDIVIDUAL", "in", "")
            .iter()
            .any(|founder| founder.get("relations").unwrap().items()[0].get("shareAmount").is_some())
    });
    let id = with_people.expect("one with founding people");
    let params = format!(r#"{{"type":"COMPANY","id":"{id}","relType":"FOUNDER_INDIVIDUAL","direction":"in"}}"#);
    let related = request("related", &params).unwrap();
    let answer = read("related", &related, &send(&related, &switches, &Memory::default()).response).unwrap();
    for founder in list(&answer, "list") {
        assert!(written(founder.get("hidden").unwrap()).contains("name"));
        for record in list(founder, "relations") {
            let hidden = written(record.get("hidden").unwrap());
            assert!(hidden.contains("shareAmount") && hidden.contains("inn"), "{hidden}");
            assert!(record.get("shareAmount").is_none() && record.get("since").is_some());
        }
    }
    assert!(!list(&answer, "list").is_empty());
    // Everything else is refused.
    let balance = request("balance", r#"{"id":"1"}"#).unwrap();
    let refused = send(&balance, &switches, &Memory::default()).response;
    assert_eq!((refused.status, refused.body.as_slice()), (403, b"error.access.denied".as_slice()));
    assert_eq!(told(&read("balance", &balance, &refused).unwrap_err()), (ErrorKind::Auth, "access-refused"));
}

fn respond_with(name: &str, status: u16, body: &str) -> Cause {
    let params = match name {
        "related" => r#"{"type":"COMPANY","id":"1","relType":"FOUNDER_COMPANY","direction":"in"}"#,
        "connections" => r#"{"companies":["7707083893","1027700132195"]}"#,
        "balance" => r#"{"id":"1"}"#,
        _ => r#"{"id":"1"}"#,
    };
    let response = Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() };
    read(name, &request(name, params).unwrap(), &response).expect_err("no success")
}

#[test]
fn refusals_of_both_families() {
    let said = |name: &str, status, body: &str| {
        let cause = respond_with(name, status, body);
        let Cause::Said { kind, code, passing, .. } = &cause else { panic!("{cause:?}") };
        assert!(!passing, "only 502 and 503 are worth another attempt");
        (*kind, *code, cause.own_code().map(str::to_owned))
    };
    let own = |code: &str| Some(code.to_owned());
    use ErrorKind::{Auth, NotFound, Payment, Provider as Trouble, RateLimit};
    for (status, body, kind, code) in [
        (403, "error.access.denied", Auth, "access-refused"),
        (402, "error.billing.product.not.possible", Payment, "product-not-in-contract"),
        (402, "error.billing.product.limit\n", Payment, "product-limit"),
        (402, "error.billing.balance.insufficient", Payment, "balance-insufficient"),
        (404, "error.system", NotFound, "not-found"),
        (400, "error.system", Trouble, "refused"),
        (500, "error.system", Trouble, "provider-trouble"),
        (402, "error.billing.something.new", Payment, "refused"),
        (429, "error.too.many", RateLimit, "refused"),
        (403, "error.other", Auth, "refused"),
    ] {
        for name in ["company", "balance", "related", "connections"] {
            assert_eq!(said(name, status, body), (kind, code, own(body.trim())), "{name} {status} {body}");
        }
    }
    assert_eq!(said("related", 404, "{}"), (NotFound, "nothing-known", None));
    assert_eq!(said("related", 404, r#"{"message":"no route matched"}"#), (NotFound, "not-found", None));
    assert_eq!(said("balance", 404, "{}"), (NotFound, "not-found", None));
    assert_eq!(said("company", 400, "{}"), (Trouble, "too-few-usable", None));
    assert_eq!(said("connections", 400, "{}"), (Trouble, "too-few-usable", None));
    assert_eq!(said("company", 500, "<html>"), (Trouble, "provider-trouble", None));
    assert_eq!(said("company", 504, ""), (Trouble, "provider-trouble", None));
    // What is not `error.x.y` is no code.
    assert_eq!(said("company", 400, "error.SYSTEM <b>"), (Trouble, "refused", None));
    for status in [502, 503] {
        assert_eq!(respond_with("company", status, "error.system"), Cause::ProviderTrouble);
    }
    assert_eq!(respond_with("company", 401, ""), Cause::KeyRefused);
    assert_eq!(respond_with("company", 402, ""), Cause::PaymentRequired);
    assert_eq!(respond_with("company", 405, ""), Cause::Refused);
    assert_eq!(respond_with("company", 429, ""), Cause::TooManyRequests);
    assert_eq!(respond_with("company", 302, ""), Cause::UnexpectedStatus);
    // What is wrong with the identifiers is told, and only by the operation that is about them.
    let validation = r#"{"validation":{"77":{"status":"NOT_FOUND"},"x y":{"status":"MULTIPLE","info":12}}}"#;
    let cause = respond_with("connections", 400, validation);
    assert_eq!(
        cause.details(),
        Some(r#"[{"id":"77","status":"NOT_FOUND"},{"id":"x y","status":"MULTIPLE","count":12}]"#)
    );
    assert_eq!(respond_with("company", 400, validation).details(), None);
    assert_eq!(respond_with("connections", 400, r#"{"validation":7}"#).details(), None);
    // An answer that is none, with 200.
    for (body, kind) in [("", FaultKind::Truncated), ("error.system", FaultKind::Syntax), ("{}", FaultKind::Missing)] {
        assert!(matches!(respond_with("company", 200, body), Cause::Decode(fault) if fault.kind == kind), "{body}");
    }
}

#[test]
fn special_cases_go_wrong_as_they_should() {
    let mut played = 0;
    for company in magic() {
        let asking = request("company", &format!(r#"{{"ogrn":"{}"}}"#, company.ogrn)).unwrap();
        let asking = login(KEY, KEY).authorise(&asking);
        let answer = send(&asking, &nkb::Switches::default(), &Memory::default());
        let number: u16 = company.inn.as_deref().and_then(|inn| inn.get(4..9)?.parse().ok()).unwrap();
        let result = read("company", &asking, &answer.response);
        match number {
            604 | 607 | 608 | 701 | 702 => assert!(result.is_ok(), "{number} {result:?}"),
            // The right body, of the type of a page.
            600 => assert_eq!(answer.response.media_type(), "text/html"),
            _ => assert!(result.is_err(), "{number} {result:?}"),
        }
        played += 1;
    }
    assert!(played > 15);
    // Billing, for everything that is charged.
    let switches =
        nkb::Switches { billing: Some("error.billing.product.limit".to_owned()), ..nkb::Switches::default() };
    assert_eq!(
        told(&ask_as("company", r#"{"id":"1"}"#, &switches).unwrap_err()),
        (ErrorKind::Payment, "product-limit")
    );
}

#[test]
fn odd_requests_are_answered_as_the_server_does() {
    let status = |method: &str, path: &str, query: &str| {
        let authorised = login(KEY, KEY).authorise(&request("balance", r#"{"id":"1"}"#).unwrap());
        let headers = vec![("authorization".to_owned(), authorised.headers[0].1.clone())];
        let incoming = Incoming { method, path, query, headers: &headers, body: b"" };
        let played = respond(Provider::Nkb, &incoming, &Switches::default(), &Memory::default());
        (played.response.status, String::from_utf8(played.response.body).unwrap())
    };
    assert_eq!(status("GET", "/api/company", "").0, 400);
    assert_eq!(status("GET", "/api/company", "").1, "{}");
    assert_eq!(status("GET", "/api/company", "id=1&page=abc"), (400, "error.system".to_owned()));
    assert_eq!(status("GET", "/api/company", "id=501000&page=-3").0, 200);
    assert_eq!(status("GET", "/api/company", "id=501000&subsidiary=maybe").0, 400);
    assert_eq!(status("POST", "/api/company", "id=1").0, 405);
    assert_eq!(status("GET", "/api/nothing", "").0, 404);
    assert_eq!(status("GET", "/elsewhere", "").0, 404);
    assert_eq!(status("GET", "/api/COMPANY/1/related/ADDRESS/in/", ""), (404, "{}".to_owned()));
    // Anything that is not `out` is `in`.
    let (sideways, inwards) = (
        status("GET", "/api/COMPANY/501000/related/ADDRESS/sideways", ""),
        status("GET", "/api/COMPANY/501000/related/ADDRESS/in", ""),
    );
    assert_eq!(sideways, inwards);
    assert_eq!(status("GET", "/api/SHIP/1/related/ADDRESS/in", "").0, 400);
    // Several values in one, by line feeds.
    let joined = status("GET", "/api/connections", "q=1027700132195%0A7707083893&i=");
    assert_eq!(joined.0, 400);
    assert!(joined.1.contains("\"1027700132195\":{\"status\":\"NOT_FOUND\"}") && joined.1.contains("7707083893"));
}
