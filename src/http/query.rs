//! Query strings: percent-encoding both ways.

/// Appends `text` to `out`, percent-encoded so that it is safe in a path segment, a query name or a query value.
///
/// Only the unreserved characters of RFC 3986 and the comma stay as they are: the providers' lists of identifiers are
/// separated by commas, and their servers were only ever seen to be asked with a plain one.
pub fn encode_component(out: &mut String, text: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let hex = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b',') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(hex(byte >> 4));
            out.push(hex(byte & 15));
        }
    }
}

/// Reads a query string (without its `?`) into pairs, in order, repeated names included.
///
/// `None` when it is not well formed: a broken percent sequence, bytes that are no UTF-8, or a control character. What
/// cannot be read one way only is refused rather than guessed.
pub fn decode_query(query: &str) -> Option<Vec<(String, String)>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode_component(name)?, decode_component(value)?))
        })
        .collect()
}

/// Reads one encoded name or value; a plus stands for a space. `None` as for [`decode_query`].
pub fn decode_component(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let decoded = match byte {
            b'+' => b' ',
            b'%' => (hex_digit(bytes.next()?)? << 4) | hex_digit(bytes.next()?)?,
            other => other,
        };
        if decoded < 0x20 || decoded == 0x7f {
            return None;
        }
        out.push(decoded);
    }
    String::from_utf8(out).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
