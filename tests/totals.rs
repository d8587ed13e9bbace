//! Totals in the bytes against a naive sum over the decoded answer, for every operation that has totals.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::http::Incoming;
use kontragent::json::{FaultKind, Value};
use kontragent::model::decode;
use kontragent::operation::{Answer, Operation};
use kontragent::providers::Provider;
use kontragent::sandbox::{Memory, Switches, respond};
use kontragent::totals::{By, Sum, Summing, Totals};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn summed() -> Vec<(&'static Operation, &'static Totals, &'static str)> {
    catalogue::operations()
        .filter_map(|operation| {
            Some((operation, catalogue::totals_of(operation)?, operation.paging.expect("pages").list))
        })
        .collect()
}

#[test]
fn totals_are_of_the_list_that_their_operation_has_in_pages() {
    let declared = kontragent::providers::focus::TOTALS;
    for totals in declared {
        let operation = catalogue::find(Provider::Focus, totals.operation).expect(totals.operation);
        assert_eq!(operation.paging.map(|paging| paging.list), Some(totals.list), "{}", operation.id());
        assert_eq!(catalogue::totals_of(operation).map(|found| found.list), Some(totals.list), "{}", operation.id());
    }
    assert_eq!(summed().len(), declared.len());
    assert!(catalogue::totals("nkb", "fssp").is_none() && catalogue::totals("focus", "req").is_none());
}

fn operation(name: &str) -> (&'static Operation, &'static Totals, &'static str) {
    summed().into_iter().find(|(operation, ..)| operation.id() == name).unwrap()
}

fn parse(json: &str) -> Value {
    Value::parse(json.as_bytes()).unwrap_or_else(|fault| panic!("{} in {json}", fault.path()))
}

