//! A refusal and its message.

use super::text::{Code, Kind, Locale, Word, filled};

/// Whether a value is valid, and if not, why and where: the number of the code, and the place eight bits above it. It is one
/// number, so that one verdict can replace another without a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict(pub(crate) u32);

impl Verdict {
    pub(crate) const VALID: Verdict = Verdict::new(Code::Valid, 0);

    pub(crate) const fn new(code: Code, at: usize) -> Verdict {
        Verdict(code as u32 | (at as u32) << 8)
    }

    pub(crate) fn is_valid(self) -> bool {
        self.number() == Verdict::VALID.number()
    }

    /// The number of the code.
    pub(crate) fn number(self) -> u8 {
        self.0 as u8
    }

    pub(crate) fn code(self) -> Code {
        Code::ALL.get(usize::from(self.number())).copied().unwrap_or(Code::Valid)
    }

    pub(crate) fn at(self) -> usize {
        (self.0 >> 8) as usize
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
    pub(crate) fn new(kind: Kind, verdict: Verdict, length: usize) -> Failure {
        let code = verdict.code();
        Failure { kind, code, at: has_place(code).then_some(verdict.at()), length }
    }

    /// The message for people, in English as [`Display`](core::fmt::Display) or in another language.
    pub fn message(self, locale: Locale) -> Message {
        Message { failure: self, locale }
    }
}

impl core::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.message(Locale::En).fmt(formatter)
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
        let Message { failure: Failure { kind, code, at, length }, locale } = *self;
        let at = at.unwrap_or_default();
        let (name, template) = match wording(code, kind, at) {
            Wording::Code(code) => (code.as_str(), code.text(locale)),
            Wording::Word(word) => (word.as_str(), word.text(locale)),
        };
        formatter.write_str(&filled(template, |text, key| match key {
            'k' => text.push_str(kind.text(locale)),
            'l' => push_set(text, kind.lengths(), locale),
            'f' => push_set(text, kind.form().first_digits, locale),
            'n' => text.push_str(&length.to_string()),
            'c' => text.push_str(name),
            _ => text.push_str(&(at + 1).to_string()),
        }))
    }
}

/// Writes the numbers of the bits that are set: «2, 5, 8 или 11».
fn push_set(text: &mut String, bits: u32, locale: Locale) {
    let last = bits.checked_ilog2().unwrap_or_default();
    let mut is_first = true;
    for bit in 0..=last {
        if bits >> bit & 1 == 0 {
            continue;
        }
        if !is_first {
            text.push_str(if bit == last { Word::Or.text(locale) } else { ", " });
        }
        is_first = false;
        text.push_str(&bit.to_string());
    }
}

/// Whether a refusal of this kind is at one place of the value.
pub(crate) fn has_place(code: Code) -> bool {
    matches!(code, Code::Characters | Code::Checksum | Code::Region | Code::Prefix)
}

/// What a refusal is told with.
pub(crate) enum Wording {
    Code(Code),
    Word(Word),
}

/// The wording of a refusal: its code's, or that of some kinds and places.
pub(crate) fn wording(code: Code, kind: Kind, at: usize) -> Wording {
    let word = match (code, kind) {
        (Code::Length, Kind::Kpp | Kind::Account | Kind::Okved) => Some(Word::Length),
        (Code::Characters, _) => kind.character(at),
        (Code::Checksum, Kind::Account) => Some(Word::Key),
        (Code::Prefix, Kind::Okved) => Some(Word::Class),
        _ => None,
    };
    word.map_or(Wording::Code(code), Wording::Word)
}
