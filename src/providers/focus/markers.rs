//! The markers of `analytics`, in the order of the wire, each declared once: the model follows from it and, for those who
//! show markers to people, the table of their meanings.
//!
//! The first letter of a code tells its type: `m` a flag, `q` a count, `s` a sum in roubles, `d` a date, `e` one of several
//! texts. Focus writes a marker only when there is something to tell, so an absent count or sum is no number, not zero.
//! Most markers are found by the requisites or names of a company and its people, which others may share.

use crate::model::{Field, Model, Need, Shape, choices, model};

choices! {
    /// The stage of a bankruptcy.
    BANKRUPTCY_STAGE: "Наблюдение", "Финансовое оздоровление", "Внешнее управление", "Конкурсное производство",
        "Конкурсное производство завершено", "Реструктуризация долгов", "Реструктуризация долгов завершена",
        "Реализация имущества", "Реализация имущества завершена", "Отказано в признании должника банкротом",
        "Производство по делу прекращено", "Не удалось определить стадию";
}

/// What a marker means, for people.
#[cfg(feature = "reflect")]
#[derive(Debug)]
pub struct Marker {
    /// Its code, which is its name in the answer.
    pub code: &'static str,
    /// What its value is: `flag`, `count`, `sum` (roubles), `year`, `date` or `text`.
    pub kind: &'static str,
    /// The group that it belongs to: a [`Group::id`].
    pub group: &'static str,
    /// Its meaning in Russian.
    pub ru: &'static str,
    /// Its meaning in English.
    pub en: &'static str,
    /// The vendor keeps it for old clients only.
    pub deprecated: bool,
}

/// A group of markers.
#[cfg(feature = "reflect")]
#[derive(Debug)]
pub struct Group {
    /// Its stable name.
    pub id: &'static str,
    /// Its title in Russian.
    pub ru: &'static str,
    /// Its title in English.
    pub en: &'static str,
}

macro_rules! markers {
    ($($group:ident $group_ru:literal / $group_en:literal { $(
        $kind:ident $(($choices:ident))? $code:ident $($deprecated:ident)? : $ru:literal / $en:literal ;
    )+ })+) => {
        /// The markers that are known; an answer may have others.
        pub(super) static MARKED: Model = model!(
            "FocusMarkers",
            "Markers of the automatic check, by code. Only those with something to tell are there.",
            &[$($(
                Field {
                    wire: stringify!($code),
                    name: stringify!($code),
                    need: markers!(@need $kind),
                    shape: markers!(@shape $kind $($choices)?),
                    #[cfg(feature = "proxy")]
                    nothing: None,
                    #[cfg(feature = "reflect")]
                    doc: concat!($en, ".", $("\n@", stringify!($deprecated))?),
                },
            )+)+]
        );

        /// The groups of markers, in the order of the wire.
        #[cfg(feature = "reflect")]
        pub static GROUPS: &[Group] = &[$(
            Group { id: stringify!($group), ru: $group_ru, en: $group_en },
        )+];

        /// What the markers mean, in the order of the wire.
        #[cfg(feature = "reflect")]
        pub static MARKERS: &[Marker] = &[$($(
            Marker {
                code: stringify!($code),
                kind: stringify!($kind),
                group: stringify!($group),
                ru: $ru,
                en: $en,
                deprecated: markers!(@deprecated $($deprecated)?),
            },
        )+)+];
    };
    (@need flag) => { Need::Filled };
    (@need $kind:ident) => { Need::Optional };
    (@shape flag) => { Shape::Flag };
    (@shape count) => { Shape::Integer };
    (@shape sum) => { Shape::Number };
    (@shape year) => { Shape::Integer };
    (@shape date) => { Shape::Date };
    (@shape text) => { Shape::Text };
    (@shape text $choices:ident) => { Shape::Choice(&$choices) };
    (@deprecated) => { false };
    (@deprecated deprecated) => { true };
}

