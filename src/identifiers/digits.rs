//! Sixteen characters at a time: how many of them are digits, where a line ends, what the digits weigh. In the modules that
//! ship each is a few vector instructions, which is both the smallest and the fastest form; a batch lives on it.

use core::num::NonZeroU32;

use super::failure::Verdict;
use super::text::Code;

/// How many characters are looked at together. Of the numbers with a control digit only accounts are longer.
pub(crate) const WINDOW: usize = 16;

/// The characters, the first in front. What lies behind a shorter number does not matter: it weighs nothing.
pub(crate) type Window = [u8; WINDOW];

pub(crate) use wide::{leading, line_feed, weigh};

#[cfg(target_feature = "simd128")]
mod wide {
    use core::arch::wasm32::{
        i16x8_add, i16x8_extmul_high_u8x16, i16x8_extmul_low_u8x16, i16x8_splat, i32x4_dot_i16x8, i32x4_extract_lane,
        u8x16_bitmask, u8x16_eq, u8x16_ge, u8x16_splat, u8x16_sub, u64x2, v128, v128_and,
    };

    use super::{WINDOW, Window};

    #[inline(always)]
    fn load(window: &Window) -> v128 {
        let [a, b, c, d, e, f, g, h, rest @ ..] = *window;
        u64x2(u64::from_le_bytes([a, b, c, d, e, f, g, h]), u64::from_le_bytes(rest))
    }

    /// The first place where the comparison holds, else the length of the window.
    #[inline(always)]
    fn first(holds: v128) -> usize {
        (u32::from(u8x16_bitmask(holds)) | 1 << WINDOW).trailing_zeros() as usize
    }

    /// How many digits the characters begin with.
    #[inline(always)]
    pub(crate) fn leading(window: &Window) -> usize {
        first(u8x16_ge(u8x16_sub(load(window), u8x16_splat(b'0')), u8x16_splat(10)))
    }

    /// Where the first line feed is, the length of the window if there is none.
    #[inline(always)]
    pub(crate) fn line_feed(window: &Window) -> usize {
        first(u8x16_eq(load(window), u8x16_splat(b'\n')))
    }

    /// The sum of the digits multiplied by their weights.
    #[inline(always)]
    pub(crate) fn weigh(window: &Window, weights: &Window) -> u32 {
        let digits = v128_and(load(window), u8x16_splat(15));
        let weights = load(weights);
        let products = i16x8_add(i16x8_extmul_low_u8x16(digits, weights), i16x8_extmul_high_u8x16(digits, weights));
        let sums = i32x4_dot_i16x8(products, i16x8_splat(1));
        let sum = i32x4_extract_lane::<0>(sums)
            + i32x4_extract_lane::<1>(sums)
            + i32x4_extract_lane::<2>(sums)
            + i32x4_extract_lane::<3>(sums);
        sum as u32
    }
}

#[cfg(not(target_feature = "simd128"))]
mod wide {
    use super::{WINDOW, Window};

    /// How many digits the characters begin with.
    pub(crate) fn leading(window: &Window) -> usize {
        window.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(WINDOW)
    }

    /// Where the first line feed is, the length of the window if there is none.
    pub(crate) fn line_feed(window: &Window) -> usize {
        window.iter().position(|byte| *byte == b'\n').unwrap_or(WINDOW)
    }

    /// The sum of the digits multiplied by their weights.
    pub(crate) fn weigh(window: &Window, weights: &Window) -> u32 {
        window.iter().zip(weights).map(|(byte, weight)| u32::from(byte & 15) * u32::from(*weight)).sum()
    }
}

/// How a control digit follows from the others.
pub(crate) struct Control {
    weights: Window,
    modulus: NonZeroU32,
    /// The remainder is divided by this, and the lowest digit of that is the control digit.
    unit: NonZeroU32,
    /// Its place.
    pub(crate) place: u8,
    /// Ten as a remainder means that the next control applies instead.
    again: bool,
}

impl Control {
    pub(crate) const fn new(weights: &[u8], modulus: u32, place: u8) -> Control {
        let mut all = [0; WINDOW];
        let mut places = all.as_mut_slice();
        let mut rest = weights;
        while let (Some((place, others)), [weight, after @ ..]) = (places.split_first_mut(), rest) {
            *place = *weight;
            places = others;
            rest = after;
        }
        Control { weights: all, modulus: nonzero(modulus), unit: nonzero(1), place, again: false }
    }

    /// The control digit is the second lowest digit of the remainder.
    pub(crate) const fn tens(self) -> Control {
        Control { unit: nonzero(10), ..self }
    }

    /// A remainder of ten means that the next control applies instead.
    pub(crate) const fn unless_ten(self) -> Control {
        Control { again: true, ..self }
    }
}

const fn nonzero(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// The verdict of the control digits: the first that does not fit.
#[inline(always)]
pub(crate) fn verify_controls(window: &Window, controls: &[Control]) -> Verdict {
    let mut verdict = Verdict::VALID;
    for control in controls {
        let remainder = weigh(window, &control.weights) % control.modulus;
        if control.again && remainder == 10 {
            continue;
        }
        let digit = window.get(usize::from(control.place) % WINDOW).copied().unwrap_or_default() & 15;
        if remainder / control.unit % 10 != u32::from(digit) && verdict.is_valid() {
            verdict = Verdict::new(Code::Checksum, control.place.into());
        }
        if control.again {
            break;
        }
    }
    verdict
}
