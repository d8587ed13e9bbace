//! Annual accounts, in thousands of roubles. Every year begins where the one before ended, and both sides of a balance
//! are equal because assets are what capital and debts pay for.

use super::{Accounting, Random, Subject, TODAY, Topic};

/// Accounts of one year.
pub(crate) struct Year {
    pub(crate) year: i32,
    pub(crate) start: Sheet,
    pub(crate) end: Sheet,
    pub(crate) before: Results,
    pub(crate) now: Results,
}

/// A balance sheet (form 1) of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    intangible: i64,
    fixed: i64,
    stock: i64,
    vat: i64,
    debtors: i64,
    cash: i64,
    capital: i64,
    retained: i64,
    long_loans: i64,
    loans: i64,
    creditors: i64,
}

/// Financial results (form 2) of one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Results {
    revenue: i64,
    cost: i64,
    selling: i64,
    management: i64,
    interest: i64,
    other_income: i64,
    other_expenses: i64,
    tax: i64,
}

impl Sheet {
    /// A line by its code; what this world has nothing of is zero.
    pub(crate) fn line(&self, code: u16) -> i64 {
        match code {
            1110 => self.intangible,
            1150 => self.fixed,
            1100 => self.intangible + self.fixed,
            1210 => self.stock,
            1220 => self.vat,
            1230 => self.debtors,
            1250 => self.cash,
            1200 => self.stock + self.vat + self.debtors + self.cash,
            1310 => self.capital,
            1370 => self.retained,
            1300 => self.capital + self.retained,
            1410 | 1400 => self.long_loans,
            1510 => self.loans,
            1520 => self.creditors,
            1500 => self.loans + self.creditors,
            1600 => self.line(1100) + self.line(1200),
            1700 => self.line(1300) + self.line(1400) + self.line(1500),
            _ => 0,
        }
    }

    fn next(self, random: &mut Random, capital: i64, results: &Results) -> Sheet {
        let profit = results.line(2400);
        let dividends = if profit > 0 { share(profit, random.between(0, 40)) } else { 0 };
        let mut sheet = Sheet {
            capital,
            retained: self.retained + profit - dividends,
            long_loans: share(results.revenue, random.below(6)),
            loans: share(results.revenue, random.below(12)),
            creditors: share(results.revenue, random.between(8, 18)),
            ..Sheet::default()
        };
        // Losses are borne by the creditors.
        let least = 1 + results.revenue / 10;
        sheet.creditors += (least - sheet.line(1700)).max(0);
        let total = sheet.line(1700);
        sheet.intangible = share(total, random.below(3));
        sheet.fixed = share(total, random.between(10, 34));
        sheet.stock = share(total, random.between(10, 24));
        sheet.vat = share(total, random.below(2));
        sheet.debtors = share(total, random.between(15, 34));
        sheet.cash = total - sheet.intangible - sheet.fixed - sheet.stock - sheet.vat - sheet.debtors;
        sheet
    }
}

impl Results {
    /// A line by its code; expenses are positive.
    pub(crate) fn line(&self, code: u16) -> i64 {
        match code {
            2110 => self.revenue,
            2120 => self.cost,
            2100 => self.revenue - self.cost,
            2210 => self.selling,
            2220 => self.management,
            2200 => self.line(2100) - self.selling - self.management,
            2330 => self.interest,
            2340 => self.other_income,
            2350 => self.other_expenses,
            2300 => self.line(2200) - self.interest + self.other_income - self.other_expenses,
            2410 => self.tax,
            2400 | 2500 => self.line(2300) - self.tax,
            _ => 0,
        }
    }

    /// Expenses of the ordinary activity, as simplified accounts sum them up.
    pub(crate) fn ordinary_expenses(&self) -> i64 {
        self.cost + self.selling + self.management
    }

    fn next(self, random: &mut Random, first_revenue: i64, start: &Sheet) -> Results {
        let revenue =
            if self.revenue == 0 { first_revenue } else { share(self.revenue, random.between(80, 126)).max(100) };
        let mut results = Results {
            revenue,
            cost: share(revenue, random.between(62, 86)),
            selling: share(revenue, random.below(5)),
            management: share(revenue, random.between(3, 9)),
            interest: share(start.loans + start.long_loans, 9),
            other_income: share(revenue, random.below(3)),
            other_expenses: share(revenue, random.below(3)),
            tax: 0,
        };
        results.tax = share(results.line(2300).max(0), 20);
        results
    }
}

/// So many percent.
fn share(of: i64, percent: u32) -> i64 {
    of * i64::from(percent) / 100
}

/// Accounts are published since then.
const FIRST_YEAR: i32 = 2012;

impl Subject {
    /// The accounts, the oldest first.
    pub(crate) fn accounts(&self) -> Vec<Year> {
        let kind = self.facts.volumes.accounts;
        let Some(organisation) = self.organisation().filter(|_| kind != Accounting::None) else { return Vec::new() };
        // Those of the year before the last day.
        let last = self.last_day().year().min(TODAY.year()) - 1;
        let founded = self.facts.registered.year();
        let capital = organisation.capital.as_ref().map_or(0, |capital| i64::from(capital.value) / 1000);
        let large = match kind {
            Accounting::Large => 40,
            Accounting::Small | Accounting::Social | Accounting::None => 1,
        };
        let first_revenue = i64::from(Random::of(self.facts.seed, Topic::Accounts, 0).between(1_500, 90_000)) * large;
        let mut years: Vec<Year> = Vec::new();
        let (mut start, mut before) = (Sheet::default(), Results::default());
        // One year more, to have something to begin with.
        for year in founded.max(FIRST_YEAR - 1)..=last {
            let mut random = Random::of(self.facts.seed, Topic::Accounts, year.unsigned_abs());
            let now = before.next(&mut random, first_revenue, &start);
            let end = start.next(&mut random, capital, &now);
            years.push(Year { year, start, end, before, now });
            (start, before) = (end, now);
        }
        years.into_iter().filter(|year| year.year >= FIRST_YEAR).collect()
    }
}
