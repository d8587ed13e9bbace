//! Tokens: got, renewed in time, replaced when refused, never shown.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::error::{Cause, Error, ErrorKind};
use kontragent::http::{Incoming, Response, iso_text};
use kontragent::providers::Provider;
use kontragent::providers::session::{Errand, Grant, Session, Step, is_token};
use kontragent::sandbox::{self, Memory, Switches, astral};

const NOW: f64 = 1_793_534_400_000.0;
const MINUTE: f64 = 60_000.0;

fn session(grant: Grant) -> Session {
    Session::new(Provider::Astral, grant).unwrap()
}

fn login() -> Session {
    session(Grant::Login { email: "a@b.example".into(), password: "geheim\"\\".into() })
}

fn response(status: u16, body: &str) -> Response {
    Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() }
}

/// Tokens that are good until a time.
fn tokens(access: &str, refresh: &str, until: f64) -> Response {
    let until = iso_text(until);
    response(200, &format!(r#"{{"accessToken":"{access}","refreshToken":"{refresh}","validBefore":"{until}"}}"#))
}

fn sent(step: Step) -> (String, String) {
    match step {
        Step::Send(errand) => shown(&errand),
        Step::Failed(cause) => panic!("{cause:?}"),
        _ => panic!("something else"),
    }
}

fn shown(errand: &Errand) -> (String, String) {
    let body = String::from_utf8_lossy(&errand.body).into_owned();
    (format!("{} {} {}", errand.method.name(), errand.path, errand.media_type), body)
}

fn failed(step: Step) -> Cause {
    match step {
        Step::Failed(cause) => cause,
        _ => panic!("no failure"),
    }
}

fn done(step: &Step) -> bool {
    matches!(step, Step::Done)
}

fn token(session: &Session, now: f64) -> Option<String> {
    session.ticket(now).map(|ticket| ticket.token)
}

#[test]
fn a_login_is_sent_once_and_its_token_is_used_until_a_minute_before_its_end() {
    let mut session = login();
    assert_eq!(token(&session, NOW), None);
    let (head, body) = sent(session.renew(NOW));
    assert_eq!(head, "POST /api/v2/auth/byLogin application/json");
    assert_eq!(body, r#"{"email":"a@b.example","password":"geheim\"\\"}"#);
    assert!(done(&session.answered(&tokens("one", "fresh", NOW + 10.0 * MINUTE), NOW)));
    for (now, expected) in [(NOW, Some("one")), (NOW + 9.0 * MINUTE - 1.0, Some("one")), (NOW + 9.0 * MINUTE, None)] {
        assert_eq!(token(&session, now).as_deref(), expected);
    }
}

#[test]
fn a_token_is_renewed_by_what_it_came_with_and_by_login_when_that_is_refused() {
    let mut session = login();
    session.renew(NOW);
    session.answered(&tokens("one", "fresh", NOW + 2.0 * MINUTE), NOW);
    let later = NOW + 1.5 * MINUTE;
    assert_eq!(token(&session, later), None);
    assert_eq!(sent(session.renew(later)).1, r#"{"refreshToken":"fresh"}"#);
    // Without a new one to refresh with the old one stays.
    let next = response(200, &format!(r#"{{"accessToken":"two","validBefore":"{}"}}"#, iso_text(later + 2.0 * MINUTE)));
    assert!(done(&session.answered(&next, later)));
    assert_eq!(token(&session, later).as_deref(), Some("two"));
    assert_eq!(sent(session.renew(later)).1, r#"{"refreshToken":"fresh"}"#);
    for status in [400, 401, 403, 404] {
        assert!(sent(session.answered(&response(status, ""), later)).1.contains("password"), "{status}");
        assert!(done(&session.answered(&tokens("three", "fresh", later + MINUTE), later)));
        assert_eq!(sent(session.renew(later)).1, r#"{"refreshToken":"fresh"}"#);
    }
}

#[test]
fn a_refused_token_is_replaced_for_all_who_had_it_by_one_renewal() {
    let mut session = login();
    session.renew(NOW);
    session.answered(&tokens("one", "fresh", NOW + 60.0 * MINUTE), NOW);
    let (mine, theirs) = (session.ticket(NOW).unwrap(), session.ticket(NOW).unwrap());
    assert!(session.refused(&mine));
    assert_eq!(token(&session, NOW), None);
    assert!(session.refused(&theirs));
    session.renew(NOW);
    assert!(done(&session.answered(&tokens("two", "fresh2", NOW + 60.0 * MINUTE), NOW)));
    // Somebody who was slow to hear of it does not throw the new one away.
    assert!(session.refused(&theirs));
    assert_eq!(token(&session, NOW).as_deref(), Some("two"));
}

#[test]
fn trouble_with_a_renewal_does_not_matter_while_the_old_token_is_good() {
    let mut session = login();
    session.renew(NOW);
    session.answered(&tokens("one", "fresh", NOW + 2.0 * MINUTE), NOW);
    let later = NOW + 1.5 * MINUTE;
    session.renew(later);
    assert!(done(&session.answered(&response(503, ""), later)));
    assert_eq!(token(&session, later).as_deref(), Some("one"));
    // At its end it does.
    let end = NOW + 2.0 * MINUTE;
    assert_eq!(token(&session, end), None);
    assert_eq!(sent(session.renew(end)).1, r#"{"refreshToken":"fresh"}"#);
    assert_eq!(failed(session.failed(Cause::Connection, end)), Cause::Connection);
    // And the next attempt begins anew.
    assert_eq!(sent(session.renew(end)).1, r#"{"refreshToken":"fresh"}"#);
}

#[test]
fn a_refused_login_is_about_the_credentials_and_trouble_is_trouble() {
    for (status, cause) in [
        (400, Cause::KeyRefused),
        (401, Cause::KeyRefused),
        (403, Cause::KeyRefused),
        (404, Cause::KeyRefused),
        (402, Cause::PaymentRequired),
        (429, Cause::TooManyRequests),
        (500, Cause::ProviderTrouble),
        (302, Cause::UnexpectedStatus),
    ] {
        let mut session = login();
        session.renew(NOW);
        assert_eq!(failed(session.answered(&response(status, "geheim"), NOW)), cause, "{status}");
        assert_eq!(token(&session, NOW), None);
    }
    for body in
        ["", "<html>", "{}", "null", r#"{"accessToken":""}"#, r#"{"accessToken":5}"#, "{\"accessToken\":\"a\\nb\"}"]
    {
        let mut session = login();
        session.renew(NOW);
        let cause = failed(session.answered(&response(200, body), NOW));
        assert_eq!(Error::new(cause).kind(), ErrorKind::Decode, "{body}");
    }
}

#[test]
fn a_refused_login_is_not_tried_again_for_a_while() {
    let mut session = login();
    let mut now = NOW;
    for minutes in [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0] {
        assert!(sent(session.renew(now)).1.contains("password"), "{minutes}");
        assert_eq!(failed(session.answered(&response(401, ""), now)), Cause::KeyRefused);
        let end = now + minutes * MINUTE;
        for held in [now, end - 1.0] {
            assert_eq!(session.pause_ms(held), Some(end - held));
            assert_eq!(failed(session.renew(held)), Cause::KeyRefused, "{minutes}");
        }
        assert_eq!(session.pause_ms(end), None);
        now = end;
    }
    // Once it is let in, all is forgotten.
    session.renew(now);
    assert!(done(&session.answered(&tokens("one", "", now + 2.0 * MINUTE), now)));
    assert_eq!((session.pause_ms(now), session.remembered_ms(now)), (None, None));
    now += 2.0 * MINUTE;
    session.renew(now);
    session.answered(&response(403, ""), now);
    assert_eq!(session.pause_ms(now), Some(MINUTE / 2.0));
    // Another password has not been refused.
    let mut other = login();
    assert_eq!(other.pause_ms(now), None);
    assert!(sent(other.renew(now)).1.contains("password"));
}

#[test]
fn only_the_refusal_of_a_login_holds_it_back() {
    for status in [302, 402, 408, 429, 500, 503] {
        let mut session = login();
        session.renew(NOW);
        failed(session.answered(&response(status, ""), NOW));
        assert_eq!((session.pause_ms(NOW), session.remembered_ms(NOW)), (None, None), "{status}");
        assert!(sent(session.renew(NOW)).1.contains("password"), "{status}");
    }
    let mut session = login();
    session.renew(NOW);
    failed(session.failed(Cause::Connection, NOW));
    session.renew(NOW);
    failed(session.answered(&response(200, "{}"), NOW));
    assert!(sent(session.renew(NOW)).1.contains("password"));
    // What the last token came with is no login, and a token that is good for a little longer is used until its end.
    session.answered(&tokens("one", "fresh", NOW + 1.75 * MINUTE), NOW);
    let later = NOW + 1.5 * MINUTE;
    session.renew(later);
    assert!(sent(session.answered(&response(401, ""), later)).1.contains("password"));
    assert_eq!(session.pause_ms(later), None);
    assert!(done(&session.answered(&response(401, ""), later)));
    assert_eq!(token(&session, later).as_deref(), Some("one"));
    assert_eq!(failed(session.renew(NOW + 1.75 * MINUTE)), Cause::KeyRefused);
}

#[test]
fn an_end_that_is_not_told_or_past_is_left_to_the_provider() {
    for until in ["", r#","validBefore":"soon""#, r#","validBefore":"2001-01-01T00:00:00Z""#, r#","validBefore":null"#]
    {
        let mut session = login();
        session.renew(NOW);
        let answer = response(201, &format!(r#"{{"accessToken":"one"{until}}}"#));
        assert!(done(&session.answered(&answer, NOW)), "{until}");
        assert_eq!(token(&session, NOW + 1e9).as_deref(), Some("one"), "{until}");
        // There is nothing to refresh with.
        assert!(sent(session.renew(NOW)).1.contains("email"));
    }
}

#[test]
fn one_token_is_all_there_is() {
    let mut session = session(Grant::Token("only".into()));
    let ticket = session.ticket(NOW).unwrap();
    assert_eq!(ticket.token, "only");
    assert!(!session.refused(&ticket));
    assert_eq!(token(&session, NOW).as_deref(), Some("only"));
    assert_eq!(failed(session.renew(NOW)), Cause::KeyRefused);
}

#[test]
fn a_function_gives_tokens_and_is_asked_again_when_one_is_refused() {
    let mut session = session(Grant::Function);
    assert!(matches!(session.renew(NOW), Step::Ask));
    assert!(done(&session.given(Some("one".into()), NOW)));
    let ticket = session.ticket(NOW).unwrap();
    assert!(session.refused(&ticket));
    assert_eq!(token(&session, NOW), None);
    for nothing in [None, Some(String::new()), Some("a b".into()), Some("я".into()), Some("a\r\nx: y".into())] {
        assert!(matches!(session.renew(NOW), Step::Ask));
        assert!(matches!(failed(session.given(nothing, NOW)), Cause::Option { .. }));
    }
    assert!(matches!(session.renew(NOW), Step::Ask));
    assert!(done(&session.given(Some("two".into()), NOW)));
    assert_eq!(token(&session, NOW).as_deref(), Some("two"));
}

#[test]
fn a_certificate_signs_what_the_provider_says() {
    for body in ["\"2026-11-01 09:00:00Z\"", "2026-11-01 09:00:00Z", "  2026-11-01 09:00:00Z\r\n"] {
        let mut session = session(Grant::Certificate);
        assert_eq!(sent(session.renew(NOW)).0, "GET /api/v2/auth/byCertificate ");
        let Step::Sign(text) = session.answered(&response(200, body), NOW) else { panic!("nothing to sign") };
        assert_eq!(text, "2026-11-01 09:00:00Z");
        let signature = b"\x30\x82 2026-11-01 09:00:00Z \r\n--kontragent-signature";
        let Step::Send(errand) = session.signed(Some(signature), NOW) else { panic!("nothing to send") };
        let (head, _) = shown(&errand);
        assert_eq!(head, "POST /api/v2/auth/byCertificate multipart/form-data; boundary=kontragent-signature-");
        let at = errand.body.windows(signature.len()).position(|window| window == signature);
        assert!(at.is_some(), "the bytes as they are");
        assert!(done(&session.answered(&tokens("one", "fresh", NOW + 60.0 * MINUTE), NOW)));
        // Renewed like any other; when that is refused, there is something new to sign.
        assert_eq!(sent(session.renew(NOW)).1, r#"{"refreshToken":"fresh"}"#);
        assert_eq!(sent(session.answered(&response(401, ""), NOW)).0, "GET /api/v2/auth/byCertificate ");
    }
    for body in ["2026-11-01T09:00:00.1234567+03:00", "01.11.2026 09:00:00"] {
        let mut session = session(Grant::Certificate);
        session.renew(NOW);
        assert!(matches!(session.answered(&response(200, body), NOW), Step::Sign(text) if text == body));
    }
    // Nothing but a time is signed.
    let contract = "2026-11-01 09:00:00Z I OWE YOU";
    for body in ["", "\"\"", "<html>no</html>", "{\"error\":1}", "[1]", "2026", contract, &"1".repeat(41)] {
        let mut session = session(Grant::Certificate);
        session.renew(NOW);
        assert_eq!(failed(session.answered(&response(200, body), NOW)), Cause::NotTheDocument, "{body}");
    }
    for nothing in [None, Some(&b""[..])] {
        let mut session = session(Grant::Certificate);
        session.renew(NOW);
        session.answered(&response(200, "2026-11-01 09:00:00Z"), NOW);
        assert!(matches!(failed(session.signed(nothing, NOW)), Cause::Option { .. }));
    }
    let mut session = session(Grant::Certificate);
    session.renew(NOW);
    session.answered(&response(200, "2026-11-01 09:00:00Z"), NOW);
    session.signed(Some(b"wrong"), NOW);
    assert_eq!(failed(session.answered(&response(401, ""), NOW)), Cause::KeyRefused);
    // The next signature may be another certificate's.
    assert_eq!(session.pause_ms(NOW), None);
    assert_eq!(sent(session.renew(NOW)).0, "GET /api/v2/auth/byCertificate ");
}

#[test]
fn what_comes_out_of_turn_is_no_token() {
    let mut idle = login();
    assert_eq!(failed(idle.answered(&tokens("one", "fresh", NOW + MINUTE), NOW)), Cause::Internal);
    assert!(matches!(failed(idle.given(Some("one".into()), NOW)), Cause::Option { .. }));
    assert!(matches!(failed(idle.signed(Some(b"one"), NOW)), Cause::Option { .. }));
    assert_eq!(token(&idle, NOW), None);
    // One that was given up half-way is begun anew.
    let mut session = session(Grant::Certificate);
    session.renew(NOW);
    assert_eq!(sent(session.renew(NOW)).0, "GET /api/v2/auth/byCertificate ");
}

#[test]
fn every_secret_is_known() {
    let mut session = login();
    assert_eq!(session.secrets(), ["geheim\"\\"]);
    session.renew(NOW);
    session.answered(&tokens("one", "fresh", NOW + MINUTE), NOW);
    assert_eq!(session.secrets(), ["geheim\"\\", "one", "fresh"]);
    assert!(is_token("header.payload-_~+/=") && !is_token("") && !is_token("a b") && !is_token("токен"));
}

#[test]
fn providers_whose_secrets_do_not_expire_have_no_session() {
    for provider in Provider::ALL.iter().filter(|provider| **provider != Provider::Astral) {
        assert!(Session::new(*provider, Grant::Token("x".into())).is_none(), "{}", provider.name());
    }
}

/// The sandbox's office, which keeps its state here.
struct Office {
    switches: Switches,
    state: Option<String>,
    now: f64,
}

impl Office {
    fn new(astral: astral::Switches) -> Office {
        Office { switches: Switches { astral, ..Switches::default() }, state: None, now: NOW }
    }

    fn send(&mut self, errand: &Errand) -> Response {
        let headers = [("content-type".to_owned(), errand.media_type.to_string())];
        let (method, path) = (errand.method.name(), errand.path);
        self.play(&Incoming { method, path, query: "", headers: &headers, body: &errand.body })
    }

    /// The status of a question with that token.
    fn status(&mut self, token: &str) -> u16 {
        let headers = [("authorization".to_owned(), format!("Bearer {token}"))];
        let query = "inn=6663003127&kpp=667101001";
        let path = "/api/v1/counterparties/globalIds";
        self.play(&Incoming { method: "GET", path, query, headers: &headers, body: b"" }).status
    }

    fn play(&mut self, request: &Incoming<'_>) -> Response {
        let memory = Memory { failures: 0, state: self.state.clone(), now_ms: self.now };
        let played = sandbox::respond(Provider::Astral, request, &self.switches, &memory);
        self.state = played.state.or(self.state.take());
        played.response
    }

    /// Carries a renewal out; gives what was sent.
    fn renew(&mut self, session: &mut Session) -> (Result<(), Cause>, Vec<String>) {
        let mut sent = Vec::new();
        let mut step = session.renew(self.now);
        loop {
            step = match step {
                Step::Done => return (Ok(()), sent),
                Step::Failed(cause) => return (Err(cause), sent),
                Step::Send(errand) => {
                    sent.push(errand.path.rsplit('/').next().unwrap().to_owned());
                    let response = self.send(&errand);
                    session.answered(&response, self.now)
                }
                Step::Sign(text) => session.signed(Some(format!("<{text}>").as_bytes()), self.now),
                Step::Ask => session.given(None, self.now),
            }
        }
    }
}

fn sandbox_login() -> Session {
    session(Grant::Login { email: "sandbox@kontragent.example".into(), password: "sandbox".into() })
}

#[test]
fn the_sandbox_hands_out_tokens_that_expire_by_the_clock_and_by_use() {
    let mut office = Office::new(astral::Switches { token_seconds: 600, ..Default::default() });
    let mut session = sandbox_login();
    assert_eq!(office.renew(&mut session).0, Ok(()));
    let first = token(&session, office.now).unwrap();
    assert_eq!(office.status(&first), 200);
    office.now += 9.5 * MINUTE;
    assert_eq!((token(&session, office.now), office.status(&first)), (None, 200), "a minute of margin");
    assert_eq!(office.renew(&mut session).0, Ok(()));
    let second = token(&session, office.now).unwrap();
    assert_ne!(first, second);
    assert_eq!((office.status(&first), office.status(&second)), (401, 200), "a refreshed token is gone");
    office.now += 10.0 * MINUTE;
    assert_eq!(office.status(&second), 401);

    let mut office = Office::new(astral::Switches { token_uses: Some(2), ..Default::default() });
    let mut session = sandbox_login();
    assert_eq!(office.renew(&mut session).0, Ok(()));
    let token = session.latest().unwrap().token;
    assert_eq!([office.status(&token), office.status(&token), office.status(&token)], [200, 200, 401]);
}

#[test]
fn the_sandbox_refuses_what_it_does_not_know() {
    let mut office = Office::new(astral::Switches::default());
    assert_eq!((office.status("sandbox"), office.status("other"), office.status("")), (200, 401, 401));
    let mut wrong = session(Grant::Login { email: "sandbox@kontragent.example".into(), password: "no".into() });
    assert_eq!(office.renew(&mut wrong).0, Err(Cause::KeyRefused));
    // What to refresh with is forgotten: the login is sent after all.
    let mut office = Office::new(astral::Switches { forget_refresh: true, ..Default::default() });
    let mut session = sandbox_login();
    assert_eq!(office.renew(&mut session), (Ok(()), vec!["byLogin".to_owned()]));
    assert_eq!(office.renew(&mut session), (Ok(()), vec!["byLogin".to_owned(), "byLogin".to_owned()]));
}

#[test]
fn the_sandbox_takes_a_signature_with_its_text() {
    let mut office = Office::new(astral::Switches::default());
    let mut signing = session(Grant::Certificate);
    let certificate = "byCertificate".to_owned();
    assert_eq!(office.renew(&mut signing), (Ok(()), vec![certificate.clone(), certificate]));
    assert_eq!(office.status(&signing.latest().unwrap().token), 200);
    let mut signing = session(Grant::Certificate);
    let Step::Send(errand) = signing.renew(NOW) else { panic!() };
    let challenge = office.send(&errand);
    signing.answered(&challenge, NOW);
    let Step::Send(errand) = signing.signed(Some(b"something else"), NOW) else { panic!() };
    assert_eq!(office.send(&errand).status, 401);
}
