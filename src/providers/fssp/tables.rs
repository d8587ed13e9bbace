//! Names of the numbers that the bailiffs and the provider use, for people who choose one. They are no part of the client:
//! a number that is missing here is asked about all the same.

/// A number and what it means.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The number as it is sent.
    pub code: &'static str,
    /// Its meaning in Russian.
    pub ru: &'static str,
    /// Its meaning in English.
    pub en: &'static str,
}

macro_rules! named {
    ($($code:literal $ru:literal / $en:literal;)+) => {
        &[$(Named { code: $code, ru: $ru, en: $en }),+]
    };
}

/// The regions in the bailiffs' own numbering, which is not that of the constitution: as of before 2019. The provider added
/// «new kinds» of departments in July 2025, of which no list is known; `regionsList` asks for the present ones.
pub const REGIONS: &[Named] = named! {
    "-1" "Любой" / "any";
    "01" "Республика Адыгея" / "Republic of Adygea";
    "02" "Республика Башкортостан" / "Republic of Bashkortostan";
    "03" "Республика Бурятия" / "Republic of Buryatia";
    "04" "Республика Алтай" / "Altai Republic";
    "05" "Республика Дагестан" / "Republic of Dagestan";
    "06" "Республика Ингушетия" / "Republic of Ingushetia";
    "07" "Кабардино-Балкария" / "Kabardino-Balkaria";
    "08" "Республика Калмыкия" / "Republic of Kalmykia";
    "09" "Карачаево-Черкесия" / "Karachay-Cherkessia";
    "10" "Республика Карелия" / "Republic of Karelia";
    "11" "Республика Коми" / "Komi Republic";
    "12" "Республика Марий Эл" / "Mari El Republic";
    "13" "Республика Мордовия" / "Republic of Mordovia";
    "14" "Республика Саха (Якутия)" / "Sakha Republic (Yakutia)";
    "15" "Северная Осетия-Алания" / "North Ossetia-Alania";
    "16" "Республика Татарстан" / "Republic of Tatarstan";
    "17" "Республика Тыва" / "Tuva Republic";
    "18" "Удмуртская Республика" / "Udmurt Republic";
    "19" "Республика Хакасия" / "Republic of Khakassia";
    "20" "Чеченская Республика" / "Chechen Republic";
    "21" "Чувашская Республика" / "Chuvash Republic";
    "22" "Алтайский край" / "Altai Krai";
    "23" "Краснодарский край" / "Krasnodar Krai";
    "24" "Красноярский край" / "Krasnoyarsk Krai";
    "25" "Приморский край" / "Primorsky Krai";
    "26" "Ставропольский край" / "Stavropol Krai";
    "27" "Хабаровский край и Еврейская автономная область" / "Khabarovsk Krai and the Jewish Autonomous Oblast";
    "28" "Амурская область" / "Amur Oblast";
    "29" "Архангельская область и Ненецкий автономный округ" / "Arkhangelsk Oblast and the Nenets Autonomous Okrug";
    "30" "Астраханская область" / "Astrakhan Oblast";
    "31" "Белгородская область" / "Belgorod Oblast";
    "32" "Брянская область" / "Bryansk Oblast";
    "33" "Владимирская область" / "Vladimir Oblast";
    "34" "Волгоградская область" / "Volgograd Oblast";
    "35" "Вологодская область" / "Vologda Oblast";
    "36" "Воронежская область" / "Voronezh Oblast";
    "37" "Ивановская область" / "Ivanovo Oblast";
    "38" "Иркутская область" / "Irkutsk Oblast";
    "39" "Калининградская область" / "Kaliningrad Oblast";
    "40" "Калужская область" / "Kaluga Oblast";
    "41" "Камчатский край" / "Kamchatka Krai";
    "42" "Кемеровская область" / "Kemerovo Oblast";
    "43" "Кировская область" / "Kirov Oblast";
    "44" "Костромская область" / "Kostroma Oblast";
    "45" "Курганская область" / "Kurgan Oblast";
    "46" "Курская область" / "Kursk Oblast";
    "47" "Ленинградская область" / "Leningrad Oblast";
    "48" "Липецкая область" / "Lipetsk Oblast";
    "49" "Магаданская область" / "Magadan Oblast";
    "50" "Московская область" / "Moscow Oblast";
    "51" "Мурманская область" / "Murmansk Oblast";
    "52" "Нижегородская область" / "Nizhny Novgorod Oblast";
    "53" "Новгородская область" / "Novgorod Oblast";
    "54" "Новосибирская область" / "Novosibirsk Oblast";
    "55" "Омская область" / "Omsk Oblast";
    "56" "Оренбургская область" / "Orenburg Oblast";
    "57" "Орловская область" / "Oryol Oblast";
    "58" "Пензенская область" / "Penza Oblast";
    "59" "Пермский край" / "Perm Krai";
    "60" "Псковская область" / "Pskov Oblast";
    "61" "Ростовская область" / "Rostov Oblast";
    "62" "Рязанская область" / "Ryazan Oblast";
    "63" "Самарская область" / "Samara Oblast";
    "64" "Саратовская область" / "Saratov Oblast";
    "65" "Сахалинская область" / "Sakhalin Oblast";
    "66" "Свердловская область" / "Sverdlovsk Oblast";
    "67" "Смоленская область" / "Smolensk Oblast";
    "68" "Тамбовская область" / "Tambov Oblast";
    "69" "Тверская область" / "Tver Oblast";
    "70" "Томская область" / "Tomsk Oblast";
    "71" "Тульская область" / "Tula Oblast";
    "72" "Тюменская область" / "Tyumen Oblast";
    "73" "Ульяновская область" / "Ulyanovsk Oblast";
    "74" "Челябинская область" / "Chelyabinsk Oblast";
    "75" "Забайкальский край" / "Zabaykalsky Krai";
    "76" "Ярославская область" / "Yaroslavl Oblast";
    "77" "Москва" / "Moscow";
    "78" "Санкт-Петербург" / "Saint Petersburg";
    "86" "Ханты-Мансийский АО" / "Khanty-Mansi Autonomous Okrug";
    "87" "Чукотский АО" / "Chukotka Autonomous Okrug";
    "89" "Ямало-Ненецкий АО" / "Yamalo-Nenets Autonomous Okrug";
    "82" "Республика Крым" / "Republic of Crimea";
    "92" "Севастополь" / "Sevastopol";
};

