//! What an answer says, before any of it is read as one.
//!
//! Bodies come in four families: records; «nothing found», with a count of zero; an error, with a code; a failure of the
//! source, with its own status or the name of an error in place of the code. Codes look like HTTP statuses and are none.

use super::normalise;
use crate::error::{Cause, ErrorKind, Words};
use crate::http::{Request, Response, excerpt};
use crate::json::{Fault, FaultKind, Value};
use crate::operation::Operation;
use crate::providers::even;
use crate::text::{count, digits};
use std::borrow::Cow;

/// An error of the provider's list.
#[derive(Debug)]
pub(super) struct Known {
    /// The provider's code.
    pub(super) code: u16,
    /// The provider's name for it, which comes as the message.
    pub(super) name: &'static str,
    /// What it is for us.
    class: &'static Class,
    words: Words,
}

/// What kind of trouble an error is.
#[derive(Debug, PartialEq)]
struct Class {
    kind: ErrorKind,
    code: &'static str,
    /// The same question may be answered if it is asked again.
    passing: bool,
}

const fn class(kind: ErrorKind, code: &'static str, passing: bool) -> Class {
    Class { kind, code, passing }
}

static SOURCE: Class = class(ErrorKind::Provider, "source-unavailable", true);
static THREADS: Class = class(ErrorKind::RateLimit, "too-many-requests", true);
static TOKEN: Class = class(ErrorKind::Auth, "key-refused", false);
static ACCESS: Class = class(ErrorKind::Auth, "access-refused", false);
static MONEY: Class = class(ErrorKind::Payment, "payment-required", false);
static QUESTION: Class = class(ErrorKind::Provider, "question-refused", false);
static OTHER: Class = class(ErrorKind::Provider, "refused", false);

const UNAVAILABLE: Words = words(
    "the source (ФССП) does not answer at present; ask later",
    "источник (ФССП) сейчас не отвечает, повторите позже",
);
const CONFLICT: Words = words("the parameters contradict each other", "параметры противоречат друг другу");
const NUMBER: Words = words("number is missing or wrong", "number не указан или неверен");
const INCOMPLETE: Words = words("parameters are missing", "не хватает параметров");
const BLOCKED: Words = words("the token is blocked by the provider", "токен заблокирован поставщиком");

const fn words(en: &'static str, ru: &'static str) -> Words {
    Words { en, ru }
}

macro_rules! known {
    ($($code:literal $name:literal $class:ident $words:expr;)+) => {
        &[$(Known { code: $code, name: $name, class: &$class, words: $words }),+]
    };
}

/// The errors that the provider lists. One code has two meanings.
pub(super) static KNOWN: &[Known] = known! {
    1 "API_SUSPENDED" SOURCE UNAVAILABLE;
    2 "TOKEN_TEHBLOCK" ACCESS
        words("the token is switched off in its security settings", "токен отключён в настройках безопасности");
    3 "TOKEN_BLOCKED_BY_QUALITY_SERVICE" ACCESS BLOCKED;
    5 "TEST_TIME_OFF" MONEY words("the trial period is over", "тестовый период закончился");
    15 "DATE_ERROR" QUESTION words("the date is wrong", "неверная дата");
    100 "MISSING_REQUIRED_firstname_PARAMETER" QUESTION
        words("firstname is missing or wrong", "firstname не указано или неверно");
    101 "MISSING_REQUIRED_lastname_PARAMETER" QUESTION
        words("lastname is missing or wrong", "lastname не указана или неверна");
    102 "MISSING_REQUIRED_number_PARAMETER" QUESTION NUMBER;
    103 "MISSING_REQUIRED_region_PARAMETER" QUESTION words("region is missing or wrong", "region не указан или неверен");
    104 "MISSING_REQUIRED_birthdate_PARAMETER" QUESTION
        words("birthdate is missing or not accepted", "birthdate не указана или не принимается");
    105 "MISSING_REQUIRED_nameLegal_PARAMETER" QUESTION
        words("nameLegal is missing or wrong", "nameLegal не указано или неверно");
    106 "MISSING_REQUIRED_number_PARAMETER" QUESTION NUMBER;
    107 "TYPEID_NOT_CORRECTED" QUESTION
        words("typeid is not on the provider's list", "typeid нет в списке поставщика");
    107 "CONFLICT_LASTNAME_FIRSTNAME" QUESTION
        words("lastname and firstname are the same", "lastname и firstname совпадают");
    111 "PARAMETER_CONFLICT" QUESTION CONFLICT;
    123 "IP_NOT_REGISTERED_IN_THE_SYSTEM" ACCESS
        words("the token is not valid for this network address", "токен не действует с этого сетевого адреса");
    404 "TIME_MAX_CONNECT" SOURCE UNAVAILABLE;
    456 "MAX_LIMIT" THREADS words("too many requests at once", "слишком много одновременных запросов");
    460 "NO_REQUIRED_PARAMETERS" QUESTION INCOMPLETE;
    498 "TOKEN_NO_MONEY" MONEY words("there is not enough money on the account", "на счёте недостаточно средств");
    499 "WRONG_TOKEN_KEY" TOKEN words("a token has 32 characters", "в токене должно быть 32 символа");
    500 "MISSING_REQUIRED_TYPE_PARAMETER" QUESTION INCOMPLETE;
    502 "MISSING_REQUIRED_TOKEN_PARAMETER" TOKEN words("the token is missing", "токен не указан");
    503 "TOKEN_NOT_REGISTERED_IN_THE_SYSTEM" TOKEN words("the token is not known", "токен не зарегистрирован");
    504 "TOKEN_LOCKED_IN_THE_SYSTEM" ACCESS BLOCKED;
    602 "TOKEN_NO_ACCESS" ACCESS
        words("the method is not in the plan of the token", "метод не входит в тариф токена");
    766 "MISSING_MANDATORY_PARAMETER" QUESTION INCOMPLETE;
    888 "forbidden symbols present" QUESTION
        words("a parameter has characters that the provider forbids", "в параметре запрещённые поставщиком символы");
};

