//! All names and wordings, in one place. They are not part of the identifiers' WebAssembly module: it answers with the numbers
//! of rows, and the package has the table as a script, written from here (scripts/generate).

/// A language of the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Locale {
    /// The name of the language, `en` or `ru`.
    pub fn name(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Ru => "ru",
        }
    }
}

/// Declares enums whose variants have a name (`as_str`) and a wording per language, and each a row in one common table.
macro_rules! vocabulary {
    ($(
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $en:literal, $ru:literal; )+
        }
    )+) => {
        /// Name, English and Russian wording of every variant of every enum: a line each, with tabs between them.
        #[cfg(feature = "reflect")]
        pub const TEXTS: &str = concat!($($( $code, "\t", $en, "\t", $ru, "\n" ),+),+);

        const SIZES: &[u32] = &[$( $name::ALL.len() as u32 ),+];

        enum Position { $( $name ),+ }

        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            #[repr(u8)]
            $vis enum $name { $( $(#[$variant_meta])* $variant ),+ }

            #[allow(dead_code)] // Not every enum needs everything.
            impl $name {
                /// All of them, in the order of their numbers.
                $vis const ALL: &'static [$name] = &[$( $name::$variant ),+];

                /// The machine-readable name.
                $vis fn as_str(self) -> &'static str {
                    match self { $( $name::$variant => $code ),+ }
                }

                /// The wording, a template in some enums.
                pub(crate) fn text(self, locale: Locale) -> &'static str {
                    match (self, locale) {
                        $( ($name::$variant, Locale::En) => $en, ($name::$variant, Locale::Ru) => $ru ),+
                    }
                }

                /// The row of the table.
                pub(crate) fn row(self) -> u32 {
                    self as u32 + const { sum(SIZES, Position::$name as usize) }
                }
            }
        )+
    };
}

