//! Why a number is refused, and what is odd about one that is not.

use super::kind::Kind;
use super::vocabulary::{Locale, Sink, push_number, push_template, vocabulary};

vocabulary! {
    /// Why a value is refused. The numbers are those of a batch, where 0 stands for a valid line.
    ///
    /// In the wordings `%k` is the kind, `%l` its lengths, `%f` its first digits, `%u` the unit it is counted in, `%n` the
    /// length of the value, `%p` the place and `%e` what is expected there.
    pub enum Code {
        /// Nothing is wrong; only batches use it.
        Valid = "valid", "", "";
        /// The value is an empty string.
        Empty = "empty", "%k is empty", "%k: пустая строка";
        /// The length is not one of the kind.
        Length = "length", "%k has %l %u, here %n", "%k состоит из %l %u, здесь %n";
        /// A character that the kind does not have, or does not have at this place.
        Characters = "characters", "%k: character %p must be %e", "%k: на %p-м месте должна быть %e";
        /// The control digit does not fit the others.
        Checksum = "checksum", "%k: control digit (digit %p) does not match, the number has a mistake", "%k: контрольная цифра (%p-я) не сходится, в номере ошибка";
        /// The region is 00, which does not exist.
        Region = "region", "%k: there is no region 00", "%k: региона 00 не существует";
        /// The kind never begins like this.
        Prefix = "prefix", "%k begins with %f", "%k начинается с %f";
        /// An account cannot be judged without a valid БИК.
        Context = "context", "To check an account a valid BIK is needed", "Для проверки счёта нужен верный БИК";
        /// The number has never been given to anybody.
        Unassigned = "unassigned", "%k 000-000-000 00 does not exist", "%k 000-000-000 00 не существует";
        /// The value is not a string; only the JavaScript functions use it.
        Type = "type", "%k must be a string: a number loses leading zeros", "%k передают строкой: число теряет ведущие нули";
    }
}

vocabulary! {
    /// Something odd about a valid number.
    pub enum Warning {
        /// КПП with the reason 00.
        Reason = "reason", "Reason 00 does not occur in registered KPPs", "Причина 00 в настоящих КПП не встречается";
        /// КПП with a reason from 51 to 99.
        ForeignReason = "foreign-reason", "Reasons 51–99 belong to foreign organisations", "Причины 51–99 бывают у иностранных организаций";
        /// The record is older than its register.
        YearEarly = "year-early", "The year is before the register began", "Год раньше начала реестра";
        /// The record is of a year to come.
        YearFuture = "year-future", "The year is in the future", "Год ещё не наступил";
        /// СНИЛС up to 001-001-998: its control number is not checked.
        Unchecked = "unchecked", "Numbers up to 001-001-998 have no control number to check", "У номеров до 001-001-998 контрольное число не проверяется";
        /// Treasury account: there is no key in it.
        Keyless = "keyless", "Treasury accounts have no key, nothing was checked", "В казначейском счёте нет ключа, сверять нечего";
        /// The key could only be checked with the БИК of another unit.
        OtherUnit = "other-unit", "The key needs the BIK of the Bank of Russia unit that keeps the account, it was not checked", "Ключ считается по БИК подразделения Банка России, где открыт счёт, и не проверялся";
        /// БИК of a credit organisation with a number below 050.
        Participant = "participant", "The last three digits 003–049 do not occur", "Последние три цифры 003–049 не встречаются";
    }
}

vocabulary! {
    /// What the wordings of [`Code`] put together.
    pub(crate) enum Word {
        Digit = "", "a digit", "цифра";
        DigitOrCapital = "", "a digit or a capital Latin letter", "цифра или заглавная латинская буква";
        DigitOrClearing = "", "a digit or one of ABCEHKMPTX", "цифра или одна из букв ABCEHKMPTX";
        Dot = "", "a dot", "точка";
        Digits = "", "digits", "цифр";
        Characters = "", "characters", "знаков";
        Or = "", " or ", " или ";
        Key = "", "Account: the key (digit 9) does not match the BIK, there is a mistake in one of them", "Счёт: ключ (9-я цифра) не подходит к БИК, ошибка в счёте или в БИК";
        Class = "", "%k begins with a class from 01 to 99", "%k начинается с класса от 01 до 99";
    }
}

