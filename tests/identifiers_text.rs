//! Clean-up, search, batches and comparison of identifiers.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice
)]

mod textbook;

use kontragent::identifiers::{
    Finding, Kind, Level, Locale, check_batch, compare, find, is_valid, is_valid_account, normalize,
};
use proptest::prelude::*;

// --- normalize ---

#[test]
fn clean_up() {
    for (kind, text, expected) in [
        (Kind::Inn, "7707083893", "7707083893"),
        (Kind::Inn, " 7707 083\u{a0}893\t\n", "7707083893"),
        (Kind::Inn, "77\u{ad}07\u{200b}08\u{feff}38\u{2060}93", "7707083893"),
        (Kind::Inn, "7707-08‑38–93", "7707083893"),
        (Kind::Inn, "７７０７０８３８９３", "7707083893"),
        (Kind::Inn, "٧٧٠٧٠٨٣٨٩٣", "7707083893"),
        (Kind::Inn, "ИНН: 7707083893", "7707083893"),
        (Kind::Inn, "инн 7707083893", "7707083893"),
        (Kind::Inn, "INN:7707083893", "7707083893"),
        (Kind::Inn, "ИНН № 7707083893", "7707083893"),
        (Kind::Inn, "ИНН N 7707083893", "7707083893"),
        (Kind::Inn, "ИНН No 7707083893", "7707083893"),
        (Kind::Inn, "ИНН\u{a0}#7707083893", "7707083893"),
        (Kind::Ogrn, "ОГРН №1027700132195", "1027700132195"),
        (Kind::Snils, "112-233-445 95", "11223344595"),
        (Kind::Snils, "СНИЛС 112-233-445-95", "11223344595"),
        (Kind::Kpp, "КПП 7736аb001", "7736AB001"),
        (Kind::Kpp, "7736АВ001", "7736AB001"),
        (Kind::Account, "р/с 4070 2810 9000 0000 0001", "40702810900000000001"),
        (Kind::Account, "Расчётный счёт № 40702.810.9.00000000001", "40702810900000000001"),
        (Kind::Account, "корр. счет: 30101810400000000225", "30101810400000000225"),
        (Kind::Account, "40702е10900000000001", "40702E10900000000001"),
        (Kind::Bik, "БИК 04 45 25 225", "044525225"),
        (Kind::Okved, "ОКВЭД 62.01", "62.01"),
        (Kind::Okved, "６２．０１", "62.01"),
        (Kind::Okpo, "00.032.537", "00032537"),
    ] {
        assert_eq!(normalize(kind, text), expected, "{text}");
    }
}

#[test]
fn clean_up_never_guesses() {
    for (kind, text, expected) in [
        // No zero is added, nothing else is dropped.
        (Kind::Inn, "770708389", "770708389"),
        (Kind::Inn, "+7707083893", "+7707083893"),
        (Kind::Inn, "7707083893 доб. 1", "7707083893доб1"),
        (Kind::Inn, "7707083893/773601001", "7707083893/773601001"),
        (Kind::Inn, "7707083893,0", "7707083893,0"),
        (Kind::Bik, "44525225", "44525225"),
        // The letter O is no zero, neither Latin nor Cyrillic.
        (Kind::Inn, "77O7083893", "77O7083893"),
        (Kind::Kpp, "7736О1001", "7736О1001"),
        // A label of something else stays.
        (Kind::Inn, "КПП 7707083893", "КПП7707083893"),
        (Kind::Ogrn, "ОГРНИП 304770000000001", "ИП304770000000001"),
        (Kind::Inn, "🙂7707083893", "🙂7707083893"),
    ] {
        let cleaned = normalize(kind, text);
        assert_eq!(cleaned, expected, "{text}");
        assert!(!is_valid(kind, cleaned.as_bytes()), "{text}");
    }
    let long = " 7".repeat(3000);
    assert_eq!(normalize(Kind::Inn, &long), long);
}

// --- find ---

fn found(text: &str) -> Vec<(&'static str, String)> {
    find(text).into_iter().map(|found| (found.kind.as_str(), found.value)).collect()
}

fn assert_found(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, value)| (*kind, value.to_string())).collect();
    assert_eq!(found(text), expected, "{text}");
}

