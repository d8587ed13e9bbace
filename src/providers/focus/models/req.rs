//! `req`: requisites.

use super::common::{
    FOREIGN_ADDRESS, INACCURACY, PARSED_ADDRESS_RF, PARSED_ADDRESS_RF_FIAS, STATEMENT_COLOURS, STRUCTURED_FIO, company,
};
use crate::model::models;

company! {
    /// Requisites of one organisation or entrepreneur (`req`). Exactly one of `ul` and `ip` is there.
    REQ: "FocusReq" {
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
}

models! {
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

    /// How many contacts are known.
    CONTACT_COUNT: "FocusContactCount" {
        /// Their number; absent when there are none.
        optional count: Integer;
    }
}
