/// A legal form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LegalForm {
    /// ОКОПФ.
    pub(crate) okopf: &'static str,
    /// The form's name in that classifier.
    pub(crate) name: &'static str,
    /// The form in front of a name, in full and in short; an entrepreneur has none.
    pub(crate) full: &'static str,
    pub(crate) short: &'static str,
    /// ОКФС, form of ownership.
    pub(crate) okfs: &'static str,
    /// ОКОГУ, state authority.
    pub(crate) okogu: &'static str,
    /// Post of the head.
    pub(crate) post: &'static str,
}

pub(crate) static LIMITED: LegalForm = LegalForm {
    okopf: "12300",
    name: "Общества с ограниченной ответственностью",
    full: "Общество с ограниченной ответственностью",
    short: "ООО",
    okfs: "16",
    okogu: "4210014",
    post: "Генеральный директор",
};

pub(crate) static JOINT_STOCK: LegalForm = LegalForm {
    okopf: "12267",
    name: "Непубличные акционерные общества",
    full: "Акционерное общество",
    short: "АО",
    okfs: "16",
    okogu: "4210014",
    post: "Генеральный директор",
};

pub(crate) static PUBLIC_JOINT_STOCK: LegalForm = LegalForm {
    okopf: "12247",
    name: "Публичные акционерные общества",
    full: "Публичное акционерное общество",
    short: "ПАО",
    okfs: "16",
    okogu: "4210014",
    post: "Председатель правления",
};

pub(crate) static STATE_INSTITUTION: LegalForm = LegalForm {
    okopf: "75203",
    name: "Государственные бюджетные учреждения субъектов Российской Федерации",
    full: "Государственное бюджетное учреждение",
    short: "ГБУ",
    okfs: "13",
    okogu: "2300231",
    post: "Директор",
};

pub(crate) static AUTONOMOUS: LegalForm = LegalForm {
    okopf: "71400",
    name: "Автономные некоммерческие организации",
    full: "Автономная некоммерческая организация",
    short: "АНО",
    okfs: "16",
    okogu: "4210014",
    post: "Президент",
};

pub(crate) static ENTREPRENEUR: LegalForm = LegalForm {
    okopf: "50102",
    name: "Индивидуальные предприниматели",
    full: "",
    short: "",
    okfs: "16",
    okogu: "4210015",
    post: "",
};

pub(crate) static FARMER: LegalForm = LegalForm {
    okopf: "50101",
    name: "Главы крестьянских (фермерских) хозяйств",
    full: "",
    short: "",
    okfs: "16",
    okogu: "4210015",
    post: "",
};