#[test]
fn finds_labelled_numbers() {
    for text in [
        "ИНН 7707083893",
        "инн:7707083893",
        "ИНН\n7707083893",
        "ИНН №7707083893.",
        "ИНН7707083893",
        "INN 7707083893,",
        "(ИНН: 7707083893)",
        "ИНН организации 7707083893",
        "ИНН 7707 083 893",
        "ИНН 7707\u{a0}083893",
    ] {
        assert_found(text, &[("inn", "7707083893")]);
    }
    assert_found("КПП 773601001", &[("kpp", "773601001")]);
    assert_found("КПП 7736ab001", &[("kpp", "7736AB001")]);
    assert_found("ОГРН 1027700132195", &[("ogrn", "1027700132195")]);
    assert_found("БИК 044525225", &[("bik", "044525225")]);
    assert_found("СНИЛС 112-233-445 95", &[("snils", "11223344595")]);
    assert_found("ОКПО 00032537", &[("okpo", "00032537")]);
    assert_found("ОКТМО 45384000", &[("oktmo", "45384000")]);
    assert_found("ОКАТО 45 286 555", &[("okato", "45286555")]);
    assert_found("ОКВЭД 62.01.", &[("okved", "62.01")]);
    assert_found("р/с 4060 2810 7000 0000 0025", &[("account", "40602810700000000025")]);
    assert_found("Расчётный счёт: 40602810700000000025", &[("account", "40602810700000000025")]);
    assert_found(
        "ГРН 2267700132190",
        if is_valid(Kind::Grn, b"2267700132190") { &[("grn", "2267700132190")] } else { &[] },
    );
}

#[test]
fn finds_pairs_and_requisites() {
    assert_found("ИНН/КПП 7707083893/773601001", &[("inn", "7707083893"), ("kpp", "773601001")]);
    assert_found("ИНН / КПП: 7707083893 / 773601001", &[("inn", "7707083893"), ("kpp", "773601001")]);
    assert_found("7707083893/773601001", &[("inn", "7707083893"), ("kpp", "773601001")]);
    assert_found("7707083893\t773601001", &[("inn", "7707083893"), ("kpp", "773601001")]);
    // What stands beside an ИНН may be a БИК as well.
    assert_found("7707083893\t044030653", &[("inn", "7707083893")]);
    assert_found(
        "ООО «Ромашка», ИНН 7707083893, КПП 773601001, ОГРН 1027700132195, р/с 40602810700000000025 в банке «Василёк», БИК 049805746, к/с 30101810800000000746, тел. +7 916 123-45-67 от 01.02.2024",
        &[
            ("inn", "7707083893"),
            ("kpp", "773601001"),
            ("ogrn", "1027700132195"),
            ("account", "40602810700000000025"),
            ("bik", "049805746"),
            ("account", "30101810800000000746"),
        ],
    );
    // Text that lost its spaces: a label ends the number before it, and other letters do not.
    assert_found("ИНН7707083893КПП773601001", &[("inn", "7707083893"), ("kpp", "773601001")]);
    assert_found(
        "7707083893КПП 7736AB001ОГРН1027700132195",
        &[("inn", "7707083893"), ("kpp", "7736AB001"), ("ogrn", "1027700132195")],
    );
    assert_found("КПП 7736TT001", &[("kpp", "7736TT001")]);
    assert_found("ИНН 7707083893А", &[]);
    assert_found("ИНН 7707083893тел", &[]);
    // A label without a number does not take the next one's.
    assert_found("ИНН — , КПП 773601001", &[("kpp", "773601001")]);
    assert_found("ИНН КПП ОГРН 7707083893 1027700132195", &[("inn", "7707083893"), ("ogrn", "1027700132195")]);
}

#[test]
fn finds_tables() {
    let text = "Название\tИНН\tКПП\tОКПО\nРомашка\t7707083893\t773601001\t00032537\nВасилёк\t7830002293\t783501001\t00032537\r\nЛютик\t\t773601001\t\n";
    assert_found(
        text,
        &[
            ("inn", "7707083893"),
            ("kpp", "773601001"),
            ("okpo", "00032537"),
            ("inn", "7830002293"),
            ("kpp", "783501001"),
            ("okpo", "00032537"),
            ("kpp", "773601001"),
        ],
    );
    // The headings end with the table.
    assert_found(
        "ОКПО\tКПП\n00032537\t773601001\n\nконец\n00032537 773601001",
        &[("okpo", "00032537"), ("kpp", "773601001")],
    );
    // Without headings.
    assert_found("40602810700000000025\t049805746", &[("account", "40602810700000000025"), ("bik", "049805746")]);
    assert_found("049805746;4060 2810 7000 0000 0025", &[("bik", "049805746"), ("account", "40602810700000000025")]);
    assert_found("049805747;40602810700000000025", &[]);
}

