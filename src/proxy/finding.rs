//! What the worker itself finds wrong, once: code, status, class and words. What happens at a provider is a
//! [`crate::error::Cause`], shared with the client.

use super::problem::{Document, Problem};
use crate::error::{Cause, Error, ErrorKind};
use crate::identifiers::Locale;
use crate::operation::Operation;

struct Finding {
    code: &'static str,
    status: u16,
    kind: ErrorKind,
    english: &'static str,
    russian: &'static str,
}

const fn finding(
    code: &'static str,
    status: u16,
    kind: ErrorKind,
    english: &'static str,
    russian: &'static str,
) -> Finding {
    Finding { code, status, kind, english, russian }
}

#[rustfmt::skip] // a table
const FINDINGS: &[Finding] = &[
    // The request itself.
    finding("no-such-route", 404, ErrorKind::NotFound, "the proxy forwards no such thing", "прокси такого не передаёт"),
    finding("method-not-allowed", 405, ErrorKind::InvalidInput, "the proxy does not forward this method", "прокси не передаёт этот метод"),
    finding("method-override", 400, ErrorKind::InvalidInput, "a request has one method: headers that override it are refused", "у запроса один метод: заголовки, подменяющие его, не принимаются"),
    finding("upgrade-refused", 400, ErrorKind::InvalidInput, "the proxy does not change protocols", "прокси не меняет протокол"),
    finding("body-framing", 400, ErrorKind::InvalidInput, "the length of the body is told in two ways", "длина тела указана двумя способами"),
    finding("body-not-expected", 400, ErrorKind::InvalidInput, "this question has no body", "у этого запроса нет тела"),
    finding("body-unreadable", 400, ErrorKind::InvalidInput, "the body cannot be read", "тело запроса не читается"),
    finding("format-unknown", 400, ErrorKind::InvalidInput, "results come as ndjson or csv", "результаты выдаются в форматах ndjson и csv"),
    finding("body-too-large", 413, ErrorKind::InvalidInput, "the body is larger than any question", "тело больше любого запроса"),
    finding("url-too-long", 414, ErrorKind::InvalidInput, "the address is longer than any question", "адрес длиннее любого запроса"),
    finding("host-refused", 403, ErrorKind::Auth, "the proxy is not known under this host", "прокси не обслуживает этот хост"),
    finding("origin-refused", 403, ErrorKind::Auth, "the proxy does not serve this origin", "прокси не обслуживает страницы с этого адреса"),
    // Who asks.
    finding("caller-unknown", 401, ErrorKind::Auth, "the proxy does not know who asks: a token is needed", "прокси не знает, кто спрашивает: нужен токен"),
    finding("token-refused", 401, ErrorKind::Auth, "the proxy does not accept this token", "прокси не принимает этот токен"),
    finding("token-expired", 401, ErrorKind::Auth, "the token is no longer valid", "срок действия токена истёк"),
    finding("challenge-refused", 403, ErrorKind::Auth, "the check against robots was not passed", "проверка «не робот» не пройдена"),
    finding("voucher-unavailable", 503, ErrorKind::Internal, "who asks cannot be checked now: whoever vouches for callers does not answer", "сейчас нельзя проверить, кто спрашивает: служба, которая это подтверждает, не отвечает"),
    finding("not-permitted", 403, ErrorKind::Auth, "this caller may not ask this", "этому клиенту такой запрос не разрешён"),
    // How much.
    finding("too-often", 429, ErrorKind::RateLimit, "too many requests at once: ask again later", "слишком частые запросы: повторите позже"),
    finding("too-many-jobs", 429, ErrorKind::RateLimit, "with this job the caller would have more jobs under way, or more companies waiting in them, than it may", "с этим заданием у клиента было бы больше выполняемых заданий или ожидающих в них организаций, чем разрешено"),
    finding("quota-used-up", 429, ErrorKind::RateLimit, "the quota is used up", "квота исчерпана"),
    finding("spending-cap", 429, ErrorKind::RateLimit, "the spending cap is reached", "достигнут предел расходов"),
    // The provider, as the worker sees it.
    finding("provider-resting", 503, ErrorKind::Provider, "the provider is in trouble and is left alone for now", "поставщик данных временно не отвечает, запросы к нему приостановлены"),
    finding("provider-busy", 503, ErrorKind::RateLimit, "too many questions to the provider are waiting already", "к поставщику данных уже ожидает слишком много запросов"),
    // The worker.
    finding("no-such-job", 404, ErrorKind::NotFound, "there is no such job of this caller", "у этого клиента нет такого задания"),
    finding("secret-missing", 500, ErrorKind::Internal, "the proxy has no key for this provider", "в прокси не задан ключ этого поставщика"),
    finding("secret-returned", 502, ErrorKind::Provider, "the provider's answer has a secret of the proxy in it, and is kept back", "в ответе поставщика есть секрет прокси, поэтому ответ не передан"),
    finding("login-failed", 503, ErrorKind::Provider, "the proxy could not log in at the provider", "прокси не удалось войти у поставщика"),
    finding("signing-failed", 503, ErrorKind::Internal, "the proxy could not get the provider's text signed, and so could not log in", "прокси не удалось подписать текст поставщика, поэтому вход не выполнен"),
    finding("not-set-up", 501, ErrorKind::Internal, "this part of the proxy is not set up", "эта часть прокси не настроена"),
    finding("misconfigured", 500, ErrorKind::Internal, "the proxy is not configured rightly, and so answers nothing", "прокси настроен неверно и поэтому не отвечает"),
    finding("ledger-unavailable", 503, ErrorKind::Internal, "what was spent cannot be counted now, and so nothing is spent", "сейчас нельзя учесть расход, поэтому ничего не тратится"),
    finding("audit-unavailable", 503, ErrorKind::Internal, "the question cannot be recorded now, and so it is not asked", "сейчас нельзя записать запрос в журнал, поэтому он не выполняется"),
];

