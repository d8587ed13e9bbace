//! `egrDetails`: what the registries ЕГРЮЛ and ЕГРИП say beyond the requisites.

use super::common::{INACCURACY, STRUCTURED_FIO, TOPONYM, company};
use crate::model::models;

company! {
    /// Registry details of one organisation or entrepreneur (`egrDetails`). Exactly one of `ul` and `ip` is there.
    EGR_DETAILS: "FocusEgrDetails" {
        /// The organisation (юридическое лицо).
        optional ul = "UL": Object(&EGR_UL);
        /// The entrepreneur (индивидуальный предприниматель).
        optional ip = "IP": Object(&EGR_IP);
    }
}

models! {
    /// Registry details of an organisation.
    EGR_UL: "FocusEgrUl" {
        /// ОКПО, code of the statistics office.
        optional okpo: Text;
        /// Number in the pension fund (ПФР); since 2023 the single number of the social fund (СФР) if there is one.
        optional pfrRegNumber: Text;
        /// Number in the social insurance fund (ФСС); since 2023 the single number of the СФР if there is one.
        optional fssRegNumber: Text;
        /// Number in the medical insurance fund (ФОМС).
        optional fomsRegNumber: Text;
        /// Economic activities.
        optional activities: Object(&ACTIVITIES);
        /// The registration.
        optional regInfo: Object(&REG_INFO);
        /// Where the organisation is registered as a taxpayer.
        optional nalogRegBody: Object(&TAX_BODY);
        /// Who keeps the organisation's registry record.
        optional regBody: Object(&TAX_BODY);
        /// Who keeps the register of shareholders of a joint-stock company (since 2022).
        optional registrarOfShareholders: Object(&REGISTRAR);
        /// Shareholders who are affiliated persons.
        optional shareholders: Object(&SHAREHOLDERS);
        /// Shareholders from other sources, one entry a source (since 2025).
        list shareholdersManual: Object(&SHAREHOLDERS);
        /// The stated capital (уставный капитал). May be an empty object.
        optional statedCapital: Object(&STATED_CAPITAL);
        /// Founders: natural persons.
        list foundersFl = "foundersFL": Object(&FOUNDER_FL);
        /// Founders: Russian organisations.
        list foundersUl = "foundersUL": Object(&FOUNDER_UL);
        /// Founders: organisations from abroad.
        list foundersForeign: Object(&FOUNDER_FOREIGN);
        /// Organisations that this one follows.
        list predecessors: Object(&RELATIVE);
        /// Organisations that follow this one.
        list successors: Object(&RELATIVE);
        /// Records of ЕГРЮЛ, the newest first.
        list egrRecords: Object(&EGR_RECORD);
        /// What was before. May be an empty object.
        optional history: Object(&EGR_UL_HISTORY);
    }

    /// What an organisation's registry details were before.
    EGR_UL_HISTORY: "FocusEgrUlHistory" {
        /// Former shareholders, and those that are no affiliated persons any more.
        optional shareholders: Object(&SHAREHOLDERS);
        /// Former shareholders from other sources, and those no longer published there (since 2025).
        list shareholdersManual: Object(&SHAREHOLDERS);
        /// Earlier stated capitals.
        list statedCapitals: Object(&STATED_CAPITAL);
        /// Earlier founders: natural persons.
        list foundersFl = "foundersFL": Object(&FOUNDER_FL);
        /// Earlier founders: Russian organisations.
        list foundersUl = "foundersUL": Object(&FOUNDER_UL);
        /// Earlier founders: organisations from abroad.
        list foundersForeign: Object(&FOUNDER_FOREIGN);
    }

    /// Economic activities by the classifier ОКВЭД.
    ACTIVITIES: "FocusActivities" {
        /// The main one.
        optional principalActivity: Object(&ACTIVITY);
        /// The others.
        list complementaryActivities: Object(&ACTIVITY);
        /// The version of the classifier: `2` is ОК 029-2014; absent is ОК 029-2001.
        optional okvedVersion: Text;
    }

    /// One economic activity.
    ACTIVITY: "FocusActivity" {
        /// Code of ОКВЭД.
        optional code: Text;
        /// What the code stands for.
        optional text: Text;
        /// The day of the record.
        optional date: Date;
    }

    /// The registration. The older body and number are those of before 1 July 2002 (for entrepreneurs 1 January 2004).
    REG_INFO: "FocusRegInfo" {
        /// The day on which the ОГРН or ОГРНИП was given.
        optional ogrnDate: Date;
        /// The older registering body.
        optional regName: Text;
        /// The older registration number (in answers about organisations since 2025).
        optional regNum: Text;
    }

    /// A tax office.
    TAX_BODY: "FocusTaxBody" {
        /// Its code, 4 digits.
        optional nalogCode: Text;
        /// Its name.
        optional nalogName: Text;
        /// The day of registration with it.
        optional nalogRegDate: Date;
        /// Its address (since 2022).
        optional nalogRegAddress: Text;
        /// КПП that it gave; never for entrepreneurs.
        optional kpp: Text;
        /// The day of the record.
        optional date: Date;
    }

    /// Who keeps a register of shareholders (since 2022).
    REGISTRAR: "FocusRegistrar" {
        /// The name.
        optional name: Text;
        /// ИНН.
        optional inn: Text;
        /// ОГРН.
        optional ogrn: Text;
        /// The day of the last change.
        optional date: Date;
        /// The day of the first record.
        optional firstDate: Date;
    }

    /// Shareholders by one source.
    SHAREHOLDERS: "FocusShareholders" {
        /// The kind of source (since 2025).
        optional source: Text;
        /// The day of the list's last change.
        optional date: Date;
        /// Natural persons.
        list shareholdersFl = "shareholdersFL": Object(&SHAREHOLDER_FL);
        /// Organisations.
        list shareholdersUl = "shareholdersUL": Object(&SHAREHOLDER_UL);
        /// Those of whom it is not known whether they are persons or organisations, Russian or not.
        list shareholdersOther: Object(&SHAREHOLDER_OTHER);
    }

    /// A shareholder: a natural person.
    SHAREHOLDER_FL: "FocusShareholderFl" {
        /// Family name, first name and patronymic.
        optional fio: Text;
        /// Where the person lives.
        optional address: Text;
        /// Share of the ordinary stock, percent.
        optional votingSharesPercent: Number;
        /// Share of the stated capital, percent.
        optional capitalSharesPercent: Number;
        /// The day of the last change.
        optional date: Date;
    }

    /// A shareholder: an organisation.
    SHAREHOLDER_UL: "FocusShareholderUl" {
        /// ОГРН.
        optional ogrn: Text;
        /// ИНН.
        optional inn: Text;
        /// The full name.
        optional fullName: Text;
        /// Where the organisation is.
        optional address: Text;
        /// Share of the ordinary stock, percent.
        optional votingSharesPercent: Number;
        /// Share of the stated capital, percent.
        optional capitalSharesPercent: Number;
        /// The day of the last change.
        optional date: Date;
    }

    /// A shareholder of a kind that is not known.
    SHAREHOLDER_OTHER: "FocusShareholderOther" {
        /// The full name.
        optional fullName: Text;
        /// Where the shareholder is.
        optional address: Text;
        /// Share of the ordinary stock, percent.
        optional votingSharesPercent: Number;
        /// Share of the stated capital, percent.
        optional capitalSharesPercent: Number;
        /// The day of the last change.
        optional date: Date;
    }

    /// A stated capital.
    STATED_CAPITAL: "FocusStatedCapital" {
        /// Roubles.
        optional sum: Number;
        /// The day of the record.
        optional date: Date;
    }

    /// A founder: a natural person.
    FOUNDER_FL: "FocusFounderFl" {
        /// Family name, first name and patronymic.
        optional fio: Text;
        /// ИНН of the person, 12 digits.
        optional innfl: Text;
        /// The share. May be an empty object.
        optional share: Object(&SHARE);
        /// Pledges of the share (обременение доли).
        list pledges: Object(&PLEDGE);
        /// The day of the last change.
        optional date: Date;
        /// The day of the first record.
        optional firstDate: Date;
        /// The registry marks the record as inaccurate (недостоверность; since 2021).
        flag isInaccuracy;
        /// Why it is marked as inaccurate (since 2021).
        list detailsOfInaccuracy: Object(&INACCURACY);
        /// Since when it is marked as inaccurate (since 2021).
        optional inaccuracyDate: Date;
        /// The name in parts (since 2025).
        optional structuredFio: Object(&STRUCTURED_FIO);
        /// The only shareholder of a joint-stock company, or a person who acts for it (since 2025).
        flag isSoleShareholder;
    }

    /// A founder: a Russian organisation.
    FOUNDER_UL: "FocusFounderUl" {
        /// ОГРН.
        optional ogrn: Text;
        /// ИНН.
        optional inn: Text;
        /// The full name.
        optional fullName: Text;
        /// The share. May be an empty object.
        optional share: Object(&SHARE);
        /// Pledges of the share (обременение доли).
        list pledges: Object(&PLEDGE);
        /// The day of the last change.
        optional date: Date;
        /// The day of the first record.
        optional firstDate: Date;
        /// The registry marks the record as inaccurate (недостоверность; since 2021).
        flag isInaccuracy;
        /// Why it is marked as inaccurate (since 2021).
        list detailsOfInaccuracy: Object(&INACCURACY);
        /// Since when it is marked as inaccurate (since 2021).
        optional inaccuracyDate: Date;
        /// The only shareholder of a joint-stock company, or one who acts for it (since 2025).
        flag isSoleShareholder;
    }

    /// A founder: an organisation from abroad.
    FOUNDER_FOREIGN: "FocusFounderForeign" {
        /// The full name.
        optional fullName: Text;
        /// The country.
        optional country: Text;
        /// The share. May be an empty object.
        optional share: Object(&SHARE);
        /// Pledges of the share (обременение доли).
        list pledges: Object(&PLEDGE);
        /// The day of the last change.
        optional date: Date;
        /// The day of the first record.
        optional firstDate: Date;
        /// The registry marks the record as inaccurate (недостоверность; since 2021).
        flag isInaccuracy;
        /// Why it is marked as inaccurate (since 2021).
        list detailsOfInaccuracy: Object(&INACCURACY);
        /// Since when it is marked as inaccurate (since 2021).
        optional inaccuracyDate: Date;
        /// The only shareholder of a joint-stock company, or one who acts for it (since 2025).
        flag isSoleShareholder;
    }

    /// A founder's share of the stated capital: its sum, and its size in percent or as a fraction. May be empty.
    SHARE: "FocusShare" {
        /// Roubles.
        optional sum: Number;
        /// Percent; a binary fraction, such as `14.300000000000001`.
        optional percentagePlain: Number;
        /// The fraction's numerator (sic).
        optional percentageNominator: Integer;
        /// The fraction's denominator.
        optional percentageDenominator: Integer;
    }

    /// A pledge of a share.
    PLEDGE: "FocusPledge" {
        /// How long it lasts, in words.
        optional duration: Text;
        /// The pledgee, if an organisation.
        optional pledgeeUl = "pledgeeUL": Object(&PLEDGEE_UL);
        /// The pledgee, if a natural person.
        optional pledgeeFl = "pledgeeFL": Object(&PLEDGEE_FL);
    }

    /// A pledgee: an organisation.
    PLEDGEE_UL: "FocusPledgeeUl" {
        /// The short name.
        optional name: Text;
        /// ОГРН.
        optional ogrn: Text;
        /// ИНН.
        optional inn: Text;
        /// The notary's certification of the contract.
        optional notarization: Object(&NOTARIZATION);
    }

    /// A pledgee: a natural person.
    PLEDGEE_FL: "FocusPledgeeFl" {
        /// Family name, first name and patronymic.
        optional fio: Text;
        /// ИНН of the person, 12 digits.
        optional innfl: Text;
        /// The notary's certification of the contract.
        optional notarization: Object(&NOTARIZATION);
    }

    /// A notary's certification of a contract of pledge.
    NOTARIZATION: "FocusNotarization" {
        /// The notary's name.
        optional fio: Text;
        /// ИНН of the notary, 12 digits.
        optional innfl: Text;
        /// The contract's number.
        optional contractNumber: Text;
        /// The contract's day.
        optional date: Date;
    }

    /// An organisation that comes before or after another.
    RELATIVE: "FocusRelative" {
        /// The name.
        optional name: Text;
        /// ИНН.
        optional inn: Text;
        /// ОГРН.
        optional ogrn: Text;
        /// The day of the record.
        optional date: Date;
    }

    /// A record of the registry.
    EGR_RECORD: "FocusEgrRecord" {
        /// ГРН of the record, 13 digits (of ЕГРИП 15); the first is the ОГРН itself. A few records have none.
        optional grn: Text;
        /// The day of the record.
        optional date: Date;
        /// Why it was made.
        optional name: Text;
        /// It is void.
        flag isInvalid;
        /// Since when it is void.
        optional invalidSince: Date;
        /// Who made it.
        optional regName: Text;
        /// Code of who made it, 4 digits.
        optional regCode: Text;
        /// What was handed in for it.
        list documents: Object(&DOCUMENT);
        /// Certificates that were given for it.
        list certificates: Object(&CERTIFICATE);
    }

    /// A document that was handed in.
    DOCUMENT: "FocusDocument" {
        /// Its name.
        optional name: Text;
        /// Its day.
        optional date: Date;
    }

    /// A certificate of registration.
    CERTIFICATE: "FocusCertificate" {
        /// Series and number.
        optional serialNumber: Text;
        /// The day on which it was given.
        optional date: Date;
    }

    /// Registry details of an entrepreneur.
    EGR_IP: "FocusEgrIp" {
        /// ОКПО, code of the statistics office.
        optional okpo: Text;
        /// Number in the pension fund (ПФР); since 2023 the single number of the social fund (СФР) if there is one.
        optional pfrRegNumber: Text;
        /// Number in the social insurance fund (ФСС); since 2023 the single number of the СФР if there is one.
        optional fssRegNumber: Text;
        /// Number in the medical insurance fund (ФОМС).
        optional fomsRegNumber: Text;
        /// ОКАТО, code of the administrative territory; may be out of date.
        optional okato: Text;
        /// Where the entrepreneur is, without street and house; may be out of date.
        optional shortenedAddress: Object(&SHORTENED_ADDRESS);
        /// Economic activities.
        optional activities: Object(&ACTIVITIES);
        /// The registration.
        optional regInfo: Object(&REG_INFO);
        /// Where the entrepreneur is registered as a taxpayer.
        optional nalogRegBody: Object(&TAX_BODY);
        /// Who keeps the entrepreneur's registry record.
        optional regBody: Object(&TAX_BODY);
        /// Records of ЕГРИП, the newest first.
        list egrRecords: Object(&EGR_RECORD);
    }

    /// An address without street and house.
    SHORTENED_ADDRESS: "FocusShortenedAddress" {
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
        /// The whole address on one line (since 2025).
        optional oneLineFormatOfAddress: Text;
    }
}
