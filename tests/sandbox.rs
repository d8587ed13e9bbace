//! The sandbox as its callers see it: what it answers is what the crate's own decoder reads, except where it is meant
//! not to be.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use kontragent::catalogue;
use kontragent::error::Cause;
use kontragent::http::{Incoming, Response};
use kontragent::identifiers::{Context, Kind, check};
use kontragent::json::{FaultKind, Value};
use kontragent::model::{Decoded, decode};
use kontragent::operation::{Answer, Expected};
use kontragent::providers::{Credentials, Provider};
use kontragent::sandbox::{Company, KEY, Memory, Played, Switches, companies, focus, magic, ogrns, respond};

mod examples;

fn ask_at(method: &str, path: &str, query: &str, failures: u32) -> Played {
    respond(
        Provider::Focus,
        &Incoming { method, path, query, ..Incoming::default() },
        &Switches::default(),
        &Memory { failures, ..Memory::default() },
    )
}

fn ask(query: &str) -> Response {
    let Played { response, delay_ms, cut, .. } = ask_at("GET", "/api3/req", &format!("key={KEY}&{query}"), 0);
    assert_eq!((delay_ms, cut), (0, None));
    response
}

fn body(response: &Response) -> &str {
    std::str::from_utf8(&response.body).unwrap()
}

fn items(query: &str) -> Vec<Value> {
    let response = ask(query);
    assert_eq!(response.status, 200, "{query}");
    assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    Value::parse(&response.body).unwrap().items().to_vec()
}

fn numbers(query: &str) -> Vec<String> {
    items(query).iter().map(|item| item.get("ogrn").unwrap().text().unwrap().to_owned()).collect()
}

fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, name| match name.parse::<usize>() {
        Ok(position) => &value.items()[position],
        Err(_) => value.get(name).unwrap_or_else(|| panic!("no {name} of {path}")),
    })
}

fn decoded(body: &[u8]) -> Result<Decoded, kontragent::json::Fault> {
    let Answer::Companies(shape) = catalogue::find(Provider::Focus, "req").unwrap().answer else { panic!("no list") };
    decode(body, shape)
}

fn of_case(number: u32) -> Company {
    let beginning = format!("7700{number:05}");
    magic().into_iter().find(|company| company.inn.as_ref().unwrap().starts_with(&beginning)).unwrap()
}

fn play(number: u32, failures: u32) -> Played {
    let inn = of_case(number).inn.unwrap();
    ask_at("GET", "/api3/req", &format!("key={KEY}&inn={inn}"), failures)
}

const DEMO: &str = "6663003127";

/// What the sandbox takes for the credentials of a provider.
fn credentials(provider: Provider) -> Credentials {
    let secret = if provider == Provider::Fssp { [KEY, "-"].concat().repeat(4) } else { KEY.to_owned() };
    Credentials::new(provider, vec![secret; provider.credentials().len()]).unwrap()
}

#[test]
fn every_operation_of_the_catalogue_is_played() {
    for operation in catalogue::operations() {
        let provider = operation.provider;
        let request = credentials(provider).authorise(&operation.request(&examples::params(operation)).unwrap());
        let target = request.target();
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let (body, media_type) = request.body.as_ref().map(|body| body.encoded()).unzip();
        let mut headers: Vec<(String, String)> =
            request.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        headers.extend(media_type.map(|media_type| ("content-type".to_owned(), media_type.into_owned())));
        let body = body.unwrap_or_default();
        let (method, body) = (request.method.name(), body.as_bytes());
        let incoming = Incoming { method, path, query, headers: &headers, body };
        let played = respond(provider, &incoming, &Switches::default(), &Memory::default());
        let read = provider.read(operation, &request, &played.response, false);
        let read = match read {
            Ok(read) => read,
            // Its examples show what can be asked, not whom the sandbox knows; tests of its own do.
            Err(cause) if provider == Provider::Nkb && !matches!(cause, Cause::Decode(_)) => continue,
            Err(cause) => panic!("{}: {cause:?}", operation.id()),
        };
        if let Expected::Json(shape) = operation.expected(&request) {
            decode(&read, shape).unwrap_or_else(|fault| panic!("{}: {}", operation.id(), fault.path()));
        }
    }
}

