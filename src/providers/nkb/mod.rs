//! Национальное кредитное бюро, «nkbrelation»: companies, their balances, and who is related with whom.
//!
//! Answers are JSON, with masked values where the login has no right to see them; refusals are JSON objects, often empty, or
//! bare codes such as `error.access.denied`. The login goes in the header `authorization` (HTTP Basic).

pub mod links;
pub mod models;
pub mod normalise;

use super::{Definition, by_status};
use crate::http::Request;
use crate::operation::Operation;

/// НКБ.
pub static DEFINITION: Definition = Definition {
    name: "nkb",
    title: "НКБ",
    base_url: "https://www.creditnet.ru/nkbrelation",
    operations: OPERATIONS,
    anything: None,
    credentials: &["login", "password"],
    secret_params: &[],
    authorise,
    read: |_, response, _| by_status(response),
    says_json: false,
};

/// Everything that it is asked.
pub const OPERATIONS: &[Operation] = &[];

/// HTTP Basic: login and password, UTF-8, in Base64.
fn authorise(request: &mut Request, credentials: &[String]) {
    let pair = credentials.join(":");
    request.headers.push(("authorization".into(), ["Basic ", &base64(pair.as_bytes())].concat()));
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: [char; 64] = [
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V',
        'W', 'X', 'Y', 'Z', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
        's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '/',
    ];
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0, |group: u32, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = usize::try_from(group >> (18 - 6 * place) & 63).ok().and_then(|digit| DIGITS.get(digit));
            out.push(if place <= chunk.len() { digit.copied().unwrap_or('=') } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (text, encoded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }
}
