//! Going through the pages of a long list. The provider tells no total, so the rule of stopping is ours.

use crate::error::Cause;
use crate::http::Request;
use crate::model::Decoded;
use crate::operation::Paging;

/// Where the next page begins, and what the last one was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// How many entries to leave out.
    pub skip: u32,
    /// A fingerprint of the page before; `None` before the first.
    seen: Option<u64>,
}

impl Cursor {
    /// What follows a page: `None` after the last.
    ///
    /// # Errors
    /// [`Cause::RepeatedPage`] when the provider gives the same full page again, as one does that does not know `skip`:
    /// going on would never end.
    pub fn after(self, page: &Decoded, paging: Paging) -> Result<Option<Cursor>, Cause> {
        if page.longest < paging.size as usize {
            return Ok(None);
        }
        let seen = fingerprint(page.json.as_bytes());
        if self.seen == Some(seen) {
            return Err(Cause::RepeatedPage);
        }
        Ok(Some(Cursor { skip: self.skip.saturating_add(paging.size), seen: Some(seen) }))
    }
}

/// Makes a request ask for the page that begins at the cursor.
pub fn begin_at(request: &mut Request, cursor: Cursor) {
    if cursor.skip > 0 {
        request.query.retain(|(name, _)| name != "skip");
        request.query.push(("skip".into(), cursor.skip.to_string()));
    }
}

/// FNV-1a: a page is compared with the one before it, not defended against forgery.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
