//! Астрал.ЭДО played back: the rules of links, invitations and black lists, seen from both sides.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::http::{Incoming, Response};
use kontragent::json::Value;
use kontragent::model::{Shape, decode};
use kontragent::operation::Answer;
use kontragent::providers::Provider;
use kontragent::sandbox::{self, Memory, Played, Switches, astral};
use std::collections::BTreeSet;

const JSON: (&str, &str) = ("content-type", "application/json");

/// The office as one who keeps its state sees it.
#[derive(Default)]
struct Office {
    switches: Switches,
    state: Option<String>,
    failures: u32,
}

/// Somebody of the world.
#[derive(Clone, Debug)]
struct Party {
    inn: String,
    kpp: Option<String>,
    /// Its identifier in the exchange.
    global_id: String,
    /// GUID.
    id: String,
}

impl Office {
    fn with(astral: astral::Switches) -> Office {
        Office { switches: Switches { astral, ..Switches::default() }, ..Office::default() }
    }

    fn play(&mut self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Played {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers: Vec<_> = headers.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let memory = Memory { failures: self.failures, state: self.state.clone(), now_ms: 0.0 };
        let request = Incoming { method, path, query, headers: &headers, body };
        let played = sandbox::respond(Provider::Astral, &request, &self.switches, &memory);
        if let Some(state) = &played.state {
            self.state = Some(state.clone());
        }
        played
    }

    fn send(&mut self, own: &str, method: &str, target: &str, body: &str) -> Response {
        let headers = [("authorization", "Bearer sandbox"), ("abonentid", own), JSON];
        self.play(method, target, &headers, body.as_bytes()).response
    }

    /// The answer to a question, which must be a good one.
    fn get(&mut self, own: &str, target: &str) -> Value {
        let response = self.send(own, "GET", target, "");
        assert_eq!(response.status, 200, "{target}");
        Value::parse(&response.body).unwrap()
    }

    /// The status of what somebody does.
    fn act(&mut self, own: &str, method: &str, target: &str, body: &str) -> u16 {
        let response = self.send(own, method, target, body);
        assert!(response.body.is_empty() || response.status == 200, "errors have no body unless switched");
        response.status
    }

    fn party(&mut self, name: &str) -> Party {
        let company =
            sandbox::companies().into_iter().chain(sandbox::magic()).find(|company| company.name.contains(name));
        let inn = company.unwrap_or_else(|| panic!("no {name}")).inn.unwrap();
        let contacts = |kpp: Option<&str>| {
            let kpp = kpp.map_or(String::new(), |kpp| format!("&kpp={kpp}"));
            format!("/api/v1/counterparties/globalIds?inn={inn}{kpp}")
        };
        let kpp = (inn.len() == 10).then(|| kpp_of(&inn));
        let ids = self.get("", &contacts(kpp.as_deref()));
        let global_id = ids.get("data").unwrap().items().first().unwrap_or_else(|| panic!("{name} takes no part"));
        let global_id = global_id.text().unwrap().to_owned();
        let id = global_id.get(3..).unwrap().to_ascii_lowercase();
        Party { inn, kpp, global_id, id }
    }

    fn invite(&mut self, from: &Party, to: &Party) -> Result<String, u16> {
        let body = format!(r#"{{"recipientGlobalId":"{}"}}"#, to.global_id);
        let response = self.send(&from.id, "POST", "/api/v1/invitations", &body);
        match response.status {
            200 => Ok(Value::parse(&response.body).unwrap().text().unwrap().to_owned()),
            status => Err(status),
        }
    }

    fn answer(&mut self, own: &Party, id: &str, answer: &str) -> u16 {
        self.act(&own.id, "PUT", &format!("/api/v1/invitations/{id}/{answer}"), "")
    }

    fn status_of(&mut self, own: &Party, id: &str) -> String {
        let invitation = self.get(&own.id, &format!("/api/v1/invitations/{id}"));
        invitation.get("invitationStatus").unwrap().text().unwrap().to_owned()
    }

    /// The ИНН of the other sides of a list.
    fn others(&mut self, own: &Party, list: &str) -> BTreeSet<String> {
        let (path, side) = match list {
            "contacts" => ("counterparties/contacts", "counterparty"),
            "incoming" => ("invitations/incoming", "sender"),
            "outgoing" => ("invitations/outgoing", "recipient"),
            _ => ("blockedOrganizations", ""),
        };
        let page = self.get(&own.id, &format!("/api/v1/{path}?count=100"));
        let inn = |entry: &Value| entry.get(side).unwrap_or(entry).get("inn").unwrap().text().unwrap().to_owned();
        page.get("data").unwrap().items().iter().map(inn).collect()
    }
}

/// КПП from the registry's data, as Focus tells it.
fn kpp_of(inn: &str) -> String {
    let query = format!("key=sandbox&inn={inn}");
    let request = Incoming { method: "GET", path: "/api3/req", query: &query, ..Incoming::default() };
    let played = sandbox::respond(Provider::Focus, &request, &Switches::default(), &Memory::default());
    let list = Value::parse(&played.response.body).unwrap_or_else(|_| panic!("{inn}"));
    let company = list.items().iter().find_map(|item| item.get("UL")).unwrap();
    company.get("kpp").unwrap().text().unwrap().to_owned()
}

#[test]
fn an_invitation_is_seen_from_both_sides_until_it_is_accepted() {
    let mut office = Office::default();
    let (a, b) = (office.party("Аврилонт Прибор"), office.party("Гундорис"));
    // They are linked at the beginning, so the link is broken first.
    assert!(office.others(&a, "contacts").contains(&b.inn));
    assert_eq!(office.invite(&a, &b), Err(400), "linked already");
    let contacts = office.get(&a.id, "/api/v1/counterparties/contacts");
    let contact = contacts
        .get("data")
        .unwrap()
        .items()
        .iter()
        .find(|contact| contact.get("counterparty").unwrap().get("inn").unwrap().text() == Some(&b.inn));
    let contact = contact.unwrap().get("id").unwrap().text().unwrap().to_owned();
    assert_eq!(
        office.act(&b.id, "DELETE", &format!("/api/v1/counterparties/contacts/{contact}"), ""),
        404,
        "a's, not b's"
    );
    assert_eq!(office.act(&a.id, "DELETE", &format!("/api/v1/counterparties/contacts/{contact}"), ""), 200);
    assert_eq!(office.act(&a.id, "DELETE", &format!("/api/v1/counterparties/contacts/{contact}"), ""), 404, "gone");
    assert!(!office.others(&a, "contacts").contains(&b.inn) && !office.others(&b, "contacts").contains(&a.inn));

    let id = office.invite(&a, &b).unwrap();
    assert_eq!(office.invite(&a, &b), Err(400), "sent already");
    assert_eq!(office.invite(&b, &a), Err(400), "the other one is to be answered");
    assert_eq!((office.status_of(&a, &id).as_str(), office.status_of(&b, &id).as_str()), ("Sent", "Sent"));
    assert!(office.others(&a, "outgoing").contains(&b.inn) && office.others(&b, "incoming").contains(&a.inn));
    assert!(!office.others(&a, "incoming").contains(&b.inn) && !office.others(&b, "outgoing").contains(&a.inn));

    assert_eq!(office.answer(&a, &id, "acceptance"), 403, "only the recipient accepts");
    assert_eq!(office.answer(&a, &id, "rejection"), 403, "and refuses");
    assert_eq!(office.answer(&b, &id, "acceptance"), 200);
    assert_eq!(office.answer(&b, &id, "acceptance"), 400, "answered already");
    assert_eq!(office.status_of(&a, &id), "Accepted");
    assert!(!office.others(&a, "outgoing").contains(&b.inn) && !office.others(&b, "incoming").contains(&a.inn));
    assert!(office.others(&a, "contacts").contains(&b.inn) && office.others(&b, "contacts").contains(&a.inn));

    assert_eq!(office.answer(&a, &id, "rejection"), 200, "either side breaks the link");
    assert_eq!(office.status_of(&b, &id), "Rejected");
    assert!(!office.others(&a, "contacts").contains(&b.inn) && !office.others(&b, "contacts").contains(&a.inn));
    assert!(office.others(&a, "outgoing").contains(&b.inn), "a refused invitation hangs");
    assert_eq!(office.answer(&b, &id, "rejection"), 400);
    assert_eq!(office.answer(&b, &id, "acceptance"), 400);
    assert!(office.invite(&b, &a).is_ok(), "and may be sent once more");
}

#[test]
fn strangers_do_not_see_an_invitation() {
    let mut office = Office::default();
    let (a, b) = (office.party("Аврилонт Прибор"), office.party("Ипсалорм"));
    let id = office.invite(&a, &b).unwrap();
    let stranger = office.party("Гундорис");
    for (method, target) in [("GET", ""), ("PUT", "/acceptance"), ("PUT", "/rejection")] {
        assert_eq!(office.act(&stranger.id, method, &format!("/api/v1/invitations/{id}{target}"), ""), 404);
    }
    let unknown = "00000000-0000-4000-8000-000000000000";
    assert_eq!(office.act(&a.id, "GET", &format!("/api/v1/invitations/{unknown}"), ""), 404);
    assert_eq!(office.act(&a.id, "GET", &format!("/api/v1/invitations/{}", id.to_ascii_uppercase()), ""), 200);
    assert_eq!(office.act(&a.id, "GET", "/api/v1/invitations/no-guid", ""), 400);
}

#[test]
fn a_recipient_who_is_not_registered_yet_puts_an_invitation_off() {
    let mut office = Office::default();
    let (a, newcomer) = (office.party("Аврилонт Прибор"), office.party("Ндорбил"));
    let id = office.invite(&a, &newcomer).unwrap();
    assert_eq!(office.status_of(&a, &id), "Deferred");
    assert!(office.others(&a, "outgoing").contains(&newcomer.inn));
    assert_eq!(office.invite(&a, &newcomer), Err(400));
    // Nobody can act for it.
    assert_eq!(office.act(&newcomer.id, "GET", "/api/v1/invitations/incoming", ""), 403);
    let first = office.party("Демонстрационная компания");
    assert!(office.others(&first, "outgoing").contains(&newcomer.inn), "one is there from the beginning");
}

#[test]
fn a_blocked_organisation_loses_its_link_and_cannot_invite() {
    let mut office = Office::default();
    let (a, b) = (office.party("Аврилонт Прибор"), office.party("Бузумак Логистика"));
    assert!(office.others(&a, "contacts").contains(&b.inn));
    let pair = |party: &Party| match &party.kpp {
        Some(kpp) => format!(r#"{{"inn":"{}","kpp":"{kpp}"}}"#, party.inn),
        None => format!(r#"{{"inn":"{}"}}"#, party.inn),
    };
    let list = "/api/v1/blockedOrganizations";
    assert_eq!(office.act(&a.id, "DELETE", list, &pair(&b)), 404, "not on the list");
    assert_eq!(office.act(&a.id, "POST", list, &pair(&b)), 200);
    assert_eq!(office.act(&a.id, "POST", list, &pair(&b)), 200, "twice is as good as once");
    assert!(office.others(&a, "blocked").contains(&b.inn));
    assert!(!office.others(&b, "blocked").contains(&a.inn), "every abonent has a list of its own");
    assert!(!office.others(&a, "contacts").contains(&b.inn) && !office.others(&b, "contacts").contains(&a.inn));
    assert_eq!((office.invite(&a, &b), office.invite(&b, &a)), (Err(403), Err(403)));
    assert_eq!(office.act(&a.id, "DELETE", list, &pair(&b)), 200);
    assert!(!office.others(&a, "blocked").contains(&b.inn));
    let id = office.invite(&b, &a).unwrap();
    assert_eq!(office.act(&a.id, "POST", list, &pair(&b)), 200);
    assert_eq!(office.status_of(&b, &id), "Rejected", "what waits for an answer has got one");
    assert_eq!(office.act(&a.id, "POST", list, &pair(&a)), 400, "oneself");
    assert_eq!(office.act(&a.id, "POST", list, r#"{"inn":"9632018827"}"#), 404, "nobody");
    assert_eq!(office.act(&a.id, "POST", list, r#"{"inn":"9632018828"}"#), 400, "no ИНН");
    assert_eq!(office.act(&a.id, "POST", list, r#"{"kpp":"999901001"}"#), 400);
    assert_eq!(office.act(&a.id, "DELETE", list, ""), 400, "a body is needed");
}

#[test]
fn invitations_to_nobody_or_oneself_are_refused() {
    let mut office = Office::default();
    let a = office.party("Аврилонт Прибор");
    assert_eq!(office.invite(&a, &a.clone()), Err(400));
    assert_eq!(office.act(&a.id, "POST", "/api/v1/invitations", r#"{"recipientGlobalId":"2AE0"}"#), 400);
    assert_eq!(office.act(&a.id, "POST", "/api/v1/invitations", "{}"), 400);
    let headers = [("authorization", "Bearer sandbox"), ("abonentid", a.id.as_str())];
    assert_eq!(office.play("POST", "/api/v1/invitations", &headers, b"{}").response.status, 415);
}

#[test]
fn who_takes_part_under_which_operator() {
    let mut office = Office::default();
    let mut ids = |name: &str| -> Vec<String> {
        let company = sandbox::companies().into_iter().find(|company| company.name.contains(name)).unwrap();
        let inn = company.inn.unwrap();
        let kpp = if inn.len() == 10 { format!("&kpp={}", kpp_of(&inn)) } else { String::new() };
        let page = office.get("", &format!("/api/v1/counterparties/globalIds?inn={inn}{kpp}"));
        page.get("data").unwrap().items().iter().map(|id| id.text().unwrap().get(..3).unwrap().to_owned()).collect()
    };
    assert_eq!(ids("Аврилонт Прибор"), ["2AE"]);
    assert_eq!(ids("Бузумак Логистика"), ["2AE", "2BM"]);
    assert_eq!(ids("Зюмбрис"), Vec::<String>::new(), "no participant");
    assert_eq!(ids("Юмбраль"), ["2AE", "2BM"]);
    assert_eq!(ids("Шмурдон"), Vec::<String>::new(), "wound up");
    // Without its КПП an organisation is not looked for; with another it is not found.
    let get = |office: &mut Office, query: &str| {
        office.act("", "GET", &format!("/api/v1/counterparties/globalIds?{query}"), "")
    };
    assert_eq!(get(&mut office, "inn=6663003127"), 400);
    let other = office.get("", "/api/v1/counterparties/globalIds?inn=6663003127&kpp=999901001");
    assert_eq!(other.get("data").unwrap().items().len(), 0);
    assert_eq!(get(&mut office, "inn=666300312&kpp=667101001"), 400);
    assert_eq!(get(&mut office, "kpp=667101001"), 400);
    // Everybody's identifier leads back to them, and no two have the same.
    let mut seen = BTreeSet::new();
    for company in
        sandbox::companies().into_iter().filter(|company| company.inn.as_ref().is_some_and(|inn| inn.len() == 12))
    {
        let page = office.get("", &format!("/api/v1/counterparties/globalIds?inn={}", company.inn.unwrap()));
        assert!(page.get("data").unwrap().items().iter().all(|id| seen.insert(id.text().unwrap().to_owned())));
    }
    assert!(!seen.is_empty());
}

#[test]
fn an_address_book_has_pages_and_can_be_searched() {
    let mut office = Office::default();
    let own = office.party("Демонстрационная компания");
    let page = |office: &mut Office, query: &str| {
        let page = office.get(&own.id, &format!("/api/v1/counterparties/contacts{query}"));
        let count = page.get("count").cloned();
        let Some(Value::Number(count)) = count else { panic!() };
        (page.get("data").unwrap().items().to_vec(), count)
    };
    let (first, count) = page(&mut office, "");
    assert_eq!((first.len(), count.as_str()), (15, "15"));
    let (all, _) = page(&mut office, "?count=1000");
    assert_eq!(all.len(), 35);
    let (second, _) = page(&mut office, "?offset=15");
    assert_eq!(second.as_slice(), &all[15..30]);
    assert_eq!(page(&mut office, "?offset=35").0.len(), 0);
    assert_eq!(page(&mut office, "?offset=1000000").0.len(), 0);
    let partner = office.party("Аврилонт Прибор");
    for filter in [partner.inn.as_str(), partner.kpp.as_deref().unwrap(), "%D0%B0%D0%B2%D1%80%D0%B8%D0%BB"] {
        let (found, _) = page(&mut office, &format!("?filter={filter}"));
        assert!(!found.is_empty() && found.len() < 5, "{filter}");
    }
    // One's own side is never searched.
    assert_eq!(page(&mut office, &format!("?filter={}", own.inn)).0.len(), 0);
    for wrong in ["?offset=-1", "?offset=x", "?count=x", "?count=1.5"] {
        assert_eq!(office.act(&own.id, "GET", &format!("/api/v1/counterparties/contacts{wrong}"), ""), 400, "{wrong}");
    }
    let mut office = Office::with(astral::Switches { count_all: true, page_cap: 10, ..Default::default() });
    let (capped, count) = page(&mut office, "?count=100");
    assert_eq!((capped.len(), count.as_str()), (10, "35"));
}

#[test]
fn the_departments_are_the_branches_of_the_register_and_a_few_more() {
    let mut office = Office::default();
    let with_branches = sandbox::companies().into_iter().find(|company| company.ru.contains("филиал")).unwrap();
    let party = office.party(&with_branches.name);
    let list = |office: &mut Office, query: &str| {
        let page = office.get("", &format!("/api/v1/counterparties/{}/departments{query}", party.id));
        page.get("data").unwrap().items().to_vec()
    };
    let top = list(&mut office, "");
    assert!(top.len() > 3, "{}", top.len());
    let text = |department: &Value, name: &str| department.get(name).unwrap().text().unwrap().to_owned();
    let (parents, mut below) =
        top.iter().partition::<Vec<_>, _>(|one| one.get("hasChildrenDepartments") == Some(&Value::Bool(true)));
    assert_eq!(parents.len(), 1);
    let children = list(&mut office, &format!("?departmentId={}", text(parents[0], "id").to_ascii_lowercase()));
    assert_eq!(children.len(), 2);
    assert!(children.iter().all(|child| text(child, "parentDepartmentId") == text(parents[0], "id")));
    below.truncate(1);
    assert_eq!(list(&mut office, &format!("?departmentId={}", text(below[0], "id"))).len(), 0);
    assert_eq!(list(&mut office, "?limit=2&offset=1"), &top[1..3]);
    let at = |office: &mut Office, path: String| office.act("", "GET", &format!("/api/v1/counterparties/{path}"), "");
    assert_eq!(at(&mut office, format!("{}/departments?departmentId={}", party.id, party.id)), 404);
    assert_eq!(at(&mut office, format!("{}/departments?departmentId=x", party.id)), 400);
    assert_eq!(at(&mut office, "00000000-0000-4000-8000-000000000000/departments".into()), 404);
    assert_eq!(at(&mut office, "x/departments".into()), 400);
}

#[test]
fn replacing_a_card_forgets_addresses_and_never_people() {
    let mut office = Office::default();
    let (a, b) = (office.party("Демонстрационная компания"), office.party("Аврилонт Прибор"));
    let path = format!("/api/v1/counterparties/{}/contact", b.id);
    let card = |office: &Office| {
        let state = Value::parse(office.state.as_ref().unwrap().as_bytes()).unwrap();
        state.get("cards").unwrap().items()[0].items()[2].clone()
    };
    let has = |card: &Value| ["legalAddress", "actualAddress"].map(|name| card.get(name).is_some());
    let people = |card: &Value| card.get("employees").unwrap().items().len();
    let address = r#"{"regionCode":"77","city":"Москва"}"#;
    let both = format!(r#"{{"legalAddress":{address},"actualAddress":{address},"newEmployees":[{{"fullName":"А"}}]}}"#);
    assert_eq!(office.act(&a.id, "PATCH", &path, &both), 200);
    assert_eq!((has(&card(&office)), people(&card(&office))), ([true, true], 1));
    assert_eq!(office.act(&a.id, "PATCH", &path, r#"{"newEmployees":[{"fullName":"Б"}]}"#), 200);
    assert_eq!((has(&card(&office)), people(&card(&office))), ([true, true], 2));
    assert_eq!(office.act(&a.id, "PUT", &path, &format!(r#"{{"actualAddress":{address}}}"#)), 200);
    assert_eq!((has(&card(&office)), people(&card(&office))), ([false, true], 2));
    assert_eq!(office.act(&a.id, "PUT", &path, r#"{"legalAddress":null,"actualAddress":null}"#), 200);
    assert_eq!((has(&card(&office)), people(&card(&office))), ([false, false], 2));
    for (body, status) in [
        (r#"{"legalAddress":{"regionCode":"77"}}"#, 400),
        (r#"{"legalAddress":{"city":"Москва"}}"#, 400),
        (r#"{"legalAddress":"Москва"}"#, 400),
        (r#"{"newEmployees":[{}]}"#, 400),
        (r#"{"newEmployees":{}}"#, 400),
        ("[]", 400),
    ] {
        assert_eq!(office.act(&a.id, "PUT", &path, body), status, "{body}");
    }
    let stranger = office.party("Гундорис");
    let path = format!("/api/v1/counterparties/{}/contact", stranger.id);
    assert_eq!(office.act(&a.id, "PATCH", &path, &both), 404, "no contact");
}

#[test]
fn an_invitation_by_mail_is_a_form_with_the_abonent_in_the_query() {
    let mut office = Office::default();
    let a = office.party("Аврилонт Прибор");
    let form = |parts: &[(&str, &str)]| {
        let part = |(name, value): &(&str, &str)| {
            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        parts.iter().map(part).collect::<String>() + "--b--\r\n"
    };
    let mut send = |query: &str, media_type: &str, body: &str| {
        let headers = [("authorization", "Bearer sandbox"), ("content-type", media_type)];
        let target = format!("/api/v1/invitations/SendEmailInvite?{query}");
        office.play("POST", &target, &headers, body.as_bytes()).response.status
    };
    let own = format!("abonentId={}", a.id);
    let multipart = "multipart/form-data; boundary=b";
    let good =
        form(&[("recipientEmail", "a@b.example"), ("recipientInn", "9632018827"), ("recipientKpp", "999901001")]);
    assert_eq!(send(&own, multipart, &good), 200);
    assert_eq!(send("", multipart, &good), 400);
    assert_eq!(send("abonentId=x", multipart, &good), 400);
    assert_eq!(send("abonentId=00000000-0000-4000-8000-000000000000", multipart, &good), 403);
    assert_eq!(send(&own, "application/json", r#"{"recipientEmail":"a@b.example"}"#), 400);
    assert_eq!(send(&own, multipart, &form(&[("recipientInn", "9632018827")])), 400);
    assert_eq!(send(&own, multipart, &form(&[("recipientEmail", "a"), ("recipientInn", "9632018827")])), 400);
    assert_eq!(send(&own, multipart, &form(&[("recipientEmail", "a@b.example"), ("recipientInn", "1")])), 400);
}

#[test]
fn who_may_do_what() {
    let mut office = Office::default();
    let (a, foreign) = (office.party("Аврилонт Прибор"), office.party("Жмеринт Торг"));
    assert!(foreign.global_id.starts_with("2BM"));
    let mut status =
        |headers: &[(&str, &str)]| office.play("GET", "/api/v1/counterparties/contacts", headers, b"").response.status;
    let token = ("authorization", "Bearer sandbox");
    assert_eq!(status(&[("abonentid", &a.id)]), 401);
    assert_eq!(status(&[("authorization", "Basic sandbox"), ("abonentid", &a.id)]), 401);
    assert_eq!(status(&[("authorization", "Bearer other"), ("abonentid", &a.id)]), 401);
    assert_eq!(status(&[token]), 400, "no abonent");
    assert_eq!(status(&[token, ("abonentid", "x")]), 400);
    assert_eq!(status(&[token, ("abonentid", "00000000-0000-4000-8000-000000000000")]), 403, "nobody's");
    assert_eq!(status(&[token, ("abonentid", &a.id)]), 200);
    assert_eq!(status(&[("authorization", "bearer sandbox"), ("abonentid", &a.id.to_ascii_uppercase())]), 200);
    for (method, target, expected) in [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v2/nothing", 404),
        ("GET", "/", 404),
        ("POST", "/api/v1/counterparties/contacts", 404),
        // Real clients send the abonent everywhere, and paths in any case of letters are the same.
        ("GET", "/API/v1/Counterparties/Contacts", 200),
        ("GET", "/api/v1/counterparties/globalIds?inn=6663003127&kpp=667101001", 200),
    ] {
        assert_eq!(office.act(&a.id, method, target, ""), expected, "{method} {target}");
    }
}

#[test]
fn errors_and_successes_come_in_every_form_that_is_switched_on() {
    let of = |astral: astral::Switches| {
        let mut office = Office::with(astral);
        office.send("x", "GET", "/api/v1/counterparties/contacts", "")
    };
    for (error_body, media_type, part) in [
        (astral::ErrorBody::Empty, "", ""),
        (astral::ErrorBody::Problem, "application/problem+json", r#""detail":"Ожидается GUID""#),
        (astral::ErrorBody::Message, "application/json", r#"{"message":"Ожидается GUID"}"#),
        (astral::ErrorBody::Oauth, "application/json", r#""error_description":"Ожидается GUID""#),
        (astral::ErrorBody::Text, "text/plain", "Ожидается GUID"),
    ] {
        let response = of(astral::Switches { error_body, ..Default::default() });
        let body = String::from_utf8(response.body.clone()).unwrap();
        assert_eq!((response.status, response.media_type().as_str()), (400, media_type));
        assert!(body.contains(part) && body.is_empty() == part.is_empty(), "{body}");
    }
    assert_eq!(of(astral::Switches { status: Some(500), ..Default::default() }).status, 500);
    let mut office =
        Office::with(astral::Switches { empty_status: 204, id_form: astral::IdForm::Bare, ..Default::default() });
    let (a, b) = (office.party("Аврилонт Прибор"), office.party("Ипсалорм"));
    let body = format!(r#"{{"recipientGlobalId":"{}"}}"#, b.global_id);
    let response = office.send(&a.id, "POST", "/api/v1/invitations", &body);
    assert_eq!(response.media_type(), "text/plain");
    let id = String::from_utf8(response.body).unwrap();
    assert_eq!(office.answer(&b, &id, "acceptance"), 204);
    let mut office = Office::with(astral::Switches { id_form: astral::IdForm::Object, ..Default::default() });
    let (a, b) = (office.party("Аврилонт Прибор"), office.party("Ипсалорм"));
    let body = format!(r#"{{"recipientGlobalId":"{}"}}"#, b.global_id);
    let response = office.send(&a.id, "POST", "/api/v1/invitations", &body);
    assert_eq!(String::from_utf8(response.body).unwrap(), format!(r#"{{"id":"{id}"}}"#), "the same every time");
}

#[test]
fn special_cases_go_wrong_in_their_own_way_and_nothing_happens() {
    let special = |status: u16| {
        let company =
            sandbox::magic().into_iter().find(|company| company.name.ends_with(&format!(" {status}\""))).unwrap();
        company.inn.unwrap()
    };
    let mut office = Office::default();
    let ask = |office: &mut Office, inn: &str| {
        let headers = [("authorization", "Bearer sandbox")];
        office.play("GET", &format!("/api/v1/counterparties/globalIds?inn={inn}&kpp=770101001"), &headers, b"")
    };
    for status in [402, 403, 429, 500, 503] {
        assert_eq!(ask(&mut office, &special(status)).response.status, status);
    }
    assert_eq!(ask(&mut office, &special(502)).response.media_type(), "text/html");
    assert!(ask(&mut office, &special(607)).cut.is_some());
    assert_eq!(ask(&mut office, &special(701)).delay_ms, 1000);
    assert!(ask(&mut office, &special(606)).response.body.is_empty());
    let a = office.party("Аврилонт Прибор");
    let before = office.state.clone();
    let body = format!(r#"{{"inn":"{}"}}"#, special(500));
    assert_eq!(office.act(&a.id, "POST", "/api/v1/blockedOrganizations", &body), 500);
    assert_eq!(office.state, before, "what failed has not happened");
    let recovering = special(703);
    assert_eq!(ask(&mut office, &recovering).response.status, 429);
    office.failures = 1;
    assert_eq!(ask(&mut office, &recovering).response.status, 200);
}

#[test]
fn a_special_case_acts_as_an_abonent_too() {
    let mut office = Office::default();
    let magic =
        |number: u16| sandbox::magic().into_iter().find(|one| one.name.ends_with(&format!(" {number}\""))).unwrap();
    let global_id = |office: &mut Office, inn: &str| {
        let headers = [("authorization", "Bearer sandbox")];
        let kpp = format!("{}01001", "7701");
        let mut found = None;
        for kpp in [kpp, "770801001".into(), "771401001".into(), "772501001".into()] {
            let played =
                office.play("GET", &format!("/api/v1/counterparties/globalIds?inn={inn}&kpp={kpp}"), &headers, b"");
            let body = String::from_utf8(played.response.body).unwrap();
            found =
                found.or(body.split_once("2AE").map(|(_, rest)| rest.split('"').next().unwrap().to_ascii_lowercase()));
        }
        found.unwrap()
    };
    let newer = global_id(&mut office, &magic(604).inn.unwrap());
    let page = office.get(&newer, "/api/v1/counterparties/contacts");
    assert!(page.get("newMember").is_some());
    let stuck = global_id(&mut office, &magic(608).inn.unwrap());
    let first = office.get("", &format!("/api/v1/counterparties/{stuck}/departments?limit=20"));
    let again = office.get("", &format!("/api/v1/counterparties/{stuck}/departments?limit=20&offset=20"));
    assert_eq!((first.get("data").unwrap().items().len(), &first), (20, &again));
}

#[test]
fn every_answer_fits_its_model() {
    let mut office = Office::default();
    let (a, b) = (office.party("Демонстрационная компания"), office.party("Аврилонт Прибор"));
    let incoming = office.get(&a.id, "/api/v1/invitations/incoming");
    let id = incoming.get("data").unwrap().items()[0].get("id").unwrap().text().unwrap().to_owned();
    let mut fitted = 0;
    for operation in Provider::Astral.operations().iter().filter(|operation| operation.method.name() == "GET") {
        let Answer::Value(shape) = operation.answer else { panic!("{}", operation.name) };
        let path = operation.path.replace("{invitationId}", &id).replace("{counterpartyId}", &b.id);
        let query = if operation.name == "globalIds" { "?inn=6663003127&kpp=667101001" } else { "" };
        let response = office.send(&a.id, "GET", &format!("{path}{query}"), "");
        let decoded =
            decode(&response.body, shape).unwrap_or_else(|fault| panic!("{} {}", operation.name, fault.path()));
        let entries = Value::parse(decoded.json.as_bytes()).unwrap();
        let full = entries.get("data").is_none_or(|data| !data.items().is_empty());
        assert!(full, "{} has nothing to show", operation.name);
        assert!(matches!(shape, Shape::Object(_)));
        fitted += 1;
    }
    assert_eq!(fitted, 7);
}

#[test]
fn the_state_is_kept_by_whoever_asks_and_survives_nonsense() {
    let mut office = Office::default();
    let a = office.party("Аврилонт Прибор");
    assert_eq!(office.state, None, "questions change nothing");
    let beginning = office.others(&a, "contacts");
    for nonsense in ["", "null", "{}", r#"{"serial":"x"}"#, r#"{"serial":1,"contacts":[[1]]}"#] {
        office.state = Some(nonsense.to_owned());
        assert_eq!(office.others(&a, "contacts"), beginning, "{nonsense}");
    }
    let owner = |token: &str| {
        let headers = [("authorization".to_owned(), token.to_owned())];
        sandbox::owner(Provider::Astral, &Incoming { headers: &headers, ..Incoming::default() })
    };
    assert_eq!(owner("Bearer a"), owner("Bearer b"), "invitations have two sides");
}
