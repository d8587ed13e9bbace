//! Many characters at a time: which of them lie in a range, and what digits weigh. In the modules that ship each is a few
//! vector instructions, which is both the smallest and the fastest form; a batch lives on it.

use super::line::{LINE, Line};

/// How many characters are weighed together. Of the numbers with a control digit only accounts are longer.
pub(crate) const WINDOW: usize = LINE / 2;

/// The characters, the first in front. What lies behind a shorter number does not matter: it weighs nothing.
pub(crate) type Window = [u8; WINDOW];

pub(crate) use wide::{Weights, bounds, outside, same, weigh, weights};

/// The halves of a line.
#[inline(always)]
pub(crate) fn halves(line: &Line) -> [&Window; 2] {
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = line;
    let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, second @ ..] = line;
    [first, second]
}

/// Characters from a first to a last.
#[derive(Clone, Copy)]
pub(crate) struct Range {
    first: u8,
    /// What can be added to the distance of a character from the first, so that the highest bit tells whether it is outside.
    room: u8,
}

impl Range {
    pub(crate) const fn new(first: u8, last: u8) -> Range {
        Range { first, room: 127 - (last - first) }
    }
}

#[cfg(target_feature = "simd128")]
mod wide {
    use core::arch::wasm32::{
        i16x8_extend_high_u8x16, i16x8_extend_low_u8x16, i16x8_narrow_i32x4, i16x8_splat, i32x4_add, i32x4_dot_i16x8,
        i32x4_extract_lane, u8x16_add_sat, u8x16_bitmask, u8x16_eq, u8x16_splat, u8x16_sub, u64x2, v128, v128_and,
    };

    use super::{Range, Window};

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

    /// A range, spread over all places.
    #[derive(Clone, Copy)]
    pub(crate) struct Bounds {
        first: v128,
        room: v128,
    }

    #[inline(always)]
    pub(crate) fn bounds(range: Range) -> Bounds {
        Bounds { first: u8x16_splat(range.first), room: u8x16_splat(range.room) }
    }

    /// Which of the characters do not lie between the first and the last of a range: bit n stands for place n.
    #[inline(always)]
    pub(crate) fn outside(window: &Window, bounds: Bounds) -> u32 {
        u8x16_bitmask(u8x16_add_sat(u8x16_sub(load(window), bounds.first), bounds.room)).into()
    }

    /// Which of the characters are the first of a range.
    #[inline(always)]
    pub(crate) fn same(window: &Window, bounds: Bounds) -> u32 {
        u8x16_bitmask(u8x16_eq(load(window), bounds.first)).into()
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
    use super::{Range, Window};

    /// What each place of a window weighs.
    pub(crate) type Weights = Window;

    pub(crate) const fn weights(window: &Window) -> Weights {
        *window
    }

    fn bits(window: &Window, is: impl Fn(u8) -> bool) -> u32 {
        window.iter().rev().fold(0, |bits, byte| bits << 1 | u32::from(is(*byte)))
    }

    /// A range, spread over all places.
    pub(crate) type Bounds = Range;

    pub(crate) fn bounds(range: Range) -> Bounds {
        range
    }

    /// Which of the characters do not lie between the first and the last of a range: bit n stands for place n.
    pub(crate) fn outside(window: &Window, bounds: Bounds) -> u32 {
        bits(window, |byte| byte.wrapping_sub(bounds.first).saturating_add(bounds.room) > 127)
    }

    /// Which of the characters are the first of a range.
    pub(crate) fn same(window: &Window, bounds: Bounds) -> u32 {
        bits(window, |byte| byte == bounds.first)
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

/// What follows from a weighted sum. The sums of digits are smaller than that.
type Table = [u8; 1024];

/// The lowest digit of the remainder by so much.
const fn lowest_digit(modulus: u16) -> Table {
    table(modulus, 1, 10)
}

/// The remainder divided by a unit, its last digits below a limit.
const fn table(modulus: u16, unit: u16, limit: u16) -> Table {
    let mut table = [0; 1024];
    let mut places = table.as_mut_slice();
    let mut sum = 0;
    while let Some((place, others)) = places.split_first_mut() {
        *place = (sum % modulus / unit % limit) as u8;
        places = others;
        sum += 1;
    }
    table
}

pub(crate) static BY_11: Table = lowest_digit(11);
pub(crate) static BY_13: Table = lowest_digit(13);
pub(crate) static BY_101: Table = lowest_digit(101);
/// The second lowest digit.
pub(crate) static TENS_BY_101: Table = table(101, 10, 10);
/// The remainder itself: ten means that the second control digit applies instead of the first.
pub(crate) static WHOLE_BY_11: Table = table(11, 1, 11);

/// How control digits follow from the others. There are always two of them; where a number has one, both are the same.
pub(crate) struct Controls {
    weights: [Weights; 2],
    tables: [&'static Table; 2],
    /// The second does not apply unless the table of the first gives ten.
    again: bool,
    /// The places of the control digits.
    places: [u8; 2],
}

impl Controls {
    pub(crate) const fn new(weights: [&[u8]; 2], tables: [&'static Table; 2], places: [u8; 2]) -> Controls {
        let [first, second] = weights;
        Controls { weights: [padded(first), padded(second)], tables, again: false, places }
    }

    /// One control digit behind the others.
    pub(crate) const fn one(weights: &[u8], table: &'static Table) -> Controls {
        let place = weights.len() as u8;
        Controls::new([weights, weights], [table, table], [place, place])
    }

    /// One control digit behind the others, with other weights if the remainder by 11 is ten.
    pub(crate) const fn by_11_again(weights: &[u8], others: &[u8]) -> Controls {
        let place = weights.len() as u8;
        Controls { again: true, ..Controls::new([weights, others], [&WHOLE_BY_11, &BY_11], [place, place]) }
    }

    /// Whether a control digit does not fit, and the place of the first such. Nothing branches on the digits, because in a batch
    /// nobody can foresee them.
    #[inline(always)]
    pub(crate) fn mismatch(&self, line: &Line) -> (bool, usize) {
        let [window, _] = halves(line);
        let [sum, other_sum] = weigh(window, &self.weights);
        let [table, other_table] = self.tables;
        let control = |table: &Table, sum: u32| table.get(sum as usize % table.len()).copied().unwrap_or_default();
        let (first, second) = (control(table, sum), control(other_table, other_sum));
        let [place, other_place] = self.places;
        let (place, other_place) = (usize::from(place), usize::from(other_place));
        let digit = |place: usize| line.get(place % LINE).copied().unwrap_or_default() & 15;
        let ten = first == 10;
        let fits = (first == digit(place)) | ten;
        let other_fits = (second == digit(other_place)) | (self.again & !ten);
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
