//! What Focus writes, read by the models: every method, every field, and what must not pass.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::identifiers::{Kind, is_valid};
use kontragent::json::{FaultKind, Value};
use kontragent::model::{Model, Need, Shape, decode};
use kontragent::providers::focus::models;
use std::collections::{BTreeMap, BTreeSet};

mod coverage;

macro_rules! methods {
    ($($file:literal $model:ident),+ $(,)?) => {
        /// The answer of each method, what is made of it, and the shape that does it.
        const METHODS: &[(&str, &str, &str, &Shape)] = &[$((
            $file,
            include_str!(concat!("fixtures/focus/", $file, ".json")),
            include_str!(concat!("fixtures/focus/", $file, ".expected.json")),
            &Shape::List(&Shape::Object(&models::$model)),
        )),+];
    };
}

methods! {
    "analytics" ANALYTICS,
    "briefReport" BRIEF_REPORT,
    "buh" BUH,
    "contacts" CONTACTS,
    "egrDetails" EGR_DETAILS,
    "fssp" FSSP,
    "govPurchasesOfCustomer" PURCHASES_OF_CUSTOMER,
    "govPurchasesOfParticipant" PURCHASES_OF_PARTICIPANT,
    "licences" LICENCES,
    "mon" MONITORED,
    "req" REQ,
    "stat" STAT,
}

fn shape(method: &str) -> &'static Shape {
    METHODS.iter().find(|(name, ..)| *name == method).unwrap().3
}

fn run(method: &str, body: &str) -> Result<Value, (String, FaultKind)> {
    match decode(body.as_bytes(), shape(method)) {
        Ok(decoded) => Ok(parse(&decoded.json)),
        Err(fault) => Err((fault.path(), fault.kind)),
    }
}

fn parse(json: &str) -> Value {
    Value::parse(json.as_bytes()).expect("JSON")
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

fn written(value: &Value) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

/// Every model that an answer can be made of.
fn reached() -> Vec<&'static Model> {
    coverage::reached(METHODS.iter().map(|(_, _, _, shape)| *shape))
}

#[test]
fn every_method_is_read_as_expected() {
    for (method, wire, expected, shape) in METHODS {
        let decoded = decode(wire.as_bytes(), shape).unwrap_or_else(|fault| panic!("{method} {}", fault.path()));
        let (actual, expected) = (sorted(parse(&decoded.json)), sorted(parse(expected)));
        assert_eq!(Value::parse(decoded.json.as_bytes()).unwrap().items().len(), expected.items().len(), "{method}");
        for (actual, expected) in actual.items().iter().zip(expected.items()) {
            assert_eq!(written(actual), written(expected), "{method}");
        }
    }
}

#[test]
fn what_was_read_can_be_read_again() {
    for (method, wire, _, shape) in METHODS {
        let once = decode(wire.as_bytes(), shape).unwrap();
        let twice = decode(once.json.as_bytes(), shape).unwrap_or_else(|fault| panic!("{method} {}", fault.path()));
        assert_eq!(once, twice, "{method}");
    }
}

#[test]
fn every_field_of_every_model_is_in_a_fixture() {
    let mut seen = BTreeSet::new();
    METHODS.iter().for_each(|(_, wire, _, shape)| coverage::walk(shape, &parse(wire), |field| field.wire, &mut seen));
    let declared = coverage::declared(&reached(), |field| field.wire);
    let missing: Vec<_> = declared.difference(&seen).collect();
    assert!(missing.is_empty(), "in no fixture: {missing:?}");
}

#[test]
fn models_and_fields_have_one_name_each() {
    let models = reached();
    let names: BTreeSet<_> = models.iter().map(|model| model.name).collect();
    assert_eq!(names.len(), models.len(), "two models of one name");
    for model in &models {
        assert!(model.name.starts_with("Focus"), "{}", model.name);
        // The decoder tells the fields of an object apart by 256 bits.
        assert!(model.fields.len() <= 256, "{}", model.name);
        for (position, field) in model.fields.iter().enumerate() {
            let mut others = model.fields.iter().enumerate().filter(|(other, _)| *other != position);
            let taken =
                others.any(|(_, other)| [other.wire, other.name].iter().any(|n| [field.wire, field.name].contains(n)));
            assert!(!taken, "{}.{} is not unique", model.name, field.name);
            let camel_case = field.name.starts_with(|c: char| c.is_ascii_lowercase())
                && field.name.chars().all(|c| c.is_ascii_alphanumeric())
                && !field.name.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
            assert!(camel_case, "{}.{}", model.name, field.name);
            assert!(field.name.eq_ignore_ascii_case(field.wire), "{}.{} is spelt anew", model.name, field.name);
            let filled = matches!(field.shape, Shape::Flag) || matches!(field.shape, Shape::List(_));
            assert_eq!(field.need == Need::Filled, filled && field.need != Need::Required, "{}", field.name);
        }
    }
}

