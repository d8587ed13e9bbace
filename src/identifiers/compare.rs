//! Fields of one counterparty that contradict each other.

use super::check::verify;
use super::failure::{Failure, Fault};
use super::text::{Code, Finding, Kind, Locale, Word, filled};
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
    /// The other field; the same if there is none.
    pub other: Kind,
    /// Why the field is invalid, for [`Finding::Invalid`].
    pub failure: Option<Failure>,
}

impl Contradiction {
    /// The message for people.
    pub fn message(&self, locale: Locale) -> String {
        if let Some(failure) = self.failure {
            return failure.message(locale).to_string();
        }
        let template = match self.finding {
            Finding::AccountBik => Word::Key.text(locale),
            finding => finding.text(locale),
        };
        filled(template, |text, key| {
            text.push_str(if key == 'k' { self.field.text(locale) } else { self.other.text(locale) });
        })
    }
}

/// The value of a field.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Its beginning at least, as far as it can be valid.
    pub(crate) value: &'a [u8],
    /// Its whole length in UTF-16 code units, [`ABSENT`](Field::ABSENT) or [`NO_STRING`](Field::NO_STRING).
    pub(crate) length: usize,
}

impl Field<'_> {
    /// There is no such field.
    pub(crate) const ABSENT: usize = usize::MAX;
    /// The field is no string.
    pub(crate) const NO_STRING: usize = usize::MAX - 1;
    pub(crate) const NONE: Self = Field { value: &[], length: Field::ABSENT };
}

pub(crate) fn judge(kind: Kind, field: Field<'_>, bik: &[u8]) -> Result<(), Fault> {
    if field.length == Field::NO_STRING {
        return Err(Fault::new(Code::Type, 0));
    }
    verify(kind, field.value, bik)
}

/// The fields of a counterparty, in the order of the kinds.
pub(crate) struct Fields<'a>(pub(crate) [Field<'a>; Kind::ALL.len()]);

impl<'a> Fields<'a> {
    fn value(&self, kind: Kind) -> &'a [u8] {
        self.0.get(kind as usize).map_or(&[], |field| field.value)
    }

    /// Whose number it is, as far as the number alone tells.
    fn owner(&self, kind: Kind) -> Option<Owner> {
        match (kind, self.value(kind).len()) {
            (_, 0) => None,
            (Kind::Inn, 12) | (Kind::Okpo, 10) | (Kind::Ogrnip | Kind::Grnip | Kind::Snils, _) => Some(Owner::Person),
            (Kind::Inn | Kind::Okpo | Kind::Kpp | Kind::Ogrn | Kind::Grn, _) => Some(Owner::Organization),
            _ => None,
        }
    }
}

/// Compares the fields of one counterparty. Values are checked strictly; of a kind that is given twice the last counts.
pub fn compare(fields: &[(Kind, &str)]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut given = Fields([Field::NONE; Kind::ALL.len()]);
    for (kind, value) in fields {
        if let Some(field) = given.0.get_mut(*kind as usize) {
            *field = Field { value: value.as_bytes(), length: value.encode_utf16().count() };
        }
    }
    compare_fields(given, |finding, field, other, failure| {
        found.push(Contradiction { finding, field, other, failure });
    });
    found
}

/// The same for values in memory. `found` gets the finding, the two fields, and for an invalid field why it is.
pub(crate) fn compare_fields(mut fields: Fields<'_>, mut found: impl FnMut(Finding, Kind, Kind, Option<Failure>)) {
    let bik = fields.value(Kind::Bik);
    for (kind, field) in Kind::ALL.iter().copied().zip(&mut fields.0) {
        if field.length == Field::ABSENT {
            continue;
        }
        let Err(fault) = judge(kind, *field, bik) else { continue };
        match (fault.code(), kind) {
            (Code::Context, _) => found(Finding::AccountUnchecked, kind, Kind::Bik, None),
            (Code::Checksum, Kind::Account) => found(Finding::AccountBik, kind, Kind::Bik, None),
            _ => found(Finding::Invalid, kind, kind, Some(Failure::new(kind, fault, field.length))),
        }
        *field = Field::NONE;
    }

    // What is left is valid; what is absent is empty.
    for field in Kind::ALL.iter().copied() {
        for other in Kind::ALL.iter().copied() {
            if fields.owner(field) == Some(Owner::Person) && fields.owner(other) == Some(Owner::Organization) {
                found(Finding::PersonOrganization, field, other, None);
            }
        }
    }
    if let (inn @ [a, b, c, d, _, _, _, _, _, _], kpp @ [e, f, g, h, ..]) =
        (fields.value(Kind::Inn), fields.value(Kind::Kpp))
    {
        let reason = kpp::reason(kpp).unwrap_or_default();
        let foreign = inn::is_foreign(inn);
        if foreign != (reason > 50) {
            found(Finding::Foreign, Kind::Inn, Kind::Kpp, None);
        } else if !foreign && reason != 50 && [a, b, c, d] != [e, f, g, h] {
            // The largest taxpayers (50) are registered with offices of their own.
            found(Finding::TaxAuthority, Kind::Inn, Kind::Kpp, None);
        }
    }
}

#[derive(PartialEq, Eq)]
enum Owner {
    Person,
    Organization,
}
