//! The strict check of one value: ASCII only, exact length, no clean-up.

use super::digits::{Digits, WINDOW};
use super::failure::{Code, Failure, Fault, Warning};
use super::kind::Kind;
use super::reason::Reason;
use super::report::Report;
use super::vocabulary::Locale;
use super::{bank, classifiers, inn, kpp, okpo, register, snils};

/// What a check may need besides the value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The БИК of the place that keeps an account. Accounts need it, everything else ignores it.
    pub bik: Option<&'a str>,
    /// The current year, to warn of registrations in the future. Without it there is no such warning.
    pub year: Option<u16>,
}

/// A valid value.
#[derive(Clone, Copy, Debug)]
pub struct Valid<'a> {
    /// What it is.
    pub kind: Kind,
    /// The value, as it was given.
    pub value: &'a str,
    context: Context<'a>,
}

/// One thing that a number carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Digits of the number, or a name such as `organization`.
    Text(String),
    /// A number: the year of a record.
    Number(u32),
    /// Yes or no.
    Flag(bool),
    /// What the reason of a КПП means.
    Reason(Reason),
}

impl Valid<'_> {
    /// What the number carries, by the names that the JavaScript functions use.
    pub fn parts(&self) -> Vec<(&'static str, Part)> {
        self.collect().parts
    }

    /// One of the [parts](Self::parts).
    pub fn part(&self, name: &str) -> Option<Part> {
        self.parts().into_iter().find(|(known, _)| *known == name).map(|(_, part)| part)
    }

    /// What is odd about the number.
    pub fn warnings(&self) -> Vec<Warning> {
        self.collect().warnings
    }

    fn collect(&self) -> Collected {
        let mut collected = Collected::default();
        let bik = self.context.bik.unwrap_or_default().as_bytes();
        describe(self.kind, self.value.as_bytes(), bik, self.context.year, &mut collected);
        collected
    }
}

