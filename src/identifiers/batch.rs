//! Checks of one identifier a line, built for millions of lines.

use super::judge::{LINES, judge};
use super::line::{LINE, LONG};
use super::text::Kind;

/// What a batch may begin with: the byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Checks every line of a UTF-8 text and gives the number of a [`Code`](super::Code) for each, 0 for a valid one.
///
/// Lines end with LF or CR LF, the last one may lack its end; a byte order mark at the beginning is skipped. Lines are
/// checked strictly. A line of accounts is the account, one of the characters space, tab, `,`, `;`, `/`, and the БИК.
pub fn check_batch(kind: Kind, text: &[u8]) -> Vec<u8> {
    let mut rest = text.strip_prefix(MARK).unwrap_or(text);
    let mut codes = Vec::new();
    let mut piece = Vec::new();
    let mut room = vec![0; LINES];
    while !rest.is_empty() {
        let (taken, _) = rest.split_at(rest.len().min(LINES));
        piece.clear();
        piece.extend_from_slice(taken);
        if taken.len() == rest.len() && !taken.ends_with(b"\n") {
            piece.push(b'\n');
        }
        let length = piece.len();
        piece.resize(length + LINE, 0);
        let judged = judge(kind, &piece, 0, &mut room) as usize;
        let (mut count, mut done) = (judged >> 16, length - (judged & 0xffff));
        if count == 0 {
            // A long line: its beginning tells what is wrong, the rest is skipped.
            piece.resize(LONG, 0);
            piece.push(b'\n');
            piece.resize(LONG + 1 + LINE, 0);
            count = judge(kind, &piece, 0, &mut room) as usize >> 16;
            done = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
        }
        codes.extend(room.iter().take(count));
        rest = rest.get(done..).unwrap_or_default();
    }
    codes
}
