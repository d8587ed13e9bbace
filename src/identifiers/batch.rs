//! Checks of one identifier a line, built for millions of lines.

use super::check::{verify, verify_digits};
use super::digits::Digits;
use super::failure::Fault;
use super::text::Kind;

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
        // The usual line is nothing but digits up to its end; both are found in one go.
        if let Some(window) = rest.first_chunk()
            && !matches!(kind, Kind::Account | Kind::Okved)
        {
            let (digits, length) = Digits::leading(window);
            let after = rest.get(length..).unwrap_or_default();
            if let [b'\n', after @ ..] | [b'\r', b'\n', after @ ..] = after {
                *code = number(verify_digits(kind, digits, length));
                rest = after;
                count += 1;
                continue;
            }
        }
        let Some((line, after)) = next_line(rest, last) else {
            break;
        };
        *code = number(verify_line(kind, line));
        rest = after;
        count += 1;
    }
    (rest.len(), count)
}

fn number(verdict: Result<(), Fault>) -> u8 {
    verdict.map_or_else(|fault| fault.number(), |()| 0)
}

/// The next line without its end, and what comes after it.
fn next_line(text: &[u8], last: bool) -> Option<(&[u8], &[u8])> {
    let (line, after) = match text.iter().position(|byte| *byte == b'\n') {
        Some(end) => (text.get(..end)?, text.get(end + 1..)?),
        None if last && !text.is_empty() => (text, [].as_slice()),
        None => return None,
    };
    match line {
        [line @ .., b'\r'] => Some((line, after)),
        _ => Some((line, after)),
    }
}

fn verify_line(kind: Kind, line: &[u8]) -> Result<(), Fault> {
    match (kind, line.split_at_checked(20)) {
        (Kind::Account, Some((account, [b' ' | b'\t' | b',' | b';' | b'/', bik @ ..]))) => {
            verify(kind, account, bik)
        }
        _ => verify(kind, line, &[]),
    }
}
