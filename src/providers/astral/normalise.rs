//! Good answers in the one form that the models describe.

use super::is_guid;
use crate::error::Cause;
use crate::json::{Fault, FaultKind, Value};
use crate::providers::even::Tidy;
use std::borrow::Cow;

/// The GUID of a new invitation: a JSON string, bare text, or a member `id` of an object; as an object.
///
/// # Errors
/// [`Cause::Decode`] for anything else: what has no GUID in it does not say that something was sent.
pub(super) fn sent(body: &[u8]) -> Result<Cow<'_, [u8]>, Cause> {
    let answer = Value::parse(body);
    let found = answer.as_ref().map_or("text", Value::type_name);
    let id = match &answer {
        Ok(Value::Object(_)) => {
            // Its other members, if it has any, are kept.
            let id = answer.as_ref().ok().and_then(|answer| answer.get("id")).and_then(Value::text);
            if id.is_some_and(is_guid) {
                return Ok(Cow::Borrowed(body));
            }
            None
        }
        Ok(answer) => answer.text(),
        Err(_) => core::str::from_utf8(body).ok(),
    };
    let id = id.map(str::trim);
    match id.filter(|id| is_guid(id)) {
        Some(id) => Ok(Cow::Owned(["{\"id\":\"", id, "\"}"].concat().into_bytes())),
        None => Err(Cause::Decode(Fault::new(FaultKind::Type { expected: "GUID", found }, 0))),
    }
}

/// A page of a list. One that says that it has nothing may leave the list itself out, or have `null` for it; one that says
/// nothing at all has no list, and the decoder refuses it.
pub(super) fn page(body: &[u8]) -> Cow<'_, [u8]> {
    let Ok(Value::Object(members)) = Value::parse(body) else { return Cow::Borrowed(body) };
    // Nothing on the page; and, where the total is said, nothing elsewhere.
    let mut is_empty = false;
    for (name, value) in &members {
        match (name.as_str(), value) {
            ("count" | "totalCount", Value::Number(count)) => is_empty |= count == "0",
            ("data", Value::Null) => {}
            ("data", _) => return Cow::Borrowed(body),
            _ => {}
        }
    }
    if !is_empty {
        return Cow::Borrowed(body);
    }
    let mut page = Tidy::of(Value::Object(members));
    page.take("data");
    page.put("data", Value::List(Vec::new()));
    let mut text = String::new();
    page.into_value().write(&mut text);
    Cow::Owned(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "b53e7790-a772-465f-a8c0-95a5e9bd1c9d";

    fn sent_text(body: &str) -> Option<String> {
        sent(body.as_bytes()).ok().map(|body| String::from_utf8(body.into_owned()).expect("text"))
    }

    #[test]
    fn the_guid_of_an_invitation_is_found_in_every_form() {
        let object = format!(r#"{{"id":"{ID}"}}"#);
        for body in [format!("\"{ID}\""), ID.to_owned(), format!(" {ID}\r\n"), object.clone()] {
            assert_eq!(sent_text(&body).as_deref(), Some(object.as_str()), "{body}");
        }
        let capital = ID.to_ascii_uppercase();
        assert_eq!(sent_text(&capital), Some(format!(r#"{{"id":"{capital}"}}"#)));
        let more = format!(r#"{{"status":"Sent","id":"{ID}"}}"#);
        assert_eq!(sent_text(&more), Some(more));
    }

    #[test]
    fn what_has_no_guid_is_no_success() {
        for body in [
            "",
            "OK",
            "null",
            "true",
            "{}",
            "[]",
            r#""""#,
            r#"{"id":5}"#,
            r#"{"id":"5"}"#,
            r#"{"error":"нельзя"}"#,
            "b53e7790-a772-465f-a8c0-95a5e9bd1c9",
            "b53e7790-a772-465f-a8c0-95a5e9bd1c9d0",
            "b53e7790-a772-465f-a8c0-95a5e9bd1c9g",
            "{b53e7790-a772-465f-a8c0-95a5e9bd1c9d}",
            "\u{feff}b53e7790-a772-465f-a8c0-95a5e9bd1c9d",
        ] {
            assert!(sent(body.as_bytes()).is_err(), "{body}");
        }
        assert!(sent(&[0xff; 36]).is_err());
    }

    #[test]
    fn only_a_page_that_says_that_it_is_empty_is_completed() {
        let completed = |body: &str| String::from_utf8(page(body.as_bytes()).into_owned()).expect("text");
        for (body, expected) in [
            (r#"{"count":0}"#, r#"{"count":0,"data":[]}"#),
            (r#"{"count":0,"data":null}"#, r#"{"count":0,"data":[]}"#),
            (r#"{"totalCount":0,"data":null}"#, r#"{"totalCount":0,"data":[]}"#),
        ] {
            assert_eq!(completed(body), expected);
        }
        for same in [
            "{}",
            r#"{"data":null}"#,
            r#"{"count":1}"#,
            r#"{"count":1,"data":null}"#,
            r#"{"count":"0"}"#,
            r#"{"error":"нельзя"}"#,
            r#"{"count":0,"data":[{"id":1}]}"#,
            r#"{"count":0,"data":{}}"#,
            "[]",
            "null",
            "",
            "<html>",
        ] {
            assert_eq!(completed(same), same);
        }
    }
}
