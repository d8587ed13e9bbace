//! Good answers in the one form that the models describe.

use super::is_guid;
use crate::error::Cause;
use crate::json::{Fault, FaultKind, Value};
use crate::providers::even::{Tidy, missing};
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

/// A page of a list; `is_all`: the first, of all entries that there are. One that says that it has nothing may leave the list
/// itself out, or have `null` for it; one that says nothing at all has no list, and the decoder refuses it.
///
/// # Errors
/// [`Cause::Decode`] for a page that should have entries, says that there are some, and has none.
pub(super) fn page(body: &[u8], is_all: bool) -> Result<Cow<'_, [u8]>, Cause> {
    let Ok(Value::Object(members)) = Value::parse(body) else { return Ok(Cow::Borrowed(body)) };
    let (mut is_empty, mut is_told, mut are_some) = (false, false, false);
    for (name, value) in &members {
        match (name.as_str(), value) {
            ("count" | "totalCount", Value::Number(count)) if count == "0" => is_empty = true,
            ("count" | "totalCount", Value::Number(_)) => are_some = true,
            ("data", Value::Null) => {}
            ("data", Value::List(items)) if items.is_empty() => is_told = true,
            ("data", _) => return Ok(Cow::Borrowed(body)),
            _ => {}
        }
    }
    if is_all && are_some && (is_empty || is_told) {
        return Err(Cause::Decode(missing("data")));
    }
    if is_told || !is_empty {
        return Ok(Cow::Borrowed(body));
    }
    let mut page = Tidy::of(Value::Object(members));
    page.take("data");
    page.put("data", Value::List(Vec::new()));
    let mut text = String::new();
    page.into_value().write(&mut text);
    Ok(Cow::Owned(text.into_bytes()))
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
        let of = |body: &str, is_all| page(body.as_bytes(), is_all).map(Cow::into_owned).ok();
        let completed = |body: &str| String::from_utf8(of(body, true).expect("a page")).expect("text");
        // A page after the last one says so, and the first must not.
        let later = r#"{"totalCount":5,"count":0,"data":null}"#;
        assert_eq!(of(later, true), None);
        assert_eq!(of(later, false).as_deref(), Some(br#"{"totalCount":5,"count":0,"data":[]}"#.as_slice()));
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
