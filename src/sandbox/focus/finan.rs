//! `finan`: the financial analysis of the latest reporting year.

use super::document;
use crate::sandbox::world::{Subject, Year};

/// One page of the document; none for those who have no accounts.
pub(super) fn page(subject: &Subject) -> Option<Vec<String>> {
    let accounts = subject.accounts();
    let Year { year, start, end, before, now } = accounts.last()?;
    let mut lines = document::beginning("Финансовый анализ", subject);
    lines.push(String::new());
    lines.push(format!("Отчётный год {year}, тыс. руб., на начало и на конец периода"));
    for (name, code) in [("Выручка", 2110), ("Прибыль от продаж", 2200), ("Чистая прибыль", 2400)]
    {
        lines.push(format!("{name}: {} / {}", before.line(code), now.line(code)));
    }
    for (name, code) in [("Внеоборотные активы", 1100), ("Оборотные активы", 1200), ("Капитал", 1300), ("Баланс", 1600)]
    {
        lines.push(format!("{name}: {} / {}", start.line(code), end.line(code)));
    }
    for (name, ratio) in [
        ("Текущая ликвидность", ratio(end.line(1200), end.line(1500))),
        ("Автономия", ratio(end.line(1300), end.line(1600))),
        ("Рентабельность продаж", ratio(now.line(2200), now.line(2110))),
    ] {
        lines.extend(ratio.map(|ratio| format!("{name}: {ratio}")));
    }
    lines.push(format!("Экспертный рейтинг: {}", rating(&accounts)?));
    Some(lines)
}

/// The latest year's rating by how much of the balance is the organisation's own and whether it earns.
pub(super) fn rating(accounts: &[Year]) -> Option<&'static str> {
    let Year { end, now, .. } = accounts.last()?;
    let own = (end.line(1300) * 100).checked_div(end.line(1600))?;
    let earns = now.line(2400) > 0;
    Some(match own {
        _ if own < 0 => "CC",
        0..=9 => {
            if earns {
                "B"
            } else {
                "CCC"
            }
        }
        10..=29 => {
            if earns {
                "BBB"
            } else {
                "BB"
            }
        }
        30..=59 => {
            if earns {
                "A"
            } else {
                "BBB"
            }
        }
        _ => {
            if earns {
                "AAA"
            } else {
                "A"
            }
        }
    })
}

/// With two decimals.
fn ratio(of: i64, by: i64) -> Option<String> {
    let hundredths = (of * 100).checked_div(by)?;
    let sign = if hundredths < 0 { "-" } else { "" };
    Some(format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100))
}
