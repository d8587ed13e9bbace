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

fn keeper(account: &[u8], bik: &[u8]) -> Keeper {
    let treasury_or_bank_of_russia = matches!(bik, [b'0', b'0'..=b'2', ..]);
    if account.starts_with(b"0") {
        Keeper::Treasury
    } else if bik.starts_with(b"2") || treasury_or_bank_of_russia && account.starts_with(b"40302") {
        Keeper::OtherUnit
    } else if treasury_or_bank_of_russia
        || matches!(bik, [.., b'0', b'0', b'0'..=b'2'])
        || [b"30101", b"40102", b"40116"]
            .iter()
            .any(|balance| account.starts_with(*balance))
    {
        Keeper::CentralBank
    } else if bik.starts_with(b"1") || account.starts_with(b"301") {
        // Foreign banks: which rule they follow is not known, so only an account that fits none is refused. And banks have
        // correspondent accounts both with the Bank of Russia and with each other.
        Keeper::Either
    } else {
        Keeper::Bank
    }
}

/// Whether the weighted sum of the keeper's three digits and the account is a multiple of ten. The weights 7, 1, 3 repeat
/// over all 23 digits.
fn fits(keeper: [u8; 3], account: &[u8]) -> bool {
    let mut sum = 0;
    let mut weight = 7;
    for character in keeper.iter().chain(account) {
        sum += digit(*character) * weight;
        weight = match weight {
            7 => 1,
            1 => 3,
            _ => 7,
        };
    }
    sum.is_multiple_of(10)
}

/// Whose rule the key of the account follows, if any.
fn rule(account: &[u8], bik: &[u8]) -> Option<Keeper> {
    let [.., fifth, sixth, seventh, eighth, ninth] = bik else {
        return None;
    };
    let keeper = keeper(account, bik);
    let central_bank = || fits([b'0', *fifth, *sixth], account).then_some(Keeper::CentralBank);
    let bank = || fits([*seventh, *eighth, *ninth], account).then_some(Keeper::Bank);
    match keeper {
        Keeper::Bank => bank(),
        Keeper::CentralBank => central_bank(),
        Keeper::Either => central_bank().or_else(bank),
        Keeper::Treasury | Keeper::OtherUnit => Some(keeper),
    }
}

/// Judges the key of an account; both numbers are well formed.
pub(super) fn verify_account(account: &[u8], bik: &[u8]) -> Result<(), Fault> {
    match rule(account, bik) {
        Some(_) => Ok(()),
        None => Err(Fault::new(Code::Checksum, KEY)),
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
    match rule(account, bik) {
        Some(Keeper::Treasury) => (Layout::TreasuryAccount, Some(Warning::Keyless)),
        Some(Keeper::OtherUnit) => (Layout::UncheckedAccount, Some(Warning::OtherUnit)),
        Some(Keeper::CentralBank) => (Layout::CentralBankAccount, None),
        _ => (Layout::BankAccount, None),
    }
}
