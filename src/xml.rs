//! Whether an XML document is whole. Nothing else is read of one: it is handed on as it is.

/// What may stand before and after the root.
const ASIDE: [(&str, &str); 3] = [("<?", "?>"), ("<!--", "-->"), ("<!", ">")];

/// What the root of a document has in it; `None` when there is no root, or when it is not closed at the document's end, as in one
/// that broke off.
pub(crate) fn inside(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim();
    while let Some((_, end)) = ASIDE.iter().find(|(start, _)| rest.starts_with(start)) {
        rest = rest.split_once(end)?.1.trim_start();
    }
    while let Some((start, _)) = ASIDE.iter().take(2).find(|(_, end)| rest.ends_with(end)) {
        rest = rest.rsplit_once(start)?.0.trim_end();
    }
    let (tag, inside) = rest.strip_prefix('<')?.split_once('>')?;
    if let Some(tag) = tag.strip_suffix('/') {
        return (is_name(tag) && inside.is_empty()).then_some("");
    }
    let name = tag.split(char::is_whitespace).next().filter(|name| is_name(name))?;
    inside.strip_suffix('>')?.trim_end().strip_suffix(name)?.strip_suffix("</")
}

/// Whether a tag begins with a name: it is no end of another.
fn is_name(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_alphabetic() || c == '_')
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
            ("<a/><b/>", None),
            ("</a>", None),
            ("<!-- c --", None),
            ("<!-- c -->", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(inside(text), expected, "{text}");
        }
    }
}
