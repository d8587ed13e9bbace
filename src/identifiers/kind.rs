//! What all kinds of identifiers have: a name, lengths, first digits, characters, control digits.

use super::digits::{Controls, Range};
use super::line::LONGEST;
use super::text::{Code, Kind, Word};
use super::{bank, inn, okpo, register, snils};

/// What the numbers of a kind look like.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// Lengths that the kind may have: bit n stands for n characters.
    pub(crate) lengths: u32,
    /// First digits that the kind may have: bit n stands for the digit n.
    pub(crate) first_digits: u32,
    /// The ends of lines, and the digits. They are data, so that the module need not compose vectors of them for every line.
    pub(crate) feed: Range,
    pub(crate) carriage_return: Range,
    pub(crate) digits: Range,
    /// Places where there may be other characters than digits, and which.
    pub(crate) letters: u8,
    pub(crate) letter: Range,
    /// Places where there must be such a character.
    pub(crate) dots: u8,
    /// Where two digits are that must not be 00, and what they are refused with.
    pub(crate) pair: u8,
    pub(crate) pair_code: Code,
    /// The row of the control digits; those of a number of ten digits are one below.
    pub(crate) controls: u8,
}

const fn form(lengths: &[u32], first_digits: u32) -> Form {
    const fn bits(lengths: &[u32]) -> u32 {
        match lengths {
            [first, rest @ ..] => 1 << *first | bits(rest),
            [] => 0,
        }
    }
    Form {
        lengths: bits(lengths),
        first_digits,
        letters: 0,
        letter: Range::new(b'A', b'Z'),
        feed: Range::new(b'\n', b'\n'),
        carriage_return: Range::new(b'\r', b'\r'),
        digits: Range::new(b'0', b'9'),
        dots: 0,
        pair: 0,
        pair_code: Code::Valid,
        controls: u8::MAX,
    }
}

impl Form {
    const fn letters(self, places: u8, first: u8, last: u8) -> Form {
        Form { letters: places, letter: Range::new(first, last), ..self }
    }

    const fn dots(self, places: u8) -> Form {
        Form { dots: places, ..self.letters(places, b'.', b'.') }
    }

    const fn not_00(self, at: u8, code: Code) -> Form {
        Form { pair: at, pair_code: code, ..self }
    }

    const fn controls(self, row: u8) -> Form {
        Form { controls: row, ..self }
    }
}

/// The control digits of the kinds that have any.
pub(super) static CONTROLS: [Controls; 9] = [
    okpo::OF_8,
    okpo::OF_10,
    inn::PERSON,
    inn::ORGANIZATION,
    register::ORGANIZATIONS,
    register::ENTREPRENEURS,
    snils::CONTROLS,
    bank::WEIGHTS,
    bank::WEIGHTS_BEHIND,
];

pub(super) const ANY: u32 = 0b11_1111_1111;

/// In the order of the kinds.
static FORMS: [Form; Kind::ALL.len() + 1] = [
    form(&[10, 12], ANY).not_00(0, Code::Region).controls(2),
    form(&[9], ANY).letters(1 << 4 | 1 << 5, b'A', b'Z'),
    form(&[13], 0b00_0010_0010).not_00(3, Code::Region).controls(4),
    form(&[15], 0b00_0000_1000).not_00(3, Code::Region).controls(5),
    // 1 and 5 are the record that gave the ОГРН, the others are later records (Приказ Минфина 165н, п. 7).
    form(&[13], 0b11_1110_0110).not_00(3, Code::Region).controls(4),
    form(&[15], 0b00_0001_1000).not_00(3, Code::Region).controls(5),
    form(&[11], ANY).controls(6),
    // Direct participants, indirect participants, clients of the Bank of Russia.
    form(&[9], 0b00_0000_0111),
    form(&[20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31], ANY).letters(1 << 5, b'A', b'X').controls(7),
    form(&[8, 10, 14], ANY).controls(0),
    form(&[8, 11], ANY),
    form(&[2, 5, 8, 11], ANY),
    // The classes of ОКВЭД 2 are 01–99.
    form(&[2, 4, 5, 7, 8], ANY).dots(1 << 2 | 1 << 5).not_00(0, Code::Prefix),
    // No kind's: what is the same in all rows the compiler would take for a constant, and compose for every line.
    Form { feed: Range::new(0, 0), carriage_return: Range::new(0, 0), digits: Range::new(0, 0), ..form(&[], 0) },
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
    pub(crate) fn form(self) -> &'static Form {
        FORMS.get(self as usize).unwrap_or(&FORMS[0])
    }

    /// Lengths that the numbers may have: bit n stands for n characters.
    pub(crate) fn lengths(self) -> u32 {
        self.form().lengths & !(u32::MAX << (LONGEST + 1))
    }

    /// Lengths and first digits as the script has them: bit n stands for n characters, and for the digit n.
    #[cfg(feature = "reflect")]
    pub fn masks(self) -> (u32, u32) {
        (self.lengths(), self.form().first_digits)
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
}
