//! The sandbox of ФССП, asked as the client asks: what it plays is what the client reads.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod examples;

use kontragent::catalogue;
use kontragent::error::{Cause, Error, ErrorKind};
use kontragent::http::{Incoming, Request};
use kontragent::json::Value;
use kontragent::model::decode;
use kontragent::operation::{Answer, Operation};
use kontragent::providers::{Credentials, Provider};
use kontragent::sandbox::fssp::{Switches, TOKEN};
use kontragent::sandbox::{self, Memory, Played, people};
use std::collections::BTreeSet;

fn operation(name: &str) -> &'static Operation {
    catalogue::find(Provider::Fssp, name).unwrap()
}

fn object(json: &str) -> Value {
    Value::parse(json.as_bytes()).unwrap()
}

fn usual() -> Switches {
    Switches::default()
}

/// Asks with these parameters, and plays.
fn play(name: &str, params: &Value, switches: &Switches, memory: &Memory) -> Played {
    let request = operation(name).request(params).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let credentials = Credentials::new(Provider::Fssp, vec![TOKEN.to_owned()]).unwrap();
    let target = credentials.authorise(&request).target();
    let (path, query) = target.split_once('?').unwrap();
    respond("GET", path, query, switches, memory)
}

fn respond(method: &str, path: &str, query: &str, switches: &Switches, memory: &Memory) -> Played {
    let incoming = Incoming { method, path, query, ..Incoming::default() };
    let switches = sandbox::Switches { fssp: switches.clone(), ..sandbox::Switches::default() };
    sandbox::respond(Provider::Fssp, &incoming, &switches, memory)
}

fn read(name: &str, played: &Played) -> Result<Value, Cause> {
    let read = Provider::Fssp.read(operation(name), &Request::to("/"), &played.response, false)?;
    let Answer::Value(shape) = operation(name).answer else { panic!("{name} has one value") };
    let decoded = decode(&read, shape).map_err(Cause::Decode)?;
    Ok(Value::parse(decoded.json.as_bytes()).unwrap())
}

fn ask_with(name: &str, params: &str, switches: &Switches) -> Value {
    let played = play(name, &object(params), switches, &Memory::default());
    read(name, &played).unwrap_or_else(|cause| panic!("{name} {params}: {cause:?}"))
}

fn ask(name: &str, params: &str) -> Value {
    ask_with(name, params, &usual())
}

/// The code of the provider that a refusal has.
fn refused(name: &str, played: &Played) -> String {
    match read(name, played) {
        Err(Cause::Said { own, .. }) => own,
        other => panic!("{other:?}"),
    }
}

fn plain(value: &Value, path: &str) -> String {
    let found = path.split('.').try_fold(value, |value, step| match step.parse::<usize>() {
        Ok(place) => value.items().get(place),
        Err(_) => value.get(step),
    });
    match found {
        None => "-".to_owned(),
        Some(Value::Text(text) | Value::Number(text)) => text.clone(),
        Some(other) => {
            let mut out = String::new();
            other.write(&mut out);
            out
        }
    }
}

fn found(value: &Value) -> &[Value] {
    value.get("found").unwrap().items()
}

/// The company of the documentation of Focus, in Yekaterinburg, and one with 2 503 proceedings, in Saint Petersburg.
const COMPANY: &str = r#"{"inn":"6663003127","region":"66"}"#;
const DEBTOR: &str = r#"{"inn":"7800010032","region":"-1"}"#;

#[test]
fn every_example_is_found() {
    for operation in Provider::Fssp.operations() {
        let name = operation.name;
        let played = play(name, &examples::params(operation), &usual(), &Memory::default());
        let answer = read(name, &played).unwrap_or_else(|cause| panic!("{name}: {cause:?}"));
        assert!(!found(&answer).is_empty(), "{name}");
        assert_eq!(played.response.status, 200);
        let unread: Vec<_> =
            found(&answer).iter().map(|one| plain(one, "unread")).filter(|list| list != "[]" && list != "-").collect();
        assert!(unread.is_empty(), "{name}: {unread:?}");
        let again = play(name, &examples::params(operation), &usual(), &Memory::default());
        assert_eq!(again, played, "{name} is the same every time");
    }
}

