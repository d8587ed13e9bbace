//! Many characters at a time: which of them lie in a range, and what digits weigh. In the modules that ship each is a few
//! vector instructions, which is both the smallest and the fastest form; a batch lives on it.

use super::line::{LINE, Line};

/// How many characters are weighed together. Of the numbers with a control digit only accounts are longer.
pub(crate) const WINDOW: usize = LINE / 2;

/// The characters, the first in front. What lies behind a shorter number does not matter: it weighs nothing.
pub(crate) type Window = [u8; WINDOW];

pub(crate) use wide::{Weights, weigh, weights, within, within_line};

/// The halves of a line.
#[inline(always)]
pub(crate) fn halves(line: &Line) -> [&Window; 2] {
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = line;
    let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, second @ ..] = line;
    [first, second]
}

#[cfg(target_feature = "simd128")]
mod wide {
    use core::arch::wasm32::{
        i16x8_extend_high_u8x16, i16x8_extend_low_u8x16, i16x8_narrow_i32x4, i16x8_splat, i32x4_add, i32x4_dot_i16x8,
        i32x4_extract_lane, u8x16_bitmask, u8x16_le, u8x16_splat, u8x16_sub, u64x2, v128, v128_and,
    };

    use super::{Line, WINDOW, Window, halves};

    /// What each place of a window weighs: the first eight, and the others.
    pub(crate) type Weights = [v128; 2];

    pub(crate) const fn weights(window: &Window) -> Weights {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = *window;
        const fn four(a: u8, b: u8, c: u8, d: u8) -> u64 {
            a as u64 | (b as u64) << 16 | (c as u64) << 32 | (d as u64) << 48
        }
        [u64x2(four(a, b, c, d), four(e, f, g, h)), u64x2(four(i, j, k, l), four(m, n, o, p))]
    }

    #[inline(always)]
    fn load(window: &Window) -> v128 {
        let all = u128::from_le_bytes(*window);
        u64x2(all as u64, (all >> 64) as u64)
    }

    /// Which of the characters are among those from the first, up to so many behind it: bit n stands for place n.
    #[inline(always)]
    pub(crate) fn within(window: &Window, first: u8, more: u8) -> u32 {
        u8x16_bitmask(u8x16_le(u8x16_sub(load(window), u8x16_splat(first)), u8x16_splat(more))).into()
    }

    /// The same of a line.
    #[inline(always)]
    pub(crate) fn within_line(line: &Line, first: u8, more: u8) -> u32 {
        let [low, high] = halves(line);
        within(low, first, more) | within(high, first, more) << WINDOW
    }

    /// The sums of the digits multiplied by either weights.
    #[inline(always)]
    pub(crate) fn weigh(window: &Window, weights: &[Weights; 2]) -> [u32; 2] {
        let digits = v128_and(load(window), u8x16_splat(15));
        let (low, high) = (i16x8_extend_low_u8x16(digits), i16x8_extend_high_u8x16(digits));
        let ones = i16x8_splat(1);
        let [[a, b], [c, d]] = *weights;
        let first = i32x4_add(i32x4_dot_i16x8(low, a), i32x4_dot_i16x8(high, b));
        let second = i32x4_add(i32x4_dot_i16x8(low, c), i32x4_dot_i16x8(high, d));
        let sums = i32x4_dot_i16x8(i16x8_narrow_i32x4(first, second), ones);
        let sums = i32x4_dot_i16x8(i16x8_narrow_i32x4(sums, sums), ones);
        [i32x4_extract_lane::<0>(sums) as u32, i32x4_extract_lane::<1>(sums) as u32]
    }
}

#[cfg(not(target_feature = "simd128"))]
mod wide {
    use super::{Line, Window};

    /// What each place of a window weighs.
    pub(crate) type Weights = Window;

    pub(crate) const fn weights(window: &Window) -> Weights {
        *window
    }

