//! Every method of the sandbox's Focus: what it answers is what its model reads, and what the methods tell of the same
//! company agrees.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use kontragent::catalogue;
use kontragent::http::{Incoming, Response};
use kontragent::identifiers::{Context, Kind, check};
use kontragent::json::Value;
use kontragent::model::{Shape, decode};
use kontragent::operation::{Answer, Operation};
use kontragent::providers::Provider;
use kontragent::sandbox::{KEY, Memory, Played, Switches, focus, magic, ogrns, respond};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const TODAY: &str = "2026-11-01";
const YEAR_AGO: &str = "2025-11-01";
/// Thousands of proceedings; thousands of purchases as customer, and as supplier.
const DEBTOR: &str = "7800010032";
const CUSTOMER: &str = "0200010045";
const SUPPLIER: &str = "7700010014";

fn operation(name: &str) -> &'static Operation {
    catalogue::find(Provider::Focus, name).unwrap()
}

fn play(name: &str, query: &str, body: &[u8], memory: &Memory) -> Played {
    let operation = operation(name);
    let query = format!("key={KEY}&{query}");
    let request =
        Incoming { method: operation.method.name(), path: operation.path, query: &query, body, ..Incoming::default() };
    respond(Provider::Focus, &request, &Switches::default(), memory)
}

fn ask(name: &str, query: &str) -> Response {
    play(name, query, b"", &Memory::default()).response
}

fn shape(name: &str) -> &'static Shape {
    match operation(name).answer {
        Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) | Answer::List(shape) => shape,
        _ => panic!("{name} has no list"),
    }
}

/// The items of an answer, which its model must read to the last field.
fn items(name: &str, query: &str) -> Vec<Value> {
    let response = ask(name, query);
    assert_eq!(response.status, 200, "{name} {query}");
    assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    let text = std::str::from_utf8(&response.body).unwrap();
    for habit in [":null", ":false", "\": ", "\n"] {
        assert!(!text.contains(habit), "{name} {query}: {habit}");
    }
    assert!(text.match_indices('/').all(|(at, _)| text[..at].ends_with('\\')));
    let decoded = decode(&response.body, shape(name)).unwrap_or_else(|fault| panic!("{name} {query}: {fault:?}"));
    let raw = Value::parse(&response.body).unwrap();
    assert_eq!(Value::parse(decoded.json.as_bytes()).unwrap().items().len(), raw.items().len());
    raw.items().to_vec()
}

fn of(name: &str, inn: &str) -> Value {
    items(name, &format!("inn={inn}")).remove(0)
}

fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, name| match name.parse::<usize>() {
        Ok(position) => value.items().get(position),
        Err(_) => value.get(name),
    })
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    at(value, path).and_then(Value::text).unwrap_or_else(|| panic!("no text {path}"))
}

fn list<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    at(value, path).map(Value::items).unwrap_or_default()
}

fn number(value: &Value, path: &str) -> Option<f64> {
    match at(value, path)? {
        Value::Number(spelled) => spelled.parse().ok(),
        _ => panic!("{path} is no number"),
    }
}

fn count(value: &Value, path: &str) -> usize {
    number(value, path).unwrap_or(0.0) as usize
}

fn is_set(value: &Value, path: &str) -> bool {
    at(value, path) == Some(&Value::Bool(true))
}

/// Everybody whose answers are not wrong on purpose.
fn ordinary() -> &'static [&'static str] {
    static ORDINARY: OnceLock<Vec<&str>> = OnceLock::new();
    ORDINARY.get_or_init(|| {
        let special: BTreeSet<String> = magic().into_iter().map(|case| case.ogrn).collect();
        ogrns().filter(|ogrn| !special.contains(*ogrn)).collect()
    })
}

type Items = BTreeMap<String, Value>;

/// What a method that takes many says of everybody, by ОГРН.
fn everybody(name: &str) -> Items {
    let asked = ordinary().chunks(100).flat_map(|ogrns| items(name, &format!("ogrn={}", ogrns.join(","))));
    let items: Items = asked.map(|item| (text(&item, "ogrn").to_owned(), item)).collect();
    assert_eq!(items.len(), ordinary().len(), "{name}");
    items
}

/// All pages of a method.
fn pages(name: &str, inn: &str) -> Vec<Value> {
    let member = operation(name).paging.unwrap().list;
    let mut all = Vec::new();
    loop {
        let item = items(name, &format!("inn={inn}&skip={}", all.len())).remove(0);
        let page = list(&item, member);
        assert!(page.len() <= 1000);
        all.extend(page.iter().cloned());
        if page.len() < 1000 {
            return all;
        }
    }
}

/// Calls back with every text of a tree and the name of its member.
fn texts<'v>(value: &'v Value, name: &'v str, found: &mut impl FnMut(&'v str, &'v str)) {
    match value {
        Value::Text(text) => found(name, text),
        Value::List(items) => items.iter().for_each(|item| texts(item, name, found)),
        Value::Object(members) => members.iter().for_each(|(name, member)| texts(member, name, found)),
        _ => {}
    }
}

