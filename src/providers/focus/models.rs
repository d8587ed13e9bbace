//! What Focus answers, field by field, in the order of the wire.
//!
//! The vendor adds fields without a new version; those marked «since 2021» or «since 2025» are absent from older answers.
//! Dates of the registry come in pairs: `date` is that of the last change, `firstDate` that of the first record.

use crate::model::models;

models! {
    /// Requisites of one organisation or entrepreneur (`req`). Exactly one of `ul` and `ip` is there.
    REQ: "FocusReq" {
        /// ИНН, 10 or 12 digits. A few companies have none.
        optional inn: Text;
        /// ОГРН (13 digits) or ОГРНИП (15 digits).
        required ogrn: Text;
        /// The company's card in the web application of Focus.
        optional focusHref: Text;
        /// The organisation (юридическое лицо).
        optional ul = "UL": Object(&REQ_UL);
        /// The entrepreneur (индивидуальный предприниматель).
        optional ip = "IP": Object(&REQ_IP);
        /// The express report in short: which colours it has.
        optional briefReport: Object(&BRIEF_REPORT_SUMMARY);
        /// How many telephone numbers are known; the numbers themselves are another operation.
        optional contactPhones: Object(&CONTACT_COUNT);
        /// How many e-mail addresses are known (since 2025).
        optional contactEmails: Object(&CONTACT_COUNT);
    }

    /// Requisites of an organisation.
    REQ_UL: "FocusReqUl" {
        /// КПП, 9 characters.
        optional kpp: Text;
        /// ОКПО, code of the statistics office.
        optional okpo: Text;
        /// ОКАТО, code of the administrative territory.
        optional okato: Text;
        /// ОКФС, code of the form of ownership.
        optional okfs: Text;
        /// ОКТМО, code of the municipal territory.
        optional oktmo: Text;
        /// ОКОГУ, code of the state authority.
        optional okogu: Text;
        /// ОКОПФ, code of the legal form.
        optional okopf: Text;
        /// The legal form in words.
        optional opf: Text;
        /// The name.
        optional legalName: Object(&LEGAL_NAME);
        /// The legal address.
        optional legalAddress: Object(&LEGAL_ADDRESS);
        /// Branches and representative offices (филиалы и представительства).
        list branches: Object(&BRANCH);
        /// The state in the registry.
        optional status: Object(&REQ_UL_STATUS);
        /// The day of registration.
        optional registrationDate: Date;
        /// The day on which the organisation ended.
        optional dissolutionDate: Date;
        /// Persons who may act without a power of attorney (there may be several).
        list heads: Object(&HEAD);
        /// Managing companies (управляющие компании).
        list managementCompanies: Object(&MANAGEMENT_COMPANY);
        /// What was before.
        optional history: Object(&REQ_UL_HISTORY);
    }

    /// What an organisation's requisites were before.
    REQ_UL_HISTORY: "FocusReqUlHistory" {
        /// Earlier КПП.
        list kpps: Object(&KPP_WITH_DATE);
        /// Earlier names.
        list legalNames: Object(&LEGAL_NAME);
        /// Earlier addresses.
        list legalAddresses: Object(&LEGAL_ADDRESS);
        /// Earlier branches (in answers of 2020).
        list branches: Object(&BRANCH);
        /// Earlier managing companies.
        list managementCompanies: Object(&MANAGEMENT_COMPANY);
        /// Earlier head officers.
        list heads: Object(&HEAD);
    }

    /// A КПП and the day from which it was valid.
    KPP_WITH_DATE: "FocusKppWithDate" {
        /// КПП, 9 characters.
        optional kpp: Text;
        /// The day of the record.
        optional date: Date;
    }

    /// A name of an organisation.
    LEGAL_NAME: "FocusLegalName" {
        /// The short name, such as ООО "Пример".
        optional short: Text;
        /// The full name.
        optional full: Text;
        /// The full name in lower case with abbreviations, made to be read (since 2021).
        optional readable: Text;
        /// The day of the last change.
        optional date: Date;
    }

    /// An address of an organisation.
    LEGAL_ADDRESS: "FocusLegalAddress" {
        /// The address by the old classifier (КЛАДР).
        optional parsedAddressRf = "parsedAddressRF": Object(&PARSED_ADDRESS_RF);
        /// The address by the new register (ГАР, ФИАС; since 2025).
        optional parsedAddressRfFias = "parsedAddressRFFias": Object(&PARSED_ADDRESS_RF_FIAS);
        /// The day of the last change.
        optional date: Date;
        /// The day of the first record.
        optional firstDate: Date;
        /// The registry marks the address as inaccurate (недостоверность; since 2021).
        flag isInaccuracy;
        /// Why it is marked as inaccurate (since 2021).
        list detailsOfInaccuracy: Object(&INACCURACY);
        /// Since when it is marked as inaccurate (since 2021).
        optional inaccuracyDate: Date;
    }

    /// Why the registry holds something for inaccurate. At most one of the four reasons is true.
    INACCURACY: "FocusInaccuracy" {
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
    COURT_DECISION: "FocusCourtDecision" {
        /// Its number.
        optional decisionNumber: Text;
        /// The court.
        optional courtName: Text;
        /// Its day.
        optional date: Date;
    }

    /// A Russian address by the old classifier, КЛАДР.
    PARSED_ADDRESS_RF: "FocusParsedAddressRf" {
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
    PARSED_ADDRESS_RF_FIAS: "FocusParsedAddressRfFias" {
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

    /// A part of an address.
    TOPONYM: "FocusToponym" {
        /// The kind in short: г, ул, дом, корп, оф …
        optional topoShortName: Text;
        /// The kind in full: город, улица, дом …
        optional topoFullName: Text;
        /// The name or number itself.
        optional topoValue: Text;
    }

    /// An address abroad.
    FOREIGN_ADDRESS: "FocusForeignAddress" {
        /// The country.
        optional countryName: Text;
        /// The rest.
        optional addressString: Text;
    }

    /// A branch or representative office.
    BRANCH: "FocusBranch" {
        /// Its name.
        optional name: Text;
        /// Its КПП.
        optional kpp: Text;
        /// Its address in Russia.
        optional parsedAddressRf = "parsedAddressRF": Object(&PARSED_ADDRESS_RF);
        /// Its address in Russia by the new register (since 2025).
        optional parsedAddressRfFias = "parsedAddressRFFias": Object(&PARSED_ADDRESS_RF_FIAS);
        /// Its address abroad.
        optional foreignAddress: Object(&FOREIGN_ADDRESS);
        /// The day of the last change.
        optional date: Date;
    }

    /// The state of an organisation. The text is free and not a closed list; the flags tell what it means.
    REQ_UL_STATUS: "FocusReqUlStatus" {
        /// The state in words, such as «Действующее».
        optional statusString: Text;
        /// Is being reorganised.
        flag reorganizing;
        /// Is in a procedure of bankruptcy (since 2021).
        flag bankrupting;
        /// Is being wound up.
        flag dissolving;
        /// Exists no more.
        flag dissolved;
        /// Since when.
        optional date: Date;
    }

    /// A person who may act for the organisation without a power of attorney.
    HEAD: "FocusHead" {
        /// Family name, first name and patronymic.
        optional fio: Text;
        /// ИНН of the person, 12 digits.
        optional innfl: Text;
        /// The post.
        optional position: Text;
        /// The day of the last change.
        optional date: Date;
        /// The day of the first record.
        optional firstDate: Date;
        /// The registry marks the record as inaccurate (since 2021).
        flag isInaccuracy;
        /// Why it is marked as inaccurate (since 2021).
        list detailsOfInaccuracy: Object(&INACCURACY);
        /// Since when it is marked as inaccurate (since 2021).
        optional inaccuracyDate: Date;
        /// The name in parts (since 2025).
        optional structuredFio: Object(&STRUCTURED_FIO);
    }

    /// A managing company.
    MANAGEMENT_COMPANY: "FocusManagementCompany" {
        /// Its name.
        optional name: Text;
        /// Its ИНН.
        optional inn: Text;
        /// Its ОГРН.
        optional ogrn: Text;
        /// The day of the last change.
        optional date: Date;
        /// The day of the first record.
        optional firstDate: Date;
        /// The registry marks the record as inaccurate (since 2021).
        flag isInaccuracy;
        /// Why it is marked as inaccurate (since 2021).
        list detailsOfInaccuracy: Object(&INACCURACY);
        /// Since when it is marked as inaccurate (since 2021).
        optional inaccuracyDate: Date;
    }

    /// A name in parts (since 2025).
    STRUCTURED_FIO: "FocusStructuredFio" {
        /// First name.
        optional firstName: Text;
        /// Family name.
        optional lastName: Text;
        /// Patronymic.
        optional middleName: Text;
    }

    /// Requisites of an entrepreneur.
    REQ_IP: "FocusReqIp" {
        /// Family name, first name and patronymic.
        optional fio: Text;
        /// The day of the name's last change (since 2025).
        optional fioDate: Date;
        /// The name in parts (since 2025).
        optional structuredFio: Object(&STRUCTURED_FIO);
        /// ОКПО, code of the statistics office.
        optional okpo: Text;
        /// ОКАТО, code of the administrative territory.
        optional okato: Text;
        /// ОКФС, code of the form of ownership.
        optional okfs: Text;
        /// ОКОГУ, code of the state authority.
        optional okogu: Text;
        /// ОКОПФ, code of the legal form.
        optional okopf: Text;
        /// The legal form in words.
        optional opf: Text;
        /// ОКТМО, code of the municipal territory.
        optional oktmo: Text;
        /// The day of registration.
        optional registrationDate: Date;
        /// The day on which the entrepreneur's activity ended.
        optional dissolutionDate: Date;
        /// The state in the registry.
        optional status: Object(&REQ_IP_STATUS);
        /// Earlier names (since 2025).
        optional historyIp = "historyIP": Object(&REQ_IP_HISTORY);
    }

    /// The state of an entrepreneur. The text is free and not a closed list; the flags tell what it means.
    REQ_IP_STATUS: "FocusReqIpStatus" {
        /// The state in words.
        optional statusString: Text;
        /// Is about to be struck off (since 2021).
        flag dissolving;
        /// Works no more as an entrepreneur.
        flag dissolved;
        /// Since when.
        optional date: Date;
    }

    /// What an entrepreneur's name was before (since 2025).
    REQ_IP_HISTORY: "FocusReqIpHistory" {
        /// Earlier names.
        list fios: Object(&FIO_WITH_DATE);
        /// Earlier names in parts.
        list structuredFios: Object(&STRUCTURED_FIO_WITH_DATE);
    }

    /// A name and the day from which it was valid.
    FIO_WITH_DATE: "FocusFioWithDate" {
        /// Family name, first name and patronymic.
        optional fio: Text;
        /// The day of the record.
        optional date: Date;
    }

    /// A name in parts and the day from which it was valid.
    STRUCTURED_FIO_WITH_DATE: "FocusStructuredFioWithDate" {
        /// The name.
        optional structuredFio: Object(&STRUCTURED_FIO);
        /// The day of the record.
        optional date: Date;
    }

    /// The express report in short, as it comes with the requisites.
    BRIEF_REPORT_SUMMARY: "FocusBriefReportSummary" {
        /// Which colours the report has.
        optional summary: Object(&STATEMENT_COLOURS);
    }

    /// Which colours an express report has. All three may be false.
    STATEMENT_COLOURS: "FocusStatementColours" {
        /// Signs of activity, about 30 % of counterparties.
        flag greenStatements;
        /// Facts to look at with care, about 20 % of counterparties.
        flag yellowStatements;
        /// The company has ended or may soon, about 2 % of counterparties.
        flag redStatements;
    }

    /// How many contacts are known.
    CONTACT_COUNT: "FocusContactCount" {
        /// Their number; absent when there are none.
        optional count: Integer;
    }
}
