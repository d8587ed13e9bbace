//! Answers as JSON text, for JavaScript. All that is written is known to need no escaping: names and wordings of this
//! crate, digits and capital letters of valid numbers.

use super::compare::{Contradiction, Field, Level, judge};
use super::failure::{has_place, wording};
use super::find::Hit;
use super::register::record_kind;
use super::report::{layout, warning};
use super::text::{Code, Finding, Frame, Kind, Locale, Sink, Subject, push_number};

/// A buffer for one answer. It is larger than the longest; a longer one would be cut off.
#[repr(C)] // JavaScript reads the bytes where the struct begins.
pub(crate) struct Answer<const SIZE: usize> {
    bytes: [u8; SIZE],
    len: usize,
}

impl<const SIZE: usize> Answer<SIZE> {
    pub(crate) const fn new() -> Self {
        Answer { bytes: [0; SIZE], len: 0 }
    }

    /// The whole buffer, for something else than JSON.
    pub(crate) fn buffer(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Begins a new answer.
    pub(crate) fn clear(&mut self) {
        self.len = 0;
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The names of kinds and codes, each with a space after it.
    pub(crate) fn names(&mut self) {
        let names = Kind::ALL.iter().map(|kind| kind.name());
        for name in names.chain(Code::ALL.iter().map(|code| code.name())) {
            Subject::new(Kind::Inn, &[], Locale::En).write(name, self);
            self.push(b' ');
        }
    }

    /// An object about a value: its parts and warnings, or the failure.
    pub(crate) fn verdict(&mut self, kind: Kind, field: Field<'_>, bik: &[u8], year: u16, locale: Locale) {
        let mut subject = Subject::new(kind, field.value, locale);
        subject.length = field.length;
        let frame = match judge(kind, field, bik) {
            Err(fault) => {
                let code = fault.code();
                subject.at = fault.at();
                subject.code = code.name();
                subject.message = wording(code, kind, locale);
                if has_place(code) { Frame::Placed } else { Frame::Unplaced }
            }
            Ok(()) => {
                subject.parts = layout(kind, field.value, bik);
                subject.other = record_kind(field.value);
                match warning(kind, field.value, bik, year) {
                    None => Frame::Parts,
                    Some(warning) => {
                        subject.code = warning.name();
                        subject.message = warning.text(locale);
                        Frame::PartsAndWarning
                    }
                }
            }
        };
        subject.write(frame.name(), self);
    }

    /// An object about fields that do not go together, after a comma.
    pub(crate) fn contradiction(&mut self, contradiction: &Contradiction, locale: Locale) {
        let Contradiction { finding, .. } = *contradiction;
        let mut subject = contradiction.subject(locale);
        subject.code = finding.name();
        let frame = match (finding, finding.level()) {
            (Finding::Invalid, _) => Frame::Invalid,
            (_, Level::Error) => Frame::Error,
            (_, Level::Hint) => Frame::Hint,
        };
        subject.write(frame.name(), self);
    }

    /// Kind, start and end of something found, a comma before each.
    pub(crate) fn hit(&mut self, hit: Hit) {
        for number in [hit.kind as usize, hit.start, hit.end] {
            self.push(b',');
            push_number(self, number);
        }
    }
}

impl<const SIZE: usize> Sink for Answer<SIZE> {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }
}
