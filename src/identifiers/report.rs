//! What a valid number carries.

use super::text::{Kind, Reason, Warning};
use super::{bank, classifiers, inn, kpp, okpo, register, snils};

/// One thing that a number carries. Texts are ASCII.
pub(crate) enum Value<'a> {
    Text(&'a [u8]),
    Number(usize),
    Flag(bool),
    Reason(Reason),
}

/// Receives the parts of a number and the warnings about it, one by one.
pub(crate) trait Report {
    fn part(&mut self, name: &'static [u8], value: Value<'_>);
    fn warning(&mut self, warning: Warning);

    /// Reports the pieces of a value by a layout: `name3` is a piece of three characters, `3` one that is left out;
    /// `name=text;`, `name!` and `name?` are a text, true and false.
    fn split(&mut self, value: &[u8], layout: &'static [u8]) {
        let mut at = 0;
        let mut name: &[u8] = &[];
        let mut start = 0;
        for (place, byte) in layout.iter().enumerate() {
            let word = slice(layout, start, place);
            let part = match byte {
                b'=' => {
                    name = word;
                    start = place + 1;
                    continue;
                }
                b'0'..=b'9' => {
                    name = word;
                    let end = at + usize::from(byte & 15);
                    let piece = slice(value, at, end);
                    at = end;
                    Value::Text(piece)
                }
                b'!' | b'?' => {
                    name = word;
                    Value::Flag(*byte == b'!')
                }
                b';' => Value::Text(word),
                _ => continue,
            };
            start = place + 1;
            if !name.is_empty() {
                self.part(name, part);
            }
        }
    }
}

/// Tells what a valid value carries.
pub(crate) fn describe(kind: Kind, value: &[u8], bik: &[u8], year: u16, report: &mut impl Report) {
    let layout: &[u8] = match kind {
        Kind::Inn => inn::layout(value),
        Kind::Kpp => kpp::LAYOUT,
        Kind::Ogrn | Kind::Ogrnip | Kind::Grn | Kind::Grnip => register::layout(value),
        Kind::Snils => snils::layout(value),
        Kind::Bik => bank::layout_of_bik(value),
        Kind::Account => bank::layout_of_account(value, bik),
        Kind::Okpo => okpo::layout(value),
        Kind::Oktmo => classifiers::layout_of_oktmo(value),
        Kind::Okato => classifiers::layout_of_okato(value),
        Kind::Okved => classifiers::layout_of_okved(value),
    };
    report.split(value, layout);
    match kind {
        Kind::Kpp => kpp::describe(value, report),
        Kind::Ogrn | Kind::Ogrnip | Kind::Grn | Kind::Grnip => {
            register::describe(value, year, report)
        }
        Kind::Snils => snils::describe(value, report),
        Kind::Bik => bank::describe_bik(value, report),
        Kind::Account => bank::describe_account(value, bik, report),
        _ => {}
    }
}

/// A part of a value; empty outside of it.
pub(crate) fn slice(value: &[u8], from: usize, to: usize) -> &[u8] {
    value.get(from..to).unwrap_or_default()
}
