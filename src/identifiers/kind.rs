//! The identifiers that are known here, and what all of them have: a name, lengths, first digits.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What a number is.
    pub enum Kind {
        /// ИНН, taxpayer number: 10 digits (organisation) or 12 (person).
        Inn = "inn", "INN", "ИНН";
        /// КПП, reason of the tax registration: 9 characters.
        Kpp = "kpp", "KPP", "КПП";
        /// ОГРН, main state registration number of an organisation: 13 digits.
        Ogrn = "ogrn", "OGRN", "ОГРН";
        /// ОГРНИП, main state registration number of an entrepreneur: 15 digits.
        Ogrnip = "ogrnip", "OGRNIP", "ОГРНИП";
        /// ГРН, number of a record in the register of organisations (ЕГРЮЛ): 13 digits.
        Grn = "grn", "GRN", "ГРН";
        /// ГРНИП, number of a record in the register of entrepreneurs (ЕГРИП): 15 digits.
        Grnip = "grnip", "GRNIP", "ГРНИП";
        /// СНИЛС, number of a person's pension account: 11 digits.
        Snils = "snils", "SNILS", "СНИЛС";
        /// БИК, code of a participant of the Bank of Russia's payment system: 9 digits.
        Bik = "bik", "BIK", "БИК";
        /// A bank or treasury account, 20 characters; checked against the БИК of where it is kept.
        Account = "account", "Account", "Счёт";
        /// ОКПО, statistical number: 8 digits (organisation), 10 (entrepreneur) or 14 (separate unit).
        Okpo = "okpo", "OKPO", "ОКПО";
        /// ОКТМО, municipal territory: 8 or 11 digits.
        Oktmo = "oktmo", "OKTMO", "ОКТМО";
        /// ОКАТО, administrative territory: 2, 5, 8 or 11 digits.
        Okato = "okato", "OKATO", "ОКАТО";
        /// ОКВЭД 2, economic activity: `NN`, `NN.N`, `NN.NN`, `NN.NN.N` or `NN.NN.NN`.
        Okved = "okved", "OKVED", "ОКВЭД";
    }
}

impl Kind {
    /// The kind with this [name](Kind::as_str).
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }

    /// The kind with this number, its place in [`Kind::ALL`].
    pub fn from_index(index: u32) -> Option<Kind> {
        Kind::ALL.get(index as usize).copied()
    }

    /// Lengths that the kind may have: bit n stands for n characters.
    pub(crate) fn lengths(self) -> u32 {
        const fn of(lengths: &[u32]) -> u32 {
            match lengths {
                [first, rest @ ..] => 1 << *first | of(rest),
                [] => 0,
            }
        }
        match self {
            Kind::Inn => const { of(&[10, 12]) },
            Kind::Kpp | Kind::Bik => const { of(&[9]) },
            Kind::Ogrn | Kind::Grn => const { of(&[13]) },
            Kind::Ogrnip | Kind::Grnip => const { of(&[15]) },
            Kind::Snils => const { of(&[11]) },
            Kind::Account => const { of(&[20]) },
            Kind::Okpo => const { of(&[8, 10, 14]) },
            Kind::Oktmo => const { of(&[8, 11]) },
            Kind::Okato => const { of(&[2, 5, 8, 11]) },
            Kind::Okved => const { of(&[2, 4, 5, 7, 8]) },
        }
    }

    /// First digits that the kind may have: bit n stands for the digit n.
    pub(crate) fn first_digits(self) -> u32 {
        match self {
            Kind::Ogrn => 0b00_0010_0010,
            Kind::Ogrnip => 0b00_0000_1000,
            // 1 and 5 are the record that gave the ОГРН, the others are later records (Приказ Минфина 165н, п. 7).
            Kind::Grn => 0b11_1110_0110,
            Kind::Grnip => 0b00_0001_1000,
            // Direct participants, indirect participants, clients of the Bank of Russia.
            Kind::Bik => 0b00_0000_0111,
            _ => 0b11_1111_1111,
        }
    }
}
