//! What is kept of answers, under which names, and that pieces become the provider's answer again.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod examples;

use kontragent::catalogue;
use kontragent::http::{Incoming, Method};
use kontragent::operation::Expected;
use kontragent::proxy::keep::{Plan, Terms, company_name, list_items};
use kontragent::proxy::{Question, admit};
use proptest::prelude::*;

const TERMS: Terms<'static> = Terms { secret: b"a secret", tenant: "a", source: "", personal: false, seconds: None };
const INNS: [&str; 6] = ["6663003127", "7708503727", "7736050003", "6658021579", "7452027843", "7725604637"];
const OGRNS: [&str; 2] = ["1026605606620", "1037739877295"];

fn ask(path: &str, query: &str) -> Question {
    admit(&Incoming { method: "GET", path, query, ..Incoming::default() })
        .unwrap_or_else(|error| panic!("{query}: {}", error.code()))
}

fn req(query: &str) -> Question {
    ask("/focus/api3/req", query)
}

fn plan(query: &str) -> Plan {
    Plan::of(&req(query), &TERMS).expect("is kept")
}

fn pieces(plan: &Plan, body: &str, positions: &[usize]) -> Option<Vec<String>> {
    let pieces = plan.cut(body.as_bytes(), positions)?;
    Some(pieces.into_iter().map(|piece| String::from_utf8(piece.bytes(body.as_bytes())).unwrap()).collect())
}

#[test]
fn names_depend_on_the_question_and_on_nothing_else() {
    let names = |query: &str| plan(query).names().to_vec();
    let both = names("inn=6663003127,7708503727");
    assert_eq!(both, [names("inn=6663003127"), names("inn=7708503727")].concat());
    assert_eq!(names("inn=7708503727,6663003127"), [both[1].clone(), both[0].clone()]);
    assert_eq!(names("&inn=6663003127%2C7708503727"), both);
    assert_eq!(both[0].len(), 64);
    let mut all = both;
    all.extend(names("ogrn=1026605606620"));
    all.extend(Plan::of(&ask("/focus/api3/analytics", "inn=6663003127"), &TERMS).unwrap().names().to_vec());
    all.extend(Plan::of(&ask("/focus/api3/fssp", "inn=6663003127"), &TERMS).unwrap().names().to_vec());
    all.extend(Plan::of(&ask("/focus/api3/fssp", "inn=6663003127&skip=1000"), &TERMS).unwrap().names().to_vec());
    all.extend(names("inn=6663003127&xml=true"));
    let other = Terms { secret: b"another", ..TERMS };
    all.extend(Plan::of(&req("inn=6663003127"), &other).unwrap().names().to_vec());
    let sandbox = Terms { source: "http://127.0.0.1:8788/focus", ..TERMS };
    all.extend(Plan::of(&req("inn=6663003127"), &sandbox).unwrap().names().to_vec());
    all.push(company_name(TERMS.secret, "6663003127"));
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
    assert!(all.iter().all(|name| !name.contains("6663003127")));
}

#[test]
fn what_registers_say_is_everybodys_and_lists_are_the_tenants() {
    let of = |path: &str, query: &str, tenant: &str| {
        Plan::of(&ask(path, query), &Terms { tenant, ..TERMS }).unwrap().names().to_vec()
    };
    assert_eq!(of("/focus/api3/req", "inn=6663003127", "a"), of("/focus/api3/req", "inn=6663003127", "b"));
    let day = "date=2026-10-30";
    assert_ne!(of("/focus/api3/req/mon", day, "a"), of("/focus/api3/req/mon", day, "b"));
}

#[test]
fn what_must_not_be_kept_is_not() {
    let kept = |path: &str, query: &str| Plan::of(&ask(path, query), &TERMS).is_some();
    assert!(kept("/focus/api3/req", "inn=6663003127"));
    assert!(kept("/focus/api3/req", "inn=6663003127&xml=true"));
    assert!(!kept("/focus/api3/excerpt", "inn=6663003127"), "a file");
    assert!(!kept("/focus/api3/briefReport", "inn=6663003127"), "a link that works once");
    assert!(!kept("/focus/api3/stat", ""), "what is left of a limit");
    let list = Incoming { method: "POST", path: "/focus/api3/monList", body: b"6663003127", ..Incoming::default() };
    let day = Terms { seconds: Some(86_400), ..TERMS };
    assert!(Plan::of(&admit(&list).unwrap(), &day).is_none(), "what changes something");
    let nothing = Terms { seconds: Some(0), ..TERMS };
    assert!(Plan::of(&req("inn=6663003127"), &nothing).is_none());
}

