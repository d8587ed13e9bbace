//! Answers for JavaScript, which are numbers only: rows of the table of texts, places, sets of numbers as bits.

use super::check::verify;
use super::compare::finding;
use super::failure::{Wording, has_place, wording};
use super::find::Hit;
use super::line::Line;
use super::report::report;
use super::text::{Finding, Kind};

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

    /// About the value on a line. A refusal: code, place from 1 or none, wording, and what it means among
    /// other fields: finding and other field. A valid value: no row, and then layout, warning, kind of the record,
    /// currency, meaning of the reason.
    pub(crate) fn verdict(&mut self, kind: Kind, line: &Line, length: usize, year: u32) {
        let verdict = verify(kind, line, length);
        if !verdict.is_valid() {
            let (code, at) = (verdict.code(), verdict.at());
            let (finding, other) = finding(kind, code);
            self.push(code.row());
            self.push(if has_place(code) { at as u32 + 1 } else { NONE });
            self.push(match wording(code, kind, at) {
                Wording::Code(code) => code.row(),
                Wording::Word(word) => word.row(),
            });
            self.push(finding.row());
            return self.push(other.row());
        }
        let report = report(kind, line, length, verdict, year);
        self.push(NONE);
        self.push(report.layout);
        self.push(report.warning.map_or(NONE, |warning| warning.row()));
        self.push(report.record.row());
        self.push(report.currency);
        self.push(report.reason.map_or(NONE, |reason| reason.row()));
    }

    /// Two fields that do not go together: finding and fields.
    pub(crate) fn contradiction(&mut self, finding: Finding, field: Kind, other: Kind) {
        self.push(finding.row());
        self.push(field.row());
        self.push(other.row());
    }

    /// Kind, start and end of something found.
    pub(crate) fn hit(&mut self, hit: Hit) {
        self.push(hit.kind.row());
        self.push(hit.start as u32);
        self.push(hit.end as u32);
    }
}
