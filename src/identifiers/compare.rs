//! Fields of one counterparty that contradict each other.

use super::check::verify;
use super::failure::{Failure, Fault};
use super::report::slice;
use super::text::{Code, Finding, Kind, Locale, Sink, Word, push_template};
use super::{inn, kpp};

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
        str::from_utf8(self.name()).unwrap_or_default()
    }

    pub(crate) fn name(self) -> &'static [u8] {
        match self {
            Level::Error => b"error",
            Level::Hint => b"hint",
        }
    }
}

impl Finding {
    /// How serious it is.
    pub fn level(self) -> Level {
        if self <= Finding::PersonOrganization {
            Level::Error
        } else {
            Level::Hint
        }
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
        Contradiction {
            finding,
            field,
            other: Some(other),
            failure: None,
        }
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
            let kind = if key == b'a' {
                Some(self.field)
            } else {
                self.other
            };
            sink.push(kind.map_or(b"".as_slice(), |kind| kind.text(locale)));
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
pub(crate) fn judge<'a>(
    kind: Kind,
    value: Option<&'a [u8]>,
    bik: &[u8],
) -> Result<&'a [u8], Fault> {
    let value = value.ok_or(Fault::new(Code::Type, 0))?;
    verify(kind, value, bik).map(|()| value)
}

/// Compares the fields of one counterparty. Values are checked strictly; of a kind that is given twice the first counts.
pub fn compare(fields: &[(Kind, &str)]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let field = |kind| {
        let (_, value) = fields.iter().find(|(known, _)| *known == kind)?;
        Some(Field {
            value: Some(value.as_bytes()),
            length: value.encode_utf16().count(),
        })
    };
    compare_fields(field, |contradiction| found.push(contradiction));
    found
}

pub(crate) fn compare_fields<'a>(
    field: impl Fn(Kind) -> Option<Field<'a>>,
    mut found: impl FnMut(Contradiction),
) {
    let mut valid = Valid([&[]; Kind::ALL.len()]);
    let bik = field(Kind::Bik)
        .and_then(|field| field.value)
        .unwrap_or_default();
    for (kind, place) in Kind::ALL.iter().copied().zip(&mut valid.0) {
        let Some(Field { value, length }) = field(kind) else {
            continue;
        };
        let fault = match judge(kind, value, bik) {
            Ok(value) => {
                *place = value;
                continue;
            }
            Err(fault) => fault,
        };
        let mut contradiction = Contradiction::of(Finding::Invalid, kind, Kind::Bik);
        match (fault.code(), kind) {
            (Code::Context, _) => contradiction.finding = Finding::AccountUnchecked,
            (Code::Checksum, Kind::Account) => contradiction.finding = Finding::AccountBik,
            _ => {
                contradiction.other = None;
                contradiction.failure = Some(Failure::new(kind, fault, length));
            }
        }
        found(contradiction);
    }

    for person in Kind::ALL
        .iter()
        .copied()
        .filter(|kind| valid.owner(*kind) == Some(Owner::Person))
    {
        for organization in Kind::ALL
            .iter()
            .copied()
            .filter(|kind| valid.owner(*kind) == Some(Owner::Organization))
        {
            found(Contradiction::of(
                Finding::PersonOrganization,
                person,
                organization,
            ));
        }
    }

    let organization = valid.owner(Kind::Inn) == Some(Owner::Organization);
    let inn = valid.of(Kind::Inn);
    let kpp = valid.of(Kind::Kpp);
    let foreign = inn::is_foreign(inn);
    let reason = if organization { kpp::reason(kpp) } else { None };
    let oktmo = valid.of(Kind::Oktmo);
    let okato = valid.of(Kind::Okato);
    let hints = [
        // The largest taxpayers (50) are registered with offices of their own, foreign organisations where they work.
        (
            Finding::TaxAuthority,
            Kind::Inn,
            Kind::Kpp,
            !foreign
                && reason.is_some_and(|reason| reason != 50)
                && slice(inn, 0, 4) != slice(kpp, 0, 4),
        ),
        (
            Finding::ForeignReason,
            Kind::Inn,
            Kind::Kpp,
            !foreign && reason.is_some_and(|reason| reason > 50),
        ),
        (
            Finding::RussianReason,
            Kind::Inn,
            Kind::Kpp,
            foreign && reason.is_some_and(|reason| reason <= 50),
        ),
        (
            Finding::ForeignOgrn,
            Kind::Inn,
            Kind::Ogrn,
            foreign && !valid.of(Kind::Ogrn).is_empty(),
        ),
        (
            Finding::SnilsOrganization,
            Kind::Snils,
            Kind::Inn,
            organization && !valid.of(Kind::Snils).is_empty(),
        ),
        (
            Finding::Territory,
            Kind::Oktmo,
            Kind::Okato,
            !oktmo.is_empty() && !okato.is_empty() && slice(oktmo, 0, 2) != slice(okato, 0, 2),
        ),
    ];
    for (finding, field, other, _) in hints.into_iter().filter(|(.., holds)| *holds) {
        found(Contradiction::of(finding, field, other));
    }
}

/// The valid values by kind, empty where there is none.
struct Valid<'a>([&'a [u8]; Kind::ALL.len()]);

impl<'a> Valid<'a> {
    fn of(&self, kind: Kind) -> &'a [u8] {
        self.0.get(kind as usize).copied().unwrap_or_default()
    }

    /// Whose number the value is, as far as the number alone tells.
    fn owner(&self, kind: Kind) -> Option<Owner> {
        match (kind, self.of(kind).len()) {
            (_, 0) => None,
            (Kind::Inn, 12) | (Kind::Okpo, 10) | (Kind::Ogrnip | Kind::Grnip, _) => {
                Some(Owner::Person)
            }
            (Kind::Inn | Kind::Okpo | Kind::Kpp | Kind::Ogrn | Kind::Grn, _) => {
                Some(Owner::Organization)
            }
            _ => None,
        }
    }
}

#[derive(PartialEq, Eq)]
enum Owner {
    Person,
    Organization,
}