const LISTS: [&str; 10] = [
    "req",
    "briefReport",
    "analytics",
    "contacts",
    "egrDetails",
    "licences",
    "buh",
    "fssp",
    "govPurchasesOfParticipant",
    "govPurchasesOfCustomer",
];

#[test]
fn the_world_is_large() {
    assert!(ordinary().len() >= 200);
    assert!(ordinary().iter().filter(|ogrn| ogrn.len() == 15).count() >= 40);
}

#[test]
fn every_method_answers_about_everybody_with_valid_numbers_and_no_date_of_tomorrow() {
    for name in LISTS {
        let one_by_one = operation(name).params[0].name == "inn" && operation(name).paging.is_some();
        let items: Vec<Value> = if one_by_one {
            ordinary().iter().step_by(5).flat_map(|ogrn| items(name, &format!("ogrn={ogrn}"))).collect()
        } else {
            everybody(name).into_values().collect()
        };
        for item in &items {
            texts(item, "", &mut |member, text| {
                let kind = match (member, text.len()) {
                    ("inn" | "innfl", _) => Some(Kind::Inn),
                    ("ogrn", 13) => Some(Kind::Ogrn),
                    ("ogrn", _) => Some(Kind::Ogrnip),
                    ("grn", 13) if text.starts_with('1') => Some(Kind::Ogrn),
                    ("grn", 13) => Some(Kind::Grn),
                    ("grn", _) if text.starts_with('3') => Some(Kind::Ogrnip),
                    ("grn", _) => Some(Kind::Grnip),
                    ("kpp", _) => Some(Kind::Kpp),
                    ("okpo", _) => Some(Kind::Okpo),
                    ("code", _) if name == "egrDetails" => Some(Kind::Okved),
                    _ => None,
                };
                if let Some(kind) = kind {
                    assert!(check(kind, text, &Context::default()).is_ok(), "{name} {member} {text}");
                }
                let may_come = ["dateEnd", "contractExecutionDate"].contains(&member);
                if !may_come
                    && (member.ends_with("Date") || ["date", "dateStart", "d7010", "d7014", "d7023"].contains(&member))
                {
                    assert!(text.len() == 10 && text <= TODAY, "{name} {member} {text}");
                }
            });
        }
    }
}

#[test]
fn unknown_companies_are_left_out_and_many_are_refused_where_one_is_asked() {
    for name in LISTS {
        assert_eq!(ask(name, "inn=7707083893").body, b"[]", "{name}");
        assert_eq!(ask(name, "inn=1").status, 400);
    }
    for name in ["fssp", "govPurchasesOfParticipant", "govPurchasesOfCustomer", "excerpt", "finan"] {
        assert_eq!(ask(name, &format!("inn={DEBTOR},{CUSTOMER}")).status, 400, "{name}");
    }
    for name in ["fssp", "govPurchasesOfParticipant", "govPurchasesOfCustomer"] {
        assert_eq!(ask(name, &format!("inn={DEBTOR}&skip=many")).status, 400, "{name}");
        let member = operation(name).paging.unwrap().list;
        let beyond = items(name, &format!("inn={DEBTOR}&skip=100000")).remove(0);
        assert_eq!(at(&beyond, member), Some(&Value::List(Vec::new())), "an empty list, not none");
    }
}

