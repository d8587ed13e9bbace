//! Checks of one identifier a line, built for millions of lines.

use super::check::verify;
use super::digits::{WINDOW, halves, line_feeds};
use super::line::LINE;
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
    text.resize(length + 2 * LINE, 0);
    let mut codes = vec![0; text.iter().filter(|byte| **byte == b'\n').count()];
    check_lines(kind, &text, length, &mut codes);
    codes
}

/// Checks the complete lines in the first `length` bytes of the text, behind which there is room for a line at least. Returns
/// how many bytes are left, and how many codes were written.
pub(crate) fn check_lines(kind: Kind, text: &[u8], length: usize, codes: &mut [u8]) -> (usize, usize) {
    let mut start = 0;
    let mut count = 0;
    let mut base = 0;
    // The ends of lines are looked for apart from what is in the lines, so that the processor need not know the length of one to
    // begin with the next.
    let (blocks, _) = text.as_chunks::<LINE>();
    for block in blocks {
        let [window, rest] = halves(block);
        let mut feeds = line_feeds(window) | line_feeds(rest) << WINDOW;
        while feeds != 0 {
            let end = base + feeds.trailing_zeros() as usize;
            feeds &= feeds - 1;
            let line = text.get(start..).and_then(|rest| rest.first_chunk::<LINE>());
            let (true, Some(line), Some(code)) = (end < length, line, codes.get_mut(count)) else {
                return (length - start, count);
            };
            let returned = text.get(end.wrapping_sub(1)) == Some(&b'\r');
            *code = verify(kind, line, (end - start - usize::from(returned)).min(LINE)).number();
            start = end + 1;
            count += 1;
        }
        base += LINE;
    }
    (length - start, count)
}