    fn bits(bytes: &[u8], first: u8, more: u8) -> u32 {
        bytes.iter().rev().fold(0, |bits, byte| bits << 1 | u32::from(byte.wrapping_sub(first) <= more))
    }

    /// Which of the characters are among those from the first, up to so many behind it: bit n stands for place n.
    pub(crate) fn within(window: &Window, first: u8, more: u8) -> u32 {
        bits(window, first, more)
    }

    /// The same of a line.
    pub(crate) fn within_line(line: &Line, first: u8, more: u8) -> u32 {
        bits(line, first, more)
    }

    /// The sums of the digits multiplied by either weights.
    pub(crate) fn weigh(window: &Window, weights: &[Weights; 2]) -> [u32; 2] {
        let sum = |weights: &Window| {
            window.iter().zip(weights).map(|(byte, weight)| u32::from(byte & 15) * u32::from(*weight)).sum()
        };
        let [first, second] = weights;
        [sum(first), sum(second)]
    }
}

/// How control digits follow from the others: the lowest digit of the remainder of a weighted sum. There are always two of
/// them; where a number has one, both are the same.
pub(crate) struct Controls {
    weights: [Weights; 2],
    modulus: u32,
    /// What to multiply with instead of dividing by the modulus, 65536 times as large.
    inverse: u32,
    /// The first control digit is the second lowest digit of its remainder.
    tens: bool,
    /// Ten as the first remainder means that the second applies instead, and otherwise the second does not apply.
    again: bool,
    /// The places of the control digits.
    places: [u8; 2],
}

impl Controls {
    pub(crate) const fn new(weights: [&[u8]; 2], modulus: u32, places: [u8; 2]) -> Controls {
        let [first, second] = weights;
        Controls {
            weights: [padded(first), padded(second)],
            modulus,
            inverse: 0x1_0000 / modulus + 1,
            tens: false,
            again: false,
            places,
        }
    }

    /// One control digit behind the others.
    pub(crate) const fn one(weights: &[u8], modulus: u32) -> Controls {
        let place = weights.len() as u8;
        Controls::new([weights, weights], modulus, [place, place])
    }

    /// The first control digit is the second lowest digit of the remainder.
    pub(crate) const fn tens(self) -> Controls {
        Controls { tens: true, ..self }
    }

    /// A remainder of ten means that the second weights apply instead.
    pub(crate) const fn unless_ten(self) -> Controls {
        Controls { again: true, ..self }
    }

    /// Whether a control digit does not fit, and the place of the first such. Nothing branches on the digits, because in a batch
    /// nobody can foresee them.
    #[inline(always)]
    pub(crate) fn mismatch(&self, line: &Line) -> (bool, usize) {
        let [window, _] = halves(line);
        // The sums are small enough for that to be the quotient.
        let remainder = |sum: u32| sum - (sum * self.inverse >> 16) * self.modulus;
        let [first, second] = weigh(window, &self.weights);
        let (first, second) = (remainder(first), remainder(second));
        let ten = self.again & (first == 10);
        let first = if self.tens { first / 10 } else { first };
        let [place, other_place] = self.places;
        let (place, other_place) = (usize::from(place), usize::from(other_place));
        let digit = |place: usize| u32::from(line.get(place % LINE).copied().unwrap_or_default() & 15);
        let fits = (first % 10 == digit(place)) | ten;
        let other_fits = (second % 10 == digit(other_place)) | (self.again & !ten);
        (!(fits & other_fits), if fits { other_place } else { place })
    }
}

/// The weights, with zeros behind them.
pub(crate) const fn padded(bytes: &[u8]) -> Weights {
    let mut all = [0; WINDOW];
    let mut places = all.as_mut_slice();
    let mut rest = bytes;
    while let (Some((place, others)), [byte, after @ ..]) = (places.split_first_mut(), rest) {
        *place = *byte;
        places = others;
        rest = after;
    }
    weights(&all)
}
