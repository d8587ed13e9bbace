//! Subjects written by hand, each an example of something that integrations must cope with.

use super::draft::{
    Draft, address, branch, doubt, emails, entrepreneur, head, kpp, manager, name, organisation, phones,
};
use super::forms::{ENTREPRENEUR, FARMER, JOINT_STOCK, LIMITED, STATE_INSTITUTION};
use super::regions::{BASHKORTOSTAN, KRASNODAR, MOSCOW, NOVOSIBIRSK, PERM, PETERSBURG, SVERDLOVSK, TATARSTAN};
use super::types::{
    Accounting, Branch, DoubtReason, End, Head, Organisation, Part, PersonName, Place, Procedure, Record, State,
    Subject, Volumes,
};
use super::{Date, Region};
use crate::sandbox::cases::{self, Effect};

pub(super) fn showcase() -> Vec<Subject> {
    let steward = steward();
    let managed = managed(&steward);
    let mut all = vec![
        demo(),
        thriving(),
        moved(),
        with_branches(),
        institution(),
        several_heads(),
        steward,
        managed,
        inaccurate_address(),
        inaccurate_head(),
        inaccurate_by_court(),
        reborn_before(),
        reborn_after(),
        without_inn(),
        bare(),
        newcomer(),
        registrar(),
    ];
    all.extend(states());
    all.extend(entrepreneurs());
    for subject in &mut all {
        if let Some((_, volumes)) = VOLUMES.iter().find(|(seed, _)| *seed == subject.facts.seed) {
            let accounts = subject.facts.volumes.accounts;
            subject.facts.volumes = Volumes { accounts, ..*volumes };
        }
    }
    all
}

/// How much there is about some of them, by their seeds. Others have none of it.
const VOLUMES: &[(u32, Volumes)] = &[
    (1000, volumes(2, 14, 0, 6, 12)),
    (1001, volumes(3, 3, 0, 150, 9)),
    (1002, volumes(1, 37, 0, 3, 16)),
    (1003, volumes(5, 2503, 140, 10, 120)),
    (1004, volumes(12, 5, 3120, 0, 4)),
    (1005, volumes(0, 1, 0, 2, 3)),
    (1104, volumes(0, 9, 0, 0, 14)),
    (1105, volumes(1, 412, 0, 2, 44)),
    (1206, volumes(0, 120, 0, 1, 30)),
    (1_002_001, volumes(1, 4, 0, 12, 2)),
];

const fn volumes(licences: u32, proceedings: u32, purchases: u32, supplies: u32, disputes: u32) -> Volumes {
    Volumes { accounts: Accounting::None, licences, proceedings, purchases, supplies, disputes }
}

/// The company of the vendor's own documentation. Only its ИНН (and the ОГРН that belongs to it) are the documented ones;
/// everything else is neutral fiction, so that nothing wrong is said of anybody.
fn demo() -> Subject {
    let registered = Date::new(2002, 9, 2);
    organisation(1000, &SVERDLOVSK, &JOINT_STOCK, "Демонстрационная компания", registered)
        .about("демонстрационная компания из документации Контур.Фокуса", "the demo company of the Focus documentation")
        .with(|facts, organisation| {
            facts.inn = Some("6663003127".to_owned());
            facts.ogrn = "1026605606620".to_owned();
            facts.lively = true;
            facts.phones = phones(&SVERDLOVSK, 1000, 4);
            organisation.kpp = Some(kpp("6671", "01", 1));
            organisation.past.kpps.push((kpp("6663", "01", 1), registered));
            organisation.heads = vec![Record::since(head(1, JOINT_STOCK.post), Date::new(2012, 4, 16))];
            organisation.past.heads.push(Record::since(head(2, JOINT_STOCK.post), registered));
        })
        .done()
}

fn limited(sequence: u32, region: &'static Region, title: &str, registered: Date) -> Draft<Organisation> {
    organisation(sequence, region, &LIMITED, title, registered)
}

fn thriving() -> Subject {
    limited(1001, &MOSCOW, "Аврилонт Прибор", Date::new(2015, 1, 15))
        .about(
            "действующее ООО: телефоны, почта, адрес ГАР, ФИО по частям (поля 2025 года), отчётность за 11 лет, больше тысячи закупок как поставщик",
            "an active LLC with telephones, e-mail, a ГАР address and structured names (the fields of 2025), accounts of 11 years, and more than a thousand purchases as a supplier",
        )
        .with(|facts, organisation| {
            facts.lively = true;
            facts.phones = phones(&MOSCOW, 1001, 3);
            facts.emails = emails(1001, 2);
            organisation.heads = vec![Record::since(head(3, LIMITED.post), Date::new(2025, 6, 10))];
            organisation.past.heads.push(Record::since(head(4, LIMITED.post), Date::new(2015, 1, 15)));
        })
        .done()
}