/// The cause and the place of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    pub(crate) at: u8,
}

impl Fault {
    pub(crate) const fn new(code: Code, at: usize) -> Fault {
        Fault { code, at: at as u8 }
    }
}

/// A refused value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What the value should have been.
    pub kind: Kind,
    /// What is wrong.
    pub code: Code,
    /// Where, if it is at one place: an index from 0 in UTF-16 code units, which are bytes as well, because only ASCII
    /// can stand before it. For [`Code::Checksum`] the control digit that does not match.
    pub at: Option<usize>,
    /// The length of the value in UTF-16 code units.
    pub length: usize,
}

impl Failure {
    pub(crate) fn new(kind: Kind, fault: Fault, length: usize) -> Failure {
        let placed = matches!(fault.code, Code::Characters | Code::Checksum | Code::Region | Code::Prefix);
        Failure { kind, code: fault.code, at: placed.then_some(usize::from(fault.at)), length }
    }

    /// The message for people, in English as [`Display`](core::fmt::Display) or in another language.
    pub fn message(self, locale: Locale) -> Message {
        Message { failure: self, locale }
    }

    pub(crate) fn write(&self, locale: Locale, sink: &mut impl Sink) {
        let Failure { kind, code, at, length } = *self;
        let template = match (code, kind) {
            (Code::Checksum, Kind::Account) => Word::Key.text(locale),
            (Code::Prefix, Kind::Okved) => Word::Class.text(locale),
            _ => code.text(locale),
        };
        push_template(sink, template, |sink, key| match key {
            b'k' => sink.push(kind.text(locale)),
            b'l' => push_set(sink, kind.lengths(), locale),
            b'f' => push_set(sink, kind.first_digits(), locale),
            b'u' => sink.push(unit(kind).text(locale)),
            b'n' => push_number(sink, length as u32),
            b'p' => push_number(sink, at.unwrap_or_default() as u32 + 1),
            _ => sink.push(expected(kind, at.unwrap_or_default()).text(locale)),
        });
    }
}

impl core::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.write(Locale::En, formatter);
        Ok(())
    }
}

impl core::error::Error for Failure {}

/// A [`Failure`] told in a language.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    failure: Failure,
    locale: Locale,
}

impl core::fmt::Display for Message {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.failure.write(self.locale, formatter);
        Ok(())
    }
}

impl Warning {
    /// The message for people.
    pub fn message(self, locale: Locale) -> &'static str {
        self.text(locale)
    }
}

/// What a character of the kind must be at this place.
fn expected(kind: Kind, at: usize) -> Word {
    match (kind, at) {
        (Kind::Kpp, 4 | 5) => Word::DigitOrCapital,
        (Kind::Account, 5) => Word::DigitOrClearing,
        (Kind::Okved, 2 | 5) => Word::Dot,
        _ => Word::Digit,
    }
}

fn unit(kind: Kind) -> Word {
    match kind {
        Kind::Kpp | Kind::Account | Kind::Okved => Word::Characters,
        _ => Word::Digits,
    }
}

/// Writes the numbers of the bits that are set: «2, 5, 8 или 11».
fn push_set(sink: &mut impl Sink, mut bits: u32, locale: Locale) {
    while bits != 0 {
        push_number(sink, bits.trailing_zeros());
        bits &= bits - 1;
        if bits & bits.wrapping_sub(1) != 0 {
            sink.push(", ");
        } else if bits != 0 {
            sink.push(Word::Or.text(locale));
        }
    }
}
