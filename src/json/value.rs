use super::scan::{Fault, FaultKind, Scanner, Token};
use crate::text::lossy;

/// JSON as a tree. Members keep their order; a number keeps its spelling, so that neither a decimal's scale nor a large
/// integer is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string, its escapes resolved.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads one JSON text.
    ///
    /// # Errors
    /// A [`Fault`] that names the place when the bytes are not JSON in UTF-8, or are nested too deep.
    pub fn parse(input: &[u8]) -> Result<Value, Fault> {
        let mut scanner = Scanner::new(input);
        let value = read(&mut scanner)?;
        scanner.end()?;
        Ok(value)
    }

    /// The member of that name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if this is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; none if this is no list.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The word for this value's type in messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::Text(_) => "string",
            Value::List(_) => "array",
            Value::Object(_) => "object",
        }
    }

    /// Writes the value as JSON without white space.
    pub fn write(&self, out: &mut String) {
        match self {
            Value::Null => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(spelling) => out.push_str(spelling),
            Value::Text(text) => write_string(out, text, false),
            Value::List(items) => {
                out.push('[');
                for (position, item) in items.iter().enumerate() {
                    if position > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Value::Object(members) => {
                out.push('{');
                for (position, (name, value)) in members.iter().enumerate() {
                    if position > 0 {
                        out.push(',');
                    }
                    write_string(out, name, false);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// Writes `text` as a JSON string, the slash escaped as well if `escape_slash` (as .NET services do).
pub fn write_string(out: &mut String, text: &str, escape_slash: bool) {
    out.push('"');
    // Runs of plain characters are copied at once; what is escaped is a byte of its own.
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'/' if escape_slash => "\\/",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1f => "\\u00",
            _ => continue,
        };
        out.push_str(text.get(start..at).unwrap_or_default());
        out.push_str(escape);
        if escape == "\\u00" {
            out.push(if byte < 16 { '0' } else { '1' });
            out.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        start = at + 1;
    }
    out.push_str(text.get(start..).unwrap_or_default());
    out.push('"');
}

fn read(scanner: &mut Scanner<'_>) -> Result<Value, Fault> {
    let token = scanner.token()?;
    let start = scanner.at();
    Ok(match token {
        Token::Object => {
            let mut members = Vec::new();
            let mut more = !scanner.open(b'}')?;
            while more {
                let name = scanner.name()?;
                let value = read(scanner).map_err(|fault| fault.in_member(name))?;
                members.push((unescape(name, start)?, value));
                more = scanner.next(b'}')?;
            }
            Value::Object(members)
        }
        Token::List => {
            let mut items = Vec::new();
            let mut more = !scanner.open(b']')?;
            while more {
                let position = items.len();
                items.push(read(scanner).map_err(|fault| fault.in_item(position))?);
                more = scanner.next(b']')?;
            }
            Value::List(items)
        }
        Token::Text => Value::Text(unescape(scanner.text()?, start)?),
        Token::Number => {
            scanner.number()?;
            Value::Number(lossy(scanner.since(start)))
        }
        Token::True => scanner.skip_token(token).map(|()| Value::Bool(true))?,
        Token::False => scanner.skip_token(token).map(|()| Value::Bool(false))?,
        Token::Null => scanner.skip_token(token).map(|()| Value::Null)?,
    })
}

/// Resolves the escapes of a scanned string. A lone surrogate becomes U+FFFD, as nothing else can be meant by it.
pub(crate) fn unescape(raw: &[u8], offset: usize) -> Result<String, Fault> {
    let text = core::str::from_utf8(raw).map_err(|_| Fault::new(FaultKind::NotUtf8, offset))?;
    if !raw.contains(&b'\\') {
        return Ok(text.to_owned());
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte == b'\\') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (mut code, mut length) = escape(rest.as_bytes());
        if let 0xD800..=0xDBFF = code
            && let (low @ 0xDC00..=0xDFFF, more) = escape(rest.as_bytes().get(length..).unwrap_or_default())
        {
            code = 0x1_0000 + (code - 0xD800) * 0x400 + (low - 0xDC00);
            length += more;
        }
        out.push(char::from_u32(code).unwrap_or('\u{FFFD}'));
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Ok(out)
}

/// What an escape stands for, and its length; nothing when there is none. The scanner has seen that it is a valid one.
fn escape(bytes: &[u8]) -> (u32, usize) {
    let code = match bytes {
        [b'\\', b'u', digits @ ..] => {
            let mut code = 0;
            for digit in digits.iter().take(4) {
                code = code << 4 | char::from(*digit).to_digit(16).unwrap_or(0);
            }
            return (code, 6);
        }
        [b'\\', code, ..] => match code {
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            // The quote, the backslash or the slash.
            other => *other,
        },
        _ => 0,
    };
    (code.into(), 2)
}

#[cfg(test)]
mod tests {
    use super::super::MAX_DEPTH;
    use super::*;

    #[test]
    fn a_tree_survives_reading_and_writing() {
        let text = r#"{"a":[1,-2.50,1e3,true,false,null,"x\"y\\z\n"],"b":{}}"#;
        let mut out = String::new();
        Value::parse(text.as_bytes()).expect("valid").write(&mut out);
        assert_eq!(out, text);
    }

    #[test]
    fn strings_are_written_with_their_escapes() {
        let text = "\u{1}\u{1f}A\"\\/\n\r\tё😀\u{7f}";
        for (escape_slash, slash) in [(false, "/"), (true, "\\/")] {
            let mut out = String::new();
            write_string(&mut out, text, escape_slash);
            assert_eq!(out, format!("\"\\u0001\\u001fA\\\"\\\\{slash}\\n\\r\\tё😀\u{7f}\""));
            assert_eq!(Value::parse(out.as_bytes()), Ok(Value::Text(text.to_owned())));
        }
    }

    #[test]
    fn escapes_are_resolved() {
        let read = |text: &str| Value::parse(text.as_bytes()).map(|value| value.text().map(str::to_owned));
        assert_eq!(read(r#""\u041e\u041e\u041e \/ \ud83d\ude00""#), Ok(Some("ООО / 😀".to_owned())));
        assert_eq!(read(r#""\ud83d!""#), Ok(Some("\u{FFFD}!".to_owned())));
        assert_eq!(read(r#""\b\f\n\r\t\"\\\/""#), Ok(Some("\u{8}\u{c}\n\r\t\"\\/".to_owned())));
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for (text, path, kind) in [
            ("", "$", FaultKind::Truncated),
            ("[1,]", "$[1]", FaultKind::Syntax),
            ("[1 2]", "$", FaultKind::Syntax),
            ("{\"a\":{\"b\":01}}", "$.a", FaultKind::Syntax),
            ("{\"a b\":[0,tru]}", "$[\"a b\"][1]", FaultKind::Syntax),
            ("{'a':1}", "$", FaultKind::Syntax),
            ("\"\u{1}\"", "$", FaultKind::Syntax),
            ("\"abc", "$", FaultKind::Truncated),
            (r#""\x""#, "$", FaultKind::Syntax),
            (r#""\u12g4""#, "$", FaultKind::Syntax),
            ("1 1", "$", FaultKind::Syntax),
            ("-", "$", FaultKind::Truncated),
            ("1.", "$", FaultKind::Truncated),
            ("NaN", "$", FaultKind::Syntax),
        ] {
            let fault = Value::parse(text.as_bytes()).expect_err(text);
            assert_eq!((fault.path().as_str(), fault.kind), (path, kind), "{text}");
        }
        assert_eq!(Value::parse(b"\"\xff\"").map_err(|fault| fault.kind), Err(FaultKind::NotUtf8));
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
        assert!(Value::parse(&nested(MAX_DEPTH as usize)).is_ok());
        assert_eq!(Value::parse(&nested(MAX_DEPTH as usize + 1)).map_err(|fault| fault.kind), Err(FaultKind::TooDeep));
        assert_eq!(Value::parse(&vec![b'['; 1_000_000]).map_err(|fault| fault.kind), Err(FaultKind::TooDeep));
    }
}
