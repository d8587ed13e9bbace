//! Checks of one identifier a line, built for millions of lines.

use super::judge::judge;
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
    todo!()
}

