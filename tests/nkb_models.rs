//! What НКБ writes, evened out and read by the models: every operation, every field, every known oddity, and what must not
//! pass.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::identifiers::{Kind, is_valid};
use kontragent::json::{Fault, FaultKind, Value};
use kontragent::model::{Model, Need, Shape, decode};
use kontragent::providers::nkb::{models, normalise};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

mod coverage;

const RELATED: Shape = Shape::Object(&models::RELATED);
const COMPANIES: Shape = Shape::Object(&models::COMPANIES);
const ORDERED: Shape = Shape::Object(&models::ORDERED);

/// How an answer is evened out.
type Evening = fn(Value) -> Result<Value, Fault>;

fn related_by(
    entity: &'static str,
    rel_type: &'static str,
    direction: &'static str,
    value: Value,
) -> Result<Value, Fault> {
    normalise::related(value, normalise::Asked { entity, id: "750397", rel_type, direction })
}

fn batch(value: Value) -> Result<Value, Fault> {
    normalise::batch(value).map(|batch| batch.expect("no failure"))
}

macro_rules! answers {
    ($($file:literal $model:ident $evening:expr),+ $(,)?) => {
        const ANSWERS: &[(&str, &str, &str, &Shape, Evening)] = &[$((
            $file,
            include_str!(concat!("fixtures/nkb/", $file, ".json")),
            include_str!(concat!("fixtures/nkb/", $file, ".expected.json")),
            &Shape::Object(&models::$model),
            $evening,
        )),+];
    };
}

answers! {
    "company" COMPANIES normalise::companies,
    "company-masked" COMPANIES normalise::companies,
    "company-none" COMPANIES normalise::companies,
    "connections" CONNECTIONS normalise::connections,
    "balance" BALANCE normalise::balance,
    "related-founders" RELATED |value| related_by("COMPANY", "FOUNDER_INDIVIDUAL", "in", value),
    "related-affiliated" RELATED |value| related_by("COMPANY", "AFFILIATED_COMPANY", "out", value),
    "related-participants" RELATED |value| related_by("PURCHASE", "PARTICIPANT_COMPANY", "in", value),
    "related-commission" RELATED |value| related_by("PURCHASE", "COMMISSION_MEMBER", "in", value),
    "related-purchases" RELATED |value| related_by("COMPANY", "CUSTOMER_COMPANY", "out", value),
    "related-contacts" RELATED |value| related_by("COMPANY", "EMPLOYEE", "in", value),
    "relations" RELATIONS normalise::relations,
    "relations-internal" RELATIONS normalise::relations,
    "batch" BATCH batch,
}

fn parse(json: &str) -> Value {
    Value::parse(json.as_bytes()).expect("JSON")
}

fn written(value: &Value) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

fn read(wire: &str, shape: &Shape, even_out: Evening) -> Result<Value, (String, FaultKind)> {
    let told = |fault: Fault| (fault.path(), fault.kind);
    let evened = even_out(Value::parse(wire.as_bytes()).map_err(told)?).map_err(told)?;
    decode(written(&evened).as_bytes(), shape).map(|decoded| parse(&decoded.json)).map_err(told)
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

#[test]
fn every_answer_is_read_as_expected() {
    for (name, wire, expected, shape, even_out) in ANSWERS {
        let actual = read(wire, shape, *even_out).unwrap_or_else(|fault| panic!("{name} {fault:?}"));
        assert_eq!(written(&sorted(actual)), written(&sorted(parse(expected))), "{name}");
    }
}

#[test]
fn what_was_read_says_nothing_else_when_read_again() {
    for (name, wire, _, shape, even_out) in ANSWERS {
        let once = read(wire, shape, *even_out).unwrap();
        let twice = decode(written(&once).as_bytes(), shape).unwrap_or_else(|fault| panic!("{name} {}", fault.path()));
        assert_eq!(written(&once), twice.json, "{name}");
    }
}

/// Every model that an answer can be made of.
fn reached() -> Vec<&'static Model> {
    coverage::reached(ANSWERS.iter().map(|(_, _, _, shape, _)| *shape).chain([&ORDERED]))
}

