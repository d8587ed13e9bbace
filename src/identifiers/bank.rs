//! БИК and accounts. The key of an account: order of the Bank of Russia of 08.09.1997 № 515.
//!
//! The key is computed over three digits of the place that keeps the account and the account itself. For a credit
//! organisation those are the last three digits of its БИК, for a unit of the Bank of Russia `0` and the fifth and sixth
//! digits. Which of them applies follows from the БИК and the balance account.

use super::digits::{Digits, Weights};
use super::failure::{Code, Fault, Warning};
use super::report::{Report, slice};

/// Letters of clearing currencies in the sixth place; each stands for the digit of its place here.
const CLEARING: &[u8] = b"ABCEHKMPTX";

const KEY: usize = 8;

// Weights 7, 1, 3 repeat over all 23 digits, so after the three of the keeper the account begins with 7 again.
const ACCOUNT: Weights = Weights::new([[7, 1, 3, 7, 1, 3, 7, 1], [3, 7, 1, 3, 7, 1, 3, 7], [1, 3, 7, 1, 0, 0, 0, 0]]);

/// Who keeps an account, as far as its key is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeper {
    /// A credit organisation.
    Bank,
    /// A unit of the Bank of Russia.
    CentralBank,
    /// One of both: the same balance accounts occur in both places.
    Either,
    /// The treasury: there is no key.
    Treasury,
    /// A unit of the Bank of Russia whose БИК is not the given one.
    OtherUnit,
}

/// The digit that a clearing letter stands for.
pub(super) fn clearing_digit(letter: u8) -> Option<u8> {
    CLEARING.iter().zip(b'0'..).find(|(known, _)| **known == letter).map(|(_, digit)| digit)
}

fn keeper(account: &Digits, bik: &Digits) -> Keeper {
    let balance = (0..5).fold(0, |number, place| number * 10 + account.at(place));
    if account.at(0) == 0 {
        return Keeper::Treasury;
    }
    let unit = bik.at(6) == 0 && bik.at(7) == 0 && bik.at(8) <= 2;
    match (bik.at(0), bik.at(1), balance) {
        // Clients of the Bank of Russia that take no part in payments, and the treasury's 40302.
        (2, _, _) | (0, 0..=2, 40302) => Keeper::OtherUnit,
        // Bodies of the treasury and of the Bank of Russia.
        (0, 0..=2, _) => Keeper::CentralBank,
        (_, _, 30101 | 40102 | 40116) => Keeper::CentralBank,
        _ if unit => Keeper::CentralBank,
        // Banks have correspondent accounts both with the Bank of Russia and with each other.
        (_, _, 30100..=30199) => Keeper::Either,
        // Foreign banks: which rule they follow is not known, so only an account that fits none is refused.
        (1, _, _) => Keeper::Either,
        _ => Keeper::Bank,
    }
}

fn fits_bank(account: &Digits, bik: &Digits) -> bool {
    let prefix = bik.at(6) * 7 + bik.at(7) + bik.at(8) * 3;
    (prefix + account.weigh(&ACCOUNT)).is_multiple_of(10)
}

fn fits_central_bank(account: &Digits, bik: &Digits) -> bool {
    let prefix = bik.at(4) + bik.at(5) * 3;
    (prefix + account.weigh(&ACCOUNT)).is_multiple_of(10)
}

/// Judges the key of an account (its letter already replaced); `bik` has been checked.
pub(super) fn verify_account(account: &Digits, bik: &Digits) -> Result<(), Fault> {
    let fits = match keeper(account, bik) {
        Keeper::Bank => fits_bank(account, bik),
        Keeper::CentralBank => fits_central_bank(account, bik),
        Keeper::Either => fits_bank(account, bik) || fits_central_bank(account, bik),
        Keeper::Treasury | Keeper::OtherUnit => true,
    };
    if fits { Ok(()) } else { Err(Fault::new(Code::Checksum, KEY)) }
}

pub(super) fn describe_bik(value: &[u8], report: &mut impl Report) {
    let participation: &[u8] = match value.first() {
        Some(b'0') => b"direct",
        Some(b'1') => b"indirect",
        _ => b"client",
    };
    report.text("participation", participation);
    if !value.starts_with(b"04") {
        return;
    }
    report.text("territory", slice(value, 2, 4));
    report.text("unit", slice(value, 4, 6));
    let number = slice(value, 6, 9);
    report.text("number", number);
    if number > b"002" && number < b"050" {
        report.warning(Warning::Participant);
    }
}

/// The parts of an account: `value` as written, `account` and `bik` as digits.
pub(super) fn describe_account(value: &[u8], account: &Digits, bik: &Digits, report: &mut impl Report) {
    report.text("balanceAccount", slice(value, 0, 5));
    let currency = [5, 6, 7].map(|place| b'0' + account.at(place) as u8);
    report.text("currency", &currency);
    let keeper = keeper(account, bik);
    let rule: &[u8] = match keeper {
        Keeper::Bank => b"bank",
        Keeper::CentralBank => b"centralBank",
        Keeper::Either if fits_central_bank(account, bik) => b"centralBank",
        Keeper::Either => b"bank",
        Keeper::Treasury | Keeper::OtherUnit => b"none",
    };
    report.text("rule", rule);
    if keeper == Keeper::Treasury {
        report.warning(Warning::Keyless);
        return;
    }
    report.text("key", slice(value, KEY, 9));
    report.text("branch", slice(value, 9, 13));
    report.text("number", slice(value, 13, 20));
    if keeper == Keeper::OtherUnit {
        report.warning(Warning::OtherUnit);
    }
}
