//! The judgement of lines, one after the other: the heart of all checks. One value is a line of its own.

use core::hint::{black_box, select_unpredictable};

use super::digits::{Range, WINDOW, bounds, distances, halves, outside, same};
use super::failure::Verdict;
use super::kind::{ANY, CONTROLS};
use super::line::{LINE, LONGEST, number_of};
use super::text::{Code, Kind};
use super::{bank, snils};

/// What was judged.
pub(crate) struct Judged {
    /// The verdict on the only line.
    pub(crate) verdict: Verdict,
    /// How many bytes of the text are behind the complete lines.
    pub(crate) left: usize,
    /// How many lines there were.
    pub(crate) count: usize,
}

/// Where a line that is too long for any identifier ends for us.
const LONG: usize = LINE - 1;

/// Judges the complete lines of a text, or the one that ends where the bit of `single` says.
#[inline(never)]
pub(crate) fn judge(kind: Kind, text: &[u8], single: u32, codes: &mut [u8]) -> Judged {
    let form = kind.form();
    let rows = CONTROLS.get(usize::from(form.controls)..).and_then(|rows| rows.first_chunk());
    let feed = bounds(black_box(Range::new(b'\n', b'\n')));
    let digit = bounds(black_box(form.digits));
    let other = bounds(form.letter);
    let carriage_return = if single == 0 { u32::from(b'\r') } else { u32::MAX };
    let mut rest = text;
    let mut judged = Judged { verdict: Verdict::VALID, left: 0, count: 0 };
    let Some(mut line) = text.first_chunk::<LINE>() else { return judged };
    let places = codes.len();
    let mut codes = codes.iter_mut();
    loop {
        let left = rest.len();
        let [window, behind] = halves(line);
        let digits = distances(window, digit);
        let mut feeds = same(window, feed);
        if single != 0 {
            feeds = black_box(single);
        }
        let mut others = outside(digits, digit);
        let mut wrong = others;
        let [first, _, _, _, _, letter, ..] = *line;
        if form.letters != 0 {
            wrong = (others | form.dots) & (outside(distances(window, other), other) | !form.letters);
            if kind == Kind::Account {
                wrong |= others & u32::from(!bank::is_clearing(letter)) << bank::LETTER;
            }
        }
        let mut lengths = form.lengths;
        let mut digits_behind = digits;
        if feeds << WINDOW == 0 {
            if single == 0 {
                feeds = same(behind, feed) << WINDOW | 1 << LONG;
            }
            let length = feeds.trailing_zeros() as usize;
            if length == LONG {
                let beyond = rest.iter().skip(LONG).take_while(|byte| **byte != b'\n').count();
                rest = rest.get(beyond..).unwrap_or_default();
            }
            digits_behind = distances(behind, digit);
            let others_behind = outside(digits_behind, digit) << WINDOW;
            others |= others_behind;
            wrong = (wrong | others_behind) & ((1 << LONGEST) - 1);
            if kind == Kind::Account && length > LONGEST {
                let [.., after, _, _, _, _, _, _, _, _, _, _, _] = line;
                if matches!(after, b'\t' | b' ' | b',' | b'/' | b';') {
                    lengths = u32::MAX;
                }
            }
        }
        let mut length = feeds.trailing_zeros() as usize;
        let next = rest.get(length + 1..);
        let last = line.get(length.wrapping_sub(1) % LINE).copied().unwrap_or_default();
        length -= usize::from(u32::from(last) == carriage_return);

        let mut code = Code::Valid as u32;
        let mut place = 0;
        if let Some([row, of_ten]) = rows {
            let controls = if length == 10 { of_ten } else { row };
            let mismatch = controls.mismatch(digits);
            place = mismatch.place();
            code = select_unpredictable(mismatch.is_some(), Code::Checksum as u32, Code::Valid as u32);
            if kind == Kind::Snils && same(window, digit) & 3 == 3 {
                let number = number_of(line, 1..9);
                if number <= snils::LAST_UNCHECKED {
                    code = if number == 0 && !mismatch.is_some() { Code::Unassigned as u32 } else { Code::Valid as u32 };
                }
            }
        }
        if kind == Kind::Account {
            let verdict = bank::verify(line, [digits, digits_behind], others, length);
            code = u32::from(verdict.number());
            place = verdict.at();
        }
        if form.pair_code != Code::Valid {
            let zeros = same(window, digit) >> form.pair & 3 == 3;
            code = select_unpredictable(zeros, form.pair_code as u32, code);
        }
        if form.first_digits != ANY {
            code = select_unpredictable(form.first_digits >> (first & 15) & 1 == 0, Code::Prefix as u32, code);
        }
        let no_length = if length == 0 { Code::Empty as u32 } else { Code::Length as u32 };
        code = select_unpredictable(lengths >> length & 1 == 0, no_length, code);
        let wrong = wrong & !(u32::MAX << length);
        code = select_unpredictable(wrong != 0, Code::Characters as u32, code);

        let after = next.and_then(|next| Some((next, next.first_chunk()?, codes.next()?)));
        let Some((next, next_line, place_of_code)) = after else {
            const CHARACTERS: u32 = Code::Characters as u32;
            const PREFIX: u32 = Code::Prefix as u32;
            const REGION: u32 = Code::Region as u32;
            let at = match code {
                CHARACTERS => wrong.trailing_zeros() as usize,
                PREFIX => 0,
                REGION => usize::from(form.pair),
                _ => place,
            };
            judged.verdict = Verdict(code | (at as u32) << 8);
            judged.left = left;
            judged.count = places - codes.len();
            return judged;
        };
        *place_of_code = code as u8;
        line = next_line;
        rest = next;
    }
}
