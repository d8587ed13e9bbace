//! Putting the answers about companies together: what was found, what is missing, what could not be asked.

use super::Part;
use crate::error::Error;
use crate::http::Request;
use crate::json::write_string;
use crate::model::{Decoded, Identity};

/// The parts as one JSON object: `found` (the items), `missing` (the identifiers that no item has: the provider does not
/// know them) and `failed` (the identifiers that could not be asked about, each with the position of its error in the
/// list that is given back).
///
/// Items are matched with what was asked by their ИНН and ОГРН, never by position: providers leave unknown companies
/// out, and one ИНН may have several ОГРН.
///
/// # Errors
/// The first error when no part succeeded at all, unless these are only `some` of the parts.
pub fn assemble(parts: Vec<Part<Decoded>>, some: bool) -> Result<(String, Vec<Box<Error>>), Box<Error>> {
    let length: usize =
        parts.iter().filter_map(|part| part.result.as_ref().ok()).map(|decoded| decoded.json.len()).sum();
    let mut json = String::with_capacity(length + 64);
    json.push_str("{\"found\":[");
    let mut missing = String::new();
    let mut failed = String::new();
    let mut errors = Vec::new();
    let mut any_answer = false;
    let mut any_found = false;
    for part in parts {
        let asked = asked(&part.request);
        match part.result {
            Ok(decoded) => {
                any_answer = true;
                let known = identities(&decoded);
                for (name, value) in asked.filter(|(_, value)| !known.contains(value)) {
                    separate(&mut missing);
                    write_identifier(&mut missing, name, value);
                    missing.push('}');
                }
                let items = inside(&decoded);
                if !items.is_empty() {
                    if any_found {
                        json.push(',');
                    }
                    any_found = true;
                    json.push_str(items);
                }
            }
            Err(error) => {
                for (name, value) in asked {
                    separate(&mut failed);
                    write_identifier(&mut failed, name, value);
                    failed.push_str(",\"error\":");
                    failed.push_str(&errors.len().to_string());
                    failed.push('}');
                }
                errors.push(error);
            }
        }
    }
    if !some && !any_answer && !errors.is_empty() {
        return Err(errors.swap_remove(0));
    }
    for text in ["],\"missing\":[", &missing, "],\"failed\":[", &failed, "]}"] {
        json.push_str(text);
    }
    Ok((json, errors))
}

/// The parts' lists as one, for a caller who wants them as the provider wrote them.
///
/// # Errors
/// The first error of any part: a list has no place to say what is not in it.
pub fn concatenate(parts: Vec<Part<Decoded>>) -> Result<String, Box<Error>> {
    let mut list = String::new();
    for part in parts {
        let decoded = part.result?;
        let items = inside(&decoded);
        if !items.is_empty() {
            separate(&mut list);
            list.push_str(items);
        }
    }
    Ok(["[", &list, "]"].concat())
}

/// A list without its brackets.
fn inside(decoded: &Decoded) -> &str {
    let json = decoded.json.as_str();
    json.strip_prefix('[').and_then(|json| json.strip_suffix(']')).unwrap_or(json).trim_ascii()
}

/// The identifiers of a request, with the names of their parameters.
fn asked(request: &Request) -> impl Iterator<Item = (&str, &str)> {
    let identifiers = request.query.iter().filter(|(name, _)| matches!(name.as_ref(), "inn" | "ogrn"));
    identifiers.flat_map(|(name, values)| values.split(',').map(move |value| (name.as_ref(), value)))
}

fn separate(list: &mut String) {
    if !list.is_empty() {
        list.push(',');
    }
}

/// `{"inn":"…"`, left open.
fn write_identifier(out: &mut String, name: &str, value: &str) {
    out.push('{');
    write_string(out, name, false);
    out.push(':');
    write_string(out, value, false);
}

/// Every `inn` and `ogrn` of the items.
fn identities(decoded: &Decoded) -> Vec<&str> {
    let mut known = Vec::new();
    for start in &decoded.items {
        let item = decoded.json.as_bytes().get(*start..).unwrap_or_default();
        // The text was written by the decoder, so reading it cannot fail; if it did, the item would count as unmatched.
        let Identity { inn, ogrn } = Identity::read(item).unwrap_or_default();
        known.extend(inn.into_iter().chain(ogrn));
    }
    known.into_iter().filter_map(|raw| core::str::from_utf8(raw).ok()).collect()
}
