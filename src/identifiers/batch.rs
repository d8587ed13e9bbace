//! Checks of one identifier a line, built for millions of lines.

use super::check::{verify, verify_digits};
use super::digits::{Digits, WINDOW};
use super::failure::Fault;
use super::text::{Code, Kind};

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
        let (digits, length) = rest.first_chunk().map_or((Digits::NONE, WINDOW), Digits::leading);
        let mut end = length % WINDOW;
        while rest.get(end).is_some_and(|byte| *byte != b'\n') {
            end += 1;
        }
        if end == rest.len() && (end == 0 || !last) {
            break;
        }
        let line = match rest.get(..end) {
            Some([line @ .., b'\r']) => line,
            line => line.unwrap_or_default(),
        };
        let verdict = if line.len() == length && kind != Kind::Okved {
            verify_digits(kind, digits, length)
        } else if length < WINDOW && kind.has_only_digits() {
            Err(Fault::new(Code::Characters, length))
        } else {
            verify_line(kind, line)
        };
        *code = verdict.map_or_else(|fault| fault.number(), |()| 0);
        rest = rest.get(end + 1..).unwrap_or_default();
        count += 1;
    }
    (rest.len(), count)
}

fn verify_line(kind: Kind, line: &[u8]) -> Result<(), Fault> {
    match (kind, line.split_at_checked(20)) {
        (Kind::Account, Some((account, [b' ' | b'\t' | b',' | b';' | b'/', bik @ ..]))) => verify(kind, account, bik),
        _ => verify(kind, line, &[]),
    }
}
