//! Answers that are kept as they are: whether one is whole, whether it says that there is nothing, and about whom it is.

use super::Question;
use crate::http::Response;
use crate::json::{Scanner, each_item, members};
use crate::model::{Shape, decode};
use crate::operation::Expected;
use crate::xml;
use std::collections::HashSet;

/// An answer about more than so many cannot be found again by all of them, and so is not kept.
const MOST_NAMED: usize = 10_000;

/// What an answer that is kept as it is says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Whole<'a> {
    /// Whether it says that there is nothing.
    pub(super) nothing: bool,
    /// Every number, of the question and of the answer, that may be an ИНН or ОГРН: one too many is thrown away with a
    /// company that it is not about, one too few stays.
    pub(super) about: Vec<&'a str>,
}

impl<'a> Whole<'a> {
    /// Reads a good answer; `None` when it is not what the operation's model describes, or not whole: whatever stands in its
    /// place must not be given for as long as an answer.
    pub(super) fn read(question: &'a Question, body: &'a [u8]) -> Option<Whole<'a>> {
        let text = core::str::from_utf8(body).ok()?;
        let nothing = match question.operation.expected(&question.request) {
            Expected::Json(shape) => json_says_nothing(question, body, shape)?,
            Expected::Xml => xml::inside(body)?.trim_ascii().is_empty(),
            Expected::Pdf | Expected::Nothing => return None,
        };
        let asked = question.request.query.iter().map(|(_, value)| value.as_str());
        let mut seen = HashSet::new();
        let about = asked.chain([text]).flat_map(numbers).filter(|number| seen.insert(*number));
        let about: Vec<&str> = about.take(MOST_NAMED + 1).collect();
        (about.len() <= MOST_NAMED).then_some(Whole { nothing, about })
    }
}

/// Whether the answer, in order and in our names, says that there is nothing; `None` when it does not fit its model.
fn json_says_nothing(question: &Question, body: &[u8], shape: &Shape) -> Option<bool> {
    let Question { operation, request } = question;
    let response = Response { status: 200, headers: Vec::new(), body: body.to_vec() };
    let read = operation.provider.read(operation, request, &response, false).ok()?;
    let answer = decode(&read, shape).ok()?.json;
    // Looked at by its bytes: values of all of it would take many times its size.
    let answer = answer.trim_ascii().as_bytes();
    let (mut is_empty, mut says_so) = (true, false);
    let mut scanner = Scanner::new(answer);
    if answer.starts_with(b"[") {
        each_item(&mut scanner, &mut |scanner, _| {
            is_empty = false;
            scanner.skip()
        })
        .ok()?;
        return Some(is_empty);
    }
    members(answer, &mut |name, value| {
        is_empty = false;
        // The words in which our models say it.
        says_so |= match name {
            b"missing" | b"none" => value == b"true",
            b"affiliated" | b"found" => value == b"false",
            b"state" => value == b"\"none\"",
            b"data" | b"list" => is_empty_list(value),
            _ => false,
        };
        Ok(())
    })
    .ok()?;
    Some(answer == b"null" || says_so || (is_empty && answer.starts_with(b"{")))
}

fn is_empty_list(value: &[u8]) -> bool {
    let inside = value.strip_prefix(b"[").and_then(|value| value.strip_suffix(b"]"));
    inside.is_some_and(|inside| inside.trim_ascii().is_empty())
}

/// The numbers of a text that are as long as an ИНН or ОГРН.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| matches!(run.len(), 10 | 12 | 13 | 15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_right_length() {
        let text = "<inn>6663003127</inn>12026605606620;1026605606620,«500100732259»х304500116000157 12345678901";
        let found: Vec<&str> = numbers(text).collect();
        assert_eq!(found, ["6663003127", "1026605606620", "500100732259", "304500116000157"]);
    }
}
