//! Special cases: organisations whose answers go wrong on purpose, each in one known way, for trying out how a caller
//! copes. Where an HTTP status says it all, it is the case's number, and so part of the ИНН.

use super::{Played, Reply};
use crate::http::Response;

/// A special case.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) number: u16,
    pub(super) effect: Effect,
    pub(super) ru: &'static str,
    pub(super) en: &'static str,
}

/// What happens instead of, or to, the right answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// An answer with this status in the provider's own words, for so many times in a row, with `Retry-After`.
    Refusal {
        status: u16,
        times: u32,
        retry_after: Option<u32>,
    },
    /// A page of something that stands before the provider.
    Page(u16),
    Redirect,
    /// The body ends in the middle, as if it were all.
    Truncated,
    /// The connection breaks in the middle of the body.
    Broken,
    Malformed,
    NotUtf8,
    Empty,
    /// The answer comes after so many milliseconds.
    Delay(u32),
    /// A value has another type than it should. The provider's module does that, it knows the fields.
    WrongType,
    /// Members and values of a later version. The provider's module does that.
    Newer,
    /// A paged answer is the same full page, whatever is asked for. The provider's module does that.
    SamePage,
}

const fn always(status: u16) -> Effect {
    Effect::Refusal { status, times: u32::MAX, retry_after: None }
}

const fn case(number: u16, effect: Effect, ru: &'static str, en: &'static str) -> Case {
    Case { number, effect, ru, en }
}

/// All of them.
pub(super) const CASES: &[Case] = &[
    case(302, Effect::Redirect, "302: переадресация", "302: a redirect"),
    case(402, always(402), "402: лимит исчерпан", "402: the paid limit is used up"),
    case(403, always(403), "403: ключ не принят", "403: the key is refused"),
    case(
        429,
        Effect::Refusal { status: 429, times: u32::MAX, retry_after: Some(2) },
        "429: слишком много запросов, Retry-After 2 с",
        "429: too many requests, Retry-After 2 s",
    ),
    case(500, always(500), "500: сбой поставщика", "500: the provider is in trouble"),
    case(502, Effect::Page(502), "502: HTML-страница шлюза", "502: the HTML page of a gateway"),
    case(503, always(503), "503: сервис недоступен", "503: the service is unavailable"),
    case(600, Effect::Page(200), "200 и HTML вместо данных", "200 with HTML instead of data"),
    case(601, Effect::Truncated, "ответ обрывается на середине", "the answer ends in the middle"),
    case(602, Effect::Malformed, "синтаксическая ошибка в ответе", "a syntax error in the answer"),
    case(603, Effect::WrongType, "в одном поле значение другого типа", "a value of another type in one field"),
    case(604, Effect::Newer, "неизвестные поля и значения", "unknown fields and values"),
    case(605, Effect::NotUtf8, "ответ не в UTF-8", "the answer is not UTF-8"),
    case(606, Effect::Empty, "200 и пустое тело", "200 with an empty body"),
    case(607, Effect::Broken, "соединение рвётся посреди ответа", "the connection breaks in the middle of the answer"),
    case(608, Effect::SamePage, "постранично: всегда одна и та же полная страница", "paged: always the same full page"),
    case(701, Effect::Delay(1_000), "ответ через 1 с", "answers after 1 s"),
    case(702, Effect::Delay(60_000), "ответ через 60 с", "answers after 60 s"),
    case(
        703,
        Effect::Refusal { status: 429, times: 1, retry_after: Some(1) },
        "429 один раз (Retry-After 1 с), затем ответ",
        "429 once (Retry-After 1 s), then an answer",
    ),
    case(
        704,
        Effect::Refusal { status: 503, times: 2, retry_after: None },
        "503 два раза, затем ответ",
        "503 twice, then an answer",
    ),
];

/// The effect of the case with that number.
pub(super) fn effect(number: u16) -> Option<Effect> {
    CASES.iter().find(|case| case.number == number).map(|case| case.effect)
}

/// Does to the right answer what the case wants. `refuse` makes a refusal as the provider words it; `failures` counts how
/// often in a row the same question was just refused.
pub(super) fn play(effect: Effect, right: Response, failures: u32, refuse: impl Fn(u16) -> Response) -> Played {
    match effect {
        Effect::Refusal { status, times, retry_after } if failures < times => {
            let mut response = refuse(status);
            response.headers.extend(retry_after.map(|seconds| ("retry-after".to_owned(), seconds.to_string())));
            response.into()
        }
        Effect::Refusal { .. } | Effect::WrongType | Effect::Newer | Effect::SamePage => right.into(),
        Effect::Page(status) => Response::reply(status, "text/html; charset=utf-8", PAGE).into(),
        Effect::Redirect => {
            let mut response = Response::reply(302, "text/html; charset=utf-8", PAGE);
            response.headers.push(("location".to_owned(), "/elsewhere".to_owned()));
            response.into()
        }
        Effect::Truncated => {
            let mut response = right;
            response.body.truncate(response.body.len() / 2);
            response.into()
        }
        Effect::Broken => Played { cut: Some(right.body.len() / 2), ..right.into() },
        Effect::Malformed => spoil(right, b':', |_| Vec::new()),
        Effect::NotUtf8 => spoil(right, b'"', |quote| vec![0xff, quote]),
        Effect::Empty => Response { body: Vec::new(), ..right }.into(),
        Effect::Delay(ms) => Played { delay_ms: ms, ..right.into() },
    }
}

/// Replaces the last such byte of the body.
fn spoil(mut right: Response, byte: u8, replace: fn(u8) -> Vec<u8>) -> Played {
    if let Some(at) = right.body.iter().rposition(|known| *known == byte) {
        right.body.splice(at..=at, replace(byte));
    }
    right.into()
}

const PAGE: &str = "<!DOCTYPE html>\r\n<html><head><title>Sandbox</title></head>\
                    <body><center><h1>This is not the provider</h1></center></body></html>\r\n";
