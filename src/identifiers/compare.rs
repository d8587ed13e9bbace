//! Fields of one counterparty that contradict each other.

use super::check::verify;
use super::failure::{Code, Failure, Fault, Word};
use super::kind::Kind;
use super::vocabulary::{Locale, Sink, push_template, vocabulary};
use super::{inn, kpp};

vocabulary! {
    /// What is wrong between fields. In the wordings `%a` and `%b` are the two fields.
    pub enum Finding {
        /// A field is invalid in itself; it is not compared with the others.
        Invalid = "invalid", "", "";
        /// The key of the account does not match the БИК.
        AccountBik = "account-bik", "", "";
        /// One field belongs to a person, the other to an organisation.
        PersonOrganization = "person-organization", "%a here is a person's, %b an organisation's", "%a здесь физлица или ИП, а %b — организации";
        /// Account without a valid БИК: its key was not checked.
        AccountUnchecked = "account-unchecked", "The account was not checked: that needs a valid BIK", "Счёт не проверен: нужен верный БИК";
        /// The tax authority of the КПП is not the one that the ИНН begins with.
        TaxAuthority = "tax-authority", "INN and KPP begin differently, which is usual for branches, after a move and for new INNs", "ИНН и КПП начинаются по-разному: так бывает у филиалов, после переезда и у новых ИНН";
        /// A Russian ИНН with a reason that foreign organisations have.
        ForeignReason = "foreign-reason", "The KPP has a reason of foreign organisations (51–99), the INN is Russian", "В КПП причина иностранных организаций (51–99), а ИНН российский";
        /// A foreign ИНН (9909) with a reason that Russian organisations have.
        RussianReason = "russian-reason", "The INN is a foreign organisation's (9909), the KPP has a reason of Russian ones", "ИНН иностранной организации (9909), а причина в КПП — российских";
        /// A foreign ИНН (9909) with an ОГРН.
        ForeignOgrn = "foreign-ogrn", "The INN is a foreign organisation's (9909), those have no OGRN", "ИНН иностранной организации (9909), у них нет ОГРН";
        /// ОКТМО and ОКАТО of different regions.
        Territory = "territory", "OKTMO and OKATO are of different regions", "ОКТМО и ОКАТО разных регионов";
        /// СНИЛС, which only people have, beside the ИНН of an organisation.
        SnilsOrganization = "snils-organization", "SNILS is a person's, the INN an organisation's", "СНИЛС бывает только у человека, а ИНН здесь организации";
    }
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Both fields cannot be right.
    Error,
    /// Unusual, but it occurs.
    Hint,
}

impl Level {
    /// The machine-readable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Hint => "hint",
        }
    }
}

impl Finding {
    /// How serious it is.
    pub fn level(self) -> Level {
        if self <= Finding::PersonOrganization { Level::Error } else { Level::Hint }
    }
}

/// One field that is invalid, or two that do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What is wrong.
    pub finding: Finding,
    /// The field.
    pub field: Kind,
    /// The other field.
    pub other: Option<Kind>,
    /// Why the field is invalid, for [`Finding::Invalid`].
    pub failure: Option<Failure>,
}

impl Contradiction {
    fn of(finding: Finding, field: Kind, other: Kind) -> Contradiction {
        Contradiction { finding, field, other: Some(other), failure: None }
    }

    /// The message for people.
    pub fn message(&self, locale: Locale) -> String {
        struct Told<'a>(&'a Contradiction, Locale);
        impl core::fmt::Display for Told<'_> {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.write(self.1, formatter);
                Ok(())
            }
        }
        Told(self, locale).to_string()
    }

    pub(crate) fn write(&self, locale: Locale, sink: &mut impl Sink) {
        if let Some(failure) = self.failure {
            return failure.write(locale, sink);
        }
        let template = match self.finding {
            Finding::AccountBik => Word::Key.text(locale),
            finding => finding.text(locale),
        };
        push_template(sink, template, |sink, key| {
            let kind = if key == b'a' { Some(self.field) } else { self.other };
            sink.push(kind.map_or("", |kind| kind.text(locale)));
        });
    }
}

/// The value of a field.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Its beginning at least, as far as it can be valid; nothing if it is no string.
    pub(crate) value: Option<&'a [u8]>,
    /// Its whole length in UTF-16 code units.
    pub(crate) length: usize,
}

