//! Checks of one identifier a line, built for millions of lines.

use super::check::judge;
use super::digits::{WINDOW, same};
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

/// How many bytes are searched for the ends of lines at a time.
pub(crate) const BLOCK: usize = 64;

/// Finds the ends of the complete lines in the first `length` bytes of the text. Returns how many were found, and whether
/// there are carriage returns.
fn line_ends(text: &[u8], length: usize, ends: &mut [u16]) -> (usize, bool) {
    let mut found = 0;
    let mut returns = 0;
    let mut base = 0;
    let (blocks, _) = text.as_chunks::<BLOCK>();
    for block in blocks {
        if base >= length {
            break;
        }
        let mut feeds = 0;
        let (windows, _) = block.as_chunks::<WINDOW>();
        for (at, window) in windows.iter().enumerate() {
            feeds |= u64::from(same(window, b'\n')) << (at * WINDOW);
            returns |= same(window, b'\r');
        }
        let last = found + feeds.count_ones() as usize;
        loop {
            let Some(places) = ends.get_mut(found..found + 8) else { break };
            for place in places {
                *place = (base + feeds.trailing_zeros() as usize) as u16;
                feeds &= feeds.wrapping_sub(1);
            }
            found += 8;
            if found >= last {
                break;
            }
        }
        found = found.min(last);
        base += BLOCK;
    }
    while found > 0 && ends.get(found - 1).is_some_and(|end| usize::from(*end) >= length) {
        found -= 1;
    }
    (found, returns != 0)
}

/// Checks the complete lines in the first `length` bytes of the text, behind which there is room for a line at least. Returns
/// how many bytes are left, and how many codes were written.
pub(crate) fn check_lines(kind: Kind, text: &[u8], length: usize, ends: &mut [u16], codes: &mut [u8], option: usize) -> (usize, usize) {
    let (found, returns) = line_ends(text, length, ends);
    let ends = ends.get(..found).unwrap_or_default();
    if option != 1 { judge(kind, text, ends, codes, returns); }
    (ends.last().map_or(length, |end| length - usize::from(*end) - 1), found)
}
