//! Whether an XML document is whole. Nothing else is read of one: it is handed on as it is. Bytes, because searching in text would be
//! some kilobytes of the client.

/// What may stand before and after the root.
const ASIDE: [(&[u8], &[u8]); 3] = [(b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">")];

/// What the root of a document has in it; `None` when there is no root, when it is a page for people, or when it is not closed at
/// the document's end, as in one that broke off.
pub(crate) fn inside(document: &[u8]) -> Option<&[u8]> {
    let mut rest = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document).trim_ascii();
    while let Some((_, end)) = ASIDE.iter().find(|(start, _)| rest.starts_with(start)) {
        let at = rest.windows(end.len()).position(|bytes| bytes == *end)?;
        rest = rest.get(at + end.len()..)?.trim_ascii_start();
    }
    while let Some((start, _)) = ASIDE.iter().take(2).find(|(_, end)| rest.ends_with(end)) {
        let at = rest.windows(start.len()).rposition(|bytes| bytes == *start)?;
        rest = rest.get(..at)?.trim_ascii_end();
    }
    let [b'<', rest @ ..] = rest else { return None };
    let (tag, inside) = rest.split_at_checked(rest.iter().position(|byte| *byte == b'>')?)?;
    let [b'>', inside @ ..] = inside else { return None };
    let name = tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next().filter(|name| !name.is_empty())?;
    if name.eq_ignore_ascii_case(b"html") {
        return None;
    }
    if tag.ends_with(b"/") {
        return inside.is_empty().then_some(inside);
    }
    inside.strip_suffix(b">")?.trim_ascii_end().strip_suffix(name)?.strip_suffix(b"</")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_whole_when_its_root_is_closed() {
        for (text, expected) in [
            ("<a><b>1</b></a>", Some("<b>1</b>")),
            ("\u{FEFF}<?xml version=\"1.0\"?>\n<!-- c -->\n<a x=\"1\">\n<b/></a >\n", Some("\n<b/>")),
            ("<?xml version=\"1.0\"?><!DOCTYPE a><!-- c --><?x y?><a>1</a>\n<!-- c -->", Some("1")),
            ("<a/>", Some("")),
            ("<a x=\"1\" />", Some("")),
            ("<a>\n</a>", Some("\n")),
            ("<a><b>1</b>", None),
            ("<a><b>1</b></a", None),
            ("<a><aa></aa>", None),
            ("<a>", None),
            ("<html><body>sorry</body></html>", None),
            ("<!DOCTYPE html><HTML lang=\"ru\"></HTML>", None),
            ("<a/><b/>", None),
            ("< a></ a>", None),
            ("</a>", None),
            ("<!-- c --", None),
            ("<!-- c -->", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(inside(text.as_bytes()), expected.map(str::as_bytes), "{text}");
        }
    }
}