/// The value, if it is a valid one.
pub(crate) fn judge<'a>(kind: Kind, value: Option<&'a [u8]>, bik: Option<&[u8]>) -> Result<&'a [u8], Fault> {
    let value = value.ok_or(Fault::new(Code::Type, 0))?;
    verify(kind, value, bik).map(|()| value)
}

/// Compares the fields of one counterparty. Values are checked strictly; of a kind that is given twice the first counts.
pub fn compare(fields: &[(Kind, &str)]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let field = |kind| {
        let (_, value) = fields.iter().find(|(known, _)| *known == kind)?;
        Some(Field { value: Some(value.as_bytes()), length: value.encode_utf16().count() })
    };
    compare_fields(field, &mut |contradiction| found.push(contradiction));
    found
}

pub(crate) fn compare_fields<'a>(field: impl Fn(Kind) -> Option<Field<'a>>, found: &mut impl FnMut(Contradiction)) {
    let bik = field(Kind::Bik).and_then(|field| field.value);
    for kind in Kind::ALL.iter().copied() {
        if let Some(Field { value, length }) = field(kind)
            && let Err(fault) = judge(kind, value, bik)
        {
            found(match fault.code {
                Code::Context => Contradiction::of(Finding::AccountUnchecked, kind, Kind::Bik),
                Code::Checksum if kind == Kind::Account => Contradiction::of(Finding::AccountBik, kind, Kind::Bik),
                _ => {
                    let failure = Some(Failure::new(kind, fault, length));
                    Contradiction { finding: Finding::Invalid, field: kind, other: None, failure }
                }
            });
        }
    }

    let valid = |kind| field(kind).and_then(|field| judge(kind, field.value, None).ok());
    let belongs = |kind| valid(kind).and_then(|value| owner(kind, value.len()));
    for person in Kind::ALL.iter().copied().filter(|kind| belongs(*kind) == Some(Owner::Person)) {
        for organization in Kind::ALL.iter().copied().filter(|kind| belongs(*kind) == Some(Owner::Organization)) {
            found(Contradiction::of(Finding::PersonOrganization, person, organization));
        }
    }

    let mut hint = |finding, field, other, holds: bool| {
        if holds {
            found(Contradiction::of(finding, field, other));
        }
    };
    if let Some(number) = valid(Kind::Inn).filter(|inn| inn.len() == 10) {
        let foreign = inn::is_foreign(number);
        if let Some(kpp) = valid(Kind::Kpp) {
            let reason = kpp::reason(kpp);
            // The largest taxpayers are registered with offices of their own, 99xx.
            let elsewhere = reason != Some(50) && !foreign && number.get(..4) != kpp.get(..4);
            let of_foreigners = reason.is_some_and(|reason| reason > 50);
            hint(Finding::TaxAuthority, Kind::Inn, Kind::Kpp, elsewhere);
            hint(Finding::ForeignReason, Kind::Inn, Kind::Kpp, !foreign && of_foreigners);
            hint(Finding::RussianReason, Kind::Inn, Kind::Kpp, foreign && reason.is_some() && !of_foreigners);
        }
        hint(Finding::ForeignOgrn, Kind::Inn, Kind::Ogrn, foreign && valid(Kind::Ogrn).is_some());
        hint(Finding::SnilsOrganization, Kind::Snils, Kind::Inn, valid(Kind::Snils).is_some());
    }
    if let (Some(oktmo), Some(okato)) = (valid(Kind::Oktmo), valid(Kind::Okato)) {
        hint(Finding::Territory, Kind::Oktmo, Kind::Okato, oktmo.get(..2) != okato.get(..2));
    }
}

#[derive(PartialEq, Eq)]
enum Owner {
    Person,
    Organization,
}

/// Whose number it is, as far as the number alone tells.
fn owner(kind: Kind, length: usize) -> Option<Owner> {
    match (kind, length) {
        (Kind::Inn, 12) | (Kind::Okpo, 10) | (Kind::Ogrnip | Kind::Grnip, _) => Some(Owner::Person),
        (Kind::Inn | Kind::Okpo | Kind::Kpp | Kind::Ogrn | Kind::Grn, _) => Some(Owner::Organization),
        _ => None,
    }
}