markers! {
    fssp "Исполнительные производства" / "Enforcement proceedings" {
        count q1001: "Исполнительные производства организаций со схожими реквизитами за последние 12 месяцев, количество"
            / "Enforcement proceedings against organisations with similar requisites in the last 12 months, number";
        sum s1001: "Исполнительные производства организаций со схожими реквизитами за последние 12 месяцев, сумма в рублях"
            / "Enforcement proceedings against organisations with similar requisites in the last 12 months, sum in roubles";
        count q1002: "Исполнительные производства организаций со схожими реквизитами за всё время, количество"
            / "Enforcement proceedings against organisations with similar requisites of all time, number";
        sum s1002: "Исполнительные производства организаций со схожими реквизитами за всё время, сумма в рублях"
            / "Enforcement proceedings against organisations with similar requisites of all time, sum in roubles";
        flag m1003: "У организаций со схожими реквизитами есть исполнительные производства о взыскании заработной платы"
            / "Organisations with similar requisites have enforcement proceedings about wages";
        flag m1004: "У организаций со схожими реквизитами есть исполнительные производства о наложении ареста"
            / "Organisations with similar requisites have enforcement proceedings about an arrest of property";
        flag m1005: "У организаций со схожими реквизитами есть исполнительные производства о кредитных платежах"
            / "Organisations with similar requisites have enforcement proceedings about credit payments";
        flag m1006: "У организаций со схожими реквизитами есть исполнительные производства об обращении взыскания на заложенное имущество"
            / "Organisations with similar requisites have enforcement proceedings about foreclosure of pledged property";
        sum s1007: "Исполнительные производства о налогах и сборах организаций со схожими реквизитами за всё время, сумма в рублях"
            / "Enforcement proceedings about taxes and duties against organisations with similar requisites of all time, sum in roubles";
        sum s1008: "Исполнительные производства о страховых взносах организаций со схожими реквизитами за всё время, сумма в рублях"
            / "Enforcement proceedings about insurance contributions against organisations with similar requisites of all time, sum in roubles";
    }

    arbitration "Арбитражные дела" / "Commercial court cases" {
        count q2001: "Ответчик: дела за последние 12 месяцев, количество (оценка)"
            / "Defendant: cases in the last 12 months, estimated number";
        count q2002: "Ответчик: дела за 3 года, количество (оценка)"
            / "Defendant: cases in 3 years, estimated number";
        count q2003: "Истец: дела за последние 12 месяцев, количество (оценка)"
            / "Plaintiff: cases in the last 12 months, estimated number";
        count q2004: "Истец: дела за 3 года, количество (оценка)"
            / "Plaintiff: cases in 3 years, estimated number";
        sum s2001: "Ответчик: дела за последние 12 месяцев, исковая сумма в рублях (оценка)"
            / "Defendant: cases in the last 12 months, estimated claims in roubles";
        sum s2002: "Ответчик: дела за 3 года, исковая сумма в рублях (оценка)"
            / "Defendant: cases in 3 years, estimated claims in roubles";
        sum s2003: "Истец: дела за последние 12 месяцев, исковая сумма в рублях (оценка)"
            / "Plaintiff: cases in the last 12 months, estimated claims in roubles";
        sum s2004: "Истец: дела за 3 года, исковая сумма в рублях (оценка)"
            / "Plaintiff: cases in 3 years, estimated claims in roubles";
        count q2011: "Ответчик: проигранные дела за 3 года, количество (оценка)"
            / "Defendant: cases lost in 3 years, estimated number";
        count q2012: "Ответчик: частично проигранные дела за 3 года, количество (оценка)"
            / "Defendant: cases partly lost in 3 years, estimated number";
        count q2013: "Ответчик: не проигранные дела за 3 года, количество (оценка)"
            / "Defendant: cases not lost in 3 years, estimated number";
        count q2014: "Ответчик: дела за 3 года в процессе рассмотрения, количество (оценка)"
            / "Defendant: cases of 3 years in progress, estimated number";
        count q2015: "Ответчик: дела за 3 года с неизвестным исходом, количество (оценка)"
            / "Defendant: cases of 3 years with an unknown outcome, estimated number";
        count q2016: "Ответчик: проигранные дела за 12 месяцев, количество (оценка)"
            / "Defendant: cases lost in 12 months, estimated number";
        count q2017: "Ответчик: частично проигранные дела за 12 месяцев, количество (оценка)"
            / "Defendant: cases partly lost in 12 months, estimated number";
        count q2018: "Ответчик: не проигранные дела за 12 месяцев, количество (оценка)"
            / "Defendant: cases not lost in 12 months, estimated number";
        count q2019: "Ответчик: дела за 12 месяцев в процессе рассмотрения, количество (оценка)"
            / "Defendant: cases of 12 months in progress, estimated number";
        sum s2011: "Ответчик: проигранные дела за 3 года, исковая сумма в рублях (оценка)"
            / "Defendant: cases lost in 3 years, estimated claims in roubles";
        sum s2012: "Ответчик: частично проигранные дела за 3 года, исковая сумма в рублях (оценка)"
            / "Defendant: cases partly lost in 3 years, estimated claims in roubles";
        sum s2013: "Ответчик: не проигранные дела за 3 года, исковая сумма в рублях (оценка)"
            / "Defendant: cases not lost in 3 years, estimated claims in roubles";
        sum s2014: "Ответчик: дела за 3 года в процессе рассмотрения, исковая сумма в рублях (оценка)"
            / "Defendant: cases of 3 years in progress, estimated claims in roubles";
        sum s2015: "Ответчик: дела за 3 года с неизвестным исходом, исковая сумма в рублях (оценка)"
            / "Defendant: cases of 3 years with an unknown outcome, estimated claims in roubles";
        sum s2016: "Ответчик: проигранные дела за 12 месяцев, исковая сумма в рублях (оценка)"
            / "Defendant: cases lost in 12 months, estimated claims in roubles";
        sum s2017: "Ответчик: частично проигранные дела за 12 месяцев, исковая сумма в рублях (оценка)"
            / "Defendant: cases partly lost in 12 months, estimated claims in roubles";
        sum s2018: "Ответчик: не проигранные дела за 12 месяцев, исковая сумма в рублях (оценка)"
            / "Defendant: cases not lost in 12 months, estimated claims in roubles";
        sum s2019: "Ответчик: дела за 12 месяцев в процессе рассмотрения, исковая сумма в рублях (оценка)"
            / "Defendant: cases of 12 months in progress, estimated claims in roubles";
        count q2021: "Истец: не выигранные дела за 3 года, количество (оценка)"
            / "Plaintiff: cases not won in 3 years, estimated number";
        count q2022: "Истец: частично выигранные дела за 3 года, количество (оценка)"
            / "Plaintiff: cases partly won in 3 years, estimated number";
        count q2023: "Истец: выигранные дела за 3 года, количество (оценка)"
            / "Plaintiff: cases won in 3 years, estimated number";
        count q2024: "Истец: дела за 3 года в процессе рассмотрения, количество (оценка)"
            / "Plaintiff: cases of 3 years in progress, estimated number";
        count q2025: "Истец: дела за 3 года с неизвестным исходом, количество (оценка)"
            / "Plaintiff: cases of 3 years with an unknown outcome, estimated number";
        sum s2021: "Истец: не выигранные дела за 3 года, исковая сумма в рублях (оценка)"
            / "Plaintiff: cases not won in 3 years, estimated claims in roubles";
        sum s2022: "Истец: частично выигранные дела за 3 года, исковая сумма в рублях (оценка)"
            / "Plaintiff: cases partly won in 3 years, estimated claims in roubles";
        sum s2023: "Истец: выигранные дела за 3 года, исковая сумма в рублях (оценка)"
            / "Plaintiff: cases won in 3 years, estimated claims in roubles";
        sum s2024: "Истец: дела за 3 года в процессе рассмотрения, исковая сумма в рублях (оценка)"
            / "Plaintiff: cases of 3 years in progress, estimated claims in roubles";
        sum s2025: "Истец: дела за 3 года с неизвестным исходом, исковая сумма в рублях (оценка)"
            / "Plaintiff: cases of 3 years with an unknown outcome, estimated claims in roubles";
        count q2031: "Ответчик: дела о процедуре банкротства, количество (оценка)"
            / "Defendant: cases about a bankruptcy procedure, estimated number";
        count q2032: "Ответчик: дела по договорам займа, кредита, лизинга, количество (оценка)"
            / "Defendant: cases about contracts of loan, credit or leasing, estimated number";
        count q2033: "Ответчик: дела о налогах (иски налоговых органов, взыскание, оспаривание решений), количество (оценка)"
            / "Defendant: cases about taxes (claims of tax offices, collection, disputed decisions), estimated number";
        count q2034: "Ответчик: дела по договорам оказания услуг, количество (оценка)"
            / "Defendant: cases about contracts of services, estimated number";
        count q2035: "Ответчик: дела по договорам поставки, количество (оценка)"
            / "Defendant: cases about contracts of supply, estimated number";
        sum s2031: "Ответчик: дела о процедуре банкротства, исковая сумма в рублях (оценка)"
            / "Defendant: cases about a bankruptcy procedure, estimated claims in roubles";
        sum s2032: "Ответчик: дела по договорам займа, кредита, лизинга, исковая сумма в рублях (оценка)"
            / "Defendant: cases about contracts of loan, credit or leasing, estimated claims in roubles";
        sum s2033: "Ответчик: дела о налогах (иски налоговых органов, взыскание, оспаривание решений), исковая сумма в рублях (оценка)"
            / "Defendant: cases about taxes (claims of tax offices, collection, disputed decisions), estimated claims in roubles";
        sum s2034: "Ответчик: дела по договорам оказания услуг, исковая сумма в рублях (оценка)"
            / "Defendant: cases about contracts of services, estimated claims in roubles";
        sum s2035: "Ответчик: дела по договорам поставки, исковая сумма в рублях (оценка)"
            / "Defendant: cases about contracts of supply, estimated claims in roubles";
    }

    purchases "Госконтракты" / "Public contracts" {
        flag m4001: "Организация найдена в реестре недобросовестных поставщиков (ФАС, Федеральное казначейство)"
            / "The organisation is in the register of unfair suppliers (ФАС, Federal Treasury)";
        count q4002: "Поставщик: контракты по 44-ФЗ и 223-ФЗ за последние 12 месяцев, количество"
            / "Supplier: contracts under 44-ФЗ and 223-ФЗ in the last 12 months, number";
        sum s4002: "Поставщик: контракты по 44-ФЗ и 223-ФЗ за последние 12 месяцев, сумма с оценкой в рублях"
            / "Supplier: contracts under 44-ФЗ and 223-ФЗ in the last 12 months, estimated sum in roubles";
        count q4003: "Поставщик: контракты по 44-ФЗ и 223-ФЗ за всё время, количество"
            / "Supplier: contracts under 44-ФЗ and 223-ФЗ of all time, number";
        sum s4003: "Поставщик: контракты по 44-ФЗ и 223-ФЗ за всё время, сумма с оценкой в рублях"
            / "Supplier: contracts under 44-ФЗ and 223-ФЗ of all time, estimated sum in roubles";
        count q4004: "Заказчик: контракты по 44-ФЗ и 223-ФЗ за последние 12 месяцев, количество"
            / "Customer: contracts under 44-ФЗ and 223-ФЗ in the last 12 months, number";
        sum s4004: "Заказчик: контракты по 44-ФЗ и 223-ФЗ за последние 12 месяцев, сумма с оценкой в рублях"
            / "Customer: contracts under 44-ФЗ and 223-ФЗ in the last 12 months, estimated sum in roubles";
        count q4005: "Заказчик: контракты по 44-ФЗ и 223-ФЗ за всё время, количество"
            / "Customer: contracts under 44-ФЗ and 223-ФЗ of all time, number";
        sum s4005: "Заказчик: контракты по 44-ФЗ и 223-ФЗ за всё время, сумма с оценкой в рублях"
            / "Customer: contracts under 44-ФЗ and 223-ФЗ of all time, estimated sum in roubles";
    }

    fnsRegisters "Особые реестры ФНС" / "Registers of the tax service" {
        flag m5001 deprecated: "ФИО руководителей или учредителей найдены в реестре дисквалифицированных лиц; устарел, см. m5008"
            / "Names of heads or founders are in the register of disqualified persons; out of date, see m5008";
        flag m5008: "ФИО руководителей найдены в реестре дисквалифицированных лиц или отмечены так в выписке ЕГРЮЛ"
            / "Names of heads are in the register of disqualified persons or marked so in the extract from ЕГРЮЛ";
        flag m5009: "ФИО руководителя найдено в списке «массовых» руководителей"
            / "The head's name is in the list of «mass» heads";
        flag m5002 deprecated: "Адрес недостоверен (прежде: реестр организаций, связь с которыми по адресу отсутствует); устарел, см. m5006"
            / "The address is inaccurate (once: the register of organisations that cannot be reached at their address); out of date, see m5006";
        flag m5010: "ФИО учредителя найдено в списке «массовых» учредителей"
            / "A founder's name is in the list of «mass» founders";
        flag m5003: "Адрес найден в списке адресов массовой регистрации"
            / "The address is in the list of addresses of mass registration";
        flag m5004: "Задолженность по налогам более 1000 рублей, переданная на взыскание судебному приставу"
            / "Tax debt of more than 1000 roubles that was passed to a bailiff for collection";
        flag m5005: "Организация не представляет налоговую отчётность более года"
            / "The organisation has not filed tax returns for more than a year";
        flag m5006: "В ЕГРЮЛ указана недостоверность сведений об адресе"
            / "ЕГРЮЛ marks the address as inaccurate";
        flag m5007: "В ЕГРЮЛ указана недостоверность сведений о руководителе или учредителях"
            / "ЕГРЮЛ marks the head or the founders as inaccurate";
    }

    finance "Финансы" / "Finance" {
        year q6001: "Год последней доступной бухгалтерской отчётности"
            / "Year of the latest annual accounts available";
        flag m6002: "Есть бухгалтерская отчётность за последний отчётный год"
            / "There are annual accounts for the latest reporting year";
        sum s6003: "Выручка на начало последнего отчётного периода, рублей"
            / "Revenue at the start of the latest reporting period, roubles";
        sum s6004: "Выручка на конец последнего отчётного периода, рублей"
            / "Revenue at the end of the latest reporting period, roubles";
        sum s6005: "Баланс на начало последнего отчётного периода, рублей"
            / "Balance at the start of the latest reporting period, roubles";
        sum s6006: "Баланс на конец последнего отчётного периода, рублей"
            / "Balance at the end of the latest reporting period, roubles";
        sum s6007: "Чистая прибыль на начало последнего отчётного периода, рублей (убыток отрицателен)"
            / "Net profit at the start of the latest reporting period, roubles (a loss is negative)";
        sum s6008: "Чистая прибыль на конец последнего отчётного периода, рублей (убыток отрицателен)"
            / "Net profit at the end of the latest reporting period, roubles (a loss is negative)";
        sum s6009: "Уплаченные налоги и сборы за год, предшествующий размещению сведений, рублей (ФНС, ежегодно 1 октября)"
            / "Taxes and duties paid in the year before publication, roubles (tax service, yearly on 1 October)";
        sum s6010: "Доходы по бухгалтерской отчётности за год, предшествующий размещению сведений, рублей (ФНС, ежегодно 1 октября)"
            / "Income by the annual accounts for the year before publication, roubles (tax service, yearly on 1 October)";
        sum s6011: "Расходы по бухгалтерской отчётности за год, предшествующий размещению сведений, рублей (ФНС, ежегодно 1 октября)"
            / "Expenses by the annual accounts for the year before publication, roubles (tax service, yearly on 1 October)";
        sum s6012: "Задолженность по налогам на 31 декабря года, предшествующего размещению сведений, не уплаченная до 1 октября, рублей (ФНС, ежегодно 1 декабря)"
            / "Tax arrears on 31 December of the year before publication that were not paid by 1 October, roubles (tax service, yearly on 1 December)";
        sum s6013: "Штрафы за налоговые правонарушения года, предшествующего размещению сведений, не уплаченные до 1 октября, рублей (ФНС, ежегодно 1 декабря)"
            / "Fines for tax offences of the year before publication that were not paid by 1 October, roubles (tax service, yearly on 1 December)";
        year d6014: "Год последнего финансового анализа (значение предположительное)"
            / "Year of the latest financial analysis (inferred; since 2022)";
        text e6014: "Экспертный рейтинг за год d6014, от AAA до D (значение предположительное)"
            / "Expert rating for the year d6014, from AAA to D (inferred; since 2022)";
    }

    legal "Юридические признаки" / "Legal signs" {
        flag m7001: "Рекомендована дополнительная проверка: сходство с компаниями, прекратившими деятельность после смены руководителя или учредителей"
            / "A further check is recommended: it resembles companies that ceased activity after a change of head or founders";
        flag m7002: "Организация зарегистрирована менее 3 месяцев назад"
            / "The organisation was registered less than 3 months ago";
        flag m7003: "Организация зарегистрирована менее 6 месяцев назад"
            / "The organisation was registered less than 6 months ago";
        flag m7004: "Организация зарегистрирована менее 12 месяцев назад"
            / "The organisation was registered less than 12 months ago";
        count q7005: "Связанные компании, ликвидированные в результате банкротства, количество (оценка)"
            / "Related companies that were wound up as a result of bankruptcy, estimated number";
        count q7006: "Не ликвидированные юридические лица по тому же адресу с учётом номера офиса сейчас, количество"
            / "Live legal entities at the same address, office number included, at present, number";
        count q7007: "Не ликвидированные юридические лица по тому же адресу без учёта номера офиса сейчас, количество"
            / "Live legal entities at the same address, whatever the office number, at present, number";
        count q7008: "Юридические лица, когда-либо зарегистрированные по тому же адресу с учётом номера офиса, количество"
            / "Legal entities ever registered at the same address, office number included, number";
        count q7009: "Юридические лица, когда-либо зарегистрированные по тому же адресу без учёта номера офиса, количество"
            / "Legal entities ever registered at the same address, whatever the office number, number";
        date d7010: "Дата последней проверки ограничений ФНС на операции по банковским счетам"
            / "Day of the last check for the tax service's restrictions on bank accounts";
        flag m7010: "На дату d7010 есть ограничения ФНС на операции по банковским счетам"
            / "On the day d7010 the tax service restricted operations on the bank accounts";
        flag m7013: "Найдены арбитражные дела о банкротстве за последние 3 месяца"
            / "Bankruptcy cases were found in the commercial courts in the last 3 months";
        count q7026: "Арбитражные дела о банкротстве в качестве ответчика, количество (наличие дела ещё не означает начала процедуры)"
            / "Bankruptcy cases as defendant, number (a case does not by itself mean that a procedure has begun)";
        flag m7014: "Найдены сообщения о банкротстве за последние 12 месяцев"
            / "Messages of bankruptcy were found in the last 12 months";
        text(BANKRUPTCY_STAGE) e7014: "Текущая стадия банкротства по сообщениям о банкротстве"
            / "Current stage of bankruptcy, derived from the messages of bankruptcy";
        date d7014: "Дата судебного решения, которым введена текущая стадия банкротства e7014"
            / "Day of the court decision that introduced the current stage of bankruptcy e7014 (since 2022)";
        flag m7015: "Найдены сообщения о намерении обратиться в суд с заявлением о банкротстве за последние 3 месяца (по новым описаниям — за последний месяц)"
            / "Messages of an intention to file for bankruptcy were found in the last 3 months (the last month by later descriptions)";
        flag m7016: "Найдены признаки завершённой процедуры банкротства"
            / "Signs of a completed bankruptcy procedure were found";
        count q7017: "Юридические лица, в уставном капитале которых есть доля этой организации, количество"
            / "Legal entities in whose stated capital this organisation has a share, number";
        count q7018: "Не ликвидированные юридические лица с тем же действующим руководителем (с учётом ИННФЛ, если известен), количество"
            / "Live legal entities with the same current head (matched by ИНН if known), number";
        count q7019: "Не ликвидированные юридические лица с тем же действующим руководителем (только по ФИО), количество"
            / "Live legal entities with the same current head (matched by name only), number";
        count q7020: "Юридические лица, где действующий руководитель является или являлся руководителем (с учётом ИННФЛ, если известен), количество"
            / "Legal entities of which the current head is or was a head (matched by ИНН if known), number";
        count q7021: "Юридические лица, где действующий руководитель является или являлся руководителем (только по ФИО), количество"
            / "Legal entities of which the current head is or was a head (matched by name only), number";
        count q7022: "Среднесписочная численность работников за календарный год, предшествующий размещению сведений (ФНС, ежегодно 1 августа)"
            / "Average headcount in the calendar year before publication (tax service, yearly on 1 August)";
        flag m7022: "За последние 12 месяцев есть сообщения о банкротстве физического лица — руководителя (в описании 2020 года также учредителя или предпринимателя)"
            / "In the last 12 months there were messages of the bankruptcy of a natural person who is the head (by the description of 2020 also a founder or the entrepreneur)";
        date d7023: "Дата включения в реестр субъектов малого и среднего предпринимательства (ФНС)"
            / "Day of inclusion in the register of small and medium enterprises (tax service)";
        flag m7023: "Реестр субъектов малого и среднего предпринимательства: микропредприятие"
            / "Register of small and medium enterprises: micro-enterprise";
        flag m7024: "Реестр субъектов малого и среднего предпринимательства: малое предприятие"
            / "Register of small and medium enterprises: small enterprise";
        flag m7025: "Реестр субъектов малого и среднего предпринимательства: среднее предприятие"
            / "Register of small and medium enterprises: medium enterprise";
        flag m7026: "За последние 12 месяцев есть сообщения о банкротстве физического лица — учредителя или самого предпринимателя"
            / "In the last 12 months there were messages of the bankruptcy of a natural person who is a founder or the entrepreneur";
        flag m7027: "Применяет УСН (на 31 декабря года, предшествующего размещению сведений; ФНС, ежегодно 1 августа)"
            / "Uses the simplified taxation УСН (on 31 December of the year before publication; tax service, yearly on 1 August)";
        flag m7028: "Плательщик ЕНВД (на 31 декабря года, предшествующего размещению сведений; ФНС, ежегодно 1 августа)"
            / "Pays the tax on imputed income ЕНВД (on 31 December of the year before publication; tax service, yearly on 1 August)";
        flag m7029: "Плательщик ЕСХН (на 31 декабря года, предшествующего размещению сведений; ФНС, ежегодно 1 августа)"
            / "Pays the agricultural tax ЕСХН (on 31 December of the year before publication; tax service, yearly on 1 August)";
        flag m7030: "Применяет соглашение о разделе продукции (на 31 декабря года, предшествующего размещению сведений; ФНС, ежегодно 1 августа)"
            / "Uses a production sharing agreement (on 31 December of the year before publication; tax service, yearly on 1 August)";
        flag m7031: "Участник консолидированной группы налогоплательщиков (на 31 декабря года, предшествующего размещению сведений; ФНС, ежегодно 1 августа)"
            / "Member of a consolidated group of taxpayers (on 31 December of the year before publication; tax service, yearly on 1 August)";
        flag m7032: "Ответственный участник консолидированной группы налогоплательщиков (на 31 декабря года, предшествующего размещению сведений; ФНС, ежегодно 1 августа)"
            / "Responsible member of a consolidated group of taxpayers (on 31 December of the year before publication; tax service, yearly on 1 August)";
        flag m7033: "В перечне стратегических предприятий и акционерных обществ (Указ Президента РФ от 04.08.2004 № 1009)"
            / "In the list of strategic enterprises (Decree of the President No. 1009 of 4 August 2004)";
        flag m7034: "В перечне акционерных обществ с «золотой акцией» государства (Распоряжение Правительства РФ № 91-р)"
            / "In the list of joint-stock companies with the state's «golden share» (Government Order No. 91-р)";
        flag m7035: "В едином реестре членов СРО НОСТРОЙ"
            / "In the register of members of self-regulatory organisations НОСТРОЙ (builders)";
        flag m7036: "В едином реестре членов СРО НОПРИЗ"
            / "In the register of members of self-regulatory organisations НОПРИЗ (surveyors and designers)";
        flag m7037: "За последний месяц подано заявление в ЕГРЮЛ, связанное с планируемой ликвидацией"
            / "In the last month an application about a planned winding-up was filed with ЕГРЮЛ";
        flag m7038: "За последний месяц подано заявление в ЕГРЮЛ о смене руководителя или управляющей компании; решения ещё нет либо в регистрации отказано"
            / "In the last month an application to change the head or managing company was filed with ЕГРЮЛ; it is undecided or refused";
        flag m7039: "За последний месяц подано заявление в ЕГРЮЛ об изменении состава участников; решения ещё нет либо в регистрации отказано"
            / "In the last month an application to change the owners was filed with ЕГРЮЛ; it is undecided or refused";
        flag m7040: "За последний месяц подано заявление в ЕГРЮЛ об изменении юридического адреса; решения ещё нет либо в регистрации отказано"
            / "In the last month an application to change the legal address was filed with ЕГРЮЛ; it is undecided or refused";
        flag m7041: "За последний месяц подано заявление в ЕГРЮЛ об изменении уставного капитала; решения ещё нет либо в регистрации отказано"
            / "In the last month an application to change the stated capital was filed with ЕГРЮЛ; it is undecided or refused";
        flag m7042: "За последний месяц подано заявление в ЕГРИП о прекращении деятельности в качестве предпринимателя"
            / "In the last month an application to end activity as an entrepreneur was filed with ЕГРИП";
        flag m7043: "Признак m7043: значение не раскрыто"
            / "Marker m7043, whose meaning is not published (since 2022)";
        flag m7044: "Признак m7044: значение не раскрыто"
            / "Marker m7044, whose meaning is not published (since 2022)";
        flag m7045: "Признак m7045: значение не раскрыто"
            / "Marker m7045, whose meaning is not published (since 2022)";
        flag m7046: "Признак m7046: значение не раскрыто"
            / "Marker m7046, whose meaning is not published (since 2022)";
        count q7047: "Среднесписочная численность работников (значение предположительное)"
            / "Average headcount (inferred; a later code)";
        flag m7049: "Вероятно, то же, что m7040: заявление об изменении юридического адреса (значение предположительное)"
            / "Probably the same as m7040, an application to change the legal address (inferred; since 2022)";
    }

    other "Прочее" / "Other" {
        count q8001: "Потенциальные сайты компании, количество"
            / "Potential sites of the company, number";
        count q9001: "Товарные знаки, действующие и нет, в которых упоминается компания, количество"
            / "Trademarks, valid or not, that mention the company, number";
        count q9002: "Открытые вакансии на HeadHunter, количество (значение предположительное)"
            / "Open vacancies on HeadHunter, number (inferred; since 2022)";
        count q9003: "Открытые вакансии на SuperJob, количество (значение предположительное)"
            / "Open vacancies on SuperJob, number (inferred; since 2022)";
        count q9004: "Открытые вакансии на портале «Работа России», количество (значение предположительное)"
            / "Open vacancies on «Работа России», number (inferred; since 2022)";
    }

    pledges "Залоги" / "Pledges" {
        count q1101: "Уведомления о залоге движимого имущества, где компания — залогодатель, количество"
            / "Notices of a pledge of movables in which the company is the pledgor, number";
        count q1102: "Уведомления о залоге движимого имущества, где компания — залогодержатель, количество"
            / "Notices of a pledge of movables in which the company is the pledgee, number";
    }

    sanctions "Санкции" / "Sanctions" {
        flag m8001: "Организация в санкционном списке США"
            / "The organisation is in the sanctions list of the USA";
        flag m8002: "Организация в секторальном санкционном списке США"
            / "The organisation is in the sectoral sanctions list of the USA";
        flag m8003: "Организация в санкционном списке Евросоюза"
            / "The organisation is in the sanctions list of the EU";
        flag m8004: "Организация в санкционном списке Великобритании"
            / "The organisation is in the sanctions list of the UK";
        flag m8005: "Организация в санкционном списке Украины"
            / "The organisation is in the sanctions list of Ukraine";
        flag m8006: "Организация в санкционном списке Швейцарии"
            / "The organisation is in the sanctions list of Switzerland";
        flag m8007: "Совладельцы с суммарной долей не меньше 50 % — под санкциями США"
            / "Co-owners with a joint share of 50 % or more are under sanctions of the USA";
        flag m8008: "Совладельцы с суммарной долей не меньше 50 % — под секторальными санкциями США"
            / "Co-owners with a joint share of 50 % or more are under sectoral sanctions of the USA";
        flag m8009: "Совладельцы с суммарной долей не меньше 50 % — под санкциями Евросоюза"
            / "Co-owners with a joint share of 50 % or more are under sanctions of the EU";
        flag m8010: "Совладельцы с суммарной долей не меньше 50 % — под санкциями Великобритании"
            / "Co-owners with a joint share of 50 % or more are under sanctions of the UK";
        flag m8011: "Совладельцы с суммарной долей не меньше 50 % — под санкциями Украины"
            / "Co-owners with a joint share of 50 % or more are under sanctions of Ukraine";
        flag m8012: "Совладельцы с суммарной долей не меньше 50 % — под санкциями Швейцарии"
            / "Co-owners with a joint share of 50 % or more are under sanctions of Switzerland";
    }
}