#[derive(Default)]
struct Collected {
    parts: Vec<(&'static str, Part)>,
    warnings: Vec<Warning>,
}

impl Report for Collected {
    fn text(&mut self, name: &'static str, value: &[u8]) {
        self.parts.push((name, Part::Text(String::from_utf8_lossy(value).into_owned())));
    }
    fn number(&mut self, name: &'static str, value: u32) {
        self.parts.push((name, Part::Number(value)));
    }
    fn flag(&mut self, name: &'static str, value: bool) {
        self.parts.push((name, Part::Flag(value)));
    }
    fn reason(&mut self, name: &'static str, value: Reason) {
        self.parts.push((name, Part::Reason(value)));
    }
    fn warning(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }
}

/// Checks a value strictly: nothing is trimmed or replaced ([`normalize`](super::normalize) does that).
///
/// # Errors
/// The first thing that is wrong with the value, looking at characters, length, beginning and control digits in this
/// order.
pub fn check<'a>(kind: Kind, value: &'a str, context: &Context<'a>) -> Result<Valid<'a>, Failure> {
    let length = value.encode_utf16().count();
    match verify(kind, value.as_bytes(), context.bik.map(str::as_bytes)) {
        Ok(()) => Ok(Valid { kind, value, context: *context }),
        Err(fault) => Err(Failure::new(kind, fault, length)),
    }
}

/// Whether [`check`] would accept the value. An account is never valid here, because it needs a БИК:
/// see [`is_valid_account`].
pub fn is_valid(kind: Kind, value: &[u8]) -> bool {
    verify(kind, value, None).is_ok()
}

/// Whether the account is valid at the place with this БИК.
pub fn is_valid_account(account: &[u8], bik: &[u8]) -> bool {
    verify(Kind::Account, account, Some(bik)).is_ok()
}

/// Judges a value. Any byte that is not ASCII is a wrong character, whatever encoding it comes from.
pub(crate) fn verify(kind: Kind, value: &[u8], bik: Option<&[u8]>) -> Result<(), Fault> {
    if value.is_empty() {
        return Err(Fault::new(Code::Empty, 0));
    }
    let digits = plain_digits(kind, value);
    if digits.len() < value.len().min(WINDOW) {
        return Err(Fault::new(Code::Characters, digits.len()));
    }
    if value.len() > WINDOW {
        return Err(Fault::new(Code::Length, 0));
    }
    verify_digits(kind, &digits, bik)
}

/// The digits of a value, with the letters and dots that the kind has at their places replaced by digits.
fn plain_digits(kind: Kind, value: &[u8]) -> Digits {
    let mut window = [0; WINDOW];
    for (place, byte) in window.iter_mut().zip(value) {
        *place = *byte;
    }
    for (at, byte) in window.iter_mut().enumerate().take(value.len()) {
        *byte = match (kind, at, *byte) {
            (Kind::Kpp, 4 | 5, b'A'..=b'Z') | (Kind::Okved, 2 | 5, b'.') => b'0',
            // No dot where one belongs is a wrong character as well.
            (Kind::Okved, 2 | 5, _) => 0,
            (Kind::Account, 5, letter) => bank::clearing_digit(letter).unwrap_or(letter),
            (_, _, other) => other,
        };
    }
    Digits::leading(&window)
}

/// Judges a value of which only digits are left.
#[inline(always)]
pub(crate) fn verify_digits(kind: Kind, digits: &Digits, bik: Option<&[u8]>) -> Result<(), Fault> {
    if kind.lengths() >> digits.len() & 1 == 0 {
        return Err(Fault::new(Code::Length, 0));
    }
    if kind.first_digits() >> digits.at(0) & 1 == 0 {
        return Err(Fault::new(Code::Prefix, 0));
    }
    match kind {
        Kind::Inn => inn::verify(digits),
        Kind::Ogrn | Kind::Grn | Kind::Ogrnip | Kind::Grnip => register::verify(digits),
        Kind::Snils => snils::verify(digits),
        Kind::Okpo => okpo::verify(digits),
        Kind::Okved => classifiers::verify_okved(digits),
        Kind::Account => match bik {
            Some(bik) if verify_bik(bik) => bank::verify_account(digits, &plain_digits(Kind::Bik, bik)),
            _ => Err(Fault::new(Code::Context, 0)),
        },
        Kind::Kpp | Kind::Bik | Kind::Oktmo | Kind::Okato => Ok(()),
    }
}

fn verify_bik(bik: &[u8]) -> bool {
    let digits = plain_digits(Kind::Bik, bik);
    bik.len() == 9 && digits.len() == 9 && Kind::Bik.first_digits() >> digits.at(0) & 1 != 0
}

/// Tells what a valid value carries.
pub(crate) fn describe(kind: Kind, value: &[u8], bik: &[u8], year: Option<u16>, report: &mut impl Report) {
    match kind {
        Kind::Inn => inn::describe(value, report),
        Kind::Kpp => kpp::describe(value, report),
        Kind::Ogrn | Kind::Ogrnip | Kind::Grn | Kind::Grnip => register::describe(value, year, report),
        Kind::Snils => snils::describe(value, report),
        Kind::Bik => bank::describe_bik(value, report),
        Kind::Account => {
            bank::describe_account(value, &plain_digits(kind, value), &plain_digits(Kind::Bik, bik), report);
        }
        Kind::Okpo => okpo::describe(value, report),
        Kind::Oktmo => classifiers::describe_territory(value, true, report),
        Kind::Okato => classifiers::describe_territory(value, false, report),
        Kind::Okved => classifiers::describe_okved(value, report),
    }
}

/// The message of a part that has a wording.
impl Part {
    /// The part as text.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Part::Text(text) => text.clone(),
            Part::Number(number) => number.to_string(),
            Part::Flag(flag) => flag.to_string(),
            Part::Reason(reason) => reason.meaning(locale).to_owned(),
        }
    }
}
