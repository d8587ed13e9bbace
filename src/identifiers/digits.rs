//! Many characters at a time: which of them lie in a range, and what digits weigh. In the modules that ship each is a few
//! vector instructions, which is both the smallest and the fastest form; a batch lives on it.

use super::line::{LINE, Line};

/// How many characters are weighed together. Of the numbers with a control digit only accounts are longer.
pub(crate) const WINDOW: usize = LINE / 2;

/// The characters, the first in front. What lies behind a shorter number does not matter: it weighs nothing.
pub(crate) type Window = [u8; WINDOW];

pub(crate) use wide::{Distances, Weights, bounds, distances, load, order, outside, same, weigh, weights};

/// The halves of a line.
#[inline(always)]
pub(crate) fn halves(line: &Line) -> [&Window; 2] {
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = line;
    let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, second @ ..] = line;
    [first, second]
}

#[inline(always)]
pub(crate) fn first_half(line: &Line) -> &Window {
    let [first, _] = halves(line);
    first
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
        i8x16_shuffle, i16x8_extend_high_u8x16, i16x8_extend_low_u8x16, i16x8_narrow_i32x4, i16x8_splat, i32x4_add,
        i32x4_dot_i16x8, i32x4_extract_lane, u8x16_add_sat, u8x16_bitmask, u8x16_eq, u8x16_splat, u8x16_sub, u64x2,
        u64x2_extract_lane, v128,
    };

    use super::{Range, WINDOW, Window};

    /// What each place of a window weighs: the first eight, and the others.
    pub(crate) type Weights = [v128; 2];

    /// How far characters are from the first of a range.
    pub(crate) type Distances = v128;

    pub(crate) const fn weights(all: &[u16; WINDOW]) -> Weights {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = *all;
        const fn four(a: u16, b: u16, c: u16, d: u16) -> u64 {
            a as u64 | (b as u64) << 16 | (c as u64) << 32 | (d as u64) << 48
        }
        [u64x2(four(a, b, c, d), four(e, f, g, h)), u64x2(four(i, j, k, l), four(m, n, o, p))]
    }

    /// Sixteen characters.
    pub(crate) type Loaded = v128;

    #[inline(always)]
    pub(crate) fn load(window: &Window) -> Loaded {
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

    /// How far each character is from the first of a range.
    #[inline(always)]
    pub(crate) fn distances(window: Loaded, bounds: Bounds) -> Distances {
        u8x16_sub(window, bounds.first)
    }

    /// Which of them do not lie in the range: bit n stands for place n.
    #[inline(always)]
    pub(crate) fn outside(distances: Distances, bounds: Bounds) -> u32 {
        u8x16_bitmask(u8x16_add_sat(distances, bounds.room)).into()
    }

    /// Which of the characters are the first of a range.
    #[inline(always)]
    pub(crate) fn same(window: Loaded, bounds: Bounds) -> u32 {
        u8x16_bitmask(u8x16_eq(window, bounds.first)).into()
    }

    /// The second to the ninth characters as a number: those of two numbers compare as the numbers do.
    #[inline(always)]
    pub(crate) fn order(window: Loaded) -> u64 {
        u64x2_extract_lane::<0>(i8x16_shuffle::<8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0>(window, window))
    }

    /// The sums of the digits multiplied by either weights.
    #[inline(always)]
    pub(crate) fn weigh(digits: Distances, weights: &[Weights; 2]) -> [u32; 2] {
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
    use super::{Range, WINDOW, Window};

    /// What each place of a window weighs.
    pub(crate) type Weights = [u16; WINDOW];

    /// Sixteen characters.
    pub(crate) type Loaded = Window;

    /// How far characters are from the first of a range.
    pub(crate) type Distances = Window;

    pub(crate) fn load(window: &Window) -> Loaded {
        *window
    }

    pub(crate) const fn weights(all: &Weights) -> Weights {
        *all
    }

    fn bits(window: &Window, is: impl Fn(u8) -> bool) -> u32 {
        window.iter().rev().fold(0, |bits, byte| bits << 1 | u32::from(is(*byte)))
    }

    /// A range, spread over all places.
    pub(crate) type Bounds = Range;

    pub(crate) fn bounds(range: Range) -> Bounds {
        range
    }

    /// How far each character is from the first of a range.
    pub(crate) fn distances(window: Loaded, bounds: Bounds) -> Distances {
        window.map(|byte| byte.wrapping_sub(bounds.first))
    }

    /// Which of them do not lie in the range: bit n stands for place n.
    pub(crate) fn outside(distances: Distances, bounds: Bounds) -> u32 {
        bits(&distances, |distance| distance.saturating_add(bounds.room) > 127)
    }

    /// Which of the characters are the first of a range.
    pub(crate) fn same(window: Loaded, bounds: Bounds) -> u32 {
        bits(&window, |byte| byte == bounds.first)
    }

    /// The second to the ninth characters as a number: those of two numbers compare as the numbers do.
    pub(crate) fn order(window: Loaded) -> u64 {
        let [_, order @ .., _, _, _, _, _, _, _] = window;
        u64::from_be_bytes(order)
    }

    /// The sums of the digits multiplied by either weights.
    pub(crate) fn weigh(digits: Distances, weights: &[Weights; 2]) -> [u32; 2] {
        let sum = |weights: &Weights| {
            digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * u32::from(*weight)).sum()
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

/// What the control digit weighs besides: the sum of the others is smaller.
const CONTROL: u16 = 1024;

/// How control digits follow from the others. There are always two of them; where a number has one, both are the same.
pub(crate) struct Controls {
    weights: [Weights; 2],
    tables: [&'static Table; 2],
    /// The bits of the second that matter: none if it only applies where the table of the first gives ten.
    second: u32,
    /// The places of the control digits.
    places: [u8; 2],
}

/// What control digits are and should be.
#[derive(Clone, Copy)]
pub(crate) struct Mismatch {
    first: u32,
    second: u32,
    places: [u8; 2],
}

impl Mismatch {
    #[inline(always)]
    pub(crate) fn is_some(self) -> bool {
        self.first | self.second != 0
    }

    /// The place of the first control digit that does not fit.
    pub(crate) fn place(self) -> usize {
        let [place, other_place] = self.places;
        usize::from(if self.first == 0 { other_place } else { place })
    }
}

impl Controls {
    pub(crate) const fn new(weights: [&[u8]; 2], tables: [&'static Table; 2], places: [u8; 2]) -> Controls {
        let [first, second] = weights;
        let [place, other_place] = places;
        Controls { weights: [padded(first, place), padded(second, other_place)], tables, second: u32::MAX, places }
    }

    /// One control digit behind the others.
    pub(crate) const fn one(weights: &[u8], table: &'static Table) -> Controls {
        let place = weights.len() as u8;
        Controls::new([weights, weights], [table, table], [place, place])
    }

    /// One control digit behind the others, with other weights if the remainder by 11 is ten.
    pub(crate) const fn by_11_again(weights: &[u8], others: &[u8]) -> Controls {
        let place = weights.len() as u8;
        Controls { second: 0, ..Controls::new([weights, others], [&WHOLE_BY_11, &BY_11], [place, place]) }
    }

    /// The weighted sums.
    #[inline(always)]
    pub(crate) fn sums(&self, digits: Distances) -> [u32; 2] {
        weigh(digits, &self.weights)
    }

    /// How the control digits differ from what they should be. Nothing branches on the digits, because in a batch nobody can
    /// foresee them.
    #[inline(always)]
    pub(crate) fn mismatch(&self, [sum, other_sum]: [u32; 2]) -> Mismatch {
        let [table, other_table] = self.tables;
        let expected = |table: &Table, sum: u32| table.get(sum as usize % table.len()).copied().unwrap_or_default();
        let (first, second) = (expected(table, sum), expected(other_table, other_sum));
        let first = if first == 10 { second } else { first };
        let differs = |expected: u8, sum: u32| u32::from(expected) ^ (sum / u32::from(CONTROL));
        Mismatch { first: differs(first, sum), second: differs(second, other_sum) & self.second, places: self.places }
    }
}

/// The weights, that of the control digit, and zeros elsewhere.
pub(crate) const fn padded(bytes: &[u8], control: u8) -> Weights {
    let mut all = [0; WINDOW];
    let mut places = all.as_mut_slice();
    let mut rest = bytes;
    let mut at = 0;
    while let Some((place, others)) = places.split_first_mut() {
        if let [byte, after @ ..] = rest {
            *place = *byte as u16;
            rest = after;
        }
        if at == control {
            *place = CONTROL;
        }
        places = others;
        at += 1;
    }
    weights(&all)
}
