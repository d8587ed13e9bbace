//! БИК and accounts. The key of an account: order of the Bank of Russia of 08.09.1997 № 515.
//!
//! The key is computed over three digits of the place that keeps the account and the account itself. For a credit
//! organisation those are the last three digits of its БИК, for a unit of the Bank of Russia `0` and the fifth and sixth
//! digits. Which of them applies follows from the БИК and the balance account.

use super::failure::Fault;
use super::report::slice;
use super::text::{Code, Layout, Warning};

/// Letters of clearing currencies in the sixth place; each stands for the digit of its place here.
const CLEARING: &[u8] = b"ABCEHKMPTX";

const KEY: usize = 8;

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
pub(super) fn clearing_digit(letter: u8) -> Option<u32> {
    let place = CLEARING.iter().position(|known| *known == letter)?;
    Some(place as u32)
}

/// The digit that a character of an account stands for.
pub(super) fn digit(character: u8) -> u32 {
    clearing_digit(character).unwrap_or(u32::from(character & 15))
}

/// The digit at this place of a БИК or an account.
fn at(number: &[u8], place: usize) -> u32 {
    digit(number.get(place).copied().unwrap_or_default())
}

fn keeper(account: &[u8], bik: &[u8]) -> Keeper {
    let balance = (0..5).fold(0, |number, place| number * 10 + at(account, place));
    if at(account, 0) == 0 {
        return Keeper::Treasury;
    }
    let unit = at(bik, 6) == 0 && at(bik, 7) == 0 && at(bik, 8) <= 2;
    match (at(bik, 0), at(bik, 1), balance) {
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

/// Whether the weighted sum of the keeper's three digits and the account is a multiple of ten. The weights 7, 1, 3 repeat
/// over all 23 digits, so the account begins with 7 again.
fn fits(keeper: [u32; 3], account: &[u8]) -> bool {
    let [first, second, third] = keeper;
    let mut sum = first * 7 + second + third * 3;
    for place in 0..20 {
        let weight = match place % 3 {
            0 => 7,
            1 => 1,
            _ => 3,
        };
        sum += at(account, place) * weight;
    }
    sum.is_multiple_of(10)
}

fn fits_bank(account: &[u8], bik: &[u8]) -> bool {
    fits([at(bik, 6), at(bik, 7), at(bik, 8)], account)
}

fn fits_central_bank(account: &[u8], bik: &[u8]) -> bool {
    fits([0, at(bik, 4), at(bik, 5)], account)
}

/// Judges the key of an account; both numbers are well formed.
pub(super) fn verify_account(account: &[u8], bik: &[u8]) -> Result<(), Fault> {
    let fits = match keeper(account, bik) {
        Keeper::Bank => fits_bank(account, bik),
        Keeper::CentralBank => fits_central_bank(account, bik),
        Keeper::Either => fits_bank(account, bik) || fits_central_bank(account, bik),
        Keeper::Treasury | Keeper::OtherUnit => true,
    };
    if fits {
        Ok(())
    } else {
        Err(Fault::new(Code::Checksum, KEY))
    }
}

pub(super) fn describe_bik(value: &[u8]) -> (Layout, Option<Warning>) {
    match value {
        [b'0', b'4', ..] => {
            let number = slice(value, 6, 9);
            let odd = number > b"002" && number < b"050";
            (Layout::Bik, odd.then_some(Warning::Participant))
        }
        [b'0', ..] => (Layout::DirectBik, None),
        [b'1', ..] => (Layout::IndirectBik, None),
        _ => (Layout::ClientBik, None),
    }
}

pub(super) fn describe_account(account: &[u8], bik: &[u8]) -> (Layout, Option<Warning>) {
    match keeper(account, bik) {
        Keeper::Treasury => (Layout::TreasuryAccount, Some(Warning::Keyless)),
        Keeper::OtherUnit => (Layout::UncheckedAccount, Some(Warning::OtherUnit)),
        Keeper::Bank => (Layout::BankAccount, None),
        Keeper::CentralBank => (Layout::CentralBankAccount, None),
        Keeper::Either if fits_central_bank(account, bik) => (Layout::CentralBankAccount, None),
        Keeper::Either => (Layout::BankAccount, None),
    }
}
