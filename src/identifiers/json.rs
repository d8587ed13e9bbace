//! Answers as JSON text, for JavaScript. All that is written is known to need no escaping: names and wordings of this
//! crate, digits and capital letters of valid numbers.

use super::compare::{Contradiction, Field, judge};
use super::failure::Failure;
use super::find::Hit;
use super::report::{Report, Value, describe};
use super::text::{Code, Kind, Locale, Sink, Warning, push_number, push_template};

/// A buffer for one answer. It is larger than the longest; a longer one would be cut off.
#[repr(C)] // JavaScript reads the bytes where the struct begins.
pub(crate) struct Json<const SIZE: usize> {
    bytes: [u8; SIZE],
    len: usize,
}

/// A value to check, as it lies in the memory.
pub(crate) struct Question<'a> {
    pub(crate) kind: Kind,
    pub(crate) field: Field<'a>,
    /// Empty if there is none.
    pub(crate) bik: &'a [u8],
    pub(crate) year: u16,
}

impl<const SIZE: usize> Json<SIZE> {
    pub(crate) const fn new() -> Self {
        Json {
            bytes: [0; SIZE],
            len: 0,
        }
    }

    /// The whole buffer, for something else than JSON.
    pub(crate) fn buffer(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Begins a new answer.
    pub(crate) fn open(&mut self, bracket: &[u8]) {
        self.len = 0;
        self.push(bracket);
    }

    /// Ends the answer and returns its length.
    pub(crate) fn close(&mut self, bracket: &[u8]) -> usize {
        self.push(bracket);
        self.len
    }

    /// Begins a member or an element: a comma, unless it is the first.
    fn next(&mut self) {
        let last = self.bytes.get(self.len.saturating_sub(1));
        if !matches!(last, Some(b'{' | b'[')) {
            self.push(b",");
        }
    }

    /// The names of kinds and codes.
    pub(crate) fn names(&mut self) {
        self.push(b"\"kinds\":[");
        for kind in Kind::ALL {
            self.next();
            self.quoted(kind.name());
        }
        self.push(b"],\"codes\":[");
        for code in Code::ALL {
            self.next();
            self.quoted(code.name());
        }
        self.push(b"]");
    }

    fn quoted(&mut self, text: &[u8]) {
        self.push(b"\"");
        self.push(text);
        self.push(b"\"");
    }

    /// The members that tell of a value: its parts and warnings, or the failure.
    pub(crate) fn verdict(&mut self, question: &Question<'_>, locale: Locale) {
        let Question {
            kind,
            field: Field { value, length },
            bik,
            year,
        } = *question;
        let value = match judge(kind, value, bik) {
            Ok(value) => value,
            Err(fault) => {
                let failure = Failure::new(kind, fault, length);
                let template = if failure.at.is_some() {
                    b"\"code\":%c,\"message\":\"%m\",\"at\":%a".as_slice()
                } else {
                    b"\"code\":%c,\"message\":\"%m\""
                };
                return push_template(self, template, |json, key| match key {
                    b'c' => json.quoted(failure.code.name()),
                    b'm' => failure.write(locale, json),
                    _ => push_number(json, failure.at.unwrap_or_default()),
                });
            }
        };
        self.push(b"\"parts\":{");
        let mut parts = Parts {
            json: self,
            locale,
            warnings: 0,
        };
        describe(kind, value, bik, year, &mut parts);
        let warnings = parts.warnings;
        self.push(b"},\"warnings\":[");
        for warning in Warning::ALL {
            if warnings >> *warning as u32 & 1 != 0 {
                self.next();
                push_template(self, b"{\"code\":%c,\"message\":%m}", |json, key| {
                    json.quoted(match key {
                        b'c' => warning.name(),
                        _ => warning.text(locale),
                    });
                });
            }
        }
        self.push(b"]");
    }

    /// One object about fields that do not go together.
    pub(crate) fn contradiction(&mut self, contradiction: &Contradiction, locale: Locale) {
        let Contradiction {
            finding,
            field,
            other,
            failure,
        } = contradiction;
        self.next();
        let template = match (failure, other) {
            (Some(_), _) => {
                b"{\"code\":%c,\"level\":%l,\"fields\":[%f],\"message\":\"%m\",\"cause\":%r}"
                    .as_slice()
            }
            _ => b"{\"code\":%c,\"level\":%l,\"fields\":[%f,%o],\"message\":\"%m\"}",
        };
        push_template(self, template, |json, key| {
            let text = match key {
                b'c' => finding.name(),
                b'l' => finding.level().name(),
                b'f' => field.name(),
                b'o' => other.map_or(b"".as_slice(), Kind::name),
                b'm' => return contradiction.write(locale, json),
                _ => failure.map_or(b"".as_slice(), |failure| failure.code.name()),
            };
            json.quoted(text);
        });
    }

    /// Kind, start and end of something found.
    pub(crate) fn hit(&mut self, hit: Hit) {
        for number in [hit.kind as usize, hit.start, hit.end] {
            self.next();
            push_number(self, number);
        }
    }
}

impl<const SIZE: usize> Sink for Json<SIZE> {
    fn push(&mut self, text: &[u8]) {
        for byte in text {
            if let Some(place) = self.bytes.get_mut(self.len) {
                *place = *byte;
                self.len += 1;
            }
        }
    }
}

/// Writes the parts and keeps the warnings, a bit each, for after them.
struct Parts<'a, const SIZE: usize> {
    json: &'a mut Json<SIZE>,
    locale: Locale,
    warnings: u32,
}

impl<const SIZE: usize> Report for Parts<'_, SIZE> {
    fn part(&mut self, name: &'static [u8], value: Value<'_>) {
        self.json.next();
        self.json.quoted(name);
        self.json.push(b":");
        match value {
            Value::Text(text) => self.json.quoted(text),
            Value::Reason(reason) => self.json.quoted(reason.text(self.locale)),
            Value::Number(number) => push_number(self.json, number),
            Value::Flag(flag) => self.json.push(if flag { b"true" } else { b"false" }),
        }
    }

    fn warning(&mut self, warning: Warning) {
        self.warnings |= 1 << warning as u32;
    }
}