/// Everybody whose answers are not wrong on purpose.
fn ordinary() -> Vec<&'static str> {
    ogrns().filter(|ogrn| !magic().iter().any(|case| case.ogrn == *ogrn)).collect()
}

#[test]
fn every_answer_is_what_the_decoder_reads() {
    assert!(ordinary().len() >= 60);
    for ogrn in ordinary() {
        let response = ask(&format!("ogrn={ogrn}"));
        assert_eq!(
            decoded(&response.body).map(|decoded| Value::parse(decoded.json.as_bytes()).unwrap().items().len()),
            Ok(1),
            "{ogrn}"
        );
    }
    let all = ask(&format!("ogrn={}", ordinary()[..90].join(",")));
    assert_eq!(decoded(&all.body).map(|decoded| Value::parse(decoded.json.as_bytes()).unwrap().items().len()), Ok(90));
}

#[test]
fn answers_have_neither_null_nor_false_nor_white_space_nor_bare_slashes() {
    for ogrns in ordinary().chunks(13) {
        let response = ask(&format!("ogrn={}", ogrns.join(",")));
        let text = body(&response);
        for habit in [":null", ":false", ": ", ", \"", "\n", "[]"] {
            assert!(!text.contains(habit), "{habit}");
        }
        assert!(text.match_indices('/').all(|(at, _)| text[..at].ends_with('\\')));
    }
}

#[test]
fn the_same_question_has_the_same_answer_byte_by_byte() {
    for (query, expected) in [
        (format!("inn={DEMO}"), include_str!("fixtures/sandbox/req-demo.json")),
        ("inn=7700010014".to_owned(), include_str!("fixtures/sandbox/req-fields-of-2025.json")),
    ] {
        assert_eq!(body(&ask(&query)), expected.trim_end());
        assert_eq!(ask(&query), ask(&query));
    }
}

#[test]
fn companies_are_chosen_by_one_or_many_identifiers() {
    let demo = "1026605606620";
    assert_eq!(numbers(&format!("inn={DEMO}")), [demo]);
    assert_eq!(numbers(&format!("ogrn={demo}")), [demo]);
    assert_eq!(numbers(&format!("inn={DEMO}&ogrn={demo}")), [demo], "each company once");
    assert_eq!(numbers(&format!("inn={DEMO}&ogrn=")), [demo], "an empty value is nothing");
    assert_eq!(numbers(&format!("inn={DEMO},770000200116&ogrn=1157799010016")).len(), 3);
    assert_eq!(numbers("inn=770000200116"), ["316779900020015"]);
    assert_eq!(numbers("ogrn=316779900020015"), ["316779900020015"]);
    assert_eq!(
        numbers(&format!("inn={DEMO}%2C7707083893,%207707083890,abc")),
        [demo],
        "unknown and wrong are left out"
    );
    assert_eq!(body(&ask("inn=7707083893")), "[]");
    assert_eq!(numbers("inn=7700010110"), ["1027799010117", "1067799010124"], "one ИНН, two ОГРН");
}

#[test]
fn what_cannot_be_answered_is_refused_in_plain_text() {
    let wrong = "inn/ogrn param is not specified";
    let key = "No valid key specified";
    for (method, path, query, status, text) in [
        ("GET", "/api3/req", "key=sandbox", 400, wrong),
        ("GET", "/api3/req", "key=sandbox&inn=", 400, wrong),
        ("GET", "/api3/req", "key=sandbox&inn=7707083890,1", 400, wrong),
        ("GET", "/api3/req", "key=sandbox&ogrn=7707083893", 400, wrong),
        ("GET", "/api3/req", "key=sandbox&inn=9909125356", 400, wrong),
        ("GET", "/api3/req", "inn=6663003127", 403, key),
        ("GET", "/api3/req", "key=&inn=6663003127", 403, key),
        ("GET", "/api3/req", "key=other&inn=6663003127", 403, key),
        ("GET", "/api3/req", "key=sandbox%&inn=6663003127", 403, key),
        ("GET", "/api3/REQ", "key=sandbox&inn=6663003127", 404, "Not Found"),
        ("GET", "/", "", 404, "Not Found"),
        ("POST", "/api3/req", "key=sandbox&inn=6663003127", 405, "Method Not Allowed"),
    ] {
        let response = ask_at(method, path, query, 0).response;
        assert_eq!((response.status, body(&response)), (status, text), "{method} {path}?{query}");
        assert_eq!(response.header("content-type"), Some("text/plain; charset=utf-8"));
    }
    let documented = "key=3208d29d15c507395db770d0e65f3711e40374df&inn=6663003127";
    assert_eq!(ask_at("GET", "/api3/req", documented, 0).response.status, 200);
}