/// What happens at a provider and leaves no answer to read.
fn trouble(code: &str) -> Option<Cause> {
    Some(match code {
        "connection" => Cause::Connection,
        "attempt-timeout" => Cause::AttemptTimeout,
        "too-large" => Cause::TooLarge,
        "content-type" => Cause::ContentType { found: String::new() },
        "key-refused" => Cause::KeyRefused,
        "not-the-document" => Cause::NotTheDocument,
        _ => return None,
    })
}

/// The refusal for something that the worker found, about an operation if one is known yet. A code that is not known is a
/// defect.
pub fn found(code: &str, operation: Option<&'static Operation>, locale: Locale, request_id: &str) -> Problem {
    let Some(finding) = FINDINGS.iter().find(|finding| finding.code == code) else {
        let mut error = Error::new(trouble(code).unwrap_or(Cause::Internal));
        if let Some(operation) = operation {
            error = error.of(operation);
        }
        error.request_id = Some(request_id.to_owned());
        return super::problem(&error, locale);
    };
    let detail = match locale {
        Locale::En => finding.english,
        Locale::Ru => finding.russian,
    };
    Document {
        status: finding.status,
        kind: finding.kind,
        code: finding.code,
        detail,
        provider: operation.map(|operation| operation.provider.name()),
        operation: operation.map(|operation| operation.name),
        path: None,
        request_id: Some(request_id),
        provider_code: None,
        passing: None,
        details: None,
    }
    .write()
}

/// The codes of everything that can be [`found`].
pub fn codes() -> impl Iterator<Item = &'static str> {
    ["connection", "attempt-timeout", "too-large", "content-type", "not-the-document", "key-refused", "internal"]
        .into_iter()
        .chain(FINDINGS.iter().map(|finding| finding.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_there_once_with_a_status_of_refusal_and_both_languages() {
        let all: Vec<_> = codes().collect();
        for code in &all {
            assert_eq!(all.iter().filter(|other| *other == code).count(), 1, "{code}");
            let problem = found(code, None, Locale::Ru, "r");
            assert_eq!(&problem.code, code);
            assert!((400..600).contains(&problem.status), "{code}");
            assert!(problem.body.chars().any(|c| ('а'..='я').contains(&c)), "{code}");
            assert!(!found(code, None, Locale::En, "r").body.chars().any(|c| ('а'..='я').contains(&c)), "{code}");
        }
        assert_eq!(found("no such code", None, Locale::En, "r").code, "internal");
    }
}
