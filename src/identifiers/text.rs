//! All names and wordings, in one place. In the WebAssembly module they are one table, a line per entry: a table of string
//! slices per enum would cost eight bytes per text, in a module that is counted in single kilobytes.

use super::bytes::{count, decode, encode};
use super::{bank, inn, kpp};

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

/// Declares enums whose variants have a name (`as_str`) and a wording per language.
macro_rules! vocabulary {
    ($(
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $en:literal, $ru:literal; )+
        }
    )+) => {
        /// Name, English and Russian wording of every variant of every enum.
        const TEXT: &str = concat!($($( $code, "\t", $en, "\t", $ru, "\n" ),+),+);

        const SIZES: &[usize] = &[$( $name::ALL.len() ),+];

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

                const FIRST: usize = sum(SIZES, Position::$name as usize);

                /// The machine-readable name.
                $vis fn as_str(self) -> &'static str {
                    str::from_utf8(self.name().bytes()).unwrap_or_default()
                }

                /// The machine-readable name.
                pub(crate) fn name(self) -> Entry {
                    Entry((Self::FIRST + self as usize) * 3)
                }

                /// The name of the variant that comes so many after this one.
                pub(crate) fn name_after(self, count: usize) -> Entry {
                    Entry((Self::FIRST + self as usize + count) * 3)
                }

                /// The wording, a template in some enums.
                pub(crate) fn text(self, locale: Locale) -> Entry {
                    Entry((Self::FIRST + self as usize) * 3 + 1 + locale as usize)
                }
            }
        )+
    };
}

/// The same, a byte per character.
static TABLE: [u8; count(TEXT)] = encode(TEXT, false);

const fn sum(sizes: &[usize], count: usize) -> usize {
    match sizes {
        [first, rest @ ..] if count > 0 => *first + sum(rest, count - 1),
        _ => 0,
    }
}

/// A cell of the table.
#[derive(Clone, Copy)]
pub(crate) struct Entry(usize);

impl Entry {
    /// Where the cell starts in the table.
    fn start(self) -> usize {
        let mut left = self.0;
        let mut at = 0;
        while left > 0 {
            left -= usize::from(!is_text(at));
            at += 1;
        }
        at
    }

    fn bytes(self) -> &'static [u8] {
        let start = self.start();
        let length = (start..).take_while(|at| is_text(*at)).count();
        TABLE.get(start..start + length).unwrap_or_default()
    }
}

/// The byte at this place of the table; the end of a cell is 9 or 10.
fn byte(at: usize) -> u8 {
    TABLE.get(at).copied().unwrap_or(b'\n')
}