#[test]
fn focus_and_the_bailiffs_tell_the_same() {
    let query = "key=sandbox&inn=6663003127";
    let request = Incoming { method: "GET", path: "/api3/fssp", query, ..Incoming::default() };
    let focus = sandbox::respond(Provider::Focus, &request, &sandbox::Switches::default(), &Memory::default());
    let focus = Value::parse(&focus.response.body).unwrap();
    let told = |list: &[Value], fields: [&str; 4]| {
        list.iter().map(|one| fields.map(|field| plain(one, field))).collect::<Vec<_>>()
    };
    let focus = told(
        focus.items()[0].get("fssp").unwrap().items(),
        ["officialNum", "officialAggregatedNum", "startDate", "executoryDocumentNumber"],
    );
    let answer = ask("inn", COMPANY);
    let own = told(found(&answer), ["number.text", "joint.text", "startDate", "document.number"]);
    assert_eq!(own.len(), 14);
    assert_eq!(own, focus);
}

#[test]
fn numbers_of_proceedings_are_given_once_and_found() {
    let answer = ask_with("inn", DEBTOR, &Switches { pages: 1000, ..usual() });
    let numbers: BTreeSet<String> = found(&answer).iter().map(|one| plain(one, "number.text")).collect();
    assert_eq!((numbers.len(), found(&answer).len()), (2503, 2503));
    assert_eq!((plain(&answer, "truncated"), plain(&answer, "complete")), ("false".into(), "true".into()));
    for number in numbers.iter().step_by(500) {
        let one = ask("ip", &format!(r#"{{"number":"{number}"}}"#));
        assert_eq!(found(&one).len(), 1, "{number}");
        assert_eq!(plain(&one, "found.0.number.text"), *number);
        assert_ne!(plain(&one, "inquiry"), "-", "it is in the record");
        assert_eq!((plain(&one, "complete"), plain(&one, "countAll")), ("-".into(), "-".into()));
    }
    let elsewhere = numbers.iter().next().unwrap().replace("78099", "77099");
    assert_eq!(plain(&ask("ip", &format!(r#"{{"number":"{elsewhere}"}}"#)), "state"), "none");
}

#[test]
fn a_writ_is_found_in_its_region_and_by_its_kind() {
    let whole = ask("inn", COMPANY);
    let (number, title) = (plain(&whole, "found.0.document.number"), plain(&whole, "found.0.number.text"));
    let kinds = [
        ("Исполнительный лист", "1"),
        ("Судебный приказ", "4"),
        ("Акт органа, осуществляющего контрольные функции", "5"),
        ("Постановление о взыскании исполнительского сбора", "8"),
    ];
    let kind = kinds.iter().find(|(kind, _)| *kind == plain(&whole, "found.0.document.kind")).unwrap().1;
    let titles = |params: &str| -> Vec<String> {
        found(&ask("id", params)).iter().map(|one| plain(one, "number.text")).collect()
    };
    assert!(titles(&format!(r#"{{"number":"{number}","region":"66"}}"#)).contains(&title));
    assert!(titles(&format!(r#"{{"number":"{number}","region":"66","typeid":"{kind}"}}"#)).contains(&title));
    assert!(titles(&format!(r#"{{"number":"{number}","region":"66","typeid":"12"}}"#)).is_empty());
    assert!(titles(&format!(r#"{{"number":"{number}","region":"77"}}"#)).is_empty());
    // The provider documents digits only; the client lets letters through.
    let letters = play("id", &object(r#"{"number":"ФС 039022227","region":"66"}"#), &usual(), &Memory::default());
    assert_eq!(refused("id", &letters), "888 number: forbidden symbols present");
}

#[test]
fn persons_are_found_by_name_and_day_of_birth() {
    for person in people() {
        let params = |region: &str, born: &str| {
            let second = person.secondname.map_or(String::new(), |name| format!(r#","secondname":"{name}""#));
            format!(
                r#"{{"lastname":"{}","firstname":"{}","birthdate":"{born}","region":"{region}"{second}}}"#,
                person.lastname, person.firstname
            )
        };
        let answer = ask("physical", &params(person.region, &person.birthdate));
        let count = found(&answer).len();
        assert_eq!(plain(&answer, "state") == "none", count == 0, "{}", person.en);
        for one in found(&answer) {
            assert_eq!(plain(one, "debtorBirthDate"), person.birthdate);
            assert_eq!(plain(one, "number.region"), person.region);
        }
        assert_eq!(found(&ask("physical", &params("-1", &person.birthdate))).len(), count);
        assert!(found(&ask("physical", &params(person.region, "1949-05-05"))).is_empty());
        assert!(found(&ask("physical", &params("92", &person.birthdate))).is_empty());
        let alimony = ask("alim", &params("-1", &person.birthdate));
        assert!(found(&alimony).len() <= count);
        assert!(found(&alimony).iter().all(|one| plain(one, "subject") == "Алименты на содержание детей"));
    }
    let about = |en: &str| people().into_iter().find(|person| person.en.contains(en)).unwrap();
    assert_eq!(about("wanted").lastname, "Макетов");
    let namesake = r#"{"lastname":"вымыслов","firstname":"Петр","birthdate":"1991-11-02","region":"-1"}"#;
    assert_eq!(found(&ask("physical", namesake)).len(), 1);
}

#[test]
fn only_those_that_go_on_can_be_asked_for() {
    let all = ask("inn", DEBTOR);
    let open = ask("inn", r#"{"inn":"7800010032","region":"78","onlyActual":true}"#);
    assert!(found(&all).iter().any(|one| plain(one, "state") == "closed"));
    assert!(found(&open).iter().all(|one| plain(one, "state") == "open"));
    assert_eq!(plain(&open, "onlyActual"), "true");
    assert_eq!(plain(&open, "totals.closed.count"), "0");
}

#[test]
fn what_is_too_long_is_truncated() {
    let answer = ask("inn", DEBTOR);
    assert_eq!(found(&answer).len(), 500);
    for (path, right) in [
        ("countAll", "2503"),
        ("pagesAll", "126"),
        ("totalLoadedPage", "25"),
        ("count", "500"),
        ("truncated", "true"),
        ("complete", "false"),
    ] {
        assert_eq!(plain(&answer, path), right, "{path}");
    }
    let wanted = ask("wanted", r#"{"fio":"Подставнов"}"#);
    assert!(found(&wanted).len() <= 405);
    let less = ask_with("wanted", r#"{"fio":"Подставнов"}"#, &Switches { pages: 1, ..usual() });
    assert_eq!(found(&less).len(), 45);
    assert_eq!(plain(&less, "truncated"), "true");
    let moscow = ask("wanted", r#"{"fio":"Подставнов","region":"77"}"#);
    assert!(found(&moscow).iter().all(|one| plain(one, "department.region") == "77"));
}

#[test]
fn organisations_are_found_by_words_of_their_names() {
    let answer = ask("legal", r#"{"nameLegal":"«Вирзант»","region":"78"}"#);
    assert_eq!(plain(&answer, "countAll"), "2503");
    assert_eq!(plain(&answer, "found.0.debtorInn"), "7800010032");
    for none in [
        r#"{"nameLegal":"Вирза","region":"78"}"#,
        r#"{"nameLegal":"Вирзант","region":"77"}"#,
        r#"{"nameLegal":"Вирзант","region":"78","address":"Казань"}"#,
    ] {
        let answer = ask("legal", none);
        assert_eq!(
            (plain(&answer, "state").as_str(), plain(&answer, "message").as_str()),
            ("none", "В базе ФССП отсутствует"),
            "{none}"
        );
    }
    // As the provider's own example spells them.
    let token = format!("token={TOKEN}");
    let spelled = respond(
        "GET",
        "/api/fssp.php",
        &format!("type=legal&name=Вирзант&region=78&adress=Санкт-Петербург&{token}"),
        &usual(),
        &Memory::default(),
    );
    assert!(!found(&read("legal", &spelled).unwrap()).is_empty());
}

#[test]
fn questions_are_refused_in_the_providers_order() {
    let token = format!("token={TOKEN}");
    let person = "lastname=Макетов&firstname=Глеб&birthdate=14.06.1985&region=23";
    for (query, code) in [
        ("type=inn".to_owned(), "502"),
        ("token=&type=inn".to_owned(), "502"),
        ("token=short&type=inn".to_owned(), "499"),
        (format!("token={}&type=inn", "0".repeat(32)), "503"),
        (token.clone(), "500"),
        (format!("{token}&type=everything"), "500"),
        (format!("{token}&type=physical"), "101"),
        (format!("{token}&type=physical&lastname=Макетов"), "100"),
        (format!("{token}&type=alim&lastname=Макетов&firstname=Глеб"), "104"),
        (format!("{token}&type=alim&lastname=Макетов&firstname=Глеб&birthdate=14.06.1985"), "103"),
        (format!("{token}&type=physical&{}", person.replace("14.06", "14.16")), "15"),
        (format!("{token}&type=physical&{}", person.replace("14.06.1985", "1985-06-14")), "15"),
        (format!("{token}&type=physical&{}", person.replace("Глеб", "макетов")), "107"),
        (format!("{token}&type=physical&{}", person.replace("Глеб", "Г.")), "888 firstname: forbidden symbols present"),
        (format!("{token}&type=legal&region=23"), "105"),
        (format!("{token}&type=inn&region=23"), "766"),
        (format!("{token}&type=inn&inn=6663003127&region=Урал"), "888 region: forbidden symbols present"),
        (format!("{token}&type=ip"), "102"),
        (format!("{token}&type=id&region=66"), "106"),
        (format!("{token}&type=id&number=1&region=66&typeid=9"), "107"),
        (format!("{token}&type=wanted"), "766"),
    ] {
        let played = respond("GET", "/api/fssp.php", &query, &usual(), &Memory::default());
        assert_eq!(refused("inn", &played), code, "{query}");
        assert_eq!((played.response.status, played.state), (200, None), "{query}");
    }
    let posted = respond("POST", "/api/fssp.php", &format!("{token}&type=regionsList"), &usual(), &Memory::default());
    assert_eq!(refused("inn", &posted), "502", "nobody sees parameters of another method");
    assert_eq!(respond("GET", "/api/rsa.php", &token, &usual(), &Memory::default()).response.status, 404);
}

#[test]
fn the_account_is_charged_until_it_is_empty() {
    let switches = Switches { balance: 3.0, credit: 0.5, ..usual() };
    let mut memory = Memory::default();
    let mut told = Vec::new();
    for params in [COMPANY, r#"{"inn":"6663003127","region":"77"}"#, COMPANY] {
        let played = play("inn", &object(params), &switches, &memory);
        let answer = read("inn", &played).unwrap();
        told.push(["price", "balance", "credit"].map(|name| plain(&answer, &format!("inquiry.{name}"))));
        memory.state = played.state;
    }
    assert_eq!(told, [["0.8", "2.2", "0.50"], ["1.4", "0.8", "0.50"], ["0.8", "0", "0.50"]]);
    let empty = play("inn", &object(COMPANY), &switches, &memory);
    assert_eq!((refused("inn", &empty).as_str(), &empty.state), ("498", &None));
    let wanted = play(
        "wanted",
        &object(r#"{"fio":"Подставнов"}"#),
        &switches,
        &Memory { state: Some("20".into()), ..Memory::default() },
    );
    assert_eq!(plain(&read("wanted", &wanted).unwrap(), "inquiry.balance"), "-0.4");
    let free = play("regionsList", &object("{}"), &switches, &memory);
    assert_eq!((plain(&read("regionsList", &free).unwrap(), "inquiry.price").as_str(), free.state), ("0", None));
}

#[test]
fn every_switch_is_what_it_says() {
    let right = ask("inn", COMPANY);
    let without_cost = |answer: &Value| match answer.clone() {
        Value::Object(members) => members.into_iter().filter(|(name, _)| name != "inquiry").collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    for same in [
        Switches { details_as_list: true, ..usual() },
        Switches { inquiry_in_record: true, ..usual() },
        Switches { credit_numeric: true, ..usual() },
    ] {
        let answer = ask_with("inn", COMPANY, &same);
        assert_eq!(without_cost(&answer), without_cost(&right), "{same:?}");
        assert_eq!(plain(&answer, "inquiry.balance"), "99999.2");
        let wire = |switches: &Switches| play("inn", &object(COMPANY), switches, &Memory::default()).response.body;
        assert_ne!(wire(&same), wire(&usual()), "{same:?}");
    }
    let old = ask_with("inn", COMPANY, &Switches { before_2025: true, ..usual() });
    for (new, old) in found(&right).iter().zip(found(&old)) {
        for field in
            ["number.text", "joint.text", "state", "closure.date", "document.date", "document.kind", "debtorInn"]
        {
            assert_eq!(plain(old, field), plain(new, field), "{field}");
        }
        assert_eq!(plain(old, "department.title"), "-");
        assert_ne!(plain(old, "department.text"), "-");
    }
    let slow = play("inn", &object(COMPANY), &Switches { latency_ms: 42_000, ..usual() }, &Memory::default());
    assert_eq!(slow.delay_ms, 42_000);
    assert_eq!(plain(&read("inn", &slow).unwrap(), "inquiry.speed"), "43");
    for (switches, code) in [
        (Switches { error: Some(456), ..usual() }, "456"),
        (Switches { error: Some(404), errors_numeric: true, ..usual() }, "404"),
        (Switches { error: Some(602), errors_swapped: true, ..usual() }, "602"),
        (Switches { source_down: true, ..usual() }, "404"),
    ] {
        for name in ["physical", "legal", "inn", "ip", "id", "wanted", "alim"] {
            let played = play(name, &examples::params(operation(name)), &switches, &Memory::default());
            assert_eq!(refused(name, &played), code, "{switches:?}");
        }
        let regions = play("regionsList", &object("{}"), &switches, &Memory::default());
        assert!(read("regionsList", &regions).is_ok(), "the list of regions is no search");
    }
}

#[test]
fn special_cases_go_wrong_in_the_providers_way() {
    let case = |number: u32| {
        let company = sandbox::magic()
            .into_iter()
            .find(|one| one.inn.as_deref().is_some_and(|inn| inn.starts_with(&format!("7700{number:05}"))));
        object(&format!(r#"{{"inn":"{}","region":"77"}}"#, company.unwrap().inn.unwrap()))
    };
    let mut memory = Memory::default();
    for (number, kind) in [
        (402, ErrorKind::Payment),
        (403, ErrorKind::Auth),
        (429, ErrorKind::RateLimit),
        (500, ErrorKind::Provider),
        (503, ErrorKind::Provider),
    ] {
        let played = play("inn", &case(number), &usual(), &memory);
        assert_eq!(played.response.status, 200, "{number}");
        assert_eq!(Error::new(read("inn", &played).unwrap_err()).kind(), kind, "{number}");
    }
    for number in [302, 502] {
        let played = play("inn", &case(number), &usual(), &memory);
        assert_ne!(played.response.status, 200, "{number}");
        assert!(read("inn", &played).is_err(), "{number}");
    }
    for number in [600, 601, 602, 603, 605, 606] {
        let played = play("inn", &case(number), &usual(), &memory);
        assert!(matches!(read("inn", &played), Err(Cause::Decode(_))), "{number}");
    }
    let newer = read("inn", &play("inn", &case(604), &usual(), &memory)).unwrap();
    assert_eq!(plain(&newer, "found.0.number"), r#"{"text":"Ω/26/77099-ИП"}"#);
    assert_eq!(plain(&newer, "found.0.new_detail.new_kind"), "Ω-1");
    assert!(play("inn", &case(607), &usual(), &memory).cut.is_some());
    assert_eq!(play("inn", &case(701), &usual(), &memory).delay_ms, 1000);
    // Those that recover count for themselves: a refusal has the status of a success.
    for (number, times) in [(703, 1), (704, 2)] {
        for _ in 0..times {
            let played = play("inn", &case(number), &usual(), &memory);
            assert!(read("inn", &played).is_err(), "{number}");
            memory.state = played.state;
        }
        let played = play("inn", &case(number), &usual(), &memory);
        assert!(read("inn", &played).is_ok(), "{number}");
        memory.state = played.state;
    }
    assert_eq!(memory.state.as_deref(), Some("9999840"), "only the two answers are charged");
}

#[test]
fn nobody_in_an_answer_is_real() {
    let answer = ask("regionsList", "{}");
    assert_eq!(found(&answer).len(), 84);
    let answer = ask("inn", COMPANY);
    for one in found(&answer) {
        assert!(plain(one, "number.department").ends_with("099"), "the bailiffs have no such department");
        assert!(plain(one, "officerPhones.0").contains(")200-00-0"));
    }
}
