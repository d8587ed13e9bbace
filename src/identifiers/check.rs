//! The strict check of one value: ASCII only, exact length, no clean-up.

use core::hint::{black_box, select_unpredictable};

use super::digits::{Range, WINDOW, bounds, halves, outside, same};
use super::failure::{Failure, Verdict};
use super::kind::{ANY, CONTROLS};
use super::line::{LINE, LONGEST, Line, number, value as line_of};
use super::report::{Report, report};
use super::text::{Code, Kind, Layout, Locale, Warning, filled};
use super::{bank, snils};

/// What a check may need besides the value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The БИК of the place that keeps an account. Accounts need it, everything else ignores it.
    pub bik: Option<&'a str>,
    /// The current year, to warn of registrations in the future. Without it there is no such warning.
    pub year: Option<u16>,
}

/// A valid value.
#[derive(Clone, Copy, Debug)]
pub struct Valid<'a> {
    /// What it is.
    pub kind: Kind,
    /// The value, as it was given.
    pub value: &'a str,
    context: Context<'a>,
}

impl Valid<'_> {
    /// What the number carries, by the names that the JavaScript functions use: its pieces, or words such as
    /// `organization`. Flags are `true` and `false`.
    pub fn parts(&self, locale: Locale) -> Vec<(String, String)> {
        let report = self.report();
        let layout =
            Layout::ALL.iter().find(|layout| layout.row() == report.layout).map_or("", |layout| layout.as_str());
        let mut rest = self.value.chars();
        members(&filled(layout, |text, key| match key {
            'y' => text.push_str(report.record.as_str()),
            'm' => text.push_str(report.reason.map_or("", |reason| reason.text(locale))),
            'd' => {
                rest.next();
                text.push_str(&report.currency.to_string());
            }
            's' => drop(rest.next()),
            count => text.extend(rest.by_ref().take(count.to_digit(10).unwrap_or_default() as usize)),
        }))
    }

    /// One of the [parts](Self::parts), in English where it is a wording.
    pub fn part(&self, name: &str) -> Option<String> {
        self.parts(Locale::En).into_iter().find(|(known, _)| known == name).map(|(_, part)| part)
    }

    /// What is odd about the number.
    pub fn warnings(&self) -> Vec<Warning> {
        self.report().warning.into_iter().collect()
    }

    fn report(&self) -> Report {
        let bik = self.context.bik.unwrap_or_default();
        let (line, _) = line_of(self.kind, self.value.as_bytes(), bik.as_bytes());
        report(self.kind, &line, self.value.len(), self.context.year.map_or(u32::MAX, u32::from))
    }
}

/// Names and values of a flat JSON object without escapes, which is what layouts are.
fn members(json: &str) -> Vec<(String, String)> {
    let mut members = Vec::new();
    let mut rest = json;
    while let Some((_, after)) = rest.split_once('"') {
        let Some((name, after)) = after.split_once("\":") else { break };
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        members.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    members
}

/// Checks a value strictly: nothing is trimmed or replaced ([`normalize`](super::normalize) does that).
///
/// # Errors
/// The first thing that is wrong with the value, looking at characters, length, beginning and control digits in this
/// order.
pub fn check<'a>(kind: Kind, value: &'a str, context: &Context<'a>) -> Result<Valid<'a>, Failure> {
    match verify_value(kind, value.as_bytes(), context.bik.unwrap_or_default().as_bytes()) {
        Verdict::VALID => Ok(Valid { kind, value, context: *context }),
        verdict => Err(Failure::new(kind, verdict, value.encode_utf16().count())),
    }
}

/// Whether [`check`] would accept the value. An account is never valid here, because it needs a БИК:
/// see [`is_valid_account`].
pub fn is_valid(kind: Kind, value: &[u8]) -> bool {
    verify_value(kind, value, &[]).is_valid()
}

/// Whether the account is valid at the place with this БИК.
pub fn is_valid_account(account: &[u8], bik: &[u8]) -> bool {
    verify_value(Kind::Account, account, bik).is_valid()
}

pub(super) fn verify_value(kind: Kind, value: &[u8], bik: &[u8]) -> Verdict {
    let (line, length) = line_of(kind, value, bik);
    verify(kind, &line, length)
}

/// Judges the value on a line. Any byte that is not ASCII is a wrong character, whatever encoding it comes from.
pub(crate) fn verify(kind: Kind, line: &Line, length: usize) -> Verdict {
    finished(kind, line, &judge(kind, line, Some(length), &mut [0]))
}

/// What a judged line is after all.
#[inline(never)]
fn finished(kind: Kind, line: &[u8], judged: &Judged) -> Verdict {
    let mut verdict = judged.verdict;
    if let Some(line) = line.first_chunk::<LINE>() {
        if kind == Kind::Account && verdict.is_valid() {
            verdict = bank::verify(line, judged.others, judged.length);
        }
        if kind == Kind::Snils && matches!(verdict.code(), Code::Valid | Code::Checksum) && !snils::is_checked(line) {
            verdict = if number(line, 0..11) == 0 { Verdict::new(Code::Unassigned, 0) } else { Verdict::VALID };
        }
    }
    verdict
}

/// Checks lines.
pub(crate) fn lines(kind: Kind, text: &[u8], codes: &mut [u8]) -> (usize, usize) {
    let mut next = 0;
    let mut count = 0;
    while let (Some(rest), Some(places)) = (text.get(next..), codes.get_mut(count..)) {
        let judged = judge(kind, rest, None, places);
        next += judged.next;
        count += judged.count;
        if !judged.special {
            break;
        }
        if let (Some(line), Some(code)) = (rest.get(judged.start..), codes.get_mut(count - 1)) {
            *code = finished(kind, line, &judged).number();
        }
    }
    (next, count)
}

/// Judged lines.
struct Judged {
    verdict: Verdict,
    special: bool,
    start: usize,
    next: usize,
    count: usize,
    length: usize,
    others: u32,
}

/// Judges the values on lines.
#[inline(never)]
fn judge(kind: Kind, text: &[u8], single: Option<usize>, codes: &mut [u8]) -> Judged {
    let form = kind.form();
    let rows = CONTROLS.get(usize::from(form.controls)..).and_then(|rows| rows.first_chunk());
    let feed = bounds(black_box(Range::new(b'\n', b'\n')));
    let digits = bounds(black_box(form.digits));
    let letters = bounds(form.letter);
    let mut rest = text;
    let mut count = 0;
    let mut judged = Judged { verdict: Verdict::VALID, special: false, start: 0, next: 0, count: 0, length: 0, others: 0 };
    for code in codes {
        let Some(line) = rest.first_chunk::<LINE>() else { break };
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
        let zeros = (a | b) & 15 == 0;
        if let Some([row, of_ten]) = rows {
            let controls = if own == 10 { of_ten } else { row };
            let (mismatch, place) = controls.mismatch(line);
            verdict = select_unpredictable(mismatch, Verdict::new(Code::Checksum, place), Verdict::VALID);
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
        count += 1;
        if single.is_some() {
            judged.verdict = verdict;
            judged.length = length;
            judged.others = others;
            break;
        }
        let Some(next) = rest.get(end + 1..) else { break };
        if next.len() < LINE {
            break;
        }
        *code = verdict.number();
        if kind == Kind::Account || kind == Kind::Snils && zeros {
            judged = Judged { verdict, special: true, start: text.len() - rest.len(), next: 0, count, length, others };
            rest = next;
            break;
        }
        rest = next;
    }
    judged.next = text.len() - rest.len();
    judged.count = count;
    judged
}
