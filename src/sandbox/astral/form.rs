//! `multipart/form-data` as it arrives.

/// A part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'b> {
    pub(super) name: String,
    pub(super) value: &'b [u8],
}

/// The parts of a body; `None` when it is no such form.
pub(super) fn parts<'b>(content_type: &str, body: &'b [u8]) -> Option<Vec<Part<'b>>> {
    let (media_type, parameters) = content_type.split_once(';')?;
    if !media_type.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("boundary="))?;
    let delimiter = format!("--{}", boundary.trim_matches('"')).into_bytes();
    let mut rest = body.strip_prefix(delimiter.as_slice())?;
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, &[b"\r\n", delimiter.as_slice()].concat())?;
        let (part, after) = part.split_at_checked(end)?;
        parts.push(read(part)?);
        rest = after.get(delimiter.len() + 2..)?;
    }
    rest.starts_with(b"--").then_some(parts)
}

fn read(part: &[u8]) -> Option<Part<'_>> {
    let (head, value) = part.split_at_checked(find(part, b"\r\n\r\n")?)?;
    let disposition = core::str::from_utf8(head).ok()?.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    let name = disposition.split(';').find_map(|parameter| parameter.trim().strip_prefix("name="))?;
    Some(Part { name: name.trim_matches('"').to_owned(), value: value.get(4..)? })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::parts;

    const TYPE: &str = "multipart/form-data; boundary=\"b\"";

    #[test]
    fn parts_are_read_whatever_they_hold() {
        let body = b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\xff\r\n--b\r\n\
            content-disposition: form-data; name=\"f\"; filename=\"x\"\r\ncontent-type: text/plain\r\n\r\n\r\n--b--\r\n";
        let read = parts(TYPE, body).expect("a form");
        let read: Vec<_> = read.iter().map(|part| (part.name.as_str(), part.value)).collect();
        assert_eq!(read, [("a", &b"1\r\n\xff"[..]), ("f", b"")]);
    }

    #[test]
    fn what_is_no_form_is_none() {
        for (media_type, body) in [
            ("application/json", &b"--b--"[..]),
            ("multipart/form-data", b"--b--"),
            (TYPE, b""),
            (TYPE, b"--c--"),
            (TYPE, b"--b\r\n\r\n1\r\n--b--"),
            (TYPE, b"--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1"),
            (TYPE, b"--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\n"),
        ] {
            assert_eq!(parts(media_type, body), None, "{media_type} {body:?}");
        }
        assert_eq!(parts(TYPE, b"--b--").map(|parts| parts.len()), Some(0));
    }
}
