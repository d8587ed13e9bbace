use crate::text::{digits, lossy};
use core::ops::Deref;

/// The deepest nesting that is read. Providers' answers have about ten levels; the limit keeps a hostile one from
/// exhausting the stack.
pub const MAX_DEPTH: u32 = 64;

/// Why some bytes are not the JSON that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The bytes at this offset are not JSON (RFC 8259).
    Syntax,
    /// The bytes end before the JSON does.
    Truncated,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A string holds bytes that are not UTF-8.
    NotUtf8,
    /// A value has another type than the model says.
    Type {
        /// What the model says.
        expected: &'static str,
        /// What was there.
        found: &'static str,
    },
    /// A date is not an ISO 8601 one.
    Date,
    /// A field that every answer has is missing.
    Missing,
    /// A field occurs twice in one object.
    Duplicate,
}

/// Where and why reading failed. The path is that of the provider's own JSON, such as `$[0].UL.heads[2].fio`.
///
/// It is one address, and most functions that read give nothing else. As a structure of seven words, moved about by value, it
/// made the client's module 1.5 KB larger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Box<Details>);

/// What is known of a [`Fault`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// What was wrong.
    pub kind: FaultKind,
    /// The offset in bytes.
    pub offset: usize,
    /// Segments from the inside out; see [`Fault::path`].
    segments: Vec<String>,
}

impl Deref for Fault {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl Fault {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: FaultKind, offset: usize) -> Self {
        Fault(Box::new(Details { kind, offset, segments: Vec::new() }))
    }

    /// Adds the name of the object's member in which the fault lies.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_member(mut self, name: &[u8]) -> Self {
        let name = lossy(name);
        // Letters of any alphabet, roughly: the tables that tell them from other characters are 2 KB.
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || !b.is_ascii());
        let mut segment = String::new();
        if plain {
            segment.push('.');
            segment.push_str(&name);
        } else {
            segment.push_str("[\"");
            for character in name.chars().take(40) {
                if !character.is_control() {
                    segment.push(character);
                }
            }
            segment.push_str("\"]");
        }
        self.0.segments.push(segment);
        self
    }

    /// Adds the position of the list's item in which the fault lies.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_item(mut self, position: usize) -> Self {
        let mut segment = String::from("[");
        segment.push_str(&digits(position as u64));
        segment.push(']');
        self.0.segments.push(segment);
        self
    }

    /// The path of the value at fault, from `$`, the whole answer.
    pub fn path(&self) -> String {
        let mut path = String::from("$");
        self.segments.iter().rev().for_each(|segment| path.push_str(segment));
        path
    }
}

/// What a value begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Object,
    List,
    Text,
    Number,
    True,
    False,
    Null,
}

impl Token {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Token::Object => "object",
            Token::List => "list",
            Token::Text => "text",
            Token::Number => "number",
            Token::True | Token::False => "true or false",
            Token::Null => "null",
        }
    }
}

