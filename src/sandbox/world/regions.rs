/// A region with its chief town, as far as numbers and addresses need it. Regions are real; everything in them is not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// Two digits, the leading zero included.
    pub(crate) code: &'static str,
    /// The kind in short and in full, and the name.
    pub(crate) kind: (&'static str, &'static str),
    pub(crate) name: &'static str,
    /// The chief town; none where the region itself is a town.
    pub(crate) town: Option<&'static str>,
    /// ОКАТО and ОКТМО of the town, 11 digits.
    pub(crate) okato: &'static str,
    pub(crate) oktmo: &'static str,
    /// The first three digits of the town's postal codes.
    pub(crate) zip: &'static str,
    /// Tax offices, 4 digits.
    pub(crate) offices: &'static [&'static str],
    /// Telephone code.
    pub(crate) dialling: &'static str,
}

const CITY: (&str, &str) = ("г", "город");
const OBLAST: (&str, &str) = ("обл", "область");
const REPUBLIC: (&str, &str) = ("Респ", "республика");
const KRAI: (&str, &str) = ("край", "край");

pub(crate) static MOSCOW: Region = Region {
    code: "77",
    kind: CITY,
    name: "Москва",
    town: None,
    okato: "45286555000",
    oktmo: "45375000000",
    zip: "105",
    offices: &["7701", "7708", "7714", "7725"],
    dialling: "495",
};

pub(crate) static PETERSBURG: Region = Region {
    code: "78",
    kind: CITY,
    name: "Санкт-Петербург",
    town: None,
    okato: "40298564000",
    oktmo: "40911000000",
    zip: "191",
    offices: &["7804", "7811", "7842"],
    dialling: "812",
};

pub(crate) static SVERDLOVSK: Region = Region {
    code: "66",
    kind: OBLAST,
    name: "Свердловская",
    town: Some("Екатеринбург"),
    okato: "65401373000",
    oktmo: "65701000001",
    zip: "620",
    offices: &["6658", "6671", "6685"],
    dialling: "343",
};

pub(crate) static BASHKORTOSTAN: Region = Region {
    code: "02",
    kind: REPUBLIC,
    name: "Башкортостан",
    town: Some("Уфа"),
    okato: "80401380000",
    oktmo: "80701000001",
    zip: "450",
    offices: &["0274", "0276"],
    dialling: "347",
};

pub(crate) static TATARSTAN: Region = Region {
    code: "16",
    kind: REPUBLIC,
    name: "Татарстан",
    town: Some("Казань"),
    okato: "92401367000",
    oktmo: "92701000001",
    zip: "420",
    offices: &["1655", "1658"],
    dialling: "843",
};

pub(crate) static KRASNODAR: Region = Region {
    code: "23",
    kind: KRAI,
    name: "Краснодарский",
    town: Some("Краснодар"),
    okato: "03401364000",
    oktmo: "03701000001",
    zip: "350",
    offices: &["2308", "2310"],
    dialling: "861",
};

pub(crate) static NOVOSIBIRSK: Region = Region {
    code: "54",
    kind: OBLAST,
    name: "Новосибирская",
    town: Some("Новосибирск"),
    okato: "50401373000",
    oktmo: "50701000001",
    zip: "630",
    offices: &["5401", "5406"],
    dialling: "383",
};

pub(crate) static PERM: Region = Region {
    code: "59",
    kind: KRAI,
    name: "Пермский",
    town: Some("Пермь"),
    okato: "57401372000",
    oktmo: "57701000001",
    zip: "614",
    offices: &["5902", "5904"],
    dialling: "342",
};

/// The region of that code.
pub(super) fn by_code(code: &str) -> Option<&'static Region> {
    REGIONS.into_iter().find(|region| region.code == code)
}

/// Every region that has anybody in it.
pub(super) static REGIONS: [&Region; 8] =
    [&MOSCOW, &PETERSBURG, &SVERDLOVSK, &BASHKORTOSTAN, &TATARSTAN, &KRASNODAR, &NOVOSIBIRSK, &PERM];