#[test]
fn more_identifiers_than_a_request_takes_are_refused_as_the_switch_says() {
    let many = |count| vec![DEMO; count].join(",");
    assert_eq!(ask(&format!("inn={}", many(100))).status, 200);
    assert_eq!(ask(&format!("inn={}", many(101))).status, 400);
    let switches = Switches {
        focus: focus::Switches { too_many_status: 413, ..focus::Switches::default() },
        ..Switches::default()
    };
    let query = format!("key={KEY}&inn={}", many(101));
    let request = Incoming { method: "GET", path: "/api3/req", query: &query, ..Incoming::default() };
    assert_eq!(respond(Provider::Focus, &request, &switches, &Memory::default()).response.status, 413);
}

#[test]
fn keys_are_those_of_the_switches() {
    let switches = Switches {
        focus: focus::Switches { keys: vec!["mine".to_owned()], ..focus::Switches::default() },
        ..Switches::default()
    };
    for (key, status) in [("mine", 200), (KEY, 403)] {
        let query = format!("inn={DEMO}&key={key}");
        let request = Incoming { method: "GET", path: "/api3/req", query: &query, ..Incoming::default() };
        assert_eq!(respond(Provider::Focus, &request, &switches, &Memory::default()).response.status, status);
    }
}

#[test]
fn examples_show_what_they_say() {
    let one = |inn: &str| items(&format!("inn={inn}")).remove(0);
    let text = |value: &Value, path: &str| at(value, path).text().unwrap().to_owned();
    let yes = Value::Bool(true);

    let moved = one("6600010026");
    for list in ["kpps", "legalNames", "legalAddresses", "heads"] {
        assert_eq!(at(&moved, &format!("UL.history.{list}")).items().len(), 2, "{list}");
    }
    assert_eq!(text(&moved, "UL.legalAddress.parsedAddressRF.regionCode"), "77");
    assert_eq!(text(&moved, "UL.history.legalAddresses.0.parsedAddressRF.regionCode"), "66");

    let branches = one("7800010032");
    assert_eq!(at(&branches, "UL.branches").items().len(), 3);
    assert_eq!(text(&branches, "UL.branches.2.foreignAddress.countryName"), "Беларусь");
    assert!(at(&branches, "UL.branches.1").get("name").is_none());

    let institution = one("0200010045");
    let name = text(&institution, "UL.legalName.full");
    assert!(["\"", "&", "/", "ё"].iter().all(|part| name.contains(part)) && name.len() > 150);

    assert_eq!(at(&one("1600010059"), "UL.heads").items().len(), 3);
    let managed = one("7700010078");
    assert_eq!(text(&managed, "UL.managementCompanies.0.inn"), "7700010060");
    assert!(at(&managed, "UL").get("heads").is_none());

    for (inn, place, reason) in [
        ("6600010080", "legalAddress", "isResultOfInspection"),
        ("5900010096", "heads.0", "isPersonalStatement"),
        ("5400010108", "legalAddress", "isCourtDecision"),
        ("5400010108", "heads.0", "isUnknown"),
    ] {
        let doubtful = one(inn);
        let doubtful = at(&doubtful, &format!("UL.{place}"));
        assert_eq!(at(doubtful, "isInaccuracy"), &yes);
        assert_eq!(at(doubtful, &format!("detailsOfInaccuracy.0.{reason}")), &yes);
        let grn = text(doubtful, "detailsOfInaccuracy.0.grn");
        assert!(check(Kind::Grn, &grn, &Context::default()).is_ok(), "{grn}");
    }

    for (inn, flag) in [
        ("7700011018", "dissolving"),
        ("7800011029", "reorganizing"),
        ("0200011031", "reorganizing"),
        ("1600011045", "bankrupting"),
        ("2300011053", "bankrupting"),
        ("6600011069", "dissolving"),
        ("7700012011", "dissolved"),
        ("5400012024", "dissolved"),
        ("7800012030", "dissolved"),
        ("6600012048", "dissolved"),
        ("1600012056", "dissolved"),
        ("2300012064", "dissolved"),
    ] {
        let company = one(inn);
        let Value::Object(status) = at(&company, "UL.status") else { panic!("{inn}") };
        let names: Vec<&str> = status.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["statusString", flag, "date"], "{inn}");
        assert_eq!(at(&company, "UL").get("dissolutionDate").is_some(), flag == "dissolved", "{inn}");
    }

    let renamed = one("780000200458");
    assert_eq!(text(&renamed, "IP.historyIP.structuredFios.0.structuredFio.lastName"), "Макетова");
    assert_eq!(at(&one("660000200205"), "IP.status.dissolved"), &yes);
    assert_eq!(at(&one("020000200570"), "IP.status.dissolving"), &yes);
    assert!(items("ogrn=1025999010135")[0].get("inn").is_none());
    let current = one("7700010014");
    assert_eq!(text(&current, "UL.heads.0.structuredFio.lastName"), "Эскизова");
    assert_eq!(text(&current, "UL.legalAddress.parsedAddressRFFias.fiasGUID").len(), 36);
    assert_eq!(at(&current, "contactEmails.count"), &Value::Number("2".to_owned()));
}