#[test]
fn finds_bare_numbers_only_where_they_tell_what_they_are() {
    assert_found(
        "Контрагент 7707083893, осн. номер 1027700132195.",
        &[("inn", "7707083893"), ("ogrn", "1027700132195")],
    );
    assert_found("500100732259", &[("inn", "500100732259")]);
    assert_found("112-233-445 95", &[("snils", "11223344595")]);
    assert_found("11223344595", &[("snils", "11223344595")]);
    let record = textbook::complete_ogrn("226770013219");
    assert_found(&record, &[("grn", &record)]);
    let entrepreneur = textbook::complete_ogrnip("30477001321900");
    assert_found(&entrepreneur, &[("ogrnip", &entrepreneur)]);
    for text in [
        "044525225",
        "773601001",
        "00032537",
        "45384000",
        "62.01",
        "45",
        "40602810700000000025", // nothing tells what these are
        "7707083890",
        "1027700132196", // control digits
        "+77070838937707083893",
        "77070838931",
        "17707083893",
        "x7707083893",
        "7707083893x",
        "id_7707083893", // parts of something else
        "7707083893.5",
        "0,7707083893",
        "12.7707083893",
        "+7707083893",
        "#7707083893",
        "тел. 7707083893",
        "Телефон: 7707083893",
        "факс 7707083893",
        "phone 7707083893",
        "7707-083893",
        "7707 083893", // grouped like a telephone
        "+7 (916) 123-45-67",
        "8 916 123 45 67",
        "89161234567",
        "01.02.2024",
        "2024-02-01 10:30:00",
        "10 000 000,00",
        "00100199800", // СНИЛС that cannot be checked
        "4006381333931",
        "9785170800001", // bar codes
    ] {
        assert_found(text, &[]);
    }
    // Ten digits that begin with 9 are a telephone unless a label says otherwise.
    assert_found("9909271678", &[]);
    assert_found("ИНН 9909271678", &[("inn", "9909271678")]);
}

#[test]
fn labels_do_not_make_invalid_numbers_valid() {
    for text in [
        "ИНН 7707083890",
        "ИНН 770708389",
        "ОГРН 1027700132196",
        "КПП 77360100",
        "БИК 944525225",
        "ОКВЭД 6201",
        "СНИЛС 11223344596",
    ] {
        assert_found(text, &[]);
    }
    // Too far from its label.
    assert_found(&format!("КПП {} 773601001", "слово ".repeat(12)), &[]);
}

#[test]
fn offsets_are_utf16_and_exclude_the_label() {
    let text = "🙂🙂 ИНН: 7707 083893, СНИЛС 112-233-445 95";
    let units: Vec<u16> = text.encode_utf16().collect();
    let slices: Vec<String> =
        find(text).iter().map(|found| String::from_utf16(&units[found.start..found.end]).unwrap()).collect();
    assert_eq!(slices, ["7707 083893", "112-233-445 95"]);
}

// --- batches ---

#[test]
fn lines_end_anywhere_in_a_block() {
    let kinds = [(Kind::Inn, "7707083893"), (Kind::Kpp, "773601001"), (Kind::Bik, "049805746")];
    for (kind, valid) in kinds {
        for length in 0..40 {
            for end in ["\n", "\r\n"] {
                for filling in ["1", "x", "\0", "\r", "\u{fffd}"] {
                    let filled = filling.repeat(length);
                    let line = filled.trim_end_matches('\r').to_owned() + if length % 2 == 0 { "" } else { "1" };
                    let text = format!("{valid}{end}{line}{end}{valid}{end}{end}{valid}");
                    let code = check_batch(kind, format!("{line}\n").as_bytes());
                    let empty = check_batch(kind, b"\n");
                    assert_eq!(check_batch(kind, text.as_bytes()), [0, code[0], 0, empty[0], 0], "{text:?}");
                    assert_eq!(code[0] == 0, is_valid(kind, line.as_bytes()), "{line:?}");
                }
            }
        }
    }
}

