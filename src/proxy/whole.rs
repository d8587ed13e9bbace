//! Answers that are kept as they are: whether one is whole, whether it says that there is nothing, and about whom it is.

use super::Question;
use crate::http::Response;
use crate::model::{Model, Shape, decode, says_nothing};
use crate::operation::{Answer, Expected, Operation};
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
            Expected::Xml => xml_says_nothing(question, text)?,
            Expected::Pdf | Expected::Nothing => return None,
        };
        let asked = question.request.query.iter().map(|(_, value)| value.as_str());
        let mut seen = HashSet::new();
        let about = asked.chain([text]).flat_map(numbers).filter(|number| seen.insert(*number));
        let about: Vec<&str> = about.take(MOST_NAMED + 1).collect();
        (about.len() <= MOST_NAMED).then_some(Whole { nothing, about })
    }
}

/// Whether the answer says that there is nothing; `None` when it does not fit its model.
fn json_says_nothing(question: &Question, body: &[u8], shape: &Shape) -> Option<bool> {
    let Question { operation, request } = question;
    let response = Response { status: 200, headers: Vec::new(), body: body.to_vec() };
    let read = operation.provider.read(operation, request, &response, false).ok()?;
    decode(&read, shape).ok()?;
    says_nothing(&read, shape).ok()
}

/// The same of XML, which nobody reads: it may say so if it has nothing in it, or not all that was asked about, or if there is
/// anything in the model that says so.
fn xml_says_nothing(question: &Question, text: &str) -> Option<bool> {
    let is_empty = xml::inside(text.as_bytes())?.trim_ascii().is_empty();
    let may_say = item_of(question.operation).is_some_and(|(_, model)| !model.words.is_empty());
    Some(is_empty || may_say || question.identifiers().any(|identifier| !text.contains(identifier)))
}

/// What an item of an answer about companies is, and its model; `None` if the answer is another.
pub(super) fn item_of(operation: &Operation) -> Option<(&'static Shape, &'static Model)> {
    let (Answer::Companies(Shape::List(item)) | Answer::CompaniesOrPdf(Shape::List(item))) = operation.answer else {
        return None;
    };
    if let Shape::Object(model) = item { Some((item, model)) } else { None }
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
