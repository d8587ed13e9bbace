//! Checks of one identifier a line, built for millions of lines.

use super::check::{verify, verify_digits};
use super::digits::{WINDOW, leading, line_feed};
use super::line::LINE;
use super::text::{Code, Kind};

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
        let [window @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = line;
        let digits = leading(window);
        let mut end = line_feed(window);
        if end == WINDOW {
            let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, second @ ..] = line;
            end += line_feed(second);
            // A line that is longer than anything valid.
            while end >= LINE && text.get(at + end).is_some_and(|byte| *byte != b'\n') {
                end += 1;
            }
        }
        if at + end >= length {
            break;
        }
        let returned = text.get((at + end).wrapping_sub(1)) == Some(&b'\r');
        let own = end - usize::from(returned && end > 0);
        *code = if kind.is_plain(digits.min(own)) && end < WINDOW {
            let verdict = verify_digits(kind, line, own).number();
            if digits < own { Code::Characters as u8 } else { verdict }
        } else {
            verify(kind, line, own.min(LINE)).number()
        };
        at += end + 1;
        count += 1;
    }
    (length - at, count)
}
