//! Answers for JavaScript, which are numbers only: rows of the table of texts, places, sets of numbers as bits.

use super::bank::currency;
use super::compare::{Field, Level, judge};
use super::failure::{Failure, Wording, has_place, wording};
use super::find::Hit;
use super::kpp::meaning;
use super::register::record_kind;
use super::report::{layout, warning};
use super::text::{Finding, Kind, Word};

/// A buffer for one answer. It is larger than the longest; a longer one would be cut off.
pub(crate) struct Answer<'a> {
    places: &'a mut [u32],
    len: usize,
}

/// Instead of a row: there is none.
const NONE: u32 = 0;

impl<'a> Answer<'a> {
    pub(crate) fn new(places: &'a mut [u32]) -> Self {
        Answer { places, len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    fn push(&mut self, number: u32) {
        if let Some(place) = self.places.get_mut(self.len) {
            *place = number;
            self.len += 1;
        }
    }

    /// What a failure is told with: code, whether it has a place, that place, the wording, and what the wording may speak of:
    /// length, lengths, first digits, unit, expected character, «or».
    fn failure(&mut self, failure: &Failure) {
        let Failure { kind, code, at, length } = *failure;
        let place = at.unwrap_or_default();
        self.push(code.row());
        self.push(u32::from(has_place(code)));
        self.push(place as u32);
        self.push(match wording(code, kind) {
            Wording::Code(code) => code.row(),
            Wording::Word(word) => word.row(),
        });
        self.push(length as u32);
        self.push(kind.lengths());
        self.push(kind.first_digits());
        self.push(kind.unit().row());
        self.push(kind.character(place).row());
        self.push(Word::Or.row());
    }

    /// About a value: the [failure](Self::failure), or no row and then layout, warning, kind of the record, currency, meaning of
    /// the reason.
    pub(crate) fn verdict(&mut self, kind: Kind, field: Field<'_>, bik: &[u8], year: u16) {
        if let Err(fault) = judge(kind, field, bik) {
            return self.failure(&Failure::new(kind, fault, field.length));
        }
        let value = field.value;
        self.push(NONE);
        self.push(layout(kind, value, bik));
        self.push(warning(kind, value, bik, year).map_or(NONE, |warning| warning.row()));
        self.push(record_kind(value).row());
        self.push(currency(value));
        self.push(meaning(value).map_or(NONE, |reason| reason.row()));
    }

    /// About fields that do not go together: finding, whether it is a hint, the fields, the wording, and for an invalid field
    /// the [failure](Self::failure).
    pub(crate) fn contradiction(&mut self, finding: Finding, field: Kind, other: Kind, failure: Option<Failure>) {
        self.push(finding.row());
        self.push(u32::from(finding.level() == Level::Hint));
        self.push(field.row());
        self.push(other.row());
        self.push(match finding {
            Finding::AccountBik => Word::Key.row(),
            finding => finding.row(),
        });
        match failure {
            Some(failure) => self.failure(&failure),
            None => self.push(NONE),
        }
    }

    /// Kind, start and end of something found.
    pub(crate) fn hit(&mut self, hit: Hit) {
        self.push(hit.kind.row());
        self.push(hit.start as u32);
        self.push(hit.end as u32);
    }
}