#[test]
fn lists_of_companies_can_be_asked_about() {
    assert!(companies().len() >= 30);
    assert!(
        companies().iter().chain(&magic()).all(|one| !one.ru.is_empty() && !one.en.is_empty() && !one.name.is_empty())
    );
    assert_eq!(companies()[0].inn.as_deref(), Some(DEMO));
    for company in companies() {
        assert_eq!(numbers(&format!("ogrn={}", company.ogrn)), [company.ogrn.as_str()]);
        let inn = company.inn.iter().flat_map(|inn| numbers(&format!("inn={inn}")));
        assert!(company.inn.is_none() || inn.collect::<Vec<_>>().contains(&company.ogrn));
    }
}

#[test]
fn refusals_on_purpose() {
    for (number, status, retry_after) in
        [(402, 402, None), (403, 403, None), (429, 429, Some("2")), (500, 500, None), (503, 503, None)]
    {
        for failures in [0, 1, 1000] {
            let response = play(number, failures).response;
            assert_eq!((response.status, response.header("retry-after")), (status, retry_after), "{number}");
            assert_eq!(response.media_type(), "text/plain");
        }
    }
    let statuses = |number| [0, 1, 2].map(|failures| play(number, failures).response.status);
    assert_eq!(statuses(703), [429, 200, 200]);
    assert_eq!(statuses(704), [503, 503, 200]);
    assert_eq!(play(703, 0).response.header("retry-after"), Some("1"));
    assert!(decoded(&play(703, 1).response.body).is_ok());
}

#[test]
fn foreign_pages_and_redirects_on_purpose() {
    for (number, status) in [(302, 302), (502, 502), (600, 200)] {
        let response = play(number, 0).response;
        assert_eq!((response.status, response.media_type().as_str()), (status, "text/html"));
        assert_eq!(response.header("location").is_some(), status == 302);
    }
}

#[test]
fn broken_answers_on_purpose() {
    for (number, kind) in [
        (601, FaultKind::Truncated),
        (602, FaultKind::Syntax),
        (603, FaultKind::Type { expected: "date", found: "number" }),
        (605, FaultKind::NotUtf8),
        (606, FaultKind::Truncated),
    ] {
        let Played { response, cut, .. } = play(number, 0);
        assert_eq!((response.status, cut), (200, None), "{number}");
        assert_eq!(decoded(&response.body).map_err(|fault| fault.kind), Err(kind), "{number}");
    }
    assert!(play(606, 0).response.body.is_empty());
    let Played { response, cut, .. } = play(607, 0);
    assert!(decoded(&response.body).is_ok());
    assert!(cut.is_some_and(|cut| 0 < cut && cut < response.body.len()));
}

