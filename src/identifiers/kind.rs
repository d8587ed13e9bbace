//! What all kinds of identifiers have: a name, lengths, first digits, characters.

use super::bank;
use super::text::{Kind, Word};

impl Kind {
    /// The kind with this [name](Kind::as_str).
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }

    /// The kind with this number, its place in [`Kind::ALL`].
    pub fn from_index(index: usize) -> Option<Kind> {
        Kind::ALL.get(index).copied()
    }

    /// Lengths that the kind may have: bit n stands for n characters.
    pub(crate) fn lengths(self) -> u32 {
        const fn of(lengths: &[u32]) -> u32 {
            match lengths {
                [first, rest @ ..] => 1 << *first | of(rest),
                [] => 0,
            }
        }
        match self {
            Kind::Inn => const { of(&[10, 12]) },
            Kind::Kpp | Kind::Bik => const { of(&[9]) },
            Kind::Ogrn | Kind::Grn => const { of(&[13]) },
            Kind::Ogrnip | Kind::Grnip => const { of(&[15]) },
            Kind::Snils => const { of(&[11]) },
            Kind::Account => const { of(&[20]) },
            Kind::Okpo => const { of(&[8, 10, 14]) },
            Kind::Oktmo => const { of(&[8, 11]) },
            Kind::Okato => const { of(&[2, 5, 8, 11]) },
            Kind::Okved => const { of(&[2, 4, 5, 7, 8]) },
        }
    }

    /// First digits that the kind may have: bit n stands for the digit n.
    pub(crate) fn first_digits(self) -> u32 {
        match self {
            Kind::Ogrn => 0b00_0010_0010,
            Kind::Ogrnip => 0b00_0000_1000,
            // 1 and 5 are the record that gave the ОГРН, the others are later records (Приказ Минфина 165н, п. 7).
            Kind::Grn => 0b11_1110_0110,
            Kind::Grnip => 0b00_0001_1000,
            // Direct participants, indirect participants, clients of the Bank of Russia.
            Kind::Bik => 0b00_0000_0111,
            _ => 0b11_1111_1111,
        }
    }

    /// Whether there are no letters and dots in it.
    pub(crate) fn has_only_digits(self) -> bool {
        !matches!(self, Kind::Kpp | Kind::Account | Kind::Okved)
    }

    /// What the character at this place must be.
    pub(crate) fn character(self, at: usize) -> Word {
        match (self, at) {
            (Kind::Kpp, 4 | 5) => Word::DigitOrCapital,
            (Kind::Account, 5) => Word::DigitOrClearing,
            (Kind::Okved, 2 | 5) => Word::Dot,
            _ => Word::Digit,
        }
    }

    /// What the length is counted in.
    pub(crate) fn unit(self) -> Word {
        if self.has_only_digits() { Word::Digits } else { Word::Characters }
    }
}

impl Kind {
    /// Whether the character may stand at this place.
    pub(crate) fn allows(self, at: usize, character: u8) -> bool {
        let expected = self.character(at);
        match character {
            b'0'..=b'9' => expected != Word::Dot,
            b'.' => expected == Word::Dot,
            b'A'..=b'Z' => {
                expected == Word::DigitOrCapital
                    || expected == Word::DigitOrClearing && bank::clearing_digit(character).is_some()
            }
            _ => false,
        }
    }
}
