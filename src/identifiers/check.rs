//! The strict check of one value: ASCII only, exact length, no clean-up.

use super::bytes::decode;
use super::digits::Digits;
use super::failure::{Failure, Fault};
use super::report::{layout, warning};
use super::text::{Code, Kind, Locale, Subject, Warning};
use super::{bank, classifiers, inn, okpo, register, snils};

/// The longest identifier. What comes later in a longer value is not looked at.
pub(crate) const LONGEST: usize = 20;

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

impl Valid<'_> {
    /// What the number carries, by the names that the JavaScript functions use: its pieces, or words such as
    /// `organization`. Flags are `true` and `false`.
    pub fn parts(&self, locale: Locale) -> Vec<(String, String)> {
        let mut text = Vec::new();
        let (value, bik) = (self.value.as_bytes(), self.context.bik.unwrap_or_default());
        let mut subject = Subject::new(self.kind, value, locale);
        subject.other = register::record_kind(value);
        subject.write(layout(self.kind, value, bik.as_bytes()), &mut text);
        members(&decode(&text))
    }

    /// One of the [parts](Self::parts), in English where it is a wording.
    pub fn part(&self, name: &str) -> Option<String> {
        self.parts(Locale::En).into_iter().find(|(known, _)| known == name).map(|(_, part)| part)
    }

    /// What is odd about the number.
    pub fn warnings(&self) -> Vec<Warning> {
        let bik = self.context.bik.unwrap_or_default();
        let year = self.context.year.unwrap_or(u16::MAX);
        warning(self.kind, self.value.as_bytes(), bik.as_bytes(), year).into_iter().collect()
    }
}

/// Names and values of a flat JSON object without escapes, which is what layouts are.
fn members(json: &str) -> Vec<(String, String)> {
    let mut members = Vec::new();
    let mut rest = json;
    while let Some((_, after)) = rest.split_once('"') {
        let Some((name, after)) = after.split_once("\":") else {
            break;
        };
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        members.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    members
}

/// Checks a value strictly: nothing is trimmed or replaced ([`normalize`](super::normalize) does that).
///
/// # Errors
/// The first thing that is wrong with the value, looking at characters, length, beginning and control digits in this
/// order.
pub fn check<'a>(kind: Kind, value: &'a str, context: &Context<'a>) -> Result<Valid<'a>, Failure> {
    let length = value.encode_utf16().count();
    let bik = context.bik.unwrap_or_default();
    match verify(kind, value.as_bytes(), bik.as_bytes()) {
        Ok(()) => Ok(Valid { kind, value, context: *context }),
        Err(fault) => Err(Failure::new(kind, fault, length)),
    }
}

/// Whether [`check`] would accept the value. An account is never valid here, because it needs a БИК:
/// see [`is_valid_account`].
pub fn is_valid(kind: Kind, value: &[u8]) -> bool {
    verify(kind, value, &[]).is_ok()
}

/// Whether the account is valid at the place with this БИК.
pub fn is_valid_account(account: &[u8], bik: &[u8]) -> bool {
    verify(Kind::Account, account, bik).is_ok()
}

/// Judges a value. Any byte that is not ASCII is a wrong character, whatever encoding it comes from.
#[inline(never)]
pub(crate) fn verify(kind: Kind, value: &[u8], bik: &[u8]) -> Result<(), Fault> {
    for (at, byte) in value.iter().take(LONGEST).enumerate() {
        let usual = byte.is_ascii_digit() && kind != Kind::Okved;
        if !usual && !kind.allows(at, *byte) {
            return Err(Fault::new(Code::Characters, at));
        }
    }
    verify_digits(kind, Digits::of(value), value.len())?;
    if kind == Kind::Account {
        if verify(Kind::Bik, bik, &[]).is_err() {
            return Err(Fault::new(Code::Context, 0));
        }
        return bank::verify_account(value, bik);
    }
    Ok(())
}

/// Judges a value of which only the digits matter any more; the key of an account is left out.
#[inline(never)]
pub(crate) fn verify_digits(kind: Kind, digits: Digits, length: usize) -> Result<(), Fault> {
    if length > LONGEST || kind.lengths() >> length & 1 == 0 {
        let code = if length == 0 { Code::Empty } else { Code::Length };
        return Err(Fault::new(code, 0));
    }
    if kind.first_digits() >> digits.at(0) & 1 == 0 {
        return Err(Fault::new(Code::Prefix, 0));
    }
    match kind {
        Kind::Inn => inn::verify(digits, length),
        Kind::Ogrn | Kind::Grn | Kind::Ogrnip | Kind::Grnip => register::verify(digits, length),
        Kind::Snils => snils::verify(digits),
        Kind::Okpo => okpo::verify(digits, length),
        Kind::Okved => classifiers::verify_okved(digits),
        Kind::Kpp | Kind::Bik | Kind::Account | Kind::Oktmo | Kind::Okato => Ok(()),
    }
}
