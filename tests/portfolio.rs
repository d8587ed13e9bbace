//! Portfolios: reading them, asking about them, and writing down what was found.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::identifiers::Locale;
use kontragent::json::Value;
use kontragent::operation::Operation;
use kontragent::providers::Provider;
use kontragent::proxy::portfolio::{Company, MOST_COMPANIES, Portfolio, most, question};
use kontragent::proxy::table::{Row, Table};

type Lines = Vec<(String, Result<&'static str, String>)>;

fn read(operation: Option<&str>, body: &str) -> Result<Lines, String> {
    let portfolio = Portfolio::read(operation, body.as_bytes()).map_err(|error| {
        let place = error.path.clone().unwrap_or_default();
        format!("{} {place}: {}", error.code(), error.message(Locale::En))
    })?;
    Ok(portfolio.companies.into_iter().map(|Company { text, param }| (text, param)).collect())
}

fn operation(name: &str) -> &'static Operation {
    catalogue::find(Provider::Focus, name).unwrap()
}

#[test]
fn lists_of_text_are_read_as_people_paste_them() {
    let list =
        "\u{feff}6663003127\r\n 1026605606620\t304500116000157;\"500100732259\",,\n6663003127\n6663003128\nИНН\n";
    let expected: Lines = [
        ("6663003127", Ok("inn")),
        ("1026605606620", Ok("ogrn")),
        ("304500116000157", Ok("ogrn")),
        ("500100732259", Ok("inn")),
        ("6663003128", Err("checksum".to_owned())),
        ("ИНН", Err("characters".to_owned())),
    ]
    .map(|(text, param)| (text.to_owned(), param))
    .to_vec();
    assert_eq!(read(Some("focus.req"), list), Ok(expected));
}

#[test]
fn what_is_much_longer_than_an_identifier_is_remembered_by_its_beginning() {
    let long = "й".repeat(1000);
    let expected = ("й".repeat(100), Err("characters".to_owned()));
    assert_eq!(read(Some("focus.req"), &format!("{long}\n{long}x")), Ok(vec![expected]));
}

