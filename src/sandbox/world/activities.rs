//! What subjects do, by ОКВЭД.

use super::{Date, Random, Subject, Topic};

/// The main activity and the others.
pub(crate) struct Activities {
    pub(crate) principal: Activity,
    pub(crate) others: Vec<Activity>,
    /// By the classifier of 2014; else by that of 2001.
    pub(crate) is_current: bool,
}

pub(crate) struct Activity {
    pub(crate) code: &'static str,
    pub(crate) text: &'static str,
    pub(crate) date: Date,
}

/// Those who ended before were not entered anew by the later classifier.
const RECODED: Date = Date::new(2016, 7, 11);

/// Classes of ОК 029-2014.
const CURRENT: &[(&str, &str)] = &[
    ("01.11", "Выращивание зерновых (кроме риса), зернобобовых культур и семян масличных культур"),
    ("10.71", "Производство хлеба и мучных кондитерских изделий, тортов и пирожных недлительного хранения"),
    ("25.62", "Обработка металлических изделий механическая"),
    ("26.51", "Производство инструментов и приборов для измерения, тестирования и навигации"),
    ("41.20", "Строительство жилых и нежилых зданий"),
    ("43.21", "Производство электромонтажных работ"),
    ("46.90", "Торговля оптовая неспециализированная"),
    ("47.91", "Торговля розничная по почте или по информационно-коммуникационной сети Интернет"),
    ("49.41", "Деятельность автомобильного грузового транспорта"),
    ("52.29", "Деятельность вспомогательная прочая, связанная с перевозками"),
    ("56.10", "Деятельность ресторанов и услуги по доставке продуктов питания"),
    ("62.01", "Разработка компьютерного программного обеспечения"),
    ("62.02", "Деятельность консультативная и работы в области компьютерных технологий"),
    (
        "63.11",
        "Деятельность по обработке данных, предоставление услуг по размещению информации и связанная с этим деятельность",
    ),
    ("68.20.2", "Аренда и управление собственным или арендованным нежилым недвижимым имуществом"),
    (
        "69.20",
        "Деятельность по оказанию услуг в области бухгалтерского учета, по проведению финансового аудита, по налоговому консультированию",
    ),
    ("70.22", "Консультирование по вопросам коммерческой деятельности и управления"),
    ("72.19", "Научные исследования и разработки в области естественных и технических наук прочие"),
    (
        "82.99",
        "Деятельность по предоставлению прочих вспомогательных услуг для бизнеса, не включенная в другие группировки",
    ),
    ("96.09", "Предоставление прочих персональных услуг, не включенных в другие группировки"),
];

/// Classes of ОК 029-2001.
const FORMER: &[(&str, &str)] = &[
    ("45.21", "Производство общестроительных работ"),
    ("51.70", "Прочая оптовая торговля"),
    ("60.24", "Деятельность автомобильного грузового транспорта"),
    ("74.14", "Консультирование по вопросам коммерческой деятельности и управления"),
];

impl Subject {
    /// What the subject does, or did.
    pub(crate) fn activities(&self) -> Activities {
        let mut random = Random::of(self.facts.seed, Topic::Activities, 0);
        let is_current = self.last_day() >= RECODED;
        let classes = if is_current { CURRENT } else { FORMER };
        let mut drawn: Vec<Activity> = Vec::new();
        for place in 0..=random.below(7) {
            let (code, text) = random.pick(classes).copied().unwrap_or_default();
            let is_later = place > 2 && random.chance(50);
            let date =
                if is_later { random.day(self.facts.registered, self.last_day()) } else { self.facts.registered };
            if drawn.iter().all(|known| known.code != code) {
                drawn.push(Activity { code, text, date });
            }
        }
        let mut drawn = drawn.into_iter();
        let principal = drawn.next().unwrap_or(Activity { code: "", text: "", date: self.facts.registered });
        Activities { principal, others: drawn.collect(), is_current }
    }
}
