//! The strict check of one value: ASCII only, exact length, no clean-up.

use super::failure::{Failure, Verdict};
use super::judge::judge;
use super::line::{Line, value as line_of};
use super::report::{Report, report};
use super::text::{Kind, Layout, Locale, Warning, filled};

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
        let (line, length) = line_of(self.kind, self.value.as_bytes(), bik.as_bytes());
        let verdict = verify(self.kind, &line, length);
        report(self.kind, &line, self.value.len(), verdict, self.context.year.map_or(u32::MAX, u32::from))
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
        verdict if verdict.is_valid() => Ok(Valid { kind, value, context: *context }),
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
pub(crate) fn verify(kind: Kind, line: &Line, length: usize) -> Verdict {
    Verdict(judge(kind, line, 1 << length.min(31), &mut []))
}
