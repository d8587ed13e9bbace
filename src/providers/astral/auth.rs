//! How Астрал.ЭДО is asked for tokens: by name and password, by what the last token came with, or by a certificate.
//!
//! The text to be signed is the server's own time. The signature is an attached one (CMS with the text in it), handed in as
//! a file; its certificate must be one that is registered for the account.

use crate::error::Cause;
use crate::http::{Method, Response, iso_ms};
use crate::json::{Fault, FaultKind, Value, write_string};
use crate::providers::session::{Errand, Protocol, Tokens, is_token};

const BY_LOGIN: &str = "/api/v2/auth/byLogin";
const BY_CERTIFICATE: &str = "/api/v2/auth/byCertificate";

/// How tokens are got.
pub(super) static PROTOCOL: Protocol =
    Protocol { login, refresh, challenge, signed, tokens: read_tokens, text: read_challenge };

fn login(email: &str, password: &str) -> Errand {
    post(&[("email", email), ("password", password)])
}

fn refresh(token: &str) -> Errand {
    post(&[("refreshToken", token)])
}

fn challenge() -> Errand {
    Errand { method: Method::Get, path: BY_CERTIFICATE, media_type: "".into(), body: Vec::new() }
}

fn post(members: &[(&str, &str)]) -> Errand {
    let mut body = String::new();
    for (name, value) in members {
        body.push(if body.is_empty() { '{' } else { ',' });
        write_string(&mut body, name, false);
        body.push(':');
        write_string(&mut body, value, false);
    }
    body.push('}');
    Errand { method: Method::Post, path: BY_LOGIN, media_type: "application/json".into(), body: body.into_bytes() }
}

/// A form with one file.
fn signed(signature: &[u8]) -> Errand {
    let mut boundary = String::from("kontragent-signature");
    while signature.windows(boundary.len()).any(|bytes| bytes == boundary.as_bytes()) {
        boundary.push('-');
    }
    let head = [
        "--",
        &boundary,
        "\r\ncontent-disposition: form-data; name=\"signedData\"; filename=\"signedData.sig\"\r\n\
         content-type: application/octet-stream\r\n\r\n",
    ];
    let tail = ["\r\n--", &boundary, "--\r\n"];
    let mut body = head.concat().into_bytes();
    body.extend_from_slice(signature);
    body.extend_from_slice(tail.concat().as_bytes());
    let media_type = ["multipart/form-data; boundary=", &boundary].concat().into();
    Errand { method: Method::Post, path: BY_CERTIFICATE, media_type, body }
}

fn read_tokens(response: &Response) -> Result<Tokens, Cause> {
    let answer = Value::parse(&response.body).map_err(Cause::Decode)?;
    let text = |name: &str| answer.get(name).and_then(Value::text).map(str::to_owned);
    match text("accessToken").filter(|access| is_token(access)) {
        Some(access) => {
            let expires_ms = text("validBefore").as_deref().and_then(iso_ms);
            Ok(Tokens { access, refresh: text("refreshToken").filter(|token| !token.is_empty()), expires_ms })
        }
        None => Err(Cause::Decode(Fault::new(FaultKind::Missing, 0).in_member(b"accessToken"))),
    }
}

/// The text is a JSON string or, as some servers write strings, bare.
fn read_challenge(response: &Response) -> Result<String, Cause> {
    let text = match Value::parse(&response.body) {
        Ok(Value::Text(text)) => text,
        _ => String::from_utf8(response.body.clone()).unwrap_or_default().trim().to_owned(),
    };
    // Whoever signs is bound by it: a time, however written, says nothing that anybody could be held to.
    let is_of_times = |byte: u8| byte.is_ascii_digit() || b"-:.+/ TZ".contains(&byte);
    if !(SHORTEST_TIME..=LONGEST_TIME).contains(&text.len()) || !text.bytes().all(is_of_times) {
        return Err(Cause::NotTheDocument);
    }
    Ok(text)
}

/// A day, and a moment to the seventh digit of a second with its offset.
const SHORTEST_TIME: usize = 10;
const LONGEST_TIME: usize = 40;
