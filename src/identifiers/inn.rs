//! ИНН: order of the tax service (ФНС) of 26.06.2025 № ЕД-7-14/559@; the control digits are those of 2004.
//!
//! Any region from 01 to 99 occurs in the registers (abolished ones, a second series of Moscow), so only 00 is refused.
//! Since 2026 the third and fourth digits are an index and no longer a tax office, and old numbers cannot be told from
//! new ones; hence no part of an ИНН is called a tax office.

use super::digits::{BY_11, Controls};
use super::line::{Line, number};

pub(super) const ORGANIZATION: Controls = Controls::one(&[2, 4, 10, 3, 5, 9, 4, 6, 8], &BY_11);
pub(super) const PERSON: Controls =
    Controls::new([&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]], [&BY_11, &BY_11], [10, 11]);

/// Whether the ИНН of an organisation is a foreign one's. `9901` is Baikonur and not foreign.
pub(super) fn is_foreign(inn: &Line) -> bool {
    number(inn, 0..4) == 9909
}