fn moved() -> Subject {
    let registered = Date::new(2008, 5, 12);
    limited(1002, &MOSCOW, "Бузумак Логистика", Date::new(2008, 5, 12))
        .about(
            "ООО переехало из Екатеринбурга в Москву: история КПП, названий, адресов и руководителей",
            "an LLC that moved from Yekaterinburg to Moscow: earlier КПП, names, addresses and heads",
        )
        .with(|facts, organisation| {
            let (second, third) = (Date::new(2013, 3, 4), Date::new(2021, 10, 18));
            // The number remains that of the region where it was given.
            let origin = limited(1002, &SVERDLOVSK, "Бузумак", registered);
            facts.inn = origin.facts.inn;
            facts.ogrn = origin.facts.ogrn;
            facts.phones = phones(&MOSCOW, 1002, 1);
            organisation.kpp = Some(kpp("7714", "01", 1));
            organisation.past.kpps = vec![(kpp("6658", "01", 1), registered), (kpp("6685", "01", 1), second)];
            organisation.name = Record::since(name(&LIMITED, "Бузумак Логистика"), third);
            organisation.past.names = vec![
                Record::since(name(&LIMITED, "Бузумак"), registered),
                Record::since(name(&LIMITED, "Бузумак Урал"), second),
            ];
            organisation.address = Record::since(address(11_002, &MOSCOW), third);
            organisation.past.addresses = vec![
                Record::since(address(21_002, &SVERDLOVSK), registered),
                Record::since(address(31_002, &SVERDLOVSK), second),
            ];
            organisation.heads = vec![Record::since(head(5, LIMITED.post), third)];
            organisation.past.heads = vec![
                Record::since(head(6, "Директор"), registered),
                Record { changed: Date::new(2016, 8, 22), ..Record::since(head(7, LIMITED.post), second) },
            ];
        })
        .done()
}

fn with_branches() -> Subject {
    organisation(1003, &PETERSBURG, &JOINT_STOCK, "Вирзант", Date::new(2004, 11, 22))
        .about(
            "АО с филиалами (два в России, один за границей) и 2 503 исполнительными производствами",
            "a JSC with two branches in Russia, one abroad, and 2 503 enforcement proceedings",
        )
        .with(|facts, organisation| {
            facts.lively = true;
            facts.phones = phones(&PETERSBURG, 1003, 12);
            let named = |place: &str| Some(format!("Филиал АО \"Вирзант\" \"{place}\""));
            organisation.branches = vec![
                branch(11_003, &TATARSTAN, named("Казанский"), Date::new(2011, 2, 7)),
                branch(21_003, &KRASNODAR, None, Date::new(2017, 7, 3)),
                Branch {
                    name: named("Минский"),
                    kpp: None,
                    place: Place::Abroad {
                        country: "Беларусь", text: "220000, г. Минск, ул. Условная, д. 1/2"
                    },
                    changed: Date::new(2019, 9, 9),
                },
            ];
        })
        .done()
}

fn institution() -> Subject {
    let full = "Государственное бюджетное учреждение \"Научно-исследовательский центр \"Ёлмарис & Щебрант\" имени \
                Пробникова/Эскизова\" по изучению вымышленных объёмов";
    organisation(1004, &BASHKORTOSTAN, &STATE_INSTITUTION, "НИЦ \"Ёлмарис & Щебрант\"", Date::new(2011, 12, 19))
        .about(
            "учреждение с длинным названием («&», «/», «ё», кавычки в кавычках), 3 120 закупками и 12 лицензиями; ИНН с нуля",
            "an institution with a long name (nested quotes, «&», «/», «ё»), 3 120 purchases and 12 licences; its ИНН begins with a zero",
        )
        .with(|facts, organisation| {
            facts.lively = true;
            facts.phones = phones(&BASHKORTOSTAN, 1004, 2);
            organisation.name.value.full = full.to_owned();
            organisation.name.value.readable = full.replace("Государственное бюджетное учреждение", "ГБУ");
        })
        .done()
}

fn several_heads() -> Subject {
    let registered = Date::new(2018, 2, 26);
    limited(1005, &TATARSTAN, "Гундорис", registered)
        .about("ООО с тремя руководителями", "an LLC with three head officers")
        .with(|_, organisation| {
            organisation.heads = vec![
                Record::since(head(8, "Генеральный директор"), registered),
                Record::since(head(9, "Исполнительный директор"), Date::new(2019, 4, 1)),
                Record::since(Head { inn_known: false, ..head(10, "Директор") }, Date::new(2022, 1, 24)),
            ];
        })
        .done()
}

