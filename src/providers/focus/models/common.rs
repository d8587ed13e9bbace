//! What the answers of several methods are made of.

use crate::model::models;

/// Declares models that begin as the answers about a company do.
macro_rules! company {
    ($($(#[doc = $doc:literal])+ $id:ident: $name:literal { $($fields:tt)* })+) => {
        $crate::model::models! { $(
            $(#[doc = $doc])+
            pub $id: $name {
                /// ИНН, 10 or 12 digits. A few companies have none.
                optional inn: Text;
                /// ОГРН (13 digits) or ОГРНИП (15 digits).
                required ogrn: Text;
                /// The company's card in the web application of Focus.
                optional focusHref: Text;
                $($fields)*
            }
        )+ }
    };
}
pub(super) use company;

models! {
    /// A part of an address.
    pub(super) TOPONYM: "FocusToponym" {
        /// The kind in short: г, ул, дом, корп, оф …
        optional topoShortName: Text;
        /// The kind in full: город, улица, дом …
        optional topoFullName: Text;
        /// The name or number itself.
        optional topoValue: Text;
    }

    /// A Russian address by the old classifier, КЛАДР.
    pub(super) PARSED_ADDRESS_RF: "FocusParsedAddressRf" {
        /// Postal code, 6 digits.
        optional zipCode: Text;
        /// Code of КЛАДР, 15 digits, sometimes 11.
        optional kladrCode: Text;
        /// Code of the region, 2 digits.
        optional regionCode: Text;
        /// Region.
        optional regionName: Object(&TOPONYM);
        /// District (район).
        optional district: Object(&TOPONYM);
        /// City.
        optional city: Object(&TOPONYM);
        /// Settlement.
        optional settlement: Object(&TOPONYM);
        /// Street.
        optional street: Object(&TOPONYM);
        /// House.
        optional house: Object(&TOPONYM);
        /// Building (корпус, строение).
        optional bulk: Object(&TOPONYM);
        /// Flat, office or room.
        optional flat: Object(&TOPONYM);
        /// The house as the registry has it; may be junk such as `-----`.
        optional houseRaw: Text;
        /// The building as the registry has it.
        optional bulkRaw: Text;
        /// The flat as the registry has it.
        optional flatRaw: Text;
        /// Made from the address of the new register (since 2021).
        flag isConverted;
        /// The whole address on one line (since 2025).
        optional oneLineFormatOfAddress: Text;
    }

    /// A Russian address by the new register, ГАР (since 2025).
    pub(super) PARSED_ADDRESS_RF_FIAS: "FocusParsedAddressRfFias" {
        /// Number of the object in the register.
        optional fiasId: Integer;
        /// GUID of the object in the register.
        optional fiasGuid = "fiasGUID": Text;
        /// Postal code, 6 digits.
        optional zipCode: Text;
        /// Code of the region, 2 digits.
        optional regionCode: Text;
        /// Region.
        optional region: Object(&TOPONYM);
        /// Municipal district.
        optional municipalDistrict: Object(&TOPONYM);
        /// Urban or rural settlement.
        optional urbanSettlement: Object(&TOPONYM);
        /// City.
        optional city: Object(&TOPONYM);
        /// Settlement.
        optional settlement: Object(&TOPONYM);
        /// Planning structure (микрорайон, квартал).
        optional planningStructure: Object(&TOPONYM);
        /// Street.
        optional street: Object(&TOPONYM);
        /// Buildings.
        list buildings: Object(&TOPONYM);
        /// Flat or office.
        optional flat: Object(&TOPONYM);
        /// Room.
        optional room: Object(&TOPONYM);
        /// Made from the address of the old classifier.
        flag isConverted;
        /// The whole address on one line.
        optional oneLineFormatOfAddressFias: Text;
    }

    /// An address abroad.
    pub(super) FOREIGN_ADDRESS: "FocusForeignAddress" {
        /// The country.
        optional countryName: Text;
        /// The rest.
        optional addressString: Text;
    }

    /// A name in parts (since 2025).
    pub(super) STRUCTURED_FIO: "FocusStructuredFio" {
        /// First name.
        optional firstName: Text;
        /// Family name.
        optional lastName: Text;
        /// Patronymic.
        optional middleName: Text;
    }

    /// Why the registry holds something for inaccurate. At most one of the four reasons is true.
    pub(super) INACCURACY: "FocusInaccuracy" {
        /// The person concerned said so.
        flag isPersonalStatement;
        /// An inspection found it.
        flag isResultOfInspection;
        /// A court decided it.
        flag isCourtDecision;
        /// The reason is not known.
        flag isUnknown;
        /// The court's decision.
        optional courtDecisionDetails: Object(&COURT_DECISION);
        /// The day of the details.
        optional dateOfDetails: Date;
        /// ГРН of the registry's record.
        optional grn: Text;
    }

    /// A court's decision about an inaccuracy.
    pub(super) COURT_DECISION: "FocusCourtDecision" {
        /// Its number.
        optional decisionNumber: Text;
        /// The court.
        optional courtName: Text;
        /// Its day.
        optional date: Date;
    }

    /// Which colours an express report has. All three may be false.
    pub(super) STATEMENT_COLOURS: "FocusStatementColours" {
        /// Signs of activity, about 30 % of counterparties.
        flag greenStatements;
        /// Facts to look at with care, about 20 % of counterparties.
        flag yellowStatements;
        /// The company has ended or may soon, about 2 % of counterparties.
        flag redStatements;
    }
}
