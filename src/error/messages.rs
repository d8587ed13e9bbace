use super::{Cause, Error};
use crate::identifiers::Locale;
use crate::json::{Fault, FaultKind};

/// The message of an error. Where it stands is put before it, who it is about is left to the fields of the error.
pub(super) fn message(error: &Error, locale: Locale) -> String {
    // What the worker says has its place in it already.
    let relayed = matches!(plain(&error.cause), Cause::Relayed { .. });
    let place = error.path.as_deref().filter(|_| !relayed).map_or(String::new(), |path| [path, ": "].concat());
    place + &sentence(error, locale)
}

/// What happened, without its details.
fn plain(cause: &Cause) -> &Cause {
    match cause {
        Cause::Detailed { cause, .. } => plain(cause),
        other => other,
    }
}

fn said(locale: Locale, english: &str, russian: &str) -> String {
    match locale {
        Locale::En => english,
        Locale::Ru => russian,
    }
    .to_owned()
}

/// What is wrong with an answer, without its place.
pub fn fault_message(fault: &Fault, locale: Locale) -> String {
    let say = |english: &str, russian: &str| said(locale, english, russian);
    match fault.kind {
        FaultKind::Syntax => {
            say("the answer is not JSON, from byte ", "ответ не является JSON, начиная с байта ")
                + &fault.offset.to_string()
        }
        FaultKind::Truncated => say("the answer breaks off", "ответ обрывается"),
        FaultKind::TooDeep => say("the answer is nested too deep", "слишком глубокая вложенность ответа"),
        FaultKind::NotUtf8 => say("the answer is not UTF-8", "ответ не в UTF-8"),
        FaultKind::Type { expected, found } => {
            say("expected ", "ожидается ") + expected + &say(", got ", ", получено ") + found
        }
        FaultKind::Date => say("expected a date, YYYY-MM-DD", "ожидается дата ГГГГ-ММ-ДД"),
        FaultKind::Missing => say("is missing", "отсутствует"),
        FaultKind::Duplicate => say("occurs twice", "встречается дважды"),
    }
}

fn sentence(error: &Error, locale: Locale) -> String {
    let say = |english: &str, russian: &str| said(locale, english, russian);
    let status = error.status.map_or(String::new(), |status| status.to_string());
    let provider = error.provider.map_or("", |provider| provider.title());
    match plain(&error.cause) {
        Cause::Identifier(failure) => failure.message(locale).to_string(),
        Cause::Relayed { detail, .. } => detail.clone(),
        // Taken apart above.
        Cause::Detailed { .. } => String::new(),
        Cause::InputMissing { any_of } => {
            say("give at least one of: ", "нужен хотя бы один из параметров: ") + &any_of.join(", ")
        }
        Cause::InputRequired => say("is required", "обязательный параметр"),
        Cause::InputChoice { known } => say("must be one of: ", "допустимы только: ") + &known.join(", "),
        Cause::InputTooFew { least } => {
            say("must have different values, at least: ", "нужно разных значений, не меньше: ") + &least.to_string()
        }
        Cause::InputValue { words, .. } | Cause::Said { words, .. } => say(words.en, words.ru),
        Cause::PersonInAddress => say(
            "personal data must not stand in an address: post them as a form",
            "персональные данные нельзя передавать в адресе: отправьте их формой методом POST",
        ),
        Cause::InputUnknown { known } => {
            say("there is no such parameter; known are: ", "такого параметра нет; есть: ") + &known.join(", ")
        }
        Cause::InputRepeated => say("the parameter is given twice", "параметр указан дважды"),
        Cause::InputUnreadable => say("the parameters cannot be read", "параметры не читаются"),
        Cause::InputType { expected, found } => {
            say("expected ", "ожидается ") + expected + &say(", got ", ", получено ") + found
        }
        Cause::InputTooMany { most, given } => [
            say("one request takes at most ", "в одном запросе можно указать не больше "),
            most.to_string(),
            say(" identifiers, given: ", " номеров, указано: "),
            given.to_string(),
        ]
        .concat(),
        // For developers, who read English.
        Cause::Option { why } => why.clone(),
        Cause::NotConfigured => say(
            "neither a proxy nor credentials are configured for this provider",
            "для этого поставщика не задан ни прокси, ни ключ",
        ),
        Cause::KeyRefused => provider.to_owned() + &say(" does not accept the key", ": ключ доступа не принят"),
        Cause::AccessRefused => {
            provider.to_owned() + &say(" refuses access (status ", ": доступ запрещён (статус ") + &status + ")"
        }
        Cause::PaymentRequired => {
            provider.to_owned() + &say(": the paid limit is used up", ": оплаченный лимит исчерпан")
        }
        Cause::NotFound => provider.to_owned() + &say(" has no such thing", ": не найдено"),
        Cause::UnknownCompany => provider.to_owned() + &say(" does not know the company", ": организация неизвестна"),
        Cause::TooManyRequests => provider.to_owned() + &say(": too many requests", ": слишком много запросов"),
        Cause::Refused => {
            provider.to_owned()
                + &say(" refuses the question (status ", ": запрос отклонён (статус ")
                + &status
                + ")"
        }
        Cause::ProviderTrouble => {
            provider.to_owned()
                + &say(" is in trouble (status ", ": сбой на стороне поставщика (статус ")
                + &status
                + ")"
        }
        Cause::UnexpectedStatus => {
            provider.to_owned() + &say(" answered with an unexpected status ", ": неожиданный статус ответа ") + &status
        }
        Cause::ContentType { found } => {
            say("the answer is of another type: ", "ответ другого типа: ") + if found.is_empty() { "?" } else { found }
        }
        Cause::TooLarge => say("the answer is too large", "ответ слишком велик"),
        Cause::Decode(fault) => fault_message(fault, locale),
        Cause::NotTheDocument => {
            say("the answer is not the document that was asked for", "ответ не тот документ, который запрошен")
        }
        Cause::RepeatedPage => {
            say("the provider gave the same page twice", "поставщик дважды прислал одну и ту же страницу")
        }
        Cause::Connection => say("the connection failed", "нет соединения"),
        Cause::NotTheProxy => {
            say(
                "what answers at the proxy's address is not the proxy (status ",
                "по адресу прокси отвечает не прокси (статус ",
            ) + &status
                + ")"
        }
        Cause::NotAResponse => say("fetch did not give a response", "fetch вернул не ответ"),
        Cause::AttemptTimeout => say("no answer in the time of one attempt", "нет ответа за время одной попытки"),
        Cause::Deadline => say("no answer before the deadline", "нет ответа в отведённое время"),
        Cause::Aborted => say("the call was aborted", "запрос прерван"),
        Cause::NoSuchRoute => say("the proxy forwards no such thing", "прокси такого не передаёт"),
        Cause::MethodNotAllowed => say("the proxy does not forward this method", "прокси не передаёт этот метод"),
        Cause::OriginRefused => {
            say("the proxy does not serve this origin", "прокси не обслуживает страницы с этого адреса")
        }
        Cause::SecretMissing => {
            say("the proxy has no key for this provider", "в прокси не задан ключ этого поставщика")
        }
        Cause::Internal => {
            say("a defect of kontragent, please report it", "внутренняя ошибка kontragent, сообщите о ней")
        }
    }
}