#[test]
fn late_and_newer_answers_on_purpose() {
    for (number, ms) in [(701, 1_000), (702, 60_000)] {
        let Played { response, delay_ms, cut, .. } = play(number, 0);
        assert_eq!((response.status, delay_ms, cut), (200, ms, None));
        assert!(decoded(&response.body).is_ok());
    }
    let newer = decoded(&play(604, 0).response.body).unwrap();
    for unknown in [r#""newCode":"Ω-1""#, r#""newFlag":true"#, r#""newObject":{"newNumber":0.50,"newList":[true]}"#] {
        assert!(newer.json.contains(unknown), "{unknown} is kept");
    }
}

#[test]
fn one_special_case_decides_about_the_whole_batch() {
    let batch = |numbers: &[u32]| {
        let inns: Vec<String> = numbers.iter().filter_map(|number| of_case(*number).inn).collect();
        ask_at("GET", "/api3/req", &format!("key={KEY}&inn={DEMO},{}", inns.join(",")), 0).response
    };
    assert_eq!(batch(&[503]).status, 503);
    assert_eq!(batch(&[604, 606]).body, b"", "an item that is odd hides no other case");
    assert!(
        decoded(&batch(&[604]).body)
            .is_ok_and(|decoded| Value::parse(decoded.json.as_bytes()).unwrap().items().len() == 2),
        "the others are as always"
    );
}

/// The elements of a document, as paths in order; fails on anything that is not well formed.
fn elements(xml: &str) -> Vec<String> {
    let declaration = r#"<?xml version="1.0" encoding="utf-8"?>"#;
    let mut rest = xml.strip_prefix(declaration).expect("the declaration comes first");
    let mut open: Vec<&str> = Vec::new();
    let mut paths = Vec::new();
    while let Some(after) = rest.strip_prefix('<') {
        let (tag, after) = after.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            let name = tag.split(' ').next().unwrap();
            assert!(!name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric()), "{name}");
            open.push(name);
            paths.push(open.join("/"));
            if tag.ends_with(" /") {
                open.pop();
            }
        }
        let next = after.find('<').unwrap_or(after.len());
        let (text, after) = after.split_at(next);
        assert!(!open.is_empty() || text.is_empty());
        for entity in text.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;"].iter().any(|known| entity.starts_with(known)), "{text}");
        }
        rest = after;
    }
    assert!(open.is_empty() && rest.is_empty());
    paths
}

#[test]
fn xml_is_well_formed_and_says_the_same() {
    let ordinary = ordinary();
    let response = ask(&format!("ogrn={}&xml", ordinary[..100.min(ordinary.len())].join(",")));
    assert_eq!(response.header("content-type"), Some("application/xml; charset=utf-8"));
    let paths = elements(body(&response));
    assert_eq!(paths.iter().filter(|path| *path == "ArrayOfreq/req").count(), ordinary.len().min(100));
    for path in [
        "ArrayOfreq/req/UL/heads/head/fio",
        "ArrayOfreq/req/UL/history/kpps/kppWithDate/kpp",
        "ArrayOfreq/req/UL/history/legalNames/legalName/full",
        "ArrayOfreq/req/UL/history/legalAddresses/legalAddress/parsedAddressRF",
        "ArrayOfreq/req/UL/branches/branch/foreignAddress/countryName",
        "ArrayOfreq/req/UL/managementCompanies/managementCompany/ogrn",
        "ArrayOfreq/req/IP/status/statusString",
        "ArrayOfreq/req/briefReport/summary",
    ] {
        assert!(paths.iter().any(|known| known == path), "{path}");
    }
    assert!(body(&ask("inn=0200010045&xml=true")).contains("Ёлмарис &amp; Щебрант"));
    assert_eq!(ask(&format!("inn={DEMO}&xml=false")).media_type(), "application/json");
    let empty = "<?xml version=\"1.0\" encoding=\"utf-8\"?><ArrayOfreq xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" />";
    assert_eq!(body(&ask("inn=7707083893&xml")), empty);
}