fn is_text(at: usize) -> bool {
    byte(at) > b'\n'
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
    /// In the wordings `%k` is the kind, `%l` its lengths, `%f` its first digits, `%u` the unit it is counted in, `%n` the
    /// length of the value, `%p` the place and `%e` what is expected there.
    pub enum Code {
        /// Nothing is wrong; only batches use it.
        Valid = "valid", "", "";
        /// The value is an empty string.
        Empty = "empty", "%k is empty", "%k: пустая строка";
        /// The length is not one of the kind.
        Length = "length", "%k has %l %u, here %n", "%k состоит из %l %u, здесь %n";
        /// A character that the kind does not have, or does not have at this place.
        Characters = "characters", "%k: character %p must be %e", "%k: на месте %p должна быть %e";
        /// The control digit does not fit the others.
        Checksum = "checksum", "%k: control digit %p does not match, there is a mistake", "%k: контрольная цифра (%p-я) не сходится, в номере ошибка";
        /// The region is 00, which does not exist.
        Region = "region", "%k: there is no region 00", "%k: региона 00 не бывает";
        /// The kind never begins like this.
        Prefix = "prefix", "%k begins with %f", "%k начинается с %f";
        /// An account cannot be judged without a valid БИК.
        Context = "context", "%k: a valid BIK is needed", "%k: нужен верный БИК";
        /// The number has never been given to anybody.
        Unassigned = "unassigned", "%k: there is no such number", "%k: такого номера не бывает";
        /// The value is not a string; only the JavaScript functions use it.
        Type = "type", "%k must be a string: a number loses leading zeros", "%k: нужна строка, число теряет ведущие нули";
    }

    /// What the wordings of [`Code`] put together.
    pub(crate) enum Word {
        Digit = "", "a digit", "цифра";
        DigitOrCapital = "", "a digit or a capital Latin letter", "цифра или заглавная латинская буква";
        DigitOrClearing = "", "a digit or one of ABCEHKMPTX", "цифра или одна из букв ABCEHKMPTX";
        Dot = "", "a dot", "точка";
        Digits = "", "digits", "цифр";
        Characters = "", "characters", "знаков";
        Or = "", " or ", " или ";
        Comma = "", ", ", ", ";
        Key = "", "%k: the key (digit 9) does not match the BIK, there is a mistake in one of them", "%k: ключ (9-я цифра) не сходится с БИК, ошибка в одном из них";
        Class = "", "%k: there is no class 00", "%k: класса 00 не бывает";
    }

    /// Something odd about a valid number.
    pub enum Warning {
        /// КПП with the reason 00.
        Reason = "reason", "There is no reason 00", "Причины 00 не бывает";
        /// КПП with a reason from 51 to 99.
        ForeignReason = "foreign-reason", "Reasons 51-99 are those of foreign organisations", "Причины 51-99 - у иностранных организаций";
        /// The record is older than its register.
        YearEarly = "year-early", "The year is before the register began", "Год раньше начала реестра";
        /// The record is of a year to come.
        YearFuture = "year-future", "The year is in the future", "Год ещё не наступил";
        /// СНИЛС up to 001-001-998: its control number is not checked.
        Unchecked = "unchecked", "Up to 001-001-998 there is no control number to check", "До 001-001-998 контрольное число не проверяется";
        /// Treasury account: there is no key in it.
        Keyless = "keyless", "A treasury account has no key to check", "В казначейском счёте нет ключа";
        /// The key could only be checked with the БИК of another unit.
        OtherUnit = "other-unit", "The key was not checked: that needs the BIK of the Bank of Russia unit", "Ключ не проверен: нужен БИК подразделения Банка России";
        /// БИК of a credit organisation with a number below 050.
        Participant = "participant", "The last three digits 003-049 do not occur", "Последние три цифры 003-049 не встречаются";
    }

    /// What is wrong between fields. In the wordings `%k` and `%o` are the two fields.
    pub enum Finding {
        /// A field is invalid in itself; it is not compared with the others.
        Invalid = "invalid", "", "";
        /// The key of the account does not match the БИК.
        AccountBik = "account-bik", "", "";
        /// One field belongs to a person, the other to an organisation.
        PersonOrganization = "person-organization", "%k is a person's, %o an organisation's", "%k здесь физлица или ИП, а %o - организации";
        /// Account without a valid БИК: its key was not checked.
        AccountUnchecked = "account-unchecked", "%k was not checked: a valid BIK is needed", "%k не проверен: нужен верный БИК";
        /// The tax authority of the КПП is not the one that the ИНН begins with.
        TaxAuthority = "tax-authority", "%k and %o begin differently, as those of branches or after a move", "%k и %o начинаются по-разному, как у филиалов или после переезда";
        /// One of ИНН and КПП is a foreign organisation's (9909, a reason from 51 to 99), the other a Russian one's.
        Foreign = "foreign", "Only one of %k and %o is a foreign organisation's", "Только один из %k и %o - иностранной организации";
    }

    /// What the parts of a valid number are, as members of a JSON object. `%1`…`%9` are the next characters of the number,
    /// `%s` leaves one out, `%d` is the digit that a clearing letter stands for, `%y` the kind of a record, `%r` a remark: the
    /// meaning of a reason, if it is known, or that an ИНН is foreign. Of a kind with several the first is named like the kind.
    pub(crate) enum Layout {
        Inn = r#""form":"organization","region":"%2","index":"%2","sequence":"%5"%r"#, "", "";
        PersonInn = r#""form":"person","region":"%2","index":"%2","sequence":"%6""#, "", "";
        Kpp = r#""taxAuthority":"%4","reason":"%2","sequence":"%3"%r"#, "", "";
        Ogrn = r#""recordKind":"%y",%s"year":20%2,"region":"%2","sequence":"%7""#, "", "";
        Ogrnip = r#""recordKind":"%y",%s"year":20%2,"region":"%2","sequence":"%9""#, "", "";
        Snils = r#""checked":true,"formatted":"%3-%3-%3 %2""#, "", "";
        UncheckedSnils = r#""checked":false,"formatted":"%3-%3-%3 %2""#, "", "";
        Bik = r#""participation":"direct","territory":%s%s"%2","unit":"%2","number":"%3""#, "", "";
        DirectBik = r#""participation":"direct""#, "", "";
        IndirectBik = r#""participation":"indirect""#, "", "";
        ClientBik = r#""participation":"client""#, "", "";
        Account = r#""rule":"bank","balanceAccount":"%5","currency":"%d%d%d","key":"%1","branch":"%4","number":"%7""#, "", "";
        CentralBankAccount = r#""rule":"centralBank","balanceAccount":"%5","currency":"%d%d%d","key":"%1","branch":"%4","number":"%7""#, "", "";
        TreasuryAccount = r#""rule":"none","balanceAccount":"%5","currency":"%d%d%d""#, "", "";
        UncheckedAccount = r#""rule":"none","balanceAccount":"%5","currency":"%d%d%d","key":"%1","branch":"%4","number":"%7""#, "", "";
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

    /// The frames of the answers to JavaScript. `%c` is a code, `%m` a message, `%a` a place, `%x` and `%y` are the names of
    /// fields, `%z` is the code of a failure, `%t` stands for the parts.
    pub(crate) enum Frame {
        Placed = r#"{"code":"%c","at":%a,"message":"%m"}"#, "", "";
        Unplaced = r#"{"code":"%c","message":"%m"}"#, "", "";
        Parts = r#"{"parts":{%t},"warnings":[]}"#, "", "";
        PartsAndWarning = r#"{"parts":{%t},"warnings":[{"code":"%c","message":"%m"}]}"#, "", "";
        Invalid = r#",{"code":"invalid","level":"error","fields":["%x"],"cause":"%z","message":"%m"}"#, "", "";
        Error = r#",{"code":"%c","level":"error","fields":["%x","%y"],"message":"%m"}"#, "", "";
        Foreign = r#","foreign":true"#, "", "";
        Meaning = r#","reasonMeaning":"%m""#, "", "";
        Hint = r#",{"code":"%c","level":"hint","fields":["%x","%y"],"message":"%m"}"#, "", "";
    }

    /// Meaning of the fifth and sixth characters of a КПП.
    pub enum Reason {
        /// 01
        Seat = "", "registered office", "место нахождения организации";
        /// 02, 03, 43
        Branch = "", "branch", "филиал";
        /// 04, 05, 44
        Representation = "", "representative office", "представительство";
        /// 06–08
        RealEstate = "", "real estate or land", "недвижимость или земля";
        /// 10–29
        Property = "", "vehicles and other property", "транспорт и иное имущество";
        /// 30
        Agent = "", "tax agent", "налоговый агент";
        /// 31, 32, 45
        Unit = "", "other separate unit", "иное обособленное подразделение";
        /// 33
        Subsoil = "", "subsoil use", "пользование недрами";
        /// 35
        Imputed = "", "imputed income tax", "ЕНВД";
        /// 50
        Largest = "", "largest taxpayer", "крупнейший налогоплательщик";
        /// 51–53
        ForeignUnit = "", "unit of a foreign organisation", "отделение иностранной организации";
        /// 60–63
        Mission = "", "embassy, consulate or international organisation", "посольство, консульство или международная организация";
        /// 70–76
        ForeignProperty = "", "property of a foreign organisation", "имущество иностранной организации";
        /// 87
        ForeignAccount = "", "bank account of a foreign organisation", "счёт иностранной организации";
    }
}

impl Warning {
    /// The message for people.
    pub fn message(self, locale: Locale) -> String {
        decode(self.text(locale).bytes())
    }
}

impl Reason {
    /// The meaning for people.
    pub fn meaning(self, locale: Locale) -> String {
        decode(self.text(locale).bytes())
    }
}

/// Where text goes, a byte per character. A trait of its own because `core::fmt` would double the size of the WebAssembly module.
pub(crate) trait Sink {
    fn push(&mut self, byte: u8);
}

impl Sink for Vec<u8> {
    fn push(&mut self, byte: u8) {
        Vec::push(self, byte);
    }
}

/// Writes a number in decimal.
pub(crate) fn push_number(sink: &mut impl Sink, number: usize) {
    if number > 9 {
        push_number(sink, number / 10);
    }
    sink.push(b'0' + (number % 10) as u8);
}

/// What the templates of the table speak of.
pub(crate) struct Subject<'a> {
    pub(crate) locale: Locale,
    pub(crate) kind: Kind,
    pub(crate) other: Kind,
    pub(crate) value: &'a [u8],
    pub(crate) at: usize,
    pub(crate) length: usize,
    pub(crate) code: Entry,
    pub(crate) message: Entry,
    pub(crate) cause: Entry,
    pub(crate) parts: Entry,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(kind: Kind, value: &'a [u8], locale: Locale) -> Self {
        let nothing = Code::Valid.text(locale);
        Subject {
            locale,
            kind,
            other: kind,
            value,
            at: 0,
            length: 0,
            code: nothing,
            message: nothing,
            cause: nothing,
            parts: nothing,
        }
    }

    /// Writes a template, filled in.
    pub(crate) fn write(&self, template: Entry, sink: &mut impl Sink) {
        let mut at = template.start();
        let mut read = 0;
        while is_text(at) {
            let character = byte(at);
            at += 1;
            if character != b'%' {
                sink.push(character);
                continue;
            }
            let key = byte(at);
            at += 1;
            let inner = match key {
                b'k' => self.kind.text(self.locale),
                b'o' => self.other.text(self.locale),
                b'x' => self.kind.name(),
                b'y' => self.other.name(),
                b'u' => self.kind.unit().text(self.locale),
                b'e' => self.kind.character(self.at).text(self.locale),
                b'c' => self.code,
                b'm' => self.message,
                b'z' => self.cause,
                b't' => self.parts,
                _ => {
                    self.write_figure(key, &mut read, sink);
                    continue;
                }
            };
            self.write(inner, sink);
        }
    }

    /// Writes what is no text of the table. `read` is how much of the value has been written already.
    fn write_figure(&self, key: u8, read: &mut usize, sink: &mut impl Sink) {
        match key {
            b'l' => self.write_set(self.kind.lengths(), sink),
            b'f' => self.write_set(self.kind.first_digits(), sink),
            b'n' => push_number(sink, self.length),
            b'a' => push_number(sink, self.at),
            b'p' => push_number(sink, self.at + 1),
            b'r' if inn::is_foreign(self.value) => self.write(Frame::Foreign.name(), sink),
            b'r' => {
                if self.kind == Kind::Kpp
                    && let Some(reason) = kpp::reason(self.value).and_then(Reason::of)
                {
                    let meaning = Subject { message: reason.text(self.locale), ..*self };
                    meaning.write(Frame::Meaning.name(), sink);
                }
            }
            _ => {
                let pieces = match key {
                    b's' | b'd' => 1,
                    digits => digits & 15,
                };
                for _ in 0..pieces {
                    let byte = self.value.get(*read).copied().unwrap_or_default();
                    *read += 1;
                    match key {
                        b's' => {}
                        b'd' => sink.push(b'0' + bank::digit(byte) as u8),
                        _ => sink.push(byte),
                    }
                }
            }
        }
    }

    /// Writes the numbers of the bits that are set: «2, 5, 8 или 11».
    fn write_set(&self, mut bits: u32, sink: &mut impl Sink) {
        loop {
            push_number(sink, bits.trailing_zeros() as usize);
            bits &= bits.wrapping_sub(1);
            let separator = match bits.count_ones() {
                0 => return,
                1 => Word::Or,
                _ => Word::Comma,
            };
            self.write(separator.text(self.locale), sink);
        }
    }
}
