//! Checks of one identifier a line, built for millions of lines.

use super::check::{verify, verify_digits};
use super::digits::{Digits, WINDOW};
use super::failure::{Code, Fault};
use super::kind::Kind;

/// What a batch may begin with: the byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Checks every line of a UTF-8 text and gives the number of a [`Code`] for each, 0 for a valid one.
///
/// Lines end with LF or CR LF, the last one may lack its end; a byte order mark at the beginning is skipped. Lines are
/// checked strictly. A line of accounts is the account, one of the characters space, tab, `,`, `;`, `/`, and the БИК.
pub fn check_batch(kind: Kind, text: &[u8]) -> Vec<u8> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let lines = text.iter().filter(|byte| **byte == b'\n').count();
    let mut codes = vec![0; lines + 1];
    let (_, count) = check_lines(kind, text, true, &mut codes);
    codes.truncate(count);
    codes
}

/// Checks the complete lines of a piece of a batch; of the last piece also a line without an end. Returns how many
/// bytes are left, and how many codes were written.
pub(crate) fn check_lines(kind: Kind, text: &[u8], last: bool, codes: &mut [u8]) -> (usize, usize) {
    let mut rest = text;
    let mut count = 0;
    for code in codes {
        let Some((verdict, taken)) = digits_line(kind, rest).or_else(|| any_line(kind, rest, last)) else {
            break;
        };
        *code = verdict.map_or_else(|fault| fault.code, |()| Code::Valid) as u8;
        rest = rest.get(taken..).unwrap_or_default();
        count += 1;
    }
    (rest.len(), count)
}

type Judged = (Result<(), Fault>, usize);

/// The usual line: nothing but digits up to its end, which are found and read in one go.
#[inline(always)]
fn digits_line(kind: Kind, rest: &[u8]) -> Option<Judged> {
    if matches!(kind, Kind::Account | Kind::Okved) {
        return None;
    }
    let digits = Digits::leading(rest.first_chunk::<WINDOW>()?);
    let taken = match rest.get(digits.len()..)? {
        [b'\n', ..] => digits.len() + 1,
        [b'\r', b'\n', ..] => digits.len() + 2,
        _ => return None,
    };
    let verdict = match digits.len() {
        0 => Err(Fault::new(Code::Empty, 0)),
        _ => verify_digits(kind, &digits, None),
    };
    Some((verdict, taken))
}

/// Any other line.
#[inline(never)]
fn any_line(kind: Kind, rest: &[u8], last: bool) -> Option<Judged> {
    let (line, taken) = match rest.iter().position(|byte| *byte == b'\n') {
        Some(end) => (rest.get(..end)?, end + 1),
        None if last && !rest.is_empty() => (rest, rest.len()),
        None => return None,
    };
    let line = match line {
        [line @ .., b'\r'] => line,
        _ => line,
    };
    let verdict = match (kind, line.split_at_checked(20)) {
        (Kind::Account, Some((account, [b' ' | b'\t' | b',' | b';' | b'/', bik @ ..]))) => {
            verify(kind, account, Some(bik))
        }
        _ => verify(kind, line, None),
    };
    Some((verdict, taken))
}