const fn sum(sizes: &[u32], count: usize) -> u32 {
    match sizes {
        [first, rest @ ..] if count > 0 => *first + sum(rest, count - 1),
        _ => 0,
    }
}

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

    /// Why a value is refused. The numbers are those of a batch, where 0 stands for a valid line.
    ///
    /// In the wordings `%k` is the kind, `%l` its lengths, `%f` its first digits, `%n` the length of the value, `%p` the place.
    pub enum Code {
        /// Nothing is wrong; only batches use it.
        Valid = "valid", "", "";
        /// The value is an empty string.
        Empty = "empty", "%k is empty", "%k: пустая строка";
        /// The length is not one of the kind.
        Length = "length", "%k has %l digits, here %n", "%k состоит из %l цифр, здесь %n";
        /// A character that the kind does not have, or does not have at this place.
        Characters = "characters", "%k: character %p must be a digit", "%k: на месте %p должна быть цифра";
        /// The control digit does not fit the others.
        Checksum = "checksum", "%k: control digit %p does not match", "%k: контрольная цифра (%p-я) не сходится";
        /// The region is 00, which does not exist.
        Region = "region", "%k: there is no region 00", "%k: региона 00 не бывает";
        /// The kind never begins like this.
        Prefix = "prefix", "%k begins with %f", "%k начинается с %f";
        /// An account cannot be judged without a valid БИК.
        Context = "context", "%k: a valid BIK is needed", "%k: нужен верный БИК";
        /// The number has never been given to anybody.
        Unassigned = "unassigned", "%k: there is no such number", "%k: такого номера не бывает";
        /// The value is not a string; only the JavaScript functions use it.
        Type = "type", "%k must be a string", "%k: нужна строка";
    }

    /// Wordings of [`Code`] for some kinds and places. `%c` is the name.
    pub(crate) enum Word {
        Length = "", "%k has %l characters, here %n", "%k состоит из %l знаков, здесь %n";
        Capital = "", "%k: character %p must be a digit or a letter A-Z", "%k: на месте %p должна быть цифра или заглавная латинская буква";
        Clearing = "ABCEHKMPTX", "%k: character %p must be a digit or one of %c", "%k: на месте %p должна быть цифра или одна из букв %c";
        Dot = "", "%k: character %p must be a dot", "%k: на месте %p должна быть точка";
        Key = "", "%k: the key (digit 9) does not match the BIK", "%k: ключ (9-я цифра) не сходится с БИК";
        Class = "", "%k: there is no class 00", "%k: класса 00 не бывает";
        /// Between the last two of several numbers.
        Or = "", " or ", " или ";
    }

    /// Something odd about a valid number.
    pub enum Warning {
        /// КПП with the reason 00.
        Reason = "reason", "There is no reason 00", "Причины 00 не бывает";
        /// КПП with a reason from 51 to 99.
        ForeignReason = "foreign-reason", "Reasons 51-99 are foreign organisations'", "Причины 51-99 — у иностранных организаций";
        /// The record is older than its register.
        YearEarly = "year-early", "The year is before the register began", "Год раньше начала реестра";
        /// The record is of a year to come.
        YearFuture = "year-future", "The year is in the future", "Год ещё не наступил";
        /// СНИЛС up to 001-001-998: its control number is not checked.
        Unchecked = "unchecked", "Up to 001-001-998 there is no control number", "До 001-001-998 контрольное число не проверяется";
        /// Treasury account: there is no key in it.
        Keyless = "keyless", "A treasury account has no key", "В казначейском счёте нет ключа";
        /// The key could only be checked with the БИК of another unit.
        OtherUnit = "other-unit", "The key was not checked: a BIK of the Bank of Russia is needed", "Ключ не проверен: нужен БИК Банка России";
        /// БИК of a credit organisation with a number below 050.
        Participant = "participant", "Numbers 003-049 do not occur", "Номера 003-049 не встречаются";
    }

    /// What is wrong between fields. In the wordings `%k` and `%o` are the two fields.
    pub enum Finding {
        /// A field is invalid in itself; it is not compared with the others.
        Invalid = "invalid", "", "";
        /// The key of the account does not match the БИК.
        AccountBik = "account-bik", "", "";
        /// One field belongs to a person, the other to an organisation.
        PersonOrganization = "person-organization", "%k is a person's, %o an organisation's", "%k здесь физлица или ИП, а %o — организации";
        /// Account without a valid БИК: its key was not checked.
        AccountUnchecked = "account-unchecked", "%k was not checked: a valid BIK is needed", "%k не проверен: нужен верный БИК";
        /// The tax authority of the КПП is not the one that the ИНН begins with.
        TaxAuthority = "tax-authority", "%k and %o begin differently: a branch, or a move", "%k и %o начинаются по-разному: филиал или переезд";
        /// One of ИНН and КПП is a foreign organisation's (9909, a reason from 51 to 99), the other a Russian one's.
        Foreign = "foreign", "Only one of %k and %o is a foreign organisation's", "Только один из %k и %o — иностранной организации";
    }

    /// What the parts of a valid number are, as members of a JSON object. `%1`…`%9` are the next characters of the number,
    /// `%s` leaves one out, `%d` is the digit of the currency, which may be a letter, `%y` the kind of a record, `%m` the
    /// meaning of a reason. Of a kind with several layouts the first is named like the kind.
    pub(crate) enum Layout {
        Inn = r#""form":"organization","region":"%2","index":"%2","sequence":"%5""#, "", "";
        PersonInn = r#""form":"person","region":"%2","index":"%2","sequence":"%6""#, "", "";
        ForeignInn = r#""form":"organization","region":"%2","index":"%2","sequence":"%5","foreign":true"#, "", "";
        Kpp = r#""taxAuthority":"%4","reason":"%2","sequence":"%3""#, "", "";
        ExplainedKpp = r#""taxAuthority":"%4","reason":"%2","sequence":"%3","reasonMeaning":"%m""#, "", "";
        Ogrn = r#""recordKind":"%y",%s"year":20%2,"region":"%2","sequence":"%7""#, "", "";
        Ogrnip = r#""recordKind":"%y",%s"year":20%2,"region":"%2","sequence":"%9""#, "", "";
        Snils = r#""checked":true,"formatted":"%3-%3-%3 %2""#, "", "";
        UncheckedSnils = r#""checked":false,"formatted":"%3-%3-%3 %2""#, "", "";
        Bik = r#""participation":"direct","territory":%s%s"%2","unit":"%2","number":"%3""#, "", "";
        DirectBik = r#""participation":"direct""#, "", "";
        IndirectBik = r#""participation":"indirect""#, "", "";
        ClientBik = r#""participation":"client""#, "", "";
        Account = r#""rule":"bank","balanceAccount":"%5","currency":"%d%2","key":"%1","branch":"%4","number":"%7""#, "", "";
        CentralBankAccount = r#""rule":"centralBank","balanceAccount":"%5","currency":"%d%2","key":"%1","branch":"%4","number":"%7""#, "", "";
        TreasuryAccount = r#""rule":"none","balanceAccount":"%5","currency":"%d%2""#, "", "";
        UncheckedAccount = r#""rule":"none","balanceAccount":"%5","currency":"%d%2","key":"%1","branch":"%4","number":"%7""#, "", "";
        Okpo = r#""form":"organization""#, "", "";
        EntrepreneurOkpo = r#""form":"entrepreneur""#, "", "";
        UnitOkpo = r#""form":"unit""#, "", "";
        Oktmo = r#""region":"%2","level":"municipality""#, "", "";
        SettlementOktmo = r#""region":"%2","level":"settlement""#, "", "";
        Okato = r#""region":"%2","level":"region""#, "", "";
        DistrictOkato = r#""region":"%2","level":"district""#, "", "";
        CouncilOkato = r#""region":"%2","level":"council""#, "", "";
        SettlementOkato = r#""region":"%2","level":"settlement""#, "", "";
        Okved = r#""class":"%2","level":"class""#, "", "";
        SubclassOkved = r#""class":"%2","level":"subclass""#, "", "";
        GroupOkved = r#""class":"%2","level":"group""#, "", "";
        SubgroupOkved = r#""class":"%2","level":"subgroup""#, "", "";
        TypeOkved = r#""class":"%2","level":"type""#, "", "";
    }

    /// Meaning of the fifth and sixth characters of a КПП.
    pub enum Reason {
        /// 01
        Seat = "", "registered office", "место нахождения";
        /// 02, 03, 43
        Branch = "", "branch", "филиал";
        /// 04, 05, 44
        Representation = "", "representative office", "представительство";
        /// 06–08
        RealEstate = "", "real estate", "недвижимость";
        /// 10–29
        Property = "", "vehicle or property", "транспорт или имущество";
        /// 30
        Agent = "", "tax agent", "налоговый агент";
        /// 31, 32, 45
        Unit = "", "separate unit", "обособленное подразделение";
        /// 33
        Subsoil = "", "subsoil use", "пользование недрами";
        /// 35
        Imputed = "", "imputed income tax", "ЕНВД";
        /// 50
        Largest = "", "largest taxpayer", "крупнейший налогоплательщик";
        /// 51–53
        ForeignUnit = "", "unit of a foreign organisation", "отделение иностранной организации";
        /// 60–63
        Mission = "", "embassy or international organisation", "посольство или международная организация";
        /// 70–76
        ForeignProperty = "", "property of a foreign organisation", "имущество иностранной организации";
        /// 87
        ForeignAccount = "", "bank account of a foreign organisation", "счёт иностранной организации";
    }
}

impl Warning {
    /// The message for people.
    pub fn message(self, locale: Locale) -> &'static str {
        self.text(locale)
    }
}

impl Reason {
    /// The meaning for people.
    pub fn meaning(self, locale: Locale) -> &'static str {
        self.text(locale)
    }
}

/// The template, `%x` replaced by what `fill` writes for `x`.
pub(crate) fn filled(template: &str, mut fill: impl FnMut(&mut String, char)) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.bytes().position(|byte| byte == b'%') {
        text.push_str(rest.get(..at).unwrap_or_default());
        let mut characters = rest.get(at + 1..).unwrap_or_default().chars();
        if let Some(key) = characters.next() {
            fill(&mut text, key);
        }
        rest = characters.as_str();
    }
    text.push_str(rest);
    text
}
