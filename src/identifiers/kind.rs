//! What all kinds of identifiers have: a name, lengths, first digits, characters.

use super::bank;
use super::text::{Kind, Word};

/// What the numbers of a kind look like.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// Lengths that the kind may have: bit n stands for n characters.
    pub(crate) lengths: u32,
    /// First digits that the kind may have: bit n stands for the digit n.
    pub(crate) first_digits: u32,
}

const fn form(lengths: &[u32], first_digits: u32) -> Form {
    const fn bits(lengths: &[u32]) -> u32 {
        match lengths {
            [first, rest @ ..] => 1 << *first | bits(rest),
            [] => 0,
        }
    }
    Form { lengths: bits(lengths), first_digits }
}

const ANY: u32 = 0b11_1111_1111;

/// In the order of the kinds.
static FORMS: [Form; Kind::ALL.len()] = [
    form(&[10, 12], ANY),
    form(&[9], ANY),
    form(&[13], 0b00_0010_0010),
    form(&[15], 0b00_0000_1000),
    // 1 and 5 are the record that gave the ОГРН, the others are later records (Приказ Минфина 165н, п. 7).
    form(&[13], 0b11_1110_0110),
    form(&[15], 0b00_0001_1000),
    form(&[11], ANY),
    // Direct participants, indirect participants, clients of the Bank of Russia.
    form(&[9], 0b00_0000_0111),
    form(&[20], ANY),
    form(&[8, 10, 14], ANY),
    form(&[8, 11], ANY),
    form(&[2, 5, 8, 11], ANY),
    form(&[2, 4, 5, 7, 8], ANY),
];

impl Kind {
    /// The kind with this [name](Kind::as_str).
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }

    /// The kind with this number, its place in [`Kind::ALL`].
    pub fn from_index(index: usize) -> Option<Kind> {
        Kind::ALL.get(index).copied()
    }

    /// What the numbers of the kind look like.
    #[inline(always)]
    pub(crate) fn form(self) -> Form {
        FORMS.get(self as usize).copied().unwrap_or(Form { lengths: 0, first_digits: 0 })
    }

    /// Lengths and first digits as the script has them: bit n stands for n characters, and for the digit n.
    #[cfg(feature = "reflect")]
    pub fn masks(self) -> (u32, u32) {
        (self.form().lengths, self.form().first_digits)
    }

    /// What the character at this place must be, if not a digit.
    pub(crate) fn character(self, at: usize) -> Option<Word> {
        match (self, at) {
            (Kind::Kpp, 4 | 5) => Some(Word::Capital),
            (Kind::Account, 5) => Some(Word::Clearing),
            (Kind::Okved, 2 | 5) => Some(Word::Dot),
            _ => None,
        }
    }

    /// Whether there can be nothing but a digit at this place, if before it were digits.
    #[inline(always)]
    pub(crate) fn is_plain(self, at: usize) -> bool {
        let others: u32 = match self {
            Kind::Kpp => 1 << 4 | 1 << 5,
            Kind::Account | Kind::Okved => u32::MAX,
            _ => 0,
        };
        others.wrapping_shr(at as u32) & 1 == 0
    }

    /// Whether the character may stand at this place.
    pub(crate) fn allows(self, at: usize, character: u8) -> bool {
        match self.character(at) {
            Some(Word::Dot) => character == b'.',
            Some(Word::Capital) if character.is_ascii_uppercase() => true,
            Some(Word::Clearing) if bank::clearing_digit(character).is_some() => true,
            _ => character.is_ascii_digit(),
        }
    }
}
