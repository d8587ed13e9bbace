//! Answers as JSON text, for JavaScript. All that is written is known to need no escaping: names and wordings of this
//! crate, digits and capital letters of valid numbers.

use super::check::describe;
use super::compare::{Contradiction, Field, judge};
use super::failure::{Failure, Warning};
use super::find::Hit;
use super::kind::Kind;
use super::reason::Reason;
use super::report::Report;
use super::vocabulary::{Locale, Sink, cut, push_number};

/// A buffer for one answer. It is larger than the longest; a longer one would be cut off.
pub(crate) struct Json<const SIZE: usize> {
    bytes: [u8; SIZE],
    len: usize,
}

/// A value to check, as it lies in the memory.
pub(crate) struct Question<'a> {
    pub(crate) kind: Kind,
    pub(crate) field: Field<'a>,
    pub(crate) bik: Option<&'a [u8]>,
    pub(crate) year: Option<u16>,
}

impl<const SIZE: usize> Json<SIZE> {
    pub(crate) const fn new() -> Self {
        Json { bytes: [0; SIZE], len: 0 }
    }

    /// Begins a new answer: `open`, what `write` writes, `close`. Returns its length.
    pub(crate) fn answer(&mut self, open: &str, close: &str, write: impl FnOnce(&mut Self)) -> usize {
        self.len = 0;
        self.push(open);
        write(self);
        self.push(close);
        self.len
    }

    /// The whole buffer, for something else than JSON.
    pub(crate) fn buffer(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn push_bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(place) = self.bytes.get_mut(self.len) {
                *place = *byte;
                self.len += 1;
            }
        }
    }

    /// Begins a member or an element: a comma, unless it is the first.
    fn next(&mut self) {
        if !matches!(self.as_bytes().last(), None | Some(b'{' | b'[')) {
            self.push(",");
        }
    }

    pub(crate) fn name(&mut self, name: &str) {
        self.next();
        self.push("\"");
        self.push(name);
        self.push("\":");
    }

    fn string(&mut self, name: &str, value: &str) {
        self.name(name);
        self.push("\"");
        self.push(value);
        self.push("\"");
    }

    /// `"name":["…","…"]` of lines.
    pub(crate) fn lines(&mut self, name: &str, lines: &str) {
        self.name(name);
        self.push("[");
        let mut rest = lines;
        while let Some((line, after)) = cut(rest, b'\n') {
            self.next();
            self.push("\"");
            self.push(line);
            self.push("\"");
            rest = after;
        }
        self.push("]");
    }

    /// The members that tell of a failure: code, place, message.
    pub(crate) fn failure(&mut self, failure: &Failure, locale: Locale) {
        self.string("code", failure.code.as_str());
        if let Some(at) = failure.at {
            self.name("at");
            push_number(self, at as u32);
        }
        self.name("message");
        self.push("\"");
        failure.write(locale, self);
        self.push("\"");
    }

    /// The members that tell of a value: its parts and warnings, or the failure.
    pub(crate) fn verdict(&mut self, question: &Question<'_>, locale: Locale) {
        let Question { kind, field: Field { value, length }, bik, year } = *question;
        let value = match judge(kind, value, bik) {
            Ok(value) => value,
            Err(fault) => return self.failure(&Failure::new(kind, fault, length), locale),
        };
        self.name("parts");
        self.push("{");
        let mut parts = Parts { json: self, locale, warnings: 0 };
        describe(kind, value, bik.unwrap_or_default(), year, &mut parts);
        let warnings = parts.warnings;
        self.push("}");
        self.name("warnings");
        self.push("[");
        for warning in Warning::ALL {
            if warnings >> *warning as u32 & 1 != 0 {
                self.next();
                self.push("{");
                self.string("code", warning.as_str());
                self.string("message", warning.text(locale));
                self.push("}");
            }
        }
        self.push("]");
    }

    /// One object about fields that do not go together.
    pub(crate) fn contradiction(&mut self, contradiction: &Contradiction, locale: Locale) {
        let Contradiction { finding, field, other, failure } = contradiction;
        self.next();
        self.push("{");
        self.string("code", finding.as_str());
        self.string("level", finding.level().as_str());
        self.name("fields");
        self.push("[\"");
        self.push(field.as_str());
        if let Some(other) = other {
            self.push("\",\"");
            self.push(other.as_str());
        }
        self.push("\"]");
        if let Some(failure) = failure {
            self.string("cause", failure.code.as_str());
        }
        self.name("message");
        self.push("\"");
        contradiction.write(locale, self);
        self.push("\"}");
    }

    /// A triple of numbers: kind, start, end.
    pub(crate) fn hit(&mut self, hit: Hit) {
        self.next();
        self.push("[");
        push_number(self, hit.kind as u32);
        self.push(",");
        push_number(self, hit.start as u32);
        self.push(",");
        push_number(self, hit.end as u32);
        self.push("]");
    }
}

impl<const SIZE: usize> Sink for Json<SIZE> {
    fn push(&mut self, text: &str) {
        self.push_bytes(text.as_bytes());
    }
}

/// Writes the parts and keeps the warnings, a bit each, for after them.
struct Parts<'a, const SIZE: usize> {
    json: &'a mut Json<SIZE>,
    locale: Locale,
    warnings: u32,
}

impl<const SIZE: usize> Report for Parts<'_, SIZE> {
    fn text(&mut self, name: &'static str, value: &[u8]) {
        self.json.name(name);
        self.json.push("\"");
        self.json.push_bytes(value);
        self.json.push("\"");
    }
    fn number(&mut self, name: &'static str, value: u32) {
        self.json.name(name);
        push_number(self.json, value);
    }
    fn flag(&mut self, name: &'static str, value: bool) {
        self.json.name(name);
        self.json.push(if value { "true" } else { "false" });
    }
    fn reason(&mut self, name: &'static str, value: Reason) {
        self.json.string(name, value.text(self.locale));
    }
    fn warning(&mut self, warning: Warning) {
        self.warnings |= 1 << warning as u32;
    }
}
