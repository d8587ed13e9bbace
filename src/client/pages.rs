//! Going through the pages of a long list.

use crate::error::Cause;
use crate::http::Request;
use crate::json::{Fault, Scanner, Token};
use crate::model::Decoded;
use crate::operation::{At, Last, Paging};

/// Where a page begins, and what the one before it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// How many entries to leave out, or the number of the page.
    pub position: u32,
    /// A fingerprint of the page before; `None` before the first.
    seen: Option<u64>,
}

impl Cursor {
    /// The page that the request asks for.
    pub fn of(request: &Request, paging: Paging) -> Cursor {
        let (At::Entry(name) | At::Page(name)) = paging.at;
        let first = u32::from(matches!(paging.at, At::Page(_)));
        Cursor { position: asked(request, name).unwrap_or(first), seen: None }
    }

    /// Whether it is the first page there is.
    pub fn is_first(self, paging: Paging) -> bool {
        self.position <= u32::from(matches!(paging.at, At::Page(_)))
    }

    /// Makes the request ask for this page.
    pub fn apply(self, request: &mut Request, paging: Paging) {
        let (At::Entry(name) | At::Page(name)) = paging.at;
        request.query.retain(|(known, _)| known != name);
        let first = u32::from(matches!(paging.at, At::Page(_)));
        if self.position > first {
            request.query.push((name.into(), self.position.to_string()));
        }
    }

    /// What follows a page: `None` after the last.
    ///
    /// # Errors
    /// [`Cause::RepeatedPage`] when the provider gives the same page again, as one does that does not know the parameter:
    /// going on would never end.
    pub fn after(self, page: &Decoded, request: &Request, paging: Paging) -> Result<Option<Cursor>, Cause> {
        let object = Members::of(page);
        let entries = if page.json.starts_with('[') { page.longest } else { object.length(paging.list) };
        let asked = paging.size_param.and_then(|name| asked(request, name)).unwrap_or(paging.size);
        let is_last = match paging.last {
            Last::Short => entries < asked as usize,
            Last::BeforeEmpty => entries == 0,
            Last::Counted(field) => object.number(field).is_none_or(|pages| self.position >= pages),
        };
        if is_last {
            return Ok(None);
        }
        let seen = fingerprint(page.json.as_bytes());
        if self.seen == Some(seen) {
            return Err(Cause::RepeatedPage);
        }
        let step = match (paging.at, paging.last) {
            (At::Page(_), _) => 1,
            (At::Entry(_), Last::Short) => asked,
            (At::Entry(_), _) => u32::try_from(entries).unwrap_or(u32::MAX),
        };
        Ok(Some(Cursor { position: self.position.saturating_add(step), seen: Some(seen) }))
    }
}

/// The number that the request gives for a parameter.
fn asked(request: &Request, name: &str) -> Option<u32> {
    request.query.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.parse().ok())
}

/// The members of an answer that is one object. It was written by the decoder, so reading it cannot fail; if it did, it
/// would count as having none.
struct Members<'p>(&'p [u8]);

impl<'p> Members<'p> {
    fn of(page: &'p Decoded) -> Members<'p> {
        Members(page.json.as_bytes())
    }

    /// How many items the list of that name has.
    fn length(&self, name: &str) -> usize {
        let count = |scanner: &mut Scanner<'_>| {
            let mut length = 0;
            let mut more = !scanner.open(b']')?;
            while more {
                scanner.token()?;
                scanner.skip()?;
                length += 1;
                more = scanner.next(b']')?;
            }
            Ok(length)
        };
        self.read(name, Token::List, count).unwrap_or(0)
    }

    fn number(&self, name: &str) -> Option<u32> {
        let number = |scanner: &mut Scanner<'_>| {
            let start = scanner.at();
            scanner.number()?;
            Ok(core::str::from_utf8(scanner.since(start)).ok().and_then(|text| text.parse().ok()))
        };
        self.read(name, Token::Number, number).flatten()
    }

    fn read<T>(&self, name: &str, token: Token, read: impl FnOnce(&mut Scanner<'_>) -> Result<T, Fault>) -> Option<T> {
        let mut scanner = Scanner::new(self.0);
        if scanner.token().ok()? != Token::Object {
            return None;
        }
        let mut more = !scanner.open(b'}').ok()?;
        while more {
            let is_it = scanner.name().ok()? == name.as_bytes();
            if scanner.token().ok()? == token && is_it {
                return read(&mut scanner).ok();
            }
            scanner.skip().ok()?;
            more = scanner.next(b'}').ok()?;
        }
        None
    }
}

/// FNV-1a: a page is compared with the one before it, not defended against forgery.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
