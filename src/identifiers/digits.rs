//! Digits eight at a time: one multiplication weighs four of them, one addition finds the first that is no digit.
//! It is both the smallest and the fastest form of the checks, and a batch lives on it.

use super::failure::{Code, Fault};

/// The longest thing that is looked at. The longest identifier has 20 characters; whatever is longer is too long anyway.
pub(crate) const WINDOW: usize = 24;

const WORDS: usize = WINDOW / 8;
const EVERY_OTHER: u64 = 0x00ff_00ff_00ff_00ff;

/// Up to 24 digits as numbers 0–9, the first in the lowest byte of the first word, zeros after the last.
#[derive(Clone, Copy)]
pub(crate) struct Digits {
    words: [u64; WORDS],
    len: usize,
}

/// Weights of up to 24 digits, laid out so that a product's highest 16 bits are the weighted sum of four digits.
pub(crate) struct Weights([(u64, u64); WORDS]);

impl Weights {
    pub(crate) const fn new(words: [[u64; 8]; WORDS]) -> Weights {
        const fn lanes(word: [u64; 8]) -> (u64, u64) {
            let [a, b, c, d, e, f, g, h] = word;
            (a << 48 | c << 32 | e << 16 | g, b << 48 | d << 32 | f << 16 | h)
        }
        let [first, second, third] = words;
        Weights([lanes(first), lanes(second), lanes(third)])
    }
}

impl Digits {
    /// The digits at the beginning of the window, up to the first other byte.
    #[inline(always)]
    pub(crate) fn leading(window: &[u8; WINDOW]) -> Digits {
        let mut digits = Digits { words: [0; WORDS], len: 0 };
        let (chunks, _) = window.as_chunks::<8>();
        for (word, chunk) in digits.words.iter_mut().zip(chunks) {
            let values = u64::from_le_bytes(*chunk) ^ 0x3030_3030_3030_3030;
            // The high bit of a byte is set when its value is above 9. A carry can spoil only the bytes after the
            // first such one, and those are not looked at.
            let others = (values.wrapping_add(0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080;
            if others != 0 {
                let bits = others.trailing_zeros() & !7;
                *word = values & ((1 << bits) - 1);
                digits.len += bits as usize / 8;
                break;
            }
            *word = values;
            digits.len += 8;
        }
        digits
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The digit at this place (from 0); 0 behind the last.
    #[inline(always)]
    pub(crate) fn at(&self, place: usize) -> u32 {
        self.words.get(place / 8).map_or(0, |word| (word >> (place % 8 * 8)) as u32 & 0xff)
    }

    /// Two digits as a number.
    #[inline(always)]
    pub(crate) fn pair(&self, place: usize) -> u32 {
        self.at(place) * 10 + self.at(place + 1)
    }

    /// The sum of the digits multiplied by their weights (each weight at most 12).
    #[inline(always)]
    pub(crate) fn weigh(&self, weights: &Weights) -> u32 {
        self.words.iter().zip(&weights.0).fold(0, |sum, (word, (even, odd))| {
            let products =
                (word & EVERY_OTHER).wrapping_mul(*even).wrapping_add((word >> 8 & EVERY_OTHER).wrapping_mul(*odd));
            sum + (products >> 48) as u32
        })
    }

    /// The digit at `place` must equal `expected`.
    #[inline(always)]
    pub(crate) fn control(&self, place: usize, expected: u32) -> Result<(), Fault> {
        if self.at(place) == expected { Ok(()) } else { Err(Fault::new(Code::Checksum, place)) }
    }
}