#[test]
fn batches() {
    let codes = |text: &[u8]| check_batch(Kind::Inn, text);
    assert_eq!(codes(b""), []);
    assert_eq!(codes(b"\n"), [1]);
    assert_eq!(codes(b"\r\n\r\n"), [1, 1]);
    assert_eq!(codes(b"7707083893"), [0]);
    assert_eq!(codes(b"7707083893\n"), [0]);
    assert_eq!(codes(b"7707083893\r\n7707083890\r\n500100732259\r"), [0, 4, 0]);
    assert_eq!(codes(b"\xef\xbb\xbf7707083893\n770708389\n7707083893 \n\n+7\n"), [0, 2, 3, 1, 3]);
    assert_eq!(codes("7707083893\nИНН 7707083893\n".as_bytes()), [0, 3]);
    assert_eq!(codes(b"7707083893\r\r\n"), [3]);
    assert_eq!(codes(format!("{}\n0007083893\n", "1".repeat(100)).as_bytes()), [2, 5]);
    assert_eq!(check_batch(Kind::Ogrn, b"1027700132195\n2027700132195\n"), [0, 6]);
    assert_eq!(check_batch(Kind::Kpp, b"773601001\n7736AB001\n7736ab001\n"), [0, 0, 3]);
    assert_eq!(check_batch(Kind::Okved, b"62\n62.01\n6201\n62.01.1\n00\n"), [0, 0, 3, 0, 6]);
    assert_eq!(check_batch(Kind::Snils, b"00000000000\n11223344595\n"), [8, 0]);
    assert_eq!(
        check_batch(Kind::Account, b"40602810700000000025 049805746\r\n40602810700000000025\n40602810700000000025;049805747\n40602810700000000025\t049805746\n40602810700000000025049805746\n"),
        [0, 7, 4, 0, 2]
    );
}

proptest! {
    #[test]
    fn a_batch_says_what_is_valid_says(kind in prop::sample::select(Kind::ALL), lines in prop::collection::vec("[0-9]{0,22}|[0-9]{8,15}|[ -~]{0,30}|[0-9А-Яа-я]{0,12}", 0..40), end in prop::sample::select(vec!["\n", "\r\n"])) {
        let text: String = lines.iter().map(|line| format!("{line}{end}")).collect();
        let codes = check_batch(kind, text.as_bytes());
        prop_assert_eq!(codes.len(), lines.len());
        for (line, code) in lines.iter().zip(&codes) {
            let expected = match (kind, line.split_at_checked(20)) {
                (Kind::Account, Some((account, rest))) if rest.starts_with([' ', ',', ';', '/']) => is_valid_account(account.as_bytes(), &rest.as_bytes()[1..]),
                _ => is_valid(kind, line.as_bytes()),
            };
            prop_assert_eq!(*code == 0, expected, "{}", line);
        }
    }

    #[test]
    fn valid_lines_are_valid(number in "[1-9][0-9]{8}", count in 1..60_usize) {
        let inn = textbook::complete_inn(&number);
        prop_assert_eq!(check_batch(Kind::Inn, format!("{inn}\n").repeat(count).as_bytes()), vec![0; count]);
    }

    #[test]
    fn clean_up_is_idempotent(kind in prop::sample::select(Kind::ALL), text in "(ИНН|инн|р/с|N|№|[: .#\u{a0}-]|[0-9]|[a-zA-Zа-яё]){0,24}|\\PC{0,40}") {
        let once = normalize(kind, &text);
        prop_assert_eq!(normalize(kind, &once), once.clone());
    }

    #[test]
    fn search_is_total_and_consistent(text in "(ИНН|КПП|ОГРН|БИК|р/с|тел|[ \t\n/:.,🙂-]|7707083893|044525225|40602810700000000025|773601001|[0-9]{1,4}|[a-zа-я]){0,60}|\\PC{0,80}") {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.start >= end && found.start < found.end && found.end <= units.len());
            end = found.end;
            let raw = String::from_utf16_lossy(&units[found.start..found.end]);
            prop_assert_eq!(normalize(found.kind, &raw), found.value.clone());
            prop_assert!(found.kind == Kind::Account || is_valid(found.kind, found.value.as_bytes()));
        }
    }
}

// --- compare ---

fn findings(fields: &[(Kind, &str)]) -> Vec<(Finding, &'static str, &'static str)> {
    compare(fields).into_iter().map(|found| (found.finding, found.field.as_str(), found.other.as_str())).collect()
}

#[test]
fn fields_that_agree() {
    let entrepreneur = textbook::complete_ogrnip("30477001321900");
    for fields in [
        &[][..],
        &[(Kind::Inn, "7707083893"), (Kind::Kpp, "770701001"), (Kind::Ogrn, "1027700132195"), (Kind::Okpo, "00032537")],
        &[
            (Kind::Inn, "500100732259"),
            (Kind::Ogrnip, &entrepreneur),
            (Kind::Okpo, "0000000000"),
            (Kind::Snils, "11223344595"),
        ],
        &[(Kind::Account, "40602810700000000025"), (Kind::Bik, "049805746")],
        // The largest taxpayers are registered elsewhere; foreign organisations have reasons of their own.
        &[(Kind::Inn, "7707083893"), (Kind::Kpp, "997950001")],
        &[(Kind::Inn, "9909271678"), (Kind::Kpp, "233551001")],
    ] {
        assert_eq!(findings(fields), [], "{fields:?}");
    }
}

