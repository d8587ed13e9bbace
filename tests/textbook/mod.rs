//! The rules of the identifiers once more, as they stand in the textbooks: whole numbers and long division, digit by digit.
#![allow(dead_code)]

use kontragent::identifiers::Kind;

fn digits(value: &str) -> Vec<u64> {
    value.chars().map(|digit| u64::from(digit.to_digit(10).unwrap())).collect()
}

fn sum(value: &str, weights: &[u64]) -> u64 {
    digits(value).iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

const INN_10: [u64; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_11: [u64; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12: [u64; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/// Adds the control digits to 9 or 10 digits.
pub fn complete_inn(body: &str) -> String {
    if body.len() == 9 {
        return format!("{body}{}", sum(body, &INN_10) % 11 % 10);
    }
    let body = format!("{body}{}", sum(body, &INN_11) % 11 % 10);
    format!("{body}{}", sum(&body, &INN_12) % 11 % 10)
}

pub fn complete_ogrn(body: &str) -> String {
    format!("{body}{}", body.parse::<u64>().unwrap() % 11 % 10)
}

pub fn complete_ogrnip(body: &str) -> String {
    format!("{body}{}", body.parse::<u64>().unwrap() % 13 % 10)
}

pub fn complete_snils(body: &str) -> String {
    let mut control = sum(body, &[9, 8, 7, 6, 5, 4, 3, 2, 1]);
    while control > 101 {
        control -= 101;
    }
    if control >= 100 {
        control = 0;
    }
    format!("{body}{control:02}")
}

/// Adds the control digit to 7 or 9 digits; also how many passes that took, 3 if the second gave 10 again.
pub fn complete_okpo(body: &str) -> (String, u32) {
    let pass = |shift: u64| {
        let weights: Vec<u64> = (0..body.len() as u64).map(|place| (place + shift) % 10 + 1).collect();
        sum(body, &weights) % 11
    };
    match (pass(0), pass(2)) {
        (10, 10) => (format!("{body}0"), 3),
        (10, second) => (format!("{body}{second}"), 2),
        (first, _) => (format!("{body}{first}"), 1),
    }
}

fn key_sum(prefix: &str, account: &str) -> u64 {
    digits(&format!("{prefix}{account}"))
        .iter()
        .enumerate()
        .map(|(place, digit)| digit * [7, 1, 3][place % 3] % 10)
        .sum::<u64>()
        % 10
}

fn prefix(bik: &str, central_bank: bool) -> String {
    if central_bank { format!("0{}", &bik[4..6]) } else { bik[6..].to_owned() }
}

/// An account that begins like this, with the right key.
pub fn complete_account(begin: &str, bik: &str, central_bank: bool) -> String {
    let rest = &"40702810000010001234"[begin.len()..];
    let without_key = format!("{begin}{rest}");
    (0..10)
        .map(|key| format!("{}{key}{}", &without_key[..8], &without_key[9..]))
        .find(|account| key_sum(&prefix(bik, central_bank), account) == 0)
        .unwrap()
}

pub fn account(value: &str, bik: &str) -> bool {
    if !valid(Kind::Bik, bik) || value.chars().count() != 20 {
        return false;
    }
    let letters = "ABCEHKMPTX";
    let plain: Option<String> = value
        .chars()
        .enumerate()
        .map(|(place, c)| match letters.find(c) {
            Some(digit) if place == 5 => char::from_digit(digit as u32, 10),
            _ => c.is_ascii_digit().then_some(c),
        })
        .collect();
    let Some(plain) = plain else { return false };
    if plain.starts_with('0') || bik.starts_with('2') {
        return true;
    }
    let state = ["00", "01", "02"].iter().any(|begin| bik.starts_with(begin));
    if state && plain.starts_with("40302") {
        return true;
    }
    let bank = key_sum(&prefix(bik, false), &plain) == 0;
    let central_bank = key_sum(&prefix(bik, true), &plain) == 0;
    let unit = ["000", "001", "002"].contains(&&bik[6..]);
    if state || unit || ["30101", "40102", "40116"].contains(&&plain[..5]) {
        central_bank
    } else if plain.starts_with("301") || bik.starts_with('1') {
        bank || central_bank
    } else {
        bank
    }
}

/// The remainders, and what becomes of them as control digits.
pub fn remainders(kind: Kind, value: &str) -> (Vec<u64>, Vec<u64>) {
    let (remainders, fold) = match (kind, value.len()) {
        (Kind::Inn, 10) => (vec![sum(value, &INN_10) % 11], 10),
        (Kind::Inn, _) => (vec![sum(value, &INN_11) % 11, sum(value, &INN_12) % 11], 10),
        (Kind::Ogrn, _) => (vec![value[..12].parse::<u64>().unwrap() % 11], 10),
        (Kind::Ogrnip, _) => (vec![value[..14].parse::<u64>().unwrap() % 13], 10),
        _ => (vec![sum(value, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101], 100),
    };
    let folded = remainders.iter().map(|remainder| remainder % fold).collect();
    (remainders, folded)
}

/// Whether there is a control digit at this place.
pub fn is_control(kind: Kind, value: &str, place: usize) -> bool {
    place >= value.len() - if kind == Kind::Snils || value.len() == 12 { 2 } else { 1 }
}

pub fn valid(kind: Kind, value: &str) -> bool {
    let ascii = value.chars().all(|c| c.is_ascii_digit());
    let length = value.len();
    let region = |from: usize| &value[from..from + 2] != "00";
    match kind {
        Kind::Inn => {
            ascii
                && (length == 10 && complete_inn(&value[..9]) == value
                    || length == 12 && complete_inn(&value[..10]) == value)
                && region(0)
        }
        Kind::Kpp => {
            length == 9
                && value
                    .chars()
                    .enumerate()
                    .all(|(place, c)| c.is_ascii_digit() || matches!(place, 4 | 5) && c.is_ascii_uppercase())
        }
        Kind::Ogrn | Kind::Grn => {
            let first = if kind == Kind::Ogrn { "15" } else { "1256789" };
            ascii && length == 13 && first.contains(&value[..1]) && region(3) && complete_ogrn(&value[..12]) == value
        }
        Kind::Ogrnip | Kind::Grnip => {
            let first = if kind == Kind::Ogrnip { "3" } else { "34" };
            ascii && length == 15 && first.contains(&value[..1]) && region(3) && complete_ogrnip(&value[..14]) == value
        }
        Kind::Snils => {
            ascii
                && length == 11
                && value != "00000000000"
                && (value[..9].parse::<u64>().unwrap() <= 1_001_998 || complete_snils(&value[..9]) == value)
        }
        Kind::Bik => ascii && length == 9 && value.starts_with(['0', '1', '2']),
        Kind::Account => false,
        Kind::Okpo => {
            ascii
                && match length {
                    8 => complete_okpo(&value[..7]).0 == value,
                    10 => complete_okpo(&value[..9]).0 == value,
                    14 => complete_okpo(&value[..7]).0 == value[..8],
                    _ => false,
                }
        }
        Kind::Oktmo => ascii && [8, 11].contains(&length),
        Kind::Okato => ascii && [2, 5, 8, 11].contains(&length),
        Kind::Okved => {
            let groups: Vec<&str> = value.split('.').collect();
            let digits = |group: &str| group.chars().all(|c| c.is_ascii_digit());
            groups.iter().all(|group| digits(group))
                && groups[0].len() == 2
                && groups[0] != "00"
                && match groups.len() {
                    1 => true,
                    2 => matches!(groups[1].len(), 1 | 2),
                    3 => groups[1].len() == 2 && matches!(groups[2].len(), 1 | 2),
                    _ => false,
                }
        }
    }
}
