//! What an answer says, before any of it is read as one.
//!
//! Bodies come in four families: records; «nothing found», with a count of zero; an error, with a code; a failure of the
//! source, with its own status or the name of an error in place of the code. Codes look like HTTP statuses and are none.

use super::normalise;
use crate::error::{Cause, ErrorKind};
use crate::http::Response;
use crate::json::{Fault, FaultKind, Value};

/// An error of the provider's list.
#[derive(Debug)]
pub(super) struct Known {
    /// The provider's code.
    pub(super) code: u16,
    /// The provider's name for it, which comes as the message.
    pub(super) name: &'static str,
    /// What it is for us.
    class: &'static Class,
    /// What it says, in English and Russian.
    text: (&'static str, &'static str),
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

const UNAVAILABLE: (&str, &str) =
    ("the source (ФССП) does not answer at present", "источник (ФССП) сейчас не отвечает, повторите позже");

macro_rules! known {
    ($($code:literal $name:literal $class:ident, $en:expr, $ru:expr;)+) => {
        &[$(Known { code: $code, name: $name, class: &$class, text: ($en, $ru) }),+]
    };
}

/// The errors that the provider lists. One code has two meanings.
pub(super) static KNOWN: &[Known] = known! {
    1 "API_SUSPENDED" SOURCE, UNAVAILABLE.0, UNAVAILABLE.1;
    2 "TOKEN_TEHBLOCK" ACCESS, "the token is switched off in the security settings", "токен отключён в настройках безопасности";
    3 "TOKEN_BLOCKED_BY_QUALITY_SERVICE" ACCESS, "the token is blocked by the provider", "токен заблокирован поставщиком";
    5 "TEST_TIME_OFF" MONEY, "the trial period is over", "тестовый период закончился";
    15 "DATE_ERROR" QUESTION, "the date is wrong", "неверная дата";
    100 "MISSING_REQUIRED_firstname_PARAMETER" QUESTION, "firstname is missing or wrong", "firstname не указано или неверно";
    101 "MISSING_REQUIRED_lastname_PARAMETER" QUESTION, "lastname is missing or wrong", "lastname не указано или неверно";
    102 "MISSING_REQUIRED_number_PARAMETER" QUESTION, "number is missing or wrong", "number не указано или неверно";
    103 "MISSING_REQUIRED_region_PARAMETER" QUESTION, "region is missing or wrong", "region не указано или неверно";
    104 "MISSING_REQUIRED_birthdate_PARAMETER" QUESTION, "birthdate is missing or not accepted", "birthdate не указано или не принимается";
    105 "MISSING_REQUIRED_nameLegal_PARAMETER" QUESTION, "nameLegal is missing or wrong", "nameLegal не указано или неверно";
    106 "MISSING_REQUIRED_number_PARAMETER" QUESTION, "number is missing or wrong", "number не указано или неверно";
    107 "TYPEID_NOT_CORRECTED" QUESTION, "typeid is not on the provider's list", "typeid нет в списке поставщика";
    107 "CONFLICT_LASTNAME_FIRSTNAME" QUESTION, "lastname and firstname are the same", "lastname и firstname совпадают";
    111 "PARAMETER_CONFLICT" QUESTION, "the parameters contradict each other", "параметры противоречат друг другу";
    123 "IP_NOT_REGISTERED_IN_THE_SYSTEM" ACCESS, "the token is not valid for this network address", "токен не действует с этого сетевого адреса";
    404 "TIME_MAX_CONNECT" SOURCE, UNAVAILABLE.0, UNAVAILABLE.1;
    456 "MAX_LIMIT" THREADS, "too many requests at once", "слишком много одновременных запросов";
    460 "NO_REQUIRED_PARAMETERS" QUESTION, "parameters are missing", "не хватает параметров";
    498 "TOKEN_NO_MONEY" MONEY, "there is no money on the account", "на счёте недостаточно средств";
    499 "WRONG_TOKEN_KEY" TOKEN, "the token is not 32 characters", "в токене должно быть 32 символа";
    500 "MISSING_REQUIRED_TYPE_PARAMETER" QUESTION, "type is missing", "не указан type";
    502 "MISSING_REQUIRED_TOKEN_PARAMETER" TOKEN, "the token is missing", "токен не указан";
    503 "TOKEN_NOT_REGISTERED_IN_THE_SYSTEM" TOKEN, "the token is not known", "токен не зарегистрирован";
    504 "TOKEN_LOCKED_IN_THE_SYSTEM" ACCESS, "the token is blocked by the provider", "токен заблокирован поставщиком";
    602 "TOKEN_NO_ACCESS" ACCESS, "the method is not in the plan of the token", "метод не входит в тариф токена";
    766 "MISSING_MANDATORY_PARAMETER" QUESTION, "parameters are missing", "не хватает параметров";
    888 "forbidden symbols present" QUESTION, "a parameter has characters that are not allowed", "в параметре недопустимые символы";
};