fn steward() -> Subject {
    limited(1006, &MOSCOW, "Управляющая компания \"Дрювель\"", Date::new(2010, 6, 7))
        .about("управляющая компания другой организации", "the managing company of another organisation")
        .done()
}

fn managed(steward: &Subject) -> Subject {
    limited(1007, &MOSCOW, "Ерундит Сервис", Date::new(2014, 9, 15))
        .about("ООО под управляющей компанией, без руководителя", "an LLC run by a managing company instead of a head")
        .with(|_, organisation| {
            let since = Date::new(2020, 3, 16);
            organisation.past.heads = std::mem::take(&mut organisation.heads);
            organisation.managers = vec![Record::since(manager(steward), since)];
        })
        .done()
}

fn inaccurate_address() -> Subject {
    limited(1008, &SVERDLOVSK, "Жмеринт Торг", Date::new(2017, 3, 13))
        .about("недостоверный адрес: результат проверки", "an inaccurate address: found by an inspection")
        .with(|_, organisation| {
            let since = Date::new(2023, 8, 21);
            organisation.address.doubt = doubt(DoubtReason::Inspection, since, &SVERDLOVSK, 1008);
        })
        .done()
}

fn inaccurate_head() -> Subject {
    limited(1009, &PERM, "Зюмбрис", Date::new(2016, 10, 24))
        .about("недостоверный руководитель: заявление самого лица", "an inaccurate head: the person said so")
        .with(|_, organisation| {
            let since = Date::new(2022, 5, 16);
            let mark = doubt(DoubtReason::Statement, since, &PERM, 1009);
            organisation.heads.iter_mut().for_each(|head| head.doubt.clone_from(&mark));
        })
        .done()
}

fn inaccurate_by_court() -> Subject {
    limited(1010, &NOVOSIBIRSK, "Ипсалорм", Date::new(2013, 7, 1))
        .about(
            "недостоверный адрес по решению суда, руководитель — причина неизвестна",
            "an address held inaccurate by a court, a head for an unknown reason",
        )
        .with(|_, organisation| {
            let decided = Date::new(2024, 2, 12);
            let court = DoubtReason::Court {
                number: "А45-00000/2023",
                court: "Арбитражный суд Новосибирской области",
                decided,
            };
            organisation.address.doubt = doubt(court, Date::new(2024, 3, 11), &NOVOSIBIRSK, 1010);
            let mark = doubt(DoubtReason::Unknown, Date::new(2024, 4, 8), &NOVOSIBIRSK, 11_010);
            organisation.heads.iter_mut().for_each(|head| head.doubt.clone_from(&mark));
        })
        .done()
}

const REBORN: Date = Date::new(2006, 2, 20);

fn reborn_before() -> Subject {
    organisation(1011, &MOSCOW, &JOINT_STOCK, "Квирлунд", Date::new(2002, 10, 7))
        .about("первый ОГРН того же ИНН: преобразовано", "the first ОГРН of an ИНН that has two: transformed")
        .state(State::Ended(End::Transformation, REBORN))
        .done()
}

fn reborn_after() -> Subject {
    let earlier = reborn_before();
    limited(1012, &MOSCOW, "Квирлунд", REBORN)
        .about("второй ОГРН того же ИНН: действует", "the second ОГРН of an ИНН that has two: active")
        .with(|facts, _| facts.inn = earlier.facts.inn)
        .done()
}

fn without_inn() -> Subject {
    limited(1013, &PERM, "Лорипсум", Date::new(2002, 11, 11))
        .about("компания без ИНН, исключена из ЕГРЮЛ", "a company without an ИНН, struck off the register")
        .state(State::Ended(End::ExclusionInactive, Date::new(2009, 4, 13)))
        .with(|facts, organisation| {
            facts.inn = None;
            organisation.kpp = None;
        })
        .done()
}

fn bare() -> Subject {
    limited(1014, &KRASNODAR, "Мумрикс", Date::new(2003, 8, 4))
        .about(
            "почти пустая запись: нет КПП, кодов, краткого имени; в адресе «-----»",
            "a nearly empty record: no КПП, no codes, no short name; «-----» in the address",
        )
        .with(|facts, organisation| {
            facts.codes.okpo = None;
            facts.codes.okato = None;
            facts.codes.oktmo = None;
            organisation.kpp = None;
            organisation.name.value.short = None;
            organisation.heads.clear();
            let address = &mut organisation.address.value;
            address.zip = None;
            address.building = None;
            address.house = Some(Part { kind: None, value: "-----".to_owned(), raw: "-----".to_owned() });
            address.room = None;
        })
        .done()
}

