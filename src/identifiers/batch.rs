//! Checks of one identifier a line, built for millions of lines.

use super::check::verify;
use super::digits::{WINDOW, line_feed};
use super::line::{LINE, Line};
use super::text::Kind;

/// What a batch may begin with: the byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Checks every line of a UTF-8 text and gives the number of a [`Code`](super::Code) for each, 0 for a valid one.
///
/// Lines end with LF or CR LF, the last one may lack its end; a byte order mark at the beginning is skipped. Lines are
/// checked strictly. A line of accounts is the account, one of the characters space, tab, `,`, `;`, `/`, and the БИК.
pub fn check_batch(kind: Kind, text: &[u8]) -> Vec<u8> {
    let mut text = text.strip_prefix(MARK).unwrap_or(text).to_vec();
    if text.last().is_some_and(|last| *last != b'\n') {
        text.push(b'\n');
    }
    let length = text.len();
    text.resize(length + LINE, 0);
    let mut codes = vec![0; text.iter().filter(|byte| **byte == b'\n').count()];
    check_lines(kind, &text, length, &mut codes);
    codes
}

/// Checks the complete lines in the first `length` bytes of the text, behind which there is room for a line at least. Returns
/// how many bytes are left, and how many codes were written.
pub(crate) fn check_lines(kind: Kind, text: &[u8], length: usize, codes: &mut [u8]) -> (usize, usize) {
    let mut at = 0;
    let mut count = 0;
    for code in codes {
        let Some(line) = text.get(at..).and_then(|rest| rest.first_chunk::<LINE>()) else { break };
        let mut end = at + line_end(line);
        // A line that is longer than anything valid.
        while text.get(end).is_some_and(|byte| *byte != b'\n') {
            end += 1;
        }
        if end >= length {
            break;
        }
        let mut own = end - at;
        if own > 0 && text.get(end - 1) == Some(&b'\r') {
            own -= 1;
        }
        *code = match verify(kind, line, own.min(LINE)) {
            Ok(()) => 0,
            Err(fault) => fault.number(),
        };
        at = end + 1;
        count += 1;
    }
    (length - at, count)
}

/// Where the line feed is, if the line is no longer than one may be.
#[inline(always)]
fn line_end(line: &Line) -> usize {
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = line;
    let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, second @ ..] = line;
    match line_feed(first) {
        WINDOW => WINDOW + line_feed(second),
        end => end,
    }
}
