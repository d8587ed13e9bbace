//! The strict check of one value: ASCII only, exact length, no clean-up.

use super::digits::{Control, leading, verify_controls};
use super::failure::{Failure, Verdict};
use super::kind::Form;
use super::line::{BIK, LINE, LONGEST, Line, number, value as line_of};
use super::report::{Report, report};
use super::text::{Code, Kind, Layout, Locale, Warning, filled};
use super::{bank, inn, okpo, register, snils};

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
        let report = self.report();
        let layout =
            Layout::ALL.iter().find(|layout| layout.row() == report.layout).map_or("", |layout| layout.as_str());
        let mut rest = self.value.chars();
        members(&filled(layout, |text, key| match key {
            'y' => text.push_str(report.record.as_str()),
            'm' => text.push_str(report.reason.map_or("", |reason| reason.text(locale))),
            'd' => {
                rest.next();
                text.push_str(&report.currency.to_string());
            }
            's' => drop(rest.next()),
            count => text.extend(rest.by_ref().take(count.to_digit(10).unwrap_or_default() as usize)),
        }))
    }

    /// One of the [parts](Self::parts), in English where it is a wording.
    pub fn part(&self, name: &str) -> Option<String> {
        self.parts(Locale::En).into_iter().find(|(known, _)| known == name).map(|(_, part)| part)
    }

    /// What is odd about the number.
    pub fn warnings(&self) -> Vec<Warning> {
        self.report().warning.into_iter().collect()
    }

    fn report(&self) -> Report {
        let bik = self.context.bik.unwrap_or_default();
        let (line, _) = line_of(self.kind, self.value.as_bytes(), bik.as_bytes());
        report(self.kind, &line, self.value.len(), self.context.year.map_or(u32::MAX, u32::from))
    }
}

/// Names and values of a flat JSON object without escapes, which is what layouts are.
fn members(json: &str) -> Vec<(String, String)> {
    let mut members = Vec::new();
    let mut rest = json;
    while let Some((_, after)) = rest.split_once('"') {
        let Some((name, after)) = after.split_once("\":") else { break };
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
    match verify_value(kind, value.as_bytes(), context.bik.unwrap_or_default().as_bytes()) {
        Verdict::VALID => Ok(Valid { kind, value, context: *context }),
        verdict => Err(Failure::new(kind, verdict, value.encode_utf16().count())),
    }
}

/// Whether [`check`] would accept the value. An account is never valid here, because it needs a БИК:
/// see [`is_valid_account`].
pub fn is_valid(kind: Kind, value: &[u8]) -> bool {
    verify_value(kind, value, &[]).is_valid()
}

/// Whether the account is valid at the place with this БИК.
pub fn is_valid_account(account: &[u8], bik: &[u8]) -> bool {
    verify_value(Kind::Account, account, bik).is_valid()
}

pub(super) fn verify_value(kind: Kind, value: &[u8], bik: &[u8]) -> Verdict {
    let (line, length) = line_of(kind, value, bik);
    verify(kind, &line, length)
}

/// Judges the value on a line. Any byte that is not ASCII is a wrong character, whatever encoding it comes from.
#[inline(never)]
pub(crate) fn verify(kind: Kind, line: &Line, length: usize) -> Verdict {
    let [window @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = line;
    let digits = if kind == Kind::Okved { 0 } else { leading(window) };
    let mut own = length;
    if digits < length {
        for (at, character) in line.iter().enumerate().take(length.min(LONGEST)).skip(digits) {
            if !kind.allows(at, *character) {
                return Verdict::new(Code::Characters, at);
            }
        }
        let [.., after, _, _, _, _, _, _, _, _, _, _, _] = line;
        if kind == Kind::Account && length > LONGEST && matches!(after, b'\t' | b' ' | b',' | b'/' | b';') {
            own = LONGEST;
        }
    }
    let verdict = verify_digits(kind, line, own);
    if kind == Kind::Account && verdict.is_valid() { verify_account(line, length) } else { verdict }
}

/// Judges a value that has digits where it must; of an account the key is left out. In a batch nobody can foresee whether a line
/// is valid, so nothing here branches on that: what weighs more comes later and replaces what was before.
#[inline(never)]
pub(crate) fn verify_digits(kind: Kind, line: &Line, length: usize) -> Verdict {
    let [window @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = line;
    let [a, b, _, d, e, ..] = line;
    let zeros = (a | b) & 15 == 0;
    let ten = length == 10;
    let (controls, region): (&[Control], bool) = match kind {
        Kind::Inn => (if ten { &inn::ORGANIZATION } else { &inn::PERSON }, zeros),
        Kind::Ogrn | Kind::Grn => (&register::ORGANIZATIONS, (d | e) & 15 == 0),
        Kind::Ogrnip | Kind::Grnip => (&register::ENTREPRENEURS, (d | e) & 15 == 0),
        Kind::Snils => (&snils::CONTROLS, false),
        Kind::Okpo => (if ten { &okpo::OF_10 } else { &okpo::OF_8 }, false),
        Kind::Kpp | Kind::Bik | Kind::Account | Kind::Oktmo | Kind::Okato | Kind::Okved => (&[], false),
    };
    let mut verdict = verify_controls(window, controls);
    if region {
        verdict = Verdict::new(Code::Region, if kind == Kind::Inn { 0 } else { 3 });
    }
    if kind == Kind::Snils && zeros && !snils::is_checked(line) {
        verdict = if number(line, 0..11) == 0 { Verdict::new(Code::Unassigned, 0) } else { Verdict::VALID };
    }
    let Form { lengths, first_digits } = kind.form();
    // The classes of ОКВЭД 2 are 01–99.
    if first_digits >> (a & 15) & 1 == 0 || zeros && kind == Kind::Okved {
        verdict = Verdict::new(Code::Prefix, 0);
    }
    if lengths.wrapping_shr(length as u32) & 1 == 0 {
        verdict = Verdict::new(if length == 0 { Code::Empty } else { Code::Length }, 0);
    }
    verdict
}

/// Judges the key of an account that is well formed otherwise.
fn verify_account(line: &Line, length: usize) -> Verdict {
    let mut bik = [0; LINE];
    for (place, character) in bik.iter_mut().zip(line.iter().skip(BIK)) {
        *place = *character;
    }
    if !verify(Kind::Bik, &bik, length.saturating_sub(BIK)).is_valid() {
        return Verdict::new(Code::Context, 0);
    }
    match bank::rule(line) {
        Some(_) => Verdict::VALID,
        None => Verdict::new(Code::Checksum, bank::KEY),
    }
}
