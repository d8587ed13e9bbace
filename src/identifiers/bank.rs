//! БИК and accounts. The key of an account: order of the Bank of Russia of 08.09.1997 № 515.
//!
//! The key is computed over three digits of the place that keeps the account and the account itself. For a credit
//! organisation those are the last three digits of its БИК, for a unit of the Bank of Russia `0` and the fifth and sixth
//! digits. Which of them applies follows from the БИК and the balance account.

use super::failure::Fault;
use super::text::{Code, Warning};

/// Letters of clearing currencies in the sixth place; each stands for the digit of its place here.
const CLEARING: &[u8] = b"ABCEHKMPTX";

const KEY: usize = 8;

/// Who keeps an account, as far as its key is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeper {
    /// A credit organisation.
    Bank,
    /// A unit of the Bank of Russia.
    CentralBank,
    /// The treasury: there is no key.
    Treasury,
    /// A unit of the Bank of Russia whose БИК is not the given one.
    OtherUnit,
    /// A bank or the Bank of Russia: the same balance accounts occur in both places.
    Either,
}

/// The digit that a clearing letter stands for.
pub(super) fn clearing_digit(letter: u8) -> Option<u32> {
    let place = CLEARING.iter().position(|known| *known == letter)?;
    Some(place as u32)
}

/// The digit that a character of an account stands for.
#[inline(always)]
pub(super) fn digit(character: u8) -> u32 {
    if character.is_ascii_digit() { u32::from(character & 15) } else { clearing_digit(character).unwrap_or_default() }
}

fn keeper(account: &[u8], bik: &[u8]) -> Keeper {
    let treasury_or_bank_of_russia = matches!(bik, [b'0', b'0'..=b'2', ..]);
    if account.starts_with(b"0") {
        Keeper::Treasury
    } else if bik.starts_with(b"2") || treasury_or_bank_of_russia && account.starts_with(b"40302") {
        Keeper::OtherUnit
    } else if treasury_or_bank_of_russia
        || matches!(bik, [.., b'0', b'0', b'0'..=b'2'])
        || [b"30101", b"40102", b"40116"].iter().any(|balance| account.starts_with(*balance))
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

/// Whose rule the key of the account follows, if any; the order of these is that of the layouts.
pub(super) fn rule(account: &[u8], bik: &[u8]) -> Option<Keeper> {
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

/// How the bank takes part in payments: directly (with a БИК of the old form, or a new one), indirectly, as a client.
pub(super) fn participation(bik: &[u8]) -> usize {
    match bik {
        [b'0', b'4', ..] => 0,
        [first, ..] => usize::from(first & 15) + 1,
        [] => 0,
    }
}

pub(super) fn warning_of_bik(bik: &[u8]) -> Option<Warning> {
    match bik {
        [b'0', b'4', .., b'0', b'0', b'0'..=b'2'] => None,
        [b'0', b'4', .., b'0', b'0'..=b'4', _] => Some(Warning::Participant),
        _ => None,
    }
}

pub(super) fn warning_of_account(account: &[u8], bik: &[u8]) -> Option<Warning> {
    match rule(account, bik) {
        Some(Keeper::Treasury) => Some(Warning::Keyless),
        Some(Keeper::OtherUnit) => Some(Warning::OtherUnit),
        _ => None,
    }
}