#[test]
fn every_field_of_every_model_is_in_an_answer() {
    let mut seen = BTreeSet::new();
    ANSWERS
        .iter()
        .for_each(|(_, _, expected, shape, _)| coverage::walk(shape, &parse(expected), |field| field.name, &mut seen));
    // Not in a fixture: an order's id, a kind of object that is not known yet, a message.
    let elsewhere = ["NkbOrder", "NkbObject"];
    let declared = coverage::declared(&reached(), |field| field.name);
    let missing: Vec<_> = declared.difference(&seen).filter(|(model, _)| !elsewhere.contains(model)).collect();
    assert_eq!(missing, [&("NkbBatch", "message")], "in no fixture");
}

#[test]
fn models_and_fields_have_one_name_each() {
    let models = reached();
    let names: BTreeSet<_> = models.iter().map(|model| model.name).collect();
    assert_eq!(names.len(), models.len(), "two models of one name");
    for model in &models {
        assert!(model.name.starts_with("Nkb"), "{}", model.name);
        let fields: BTreeSet<_> = model.fields.iter().map(|field| field.name).collect();
        assert_eq!(fields.len(), model.fields.len(), "{}", model.name);
        for field in model.fields {
            assert!(field.name.chars().all(|c| c.is_ascii_alphanumeric()), "{}.{}", model.name, field.name);
            // «None» is said only where the provider said it; nothing but what is masked is filled in.
            let may_fill = matches!(field.name, "hidden" | "undirected");
            assert_eq!(field.need == Need::Filled, may_fill, "{}.{}", model.name, field.name);
        }
    }
}

#[test]
fn the_identifiers_of_the_fixtures_are_valid() {
    fn walk(value: &Value, count: &mut usize) {
        value.items().iter().for_each(|item| walk(item, count));
        let Value::Object(members) = value else { return };
        for (name, value) in members {
            let kind = match name.as_str() {
                "inn" => Kind::Inn,
                "ogrn" => Kind::Ogrn,
                "okpo" => Kind::Okpo,
                "kpp" => Kind::Kpp,
                _ => {
                    walk(value, count);
                    continue;
                }
            };
            let text = value.text().unwrap();
            assert!(is_valid(kind, text.as_bytes()), "{name} {text}");
            *count += 1;
        }
    }
    let mut count = 0;
    ANSWERS.iter().for_each(|(_, _, expected, ..)| walk(&parse(expected), &mut count));
    assert!(count >= 10, "{count}");
}