/// A decimal number in millionths; the tests have no finer ones.
fn millionths(spelled: &str) -> i128 {
    let (sign, digits) = spelled.strip_prefix('-').map_or((1, spelled), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    sign * format!("{whole}{fraction:0<6}").parse::<i128>().unwrap()
}

type Naive = BTreeMap<String, (u32, u32, i128)>;

/// The entries of a page, wherever they are.
fn entries(page: &Value, list: &str) -> Vec<Value> {
    match page {
        Value::List(items) => items.iter().flat_map(|item| entries(item, list)).collect(),
        _ => page.get(list).map(|list| list.items().to_vec()).unwrap_or_default(),
    }
}

/// The roubles of an entry, or the currency and what there is of it.
fn sum_of(entry: &Value, totals: &Totals) -> Option<Result<i128, (String, i128)>> {
    for sum in totals.sum {
        match sum {
            Sum::Number(name) => {
                if let Some(Value::Number(spelled)) = entry.get(name) {
                    return Some(Ok(millionths(spelled)));
                }
            }
            Sum::Price(name) => {
                let Some(price) = entry.get(name) else { continue };
                let Some(Value::Number(spelled)) = price.get("sum") else { continue };
                let currency = price.get("currencyCode").and_then(Value::text).unwrap_or("RUB");
                let sum = millionths(spelled);
                return Some(if currency == "RUB" { Ok(sum) } else { Err((currency.to_owned(), sum)) });
            }
        }
    }
    None
}

fn keys_of(entry: &Value, by: By) -> Vec<String> {
    let text = |name: &str| entry.get(name).and_then(Value::text);
    let absent = "null".to_owned();
    match by {
        By::Year(name) => vec![text(name).map_or(absent, |date| date.get(..4).unwrap().to_owned())],
        By::Text(_, name) => vec![text(name).map_or(absent, |text| format!("\"{text}\""))],
        By::Flag(_, names) => {
            let set = names.iter().find(|name| entry.get(name) == Some(&Value::Bool(true)));
            vec![set.map_or(absent, |name| format!("\"{name}\""))]
        }
        By::Companies(name, flags) => {
            let mut keys = Vec::new();
            for company in entry.get(name).map(Value::items).unwrap_or_default() {
                let has = |flag: &&str| company.get(flag) == Some(&Value::Bool(true));
                if !flags.is_empty() && !flags.iter().any(has) {
                    continue;
                }
                let inn = company.get("inn").and_then(Value::text).map(|inn| format!("inn {inn}"));
                let name = company.get("name").and_then(Value::text).map(|name| format!("name {name}"));
                let key = inn.or(name).unwrap_or(absent.clone());
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            if keys.is_empty() { vec![absent] } else { keys }
        }
    }
}

fn add(groups: &mut Naive, key: String, sum: Option<i128>) {
    let group = groups.entry(key).or_default();
    group.0 += 1;
    group.1 += u32::from(sum.is_some());
    group.2 += sum.unwrap_or(0);
}

/// What the totals say of a group, told as the naive sum tells it.
fn told(row: &Value) -> (String, (u32, u32, i128)) {
    let number = |name: &str| match row.get(name) {
        Some(Value::Number(spelled)) => spelled.clone(),
        other => panic!("{name}: {other:?}"),
    };
    let tally = (number("count").parse().unwrap(), number("withSum").parse().unwrap(), millionths(&number("sum")));
    let Value::Object(members) = row else { panic!("{row:?}") };
    let of = |name: &str| members.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let key = match (of("inn"), of("name"), &members[0].1) {
        (Some(Value::Text(inn)), _, _) => format!("inn {inn}"),
        (None, Some(Value::Text(name)), _) => format!("name {name}"),
        // The key stands before the numbers, if there is one.
        _ if members.len() == 3 => "null".to_owned(),
        (_, _, Value::Null) => "null".to_owned(),
        (_, _, Value::Number(year)) => year.clone(),
        (_, _, Value::Text(text)) => format!("\"{text}\""),
        other => panic!("{other:?}"),
    };
    (key, tally)
}

fn check(pages: &[String], totals: &'static Totals, list: &'static str) {
    let mut summing = Summing::new(totals, u32::MAX);
    pages.iter().for_each(|page| summing.add(page.as_bytes()).unwrap());
    let ours = parse(&summing.write(true));
    let entries: Vec<Value> = pages.iter().flat_map(|page| entries(&parse(page), list)).collect();

    let (mut all, mut foreign) = (Naive::new(), Naive::new());
    let mut groups = vec![Naive::new(); totals.groups.len()];
    for entry in &entries {
        let sum = sum_of(entry, totals);
        if let Some(Err((currency, sum))) = &sum {
            add(&mut foreign, format!("\"{currency}\""), Some(*sum));
        }
        let roubles = sum.and_then(Result::ok);
        add(&mut all, String::new(), roubles);
        for (group, naive) in totals.groups.iter().zip(&mut groups) {
            keys_of(entry, group.by).into_iter().for_each(|key| add(naive, key, roubles));
        }
    }
    assert_eq!(told(&ours).1, all.remove("").unwrap_or_default());
    let rows = |name: &str| -> Naive {
        let rows = ours.get(name).unwrap_or_else(|| panic!("no {name}")).items();
        let naive: Naive = rows.iter().map(told).collect();
        assert_eq!(naive.len(), rows.len(), "{name} has a group twice");
        naive
    };
    assert_eq!(rows("foreign"), foreign);
    for (group, naive) in totals.groups.iter().zip(groups) {
        assert_eq!(rows(group.name), naive, "{}", group.name);
    }
}

/// An entry of every operation: its own fields and a stranger's.
fn entry() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![r#""""#, r#""А""#, r#""\u0410""#, r#""Б \"в\"\\""#, r#""вид""#, "null"]);
    let number = prop::sample::select(vec!["0", "0.1", "12.3400", "-7.25", "99999999.99", "0.000001", "1000000000000"]);
    let date = prop::sample::select(vec!["\"2020-01-02\"", "\"2019-12-31T10:00:00\"", "\"2020-06-07\"", "null"]);
    let flag = prop::sample::select(vec!["true", "false", "null"]);
    let currency = prop::sample::select(vec![
        "",
        r#","currencyCode":"RUB""#,
        r#","currencyCode":"USD""#,
        r#","currencyCode":"EUR""#,
    ]);
    let price = prop_oneof![
        1 => Just("null".to_owned()),
        1 => Just(r#"{"currencyCode":"RUB"}"#.to_owned()),
        4 => (number.clone(), currency).prop_map(|(sum, currency)| format!(r#"{{"sum":{sum}{currency}}}"#)),
    ];
    let company = prop::sample::select(vec![
        r#"{"inn":"7700010014","name":"А","isWinner":true}"#,
        r#"{"inn":"7700010014","name":"А, иначе","hasContract":true}"#,
        r#"{"name":"Иностранец","isWinner":true}"#,
        r#"{"inn":"7700010078","name":"Б"}"#,
        "{\"kpp\":\"770001001\"}",
    ]);
    let companies = prop::collection::vec(company, 0..4).prop_map(|list| format!("[{}]", list.join(",")));
    let value = prop_oneof![text.clone()];
    let fields = (value, number.clone(), date, flag, price, companies, text);
    (fields, 0_usize..9).prop_map(|((text, number, date, flag, price, companies, other), without)| {
        let members = [
            format!(r#""sum":{number}"#),
            format!(r#""contractSum":{number}"#),
            format!(r#""contractPrice":{price}"#),
            format!(r#""startDate":{date},"publicationDate":{date}"#),
            format!(r#""returnedToClaimer":{flag},"cancelledBecauseOfDissolvement":true"#),
            format!(r#""topic":{text},"topicDescription":{text}"#),
            format!(r#""bailiffDepartment":{other},"purchaseStateDescription":{other},"contractStage":"new""#),
            format!(r#""customers":{companies},"participants":{companies}"#),
        ];
        let members: Vec<String> =
            members.into_iter().enumerate().filter(|(at, _)| *at != without).map(|(_, m)| m).collect();
        format!("{{{}}}", members.join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn totals_are_what_a_naive_sum_gives(entries in prop::collection::vec(entry(), 0..40), cut in 0_usize..40) {
        for (operation, totals, list) in summed().into_iter().filter(|(operation, ..)| operation.id().starts_with("focus.")) {
            let Answer::Companies(shape) = operation.answer else { panic!("{}", operation.id()) };
            // Two pages, the first of which has two items, as a company with two ОГРН has.
            let cut = cut.min(entries.len());
            let half = cut / 2;
            let item = |entries: &[String]| format!(r#"{{"ogrn":"1","{list}":[{}]}}"#, entries.join(" , "));
            let first = format!("[{},{}]", item(&entries[..half]), item(&entries[half..cut]));
            let second = format!(" [ {} ] ", item(&entries[cut..]));
            let pages: Vec<String> =
                [first, second].iter().map(|page| decode(page.as_bytes(), shape).unwrap().json).collect();
            check(&pages, totals, list);
        }
    }
}

#[test]
fn totals_of_the_sandbox_are_what_a_naive_sum_gives() {
    let mut counted = 0;
    for (operation, totals, list) in summed().into_iter().filter(|(operation, ..)| operation.id().starts_with("focus."))
    {
        let Answer::Companies(shape) = operation.answer else { panic!("{}", operation.id()) };
        for company in kontragent::sandbox::companies() {
            let query = format!("key=sandbox&ogrn={}", company.ogrn);
            let request = Incoming { method: "GET", path: operation.path, query: &query, ..Incoming::default() };
            let played = respond(operation.provider, &request, &Switches::default(), &Memory::default());
            let page = decode(&played.response.body, shape).unwrap().json;
            counted += entries(&parse(&page), list).len();
            check(&[page], totals, list);
        }
    }
    assert!(counted > 5000, "{counted}");
}

#[test]
fn no_more_are_counted_than_wanted_and_that_is_said() {
    let (_, totals, _) = operation("focus.fssp");
    let page = r#"[{"ogrn":"1","fssp":[{"sum":1},{"sum":2}]},{"ogrn":"2","fssp":[{"sum":4}]}]"#;
    for (limit, count, sum, cut) in
        [(1, "1", "1", true), (2, "2", "3", true), (3, "3", "7", false), (9, "3", "7", false)]
    {
        let mut summing = Summing::new(totals, limit);
        summing.add(page.as_bytes()).unwrap();
        assert_eq!((summing.is_full(), summing.is_cut()), (limit <= 3, cut), "{limit}");
        let ours = parse(&summing.write(!cut));
        assert_eq!(ours.get("count"), Some(&Value::Number(count.into())));
        assert_eq!(ours.get("sum"), Some(&Value::Number(sum.into())));
        assert_eq!(ours.get("complete"), Some(&Value::Bool(!cut)));
    }
}

#[test]
fn an_unknown_company_is_told_from_one_without_entries() {
    let (_, totals, _) = operation("focus.fssp");
    for (page, any) in [("[]", false), (r#"[{"ogrn":"1","fssp":[]}]"#, true)] {
        let mut summing = Summing::new(totals, u32::MAX);
        summing.add(page.as_bytes()).unwrap();
        assert_eq!(summing.has_any(), any, "{page}");
    }
}

#[test]
fn what_cannot_be_added_is_a_fault_with_its_place() {
    let (_, totals, _) = operation("focus.fssp");
    let mut summing = Summing::new(totals, u32::MAX);
    let fault = summing.add(br#"[{"ogrn":"1","fssp":[{"sum":1},{"sum":1e40}]}]"#).expect_err("too large");
    assert_eq!(fault.path(), "$[0].fssp[1]");
    assert!(matches!(fault.kind, FaultKind::Type { found: "number", .. }));
}

/// A field that is misspelt in the declaration would never be found.
#[test]
fn what_totals_are_made_of_is_in_the_models() {
    use kontragent::model::Shape;
    fn model<'m>(shape: &'m Shape, list: &str) -> Option<&'m kontragent::model::Model> {
        match shape {
            Shape::List(item) => model(item, list),
            Shape::Object(found) => match &found.fields.iter().find(|field| field.name == list)?.shape {
                Shape::List(Shape::Object(entry)) => Some(entry),
                _ => None,
            },
            _ => None,
        }
    }
    for (operation, totals, list) in summed() {
        let (Answer::Companies(shape) | Answer::Value(shape)) = operation.answer else { panic!("{}", operation.id()) };
        let entry = model(shape, list).unwrap_or_else(|| panic!("{}: no list {list}", operation.id()));
        let field = |name: &str| {
            let field = entry.fields.iter().find(|field| field.name == name);
            &field.unwrap_or_else(|| panic!("{}: no {name}", operation.id())).shape
        };
        let has = |shape: &Shape, name: &str| match shape {
            Shape::Object(model) | Shape::List(Shape::Object(model)) => {
                model.fields.iter().any(|field| field.name == name)
            }
            _ => false,
        };
        for sum in totals.sum {
            match sum {
                Sum::Number(name) => assert!(matches!(field(name), Shape::Number), "{name}"),
                Sum::Price(name) => assert!(has(field(name), "sum") && has(field(name), "currencyCode"), "{name}"),
            }
        }
        for group in totals.groups {
            match group.by {
                By::Year(name) => assert!(matches!(field(name), Shape::Date), "{name}"),
                By::Text(_, name) => assert!(matches!(field(name), Shape::Text | Shape::Choice(_)), "{name}"),
                By::Flag(_, names) => {
                    names.iter().for_each(|name| assert!(matches!(field(name), Shape::Flag), "{name}"))
                }
                By::Companies(name, flags) => {
                    assert!(has(field(name), "inn") && has(field(name), "name"), "{name}");
                    flags.iter().for_each(|flag| assert!(has(field(name), flag), "{flag}"));
                }
            }
        }
    }
}
