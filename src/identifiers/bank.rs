//! БИК and accounts. The key of an account: order of the Bank of Russia of 08.09.1997 № 515.
//!
//! The key is computed over three digits of the place that keeps the account and the account itself. For a credit
//! organisation those are the last three digits of its БИК, for a unit of the Bank of Russia `0` and the fifth and sixth
//! digits. Which of them applies follows from the БИК and the balance account.

use super::digits::{BY_11, Controls, WINDOW};
use super::line::{BIK, LONGEST, Line, number};
use super::text::{Code, Warning};

/// Letters of clearing currencies in the sixth place; each stands for the digit of its place here.
const CLEARING: u32 = {
    let mut bits = 0;
    let mut rest: &[u8] = b"ABCEHKMPTX";
    while let [letter, others @ ..] = rest {
        bits |= 1 << (*letter & 31);
        rest = others;
    }
    bits
};

/// The place of the key.
pub(super) const KEY: usize = 8;

/// The place that may have a letter.
pub(super) const LETTER: usize = 5;

/// The place of a control digit that is weighed as the others are.
const NOWHERE: u8 = u8::MAX;

/// The weights of an account: 7, 1, 3 again and again. The letter is weighed for itself.
const SIXTH: u32 = 3;
const FIRST: &[u8] = &[7, 1, 3, 7, 1, 0, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7];
pub(super) const WEIGHTS: Controls = Controls::new([FIRST, FIRST], [&BY_11, &BY_11], [NOWHERE, NOWHERE]);
/// Those of its last four digits, and behind them of the keeper's: in the БИК of a credit organisation the last three, in that of a
/// unit of the Bank of Russia the fifth and the sixth.
const AS_BANK: &[u8] = &[1, 3, 7, 1, 0, 0, 0, 0, 0, 0, 0, 7, 1, 3];
const AS_UNIT: &[u8] = &[1, 3, 7, 1, 0, 0, 0, 0, 0, 1, 3];
pub(super) const WEIGHTS_BEHIND: Controls = Controls::new([AS_BANK, AS_UNIT], [&BY_11, &BY_11], [NOWHERE, NOWHERE]);

/// Who keeps an account, as far as its key is concerned; the order is that of the layouts. It is told by the place of the verdict
/// on a valid account.
#[derive(Clone, Copy)]
enum Keeper {
    /// A credit organisation.
    Bank,
    /// A unit of the Bank of Russia.
    CentralBank,
    /// The treasury: there is no key.
    Treasury,
    /// A unit of the Bank of Russia whose БИК is not the given one.
    OtherUnit,
}

/// Whether the letter stands for a digit.
#[inline(always)]
pub(super) fn is_clearing(letter: u8) -> bool {
    CLEARING >> (letter & 31) & 1 != 0
}

/// The first digit of the currency, which may be written as a letter: it stands for the number of such letters before it.
pub(super) fn currency(account: &Line) -> u32 {
    let [_, _, _, _, _, character, ..] = account;
    if *character > b'9' { (CLEARING & ((1 << (character & 31)) - 1)).count_ones() } else { u32::from(character & 15) }
}

/// A balance account as a number of its characters.
const fn text(balance: &[u8; 5]) -> u64 {
    let [a, b, c, d, e] = *balance;
    u64::from_le_bytes([a, b, c, d, e, 0, 0, 0])
}

/// Judges БИК and key of an account that is well formed otherwise. `end` is the bit of where the line ends.
#[inline(always)]
pub(super) fn verify(
    line: &Line,
    [account, _]: [u32; 2],
    [as_bank, as_unit]: [u32; 2],
    others: u32,
    end: u32,
) -> (Code, usize) {
    let [_, .., after, first, second, _, _, _, _, hundreds, tens, units, _, _] = *line;
    if end > 1 << LONGEST && !matches!(after, b'\t' | b' ' | b',' | b'/' | b';') {
        return (Code::Length, 0);
    }
    if end != 1 << (BIK + 9) || others >> (BIK - WINDOW) & 0x1ff != 0 || first > b'2' {
        return (Code::Context, 0);
    }
    let keeper = |keeper: Keeper| (Code::Valid, keeper as usize);
    let [zero, b, c, d, e, ..] = *line;
    let balance = u64::from_le_bytes([zero, b, c, d, e, 0, 0, 0]);
    if zero == b'0' {
        return keeper(Keeper::Treasury);
    }
    let treasury_or_bank_of_russia = first == b'0' && second < b'3';
    if first == b'2' || treasury_or_bank_of_russia && balance == text(b"40302") {
        return keeper(Keeper::OtherUnit);
    }
    let central_bank = treasury_or_bank_of_russia
        || hundreds == b'0' && tens == b'0' && units < b'3'
        || balance == text(b"30101")
        || balance == text(b"40102")
        || balance == text(b"40116");
    // Foreign banks: which rule they follow is not known, so only an account that fits none is refused. And banks have
    // correspondent accounts both with the Bank of Russia and with each other.
    let either = first != b'0' || balance << 40 == text(b"301\0\0") << 40;

    // The weighted sum of the keeper's three digits and the account must be a multiple of ten.
    let account = account + currency(line) * SIXTH;
    if (central_bank | either) & (account + as_unit).is_multiple_of(10) {
        keeper(Keeper::CentralBank)
    } else if !central_bank & (account + as_bank).is_multiple_of(10) {
        keeper(Keeper::Bank)
    } else {
        (Code::Checksum, KEY)
    }
}

/// How the bank takes part in payments: directly (with a БИК of the old form, or a new one), indirectly, as a client.
pub(super) fn participation(bik: &Line) -> u32 {
    match number(bik, 0..2) {
        4 => 0,
        first => first / 10 + 1,
    }
}

pub(super) fn warning_of_bik(bik: &Line) -> Option<Warning> {
    (number(bik, 0..2) == 4 && matches!(number(bik, 6..9), 3..50)).then_some(Warning::Participant)
}

pub(super) fn warning_of_account(keeper: u32) -> Option<Warning> {
    const TREASURY: u32 = Keeper::Treasury as u32;
    const OTHER_UNIT: u32 = Keeper::OtherUnit as u32;
    match keeper {
        TREASURY => Some(Warning::Keyless),
        OTHER_UNIT => Some(Warning::OtherUnit),
        _ => None,
    }
}