/// The verdict on an answer, and the answer in order unless it is wanted `raw`.
pub(super) fn read<'r>(
    operation: &Operation,
    _: &Request,
    response: &'r Response,
    raw: bool,
) -> Result<Cow<'r, [u8]>, Cause> {
    let is_success = response.status == 200;
    let answer = match Value::parse(&response.body) {
        Ok(answer) => answer,
        Err(fault) if is_success => return Err(Cause::Decode(fault)),
        Err(_) => return Err(of_http(response.status)),
    };
    if let Some(cause) = error(&answer) {
        return Err(cause);
    }
    if !is_success {
        return Err(of_http(response.status));
    }
    let is_regions = matches!(operation.name, "regionsList");
    let result = if is_regions {
        normalise::regions(answer)
    } else {
        searched(&answer).map_err(Cause::Decode)?;
        match operation.name {
            "wanted" => normalise::wanted(answer),
            _ => normalise::proceedings(answer),
        }
    };
    let answer = result.map_err(Cause::Decode)?;
    if raw {
        return Ok(Cow::Borrowed(&response.body));
    }
    let mut json = String::new();
    answer.write(&mut json);
    Ok(Cow::Owned(json.into_bytes()))
}

/// What an answer that is none of the provider's says. A status of 404 is no «nothing found» here, so it must not look
/// like one.
fn of_http(status: u16) -> Cause {
    match status {
        404 | 200..=399 => Cause::UnexpectedStatus,
        other => Cause::of_status(other),
    }
}

/// The error that an answer is, if it is one.
fn error(answer: &Value) -> Option<Cause> {
    let Value::Object(members) = answer else { return None };
    let text_of = |name: &str| answer.get(name).map(even::text_of).unwrap_or_default();
    let mut message = text_of("message");
    let failure = text_of("errormsg");
    if message.is_empty() {
        message.clone_from(&failure);
    }
    let status = text_of("status");
    let status = if even::text::is_digits(&status) { Some(without_zeros(&status)) } else { None };
    // Every member of that name counts: the second of two must not hide the first.
    for (name, value) in members {
        if name != "error" {
            continue;
        }
        let said = even::scalar(value).unwrap_or_else(|_| {
            let mut json = String::new();
            value.write(&mut json);
            json
        });
        let code = without_zeros(&said);
        if !code.is_empty() {
            return Some(cause(code, &message, status == Some("404")));
        }
    }
    if let Some(status) = status.filter(|status| *status != "200") {
        return Some(cause(status, &message, true));
    }
    // An error without its code, whatever the rest looks like.
    let is_named = !failure.is_empty() || KNOWN.iter().any(|known| even::text::halves(&message, known.name).is_some());
    is_named.then(|| cause("", &message, true))
}

fn without_zeros(digits: &str) -> &str {
    even::text::without(digits, b"0")
}

/// What code and message mean. Codes are sought first; where the name of an error stands in place of its code, or the two
/// have changed places, the name. `is_source`: it is the source's failure if it is nothing known.
fn cause(code: &str, message: &str, is_source: bool) -> Cause {
    // A code weighs more than a name, and both together most.
    let (mut found, mut most, mut meanings) = (None, 0, 0);
    let number = count(code);
    for known in KNOWN {
        let is_numbered = number == Some(known.code.into());
        let is_named = code == known.name || even::text::halves(message, known.name).is_some();
        let weight = 2 * u8::from(is_numbered) + u8::from(is_named);
        meanings += u8::from(is_numbered);
        if weight > most {
            most = weight;
            found = Some(known);
        }
    }
    let (class, words, own) = match found {
        // One of several meanings, and not known which.
        Some(known) if most == 2 && meanings > 1 => (known.class, CONFLICT, Some(known.code)),
        // The message says which parameter it is.
        Some(known) if known.code == 888 => (known.class, known.words, None),
        Some(known) => (known.class, known.words, Some(known.code)),
        None if is_source => (&SOURCE, UNAVAILABLE, None),
        None => (&OTHER, words("the provider refuses the question", "поставщик отклонил запрос"), None),
    };
    let own = match own {
        Some(code) => digits(code.into()),
        None => excerpt([code, " ", message].concat().as_bytes()),
    };
    Cause::Said { kind: class.kind, code: class.code, own, words, passing: class.passing }
}

/// That an answer to a search is one: it says that it is a success, and either has records or says that there are none.
fn searched(answer: &Value) -> Result<(), Fault> {
    if let Value::Object(members) = answer {
        // Of two of a kind either could be meant.
        for name in ["status", "count", "countAll", "records"] {
            if members.iter().filter(|(known, _)| known == name).count() > 1 {
                return Err(Fault::new(FaultKind::Duplicate, 0).in_member(name.as_bytes()));
            }
        }
        let status = answer.get("status").unwrap_or(&Value::Null);
        let status = even::scalar(status).map_err(|fault| fault.in_member(b"status"))?;
        if without_zeros(&status) != "200" {
            return Err(even::missing("status"));
        }
    }
    normalise::has_found(answer).map(|_| ())
}
