use crate::text::{lossy, parts};

/// One answer: status, the headers that matter (names in lower case), and the whole body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The media type without its parameters, in lower case; empty when the header is missing.
    pub fn media_type(&self) -> String {
        media_type(self.header("content-type").unwrap_or_default())
    }
}

/// A `content-type` without its parameters.
pub(super) fn media_type(content_type: &str) -> String {
    parts(content_type, b';').first().map_or("", |first| first.trim()).to_ascii_lowercase()
}

/// The beginning of a body as text, for a message: at most 200 characters on one line.
pub fn excerpt(body: &[u8]) -> String {
    const CHARACTERS: usize = 200;
    // Four bytes a character at most, so this much of the body is enough.
    let head = body.get(..CHARACTERS * 4).unwrap_or(body);
    let text = lossy(head);
    let mut out = String::new();
    let mut left = CHARACTERS;
    let mut between = false;
    for character in text.chars() {
        if character.is_whitespace() || character.is_control() {
            between = !out.is_empty();
            continue;
        }
        for each in [' ', character].into_iter().skip(usize::from(!between)).take(left) {
            out.push(each);
            left -= 1;
        }
        between = false;
    }
    out
}