#[test]
fn orders_of_json_are_read_strictly() {
    let read = |body: &str| read(None, body).map_err(|why| why.split(':').next().unwrap_or_default().to_owned());
    let good = r#"{"operation":"focus.req","companies":[" 6663003127 ","1026605606620"]}"#;
    assert_eq!(read(good).map(|companies| companies.len()), Ok(2));
    for (body, why) in [
        ("", "unreadable-parameters body"),
        ("[]", "unreadable-parameters body"),
        (r#"{"companies":[]}"#, "unreadable-parameters operation"),
        (r#"{"operation":"focus.req"}"#, "unreadable-parameters companies"),
        (r#"{"operation":"focus.req","companies":"6663003127"}"#, "unreadable-parameters companies"),
        (r#"{"operation":"focus.req","companies":["6663003127",1]}"#, "unreadable-parameters companies[1]"),
        (r#"{"operation":"focus.req","companies":[]}"#, "missing-parameter "),
        (r#"{"operation":"focus.req","companies":[" "]}"#, "missing-parameter "),
        (r#"{"operation":"focus.req","companies":["6663003127"],"key":"x"}"#, "unknown-parameter key"),
        (r#"{"operation":"focus.nope","companies":["6663003127"]}"#, "no-such-route operation"),
        (r#"{"operation":"focus","companies":["6663003127"]}"#, "no-such-route operation"),
        // A file, a list that belongs to the account, something that changes the account.
        (r#"{"operation":"focus.excerpt","companies":["6663003127"]}"#, "no-such-route operation"),
        (r#"{"operation":"focus.reqMon","companies":["6663003127"]}"#, "no-such-route operation"),
        (r#"{"operation":"focus.monList","companies":["6663003127"]}"#, "no-such-route operation"),
    ] {
        assert_eq!(read(body), Err(why.to_owned()), "{body}");
    }
    assert!(read_bytes(b"\xff").is_err());
}

fn read_bytes(body: &[u8]) -> Result<Portfolio, String> {
    Portfolio::read(Some("focus.req"), body).map_err(|error| error.code().to_owned())
}

#[test]
fn a_hundred_thousand_companies_are_as_many_as_there_may_be() {
    let list = |count: usize| (0..count).map(|number| format!("{number:010}\n")).collect::<String>();
    let portfolio = read_bytes(list(MOST_COMPANIES).as_bytes()).unwrap();
    assert_eq!(portfolio.companies.len(), MOST_COMPANIES);
    assert_eq!(read_bytes(list(MOST_COMPANIES + 1).as_bytes()).map(|_| ()), Err("too-many-identifiers".to_owned()));
}

#[test]
fn questions_are_of_the_providers_size() {
    assert_eq!((most(operation("req")), most(operation("fssp"))), (100, 1));
    let asked = question(operation("req"), &[("inn", "6663003127"), ("ogrn", "1026605606620"), ("inn", "7708503727")]);
    assert_eq!(asked.unwrap().request.target(), "/api3/req?inn=6663003127,7708503727&ogrn=1026605606620");
    assert!(question(operation("fssp"), &[("inn", "6663003127"), ("inn", "7708503727")]).is_err());
    assert!(question(operation("req"), &[]).is_err());
}

fn row<'a>(state: &'a str, code: &'a str, items: &'a [u8]) -> Row<'a> {
    Row { param: "inn", value: "6663003127", state, code, items }
}

#[test]
fn lines_of_json_hold_what_the_client_would_give() {
    let line = |row: Row<'_>| {
        let mut out = String::new();
        Table::of(operation("req")).ndjson(&row, &mut out);
        assert!(out.ends_with('\n') && out.matches('\n').count() == 1);
        Value::parse(out.trim_end().as_bytes()).unwrap_or_else(|_| panic!("{out}"));
        out.trim_end().to_owned()
    };
    let found = line(row("found", "", b"{\"inn\":\"6663003127\",\n\"ogrn\":\"1026605606620\",\r\n\"x\":{\n}}"));
    assert!(
        found.starts_with(r#"{"asked":{"inn":"6663003127"},"state":"found","items":[{"inn":"6663003127""#),
        "{found}"
    );
    assert_eq!(line(row("missing", "", b"")), r#"{"asked":{"inn":"6663003127"},"state":"missing"}"#);
    assert_eq!(
        line(row("failed", "too-many-requests", b"")),
        r#"{"asked":{"inn":"6663003127"},"state":"failed","code":"too-many-requests"}"#
    );
    assert_eq!(
        line(row("found", "", b"{\"inn\":6663003127}")),
        r#"{"asked":{"inn":"6663003127"},"state":"failed","code":"json-type"}"#
    );
    assert_eq!(
        line(Row { param: "", value: "a\"b", state: "invalid", code: "characters", items: b"" }),
        r#"{"asked":{"text":"a\"b"},"state":"invalid","code":"characters"}"#
    );
}

#[test]
fn a_full_first_page_is_told_from_all_there_is() {
    let items = |count: usize| {
        let proceeding =
            r#"{"officialNum":"1/20/77001-ИП","executoryDocument":"x","executoryDocumentDate":"2020-02-01"}"#;
        let list = vec![proceeding; count].join(",");
        format!(r#"{{"inn":"6663003127","ogrn":"1026605606620","focusHref":"x","fssp":[{list}]}}"#)
    };
    let table = Table::of(operation("fssp"));
    for (count, code) in [(0, ""), (999, ""), (1000, "first-page"), (1001, "first-page")] {
        let items = items(count);
        let (mut json, mut csv) = (String::new(), String::new());
        table.ndjson(&row("found", "", items.as_bytes()), &mut json);
        table.csv(&row("found", "", items.as_bytes()), &mut csv);
        let line = Value::parse(json.trim_end().as_bytes()).unwrap();
        assert_eq!(line.get("state").and_then(Value::text), Some("found"), "{count}");
        assert_eq!(line.get("code").and_then(Value::text).unwrap_or_default(), code, "{count}");
        assert!(csv.starts_with(&format!("6663003127,found,{code},")), "{count}");
    }
}

#[test]
fn tables_have_a_column_for_every_field_and_no_formulas() {
    let table = Table::of(operation("req"));
    let mut out = String::new();
    table.csv_head(&mut out);
    assert!(out.starts_with("asked,state,code,inn,ogrn,") && out.ends_with("\r\n"), "{out}");
    let columns = out.trim_end().split(',').count();
    let line = |row: Row<'_>| {
        let mut out = String::new();
        table.csv(&row, &mut out);
        out
    };
    let missing = line(row("missing", "", b""));
    assert_eq!(missing, format!("6663003127,missing,{}\r\n", ",".repeat(columns - 3)));
    let two = line(row("found", "", br#"{"inn":"6663003127","ogrn":"1"},{"inn":"6663003127","ogrn":"2"}"#));
    assert_eq!(two.matches("\r\n").count(), 2);
    assert!(two.contains("6663003127,found,,6663003127,1,") && two.contains("6663003127,found,,6663003127,2,"));
    for (value, cell) in [
        ("=1+1", "\"'=1+1\""),
        ("+7", "\"'+7\""),
        ("-x", "\"'-x\""),
        ("@SUM(A1)", "\"'@SUM(A1)\""),
        (" =1", "\"' =1\""),
        ("\t=1", "\"'\t=1\""),
        ("\u{FF1D}1", "\"'\u{FF1D}1\""),
        ("a\"=1,b", "\"a\"\"=1,b\""),
        ("a\r\n=1", "\"a\r\n=1\""),
        ("plain", "plain"),
    ] {
        let row = Row { param: "", value, state: "invalid", code: "characters", items: b"" };
        assert!(line(row).starts_with(&format!("{cell},invalid,characters")), "{value}: {}", line(row));
    }
}