/// A cursor over bytes of JSON. Every method either moves past what it names or says why it cannot.
#[derive(Clone)]
pub(crate) struct Scanner<'a> {
    input: &'a [u8],
    at: usize,
    depth: u32,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        // Gateways have been seen to prepend a byte order mark.
        let at = if input.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Scanner { input, at, depth: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The bytes from `start` to the cursor.
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        self.input.get(start..self.at).unwrap_or_default()
    }

    /// The byte at the cursor; at the end 0, which begins and continues nothing.
    ///
    /// This and what else a page of an answer runs through hundreds of thousands of times is inlined by order: the module
    /// is compiled for size.
    #[inline(always)]
    fn peek(&self) -> u8 {
        self.input.get(self.at).copied().unwrap_or(0)
    }

    pub(crate) fn fault(&self) -> Fault {
        let kind = if self.at >= self.input.len() { FaultKind::Truncated } else { FaultKind::Syntax };
        Fault::new(kind, self.at)
    }

    #[inline(always)]
    fn white_space(&mut self) {
        // Providers write none.
        if self.peek() <= b' ' {
            self.spaces();
        }
    }

    #[inline(never)]
    fn spaces(&mut self) {
        while let b' ' | b'\n' | b'\r' | b'\t' = self.peek() {
            self.at += 1;
        }
    }

    /// Skips white space and tells what begins, without moving past it.
    pub(crate) fn token(&mut self) -> Result<Token, Fault> {
        self.white_space();
        match self.peek() {
            b'{' => Ok(Token::Object),
            b'[' => Ok(Token::List),
            b'"' => Ok(Token::Text),
            b'-' | b'0'..=b'9' => Ok(Token::Number),
            b't' => Ok(Token::True),
            b'f' => Ok(Token::False),
            b'n' => Ok(Token::Null),
            _ => Err(self.fault()),
        }
    }

    /// Nothing but white space may follow.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        self.white_space();
        if self.at == self.input.len() { Ok(()) } else { Err(Fault::new(FaultKind::Syntax, self.at)) }
    }

    /// Past `{` or `[`; `true` when the object or list is empty and already closed.
    pub(crate) fn open(&mut self, close: u8) -> Result<bool, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::new(FaultKind::TooDeep, self.at));
        }
        self.at += 1;
        self.white_space();
        Ok(self.closed(close))
    }

    /// After a member or item: past a comma (`true`: there is another) or past the closing bracket (`false`).
    pub(crate) fn next(&mut self, close: u8) -> Result<bool, Fault> {
        self.white_space();
        if self.peek() == b',' {
            self.at += 1;
            self.white_space();
            return Ok(true);
        }
        if self.closed(close) { Ok(false) } else { Err(self.fault()) }
    }

    #[inline(always)]
    fn closed(&mut self, close: u8) -> bool {
        let closed = self.peek() == close;
        if closed {
            self.at += 1;
            self.depth -= 1;
        }
        closed
    }

    /// A member's name and the colon after it: the raw bytes between the quotes.
    pub(crate) fn name(&mut self) -> Result<&'a [u8], Fault> {
        if self.peek() != b'"' {
            return Err(self.fault());
        }
        let name = self.text()?;
        self.white_space();
        if self.peek() != b':' {
            return Err(self.fault());
        }
        self.at += 1;
        Ok(name)
    }

    /// A string: the raw bytes between the quotes, escapes checked but not resolved.
    pub(crate) fn text(&mut self) -> Result<&'a [u8], Fault> {
        self.at += 1;
        let start = self.at;
        loop {
            self.at += plain_bytes(self.input.get(self.at..).unwrap_or_default());
            match self.peek() {
                b'"' => {
                    let text = self.since(start);
                    self.at += 1;
                    return Ok(text);
                }
                b'\\' => self.escape()?,
                _ => return Err(self.fault()),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Fault> {
        self.at += 1;
        match self.peek() {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
            b'u' => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_ascii_hexdigit() {
                        return Err(self.fault());
                    }
                    self.at += 1;
                }
            }
            _ => return Err(self.fault()),
        }
        Ok(())
    }

    /// A number; `true` when it is written without fraction and exponent.
    pub(crate) fn number(&mut self) -> Result<bool, Fault> {
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        let mut whole = true;
        if self.peek() == b'.' {
            whole = false;
            self.at += 1;
            self.digits()?;
        }
        if let b'e' | b'E' = self.peek() {
            whole = false;
            self.at += 1;
            if let b'+' | b'-' = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(whole)
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(self.fault()) }
    }

    /// `true`, `false` or `null`.
    fn literal(&mut self, word: &'static [u8]) -> Result<(), Fault> {
        for expected in word {
            if self.peek() != *expected {
                return Err(self.fault());
            }
            self.at += 1;
        }
        Ok(())
    }

    /// The bytes of the next value, checked for their form and passed.
    pub(crate) fn value(&mut self) -> Result<&'a [u8], Fault> {
        let token = self.token()?;
        let start = self.at;
        self.skip_token(token)?;
        Ok(self.since(start))
    }

    /// Past any value, checking its form.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        let token = self.token()?;
        self.skip_token(token)
    }

    /// The same for a value whose [`Scanner::token`] is known.
    pub(crate) fn skip_token(&mut self, token: Token) -> Result<(), Fault> {
        match token {
            Token::Object => {
                let mut more = !self.open(b'}')?;
                while more {
                    let name = self.name()?;
                    self.skip().map_err(|fault| fault.in_member(name))?;
                    more = self.next(b'}')?;
                }
                Ok(())
            }
            Token::List => {
                let mut more = !self.open(b']')?;
                let mut position = 0;
                while more {
                    self.skip().map_err(|fault| fault.in_item(position))?;
                    position += 1;
                    more = self.next(b']')?;
                }
                Ok(())
            }
            Token::Text => self.text().map(|_| ()),
            Token::Number => self.number().map(|_| ()),
            Token::True => self.literal(b"true"),
            Token::False => self.literal(b"false"),
            Token::Null => self.literal(b"null"),
        }
    }
}

/// How many bytes at the beginning are neither quote nor backslash nor control character: strings are most of an answer, so
/// they are passed eight bytes at a time.
#[inline]
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let mut passed = 0;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * 0x22);
        let backslash = word ^ (ONES * 0x5c);
        // The lowest high bit that is set marks the first zero byte of each, or the first byte below 0x20; what is above it may
        // be wrong, and does not matter.
        let found = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let found = found & HIGHS;
        if found != 0 {
            return passed + found.trailing_zeros() as usize / 8;
        }
        passed += 8;
    }
    let is_plain = |byte: &&u8| **byte >= 0x20 && **byte != b'"' && **byte != b'\\';
    passed + rest.iter().take_while(is_plain).count()
}

#[cfg(test)]
mod tests {
    use super::plain_bytes;

    #[test]
    fn plain_bytes_are_counted_as_one_by_one() {
        let slow = |bytes: &[u8]| bytes.iter().take_while(|byte| !matches!(**byte, b'"' | b'\\' | 0..=0x1f)).count();
        for length in 0..20_usize {
            for at in 0..=length {
                for byte in 0..=255 {
                    for filler in [b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
                        let mut bytes = vec![filler; length];
                        if let Some(place) = bytes.get_mut(at) {
                            *place = byte;
                        }
                        assert_eq!(plain_bytes(&bytes), slow(&bytes), "{bytes:?}");
                    }
                }
            }
        }
    }
}
