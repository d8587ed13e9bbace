//! Texts, in as little code as they need. What the standard library has for any type and any pattern is in the client's module
//! once for each of them.

/// The texts in a row, with a mark between each and the next.
pub(crate) fn join(texts: &[&str], mark: &str) -> String {
    let mut out = String::new();
    for (position, text) in texts.iter().enumerate() {
        if position > 0 {
            out.push_str(mark);
        }
        out.push_str(text);
    }
    out
}

/// The parts between the signs of that kind, which is ASCII.
pub(crate) fn parts(mut text: &str, sign: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Some(at) = text.bytes().position(|byte| byte == sign) {
        parts.push(text.get(..at).unwrap_or_default());
        text = text.get(at + 1..).unwrap_or_default();
    }
    parts.push(text);
    parts
}

/// A number of nothing but digits.
pub(crate) fn number(text: &str) -> Option<u64> {
    let mut number = 0_u64;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u64::from(byte & 15))?;
    }
    if text.is_empty() { None } else { Some(number) }
}

/// The same as far as a count goes.
pub(crate) fn count(text: &str) -> Option<u32> {
    u32::try_from(number(text)?).ok()
}

/// A number in digits.
pub(crate) fn digits(mut number: u64) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'0' | (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return out;
        }
    }
}

/// The text of bytes; what is no UTF-8 becomes U+FFFD.
pub(crate) fn lossy(mut bytes: &[u8]) -> String {
    let mut out = String::new();
    loop {
        match core::str::from_utf8(bytes) {
            Ok(text) => {
                out.push_str(text);
                return out;
            }
            Err(error) => {
                let (valid, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
                out.push_str(core::str::from_utf8(valid).unwrap_or_default());
                out.push('\u{FFFD}');
                bytes = error.error_len().and_then(|length| rest.get(length..)).unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined() {
        for (texts, joined) in [(&[][..], ""), (&["a"], "a"), (&["a", "b", ""], "a, b, "), (&["", "", "c"], ", , c")] {
            assert_eq!(join(texts, ", "), joined);
            assert_eq!(join(texts, ", "), texts.join(", "));
        }
    }

    #[test]
    fn texts_are_cut() {
        assert_eq!(parts("1//2", b'/'), ["1", "", "2"]);
        assert_eq!(parts("", b'/'), [""]);
    }

    #[test]
    fn numbers_are_read_and_written() {
        for text in ["0", "7", "10", "4294967296", "18446744073709551615"] {
            assert_eq!(number(text).map(digits).as_deref(), Some(text));
        }
        assert_eq!((number("007"), count("4294967295")), (Some(7), Some(u32::MAX)));
        for text in ["", "+1", "-1", "1 ", "1.0", "x", "18446744073709551616", "99999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(count("4294967296"), None);
    }

    #[test]
    fn broken_text_is_read_as_the_standard_library_does() {
        for bytes in [
            &b""[..],
            b"plain",
            "ёж".as_bytes(),
            b"\xd0",
            b"a\xff\xfeb",
            b"\xf0\x9f\x98",
            b"\xe2\x96\x91\xe2\x96x\xed\xa0\x80",
        ] {
            assert_eq!(lossy(bytes), String::from_utf8_lossy(bytes), "{bytes:?}");
        }
    }
}
