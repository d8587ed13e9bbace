//! What the reasons of tax registration in a КПП mean, where that is known.

use super::text::Reason;

impl Reason {
    /// The meaning of the reason with this number, if it is known.
    pub fn of(number: u8) -> Option<Reason> {
        Some(match number {
            1 => Reason::Seat,
            2 | 3 | 43 => Reason::Branch,
            4 | 5 | 44 => Reason::Representation,
            6..=8 => Reason::RealEstate,
            10..=29 => Reason::Property,
            30 => Reason::Agent,
            31 | 32 | 45 => Reason::Unit,
            33 => Reason::Subsoil,
            35 => Reason::Imputed,
            50 => Reason::Largest,
            51..=53 => Reason::ForeignUnit,
            60..=63 => Reason::Mission,
            70..=76 => Reason::ForeignProperty,
            87 => Reason::ForeignAccount,
            _ => return None,
        })
    }
}
