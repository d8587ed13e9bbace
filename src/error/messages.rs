use super::{Cause, Error};
use crate::identifiers::Locale;
use crate::json::{Fault, FaultKind};
use crate::text::{digits, join};

/// The message of an error. Where it stands is put before it, who it is about is left to the fields of the error.
pub(super) fn message(error: &Error, locale: Locale) -> String {
    let mut out = Sentence { locale, text: String::new() };
    let cause = plain(&error.cause);
    // What the worker says has its place in it already.
    if let Some(path) = error.path.as_deref().filter(|_| !matches!(cause, Cause::Relayed { .. })) {
        out.add(path);
        out.add(": ");
    }
    let title = error.provider.map_or("", |provider| provider.title());
    out.tell(cause, title, error.status.unwrap_or_default());
    out.text
}

/// What happened, without its details.
fn plain(cause: &Cause) -> &Cause {
    match cause {
        Cause::Detailed { cause, .. } => plain(cause),
        other => other,
    }
}

/// What is wrong with an answer, without its place.
pub fn fault_message(fault: &Fault, locale: Locale) -> String {
    let mut out = Sentence { locale, text: String::new() };
    out.fault(fault);
    out.text
}

/// A sentence as it grows.
struct Sentence {
    locale: Locale,
    text: String,
}

impl Sentence {
    #[inline(never)]
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    #[inline(never)]
    fn say(&mut self, english: &str, russian: &str) {
        self.add(match self.locale {
            Locale::En => english,
            Locale::Ru => russian,
        });
    }

    fn number(&mut self, number: usize) {
        self.add(&digits(number as u64));
    }

    /// That a value is of another type.
    fn mistyped(&mut self, expected: &str, found: &str) {
        self.say("expected ", "ожидается ");
        self.add(expected);
        self.say(", got ", ", получено ");
        self.add(found);
    }

    fn fault(&mut self, fault: &Fault) {
        let (english, russian) = match fault.kind {
            FaultKind::Type { expected, found } => return self.mistyped(expected, found),
            FaultKind::Syntax => ("the answer is not JSON, from byte ", "ответ не является JSON, начиная с байта "),
            FaultKind::Truncated => ("the answer breaks off", "ответ обрывается"),
            FaultKind::TooDeep => ("the answer is nested too deep", "слишком глубокая вложенность ответа"),
            FaultKind::NotUtf8 => ("the answer is not UTF-8", "ответ не в UTF-8"),
            FaultKind::Date => ("expected a date, YYYY-MM-DD", "ожидается дата ГГГГ-ММ-ДД"),
            FaultKind::Missing => ("is missing", "отсутствует"),
            FaultKind::Duplicate => ("occurs twice", "встречается дважды"),
        };
        self.say(english, russian);
        if fault.kind == FaultKind::Syntax {
            self.number(fault.offset);
        }
    }

    /// What happened: whom it is about, if it is about the provider, then the words, then what there is to add. `title` is the
    /// provider's name for people, `status` that of its answer.
    fn tell(&mut self, cause: &Cause, title: &str, status: u16) {
        if is_about_provider(cause) {
            self.add(title);
        }
        let (english, russian) = words(cause);
        self.say(english, russian);
        match cause {
            Cause::Identifier(failure) => self.add(&failure.message(self.locale).to_string()),
            Cause::Relayed { detail: text, .. } | Cause::Option { why: text } => self.add(text),
            Cause::InputMissing { any_of: known } => self.add(&join(known, ", ")),
            Cause::InputChoice { known } | Cause::InputUnknown { known } => self.add(&join(known, ", ")),
            Cause::InputTooFew { least } => self.number(*least),
            Cause::InputType { expected, found } => self.mistyped(expected, found),
            Cause::InputTooMany { most, given } => {
                self.number(*most);
                self.say(" identifiers, given: ", " номеров, указано: ");
                self.number(*given);
            }
            Cause::ContentType { found } => self.add(if found.is_empty() { "?" } else { found }),
            Cause::Decode(fault) => self.fault(fault),
            Cause::UnexpectedStatus => self.number(status.into()),
            Cause::AccessRefused | Cause::Refused | Cause::ProviderTrouble | Cause::NotTheProxy => {
                self.number(status.into());
                self.add(")");
            }
            _ => {}
        }
    }
}