fn newcomer() -> Subject {
    limited(1015, &NOVOSIBIRSK, "Ндорбил", Date::new(2026, 9, 14))
        .about(
            "зарегистрирована полтора месяца назад; над ней цепочка учредителей из четырёх компаний",
            "registered six weeks ago; a chain of four founding companies stands above it",
        )
        .done()
}

fn registrar() -> Subject {
    organisation(1016, &MOSCOW, &JOINT_STOCK, "Реестродержатель \"Юмбраль\"", Date::new(2003, 4, 21))
        .about("ведёт реестры акционеров", "keeps the registers of shareholders")
        .done()
}

const DIVIDED: Date = Date::new(2019, 3, 11);

/// One example of every state.
fn states() -> Vec<Subject> {
    let example = |sequence, region, title, registered, state, ru, en| {
        limited(sequence, region, title, registered).state(state).about(ru, en).done()
    };
    vec![
        example(
            1101,
            &MOSCOW,
            "Оксюморд",
            Date::new(2012, 3, 5),
            State::Under(Procedure::Liquidation, Date::new(2026, 2, 9)),
            "находится в стадии ликвидации",
            "is being wound up",
        ),
        example(
            1102,
            &PETERSBURG,
            "Плюмбикс",
            Date::new(2009, 9, 21),
            State::Under(Procedure::Accession, Date::new(2024, 6, 17)),
            "реорганизация в форме присоединения",
            "is being reorganised: joins another organisation",
        ),
        organisation(1103, &BASHKORTOSTAN, &JOINT_STOCK, "Рындоль", Date::new(2005, 1, 24))
            .state(State::Under(Procedure::Transformation, Date::new(2020, 1, 20)))
            .about(
                "реорганизация в форме преобразования (другая формулировка)",
                "is being reorganised: becomes another form (the other wording)",
            )
            .done(),
        example(
            1104,
            &TATARSTAN,
            "Тумзарик",
            Date::new(2011, 5, 23),
            State::Under(Procedure::Observation, Date::new(2025, 9, 8)),
            "банкротство: введено наблюдение",
            "bankruptcy: observation",
        ),
        example(
            1105,
            &KRASNODAR,
            "Уклюмбр",
            Date::new(2007, 12, 10),
            State::Under(Procedure::Competition, Date::new(2022, 11, 14)),
            "банкротство: конкурсное производство",
            "bankruptcy: competition proceedings",
        ),
        example(
            1106,
            &SVERDLOVSK,
            "Фурбизон",
            Date::new(2019, 6, 3),
            State::Under(Procedure::ExclusionInactive, Date::new(2026, 8, 17)),
            "принято решение о предстоящем исключении из ЕГРЮЛ",
            "the registry has decided to strike it off",
        ),
        example(
            1107,
            &PERM,
            "Хрумзель",
            Date::new(2014, 4, 14),
            State::Under(Procedure::Moving, Date::new(2023, 3, 20)),
            "принято решение об изменении места нахождения (дата без признаков)",
            "has decided to move (a date without flags)",
        ),
        example(
            1201,
            &MOSCOW,
            "Цивильгон",
            Date::new(2006, 7, 17),
            State::Ended(End::Accession, Date::new(2016, 5, 23)),
            "прекращена присоединением",
            "ended by joining another organisation",
        ),
        example(
            1202,
            &NOVOSIBIRSK,
            "Чупралекс",
            Date::new(2003, 2, 17),
            State::Ended(End::Merger, Date::new(2012, 8, 6)),
            "прекращена слиянием",
            "ended by a merger",
        ),
        example(
            1207,
            &NOVOSIBIRSK,
            "Чупралекс Плюс",
            Date::new(2007, 9, 10),
            State::Ended(End::Merger, Date::new(2012, 8, 6)),
            "прекращена тем же слиянием",
            "ended by the same merger",
        ),
        limited(1208, &NOVOSIBIRSK, "Чупралекс Единый", Date::new(2012, 8, 6))
            .about("создана слиянием двух организаций", "came from a merger of two organisations")
            .done(),
        example(
            1209,
            &PETERSBURG,
            "Ялтарокс",
            Date::new(2008, 3, 17),
            State::Ended(End::Division, DIVIDED),
            "прекращена разделением на две",
            "ended by being divided into two",
        ),
        limited(1210, &PETERSBURG, "Ялтарокс Первый", DIVIDED)
            .about("создана при разделении", "came from a division")
            .done(),
        limited(1211, &PETERSBURG, "Ялтарокс Второй", DIVIDED)
            .about("создана при том же разделении", "came from the same division")
            .done(),
        example(
            1203,
            &PETERSBURG,
            "Шмурдон",
            Date::new(2010, 10, 11),
            State::Ended(End::Liquidation, Date::new(2018, 12, 24)),
            "ликвидирована",
            "wound up",
        ),
        example(
            1204,
            &SVERDLOVSK,
            "Щебрант",
            Date::new(2008, 1, 28),
            State::Ended(End::ExclusionInactive, Date::new(2019, 2, 4)),
            "исключена из ЕГРЮЛ как недействующая",
            "struck off: did nothing",
        ),
        example(
            1205,
            &TATARSTAN,
            "Эфемирит",
            Date::new(2016, 11, 28),
            State::Ended(End::ExclusionInaccurate, Date::new(2021, 7, 26)),
            "исключена из ЕГРЮЛ: недостоверные сведения",
            "struck off: inaccurate entries",
        ),
        example(
            1206,
            &KRASNODAR,
            "Юмбраль",
            Date::new(2005, 5, 16),
            State::Ended(End::Bankruptcy, Date::new(2015, 3, 23)),
            "ликвидирована после конкурсного производства",
            "wound up after competition proceedings",
        ),
    ]
}

