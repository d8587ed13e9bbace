//! Walking over one level of JSON that was scanned before, without making anything of it.

use super::scan::{Fault, Scanner, Token};

/// Gives every member of an object: its name as it is written, and the bytes of its value. What is no object has none.
///
/// # Errors
/// A [`Fault`] when the bytes are not JSON, or the visitor's own.
pub(crate) fn members<'a>(
    raw: &'a [u8],
    visit: &mut dyn FnMut(&'a [u8], &'a [u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut scanner = Scanner::new(raw);
    if scanner.token()? != Token::Object {
        return Ok(());
    }
    let mut more = !scanner.open(b'}')?;
    while more {
        let name = scanner.name()?;
        visit(name, scanner.value()?)?;
        more = scanner.next(b'}')?;
    }
    Ok(())
}

/// Gives the bytes of every item of a list, with its position. What is no list has none.
///
/// # Errors
/// A [`Fault`] when the bytes are not JSON, or the visitor's own.
pub(crate) fn items<'a>(
    raw: &'a [u8],
    visit: &mut dyn FnMut(usize, &'a [u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut scanner = Scanner::new(raw);
    if scanner.token()? != Token::List {
        return Ok(());
    }
    let mut more = !scanner.open(b']')?;
    let mut position = 0;
    while more {
        visit(position, scanner.value()?)?;
        position += 1;
        more = scanner.next(b']')?;
    }
    Ok(())
}

/// The text of a value, its escapes resolved; `None` if it is none.
///
/// # Errors
/// A [`Fault`] when the bytes are not UTF-8.
pub(crate) fn text_of(raw: &[u8]) -> Result<Option<String>, Fault> {
    match raw.strip_prefix(b"\"").and_then(|raw| raw.strip_suffix(b"\"")) {
        Some(inner) => super::unescape(inner, 0).map(Some),
        None => Ok(None),
    }
}
