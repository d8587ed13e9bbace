//! What the reasons of tax registration in a КПП mean, where that is known.

use super::text::Reason;

/// The meaning of each reason: one more than its number, 0 if it is not known.
static MEANINGS: [u8; 100] = {
    let mut meanings = [0; 100];
    let mut rest = meanings.as_mut_slice();
    let mut number = 0;
    while let Some((place, others)) = rest.split_first_mut() {
        *place = match number {
            1 => Reason::Seat as u8 + 1,
            2 | 3 | 43 => Reason::Branch as u8 + 1,
            4 | 5 | 44 => Reason::Representation as u8 + 1,
            6..=8 => Reason::RealEstate as u8 + 1,
            10..=29 => Reason::Property as u8 + 1,
            30 => Reason::Agent as u8 + 1,
            31 | 32 | 45 => Reason::Unit as u8 + 1,
            33 => Reason::Subsoil as u8 + 1,
            35 => Reason::Imputed as u8 + 1,
            50 => Reason::Largest as u8 + 1,
            51..=53 => Reason::ForeignUnit as u8 + 1,
            60..=63 => Reason::Mission as u8 + 1,
            70..=76 => Reason::ForeignProperty as u8 + 1,
            87 => Reason::ForeignAccount as u8 + 1,
            _ => 0,
        };
        rest = others;
        number += 1;
    }
    meanings
};

impl Reason {
    /// The meaning of the reason with this number, if it is known.
    pub fn of(number: u8) -> Option<Reason> {
        let meaning = MEANINGS.get(usize::from(number))?;
        Reason::ALL.get(usize::from(meaning.wrapping_sub(1))).copied()
    }
}
