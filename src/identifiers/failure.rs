//! A refusal and its message.

use core::num::NonZeroU16;

use super::text::{Code, Kind, Locale, Sink, Word, push_number, push_template};

/// The cause and the place of a refusal, in one number, so that a verdict is returned in a register: the number of the code
/// in the upper byte, the place below it, and the lowest bit always set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault(NonZeroU16);

impl Fault {
    pub(crate) const fn new(code: Code, at: usize) -> Fault {
        let number = (code as u16) << 8 | (at as u16) << 1;
        Fault(NonZeroU16::MIN.saturating_add(number))
    }

    /// The number of the code.
    pub(crate) fn number(self) -> u8 {
        (self.0.get() >> 8) as u8
    }

    pub(crate) fn code(self) -> Code {
        Code::ALL
            .get(usize::from(self.number()))
            .copied()
            .unwrap_or(Code::Valid)
    }

    fn at(self) -> usize {
        usize::from(self.0.get() as u8 >> 1)
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
        let code = fault.code();
        let placed = matches!(
            code,
            Code::Characters | Code::Checksum | Code::Region | Code::Prefix
        );
        Failure {
            kind,
            code,
            at: placed.then_some(fault.at()),
            length,
        }
    }

    /// The message for people, in English as [`Display`](core::fmt::Display) or in another language.
    pub fn message(self, locale: Locale) -> Message {
        Message {
            failure: self,
            locale,
        }
    }

    pub(crate) fn write(&self, locale: Locale, sink: &mut impl Sink) {
        let Failure {
            kind,
            code,
            at,
            length,
        } = *self;
        let at = at.unwrap_or_default();
        let template = match (code, kind) {
            (Code::Checksum, Kind::Account) => Word::Key.text(locale),
            (Code::Prefix, Kind::Okved) => Word::Class.text(locale),
            _ => code.text(locale),
        };
        push_template(sink, template, |sink, key| {
            let text = match key {
                b'k' => kind.text(locale),
                b'u' => kind.unit().text(locale),
                b'e' => kind.character(at).text(locale),
                b'l' => return push_set(sink, kind.lengths(), locale),
                b'f' => return push_set(sink, kind.first_digits(), locale),
                b'n' => return push_number(sink, length),
                _ => return push_number(sink, at + 1),
            };
            sink.push(text);
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

/// Writes the numbers of the bits that are set: «2, 5, 8 или 11».
fn push_set(sink: &mut impl Sink, mut bits: u32, locale: Locale) {
    loop {
        push_number(sink, bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        match bits.count_ones() {
            0 => return,
            1 => sink.push(Word::Or.text(locale)),
            _ => sink.push(b", "),
        }
    }
}