#[test]
fn known_companies_without_data_have_empty_lists_where_focus_writes_them() {
    let entrepreneur = "660000200205";
    for (name, end) in [
        ("buh", r#","buhForms":[]}]"#),
        ("licences", r#","licenses":[]}]"#),
        ("fssp", r#","fssp":[]}]"#),
        ("govPurchasesOfParticipant", r#","purchasesOfParticipant":[]}]"#),
        ("govPurchasesOfCustomer", r#","purchasesOfCustomer":[]}]"#),
        ("contacts", r#","contactPhones":{"phones":[]}}]"#),
    ] {
        let response = ask(name, &format!("inn={entrepreneur}"));
        let body = String::from_utf8(response.body).unwrap();
        assert!(body.ends_with(end), "{name}: {body}");
    }
}

#[test]
fn contacts_and_colours_are_those_of_req() {
    let (req, contacts, reports) = (everybody("req"), everybody("contacts"), everybody("briefReport"));
    let (mut with_phones, mut colourful) = (0, BTreeSet::new());
    for (ogrn, item) in &req {
        let phones = list(&contacts[ogrn], "contactPhones.phones");
        assert_eq!(at(item, "contactPhones.count"), at(&contacts[ogrn], "contactPhones.count"));
        assert_eq!(count(item, "contactPhones.count"), phones.len());
        with_phones += usize::from(!phones.is_empty());
        for phone in phones {
            let phone = phone.text().unwrap();
            assert!(phone.len() == 11 && phone.starts_with('8') && &phone[4..5] == "0", "{phone}");
        }
        let colours = at(item, "briefReport.summary");
        assert_eq!(colours, at(&reports[ogrn], "briefReport.summary"), "{ogrn}");
        texts(&reports[ogrn], "", &mut |member, text| {
            assert!(member != "href" || text.contains(ogrn.as_str()) && text.contains("&ltoken="));
        });
        let Some(Value::Object(flags)) = colours else { panic!("no colours") };
        colourful.extend(flags.iter().map(|(name, _)| name.clone()));
        assert_eq!(is_set(item, "briefReport.summary.redStatements"), {
            let status = at(item, "UL.status").or(at(item, "IP.status")).unwrap();
            ["dissolved", "dissolving", "bankrupting"].iter().any(|flag| is_set(status, flag))
        });
    }
    assert!(with_phones > 80 && colourful.len() == 3);
}

#[test]
fn founders_predecessors_and_successors_are_in_the_world_and_agree() {
    let details = everybody("egrDetails");
    let (mut owned, mut persons) = (0, BTreeMap::<String, BTreeSet<String>>::new());
    for (ogrn, item) in &details {
        for list_name in ["foundersUL", "predecessors", "successors", "shareholders.shareholdersUL"] {
            for other in list(item, &format!("UL.{list_name}")) {
                let other_item = &details[text(other, "ogrn")];
                assert_eq!(at(other, "inn"), at(other_item, "inn"), "{ogrn} {list_name}");
            }
        }
        owned += list(item, "UL.foundersUL").len();
        for person in list(item, "UL.foundersFL") {
            persons.entry(text(person, "innfl").to_owned()).or_default().insert(ogrn.clone());
        }
        for (name, inverse) in [("predecessors", "successors"), ("successors", "predecessors")] {
            for relative in list(item, &format!("UL.{name}")) {
                let back = list(&details[text(relative, "ogrn")], &format!("UL.{inverse}"));
                assert!(back.iter().any(|one| text(one, "ogrn") == ogrn && at(one, "date") == at(relative, "date")));
            }
        }
        let capital = number(item, "UL.statedCapital.sum");
        let founders: Vec<&Value> = ["foundersFL", "foundersUL", "foundersForeign"]
            .iter()
            .flat_map(|name| list(item, &format!("UL.{name}")))
            .collect();
        assert!(founders.iter().all(|founder| at(founder, "share").is_some()));
        let shares: Vec<f64> = founders.iter().filter_map(|founder| number(founder, "share.sum")).collect();
        if let (Some(capital), false) = (capital, shares.is_empty()) {
            assert!((shares.iter().sum::<f64>() - capital).abs() < 0.05, "{ogrn}: {shares:?} of {capital}");
        }
    }
    assert!(owned > 30 && persons.values().any(|companies| companies.len() > 2), "people found several");

    // A chain that ends at a company with founders of its own.
    let mut chain = vec!["5400010154".to_owned()];
    while let Some(next) = list(&of("egrDetails", chain.last().unwrap()), "UL.foundersUL").first() {
        chain.push(text(next, "inn").to_owned());
        assert!(chain.len() < 20, "nobody founds itself");
    }
    assert!(chain.len() >= 5, "{chain:?}");

    let req = everybody("req");
    for (ogrn, item) in &req {
        let status = at(item, "UL.status.statusString").and_then(Value::text).unwrap_or_default();
        if status.contains("путем реорганизации") {
            assert!(!list(&details[ogrn], "UL.successors").is_empty(), "{ogrn} {status}");
        }
    }
}

#[test]
fn records_begin_with_the_registration_and_come_newest_first() {
    let (details, req) = (everybody("egrDetails"), everybody("req"));
    let mut seen = BTreeSet::new();
    for (ogrn, item) in &details {
        let entity = at(item, "UL").or(at(item, "IP")).unwrap();
        let records = list(entity, "egrRecords");
        assert!(records.len() >= 3);
        assert!(records.windows(2).all(|pair| text(&pair[0], "date") >= text(&pair[1], "date")), "{ogrn}");
        let first = records.last().unwrap();
        assert_eq!((text(first, "grn"), at(first, "date")), (ogrn.as_str(), at(entity, "regInfo.ogrnDate")));
        assert_eq!(at(first, "date"), at(&req[ogrn], "UL.registrationDate").or(at(&req[ogrn], "IP.registrationDate")));
        for record in &records[..records.len() - 1] {
            let grn = text(record, "grn");
            assert!(grn.starts_with(if ogrn.len() == 13 { '2' } else { '4' }));
            assert_eq!(grn[1..3], text(record, "date")[2..4], "the year is in the number");
        }
        for record in records {
            assert!(seen.insert(text(record, "grn").to_owned()), "{} is given once", text(record, "grn"));
        }
        if let Some(grn) = at(&req[ogrn], "UL.legalAddress.detailsOfInaccuracy.0.grn") {
            assert!(records.iter().any(|record| at(record, "grn") == Some(grn)));
        }
        assert!(at(entity, "activities.principalActivity.code").is_some());
    }
}

fn line(form: &Value, name: &str, code: u32, value: &str) -> f64 {
    let line = list(form, name).iter().find(|line| count(line, "code") == code as usize);
    line.and_then(|line| number(line, value)).unwrap_or_else(|| panic!("no {code}"))
}

#[test]
fn accounts_add_up_and_continue() {
    let (accounts, analytics) = (everybody("buh"), everybody("analytics"));
    let mut kinds = BTreeSet::new();
    for (ogrn, item) in &accounts {
        let forms = list(item, "buhForms");
        assert!(forms.is_empty() || ogrn.len() == 13);
        for form in forms {
            let kind = text(form, "organizationType");
            kinds.insert(kind);
            let lines = (list(form, "form1").len(), list(form, "form2").len());
            assert_eq!(lines, if kind == "Large" { (36, 21) } else { (27, 7) });
            for value in ["startValue", "endValue"] {
                let one = |code| line(form, "form1", code, value);
                let sum = |codes: &[u32]| codes.iter().map(|code| one(*code)).sum::<f64>();
                let assets =
                    sum(&[1110, 1120, 1130, 1140, 1150, 1160, 1170, 1180, 1190, 1210, 1220, 1230, 1240, 1250, 1260]);
                let debts = sum(&[1410, 1420, 1430, 1450, 1510, 1520, 1530, 1540, 1550]);
                assert_eq!(assets, one(1600), "{ogrn}");
                assert_eq!(one(1300) + debts, one(1600), "{ogrn}");
                let result = |code| line(form, "form2", code, value);
                let before_tax = if kind == "Large" {
                    assert_eq!(one(1100) + one(1200), one(1600));
                    assert_eq!(one(1300) + one(1400) + one(1500), one(1600));
                    assert_eq!(one(1310) + one(1370), one(1300));
                    assert_eq!(result(2110) - result(2120), result(2100));
                    assert_eq!(result(2100) - result(2210) - result(2220), result(2200));
                    assert_eq!(result(2200) - result(2330) + result(2340) - result(2350), result(2300));
                    result(2300)
                } else {
                    assert_eq!(one(1600), one(1700));
                    result(2110) - result(2120) - result(2330) + result(2340) - result(2350)
                };
                assert_eq!(before_tax - result(2410), result(2400));
                assert_eq!(one(1600) % 1000.0, 0.0, "thousands in the source");
            }
        }
        for pair in forms.windows(2) {
            assert_eq!(count(&pair[0], "year") + 1, count(&pair[1], "year"));
            for (form, code) in [("form1", 1600), ("form1", 1250), ("form2", 2110), ("form2", 2400)] {
                assert_eq!(line(&pair[0], form, code, "endValue"), line(&pair[1], form, code, "startValue"));
            }
        }
        let markers = at(&analytics[ogrn], "analytics").unwrap();
        let last = forms.last();
        assert_eq!(number(markers, "q6001"), last.and_then(|last| number(last, "year")), "{ogrn}");
        if let Some(last) = last {
            assert_eq!(number(markers, "s6004"), Some(line(last, "form2", 2110, "endValue")));
            assert_eq!(number(markers, "s6005"), Some(line(last, "form1", 1600, "startValue")));
            assert_eq!(number(markers, "s6008"), Some(line(last, "form2", 2400, "endValue")));
            assert_eq!(is_set(markers, "m6002"), count(last, "year") == 2025);
        }
    }
    assert_eq!(kinds, BTreeSet::from(["Large", "SONO", "Small"]));
    assert_eq!(list(&of("buh", SUPPLIER), "buhForms").len(), 11, "2015 to 2025");
}

fn sums(items: &[Value], path: &str, filter: impl Fn(&Value) -> bool) -> f64 {
    let kopecks = |item: &Value| (number(item, path).unwrap_or(0.0) * 100.0).round();
    items.iter().filter(|item| filter(item)).map(kopecks).sum::<f64>() / 100.0
}

#[test]
fn proceedings_come_by_the_thousand_and_are_counted() {
    for inn in [DEBTOR, "2300011053", "2300012064", "770000200116", SUPPLIER] {
        let all = pages("fssp", inn);
        let numbers: BTreeSet<&str> = all.iter().map(|one| text(one, "officialNum")).collect();
        assert_eq!(numbers.len(), all.len(), "nothing comes twice");
        assert!(all.windows(2).all(|pair| text(&pair[0], "startDate") >= text(&pair[1], "startDate")));
        let analytics = of("analytics", inn);
        let markers = at(&analytics, "analytics").unwrap();
        let is_recent = |one: &Value| text(one, "startDate") >= YEAR_AGO;
        assert_eq!(count(markers, "q1002"), all.len());
        assert_eq!(count(markers, "q1001"), all.iter().filter(|one| is_recent(one)).count());
        assert_eq!(number(markers, "s1002").unwrap_or(0.0), sums(&all, "sum", |_| true));
        assert_eq!(number(markers, "s1001").unwrap_or(0.0), sums(&all, "sum", is_recent));
        let taxes = |one: &Value| text(one, "topic").starts_with("Взыскание налогов");
        assert_eq!(number(markers, "s1007").unwrap_or(0.0), sums(&all, "sum", taxes));
        assert!(
            all.iter()
                .all(|one| at(one, "cancelDate").is_none_or(|date| date.text().unwrap() >= text(one, "startDate")))
        );
    }
    assert_eq!(pages("fssp", DEBTOR).len(), 2503);
    let bankrupt = pages("fssp", "2300012064");
    assert!(bankrupt.iter().all(|one| is_set(one, "cancelledBecauseOfBancruptcy")));
    let whole = pages("fssp", DEBTOR);
    let topics: BTreeSet<&str> = whole.iter().map(|one| text(one, "topic")).collect();
    assert!(topics.len() >= 8 && topics.contains(""));
}

#[test]
fn both_sides_tell_of_the_same_purchases() {
    let own = pages("govPurchasesOfCustomer", CUSTOMER);
    let taken = pages("govPurchasesOfParticipant", SUPPLIER);
    assert_eq!(own.len(), 3120);
    assert!(taken.len() > 1000, "{}", taken.len());
    for all in [&own, &taken] {
        let numbers: BTreeSet<&str> = all.iter().map(|one| text(one, "purchaseNumber")).collect();
        assert_eq!(numbers.len(), all.len(), "nothing comes twice");
        assert!(all.windows(2).all(|pair| text(&pair[0], "publicationDate") >= text(&pair[1], "publicationDate")));
    }
    let bids = |one: &Value, inn: &str| {
        list(one, "participants").iter().any(|bid| at(bid, "inn").and_then(Value::text) == Some(inn))
    };
    let of_customer = |one: &&Value| text(one, "customers.0.inn") == CUSTOMER;
    let theirs: Vec<&Value> = own.iter().filter(|one| bids(one, SUPPLIER)).collect();
    assert_eq!(theirs, taken.iter().filter(of_customer).collect::<Vec<_>>());
    assert!(taken.iter().all(|one| bids(one, SUPPLIER)));

    let mut states = BTreeSet::new();
    let mut stages = BTreeSet::new();
    for one in &own {
        states.insert(text(one, "purchaseStateDescription"));
        let winners: Vec<&Value> = list(one, "participants").iter().filter(|bid| is_set(bid, "isWinner")).collect();
        let stage = at(one, "contractStage").and_then(Value::text);
        stages.extend(stage);
        assert_eq!(winners.len(), usize::from(stage.is_some()), "a contract has one winner");
        assert!(winners.iter().all(|winner| is_set(winner, "hasContract") && !is_set(winner, "isNotAdmitted")));
        assert_eq!(at(one, "startPrice.sum"), at(one, "startSum"));
        assert_eq!(at(one, "contractPrice.sum"), at(one, "contractSum"));
        assert!(number(one, "contractSum").is_none_or(|sum| sum <= number(one, "startSum").unwrap()));
    }
    assert!(
        states.len() >= 4 && stages.contains("execution\u{0421}ompleted") && stages.len() >= 4,
        "{states:?} {stages:?}"
    );

    for (inn, name, recent, all_time, sum) in [
        (CUSTOMER, "govPurchasesOfCustomer", "q4004", "q4005", "s4005"),
        (SUPPLIER, "govPurchasesOfParticipant", "q4002", "q4003", "s4003"),
    ] {
        let analytics = of("analytics", inn);
        let is_contract = |one: &Value| {
            at(one, "contractNumber").is_some()
                && (inn == CUSTOMER
                    || list(one, "participants").iter().any(|bid| is_set(bid, "isWinner") && text(bid, "inn") == inn))
        };
        let purchases = pages(name, inn);
        let counted = |since: &str| {
            purchases.iter().filter(|one| is_contract(one) && text(one, "publicationDate") >= since).count()
        };
        assert_eq!(count(&analytics, &format!("analytics.{all_time}")), counted(""));
        assert_eq!(count(&analytics, &format!("analytics.{recent}")), counted(YEAR_AGO));
        assert_eq!(number(&analytics, &format!("analytics.{sum}")), Some(sums(&purchases, "contractSum", is_contract)));
    }
}

#[test]
fn green_is_who_has_contracts_or_licences() {
    let (reports, analytics, licences) = (everybody("briefReport"), everybody("analytics"), everybody("licences"));
    for (ogrn, item) in &reports {
        if is_set(item, "briefReport.summary.greenStatements") {
            let markers = &analytics[ogrn];
            let contracts = count(markers, "analytics.q4003") + count(markers, "analytics.q4005");
            assert!(contracts + list(&licences[ogrn], "licenses").len() > 0, "{ogrn}");
        }
    }
}

#[test]
fn analytics_have_only_markers_with_something_to_tell_in_the_order_of_the_wire() {
    let Shape::List(Shape::Object(model)) = shape("analytics") else { panic!("no list") };
    let markers = model.fields.iter().find(|field| field.wire == "analytics").map(|field| &field.shape);
    let Some(Shape::Object(marked)) = markers else { panic!("no markers") };
    let order: Vec<&str> = marked.fields.iter().map(|field| field.wire).collect();
    let mut seen = BTreeSet::new();
    let everybody = everybody("analytics");
    for (ogrn, item) in &everybody {
        let Some(Value::Object(members)) = at(item, "analytics") else { panic!("no markers") };
        let places: Vec<usize> =
            members.iter().map(|(name, _)| order.iter().position(|known| known == name).unwrap()).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{ogrn}: {members:?}");
        for (name, value) in members {
            seen.insert(name.clone());
            let spelled = match value {
                Value::Number(spelled) => spelled.as_str(),
                _ => continue,
            };
            let decimals = spelled.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let expected = match &name[..2] {
                "s2" => 4,
                "s1" | "s4" => 2,
                "s6" if name.as_str() > "s6008" => 2,
                _ => 0,
            };
            assert_eq!(decimals, expected, "{name} {spelled}");
            assert!(
                expected == 0 && name.starts_with("s6") || spelled.parse::<f64>().unwrap() > 0.0,
                "{name} {spelled}"
            );
        }
        let markers = at(item, "analytics").unwrap();
        let sum = |codes: &[&str]| codes.iter().map(|code| count(markers, code)).sum::<usize>();
        assert_eq!(count(markers, "q2002"), sum(&["q2011", "q2012", "q2013", "q2014", "q2015"]));
        assert_eq!(count(markers, "q2004"), sum(&["q2021", "q2022", "q2023", "q2024", "q2025"]));
        assert!(count(markers, "q2001") <= count(markers, "q2002"));
        assert!(count(markers, "q7006") <= count(markers, "q7007"));
        assert!(count(markers, "q7018") <= count(markers, "q7019"));
        assert!(count(markers, "q7018") <= count(markers, "q7020"));
    }
    assert!(seen.len() > 85, "{} markers are seen", seen.len());
    assert!(seen.contains("m5003") && seen.contains("e7014") && seen.contains("m7002"));
    let founded = everybody_founded();
    for (ogrn, item) in &everybody {
        let counted = founded.get(ogrn).copied().unwrap_or(0);
        assert!(ogrn.len() == 15 || count(item, "analytics.q7017") == counted, "{ogrn}");
    }
}

/// How many companies each company founded.
fn everybody_founded() -> BTreeMap<String, usize> {
    let mut founded = BTreeMap::new();
    for item in everybody("egrDetails").values() {
        for founder in list(item, "UL.foundersUL") {
            *founded.entry(text(founder, "ogrn").to_owned()).or_insert(0) += 1;
        }
    }
    founded
}

#[test]
fn xml_has_the_providers_roots_and_items() {
    for (name, query, root) in [
        ("req", "inn=7800010032", "<ArrayOfreq xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><req><inn>"),
        ("briefReport", "inn=7800010032", "<briefReport><href>https://focus-lite"),
        ("analytics", "inn=7800010032", "<analytics><q1001>"),
        ("contacts", "inn=7800010032", "<contactPhones><count>12</count><phones><string>8812"),
        ("egrDetails", "inn=7700010014", "<foundersUL><founderUL><ogrn>"),
        ("licences", "inn=0200010045", "<licenses><license><source>"),
        ("buh", "inn=7700010014", "<buhForms><buhForm><year>2015</year>"),
        ("fssp", "inn=7800010032", "<updateDate>2026-11-01</updateDate>"),
        ("govPurchasesOfCustomer", "inn=0200010045", "<purchasesOfCustomer><purchase><purchaseType>"),
        (
            "reqMon",
            "date=2026-09-14",
            "<ArrayOfmonListItem xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><monListItem><inn>",
        ),
        (
            "stat",
            "",
            "<ArrayOfstat xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><stat><methodName>api3/req &amp; api3/egrDetails</methodName>",
        ),
    ] {
        let response = ask(name, &format!("{query}&xml=true"));
        assert_eq!(response.header("content-type"), Some("application/xml; charset=utf-8"), "{name}");
        let text = String::from_utf8(response.body).unwrap();
        assert!(text.contains(root), "{name}: {}", text.chars().take(900).collect::<String>());
        let mut open = Vec::new();
        for tag in text.split('<').skip(2).map(|part| part.split('>').next().unwrap()) {
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name)),
                None if tag.ends_with(" /") => {}
                None => open.push(tag.split(' ').next().unwrap()),
            }
        }
        assert!(open.is_empty(), "{name}");
    }
}

/// Reads the table of offsets as a viewer does.
fn check_pdf(body: &[u8], pages: usize) {
    let find = |needle: &[u8], from: usize| {
        body[from..].windows(needle.len()).position(|part| part == needle).map(|at| at + from)
    };
    assert!(body.starts_with(b"%PDF-1.4\n") && body.ends_with(b"%%EOF\n"));
    let latin: String = body.iter().map(|byte| char::from(*byte)).collect();
    let start: usize = latin.split("startxref\n").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
    assert!(latin[..].chars().count() == body.len() && body[start..].starts_with(b"xref\n0 "));
    let table: Vec<u8> = body[start..].to_vec();
    let table = String::from_utf8(table).unwrap();
    let mut lines = table.split_inclusive('\n').skip(1);
    let size: usize = lines.next().unwrap().trim().split(' ').nth(1).unwrap().parse().unwrap();
    for number in 0..size {
        let entry = lines.next().unwrap();
        assert_eq!(entry.len(), 20);
        let offset: usize = entry[..10].parse().unwrap();
        assert!(number == 0 || body[offset..].starts_with(format!("{number} 0 obj\n").as_bytes()), "{number}");
    }
    assert!(table.contains(&format!("trailer\n<< /Size {size} /Root 1 0 R")));
    assert!(latin.contains(&format!("/Count {pages} ")));
    let mut at = 0;
    while let Some(found) = find(b"/Length ", at) {
        let rest = &latin.chars().skip(found + 8).take(10).collect::<String>();
        let length: usize = rest.split(' ').next().unwrap().parse().unwrap();
        let begin = find(b"stream\n", found).unwrap() + 7;
        assert!(body[begin + length..].starts_with(b"endstream"));
        at = begin;
    }
    assert!(at > 0);
}

#[test]
fn documents_are_whole_and_name_the_company() {
    for (name, query, words) in [
        ("excerpt", "inn=7700010014", "OOO \"Avrilont Pribor\""),
        ("finan", "inn=7700010014", "Avtonomiia"),
        ("briefReport", "inn=7700010014&pdf=true", "Zelenyi"),
        ("excerpt", "inn=770000200116", "IP "),
    ] {
        let response = ask(name, query);
        assert_eq!((response.status, response.header("content-type")), (200, Some("application/pdf")), "{name}");
        check_pdf(&response.body, 1);
        let latin: String = response.body.iter().map(|byte| char::from(*byte)).collect();
        assert!(latin.contains(words), "{name}: {latin}");
    }
    check_pdf(&ask("briefReport", &format!("inn={DEBTOR},{CUSTOMER}&pdf=true")).body, 2);
    for ogrn in ordinary() {
        check_pdf(&ask("excerpt", &format!("ogrn={ogrn}")).body, 1);
    }
    for (name, query) in [("excerpt", "inn=7707083893"), ("finan", "inn=7707083893"), ("finan", "inn=770000200116")] {
        let response = ask(name, query);
        assert_eq!(
            (response.status, response.header("content-type")),
            (404, Some("text/plain; charset=utf-8")),
            "{name}"
        );
        let focus = focus::Switches { pdf_missing_status: 204, ..focus::Switches::default() };
        let switches = Switches { focus, ..Switches::default() };
        let query = format!("key={KEY}&{query}");
        let request = Incoming { method: "GET", path: operation(name).path, query: &query, ..Incoming::default() };
        assert_eq!(respond(Provider::Focus, &request, &switches, &Memory::default()).response.status, 204);
    }
}

fn ogrns_of(body: &[u8]) -> Vec<String> {
    decode(body, shape("monList")).unwrap();
    Value::parse(body).unwrap().items().iter().map(|item| text(item, "ogrn").to_owned()).collect()
}

fn remembering(watched: Option<&str>) -> Memory {
    Memory { state: watched.map(str::to_owned), ..Memory::default() }
}

#[test]
fn the_watch_list_is_set_added_to_and_asked() {
    let (demo, moved) = ("1026605606620", "1086699010023");
    let post =
        |query: &str, body: &str, watched: Option<&str>| play("monList", query, body.as_bytes(), &remembering(watched));
    for body in [
        "6663003127,1086699010023",
        "6663003127 1086699010023\n",
        "6663003127;\r\n1086699010023,7707083893,x,123",
        "1026605606620 6663003127|1086699010023",
    ] {
        let played = post("", body, Some("x"));
        assert_eq!(ogrns_of(&played.response.body), [demo, moved], "{body}");
        assert_eq!(played.state, Some([demo, moved].join(",")), "the former list is replaced");
    }
    let added = post("append=true", "1086699010023", Some(demo));
    assert_eq!(added.state, Some([demo, moved].join(",")));
    assert_eq!(ogrns_of(&added.response.body), [moved]);
    assert_eq!(post("", "", None).state, Some(String::new()), "an empty list watches nobody");
    let refused = magic().into_iter().find(|case| case.inn.as_ref().unwrap().starts_with("770000503")).unwrap();
    let refused = post("", &refused.ogrn, None);
    assert_eq!((refused.response.status, refused.state), (503, None));

    let changed = |name: &str, date: &str, watched: Option<&str>| {
        let played = play(name, &format!("date={date}"), b"", &remembering(watched));
        assert_eq!((played.response.status, &played.state), (200, &None));
        ogrns_of(&played.response.body)
    };
    let day = "2021-10-18";
    assert!(changed("reqMon", day, None).contains(&moved.to_owned()), "everybody is watched as long as no list is set");
    assert_eq!(changed("reqMon", day, Some(&[demo, moved].join(","))), [moved]);
    assert!(changed("reqMon", day, Some(demo)).is_empty());
    assert!(changed("egrDetailsMon", day, Some(moved)) == [moved]);
    assert!(changed("reqMon", "2026-10-31", None).is_empty(), "the sandbox's months have 28 days");
    for date in ["", "2026-13-01", "12.10.2026", "2026-10-12T00:00:00"] {
        assert_eq!(ask("reqMon", &format!("date={date}")).status, 400, "{date}");
    }

    // What changed is what egrDetails shows as a record of that day.
    let details = everybody("egrDetails");
    let days: Vec<String> = (1..=28).map(|day| format!("2026-10-{day:02}")).collect();
    let mut many = 0;
    for day in &days {
        let in_req = changed("reqMon", day, None);
        let in_details: BTreeSet<String> = changed("egrDetailsMon", day, None).into_iter().collect();
        assert!(in_req.iter().all(|ogrn| in_details.contains(ogrn)));
        many += in_req.len();
        for (ogrn, item) in &details {
            let entity = at(item, "UL").or(at(item, "IP")).unwrap();
            let has_record = list(entity, "egrRecords").iter().any(|record| text(record, "date") == day);
            assert_eq!(in_details.contains(ogrn), has_record, "{ogrn} {day}");
        }
    }
    assert!(many > 10, "the last month has changes");
}

#[test]
fn stat_tells_of_every_charged_method_and_takes_the_beginning_of_a_key() {
    let rows = items("stat", "");
    let mut methods: Vec<String> = Vec::new();
    for row in &rows {
        methods.extend(text(row, "methodName").split(" & ").map(|name| format!("/{name}")));
        assert!(count(row, "spent") < count(row, "limit"));
    }
    let charged =
        Provider::Focus.operations().iter().filter(|operation| operation.cost == kontragent::operation::Cost::Company);
    let mut expected: Vec<String> = charged.map(|operation| operation.path.to_owned()).collect();
    methods.sort();
    expected.sort();
    assert_eq!(methods, expected);

    let with_key = |key: &str, path: &str| {
        let query = format!("key={key}&inn={DEBTOR}");
        let request = Incoming { method: "GET", path, query: &query, ..Incoming::default() };
        respond(Provider::Focus, &request, &Switches::default(), &Memory::default()).response
    };
    let documented = "3208d29d15c507395db770d0e65f3711e40374df";
    for (key, status) in [(documented, 200), (&documented[..20], 200), (&documented[..19], 400), ("", 400), ("x", 400)]
    {
        let response = with_key(key, "/api3/stat");
        assert_eq!(response.status, status, "{key}");
        assert!(status == 200 || response.body == b"Param 'key' not specified or invalid");
    }
    assert_eq!(with_key(&documented[..20], "/api3/req").status, 403, "elsewhere the whole key is needed");
}

#[test]
fn limits_can_be_used_up() {
    let focus = focus::Switches { quota_status: Some(402), ..focus::Switches::default() };
    let switches = Switches { focus, ..Switches::default() };
    for operation in Provider::Focus.operations() {
        let query = format!("key={KEY}&inn={DEBTOR}&date=2026-10-12");
        let request =
            Incoming { method: operation.method.name(), path: operation.path, query: &query, ..Incoming::default() };
        let response = respond(Provider::Focus, &request, &switches, &Memory::default()).response;
        let is_free = operation.cost == kontragent::operation::Cost::Free;
        assert_eq!(response.status, if is_free { 200 } else { 402 }, "{}", operation.name);
        if operation.name == "stat" {
            let rows = Value::parse(&response.body).unwrap();
            assert!(rows.items().iter().all(|row| at(row, "spent") == at(row, "limit")));
        }
    }
}

#[test]
fn special_cases_play_in_every_method() {
    let inn = |number: u32| {
        let beginning = format!("7700{number:05}");
        magic().into_iter().filter_map(|case| case.inn).find(|inn| inn.starts_with(&beginning)).unwrap()
    };
    for operation in
        Provider::Focus.operations().iter().filter(|operation| operation.params.iter().any(|param| param.name == "inn"))
    {
        let name = operation.name;
        let played = |number| play(name, &format!("inn={}", inn(number)), inn(number).as_bytes(), &Memory::default());
        assert_eq!(played(503).response.status, 503, "{name}");
        assert_eq!(played(701).delay_ms, 1000, "{name}");
        let is_list = matches!(operation.answer, Answer::Companies(_) | Answer::CompaniesOrPdf(_));
        if is_list {
            assert!(decode(&played(603).response.body, shape(name)).is_err(), "{name}: a value of another type");
            let newer = decode(&played(604).response.body, shape(name)).unwrap();
            assert!(newer.json.contains("newObject"), "{name}");
        }
        if let Some(paging) = operation.paging {
            let page = |skip: u32| ask(name, &format!("inn={}&skip={skip}", inn(608)));
            assert_eq!(page(0), page(1000), "{name}: skip is ignored");
            assert_eq!(list(&Value::parse(&page(0).body).unwrap().items()[0], paging.list).len(), 1000, "{name}");
        }
    }
}

#[test]
fn the_same_question_has_the_same_answer_byte_by_byte() {
    for name in LISTS {
        let query = format!("inn={SUPPLIER}");
        assert_eq!(ask(name, &query), ask(name, &query));
    }
    let golden = |name: &str, query: &str, file: &str| {
        let path = format!("{}/tests/fixtures/sandbox/{file}", env!("CARGO_MANIFEST_DIR"));
        let body = String::from_utf8(ask(name, query).body).unwrap();
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(&path, format!("{body}\n")).unwrap();
        }
        assert_eq!(body, std::fs::read_to_string(&path).unwrap().trim_end(), "{file}");
    };
    golden("contacts", "inn=6663003127", "contacts-demo.json");
    golden("analytics", "inn=6663003127", "analytics-demo.json");
    golden("egrDetails", "inn=7700010014", "egr-details.json");
    golden("fssp", "inn=7700010014", "fssp.json");
    golden("licences", "inn=7700010014", "licences.json");
    golden("govPurchasesOfCustomer", "inn=7800010032&skip=137", "purchases-of-customer.json");
    golden("stat", "", "stat.json");
}