/// Whether the sentence begins with the provider's name.
fn is_about_provider(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::KeyRefused
            | Cause::AccessRefused
            | Cause::PaymentRequired
            | Cause::NotFound
            | Cause::UnknownCompany
            | Cause::TooManyRequests
            | Cause::Refused
            | Cause::ProviderTrouble
            | Cause::UnexpectedStatus
    )
}

/// The words that are always the same, English and Russian.
fn words(cause: &Cause) -> (&'static str, &'static str) {
    match cause {
        Cause::InputValue { words, .. } | Cause::Said { words, .. } => (words.en, words.ru),
        Cause::InputMissing { .. } => ("give at least one of: ", "нужен хотя бы один из параметров: "),
        Cause::InputRequired => ("is required", "обязательный параметр"),
        Cause::InputChoice { .. } => ("must be one of: ", "допустимы только: "),
        Cause::InputTooFew { .. } => ("must have different values, at least: ", "нужно разных значений, не меньше: "),
        Cause::PersonInAddress => (
            "personal data must not stand in an address: post them as a form",
            "персональные данные нельзя передавать в адресе: отправьте их формой методом POST",
        ),
        Cause::InputUnknown { .. } => ("there is no such parameter; known are: ", "такого параметра нет; есть: "),
        Cause::InputRepeated => ("the parameter is given twice", "параметр указан дважды"),
        Cause::InputUnreadable => ("the parameters cannot be read", "параметры не читаются"),
        Cause::InputTooMany { .. } => ("one request takes at most ", "в одном запросе можно указать не больше "),
        Cause::NotConfigured => (
            "neither a proxy nor credentials are configured for this provider",
            "для этого поставщика не задан ни прокси, ни ключ",
        ),
        Cause::KeyRefused => (" does not accept the key", ": ключ доступа не принят"),
        Cause::AccessRefused => (" refuses access (status ", ": доступ запрещён (статус "),
        Cause::PaymentRequired => (": the paid limit is used up", ": оплаченный лимит исчерпан"),
        Cause::NotFound => (" has no such thing", ": не найдено"),
        Cause::UnknownCompany => (" does not know the company", ": организация неизвестна"),
        Cause::TooManyRequests => (": too many requests", ": слишком много запросов"),
        Cause::Refused => (" refuses the question (status ", ": запрос отклонён (статус "),
        Cause::ProviderTrouble => (" is in trouble (status ", ": сбой на стороне поставщика (статус "),
        Cause::UnexpectedStatus => (" answered with an unexpected status ", ": неожиданный статус ответа "),
        Cause::ContentType { .. } => ("the answer is of another type: ", "ответ другого типа: "),
        Cause::TooLarge => ("the answer is too large", "ответ слишком велик"),
        Cause::NotTheDocument => {
            ("the answer is not the document that was asked for", "ответ не тот документ, который запрошен")
        }
        Cause::RepeatedPage => {
            ("the provider gave the same page twice", "поставщик дважды прислал одну и ту же страницу")
        }
        Cause::Connection => ("the connection failed", "нет соединения"),
        Cause::NotTheProxy => (
            "what answers at the proxy's address is not the proxy (status ",
            "по адресу прокси отвечает не прокси (статус ",
        ),
        Cause::NotAResponse => ("fetch did not give a response", "fetch вернул не ответ"),
        Cause::AttemptTimeout => ("no answer in the time of one attempt", "нет ответа за время одной попытки"),
        Cause::Deadline => ("no answer before the deadline", "нет ответа в отведённое время"),
        Cause::Aborted => ("the call was aborted", "запрос прерван"),
        Cause::NoSuchRoute => ("the proxy forwards no such thing", "прокси такого не передаёт"),
        Cause::MethodNotAllowed => ("the proxy does not forward this method", "прокси не передаёт этот метод"),
        Cause::OriginRefused => {
            ("the proxy does not serve this origin", "прокси не обслуживает страницы с этого адреса")
        }
        Cause::SecretMissing => ("the proxy has no key for this provider", "в прокси не задан ключ этого поставщика"),
        Cause::Internal => ("a defect of kontragent, please report it", "внутренняя ошибка kontragent, сообщите о ней"),
        // Those of an option are for developers, who read English; details are taken apart before.
        Cause::Identifier(_)
        | Cause::Relayed { .. }
        | Cause::Option { .. }
        | Cause::InputType { .. }
        | Cause::Decode(_)
        | Cause::Detailed { .. } => ("", ""),
    }
}
