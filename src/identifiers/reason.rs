//! What the reasons of tax registration in a КПП mean, where that is known.

use super::vocabulary::{Locale, vocabulary};

vocabulary! {
    /// Meaning of the fifth and sixth characters of a КПП.
    pub enum Reason {
        /// 01
        Seat = "", "registered office", "место нахождения организации";
        /// 02, 03, 43
        Branch = "", "branch", "филиал";
        /// 04, 05, 44
        Representation = "", "representative office", "представительство";
        /// 06–08
        RealEstate = "", "real estate or land", "недвижимость или земля";
        /// 10–29
        Property = "", "vehicles and other property", "транспорт и иное имущество";
        /// 30
        Agent = "", "tax agent", "налоговый агент";
        /// 31, 32, 45
        Unit = "", "other separate unit", "иное обособленное подразделение";
        /// 33
        Subsoil = "", "subsoil use", "пользование недрами";
        /// 35
        Imputed = "", "imputed income tax", "ЕНВД";
        /// 50
        Largest = "", "largest taxpayer", "крупнейший налогоплательщик";
        /// 51–53
        ForeignUnit = "", "unit of a foreign organisation", "отделение иностранной организации";
        /// 60–63
        Mission = "", "embassy, consulate or international organisation", "посольство, консульство или международная организация";
        /// 70–76
        ForeignProperty = "", "property of a foreign organisation", "имущество иностранной организации";
        /// 87
        ForeignAccount = "", "bank account of a foreign organisation", "счёт иностранной организации";
    }
}

impl Reason {
    /// The meaning of the reason with this number, if it is known.
    pub fn of(number: u32) -> Option<Reason> {
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

    /// The meaning for people.
    pub fn meaning(self, locale: Locale) -> &'static str {
        self.text(locale)
    }
}