#[test]
fn fields_that_contradict_each_other() {
    let entrepreneur = textbook::complete_ogrnip("30477001321900");
    let person_organization = Finding::PersonOrganization;
    assert_eq!(
        findings(&[(Kind::Inn, "500100732259"), (Kind::Kpp, "770701001")]),
        [(person_organization, "inn", "kpp")]
    );
    assert_eq!(
        findings(&[(Kind::Inn, "500100732259"), (Kind::Ogrn, "1027700132195")]),
        [(person_organization, "inn", "ogrn")]
    );
    assert_eq!(
        findings(&[(Kind::Inn, "7707083893"), (Kind::Ogrnip, &entrepreneur)]),
        [(person_organization, "ogrnip", "inn")]
    );
    assert_eq!(
        findings(&[(Kind::Ogrn, "1027700132195"), (Kind::Ogrnip, &entrepreneur)]),
        [(person_organization, "ogrnip", "ogrn")]
    );
    assert_eq!(
        findings(&[(Kind::Inn, "7707083893"), (Kind::Okpo, "0000000000")]),
        [(person_organization, "okpo", "inn")]
    );
    assert_eq!(
        findings(&[(Kind::Inn, "500100732259"), (Kind::Okpo, "00032537")]),
        [(person_organization, "inn", "okpo")]
    );
    assert_eq!(
        findings(&[(Kind::Inn, "7707083893"), (Kind::Snils, "11223344595")]),
        [(person_organization, "snils", "inn")]
    );
    assert_eq!(
        findings(&[(Kind::Inn, "7707083893"), (Kind::Kpp, "773601001")]),
        [(Finding::TaxAuthority, "inn", "kpp")]
    );
    assert_eq!(findings(&[(Kind::Inn, "7707083893"), (Kind::Kpp, "770751001")]), [(Finding::Foreign, "inn", "kpp")]);
    assert_eq!(findings(&[(Kind::Inn, "9909271678"), (Kind::Kpp, "990901001")]), [(Finding::Foreign, "inn", "kpp")]);
    assert_eq!(
        findings(&[(Kind::Account, "40602810700000000025"), (Kind::Bik, "049805747")]),
        [(Finding::AccountBik, "account", "bik")]
    );
    assert_eq!(findings(&[(Kind::Account, "40602810700000000025")]), [(Finding::AccountUnchecked, "account", "bik")]);
}

#[test]
fn invalid_fields_are_told_and_not_compared() {
    assert_eq!(findings(&[(Kind::Inn, "500100732258"), (Kind::Kpp, "773601001")]), [(Finding::Invalid, "inn", "inn")]);
    assert_eq!(
        findings(&[(Kind::Account, "40602810700000000025"), (Kind::Bik, "04980574")]),
        [(Finding::Invalid, "bik", "bik"), (Finding::AccountUnchecked, "account", "bik")]
    );
    let found = compare(&[(Kind::Inn, "77")]);
    assert_eq!(found[0].failure.unwrap().code.as_str(), "length");
    assert_eq!(found[0].message(Locale::Ru), "ИНН состоит из 10 или 12 цифр, здесь 2");
}

#[test]
fn errors_and_hints_are_told_apart() {
    for finding in Finding::ALL.iter().copied() {
        let error = matches!(finding, Finding::Invalid | Finding::AccountBik | Finding::PersonOrganization);
        assert_eq!(finding.level() == Level::Error, error, "{finding:?}");
    }
    assert_eq!((Level::Error.as_str(), Level::Hint.as_str()), ("error", "hint"));
    let found = compare(&[(Kind::Inn, "500100732259"), (Kind::Kpp, "770701001")]);
    assert_eq!(found[0].message(Locale::Ru), "ИНН здесь физлица или ИП, а КПП — организации");
    assert_eq!(found[0].message(Locale::En), "INN is a person's, KPP an organisation's");
    let found = compare(&[(Kind::Account, "40602810700000000025"), (Kind::Bik, "049805747")]);
    assert!(found[0].message(Locale::En).starts_with("Account: the key"));
}
