//! Walking over one level of JSON that was scanned before, without making anything of it.

use super::scan::{Fault, Scanner, Token};

/// What is told of a member or an item that begins at the scanner, and must pass it.
type Visit<'v, 'a, T> = &'v mut dyn FnMut(&mut Scanner<'a>, T) -> Result<(), Fault>;

/// Tells of every member of the object at the scanner, by its name as it is written. Another value is passed.
///
/// # Errors
/// A [`Fault`] when the bytes are not JSON, or the visitor's own.
pub(crate) fn each_member<'a>(scanner: &mut Scanner<'a>, visit: Visit<'_, 'a, &'a [u8]>) -> Result<(), Fault> {
    if scanner.token()? != Token::Object {
        return scanner.skip();
    }
    let mut more = !scanner.open(b'}')?;
    while more {
        let name = scanner.name()?;
        visit(scanner, name)?;
        more = scanner.next(b'}')?;
    }
    Ok(())
}

/// Tells of every item of the list at the scanner, by its position. Another value is passed.
///
/// # Errors
/// A [`Fault`] when the bytes are not JSON, or the visitor's own.
pub(crate) fn each_item<'a>(scanner: &mut Scanner<'a>, visit: Visit<'_, 'a, usize>) -> Result<(), Fault> {
    if scanner.token()? != Token::List {
        return scanner.skip();
    }
    let mut more = !scanner.open(b']')?;
    let mut position = 0;
    while more {
        visit(scanner, position)?;
        position += 1;
        more = scanner.next(b']')?;
    }
    Ok(())
}

/// Gives every member of an object: its name as it is written, and the bytes of its value. What is no object has none.
///
/// # Errors
/// A [`Fault`] when the bytes are not JSON, or the visitor's own.
pub(crate) fn members<'a>(
    raw: &'a [u8],
    visit: &mut dyn FnMut(&'a [u8], &'a [u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    each_member(&mut Scanner::new(raw), &mut |scanner, name| visit(name, scanner.value()?))
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