#[test]
fn that_there_is_nothing_is_kept_for_a_shorter_time() {
    let of = |seconds| Plan::of(&req("inn=6663003127"), &Terms { seconds, ..TERMS }).unwrap();
    assert_eq!((of(None).fresh_seconds, of(None).unknown_seconds), (86_400, 3_600));
    assert_eq!(of(Some(3_600)).unknown_seconds, 600);
    assert_eq!(of(Some(60)).unknown_seconds, 60);
    let nothing = |plan: &Plan, body: &str| plan.cut(body.as_bytes(), &[0]).map(|pieces| pieces[0].nothing);
    assert_eq!(nothing(&of(None), "[]"), Some(true));
    assert_eq!(nothing(&of(None), r#"[{"inn":"6663003127","ogrn":"1"}]"#), Some(false));
    let whole = |path: &str, query: &str| Plan::of(&ask(path, query), &TERMS).unwrap();
    let changes = whole("/focus/api3/req/mon", "date=2026-10-30");
    assert_eq!(nothing(&changes, " [] "), Some(true));
    assert_eq!(nothing(&changes, r#"[{"inn":"6663003127","ogrn":"1026605606620"}]"#), Some(false));
    let xml = whole("/focus/api3/req", "inn=6663003127&xml=true");
    assert_eq!(nothing(&xml, "<ArrayOfReq />"), Some(true));
    assert_eq!(nothing(&xml, "<ArrayOfReq><Req><Inn>6663003127</Inn></Req></ArrayOfReq>"), Some(false));
    let companies = whole("/nkb/api/company", "inn=6663003127");
    let page = |list: &str, total: u8| {
        format!(
            r#"{{"total":{total},"pageSize":10,"pageNumber":1,"pageCount":{total},"firstNumber":{total},"lastNumber":{total},"list":[{list}]}}"#
        )
    };
    assert_eq!(nothing(&companies, &page("", 0)), Some(true));
    assert_eq!(nothing(&companies, &page(r#"{"id":"1","inn":"6663003127","name":"А"}"#, 1)), Some(false));
    let personal = Terms { personal: true, ..TERMS };
    let body = b"inn=6663003127&region=77";
    let headers = [("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
    let debts =
        admit(&Incoming { method: "POST", path: "/fssp/api/fssp.php", query: "type=inn", headers: &headers, body });
    let debts = Plan::of(&debts.unwrap(), &personal).unwrap();
    assert_eq!(nothing(&debts, r#"{"status":200,"count":0,"countAll":0,"records":[]}"#), Some(true));
}

/// Of every operation whose answer may be kept: what says that there is nothing, and what does not.
const SAID: &[(&str, &[&str], &[&str])] = &[
    ("focus.reqMon", &["[]", " [ ] "], &[r#"[{"inn":"6663003127"}]"#]),
    ("focus.egrDetailsMon", &["[]"], &[r#"[{"ogrn":"1026605606620"}]"#]),
    ("focus.stat", &["[]"], &[r#"[{"methodName":"api3/req"}]"#]),
    ("focus.req", &["[]"], &["[{@ID}]"]),
    ("focus.briefReport", &["[]"], &[r#"[{@ID,"briefReport":{}}]"#]),
    ("focus.egrDetails", &["[]"], &["[{@ID}]"]),
    ("focus.analytics", &["[]", r#"[{@ID,"analytics":{}}]"#], &[r#"[{@ID,"analytics":{"m7001":true}}]"#]),
    (
        "focus.contacts",
        &["[]", r#"[{@ID,"contactPhones":{}}]"#, r#"[{@ID,"contactPhones":{"phones":[]}}]"#],
        &[r#"[{@ID,"contactPhones":{"count":1,"phones":["84951234567"]}}]"#],
    ),
    ("focus.licences", &["[]", r#"[{@ID,"licenses":[]}]"#], &[r#"[{@ID,"licenses":[{}]}]"#]),
    ("focus.buh", &["[]", r#"[{@ID,"buhForms":[ ]}]"#], &[r#"[{@ID,"buhForms":[{}]}]"#]),
    (
        "focus.fssp",
        &["[]", r#"[{@ID,"fssp":[]}]"#, r#"[{@ID,"fssp":[{}]},{"inn":"6663003127","ogrn":"2","fssp":[]}]"#],
        &[r#"[{@ID,"fssp":[{}]}]"#],
    ),
    (
        "focus.govPurchasesOfParticipant",
        &["[]", r#"[{@ID,"purchasesOfParticipant":[]}]"#],
        &[r#"[{@ID,"purchasesOfParticipant":[{}]}]"#],
    ),
    (
        "focus.govPurchasesOfCustomer",
        &["[]", r#"[{@ID,"purchasesOfCustomer":[]}]"#],
        &[r#"[{@ID,"purchasesOfCustomer":[{}]}]"#],
    ),
    (
        "nkb.company",
        &[
            r#"{@PAGE0,"list":[]}"#,
            r#"{"total":1,"pageSize":10,"pageNumber":2,"pageCount":1,"firstNumber":0,"lastNumber":0,"list":[]}"#,
        ],
        &[r#"{@PAGE1,"list":[{"id":"1"}]}"#],
    ),
    (
        "nkb.connections",
        &[
            "{}",
            r#"{"connections":[["1117746960704","7703561549"]],"validation":{"987654321":{"status":"NOT_FOUND"}}}"#,
        ],
        &[r#"{"connections":[["1117746960704","7703561549"]]}"#],
    ),
    ("nkb.balance", &["{}"], &[r#"{"2000":{"11104":{"value":1}}}"#]),
    ("nkb.related", &[r#"{@PAGE0,"list":[]}"#], &[r#"{@PAGE1,"list":[{"id":"1","name":"А Б"}]}"#]),
    (
        "nkb.relations",
        &["{}", r#"{"traces":null}"#, r#"{"nodes":[]}"#],
        &[r#"{"nodes":[{"type":"COMPANY","id":"1"},{"type":"COMPANY","id":"2"}],"traces":[{"nodes":[0,1]}]}"#],
    ),
    (
        "nkb.batch",
        &[r#"{"status":"READY"}"#, r#"{"pairs":[]}"#, r#"{"status":"PROGRESS"}"#],
        &[
            r#"{"nodes":[{"type":"COMPANY","id":"1"},{"type":"COMPANY","id":"2"}],"pairs":[{"traces":[{"nodes":[0,1]}]}]}"#,
        ],
    ),
    ("fssp.regionsList", &[], &[r#"{"status":200,"records":[{"region":"23","name":"Краснодарский край"}]}"#]),
    ("fssp.physical", NO_DEBTS, DEBTS),
    ("fssp.legal", NO_DEBTS, DEBTS),
    ("fssp.inn", NO_DEBTS, DEBTS),
    ("fssp.ip", NO_DEBTS, DEBTS),
    ("fssp.id", NO_DEBTS, DEBTS),
    ("fssp.alim", NO_DEBTS, DEBTS),
    ("fssp.wanted", NO_DEBTS, DEBTS),
    ("astral.globalIds", EMPTY, &[r#"{"count":1,"data":["2AE1"]}"#]),
    (
        "astral.blockedOrganizations",
        EMPTY,
        &[r#"{"data":[{"id":"1","blockedBy":"2","name":"А","inn":"1","blockingDate":"2026-01-01"}]}"#],
    ),
    (
        "astral.contacts",
        EMPTY,
        &[
            r#"{"data":[{"id":"1","owner":@SIDE,"counterparty":@SIDE,"operator":{"id":"1","prefix":"2AE","name":"А"}}]}"#,
        ],
    ),
    ("astral.departments", EMPTY, &[r#"{"totalCount":1,"data":[{}]}"#]),
    ("astral.outgoingInvitations", EMPTY, &[r#"{"data":[@INVITATION]}"#]),
    ("astral.incomingInvitations", EMPTY, &[r#"{"data":[@INVITATION]}"#]),
    ("astral.invitation", &[], &["@INVITATION"]),
];
const NO_DEBTS: &[&str] = &[
    r#"{"status":200,"count":0,"message":"В базе ФССП отсутствует"}"#,
    r#"{"status":"200","countAll":"0","records":[]}"#,
];
const DEBTS: &[&str] = &[r#"{"status":200,"count":1,"records":[{}]}"#];
const EMPTY: &[&str] = &[r#"{"count":0,"data":[]}"#, r#"{"data":[]}"#, r#"{"count":0}"#];
/// What the bodies above have in common.
const PARTS: &[(&str, &str)] = &[
    (
        "@INVITATION",
        r#"{"id":"1","sentDate":"2026-01-01T00:00:00Z","invitationStatus":"Sent","sender":@SIDE,"recipient":@SIDE}"#,
    ),
    ("@SIDE", r#"{"id":"1","globalId":"2AE1","organizationName":"А","inn":"1"}"#),
    ("@ID", r#""inn":"6663003127","ogrn":"1026605606620""#),
    ("@PAGE0", r#""total":0,"pageSize":10,"pageNumber":1,"pageCount":0,"firstNumber":0,"lastNumber":0"#),
    ("@PAGE1", r#""total":1,"pageSize":10,"pageNumber":1,"pageCount":1,"firstNumber":1,"lastNumber":1"#),
];

#[test]
fn of_every_operation_it_is_known_what_says_that_there_is_nothing() {
    for operation in catalogue::operations() {
        let mut request = operation.requests(&examples::params(operation)).expect("the example fits").remove(0);
        request.query.retain(|(name, _)| name != "pdf" && name != "xml");
        let may_be_kept = operation.method == Method::Get && matches!(operation.expected(&request), Expected::Json(_));
        let said = SAID.iter().find(|(name, ..)| *name == operation.id());
        assert_eq!(may_be_kept, said.is_some(), "{}", operation.id());
        let Some((name, nothing, something)) = said else { continue };
        let plan = Plan::of(&Question { operation, request }, &Terms { seconds: Some(60), personal: true, ..TERMS });
        let plan = plan.unwrap_or_else(|| panic!("{name} is kept"));
        for (bodies, expected) in [(nothing, true), (something, false)] {
            for body in *bodies {
                let body = PARTS.iter().fold((*body).to_owned(), |body, (part, text)| body.replace(part, text));
                let cut = plan.cut(body.as_bytes(), &[0]).map(|pieces| pieces[0].nothing);
                assert_eq!(cut, Some(expected), "{name} {body}");
            }
        }
    }
}

#[test]
fn xml_that_may_say_that_there_is_nothing_counts_as_such() {
    let nothing = |path: &str, body: &str| {
        let plan = Plan::of(&ask(path, "inn=6663003127,7708503727&xml=true"), &TERMS).unwrap();
        plan.cut(body.as_bytes(), &[0]).unwrap()[0].nothing
    };
    let both = "<a><i>6663003127</i><i>7708503727</i></a>";
    assert!(!nothing("/focus/api3/req", both));
    assert!(nothing("/focus/api3/req", "<a><i>6663003127</i></a>"), "one of them is left out");
    assert!(nothing("/focus/api3/licences", both), "nobody looks whether there are any");
}

#[test]
fn what_is_kept_as_it_is_is_whole_and_fits_its_model() {
    let cut = |path: &str, query: &str, body: &str| {
        Plan::of(&ask(path, query), &TERMS).unwrap().cut(body.as_bytes(), &[0]).is_some()
    };
    let changes = |body: &str| cut("/focus/api3/req/mon", "date=2026-10-30", body);
    assert!(changes(r#"[{"inn":"6663003127","ogrn":"1026605606620"}]"#));
    for body in [r#"{"error":"the database is being updated"}"#, "[1]", "[", "", "true"] {
        assert!(!changes(body), "{body}");
    }
    let xml = |body: &str| cut("/focus/api3/req", "inn=6663003127&xml=true", body);
    assert!(xml("<a><b>1</b></a>"));
    assert!(!xml("<a><b>1</b>"));
}

#[test]
fn what_is_kept_as_it_is_is_found_by_everybody_in_it() {
    let question = ask("/focus/api3/req", "inn=6663003127,7708503727&xml=true");
    let plan = Plan::of(&question, &TERMS).unwrap();
    let body = b"<a><Inn>6663003127</Inn><Ogrn>1026605606620</Ogrn><Head>500100732259</Head><Date>20261030</Date></a>";
    let pieces = plan.cut(body, &[0]).unwrap();
    assert_eq!(pieces[0].about, ["6663003127", "7708503727", "1026605606620", "500100732259"]);
    let many: String = (0..10_001_u64).map(|number| format!("<i>{}</i>", 1_000_000_000 + number)).collect();
    assert!(plan.cut(format!("<a>{many}</a>").as_bytes(), &[0]).is_none(), "one that could not be thrown away");
}

#[test]
fn the_rest_of_a_question_is_asked_as_the_question_was() {
    let target = |query: &str, positions: &[usize]| plan(query).rest(positions).request.target();
    let query = "inn=6663003127,7708503727,7736050003&ogrn=1026605606620,1037739877295";
    assert_eq!(target(query, &[0, 2, 4]), "/api3/req?inn=6663003127,7736050003&ogrn=1037739877295");
    assert_eq!(target(query, &[3]), "/api3/req?ogrn=1026605606620");
    assert_eq!(target(query, &[1]), "/api3/req?inn=7708503727");
    let fssp = Plan::of(&ask("/focus/api3/fssp", "inn=6663003127&skip=1000"), &TERMS).unwrap();
    assert_eq!(fssp.rest(&[0]).request.target(), "/api3/fssp?inn=6663003127&skip=1000");
}

#[test]
fn an_answer_is_cut_by_the_company() {
    let plan = plan("inn=6663003127,7708503727&ogrn=1026605606620");
    let one = r#"{ "inn" : "6663003127", "ogrn":"1","x":[1.50,"\/"]}"#;
    let other = r#"{"inn":"6663003127","ogrn":"1026605606620","y":{"inn":"7708503727"}}"#;
    let body = format!(" [ {one} ,\n{other} ] ");
    let expected = [format!("{one},{other}"), String::new(), other.to_owned()].to_vec();
    assert_eq!(pieces(&plan, &body, &[0, 1, 2]), Some(expected));
    let about: Vec<Vec<&str>> =
        plan.cut(body.as_bytes(), &[0, 1, 2]).unwrap().into_iter().map(|piece| piece.about).collect();
    assert_eq!(
        about,
        [vec!["6663003127", "1", "1026605606620"], vec!["7708503727"], vec!["1026605606620", "6663003127"]]
    );
    assert_eq!(pieces(&plan, "[]", &[1]), Some(vec![String::new()]));
    // One that is asked about alone is meant by an item without an ИНН, but by none with another.
    let nameless = r#"[{"ogrn":"5"}]"#;
    let pieces_of_one = plan.cut(nameless.as_bytes(), &[1]).unwrap();
    assert_eq!((pieces_of_one[0].nothing, &pieces_of_one[0].about), (false, &vec!["7708503727", "5"]));
    assert_eq!(pieces(&plan, nameless, &[0, 1]), None);
    assert_eq!(pieces(&plan, r#"[{"inn":"6663003127","ogrn":"5"}]"#, &[1]), None);
    assert_eq!(pieces(&plan, r#"[{"i\u006en":"6663003127","ogrn":"5"}]"#, &[1]), None);
}

#[test]
fn what_is_not_certain_is_not_kept() {
    let plan = plan("inn=6663003127,7708503727");
    assert!(pieces(&plan, r#"[{"inn":"6663003127","ogrn":"1"}]"#, &[0, 1]).is_some());
    for body in [
        "",
        "{}",
        "[",
        r#"[{"inn":"6663003127","ogrn":"1"}"#,
        r#"[{"inn":"6663003127","ogrn":"1"}] []"#,
        r#"[{"inn":"6663003127","ogrn":"1"},[]]"#,
        r#"[{"inn":"6663003127","ogrn":"1"},{"inn":"7736050003","ogrn":"1"}]"#,
        r#"[{"inn":"6663003127","ogrn":"1"},{"ogrn":"1"}]"#,
        r#"[{"inn":6663003127,"ogrn":"1"}]"#,
        r#"[{"inn":"\u0036663003127","ogrn":"1"}]"#,
        r#"[{"x":{"inn":"6663003127"}}]"#,
        "null",
        // What does not fit its model.
        r#"[{"inn":"6663003127"}]"#,
        r#"[{"inn":"6663003127","ogrn":1}]"#,
        r#"[{"inn":"6663003127","ogrn":"1","inn":"6663003127"}]"#,
    ] {
        assert_eq!(pieces(&plan, body, &[0, 1]), None, "{body}");
    }
    assert!(plan.cut(b"[{\"inn\":\"6663003127\",\"ogrn\":\"1\",\"x\":\"\xff\"}]", &[0]).is_none());
    // The answer to a part of the question is about that part.
    assert_eq!(pieces(&plan, r#"[{"inn":"6663003127","ogrn":"1"}]"#, &[1]), None);
    let whole = Plan::of(&ask("/focus/api3/req/mon", "date=2026-10-30"), &TERMS).unwrap();
    assert_eq!(pieces(&whole, "[{}", &[0]), None);
    let item = r#"[ {"inn":"6663003127","ogrn":"1026605606620"} ]"#;
    assert_eq!(pieces(&whole, item, &[0]), Some(vec![item.to_owned()]));
}

#[test]
fn only_a_whole_list_of_objects_has_items() {
    assert_eq!(list_items(b" [ {\"a\":[1]} , {} ] "), Some(b"{\"a\":[1]},{}".to_vec()));
    assert_eq!(list_items(b"[]"), Some(Vec::new()));
    for body in ["", " ", "null", "{\"a\":[]}", "<html>[]</html>", "[{\"a\":[1]},", "[1]", "[] []"] {
        assert_eq!(list_items(body.as_bytes()), None, "{body}");
    }
}

#[test]
fn a_company_that_was_asked_about_twice_comes_once() {
    let plan = plan("inn=6663003127&ogrn=1026605606620");
    let item = r#"{"inn":"6663003127","ogrn":"1026605606620"}"#;
    let other = r#"{"inn":"6663003127","ogrn":"1"}"#;
    let joined = plan.join(&[format!("{item},{other}").as_bytes(), item.as_bytes()]);
    assert_eq!(joined, format!("[{item},{other}]").into_bytes());
    assert_eq!(plan.join(&[b"", b""]), b"[]");
}

/// An item of the provider with anything in it.
fn item() -> impl Strategy<Value = (usize, String)> {
    let filler = prop_oneof![
        Just(r#""x":null"#.to_owned()),
        Just(r#""UL":{"inn":"7708503727","a":[{"b":"}],["}]}"#.to_owned()),
        "[а-яa-z ,\\[\\]{}:]{0,20}".prop_map(|text| format!("\"text\": \"{text}\"")),
    ];
    (0..INNS.len(), 0..3_u8, filler).prop_map(|(company, number, filler)| {
        let (inn, space) = (INNS[company], " ".repeat(number.into()));
        (company, format!("{{{space}\"inn\":{space}\"{inn}\",\"ogrn\":\"{number}\",{filler}}}"))
    })
}

proptest! {
    #[test]
    fn cut_and_joined_it_is_the_same_answer(
        items in prop::collection::vec(item(), 0..12),
        known in prop::collection::vec(any::<bool>(), INNS.len()),
    ) {
        let plan = plan(&format!("inn={}", INNS.join(",")));
        // The provider keeps a company's items together, in the order of the question.
        let of = |wanted: &dyn Fn(usize) -> bool| {
            let companies = (0..INNS.len()).filter(|company| wanted(*company));
            let texts: Vec<&str> = companies
                .flat_map(|company| items.iter().filter(move |(own, _)| *own == company))
                .map(|(_, text)| text.as_str())
                .collect();
            format!("[{}]", texts.join(","))
        };
        let positions = |wanted: bool| -> Vec<usize> {
            (0..INNS.len()).filter(|company| known[*company] == wanted).collect()
        };
        // Some companies were asked about before, the others are now.
        let mut kept = vec![Vec::new(); INNS.len()];
        for wanted in [true, false] {
            let positions = positions(wanted);
            let body = of(&|company| known[company] == wanted);
            let pieces = plan.cut(body.as_bytes(), &positions).expect("can be cut");
            prop_assert_eq!(pieces.len(), positions.len());
            for (position, piece) in positions.iter().zip(pieces) {
                kept[*position] = piece.bytes(body.as_bytes());
            }
        }
        let joined = plan.join(&kept.iter().map(Vec::as_slice).collect::<Vec<_>>());
        prop_assert_eq!(String::from_utf8(joined).unwrap(), of(&|_| true));
    }

    #[test]
    fn nothing_panics_on_what_a_provider_may_send(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let plan = plan("inn=6663003127&ogrn=1026605606620");
        let _ = plan.cut(&body, &[0, 1, 7]);
        let _ = plan.join(&[&body, b"{}", &body]);
    }
}

#[test]
fn ogrn_and_inn_are_different_questions() {
    let plan = plan(&format!("inn={}&ogrn={}", INNS[0], OGRNS.join(",")));
    let companies = plan.companies().unwrap();
    assert_eq!(companies.at(&[0, 1, 2]), [("inn", INNS[0]), ("ogrn", OGRNS[0]), ("ogrn", OGRNS[1])]);
    assert!(companies.at(&[3]).is_empty());
}
