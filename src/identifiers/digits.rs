//! Digits eight at a time: one multiplication weighs four of them, one addition finds the first that is no digit.
//! It is both the smallest and the fastest form of the checks, and a batch lives on it.

use super::failure::Fault;
use super::text::Code;

/// How many characters are looked at together. Of the numbers with a control digit only accounts are longer.
pub(crate) const WINDOW: usize = 16;

const EVERY_OTHER: u64 = 0x00ff_00ff_00ff_00ff;

/// Up to 16 digits as numbers 0–9, the first in the lowest byte of the first word, zeros after the last.
#[derive(Clone, Copy)]
pub(crate) struct Digits(u64, u64);

/// Weights of up to 16 digits, a byte each, laid out so that the highest 16 bits of a product are the weighted sum of four.
pub(crate) struct Weights(u64, u64);

impl Weights {
    pub(crate) const fn new(first: [u8; 8], second: [u8; 8]) -> Weights {
        const fn word(weights: [u8; 8]) -> u64 {
            let [a, b, c, d, e, f, g, h] = weights;
            u64::from_le_bytes([g, h, e, f, c, d, a, b])
        }
        Weights(word(first), word(second))
    }
}

impl Digits {
    pub(crate) const NONE: Digits = Digits(0, 0);

    /// The digits at the beginning of the window, up to the first other byte, and how many they are.
    #[inline(always)]
    pub(crate) fn leading(window: &[u8; WINDOW]) -> (Digits, usize) {
        let (first, length) = leading(window.first_chunk());
        if length < 8 {
            return (Digits(first, 0), length);
        }
        let (second, more) = leading(window.last_chunk());
        (Digits(first, second), 8 + more)
    }

    /// The digits of a value that is known to have nothing else, at least where it matters.
    pub(crate) fn of(value: &[u8]) -> Digits {
        let mut window = [0; WINDOW];
        for (place, byte) in window.iter_mut().zip(value) {
            *place = *byte & 15;
        }
        let word = |chunk: Option<&[u8; 8]>| chunk.map_or(0, |chunk| u64::from_le_bytes(*chunk));
        Digits(word(window.first_chunk()), word(window.last_chunk()))
    }

    /// The digit at this place (from 0).
    #[inline(always)]
    pub(crate) fn at(self, place: usize) -> u32 {
        let word = if place < 8 { self.0 } else { self.1 };
        (word >> (place % 8 * 8)) as u32 & 15
    }

    /// Whether there are two zeros from this place on.
    #[inline(always)]
    pub(crate) fn has_zeros(self, place: usize) -> bool {
        self.at(place) | self.at(place + 1) == 0
    }

    /// The sum of the digits multiplied by their weights.
    #[inline(never)]
    pub(crate) fn weigh(self, weights: &Weights) -> u32 {
        weigh(self.0, weights.0) + weigh(self.1, weights.1)
    }

    /// The digit at `place` must equal `expected`.
    #[inline(always)]
    pub(crate) fn control(self, place: usize, expected: u32) -> Result<(), Fault> {
        if self.at(place) == expected { Ok(()) } else { Err(Fault::new(Code::Checksum, place)) }
    }
}

#[inline(always)]
fn leading(chunk: Option<&[u8; 8]>) -> (u64, usize) {
    let values = chunk.map_or(0, |chunk| u64::from_le_bytes(*chunk)) ^ 0x3030_3030_3030_3030;
    // The high bit of a byte is set when its value is above 9. A carry can spoil only the bytes after the first such one,
    // and those are not looked at.
    let others = (values.wrapping_add(0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080;
    if others == 0 {
        return (values, 8);
    }
    let bits = others.trailing_zeros() & !7;
    (values & ((1 << bits) - 1), bits as usize / 8)
}

#[inline(always)]
fn weigh(word: u64, weights: u64) -> u32 {
    let even = (word & EVERY_OTHER).wrapping_mul(weights & EVERY_OTHER);
    let odd = (word >> 8 & EVERY_OTHER).wrapping_mul(weights >> 8 & EVERY_OTHER);
    (even.wrapping_add(odd) >> 48) as u32
}
