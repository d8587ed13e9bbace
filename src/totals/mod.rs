//! Totals over long lists: entries are counted and summed in the bytes of an answer, page by page, and never become objects.
//!
//! What is summed and by what it is grouped is declared beside the operation ([`Totals`]). Nothing is dropped: an entry that
//! lacks what it is grouped by is counted under a key of its own, and one without a sum is counted as such.

mod amount;
mod rows;

pub use amount::Amount;

use crate::json::{Fault, FaultKind, Scanner, Token, each_item, each_member, members, text_of, write_string};
use crate::text::digits;
use rows::{Key, Rows};

/// How the entries of a paged list are summed.
#[derive(Debug)]
pub struct Totals {
    /// The operation whose answer has the list.
    pub operation: &'static str,
    /// The field that holds the list.
    pub list: &'static str,
    /// Where the sum of an entry is: the first of these fields that it has counts.
    pub sum: &'static [Sum],
    /// By what the entries are grouped.
    pub groups: &'static [Group],
}

/// A field with a sum of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// A number of roubles.
    Number(&'static str),
    /// An object with `sum` and `currencyCode`; roubles unless that says otherwise.
    Price(&'static str),
}

/// One way to group the entries.
#[derive(Debug)]
pub struct Group {
    /// The name of the list of groups, such as `byYear`.
    pub name: &'static str,
    /// What tells the groups apart.
    pub by: By,
    /// What it means.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// What entries are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The year of a date. A group says it as `year`.
    Year(&'static str),
    /// A text. A group says it under the first name; the second is the field.
    Text(&'static str, &'static str),
    /// The name of the first of these flags that is set. A group says it under the first name.
    Flag(&'static str, &'static [&'static str]),
    /// The companies in a list, by ИНН or, where there is none, by name; only those with one of these flags, if there are
    /// any. A group says `inn` and `name`. An entry with several companies is counted for each of them.
    Companies(&'static str, &'static [&'static str]),
}

/// Groups, each with its doc comment.
macro_rules! groups {
    ($($(#[doc = $doc:literal])+ $name:literal: $by:expr;)+) => {
        &[$($crate::totals::Group {
            name: $name,
            by: $by,
            #[cfg(feature = "reflect")]
            doc: concat!($($doc, "\n"),+),
        }),+]
    };
}
pub(crate) use groups;

/// The ISO code of the currency that sums are in.
const ROUBLE: &[u8] = b"RUB";

/// Sums up one list.
#[derive(Debug)]
pub struct Summing {
    totals: &'static Totals,
    /// The members of an entry that anything depends on.
    names: Vec<&'static str>,
    /// How many entries may still be counted.
    left: u32,
    /// Whether there were more.
    cut: bool,
    all: Tally,
    /// In the order of the declaration.
    groups: Vec<Rows>,
    /// Sums in other currencies than roubles.
    foreign: Rows,
    pages: u32,
    /// How many entries the last page had.
    entries: u32,
    /// How many items the pages had, which hold a list each.
    holders: usize,
}

/// How many entries there are, and their sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    count: u32,
    /// How many of them have a sum in roubles.
    with_sum: u32,
    sum: Amount,
}

impl Tally {
    fn add(&mut self, sum: Option<&Amount>) -> Option<()> {
        self.count += 1;
        if let Some(sum) = sum {
            self.with_sum += 1;
            self.sum.add(sum)?;
        }
        Some(())
    }

    /// Writes its members, the braces left to others.
    fn write(&self, out: &mut String) {
        for part in
            ["\"count\":", &digits(self.count.into()), ",\"withSum\":", &digits(self.with_sum.into()), ",\"sum\":"]
        {
            out.push_str(part);
        }
        self.sum.write(out);
    }
}

/// The values of an entry that the totals are made of, each with its name.
type Wanted<'e> = Vec<(&'static str, &'e [u8])>;

fn value<'e>(wanted: &Wanted<'e>, name: &str) -> Option<&'e [u8]> {
    wanted.iter().find(|(known, _)| *known == name).map(|(_, raw)| *raw)
}

impl Summing {
    /// Begins with nothing. No more than `limit` entries are counted.
    pub fn new(totals: &'static Totals, limit: u32) -> Summing {
        let sums = totals.sum.iter().map(|sum| match sum {
            Sum::Number(name) | Sum::Price(name) => core::slice::from_ref(name),
        });
        let keys = totals.groups.iter().map(|group| match &group.by {
            By::Year(name) | By::Text(_, name) | By::Companies(name, _) => core::slice::from_ref(name),
            By::Flag(_, names) => names,
        });
        let names = sums.chain(keys).flatten().copied().collect();
        let groups = totals.groups.iter().map(|_| Rows::default()).collect();
        let (all, foreign) = (Tally::default(), Rows::default());
        Summing { totals, names, left: limit, cut: false, all, groups, foreign, pages: 0, entries: 0, holders: 0 }
    }

    /// Adds the entries of one page, which was decoded: a list of items that hold a list each, or one object that holds it.
    ///
    /// # Errors
    /// A [`Fault`] when sums are too large to be added.
    pub fn add(&mut self, page: &[u8]) -> Result<(), Fault> {
        self.pages += 1;
        self.entries = 0;
        let scanner = &mut Scanner::new(page);
        match scanner.token()? {
            Token::List => each_item(scanner, &mut |scanner, position| {
                self.holder(scanner).map_err(|fault| fault.in_item(position))
            }),
            _ => self.holder(scanner),
        }
    }

    /// Whether any item was met. Without one the provider knows nothing of what was asked about, and zero would be wrong.
    pub fn has_any(&self) -> bool {
        self.holders > 0
    }

    /// How many pages were added.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// How many entries the last page had, counted or not.
    pub fn entries(&self) -> u32 {
        self.entries
    }

    /// Whether as many entries were counted as may be.
    pub fn is_full(&self) -> bool {
        self.left == 0
    }

    /// Whether entries were left out because of that.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    fn holder(&mut self, scanner: &mut Scanner<'_>) -> Result<(), Fault> {
        self.holders += 1;
        let list = self.totals.list.as_bytes();
        each_member(scanner, &mut |scanner, name| {
            if name != list {
                return scanner.skip();
            }
            let entries = each_item(scanner, &mut |scanner, position| {
                self.entry(scanner).map_err(|fault| fault.in_item(position))
            });
            entries.map_err(|fault| fault.in_member(name))
        })
    }

    fn entry(&mut self, scanner: &mut Scanner<'_>) -> Result<(), Fault> {
        self.entries += 1;
        if self.left == 0 {
            self.cut = true;
            return scanner.skip();
        }
        self.left -= 1;
        let mut wanted = Vec::with_capacity(self.names.len());
        let names = &self.names;
        each_member(scanner, &mut |scanner, name| {
            match names.iter().find(|known| known.as_bytes() == name) {
                Some(known) => wanted.push((*known, scanner.value()?)),
                None => scanner.skip()?,
            }
            Ok(())
        })?;
        let sum = self.sum(&wanted)?;
        let sum = sum.as_ref();
        let mut fits = self.all.add(sum).is_some();
        for (group, rows) in self.totals.groups.iter().zip(&mut self.groups) {
            for key in keys(group.by, &wanted)? {
                fits &= rows.add(key, sum).is_some();
            }
        }
        if fits { Ok(()) } else { Err(too_large()) }
    }

    /// The sum of an entry, in roubles.
    fn sum(&mut self, wanted: &Wanted<'_>) -> Result<Option<Amount>, Fault> {
        for sum in self.totals.sum {
            let (Sum::Number(name) | Sum::Price(name)) = sum;
            let Some(raw) = value(wanted, name) else { continue };
            if let Sum::Number(_) = sum {
                return Amount::read(raw).map(Some).ok_or_else(too_large);
            }
            let mut number = None;
            let mut currency = None;
            members(raw, &mut |name, raw| {
                match name {
                    b"sum" => number = Some(raw),
                    b"currencyCode" => currency = Some(raw),
                    _ => {}
                }
                Ok(())
            })?;
            let Some(number) = number else { continue };
            let amount = Amount::read(number).ok_or_else(too_large)?;
            match currency.map(text_of).transpose()?.flatten() {
                Some(code) if code.as_bytes() != ROUBLE => {
                    return match self.foreign.add(Key::Text(code), Some(&amount)) {
                        Some(()) => Ok(None),
                        None => Err(too_large()),
                    };
                }
                _ => return Ok(Some(amount)),
            }
        }
        Ok(None)
    }

    /// The totals as JSON. `complete`: nothing was left out.
    pub fn write(&self, complete: bool) -> String {
        let mut out = String::from("{");
        self.all.write(&mut out);
        for (group, rows) in self.totals.groups.iter().zip(&self.groups) {
            write_rows(
                &mut out,
                group.name,
                rows,
                match group.by {
                    By::Year(_) => "year",
                    By::Text(label, _) | By::Flag(label, _) => label,
                    By::Companies(..) => "",
                },
            );
        }
        write_rows(&mut out, "foreign", &self.foreign, "currency");
        out.push_str(",\"complete\":");
        out.push_str(if complete { "true" } else { "false" });
        out.push_str(",\"pages\":");
        out.push_str(&digits(self.pages.into()));
        out.push('}');
        out
    }
}

fn too_large() -> Fault {
    Fault::new(FaultKind::Type { expected: "sum that can be added", found: "number" }, 0)
}

/// Under which keys of a group an entry is counted: at least one.
fn keys(by: By, wanted: &Wanted<'_>) -> Result<Vec<Key>, Fault> {
    let key = match by {
        By::Year(name) => value(wanted, name).and_then(year).map(Key::Year),
        By::Text(_, name) => value(wanted, name).map(text_of).transpose()?.flatten().map(Key::Text),
        By::Flag(_, names) => {
            let set = names.iter().find(|name| value(wanted, name) == Some(b"true"));
            set.map(|name| Key::Text((*name).to_owned()))
        }
        By::Companies(name, flags) => {
            let mut keys = Vec::new();
            if let Some(list) = value(wanted, name) {
                each_item(&mut Scanner::new(list), &mut |scanner, _| {
                    if let Some(key) = company_key(scanner.value()?, flags)?.filter(|key| !keys.contains(key)) {
                        keys.push(key);
                    }
                    Ok(())
                })?;
            }
            if keys.is_empty() {
                keys.push(Key::Absent);
            }
            return Ok(keys);
        }
    };
    Ok(vec![key.unwrap_or(Key::Absent)])
}

fn year(raw: &[u8]) -> Option<u32> {
    let digits = raw.strip_prefix(b"\"")?.get(..4)?;
    digits.iter().try_fold(0, |year, digit| digit.is_ascii_digit().then(|| year * 10 + u32::from(digit & 15)))
}

/// The key of a company; `None` when it has none of the flags that it must have.
fn company_key(company: &[u8], flags: &[&str]) -> Result<Option<Key>, Fault> {
    let (mut inn, mut name, mut flagged) = (None, None, flags.is_empty());
    members(company, &mut |member, raw| {
        match member {
            b"inn" => inn = text_of(raw)?,
            b"name" => name = Some(raw).filter(|raw| raw.starts_with(b"\"")),
            _ => flagged |= raw == b"true" && flags.iter().any(|flag| flag.as_bytes() == member),
        }
        Ok(())
    })?;
    if !flagged {
        return Ok(None);
    }
    Ok(Some(match (inn, name) {
        (Some(inn), name) => {
            // Most companies occur many times: the escapes of their names are left as they are.
            let name = name.and_then(|raw| core::str::from_utf8(raw).ok()).map(str::to_owned);
            Key::Company { inn, name }
        }
        (None, Some(name)) => text_of(name)?.map_or(Key::Absent, Key::Named),
        (None, None) => Key::Absent,
    }))
}

/// Writes a list of groups; those of companies have no label.
fn write_rows(out: &mut String, name: &str, rows: &Rows, label: &str) {
    for part in [",\"", name, "\":["] {
        out.push_str(part);
    }
    for (position, (key, tally)) in rows.sorted().enumerate() {
        out.push_str(if position > 0 { ",{" } else { "{" });
        let mut member = |name: &str, text: Option<&String>| {
            write_string(out, name, false);
            out.push(':');
            match text {
                Some(text) => write_string(out, text, false),
                None => out.push_str("null"),
            }
            out.push(',');
        };
        match key {
            Key::Text(text) => member(label, Some(text)),
            Key::Company { inn, name } => {
                member("inn", Some(inn));
                if let Some(name) = name {
                    for part in ["\"name\":", name, ","] {
                        out.push_str(part);
                    }
                }
            }
            Key::Named(name) => member("name", Some(name)),
            Key::Absent if label.is_empty() => {}
            Key::Absent => member(label, None),
            Key::Year(year) => {
                for part in ["\"year\":", &digits((*year).into()), ","] {
                    out.push_str(part);
                }
            }
        }
        tally.write(out);
        out.push('}');
    }
    out.push(']');
}
