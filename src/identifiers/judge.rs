//! The judgement of lines, one after the other: the heart of all checks. One value is a line of its own.

use core::hint::{black_box, select_unpredictable};

use super::digits::{Range, WINDOW, bounds, halves, outside, same};
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

/// Judges the complete lines of a text, or one that is so long.
#[inline(never)]
pub(crate) fn judge(kind: Kind, text: &[u8], single: Option<usize>, codes: &mut [u8]) -> Judged {
    let form = kind.form();
    let rows = CONTROLS.get(usize::from(form.controls)..).and_then(|rows| rows.first_chunk());
    let feed = bounds(black_box(Range::new(b'\n', b'\n')));
    let digits = bounds(black_box(form.digits));
    let letters = bounds(form.letter);
    let mut rest = text;
    let places = codes.len();
    let mut codes = codes.iter_mut();
    while let Some(line) = rest.first_chunk::<LINE>() {
        let [window, behind] = halves(line);
        let mut length = single.unwrap_or_else(|| same(window, feed).trailing_zeros() as usize);
        if length > WINDOW && single.is_none() {
            length = (same(behind, feed) << WINDOW | 1 << 31).trailing_zeros() as usize;
        }
        let mut end = length;
        if single.is_none() {
            if length == 31 {
                end += rest.iter().skip(length).take_while(|byte| **byte != b'\n').count();
            }
            length -= usize::from(line.get(length.wrapping_sub(1) % LINE) == Some(&b'\r'));
        }
        let mut others = outside(window, digits);
        let mut wrong = others;
        let [a, b, _, _, _, letter, ..] = *line;
        if form.letters != 0 {
            wrong = (others | form.dots) & (outside(window, letters) | !form.letters);
            if kind == Kind::Account {
                wrong |= others & u32::from(!bank::is_clearing(letter)) << bank::LETTER;
            }
        }
        let mut own = length;
        if length > WINDOW {
            let after = outside(behind, digits) << WINDOW;
            others |= after;
            wrong = (wrong | after) & ((1 << LONGEST) - 1);
            if kind == Kind::Account && length > LONGEST {
                let [.., after, _, _, _, _, _, _, _, _, _, _, _] = line;
                if matches!(after, b'\t' | b' ' | b',' | b'/' | b';') {
                    own = LONGEST;
                }
            }
        }

        let mut verdict = Verdict::VALID;
        if let Some([row, of_ten]) = rows {
            let controls = if own == 10 { of_ten } else { row };
            let (mismatch, place) = controls.mismatch(line);
            verdict = select_unpredictable(mismatch, Verdict::new(Code::Checksum, place), Verdict::VALID);
            if kind == Kind::Snils && (a | b) & 15 == 0 {
                let number = number_of(line, 1..9);
                if number <= snils::LAST_UNCHECKED {
                    verdict = Verdict::new(if number == 0 && !mismatch { Code::Unassigned } else { Code::Valid }, 0);
                }
            }
        }
        if kind == Kind::Account {
            verdict = bank::verify(line, others, length);
        }
        if form.pair_code != Code::Valid {
            let digit = |at: u8| line.get(usize::from(at) % LINE).copied().unwrap_or_default() & 15;
            let zeros = digit(form.pair) | digit(form.pair + 1) == 0;
            verdict = select_unpredictable(zeros, Verdict::new(form.pair_code, form.pair.into()), verdict);
        }
        if form.first_digits != ANY {
            verdict = select_unpredictable(form.first_digits >> (a & 15) & 1 == 0, Verdict::new(Code::Prefix, 0), verdict);
        }
        let empty = Verdict::new(if own == 0 { Code::Empty } else { Code::Length }, 0);
        verdict = select_unpredictable(form.lengths >> own & 1 == 0, empty, verdict);
        let wrong = wrong & !(u32::MAX << length);
        verdict = select_unpredictable(wrong != 0, Verdict::new(Code::Characters, wrong.trailing_zeros() as usize), verdict);
        if single.is_some() {
            return Judged { verdict, left: 0, count: 1 };
        }
        let Some(next) = rest.get(end + 1..) else { break };
        if next.len() < LINE {
            break;
        }
        let Some(code) = codes.next() else { break };
        *code = verdict.number();
        rest = next;
    }
    Judged { verdict: Verdict::VALID, left: rest.len().saturating_sub(LINE), count: places - codes.len() }
}