/// The kinds of writs that a search by document can be narrowed to.
pub const DOCUMENT_TYPES: &[Named] = named! {
    "1" "Исполнительный документ" / "Writ of any kind";
    "2" "Нотариально удостоверенное соглашение об уплате алиментов" / "Notarised agreement on alimony";
    "3" "Акт по делу об административном правонарушении" / "Act in a case of an administrative offence";
    "4" "Судебный приказ" / "Court order";
    "5" "Акт органа, осуществляющего контрольные функции" / "Act of a supervising authority";
    "6" "Удостоверение комиссии по трудовым спорам" / "Certificate of a labour dispute commission";
    "7" "Акт другого органа" / "Act of another authority";
    "8" "Постановление судебного пристава-исполнителя" / "Order of a bailiff";
    "10" "Исполнительная надпись нотариуса" / "Notary's writ";
    "11" "Судебный акт по делу об административном правонарушении"
        / "Court decision in a case of an administrative offence";
    "12" "Запрос центрального органа о розыске ребенка"
        / "Request of a central authority to search for a child";
    "13" "Исполнительный документ, выданный компетентным органом иностранного государства"
        / "Writ of a foreign authority";
    "16" "Удостоверение, выданное уполномоченным по правам потребителей финансовых услуг"
        / "Certificate of the financial ombudsman";
    "17" "Определение судьи о наложении ареста на имущество по статье 19.28 КоАП РФ"
        / "Judge's order to seize property under article 19.28 of the Code of Administrative Offences";
    "18" "Нотариально удостоверенное медиативное соглашение" / "Notarised mediation agreement";
    "19" "Решение государственного инспектора труда о принудительном исполнении обязанности по выплатам"
        / "Decision of a state labour inspector to enforce wages";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_rules_agree() {
        assert!(DOCUMENT_TYPES.iter().map(|named| named.code).eq(super::super::rules::DOCUMENT_TYPES.iter().copied()));
        for (place, named) in REGIONS.iter().enumerate() {
            assert_eq!(super::super::rules::region(named.code).as_deref(), Ok(named.code));
            assert!(REGIONS.iter().skip(place + 1).all(|other| other.code != named.code), "{} twice", named.code);
        }
        assert_eq!(REGIONS.len(), 84);
    }
}
