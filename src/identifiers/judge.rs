//! The judgement of lines, one after the other: the heart of all checks. One value is a line of its own.

use core::hint::select_unpredictable;

use super::digits::{WINDOW, bounds, distances, first_half, halves, load, order, outside, same};
use super::kind::{ANY, CONTROLS};
use super::line::{LINE, LONGEST};
use super::text::{Code, Kind};
use super::{bank, snils};

/// How many bytes, and so lines, are judged at a time at most.
pub(crate) const LINES: usize = 0x8000;

/// Judges the complete lines of a text, or, if `single` is not 0, the value that ends where its only bit says.
///
/// Nothing branches on what a batch may have by chance, and nothing is called, so that all can be kept in registers.
#[inline(never)]
pub(crate) fn judge(kind: Kind, text: &[u8], single: u32, codes: &mut [u8]) -> u32 {
    let form = kind.form();
    let rows = CONTROLS.get(usize::from(form.controls)..).and_then(|rows| rows.first_chunk());
    let (feed, carriage_return) = (bounds(form.feed), bounds(form.carriage_return));
    let (digit, other) = (bounds(form.digits), bounds(form.letter));
    let mut rest = text;
    let mut count = 0;
    let Some(mut line) = text.first_chunk::<LINE>() else { return 0 };
    let mut window = load(first_half(line));
    loop {
        let [_, behind] = halves(line);
        let behind = load(behind);
        let mut next = rest;
        let mut next_line = line;
        let mut next_window = window;
        let mut feeds = single;
        let mut in_line = 0;
        if single == 0 {
            in_line = u32::MAX;
            feeds = same(window, feed);
            if feeds == 0 {
                feeds = same(behind, feed) << WINDOW;
                if feeds == 0 {
                    break;
                }
            }
            let Some(after) = rest.get(feeds.trailing_zeros() as usize + 1..) else { break };
            let Some(line_after) = after.first_chunk() else { break };
            next = after;
            next_line = line_after;
            next_window = load(first_half(line_after));
        }
        let digits = distances(window, digit);
        let others = outside(digits, digit);
        let mut returns = same(window, carriage_return) & in_line;
        let mut wrong = others;
        if form.letters != 0 {
            wrong =
                (others | u32::from(form.dots)) & (outside(distances(window, other), other) | !u32::from(form.letters));
            if kind == Kind::Account {
                let [_, _, _, _, _, letter, ..] = *line;
                wrong |= others & u32::from(!bank::is_clearing(letter)) << bank::LETTER;
            }
        }
        if feeds << WINDOW == 0 {
            returns |= same(behind, carriage_return) << WINDOW & in_line;
            wrong = (wrong | outside(distances(behind, digit), digit) << WINDOW) & ((1 << LONGEST) - 1);
        }
        // The bit of the end, which is in front of the line feed's if there is a carriage return.
        let ends = feeds | feeds >> 1 & returns;
        let end = ends & ends.wrapping_neg();

        let mut code = Code::Valid as u32;
        let mut place = 0;
        if let Some([row, of_ten]) = rows {
            let controls = if end == 1 << 10 { of_ten } else { row };
            let sum = controls.sums(digits);
            let mismatch = controls.mismatch(sum);
            place = mismatch.place();
            code = select_unpredictable(mismatch.is_some(), Code::Checksum as u32, Code::Valid as u32);
            if kind == Kind::Account {
                let behind = distances(behind, digit);
                let judged = bank::verify(line, sum, of_ten.sums(behind), outside(behind, digit), end);
                code = judged.0 as u32;
                place = judged.1;
            }
            if kind == Kind::Snils && same(window, digit) & 3 == 3 {
                let order = order(window);
                if order <= snils::LAST_UNCHECKED {
                    code = if order == snils::NONE && !mismatch.is_some() {
                        Code::Unassigned as u32
                    } else {
                        Code::Valid as u32
                    };
                }
            }
        }
        if form.pair_code != Code::Valid {
            let zeros = same(window, digit) >> form.pair & 3 == 3;
            code = select_unpredictable(zeros, form.pair_code as u32, code);
        }
        if form.first_digits != ANY {
            let [first, ..] = *line;
            code = select_unpredictable(form.first_digits >> (first & 15) & 1 == 0, Code::Prefix as u32, code);
        }
        let no_length = if end == 1 { Code::Empty as u32 } else { Code::Length as u32 };
        code = select_unpredictable(form.lengths & end == 0, no_length, code);
        let wrong = wrong & end.wrapping_sub(1);
        code = select_unpredictable(wrong != 0, Code::Characters as u32, code);

        if single != 0 {
            const CHARACTERS: u32 = Code::Characters as u32;
            const PREFIX: u32 = Code::Prefix as u32;
            const REGION: u32 = Code::Region as u32;
            let at = match code {
                CHARACTERS => wrong.trailing_zeros() as usize,
                PREFIX => 0,
                REGION => usize::from(form.pair),
                _ => place,
            };
            return code | (at as u32) << 8;
        }
        let Some(place_of_code) = codes.get_mut(count) else { break };
        *place_of_code = code as u8;
        count += 1;
        rest = next;
        line = next_line;
        window = next_window;
    }
    (count << 16 | (rest.len() - LINE)) as u32
}