#[test]
fn the_identifiers_of_the_fixtures_are_valid() {
    fn walk(value: &Value, count: &mut usize) {
        value.items().iter().for_each(|item| walk(item, count));
        let Value::Object(members) = value else { return };
        for (name, value) in members {
            let kinds: &[Kind] = match name.as_str() {
                "inn" | "innfl" => &[Kind::Inn],
                "ogrn" => &[Kind::Ogrn, Kind::Ogrnip],
                "kpp" => &[Kind::Kpp],
                "okpo" => &[Kind::Okpo],
                _ => &[],
            };
            if let (Some(text), false) = (value.text(), kinds.is_empty()) {
                assert!(kinds.iter().any(|kind| is_valid(*kind, text.as_bytes())), "{name} {text}");
                *count += 1;
            }
            walk(value, count);
        }
    }
    let mut count = 0;
    METHODS.iter().for_each(|(_, wire, ..)| walk(&parse(wire), &mut count));
    assert!(count > 50, "{count}");
}

#[test]
fn nothing_found_is_an_empty_list() {
    for (method, ..) in METHODS {
        assert_eq!(run(method, "[]"), Ok(Value::List(Vec::new())), "{method}");
    }
}

#[test]
fn an_item_without_what_was_asked_for_is_refused() {
    for (method, payload) in [
        ("analytics", "analytics"),
        ("briefReport", "briefReport"),
        ("buh", "buhForms"),
        ("contacts", "contactPhones"),
        ("fssp", "fssp"),
        ("govPurchasesOfCustomer", "purchasesOfCustomer"),
        ("govPurchasesOfParticipant", "purchasesOfParticipant"),
        ("licences", "licenses"),
    ] {
        let path = format!("$[0].{payload}");
        assert_eq!(run(method, r#"[{"ogrn":"1157746001236"}]"#), Err((path.clone(), FaultKind::Missing)));
        let null = run(method, &format!(r#"[{{"ogrn":"1157746001236","{payload}":null}}]"#));
        assert!(matches!(null, Err((at, FaultKind::Type { found: "null", .. })) if at == path), "{method}");
    }
    for method in ["req", "egrDetails"] {
        assert_eq!(run(method, r#"[{"inn":"7701999111"}]"#), Err(("$[0].ogrn".into(), FaultKind::Missing)));
    }
    assert_eq!(run("mon", r#"[{"ogrn":"1157746001236"},{"inn":null}]"#), Err(("$[1].inn".into(), FaultKind::Missing)));
    assert_eq!(run("stat", "[{}]"), Err(("$[0].methodName".into(), FaultKind::Missing)));
}

#[test]
fn empty_objects_stay_and_hold_their_lists_and_flags() {
    let item =
        run("egrDetails", r#"[{"ogrn":"1","UL":{"statedCapital":{},"history":{},"foundersUL":[{"share":{}}]}}]"#);
    let ul = item.unwrap().items()[0].get("ul").unwrap().clone();
    assert_eq!(written(ul.get("statedCapital").unwrap()), "{}");
    assert_eq!(written(ul.get("foundersUl").unwrap().items()[0].get("share").unwrap()), "{}");
    assert_eq!(written(ul.get("history").unwrap().get("statedCapitals").unwrap()), "[]");
    let item = run("analytics", r#"[{"ogrn":"1","analytics":{}}]"#).unwrap();
    let Value::Object(markers) = item.items()[0].get("analytics").unwrap().clone() else { panic!() };
    assert!(!markers.is_empty());
    assert!(markers.iter().all(|(code, value)| code.starts_with('m') && *value == Value::Bool(false)));
}

#[test]
fn the_cyrillic_letter_of_a_contract_stage_is_put_right() {
    for (wire, ours) in [
        ("execution\u{421}ompleted", "executionCompleted"),
        (r"execution\u0421ompleted", "executionCompleted"),
        ("executionCompleted", "executionCompleted"),
        // Another Cyrillic letter, and another value altogether.
        ("execution\u{421}\u{43e}mpleted", "execution\u{421}\u{43e}mpleted"),
        ("suspended", "suspended"),
        ("", ""),
    ] {
        let body = format!(r#"[{{"ogrn":"1","purchasesOfCustomer":[{{"contractStage":"{wire}"}}]}}]"#);
        let item = run("govPurchasesOfCustomer", &body).unwrap();
        let purchase = item.items()[0].get("purchasesOfCustomer").unwrap().items()[0].clone();
        assert_eq!(purchase.get("contractStage").unwrap().text(), Some(ours));
    }
}

#[test]
fn numbers_keep_their_spelling_and_counts_are_whole() {
    for number in ["0", "-0", "0.00", "-12000", "754354.2200", "99999999999999999999.99", "1e3", "14.300000000000001"] {
        let body = format!(r#"[{{"ogrn":"1","analytics":{{"s2001":{number}}}}}]"#);
        let item = run("analytics", &body).unwrap();
        let sum = item.items()[0].get("analytics").unwrap().get("s2001").unwrap().clone();
        assert_eq!(sum, Value::Number(number.into()));
    }
    let count = |number: &str| run("analytics", &format!(r#"[{{"ogrn":"1","analytics":{{"q2001":{number}}}}}]"#));
    assert!(count("0").is_ok() && count("9007199254740991").is_ok() && count("-1").is_ok());
    let decimal = FaultKind::Type { expected: "whole number", found: "decimal number" };
    for number in ["1.0", "1e3", "0.5"] {
        assert_eq!(count(number), Err(("$[0].analytics.q2001".into(), decimal)));
    }
}

#[test]
fn another_type_is_told_with_its_path() {
    let of = |expected, found| FaultKind::Type { expected, found };
    for (method, item, path, kind) in [
        ("analytics", r#""analytics":[]"#, "analytics", of("object", "list")),
        ("analytics", r#""analytics":{"m1003":1}"#, "analytics.m1003", of("true or false", "number")),
        ("analytics", r#""analytics":{"s1001":"1"}"#, "analytics.s1001", of("number", "text")),
        ("analytics", r#""analytics":{"e7014":7}"#, "analytics.e7014", of("text", "number")),
        ("analytics", r#""analytics":{"d7010":"22.03.2020"}"#, "analytics.d7010", FaultKind::Date),
        (
            "briefReport",
            r#""briefReport":{"summary":{"redStatements":"да"}}"#,
            "briefReport.summary.redStatements",
            of("true or false", "text"),
        ),
        ("buh", r#""buhForms":[{"form1":[{"code":"1600"}]}]"#, "buhForms[0].form1[0].code", of("whole number", "text")),
        ("buh", r#""buhForms":[{"year":2018.5}]"#, "buhForms[0].year", of("whole number", "decimal number")),
        ("contacts", r#""contactPhones":{"phones":[84951234567]}"#, "contactPhones.phones[0]", of("text", "number")),
        ("egrDetails", r#""UL":{"foundersFL":[{"share":[]}]}"#, "UL.foundersFL[0].share", of("object", "list")),
        ("egrDetails", r#""UL":{"history":{"foundersUL":{}}}"#, "UL.history.foundersUL", of("list", "object")),
        ("egrDetails", r#""IP":{"egrRecords":[{},{"date":""}]}"#, "IP.egrRecords[1].date", FaultKind::Date),
        ("fssp", r#""fssp":{}"#, "fssp", of("list", "object")),
        ("fssp", r#""fssp":[],"updateDate":1"#, "updateDate", of("date", "number")),
        (
            "govPurchasesOfCustomer",
            r#""purchasesOfCustomer":[{"contractStage":true}]"#,
            "purchasesOfCustomer[0].contractStage",
            of("text", "true or false"),
        ),
        (
            "govPurchasesOfParticipant",
            r#""purchasesOfParticipant":[{"startPrice":1}]"#,
            "purchasesOfParticipant[0].startPrice",
            of("object", "number"),
        ),
        ("licences", r#""licenses":[{"services":[null]}]"#, "licenses[0].services[0]", of("text", "null")),
        ("mon", r#""inn":[]"#, "inn", of("text", "list")),
        ("req", r#""UL":{"status":{"dissolved":"false"}}"#, "UL.status.dissolved", of("true or false", "text")),
        ("req", r#""contactPhones":{"count":"3"}"#, "contactPhones.count", of("whole number", "text")),
    ] {
        let body = format!(r#"[{{"ogrn":"1157746001236",{item}}}]"#);
        assert_eq!(run(method, &body), Err((format!("$[0].{path}"), kind)), "{body}");
    }
    assert_eq!(
        run("stat", r#"[{"methodName":"x","limit":"1"}]"#),
        Err(("$[0].limit".into(), of("whole number", "text")))
    );
}

#[test]
fn large_answers_are_read_whole() {
    let proceeding = r#"{"officialNum":"1\/20\/77001-ИП","sum":36305.95,"topic":""}"#;
    let page = vec![proceeding; 1000].join(",");
    let item = run("fssp", &format!(r#"[{{"ogrn":"1157746001236","fssp":[{page}]}}]"#)).unwrap();
    let proceedings = item.items()[0].get("fssp").unwrap().items();
    assert_eq!(proceedings.len(), 1000);
    assert!(proceedings.iter().all(|one| one.get("returnedToClaimer") == Some(&Value::Bool(false))));
    let phones = vec![r#""84951234567""#; 5000].join(",");
    let item = run("contacts", &format!(r#"[{{"ogrn":"1","contactPhones":{{"count":5000,"phones":[{phones}]}}}}]"#));
    assert_eq!(item.unwrap().items()[0].get("contactPhones").unwrap().get("phones").unwrap().items().len(), 5000);
    let (_, wire, _, shape) = METHODS.iter().find(|(name, ..)| *name == "egrDetails").unwrap();
    let one = wire.trim_end().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap();
    let batch = format!("[{}]", vec![one; 100].join(","));
    assert_eq!(Value::parse(decode(batch.as_bytes(), shape).unwrap().json.as_bytes()).unwrap().items().len(), 300);
}

#[cfg(feature = "reflect")]
mod meanings {
    use super::*;
    use kontragent::providers::focus::markers::{GROUPS, MARKERS};

    fn markers_of_the_model() -> &'static Model {
        reached().into_iter().find(|model| model.name == "FocusMarkers").unwrap()
    }

    #[test]
    fn the_table_has_every_marker_of_the_model_once() {
        let declared: Vec<_> = markers_of_the_model().fields.iter().map(|field| field.name).collect();
        assert_eq!(MARKERS.iter().map(|marker| marker.code).collect::<Vec<_>>(), declared);
        assert_eq!(declared.iter().collect::<BTreeSet<_>>().len(), declared.len());
    }

    #[test]
    fn the_first_letter_tells_the_type() {
        for (marker, field) in MARKERS.iter().zip(markers_of_the_model().fields) {
            let code = marker.code;
            let (letter, digits) = code.split_at(1);
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            let kind = match (letter, code) {
                (_, "q6001" | "d6014") => "year",
                ("m", _) => "flag",
                ("q", _) => "count",
                ("s", _) => "sum",
                ("d", _) => "date",
                ("e", _) => "text",
                _ => panic!("{code}"),
            };
            assert_eq!(marker.kind, kind, "{code}");
            let fits = match kind {
                "flag" => matches!(field.shape, Shape::Flag),
                "count" | "year" => matches!(field.shape, Shape::Integer),
                "sum" => matches!(field.shape, Shape::Number),
                "date" => matches!(field.shape, Shape::Date),
                _ => matches!(field.shape, Shape::Text | Shape::Choice(_)),
            };
            assert!(fits, "{code}");
        }
    }

    #[test]
    fn groups_are_known_and_stand_together() {
        let mut groups: Vec<_> = MARKERS.iter().map(|marker| marker.group).collect();
        groups.dedup();
        assert_eq!(groups, GROUPS.iter().map(|group| group.id).collect::<Vec<_>>());
        for group in GROUPS {
            assert!(!group.ru.is_empty() && !group.en.is_empty() && group.ru != group.en, "{}", group.id);
        }
    }

    #[test]
    fn meanings_are_there_in_both_languages_and_differ() {
        let cyrillic = |text: &str| text.chars().filter(|c| ('а'..='я').contains(c)).count();
        for marker in MARKERS {
            assert!(cyrillic(marker.ru) > 10, "{}", marker.code);
            // Names of registries and laws stay as they are.
            assert!(marker.en.len() > 10 && cyrillic(marker.en) < 15, "{}", marker.code);
            for text in [marker.ru, marker.en] {
                assert!(text == text.trim() && !text.ends_with('.') && !text.contains("  "), "{}", marker.code);
            }
            // Periods and other codes are the same in both.
            let numbers = |text: &str| -> BTreeSet<String> {
                let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
                numbers.filter(|number| !["2022", "04", "08", "4", "8"].contains(number)).map(str::to_owned).collect()
            };
            assert_eq!(numbers(marker.ru), numbers(marker.en), "{}", marker.code);
        }
        for texts in [MARKERS.iter().map(|m| m.ru).collect::<BTreeSet<_>>(), MARKERS.iter().map(|m| m.en).collect()] {
            assert_eq!(texts.len(), MARKERS.len(), "two markers mean the same");
        }
    }

    #[test]
    fn every_model_and_field_is_explained() {
        for model in reached() {
            assert!(!model.doc.trim().is_empty(), "{}", model.name);
            for field in model.fields {
                assert!(!field.doc.trim().is_empty(), "{}.{}", model.name, field.name);
            }
        }
        let deprecated: Vec<_> = MARKERS.iter().filter(|marker| marker.deprecated).map(|marker| marker.code).collect();
        assert_eq!(deprecated, ["m5001", "m5002"]);
        for (marker, field) in MARKERS.iter().zip(markers_of_the_model().fields) {
            assert_eq!(field.doc.contains("@deprecated"), marker.deprecated, "{}", marker.code);
        }
    }
}
