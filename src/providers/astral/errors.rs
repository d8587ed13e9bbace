//! What a refusal of Астрал.ЭДО means. The vendor documents statuses and says of every body «Без данных», yet clients of it
//! look for texts in bodies; so a body may be anything or nothing, and changes nothing but the words.

use crate::error::Cause;
use crate::http::Response;
use crate::json::Value;

/// Statuses say it all: 400 wrong parameters, 401 no such token, 403 no such right, 404 nothing there, 500 the provider.
pub(super) fn refusal(response: &Response) -> Cause {
    match response.status {
        401 => Cause::KeyRefused,
        status => Cause::of_status(status),
    }
}

/// The provider's own words in an error's body: `title`, `detail` and `errors` of RFC 9457, `message`, `error` and
/// `error_description`; `None` when the body is none of these, and speaks for itself.
pub(super) fn words(body: &[u8]) -> Option<String> {
    let answer = Value::parse(body).ok()?;
    let mut words = String::new();
    if let Value::Text(text) = &answer {
        add(&mut words, text);
    }
    for name in ["title", "detail", "message", "error", "error_description"] {
        match answer.get(name) {
            Some(Value::Text(text)) => add(&mut words, text),
            // Some wrap their error once more.
            Some(inner) => {
                if let Some(text) = inner.get("message").and_then(Value::text) {
                    add(&mut words, text);
                }
            }
            None => {}
        }
    }
    // `errors` has the messages of every parameter, or is a list of messages.
    match answer.get("errors") {
        Some(Value::Object(members)) => members.iter().for_each(|(name, value)| add_all(&mut words, name, value)),
        Some(list) => add_all(&mut words, "", list),
        None => {}
    }
    Some(words).filter(|words| !words.is_empty())
}

fn add_all(words: &mut String, name: &str, value: &Value) {
    let one = core::slice::from_ref(value);
    for item in if matches!(value, Value::List(_)) { value.items() } else { one } {
        if let Some(text) = item.text().or_else(|| item.get("message").and_then(Value::text)) {
            let named = [name, ": ", text].concat();
            add(words, if name.is_empty() { text } else { &named });
        }
    }
}

/// Each text once, one after the other.
fn add(words: &mut String, text: &str) {
    let text = text.trim();
    if text.is_empty() || words.ends_with(text) {
        return;
    }
    if !words.is_empty() {
        words.push_str("; ");
    }
    words.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(body: &str) -> Option<String> {
        words(body.as_bytes())
    }

    #[test]
    fn statuses_say_what_happened_whatever_the_body() {
        for body in ["", "nonsense", r#"{"title":"x"}"#, "<html>"] {
            let of = |status| refusal(&Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() });
            assert_eq!(of(400), Cause::Refused);
            assert_eq!(of(401), Cause::KeyRefused);
            assert_eq!(of(403), Cause::AccessRefused);
            assert_eq!(of(404), Cause::NotFound);
            assert_eq!(of(429), Cause::TooManyRequests);
            assert_eq!(of(500), Cause::ProviderTrouble);
            assert_eq!(of(302), Cause::UnexpectedStatus);
        }
    }

    #[test]
    fn words_are_found_in_every_plausible_body() {
        let problem = r#"{"type":"about:blank","title":"One or more validation errors occurred.","status":400,
            "errors":{"inn":["Неверный ИНН","Обязательное поле"],"kpp":"Неверный КПП"}}"#;
        let all =
            "One or more validation errors occurred.; inn: Неверный ИНН; inn: Обязательное поле; kpp: Неверный КПП";
        for (body, expected) in [
            (problem, Some(all)),
            (r#"{"title":"Нельзя","detail":"Приглашение уже отправлено"}"#, Some("Нельзя; Приглашение уже отправлено")),
            (r#"{"title":"Нельзя","detail":"Нельзя"}"#, Some("Нельзя")),
            (r#"{"message":"Нет доступа"}"#, Some("Нет доступа")),
            (
                r#"{"error":"invalid_grant","error_description":"Пароль неверен"}"#,
                Some("invalid_grant; Пароль неверен"),
            ),
            (r#"{"error":{"code":7,"message":"Внутри"}}"#, Some("Внутри")),
            (r#"{"errors":["а","б",{"message":"в"},5]}"#, Some("а; б; в")),
            (r#""Просто строка""#, Some("Просто строка")),
            (r#"{"message":"  "}"#, None),
            (r#"{"code":5}"#, None),
            ("[]", None),
            ("", None),
            ("Internal Server Error", None),
            ("\u{feff}{}", None),
        ] {
            assert_eq!(said(body).as_deref(), expected, "{body}");
        }
    }
}
