use crate::json::{Fault, FaultKind, Scanner, Token};

/// Which company an item of an answer is about, as far as the item says. Identifiers are plain digits, so their raw text
/// is what was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Identity<'a> {
    /// ИНН.
    pub(crate) inn: Option<&'a [u8]>,
    /// ОГРН or ОГРНИП.
    pub(crate) ogrn: Option<&'a [u8]>,
}

impl<'a> Identity<'a> {
    /// Reads an item until both are there; they stand first in every item. An item that is no object has neither.
    ///
    /// # Errors
    /// A fault when the item is no JSON as far as it is read, or has a name there that is spelt with escapes.
    pub(crate) fn read(item: &'a [u8]) -> Result<Self, Fault> {
        let mut scanner = Scanner::new(item);
        let mut identity = Identity::default();
        if scanner.token()? != Token::Object {
            return Ok(identity);
        }
        let mut more = !scanner.open(b'}')?;
        while more && (identity.inn.is_none() || identity.ogrn.is_none()) {
            let at = scanner.at();
            let name = scanner.name()?;
            // With escapes it may be one of the two.
            if name.contains(&b'\\') {
                return Err(Fault::new(FaultKind::Syntax, at));
            }
            let place = match name {
                b"inn" => Some(&mut identity.inn),
                b"ogrn" => Some(&mut identity.ogrn),
                _ => None,
            };
            match (scanner.token()?, place) {
                (Token::Text, Some(place)) => *place = Some(scanner.text()?),
                _ => scanner.skip()?,
            }
            more = scanner.next(b'}')?;
        }
        Ok(identity)
    }
}