/// Entrepreneurs have their numbers above those of all head officers.
fn entrepreneurs() -> Vec<Subject> {
    vec![
        entrepreneur(2001, &MOSCOW, &ENTREPRENEUR, Date::new(2016, 2, 1))
            .about("действующий предприниматель", "an active entrepreneur")
            .with(|facts, _| {
                facts.lively = true;
                facts.phones = phones(&MOSCOW, 2001, 1);
            })
            .done(),
        entrepreneur(2002, &SVERDLOVSK, &ENTREPRENEUR, Date::new(2012, 6, 18))
            .about("предприниматель прекратил деятельность", "an entrepreneur who gave up")
            .state(State::Ended(End::OwnDecision, Date::new(2018, 1, 10)))
            .done(),
        entrepreneur(2003, &TATARSTAN, &ENTREPRENEUR, Date::new(2004, 3, 1))
            .about(
                "утратил регистрацию по 76-ФЗ",
                "lost the registration of the time before the register (Federal Law 76-ФЗ)",
            )
            .state(State::Ended(End::NotReentered, Date::new(2005, 1, 1)))
            .done(),
        entrepreneur(2004, &PETERSBURG, &ENTREPRENEUR, Date::new(2019, 5, 20))
            .about(
                "предприниматель сменила фамилию (поля 2025 года)",
                "an entrepreneur whose name changed (fields of 2025)",
            )
            .with(|facts, entrepreneur| {
                facts.emails = emails(2004, 1);
                let named =
                    |family: &str| PersonName {
                        family: family.to_owned(), first: "Алёна", middle: Some("Артёмовна")
                    };
                entrepreneur.former_names = vec![(named("Макетова"), Date::new(2019, 5, 20))];
                entrepreneur.person.name = named("Небылицына-Ёмкостнова");
                entrepreneur.named = Date::new(2025, 4, 14);
            })
            .done(),
        entrepreneur(2005, &BASHKORTOSTAN, &ENTREPRENEUR, Date::new(2014, 8, 25))
            .about(
                "принято решение об исключении из ЕГРИП; ИНН с нуля",
                "about to be struck off; the ИНН begins with a zero",
            )
            .state(State::Under(Procedure::ExclusionInactive, Date::new(2024, 9, 16)))
            .done(),
        entrepreneur(2006, &KRASNODAR, &FARMER, Date::new(2013, 4, 22))
            .about("глава крестьянского хозяйства, без отчества", "the head of a farm, without a patronymic")
            .with(|_, entrepreneur| entrepreneur.person.name.middle = None)
            .done(),
    ]
}

/// The organisation behind a special case, see [`crate::sandbox::cases`]: its ИНН is 7700, the case's number in five
/// digits, and the control digit.
pub(super) fn special(case: u16) -> Subject {
    limited(u32::from(case), &MOSCOW, &format!("Особый случай {case}"), Date::new(2020, 4, 6))
        .with(|facts, _| {
            facts.case = Some(case);
            // Something to repeat.
            if cases::effect(case) == Some(Effect::SamePage) {
                facts.volumes.proceedings = 1000;
                facts.volumes.purchases = 1000;
                facts.volumes.supplies = 1;
            }
        })
        .done()
}