#[test]
fn an_empty_object_is_an_answer_only_where_it_is_one() {
    let connections = |body: &str| read(body, &Shape::Object(&models::CONNECTIONS), normalise::connections);
    let none = parse(r#"{"affiliated":false,"groups":[],"validation":[]}"#);
    for body in [
        "{}",
        r#"{"connections":null}"#,
        r#"{"connections":[],"validation":{}}"#,
        r#"{"connections":null,"validation":null}"#,
    ] {
        assert_eq!(connections(body), Ok(none.clone()), "{body}");
    }
    // Neither affiliation nor its absence.
    let missing = |name: &str| Err((format!("$.{name}"), FaultKind::Missing));
    assert_eq!(connections(r#"{"error":"error.system"}"#), missing("connections"));
    assert_eq!(connections(r#"{"message":"later"}"#), missing("connections"));
    let expected = |expected, found| FaultKind::Type { expected, found };
    assert_eq!(connections("[]"), Err(("$".into(), expected("object", "list"))));
    assert_eq!(connections(r#"{"connections":"none"}"#), Err(("$.groups".into(), expected("list", "text"))));
    assert_eq!(connections(r#"{"connections":[["1",2]]}"#), Err(("$.groups[0][1]".into(), expected("text", "number"))));
    assert_eq!(connections(r#"{"validation":["x"]}"#), Err(("$.validation".into(), expected("object", "list"))));
    assert_eq!(
        connections(r#"{"validation":{"77":"NOT_FOUND"}}"#),
        Err(("$.validation.77".into(), expected("object", "text")))
    );
    assert_eq!(connections(r#"{"validation":{"77":{}}}"#), Err(("$.validation[0].status".into(), FaultKind::Missing)));

    let companies = |body: &str| read(body, &COMPANIES, normalise::companies);
    assert_eq!(companies("{}"), missing("missing"));
    assert_eq!(companies(r#"{"total":0}"#).unwrap_err().1, FaultKind::Missing);
    let relations = |body: &str| read(body, &Shape::Object(&models::RELATIONS), normalise::relations);
    let none = parse(r#"{"found":false,"chains":[],"nodes":[],"edges":[]}"#);
    for body in ["{}", r#"{"nodes":[],"traces":null}"#, r#"{"nodes":[]}"#, r#"{"traces":[]}"#] {
        assert_eq!(relations(body), Ok(none.clone()), "{body}");
    }
    for body in [
        r#"{"status":"PROGRESS"}"#,
        // Objects, and no chains that they would be of; something else in their place.
        r#"{"nodes":[{"type":"COMPANY","id":"1"},{"type":"COMPANY","id":"2"}]}"#,
        r#"{"nodes":[],"error":"error.system"}"#,
        r#"{"nodes":[],"paths":[[0,1]]}"#,
    ] {
        assert_eq!(relations(body), missing("traces"), "{body}");
    }
    assert_eq!(relations("[]"), Err(("$".into(), expected("object", "list"))));
}

#[test]
fn unknown_and_empty_are_two_states() {
    let companies = |body: &str| read(body, &COMPANIES, normalise::companies).unwrap();
    let flag = |value: &Value, name: &str| value.get(name).cloned();
    let nobody = include_str!("fixtures/nkb/company-none.json");
    assert_eq!(flag(&companies(nobody), "missing"), Some(Value::Bool(true)));
    // The page after the last of somebody who is known.
    let beyond =
        r#"{"total":"12","pageSize":"10","pageNumber":"3","pageCount":"2","firstNumber":0,"lastNumber":0,"list":[]}"#;
    let beyond = companies(beyond);
    assert_eq!(
        (flag(&beyond, "missing"), flag(&beyond, "pageCount")),
        (Some(Value::Bool(false)), Some(Value::Number("2".into())))
    );
    // Figures that contradict the list.
    let refused = |figures: &str, list: &str| {
        let body = format!(r#"{{{figures},"pageSize":10,"firstNumber":0,"lastNumber":0,"list":[{list}]}}"#);
        let path = |shape: &Shape, even_out: Evening| read(&body, shape, even_out).err().map(|(path, _)| path);
        let of_companies = path(&COMPANIES, normalise::companies);
        assert_eq!(of_companies, path(&RELATED, |value| related_by("COMPANY", "HEAD_COMPANY", "out", value)));
        of_companies
    };
    assert_eq!(refused(r#""total":12,"pageNumber":1,"pageCount":2"#, "").as_deref(), Some("$.list"));
    assert_eq!(refused(r#""total":11,"pageNumber":2,"pageCount":0"#, "").as_deref(), Some("$.list"));
    assert_eq!(refused(r#""total":0,"pageNumber":1,"pageCount":0"#, r#"{"id":"1"}"#).as_deref(), Some("$.total"));
    assert_eq!(refused(r#""total":10,"pageNumber":2,"pageCount":1"#, ""), None);
    assert_eq!(refused(r#""total":0,"pageNumber":1,"pageCount":0"#, ""), None);
    let related = read(nobody, &RELATED, |value| related_by("COMPANY", "PHONE", "in", value)).unwrap();
    assert_eq!(flag(&related, "none"), Some(Value::Bool(true)));
    let balance = |body: &str| read(body, &Shape::Object(&models::BALANCE), normalise::balance);
    assert_eq!(balance("{}"), Ok(parse(r#"{"missing":true,"years":[]}"#)));
}

#[test]
fn what_is_said_twice_is_not_chosen_from() {
    let duplicate = |path: &str| Err((path.to_owned(), FaultKind::Duplicate));
    let connections = |body: &str| read(body, &Shape::Object(&models::CONNECTIONS), normalise::connections);
    assert_eq!(connections(r#"{"connections":null,"connections":[["1","2"]]}"#), duplicate("$.connections"));
    assert_eq!(connections(r#"{"connections":[],"\u0063onnections":[["1","2"]]}"#), duplicate("$.connections"));
    let relations = |body: &str| read(body, &Shape::Object(&models::RELATIONS), normalise::relations);
    assert_eq!(relations(r#"{"traces":[],"nodes":[],"traces":[{"nodes":[0,1]}]}"#), duplicate("$.traces"));
    let batch = |body: &str| read(body, &Shape::Object(&models::BATCH), batch);
    assert_eq!(batch(r#"{"status":"READY","pairs":[],"pairs":[{}]}"#), duplicate("$.pairs"));
    assert_eq!(batch(r#"{"status":"READY","status":"PROGRESS"}"#), duplicate("$.status"));
}

#[test]
fn odd_balances() {
    let balance = |body: &str| read(body, &Shape::Object(&models::BALANCE), normalise::balance);
    let path = |body: &str| balance(body).unwrap_err().0;
    assert_eq!(path("null"), "$");
    assert_eq!(path(r#"{"2000":[]}"#), "$.2000");
    assert_eq!(path(r#"{"2000":{"11104":1}}"#), "$.2000.11104");
    assert_eq!(path(r#"{"2000":{"11104":{}}}"#), "$.years[0].values[0].value");
    assert_eq!(path(r#"{"2000":{"11104":{"value":"много"}}}"#), "$.years[0].values[0].value");
    assert_eq!(path(r#"{"error":{}}"#), "$.years[0].year", "a year is a number");
    let value = |written: &str| {
        let answer = balance(&format!(r#"{{"2013":{{"1110":{{"value":{written}}}}}}}"#)).unwrap();
        answer.get("years").unwrap().items()[0].get("values").unwrap().items()[0].get("value").cloned()
    };
    for (written, read) in [
        ("\"-0\"", "-0"),
        ("\" 12 \"", "12"),
        ("\"1,5\"", "1.5"),
        ("1e3", "1e3"),
        ("-9223372036854775808", "-9223372036854775808"),
    ] {
        assert_eq!(value(written), Some(Value::Number(read.into())), "{written}");
    }
}

#[test]
fn masked_is_neither_data_nor_absent() {
    let read = |relation: &str| {
        let page = format!(
            r#"{{"total":1,"pageSize":10,"pageNumber":1,"pageCount":1,"firstNumber":1,"lastNumber":1,"list":[{{"id":"1","relations":[{relation}]}}]}}"#
        );
        read(&page, &RELATED, |value| related_by("COMPANY", "FOUNDER_COMPANY", "in", value))
            .map(|page| page.get("list").unwrap().items()[0].get("relations").unwrap().items()[0].clone())
    };
    let hidden = read("{\"shareAmount\":\"#░\"}").unwrap();
    assert_eq!(written(&hidden), r#"{"relType":"FOUNDER_COMPANY","hidden":["shareAmount"]}"#);
    // A sign alone masks nothing: it is data, and here of the wrong type.
    assert!(
        matches!(read("{\"shareAmount\":\"#1\"}"), Err((path, FaultKind::Type { .. })) if path == "$.list[0].relations[0].shareAmount")
    );
    assert!(read("{\"shareAmount\":\"50%\"}").is_err());
    assert!(read("{\"since\":\"2011\"}").is_err());
    assert_eq!(
        written(&read("{\"name\":\"№#░\"}").unwrap()),
        r#"{"relType":"FOUNDER_COMPANY","name":"№#░","hidden":[]}"#
    );
}

#[test]
fn an_order_is_told_in_many_ways() {
    let order = |body: &str| {
        normalise::ordered(body.as_bytes()).map(|value| {
            decode(written(&value).as_bytes(), &Shape::Object(&models::ORDERED)).unwrap();
            value.get("orderId").and_then(Value::text).map(str::to_owned).unwrap()
        })
    };
    for body in [
        "\"54f0c1d2e4b0a1b2c3d4e5f6\"",
        "54f0c1d2e4b0a1b2c3d4e5f6",
        " 54f0c1d2e4b0a1b2c3d4e5f6\r\n",
        r#"{"orderId":"54f0c1d2e4b0a1b2c3d4e5f6"}"#,
        r#"{"id":"54f0c1d2e4b0a1b2c3d4e5f6","created":1}"#,
    ] {
        assert_eq!(order(body), Ok("54f0c1d2e4b0a1b2c3d4e5f6".to_owned()), "{body}");
    }
    assert_eq!(order("12345"), Ok("12345".to_owned()));
    assert_eq!(order(r#"{"id":12345}"#), Ok("12345".to_owned()));
    for body in [
        "",
        "{}",
        "null",
        "[]",
        "\"\"",
        "error.system",
        "<html>",
        "a b",
        r#"{"orderId":"../../x"}"#,
        r#"{"orderId":null}"#,
        "\"a/b\"",
        "true",
    ] {
        assert!(order(body).is_err(), "{body}");
    }
}

#[test]
fn an_order_that_is_not_ready_has_no_pairs() {
    let batch = |body: &str| normalise::batch(Value::parse(body.as_bytes()).unwrap());
    let ready = |body: &str| batch(body).unwrap().expect("no failure").get("pairs").is_some();
    assert!(!ready(r#"{"status":"PROGRESS"}"#));
    assert!(!ready(r#"{"status":"PROGRESS","message":"12 из 40","pairs":[]}"#));
    assert!(!ready(r#"{"status":"QUEUED","pairs":[]}"#), "a word that says nothing to us is not taken for ready");
    assert!(ready(r#"{"status":"READY"}"#));
    assert!(ready(r#"{"nodes":[],"pairs":[]}"#));
    assert!(ready(r#"{"status":"READY","pairs":null,"nodes":[]}"#));
    for failed in [r#"{"status":"ERROR","message":"x","pairs":[]}"#, r#"{"status":"FAILED"}"#] {
        assert_eq!(batch(failed), Ok(None), "{failed}");
    }
    for odd in [
        "{}",
        "[]",
        r#"{"nodes":[]}"#,
        r#"{"status":7}"#,
        r#"{"message":"x"}"#,
        r#"{"pairs":{}}"#,
        r#"{"pairs":[7]}"#,
        // Nothing is said of how far it is, nor what was found.
        r#"{"pairs":null}"#,
        r#"{"status":null,"nodes":null,"pairs":null}"#,
        // Something was found, and it is not known where.
        r#"{"status":"READY","nodes":[{"type":"COMPANY","id":"1"}]}"#,
    ] {
        assert!(batch(odd).is_err(), "{odd}");
    }
}

#[test]
fn chains_point_at_what_is_there() {
    let relations = |traces: &str| {
        read(
            &format!(r#"{{"nodes":[{{"type":"COMPANY","id":"1"}},{{"type":"COMPANY","id":"2"}}],"traces":{traces}}}"#),
            &Shape::Object(&models::RELATIONS),
            normalise::relations,
        )
    };
    let path = |traces: &str| relations(traces).unwrap_err().0;
    assert_eq!(path(r#"[{"nodes":[0,2]}]"#), "$.traces[0].nodes[1]");
    assert_eq!(path(r#"[{"nodes":[0,-1]}]"#), "$.traces[0].nodes[1]");
    assert_eq!(path(r#"[{"nodes":[0,"1"]}]"#), "$.traces[0].nodes[1]");
    assert_eq!(path(r#"[{"nodes":[0]}]"#), "$.traces[0].nodes");
    assert_eq!(path(r#"[{}]"#), "$.traces[0].nodes");
    assert_eq!(path(r#"["x"]"#), "$.traces[0]");
    assert_eq!(path(r#"{}"#), "$.traces");
    assert_eq!(path(r#"[{"nodes":[0,1],"relations":7}]"#), "$.traces[0].relations");
    // Twice the same chain is one, and a relation that says no direction is not given one.
    let twice = relations(r#"[{"nodes":[0,1],"relations":[{"type":"FOUNDER_COMPANY"}]},{"nodes":[0,1]}]"#).unwrap();
    assert_eq!(written(twice.get("chains").unwrap()), r#"[{"nodes":[0,1],"edges":[[0]]}]"#);
    assert_eq!(twice.get("edges").unwrap().items()[0].get("undirected"), Some(&Value::Bool(true)));
    // An empty list of relations does not hide those that have another name.
    let renamed = relations(r#"[{"nodes":[0,1],"relations":[],"edges":[{"type":"FOUNDER_COMPANY"}]}]"#).unwrap();
    assert_eq!(written(renamed.get("chains").unwrap()), r#"[{"nodes":[0,1],"edges":[[0]]}]"#);
}

#[test]
fn relations_without_both_ends_stay_wherever_they_are_told() {
    let told = r#"{"nodes":[],"traces":[],"relations":[{"type":"A"}],"edges":[{"type":"B"}]}"#;
    let answer = read(told, &Shape::Object(&models::RELATIONS), normalise::relations).unwrap();
    for kind in ["A", "B"] {
        assert!(written(&answer).contains(&format!(r#""relType":"{kind}""#)), "{}", written(&answer));
    }
}

#[test]
fn unknown_kinds_and_members_stay() {
    let body = r#"{"total":1,"pageSize":10,"pageNumber":1,"pageCount":1,"firstNumber":1,"lastNumber":1,"took":5,"list":[{"type":"VESSEL","id":"v1","flag":"RU","relations":[{"type":"OWNER","tonnage":7}]}]}"#;
    let page = read(body, &RELATED, |value| related_by("COMPANY", "PHONE", "in", value)).unwrap();
    assert_eq!(page.get("took"), Some(&Value::Number("5".into())));
    assert_eq!(
        written(&page.get("list").unwrap().items()[0]),
        r#"{"type":"VESSEL","id":"v1","flag":"RU","relations":[{"relType":"OWNER","tonnage":7,"hidden":[]}],"hidden":[]}"#
    );
}

fn any_json() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "nodes",
        "traces",
        "pairs",
        "entries",
        "node",
        "relations",
        "type",
        "_type",
        "id",
        "_id",
        "info",
        "in",
        "list",
        "total",
        "connections",
        "validation",
        "status",
        "value",
        "since",
        "causes",
        "lots",
        "hidden",
        "srcId",
        "_dstId",
        "source",
        "orderId",
        "message",
        "first",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-3..4_i64).prop_map(|number| Value::Number(number.to_string())),
        prop::sample::select(vec![
            "",
            "1",
            "#░",
            "COMPANY",
            "FOUNDER_COMPANY",
            "READY",
            "PROGRESS",
            "2011-01-01",
            "1301774400000",
            "x"
        ])
        .prop_map(|text| Value::Text(text.to_owned()))
    ];
    let tree = leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
            prop::collection::btree_map(names.clone(), inner, 0..5).prop_map(|members| Value::Object(
                members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            ))
        ]
    });
    tree.prop_map(|value| written(&value))
}

proptest! {
    /// Whatever comes, it is either an answer of its model or a fault; and what is masked never gets through as data.
    #[test]
    fn nothing_breaks_it(body in any_json()) {
        for (name, _, _, shape, even_out) in ANSWERS {
            if *name == "batch" && matches!(normalise::batch(parse(&body)), Ok(None)) {
                continue;
            }
            if let Ok(answer) = read(&body, shape, *even_out) {
                prop_assert!(!name.starts_with("company") && !name.starts_with("related") || !written(&answer).contains(":\"#░"), "{}", name);
            }
        }
        let _ = normalise::ordered(body.as_bytes());
    }

    /// The day is that of Moscow and of UTC, also in the time of daylight saving.
    #[test]
    fn midnights_are_days(days in 0..30_000_i64, hours in prop::sample::select(vec![0_i64, 3, 4])) {
        let ms = days * 86_400_000 - hours * 3_600_000;
        let page = format!(r#"{{"total":1,"pageSize":1,"pageNumber":1,"pageCount":1,"firstNumber":1,"lastNumber":1,"list":[{{"id":"1","relations":[{{"since":{ms}}}]}}]}}"#);
        let page = read(&page, &RELATED, |value| related_by("COMPANY", "FOUNDER_COMPANY", "in", value)).unwrap();
        let since = page.get("list").unwrap().items()[0].get("relations").unwrap().items()[0].get("since").unwrap().text().unwrap().to_owned();
        // Counted up slowly.
        let (mut year, mut left) = (1970, days);
        let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        while left >= 365 + i64::from(leap(year)) {
            left -= 365 + i64::from(leap(year));
            year += 1;
        }
        let mut month = 1;
        for length in [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
            if left < length {
                break;
            }
            left -= length;
            month += 1;
        }
        prop_assert_eq!(since, format!("{year:04}-{month:02}-{:02}", left + 1));
    }
}
